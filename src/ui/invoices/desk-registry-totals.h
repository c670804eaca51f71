/* desk-registry-totals.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The foot of the registry. (transfer full): how many invoices there are, what was paid and what is
 * to be paid, in each currency apart; what was refused or withdrawn counts nowhere, and is said.
 * invoices: of ClinicInvoice */
char *desk_registry_totals (GListModel *invoices);

G_END_DECLS
