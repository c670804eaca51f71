/* demo-mis-rows.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the demo clinic's medical system keeps, and how its OData tells it.
 */

#pragma once

#include <json-glib/json-glib.h>

#include "demo-directory.h"

G_BEGIN_DECLS

/**
 * DemoMisRecord:
 *
 * A visit, or a change of one: what is 0, NULL or -1 is not written; or a patient whom the portal
 * does not know.
 */
typedef struct
{
  gint64 start;
  int minutes;
  gint64 doctor;
  gint64 contact;
  char *status;  /* owned (nullable) */
  char *comment; /* owned (nullable) */
  char *name;    /* owned (nullable) */
  char *phone;   /* owned (nullable) */
  char *birth;   /* owned (nullable) */
  int deleted;
  gint64 created;
  gint64 changed;
  gint64 changed_by; /* a user of the portal; 0: somebody who works in the medical system */
  gboolean is_own;   /* the portal did not know it when it was made */
} DemoMisRecord;

DemoMisRecord *demo_mis_record_copy (const DemoMisRecord *self);
void demo_mis_record_free (DemoMisRecord *self);
/* takes over what change says */
void demo_mis_record_write (DemoMisRecord *self, const DemoMisRecord *change);

const char *demo_mis_status_of_stage (const char *stage);
char *demo_mis_patient_key (gint64 contact);
char *demo_mis_doctor_key (gint64 user);

JsonObject *demo_mis_visit_row (const char *key, const DemoMisRecord *record);
JsonObject *demo_mis_doctor_row (const DemoUser *user);
/* own, item: one of them is NULL; item: a contact as crm.item.get gives it */
JsonObject *demo_mis_patient_row (const char *key, const DemoMisRecord *own, JsonObject *item);
void demo_mis_add_phone_rows (GPtrArray *rows,
                              const char *key,
                              const DemoMisRecord *own,
                              JsonObject *item);

G_END_DECLS
