/* test-mis-files.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "mis-files.h"
#include "mis-table.h"
#include "mis-test.h"

#include <glib/gstdio.h>
#include <string.h>
#include <utime.h>

#define PATIENCE 200 /* ms */

#define HEADER                                                                                     \
  "Код;Номер;Дата;Время;Минут;Статус;Удален;КодПациента;Врач;Пациент;ДатаРождения;Телефон\n"
#define FIRST                                                                                                     \
  "v1;12;22.11.2026;10:30;30;Подтверждён;;p1;Петров А. Н.;Иванова Анна;05.03.1990;" \
  "\"8 900 000-00-01, 8 495 000-00-01\"\n"
#define SECOND                                                                                     \
  "v2;13;23.11.2026;9:00;45;\"Ждёт; снимок\";да;p2;Ли В. С.;\"Ким \"\"Вера\"\"\";;+79000000005\n"

typedef struct
{
  char *folder;
  ClinicMis *mis;
  guint n_changed;
} Desk;

static void
on_changed_cb (ClinicMis *mis, gpointer user_data)
{
  ((Desk *) user_data)->n_changed++;
}

static ClinicMis *
make_mis (const char *folder)
{
  g_autofree char *path = mis_preset_find ("", "files", g_getenv ("RECEPTION_DATADIR"));
  g_autoptr (GError) error = NULL;
  g_autoptr (MisPreset) preset = mis_preset_load (path, MIS_PRESET_FILES, &error);
  MisFiles *mis;

  g_assert_no_error (error);
  mis = mis_files_new (folder, preset);
  mis_files_set_patience (mis, PATIENCE);

  return CLINIC_MIS (mis);
}

static void
set_up (Desk *desk, gconstpointer data)
{
  desk->folder = g_dir_make_tmp ("reception-mis-XXXXXX", NULL);
  desk->mis = make_mis (desk->folder);
  g_signal_connect (desk->mis, "changed", G_CALLBACK (on_changed_cb), desk);
}

static void
tear_down (Desk *desk, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (desk->folder, 0, NULL);
  const char *name;

  g_assert_finalize_object (desk->mis);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (desk->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (desk->folder);
  g_clear_pointer (&desk->folder, g_free);
}

/* age: seconds since it was written, 0: just now */
static void
put (Desk *desk, const char *name, const char *contents, gssize length, gint64 age)
{
  g_autofree char *path = g_build_filename (desk->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, contents, length, &error);
  g_assert_no_error (error);
  if (age > 0)
    {
      time_t then = (time_t) (g_get_real_time () / G_USEC_PER_SEC - age);
      struct utimbuf times = { then, then };

      g_assert_cmpint (utime (path, &times), ==, 0);
    }
}

static GPtrArray *
read_window (Desk *desk, GError **error)
{
  return mis_test_read (desk->mis, 1795200000, 1795200000 + 30 * 86400, error);
}

static GPtrArray *
read_all (Desk *desk)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *visits = read_window (desk, &error);

  g_assert_no_error (error);

  return visits;
}

