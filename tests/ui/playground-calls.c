/* playground-calls.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * usage: playground-calls SCENE [PICTURE.png]
 *
 * Shows the calls' widgets in one of their states over a clinic made of lists; with a file name,
 * writes a picture of it and ends. Not installed: for looking at what the tests cannot judge.
 */

#define G_LOG_DOMAIN "playground-calls"

#include "dummy-scenes.h"

#include "desk-call-pane.h"
#include "desk-call-strip.h"
#include "desk-calls-page.h"
#include "desk-patient-pane.h"

#include "clinic-comment.h"
#include "clinic-lead.h"

#include <adwaita.h>
#include <locale.h>
#include <glib/gi18n.h>

static DummySession *session; /* a program of one scene */
static const char *scene;
static const char *picture;

static ClinicCandidate *
anna (gboolean important)
{
  g_autoptr (ClinicPatient) patient = dummy_patient (1, "Смирнова", "Анна", "1992-03-05");
  g_autoptr (ClinicAppointment) next = dummy_visit (session, 11, 1, 10, CLINIC_STAGE_ROLE_TOMORROW);
  g_autoptr (ClinicAppointment) last =
    dummy_visit (session, 12, -101, 12, CLINIC_STAGE_ROLE_COMPLETED);
  g_autoptr (GListStore) history = g_list_store_new (CLINIC_TYPE_APPOINTMENT);
  g_autoptr (GListStore) leads = g_list_store_new (CLINIC_TYPE_LEAD);
  g_autoptr (ClinicLead) lead = clinic_lead_new ();
  ClinicCandidate *candidate = dummy_candidate (patient, next, 7);

  clinic_patient_set_second_name (patient, "Викторовна");
  clinic_patient_set_responsible_name (patient, "Ольга Петрова");
  if (important)
    clinic_patient_set_important (patient, "Аллергия на лидокаин");
  clinic_lead_set_title (lead, "Имплантация");
  clinic_lead_set_source_name (lead, "сайт");
  clinic_lead_set_created (lead, DUMMY_NOW - 86400);
  g_list_store_append (leads, lead);
  g_list_store_append (history, last);
  clinic_candidate_set_last (candidate, last);
  clinic_candidate_set_history (candidate, G_LIST_MODEL (history));
  clinic_candidate_set_leads (candidate, G_LIST_MODEL (leads));

  return candidate;
}

static ClinicCandidate *
misha (void)
{
  g_autoptr (ClinicPatient) patient = dummy_patient (2, "Смирнов", "Миша", "2019-05-05");
  g_autoptr (ClinicAppointment) next = dummy_visit (session, 13, 2, 15, CLINIC_STAGE_ROLE_BOOKED);

  return dummy_candidate (patient, next, 0);
}

static void
answer (ClinicCall *call, gboolean mine)
{
  clinic_call_set_state (call, CLINIC_CALL_STATE_ANSWERED);
  clinic_call_set_answered (call, DUMMY_NOW - 42);
  clinic_call_set_mine (call, mine);
  clinic_call_set_answered_by (call, mine ? "Ольга" : "Марина");
}

static void
finish (ClinicCall *call, ClinicCallEnd end)
{
  clinic_call_set_ended (call, DUMMY_NOW);
  clinic_call_set_end (call, end);
  clinic_call_set_state (call, CLINIC_CALL_STATE_ENDED);
}

static void
add_call (void)
{
  gboolean hidden = g_strcmp0 (scene, "hidden") == 0;
  g_autoptr (ClinicCall) call = dummy_call ("1", hidden ? NULL : "79000000001", 7);
  g_autoptr (ClinicCandidate) first = anna (g_strcmp0 (scene, "plain") != 0);
  g_autoptr (ClinicCandidate) second = misha ();

  if (g_strcmp0 (scene, "family") == 0 || g_strcmp0 (scene, "family-chosen") == 0)
    dummy_identify (call, CLINIC_CALLER_STATE_COMPLETE, first, second, NULL);
  else if (g_strcmp0 (scene, "stale") == 0)
    dummy_identify (call, CLINIC_CALLER_STATE_STALE, first, NULL);
  else if (g_strcmp0 (scene, "unknown") == 0 || g_strcmp0 (scene, "lead") == 0)
    dummy_identify (call, CLINIC_CALLER_STATE_COMPLETE, NULL);
  else if (!hidden && g_strcmp0 (scene, "looking") != 0)
    dummy_identify (call, CLINIC_CALLER_STATE_COMPLETE, first, NULL);

  if (g_strcmp0 (scene, "family-chosen") == 0)
    clinic_caller_set_chosen (clinic_call_get_caller (call), first);
  if (g_strcmp0 (scene, "known") == 0)
    clinic_candidate_set_first_visit (first, CLINIC_FIRST_VISIT_YES);
  if (g_strcmp0 (scene, "lead") == 0)
    clinic_call_set_lead_pending (call, TRUE);
  if (g_strcmp0 (scene, "answered") == 0 || g_strcmp0 (scene, "outcome") == 0)
    answer (call, TRUE);
  if (g_strcmp0 (scene, "outcome") == 0)
    finish (call, CLINIC_CALL_END_TALKED);
  if (g_strcmp0 (scene, "elsewhere") == 0)
    {
      answer (call, FALSE);
      finish (call, CLINIC_CALL_END_ELSEWHERE);
    }
  if (g_strcmp0 (scene, "missed") == 0)
    finish (call, CLINIC_CALL_END_MISSED);
  if (g_strcmp0 (scene, "silent") == 0)
    finish (call, CLINIC_CALL_END_UNKNOWN);

  g_list_store_append (dummy_session_calls (session), call);

  if (g_strcmp0 (scene, "two") == 0)
    {
      g_autoptr (ClinicCall) other = dummy_call ("2", "79000000099", 3);

      clinic_call_set_started (call, DUMMY_NOW - 44);
      dummy_identify (other, CLINIC_CALLER_STATE_COMPLETE, NULL);
      g_list_store_append (dummy_session_calls (session), other);
    }
}

