/* demo-control-order.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the files of the control interface share with one another.
 */

#pragma once

#include "demo-server.h"

G_BEGIN_DECLS

/*
 * DemoOrder:
 *
 * One command of the control interface. What it says goes into `answer`.
 */
typedef struct
{
  DemoServer *server;     /* unowned */
  DemoDispatch *dispatch; /* unowned */
  DemoWorld *world;       /* unowned */
  DemoExchange *exchange; /* unowned */
  DemoPull *pull;         /* unowned */
  gboolean is_delete;
  JsonObject *params; /* unowned */
  JsonObject *answer; /* owned */
} DemoOrder;

typedef struct
{
  const char *name;
  gboolean (*run) (DemoOrder *order, GError **error);
} DemoOrderKind;

/* what can be told about the CRM; ended by an entry with a NULL name */
const DemoOrderKind *demo_control_crm_orders (void);

/* what can be told about the feed; likewise */
const DemoOrderKind *demo_control_feed_orders (void);
/* what can be told about the medical system; likewise */
const DemoOrderKind *demo_control_mis_orders (void);

/* what can be told about invoices and files; likewise */
const DemoOrderKind *demo_control_office_orders (void);

/* what can be told about working time; likewise */
const DemoOrderKind *demo_control_work_orders (void);

/* Returns FALSE. */
gboolean demo_control_fail (GError **error, const char *text);
/* whose command it is: the first desk's, unless it says so */
gint64 demo_control_get_user (DemoOrder *order);

G_END_DECLS
