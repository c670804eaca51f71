/* desk-lead-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-lead-dialog"

#include "desk-lead-dialog.h"

#include <glib/gi18n.h>

#include "desk-call-command.h"
#include "desk-fit.h"
#include "desk-format.h"
#include "desk-lead-words.h"
#include "desk-visit-dialog.h"

struct _DeskLeadDialog
{
  AdwWindow parent_instance;

  GtkLabel *who; /* unowned, template child, as all below */
  GtkLabel *phone;
  GtkLabel *facts;
  GtkLabel *alarm;
  GtkLabel *comments;
  GtkEditable *note;
  GtkWidget *add;
  GtkLabel *kept;
  GtkWidget *patient;
  GtkWidget *call;
  GtkWidget *book;

  ClinicSession *session; /* owned */
  ClinicLead *lead;       /* owned */
  GtkWidget *origin;      /* owned: where the actions of the window are */
  gboolean saving;
};

G_DEFINE_FINAL_TYPE (DeskLeadDialog, desk_lead_dialog, ADW_TYPE_WINDOW)

static gboolean
is_set (const char *text)
{
  return text != NULL && *text != '\0';
}

static void
show_text (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), is_set (text));
}

/* (transfer full): "Site · Today 14:20 · In progress · Marina" */
static char *
dup_facts (DeskLeadDialog *self)
{
  gint64 now = clinic_session_get_now (self->session);
  g_autofree char *source = desk_lead_facts (self->lead);
  g_autofree char *came = desk_format_day_time (clinic_lead_get_created (self->lead), now);
  ClinicStage *stage = clinic_lead_get_stage (self->lead);
  const char *parts[] = { source, came, stage != NULL ? clinic_stage_get_name (stage) : NULL,
                          clinic_lead_get_responsible_name (self->lead) };
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (is_set (parts[i]))
      g_string_append_printf (line, "%s%s", line->len > 0 ? " · " : "", parts[i]);

  return g_strdup (line->str);
}

static void
update (DeskLeadDialog *self)
{
  gboolean alarm = FALSE;
  g_autofree char *name = desk_lead_name (self->lead);
  g_autofree char *phone = desk_lead_phone (self->lead);
  g_autofree char *facts = dup_facts (self);
  g_autofree char *state =
    desk_lead_state (self->lead, clinic_session_get_now (self->session), &alarm);
  const char *comments = clinic_lead_get_comments (self->lead);

  gtk_label_set_text (self->who, name);
  show_text (self->phone, phone);
  show_text (self->facts, facts);
  show_text (self->alarm, alarm ? state : clinic_lead_get_problem (self->lead));
  show_text (self->comments, is_set (comments) ? comments : clinic_lead_get_title (self->lead));
  gtk_widget_set_visible (self->patient, clinic_lead_get_patient_id (self->lead) != 0);
  gtk_widget_set_sensitive (self->call, is_set (clinic_lead_get_phone (self->lead)));
  gtk_widget_set_visible (self->book, clinic_lead_get_appointment_id (self->lead) == 0);
}

static void
on_note_changed_cb (DeskLeadDialog *self)
{
  g_autofree char *note = g_strstrip (g_strdup (gtk_editable_get_text (self->note)));

  gtk_widget_set_sensitive (self->add, *note != '\0' && !self->saving);
}

static void
on_kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DeskLeadDialog) self = DESK_LEAD_DIALOG (user_data);
  g_autoptr (GError) error = NULL;
  gboolean kept = clinic_session_submit_finish (CLINIC_SESSION (source), result, &error);

  self->saving = FALSE;
  if (self->session == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (kept)
    gtk_editable_set_text (self->note, "");
  else
    g_debug ("A comment could not be kept: %s", error->message);
  show_text (self->kept, kept ? _ ("The comment is kept and goes to the portal")
                              : _ ("This could not be kept. Please try again."));
  on_note_changed_cb (self);
}

