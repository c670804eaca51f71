/* desk-paper-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-paper-view"

#include "desk-paper-view-private.h"

#include <glib/gi18n.h>

#include "clinic-error.h"
#include "desk-name.h"

/* a document that takes longer is not worth waiting for in the window */
#define PATIENCE_SECONDS 15

G_DEFINE_FINAL_TYPE (DeskPaperView, desk_paper_view, GTK_TYPE_WIDGET)

static void load (DeskPaperView *self);
static void set_file (DeskPaperView *self, ClinicFile *file);

/* --- what is on show --- */

void
desk_paper_view_update_bar (DeskPaperView *self)
{
  guint n_pages = self->paper != NULL ? desk_paper_get_n_pages (self->paper) : 0;
  g_autofree char *percent = g_strdup_printf ("%d %%", (int) (self->zoom * 100 + 0.5));
  /* Translators: page of a document: "Page 2 of 3" */
  g_autofree char *count = g_strdup_printf (_ ("Page %1$u of %2$u"), self->page + 1, n_pages);

  gtk_label_set_text (self->percent, percent);
  gtk_label_set_text (self->count, count);
  gtk_widget_set_visible (self->turning, n_pages > 1);
  gtk_widget_set_visible (self->zooming, n_pages > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "paper.next", self->page + 1 < n_pages);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "paper.previous",
                                 n_pages > 0 && self->page > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "paper.open",
                                 self->place != NULL ||
                                   (self->file != NULL &&
                                    !clinic_file_get_browser_only (self->file)));
}

void
desk_paper_view_say (DeskPaperView *self, const char *words, gboolean again, gboolean outside)
{
  const char *address = self->file != NULL ? clinic_file_get_address (self->file) : NULL;
  gboolean browser = self->file != NULL && (address != NULL || self->address != NULL) &&
                     (again || clinic_file_get_browser_only (self->file));

  g_clear_handle_id (&self->patience_source, g_source_remove);
  gtk_label_set_text (self->words, words);
  gtk_widget_set_visible (self->again, again);
  gtk_widget_set_visible (self->outside, outside);
  gtk_widget_set_visible (self->browser, browser);
  gtk_stack_set_visible_child_name (self->states, "words");
  self->drawn = 0;
  desk_paper_view_update_bar (self);
}

static void
stop (DeskPaperView *self)
{
  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->drawing);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->drawing);
  g_clear_handle_id (&self->patience_source, g_source_remove);
  g_clear_handle_id (&self->settle_source, g_source_remove);
}

static gboolean
on_patience_cb (gpointer user_data)
{
  DeskPaperView *self = DESK_PAPER_VIEW (user_data);

  self->patience_source = 0;
  stop (self);
  /* its thread may still be at work: it is not asked again */
  g_clear_object (&self->paper);
  desk_paper_view_say (self, _ ("This document takes too long to be shown here"), TRUE, TRUE);

  return G_SOURCE_REMOVE;
}

void
desk_paper_view_wait_for_it (DeskPaperView *self)
{
  g_clear_handle_id (&self->patience_source, g_source_remove);
  self->patience_source = g_timeout_add_seconds (PATIENCE_SECONDS, on_patience_cb, self);
}

/* --- a file --- */

static void
on_paper_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DeskPaperView) self = DESK_PAPER_VIEW (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (DeskPaper) paper = desk_paper_open_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->box == NULL)
    return;
  if (paper != NULL)
    {
      g_set_object (&self->paper, paper);
      desk_paper_view_draw (self);
      /* not laid out yet: drawn when it is */
      if (desk_paper_view_get_room (self) <= 0)
        {
          g_clear_handle_id (&self->patience_source, g_source_remove);
          gtk_stack_set_visible_child_name (self->states, "page");
        }
      return;
    }

  g_debug ("a document was not opened: %s", error->message);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    desk_paper_view_say (self, _ ("This document wants a password"), FALSE, TRUE);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED))
    desk_paper_view_say (self, _ ("Files of this kind are not shown here"), FALSE, TRUE);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
    desk_paper_view_say (self, _ ("This file is too large to be shown here"), FALSE, TRUE);
  else
    desk_paper_view_say (self, _ ("This file is damaged and cannot be shown"), FALSE, TRUE);
}

