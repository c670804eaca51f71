/* bench-registry.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The registry with 5,000 invoices: how soon it is painted, and how long its frames take while it
 * is scrolled and dragged. The time of a frame is what the application spends on it, from the frame
 * clock's first signal to its last.
 */

#include "bench-frames.h"
#include "clinic-file.h"
#include "desk-invoices-registry.h"
#include "dummy-eyes.h"
#include "dummy-scenes.h"

#include <adwaita.h>
#include <stdlib.h>
#include <time.h>

#define N_INVOICES 5000
#define N_FRAMES 300
#define MAX_FRAME_MS 32

typedef struct
{
  DummySession *session; /* owned */
  BenchFrames frames;
} Bench;

static void
fill (DummySession *session)
{
  static const char *const names[] = { "ООО «ДентСнаб»", "ИП Ким Виктория Олеговна",
                                       "АО «Городская недвижимость»", "ООО «Медиа-Плюс»" };
  static const char *const categories[] = { "Медтовары и расходники", "Аренда",
                                            "Зуботехническая лаборатория" };
  GListStore *registry = dummy_invoices_registry (dummy_session_invoices (session));
  g_autoptr (GListStore) files = g_list_store_new (CLINIC_TYPE_FILE);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < N_INVOICES; i++)
    {
      g_autofree char *id = g_strdup_printf ("list:41:%u", i);
      g_autofree char *number = g_strdup_printf ("%u", i * 7 % 4999);
      g_autofree char *name = g_strdup_printf ("%s %u", names[i % G_N_ELEMENTS (names)], i % 40);
      g_autofree char *paid = g_strdup_printf ("2026-%02u-%02u", 1 + i % 11, 1 + i % 28);

      g_ptr_array_add (all, g_object_new (CLINIC_TYPE_INVOICE, "id", id, "number", number,
                                          "counterparty", name, "category",
                                          categories[i % G_N_ELEMENTS (categories)], "payer",
                                          "ООО «Улыбка»", "amount", (gint64) (100050 + i * 7373),
                                          "state", CLINIC_INVOICE_PAID, "paid", paid, "created",
                                          DUMMY_NOW - 3600 * (gint64) i, "files", files, "acts",
                                          files, NULL));
    }
  g_list_store_splice (registry, 0, 0, all->pdata, all->len);
}

int
main (int argc, char **argv)
{
  Bench bench = { 0 };
  GtkWidget *window = NULL;
  GtkWidget *page = NULL;
  GtkAdjustment *adjustment = NULL;
  gint64 chosen = 0;
  gint64 work = 0;
  double paint = 0;

  adw_init ();
  bench.session = dummy_session_new ();
  dummy_session_set_now (bench.session, DUMMY_NOW);
  fill (bench.session);
  window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (window), 1150, 700);
  gtk_window_present (GTK_WINDOW (window));
  bench_run_for (500);

  bench_frames_init (&bench.frames, window);
  chosen = g_get_monotonic_time ();
  work = bench_get_work ();
  page = desk_invoices_registry_new (CLINIC_SESSION (bench.session));
  adw_window_set_content (ADW_WINDOW (window), page);
  paint = bench_frames_wait (&bench.frames, chosen);
  g_print ("{\"bench\": \"registry\", \"invoices\": %d, \"paint_ms\": %.0f, \"cpu_ms\": %.0f",
           N_INVOICES, paint, (double) (bench_get_work () - work) / 1000);
  bench_run_for (1000);

  adjustment =
    gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (find_type (page, GTK_TYPE_COLUMN_VIEW)));
  bench.frames.counting = TRUE;
  bench_scroll (adjustment, 60, N_FRAMES);
  bench_frames_tell (&bench.frames, "scroll");
  bench_scroll (adjustment, 600, N_FRAMES);
  bench_frames_tell (&bench.frames, "pages");
  g_print ("}\n");

  gtk_window_destroy (GTK_WINDOW (window));
  bench_run_for (100);
  bench_frames_clear (&bench.frames);
  g_object_unref (bench.session);

  return bench.frames.longest <= MAX_FRAME_MS ? EXIT_SUCCESS : EXIT_FAILURE;
}
