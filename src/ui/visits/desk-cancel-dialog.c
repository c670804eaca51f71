/* desk-cancel-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-cancel-dialog"

#include "desk-cancel-dialog.h"

#include <glib/gi18n.h>

#include "clinic-call-outcome.h"
#include "clinic-windows.h"
#include "desk-call-text.h"
#include "desk-cancel-choices.h"
#include "desk-fit.h"
#include "desk-format.h"
#include "desk-name.h"
#include "desk-visit-dialog.h"
#include "desk-visit-do.h"
#include "desk-visit-rows.h"

#define N_OFFERS 3
#define DIGIT_OTHER_TIME 4
#define DIGIT_WAITING 5
#define DIGIT_LOST 6

typedef enum
{
  STEP_WHY,
  STEP_OFFER,
  STEP_LOST,
  STEP_FREED,
} Step;

struct _DeskCancelDialog
{
  AdwWindow parent_instance;

  GtkWidget *back; /* unowned, template child, as all below */
  GtkWidget *body;
  GtkWidget *head;
  GtkLabel *who;
  GtkLabel *visit;
  GtkWidget *call;
  GtkLabel *question;
  GtkLabel *facts;
  GtkListBox *choices;
  GtkWidget *lost;
  GtkDropDown *stage;
  GtkWidget *comment;
  GtkWidget *foot;
  GtkLabel *problem;
  GtkWidget *save;
  GtkWidget *finish;

  ClinicSession *session;         /* owned */
  GtkWidget *origin;              /* owned: where toasts appear and calls are asked for */
  ClinicAppointment *appointment; /* owned */
  ClinicStage *wanted;            /* owned, nullable */
  ClinicChoice *reason;           /* owned, nullable */
  GListModel *lost_stages;        /* owned */
  GArray *offers;                 /* owned, of ClinicWindow */
  GPtrArray *people;              /* owned, nullable: who would take the freed window */
  gint64 freed_start;
  gint64 freed_doctor;
  Step step;
  gboolean calling; /* the outcome of a call from the call list */
  gboolean saving;
};

G_DEFINE_FINAL_TYPE (DeskCancelDialog, desk_cancel_dialog, ADW_TYPE_WINDOW)

static GListModel *
reasons_of (DeskCancelDialog *self)
{
  return clinic_book_get_list (clinic_session_get_book (self->session), CLINIC_BOOK_REASONS);
}

static gboolean
has_reasons (DeskCancelDialog *self)
{
  return g_list_model_get_n_items (reasons_of (self)) > 0;
}

static void
add_row (DeskCancelDialog *self, int digit, const char *title, const char *facts)
{
  g_autofree char *key = digit > 0 && digit < 10 ? g_strdup_printf ("%d", digit) : NULL;
  GtkWidget *row = desk_key_row_new (key, title, facts);

  g_object_set_data (G_OBJECT (row), "digit", GINT_TO_POINTER (digit));
  gtk_list_box_append (self->choices, row);
}

static void
add_reasons (DeskCancelDialog *self)
{
  GListModel *reasons = reasons_of (self);

  for (guint i = 0; i < g_list_model_get_n_items (reasons); i++)
    {
      g_autoptr (ClinicChoice) reason = g_list_model_get_item (reasons, i);
      g_autofree char *name = desk_text_clip (clinic_choice_get_name (reason), 80);

      add_row (self, (int) i + 1, name, NULL);
    }
}

static void
add_offers (DeskCancelDialog *self)
{
  g_clear_pointer (&self->offers, g_array_unref);
  self->offers = desk_cancel_list_offers (self->session, self->appointment, N_OFFERS);

  for (guint i = 0; i < self->offers->len; i++)
    {
      const ClinicWindow *window = &g_array_index (self->offers, ClinicWindow, i);
      g_autofree char *when =
        desk_format_visit_time (window->start, clinic_session_get_now (self->session));
      g_autofree char *doctor = desk_visit_doctor_name (self->session, window->doctor_id);

      add_row (self, (int) i + 1, when, doctor);
    }
  add_row (self, DIGIT_OTHER_TIME, _ ("Another time…"), NULL);
  add_row (self, DIGIT_WAITING, _ ("To the waiting list"),
           _ ("Wants to be called when a window is free"));
  add_row (self, DIGIT_LOST, _ ("Lost…"), _ ("Wants no other time"));
}

