/* sync-mis-item.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-mis-item"

#include "sync-mis-item.h"

#include "sync-mis-repair.h"
#include "sync-send.h"
#include "sync-visit.h"

void
sync_mis_item_set_patient (JsonObject *fields, gint64 id)
{
  JsonArray *contacts = json_array_new ();

  json_array_add_int_element (contacts, id);
  json_object_set_array_member (fields, "contactIds", contacts);
}

static void
set_place (SyncContext *context, ClinicCommand *command, JsonObject *fields)
{
  const char *title = sync_command_peek (command, "title");
  const char *stage = sync_context_peek_first_stage (context);
  gint64 patient = sync_command_peek_int (command, "patient");

  json_object_set_int_member (fields, "categoryId", sync_context_get_category (context));
  if (!json_object_has_member (fields, "stageId") && stage != NULL)
    json_object_set_string_member (fields, "stageId", stage);
  if (title != NULL)
    json_object_set_string_member (fields, "title", title);
  if (patient > 0)
    sync_mis_item_set_patient (fields, patient);
}

JsonObject *
sync_mis_item_new_fields (SyncContext *context, ClinicCommand *command, char **missing)
{
  JsonObject *fields = sync_visit_dup_fields (context, command, missing);

  if (fields == NULL)
    return NULL;
  set_place (context, command, fields);
  sync_mis_set_key (fields, sync_command_peek (command, "origin"));
  sync_mis_defuse (fields);

  return fields;
}
