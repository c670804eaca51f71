/* sync-party-rule.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * SyncPartyRule:
 *
 * Whom a field that names something of the CRM may name, and how it writes that.
 */
typedef struct
{
  const char *bare;  /* static, (nullable): it writes numbers alone, which mean these: "CO", "C" */
  gboolean can_name; /* a company can be chosen here */
  gboolean contacts; /* contacts may be named too */
  gboolean own;      /* only companies of the clinic itself */
} SyncPartyRule;

/* type: as lists, items or tasks call it; settings: (nullable): {"CONTACT":"N","COMPANY":"Y",…} of
 * a binding, {"isMyCompany":true} of a company (docs: lists/fields/lists-field-add,
 * crm/universal/crm-item-fields, bizproc/bizproc-task/bizproc-task-list). FALSE: it names nothing
 * of the CRM */
gboolean sync_party_rule_read (SyncPartyRule *rule, const char *type, JsonObject *settings);

G_END_DECLS
