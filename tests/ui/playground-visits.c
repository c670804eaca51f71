/* playground-visits.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * usage: playground-visits SCENE [PICTURE.png]
 *
 * Shows the panel and the dialogs of appointments over a clinic made of lists; with a file name,
 * writes a picture of what was opened last and ends. Not installed.
 */

#define G_LOG_DOMAIN "playground-visits"

#include "dummy-clinic.h"
#include "dummy-eyes.h"
#include "dummy-mismatches.h"
#include "dummy-scenes.h"

#include "desk-cancel-dialog.h"
#include "desk-mismatch-words.h"
#include "desk-visit-dialog.h"
#include "desk-visit-pane.h"

#include "clinic-windows.h"

#include <glib/gi18n.h>
#include <locale.h>

static DummySession *session; /* a program of one scene */
static const char *scene;
static const char *picture;

static gboolean
on_ready_cb (gpointer user_data)
{
  GtkApplication *application = GTK_APPLICATION (user_data);
  GtkWidget *window = GTK_WIDGET (gtk_application_get_windows (application)->data);
  g_autoptr (GListModel) toplevels = g_object_ref (gtk_window_get_toplevels ());
  g_autoptr (GdkPaintable) paintable = NULL;
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) toplevel = g_list_model_get_item (toplevels, i);

      if (gtk_window_get_modal (GTK_WINDOW (toplevel)))
        window = toplevel;
    }
  paintable = gtk_widget_paintable_new (window);
  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (window),
                          gtk_widget_get_height (window));
  node = gtk_snapshot_free_to_node (snapshot);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node,
                                         &GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (window),
                                                              gtk_widget_get_height (window)));
  gdk_texture_save_to_png (texture, picture);
  g_application_quit (G_APPLICATION (application));

  return G_SOURCE_REMOVE;
}

static gboolean
is (const char *name)
{
  return g_strcmp0 (scene, name) == 0;
}

static void
open_scene (GtkWidget *child)
{
  ClinicSession *desk = CLINIC_SESSION (session);
  gint64 tomorrow = clinic_windows_day (DUMMY_NOW, 1);

  if (is ("new"))
    desk_visit_dialog_present_new (child, desk, 0, 0, 0);
  else if (is ("new-window"))
    desk_visit_dialog_present_new (child, desk, 3, DUMMY_PETROV, clinic_windows_at (tomorrow, 735));
  else if (is ("new-clash"))
    desk_visit_dialog_present_new (child, desk, 3, DUMMY_PETROV, clinic_windows_at (tomorrow, 675));
  else if (is ("reschedule"))
    desk_visit_dialog_present_reschedule (child, desk, dummy_anna_visit (session));
  else if (is ("lead"))
    {
      g_autoptr (ClinicLead) lead = clinic_lead_new ();

      clinic_lead_set_id (lead, 31);
      clinic_lead_set_title (lead, "Имплантация, заявка с сайта");
      clinic_lead_set_name (lead, "Смирнова Ольга");
      clinic_lead_set_phone (lead, "+79000000001");
      desk_visit_dialog_present_lead (child, desk, lead);
    }
}

/* Presses what one would press to get there. */
static void
open_cancel (GtkWidget *child)
{
  gint64 tomorrow = clinic_windows_day (DUMMY_NOW, 1);
  ClinicAppointment *kim =
    dummy_book_visit (session, 21, "Ким Виктория", DUMMY_PETROV, clinic_windows_at (tomorrow, 1110),
                      30, CLINIC_STAGE_ROLE_BOOKED);
  g_autoptr (ClinicLead) lead = clinic_lead_new ();
  g_autoptr (ClinicStage) waiting = clinic_stage_new ();
  GtkWidget *dialog;

  clinic_appointment_set_waiting (kim, TRUE);
  clinic_appointment_set_patient_phone (kim, "+79000000044");
  clinic_appointment_set_moved (kim, DUMMY_NOW - 9 * 86400);
  clinic_stage_set_role (waiting, CLINIC_STAGE_ROLE_WAITING_LIST);
  clinic_lead_set_stage (lead, waiting);
  clinic_lead_set_name (lead, "Орлова Дарья");
  clinic_lead_set_phone (lead, "+79000000045");
  clinic_lead_set_moved (lead, DUMMY_NOW - 3 * 86400);
  g_list_store_append (dummy_book_leads (dummy_session_book (session)), lead);

  dialog =
    desk_cancel_dialog_present (child, CLINIC_SESSION (session), dummy_anna_visit (session), NULL);
  if (!is ("cancel"))
    press (dialog, GDK_KEY_1, 0);
  if (is ("cancel-lost"))
    press (dialog, GDK_KEY_6, 0);
  if (is ("cancel-freed"))
    press (dialog, GDK_KEY_2, 0);
}

