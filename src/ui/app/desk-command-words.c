/* desk-command-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-command-words"

#include "desk-command-words.h"

#include <glib/gi18n.h>

#include "clinic-enums.h"
#include "clinic-name.h"
#include "clinic-phone.h"
#include "clinic-stage.h"
#include "desk-format.h"

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

static gint64
payload_int (ClinicCommand *command, const char *key)
{
  GVariant *payload = clinic_command_get_payload (command);
  gint64 value = 0;

  if (payload != NULL && g_variant_is_of_type (payload, G_VARIANT_TYPE_VARDICT))
    g_variant_lookup (payload, key, "x", &value);

  return value;
}

/* (transfer full) (nullable) */
static char *
find_stage_name (GListModel *stages, const char *id)
{
  for (guint i = 0; i < g_list_model_get_n_items (stages); i++)
    {
      g_autoptr (ClinicStage) stage = g_list_model_get_item (stages, i);

      if (g_strcmp0 (clinic_stage_get_id (stage), id) == 0)
        return g_strdup (clinic_stage_get_name (stage));
    }

  return NULL;
}

/* (transfer full): the stage's name, or its id when the funnel is not known */
static char *
stage_name (ClinicCommand *command, ClinicSession *session, const char *id)
{
  ClinicBook *book = clinic_session_get_book (session);
  GListModel *stages = clinic_command_get_entity (command) == CLINIC_ENTITY_LEAD
                         ? clinic_book_get_lead_stages (book)
                         : clinic_session_get_stages (session);
  char *name = find_stage_name (stages, id);

  return name != NULL ? name : g_strdup (id);
}

/* (transfer full) (nullable): as the board shows it */
static char *
name_on_board (ClinicCommand *command, ClinicSession *session)
{
  ClinicBook *book = clinic_session_get_book (session);
  gboolean lead = clinic_command_get_entity (command) == CLINIC_ENTITY_LEAD;
  GListModel *list = lead ? clinic_book_get_leads (book) : clinic_book_get_appointments (book);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (list, i);
      gint64 id = lead ? clinic_lead_get_id (CLINIC_LEAD (item))
                       : clinic_appointment_get_id (CLINIC_APPOINTMENT (item));

      if (id == clinic_command_get_entity_id (command))
        return g_strdup (lead ? clinic_lead_get_name (CLINIC_LEAD (item))
                              : clinic_appointment_get_patient_name (CLINIC_APPOINTMENT (item)));
    }

  return NULL;
}

/* (transfer full): whose appointment or enquiry it is */
static char *
whose (ClinicCommand *command, ClinicSession *session)
{
  g_autofree char *name = name_on_board (command, session);

  if (*payload_text (command, "last") != '\0' || *payload_text (command, "first") != '\0')
    return clinic_name_short (payload_text (command, "last"), payload_text (command, "first"),
                              payload_text (command, "second"));
  if (name != NULL && *name != '\0')
    return g_steal_pointer (&name);
  if (*payload_text (command, "title") != '\0')
    return g_strdup (payload_text (command, "title"));

  return g_strdup (C_ ("whose appointment", "a patient"));
}

static char *
when (ClinicSession *session, gint64 moment)
{
  return moment > 0 ? desk_format_day_time (moment, clinic_session_get_now (session))
                    : g_strdup (_ ("no time"));
}

static char *
move_title (ClinicCommand *command, ClinicSession *session)
{
  g_autofree char *who = whose (command, session);
  g_autofree char *stage = stage_name (command, session, payload_text (command, "stage"));

  /* Translators: whose appointment, and the stage it goes to */
  return g_strdup_printf (_ ("%s: to “%s”"), who, stage);
}

static char *
change_title (ClinicCommand *command, ClinicSession *session)
{
  gint64 start = payload_int (command, "start");
  g_autofree char *who = NULL;
  g_autofree char *time = NULL;

  if (start == 0 || start == payload_int (command, "from-start"))
    {
      if (g_strcmp0 (payload_text (command, "stage"), payload_text (command, "from")) != 0)
        return move_title (command, session);
      who = whose (command, session);
      if (*payload_text (command, "mark") != '\0')
        return g_strdup_printf (_ ("Outcome of the call: %s"), who);
      return g_strdup_printf (_ ("Change of an appointment: %s"), who);
    }
  who = whose (command, session);
  time = when (session, start);

  return g_strdup_printf (_ ("%s: moved to %s"), who, time);
}

static char *
new_title (ClinicCommand *command, ClinicSession *session)
{
  g_autofree char *who = whose (command, session);
  g_autofree char *time = when (session, payload_int (command, "start"));

  return clinic_command_get_kind (command) == CLINIC_COMMAND_BOOK_LEAD
           ? g_strdup_printf (_ ("Appointment of an enquiry: %s, %s"), who, time)
           : g_strdup_printf (_ ("New appointment: %s, %s"), who, time);
}

