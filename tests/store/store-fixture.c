/* store-fixture.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "store-fixture.h"

#include <glib/gstdio.h>

void
on_store_fixture_answer_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **answer = user_data;

  *answer = g_object_ref (result);
  g_main_context_wakeup (NULL);
}

GAsyncResult *
store_fixture_wait (GAsyncResult **answer)
{
  while (*answer == NULL)
    g_main_context_iteration (NULL, TRUE);

  return g_steal_pointer (answer);
}

StoreRepository *
store_fixture_open (const char *path, GError **error)
{
  GAsyncResult *answer = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  store_repository_open_async (path, NULL, on_store_fixture_answer_cb, &answer);
  result = store_fixture_wait (&answer);

  return store_repository_open_finish (result, error);
}

void
store_fixture_set_up (StoreFixture *fixture, gconstpointer in_memory)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("reception-store-XXXXXX", NULL);
  if (!GPOINTER_TO_INT (in_memory))
    fixture->path = g_build_filename (fixture->folder, "portal", "store.db", NULL);
  fixture->repository = store_fixture_open (fixture->path, &error);
  g_assert_no_error (error);
}

void
store_fixture_close (StoreFixture *fixture)
{
  GAsyncResult *answer = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  store_repository_close_async (fixture->repository, on_store_fixture_answer_cb, &answer);
  result = store_fixture_wait (&answer);
  g_assert_true (store_repository_close_finish (fixture->repository, result, NULL));
  g_clear_object (&result);
  /* the task that has just answered still holds it */
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (g_steal_pointer (&fixture->repository));
}

void
store_fixture_reopen (StoreFixture *fixture)
{
  g_autoptr (GError) error = NULL;

  if (fixture->repository != NULL)
    store_fixture_close (fixture);
  fixture->repository = store_fixture_open (fixture->path, &error);
  g_assert_no_error (error);
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

void
store_fixture_tear_down (StoreFixture *fixture, gconstpointer in_memory)
{
  if (fixture->repository != NULL)
    store_fixture_close (fixture);
  remove_tree (fixture->folder);
  g_clear_pointer (&fixture->folder, g_free);
  g_clear_pointer (&fixture->path, g_free);
}

void
store_fixture_put (StoreFixture *fixture,
                   gint64 id,
                   const char *last,
                   const char *first,
                   const char *second,
                   const char *phones)
{
  GAsyncResult *answer = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char **numbers = g_strsplit (phones, "|", -1);
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (StorePatientRow));
  StorePatientRow row = {
    .id = id,
    .modified = 1000 + id,
    .last_name = last,
    .first_name = first,
    .second_name = second,
    .phones = (const char *const *) numbers,
  };

  g_array_append_val (rows, row);
  store_repository_import_async (fixture->repository, rows, numbers, (GDestroyNotify) g_strfreev,
                                 NULL, NULL, NULL, on_store_fixture_answer_cb, &answer);
  result = store_fixture_wait (&answer);
  store_repository_import_finish (fixture->repository, result, &error);
  g_assert_no_error (error);
}

char *
store_fixture_search (StoreFixture *fixture, const char *text)
{
  GAsyncResult *answer = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) patients = NULL;
  g_autoptr (GString) ids = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  store_repository_search_async (fixture->repository, text, 20, NULL, on_store_fixture_answer_cb,
                                 &answer);
  result = store_fixture_wait (&answer);
  patients = store_repository_search_finish (fixture->repository, result, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < patients->len; i++)
    g_string_append_printf (ids, "%s%" G_GINT64_FORMAT, i > 0 ? " " : "",
                            clinic_patient_get_id (g_ptr_array_index (patients, i)));

  return g_string_free (g_steal_pointer (&ids), FALSE);
}

char *
store_fixture_identify (StoreFixture *fixture, const char *number)
{
  GAsyncResult *answer = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) candidates = NULL;
  g_autoptr (GString) ids = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  store_repository_identify_async (fixture->repository, number, 0, NULL, on_store_fixture_answer_cb,
                                   &answer);
  result = store_fixture_wait (&answer);
  candidates = store_repository_identify_finish (fixture->repository, result, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < candidates->len; i++)
    {
      ClinicPatient *patient = clinic_candidate_get_patient (g_ptr_array_index (candidates, i));

      g_string_append_printf (ids, "%s%" G_GINT64_FORMAT, i > 0 ? " " : "",
                              clinic_patient_get_id (patient));
    }

  return g_string_free (g_steal_pointer (&ids), FALSE);
}

gint64
store_fixture_count (StoreFixture *fixture)
{
  GAsyncResult *answer = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  store_repository_count_patients_async (fixture->repository, NULL, on_store_fixture_answer_cb,
                                         &answer);
  result = store_fixture_wait (&answer);

  return store_repository_count_patients_finish (fixture->repository, result, NULL);
}

void
store_fixture_put_command (StoreFixture *fixture, const char *id, const char *text)
{
  GAsyncResult *answer = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (ClinicCommand) command = clinic_command_new ();
  g_autoptr (GError) error = NULL;
  GVariantDict payload;

  g_variant_dict_init (&payload, NULL);
  g_variant_dict_insert (&payload, "text", "s", text);
  clinic_command_set_id (command, id);
  clinic_command_set_entity (command, CLINIC_ENTITY_PATIENT);
  clinic_command_set_entity_id (command, 7);
  clinic_command_set_created (command, 1800000000);
  clinic_command_set_payload (command, g_variant_dict_end (&payload));

  store_repository_put_command_async (fixture->repository, command, NULL,
                                      on_store_fixture_answer_cb, &answer);
  result = store_fixture_wait (&answer);
  store_repository_put_command_finish (fixture->repository, result, &error);
  g_assert_no_error (error);
}

GPtrArray *
store_fixture_list_commands (StoreFixture *fixture)
{
  GAsyncResult *answer = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *commands = NULL;

  store_repository_list_commands_async (fixture->repository, NULL, on_store_fixture_answer_cb,
                                        &answer);
  result = store_fixture_wait (&answer);
  commands = store_repository_list_commands_finish (fixture->repository, result, &error);
  g_assert_no_error (error);

  return commands;
}
