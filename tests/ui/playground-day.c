/* playground-day.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * usage: playground-day SCENE [PICTURE.png]
 *
 * Shows a day of ten doctors over a clinic made of lists: day, chairs, filter, few, empty; with a
 * file name, writes a picture and ends; a name with .pdf is what would be printed. Not installed.
 */

#define G_LOG_DOMAIN "playground-day"

#include "dummy-clinic.h"
#include "dummy-scenes.h"

#include "desk-board-bar.h"
#include "desk-board-page.h"
#include "desk-day-print.h"
#include "desk-day-view.h"
#include "reception-config.h"

#include "clinic-windows.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <locale.h>

static DummySession *session; /* a program of one scene */
static const char *scene;
static const char *picture;

static const char *const doctors[] = {
  "Абрамова Т. Л.", "Васильев К. Н.", "Гринберг М. И.", "Ким Е. С.",       "Ли В. С.",
  "Назарова О. П.", "Петров И. С.",   "Рогозин А. А.",  "Снегирёва О. А.", "Юдина М. В.",
};
static const char *const patients[] = {
  "Смирнова Анна Викторовна",
  "Ким Виктория",
  "Орлова Дарья",
  "Сидоров Пётр",
  "Алексеева Ирина Михайловна",
  "Ли Сергей",
  "Громов Никита",
  "Захарова Елена",
  "Мельник Ольга",
  "Тарасов Денис Олегович",
};
static const char *const services[] = { "Кариес 3.6", "Осмотр", "Профгигиена", "Коронка 2.5",
                                        "Брекеты, активация" };

static void
set_stage (ClinicAppointment *visit, ClinicStageRole role)
{
  GListModel *stages = G_LIST_MODEL (dummy_session_stages (session));

  for (guint i = 0; i < g_list_model_get_n_items (stages); i++)
    {
      g_autoptr (ClinicStage) stage = g_list_model_get_item (stages, i);

      if (clinic_stage_get_role (stage) != role)
        continue;
      clinic_appointment_set_stage (visit, stage);
      clinic_appointment_set_stage_id (visit, clinic_stage_get_id (stage));
      clinic_appointment_set_kind (visit, clinic_stage_get_kind (stage));
    }
}

static ClinicStageRole
role_at (gint64 start, guint n)
{
  gint64 passed = DUMMY_NOW - start;

  if (passed > 5400)
    return CLINIC_STAGE_ROLE_COMPLETED;
  if (passed > 0)
    return n % 4 == 0 ? CLINIC_STAGE_ROLE_CONFIRMED : CLINIC_STAGE_ROLE_ARRIVED;

  return n % 3 == 0   ? CLINIC_STAGE_ROLE_TOMORROW
         : n % 5 == 0 ? CLINIC_STAGE_ROLE_UNCONFIRMED
                      : CLINIC_STAGE_ROLE_CONFIRMED;
}

static void
add_visit (guint doctor, guint n, gint64 start, int minutes)
{
  g_autoptr (ClinicAppointment) visit = clinic_appointment_new ();
  g_autofree char *chair = g_strdup_printf ("Кресло %u", doctor % 4 + 1);
  g_autofree char *phone = g_strdup_printf ("+7900000%04u", n * 37);

  clinic_appointment_set_id (visit, 1000 + n);
  clinic_appointment_set_patient_id (visit, n);
  clinic_appointment_set_patient_name (visit, patients[n % G_N_ELEMENTS (patients)]);
  clinic_appointment_set_patient_birth_date (visit, n % 3 == 0 ? "1992-03-05" : "1978-10-10");
  clinic_appointment_set_patient_phone (visit, phone);
  clinic_appointment_set_title (visit, services[n % G_N_ELEMENTS (services)]);
  clinic_appointment_set_doctor_id (visit, 200 + doctor);
  clinic_appointment_set_doctor_name (visit, doctors[doctor]);
  clinic_appointment_set_specialty (visit, doctor % 3 == 0 ? "ортодонт" : "терапевт");
  clinic_appointment_set_chair_id (visit, doctor % 4 + 1);
  clinic_appointment_set_chair (visit, chair);
  clinic_appointment_set_start (visit, start);
  clinic_appointment_set_minutes (visit, n % 17 == 0 ? 0 : minutes);
  clinic_appointment_set_moved (visit, start - 300 - n * 7);
  clinic_appointment_set_amount (visit, n % 2 == 0 ? 320000 : 0);
  clinic_appointment_set_first_visit (visit,
                                      n % 7 == 0 ? CLINIC_FIRST_VISIT_YES : CLINIC_FIRST_VISIT_NO);
  clinic_appointment_set_reminders (visit, CLINIC_REMINDERS_SENT | CLINIC_REMINDERS_DELIVERED);
  clinic_appointment_set_pending (visit, n == 44);
  set_stage (visit, role_at (start, n));
  g_list_store_append (dummy_book_appointments (dummy_session_book (session)), visit);
}

