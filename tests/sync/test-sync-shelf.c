/* test-sync-shelf.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is shown = what the portal holds + what waits in the outbox, whatever comes in between.
 */

#include "bx-json.h"
#include "sync-ladder.h"
#include "sync-overlay.h"
#include "sync-pace.h"
#include "sync-things.h"

#define N_VISITS 12
#define N_STEPS 4000

static const char *const stages[] = { "C5:NEW", "C5:UC_ZAVTRA", "C5:UC_CONFIRM", "C5:WON" };

/* A portal of one funnel, and an outbox whose answers are given by chance. */
typedef struct
{
  const char *portal[N_VISITS + 1]; /* the stage of each visit by its id */
  gint64 modified[N_VISITS + 1];
  const char *known[N_VISITS + 1]; /* the newest that the desk was told */
  gint64 known_at[N_VISITS + 1];
  gint64 clock;
  GListStore *commands;
  SyncShelf *appointments;
  SyncShelf *leads;
  SyncOverlay *overlay;
  gpointer first[N_VISITS + 1]; /* the object of each visit: it must stay the same */
  GPtrArray *settling;          /* of ClinicCommand: done, and not read back */
} World;

static gboolean
wants_all (gpointer shown, gpointer owner)
{
  return TRUE;
}

static ClinicAppointment *
new_visit (gint64 id, const char *stage, gint64 modified)
{
  ClinicAppointment *visit = clinic_appointment_new ();

  clinic_appointment_set_id (visit, id);
  clinic_appointment_set_stage_id (visit, stage);
  clinic_appointment_set_modified (visit, modified);

  return visit;
}

static void
tell (World *world, gint64 id, const char *stage, gint64 modified)
{
  g_autoptr (GPtrArray) fresh = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (fresh, new_visit (id, stage, modified));
  sync_shelf_take (world->appointments, fresh, TRUE);
  if (modified < world->known_at[id])
    return;
  world->known[id] = stage;
  world->known_at[id] = modified;
}

static void
set_up (World *world)
{
  world->commands = g_list_store_new (CLINIC_TYPE_COMMAND);
  world->appointments =
    sync_shelf_new (&sync_appointments, CLINIC_TYPE_APPOINTMENT, wants_all, NULL);
  world->leads = sync_shelf_new (&sync_leads, CLINIC_TYPE_LEAD, wants_all, NULL);
  world->overlay =
    sync_overlay_new (G_LIST_MODEL (world->commands), world->appointments, world->leads, NULL);
  world->settling = g_ptr_array_new_with_free_func (g_object_unref);
  for (gint64 id = 1; id <= N_VISITS; id++)
    {
      world->portal[id] = stages[0];
      world->modified[id] = ++world->clock;
      tell (world, id, stages[0], world->modified[id]);
      world->first[id] = sync_shelf_find (world->appointments, id);
    }
}

static void
tear_down (World *world)
{
  g_assert_finalize_object (world->overlay);
  g_assert_finalize_object (world->appointments);
  g_assert_finalize_object (world->leads);
  g_assert_finalize_object (world->commands);
  g_clear_pointer (&world->settling, g_ptr_array_unref);
}

static void
write_portal (World *world, gint64 id, const char *stage)
{
  world->portal[id] = stage;
  world->modified[id] = ++world->clock;
}

static void
submit (World *world, gint64 id, const char *stage)
{
  g_autoptr (ClinicCommand) command = clinic_command_new ();
  g_autofree char *uuid = g_uuid_string_random ();
  GVariantDict dict;

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "stage", "s", stage);
  clinic_command_set_id (command, uuid);
  clinic_command_set_kind (command, CLINIC_COMMAND_MOVE_STAGE);
  clinic_command_set_entity (command, CLINIC_ENTITY_APPOINTMENT);
  clinic_command_set_entity_id (command, id);
  clinic_command_set_payload (command, g_variant_dict_end (&dict));
  g_list_store_append (world->commands, command);
}

static void
set_command_state (World *world, ClinicCommand *command, ClinicCommandState state)
{
  clinic_command_set_state (command, state);
  sync_overlay_note_command (world->overlay, command);
}

