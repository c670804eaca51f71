/* desk-call-card.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-call-card"

#include "desk-call-card.h"

#include "desk-call-choice.h"
#include "desk-call-do.h"
#include "desk-call-draft.h"
#include "desk-call-head.h"
#include "desk-call-outcome.h"
#include "desk-call-person.h"
#include "desk-call-text.h"
#include "desk-call-unknown.h"
#include "desk-cancel-dialog.h"
#include "desk-first-frame.h"
#include "desk-visit-dialog.h"
#include "desk-visit-do.h"

#include <glib/gi18n.h>

/* A spinner that is seen for less only flickers. */
#define SPINNER_DELAY_MS 300

struct _DeskCallCard
{
  GtkWidget parent_instance;

  /* all children of the template */
  GtkWidget *box;
  DeskCallHead *head;
  GtkStack *body;
  GtkSpinner *spinner;
  DeskCallPerson *person;
  DeskCallChoice *choice;
  DeskCallUnknown *unknown;
  DeskCallOutcome *outcome;
  GtkWidget *note;
  GtkWidget *open;
  GtkWidget *copy;
  GtkWidget *dial;

  ClinicSession *session;        /* owned */
  ClinicCall *call;              /* owned, nullable */
  GSignalGroup *call_signals;    /* owned */
  GSignalGroup *caller_signals;  /* owned */
  GSignalGroup *chosen_signals;  /* owned */
  GSignalGroup *next_signals;    /* owned */
  GSignalGroup *people_signals;  /* owned */
  GSignalGroup *confirm_signals; /* owned: of the command that was asked for */
  GSignalGroup *lead_signals;    /* owned: likewise */
  GtkEventController *motion;    /* unowned, of this widget */
  DeskFirstFrame *first_frame;   /* owned */
  guint spinner_source;
  int wrap_up;
};

G_DEFINE_FINAL_TYPE (DeskCallCard, desk_call_card, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_PAINTED = 1,
} DeskCallCardProperty;

static GParamSpec *properties[PROP_PAINTED + 1];

static void update (DeskCallCard *self);

static gboolean
on_spinner_due_cb (gpointer user_data)
{
  DeskCallCard *self = DESK_CALL_CARD (user_data);

  self->spinner_source = 0;
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), TRUE);
  gtk_spinner_start (self->spinner);

  return G_SOURCE_REMOVE;
}

static void
set_looking (DeskCallCard *self, gboolean looking)
{
  if (!looking)
    {
      g_clear_handle_id (&self->spinner_source, g_source_remove);
      gtk_spinner_stop (self->spinner);
      gtk_widget_set_visible (GTK_WIDGET (self->spinner), FALSE);
    }
  else if (self->spinner_source == 0 && !gtk_spinner_get_spinning (self->spinner))
    self->spinner_source = g_timeout_add (SPINNER_DELAY_MS, on_spinner_due_cb, self);
}

static void
set_text_if_changed (GtkWidget *entry, const char *text)
{
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (entry)), text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

static void
show_body (DeskCallCard *self, gint64 now)
{
  DeskCallWho who = desk_call_who (self->call);
  DeskCallDraft *draft = desk_call_draft (self->call);
  ClinicCaller *caller = clinic_call_get_caller (self->call);

  set_looking (self, who == DESK_CALL_WHO_LOOKING);

  if (self->wrap_up > 0 && desk_call_asks_outcome (self->call))
    {
      desk_call_outcome_set_picked (self->outcome, draft->outcome);
      desk_call_outcome_set_left (self->outcome, self->wrap_up - (int) draft->over_seconds,
                                  self->wrap_up);
      gtk_stack_set_visible_child (self->body, GTK_WIDGET (self->outcome));
      return;
    }

  switch (who)
    {
    case DESK_CALL_WHO_PERSON:
      desk_call_person_show (self->person, self->session, self->call);
      gtk_stack_set_visible_child (self->body, GTK_WIDGET (self->person));
      break;
    case DESK_CALL_WHO_SEVERAL:
      desk_call_choice_show (self->choice, clinic_caller_get_candidates (caller), NULL, 1, now);
      gtk_stack_set_visible_child (self->body, GTK_WIDGET (self->choice));
      break;
    case DESK_CALL_WHO_UNKNOWN:
    case DESK_CALL_WHO_HIDDEN:
      desk_call_unknown_show (self->unknown, self->session, self->call);
      gtk_stack_set_visible_child (self->body, GTK_WIDGET (self->unknown));
      break;
    case DESK_CALL_WHO_LOOKING:
    case DESK_CALL_WHO_COLLEAGUE:
    default:
      gtk_stack_set_visible_child_name (self->body, "looking");
    }
}

