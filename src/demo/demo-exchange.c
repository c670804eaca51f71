/* demo-exchange.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "demo-exchange"

#include "demo-exchange.h"

#include "demo-dispatch.h"
#include "demo-param.h"
#include "demo-popup.h"
#include "demo-ring.h"
#include "demo-statistic.h"
#include "demo-timer.h"

/* A ring that nobody was told of in time is of no use: the portal lets it expire. */
#define INVITE_TTL 30

/* Within this time the same registration gives the same call. */
#define REGISTER_AGAIN (30 * 60)

/* External calls that nobody ever finishes must not pile up. */
#define MAX_RINGS 500

#define CALL_INCOMING 2
#define CALL_BACK 4

struct _DemoExchange
{
  GObject parent_instance;

  DemoDispatch *dispatch; /* unowned, it owns us */
  GPtrArray *rings;       /* owned: DemoRing */
  char *callback_outcome; /* owned: "200", "304" or "486" */
  guint callback_answer_ms;
  guint callback_talk_ms;
  guint last_call;
};

G_DEFINE_FINAL_TYPE (DemoExchange, demo_exchange, G_TYPE_OBJECT)

static const struct
{
  const char *id;
  const char *name;   /* in the list of lines */
  const char *number; /* as the card shows it */
} lines[] = {
  { DEMO_EXCHANGE_DEFAULT_LINE, "Регистратура", "Регистратура 8 812 320-11-22" },
  { "sip7", "Офисная АТС", "Офисная АТС 8 812 320-11-33" },
};

static const struct
{
  const char *code;
  const char *reason;
} reasons[] = {
  { "200", "Success call" }, { "304", "Skipped call" },   { "486", "Busy" },
  { "603", "Decline" },      { "603-S", "Decline self" }, { "480", "Temporarily Unavailable" },
};

static void
ring_free (DemoRing *self)
{
  demo_timer_clear (&self->timer);
  g_clear_pointer (&self->call_id, g_free);
  g_clear_pointer (&self->number, g_free);
  g_clear_pointer (&self->line, g_free);
  g_clear_pointer (&self->external_id, g_free);
  g_clear_pointer (&self->entity_type, g_free);
  g_clear_pointer (&self->users, g_array_unref);
  g_clear_pointer (&self->popup, json_node_unref);
  g_free (self);
}

static void
demo_exchange_dispose (GObject *object)
{
  DemoExchange *self = DEMO_EXCHANGE (object);

  g_clear_pointer (&self->rings, g_ptr_array_unref);
  g_clear_pointer (&self->callback_outcome, g_free);

  G_OBJECT_CLASS (demo_exchange_parent_class)->dispose (object);
}

static void
demo_exchange_class_init (DemoExchangeClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = demo_exchange_dispose;
}

static void
demo_exchange_init (DemoExchange *self)
{
  self->rings = g_ptr_array_new_with_free_func ((GDestroyNotify) ring_free);
  demo_exchange_script_callbacks (self, "200", 4000, 25000);
}

DemoExchange *
demo_exchange_new (DemoDispatch *dispatch)
{
  DemoExchange *self = g_object_new (DEMO_TYPE_EXCHANGE, NULL);

  self->dispatch = dispatch;

  return self;
}

/* (nullable): the number of a line as the card shows it */
const char *
demo_exchange_find_line (DemoExchange *self, const char *line)
{
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      if (g_strcmp0 (lines[i].id, line) == 0)
        return lines[i].number;
    }

  return NULL;
}

/* (transfer full): {"reg150908":"Регистратура", …} */
JsonObject *
demo_exchange_dup_lines (DemoExchange *self)
{
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    json_object_set_string_member (object, lines[i].id, lines[i].name);

  return object;
}

DemoRing *
demo_exchange_find (DemoExchange *self, const char *call_id)
{
  for (guint i = 0; i < self->rings->len; i++)
    {
      DemoRing *ring = g_ptr_array_index (self->rings, i);

      if (g_strcmp0 (ring->call_id, call_id) == 0)
        return ring;
    }

  return NULL;
}

static gint64
get_now (DemoExchange *self)
{
  return demo_world_get_now (demo_dispatch_get_world (self->dispatch));
}

