/* desk-shortcuts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-shortcuts"

#include "desk-shortcuts.h"

#include "desk-fit.h"

#include "clinic-name.h"

/**
 * DeskShortcuts:
 *
 * All keys, by where they work. GTK's own window of shortcuts has pages instead of a scroll bar and
 * is wider than the screen where text is large; its groups are used here.
 */
struct _DeskShortcuts
{
  AdwWindow parent_instance;

  GtkSearchEntry *search; /* unowned, template child, as all below */
  GtkWidget *scrolled;
  GtkWidget *columns;
  GtkWidget *first;
  GtkWidget *second;
  GtkWidget *nothing;
};

G_DEFINE_FINAL_TYPE (DeskShortcuts, desk_shortcuts, ADW_TYPE_WINDOW)

static gboolean
is_meant (GtkWidget *shortcut, const char *words)
{
  g_autofree char *title = NULL, *folded = NULL;

  g_object_get (shortcut, "title", &title, NULL);
  folded = clinic_name_fold_letters (title);

  return strstr (folded, words) != NULL;
}

/* whether any is left */
static gboolean
filter_group (GtkWidget *group, const char *words)
{
  gboolean any = FALSE;

  for (GtkWidget *child = gtk_widget_get_first_child (group); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_SHORTCUTS_SHORTCUT (child))
      {
        gtk_widget_set_visible (child, is_meant (child, words));
        any = any || gtk_widget_get_visible (child);
      }
  gtk_widget_set_visible (group, any);

  return any;
}

static gboolean
filter_column (GtkWidget *column, const char *words)
{
  gboolean any = FALSE;

  for (GtkWidget *group = gtk_widget_get_first_child (column); group != NULL;
       group = gtk_widget_get_next_sibling (group))
    any = filter_group (group, words) || any;
  gtk_widget_set_visible (column, any);

  return any;
}

static void
on_search_changed_cb (DeskShortcuts *self)
{
  g_autofree char *words =
    clinic_name_fold_letters (gtk_editable_get_text (GTK_EDITABLE (self->search)));
  gboolean first = filter_column (self->first, words), second = filter_column (self->second, words);

  gtk_widget_set_visible (self->scrolled, first || second);
  gtk_widget_set_visible (self->nothing, !first && !second);
}

static void
desk_shortcuts_class_init (DeskShortcutsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/reception24/Reception/ui/app/desk-shortcuts.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskShortcuts, search);
  gtk_widget_class_bind_template_child (widget_class, DeskShortcuts, scrolled);
  gtk_widget_class_bind_template_child (widget_class, DeskShortcuts, columns);
  gtk_widget_class_bind_template_child (widget_class, DeskShortcuts, first);
  gtk_widget_class_bind_template_child (widget_class, DeskShortcuts, second);
  gtk_widget_class_bind_template_child (widget_class, DeskShortcuts, nothing);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, gtk_window_close);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
desk_shortcuts_init (DeskShortcuts *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  desk_fit_dialog (GTK_WINDOW (self));
  gtk_search_entry_set_key_capture_widget (self->search, GTK_WIDGET (self));
  if (desk_fit_is_text_large (GTK_WIDGET (self)))
    gtk_orientable_set_orientation (GTK_ORIENTABLE (self->columns), GTK_ORIENTATION_VERTICAL);
}

GtkWidget *
desk_shortcuts_new (GtkWindow *parent)
{
  return g_object_new (DESK_TYPE_SHORTCUTS, "transient-for", parent, NULL);
}
