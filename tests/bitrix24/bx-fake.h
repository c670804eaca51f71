/* bx-fake.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "bx-client.h"
#include "bx-webhook.h"

G_BEGIN_DECLS

#define BX_FAKE_SECRET "s3cretS3cretS3cre"

typedef enum
{
  BX_FAKE_ANSWER,
  BX_FAKE_DROP_BEFORE,  /* closes the connection without an answer */
  BX_FAKE_DROP_HALFWAY, /* promises more bytes than it sends */
  BX_FAKE_SILENT,       /* never answers */
  BX_FAKE_HUGE,         /* promises more bytes than anybody should read */
  BX_FAKE_TRICKLE,      /* a byte now and then, for ever */
} BxFakeFault;

typedef struct
{
  char *method;     /* owned */
  char *body;       /* owned */
  char *user_agent; /* owned */
  char *type;       /* owned */
  char *bearer;     /* owned, (nullable) */
  gint64 arrived;   /* monotonic µs */
} BxFakeRequest;

/* A portal of canned answers. Answers for a method are given in their order, the last for ever. */
typedef struct _BxFake BxFake;

BxFake *bx_fake_new (void);
/* the same over TLS; certificate: a file of tests/fixtures/tls */
BxFake *bx_fake_new_secure (const char *certificate);
void bx_fake_free (BxFake *self);
const char *bx_fake_get_origin (BxFake *self);
void bx_fake_add (BxFake *self, const char *method, guint status, const char *body);
void bx_fake_add_bytes (BxFake *self, const char *method, guint status, GBytes *body);
void bx_fake_add_fault (BxFake *self, const char *method, BxFakeFault fault);
void bx_fake_set_delay (BxFake *self, const char *method, guint ms);
/* (nullable) (transfer full): makes the answer to a request; NULL falls back to the canned ones */
void bx_fake_set_handler (BxFake *self,
                          char *(*handler) (BxFakeRequest *request, gpointer user_data),
                          gpointer user_data);
guint bx_fake_count (BxFake *self, const char *method);
BxFakeRequest *bx_fake_get (BxFake *self, guint index);
BxClient *bx_fake_make_client (BxFake *self);

GAsyncResult *bx_fake_wait (GAsyncResult **result);
void bx_fake_on_result_cb (GObject *source, GAsyncResult *result, gpointer user_data);
void bx_fake_spin (guint ms);

BxAnswer *bx_fake_call (BxClient *client,
                        const char *method,
                        BxPriority priority,
                        BxCallFlags flags,
                        GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BxFake, bx_fake_free)

G_END_DECLS
