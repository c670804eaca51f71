/* desk-call-list-panel.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-call-list-panel"

#include "desk-call-list-panel.h"

#include <glib/gi18n.h>

#include "clinic-phone.h"
#include "desk-call-list-words.h"
#include "desk-call-outcome.h"
#include "desk-format.h"
#include "desk-wrap-layout.h"
#include "reception-config.h"

struct _DeskCallListPanel
{
  GtkWidget parent_instance;

  GtkWidget *box; /* owned child, of the template, as all below */
  GtkWidget *head;
  GtkLabel *name;
  GtkLabel *number;
  GtkWidget *call;
  GtkLabel *facts;
  GtkLabel *problem;
  GtkWidget *outcomes;
  GtkLabel *script;
  GtkWidget *comment;

  ClinicSession *session;                          /* owned */
  GSettings *settings;                             /* owned */
  ClinicCallRow *row;                              /* owned, (nullable) */
  GtkWidget *buttons[CLINIC_OUTCOME_STOP_CALLING]; /* unowned, in outcomes */
};

G_DEFINE_FINAL_TYPE (DeskCallListPanel, desk_call_list_panel, GTK_TYPE_WIDGET)

enum
{
  WRITTEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* --- what it says --- */

static void
show_number (DeskCallListPanel *self, ClinicAppointment *visit)
{
  const char *phone = clinic_appointment_get_patient_phone (visit);
  gboolean has = phone != NULL && *phone != '\0';
  g_autofree char *shown = has ? clinic_phone_dup_display (phone) : NULL;

  gtk_label_set_text (self->number, has ? shown : _ ("No number in the card"));
  if (has)
    gtk_widget_remove_css_class (GTK_WIDGET (self->number), "dim-label");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->number), "dim-label");
  gtk_widget_set_sensitive (self->call, has);
}

/* "tomorrow, Sun 22 Nov, 10:30 · Petrov I. S., therapist · is silent · no answer, 1 call" */
static void
show_facts (DeskCallListPanel *self, ClinicAppointment *visit, gint64 now)
{
  g_autofree char *when = desk_format_visit_time (clinic_appointment_get_start (visit), now);
  g_autofree char *doctor = desk_call_list_doctor (visit);
  g_autofree char *answer = desk_call_list_answer (visit);
  g_autofree char *state = desk_call_list_state (self->row, now);
  const char *const parts[] = { when, doctor, answer, state };
  g_autoptr (GString) line = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (*parts[i] != '\0')
      g_string_append_printf (line, "%s%s", line->len > 0 ? " · " : "", parts[i]);
  gtk_label_set_text (self->facts, line->str);
}

static void
show_script (DeskCallListPanel *self, ClinicAppointment *visit, gint64 now)
{
  g_autofree char *written = g_settings_get_string (self->settings, "call-script");
  g_autofree char *usual = NULL;

  g_strstrip (written);
  if (*written == '\0')
    usual = desk_call_list_script (visit, now);
  gtk_label_set_text (self->script, usual != NULL ? usual : written);
}

void
desk_call_list_panel_refresh (DeskCallListPanel *self)
{
  ClinicAppointment *visit = NULL;
  gint64 now = 0;
  const char *problem = NULL;
  g_autofree char *name = NULL;

  g_return_if_fail (DESK_IS_CALL_LIST_PANEL (self));

  if (self->row == NULL)
    return;
  visit = clinic_call_row_get_appointment (self->row);
  now = clinic_session_get_now (self->session);
  problem = clinic_appointment_get_problem (visit);
  name = desk_call_list_name (visit, now);
  gtk_label_set_text (self->name, name);
  show_number (self, visit);
  show_facts (self, visit, now);
  show_script (self, visit, now);
  gtk_label_set_text (self->problem, problem != NULL ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), problem != NULL && *problem != '\0');
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* --- the outcomes --- */

static GtkWidget *
create_button (ClinicOutcome outcome)
{
  const char *name = desk_call_outcome_name (outcome);
  char digit[2] = { '0' + outcome, '\0' };
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (box), g_object_new (GTK_TYPE_LABEL, "label", digit, "accessible-role",
                                               GTK_ACCESSIBLE_ROLE_PRESENTATION, "css-classes",
                                               (const char *[]){ "keycap", NULL }, NULL));
  gtk_box_append (GTK_BOX (box), g_object_new (GTK_TYPE_LABEL, "label", name, "ellipsize",
                                               PANGO_ELLIPSIZE_END, NULL));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "outcome");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "i", (gint32) outcome);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "calllist.outcome");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_KEY_SHORTCUTS, digit, -1);

  return button;
}

static void
on_written_cb (DeskCallListPanel *self)
{
  g_signal_emit (self, signals[WRITTEN], 0);
}

