/* desk-call-list-view-actions.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a person does on the call list: calling, outcomes, taking back, and the keys for it.
 */

#define G_LOG_DOMAIN "desk-call-list-view"

#include "desk-call-list-view-private.h"

#include <glib/gi18n.h>

#include "clinic-call-rules.h"
#include "desk-board-do.h"
#include "desk-call-later.h"
#include "desk-call-list-do.h"
#include "desk-call-list-words.h"
#include "desk-cancel-dialog.h"
#include "desk-keys.h"
#include "desk-visit-dialog.h"
#include "desk-visit-rows.h"

/* No patient waits longer for the portal to say that nobody else is calling. */
#define PATIENCE_MS 3000
/* A key that bounces is no outcome of the next row. */
#define BOUNCE_USEC (400 * 1000)

/* --- calling --- */

void
desk_call_list_view_stop_calling (DeskCallListView *self)
{
  g_clear_handle_id (&self->patience_source, g_source_remove);
  g_clear_object (&self->calling);
}

static void
say_taken (DeskCallListView *self, ClinicCallRow *row)
{
  g_autofree char *words = clinic_call_row_get_state (row) == CLINIC_CALL_ROW_TAKEN
                             ? desk_call_list_state (row, clinic_session_get_now (self->session))
                             : g_strdup (_ ("a colleague is calling"));
  g_autofree char *name = desk_call_list_name (clinic_call_row_get_appointment (row),
                                               clinic_session_get_now (self->session));
  /* Translators: a patient, and that a colleague is calling her */
  g_autofree char *text = g_strdup_printf (C_ ("call list", "%1$s: %2$s"), name, words);

  desk_call_list_view_say (self, text);
}

static void
dial (DeskCallListView *self, ClinicCallRow *row)
{
  ClinicAppointment *visit = clinic_call_row_get_appointment (row);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.dial-patient", "(sx)",
                              clinic_appointment_get_patient_phone (visit),
                              clinic_appointment_get_patient_id (visit));
}

static gboolean
on_patience_over_cb (gpointer user_data)
{
  DeskCallListView *self = DESK_CALL_LIST_VIEW (user_data);
  g_autoptr (ClinicCallRow) row = g_steal_pointer (&self->calling);

  self->patience_source = 0;
  if (row != NULL)
    dial (self, row);

  return G_SOURCE_REMOVE;
}

static void
on_taken_to_call_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DeskCallListView) self = DESK_CALL_LIST_VIEW (user_data);
  g_autoptr (ClinicCallRow) row = NULL;
  g_autoptr (GError) error = NULL;

  clinic_call_list_take_finish (CLINIC_CALL_LIST (source), result, &error);
  if (self->calling == NULL || self->panel == NULL ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  row = g_object_ref (self->calling);
  desk_call_list_view_stop_calling (self);
  if (g_error_matches (error, CLINIC_ERROR, CLINIC_ERROR_CONFLICT))
    {
      say_taken (self, row);
      desk_call_list_view_go_on (self, row);
      return;
    }
  dial (self, row);
}

static void
on_call_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  DeskCallListView *self = DESK_CALL_LIST_VIEW (widget);
  ClinicCallRow *row = desk_call_list_view_get_current (self);
  ClinicAppointment *visit = row != NULL ? clinic_call_row_get_appointment (row) : NULL;
  const char *phone = visit != NULL ? clinic_appointment_get_patient_phone (visit) : NULL;

  if (row == NULL || row == self->calling)
    return;
  g_clear_object (&self->given);
  if (phone == NULL || *phone == '\0')
    {
      desk_call_list_view_say (self, _ ("No number in the card"));
      return;
    }
  g_clear_handle_id (&self->take_source, g_source_remove);
  desk_call_list_view_stop_calling (self);
  self->at_work = TRUE;
  self->calling = g_object_ref (row);
  self->patience_source = g_timeout_add (PATIENCE_MS, on_patience_over_cb, self);
  clinic_call_list_take_async (self->list, row, NULL, on_taken_to_call_cb, g_object_ref (self));
}

