/* demo-pull.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "demo-pull"

#include "demo-pull.h"

#include "demo-channel.h"
#include "demo-link.h"
#include "demo-param.h"
#include "demo-query.h"
#include "demo-timer.h"

#include <string.h>

/* twelve hours and five seconds, as the portal has it */
#define CHANNEL_LIFE 43205

/* messages kept for a replay, over all channels */
#define MAX_MESSAGES 1000

/* a long poll without news is answered with 304 after this */
#define POLL_MS 40000

#define CLOSE_WRONG_CHANNEL 4010

struct _DemoPull
{
  GObject parent_instance;

  DemoWorld *world;     /* owned */
  char *host;           /* owned: "127.0.0.1:8080" */
  char *key;            /* owned: signs channels and tokens, new in each run */
  GHashTable *channels; /* owned: gint64 -> DemoChannel; the shared one is DEMO_PULL_EVERYBODY */
  GQueue messages;      /* owned: DemoMessage, oldest first */
  GPtrArray *links;     /* owned: DemoLink */
  GPtrArray *polls;     /* owned: Poll */
  guint64 last_number;
  gint64 advanced; /* by how much the control interface moved the clock, seconds */
  guint life;
  int version;
  gboolean is_refusing;
};

G_DEFINE_FINAL_TYPE (DemoPull, demo_pull, G_TYPE_OBJECT)

