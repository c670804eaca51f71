/* test-sync-mis.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The medical system of a session: what it and the portal disagree about, and what becomes of it.
 */

#include "mis-clinic.h"

#include "bx-json.h"
#include "sync-send.h"

/* as it is by itself */
static const char *const automatic[] = { "time",           "doctor",   "stage",
                                         "no-appointment", "no-visit", NULL };

/* --- scenarios --- */

static void
test_a_medical_system_that_agrees_is_quiet (SyncFixture *fixture, gconstpointer data)
{
  MisClinic clinic;

  mis_clinic_open (&clinic, fixture);
  g_assert_cmpint (clinic_mis_link_get_state (clinic.link), ==, CLINIC_LINK_PAUSED);
  sync_fixture_forget_journal (fixture);
  mis_clinic_connect (&clinic);
  WAIT_UNTIL (clinic_mis_link_get_state (clinic.link) == CLINIC_LINK_ONLINE);
  g_assert_cmpstr (clinic_mis_link_get_name (clinic.link), ==, "mis.example");
  mis_clinic_wait (&clinic, 2);
  mis_clinic_print (&clinic);
  g_assert_cmpuint (mis_clinic_count (&clinic), ==, 0);
  g_assert_cmpint (clinic_mis_link_get_visits (clinic.link), >, 10);
  g_assert_cmpuint (sync_fixture_count_writes (fixture, NULL), ==, 0);
  mis_clinic_close (&clinic);
}

/* scenario 20 */
static void
test_what_was_moved_there_is_moved_here (SyncFixture *fixture, gconstpointer data)
{
  MisClinic clinic;
  ClinicAppointment *appointment;
  g_autoptr (ClinicMisVisit) visit = NULL;
  gint64 start;
  gint64 id;
  guint comments;

  mis_clinic_open (&clinic, fixture);
  appointment = mis_clinic_find_in_stage (&clinic, "C5:UC_CONFIRM");
  id = clinic_appointment_get_id (appointment);
  comments = mis_clinic_count_comments (fixture, id);
  visit = mis_clinic_dup_visit (&clinic, clinic_appointment_get_mis_id (appointment));
  start = clinic_mis_visit_get_start (visit) + 2 * DAY + HOUR;
  clinic_mis_visit_set_start (visit, start);
  clinic_mis_visit_set_raw_status (visit, "Запланирован");
  fake_mis_put (clinic.mis, visit);
  sync_fixture_forget_journal (fixture);
  mis_clinic_connect (&clinic);
  WAIT_UNTIL (clinic_appointment_get_start (appointment) == start);
  g_assert_cmpstr (clinic_appointment_get_stage_id (appointment), ==, "C5:NEW");
  WAIT_UNTIL (mis_clinic_count (&clinic) == 0);
  g_assert_cmpint (clinic_appointment_get_mismatches (appointment), ==, 0);
  mis_clinic_wait (&clinic, 2);
  g_assert_cmpuint (mis_clinic_count_comments (fixture, id), ==, comments + 1);
  g_assert_cmpuint (sync_fixture_count_writes (fixture, "deal.update"), ==, 1);
  g_assert_cmpuint (sync_fixture_count_commands (fixture), ==, 0);
  mis_clinic_close (&clinic);
}

static guint
count_messages (SyncFixture *fixture, gint64 deal_id)
{
  g_autoptr (JsonNode) result = sync_fixture_call (
    fixture, "crm.activity.list",
    "{\"filter\":{\"BINDINGS\":[{\"OWNER_TYPE_ID\":2,\"OWNER_ID\":%" G_GINT64_FORMAT
    "}],\"DIRECTION\":2,\"@PROVIDER_ID\":[\"CRM_SMS\",\"CRM_WHATSAPP\"]}}",
    deal_id);

  return json_array_get_length (json_node_get_array (result));
}

static void
set_clock (SyncFixture *fixture, gint64 now)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (now);
  g_autofree char *text = g_date_time_format_iso8601 (time);

  sync_fixture_order (fixture, "clock", "{\"set\":\"%s\"}", text);
}

/* scenario 20: the portal's robots send the messages, by the stage and the time that they are given
 */
