/* sync-mis-field.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-mis-field"

#include "sync-mis-field.h"

#include "clinic-name.h"

#include <string.h>

/* seconds: it costs nobody anything, and the book is asked for changes at its own pace */
#define PACE 30

struct _SyncMisField
{
  GObject parent_instance;

  SyncContext *context; /* owned */
  SyncBook *book;       /* unowned, outlives this */
  GHashTable *visits;   /* owned: id -> ClinicMisVisit of the last reading */
};

static void sync_mis_field_iface_init (ClinicMisInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SyncMisField,
                               sync_mis_field,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (CLINIC_TYPE_MIS, sync_mis_field_iface_init))

/* beginnings of folded words, as integrations write them: the neutral ones of aggregators
 * (clinic.md 3.1) and what people say */
static const struct
{
  const char *word;
  ClinicMisStatus status;
} words[] = {
  { "relevant", CLINIC_MIS_STATUS_SCHEDULED },
  { "запис", CLINIC_MIS_STATUS_SCHEDULED },
  { "заплан", CLINIC_MIS_STATUS_SCHEDULED },
  { "confirmed", CLINIC_MIS_STATUS_CONFIRMED },
  { "подтверд", CLINIC_MIS_STATUS_CONFIRMED },
  { "arrived", CLINIC_MIS_STATUS_ARRIVED },
  { "в клинике", CLINIC_MIS_STATUS_ARRIVED },
  { "пациент пришел", CLINIC_MIS_STATUS_ARRIVED },
  { "на приеме", CLINIC_MIS_STATUS_IN_CHAIR },
  { "завершен", CLINIC_MIS_STATUS_COMPLETED },
  { "визит состоялся", CLINIC_MIS_STATUS_COMPLETED },
  { "failure", CLINIC_MIS_STATUS_NO_SHOW },
  { "не пришел", CLINIC_MIS_STATUS_NO_SHOW },
  { "неявка", CLINIC_MIS_STATUS_NO_SHOW },
  { "canceled", CLINIC_MIS_STATUS_CANCELLED_BY_PATIENT },
  { "отменен", CLINIC_MIS_STATUS_CANCELLED_BY_PATIENT },
};

static const char *
sync_mis_field_get_name (ClinicMis *mis)
{
  return clinic_link_get_portal (sync_context_get_link (SYNC_MIS_FIELD (mis)->context));
}

static guint
sync_mis_field_get_pace (ClinicMis *mis)
{
  return PACE;
}

static ClinicMisStatus
sync_mis_field_guess_status (ClinicMis *mis, const char *raw_status)
{
  g_autofree char *folded = clinic_name_fold (raw_status != NULL ? raw_status : "");

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if (g_str_has_prefix (folded, words[i].word))
        return words[i].status;
    }

  return CLINIC_MIS_STATUS_UNKNOWN;
}

static gboolean
is_same (ClinicMisVisit *visit, ClinicAppointment *appointment)
{
  return clinic_mis_visit_get_start (visit) == clinic_appointment_get_start (appointment) &&
         clinic_mis_visit_get_minutes (visit) == clinic_appointment_get_minutes (appointment) &&
         g_strcmp0 (clinic_mis_visit_get_raw_status (visit),
                    clinic_appointment_get_mis_status (appointment)) == 0 &&
         g_strcmp0 (clinic_mis_visit_get_doctor (visit),
                    clinic_appointment_get_doctor_name (appointment)) == 0 &&
         g_strcmp0 (clinic_mis_visit_get_patient_name (visit),
                    clinic_appointment_get_patient_name (appointment)) == 0;
}

/* (transfer full): the same object as long as nothing changes */
static ClinicMisVisit *
dup_visit (SyncMisField *self, ClinicAppointment *appointment)
{
  const char *id = clinic_appointment_get_mis_id (appointment);
  ClinicMisVisit *known = g_hash_table_lookup (self->visits, id);
  const char *phones[] = { clinic_appointment_get_patient_phone (appointment), NULL };
  ClinicMisVisit *visit;

  if (known != NULL && is_same (known, appointment))
    return g_object_ref (known);
  visit = clinic_mis_visit_new ();
  clinic_mis_visit_set_id (visit, id);
  clinic_mis_visit_set_number (visit, id);
  clinic_mis_visit_set_start (visit, clinic_appointment_get_start (appointment));
  clinic_mis_visit_set_minutes (visit, clinic_appointment_get_minutes (appointment));
  clinic_mis_visit_set_doctor (visit, clinic_appointment_get_doctor_name (appointment));
  clinic_mis_visit_set_patient_name (visit, clinic_appointment_get_patient_name (appointment));
  clinic_mis_visit_set_phones (visit, phones);
  clinic_mis_visit_set_raw_status (visit, clinic_appointment_get_mis_status (appointment));

  return visit;
}

