/* desk-export-save.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is on the page, written as a file, and how that ended.
 */

#define G_LOG_DOMAIN "desk-export"

#include "desk-export-private.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "desk-chart-file.h"
#include "desk-sheet-print.h"
#include "desk-toast.h"

/* --- how it ended --- */

static void
set_busy (DeskExport *self, gboolean busy)
{
  self->busy = busy;
  if (self->button != NULL)
    gtk_widget_set_sensitive (GTK_WIDGET (self->button), !busy);
}

void
desk_export_tell (DeskExport *self, AdwToast *toast)
{
  desk_toast (GTK_WIDGET (self), toast);
}

static void
tell_failure (DeskExport *self, const GError *error)
{
  g_autofree char *words = NULL;
  g_autofree char *escaped = NULL;
  AdwToast *toast;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  words = desk_export_error_text (error);
  escaped = g_markup_escape_text (words, -1);
  toast = adw_toast_new (escaped);
  adw_toast_set_timeout (toast, 10);
  desk_export_tell (self, toast);
}

static void
on_open_cb (AdwToast *toast, GtkWidget *self)
{
  const char *uri = g_object_get_data (G_OBJECT (toast), "desk-uri");
  GtkRoot *root = gtk_widget_get_root (self);

  gtk_show_uri (root != NULL ? GTK_WINDOW (root) : NULL, uri, GDK_CURRENT_TIME);
}

static void
tell_saved (DeskExport *self, GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *shown = g_filename_display_name (name);
  g_autofree char *escaped = g_markup_escape_text (shown, -1);
  g_autofree char *words = g_strdup_printf (_ ("Saved: %s"), escaped);
  AdwToast *toast = adw_toast_new (words);

  g_object_set_data_full (G_OBJECT (toast), "desk-uri", g_file_get_uri (file), g_free);
  adw_toast_set_button_label (toast, _ ("Open"));
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (on_open_cb), self, 0);
  desk_export_tell (self, toast);
}

/* --- writing --- */

/* One file on its way; keeps the button until it is there. */
typedef struct
{
  DeskExport *self; /* owned */
  GFile *file;      /* owned */
} Job;

static Job *
job_new (DeskExport *self, GFile *file)
{
  Job *job = g_new0 (Job, 1);

  job->self = g_object_ref (self);
  job->file = g_object_ref (file);
  set_busy (self, TRUE);

  return job;
}

/* error: (nullable): NULL: it is there */
static void
job_end (Job *job, const GError *error)
{
  set_busy (job->self, FALSE);
  if (error != NULL)
    tell_failure (job->self, error);
  else
    tell_saved (job->self, job->file);
  g_clear_object (&job->file);
  g_clear_object (&job->self);
  g_free (job);
}

static void
on_xlsx_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  clinic_exporter_write_xlsx_finish (CLINIC_EXPORTER (source), result, &error);
  job_end (user_data, error);
}

static void
on_csv_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  clinic_exporter_write_csv_finish (CLINIC_EXPORTER (source), result, &error);
  job_end (user_data, error);
}

static void
on_bytes_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_file_replace_contents_finish (G_FILE (source), result, NULL, &error);
  job_end (user_data, error);
}

static void
write_table (DeskExport *self, ClinicWorkbook *workbook, DeskExportFormat format, GFile *file)
{
  ClinicExporter *exporter = desk_export_find_exporter (self);

  g_return_if_fail (exporter != NULL);

  if (format == DESK_EXPORT_XLSX)
    clinic_exporter_write_xlsx_async (exporter, workbook, file, self->cancellable,
                                      on_xlsx_written_cb, job_new (self, file));
  else
    clinic_exporter_write_csv_async (exporter, clinic_workbook_get_sheet (workbook, 0), file,
                                     self->cancellable, on_csv_written_cb, job_new (self, file));
}

static void
write_picture (DeskExport *self, DeskExportFormat format, GFile *file)
{
  g_autoptr (GBytes) bytes = NULL;

  g_return_if_fail (self->chart != NULL && desk_chart_get_chart (self->chart) != NULL);

  bytes = desk_chart_to_file (desk_chart_get_chart (self->chart), desk_chart_get_kind (self->chart),
                              format == DESK_EXPORT_PNG ? DESK_CHART_PNG : DESK_CHART_SVG);
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_NONE,
                                       self->cancellable, on_bytes_written_cb,
                                       job_new (self, file));
}

/* (transfer full): the PDF; made in a file, as GTK wants it */
static GBytes *
make_pdf (ClinicSheet *sheet, GError **error)
{
  g_autoptr (GtkPrintOperation) print = desk_sheet_print_new (sheet);
  g_autofree char *folder = g_dir_make_tmp ("reception-XXXXXX", error);
  g_autofree char *path = folder != NULL ? g_build_filename (folder, "whole", NULL) : NULL;
  char *contents = NULL;
  gsize length = 0;

  if (folder == NULL)
    return NULL;
  gtk_print_operation_set_export_filename (print, path);
  if (gtk_print_operation_run (print, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL, error) !=
      GTK_PRINT_OPERATION_RESULT_ERROR)
    g_file_get_contents (path, &contents, &length, error);
  g_unlink (path);
  g_rmdir (folder);

  return contents != NULL ? g_bytes_new_take (contents, length) : NULL;
}

static void
write_pdf (DeskExport *self, ClinicWorkbook *workbook, GFile *file)
{
  Job *job = job_new (self, file);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = make_pdf (clinic_workbook_get_paper (workbook), &error);

  if (bytes == NULL)
    job_end (job, error);
  else
    g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_NONE,
                                         self->cancellable, on_bytes_written_cb, job);
}

ClinicWorkbook *
desk_export_make_workbook (DeskExport *self)
{
  g_autoptr (ClinicWorkbook) workbook = self->make != NULL ? self->make (self->data) : NULL;

  if (workbook == NULL || clinic_workbook_get_n_sheets (workbook) == 0)
    return NULL;

  return g_steal_pointer (&workbook);
}

void
desk_export_save (DeskExport *self, DeskExportFormat format, GFile *file)
{
  g_autoptr (ClinicWorkbook) workbook = NULL;

  g_return_if_fail (DESK_IS_EXPORT (self) && G_IS_FILE (file));

  if (self->busy)
    return;
  if (format == DESK_EXPORT_PNG || format == DESK_EXPORT_SVG)
    {
      write_picture (self, format, file);
      return;
    }
  workbook = desk_export_make_workbook (self);
  if (workbook == NULL)
    {
      desk_export_tell (self, adw_toast_new (_ ("There is nothing to export")));
      return;
    }
  if (format == DESK_EXPORT_PDF)
    write_pdf (self, workbook, file);
  else
    write_table (self, workbook, format, file);
}