static void
on_next_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  DeskCallListView *self = DESK_CALL_LIST_VIEW (widget);
  ClinicCallRow *row = desk_call_list_view_get_current (self);

  if (clinic_call_list_next (self->list, row) == NULL)
    desk_call_list_view_say (self, _ ("Nobody else is to be called now"));
  desk_call_list_view_stop_calling (self);
  desk_call_list_view_go_on (self, row);
}

static void
on_open_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  ClinicCallRow *row = desk_call_list_view_get_current (DESK_CALL_LIST_VIEW (widget));

  if (row != NULL)
    desk_board_open (widget, clinic_call_row_get_appointment (row));
}

static void
on_comment_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  DeskCallListView *self = DESK_CALL_LIST_VIEW (widget);

  if (desk_call_list_view_get_current (self) != NULL)
    desk_call_list_panel_focus_comment (self->panel);
}

/* --- outcomes --- */

static void
give (DeskCallListView *self, ClinicCallRow *row, ClinicOutcome outcome, gint64 later)
{
  g_autoptr (ClinicCallRow) held = g_object_ref (row);
  g_autofree char *comment = desk_call_list_panel_dup_comment (self->panel);

  desk_call_list_view_stop_calling (self);
  self->at_work = TRUE;
  g_set_object (&self->given, held);
  self->given_calls = clinic_call_row_get_attempts (held);
  desk_call_list_panel_clear_comment (self->panel);
  desk_call_list_give (self->moves, self->session, self->list, held, outcome, later, comment);
  desk_call_list_view_go_on (self, held);
  self->last_given = g_get_monotonic_time ();
}

static void
on_later_chosen_cb (DeskCallListView *self, gint64 when)
{
  ClinicCallRow *row = desk_call_list_view_get_current (self);

  if (row != NULL)
    give (self, row, CLINIC_OUTCOME_CALL_LATER, when);
}

static void
ask_when (DeskCallListView *self, ClinicCallRow *row)
{
  ClinicAppointment *visit = clinic_call_row_get_appointment (row);
  GtkWidget *button = desk_call_list_panel_get_button (self->panel, CLINIC_OUTCOME_CALL_LATER);
  GtkWidget *popover =
    desk_call_later_popup (button, self->session, clinic_appointment_get_start (visit));

  g_signal_connect_object (popover, "chosen", G_CALLBACK (on_later_chosen_cb), self,
                           G_CONNECT_SWAPPED);
}

/* The dialog ends with a change of the appointment, or with none: then one is still here. */
static void
ask_more (DeskCallListView *self, ClinicCallRow *row, ClinicOutcome outcome)
{
  ClinicAppointment *visit = clinic_call_row_get_appointment (row);
  g_autofree char *comment = desk_call_list_panel_dup_comment (self->panel);
  GtkWidget *dialog = NULL;

  self->at_work = TRUE;
  g_set_object (&self->deciding, row);
  self->deciding_calls = clinic_call_rules_mark (visit).attempts;
  if (outcome == CLINIC_OUTCOME_MOVED)
    {
      dialog = desk_visit_dialog_present_reschedule (GTK_WIDGET (self), self->session, visit);
      desk_visit_dialog_set_call (DESK_VISIT_DIALOG (dialog), comment);
      return;
    }
  dialog = desk_cancel_dialog_present (GTK_WIDGET (self), self->session, visit, NULL);
  desk_cancel_dialog_set_call (DESK_CANCEL_DIALOG (dialog), comment);
}

/* At the last row one stays: the same key once more is no second call. */
static gboolean
has_it_already (DeskCallListView *self, ClinicCallRow *row, ClinicOutcome outcome)
{
  if (row == self->given && clinic_call_row_get_attempts (row) == self->given_calls)
    return TRUE;

  return clinic_call_row_get_state (row) == CLINIC_CALL_ROW_DONE &&
         (ClinicOutcome) clinic_call_row_get_outcome (row) == outcome;
}

