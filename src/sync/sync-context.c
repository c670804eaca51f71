/* sync-context.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-context"

#include "sync-context.h"

#include "bx-error.h"
#include "bx-json.h"
#include "bx-webhook.h"
#include "sync-dictionaries.h"
#include "sync-pace.h"

struct _SyncContext
{
  GObject parent_instance;

  BxClient *client;               /* owned */
  BxPull *pull;                   /* owned */
  StoreRepository *store;         /* owned */
  GSettings *settings;            /* owned, (nullable): tests do without */
  ClinicLink *link;               /* owned */
  GCancellable *cancellable;      /* owned */
  SyncDictionaries *dictionaries; /* owned */
  SyncParties *parties;           /* owned */
  SyncCompanies *companies;       /* owned */
  ClinicTimeTest *time_test;      /* owned */
  SyncInvoiceScheme *invoices;    /* owned, (nullable): NULL until known */
  SyncPayScheme *pay;             /* owned, (nullable): likewise */
  char **scopes;                  /* owned, (nullable): NULL until known */
  gboolean ready;
  double time_scale;
};

enum
{
  DICTIONARIES_CHANGED,
  TOLD,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SyncContext, sync_context, G_TYPE_OBJECT)

/* The boxes a receptionist's webhook needs. The names of staff come with any of three. */
static const char *const wanted_scopes[] = {
  "crm", "telephony", "call", "user", "pull", "pull_channel", "log", "disk", "socialnetwork", NULL
};

BxClient *
sync_context_get_client (SyncContext *self)
{
  g_return_val_if_fail (SYNC_IS_CONTEXT (self), NULL);

  return self->client;
}

SyncInvoiceScheme *
sync_context_get_invoice_scheme (SyncContext *self)
{
  g_return_val_if_fail (SYNC_IS_CONTEXT (self), NULL);

  return self->invoices;
}

void
sync_context_set_invoice_scheme (SyncContext *self, SyncInvoiceScheme *scheme)
{
  g_return_if_fail (SYNC_IS_CONTEXT (self));

  sync_invoice_scheme_ref (scheme);
  g_clear_pointer (&self->invoices, sync_invoice_scheme_unref);
  self->invoices = scheme;
}

SyncParties *
sync_context_get_parties (SyncContext *self)
{
  g_return_val_if_fail (SYNC_IS_CONTEXT (self), NULL);

  return self->parties;
}

SyncCompanies *
sync_context_get_companies (SyncContext *self)
{
  g_return_val_if_fail (SYNC_IS_CONTEXT (self), NULL);

  return self->companies;
}

SyncPayScheme *
sync_context_get_pay_scheme (SyncContext *self)
{
  g_return_val_if_fail (SYNC_IS_CONTEXT (self), NULL);

  return self->pay;
}

void
sync_context_set_pay_scheme (SyncContext *self, SyncPayScheme *scheme)
{
  g_return_if_fail (SYNC_IS_CONTEXT (self));

  sync_pay_scheme_ref (scheme);
  g_clear_pointer (&self->pay, sync_pay_scheme_unref);
  self->pay = scheme;
}

BxPull *
sync_context_get_pull (SyncContext *self)
{
  g_return_val_if_fail (SYNC_IS_CONTEXT (self), NULL);

  return self->pull;
}

StoreRepository *
sync_context_get_store (SyncContext *self)
{
  g_return_val_if_fail (SYNC_IS_CONTEXT (self), NULL);

  return self->store;
}

GSettings *
sync_context_get_settings (SyncContext *self)
{
  g_return_val_if_fail (SYNC_IS_CONTEXT (self), NULL);

  return self->settings;
}

ClinicLink *
sync_context_get_link (SyncContext *self)
{
  g_return_val_if_fail (SYNC_IS_CONTEXT (self), NULL);

  return self->link;
}

GCancellable *
sync_context_get_cancellable (SyncContext *self)
{
  g_return_val_if_fail (SYNC_IS_CONTEXT (self), NULL);

  return self->cancellable;
}

gint64
sync_context_get_now (SyncContext *self)
{
  g_return_val_if_fail (SYNC_IS_CONTEXT (self), 0);

  return bx_client_get_server_time (self->client) / G_USEC_PER_SEC;
}

SyncDictionaries *
sync_context_get_dictionaries (SyncContext *self)
{
  g_return_val_if_fail (SYNC_IS_CONTEXT (self), NULL);

  return self->dictionaries;
}

const SyncFields *
sync_context_get_fields (SyncContext *self)
{
  g_return_val_if_fail (SYNC_IS_CONTEXT (self), NULL);

  return sync_dictionaries_get_fields (self->dictionaries);
}

