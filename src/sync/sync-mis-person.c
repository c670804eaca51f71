/* sync-mis-person.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-mis-person"

#include "sync-mis-person.h"

#include "bx-json.h"
#include "clinic-name.h"
#include "clinic-phone.h"
#include "sync-mis-repair.h"
#include "sync-send-private.h"
#include "sync-send.h"

gboolean
sync_mis_person_is_new (ClinicCommand *command)
{
  return sync_command_peek_int (command, "patient") <= 0 && sync_send_has_person (command);
}

static const char *
peek (ClinicCommand *command, const char *key)
{
  const char *text = sync_command_peek (command, key);

  return text != NULL ? text : "";
}

char *
sync_mis_person_dup_key (ClinicCommand *command)
{
  g_autofree char *name = g_strdup_printf ("%s %s %s", peek (command, "last"),
                                           peek (command, "first"), peek (command, "second"));
  g_autofree char *folded = clinic_name_fold (name);

  return g_strdup_printf ("%" G_GUINT64_FORMAT " %s %s",
                          clinic_phone_key_number (peek (command, "phone")), folded,
                          peek (command, "birth"));
}

JsonNode *
sync_mis_person_new_question (ClinicCommand *command)
{
  const char *phone = sync_command_peek (command, "phone");
  g_auto (GStrv) values = phone != NULL ? clinic_phone_dup_search_values (phone) : NULL;
  g_autoptr (JsonNode) list = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  for (guint i = 0; values != NULL && values[i] != NULL; i++)
    json_array_add_string_element (array, values[i]);
  json_node_take_array (list, array);
  if (json_array_get_length (array) == 0)
    return NULL;

  return bx_json_build ("{'entity_type': 'CONTACT', 'type': 'PHONE', 'values': %p}", list);
}

JsonNode *
sync_mis_person_new_params (ClinicCommand *command)
{
  static const struct
  {
    const char *key;
    const char *name;
  } parts[] = {
    { "last", "lastName" },
    { "first", "name" },
    { "second", "secondName" },
    { "birth", "birthdate" },
  };
  JsonObject *fields;
  JsonNode *params = sync_send_new_add_params (CLINIC_ENTITY_PATIENT, &fields);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      const char *text = sync_command_peek (command, parts[i].key);

      if (text != NULL)
        json_object_set_string_member (fields, parts[i].name, text);
    }
  sync_mis_set_key (fields, sync_command_peek (command, "origin"));
  sync_mis_defuse (fields);
  sync_send_set_phone (fields, sync_command_peek (command, "phone"));

  return params;
}
