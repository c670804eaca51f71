/* sync-visit-files.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-visit-files"

#include "sync-visit-files.h"

#include "clinic-call-record.h"
#include "clinic-comment.h"
#include "clinic-stage-move.h"
#include "clinic-todo.h"
#include "sync-comments.h"
#include "sync-visit-load.h"

struct _SyncVisitFiles
{
  GObject parent_instance;

  SyncContext *context;     /* owned */
  GListModel *appointments; /* owned: the book's */
  GListModel *commands;     /* owned: the outbox's */
  GPtrArray *open;          /* owned: GWeakRef of the files */
};

G_DEFINE_FINAL_TYPE (SyncVisitFiles, sync_visit_files, G_TYPE_OBJECT)

static void
weak_ref_free (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

/* (transfer container): the files somebody still looks at */
static GPtrArray *
list_open (SyncVisitFiles *self)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = self->open->len; i > 0; i--)
    {
      ClinicAppointmentFile *file = g_weak_ref_get (g_ptr_array_index (self->open, i - 1));

      if (file != NULL)
        g_ptr_array_add (files, file);
      else
        g_ptr_array_remove_index_fast (self->open, i - 1);
    }

  return files;
}

static void
load (SyncVisitFiles *self, ClinicAppointmentFile *file)
{
  sync_visit_load (self->context, file);
}

static gboolean
concerns (ClinicCommand *command, ClinicAppointmentFile *file)
{
  return clinic_command_get_entity (command) == CLINIC_ENTITY_APPOINTMENT &&
         clinic_command_get_entity_id (command) ==
           clinic_appointment_file_get_appointment_id (file);
}

void
sync_visit_files_note_command (SyncVisitFiles *self, ClinicCommand *command)
{
  g_autoptr (GPtrArray) files = NULL;

  g_return_if_fail (SYNC_IS_VISIT_FILES (self));

  files = list_open (self);
  for (guint i = 0; i < files->len; i++)
    {
      ClinicAppointmentFile *file = g_ptr_array_index (files, i);

      if (!concerns (command, file))
        continue;
      if (clinic_command_get_kind (command) == CLINIC_COMMAND_ADD_COMMENT)
        sync_comments_show (self->context, clinic_appointment_file_get_comments (file), command);
      else if (clinic_command_get_state (command) == CLINIC_COMMAND_DONE)
        load (self, file);
    }
}

static void
on_commands_changed_cb (SyncVisitFiles *self)
{
  g_autoptr (GPtrArray) files = list_open (self);

  for (guint i = 0; i < files->len; i++)
    sync_comments_drop (clinic_appointment_file_get_comments (g_ptr_array_index (files, i)),
                        self->commands);
}

/* The book's object of each file, while the book has it; its last one afterwards. */
static void
take_from_book (SyncVisitFiles *self, GPtrArray *files)
{
  for (guint i = 0; i < g_list_model_get_n_items (self->appointments) && files->len > 0; i++)
    {
      g_autoptr (ClinicAppointment) shown = g_list_model_get_item (self->appointments, i);

      for (guint j = 0; j < files->len; j++)
        {
          ClinicAppointmentFile *file = g_ptr_array_index (files, j);

          if (clinic_appointment_get_id (shown) ==
                clinic_appointment_file_get_appointment_id (file) &&
              clinic_appointment_file_get_appointment (file) != shown)
            clinic_appointment_file_set_appointment (file, shown);
        }
    }
}

static void
on_appointments_changed_cb (SyncVisitFiles *self, guint position, guint removed, guint added)
{
  g_autoptr (GPtrArray) files = list_open (self);

  if (added > 0)
    take_from_book (self, files);
}

/* somebody changed it on the portal: its history and comments may have grown */
static void
on_modified_cb (ClinicAppointment *appointment, GParamSpec *pspec, ClinicAppointmentFile *file)
{
  SyncContext *context = g_object_get_data (G_OBJECT (file), "sync-context");

  if (clinic_appointment_file_get_appointment (file) == appointment &&
      clinic_appointment_file_get_state (file) != CLINIC_LOAD_LOADING)
    sync_visit_load (context, file);
}

