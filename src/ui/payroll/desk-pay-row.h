/* desk-pay-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-pay-card.h"

G_BEGIN_DECLS

/* Rows of the payroll's list boxes. */

/* (transfer floating): what it is, how it was counted, and how much; words, amount: "" none */
GtkWidget *desk_pay_row_new (const char *title, const char *words, const char *amount);
/* (transfer floating): an employee with her total and how far her month is; follows the card */
GtkWidget *desk_pay_person_new (ClinicPayCard *card);
/* (transfer floating): a heading between parts of the sheet */
GtkWidget *desk_pay_heading_new (const char *words);

/* Before what is inside goes: the window must not keep a focused row that is no more. Whether the
 * focus was in there. */
gboolean desk_pay_drop_focus (GtkWidget *within);

G_END_DECLS
