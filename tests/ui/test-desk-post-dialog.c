/* test-desk-post-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "dummy-desk.h"

#include "clinic-addressees.h"
#include "clinic-colleague.h"
#include "clinic-department.h"
#include "desk-export.h"
#include "desk-news-page.h"
#include "desk-post-dialog.h"
#include "desk-post-files.h"
#include "desk-send-dialog.h"
#include "dummy-exporter.h"

#include <glib/gstdio.h>
#include <unistd.h>

static void
add_department (GListStore *list, gint64 id, gint64 parent, const char *name)
{
  g_autoptr (ClinicDepartment) department =
    g_object_new (CLINIC_TYPE_DEPARTMENT, "id", id, "parent-id", parent, "name", name, "depth",
                  parent > 0 ? 1 : 0, NULL);

  g_list_store_append (list, department);
}

static void
add_colleague (GListStore *list, gint64 id, const char *name, GListStore *all, guint department)
{
  g_autoptr (ClinicUser) user = g_object_new (CLINIC_TYPE_USER, "id", id, "last-name", name, NULL);
  g_autoptr (GListStore) departments = g_list_store_new (CLINIC_TYPE_DEPARTMENT);
  g_autoptr (ClinicDepartment) hers = g_list_model_get_item (G_LIST_MODEL (all), department);
  g_autoptr (ClinicColleague) colleague = NULL;

  g_list_store_append (departments, hers);
  colleague = g_object_new (CLINIC_TYPE_COLLEAGUE, "user", user, "departments", departments, NULL);
  g_list_store_append (list, colleague);
}

/* (transfer none): the window of a type that is open */
static GtkWidget *
find_window (GType type)
{
  for (guint i = 0; i < g_list_model_get_n_items (gtk_window_get_toplevels ()); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (gtk_window_get_toplevels (), i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (window, type))
        return window;
    }

  return NULL;
}

static void
fill_addressees (Desk *desk)
{
  g_autoptr (ClinicAddressees) addressees = clinic_addressees_new ();
  g_autoptr (GListStore) departments = g_list_store_new (CLINIC_TYPE_DEPARTMENT);
  g_autoptr (GListStore) colleagues = g_list_store_new (CLINIC_TYPE_COLLEAGUE);

  add_department (departments, 1, 0, "Клиника");
  add_department (departments, 3, 1, "Регистратура");
  add_colleague (colleagues, 40, "Белова", departments, 1);
  add_colleague (colleagues, 41, "Носов", departments, 1);
  add_colleague (colleagues, 42, "Осипова", departments, 0);
  clinic_addressees_set_departments (addressees, G_LIST_MODEL (departments));
  clinic_addressees_set_colleagues (addressees, G_LIST_MODEL (colleagues));
  clinic_addressees_set_state (addressees, CLINIC_LOAD_READY);
  dummy_news_set_addressees (dummy_session_news (desk->session), addressees);
}

/* The desk is there, and the page with a way to the dialog. (transfer none): the dialog */
static GtkWidget *
open_dialog (Desk *desk)
{
  GtkWidget *page = NULL;
  GtkWidget *dialog = NULL;

  fill_addressees (desk);
  page = desk_news_page_new (CLINIC_SESSION (desk->session));
  gtk_box_append (GTK_BOX (desk->place), page);
  gtk_widget_activate_action (page, "news.write", NULL);
  settle (100);
  dialog = find_window (DESK_TYPE_POST_DIALOG);
  g_assert_nonnull (dialog);

  return dialog;
}

static GtkTextBuffer *
text_of (GtkWidget *dialog)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (desk_find (dialog, GTK_TYPE_TEXT_VIEW, 0)));
}

static void
choose (GtkWidget *dialog, const char *words)
{
  GtkWidget *search = desk_find (dialog, GTK_TYPE_SEARCH_ENTRY, 0);

  desk_type (search, words);
  g_signal_emit_by_name (search, "activate");
  settle (30);
}

