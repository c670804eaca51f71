/* test-store-safety.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define _GNU_SOURCE /* memmem */

#include "store-fixture.h"

#include "store-schema.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void
run_sql (const char *path, const char *sql)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

/* --- files --- */

static void
assert_mode (const char *path, const char *suffix, guint mode)
{
  g_autofree char *file = g_strconcat (path, suffix, NULL);
  GStatBuf info;

  g_assert_cmpint (g_stat (file, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, mode);
}

static void
test_only_its_owner_can_read_the_store (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_path_get_dirname (fixture->path);

  store_fixture_put (fixture, 1, "Котова", "Ия", NULL, "+79000000001");

  assert_mode (fixture->path, "", 0600);
  assert_mode (fixture->path, "-wal", 0600);
  assert_mode (fixture->path, "-shm", 0600);
  assert_mode (folder, "", 0700);
}

/* TRUE when some file in the store's folder holds these bytes */
static gboolean
is_on_disk (StoreFixture *fixture, const char *bytes, gsize length, gsize *size)
{
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = NULL;
  gboolean found = FALSE;

  *size = 0;
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *contents = NULL;
      gsize file_size = 0;

      g_assert_true (g_file_get_contents (path, &contents, &file_size, NULL));
      *size += file_size;
      found = found || memmem (contents, file_size, bytes, length) != NULL;
    }

  return found;
}

/* a table that no index of patients reaches */
static void
put_invoice (StoreFixture *fixture, const char *text)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) store_invoice_row_free);
  GAsyncResult *answer = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (rows, store_invoice_row_new ("list:34:1", "2026-11-21", text));
  store_repository_put_invoice_rows_async (fixture->repository, "mine", rows, NULL, FALSE, NULL,
                                           on_store_fixture_answer_cb, &answer);
  result = store_fixture_wait (&answer);
  store_repository_put_invoice_rows_finish (fixture->repository, result, &error);
  g_assert_no_error (error);
}

static void
test_forgetting_leaves_nothing_on_the_disk (StoreFixture *fixture, gconstpointer data)
{
  static const char phone[] = "+7 900 123-45-67";
  /* an index may leave out the beginning that a word shares with the one before */
  static const char folded[] = "забываемая";
  static const char supplier[] = "ООО «ДентСнаб»";
  GAsyncResult *answer = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *ids = NULL;
  gsize before = 0, after = 0;

  for (int i = 1; i <= 300; i++)
    store_fixture_put (fixture, i, "Незабываемая", "Ия", NULL, phone);
  store_fixture_put_command (fixture, "a", phone);
  put_invoice (fixture, supplier);
  store_fixture_reopen (fixture);
  g_assert_true (is_on_disk (fixture, supplier, strlen (supplier), &before));
  g_assert_true (is_on_disk (fixture, phone, strlen (phone), &before));
  g_assert_true (is_on_disk (fixture, folded, strlen (folded), &before));

  store_repository_forget_async (fixture->repository, on_store_fixture_answer_cb, &answer);
  result = store_fixture_wait (&answer);
  store_repository_forget_finish (fixture->repository, result, &error);
  g_assert_no_error (error);

  g_assert_false (is_on_disk (fixture, supplier, strlen (supplier), &after));
  g_assert_false (is_on_disk (fixture, phone, strlen (phone), &after));
  g_assert_false (is_on_disk (fixture, folded, strlen (folded), &after));
  g_assert_cmpint (store_fixture_count (fixture), ==, 0);
  ids = store_fixture_identify (fixture, phone);
  g_assert_cmpstr (ids, ==, "");

  /* and it can be used again */
  store_fixture_put (fixture, 5, "Новая", NULL, NULL, "");
  g_assert_cmpint (store_fixture_count (fixture), ==, 1);
}

/* --- versions and damage --- */

static void
test_what_was_stored_is_there_after_a_restart (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *ids = NULL;

  store_fixture_put (fixture, 3, "Котова", "Ия", NULL, "+79000000001");
  store_fixture_reopen (fixture);
  ids = store_fixture_search (fixture, "кот");

  g_assert_cmpstr (ids, ==, "3");
  g_assert_cmpint (store_fixture_count (fixture), ==, 1);
}

static void
test_a_newer_store_is_left_alone (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (StoreRepository) repository = NULL;
  g_autoptr (GError) error = NULL;

  store_fixture_close (fixture);
  run_sql (fixture->path, "PRAGMA user_version = 1000");
  repository = store_fixture_open (fixture->path, &error);

  g_assert_null (repository);
  g_assert_error (error, STORE_ERROR, STORE_ERROR_NEWER);

  run_sql (fixture->path, "PRAGMA user_version = " G_STRINGIFY (STORE_SCHEMA_VERSION));
  store_fixture_reopen (fixture);
}

