/* desk-tasks-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-tasks-view"

#include "desk-tasks-view-private.h"

#include <glib/gi18n.h>

#include "clinic-enums.h"
#include "desk-board-state.h"
#include "desk-task-row.h"
#include "desk-toast.h"

/* rows that are there with the first picture, and how soon the others follow */
#define FIRST_ROWS 12
#define REST_DELAY_MS 100
#define FOCUS_FRAMES 2
#define CLOCK_SECONDS 30

G_DEFINE_FINAL_TYPE (DeskTasksView, desk_tasks_view, GTK_TYPE_WIDGET)

static ClinicInvoices *
get_invoices (DeskTasksView *self)
{
  return clinic_session_get_invoices (self->session);
}

static GListModel *
get_tasks (DeskTasksView *self)
{
  return clinic_invoices_get_tasks (get_invoices (self));
}

/* --- the queue --- */

static GtkListBoxRow *
find_row (DeskTasksView *self, ClinicTask *task)
{
  GtkListBoxRow *row = NULL;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->rows, i)) != NULL; i++)
    if (desk_task_row_get_task (DESK_TASK_ROW (row)) == task)
      return row;

  return NULL;
}

static void
show_all_rows (DeskTasksView *self)
{
  g_clear_handle_id (&self->rest_source, g_source_remove);
  gtk_slice_list_model_set_size (self->shown, G_MAXUINT);
}

static gboolean
on_rest_cb (gpointer user_data)
{
  DeskTasksView *self = DESK_TASKS_VIEW (user_data);

  self->rest_source = 0;
  gtk_slice_list_model_set_size (self->shown, G_MAXUINT);

  return G_SOURCE_REMOVE;
}

gboolean
desk_tasks_view_is_writing (DeskTasksView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  /* a text, or a popover that has questions of its own */
  return focus != NULL && (GTK_IS_EDITABLE (focus) || GTK_IS_TEXT_VIEW (focus) ||
                           gtk_widget_get_native (focus) != GTK_NATIVE (root));
}

/* focus: also for the keys */
static void
go_to (DeskTasksView *self, ClinicTask *task, gboolean focus)
{
  GtkListBoxRow *row = NULL;

  if (task != NULL && find_row (self, task) == NULL)
    show_all_rows (self);
  row = task != NULL ? find_row (self, task) : NULL;
  self->choosing = TRUE;
  gtk_list_box_select_row (self->rows, row);
  self->choosing = FALSE;
  desk_task_panel_set_task (self->panel, task);
  if (row != NULL)
    self->current = (guint) gtk_list_box_row_get_index (row);
  if (row != NULL && focus)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

static gboolean
is_open (ClinicTask *task)
{
  return !clinic_task_get_pending (task) && clinic_task_get_gone (task) == NULL;
}

/* What comes after a place of the queue, or else from its beginning: first what is not answered
 * yet. (transfer full) (nullable) */
static ClinicTask *
find_next (DeskTasksView *self, guint from, ClinicTask *except)
{
  GListModel *tasks = get_tasks (self);
  guint n = g_list_model_get_n_items (tasks);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ClinicTask) task = g_list_model_get_item (tasks, (from + i) % n);

      if (task != except && is_open (task))
        return g_steal_pointer (&task);
    }

  return NULL;
}

/* somebody reads or writes there: only what must change does */
static void
choose_next (DeskTasksView *self, guint from, ClinicTask *except)
{
  g_autoptr (ClinicTask) next = find_next (self, from, except);

  if (next != NULL)
    go_to (self, next, TRUE);
}

static void
on_row_selected_cb (DeskTasksView *self, GtkListBoxRow *row)
{
  if (self->choosing || row == NULL)
    return;
  self->touched = TRUE;
  self->current = (guint) gtk_list_box_row_get_index (row);
  desk_task_panel_set_task (self->panel, desk_task_row_get_task (DESK_TASK_ROW (row)));
}

static void
on_row_activated_cb (DeskTasksView *self, GtkListBoxRow *row)
{
  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->panel_slot));
}

static GtkWidget *
create_row (gpointer item, gpointer user_data)
{
  DeskTasksView *self = DESK_TASKS_VIEW (user_data);

  return desk_task_row_new (item, self->session, self->twins);
}

static void
refresh_rows (DeskTasksView *self)
{
  GtkListBoxRow *row = NULL;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->rows, i)) != NULL; i++)
    desk_task_row_refresh (DESK_TASK_ROW (row));
}

