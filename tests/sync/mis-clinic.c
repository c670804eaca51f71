/* mis-clinic.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "mis-clinic.h"

#include "bx-client.h"
#include "bx-json.h"

/* --- what there is --- */

static void
reset_settings (SyncFixture *fixture)
{
  static const char *const keys[] = { "mis-words", "mis-stages", "mis-automatic",
                                      "mis-kind",  "desktops",   "field-mis-id" };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    g_settings_reset (fixture->settings, keys[i]);
}

static gboolean
is_named (ClinicBook *book)
{
  GListModel *list = clinic_book_get_appointments (book);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (ClinicAppointment) visit = g_list_model_get_item (list, i);

      if (clinic_appointment_get_patient_id (visit) > 0 &&
          clinic_appointment_get_patient_name (visit) == NULL)
        return FALSE;
    }

  return TRUE;
}

void
mis_clinic_open_session (MisClinic *clinic, SyncFixture *fixture)
{
  BxClient *client;

  clinic->fixture = fixture;
  sync_fixture_open (fixture);
  client = sync_context_get_client (sync_session_get_context (SYNC_SESSION (fixture->session)));
  /* the brake waits as little as everything else */
  bx_throttle_set_time_scale (bx_client_get_throttle (client), fixture->time_scale);
  clinic->book = clinic_session_get_book (fixture->session);
  clinic->desk = clinic_session_get_mis_desk (fixture->session);
  clinic->link = clinic_mis_desk_get_link (clinic->desk);
  clinic->now = clinic_session_get_now (fixture->session);
  clinic_book_begin_viewing (clinic->book);
  WAIT_UNTIL (clinic_book_get_state (clinic->book) == CLINIC_LOAD_READY &&
              sync_fixture_is_filled (fixture));
  WAIT_UNTIL (is_named (clinic->book));
}

/* a medical system that agrees with the portal in everything */
void
mis_clinic_mirror (MisClinic *clinic)
{
  GListModel *list = clinic_book_get_appointments (clinic->book);

  WAIT_UNTIL (is_named (clinic->book));
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (ClinicAppointment) visit = g_list_model_get_item (list, i);
      g_autoptr (ClinicMisVisit) there = NULL;

      if (clinic_appointment_get_mis_id (visit) == NULL ||
          clinic_appointment_get_start (visit) == 0)
        continue;
      there = fake_mis_new_visit_of (visit);
      fake_mis_put (clinic->mis, there);
    }
}

void
mis_clinic_open (MisClinic *clinic, SyncFixture *fixture)
{
  reset_settings (fixture);
  g_settings_set_int (fixture->settings, "desktops", 1);
  clinic->mis = fake_mis_new ();
  mis_clinic_open_session (clinic, fixture);
  mis_clinic_mirror (clinic);
}

void
mis_clinic_connect (MisClinic *clinic)
{
  sync_session_set_mis (SYNC_SESSION (clinic->fixture->session), CLINIC_MIS (clinic->mis));
}

/* waits until it was read and compared some times more */
void
mis_clinic_wait (MisClinic *clinic, guint more)
{
  guint readings = fake_mis_get_readings (clinic->mis) + more;

  WAIT_UNTIL (fake_mis_get_readings (clinic->mis) > readings);
}

void
mis_clinic_close (MisClinic *clinic)
{
  sync_fixture_close (clinic->fixture);
  g_assert_finalize_object (clinic->mis);
  reset_settings (clinic->fixture);
}

/* (transfer none): an appointment of tomorrow or later, in this stage */
ClinicAppointment *
mis_clinic_find_in_stage (MisClinic *clinic, const char *stage)
{
  GListModel *list = clinic_book_get_appointments (clinic->book);
  gint64 now = clinic->now;

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (ClinicAppointment) visit = g_list_model_get_item (list, i);
      gint64 start = clinic_appointment_get_start (visit);

      if (g_strcmp0 (clinic_appointment_get_stage_id (visit), stage) == 0 &&
          clinic_appointment_get_mis_id (visit) != NULL && start < now + 10 * DAY &&
          (start > now + 2 * HOUR ||
           clinic_appointment_get_kind (visit) != CLINIC_STAGE_KIND_PROCESS) &&
          start > now - 12 * HOUR && clinic_appointment_get_patient_phone (visit) != NULL)
        return visit;
    }

  g_error ("no appointment in %s", stage);
}

