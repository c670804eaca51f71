/* desk-post-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-post-dialog"

#include "desk-post-dialog.h"

#include <glib/gi18n.h>

#include "desk-addressees.h"
#include "desk-call-command.h"
#include "desk-fit.h"
#include "desk-format.h"
#include "desk-name.h"
#include "desk-post-files.h"
#include "desk-post-format.h"
#include "desk-text-view.h"

#define DAY (24 * 3600)
/* days until which an important message is important, unless somebody says otherwise */
#define DAYS 7
#define LONGEST_TITLE 200

struct _DeskPostDialog
{
  AdwWindow parent_instance;

  GtkEditable *title; /* unowned, template child, as all below */
  GtkWidget *format_slot;
  GtkToggleButton *preview;
  GtkStack *text_stack;
  GtkTextView *text;
  AdwBin *preview_slot;
  AdwBin *people_slot;
  GtkSwitch *important;
  GtkMenuButton *until;
  GtkCalendar *calendar;
  GtkWidget *until_row;
  AdwBin *files_slot;
  GtkLabel *missing;
  GtkWidget *publish;

  ClinicSession *session; /* owned */
  DeskFileShelf *shelf;   /* owned */
  DeskAddressees *people; /* unowned, in people_slot */
  DeskPostFiles *files;   /* unowned, in files_slot */
  DeskTextView *shown;    /* unowned, in preview_slot */
  gboolean sending;
};

G_DEFINE_FINAL_TYPE (DeskPostDialog, desk_post_dialog, ADW_TYPE_WINDOW)

enum
{
  KEPT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* (transfer full) */
static char *
dup_text (DeskPostDialog *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);

  return g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, TRUE));
}

/* --- what is there, and what is not --- */

/* (nullable): what has to be done before it can be published */
static const char *
find_missing (DeskPostDialog *self)
{
  g_autofree char *text = dup_text (self);
  g_auto (GStrv) codes = desk_addressees_dup_codes (self->people);

  if (*text == '\0')
    return _ ("Write the text of the message.");
  if (codes[0] == NULL)
    return _ ("Choose who is to get it.");

  return NULL;
}

static void
update (DeskPostDialog *self)
{
  const char *missing = find_missing (self);
  guint n_people = desk_addressees_count (self->people);
  g_autofree char *words =
    n_people == 0
      ? g_strdup (_ ("Publish"))
      : g_strdup_printf (ngettext ("Publish to %u Person", "Publish to %u People", n_people),
                         n_people);

  gtk_label_set_text (self->missing, missing != NULL ? missing : "");
  gtk_button_set_label (GTK_BUTTON (self->publish), words);
  gtk_widget_set_sensitive (self->publish, missing == NULL && !self->sending);
}

static void
show_until (DeskPostDialog *self)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (self->calendar);
  g_autofree char *day =
    desk_format_day (g_date_time_to_unix (date), clinic_session_get_now (self->session));
  gboolean important = gtk_switch_get_active (self->important);

  gtk_menu_button_set_label (self->until, day);
  gtk_widget_set_visible (self->until_row, important);
}

static void
on_day_cb (DeskPostDialog *self)
{
  show_until (self);
  gtk_popover_popdown (gtk_menu_button_get_popover (self->until));
}

static void
on_preview_cb (DeskPostDialog *self)
{
  g_autofree char *text = dup_text (self);
  gboolean active = gtk_toggle_button_get_active (self->preview);

  if (active)
    desk_text_view_set_text (self->shown, text, NULL, self->shelf, FALSE);
  gtk_widget_set_sensitive (self->format_slot, !active);
  gtk_stack_set_visible_child_name (self->text_stack, active ? "preview" : "text");
  if (!active)
    gtk_widget_grab_focus (GTK_WIDGET (self->text));
}

/* --- publishing --- */

static void
clear (DeskPostDialog *self)
{
  gtk_editable_set_text (self->title, "");
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), "", -1);
  gtk_toggle_button_set_active (self->preview, FALSE);
  desk_addressees_clear (self->people);
  desk_post_files_clear (self->files);
  update (self);
}

static void
on_submitted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DeskPostDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  self->sending = FALSE;
  if (self->session == NULL)
    return;
  if (clinic_session_submit_finish (CLINIC_SESSION (source), result, &error))
    {
      clear (self);
      gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
      g_signal_emit (self, signals[KEPT], 0);
      return;
    }
  update (self);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    gtk_label_set_text (self->missing, _ ("This could not be kept. Please try again."));
}

static gint64
get_until (DeskPostDialog *self)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (self->calendar);
  g_autoptr (GDateTime) day =
    g_date_time_new_local (g_date_time_get_year (date), g_date_time_get_month (date),
                           g_date_time_get_day_of_month (date), 0, 0, 0);

  return g_date_time_to_unix (day);
}

