/* desk-leads-page-actions.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a person does with enquiries: by the menu of a card, by keys, by dragging.
 */

#define G_LOG_DOMAIN "desk-leads-page"

#include "desk-leads-page-private.h"

#include <glib/gi18n.h>

#include "clinic-enums.h"
#include "desk-board-do.h"
#include "desk-keys.h"
#include "desk-lead-dialog.h"
#include "desk-lead-loss.h"
#include "desk-menu.h"
#include "desk-toast.h"
#include "desk-visit-dialog.h"

static void
say (DeskLeadsPage *self, const char *words)
{
  desk_toast (GTK_WIDGET (self), adw_toast_new (words));
}

static void
book (DeskLeadsPage *self, GPtrArray *leads)
{
  if (leads->len > 1)
    say (self, _ ("Book one enquiry at a time: each has its own visit"));
  else
    desk_visit_dialog_present_lead (GTK_WIDGET (self), self->session, g_ptr_array_index (leads, 0));
}

static gboolean
means_booked (ClinicStage *stage)
{
  return clinic_stage_get_role (stage) == CLINIC_STAGE_ROLE_BOOKED ||
         clinic_stage_get_kind (stage) == CLINIC_STAGE_KIND_SUCCESS;
}

/* One that has its appointment may go on to another booked stage like any other move. */
static gboolean
lacks_visit (GPtrArray *leads)
{
  for (guint i = 0; i < leads->len; i++)
    if (clinic_lead_get_appointment_id (g_ptr_array_index (leads, i)) == 0)
      return TRUE;

  return FALSE;
}

void
desk_leads_page_move (DeskLeadsPage *self, GPtrArray *leads, ClinicStage *stage, gboolean by_key)
{
  if (clinic_stage_get_kind (stage) == CLINIC_STAGE_KIND_FAILURE)
    {
      desk_lead_loss_present (GTK_WIDGET (self), self->session, self->moves, leads, stage);
      return;
    }
  if (means_booked (stage) && lacks_visit (leads))
    {
      book (self, leads);
      return;
    }
  desk_board_follow (self->view, by_key ? leads : NULL);
  desk_board_moves_move (self->moves, leads, stage);
}

/* --- the menu of a card --- */

GMenuModel *
desk_leads_page_create_menu (DeskLeadsPage *self, ClinicLead *lead, guint n_chosen)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) one = g_menu_new ();
  g_autoptr (GMenu) more = g_menu_new ();
  g_autoptr (GMenuModel) stages =
    desk_board_create_stages (clinic_book_get_lead_stages (clinic_session_get_book (self->session)),
                              clinic_lead_get_stage_id (lead));
  const char *phone = clinic_lead_get_phone (lead);

  if (n_chosen == 1)
    desk_menu_append (one, _ ("Open"), "board.open", "Return");
  g_menu_append_submenu (one, _ ("Move to"), stages);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (one));
  if (n_chosen == 1 && phone != NULL && *phone != '\0')
    desk_menu_append (more, _ ("Call"), "board.call", "<Primary>Return");
  if (n_chosen == 1 && clinic_lead_get_appointment_id (lead) == 0)
    desk_menu_append (more, _ ("Book…"), "board.book", "<Primary>b");
  if (n_chosen == 1 && clinic_lead_get_patient_id (lead) != 0)
    desk_menu_append (more, _ ("Patient"), "board.patient", NULL);
  desk_menu_append (more, _ ("Close the enquiry…"), "board.cancel", "<Primary>d");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (more));

  return G_MENU_MODEL (g_steal_pointer (&menu));
}

/* --- actions --- */

/* (transfer full) (nullable): the enquiry that an action is about */
static ClinicLead *
dup_only (DeskLeadsPage *self)
{
  g_autoptr (GPtrArray) chosen = desk_board_dup_chosen (self->view);

  return chosen->len == 1 ? g_object_ref (g_ptr_array_index (chosen, 0)) : NULL;
}

static void
on_open_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  DeskLeadsPage *self = DESK_LEADS_PAGE (widget);
  g_autoptr (ClinicLead) lead = dup_only (self);

  if (lead != NULL)
    desk_lead_dialog_present (widget, self->session, lead);
}

static void
on_call_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_autoptr (ClinicLead) lead = dup_only (DESK_LEADS_PAGE (widget));
  const char *phone = lead != NULL ? clinic_lead_get_phone (lead) : NULL;

  if (phone != NULL && *phone != '\0')
    gtk_widget_activate_action (widget, "win.dial", "s", phone);
}

