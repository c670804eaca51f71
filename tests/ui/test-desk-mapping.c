/* test-desk-mapping.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <adwaita.h>

#include "clinic-error.h"
#include "desk-board-preferences.h"
#include "desk-mapping-banner.h"
#include "desk-mapping-page.h"
#include "desk-mapping-row.h"
#include "desk-mapping-words.h"
#include "dummy-mapping.h"
#include "dummy-session.h"

typedef struct
{
  DummySession *session; /* owned */
  GtkWidget *window;     /* unowned */
  GtkWidget *page;       /* unowned */
} Fixture;

static void
iterate (void)
{
  for (int i = 0; i < 50 || g_main_context_pending (NULL); i++)
    g_main_context_iteration (NULL, FALSE);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->session = dummy_session_new ();
  dummy_mapping_fill (fixture->session);
  fixture->window = g_object_new (ADW_TYPE_PREFERENCES_WINDOW, "search-enabled", FALSE, NULL);
  fixture->page = desk_mapping_page_new ();
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (fixture->window),
                              ADW_PREFERENCES_PAGE (fixture->page));
  desk_mapping_page_set_session (DESK_MAPPING_PAGE (fixture->page),
                                 CLINIC_SESSION (fixture->session));
  gtk_window_present (GTK_WINDOW (fixture->window));
  iterate ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->page), (gpointer *) &fixture->page);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  iterate ();
  g_assert_null (fixture->page);
  g_assert_finalize_object (fixture->session);
}

/* (nullable) */
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

static GtkWidget *
find_button (GtkWidget *widget)
{
  if (GTK_IS_BUTTON (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *button = find_button (child);

      if (button != NULL)
        return button;
    }

  return NULL;
}

static void
assert_says (Fixture *fixture, const char *title, const char *words)
{
  GtkWidget *row = find_row (fixture->page, title);

  g_assert_nonnull (row);
  if (g_strcmp0 (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), words) != 0)
    g_error ("%s says “%s”", title, adw_action_row_get_subtitle (ADW_ACTION_ROW (row)));
}

static void
test_each_thing_says_how_it_stands (Fixture *fixture, gconstpointer data)
{
  assert_says (fixture, "Funnel of the appointments", "Found by its name: Приёмы стоматологии");
  assert_says (fixture, "Ждём звонка <перезвон>", "Chosen: Did not confirm");
  assert_says (fixture, "Документы", "The name says nothing");
  assert_says (fixture, "В кресле", "Chosen, but the portal does not have “В кресле” any more");
  assert_says (fixture, "Time of the visit", "Missing: there is no board without it");
  assert_says (fixture, "Chair or room", "The portal has no such field");
  assert_says (fixture, "Reason of a cancellation",
               "Chosen, but the portal does not have “UF_CRM_GONE” any more");
  assert_says (fixture, "Fields that are missing",
               "The portal lacks 2 fields. Only its administrator can make fields");
}

static void
test_a_choice_is_handed_over (Fixture *fixture, gconstpointer data)
{
  GtkWidget *row = find_row (fixture->page, "Time of the visit");

  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (row)), ==, 0);
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), 1);
  iterate ();
  g_assert_cmpstr (dummy_session_chosen (fixture->session), ==, "field-visit-time=ufCrm_17 ");
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (row)), ==, 1);
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), 0);
  iterate ();
  g_assert_cmpstr (dummy_session_chosen (fixture->session), ==,
                   "field-visit-time=ufCrm_17 field-visit-time= ");
}

/* Newer GTK always has something chosen: another thing must not seem to be, or be handed over. */
static void
test_what_was_lost_stands_by_its_code (Fixture *fixture, gconstpointer data)
{
  AdwComboRow *row = ADW_COMBO_ROW (find_row (fixture->page, "Reason of a cancellation"));
  GtkStringObject *item = GTK_STRING_OBJECT (adw_combo_row_get_selected_item (row));

  g_assert_nonnull (item);
  g_assert_cmpstr (gtk_string_object_get_string (item), ==, "UF_CRM_GONE");
  g_assert_cmpstr (dummy_session_chosen (fixture->session), ==, "");
  adw_combo_row_set_selected (row, 0);
  iterate ();
  g_assert_cmpstr (dummy_session_chosen (fixture->session), !=, "");
}

static void
test_what_was_lost_can_be_found_anew (Fixture *fixture, gconstpointer data)
{
  GtkWidget *row = find_row (fixture->page, "Chosen things that the portal lost");

  g_assert_nonnull (row);
  g_signal_emit_by_name (find_button (row), "clicked");
  iterate ();
  g_assert_cmpstr (dummy_session_chosen (fixture->session), ==, "stage:C5:UC_F= field-reason= ");
}

static void
test_a_failed_test_says_who_may_not (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error =
    g_error_new_literal (CLINIC_ERROR, CLINIC_ERROR_FORBIDDEN, "Access denied.");
  GtkWidget *row = find_row (fixture->page, "Times of visits");

  dummy_session_set_error (fixture->session, error);
  g_signal_emit_by_name (find_button (row), "clicked");
  assert_says (fixture, "Times of visits", "Checking…");
  iterate ();
  assert_says (fixture, "Times of visits",
               "The webhook's user may not make or delete appointments (the portal says: Access "
               "denied.)");
}

