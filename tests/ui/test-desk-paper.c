/* test-desk-paper.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Documents while the application ends.
 */

#include "desk-paper.h"

#include <glib/gstdio.h>
#include <stdlib.h>

#define PAGES 200
#define TURNS 4

/* (transfer full): pages whose fonts are not within, and are looked for while they are drawn */
static char *
make_pdf (void)
{
  GString *pdf = g_string_new ("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
                               "2 0 obj<</Type/Pages/Kids[");

  for (int i = 0; i < PAGES; i++)
    g_string_append_printf (pdf, "%d 0 R ", 10 + i);
  g_string_append_printf (pdf, "]/Count %d>>endobj\n", PAGES);
  for (int i = 0; i < PAGES; i++)
    g_string_append_printf (pdf,
                            "%d 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]"
                            "/Contents 3 0 R/Resources<</Font<</F1<</Type/Font/Subtype/Type1"
                            "/BaseFont/Unknown%d>>>>>>>>endobj\n",
                            10 + i, i);
  g_string_append (pdf, "3 0 obj<</Length 37>>stream\nBT /F1 24 Tf 60 700 Td (Bill) Tj ET  \n"
                        "endstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");

  return g_string_free (pdf, FALSE);
}

static void
on_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
ignore (GObject *source, GAsyncResult *result, gpointer user_data)
{
}

/* (transfer full) */
static DeskPaper *
open_paper (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  DeskPaper *paper = NULL;

  desk_paper_open_async (file, NULL, on_result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  paper = desk_paper_open_finish (result, &error);
  g_assert_no_error (error);

  return paper;
}

/* The C library empties its streams after everything else has gone, Poppler's tables too. */
static gssize
linger (void *cookie, const char *text, gsize length)
{
  g_usleep (300 * 1000);

  return (gssize) length;
}

/* Leaves as the application does: threads are still at work. */
static void
leave (void)
{
  g_autoptr (DeskPaper) paper = open_paper (g_getenv ("PAPER"));

  for (guint page = 0; page < PAGES; page++)
    desk_paper_draw_async (paper, page, 300, NULL, ignore, NULL);
  g_usleep (2000 * (gulong) g_test_rand_int_range (1, 20));
  desk_paper_end ();
  fputc ('.', fopencookie (NULL, "w", (cookie_io_functions_t){ .write = linger }));
  exit (0);
}

static void
test_nobody_draws_when_the_process_ends (void)
{
  g_autofree char *pdf = make_pdf ();
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  if (g_test_subprocess ())
    leave ();
  folder = g_dir_make_tmp ("paper-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (folder, "bill.pdf", NULL);
  g_assert_true (g_file_set_contents (path, pdf, -1, NULL));
  g_setenv ("PAPER", path, TRUE);
  for (int i = 0; i < TURNS; i++)
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
      g_test_trap_assert_passed ();
    }
  g_remove (path);
  g_rmdir (folder);
}

/* Keep it the last: nothing is opened afterwards. */
static void
test_nothing_begins_afterwards (void)
{
  g_autoptr (GFile) file = g_file_new_for_path ("/nowhere.pdf");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  desk_paper_end ();
  desk_paper_open_async (file, NULL, on_result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (desk_paper_open_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/paper/end", test_nobody_draws_when_the_process_ends);
  g_test_add_func ("/desk/paper/ended", test_nothing_begins_afterwards);

  return g_test_run ();
}