gint64
sync_context_get_category (SyncContext *self)
{
  g_return_val_if_fail (SYNC_IS_CONTEXT (self), -1);

  return sync_dictionaries_get_category (self->dictionaries);
}

ClinicStage *
sync_context_find_stage (SyncContext *self, const char *stage_id)
{
  g_return_val_if_fail (SYNC_IS_CONTEXT (self), NULL);

  return sync_dictionaries_find_stage (self->dictionaries, stage_id);
}

ClinicStage *
sync_context_find_lead_stage (SyncContext *self, const char *stage_id)
{
  g_return_val_if_fail (SYNC_IS_CONTEXT (self), NULL);

  return sync_dictionaries_find_lead_stage (self->dictionaries, stage_id);
}

GListModel *
sync_context_get_stages (SyncContext *self)
{
  g_return_val_if_fail (SYNC_IS_CONTEXT (self), NULL);

  return sync_dictionaries_get_stages (self->dictionaries);
}

const char *
sync_context_peek_first_stage (SyncContext *self)
{
  GListModel *stages = sync_context_get_stages (self);
  const char *first = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (stages); i++)
    {
      g_autoptr (ClinicStage) stage = g_list_model_get_item (stages, i);

      if (clinic_stage_get_role (stage) == CLINIC_STAGE_ROLE_BOOKED)
        return clinic_stage_get_id (stage);
      if (first == NULL)
        first = clinic_stage_get_id (stage);
    }

  return first;
}

GListModel *
sync_context_get_lead_stages (SyncContext *self)
{
  g_return_val_if_fail (SYNC_IS_CONTEXT (self), NULL);

  return sync_dictionaries_get_lead_stages (self->dictionaries);
}

ClinicUser *
sync_context_find_user (SyncContext *self, gint64 user_id)
{
  g_return_val_if_fail (SYNC_IS_CONTEXT (self), NULL);

  return sync_dictionaries_find_user (self->dictionaries, user_id);
}

const char *
sync_context_find_source (SyncContext *self, const char *source_id)
{
  g_return_val_if_fail (SYNC_IS_CONTEXT (self), NULL);

  return sync_dictionaries_find_source (self->dictionaries, source_id);
}

const char *
sync_context_find_item (SyncContext *self, const char *field, gint64 item_id)
{
  g_return_val_if_fail (SYNC_IS_CONTEXT (self), NULL);

  return sync_dictionaries_find_item (self->dictionaries, field, item_id);
}

ClinicTimeTest *
sync_context_get_time_test (SyncContext *self)
{
  g_return_val_if_fail (SYNC_IS_CONTEXT (self), NULL);

  return self->time_test;
}

static gboolean
scopes_contain (char **scopes, const char *scope)
{
  if (g_strv_contains ((const char *const *) scopes, scope))
    return TRUE;

  return g_strcmp0 (scope, "user") == 0 &&
         (g_strv_contains ((const char *const *) scopes, "user_basic") ||
          g_strv_contains ((const char *const *) scopes, "user_brief"));
}

gboolean
sync_context_has_scope (SyncContext *self, const char *scope)
{
  g_return_val_if_fail (SYNC_IS_CONTEXT (self), FALSE);
  g_return_val_if_fail (scope != NULL, FALSE);

  return self->scopes == NULL || scopes_contain (self->scopes, scope);
}

gboolean
sync_context_is_ready (SyncContext *self)
{
  g_return_val_if_fail (SYNC_IS_CONTEXT (self), FALSE);

  return self->ready;
}

static void
rebuild_scopes (SyncContext *self)
{
  JsonArray *names =
    bx_json_node_array (sync_dictionaries_get (self->dictionaries, SYNC_PART_SCOPE));
  g_autoptr (GStrvBuilder) has = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) lacks = g_strv_builder_new ();
  g_auto (GStrv) missing = NULL;

  if (names == NULL)
    return;
  for (guint i = 0; i < json_array_get_length (names); i++)
    {
      JsonNode *name = json_array_get_element (names, i);

      if (JSON_NODE_HOLDS_VALUE (name) && json_node_get_value_type (name) == G_TYPE_STRING)
        g_strv_builder_add (has, json_node_get_string (name));
    }
  g_clear_pointer (&self->scopes, g_strfreev);
  self->scopes = g_strv_builder_end (has);
  for (guint i = 0; wanted_scopes[i] != NULL; i++)
    {
      if (!scopes_contain (self->scopes, wanted_scopes[i]))
        g_strv_builder_add (lacks, wanted_scopes[i]);
    }
  missing = g_strv_builder_end (lacks);
  clinic_link_set_missing_scopes (self->link, (const char *const *) missing);
}

