/* test-mis-preset.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "mis-connect.h"
#include "mis-preset.h"
#include "mis-row.h"
#include "mis-test.h"
#include "mis-unusable.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>

#define WHOLE                                                                                                         \
  "[visits]\nentity=Document_Запись\nkey=Ref_Key\nstart=Начало\ndoctor=Врач\npatient=Пациент_" \
  "Key\n"                                                                                                             \
  "[patients]\nname=Пациент\n[statuses]\nПодтверждён по телефону=confirmed\n"

static MisPreset *
load (const char *text, MisPresetUse use, GError **error)
{
  g_autofree char *path = NULL;
  int file = g_file_open_tmp ("reception-XXXXXX.ini", &path, NULL);
  MisPreset *preset;

  g_close (file, NULL);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  preset = mis_preset_load (path, use, error);
  g_unlink (path);

  return preset;
}

static void
assert_refused (const char *text, const char *group, const char *key)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *where = g_strdup_printf ("[%s] %s: ", group, key);

  g_assert_null (load (text, MIS_PRESET_ODATA, &error));
  g_assert_error (error, CLINIC_ERROR, CLINIC_ERROR_INVALID);
  if (strstr (error->message, where) == NULL)
    g_error ("\"%s\" does not name %s", error->message, where);
}

static void
test_what_is_missing_or_wrong_is_named (void)
{
  assert_refused ("[visits]\nkey=Ref_Key\n", "visits", "entity");
  assert_refused ("[visits]\nentity=X\nkey=Ref_Key\nstart=\ndoctor=D\n[patients]\nname=N\n",
                  "visits", "start");
  assert_refused (WHOLE "[vists]\nkey=Ref_Key\n", "vists", "key");
  assert_refused (WHOLE "[chairs]\nentity=Catalog_Кабинеты\n", "chairs", "key");
  assert_refused (WHOLE "[poll]\nseconds=10\n", "poll", "seconds");
  assert_refused (WHOLE "[poll]\ndays-after=many\n", "poll", "days-after");
  assert_refused (WHOLE "[clock]\ntime-zone=Moscow?\n", "clock", "time-zone");
  assert_refused (WHOLE "[connection]\nplain-http=yes\n", "connection", "plain-http");
  assert_refused ("[visits]\nentity=X\nkey=A + B\nstart=S\ndoctor=D\n[patients]\nname=N\n",
                  "visits", "key");
  assert_refused ("[visits]\nentity=X\nkey=K\nstart=D + T\ndoctor=D\n[patients]\nname=N\n",
                  "visits", "start");
  assert_refused ("[visits]\nentity=X\nkey=K\nstart=S\ndoctor=D\n[patients]\nname=N\n"
                  "[statuses]\nПодтверждён=yes\n",
                  "statuses", "Подтверждён");
}

static void
test_a_preset_that_is_not_there_or_no_key_file_is_told (void)
{
  g_autoptr (GError) missing = NULL;
  g_autoptr (GError) broken = NULL;

  g_assert_null (mis_preset_load ("/nonexistent/my.ini", MIS_PRESET_ODATA, &missing));
  g_assert_error (missing, CLINIC_ERROR, CLINIC_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (missing->message, "my.ini"));
  g_assert_null (load ("entity=X", MIS_PRESET_ODATA, &broken));
  g_assert_error (broken, CLINIC_ERROR, CLINIC_ERROR_INVALID);
}

static void
test_a_whole_preset_says_everything (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MisPreset) preset =
    load (WHOLE "[poll]\nseconds=60\ndays-before=2\n[clock]\ntime-zone=Asia/Omsk\n",
          MIS_PRESET_ODATA, &error);
  guint before;
  guint after;

  g_assert_no_error (error);
  mis_preset_get_days (preset, &before, &after);
  g_assert_cmpuint (before, ==, 2);
  g_assert_cmpuint (after, ==, 14);
  g_assert_cmpuint (mis_preset_get_pace (preset), ==, 60);
  g_assert_cmpstr (g_time_zone_get_identifier (mis_preset_get_zone (preset)), ==, "Asia/Omsk");
  g_assert_cmpstr (mis_preset_get (preset, "visits", "start"), ==, "Начало");
  g_assert_null (mis_preset_get (preset, "visits", "comment"));
  g_assert_false (mis_preset_allows_http (preset));
  g_assert_cmpint (mis_preset_get_status (preset, " ПОДТВЕРЖДЁН по телефону "), ==,
                   CLINIC_MIS_STATUS_CONFIRMED);
  g_assert_cmpint (mis_preset_get_status (preset, NULL), ==, CLINIC_MIS_STATUS_UNKNOWN);
}

static void
test_the_presets_that_come_with_it_are_good (void)
{
  static const struct
  {
    const char *name;
    MisPresetUse use;
  } presets[] = { { "1c-generic", MIS_PRESET_ODATA },
                  { "demo", MIS_PRESET_ODATA },
                  { "files", MIS_PRESET_FILES } };

  for (guint i = 0; i < G_N_ELEMENTS (presets); i++)
    {
      g_autofree char *path =
        mis_preset_find (presets[i].name, "other", g_getenv ("RECEPTION_DATADIR"));
      g_autoptr (GError) error = NULL;
      g_autoptr (MisPreset) preset = mis_preset_load (path, presets[i].use, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (mis_preset_get_pace (preset), ==, 30);
    }
}

static void
test_a_preset_is_found_by_path_name_or_default (void)
{
  g_autofree char *path = mis_preset_find ("/etc/clinic.ini", "1c-generic", "/data");
  g_autofree char *name = mis_preset_find ("demo", "1c-generic", "/data");
  g_autofree char *none = mis_preset_find ("", "1c-generic", "/data");

  g_assert_cmpstr (path, ==, "/etc/clinic.ini");
  g_assert_cmpstr (name, ==, "/data/mis/demo.ini");
  g_assert_cmpstr (none, ==, "/data/mis/1c-generic.ini");
}

/* In a process of its own: GLib asks only once where the system's configuration is. */
static void
test_an_administrators_preset_comes_first (void)
{
  g_autofree char *folder = NULL;
  g_autofree char *file = NULL;
  g_autofree char *found = NULL;

  if (!g_test_subprocess ())
    {
      g_autofree char *dir = g_dir_make_tmp ("preset-XXXXXX", NULL);

      folder = g_build_filename (dir, "reception", NULL);
      file = g_build_filename (folder, "demo.ini", NULL);
      g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
      g_assert_true (g_file_set_contents (file, "[visits]\n", -1, NULL));
      g_setenv ("XDG_CONFIG_DIRS", dir, TRUE);
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
      g_unsetenv ("XDG_CONFIG_DIRS");
      g_unlink (file);
      g_rmdir (folder);
      g_rmdir (dir);
      g_test_trap_assert_passed ();
      return;
    }

  file = g_build_filename (g_getenv ("XDG_CONFIG_DIRS"), "reception", "demo.ini", NULL);
  found = mis_preset_find ("demo", "1c-generic", "/data");
  g_assert_cmpstr (found, ==, file);
}

