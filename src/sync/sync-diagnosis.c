/* sync-diagnosis.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-diagnosis"

#include "sync-diagnosis.h"

#include "bx-error.h"
#include "bx-json.h"
#include "bx-pull.h"
#include "bx-webhook.h"
#include "clinic-enums.h"
#include "sync-check.h"
#include "sync-context.h"
#include "sync-dictionaries.h"
#include "sync-mapping.h"
#include "sync-pace.h"
#include "sync-startup.h"

#define CHANNEL_SECONDS 20
/* an answer that takes longer is felt while somebody rings */
#define SLOW_MS 1500
#define CLOCK_SECONDS 60
/* of the 480 seconds that a method may work in ten minutes (limits.md) */
#define MUCH_OPERATING 240.0

/* What the desk asks of a portal, by what people do with it. Names in lower case, as method.get
 * (common/system/method-get) wants them. */
static const struct
{
  const char *family;
  gboolean required;
  const char *methods[9];
} families[] = {
  { "patients",
    TRUE,
    { "crm.item.list", "crm.item.update", "crm.contact.list", "crm.duplicate.findbycomm",
      "crm.status.list", "crm.stagehistory.list", "crm.timeline.comment.add",
      "crm.activity.list" } },
  { "calls", FALSE, { "voximplant.statistic.get", "voximplant.callback.start" } },
  { "channel", TRUE, { "pull.config.get" } },
  { "staff", FALSE, { "user.get", "department.get" } },
  { "call-list", FALSE, { "crm.calllist.add" } },
  { "news",
    FALSE,
    { "log.blogpost.get", "log.blogcomment.add", "log.blogpost.getusers.important" } },
  { "invoices",
    FALSE,
    { "bizproc.task.list", "bizproc.task.complete", "lists.get", "lists.element.get",
      "disk.file.get" } },
};

/* What one run needs until it ends. */
typedef struct
{
  ClinicDiagnosis *diagnosis; /* owned */
  BxClient *client;           /* owned, (nullable) */
  SyncContext *context;       /* owned, (nullable): has no store */
  SyncMapping *mapping;       /* owned, (nullable) */
  BxPull *pull;               /* owned, (nullable): while the channel is tried */
  GTask *channel_task;        /* owned, (nullable): the same */
  gulong pull_id;
  gulong cancelled_id;
  guint channel_id;
  gint64 asked_at;     /* monotonic µs */
  gint64 milliseconds; /* of the quickest answer */
} Run;

static void
stop_channel (Run *run)
{
  g_clear_handle_id (&run->channel_id, g_source_remove);
  if (run->channel_task != NULL && run->cancelled_id != 0)
    g_clear_signal_handler (&run->cancelled_id, g_task_get_cancellable (run->channel_task));
  if (run->pull_id != 0)
    g_clear_signal_handler (&run->pull_id, run->pull);
  if (run->pull != NULL)
    bx_pull_stop (run->pull);
  g_clear_object (&run->pull);
}

static void
run_free (gpointer data)
{
  Run *run = data;

  stop_channel (run);
  g_clear_object (&run->channel_task);
  g_clear_object (&run->mapping);
  g_clear_object (&run->context);
  g_clear_object (&run->client);
  g_clear_object (&run->diagnosis);
  g_free (run);
}

static void
settle (Run *run, ClinicCheckKind kind, ClinicCheckState state, ClinicCheckReason reason)
{
  clinic_diagnosis_settle (run->diagnosis, kind, state, reason, NULL);
}

static void
fine (Run *run, ClinicCheckKind kind)
{
  settle (run, kind, CLINIC_CHECK_FINE, CLINIC_CHECK_BECAUSE_NOTHING);
}

static void
set_number (Run *run, ClinicCheckKind kind, gint64 number)
{
  clinic_check_set_number (clinic_diagnosis_get (run->diagnosis, kind, NULL), number);
}

static void
set_items (ClinicCheck *check, GStrvBuilder *builder)
{
  g_auto (GStrv) items = g_strv_builder_end (builder);

  clinic_check_set_items (check, (const char *const *) items);
}

/* what comes after it cannot be looked at */
static void
end (GTask *task)
{
  Run *run = g_task_get_task_data (task);

  stop_channel (run);
  clinic_diagnosis_give_up (run->diagnosis, CLINIC_CHECK_ADDRESS, CLINIC_CHECK_MAPPING);
  g_task_return_boolean (task, TRUE);
}

