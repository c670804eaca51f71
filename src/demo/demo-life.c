/* demo-life.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "demo-life"

#include "demo-life.h"

#include "demo-office.h"
#include "demo-param.h"
#include "demo-timer.h"

#define FIRST_RING_MS 4000
#define ROBOTS_MS 2000
/* seconds until the management writes something that all must read, and between two of these */
#define FIRST_NEWS 240
#define NEXT_NEWS 1500
#define FIRST_INVOICE 180
#define NEXT_INVOICE 1200

#define DEAL 2

/* the deals funnel of the clinic's visits, and «Да» in the field of confirmations */
#define VISITS 5
#define CONFIRMED_YES 911

#define OPERATOR 12
#define COLLEAGUE 8
#define OTHER_COLLEAGUE 9

typedef enum
{
  CALLER_WITH_VISIT,
  CALLER_UNKNOWN,
  CALLER_FAMILY,
  CALLER_TWO_AT_ONCE,
  CALLER_HIDDEN,
  CALLER_KNOWN,
  N_CALLERS,
} Caller;

typedef enum
{
  OUTCOME_ANSWERED_HERE,
  OUTCOME_ANSWERED_BY_COLLEAGUE,
  OUTCOME_MISSED,
  N_OUTCOMES,
} Outcome;

struct _DemoLife
{
  GObject parent_instance;

  DemoDispatch *dispatch; /* owned */
  GRand *random;          /* owned */
  GSource *next_ring;     /* owned, (nullable) until somebody listens */
  GSource *next_move;     /* owned, (nullable) likewise */
  GSource *robots;        /* owned, (nullable) likewise */
  GSource *next_news;     /* owned, (nullable) likewise */
  GSource *next_invoice;  /* owned, (nullable) likewise */
  GPtrArray *calls;       /* owned: Scripted */
  guint n_calls;
  guint n_moves;
  guint n_news;
  guint n_invoices;
};

G_DEFINE_FINAL_TYPE (DemoLife, demo_life, G_TYPE_OBJECT)

/*
 * Scripted:
 *
 * A call whose course is decided. Owned by the DemoLife that it points to.
 */
typedef struct
{
  DemoLife *life; /* unowned */
  char *call_id;  /* owned */
  Outcome outcome;
  gint64 listener;
  GSource *timer; /* owned */
} Scripted;

static void
scripted_free (Scripted *self)
{
  demo_timer_clear (&self->timer);
  g_clear_pointer (&self->call_id, g_free);
  g_free (self);
}

static void
demo_life_dispose (GObject *object)
{
  DemoLife *self = DEMO_LIFE (object);

  demo_timer_clear (&self->next_ring);
  demo_timer_clear (&self->next_move);
  demo_timer_clear (&self->robots);
  demo_timer_clear (&self->next_news);
  demo_timer_clear (&self->next_invoice);
  g_clear_pointer (&self->calls, g_ptr_array_unref);
  g_clear_pointer (&self->random, g_rand_free);
  g_clear_object (&self->dispatch);

  G_OBJECT_CLASS (demo_life_parent_class)->dispose (object);
}

static void
demo_life_class_init (DemoLifeClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = demo_life_dispose;
}

static void
demo_life_init (DemoLife *self)
{
  self->calls = g_ptr_array_new_with_free_func ((GDestroyNotify) scripted_free);
}

static guint
pick_ms (DemoLife *self, int from_seconds, int to_seconds)
{
  return (guint) g_rand_int_range (self->random, from_seconds * 1000, to_seconds * 1000);
}

static gint64
colleague_of (gint64 user_id)
{
  return user_id == COLLEAGUE ? OTHER_COLLEAGUE : COLLEAGUE;
}

/* The call goes on without its script when somebody else ended it: the control interface can. */
static DemoRing *
find_ring (Scripted *call)
{
  return demo_exchange_find (demo_dispatch_get_exchange (call->life->dispatch), call->call_id);
}

