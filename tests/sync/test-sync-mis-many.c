/* test-sync-mis-many.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Much to repair at once, several desks, and a portal that fails meanwhile: nothing is made twice.
 *
 * usage: test-sync-mis-many [MISMATCHES [VISITS]]
 */

#define SYNC_FIXTURE_PATIENCE 120 /* a thousand changes, beside another test */

#include "mis-clinic.h"

#include <stdlib.h>

#include "bx-json.h"
#include "sync-send.h"

/* The numbers of a benchmark; a test makes do with fewer. */
static struct
{
  guint mess;
  guint shared;
} wanted = { 120, 60 };

/* of what a batch holds a command looks whether all is as it was, or two what was made */
#define CHANGES 48
#define NEW 48

/* asking takes a while, in which nothing else happens: so not all the time */
static void
wait_for_deals (SyncFixture *fixture, const char *prefix, guint deals)
{
  for (guint i = 0; i < 400 && mis_clinic_count_deals (fixture, prefix, NULL) < deals; i++)
    sync_fixture_iterate (100);
  g_assert_cmpuint (mis_clinic_count_deals (fixture, prefix, NULL), ==, deals);
}

static gboolean
is_settled (MisClinic *clinic)
{
  return mis_clinic_count (clinic) == 0;
}

/* --- the bar --- */

/* deals of the portal that a medical system made; as many as the mess needs */
static void
add_deals (MisClinic *clinic, GPtrArray *of, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      ClinicAppointment *like = g_ptr_array_index (of, i % of->len);
      g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (mis_clinic_time_of (clinic, i));
      g_autofree char *start = g_date_time_format_iso8601 (time);
      g_autoptr (JsonNode) added = sync_fixture_call (
        clinic->fixture, "crm.item.add",
        "{\"entityTypeId\":2,\"fields\":{\"categoryId\":5,\"stageId\":\"C5:NEW\",\"title\":\"x\","
        "\"contactIds\":[%" G_GINT64_FORMAT "],\"originatorId\":\"HELIX\",\"originId\":\"MESS-%u\","
        "\"ufCrmVisitTime\":\"%s\",\"ufCrmVisitMinutes\":30,\"ufCrmDoctor\":%" G_GINT64_FORMAT "}}",
        clinic_appointment_get_patient_id (like), i, start,
        clinic_appointment_get_doctor_id (like));
    }
}

/* one thing of each is wrong: the doctor, the stage, the time, or it is deleted */
static void
spoil (MisClinic *clinic, GPtrArray *of, guint i)
{
  g_autofree char *id = g_strdup_printf ("MESS-%u", i);
  g_autoptr (ClinicMisVisit) visit = mis_clinic_dup_visit (clinic, id);
  ClinicAppointment *other = g_ptr_array_index (of, (i + 1) % of->len);

  switch (i % 8)
    {
    case 0:
      clinic_mis_visit_set_start (visit, clinic_mis_visit_get_start (visit) + 20 * HOUR);
      break;
    case 1:
      clinic_mis_visit_set_deleted (visit, TRUE);
      break;
    case 2:
    case 3:
    case 4:
      for (guint j = 2; j < of->len && g_strcmp0 (clinic_appointment_get_doctor_name (other),
                                                  clinic_mis_visit_get_doctor (visit)) == 0;
           j++)
        other = g_ptr_array_index (of, (i + j) % of->len);
      clinic_mis_visit_set_doctor (visit, clinic_appointment_get_doctor_name (other));
      break;
    default:
      clinic_mis_visit_set_raw_status (visit, "Подтвержден");
    }
  fake_mis_put (clinic->mis, visit);
}

static gboolean
is_of_a_repair (JsonObject *commands)
{
  JsonObjectIter iter;
  const char *key;
  JsonNode *command;

  json_object_iter_init (&iter, commands);
  while (json_object_iter_next (&iter, &key, &command))
    {
      const char *text = json_node_get_string (command);

      if (g_str_has_prefix (text, "crm.item.update") || g_str_has_prefix (text, "crm.item.add") ||
          g_str_has_prefix (text, "crm.item.delete") ||
          g_str_has_prefix (text, "crm.timeline.comment.add") ||
          g_str_has_prefix (text, "crm.duplicate.findbycomm") ||
          /* looking for keys, and for what was booked by hand at the same time */
          strstr (text, "originId%5D") != NULL || strstr (text, "originId]") != NULL ||
          (strstr (text, "contactId%5D") != NULL && strstr (text, "logic%5D=OR") != NULL))
        return TRUE;
    }

  return FALSE;
}

/* requests for the repair: what the book and the index ask meanwhile is not of it */
static guint
count_repairs (SyncFixture *fixture)
{
  g_autoptr (JsonObject) journal = sync_fixture_control (fixture, "journal", NULL);
  JsonArray *requests = json_object_get_array_member (journal, "requests");
  guint count = 0;

  for (guint i = 0; i < json_array_get_length (requests); i++)
    {
      JsonObject *commands =
        bx_json_get_object (json_array_get_object_element (requests, i), "commands");

      count += commands != NULL && is_of_a_repair (commands);
    }

  return count;
}

