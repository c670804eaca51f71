/* desk-call-command.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-call-command"

#include "desk-call-command.h"

#include "desk-call-text.h"

#include "clinic-phone.h"
#include "clinic-stage.h"

ClinicCommand *
desk_command_new (ClinicSession *session,
                  ClinicCommandKind kind,
                  ClinicEntity entity,
                  gint64 entity_id,
                  GVariant *payload)
{
  ClinicCommand *command = clinic_command_new ();
  g_autofree char *id = g_uuid_string_random ();

  clinic_command_set_id (command, id);
  clinic_command_set_kind (command, kind);
  clinic_command_set_entity (command, entity);
  clinic_command_set_entity_id (command, entity_id);
  clinic_command_set_created (command, clinic_session_get_now (session));
  clinic_command_set_payload (command, payload);

  return command;
}

static void
insert_text (GVariantDict *dict, const char *key, const char *text)
{
  g_variant_dict_insert (dict, key, "s", text != NULL ? text : "");
}

ClinicCommand *
desk_command_new_comment (ClinicSession *session,
                          ClinicEntity entity,
                          gint64 entity_id,
                          const char *text)
{
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);

  insert_text (&dict, "text", text);

  return desk_command_new (session, CLINIC_COMMAND_ADD_COMMENT, entity, entity_id,
                           g_variant_dict_end (&dict));
}

ClinicCommand *
desk_command_new_lead (ClinicSession *session,
                       ClinicCall *call,
                       const char *name,
                       const char *comment)
{
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);

  insert_text (&dict, "phone", clinic_call_get_number (call));
  insert_text (&dict, "name", name);
  insert_text (&dict, "line", clinic_call_get_line (call));
  insert_text (&dict, "call", clinic_call_get_id (call));
  insert_text (&dict, "comment", comment);

  return desk_command_new (session, CLINIC_COMMAND_CREATE_LEAD, CLINIC_ENTITY_LEAD, 0,
                           g_variant_dict_end (&dict));
}

ClinicCommand *
desk_command_new_number_lead (ClinicSession *session, const char *number)
{
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);
  g_autofree char *dialled = clinic_phone_dup_dial (number);
  /* Commands about one call are one; here the number stands for the call. */
  g_autofree char *call = g_strconcat ("number:", dialled != NULL ? dialled : number, NULL);

  insert_text (&dict, "phone", number);
  insert_text (&dict, "name", NULL);
  insert_text (&dict, "line", NULL);
  insert_text (&dict, "call", call);
  insert_text (&dict, "comment", NULL);

  return desk_command_new (session, CLINIC_COMMAND_CREATE_LEAD, CLINIC_ENTITY_LEAD, 0,
                           g_variant_dict_end (&dict));
}

/* Stages are found by what they mean, never by their name. */
static ClinicStage *
dup_confirmed_stage (ClinicSession *session)
{
  GListModel *stages = clinic_session_get_stages (session);

  for (guint i = 0; i < g_list_model_get_n_items (stages); i++)
    {
      g_autoptr (ClinicStage) stage = g_list_model_get_item (stages, i);

      if (clinic_stage_get_role (stage) == CLINIC_STAGE_ROLE_CONFIRMED)
        return g_steal_pointer (&stage);
    }

  return NULL;
}

ClinicCommand *
desk_command_new_confirm (ClinicSession *session, ClinicAppointment *appointment)
{
  g_autoptr (ClinicStage) stage = dup_confirmed_stage (session);
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);
  const char *from = clinic_appointment_get_stage_id (appointment);

  if (stage == NULL || from == NULL || g_strcmp0 (clinic_stage_get_id (stage), from) == 0 ||
      clinic_appointment_get_kind (appointment) != CLINIC_STAGE_KIND_PROCESS)
    return NULL;

  insert_text (&dict, "stage", clinic_stage_get_id (stage));
  insert_text (&dict, "from", from);

  return desk_command_new (session, CLINIC_COMMAND_MOVE_STAGE, CLINIC_ENTITY_APPOINTMENT,
                           clinic_appointment_get_id (appointment), g_variant_dict_end (&dict));
}

ClinicCommand *
desk_command_new_outcome (ClinicSession *session, ClinicCall *call, ClinicOutcome outcome)
{
  ClinicCandidate *chosen = desk_call_chosen (call);
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);
  ClinicEntity entity = CLINIC_ENTITY_NONE;
  gint64 id = 0;

  if (chosen != NULL && clinic_candidate_get_patient (chosen) != NULL)
    {
      entity = CLINIC_ENTITY_PATIENT;
      id = clinic_patient_get_id (clinic_candidate_get_patient (chosen));
    }
  else if (clinic_call_get_lead_id (call) != 0)
    {
      entity = CLINIC_ENTITY_LEAD;
      id = clinic_call_get_lead_id (call);
    }

  if (entity == CLINIC_ENTITY_NONE)
    return NULL;

  g_variant_dict_insert (&dict, "outcome", "i", (gint32) outcome);
  insert_text (&dict, "call", clinic_call_get_id (call));
  insert_text (&dict, "phone", clinic_call_get_number (call));
  insert_text (&dict, "note", NULL);

  return desk_command_new (session, CLINIC_COMMAND_CALL_OUTCOME, entity, id,
                           g_variant_dict_end (&dict));
}
