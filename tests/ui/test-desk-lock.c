/* test-desk-lock.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What an administrator has set for everybody at a computer, as people see it: locked rows, and the
 * only portal that is connected. The whole program runs under such a file.
 */

#include <adwaita.h>
#include <glib/gstdio.h>

#include "desk-board-preferences.h"
#include "desk-mapping-row.h"
#include "desk-mis-preferences.h"
#include "desk-welcome.h"
#include "dummy-eyes.h"
#include "dummy-services.h"
#include "dummy-session.h"
#include "plat-settings.h"
#include "reception-config.h"

#define PRESET                                                                                     \
  "[defaults]\nguard-hour=840\n"                                                                   \
  "[locked]\nportal=https://clinic.example\ndesktops=10\ncall-script=Hello\nmis-kind=odata\n"      \
  "mis-url=https://1c.example/base\n"

/* (nullable): the row with this title */
static GtkWidget *
find_row (GtkWidget *widget, const char *title)
{
  GtkWidget *found = NULL;

  if (ADW_IS_PREFERENCES_ROW (widget) &&
      g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_row (child, title);

  return found;
}

/* Returns: (transfer none): in a window of its own, on show */
static GtkWindow *
show_page (GtkWidget *page)
{
  GtkWindow *window = GTK_WINDOW (adw_preferences_window_new ());

  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (window), ADW_PREFERENCES_PAGE (page));
  gtk_window_present (window);
  settle (100);

  return window;
}

static void
assert_locked (GtkWidget *page, const char *title, gboolean locked)
{
  GtkWidget *row = find_row (page, title);

  g_assert_nonnull (row);
  g_assert_true (gtk_widget_is_sensitive (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (row))) ==
                 !locked);
  if (locked)
    assert_reads (row, "Set by the administrator");
  else
    assert_does_not_read (row, "Set by the administrator");
}

/* --- the sentences --- */

static void
test_a_locked_row_says_why (void)
{
  g_autoptr (GSettings) settings = g_settings_new (RECEPTION_APP_ID);
  GtkWidget *page = desk_board_preferences_new (settings);
  GtkWindow *window = show_page (page);

  assert_locked (page, "Desks behind this internet address", TRUE);
  assert_locked (page, "What the operator says", TRUE);
  assert_locked (page, "The clinic opens", FALSE);
  g_assert_cmpint (g_settings_get_int (settings, "guard-hour"), ==, 840);
  gtk_window_destroy (window);
}

static void
test_locked_texts_cannot_be_typed_over (void)
{
  g_autoptr (GSettings) settings = g_settings_new (RECEPTION_APP_ID);
  DummySession *session = dummy_session_new ();
  g_autoptr (ClinicServices) services =
    CLINIC_SERVICES (dummy_services_new (CLINIC_SESSION (session)));
  GtkWidget *page = desk_mis_preferences_new (settings, services);
  GtkWindow *window = show_page (page);

  assert_locked (page, "How it is read", TRUE);
  assert_locked (page, "Address of its OData", TRUE);
  assert_locked (page, "User", FALSE);
  gtk_window_destroy (window);
  settle (50);
  g_object_unref (session);
}

static void
test_a_locked_meaning_says_why (void)
{
  g_autoptr (ClinicMappingEntry) entry = clinic_mapping_entry_new ();
  g_autoptr (GListStore) choices = g_list_store_new (CLINIC_TYPE_CHOICE);
  GtkWidget *row;

  clinic_mapping_entry_set_id (entry, "field-doctor");
  clinic_mapping_entry_set_choices (entry, G_LIST_MODEL (choices));
  clinic_mapping_entry_set_locked (entry, TRUE);
  row = g_object_ref_sink (desk_mapping_row_new (NULL, entry));
  g_assert_false (gtk_widget_get_sensitive (row));
  g_assert_nonnull (
    strstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), "set by the administrator"));
  g_object_unref (row);
}

static void
test_another_portal_is_not_connected (void)
{
  DummySession *session = dummy_session_new ();
  g_autoptr (ClinicServices) services =
    CLINIC_SERVICES (dummy_services_new (CLINIC_SESSION (session)));
  g_autoptr (DeskConnection) connection = desk_connection_new (services);
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());
  GtkWidget *welcome = desk_welcome_new (connection);
  GtkEditable *entry;

  gtk_window_set_child (window, welcome);
  gtk_window_present (window);
  settle (100);
  assert_reads (welcome, "The clinic's portal: clinic.example");

  entry = GTK_EDITABLE (find_type (welcome, ADW_TYPE_PASSWORD_ENTRY_ROW));
  gtk_editable_set_text (entry, "https://other.example/rest/1/abc/");
  settle (700);
  assert_reads (welcome, "https://clinic.example alone");

  gtk_editable_set_text (entry, "https://CLINIC.example/rest/1/abc/");
  settle (700);
  assert_does_not_read (welcome, "alone");
  assert_reads (welcome, "Portal ");

  gtk_window_destroy (window);
  settle (50);
  g_object_unref (session);
}

int
main (int argc, char *argv[])
{
  g_autofree char *dir = g_dir_make_tmp ("lock-XXXXXX", NULL);
  g_autofree char *folder = g_build_filename (dir, "reception", NULL);
  g_autofree char *path = g_build_filename (folder, "reception.conf", NULL);
  int status;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, PRESET, -1, NULL));
  g_setenv ("XDG_CONFIG_DIRS", dir, TRUE);

  g_test_init (&argc, &argv, NULL);
  plat_settings_install ();
  adw_init ();

  g_test_add_func ("/desk/lock/row", test_a_locked_row_says_why);
  g_test_add_func ("/desk/lock/text", test_locked_texts_cannot_be_typed_over);
  g_test_add_func ("/desk/lock/meaning", test_a_locked_meaning_says_why);
  g_test_add_func ("/desk/lock/portal", test_another_portal_is_not_connected);

  status = g_test_run ();
  g_unlink (path);
  g_rmdir (folder);
  g_rmdir (dir);

  return status;
}
