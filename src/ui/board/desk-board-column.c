/* desk-board-column.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-board-column"

#include "desk-board-column.h"

#include <glib/gi18n.h>
#include <math.h>

#include "desk-board-head.h"
#include "desk-board-strip.h"

struct _DeskBoardColumn
{
  GtkWidget parent_instance;

  GtkWidget *open;     /* owned child: everything but the strip */
  GtkWidget *strip;    /* owned child: DeskBoardStrip, while folded */
  DeskBoardHead *head; /* unowned, in open, as all below */
  GtkListView *list;

  ClinicBoardColumn *column;   /* owned */
  GtkMultiSelection *selected; /* owned */
  const DeskBoardCards *cards; /* unowned, outlives us */
  gpointer data;               /* unowned, outlives us */
  ClinicStage *stage;          /* owned: what the head shows */
  gboolean lost_focus;         /* the card with the focus is leaving */
  gboolean keep_top;           /* it was scrolled to its first card before the list changed */
  GdkFrameClock *clock;        /* owned, (nullable): while which cards are near is to be seen */
  gulong near_id;
};

G_DEFINE_FINAL_TYPE (DeskBoardColumn, desk_board_column, GTK_TYPE_WIDGET)

enum
{
  ACTIVATED,
  CHOSEN,
  FOLD,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* (transfer none) (nullable) */
static gpointer
item_of_row (GtkWidget *row)
{
  GtkWidget *card = row != NULL ? gtk_widget_get_first_child (row) : NULL;

  return card != NULL ? g_object_get_data (G_OBJECT (card), "desk-item") : NULL;
}

/* (transfer none) (nullable): the row, a child of the list, that shows the item */
static GtkWidget *
find_row (DeskBoardColumn *self, gpointer item)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (item_of_row (row) == item)
      return row;

  return NULL;
}

static guint
find_item (DeskBoardColumn *self, gpointer item)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->column));

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (GObject) other = g_list_model_get_item (G_LIST_MODEL (self->column), i);

      if ((gpointer) other == item)
        return i;
    }

  return GTK_INVALID_LIST_POSITION;
}

/* --- the head --- */

static void
show_head (DeskBoardColumn *self)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->column));
  const char *name = clinic_stage_get_name (self->stage);
  /* Translators: the name of a column and how many cards it has */
  g_autofree char *label =
    g_strdup_printf (ngettext ("%1$s: %2$u card", "%1$s: %2$u cards", n_items),
                     name != NULL ? name : "", n_items);

  desk_board_head_show (self->head, self->stage, n_items,
                        clinic_board_column_get_sum (self->column));
  desk_board_strip_show (DESK_BOARD_STRIP (self->strip), self->stage, n_items);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  /* an empty column has nothing else to stop at */
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (GTK_WIDGET (self->list))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
on_stage_notify_cb (DeskBoardColumn *self)
{
  desk_board_head_forget (self->head);
  show_head (self);
}

static void
on_stage_changed_cb (DeskBoardColumn *self)
{
  ClinicStage *stage = clinic_board_column_get_stage (self->column);

  if (self->stage != NULL)
    g_signal_handlers_disconnect_by_func (self->stage, on_stage_notify_cb, self);
  g_clear_object (&self->stage);
  self->stage = stage != NULL ? g_object_ref (stage)
                              : g_object_new (CLINIC_TYPE_STAGE, "name", _ ("No stage"), NULL);
  g_signal_connect_object (self->stage, "notify", G_CALLBACK (on_stage_notify_cb), self,
                           G_CONNECT_SWAPPED);
  show_head (self);
}

static void
on_fold_cb (DeskBoardColumn *self)
{
  g_signal_emit (self, signals[FOLD], 0);
}

/* --- the cards --- */

