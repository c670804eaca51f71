/* desk-form-files.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-form-files"

#include "desk-form-field.h"

#include <glib/gi18n.h>

/* What is to be read, beside each other. */
typedef struct
{
  GPtrArray *ids;   /* owned, of char * (owned) */
  GPtrArray *files; /* owned, of GFile (owned) */
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_clear_pointer (&reading->ids, g_ptr_array_unref);
  g_clear_pointer (&reading->files, g_ptr_array_unref);
  g_free (reading);
}

/* (transfer full) (nullable): a file that grows while it is read is not read for ever */
static GBytes *
read_file (GFile *file, const char *name, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, error);
  g_autoptr (GOutputStream) memory = NULL;
  gssize got = 1;

  if (stream == NULL)
    return NULL;
  memory = g_memory_output_stream_new_resizable ();
  while (got > 0)
    {
      g_autoptr (GBytes) part =
        g_input_stream_read_bytes (G_INPUT_STREAM (stream), 256 * 1024, cancellable, error);

      if (part == NULL)
        return NULL;
      got = (gssize) g_bytes_get_size (part);
      if (got > 0 && g_output_stream_write_bytes (memory, part, cancellable, error) < 0)
        return NULL;
      if (g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (memory)) >
          DESK_FORM_MAX_BYTES)
        {
          g_set_error (error, CLINIC_ERROR, CLINIC_ERROR_INVALID,
                       _ ("%s is larger than 10 MB: the portal does not take it"), name);
          return NULL;
        }
    }
  if (g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (memory)) == 0)
    {
      g_set_error (error, CLINIC_ERROR, CLINIC_ERROR_INVALID, _ ("%s is empty"), name);
      return NULL;
    }
  if (!g_output_stream_close (memory, cancellable, error))
    return NULL;

  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

static void
read_worker (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Reading *reading = task_data;
  GVariantBuilder builder;
  GError *error = NULL;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(ssay)"));
  for (guint i = 0; i < reading->files->len; i++)
    {
      GFile *file = g_ptr_array_index (reading->files, i);
      g_autofree char *name = g_file_get_basename (file);
      g_autofree char *shown = g_utf8_make_valid (name != NULL ? name : "", -1);
      g_autoptr (GBytes) bytes = read_file (file, shown, cancellable, &error);

      if (bytes == NULL)
        {
          g_variant_builder_clear (&builder);
          g_task_return_error (task, error);
          return;
        }
      g_variant_builder_add (&builder, "(ss@ay)", g_ptr_array_index (reading->ids, i), shown,
                             g_variant_new_from_bytes (G_VARIANT_TYPE_BYTESTRING, bytes, TRUE));
    }
  g_task_return_pointer (task, g_variant_ref_sink (g_variant_builder_end (&builder)),
                         (GDestroyNotify) g_variant_unref);
}

void
desk_form_field_read_files_async (GPtrArray *fields,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Reading *reading = g_new0 (Reading, 1);

  g_task_set_source_tag (task, desk_form_field_read_files_async);
  reading->ids = g_ptr_array_new_with_free_func (g_free);
  reading->files = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < fields->len; i++)
    {
      DeskFormField *field = g_ptr_array_index (fields, i);
      GListModel *files = desk_form_field_get_files (field);

      for (guint j = 0; j < g_list_model_get_n_items (files); j++)
        {
          g_ptr_array_add (reading->ids,
                           g_strdup (clinic_form_field_get_id (desk_form_field_get_field (field))));
          g_ptr_array_add (reading->files, g_list_model_get_item (files, j));
        }
    }
  g_task_set_task_data (task, reading, reading_free);
  g_task_run_in_thread (task, read_worker);
}

GVariant *
desk_form_field_read_files_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
