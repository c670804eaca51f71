/* test-plat-exporter.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* unshare () */
#define _GNU_SOURCE

#include "plat-exporter.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sched.h>
#include <sys/mount.h>

typedef struct
{
  char *folder;             /* owned */
  ClinicExporter *exporter; /* owned */
  ClinicWorkbook *workbook; /* owned */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicSheet) sheet = clinic_sheet_new ("Счета");

  fixture->folder = g_dir_make_tmp ("reception-export-XXXXXX", NULL);
  g_assert_nonnull (fixture->folder);
  fixture->exporter = plat_exporter_new ();
  fixture->workbook = clinic_workbook_new ("Счета", NULL);
  clinic_sheet_add_column (sheet, "Статья", CLINIC_SHEET_TEXT, 0);
  clinic_sheet_set_sum (sheet, clinic_sheet_add_column (sheet, "Сумма", CLINIC_SHEET_MONEY, 0));
  for (guint i = 0; i < 20000; i++)
    {
      clinic_sheet_add_row (sheet);
      clinic_sheet_put_text (sheet, 0, "Аренда");
      clinic_sheet_put_number (sheet, 1, i);
    }
  clinic_workbook_add (fixture->workbook, sheet);
}

/* the names in the folder, "a b"; (transfer full) */
static char *
list_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  g_autoptr (GString) names = g_string_new (NULL);

  g_assert_nonnull (folder);
  for (const char *name = g_dir_read_name (folder); name != NULL; name = g_dir_read_name (folder))
    g_string_append_printf (names, "%s%s", names->len > 0 ? " " : "", name);

  return g_strdup (names->str);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) folder = g_dir_open (fixture->folder, 0, NULL);

  for (const char *name = g_dir_read_name (folder); name != NULL; name = g_dir_read_name (folder))
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_remove (path);
    }
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_clear_pointer (&fixture->workbook, clinic_workbook_unref);
  /* the thread lets go of its task after it has answered */
  while (g_atomic_int_get (&G_OBJECT (fixture->exporter)->ref_count) > 1)
    g_usleep (1000);
  g_assert_finalize_object (fixture->exporter);
  g_clear_pointer (&fixture->folder, g_free);
}

static void
on_answer_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **answer = user_data;

  *answer = g_object_ref (result);
}

static gboolean
write_xlsx (Fixture *fixture, GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GAsyncResult) answer = NULL;

  clinic_exporter_write_xlsx_async (fixture->exporter, fixture->workbook, file, cancellable,
                                    on_answer_cb, &answer);
  while (answer == NULL)
    g_main_context_iteration (NULL, TRUE);

  return clinic_exporter_write_xlsx_finish (fixture->exporter, answer, error);
}

/* (transfer full) (nullable) */
static GBytes *
make_xlsx (Fixture *fixture, GCancellable *cancellable, GError **error)
{
  g_autoptr (GAsyncResult) answer = NULL;

  clinic_exporter_make_xlsx_async (fixture->exporter, fixture->workbook, cancellable, on_answer_cb,
                                   &answer);
  g_assert_null (answer);
  while (answer == NULL)
    g_main_context_iteration (NULL, TRUE);

  return clinic_exporter_make_xlsx_finish (fixture->exporter, answer, error);
}

static gboolean
write_csv (Fixture *fixture, GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GAsyncResult) answer = NULL;

  clinic_exporter_write_csv_async (fixture->exporter,
                                   clinic_workbook_get_sheet (fixture->workbook, 0), file,
                                   cancellable, on_answer_cb, &answer);
  while (answer == NULL)
    g_main_context_iteration (NULL, TRUE);

  return clinic_exporter_write_csv_finish (fixture->exporter, answer, error);
}

static void
test_a_file_that_was_there_is_replaced (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = g_file_new_build_filename (fixture->folder, "a.xlsx", NULL);
  g_autofree char *contents = NULL;
  g_autofree char *names = NULL;
  g_autoptr (GError) error = NULL;
  gsize length = 0;

  g_file_set_contents (g_file_peek_path (file), "old", -1, NULL);
  g_assert_true (write_xlsx (fixture, file, NULL, &error));
  g_assert_no_error (error);
  g_file_get_contents (g_file_peek_path (file), &contents, &length, NULL);
  g_assert_cmpuint (length, >, 10000);
  g_assert_cmpmem (contents, 2, "PK", 2);
  names = list_folder (fixture->folder);
  g_assert_cmpstr (names, ==, "a.xlsx");
}