static void
test_a_mess_takes_few_requests_with_all_its_notes (SyncFixture *fixture, gconstpointer data)
{
  MisClinic clinic;
  g_autoptr (GPtrArray) of = NULL;
  guint changed = wanted.mess * 3 / 4;
  guint moved = (changed + 7) / 8;
  guint most =
    1 + (changed + moved + CHANGES - 1) / CHANGES + (wanted.mess - changed + NEW - 1) / NEW;
  guint before;
  guint requests;
  gint64 began;

  mis_clinic_open (&clinic, fixture);
  of = mis_clinic_list_open (&clinic);
  before = g_list_model_get_n_items (clinic_book_get_appointments (clinic.book));
  add_deals (&clinic, of, changed);
  WAIT_UNTIL (g_list_model_get_n_items (clinic_book_get_appointments (clinic.book)) ==
              before + changed);
  mis_clinic_mirror (&clinic);
  for (guint i = 0; i < changed; i++)
    spoil (&clinic, of, i);
  for (guint i = changed; i < wanted.mess; i++)
    mis_clinic_put_new (&clinic, of, "MESS", i);
  sync_fixture_forget_journal (fixture);
  began = g_get_monotonic_time ();
  mis_clinic_connect (&clinic);
  WAIT_UNTIL (mis_clinic_count (&clinic) > wanted.mess / 2);
  WAIT_UNTIL (is_settled (&clinic));
  mis_clinic_wait (&clinic, 2);
  requests = count_repairs (fixture);
  g_print ("# {\"name\":\"mess\",\"mismatches\":%u,\"requests\":%u,\"seconds\":%.1f}\n",
           wanted.mess, requests, (double) (g_get_monotonic_time () - began) / G_USEC_PER_SEC);
  g_assert_cmpuint (mis_clinic_count (&clinic), ==, 0);
  g_assert_cmpuint (mis_clinic_count_deals (fixture, "MESS", NULL), ==, wanted.mess);
  g_assert_cmpuint (sync_fixture_count_writes (fixture, "deal.update"), ==, changed);
  g_assert_cmpuint (sync_fixture_count_writes (fixture, "deal.add"), ==, wanted.mess - changed);
  /* that a visit was moved is a note; that it was deleted is the reason of its cancellation */
  g_assert_cmpuint (sync_fixture_count_writes (fixture, "comment.add"), ==, moved);
  g_assert_cmpuint (sync_fixture_count_changes (fixture, "ufCrmLossReason"), ==, (changed + 6) / 8);
  g_assert_cmpuint (requests, <=, most);
  mis_clinic_close (&clinic);
}

/* --- two desks --- */

static void
test_two_desks_make_one_appointment_of_each_visit (SyncFixture *fixture, gconstpointer data)
{
  MisClinic clinic;
  MisClinic other;
  SyncFixture second;
  g_autoptr (GPtrArray) of = NULL;
  guint visits = 0;

  mis_clinic_open (&clinic, fixture);
  /* they meet as often as they can */
  second = *fixture;
  second.session = NULL;
  second.user = 8;
  second.path = g_build_filename (fixture->directory, "second.db", NULL);
  other = clinic;
  mis_clinic_open_session (&other, &second);
  of = mis_clinic_list_open (&clinic);
  for (guint i = 0; i < wanted.shared; i++)
    mis_clinic_put_new (&clinic, of, "BOTH", i);
  mis_clinic_connect (&clinic);
  mis_clinic_connect (&other);
  WAIT_UNTIL (mis_clinic_count (&clinic) > 0);
  WAIT_UNTIL (is_settled (&clinic) && is_settled (&other));
  wait_for_deals (fixture, "BOTH", wanted.shared);
  mis_clinic_wait (&clinic, 4);
  g_assert_cmpuint (mis_clinic_count_deals (fixture, "BOTH", &visits), ==, wanted.shared);
  g_assert_cmpuint (visits, ==, wanted.shared);
  g_assert_cmpuint (mis_clinic_count (&clinic), ==, 0);
  g_test_message ("%u made, %u deleted again", sync_fixture_count_writes (fixture, "deal.add"),
                  sync_fixture_count_writes (fixture, "deal.delete"));
  sync_fixture_close (&second);
  g_clear_pointer (&second.path, g_free);
  mis_clinic_close (&clinic);
}

/* both repair the same changes: who comes second finds nothing as it was */
static void
test_two_desks_change_each_appointment_once (SyncFixture *fixture, gconstpointer data)
{
  MisClinic clinic;
  MisClinic other;
  SyncFixture second;
  g_autoptr (GPtrArray) of = NULL;
  guint moved;

  mis_clinic_open (&clinic, fixture);
  second = *fixture;
  second.session = NULL;
  second.user = 8;
  second.path = g_build_filename (fixture->directory, "second.db", NULL);
  other = clinic;
  mis_clinic_open_session (&other, &second);
  of = mis_clinic_list_open (&clinic);
  moved = mis_clinic_move_some (&clinic, of, wanted.shared);
  g_assert_cmpuint (moved, >, 3);
  sync_fixture_forget_journal (fixture);
  mis_clinic_connect (&clinic);
  mis_clinic_connect (&other);
  mis_clinic_wait_for_writes (fixture, "deal.update", moved);
  WAIT_UNTIL (is_settled (&clinic) && is_settled (&other));
  mis_clinic_wait (&clinic, 4);
  /* the clinic's robots write too: it is the time that must change once */
  g_assert_cmpuint (sync_fixture_count_changes (fixture, "ufCrmVisitTime"), ==, moved);
  g_assert_cmpuint (sync_fixture_count_writes (fixture, "comment.add"), ==, moved);
  sync_fixture_close (&second);
  g_clear_pointer (&second.path, g_free);
  mis_clinic_close (&clinic);
}