static gboolean
on_clock_cb (gpointer user_data)
{
  DeskTasksView *self = DESK_TASKS_VIEW (user_data);

  refresh_rows (self);
  if (desk_task_panel_get_task (self->panel) != NULL)
    desk_task_panel_refresh (self->panel);

  return G_SOURCE_CONTINUE;
}

/* --- the state --- */

static const char *
choose_state (DeskTasksView *self)
{
  gboolean empty = g_list_model_get_n_items (get_tasks (self)) == 0;
  ClinicLoadState state = clinic_invoices_get_tasks_state (get_invoices (self));
  gboolean offline =
    clinic_link_get_state (clinic_session_get_link (self->session)) == CLINIC_LINK_OFFLINE;

  desk_loading_set (self->loading, empty && state == CLINIC_LOAD_LOADING && !offline);
  if (!empty)
    return "content";

  switch (state)
    {
    case CLINIC_LOAD_MISSING:
      return "denied";
    case CLINIC_LOAD_LOADING:
      return offline ? "offline" : desk_loading_peek_state (self->loading);
    case CLINIC_LOAD_STALE:
      return "offline";
    case CLINIC_LOAD_READY:
    default:
      return "empty";
    }
}

static char *
dup_notice (DeskTasksView *self)
{
  ClinicLoadState state = clinic_invoices_get_tasks_state (get_invoices (self));

  if (state == CLINIC_LOAD_MISSING)
    return g_strdup (_ ("The portal does not show the tasks to this desk any more: tick “bizproc” "
                        "and “lists” in the settings of its webhook"));
  if (state != CLINIC_LOAD_STALE &&
      clinic_link_get_state (clinic_session_get_link (self->session)) != CLINIC_LINK_OFFLINE)
    return NULL;

  return desk_board_dup_old_text (self->session, clinic_invoices_get_as_of (get_invoices (self)));
}

static void
update (DeskTasksView *self)
{
  const char *state = choose_state (self);
  g_autofree char *notice = g_str_equal (state, "content") ? dup_notice (self) : NULL;

  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->states), state) != 0)
    gtk_stack_set_visible_child_name (self->states, state);
  gtk_label_set_text (self->notice, notice != NULL ? notice : "");
  gtk_widget_set_visible (GTK_WIDGET (self->notice), notice != NULL);
}

static gboolean
holds (GListModel *tasks, ClinicTask *task)
{
  for (guint i = 0; i < g_list_model_get_n_items (tasks); i++)
    {
      g_autoptr (ClinicTask) other = g_list_model_get_item (tasks, i);

      if (other == task)
        return TRUE;
    }

  return FALSE;
}

/* The one that was decided about left the queue: what is said of it is said once more, and the
 * next one takes its place. */
static void
leave (DeskTasksView *self, ClinicTask *task)
{
  const char *gone = clinic_task_get_gone (task);
  gboolean writing = desk_tasks_view_is_writing (self);
  g_autoptr (ClinicTask) next = find_next (self, self->current, NULL);

  desk_task_answer_forget (desk_task_panel_get_answer (self->panel), clinic_task_get_id (task));
  if (gone != NULL)
    {
      g_autofree char *escaped = g_markup_escape_text (gone, -1);

      desk_toast (GTK_WIDGET (self), adw_toast_new (escaped));
    }
  go_to (self, next, next != NULL && !writing && gtk_widget_get_mapped (GTK_WIDGET (self)));
}

/* where somebody writes, or goes on with the keys */
static gboolean
is_in_use (GtkWidget *focus)
{
  if (focus == NULL || !gtk_widget_get_mapped (focus))
    return FALSE;

  return !GTK_IS_EDITABLE (focus) || *gtk_editable_get_text (GTK_EDITABLE (focus)) != '\0';
}

/* Whoever came here by a key goes on with keys: the focus must not stay on what is hidden now, nor
 * go to the next thing that takes it, which the window does a frame later. */
static gboolean
on_shown_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  DeskTasksView *self = DESK_TASKS_VIEW (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->rows);

  if (self->frames > 0)
    {
      self->frames--;
      return G_SOURCE_CONTINUE;
    }
  self->tick_id = 0;
  if (row == NULL || root == NULL)
    return G_SOURCE_REMOVE;
  self->wants_focus = FALSE;
  if (!is_in_use (gtk_root_get_focus (root)))
    gtk_widget_grab_focus (GTK_WIDGET (row));

  return G_SOURCE_REMOVE;
}