static void
test_the_messages_of_a_moved_visit_come_for_its_new_time (SyncFixture *fixture, gconstpointer data)
{
  MisClinic clinic;
  ClinicAppointment *appointment;
  g_autoptr (ClinicMisVisit) visit = NULL;
  g_autoptr (JsonNode) tomorrow = NULL;
  gint64 before, start, id;
  guint messages;

  mis_clinic_open (&clinic, fixture);
  appointment = mis_clinic_find_in_stage (&clinic, "C5:UC_CONFIRM");
  id = clinic_appointment_get_id (appointment);
  before = clinic_appointment_get_start (appointment);
  messages = count_messages (fixture, id);
  visit = mis_clinic_dup_visit (&clinic, clinic_appointment_get_mis_id (appointment));
  start = before + 2 * DAY + HOUR;
  clinic_mis_visit_set_start (visit, start);
  clinic_mis_visit_set_raw_status (visit, "Запланирован");
  fake_mis_put (clinic.mis, visit);
  mis_clinic_connect (&clinic);
  WAIT_UNTIL (clinic_appointment_get_start (appointment) == start);
  g_assert_cmpstr (clinic_appointment_get_stage_id (appointment), ==, "C5:NEW");
  /* she answers anew */
  g_assert_cmpint (clinic_appointment_get_confirmation (appointment), ==,
                   CLINIC_CONFIRMATION_UNKNOWN);
  sync_fixture_close (fixture);

  /* that she is booked then, and nothing two hours before the old time */
  g_assert_cmpuint (count_messages (fixture, id), ==, messages + 1);
  set_clock (fixture, before - 2 * HOUR + 60);
  g_assert_cmpuint (count_messages (fixture, id), ==, messages + 1);
  /* on the day before the new one she is asked again */
  set_clock (fixture, start - DAY);
  tomorrow = sync_fixture_call (fixture, "crm.item.update",
                                "{\"entityTypeId\":2,\"id\":%" G_GINT64_FORMAT
                                ",\"fields\":{\"stageId\":\"C5:UC_ZAVTRA\"}}",
                                id);
  g_assert_cmpuint (count_messages (fixture, id), ==, messages + 2);
  set_clock (fixture, start - 2 * HOUR - 60);
  g_assert_cmpuint (count_messages (fixture, id), ==, messages + 2);
  set_clock (fixture, start - 2 * HOUR + 60);
  g_assert_cmpuint (count_messages (fixture, id), ==, messages + 3);
  sync_fixture_open (fixture);
  mis_clinic_close (&clinic);
}

static ClinicMisWord *
find_word (MisClinic *clinic, const char *raw)
{
  GListModel *words = clinic_mis_desk_get_words (clinic->desk);

  for (guint i = 0; i < g_list_model_get_n_items (words); i++)
    {
      g_autoptr (ClinicMisWord) word = g_list_model_get_item (words, i);

      if (g_strcmp0 (clinic_mis_word_get_raw (word), raw) == 0)
        return word;
    }

  return NULL;
}

/* scenario 21 */
static void
test_an_unknown_word_waits_for_its_meaning (SyncFixture *fixture, gconstpointer data)
{
  MisClinic clinic;
  ClinicAppointment *appointment;
  g_autoptr (ClinicMisVisit) visit = NULL;
  g_autoptr (ClinicMisWord) first = NULL;
  const char *id;
  ClinicMisWord *word;

  mis_clinic_open (&clinic, fixture);
  appointment = mis_clinic_find_in_stage (&clinic, "C5:NEW");
  id = clinic_appointment_get_mis_id (appointment);
  visit = mis_clinic_dup_visit (&clinic, id);
  clinic_mis_visit_set_raw_status (visit, "ОжидаетЛаборант");
  fake_mis_put (clinic.mis, visit);
  mis_clinic_connect (&clinic);
  WAIT_UNTIL (mis_clinic_find_mismatch (&clinic, CLINIC_MISMATCH_STATUS, id) != NULL);
  g_assert_cmpint (clinic_appointment_get_mismatches (appointment), ==,
                   1 << CLINIC_MISMATCH_STATUS);
  g_assert_cmpstr (clinic_appointment_get_mis_word (appointment), ==, "ОжидаетЛаборант");
  mis_clinic_wait (&clinic, 3);
  word = find_word (&clinic, "ОжидаетЛаборант");
  g_assert_nonnull (word);
  g_assert_cmpint (clinic_mis_word_get_count (word), ==, 1);
  first = g_list_model_get_item (clinic_mis_desk_get_words (clinic.desk), 0);
  g_assert_true (first == word);
  g_assert_cmpstr (clinic_appointment_get_stage_id (appointment), ==, "C5:NEW");
  g_assert_cmpint (clinic_mis_link_get_mismatches (clinic.link), ==, 1);

  /* a person says what it means */
  clinic_mis_desk_choose (clinic.desk, word, CLINIC_MIS_STATUS_CONFIRMED, NULL);
  g_assert_true (clinic_mis_word_get_chosen (word));
  WAIT_UNTIL (g_strcmp0 (clinic_appointment_get_stage_id (appointment), "C5:UC_CONFIRM") == 0);
  WAIT_UNTIL (mis_clinic_count (&clinic) == 0);
  g_assert_null (clinic_appointment_get_mis_word (appointment));
  g_assert_cmpint (clinic_mis_link_get_mismatches (clinic.link), ==, 0);
  mis_clinic_close (&clinic);
}