static gboolean
on_talk_over_cb (gpointer user_data)
{
  Scripted *call = user_data;
  DemoRing *ring = find_ring (call);

  if (ring != NULL)
    demo_exchange_hang_up (demo_dispatch_get_exchange (call->life->dispatch), ring, NULL);
  g_ptr_array_remove (call->life->calls, call);

  return G_SOURCE_REMOVE;
}

static gboolean
on_ring_over_cb (gpointer user_data)
{
  Scripted *call = user_data;
  DemoLife *self = call->life;
  DemoRing *ring = find_ring (call);

  if (ring == NULL || call->outcome == OUTCOME_MISSED)
    return on_talk_over_cb (call);

  demo_exchange_answer (demo_dispatch_get_exchange (self->dispatch), ring,
                        call->outcome == OUTCOME_ANSWERED_HERE ? call->listener
                                                               : colleague_of (call->listener));
  demo_timer_clear (&call->timer);
  call->timer = demo_timer_new (pick_ms (self, 25, 80), on_talk_over_cb, call);

  return G_SOURCE_REMOVE;
}

static char *
pick_number (DemoLife *self, Caller caller)
{
  DemoWorld *world = demo_dispatch_get_world (self->dispatch);
  char *number = NULL;

  if (caller == CALLER_HIDDEN)
    return g_strdup ("anonymous");
  if (caller == CALLER_FAMILY)
    number = demo_world_family_phone (world, self->random);
  else if (caller != CALLER_UNKNOWN)
    number = demo_world_pick_phone (world, self->random, caller != CALLER_KNOWN);

  return number != NULL ? number : demo_world_unknown_phone (world, self->random);
}

static void
ring (DemoLife *self, Caller caller, Outcome outcome, GArray *listeners)
{
  g_autofree char *number = pick_number (self, caller);
  Scripted *call = g_new0 (Scripted, 1);
  DemoRing *started;
  gint64 colleague;

  call->life = self;
  call->outcome = outcome;
  call->listener = g_array_index (listeners, gint64, 0);
  colleague = colleague_of (call->listener);
  for (guint i = 0; i < listeners->len && colleague != 0; i++)
    {
      if (g_array_index (listeners, gint64, i) == colleague)
        colleague = 0;
    }
  if (colleague != 0)
    g_array_append_val (listeners, colleague);

  started =
    demo_exchange_ring (demo_dispatch_get_exchange (self->dispatch), number, NULL, listeners, NULL);
  call->call_id = g_strdup (started->call_id);
  call->timer = demo_timer_new (pick_ms (self, 20, 25), on_ring_over_cb, call);
  g_ptr_array_add (self->calls, call);
}

static gboolean
on_ring_due_cb (gpointer user_data)
{
  DemoLife *self = user_data;
  g_autoptr (GArray) listeners = demo_pull_dup_listeners (demo_dispatch_get_pull (self->dispatch));

  demo_timer_clear (&self->next_ring);
  self->next_ring = demo_timer_new (pick_ms (self, 50, 110), on_ring_due_cb, self);

  if (listeners->len > 0 && self->calls->len < 2)
    {
      Caller caller = self->n_calls % N_CALLERS;
      Outcome outcome = (self->n_calls + self->n_calls / N_CALLERS) % N_OUTCOMES;

      ring (self, caller, outcome, listeners);
      if (caller == CALLER_TWO_AT_ONCE)
        ring (self, CALLER_UNKNOWN, OUTCOME_ANSWERED_BY_COLLEAGUE, listeners);
      self->n_calls++;
    }

  return G_SOURCE_REMOVE;
}