static void
add_people (DeskCancelDialog *self)
{
  gint64 now = clinic_session_get_now (self->session);

  for (guint i = 0; i < self->people->len; i++)
    gtk_list_box_append (self->choices,
                         desk_freed_row_new (g_ptr_array_index (self->people, i), i, now));
}

static void
show_texts (DeskCancelDialog *self)
{
  gint64 now = clinic_session_get_now (self->session);
  const char *question = NULL;
  g_autofree char *facts = NULL;

  switch (self->step)
    {
    case STEP_WHY:
      question = _ ("Why does the patient cancel?");
      break;
    case STEP_OFFER:
      question = _ ("Offer another time");
      break;
    case STEP_LOST:
      question = _ ("The visit is lost");
      break;
    case STEP_FREED:
    default:
      {
        g_autofree char *when = desk_format_visit_time (self->freed_start, now);
        g_autofree char *doctor = desk_visit_doctor_name (self->session, self->freed_doctor);

        question = _ ("A window is free: who waits for it?");
        facts = g_strdup_printf (C_ ("visit with", "%1$s, %2$s"), when, doctor);
      }
    }
  if (facts == NULL && self->reason != NULL && self->step != STEP_WHY)
    facts = g_strdup_printf (_ ("Reason: %s"), clinic_choice_get_name (self->reason));

  gtk_label_set_text (self->question, question);
  gtk_label_set_text (self->facts, facts != NULL ? facts : "");
  gtk_widget_set_visible (GTK_WIDGET (self->facts), facts != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->choices), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  question, -1);
}

static void
show_problem (DeskCancelDialog *self)
{
  const char *comment = gtk_editable_get_text (GTK_EDITABLE (self->comment));
  g_autofree char *bare = g_strstrip (g_strdup (comment));
  const char *problem = NULL;

  if (g_list_model_get_n_items (self->lost_stages) == 0)
    problem = _ ("The portal has no stage that means lost");
  else if (*bare == '\0')
    problem = _ ("A lost visit needs a comment: what did the patient say?");

  gtk_label_set_text (self->problem, self->step == STEP_LOST && problem != NULL ? problem : "");
  gtk_widget_remove_css_class (GTK_WIDGET (self->problem), "error");
  gtk_widget_set_sensitive (self->save, problem == NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->save), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  problem != NULL ? problem : "", -1);
}

