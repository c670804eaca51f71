/* desk-post-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-post-row"

#include "desk-post-row.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "desk-file-row.h"
#include "desk-fit.h"
#include "desk-format.h"
#include "desk-post-ack.h"
#include "desk-post-readers.h"
#include "desk-post-words.h"
#include "desk-text-view.h"
#include "desk-wrap-layout.h"

#define COLUMN_WIDTH 680
#define AVATAR_SIZE 36

struct _DeskPostRow
{
  GtkWidget parent_instance;

  ClinicPost *post;      /* owned (nullable) */
  DeskPostLook *look;    /* unowned (nullable): of the post */
  GSignalGroup *signals; /* owned: of the post */
  GSignalGroup *photos;  /* owned: of the album */
  guint idle_id;         /* the post changed */
  char *drawn;           /* owned (nullable): what text is on show */

  GtkWidget *clamp; /* unowned, child, as all below */
  GtkWidget *card;
  GtkWidget *important;
  GtkLabel *important_words;
  AdwAvatar *avatar;
  GtkLabel *author;
  GtkLabel *time;
  GtkLabel *title;
  DeskTextView *text;
  GtkWidget *unfold;
  GtkWidget *files;
  GtkWidget *ack;     /* (nullable): until an important post is shown */
  GtkWidget *readers; /* (nullable): the same */
  GtkWidget *foot;
  GtkWidget *comment;
  GtkWidget *browse;
};

G_DEFINE_FINAL_TYPE (DeskPostRow, desk_post_row, GTK_TYPE_WIDGET)

enum
{
  FILLED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* --- what a post has --- */

static void
show_photo (DeskPostRow *self)
{
  gint64 author = clinic_post_get_author_id (self->post);
  GdkTexture *photo = desk_photo_album_get (self->look->album, author);

  adw_avatar_set_custom_image (self->avatar, photo != NULL ? GDK_PAINTABLE (photo) : NULL);
}

static void
on_photo_cb (DeskPostRow *self, gint64 user)
{
  if (self->post != NULL && clinic_post_get_author_id (self->post) == user)
    show_photo (self);
}

static void
show_head (DeskPostRow *self)
{
  gint64 now = clinic_session_get_now (self->look->session);
  const char *author = clinic_post_get_author_name (self->post);
  const char *title = clinic_post_get_title (self->post);
  g_autofree char *time = desk_format_day_time (clinic_post_get_published (self->post), now);
  g_autofree char *important = desk_post_dup_important (self->post, now);

  if (author == NULL || *author == '\0')
    author = _ ("A colleague");
  adw_avatar_set_text (self->avatar, author);
  show_photo (self);
  gtk_label_set_text (self->author, author);
  gtk_label_set_text (self->time, time);
  gtk_label_set_text (self->title, title != NULL ? title : "");
  gtk_widget_set_visible (GTK_WIDGET (self->title), title != NULL && *title != '\0');
  gtk_label_set_text (self->important_words, important);
  gtk_widget_set_visible (self->important, clinic_post_get_important (self->post));
  if (self->look->pinned)
    gtk_widget_add_css_class (self->card, "pinned");
  else
    gtk_widget_remove_css_class (self->card, "pinned");
}

static void
clear_files (DeskPostRow *self)
{
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (self->files)) != NULL)
    gtk_box_remove (GTK_BOX (self->files), child);
}

/* those that do not stand in the text */
static void
show_files (DeskPostRow *self)
{
  GListModel *files = clinic_post_get_files (self->post);
  guint n_files = files != NULL ? g_list_model_get_n_items (files) : 0;

  clear_files (self);
  for (guint i = 0; i < n_files; i++)
    {
      g_autoptr (ClinicFile) file = g_list_model_get_item (files, i);

      if (!desk_text_view_has_file (self->text, file))
        gtk_box_append (GTK_BOX (self->files), desk_file_row_new (file, self->look->shelf));
    }
  gtk_widget_set_visible (self->files, gtk_widget_get_first_child (self->files) != NULL);
}

/* The text is made anew only when it is another one: not when others comment on it. */
static void
show_text (DeskPostRow *self)
{
  gboolean folds = desk_post_look_folds (self->look, self->post);
  GListModel *files = clinic_post_get_files (self->post);
  g_autofree char *drawn =
    g_strdup_printf ("%" G_GINT64_FORMAT " %d %p %u %s", clinic_post_get_id (self->post), folds,
                     (gpointer) files, files != NULL ? g_list_model_get_n_items (files) : 0,
                     clinic_post_get_revision (self->post));

  if (g_strcmp0 (drawn, self->drawn) == 0)
    return;

  g_clear_pointer (&self->drawn, g_free);
  self->drawn = g_steal_pointer (&drawn);
  desk_text_view_set_text (self->text, clinic_post_get_text (self->post), files, self->look->shelf,
                           folds);
  gtk_widget_set_visible (self->unfold, desk_text_view_is_folded (self->text));
  show_files (self);
}