static void
wait_changed (Desk *desk, guint count)
{
  gint64 end = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;

  while (desk->n_changed < count && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (desk->n_changed, >=, count);
}

static void
test_a_table_of_csv_is_read (Desk *desk, gconstpointer data)
{
  g_autoptr (GPtrArray) visits = NULL;
  ClinicMisVisit *visit;

  put (desk, "visits.csv", HEADER FIRST SECOND, -1, 60);
  visits = read_all (desk);
  g_assert_cmpuint (visits->len, ==, 2);
  visit = mis_test_find (visits, "v1");
  /* TZ of the tests is UTC */
  g_assert_cmpint (clinic_mis_visit_get_start (visit), ==, 1795343400);
  g_assert_cmpint (clinic_mis_visit_get_minutes (visit), ==, 30);
  g_assert_cmpstr (clinic_mis_visit_get_raw_status (visit), ==, "Подтверждён");
  g_assert_cmpstr (clinic_mis_visit_get_patient_name (visit), ==, "Иванова Анна");
  g_assert_cmpstr (clinic_mis_visit_get_patient_birth_date (visit), ==, "1990-03-05");
  g_assert_cmpstr (clinic_mis_visit_get_phones (visit)[0], ==, "8 900 000-00-01");
  g_assert_cmpstr (clinic_mis_visit_get_phones (visit)[1], ==, "8 495 000-00-01");
  g_assert_false (clinic_mis_visit_get_deleted (visit));
  visit = mis_test_find (visits, "v2");
  g_assert_cmpstr (clinic_mis_visit_get_raw_status (visit), ==, "Ждёт; снимок");
  g_assert_cmpstr (clinic_mis_visit_get_patient_name (visit), ==, "Ким \"Вера\"");
  g_assert_true (clinic_mis_visit_get_deleted (visit));
  g_assert_cmpint (clinic_mis_guess_status (desk->mis, "На приёме"), ==,
                   CLINIC_MIS_STATUS_IN_CHAIR);
}

static void
test_the_old_encoding_of_windows_is_read (Desk *desk, gconstpointer data)
{
  gsize length;
  g_autofree char *old =
    g_convert (HEADER FIRST SECOND, -1, "CP1251", "UTF-8", NULL, &length, NULL);
  g_autoptr (GPtrArray) visits = NULL;

  put (desk, "visits.csv", old, (gssize) length, 60);
  visits = read_all (desk);
  g_assert_cmpuint (visits->len, ==, 2);
  g_assert_cmpstr (clinic_mis_visit_get_doctor (mis_test_find (visits, "v1")), ==, "Петров А. Н.");
}

static void
test_json_is_read (Desk *desk, gconstpointer data)
{
  static const char json[] =
    "\xef\xbb\xbf{\"exported\":\"2026-11-22\",\"visits\":[{\"Код\":17,\"Дата\":\"2026-11-22T10:30:"
    "00\","
    "\"Минут\":\"30\",\"Врач\":\"Петров\",\"Пациент\":\"Иванова\",\"Телефон\":[],\"Удален\":true,"
    "\"Статус\":null}]}";
  g_autoptr (GPtrArray) visits = NULL;
  ClinicMisVisit *visit;

  put (desk, "visits.json", json, -1, 60);
  visits = read_all (desk);
  g_assert_cmpuint (visits->len, ==, 1);
  visit = mis_test_find (visits, "17");
  g_assert_cmpint (clinic_mis_visit_get_start (visit), ==, 1795343400);
  g_assert_cmpint (clinic_mis_visit_get_minutes (visit), ==, 30);
  g_assert_true (clinic_mis_visit_get_deleted (visit));
  g_assert_null (clinic_mis_visit_get_raw_status (visit));
}

static void
test_the_newest_file_of_a_name_has_the_word (Desk *desk, gconstpointer data)
{
  g_autoptr (GPtrArray) visits = NULL;

  put (desk, "visits-20261121.csv", HEADER FIRST SECOND, -1, 7200);
  put (desk, "visits-20261122.csv", HEADER FIRST, -1, 3600);
  put (desk, "other.csv", HEADER SECOND, -1, 7200);
  put (desk, "notes.doc", "what is this", -1, 60);
  visits = read_all (desk);
  g_assert_cmpuint (visits->len, ==, 2);

  g_clear_pointer (&visits, g_ptr_array_unref);
  put (desk, "other.csv", HEADER "v3;;24.11.2026;9:00;45;;;;Ли;Ким;;\n", -1, 60);
  visits = read_all (desk);
  g_assert_nonnull (mis_test_find (visits, "v1"));
  g_assert_null (mis_test_find (visits, "v2"));
  g_assert_nonnull (mis_test_find (visits, "v3"));
}

static void
test_a_file_that_is_being_written_waits (Desk *desk, gconstpointer data)
{
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) meanwhile = NULL;
  g_autoptr (GPtrArray) after = NULL;

  put (desk, "visits.csv", HEADER FIRST, -1, 60);
  before = read_all (desk);
  g_assert_cmpuint (before->len, ==, 1);

  put (desk, "visits.csv", HEADER FIRST SECOND, -1, 0);
  meanwhile = read_all (desk);
  g_assert_cmpuint (meanwhile->len, ==, 1);
  g_assert_true (meanwhile->pdata[0] == before->pdata[0]);

  wait_changed (desk, 1);
  after = read_all (desk);
  g_assert_cmpuint (after->len, ==, 2);
  /* what has not changed is the same */
  g_assert_true (mis_test_find (after, "v1") == before->pdata[0]);
}

static void
test_half_a_file_leaves_what_was_read (Desk *desk, gconstpointer data)
{
  static const char *const halves[] = {
    HEADER FIRST "v2;13;23.11.2026;9:00;45",
    HEADER FIRST "v2;13;23.11.2026;9:00;45;\"Ждёт",
    "[{\"Код\":\"v1\",\"Дата\":\"2026-11-22T10:30:00\"},{\"Код\":",
    HEADER FIRST "v2;13;23.11.2026;9:00;45;\xd0",
    "",
  };
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;

  put (desk, "visits.csv", HEADER FIRST SECOND, -1, 60);
  before = read_all (desk);
  for (guint i = 0; i < G_N_ELEMENTS (halves); i++)
    {
      g_autoptr (GPtrArray) visits = NULL;

      put (desk, "visits.csv", halves[i], -1, 50 - i);
      visits = read_all (desk);
      g_assert_cmpuint (visits->len, ==, 2);
      g_assert_true (visits->pdata[0] == before->pdata[0]);
    }

  put (desk, "visits.csv", HEADER SECOND, -1, 10);
  after = read_all (desk);
  g_assert_cmpuint (after->len, ==, 1);
}

