/* dummy-session.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "dummy-session"

#include "dummy-session.h"

#include "clinic-call-record.h"
#include "clinic-missed-group.h"
#include "clinic-projection.h"

struct _DummySession
{
  GObject parent_instance;

  ClinicLink *link;        /* owned */
  GListStore *calls;       /* owned */
  GListStore *call_log;    /* owned */
  GListStore *missed;      /* owned */
  GListStore *commands;    /* owned */
  GListStore *stages;      /* owned */
  GListStore *patients;    /* owned */
  DummyBook *book;         /* owned */
  DummyMisDesk *mis;       /* owned */
  DummyNews *news;         /* owned */
  DummyInvoices *invoices; /* owned */
  DummyArchive *archive;   /* owned */
  DummyPayroll *payroll;   /* owned */
  GListStore *mapping;     /* owned, of ClinicMappingEntry */
  ClinicTimeTest *time;    /* owned */
  GString *chosen;         /* owned */
  guint n_undone;
  GPtrArray *files;     /* owned, of ClinicPatientFile */
  GPtrArray *submitted; /* owned, of ClinicCommand */
  GPtrArray *held;      /* owned, of GTask: submits that wait for set_slow (FALSE) */
  GError *error;        /* owned, nullable */
  GBytes *recording;    /* owned, nullable */
  GString *dialled;     /* owned */
  GString *rung;        /* owned */
  GString *marked;      /* owned */
  GError *mark_error;   /* owned, nullable: why marks cannot be written */
  GPtrArray *marking;   /* owned, of GTask: marks that are held back */
  gboolean mark_slow;
  guint n_shared;
  gint64 now;
  guint n_refreshed;
  guint n_put_away;
  gboolean slow;
  gboolean off_shift;
  gboolean closed;
  gboolean forgotten;
};