static void
show_important (DeskPostRow *self)
{
  gboolean important = clinic_post_get_important (self->post);

  if (important && self->ack == NULL)
    {
      self->ack = desk_post_ack_new ();
      self->readers = desk_post_readers_new ();
      gtk_box_insert_child_after (GTK_BOX (self->card), self->ack, self->files);
      gtk_box_insert_child_after (GTK_BOX (self->card), self->readers, self->ack);
    }
  if (self->ack == NULL)
    return;

  gtk_widget_set_visible (self->ack, important);
  gtk_widget_set_visible (self->readers, important);
  if (!important)
    return;
  desk_post_ack_show (DESK_POST_ACK (self->ack), self->post, self->look);
  desk_post_readers_show (DESK_POST_READERS (self->readers), self->post, self->look);
}

static void
set_target (GtkWidget *button, const char *action, gint64 id)
{
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
}

static void
show_foot (DeskPostRow *self)
{
  gint64 id = clinic_post_get_id (self->post);
  guint n_comments = (guint) MAX (0, clinic_post_get_comments (self->post));
  g_autofree char *words =
    n_comments == 0
      ? g_strdup (C_ ("post", "Comment"))
      : g_strdup_printf (ngettext ("%u comment", "%u comments", n_comments), n_comments);

  gtk_button_set_label (GTK_BUTTON (self->comment), words);
  set_target (self->comment, "news.comment", id);
  set_target (self->browse, "news.browse", id);
  set_target (self->unfold, "news.unfold", id);
  gtk_widget_set_visible (self->browse, clinic_post_get_address (self->post) != NULL);
}

static void
name_row (DeskPostRow *self)
{
  g_autofree char *title = desk_post_dup_title (self->post);
  /* Translators: who wrote it, when, and its title */
  g_autofree char *name =
    g_strdup_printf (C_ ("post", "%1$s, %2$s: %3$s"), gtk_label_get_text (self->author),
                     gtk_label_get_text (self->time), title);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static gboolean
on_idle_cb (gpointer user_data)
{
  DeskPostRow *self = DESK_POST_ROW (user_data);

  self->idle_id = 0;
  desk_post_row_update (self);

  return G_SOURCE_REMOVE;
}

static void
on_post_changed_cb (DeskPostRow *self)
{
  if (self->idle_id == 0)
    self->idle_id = g_idle_add_full (GTK_PRIORITY_RESIZE - 1, on_idle_cb, self, NULL);
}

static void
on_text_filled_cb (DeskPostRow *self)
{
  /* what stands in the part that came later is in no list of files any more */
  if (self->post != NULL)
    show_files (self);
  g_signal_emit (self, signals[FILLED], 0);
}

/* --- parts --- */

static GtkWidget *
make_important (DeskPostRow *self)
{
  GtkWidget *icon = gtk_image_new_from_icon_name ("starred-symbolic");

  self->important = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->important_words = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->important_words, 0);
  gtk_label_set_wrap (self->important_words, TRUE);
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (self->important), icon);
  gtk_box_append (GTK_BOX (self->important), GTK_WIDGET (self->important_words));
  gtk_widget_add_css_class (self->important, "post-important");

  return self->important;
}

static GtkWidget *
make_head (DeskPostRow *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *names = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  /* the author's name is beside it; libadwaita's own name for it (1.7) is English */
  self->avatar = g_object_new (ADW_TYPE_AVATAR, "size", AVATAR_SIZE, "show-initials", TRUE,
                               "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  self->author = GTK_LABEL (gtk_label_new (NULL));
  self->time = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->author, 0);
  gtk_label_set_ellipsize (self->author, PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (self->time, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->author), "heading");
  gtk_widget_add_css_class (GTK_WIDGET (self->time), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->time), "caption");
  gtk_widget_set_valign (GTK_WIDGET (self->avatar), GTK_ALIGN_START);
  gtk_widget_set_hexpand (names, TRUE);
  gtk_box_append (GTK_BOX (names), GTK_WIDGET (self->author));
  gtk_box_append (GTK_BOX (names), GTK_WIDGET (self->time));
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->avatar));
  gtk_box_append (GTK_BOX (head), names);

  return head;
}

static GtkWidget *
make_text (DeskPostRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->title = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->title, 0);
  gtk_label_set_wrap (self->title, TRUE);
  gtk_label_set_wrap_mode (self->title, PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "title-3");
  self->text = DESK_TEXT_VIEW (desk_text_view_new ());
  g_signal_connect_object (self->text, "filled", G_CALLBACK (on_text_filled_cb), self,
                           G_CONNECT_SWAPPED);
  self->unfold = gtk_button_new_with_label (_ ("Show All of It"));
  gtk_widget_set_halign (self->unfold, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->unfold, "flat");
  gtk_widget_add_css_class (self->unfold, "post-link");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->text));
  gtk_box_append (GTK_BOX (box), self->unfold);

  return box;
}