static void
show_step (DeskCancelDialog *self, Step step)
{
  GtkListBoxRow *row;

  self->step = step;
  while ((row = gtk_list_box_get_row_at_index (self->choices, 0)) != NULL)
    gtk_list_box_remove (self->choices, GTK_WIDGET (row));
  if (step == STEP_WHY)
    add_reasons (self);
  else if (step == STEP_OFFER)
    add_offers (self);
  else if (step == STEP_FREED)
    add_people (self);

  gtk_widget_set_visible (self->back,
                          step == STEP_LOST || (step == STEP_OFFER && has_reasons (self)));
  gtk_widget_set_visible (self->head, step != STEP_FREED);
  gtk_widget_set_visible (GTK_WIDGET (self->choices), step != STEP_LOST);
  gtk_widget_set_visible (self->lost, step == STEP_LOST);
  gtk_widget_set_visible (self->foot, step == STEP_LOST || step == STEP_FREED);
  gtk_widget_set_visible (self->save, step == STEP_LOST);
  gtk_widget_set_visible (self->finish, step == STEP_FREED);
  show_texts (self);
  show_problem (self);

  row = gtk_list_box_get_row_at_index (self->choices, 0);
  if (step == STEP_LOST)
    gtk_widget_grab_focus (self->comment);
  else if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

/* computed before anything changes */
static void
remember_freed (DeskCancelDialog *self)
{
  g_clear_pointer (&self->people, g_ptr_array_unref);
  self->freed_start = clinic_appointment_get_start (self->appointment);
  self->freed_doctor = clinic_appointment_get_doctor_id (self->appointment);
  self->people = desk_cancel_list_people (self->session, self->appointment);
}

static void
on_kept_cb (gpointer owner, gboolean kept)
{
  DeskCancelDialog *self = DESK_CANCEL_DIALOG (owner);

  self->saving = FALSE;
  gtk_widget_set_sensitive (self->body, TRUE);
  if (!kept)
    {
      show_problem (self);
      gtk_label_set_text (self->problem, _ ("This could not be kept. Please try again."));
      gtk_widget_add_css_class (GTK_WIDGET (self->problem), "error");
      gtk_widget_set_visible (self->foot, TRUE);
      return;
    }

  if (self->people != NULL && self->people->len > 0)
    show_step (self, STEP_FREED);
  else
    gtk_window_destroy (GTK_WINDOW (self));
}

static void
submit (DeskCancelDialog *self, GVariantDict *dict, const char *words, ClinicOutcome outcome)
{
  g_autoptr (ClinicCommand) command = NULL;

  remember_freed (self);
  if (self->reason != NULL)
    g_variant_dict_insert (dict, "reason", "x", clinic_choice_get_id (self->reason));
  if (self->calling)
    clinic_call_outcome_set_mark (dict, self->appointment, outcome, 0);
  command = desk_visit_command_change (self->session, self->appointment, dict);
  self->saving = TRUE;
  gtk_widget_set_sensitive (self->body, FALSE);
  gtk_widget_set_sensitive (self->save, FALSE);
  desk_visit_submit (self->origin, self->session, command, words, on_kept_cb, self);
}

/* (transfer full): the words for the timeline, with the reason */
static char *
dup_note (DeskCancelDialog *self, const char *words)
{
  if (self->reason == NULL)
    return g_strdup (words);

  /* Translators: what became of a conversation, and why: for the timeline on the portal */
  return g_strdup_printf (_ ("%1$s. Reason: %2$s"), words, clinic_choice_get_name (self->reason));
}

static void
take_offer (DeskCancelDialog *self, guint position)
{
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);
  const ClinicWindow *window = NULL;
  g_autofree char *note = dup_note (self, _ ("Outcome of the call: moved the visit"));
  g_autofree char *when = NULL;
  g_autofree char *words = NULL;

  if (position >= self->offers->len)
    return;

  window = &g_array_index (self->offers, ClinicWindow, position);
  when = desk_format_day_time (window->start, clinic_session_get_now (self->session));
  words = g_strdup_printf (_ ("Moved to %s"), when);
  desk_visit_set_move (self->session, &dict, self->appointment, window->start, window->doctor_id,
                       0);
  g_variant_dict_insert (&dict, "note", "s", note);
  submit (self, &dict, words, CLINIC_OUTCOME_MOVED);
}

static void
take_other_time (DeskCancelDialog *self)
{
  GtkWidget *dialog =
    desk_visit_dialog_present_reschedule (self->origin, self->session, self->appointment);
  g_autofree char *note = dup_note (self, _ ("Outcome of the call: moved the visit"));

  desk_visit_dialog_set_reason (DESK_VISIT_DIALOG (dialog),
                                self->reason != NULL ? clinic_choice_get_id (self->reason) : 0,
                                note);
  if (self->calling)
    desk_visit_dialog_set_call (DESK_VISIT_DIALOG (dialog), NULL);
  gtk_window_destroy (GTK_WINDOW (self));
}