static void
show_foot (DeskCallCard *self)
{
  ClinicCandidate *chosen = desk_call_chosen (self->call);
  ClinicPatient *patient = chosen != NULL ? clinic_candidate_get_patient (chosen) : NULL;
  const char *number = clinic_call_get_number (self->call);
  gboolean has_number = number != NULL && *number != '\0';

  if (patient != NULL)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (self->open), "x",
                                      clinic_patient_get_id (patient));
  gtk_widget_set_visible (self->open, patient != NULL);

  if (has_number)
    {
      gtk_actionable_set_action_target (GTK_ACTIONABLE (self->copy), "s", number);
      gtk_actionable_set_action_target (GTK_ACTIONABLE (self->dial), "s", number);
    }
  gtk_widget_set_visible (self->copy, has_number);
  gtk_widget_set_visible (self->dial, has_number && clinic_call_get_state (self->call) ==
                                                      CLINIC_CALL_STATE_ENDED);
}

/* Looks at everything that the card's words rest on. */
static void
watch (DeskCallCard *self)
{
  ClinicCaller *caller = self->call != NULL ? clinic_call_get_caller (self->call) : NULL;
  ClinicCandidate *chosen = caller != NULL ? clinic_caller_get_chosen (caller) : NULL;
  DeskCallDraft *draft = self->call != NULL ? desk_call_draft (self->call) : NULL;

  g_signal_group_set_target (self->call_signals, self->call);
  g_signal_group_set_target (self->caller_signals, caller);
  g_signal_group_set_target (self->people_signals,
                             caller != NULL ? clinic_caller_get_candidates (caller) : NULL);
  g_signal_group_set_target (self->chosen_signals, chosen);
  g_signal_group_set_target (self->next_signals,
                             chosen != NULL ? clinic_candidate_get_next (chosen) : NULL);
  g_signal_group_set_target (self->confirm_signals, draft != NULL ? draft->confirm : NULL);
  g_signal_group_set_target (self->lead_signals, draft != NULL ? draft->lead : NULL);
}

static void
update (DeskCallCard *self)
{
  gint64 now = clinic_session_get_now (self->session);
  DeskCallDraft *draft = NULL;

  watch (self);
  if (self->call == NULL)
    {
      set_looking (self, FALSE);
      return;
    }

  draft = desk_call_draft (self->call);
  desk_call_head_show (self->head, self->call, now);
  show_body (self, now);
  show_foot (self);
  set_text_if_changed (self->note, draft->note != NULL ? draft->note : "");
}

static void
on_note_changed_cb (DeskCallCard *self)
{
  if (self->call != NULL)
    desk_call_draft_set_text (&desk_call_draft (self->call)->note,
                              gtk_editable_get_text (GTK_EDITABLE (self->note)));
}

static void
on_candidate_chosen_cb (DeskCallCard *self, ClinicCandidate *candidate)
{
  if (self->call != NULL)
    clinic_session_choose_caller (self->session, self->call, candidate);
}