static GtkWidget *
make_foot (DeskPostRow *self)
{
  self->foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_layout_manager (self->foot, desk_wrap_layout_new (6));
  self->comment = gtk_button_new_with_label ("");
  self->browse = gtk_button_new_with_label (_ ("Open in the Browser"));
  gtk_widget_add_css_class (self->comment, "flat");
  gtk_widget_add_css_class (self->browse, "flat");
  gtk_widget_add_css_class (self->comment, "post-link");
  gtk_widget_add_css_class (self->browse, "post-link");
  gtk_box_append (GTK_BOX (self->foot), self->comment);
  gtk_box_append (GTK_BOX (self->foot), self->browse);

  return self->foot;
}

static void
on_text_size_cb (DeskPostRow *self)
{
  adw_clamp_set_maximum_size (ADW_CLAMP (self->clamp),
                              (int) (COLUMN_WIDTH * desk_fit_text_scale (GTK_WIDGET (self))));
}

static void
add_parts (DeskPostRow *self)
{
  self->card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  self->files = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_box_append (GTK_BOX (self->card), make_important (self));
  gtk_box_append (GTK_BOX (self->card), make_head (self));
  gtk_box_append (GTK_BOX (self->card), make_text (self));
  gtk_box_append (GTK_BOX (self->card), self->files);
  gtk_box_append (GTK_BOX (self->card), make_foot (self));
  gtk_widget_add_css_class (self->card, "post-card");
  self->clamp = adw_clamp_new ();
  adw_clamp_set_tightening_threshold (ADW_CLAMP (self->clamp), COLUMN_WIDTH);
  adw_clamp_set_child (ADW_CLAMP (self->clamp), self->card);
  gtk_widget_set_parent (self->clamp, GTK_WIDGET (self));
}

/* --- the type --- */

static void
desk_post_row_dispose (GObject *object)
{
  DeskPostRow *self = DESK_POST_ROW (object);

  g_clear_handle_id (&self->idle_id, g_source_remove);
  g_clear_pointer (&self->clamp, gtk_widget_unparent);
  g_clear_object (&self->photos);
  g_clear_object (&self->signals);
  g_clear_object (&self->post);
  g_clear_pointer (&self->drawn, g_free);

  G_OBJECT_CLASS (desk_post_row_parent_class)->dispose (object);
}

static void
desk_post_row_class_init (DeskPostRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = desk_post_row_dispose;

  signals[FILLED] = g_signal_new ("filled", DESK_TYPE_POST_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "postrow");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
desk_post_row_init (DeskPostRow *self)
{
  self->signals = g_signal_group_new (CLINIC_TYPE_POST);
  g_signal_group_connect_object (self->signals, "notify", G_CALLBACK (on_post_changed_cb), self,
                                 G_CONNECT_SWAPPED);
  self->photos = g_signal_group_new (DESK_TYPE_PHOTO_ALBUM);
  g_signal_group_connect_object (self->photos, "arrived", G_CALLBACK (on_photo_cb), self,
                                 G_CONNECT_SWAPPED);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  add_parts (self);
  desk_fit_follow_text (GTK_WIDGET (self), G_CALLBACK (on_text_size_cb));
  on_text_size_cb (self);
}

GtkWidget *
desk_post_row_new (void)
{
  return g_object_new (DESK_TYPE_POST_ROW, NULL);
}

void
desk_post_row_set_post (DeskPostRow *self, ClinicPost *post, DeskPostLook *look)
{
  g_return_if_fail (DESK_IS_POST_ROW (self));

  g_set_object (&self->post, post);
  self->look = post != NULL ? look : NULL;
  g_signal_group_set_target (self->signals, post);
  g_signal_group_set_target (self->photos, self->look != NULL ? self->look->album : NULL);
  desk_post_row_update (self);
}

ClinicPost *
desk_post_row_get_post (DeskPostRow *self)
{
  g_return_val_if_fail (DESK_IS_POST_ROW (self), NULL);

  return self->post;
}

void
desk_post_row_update (DeskPostRow *self)
{
  g_return_if_fail (DESK_IS_POST_ROW (self));

  g_clear_handle_id (&self->idle_id, g_source_remove);
  if (self->post == NULL)
    return;

  show_head (self);
  show_text (self);
  show_important (self);
  show_foot (self);
  name_row (self);
}

int
desk_post_row_get_text_end (DeskPostRow *self)
{
  graphene_rect_t bounds;

  g_return_val_if_fail (DESK_IS_POST_ROW (self), -1);

  if (self->post == NULL || !desk_text_view_is_filled (self->text) ||
      !gtk_widget_compute_bounds (GTK_WIDGET (self->text), GTK_WIDGET (self), &bounds))
    return -1;

  return (int) (bounds.origin.y + bounds.size.height);
}
