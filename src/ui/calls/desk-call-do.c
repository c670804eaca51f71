/* desk-call-do.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-call-do"

#include "desk-call-do.h"

#include "desk-call-command.h"
#include "desk-call-draft.h"
#include "desk-call-outcome.h"
#include "desk-call-text.h"
#include "desk-toast.h"

#include <glib/gi18n.h>

typedef struct
{
  GtkWidget *widget;      /* owned */
  ClinicCall *call;       /* owned, nullable */
  ClinicCommand *command; /* owned */
  char *note;             /* owned, nullable: given back when it could not be kept */
} Sending;

static void
sending_free (Sending *sending)
{
  g_clear_object (&sending->widget);
  g_clear_object (&sending->call);
  g_clear_object (&sending->command);
  g_clear_pointer (&sending->note, g_free);
  g_free (sending);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sending, sending_free)

/* The disk refused: the person must know that nothing was kept, and may try again. */
static void
give_back (Sending *sending)
{
  DeskCallDraft *draft = sending->call != NULL ? desk_call_draft (sending->call) : NULL;

  desk_toast (sending->widget, adw_toast_new (_ ("This could not be kept. Please try again.")));
  if (draft == NULL)
    return;

  if (draft->lead == sending->command)
    g_clear_object (&draft->lead);
  if (draft->confirm == sending->command)
    g_clear_object (&draft->confirm);
  if (draft->note == NULL && sending->note != NULL)
    desk_call_draft_set_text (&draft->note, sending->note);

  g_object_notify (G_OBJECT (sending->call), "outcome");
}

static void
on_submitted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Sending) sending = user_data;
  g_autoptr (GError) error = NULL;

  if (clinic_session_submit_finish (CLINIC_SESSION (source), result, &error) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_debug ("A command could not be kept: %s", error->message);
  give_back (sending);
}

/* call, note: (nullable) */
static void
submit (GtkWidget *widget,
        ClinicSession *session,
        ClinicCall *call,
        ClinicCommand *command,
        const char *note)
{
  Sending *sending = g_new0 (Sending, 1);

  sending->widget = g_object_ref (widget);
  g_set_object (&sending->call, call);
  sending->command = g_object_ref (command);
  sending->note = g_strdup (note);

  /* Not cancelled with the widget: what the person did must be kept in any case. */
  clinic_session_submit_async (session, command, NULL, on_submitted_cb, sending);
}

gboolean
desk_call_do_confirm (GtkWidget *widget, ClinicSession *session, ClinicCall *call)
{
  DeskCallDraft *draft = desk_call_draft (call);
  ClinicCandidate *chosen = desk_call_chosen (call);
  ClinicAppointment *next = chosen != NULL ? clinic_candidate_get_next (chosen) : NULL;
  g_autoptr (ClinicCommand) command = NULL;

  if (next == NULL)
    return FALSE;

  if (draft->confirm != NULL)
    {
      ClinicCommandState state = clinic_command_get_state (draft->confirm);

      if (state != CLINIC_COMMAND_CONFLICT && state != CLINIC_COMMAND_REFUSED)
        return FALSE;

      clinic_session_retry_command (session, draft->confirm);
      return TRUE;
    }

  command = desk_command_new_confirm (session, next);
  if (command == NULL)
    return FALSE;

  g_set_object (&draft->confirm, command);
  submit (widget, session, call, command, NULL);

  return TRUE;
}

gboolean
desk_call_do_lead (GtkWidget *widget, ClinicSession *session, ClinicCall *call)
{
  DeskCallDraft *draft = desk_call_draft (call);
  g_autoptr (ClinicCommand) command = NULL;
  g_autofree char *note = NULL;

  if (clinic_call_get_hidden (call) || clinic_call_get_lead_id (call) != 0)
    return FALSE;

  if (draft->lead != NULL && clinic_command_get_state (draft->lead) == CLINIC_COMMAND_REFUSED)
    {
      clinic_session_retry_command (session, draft->lead);
      return TRUE;
    }

  if (draft->lead != NULL || clinic_call_get_lead_pending (call))
    return FALSE;

  note = g_steal_pointer (&draft->note);
  command = desk_command_new_lead (session, call, draft->name, note);
  g_set_object (&draft->lead, command);
  submit (widget, session, call, command, note);

  return TRUE;
}

void
desk_call_do_number_lead (GtkWidget *widget, ClinicSession *session, const char *number)
{
  gboolean simple = clinic_link_get_simple_crm (clinic_session_get_link (session));
  g_autoptr (ClinicCommand) command = desk_command_new_number_lead (session, number);

  submit (widget, session, NULL, command, NULL);
  desk_toast (widget,
              adw_toast_new (simple ? _ ("Creating the request…") : _ ("Creating the enquiry…")));
}