static void dummy_session_iface_init (ClinicSessionInterface *iface);
static void dummy_session_mapping_iface_init (ClinicMappingInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (DummySession,
                               dummy_session,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (CLINIC_TYPE_SESSION, dummy_session_iface_init)
                                 G_IMPLEMENT_INTERFACE (CLINIC_TYPE_MAPPING,
                                                        dummy_session_mapping_iface_init))

/* --- ClinicMapping --- */

static GListModel *
get_entries (ClinicMapping *mapping)
{
  return G_LIST_MODEL (DUMMY_SESSION (mapping)->mapping);
}

static ClinicTimeTest *
get_time_test (ClinicMapping *mapping)
{
  return DUMMY_SESSION (mapping)->time;
}

static void
choose (ClinicMapping *mapping, ClinicMappingEntry *entry, const char *key)
{
  g_string_append_printf (DUMMY_SESSION (mapping)->chosen, "%s=%s ",
                          clinic_mapping_entry_get_id (entry), key != NULL ? key : "");
  clinic_mapping_entry_set_value (entry, key);
  clinic_mapping_entry_set_chosen (entry, key != NULL);
}

static void
create_fields_async (ClinicMapping *mapping,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (mapping, cancellable, callback, user_data);

  g_string_append (DUMMY_SESSION (mapping)->chosen, "create-fields ");
  if (DUMMY_SESSION (mapping)->error != NULL)
    g_task_return_error (task, g_error_copy (DUMMY_SESSION (mapping)->error));
  else
    g_task_return_boolean (task, TRUE);
}

static gboolean
create_fields_finish (ClinicMapping *mapping, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static gboolean
test_time_finish (ClinicMapping *mapping, GAsyncResult *result, int *shift_minutes, GError **error)
{
  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  *shift_minutes = (int) clinic_time_test_get_shift (DUMMY_SESSION (mapping)->time);

  return TRUE;
}

static void
dummy_session_mapping_iface_init (ClinicMappingInterface *iface)
{
  iface->get_entries = get_entries;
  iface->get_time_test = get_time_test;
  iface->choose = choose;
  iface->create_fields_async = create_fields_async;
  iface->create_fields_finish = create_fields_finish;
  iface->test_time_async = create_fields_async;
  iface->test_time_finish = test_time_finish;
}

/* --- ClinicSession --- */

static ClinicBook *
get_book (ClinicSession *session)
{
  return CLINIC_BOOK (DUMMY_SESSION (session)->book);
}

static ClinicMapping *
get_mapping (ClinicSession *session)
{
  return CLINIC_MAPPING (session);
}

/* As a real book shows what waits in the outbox: the thing is in its new stage at once. Visits and
 * leads have the properties of a stage in common. */
static void
show_move (DummySession *self, ClinicCommand *command, const char *key, gboolean pending)
{
  gboolean is_lead = clinic_command_get_entity (command) == CLINIC_ENTITY_LEAD;
  GListModel *items =
    G_LIST_MODEL (is_lead ? dummy_book_leads (self->book) : dummy_book_appointments (self->book));
  GListModel *stages = G_LIST_MODEL (is_lead ? dummy_book_lead_stages (self->book) : self->stages);
  const char *id = NULL;

  if (clinic_command_get_kind (command) != CLINIC_COMMAND_MOVE_STAGE ||
      !g_variant_lookup (clinic_command_get_payload (command), key, "&s", &id))
    return;

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (items, i);
      gint64 item_id = 0;

      g_object_get (item, "id", &item_id, NULL);
      if (item_id != clinic_command_get_entity_id (command))
        continue;
      g_object_freeze_notify (item);
      g_object_set (item, "pending", pending, "stage-id", id, NULL);
      for (guint k = 0; k < g_list_model_get_n_items (stages); k++)
        {
          g_autoptr (ClinicStage) stage = g_list_model_get_item (stages, k);

          if (g_strcmp0 (clinic_stage_get_id (stage), id) == 0)
            g_object_set (item, "stage", stage, "kind", clinic_stage_get_kind (stage), NULL);
        }
      g_object_thaw_notify (item);
    }
}

/* (transfer none) (nullable): the book holds it */
static ClinicAppointment *
find_visit (DummySession *self, gint64 id)
{
  GListModel *visits = G_LIST_MODEL (dummy_book_appointments (self->book));

  for (guint i = 0; i < g_list_model_get_n_items (visits); i++)
    {
      g_autoptr (ClinicAppointment) visit = g_list_model_get_item (visits, i);

      if (clinic_appointment_get_id (visit) == id)
        return visit;
    }

  return NULL;
}

/* The outcome of a call, likewise. */
static void
show_outcome (DummySession *self, ClinicCommand *command)
{
  GVariant *payload = clinic_command_get_payload (command);
  ClinicAppointment *visit = find_visit (self, clinic_command_get_entity_id (command));
  g_autoptr (GPtrArray) commands = g_ptr_array_new ();
  g_autoptr (ClinicAppointment) shown = NULL;
  ClinicAppointment *before = NULL;
  const char *mark = NULL;

  if (clinic_command_get_kind (command) != CLINIC_COMMAND_CHANGE_APPOINTMENT || visit == NULL ||
      !g_variant_lookup (payload, "mark", "&s", &mark))
    return;

  before = clinic_appointment_new ();
  clinic_appointment_update (before, visit);
  g_object_set_data_full (G_OBJECT (command), "before", before, g_object_unref);
  g_ptr_array_add (commands, command);
  shown = clinic_projection_of_appointment (visit, commands, CLINIC_BOOK (self->book));
  clinic_appointment_update (visit, shown);
}

static void
take_back_outcome (DummySession *self, ClinicCommand *command)
{
  ClinicAppointment *before = g_object_get_data (G_OBJECT (command), "before");
  ClinicAppointment *visit = find_visit (self, clinic_command_get_entity_id (command));

  if (before != NULL && visit != NULL)
    clinic_appointment_update (visit, before);
}

static gboolean
undo_command (ClinicSession *session, ClinicCommand *command)
{
  DummySession *self = DUMMY_SESSION (session);
  guint position = 0;

  if (!g_list_store_find (self->commands, command, &position))
    return FALSE;
  self->n_undone++;
  g_list_store_remove (self->commands, position);
  show_move (self, command, "from", FALSE);
  take_back_outcome (self, command);

  return TRUE;
}

static ClinicLink *
get_link (ClinicSession *session)
{
  return DUMMY_SESSION (session)->link;
}

static GListModel *
get_calls (ClinicSession *session)
{
  return G_LIST_MODEL (DUMMY_SESSION (session)->calls);
}

static GListModel *
get_call_log (ClinicSession *session)
{
  return G_LIST_MODEL (DUMMY_SESSION (session)->call_log);
}

static GListModel *
get_missed (ClinicSession *session)
{
  return G_LIST_MODEL (DUMMY_SESSION (session)->missed);
}

static GListModel *
get_commands (ClinicSession *session)
{
  return G_LIST_MODEL (DUMMY_SESSION (session)->commands);
}

static GListModel *
get_stages (ClinicSession *session)
{
  return G_LIST_MODEL (DUMMY_SESSION (session)->stages);
}

static gint64
get_now (ClinicSession *session)
{
  DummySession *self = DUMMY_SESSION (session);

  return self->now != 0 ? self->now : g_get_real_time () / G_USEC_PER_SEC;
}

static char *
dup_user_name (ClinicSession *session, gint64 user_id)
{
  return user_id == 14 ? g_strdup ("Ольхова Марина") : NULL;
}

static gboolean
has_text (ClinicPatient *patient, const char *needle)
{
  const char *const *phones = clinic_patient_get_phones (patient);
  g_autofree char *name = g_strdup_printf ("%s %s", clinic_patient_get_last_name (patient) ?: "",
                                           clinic_patient_get_first_name (patient) ?: "");
  g_autofree char *folded = g_utf8_casefold (name, -1);

  if (strstr (folded, needle) != NULL)
    return TRUE;

  for (guint i = 0; phones != NULL && phones[i] != NULL; i++)
    if (strstr (phones[i], needle) != NULL)
      return TRUE;

  return FALSE;
}

static void
search_async (ClinicSession *session,
              const char *text,
              guint limit,
              GCancellable *cancellable,
              GAsyncReadyCallback callback,
              gpointer user_data)
{
  DummySession *self = DUMMY_SESSION (session);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autofree char *needle = g_utf8_casefold (text, -1);
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);

  g_task_set_source_tag (task, search_async);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->patients)); i++)
    {
      g_autoptr (ClinicPatient) patient = g_list_model_get_item (G_LIST_MODEL (self->patients), i);

      if (found->len < limit && has_text (patient, needle))
        g_ptr_array_add (found, g_steal_pointer (&patient));
    }

  g_task_return_pointer (task, found, (GDestroyNotify) g_ptr_array_unref);
}