static void
set_near (GtkWidget *row, GtkWidget *card, gboolean near)
{
  if (gtk_widget_get_child_visible (card) == near)
    return;

  gtk_widget_set_child_visible (card, near);
  /* A card that was to be drawn anew when it was taken away still is, so GTK (4.8) goes no further
   * up from it, and would paint the row as it was: empty. */
  gtk_widget_queue_draw (row);
}

/* The list keeps two hundred rows and the renderer draws them all, on show or not: only those that
 * can be seen, or nearly, have a card in them. */
static void
show_near (DeskBoardColumn *self)
{
  GtkWidget *list = GTK_WIDGET (self->list);
  GtkWidget *scrolled = gtk_widget_get_ancestor (list, GTK_TYPE_SCROLLED_WINDOW);
  GtkWidget *board =
    gtk_widget_get_ancestor (gtk_widget_get_parent (GTK_WIDGET (self)), GTK_TYPE_SCROLLED_WINDOW);
  int height = gtk_widget_get_height (scrolled);
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  double x = 0;
  gboolean beside = board != NULL &&
                    gtk_widget_translate_coordinates (GTK_WIDGET (self), board, 0, 0, &x, NULL) &&
                    (x + 2 * width < 0 || x - width > gtk_widget_get_width (board));

  for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      GtkWidget *card = gtk_widget_get_first_child (row);
      int tall = gtk_widget_get_height (row);
      double y = 0;

      if (card == NULL || !gtk_widget_translate_coordinates (row, scrolled, 0, 0, NULL, &y))
        continue;
      set_near (row, card, !beside && y + 2 * tall > 0 && y - tall < height);
    }
}

static GtkAdjustment *
get_adjustment (DeskBoardColumn *self)
{
  return gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->list));
}

static void
stop_watching_near (DeskBoardColumn *self)
{
  g_clear_signal_handler (&self->near_id, self->clock);
  g_clear_object (&self->clock);
}

static void
on_laid_out_cb (DeskBoardColumn *self)
{
  stop_watching_near (self);
  if (self->keep_top)
    gtk_adjustment_set_value (get_adjustment (self), 0);
  self->keep_top = FALSE;
  show_near (self);
}

void
desk_board_column_queue_near (DeskBoardColumn *self)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (self));

  if (clock == NULL || self->near_id != 0)
    return;

  /* Where rows are is known when everything has been laid out, just before it is painted. */
  self->clock = g_object_ref (clock);
  self->near_id = g_signal_connect_data (clock, "layout", G_CALLBACK (on_laid_out_cb), self, NULL,
                                         G_CONNECT_AFTER | G_CONNECT_SWAPPED);
  gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_LAYOUT);
}

static void
on_setup_cb (DeskBoardColumn *self, GtkListItem *list_item)
{
  GtkWidget *card = self->cards->create (self->data);

  gtk_widget_set_child_visible (card, FALSE);
  gtk_list_item_set_child (list_item, card);
}

static void
on_bind_cb (DeskBoardColumn *self, GtkListItem *list_item)
{
  GtkWidget *card = gtk_list_item_get_child (list_item);
  gpointer item = gtk_list_item_get_item (list_item);

  g_object_set_data (G_OBJECT (card), "desk-item", item);
  self->cards->show (card, item, self->data);
  desk_board_column_queue_near (self);
}

static void
on_unbind_cb (DeskBoardColumn *self, GtkListItem *list_item)
{
  GtkWidget *card = gtk_list_item_get_child (list_item);

  g_object_set_data (G_OBJECT (card), "desk-item", NULL);
  self->cards->show (card, NULL, self->data);
}

static void
on_activate_cb (DeskBoardColumn *self, guint position)
{
  g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (self->column), position);

  if (item != NULL)
    g_signal_emit (self, signals[ACTIVATED], 0, item);
}

static void
on_selection_changed_cb (DeskBoardColumn *self)
{
  g_autoptr (GtkBitset) selection =
    gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selected));

  if (!gtk_bitset_is_empty (selection))
    g_signal_emit (self, signals[CHOSEN], 0);
}

