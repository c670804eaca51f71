/* sync-files.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-files"

#include "sync-files.h"

#include "clinic-call-record.h"
#include "clinic-comment.h"
#include "clinic-lead.h"
#include "sync-comments.h"
#include "sync-file-load.h"
#include "sync-send.h"

struct _SyncFiles
{
  GObject parent_instance;

  SyncContext *context; /* owned */
  GListModel *commands; /* owned: the outbox's */
  GPtrArray *open;      /* owned: GWeakRef of the files */
};

G_DEFINE_FINAL_TYPE (SyncFiles, sync_files, G_TYPE_OBJECT)

static void
weak_ref_free (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

/* (transfer container): the files somebody still looks at */
static GPtrArray *
list_open (SyncFiles *self)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = self->open->len; i > 0; i--)
    {
      ClinicPatientFile *file = g_weak_ref_get (g_ptr_array_index (self->open, i - 1));

      if (file != NULL)
        g_ptr_array_add (files, file);
      else
        g_ptr_array_remove_index_fast (self->open, i - 1);
    }

  return files;
}

static gboolean
is_comment_of (ClinicCommand *command, ClinicPatientFile *file)
{
  return clinic_command_get_kind (command) == CLINIC_COMMAND_ADD_COMMENT &&
         clinic_command_get_entity (command) == CLINIC_ENTITY_PATIENT &&
         clinic_command_get_entity_id (command) == clinic_patient_file_get_patient_id (file);
}

static void
show_command (SyncFiles *self, ClinicPatientFile *file, ClinicCommand *command)
{
  sync_comments_show (self->context, clinic_patient_file_get_comments (file), command);
}

/* whatever changed about an appointment shows when the file is asked for again */
static gboolean
concerns (ClinicCommand *command, ClinicPatientFile *file)
{
  GListModel *lists[] = { clinic_patient_file_get_upcoming (file),
                          clinic_patient_file_get_past (file) };

  if (clinic_command_get_kind (command) == CLINIC_COMMAND_CALL_OUTCOME)
    return clinic_command_get_entity (command) == CLINIC_ENTITY_PATIENT &&
           clinic_command_get_entity_id (command) == clinic_patient_file_get_patient_id (file);
  if (clinic_command_get_entity (command) != CLINIC_ENTITY_APPOINTMENT)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      for (guint j = 0; j < g_list_model_get_n_items (lists[i]); j++)
        {
          g_autoptr (ClinicAppointment) visit = g_list_model_get_item (lists[i], j);

          if (clinic_appointment_get_id (visit) == clinic_command_get_entity_id (command))
            return TRUE;
        }
    }

  return FALSE;
}

void
sync_files_note_command (SyncFiles *self, ClinicCommand *command)
{
  g_autoptr (GPtrArray) files = NULL;

  g_return_if_fail (SYNC_IS_FILES (self));

  files = list_open (self);
  for (guint i = 0; i < files->len; i++)
    {
      ClinicPatientFile *file = g_ptr_array_index (files, i);

      if (is_comment_of (command, file))
        show_command (self, file, command);
      else if (clinic_command_get_state (command) == CLINIC_COMMAND_DONE &&
               concerns (command, file))
        sync_file_load (self->context, file, FALSE, sync_context_get_cancellable (self->context),
                        NULL, NULL);
    }
}

/* a comment that the person let go leaves the file as well */
static void
on_commands_changed_cb (SyncFiles *self)
{
  g_autoptr (GPtrArray) files = list_open (self);

  for (guint i = 0; i < files->len; i++)
    sync_comments_drop (clinic_patient_file_get_comments (g_ptr_array_index (files, i)),
                        self->commands);
}

static ClinicPatientFile *
new_file (gint64 patient_id)
{
  ClinicPatientFile *file = clinic_patient_file_new ();
  g_autoptr (GListStore) upcoming = g_list_store_new (CLINIC_TYPE_APPOINTMENT);
  g_autoptr (GListStore) past = g_list_store_new (CLINIC_TYPE_APPOINTMENT);
  g_autoptr (GListStore) calls = g_list_store_new (CLINIC_TYPE_CALL_RECORD);
  g_autoptr (GListStore) comments = g_list_store_new (CLINIC_TYPE_COMMENT);
  g_autoptr (GListStore) leads = g_list_store_new (CLINIC_TYPE_LEAD);

  clinic_patient_file_set_patient_id (file, patient_id);
  clinic_patient_file_set_upcoming (file, G_LIST_MODEL (upcoming));
  clinic_patient_file_set_past (file, G_LIST_MODEL (past));
  clinic_patient_file_set_calls (file, G_LIST_MODEL (calls));
  clinic_patient_file_set_comments (file, G_LIST_MODEL (comments));
  clinic_patient_file_set_leads (file, G_LIST_MODEL (leads));

  return file;
}

ClinicPatientFile *
sync_files_open (SyncFiles *self, gint64 patient_id)
{
  ClinicPatientFile *file;
  GWeakRef *weak;

  g_return_val_if_fail (SYNC_IS_FILES (self), NULL);

  file = new_file (patient_id);
  weak = g_new0 (GWeakRef, 1);
  g_weak_ref_init (weak, file);
  g_ptr_array_add (self->open, weak);
  for (guint i = 0; i < g_list_model_get_n_items (self->commands); i++)
    {
      g_autoptr (ClinicCommand) command = g_list_model_get_item (self->commands, i);

      if (is_comment_of (command, file))
        show_command (self, file, command);
    }
  sync_file_load (self->context, file, TRUE, sync_context_get_cancellable (self->context), NULL,
                  NULL);

  return file;
}

void
sync_files_refresh (SyncFiles *self)
{
  g_autoptr (GPtrArray) files = NULL;

  g_return_if_fail (SYNC_IS_FILES (self));

  files = list_open (self);
  for (guint i = 0; i < files->len; i++)
    sync_file_load (self->context, g_ptr_array_index (files, i), FALSE,
                    sync_context_get_cancellable (self->context), NULL, NULL);
}

void
sync_files_stop (SyncFiles *self)
{
  g_return_if_fail (SYNC_IS_FILES (self));

  g_ptr_array_set_size (self->open, 0);
}

static void
sync_files_finalize (GObject *object)
{
  SyncFiles *self = SYNC_FILES (object);

  g_clear_pointer (&self->open, g_ptr_array_unref);
  g_clear_object (&self->commands);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (sync_files_parent_class)->finalize (object);
}

static void
sync_files_class_init (SyncFilesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sync_files_finalize;
}

static void
sync_files_init (SyncFiles *self)
{
  self->open = g_ptr_array_new_with_free_func (weak_ref_free);
}

SyncFiles *
sync_files_new (SyncContext *context, GListModel *commands)
{
  SyncFiles *self = g_object_new (SYNC_TYPE_FILES, NULL);

  self->context = g_object_ref (context);
  self->commands = g_object_ref (commands);
  g_signal_connect_object (commands, "items-changed", G_CALLBACK (on_commands_changed_cb), self,
                           G_CONNECT_SWAPPED);

  return self;
}
