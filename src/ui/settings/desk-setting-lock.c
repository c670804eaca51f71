/* desk-setting-lock.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-setting-lock"

#include "desk-setting-lock.h"

#include <glib/gi18n.h>

static gboolean
is_bound (GtkWidget *widget, gpointer bound)
{
  return widget == bound ||
         (GTK_IS_SPIN_BUTTON (widget) &&
          gtk_spin_button_get_adjustment (GTK_SPIN_BUTTON (widget)) == bound) ||
         (GTK_IS_RANGE (widget) && gtk_range_get_adjustment (GTK_RANGE (widget)) == bound) ||
         (GTK_IS_TEXT_VIEW (widget) &&
          (gpointer) gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget)) == bound);
}

/* (nullable) */
static GtkWidget *
find_widget (GtkWidget *parent, gpointer bound)
{
  GtkWidget *found = is_bound (parent, bound) ? parent : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (parent); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_widget (child, bound);

  return found;
}

static GtkWidget *
make_word (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *image = gtk_image_new_from_icon_name ("changes-prevent-symbolic");
  GtkWidget *label = gtk_label_new (_ ("Set by the administrator"));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 16);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), label);

  return box;
}

void
desk_setting_lock (GtkWidget *page, GSettings *settings, const char *key, gpointer bound)
{
  GtkWidget *widget, *row, *child;

  g_return_if_fail (GTK_IS_WIDGET (page));
  g_return_if_fail (G_IS_SETTINGS (settings));

  if (g_settings_is_writable (settings, key))
    return;

  widget = GTK_IS_WIDGET (bound) ? GTK_WIDGET (bound) : find_widget (page, bound);
  g_return_if_fail (widget != NULL);
  row = gtk_widget_get_ancestor (widget, ADW_TYPE_PREFERENCES_ROW);
  g_return_if_fail (row != NULL);

  child = gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (row));
  if (ADW_IS_ACTION_ROW (row))
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_word ());
  else if (ADW_IS_ENTRY_ROW (row))
    adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), make_word ());
  else if (GTK_IS_BOX (child))
    gtk_box_append (GTK_BOX (child), make_word ());
  /* A row may depend on another setting, and come back; what is in it does not. One with choices
   * would still open them. */
  gtk_widget_set_sensitive (ADW_IS_COMBO_ROW (row) ? row : child, FALSE);
}