/* a store as the first version made it */
static void
begin_anew (const char *path)
{
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  g_autofree char *shm = g_strconcat (path, "-shm", NULL);
  g_autoptr (GBytes) sql = NULL;
  g_autofree char *text = NULL;

  sql = g_resources_lookup_data ("/io/github/reception24/Reception/sql/0001-initial.sql",
                                 G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_assert_nonnull (sql);
  text = g_strndup (g_bytes_get_data (sql, NULL), g_bytes_get_size (sql));
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_unlink (wal);
  g_unlink (shm);
  run_sql (path, text);
}

static void
test_the_calls_of_the_first_version_are_kept (StoreFixture *fixture, gconstpointer data)
{
  GAsyncResult *answer = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) calls = NULL;
  g_autoptr (GError) error = NULL;
  ClinicCallRecord *call;

  store_fixture_close (fixture);
  begin_anew (fixture->path);
  run_sql (fixture->path, "INSERT INTO calls VALUES ('c1', '79000000001', 79000000001, 0, 2, '200',"
                          " 1000, 30, 7, 'Марина', NULL, 1, 'Иванова Анна', 0, 0);"
                          "PRAGMA user_version = 1");
  store_fixture_reopen (fixture);
  store_repository_calls_since_async (fixture->repository, 0, NULL, on_store_fixture_answer_cb,
                                      &answer);
  result = store_fixture_wait (&answer);
  calls = store_repository_calls_since_finish (fixture->repository, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (calls->len, ==, 1);
  call = g_ptr_array_index (calls, 0);
  g_assert_cmpint (clinic_call_record_get_patient_id (call), ==, 1);
  g_assert_false (clinic_call_record_get_picked (call));
  g_assert_cmpint (clinic_call_record_get_bound_id (call), ==, 0);
}

static void
test_a_half_made_schema_is_made_anew (StoreFixture *fixture, gconstpointer data)
{
  store_fixture_close (fixture);
  /* what a crash in the very first transaction leaves: an empty file */
  g_assert_true (g_file_set_contents (fixture->path, "", 0, NULL));
  store_fixture_reopen (fixture);
  store_fixture_put (fixture, 1, "Котова", NULL, NULL, "");
  g_assert_cmpint (store_fixture_count (fixture), ==, 1);
}

/* Two connections that close at the same moment each see the other, and neither folds the log into
 * the file: what is copied or replaced then is not the whole store. */
static void
test_a_closed_store_is_one_file (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *log = g_strconcat (fixture->path, "-wal", NULL);

  for (guint i = 0; i < 200; i++)
    {
      store_fixture_close (fixture);
      g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
      store_fixture_reopen (fixture);
    }
}

static void
test_a_file_that_is_no_database_is_moved_aside (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *aside = g_strconcat (fixture->path, ".damaged", NULL);
  g_autofree char *rubbish = g_strnfill (20000, 'x');
  g_autofree char *kept = NULL;

  store_fixture_close (fixture);
  g_assert_true (g_file_set_contents (fixture->path, rubbish, -1, NULL));
  g_test_expect_message ("store-recovery", G_LOG_LEVEL_MESSAGE, "*moved aside*");
  g_test_expect_message ("store-recovery", G_LOG_LEVEL_WARNING, "nothing of the outbox*");
  store_fixture_reopen (fixture);
  g_test_assert_expected_messages ();

  g_assert_cmpint (store_fixture_count (fixture), ==, 0);
  g_assert_true (g_file_get_contents (aside, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, rubbish);
}

/* overwrites the page that a table begins on */
static void
break_table (const char *path, const char *table)
{
  g_autofree char *sql =
    g_strdup_printf ("SELECT rootpage FROM sqlite_master WHERE name = '%s'", table);
  g_autofree char *contents = NULL;
  sqlite3 *db = NULL;
  sqlite3_stmt *row = NULL;
  gsize length = 0;
  int page = 0;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "PRAGMA wal_checkpoint(TRUNCATE)", NULL, NULL, NULL), ==,
                   SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &row, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (row), ==, SQLITE_ROW);
  page = sqlite3_column_int (row, 0);
  sqlite3_finalize (row);
  sqlite3_close (db);

  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  memset (contents + (page - 1) * 4096, 0x5a, 4096);
  g_assert_true (g_file_set_contents (path, contents, (gssize) length, NULL));
}