static void
test_half_a_file_alone_is_no_reading (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) visits = NULL;

  put (desk, "visits.csv", HEADER FIRST "v2;13", -1, 60);
  visits = read_window (desk, &error);
  g_assert_null (visits);
  g_assert_error (error, CLINIC_ERROR, CLINIC_ERROR_BROKEN);
  g_assert_nonnull (strstr (error->message, "visits.csv"));
}

static void
test_nothing_is_not_an_empty_day (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) empty = NULL;
  g_autoptr (GError) stale = NULL;
  g_autoptr (GError) gone = NULL;
  g_autoptr (ClinicMis) other = make_mis ("/nonexistent/exports");

  g_assert_null (read_window (desk, &empty));
  g_assert_error (empty, CLINIC_ERROR, CLINIC_ERROR_NOT_FOUND);

  put (desk, "visits.csv", HEADER FIRST, -1, 25 * 3600);
  g_assert_null (read_window (desk, &stale));
  g_assert_error (stale, CLINIC_ERROR, CLINIC_ERROR_OFFLINE);

  g_assert_null (mis_test_read (other, 0, 1, &gone));
  g_assert_error (gone, CLINIC_ERROR, CLINIC_ERROR_OFFLINE);
}

static void
test_a_new_file_is_noticed (Desk *desk, gconstpointer data)
{
  g_autoptr (GPtrArray) visits = NULL;

  put (desk, "visits.csv", HEADER FIRST, -1, 0);
  wait_changed (desk, 1);
  visits = read_all (desk);
  g_assert_cmpuint (visits->len, ==, 1);
}

static void
test_days_outside_of_the_window_are_left_out (Desk *desk, gconstpointer data)
{
  g_autoptr (GPtrArray) visits = NULL;
  g_autoptr (GError) error = NULL;

  put (desk, "visits.csv", HEADER FIRST SECOND, -1, 60);
  visits = mis_test_read (desk->mis, 1795343400, 1795343401, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (visits->len, ==, 1);
}

static void
assert_separated (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = mis_table_read (text, strlen (text), &error);

  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 2);
  g_assert_cmpstr (json_object_get_string_member (rows->pdata[0], "b"), ==, "2");
  g_assert_cmpstr (json_object_get_string_member (rows->pdata[1], "c"), ==, "6");
}

static void
test_separators_and_ends_of_lines_are_as_they_come (void)
{
  assert_separated ("a;b;c\n1;2;3\n4;5;6\n");
  assert_separated ("a,b,c\r\n1,2,3\r\n4,5,6");
  assert_separated ("\xef\xbb\xbf"
                    "a\tb\tc\n1\t2\t3\n\n4\t5\t6\n\n");
  assert_separated ("\"a\";\"b\";\"c\"\n\"1\";\"2\";\"3\"\n4;\"5\n5\";6\n;;\n");
}

static void
test_what_is_no_table_is_refused (void)
{
  static const char *const others[] = { "<html><body>нет</body></html>", "{\"a\":1}", "[1,2]",
                                        "слово", "\n" };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (mis_table_read (others[i], strlen (others[i]), &error));
      g_assert_error (error, CLINIC_ERROR, CLINIC_ERROR_BROKEN);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) g_test_add ("/mis/files/" name, Desk, NULL, set_up, function, tear_down)

  ADD ("a-table-of-csv-is-read", test_a_table_of_csv_is_read);
  ADD ("the-old-encoding-of-windows-is-read", test_the_old_encoding_of_windows_is_read);
  ADD ("json-is-read", test_json_is_read);
  ADD ("the-newest-file-of-a-name-has-the-word", test_the_newest_file_of_a_name_has_the_word);
  ADD ("a-file-that-is-being-written-waits", test_a_file_that_is_being_written_waits);
  ADD ("half-a-file-leaves-what-was-read", test_half_a_file_leaves_what_was_read);
  ADD ("half-a-file-alone-is-no-reading", test_half_a_file_alone_is_no_reading);
  ADD ("nothing-is-not-an-empty-day", test_nothing_is_not_an_empty_day);
  ADD ("a-new-file-is-noticed", test_a_new_file_is_noticed);
  ADD ("days-outside-of-the-window-are-left-out", test_days_outside_of_the_window_are_left_out);
  g_test_add_func ("/mis/files/separators-and-ends-of-lines-are-as-they-come",
                   test_separators_and_ends_of_lines_are_as_they_come);
  g_test_add_func ("/mis/files/what-is-no-table-is-refused", test_what_is_no_table_is_refused);

  return g_test_run ();
}