static void
focus_soon (DeskTasksView *self)
{
  self->frames = FOCUS_FRAMES;
  if (self->tick_id == 0)
    self->tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_shown_cb, NULL, NULL);
}

/* A refresh made other rows: whoever decides with keys goes on with the chosen one. */
static void
focus_again (DeskTasksView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->rows);

  if (self->lost_focus && row != NULL && root != NULL && gtk_root_get_focus (root) == NULL &&
      gtk_widget_get_mapped (GTK_WIDGET (row)))
    gtk_widget_grab_focus (GTK_WIDGET (row));
  self->lost_focus = FALSE;
}

static void
on_tasks_cb (DeskTasksView *self)
{
  g_autoptr (ClinicTask) task = NULL;
  GListModel *tasks = get_tasks (self);

  g_set_object (&task, desk_task_panel_get_task (self->panel));
  if (task != NULL && !holds (tasks, task))
    leave (self, task);
  else if (task == NULL || (!self->touched && !desk_tasks_view_is_writing (self)))
    {
      g_autoptr (ClinicTask) first = find_next (self, 0, NULL);

      if (first == NULL)
        first = g_list_model_get_item (tasks, 0);
      go_to (self, first, FALSE);
      if (self->wants_focus)
        focus_soon (self);
    }
  else
    {
      /* its row may be another widget now */
      GtkListBoxRow *row = find_row (self, task);

      self->choosing = TRUE;
      if (row != NULL && gtk_list_box_get_selected_row (self->rows) != row)
        gtk_list_box_select_row (self->rows, row);
      self->choosing = FALSE;
      if (row != NULL)
        self->current = (guint) gtk_list_box_row_get_index (row);
    }
  focus_again (self);
  update (self);
}

/* Before rows go: a window must not keep a focus that is gone. */
static void
on_rows_go_cb (DeskTasksView *self, guint position, guint n_removed)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (n_removed > 0 && focus != NULL && focus != GTK_WIDGET (self->rows) &&
      gtk_widget_is_ancestor (focus, GTK_WIDGET (self->rows)))
    {
      int index = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (
        GTK_IS_LIST_BOX_ROW (focus) ? focus
                                    : gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BOX_ROW)));

      if (index >= (int) position && index < (int) (position + n_removed))
        {
          gtk_root_set_focus (root, NULL);
          self->lost_focus = TRUE;
        }
    }
}

/* --- what is done --- */

static void
on_answered_cb (DeskTasksView *self, ClinicCommand *command, const char *words)
{
  g_autoptr (ClinicTask) task = g_object_ref (desk_task_panel_get_task (self->panel));

  self->touched = TRUE;
  desk_board_moves_change (self->moves, task, command, words);
  /* the focus may be in what was written: the next one is decided about by keys, too */
  choose_next (self, self->current + 1, task);
}

/* taken back: it is gone to, with what was written */
static void
on_undoing_cb (DeskTasksView *self, GPtrArray *items)
{
  ClinicTask *task = items->len > 0 ? g_ptr_array_index (items, 0) : NULL;

  if (task != NULL && holds (get_tasks (self), task))
    go_to (self, task, TRUE);
}

static void
on_back_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  DeskTasksView *self = DESK_TASKS_VIEW (widget);
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->rows);

  adw_leaflet_set_visible_child (self->leaflet, self->queue);
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
on_browse_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  gtk_show_uri (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                g_variant_get_string (parameter, NULL), GDK_CURRENT_TIME);
}

/* --- the type --- */

static void
desk_tasks_view_map (GtkWidget *widget)
{
  DeskTasksView *self = DESK_TASKS_VIEW (widget);

  self->letter = 0;
  GTK_WIDGET_CLASS (desk_tasks_view_parent_class)->map (widget);
  self->wants_focus = TRUE;
  focus_soon (self);
  if (self->clock_source == 0)
    self->clock_source = g_timeout_add_seconds (CLOCK_SECONDS, on_clock_cb, self);
}

static void
desk_tasks_view_unmap (GtkWidget *widget)
{
  DeskTasksView *self = DESK_TASKS_VIEW (widget);

  self->wants_focus = FALSE;
  g_clear_handle_id (&self->clock_source, g_source_remove);
  GTK_WIDGET_CLASS (desk_tasks_view_parent_class)->unmap (widget);
}