static gboolean
on_comment_key_cb (GtkEventControllerKey *keys,
                   guint keyval,
                   guint code,
                   GdkModifierType modifiers,
                   DeskCallListPanel *self)
{
  gboolean enter = keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter;
  gboolean control = (modifiers & GDK_CONTROL_MASK) != 0;

  if (!(enter && control) && keyval != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  on_written_cb (self);

  return GDK_EVENT_STOP;
}

/* --- the type --- */

static void
desk_call_list_panel_dispose (GObject *object)
{
  DeskCallListPanel *self = DESK_CALL_LIST_PANEL (object);

  self->outcomes = NULL;
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->row);
  g_clear_object (&self->settings);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (desk_call_list_panel_parent_class)->dispose (object);
}

static void
desk_call_list_panel_class_init (DeskCallListPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = desk_call_list_panel_dispose;

  signals[WRITTEN] = g_signal_new ("written", DESK_TYPE_CALL_LIST_PANEL, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/reception24/Reception/ui/calllist/desk-call-list-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskCallListPanel, box);
  gtk_widget_class_bind_template_child (widget_class, DeskCallListPanel, head);
  gtk_widget_class_bind_template_child (widget_class, DeskCallListPanel, name);
  gtk_widget_class_bind_template_child (widget_class, DeskCallListPanel, number);
  gtk_widget_class_bind_template_child (widget_class, DeskCallListPanel, call);
  gtk_widget_class_bind_template_child (widget_class, DeskCallListPanel, facts);
  gtk_widget_class_bind_template_child (widget_class, DeskCallListPanel, problem);
  gtk_widget_class_bind_template_child (widget_class, DeskCallListPanel, outcomes);
  gtk_widget_class_bind_template_child (widget_class, DeskCallListPanel, script);
  gtk_widget_class_bind_template_child (widget_class, DeskCallListPanel, comment);
  gtk_widget_class_bind_template_callback (widget_class, on_written_cb);
}

static void
desk_call_list_panel_init (DeskCallListPanel *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (self->head, desk_wrap_layout_new (9));
  for (int i = 0; i < CLINIC_OUTCOME_STOP_CALLING; i++)
    {
      self->buttons[i] = create_button ((ClinicOutcome) (i + 1));
      gtk_flow_box_append (GTK_FLOW_BOX (self->outcomes), self->buttons[i]);
      /* the button has the focus, not what is around it */
      gtk_widget_set_focusable (gtk_widget_get_parent (self->buttons[i]), FALSE);
    }
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_comment_key_cb), self);
  gtk_widget_add_controller (self->comment, keys);
  self->settings = g_settings_new (RECEPTION_APP_ID);
  g_signal_connect_object (self->settings, "changed::call-script",
                           G_CALLBACK (desk_call_list_panel_refresh), self, G_CONNECT_SWAPPED);
}

GtkWidget *
desk_call_list_panel_new (ClinicSession *session)
{
  DeskCallListPanel *self = g_object_new (DESK_TYPE_CALL_LIST_PANEL, NULL);

  self->session = g_object_ref (session);

  return GTK_WIDGET (self);
}

void
desk_call_list_panel_set_row (DeskCallListPanel *self, ClinicCallRow *row)
{
  g_return_if_fail (DESK_IS_CALL_LIST_PANEL (self));

  if (g_set_object (&self->row, row))
    desk_call_list_panel_clear_comment (self);
  desk_call_list_panel_refresh (self);
}

char *
desk_call_list_panel_dup_comment (DeskCallListPanel *self)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (DESK_IS_CALL_LIST_PANEL (self), NULL);

  text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->comment))));

  return *text != '\0' ? g_steal_pointer (&text) : NULL;
}

void
desk_call_list_panel_clear_comment (DeskCallListPanel *self)
{
  g_return_if_fail (DESK_IS_CALL_LIST_PANEL (self));

  gtk_editable_set_text (GTK_EDITABLE (self->comment), "");
}

gboolean
desk_call_list_panel_is_writing (DeskCallListPanel *self)
{
  g_autofree char *comment = desk_call_list_panel_dup_comment (self);

  return comment != NULL;
}

void
desk_call_list_panel_focus_comment (DeskCallListPanel *self)
{
  g_return_if_fail (DESK_IS_CALL_LIST_PANEL (self));

  gtk_widget_grab_focus (self->comment);
}

gboolean
desk_call_list_panel_has_focus (DeskCallListPanel *self)
{
  GtkRoot *root = NULL;
  GtkWidget *focus = NULL;

  g_return_val_if_fail (DESK_IS_CALL_LIST_PANEL (self), FALSE);

  root = gtk_widget_get_root (GTK_WIDGET (self));
  focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, self->comment);
}

GtkWidget *
desk_call_list_panel_get_button (DeskCallListPanel *self, ClinicOutcome outcome)
{
  g_return_val_if_fail (DESK_IS_CALL_LIST_PANEL (self), NULL);
  g_return_val_if_fail (outcome >= CLINIC_OUTCOME_CONFIRMED, NULL);
  g_return_val_if_fail (outcome <= CLINIC_OUTCOME_STOP_CALLING, NULL);

  return self->buttons[outcome - 1];
}