static gboolean
rings_user (DemoRing *ring, gint64 user_id)
{
  for (guint i = 0; i < ring->users->len; i++)
    {
      if (g_array_index (ring->users, gint64, i) == user_id)
        return TRUE;
    }

  return FALSE;
}

static void
send_to (DemoExchange *self, gint64 user_id, const char *command, JsonObject *params, guint ttl)
{
  demo_pull_send (demo_dispatch_get_pull (self->dispatch), user_id, "voximplant", command, params,
                  ttl);
}

static DemoRing *
add_ring (DemoExchange *self, const char *number, const char *line, int type, const char *call_id)
{
  DemoRing *ring = g_new0 (DemoRing, 1);

  ring->exchange = self;
  ring->call_id = g_strdup (call_id);
  ring->number = g_strdup (number);
  ring->line = g_strdup (line);
  ring->type = type;
  ring->start = get_now (self);
  ring->users = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->last_call++;
  if (self->rings->len >= MAX_RINGS)
    g_ptr_array_remove_index (self->rings, 0);
  g_ptr_array_add (self->rings, ring);

  return ring;
}

static char *
make_id (DemoExchange *self)
{
  g_autofree char *seed = g_strdup_printf ("%u %" G_GINT64_FORMAT, self->last_call, get_now (self));
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_MD5, seed, -1);
  g_autofree char *upper = g_ascii_strup (hash, 16);

  return g_strdup_printf ("%s.%" G_GINT64_FORMAT ".%u", upper, get_now (self),
                          8740000 + self->last_call);
}

static char *
make_hashed_id (DemoExchange *self, const char *kind)
{
  g_autofree char *seed =
    g_strdup_printf ("%s %u %" G_GINT64_FORMAT, kind, self->last_call, get_now (self));
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_MD5, seed, -1);

  return g_strdup_printf ("%s.%s.%" G_GINT64_FORMAT, kind, hash, get_now (self));
}

/**
 * demo_exchange_ring:
 * @self: the exchange
 * @number: who calls; "" or "anonymous" for a hidden number
 * @line: (nullable): the clinic's line
 * @users: (transfer none) (element-type gint64): whom to ring
 * @call_id: (nullable): an id, or %NULL for a new one
 *
 * Lets a patient call the clinic.
 *
 * Returns: (transfer none): the call
 */
DemoRing *
demo_exchange_ring (DemoExchange *self,
                    const char *number,
                    const char *line,
                    GArray *users,
                    const char *call_id)
{
  g_autofree char *id = call_id != NULL ? g_strdup (call_id) : make_id (self);
  DemoRing *ring =
    add_ring (self, number, line != NULL ? line : DEMO_EXCHANGE_DEFAULT_LINE, CALL_INCOMING, id);

  g_array_append_vals (ring->users, users->data, users->len);
  demo_popup_fill (self->dispatch, ring);
  for (guint i = 0; i < ring->users->len; i++)
    send_to (self, g_array_index (ring->users, gint64, i), "invite", demo_ring_make_invite (ring),
             INVITE_TTL);

  return ring;
}

static void
start_talk (DemoExchange *self, DemoRing *ring, gint64 user_id)
{
  JsonObject *params = demo_ring_make_params (ring);

  json_object_set_string_member (params, "callDevice", "PHONE");
  json_object_set_member (params, "CRM", json_node_ref (ring->popup));
  send_to (self, user_id, "start", params, DEMO_PULL_TTL);
}

/**
 * demo_exchange_answer:
 * @self: the exchange
 * @ring: a call
 * @user_id: who takes the receiver
 *
 * Answers a call: it stops ringing at the others.
 */
void
demo_exchange_answer (DemoExchange *self, DemoRing *ring, gint64 user_id)
{
  if (ring->answered_at != 0)
    return;

  ring->owner = user_id;
  ring->answered_at = MAX (get_now (self), 1);
  if (ring->is_external)
    {
      g_autoptr (GArray) others = g_array_new (FALSE, FALSE, sizeof (gint64));

      for (guint i = 0; i < ring->users->len; i++)
        {
          if (g_array_index (ring->users, gint64, i) != user_id)
            g_array_append_val (others, g_array_index (ring->users, gint64, i));
        }
      demo_exchange_hide (self, ring, others);
      return;
    }

  send_to (self, user_id, "answer_self", demo_ring_make_params (ring), DEMO_PULL_TTL);
  start_talk (self, ring, user_id);
  for (guint i = 0; i < ring->users->len; i++)
    {
      if (g_array_index (ring->users, gint64, i) != user_id)
        send_to (self, g_array_index (ring->users, gint64, i), "timeout",
                 demo_ring_make_params (ring), DEMO_PULL_TTL);
    }
  g_array_set_size (ring->users, 0);
  g_array_append_val (ring->users, user_id);
}

