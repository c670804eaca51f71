/* test-desk-mis.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "dummy-desk.h"
#include "dummy-mismatches.h"
#include "dummy-services.h"

#include "clinic-error.h"
#include "desk-board-page.h"
#include "desk-card-words.h"
#include "desk-mapping-banner.h"
#include "desk-mis-banner.h"
#include "desk-mis-preferences.h"
#include "desk-mis-word-row.h"
#include "desk-mis-words-page.h"
#include "desk-mismatch-section.h"
#include "desk-visit-pane.h"
#include "dummy-mapping.h"
#include "reception-config.h"

/* What is said of the medical system beside the page of mismatches: cards, panel, line, settings.
 */

static GtkWidget *
put (Desk *desk, GtkWidget *widget)
{
  gtk_widget_set_vexpand (widget, TRUE);
  gtk_box_append (GTK_BOX (desk->place), widget);
  settle (60);

  return widget;
}

static const char *
asked (Desk *desk)
{
  return dummy_mis_desk_asked (dummy_session_mis_desk (desk->session));
}

/* --- cards --- */

static void
assert_badge (ClinicAppointment *visit, const char *words)
{
  g_autofree char *badge = desk_card_mis_badge (visit);

  g_assert_cmpstr (badge, ==, words);
}

static void
assert_short_badge (ClinicAppointment *visit, const char *words)
{
  g_autofree char *badge = desk_card_mis_short_badge (visit);

  g_assert_cmpstr (badge, ==, words);
}

static void
test_a_card_says_what_the_mis_says (Desk *desk, gconstpointer data)
{
  ClinicAppointment *visit = desk->anna;
  g_autofree char *words = NULL, *label = NULL, *waiting = NULL;

  assert_badge (visit, "");
  clinic_appointment_set_mis_status (visit, "Записан");
  assert_badge (visit, "MIS");
  clinic_appointment_set_mis_id (visit, "guid");
  assert_badge (visit, "MIS ✓");

  /* another time of the day, and another day */
  clinic_appointment_set_mismatches (visit, 1 << CLINIC_MISMATCH_TIME);
  clinic_appointment_set_mis_start (visit, clinic_appointment_get_start (visit) + 5400);
  assert_badge (visit, "MIS ! 12:00");
  clinic_appointment_set_mis_start (visit, clinic_appointment_get_start (visit) + 5400 + 2 * 86400);
  assert_badge (visit, "MIS ! Tue 24 Nov");
  words = desk_card_mis (visit);
  g_assert_cmpstr (words, ==, "MIS: Записан\nTime changed in the MIS\nMIS: Tue 24 Nov 12:00");

  clinic_appointment_set_mismatches (visit, 1 << CLINIC_MISMATCH_STATUS);
  clinic_appointment_set_mis_word (visit, "ОжидаетЛаборант");
  assert_badge (visit, "Not mapped: ОжидаетЛаборант");
  assert_short_badge (visit, "MIS ? ОжидаетЛаборант");
  waiting = desk_card_label (visit, DUMMY_NOW, FALSE);
  g_assert_nonnull (strstr (waiting, "MIS: Записан, Status not mapped: ОжидаетЛаборант"));
  clinic_appointment_set_mis_word (visit, NULL);
  clinic_appointment_set_mismatches (visit, 1 << CLINIC_MISMATCH_DOCTOR);
  assert_badge (visit, "MIS !");
  assert_short_badge (visit, "MIS !");
  label = desk_card_label (visit, DUMMY_NOW, FALSE);
  g_assert_nonnull (strstr (label, "MIS: Записан, Another doctor in the MIS"));
}

/* --- the panel --- */

static GtkWidget *
open_pane (Desk *desk)
{
  GtkWidget *pane = put (desk, desk_visit_pane_new (CLINIC_SESSION (desk->session)));
  g_autoptr (ClinicAppointmentFile) file = dummy_visit_file (desk->session, desk->anna);

  dummy_book_add_file (dummy_session_book (desk->session), file);
  desk_visit_pane_show (DESK_VISIT_PANE (pane), clinic_appointment_get_id (desk->anna));
  settle (60);

  return pane;
}

