/* sync-party-rule.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-party-rule"

#include "sync-party-rule.h"

#include "bx-json.h"

static gboolean
is_one_of (const char *type, const char *const *types)
{
  return type != NULL && g_strv_contains (types, type);
}

/* how many kinds of things may be named; VISIBLE is no kind */
static guint
count_kinds (JsonObject *settings)
{
  JsonObjectIter iter;
  const char *kind;
  guint count = 0;

  if (settings == NULL)
    return 0;
  json_object_iter_init (&iter, settings);
  while (json_object_iter_next (&iter, &kind, NULL))
    count += !g_str_equal (kind, "VISIBLE") && bx_json_get_bool (settings, kind, FALSE);

  return count;
}

gboolean
sync_party_rule_read (SyncPartyRule *rule, const char *type, JsonObject *settings)
{
  static const char *const bindings[] = { "S:ECrm", "E:ECrm", "crm", "UF:crm", NULL };
  static const char *const companies[] = { "crm_company", "UF:crm_company", NULL };
  static const char *const contacts[] = { "crm_contact", "UF:crm_contact", NULL };
  gboolean company = is_one_of (type, companies);
  gboolean contact = is_one_of (type, contacts);

  *rule = (SyncPartyRule){ 0 };
  if (is_one_of (type, bindings))
    {
      company = bx_json_get_bool (settings, "COMPANY", FALSE);
      contact = bx_json_get_bool (settings, "CONTACT", FALSE);
      /* the portal leaves its letters out of the value where there is but one kind of things */
      if (count_kinds (settings) == 1)
        rule->bare = company ? "CO" : contact ? "C" : NULL;
    }
  else if (company || contact)
    rule->bare = company ? "CO" : "C";
  else
    return FALSE;
  rule->can_name = company;
  rule->contacts = contact;
  rule->own = bx_json_get_bool (settings, "isMyCompany", FALSE);

  return TRUE;
}
