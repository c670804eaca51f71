/* test-mis-client.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What 1C and the web servers before it do that the demo clinic's does not.
 */

#include "mis-client.h"
#include "mis-lookup.h"
#include "mis-test.h"

#include "../tls-handshakes.h"

#include <string.h>

/* A server that answers each request as the test wants it. */
typedef struct
{
  SoupServer *server;
  char *url;
  GPtrArray *asked;  /* utf8: path and query of each request */
  char *credentials; /* of the last one */
  guint total;       /* how many rows it says that it has */
  guint at_most;     /* rows in one answer, 0: as asked */
  gboolean counts;
  guint grows_at; /* the request before which a row is added, 0 never */
  guint status;
  const char *type; /* of the canned body */
  const char *body; /* NULL: rows */
  char *location;
  guint n_idle; /* how many hold the certificate when nobody is connected */
} Server;

static guint
get_number (GHashTable *query, const char *name)
{
  const char *text = query != NULL ? g_hash_table_lookup (query, name) : NULL;

  return text != NULL ? (guint) g_ascii_strtoull (text, NULL, 10) : 0;
}

static char *
make_rows (Server *self, guint skip, guint top)
{
  GString *text = g_string_new ("{\"odata.metadata\":\"x\"");

  if (self->at_most > 0)
    top = MIN (top, self->at_most);
  if (self->counts)
    g_string_append_printf (text, ",\"odata.count\":\"%u\"", self->total);
  g_string_append (text, ",\"value\":[");
  for (guint i = skip; i < MIN (skip + top, self->total); i++)
    g_string_append_printf (text, "%s{\"Ref_Key\":\"k%u\"}", i > skip ? "," : "",
                            self->grows_at > 0 ? self->total - i : i);
  g_string_append (text, "]}");

  return g_string_free (text, FALSE);
}

static void
on_request_cb (SoupServer *server,
               SoupServerMessage *message,
               const char *path,
               GHashTable *query,
               gpointer user_data)
{
  Server *self = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  char *text;

  g_ptr_array_add (self->asked, g_uri_to_string (soup_server_message_get_uri (message)));
  g_clear_pointer (&self->credentials, g_free);
  self->credentials = g_strdup (soup_message_headers_get_one (headers, "Authorization"));
  if (self->asked->len == self->grows_at)
    self->total++;
  if (self->location != NULL)
    {
      soup_server_message_set_redirect (message, SOUP_STATUS_FOUND, self->location);
      return;
    }

  soup_server_message_set_status (message, self->status, NULL);
  text = self->body != NULL
           ? g_strdup (self->body)
           : make_rows (self, get_number (query, "$skip"), get_number (query, "$top"));
  soup_server_message_set_response (message, self->type, SOUP_MEMORY_TAKE, text, strlen (text));
}

