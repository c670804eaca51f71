/* bx-download.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "bx-download"

#include "bx-client.h"

#include "bx-error.h"
#include "bx-uri.h"

#define REDIRECTS_MAX 3

/* One file on its way. Lives as the data of a task. */
typedef struct
{
  GUri *uri;            /* owned: holds a secret, never log it */
  char *origin;         /* owned: the portal's */
  GFile *target;        /* owned, (nullable): none: the stream itself is the outcome */
  GFile *part;          /* owned, (nullable): what is written until the file is whole */
  SoupMessage *message; /* owned, (nullable) */
  GInputStream *stream; /* owned, (nullable) */
  guint redirects;
} Download;

static void
download_free (Download *self)
{
  g_clear_pointer (&self->uri, g_uri_unref);
  g_clear_pointer (&self->origin, g_free);
  g_clear_object (&self->target);
  g_clear_object (&self->part);
  g_clear_object (&self->message);
  g_clear_object (&self->stream);
  g_slice_free (Download, self);
}

static void
on_part_deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  /* it may never have been there */
  g_file_delete_finish (G_FILE (source), result, NULL);
}

/* The turn is given back and nothing half-done is left. */
static void
finish (GTask *task, GError *error)
{
  BxClient *self = g_task_get_source_object (task);
  Download *download = g_task_get_task_data (task);

  bx_throttle_release (bx_client_get_throttle (self));

  if (error == NULL && download->target == NULL)
    {
      g_task_return_pointer (task, g_steal_pointer (&download->stream), g_object_unref);
      return;
    }
  if (error == NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  if (download->part != NULL)
    g_file_delete_async (download->part, G_PRIORITY_LOW, NULL, on_part_deleted_cb, NULL);
  g_task_return_error (task, error);
}

/* GIO's words about files are for people, its words about the network may hold the address */
static GError *
network_error (const GError *cause)
{
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_error_copy (cause);

  return g_error_new_literal (BX_ERROR, BX_ERROR_NETWORK, "the file did not arrive");
}

static void
on_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Download *download = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  GError *failure = NULL;

  if (g_output_stream_splice_finish (G_OUTPUT_STREAM (source), result, &error) < 0)
    failure = network_error (error);
  else
    /* within a folder this is one rename */
    g_file_move (download->part, download->target, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL,
                 &failure);

  finish (task, failure);
}

static void
on_created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  g_autoptr (GFileOutputStream) out = NULL;
  Download *download = g_task_get_task_data (task);
  GError *error = NULL;

  out = g_file_replace_finish (G_FILE (source), result, &error);

  if (out == NULL)
    {
      finish (task, error);
      return;
    }

  g_output_stream_splice_async (G_OUTPUT_STREAM (out), download->stream,
                                G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE |
                                  G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
                                G_PRIORITY_DEFAULT, g_task_get_cancellable (task), on_written_cb,
                                g_object_ref (task));
}

static gboolean
is_allowed (Download *self, GUri *uri)
{
  g_autofree char *origin = NULL;

  if (!bx_uri_is_safe (uri))
    return FALSE;

  origin = bx_uri_dup_origin (uri);

  return g_str_equal (g_uri_get_scheme (uri), "https") || g_str_equal (origin, self->origin);
}

static void send_request (GTask *task);

static void
follow (GTask *task)
{
  Download *download = g_task_get_task_data (task);
  const char *location =
    soup_message_headers_get_one (soup_message_get_response_headers (download->message),
                                  "Location");
  g_autoptr (GUri) next = NULL;

  if (location != NULL)
    next = g_uri_parse_relative (download->uri, location, SOUP_HTTP_URI_FLAGS, NULL);

  if (next == NULL || !is_allowed (download, next) || download->redirects >= REDIRECTS_MAX)
    {
      finish (task, g_error_new_literal (BX_ERROR, BX_ERROR_INVALID,
                                         "the file was moved to where it may not be fetched"));
      return;
    }

  download->redirects++;
  g_clear_pointer (&download->uri, g_uri_unref);
  download->uri = g_steal_pointer (&next);
  g_clear_object (&download->stream);
  send_request (task);
}

/* A page of the portal instead of the file: to log in, or with an apology. A file that is a page
 * itself comes as an attachment. */
static gboolean
is_page (Download *self)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (self->message);

  return g_strcmp0 (soup_message_headers_get_content_type (headers, NULL), "text/html") == 0 &&
         soup_message_headers_get_one (headers, "Content-Disposition") == NULL;
}

static void
on_sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  g_autoptr (GError) error = NULL;
  Download *download = g_task_get_task_data (task);
  guint status;

  download->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);

  if (download->stream == NULL)
    {
      finish (task, network_error (error));
      return;
    }

  status = soup_message_get_status (download->message);

  if (SOUP_STATUS_IS_REDIRECTION (status))
    {
      follow (task);
    }
  else if (status != SOUP_STATUS_OK)
    {
      GError *refusal =
        g_error_new (BX_ERROR,
                     status == SOUP_STATUS_NOT_FOUND ? BX_ERROR_NOT_FOUND : BX_ERROR_SERVER,
                     "the portal answered %u instead of the file", status);

      bx_error_set_status (refusal, status);
      finish (task, refusal);
    }
  else if (is_page (download))
    {
      finish (task, g_error_new_literal (BX_ERROR, BX_ERROR_MALFORMED,
                                         "the portal sent a page instead of the file"));
    }
  else if (download->target == NULL)
    {
      finish (task, NULL);
    }
  else
    {
      g_file_replace_async (download->part, NULL, FALSE,
                            G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION,
                            G_PRIORITY_DEFAULT, g_task_get_cancellable (task), on_created_cb,
                            g_object_ref (task));
    }
}

