/* desk-call-person.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-call-person"

#include "desk-call-person.h"

#include "desk-call-choice.h"
#include "desk-call-command.h"
#include "desk-call-draft.h"
#include "desk-call-text.h"
#include "desk-command-words.h"
#include "desk-format.h"
#include "desk-stage-badge.h"

#include "clinic-lead.h"

#include <glib/gi18n.h>

#define MAX_LINES 3

struct _DeskCallPerson
{
  GtkWidget parent_instance;

  /* all children of the template */
  GtkWidget *box;
  GtkLabel *when;
  GtkLabel *doctor;
  DeskStageBadge *stage;
  GtkLabel *confirmation;
  GtkWidget *confirm;
  GtkLabel *confirm_text;
  GtkWidget *more;
  GtkLabel *problem;
  GtkWidget *others_title;
  DeskCallChoice *others;
  GtkLabel *history_title;
  GtkBox *history;
  GtkWidget *leads_title;
  GtkBox *leads;
  GtkLabel *notes;
  GtkLabel *responsible;

  GtkLabel *history_lines[MAX_LINES]; /* unowned, children of history */
  GtkLabel *lead_lines[MAX_LINES];    /* unowned, children of leads */
  gboolean books;                     /* the first button books a visit: there is none */
};

G_DEFINE_FINAL_TYPE (DeskCallPerson, desk_call_person, GTK_TYPE_WIDGET)

enum
{
  CHOSEN,
  CONFIRM,
  BOOK,
  RESCHEDULE,
  CANCEL,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
on_chosen_cb (DeskCallPerson *self, ClinicCandidate *candidate)
{
  g_signal_emit (self, signals[CHOSEN], 0, candidate);
}

static void
on_confirm_cb (DeskCallPerson *self)
{
  g_signal_emit (self, signals[self->books ? BOOK : CONFIRM], 0);
}

static void
on_reschedule_cb (DeskCallPerson *self)
{
  g_signal_emit (self, signals[RESCHEDULE], 0);
}

static void
on_cancel_cb (DeskCallPerson *self)
{
  g_signal_emit (self, signals[CANCEL], 0);
}

/* The visit can be moved and cancelled. */
static gboolean
has_open_visit (ClinicCall *call)
{
  ClinicAppointment *next = clinic_candidate_get_next (desk_call_chosen (call));

  return next != NULL && clinic_appointment_get_kind (next) == CLINIC_STAGE_KIND_PROCESS;
}

/* The button says what became of the confirmation: asked for, refused, or nothing to confirm; who
 * has no visit can be booked one. */
static void
show_confirm (DeskCallPerson *self, ClinicSession *session, ClinicCall *call, gboolean waiting)
{
  ClinicAppointment *next = clinic_candidate_get_next (desk_call_chosen (call));
  ClinicCommand *asked = desk_call_draft (call)->confirm;
  g_autoptr (ClinicCommand) possible =
    next != NULL ? desk_command_new_confirm (session, next) : NULL;
  gboolean conflict = asked != NULL && clinic_command_get_state (asked) == CLINIC_COMMAND_CONFLICT;
  gboolean failed = asked != NULL && desk_command_needs_decision (asked);
  g_autofree char *problem = failed ? desk_command_progress (asked, session) : NULL;
  gboolean busy = asked != NULL && !failed && possible != NULL;

  self->books = next == NULL && !waiting;
  /* The places are kept while the visit is not known yet. */
  gtk_widget_set_opacity (self->confirm, possible != NULL || self->books ? 1.0 : 0.0);
  gtk_widget_set_sensitive (self->confirm, (possible != NULL && !busy) || self->books);
  gtk_widget_set_opacity (self->more, has_open_visit (call) ? 1.0 : 0.0);
  gtk_widget_set_sensitive (self->more, has_open_visit (call));
  gtk_label_set_text (self->confirm_text, self->books ? _ ("New appointment…")
                                          : busy      ? _ ("Confirming…")
                                          : conflict  ? _ ("Confirm anyway")
                                          : failed    ? _ ("Not confirmed: try again")
                                                      : _ ("Confirm"));
  gtk_label_set_text (self->problem, problem != NULL ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), problem != NULL);
}

