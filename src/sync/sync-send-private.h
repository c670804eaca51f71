/* sync-send-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the ways of sending the kinds of commands share. Each takes the task over, whose data is a
 * SyncSend, and returns a SyncSent in it.
 */

#pragma once

#include "bx-json.h"
#include "sync-send.h"

G_BEGIN_DECLS

/* keys of the payload that remember which part of a command is next */
#define SYNC_STEP "step"
#define SYNC_STEP_STOP "stop"         /* the patient's card says that she is not to be called */
#define SYNC_STEP_TODO "todo"         /* the to-do that goes with a change */
#define SYNC_STEP_NOTE "note"         /* the comment that goes with a change */
#define SYNC_STEP_ONLY "only"         /* of two that were made for one visit one goes */
#define SYNC_STEP_LEAD "lead"         /* the lead is moved to where it counts as booked */
#define SYNC_STEP_WAIT "wait"         /* the portal's robot makes the appointment */
#define SYNC_STEP_COMPLETE "complete" /* that gets its time and doctor */
#define SYNC_DEAL "deal"              /* the appointment of a booked lead, once there is one */

/* One crm.item.update, made only while the item is as it was seen. */
typedef struct
{
  ClinicEntity entity;
  gint64 id;
  JsonObject *fields; /* owned */
  const char *from;   /* unowned, (nullable): the command's: the stage it must be in */
  gint64 from_start;  /* unix seconds when its visit must be, 0: any */
  const char
    *from_mark;    /* unowned, (nullable): the mark of the call list that it must have, "" none */
  char *from_time; /* owned, (nullable): updatedTime that it must have, in place of the mark */
  JsonObject *before; /* owned, (nullable): what it was like */
  /* (nullable): takes over what a change that is made does next; the task is the caller's */
  void (*written) (GTask *task, JsonObject *item);
} SyncChange;

typedef struct
{
  SyncContext *context;   /* owned */
  ClinicCommand *command; /* owned */
  gboolean check;
  gint64 sent_at;      /* unix seconds */
  GHashTable *claimed; /* owned, (nullable) */
  gint64 contact_id;   /* simple CRM: the contact, once there is one */
  JsonObject *lead;    /* owned, (nullable): the lead that an appointment is made of */
  GError *refusal;     /* owned, (nullable): kept while another way is looked for */
  gsize upload;        /* of an invoice: which of its files is brought to the drive */
  SyncChange change;
} SyncSend;

void sync_send_lead (GTask *task);
void sync_send_comment (GTask *task);
void sync_send_change (GTask *task);
/* parts of a change that come after it */
void sync_send_todo (GTask *task);
void sync_send_stop (GTask *task);
/* The part of a change that comes after `done` (nullable): the change itself); (nullable): all is
 * done. */
const char *sync_send_next_step (ClinicCommand *command, const char *done);
/* a part that comes after a change is done: goes on with the next, or ends */
void sync_send_return_part (GTask *task, SyncSent *sent); /* (transfer full) */
void sync_send_create (GTask *task);
void sync_send_book (GTask *task);
/* finds or makes the patient of a new appointment and puts her into the payload: a step */
void sync_send_patient (GTask *task);
/* makes the appointment: done, or a step of booking a lead */
void sync_send_add_visit (GTask *task);
/* makes the change that stands in the SyncSend */
void sync_send_write (GTask *task);
void sync_send_bind (GTask *task);
void sync_send_read (GTask *task);
void sync_send_comment_post (GTask *task);
void sync_send_remind (GTask *task);
void sync_send_publish (GTask *task);
void sync_send_pay (GTask *task);

/* whether the payload names a new patient */
gboolean sync_send_has_person (ClinicCommand *command);
/* (nullable): the first number of crm.item.get's `fm` */
const char *sync_send_peek_lead_phone (JsonObject *lead);
/* calls a method for the command; the callback gets the task */
void sync_send_call (GTask *task,
                     const char *method,
                     JsonNode *params, /* (transfer full) */
                     BxCallFlags flags,
                     GAsyncReadyCallback callback);
/* Ends the task with an error: (transfer full) as an error where waiting helps, else as the
 * portal's refusal. */
void sync_send_return_error (GTask *task, GError *error);
/* What sync_send_call() was answered; (transfer full) (nullable): NULL: the task has returned the
 * error, as above. */
BxAnswer *sync_send_take_answer (GTask *task, GObject *source, GAsyncResult *result);
/* the portal will not do it, however often it is asked */
gboolean sync_send_is_refusal (const GError *error);
void sync_send_return_refused (GTask *task, char *words); /* words: (transfer full) */
void sync_send_return_step (GTask *task);
void sync_send_return_done (GTask *task, ClinicEntity entity, gint64 result_id);
SyncSent *sync_sent_new (SyncVerdict verdict);
void sync_send_return (GTask *task, SyncSent *sent); /* (transfer full) */

/* --- crm.item.add, and the search before it --- */

/* (transfer full): the caller fills *fields */
JsonNode *sync_send_new_add_params (ClinicEntity entity, JsonObject **fields);
/* what marks a thing as made by this command */
void sync_send_set_origin (GTask *task, JsonObject *fields);
void sync_send_set_phone (JsonObject *fields, const char *phone);
/* asks for what an attempt whose answer was lost has made */
void sync_send_find_made (GTask *task, ClinicEntity entity, GAsyncReadyCallback callback);
/* the id of the first found item, 0: none */
gint64 sync_send_read_found (BxAnswer *answer);
gint64 sync_send_read_added (BxAnswer *answer);

G_END_DECLS
