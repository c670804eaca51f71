/* desk-call-list-follow.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-call-list-follow"

#include "desk-call-list-follow.h"

#include "clinic-phone.h"
#include "desk-call-text.h"

struct _DeskCallListFollow
{
  GObject parent_instance;

  ClinicSession *session; /* owned */
  ClinicCallList *list;   /* owned */
  GPtrArray *watched;     /* owned, of ClinicCaller (owned): those whose change we hear */
  GHashTable *told;       /* owned: ids of the calls that were told of */
};

G_DEFINE_FINAL_TYPE (DeskCallListFollow, desk_call_list_follow, G_TYPE_OBJECT)

enum
{
  CALLER,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
is_of_visit (ClinicCall *call, ClinicAppointment *visit)
{
  ClinicCandidate *chosen = desk_call_chosen (call);
  ClinicPatient *patient = chosen != NULL ? clinic_candidate_get_patient (chosen) : NULL;
  const char *phone = clinic_appointment_get_patient_phone (visit);
  const char *number = clinic_call_get_number (call);

  if (patient != NULL)
    return clinic_patient_get_id (patient) == clinic_appointment_get_patient_id (visit);

  return number != NULL && phone != NULL && clinic_phone_key_number (number) != 0 &&
         clinic_phone_key_number (number) == clinic_phone_key_number (phone);
}

/* (transfer none) (nullable): of several, one that is still to be called */
static ClinicCallRow *
find_row (DeskCallListFollow *self, ClinicCall *call)
{
  GListModel *rows = clinic_call_list_get_rows (self->list);
  ClinicCallRow *found = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (ClinicCallRow) row = g_list_model_get_item (rows, i);

      if (!is_of_visit (call, clinic_call_row_get_appointment (row)))
        continue;
      if (clinic_call_row_get_state (row) != CLINIC_CALL_ROW_DONE)
        return row;
      if (found == NULL)
        found = row;
    }

  return found;
}

static void
look_at (DeskCallListFollow *self, ClinicCall *call)
{
  const char *id = clinic_call_get_id (call);
  ClinicCallRow *row = NULL;
  gboolean heard = FALSE;

  if (id == NULL || clinic_call_get_direction (call) != CLINIC_CALL_DIRECTION_IN ||
      clinic_call_get_state (call) == CLINIC_CALL_STATE_ENDED ||
      clinic_call_get_end (call) == CLINIC_CALL_END_ELSEWHERE ||
      g_hash_table_contains (self->told, id))
    return;
  row = find_row (self, call);
  if (row == NULL)
    return;
  g_signal_emit (self, signals[CALLER], 0, row, &heard);
  if (heard)
    g_hash_table_add (self->told, g_strdup (id));
}

static void
unwatch (DeskCallListFollow *self)
{
  for (guint i = 0; i < self->watched->len; i++)
    g_signal_handlers_disconnect_by_data (g_ptr_array_index (self->watched, i), self);
  g_ptr_array_set_size (self->watched, 0);
}

void
desk_call_list_follow_look (DeskCallListFollow *self)
{
  GListModel *calls = NULL;

  g_return_if_fail (DESK_IS_CALL_LIST_FOLLOW (self));

  calls = clinic_session_get_calls (self->session);
  unwatch (self);
  for (guint i = 0; i < g_list_model_get_n_items (calls); i++)
    {
      g_autoptr (ClinicCall) call = g_list_model_get_item (calls, i);
      ClinicCaller *caller = clinic_call_get_caller (call);

      if (caller != NULL)
        {
          g_ptr_array_add (self->watched, g_object_ref (caller));
          g_signal_connect_object (caller, "notify::chosen",
                                   G_CALLBACK (desk_call_list_follow_look), self,
                                   G_CONNECT_SWAPPED);
        }
      look_at (self, call);
    }
}

static void
desk_call_list_follow_dispose (GObject *object)
{
  DeskCallListFollow *self = DESK_CALL_LIST_FOLLOW (object);

  unwatch (self);
  g_clear_object (&self->list);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (desk_call_list_follow_parent_class)->dispose (object);
}

static void
desk_call_list_follow_finalize (GObject *object)
{
  DeskCallListFollow *self = DESK_CALL_LIST_FOLLOW (object);

  g_clear_pointer (&self->watched, g_ptr_array_unref);
  g_clear_pointer (&self->told, g_hash_table_unref);

  G_OBJECT_CLASS (desk_call_list_follow_parent_class)->finalize (object);
}

static void
desk_call_list_follow_class_init (DeskCallListFollowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = desk_call_list_follow_dispose;
  G_OBJECT_CLASS (klass)->finalize = desk_call_list_follow_finalize;

  signals[CALLER] = g_signal_new ("caller", DESK_TYPE_CALL_LIST_FOLLOW, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_BOOLEAN, 1, CLINIC_TYPE_CALL_ROW);
}

static void
desk_call_list_follow_init (DeskCallListFollow *self)
{
  self->watched = g_ptr_array_new_with_free_func (g_object_unref);
  self->told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

DeskCallListFollow *
desk_call_list_follow_new (ClinicSession *session, ClinicCallList *list)
{
  DeskCallListFollow *self = g_object_new (DESK_TYPE_CALL_LIST_FOLLOW, NULL);

  self->session = g_object_ref (session);
  self->list = g_object_ref (list);
  g_signal_connect_object (clinic_session_get_calls (session), "items-changed",
                           G_CALLBACK (desk_call_list_follow_look), self, G_CONNECT_SWAPPED);

  return self;
}