static void
rebuild_profile (SyncContext *self)
{
  JsonObject *profile =
    bx_json_node_object (sync_dictionaries_get (self->dictionaries, SYNC_PART_PROFILE));
  gint64 id = bx_json_get_int (profile, "ID", 0);
  BxAuth *auth = bx_client_get_auth (self->client);
  const char *first = bx_json_get_string (profile, "NAME");
  const char *last = bx_json_get_string (profile, "LAST_NAME");
  g_autofree char *name = NULL;

  if (id <= 0)
    return;
  name =
    g_strstrip (g_strdup_printf ("%s %s", first != NULL ? first : "", last != NULL ? last : ""));
  clinic_link_set_user_id (self->link, id);
  clinic_link_set_user_name (self->link, name);
  if (BX_IS_WEBHOOK (auth))
    clinic_link_set_user_mismatch (self->link, bx_webhook_get_user_id (BX_WEBHOOK (auth)) != id);
}

void
sync_context_rebuild_dictionaries (SyncContext *self)
{
  JsonNode *mode;

  g_return_if_fail (SYNC_IS_CONTEXT (self));

  sync_dictionaries_rebuild (self->dictionaries);
  rebuild_profile (self);
  rebuild_scopes (self);
  mode = sync_dictionaries_get (self->dictionaries, SYNC_PART_MODE);
  if (mode != NULL)
    {
      /* crm.enum.settings.mode: 1 classic, 2 simple */
      clinic_link_set_simple_crm (self->link, bx_json_node_int (mode, 1) == 2);
      self->ready = TRUE;
    }
  g_signal_emit (self, signals[DICTIONARIES_CHANGED], 0);
}

void
sync_context_tell (SyncContext *self, GObject *thing)
{
  g_return_if_fail (SYNC_IS_CONTEXT (self));
  g_return_if_fail (G_IS_OBJECT (thing));

  g_signal_emit (self, signals[TOLD], 0, thing);
}

static void
set_link_state (SyncContext *self, ClinicLinkState state, const char *problem)
{
  g_object_freeze_notify (G_OBJECT (self->link));
  if (clinic_link_get_state (self->link) != state)
    clinic_link_set_since (self->link, sync_context_get_now (self));
  clinic_link_set_problem (self->link, problem);
  clinic_link_set_state (self->link, state);
  g_object_thaw_notify (G_OBJECT (self->link));
}

void
sync_context_note_success (SyncContext *self)
{
  g_return_if_fail (SYNC_IS_CONTEXT (self));

  clinic_link_set_last_answer (self->link, sync_context_get_now (self));
  clinic_link_set_busy (self->link, FALSE);
  set_link_state (self, CLINIC_LINK_ONLINE, NULL);
}

void
sync_context_note_error (SyncContext *self, const GError *error)
{
  g_return_if_fail (SYNC_IS_CONTEXT (self));
  g_return_if_fail (error != NULL);

  if (error->domain != BX_ERROR)
    return;
  clinic_link_set_busy (self->link, error->code == BX_ERROR_THROTTLED);
  switch ((BxError) error->code)
    {
    case BX_ERROR_NETWORK:
    case BX_ERROR_UNTRUSTED:
    case BX_ERROR_MALFORMED:
    case BX_ERROR_SERVER:
      set_link_state (self, CLINIC_LINK_OFFLINE, error->message);
      break;
    case BX_ERROR_AUTH:
      set_link_state (self, CLINIC_LINK_DENIED, error->message);
      break;
    case BX_ERROR_SCOPE:
    case BX_ERROR_DENIED:
    case BX_ERROR_NO_METHOD:
    case BX_ERROR_NOT_FOUND:
    case BX_ERROR_REMOTE:
      /* a refusal is an answer too: the portal is there */
      sync_context_note_success (self);
      break;
    case BX_ERROR_THROTTLED:
      if (clinic_link_get_state (self->link) == CLINIC_LINK_CONNECTING)
        set_link_state (self, CLINIC_LINK_OFFLINE, error->message);
      break;
    case BX_ERROR_INVALID:
    default:
      break;
    }
}

void
sync_context_note_late (SyncContext *self)
{
  g_return_if_fail (SYNC_IS_CONTEXT (self));

  clinic_link_set_busy (self->link,
                        bx_throttle_is_backing_off (bx_client_get_throttle (self->client)));
}

void
sync_context_set_time_scale (SyncContext *self, double scale)
{
  g_return_if_fail (SYNC_IS_CONTEXT (self));

  self->time_scale = scale;
  bx_pull_set_time_scale (self->pull, scale);
}

double
sync_context_get_time_scale (SyncContext *self)
{
  g_return_val_if_fail (SYNC_IS_CONTEXT (self), 1.0);

  return self->time_scale;
}