static void
open_outside (DeskPaperView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autofree char *uri = g_file_get_uri (self->place);

  gtk_show_uri (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, uri, GDK_CURRENT_TIME);
}

static void
open_paper (DeskPaperView *self)
{
  desk_paper_view_wait_for_it (self);
  desk_paper_open_async (self->place, self->cancellable, on_paper_cb, g_object_ref (self));
}

static void
on_fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DeskPaperView) self = DESK_PAPER_VIEW (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) place = desk_file_shelf_fetch_finish (DESK_FILE_SHELF (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->box == NULL)
    return;
  if (place == NULL)
    {
      g_debug ("file %" G_GINT64_FORMAT ": %s", clinic_file_get_id (self->file), error->message);
      desk_paper_view_say (
        self,
        g_error_matches (error, CLINIC_ERROR, CLINIC_ERROR_OFFLINE)
          ? _ ("No connection to the portal: the document cannot be brought")
          : _ ("The file could not be brought from the portal. It may help to try again."),
        TRUE, FALSE);
      return;
    }
  g_set_object (&self->place, place);
  if (self->wants_outside)
    open_outside (self);
  self->wants_outside = FALSE;
  open_paper (self);
}

static void
fetch (DeskPaperView *self)
{
  gtk_stack_set_visible_child_name (self->states, "loading");
  desk_file_shelf_fetch_async (self->shelf, self->file, NULL, self->cancellable, on_fetched_cb,
                               g_object_ref (self));
}

static void
load (DeskPaperView *self)
{
  const char *type = self->file != NULL ? clinic_file_get_content_type (self->file) : NULL;

  stop (self);
  g_clear_object (&self->paper);
  self->cancellable = g_cancellable_new ();
  self->page = 0;
  self->drawn = 0;
  self->zoom = 1;
  self->ratio = 0;
  gtk_picture_set_paintable (self->picture, NULL);
  desk_paper_view_update_bar (self);
  if (self->file == NULL && self->place != NULL)
    {
      gtk_stack_set_visible_child_name (self->states, "loading");
      open_paper (self);
    }
  else if (self->file == NULL)
    desk_paper_view_say (self, self->note != NULL ? self->note : _ ("No document is attached"),
                         FALSE, FALSE);
  else if (clinic_file_get_browser_only (self->file))
    desk_paper_view_say (self, _ ("The portal gives this file to a browser only"), FALSE, FALSE);
  else if (type != NULL && !g_content_type_is_unknown (type) && !desk_paper_can_show (type))
    desk_paper_view_say (self, _ ("Files of this kind are not shown here"), FALSE, TRUE);
  else if (clinic_file_get_size (self->file) > DESK_PAPER_MAX_BYTES)
    desk_paper_view_say (self, _ ("This file is too large to be shown here"), FALSE, TRUE);
  else
    fetch (self);
}

static void
on_file_cb (DeskPaperView *self)
{
  g_autoptr (ClinicFile) file = NULL;

  if (self->filling || self->files == NULL)
    return;
  file = g_list_model_get_item (self->files, gtk_drop_down_get_selected (self->chooser));
  if (file == NULL || file == self->file)
    return;
  set_file (self, file);
  g_clear_object (&self->place);
  load (self);
}

static char *
dup_file_name (ClinicFile *file)
{
  const char *name = clinic_file_get_name (file);

  return g_strdup (name != NULL && *name != '\0' ? name : _ ("File"));
}