/* scenario 22 */
static void
test_a_new_visit_becomes_one_appointment (SyncFixture *fixture, gconstpointer data)
{
  MisClinic clinic;
  ClinicAppointment *of;
  g_autoptr (ClinicMisVisit) visit = NULL;
  g_autoptr (JsonArray) rows = NULL;
  JsonObject *row;
  gint64 patient;

  mis_clinic_open (&clinic, fixture);
  of = mis_clinic_find_in_stage (&clinic, "C5:NEW");
  patient = clinic_appointment_get_patient_id (of);
  visit = mis_clinic_new_visit (&clinic, "HLX-NEW-1", of, mis_clinic_some_day (&clinic));
  mis_clinic_connect (&clinic);
  mis_clinic_wait (&clinic, 1);
  sync_fixture_forget_journal (fixture);
  fake_mis_put (clinic.mis, visit);
  mis_clinic_wait_for_writes (fixture, "deal.add", 1);
  mis_clinic_wait (&clinic, 3);
  g_assert_cmpuint (mis_clinic_count (&clinic), ==, 0);
  rows = mis_clinic_list_with_origin (fixture, "HLX-NEW-1");
  g_assert_cmpuint (json_array_get_length (rows), ==, 1);
  row = json_array_get_object_element (rows, 0);
  g_assert_cmpint (bx_json_get_int (row, "contactId", 0), ==, patient);
  g_assert_cmpstr (bx_json_get_string (row, "stageId"), ==, "C5:NEW");
  g_assert_cmpstr (bx_json_get_string (row, "originatorId"), ==, SYNC_ORIGINATOR_MIS);
  g_assert_cmpuint (sync_fixture_count_writes (fixture, NULL), ==, 1);
  mis_clinic_close (&clinic);
}

/* scenario 23 */
static void
test_a_deleted_visit_is_worked_on_and_not_lost (SyncFixture *fixture, gconstpointer data)
{
  MisClinic clinic;
  ClinicAppointment *appointment;
  g_autoptr (ClinicMisVisit) visit = NULL;

  mis_clinic_open (&clinic, fixture);
  appointment = mis_clinic_find_in_stage (&clinic, "C5:NEW");
  visit = mis_clinic_dup_visit (&clinic, clinic_appointment_get_mis_id (appointment));
  clinic_mis_visit_set_deleted (visit, TRUE);
  fake_mis_put (clinic.mis, visit);
  mis_clinic_connect (&clinic);
  WAIT_UNTIL (g_strcmp0 (clinic_appointment_get_stage_id (appointment), "C5:UC_CANCEL") == 0);
  mis_clinic_wait (&clinic, 2);
  g_assert_cmpuint (mis_clinic_count (&clinic), ==, 0);
  WAIT_UNTIL (g_strcmp0 (clinic_appointment_get_reason (appointment), "Удалено в МИС") == 0);
  mis_clinic_close (&clinic);
}

/* where the clinic's reasons have no word for it the timeline says it */
static void
test_a_deletion_without_a_reason_is_a_note (SyncFixture *fixture, gconstpointer data)
{
  MisClinic clinic;
  ClinicAppointment *appointment;
  g_autoptr (ClinicMisVisit) visit = NULL;
  gint64 id;
  guint comments;

  g_settings_set_string (fixture->settings, "field-reason", "ufCrmChair");
  mis_clinic_open (&clinic, fixture);
  appointment = mis_clinic_find_in_stage (&clinic, "C5:NEW");
  id = clinic_appointment_get_id (appointment);
  comments = mis_clinic_count_comments (fixture, id);
  visit = mis_clinic_dup_visit (&clinic, clinic_appointment_get_mis_id (appointment));
  clinic_mis_visit_set_deleted (visit, TRUE);
  fake_mis_put (clinic.mis, visit);
  mis_clinic_connect (&clinic);
  WAIT_UNTIL (g_strcmp0 (clinic_appointment_get_stage_id (appointment), "C5:UC_CANCEL") == 0);
  mis_clinic_wait (&clinic, 2);
  g_assert_cmpuint (mis_clinic_count_comments (fixture, id), ==, comments + 1);
  mis_clinic_close (&clinic);
  g_settings_reset (fixture->settings, "field-reason");
}

static guint n_warnings;

static gboolean
is_fatal (const char *domain, GLogLevelFlags level, const char *message, gpointer user_data)
{
  return g_strcmp0 (domain, "libsoup") != 0 && g_strcmp0 (domain, "sync-mis-desk") != 0;
}

static void
on_warning (const char *domain, GLogLevelFlags level, const char *message, gpointer user_data)
{
  g_assert_null (strstr (message, "s3cr3t"));
  n_warnings++;
}

/* each wait at least as long as it should be: more of a loaded machine */
static void
assert_waits_grow (MisClinic *clinic, guint first)
{
  static const guint seconds[] = { 60, 120, 240 };
  GArray *times = fake_mis_get_times (clinic->mis);

  for (guint i = 0; i < G_N_ELEMENTS (seconds); i++)
    {
      gint64 waited =
        g_array_index (times, gint64, first + i + 1) - g_array_index (times, gint64, first + i);

      g_assert_cmpint (waited, >=,
                       (gint64) (0.95 * seconds[i] * clinic->fixture->time_scale * G_USEC_PER_SEC));
    }
}