static void
listen_at (Server *self, const char *certificate)
{
  g_autoptr (GError) error = NULL;
  GSList *uris;

  self->server = soup_server_new ("server-header", "Apache", NULL);
  if (certificate != NULL)
    {
      g_autofree char *path =
        g_build_filename (g_getenv ("RECEPTION_FIXTURES"), "tls", certificate, NULL);
      g_autoptr (GTlsCertificate) both = g_tls_certificate_new_from_file (path, &error);

      g_assert_no_error (error);
      soup_server_set_tls_certificate (self->server, both);
    }
  soup_server_add_handler (self->server, NULL, on_request_cb, self, NULL);
  soup_server_listen_local (self->server, 0,
                            SOUP_SERVER_LISTEN_IPV4_ONLY |
                              (certificate != NULL ? SOUP_SERVER_LISTEN_HTTPS : 0),
                            &error);
  g_assert_no_error (error);
  if (certificate != NULL)
    self->n_idle = G_OBJECT (soup_server_get_tls_certificate (self->server))->ref_count;
  uris = soup_server_get_uris (self->server);
  self->url = g_strdup_printf ("%s://127.0.0.1:%d/base", certificate != NULL ? "https" : "http",
                               g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
}

static void
set_up (Server *self, gconstpointer data)
{
  self->asked = g_ptr_array_new_with_free_func (g_free);
  self->total = 5;
  self->counts = TRUE;
  self->status = 200;
  self->type = "application/json;odata=minimalmetadata;charset=utf-8";
  listen_at (self, data);
}

static void
tear_down (Server *self, gconstpointer data)
{
  GTlsCertificate *certificate = soup_server_get_tls_certificate (self->server);

  if (certificate != NULL)
    tls_handshakes_end (certificate, self->n_idle);
  soup_server_disconnect (self->server);
  g_assert_finalize_object (self->server);
  g_clear_pointer (&self->url, g_free);
  g_clear_pointer (&self->location, g_free);
  g_clear_pointer (&self->credentials, g_free);
  g_clear_pointer (&self->asked, g_ptr_array_unref);
}

static GPtrArray *
list (Server *self, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (MisClient) client =
    mis_client_new (self->url, "Регистратура", "сек:рет", FALSE, &local);
  g_autoptr (GPtrArray) fields = g_ptr_array_new ();
  MisQuery query = { "Document_Запись", "Начало ge datetime'2026-11-21T00:00:00'", "Ref_Key",
                     fields, "Ref_Key" };
  g_autoptr (GAsyncResult) pending = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  g_assert_no_error (local);
  g_ptr_array_add (fields, (gpointer) "Ref_Key");
  g_ptr_array_add (fields, (gpointer) "Начало");
  mis_client_set_limits (client, 2, 5);
  mis_client_list_async (client, &query, NULL, mis_test_on_result_cb, &pending);
  result = mis_test_wait (&pending);

  return mis_client_list_finish (client, result, error);
}

static void
assert_fails (Server *self, ClinicError code, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = list (self, &error);

  g_assert_null (rows);
  g_assert_error (error, CLINIC_ERROR, (int) code);
  g_assert_null (strstr (error->message, "рет"));
  if (words != NULL && strstr (error->message, words) == NULL)
    g_error ("\"%s\" does not say %s", error->message, words);
}

static void
assert_reads (Server *self, guint count)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = list (self, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, count);
}

static void
test_names_are_encoded_and_the_password_is_sent_at_once (Server *self, gconstpointer data)
{
  const char *pair = "Регистратура:сек:рет";
  g_autofree char *encoded = g_base64_encode ((const guchar *) pair, strlen (pair));
  g_autofree char *wanted = g_strconcat ("Basic ", encoded, NULL);

  assert_reads (self, 5);
  g_assert_cmpuint (self->asked->len, ==, 3);
  g_assert_cmpstr (self->credentials, ==, wanted);
  /* SoupServer decodes the path, and only that */
  g_assert_nonnull (
    strstr (self->asked->pdata[0],
            "/base/odata/standard.odata/Document_Запись?"
            "$format=json&$inlinecount=allpages&$select=Ref_Key,"
            "%D0%9D%D0%B0%D1%87%D0%B0%D0%BB%D0%BE&$filter=%D0%9D%D0%B0%D1%87%D0%B0%D0%BB%D0%BE"
            "%20ge%20datetime'2026-11-21T00:00:00'&$orderby=Ref_Key&$top=2&$skip=0"));
  g_assert_nonnull (strstr (self->asked->pdata[2], "&$skip=4"));
}

static void
test_a_server_that_gives_fewer_rows_or_no_count_is_read (Server *self, gconstpointer data)
{
  self->at_most = 1;
  assert_reads (self, 5);
  self->at_most = 0;
  self->counts = FALSE;
  assert_reads (self, 5);
  self->total = 4;
  assert_reads (self, 4);
  self->total = 0;
  assert_reads (self, 0);
}

static void
test_what_changes_between_two_pages_is_read_again (Server *self, gconstpointer data)
{
  /* rows come newest first, so that one comes twice */
  self->grows_at = 2;
  assert_reads (self, 6);
  g_ptr_array_set_size (self->asked, 0);
  self->counts = FALSE;
  assert_reads (self, 7);
}

static void
test_what_never_holds_still_is_given_up (Server *self, gconstpointer data)
{
  self->body = "{\"odata.count\":\"1\",\"value\":[{\"Ref_Key\":\"a\"},{\"Ref_Key\":\"a\"}]}";
  assert_fails (self, CLINIC_ERROR_OFFLINE, "Document_Запись");
  g_assert_cmpuint (self->asked->len, ==, 3);
}

