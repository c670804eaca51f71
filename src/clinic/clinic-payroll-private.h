/* clinic-payroll-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-pay-month.h"
#include "clinic-sheet.h"

G_BEGIN_DECLS

/* Between the files that write the payroll as tables. */

/* What is written of a card: as it was signed, else as it is counted now. */
typedef struct
{
  const ClinicPayInputs *inputs; /* of the card; NULL: not known */
  ClinicPaySheet *sheet;         /* owned, NULL with inputs */
  const ClinicPaySigned *sign;   /* of the card, (nullable) */
} ClinicPayShown;

ClinicPayShown *clinic_pay_shown_new (ClinicPayCard *card);
void clinic_pay_shown_free (ClinicPayShown *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClinicPayShown, clinic_pay_shown_free)

gint64 clinic_pay_shown_get_amount (const ClinicPayShown *self, ClinicPayKind kind);
gint64 clinic_pay_shown_get_total (const ClinicPayShown *self);
/* (transfer full): how far the month of this employee is */
char *clinic_pay_shown_dup_state (const ClinicPayShown *self, ClinicPayCard *card);
/* translated: the head of the column with the amount */
const char *clinic_payroll_get_head (ClinicPayKind kind);
/* the month, what could not be read and the rules, above a table; cards: of ClinicPayCard;
 * footer: (nullable) */
void clinic_payroll_add_head (ClinicSheet *table,
                              ClinicPayMonth *month,
                              GPtrArray *cards,
                              const char *footer);

/* (transfer full): all of them on one page, and the lines of the first one */
ClinicSheet *clinic_payroll_new_list (ClinicPayMonth *month, GPtrArray *cards, const char *footer);
ClinicSheet *clinic_payroll_new_slip (ClinicPayMonth *month, GPtrArray *cards, const char *footer);

G_END_DECLS