/* --- whether the portal lets us in --- */

static gboolean
is_encrypted (Run *run)
{
  BxAuth *auth = bx_client_get_auth (run->client);

  return !BX_IS_WEBHOOK (auth) ||
         g_str_has_prefix (bx_webhook_get_origin (BX_WEBHOOK (auth)), "https:");
}

static void
settle_way (Run *run)
{
  fine (run, CLINIC_CHECK_ADDRESS);
  settle (run, CLINIC_CHECK_TLS, CLINIC_CHECK_FINE,
          is_encrypted (run) ? CLINIC_CHECK_BECAUSE_NOTHING : CLINIC_CHECK_BECAUSE_PLAIN);
}

static void
settle_refusal (Run *run, const GError *error)
{
  ClinicCheckKind kind = CLINIC_CHECK_ACCESS;
  ClinicCheckReason reason = CLINIC_CHECK_BECAUSE_BUSY;

  if (g_error_matches (error, BX_ERROR, BX_ERROR_NETWORK))
    {
      kind = CLINIC_CHECK_ADDRESS;
      reason = CLINIC_CHECK_BECAUSE_UNREACHABLE;
    }
  else if (g_error_matches (error, BX_ERROR, BX_ERROR_UNTRUSTED))
    {
      fine (run, CLINIC_CHECK_ADDRESS);
      kind = CLINIC_CHECK_TLS;
      reason = CLINIC_CHECK_BECAUSE_UNTRUSTED;
    }
  else if (g_error_matches (error, BX_ERROR, BX_ERROR_MALFORMED) ||
           g_error_matches (error, BX_ERROR, BX_ERROR_NO_METHOD) ||
           g_error_matches (error, BX_ERROR, BX_ERROR_NOT_FOUND))
    {
      kind = CLINIC_CHECK_ADDRESS;
      reason = CLINIC_CHECK_BECAUSE_STRANGE;
    }
  else
    {
      settle_way (run);
      if (!g_error_matches (error, BX_ERROR, BX_ERROR_THROTTLED) &&
          !g_error_matches (error, BX_ERROR, BX_ERROR_SERVER))
        reason = CLINIC_CHECK_BECAUSE_REFUSED;
    }
  clinic_diagnosis_settle (run->diagnosis, kind, CLINIC_CHECK_BROKEN, reason, error->message);
}

/* --- the channel --- */

static void
settle_channel (Run *run, ClinicCheckState state, ClinicCheckReason reason)
{
  const GError *error = bx_pull_get_error (run->pull);

  clinic_diagnosis_settle (run->diagnosis, CLINIC_CHECK_CHANNEL, state, reason,
                           error != NULL ? error->message : NULL);
}

static void
end_channel (Run *run)
{
  g_autoptr (GTask) task = NULL;

  stop_channel (run);
  task = g_steal_pointer (&run->channel_task);
  end (task);
}

static void
on_pull_state_cb (BxPull *pull, GParamSpec *pspec, gpointer user_data)
{
  Run *run = user_data;

  switch (bx_pull_get_state (pull))
    {
    case BX_PULL_CONNECTED:
      settle_channel (run, CLINIC_CHECK_FINE, CLINIC_CHECK_BECAUSE_NOTHING);
      break;
    case BX_PULL_REFUSED:
      settle_channel (run, CLINIC_CHECK_BROKEN, CLINIC_CHECK_BECAUSE_REFUSED);
      break;
    case BX_PULL_WAITING:
      settle_channel (run, CLINIC_CHECK_BROKEN, CLINIC_CHECK_BECAUSE_UNREACHABLE);
      break;
    case BX_PULL_CONNECTING:
    case BX_PULL_STOPPED:
    default:
      return;
    }
  end_channel (run);
}

static gboolean
on_channel_timeout_cb (gpointer user_data)
{
  Run *run = user_data;

  run->channel_id = 0;
  settle_channel (run, CLINIC_CHECK_BROKEN, CLINIC_CHECK_BECAUSE_SLOW);
  end_channel (run);

  return G_SOURCE_REMOVE;
}

static void
on_cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  end_channel (user_data);
}

