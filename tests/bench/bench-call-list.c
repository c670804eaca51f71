/* bench-call-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How soon after the key the call list of tomorrow is on the screen, all that the window has room
 * for, with 80 visits to call about among 2,000: the first time, which makes the page, and each
 * time after that.
 */

#include "bench-frames.h"
#include "desk-call-list-row.h"
#include "desk-workspace.h"
#include "dummy-calls.h"
#include "dummy-clinic.h"
#include "dummy-scenes.h"

#include <adwaita.h>
#include <stdlib.h>
#include <time.h>

#define N_ROWS 80
#define N_VISITS 2000
#define MAX_MS 150
#define ROOM 12

typedef struct
{
  GtkWidget *window;
  GtkWidget *workspace;
  DummySession *session;
  gint64 painted; /* monotonic µs of the last picture */
  double cpu;     /* ms that the processor worked for the worst opening */
} Bench;

static void
on_after_paint_cb (GdkFrameClock *clock, Bench *bench)
{
  bench->painted = g_get_monotonic_time ();
}

static guint
count_rows (GtkWidget *widget)
{
  guint n = DESK_IS_CALL_LIST_ROW (widget) && gtk_widget_get_mapped (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_rows (child);

  return n;
}

/* What a busy machine does not change: the processor's time of this program. */
static double
clock_ms (void)
{
  return (double) clock () * 1000 / CLOCKS_PER_SEC;
}

/* from the key to the first picture with all rows that the window has room for, in ms */
static double
open_list (Bench *bench)
{
  gint64 began = g_get_monotonic_time ();
  double cpu = clock_ms ();

  bench->painted = 0;
  desk_workspace_show_call_list (DESK_WORKSPACE (bench->workspace));
  while (bench->painted == 0 || count_rows (bench->workspace) < ROOM)
    g_main_context_iteration (NULL, TRUE);
  bench->cpu = MAX (bench->cpu, clock_ms () - cpu);

  return (bench->painted - began) / 1000.0;
}

int
main (int argc, char *argv[])
{
  Bench bench = { 0 };
  double first = 0;
  double worst = 0;

  gtk_init ();
  adw_init ();
  bench.session = dummy_session_new ();
  dummy_session_set_now (bench.session, DUMMY_NOW);
  dummy_add_stages (bench.session);
  dummy_add_visits (bench.session, N_VISITS);
  /* Those of other days are there too; those of tomorrow are the ones to call about. */
  g_list_store_remove_all (dummy_book_doctors (dummy_session_book (bench.session)));
  for (guint i = 0; i < N_VISITS; i++)
    {
      g_autoptr (ClinicAppointment) visit =
        g_list_model_get_item (G_LIST_MODEL (
                                 dummy_book_appointments (dummy_session_book (bench.session))),
                               i);

      clinic_appointment_set_id (visit, 10000 + i);
      clinic_appointment_set_confirmation (visit, CLINIC_CONFIRMATION_YES);
      clinic_appointment_set_waiting (visit, TRUE);
    }
  dummy_fill_calls (bench.session, N_ROWS, FALSE);

  bench.workspace = desk_workspace_new (CLINIC_SESSION (bench.session));
  bench.window = adw_window_new ();
  adw_window_set_content (ADW_WINDOW (bench.window), bench.workspace);
  gtk_window_set_default_size (GTK_WINDOW (bench.window), 1366, 768);
  gtk_window_present (GTK_WINDOW (bench.window));
  bench_run_for (1500);
  g_signal_connect (gtk_widget_get_frame_clock (bench.window), "after-paint",
                    G_CALLBACK (on_after_paint_cb), &bench);

  first = open_list (&bench);
  for (int i = 0; i < 5; i++)
    {
      desk_workspace_show_page (DESK_WORKSPACE (bench.workspace), "calls");
      bench_run_for (200);
      worst = MAX (worst, open_list (&bench));
    }
  g_print ("{\"bench\": \"call-list\", \"rows\": %d, \"first_ms\": %.0f, \"again_ms\": %.0f, "
           "\"cpu_ms\": %.0f}\n",
           N_ROWS, first, worst, bench.cpu);

  gtk_window_destroy (GTK_WINDOW (bench.window));
  bench_run_for (50);
  g_object_unref (bench.session);

  return first <= MAX_MS && worst <= MAX_MS ? EXIT_SUCCESS : EXIT_FAILURE;
}
