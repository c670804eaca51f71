/* desk-post-files.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-post-files"

#include "desk-post-files.h"

#include <glib/gi18n.h>

/* more takes the portal longer than it lets a request take */
#define MOST_BYTES (10 * 1024 * 1024)

struct _DeskPostFiles
{
  GtkBox parent_instance;

  GPtrArray *paths;              /* owned */
  GtkFileChooserNative *chooser; /* owned (nullable): open now */
  GtkWidget *rows;               /* unowned, child, as all below */
  GtkLabel *problem;
  GtkWidget *add;
};

G_DEFINE_FINAL_TYPE (DeskPostFiles, desk_post_files, GTK_TYPE_BOX)

static void
say (DeskPostFiles *self, const char *words)
{
  gtk_label_set_text (self->problem, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), words != NULL);
}

static void
on_remove_cb (DeskPostFiles *self, GtkWidget *button)
{
  GtkWidget *row = gtk_widget_get_parent (button);
  const char *path = g_object_get_data (G_OBJECT (row), "path");
  guint position;

  if (g_ptr_array_find_with_equal_func (self->paths, path, g_str_equal, &position))
    g_ptr_array_remove_index (self->paths, position);
  gtk_widget_grab_focus (self->add);
  gtk_box_remove (GTK_BOX (self->rows), row);
  gtk_widget_set_visible (self->rows, self->paths->len > 0);
  say (self, NULL);
}

static void
add_row (DeskPostFiles *self, const char *path, const char *name, gint64 size)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *label = gtk_label_new (name);
  GtkWidget *remove = gtk_button_new_from_icon_name ("window-close-symbolic");
  g_autofree char *bytes = g_format_size ((guint64) size);
  GtkWidget *length = gtk_label_new (bytes);
  g_autofree char *tip = g_strdup_printf (_ ("Remove: %s"), name);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (length, "dim-label");
  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_set_tooltip_text (remove, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (remove), GTK_ACCESSIBLE_PROPERTY_LABEL, tip, -1);
  g_signal_connect_object (remove, "clicked", G_CALLBACK (on_remove_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (row), gtk_image_new_from_icon_name ("mail-attachment-symbolic"));
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (row), length);
  gtk_box_append (GTK_BOX (row), remove);
  g_object_set_data_full (G_OBJECT (row), "path", g_strdup (path), g_free);
  gtk_box_append (GTK_BOX (self->rows), row);
  gtk_widget_set_visible (self->rows, TRUE);
}

/* One that is looked at; owned by its callback. */
typedef struct
{
  DeskPostFiles *self; /* owned */
  char *path;          /* owned */
} Looking;

static void
looking_free (Looking *looking)
{
  g_clear_object (&looking->self);
  g_clear_pointer (&looking->path, g_free);
  g_free (looking);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Looking, looking_free)

static void
on_info_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Looking) looking = user_data;
  DeskPostFiles *self = looking->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInfo) info = g_file_query_info_finish (G_FILE (source), result, &error);
  g_autofree char *name = g_filename_display_basename (looking->path);
  g_autofree char *words = NULL;

  if (info == NULL || g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    words = g_strdup_printf (_ ("“%s” cannot be attached: it is no file that can be read."), name);
  else if (g_file_info_get_size (info) > MOST_BYTES)
    words = g_strdup_printf (_ ("“%s” is too large: the portal takes files of up to 10 MB."), name);
  else if (!g_ptr_array_find_with_equal_func (self->paths, looking->path, g_str_equal, NULL))
    {
      g_ptr_array_add (self->paths, g_strdup (looking->path));
      add_row (self, looking->path, name, g_file_info_get_size (info));
    }
  say (self, words);
}

void
desk_post_files_add (DeskPostFiles *self, GFile *file)
{
  g_autofree char *path = NULL;
  Looking *looking = NULL;

  g_return_if_fail (DESK_IS_POST_FILES (self));

  path = g_file_get_path (file);
  if (path == NULL)
    {
      say (self, _ ("Only files of this computer can be attached."));
      return;
    }
  looking = g_new0 (Looking, 1);
  looking->self = g_object_ref (self);
  looking->path = g_steal_pointer (&path);
  g_file_query_info_async (file, G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_STANDARD_TYPE,
                           G_FILE_QUERY_INFO_NONE, G_PRIORITY_DEFAULT, NULL, on_info_cb, looking);
}

static void
on_chosen_cb (DeskPostFiles *self, int response)
{
  g_autoptr (GtkFileChooserNative) chooser = g_steal_pointer (&self->chooser);
  g_autoptr (GListModel) files = NULL;

  if (response != GTK_RESPONSE_ACCEPT)
    return;
  files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (chooser));
  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      desk_post_files_add (self, file);
    }
}

static void
on_add_cb (DeskPostFiles *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->chooser != NULL)
    return;
  self->chooser =
    gtk_file_chooser_native_new (_ ("Attach Files"),
                                 GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                 GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Attach"), _ ("_Cancel"));
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (self->chooser), TRUE);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (on_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
desk_post_files_dispose (GObject *object)
{
  DeskPostFiles *self = DESK_POST_FILES (object);

  g_clear_object (&self->chooser);

  G_OBJECT_CLASS (desk_post_files_parent_class)->dispose (object);
}

static void
desk_post_files_finalize (GObject *object)
{
  DeskPostFiles *self = DESK_POST_FILES (object);

  g_clear_pointer (&self->paths, g_ptr_array_unref);

  G_OBJECT_CLASS (desk_post_files_parent_class)->finalize (object);
}

static void
desk_post_files_class_init (DeskPostFilesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = desk_post_files_dispose;
  G_OBJECT_CLASS (klass)->finalize = desk_post_files_finalize;
}

static void
desk_post_files_init (DeskPostFiles *self)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->paths = g_ptr_array_new_with_free_func (g_free);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  self->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  gtk_widget_set_visible (self->rows, FALSE);
  self->problem = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->problem, TRUE);
  gtk_label_set_wrap_mode (self->problem, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (self->problem, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->problem), "warning");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
  self->add = gtk_button_new ();
  gtk_box_append (GTK_BOX (content), gtk_image_new_from_icon_name ("mail-attachment-symbolic"));
  gtk_box_append (GTK_BOX (content), gtk_label_new (_ ("Attach Files…")));
  gtk_button_set_child (GTK_BUTTON (self->add), content);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->add), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Attach Files…"), -1);
  gtk_widget_set_halign (self->add, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->add, "flat");
  g_signal_connect_object (self->add, "clicked", G_CALLBACK (on_add_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), self->rows);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->problem));
  gtk_box_append (GTK_BOX (self), self->add);
}

GtkWidget *
desk_post_files_new (void)
{
  return g_object_new (DESK_TYPE_POST_FILES, NULL);
}

char **
desk_post_files_dup_paths (DeskPostFiles *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_return_val_if_fail (DESK_IS_POST_FILES (self), NULL);

  for (guint i = 0; i < self->paths->len; i++)
    g_strv_builder_add (builder, g_ptr_array_index (self->paths, i));

  return g_strv_builder_end (builder);
}

void
desk_post_files_clear (DeskPostFiles *self)
{
  GtkWidget *child = NULL;

  g_return_if_fail (DESK_IS_POST_FILES (self));

  while ((child = gtk_widget_get_first_child (self->rows)) != NULL)
    gtk_box_remove (GTK_BOX (self->rows), child);
  gtk_widget_set_visible (self->rows, FALSE);
  g_ptr_array_set_size (self->paths, 0);
  say (self, NULL);
}