static const char *
get_target (ClinicCommand *command)
{
  const char *stage = NULL;

  g_variant_lookup (clinic_command_get_payload (command), "stage", "&s", &stage);
  for (guint i = 0; i < G_N_ELEMENTS (stages); i++)
    {
      if (g_strcmp0 (stages[i], stage) == 0)
        return stages[i];
    }
  g_assert_not_reached ();
}

/* the portal did it; its answer says so, or only the next round of questions will */
static void
finish (World *world, ClinicCommand *command, guint position)
{
  gint64 id = clinic_command_get_entity_id (command);
  gboolean told = g_random_boolean ();

  set_command_state (world, command, CLINIC_COMMAND_SENDING);
  write_portal (world, id, get_target (command));
  if (told)
    {
      tell (world, id, world->portal[id], world->modified[id]);
      sync_overlay_note_told (world->overlay, CLINIC_ENTITY_APPOINTMENT, id);
    }
  else
    {
      g_ptr_array_add (world->settling, g_object_ref (command));
    }
  set_command_state (world, command, CLINIC_COMMAND_DONE);
  g_list_store_remove (world->commands, position);
}

/* the first command about its thing is answered, as the outbox sends them */
static void
answer (World *world, guint position)
{
  g_autoptr (ClinicCommand) command =
    g_list_model_get_item (G_LIST_MODEL (world->commands), position);

  for (guint i = 0; i < position; i++)
    {
      g_autoptr (ClinicCommand) earlier = g_list_model_get_item (G_LIST_MODEL (world->commands), i);

      if (clinic_command_get_entity_id (earlier) == clinic_command_get_entity_id (command))
        return;
    }
  switch (g_random_int_range (0, 5))
    {
    case 0:
      set_command_state (world, command, CLINIC_COMMAND_SENDING);
      break;
    case 1:
      clinic_command_set_seen (command, "Другая");
      set_command_state (world, command, CLINIC_COMMAND_CONFLICT);
      break;
    case 2:
      clinic_command_set_problem (command, "Нельзя");
      set_command_state (world, command, CLINIC_COMMAND_REFUSED);
      break;
    case 3:
      g_list_store_remove (world->commands, position);
      break;
    default:
      finish (world, command, position);
      break;
    }
}

/* a round of questions: everything as it is now */
static void
ask_all (World *world)
{
  g_usleep (1);
  for (gint64 id = 1; id <= N_VISITS; id++)
    tell (world, id, world->portal[id], world->modified[id]);
  sync_overlay_note_round (world->overlay, g_get_monotonic_time () + 1);
  g_ptr_array_set_size (world->settling, 0);
}

static gboolean
is_failed (ClinicCommand *command)
{
  return clinic_command_get_state (command) == CLINIC_COMMAND_CONFLICT ||
         clinic_command_get_state (command) == CLINIC_COMMAND_REFUSED;
}

static void
check (World *world)
{
  for (gint64 id = 1; id <= N_VISITS; id++)
    {
      ClinicAppointment *shown = sync_shelf_find (world->appointments, id);
      const char *stage = world->known[id];
      gboolean pending = FALSE;
      gboolean problem = FALSE;

      for (guint i = 0; i < world->settling->len; i++)
        {
          ClinicCommand *command = g_ptr_array_index (world->settling, i);

          if (clinic_command_get_entity_id (command) == id)
            stage = get_target (command);
        }
      for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (world->commands)); i++)
        {
          g_autoptr (ClinicCommand) command =
            g_list_model_get_item (G_LIST_MODEL (world->commands), i);

          if (clinic_command_get_entity_id (command) != id)
            continue;
          problem = problem || is_failed (command);
          if (is_failed (command))
            continue;
          stage = get_target (command);
          pending = TRUE;
        }
      g_assert_true (shown == world->first[id]);
      g_assert_cmpstr (clinic_appointment_get_stage_id (shown), ==, stage);
      g_assert_cmpint (clinic_appointment_get_pending (shown), ==, pending);
      g_assert_cmpint (clinic_appointment_get_problem (shown) != NULL, ==, problem);
    }
}

