/* clinic-exporter.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "clinic-error.h"
#include "clinic-workbook.h"

G_BEGIN_DECLS

/**
 * ClinicExporter:
 *
 * Writes tables to files, in a thread: nothing waits for it. What was there before is replaced
 * when the new file is whole, never before; a cancelled or failed writing leaves it as it was. Puts
 * a file into a letter of the desktop's mail program.
 */
#define CLINIC_TYPE_EXPORTER (clinic_exporter_get_type ())

G_DECLARE_INTERFACE (ClinicExporter, clinic_exporter, CLINIC, EXPORTER, GObject)

struct _ClinicExporterInterface
{
  GTypeInterface parent;

  void (*write_xlsx_async) (ClinicExporter *self,
                            ClinicWorkbook *workbook,
                            GFile *file,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
  gboolean (*write_xlsx_finish) (ClinicExporter *self, GAsyncResult *result, GError **error);
  void (*make_xlsx_async) (ClinicExporter *self,
                           ClinicWorkbook *workbook,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
  GBytes *(*make_xlsx_finish) (ClinicExporter *self, GAsyncResult *result, GError **error);
  void (*write_csv_async) (ClinicExporter *self,
                           ClinicSheet *sheet,
                           GFile *file,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
  gboolean (*write_csv_finish) (ClinicExporter *self, GAsyncResult *result, GError **error);
  void (*mail_async) (ClinicExporter *self,
                      ClinicWorkbook *workbook,
                      const char *name,
                      const char *subject,
                      const char *body,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data);
  gboolean (*mail_finish) (ClinicExporter *self, GAsyncResult *result, GError **error);
};

/*
 * Errors of every kind of writing: G_IO_ERROR_CANCELLED; CLINIC_ERROR_FORBIDDEN: the place does not
 * let itself be written; CLINIC_ERROR_NOT_FOUND: there is no such folder (any more);
 * CLINIC_ERROR_FULL: no room; CLINIC_ERROR_INVALID: the table is more than the format holds, or
 * there is none; CLINIC_ERROR_BROKEN: anything else. The workbook and the sheet must not change
 * meanwhile. */

/* An Excel workbook: real numbers and dates, a frozen head, a filter, totals as formulas. */
void clinic_exporter_write_xlsx_async (ClinicExporter *self,
                                       ClinicWorkbook *workbook,
                                       GFile *file,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean
clinic_exporter_write_xlsx_finish (ClinicExporter *self, GAsyncResult *result, GError **error);
/* The same workbook for somebody who sends it on: nothing is left on the disk. finish: (transfer
 * full): the file */
void clinic_exporter_make_xlsx_async (ClinicExporter *self,
                                      ClinicWorkbook *workbook,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
GBytes *
clinic_exporter_make_xlsx_finish (ClinicExporter *self, GAsyncResult *result, GError **error);
/* One table for other programs: the names of the columns and the rows, nothing else; UTF-8 with a
 * mark at its beginning, semicolons, decimal commas: what a Russian Excel opens as it is. Texts
 * that a spreadsheet would take for a formula begin with an apostrophe. */
void clinic_exporter_write_csv_async (ClinicExporter *self,
                                      ClinicSheet *sheet,
                                      GFile *file,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean
clinic_exporter_write_csv_finish (ClinicExporter *self, GAsyncResult *result, GError **error);
/* Opens the desktop's mail program with a letter that has the workbook as a file; the person fills
 * in to whom it goes, and sends it. name: of the file, with its ending. finish: the errors of the
 * writing; NOT_FOUND also: this desktop has no mail program. */
void clinic_exporter_mail_async (ClinicExporter *self,
                                 ClinicWorkbook *workbook,
                                 const char *name,
                                 const char *subject,
                                 const char *body,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean clinic_exporter_mail_finish (ClinicExporter *self, GAsyncResult *result, GError **error);

G_END_DECLS