static gint64
write_row (DemoExchange *self, DemoRing *ring, const char *code)
{
  DemoWorld *world = demo_dispatch_get_world (self->dispatch);
  gint64 talked = ring->answered_at != 0 ? get_now (self) - ring->answered_at : 0;
  gboolean is_talk = g_str_equal (code, "200");
  DemoStatisticRow row = {
    .user_id = ring->owner,
    .line = ring->line,
    .number = ring->number,
    .call_id = ring->call_id,
    .external_id = ring->external_id,
    .category = ring->type == CALL_BACK ? "callback" : "external",
    .type = ring->type,
    .start = ring->start,
    .duration = is_talk ? MAX (talked, 1) : 0,
    .code = code,
    .reason = "",
    .entity_type = ring->entity_type,
    .entity_id = ring->entity_id,
    .currency = "RUR",
    .is_recorded = TRUE,
  };
  gint64 id;

  if (row.user_id == 0 && ring->users->len > 0)
    row.user_id = g_array_index (ring->users, gint64, 0);
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    {
      if (g_str_equal (reasons[i].code, code))
        row.reason = reasons[i].reason;
    }

  id = demo_statistic_add (world, &row, NULL);
  demo_world_emit_committed (world, "call.add", id, row.user_id);

  return id;
}

/**
 * demo_exchange_hang_up:
 * @self: the exchange
 * @ring: a call; gone afterwards
 * @code: (nullable): the result code, or %NULL for 200 where somebody answered and 304 where
 *   nobody did
 *
 * Ends a call and writes it into the statistics.
 *
 * Returns: the id of its row
 */
gint64
demo_exchange_hang_up (DemoExchange *self, DemoRing *ring, const char *code)
{
  const char *result = code != NULL ? code : ring->answered_at != 0 ? "200" : "304";
  gint64 id;

  for (guint i = 0; i < ring->users->len; i++)
    {
      gint64 user_id = g_array_index (ring->users, gint64, i);
      JsonObject *params = demo_ring_make_params (ring);

      if (!ring->is_external && ring->answered_at == 0)
        {
          json_object_set_string_member (params, "failedCode", result);
          json_object_set_boolean_member (params, "externalHangup", TRUE);
        }
      send_to (self, user_id, ring->is_external ? "hideExternalCall" : "timeout", params,
               DEMO_PULL_TTL);
    }

  id = write_row (self, ring, result);
  g_ptr_array_remove (self->rings, ring);

  return id;
}

/* Forgets a call that telephony.externalCall.finish wrote down itself. */
void
demo_exchange_forget (DemoExchange *self, DemoRing *ring)
{
  g_ptr_array_remove (self->rings, ring);
}

static gboolean
on_callback_over_cb (gpointer user_data)
{
  DemoRing *ring = user_data;
  DemoExchange *self = ring->exchange;

  demo_exchange_hang_up (self, ring, self->callback_outcome);

  return G_SOURCE_REMOVE;
}

/* The employee took the receiver; now the patient's phone rings. */
static gboolean
on_callback_answered_cb (gpointer user_data)
{
  DemoRing *ring = user_data;
  DemoExchange *self = ring->exchange;

  demo_timer_clear (&ring->timer);
  demo_exchange_answer (self, ring, g_array_index (ring->users, gint64, 0));
  ring->timer = demo_timer_new (self->callback_talk_ms, on_callback_over_cb, ring);

  return G_SOURCE_REMOVE;
}

/**
 * demo_exchange_call_back:
 * @self: the exchange
 * @number: the patient's number
 * @line: the line to call from
 * @user_id: the employee
 *
 * Rings the employee, who answers after a while, then calls the patient; see
 * demo_exchange_script_callbacks().
 *
 * Returns: (transfer none): the call
 */
