/* sync-pay-build.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Makes what the portal said of a month (sync-pay-round.h) into the inputs of each employee's pay.
 * Pure functions: the same of what was just read and of what was kept.
 */

#pragma once

#include "clinic-pay-signed.h"
#include "sync-pay-scheme.h"

G_BEGIN_DECLS

/* An employee of the month; calls and people brought are not in the inputs yet. */
typedef struct
{
  gint64 user;
  char *name;              /* owned */
  char *position;          /* owned, (nullable) */
  char *department;        /* owned, (nullable) */
  ClinicPayInputs *inputs; /* owned */
  ClinicPaySigned *sign;   /* owned, (nullable) */
} SyncPayPerson;

void sync_pay_person_free (SyncPayPerson *self);

/* month: its first day; settings: (nullable). (transfer full): SyncPayPerson */
GPtrArray *sync_pay_build (JsonObject *month,
                           SyncPayScheme *scheme,
                           GSettings *settings,
                           GTimeZone *zone,
                           int first);
/* What somebody answered about a shift: end: unix seconds, 0 she did not work */
void
sync_pay_apply_answer (ClinicPayInputs *inputs, int day, gint64 plan, gint64 record, gint64 end);
/* (transfer full) (nullable): the text of the element with the code, "" for one that was taken
 * back; NULL: there is none */
char *sync_pay_dup_element (JsonObject *month, SyncPayScheme *scheme, const char *code);

/* what stands in an element about a shift */
char *sync_pay_answer_to_text (int day, gint64 plan, gint64 record, gint64 end);
/* the same the other way round; of another text nothing comes */
void sync_pay_apply_answer_text (ClinicPayInputs *inputs, const char *text);

G_END_DECLS