/* (transfer none) (nullable): the list holds it */
ClinicMismatch *
mis_clinic_find_mismatch (MisClinic *clinic, ClinicMismatchKind kind, const char *visit_id)
{
  GListModel *list = clinic_mis_desk_get_mismatches (clinic->desk);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (ClinicMismatch) mismatch = g_list_model_get_item (list, i);
      ClinicMisVisit *visit = clinic_mismatch_get_visit (mismatch);

      if (clinic_mismatch_get_kind (mismatch) == kind &&
          (visit_id == NULL ||
           (visit != NULL && g_strcmp0 (clinic_mis_visit_get_id (visit), visit_id) == 0)))
        return mismatch;
    }

  return NULL;
}

guint
mis_clinic_count (MisClinic *clinic)
{
  return g_list_model_get_n_items (clinic_mis_desk_get_mismatches (clinic->desk));
}

void
mis_clinic_print (MisClinic *clinic)
{
  GListModel *list = clinic_mis_desk_get_mismatches (clinic->desk);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (ClinicMismatch) mismatch = g_list_model_get_item (list, i);

      g_test_message ("%s take %d safe %d automatic %d pending %d problem %s",
                      clinic_mismatch_get_id (mismatch), clinic_mismatch_get_can_take (mismatch),
                      clinic_mismatch_get_safe (mismatch), clinic_mismatch_get_automatic (mismatch),
                      clinic_mismatch_get_pending (mismatch),
                      clinic_mismatch_get_problem (mismatch));
    }
}

/* a visit there as a copy that can be changed */
ClinicMisVisit *
mis_clinic_dup_visit (MisClinic *clinic, const char *id)
{
  ClinicMisVisit *visit = clinic_mis_visit_new ();

  clinic_mis_visit_update (visit, fake_mis_find (clinic->mis, id));
  /* somebody changes it there after whatever was changed here */
  clinic_mis_visit_set_modified (visit, clinic->now + HOUR);

  return visit;
}

guint
mis_clinic_count_comments (SyncFixture *fixture, gint64 deal_id)
{
  g_autoptr (JsonNode) result =
    sync_fixture_call (fixture, "crm.timeline.comment.list",
                       "{\"filter\":{\"ENTITY_ID\":%" G_GINT64_FORMAT ",\"ENTITY_TYPE\":\"deal\"}}",
                       deal_id);

  return json_array_get_length (json_node_get_array (result));
}

JsonArray *
mis_clinic_list_with_origin (SyncFixture *fixture, const char *origin)
{
  g_autoptr (JsonNode) result =
    sync_fixture_call (fixture, "crm.item.list",
                       "{\"entityTypeId\":2,\"filter\":{\"=originId\":\"%s\"}}", origin);

  return json_array_ref (bx_json_get_array (json_node_get_object (result), "items"));
}

/* a visit of a patient of the index, at a time when nobody has one */
ClinicMisVisit *
mis_clinic_new_visit (MisClinic *clinic, const char *id, ClinicAppointment *of, gint64 start)
{
  ClinicMisVisit *visit = fake_mis_new_visit_of (of);

  clinic_mis_visit_set_id (visit, id);
  clinic_mis_visit_set_start (visit, start);
  clinic_mis_visit_set_raw_status (visit, "Запланирован");

  return visit;
}

gint64
mis_clinic_some_day (MisClinic *clinic)
{
  gint64 now = clinic->now;

  /* the twelfth day from now, at half past a full hour of the night */
  return now - now % DAY + 12 * DAY + HOUR / 2;
}