static void
test_the_outbox_of_a_damaged_store_is_saved (StoreFixture *fixture, gconstpointer data)
{
  GAsyncResult *answer = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GPtrArray) commands = NULL;
  g_autoptr (GError) error = NULL;

  store_fixture_put_command (fixture, "first", "раз");
  store_fixture_put_command (fixture, "second", "два");
  store_fixture_close (fixture);
  break_table (fixture->path, "appointments_by_start");

  /* the damage shows only when somebody reads there ... */
  store_fixture_reopen (fixture);
  store_repository_appointments_between_async (fixture->repository, 0, 1, NULL,
                                               on_store_fixture_answer_cb, &answer);
  result = store_fixture_wait (&answer);
  records = store_repository_appointments_between_finish (fixture->repository, result, &error);
  g_assert_null (records);
  g_assert_error (error, STORE_ERROR, STORE_ERROR_DAMAGED);

  /* ... and is mended at the next start (an answer keeps its repository) */
  g_clear_object (&result);
  store_fixture_reopen (fixture);
  commands = store_fixture_list_commands (fixture);
  g_assert_cmpuint (commands->len, ==, 2);
  g_assert_cmpstr (clinic_command_get_id (g_ptr_array_index (commands, 0)), ==, "first");
  g_assert_cmpstr (clinic_command_get_id (g_ptr_array_index (commands, 1)), ==, "second");
}

/* --- sudden death --- */

/* The child: opens a store, puts a command and tells so at once; then it waits to be killed. */
static void
be_the_child (const char *path)
{
  StoreFixture fixture = { .path = (char *) path };

  fixture.repository = store_fixture_open (path, NULL);
  store_fixture_put_command (&fixture, "survivor", "Создать заявку");
  if (write (STDOUT_FILENO, "put\n", 4) == 4)
    pause ();
  _exit (1);
}

