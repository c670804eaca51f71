/* plat-exporter.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "plat-exporter"

#include "plat-exporter.h"

#include <errno.h>
#include <glib/gstdio.h>

#include "plat-csv.h"
#include "plat-mail.h"
#include "plat-xlsx.h"

struct _PlatExporter
{
  GObject parent_instance;
};

static void exporter_iface_init (ClinicExporterInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PlatExporter,
                               plat_exporter,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (CLINIC_TYPE_EXPORTER, exporter_iface_init))

/* seconds after which no mail program still reads a file of a letter */
#define LETTER_SECONDS (24 * 3600)

/* One writing, of either kind. */
typedef struct
{
  ClinicWorkbook *workbook; /* owned, (nullable) */
  ClinicSheet *sheet;       /* owned, (nullable) */
  GFile *file;              /* owned, (nullable): the file is wanted as bytes */
  gboolean is_letter;       /* for the mail program: in our own folder, which may have to be made */
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_pointer (&job->workbook, clinic_workbook_unref);
  g_clear_pointer (&job->sheet, clinic_sheet_unref);
  g_clear_object (&job->file);
  g_free (job);
}

/* --- in the thread --- */

static ClinicError
code_of (const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE) ||
      g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOSPC))
    return CLINIC_ERROR_FULL;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY))
    return CLINIC_ERROR_NOT_FOUND;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_READ_ONLY) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_MOUNTED))
    return CLINIC_ERROR_FORBIDDEN;

  return CLINIC_ERROR_BROKEN;
}

/* Puts the whole file where it belongs. What GIO cannot replace in one step is written anew, so a
 * file that was not there before goes again when that fails. */
static gboolean
deliver (GFile *whole, GFile *file, GCancellable *cancellable, GError **error)
{
  gboolean existed = g_file_query_exists (file, cancellable);
  g_autoptr (GFileInputStream) from = g_file_read (whole, cancellable, error);
  g_autoptr (GFileOutputStream) to = NULL;

  if (from == NULL)
    return FALSE;
  to = g_file_replace (file, NULL, FALSE, G_FILE_CREATE_NONE, cancellable, error);
  if (to == NULL)
    return FALSE;
  if (g_output_stream_splice (G_OUTPUT_STREAM (to), G_INPUT_STREAM (from),
                              G_OUTPUT_STREAM_SPLICE_NONE, cancellable, error) >= 0 &&
      g_output_stream_close (G_OUTPUT_STREAM (to), cancellable, error))
    return TRUE;

  /* closed with a cancelled one, GIO forgets what it was given */
  if (!g_output_stream_is_closed (G_OUTPUT_STREAM (to)))
    {
      g_autoptr (GCancellable) never = g_cancellable_new ();

      g_cancellable_cancel (never);
      g_output_stream_close (G_OUTPUT_STREAM (to), never, NULL);
    }
  if (!existed)
    g_file_delete (file, NULL, NULL);

  return FALSE;
}

/* The mail program reads the file when the person sends the letter: it stays until then, and goes
 * with the first letter of another day. */
static void
remove_old_letters (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  const char *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      GStatBuf info;

      if (g_stat (path, &info) == 0 && info.st_mtime < now - LETTER_SECONDS)
        g_unlink (path);
    }
}

static gboolean
make_letters_folder (GFile *file, GError **error)
{
  g_autoptr (GFile) folder = g_file_get_parent (file);
  const char *path = g_file_peek_path (folder);

  if (g_mkdir_with_parents (path, 0700) != 0)
    {
      int code = errno;

      g_set_error (error, G_IO_ERROR, (int) g_io_error_from_errno (code), "%s: %s", path,
                   g_strerror (code));
      return FALSE;
    }
  remove_old_letters (path);

  return TRUE;
}

static gboolean
write_file (Job *job, const char *folder, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "whole", NULL);
  g_autoptr (GFile) whole = g_file_new_for_path (path);
  gboolean written = job->workbook != NULL
                       ? plat_xlsx_write (job->workbook, path, folder, cancellable, error)
                       : plat_csv_write (job->sheet, whole, cancellable, error);

  written = written && deliver (whole, job->file, cancellable, error);
  g_unlink (path);

  return written;
}

/* (transfer full) (nullable) */
static GBytes *
make_bytes (Job *job, const char *folder, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "whole", NULL);
  char *contents = NULL;
  gsize length = 0;

  if (plat_xlsx_write (job->workbook, path, folder, cancellable, error))
    g_file_get_contents (path, &contents, &length, error);
  g_unlink (path);

  return contents != NULL ? g_bytes_new_take (contents, length) : NULL;
}

