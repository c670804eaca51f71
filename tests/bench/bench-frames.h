/* bench-frames.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How long a window's frames take: by the clock, and by the processor, which a busy machine changes
 * less.
 */

#pragma once

#include <gtk/gtk.h>

typedef struct
{
  GArray *frames; /* owned, gint64: µs of each */
  GArray *works;  /* owned, gint64: µs of the processor in each */
  gint64 began;   /* of the frame that is being made */
  gint64 worked;  /* by the processor until then */
  gint64 first;   /* when the first picture was finished that somebody waits for */
  gboolean counting;
  double slowest_p95; /* ms, of all that was told */
  double longest;     /* ms, of all that was told */
} BenchFrames;

/* what this thread worked, in µs */
gint64 bench_get_work (void);
/* lets the main loop run */
void bench_run_for (int milliseconds);
/* Goes down and up again, as with a wheel that is turned without a pause. */
void bench_scroll (GtkAdjustment *adjustment, double step, int n_frames);

/* watches a window that is on show; self lives as long as it */
void bench_frames_init (BenchFrames *self, GtkWidget *window);
void bench_frames_clear (BenchFrames *self);
/* waits for the next picture; ms from a moment (monotonic µs) until then */
double bench_frames_wait (BenchFrames *self, gint64 since);
/* what was counted so far does not count */
void bench_frames_forget (BenchFrames *self);
/* Prints p50, p95 and the longest of what was counted, in ms, as a member of a JSON object, and
 * forgets it; answers the longest, far too much when there were none. */
double bench_frames_tell (BenchFrames *self, const char *name);
