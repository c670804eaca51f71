/* desk-mismatch-page-actions.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a person decides about a mismatch, or about all of a kind, and the keys for it.
 */

#define G_LOG_DOMAIN "desk-mismatch-page"

#include "desk-mismatch-page-private.h"

#include <glib/gi18n.h>

#include "desk-menu.h"
#include "desk-mismatch-do.h"
#include "desk-mismatch-words.h"
#include "desk-toast.h"

static void
keep_one (DeskMismatchPage *self, ClinicMismatch *mismatch)
{
  g_autoptr (GPtrArray) one = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (one, g_object_ref (mismatch));
  desk_mismatch_keeper_keep (self->keeper, GTK_WIDGET (self), one);
}

static void
open_visit (DeskMismatchPage *self, ClinicMismatch *mismatch)
{
  ClinicAppointment *appointment = clinic_mismatch_get_appointment (mismatch);
  gint64 patient = clinic_mismatch_get_patient_id (mismatch);

  if (appointment != NULL && clinic_appointment_get_id (appointment) > 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-appointment", "x",
                                clinic_appointment_get_id (appointment));
  else if (patient != 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-patient", "x", patient);
}

static void
popup_menu (DeskMismatchPage *self, GtkListBoxRow *row)
{
  g_autoptr (GMenuModel) menu =
    desk_mismatch_create_menu (self->session,
                               clinic_mismatch_get_kind (desk_mismatch_of_row (row)));
  graphene_rect_t bounds;
  GtkWidget *popover = NULL;

  if (!gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (self), &bounds))
    return;
  popover = desk_menu_new_popover (GTK_WIDGET (self), menu,
                                   &(GdkRectangle){
                                     (int) (bounds.origin.x + bounds.size.width * 0.75F),
                                     (int) (bounds.origin.y + bounds.size.height * 0.75F), 1, 1 });
  gtk_popover_popup (GTK_POPOVER (popover));
}

static void
undo (DeskMismatchPage *self)
{
  if (!desk_mismatch_keeper_undo (self->keeper))
    desk_toast (GTK_WIDGET (self), adw_toast_new (_ ("Nothing to undo")));
}

static void
on_row_activated_cb (DeskMismatchPage *self, GtkListBoxRow *row)
{
  open_visit (self, desk_mismatch_of_row (row));
}

static void
on_row_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  DeskMismatchPage *self = DESK_MISMATCH_PAGE (widget);
  GtkListBoxRow *row = desk_mismatch_page_find_row (self, g_variant_get_string (parameter, NULL));
  g_autoptr (ClinicMismatch) mismatch = NULL;

  if (row == NULL)
    return;
  mismatch = g_object_ref (desk_mismatch_of_row (row));
  if (g_str_equal (action, "mismatch.take"))
    desk_mismatch_take (widget, self->session, mismatch);
  else if (g_str_equal (action, "mismatch.keep"))
    keep_one (self, mismatch);
  else if (g_str_equal (action, "mismatch.open"))
    open_visit (self, mismatch);
  else
    popup_menu (self, row);
}

static void
on_all_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  DeskMismatchPage *self = DESK_MISMATCH_PAGE (widget);
  ClinicMismatchKind kind = CLINIC_MISMATCH_TIME;
  g_autoptr (GPtrArray) all = NULL;

  if (!desk_mismatch_kind_parse (g_variant_get_string (parameter, NULL), &kind))
    return;
  if (g_str_equal (action, "mismatch.take-all"))
    {
      desk_mismatch_ask_take_all (widget, self->session, kind);
      return;
    }
  all = desk_mismatches_of_kind (self->session, kind, FALSE);
  desk_mismatch_keeper_keep (self->keeper, widget, all);
}

static void
on_undo_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  undo (DESK_MISMATCH_PAGE (widget));
}

static void
on_everything_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  desk_mismatch_kinds_choose_all (DESK_MISMATCH_PAGE (widget)->kinds);
}

static void
on_refresh_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  clinic_mis_desk_refresh (clinic_session_get_mis_desk (DESK_MISMATCH_PAGE (widget)->session));
}

/* Bubbles up from the row, or a button in it, that has the focus. In either layout. */
static gboolean
on_key_pressed_cb (DeskMismatchPage *self,
                   guint keyval,
                   guint keycode,
                   GdkModifierType state,
                   GtkEventController *controller)
{
  GdkModifierType mask = state & gtk_accelerator_get_default_mod_mask () & ~GDK_LOCK_MASK;
  GtkListBoxRow *row = desk_mismatch_page_focused_row (self);
  guint key = gdk_keyval_to_lower (keyval);
  g_autoptr (ClinicMismatch) mismatch = NULL;

  if (mask == GDK_CONTROL_MASK && (key == GDK_KEY_z || key == GDK_KEY_Cyrillic_ya))
    {
      undo (self);
      return GDK_EVENT_STOP;
    }
  if (row == NULL)
    return GDK_EVENT_PROPAGATE;

  mismatch = g_object_ref (desk_mismatch_of_row (row));
  if (mask == 0 && (key == GDK_KEY_a || key == GDK_KEY_Cyrillic_ef))
    desk_mismatch_take (GTK_WIDGET (self), self->session, mismatch);
  else if (mask == 0 && (key == GDK_KEY_k || key == GDK_KEY_Cyrillic_el))
    keep_one (self, mismatch);
  else if (key == GDK_KEY_Menu || (key == GDK_KEY_F10 && mask == GDK_SHIFT_MASK))
    popup_menu (self, row);
  else
    return GDK_EVENT_PROPAGATE;

  return GDK_EVENT_STOP;
}

static void
on_all_button_cb (DeskMismatchPage *self)
{
  ClinicMismatchKind kind = CLINIC_MISMATCH_TIME;
  g_autoptr (GMenuModel) menu = NULL;
  graphene_rect_t bounds;
  GtkWidget *popover = NULL;

  if (!desk_mismatch_kinds_get_kind (self->kinds, &kind) ||
      !gtk_widget_compute_bounds (self->all_button, GTK_WIDGET (self), &bounds))
    return;
  menu = desk_mismatch_create_menu (self->session, kind);
  popover =
    desk_menu_new_popover (GTK_WIDGET (self), menu,
                           &(GdkRectangle){ (int) bounds.origin.x, (int) bounds.origin.y,
                                            (int) bounds.size.width, (int) bounds.size.height });
  gtk_popover_popup (GTK_POPOVER (popover));
}

void
desk_mismatch_page_install_actions (GtkWidgetClass *widget_class)
{
  static const char *const of_row[] = { "mismatch.take", "mismatch.keep", "mismatch.open",
                                        "mismatch.menu" };

  for (gsize i = 0; i < G_N_ELEMENTS (of_row); i++)
    gtk_widget_class_install_action (widget_class, of_row[i], "s", on_row_action_cb);
  gtk_widget_class_install_action (widget_class, "mismatch.take-all", "s", on_all_action_cb);
  gtk_widget_class_install_action (widget_class, "mismatch.keep-all", "s", on_all_action_cb);
  gtk_widget_class_install_action (widget_class, "mismatch.undo", NULL, on_undo_action_cb);
  gtk_widget_class_install_action (widget_class, "mismatch.everything", NULL,
                                   on_everything_action_cb);
  gtk_widget_class_install_action (widget_class, "mis.refresh", NULL, on_refresh_action_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_all_button_cb);
}
