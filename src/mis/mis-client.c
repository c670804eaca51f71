/* mis-client.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "mis-client"

#include "mis-client.h"

#include <glib/gi18n.h>
#include <libsoup/soup.h>
#include <string.h>

#include "mis-answer.h"
#include "mis-row.h"

#define ODATA "odata/standard.odata/"

#define PAGE 200
#define TIMEOUT 60 /* s */
#define MAX_TRIES 3

struct _MisClient
{
  GObject parent_instance;

  SoupSession *session; /* owned */
  char *base;           /* owned: ends with a slash */
  char *name;           /* owned */
  char *credentials;    /* owned (nullable): a secret */
  guint page;
};

G_DEFINE_FINAL_TYPE (MisClient, mis_client, G_TYPE_OBJECT)

/*
 * Listing:
 *
 * One list that is read page by page. The data of a task.
 */
typedef struct
{
  char *entity;         /* owned */
  char *uri;            /* owned: without $skip */
  char *unique;         /* owned (nullable) */
  GPtrArray *rows;      /* owned: JsonObject */
  SoupMessage *message; /* owned (nullable) */
  gint64 total;
  guint tries;
} Listing;

static void
listing_free (Listing *self)
{
  g_clear_pointer (&self->entity, g_free);
  g_clear_pointer (&self->uri, g_free);
  g_clear_pointer (&self->unique, g_free);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_object (&self->message);
  g_free (self);
}

static void
mis_client_finalize (GObject *object)
{
  MisClient *self = MIS_CLIENT (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->base, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->credentials, g_free);

  G_OBJECT_CLASS (mis_client_parent_class)->finalize (object);
}

static void
mis_client_class_init (MisClientClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mis_client_finalize;
}

static void
mis_client_init (MisClient *self)
{
  self->page = PAGE;
  /* one connection: 1C counts sessions, and each may take a licence */
  self->session = soup_session_new_with_options ("timeout", TIMEOUT, "user-agent", "Reception",
                                                 "max-conns", 1, "max-conns-per-host", 1, NULL);
  /* it would ask twice each time: first without the password */
  soup_session_remove_feature_by_type (self->session, SOUP_TYPE_AUTH_MANAGER);
}

static gboolean
is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  return g_ascii_strcasecmp (host, "localhost") == 0 ||
         (address != NULL && g_inet_address_get_is_loopback (address));
}

/* A person types the address of the infobase, with or without what OData adds to it. */
static GUri *
parse_address (const char *address)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (address));
  g_autofree char *full =
    strstr (trimmed, "://") != NULL ? g_strdup (trimmed) : g_strconcat ("https://", trimmed, NULL);
  g_autoptr (GUri) uri = g_uri_parse (full, SOUP_HTTP_URI_FLAGS | G_URI_FLAGS_PARSE_RELAXED, NULL);
  const char *scheme = uri != NULL ? g_uri_get_scheme (uri) : NULL;

  if (uri == NULL || g_uri_get_host (uri) == NULL || g_uri_get_host (uri)[0] == '\0' ||
      g_uri_get_userinfo (uri) != NULL ||
      (!g_str_equal (scheme, "https") && !g_str_equal (scheme, "http")))
    return NULL;

  return g_steal_pointer (&uri);
}

static char *
dup_base (GUri *uri)
{
  const char *path = g_uri_get_path (uri);
  const char *slash = g_str_has_suffix (path, "/") ? "" : "/";
  g_autofree char *whole =
    g_strconcat (path, slash, strstr (path, "/odata/") == NULL ? ODATA : "", NULL);

  return g_uri_join (SOUP_HTTP_URI_FLAGS, g_uri_get_scheme (uri), NULL, g_uri_get_host (uri),
                     g_uri_get_port (uri), whole, NULL, NULL);
}

MisClient *
mis_client_new (const char *address,
                const char *user,
                const char *password,
                gboolean plain_http,
                GError **error)
{
  g_autoptr (GUri) uri = address != NULL ? parse_address (address) : NULL;
  MisClient *self;

  if (uri == NULL)
    {
      g_set_error_literal (error, CLINIC_ERROR, CLINIC_ERROR_INVALID,
                           _ ("this is not an address of OData"));
      return NULL;
    }
  if (g_str_equal (g_uri_get_scheme (uri), "http") && !plain_http &&
      !is_loopback (g_uri_get_host (uri)))
    {
      g_set_error_literal (error, CLINIC_ERROR, CLINIC_ERROR_INVALID,
                           _ ("http would send the password and the patients readable for everybody"
                              " on the way: use https, or allow it in the preset, [connection]"
                              " plain-http"));
      return NULL;
    }

  self = g_object_new (MIS_TYPE_CLIENT, NULL);
  self->base = dup_base (uri);
  self->name = g_strdup (g_uri_get_host (uri));
  if (user != NULL && user[0] != '\0')
    {
      g_autofree char *pair = g_strconcat (user, ":", password != NULL ? password : "", NULL);
      g_autofree char *encoded = g_base64_encode ((const guchar *) pair, strlen (pair));

      self->credentials = g_strconcat ("Basic ", encoded, NULL);
    }

  return self;
}

const char *
mis_client_get_name (MisClient *self)
{
  g_return_val_if_fail (MIS_IS_CLIENT (self), NULL);

  return self->name;
}

void
mis_client_set_limits (MisClient *self, guint page, guint timeout)
{
  g_return_if_fail (MIS_IS_CLIENT (self));

  self->page = page;
  soup_session_set_timeout (self->session, timeout);
}

static void
append_option (GString *uri, const char *name, const char *value)
{
  if (value == NULL || value[0] == '\0')
    return;

  g_string_append_printf (uri, "&%s=", name);
  g_string_append_uri_escaped (uri, value, "'(),:$/", FALSE);
}