/* asking takes a while, in which nothing else happens: so not all the time */
void
mis_clinic_wait_for_writes (SyncFixture *fixture, const char *what, guint writes)
{
  for (guint i = 0; i < 400 && sync_fixture_count_writes (fixture, what) < writes; i++)
    sync_fixture_iterate (100);
  g_assert_cmpuint (sync_fixture_count_writes (fixture, what), >=, writes);
}

/* --- many of them --- */

GPtrArray *
mis_clinic_list_open (MisClinic *clinic)
{
  GListModel *list = clinic_book_get_appointments (clinic->book);
  GPtrArray *open = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (ClinicAppointment) visit = g_list_model_get_item (list, i);

      if (clinic_appointment_get_kind (visit) == CLINIC_STAGE_KIND_PROCESS &&
          clinic_appointment_get_patient_phone (visit) != NULL &&
          clinic_appointment_get_doctor_name (visit) != NULL)
        g_ptr_array_add (open, g_steal_pointer (&visit));
    }
  g_assert_cmpuint (open->len, >, 10);

  return open;
}

gint64
mis_clinic_time_of (MisClinic *clinic, guint i)
{
  /* the third to the twelfth day from now, a minute for each: nobody else's */
  return clinic->now - clinic->now % DAY + (3 + i % 9) * DAY + (i / 9) * 60 + 30 * 60;
}

void
mis_clinic_put_new (MisClinic *clinic, GPtrArray *of, const char *prefix, guint i)
{
  g_autofree char *id = g_strdup_printf ("%s-%u", prefix, i);
  g_autoptr (ClinicMisVisit) visit =
    mis_clinic_new_visit (clinic, id, g_ptr_array_index (of, i % of->len),
                          mis_clinic_time_of (clinic, i));

  fake_mis_put (clinic->mis, visit);
}

guint
mis_clinic_count_deals (SyncFixture *fixture, const char *prefix, guint *visits)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint deals = 0;

  for (gint64 last = 0;;)
    {
      g_autoptr (JsonNode) result = sync_fixture_call (
        fixture, "crm.item.list",
        "{\"entityTypeId\":2,\"start\":-1,\"order\":{\"id\":\"ASC\"},\"filter\":{\"=%%originId\":"
        "\"%s-%%\",\">id\":%" G_GINT64_FORMAT "}}",
        prefix, last);
      JsonArray *rows = bx_json_get_array (json_node_get_object (result), "items");

      for (guint i = 0; i < json_array_get_length (rows); i++)
        {
          JsonObject *row = json_array_get_object_element (rows, i);

          last = bx_json_get_int (row, "id", 0);
          g_hash_table_add (seen, bx_json_dup_string (row, "originId"));
          deals++;
        }
      if (json_array_get_length (rows) < 50)
        break;
    }
  if (visits != NULL)
    *visits = g_hash_table_size (seen);

  return deals;
}

guint
mis_clinic_move_some (MisClinic *clinic, GPtrArray *of, guint most)
{
  gint64 now = clinic->now;
  guint moved = 0;

  for (guint i = of->len; i > 0 && moved < most; i--)
    {
      ClinicAppointment *appointment = g_ptr_array_index (of, i - 1);
      const char *id = clinic_appointment_get_mis_id (appointment);
      gint64 start = clinic_appointment_get_start (appointment);
      g_autoptr (ClinicMisVisit) visit = NULL;

      if (id == NULL || fake_mis_find (clinic->mis, id) == NULL ||
          g_strcmp0 (clinic_appointment_get_stage_id (appointment), "C5:NEW") != 0 ||
          start < now + 2 * HOUR || start > now + 10 * DAY)
        continue;
      visit = mis_clinic_dup_visit (clinic, id);
      clinic_mis_visit_set_start (visit, clinic_mis_visit_get_start (visit) + 10 * 60);
      fake_mis_put (clinic->mis, visit);
      g_ptr_array_remove_index (of, i - 1);
      moved++;
    }

  return moved;
}