static void
fill_chooser (DeskPaperView *self)
{
  guint n = self->files != NULL ? g_list_model_get_n_items (self->files) : 0;
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autofree char *name = self->file != NULL    ? dup_file_name (self->file)
                          : self->place != NULL ? g_file_get_basename (self->place)
                                                : g_strdup ("");
  g_autofree char *shown = g_utf8_make_valid (name, -1);
  guint selected = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ClinicFile) file = g_list_model_get_item (self->files, i);
      g_autofree char *one = dup_file_name (file);

      gtk_string_list_append (names, one);
      if (file == self->file)
        selected = i;
    }
  self->filling = TRUE;
  gtk_drop_down_set_model (self->chooser, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->chooser, selected);
  self->filling = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->chooser), n > 1);
  gtk_widget_set_visible (GTK_WIDGET (self->name), n <= 1);
  gtk_label_set_text (self->name, shown);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->name), *shown != '\0' ? shown : NULL);
  gtk_widget_set_visible (self->bar, self->file != NULL || self->place != NULL);
}

/* its name is told later */
static void
set_file (DeskPaperView *self, ClinicFile *file)
{
  if (self->file != NULL)
    g_signal_handlers_disconnect_by_func (self->file, fill_chooser, self);
  g_set_object (&self->file, file);
  if (file != NULL)
    g_signal_connect_object (file, "notify::name", G_CALLBACK (fill_chooser), self,
                             G_CONNECT_SWAPPED);
}

/* the one that was on show stays */
static void
on_files_cb (DeskPaperView *self)
{
  guint n = self->files != NULL ? g_list_model_get_n_items (self->files) : 0;
  g_autoptr (ClinicFile) chosen = NULL;

  for (guint i = 0; i < n && chosen == NULL; i++)
    {
      g_autoptr (ClinicFile) file = g_list_model_get_item (self->files, i);

      if (file == self->file)
        chosen = g_steal_pointer (&file);
    }
  if (chosen == NULL && n > 0)
    chosen = g_list_model_get_item (self->files, 0);
  if (chosen == self->file && self->file != NULL)
    {
      fill_chooser (self);
      return;
    }
  set_file (self, chosen);
  g_clear_object (&self->place);
  fill_chooser (self);
  load (self);
}

/* --- actions --- */

static void
on_turn_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  desk_paper_view_turn (DESK_PAPER_VIEW (widget), g_str_equal (action, "paper.next") ? 1 : -1);
}

static void
on_zoom_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  desk_paper_view_zoom (DESK_PAPER_VIEW (widget), g_variant_get_int32 (parameter));
}

static void
on_open_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  DeskPaperView *self = DESK_PAPER_VIEW (widget);

  if (self->place != NULL)
    open_outside (self);
  else if (self->file != NULL && !clinic_file_get_browser_only (self->file))
    {
      self->wants_outside = TRUE;
      fetch (self);
    }
}

static void
on_browse_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  DeskPaperView *self = DESK_PAPER_VIEW (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  const char *address = self->file != NULL ? clinic_file_get_address (self->file) : NULL;

  if (address == NULL)
    address = self->address;
  if (address != NULL)
    gtk_show_uri (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, address, GDK_CURRENT_TIME);
}

static void
on_again_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  load (DESK_PAPER_VIEW (widget));
}

/* --- the type --- */

static void
set_files (DeskPaperView *self, GListModel *files)
{
  if (self->files != NULL)
    g_signal_handlers_disconnect_by_func (self->files, on_files_cb, self);
  g_set_object (&self->files, files);
  if (files != NULL)
    g_signal_connect_object (files, "items-changed", G_CALLBACK (on_files_cb), self,
                             G_CONNECT_SWAPPED);
}

static void
desk_paper_view_dispose (GObject *object)
{
  DeskPaperView *self = DESK_PAPER_VIEW (object);

  stop (self);
  set_files (self, NULL);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->shelf);
  g_clear_object (&self->file);
  g_clear_object (&self->place);
  g_clear_object (&self->paper);

  G_OBJECT_CLASS (desk_paper_view_parent_class)->dispose (object);
}