static void
show_next (DeskCallPerson *self, ClinicCall *call, gboolean waiting, gint64 now)
{
  ClinicAppointment *next = clinic_candidate_get_next (desk_call_chosen (call));
  g_autofree char *when = NULL;
  g_autofree char *doctor = NULL;
  g_autofree char *specialty = NULL;
  g_autofree char *confirmation = NULL;

  if (next == NULL)
    {
      gtk_label_set_text (self->when, waiting ? "…" : _ ("No visit is booked"));
      gtk_label_set_text (self->doctor, "");
      gtk_label_set_text (self->confirmation, "");
      desk_stage_badge_set_stage (self->stage, NULL);
      return;
    }

  when = clinic_appointment_get_start (next) != 0
           ? desk_format_visit_time (clinic_appointment_get_start (next), now)
           : g_strdup (_ ("booked, no time set"));
  doctor = desk_text_clip (clinic_appointment_get_doctor_name (next), 40);
  specialty = desk_text_clip (clinic_appointment_get_specialty (next), 30);
  confirmation = desk_call_text_confirmation (next);

  gtk_label_set_text (self->when, when);
  if (*doctor != '\0' && *specialty != '\0')
    {
      /* Translators: a doctor and her specialty */
      g_autofree char *both = g_strdup_printf (C_ ("doctor", "%1$s, %2$s"), doctor, specialty);

      gtk_label_set_text (self->doctor, both);
    }
  else
    gtk_label_set_text (self->doctor, *doctor != '\0' ? doctor : specialty);
  gtk_label_set_text (self->confirmation, confirmation);
  desk_stage_badge_set_stage (self->stage, clinic_appointment_get_stage (next));
}

static void
show_others (DeskCallPerson *self, ClinicCall *call, gint64 now)
{
  GListModel *candidates = clinic_caller_get_candidates (clinic_call_get_caller (call));

  /* The digits before are those of the buttons. */
  desk_call_choice_show (self->others, candidates, desk_call_chosen (call),
                         has_open_visit (call) ? 4 : 2, now);
  gtk_widget_set_visible (self->others_title, desk_call_choice_get_n_shown (self->others) > 0);
}

/* The list itself, and the last visit when the list has not come yet. The places are kept until
 * the portal has told. */
static void
show_history (DeskCallPerson *self, ClinicCandidate *chosen, gboolean waiting, gint64 now)
{
  GListModel *visits = clinic_candidate_get_history (chosen);
  ClinicAppointment *last = clinic_candidate_get_last (chosen);
  guint n = visits != NULL ? g_list_model_get_n_items (visits) : 0;

  for (guint i = 0; i < MAX_LINES; i++)
    {
      g_autoptr (ClinicAppointment) visit = i < n ? g_list_model_get_item (visits, i) : NULL;
      g_autofree char *text = NULL;

      if (visit == NULL && i == 0)
        g_set_object (&visit, last);
      text = visit != NULL
               ? desk_call_text_visit (visit, clinic_candidate_get_patient (chosen), now)
               : NULL;
      gtk_label_set_text (self->history_lines[i], text != NULL ? text : "");
      gtk_widget_set_visible (GTK_WIDGET (self->history_lines[i]), text != NULL || waiting);
    }

  gtk_label_set_text (self->history_title, n > 0 || last != NULL ? _ ("Last visits") : "");
}

static void
show_leads (DeskCallPerson *self, ClinicCandidate *chosen, gboolean waiting, gint64 now)
{
  GListModel *leads = waiting ? NULL : clinic_candidate_get_leads (chosen);
  guint n = leads != NULL ? g_list_model_get_n_items (leads) : 0;

  for (guint i = 0; i < MAX_LINES; i++)
    {
      g_autoptr (ClinicLead) lead = i < n ? g_list_model_get_item (leads, i) : NULL;
      g_autofree char *title =
        lead != NULL ? desk_text_clip (clinic_lead_get_title (lead), 60) : NULL;
      g_autofree char *day =
        lead != NULL ? desk_format_day (clinic_lead_get_created (lead), now) : NULL;
      const char *source = lead != NULL ? clinic_lead_get_source_name (lead) : NULL;
      g_autofree char *text =
        g_strjoin (" · ", title, day, source != NULL && *source != '\0' ? source : NULL, NULL);

      gtk_label_set_text (self->lead_lines[i], lead != NULL ? text : "");
      gtk_widget_set_visible (GTK_WIDGET (self->lead_lines[i]), lead != NULL);
    }

  gtk_widget_set_visible (self->leads_title, n > 0);
}

static void
show_notes (DeskCallPerson *self, ClinicCandidate *chosen)
{
  ClinicPatient *patient = clinic_candidate_get_patient (chosen);
  const char *name = patient != NULL ? clinic_patient_get_responsible_name (patient) : NULL;
  g_autofree char *notes =
    desk_text_clip (patient != NULL ? clinic_patient_get_comments (patient) : NULL, 200);
  /* Translators: the colleague who is responsible for the patient */
  g_autofree char *responsible = g_strdup_printf (_ ("Responsible: %s"), name != NULL ? name : "");

  gtk_label_set_text (self->notes, notes);
  gtk_widget_set_visible (GTK_WIDGET (self->notes), *notes != '\0');
  gtk_label_set_text (self->responsible, responsible);
  gtk_widget_set_visible (GTK_WIDGET (self->responsible), name != NULL && *name != '\0');
}

