/* test-plat-mail.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "plat-exporter.h"
#include "plat-mail.h"

#include <gio/gunixfdlist.h>
#include <glib/gstdio.h>
#include <utime.h>

#define PORTAL "org.freedesktop.portal.Desktop"

/* The desktop's portal, or a mail program, and what they were asked for. One bus for all tests:
 * GIO knows one session. */
typedef struct
{
  char *folder;            /* owned */
  char *letters;           /* owned: where files of letters are */
  char *path;              /* owned: PATH as it was */
  GDBusConnection *portal; /* owned, (nullable) */
  guint object;
  GVariant *options;  /* owned, (nullable): of the last letter */
  GBytes *attachment; /* owned, (nullable) */
  guint n_attachments;
  gboolean refuses;
} Fixture;

static const char portal_xml[] =
  "<node><interface name='org.freedesktop.portal.Email'><method name='ComposeEmail'>"
  "<arg type='s' direction='in'/><arg type='a{sv}' direction='in'/>"
  "<arg type='o' direction='out'/></method></interface></node>";

/* one argument a line */
static const char program[] =
  "#!/bin/sh\n"
  "for argument; do printf '<%s>\\n' \"$argument\"; done > \"$LETTER_LOG\"\n"
  "exit ${LETTER_RESULT:-0}\n";

static void
on_call_cb (GDBusConnection *connection,
            const char *sender,
            const char *path,
            const char *interface,
            const char *method,
            GVariant *parameters,
            GDBusMethodInvocation *invocation,
            gpointer user_data)
{
  Fixture *fixture = user_data;
  GUnixFDList *files =
    g_dbus_message_get_unix_fd_list (g_dbus_method_invocation_get_message (invocation));
  g_autoptr (GError) error = NULL;

  if (fixture->refuses)
    {
      g_dbus_method_invocation_return_error_literal (invocation, G_DBUS_ERROR, G_DBUS_ERROR_FAILED,
                                                     "no");
      return;
    }
  g_clear_pointer (&fixture->options, g_variant_unref);
  g_variant_get (parameters, "(s@a{sv})", NULL, &fixture->options);
  fixture->n_attachments = files != NULL ? (guint) g_unix_fd_list_get_length (files) : 0;
  if (fixture->n_attachments > 0)
    {
      int file = g_unix_fd_list_get (files, 0, &error);
      g_autofree char *name = g_strdup_printf ("/proc/self/fd/%d", file);
      char *contents = NULL;
      gsize length = 0;

      g_assert_no_error (error);
      g_assert_true (g_file_get_contents (name, &contents, &length, NULL));
      g_clear_pointer (&fixture->attachment, g_bytes_unref);
      fixture->attachment = g_bytes_new_take (contents, length);
      g_close (file, NULL);
    }
  g_dbus_method_invocation_return_value (
    invocation, g_variant_new ("(o)", "/org/freedesktop/portal/desktop/request/1/1"));
}

/* the portal comes onto the bus */
static void
start_portal (Fixture *fixture)
{
  static const GDBusInterfaceVTable methods = { .method_call = on_call_cb };
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (portal_xml, NULL);
  g_autoptr (GVariant) answer = NULL;
  g_autoptr (GError) error = NULL;

  fixture->portal =
    g_dbus_connection_new_for_address_sync (g_getenv ("DBUS_SESSION_BUS_ADDRESS"),
                                            G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                              G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                            NULL, NULL, &error);
  g_assert_no_error (error);
  fixture->object =
    g_dbus_connection_register_object (fixture->portal, "/org/freedesktop/portal/desktop",
                                       node->interfaces[0], &methods, fixture, NULL, &error);
  g_assert_no_error (error);
  answer =
    g_dbus_connection_call_sync (fixture->portal, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                 "org.freedesktop.DBus", "RequestName",
                                 g_variant_new ("(su)", PORTAL, 4), NULL, 0, -1, NULL, &error);
  g_assert_no_error (error);
}

static void
start_mail_program (Fixture *fixture)
{
  g_autofree char *name = g_build_filename (fixture->folder, "xdg-email", NULL);

  g_assert_true (
    g_file_set_contents_full (name, program, -1, G_FILE_SET_CONTENTS_NONE, 0700, NULL));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *log = NULL;
  g_autofree char *path = NULL;

  fixture->folder = g_dir_make_tmp ("reception-mail-XXXXXX", NULL);
  fixture->letters = g_build_filename (g_get_user_cache_dir (), "reception", "letters", NULL);
  fixture->path = g_strdup (g_getenv ("PATH"));
  log = g_build_filename (fixture->folder, "log", NULL);
  /* no mail program but ours; sh is named by its whole name */
  g_setenv ("PATH", fixture->folder, TRUE);
  g_setenv ("LETTER_LOG", log, TRUE);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);

  for (const char *name = folder != NULL ? g_dir_read_name (folder) : NULL; name != NULL;
       name = g_dir_read_name (folder))
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      g_remove (child);
    }
  g_remove (path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->portal != NULL)
    {
      g_dbus_connection_unregister_object (fixture->portal, fixture->object);
      g_assert_true (g_dbus_connection_close_sync (fixture->portal, NULL, NULL));
    }
  g_clear_object (&fixture->portal);
  g_clear_pointer (&fixture->options, g_variant_unref);
  g_clear_pointer (&fixture->attachment, g_bytes_unref);
  g_setenv ("PATH", fixture->path, TRUE);
  g_unsetenv ("LETTER_RESULT");
  remove_folder (fixture->letters);
  remove_folder (fixture->folder);
  g_clear_pointer (&fixture->path, g_free);
  g_clear_pointer (&fixture->letters, g_free);
  g_clear_pointer (&fixture->folder, g_free);
}

