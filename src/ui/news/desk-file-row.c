/* desk-file-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-file-row"

#include "desk-file-row.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "desk-toast.h"

#define PICTURE_HEIGHT 300

struct _DeskFileRow
{
  GtkWidget parent_instance;

  ClinicFile *file;           /* owned */
  DeskFileShelf *shelf;       /* owned */
  GCancellable *cancellable;  /* owned */
  GtkFileChooserNative *save; /* owned (nullable): while a place is chosen */
  GtkPicture *picture;        /* unowned, child, as all below */
  GtkImage *icon;
  GtkLabel *name;
  GtkLabel *size;
  GtkSpinner *spinner;
  GtkWidget *open;
};

G_DEFINE_FINAL_TYPE (DeskFileRow, desk_file_row, GTK_TYPE_WIDGET)

static void
set_busy (DeskFileRow *self, gboolean busy)
{
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_widget_set_sensitive (self->open, !busy);
}

static void
tell_failure (DeskFileRow *self, GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_debug ("file %" G_GINT64_FORMAT ": %s", clinic_file_get_id (self->file), error->message);
  set_busy (self, FALSE);
  desk_toast (GTK_WIDGET (self), adw_toast_new (_ ("The file could not be brought from the portal. "
                                                   "It may help to try again.")));
}

static void
on_fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DeskFileRow) self = DESK_FILE_ROW (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) place = desk_file_shelf_fetch_finish (DESK_FILE_SHELF (source), result, &error);
  g_autofree char *uri = NULL;

  if (place == NULL)
    {
      tell_failure (self, error);
      return;
    }
  set_busy (self, FALSE);
  uri = g_file_get_uri (place);
  gtk_widget_activate_action (GTK_WIDGET (self), "news.show-uri", "s", uri);
}

static void
on_open_cb (DeskFileRow *self)
{
  set_busy (self, TRUE);
  desk_file_shelf_fetch_async (self->shelf, self->file, NULL, self->cancellable, on_fetched_cb,
                               g_object_ref (self));
}

static void
on_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DeskFileRow) self = DESK_FILE_ROW (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) place = desk_file_shelf_fetch_finish (DESK_FILE_SHELF (source), result, &error);
  g_autofree char *name = NULL;
  g_autofree char *words = NULL;

  if (place == NULL)
    {
      tell_failure (self, error);
      return;
    }
  set_busy (self, FALSE);
  name = g_file_get_parse_name (place);
  words = g_strdup_printf (_ ("Saved: %s"), name);
  desk_toast (GTK_WIDGET (self), adw_toast_new (words));
}

static void
on_chosen_cb (DeskFileRow *self, int response)
{
  g_autoptr (GFile) place = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    place = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->save));
  g_clear_object (&self->save);
  if (place == NULL)
    return;

  set_busy (self, TRUE);
  desk_file_shelf_fetch_async (self->shelf, self->file, place, self->cancellable, on_saved_cb,
                               g_object_ref (self));
}

static void
on_save_cb (DeskFileRow *self)
{
  const char *name = clinic_file_get_name (self->file);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->save != NULL)
    return;

  self->save = gtk_file_chooser_native_new (_ ("Save the File"), GTK_WINDOW (root),
                                            GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->save), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->save), name != NULL ? name : "");
  g_signal_connect_object (self->save, "response", G_CALLBACK (on_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->save));
}

static void
on_picture_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DeskFileRow) self = DESK_FILE_ROW (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture =
    desk_file_shelf_load_picture_finish (DESK_FILE_SHELF (source), result, &error);

  /* the row below it can still be opened */
  if (texture == NULL)
    {
      g_debug ("a picture was not shown: %s", error->message);
      return;
    }
  if (self->picture == NULL)
    return;
  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
  gtk_widget_set_size_request (GTK_WIDGET (self->picture), -1,
                               MIN (PICTURE_HEIGHT, gdk_texture_get_height (texture)));
  gtk_widget_set_visible (GTK_WIDGET (self->picture), TRUE);
}