/* The panel in the width that it has beside a page; pane-loading, -missing, -stale, -waiting, -mis.
 */
static void
open_pane (GtkWidget *child)
{
  GtkWidget *pane = desk_visit_pane_new (CLINIC_SESSION (session));
  ClinicAppointment *visit = dummy_anna_visit (session);
  g_autoptr (ClinicAppointmentFile) file = dummy_visit_file (session, visit);

  clinic_appointment_set_first_visit (visit, CLINIC_FIRST_VISIT_YES);
  clinic_appointment_set_source_name (visit, "сайт");
  clinic_appointment_set_chair (visit, "кресло 2");
  clinic_appointment_set_moves (visit, 2);
  clinic_appointment_set_mis_status (visit, "Записан");
  clinic_appointment_set_origin (visit, "HLX-0098123");
  clinic_appointment_set_reminders (visit, CLINIC_REMINDERS_SENT | CLINIC_REMINDERS_DELIVERED);
  clinic_appointment_set_comments (visit, "Боится уколов");
  if (is ("pane-stale"))
    clinic_appointment_file_set_state (file, CLINIC_LOAD_STALE);
  if (is ("pane-missing"))
    clinic_appointment_file_set_state (file, CLINIC_LOAD_MISSING);
  if (is ("pane-waiting"))
    {
      clinic_appointment_set_pending (visit, TRUE);
      clinic_appointment_set_problem (visit, "Заполните поле «Диагноз»");
    }
  if (is ("pane-mis"))
    for (int kind = CLINIC_MISMATCH_TIME; kind <= CLINIC_MISMATCH_STAGE; kind++)
      {
        ClinicMismatch *mismatch =
          dummy_mismatch (session, desk_mismatch_kind_nick ((ClinicMismatchKind) kind),
                          (ClinicMismatchKind) kind);

        clinic_mismatch_set_appointment (mismatch, visit);
        clinic_mis_visit_set_doctor (clinic_mismatch_get_visit (mismatch), "Ли В. С.");
      }
  if (!is ("pane-loading"))
    dummy_book_add_file (dummy_session_book (session), file);

  gtk_widget_set_halign (pane, GTK_ALIGN_END);
  gtk_widget_set_vexpand (pane, TRUE);
  gtk_widget_set_size_request (pane, 400, -1);
  gtk_box_append (GTK_BOX (child), pane);
  desk_visit_pane_show (DESK_VISIT_PANE (pane), clinic_appointment_get_id (visit));
  if (is ("pane-waiting"))
    {
      g_autoptr (ClinicCommand) command = NULL;

      press (pane, GDK_KEY_1, 0);
      command = g_list_model_get_item (G_LIST_MODEL (dummy_session_commands (session)), 0);
      clinic_command_set_problem (command, "Заполните поле «Диагноз»");
      clinic_command_set_state (command, CLINIC_COMMAND_REFUSED);
    }
}

static void
on_activate_cb (GtkApplication *application)
{
  GtkWidget *window = adw_application_window_new (application);
  GtkWidget *overlay = adw_toast_overlay_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), box);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), overlay);
  if (g_str_has_prefix (scene, "pane"))
    gtk_window_set_default_size (GTK_WINDOW (window), 420, 1500);
  else
    gtk_window_set_default_size (GTK_WINDOW (window), 1140, 720);
  gtk_window_present (GTK_WINDOW (window));
  if (g_getenv ("PLAYGROUND_DARK") != NULL)
    adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                        ADW_COLOR_SCHEME_FORCE_DARK);
  if (g_str_has_prefix (scene, "cancel"))
    open_cancel (box);
  else if (g_str_has_prefix (scene, "pane"))
    open_pane (box);
  else
    open_scene (box);

  if (picture != NULL)
    g_timeout_add (1200, on_ready_cb, application);
}

int
main (int argc, char *argv[])
{
  g_autoptr (AdwApplication) application = NULL;

  setlocale (LC_ALL, "");
  if (g_getenv ("RECEPTION_LOCALEDIR") != NULL)
    bindtextdomain ("reception", g_getenv ("RECEPTION_LOCALEDIR"));
  bind_textdomain_codeset ("reception", "UTF-8");
  textdomain ("reception");

  scene = argc > 1 ? argv[1] : "new";
  picture = argc > 2 ? argv[2] : NULL;
  session = dummy_session_new ();
  dummy_session_set_now (session, DUMMY_NOW);
  dummy_add_stages (session);
  dummy_fill_clinic (session);

  application = adw_application_new (NULL, G_APPLICATION_NON_UNIQUE);
  g_application_set_resource_base_path (G_APPLICATION (application),
                                        "/io/github/reception24/Reception");
  g_signal_connect (application, "activate", G_CALLBACK (on_activate_cb), NULL);

  return g_application_run (G_APPLICATION (application), 1, argv);
}