/* scenario 24 */
static void
test_while_it_is_away_nothing_is_changed (SyncFixture *fixture, gconstpointer data)
{
  MisClinic clinic;
  ClinicAppointment *appointment;
  g_autoptr (ClinicMisVisit) visit = NULL;
  guint handler =
    g_log_set_handler ("sync-mis-desk", G_LOG_LEVEL_WARNING | G_LOG_FLAG_FATAL, on_warning, NULL);
  guint readings;
  gint64 since;

  n_warnings = 0;
  g_test_log_set_fatal_handler (is_fatal, NULL);
  fixture->time_scale = 0.005;
  mis_clinic_open (&clinic, fixture);
  mis_clinic_connect (&clinic);
  mis_clinic_wait (&clinic, 1);
  appointment = mis_clinic_find_in_stage (&clinic, "C5:NEW");
  visit = mis_clinic_dup_visit (&clinic, clinic_appointment_get_mis_id (appointment));
  clinic_mis_visit_set_start (visit, clinic_mis_visit_get_start (visit) + DAY);
  fake_mis_fail (clinic.mis, CLINIC_ERROR_BROKEN, "an HTML page instead of JSON");
  WAIT_UNTIL (clinic_mis_link_get_state (clinic.link) == CLINIC_LINK_OFFLINE);
  since = clinic_mis_link_get_since (clinic.link);
  g_assert_cmpstr (clinic_mis_link_get_problem (clinic.link), ==, "an HTML page instead of JSON");
  fake_mis_put (clinic.mis, visit);
  sync_fixture_forget_journal (fixture);
  readings = fake_mis_get_readings (clinic.mis);
  /* after the reading that failed first */
  WAIT_UNTIL (fake_mis_get_readings (clinic.mis) == readings + 3);
  assert_waits_grow (&clinic, readings - 1);
  g_assert_cmpuint (n_warnings, ==, 1);
  g_assert_cmpint (clinic_mis_link_get_since (clinic.link), ==, since);
  g_assert_cmpuint (sync_fixture_count_writes (fixture, NULL), ==, 0);
  fake_mis_fail (clinic.mis, CLINIC_ERROR_FORBIDDEN, "wrong user or password");
  clinic_mis_desk_refresh (clinic.desk);
  WAIT_UNTIL (clinic_mis_link_get_state (clinic.link) == CLINIC_LINK_DENIED);

  /* there again: at once when somebody asks */
  fake_mis_fail (clinic.mis, 0, NULL);
  clinic_mis_desk_refresh (clinic.desk);
  WAIT_UNTIL (clinic_mis_link_get_state (clinic.link) == CLINIC_LINK_ONLINE);
  WAIT_UNTIL (clinic_appointment_get_start (appointment) == clinic_mis_visit_get_start (visit));
  g_assert_null (clinic_mis_link_get_problem (clinic.link));
  g_log_remove_handler ("sync-mis-desk", handler);
  mis_clinic_close (&clinic);
}

/* scenario 25 */
static void
test_a_final_stage_is_shown_and_stays (SyncFixture *fixture, gconstpointer data)
{
  MisClinic clinic;
  ClinicAppointment *appointment;
  ClinicMismatch *mismatch;
  g_autoptr (ClinicMisVisit) visit = NULL;

  mis_clinic_open (&clinic, fixture);
  /* at night nobody has come yet */
  appointment = mis_clinic_find_in_stage (&clinic, "C5:NEW");
  sync_fixture_order (fixture, "edit",
                      "{\"type\":2,\"id\":%" G_GINT64_FORMAT
                      ",\"fields\":{\"stageId\":\"C5:WON\"},\"user\":9}",
                      clinic_appointment_get_id (appointment));
  WAIT_UNTIL (g_strcmp0 (clinic_appointment_get_stage_id (appointment), "C5:WON") == 0);
  visit = mis_clinic_dup_visit (&clinic, clinic_appointment_get_mis_id (appointment));
  clinic_mis_visit_set_raw_status (visit, "Подтвержден");
  fake_mis_put (clinic.mis, visit);
  mis_clinic_connect (&clinic);
  WAIT_UNTIL (
    mis_clinic_find_mismatch (&clinic, CLINIC_MISMATCH_STAGE, clinic_mis_visit_get_id (visit)));
  mismatch =
    mis_clinic_find_mismatch (&clinic, CLINIC_MISMATCH_STAGE, clinic_mis_visit_get_id (visit));
  g_assert_false (clinic_mismatch_get_can_take (mismatch));
  g_assert_true (clinic_mismatch_get_appointment (mismatch) == appointment);
  sync_fixture_forget_journal (fixture);
  clinic_mis_desk_take (clinic.desk, mismatch);
  mis_clinic_wait (&clinic, 2);
  /* one object for as long as the same thing is wrong */
  g_assert_true (mis_clinic_find_mismatch (&clinic, CLINIC_MISMATCH_STAGE,
                                           clinic_mis_visit_get_id (visit)) == mismatch);
  g_assert_cmpuint (sync_fixture_count_writes (fixture, NULL), ==, 0);
  g_assert_cmpstr (clinic_appointment_get_stage_id (appointment), ==, "C5:WON");
  mis_clinic_close (&clinic);
}

/* --- what a person decides --- */