static void
show_file (DeskFileRow *self)
{
  const char *name = clinic_file_get_name (self->file);
  const char *type = clinic_file_get_content_type (self->file);
  g_autofree char *size = clinic_file_get_size (self->file) > 0
                            ? g_format_size ((guint64) clinic_file_get_size (self->file))
                            : g_strdup ("");
  g_autoptr (GIcon) icon = type != NULL ? g_content_type_get_symbolic_icon (type)
                                        : g_themed_icon_new ("text-x-generic-symbolic");
  g_autofree char *spoken = NULL;

  if (name == NULL || *name == '\0')
    name = _ ("File");
  gtk_label_set_text (self->name, name);
  gtk_label_set_text (self->size, size);
  gtk_image_set_from_gicon (self->icon, icon);
  /* Translators: name and size of a file */
  spoken = g_strdup_printf (_ ("Open %1$s, %2$s"), name, size);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->open), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken, -1);
}

static void
add_open (DeskFileRow *self, GtkWidget *line)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);

  self->icon = GTK_IMAGE (gtk_image_new ());
  self->name = GTK_LABEL (gtk_label_new (NULL));
  self->size = GTK_LABEL (gtk_label_new (NULL));
  self->spinner = GTK_SPINNER (gtk_spinner_new ());
  gtk_label_set_ellipsize (self->name, PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_xalign (self->name, 0);
  gtk_widget_set_hexpand (GTK_WIDGET (self->name), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->size), "dim-label");
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), FALSE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->icon));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->name));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->spinner));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->size));
  self->open = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->open), box);
  gtk_widget_set_hexpand (self->open, TRUE);
  gtk_widget_add_css_class (self->open, "post-file");
  g_signal_connect_swapped (self->open, "clicked", G_CALLBACK (on_open_cb), self);
  gtk_box_append (GTK_BOX (line), self->open);
}

static void
add_parts (DeskFileRow *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *save = gtk_button_new_from_icon_name ("document-save-symbolic");

  self->picture = GTK_PICTURE (gtk_picture_new ());
  gtk_widget_set_visible (GTK_WIDGET (self->picture), FALSE);
  gtk_widget_set_halign (GTK_WIDGET (self->picture), GTK_ALIGN_START);
  add_open (self, line);
  gtk_widget_set_tooltip_text (save, _ ("Save as…"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (save), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Save as…"), -1);
  g_signal_connect_swapped (save, "clicked", G_CALLBACK (on_save_cb), self);
  gtk_box_append (GTK_BOX (line), save);
  gtk_widget_set_parent (GTK_WIDGET (self->picture), GTK_WIDGET (self));
  gtk_widget_set_parent (line, GTK_WIDGET (self));
}

static void
desk_file_row_dispose (GObject *object)
{
  DeskFileRow *self = DESK_FILE_ROW (object);
  GtkWidget *child = NULL;

  g_cancellable_cancel (self->cancellable);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  self->picture = NULL;
  g_clear_object (&self->save);
  g_clear_object (&self->file);
  g_clear_object (&self->shelf);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (desk_file_row_parent_class)->dispose (object);
}

static void
desk_file_row_class_init (DeskFileRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = desk_file_row_dispose;

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "filerow");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
desk_file_row_init (DeskFileRow *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  self->cancellable = g_cancellable_new ();
  add_parts (self);
}

GtkWidget *
desk_file_row_new (ClinicFile *file, DeskFileShelf *shelf)
{
  DeskFileRow *self = g_object_new (DESK_TYPE_FILE_ROW, NULL);

  self->file = g_object_ref (file);
  self->shelf = g_object_ref (shelf);
  g_signal_connect_object (file, "notify", G_CALLBACK (show_file), self, G_CONNECT_SWAPPED);
  show_file (self);
  if (desk_file_shelf_is_picture (file))
    desk_file_shelf_load_picture_async (shelf, file, self->cancellable, on_picture_cb,
                                        g_object_ref (self));

  return GTK_WIDGET (self);
}