static void
on_answer_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **answer = user_data;

  *answer = g_object_ref (result);
}

/* a table as a letter, as the window hands it over */
static gboolean
mail (GCancellable *cancellable, GError **error)
{
  g_autoptr (ClinicExporter) exporter = plat_exporter_new ();
  g_autoptr (ClinicWorkbook) workbook = clinic_workbook_new ("Звонки", NULL);
  g_autoptr (ClinicSheet) sheet = clinic_sheet_new ("Звонки");
  g_autoptr (GAsyncResult) answer = NULL;

  clinic_sheet_add_column (sheet, "Оператор", CLINIC_SHEET_TEXT, 0);
  clinic_sheet_add_row (sheet);
  clinic_sheet_put_text (sheet, 0, "Анна");
  clinic_workbook_add (workbook, sheet);
  clinic_exporter_mail_async (exporter, workbook, "Звонки 10.2026.xlsx", "Звонки за октябрь",
                              "Добрый день!\n\n\"Итого\" & $HOME", cancellable, on_answer_cb,
                              &answer);
  while (answer == NULL)
    g_main_context_iteration (NULL, TRUE);

  return clinic_exporter_mail_finish (exporter, answer, error);
}

/* what the mail program was started with, "" it was not; (transfer full) */
static char *
read_arguments (void)
{
  char *text = NULL;

  g_file_get_contents (g_getenv ("LETTER_LOG"), &text, NULL, NULL);

  return text != NULL ? text : g_strdup ("");
}

static void
assert_program_got_the_letter (Fixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->letters, "Звонки 10.2026.xlsx", NULL);
  g_autofree char *arguments = read_arguments ();
  g_autofree char *expected =
    g_strdup_printf ("<--utf8>\n<--subject>\n<Звонки за октябрь>\n<--body>\n<Добрый день!\n\n"
                     "\"Итого\" & $HOME>\n<--attach>\n<%s>\n",
                     path);
  g_autofree char *contents = NULL;

  g_assert_cmpstr (arguments, ==, expected);
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_cmpmem (contents, 2, "PK", 2);
}

static void
test_without_a_session_the_mail_program_gets_the_letter (Fixture *fixture, gconstpointer data)
{
  g_autofree char *bus = g_strdup (g_getenv ("DBUS_SESSION_BUS_ADDRESS"));
  g_autoptr (GError) error = NULL;

  start_mail_program (fixture);
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus", TRUE);
  g_assert_true (mail (NULL, &error));
  g_assert_no_error (error);
  assert_program_got_the_letter (fixture);
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", bus, TRUE);
}

static void
test_the_portal_gets_the_letter_and_the_file_itself (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GVariantDict) options = NULL;
  g_autoptr (GVariant) handles = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *arguments = NULL;
  const char *subject = NULL, *body = NULL;

  start_portal (fixture);
  start_mail_program (fixture);
  g_assert_true (mail (NULL, &error));
  g_assert_no_error (error);
  options = g_variant_dict_new (fixture->options);
  g_assert_true (g_variant_dict_lookup (options, "subject", "&s", &subject));
  g_assert_cmpstr (subject, ==, "Звонки за октябрь");
  g_assert_true (g_variant_dict_lookup (options, "body", "&s", &body));
  g_assert_cmpstr (body, ==, "Добрый день!\n\n\"Итого\" & $HOME");
  /* the person says to whom */
  g_assert_false (g_variant_dict_contains (options, "address"));
  handles = g_variant_dict_lookup_value (options, "attachment_fds", G_VARIANT_TYPE ("ah"));
  g_assert_nonnull (handles);
  g_assert_cmpuint (g_variant_n_children (handles), ==, 1);
  g_assert_cmpuint (fixture->n_attachments, ==, 1);
  g_assert_cmpuint (g_bytes_get_size (fixture->attachment), >, 1000);
  g_assert_cmpmem (g_bytes_get_data (fixture->attachment, NULL), 2, "PK", 2);
  arguments = read_arguments ();
  g_assert_cmpstr (arguments, ==, "");
}