static void
test_what_a_person_lets_stand_comes_back_when_it_changes (SyncFixture *fixture, gconstpointer data)
{
  MisClinic clinic;
  ClinicAppointment *appointment;
  g_autoptr (ClinicMismatch) mismatch = NULL;
  g_autoptr (ClinicMisVisit) visit = NULL;
  g_autoptr (ClinicMisVisit) later = NULL;
  g_autofree char *id = NULL;

  mis_clinic_open (&clinic, fixture);
  g_settings_set_strv (fixture->settings, "mis-automatic", NULL);
  appointment = mis_clinic_find_in_stage (&clinic, "C5:NEW");
  id = g_strdup (clinic_appointment_get_mis_id (appointment));
  visit = mis_clinic_dup_visit (&clinic, id);
  clinic_mis_visit_set_start (visit, clinic_mis_visit_get_start (visit) + HOUR);
  fake_mis_put (clinic.mis, visit);
  mis_clinic_connect (&clinic);
  WAIT_UNTIL (mis_clinic_find_mismatch (&clinic, CLINIC_MISMATCH_TIME, id) != NULL);
  mismatch = g_object_ref (mis_clinic_find_mismatch (&clinic, CLINIC_MISMATCH_TIME, id));
  g_assert_false (clinic_mismatch_get_automatic (mismatch));
  g_assert_cmpint (clinic_appointment_get_mis_start (appointment), ==,
                   clinic_mis_visit_get_start (visit));
  clinic_mis_desk_keep (clinic.desk, mismatch);
  g_assert_cmpuint (mis_clinic_count (&clinic), ==, 0);
  g_assert_cmpint (clinic_appointment_get_mismatches (appointment), ==, 0);
  g_assert_cmpint (clinic_appointment_get_mis_start (appointment), ==, 0);
  clinic_mis_desk_undo_keep (clinic.desk, mismatch);
  g_assert_cmpuint (mis_clinic_count (&clinic), ==, 1);
  clinic_mis_desk_keep (clinic.desk, mismatch);
  mis_clinic_wait (&clinic, 2);
  g_assert_cmpuint (mis_clinic_count (&clinic), ==, 0);

  /* the next run of the application remembers, and does not repair it either */
  sync_fixture_close (fixture);
  g_settings_set_strv (fixture->settings, "mis-automatic", automatic);
  mis_clinic_open_session (&clinic, fixture);
  sync_fixture_forget_journal (fixture);
  mis_clinic_connect (&clinic);
  mis_clinic_wait (&clinic, 2);
  g_assert_cmpuint (mis_clinic_count (&clinic), ==, 0);
  g_assert_cmpuint (sync_fixture_count_writes (fixture, NULL), ==, 0);

  g_settings_set_strv (fixture->settings, "mis-automatic", NULL);
  later = mis_clinic_dup_visit (&clinic, id);
  clinic_mis_visit_set_start (later, clinic_mis_visit_get_start (later) + HOUR);
  fake_mis_put (clinic.mis, later);
  WAIT_UNTIL (mis_clinic_find_mismatch (&clinic, CLINIC_MISMATCH_TIME, id) != NULL);
  mis_clinic_close (&clinic);
}

static void
test_what_a_person_takes_goes_through_the_outbox (SyncFixture *fixture, gconstpointer data)
{
  MisClinic clinic;
  ClinicAppointment *appointment;
  ClinicMismatch *mismatch;
  g_autoptr (ClinicMisVisit) visit = NULL;
  gint64 start;

  mis_clinic_open (&clinic, fixture);
  g_settings_set_strv (fixture->settings, "mis-automatic", NULL);
  appointment = mis_clinic_find_in_stage (&clinic, "C5:NEW");
  visit = mis_clinic_dup_visit (&clinic, clinic_appointment_get_mis_id (appointment));
  start = clinic_mis_visit_get_start (visit) + HOUR;
  clinic_mis_visit_set_start (visit, start);
  fake_mis_put (clinic.mis, visit);
  mis_clinic_connect (&clinic);
  WAIT_UNTIL (mis_clinic_find_mismatch (&clinic, CLINIC_MISMATCH_TIME, NULL) != NULL);
  mismatch = mis_clinic_find_mismatch (&clinic, CLINIC_MISMATCH_TIME, NULL);
  g_assert_cmpint (clinic_mis_link_get_mismatches (clinic.link), ==, 1);
  clinic_mis_desk_take (clinic.desk, mismatch);
  g_assert_true (clinic_mismatch_get_pending (mismatch));
  g_assert_cmpint (clinic_mis_link_get_mismatches (clinic.link), ==, 0);
  WAIT_UNTIL (mis_clinic_count (&clinic) == 0);
  {
    g_autoptr (JsonObject) item =
      sync_fixture_get_item (fixture, 2, clinic_appointment_get_id (appointment));

    g_assert_cmpint (bx_json_get_unix (item, "ufCrmVisitTime"), ==, start);
  }
  mis_clinic_close (&clinic);
}

static gboolean
is_decided_by_a_person (ClinicMismatch *mismatch)
{
  return clinic_mismatch_get_problem (mismatch) != NULL &&
         !clinic_mismatch_get_pending (mismatch) && !clinic_mismatch_get_automatic (mismatch);
}