static void
test_a_row_is_read_however_it_is_written (void)
{
  g_autoptr (JsonNode) node = json_from_string (
    "{\"a\":\" text \",\"n\":\"12\",\"m\":12.5,\"yes\":\"Истина\",\"no\":false,\"null\":null,"
    "\"empty\":\"\",\"key\":\"00000000-0000-0000-0000-000000000000\","
    "\"never\":\"0001-01-01T00:00:00\",\"iso\":\"2026-11-22T10:30:00\","
    "\"zone\":\"2026-11-22T10:30:00+05:00\",\"ru\":\"22.11.2026 10:30\",\"day\":\"05.03.1990\","
    "\"rows\":[{\"t\":\"1, 2;3\"},{\"t\":\"4\"},{\"x\":1}],\"object\":{\"t\":\"5\"},\"wrong\":"
    "\"40.13.2026\"}",
    NULL);
  JsonObject *row = json_node_get_object (node);
  g_autoptr (GTimeZone) omsk = g_time_zone_new_identifier ("+06:00");
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) fields = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *joined = mis_row_dup_text (row, "a + null+n+ missing");
  g_autofree char *inner = mis_row_dup_text (row, "object/t");
  g_autofree char *day = mis_row_dup_date (row, "day");

  g_assert_cmpstr (joined, ==, "text 12");
  g_assert_cmpstr (inner, ==, "5");
  g_assert_cmpstr (day, ==, "1990-03-05");
  g_assert_null (mis_row_dup_text (row, "empty"));
  g_assert_null (mis_row_dup_text (row, "key"));
  g_assert_null (mis_row_dup_text (row, "rows"));
  g_assert_null (mis_row_dup_text (row, NULL));
  g_assert_null (mis_row_dup_text (NULL, "a"));
  g_assert_cmpint (mis_row_get_int (row, "n"), ==, 12);
  g_assert_cmpint (mis_row_get_int (row, "m"), ==, 12);
  g_assert_true (mis_row_get_flag (row, "yes"));
  g_assert_false (mis_row_get_flag (row, "no"));
  g_assert_false (mis_row_get_flag (row, "missing"));
  g_assert_cmpint (mis_row_get_time (row, "iso", omsk), ==, 1795343400 - 6 * 3600);
  g_assert_cmpint (mis_row_get_time (row, "zone", omsk), ==, 1795343400 - 5 * 3600);
  g_assert_cmpint (mis_row_get_time (row, "ru", omsk), ==, 1795343400 - 6 * 3600);
  g_assert_cmpint (mis_row_get_time (row, "never", omsk), ==, 0);
  g_assert_cmpint (mis_row_get_time (row, "wrong", omsk), ==, 0);
  mis_row_add_texts (row, "rows/t + object/t", texts);
  g_assert_cmpuint (texts->len, ==, 5);
  g_assert_cmpstr (texts->pdata[2], ==, "3");
  mis_row_add_fields ("rows/t + object/t+a", fields);
  mis_row_add_fields ("a", fields);
  g_assert_cmpuint (fields->len, ==, 3);
}