/* (transfer none) (nullable): a button without words of its own */
static GtkWidget *
find_tip (GtkWidget *widget, const char *tip)
{
  if (gtk_widget_get_mapped (widget) && g_strcmp0 (gtk_widget_get_tooltip_text (widget), tip) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_tip (child, tip);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
test_it_says_what_is_missing (Desk *desk, gconstpointer data)
{
  GtkWidget *dialog = open_dialog (desk);

  assert_reads (dialog, "Write the text of the message.");
  desk_press_everywhere (dialog, GDK_KEY_Return, GDK_CONTROL_MASK);
  gtk_text_buffer_set_text (text_of (dialog), "С понедельника с восьми", -1);
  assert_reads (dialog, "Choose who is to get it.");
  desk_press_everywhere (dialog, GDK_KEY_Return, GDK_CONTROL_MASK);
  g_assert_cmpuint (dummy_session_n_submitted (desk->session), ==, 0);
}

static void
test_recipients_are_people_or_departments_and_counted_once (Desk *desk, gconstpointer data)
{
  GtkWidget *dialog = open_dialog (desk);

  assert_reads (dialog, "Nobody is chosen yet");
  choose (dialog, "регистр");
  assert_reads (dialog, "2 people get it");
  g_assert_nonnull (find_tip (dialog, "Remove: Регистратура"));
  choose (dialog, "нос");
  assert_reads (dialog, "2 people get it");
  /* those of the departments below it, too */
  choose (dialog, "клин");
  assert_reads (dialog, "3 people get it");
  /* everybody is everybody */
  choose (dialog, "All");
  g_assert_null (find_tip (dialog, "Remove: Регистратура"));
  choose (dialog, "Осипова");
  assert_reads (dialog, "1 person gets it");
  wait_for_widget (dialog, GTK_TYPE_BUTTON, "Publish to 1 Person");
}

static void
test_ctrl_enter_publishes_and_empties_it (Desk *desk, gconstpointer data)
{
  GtkWidget *dialog = open_dialog (desk);

  desk_type (desk_find (dialog, GTK_TYPE_ENTRY, 0), "График");
  gtk_text_buffer_set_text (text_of (dialog), "С понедельника\nс [B]восьми[/B]\n", -1);
  choose (dialog, "регистр");
  gtk_switch_set_active (GTK_SWITCH (desk_find (dialog, GTK_TYPE_SWITCH, 0)), FALSE);
  desk_press_everywhere (dialog, GDK_KEY_Return, GDK_CONTROL_MASK);
  settle (100);
  desk_assert_payload (desk_command (desk, 0, CLINIC_COMMAND_PUBLISH_POST),
                       "dest=['DR3'] files=[] important=false "
                       "text='С понедельника\\nс [B]восьми[/B]' title='График' until=0");
  g_assert_false (gtk_widget_get_visible (dialog));
  assert_reads (desk->window, "The message is on its way");
  gtk_window_present (GTK_WINDOW (dialog));
  settle (50);
  assert_reads (dialog, "Write the text of the message.");
  assert_reads (dialog, "Nobody is chosen yet");
}

static void
test_what_was_begun_is_there_when_it_is_opened_again (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = g_error_new_literal (CLINIC_ERROR, CLINIC_ERROR_BROKEN, "full");
  GtkWidget *dialog = open_dialog (desk);
  g_autofree char *text = NULL;

  gtk_text_buffer_set_text (text_of (dialog), "С понедельника с восьми", -1);
  choose (dialog, "Осипова");
  desk_press_everywhere (dialog, GDK_KEY_Escape, 0);
  settle (50);
  g_assert_false (gtk_widget_get_visible (dialog));
  gtk_window_present (GTK_WINDOW (dialog));
  settle (50);
  g_object_get (text_of (dialog), "text", &text, NULL);
  g_assert_cmpstr (text, ==, "С понедельника с восьми");
  assert_reads (dialog, "1 person gets it");

  /* nor is it lost when it cannot be kept */
  dummy_session_set_error (desk->session, error);
  desk_press_everywhere (dialog, GDK_KEY_Return, GDK_CONTROL_MASK);
  settle (50);
  assert_reads (dialog, "This could not be kept. Please try again.");
  g_assert_true (gtk_widget_get_visible (dialog));
  g_assert_true (
    gtk_widget_is_sensitive (wait_for_widget (dialog, GTK_TYPE_BUTTON, "Publish to 1 Person")));
}

static void
test_a_file_that_is_too_large_is_named (Desk *desk, gconstpointer data)
{
  GtkWidget *dialog = open_dialog (desk);
  DeskPostFiles *files = DESK_POST_FILES (desk_find (dialog, DESK_TYPE_POST_FILES, 0));
  g_autofree char *folder = g_dir_make_tmp ("reception-post-XXXXXX", NULL);
  g_autofree char *large = g_build_filename (folder, "Скан.pdf", NULL);
  g_autofree char *small = g_build_filename (folder, "Приказ.pdf", NULL);
  g_autoptr (GFile) first = g_file_new_for_path (large);
  g_autoptr (GFile) second = g_file_new_for_path (small);
  g_auto (GStrv) paths = NULL;

  g_assert_true (g_file_set_contents (large, "%PDF", -1, NULL));
  g_assert_cmpint (truncate (large, 10 * 1024 * 1024 + 1), ==, 0);
  g_assert_true (g_file_set_contents (small, "%PDF", -1, NULL));
  desk_post_files_add (files, first);
  settle (100);
  assert_reads (dialog, "“Скан.pdf” is too large: the portal takes files of up to 10 MB.");
  desk_post_files_add (files, second);
  settle (100);
  assert_reads (dialog, "Приказ.pdf");
  paths = desk_post_files_dup_paths (files);
  g_assert_cmpuint (g_strv_length (paths), ==, 1);
  g_assert_cmpstr (paths[0], ==, small);

  g_signal_emit_by_name (find_tip (dialog, "Remove: Приказ.pdf"), "clicked");
  settle (30);
  assert_does_not_read (dialog, "Приказ.pdf");
  g_unlink (large);
  g_unlink (small);
  g_rmdir (folder);
}

/* --- a table that is sent --- */

static ClinicWorkbook *
make_cb (gpointer data)
{
  ClinicWorkbook *workbook = clinic_workbook_new ("Первичные за октябрь", NULL);
  g_autoptr (ClinicSheet) sheet = clinic_sheet_new ("Свод");

  clinic_workbook_add (workbook, sheet);

  return workbook;
}

/* The desk is there, and a page with the button. (transfer none): the dialog */
static GtkWidget *
open_send (Desk *desk, DummyExporter *exporter)
{
  GtkWidget *export = desk_export_new ();
  GtkWidget *dialog = NULL;

  fill_addressees (desk);
  desk_export_offer (GTK_WINDOW (desk->window), CLINIC_EXPORTER (exporter));
  desk_export_offer_session (GTK_WINDOW (desk->window), CLINIC_SESSION (desk->session));
  gtk_box_append (GTK_BOX (desk->place), export);
  desk_export_set_make (DESK_EXPORT (export), make_cb, NULL, NULL);
  desk_export_set_name (DESK_EXPORT (export), "Первичные_2026-10");
  settle (30);
  g_assert_true (gtk_widget_activate_action (export, "export.send", NULL));
  settle (100);
  dialog = find_window (DESK_TYPE_SEND_DIALOG);
  g_assert_nonnull (dialog);

  return dialog;
}

static gboolean
is_closed (gpointer data)
{
  return find_window (DESK_TYPE_SEND_DIALOG) == NULL;
}

/* something can be done in the dialog again */
static gboolean
is_ready (gpointer data)
{
  return gtk_widget_is_sensitive (wait_for_widget (data, GTK_TYPE_BUTTON, "Send to 1 Person"));
}

static void
wait_for (gboolean (*is_so) (gpointer), gpointer data)
{
  for (guint i = 0; i < 500 && !is_so (data); i++)
    settle (10);
  g_assert_true (is_so (data));
}

static void
test_a_table_goes_to_colleagues_and_can_be_taken_back (Desk *desk, gconstpointer data)
{
  g_autoptr (DummyExporter) exporter = dummy_exporter_new ();
  GtkWidget *dialog = open_send (desk, exporter);
  ClinicCommand *command = NULL;

  /* whatever waits for a disk is the exporter's, in its thread: the window finds none to write to
   */
  g_assert_cmpint (g_rmdir (g_get_tmp_dir ()), ==, 0);

  assert_reads (dialog, "Первичные_2026-10.xlsx");
  assert_reads (dialog, "Choose who is to get it.");
  desk_press_everywhere (dialog, GDK_KEY_Return, GDK_CONTROL_MASK);
  g_assert_cmpuint (dummy_session_n_submitted (desk->session), ==, 0);
  choose (dialog, "Осипова");
  gtk_text_buffer_set_text (text_of (dialog), "Смотрите строку «Сайт»\n", -1);
  wait_for_widget (dialog, GTK_TYPE_BUTTON, "Send to 1 Person");
  desk_press_everywhere (dialog, GDK_KEY_Return, GDK_CONTROL_MASK);
  wait_for (is_closed, NULL);
  g_assert_cmpint (g_mkdir (g_get_tmp_dir (), 0700), ==, 0);
  command = desk_command (desk, 0, CLINIC_COMMAND_PUBLISH_POST);
  /* "table" */
  desk_assert_payload (command, "contents=[('Первичные_2026-10.xlsx', 'dGFibGU=')] dest=['U42'] "
                                "important=false text='Смотрите строку «Сайт»' "
                                "title='Первичные за октябрь'");
  g_assert_cmpint (clinic_command_get_hold (command), >, 0);
  settle (50);
  assert_reads (desk->window, "On its way: Первичные за октябрь");
  desk_click (desk->window, "Undo");
  g_assert_cmpuint (dummy_session_n_undone (desk->session), ==, 1);
  desk_export_offer_session (GTK_WINDOW (desk->window), NULL);
}

static void
test_a_table_that_cannot_be_kept_stays_in_its_dialog (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = g_error_new_literal (CLINIC_ERROR, CLINIC_ERROR_BROKEN, "full");
  g_autoptr (GError) room = g_error_new_literal (CLINIC_ERROR, CLINIC_ERROR_FULL, "full");
  g_autoptr (DummyExporter) exporter = dummy_exporter_new ();
  GtkWidget *dialog = open_send (desk, exporter);

  choose (dialog, "Осипова");
  dummy_exporter_set_error (exporter, room);
  desk_click (dialog, "Send to 1 Person");
  wait_for (is_ready, dialog);
  assert_reads (dialog, "There is no room left on the disk.");
  dummy_exporter_set_error (exporter, NULL);
  dummy_session_set_error (desk->session, error);
  desk_click (dialog, "Send to 1 Person");
  wait_for (is_ready, dialog);
  assert_reads (dialog, "This could not be kept. Please try again.");
  desk_press_everywhere (dialog, GDK_KEY_Escape, 0);
  wait_for (is_closed, NULL);
  desk_export_offer_session (GTK_WINDOW (desk->window), NULL);
}

static void
test_without_the_right_the_mail_program_is_left (Desk *desk, gconstpointer data)
{
  const char *const scopes[] = { "log", NULL };
  g_autoptr (DummyExporter) exporter = dummy_exporter_new ();
  GtkWidget *dialog = NULL;

  clinic_link_set_missing_scopes (clinic_session_get_link (CLINIC_SESSION (desk->session)), scopes);
  dialog = open_send (desk, exporter);
  assert_reads (dialog, "tick “log”");
  assert_does_not_read (dialog, "Choose who is to get it.");
  g_assert_null (find_widget (dialog, GTK_TYPE_BUTTON, "Send"));
  desk_press_everywhere (dialog, GDK_KEY_Return, GDK_CONTROL_MASK);
  g_assert_cmpuint (dummy_session_n_submitted (desk->session), ==, 0);
  desk_click (dialog, "By Mail…");
  wait_for (is_closed, NULL);
  g_assert_cmpstr (dummy_exporter_letter (exporter), ==,
                   "Первичные_2026-10.xlsx|Первичные за октябрь|Первичные за октябрь");
  assert_reads (desk->window, "The letter is in the mail program: send it there");
  desk_export_offer_session (GTK_WINDOW (desk->window), NULL);
}

#define ADD(path, function) g_test_add (path, Desk, NULL, desk_set_up, function, desk_tear_down)

int
main (int argc, char *argv[])
{
  char tmp[] = "/tmp/reception-post-XXXXXX";
  int result;

  g_assert_nonnull (g_mkdtemp (tmp));
  g_setenv ("TMPDIR", tmp, TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("/post-dialog/missing", test_it_says_what_is_missing);
  ADD ("/post-dialog/recipients", test_recipients_are_people_or_departments_and_counted_once);
  ADD ("/post-dialog/publish", test_ctrl_enter_publishes_and_empties_it);
  ADD ("/post-dialog/draft", test_what_was_begun_is_there_when_it_is_opened_again);
  ADD ("/send/portal", test_a_table_goes_to_colleagues_and_can_be_taken_back);
  ADD ("/send/failure", test_a_table_that_cannot_be_kept_stays_in_its_dialog);
  ADD ("/send/mail", test_without_the_right_the_mail_program_is_left);
  ADD ("/post-dialog/files", test_a_file_that_is_too_large_is_named);

  result = g_test_run ();
  g_rmdir (tmp);

  return result;
}