/* task: (transfer full) */
static void
try_channel (GTask *task)
{
  Run *run = g_task_get_task_data (task);

  run->channel_task = task;
  run->pull = bx_pull_new (run->client);
  run->pull_id = g_signal_connect (run->pull, "notify::state", G_CALLBACK (on_pull_state_cb), run);
  run->channel_id = g_timeout_add_seconds (CHANNEL_SECONDS, on_channel_timeout_cb, run);
  if (g_task_get_cancellable (task) != NULL)
    run->cancelled_id = g_signal_connect (g_task_get_cancellable (task), "cancelled",
                                          G_CALLBACK (on_cancelled_cb), run);
  bx_pull_start (run->pull);
}

/* --- how quick it is, and what it costs --- */

static void
settle_pace (Run *run)
{
  gint64 ahead = (g_get_real_time () - bx_client_get_server_time (run->client)) / G_USEC_PER_SEC;
  gboolean slow = run->milliseconds > SLOW_MS;

  set_number (run, CLINIC_CHECK_LATENCY, run->milliseconds);
  settle (run, CLINIC_CHECK_LATENCY, slow ? CLINIC_CHECK_ATTENTION : CLINIC_CHECK_FINE,
          slow ? CLINIC_CHECK_BECAUSE_SLOW : CLINIC_CHECK_BECAUSE_NOTHING);
  set_number (run, CLINIC_CHECK_CLOCK, ahead);
  settle (run, CLINIC_CHECK_CLOCK,
          ABS (ahead) > CLOCK_SECONDS ? CLINIC_CHECK_ATTENTION : CLINIC_CHECK_FINE,
          CLINIC_CHECK_BECAUSE_NOTHING);
}

static void
settle_budget (Run *run, double operating)
{
  GSettings *settings = sync_context_get_settings (run->context);
  double set = settings != NULL ? g_settings_get_double (settings, "requests-per-second") : 0;
  guint burst = 0;
  double fair = sync_pace_share (sync_context_get_desktops (run->context), &burst);
  gboolean busy =
    operating > MUCH_OPERATING || bx_throttle_is_backing_off (bx_client_get_throttle (run->client));

  set_number (run, CLINIC_CHECK_BUDGET, (gint64) ((set > 0 ? set : fair) * 60 + 0.5));
  settle (run, CLINIC_CHECK_BUDGET, busy ? CLINIC_CHECK_ATTENTION : CLINIC_CHECK_FINE,
          busy ? CLINIC_CHECK_BECAUSE_BUSY : CLINIC_CHECK_BECAUSE_NOTHING);
}

static void
note_duration (Run *run)
{
  gint64 milliseconds = (g_get_monotonic_time () - run->asked_at) / 1000;

  run->milliseconds = run->milliseconds == 0 ? milliseconds : MIN (run->milliseconds, milliseconds);
}

static void
on_time_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Run *run = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (BxAnswer) answer = bx_client_call_finish (BX_CLIENT (source), result, &error);

  if (g_task_return_error_if_cancelled (task))
    return;
  if (answer != NULL)
    note_duration (run);
  settle_pace (run);
  try_channel (g_steal_pointer (&task));
}

/* --- what the webhook may do, and what the portal calls things --- */

static void
settle_access (Run *run)
{
  ClinicLink *link = sync_context_get_link (run->context);
  const char *const *missing = clinic_link_get_missing_scopes (link);
  gboolean lacks = missing != NULL && missing[0] != NULL;

  if (clinic_link_get_user_mismatch (link))
    settle (run, CLINIC_CHECK_ACCESS, CLINIC_CHECK_ATTENTION, CLINIC_CHECK_BECAUSE_OTHER_USER);
  else
    fine (run, CLINIC_CHECK_ACCESS);
  clinic_check_set_items (clinic_diagnosis_get (run->diagnosis, CLINIC_CHECK_SCOPES, NULL),
                          missing);
  if (!lacks)
    fine (run, CLINIC_CHECK_SCOPES);
  else if (g_strv_contains (missing, "crm"))
    settle (run, CLINIC_CHECK_SCOPES, CLINIC_CHECK_BROKEN, CLINIC_CHECK_BECAUSE_MISSING);
  else
    settle (run, CLINIC_CHECK_SCOPES, CLINIC_CHECK_ATTENTION, CLINIC_CHECK_BECAUSE_MISSING);
}

