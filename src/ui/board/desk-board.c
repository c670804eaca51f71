/* desk-board.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-board"

#include "desk-board.h"

#include "desk-board-drag.h"

#include "reception-config.h"

/**
 * DeskBoard:
 *
 * The columns of a board side by side, and what keys and the mouse do on them. It moves nothing
 * itself: it says what the person wants moved where, and shows where the board then has it. Cards
 * are selected in one column at a time. What changes by itself leaves scroll, selection and focus
 * alone.
 *
 * Signals: "move" (GPtrArray of GObject, ClinicStage, whether by a key), "activated" (item), "menu"
 * (item, its widget, x, y in it).
 */
struct _DeskBoard
{
  GtkWidget parent_instance;

  GtkWidget *scrolled; /* owned child */
  GtkBox *box;         /* unowned, in scrolled */
  GPtrArray *columns;  /* owned, of DeskBoardColumn (unowned, in box), as in the board */

  ClinicBoard *board;          /* owned */
  const DeskBoardCards *cards; /* unowned, outlives us */
  gpointer data;               /* unowned, outlives us */
  GSettings *settings;         /* owned */
  GPtrArray *dragged;          /* owned, (nullable) */
  DeskBoardColumn *last;       /* unowned, in columns, (nullable): had the focus last */
  GPtrArray *followed;         /* owned, (nullable), of GObject: selected again where they come */
};

G_DEFINE_FINAL_TYPE (DeskBoard, desk_board, GTK_TYPE_WIDGET)

enum
{
  MOVE,
  ACTIVATED,
  MENU,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* --- folded columns --- */

/* Final stages are folded until somebody wants them; the others open. */
static const char *
folding_key (DeskBoardColumn *column)
{
  return clinic_board_column_is_final (desk_board_column_get_column (column)) ? "opened-stages"
                                                                              : "collapsed-stages";
}

static const char *
stage_id_of (DeskBoardColumn *column)
{
  ClinicStage *stage = clinic_board_column_get_stage (desk_board_column_get_column (column));

  return stage != NULL && clinic_stage_get_id (stage) != NULL ? clinic_stage_get_id (stage) : "";
}

static void
show_folding (DeskBoard *self, DeskBoardColumn *column)
{
  g_auto (GStrv) kept = g_settings_get_strv (self->settings, folding_key (column));
  gboolean listed = g_strv_contains ((const char *const *) kept, stage_id_of (column));
  gboolean final = clinic_board_column_is_final (desk_board_column_get_column (column));

  desk_board_column_set_folded (column, listed != final);
}

static void
on_settings_changed_cb (DeskBoard *self)
{
  for (guint i = 0; i < self->columns->len; i++)
    show_folding (self, g_ptr_array_index (self->columns, i));
}

static void
toggle_folding (DeskBoard *self, DeskBoardColumn *column)
{
  const char *key = folding_key (column);
  const char *id = stage_id_of (column);
  g_auto (GStrv) kept = g_settings_get_strv (self->settings, key);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) now = NULL;
  gboolean listed = FALSE;

  for (guint i = 0; kept[i] != NULL; i++)
    if (g_strcmp0 (kept[i], id) == 0)
      listed = TRUE;
    else
      g_strv_builder_add (builder, kept[i]);
  if (!listed)
    g_strv_builder_add (builder, id);
  now = g_strv_builder_end (builder);
  g_settings_set_strv (self->settings, key, (const char *const *) now);
}

/* --- finding --- */

static DeskBoardColumn *
column_of (DeskBoard *self, ClinicBoardColumn *wanted)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      DeskBoardColumn *column = g_ptr_array_index (self->columns, i);

      if (desk_board_column_get_column (column) == wanted)
        return column;
    }

  return NULL;
}

/* (transfer none) (nullable): the column in whose cards the focus is */
static DeskBoardColumn *
focused_column (DeskBoard *self)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      DeskBoardColumn *column = g_ptr_array_index (self->columns, i);

      if (desk_board_column_has_focus (column))
        return column;
    }

  return NULL;
}

/* --- what the person does --- */

static void
on_activated_cb (DeskBoard *self, GObject *item)
{
  g_signal_emit (self, signals[ACTIVATED], 0, item);
}

static void
on_chosen_cb (DeskBoard *self, DeskBoardColumn *column)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (g_ptr_array_index (self->columns, i) != (gpointer) column)
      desk_board_column_unselect (g_ptr_array_index (self->columns, i));
}

