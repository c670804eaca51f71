/* desk-name.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-name"

#include "desk-name.h"

#include <glib/gi18n.h>

#define KEY_NAME "desk-name"
/* of a row; what is longer would make the list wider than a screen, and ends in an ellipsis */
#define MOST_CHARS 60

/* Since GTK 4.10 the words of a button, and the label whose mnemonic leads to a widget, come before
 * the name that it was given. */
void
desk_name_widget (GtkWidget *widget, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
}

void
desk_name_card (GtkWidget *card, const char *name)
{
  GtkWidget *row = gtk_widget_get_parent (card);

  desk_name_widget (card, name);
  /* GTK 4.12 has gtk_list_item_set_accessible_label() */
  if (row != NULL &&
      gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (row)) == GTK_ACCESSIBLE_ROLE_LIST_ITEM)
    desk_name_widget (row, name);
}

/* --- what drops down: GtkDropDown and AdwComboRow have properties of the same names --- */

/* (transfer full) (nullable) */
static GObject *
get_chosen (GtkWidget *down)
{
  GObject *item = NULL;

  g_object_get (down, "selected-item", &item, NULL);

  return item;
}

/* (transfer full) (nullable): the words of an item (nullable) */
static char *
dup_words (GtkWidget *down, GObject *item)
{
  g_auto (GValue) expression = G_VALUE_INIT;
  g_auto (GValue) value = G_VALUE_INIT;

  if (GTK_IS_STRING_OBJECT (item))
    return g_strdup (gtk_string_object_get_string (GTK_STRING_OBJECT (item)));
  g_object_get_property (G_OBJECT (down), "expression", &expression);
  if (item == NULL || gtk_value_get_expression (&expression) == NULL ||
      !gtk_expression_evaluate (gtk_value_get_expression (&expression), item, &value) ||
      !G_VALUE_HOLDS_STRING (&value))
    return NULL;

  return g_value_dup_string (&value);
}

static void
show_whether_chosen (GtkListItem *row, GParamSpec *pspec, GtkWidget *down)
{
  g_autoptr (GObject) chosen = get_chosen (down);
  GtkWidget *child = gtk_list_item_get_child (row);

  gtk_widget_set_opacity (gtk_widget_get_last_child (child),
                          gtk_list_item_get_item (row) == chosen ? 1 : 0);
}

static void
on_setup_cb (GtkWidget *down, GtkListItem *row)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *mark = g_object_new (GTK_TYPE_IMAGE, "icon-name", "object-select-symbolic",
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), mark);
  gtk_list_item_set_child (row, box);
}

/* GTK makes the list as wide as it must be, never as wide as it would like to be: so only what is
 * too long may be cut */
static void
show_words (GtkLabel *label, const char *words)
{
  gboolean is_long = g_utf8_strlen (words, -1) > MOST_CHARS;

  gtk_label_set_text (label, words);
  gtk_label_set_ellipsize (label, is_long ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
  gtk_label_set_width_chars (label, is_long ? MOST_CHARS : -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (label), is_long ? words : NULL);
}

static void
on_bind_cb (GtkWidget *down, GtkListItem *row)
{
  g_autofree char *words = dup_words (down, gtk_list_item_get_item (row));
  GtkWidget *box = gtk_list_item_get_child (row);

  show_words (GTK_LABEL (gtk_widget_get_first_child (box)), words != NULL ? words : "");
  desk_name_widget (gtk_widget_get_parent (box), words != NULL ? words : "");
  g_signal_connect_object (down, "notify::selected-item", G_CALLBACK (show_whether_chosen), row,
                           G_CONNECT_SWAPPED);
  show_whether_chosen (row, NULL, down);
}

static void
on_unbind_cb (GtkWidget *down, GtkListItem *row)
{
  g_signal_handlers_disconnect_by_func (down, show_whether_chosen, row);
}

/* (nullable): the first of a type below a widget, on show or not */
static GtkWidget *
find_inside (GtkWidget *widget, GType type)
{
  GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (widget, type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_inside (child, type);

  return found;
}

/* GTK takes an empty search for one to be taken back first */
static void
on_stop_search_cb (GtkEditable *search)
{
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (search), GTK_TYPE_POPOVER);

  if (*gtk_editable_get_text (search) == '\0')
    gtk_popover_popdown (GTK_POPOVER (popover));
}

/* once */
static void
name_rows (GtkWidget *down)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkWidget *popover = find_inside (down, GTK_TYPE_POPOVER);
  GtkWidget *search = find_inside (popover, GTK_TYPE_SEARCH_ENTRY);

  g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup_cb), down, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind_cb), down, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (on_unbind_cb), down, G_CONNECT_SWAPPED);
  g_object_set (down, "list-factory", factory, NULL);
  /* Tab would leave the rows for it, and no key would lead back (GTK 4.18) */
  gtk_widget_set_focusable (find_inside (popover, GTK_TYPE_SCROLLED_WINDOW), FALSE);
  if (search != NULL)
    g_signal_connect (search, "stop-search", G_CALLBACK (on_stop_search_cb), NULL);
}

