/* demo-request.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * DemoRequest:
 * @message: the HTTP message
 * @user_id: the number in the address, or 0
 * @secret: (nullable): the secret in the address
 * @method: the method
 * @params: its parameters, from the query and the body
 * @calls: (nullable): of REST 3.0: the body when it is an array
 * @is_v3: whether it is one of REST 3.0, whose parameters are in the body alone
 * @is_spoiled: of REST 3.0: the body is no JSON
 *
 * One REST request: `/rest/{user}/{secret}/{method}[.json][/]`, or of REST 3.0
 * `/rest/api/{user}/{secret}/{method}`.
 */
typedef struct
{
  SoupServerMessage *message; /* owned */
  gint64 user_id;
  char *secret;       /* owned */
  char *method;       /* owned */
  JsonObject *params; /* owned */
  JsonArray *calls;   /* owned */
  gboolean is_v3;
  gboolean is_spoiled;
} DemoRequest;

DemoRequest *demo_request_new (SoupServerMessage *message, const char *path);
void demo_request_free (DemoRequest *self);
JsonObject *demo_request_read_params (SoupServerMessage *message);
void demo_request_answer (SoupServerMessage *message, guint status, JsonObject *body);
void demo_request_answer_error (SoupServerMessage *message,
                                guint status,
                                const char *name,
                                const char *description);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemoRequest, demo_request_free)

G_END_DECLS
