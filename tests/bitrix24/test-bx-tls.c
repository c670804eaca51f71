/* test-bx-tls.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The address of a webhook is a password, so it is told to nobody who cannot prove to be the
 * portal.
 */

#include "bx-error.h"
#include "bx-fake.h"

#include <string.h>

#define GOOD "{\"result\":{\"ID\":\"7\"},\"time\":{\"operating\":0}}"

/* trusted: (nullable): a certificate that this machine is told to trust */
static BxAnswer *
ask (BxFake *fake, const char *trusted, BxCallFlags flags, GError **error)
{
  g_autoptr (BxClient) client = bx_fake_make_client (fake);

  bx_fake_add (fake, "profile", 200, GOOD);
  if (trusted != NULL)
    {
      g_autofree char *path =
        g_build_filename (g_getenv ("RECEPTION_FIXTURES"), "tls", trusted, NULL);
      g_autoptr (GError) unreadable = NULL;
      g_autoptr (GTlsDatabase) database = g_tls_file_database_new (path, &unreadable);

      g_assert_no_error (unreadable);
      soup_session_set_tls_database (bx_client_get_session (client), database);
    }

  return bx_fake_call (client, "profile", BX_PRIORITY_PERSON, flags, error);
}

static void
assert_refused (const char *certificate, const char *trusted)
{
  const BxCallFlags flags[] = { BX_CALL_READ, BX_CALL_WRITE };
  g_autoptr (BxFake) fake = bx_fake_new_secure (certificate);

  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BxAnswer) answer = ask (fake, trusted, flags[i], &error);

      g_assert_null (answer);
      g_assert_error (error, BX_ERROR, BX_ERROR_UNTRUSTED);
      g_assert_false (bx_error_maybe_applied (error));
      g_assert_null (strstr (error->message, BX_FAKE_SECRET));
    }
  g_assert_cmpuint (bx_fake_count (fake, "profile"), ==, 0);
}

static void
test_a_certificate_of_somebody_trusted_is_accepted (void)
{
  g_autoptr (BxFake) fake = bx_fake_new_secure ("here.pem");
  g_autoptr (GError) error = NULL;
  g_autoptr (BxAnswer) answer = ask (fake, "here.pem", BX_CALL_READ, &error);

  g_assert_no_error (error);
  g_assert_nonnull (answer);
  g_assert_cmpuint (bx_fake_count (fake, "profile"), ==, 1);
}

static void
test_a_certificate_of_nobody_known_is_refused (void)
{
  assert_refused ("here.pem", NULL);
}

static void
test_a_certificate_of_another_host_is_refused (void)
{
  assert_refused ("elsewhere.pem", "elsewhere.pem");
}

static void
test_a_certificate_that_has_expired_is_refused (void)
{
  assert_refused ("expired.pem", "expired.pem");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/bx-tls/trusted", test_a_certificate_of_somebody_trusted_is_accepted);
  g_test_add_func ("/bx-tls/self-signed", test_a_certificate_of_nobody_known_is_refused);
  g_test_add_func ("/bx-tls/wrong-host", test_a_certificate_of_another_host_is_refused);
  g_test_add_func ("/bx-tls/expired", test_a_certificate_that_has_expired_is_refused);

  return g_test_run ();
}