static GtkListItemFactory *
create_factory (DeskBoardColumn *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_swapped (factory, "setup", G_CALLBACK (on_setup_cb), self);
  g_signal_connect_swapped (factory, "bind", G_CALLBACK (on_bind_cb), self);
  g_signal_connect_swapped (factory, "unbind", G_CALLBACK (on_unbind_cb), self);

  return factory;
}

/* Heard before the list of cards hears it: the row is still there, its item is not. */
static void
on_items_changing_cb (DeskBoardColumn *self, guint position, guint removed, guint added)
{
  gpointer focused = NULL;

  /* The list holds on to the cards that it shows: who looks at the first ones wants to see those
   * that come before them. */
  if (gtk_adjustment_get_value (get_adjustment (self)) <= 0)
    self->keep_top = TRUE;
  if (removed > 0 && desk_board_column_has_focus (self))
    focused = desk_board_column_get_focused (self);
  self->lost_focus = focused != NULL && find_item (self, focused) == GTK_INVALID_LIST_POSITION;
}

/* Heard after: the focus stays where it was, on the card that came to its place. */
static void
on_items_changed_cb (DeskBoardColumn *self, guint position, guint removed, guint added)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->column));

  show_head (self);
  desk_board_column_queue_near (self);
  if (self->lost_focus && n_items > 0)
    desk_board_column_focus (self, MIN (position, n_items - 1));
  self->lost_focus = FALSE;
}

/* --- the type --- */

static void
desk_board_column_dispose (GObject *object)
{
  DeskBoardColumn *self = DESK_BOARD_COLUMN (object);

  stop_watching_near (self);
  if (self->list != NULL)
    {
      gtk_list_view_set_model (self->list, NULL);
      gtk_list_view_set_factory (self->list, NULL);
      self->list = NULL;
    }
  if (self->column != NULL)
    g_signal_handlers_disconnect_by_data (self->column, self);
  g_clear_pointer (&self->open, gtk_widget_unparent);
  g_clear_pointer (&self->strip, gtk_widget_unparent);
  g_clear_object (&self->selected);
  g_clear_object (&self->column);
  g_clear_object (&self->stage);

  G_OBJECT_CLASS (desk_board_column_parent_class)->dispose (object);
}

static void
desk_board_column_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (desk_board_column_parent_class)->map (widget);
  desk_board_column_queue_near (DESK_BOARD_COLUMN (widget));
}

static void
desk_board_column_unrealize (GtkWidget *widget)
{
  stop_watching_near (DESK_BOARD_COLUMN (widget));
  GTK_WIDGET_CLASS (desk_board_column_parent_class)->unrealize (widget);
}

static void
desk_board_column_class_init (DeskBoardColumnClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = desk_board_column_dispose;
  widget_class->map = desk_board_column_map;
  widget_class->unrealize = desk_board_column_unrealize;

  signals[ACTIVATED] = g_signal_new ("activated", DESK_TYPE_BOARD_COLUMN, G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_OBJECT);
  signals[CHOSEN] = g_signal_new ("chosen", DESK_TYPE_BOARD_COLUMN, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  signals[FOLD] = g_signal_new ("fold", DESK_TYPE_BOARD_COLUMN, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "boardcolumn");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
desk_board_column_init (DeskBoardColumn *self)
{
}

static void
add_cards (DeskBoardColumn *self)
{
  /* of no role, it would have no name since GTK 4.10 */
  GtkWidget *scrolled =
    g_object_new (GTK_TYPE_SCROLLED_WINDOW, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);
  GtkWidget *list = gtk_list_view_new (NULL, NULL);
  g_autoptr (GtkListItemFactory) factory = create_factory (self);

  self->list = GTK_LIST_VIEW (list);
  gtk_list_view_set_factory (self->list, factory);
  gtk_widget_add_css_class (list, "board-cards");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), list);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (self->open), scrolled);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled)),
                           "value-changed", G_CALLBACK (desk_board_column_queue_near), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled)),
                           "changed", G_CALLBACK (desk_board_column_queue_near), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_swapped (list, "activate", G_CALLBACK (on_activate_cb), self);
}