/* of Anna's visit, or of another one; the list hears of it when it is as it should be */
static ClinicMismatch *
add_mismatch (Desk *desk, const char *id, ClinicMismatchKind kind, ClinicAppointment *visit)
{
  GListStore *all = dummy_mis_desk_mismatches (dummy_session_mis_desk (desk->session));
  g_autoptr (ClinicMismatch) mismatch = g_object_ref (dummy_mismatch (desk->session, id, kind));

  g_list_store_remove (all, g_list_model_get_n_items (G_LIST_MODEL (all)) - 1);
  if (visit != NULL)
    clinic_mismatch_set_appointment (mismatch, visit);
  else
    clinic_appointment_set_id (clinic_mismatch_get_appointment (mismatch), 99);
  g_list_store_append (all, mismatch);
  settle (60);

  return mismatch; /* the list has it */
}

static void
test_the_panel_has_both_sides_and_one_decision (Desk *desk, gconstpointer data)
{
  GtkWidget *pane = open_pane (desk);
  ClinicMismatch *time = NULL, *doctor = NULL;

  assert_does_not_read (pane, "Time changed in the MIS");
  time = add_mismatch (desk, "time-1", CLINIC_MISMATCH_TIME, desk->anna);
  doctor = add_mismatch (desk, "doctor-1", CLINIC_MISMATCH_DOCTOR, desk->anna);
  add_mismatch (desk, "other", CLINIC_MISMATCH_STAGE, NULL);
  assert_reads (pane, "Time changed in the MIS\nAnother doctor in the MIS\n");
  assert_reads (pane, "Tue 24 Nov, 12:00");
  assert_does_not_read (pane, "Another stage than the MIS says");

  /* one takes all that is wrong with the appointment */
  clinic_mismatch_set_can_take (time, FALSE);
  settle (60);
  press (pane, GDK_KEY_Cyrillic_ef, 0);
  g_assert_cmpstr (asked (desk), ==, "take:doctor-1 ");
  clinic_mismatch_set_pending (doctor, TRUE);
  assert_reads (pane, "On its way to CRM…");
  press (pane, GDK_KEY_a, 0);
  g_assert_cmpstr (asked (desk), ==, "take:doctor-1 ");
  clinic_mismatch_set_pending (doctor, FALSE);
  clinic_mismatch_set_problem (doctor, "Доступ запрещён");
  assert_reads (pane, "CRM could not be changed: Доступ запрещён");

  /* and all of it is kept, with a way back */
  press (pane, GDK_KEY_k, 0);
  g_assert_cmpstr (asked (desk), ==, "take:doctor-1 keep:time-1 keep:doctor-1 ");
  assert_does_not_read (pane, "Time changed in the MIS");
  assert_reads (desk->window, "2 left as they are in CRM");
  desk_click (desk->window, "Undo");
  assert_reads (pane, "Time changed in the MIS");
}

static void
test_letters_decide_nothing_while_the_two_agree (Desk *desk, gconstpointer data)
{
  GtkWidget *pane = open_pane (desk);

  press (pane, GDK_KEY_a, 0);
  press (pane, GDK_KEY_k, 0);
  g_assert_cmpstr (asked (desk), ==, "");
}

/* --- the line --- */

static void
test_one_line_says_that_the_mis_is_away (Desk *desk, gconstpointer data)
{
  GtkWidget *banner = put (desk, desk_mis_banner_new (CLINIC_SESSION (desk->session)));

  g_assert_null (desk_mis_banner_get_title (DESK_MIS_BANNER (banner)));
  dummy_mis_connect (desk->session);
  g_assert_null (desk_mis_banner_get_title (DESK_MIS_BANNER (banner)));
  dummy_mis_break (desk->session, CLINIC_LINK_OFFLINE, "Connection refused");
  assert_reads (banner, "The MIS has not answered since 15:02");
  desk_click (banner, "Retry");
  g_assert_cmpstr (asked (desk), ==, "refresh ");
  dummy_mis_break (desk->session, CLINIC_LINK_DENIED, "HTTP 401");
  assert_reads (banner, "The MIS has refused since 15:02: check its address, user and password");
  assert_reads (banner, "Set Up");
  dummy_mis_connect (desk->session);
  g_assert_null (desk_mis_banner_get_title (DESK_MIS_BANNER (banner)));
}

