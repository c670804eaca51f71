/* clinic-duplicates.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Bills that were probably put forward twice (clinic.md F-52).
 */

#pragma once

#include "clinic-invoice.h"

G_BEGIN_DECLS

/* how long a bill may come twice */
#define CLINIC_DUPLICATES_DAYS 90

/* A counterparty's name as it is compared: without its legal form, quotes, case, ё and
 * punctuation: «ООО "ДентСнаб"» and «Дентснаб, ООО» are one. (transfer full) */
char *clinic_duplicates_fold (const char *counterparty);
/* Those of `known` (ClinicInvoice) that may be the same bill as `invoice`: the same counterparty,
 * and the same sum in the same currency or the same number, put forward within 90 days of it; not
 * itself, nor what the registry made of it, none that was refused or withdrawn. Newest first.
 * (transfer full): ClinicInvoice */
GListModel *clinic_duplicates_find (ClinicInvoice *invoice, GListModel *known);

G_END_DECLS