static void
on_patient_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_autoptr (ClinicLead) lead = dup_only (DESK_LEADS_PAGE (widget));

  if (lead != NULL && clinic_lead_get_patient_id (lead) != 0)
    gtk_widget_activate_action (widget, "win.open-patient", "x", clinic_lead_get_patient_id (lead));
}

static void
on_book_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  DeskLeadsPage *self = DESK_LEADS_PAGE (widget);
  g_autoptr (GPtrArray) chosen = desk_board_dup_chosen (self->view);

  if (chosen->len > 0 && lacks_visit (chosen))
    book (self, chosen);
}

static void
on_cancel_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  DeskLeadsPage *self = DESK_LEADS_PAGE (widget);
  g_autoptr (GPtrArray) chosen = desk_board_dup_chosen (self->view);

  if (chosen->len > 0)
    desk_lead_loss_present (widget, self->session, self->moves, chosen, NULL);
}

static void
on_repair_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  DeskLeadsPage *self = DESK_LEADS_PAGE (widget);

  if (self->orphan != NULL)
    desk_visit_dialog_present_lead (widget, self->session, self->orphan);
}

static void
on_move_to_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  DeskLeadsPage *self = DESK_LEADS_PAGE (widget);
  g_autoptr (GPtrArray) chosen = desk_board_dup_chosen (self->view);
  ClinicBoardColumn *column =
    clinic_board_get_column (self->board, g_variant_get_string (parameter, NULL));

  if (column != NULL && chosen->len > 0)
    desk_leads_page_move (self, chosen, clinic_board_column_get_stage (column), TRUE);
}

static void
on_clear_filter_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  desk_board_bar_clear (DESK_LEADS_PAGE (widget)->bar);
}

static void
on_find_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  desk_board_bar_focus_search (DESK_LEADS_PAGE (widget)->bar);
}

static void
on_focus_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  desk_board_grab_focus (DESK_LEADS_PAGE (widget)->view);
}

static void
on_undo_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  DeskLeadsPage *self = DESK_LEADS_PAGE (widget);

  if (!desk_board_moves_undo (self->moves))
    say (self, _ ("Nothing to undo"));
}

void
desk_leads_page_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "board.open", NULL, on_open_action_cb);
  gtk_widget_class_install_action (widget_class, "board.call", NULL, on_call_action_cb);
  gtk_widget_class_install_action (widget_class, "board.patient", NULL, on_patient_action_cb);
  gtk_widget_class_install_action (widget_class, "board.book", NULL, on_book_action_cb);
  gtk_widget_class_install_action (widget_class, "board.cancel", NULL, on_cancel_action_cb);
  gtk_widget_class_install_action (widget_class, "board.repair", NULL, on_repair_action_cb);
  gtk_widget_class_install_action (widget_class, "board.move-to", "s", on_move_to_action_cb);
  gtk_widget_class_install_action (widget_class, "board.clear-filter", NULL,
                                   on_clear_filter_action_cb);
  gtk_widget_class_install_action (widget_class, "board.find", NULL, on_find_action_cb);
  gtk_widget_class_install_action (widget_class, "board.focus", NULL, on_focus_action_cb);
  gtk_widget_class_install_action (widget_class, "board.undo", NULL, on_undo_action_cb);
}

/* --- keys --- */

void
desk_leads_page_add_shortcuts (DeskLeadsPage *self)
{
  /* The Russian letters on the same keys: see desk-accels.h. */
  static const DeskKey keys[] = {
    { GDK_KEY_f, "board.find" },      { GDK_KEY_Cyrillic_a, "board.find" },
    { GDK_KEY_z, "board.undo" },      { GDK_KEY_Cyrillic_ya, "board.undo" },
    { GDK_KEY_d, "board.cancel" },    { GDK_KEY_Cyrillic_ve, "board.cancel" },
    { GDK_KEY_b, "board.book" },      { GDK_KEY_Cyrillic_i, "board.book" },
    { GDK_KEY_Return, "board.call" }, { GDK_KEY_KP_Enter, "board.call" },
    { GDK_KEY_g, "board.repair" },    { GDK_KEY_Cyrillic_pe, "board.repair" },
  };

  desk_keys_add (GTK_WIDGET (self), keys, G_N_ELEMENTS (keys));
}