static void
test_a_shift_of_the_time_is_said (Fixture *fixture, gconstpointer data)
{
  ClinicTimeTest *test =
    clinic_mapping_get_time_test (clinic_session_get_mapping (CLINIC_SESSION (fixture->session)));
  gint64 now = clinic_session_get_now (CLINIC_SESSION (fixture->session));
  g_autofree char *words = NULL;

  g_object_set (test, "tested", now, "shift", (gint64) 120, "leftover", (gint64) 4711, NULL);
  words = desk_mapping_words_time (test, now);
  g_assert_nonnull (strstr (words, "adds 2 h"));
  iterate ();
  g_assert_nonnull (strstr (adw_action_row_get_subtitle (
                              ADW_ACTION_ROW (find_row (fixture->page, "Times of visits"))),
                            "4711 could not be removed"));
}

static void
test_without_a_session_nothing_is_offered (Fixture *fixture, gconstpointer data)
{
  desk_mapping_page_set_session (DESK_MAPPING_PAGE (fixture->page), NULL);
  iterate ();
  g_assert_false (gtk_widget_get_sensitive (fixture->page));
  g_assert_null (find_row (fixture->page, "Doctor"));
}

static void
test_the_banner_names_what_is_missing_until_it_is_there (Fixture *fixture, gconstpointer data)
{
  GtkWidget *banner = desk_mapping_banner_new (CLINIC_SESSION (fixture->session));
  GListModel *entries = G_LIST_MODEL (dummy_session_mapping (fixture->session));

  g_object_ref_sink (banner);
  g_assert_cmpstr (desk_mapping_banner_get_title (DESK_MAPPING_BANNER (banner)), ==,
                   "Not found on the portal: В кресле, Time of the visit, Reason of a "
                   "cancellation");
  for (guint i = 0; i < g_list_model_get_n_items (entries); i++)
    {
      g_autoptr (ClinicMappingEntry) entry = g_list_model_get_item (entries, i);

      if (desk_mapping_words_is_bad (entry))
        clinic_mapping_entry_set_state (entry, CLINIC_MAPPING_GUESSED);
    }
  g_assert_null (desk_mapping_banner_get_title (DESK_MAPPING_BANNER (banner)));
  dummy_mapping_add (fixture->session, "field-waiting", CLINIC_MAPPING_FIELD, CLINIC_MAPPING_BROKEN,
                     NULL, NULL);
  g_assert_cmpstr (desk_mapping_banner_get_title (DESK_MAPPING_BANNER (banner)), ==,
                   "Not found on the portal: Waiting list");
  g_assert_finalize_object (banner);
}

static GtkWidget *
find_spin (GtkWidget *widget, double value)
{
  if (GTK_IS_SPIN_BUTTON (widget) &&
      gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (widget)) == (int) value)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *spin = find_spin (child, value);

      if (spin != NULL)
        return spin;
    }

  return NULL;
}

static void
test_hours_are_written_as_people_write_them (void)
{
  g_autoptr (GSettings) settings = g_settings_new ("io.github.reception24.Reception");
  GtkWidget *page;
  GtkWidget *spin;
  static const struct
  {
    const char *typed;
    int minutes;
  } cases[] = { { "8:15", 495 }, { "10", 600 }, { "7.30", 450 }, { "0900", 540 }, { "x", 540 } };

  g_settings_reset (settings, "day-begins");
  page = g_object_ref_sink (desk_board_preferences_new (settings));
  spin = find_spin (page, 540);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (spin)), ==, "09:00");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gtk_editable_set_text (GTK_EDITABLE (spin), cases[i].typed);
      gtk_spin_button_update (GTK_SPIN_BUTTON (spin));
      g_assert_cmpint (g_settings_get_int (settings, "day-begins"), ==, cases[i].minutes);
    }
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (spin)), ==, "09:00");
  g_settings_reset (settings, "day-begins");
  g_assert_finalize_object (page);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

#define TEST(path, function)                                                                       \
  g_test_add ("/desk/mapping/" path, Fixture, NULL, set_up, function, tear_down)

  TEST ("states", test_each_thing_says_how_it_stands);
  TEST ("choice", test_a_choice_is_handed_over);
  TEST ("lost", test_what_was_lost_stands_by_its_code);
  TEST ("anew", test_what_was_lost_can_be_found_anew);
  TEST ("failed-test", test_a_failed_test_says_who_may_not);
  TEST ("shift", test_a_shift_of_the_time_is_said);
  TEST ("no-session", test_without_a_session_nothing_is_offered);
  TEST ("banner", test_the_banner_names_what_is_missing_until_it_is_there);
  g_test_add_func ("/desk/mapping/hours", test_hours_are_written_as_people_write_them);

  return g_test_run ();
}