static GPtrArray *
search_finish (ClinicSession *session, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static ClinicPatientFile *
open_patient (ClinicSession *session, gint64 patient_id)
{
  DummySession *self = DUMMY_SESSION (session);
  ClinicPatientFile *file = NULL;

  for (guint i = 0; i < self->files->len; i++)
    {
      file = g_ptr_array_index (self->files, i);

      if (clinic_patient_file_get_patient_id (file) == patient_id)
        return g_object_ref (file);
    }

  file = clinic_patient_file_new ();
  clinic_patient_file_set_patient_id (file, patient_id);

  return file;
}

static void
answer_submit (DummySession *self, GTask *task)
{
  if (self->error != NULL)
    {
      g_task_return_error (task, g_error_copy (self->error));
      return;
    }

  g_list_store_append (self->commands, g_task_get_task_data (task));
  show_move (self, g_task_get_task_data (task), "stage", TRUE);
  show_outcome (self, g_task_get_task_data (task));
  g_task_return_boolean (task, TRUE);
}

static void
submit_async (ClinicSession *session,
              ClinicCommand *command,
              GCancellable *cancellable,
              GAsyncReadyCallback callback,
              gpointer user_data)
{
  DummySession *self = DUMMY_SESSION (session);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, submit_async);
  g_task_set_task_data (task, g_object_ref (command), g_object_unref);
  g_ptr_array_add (self->submitted, g_object_ref (command));

  if (self->slow)
    g_ptr_array_add (self->held, g_steal_pointer (&task));
  else
    answer_submit (self, task);
}

