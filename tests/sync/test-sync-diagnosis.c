/* test-sync-diagnosis.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sync-fixture.h"

#include "clinic-diagnosis.h"
#include "clinic-enums.h"
#include "sync-diagnosis.h"

static void
on_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* (transfer full): the checklist of an address, worked through */
static ClinicDiagnosis *
diagnose (SyncFixture *fixture, const char *address)
{
  ClinicDiagnosis *diagnosis = clinic_diagnosis_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sync_diagnose_async (address, NULL, fixture->settings, diagnosis, NULL, on_result_cb, &result);
  WAIT_UNTIL (result != NULL);
  g_assert_true (sync_diagnose_finish (result, &error));
  g_assert_no_error (error);

  return diagnosis;
}

static const char *
url (SyncFixture *fixture)
{
  return demo_portal_get_url (fixture->portal);
}

static ClinicCheckState
state (ClinicDiagnosis *diagnosis, ClinicCheckKind kind, const char *family)
{
  return clinic_check_get_state (clinic_diagnosis_get (diagnosis, kind, family));
}

static ClinicCheckReason
reason (ClinicDiagnosis *diagnosis, ClinicCheckKind kind, const char *family)
{
  return clinic_check_get_reason (clinic_diagnosis_get (diagnosis, kind, family));
}

static void
test_a_portal_in_order_is_fine (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicDiagnosis) diagnosis = diagnose (fixture, url (fixture));

  for (guint kind = CLINIC_CHECK_ADDRESS; kind <= CLINIC_CHECK_MAPPING; kind++)
    {
      ClinicCheckState found = state (diagnosis, (ClinicCheckKind) kind, NULL);

      /* how quick this machine is, and what time it has, is not the portal's doing */
      if (kind == CLINIC_CHECK_LATENCY || kind == CLINIC_CHECK_CLOCK)
        g_assert_cmpuint (found, >=, CLINIC_CHECK_FINE);
      else
        g_assert_cmpuint (found, ==, CLINIC_CHECK_FINE);
    }
  g_assert_cmpuint (reason (diagnosis, CLINIC_CHECK_TLS, NULL), ==, CLINIC_CHECK_BECAUSE_PLAIN);
  g_assert_cmpuint (state (diagnosis, CLINIC_CHECK_METHODS, "invoices"), ==, CLINIC_CHECK_FINE);
  g_assert_cmpint (clinic_check_get_number (
                     clinic_diagnosis_get (diagnosis, CLINIC_CHECK_BUDGET, NULL)),
                   >, 0);
  /* nothing was changed there, and little was asked */
  g_assert_cmpuint (sync_fixture_count_writes (fixture, NULL), ==, 0);
  g_assert_cmpuint (sync_fixture_count_requests (fixture, NULL), <=, 5);
}

static void
test_a_revoked_webhook_is_named_and_the_rest_is_left (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicDiagnosis) diagnosis = NULL;

  sync_fixture_order (fixture, "webhook", "{\"revoked\":true}");
  diagnosis = diagnose (fixture, url (fixture));
  g_assert_cmpuint (state (diagnosis, CLINIC_CHECK_ADDRESS, NULL), ==, CLINIC_CHECK_FINE);
  g_assert_cmpuint (state (diagnosis, CLINIC_CHECK_ACCESS, NULL), ==, CLINIC_CHECK_BROKEN);
  g_assert_cmpuint (reason (diagnosis, CLINIC_CHECK_ACCESS, NULL), ==,
                    CLINIC_CHECK_BECAUSE_REFUSED);
  g_assert_cmpuint (state (diagnosis, CLINIC_CHECK_CHANNEL, NULL), ==, CLINIC_CHECK_UNCHECKED);
  g_assert_cmpuint (reason (diagnosis, CLINIC_CHECK_CHANNEL, NULL), ==,
                    CLINIC_CHECK_BECAUSE_EARLIER);
  g_assert_cmpuint (clinic_diagnosis_get_worst (diagnosis), ==, CLINIC_CHECK_BROKEN);
}