static void
ask_for_move (DeskBoard *self, GPtrArray *items, DeskBoardColumn *column, gboolean by_key)
{
  ClinicStage *stage = clinic_board_column_get_stage (desk_board_column_get_column (column));

  if (stage != NULL && items->len > 0)
    g_signal_emit (self, signals[MOVE], 0, items, stage, by_key);
}

/* Ctrl+Left and Ctrl+Right. */
static void
move_by (DeskBoard *self, DeskBoardColumn *column, int step)
{
  gpointer item = desk_board_column_get_focused (column);
  g_autoptr (GPtrArray) items = desk_board_column_dup_chosen (column, item);
  guint at = 0;

  if (!g_ptr_array_find (self->columns, column, &at) || (step < 0 && at == 0) ||
      (step > 0 && at + 1 >= self->columns->len))
    return;

  ask_for_move (self, items, g_ptr_array_index (self->columns, (int) at + step), TRUE);
}

/* Left and Right: to the next column that has cards on show. */
static void
go_by (DeskBoard *self, DeskBoardColumn *column, int step)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = gtk_root_get_focus (root);
  double y = 0;
  guint at = 0;

  if (!g_ptr_array_find (self->columns, column, &at) ||
      !gtk_widget_translate_coordinates (focus, GTK_WIDGET (self), 0, 0, NULL, &y))
    return;

  for (int i = (int) at + step; i >= 0 && i < (int) self->columns->len; i += step)
    if (desk_board_column_focus_near (g_ptr_array_index (self->columns, i), GTK_WIDGET (self), y))
      return;
}

static void
ask_for_menu (DeskBoard *self, DeskBoardColumn *column, gpointer item, double x, double y)
{
  if (!desk_board_column_is_selected (column, item))
    desk_board_column_select_only (column, item);
  g_signal_emit (self, signals[MENU], 0, item, desk_board_column_get_list (column), x, y);
}

static void
ask_for_menu_by_key (DeskBoard *self, DeskBoardColumn *column)
{
  GtkWidget *list = desk_board_column_get_list (column);
  GtkWidget *row = gtk_widget_get_focus_child (list);
  gpointer item = desk_board_column_get_focused (column);
  double x = 0;
  double y = 0;

  if (item != NULL && gtk_widget_translate_coordinates (row, list, 24, 24, &x, &y))
    ask_for_menu (self, column, item, x, y);
}

/* -1: back, 1: on, 0: no such key */
static int
page_step (guint keyval)
{
  if (keyval == GDK_KEY_Page_Up || keyval == GDK_KEY_KP_Page_Up)
    return -1;

  return keyval == GDK_KEY_Page_Down || keyval == GDK_KEY_KP_Page_Down;
}

static gboolean
on_key_cb (GtkEventControllerKey *keys,
           guint keyval,
           guint code,
           GdkModifierType state,
           DeskBoard *self)
{
  DeskBoardColumn *column = focused_column (self);
  GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();
  gboolean is_rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int step = 0;

  if (column == NULL)
    return GDK_EVENT_PROPAGATE;

  if (keyval == GDK_KEY_Left || keyval == GDK_KEY_KP_Left)
    step = is_rtl ? 1 : -1;
  else if (keyval == GDK_KEY_Right || keyval == GDK_KEY_KP_Right)
    step = is_rtl ? -1 : 1;
  else if (modifiers == GDK_CONTROL_MASK && page_step (keyval))
    /* Lists would take them for a jump to their end. */
    return gtk_widget_activate_action (GTK_WIDGET (self), "board.step-day", "i",
                                       page_step (keyval));
  else if (keyval == GDK_KEY_Menu || (keyval == GDK_KEY_F10 && modifiers == GDK_SHIFT_MASK))
    ask_for_menu_by_key (self, column);
  else
    return GDK_EVENT_PROPAGATE;

  if (step != 0 && modifiers == GDK_CONTROL_MASK)
    move_by (self, column, step);
  else if (step != 0 && modifiers == 0)
    go_by (self, column, step);
  else if (step != 0)
    return GDK_EVENT_PROPAGATE;

  return GDK_EVENT_STOP;
}

static void
on_right_click_cb (GtkGestureClick *click, int n_press, double x, double y, DeskBoardColumn *column)
{
  GtkWidget *board = gtk_widget_get_ancestor (GTK_WIDGET (column), DESK_TYPE_BOARD);
  gpointer item = desk_board_column_pick (column, x, y);

  if (item == NULL)
    return;
  gtk_gesture_set_state (GTK_GESTURE (click), GTK_EVENT_SEQUENCE_CLAIMED);
  ask_for_menu (DESK_BOARD (board), column, item, x, y);
}