GtkWidget *
desk_board_column_new (ClinicBoardColumn *column, const DeskBoardCards *cards, gpointer data)
{
  DeskBoardColumn *self = g_object_new (DESK_TYPE_BOARD_COLUMN, NULL);
  GtkWidget *head = desk_board_head_new ();

  self->cards = cards;
  self->data = data;
  self->column = g_object_ref (column);

  self->open = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->head = DESK_BOARD_HEAD (head);
  gtk_box_append (GTK_BOX (self->open), head);
  g_signal_connect_swapped (head, "fold", G_CALLBACK (on_fold_cb), self);
  add_cards (self);
  gtk_widget_set_parent (self->open, GTK_WIDGET (self));
  self->strip = desk_board_strip_new ();
  gtk_widget_set_visible (self->strip, FALSE);
  gtk_widget_set_parent (self->strip, GTK_WIDGET (self));
  g_signal_connect_swapped (self->strip, "clicked", G_CALLBACK (on_fold_cb), self);

  /* The order matters: before the cards, the cards, after the cards. */
  g_signal_connect_swapped (column, "items-changed", G_CALLBACK (on_items_changing_cb), self);
  self->selected = gtk_multi_selection_new (g_object_ref (G_LIST_MODEL (column)));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selected));
  g_signal_connect_swapped (column, "items-changed", G_CALLBACK (on_items_changed_cb), self);
  g_signal_connect_swapped (column, "notify::sum", G_CALLBACK (show_head), self);
  g_signal_connect_swapped (column, "notify::stage", G_CALLBACK (on_stage_changed_cb), self);
  g_signal_connect_object (self->selected, "selection-changed",
                           G_CALLBACK (on_selection_changed_cb), self, G_CONNECT_SWAPPED);
  on_stage_changed_cb (self);

  return GTK_WIDGET (self);
}

ClinicBoardColumn *
desk_board_column_get_column (DeskBoardColumn *self)
{
  g_return_val_if_fail (DESK_IS_BOARD_COLUMN (self), NULL);

  return self->column;
}

GtkWidget *
desk_board_column_get_list (DeskBoardColumn *self)
{
  g_return_val_if_fail (DESK_IS_BOARD_COLUMN (self), NULL);

  return GTK_WIDGET (self->list);
}

void
desk_board_column_set_folded (DeskBoardColumn *self, gboolean folded)
{
  g_return_if_fail (DESK_IS_BOARD_COLUMN (self));

  gtk_widget_set_visible (self->open, !folded);
  gtk_widget_set_visible (self->strip, folded);
}

gboolean
desk_board_column_get_folded (DeskBoardColumn *self)
{
  g_return_val_if_fail (DESK_IS_BOARD_COLUMN (self), FALSE);

  return gtk_widget_get_visible (self->strip);
}

gpointer
desk_board_column_get_focused (DeskBoardColumn *self)
{
  g_return_val_if_fail (DESK_IS_BOARD_COLUMN (self), NULL);

  return item_of_row (gtk_widget_get_focus_child (GTK_WIDGET (self->list)));
}

gboolean
desk_board_column_has_focus (DeskBoardColumn *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->list));
}

gboolean
desk_board_column_focus (DeskBoardColumn *self, guint position)
{
  g_autoptr (GObject) item = NULL;
  GtkWidget *row = NULL;

  g_return_val_if_fail (DESK_IS_BOARD_COLUMN (self), FALSE);

  item = g_list_model_get_item (G_LIST_MODEL (self->column), position);
  if (item == NULL || desk_board_column_get_folded (self))
    return FALSE;

  /* The list makes rows only around what it shows. */
  row = find_row (self, item);
  if (row == NULL)
    {
      gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
      row = find_row (self, item);
    }

  return row != NULL && gtk_widget_grab_focus (row);
}

