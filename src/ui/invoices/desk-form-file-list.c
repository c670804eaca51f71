/* desk-form-file-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-form-file-list"

#include "desk-form-file-list.h"

#include <glib/gi18n.h>

struct _DeskFormFileList
{
  GtkWidget parent_instance;

  ClinicFormField *field;        /* owned */
  GListStore *files;             /* owned, of GFile */
  GtkFileChooserNative *chooser; /* owned (nullable): while a file is chosen */
  GtkWidget *rows;               /* unowned, child, as below */
  GtkWidget *button;
};

G_DEFINE_FINAL_TYPE (DeskFormFileList, desk_form_file_list, GTK_TYPE_WIDGET)

/* Before a row goes: a window must not keep a focus that is gone. */
static void
leave_rows (DeskFormFileList *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && gtk_widget_is_ancestor (focus, self->rows))
    gtk_widget_grab_focus (self->button);
}

static void
on_remove_cb (DeskFormFileList *self, GtkWidget *button)
{
  GFile *file = g_object_get_data (G_OBJECT (button), "file");
  guint position = 0;

  if (!g_list_store_find (self->files, file, &position))
    return;
  leave_rows (self);
  g_list_store_remove (self->files, position);
}

static GtkWidget *
create_file_row (gpointer item, gpointer user_data)
{
  DeskFormFileList *self = DESK_FORM_FILE_LIST (user_data);
  g_autofree char *name = g_file_get_basename (item);
  g_autofree char *shown = g_utf8_make_valid (name != NULL ? name : "", -1);
  g_autofree char *spoken = g_strdup_printf (_ ("Do not send %s"), shown);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (shown);
  GtkWidget *remove = gtk_button_new_from_icon_name ("window-close-symbolic");
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_tooltip_text (remove, spoken);
  gtk_accessible_update_property (GTK_ACCESSIBLE (remove), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  gtk_widget_add_css_class (remove, "flat");
  g_object_set_data_full (G_OBJECT (remove), "file", g_object_ref (item), g_object_unref);
  g_signal_connect_swapped (remove, "clicked", G_CALLBACK (on_remove_cb), self);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), remove);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);

  return row;
}

static void
on_files_cb (DeskFormFileList *self)
{
  gtk_widget_set_visible (self->rows, g_list_model_get_n_items (G_LIST_MODEL (self->files)) > 0);
}

static void
on_chosen_cb (DeskFormFileList *self, int response)
{
  g_autoptr (GListModel) chosen = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    chosen = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (self->chooser));
  g_clear_object (&self->chooser);
  for (guint i = 0; chosen != NULL && i < g_list_model_get_n_items (chosen); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (chosen, i);

      desk_form_file_list_add (self, file);
    }
}

static void
on_choose_cb (DeskFormFileList *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->chooser != NULL)
    return;
  self->chooser =
    gtk_file_chooser_native_new (clinic_form_field_get_name (self->field), GTK_WINDOW (root),
                                 GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (self->chooser),
                                        clinic_form_field_get_multiple (self->field));
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (on_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static gboolean
on_drop_cb (DeskFormFileList *self, const GValue *value)
{
  GSList *dropped = g_value_get_boxed (value);

  for (GSList *item = dropped; item != NULL; item = item->next)
    desk_form_file_list_add (self, item->data);

  return dropped != NULL;
}

static void
desk_form_file_list_dispose (GObject *object)
{
  DeskFormFileList *self = DESK_FORM_FILE_LIST (object);
  GtkWidget *child = NULL;

  if (self->files != NULL)
    g_signal_handlers_disconnect_by_data (self->files, self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->chooser);
  g_clear_object (&self->files);
  g_clear_object (&self->field);

  G_OBJECT_CLASS (desk_form_file_list_parent_class)->dispose (object);
}

static void
desk_form_file_list_class_init (DeskFormFileListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = desk_form_file_list_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
desk_form_file_list_init (DeskFormFileList *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  self->rows = gtk_list_box_new ();
  self->button = gtk_button_new_with_label (_ ("Choose a File…"));
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->rows), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->rows, "boxed-list");
  gtk_widget_set_visible (self->rows, FALSE);
  g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (on_choose_cb), self);
  g_signal_connect_swapped (target, "drop", G_CALLBACK (on_drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
  gtk_widget_set_parent (self->rows, GTK_WIDGET (self));
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
}

GtkWidget *
desk_form_file_list_new (ClinicFormField *field, GListStore *files)
{
  DeskFormFileList *self = g_object_new (DESK_TYPE_FORM_FILE_LIST, NULL);

  self->field = g_object_ref (field);
  self->files = g_object_ref (files);
  gtk_list_box_bind_model (GTK_LIST_BOX (self->rows), G_LIST_MODEL (files), create_file_row, self,
                           NULL);
  g_signal_connect_swapped (files, "items-changed", G_CALLBACK (on_files_cb), self);

  return GTK_WIDGET (self);
}

void
desk_form_file_list_add (DeskFormFileList *self, GFile *file)
{
  g_return_if_fail (DESK_IS_FORM_FILE_LIST (self));

  if (!clinic_form_field_get_multiple (self->field))
    {
      leave_rows (self);
      g_list_store_remove_all (self->files);
    }
  g_list_store_append (self->files, file);
}

GtkWidget *
desk_form_file_list_get_input (DeskFormFileList *self)
{
  g_return_val_if_fail (DESK_IS_FORM_FILE_LIST (self), NULL);

  return self->button;
}
