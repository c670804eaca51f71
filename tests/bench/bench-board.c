/* bench-board.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The board with 5,000 open appointments: how soon it is painted, how long its frames take while
 * it is scrolled, dragged about and changed by others, and what it costs in memory. The time of a
 * frame is what the application spends on it, from the frame clock's first signal to its last.
 */

#include "clinic-enums.h"
#include "desk-board-page.h"
#include "desk-board.h"
#include "dummy-scenes.h"

#include <adwaita.h>
#include <stdlib.h>
#include <time.h>

#define N_VISITS 5000
#define N_FRAMES 240
#define MAX_PAINT_MS 500
#define MAX_FRAME_MS 32
#define MAX_PSS_KB (40 * 1024)

typedef struct
{
  GtkWidget *window;
  DummySession *session;
  GArray *frames; /* owned, gint64: µs of each */
  gint64 began;   /* of the frame that is being made */
  gint64 first;   /* when the first picture was finished */
  gboolean counting;
} Bench;

static void
on_frame_begins_cb (GdkFrameClock *clock, Bench *bench)
{
  bench->began = g_get_monotonic_time ();
}

static void
on_frame_ends_cb (GdkFrameClock *clock, Bench *bench)
{
  gint64 now = g_get_monotonic_time ();
  gint64 took = now - bench->began;

  if (bench->first == 0)
    bench->first = now;
  if (bench->counting)
    g_array_append_val (bench->frames, took);
}

static void
run_for (int milliseconds)
{
  gint64 until = g_get_monotonic_time () + milliseconds * 1000;

  while (g_get_monotonic_time () < until)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (500);
}

/* What a busy machine does not change: the processor's time of this program. */
static double
clock_ms (void)
{
  return (double) clock () * 1000 / CLOCKS_PER_SEC;
}

/* kB of memory that are ours alone, and our part of what is shared */
static int
read_pss (void)
{
  g_autofree char *text = NULL;
  const char *line = NULL;

  if (!g_file_get_contents ("/proc/self/smaps_rollup", &text, NULL, NULL))
    return 0;
  line = strstr (text, "\nPss:");

  return line != NULL ? atoi (line + 5) : 0;
}

static GtkWidget *
find_type (GtkWidget *widget, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_type (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* Goes down and up again, as with a wheel that is turned without a pause. */
static void
scroll (Bench *bench, GtkAdjustment *adjustment, double step)
{
  for (int i = 0; i < N_FRAMES; i++)
    {
      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) +
                                              (i < N_FRAMES * 2 / 3 ? step : -step));
      run_for (16);
    }
}

/* Others move visits while somebody looks. */
static void
move_visits (Bench *bench)
{
  GListModel *visits = G_LIST_MODEL (dummy_book_appointments (dummy_session_book (bench->session)));

  for (guint i = 0; i < N_FRAMES; i++)
    {
      g_autoptr (ClinicAppointment) visit = g_list_model_get_item (visits, i * 7 % N_VISITS);

      clinic_appointment_set_stage_id (visit, i % 2 == 0 ? "C1:YES" : "C1:NEW");
      run_for (16);
    }
}

static int
compare (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a;
  gint64 y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

/* prints p50, p95 and the longest, in ms; answers the longest */
static double
tell_frames (Bench *bench, const char *name)
{
  GArray *frames = bench->frames;
  double longest = 0;

  g_array_sort (frames, compare);
  if (frames->len == 0)
    return 1e9;
  longest = (double) g_array_index (frames, gint64, frames->len - 1) / 1000;
  g_print (", \"%s\": {\"frames\": %u, \"p50_ms\": %.1f, \"p95_ms\": %.1f, \"max_ms\": %.1f}", name,
           frames->len, (double) g_array_index (frames, gint64, frames->len / 2) / 1000,
           (double) g_array_index (frames, gint64, frames->len * 95 / 100) / 1000, longest);
  g_array_set_size (frames, 0);

  return longest;
}

int
main (int argc, char **argv)
{
  Bench bench = { .frames = g_array_new (FALSE, FALSE, sizeof (gint64)) };
  GtkWidget *page = NULL;
  GtkWidget *board = NULL;
  GdkFrameClock *clock = NULL;
  gint64 chosen = 0;
  double paint = 0, cpu = 0, longest = 0;
  int before = 0, grown = 0;

  adw_init ();
  bench.session = dummy_session_new ();
  dummy_session_set_now (bench.session, DUMMY_NOW);
  dummy_add_stages (bench.session);
  dummy_add_visits (bench.session, N_VISITS);
  bench.window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (bench.window), 1150, 700);
  gtk_window_present (GTK_WINDOW (bench.window));
  run_for (500);
  before = read_pss ();

  clock = gtk_widget_get_frame_clock (bench.window);
  g_signal_connect (clock, "before-paint", G_CALLBACK (on_frame_begins_cb), &bench);
  g_signal_connect_after (clock, "after-paint", G_CALLBACK (on_frame_ends_cb), &bench);
  chosen = g_get_monotonic_time ();
  cpu = clock_ms ();
  page = desk_board_page_new (CLINIC_SESSION (bench.session));
  gtk_widget_activate_action (page, "board.any-day", NULL);
  adw_window_set_content (ADW_WINDOW (bench.window), page);
  bench.first = 0;
  while (bench.first == 0)
    g_main_context_iteration (NULL, TRUE);
  paint = (double) (bench.first - chosen) / 1000;
  cpu = clock_ms () - cpu;
  g_print ("{\"bench\": \"board\", \"visits\": %d, \"paint_ms\": %.0f, \"paint_cpu_ms\": %.0f",
           N_VISITS, paint, cpu);
  run_for (1000);
  grown = read_pss () - before;

  board = find_type (page, DESK_TYPE_BOARD);
  bench.counting = TRUE;
  scroll (&bench,
          gtk_scrolled_window_get_vadjustment (
            GTK_SCROLLED_WINDOW (gtk_widget_get_parent (find_type (board, GTK_TYPE_LIST_VIEW)))),
          60);
  longest = MAX (longest, tell_frames (&bench, "scroll"));
  scroll (&bench,
          gtk_scrolled_window_get_hadjustment (
            GTK_SCROLLED_WINDOW (find_type (board, GTK_TYPE_SCROLLED_WINDOW))),
          2);
  longest = MAX (longest, tell_frames (&bench, "sideways"));
  move_visits (&bench);
  longest = MAX (longest, tell_frames (&bench, "live"));
  g_print (", \"pss_growth_kb\": %d}\n", grown);

  gtk_window_destroy (GTK_WINDOW (bench.window));
  run_for (100);
  g_array_unref (bench.frames);
  g_object_unref (bench.session);

  return paint <= MAX_PAINT_MS && longest <= MAX_FRAME_MS && grown <= MAX_PSS_KB ? EXIT_SUCCESS
                                                                                 : EXIT_FAILURE;
}
