/* demo-office.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The clinic's invoices: what has been paid in the last months, and what waits for whom.
 */

#pragma once

#include "demo-lists.h"

G_BEGIN_DECLS

typedef struct
{
  int setups;       /* DemoSetup, 0 for the default */
  guint more_tasks; /* beside those that always wait for the manager */
  guint more_rows;  /* of the registry */
  guint history;    /* days that the clinic's records reach back, 0 for some weeks */
} DemoOfficeOptions;

/*
 * DemoBill:
 *
 * An invoice of a supplier. Its texts belong to whoever made it.
 */
typedef struct
{
  int contractor;   /* of the table of suppliers */
  const char *name; /* (nullable): of a supplier that is not in it */
  gint64 sum;       /* kopecks */
  const char *currency;
  const char *number;
  int category; /* of demo_lists_categories */
  int payer;    /* of demo_lists_payers */
  const char *purpose;
  gint64 billed; /* unix seconds */
} DemoBill;

/* Makes the tables and, the first time, the clinic's invoices. */
gboolean demo_office_prepare (DemoWorld *self, const DemoOfficeOptions *options, GError **error);
/* One more invoice comes in, as on any day; turn: which of them. */
void demo_office_bring (DemoWorld *self, guint turn);
/* demo-office-seed.c */
void demo_office_seed (DemoWorld *self, const DemoOfficeOptions *options);
/* demo-office-past.c: the registry, or the closed items of the smart process; history: days, 0 for
 * three months */
void demo_office_seed_past (DemoWorld *self, guint more, guint history, gboolean is_smart);

/* demo-pay-seed.c: what people of the reception are paid by, and have been given beside it */
void demo_pay_seed (DemoWorld *self, guint history);

/* --- demo-office.c --- */

const char *demo_bill_get_contractor (const DemoBill *self);
/* (transfer full): what a process calls the value of the property: a company by its name */
char *demo_office_dup_contractor (DemoWorld *self, const char *value);
const char *demo_bill_get_inn (const DemoBill *self);
/* (transfer full): "48600|RUB", "48600.5|RUB" */
char *demo_bill_dup_money (const DemoBill *self);
/* (transfer full): «Счёт 118 ООО «ДентСнаб»» */
char *demo_bill_dup_title (const DemoBill *self);
/* Fills the properties that an invoice has in any of the lists. */
void demo_bill_fill (const DemoBill *self, DemoWorld *world, gint64 element);
/* Lays the paper of the invoice on the person's drive; says the object's id. kind: 0 PDF, 1 a
 * photo, 2 a text of an office program */
gint64 demo_bill_draw (const DemoBill *self, DemoWorld *world, int kind, gint64 user, gint64 when);
/* The same as a kept file alone. */
gint64 demo_bill_draw_file (const DemoBill *self, DemoWorld *world, int kind, char **name);
/* Brings the invoice into the feed process of the set-up, which starts; says the element. */
gint64 demo_bill_submit (const DemoBill *self,
                         DemoWorld *world,
                         DemoSetup setup,
                         int paper,
                         gint64 user,
                         gint64 when);

/* --- demo-smart-seed.c: the same in the smart process --- */

/* Says the item. */
gint64
demo_smart_submit (const DemoBill *bill, DemoWorld *self, int paper, gint64 user, gint64 when);
/* reason: (nullable): of a refusal */
void demo_smart_move (DemoWorld *self,
                      gint64 item,
                      const char *stage,
                      const char *reason,
                      gint64 user,
                      gint64 when);
void demo_smart_set_act (DemoWorld *self, gint64 item, const DemoBill *bill);
void demo_smart_clear_day (DemoWorld *self, gint64 item);

G_END_DECLS