static void
test_what_is_sent_on_is_whole_and_leaves_no_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) file = make_xlsx (fixture, NULL, &error);
  g_autoptr (ClinicWorkbook) empty = clinic_workbook_new ("", NULL);
  g_autofree char *left = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (file), >, 10000);
  g_assert_cmpmem (g_bytes_get_data (file, NULL), 2, "PK", 2);

  g_cancellable_cancel (cancellable);
  g_assert_null (make_xlsx (fixture, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);

  clinic_workbook_unref (fixture->workbook);
  fixture->workbook = g_steal_pointer (&empty);
  g_assert_null (make_xlsx (fixture, NULL, &error));
  g_assert_error (error, CLINIC_ERROR, CLINIC_ERROR_INVALID);

  /* but the fixture's own folder */
  left = list_folder (g_get_tmp_dir ());
  g_assert_null (strchr (left, ' '));
}

static gpointer
cancel_worker (gpointer cancellable)
{
  g_usleep (3000);
  g_cancellable_cancel (cancellable);

  return NULL;
}

static guint
count_open_files (void)
{
  g_autoptr (GDir) folder = g_dir_open ("/proc/self/fd", 0, NULL);
  guint n = 0;

  while (folder != NULL && g_dir_read_name (folder) != NULL)
    n++;

  return n;
}