static void
test_a_refused_repair_says_why_and_can_be_taken_again (SyncFixture *fixture, gconstpointer data)
{
  MisClinic clinic;
  ClinicAppointment *appointment;
  ClinicMismatch *mismatch;
  g_autoptr (ClinicMisVisit) visit = NULL;

  mis_clinic_open (&clinic, fixture);
  appointment = mis_clinic_find_in_stage (&clinic, "C5:NEW");
  visit = mis_clinic_dup_visit (&clinic, clinic_appointment_get_mis_id (appointment));
  clinic_mis_visit_set_raw_status (visit, "Подтвержден");
  fake_mis_put (clinic.mis, visit);
  sync_fixture_order (fixture, "rights",
                      "{\"forbid\":{\"from\":\"C5:NEW\",\"to\":\"C5:UC_CONFIRM\"}}");
  mis_clinic_connect (&clinic);
  WAIT_UNTIL (mis_clinic_find_mismatch (&clinic, CLINIC_MISMATCH_STAGE, NULL) != NULL);
  mismatch = mis_clinic_find_mismatch (&clinic, CLINIC_MISMATCH_STAGE, NULL);
  /* not again and again: it waits for a person now */
  WAIT_UNTIL (is_decided_by_a_person (mismatch));
  sync_fixture_forget_journal (fixture);
  mis_clinic_wait (&clinic, 2);
  g_assert_true (mis_clinic_find_mismatch (&clinic, CLINIC_MISMATCH_STAGE, NULL) == mismatch);
  g_assert_true (is_decided_by_a_person (mismatch));
  g_assert_cmpint (clinic_mis_link_get_mismatches (clinic.link), ==, 1);

  for (guint i = 0; i < 2; i++)
    {
      clinic_mis_desk_take (clinic.desk, mismatch);
      g_assert_true (clinic_mismatch_get_pending (mismatch));
      WAIT_UNTIL (is_decided_by_a_person (mismatch));
      /* another try takes the place of the one before */
      g_assert_cmpuint (sync_fixture_count_commands (fixture), ==, 1);
    }
  mis_clinic_close (&clinic);
}

/* --- which visit is which --- */

static gboolean
has_appointment (MisClinic *clinic, gint64 id)
{
  GListModel *list = clinic_book_get_appointments (clinic->book);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (ClinicAppointment) appointment = g_list_model_get_item (list, i);

      if (clinic_appointment_get_id (appointment) == id)
        return TRUE;
    }

  return FALSE;
}

static gint64
add_deal (SyncFixture *fixture, ClinicAppointment *like, gint64 start, const char *fields)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (start);
  g_autofree char *text = g_date_time_format_iso8601 (time);
  g_autoptr (JsonNode) added = sync_fixture_call (
    fixture, "crm.item.add",
    "{\"entityTypeId\":2,\"fields\":{\"title\":\"x\",\"contactIds\":[%" G_GINT64_FORMAT
    "],\"ufCrmVisitTime\":\"%s\",\"ufCrmVisitMinutes\":30,\"ufCrmDoctor\":%" G_GINT64_FORMAT
    ",%s}}",
    clinic_appointment_get_patient_id (like), text, clinic_appointment_get_doctor_id (like),
    fields);

  return bx_json_get_int (bx_json_get_object (json_node_get_object (added), "item"), "id", 0);
}

/* what somebody booked here by hand, and in the medical system too */
static void
test_the_same_visit_on_both_sides_is_linked (SyncFixture *fixture, gconstpointer data)
{
  MisClinic clinic;
  ClinicAppointment *of;
  g_autoptr (ClinicMisVisit) visit = NULL;
  g_autoptr (JsonArray) rows = NULL;
  gint64 id;

  mis_clinic_open (&clinic, fixture);
  of = mis_clinic_find_in_stage (&clinic, "C5:NEW");
  visit = mis_clinic_new_visit (&clinic, "HLX-LINK", of, mis_clinic_some_day (&clinic));
  id = add_deal (fixture, of, clinic_mis_visit_get_start (visit),
                 "\"categoryId\":5,\"stageId\":\"C5:NEW\"");
  WAIT_UNTIL (has_appointment (&clinic, id));
  fake_mis_put (clinic.mis, visit);
  mis_clinic_connect (&clinic);
  WAIT_UNTIL (fake_mis_get_readings (clinic.mis) > 2 && mis_clinic_count (&clinic) == 0);
  rows = mis_clinic_list_with_origin (fixture, "HLX-LINK");
  g_assert_cmpuint (json_array_get_length (rows), ==, 1);
  g_assert_cmpint (bx_json_get_int (json_array_get_object_element (rows, 0), "id", 0), ==, id);
  g_assert_cmpuint (sync_fixture_count_writes (fixture, "deal.add"), ==, 1);
  mis_clinic_close (&clinic);
}