static void
desk_paper_view_finalize (GObject *object)
{
  DeskPaperView *self = DESK_PAPER_VIEW (object);

  g_clear_pointer (&self->address, g_free);
  g_clear_pointer (&self->note, g_free);

  G_OBJECT_CLASS (desk_paper_view_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/reception24/Reception/ui/invoices/desk-paper-view.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskPaperView, box);
  gtk_widget_class_bind_template_child (widget_class, DeskPaperView, bar);
  gtk_widget_class_bind_template_child (widget_class, DeskPaperView, chooser);
  gtk_widget_class_bind_template_child (widget_class, DeskPaperView, name);
  gtk_widget_class_bind_template_child (widget_class, DeskPaperView, turning);
  gtk_widget_class_bind_template_child (widget_class, DeskPaperView, count);
  gtk_widget_class_bind_template_child (widget_class, DeskPaperView, zooming);
  gtk_widget_class_bind_template_child (widget_class, DeskPaperView, percent);
  gtk_widget_class_bind_template_child (widget_class, DeskPaperView, states);
  gtk_widget_class_bind_template_child (widget_class, DeskPaperView, scroller);
  gtk_widget_class_bind_template_child (widget_class, DeskPaperView, picture);
  gtk_widget_class_bind_template_child (widget_class, DeskPaperView, words);
  gtk_widget_class_bind_template_child (widget_class, DeskPaperView, again);
  gtk_widget_class_bind_template_child (widget_class, DeskPaperView, outside);
  gtk_widget_class_bind_template_child (widget_class, DeskPaperView, browser);
  gtk_widget_class_bind_template_callback (widget_class, on_file_cb);
}

static void
desk_paper_view_class_init (DeskPaperViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = desk_paper_view_dispose;
  object_class->finalize = desk_paper_view_finalize;

  bind_template (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "paperview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_install_action (widget_class, "paper.next", NULL, on_turn_action_cb);
  gtk_widget_class_install_action (widget_class, "paper.previous", NULL, on_turn_action_cb);
  gtk_widget_class_install_action (widget_class, "paper.zoom", "i", on_zoom_action_cb);
  gtk_widget_class_install_action (widget_class, "paper.open", NULL, on_open_action_cb);
  gtk_widget_class_install_action (widget_class, "paper.browse", NULL, on_browse_action_cb);
  gtk_widget_class_install_action (widget_class, "paper.again", NULL, on_again_action_cb);
}

static void
desk_paper_view_init (DeskPaperView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  desk_name_drop_down (self->chooser, _ ("File"));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  self->zoom = 1;
  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (self->scroller),
                           "notify::page-size", G_CALLBACK (desk_paper_view_follow_room), self,
                           G_CONNECT_SWAPPED);
  fill_chooser (self);
  load (self);
}

GtkWidget *
desk_paper_view_new (void)
{
  return g_object_new (DESK_TYPE_PAPER_VIEW, NULL);
}

void
desk_paper_view_set_files (DeskPaperView *self,
                           GListModel *files,
                           DeskFileShelf *shelf,
                           const char *address)
{
  g_return_if_fail (DESK_IS_PAPER_VIEW (self));

  if (g_strcmp0 (self->address, address) != 0)
    {
      g_clear_pointer (&self->address, g_free);
      self->address = g_strdup (address);
    }
  g_set_object (&self->shelf, shelf);
  if (files == self->files && (files == NULL || self->file != NULL))
    return;
  set_files (self, files);
  on_files_cb (self);
}

void
desk_paper_view_set_file (DeskPaperView *self, GFile *file)
{
  g_return_if_fail (DESK_IS_PAPER_VIEW (self));

  if (file != NULL && self->place != NULL && self->file == NULL && g_file_equal (file, self->place))
    return;
  set_files (self, NULL);
  set_file (self, NULL);
  g_set_object (&self->place, file);
  fill_chooser (self);
  load (self);
}

void
desk_paper_view_set_note (DeskPaperView *self, const char *note)
{
  g_return_if_fail (DESK_IS_PAPER_VIEW (self));

  if (g_strcmp0 (self->note, note) == 0)
    return;
  g_clear_pointer (&self->note, g_free);
  self->note = g_strdup (note);
  if (self->file == NULL && self->place == NULL)
    load (self);
}

gboolean
desk_paper_view_has_document (DeskPaperView *self)
{
  g_return_val_if_fail (DESK_IS_PAPER_VIEW (self), FALSE);

  return self->file != NULL || self->place != NULL;
}