static void
test_the_board_has_one_line_at_a_time (Desk *desk, gconstpointer data)
{
  GtkWidget *page = NULL;

  gtk_window_set_default_size (GTK_WINDOW (desk->window), 1200, 700);
  page = put (desk, desk_board_page_new (CLINIC_SESSION (desk->session)));
  dummy_mis_connect (desk->session);
  dummy_mis_break (desk->session, CLINIC_LINK_OFFLINE, "Connection refused");
  assert_reads (page, "The MIS has not answered since 15:02");
  dummy_mapping_fill (desk->session);
  assert_reads (page, "Not found on the portal");
  assert_does_not_read (page, "The MIS has not answered");
}

/* --- settings --- */

static GtkWidget *
find_row (GtkWidget *widget, const char *title)
{
  if (ADW_IS_PREFERENCES_ROW (widget) && gtk_widget_get_visible (widget) &&
      g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *row = find_row (child, title);

      if (row != NULL)
        return row;
    }

  return NULL;
}

static void
test_a_word_is_given_a_meaning_and_a_stage (Desk *desk, gconstpointer data)
{
  GtkWidget *page = put (desk, desk_mis_words_page_new ());
  GtkWidget *row = NULL, *meaning = NULL, *stage = NULL;

  assert_reads (page, "They appear here when the visits of the medical system have been read.");
  dummy_mis_add_words (desk->session);
  desk_mis_words_page_set_session (DESK_MIS_WORDS_PAGE (page), CLINIC_SESSION (desk->session));
  assert_reads (page, "Nobody has said what these mean\nОжидаетЛаборант\n7 visits: their stages "
                      "stay as they are until you say what it means");
  assert_reads (page, "На <контроле>");
  assert_reads (page, "Booked · 121 visits");

  row = find_row (page, "ОжидаетЛаборант");
  meaning = find_row (row, "What it means");
  stage = find_row (row, "Stage of its visits");
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (meaning)), ==, 0);
  adw_combo_row_set_selected (ADW_COMBO_ROW (meaning), CLINIC_MIS_STATUS_ARRIVED);
  settle (60);
  g_assert_cmpstr (asked (desk), ==, "choose:ОжидаетЛаборант=arrived ");
  assert_reads (page, "In the clinic · 7 visits");
  assert_reads (desk->window, "“ОжидаетЛаборант”: In the clinic");

  /* a stage of its own, whatever it means */
  adw_combo_row_set_selected (ADW_COMBO_ROW (stage), 6);
  settle (60);
  g_assert_nonnull (strstr (asked (desk), "choose:ОжидаетЛаборант=arrived@C1:HERE "));
  desk_click (desk->window, "Undo");
  g_assert_true (g_str_has_suffix (asked (desk), "choose:ОжидаетЛаборант=arrived "));
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (stage)), ==, 0);

  /* what was chosen elsewhere is shown and chooses nothing here */
  row = find_row (page, "Счёт выставлен");
  stage = find_row (row, "Stage of its visits");
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (stage)), ==, 6);
}