static void
test_the_entity_that_is_not_published_is_named (Server *self, gconstpointer data)
{
  self->status = 404;
  self->body = "{\"odata.error\":{\"code\":\"8\",\"message\":{\"lang\":\"ru\",\"value\":"
               "\"Не найден тип\\r\\n{стек}\"}}}";
  assert_fails (self, CLINIC_ERROR_NOT_FOUND, "Document_Запись: Не найден тип (HTTP 404)");
  self->status = 400;
  assert_fails (self, CLINIC_ERROR_NOT_FOUND, "Document_Запись");
  self->type = "text/html";
  self->body = "<html>404</html>";
  self->status = 404;
  assert_fails (self, CLINIC_ERROR_BROKEN, "Document_Запись");
}

static void
test_rights_and_breakdowns_are_told_apart (Server *self, gconstpointer data)
{
  self->type = "text/html";
  self->body = "<html></html>";
  self->status = 401;
  assert_fails (self, CLINIC_ERROR_FORBIDDEN, "401");
  self->status = 403;
  assert_fails (self, CLINIC_ERROR_FORBIDDEN, "Document_Запись");
  self->status = 503;
  assert_fails (self, CLINIC_ERROR_OFFLINE, "503");
  self->status = 200;
  assert_fails (self, CLINIC_ERROR_BROKEN, NULL);
  /* JSON that does not say so is a page, too */
  self->body = "{\"value\":[]}";
  assert_fails (self, CLINIC_ERROR_BROKEN, NULL);
}

static void
test_what_happened_inside_is_not_repeated (Server *self, gconstpointer data)
{
  self->status = 500;
  self->body = "{\"odata.error\":{\"code\":\"-1\",\"message\":{\"lang\":\"ru\",\"value\":"
               "\"Запись Ивановой рет\"}}}";
  assert_fails (self, CLINIC_ERROR_OFFLINE, "odata.error -1 (HTTP 500)");
  self->status = 200;
  assert_fails (self, CLINIC_ERROR_BROKEN, "odata.error -1");
}

static void
test_json_of_another_shape_is_no_odata (Server *self, gconstpointer data)
{
  static const char *const bodies[] = {
    "{}", "[]", "{\"value\":{}}", "{\"value\":[1]}", "{\"value\":[{\"Ref_Key\":", "\"text\"", ""
  };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      self->body = bodies[i];
      assert_fails (self, CLINIC_ERROR_BROKEN, NULL);
    }
}

static void
test_the_password_goes_to_no_other_place (Server *self, gconstpointer data)
{
  self->location = g_strdup_printf ("%s/elsewhere", self->url);
  assert_fails (self, CLINIC_ERROR_BROKEN, "302");
  g_assert_cmpuint (self->asked->len, ==, 1);
}

static void
test_a_server_that_cannot_prove_itself_is_sent_nothing (Server *self, gconstpointer data)
{
  assert_fails (self, CLINIC_ERROR_UNTRUSTED, NULL);
  g_assert_cmpuint (self->asked->len, ==, 0);
}

static void
test_nobody_there_is_offline (Server *self, gconstpointer data)
{
  soup_server_disconnect (self->server);
  assert_fails (self, CLINIC_ERROR_OFFLINE, NULL);
}

static void
test_many_keys_are_asked_for_at_once (Server *self, gconstpointer data)
{
  g_autoptr (MisClient) client = mis_client_new (self->url, NULL, NULL, FALSE, NULL);
  g_autoptr (GPtrArray) fields = g_ptr_array_new ();
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (MisLookup) lookup = NULL;
  g_autoptr (GError) error = NULL;
  guint asked = 0;

  g_ptr_array_add (fields, (gpointer) "Представление");
  lookup = mis_lookup_new (client, "Catalog_Пациенты", "Ref_Key", "Тип eq 'Телефон'", fields);
  self->total = 0;
  for (guint i = 0; i < 100; i++)
    g_ptr_array_add (keys, g_uuid_string_random ());
  g_ptr_array_add (keys, g_strdup (keys->pdata[0]));
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GAsyncResult) pending = NULL;
      g_autoptr (GAsyncResult) result = NULL;

      mis_lookup_resolve_async (lookup, keys, NULL, mis_test_on_result_cb, &pending);
      result = mis_test_wait (&pending);
      g_assert_true (mis_lookup_resolve_finish (lookup, result, &error));
      if (i == 0)
        asked = self->asked->len;
    }

  g_assert_no_error (error);
  g_assert_cmpuint (asked, >, 1);
  g_assert_cmpuint (asked, <=, 6);
  /* that nobody is there is known as well */
  g_assert_cmpuint (self->asked->len, ==, asked);
  g_assert_null (mis_lookup_get_rows (lookup, keys->pdata[0]));
  g_assert_null (self->credentials);
  for (guint i = 0; i < self->asked->len; i++)
    g_assert_cmpuint (strlen (self->asked->pdata[i]), <=, 2048);
}

