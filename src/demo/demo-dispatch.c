/* demo-dispatch.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "demo-dispatch"

#include "demo-dispatch.h"

#include "demo-basic.h"
#include "demo-batch.h"
#include "demo-param.h"

#include <string.h>

/* seconds in ten minutes, as the cloud portals have it */
#define OPERATING_LIMIT 480.0

/* in front of the names of the methods of REST 3.0, which are no business of the others */
#define V3_PREFIX "api/"

struct _DemoDispatch
{
  GObject parent_instance;

  DemoWorld *world;       /* owned */
  DemoPull *pull;         /* owned */
  DemoExchange *exchange; /* owned */
  DemoFaults *faults;     /* owned */
  DemoQuota *quota;       /* owned */
  GHashTable *methods;    /* owned: name in lower case -> const DemoMethod */
  GHashTable *missing;    /* owned: names in lower case of methods that this portal does not have */
  GHashTable *scopes;     /* owned: the set of scopes that the webhook holds */
};

G_DEFINE_FINAL_TYPE (DemoDispatch, demo_dispatch, G_TYPE_OBJECT)

/* what an administrator can tick for a webhook of this portal */
static const char *const portal_scopes[] = {
  "crm",   "telephony", "call",          "user",    "pull",       "pull_channel",
  "disk",  "log",       "socialnetwork", "im",      "department", "bizproc",
  "lists", "calendar",  "sonet_group",   "timeman", "vote"
};

void
demo_answer_clear (DemoAnswer *self)
{
  g_clear_pointer (&self->result, json_node_unref);
  g_clear_error (&self->error);
  g_clear_pointer (&self->time, json_object_unref);
}

static void
demo_dispatch_dispose (GObject *object)
{
  DemoDispatch *self = DEMO_DISPATCH (object);

  g_clear_object (&self->exchange);
  g_clear_object (&self->pull);
  g_clear_pointer (&self->faults, demo_faults_free);
  g_clear_pointer (&self->quota, demo_quota_free);
  g_clear_pointer (&self->methods, g_hash_table_unref);
  g_clear_pointer (&self->missing, g_hash_table_unref);
  g_clear_pointer (&self->scopes, g_hash_table_unref);
  g_clear_object (&self->world);

  G_OBJECT_CLASS (demo_dispatch_parent_class)->dispose (object);
}

static void
demo_dispatch_class_init (DemoDispatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = demo_dispatch_dispose;
}

static void
demo_dispatch_init (DemoDispatch *self)
{
  self->methods = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->missing = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->scopes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->quota = demo_quota_new (OPERATING_LIMIT);
  self->faults = demo_faults_new ();
  for (guint i = 0; i < G_N_ELEMENTS (portal_scopes); i++)
    g_hash_table_add (self->scopes, g_strdup (portal_scopes[i]));
}

/**
 * demo_dispatch_new:
 * @world: the clinic's data
 *
 * Returns: (transfer full): a dispatcher that knows the basic methods only; see
 *   demo_dispatch_add_methods()
 */
DemoDispatch *
demo_dispatch_new (DemoWorld *world)
{
  DemoDispatch *self = g_object_new (DEMO_TYPE_DISPATCH, NULL);

  self->world = g_object_ref (world);
  self->pull = demo_pull_new (world);
  self->exchange = demo_exchange_new (self);
  demo_dispatch_add_methods (self, demo_basic_methods ());

  return self;
}

/**
 * demo_dispatch_add_methods:
 * @self: the dispatcher
 * @methods: (transfer none): a table that lives on, ended by an entry without a name
 *
 * Makes methods known.
 */
void
demo_dispatch_add_methods (DemoDispatch *self, const DemoMethod *methods)
{
  for (; methods->name != NULL; methods++)
    g_hash_table_insert (self->methods, g_ascii_strdown (methods->name, -1), (gpointer) methods);
}

const DemoMethod *
demo_dispatch_find (DemoDispatch *self, const char *name)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);
  const char *plain = lower + (g_str_has_prefix (lower, V3_PREFIX) ? strlen (V3_PREFIX) : 0);

  return g_hash_table_contains (self->missing, plain) ? NULL
                                                      : g_hash_table_lookup (self->methods, lower);
}

