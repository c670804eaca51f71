/* desk-send-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-send-dialog"

#include "desk-send-dialog.h"

#include <glib/gi18n.h>

#include "desk-addressees.h"
#include "desk-call-command.h"
#include "desk-export.h"
#include "desk-fit.h"
#include "desk-toast.h"
#include "desk-visit-do.h"

#define LONGEST_TITLE 200
/* more takes the portal longer than it lets a request take */
#define MOST_BYTES (10 * 1024 * 1024)

struct _DeskSendDialog
{
  AdwWindow parent_instance;

  GtkEditable *title; /* unowned, template child, as all below */
  GtkTextView *text;
  GtkLabel *file;
  GtkWidget *denied;
  AdwBin *people_slot;
  GtkWidget *important_row;
  GtkSwitch *important;
  GtkLabel *missing;
  GtkWidget *mail;
  GtkWidget *send;

  DeskAddressees *people;    /* unowned, in people_slot */
  GtkWidget *owner;          /* owned */
  ClinicSession *session;    /* owned */
  ClinicExporter *exporter;  /* owned */
  ClinicWorkbook *workbook;  /* owned */
  GCancellable *cancellable; /* owned */
  char *name;                /* owned: of the file, with its ending */
  char *problem;             /* owned, (nullable): why it did not go */
  gboolean busy;
};

G_DEFINE_FINAL_TYPE (DeskSendDialog, desk_send_dialog, ADW_TYPE_WINDOW)

/* (transfer full) */
static char *
dup_title (DeskSendDialog *self)
{
  g_autofree char *title = g_strstrip (g_strdup (gtk_editable_get_text (self->title)));

  return g_strdup (*title != '\0' ? title : clinic_workbook_get_title (self->workbook));
}

/* (transfer full): never empty: the portal takes no message without a text */
static char *
dup_text (DeskSendDialog *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  g_autofree char *text = NULL;
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, TRUE));

  return *text != '\0' ? g_steal_pointer (&text) : dup_title (self);
}

/* --- what is there, and what is not --- */

static gboolean
is_denied (DeskSendDialog *self)
{
  const char *const *scopes =
    clinic_link_get_missing_scopes (clinic_session_get_link (self->session));

  return scopes != NULL && g_strv_contains (scopes, "log");
}

static gboolean
has_people (DeskSendDialog *self)
{
  g_auto (GStrv) codes = desk_addressees_dup_codes (self->people);

  return codes[0] != NULL;
}

static void
update (DeskSendDialog *self)
{
  gboolean denied = is_denied (self);
  gboolean ready = !denied && has_people (self);
  guint n_people = desk_addressees_count (self->people);
  g_autofree char *words =
    n_people == 0
      ? g_strdup (C_ ("button", "Send"))
      : g_strdup_printf (ngettext ("Send to %u Person", "Send to %u People", n_people), n_people);
  const char *missing = denied || ready ? "" : _ ("Choose who is to get it.");

  gtk_widget_set_visible (self->denied, denied);
  gtk_widget_set_visible (GTK_WIDGET (self->people_slot), !denied);
  gtk_widget_set_visible (self->important_row, !denied);
  gtk_widget_set_visible (self->send, !denied);
  gtk_button_set_label (GTK_BUTTON (self->send), words);
  gtk_label_set_text (self->missing, self->problem != NULL ? self->problem : missing);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "send.send", ready && !self->busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "send.mail", !self->busy);
}

/* problem: (transfer full) (nullable) */
static void
set_busy (DeskSendDialog *self, gboolean busy, char *problem)
{
  g_clear_pointer (&self->problem, g_free);
  self->problem = problem;
  self->busy = busy;
  update (self);
}

static void
fail (DeskSendDialog *self, const GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    set_busy (self, FALSE, desk_export_error_text (error));
}

/* --- in the portal --- */

static void
on_kept_cb (gpointer owner, gboolean kept)
{
  DeskSendDialog *self = DESK_SEND_DIALOG (owner);

  if (kept)
    gtk_window_destroy (GTK_WINDOW (self));
  else
    set_busy (self, FALSE, g_strdup (_ ("This could not be kept. Please try again.")));
}

static void
submit (DeskSendDialog *self, GBytes *file)
{
  g_autofree char *code = g_base64_encode (g_bytes_get_data (file, NULL), g_bytes_get_size (file));
  g_autofree char *title = dup_title (self);
  g_autofree char *text = dup_text (self);
  g_autofree char *words = NULL;
  g_auto (GStrv) codes = desk_addressees_dup_codes (self->people);
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);
  g_autoptr (ClinicCommand) command = NULL;
  GVariantBuilder files;

  g_variant_builder_init (&files, G_VARIANT_TYPE ("a(ss)"));
  g_variant_builder_add (&files, "(ss)", self->name, code);
  g_variant_dict_insert (&dict, "title", "s", title);
  g_variant_dict_insert (&dict, "text", "s", text);
  g_variant_dict_insert (&dict, "dest", "^as", codes);
  g_variant_dict_insert (&dict, "important", "b", gtk_switch_get_active (self->important));
  g_variant_dict_insert_value (&dict, "contents", g_variant_builder_end (&files));
  command = desk_command_new (self->session, CLINIC_COMMAND_PUBLISH_POST, CLINIC_ENTITY_NONE, 0,
                              g_variant_dict_end (&dict));
  words = g_strdup_printf (_ ("On its way: %s"), title);
  desk_visit_submit (self->owner, self->session, command, words, on_kept_cb, self);
}

