/* bench-news.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The feed with 2,000 posts: how soon it is painted, how long its frames take while it is scrolled
 * and dragged, and how soon a post of 200 KB is on screen when it is unfolded. The time of a frame
 * is what the application spends on it, from the frame clock's first signal to its last.
 */

#include "bench-frames.h"
#include "clinic-enums.h"
#include "desk-news-page.h"
#include "dummy-eyes.h"
#include "dummy-scenes.h"

#include <adwaita.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define N_POSTS 2000
#define N_FRAMES 300
#define POST_BYTES (200 * 1024)
#define MAX_FRAME_MS 32
#define MAX_OPEN_MS 100

typedef struct
{
  GtkWidget *window;
  DummySession *session;
  BenchFrames frames;
} Bench;

/* (transfer full): paragraphs, lists and links, as much as no person writes */
static char *
make_text (void)
{
  GString *text = g_string_new (NULL);

  while (text->len < POST_BYTES)
    g_string_append (text,
                     "Коллеги, с [B]1 декабря[/B] предоплата берётся за хирургию и имплантацию; "
                     "при записи называем сумму сразу, ссылку на оплату отправляем из карточки "
                     "сделки, вопросы — [URL=https://ulybka.bitrix24.ru/]в базу знаний[/URL]. "
                     "[LIST][*]Не оплатили за сутки — звоним.[*]Не отменяем сами.[/LIST]\n\n");

  return g_string_free (text, FALSE);
}

int
main (int argc, char **argv)
{
  Bench bench = { 0 };
  g_autofree char *text = make_text ();
  GtkWidget *page = NULL;
  GtkAdjustment *adjustment = NULL;
  gint64 chosen = 0;
  double paint = 0, opened = 0;

  adw_init ();
  bench.session = dummy_session_new ();
  dummy_session_set_now (bench.session, DUMMY_NOW);
  dummy_post (bench.session, 1, "Соколова Елена", "Всё о предоплате", text, 1);
  dummy_add_many_posts (bench.session, N_POSTS);
  bench.window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (bench.window), 1150, 700);
  gtk_window_present (GTK_WINDOW (bench.window));
  bench_run_for (500);

  bench_frames_init (&bench.frames, bench.window);
  chosen = g_get_monotonic_time ();
  page = desk_news_page_new (CLINIC_SESSION (bench.session));
  adw_window_set_content (ADW_WINDOW (bench.window), page);
  paint = bench_frames_wait (&bench.frames, chosen);
  g_print ("{\"bench\": \"news\", \"posts\": %d, \"paint_ms\": %.0f", N_POSTS, paint);
  bench_run_for (1000);

  adjustment = gtk_scrolled_window_get_vadjustment (
    GTK_SCROLLED_WINDOW (find_type (page, GTK_TYPE_SCROLLED_WINDOW)));
  bench.frames.counting = TRUE;
  bench_scroll (adjustment, 60, N_FRAMES);
  bench_frames_tell (&bench.frames, "scroll");
  bench_scroll (adjustment, 600, N_FRAMES);
  bench_frames_tell (&bench.frames, "pages");
  gtk_adjustment_set_value (adjustment, 0);
  bench.frames.counting = FALSE;
  bench_run_for (1000);
  bench_frames_forget (&bench.frames);

  chosen = g_get_monotonic_time ();
  gtk_widget_activate_action (page, "news.unfold", "x", (gint64) 1);
  opened = bench_frames_wait (&bench.frames, chosen);
  g_print (", \"open_200_kb_ms\": %.0f", opened);
  bench.frames.counting = TRUE;
  bench_run_for (4000);
  bench_frames_tell (&bench.frames, "fill");
  bench_scroll (adjustment, 60, N_FRAMES);
  bench_frames_tell (&bench.frames, "read");
  g_print ("}\n");

  gtk_window_destroy (GTK_WINDOW (bench.window));
  bench_run_for (100);
  bench_frames_clear (&bench.frames);
  g_object_unref (bench.session);

  return opened <= MAX_OPEN_MS && bench.frames.longest <= MAX_FRAME_MS ? EXIT_SUCCESS
                                                                       : EXIT_FAILURE;
}
