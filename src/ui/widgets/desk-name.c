/* desk-name.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-name"

#include "desk-name.h"

#define KEY_NAME "desk-name"

static void
set_label (GtkWidget *widget, const char *label)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

void
desk_name_card (GtkWidget *card, const char *name)
{
  GtkWidget *row = gtk_widget_get_parent (card);

  set_label (card, name);
  /* GTK 4.12 has gtk_list_item_set_accessible_label() */
  if (row != NULL &&
      gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (row)) == GTK_ACCESSIBLE_ROLE_LIST_ITEM)
    set_label (row, name);
}

/* (transfer full) (nullable): the words of what is chosen */
static char *
dup_chosen (GtkDropDown *down)
{
  GObject *item = gtk_drop_down_get_selected_item (down);
  GtkExpression *expression = gtk_drop_down_get_expression (down);
  g_auto (GValue) value = G_VALUE_INIT;

  if (GTK_IS_STRING_OBJECT (item))
    return g_strdup (gtk_string_object_get_string (GTK_STRING_OBJECT (item)));
  if (item == NULL || expression == NULL || !gtk_expression_evaluate (expression, item, &value) ||
      !G_VALUE_HOLDS_STRING (&value))
    return NULL;

  return g_value_dup_string (&value);
}

static void
on_chosen_cb (GtkDropDown *down)
{
  const char *name = g_object_get_data (G_OBJECT (down), KEY_NAME);
  g_autofree char *chosen = dup_chosen (down);
  g_autofree char *words =
    chosen != NULL ? g_strdup_printf ("%s: %s", name, chosen) : g_strdup (name);

  set_label (gtk_widget_get_first_child (GTK_WIDGET (down)), words);
}

void
desk_name_drop_down (GtkDropDown *down, const char *name)
{
  gboolean is_new = g_object_get_data (G_OBJECT (down), KEY_NAME) == NULL;

  g_object_set_data_full (G_OBJECT (down), KEY_NAME, g_strdup (name), g_free);
  set_label (GTK_WIDGET (down), name);
  if (is_new)
    g_signal_connect (down, "notify::selected-item", G_CALLBACK (on_chosen_cb), NULL);
  on_chosen_cb (down);
}
