/* sync-ladder.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-ladder"

#include "sync-ladder.h"

#include "bx-json.h"
#include "sync-pace.h"

#define MOST BX_BATCH_MAX
#define HOUR 3600
#define HOURS_BACK 12
#define HOURS_AHEAD 48
/* seconds between two questions: while some visits were never asked about, and afterwards */
#define SOON 30.0
#define LATER 120.0
/* a message that was sent is looked after until it was delivered; seconds */
#define DELIVERY_EVERY 600
/* messages of an outgoing kind, STATUS_ID (crm.md 4.5) */
#define STATUS_SENT_FROM 10
#define STATUS_DELIVERED 14
#define STATUS_READ 17
#define DIRECTION_IN 1
#define DIRECTION_OUT 2

/* When a visit was asked about; owned by the table. */
typedef struct
{
  gint64 modified; /* of the visit then */
  gint64 at;       /* unix seconds */
} Asked;

struct _SyncLadder
{
  GObject parent_instance;

  SyncContext *context;      /* owned */
  SyncShelf *appointments;   /* owned */
  GCancellable *cancellable; /* owned */
  GHashTable *asked;         /* owned: id of a visit -> Asked */
  GPtrArray *asking;         /* owned, (nullable), of ClinicAppointment: under way */
  gint64 asked_at;           /* monotonic µs */
};

G_DEFINE_FINAL_TYPE (SyncLadder, sync_ladder, G_TYPE_OBJECT)

/* --- reading --- */

static gboolean
is_message (const char *provider)
{
  return g_strcmp0 (provider, "CRM_SMS") == 0 || g_strcmp0 (provider, "CRM_WHATSAPP") == 0 ||
         g_strcmp0 (provider, "CRM_TELEGRAM") == 0 || g_strcmp0 (provider, "CRM_NOTIFICATION") == 0;
}

/* STATUS_ID: 0…3 not accepted yet or broken, 10…13 on its way, 14 delivered, 15 and 16 not, 17 read
 */
static ClinicReminders
read_message (JsonObject *activity)
{
  JsonObject *message =
    bx_json_get_object (bx_json_get_object (activity, "SETTINGS"), "ORIGINAL_MESSAGE");
  gint64 status = bx_json_get_int (message, "STATUS_ID", -1);

  switch (status)
    {
    case 1:
    case 2:
    case 15:
    case 16:
      return CLINIC_REMINDERS_FAILED;
    case STATUS_DELIVERED:
    case STATUS_READ:
      return CLINIC_REMINDERS_SENT | CLINIC_REMINDERS_DELIVERED;
    case 0:
    case 3:
      return CLINIC_REMINDERS_NONE;
    default:
      return status < 0 || status >= STATUS_SENT_FROM ? CLINIC_REMINDERS_SENT
                                                      : CLINIC_REMINDERS_NONE;
    }
}

ClinicReminders
sync_ladder_read (JsonArray *activities)
{
  guint length = activities != NULL ? json_array_get_length (activities) : 0;
  guint reminders = CLINIC_REMINDERS_NONE;

  for (guint i = 0; i < length; i++)
    {
      JsonObject *activity = bx_json_node_object (json_array_get_element (activities, i));
      const char *provider = bx_json_get_string (activity, "PROVIDER_ID");
      gint64 direction = bx_json_get_int (activity, "DIRECTION", 0);

      if (is_message (provider))
        reminders |=
          direction == DIRECTION_IN ? CLINIC_REMINDERS_ANSWERED : read_message (activity);
      else if (g_strcmp0 (provider, "VOXIMPLANT_CALL") == 0)
        reminders |= direction == DIRECTION_OUT ? CLINIC_REMINDERS_CALLED : 0;
      else if (g_strcmp0 (provider, "IMOPENLINES_SESSION") == 0)
        reminders |= CLINIC_REMINDERS_ANSWERED;
    }
  /* one that was delivered makes up for one that was not */
  if ((reminders & CLINIC_REMINDERS_DELIVERED) != 0)
    reminders &= ~(guint) CLINIC_REMINDERS_FAILED;

  return (ClinicReminders) reminders;
}

