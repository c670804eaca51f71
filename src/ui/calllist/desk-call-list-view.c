/* desk-call-list-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-call-list-view"

#include "desk-call-list-view.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "clinic-board.h"
#include "clinic-call-rules.h"
#include "desk-board-do.h"
#include "desk-call-later.h"
#include "desk-call-list-do.h"
#include "desk-call-list-follow.h"
#include "desk-call-list-panel.h"
#include "desk-call-list-row.h"
#include "desk-call-list-words.h"
#include "desk-cancel-dialog.h"
#include "desk-toast.h"
#include "desk-visit-dialog.h"
#include "desk-visit-rows.h"

/* Whoever runs over the rows with the arrows takes none of them. */
#define TAKE_DELAY_MS 700
/* No patient waits longer for the portal to say that nobody else is calling. */
#define PATIENCE_MS 3000
/* A key that bounces is no outcome of the next row. */
#define BOUNCE_USEC (400 * 1000)
/* More than a screen holds, at once; the rest after the first picture. */
#define FIRST_ROWS 16
#define REST_DELAY_MS 100
/* below this the rows have two lines, in pixels at the usual text size */
#define COMPACT_WIDTH 940

struct _DeskCallListView
{
  GtkWidget parent_instance;

  GtkWidget *box; /* owned child, of the template, as all below */
  GtkScrolledWindow *scrolled;
  GtkListBox *rows;
  GtkWidget *panel_box;
  AdwBin *panel_slot;

  ClinicSession *session;    /* owned */
  ClinicCallList *list;      /* owned */
  DeskBoardMoves *moves;     /* owned: holds back, counts down, undoes */
  DeskCallListFollow *calls; /* owned: who of the list is calling herself */
  DeskCallListPanel *panel;  /* unowned, in panel_slot */
  GtkSliceListModel *shown;  /* owned: the rows, at first their beginning */
  ClinicCallRow *calling;    /* owned, (nullable): to be dialled when it is taken */
  ClinicCallRow *deciding;   /* owned, (nullable): a dialog asks about it */
  guint deciding_calls;      /* calls about it before that */
  ClinicCallRow *given;      /* owned, (nullable): has got an outcome, and one is still there */
  gint64 given_calls;        /* calls about it before that */
  gint64 last_given;         /* monotonic µs */
  guint take_source;
  guint patience_source;
  guint compact_source;
  guint rest_source;
  gboolean at_work; /* somebody was called from here since the page came up */
  gboolean compact;
};

G_DEFINE_FINAL_TYPE (DeskCallListView, desk_call_list_view, GTK_TYPE_WIDGET)

static void
say (DeskCallListView *self, const char *words)
{
  g_autofree char *escaped = g_markup_escape_text (words, -1);
  AdwToast *toast = adw_toast_new (escaped);

  /* an answer to a key that was pressed now */
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  adw_toast_set_timeout (toast, 3);
  desk_toast (GTK_WIDGET (self), toast);
}

/* --- the row that one is at --- */

ClinicCallRow *
desk_call_list_view_get_current (DeskCallListView *self)
{
  GtkListBoxRow *row = NULL;

  g_return_val_if_fail (DESK_IS_CALL_LIST_VIEW (self), NULL);

  row = gtk_list_box_get_selected_row (self->rows);

  return row != NULL ? desk_call_list_row_get_row (DESK_CALL_LIST_ROW (row)) : NULL;
}

/* (transfer none) (nullable) */
static GtkListBoxRow *
find_row (DeskCallListView *self, ClinicCallRow *wanted)
{
  GtkListBoxRow *row = NULL;
  guint position = 0;

  /* further down than what is there so far */
  if (wanted != NULL && self->rest_source != 0 &&
      g_list_store_find (G_LIST_STORE (clinic_call_list_get_rows (self->list)), wanted,
                         &position) &&
      position >= FIRST_ROWS)
    {
      g_clear_handle_id (&self->rest_source, g_source_remove);
      gtk_slice_list_model_set_size (self->shown, G_MAXUINT);
    }
  for (int i = 0; wanted != NULL && (row = gtk_list_box_get_row_at_index (self->rows, i)) != NULL;
       i++)
    if (desk_call_list_row_get_row (DESK_CALL_LIST_ROW (row)) == wanted)
      return row;

  return NULL;
}