/* the same, a moment ago, at another desk */
static void
test_a_booking_of_this_moment_is_linked_too (SyncFixture *fixture, gconstpointer data)
{
  MisClinic clinic;
  ClinicAppointment *of;
  g_autoptr (ClinicMisVisit) visit = NULL;

  mis_clinic_open (&clinic, fixture);
  of = mis_clinic_find_in_stage (&clinic, "C5:NEW");
  visit = mis_clinic_new_visit (&clinic, "HLX-MOMENT", of, mis_clinic_some_day (&clinic));
  mis_clinic_connect (&clinic);
  mis_clinic_wait (&clinic, 1);
  sync_fixture_forget_journal (fixture);
  add_deal (fixture, of, clinic_mis_visit_get_start (visit),
            "\"categoryId\":5,\"stageId\":\"C5:NEW\"");
  fake_mis_put (clinic.mis, visit);
  clinic_mis_emit_changed (CLINIC_MIS (clinic.mis));
  mis_clinic_wait_for_writes (fixture, "deal.update", 1);
  mis_clinic_wait (&clinic, 2);
  g_assert_cmpuint (mis_clinic_count (&clinic), ==, 0);
  /* the test's own */
  g_assert_cmpuint (sync_fixture_count_writes (fixture, "deal.add"), ==, 1);
  mis_clinic_close (&clinic);
}

/* an appointment that the book does not show: of another funnel, or lost long ago */
static void
test_what_the_portal_has_elsewhere_is_not_made_again (SyncFixture *fixture, gconstpointer data)
{
  MisClinic clinic;
  ClinicAppointment *of;
  ClinicMismatch *mismatch;
  g_autoptr (ClinicMisVisit) visit = NULL;
  g_autoptr (ClinicMisVisit) lost = NULL;
  gint64 start;

  mis_clinic_open (&clinic, fixture);
  of = mis_clinic_find_in_stage (&clinic, "C5:NEW");
  start = mis_clinic_some_day (&clinic);
  add_deal (fixture, of, start,
            "\"categoryId\":7,\"stageId\":\"C7:NEW\",\"originatorId\":\"HELIX\","
            "\"originId\":\"HLX-FUNNEL\"");
  add_deal (fixture, of, start - 100 * DAY,
            "\"categoryId\":5,\"stageId\":\"C5:LOSE\",\"originatorId\":\"HELIX\","
            "\"originId\":\"HLX-LOST\"");
  visit = mis_clinic_new_visit (&clinic, "HLX-FUNNEL", of, start);
  lost = mis_clinic_new_visit (&clinic, "HLX-LOST", of, start + 2 * HOUR);
  fake_mis_put (clinic.mis, visit);
  fake_mis_put (clinic.mis, lost);
  sync_fixture_forget_journal (fixture);
  mis_clinic_connect (&clinic);
  WAIT_UNTIL (mis_clinic_find_mismatch (&clinic, CLINIC_MISMATCH_STAGE, "HLX-LOST") != NULL);
  mis_clinic_wait (&clinic, 2);
  mismatch = mis_clinic_find_mismatch (&clinic, CLINIC_MISMATCH_STAGE, "HLX-LOST");
  g_assert_false (clinic_mismatch_get_automatic (mismatch));
  g_assert_null (mis_clinic_find_mismatch (&clinic, CLINIC_MISMATCH_NO_APPOINTMENT, "HLX-FUNNEL"));
  g_assert_cmpuint (sync_fixture_count_writes (fixture, NULL), ==, 0);
  mis_clinic_close (&clinic);
}

/* a site's form gives ids too */
static void
test_ids_of_other_systems_are_not_visits (SyncFixture *fixture, gconstpointer data)
{
  MisClinic clinic;
  ClinicAppointment *of;
  gint64 id;

  mis_clinic_open (&clinic, fixture);
  of = mis_clinic_find_in_stage (&clinic, "C5:NEW");
  id = add_deal (fixture, of, mis_clinic_some_day (&clinic),
                 "\"categoryId\":5,\"stageId\":\"C5:NEW\",\"originatorId\":\"TILDA\","
                 "\"originId\":\"form-1\"");
  WAIT_UNTIL (has_appointment (&clinic, id));
  sync_fixture_forget_journal (fixture);
  mis_clinic_connect (&clinic);
  mis_clinic_wait (&clinic, 3);
  mis_clinic_print (&clinic);
  g_assert_cmpuint (mis_clinic_count (&clinic), ==, 0);
  g_assert_cmpuint (sync_fixture_count_writes (fixture, NULL), ==, 0);
  mis_clinic_close (&clinic);
}

static JsonArray *
find_contacts (SyncFixture *fixture, const char *last_name)
{
  g_autoptr (JsonNode) result =
    sync_fixture_call (fixture, "crm.item.list",
                       "{\"entityTypeId\":3,\"filter\":{\"=lastName\":\"%s\"}}", last_name);

  return json_array_ref (bx_json_get_array (json_node_get_object (result), "items"));
}

