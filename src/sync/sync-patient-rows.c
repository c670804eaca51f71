/* sync-patient-rows.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-patient-rows"

#include "sync-patient-rows.h"

#include <string.h>

#include "bx-json.h"
#include "bx-scan.h"
#include "sync-bbcode.h"

typedef struct
{
  GPtrArray *pages;  /* owned */
  char *important;   /* owned, (nullable) */
  char *do_not_call; /* owned, (nullable) */
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_clear_pointer (&work->pages, g_ptr_array_unref);
  g_clear_pointer (&work->important, g_free);
  g_clear_pointer (&work->do_not_call, g_free);
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
sync_patient_rows_select (const char *important, const char *do_not_call)
{
  static const char *const columns[] = { "ID",        "NAME",           "SECOND_NAME",
                                         "LAST_NAME", "BIRTHDATE",      "DATE_MODIFY",
                                         "COMMENTS",  "ASSIGNED_BY_ID", "PHONE" };
  JsonArray *select = json_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    json_array_add_string_element (select, columns[i]);
  if (important != NULL)
    json_array_add_string_element (select, important);
  if (do_not_call != NULL)
    json_array_add_string_element (select, do_not_call);

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
read_phones (SyncPatientRows *self, BxScan *scan)
{
  g_autoptr (GPtrArray) list = NULL;

  if (!bx_scan_enter (scan, '['))
    {
      bx_scan_skip (scan);
      return NULL;
    }

  list = g_ptr_array_new ();
  while (bx_scan_more (scan, ']'))
    {
      const char *value = NULL;

      if (!bx_scan_enter (scan, '{'))
        {
          bx_scan_skip (scan);
          continue;
        }
      while (bx_scan_more (scan, '}') && bx_scan_member (scan))
        {
          if (bx_scan_is (scan, "VALUE"))
            value = bx_scan_text (scan);
          else
            bx_scan_skip (scan);
        }
      if (value != NULL)
        g_ptr_array_add (list, (gpointer) value);
    }
  if (list->len == 0)
    return NULL;

  g_ptr_array_add (list, NULL);

  return (const char *const *) keep_text (self, (gpointer) g_ptr_array_steal (list, NULL));
}

/* plain texts are borrowed; only those with code in them cost a copy */
static const char *
read_comments (SyncPatientRows *self, BxScan *scan)
{
  const char *comments = bx_scan_text (scan);

  if (comments == NULL || strpbrk (comments, "[\r") == NULL)
    return comments;

  return keep_text (self, sync_bbcode_to_plain (comments));
}

/* the value of one member */
static void
read_member (SyncPatientRows *self,
             BxScan *scan,
             const char *important,
             const char *do_not_call,
             StorePatientRow *row)
{
  if (bx_scan_is (scan, "ID"))
    row->id = bx_scan_int (scan, 0);
  else if (bx_scan_is (scan, "DATE_MODIFY"))
    row->modified = bx_json_read_unix (bx_scan_text (scan));
  else if (bx_scan_is (scan, "LAST_NAME"))
    row->last_name = bx_scan_text (scan);
  else if (bx_scan_is (scan, "NAME"))
    row->first_name = bx_scan_text (scan);
  else if (bx_scan_is (scan, "SECOND_NAME"))
    row->second_name = bx_scan_text (scan);
  else if (bx_scan_is (scan, "BIRTHDATE"))
    row->birth_date = keep_text (self, bx_json_read_date (bx_scan_text (scan)));
  else if (bx_scan_is (scan, "COMMENTS"))
    row->comments = read_comments (self, scan);
  else if (bx_scan_is (scan, "ASSIGNED_BY_ID"))
    row->responsible_id = bx_scan_int (scan, 0);
  else if (bx_scan_is (scan, "PHONE"))
    row->phones = read_phones (self, scan);
  else if (important != NULL && bx_scan_is (scan, important))
    row->important = bx_scan_text (scan);
  else if (do_not_call != NULL && bx_scan_is (scan, do_not_call))
    row->do_not_call = bx_scan_int (scan, 0) != 0;
  else
    bx_scan_skip (scan);
}

static void
read_contact (SyncPatientRows *self, BxScan *scan, const char *important, const char *do_not_call)
{
  StorePatientRow row = { 0 };

  if (!bx_scan_enter (scan, '{'))
    {
      bx_scan_skip (scan);
      return;
    }
  while (bx_scan_more (scan, '}') && bx_scan_member (scan))
    read_member (self, scan, important, do_not_call, &row);
  if (row.id <= 0 || scan->bad)
    return;
  self->latest = MAX (self->latest, row.modified);
  g_array_append_val (self->rows, row);
}

SyncPatientRows *
sync_patient_rows_build (GPtrArray *pages, const char *important, const char *do_not_call)
{
  SyncPatientRows *self = g_slice_new0 (SyncPatientRows);

  self->rows = g_array_new (FALSE, FALSE, sizeof (StorePatientRow));
  self->texts = g_ptr_array_new_with_free_func (g_free);
  self->pages = pages;
  for (guint i = 0; i < pages->len; i++)
    {
      BxScan scan = { g_ptr_array_index (pages, i) };

      if (!bx_scan_enter (&scan, '['))
        continue;
      while (bx_scan_more (&scan, ']'))
        read_contact (self, &scan, important, do_not_call);
    }

  return self;
}

static void
build_worker (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Work *work = task_data;

  g_task_return_pointer (task,
                         sync_patient_rows_build (g_steal_pointer (&work->pages), work->important,
                                                  work->do_not_call),
                         (GDestroyNotify) sync_patient_rows_free);
}

void
sync_patient_rows_build_async (GPtrArray *pages,
                               const char *important,
                               const char *do_not_call,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Work *work = g_slice_new0 (Work);

  g_task_set_source_tag (task, sync_patient_rows_build_async);
  work->pages = pages;
  work->important = g_strdup (important);
  work->do_not_call = g_strdup (do_not_call);
  g_task_set_task_data (task, work, work_free);
  g_task_run_in_thread (task, build_worker);
}

SyncPatientRows *
sync_patient_rows_build_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