DemoRing *
demo_exchange_call_back (DemoExchange *self, const char *number, const char *line, gint64 user_id)
{
  g_autofree char *id = make_hashed_id (self, "callback");
  DemoRing *ring = add_ring (self, number, line, CALL_BACK, id);

  g_array_append_val (ring->users, user_id);
  demo_popup_fill (self->dispatch, ring);
  send_to (self, user_id, "invite", demo_ring_make_invite (ring), INVITE_TTL);
  ring->timer = demo_timer_new (self->callback_answer_ms, on_callback_answered_cb, ring);

  return ring;
}

/**
 * demo_exchange_script_callbacks:
 * @self: the exchange
 * @outcome: the result code of callbacks from now on
 * @answer_ms: when the employee takes the receiver
 * @talk_ms: how long the patient's phone and the talk take
 *
 * Says how the callbacks of the demo clinic go.
 */
void
demo_exchange_script_callbacks (DemoExchange *self,
                                const char *outcome,
                                guint answer_ms,
                                guint talk_ms)
{
  g_free (self->callback_outcome);
  self->callback_outcome = g_strdup (outcome);
  self->callback_answer_ms = answer_ms;
  self->callback_talk_ms = talk_ms;
}

static gboolean
is_same_registration (DemoExchange *self,
                      DemoRing *ring,
                      const char *number,
                      const char *line,
                      int type,
                      gint64 user_id,
                      const char *external_id)
{
  return ring->is_external && ring->type == type && ring->owner == user_id &&
         g_str_equal (ring->number, number) && ring->start + REGISTER_AGAIN > get_now (self) &&
         (line == NULL || g_strcmp0 (ring->line, line) == 0) &&
         (external_id == NULL || g_strcmp0 (ring->external_id, external_id) == 0);
}

/**
 * demo_exchange_register:
 * @self: the exchange
 * @number: the patient's number
 * @line: (nullable): the line
 * @type: CALL_TYPE
 * @user_id: the employee
 * @external_id: (nullable): the foreign exchange's id
 * @is_old: (out): whether it was registered within the last 30 minutes already
 *
 * Registers a call of a foreign exchange.
 *
 * Returns: (transfer none): the call
 */
DemoRing *
demo_exchange_register (DemoExchange *self,
                        const char *number,
                        const char *line,
                        int type,
                        gint64 user_id,
                        const char *external_id,
                        gboolean *is_old)
{
  g_autofree char *id = NULL;
  DemoRing *ring;

  for (guint i = 0; i < self->rings->len; i++)
    {
      ring = g_ptr_array_index (self->rings, i);
      if (is_same_registration (self, ring, number, line, type, user_id, external_id))
        {
          *is_old = TRUE;
          return ring;
        }
    }

  *is_old = FALSE;
  id = make_hashed_id (self, "externalCall");
  ring = add_ring (self, number, line, type, id);
  ring->is_external = TRUE;
  ring->external_id = g_strdup (external_id);
  ring->owner = user_id;

  return ring;
}

/**
 * demo_exchange_show:
 * @self: the exchange
 * @ring: an external call
 * @users: (element-type gint64): to whom
 *
 * Shows the card of an external call.
 */
void
demo_exchange_show (DemoExchange *self, DemoRing *ring, GArray *users)
{
  for (guint i = 0; i < users->len; i++)
    {
      gint64 user_id = g_array_index (users, gint64, i);

      if (!rings_user (ring, user_id))
        g_array_append_val (ring->users, user_id);
      send_to (self, user_id, "showExternalCall", demo_ring_make_card (ring, user_id), INVITE_TTL);
    }
}

void
demo_exchange_hide (DemoExchange *self, DemoRing *ring, GArray *users)
{
  for (guint i = 0; i < users->len; i++)
    {
      gint64 user_id = g_array_index (users, gint64, i);

      send_to (self, user_id, "hideExternalCall", demo_ring_make_params (ring), DEMO_PULL_TTL);
      for (guint j = ring->users->len; j > 0; j--)
        {
          if (g_array_index (ring->users, gint64, j - 1) == user_id)
            g_array_remove_index (ring->users, j - 1);
        }
    }
}
