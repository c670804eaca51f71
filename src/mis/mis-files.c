/* mis-files.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "mis-files"

#include "mis-files.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

#include "mis-folder.h"
#include "mis-visit.h"

#define NAMES "*.csv;*.txt;*.json"
#define PATIENCE_MS 2000

struct _MisFiles
{
  GObject parent_instance;

  char *folder;          /* owned */
  char *name;            /* owned: the last part of the folder's path */
  MisPreset *preset;     /* owned */
  GFileMonitor *monitor; /* owned (nullable): not every network share can be watched */
  GPtrArray *sheets;     /* owned: MisSheet: the last good reading */
  GHashTable *known;     /* owned: id -> ClinicMisVisit */
  guint patience;        /* ms */
  guint settling;
};

static void mis_files_iface_init (ClinicMisInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MisFiles,
                               mis_files,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (CLINIC_TYPE_MIS, mis_files_iface_init))

/*
 * Looking:
 *
 * What a look into the folder needs; the thread changes nothing of it. The data of a task.
 */
typedef struct
{
  char *folder;      /* owned */
  const char *names; /* unowned: the preset lives as long as the task's source */
  GPtrArray *before; /* owned: MisSheet */
  gint64 patience;   /* µs */
  gint64 from;
  gint64 to;
} Looking;

static void
looking_free (Looking *self)
{
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->before, g_ptr_array_unref);
  g_free (self);
}

/* --- watching --- */

static gboolean
on_settled_cb (gpointer user_data)
{
  MisFiles *self = MIS_FILES (user_data);

  self->settling = 0;
  clinic_mis_emit_changed (CLINIC_MIS (self));

  return G_SOURCE_REMOVE;
}

/* Somebody writes: when nothing has been written for a while, there is something to read. */
static void
look_later (MisFiles *self)
{
  g_clear_handle_id (&self->settling, g_source_remove);
  self->settling = g_timeout_add (self->patience + self->patience / 10, on_settled_cb, self);
}

static void
on_folder_changed_cb (GFileMonitor *monitor,
                      GFile *file,
                      GFile *other,
                      GFileMonitorEvent event,
                      gpointer user_data)
{
  look_later (MIS_FILES (user_data));
}

/* --- reading --- */

static GPtrArray *
make_visits (MisFiles *self, gint64 from, gint64 to)
{
  g_autoptr (GHashTable) known =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  GPtrArray *visits = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->sheets->len; i++)
    {
      MisSheet *sheet = self->sheets->pdata[i];

      for (guint j = 0; j < sheet->rows->len; j++)
        {
          MisVisitParts parts = { .row = sheet->rows->pdata[j], .patient = sheet->rows->pdata[j] };
          g_autoptr (ClinicMisVisit) visit = mis_visit_new (self->preset, &parts);
          const char *id = visit != NULL ? clinic_mis_visit_get_id (visit) : NULL;
          ClinicMisVisit *before = id != NULL ? g_hash_table_lookup (self->known, id) : NULL;

          if (id == NULL || clinic_mis_visit_get_start (visit) < from ||
              clinic_mis_visit_get_start (visit) >= to || g_hash_table_contains (known, id))
            continue;
          if (before == NULL || !mis_visit_equal (before, visit))
            before = visit;
          g_hash_table_insert (known, g_strdup (id), g_object_ref (before));
          g_ptr_array_add (visits, g_object_ref (before));
        }
    }
  g_clear_pointer (&self->known, g_hash_table_unref);
  self->known = g_steal_pointer (&known);

  return visits;
}

static gint
compare_age (gconstpointer a, gconstpointer b)
{
  const MisSheet *first = *(MisSheet *const *) a;
  const MisSheet *second = *(MisSheet *const *) b;

  return (first->modified < second->modified) - (first->modified > second->modified);
}

/* Whether there is nothing that could be believed. */
static gboolean
refuse (MisFiles *self, const MisFolder *folder, GError **error)
{
  gint64 limit = (gint64) mis_preset_get_stale_hours (self->preset) * 3600 * G_USEC_PER_SEC;
  const MisSheet *newest = folder->sheets->len > 0 ? folder->sheets->pdata[0] : NULL;

  if (newest == NULL && folder->problem != NULL)
    g_set_error_literal (error, CLINIC_ERROR, CLINIC_ERROR_BROKEN, folder->problem);
  else if (newest == NULL)
    g_set_error (error, CLINIC_ERROR, CLINIC_ERROR_NOT_FOUND,
                 _ ("there is no table in the folder"));
  else if (limit > 0 && g_get_real_time () - newest->modified > limit)
    {
      g_autoptr (GDateTime) time =
        g_date_time_new_from_unix_utc (newest->modified / G_USEC_PER_SEC);
      g_autofree char *words = g_date_time_format_iso8601 (time);

      g_set_error (error, CLINIC_ERROR, CLINIC_ERROR_OFFLINE, _ ("the last export is of %s"),
                   words);
    }
  else
    return FALSE;

  return TRUE;
}