/* On the list, and out of the doctor's day. */
static void
take_waiting (DeskCancelDialog *self)
{
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);
  g_autoptr (ClinicStage) cancelled =
    desk_visit_dup_stage (self->session, CLINIC_STAGE_ROLE_CANCELLED);
  g_autofree char *note = dup_note (self, _ ("To the waiting list"));

  g_variant_dict_insert (&dict, "waiting", "b", TRUE);
  if (cancelled != NULL && clinic_stage_get_kind (cancelled) == CLINIC_STAGE_KIND_PROCESS)
    desk_visit_set_stage (&dict, self->appointment, cancelled);
  g_variant_dict_insert (&dict, "note", "s", note);
  submit (self, &dict, _ ("On the waiting list"), CLINIC_OUTCOME_CANCELLED);
}

/* What stands in the comments already is kept. */
static void
on_save_cb (DeskCancelDialog *self)
{
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);
  ClinicStage *stage = gtk_drop_down_get_selected_item (self->stage);
  const char *before = clinic_appointment_get_comments (self->appointment);
  g_autofree char *text = NULL;
  g_autofree char *comment = NULL;

  if (self->step != STEP_LOST || self->saving || stage == NULL ||
      !gtk_widget_get_sensitive (self->save))
    return;

  text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->comment))));
  comment = before != NULL && *before != '\0' ? g_strjoin ("\n", before, text, NULL)
                                              : g_steal_pointer (&text);
  desk_visit_set_stage (&dict, self->appointment, stage);
  g_variant_dict_insert (&dict, "comment", "s", comment);
  if (clinic_appointment_get_waiting (self->appointment))
    g_variant_dict_insert (&dict, "waiting", "b", FALSE);
  submit (self, &dict, _ ("Saved as lost"), CLINIC_OUTCOME_CANCELLED);
}

/* Somebody who waits gets the window: a visit moves there, an enquiry is booked there. */
static void
on_book_here_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  DeskCancelDialog *self = DESK_CANCEL_DIALOG (widget);
  gpointer person = g_ptr_array_index (self->people, g_variant_get_uint32 (parameter));
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);
  g_autoptr (ClinicCommand) command = NULL;
  g_autofree char *when = NULL;
  g_autofree char *words = NULL;

  if (CLINIC_IS_LEAD (person))
    {
      GtkWidget *dialog = desk_visit_dialog_present_lead (self->origin, self->session, person);

      desk_visit_dialog_set_window (DESK_VISIT_DIALOG (dialog), self->freed_doctor,
                                    self->freed_start);
    }
  else
    {
      desk_visit_set_move (self->session, &dict, person, self->freed_start, self->freed_doctor, 0);
      command = desk_visit_command_change (self->session, person, &dict);
      when = desk_format_day_time (self->freed_start, clinic_session_get_now (self->session));
      words = g_strdup_printf (_ ("Moved to %s"), when);
      desk_visit_submit (self->origin, self->session, command, words, NULL, NULL);
    }
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
take_reason (DeskCancelDialog *self, int digit)
{
  g_autoptr (ClinicChoice) reason = g_list_model_get_item (reasons_of (self), (guint) digit - 1);

  if (reason == NULL)
    return;

  g_set_object (&self->reason, reason);
  show_step (self, STEP_OFFER);
}

static void
take (DeskCancelDialog *self, int digit)
{
  if (self->saving || digit < 1)
    return;

  if (self->step == STEP_WHY)
    take_reason (self, digit);
  else if (self->step != STEP_OFFER)
    return;
  else if (digit <= N_OFFERS)
    take_offer (self, (guint) digit - 1);
  else if (digit == DIGIT_OTHER_TIME)
    take_other_time (self);
  else if (digit == DIGIT_WAITING)
    take_waiting (self);
  else if (digit == DIGIT_LOST)
    show_step (self, STEP_LOST);
}