static void
on_outcome_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  DeskCallListView *self = DESK_CALL_LIST_VIEW (widget);
  ClinicOutcome outcome = (ClinicOutcome) g_variant_get_int32 (parameter);
  ClinicCallRow *row = desk_call_list_view_get_current (self);

  if (row == NULL || g_get_monotonic_time () - self->last_given < BOUNCE_USEC ||
      has_it_already (self, row, outcome))
    return;
  if (clinic_call_row_get_state (row) == CLINIC_CALL_ROW_TAKEN)
    {
      say_taken (self, row);
      return;
    }
  if (outcome == CLINIC_OUTCOME_MOVED || outcome == CLINIC_OUTCOME_CANCELLED)
    ask_more (self, row, outcome);
  else if (outcome == CLINIC_OUTCOME_CALL_LATER)
    ask_when (self, row);
  else
    give (self, row, outcome, 0);
}

/* Taken back: one is where one was. */
void
desk_call_list_view_return_to (DeskCallListView *self, ClinicCallRow *row)
{
  desk_call_list_view_go_to (self, row);
  desk_call_list_view_take_soon (self, 0);
}

static void
on_undo_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  DeskCallListView *self = DESK_CALL_LIST_VIEW (widget);
  ClinicCallRow *row = NULL;

  self->last_given = 0;
  g_clear_object (&self->given);
  if (desk_board_moves_undo (self->moves))
    return;
  row = desk_call_list_undo (self->session, self->list);
  desk_call_list_view_say (self, row != NULL ? _ ("The change is undone") : _ ("Nothing to undo"));
  if (row != NULL)
    desk_call_list_view_return_to (self, row);
}

static void
on_go_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  DeskCallListView *self = DESK_CALL_LIST_VIEW (widget);

  desk_call_list_view_go_to (self,
                             clinic_call_list_find (self->list, g_variant_get_int64 (parameter)));
}

void
desk_call_list_view_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "calllist.call", NULL, on_call_action_cb);
  gtk_widget_class_install_action (widget_class, "calllist.next", NULL, on_next_action_cb);
  gtk_widget_class_install_action (widget_class, "calllist.open", NULL, on_open_action_cb);
  gtk_widget_class_install_action (widget_class, "calllist.comment", NULL, on_comment_action_cb);
  gtk_widget_class_install_action (widget_class, "calllist.outcome", "i", on_outcome_action_cb);
  gtk_widget_class_install_action (widget_class, "calllist.undo", NULL, on_undo_action_cb);
  gtk_widget_class_install_action (widget_class, "calllist.go", "x", on_go_action_cb);
}

/* --- keys --- */

static gboolean
is_writing_somewhere (DeskCallListView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  /* a text, or a popover that has questions of its own */
  return focus != NULL &&
         (GTK_IS_EDITABLE (focus) || gtk_widget_get_native (focus) != GTK_NATIVE (root));
}

static gboolean
on_key_cb (DeskCallListView *self,
           guint keyval,
           guint code,
           GdkModifierType modifiers,
           GtkEventController *controller)
{
  int digit = desk_key_digit (keyval);

  if ((modifiers & gtk_accelerator_get_default_mod_mask ()) != 0 || is_writing_somewhere (self))
    return GDK_EVENT_PROPAGATE;
  clinic_call_list_keep (self->list);
  if (keyval == GDK_KEY_Right || keyval == GDK_KEY_KP_Right)
    gtk_widget_activate_action (GTK_WIDGET (self), "calllist.next", NULL);
  else if (digit != 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "calllist.outcome", "i", digit);
  else
    return GDK_EVENT_PROPAGATE;

  return GDK_EVENT_STOP;
}

void
desk_call_list_view_add_keys (DeskCallListView *self)
{
  /* The Russian letters on the same keys: see desk-accels.h. */
  static const DeskKey keys[] = {
    { GDK_KEY_z, "calllist.undo" },         { GDK_KEY_Cyrillic_ya, "calllist.undo" },
    { GDK_KEY_o, "calllist.open" },         { GDK_KEY_Cyrillic_shcha, "calllist.open" },
    { GDK_KEY_Return, "calllist.comment" }, { GDK_KEY_KP_Enter, "calllist.comment" },
  };
  GtkEventController *pressed = gtk_event_controller_key_new ();

  desk_keys_add (GTK_WIDGET (self), keys, G_N_ELEMENTS (keys));

  /* before the rows: the arrow would go nowhere there */
  gtk_event_controller_set_propagation_phase (pressed, GTK_PHASE_CAPTURE);
  g_signal_connect_object (pressed, "key-pressed", G_CALLBACK (on_key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), pressed);
}