static void
on_focus_entered_cb (GtkEventControllerFocus *controller, DeskBoardColumn *column)
{
  GtkWidget *board = gtk_widget_get_ancestor (GTK_WIDGET (column), DESK_TYPE_BOARD);

  DESK_BOARD (board)->last = column;
}

void
desk_board_set_dragged (DeskBoard *self, GPtrArray *items)
{
  g_clear_pointer (&self->dragged, g_ptr_array_unref);
  if (items != NULL)
    self->dragged = g_ptr_array_ref (items);
}

gboolean
desk_board_drop (DeskBoard *self, DeskBoardColumn *column)
{
  g_autoptr (GPtrArray) items = g_steal_pointer (&self->dragged);

  if (items == NULL ||
      clinic_board_column_get_stage (desk_board_column_get_column (column)) == NULL)
    return FALSE;
  ask_for_move (self, items, column, FALSE);

  return TRUE;
}

/* --- what the board does --- */

/* Cards that the person moves by keys take selection and focus along, so that the next key is for
 * them again. The first of them has the focus. */
static void
on_moved_cb (DeskBoard *self, GObject *item, ClinicBoardColumn *from, ClinicBoardColumn *to)
{
  DeskBoardColumn *column = column_of (self, to);
  guint at = 0;

  if (self->followed == NULL || column == NULL || !g_ptr_array_find (self->followed, item, &at))
    return;

  if (at == 0)
    desk_board_focus_item (self, item);
  else
    desk_board_column_select (column, item);
}

static void
on_scrolled_cb (DeskBoard *self)
{
  for (guint i = 0; i < self->columns->len; i++)
    desk_board_column_queue_near (g_ptr_array_index (self->columns, i));
}

static GtkWidget *
create_column (DeskBoard *self, ClinicBoardColumn *model)
{
  GtkWidget *column = desk_board_column_new (model, self->cards, self->data);
  GtkWidget *list = desk_board_column_get_list (DESK_BOARD_COLUMN (column));
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect (click, "pressed", G_CALLBACK (on_right_click_cb), column);
  gtk_widget_add_controller (list, GTK_EVENT_CONTROLLER (click));
  g_signal_connect (focus, "enter", G_CALLBACK (on_focus_entered_cb), column);
  gtk_widget_add_controller (list, focus);
  desk_board_drag_add_column (self, DESK_BOARD_COLUMN (column));
  g_signal_connect_swapped (column, "activated", G_CALLBACK (on_activated_cb), self);
  g_signal_connect_swapped (column, "chosen", G_CALLBACK (on_chosen_cb), self);
  g_signal_connect_swapped (column, "fold", G_CALLBACK (toggle_folding), self);
  show_folding (self, DESK_BOARD_COLUMN (column));

  return column;
}

static void
on_columns_changed_cb (DeskBoard *self, guint position, guint removed, guint added)
{
  GListModel *models = clinic_board_get_columns (self->board);

  for (guint i = position; i < position + removed; i++)
    {
      GtkWidget *column = g_ptr_array_index (self->columns, i);

      if (self->last == (gpointer) column)
        self->last = NULL;
      gtk_box_remove (self->box, column);
    }
  if (removed > 0)
    g_ptr_array_remove_range (self->columns, position, removed);

  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (ClinicBoardColumn) model = g_list_model_get_item (models, i);
      GtkWidget *column = create_column (self, model);

      gtk_box_insert_child_after (self->box, column,
                                  i > 0 ? g_ptr_array_index (self->columns, i - 1) : NULL);
      g_ptr_array_insert (self->columns, (int) i, column);
    }
}

/* --- the type --- */

static void
desk_board_dispose (GObject *object)
{
  DeskBoard *self = DESK_BOARD (object);

  if (self->columns != NULL)
    g_ptr_array_set_size (self->columns, 0);
  self->last = NULL;
  g_clear_pointer (&self->scrolled, gtk_widget_unparent);
  g_clear_pointer (&self->dragged, g_ptr_array_unref);
  g_clear_pointer (&self->followed, g_ptr_array_unref);
  g_clear_object (&self->board);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (desk_board_parent_class)->dispose (object);
}

static void
desk_board_finalize (GObject *object)
{
  g_clear_pointer (&DESK_BOARD (object)->columns, g_ptr_array_unref);

  G_OBJECT_CLASS (desk_board_parent_class)->finalize (object);
}