static void
test_a_command_survives_a_kill_right_after_its_answer (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  char *child_argv[] = { self, (char *) "--child", fixture->path, NULL };
  g_autoptr (GPtrArray) commands = NULL;
  g_autoptr (GError) error = NULL;
  char said[5] = { 0 };
  GPid pid = 0;
  int out = -1, status = 0;

  store_fixture_close (fixture);
  g_spawn_async_with_pipes (NULL, child_argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid,
                            NULL, &out, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (read (out, said, 4), ==, 4);
  g_assert_cmpint (kill (pid, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_true (WIFSIGNALED (status));
  close (out);

  store_fixture_reopen (fixture);
  commands = store_fixture_list_commands (fixture);
  g_assert_cmpuint (commands->len, ==, 1);
  g_assert_cmpstr (clinic_command_get_id (g_ptr_array_index (commands, 0)), ==, "survivor");
}

/* --- imports --- */

static void
free_texts (gpointer texts)
{
  g_ptr_array_unref (texts);
}

static void
start_import (StoreFixture *fixture,
              gint64 first,
              int count,
              const char *cursor,
              GCancellable *cancellable,
              GAsyncResult **answer)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (StorePatientRow));

  for (int i = 0; i < count; i++)
    {
      StorePatientRow row = { .id = first + i };

      row.last_name = g_strdup_printf ("Котова%d", i);
      g_ptr_array_add (texts, (gpointer) row.last_name);
      g_array_append_val (rows, row);
    }
  store_repository_import_async (fixture->repository, rows, texts, free_texts, "cursor", cursor,
                                 cancellable, on_store_fixture_answer_cb, answer);
}

static char *
get_cursor (StoreFixture *fixture)
{
  GAsyncResult *answer = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  store_repository_get_document_async (fixture->repository, "cursor", NULL,
                                       on_store_fixture_answer_cb, &answer);
  result = store_fixture_wait (&answer);

  return store_repository_get_document_finish (fixture->repository, result, NULL);
}

static void
test_the_cursor_moves_exactly_with_its_rows (StoreFixture *fixture, gconstpointer data)
{
  GAsyncResult *answer = NULL;
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *after_first = NULL;
  g_autofree char *after_second = NULL;
  g_autofree char *after_failure = NULL;

  start_import (fixture, 1, 100, "100", NULL, &answer);
  first = store_fixture_wait (&answer);
  g_assert_true (store_repository_import_finish (fixture->repository, first, NULL));
  after_first = get_cursor (fixture);
  g_assert_cmpstr (after_first, ==, "100");
  g_assert_cmpint (store_fixture_count (fixture), ==, 100);

  /* cancelled before its turn: neither rows nor cursor */
  g_cancellable_cancel (cancellable);
  start_import (fixture, 101, 100, "200", cancellable, &answer);
  second = store_fixture_wait (&answer);
  g_assert_false (store_repository_import_finish (fixture->repository, second, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  after_second = get_cursor (fixture);
  g_assert_cmpstr (after_second, ==, "100");
  g_assert_cmpint (store_fixture_count (fixture), ==, 100);

  /* failing at its end: neither */
  g_clear_object (&first);
  g_clear_object (&second);
  store_fixture_close (fixture);
  run_sql (fixture->path, "CREATE TRIGGER refuse BEFORE INSERT ON documents"
                          " BEGIN SELECT RAISE (ABORT, 'no'); END");
  store_fixture_reopen (fixture);
  start_import (fixture, 101, 100, "200", NULL, &answer);
  second = store_fixture_wait (&answer);
  g_assert_false (store_repository_import_finish (fixture->repository, second, NULL));
  after_failure = get_cursor (fixture);
  g_assert_cmpstr (after_failure, ==, "100");
  g_assert_cmpint (store_fixture_count (fixture), ==, 100);
}

static void
test_a_look_up_does_not_wait_for_an_import (StoreFixture *fixture, gconstpointer data)
{
  GAsyncResult *imported = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  int answered = 0;

  store_fixture_put (fixture, 1000001, "Котова", "Ия", NULL, "+79000000001");
  start_import (fixture, 1, 50000, "50000", NULL, &imported);

  /* every one of these is answered while the import is still under way */
  while (imported == NULL)
    {
      g_autofree char *ids = store_fixture_identify (fixture, "89000000001");

      g_assert_cmpstr (ids, ==, "1000001");
      answered++;
    }
  result = store_fixture_wait (&imported);

  g_assert_true (store_repository_import_finish (fixture->repository, result, NULL));
  g_assert_cmpint (answered, >, 20);
  g_assert_cmpint (store_fixture_count (fixture), ==, 50001);
}

/* --- closing --- */

static void
test_closing_finishes_what_was_asked_and_refuses_more (StoreFixture *fixture, gconstpointer data)
{
  GAsyncResult *imported = NULL;
  GAsyncResult *closed = NULL;
  GAsyncResult *refused = NULL;
  g_autoptr (GAsyncResult) import_result = NULL;
  g_autoptr (GAsyncResult) close_result = NULL;
  g_autoptr (GAsyncResult) refused_result = NULL;
  g_autoptr (GPtrArray) patients = NULL;
  g_autoptr (GError) error = NULL;

  start_import (fixture, 1, 1000, "1000", NULL, &imported);
  store_repository_close_async (fixture->repository, on_store_fixture_answer_cb, &closed);
  store_repository_search_async (fixture->repository, "кот", 10, NULL, on_store_fixture_answer_cb,
                                 &refused);
  refused_result = store_fixture_wait (&refused);
  close_result = store_fixture_wait (&closed);
  import_result = store_fixture_wait (&imported);

  patients = store_repository_search_finish (fixture->repository, refused_result, &error);
  g_assert_null (patients);
  g_assert_error (error, STORE_ERROR, STORE_ERROR_CLOSED);
  g_assert_true (store_repository_import_finish (fixture->repository, import_result, NULL));
  g_assert_true (store_repository_close_finish (fixture->repository, close_result, NULL));
  g_clear_object (&import_result);
  g_clear_object (&refused_result);
  g_clear_object (&close_result);
  g_assert_finalize_object (g_steal_pointer (&fixture->repository));

  store_fixture_reopen (fixture);
  g_assert_cmpint (store_fixture_count (fixture), ==, 1000);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/store/safety/" name, StoreFixture, NULL, store_fixture_set_up, func,               \
              store_fixture_tear_down)

int
main (int argc, char **argv)
{
  if (argc == 3 && strcmp (argv[1], "--child") == 0)
    be_the_child (argv[2]);

  g_test_init (&argc, &argv, NULL);

  ADD ("only-its-owner-can-read-the-store", test_only_its_owner_can_read_the_store);
  ADD ("forgetting-leaves-nothing-on-the-disk", test_forgetting_leaves_nothing_on_the_disk);
  ADD ("what-was-stored-is-there-after-a-restart", test_what_was_stored_is_there_after_a_restart);
  ADD ("a-newer-store-is-left-alone", test_a_newer_store_is_left_alone);
  ADD ("the-calls-of-the-first-version-are-kept", test_the_calls_of_the_first_version_are_kept);
  ADD ("a-half-made-schema-is-made-anew", test_a_half_made_schema_is_made_anew);
  ADD ("a-closed-store-is-one-file", test_a_closed_store_is_one_file);
  ADD ("a-file-that-is-no-database-is-moved-aside", test_a_file_that_is_no_database_is_moved_aside);
  ADD ("the-outbox-of-a-damaged-store-is-saved", test_the_outbox_of_a_damaged_store_is_saved);
  ADD ("a-command-survives-a-kill-right-after-its-answer",
       test_a_command_survives_a_kill_right_after_its_answer);
  ADD ("the-cursor-moves-exactly-with-its-rows", test_the_cursor_moves_exactly_with_its_rows);
  ADD ("a-look-up-does-not-wait-for-an-import", test_a_look_up_does_not_wait_for_an_import);
  ADD ("closing-finishes-what-was-asked-and-refuses-more",
       test_closing_finishes_what_was_asked_and_refuses_more);

  return g_test_run ();
}