static void
on_add_cb (DeskLeadDialog *self)
{
  g_autofree char *note = g_strstrip (g_strdup (gtk_editable_get_text (self->note)));
  g_autoptr (ClinicCommand) command = NULL;

  if (*note == '\0' || self->saving)
    return;
  self->saving = TRUE;
  gtk_widget_set_sensitive (self->add, FALSE);
  command = desk_command_new_comment (self->session, CLINIC_ENTITY_LEAD,
                                      clinic_lead_get_id (self->lead), note);
  /* Not cancelled with the window: what the person did must be kept in any case. */
  clinic_session_submit_async (self->session, command, NULL, on_kept_cb, g_object_ref (self));
}

static void
on_call_cb (DeskLeadDialog *self)
{
  const char *phone = clinic_lead_get_phone (self->lead);

  if (is_set (phone))
    gtk_widget_activate_action (self->origin, "win.dial", "s", phone);
}

static void
on_book_cb (DeskLeadDialog *self)
{
  if (!gtk_widget_get_visible (self->book))
    return;
  desk_visit_dialog_present_lead (self->origin, self->session, self->lead);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
on_patient_cb (DeskLeadDialog *self)
{
  gtk_widget_activate_action (self->origin, "win.open-patient", "x",
                              clinic_lead_get_patient_id (self->lead));
  gtk_window_destroy (GTK_WINDOW (self));
}

static gboolean
on_call_shortcut_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  on_call_cb (DESK_LEAD_DIALOG (widget));

  return TRUE;
}

static gboolean
on_book_shortcut_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  on_book_cb (DESK_LEAD_DIALOG (widget));

  return TRUE;
}

static void
desk_lead_dialog_dispose (GObject *object)
{
  DeskLeadDialog *self = DESK_LEAD_DIALOG (object);

  g_clear_object (&self->origin);
  g_clear_object (&self->lead);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (desk_lead_dialog_parent_class)->dispose (object);
}

static void
desk_lead_dialog_class_init (DeskLeadDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = desk_lead_dialog_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/reception24/Reception/ui/leads/desk-lead-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskLeadDialog, who);
  gtk_widget_class_bind_template_child (widget_class, DeskLeadDialog, phone);
  gtk_widget_class_bind_template_child (widget_class, DeskLeadDialog, facts);
  gtk_widget_class_bind_template_child (widget_class, DeskLeadDialog, alarm);
  gtk_widget_class_bind_template_child (widget_class, DeskLeadDialog, comments);
  gtk_widget_class_bind_template_child (widget_class, DeskLeadDialog, note);
  gtk_widget_class_bind_template_child (widget_class, DeskLeadDialog, add);
  gtk_widget_class_bind_template_child (widget_class, DeskLeadDialog, kept);
  gtk_widget_class_bind_template_child (widget_class, DeskLeadDialog, patient);
  gtk_widget_class_bind_template_child (widget_class, DeskLeadDialog, call);
  gtk_widget_class_bind_template_child (widget_class, DeskLeadDialog, book);
  gtk_widget_class_bind_template_callback (widget_class, on_note_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_add_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_call_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_book_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_patient_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, on_call_shortcut_cb,
                                NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK,
                                on_call_shortcut_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_b, GDK_CONTROL_MASK, on_book_shortcut_cb,
                                NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Cyrillic_i, GDK_CONTROL_MASK,
                                on_book_shortcut_cb, NULL);
}

static void
desk_lead_dialog_init (DeskLeadDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  desk_fit_dialog (GTK_WINDOW (self));
}

GtkWidget *
desk_lead_dialog_present (GtkWidget *parent, ClinicSession *session, ClinicLead *lead)
{
  DeskLeadDialog *self = NULL;
  GtkRoot *root = NULL;

  g_return_val_if_fail (GTK_IS_WIDGET (parent), NULL);
  g_return_val_if_fail (CLINIC_IS_LEAD (lead), NULL);

  self = g_object_new (DESK_TYPE_LEAD_DIALOG, NULL);
  root = gtk_widget_get_root (parent);
  self->session = g_object_ref (session);
  self->lead = g_object_ref (lead);
  self->origin = g_object_ref (parent);
  g_signal_connect_object (lead, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (root));
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->note));

  return GTK_WIDGET (self);
}