enum
{
  CONNECTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/*
 * Poll:
 *
 * One waiting request of a long poll. Owned by the DemoPull that it points to.
 */
typedef struct
{
  DemoPull *pull;             /* unowned */
  SoupServerMessage *message; /* owned */
  GSource *timer;             /* owned */
  gulong finished;
  gint64 user_id;
} Poll;

static void
poll_free (Poll *self)
{
  demo_timer_clear (&self->timer);
  g_signal_handler_disconnect (self->message, self->finished);
  g_clear_object (&self->message);
  g_free (self);
}

/* Channels live by the real clock, which the clients have too, whatever day it is in the clinic. */
static gint64
get_clock (DemoPull *self)
{
  return g_get_real_time () / G_USEC_PER_SEC + self->advanced;
}

static DemoChannel *
get_channel (DemoPull *self, gint64 user_id)
{
  DemoChannel *channel = g_hash_table_lookup (self->channels, &user_id);

  if (channel == NULL || channel->end <= get_clock (self))
    {
      channel = demo_channel_new (user_id, self->key, get_clock (self), self->life);
      g_hash_table_replace (self->channels, g_memdup2 (&user_id, sizeof user_id), channel);
    }

  return channel;
}

static void
demo_pull_dispose (GObject *object)
{
  DemoPull *self = DEMO_PULL (object);

  demo_pull_stop (self);
  g_clear_pointer (&self->polls, g_ptr_array_unref);
  g_clear_pointer (&self->links, g_ptr_array_unref);
  g_queue_clear_full (&self->messages, (GDestroyNotify) demo_message_unref);
  g_clear_pointer (&self->channels, g_hash_table_unref);
  g_clear_pointer (&self->host, g_free);
  g_clear_pointer (&self->key, g_free);
  g_clear_object (&self->world);

  G_OBJECT_CLASS (demo_pull_parent_class)->dispose (object);
}

static void
demo_pull_class_init (DemoPullClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = demo_pull_dispose;

  signals[CONNECTED] = g_signal_new ("connected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
demo_pull_init (DemoPull *self)
{
  self->key = g_uuid_string_random ();
  self->host = g_strdup ("127.0.0.1");
  self->channels =
    g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) demo_channel_free);
  g_queue_init (&self->messages);
  self->links = g_ptr_array_new_with_free_func (g_object_unref);
  self->polls = g_ptr_array_new_with_free_func ((GDestroyNotify) poll_free);
  self->life = CHANNEL_LIFE;
  self->version = 4;
}

DemoPull *
demo_pull_new (DemoWorld *world)
{
  DemoPull *self = g_object_new (DEMO_TYPE_PULL, NULL);

  self->world = g_object_ref (world);

  return self;
}

/* host: with the port, as it stands in addresses */
void
demo_pull_set_host (DemoPull *self, const char *host)
{
  g_free (self->host);
  self->host = g_strdup (host);
}

const char *
demo_pull_get_host (DemoPull *self)
{
  return self->host;
}

/**
 * demo_pull_dup_public:
 * @self: the server
 * @user_id: a user
 *
 * Returns: (transfer full): what pull.channel.public.get says about the user
 */
JsonNode *
demo_pull_dup_public (DemoPull *self, gint64 user_id)
{
  DemoChannel *channel = get_channel (self, user_id);
  g_autoptr (JsonObject) object = json_object_new ();

  json_object_set_int_member (object, "user_id", user_id);
  json_object_set_string_member (object, "public_id", channel->public_id);
  json_object_set_string_member (object, "signature", channel->signature);
  demo_channel_set_times (object, channel);

  return json_node_init_object (json_node_alloc (), object);
}

/**
 * demo_pull_dup_config:
 * @self: the server
 * @user_id: the person whose webhook asks
 *
 * Returns: (transfer full): the `result` of pull.config.get
 */
JsonObject *
demo_pull_dup_config (DemoPull *self, gint64 user_id)
{
  JsonObject *config = json_object_new ();
  JsonObject *api = json_object_new ();
  JsonObject *channels = json_object_new ();
  JsonObject *public = json_object_new ();
  gint64 now = get_clock (self);
  g_autofree char *server_time = demo_param_format_time (now);
  g_autofree char *user = g_strdup_printf ("%" G_GINT64_FORMAT, user_id);

  json_object_set_object_member (config, "server",
                                 demo_channel_make_server (self->host, self->version));
  json_object_set_int_member (api, "revision_web", 19);
  json_object_set_int_member (api, "revision_mobile", 3);
  json_object_set_object_member (config, "api", api);
  json_object_set_object_member (channels, "shared",
                                 demo_channel_describe (get_channel (self, DEMO_PULL_EVERYBODY)));
  json_object_set_object_member (channels, "private",
                                 demo_channel_describe (get_channel (self, user_id)));
  json_object_set_object_member (config, "channels", channels);
  json_object_set_member (public, user, demo_pull_dup_public (self, user_id));
  json_object_set_object_member (config, "publicChannels", public);
  if (self->version >= 5)
    {
      g_autofree char *token = demo_channel_make_token (user_id, self->key, now + self->life);

      json_object_set_string_member (config, "jwt", token);
    }
  json_object_set_int_member (config, "exp", now + 86400);
  json_object_set_string_member (config, "serverTime", server_time);

  return config;
}

static JsonObject *
make_text (DemoPull *self, const char *module, const char *command, JsonObject *params)
{
  JsonObject *text = json_object_new ();
  JsonObject *extra = json_object_new ();
  gint64 now = demo_world_get_now (self->world);
  double fraction = (double) (g_get_real_time () % G_USEC_PER_SEC) / G_USEC_PER_SEC;
  g_autofree char *time = demo_param_format_time (now);

  json_object_set_string_member (text, "module_id", module);
  json_object_set_string_member (text, "command", command);
  json_object_set_object_member (text, "params", params);
  json_object_set_string_member (extra, "server_time", time);
  json_object_set_double_member (extra, "server_time_unix", (double) now + fraction);
  json_object_set_string_member (extra, "server_name", self->host);
  json_object_set_int_member (extra, "revision_web", 19);
  json_object_set_int_member (extra, "revision_mobile", 3);
  json_object_set_object_member (text, "extra", extra);

  return text;
}

static gboolean
is_for (const DemoMessage *message, gint64 user_id)
{
  return message->user_id == DEMO_PULL_EVERYBODY || message->user_id == user_id;
}

static void
answer_poll (Poll *poll, GPtrArray *messages)
{
  g_autoptr (JsonArray) array = json_array_new ();
  g_autoptr (JsonNode) node = json_node_init_array (json_node_alloc (), array);
  char *text;

  for (guint i = 0; i < messages->len; i++)
    json_array_add_element (array, demo_message_to_node (g_ptr_array_index (messages, i)));
  text = json_to_string (node, FALSE);
  soup_server_message_set_status (poll->message, SOUP_STATUS_OK, NULL);
  soup_server_message_set_response (poll->message, "application/json; charset=utf-8",
                                    SOUP_MEMORY_TAKE, text, strlen (text));
  soup_server_message_unpause (poll->message);
}

static void
deliver (DemoPull *self, DemoMessage *message)
{
  g_autoptr (GPtrArray) one = g_ptr_array_new ();

  for (guint i = 0; i < self->links->len; i++)
    {
      DemoLink *link = g_ptr_array_index (self->links, i);

      if (is_for (message, demo_link_get_user (link)))
        demo_link_send (link, message);
    }

  g_ptr_array_add (one, message);
  for (guint i = self->polls->len; i > 0; i--)
    {
      Poll *poll = g_ptr_array_index (self->polls, i - 1);

      if (is_for (message, poll->user_id))
        {
          answer_poll (poll, one);
          g_ptr_array_remove_index (self->polls, i - 1);
        }
    }
}

/**
 * demo_pull_send:
 * @self: the server
 * @user_id: to whom, or %DEMO_PULL_EVERYBODY
 * @module: the module, such as "voximplant"
 * @command: the command
 * @params: (transfer full): its parameters
 * @ttl: for how many seconds it may be replayed
 *
 * Sends a message to all who listen and keeps it for those who do not.
 */
void
demo_pull_send (DemoPull *self,
                gint64 user_id,
                const char *module,
                const char *command,
                JsonObject *params,
                guint ttl)
{
  DemoMessage *message = g_new0 (DemoMessage, 1);
  DemoChannel *channel = get_channel (self, user_id);
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (demo_world_get_now (self->world));

  g_atomic_ref_count_init (&message->references);
  message->number = ++self->last_number;
  message->mid = g_strdup_printf ("%010" G_GINT64_FORMAT "%016" G_GUINT64_FORMAT, get_clock (self),
                                  message->number);
  message->user_id = user_id;
  message->expires = get_clock (self) + ttl;
  message->channel = g_strndup (channel->id, strcspn (channel->id, ":."));
  message->time = g_date_time_format (time, "%a, %d %b %Y %H:%M:%S GMT");
  message->text = make_text (self, module, command, params);

  g_queue_push_tail (&self->messages, message);
  if (self->messages.length > MAX_MESSAGES)
    demo_message_unref (g_queue_pop_head (&self->messages));
  deliver (self, message);
}

/* Sends a frame of any content to a user's WebSockets, for tests of what a client must bear. */
void
demo_pull_send_raw (DemoPull *self, gint64 user_id, const char *text)
{
  for (guint i = 0; i < self->links->len; i++)
    {
      DemoLink *link = g_ptr_array_index (self->links, i);

      if (user_id == DEMO_PULL_EVERYBODY || demo_link_get_user (link) == user_id)
        demo_link_send_text (link, text);
    }
}

/* The missed messages of a user after the one with this mid; all that are kept when the mid is
 * older than those. Expired ones are left out. */
static GPtrArray *
find_missed (DemoPull *self, gint64 user_id, const char *mid)
{
  GPtrArray *missed = g_ptr_array_new_with_free_func ((GDestroyNotify) demo_message_unref);
  guint64 number = 0;

  if (mid == NULL || strlen (mid) < 16)
    return missed;

  number = g_ascii_strtoull (mid + strlen (mid) - 16, NULL, 10);
  for (GList *l = self->messages.head; l != NULL; l = l->next)
    {
      DemoMessage *message = l->data;

      if (message->number > number && message->expires > get_clock (self) &&
          is_for (message, user_id))
        g_ptr_array_add (missed, demo_message_ref (message));
    }

  return missed;
}

/* The ids of one of CHANNEL_ID, `private/shared`, must be signed by us and not expired. */
static gint64
find_listener (DemoPull *self, JsonObject *query)
{
  const char *token = json_object_get_string_member_with_default (query, "token", "");
  const char *ids = json_object_get_string_member_with_default (query, "CHANNEL_ID", "");
  g_auto (GStrv) parts = g_strsplit (ids, "/", -1);
  gint64 user_id = -1;

  if (token[0] != '\0')
    return demo_channel_check_token (token, self->key, get_clock (self));

  for (char **part = parts; *part != NULL; part++)
    {
      GHashTableIter iter;
      DemoChannel *channel;
      gboolean is_known = FALSE;

      g_hash_table_iter_init (&iter, self->channels);
      while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &channel))
        {
          if (g_str_equal (channel->id, *part) && channel->end > get_clock (self))
            {
              is_known = TRUE;
              user_id = MAX (user_id, channel->user_id);
            }
        }
      if (!is_known)
        return -1;
    }

  return user_id;
}

