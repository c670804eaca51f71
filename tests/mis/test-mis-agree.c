/* test-mis-agree.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The demo clinic's portal and its medical system, compared by a session over real HTTP.
 */

#include "mis-connect.h"
#include "sync-fixture.h"

static ClinicMisDesk *
connect (SyncFixture *fixture)
{
  g_autofree char *url = demo_portal_dup_mis_url (fixture->portal);
  g_autoptr (GError) error = NULL;
  g_autoptr (ClinicMis) mis =
    mis_connect_odata (url, DEMO_PORTAL_MIS_USER, DEMO_PORTAL_MIS_PASSWORD, "demo",
                       g_getenv ("RECEPTION_DATADIR"), &error);
  ClinicMisDesk *desk;
  ClinicMisLink *link;

  g_assert_no_error (error);
  sync_fixture_open (fixture);
  desk = clinic_session_get_mis_desk (fixture->session);
  link = clinic_mis_desk_get_link (desk);
  sync_session_set_mis (SYNC_SESSION (fixture->session), mis);
  WAIT_UNTIL (clinic_mis_link_get_state (link) == CLINIC_LINK_ONLINE &&
              clinic_mis_link_get_visits (link) > 0);

  return desk;
}

/* the visit of the patient 1 tomorrow; 0 without one */
static gint64
find_deal (SyncFixture *fixture)
{
  g_autoptr (JsonNode) result =
    sync_fixture_call (fixture, "crm.item.list",
                       "{'entityTypeId': 2, 'filter': {'=contactId': 1, '=stageSemanticId': 'P'},"
                       " 'select': ['id'], 'order': {'id': 'desc'}}");
  JsonArray *items = json_object_get_array_member (json_node_get_object (result), "items");

  g_assert_cmpuint (json_array_get_length (items), >, 0);

  return json_object_get_int_member (json_array_get_object_element (items, 0), "id");
}

/* when an appointment of the book begins, 0: it is not there */
static gint64
get_start (SyncFixture *fixture, gint64 deal)
{
  GListModel *appointments =
    clinic_book_get_appointments (clinic_session_get_book (fixture->session));

  for (guint i = 0; i < g_list_model_get_n_items (appointments); i++)
    {
      g_autoptr (ClinicAppointment) appointment = g_list_model_get_item (appointments, i);

      if (clinic_appointment_get_id (appointment) == deal)
        return clinic_appointment_get_start (appointment);
    }

  return 0;
}

/* One visit whose status nobody knows, so that one can see when they were compared. */
static void
test_they_agree_until_somebody_works_there (SyncFixture *fixture, gconstpointer data)
{
  GListModel *mismatches;
  g_autoptr (ClinicMismatch) mismatch = NULL;

  sync_fixture_order (fixture, "mis_change",
                      "{\"deal\":%" G_GINT64_FORMAT ",\"status\":\"ОжидаетЛаборант\"}",
                      find_deal (fixture));
  mismatches = clinic_mis_desk_get_mismatches (connect (fixture));
  WAIT_UNTIL (g_list_model_get_n_items (mismatches) > 0);
  /* what might have been written */
  sync_fixture_iterate (2000);
  g_assert_cmpuint (g_list_model_get_n_items (mismatches), ==, 1);
  mismatch = g_list_model_get_item (mismatches, 0);
  g_assert_cmpint (clinic_mismatch_get_kind (mismatch), ==, CLINIC_MISMATCH_STATUS);
  g_assert_cmpuint (sync_fixture_count_writes (fixture, "deal.update"), ==, 0);
  g_assert_cmpuint (sync_fixture_count_writes (fixture, "deal.add"), ==, 0);
}

static void
test_what_is_moved_there_is_moved_here_and_they_agree_again (SyncFixture *fixture,
                                                             gconstpointer data)
{
  gint64 deal = find_deal (fixture);
  g_autoptr (JsonObject) clock = sync_fixture_control (fixture, "clock", "{}");
  gint64 time = json_object_get_int_member (clock, "now") / 3600 * 3600 + 3 * 24 * 3600;
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_utc (time);
  g_autofree char *iso = g_date_time_format_iso8601 (moment);
  ClinicMisDesk *desk;

  sync_fixture_order (fixture, "mis_change", "{\"deal\":%" G_GINT64_FORMAT ",\"start\":\"%s\"}",
                      deal, iso);
  desk = connect (fixture);
  WAIT_UNTIL (sync_fixture_count_writes (fixture, "deal.update") > 0);
  WAIT_UNTIL (get_start (fixture, deal) == time);
  WAIT_UNTIL (g_list_model_get_n_items (clinic_mis_desk_get_mismatches (desk)) == 0);
  sync_fixture_iterate (2000);
  clinic_mis_desk_refresh (desk);
  sync_fixture_iterate (3000);
  g_assert_cmpuint (g_list_model_get_n_items (clinic_mis_desk_get_mismatches (desk)), ==, 0);
  g_assert_cmpint (get_start (fixture, deal), ==, time);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/mis/agree/they-agree-until-somebody-works-there", SyncFixture, NULL,
              sync_fixture_set_up, test_they_agree_until_somebody_works_there,
              sync_fixture_tear_down);
  g_test_add ("/mis/agree/what-is-moved-there-is-moved-here-and-they-agree-again", SyncFixture,
              NULL, sync_fixture_set_up,
              test_what_is_moved_there_is_moved_here_and_they_agree_again, sync_fixture_tear_down);

  return g_test_run ();
}