char *
mis_client_dup_uri (MisClient *self, const MisQuery *query)
{
  GString *uri = g_string_new (self->base);
  g_autoptr (GPtrArray) fields = g_ptr_array_new ();
  g_autofree char *select = NULL;

  g_return_val_if_fail (MIS_IS_CLIENT (self), g_string_free (uri, FALSE));

  for (guint i = 0; query->fields != NULL && i < query->fields->len; i++)
    g_ptr_array_add (fields, query->fields->pdata[i]);
  g_ptr_array_add (fields, NULL);
  select = g_strjoinv (",", (char **) fields->pdata);

  g_string_append_uri_escaped (uri, query->entity, NULL, FALSE);
  g_string_append (uri, "?$format=json&$inlinecount=allpages");
  append_option (uri, "$select", select);
  append_option (uri, "$filter", query->filter);
  append_option (uri, "$orderby", query->order);
  g_string_append_printf (uri, "&$top=%u", self->page);

  return g_string_free (uri, FALSE);
}

static void read_page (GTask *task);

/* Whether a row came twice: then another did not come at all. */
static gboolean
has_doubles (const Listing *listing)
{
  g_autoptr (GHashTable) seen = NULL;

  if (listing->unique == NULL)
    return FALSE;

  seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < listing->rows->len; i++)
    {
      char *key = mis_row_dup_text (listing->rows->pdata[i], listing->unique);

      if (key != NULL && !g_hash_table_add (seen, key))
        return TRUE;
    }

  return FALSE;
}

/* Somebody worked there between two pages, and what is missing would look deleted. */
static void
read_again (GTask *task)
{
  Listing *listing = g_task_get_task_data (task);

  if (++listing->tries >= MAX_TRIES)
    {
      g_task_return_new_error (task, CLINIC_ERROR, CLINIC_ERROR_OFFLINE,
                               _ ("%s changes faster than it can be read"), listing->entity);
      return;
    }

  g_ptr_array_set_size (listing->rows, 0);
  listing->total = -1;
  read_page (task);
}

/* A server may give fewer rows at once than it is asked for. */
static gboolean
has_more (MisClient *self, const Listing *listing, guint count)
{
  if (listing->total < 0)
    return count >= self->page;

  return count > 0 && (gint64) listing->rows->len < listing->total;
}

static void
take_page (GTask *task, MisAnswer *answer)
{
  MisClient *self = g_task_get_source_object (task);
  Listing *listing = g_task_get_task_data (task);
  gboolean is_first = listing->rows->len == 0;
  guint count = answer->rows->len;

  if (!is_first && answer->total != listing->total)
    {
      read_again (task);
      return;
    }

  listing->total = answer->total;
  g_ptr_array_extend_and_steal (listing->rows, g_steal_pointer (&answer->rows));
  if (has_more (self, listing, count))
    read_page (task);
  else if ((listing->total >= 0 && (gint64) listing->rows->len != listing->total) ||
           has_doubles (listing))
    read_again (task);
  else
    g_task_return_pointer (task, g_steal_pointer (&listing->rows),
                           (GDestroyNotify) g_ptr_array_unref);
}

static void
on_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Listing *listing = g_task_get_task_data (task);
  g_autoptr (GError) failure = NULL;
  g_autoptr (GBytes) body =
    soup_session_send_and_read_finish (SOUP_SESSION (source), result, &failure);
  GError *error = NULL;
  g_autoptr (MisAnswer) answer =
    mis_answer_read (listing->message, listing->entity, body, failure, &error);

  if (answer != NULL)
    {
      take_page (task, answer);
      return;
    }

  if (error->domain == CLINIC_ERROR)
    g_info ("reading %s failed: error %d, HTTP %u", listing->entity, error->code,
            soup_message_get_status (listing->message));
  g_task_return_error (task, error);
}

static void
read_page (GTask *task)
{
  MisClient *self = g_task_get_source_object (task);
  Listing *listing = g_task_get_task_data (task);
  g_autofree char *uri = g_strdup_printf ("%s&$skip=%u", listing->uri, listing->rows->len);
  SoupMessageHeaders *headers;

  g_clear_object (&listing->message);
  listing->message = soup_message_new (SOUP_METHOD_GET, uri);
  if (listing->message == NULL)
    {
      g_task_return_new_error (task, CLINIC_ERROR, CLINIC_ERROR_INVALID,
                               _ ("%s makes no address of OData"), listing->entity);
      return;
    }

  headers = soup_message_get_request_headers (listing->message);
  soup_message_headers_replace (headers, "Accept", "application/json");
  if (self->credentials != NULL)
    soup_message_headers_replace (headers, "Authorization", self->credentials);
  /* the password is for this server alone */
  soup_message_add_flags (listing->message, SOUP_MESSAGE_NO_REDIRECT);
  soup_session_send_and_read_async (self->session, listing->message, G_PRIORITY_DEFAULT,
                                    g_task_get_cancellable (task), on_answered_cb,
                                    g_object_ref (task));
}

void
mis_client_list_async (MisClient *self,
                       const MisQuery *query,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Listing *listing = g_new0 (Listing, 1);

  g_return_if_fail (MIS_IS_CLIENT (self));

  g_task_set_source_tag (task, mis_client_list_async);
  listing->entity = g_strdup (query->entity);
  listing->uri = mis_client_dup_uri (self, query);
  listing->unique = g_strdup (query->unique);
  listing->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  listing->total = -1;
  g_task_set_task_data (task, listing, (GDestroyNotify) listing_free);

  read_page (task);
}

GPtrArray *
mis_client_list_finish (MisClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
