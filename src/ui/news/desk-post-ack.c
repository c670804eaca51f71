/* desk-post-ack.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-post-ack"

#include "desk-post-ack.h"

#include <glib/gi18n.h>

#include "desk-post-words.h"
#include "desk-wrap-layout.h"

struct _DeskPostAck
{
  GtkWidget parent_instance;

  GtkWidget *read; /* unowned, child, as all below */
  GtkLabel *words;
  GtkLabel *key;
  GtkWidget *state;
  GtkImage *icon;
  GtkLabel *text;
  GtkWidget *ways;
  GtkWidget *browse;
  GtkWidget *poll;
  GtkLabel *poll_words;
  GtkWidget *comment;
};

G_DEFINE_FINAL_TYPE (DeskPostAck, desk_post_ack, GTK_TYPE_WIDGET)

static GtkWidget *
make_read (DeskPostAck *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);

  self->words = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->words, TRUE);
  self->key = GTK_LABEL (gtk_label_new (_ ("Ctrl+Enter")));
  gtk_widget_add_css_class (GTK_WIDGET (self->key), "keycap");
  gtk_widget_set_valign (GTK_WIDGET (self->key), GTK_ALIGN_CENTER);
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->words));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->key));
  self->read = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->read), box);
  gtk_widget_add_css_class (self->read, "post-read");

  return self->read;
}

static GtkWidget *
make_state (DeskPostAck *self)
{
  self->state = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  self->icon = GTK_IMAGE (gtk_image_new ());
  self->text = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->text, 0);
  gtk_label_set_wrap (self->text, TRUE);
  gtk_label_set_wrap_mode (self->text, PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_valign (GTK_WIDGET (self->icon), GTK_ALIGN_START);
  gtk_widget_set_hexpand (GTK_WIDGET (self->text), TRUE);
  gtk_widget_add_css_class (self->state, "post-state");
  gtk_box_append (GTK_BOX (self->state), GTK_WIDGET (self->icon));
  gtk_box_append (GTK_BOX (self->state), GTK_WIDGET (self->text));

  return self->state;
}

/* its words are the portal's, as long as they like */
static GtkWidget *
make_poll (DeskPostAck *self)
{
  self->poll_words = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->poll_words, TRUE);
  gtk_label_set_wrap_mode (self->poll_words, PANGO_WRAP_WORD_CHAR);
  self->poll = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->poll), GTK_WIDGET (self->poll_words));
  gtk_widget_add_css_class (self->poll, "text-button");

  return self->poll;
}

/* what is left when the portal refuses */
static GtkWidget *
make_ways (DeskPostAck *self)
{
  self->ways = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_layout_manager (self->ways, desk_wrap_layout_new (6));
  self->browse = gtk_button_new_with_label (_ ("Open in the Browser"));
  self->comment = gtk_button_new ();
  gtk_box_append (GTK_BOX (self->ways), self->browse);
  gtk_box_append (GTK_BOX (self->ways), make_poll (self));
  gtk_box_append (GTK_BOX (self->ways), self->comment);

  return self->ways;
}

static void
set_target (GtkWidget *button, const char *action, gint64 id)
{
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
}

static void
show_read (DeskPostAck *self, ClinicPost *post, DeskPostLook *look)
{
  gboolean seen = desk_post_look_has_seen (look, post);
  const char *words = seen ? _ ("I have read it") : _ ("Read it to the end");
  gboolean pressed =
    g_strcmp0 (look->pressed, clinic_post_get_revision (post)) == 0 && look->pressed != NULL;

  set_target (self->read, "news.read", clinic_post_get_id (post));
  gtk_label_set_text (self->words, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->read), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  gtk_widget_set_visible (GTK_WIDGET (self->key), seen);
  gtk_widget_set_sensitive (self->read, seen && !pressed);
  if (seen)
    gtk_widget_add_css_class (self->read, "suggested-action");
  else
    gtk_widget_remove_css_class (self->read, "suggested-action");
}

static const char *
icon_name (ClinicPostState state)
{
  switch (state)
    {
    case CLINIC_POST_READ:
    case CLINIC_POST_POLLED:
      return "emblem-ok-symbolic";
    case CLINIC_POST_REFUSED:
      return "dialog-warning-symbolic";
    case CLINIC_POST_PLAIN:
    case CLINIC_POST_UNKNOWN:
    case CLINIC_POST_UNREAD:
    case CLINIC_POST_SENT:
    case CLINIC_POST_WAITING:
    default:
      return "content-loading-symbolic";
    }
}

static void
set_class (GtkWidget *widget, const char *name, gboolean set)
{
  if (set)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static void
show_poll (DeskPostAck *self, ClinicPost *post, DeskPostLook *look)
{
  const char *answer = clinic_post_get_poll (post);
  g_autofree char *words = NULL;

  gtk_widget_set_visible (self->poll, answer != NULL);
  if (answer == NULL)
    return;
  /* Translators: %s is the only answer of a poll under a message */
  words = g_strdup_printf (_ ("Answer the Poll: “%s”"), answer);
  gtk_label_set_text (self->poll_words, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->poll), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  set_target (self->poll, "news.answer-poll", clinic_post_get_id (post));
  gtk_widget_set_sensitive (self->poll, desk_post_look_has_seen (look, post));
}

static void
show_ways (DeskPostAck *self, ClinicPost *post, DeskPostLook *look)
{
  gint64 id = clinic_post_get_id (post);

  set_target (self->browse, "news.browse", id);
  set_target (self->comment, "news.comment-read", id);
  gtk_widget_set_visible (self->browse, clinic_post_get_address (post) != NULL);
  show_poll (self, post, look);
  gtk_button_set_label (GTK_BUTTON (self->comment), look->commented
                                                      ? _ ("The comment is on its way")
                                                      : _ ("Answer with a Comment “Read”"));
  gtk_widget_set_sensitive (self->comment,
                            !look->commented && desk_post_look_has_seen (look, post));
}

void
desk_post_ack_show (DeskPostAck *self, ClinicPost *post, DeskPostLook *look)
{
  ClinicPostState state = clinic_post_get_state (post);
  g_autofree char *words = NULL;

  g_return_if_fail (DESK_IS_POST_ACK (self));

  words = desk_post_dup_state (post, clinic_session_get_now (look->session));
  show_read (self, post, look);
  show_ways (self, post, look);
  gtk_widget_set_visible (self->read, state == CLINIC_POST_UNREAD);
  gtk_widget_set_visible (self->state, *words != '\0');
  gtk_widget_set_visible (self->ways, state == CLINIC_POST_REFUSED);
  gtk_label_set_text (self->text, words);
  gtk_image_set_from_icon_name (self->icon, icon_name (state));
  set_class (self->state, "done", state == CLINIC_POST_READ || state == CLINIC_POST_POLLED);
  set_class (self->state, "refused", state == CLINIC_POST_REFUSED);
}

static void
desk_post_ack_dispose (GObject *object)
{
  DeskPostAck *self = DESK_POST_ACK (object);
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (desk_post_ack_parent_class)->dispose (object);
}

static void
desk_post_ack_class_init (DeskPostAckClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = desk_post_ack_dispose;

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "postack");
}

static void
desk_post_ack_init (DeskPostAck *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  gtk_widget_set_parent (make_read (self), GTK_WIDGET (self));
  gtk_widget_set_parent (make_state (self), GTK_WIDGET (self));
  gtk_widget_set_parent (make_ways (self), GTK_WIDGET (self));
}

GtkWidget *
desk_post_ack_new (void)
{
  return g_object_new (DESK_TYPE_POST_ACK, NULL);
}
