/* desk-invoice-words.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-invoice.h"

G_BEGIN_DECLS

/* What the pages of invoices say of one. Times are unix seconds, `now` is
 * clinic_session_get_now(). */

/* What a state looks like. (transfer none): a shape of one letter; css_class: (out) (optional): of
 * its colour */
const char *desk_invoice_look (ClinicInvoiceState state, const char **css_class);
/* (transfer none): in our words: "To be paid" */
const char *desk_invoice_state_name (ClinicInvoiceState state);
/* (transfer none): in our words, or in the portal's where we have none */
const char *desk_invoice_state (ClinicInvoice *invoice);
/* (transfer full): "48 600 ₽", "1 200,50 €"; "" when no sum is known */
char *desk_invoice_sum (ClinicInvoice *invoice);
/* (transfer none): the counterparty, or the title where that is not known */
const char *desk_invoice_name (ClinicInvoice *invoice);
/* (transfer full): "3 h 5 min", "2 days": how long something waits */
char *desk_invoice_waited (gint64 seconds);
/* (transfer full) (nullable): where it is stuck: "With Petrova Anna for 26 h"; NULL: it waits for
 * nobody, or that is not known */
char *desk_invoice_holder (ClinicInvoice *invoice, gint64 now);
/* (transfer full): a day of the portal, YYYY-MM-DD, as "27.11.2026"; "" for NULL */
char *desk_invoice_day (const char *day);
/* (transfer full): the day of `when` as YYYY-MM-DD */
char *desk_invoice_iso_day (gint64 when);

G_END_DECLS