static void
take_step (World *world)
{
  gint64 id = g_random_int_range (1, N_VISITS + 1);
  guint waiting = g_list_model_get_n_items (G_LIST_MODEL (world->commands));

  switch (g_random_int_range (0, 6))
    {
    case 0:
      write_portal (world, id, stages[g_random_int_range (0, G_N_ELEMENTS (stages))]);
      break;
    case 1:
      tell (world, id, world->portal[id], world->modified[id]);
      break;
    case 2:
      /* an answer that was overtaken */
      tell (world, id, stages[g_random_int_range (0, G_N_ELEMENTS (stages))],
            world->known_at[id] - 1);
      break;
    case 3:
      if (waiting < 20)
        submit (world, id, stages[g_random_int_range (0, G_N_ELEMENTS (stages))]);
      break;
    case 4:
      if (waiting > 0)
        answer (world, (guint) g_random_int_range (0, (gint32) waiting));
      break;
    default:
      ask_all (world);
      break;
    }
}

static void
test_what_is_shown_is_the_portal_and_what_waits (void)
{
  World world = { 0 };

  set_up (&world);
  for (guint i = 0; i < N_STEPS; i++)
    {
      take_step (&world);
      check (&world);
    }
  while (g_list_model_get_n_items (G_LIST_MODEL (world.commands)) > 0)
    {
      answer (&world, 0);
      check (&world);
    }
  ask_all (&world);
  check (&world);
  for (gint64 id = 1; id <= N_VISITS; id++)
    {
      ClinicAppointment *shown = sync_shelf_find (world.appointments, id);

      g_assert_cmpstr (clinic_appointment_get_stage_id (shown), ==, world.portal[id]);
      g_assert_false (clinic_appointment_get_pending (shown));
    }
  g_assert_cmpuint (g_list_model_get_n_items (sync_shelf_get_list (world.appointments)), ==,
                    N_VISITS);
  tear_down (&world);
}

static void
on_notify_cb (GObject *object, GParamSpec *pspec, guint *count)
{
  (*count)++;
}

static void
test_nothing_is_said_when_nothing_changed (void)
{
  World world = { 0 };
  guint count = 0;
  gulong handler;

  set_up (&world);
  handler = g_signal_connect (world.first[1], "notify", G_CALLBACK (on_notify_cb), &count);
  ask_all (&world);
  ask_all (&world);
  g_assert_cmpuint (count, ==, 0);
  write_portal (&world, 1, stages[2]);
  ask_all (&world);
  g_assert_cmpuint (count, ==, 2); /* the stage, and when it was changed */
  g_signal_handler_disconnect (world.first[1], handler);
  tear_down (&world);
}

static void
test_an_appointment_is_shown_while_it_is_made (void)
{
  World world = { 0 };
  g_autoptr (ClinicCommand) command = clinic_command_new ();
  g_autoptr (ClinicAppointment) shown = NULL;
  GListModel *list;
  GVariantDict dict;

  set_up (&world);
  list = sync_shelf_get_list (world.appointments);
  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "last", "s", "Ким");
  g_variant_dict_insert (&dict, "start", "x", (gint64) 1000);
  clinic_command_set_id (command, "c");
  clinic_command_set_kind (command, CLINIC_COMMAND_CREATE_APPOINTMENT);
  clinic_command_set_payload (command, g_variant_dict_end (&dict));
  g_list_store_append (world.commands, command);
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, N_VISITS + 1);
  shown = g_list_model_get_item (list, N_VISITS);
  g_assert_cmpint (clinic_appointment_get_id (shown), <, 0);
  g_assert_cmpstr (clinic_appointment_get_patient_name (shown), ==, "Ким");
  g_assert_cmpint (clinic_appointment_get_start (shown), ==, 1000);
  g_assert_true (clinic_appointment_get_pending (shown));

  clinic_command_set_result_id (command, 77);
  set_command_state (&world, command, CLINIC_COMMAND_DONE);
  g_list_store_remove (world.commands, 0);
  tell (&world, 7, stages[0], ++world.clock);
  {
    g_autoptr (GPtrArray) fresh = g_ptr_array_new_with_free_func (g_object_unref);

    g_ptr_array_add (fresh, new_visit (77, stages[0], ++world.clock));
    sync_shelf_take (world.appointments, fresh, TRUE);
  }
  g_assert_true (sync_shelf_find (world.appointments, 77) == shown);
  g_assert_false (clinic_appointment_get_pending (shown));
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, N_VISITS + 1);
  g_clear_object (&shown);
  tear_down (&world);
}

