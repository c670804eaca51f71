/* desk-board-do.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-board-do"

#include "desk-board-do.h"

#include <glib/gi18n.h>

#include "desk-menu.h"

void
desk_board_open (GtkWidget *widget, ClinicAppointment *visit)
{
  if (clinic_appointment_get_id (visit) > 0)
    gtk_widget_activate_action (widget, "win.open-appointment", "x",
                                clinic_appointment_get_id (visit));
}

GMenuModel *
desk_board_create_stages (GListModel *stages, const char *stage_id)
{
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < g_list_model_get_n_items (stages); i++)
    {
      g_autoptr (ClinicStage) stage = g_list_model_get_item (stages, i);
      g_autoptr (GMenuItem) item = NULL;
      const char *id = clinic_stage_get_id (stage);

      if (id == NULL || g_strcmp0 (id, stage_id) == 0)
        continue;
      item = g_menu_item_new (clinic_stage_get_name (stage), NULL);
      g_menu_item_set_action_and_target (item, "board.move-to", "s", id);
      g_menu_append_item (menu, item);
    }

  return G_MENU_MODEL (menu);
}

GMenuModel *
desk_board_create_menu (ClinicSession *session, ClinicAppointment *visit, guint n_chosen)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) one = g_menu_new ();
  g_autoptr (GMenu) more = g_menu_new ();
  g_autoptr (GMenuModel) stages =
    desk_board_create_stages (clinic_session_get_stages (session),
                              clinic_appointment_get_stage_id (visit));
  const char *phone = clinic_appointment_get_patient_phone (visit);

  if (n_chosen == 1)
    desk_menu_append (one, _ ("Open"), "board.open", "Return");
  g_menu_append_submenu (one, _ ("Move to"), stages);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (one));
  if (n_chosen != 1)
    {
      desk_menu_append (more, _ ("Call List in Bitrix24…"), "board.share-calls", NULL);
      g_menu_append_section (menu, NULL, G_MENU_MODEL (more));
      return G_MENU_MODEL (g_steal_pointer (&menu));
    }

  if (phone != NULL && *phone != '\0')
    desk_menu_append (more, C_ ("card", "Call"), "board.call", NULL);
  desk_menu_append (more, _ ("Another time…"), "board.reschedule", "<Primary>r");
  desk_menu_append (more, _ ("Cancel the visit…"), "board.cancel", "<Primary>d");
  desk_menu_append (more, _ ("Open in Bitrix24"), "board.browse", NULL);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (more));

  return G_MENU_MODEL (g_steal_pointer (&menu));
}

void
desk_board_browse (GtkWidget *widget, ClinicSession *session, ClinicAppointment *visit)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  g_autoptr (ClinicAppointmentFile) file =
    clinic_book_open_appointment (clinic_session_get_book (session),
                                  clinic_appointment_get_id (visit));
  const char *address = clinic_appointment_file_get_address (file);

  if (address != NULL && *address != '\0')
    gtk_show_uri (GTK_WINDOW (root), address, GDK_CURRENT_TIME);
}

void
desk_board_popup_menu (GtkWidget *page, GMenuModel *menu, GtkWidget *list, double x, double y)
{
  GtkWidget *popover = NULL;
  double px = 0;
  double py = 0;

  gtk_widget_translate_coordinates (list, page, x, y, &px, &py);
  popover = desk_menu_new_popover (page, menu, &(GdkRectangle){ (int) px, (int) py, 1, 1 });
  gtk_widget_set_halign (popover, GTK_ALIGN_START);
  gtk_popover_popup (GTK_POPOVER (popover));
}
