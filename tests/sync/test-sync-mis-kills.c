/* test-sync-mis-kills.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A desk that repairs what differs from the medical system is killed in the middle, again and
 * again, while requests and answers get lost: nothing is lost, and nothing is there twice.
 * RECEPTION_MIS_CLIENT is the desk's program, RECEPTION_MIS_PRESET how its folder is read.
 *
 * usage: test-sync-mis-kills [KILLS [SEED]]
 */

#include "mis-clinic.h"

#include <stdlib.h>

#include <glib/gstdio.h>

#include "bx-json.h"

#define NEW 6
#define MOVED 4
#define LONGEST 150 /* ms from when it knows what differs to the end */
#define FAULT_ONE_IN 2

static struct
{
  guint kills;
  guint32 seed;
} wanted = { 8, 5 };

typedef struct
{
  MisClinic clinic;
  GRand *random;           /* owned */
  GPtrArray *of;           /* owned, of ClinicAppointment: whose visits can be moved */
  GPtrArray *patients;     /* owned, of ClinicAppointment: of whom there are new visits */
  char *folder;            /* owned */
  char *file;              /* owned */
  char *preset;            /* owned */
  GSubprocess *desk;       /* owned, (nullable) */
  GDataInputStream *words; /* owned, (nullable) */
  gboolean compared;
  gboolean ended;
  guint made; /* visits */
  guint moved;
  guint newcomers;
} Day;

/* --- the desk --- */

static void
on_word_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Day *day = user_data;
  g_autofree char *line =
    g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source), result, NULL, NULL);

  if (line == NULL)
    {
      day->ended = TRUE;
      return;
    }
  day->compared = day->compared || g_str_equal (line, "compared");
  g_data_input_stream_read_line_async (G_DATA_INPUT_STREAM (source), G_PRIORITY_DEFAULT, NULL,
                                       on_word_cb, day);
}

static void
start_desk (Day *day)
{
  g_autoptr (GError) error = NULL;

  day->desk = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                                &error, g_getenv ("RECEPTION_MIS_CLIENT"),
                                demo_portal_get_url (day->clinic.fixture->portal),
                                day->clinic.fixture->path, day->preset, day->folder, NULL);
  g_assert_no_error (error);
  day->compared = FALSE;
  day->ended = FALSE;
  day->words = g_data_input_stream_new (g_subprocess_get_stdout_pipe (day->desk));
  g_data_input_stream_read_line_async (day->words, G_PRIORITY_DEFAULT, NULL, on_word_cb, day);
}

/* SIGKILL */
static void
kill_desk (Day *day)
{
  g_subprocess_force_exit (day->desk);
  WAIT_UNTIL (day->ended);
  g_subprocess_wait (day->desk, NULL, NULL);
  g_assert_true (g_subprocess_get_if_signaled (day->desk));
  g_clear_object (&day->words);
  g_clear_object (&day->desk);
}

/* --- the medical system --- */

/* as a medical system does it: another file in the place of the one before */
static void export(Day *day)
{
  g_autofree char *table = fake_mis_dup_table (day->clinic.mis);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (day->file, table, -1, &error);
  g_assert_no_error (error);
}

/* the preset that comes with the application, and the column that says when a visit was changed */
static void
write_preset (Day *day)
{
  g_autofree char *text = NULL;
  g_autoptr (GString) preset = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (g_getenv ("RECEPTION_MIS_PRESET"), &text, NULL, &error);
  g_assert_no_error (error);
  preset = g_string_new (text);
  g_assert_cmpuint (g_string_replace (preset, "modified=\n", "modified=Изменен\n", 1), ==, 1);
  g_file_set_contents (day->preset, preset->str, -1, &error);
  g_assert_no_error (error);
}

/* somebody whom the portal does not know either */
static void
put_newcomer (Day *day)
{
  g_autofree char *id = g_strdup_printf ("KILL-NEWCOMER-%u", day->newcomers);
  g_autofree char *name = g_strdup_printf ("Убиваева-%u Инна Петровна", day->newcomers);
  g_autofree char *phone = g_strdup_printf ("+7999555%04u", day->newcomers);
  const char *phones[] = { phone, NULL };
  g_autoptr (ClinicMisVisit) visit =
    mis_clinic_new_visit (&day->clinic, id, g_ptr_array_index (day->patients, 0),
                          mis_clinic_time_of (&day->clinic, 5000 + day->newcomers));

  clinic_mis_visit_set_patient_name (visit, name);
  clinic_mis_visit_set_phones (visit, phones);
  fake_mis_put (day->clinic.mis, visit);
  day->newcomers++;
}

static void
change_some (Day *day)
{
  for (guint i = 0; i < NEW; i++)
    mis_clinic_put_new (&day->clinic, day->patients, "KILL-VISIT", day->made++);
  day->moved += mis_clinic_move_some (&day->clinic, day->of, MOVED);
  put_newcomer (day);
  export(day);
}

/* --- the day --- */