/* The ids of visits on a stage between two times. */
static GArray *
list_visits (DemoLife *self, const char *stage, gint64 from, gint64 to)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  JsonObject *params = json_object_new ();
  JsonObject *filter = json_object_new ();
  g_autofree char *after = demo_param_format_time (from);
  g_autofree char *before = demo_param_format_time (to);
  g_autoptr (JsonNode) result = NULL;
  g_autoptr (GError) error = NULL;
  JsonArray *items;

  json_object_set_int_member (filter, "categoryId", VISITS);
  json_object_set_string_member (filter, "stageId", stage);
  /* the portal garbles a user field in camel case behind an operator */
  json_object_set_string_member (params, "useOriginalUfNames", "Y");
  json_object_set_string_member (filter, ">=UF_CRM_VISIT_TIME", after);
  json_object_set_string_member (filter, "<UF_CRM_VISIT_TIME", before);
  json_object_set_int_member (params, "entityTypeId", DEAL);
  json_object_set_int_member (params, "start", -1);
  json_object_set_object_member (params, "filter", filter);
  result = demo_dispatch_run_inside (self->dispatch, 1, "crm.item.list", params, &error);
  if (result == NULL)
    {
      g_warning ("cannot list the visits: %s", error->message);
      return ids;
    }

  items = json_object_get_array_member (json_node_get_object (result), "items");
  for (guint i = 0; i < json_array_get_length (items); i++)
    {
      gint64 id = demo_param_get_int (json_array_get_object_element (items, i), "id", 0);

      g_array_append_val (ids, id);
    }

  return ids;
}

static gboolean
move (DemoLife *self, GArray *visits, const char *stage, gboolean confirms, gint64 user_id)
{
  g_autoptr (JsonObject) fields = json_object_new ();
  g_autoptr (GError) error = NULL;
  gint64 id;

  if (visits->len == 0)
    return FALSE;

  id = g_array_index (visits, gint64, g_rand_int_range (self->random, 0, (gint32) visits->len));
  json_object_set_string_member (fields, "stageId", stage);
  if (confirms)
    json_object_set_int_member (fields, "ufCrm_CONFIRM", CONFIRMED_YES);
  if (!demo_world_edit (demo_dispatch_get_world (self->dispatch), DEAL, id, fields, user_id,
                        &error))
    g_warning ("cannot move visit %" G_GINT64_FORMAT ": %s", id, error->message);

  return error == NULL;
}

/* What happens on the board, in turns; a move for which there is no card is left out. */
static const struct
{
  const char *from;
  const char *to;
  int begin_minutes; /* of the visit, from now */
  int end_minutes;
  gboolean confirms;
  gint64 user_id;
} moves[] = {
  { "C5:UC_ZAVTRA", "C5:UC_CONFIRM", 0, 48 * 60, TRUE, OPERATOR },
  { "C5:UC_CONFIRM", "C5:UC_ARRIVED", -20, 25, FALSE, OTHER_COLLEAGUE },
  { "C5:UC_ARRIVED", "C5:UC_INCHAIR", -40, 10, FALSE, OTHER_COLLEAGUE },
  { "C5:NEW", "C5:UC_ZAVTRA", 0, 36 * 60, FALSE, COLLEAGUE },
  { "C5:UC_INCHAIR", "C5:WON", -240, -20, FALSE, COLLEAGUE },
};

static gboolean
on_move_due_cb (gpointer user_data)
{
  DemoLife *self = user_data;
  gint64 now = demo_world_get_now (demo_dispatch_get_world (self->dispatch));

  demo_timer_clear (&self->next_move);
  self->next_move = demo_timer_new (pick_ms (self, 25, 50), on_move_due_cb, self);

  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    {
      guint turn = self->n_moves++ % G_N_ELEMENTS (moves);
      g_autoptr (GArray) visits =
        list_visits (self, moves[turn].from, now + moves[turn].begin_minutes * 60,
                     now + moves[turn].end_minutes * 60);

      if (move (self, visits, moves[turn].to, moves[turn].confirms, moves[turn].user_id))
        break;
    }

  return G_SOURCE_REMOVE;
}