static void
settle_family (Run *run, guint i, BxBatchAnswer *answers)
{
  ClinicCheck *check =
    clinic_diagnosis_get (run->diagnosis, CLINIC_CHECK_METHODS, families[i].family);
  g_autoptr (GStrvBuilder) lacking = g_strv_builder_new ();
  ClinicCheckReason reason = CLINIC_CHECK_BECAUSE_NOTHING;
  gboolean answered = TRUE;

  for (guint j = 0; families[i].methods[j] != NULL; j++)
    {
      g_autoptr (BxAnswer) answer = bx_batch_answer_dup (answers, families[i].methods[j], NULL);
      JsonObject *object = answer != NULL ? bx_answer_get_object (answer) : NULL;

      if (object == NULL)
        answered = FALSE;
      else if (!bx_json_get_bool (object, "isAvailable", FALSE))
        {
          g_strv_builder_add (lacking, families[i].methods[j]);
          /* there, but not for this webhook: its boxes decide */
          if (bx_json_get_bool (object, "isExisting", FALSE))
            reason = MAX (reason, CLINIC_CHECK_BECAUSE_REFUSED);
          else
            reason = CLINIC_CHECK_BECAUSE_MISSING;
        }
    }

  set_items (check, lacking);
  clinic_check_set_reason (check, reason);
  if (reason != CLINIC_CHECK_BECAUSE_NOTHING)
    clinic_check_set_state (check,
                            families[i].required ? CLINIC_CHECK_BROKEN : CLINIC_CHECK_ATTENTION);
  else
    clinic_check_set_state (check, answered ? CLINIC_CHECK_FINE : CLINIC_CHECK_UNCHECKED);
}

static void
settle_mapping (Run *run)
{
  GListModel *entries = clinic_mapping_get_entries (CLINIC_MAPPING (run->mapping));
  g_autoptr (GStrvBuilder) wrong = g_strv_builder_new ();
  gboolean broken = FALSE, lacks = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (entries); i++)
    {
      g_autoptr (ClinicMappingEntry) entry = g_list_model_get_item (entries, i);
      ClinicMappingState state = clinic_mapping_entry_get_state (entry);
      gboolean required = clinic_mapping_entry_get_required (entry);

      if (state != CLINIC_MAPPING_BROKEN && (state != CLINIC_MAPPING_MISSING || !required))
        continue;
      g_strv_builder_add (wrong, clinic_mapping_entry_get_id (entry));
      broken |= required;
      lacks = TRUE;
    }

  set_items (clinic_diagnosis_get (run->diagnosis, CLINIC_CHECK_MAPPING, NULL), wrong);
  if (g_list_model_get_n_items (entries) == 0)
    settle (run, CLINIC_CHECK_MAPPING, CLINIC_CHECK_UNCHECKED, CLINIC_CHECK_BECAUSE_EARLIER);
  else if (lacks)
    settle (run, CLINIC_CHECK_MAPPING, broken ? CLINIC_CHECK_BROKEN : CLINIC_CHECK_ATTENTION,
            CLINIC_CHECK_BECAUSE_MISSING);
  else
    fine (run, CLINIC_CHECK_MAPPING);
}

static void
on_batch_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  static const char *const parts[] = { SYNC_PART_PROFILE,        SYNC_PART_SCOPE,
                                       SYNC_PART_MODE,           SYNC_PART_STATUSES,
                                       SYNC_PART_CATEGORIES,     SYNC_PART_DEAL_FIELDS,
                                       SYNC_PART_CONTACT_FIELDS, NULL };
  g_autoptr (GTask) task = G_TASK (user_data);
  Run *run = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (BxBatchAnswer) answers = bx_client_batch_finish (BX_CLIENT (source), result, &error);

  if (g_task_return_error_if_cancelled (task))
    return;
  if (answers == NULL)
    {
      settle_refusal (run, error);
      end (task);
      return;
    }

  sync_dictionaries_take (sync_context_get_dictionaries (run->context), answers, parts);
  sync_context_rebuild_dictionaries (run->context);
  settle_access (run);
  for (guint i = 0; i < G_N_ELEMENTS (families); i++)
    settle_family (run, i, answers);
  settle_mapping (run);
  settle_budget (run, bx_batch_answer_get_operating (answers, NULL));

  run->asked_at = g_get_monotonic_time ();
  bx_client_call_async (run->client, "server.time", NULL, BX_PRIORITY_PERSON, BX_CALL_ONCE,
                        g_task_get_cancellable (task), on_time_cb, g_object_ref (task));
}