/* As on a portal of another age: the method is not there, or is there again. */
void
demo_dispatch_set_missing (DemoDispatch *self, const char *name, gboolean is_missing)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  if (is_missing)
    g_hash_table_add (self->missing, g_steal_pointer (&lower));
  else
    g_hash_table_remove (self->missing, lower);
}

gboolean
demo_dispatch_knows (DemoDispatch *self, const char *name)
{
  return g_ascii_strcasecmp (name, "batch") == 0 || demo_dispatch_find (self, name) != NULL;
}

gboolean
demo_dispatch_has_scope (DemoDispatch *self, const char *scope)
{
  return scope == NULL || g_hash_table_contains (self->scopes, scope);
}

void
demo_dispatch_set_scope (DemoDispatch *self, const char *scope, gboolean held)
{
  if (held)
    g_hash_table_add (self->scopes, g_strdup (scope));
  else
    g_hash_table_remove (self->scopes, scope);
}

/**
 * demo_dispatch_dup_scopes:
 * @self: the dispatcher
 * @all: whether to give also those that the webhook does not hold
 *
 * Returns: (transfer container) (element-type utf8): the scopes, in the portal's order
 */
GList *
demo_dispatch_dup_scopes (DemoDispatch *self, gboolean all)
{
  GList *list = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (portal_scopes); i++)
    {
      if (all || g_hash_table_contains (self->scopes, portal_scopes[i]))
        list = g_list_prepend (list, (gpointer) portal_scopes[i]);
    }

  return g_list_reverse (list);
}

/**
 * demo_dispatch_dup_methods:
 * @self: the dispatcher
 *
 * Returns: (transfer container): const DemoMethod, by name, without those of REST 3.0
 */
GList *
demo_dispatch_dup_methods (DemoDispatch *self)
{
  g_autoptr (GList) names =
    g_list_sort (g_hash_table_get_keys (self->methods), (GCompareFunc) g_strcmp0);
  GList *list = NULL;

  for (GList *l = names; l != NULL; l = l->next)
    {
      if (!g_str_has_prefix (l->data, V3_PREFIX))
        list = g_list_prepend (list, g_hash_table_lookup (self->methods, l->data));
    }

  return g_list_reverse (list);
}

/**
 * demo_dispatch_measure:
 * @self: the dispatcher
 * @began_us: g_get_monotonic_time() at the beginning
 *
 * Returns: (transfer full): the `time` of an answer without its quota: on current portals `start`
 *   and `processing` are whole numbers, `finish` and `duration` are not
 */
JsonObject *
demo_dispatch_measure (DemoDispatch *self, gint64 began_us)
{
  JsonObject *time = json_object_new ();
  double elapsed = (double) (g_get_monotonic_time () - began_us) / G_USEC_PER_SEC;
  gint64 start = demo_world_get_now (self->world);
  double fraction = (double) (g_get_real_time () % G_USEC_PER_SEC) / G_USEC_PER_SEC;
  double finish = (double) start + fraction + elapsed;
  g_autofree char *date_start = demo_param_format_time (start);
  g_autofree char *date_finish = demo_param_format_time ((gint64) finish);

  json_object_set_int_member (time, "start", start);
  json_object_set_double_member (time, "finish", finish);
  json_object_set_double_member (time, "duration", finish - (double) start);
  json_object_set_int_member (time, "processing", (gint64) elapsed);
  json_object_set_string_member (time, "date_start", date_start);
  json_object_set_string_member (time, "date_finish", date_finish);

  return time;
}

static gboolean
check_call (DemoDispatch *self, const DemoMethod *method, const char *key, GError **error)
{
  if (!demo_dispatch_has_scope (self, method->scope))
    demo_error_set (error, 403, "insufficient_scope", "%s", "");
  else if (demo_quota_is_spent (self->quota, key, demo_world_get_now (self->world)) ||
           demo_faults_take_operating (self->faults, method->name))
    demo_error_set (error, 429, "OPERATION_TIME_LIMIT", "%s",
                    "Method is blocked due to operation time limit.");
  else
    return TRUE;

  return FALSE;
}