static void
fill_day (void)
{
  GListStore *missed = dummy_session_missed (session);
  GListStore *log = dummy_session_call_log (session);
  g_autoptr (ClinicMissedGroup) a =
    dummy_missed ("79000000003", "Сидоров Пётр", 40, 2, CLINIC_MISSED_LATE);
  g_autoptr (ClinicMissedGroup) b = dummy_missed ("79000000017", NULL, 4, 1, CLINIC_MISSED_WAITING);
  g_autoptr (ClinicMissedGroup) c =
    dummy_missed ("79000000018", "Ким Виктория", 30, 1, CLINIC_MISSED_TRIED);
  g_autoptr (ClinicMissedGroup) d =
    dummy_missed ("79000000044", "Орлова Дарья", 118, 1, CLINIC_MISSED_CALLED_BACK);
  g_autoptr (ClinicMissedGroup) e =
    dummy_missed ("79000000045", "Ли Сергей", 200, 3, CLINIC_MISSED_GOT_THROUGH);
  g_autoptr (ClinicMissedGroup) f = dummy_missed ("", NULL, 9, 1, CLINIC_MISSED_WAITING);

  g_list_store_append (missed, a);
  g_list_store_append (missed, f);
  g_list_store_append (missed, b);
  g_list_store_append (missed, c);
  g_list_store_append (missed, d);
  g_list_store_append (missed, e);

  for (int i = 0; i < 40; i++)
    {
      static const char *const codes[] = { "200", "200", "304", "200", "486" };
      g_autofree char *number = g_strdup_printf ("790000001%02d", i);
      g_autoptr (ClinicCallRecord) record =
        dummy_record (i % 7 == 6 ? "" : number, i % 3 ? "Иванова Анна" : NULL, i * 11 + 2,
                      codes[i % 5], i % 5 > 2);

      g_list_store_append (log, record);
    }
}

static void
add_file (void)
{
  g_autoptr (ClinicPatientFile) file = clinic_patient_file_new ();
  g_autoptr (ClinicCandidate) candidate = anna (TRUE);
  ClinicPatient *patient = clinic_candidate_get_patient (candidate);
  g_autoptr (GListStore) upcoming = g_list_store_new (CLINIC_TYPE_APPOINTMENT);
  g_autoptr (GListStore) comments = g_list_store_new (CLINIC_TYPE_COMMENT);
  g_autoptr (GListStore) calls = g_list_store_new (CLINIC_TYPE_CALL_RECORD);
  const char *phones[] = { "+7 900 000-00-01", "84950000010", NULL };

  clinic_patient_set_phones (patient, phones);
  clinic_patient_set_comments (patient, "Боится уколов, просит позвонить за час.");
  g_list_store_append (upcoming, clinic_candidate_get_next (candidate));
  for (int i = 0; i < 3; i++)
    {
      g_autoptr (ClinicComment) comment = clinic_comment_new ();
      g_autoptr (ClinicCallRecord) record =
        dummy_record ("79000000001", "Смирнова Анна", i * 3000, i == 1 ? "304" : "200", i == 2);

      clinic_comment_set_text (comment, i == 0 ? "Просила перенести на утро"
                                               : "Подтвердила визит по телефону");
      clinic_comment_set_created (comment, DUMMY_NOW - i * 90000);
      clinic_comment_set_author_name (comment, "Марина К.");
      clinic_comment_set_pending (comment, i == 0);
      g_list_store_append (comments, comment);
      g_list_store_append (calls, record);
    }

  clinic_patient_file_set_patient_id (file, 1);
  clinic_patient_file_set_patient (file, patient);
  clinic_patient_file_set_upcoming (file, G_LIST_MODEL (upcoming));
  clinic_patient_file_set_past (file, clinic_candidate_get_history (candidate));
  clinic_patient_file_set_leads (file, clinic_candidate_get_leads (candidate));
  clinic_patient_file_set_comments (file, G_LIST_MODEL (comments));
  clinic_patient_file_set_calls (file, G_LIST_MODEL (calls));
  clinic_patient_file_set_as_of (file, DUMMY_NOW - 19 * 60);
  clinic_patient_file_set_state (file, g_strcmp0 (scene, "patient-stale") == 0 ? CLINIC_LOAD_STALE
                                                                               : CLINIC_LOAD_READY);
  dummy_session_add_file (session, file);
}

