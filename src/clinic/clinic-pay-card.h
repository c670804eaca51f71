/* clinic-pay-card.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-pay-signed.h"

G_BEGIN_DECLS

/**
 * ClinicPayCard:
 *
 * The pay of one employee for one month: what it is counted from, the sheet that comes of it, and
 * what was signed. Counted anew whenever the inputs change; a signed month stays as it was signed
 * and shows what would be another way now. Owned by its ClinicPayMonth.
 *
 * Signal "changed": anything of it.
 */
#define CLINIC_TYPE_PAY_CARD (clinic_pay_card_get_type ())

G_DECLARE_FINAL_TYPE (ClinicPayCard, clinic_pay_card, CLINIC, PAY_CARD, GObject)

/* name, position, department: (nullable) */
ClinicPayCard *
clinic_pay_card_new (gint64 user, const char *name, const char *position, const char *department);
gint64 clinic_pay_card_get_user (ClinicPayCard *self);
/* family name first; "" not known */
const char *clinic_pay_card_get_name (ClinicPayCard *self);
const char *clinic_pay_card_get_position (ClinicPayCard *self);
const char *clinic_pay_card_get_department (ClinicPayCard *self);

/* (transfer none) (nullable): NULL: not read yet, or this person may not read it */
const ClinicPayInputs *clinic_pay_card_get_inputs (ClinicPayCard *self);
/* (transfer none) (nullable): counted of the inputs */
const ClinicPaySheet *clinic_pay_card_get_sheet (ClinicPayCard *self);
/* (transfer none) (nullable): NULL: the month is not signed */
const ClinicPaySigned *clinic_pay_card_get_signed (ClinicPayCard *self);
/* (transfer none) (element-type ClinicPayDifference): never NULL; empty while nothing is signed */
GPtrArray *clinic_pay_card_get_differences (ClinicPayCard *self);
/* kopecks: of the signature where there is one, else of the sheet; -1 neither */
gint64 clinic_pay_card_get_total (ClinicPayCard *self);
/* something of it (a signature, an answer) waits in the outbox */
gboolean clinic_pay_card_get_pending (ClinicPayCard *self);

/* for whoever fills it; both (nullable), copied or taken */
void clinic_pay_card_set_inputs (ClinicPayCard *self, const ClinicPayInputs *inputs);
void clinic_pay_card_take_signed (ClinicPayCard *self, ClinicPaySigned *sign);
void clinic_pay_card_set_pending (ClinicPayCard *self, gboolean pending);

G_END_DECLS