/* Newer GTK always has something chosen: to choose a meaning must not give another stage. */
static void
test_a_stage_that_was_lost_stays_with_its_word (Desk *desk, gconstpointer data)
{
  GtkWidget *page = put (desk, desk_mis_words_page_new ());
  GListStore *words = dummy_mis_desk_words (dummy_session_mis_desk (desk->session));
  g_autoptr (ClinicMisWord) word =
    g_object_new (CLINIC_TYPE_MIS_WORD, "raw", "Оплачен", "status", CLINIC_MIS_STATUS_COMPLETED,
                  "count", G_GINT64_CONSTANT (4), "stage-id", "C1:GONE", NULL);
  GtkWidget *row = NULL;
  AdwComboRow *stage = NULL;

  g_list_store_append (words, word);
  desk_mis_words_page_set_session (DESK_MIS_WORDS_PAGE (page), CLINIC_SESSION (desk->session));
  settle (60);
  row = find_row (page, "Оплачен");
  stage = ADW_COMBO_ROW (find_row (row, "Stage of its visits"));
  g_assert_cmpstr (gtk_string_object_get_string (
                     GTK_STRING_OBJECT (adw_combo_row_get_selected_item (stage))),
                   ==, "C1:GONE");
  g_assert_cmpstr (asked (desk), ==, "");
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_row (row, "What it means")),
                              CLINIC_MIS_STATUS_ARRIVED);
  settle (60);
  g_assert_cmpstr (asked (desk), ==, "choose:Оплачен=arrived@C1:GONE ");
}

static void
test_several_words_may_mean_the_same_and_rows_stay (Desk *desk, gconstpointer data)
{
  GtkWidget *page = put (desk, desk_mis_words_page_new ());
  GListStore *words = dummy_mis_desk_words (dummy_session_mis_desk (desk->session));
  g_autoptr (ClinicMisWord) first = NULL;
  GtkWidget *row = NULL;

  dummy_mis_add_words (desk->session);
  desk_mis_words_page_set_session (DESK_MIS_WORDS_PAGE (page), CLINIC_SESSION (desk->session));
  settle (60);
  assert_reads (page, "Booked · 121 visits");
  assert_reads (page, "Booked · 14 visits");

  /* the desk sorts it anew; the row under the hand stays */
  row = find_row (page, "ОжидаетЛаборант");
  first = g_list_model_get_item (G_LIST_MODEL (words), 0);
  g_list_store_remove (words, 0);
  g_list_store_append (words, first);
  settle (60);
  assert_reads (page, "Nobody has said what these mean");
  g_assert_nonnull (find_row (page, "ОжидаетЛаборант"));
  desk_mis_words_page_set_session (DESK_MIS_WORDS_PAGE (page), NULL);
  settle (30);
  g_assert_null (find_row (page, "ОжидаетЛаборант"));
  g_assert_nonnull (row);
}

static void
test_each_way_asks_for_what_it_needs (Desk *desk, gconstpointer data)
{
  g_autoptr (GSettings) settings = g_settings_new (RECEPTION_APP_ID);
  g_autoptr (DummyServices) services = dummy_services_new (CLINIC_SESSION (desk->session));
  GtkWidget *page = put (desk, desk_mis_preferences_new (settings, CLINIC_SERVICES (services)));
  GtkWidget *kind = find_row (page, "How it is read");
  GtkWidget *url = NULL;
  g_autofree char *address = NULL;

  desk_mis_preferences_set_session (DESK_MIS_PREFERENCES (page), CLINIC_SESSION (desk->session));
  g_assert_null (find_row (page, "Address of its OData"));
  g_assert_null (find_row (page, "State"));

  adw_combo_row_set_selected (ADW_COMBO_ROW (kind), 1);
  settle (30);
  url = find_row (page, "Address of its OData");
  g_assert_nonnull (url);
  g_assert_nonnull (find_row (page, "User"));
  g_assert_null (find_row (page, "Folder that it exports into"));
  assert_reads (page, "No medical system is connected");
  /* not with each letter */
  gtk_editable_set_text (GTK_EDITABLE (url), " https://1c.clinic.local/base ");
  address = g_settings_get_string (settings, "mis-url");
  g_assert_cmpstr (address, ==, "");
  g_signal_emit_by_name (url, "apply");
  g_free (address);
  address = g_settings_get_string (settings, "mis-url");
  g_assert_cmpstr (address, ==, "https://1c.clinic.local/base");

  adw_combo_row_set_selected (ADW_COMBO_ROW (kind), 3);
  settle (30);
  g_assert_nonnull (find_row (page, "Folder that it exports into"));
  g_assert_null (find_row (page, "User"));

  dummy_mis_connect (desk->session);
  assert_reads (page, "1c.clinic.local: 214 visits read, 14:58");
  desk_click (page, "Read Now");
  g_assert_cmpstr (asked (desk), ==, "refresh ");
  g_settings_reset (settings, "mis-kind");
  g_settings_reset (settings, "mis-url");
}

