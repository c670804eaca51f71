/* demo-exchange.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "demo-world.h"

G_BEGIN_DECLS

/**
 * DemoRing:
 * @call_id: its id on the portal
 * @number: the patient's number as delivered; "" when hidden
 * @line: the clinic's line
 * @type: CALL_TYPE: 1 outgoing, 2 incoming, 3 redirected, 4 callback
 * @is_external: registered by telephony.externalCall.register
 * @external_id: (nullable): the id given by the foreign exchange
 * @start: when it began, unix seconds
 * @users: (element-type gint64): whom it rings, or who sees its card
 * @owner: who answered, or for whom it was registered; 0 when nobody
 * @answered_at: when the talk began, or 0
 * @entity_type: (nullable): "CONTACT", "LEAD" or ""
 * @popup: (nullable): the CRM object of its messages
 * @timer: (nullable): what a scripted call does next
 *
 * One call that is going on.
 */
typedef struct
{
  char *call_id; /* owned */
  char *number;  /* owned */
  char *line;    /* owned */
  int type;
  gboolean is_external;
  char *external_id; /* owned */
  gint64 start;
  GArray *users; /* owned */
  gint64 owner;
  gint64 answered_at;
  char *entity_type; /* owned */
  gint64 entity_id;
  JsonNode *popup;   /* owned */
  GSource *timer;    /* owned */
  gpointer exchange; /* unowned, the exchange owns the ring */
} DemoRing;

/**
 * DemoExchange:
 *
 * The clinic's telephony: its lines, the calls that are going on, the messages about them and the
 * statistics row that each leaves. Owned by the dispatcher.
 */
#define DEMO_TYPE_EXCHANGE (demo_exchange_get_type ())

G_DECLARE_FINAL_TYPE (DemoExchange, demo_exchange, DEMO, EXCHANGE, GObject)

#define DEMO_EXCHANGE_DEFAULT_LINE "reg150908"

DemoExchange *demo_exchange_new (DemoDispatch *dispatch);
const char *demo_exchange_find_line (DemoExchange *self, const char *line);
JsonObject *demo_exchange_dup_lines (DemoExchange *self);
DemoRing *demo_exchange_find (DemoExchange *self, const char *call_id);

/* the built-in telephony */
DemoRing *demo_exchange_ring (DemoExchange *self,
                              const char *number,
                              const char *line,
                              GArray *users,
                              const char *call_id);
DemoRing *
demo_exchange_call_back (DemoExchange *self, const char *number, const char *line, gint64 user_id);
void demo_exchange_script_callbacks (DemoExchange *self,
                                     const char *outcome,
                                     guint answer_ms,
                                     guint talk_ms);
void demo_exchange_answer (DemoExchange *self, DemoRing *ring, gint64 user_id);
gint64 demo_exchange_hang_up (DemoExchange *self, DemoRing *ring, const char *code);

/* calls of a foreign exchange */
DemoRing *demo_exchange_register (DemoExchange *self,
                                  const char *number,
                                  const char *line,
                                  int type,
                                  gint64 user_id,
                                  const char *external_id,
                                  gboolean *is_old);
void demo_exchange_show (DemoExchange *self, DemoRing *ring, GArray *users);
void demo_exchange_hide (DemoExchange *self, DemoRing *ring, GArray *users);
void demo_exchange_forget (DemoExchange *self, DemoRing *ring);

G_END_DECLS