static void
add_lines (GtkBox *box, GtkLabel **lines)
{
  for (guint i = 0; i < MAX_LINES; i++)
    {
      lines[i] =
        g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END, NULL);
      gtk_box_append (box, GTK_WIDGET (lines[i]));
    }
}

static void
desk_call_person_dispose (GObject *object)
{
  DeskCallPerson *self = DESK_CALL_PERSON (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (desk_call_person_parent_class)->dispose (object);
}

static void
desk_call_person_class_init (DeskCallPersonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = desk_call_person_dispose;

  signals[CHOSEN] = g_signal_new ("chosen", DESK_TYPE_CALL_PERSON, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, CLINIC_TYPE_CANDIDATE);
  signals[CONFIRM] = g_signal_new ("confirm", DESK_TYPE_CALL_PERSON, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  signals[BOOK] = g_signal_new ("book", DESK_TYPE_CALL_PERSON, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  signals[RESCHEDULE] = g_signal_new ("reschedule", DESK_TYPE_CALL_PERSON, G_SIGNAL_RUN_LAST, 0,
                                      NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CANCEL] = g_signal_new ("cancel", DESK_TYPE_CALL_PERSON, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);

  g_type_ensure (DESK_TYPE_CALL_CHOICE);
  g_type_ensure (DESK_TYPE_STAGE_BADGE);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/reception24/Reception/ui/calls/desk-call-person.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_bind_template_child (widget_class, DeskCallPerson, box);
  gtk_widget_class_bind_template_child (widget_class, DeskCallPerson, when);
  gtk_widget_class_bind_template_child (widget_class, DeskCallPerson, doctor);
  gtk_widget_class_bind_template_child (widget_class, DeskCallPerson, stage);
  gtk_widget_class_bind_template_child (widget_class, DeskCallPerson, confirmation);
  gtk_widget_class_bind_template_child (widget_class, DeskCallPerson, confirm);
  gtk_widget_class_bind_template_child (widget_class, DeskCallPerson, confirm_text);
  gtk_widget_class_bind_template_child (widget_class, DeskCallPerson, more);
  gtk_widget_class_bind_template_child (widget_class, DeskCallPerson, problem);
  gtk_widget_class_bind_template_child (widget_class, DeskCallPerson, others_title);
  gtk_widget_class_bind_template_child (widget_class, DeskCallPerson, others);
  gtk_widget_class_bind_template_child (widget_class, DeskCallPerson, history_title);
  gtk_widget_class_bind_template_child (widget_class, DeskCallPerson, history);
  gtk_widget_class_bind_template_child (widget_class, DeskCallPerson, leads_title);
  gtk_widget_class_bind_template_child (widget_class, DeskCallPerson, leads);
  gtk_widget_class_bind_template_child (widget_class, DeskCallPerson, notes);
  gtk_widget_class_bind_template_child (widget_class, DeskCallPerson, responsible);
  gtk_widget_class_bind_template_callback (widget_class, on_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_confirm_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_reschedule_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel_cb);
}

static void
desk_call_person_init (DeskCallPerson *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_lines (self->history, self->history_lines);
  add_lines (self->leads, self->lead_lines);
}

void
desk_call_person_show (DeskCallPerson *self, ClinicSession *session, ClinicCall *call)
{
  gint64 now = clinic_session_get_now (session);
  ClinicCandidate *chosen = desk_call_chosen (call);
  gboolean waiting = FALSE;

  g_return_if_fail (DESK_IS_CALL_PERSON (self));
  g_return_if_fail (chosen != NULL);

  waiting = clinic_caller_get_state (clinic_call_get_caller (call)) <= CLINIC_CALLER_STATE_LOCAL;
  show_next (self, call, waiting, now);
  show_confirm (self, session, call, waiting);
  show_others (self, call, now);
  show_history (self, chosen, waiting, now);
  show_leads (self, chosen, waiting, now);
  show_notes (self, chosen);
}

gboolean
desk_call_person_press (DeskCallPerson *self, int digit)
{
  g_return_val_if_fail (DESK_IS_CALL_PERSON (self), FALSE);

  if (digit > 3 || (digit > 1 && !gtk_widget_get_sensitive (self->more)))
    return desk_call_choice_press (self->others, digit);
  if (digit == 1 && !gtk_widget_get_sensitive (self->confirm))
    return FALSE;

  if (digit == 1)
    on_confirm_cb (self);
  else
    g_signal_emit (self, signals[digit == 2 ? RESCHEDULE : CANCEL], 0);

  return TRUE;
}