static void
on_link_closed_cb (DemoLink *link, gpointer user_data)
{
  g_ptr_array_remove (DEMO_PULL (user_data)->links, link);
}

gboolean
demo_pull_is_refusing (DemoPull *self)
{
  return self->is_refusing;
}

static DemoLinkFormat
choose_format (JsonObject *query)
{
  const char *rpc = json_object_get_string_member_with_default (query, "jsonRpc", "");
  const char *format = json_object_get_string_member_with_default (query, "format", "");

  if (g_str_equal (rpc, "true"))
    return DEMO_LINK_RPC;

  return g_str_equal (format, "json") ? DEMO_LINK_ARRAY : DEMO_LINK_MARKED;
}

/**
 * demo_pull_accept:
 * @self: the server
 * @message: the request that became a WebSocket
 * @connection: the WebSocket
 * @query: (nullable): the request's query
 *
 * Lets a client listen, or closes with 4010 when its channel is not right. Says again what the
 * client missed since `mid`.
 */
void
demo_pull_accept (DemoPull *self,
                  SoupServerMessage *message,
                  SoupWebsocketConnection *connection,
                  const char *query)
{
  g_autoptr (JsonObject) params = demo_query_parse (query);
  gint64 user_id = find_listener (self, params);
  g_autoptr (GPtrArray) missed = NULL;
  DemoLink *link;

  if (user_id < 0)
    {
      soup_websocket_connection_close (connection, CLOSE_WRONG_CHANNEL, "Wrong channel id");
      return;
    }

  link = demo_link_new (connection, soup_server_message_get_socket (message), user_id,
                        choose_format (params));
  g_ptr_array_add (self->links, link);
  g_signal_connect_object (link, "closed", G_CALLBACK (on_link_closed_cb), self, 0);

  missed =
    find_missed (self, user_id, json_object_get_string_member_with_default (params, "mid", NULL));
  for (guint i = 0; i < missed->len; i++)
    demo_link_send (link, g_ptr_array_index (missed, i));

  g_signal_emit (self, signals[CONNECTED], 0, user_id);
}