static void
test_a_cancelled_writing_leaves_all_as_it_was (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = g_file_new_build_filename (fixture->folder, "a.xlsx", NULL);
  g_autoptr (GFile) fresh = g_file_new_build_filename (fixture->folder, "b.xlsx", NULL);
  g_autofree char *contents = NULL;
  g_autofree char *names = NULL;
  guint n_files = 0;

  g_file_set_contents (g_file_peek_path (file), "old", -1, NULL);
  for (guint i = 0; i < 6; i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GError) error = NULL;
      GThread *thread = g_thread_new ("cancel", cancel_worker, cancellable);

      g_assert_false (write_xlsx (fixture, i % 2 == 0 ? file : fresh, cancellable, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_thread_join (thread);
      /* those of threads and of GIO come with the first */
      if (i == 0)
        n_files = count_open_files ();
    }
  g_file_get_contents (g_file_peek_path (file), &contents, NULL, NULL);
  g_assert_cmpstr (contents, ==, "old");
  names = list_folder (fixture->folder);
  g_assert_cmpstr (names, ==, "a.xlsx");
  g_assert_cmpuint (count_open_files (), <=, n_files);
}

static void
test_what_goes_wrong_has_a_name (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) nowhere = g_file_new_build_filename (fixture->folder, "no", "a.xlsx", NULL);
  g_autoptr (GFile) folder = g_file_new_for_path (fixture->folder);
  g_autoptr (GFile) pipe = g_file_new_for_path ("/dev/null");
  g_autoptr (ClinicWorkbook) empty = clinic_workbook_new ("", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (write_xlsx (fixture, nowhere, NULL, &error));
  g_assert_error (error, CLINIC_ERROR, CLINIC_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (write_csv (fixture, nowhere, NULL, &error));
  g_assert_error (error, CLINIC_ERROR, CLINIC_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (write_xlsx (fixture, folder, NULL, &error));
  g_assert_error (error, CLINIC_ERROR, CLINIC_ERROR_FORBIDDEN);
  g_clear_error (&error);
  g_assert_false (write_xlsx (fixture, pipe, NULL, &error));
  g_assert_error (error, CLINIC_ERROR, CLINIC_ERROR_FORBIDDEN);
  g_clear_error (&error);

  clinic_workbook_unref (fixture->workbook);
  fixture->workbook = g_steal_pointer (&empty);
  g_assert_false (write_xlsx (fixture, pipe, NULL, &error));
  g_assert_error (error, CLINIC_ERROR, CLINIC_ERROR_INVALID);
}

static void
test_more_rows_than_a_sheet_holds_are_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = g_file_new_build_filename (fixture->folder, "a.xlsx", NULL);
  g_autoptr (ClinicSheet) sheet = clinic_sheet_new ("Много");
  g_autoptr (GError) error = NULL;
  g_autofree char *names = NULL;

  clinic_sheet_add_column (sheet, "№", CLINIC_SHEET_COUNT, 0);
  for (guint i = 0; i < 1048576; i++)
    clinic_sheet_add_row (sheet);
  clinic_workbook_add (fixture->workbook, sheet);
  g_assert_false (write_xlsx (fixture, file, NULL, &error));
  g_assert_error (error, CLINIC_ERROR, CLINIC_ERROR_INVALID);
  names = list_folder (fixture->folder);
  g_assert_cmpstr (names, ==, "");
}

/* --- real disks --- */

static gboolean
put (const char *path, const char *text)
{
  int file = g_open (path, O_WRONLY | O_CLOEXEC, 0);
  gssize length = (gssize) strlen (text);
  gboolean done = file >= 0 && write (file, text, (gsize) length) == length;

  if (file >= 0)
    g_close (file, NULL);

  return done;
}

/* A place of its own for mounts, which ends with this process; FALSE: not on this machine. Before
 * there are threads. */
static gboolean
leave_the_common_disks (void)
{
  g_autofree char *user = g_strdup_printf ("0 %u 1", (guint) geteuid ());
  g_autofree char *group = g_strdup_printf ("0 %u 1", (guint) getegid ());
  gboolean own = geteuid () == 0 && unshare (CLONE_NEWNS) == 0;

  if (!own)
    own = unshare (CLONE_NEWUSER | CLONE_NEWNS) == 0 && put ("/proc/self/setgroups", "deny") &&
          put ("/proc/self/uid_map", user) && put ("/proc/self/gid_map", group);

  return own && mount ("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0;
}

/* whether what is not whole yet is on a disk of its own: the common one is never filled up */
static gboolean has_small_disk = FALSE;

/* (transfer full) (nullable): a new disk in the fixture's folder, NULL: the test is skipped */
static char *
mount_disk (Fixture *fixture, const char *name, const char *size)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  if (has_small_disk && mount ("none", path, "tmpfs", 0, size) == 0)
    return g_steal_pointer (&path);
  g_test_skip ("no disk can be mounted here");

  return NULL;
}

static void
test_a_full_disk_is_said_and_keeps_what_it_had (Fixture *fixture, gconstpointer data)
{
  g_autofree char *disk = mount_disk (fixture, "disk", "size=64k");
  g_autofree char *contents = NULL;
  g_autofree char *names = NULL;
  g_autoptr (GFile) old = NULL;
  g_autoptr (GFile) fresh = NULL;

  if (disk == NULL)
    return;
  old = g_file_new_build_filename (disk, "old.xlsx", NULL);
  fresh = g_file_new_build_filename (disk, "fresh.csv", NULL);
  g_assert_true (g_file_set_contents (g_file_peek_path (old), "old", -1, NULL));
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (i == 0 ? write_xlsx (fixture, old, NULL, &error)
                             : write_csv (fixture, fresh, NULL, &error));
      g_assert_error (error, CLINIC_ERROR, CLINIC_ERROR_FULL);
    }
  g_assert_true (g_file_get_contents (g_file_peek_path (old), &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "old");
  names = list_folder (disk);
  g_assert_cmpstr (names, ==, "old.xlsx");
  g_assert_cmpint (umount (disk), ==, 0);
}

/* what is left of a disk, but for so many pages */
static void
fill_up (const char *path, guint n_pages)
{
  static const char page[4096] = { 'x' };
  int file = g_open (path, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600);
  off_t length = 0;

  g_assert_cmpint (file, >=, 0);
  while (write (file, page, sizeof page) == (gssize) sizeof page)
    length += (off_t) sizeof page;
  g_assert_cmpint (length, >, n_pages * (off_t) sizeof page);
  g_assert_cmpint (ftruncate (file, length - n_pages * (off_t) sizeof page), ==, 0);
  g_close (file, NULL);
}

/* Where a file is made whole is a disk too; the fixture's folder is there. The workbook is packed
 * from larger files, which come and go: there may be room again for what was cut off. */
static void
test_no_room_to_make_the_file_in_is_said (Fixture *fixture, gconstpointer data)
{
  static const guint room[] = { 2, 300, 700 };
  g_autofree char *disk = mount_disk (fixture, "disk", "size=16m");
  g_autofree char *filler = g_build_filename (fixture->folder, "filler", NULL);
  g_autoptr (GFile) file = NULL;
  g_autofree char *names = NULL;
  g_autofree char *left = NULL;

  if (disk == NULL)
    return;
  file = g_file_new_build_filename (disk, "a", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (room); i++)
    {
      g_autoptr (GError) error = NULL;

      fill_up (filler, room[i]);
      g_assert_false (write_xlsx (fixture, file, NULL, &error));
      g_assert_error (error, CLINIC_ERROR, CLINIC_ERROR_FULL);
      g_clear_error (&error);
      /* as CSV it is smaller */
      if (room[i] > 40)
        continue;
      g_assert_false (write_csv (fixture, file, NULL, &error));
      g_assert_error (error, CLINIC_ERROR, CLINIC_ERROR_FULL);
    }
  names = list_folder (disk);
  g_assert_cmpstr (names, ==, "");
  left = list_folder (g_get_tmp_dir ());
  g_assert_null (strchr (left, ' '));
  g_assert_cmpint (umount (disk), ==, 0);
}

static void
test_a_disk_that_is_only_read_is_said (Fixture *fixture, gconstpointer data)
{
  g_autofree char *disk = mount_disk (fixture, "disk", "size=64k");
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;

  if (disk == NULL)
    return;
  file = g_file_new_build_filename (disk, "a.xlsx", NULL);
  g_assert_cmpint (mount ("none", disk, NULL, MS_REMOUNT | MS_RDONLY, NULL), ==, 0);
  g_assert_false (write_xlsx (fixture, file, NULL, &error));
  g_assert_error (error, CLINIC_ERROR, CLINIC_ERROR_FORBIDDEN);
  g_assert_cmpint (umount (disk), ==, 0);
}

static void
test_a_folder_of_others_is_said (Fixture *fixture, gconstpointer data)
{
  g_autofree char *theirs = g_build_filename (fixture->folder, "theirs", NULL);
  g_autoptr (GFile) file = g_file_new_build_filename (theirs, "a.xlsx", NULL);
  g_autoptr (GError) error = NULL;

  if (geteuid () == 0)
    {
      g_test_skip ("everything is ours");
      return;
    }
  g_assert_cmpint (g_mkdir (theirs, 0500), ==, 0);
  g_assert_false (write_xlsx (fixture, file, NULL, &error));
  g_assert_error (error, CLINIC_ERROR, CLINIC_ERROR_FORBIDDEN);
}

int
main (int argc, char *argv[])
{
  char tmp[] = "/tmp/reception-disk-XXXXXX";
  int result;

  g_test_init (&argc, &argv, NULL);
  /* Before there are threads. What is not whole yet is put on a small disk; where none can be
   * mounted, the tests of disks say that they were skipped. */
  g_assert_nonnull (g_mkdtemp (tmp));
  g_setenv ("TMPDIR", tmp, TRUE);
  has_small_disk = leave_the_common_disks () && mount ("none", tmp, "tmpfs", 0, "size=16m") == 0;

#define ADD(path, function)                                                                        \
  g_test_add ("/plat/exporter/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("replace", test_a_file_that_was_there_is_replaced);
  ADD ("send", test_what_is_sent_on_is_whole_and_leaves_no_file);
  ADD ("cancel", test_a_cancelled_writing_leaves_all_as_it_was);
  ADD ("errors", test_what_goes_wrong_has_a_name);
  ADD ("too-many", test_more_rows_than_a_sheet_holds_are_refused);
  ADD ("full", test_a_full_disk_is_said_and_keeps_what_it_had);
  ADD ("full-tmp", test_no_room_to_make_the_file_in_is_said);
  ADD ("read-only", test_a_disk_that_is_only_read_is_said);
  ADD ("of-others", test_a_folder_of_others_is_said);
#undef ADD

  result = g_test_run ();
  umount (tmp);
  g_rmdir (tmp);

  return result;
}
