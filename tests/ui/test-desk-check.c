/* test-desk-check.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <adwaita.h>

#include "clinic-enums.h"
#include "desk-check-row.h"
#include "desk-check-window.h"
#include "desk-check-words.h"
#include "dummy-services.h"

typedef struct
{
  DummyServices *services; /* owned */
  GtkWidget *window;       /* unowned */
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
  fixture->services = dummy_services_new (NULL);
  fixture->window = desk_check_window_new (NULL, CLINIC_SERVICES (fixture->services));
  gtk_window_present (GTK_WINDOW (fixture->window));
  iterate ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  iterate ();
  g_assert_finalize_object (fixture->services);
}

static gboolean
shows (GtkWidget *widget, const char *text)
{
  if (!gtk_widget_get_child_visible (widget) || !gtk_widget_get_visible (widget))
    return FALSE;
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (shows (child, text))
      return TRUE;

  return FALSE;
}

/* (nullable) */
static GtkWidget *
find_row (GtkWidget *widget, const char *title)
{
  if (DESK_IS_CHECK_ROW (widget))
    return shows (widget, title) ? widget : NULL;
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
find_button (GtkWidget *widget, const char *label)
{
  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *button = find_button (child, label);

      if (button != NULL)
        return button;
    }

  return NULL;
}

static guint
count_images (GtkWidget *widget, const char *icon)
{
  guint count =
    GTK_IS_IMAGE (widget) && g_strcmp0 (gtk_image_get_icon_name (GTK_IMAGE (widget)), icon) == 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    count += count_images (child, icon);

  return count;
}

static void
test_a_line_says_what_is_wrong_and_what_to_do (Fixture *fixture, gconstpointer data)
{
  GtkWidget *row = find_row (fixture->window, "Medical system");

  g_assert_nonnull (row);
  g_assert_true (shows (row, "Does not work"));
  g_assert_true (shows (row, "1c.clinic.example cannot be read"));
  g_assert_true (shows (row, "Check whether its server is on"));
  g_assert_true (shows (row, "connection refused"));
  g_assert_true (shows (fixture->window, "Something does not work"));
}

static void
test_a_state_is_a_shape_and_a_word (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpuint (count_images (fixture->window, desk_check_words_icon (CLINIC_CHECK_ATTENTION)),
                    ==, 2);
  g_assert_cmpuint (count_images (fixture->window, desk_check_words_icon (CLINIC_CHECK_BROKEN)), ==,
                    1);
  g_assert_true (shows (find_row (fixture->window, "Encryption"), "Fine"));
  g_assert_true (shows (find_row (fixture->window, "Keyring"), "Attention"));
  g_assert_true (shows (find_row (fixture->window, "Clock"), "Not checked"));
  g_assert_true (shows (find_row (fixture->window, "news"), "log.blogpost.get"));
}

static void
test_it_can_be_checked_again (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GtkWidget) old = g_object_ref (find_row (fixture->window, "Keyring"));

  g_assert_cmpuint (dummy_services_n_diagnoses (fixture->services), ==, 1);
  g_signal_emit_by_name (find_button (fixture->window, "Check Again"), "clicked");
  iterate ();
  g_assert_cmpuint (dummy_services_n_diagnoses (fixture->services), ==, 2);
  g_assert_nonnull (find_row (fixture->window, "Keyring"));
  g_assert_null (gtk_widget_get_root (old));
}

static void
test_the_report_has_every_line (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicDiagnosis) diagnosis =
    clinic_services_diagnose (CLINIC_SERVICES (fixture->services), NULL, NULL);
  g_autofree char *report = desk_check_words_report (diagnosis);
  g_auto (GStrv) lines = g_strsplit (report, "\n", -1);
  guint marked = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    marked += lines[i][0] == '[';
  g_assert_cmpuint (marked, ==, g_list_model_get_n_items (clinic_diagnosis_get_checks (diagnosis)));
  g_assert_nonnull (strstr (report, "[+] Portal's address: Fine. clinic.example\n"));
  g_assert_nonnull (strstr (report, "[×] Medical system: Does not work."));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/desk/check/line", Fixture, NULL, set_up,
              test_a_line_says_what_is_wrong_and_what_to_do, tear_down);
  g_test_add ("/desk/check/state", Fixture, NULL, set_up, test_a_state_is_a_shape_and_a_word,
              tear_down);
  g_test_add ("/desk/check/again", Fixture, NULL, set_up, test_it_can_be_checked_again, tear_down);
  g_test_add ("/desk/check/report", Fixture, NULL, set_up, test_the_report_has_every_line,
              tear_down);

  return g_test_run ();
}
