/* sync-patient-rows.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-patient-rows"

#include "sync-patient-rows.h"

#include <string.h>

#include "bx-json.h"
#include "sync-bbcode.h"

typedef struct
{
  GPtrArray *pages; /* owned */
  char *important;  /* owned, (nullable) */
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_clear_pointer (&work->pages, g_ptr_array_unref);
  g_clear_pointer (&work->important, g_free);
  g_slice_free (Work, work);
}

void
sync_patient_rows_free (SyncPatientRows *self)
{
  g_clear_pointer (&self->rows, g_array_unref);
  g_clear_pointer (&self->texts, g_ptr_array_unref);
  g_clear_pointer (&self->pages, g_ptr_array_unref);
  g_slice_free (SyncPatientRows, self);
}

JsonArray *
sync_patient_rows_select (const char *important)
{
  static const char *const columns[] = { "ID",        "NAME",           "SECOND_NAME",
                                         "LAST_NAME", "BIRTHDATE",      "DATE_MODIFY",
                                         "COMMENTS",  "ASSIGNED_BY_ID", "PHONE" };
  JsonArray *select = json_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    json_array_add_string_element (select, columns[i]);
  if (important != NULL)
    json_array_add_string_element (select, important);

  return select;
}

/* (transfer none): a text that lives as long as the rows */
static const char *
keep_text (SyncPatientRows *self, char *text)
{
  if (text != NULL)
    g_ptr_array_add (self->texts, text);

  return text;
}

/* "PHONE":[{"ID":"15","VALUE_TYPE":"MOBILE","VALUE":"+79131234567","TYPE_ID":"PHONE"}]; absent when
 * there is none */
static const char *const *
read_phones (SyncPatientRows *self, JsonObject *contact)
{
  JsonArray *phones = bx_json_get_array (contact, "PHONE");
  guint length = phones != NULL ? json_array_get_length (phones) : 0;
  const char **list;
  guint n = 0;

  if (length == 0)
    return NULL;
  list = g_new (const char *, length + 1);
  g_ptr_array_add (self->texts, list);
  for (guint i = 0; i < length; i++)
    {
      JsonObject *phone = bx_json_node_object (json_array_get_element (phones, i));
      const char *value = bx_json_get_string (phone, "VALUE");

      if (value != NULL)
        list[n++] = value;
    }
  list[n] = NULL;

  return list;
}

/* plain texts are borrowed; only those with code in them cost a copy */
static const char *
read_comments (SyncPatientRows *self, JsonObject *contact)
{
  const char *comments = bx_json_get_string (contact, "COMMENTS");

  if (comments == NULL || strpbrk (comments, "[\r") == NULL)
    return comments;

  return keep_text (self, sync_bbcode_to_plain (comments));
}

static void
read_contact (SyncPatientRows *self, JsonObject *contact, const char *important)
{
  StorePatientRow row = { .id = bx_json_get_int (contact, "ID", 0) };

  if (row.id <= 0)
    return;
  row.modified = bx_json_get_unix (contact, "DATE_MODIFY");
  row.last_name = bx_json_get_string (contact, "LAST_NAME");
  row.first_name = bx_json_get_string (contact, "NAME");
  row.second_name = bx_json_get_string (contact, "SECOND_NAME");
  row.birth_date = keep_text (self, bx_json_dup_date (contact, "BIRTHDATE"));
  row.important = important != NULL ? bx_json_get_string (contact, important) : NULL;
  row.comments = read_comments (self, contact);
  row.responsible_id = bx_json_get_int (contact, "ASSIGNED_BY_ID", 0);
  row.phones = read_phones (self, contact);
  self->latest = MAX (self->latest, row.modified);
  g_array_append_val (self->rows, row);
}

SyncPatientRows *
sync_patient_rows_build (GPtrArray *pages, const char *important)
{
  SyncPatientRows *self = g_slice_new0 (SyncPatientRows);

  self->rows = g_array_new (FALSE, FALSE, sizeof (StorePatientRow));
  self->texts = g_ptr_array_new_with_free_func (g_free);
  self->pages = pages;
  for (guint i = 0; i < pages->len; i++)
    {
      JsonArray *page = g_ptr_array_index (pages, i);

      for (guint j = 0; j < json_array_get_length (page); j++)
        {
          JsonObject *contact = bx_json_node_object (json_array_get_element (page, j));

          if (contact != NULL)
            read_contact (self, contact, important);
        }
    }

  return self;
}

static void
build_worker (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Work *work = task_data;

  g_task_return_pointer (task,
                         sync_patient_rows_build (g_steal_pointer (&work->pages), work->important),
                         (GDestroyNotify) sync_patient_rows_free);
}

void
sync_patient_rows_build_async (GPtrArray *pages,
                               const char *important,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Work *work = g_slice_new0 (Work);

  g_task_set_source_tag (task, sync_patient_rows_build_async);
  work->pages = pages;
  work->important = g_strdup (important);
  g_task_set_task_data (task, work, work_free);
  g_task_run_in_thread (task, build_worker);
}

SyncPatientRows *
sync_patient_rows_build_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