static void
on_appointment_cb (ClinicAppointmentFile *file)
{
  ClinicAppointment *appointment = clinic_appointment_file_get_appointment (file);

  if (appointment == NULL)
    return;
  g_signal_handlers_disconnect_by_func (appointment, on_modified_cb, file);
  g_signal_connect_object (appointment, "notify::modified", G_CALLBACK (on_modified_cb), file, 0);
}

static ClinicAppointmentFile *
new_file (SyncVisitFiles *self, gint64 appointment_id)
{
  ClinicAppointmentFile *file = clinic_appointment_file_new ();
  g_autofree char *address = sync_visit_dup_address (self->context, appointment_id);
  g_autoptr (GListStore) comments = g_list_store_new (CLINIC_TYPE_COMMENT);
  g_autoptr (GListStore) calls = g_list_store_new (CLINIC_TYPE_CALL_RECORD);
  g_autoptr (GListStore) moves = g_list_store_new (CLINIC_TYPE_STAGE_MOVE);
  g_autoptr (GListStore) todos = g_list_store_new (CLINIC_TYPE_TODO);

  clinic_appointment_file_set_appointment_id (file, appointment_id);
  clinic_appointment_file_set_address (file, address);
  clinic_appointment_file_set_comments (file, G_LIST_MODEL (comments));
  clinic_appointment_file_set_calls (file, G_LIST_MODEL (calls));
  clinic_appointment_file_set_moves (file, G_LIST_MODEL (moves));
  clinic_appointment_file_set_todos (file, G_LIST_MODEL (todos));
  g_object_set_data_full (G_OBJECT (file), "sync-context", g_object_ref (self->context),
                          g_object_unref);
  g_signal_connect (file, "notify::appointment", G_CALLBACK (on_appointment_cb), NULL);

  return file;
}

ClinicAppointmentFile *
sync_visit_files_open (SyncVisitFiles *self, gint64 appointment_id)
{
  ClinicAppointmentFile *file;
  g_autoptr (GPtrArray) files = g_ptr_array_new ();
  GWeakRef *weak;

  g_return_val_if_fail (SYNC_IS_VISIT_FILES (self), NULL);

  file = new_file (self, appointment_id);
  weak = g_new0 (GWeakRef, 1);
  g_weak_ref_init (weak, file);
  g_ptr_array_add (self->open, weak);
  g_ptr_array_add (files, file);
  take_from_book (self, files);
  for (guint i = 0; i < g_list_model_get_n_items (self->commands); i++)
    {
      g_autoptr (ClinicCommand) command = g_list_model_get_item (self->commands, i);

      if (concerns (command, file) &&
          clinic_command_get_kind (command) == CLINIC_COMMAND_ADD_COMMENT)
        sync_comments_show (self->context, clinic_appointment_file_get_comments (file), command);
    }
  load (self, file);

  return file;
}

void
sync_visit_files_refresh (SyncVisitFiles *self)
{
  g_autoptr (GPtrArray) files = NULL;

  g_return_if_fail (SYNC_IS_VISIT_FILES (self));

  files = list_open (self);
  for (guint i = 0; i < files->len; i++)
    load (self, g_ptr_array_index (files, i));
}

static void
sync_visit_files_finalize (GObject *object)
{
  SyncVisitFiles *self = SYNC_VISIT_FILES (object);

  g_clear_pointer (&self->open, g_ptr_array_unref);
  g_clear_object (&self->commands);
  g_clear_object (&self->appointments);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (sync_visit_files_parent_class)->finalize (object);
}

static void
sync_visit_files_class_init (SyncVisitFilesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sync_visit_files_finalize;
}

static void
sync_visit_files_init (SyncVisitFiles *self)
{
  self->open = g_ptr_array_new_with_free_func (weak_ref_free);
}

SyncVisitFiles *
sync_visit_files_new (SyncContext *context, GListModel *appointments, GListModel *commands)
{
  SyncVisitFiles *self = g_object_new (SYNC_TYPE_VISIT_FILES, NULL);

  self->context = g_object_ref (context);
  self->appointments = g_object_ref (appointments);
  self->commands = g_object_ref (commands);
  g_signal_connect_object (commands, "items-changed", G_CALLBACK (on_commands_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (appointments, "items-changed", G_CALLBACK (on_appointments_changed_cb),
                           self, G_CONNECT_SWAPPED);

  return self;
}
