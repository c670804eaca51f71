/* desk-pay-sheet.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-session.h"
#include "desk-export.h"

G_BEGIN_DECLS

/* What of a sheet was opened. */
typedef enum
{
  DESK_PAY_LINE,       /* ClinicPayKind */
  DESK_PAY_DAY,        /* place in the works */
  DESK_PAY_DIFFERENCE, /* place in the differences */
} DeskPayPart;

/**
 * DeskPaySheet:
 *
 * The month sheet of an employee: head, questions, what changed since it was signed, lines with
 * their total, days. A signed one is shown as it was signed. Follows its card. Emits "opened" with
 * a DeskPayPart and a number.
 */
#define DESK_TYPE_PAY_SHEET (desk_pay_sheet_get_type ())

G_DECLARE_FINAL_TYPE (DeskPaySheet, desk_pay_sheet, DESK, PAY_SHEET, GtkWidget)

GtkWidget *desk_pay_sheet_new (ClinicSession *session);
/* card: (nullable); manages: whether this person answers and signs */
void desk_pay_sheet_set_card (DeskPaySheet *self, ClinicPayCard *card, gboolean manages);
/* (nullable) */
ClinicPayCard *desk_pay_sheet_get_card (DeskPaySheet *self);
/* what is on show; (nullable) */
const ClinicPaySheet *desk_pay_sheet_get_sheet (DeskPaySheet *self);
const ClinicPayInputs *desk_pay_sheet_get_inputs (DeskPaySheet *self);
/* of this employee alone */
DeskExport *desk_pay_sheet_get_export (DeskPaySheet *self);

G_END_DECLS
