/* desk-news-sender.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-news-sender"

#include "desk-news-sender.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "clinic-colleague.h"
#include "clinic-enums.h"
#include "desk-call-command.h"
#include "desk-post-words.h"
#include "desk-toast.h"

struct _DeskNewsSender
{
  GObject parent_instance;

  GtkWidget *widget;      /* unowned, (nullable): stopped */
  ClinicSession *session; /* owned */
  DeskNewsOrder *order;   /* owned */
  DeskNewsRows *rows;     /* owned */
};

G_DEFINE_FINAL_TYPE (DeskNewsSender, desk_news_sender, G_TYPE_OBJECT)

/* One command on its way to the outbox; owned by its callback. */
typedef struct
{
  DeskNewsSender *self; /* owned */
  gint64 id;            /* the post's */
} Sending;

static void
sending_free (Sending *sending)
{
  g_clear_object (&sending->self);
  g_free (sending);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sending, sending_free)

static void
on_submitted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Sending) sending = user_data;
  DeskNewsSender *self = sending->self;
  g_autoptr (GError) error = NULL;
  DeskPostLook *look = NULL;

  if (clinic_session_submit_finish (CLINIC_SESSION (source), result, &error) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->widget == NULL)
    return;

  g_debug ("post %" G_GINT64_FORMAT ": %s", sending->id, error->message);
  look = desk_news_order_find_look (self->order, sending->id);
  if (look != NULL)
    {
      g_clear_pointer (&look->pressed, g_free);
      look->commented = FALSE;
      look->reminded = 0;
    }
  desk_news_rows_update (self->rows, sending->id);
  desk_toast (self->widget, adw_toast_new (_ ("This could not be kept. Please try again.")));
}

static void
submit (DeskNewsSender *self, ClinicCommandKind kind, gint64 id, GVariant *payload)
{
  g_autoptr (ClinicCommand) command =
    desk_command_new (self->session, kind, CLINIC_ENTITY_NONE, id, payload);
  Sending *sending = g_new0 (Sending, 1);

  sending->self = g_object_ref (self);
  sending->id = id;
  clinic_session_submit_async (self->session, command, NULL, on_submitted_cb, sending);
}

/* poll: (nullable): the answer of the poll that stands for it */
static void
submit_read (DeskNewsSender *self, ClinicPost *post, const char *poll)
{
  const char *revision = clinic_post_get_revision (post);
  gint64 id = clinic_post_get_id (post);
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);

  g_variant_dict_insert (&dict, "post", "x", id);
  g_variant_dict_insert (&dict, "at", "x", clinic_session_get_now (self->session));
  g_variant_dict_insert (&dict, "revision", "s", revision != NULL ? revision : "");
  if (poll != NULL)
    g_variant_dict_insert (&dict, "poll", "s", poll);
  submit (self, CLINIC_COMMAND_READ_POST, id, g_variant_dict_end (&dict));
  desk_news_rows_update (self->rows, id);
}

void
desk_news_sender_read (DeskNewsSender *self, ClinicPost *post)
{
  DeskPostLook *look = NULL;
  const char *revision = clinic_post_get_revision (post);

  g_return_if_fail (DESK_IS_NEWS_SENDER (self));

  look = desk_news_order_get_look (self->order, post);
  if (clinic_post_get_state (post) != CLINIC_POST_UNREAD || look->pressed != NULL)
    return;
  if (!desk_post_look_has_seen (look, post))
    {
      desk_toast (self->widget, adw_toast_new (_ ("Read it to the end")));
      return;
    }

  look->pressed = g_strdup (revision != NULL ? revision : "");
  look->unfolded = TRUE;
  submit_read (self, post, NULL);
}

void
desk_news_sender_answer_poll (DeskNewsSender *self, ClinicPost *post)
{
  g_return_if_fail (DESK_IS_NEWS_SENDER (self));

  if (clinic_post_get_state (post) == CLINIC_POST_REFUSED && clinic_post_get_poll (post) != NULL)
    submit_read (self, post, clinic_post_get_poll (post));
}

void
desk_news_sender_comment_read (DeskNewsSender *self, ClinicPost *post)
{
  DeskPostLook *look = NULL;
  gint64 id = clinic_post_get_id (post);
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);

  g_return_if_fail (DESK_IS_NEWS_SENDER (self));

  look = desk_news_order_get_look (self->order, post);
  if (look->commented)
    return;

  look->commented = TRUE;
  g_variant_dict_insert (&dict, "post", "x", id);
  g_variant_dict_insert (&dict, "text", "s", C_ ("comment", "I have read it"));
  submit (self, CLINIC_COMMAND_COMMENT_POST, id, g_variant_dict_end (&dict));
  desk_news_rows_update (self->rows, id);
}

void
desk_news_sender_remind (DeskNewsSender *self, ClinicPost *post)
{
  DeskPostLook *look = NULL;
  gint64 id = clinic_post_get_id (post);
  GListModel *missing = NULL;
  g_autofree char *title = NULL;
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);
  g_autoptr (GVariantBuilder) users = g_variant_builder_new (G_VARIANT_TYPE ("ax"));

  g_return_if_fail (DESK_IS_NEWS_SENDER (self));

  look = desk_news_order_get_look (self->order, post);
  missing = look->readership != NULL ? clinic_readership_get_missing (look->readership) : NULL;
  if (missing == NULL || g_list_model_get_n_items (missing) == 0)
    return;

  for (guint i = 0; i < g_list_model_get_n_items (missing); i++)
    {
      g_autoptr (ClinicColleague) colleague = g_list_model_get_item (missing, i);

      g_variant_builder_add (users, "x",
                             clinic_user_get_id (clinic_colleague_get_user (colleague)));
    }
  title = desk_post_dup_title (post);
  look->reminded = clinic_session_get_now (self->session);
  g_variant_dict_insert (&dict, "post", "x", id);
  g_variant_dict_insert (&dict, "at", "x", look->reminded);
  g_variant_dict_insert_value (&dict, "users", g_variant_builder_end (users));
  g_variant_dict_insert (&dict, "title", "s", title);
  if (clinic_post_get_address (post) != NULL)
    g_variant_dict_insert (&dict, "address", "s", clinic_post_get_address (post));
  submit (self, CLINIC_COMMAND_REMIND_READERS, id, g_variant_dict_end (&dict));
  desk_news_rows_update (self->rows, id);
}

static void
desk_news_sender_finalize (GObject *object)
{
  DeskNewsSender *self = DESK_NEWS_SENDER (object);

  g_clear_object (&self->rows);
  g_clear_object (&self->order);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (desk_news_sender_parent_class)->finalize (object);
}

static void
desk_news_sender_class_init (DeskNewsSenderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = desk_news_sender_finalize;
}

static void
desk_news_sender_init (DeskNewsSender *self)
{
}

DeskNewsSender *
desk_news_sender_new (GtkWidget *widget,
                      ClinicSession *session,
                      DeskNewsOrder *order,
                      DeskNewsRows *rows)
{
  DeskNewsSender *self = g_object_new (DESK_TYPE_NEWS_SENDER, NULL);

  self->widget = widget;
  self->session = g_object_ref (session);
  self->order = g_object_ref (order);
  self->rows = g_object_ref (rows);

  return self;
}

void
desk_news_sender_stop (DeskNewsSender *self)
{
  g_return_if_fail (DESK_IS_NEWS_SENDER (self));

  self->widget = NULL;
}