/* What the robots and the patients do at their time. */
static gboolean
on_robots_due_cb (gpointer user_data)
{
  DemoLife *self = user_data;

  demo_world_run_robots (demo_dispatch_get_world (self->dispatch));

  return G_SOURCE_CONTINUE;
}

/* What the management writes while the day goes on. */
static const struct
{
  const char *title;
  const char *text;
} news[] = {
  { "Терминал на второй стойке не работает",
    "До вечера карты принимаем [B]только на первой стойке[/B]. Мастер приедет к 18:00." },
  { "Доктор Гаврилов заболел",
    "Приёмы доктора на завтра переносим:\n[LIST]\n[*]острую боль — к [USER=27]Андрею"
    " Петрову[/USER]\n[*]остальных — на следующую неделю\n[/LIST]\nЗвоним сегодня." },
  { "Проверка документов в пятницу",
    "Проверьте, что у каждого пациента есть [U]подписанное согласие[/U]. Список — у Ирины." },
};

static gboolean
on_invoice_due_cb (gpointer user_data)
{
  DemoLife *self = user_data;

  demo_timer_clear (&self->next_invoice);
  demo_office_bring (demo_dispatch_get_world (self->dispatch), self->n_invoices++);
  self->next_invoice = demo_timer_new (NEXT_INVOICE * 1000, on_invoice_due_cb, self);

  return G_SOURCE_REMOVE;
}

static gboolean
on_news_due_cb (gpointer user_data)
{
  DemoLife *self = user_data;
  JsonObject *params;
  g_autoptr (JsonNode) result = NULL;
  g_autoptr (GError) error = NULL;

  demo_timer_clear (&self->next_news);
  if (self->n_news >= G_N_ELEMENTS (news))
    return G_SOURCE_REMOVE;

  params = json_object_new ();
  json_object_set_string_member (params, "POST_TITLE", news[self->n_news].title);
  json_object_set_string_member (params, "POST_MESSAGE", news[self->n_news].text);
  json_object_set_string_member (params, "IMPORTANT", "Y");
  result = demo_dispatch_run_inside (self->dispatch, 1, "log.blogpost.add", params, &error);
  if (result == NULL)
    g_warning ("cannot write the news: %s", error->message);
  self->n_news++;
  self->next_news = demo_timer_new (NEXT_NEWS * 1000, on_news_due_cb, self);

  return G_SOURCE_REMOVE;
}

static void
on_connected_cb (DemoPull *pull, gint64 user_id, gpointer user_data)
{
  DemoLife *self = user_data;

  if (self->next_ring != NULL)
    return;

  self->next_ring = demo_timer_new (FIRST_RING_MS, on_ring_due_cb, self);
  self->next_move = demo_timer_new (pick_ms (self, 8, 14), on_move_due_cb, self);
  self->next_news = demo_timer_new (FIRST_NEWS * 1000, on_news_due_cb, self);
  self->next_invoice = demo_timer_new (FIRST_INVOICE * 1000, on_invoice_due_cb, self);
  self->robots = demo_timer_new (ROBOTS_MS, on_robots_due_cb, self);
}

/**
 * demo_life_new:
 * @dispatch: the portal's parts
 * @seed: what happens
 *
 * Returns: (transfer full): a day that begins four seconds after somebody starts to listen
 */
DemoLife *
demo_life_new (DemoDispatch *dispatch, guint seed)
{
  DemoLife *self = g_object_new (DEMO_TYPE_LIFE, NULL);
  DemoRobots robots;

  self->dispatch = g_object_ref (dispatch);
  self->random = g_rand_new_with_seed (seed);
  robots = demo_world_get_robots (demo_dispatch_get_world (dispatch));
  if (robots & DEMO_ROBOTS_MESSAGES)
    demo_world_set_robots (demo_dispatch_get_world (dispatch), robots | DEMO_ROBOTS_ANSWERS);
  g_signal_connect_object (demo_dispatch_get_pull (dispatch), "connected",
                           G_CALLBACK (on_connected_cb), self, 0);

  return self;
}