static void
on_row_activated_cb (DeskCancelDialog *self, GtkListBoxRow *row)
{
  if (self->step == STEP_FREED)
    desk_waiting_dial (g_ptr_array_index (self->people, (guint) gtk_list_box_row_get_index (row)),
                       self->origin);
  else
    take (self, GPOINTER_TO_INT (g_object_get_data (G_OBJECT (row), "digit")));
}

static void
on_call_cb (DeskCancelDialog *self)
{
  desk_waiting_dial (self->appointment, self->origin);
}

static void
on_comment_changed_cb (DeskCancelDialog *self)
{
  if (self->session != NULL)
    show_problem (self);
}

static void
on_finish_cb (DeskCancelDialog *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

static void
on_back_cb (DeskCancelDialog *self)
{
  if (self->saving)
    return;

  if (self->step == STEP_LOST)
    show_step (self, STEP_OFFER);
  else if (self->step == STEP_OFFER && has_reasons (self))
    show_step (self, STEP_WHY);
  else
    gtk_window_close (GTK_WINDOW (self));
}

/* Digits, and the letters of the brief words on either keyboard layout. An entry keeps its own. */
static gboolean
on_key_pressed_cb (DeskCancelDialog *self,
                   guint keyval,
                   guint keycode,
                   GdkModifierType modifiers,
                   GtkEventController *controller)
{
  int digit = desk_key_digit (keyval);

  if ((modifiers & gtk_accelerator_get_default_mod_mask ()) != 0 || self->step == STEP_LOST)
    return GDK_EVENT_PROPAGATE;
  if (self->step == STEP_OFFER &&
      (keyval == GDK_KEY_w || keyval == GDK_KEY_W || keyval == GDK_KEY_Cyrillic_tse))
    digit = DIGIT_WAITING;
  if (digit == 0)
    return GDK_EVENT_PROPAGATE;

  take (self, digit);

  return GDK_EVENT_STOP;
}

static gboolean
on_escape_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  on_back_cb (DESK_CANCEL_DIALOG (widget));

  return TRUE;
}

static gboolean
on_save_shortcut_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  on_save_cb (DESK_CANCEL_DIALOG (widget));

  return TRUE;
}

static void
desk_cancel_dialog_dispose (GObject *object)
{
  DeskCancelDialog *self = DESK_CANCEL_DIALOG (object);

  g_clear_object (&self->session);
  g_clear_object (&self->origin);
  g_clear_object (&self->appointment);
  g_clear_object (&self->wanted);
  g_clear_object (&self->reason);
  g_clear_object (&self->lost_stages);
  g_clear_pointer (&self->offers, g_array_unref);
  g_clear_pointer (&self->people, g_ptr_array_unref);

  G_OBJECT_CLASS (desk_cancel_dialog_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/reception24/Reception/ui/visits/desk-cancel-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskCancelDialog, back);
  gtk_widget_class_bind_template_child (widget_class, DeskCancelDialog, body);
  gtk_widget_class_bind_template_child (widget_class, DeskCancelDialog, head);
  gtk_widget_class_bind_template_child (widget_class, DeskCancelDialog, who);
  gtk_widget_class_bind_template_child (widget_class, DeskCancelDialog, visit);
  gtk_widget_class_bind_template_child (widget_class, DeskCancelDialog, call);
  gtk_widget_class_bind_template_child (widget_class, DeskCancelDialog, question);
  gtk_widget_class_bind_template_child (widget_class, DeskCancelDialog, facts);
  gtk_widget_class_bind_template_child (widget_class, DeskCancelDialog, choices);
  gtk_widget_class_bind_template_child (widget_class, DeskCancelDialog, lost);
  gtk_widget_class_bind_template_child (widget_class, DeskCancelDialog, stage);
  gtk_widget_class_bind_template_child (widget_class, DeskCancelDialog, comment);
  gtk_widget_class_bind_template_child (widget_class, DeskCancelDialog, foot);
  gtk_widget_class_bind_template_child (widget_class, DeskCancelDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, DeskCancelDialog, save);
  gtk_widget_class_bind_template_child (widget_class, DeskCancelDialog, finish);
  gtk_widget_class_bind_template_callback (widget_class, on_back_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_call_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_comment_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_save_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_finish_cb);
}

