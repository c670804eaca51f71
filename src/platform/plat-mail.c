/* plat-mail.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "plat-mail"

#include "plat-mail.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixfdlist.h>
#include <glib/gstdio.h>

#define PORTAL "org.freedesktop.portal.Desktop"
#define PORTAL_PATH "/org/freedesktop/portal/desktop"

/* A letter that is on its way to the mail program. */
typedef struct
{
  char *address; /* owned, as all texts here */
  char *subject;
  char *body;
  char **files;
  GUnixFDList *handles; /* owned, (nullable): of the files */
} Letter;

static void
letter_free (gpointer data)
{
  Letter *letter = data;

  g_clear_pointer (&letter->address, g_free);
  g_clear_pointer (&letter->subject, g_free);
  g_clear_pointer (&letter->body, g_free);
  g_clear_pointer (&letter->files, g_strfreev);
  g_clear_object (&letter->handles);
  g_free (letter);
}

/* --- xdg-email --- */

static void
on_helper_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;

  if (g_subprocess_wait_check_finish (G_SUBPROCESS (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
run_helper (GTask *task)
{
  Letter *letter = g_task_get_task_data (task);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GSubprocess) helper = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) argv = NULL;

  g_strv_builder_add_many (builder, "xdg-email", "--utf8", "--subject", letter->subject, "--body",
                           letter->body, NULL);
  for (guint i = 0; letter->files[i] != NULL; i++)
    g_strv_builder_add_many (builder, "--attach", letter->files[i], NULL);
  if (*letter->address != '\0')
    g_strv_builder_add (builder, letter->address);
  argv = g_strv_builder_end (builder);
  helper = g_subprocess_newv ((const char *const *) argv, G_SUBPROCESS_FLAGS_NONE, &error);
  if (helper == NULL)
    {
      g_task_return_new_error (task, CLINIC_ERROR, CLINIC_ERROR_NOT_FOUND, "%s", error->message);
      g_object_unref (task);
      return;
    }
  g_subprocess_wait_check_async (helper, g_task_get_cancellable (task), on_helper_cb, task);
}

/* --- the desktop's portal --- */

static void
on_composed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply =
    g_dbus_connection_call_with_unix_fd_list_finish (G_DBUS_CONNECTION (source), NULL, result,
                                                     &error);

  if (reply != NULL)
    g_task_return_boolean (task, TRUE);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    run_helper (g_steal_pointer (&task));
}

/* handles of the files, which the portal passes on */
static GVariant *
new_handles (GUnixFDList *files)
{
  GVariantBuilder handles;

  g_variant_builder_init (&handles, G_VARIANT_TYPE ("ah"));
  for (int i = 0; i < g_unix_fd_list_get_length (files); i++)
    g_variant_builder_add (&handles, "h", i);

  return g_variant_builder_end (&handles);
}

static void
on_bus_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Letter *letter = g_task_get_task_data (task);
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, NULL);
  GVariantBuilder options;

  if (bus == NULL)
    {
      run_helper (g_steal_pointer (&task));
      return;
    }
  g_variant_builder_init (&options, G_VARIANT_TYPE_VARDICT);
  if (*letter->address != '\0')
    g_variant_builder_add (&options, "{sv}", "address", g_variant_new_string (letter->address));
  g_variant_builder_add (&options, "{sv}", "subject", g_variant_new_string (letter->subject));
  g_variant_builder_add (&options, "{sv}", "body", g_variant_new_string (letter->body));
  g_variant_builder_add (&options, "{sv}", "attachment_fds", new_handles (letter->handles));
  g_dbus_connection_call_with_unix_fd_list (bus, PORTAL, PORTAL_PATH,
                                            "org.freedesktop.portal.Email", "ComposeEmail",
                                            g_variant_new ("(sa{sv})", "", &options),
                                            G_VARIANT_TYPE ("(o)"), G_DBUS_CALL_FLAGS_NONE, -1,
                                            letter->handles, g_task_get_cancellable (task),
                                            on_composed_cb, g_object_ref (task));
}

/* --- the files --- */

static void
open_worker (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const char *const *files = task_data;
  g_autoptr (GUnixFDList) list = g_unix_fd_list_new ();

  for (guint i = 0; files[i] != NULL; i++)
    {
      int file = g_open (files[i], O_RDONLY | O_CLOEXEC, 0);
      int code = errno;
      g_autoptr (GError) error = NULL;

      if (file < 0)
        {
          g_task_return_new_error (task, CLINIC_ERROR, CLINIC_ERROR_BROKEN, "%s: %s", files[i],
                                   g_strerror (code));
          return;
        }
      g_unix_fd_list_append (list, file, &error);
      g_close (file, NULL);
      if (error != NULL)
        {
          g_task_return_error (task, g_steal_pointer (&error));
          return;
        }
    }
  g_task_return_pointer (task, g_steal_pointer (&list), g_object_unref);
}

static void
on_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Letter *letter = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;

  letter->handles = g_task_propagate_pointer (G_TASK (result), &error);
  if (letter->handles == NULL)
    g_task_return_error (task, error);
  else
    g_bus_get (G_BUS_TYPE_SESSION, cancellable, on_bus_cb, g_steal_pointer (&task));
}

void
plat_mail_compose_async (const char *address,
                         const char *subject,
                         const char *body,
                         const char *const *files,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (GTask) opening = NULL;
  Letter *letter = g_new0 (Letter, 1);

  g_task_set_source_tag (task, plat_mail_compose_async);
  letter->address = g_strdup (address);
  letter->subject = g_strdup (subject);
  letter->body = g_strdup (body);
  letter->files = g_strdupv ((char **) files);
  g_task_set_task_data (task, letter, letter_free);

  opening = g_task_new (NULL, cancellable, on_opened_cb, g_steal_pointer (&task));
  g_task_set_source_tag (opening, plat_mail_compose_async);
  g_task_set_task_data (opening, g_strdupv ((char **) files), (GDestroyNotify) g_strfreev);
  g_task_run_in_thread (opening, open_worker);
}

gboolean
plat_mail_compose_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