static void
test_a_portal_that_refuses_is_no_end (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->refuses = TRUE;
  start_portal (fixture);
  start_mail_program (fixture);
  g_assert_true (mail (NULL, &error));
  g_assert_no_error (error);
  assert_program_got_the_letter (fixture);
}

static void
test_no_way_to_write_letters_has_a_name (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (mail (NULL, &error));
  g_assert_error (error, CLINIC_ERROR, CLINIC_ERROR_NOT_FOUND);
  g_clear_error (&error);
  /* one that does not open */
  g_setenv ("LETTER_RESULT", "4", TRUE);
  start_mail_program (fixture);
  g_assert_false (mail (NULL, &error));
  g_assert_nonnull (error);
}

static void
test_a_name_that_is_taken_is_a_sentence (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_path_get_dirname (fixture->letters);
  g_autoptr (GError) error = NULL;

  start_mail_program (fixture);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (fixture->letters, "in the way", -1, NULL));
  g_assert_false (mail (NULL, &error));
  g_assert_cmpuint (error->domain, ==, CLINIC_ERROR);
}

static void
test_files_of_letters_go_after_a_day (Fixture *fixture, gconstpointer data)
{
  g_autofree char *old = g_build_filename (fixture->letters, "old.xlsx", NULL);
  g_autofree char *fresh = g_build_filename (fixture->letters, "fresh.xlsx", NULL);
  time_t yesterday = time (NULL) - 25 * 3600;
  struct utimbuf times = { yesterday, yesterday };
  g_autoptr (GError) error = NULL;

  start_mail_program (fixture);
  g_assert_cmpint (g_mkdir_with_parents (fixture->letters, 0700), ==, 0);
  g_assert_true (g_file_set_contents (old, "old", -1, NULL));
  g_assert_true (g_file_set_contents (fresh, "fresh", -1, NULL));
  g_assert_cmpint (utime (old, &times), ==, 0);
  g_assert_true (mail (NULL, &error));
  g_assert_no_error (error);
  g_assert_false (g_file_test (old, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (fresh, G_FILE_TEST_EXISTS));
}

static void
test_a_letter_given_up_opens_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *arguments = NULL;

  start_portal (fixture);
  start_mail_program (fixture);
  g_cancellable_cancel (cancellable);
  g_assert_false (mail (cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  arguments = read_arguments ();
  g_assert_cmpstr (arguments, ==, "");
  g_assert_null (fixture->options);
}

/* as `reception report --mail` has it: with an address, and a file that has gone */
static void
test_an_address_comes_last_and_a_lost_file_is_said (Fixture *fixture, gconstpointer data)
{
  g_autofree char *gone = g_build_filename (fixture->folder, "gone.xlsx", NULL);
  const char *const none[] = { NULL };
  const char *const files[] = { gone, NULL };
  g_autofree char *arguments = NULL;
  g_autoptr (GError) error = NULL;

  start_mail_program (fixture);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GAsyncResult) answer = NULL;

      plat_mail_compose_async ("glav@clinic.example", "Отчёт", "Текст", i == 0 ? none : files, NULL,
                               on_answer_cb, &answer);
      while (answer == NULL)
        g_main_context_iteration (NULL, TRUE);
      g_assert_cmpint (plat_mail_compose_finish (answer, &error), ==, i == 0);
    }
  g_assert_error (error, CLINIC_ERROR, CLINIC_ERROR_BROKEN);
  arguments = read_arguments ();
  g_assert_cmpstr (arguments, ==,
                   "<--utf8>\n<--subject>\n<Отчёт>\n<--body>\n<Текст>\n<glav@clinic.example>\n");
}

int
main (int argc, char *argv[])
{
  g_autofree char *cache = g_dir_make_tmp ("reception-cache-XXXXXX", NULL);
  g_autofree char *ours = g_build_filename (cache, "reception", NULL);
  g_autoptr (GTestDBus) bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  int result;

  g_setenv ("XDG_CACHE_HOME", cache, TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_dbus_up (bus);

#define ADD(path, function)                                                                        \
  g_test_add ("/plat/mail/" path, Fixture, NULL, set_up, function, tear_down)
  /* the first: from then on GIO knows the session */
  ADD ("no-session", test_without_a_session_the_mail_program_gets_the_letter);
  ADD ("portal", test_the_portal_gets_the_letter_and_the_file_itself);
  ADD ("refused", test_a_portal_that_refuses_is_no_end);
  ADD ("nothing", test_no_way_to_write_letters_has_a_name);
  ADD ("taken", test_a_name_that_is_taken_is_a_sentence);
  ADD ("old", test_files_of_letters_go_after_a_day);
  ADD ("cancelled", test_a_letter_given_up_opens_nothing);
  ADD ("address", test_an_address_comes_last_and_a_lost_file_is_said);
#undef ADD

  result = g_test_run ();
  g_test_dbus_stop (bus);
  g_remove (ours);
  g_remove (cache);

  return result;
}