static void
desk_cancel_dialog_class_init (DeskCancelDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = desk_cancel_dialog_dispose;

  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "cancel.book-here", "u", on_book_here_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, on_escape_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, on_save_shortcut_cb,
                                NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK,
                                on_save_shortcut_cb, NULL);
}

static void
desk_cancel_dialog_init (DeskCancelDialog *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  desk_fit_dialog (GTK_WINDOW (self));
  desk_name_drop_down (self->stage, _ ("Stage of the loss"));
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

static void
fill_stages (DeskCancelDialog *self)
{
  g_autoptr (GtkExpression) name = gtk_property_expression_new (CLINIC_TYPE_STAGE, NULL, "name");
  guint proposed = 0;

  self->lost_stages = desk_cancel_list_stages (self->session, self->wanted, &proposed);
  gtk_drop_down_set_expression (self->stage, name);
  gtk_drop_down_set_model (self->stage, self->lost_stages);
  gtk_drop_down_set_selected (self->stage, proposed);
}

static void
show_head (DeskCancelDialog *self)
{
  ClinicAppointment *visit = self->appointment;
  gint64 now = clinic_session_get_now (self->session);
  const char *phone = clinic_appointment_get_patient_phone (visit);
  g_autofree char *name = desk_text_clip (clinic_appointment_get_patient_name (visit), 80);
  g_autofree char *when = clinic_appointment_get_start (visit) != 0
                            ? desk_format_visit_time (clinic_appointment_get_start (visit), now)
                            : g_strdup (_ ("booked, no time set"));
  g_autofree char *doctor = desk_text_clip (clinic_appointment_get_doctor_name (visit), 40);
  g_autofree char *text = *doctor != '\0'
                            ? g_strdup_printf (C_ ("visit with", "%1$s, %2$s"), when, doctor)
                            : g_strdup (when);

  gtk_label_set_text (self->who, *name != '\0' ? name : _ ("No name"));
  gtk_label_set_text (self->visit, text);
  gtk_widget_set_visible (self->call, phone != NULL && *phone != '\0');
}

GtkWidget *
desk_cancel_dialog_present (GtkWidget *parent,
                            ClinicSession *session,
                            ClinicAppointment *appointment,
                            ClinicStage *wanted)
{
  DeskCancelDialog *self;
  GtkRoot *root;

  g_return_val_if_fail (GTK_IS_WIDGET (parent), NULL);
  g_return_val_if_fail (CLINIC_IS_SESSION (session), NULL);
  g_return_val_if_fail (CLINIC_IS_APPOINTMENT (appointment), NULL);

  self = g_object_new (DESK_TYPE_CANCEL_DIALOG, NULL);
  root = gtk_widget_get_root (parent);
  self->session = g_object_ref (session);
  self->origin = g_object_ref (parent);
  self->appointment = g_object_ref (appointment);
  if (wanted != NULL && clinic_stage_get_kind (wanted) == CLINIC_STAGE_KIND_FAILURE)
    self->wanted = g_object_ref (wanted);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (root));
  fill_stages (self);
  show_head (self);
  show_step (self, has_reasons (self) ? STEP_WHY : STEP_OFFER);
  gtk_window_present (GTK_WINDOW (self));

  return GTK_WIDGET (self);
}

void
desk_cancel_dialog_set_call (DeskCancelDialog *self, const char *comment)
{
  g_return_if_fail (DESK_IS_CANCEL_DIALOG (self));

  self->calling = TRUE;
  if (comment != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->comment), comment);
}