static gboolean
finish_boolean (ClinicSession *session, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
retry_command (ClinicSession *session, ClinicCommand *command)
{
  clinic_command_set_state (command, CLINIC_COMMAND_WAITING);
}

static void
discard_command (ClinicSession *session, ClinicCommand *command)
{
  DummySession *self = DUMMY_SESSION (session);
  guint position = 0;

  if (g_list_store_find (self->commands, command, &position))
    g_list_store_remove (self->commands, position);
}

static void
dial_async (ClinicSession *session,
            const char *number,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  DummySession *self = DUMMY_SESSION (session);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, dial_async);
  g_string_append_printf (self->dialled, "%s%s", self->dialled->len > 0 ? " " : "", number);

  if (self->error != NULL)
    g_task_return_error (task, g_error_copy (self->error));
  else
    g_task_return_boolean (task, TRUE);
}

static void
open_recording_async (ClinicSession *session,
                      ClinicCallRecord *call,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  DummySession *self = DUMMY_SESSION (session);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, open_recording_async);
  if (self->error != NULL)
    g_task_return_error (task, g_error_copy (self->error));
  else if (self->recording == NULL)
    g_task_return_new_error (task, CLINIC_ERROR, CLINIC_ERROR_NOT_FOUND, "no recording");
  else
    g_task_return_pointer (task, g_memory_input_stream_new_from_bytes (self->recording),
                           g_object_unref);
}

static GInputStream *
open_recording_finish (ClinicSession *session, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static ClinicNews *
get_news (ClinicSession *session)
{
  return CLINIC_NEWS (DUMMY_SESSION (session)->news);
}

static ClinicInvoices *
get_invoices (ClinicSession *session)
{
  return CLINIC_INVOICES (DUMMY_SESSION (session)->invoices);
}

static ClinicArchive *
get_archive (ClinicSession *session)
{
  return CLINIC_ARCHIVE (DUMMY_SESSION (session)->archive);
}

static ClinicPayroll *
get_payroll (ClinicSession *session)
{
  return CLINIC_PAYROLL (DUMMY_SESSION (session)->payroll);
}

static ClinicMisDesk *
get_mis_desk (ClinicSession *session)
{
  return CLINIC_MIS_DESK (DUMMY_SESSION (session)->mis);
}

static void
answer_mark (DummySession *self, GTask *task)
{
  if (self->mark_error != NULL)
    {
      g_task_return_error (task, g_error_copy (self->mark_error));
      return;
    }
  clinic_appointment_set_call_mark (g_task_get_task_data (task),
                                    g_object_get_data (G_OBJECT (task), "mark"));
  g_task_return_boolean (task, TRUE);
}

static void
mark_call_async (ClinicSession *session,
                 ClinicAppointment *appointment,
                 const char *mark,
                 GCancellable *cancellable,
                 GAsyncReadyCallback callback,
                 gpointer user_data)
{
  DummySession *self = DUMMY_SESSION (session);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, mark_call_async);
  g_string_append_printf (self->marked, "%" G_GINT64_FORMAT ":%s;",
                          clinic_appointment_get_id (appointment), mark);
  g_task_set_task_data (task, g_object_ref (appointment), g_object_unref);
  g_object_set_data_full (G_OBJECT (task), "mark", g_strdup (mark), g_free);
  if (self->mark_slow)
    g_ptr_array_add (self->marking, g_steal_pointer (&task));
  else
    answer_mark (self, task);
}

