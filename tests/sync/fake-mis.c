/* fake-mis.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fake-mis.h"

struct _FakeMis
{
  GObject parent_instance;

  GHashTable *visits; /* owned: id -> ClinicMisVisit */
  char *message;      /* owned, (nullable) */
  ClinicError code;
  GArray *times; /* owned, of gint64: when it was read */
};

static void fake_mis_iface_init (ClinicMisInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FakeMis,
                               fake_mis,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (CLINIC_TYPE_MIS, fake_mis_iface_init))

static const struct
{
  const char *word;
  ClinicMisStatus status;
} words[] = {
  { "Запланирован", CLINIC_MIS_STATUS_SCHEDULED },
  { "Подтвержден", CLINIC_MIS_STATUS_CONFIRMED },
  { "Пришел", CLINIC_MIS_STATUS_ARRIVED },
  { "На приеме", CLINIC_MIS_STATUS_IN_CHAIR },
  { "Завершен", CLINIC_MIS_STATUS_COMPLETED },
  { "Не пришел", CLINIC_MIS_STATUS_NO_SHOW },
  { "Отменен", CLINIC_MIS_STATUS_CANCELLED_BY_PATIENT },
};

static const char *
fake_mis_get_name (ClinicMis *mis)
{
  return "mis.example";
}

static guint
fake_mis_get_pace (ClinicMis *mis)
{
  return 30;
}

static ClinicMisStatus
fake_mis_guess_status (ClinicMis *mis, const char *raw_status)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if (g_strcmp0 (words[i].word, raw_status) == 0)
        return words[i].status;
    }

  return CLINIC_MIS_STATUS_UNKNOWN;
}

static void
fake_mis_read_async (ClinicMis *mis,
                     gint64 from,
                     gint64 to,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  FakeMis *self = FAKE_MIS (mis);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  gint64 now = g_get_monotonic_time ();
  GPtrArray *visits;
  GHashTableIter iter;
  gpointer visit;

  g_array_append_val (self->times, now);
  if (self->message != NULL)
    {
      g_task_return_new_error (task, CLINIC_ERROR, (int) self->code, "%s", self->message);
      return;
    }
  visits = g_ptr_array_new_with_free_func (g_object_unref);
  g_hash_table_iter_init (&iter, self->visits);
  while (g_hash_table_iter_next (&iter, NULL, &visit))
    {
      gint64 start = clinic_mis_visit_get_start (visit);

      if (start >= from && start < to)
        g_ptr_array_add (visits, g_object_ref (visit));
    }
  g_task_return_pointer (task, visits, (GDestroyNotify) g_ptr_array_unref);
}