static void
on_made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DeskSendDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) file =
    clinic_exporter_make_xlsx_finish (CLINIC_EXPORTER (source), result, &error);

  if (file == NULL)
    fail (self, error);
  else if (g_bytes_get_size (file) > MOST_BYTES)
    set_busy (self, FALSE,
              g_strdup (_ ("That is too large: the portal takes files of up to 10 MB. Choose a "
                           "shorter period.")));
  else
    submit (self, file);
}

static void
on_send_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  DeskSendDialog *self = DESK_SEND_DIALOG (widget);

  if (self->busy)
    return;
  set_busy (self, TRUE, NULL);
  clinic_exporter_make_xlsx_async (self->exporter, self->workbook, self->cancellable, on_made_cb,
                                   g_object_ref (self));
}

/* --- by mail --- */

static void
on_mailed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DeskSendDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  if (clinic_exporter_mail_finish (CLINIC_EXPORTER (source), result, &error))
    {
      desk_toast (self->owner,
                  adw_toast_new (_ ("The letter is in the mail program: send it there")));
      gtk_window_destroy (GTK_WINDOW (self));
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      gboolean is_file = g_error_matches (error, CLINIC_ERROR, CLINIC_ERROR_FULL) ||
                         g_error_matches (error, CLINIC_ERROR, CLINIC_ERROR_INVALID);

      g_debug ("No letter could be written: %s", error->message);
      set_busy (self, FALSE,
                is_file
                  ? desk_export_error_text (error)
                  : g_strdup (
                      _ ("The mail program does not open. Save the file and send it yourself.")));
    }
}

static void
on_mail_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  DeskSendDialog *self = DESK_SEND_DIALOG (widget);
  g_autofree char *title = dup_title (self);
  g_autofree char *text = dup_text (self);

  if (self->busy)
    return;
  set_busy (self, TRUE, NULL);
  clinic_exporter_mail_async (self->exporter, self->workbook, self->name, title, text,
                              self->cancellable, on_mailed_cb, g_object_ref (self));
}

/* --- the type --- */

static void
desk_send_dialog_dispose (GObject *object)
{
  DeskSendDialog *self = DESK_SEND_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->owner);
  g_clear_object (&self->exporter);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (desk_send_dialog_parent_class)->dispose (object);
}

static void
desk_send_dialog_finalize (GObject *object)
{
  DeskSendDialog *self = DESK_SEND_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->workbook, clinic_workbook_unref);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->problem, g_free);

  G_OBJECT_CLASS (desk_send_dialog_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/reception24/Reception/ui/reports/desk-send-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskSendDialog, title);
  gtk_widget_class_bind_template_child (widget_class, DeskSendDialog, text);
  gtk_widget_class_bind_template_child (widget_class, DeskSendDialog, file);
  gtk_widget_class_bind_template_child (widget_class, DeskSendDialog, denied);
  gtk_widget_class_bind_template_child (widget_class, DeskSendDialog, people_slot);
  gtk_widget_class_bind_template_child (widget_class, DeskSendDialog, important_row);
  gtk_widget_class_bind_template_child (widget_class, DeskSendDialog, important);
  gtk_widget_class_bind_template_child (widget_class, DeskSendDialog, missing);
  gtk_widget_class_bind_template_child (widget_class, DeskSendDialog, mail);
  gtk_widget_class_bind_template_child (widget_class, DeskSendDialog, send);
}

static void
desk_send_dialog_class_init (DeskSendDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = desk_send_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = desk_send_dialog_finalize;

  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "send.send", NULL, on_send_action_cb);
  gtk_widget_class_install_action (widget_class, "send.mail", NULL, on_mail_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "send.send",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK,
                                       "send.send", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, (GdkModifierType) 0,
                                       "window.close", NULL);
}

static void
desk_send_dialog_init (DeskSendDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  desk_fit_dialog (GTK_WINDOW (self));
  g_object_set (self->title, "max-length", LONGEST_TITLE, NULL);
}

GtkWidget *
desk_send_dialog_new (GtkWidget *owner,
                      ClinicSession *session,
                      ClinicExporter *exporter,
                      ClinicWorkbook *workbook,
                      const char *name)
{
  DeskSendDialog *self = g_object_new (DESK_TYPE_SEND_DIALOG, NULL);
  ClinicLink *link = clinic_session_get_link (session);
  GtkRoot *root = gtk_widget_get_root (owner);

  self->owner = g_object_ref (owner);
  self->session = g_object_ref (session);
  self->exporter = g_object_ref (exporter);
  self->workbook = clinic_workbook_ref (workbook);
  self->name = g_strconcat (name, ".xlsx", NULL);
  gtk_editable_set_text (self->title, clinic_workbook_get_title (workbook));
  gtk_label_set_text (self->file, self->name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->file), self->name);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (root));
  /* whoever sends it may want it too */
  self->people = DESK_ADDRESSEES (desk_addressees_new (clinic_session_get_news (session), 0));
  adw_bin_set_child (self->people_slot, GTK_WIDGET (self->people));
  g_signal_connect_object (self->people, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (link, "notify::missing-scopes", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->people));

  return GTK_WIDGET (self);
}
