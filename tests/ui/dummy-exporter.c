/* dummy-exporter.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "dummy-exporter"

#include "dummy-exporter.h"

struct _DummyExporter
{
  GObject parent_instance;

  ClinicWorkbook *workbook; /* owned, nullable */
  ClinicSheet *sheet;       /* owned, nullable */
  GError *error;            /* owned, nullable */
  char *letter;             /* owned, nullable */
  guint n_written;
};

static void dummy_exporter_iface_init (ClinicExporterInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (DummyExporter,
                               dummy_exporter,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (CLINIC_TYPE_EXPORTER,
                                                      dummy_exporter_iface_init))

static void
write_word (DummyExporter *self, GTask *task, GFile *file)
{
  GError *error = NULL;

  if (self->error != NULL)
    {
      g_task_return_error (task, g_error_copy (self->error));
      return;
    }
  self->n_written++;
  if (g_file_replace_contents (file, "table", 5, NULL, FALSE, G_FILE_CREATE_NONE, NULL, NULL,
                               &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
write_xlsx_async (ClinicExporter *exporter,
                  ClinicWorkbook *workbook,
                  GFile *file,
                  GCancellable *cancellable,
                  GAsyncReadyCallback callback,
                  gpointer user_data)
{
  DummyExporter *self = DUMMY_EXPORTER (exporter);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, write_xlsx_async);
  g_clear_pointer (&self->workbook, clinic_workbook_unref);
  self->workbook = clinic_workbook_ref (workbook);
  write_word (self, task, file);
}

static void
make_xlsx_async (ClinicExporter *exporter,
                 ClinicWorkbook *workbook,
                 GCancellable *cancellable,
                 GAsyncReadyCallback callback,
                 gpointer user_data)
{
  DummyExporter *self = DUMMY_EXPORTER (exporter);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, make_xlsx_async);
  if (self->error != NULL)
    {
      g_task_return_error (task, g_error_copy (self->error));
      return;
    }
  self->n_written++;
  g_task_return_pointer (task, g_bytes_new_static ("table", 5), (GDestroyNotify) g_bytes_unref);
}

static GBytes *
make_xlsx_finish (ClinicExporter *exporter, GAsyncResult *result, GError **error)
{
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
  DummyExporter *self = DUMMY_EXPORTER (exporter);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, write_csv_async);
  g_clear_pointer (&self->sheet, clinic_sheet_unref);
  self->sheet = clinic_sheet_ref (sheet);
  write_word (self, task, file);
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
  DummyExporter *self = DUMMY_EXPORTER (exporter);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, mail_async);
  g_clear_pointer (&self->letter, g_free);
  self->letter = g_strjoin ("|", name, subject, body, NULL);
  if (self->error != NULL)
    g_task_return_error (task, g_error_copy (self->error));
  else
    g_task_return_boolean (task, TRUE);
}

static gboolean
write_finish (ClinicExporter *exporter, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
dummy_exporter_finalize (GObject *object)
{
  DummyExporter *self = DUMMY_EXPORTER (object);

  g_clear_pointer (&self->workbook, clinic_workbook_unref);
  g_clear_pointer (&self->sheet, clinic_sheet_unref);
  g_clear_error (&self->error);
  g_clear_pointer (&self->letter, g_free);

  G_OBJECT_CLASS (dummy_exporter_parent_class)->finalize (object);
}

static void
dummy_exporter_class_init (DummyExporterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = dummy_exporter_finalize;
}

static void
dummy_exporter_init (DummyExporter *self)
{
}

static void
dummy_exporter_iface_init (ClinicExporterInterface *iface)
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

DummyExporter *
dummy_exporter_new (void)
{
  return g_object_new (DUMMY_TYPE_EXPORTER, NULL);
}

void
dummy_exporter_set_error (DummyExporter *self, const GError *error)
{
  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
}

ClinicWorkbook *
dummy_exporter_workbook (DummyExporter *self)
{
  return self->workbook;
}

ClinicSheet *
dummy_exporter_sheet (DummyExporter *self)
{
  return self->sheet;
}

guint
dummy_exporter_n_written (DummyExporter *self)
{
  return self->n_written;
}

const char *
dummy_exporter_letter (DummyExporter *self)
{
  return self->letter;
}
