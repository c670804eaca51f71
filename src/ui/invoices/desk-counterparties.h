/* desk-counterparties.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-session.h"

G_BEGIN_DECLS

/* Whom the clinic has paid before: of the invoices that are known here. */

/* Offers them while one is typed: any part of a name, each once, without its legal form. */
void desk_counterparties_complete (ClinicSession *session, GtkEntry *entry);
/* (transfer full) (nullable): the newest invoice of the counterparty */
ClinicInvoice *desk_counterparties_dup_last (ClinicSession *session, const char *name);
/* (transfer full): those that may be the same bill, newest first (clinic_duplicates_find()) */
GListModel *desk_counterparties_find_duplicates (ClinicSession *session, ClinicInvoice *invoice);

G_END_DECLS