guint
sync_context_get_desktops (SyncContext *self)
{
  g_return_val_if_fail (SYNC_IS_CONTEXT (self), 1);

  return self->settings != NULL ? (guint) g_settings_get_int (self->settings, "desktops") : 1;
}

guint
sync_context_add_timeout (SyncContext *self, double seconds, GSourceFunc func, gpointer data)
{
  g_return_val_if_fail (SYNC_IS_CONTEXT (self), 0);

  return g_timeout_add ((guint) (seconds * self->time_scale * 1000), func, data);
}

static void
on_setting_changed_cb (SyncContext *self, const char *key, GSettings *settings)
{
  if (g_str_has_prefix (key, "field-") || g_str_has_suffix (key, "stage-roles") ||
      g_strcmp0 (key, "appointments-category") == 0)
    sync_context_rebuild_dictionaries (self);
}

static void
sync_context_finalize (GObject *object)
{
  SyncContext *self = SYNC_CONTEXT (object);

  g_clear_object (&self->pull);
  g_clear_object (&self->client);
  g_clear_object (&self->store);
  g_clear_object (&self->settings);
  g_clear_object (&self->link);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->dictionaries);
  g_clear_object (&self->companies);
  g_clear_object (&self->parties);
  g_clear_object (&self->time_test);
  g_clear_pointer (&self->pay, sync_pay_scheme_unref);
  g_clear_pointer (&self->invoices, sync_invoice_scheme_unref);
  g_clear_pointer (&self->scopes, g_strfreev);

  G_OBJECT_CLASS (sync_context_parent_class)->finalize (object);
}

static void
sync_context_class_init (SyncContextClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sync_context_finalize;

  /**
   * SyncContext::dictionaries-changed:
   *
   * What the portal calls things is known, or known better.
   */
  signals[DICTIONARIES_CHANGED] =
    g_signal_new ("dictionaries-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                  NULL, NULL, G_TYPE_NONE, 0);

  /**
   * SyncContext::told:
   * @thing: a ClinicAppointment or ClinicLead, of nobody else, or a ClinicPatient with an id alone
   *
   * The portal said what a thing is now.
   */
  signals[TOLD] = g_signal_new ("told", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_OBJECT);
}

static void
sync_context_init (SyncContext *self)
{
  self->link = clinic_link_new ();
  self->cancellable = g_cancellable_new ();
  self->time_test = clinic_time_test_new ();
  self->time_scale = 1.0;
}

/**
 * sync_context_new:
 * @client: the portal's client
 * @store: what this computer keeps of the portal
 * @settings: (nullable): the application's settings
 *
 * Makes what the parts of a session share. Starts nothing.
 *
 * Returns: (transfer full): a context
 */
SyncContext *
sync_context_new (BxClient *client, StoreRepository *store, GSettings *settings)
{
  SyncContext *self = g_object_new (SYNC_TYPE_CONTEXT, NULL);
  BxAuth *auth;

  g_return_val_if_fail (BX_IS_CLIENT (client), NULL);

  g_set_object (&self->client, client);
  g_set_object (&self->store, store);
  g_set_object (&self->settings, settings);
  self->pull = bx_pull_new (client);
  self->dictionaries = sync_dictionaries_new (settings);
  self->parties = sync_parties_new (client, store, self->cancellable);
  self->companies = sync_companies_new (client, store, self->parties, self->cancellable);
  auth = bx_client_get_auth (client);
  if (BX_IS_WEBHOOK (auth))
    clinic_link_set_portal (self->link, bx_webhook_get_portal (BX_WEBHOOK (auth)));
  clinic_link_set_since (self->link, sync_context_get_now (self));
  clinic_link_set_calls_since (self->link, sync_context_get_now (self));
  if (settings != NULL)
    g_signal_connect_object (settings, "changed", G_CALLBACK (on_setting_changed_cb), self,
                             G_CONNECT_SWAPPED);

  return self;
}

void
sync_context_update_share (SyncContext *self)
{
  BxThrottle *throttle;
  double rate = 0;
  guint burst = 0;
  guint fair_burst = 0;
  double fair_rate;

  g_return_if_fail (SYNC_IS_CONTEXT (self));

  throttle = bx_client_get_throttle (self->client);
  fair_rate = sync_pace_share (sync_context_get_desktops (self), &fair_burst);
  if (self->settings != NULL)
    {
      rate = g_settings_get_double (self->settings, "requests-per-second");
      burst = (guint) g_settings_get_int (self->settings, "request-burst");
    }
  bx_throttle_set_share (throttle, rate > 0 ? rate : fair_rate, burst > 0 ? burst : fair_burst);
}
