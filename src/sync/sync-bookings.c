/* sync-bookings.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-bookings"

#include "sync-bookings.h"

#include "clinic-orphans.h"
#include "sync-send.h"

/* An appointment that the portal has within so many seconds after its lead was booked was made by
 * the portal itself. */
#define ROBOT_SECONDS 60
/* seconds: so long a booked lead may be without its appointment before that is looked for, and
 * again */
#define GRACE 15
#define LOOK_AGAIN 180

struct _SyncBookings
{
  GObject parent_instance;

  SyncContext *context;    /* owned */
  SyncShelf *appointments; /* owned */
  SyncShelf *leads;        /* owned */
  GHashTable *made_of;     /* owned: id of a lead -> id of its appointment */
  GHashTable *looked_for;  /* owned: id of a lead -> unix seconds */
  gboolean robot_seen;
};

G_DEFINE_FINAL_TYPE (SyncBookings, sync_bookings, G_TYPE_OBJECT)

gboolean
sync_bookings_note_appointment (SyncBookings *self, ClinicAppointment *appointment)
{
  gint64 lead_id = clinic_appointment_get_lead_id (appointment);
  gint64 id = clinic_appointment_get_id (appointment);
  ClinicLead *lead;

  g_return_val_if_fail (SYNC_IS_BOOKINGS (self), FALSE);

  if (lead_id <= 0 || id <= 0)
    return FALSE;
  g_hash_table_replace (self->made_of, g_memdup2 (&lead_id, sizeof lead_id),
                        g_memdup2 (&id, sizeof id));
  lead = sync_shelf_find (self->leads, lead_id);
  if (lead == NULL)
    return FALSE;
  clinic_lead_set_appointment_id (lead, id);
  clinic_lead_set_appointment_id (sync_shelf_find_truth (self->leads, lead_id), id);

  return TRUE;
}

void
sync_bookings_note_lead (SyncBookings *self, ClinicLead *lead)
{
  gint64 id = clinic_lead_get_id (lead);
  gint64 *made;

  g_return_if_fail (SYNC_IS_BOOKINGS (self));

  made = g_hash_table_lookup (self->made_of, &id);
  if (made != NULL)
    clinic_lead_set_appointment_id (lead, *made);
}

static void
note_robot (SyncBookings *self, ClinicLead *lead, ClinicAppointment *visit)
{
  gint64 after = clinic_appointment_get_created (visit) - clinic_lead_get_moved (lead);

  if (clinic_lead_get_moved (lead) != 0 && after >= 0 && after <= ROBOT_SECONDS &&
      g_strcmp0 (clinic_appointment_get_originator (visit), SYNC_ORIGINATOR) != 0)
    self->robot_seen = TRUE;
}

static gboolean
is_to_be_looked_for (SyncBookings *self, ClinicLead *lead)
{
  gint64 id = clinic_lead_get_id (lead);
  gint64 now = sync_context_get_now (self->context);
  gint64 *looked = g_hash_table_lookup (self->looked_for, &id);

  if (now - clinic_lead_get_moved (lead) < GRACE || (looked != NULL && now - *looked < LOOK_AGAIN))
    return FALSE;
  g_hash_table_replace (self->looked_for, g_memdup2 (&id, sizeof id), g_memdup2 (&now, sizeof now));

  return TRUE;
}

/* The appointment may be in another funnel, or long over, or not there at all. */
GArray *
sync_bookings_review (SyncBookings *self)
{
  GListModel *list = sync_shelf_get_list (self->leads);
  GArray *orphans = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_return_val_if_fail (SYNC_IS_BOOKINGS (self), orphans);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (ClinicLead) lead = g_list_model_get_item (list, i);
      gint64 id = clinic_lead_get_id (lead);
      gint64 made = clinic_lead_get_appointment_id (lead);
      ClinicAppointment *visit = made != 0 ? sync_shelf_find (self->appointments, made) : NULL;

      if (!clinic_orphans_is_booked (lead) || clinic_lead_get_pending (lead))
        continue;
      if (visit != NULL)
        note_robot (self, lead, visit);
      else if (made == 0 && is_to_be_looked_for (self, lead))
        g_array_append_val (orphans, id);
    }

  return orphans;
}

gboolean
sync_bookings_has_robot (SyncBookings *self)
{
  GSettings *settings;
  g_autofree char *choice = NULL;

  g_return_val_if_fail (SYNC_IS_BOOKINGS (self), FALSE);

  settings = sync_context_get_settings (self->context);
  choice = settings != NULL ? g_settings_get_string (settings, "booking-robot") : NULL;
  if (g_strcmp0 (choice, "yes") == 0)
    return TRUE;

  return g_strcmp0 (choice, "no") != 0 && self->robot_seen;
}

void
sync_bookings_set_robot (SyncBookings *self)
{
  g_return_if_fail (SYNC_IS_BOOKINGS (self));

  self->robot_seen = TRUE;
}

static void
sync_bookings_finalize (GObject *object)
{
  SyncBookings *self = SYNC_BOOKINGS (object);

  g_clear_object (&self->context);
  g_clear_object (&self->appointments);
  g_clear_object (&self->leads);
  g_clear_pointer (&self->made_of, g_hash_table_unref);
  g_clear_pointer (&self->looked_for, g_hash_table_unref);

  G_OBJECT_CLASS (sync_bookings_parent_class)->finalize (object);
}

static void
sync_bookings_class_init (SyncBookingsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sync_bookings_finalize;
}

static void
sync_bookings_init (SyncBookings *self)
{
  self->made_of = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->looked_for = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
}

SyncBookings *
sync_bookings_new (SyncContext *context, SyncShelf *appointments, SyncShelf *leads)
{
  SyncBookings *self = g_object_new (SYNC_TYPE_BOOKINGS, NULL);

  self->context = g_object_ref (context);
  self->appointments = g_object_ref (appointments);
  self->leads = g_object_ref (leads);

  return self;
}