static void
fill_day (guint n_doctors)
{
  static const int lengths[] = { 30, 60, 15, 45, 90, 30, 20 };
  GListStore *chairs = dummy_book_list (dummy_session_book (session), CLINIC_BOOK_CHAIRS);
  gint64 midnight = clinic_windows_day (DUMMY_NOW, 0);
  guint n = 0;

  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (ClinicChoice) chair = clinic_choice_new ();
      g_autofree char *name = g_strdup_printf ("Кресло %u", i + 1);

      clinic_choice_set_id (chair, i + 1);
      clinic_choice_set_name (chair, name);
      g_list_store_append (chairs, chair);
    }
  for (guint i = 0; i < n_doctors; i++)
    for (int minute = 540 + (int) i * 15, j = 0; minute < 1180; j++, n++)
      {
        int length = lengths[(n + i) % G_N_ELEMENTS (lengths)];

        add_visit (i, n, clinic_windows_at (midnight, minute), length);
        if (n % 19 == 5)
          add_visit (i, 500 + n, clinic_windows_at (midnight, minute + 15), 30);
        minute += length + (j % 3 == 2 ? 45 : j % 3 == 1 ? 15 : 0);
      }
}

static void
print_day (void)
{
  g_autoptr (ClinicDay) day = clinic_day_new (CLINIC_BOOK (dummy_session_book (session)));
  ClinicDayRules rules = { .day = DUMMY_NOW, .now = DUMMY_NOW, .begins = 540, .ends = 1200 };
  g_autoptr (GtkPrintOperation) print = NULL;
  g_autoptr (GError) error = NULL;

  clinic_day_set_rules (day, &rules);
  print = desk_day_print_new (CLINIC_SESSION (session), day);
  gtk_print_operation_set_export_filename (print, picture);
  if (gtk_print_operation_run (print, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL, &error) ==
      GTK_PRINT_OPERATION_RESULT_ERROR)
    g_error ("%s", error->message);
}

static gboolean
on_ready_cb (gpointer user_data)
{
  GtkApplication *application = GTK_APPLICATION (user_data);
  GtkWidget *window = GTK_WIDGET (gtk_application_get_windows (application)->data);
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (window);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;

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

static void
on_activate_cb (GtkApplication *application)
{
  GtkWidget *window = adw_application_window_new (application);
  GtkWidget *overlay = adw_toast_overlay_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *page = NULL;
  g_autoptr (GSettings) settings = g_settings_new (RECEPTION_APP_ID);

  if (g_getenv ("PLAYGROUND_DARK") != NULL)
    adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                        ADW_COLOR_SCHEME_FORCE_DARK);
  g_settings_set_string (settings, "appointments-view", "day");
  g_settings_set_string (settings, "day-columns",
                         g_str_equal (scene, "chairs") ? "chairs" : "doctors");
  page = desk_board_page_new (CLINIC_SESSION (session));
  gtk_widget_set_vexpand (page, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), page);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), box);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), overlay);
  /* the window's list of pages is beside it */
  gtk_window_set_default_size (GTK_WINDOW (window), 1366 - 220, 768);
  gtk_window_present (GTK_WINDOW (window));

  if (picture != NULL)
    g_timeout_add (1500, on_ready_cb, application);
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

  scene = argc > 1 ? argv[1] : "day";
  picture = argc > 2 ? argv[2] : NULL;
  session = dummy_session_new ();
  dummy_session_set_now (session, DUMMY_NOW);
  dummy_add_stages (session);
  if (!g_str_equal (scene, "empty"))
    fill_day (g_str_equal (scene, "few") ? 3 : G_N_ELEMENTS (doctors));

  application = adw_application_new (NULL, G_APPLICATION_NON_UNIQUE);
  g_application_set_resource_base_path (G_APPLICATION (application),
                                        "/io/github/reception24/Reception");
  g_signal_connect (application, "activate", G_CALLBACK (on_activate_cb), NULL);
  if (picture != NULL && g_str_has_suffix (picture, ".pdf"))
    {
      gtk_init ();
      print_day ();
      return 0;
    }

  return g_application_run (G_APPLICATION (application), 1, argv);
}
