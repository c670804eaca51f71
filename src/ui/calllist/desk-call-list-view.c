/* desk-call-list-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-call-list-view"

#include "desk-call-list-view-private.h"

#include <glib/gi18n.h>

#include "clinic-board.h"
#include "clinic-call-mark.h"
#include "desk-call-list-row.h"
#include "desk-call-list-words.h"
#include "desk-fit.h"
#include "desk-toast.h"

/* Whoever runs over the rows with the arrows takes none of them. */
#define TAKE_DELAY_MS 700
/* More than a screen holds, at once; the rest after the first picture. */
#define FIRST_ROWS 16
#define REST_DELAY_MS 100
/* below this the rows have two lines, in pixels at the usual text size */
#define COMPACT_WIDTH 940

G_DEFINE_FINAL_TYPE (DeskCallListView, desk_call_list_view, GTK_TYPE_WIDGET)

void
desk_call_list_view_say (DeskCallListView *self, const char *words)
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
void
desk_call_list_view_take_soon (DeskCallListView *self, guint delay)
{
  g_clear_handle_id (&self->take_source, g_source_remove);
  if (self->at_work)
    self->take_source = g_timeout_add (delay, on_take_due_cb, self);
}

static void
on_row_selected_cb (DeskCallListView *self)
{
  ClinicCallRow *row = NULL;
  ClinicCallRow *taken = NULL;

  /* newer GTK lets go of the row when the list is given up, after everything else is gone */
  if (self->panel == NULL)
    return;
  row = desk_call_list_view_get_current (self);
  if (row != self->given)
    g_clear_object (&self->given);
  taken = clinic_call_list_get_taken (self->list);
  desk_call_list_panel_set_row (self->panel, row);
  gtk_widget_set_visible (self->panel_box, row != NULL);
  if (taken != NULL && taken != row)
    clinic_call_list_release (self->list);
  if (row != NULL && row != taken)
    desk_call_list_view_take_soon (self, TAKE_DELAY_MS);
}

void
desk_call_list_view_go_to (DeskCallListView *self, ClinicCallRow *wanted)
{
  GtkListBoxRow *row = find_row (self, wanted);

  if (row == NULL)
    return;
  gtk_list_box_select_row (self->rows, row);
  gtk_widget_grab_focus (GTK_WIDGET (row));
}

/* on to whom to call next; (transfer none) */
void
desk_call_list_view_go_on (DeskCallListView *self, ClinicCallRow *after)
{
  ClinicCallRow *next = clinic_call_list_next (self->list, after);

  if (next == NULL)
    {
      desk_call_list_view_focus (self);
      return;
    }
  desk_call_list_view_go_to (self, next);
  desk_call_list_view_take_soon (self, 0);
}

static void
on_row_activated_cb (DeskCallListView *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "calllist.call", NULL);
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
    desk_call_list_view_go_on (self, decided);
}

static void
on_undoing_cb (DeskCallListView *self, GPtrArray *visits)
{
  ClinicCallRow *row =
    clinic_call_list_find (self->list, clinic_appointment_get_id (g_ptr_array_index (visits, 0)));

  if (row != NULL)
    desk_call_list_view_return_to (self, row);
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
      desk_call_list_view_go_to (self, row);
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
  gboolean compact = width > 1 && width < COMPACT_WIDTH * desk_fit_text_scale (GTK_WIDGET (self));

  if (compact == self->compact)
    return;
  self->compact = compact;
  if (self->compact_source == 0)
    self->compact_source = g_idle_add_full (GTK_PRIORITY_RESIZE, on_compact_cb, self, NULL);
}

/* --- the type --- */

static void
desk_call_list_view_unmap (GtkWidget *widget)
{
  DeskCallListView *self = DESK_CALL_LIST_VIEW (widget);

  g_clear_handle_id (&self->take_source, g_source_remove);
  desk_call_list_view_stop_calling (self);
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
  desk_call_list_view_stop_calling (self);
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
desk_call_list_view_class_init (DeskCallListViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = desk_call_list_view_dispose;
  widget_class->map = desk_call_list_view_map;
  widget_class->unmap = desk_call_list_view_unmap;

  desk_call_list_view_install_actions (widget_class);
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
  desk_call_list_view_add_keys (self);
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
      desk_call_list_view_take_soon (self, 0);
    }
}
