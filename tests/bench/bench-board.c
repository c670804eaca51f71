/* bench-board.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * usage: bench-board [VISITS]
 *
 * The board with 5,000 open appointments: how soon it is painted, how long its frames take while
 * it is scrolled, changed by others, and while a card is dragged over it with a real mouse
 * (xdotool), and what it costs in memory. The time of a frame is what the application spends on
 * it, from the frame clock's first signal to its last. A board of at most 1,200 must keep up with
 * a screen: 19 of 20 frames within a sixtieth of a second.
 */

#include "bench-frames.h"
#include "clinic-enums.h"
#include "desk-board-page.h"
#include "desk-board.h"
#include "desk-visit-card.h"
#include "dummy-eyes.h"
#include "dummy-scenes.h"

#include <adwaita.h>
#include <stdlib.h>
#include <time.h>

#define N_VISITS 5000
#define N_FRAMES 240
#define MAX_PAINT_MS 500
#define MAX_FRAME_MS 32
#define FEW_VISITS 1200
#define MAX_FEW_P95_MS 16.7
#define N_STEPS 200 /* of the mouse */
#define MAX_PSS_KB (40 * 1024)

typedef struct
{
  GtkWidget *window;
  DummySession *session;
  BenchFrames frames;
  guint n_visits;
} Bench;

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

/* Others move visits while somebody looks. */
static void
move_visits (Bench *bench)
{
  GListModel *visits = G_LIST_MODEL (dummy_book_appointments (dummy_session_book (bench->session)));

  for (guint i = 0; i < N_FRAMES; i++)
    {
      g_autoptr (ClinicAppointment) visit = g_list_model_get_item (visits, i * 7 % bench->n_visits);

      clinic_appointment_set_stage_id (visit, i % 2 == 0 ? "C1:YES" : "C1:NEW");
      bench_run_for (16);
    }
}

static void
add_words (GPtrArray *words, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_ptr_array_add (words, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

/* Takes the first card, carries it to and fro over the columns and lets it fall on another one. A
 * window without a manager stands at the corner of the screen. FALSE: nothing came of it. */
static gboolean
drag (Bench *bench, GtkWidget *board)
{
  GtkWidget *card = NULL;
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GSubprocess) mouse = NULL;
  graphene_rect_t bounds;
  double edge_x = 0, edge_y = 0;
  int x = 0, y = 0, width = gtk_widget_get_width (board);

  gtk_adjustment_set_value (gtk_scrolled_window_get_hadjustment (
                              GTK_SCROLLED_WINDOW (find_type (board, GTK_TYPE_SCROLLED_WINDOW))),
                            0);
  bench_run_for (300);
  card = gtk_widget_pick (board, 60, 200, GTK_PICK_DEFAULT);
  while (card != NULL && !DESK_IS_VISIT_CARD (card))
    card = gtk_widget_get_parent (card);
  if (card == NULL || !gtk_widget_compute_bounds (card, bench->window, &bounds))
    return FALSE;
  gtk_native_get_surface_transform (GTK_NATIVE (bench->window), &edge_x, &edge_y);
  x = (int) (bounds.origin.x + edge_x) + 30;
  y = (int) (bounds.origin.y + edge_y) + 20;
  add_words (words, "xdotool");
  add_words (words, "mousemove");
  add_words (words, "%d", x);
  add_words (words, "%d", y);
  for (const char *const *word = (const char *const[]){ "sleep", "0.3", "mousedown", "1", NULL };
       *word != NULL; word++)
    add_words (words, "%s", *word);
  for (int i = 1; i <= N_STEPS; i++)
    {
      /* to the right and back, up and down, and at last onto the next column */
      int far = (i < N_STEPS / 2 ? i : N_STEPS - i) * (width - 300) / (N_STEPS / 2);

      add_words (words, "sleep");
      add_words (words, "0.016");
      add_words (words, "mousemove");
      add_words (words, "%d", x + (i == N_STEPS ? 300 : far));
      add_words (words, "%d", y + i % 50 * 6);
    }
  for (const char *const *word = (const char *const[]){ "sleep", "0.3", "mouseup", "1", NULL };
       *word != NULL; word++)
    add_words (words, "%s", *word);
  g_ptr_array_add (words, NULL);
  mouse =
    g_subprocess_newv ((const char *const *) words->pdata, G_SUBPROCESS_FLAGS_STDOUT_SILENCE, NULL);
  if (mouse == NULL)
    return FALSE;
  while (g_subprocess_get_identifier (mouse) != NULL)
    bench_run_for (20);
  bench_run_for (300);

  return dummy_session_n_submitted (bench->session) > 0;
}

int
main (int argc, char **argv)
{
  Bench bench = { .n_visits = N_VISITS };
  gboolean dragged = FALSE, quick = FALSE;
  GtkWidget *page = NULL;
  GtkWidget *board = NULL;
  gint64 chosen = 0;
  double paint = 0, cpu = 0, longest = 0;
  int before = 0, grown = 0;

  if (argc > 1)
    bench.n_visits = (guint) atoi (argv[1]);
  adw_init ();
  bench.session = dummy_session_new ();
  dummy_session_set_now (bench.session, DUMMY_NOW);
  dummy_add_stages (bench.session);
  dummy_add_visits (bench.session, bench.n_visits);
  bench.window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (bench.window), 1150, 700);
  gtk_window_present (GTK_WINDOW (bench.window));
  bench_run_for (500);
  before = read_pss ();

  bench_frames_init (&bench.frames, bench.window);
  chosen = g_get_monotonic_time ();
  cpu = clock_ms ();
  page = desk_board_page_new (CLINIC_SESSION (bench.session));
  gtk_widget_activate_action (page, "board.any-day", NULL);
  adw_window_set_content (ADW_WINDOW (bench.window), page);
  paint = bench_frames_wait (&bench.frames, chosen);
  cpu = clock_ms () - cpu;
  g_print ("{\"bench\": \"board\", \"visits\": %d, \"paint_ms\": %.0f, \"paint_cpu_ms\": %.0f",
           (int) bench.n_visits, paint, cpu);
  bench_run_for (1000);
  grown = read_pss () - before;

  board = find_type (page, DESK_TYPE_BOARD);
  bench.frames.counting = TRUE;
  bench_scroll (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (
                  gtk_widget_get_parent (find_type (board, GTK_TYPE_LIST_VIEW)))),
                60, N_FRAMES);
  longest = MAX (longest, bench_frames_tell (&bench.frames, "scroll"));
  bench_scroll (gtk_scrolled_window_get_hadjustment (
                  GTK_SCROLLED_WINDOW (find_type (board, GTK_TYPE_SCROLLED_WINDOW))),
                2, N_FRAMES);
  longest = MAX (longest, bench_frames_tell (&bench.frames, "sideways"));
  move_visits (&bench);
  longest = MAX (longest, bench_frames_tell (&bench.frames, "live"));
  dragged = drag (&bench, board);
  longest = MAX (longest, bench_frames_tell (&bench.frames, "drag"));
  quick = bench.n_visits > FEW_VISITS || bench.frames.slowest_p95 <= MAX_FEW_P95_MS;
  g_print (", \"dragged\": %s, \"pss_growth_kb\": %d}\n", dragged ? "true" : "false", grown);

  gtk_window_destroy (GTK_WINDOW (bench.window));
  bench_run_for (100);
  bench_frames_clear (&bench.frames);
  g_object_unref (bench.session);

  return dragged && quick && paint <= MAX_PAINT_MS && longest <= MAX_FRAME_MS && grown <= MAX_PSS_KB
           ? EXIT_SUCCESS
           : EXIT_FAILURE;
}