char *
desk_command_title (ClinicCommand *command, ClinicSession *session)
{
  g_autofree char *phone = clinic_phone_dup_display (payload_text (command, "phone"));

  switch (clinic_command_get_kind (command))
    {
    case CLINIC_COMMAND_CREATE_LEAD:
      return g_strdup_printf (_ ("New enquiry: %s"), phone);
    case CLINIC_COMMAND_MOVE_STAGE:
      return move_title (command, session);
    case CLINIC_COMMAND_CALL_OUTCOME:
      return g_strdup_printf (_ ("Outcome of the call: %s"), phone);
    case CLINIC_COMMAND_BIND_CALL:
      return g_strdup_printf (_ ("Whose call it was: %s"), payload_text (command, "name"));
    case CLINIC_COMMAND_CHANGE_APPOINTMENT:
      return change_title (command, session);
    case CLINIC_COMMAND_CREATE_APPOINTMENT:
    case CLINIC_COMMAND_BOOK_LEAD:
      return new_title (command, session);
    case CLINIC_COMMAND_READ_POST:
      if (*payload_text (command, "poll") != '\0')
        return g_strdup_printf (_ ("Answer to a poll: %s"), payload_text (command, "poll"));
      return g_strdup (_ ("“I have read it”"));
    case CLINIC_COMMAND_DECIDE_INVOICE:
    case CLINIC_COMMAND_DELEGATE_TASK:
      return g_strdup_printf (_ ("Decision on an invoice: %s"), payload_text (command, "title"));
    case CLINIC_COMMAND_SUBMIT_INVOICE:
    case CLINIC_COMMAND_CHANGE_INVOICE:
      return g_strdup_printf (_ ("Invoice: %s"), payload_text (command, "title"));
    case CLINIC_COMMAND_REMIND_READERS:
      return g_strdup_printf (_ ("Reminder to read: %s"), payload_text (command, "title"));
    case CLINIC_COMMAND_PUBLISH_POST:
      return g_strdup_printf (_ ("Message: %s"), payload_text (command, "title"));
    case CLINIC_COMMAND_SIGN_PAY:
      return g_strdup_printf (_ ("Pay of the month: %s"), payload_text (command, "name"));
    case CLINIC_COMMAND_ANSWER_SHIFT:
      return g_strdup_printf (_ ("End of a shift: %s"), payload_text (command, "name"));
    case CLINIC_COMMAND_ADD_COMMENT:
    case CLINIC_COMMAND_COMMENT_POST:
    default:
      return g_strdup_printf (_ ("Note: %s"), payload_text (command, "text"));
    }
}

/* a colleague gave it another time than it was seen to have */
static gboolean
has_other_time (ClinicCommand *command)
{
  gint64 from = payload_int (command, "from-start");

  return from != 0 && payload_int (command, "now-start") != from &&
         g_variant_lookup (clinic_command_get_payload (command), "now-start", "x", NULL);
}

static char *
other_time_text (ClinicCommand *command, ClinicSession *session)
{
  g_autofree char *from = when (session, payload_int (command, "from-start"));
  g_autofree char *now = when (session, payload_int (command, "now-start"));
  g_autofree char *wanted = when (session, payload_int (command, "start"));

  return g_strdup_printf (_ ("Somebody else changed the time meanwhile. It was %s, is now %s, and "
                             "you want %s."),
                          from, now, wanted);
}

/* a colleague worked on the same row of the call list */
static gboolean
has_other_mark (ClinicCommand *command)
{
  return g_variant_lookup (clinic_command_get_payload (command), "now-mark", "s", NULL) &&
         g_strcmp0 (payload_text (command, "now-mark"), payload_text (command, "from-mark")) != 0;
}

static char *
conflict_text (ClinicCommand *command, ClinicSession *session)
{
  const char *seen = clinic_command_get_seen (command);
  g_autofree char *from = NULL, *stage = NULL;

  if (has_other_mark (command))
    return g_strdup (_ ("A colleague worked on this row of the call list meanwhile."));
  if (has_other_time (command))
    return other_time_text (command, session);
  if (seen == NULL || *payload_text (command, "from") == '\0')
    return g_strdup (_ ("Somebody changed it meanwhile"));

  from = stage_name (command, session, payload_text (command, "from"));
  stage = stage_name (command, session, payload_text (command, "stage"));

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
      if (g_str_equal (payload_text (command, "step"), "wait"))
        return g_strdup (_ ("The portal is asked to make the appointment; waiting for it"));
      return g_strdup (_ ("Kept here, waits to be sent"));
    }
}

gboolean
desk_command_needs_decision (ClinicCommand *command)
{
  ClinicCommandState state = clinic_command_get_state (command);

  return state == CLINIC_COMMAND_CONFLICT || state == CLINIC_COMMAND_REFUSED;
}
