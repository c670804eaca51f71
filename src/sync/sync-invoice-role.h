/* sync-invoice-role.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a clinic's own words for fields, stages and buttons of its invoices mean (clinic.md 3.8,
 * office.md 2.5, 4). Pure functions.
 */

#pragma once

#include "clinic-types.h"

G_BEGIN_DECLS

/* Roles beyond ClinicFieldRole: what the process fills in by itself, and nobody is asked for. */
enum
{
  SYNC_ROLE_STATE = 100,
  SYNC_ROLE_HOLDER,
  SYNC_ROLE_INITIATOR,
  SYNC_ROLE_APPROVER,
  SYNC_ROLE_DECIDED,
  SYNC_ROLE_HISTORY,
  SYNC_ROLE_SOURCE,
  SYNC_ROLE_COMMENT,
  SYNC_ROLE_CURRENCY,
};

/* how a field is asked for, by its type in a list, a business process or a smart process */
ClinicFieldKind sync_invoice_kind_of (const char *type);
/* a ClinicFieldRole or one of the above; code and name: (nullable) */
int sync_invoice_guess_role (const char *code, const char *name, ClinicFieldKind kind);
/* by the nick of a ClinicFieldRole; NONE: there is no such */
ClinicFieldRole sync_invoice_role_from_nick (const char *nick);
/* semantics: (nullable): "S", "F" or nothing, of a smart process's stage */
ClinicInvoiceState sync_invoice_guess_state (const char *name, const char *semantics);
ClinicInvoiceState sync_invoice_state_from_nick (const char *nick);
/* what an option of a list or a label of a button decides; both: (nullable) */
ClinicDecision sync_invoice_guess_decision (const char *key, const char *label);
/* whether what is called so is about bills to be paid */
gboolean sync_invoice_is_invoice (const char *name, const char *code);
/* whether a list that is called so is the registry of what was paid and refused */
gboolean sync_invoice_is_registry (const char *name, const char *code);

G_END_DECLS