gboolean
desk_call_list_view_focus (DeskCallListView *self)
{
  GtkListBoxRow *row = NULL;

  g_return_val_if_fail (DESK_IS_CALL_LIST_VIEW (self), FALSE);

  row = gtk_list_box_get_selected_row (self->rows);
  if (row == NULL)
    row = gtk_list_box_get_row_at_index (self->rows, 0);

  return row != NULL && gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
on_taken_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DeskCallListView) self = DESK_CALL_LIST_VIEW (user_data);
  g_autoptr (GError) error = NULL;

  /* What a colleague has shows in the row, and Enter says it. */
  clinic_call_list_take_finish (CLINIC_CALL_LIST (source), result, &error);
}

static gboolean
on_take_due_cb (gpointer user_data)
{
  DeskCallListView *self = DESK_CALL_LIST_VIEW (user_data);
  ClinicCallRow *row = desk_call_list_view_get_current (self);

  self->take_source = 0;
  if (row != NULL && clinic_call_row_get_state (row) != CLINIC_CALL_ROW_DONE &&
      clinic_call_row_get_state (row) != CLINIC_CALL_ROW_TAKEN)
    clinic_call_list_take_async (self->list, row, NULL, on_taken_cb, g_object_ref (self));

  return G_SOURCE_REMOVE;
}

/* Who is at work takes what one comes to; who only looks takes nothing. */
static void
take_soon (DeskCallListView *self, guint delay)
{
  g_clear_handle_id (&self->take_source, g_source_remove);
  if (self->at_work)
    self->take_source = g_timeout_add (delay, on_take_due_cb, self);
}

static void
on_row_selected_cb (DeskCallListView *self)
{
  ClinicCallRow *row = desk_call_list_view_get_current (self);
  ClinicCallRow *taken = NULL;

  if (self->panel == NULL)
    return;
  if (row != self->given)
    g_clear_object (&self->given);
  taken = clinic_call_list_get_taken (self->list);
  desk_call_list_panel_set_row (self->panel, row);
  gtk_widget_set_visible (self->panel_box, row != NULL);
  if (taken != NULL && taken != row)
    clinic_call_list_release (self->list);
  if (row != NULL && row != taken)
    take_soon (self, TAKE_DELAY_MS);
}

static void
go_to (DeskCallListView *self, ClinicCallRow *wanted)
{
  GtkListBoxRow *row = find_row (self, wanted);

  if (row == NULL)
    return;
  gtk_list_box_select_row (self->rows, row);
  gtk_widget_grab_focus (GTK_WIDGET (row));
}

/* on to whom to call next; (transfer none) */
static void
go_on (DeskCallListView *self, ClinicCallRow *after)
{
  ClinicCallRow *next = clinic_call_list_next (self->list, after);

  if (next == NULL)
    {
      desk_call_list_view_focus (self);
      return;
    }
  go_to (self, next);
  take_soon (self, 0);
}

/* --- calling --- */

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

  say (self, text);
}

static void
stop_calling (DeskCallListView *self)
{
  g_clear_handle_id (&self->patience_source, g_source_remove);
  g_clear_object (&self->calling);
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
  stop_calling (self);
  if (g_error_matches (error, CLINIC_ERROR, CLINIC_ERROR_CONFLICT))
    {
      say_taken (self, row);
      go_on (self, row);
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
      say (self, _ ("No number in the card"));
      return;
    }
  g_clear_handle_id (&self->take_source, g_source_remove);
  stop_calling (self);
  self->at_work = TRUE;
  self->calling = g_object_ref (row);
  self->patience_source = g_timeout_add (PATIENCE_MS, on_patience_over_cb, self);
  clinic_call_list_take_async (self->list, row, NULL, on_taken_to_call_cb, g_object_ref (self));
}

static void
on_row_activated_cb (DeskCallListView *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "calllist.call", NULL);
}

static void
on_next_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  DeskCallListView *self = DESK_CALL_LIST_VIEW (widget);
  ClinicCallRow *row = desk_call_list_view_get_current (self);

  if (clinic_call_list_next (self->list, row) == NULL)
    say (self, _ ("Nobody else is to be called now"));
  stop_calling (self);
  go_on (self, row);
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

  stop_calling (self);
  self->at_work = TRUE;
  g_set_object (&self->given, held);
  self->given_calls = clinic_call_row_get_attempts (held);
  desk_call_list_panel_clear_comment (self->panel);
  desk_call_list_give (self->moves, self->session, self->list, held, outcome, later, comment);
  go_on (self, held);
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
static void
return_to (DeskCallListView *self, ClinicCallRow *row)
{
  go_to (self, row);
  take_soon (self, 0);
}

