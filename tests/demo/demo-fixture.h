/* demo-fixture.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "demo-portal.h"

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

/* A quiet portal with the control interface in a thread of its own, and a client without manners:
 * what the tests of the demo portal share. */
typedef struct
{
  DemoPortal *portal;
  SoupSession *session;
  char *url;     /* of the first desk's webhook */
  char *control; /* of the control interface */
  guint status;  /* of the last answer */
} Fixture;

void fixture_set_up (Fixture *fixture, gconstpointer data);
/* data: DemoSetup in GINT_TO_POINTER */
void fixture_set_up_invoices (Fixture *fixture, gconstpointer data);
/* Monday, 9 November 2026, 12:00 in the clinic */
#define FIXTURE_NOW G_GINT64_CONSTANT (1794214800)
/* The clock stands at FIXTURE_NOW; data: days of history in GINT_TO_POINTER. */
void fixture_set_up_months (Fixture *fixture, gconstpointer data);
void fixture_tear_down (Fixture *fixture, gconstpointer data);

GBytes *fixture_send (Fixture *fixture,
                      const char *method,
                      const char *url,
                      const char *type,
                      const char *body,
                      GError **error);
/* (transfer full): the whole answer; fails the test when it is not a JSON object */
JsonObject *fixture_post (Fixture *fixture, const char *url, const char *json);
JsonObject *fixture_call (Fixture *fixture, const char *method, const char *json);
JsonObject *fixture_call_as (Fixture *fixture, gint64 user, const char *method, const char *json);
JsonObject *fixture_control (Fixture *fixture, const char *command, const char *json);
JsonObject *fixture_journal (Fixture *fixture);
char *fixture_to_text (JsonObject *object, const char *member);

/* A listener on a WebSocket. */
typedef struct
{
  SoupWebsocketConnection *connection;
  GPtrArray *frames; /* char * */
  gboolean is_closed;
  gushort code;
  guint pongs;
} Listener;

Listener *
listener_new (Fixture *fixture, const char *url, const char *mid, const char *more, GError **error);
Listener *listener_open (Fixture *fixture, const char *mid);
void listener_free (Listener *self);
/* waits for the n-th frame (from 0) and gives it, or NULL after the time */
const char *listener_wait (Listener *self, guint n, guint milliseconds);
gboolean listener_wait_closed (Listener *self, guint milliseconds);
char *fixture_websocket_url (Fixture *fixture, const char *webhook);
void fixture_iterate (guint milliseconds);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Listener, listener_free)
