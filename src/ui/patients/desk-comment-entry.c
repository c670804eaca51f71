/* desk-comment-entry.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-comment-entry"

#include "desk-comment-entry.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "desk-call-command.h"
#include "desk-toast.h"

#define LONGEST 4000

struct _DeskCommentEntry
{
  GtkEntry parent_instance;

  ClinicSession *session; /* owned, (nullable): until it is told what it is about */
  GHashTable *drafts;     /* owned: gint64 id -> text that is not sent */
  ClinicEntity entity;
  gint64 id;
  gboolean post; /* id is a post's */
};

G_DEFINE_FINAL_TYPE (DeskCommentEntry, desk_comment_entry, GTK_TYPE_ENTRY)

enum
{
  KEPT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

typedef struct
{
  DeskCommentEntry *entry; /* owned */
  gint64 id;
  char *text; /* owned */
} Sending;

static void
sending_free (Sending *sending)
{
  g_clear_object (&sending->entry);
  g_clear_pointer (&sending->text, g_free);
  g_free (sending);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sending, sending_free)

static void
keep_draft (DeskCommentEntry *self, gint64 id, const char *text)
{
  if (*text != '\0')
    g_hash_table_replace (self->drafts, g_memdup2 (&id, sizeof id), g_strdup (text));
  else
    g_hash_table_remove (self->drafts, &id);
}

static void
on_changed_cb (DeskCommentEntry *self)
{
  if (self->id != 0)
    keep_draft (self, self->id, gtk_editable_get_text (GTK_EDITABLE (self)));
}

/* The text goes back to where it was typed, unless something else was begun there. */
static void
on_submitted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Sending) sending = user_data;
  DeskCommentEntry *self = sending->entry;
  g_autoptr (GError) error = NULL;

  if (clinic_session_submit_finish (CLINIC_SESSION (source), result, &error))
    {
      g_signal_emit (self, signals[KEPT], 0);
      return;
    }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_debug ("A comment could not be kept: %s", error->message);
  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;

  if (!g_hash_table_contains (self->drafts, &sending->id))
    {
      keep_draft (self, sending->id, sending->text);
      if (self->id == sending->id)
        gtk_editable_set_text (GTK_EDITABLE (self), sending->text);
    }
  desk_toast (GTK_WIDGET (self), adw_toast_new (_ ("This could not be kept. Please try again.")));
}

/* (transfer full) */
static ClinicCommand *
make_command (DeskCommentEntry *self, const char *text)
{
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);

  if (!self->post)
    return desk_command_new_comment (self->session, self->entity, self->id, text);

  g_variant_dict_insert (&dict, "post", "x", self->id);
  g_variant_dict_insert (&dict, "text", "s", text);

  return desk_command_new (self->session, CLINIC_COMMAND_COMMENT_POST, CLINIC_ENTITY_NONE, self->id,
                           g_variant_dict_end (&dict));
}

static void
send (DeskCommentEntry *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self))));
  g_autoptr (ClinicCommand) command = NULL;
  Sending *sending = NULL;

  if (self->id == 0 || *text == '\0')
    return;

  command = make_command (self, text);
  sending = g_new0 (Sending, 1);
  sending->entry = g_object_ref (self);
  sending->id = self->id;
  sending->text = g_steal_pointer (&text);
  gtk_editable_set_text (GTK_EDITABLE (self), "");
  clinic_session_submit_async (self->session, command, NULL, on_submitted_cb, sending);
}

static gboolean
on_key_pressed_cb (DeskCommentEntry *self,
                   guint keyval,
                   guint keycode,
                   GdkModifierType modifiers,
                   GtkEventController *controller)
{
  if ((keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter) ||
      (modifiers & gtk_accelerator_get_default_mod_mask ()) != GDK_CONTROL_MASK)
    return GDK_EVENT_PROPAGATE;

  send (self);

  return GDK_EVENT_STOP;
}

static void
desk_comment_entry_finalize (GObject *object)
{
  DeskCommentEntry *self = DESK_COMMENT_ENTRY (object);

  g_clear_pointer (&self->drafts, g_hash_table_unref);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (desk_comment_entry_parent_class)->finalize (object);
}

static void
desk_comment_entry_class_init (DeskCommentEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = desk_comment_entry_finalize;

  signals[KEPT] = g_signal_new ("kept", DESK_TYPE_COMMENT_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
}

static void
desk_comment_entry_init (DeskCommentEntry *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->drafts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self), _ ("New comment…  Ctrl+Enter"));
  gtk_entry_set_max_length (GTK_ENTRY (self), LONGEST);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("New comment"), -1);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect (self, "changed", G_CALLBACK (on_changed_cb), NULL);
}

void
desk_comment_entry_set_subject (DeskCommentEntry *self,
                                ClinicSession *session,
                                ClinicEntity entity,
                                gint64 id)
{
  g_autofree char *draft = NULL;

  g_return_if_fail (DESK_IS_COMMENT_ENTRY (self));

  draft = g_strdup (g_hash_table_lookup (self->drafts, &id));
  g_set_object (&self->session, session);
  self->entity = entity;
  self->id = id;
  gtk_editable_set_text (GTK_EDITABLE (self), draft != NULL ? draft : "");
}

void
desk_comment_entry_set_post (DeskCommentEntry *self, ClinicSession *session, gint64 post_id)
{
  g_return_if_fail (DESK_IS_COMMENT_ENTRY (self));

  self->post = TRUE;
  desk_comment_entry_set_subject (self, session, CLINIC_ENTITY_NONE, post_id);
}