static gboolean
is_open (ClinicAppointment *appointment)
{
  return clinic_appointment_get_kind (appointment) == CLINIC_STAGE_KIND_PROCESS;
}

/* of two appointments with one id the one that is open, then the older */
static gboolean
is_better (ClinicAppointment *one, ClinicAppointment *other)
{
  if (is_open (one) != is_open (other))
    return is_open (one);

  return clinic_appointment_get_id (one) < clinic_appointment_get_id (other);
}

/* (transfer container): by id of their visits */
static GHashTable *
pick_appointments (SyncMisField *self, gint64 from, gint64 to)
{
  GListModel *list = clinic_book_get_appointments (CLINIC_BOOK (self->book));
  GHashTable *picked = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (ClinicAppointment) appointment = g_list_model_get_item (list, i);
      const char *id = clinic_appointment_get_mis_id (appointment);
      const char *status = clinic_appointment_get_mis_status (appointment);
      gint64 start = clinic_appointment_get_start (appointment);
      ClinicAppointment *other = id != NULL ? g_hash_table_lookup (picked, id) : NULL;

      if (id == NULL || status == NULL || *status == '\0' || start < from || start >= to ||
          clinic_appointment_get_id (appointment) <= 0)
        continue;
      if (other == NULL || is_better (appointment, other))
        g_hash_table_replace (picked, (gpointer) id, g_steal_pointer (&appointment));
    }

  return picked;
}

static void
sync_mis_field_read_async (ClinicMis *mis,
                           gint64 from,
                           gint64 to,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  SyncMisField *self = SYNC_MIS_FIELD (mis);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  const SyncFields *fields = sync_context_get_fields (self->context);
  g_autoptr (GHashTable) picked = NULL;
  GPtrArray *visits;
  GHashTableIter iter;
  gpointer appointment;

  g_task_set_source_tag (task, sync_mis_field_read_async);
  if (fields->mis_status == NULL)
    {
      g_task_return_new_error (task, CLINIC_ERROR, CLINIC_ERROR_NOT_FOUND,
                               "no field is set for the status");
      return;
    }
  picked = pick_appointments (self, from, to);
  visits = g_ptr_array_new_with_free_func (g_object_unref);
  g_hash_table_iter_init (&iter, picked);
  while (g_hash_table_iter_next (&iter, NULL, &appointment))
    g_ptr_array_add (visits, dup_visit (self, appointment));
  g_hash_table_remove_all (self->visits);
  for (guint i = 0; i < visits->len; i++)
    {
      ClinicMisVisit *visit = g_ptr_array_index (visits, i);

      g_hash_table_insert (self->visits, g_strdup (clinic_mis_visit_get_id (visit)),
                           g_object_ref (visit));
    }
  g_task_return_pointer (task, visits, (GDestroyNotify) g_ptr_array_unref);
}

static GPtrArray *
sync_mis_field_read_finish (ClinicMis *mis, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
sync_mis_field_tells (ClinicMismatchKind kind)
{
  return kind == CLINIC_MISMATCH_STAGE || kind == CLINIC_MISMATCH_STATUS ||
         kind == CLINIC_MISMATCH_TWICE;
}

static void
sync_mis_field_iface_init (ClinicMisInterface *iface)
{
  iface->get_name = sync_mis_field_get_name;
  iface->get_pace = sync_mis_field_get_pace;
  iface->guess_status = sync_mis_field_guess_status;
  iface->read_async = sync_mis_field_read_async;
  iface->read_finish = sync_mis_field_read_finish;
}

static void
sync_mis_field_finalize (GObject *object)
{
  SyncMisField *self = SYNC_MIS_FIELD (object);

  g_clear_pointer (&self->visits, g_hash_table_unref);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (sync_mis_field_parent_class)->finalize (object);
}

static void
sync_mis_field_class_init (SyncMisFieldClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sync_mis_field_finalize;
}

static void
sync_mis_field_init (SyncMisField *self)
{
  self->visits = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

ClinicMis *
sync_mis_field_new (SyncContext *context, SyncBook *book)
{
  SyncMisField *self = g_object_new (SYNC_TYPE_MIS_FIELD, NULL);

  self->context = g_object_ref (context);
  self->book = book;

  return CLINIC_MIS (self);
}