/* --- asking --- */

static void
on_put_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!store_repository_put_reminders_finish (STORE_REPOSITORY (source), result, &error))
    g_debug ("Reminders cannot be kept: %s", error->message);
}

/* what is shown and the truth behind it */
static void
set_reminders (SyncLadder *self, gint64 id, gint64 reminders)
{
  ClinicAppointment *shown = sync_shelf_find (self->appointments, id);
  ClinicAppointment *truth = sync_shelf_find_truth (self->appointments, id);

  if (shown == NULL)
    return;
  clinic_appointment_set_reminders (truth, reminders);
  clinic_appointment_set_reminders (shown, reminders);
}

static gboolean
has_answered (ClinicAppointment *visit)
{
  ClinicConfirmation confirmation = clinic_appointment_get_confirmation (visit);

  return confirmation == CLINIC_CONFIRMATION_YES || confirmation == CLINIC_CONFIRMATION_NO;
}

static void
take_answers (SyncLadder *self, GPtrArray *visits, BxBatchAnswer *answers)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (StoreReminders));

  for (guint i = 0; i < visits->len; i++)
    {
      ClinicAppointment *visit = g_ptr_array_index (visits, i);
      gint64 id = clinic_appointment_get_id (visit);
      g_autofree char *key = g_strdup_printf ("a%" G_GINT64_FORMAT, id);
      g_autoptr (BxAnswer) answer = bx_batch_answer_dup (answers, key, NULL);
      StoreReminders row = { .appointment_id = id };

      if (answer == NULL)
        continue;
      row.reminders = sync_ladder_read (bx_answer_get_array (answer)) | CLINIC_REMINDERS_LOOKED;
      if (has_answered (visit))
        row.reminders |= CLINIC_REMINDERS_ANSWERED;
      if (row.reminders == clinic_appointment_get_reminders (visit))
        continue;
      set_reminders (self, id, row.reminders);
      g_array_append_val (rows, row);
    }
  if (rows->len > 0)
    store_repository_put_reminders_async (sync_context_get_store (self->context), rows, NULL,
                                          on_put_cb, NULL);
}

static void
on_answers_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SyncLadder) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BxBatchAnswer) answers = bx_client_batch_finish (BX_CLIENT (source), result, &error);
  g_autoptr (GPtrArray) visits = g_steal_pointer (&self->asking);

  if (answers == NULL)
    g_debug ("The reminders did not come: %s", error->message);
  else if (!g_cancellable_is_cancelled (self->cancellable))
    take_answers (self, visits, answers);
}

static void
add_question (BxBatch *batch, gint64 id)
{
  g_autofree char *key = g_strdup_printf ("a%" G_GINT64_FORMAT, id);
  g_autoptr (JsonNode) params =
    bx_json_build ("{'start': -1, 'order': {'ID': 'DESC'},"
                   " 'filter': {'BINDINGS': [{'OWNER_TYPE_ID': 2, 'OWNER_ID': %" G_GINT64_FORMAT
                   "}], '@PROVIDER_ID': ['CRM_SMS', 'CRM_WHATSAPP', 'CRM_TELEGRAM',"
                   " 'CRM_NOTIFICATION', 'IMOPENLINES_SESSION', 'VOXIMPLANT_CALL']},"
                   " 'select': ['ID', 'PROVIDER_ID', 'DIRECTION', 'SETTINGS']}",
                   id);

  bx_batch_add (batch, key, "crm.activity.list", params, NULL);
}

static void
ask (SyncLadder *self, GPtrArray *visits)
{
  g_autoptr (BxBatch) batch = bx_batch_new (FALSE);
  gint64 now = sync_context_get_now (self->context);

  self->asking = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < MIN (visits->len, MOST); i++)
    {
      ClinicAppointment *visit = g_ptr_array_index (visits, i);
      gint64 id = clinic_appointment_get_id (visit);
      Asked *asked = g_new (Asked, 1);

      asked->modified = clinic_appointment_get_modified (visit);
      asked->at = now;
      g_hash_table_replace (self->asked, g_memdup2 (&id, sizeof id), asked);
      add_question (batch, id);
      g_ptr_array_add (self->asking, g_object_ref (visit));
    }
  self->asked_at = g_get_monotonic_time ();
  bx_client_batch_async (sync_context_get_client (self->context), batch, BX_PRIORITY_BACKGROUND,
                         BX_CALL_READ, self->cancellable, on_answers_cb, g_object_ref (self));
}

