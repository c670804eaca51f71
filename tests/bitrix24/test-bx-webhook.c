/* test-bx-webhook.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "bx-error.h"
#include "bx-webhook.h"

#include <string.h>

#define CANONICAL "https://ulybka.bitrix24.ru/rest/7/abc123DEF/"

static void
test_what_people_paste_is_understood (void)
{
  static const char *const pasted[] = {
    CANONICAL,
    "  " CANONICAL "\n",
    "https://ulybka.bitrix24.ru/rest/7/abc123DEF",
    "https://ulybka.bitrix24.ru/rest/7/abc123DEF/profile.json",
    "https://ulybka.bitrix24.ru/rest/7/abc123DEF/crm.contact.list?ID=1#x",
    "ulybka.bitrix24.ru/rest/7/abc123DEF/",
    "HTTPS://Ulybka.Bitrix24.RU/rest/7/abc123DEF/",
    "https://ulybka.bitrix24.ru:443/rest/7/abc123DEF/",
  };

  for (guint i = 0; i < G_N_ELEMENTS (pasted); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BxWebhook) webhook = bx_webhook_new (pasted[i], &error);
      g_autofree char *uri = NULL;

      g_test_message ("row %u", i);
      g_assert_no_error (error);
      g_assert_cmpstr (bx_webhook_get_address (webhook), ==, CANONICAL);
      g_assert_cmpstr (bx_webhook_get_portal (webhook), ==, "ulybka.bitrix24.ru");
      g_assert_cmpstr (bx_webhook_get_origin (webhook), ==, "https://ulybka.bitrix24.ru");
      g_assert_cmpint (bx_webhook_get_user_id (webhook), ==, 7);

      uri = bx_auth_dup_method_uri (BX_AUTH (webhook), "profile");
      g_assert_cmpstr (uri, ==, CANONICAL "profile.json");
      g_clear_pointer (&uri, g_free);
      uri = bx_auth_dup_method_uri (BX_AUTH (webhook), BX_METHOD_V3 "timeman.record.list");
      g_assert_cmpstr (uri, ==,
                       "https://ulybka.bitrix24.ru/rest/api/7/abc123DEF/timeman.record.list");
      g_assert_false (bx_auth_can_refresh (BX_AUTH (webhook)));
    }
}

static void
test_what_is_no_webhook_is_refused_without_repeating_it (void)
{
  static const char *const wrong[] = {
    "",
    "https://",
    "Иванова",
    "https://ulybka.bitrix24.ru/",
    "https://ulybka.bitrix24.ru/crm/deal/",
    "https://ulybka.bitrix24.ru/rest/",
    "https://ulybka.bitrix24.ru/rest/7/",
    "https://ulybka.bitrix24.ru/rest/x/abc123DEF/",
    "https://ulybka.bitrix24.ru/rest/0/abc123DEF/",
    "https://ulybka.bitrix24.ru/rest/7/abc%2F123/",
    "https://anna:abc123DEF@ulybka.bitrix24.ru/rest/7/abc123DEF/",
    "ftp://ulybka.bitrix24.ru/rest/7/abc123DEF/",
    "http://ulybka.bitrix24.ru/rest/7/abc123DEF/",
    "http://192.168.1.10/rest/7/abc123DEF/",
    "http://127.0.0.1.example.com/rest/7/abc123DEF/",
    "http://localhost.example.com/rest/7/abc123DEF/",
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BxWebhook) webhook = bx_webhook_new (wrong[i], &error);

      g_test_message ("row %u", i);
      g_assert_null (webhook);
      g_assert_error (error, BX_ERROR, BX_ERROR_INVALID);
      g_assert_null (strstr (error->message, "abc"));
    }
}

static void
test_plain_http_goes_to_this_machine_only (void)
{
  static const struct
  {
    const char *pasted;
    const char *portal;
  } rows[] = {
    { "http://127.0.0.1:8080/rest/7/abc123DEF/", "127.0.0.1:8080" },
    { "http://127.9.9.9/rest/7/abc123DEF/", "127.9.9.9" },
    { "http://localhost:8080/rest/7/abc123DEF/", "localhost:8080" },
    { "http://[::1]:8080/rest/7/abc123DEF/", "[::1]:8080" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BxWebhook) webhook = bx_webhook_new (rows[i].pasted, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (bx_webhook_get_portal (webhook), ==, rows[i].portal);
      g_assert_cmpstr (bx_webhook_get_address (webhook), ==, rows[i].pasted);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name) g_test_add_func ("/bx-webhook/" #name, test_##name)
  ADD (what_people_paste_is_understood);
  ADD (what_is_no_webhook_is_refused_without_repeating_it);
  ADD (plain_http_goes_to_this_machine_only);

  return g_test_run ();
}
