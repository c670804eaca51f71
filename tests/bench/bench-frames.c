/* bench-frames.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "bench-frames.h"

#include <time.h>

gint64
bench_get_work (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);

  return (gint64) time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

void
bench_run_for (int milliseconds)
{
  gint64 until = g_get_monotonic_time () + milliseconds * 1000;

  while (g_get_monotonic_time () < until)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (500);
}

void
bench_scroll (GtkAdjustment *adjustment, double step, int n_frames)
{
  for (int i = 0; i < n_frames; i++)
    {
      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) +
                                              (i < n_frames * 2 / 3 ? step : -step));
      bench_run_for (16);
    }
}

static void
on_frame_begins_cb (GdkFrameClock *clock, BenchFrames *self)
{
  self->began = g_get_monotonic_time ();
  self->worked = bench_get_work ();
}

static void
on_frame_ends_cb (GdkFrameClock *clock, BenchFrames *self)
{
  gint64 now = g_get_monotonic_time ();
  gint64 took = now - self->began;
  gint64 work = bench_get_work () - self->worked;

  if (self->first == 0)
    self->first = now;
  if (!self->counting)
    return;
  g_array_append_val (self->frames, took);
  g_array_append_val (self->works, work);
}

void
bench_frames_init (BenchFrames *self, GtkWidget *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);

  *self = (BenchFrames){ .frames = g_array_new (FALSE, FALSE, sizeof (gint64)),
                         .works = g_array_new (FALSE, FALSE, sizeof (gint64)) };
  g_signal_connect (clock, "before-paint", G_CALLBACK (on_frame_begins_cb), self);
  g_signal_connect_after (clock, "after-paint", G_CALLBACK (on_frame_ends_cb), self);
}

void
bench_frames_clear (BenchFrames *self)
{
  g_clear_pointer (&self->frames, g_array_unref);
  g_clear_pointer (&self->works, g_array_unref);
}

double
bench_frames_wait (BenchFrames *self, gint64 since)
{
  self->first = 0;
  while (self->first == 0)
    g_main_context_iteration (NULL, TRUE);

  return (double) (self->first - since) / 1000;
}

void
bench_frames_forget (BenchFrames *self)
{
  g_array_set_size (self->frames, 0);
  g_array_set_size (self->works, 0);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a;
  gint64 y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

/* what so many of a hundred do not take longer than, in ms */
static double
get_ms (GArray *sorted, guint percent)
{
  return (double) g_array_index (sorted, gint64,
                                 MIN (sorted->len * percent / 100, sorted->len - 1)) /
         1000;
}

double
bench_frames_tell (BenchFrames *self, const char *name)
{
  double longest = 0;

  if (self->frames->len == 0)
    return 1e9;
  g_array_sort (self->frames, compare);
  g_array_sort (self->works, compare);
  longest = get_ms (self->frames, 100);
  g_print (", \"%s\": {\"frames\": %u, \"p50_ms\": %.1f, \"p95_ms\": %.1f, \"max_ms\": %.1f,"
           " \"cpu_p95_ms\": %.1f, \"cpu_max_ms\": %.1f}",
           name, self->frames->len, get_ms (self->frames, 50), get_ms (self->frames, 95), longest,
           get_ms (self->works, 95), get_ms (self->works, 100));
  self->slowest_p95 = MAX (self->slowest_p95, get_ms (self->frames, 95));
  self->longest = MAX (self->longest, longest);
  bench_frames_forget (self);

  return longest;
}
