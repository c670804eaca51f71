/* sync-invoice-field.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The fields that a task of a business process asks to be filled, as the portal describes them, and
 * their values on the way there and back: FIELDS of bizproc.task.complete. Pure functions.
 */

#pragma once

#include <json-glib/json-glib.h>

#include "clinic-form-field.h"
#include "sync-invoice-scheme.h"
#include "sync-party-rule.h"

G_BEGIN_DECLS

/* (transfer none) (nullable): PARAMETERS.Fields of a row */
JsonArray *sync_invoice_peek_descriptors (JsonObject *row);
/* whether it asks for a company; rule: (out) */
gboolean sync_invoice_read_rule (JsonObject *descriptor, SyncPartyRule *rule);
/* (transfer full) (nullable): one field of a form, NULL without an id; a PARTY has no options yet
 */
ClinicFormField *sync_invoice_read_descriptor (JsonObject *descriptor);
/* (transfer full) (nullable): a value as ClinicFormField has it, in the portal's writing. Never of
 * a file. NULL: there is nothing to be sent. known: (nullable): what the portal has there now,
 * whose currency is kept */
JsonNode *sync_invoice_write_value (const char *type,
                                    gboolean multiple,
                                    const char *value,
                                    const char *known);
/* (transfer full) (nullable): what the portal has, as ClinicFormField has it */
char *sync_invoice_read_value (ClinicFieldKind kind, JsonNode *node);

G_END_DECLS
