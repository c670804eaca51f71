/* desk-check-window.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-check-window"

#include "desk-check-window.h"

#include <glib/gi18n.h>

#include "desk-check-row.h"
#include "desk-check-words.h"
#include "desk-fit.h"
#include "desk-toast.h"

/**
 * DeskCheckWindow:
 *
 * Everything that the connection needs, line by line, with what to do about what does not work; the
 * same as `reception --diagnose` prints. Can be copied for whoever helps, as it holds no personal
 * data and no secrets.
 */
struct _DeskCheckWindow
{
  AdwWindow parent_instance;

  ClinicServices *services;   /* owned */
  ClinicDiagnosis *diagnosis; /* owned, (nullable) */
  GCancellable *cancellable;  /* owned, (nullable): of the diagnosis */

  GtkWidget *again; /* unowned, template child, as all below */
  GtkWidget *copy;
  GtkSpinner *spinner;
  GtkLabel *verdict;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (DeskCheckWindow, desk_check_window, ADW_TYPE_WINDOW)

static void
show_verdict (DeskCheckWindow *self)
{
  g_autofree char *verdict = desk_check_words_verdict (self->diagnosis);
  gboolean done = clinic_diagnosis_get_done (self->diagnosis);

  gtk_label_set_text (self->verdict, verdict);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), !done);
  gtk_spinner_set_spinning (self->spinner, !done);
  gtk_widget_set_sensitive (self->again, done);
  gtk_widget_set_sensitive (self->copy, done);
}

static GtkWidget *
create_row (gpointer item, gpointer user_data)
{
  return desk_check_row_new (CLINIC_CHECK (item));
}

static void
stop (DeskCheckWindow *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->diagnosis != NULL)
    g_signal_handlers_disconnect_by_func (self->diagnosis, show_verdict, self);
  g_clear_object (&self->diagnosis);
}

static void
check (DeskCheckWindow *self)
{
  stop (self);
  self->cancellable = g_cancellable_new ();
  self->diagnosis = clinic_services_diagnose (self->services, NULL, self->cancellable);
  g_signal_connect_object (self->diagnosis, "notify::done", G_CALLBACK (show_verdict), self,
                           G_CONNECT_SWAPPED);
  gtk_list_box_bind_model (self->list, clinic_diagnosis_get_checks (self->diagnosis), create_row,
                           NULL, NULL);
  show_verdict (self);
}

static void
on_again_cb (DeskCheckWindow *self)
{
  /* GTK 4.8 keeps a row that is removed while it has the focus. */
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  check (self);
}

static void
on_copy_cb (DeskCheckWindow *self)
{
  g_autofree char *report = desk_check_words_report (self->diagnosis);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), report);
  desk_toast (GTK_WIDGET (self->list),
              adw_toast_new (_ ("Copied: no personal data, no passwords")));
}

static void
desk_check_window_dispose (GObject *object)
{
  DeskCheckWindow *self = DESK_CHECK_WINDOW (object);

  stop (self);
  g_clear_object (&self->services);

  G_OBJECT_CLASS (desk_check_window_parent_class)->dispose (object);
}

static void
desk_check_window_class_init (DeskCheckWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = desk_check_window_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/reception24/Reception/ui/app/desk-check-window.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskCheckWindow, again);
  gtk_widget_class_bind_template_child (widget_class, DeskCheckWindow, copy);
  gtk_widget_class_bind_template_child (widget_class, DeskCheckWindow, spinner);
  gtk_widget_class_bind_template_child (widget_class, DeskCheckWindow, verdict);
  gtk_widget_class_bind_template_child (widget_class, DeskCheckWindow, list);
  gtk_widget_class_bind_template_callback (widget_class, on_again_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_copy_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
desk_check_window_init (DeskCheckWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  desk_fit_dialog (GTK_WINDOW (self));
}

GtkWidget *
desk_check_window_new (GtkWindow *parent, ClinicServices *services)
{
  DeskCheckWindow *self;

  g_return_val_if_fail (CLINIC_IS_SERVICES (services), NULL);

  self = g_object_new (DESK_TYPE_CHECK_WINDOW, "transient-for", parent, NULL);
  self->services = g_object_ref (services);
  check (self);

  return GTK_WIDGET (self);
}