static void
look_worker (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Looking *looking = task_data;
  GError *error = NULL;
  MisFolder *folder =
    mis_folder_read (looking->folder, looking->names, looking->before, looking->patience, &error);

  if (folder != NULL)
    g_task_return_pointer (task, folder, (GDestroyNotify) mis_folder_free);
  else
    g_task_return_error (task, error);
}

static void
on_looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  MisFiles *self = g_task_get_source_object (task);
  Looking *looking = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (MisFolder) folder = g_task_propagate_pointer (G_TASK (result), &error);

  if (folder == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  /* of a visit that is in two tables the newer has the word */
  g_ptr_array_sort (folder->sheets, compare_age);
  if (folder->waits)
    look_later (self);
  if (folder->problem != NULL)
    g_info ("a table cannot be read: %u others can", folder->sheets->len);
  if (refuse (self, folder, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  g_clear_pointer (&self->sheets, g_ptr_array_unref);
  self->sheets = g_steal_pointer (&folder->sheets);
  g_task_return_pointer (task, make_visits (self, looking->from, looking->to),
                         (GDestroyNotify) g_ptr_array_unref);
}

/* --- the port --- */

static const char *
mis_files_get_name (ClinicMis *mis)
{
  return MIS_FILES (mis)->name;
}

static guint
mis_files_get_pace (ClinicMis *mis)
{
  return mis_preset_get_pace (MIS_FILES (mis)->preset);
}

static void
mis_files_get_days (ClinicMis *mis, guint *before, guint *after)
{
  mis_preset_get_days (MIS_FILES (mis)->preset, before, after);
}

static ClinicMisStatus
mis_files_guess_status (ClinicMis *mis, const char *raw_status)
{
  return mis_preset_get_status (MIS_FILES (mis)->preset, raw_status);
}

static void
mis_files_read_async (ClinicMis *mis,
                      gint64 from,
                      gint64 to,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  MisFiles *self = MIS_FILES (mis);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GTask) look = NULL;
  const char *names = mis_preset_get (self->preset, "files", "names");
  Looking *looking = g_new0 (Looking, 1);

  g_task_set_source_tag (task, mis_files_read_async);
  looking->folder = g_strdup (self->folder);
  looking->names = names != NULL ? names : NAMES;
  looking->before = g_ptr_array_ref (self->sheets);
  looking->patience = (gint64) self->patience * 1000;
  looking->from = from;
  looking->to = to;
  g_task_set_task_data (task, looking, (GDestroyNotify) looking_free);

  /* without a source: its thread may let it go a moment after everybody else */
  look = g_task_new (NULL, cancellable, on_looked_cb, g_object_ref (task));
  g_task_set_source_tag (look, look_worker);
  g_task_set_task_data (look, looking, NULL);
  g_task_run_in_thread (look, look_worker);
}

static GPtrArray *
mis_files_read_finish (ClinicMis *mis, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, mis), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
mis_files_iface_init (ClinicMisInterface *iface)
{
  iface->get_name = mis_files_get_name;
  iface->get_pace = mis_files_get_pace;
  iface->get_days = mis_files_get_days;
  iface->guess_status = mis_files_guess_status;
  iface->read_async = mis_files_read_async;
  iface->read_finish = mis_files_read_finish;
}

static void
mis_files_dispose (GObject *object)
{
  MisFiles *self = MIS_FILES (object);

  g_clear_handle_id (&self->settling, g_source_remove);
  if (self->monitor != NULL)
    g_file_monitor_cancel (self->monitor);
  g_clear_object (&self->monitor);

  G_OBJECT_CLASS (mis_files_parent_class)->dispose (object);
}

static void
mis_files_finalize (GObject *object)
{
  MisFiles *self = MIS_FILES (object);

  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->sheets, g_ptr_array_unref);
  g_clear_pointer (&self->known, g_hash_table_unref);
  g_clear_object (&self->preset);

  G_OBJECT_CLASS (mis_files_parent_class)->finalize (object);
}

static void
mis_files_class_init (MisFilesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = mis_files_dispose;
  object_class->finalize = mis_files_finalize;
}

static void
mis_files_init (MisFiles *self)
{
  self->patience = PATIENCE_MS;
  self->sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) mis_sheet_free);
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

MisFiles *
mis_files_new (const char *folder, MisPreset *preset)
{
  MisFiles *self = g_object_new (MIS_TYPE_FILES, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (folder);

  self->folder = g_strdup (folder);
  self->name = g_path_get_basename (folder);
  self->preset = g_object_ref (preset);
  self->monitor = g_file_monitor_directory (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  if (self->monitor != NULL)
    g_signal_connect_object (self->monitor, "changed", G_CALLBACK (on_folder_changed_cb), self, 0);

  return self;
}

void
mis_files_set_patience (MisFiles *self, guint milliseconds)
{
  g_return_if_fail (MIS_IS_FILES (self));

  self->patience = milliseconds;
}