static void
on_undoing_cb (DeskCallListView *self, GPtrArray *visits)
{
  ClinicCallRow *row =
    clinic_call_list_find (self->list, clinic_appointment_get_id (g_ptr_array_index (visits, 0)));

  if (row != NULL)
    return_to (self, row);
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
  say (self, row != NULL ? _ ("The change is undone") : _ ("Nothing to undo"));
  if (row != NULL)
    return_to (self, row);
}

/* --- what changes --- */

/* the dialog has given its row an outcome */
static gboolean
is_decided (DeskCallListView *self)
{
  ClinicCallMark mark = { 0 };

  if (self->deciding == NULL)
    return FALSE;
  /* also of the time that the visit had before it was moved */
  mark = clinic_call_mark_parse (
    clinic_appointment_get_call_mark (clinic_call_row_get_appointment (self->deciding)));

  return mark.attempts > self->deciding_calls &&
         (mark.outcome == CLINIC_OUTCOME_MOVED || mark.outcome == CLINIC_OUTCOME_CANCELLED);
}

static void
on_list_changed_cb (DeskCallListView *self)
{
  gint64 now = clinic_session_get_now (self->session);
  g_autoptr (ClinicCallRow) decided = NULL;
  GtkListBoxRow *row = NULL;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->rows, i)) != NULL; i++)
    desk_call_list_row_refresh (DESK_CALL_LIST_ROW (row), now);
  desk_call_list_panel_refresh (self->panel);

  if (!is_decided (self))
    return;
  decided = g_steal_pointer (&self->deciding);
  clinic_call_list_decided (self->list, decided);
  desk_call_list_panel_clear_comment (self->panel);
  if (desk_call_list_view_get_current (self) == decided)
    go_on (self, decided);
}

static void
on_go_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  DeskCallListView *self = DESK_CALL_LIST_VIEW (widget);

  go_to (self, clinic_call_list_find (self->list, g_variant_get_int64 (parameter)));
}

/* Somebody of the list calls: nobody is torn from what she writes. */
static gboolean
on_caller_cb (DeskCallListView *self, ClinicCallRow *row)
{
  g_autofree char *name = NULL;
  g_autofree char *words = NULL;
  g_autofree char *escaped = NULL;
  AdwToast *toast = NULL;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return FALSE;
  if (row == desk_call_list_view_get_current (self))
    return TRUE;
  if (!desk_call_list_panel_is_writing (self->panel) && self->deciding == NULL)
    {
      go_to (self, row);
      return TRUE;
    }
  name = desk_call_list_name (clinic_call_row_get_appointment (row),
                              clinic_session_get_now (self->session));
  /* Translators: a patient of the call list rings herself */
  words = g_strdup_printf (_ ("%s of the list is calling"), name);
  escaped = g_markup_escape_text (words, -1);
  toast = adw_toast_new (escaped);
  adw_toast_set_button_label (toast, _ ("Go There"));
  adw_toast_set_action_name (toast, "calllist.go");
  adw_toast_set_action_target (toast, "x", clinic_call_row_get_id (row));
  adw_toast_set_timeout (toast, 15);
  desk_toast (GTK_WIDGET (self), toast);

  return TRUE;
}

/* What does not fit is read in a tooltip. */
static gboolean
on_tooltip_cb (DeskCallListView *self, int x, int y, gboolean by_key, GtkTooltip *tooltip)
{
  GtkWidget *label = gtk_widget_pick (GTK_WIDGET (self->rows), x, y, GTK_PICK_DEFAULT);

  if (by_key || !GTK_IS_LABEL (label) ||
      !pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (label))))
    return FALSE;
  gtk_tooltip_set_text (tooltip, gtk_label_get_text (GTK_LABEL (label)));

  return TRUE;
}

/* The rest of a long list comes right after the part that can be seen. */
static gboolean
on_rest_cb (gpointer user_data)
{
  DeskCallListView *self = DESK_CALL_LIST_VIEW (user_data);

  self->rest_source = 0;
  gtk_slice_list_model_set_size (self->shown, G_MAXUINT);

  return G_SOURCE_REMOVE;
}