static void
spoil (Day *day)
{
  static const char *const kinds[] = { "503", "drop_before", "drop_after", "500", "truncated" };
  static const char *const methods[] = { "crm.item.update", "crm.item.add" };

  sync_fixture_fault (day->clinic.fixture,
                      kinds[g_rand_int_range (day->random, 0, G_N_ELEMENTS (kinds))],
                      methods[g_rand_int_range (day->random, 0, G_N_ELEMENTS (methods))], 1);
}

static void
begin (Day *day, SyncFixture *fixture)
{
  day->random = g_rand_new_with_seed (wanted.seed);
  sync_fixture_order (fixture, "budget",
                      "{\"size\":100000,\"leak\":\"1000\",\"operating_limit\":1000000}");
  sync_fixture_order (fixture, "robots", "{\"leads\":false,\"messages\":false,\"answers\":false}");
  mis_clinic_open (&day->clinic, fixture);
  day->of = mis_clinic_list_open (&day->clinic);
  day->patients = mis_clinic_list_open (&day->clinic);
  day->folder = g_build_filename (fixture->directory, "mis", NULL);
  day->file = g_build_filename (day->folder, "visits.csv", NULL);
  day->preset = g_build_filename (fixture->directory, "preset.ini", NULL);
  g_mkdir (day->folder, 0700);
  write_preset (day);
  export(day);
  sync_fixture_close (fixture);
  sync_fixture_forget_journal (fixture);
}

static void
end (Day *day)
{
  kill_desk (day);
  g_remove (day->file);
  g_assert_finalize_object (day->clinic.mis);
  g_clear_pointer (&day->of, g_ptr_array_unref);
  g_clear_pointer (&day->patients, g_ptr_array_unref);
  g_clear_pointer (&day->folder, g_free);
  g_clear_pointer (&day->file, g_free);
  g_clear_pointer (&day->preset, g_free);
  g_clear_pointer (&day->random, g_rand_free);
}

/* an update that gave a visit its time: an addition does too */
static guint
count_moves (SyncFixture *fixture)
{
  return sync_fixture_count_changes (fixture, "ufCrmVisitTime") -
         sync_fixture_count_writes (fixture, "deal.add");
}

static guint
count_newcomers (SyncFixture *fixture)
{
  g_autoptr (JsonNode) result =
    sync_fixture_call (fixture, "crm.item.list",
                       "{\"entityTypeId\":3,\"filter\":{\"%%lastName\":\"Убиваева-\"}}");

  return (guint) json_array_get_length (bx_json_get_array (json_node_get_object (result), "items"));
}

/* asking takes a while, in which nothing else happens: so not all the time */
static void
wait_for_all (Day *day)
{
  SyncFixture *fixture = day->clinic.fixture;

  for (guint i = 0; i < 100; i++)
    {
      if (mis_clinic_count_deals (fixture, "KILL", NULL) >= day->made + day->newcomers &&
          sync_fixture_count_writes (fixture, "comment.add") >= day->moved)
        return;
      sync_fixture_iterate (300);
    }
}

static void
test_a_desk_that_is_killed_loses_and_doubles_nothing (SyncFixture *fixture, gconstpointer data)
{
  Day day = { 0 };
  guint deals = 0, visits = 0;

  begin (&day, fixture);
  for (guint i = 0; i < wanted.kills; i++)
    {
      change_some (&day);
      if (g_rand_int_range (day.random, 0, FAULT_ONE_IN) == 0)
        spoil (&day);
      start_desk (&day);
      WAIT_UNTIL (day.compared);
      sync_fixture_iterate ((guint) g_rand_int_range (day.random, 1, LONGEST));
      kill_desk (&day);
    }
  sync_fixture_clear_faults (fixture);
  start_desk (&day);
  wait_for_all (&day);
  /* some more readings */
  sync_fixture_iterate (1500);
  deals = mis_clinic_count_deals (fixture, "KILL", &visits);
  g_print ("# {\"name\":\"mis-kills\",\"kills\":%u,\"visits\":%u,\"deals\":%u,\"moved\":%u,"
           "\"notes\":%u}\n",
           wanted.kills, visits, deals, day.moved,
           sync_fixture_count_writes (fixture, "comment.add"));
  g_assert_cmpuint (visits, ==, day.made + day.newcomers);
  g_assert_cmpuint (deals, ==, visits);
  g_assert_cmpuint (count_moves (fixture), ==, day.moved);
  g_assert_cmpuint (sync_fixture_count_writes (fixture, "comment.add"), ==, day.moved);
  g_assert_cmpuint (sync_fixture_count_writes (fixture, "contact.add"), ==, day.newcomers);
  g_assert_cmpuint (MIN (day.newcomers, 50), ==, count_newcomers (fixture));
  end (&day);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  if (argc > 1)
    wanted.kills = (guint) atoi (argv[1]);
  if (argc > 2)
    wanted.seed = (guint32) atoi (argv[2]);

  SYNC_TEST ("mis-kills/repairs", test_a_desk_that_is_killed_loses_and_doubles_nothing);

  return g_test_run ();
}