static void
share_call_list_async (ClinicSession *session,
                       GArray *patient_ids,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  DummySession *self = DUMMY_SESSION (session);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, share_call_list_async);
  self->n_shared = patient_ids->len;
  if (self->error != NULL)
    g_task_return_error (task, g_error_copy (self->error));
  else
    g_task_return_int (task, 11);
}

static gint64
share_call_list_finish (ClinicSession *session, GAsyncResult *result, GError **error)
{
  gssize id = g_task_propagate_int (G_TASK (result), error);

  return MAX (id, 0);
}

static void
choose_caller (ClinicSession *session, ClinicCall *call, ClinicCandidate *candidate)
{
  clinic_caller_set_chosen (clinic_call_get_caller (call), candidate);
}

static void
put_away (ClinicSession *session, ClinicCall *call)
{
  DummySession *self = DUMMY_SESSION (session);
  guint position = 0;

  self->n_put_away++;

  if (g_list_store_find (self->calls, call, &position))
    g_list_store_remove (self->calls, position);
}

static void
ring (ClinicSession *session, const char *number)
{
  DummySession *self = DUMMY_SESSION (session);

  g_string_append_printf (self->rung, "%s%s", self->rung->len > 0 ? " " : "", number);
}

static void
refresh (ClinicSession *session)
{
  DUMMY_SESSION (session)->n_refreshed++;
}

static void
set_on_shift (ClinicSession *session, gboolean on_shift)
{
  DUMMY_SESSION (session)->off_shift = !on_shift;
}

static void
forget_async (ClinicSession *session,
              GCancellable *cancellable,
              GAsyncReadyCallback callback,
              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (session, cancellable, callback, user_data);

  g_task_set_source_tag (task, forget_async);
  DUMMY_SESSION (session)->forgotten = TRUE;
  g_task_return_boolean (task, TRUE);
}

static void
close_async (ClinicSession *session, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (session, NULL, callback, user_data);

  g_task_set_source_tag (task, close_async);
  DUMMY_SESSION (session)->closed = TRUE;
  g_task_return_boolean (task, TRUE);
}

static void
dummy_session_iface_init (ClinicSessionInterface *iface)
{
  iface->get_link = get_link;
  iface->get_calls = get_calls;
  iface->get_call_log = get_call_log;
  iface->get_missed = get_missed;
  iface->get_commands = get_commands;
  iface->get_stages = get_stages;
  iface->get_book = get_book;
  iface->get_mapping = get_mapping;
  iface->get_mis_desk = get_mis_desk;
  iface->get_news = get_news;
  iface->get_invoices = get_invoices;
  iface->get_archive = get_archive;
  iface->get_payroll = get_payroll;
  iface->mark_call_async = mark_call_async;
  iface->mark_call_finish = finish_boolean;
  iface->share_call_list_async = share_call_list_async;
  iface->share_call_list_finish = share_call_list_finish;
  iface->undo_command = undo_command;
  iface->get_now = get_now;
  iface->dup_user_name = dup_user_name;
  iface->search_async = search_async;
  iface->search_finish = search_finish;
  iface->open_patient = open_patient;
  iface->submit_async = submit_async;
  iface->submit_finish = finish_boolean;
  iface->retry_command = retry_command;
  iface->discard_command = discard_command;
  iface->open_recording_async = open_recording_async;
  iface->open_recording_finish = open_recording_finish;
  iface->dial_async = dial_async;
  iface->dial_finish = finish_boolean;
  iface->choose_caller = choose_caller;
  iface->put_away = put_away;
  iface->ring = ring;
  iface->refresh = refresh;
  iface->set_on_shift = set_on_shift;
  iface->forget_async = forget_async;
  iface->forget_finish = finish_boolean;
  iface->close_async = close_async;
  iface->close_finish = finish_boolean;
}