gboolean
desk_board_column_focus_near (DeskBoardColumn *self, GtkWidget *other, double y)
{
  GtkWidget *nearest = NULL;
  double distance = 0;

  g_return_val_if_fail (DESK_IS_BOARD_COLUMN (self), FALSE);

  if (desk_board_column_get_folded (self))
    return FALSE;

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      double there = 0;

      if (item_of_row (row) == NULL ||
          !gtk_widget_translate_coordinates (row, other, 0, 0, NULL, &there))
        continue;
      if (nearest == NULL || fabs (there - y) < distance)
        {
          nearest = row;
          distance = fabs (there - y);
        }
    }

  return nearest != NULL && gtk_widget_grab_focus (nearest);
}

gpointer
desk_board_column_pick (DeskBoardColumn *self, double x, double y)
{
  GtkWidget *widget = NULL;

  g_return_val_if_fail (DESK_IS_BOARD_COLUMN (self), NULL);

  widget = gtk_widget_pick (GTK_WIDGET (self->list), x, y, GTK_PICK_DEFAULT);
  while (widget != NULL && gtk_widget_get_parent (widget) != GTK_WIDGET (self->list))
    widget = gtk_widget_get_parent (widget);

  return item_of_row (widget);
}

char *
desk_board_column_dup_title (DeskBoardColumn *self, gpointer item)
{
  g_return_val_if_fail (DESK_IS_BOARD_COLUMN (self), NULL);

  return self->cards->dup_title (item, self->data);
}

gboolean
desk_board_column_is_selected (DeskBoardColumn *self, gpointer item)
{
  guint position = 0;

  g_return_val_if_fail (DESK_IS_BOARD_COLUMN (self), FALSE);

  position = find_item (self, item);

  return position != GTK_INVALID_LIST_POSITION &&
         gtk_selection_model_is_selected (GTK_SELECTION_MODEL (self->selected), position);
}

static void
select_item (DeskBoardColumn *self, gpointer item, gboolean only)
{
  guint position = find_item (self, item);

  if (position != GTK_INVALID_LIST_POSITION)
    gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selected), position, only);
}

void
desk_board_column_select_only (DeskBoardColumn *self, gpointer item)
{
  g_return_if_fail (DESK_IS_BOARD_COLUMN (self));

  select_item (self, item, TRUE);
}

void
desk_board_column_select (DeskBoardColumn *self, gpointer item)
{
  g_return_if_fail (DESK_IS_BOARD_COLUMN (self));

  select_item (self, item, FALSE);
}

void
desk_board_column_unselect (DeskBoardColumn *self)
{
  g_return_if_fail (DESK_IS_BOARD_COLUMN (self));

  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selected));
}

GPtrArray *
desk_board_column_dup_chosen (DeskBoardColumn *self, gpointer item)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GtkBitset) selection = NULL;

  g_return_val_if_fail (DESK_IS_BOARD_COLUMN (self), items);

  if (item != NULL && !desk_board_column_is_selected (self, item))
    {
      g_ptr_array_add (items, g_object_ref (item));
      return items;
    }

  selection = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selected));
  for (guint64 i = 0; i < gtk_bitset_get_size (selection); i++)
    g_ptr_array_add (items, g_list_model_get_item (G_LIST_MODEL (self->column),
                                                   gtk_bitset_get_nth (selection, (guint) i)));

  return items;
}

void
desk_board_column_foreach (DeskBoardColumn *self, DeskBoardCardFunc func, gpointer data)
{
  g_return_if_fail (DESK_IS_BOARD_COLUMN (self));

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (item_of_row (row) != NULL)
      func (gtk_widget_get_first_child (row), item_of_row (row), data);
}