/* Without them a file may be refused although its address is signed; the User-Agent is the
 * session's (docs: settings/how-to-call-rest-api/general-principles#headers). */
static void
set_headers (Download *self)
{
  SoupMessageHeaders *headers = soup_message_get_request_headers (self->message);
  g_autofree char *referer = g_strconcat (self->origin, "/", NULL);

  soup_message_headers_replace (headers, "Accept", "*/*");
  soup_message_headers_replace (headers, "Accept-Language", "ru,en;q=0.8");
  soup_message_headers_replace (headers, "Referer", referer);
}

static void
send_request (GTask *task)
{
  BxClient *self = g_task_get_source_object (task);
  Download *download = g_task_get_task_data (task);
  g_autofree char *origin = bx_uri_dup_origin (download->uri);

  g_clear_object (&download->message);
  download->message = soup_message_new_from_uri (SOUP_METHOD_GET, download->uri);
  /* each step is looked at before it is taken */
  soup_message_add_flags (download->message, SOUP_MESSAGE_NO_REDIRECT);

  set_headers (download);
  /* a token is for the portal alone */
  if (g_str_equal (origin, download->origin))
    bx_auth_sign (bx_client_get_auth (self), download->message);

  soup_session_send_async (bx_client_get_session (self), download->message, G_PRIORITY_LOW,
                           g_task_get_cancellable (task), on_sent_cb, g_object_ref (task));
}

static void
on_turn_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;

  if (bx_throttle_acquire_finish (BX_THROTTLE (source), result, &error))
    send_request (task);
  else
    g_task_return_error (task, error);
}

static Download *
download_new (BxClient *client, const char *uri, GFile *target)
{
  Download *self = g_slice_new0 (Download);
  g_autofree char *method_uri = bx_auth_dup_method_uri (bx_client_get_auth (client), "profile");
  g_autoptr (GUri) portal = g_uri_parse (method_uri, SOUP_HTTP_URI_FLAGS, NULL);

  if (target != NULL)
    {
      g_autofree char *path = g_file_get_path (target);
      g_autofree char *part = g_strconcat (path, ".part", NULL);

      self->target = g_object_ref (target);
      self->part = g_file_new_for_path (part);
    }

  if (portal != NULL)
    {
      self->origin = bx_uri_dup_origin (portal);
      /* old methods give addresses without a host */
      self->uri = g_uri_parse_relative (portal, uri, SOUP_HTTP_URI_FLAGS, NULL);
    }

  return self;
}

/* takes the task over */
static void
start (GTask *task, Download *download)
{
  BxClient *self = g_task_get_source_object (task);

  g_task_set_task_data (task, download, (GDestroyNotify) download_free);
  if (download->uri == NULL || !is_allowed (download, download->uri))
    {
      g_task_return_new_error (task, BX_ERROR, BX_ERROR_INVALID,
                               "a file is fetched over https or from the portal only");
      g_clear_object (&task);
      return;
    }

  bx_throttle_acquire_async (bx_client_get_throttle (self), BX_PRIORITY_PERSON, "download",
                             g_task_get_cancellable (task), on_turn_cb, task);
}

/**
 * bx_client_download_async:
 * @self: the client
 * @uri: the address that the portal gave, with or without a host. It may hold a secret
 * @target: a local file, which is replaced; its mode becomes 0600
 * @cancellable: (nullable): a way to give up
 * @callback: (scope async): called with the outcome
 * @user_data: data for @callback
 *
 * Downloads a file. It stands in its place only when it is whole.
 */
void
bx_client_download_async (BxClient *self,
                          const char *uri,
                          GFile *target,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GTask *task;

  g_return_if_fail (BX_IS_CLIENT (self));
  g_return_if_fail (uri != NULL);
  g_return_if_fail (G_IS_FILE (target) && g_file_is_native (target));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, bx_client_download_async);
  start (task, download_new (self, uri, target));
}

/**
 * bx_client_download_finish:
 * @self: the client
 * @result: what the callback was given
 * @error: (nullable): where an error goes
 *
 * Returns: whether the file is there; %FALSE with %BX_ERROR, %G_IO_ERROR or %G_IO_ERROR_CANCELLED
 */
gboolean
bx_client_download_finish (BxClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (BX_IS_CLIENT (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * bx_client_open_async:
 * @self: the client
 * @uri: the address that the portal gave, with or without a host. It may hold a secret
 * @cancellable: (nullable): a way to give up, also while the stream is read
 * @callback: (scope async): called with the outcome
 * @user_data: data for @callback
 *
 * Opens a file of the portal for reading.
 */
void
bx_client_open_async (BxClient *self,
                      const char *uri,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  GTask *task;

  g_return_if_fail (BX_IS_CLIENT (self));
  g_return_if_fail (uri != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, bx_client_open_async);
  start (task, download_new (self, uri, NULL));
}

/**
 * bx_client_open_finish:
 * @self: the client
 * @result: what the callback was given
 * @error: (nullable): where an error goes
 *
 * Returns: (transfer full) (nullable): the stream; %NULL with %BX_ERROR or %G_IO_ERROR_CANCELLED
 */
GInputStream *
bx_client_open_finish (BxClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (BX_IS_CLIENT (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