static void
publish (DeskPostDialog *self)
{
  g_autofree char *text = dup_text (self);
  g_autofree char *title = g_strstrip (g_strdup (gtk_editable_get_text (self->title)));
  g_auto (GStrv) codes = desk_addressees_dup_codes (self->people);
  g_auto (GStrv) files = desk_post_files_dup_paths (self->files);
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);
  g_autoptr (ClinicCommand) command = NULL;
  gboolean important = gtk_switch_get_active (self->important);

  if (self->sending || find_missing (self) != NULL)
    {
      update (self);
      return;
    }
  g_variant_dict_insert (&dict, "title", "s", title);
  g_variant_dict_insert (&dict, "text", "s", text);
  g_variant_dict_insert (&dict, "dest", "^as", codes);
  g_variant_dict_insert (&dict, "important", "b", important);
  g_variant_dict_insert (&dict, "until", "x", important ? get_until (self) : (gint64) 0);
  g_variant_dict_insert (&dict, "files", "^as", files);
  command = desk_command_new (self->session, CLINIC_COMMAND_PUBLISH_POST, CLINIC_ENTITY_NONE, 0,
                              g_variant_dict_end (&dict));
  self->sending = TRUE;
  update (self);
  clinic_session_submit_async (self->session, command, NULL, on_submitted_cb, g_object_ref (self));
}

static void
on_publish_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  publish (DESK_POST_DIALOG (widget));
}

/* --- files that are dropped --- */

static gboolean
on_drop_cb (DeskPostDialog *self, const GValue *value)
{
  GSList *files = g_value_get_boxed (value);

  for (GSList *l = files; l != NULL; l = l->next)
    desk_post_files_add (self->files, l->data);

  return files != NULL;
}

/* Before the text, which would take the names of the files. */
static void
add_drop (DeskPostDialog *self)
{
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (drop), GTK_PHASE_CAPTURE);
  g_signal_connect_object (drop, "drop", G_CALLBACK (on_drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
}

/* --- the type --- */

static void
desk_post_dialog_dispose (GObject *object)
{
  DeskPostDialog *self = DESK_POST_DIALOG (object);

  g_clear_object (&self->shelf);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (desk_post_dialog_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/reception24/Reception/ui/news/desk-post-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskPostDialog, title);
  gtk_widget_class_bind_template_child (widget_class, DeskPostDialog, format_slot);
  gtk_widget_class_bind_template_child (widget_class, DeskPostDialog, preview);
  gtk_widget_class_bind_template_child (widget_class, DeskPostDialog, text_stack);
  gtk_widget_class_bind_template_child (widget_class, DeskPostDialog, text);
  gtk_widget_class_bind_template_child (widget_class, DeskPostDialog, preview_slot);
  gtk_widget_class_bind_template_child (widget_class, DeskPostDialog, people_slot);
  gtk_widget_class_bind_template_child (widget_class, DeskPostDialog, important);
  gtk_widget_class_bind_template_child (widget_class, DeskPostDialog, until);
  gtk_widget_class_bind_template_child (widget_class, DeskPostDialog, calendar);
  gtk_widget_class_bind_template_child (widget_class, DeskPostDialog, until_row);
  gtk_widget_class_bind_template_child (widget_class, DeskPostDialog, files_slot);
  gtk_widget_class_bind_template_child (widget_class, DeskPostDialog, missing);
  gtk_widget_class_bind_template_child (widget_class, DeskPostDialog, publish);
}

static void
desk_post_dialog_class_init (DeskPostDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = desk_post_dialog_dispose;
  signals[KEPT] = g_signal_new ("kept", DESK_TYPE_POST_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);

  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "post.publish", NULL, on_publish_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "post.publish", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK,
                                       "post.publish", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, (GdkModifierType) 0,
                                       "window.close", NULL);
}

static void
desk_post_dialog_init (DeskPostDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  desk_fit_dialog (GTK_WINDOW (self));
  gtk_window_set_hide_on_close (GTK_WINDOW (self), TRUE);
  g_object_set (self->title, "max-length", LONGEST_TITLE, NULL);
  gtk_box_append (GTK_BOX (self->format_slot), desk_post_format_new (self->text));
  self->shown = DESK_TEXT_VIEW (desk_text_view_new ());
  adw_bin_set_child (self->preview_slot, GTK_WIDGET (self->shown));
  self->files = DESK_POST_FILES (desk_post_files_new ());
  adw_bin_set_child (self->files_slot, GTK_WIDGET (self->files));
  add_drop (self);
}

static void
follow (DeskPostDialog *self)
{
  g_autoptr (GDateTime) end =
    g_date_time_new_from_unix_local (clinic_session_get_now (self->session) + DAYS * DAY);

  desk_name_calendar (self->calendar, _ ("Pinned until"));
  gtk_calendar_select_day (self->calendar, end);
  g_signal_connect_object (gtk_text_view_get_buffer (self->text), "changed", G_CALLBACK (update),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->people, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->preview, "toggled", G_CALLBACK (on_preview_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->calendar, "day-selected", G_CALLBACK (on_day_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->important, "notify::active", G_CALLBACK (show_until), self,
                           G_CONNECT_SWAPPED);
  show_until (self);
  update (self);
}

GtkWidget *
desk_post_dialog_new (ClinicSession *session, DeskFileShelf *shelf)
{
  DeskPostDialog *self = g_object_new (DESK_TYPE_POST_DIALOG, NULL);
  gint64 me = clinic_link_get_user_id (clinic_session_get_link (session));

  self->session = g_object_ref (session);
  self->shelf = g_object_ref (shelf);
  self->people = DESK_ADDRESSEES (desk_addressees_new (clinic_session_get_news (session), me));
  adw_bin_set_child (self->people_slot, GTK_WIDGET (self->people));
  follow (self);

  return GTK_WIDGET (self);
}