/* --- whom to ask about --- */

static gboolean
is_near (ClinicAppointment *visit, gint64 now)
{
  gint64 start = clinic_appointment_get_start (visit);

  return clinic_appointment_get_id (visit) > 0 &&
         clinic_appointment_get_kind (visit) == CLINIC_STAGE_KIND_PROCESS &&
         start > now - HOURS_BACK * HOUR && start < now + HOURS_AHEAD * HOUR;
}

static gboolean
is_due (SyncLadder *self, ClinicAppointment *visit, gint64 now)
{
  gint64 id = clinic_appointment_get_id (visit);
  gint64 reminders = clinic_appointment_get_reminders (visit);
  Asked *asked = g_hash_table_lookup (self->asked, &id);

  if (asked == NULL || asked->modified != clinic_appointment_get_modified (visit))
    return TRUE;

  return (reminders & CLINIC_REMINDERS_SENT) != 0 &&
         (reminders & (CLINIC_REMINDERS_DELIVERED | CLINIC_REMINDERS_FAILED)) == 0 &&
         now - asked->at > DELIVERY_EVERY;
}

static int
compare_starts (gconstpointer a, gconstpointer b)
{
  gint64 one = clinic_appointment_get_start (*(ClinicAppointment **) a);
  gint64 other = clinic_appointment_get_start (*(ClinicAppointment **) b);

  return one == other ? 0 : one < other ? -1 : 1;
}

static gboolean
is_time (SyncLadder *self, gboolean news)
{
  double pause = sync_pace_stretch (news ? SOON : LATER, sync_context_get_desktops (self->context));
  double age = (double) (g_get_monotonic_time () - self->asked_at) / G_USEC_PER_SEC;

  return self->asked_at == 0 || age > pause * sync_context_get_time_scale (self->context);
}

void
sync_ladder_review (SyncLadder *self)
{
  GListModel *list;
  g_autoptr (GPtrArray) due = NULL;
  gint64 now;
  gboolean news = FALSE;

  g_return_if_fail (SYNC_IS_LADDER (self));

  if (self->asking != NULL || !is_time (self, TRUE))
    return;
  list = sync_shelf_get_list (self->appointments);
  now = sync_context_get_now (self->context);
  due = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (ClinicAppointment) visit = g_list_model_get_item (list, i);
      gint64 id = clinic_appointment_get_id (visit);

      if (!is_near (visit, now) || !is_due (self, visit, now))
        continue;
      news = news || !g_hash_table_contains (self->asked, &id);
      g_ptr_array_add (due, g_steal_pointer (&visit));
    }
  if (due->len == 0 || !is_time (self, news))
    return;
  g_ptr_array_sort (due, compare_starts);
  ask (self, due);
}

void
sync_ladder_stop (SyncLadder *self)
{
  g_return_if_fail (SYNC_IS_LADDER (self));

  g_cancellable_cancel (self->cancellable);
}

static void
sync_ladder_finalize (GObject *object)
{
  SyncLadder *self = SYNC_LADDER (object);

  g_clear_object (&self->context);
  g_clear_object (&self->appointments);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->asked, g_hash_table_unref);
  g_clear_pointer (&self->asking, g_ptr_array_unref);

  G_OBJECT_CLASS (sync_ladder_parent_class)->finalize (object);
}

static void
sync_ladder_class_init (SyncLadderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sync_ladder_finalize;
}

static void
sync_ladder_init (SyncLadder *self)
{
  self->cancellable = g_cancellable_new ();
  self->asked = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
}

SyncLadder *
sync_ladder_new (SyncContext *context, SyncShelf *appointments)
{
  SyncLadder *self = g_object_new (SYNC_TYPE_LADDER, NULL);

  self->context = g_object_ref (context);
  self->appointments = g_object_ref (appointments);

  return self;
}