static gboolean
on_poll_due_cb (gpointer user_data)
{
  Poll *poll = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (poll->message);
  DemoMessage *last = g_queue_peek_tail (&poll->pull->messages);

  if (last != NULL)
    {
      soup_message_headers_append (headers, "Last-Message-Id", last->mid);
      soup_message_headers_append (headers, "Expires", "Thu, 01 Jan 1973 11:11:01 GMT");
    }
  soup_server_message_set_status (poll->message, SOUP_STATUS_NOT_MODIFIED, NULL);
  soup_server_message_unpause (poll->message);
  g_ptr_array_remove (poll->pull->polls, poll);

  return G_SOURCE_REMOVE;
}

static void
on_poll_finished_cb (SoupServerMessage *message, gpointer user_data)
{
  Poll *poll = user_data;

  g_ptr_array_remove (poll->pull->polls, poll);
}

/**
 * demo_pull_poll:
 * @self: the server
 * @message: the request
 * @query: (nullable): its query
 *
 * Answers a long poll: at once when something was missed, when something comes, or with 304.
 */
void
demo_pull_poll (DemoPull *self, SoupServerMessage *message, const char *query)
{
  g_autoptr (JsonObject) params = demo_query_parse (query);
  gint64 user_id = find_listener (self, params);
  g_autoptr (GPtrArray) missed = NULL;
  Poll *poll;

  if (user_id < 0 || self->is_refusing)
    {
      soup_server_message_set_status (message,
                                      user_id < 0 ? SOUP_STATUS_FORBIDDEN
                                                  : SOUP_STATUS_SERVICE_UNAVAILABLE,
                                      NULL);
      return;
    }

  missed =
    find_missed (self, user_id, json_object_get_string_member_with_default (params, "mid", NULL));
  poll = g_new0 (Poll, 1);
  poll->pull = self;
  poll->message = g_object_ref (message);
  poll->user_id = user_id;
  poll->timer = demo_timer_new (POLL_MS, on_poll_due_cb, poll);
  poll->finished = g_signal_connect (message, "finished", G_CALLBACK (on_poll_finished_cb), poll);
  soup_server_message_pause (message);
  if (missed->len > 0)
    {
      answer_poll (poll, missed);
      poll_free (poll);
    }
  else
    g_ptr_array_add (self->polls, poll);

  g_signal_emit (self, signals[CONNECTED], 0, user_id);
}