gboolean
desk_call_do_note (GtkWidget *widget, ClinicSession *session, ClinicCall *call)
{
  DeskCallDraft *draft = desk_call_draft (call);
  ClinicCandidate *chosen = desk_call_chosen (call);
  g_autoptr (ClinicCommand) command = NULL;
  g_autofree char *note = NULL;

  if (draft->note == NULL)
    return FALSE;

  if (chosen != NULL && clinic_candidate_get_patient (chosen) != NULL)
    command =
      desk_command_new_comment (session, CLINIC_ENTITY_PATIENT,
                                clinic_patient_get_id (clinic_candidate_get_patient (chosen)),
                                draft->note);
  else if (clinic_call_get_lead_id (call) != 0)
    command = desk_command_new_comment (session, CLINIC_ENTITY_LEAD, clinic_call_get_lead_id (call),
                                        draft->note);
  else if (desk_call_who (call) == DESK_CALL_WHO_UNKNOWN)
    return desk_call_do_lead (widget, session, call);

  if (command == NULL)
    {
      desk_toast (widget, adw_toast_new (_ ("Choose who is calling first")));
      return FALSE;
    }

  note = g_steal_pointer (&draft->note);
  submit (widget, session, call, command, note);
  desk_toast (widget, adw_toast_new (_ ("Note added")));

  return TRUE;
}

static void
on_undo_cb (ClinicCall *call)
{
  DeskCallDraft *draft = desk_call_draft (call);

  if (draft->outcome_sent)
    return;

  draft->outcome = CLINIC_OUTCOME_NONE;
  draft->over_seconds = 0;
  clinic_call_set_outcome (call, CLINIC_OUTCOME_NONE);
}

void
desk_call_do_outcome (GtkWidget *widget,
                      ClinicSession *session,
                      ClinicCall *call,
                      ClinicOutcome outcome)
{
  DeskCallDraft *draft = desk_call_draft (call);
  g_autofree char *title = NULL;
  AdwToast *toast = NULL;

  if (draft->outcome != CLINIC_OUTCOME_NONE)
    return;

  draft->outcome = outcome;
  draft->over_seconds = 0;
  clinic_call_set_outcome (call, outcome);

  /* Translators: %s is an outcome of a call, such as "Confirmed" */
  title = g_strdup_printf (_ ("Outcome: %s"), desk_call_outcome_name (outcome));
  toast = adw_toast_new (title);
  adw_toast_set_button_label (toast, _ ("Undo"));
  adw_toast_set_timeout (toast, 5);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (on_undo_cb), call,
                           G_CONNECT_SWAPPED);
  desk_toast (widget, toast);
}

void
desk_call_settle (GtkWidget *widget, ClinicSession *session, ClinicCall *call)
{
  DeskCallDraft *draft = desk_call_draft (call);
  g_autoptr (ClinicCommand) command = NULL;

  if (draft->outcome == CLINIC_OUTCOME_NONE || draft->outcome_sent)
    return;

  draft->outcome_sent = TRUE;
  command = desk_command_new_outcome (session, call, draft->outcome);
  if (command != NULL)
    submit (widget, session, call, command, NULL);
  if (draft->outcome == CLINIC_OUTCOME_CONFIRMED)
    desk_call_do_confirm (widget, session, call);
}

void
desk_call_do_choose (ClinicSession *session, ClinicCall *call, ClinicPatient *patient)
{
  g_autoptr (ClinicCandidate) candidate = clinic_candidate_new ();

  clinic_candidate_set_patient (candidate, patient);
  clinic_session_choose_caller (session, call, candidate);
}

gboolean
desk_call_takes_lead (ClinicCall *call)
{
  return desk_call_who (call) == DESK_CALL_WHO_UNKNOWN && clinic_call_get_lead_id (call) == 0 &&
         !clinic_call_get_lead_pending (call) && desk_call_draft (call)->lead == NULL;
}

gboolean
desk_call_asks_outcome (ClinicCall *call)
{
  gboolean over = clinic_call_get_end (call) == CLINIC_CALL_END_TALKED ||
                  (clinic_call_get_end (call) == CLINIC_CALL_END_MISSED &&
                   clinic_call_get_direction (call) == CLINIC_CALL_DIRECTION_OUT);

  return clinic_call_get_state (call) == CLINIC_CALL_STATE_ENDED && over &&
         clinic_call_get_mine (call) && !clinic_call_get_internal (call) &&
         (desk_call_chosen (call) != NULL || clinic_call_get_lead_id (call) != 0);
}