static void
on_folded_cb (DeskTasksView *self)
{
  desk_task_panel_set_alone (self->panel, adw_leaflet_get_folded (self->leaflet));
}

static void
desk_tasks_view_dispose (GObject *object)
{
  DeskTasksView *self = DESK_TASKS_VIEW (object);

  g_clear_handle_id (&self->rest_source, g_source_remove);
  g_clear_handle_id (&self->clock_source, g_source_remove);
  if (self->moves != NULL)
    g_signal_handlers_disconnect_by_data (self->moves, self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->shown);
  g_clear_object (&self->moves);
  g_clear_object (&self->twins);
  g_clear_object (&self->loading);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (desk_tasks_view_parent_class)->dispose (object);
}

static void
desk_tasks_view_class_init (DeskTasksViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = desk_tasks_view_dispose;
  widget_class->map = desk_tasks_view_map;
  widget_class->unmap = desk_tasks_view_unmap;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/reception24/Reception/ui/invoices/desk-tasks-view.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskTasksView, box);
  gtk_widget_class_bind_template_child (widget_class, DeskTasksView, notice);
  gtk_widget_class_bind_template_child (widget_class, DeskTasksView, states);
  gtk_widget_class_bind_template_child (widget_class, DeskTasksView, leaflet);
  gtk_widget_class_bind_template_child (widget_class, DeskTasksView, queue);
  gtk_widget_class_bind_template_child (widget_class, DeskTasksView, scroller);
  gtk_widget_class_bind_template_child (widget_class, DeskTasksView, rows);
  gtk_widget_class_bind_template_child (widget_class, DeskTasksView, panel_slot);
  gtk_widget_class_bind_template_callback (widget_class, on_row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated_cb);
  gtk_widget_class_install_action (widget_class, "tasks.back", NULL, on_back_action_cb);
  gtk_widget_class_install_action (widget_class, "invoices.browse", "s", on_browse_action_cb);
}

static void
desk_tasks_view_init (DeskTasksView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->loading = desk_loading_new ();
  desk_tasks_view_add_keys (self);
}

static void
watch (DeskTasksView *self)
{
  GListModel *tasks = get_tasks (self);

  g_signal_connect_object (desk_task_panel_get_answer (self->panel), "answered",
                           G_CALLBACK (on_answered_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (self->moves, "undoing", G_CALLBACK (on_undoing_cb), self);
  g_signal_connect_object (self->loading, "due", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (tasks, "items-changed", G_CALLBACK (on_tasks_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->twins, "changed", G_CALLBACK (refresh_rows), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (get_invoices (self), "state-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (clinic_session_get_link (self->session), "notify", G_CALLBACK (update),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->leaflet, "notify::folded", G_CALLBACK (on_folded_cb), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
desk_tasks_view_new (ClinicSession *session)
{
  DeskTasksView *self = g_object_new (DESK_TYPE_TASKS_VIEW, NULL);
  GtkWidget *panel = NULL;

  self->session = g_object_ref (session);
  self->twins = desk_invoice_twins_new (clinic_session_get_invoices (session));
  panel = desk_task_panel_new (session, self->twins);
  self->panel = DESK_TASK_PANEL (panel);
  /* over the document, so that the buttons are free for the next one */
  self->moves = desk_board_moves_new (GTK_WIDGET (desk_task_panel_get_paper (self->panel)), session,
                                      NULL, CLINIC_ENTITY_NONE);
  adw_bin_set_child (self->panel_slot, panel);
  self->shown = gtk_slice_list_model_new (g_object_ref (get_tasks (self)), 0, FIRST_ROWS);
  g_signal_connect_object (self->shown, "items-changed", G_CALLBACK (on_rows_go_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_list_box_bind_model (self->rows, G_LIST_MODEL (self->shown), create_row, self, NULL);
  self->rest_source = g_timeout_add (REST_DELAY_MS, on_rest_cb, self);
  watch (self);
  on_tasks_cb (self);
  on_folded_cb (self);

  return GTK_WIDGET (self);
}

ClinicTask *
desk_tasks_view_get_task (DeskTasksView *self)
{
  g_return_val_if_fail (DESK_IS_TASKS_VIEW (self), NULL);

  return desk_task_panel_get_task (self->panel);
}