static gint64
read_start (JsonObject *params)
{
  return demo_param_get_int (params, "start", 0);
}

static void
run_method (DemoDispatch *self,
            gint64 user_id,
            const DemoMethod *method,
            JsonObject *params,
            DemoAnswer *answer)
{
  g_autofree char *lower = g_ascii_strdown (method->name, -1);
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT " %s", user_id, lower);
  gint64 began = g_get_monotonic_time ();
  gint64 reset_at = 0;
  double operating;
  DemoCall call = { .world = self->world,
                    .user_id = user_id,
                    .method = lower,
                    .params = params,
                    .start = read_start (params),
                    .total = -1,
                    .next = -1,
                    .dispatch = self };

  if (!check_call (self, method, key, &answer->error))
    return;

  answer->result = method->run (&call, &answer->error);
  answer->total = call.total;
  answer->next = call.next;

  operating =
    demo_quota_add (self->quota, key,
                    call.operating + (double) (g_get_monotonic_time () - began) / G_USEC_PER_SEC,
                    demo_world_get_now (self->world), &reset_at);
  answer->time = demo_dispatch_measure (self, began);
  json_object_set_int_member (answer->time, "operating_reset_at", reset_at);
  json_object_set_double_member (answer->time, "operating", operating);
}

/**
 * demo_dispatch_run:
 * @self: the dispatcher
 * @user_id: the person whose webhook is used
 * @method: a method, in any case
 * @params: its parameters
 * @answer: (out caller-allocates): what came of it, to be cleared by the caller
 *
 * Runs a method as a request or as a command of a batch. The outer call of a batch has no time
 * quota of its own.
 */
void
demo_dispatch_run (DemoDispatch *self,
                   gint64 user_id,
                   const char *method,
                   JsonObject *params,
                   DemoAnswer *answer)
{
  const DemoMethod *found = demo_dispatch_find (self, method);

  *answer = (DemoAnswer){ .total = -1, .next = -1 };

  if (found != NULL)
    run_method (self, user_id, found, params, answer);
  else if (g_ascii_strcasecmp (method, "batch") == 0)
    {
      gint64 began = g_get_monotonic_time ();

      answer->result = demo_batch_run (self, user_id, params);
      answer->time = demo_dispatch_measure (self, began);
    }
  else
    demo_error_set (&answer->error, 404, "ERROR_METHOD_NOT_FOUND", "%s", "Method not found!");
}

/**
 * demo_dispatch_run_inside:
 * @self: the dispatcher
 * @user_id: as whom
 * @method: a method
 * @params: (transfer full): its parameters
 * @error: (nullable): the refusal
 *
 * Runs a method for the portal's own purposes, without scopes and quotas.
 *
 * Returns: (transfer full) (nullable): its `result`
 */
JsonNode *
demo_dispatch_run_inside (DemoDispatch *self,
                          gint64 user_id,
                          const char *method,
                          JsonObject *params,
                          GError **error)
{
  g_autoptr (JsonObject) owned = params;
  const DemoMethod *found = demo_dispatch_find (self, method);
  DemoCall call = { .world = self->world,
                    .user_id = user_id,
                    .method = method,
                    .params = owned,
                    .start = read_start (owned),
                    .total = -1,
                    .next = -1,
                    .dispatch = self };

  if (found == NULL)
    {
      demo_error_set (error, 404, "ERROR_METHOD_NOT_FOUND", "%s", "Method not found!");
      return NULL;
    }

  return found->run (&call, error);
}

DemoWorld *
demo_dispatch_get_world (DemoDispatch *self)
{
  return self->world;
}

DemoPull *
demo_dispatch_get_pull (DemoDispatch *self)
{
  return self->pull;
}

DemoExchange *
demo_dispatch_get_exchange (DemoDispatch *self)
{
  return self->exchange;
}

DemoFaults *
demo_dispatch_get_faults (DemoDispatch *self)
{
  return self->faults;
}

DemoQuota *
demo_dispatch_get_quota (DemoDispatch *self)
{
  return self->quota;
}