static void
show_beginning (DeskCallListView *self)
{
  if (gtk_slice_list_model_get_size (self->shown) != FIRST_ROWS)
    return;
  if (self->rest_source == 0)
    self->rest_source = g_timeout_add (REST_DELAY_MS, on_rest_cb, self);
}

static gboolean
on_compact_cb (gpointer user_data)
{
  DeskCallListView *self = DESK_CALL_LIST_VIEW (user_data);
  GtkListBoxRow *row = NULL;

  self->compact_source = 0;
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->rows, i)) != NULL; i++)
    {
      desk_call_list_row_set_compact (DESK_CALL_LIST_ROW (row), self->compact);
      desk_call_list_row_refresh (DESK_CALL_LIST_ROW (row), clinic_session_get_now (self->session));
    }

  return G_SOURCE_REMOVE;
}

static void
on_width_cb (DeskCallListView *self, GParamSpec *pspec, GtkAdjustment *adjustment)
{
  double width = gtk_adjustment_get_page_size (adjustment);
  int dpi = -1;
  gboolean compact = FALSE;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-xft-dpi", &dpi, NULL);
  compact = width > 1 && width < COMPACT_WIDTH * (dpi > 0 ? dpi / (96.0 * 1024) : 1.0);
  if (compact == self->compact)
    return;
  self->compact = compact;
  if (self->compact_source == 0)
    self->compact_source = g_idle_add_full (GTK_PRIORITY_RESIZE, on_compact_cb, self, NULL);
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

static gboolean
on_shortcut_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  if (!gtk_widget_get_mapped (widget))
    return FALSE;

  return gtk_widget_activate_action (widget, user_data, NULL);
}

static void
add_keys (DeskCallListView *self)
{
  /* The Russian letters on the same keys: see set_accels() of the application. */
  static const struct
  {
    guint keyval;
    const char *action;
  } keys[] = {
    { GDK_KEY_z, "calllist.undo" },         { GDK_KEY_Cyrillic_ya, "calllist.undo" },
    { GDK_KEY_o, "calllist.open" },         { GDK_KEY_Cyrillic_shcha, "calllist.open" },
    { GDK_KEY_Return, "calllist.comment" }, { GDK_KEY_KP_Enter, "calllist.comment" },
  };
  GtkEventController *shortcuts = gtk_shortcut_controller_new ();
  GtkEventController *pressed = gtk_event_controller_key_new ();

  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (shortcuts),
                                     GTK_SHORTCUT_SCOPE_GLOBAL);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (shortcuts),
      gtk_shortcut_new (gtk_keyval_trigger_new (keys[i].keyval, GDK_CONTROL_MASK),
                        gtk_callback_action_new (on_shortcut_cb, (gpointer) keys[i].action, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), shortcuts);

  /* before the rows: the arrow would go nowhere there */
  gtk_event_controller_set_propagation_phase (pressed, GTK_PHASE_CAPTURE);
  g_signal_connect_object (pressed, "key-pressed", G_CALLBACK (on_key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), pressed);
}

/* --- the type --- */

static void
desk_call_list_view_unmap (GtkWidget *widget)
{
  DeskCallListView *self = DESK_CALL_LIST_VIEW (widget);

  g_clear_handle_id (&self->take_source, g_source_remove);
  stop_calling (self);
  self->at_work = FALSE;
  clinic_call_list_release (self->list);
  GTK_WIDGET_CLASS (desk_call_list_view_parent_class)->unmap (widget);
}

static void
desk_call_list_view_map (GtkWidget *widget)
{
  DeskCallListView *self = DESK_CALL_LIST_VIEW (widget);

  GTK_WIDGET_CLASS (desk_call_list_view_parent_class)->map (widget);
  desk_call_list_follow_look (self->calls);
}