static void
test_twenty_desks_ask_less_than_once_a_second (void)
{
  double twenty = 20 / sync_pace_seconds (20, TRUE, 0, 0.5);
  guint burst = 0;

  /* what three desks write each sees within five seconds */
  g_assert_cmpfloat (sync_pace_seconds (1, TRUE, 0, 1.0), <=, 4.9);
  g_assert_cmpfloat (sync_pace_seconds (3, TRUE, 0, 1.0), <=, 4.9);
  g_assert_cmpfloat (sync_pace_seconds (1, TRUE, 0, 0.0), >=, 3.5);
  g_assert_cmpfloat (twenty, <, 0.8);
  g_assert_cmpfloat (sync_pace_seconds (1, FALSE, 0, 0.5), >=, 60);

  /* whatever their number, all together have half of the portal's two a second */
  for (guint desktops = 1; desktops <= 50; desktops++)
    {
      double share = sync_pace_share (desktops, &burst);

      g_assert_cmpfloat (share * desktops, <=, 1.0001);
      /* what is asked for by itself leaves room for what a person does */
      g_assert_cmpfloat (share, >, 1.2 / sync_pace_seconds (desktops, TRUE, 0, 0.5));
      g_assert_cmpuint (burst, >=, 3);
    }
  g_assert_cmpfloat (sync_pace_share (1, &burst), >=, 1.0);
  g_assert_cmpuint (burst, ==, 25);
  g_assert_cmpfloat (sync_pace_seconds (1, TRUE, 1, 0.5), >=, 8);
  g_assert_cmpfloat (sync_pace_seconds (1, TRUE, 20, 0.5), <=, 120);
  g_assert_cmpfloat (sync_pace_seconds (1, FALSE, 20, 0.5), <=, 120);
}

static ClinicReminders
read_ladder (const char *json)
{
  g_autoptr (JsonNode) node = json_from_string (json, NULL);

  return sync_ladder_read (bx_json_node_array (node));
}

static void
test_the_ladder_is_read_from_activities (void)
{
  g_assert_cmpint (read_ladder ("[]"), ==, CLINIC_REMINDERS_NONE);
  g_assert_cmpint (read_ladder ("[{\"PROVIDER_ID\":\"CRM_SMS\",\"DIRECTION\":\"2\",\"SETTINGS\":"
                                "{\"ORIGINAL_MESSAGE\":{\"STATUS_ID\":\"14\"}}}]"),
                   ==, CLINIC_REMINDERS_SENT | CLINIC_REMINDERS_DELIVERED);
  g_assert_cmpint (read_ladder (
                     "[{\"PROVIDER_ID\":\"CRM_SMS\",\"DIRECTION\":\"2\",\"SETTINGS\":[]}]"),
                   ==, CLINIC_REMINDERS_SENT);
  g_assert_cmpint (read_ladder (
                     "[{\"PROVIDER_ID\":\"CRM_WHATSAPP\",\"DIRECTION\":\"2\",\"SETTINGS\":"
                     "{\"ORIGINAL_MESSAGE\":{\"STATUS_ID\":15}}},"
                     "{\"PROVIDER_ID\":\"VOXIMPLANT_CALL\",\"DIRECTION\":\"2\"}]"),
                   ==, CLINIC_REMINDERS_FAILED | CLINIC_REMINDERS_CALLED);
  g_assert_cmpint (read_ladder ("[{\"PROVIDER_ID\":\"IMOPENLINES_SESSION\"},"
                                "{\"PROVIDER_ID\":\"VOXIMPLANT_CALL\",\"DIRECTION\":\"1\"},"
                                "{\"PROVIDER_ID\":\"CRM_TODO\"}]"),
                   ==, CLINIC_REMINDERS_ANSWERED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/shelf/random", test_what_is_shown_is_the_portal_and_what_waits);
  g_test_add_func ("/sync/shelf/quiet", test_nothing_is_said_when_nothing_changed);
  g_test_add_func ("/sync/shelf/making", test_an_appointment_is_shown_while_it_is_made);
  g_test_add_func ("/sync/pace", test_twenty_desks_ask_less_than_once_a_second);
  g_test_add_func ("/sync/ladder", test_the_ladder_is_read_from_activities);

  return g_test_run ();
}