static void
add_listener (GArray *users, gint64 user_id)
{
  for (guint i = 0; i < users->len; i++)
    {
      if (g_array_index (users, gint64, i) == user_id)
        return;
    }
  g_array_append_val (users, user_id);
}

/* (transfer full) (element-type gint64): who is connected */
GArray *
demo_pull_dup_listeners (DemoPull *self)
{
  GArray *users = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < self->links->len; i++)
    add_listener (users, demo_link_get_user (g_ptr_array_index (self->links, i)));
  for (guint i = 0; i < self->polls->len; i++)
    add_listener (users, ((Poll *) g_ptr_array_index (self->polls, i))->user_id);

  return users;
}

static void
foreach_link (DemoPull *self, gint64 user_id, void (*func) (DemoLink *link))
{
  for (guint i = self->links->len; i > 0; i--)
    {
      DemoLink *link = g_ptr_array_index (self->links, i - 1);

      if (user_id == DEMO_PULL_EVERYBODY || demo_link_get_user (link) == user_id)
        func (link);
    }
}

/* Breaks the connections of a user (or of everybody) without a word. */
void
demo_pull_kill (DemoPull *self, gint64 user_id)
{
  foreach_link (self, user_id, demo_link_kill);
}

/* Leaves the connections open and says nothing more on them. */
void
demo_pull_fall_silent (DemoPull *self, gint64 user_id)
{
  foreach_link (self, user_id, demo_link_fall_silent);
}

/**
 * demo_pull_expire_channel:
 * @self: the server
 * @user_id: whose private channel, or %DEMO_PULL_EVERYBODY for the shared one
 * @with_new: whether to name the new channel in the message (action `reconnect`) instead of
 *   letting the client ask for it (`get_config`)
 *
 * Replaces a channel before its time and says so on the old one.
 */
void
demo_pull_expire_channel (DemoPull *self, gint64 user_id, gboolean with_new)
{
  JsonObject *params = json_object_new ();
  JsonObject *old = json_object_new ();
  DemoChannel *channel = get_channel (self, user_id);
  DemoChannel *fresh = demo_channel_new (user_id, self->key, get_clock (self), self->life);

  json_object_set_string_member (params, "action", with_new ? "reconnect" : "get_config");
  json_object_set_string_member (old, "id", channel->id);
  json_object_set_string_member (old, "type", user_id != 0 ? "private" : "shared");
  json_object_set_object_member (params, "channel", old);
  if (with_new)
    {
      JsonObject *described = demo_channel_describe (fresh);

      json_object_remove_member (described, "public_id");
      json_object_set_object_member (params, "new_channel", described);
    }
  demo_pull_send (self, user_id, "pull", "channel_expire", params, DEMO_PULL_TTL);
  g_hash_table_replace (self->channels, g_memdup2 (&user_id, sizeof user_id), fresh);
}

void
demo_pull_set_version (DemoPull *self, int version)
{
  self->version = version;
}

void
demo_pull_set_refusing (DemoPull *self, gboolean refusing)
{
  self->is_refusing = refusing;
}

/* How long the channels made from now on live; those that exist are forgotten. */
void
demo_pull_set_channel_life (DemoPull *self, guint seconds)
{
  self->life = seconds;
  g_hash_table_remove_all (self->channels);
}

void
demo_pull_advance (DemoPull *self, gint64 seconds)
{
  self->advanced += seconds;
}

/* Lets everybody go, before the server stops. */
void
demo_pull_stop (DemoPull *self)
{
  g_autoptr (GPtrArray) links = self->links != NULL ? g_ptr_array_ref (self->links) : NULL;

  if (links == NULL)
    return;

  for (guint i = self->polls->len; i > 0; i--)
    {
      Poll *poll = g_ptr_array_index (self->polls, i - 1);

      soup_server_message_set_status (poll->message, SOUP_STATUS_SERVICE_UNAVAILABLE, NULL);
      soup_server_message_unpause (poll->message);
    }
  g_ptr_array_set_size (self->polls, 0);
  foreach_link (self, DEMO_PULL_EVERYBODY, demo_link_kill);
  g_ptr_array_set_size (self->links, 0);
}