/* --- a portal that fails --- */

static guint
count_failed (SyncFixture *fixture)
{
  g_autoptr (JsonObject) journal = sync_fixture_control (fixture, "journal", NULL);
  JsonArray *requests = json_object_get_array_member (journal, "requests");
  guint count = 0;

  for (guint i = 0; i < json_array_get_length (requests); i++)
    count += json_object_has_member (json_array_get_object_element (requests, i), "fault");

  return count;
}

static void
test_a_lost_answer_makes_nothing_twice (SyncFixture *fixture, gconstpointer data)
{
  static const char *const faults[] = { "503", "drop_after", "drop_before", "html" };
  MisClinic clinic;
  g_autoptr (GPtrArray) of = NULL;
  guint visits = 0;
  guint moved = 0;

  mis_clinic_open (&clinic, fixture);
  of = mis_clinic_list_open (&clinic);
  mis_clinic_connect (&clinic);
  mis_clinic_wait (&clinic, 1);
  sync_fixture_forget_journal (fixture);
  for (guint round = 0; round < G_N_ELEMENTS (faults); round++)
    {
      /* a batch that has such a command */
      sync_fixture_fault (fixture, faults[round], "crm.item.add", 1);
      sync_fixture_fault (fixture, faults[round], "crm.item.update", 1);
      for (guint i = 0; i < 20; i++)
        mis_clinic_put_new (&clinic, of, "LOST", round * 20 + i);
      moved += mis_clinic_move_some (&clinic, of, 3);
      wait_for_deals (fixture, "LOST", (round + 1) * 20);
      WAIT_UNTIL (sync_fixture_count_writes (fixture, "comment.add") >= moved);
      WAIT_UNTIL (is_settled (&clinic));
    }
  mis_clinic_wait (&clinic, 2);
  g_assert_cmpuint (mis_clinic_count_deals (fixture, "LOST", &visits), ==, 80);
  g_assert_cmpuint (visits, ==, 80);
  g_assert_cmpuint (moved, >, G_N_ELEMENTS (faults));
  g_assert_cmpuint (sync_fixture_count_changes (fixture, "ufCrmVisitTime"), ==,
                    moved + sync_fixture_count_writes (fixture, "deal.add"));
  g_assert_cmpuint (sync_fixture_count_writes (fixture, "comment.add"), ==, moved);
  g_assert_cmpuint (count_failed (fixture), >=, 2 * G_N_ELEMENTS (faults));
  mis_clinic_close (&clinic);
}

/* the application ends in the middle: what it did follows from both sides at the next start */
static void
test_a_run_that_was_cut_off_is_gone_on_with (SyncFixture *fixture, gconstpointer data)
{
  MisClinic clinic;
  g_autoptr (GPtrArray) of = NULL;
  guint visits = 0;

  mis_clinic_open (&clinic, fixture);
  of = mis_clinic_list_open (&clinic);
  for (guint i = 0; i < wanted.shared; i++)
    mis_clinic_put_new (&clinic, of, "CUT", i);
  sync_fixture_forget_journal (fixture);
  mis_clinic_connect (&clinic);
  mis_clinic_wait_for_writes (fixture, "deal.add", 40 + 1);
  sync_fixture_close (fixture);
  mis_clinic_open_session (&clinic, fixture);
  mis_clinic_connect (&clinic);
  wait_for_deals (fixture, "CUT", wanted.shared);
  WAIT_UNTIL (is_settled (&clinic));
  mis_clinic_wait (&clinic, 2);
  g_assert_cmpuint (mis_clinic_count_deals (fixture, "CUT", &visits), ==, wanted.shared);
  g_assert_cmpuint (visits, ==, wanted.shared);
  mis_clinic_close (&clinic);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (argc > 1)
    wanted.mess = (guint) atoi (argv[1]);
  if (argc > 2)
    wanted.shared = (guint) atoi (argv[2]);

  SYNC_TEST ("mis-many/mess", test_a_mess_takes_few_requests_with_all_its_notes);
  SYNC_TEST ("mis-many/two-make", test_two_desks_make_one_appointment_of_each_visit);
  SYNC_TEST ("mis-many/two-change", test_two_desks_change_each_appointment_once);
  SYNC_TEST ("mis-many/faults", test_a_lost_answer_makes_nothing_twice);
  SYNC_TEST ("mis-many/cut-off", test_a_run_that_was_cut_off_is_gone_on_with);

  return g_test_run ();
}