static void
test_the_password_goes_into_the_keyring_and_is_not_shown (Desk *desk, gconstpointer data)
{
  g_autoptr (GSettings) settings = g_settings_new (RECEPTION_APP_ID);
  g_autoptr (DummyServices) services = dummy_services_new (CLINIC_SESSION (desk->session));
  g_autoptr (GError) error = g_error_new (G_IO_ERROR, G_IO_ERROR_FAILED, "no keyring");
  GtkWidget *page = NULL, *password = NULL;

  g_settings_set_string (settings, "mis-kind", "odata");
  page = put (desk, desk_mis_preferences_new (settings, CLINIC_SERVICES (services)));
  password = find_row (page, "Password");
  g_assert_nonnull (password);
  gtk_editable_set_text (GTK_EDITABLE (password), "секрет");
  g_signal_emit_by_name (password, "apply");
  settle (30);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (password)), ==, "");
  g_assert_nonnull (find_row (page, "Password: in the keyring"));

  dummy_services_set_error (services, error);
  gtk_editable_set_text (GTK_EDITABLE (password), "другой");
  g_signal_emit_by_name (password, "apply");
  settle (30);
  g_assert_nonnull (find_row (page, "Password: the keyring does not take it"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (password)), ==, "другой");
  g_settings_reset (settings, "mis-kind");
}

static gboolean
is_automatic (GSettings *settings, const char *nick)
{
  g_auto (GStrv) kinds = g_settings_get_strv (settings, "mis-automatic");

  return g_strv_contains ((const char *const *) kinds, nick);
}

static void
test_each_repair_has_a_switch (Desk *desk, gconstpointer data)
{
  g_autoptr (GSettings) settings = g_settings_new (RECEPTION_APP_ID);
  g_autoptr (DummyServices) services = dummy_services_new (CLINIC_SESSION (desk->session));
  GtkWidget *page = put (desk, desk_mis_preferences_new (settings, CLINIC_SERVICES (services)));
  GtkWidget *time = find_row (page, "Another time");
  GtkWidget *patient = find_row (page, "No patient linked");

  assert_reads (page, "Never without a person");
  g_assert_true (is_automatic (settings, "time"));
  g_assert_false (is_automatic (settings, "patient"));
  gtk_switch_set_active (GTK_SWITCH (adw_action_row_get_activatable_widget (ADW_ACTION_ROW (time))),
                         FALSE);
  gtk_switch_set_active (GTK_SWITCH (
                           adw_action_row_get_activatable_widget (ADW_ACTION_ROW (patient))),
                         TRUE);
  g_assert_false (is_automatic (settings, "time"));
  g_assert_true (is_automatic (settings, "patient"));
  g_assert_true (is_automatic (settings, "doctor"));
  g_settings_reset (settings, "mis-automatic");
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(path, function)                                                                        \
  g_test_add ("/ui/mis/" path, Desk, NULL, desk_set_up, function, desk_tear_down)
  ADD ("card", test_a_card_says_what_the_mis_says);
  ADD ("panel", test_the_panel_has_both_sides_and_one_decision);
  ADD ("agree", test_letters_decide_nothing_while_the_two_agree);
  ADD ("line", test_one_line_says_that_the_mis_is_away);
  ADD ("board", test_the_board_has_one_line_at_a_time);
  ADD ("word", test_a_word_is_given_a_meaning_and_a_stage);
  ADD ("lost-stage", test_a_stage_that_was_lost_stays_with_its_word);
  ADD ("rows", test_several_words_may_mean_the_same_and_rows_stay);
  ADD ("ways", test_each_way_asks_for_what_it_needs);
  ADD ("password", test_the_password_goes_into_the_keyring_and_is_not_shown);
  ADD ("automatic", test_each_repair_has_a_switch);
#undef ADD

  return g_test_run ();
}
