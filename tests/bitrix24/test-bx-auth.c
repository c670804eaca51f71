/* test-bx-auth.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "bx-error.h"
#include "bx-fake.h"

/* A token that the portal accepts only after it was refreshed. */
#define TOKEN_TYPE_AUTH (token_auth_get_type ())
G_DECLARE_FINAL_TYPE (TokenAuth, token_auth, TOKEN, AUTH, GObject)

struct _TokenAuth
{
  GObject parent_instance;

  char *origin; /* owned */
  guint token;
  guint refreshes;
  gboolean is_over; /* refreshing fails */
};

static char *
token_auth_dup_method_uri (BxAuth *auth, const char *method)
{
  return g_strdup_printf ("%s/rest/%s", TOKEN_AUTH (auth)->origin, method);
}

static void
token_auth_sign (BxAuth *auth, SoupMessage *message)
{
  g_autofree char *bearer = g_strdup_printf ("Bearer %u", TOKEN_AUTH (auth)->token);

  soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization",
                                bearer);
}

static gboolean
on_refreshed_cb (gpointer user_data)
{
  GTask *task = G_TASK (user_data);
  TokenAuth *self = g_task_get_source_object (task);

  self->token++;

  if (self->is_over)
    g_task_return_new_error (task, BX_ERROR, BX_ERROR_AUTH, "log in again");
  else
    g_task_return_boolean (task, TRUE);

  return G_SOURCE_REMOVE;
}

static void
token_auth_refresh_async (BxAuth *auth,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  TOKEN_AUTH (auth)->refreshes++;
  g_timeout_add_full (G_PRIORITY_DEFAULT, 30, on_refreshed_cb,
                      g_task_new (auth, cancellable, callback, user_data), g_object_unref);
}

static gboolean
token_auth_refresh_finish (BxAuth *auth, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
token_auth_iface_init (BxAuthInterface *iface)
{
  iface->dup_method_uri = token_auth_dup_method_uri;
  iface->sign = token_auth_sign;
  iface->refresh_async = token_auth_refresh_async;
  iface->refresh_finish = token_auth_refresh_finish;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TokenAuth,
                               token_auth,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (BX_TYPE_AUTH, token_auth_iface_init))

static void
token_auth_finalize (GObject *object)
{
  g_clear_pointer (&TOKEN_AUTH (object)->origin, g_free);

  G_OBJECT_CLASS (token_auth_parent_class)->finalize (object);
}

static void
token_auth_class_init (TokenAuthClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = token_auth_finalize;
}

static void
token_auth_init (TokenAuth *self)
{
}

typedef struct
{
  BxFake *fake;     /* owned */
  TokenAuth *auth;  /* owned */
  BxClient *client; /* owned */
} Fixture;

static char *
answer_by_token (BxFakeRequest *request, gpointer user_data)
{
  if (g_strcmp0 (request->bearer, "Bearer 1") == 0)
    return g_strdup ("{\"result\":{}}");

  return g_strdup ("{\"error\":\"expired_token\"}");
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BxThrottle) throttle = bx_throttle_new ();

  fixture->fake = bx_fake_new ();
  fixture->auth = g_object_new (TOKEN_TYPE_AUTH, NULL);
  fixture->auth->origin = g_strdup (bx_fake_get_origin (fixture->fake));
  fixture->client = bx_client_new (BX_AUTH (fixture->auth), throttle);
  bx_fake_set_handler (fixture->fake, answer_by_token, NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->client);
  g_assert_finalize_object (fixture->auth);
  g_clear_pointer (&fixture->fake, bx_fake_free);
}

static void
test_many_calls_refresh_an_expired_token_once (Fixture *fixture, gconstpointer data)
{
  GAsyncResult *results[4] = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    bx_client_call_async (fixture->client, "profile", NULL, BX_PRIORITY_PERSON,
                          i == 0 ? BX_CALL_WRITE : BX_CALL_READ, NULL, bx_fake_on_result_cb,
                          &results[i]);

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BxAnswer) answer =
        bx_client_call_finish (fixture->client, bx_fake_wait (&results[i]), &error);

      g_assert_no_error (error);
      g_clear_object (&results[i]);
    }

  g_assert_cmpuint (fixture->auth->refreshes, ==, 1);
  g_assert_cmpuint (bx_fake_count (fixture->fake, NULL), ==, 8);
}

static void
test_a_new_token_that_is_refused_is_told (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BxAnswer) answer = NULL;

  fixture->auth->token = 7;
  answer = bx_fake_call (fixture->client, "profile", BX_PRIORITY_PERSON, BX_CALL_READ, &error);
  g_assert_error (error, BX_ERROR, BX_ERROR_AUTH);
  g_assert_cmpuint (fixture->auth->refreshes, ==, 1);
  g_assert_cmpuint (bx_fake_count (fixture->fake, NULL), ==, 2);
}

static void
test_a_refresh_that_fails_fails_the_call (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BxAnswer) answer = NULL;

  fixture->auth->is_over = TRUE;
  answer = bx_fake_call (fixture->client, "profile", BX_PRIORITY_PERSON, BX_CALL_READ, &error);
  g_assert_error (error, BX_ERROR, BX_ERROR_AUTH);
  g_assert_cmpuint (bx_fake_count (fixture->fake, NULL), ==, 1);
}

static void
test_an_address_that_became_unsafe_is_not_used (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BxAnswer) answer = NULL;

  g_clear_pointer (&fixture->auth->origin, g_free);
  fixture->auth->origin = g_strdup ("http://portal.example");
  answer = bx_fake_call (fixture->client, "profile", BX_PRIORITY_PERSON, BX_CALL_WRITE, &error);
  g_assert_error (error, BX_ERROR, BX_ERROR_INVALID);
  g_assert_false (bx_error_maybe_applied (error));
}

#define ADD(name) g_test_add ("/bx-auth/" #name, Fixture, NULL, set_up, test_##name, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD (many_calls_refresh_an_expired_token_once);
  ADD (a_new_token_that_is_refused_is_told);
  ADD (a_refresh_that_fails_fails_the_call);
  ADD (an_address_that_became_unsafe_is_not_used);

  return g_test_run ();
}