static void
on_patient_chosen_cb (DeskCallCard *self, ClinicPatient *patient)
{
  if (self->call == NULL)
    return;

  desk_call_do_choose (self->session, self->call, patient);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
on_confirm_cb (DeskCallCard *self)
{
  if (self->call != NULL && desk_call_do_confirm (GTK_WIDGET (self), self->session, self->call))
    update (self);
}

/* (transfer full) (nullable): the caller's next visit, as the book has it when it does */
static ClinicAppointment *
dup_next_visit (DeskCallCard *self)
{
  ClinicCandidate *chosen = self->call != NULL ? desk_call_chosen (self->call) : NULL;
  ClinicAppointment *next = chosen != NULL ? clinic_candidate_get_next (chosen) : NULL;

  return next != NULL ? desk_visit_dup_current (self->session, next) : NULL;
}

static void
on_reschedule_cb (DeskCallCard *self)
{
  g_autoptr (ClinicAppointment) next = dup_next_visit (self);

  if (next != NULL)
    desk_visit_dialog_present_reschedule (GTK_WIDGET (self), self->session, next);
}

static void
on_cancel_cb (DeskCallCard *self)
{
  g_autoptr (ClinicAppointment) next = dup_next_visit (self);

  if (next != NULL)
    desk_cancel_dialog_present (GTK_WIDGET (self), self->session, next, NULL);
}

static void
on_book_cb (DeskCallCard *self)
{
  ClinicCandidate *chosen = self->call != NULL ? desk_call_chosen (self->call) : NULL;
  ClinicPatient *patient = chosen != NULL ? clinic_candidate_get_patient (chosen) : NULL;

  if (patient != NULL)
    desk_visit_dialog_present_new (GTK_WIDGET (self), self->session,
                                   clinic_patient_get_id (patient), 0, 0);
}

static void
on_create_cb (DeskCallCard *self)
{
  if (self->call != NULL && desk_call_do_lead (GTK_WIDGET (self), self->session, self->call))
    update (self);
}

static void
on_picked_cb (DeskCallCard *self, int outcome)
{
  if (self->call == NULL)
    return;

  desk_call_do_outcome (GTK_WIDGET (self), self->session, self->call, outcome);
  update (self);
}

static int
digit_of (guint keyval)
{
  if (keyval >= GDK_KEY_1 && keyval <= GDK_KEY_9)
    return keyval - GDK_KEY_0;
  if (keyval >= GDK_KEY_KP_1 && keyval <= GDK_KEY_KP_9)
    return keyval - GDK_KEY_KP_0;

  return 0;
}

static gboolean
press (DeskCallCard *self, int digit)
{
  GtkWidget *shown = gtk_stack_get_visible_child (self->body);

  if (shown == GTK_WIDGET (self->outcome))
    {
      on_picked_cb (self, digit);
      return TRUE;
    }
  if (shown == GTK_WIDGET (self->person))
    return desk_call_person_press (self->person, digit);

  return shown == GTK_WIDGET (self->choice) && desk_call_choice_press (self->choice, digit);
}

/* Bubbles up from what has the focus: an entry inside keeps its digits for itself. */
static gboolean
on_key_pressed_cb (DeskCallCard *self,
                   guint keyval,
                   guint keycode,
                   GdkModifierType modifiers,
                   GtkEventController *controller)
{
  int digit = digit_of (keyval);

  if (digit == 0 || self->call == NULL ||
      (modifiers & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;

  return press (self, digit);
}

static gboolean
on_note_key_cb (DeskCallCard *self,
                guint keyval,
                guint keycode,
                GdkModifierType modifiers,
                GtkEventController *controller)
{
  if ((keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter) ||
      (modifiers & gtk_accelerator_get_default_mod_mask ()) != GDK_CONTROL_MASK)
    return GDK_EVENT_PROPAGATE;

  if (self->call != NULL && desk_call_do_note (GTK_WIDGET (self), self->session, self->call))
    update (self);

  return GDK_EVENT_STOP;
}

static gboolean
on_open_shortcut_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  DeskCallCard *self = DESK_CALL_CARD (widget);
  ClinicCandidate *chosen = self->call != NULL ? desk_call_chosen (self->call) : NULL;

  if (!gtk_widget_get_mapped (widget) || chosen == NULL ||
      clinic_candidate_get_patient (chosen) == NULL)
    return FALSE;

  return gtk_widget_activate_action (widget, "win.open-patient", "x",
                                     clinic_patient_get_id (clinic_candidate_get_patient (chosen)));
}

static void
on_painted_cb (DeskCallCard *self)
{
  if (self->call != NULL)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAINTED]);
}