static void
dummy_session_finalize (GObject *object)
{
  DummySession *self = DUMMY_SESSION (object);

  g_clear_object (&self->link);
  g_clear_object (&self->calls);
  g_clear_object (&self->call_log);
  g_clear_object (&self->missed);
  g_clear_object (&self->commands);
  g_clear_object (&self->stages);
  g_clear_object (&self->patients);
  g_clear_object (&self->book);
  g_clear_object (&self->mis);
  g_clear_object (&self->news);
  g_clear_object (&self->invoices);
  g_clear_object (&self->archive);
  g_clear_object (&self->payroll);
  g_clear_object (&self->mapping);
  g_clear_object (&self->time);
  g_string_free (self->chosen, TRUE);
  g_clear_pointer (&self->files, g_ptr_array_unref);
  g_clear_pointer (&self->submitted, g_ptr_array_unref);
  g_clear_pointer (&self->held, g_ptr_array_unref);
  g_clear_error (&self->error);
  g_clear_pointer (&self->recording, g_bytes_unref);
  g_string_free (self->dialled, TRUE);
  g_string_free (self->rung, TRUE);
  g_string_free (self->marked, TRUE);
  g_clear_error (&self->mark_error);
  g_clear_pointer (&self->marking, g_ptr_array_unref);

  G_OBJECT_CLASS (dummy_session_parent_class)->finalize (object);
}

static void
dummy_session_class_init (DummySessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = dummy_session_finalize;
}

static void
dummy_session_init (DummySession *self)
{
  self->link = clinic_link_new ();
  self->calls = g_list_store_new (CLINIC_TYPE_CALL);
  self->call_log = g_list_store_new (CLINIC_TYPE_CALL_RECORD);
  self->missed = g_list_store_new (CLINIC_TYPE_MISSED_GROUP);
  self->commands = g_list_store_new (CLINIC_TYPE_COMMAND);
  self->stages = g_list_store_new (CLINIC_TYPE_STAGE);
  self->patients = g_list_store_new (CLINIC_TYPE_PATIENT);
  self->book = dummy_book_new (self->stages);
  self->mapping = g_list_store_new (CLINIC_TYPE_MAPPING_ENTRY);
  self->time = clinic_time_test_new ();
  self->chosen = g_string_new (NULL);
  self->files = g_ptr_array_new_with_free_func (g_object_unref);
  self->submitted = g_ptr_array_new_with_free_func (g_object_unref);
  self->held = g_ptr_array_new_with_free_func (g_object_unref);
  self->dialled = g_string_new (NULL);
  self->rung = g_string_new (NULL);
  self->marked = g_string_new (NULL);
  self->marking = g_ptr_array_new_with_free_func (g_object_unref);
  self->mis = dummy_mis_desk_new ();
  self->news = dummy_news_new ();
  self->invoices = dummy_invoices_new ();
  self->archive = dummy_archive_new ();
  self->payroll = dummy_payroll_new ();

  clinic_link_set_portal (self->link, "dummy.example");
  clinic_link_set_user_name (self->link, "Ольга П.");
  clinic_link_set_state (self->link, CLINIC_LINK_ONLINE);
  clinic_link_set_calls_state (self->link, CLINIC_LINK_ONLINE);
}

DummySession *
dummy_session_new (void)
{
  return g_object_new (DUMMY_TYPE_SESSION, NULL);
}

GListStore *
dummy_session_calls (DummySession *self)
{
  return self->calls;
}

GListStore *
dummy_session_call_log (DummySession *self)
{
  return self->call_log;
}

GListStore *
dummy_session_missed (DummySession *self)
{
  return self->missed;
}

GListStore *
dummy_session_commands (DummySession *self)
{
  return self->commands;
}

GListStore *
dummy_session_stages (DummySession *self)
{
  return self->stages;
}

GListStore *
dummy_session_patients (DummySession *self)
{
  return self->patients;
}

DummyBook *
dummy_session_book (DummySession *self)
{
  return self->book;
}

GListStore *
dummy_session_mapping (DummySession *self)
{
  return self->mapping;
}