static void
test_a_missing_scope_is_named_with_what_it_takes_along (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicDiagnosis) diagnosis = NULL;
  const char *const *items;

  sync_fixture_order (fixture, "webhook", "{\"scope\":\"telephony\",\"held\":false}");
  diagnosis = diagnose (fixture, url (fixture));
  g_assert_cmpuint (state (diagnosis, CLINIC_CHECK_SCOPES, NULL), ==, CLINIC_CHECK_ATTENTION);
  items = clinic_check_get_items (clinic_diagnosis_get (diagnosis, CLINIC_CHECK_SCOPES, NULL));
  g_assert_true (g_strv_contains (items, "telephony"));
  g_assert_cmpuint (state (diagnosis, CLINIC_CHECK_METHODS, "calls"), ==, CLINIC_CHECK_ATTENTION);
  g_assert_cmpuint (reason (diagnosis, CLINIC_CHECK_METHODS, "calls"), ==,
                    CLINIC_CHECK_BECAUSE_REFUSED);
  items = clinic_check_get_items (clinic_diagnosis_get (diagnosis, CLINIC_CHECK_METHODS, "calls"));
  g_assert_true (g_strv_contains (items, "voximplant.statistic.get"));
  g_assert_cmpuint (state (diagnosis, CLINIC_CHECK_METHODS, "patients"), ==, CLINIC_CHECK_FINE);
}

static void
test_without_the_channel_calls_do_not_arrive (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicDiagnosis) diagnosis = NULL;

  sync_fixture_order (fixture, "webhook", "{\"scope\":\"pull_channel\",\"held\":false}");
  diagnosis = diagnose (fixture, url (fixture));
  g_assert_cmpuint (state (diagnosis, CLINIC_CHECK_CHANNEL, NULL), ==, CLINIC_CHECK_BROKEN);
  g_assert_cmpuint (reason (diagnosis, CLINIC_CHECK_CHANNEL, NULL), ==,
                    CLINIC_CHECK_BECAUSE_REFUSED);
  g_assert_nonnull (
    clinic_check_get_problem (clinic_diagnosis_get (diagnosis, CLINIC_CHECK_CHANNEL, NULL)));
}

static void
test_a_field_that_is_gone_is_a_broken_mapping (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicDiagnosis) diagnosis = NULL;
  const char *const *items;

  g_settings_set_string (fixture->settings, "field-visit-time", "UF_CRM_GONE");
  diagnosis = diagnose (fixture, url (fixture));
  g_assert_cmpuint (state (diagnosis, CLINIC_CHECK_MAPPING, NULL), ==, CLINIC_CHECK_BROKEN);
  items = clinic_check_get_items (clinic_diagnosis_get (diagnosis, CLINIC_CHECK_MAPPING, NULL));
  g_assert_true (g_strv_contains (items, "field-visit-time"));
  g_settings_reset (fixture->settings, "field-visit-time");
}

static void
test_what_is_no_portal_is_said_to_be_none (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicDiagnosis) none = diagnose (fixture, NULL);
  g_autoptr (ClinicDiagnosis) mistyped = diagnose (fixture, "https://clinic.example/");
  /* a port that nobody listens at */
  g_autoptr (ClinicDiagnosis) away = diagnose (fixture, "http://127.0.0.1:1/rest/7/secret/");

  g_assert_cmpuint (reason (none, CLINIC_CHECK_ADDRESS, NULL), ==, CLINIC_CHECK_BECAUSE_NONE);
  g_assert_cmpuint (reason (mistyped, CLINIC_CHECK_ADDRESS, NULL), ==,
                    CLINIC_CHECK_BECAUSE_INVALID);
  g_assert_cmpuint (reason (away, CLINIC_CHECK_ADDRESS, NULL), ==,
                    CLINIC_CHECK_BECAUSE_UNREACHABLE);
  g_assert_cmpuint (state (away, CLINIC_CHECK_TLS, NULL), ==, CLINIC_CHECK_UNCHECKED);
  g_assert_null (
    strstr (clinic_check_get_problem (clinic_diagnosis_get (away, CLINIC_CHECK_ADDRESS, NULL)),
            "secret"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  SYNC_TEST ("diagnosis/fine", test_a_portal_in_order_is_fine);
  SYNC_TEST ("diagnosis/revoked", test_a_revoked_webhook_is_named_and_the_rest_is_left);
  SYNC_TEST ("diagnosis/scope", test_a_missing_scope_is_named_with_what_it_takes_along);
  SYNC_TEST ("diagnosis/channel", test_without_the_channel_calls_do_not_arrive);
  SYNC_TEST ("diagnosis/mapping", test_a_field_that_is_gone_is_a_broken_mapping);
  SYNC_TEST ("diagnosis/no-portal", test_what_is_no_portal_is_said_to_be_none);

  return g_test_run ();
}
