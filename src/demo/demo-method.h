/* demo-method.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How the demo portal's methods are written: one function per REST method, given its parameters,
 * giving back the `result` member.
 */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef struct _DemoWorld DemoWorld;
typedef struct _DemoDispatch DemoDispatch;

/**
 * DemoCall:
 * @world: the clinic's data
 * @user_id: the person whose webhook is used
 * @method: the method's name in lower case
 * @params: its parameters; never %NULL. Values that came in a query string or a batch are all
 *   strings (and numbered keys make objects, "0", "1", … or arrays: read them tolerantly)
 * @start: the `start` parameter; -1 when counting is not wanted, 0 by default
 * @total: set by the method when it is paged, else -1
 * @next: set by the method when there is a next page, else -1
 * @operating: seconds of work that the method pretends to have cost
 * @dispatch: (nullable): the server's own parts (telephony, push), for the methods that are about
 *   them; the methods about data do without
 *
 * One call of a method.
 */
typedef struct
{
  DemoWorld *world;
  gint64 user_id;
  const char *method;
  JsonObject *params;
  gint64 start;
  gint64 total;
  gint64 next;
  double operating;
  DemoDispatch *dispatch;
} DemoCall;

/* (transfer full): the `result`, or NULL with an error made by demo_error_set() */
typedef JsonNode *(*DemoMethodFunc) (DemoCall *call, GError **error);

typedef struct
{
  const char *name;  /* as documented, such as "crm.item.list"; compared without case */
  const char *scope; /* "crm", or NULL for a basic method that needs none */
  DemoMethodFunc run;
} DemoMethod;

/* the tables of methods, ended by an entry with a NULL name */
const DemoMethod *demo_crm_methods (void);
const DemoMethod *demo_user_methods (void);
const DemoMethod *demo_telephony_methods (void);
const DemoMethod *demo_pull_methods (void);

#define DEMO_ERROR (demo_error_quark ())

GQuark demo_error_quark (void);
/* the portal's refusal: HTTP status, `error` and `error_description` */
void demo_error_set (GError **error, guint status, const char *name, const char *format, ...)
  G_GNUC_PRINTF (4, 5);
guint demo_error_get_status (const GError *error);
const char *demo_error_get_name (const GError *error);

G_END_DECLS
