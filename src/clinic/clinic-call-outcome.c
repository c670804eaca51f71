/* clinic-call-outcome.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "clinic-call-outcome"

#include "clinic-call-outcome.h"

#include "clinic-call-rules.h"

#define MINUTES 60
#define RETRY_NO_ANSWER (40 * MINUTES)
#define RETRY_BUSY (10 * MINUTES)
#define RETRY_OTHER_PERSON (60 * MINUTES)
/* a number to be found out, a visit to be decided about */
#define TODO_TIME (60 * MINUTES)

/* (transfer none) (nullable): the book's list has it */
static ClinicStage *
find_stage (ClinicSession *session, ClinicStageRole role)
{
  GListModel *stages = clinic_book_get_stages (clinic_session_get_book (session));

  for (guint i = 0; i < g_list_model_get_n_items (stages); i++)
    {
      g_autoptr (ClinicStage) stage = g_list_model_get_item (stages, i);

      if (clinic_stage_get_role (stage) == role)
        return stage;
    }

  return NULL;
}

/* The stage of those who were not reached, or, where the portal has none, a person decides. */
static void
give_up (ClinicSession *session, ClinicCallPlan *plan, gint64 now)
{
  plan->gives_up = TRUE;
  plan->stage = find_stage (session, CLINIC_STAGE_ROLE_UNREACHABLE);
  if (plan->stage != NULL)
    return;
  plan->stage = find_stage (session, CLINIC_STAGE_ROLE_UNCONFIRMED);
  plan->retry = now + RETRY_NO_ANSWER;
  plan->todo_due = now + TODO_TIME;
}

void
clinic_call_outcome_plan (ClinicSession *session,
                          ClinicAppointment *visit,
                          ClinicOutcome outcome,
                          guint most,
                          gint64 later,
                          ClinicCallPlan *plan)
{
  gint64 now = 0;

  g_return_if_fail (CLINIC_IS_SESSION (session));
  g_return_if_fail (CLINIC_IS_APPOINTMENT (visit));

  now = clinic_session_get_now (session);
  *plan =
    (ClinicCallPlan){ .outcome = outcome, .attempt = clinic_call_rules_mark (visit).attempts + 1 };
  switch (outcome)
    {
    case CLINIC_OUTCOME_CONFIRMED:
      plan->stage = find_stage (session, CLINIC_STAGE_ROLE_CONFIRMED);
      break;
    case CLINIC_OUTCOME_NO_ANSWER:
      if (plan->attempt >= most)
        give_up (session, plan, now);
      else
        plan->retry = now + RETRY_NO_ANSWER;
      break;
    case CLINIC_OUTCOME_BUSY:
      plan->retry = now + RETRY_BUSY;
      break;
    case CLINIC_OUTCOME_CALL_LATER:
      plan->retry = later;
      plan->todo_due = later;
      break;
    case CLINIC_OUTCOME_WRONG_NUMBER:
      plan->todo_due = now + TODO_TIME;
      break;
    case CLINIC_OUTCOME_OTHER_PERSON:
      plan->retry = now + RETRY_OTHER_PERSON;
      break;
    case CLINIC_OUTCOME_MOVED:
    case CLINIC_OUTCOME_CANCELLED:
    case CLINIC_OUTCOME_STOP_CALLING:
    case CLINIC_OUTCOME_NONE:
    default:
      break;
    }
}

void
clinic_call_outcome_set_mark (GVariantDict *dict,
                              ClinicAppointment *visit,
                              ClinicOutcome outcome,
                              gint64 retry)
{
  const char *from = clinic_appointment_get_call_mark (visit);
  ClinicCallMark mark = { .attempts = clinic_call_rules_mark (visit).attempts + 1,
                          .outcome = outcome,
                          .retry = retry,
                          .about = clinic_appointment_get_start (visit) };
  g_autofree char *text = clinic_call_mark_to_string (&mark);

  g_variant_dict_insert (dict, "mark", "s", text);
  g_variant_dict_insert (dict, "from-mark", "s", from != NULL ? from : "");
}

static void
write_stage (GVariantDict *dict, ClinicAppointment *visit, ClinicStage *stage)
{
  const char *from = clinic_appointment_get_stage_id (visit);

  if (stage == NULL || g_strcmp0 (clinic_stage_get_id (stage), from) == 0)
    return;
  g_variant_dict_insert (dict, "stage", "s", clinic_stage_get_id (stage));
  g_variant_dict_insert (dict, "from", "s", from != NULL ? from : "");
}

/* A visit is not lost without a word about why: what stands in the comments already is kept. */
static void
write_comment (GVariantDict *dict, ClinicAppointment *visit, const char *note)
{
  const char *before = clinic_appointment_get_comments (visit);
  g_autofree char *comment =
    before != NULL && *before != '\0' ? g_strjoin ("\n", before, note, NULL) : g_strdup (note);

  g_variant_dict_insert (dict, "comment", "s", comment);
}

void
clinic_call_outcome_write (GVariantDict *dict,
                           ClinicAppointment *visit,
                           const ClinicCallPlan *plan,
                           const char *note,
                           const char *todo)
{
  g_return_if_fail (CLINIC_IS_APPOINTMENT (visit));

  clinic_call_outcome_set_mark (dict, visit, plan->outcome, plan->retry);
  write_stage (dict, visit, plan->stage);
  if (plan->outcome == CLINIC_OUTCOME_CONFIRMED &&
      clinic_appointment_get_confirmation (visit) != CLINIC_CONFIRMATION_YES)
    g_variant_dict_insert (dict, "confirmation", "i", (gint32) CLINIC_CONFIRMATION_YES);
  if (plan->outcome == CLINIC_OUTCOME_STOP_CALLING &&
      clinic_appointment_get_patient_id (visit) != 0)
    g_variant_dict_insert (dict, "stop", "x", clinic_appointment_get_patient_id (visit));
  if (note != NULL && *note != '\0')
    g_variant_dict_insert (dict, "note", "s", note);
  if (note != NULL && plan->stage != NULL &&
      clinic_stage_get_kind (plan->stage) == CLINIC_STAGE_KIND_FAILURE)
    write_comment (dict, visit, note);
  if (todo != NULL && plan->todo_due != 0)
    {
      g_variant_dict_insert (dict, "todo", "s", todo);
      g_variant_dict_insert (dict, "todo-due", "x", plan->todo_due);
    }
}
