/* demo-methods-crm-deal-contact.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * crm.deal.contact.*: see crm/deals/contacts in the REST documentation.
 */

#define G_LOG_DOMAIN "demo-methods-crm-deal-contact"

#include "demo-methods-crm.h"

#include "demo-items.h"

static void
say_not_found (GError **error)
{
  demo_error_set (error, 400, "", "Not found.");
}

/* (transfer full) (nullable): the contacts of the deal, the primary one first */
static GArray *
read_contacts (DemoCall *call, gint64 *id, GError **error)
{
  g_autoptr (JsonObject) deal = NULL;
  JsonArray *list;
  GArray *contacts;

  *id = demo_json_get_int (call->params, "id", 0);
  if (*id <= 0)
    {
      demo_error_set (error, 400, "", "The parameter ownerEntityID is invalid or not defined.");
      return NULL;
    }
  deal = demo_items_get (call->world, DEMO_DEAL, *id, FALSE);
  if (deal == NULL)
    {
      say_not_found (error);
      return NULL;
    }

  contacts = g_array_new (FALSE, FALSE, sizeof (gint64));
  list = json_object_get_array_member (deal, "contactIds");
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      gint64 contact = json_array_get_int_element (list, i);

      g_array_append_val (contacts, contact);
    }

  return contacts;
}

static JsonNode *
write_contacts (DemoCall *call, gint64 id, GArray *contacts, GError **error)
{
  g_autoptr (JsonObject) fields = json_object_new ();
  JsonArray *list = json_array_new ();

  for (guint i = 0; i < contacts->len; i++)
    json_array_add_int_element (list, g_array_index (contacts, gint64, i));
  json_object_set_array_member (fields, "contactIds", list);
  if (!demo_items_update (call->world, DEMO_DEAL, id, fields, call->user_id, FALSE, error))
    return NULL;

  return json_node_init_boolean (json_node_alloc (), TRUE);
}

JsonNode *
demo_crm_deal_contacts_get (DemoCall *call, GError **error)
{
  gint64 id;
  g_autoptr (GArray) contacts = read_contacts (call, &id, error);
  JsonArray *list;

  if (contacts == NULL)
    return NULL;

  list = json_array_new ();
  for (guint i = 0; i < contacts->len; i++)
    {
      JsonObject *object = json_object_new ();

      json_object_set_int_member (object, "CONTACT_ID", g_array_index (contacts, gint64, i));
      json_object_set_int_member (object, "SORT", (i + 1) * 10);
      json_object_set_int_member (object, "ROLE_ID", 0);
      json_object_set_string_member (object, "IS_PRIMARY", i == 0 ? "Y" : "N");
      json_array_add_object_element (list, object);
    }

  return demo_crm_take_array (list);
}

/* The first that is called primary comes first; the others keep their order. */
JsonNode *
demo_crm_deal_contacts_set (DemoCall *call, GError **error)
{
  gint64 id;
  g_autoptr (GArray) old = read_contacts (call, &id, error);
  JsonNode *node = demo_json_get (call->params, "items");
  g_autoptr (GPtrArray) items = demo_json_node_list (node);
  g_autoptr (GArray) contacts = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean has_primary = FALSE;

  if (old == NULL)
    return NULL;
  if (node == NULL || demo_json_node_is_scalar (node))
    {
      demo_error_set (error, 400, "", "The parameter items must be array.");
      return NULL;
    }

  for (guint i = 0; i < items->len; i++)
    {
      JsonObject *item = JSON_NODE_HOLDS_OBJECT ((JsonNode *) items->pdata[i])
                           ? json_node_get_object (items->pdata[i])
                           : NULL;
      gint64 contact = item != NULL ? demo_json_get_int (item, "CONTACT_ID", 0) : 0;

      if (contact <= 0)
        continue;
      if (!has_primary && demo_json_get_flag (item, "IS_PRIMARY"))
        {
          g_array_prepend_val (contacts, contact);
          has_primary = TRUE;
        }
      else
        g_array_append_val (contacts, contact);
    }

  return write_contacts (call, id, contacts, error);
}

JsonNode *
demo_crm_deal_contacts_delete (DemoCall *call, GError **error)
{
  gint64 id;
  g_autoptr (GArray) contacts = read_contacts (call, &id, error);

  if (contacts == NULL)
    return NULL;
  g_array_set_size (contacts, 0);

  return write_contacts (call, id, contacts, error);
}

/* The contact that `fields` names, and where it stands among those of the deal (-1: nowhere). */
static GArray *
read_one (DemoCall *call, gint64 *id, gint64 *contact, int *at, gboolean *primary, GError **error)
{
  g_autoptr (GArray) contacts = read_contacts (call, id, error);
  JsonObject *fields = demo_json_get_object (call->params, "fields");

  if (contacts == NULL)
    return NULL;
  if (fields == NULL)
    {
      demo_error_set (error, 400, "", "The parameter 'fields' must be array.");
      return NULL;
    }
  *contact = demo_json_get_int (fields, "CONTACT_ID", 0);
  *primary = demo_json_get_flag (fields, "IS_PRIMARY");
  if (*contact <= 0)
    {
      demo_error_set (error, 400, "", "The parameter 'fields' is not valid.");
      return NULL;
    }

  *at = -1;
  for (guint i = 0; i < contacts->len; i++)
    {
      if (g_array_index (contacts, gint64, i) == *contact)
        *at = (int) i;
    }

  return g_steal_pointer (&contacts);
}

JsonNode *
demo_crm_deal_contact_add (DemoCall *call, GError **error)
{
  gint64 id;
  gint64 contact;
  int at;
  gboolean primary;
  g_autoptr (GArray) contacts = read_one (call, &id, &contact, &at, &primary, error);

  if (contacts == NULL)
    return NULL;
  if (at >= 0)
    return json_node_init_boolean (json_node_alloc (), FALSE);
  if (primary)
    g_array_prepend_val (contacts, contact);
  else
    g_array_append_val (contacts, contact);

  return write_contacts (call, id, contacts, error);
}

JsonNode *
demo_crm_deal_contact_delete (DemoCall *call, GError **error)
{
  gint64 id;
  gint64 contact;
  int at;
  gboolean primary;
  g_autoptr (GArray) contacts = read_one (call, &id, &contact, &at, &primary, error);

  if (contacts == NULL)
    return NULL;
  if (at < 0)
    return json_node_init_boolean (json_node_alloc (), FALSE);
  g_array_remove_index (contacts, (guint) at);

  return write_contacts (call, id, contacts, error);
}