static void
desk_board_class_init (DeskBoardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = desk_board_dispose;
  object_class->finalize = desk_board_finalize;

  signals[MOVE] =
    g_signal_new ("move", DESK_TYPE_BOARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3,
                  G_TYPE_PTR_ARRAY, CLINIC_TYPE_STAGE, G_TYPE_BOOLEAN);
  signals[ACTIVATED] = g_signal_new ("activated", DESK_TYPE_BOARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                     NULL, G_TYPE_NONE, 1, G_TYPE_OBJECT);
  signals[MENU] =
    g_signal_new ("menu", DESK_TYPE_BOARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 4,
                  G_TYPE_OBJECT, GTK_TYPE_WIDGET, G_TYPE_DOUBLE, G_TYPE_DOUBLE);

  gtk_widget_class_set_css_name (widget_class, "deskboard");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
desk_board_init (DeskBoard *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkAdjustment *adjustment = NULL;

  self->columns = g_ptr_array_new ();
  self->settings = g_settings_new (RECEPTION_APP_ID);
  g_signal_connect_object (self->settings, "changed::collapsed-stages",
                           G_CALLBACK (on_settings_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::opened-stages",
                           G_CALLBACK (on_settings_changed_cb), self, G_CONNECT_SWAPPED);

  self->box = GTK_BOX (box);
  gtk_widget_add_css_class (box, "board-columns");
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_AUTOMATIC,
                                  GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), box);
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
  adjustment = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (self->scrolled));
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (on_scrolled_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (on_scrolled_cb), self,
                           G_CONNECT_SWAPPED);
  desk_board_drag_add_edges (self, GTK_SCROLLED_WINDOW (self->scrolled));

  /* Before the lists, whose own sideways keys would do nothing. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

GtkWidget *
desk_board_new (ClinicBoard *board, const DeskBoardCards *cards, gpointer data)
{
  DeskBoard *self = g_object_new (DESK_TYPE_BOARD, NULL);
  GListModel *columns = clinic_board_get_columns (board);

  self->board = g_object_ref (board);
  self->cards = cards;
  self->data = data;
  g_signal_connect_object (columns, "items-changed", G_CALLBACK (on_columns_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (board, "moved", G_CALLBACK (on_moved_cb), self, G_CONNECT_SWAPPED);
  on_columns_changed_cb (self, 0, 0, g_list_model_get_n_items (columns));

  return GTK_WIDGET (self);
}

gboolean
desk_board_focus_item (DeskBoard *self, gpointer item)
{
  ClinicBoardColumn *model = NULL;
  DeskBoardColumn *column = NULL;
  guint position = 0;

  g_return_val_if_fail (DESK_IS_BOARD (self), FALSE);

  model = clinic_board_find (self->board, item, &position);
  column = model != NULL ? column_of (self, model) : NULL;
  if (column == NULL)
    return FALSE;

  if (desk_board_column_get_folded (column))
    toggle_folding (self, column);
  desk_board_column_select (column, item);

  return desk_board_column_focus (column, position);
}

void
desk_board_follow (DeskBoard *self, GPtrArray *items)
{
  g_return_if_fail (DESK_IS_BOARD (self));

  g_clear_pointer (&self->followed, g_ptr_array_unref);
  if (items != NULL)
    self->followed = g_ptr_array_ref (items);
}

void
desk_board_grab_focus (DeskBoard *self)
{
  gpointer item = NULL;

  g_return_if_fail (DESK_IS_BOARD (self));

  item = desk_board_get_focused (self);
  if (item != NULL && desk_board_focus_item (self, item))
    return;
  for (guint i = 0; i < self->columns->len; i++)
    if (desk_board_column_focus (g_ptr_array_index (self->columns, i), 0))
      return;
}

gpointer
desk_board_get_focused (DeskBoard *self)
{
  g_return_val_if_fail (DESK_IS_BOARD (self), NULL);

  return self->last != NULL ? desk_board_column_get_focused (self->last) : NULL;
}

GPtrArray *
desk_board_dup_chosen (DeskBoard *self)
{
  g_return_val_if_fail (DESK_IS_BOARD (self), g_ptr_array_new ());

  for (guint i = 0; i < self->columns->len; i++)
    {
      GPtrArray *items = desk_board_column_dup_chosen (g_ptr_array_index (self->columns, i), NULL);

      if (items->len > 0)
        return items;
      g_ptr_array_unref (items);
    }
  if (self->last != NULL && desk_board_column_get_focused (self->last) != NULL)
    return desk_board_column_dup_chosen (self->last, desk_board_column_get_focused (self->last));

  return g_ptr_array_new_with_free_func (g_object_unref);
}

void
desk_board_foreach (DeskBoard *self, DeskBoardCardFunc func, gpointer data)
{
  g_return_if_fail (DESK_IS_BOARD (self));

  for (guint i = 0; i < self->columns->len; i++)
    desk_board_column_foreach (g_ptr_array_index (self->columns, i), func, data);
}