guint
dummy_session_n_undone (DummySession *self)
{
  return self->n_undone;
}

const char *
dummy_session_chosen (DummySession *self)
{
  return self->chosen->str;
}

void
dummy_session_set_now (DummySession *self, gint64 now)
{
  self->now = now;
}

void
dummy_session_add_file (DummySession *self, ClinicPatientFile *file)
{
  g_ptr_array_add (self->files, g_object_ref (file));
}

void
dummy_session_set_error (DummySession *self, const GError *error)
{
  g_clear_error (&self->error);

  if (error != NULL)
    self->error = g_error_copy (error);
}

void
dummy_session_set_recording (DummySession *self, GBytes *recording)
{
  g_clear_pointer (&self->recording, g_bytes_unref);
  if (recording != NULL)
    self->recording = g_bytes_ref (recording);
}

void
dummy_session_set_slow (DummySession *self, gboolean slow)
{
  self->slow = slow;

  while (!slow && self->held->len > 0)
    {
      g_autoptr (GTask) task = g_ptr_array_steal_index (self->held, 0);

      answer_submit (self, task);
    }
}

guint
dummy_session_n_submitted (DummySession *self)
{
  return self->submitted->len;
}

ClinicCommand *
dummy_session_submitted (DummySession *self, guint position)
{
  g_return_val_if_fail (position < self->submitted->len, NULL);

  return g_ptr_array_index (self->submitted, position);
}

const char *
dummy_session_dialled (DummySession *self)
{
  return self->dialled->str;
}

const char *
dummy_session_rung (DummySession *self)
{
  return self->rung->str;
}

guint
dummy_session_n_refreshed (DummySession *self)
{
  return self->n_refreshed;
}

guint
dummy_session_n_put_away (DummySession *self)
{
  return self->n_put_away;
}

gboolean
dummy_session_on_shift (DummySession *self)
{
  return !self->off_shift;
}

gboolean
dummy_session_closed (DummySession *self)
{
  return self->closed;
}

gboolean
dummy_session_forgotten (DummySession *self)
{
  return self->forgotten;
}

DummyMisDesk *
dummy_session_mis_desk (DummySession *self)
{
  g_return_val_if_fail (DUMMY_IS_SESSION (self), NULL);

  return self->mis;
}

const char *
dummy_session_marked (DummySession *self)
{
  g_return_val_if_fail (DUMMY_IS_SESSION (self), NULL);

  return self->marked->str;
}

guint
dummy_session_n_shared (DummySession *self)
{
  g_return_val_if_fail (DUMMY_IS_SESSION (self), 0);

  return self->n_shared;
}

DummyNews *
dummy_session_news (DummySession *self)
{
  g_return_val_if_fail (DUMMY_IS_SESSION (self), NULL);

  return self->news;
}

DummyInvoices *
dummy_session_invoices (DummySession *self)
{
  g_return_val_if_fail (DUMMY_IS_SESSION (self), NULL);

  return self->invoices;
}

DummyArchive *
dummy_session_archive (DummySession *self)
{
  g_return_val_if_fail (DUMMY_IS_SESSION (self), NULL);

  return self->archive;
}

DummyPayroll *
dummy_session_payroll (DummySession *self)
{
  g_return_val_if_fail (DUMMY_IS_SESSION (self), NULL);

  return self->payroll;
}

void
dummy_session_set_mark_error (DummySession *self, const GError *error)
{
  g_return_if_fail (DUMMY_IS_SESSION (self));

  g_clear_error (&self->mark_error);
  self->mark_error = error != NULL ? g_error_copy (error) : NULL;
}

void
dummy_session_set_mark_slow (DummySession *self, gboolean slow)
{
  g_return_if_fail (DUMMY_IS_SESSION (self));

  self->mark_slow = slow;
  while (!slow && self->marking->len > 0)
    {
      g_autoptr (GTask) task = g_ptr_array_steal_index (self->marking, 0);

      answer_mark (self, task);
    }
}