/* the list and its search, which GTK makes */
static void
name_list (GtkWidget *down, const char *name)
{
  GtkWidget *popover = find_inside (down, GTK_TYPE_POPOVER);
  GtkWidget *search = find_inside (popover, GTK_TYPE_SEARCH_ENTRY);

  desk_name_widget (find_inside (popover, GTK_TYPE_LIST_VIEW), name);
  if (search != NULL)
    desk_name_widget (search, _ ("Search the list"));
}

/* widget: what gets the focus */
static void
say_what_is_chosen (GtkWidget *down, const char *name, GtkWidget *widget)
{
  g_autoptr (GObject) item = get_chosen (down);
  g_autofree char *chosen = dup_words (down, item);
  g_autofree char *words =
    chosen != NULL ? g_strdup_printf ("%s: %s", name, chosen) : g_strdup (name);

  desk_name_widget (widget, words);
}

/* since GTK 4.10 the button inside, which gets the focus, has the name of the whole */
static void
on_chosen_cb (GtkDropDown *down)
{
  const char *name = g_object_get_data (G_OBJECT (down), KEY_NAME);

  say_what_is_chosen (GTK_WIDGET (down), name, GTK_WIDGET (down));
  say_what_is_chosen (GTK_WIDGET (down), name, gtk_widget_get_first_child (GTK_WIDGET (down)));
}

void
desk_name_drop_down (GtkDropDown *down, const char *name)
{
  gboolean is_new = g_object_get_data (G_OBJECT (down), KEY_NAME) == NULL;

  g_object_set_data_full (G_OBJECT (down), KEY_NAME, g_strdup (name), g_free);
  name_list (GTK_WIDGET (down), name);
  if (is_new)
    {
      g_signal_connect (down, "notify::selected-item", G_CALLBACK (on_chosen_cb), NULL);
      name_rows (GTK_WIDGET (down));
    }
  on_chosen_cb (down);
}

static void
on_row_chosen_cb (AdwComboRow *row)
{
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row));

  say_what_is_chosen (GTK_WIDGET (row), title, GTK_WIDGET (row));
}

static void
on_row_title_cb (AdwComboRow *row)
{
  name_list (GTK_WIDGET (row), adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));
  on_row_chosen_cb (row);
}

void
desk_name_combo_row (AdwComboRow *row)
{
  GtkWidget *current = find_inside (GTK_WIDGET (row), GTK_TYPE_LIST_VIEW);

  /* a list of what is chosen, which the row's name says already */
  g_object_set (current, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  g_signal_connect (row, "notify::title", G_CALLBACK (on_row_title_cb), NULL);
  g_signal_connect (row, "notify::selected-item", G_CALLBACK (on_row_chosen_cb), NULL);
  name_rows (GTK_WIDGET (row));
  on_row_title_cb (row);
}

/* --- menus --- */

/* GtkModelButton is GTK's own, and has no getters. */
static void
name_items (GtkWidget *widget)
{
  GtkWidget *label = NULL;

  if (g_str_equal (G_OBJECT_TYPE_NAME (widget), "GtkModelButton"))
    label = find_inside (widget, GTK_TYPE_LABEL);
  if (label != NULL)
    desk_name_widget (widget, gtk_label_get_text (GTK_LABEL (label)));

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    name_items (child);
}

void
desk_name_menu (GtkPopover *menu)
{
  /* an item that is changed is without a name again */
  g_signal_connect (menu, "map", G_CALLBACK (name_items), NULL);
}

/* --- calendars --- */

/* Names all buttons below a widget, in their order; gives how many. */
static guint
name_arrows (GtkWidget *widget, const char *const *names, guint n_named)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (!GTK_IS_BUTTON (child))
      n_named = name_arrows (child, names, n_named);
    else if (names[n_named] != NULL)
      desk_name_widget (child, names[n_named++]);

  return n_named;
}

void
desk_name_calendar (GtkCalendar *calendar, const char *name)
{
  const char *arrows[] = { _ ("Previous month"), _ ("Next month"), _ ("Previous year"),
                           _ ("Next year"), NULL };

  /* of no role, it would have no name since GTK 4.10 */
  g_object_set (calendar, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);
  desk_name_widget (GTK_WIDGET (calendar), name);
  name_arrows (GTK_WIDGET (calendar), arrows, 0);
}