static void
desk_call_card_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (desk_call_card_parent_class)->map (widget);

  desk_first_frame_await (DESK_CALL_CARD (widget)->first_frame);
}

static void
desk_call_card_unmap (GtkWidget *widget)
{
  desk_first_frame_stop (DESK_CALL_CARD (widget)->first_frame);

  GTK_WIDGET_CLASS (desk_call_card_parent_class)->unmap (widget);
}

static void
desk_call_card_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  DeskCallCard *self = DESK_CALL_CARD (object);

  switch ((DeskCallCardProperty) prop_id)
    {
    case PROP_PAINTED:
      g_value_set_int64 (value, desk_call_card_get_painted (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
desk_call_card_dispose (GObject *object)
{
  DeskCallCard *self = DESK_CALL_CARD (object);

  if (self->first_frame != NULL)
    desk_first_frame_stop (self->first_frame);
  g_clear_object (&self->first_frame);
  g_clear_handle_id (&self->spinner_source, g_source_remove);
  g_clear_object (&self->call_signals);
  g_clear_object (&self->caller_signals);
  g_clear_object (&self->chosen_signals);
  g_clear_object (&self->next_signals);
  g_clear_object (&self->people_signals);
  g_clear_object (&self->confirm_signals);
  g_clear_object (&self->lead_signals);
  g_clear_object (&self->call);
  g_clear_object (&self->session);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (desk_call_card_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/reception24/Reception/ui/calls/desk-call-card.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskCallCard, box);
  gtk_widget_class_bind_template_child (widget_class, DeskCallCard, head);
  gtk_widget_class_bind_template_child (widget_class, DeskCallCard, body);
  gtk_widget_class_bind_template_child (widget_class, DeskCallCard, spinner);
  gtk_widget_class_bind_template_child (widget_class, DeskCallCard, person);
  gtk_widget_class_bind_template_child (widget_class, DeskCallCard, choice);
  gtk_widget_class_bind_template_child (widget_class, DeskCallCard, unknown);
  gtk_widget_class_bind_template_child (widget_class, DeskCallCard, outcome);
  gtk_widget_class_bind_template_child (widget_class, DeskCallCard, note);
  gtk_widget_class_bind_template_child (widget_class, DeskCallCard, open);
  gtk_widget_class_bind_template_child (widget_class, DeskCallCard, copy);
  gtk_widget_class_bind_template_child (widget_class, DeskCallCard, dial);
  gtk_widget_class_bind_template_callback (widget_class, on_note_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_candidate_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_patient_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_confirm_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_book_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_reschedule_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_create_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_picked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_note_key_cb);
}

static void
desk_call_card_class_init (DeskCallCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = desk_call_card_dispose;
  object_class->get_property = desk_call_card_get_property;
  widget_class->map = desk_call_card_map;
  widget_class->unmap = desk_call_card_unmap;

  properties[PROP_PAINTED] =
    g_param_spec_int64 ("painted", NULL, NULL, 0, G_MAXINT64, 0,
                        G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (DESK_TYPE_CALL_CHOICE);
  g_type_ensure (DESK_TYPE_CALL_HEAD);
  g_type_ensure (DESK_TYPE_CALL_OUTCOME);
  g_type_ensure (DESK_TYPE_CALL_PERSON);
  g_type_ensure (DESK_TYPE_CALL_UNKNOWN);
  bind_template (widget_class);
  gtk_widget_class_set_css_name (widget_class, "callcard");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

/* notify_only: watch "notify" of the target; otherwise "items-changed" of a list */
static GSignalGroup *
create_group (DeskCallCard *self, GType type)
{
  GSignalGroup *group = g_signal_group_new (type);

  g_signal_group_connect_object (group, type == G_TYPE_LIST_MODEL ? "items-changed" : "notify",
                                 G_CALLBACK (update), self, G_CONNECT_SWAPPED);

  return group;
}

static void
add_shortcuts (DeskCallCard *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller),
                                     GTK_SHORTCUT_SCOPE_GLOBAL);
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (controller),
    gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("<Control>o|<Control>Cyrillic_shcha"),
                      gtk_callback_action_new (on_open_shortcut_cb, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
desk_call_card_init (DeskCallCard *self)
{
  self->call_signals = create_group (self, CLINIC_TYPE_CALL);
  self->caller_signals = create_group (self, CLINIC_TYPE_CALLER);
  self->chosen_signals = create_group (self, CLINIC_TYPE_CANDIDATE);
  self->next_signals = create_group (self, CLINIC_TYPE_APPOINTMENT);
  self->people_signals = create_group (self, G_TYPE_LIST_MODEL);
  self->confirm_signals = create_group (self, CLINIC_TYPE_COMMAND);
  self->lead_signals = create_group (self, CLINIC_TYPE_COMMAND);

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  self->motion = gtk_event_controller_motion_new ();
  gtk_widget_add_controller (GTK_WIDGET (self), self->motion);
  add_shortcuts (self);
  self->first_frame = desk_first_frame_new (GTK_WIDGET (self));
  g_signal_connect_object (self->first_frame, "notify::painted", G_CALLBACK (on_painted_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  desk_call_head_get_name (self->head), NULL, -1);
}

GtkWidget *
desk_call_card_new (ClinicSession *session)
{
  DeskCallCard *self = g_object_new (DESK_TYPE_CALL_CARD, NULL);

  g_set_object (&self->session, session);

  return GTK_WIDGET (self);
}

void
desk_call_card_set_call (DeskCallCard *self, ClinicCall *call)
{
  g_autoptr (ClinicCall) before = NULL;

  g_return_if_fail (DESK_IS_CALL_CARD (self));

  if (self->call == call)
    return;

  /* The old call keeps its draft: nothing typed is written to the new one meanwhile. */
  before = g_steal_pointer (&self->call);
  desk_first_frame_reset (self->first_frame);
  set_looking (self, FALSE);
  if (call != NULL)
    {
      DeskCallDraft *draft = desk_call_draft (call);

      set_text_if_changed (self->note, draft->note != NULL ? draft->note : "");
    }
  g_set_object (&self->call, call);
  update (self);
  if (call != NULL)
    desk_first_frame_await (self->first_frame);
}

ClinicCall *
desk_call_card_get_call (DeskCallCard *self)
{
  g_return_val_if_fail (DESK_IS_CALL_CARD (self), NULL);

  return self->call;
}

void
desk_call_card_set_wrap_up (DeskCallCard *self, int seconds)
{
  g_return_if_fail (DESK_IS_CALL_CARD (self));

  self->wrap_up = seconds;
  if (self->call != NULL)
    update (self);
}

void
desk_call_card_tick (DeskCallCard *self)
{
  gint64 now = 0;

  g_return_if_fail (DESK_IS_CALL_CARD (self));

  if (self->call == NULL)
    return;

  now = clinic_session_get_now (self->session);
  desk_call_head_tick (self->head, self->call, now);
  desk_call_outcome_set_left (self->outcome,
                              self->wrap_up - (int) desk_call_draft (self->call)->over_seconds,
                              self->wrap_up);
}

gboolean
desk_call_card_is_busy (DeskCallCard *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  g_return_val_if_fail (DESK_IS_CALL_CARD (self), FALSE);

  return gtk_event_controller_motion_contains_pointer (
           GTK_EVENT_CONTROLLER_MOTION (self->motion)) ||
         (focus != NULL &&
          (focus == GTK_WIDGET (self) || gtk_widget_is_ancestor (focus, GTK_WIDGET (self))));
}

gboolean
desk_call_card_begin_lead (DeskCallCard *self)
{
  g_return_val_if_fail (DESK_IS_CALL_CARD (self), FALSE);

  return self->call != NULL &&
         gtk_stack_get_visible_child (self->body) == GTK_WIDGET (self->unknown) &&
         desk_call_unknown_focus (self->unknown);
}

gint64
desk_call_card_get_painted (DeskCallCard *self)
{
  g_return_val_if_fail (DESK_IS_CALL_CARD (self), 0);

  return self->first_frame != NULL ? desk_first_frame_get_painted (self->first_frame) : 0;
}