/* nobody has her number: she is made too, once for both of her visits */
static void
test_a_new_patient_comes_with_her_visits (SyncFixture *fixture, gconstpointer data)
{
  static const char *const phones[] = { "+7 (999) 000-77-11", NULL };
  MisClinic clinic;
  ClinicAppointment *of;
  g_autoptr (JsonArray) contacts = NULL;

  mis_clinic_open (&clinic, fixture);
  of = mis_clinic_find_in_stage (&clinic, "C5:NEW");
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *id = g_strdup_printf ("HLX-NEWCOMER-%u", i);
      g_autoptr (ClinicMisVisit) visit =
        mis_clinic_new_visit (&clinic, id, of, mis_clinic_some_day (&clinic) + (gint64) i * HOUR);

      clinic_mis_visit_set_patient_name (visit, "Ёжикова-Заречная Инна $result[q0] Петровна");
      clinic_mis_visit_set_phones (visit, phones);
      fake_mis_put (clinic.mis, visit);
    }
  sync_fixture_forget_journal (fixture);
  mis_clinic_connect (&clinic);
  mis_clinic_wait_for_writes (fixture, "deal.add", 2);
  contacts = find_contacts (fixture, "Ёжикова-Заречная");
  g_assert_cmpuint (json_array_get_length (contacts), ==, 1);
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *id = g_strdup_printf ("HLX-NEWCOMER-%u", i);
      g_autoptr (JsonArray) rows = mis_clinic_list_with_origin (fixture, id);

      g_assert_cmpuint (json_array_get_length (rows), ==, 1);
      g_assert_cmpint (bx_json_get_int (json_array_get_object_element (rows, 0), "contactId", 0),
                       ==, bx_json_get_int (json_array_get_object_element (contacts, 0), "id", 0));
    }
  mis_clinic_close (&clinic);
}

/* the portal's integration writes into the appointments; nothing else is set up */
static void
test_the_field_of_an_integration_is_a_medical_system (SyncFixture *fixture, gconstpointer data)
{
  MisClinic clinic;
  ClinicAppointment *appointment;
  g_autoptr (JsonNode) updated = NULL;
  GListModel *list;

  mis_clinic_open (&clinic, fixture);
  appointment = mis_clinic_find_in_stage (&clinic, "C5:NEW");
  updated = sync_fixture_call (fixture, "crm.item.update",
                               "{\"entityTypeId\":2,\"id\":%" G_GINT64_FORMAT
                               ",\"fields\":{\"ufCrmMisStatus\":\"confirmed\"}}",
                               clinic_appointment_get_id (appointment));
  WAIT_UNTIL (g_strcmp0 (clinic_appointment_get_mis_status (appointment), "confirmed") == 0);
  g_settings_set_string (fixture->settings, "mis-kind", "field");
  WAIT_UNTIL (clinic_mis_link_get_state (clinic.link) == CLINIC_LINK_ONLINE);
  WAIT_UNTIL (g_strcmp0 (clinic_appointment_get_stage_id (appointment), "C5:UC_CONFIRM") == 0);
  list = clinic_mis_desk_get_mismatches (clinic.desk);
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (ClinicMismatch) mismatch = g_list_model_get_item (list, i);

      g_assert_true (clinic_mismatch_get_kind (mismatch) == CLINIC_MISMATCH_STAGE ||
                     clinic_mismatch_get_kind (mismatch) == CLINIC_MISMATCH_STATUS);
    }
  g_settings_set_string (fixture->settings, "mis-kind", "none");
  g_assert_cmpint (clinic_mis_link_get_state (clinic.link), ==, CLINIC_LINK_PAUSED);
  g_assert_cmpuint (mis_clinic_count (&clinic), ==, 0);
  g_assert_cmpint (clinic_appointment_get_mismatches (appointment), ==, 0);
  mis_clinic_close (&clinic);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  SYNC_TEST ("mis/agrees", test_a_medical_system_that_agrees_is_quiet);
  SYNC_TEST ("mis/moved", test_what_was_moved_there_is_moved_here);
  SYNC_TEST ("mis/messages", test_the_messages_of_a_moved_visit_come_for_its_new_time);
  SYNC_TEST ("mis/unknown", test_an_unknown_word_waits_for_its_meaning);
  SYNC_TEST ("mis/new", test_a_new_visit_becomes_one_appointment);
  SYNC_TEST ("mis/deleted", test_a_deleted_visit_is_worked_on_and_not_lost);
  SYNC_TEST ("mis/deleted-note", test_a_deletion_without_a_reason_is_a_note);
  SYNC_TEST ("mis/away", test_while_it_is_away_nothing_is_changed);
  SYNC_TEST ("mis/final", test_a_final_stage_is_shown_and_stays);
  SYNC_TEST ("mis/keep", test_what_a_person_lets_stand_comes_back_when_it_changes);
  SYNC_TEST ("mis/take", test_what_a_person_takes_goes_through_the_outbox);
  SYNC_TEST ("mis/refused", test_a_refused_repair_says_why_and_can_be_taken_again);
  SYNC_TEST ("mis/link", test_the_same_visit_on_both_sides_is_linked);
  SYNC_TEST ("mis/moment", test_a_booking_of_this_moment_is_linked_too);
  SYNC_TEST ("mis/elsewhere", test_what_the_portal_has_elsewhere_is_not_made_again);
  SYNC_TEST ("mis/foreign", test_ids_of_other_systems_are_not_visits);
  SYNC_TEST ("mis/new-patient", test_a_new_patient_comes_with_her_visits);
  SYNC_TEST ("mis/field", test_the_field_of_an_integration_is_a_medical_system);

  return g_test_run ();
}