static void
desk_call_list_view_dispose (GObject *object)
{
  DeskCallListView *self = DESK_CALL_LIST_VIEW (object);

  g_clear_handle_id (&self->take_source, g_source_remove);
  g_clear_handle_id (&self->compact_source, g_source_remove);
  g_clear_handle_id (&self->rest_source, g_source_remove);
  stop_calling (self);
  g_clear_object (&self->given);
  g_clear_object (&self->deciding);
  if (self->moves != NULL)
    g_signal_handlers_disconnect_by_data (self->moves, self);
  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);
  self->panel = NULL;
  g_clear_object (&self->calls);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->shown);
  g_clear_object (&self->moves);
  g_clear_object (&self->list);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (desk_call_list_view_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "calllist.call", NULL, on_call_action_cb);
  gtk_widget_class_install_action (widget_class, "calllist.next", NULL, on_next_action_cb);
  gtk_widget_class_install_action (widget_class, "calllist.open", NULL, on_open_action_cb);
  gtk_widget_class_install_action (widget_class, "calllist.comment", NULL, on_comment_action_cb);
  gtk_widget_class_install_action (widget_class, "calllist.outcome", "i", on_outcome_action_cb);
  gtk_widget_class_install_action (widget_class, "calllist.undo", NULL, on_undo_action_cb);
  gtk_widget_class_install_action (widget_class, "calllist.go", "x", on_go_action_cb);
}

static void
desk_call_list_view_class_init (DeskCallListViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = desk_call_list_view_dispose;
  widget_class->map = desk_call_list_view_map;
  widget_class->unmap = desk_call_list_view_unmap;

  install_actions (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/reception24/Reception/ui/calllist/desk-call-list-view.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskCallListView, box);
  gtk_widget_class_bind_template_child (widget_class, DeskCallListView, scrolled);
  gtk_widget_class_bind_template_child (widget_class, DeskCallListView, rows);
  gtk_widget_class_bind_template_child (widget_class, DeskCallListView, panel_box);
  gtk_widget_class_bind_template_child (widget_class, DeskCallListView, panel_slot);
  gtk_widget_class_bind_template_callback (widget_class, on_row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated_cb);
}

static void
desk_call_list_view_init (DeskCallListView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_keys (self);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self->rows), TRUE);
  g_signal_connect_object (self->rows, "query-tooltip", G_CALLBACK (on_tooltip_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (self->scrolled),
                           "notify::page-size", G_CALLBACK (on_width_cb), self, G_CONNECT_SWAPPED);
}

static GtkWidget *
create_row (gpointer item, gpointer user_data)
{
  DeskCallListView *self = DESK_CALL_LIST_VIEW (user_data);

  return desk_call_list_row_new (item, clinic_session_get_now (self->session), self->compact);
}

GtkWidget *
desk_call_list_view_new (ClinicSession *session, ClinicCallList *list)
{
  DeskCallListView *self = g_object_new (DESK_TYPE_CALL_LIST_VIEW, NULL);
  GtkWidget *panel = desk_call_list_panel_new (session);

  self->session = g_object_ref (session);
  self->list = g_object_ref (list);
  self->moves = desk_board_moves_new (GTK_WIDGET (self), session, &clinic_board_appointments,
                                      CLINIC_ENTITY_APPOINTMENT);
  self->panel = DESK_CALL_LIST_PANEL (panel);
  adw_bin_set_child (self->panel_slot, panel);
  gtk_widget_set_visible (self->panel_box, FALSE);
  /* no more than the visits of a day that nobody confirmed: no need of a list that recycles */
  self->shown =
    gtk_slice_list_model_new (g_object_ref (clinic_call_list_get_rows (list)), 0, FIRST_ROWS);
  gtk_list_box_bind_model (self->rows, G_LIST_MODEL (self->shown), create_row, self, NULL);
  show_beginning (self);
  self->calls = desk_call_list_follow_new (session, list);
  g_signal_connect_object (self->calls, "caller", G_CALLBACK (on_caller_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (panel, "written", G_CALLBACK (desk_call_list_view_focus), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_swapped (self->moves, "undoing", G_CALLBACK (on_undoing_cb), self);
  g_signal_connect_object (list, "changed", G_CALLBACK (on_list_changed_cb), self,
                           G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

void
desk_call_list_view_start (DeskCallListView *self)
{
  ClinicCallRow *row = NULL;
  GtkListBoxRow *first = NULL;

  g_return_if_fail (DESK_IS_CALL_LIST_VIEW (self));

  row = clinic_call_list_mine (self->list);
  if (row == NULL)
    row = clinic_call_list_next (self->list, NULL);
  first = row != NULL ? find_row (self, row) : gtk_list_box_get_row_at_index (self->rows, 0);
  if (first != NULL)
    gtk_list_box_select_row (self->rows, first);
  /* It was ours before the application was started again: it stays so. */
  if (row != NULL && clinic_call_row_get_state (row) == CLINIC_CALL_ROW_MINE)
    {
      self->at_work = TRUE;
      take_soon (self, 0);
    }
}