static void
ask_all (GTask *task, Run *run)
{
  g_autoptr (BxBatch) batch = sync_startup_new_batch ();

  for (guint i = 0; i < G_N_ELEMENTS (families); i++)
    for (guint j = 0; families[i].methods[j] != NULL; j++)
      {
        g_autoptr (JsonNode) params = json_node_new (JSON_NODE_OBJECT);
        g_autoptr (JsonObject) object = json_object_new ();
        g_autoptr (GError) error = NULL;

        json_object_set_string_member (object, "name", families[i].methods[j]);
        json_node_set_object (params, object);
        if (!bx_batch_add (batch, families[i].methods[j], "method.get", params, &error))
          g_warning ("Cannot ask for %s: %s", families[i].methods[j], error->message);
      }
  bx_client_batch_async (run->client, batch, BX_PRIORITY_PERSON, BX_CALL_READ,
                         g_task_get_cancellable (task), on_batch_cb, g_object_ref (task));
}

static void
on_profile_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Run *run = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (BxAnswer) answer = bx_client_call_finish (BX_CLIENT (source), result, &error);

  if (g_task_return_error_if_cancelled (task))
    return;
  if (answer == NULL)
    {
      settle_refusal (run, error);
      end (task);
      return;
    }
  settle_way (run);
  note_duration (run);
  ask_all (task, run);
}

/* --- the beginning --- */

static void
begin_lines (ClinicDiagnosis *diagnosis)
{
  const char *names[G_N_ELEMENTS (families) + 1] = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (families); i++)
    names[i] = families[i].family;
  clinic_diagnosis_set_families (diagnosis, names);
  for (guint kind = CLINIC_CHECK_ADDRESS; kind <= CLINIC_CHECK_MAPPING; kind++)
    clinic_diagnosis_set_running (diagnosis, (ClinicCheckKind) kind);
}

static gboolean
make_client (Run *run, const char *address)
{
  g_autoptr (GError) error = NULL;

  if (address == NULL)
    {
      settle (run, CLINIC_CHECK_ADDRESS, CLINIC_CHECK_BROKEN, CLINIC_CHECK_BECAUSE_NONE);
      return FALSE;
    }
  run->client = sync_check_new_client (address, &error);
  if (run->client == NULL)
    clinic_diagnosis_settle (run->diagnosis, CLINIC_CHECK_ADDRESS, CLINIC_CHECK_BROKEN,
                             CLINIC_CHECK_BECAUSE_INVALID, error->message);

  return run->client != NULL;
}

void
sync_diagnose_async (const char *address,
                     BxClient *client,
                     GSettings *settings,
                     ClinicDiagnosis *diagnosis,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Run *run = g_new0 (Run, 1);
  BxAuth *auth;

  g_return_if_fail (CLINIC_IS_DIAGNOSIS (diagnosis));

  g_task_set_source_tag (task, sync_diagnose_async);
  g_task_set_task_data (task, run, run_free);
  run->diagnosis = g_object_ref (diagnosis);
  begin_lines (diagnosis);
  g_set_object (&run->client, client);
  if (run->client == NULL && !make_client (run, address))
    {
      end (task);
      return;
    }

  auth = bx_client_get_auth (run->client);
  if (BX_IS_WEBHOOK (auth))
    clinic_check_set_text (clinic_diagnosis_get (diagnosis, CLINIC_CHECK_ADDRESS, NULL),
                           bx_webhook_get_portal (BX_WEBHOOK (auth)));
  run->context = sync_context_new (run->client, NULL, settings);
  run->mapping = sync_mapping_new (run->context);
  run->asked_at = g_get_monotonic_time ();
  bx_client_call_async (run->client, "profile", NULL, BX_PRIORITY_PERSON, BX_CALL_ONCE, cancellable,
                        on_profile_cb, g_steal_pointer (&task));
}

gboolean
sync_diagnose_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