static gboolean
on_ready_cb (gpointer user_data)
{
  GtkWidget *window = GTK_WIDGET (user_data);
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (window);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  int width = gtk_widget_get_width (window);
  int height = gtk_widget_get_height (window);
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_free_to_node (snapshot);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node,
                                         &GRAPHENE_RECT_INIT (0, 0, width, height));
  gdk_texture_save_to_png (texture, picture);
  gtk_window_destroy (GTK_WINDOW (window));

  return G_SOURCE_REMOVE;
}

static void
click_tab (GtkWidget *widget, int position)
{
  GtkWidget *tabs =
    gtk_widget_get_first_child (gtk_widget_get_first_child (gtk_widget_get_first_child (widget)));
  GtkWidget *tab = gtk_widget_get_first_child (tabs);

  while (position-- > 0)
    tab = gtk_widget_get_next_sibling (tab);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (tab), TRUE);
}

static void
on_activate_cb (GtkApplication *application)
{
  static const char *const actions[] = { "open-patient", "dial", "copy-number", "show-call",
                                         "refresh" };
  GtkWidget *window = adw_application_window_new (application);
  GtkWidget *overlay = adw_toast_overlay_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *columns = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *page = desk_calls_page_new (CLINIC_SESSION (session));
  GtkWidget *pane = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      g_autoptr (GSimpleAction) action =
        g_simple_action_new (actions[i], i == 0  ? G_VARIANT_TYPE_INT64
                                         : i < 4 ? G_VARIANT_TYPE_STRING
                                                 : NULL);

      g_action_map_add_action (G_ACTION_MAP (window), G_ACTION (action));
    }

  if (g_str_has_prefix (scene, "patient"))
    {
      pane = desk_patient_pane_new (CLINIC_SESSION (session));
      desk_patient_pane_show (DESK_PATIENT_PANE (pane),
                              g_strcmp0 (scene, "patient-loading") ? 1 : 9);
    }
  else
    pane = desk_call_pane_new (CLINIC_SESSION (session));

  if (g_strcmp0 (scene, "page-missed") == 0 || g_strcmp0 (scene, "page-missed-empty") == 0)
    click_tab (page, 1);
  if (g_strcmp0 (scene, "page-all") == 0 || g_strcmp0 (scene, "page-all-empty") == 0)
    click_tab (page, 2);

  gtk_widget_set_size_request (pane, 400, -1);
  gtk_widget_set_hexpand (page, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), desk_call_strip_new (CLINIC_SESSION (session)));
  gtk_box_append (GTK_BOX (columns), page);
  gtk_box_append (GTK_BOX (columns), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  gtk_box_append (GTK_BOX (columns), pane);
  gtk_widget_set_vexpand (columns, TRUE);
  gtk_box_append (GTK_BOX (box), columns);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), box);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), overlay);
  gtk_window_set_default_size (GTK_WINDOW (window), 1140, 720);
  gtk_window_present (GTK_WINDOW (window));

  if (picture != NULL)
    g_timeout_add (700, on_ready_cb, window);
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

  scene = argc > 1 ? argv[1] : "known";
  picture = argc > 2 ? argv[2] : NULL;
  session = dummy_session_new ();
  dummy_session_set_now (session, DUMMY_NOW);
  dummy_add_stages (session);

  if (g_str_has_prefix (scene, "patient"))
    add_file ();
  else if (!g_str_has_prefix (scene, "page"))
    add_call ();
  if (!g_str_has_suffix (scene, "-empty"))
    fill_day ();
  if (g_str_has_suffix (scene, "-offline"))
    {
      clinic_link_set_state (clinic_session_get_link (CLINIC_SESSION (session)),
                             CLINIC_LINK_OFFLINE);
      clinic_link_set_last_answer (clinic_session_get_link (CLINIC_SESSION (session)),
                                   DUMMY_NOW - 19 * 60);
    }

  application = adw_application_new (NULL, G_APPLICATION_NON_UNIQUE);
  g_application_set_resource_base_path (G_APPLICATION (application),
                                        "/io/github/reception24/Reception");
  g_signal_connect (application, "activate", G_CALLBACK (on_activate_cb), NULL);

  return g_application_run (G_APPLICATION (application), 1, argv);
}