static GPtrArray *
fake_mis_read_finish (ClinicMis *mis, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
fake_mis_iface_init (ClinicMisInterface *iface)
{
  iface->get_name = fake_mis_get_name;
  iface->get_pace = fake_mis_get_pace;
  iface->guess_status = fake_mis_guess_status;
  iface->read_async = fake_mis_read_async;
  iface->read_finish = fake_mis_read_finish;
}

static void
fake_mis_finalize (GObject *object)
{
  FakeMis *self = FAKE_MIS (object);

  g_clear_pointer (&self->visits, g_hash_table_unref);
  g_clear_pointer (&self->times, g_array_unref);
  g_clear_pointer (&self->message, g_free);

  G_OBJECT_CLASS (fake_mis_parent_class)->finalize (object);
}

static void
fake_mis_class_init (FakeMisClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fake_mis_finalize;
}

static void
fake_mis_init (FakeMis *self)
{
  self->times = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->visits = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

FakeMis *
fake_mis_new (void)
{
  return g_object_new (FAKE_TYPE_MIS, NULL);
}

void
fake_mis_put (FakeMis *self, ClinicMisVisit *visit)
{
  g_hash_table_insert (self->visits, g_strdup (clinic_mis_visit_get_id (visit)),
                       g_object_ref (visit));
}

/* ; is in none of these texts */
char *
fake_mis_dup_table (FakeMis *self)
{
  GString *table =
    g_string_new ("Код;Дата;Время;Минут;Статус;Удален;Врач;Пациент;Телефон;Изменен\n");
  GHashTableIter iter;
  gpointer visit;

  g_hash_table_iter_init (&iter, self->visits);
  while (g_hash_table_iter_next (&iter, NULL, &visit))
    {
      const char *doctor = clinic_mis_visit_get_doctor (visit);
      const char *name = clinic_mis_visit_get_patient_name (visit);
      const char *const *phones = clinic_mis_visit_get_phones (visit);
      g_autoptr (GDateTime) start =
        g_date_time_new_from_unix_local (clinic_mis_visit_get_start (visit));
      g_autoptr (GDateTime) modified =
        g_date_time_new_from_unix_local (clinic_mis_visit_get_modified (visit));
      g_autofree char *time = g_date_time_format (start, "%d.%m.%Y;%H:%M");
      g_autofree char *changed = g_date_time_format (modified, "%d.%m.%Y %H:%M:%S");

      g_string_append_printf (table, "%s;%s;%" G_GINT64_FORMAT ";%s;%s;%s;%s;%s;%s\n",
                              clinic_mis_visit_get_id (visit), time,
                              clinic_mis_visit_get_minutes (visit),
                              clinic_mis_visit_get_raw_status (visit),
                              clinic_mis_visit_get_deleted (visit) ? "да" : "",
                              doctor != NULL ? doctor : "", name != NULL ? name : "",
                              phones != NULL && phones[0] != NULL ? phones[0] : "",
                              clinic_mis_visit_get_modified (visit) > 0 ? changed : "");
    }

  return g_string_free (table, FALSE);
}

void
fake_mis_remove (FakeMis *self, const char *id)
{
  g_hash_table_remove (self->visits, id);
}

ClinicMisVisit *
fake_mis_find (FakeMis *self, const char *id)
{
  return g_hash_table_lookup (self->visits, id);
}

static const char *
word_of (ClinicAppointment *appointment)
{
  ClinicStage *stage = clinic_appointment_get_stage (appointment);

  switch (stage != NULL ? clinic_stage_get_role (stage) : CLINIC_STAGE_ROLE_NONE)
    {
    case CLINIC_STAGE_ROLE_CONFIRMED:
      return "Подтвержден";
    case CLINIC_STAGE_ROLE_CANCELLED:
    case CLINIC_STAGE_ROLE_LOST:
    case CLINIC_STAGE_ROLE_UNREACHABLE:
      return "Отменен";
    case CLINIC_STAGE_ROLE_ARRIVED:
      return "Пришел";
    case CLINIC_STAGE_ROLE_IN_CHAIR:
      return "На приеме";
    case CLINIC_STAGE_ROLE_COMPLETED:
      return "Завершен";
    case CLINIC_STAGE_ROLE_NO_SHOW:
      return "Не пришел";
    case CLINIC_STAGE_ROLE_NONE:
    case CLINIC_STAGE_ROLE_BOOKED:
    case CLINIC_STAGE_ROLE_TOMORROW:
    case CLINIC_STAGE_ROLE_UNCONFIRMED:
    case CLINIC_STAGE_ROLE_WAITING_LIST:
    default:
      return clinic_appointment_get_kind (appointment) == CLINIC_STAGE_KIND_FAILURE
               ? "Отменен"
               : "Запланирован";
    }
}

ClinicMisVisit *
fake_mis_new_visit_of (ClinicAppointment *appointment)
{
  ClinicMisVisit *visit = clinic_mis_visit_new ();
  const char *phones[] = { clinic_appointment_get_patient_phone (appointment), NULL };

  clinic_mis_visit_set_id (visit, clinic_appointment_get_mis_id (appointment));
  clinic_mis_visit_set_start (visit, clinic_appointment_get_start (appointment));
  clinic_mis_visit_set_minutes (visit, clinic_appointment_get_minutes (appointment));
  clinic_mis_visit_set_doctor (visit, clinic_appointment_get_doctor_name (appointment));
  clinic_mis_visit_set_patient_name (visit, clinic_appointment_get_patient_name (appointment));
  clinic_mis_visit_set_phones (visit, phones);
  clinic_mis_visit_set_raw_status (visit, word_of (appointment));

  return visit;
}

void
fake_mis_fail (FakeMis *self, ClinicError code, const char *message)
{
  self->code = code;
  g_clear_pointer (&self->message, g_free);
  self->message = g_strdup (message);
}

guint
fake_mis_get_readings (FakeMis *self)
{
  return self->times->len;
}

GArray *
fake_mis_get_times (FakeMis *self)
{
  return self->times;
}