static void
test_plain_http_is_for_this_machine_alone (void)
{
  static const char *const bad[] = { "http://1c.local/base",
                                     "ftp://1c.local/base",
                                     "https://",
                                     "",
                                     "https://user:password@1c.local/base",
                                     "два слова" };
  g_autoptr (MisClient) allowed = mis_client_new (bad[0], "u", "p", TRUE, NULL);
  g_autoptr (MisClient) here = mis_client_new ("http://127.0.0.1:8080/base", "u", "p", FALSE, NULL);
  g_autoptr (MisClient) bare = mis_client_new (" 1c.local/base ", "u", "p", FALSE, NULL);
  g_autoptr (GError) http = NULL;
  MisQuery query = { .entity = "Catalog_Я" };
  g_autofree char *uri = mis_client_dup_uri (bare, &query);

  g_assert_nonnull (allowed);
  g_assert_nonnull (here);
  g_assert_cmpstr (mis_client_get_name (bare), ==, "1c.local");
  g_assert_true (
    g_str_has_prefix (uri,
                      "https://1c.local/base/odata/standard.odata/Catalog_%D0%AF?$format=json"));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (mis_client_new (bad[i], "u", "password", FALSE, &error));
      g_assert_error (error, CLINIC_ERROR, CLINIC_ERROR_INVALID);
      g_assert_null (strstr (error->message, "password@"));
    }
  g_assert_null (mis_client_new (bad[0], "u", "p", FALSE, &http));
  g_assert_nonnull (strstr (http->message, "plain-http"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, certificate, function)                                                           \
  g_test_add ("/mis/client/" name, Server, certificate, set_up, function, tear_down)

  ADD ("names-are-encoded-and-the-password-is-sent-at-once", NULL,
       test_names_are_encoded_and_the_password_is_sent_at_once);
  ADD ("a-server-that-gives-fewer-rows-or-no-count-is-read", NULL,
       test_a_server_that_gives_fewer_rows_or_no_count_is_read);
  ADD ("what-changes-between-two-pages-is-read-again", NULL,
       test_what_changes_between_two_pages_is_read_again);
  ADD ("what-never-holds-still-is-given-up", NULL, test_what_never_holds_still_is_given_up);
  ADD ("the-entity-that-is-not-published-is-named", NULL,
       test_the_entity_that_is_not_published_is_named);
  ADD ("rights-and-breakdowns-are-told-apart", NULL, test_rights_and_breakdowns_are_told_apart);
  ADD ("what-happened-inside-is-not-repeated", NULL, test_what_happened_inside_is_not_repeated);
  ADD ("json-of-another-shape-is-no-odata", NULL, test_json_of_another_shape_is_no_odata);
  ADD ("the-password-goes-to-no-other-place", NULL, test_the_password_goes_to_no_other_place);
  ADD ("a-server-that-cannot-prove-itself-is-sent-nothing", "here.pem",
       test_a_server_that_cannot_prove_itself_is_sent_nothing);
  ADD ("nobody-there-is-offline", NULL, test_nobody_there_is_offline);
  ADD ("many-keys-are-asked-for-at-once", NULL, test_many_keys_are_asked_for_at_once);
  g_test_add_func ("/mis/client/plain-http-is-for-this-machine-alone",
                   test_plain_http_is_for_this_machine_alone);

  return g_test_run ();
}