static void
test_the_settings_say_what_is_connected (void)
{
  g_autoptr (GSettings) settings = g_settings_new ("io.github.reception24.Reception");
  const char *datadir = g_getenv ("RECEPTION_DATADIR");
  g_autoptr (GError) address = NULL;
  g_autoptr (GError) folder = NULL;
  g_autoptr (GError) preset = NULL;
  g_autoptr (ClinicMis) none = mis_connect (settings, NULL, datadir, &address);
  g_autoptr (ClinicMis) odata = NULL;
  g_autoptr (ClinicMis) files = NULL;

  g_assert_null (none);
  g_assert_no_error (address);

  g_settings_set_string (settings, "mis-kind", "odata");
  g_assert_null (mis_connect (settings, "x", datadir, &address));
  g_assert_error (address, CLINIC_ERROR, CLINIC_ERROR_INVALID);
  g_settings_set_string (settings, "mis-url", "1c.clinic.example/base");
  g_settings_set_string (settings, "mis-user", "odata");
  odata = mis_connect (settings, "x", datadir, NULL);
  g_assert_cmpstr (clinic_mis_get_name (odata), ==, "1c.clinic.example");
  g_assert_cmpuint (clinic_mis_get_pace (odata), ==, 30);
  g_settings_set_string (settings, "mis-preset", "missing");
  g_assert_null (mis_connect (settings, "x", datadir, &preset));
  g_assert_error (preset, CLINIC_ERROR, CLINIC_ERROR_NOT_FOUND);

  g_settings_set_string (settings, "mis-preset", "");
  g_settings_set_string (settings, "mis-kind", "files");
  g_assert_null (mis_connect (settings, NULL, datadir, &folder));
  g_assert_error (folder, CLINIC_ERROR, CLINIC_ERROR_INVALID);
  g_settings_set_string (settings, "mis-folder", "/srv/exports");
  files = mis_connect (settings, NULL, datadir, NULL);
  g_assert_cmpstr (clinic_mis_get_name (files), ==, "exports");

  g_settings_set_string (settings, "mis-kind", "field");
  g_assert_null (mis_connect (settings, NULL, datadir, NULL));
}

static void
test_what_cannot_be_used_says_why (void)
{
  g_autoptr (GError) why =
    g_error_new (CLINIC_ERROR, CLINIC_ERROR_INVALID, "my.ini: [visits] start: is missing");
  g_autoptr (ClinicMis) mis = CLINIC_MIS (mis_unusable_new ("1c.local", why));
  g_autoptr (GError) error = NULL;

  g_assert_null (mis_test_read (mis, 0, 1, &error));
  g_assert_error (error, CLINIC_ERROR, CLINIC_ERROR_NOT_FOUND);
  g_assert_cmpstr (error->message, ==, why->message);
  g_assert_cmpstr (clinic_mis_get_name (mis), ==, "1c.local");
  g_assert_cmpint (clinic_mis_guess_status (mis, "Отменен"), ==, CLINIC_MIS_STATUS_UNKNOWN);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) g_test_add_func ("/mis/preset/" name, function)

  ADD ("what-is-missing-or-wrong-is-named", test_what_is_missing_or_wrong_is_named);
  ADD ("a-preset-that-is-not-there-or-no-key-file-is-told",
       test_a_preset_that_is_not_there_or_no_key_file_is_told);
  ADD ("a-whole-preset-says-everything", test_a_whole_preset_says_everything);
  ADD ("the-presets-that-come-with-it-are-good", test_the_presets_that_come_with_it_are_good);
  ADD ("a-preset-is-found-by-path-name-or-default", test_a_preset_is_found_by_path_name_or_default);
  ADD ("an-administrators-preset-comes-first", test_an_administrators_preset_comes_first);
  ADD ("a-row-is-read-however-it-is-written", test_a_row_is_read_however_it_is_written);
  ADD ("what-cannot-be-used-says-why", test_what_cannot_be_used_says_why);
  ADD ("the-settings-say-what-is-connected", test_the_settings_say_what_is_connected);

  return g_test_run ();
}
