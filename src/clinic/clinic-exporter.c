/* clinic-exporter.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "clinic-exporter"

#include "clinic-exporter.h"

G_DEFINE_INTERFACE (ClinicExporter, clinic_exporter, G_TYPE_OBJECT)

static void
clinic_exporter_default_init (ClinicExporterInterface *iface)
{
}

void
clinic_exporter_write_xlsx_async (ClinicExporter *self,
                                  ClinicWorkbook *workbook,
                                  GFile *file,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_return_if_fail (CLINIC_IS_EXPORTER (self) && workbook != NULL && G_IS_FILE (file));

  CLINIC_EXPORTER_GET_IFACE (self)->write_xlsx_async (self, workbook, file, cancellable, callback,
                                                      user_data);
}

gboolean
clinic_exporter_write_xlsx_finish (ClinicExporter *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (CLINIC_IS_EXPORTER (self), FALSE);

  return CLINIC_EXPORTER_GET_IFACE (self)->write_xlsx_finish (self, result, error);
}

void
clinic_exporter_make_xlsx_async (ClinicExporter *self,
                                 ClinicWorkbook *workbook,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_return_if_fail (CLINIC_IS_EXPORTER (self) && workbook != NULL);

  CLINIC_EXPORTER_GET_IFACE (self)->make_xlsx_async (self, workbook, cancellable, callback,
                                                     user_data);
}

GBytes *
clinic_exporter_make_xlsx_finish (ClinicExporter *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (CLINIC_IS_EXPORTER (self), NULL);

  return CLINIC_EXPORTER_GET_IFACE (self)->make_xlsx_finish (self, result, error);
}

void
clinic_exporter_write_csv_async (ClinicExporter *self,
                                 ClinicSheet *sheet,
                                 GFile *file,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_return_if_fail (CLINIC_IS_EXPORTER (self) && sheet != NULL && G_IS_FILE (file));

  CLINIC_EXPORTER_GET_IFACE (self)->write_csv_async (self, sheet, file, cancellable, callback,
                                                     user_data);
}

gboolean
clinic_exporter_write_csv_finish (ClinicExporter *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (CLINIC_IS_EXPORTER (self), FALSE);

  return CLINIC_EXPORTER_GET_IFACE (self)->write_csv_finish (self, result, error);
}

void
clinic_exporter_mail_async (ClinicExporter *self,
                            ClinicWorkbook *workbook,
                            const char *name,
                            const char *subject,
                            const char *body,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (CLINIC_IS_EXPORTER (self) && workbook != NULL && name != NULL);
  g_return_if_fail (subject != NULL && body != NULL);

  CLINIC_EXPORTER_GET_IFACE (self)->mail_async (self, workbook, name, subject, body, cancellable,
                                                callback, user_data);
}

gboolean
clinic_exporter_mail_finish (ClinicExporter *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (CLINIC_IS_EXPORTER (self), FALSE);

  return CLINIC_EXPORTER_GET_IFACE (self)->mail_finish (self, result, error);
}
