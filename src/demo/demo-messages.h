/* demo-messages.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The messages that the portal sends to patients through its provider: each is a row of its own and
 * an activity of the deal and of the patient, whose settings follow what becomes of it.
 */

#pragma once

#include "demo-world-private.h"

G_BEGIN_DECLS

typedef enum
{
  DEMO_MESSAGE_BOOKED = 1, /* at booking */
  DEMO_MESSAGE_TOMORROW,   /* the day before, asks for an answer */
  DEMO_MESSAGE_TODAY = 4,  /* two hours before; the third step of the clinic's ladder is a call */
} DemoMessageKind;

/* STATUS_ID of a message, as far as it is used here */
typedef enum
{
  DEMO_MESSAGE_QUEUED = 11,
  DEMO_MESSAGE_SENT = 13,
  DEMO_MESSAGE_DELIVERED = 14,
  DEMO_MESSAGE_UNDELIVERED = 15,
} DemoMessageStatus;

typedef struct
{
  DemoMessageKind kind;
  DemoMessageStatus status;
  gint64 deal;
  gint64 contact;
  gint64 visit; /* when */
  int doctor;
  gint64 when;
} DemoMessage;

/**
 * DemoMessages:
 *
 * Writes many messages quickly. Made for one job and freed after it; owned by whoever made it.
 */
typedef struct _DemoMessages DemoMessages;

DemoMessages *demo_messages_new (DemoWorld *world);
void demo_messages_free (DemoMessages *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemoMessages, demo_messages_free)

/* Returns the message's id, 0 when the patient has no phone. Moves no dates. */
gint64 demo_messages_write (DemoMessages *self, const DemoMessage *message);
/* What the patient wrote back. clear: whether the portal understood it */
void demo_messages_write_answer (DemoMessages *self,
                                 gint64 deal,
                                 gint64 contact,
                                 gint64 when,
                                 const char *text,
                                 gboolean is_clear);
/* Somebody called the patient about the visit. call_id: (nullable): in the statistics. Returns the
 * activity's id, 0 without a phone. */
gint64 demo_messages_write_call (DemoMessages *self,
                                 gint64 deal,
                                 gint64 contact,
                                 gint64 when,
                                 int user_id,
                                 gboolean is_answered,
                                 const char *call_id);

/* (transfer full) (nullable): the patient's first phone, +7 and ten digits */
char *demo_messages_dup_phone (DemoWorld *world, gint64 contact);
void demo_messages_set_status (DemoWorld *world, gint64 message, DemoMessageStatus status);
/* what becomes of a message that is sent: a landline gets none */
DemoMessageStatus demo_messages_get_end (DemoWorld *world, gint64 message);

G_END_DECLS
