/* test-sync-invoice-soak.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Decisions about invoices on a bad day: the portal refuses, requests and answers get lost, and the
 * desk is closed in the middle of it. None is lost, and none is made twice.
 *
 * usage: test-sync-invoice-soak [DECISIONS [SEED]]
 */

#define SYNC_FIXTURE_PATIENCE 900

#include "sync-fixture.h"

#include <stdlib.h>
#include <string.h>

#define HEAD 1
#define SETUP_B 2
#define BURST 8
#define CLOSE_ONE_IN 10
#define FAULT_ONE_IN 2

static struct
{
  guint decisions;
  guint32 seed;
} wanted = { 40, 5 };

static ClinicInvoices *
get_invoices (SyncFixture *fixture)
{
  return clinic_session_get_invoices (fixture->session);
}

static GListModel *
get_tasks (SyncFixture *fixture)
{
  return clinic_invoices_get_tasks (get_invoices (fixture));
}

static gboolean
is_ours (ClinicTask *task)
{
  const char *number = clinic_invoice_get_number (clinic_task_get_invoice (task));

  return number != NULL && g_str_has_prefix (number, "Д-") && !clinic_task_get_pending (task) &&
         clinic_task_get_gone (task) == NULL;
}

/* (transfer full) (nullable): one that waits and was not answered here */
static ClinicTask *
find_task (SyncFixture *fixture)
{
  GListModel *tasks = get_tasks (fixture);

  for (guint i = 0; i < g_list_model_get_n_items (tasks); i++)
    {
      g_autoptr (ClinicTask) task = g_list_model_get_item (tasks, i);

      if (is_ours (task))
        return g_steal_pointer (&task);
    }

  return NULL;
}

static gboolean
has_task (SyncFixture *fixture)
{
  g_autoptr (ClinicTask) task = find_task (fixture);

  return task != NULL;
}

static void
decide (SyncFixture *fixture, GRand *random, ClinicTask *task)
{
  g_autoptr (ClinicCommand) command = clinic_command_new ();
  GListModel *ways = clinic_task_get_ways (task);
  g_autoptr (ClinicInvoiceWay) way =
    g_list_model_get_item (ways, (guint) g_rand_int_range (random, 0, 3));
  GVariantDict dict;

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "title", "s", "Счёт");
  g_variant_dict_insert (&dict, "invoice", "s",
                         clinic_invoice_get_id (clinic_task_get_invoice (task)));
  g_variant_dict_insert (&dict, "way", "s", clinic_invoice_way_get_id (way));
  g_variant_dict_insert (&dict, "text", "s", "Комментарий");
  g_variant_dict_insert (&dict, "task", "x", clinic_task_get_task_id (task));
  g_variant_dict_insert (&dict, "status", "i", (gint32) clinic_invoice_way_get_status (way));
  clinic_command_set_kind (command, CLINIC_COMMAND_DECIDE_INVOICE);
  clinic_command_set_payload (command, g_variant_dict_end (&dict));
  sync_fixture_submit (fixture, command);
}

static void
spoil (SyncFixture *fixture, GRand *random)
{
  static const char *const kinds[] = { "503", "drop_before", "drop_after", "500", "truncated" };
  static const char *const methods[] = { "bizproc.task.complete", "bizproc.task.list",
                                         "lists.element.get", "batch" };

  sync_fixture_fault (fixture, kinds[g_rand_int_range (random, 0, G_N_ELEMENTS (kinds))],
                      methods[g_rand_int_range (random, 0, G_N_ELEMENTS (methods))], 1);
}

static void
reopen (SyncFixture *fixture)
{
  sync_fixture_close (fixture);
  sync_fixture_open_offline (fixture);
  WAIT_UNTIL (g_list_model_get_n_items (get_tasks (fixture)) > 0);
}

static gboolean
needs_nobody (SyncFixture *fixture)
{
  return clinic_link_get_failed (fixture->link) == 0;
}

static void
test_no_decision_is_lost_and_none_made_twice (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (wanted.seed);
  guint before;

  fixture->user = HEAD;
  sync_fixture_open (fixture);
  WAIT_UNTIL (g_list_model_get_n_items (get_tasks (fixture)) >= wanted.decisions);
  WAIT_UNTIL (has_task (fixture));
  before = sync_fixture_count_writes (fixture, "task.complete");
  for (guint made = 0; made < wanted.decisions; made++)
    {
      g_autoptr (ClinicTask) task = NULL;

      if (g_rand_int_range (random, 0, FAULT_ONE_IN) == 0)
        spoil (fixture, random);
      WAIT_UNTIL ((task = find_task (fixture)) != NULL);
      decide (fixture, random, task);
      if (made % BURST == BURST - 1)
        WAIT_UNTIL (sync_fixture_count_commands (fixture) < BURST);
      if (g_rand_int_range (random, 0, CLOSE_ONE_IN) == 0)
        reopen (fixture);
    }
  sync_fixture_clear_faults (fixture);
  clinic_session_refresh (fixture->session);
  WAIT_UNTIL (sync_fixture_count_commands (fixture) == 0);
  g_assert_true (needs_nobody (fixture));
  g_assert_cmpuint (sync_fixture_count_writes (fixture, "task.complete") - before, ==,
                    wanted.decisions);
  WAIT_UNTIL (!has_task (fixture));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  if (argc > 1)
    wanted.decisions = (guint) atoi (argv[1]);
  if (argc > 2)
    wanted.seed = (guint32) atoi (argv[2]);
  g_test_add ("/sync/invoice-soak", SyncFixture,
              GINT_TO_POINTER (SETUP_B | (int) wanted.decisions << 8), sync_fixture_set_up,
              test_no_decision_is_lost_and_none_made_twice, sync_fixture_tear_down);

  return g_test_run ();
}
