/* bench-invoices.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The queue of invoices with 200 tasks and their documents: how soon it is painted when the page is
 * chosen, how soon the document of the first is on screen, and how long it takes from the key that
 * decides until the next one is painted.
 */

#include "bench-frames.h"
#include "clinic-enums.h"
#include "desk-invoices-page.h"
#include "desk-paper-view.h"
#include "desk-tasks-view.h"
#include "dummy-eyes.h"
#include "dummy-paper.h"
#include "dummy-scenes.h"
#include "dummy-tasks.h"

#include <adwaita.h>
#include <stdlib.h>

#define N_TASKS 200
#define N_DECISIONS 20
#define MAX_PAINT_MS 300
#define MAX_NEXT_MS 100

static void
give_key (GtkWidget *widget, const char *signal)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean handled = FALSE;

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, signal, GDK_KEY_a, 0, 0, &handled);
    }
}

/* the longest of some decisions, in ms: the tasks stay, on their way to the portal */
static double
decide (BenchFrames *frames, GtkWidget *view)
{
  double longest = 0;

  for (int i = 0; i < N_DECISIONS; i++)
    {
      ClinicTask *task = desk_tasks_view_get_task (DESK_TASKS_VIEW (view));
      gint64 since = g_get_monotonic_time ();

      give_key (view, "key-pressed");
      give_key (view, "key-released");
      clinic_task_set_pending (task, TRUE);
      longest = MAX (longest, bench_frames_wait (frames, since));
      bench_run_for (100);
    }

  return longest;
}

int
main (int argc, char **argv)
{
  g_autoptr (DummySession) session = NULL;
  g_autoptr (GBytes) pdf = dummy_paper_pdf (3);
  BenchFrames frames = { 0 };
  GtkWidget *window = NULL, *page = NULL, *view = NULL;
  DeskPaperView *paper = NULL;
  gint64 chosen = 0;
  double paint = 0, document = 0, next = 0;

  adw_init ();
  session = dummy_session_new ();
  dummy_session_set_now (session, DUMMY_NOW);
  dummy_add_many_tasks (session, N_TASKS);
  dummy_invoices_set_file (dummy_session_invoices (session), pdf);
  window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (window), 1150, 700);
  gtk_window_present (GTK_WINDOW (window));
  bench_run_for (500);
  bench_frames_init (&frames, window);

  chosen = g_get_monotonic_time ();
  page = desk_invoices_page_new (CLINIC_SESSION (session));
  adw_window_set_content (ADW_WINDOW (window), page);
  paint = bench_frames_wait (&frames, chosen);
  view = find_type (page, DESK_TYPE_TASKS_VIEW);
  paper = DESK_PAPER_VIEW (find_type (page, DESK_TYPE_PAPER_VIEW));
  while (desk_paper_view_get_page (paper) == 0 && g_get_monotonic_time () - chosen < G_USEC_PER_SEC)
    g_main_context_iteration (NULL, TRUE);
  document = (double) (g_get_monotonic_time () - chosen) / 1000;
  bench_run_for (1000);
  next = decide (&frames, view);
  g_print ("{\"bench\": \"invoices\", \"tasks\": %d, \"paint_ms\": %.0f, \"document_ms\": %.0f,"
           " \"next_ms\": %.0f}\n",
           N_TASKS, paint, document, next);

  gtk_window_destroy (GTK_WINDOW (window));
  bench_run_for (100);
  bench_frames_clear (&frames);

  return paint <= MAX_PAINT_MS && next <= MAX_NEXT_MS ? EXIT_SUCCESS : EXIT_FAILURE;
}