static void
return_error (GTask *task, GError *error)
{
  if (error->domain == CLINIC_ERROR || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_error (task, g_error_copy (error));
  else
    g_task_return_new_error (task, CLINIC_ERROR, code_of (error), "%s", error->message);
}

static void
make_worker (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("reception-XXXXXX", &error);
  g_autoptr (GBytes) bytes = NULL;

  if (folder != NULL)
    {
      bytes = make_bytes (task_data, folder, cancellable, &error);
      g_rmdir (folder);
    }

  if (bytes != NULL)
    g_task_return_pointer (task, g_steal_pointer (&bytes), (GDestroyNotify) g_bytes_unref);
  else
    return_error (task, error);
}

static void
write_worker (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Job *job = task_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = NULL;
  gboolean written = !job->is_letter || make_letters_folder (job->file, &error);

  if (written)
    folder = g_dir_make_tmp ("reception-XXXXXX", &error);
  written = folder != NULL && write_file (job, folder, cancellable, &error);

  if (folder != NULL)
    g_rmdir (folder);

  if (written)
    g_task_return_boolean (task, TRUE);
  else
    return_error (task, error);
}

/* --- the interface --- */

static void
start (ClinicExporter *exporter,
       ClinicWorkbook *workbook,
       ClinicSheet *sheet,
       GFile *file,
       gboolean is_letter,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer user_data,
       gpointer tag)
{
  g_autoptr (GTask) task = g_task_new (exporter, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  g_task_set_source_tag (task, tag);
  job->workbook = workbook != NULL ? clinic_workbook_ref (workbook) : NULL;
  job->sheet = sheet != NULL ? clinic_sheet_ref (sheet) : NULL;
  job->file = file != NULL ? g_object_ref (file) : NULL;
  job->is_letter = is_letter;
  g_task_set_task_data (task, job, job_free);

  if (workbook != NULL && clinic_workbook_get_n_sheets (workbook) == 0)
    g_task_return_new_error (task, CLINIC_ERROR, CLINIC_ERROR_INVALID, "a workbook of no sheets");
  else
    g_task_run_in_thread (task, file != NULL ? write_worker : make_worker);
}

static void
write_xlsx_async (ClinicExporter *exporter,
                  ClinicWorkbook *workbook,
                  GFile *file,
                  GCancellable *cancellable,
                  GAsyncReadyCallback callback,
                  gpointer user_data)
{
  start (exporter, workbook, NULL, file, FALSE, cancellable, callback, user_data, write_xlsx_async);
}

static void
make_xlsx_async (ClinicExporter *exporter,
                 ClinicWorkbook *workbook,
                 GCancellable *cancellable,
                 GAsyncReadyCallback callback,
                 gpointer user_data)
{
  start (exporter, workbook, NULL, NULL, FALSE, cancellable, callback, user_data, make_xlsx_async);
}

static GBytes *
make_xlsx_finish (ClinicExporter *exporter, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, exporter), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
write_csv_async (ClinicExporter *exporter,
                 ClinicSheet *sheet,
                 GFile *file,
                 GCancellable *cancellable,
                 GAsyncReadyCallback callback,
                 gpointer user_data)
{
  start (exporter, NULL, sheet, file, FALSE, cancellable, callback, user_data, write_csv_async);
}

static gboolean
write_finish (ClinicExporter *exporter, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, exporter), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* --- a letter --- */

/* A letter whose file is being written. */
typedef struct
{
  char *subject; /* owned, as both below */
  char *body;
  char *path;
} Letter;

static void
letter_free (gpointer data)
{
  Letter *letter = data;

  g_clear_pointer (&letter->subject, g_free);
  g_clear_pointer (&letter->body, g_free);
  g_clear_pointer (&letter->path, g_free);
  g_free (letter);
}

static void
on_composed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;

  if (plat_mail_compose_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_letter_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Letter *letter = g_task_get_task_data (task);
  const char *const files[] = { letter->path, NULL };
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    plat_mail_compose_async ("", letter->subject, letter->body, files, cancellable, on_composed_cb,
                             g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

static void
mail_async (ClinicExporter *exporter,
            ClinicWorkbook *workbook,
            const char *name,
            const char *subject,
            const char *body,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (exporter, cancellable, callback, user_data);
  g_autoptr (GFile) file =
    g_file_new_build_filename (g_get_user_cache_dir (), "reception", "letters", name, NULL);
  Letter *letter = g_new0 (Letter, 1);

  g_task_set_source_tag (task, mail_async);
  letter->subject = g_strdup (subject);
  letter->body = g_strdup (body);
  letter->path = g_file_get_path (file);
  g_task_set_task_data (task, letter, letter_free);
  start (exporter, workbook, NULL, file, TRUE, cancellable, on_letter_written_cb,
         g_steal_pointer (&task), mail_async);
}

/* --- the object --- */

static void
plat_exporter_class_init (PlatExporterClass *klass)
{
}

static void
plat_exporter_init (PlatExporter *self)
{
}

static void
exporter_iface_init (ClinicExporterInterface *iface)
{
  iface->write_xlsx_async = write_xlsx_async;
  iface->write_xlsx_finish = write_finish;
  iface->make_xlsx_async = make_xlsx_async;
  iface->make_xlsx_finish = make_xlsx_finish;
  iface->write_csv_async = write_csv_async;
  iface->write_csv_finish = write_finish;
  iface->mail_async = mail_async;
  iface->mail_finish = write_finish;
}

ClinicExporter *
plat_exporter_new (void)
{
  return g_object_new (PLAT_TYPE_EXPORTER, NULL);
}
