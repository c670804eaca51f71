/* desk-command-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-command-words"

#include "desk-command-words.h"

#include <glib/gi18n.h>

#include "clinic-enums.h"
#include "clinic-phone.h"
#include "clinic-stage.h"

/* (transfer none): a string of the payload, "" when it is not there */
static const char *
payload_text (ClinicCommand *command, const char *key)
{
  GVariant *payload = clinic_command_get_payload (command);
  const char *text = NULL;

  if (payload != NULL && g_variant_is_of_type (payload, G_VARIANT_TYPE_VARDICT))
    g_variant_lookup (payload, key, "&s", &text);

  return text != NULL ? text : "";
}

/* (transfer full): the stage's name, or its id when the funnel is not known */
static char *
stage_name (ClinicSession *session, const char *id)
{
  GListModel *stages = clinic_session_get_stages (session);

  for (guint i = 0; i < g_list_model_get_n_items (stages); i++)
    {
      g_autoptr (ClinicStage) stage = g_list_model_get_item (stages, i);

      if (g_strcmp0 (clinic_stage_get_id (stage), id) == 0)
        return g_strdup (clinic_stage_get_name (stage));
    }

  return g_strdup (id);
}

char *
desk_command_title (ClinicCommand *command, ClinicSession *session)
{
  g_autofree char *phone = clinic_phone_dup_display (payload_text (command, "phone"));
  g_autofree char *stage = NULL;

  switch (clinic_command_get_kind (command))
    {
    case CLINIC_COMMAND_CREATE_LEAD:
      return g_strdup_printf (_ ("New enquiry: %s"), phone);
    case CLINIC_COMMAND_MOVE_STAGE:
      stage = stage_name (session, payload_text (command, "stage"));
      return g_strdup_printf (_ ("Move to “%s”"), stage);
    case CLINIC_COMMAND_CALL_OUTCOME:
      return g_strdup_printf (_ ("Outcome of the call: %s"), phone);
    case CLINIC_COMMAND_BIND_CALL:
      return g_strdup_printf (_ ("Whose call it was: %s"), payload_text (command, "name"));
    case CLINIC_COMMAND_CHANGE_APPOINTMENT:
      return g_strdup (_ ("Change of an appointment"));
    case CLINIC_COMMAND_CREATE_APPOINTMENT:
      return g_strdup (_ ("New appointment"));
    case CLINIC_COMMAND_BOOK_LEAD:
      return g_strdup (_ ("Appointment of an enquiry"));
    case CLINIC_COMMAND_ADD_COMMENT:
    default:
      return g_strdup_printf (_ ("Note: %s"), payload_text (command, "text"));
    }
}

static char *
conflict_text (ClinicCommand *command, ClinicSession *session)
{
  const char *seen = clinic_command_get_seen (command);
  g_autofree char *from = NULL, *stage = NULL;

  if (clinic_command_get_kind (command) != CLINIC_COMMAND_MOVE_STAGE || seen == NULL)
    return g_strdup (_ ("Somebody changed it meanwhile"));

  from = stage_name (session, payload_text (command, "from"));
  stage = stage_name (session, payload_text (command, "stage"));

  return g_strdup_printf (_ ("Somebody else moved it meanwhile. It was “%s”, is now “%s”, and you "
                             "want “%s”."),
                             from, seen, stage);
}

char *
desk_command_progress (ClinicCommand *command, ClinicSession *session)
{
  const char *problem = clinic_command_get_problem (command);

  switch (clinic_command_get_state (command))
    {
    case CLINIC_COMMAND_SENDING:
      return g_strdup (_ ("Being sent"));
    case CLINIC_COMMAND_CHECKING:
      return g_strdup (_ ("Sent; whether it arrived is being checked"));
    case CLINIC_COMMAND_DONE:
      return g_strdup (_ ("Done"));
    case CLINIC_COMMAND_CONFLICT:
      return conflict_text (command, session);
    case CLINIC_COMMAND_REFUSED:
      if (problem == NULL || *problem == '\0')
        return g_strdup (_ ("The portal refused it"));
      return g_strdup_printf (_ ("The portal refused it: %s"), problem);
    case CLINIC_COMMAND_WAITING:
    default:
      return g_strdup (_ ("Kept here, waits to be sent"));
    }
}

gboolean
desk_command_needs_decision (ClinicCommand *command)
{
  ClinicCommandState state = clinic_command_get_state (command);

  return state == CLINIC_COMMAND_CONFLICT || state == CLINIC_COMMAND_REFUSED;
}
