/* test-sync-invoices.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The clinic's invoices against the demo portal, in each of its set-ups.
 */

#include "sync-fixture.h"

#include "bx-json.h"
#include "clinic-duplicates.h"
#include "clinic-error.h"
#include "clinic-invoice-step.h"
#include "clinic-user.h"

#include <string.h>

#define HEAD 1
#define SENIOR 5
#define DESK 7
#define ACCOUNTANT 15

/* DemoSetup */
#define SETUP_A 1
#define SETUP_B 2
#define SETUP_C 4

#define INVOICE_TEST(path, setups, function)                                                       \
  g_test_add ("/sync/invoices/" path, SyncFixture, GINT_TO_POINTER (setups), sync_fixture_set_up,  \
              function, sync_fixture_tear_down)

static ClinicInvoices *
get_invoices (SyncFixture *fixture)
{
  return clinic_session_get_invoices (fixture->session);
}

static guint
count_tasks (SyncFixture *fixture)
{
  return g_list_model_get_n_items (clinic_invoices_get_tasks (get_invoices (fixture)));
}

static void
open_as (SyncFixture *fixture, gint64 user)
{
  fixture->user = user;
  sync_fixture_open (fixture);
  WAIT_UNTIL (clinic_invoices_get_tasks_state (get_invoices (fixture)) == CLINIC_LOAD_READY &&
              clinic_invoices_get_as_of (get_invoices (fixture)) > 0);
}

/* (transfer none) (nullable): the task about the invoice with this number */
static ClinicTask *
find_task (SyncFixture *fixture, const char *number)
{
  GListModel *tasks = clinic_invoices_get_tasks (get_invoices (fixture));

  for (guint i = 0; i < g_list_model_get_n_items (tasks); i++)
    {
      g_autoptr (ClinicTask) task = g_list_model_get_item (tasks, i);

      if (g_strcmp0 (clinic_invoice_get_number (clinic_task_get_invoice (task)), number) == 0)
        return task;
    }

  return NULL;
}

/* (transfer none) (nullable) */
static ClinicInvoice *
find_in (GListModel *invoices, const char *number)
{
  for (guint i = 0; i < g_list_model_get_n_items (invoices); i++)
    {
      g_autoptr (ClinicInvoice) invoice = g_list_model_get_item (invoices, i);

      if (g_strcmp0 (clinic_invoice_get_number (invoice), number) == 0)
        return invoice;
    }

  return NULL;
}

/* (transfer none) (nullable) */
static ClinicInvoiceWay *
find_way (ClinicTask *task, ClinicDecision decision)
{
  GListModel *ways = clinic_task_get_ways (task);

  for (guint i = 0; i < g_list_model_get_n_items (ways); i++)
    {
      g_autoptr (ClinicInvoiceWay) way = g_list_model_get_item (ways, i);

      if (clinic_invoice_way_get_decision (way) == decision)
        return way;
    }

  return NULL;
}

/* --- commands --- */

static void
add_fields (GVariantDict *dict, const char *const *fields)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  for (guint i = 0; fields != NULL && fields[i] != NULL; i += 2)
    g_variant_builder_add (&builder, "{ss}", fields[i], fields[i + 1]);
  g_variant_dict_insert_value (dict, "fields", g_variant_builder_end (&builder));
}

static void
add_file (GVariantDict *dict, const char *field, const char *name, const char *content)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(ssay)"));
  if (field != NULL)
    g_variant_builder_add (&builder, "(ss@ay)", field, name,
                           g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, content,
                                                      strlen (content), 1));
  g_variant_dict_insert_value (dict, "files", g_variant_builder_end (&builder));
}

/* (transfer full) */
static ClinicCommand *
new_decision (ClinicTask *task,
              ClinicDecision decision,
              const char *text,
              const char *const *fields)
{
  ClinicCommand *command = clinic_command_new ();
  ClinicInvoice *invoice = clinic_task_get_invoice (task);
  ClinicInvoiceWay *way = find_way (task, decision);
  GVariantDict dict;

  g_assert_nonnull (way);
  g_assert_true (clinic_invoice_way_get_possible (way));
  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "title", "s", "Счёт");
  g_variant_dict_insert (&dict, "invoice", "s", clinic_invoice_get_id (invoice));
  g_variant_dict_insert (&dict, "way", "s", clinic_invoice_way_get_id (way));
  if (text != NULL)
    g_variant_dict_insert (&dict, "text", "s", text);
  add_fields (&dict, fields);
  if (clinic_task_get_task_id (task) > 0)
    {
      g_variant_dict_insert (&dict, "task", "x", clinic_task_get_task_id (task));
      g_variant_dict_insert (&dict, "status", "i", (gint32) clinic_invoice_way_get_status (way));
    }
  else
    {
      g_variant_dict_insert (&dict, "stage", "s", clinic_invoice_way_get_stage_id (way));
      g_variant_dict_insert (&dict, "from", "s", clinic_invoice_get_stage_id (invoice));
    }
  clinic_command_set_kind (command, CLINIC_COMMAND_DECIDE_INVOICE);
  clinic_command_set_payload (command, g_variant_dict_end (&dict));

  return command;
}

static gint64
bring (SyncFixture *fixture, const char *setup, const char *rest, gint64 *task)
{
  g_autofree char *json = g_strdup_printf ("{\"user\":%d,\"setup\":\"%s\"%s}", DESK, setup, rest);
  g_autoptr (JsonObject) answer = sync_fixture_control (fixture, "invoice", json);

  if (task != NULL)
    *task = json_object_get_int_member (answer, "task");

  return json_object_get_int_member (answer, "element");
}

/* (transfer full): the names of the states of an element, by the portal itself */
static char *
dup_state (SyncFixture *fixture, int list, gint64 element, int property)
{
  g_autoptr (JsonNode) rows = sync_fixture_call (
    fixture, "lists.element.get",
    "{\"IBLOCK_TYPE_ID\":\"bitrix_processes\",\"IBLOCK_ID\":%d,\"ELEMENT_ID\":%d}", list,
    (int) element);
  JsonArray *array = json_node_get_array (rows);
  g_autofree char *name = g_strdup_printf ("PROPERTY_%d", property);
  JsonObject *values;
  g_autoptr (GList) members = NULL;

  g_assert_cmpuint (json_array_get_length (array), ==, 1);
  values = bx_json_get_object (json_array_get_object_element (array, 0), name);
  members = values != NULL ? json_object_get_values (values) : NULL;

  return members != NULL ? g_strdup (json_node_get_string (members->data)) : NULL;
}

/* --- reading --- */

static void
test_the_head_sees_what_waits_for_her (SyncFixture *fixture, gconstpointer data)
{
  ClinicTask *task;
  ClinicInvoice *invoice;
  GListModel *ways;
  g_autoptr (ClinicInvoiceWay) first = NULL;

  open_as (fixture, HEAD);
  g_assert_cmpuint (count_tasks (fixture), ==, 13);
  WAIT_UNTIL (find_task (fixture, "118") != NULL);
  task = find_task (fixture, "118");
  invoice = clinic_task_get_invoice (task);
  g_assert_cmpint (clinic_task_get_kind (task), ==, CLINIC_TASK_DECIDE);
  g_assert_cmpint (clinic_invoice_get_amount (invoice), ==, 4860000);
  g_assert_cmpstr (clinic_invoice_get_currency (invoice), ==, "RUB");
  g_assert_cmpstr (clinic_invoice_get_category (invoice), ==, "Медтовары и расходники");
  g_assert_cmpstr (clinic_invoice_get_counterparty (invoice), ==, "ООО «ДентСнаб»");
  g_assert_nonnull (clinic_invoice_get_payer (invoice));
  g_assert_cmpint (clinic_invoice_get_state (invoice), ==, CLINIC_INVOICE_APPROVAL);
  g_assert_cmpint (clinic_invoice_get_initiator_id (invoice), ==, 8);
  g_assert_nonnull (clinic_invoice_get_initiator_name (invoice));
  g_assert_cmpuint (g_list_model_get_n_items (clinic_invoice_get_files (invoice)), ==, 1);
  g_assert_nonnull (clinic_invoice_get_due (invoice));
  g_assert_null (strstr (clinic_task_get_address (task), "s3cr3t"));
  ways = clinic_task_get_ways (task);
  g_assert_cmpuint (g_list_model_get_n_items (ways), ==, 3);
  first = g_list_model_get_item (ways, 0);
  g_assert_cmpint (clinic_invoice_way_get_decision (first), ==, CLINIC_DECISION_APPROVE);
  g_assert_cmpstr (clinic_invoice_way_get_label (first), ==, "Согласовать");
  g_assert_cmpstr (clinic_invoice_way_get_field (first), ==, "decision");
  /* what is due first, then what waits longest */
  for (guint i = 0; i + 1 < count_tasks (fixture); i++)
    {
      GListModel *tasks = clinic_invoices_get_tasks (get_invoices (fixture));
      g_autoptr (ClinicTask) one = g_list_model_get_item (tasks, i);
      g_autoptr (ClinicTask) next = g_list_model_get_item (tasks, i + 1);

      if (clinic_task_get_due (one) == clinic_task_get_due (next))
        g_assert_cmpint (clinic_task_get_since (one), <=, clinic_task_get_since (next));
      else
        g_assert_true (clinic_task_get_due (next) == 0 ||
                       (clinic_task_get_due (one) > 0 &&
                        clinic_task_get_due (one) < clinic_task_get_due (next)));
    }
  /* what only the browser can answer */
  task = find_task (fixture, "МТ-0920");
  g_assert_cmpint (clinic_task_get_kind (task), ==, CLINIC_TASK_FOREIGN);
  g_assert_cmpuint (g_list_model_get_n_items (clinic_task_get_ways (task)), ==, 0);
}

static void
test_the_first_paint_is_of_the_store (SyncFixture *fixture, gconstpointer data)
{
  gint64 begun;

  open_as (fixture, HEAD);
  WAIT_UNTIL (count_tasks (fixture) == 213 && find_task (fixture, "Д-0200") != NULL);
  sync_fixture_close (fixture);
  sync_fixture_fault (fixture, "drop_before", "*", -1);
  begun = g_get_monotonic_time ();
  sync_fixture_open_offline (fixture);
  WAIT_UNTIL (count_tasks (fixture) == 213);
  g_test_message ("queue of 213 from the store: %" G_GINT64_FORMAT " ms",
                  (g_get_monotonic_time () - begun) / 1000);
  g_assert_nonnull (find_task (fixture, "Д-0200"));
  g_assert_cmpuint (g_list_model_get_n_items (clinic_invoices_get_form (get_invoices (fixture))), >,
                    5);
  sync_fixture_clear_faults (fixture);
}

static void
test_the_registry_shows_its_days (SyncFixture *fixture, gconstpointer data)
{
  GListModel *registry;
  guint n_all, n_paid = 0, n_bad = 0, n_acts = 0;

  open_as (fixture, ACCOUNTANT);
  g_assert_true (clinic_invoices_may_pay (get_invoices (fixture)));
  registry = clinic_invoices_get_registry (get_invoices (fixture));
  WAIT_UNTIL (clinic_invoices_get_registry_state (get_invoices (fixture)) == CLINIC_LOAD_READY);
  n_all = g_list_model_get_n_items (registry);
  g_assert_cmpuint (n_all, >=, 40);
  for (guint i = 0; i < n_all; i++)
    {
      g_autoptr (ClinicInvoice) invoice = g_list_model_get_item (registry, i);
      GListModel *acts = clinic_invoice_get_acts (invoice);

      n_paid += clinic_invoice_get_state (invoice) == CLINIC_INVOICE_PAID ? 1 : 0;
      n_bad += clinic_invoice_get_state (invoice) == CLINIC_INVOICE_UNKNOWN ? 1 : 0;
      n_acts += g_list_model_get_n_items (acts) > 0 ? 1 : 0;
      g_assert_nonnull (clinic_invoice_get_counterparty (invoice));
    }
  g_assert_cmpuint (n_paid, >, 20);
  g_assert_cmpuint (n_bad, ==, 0);
  g_assert_cmpuint (n_acts, >, 5);
  clinic_invoices_show_registry (get_invoices (fixture), "2001-01-01", "2001-01-31");
  /* only what is neither decided nor paid has no day at all */
  g_assert_cmpuint (g_list_model_get_n_items (registry), <, n_all / 2);
  for (guint i = 0; i < g_list_model_get_n_items (registry); i++)
    {
      g_autoptr (ClinicInvoice) invoice = g_list_model_get_item (registry, i);

      g_assert_cmpint (clinic_invoice_get_state (invoice), !=, CLINIC_INVOICE_PAID);
    }
}

static void
on_fewer_cb (GListModel *registry, guint position, guint removed, guint added, guint *most)
{
  guint n_rows = g_list_model_get_n_items (registry);

  g_assert_cmpuint (n_rows, >=, *most);
  *most = n_rows;
}

/* The store has more than is read at first; what is not asked for anew has not gone. */
static void
test_a_longer_period_takes_no_row_away (SyncFixture *fixture, gconstpointer data)
{
  GListModel *registry;
  guint n_all, most = 0;

  open_as (fixture, ACCOUNTANT);
  clinic_invoices_show_registry (get_invoices (fixture), "2020-01-01", "2030-01-01");
  WAIT_UNTIL (clinic_invoices_get_registry_state (get_invoices (fixture)) == CLINIC_LOAD_READY);
  n_all = g_list_model_get_n_items (clinic_invoices_get_registry (get_invoices (fixture)));
  g_assert_cmpuint (n_all, >=, 40);
  sync_fixture_close (fixture);
  sync_fixture_open (fixture);
  registry = clinic_invoices_get_registry (get_invoices (fixture));
  g_signal_connect (registry, "items-changed", G_CALLBACK (on_fewer_cb), &most);
  WAIT_UNTIL (clinic_invoices_get_as_of (get_invoices (fixture)) > 0);
  clinic_invoices_show_registry (get_invoices (fixture), "2020-01-01", "2030-01-01");
  WAIT_UNTIL (clinic_invoices_get_registry_state (get_invoices (fixture)) == CLINIC_LOAD_READY);
  g_signal_handlers_disconnect_by_func (registry, on_fewer_cb, &most);
  g_assert_cmpuint (g_list_model_get_n_items (registry), ==, n_all);
}

static void
test_drafts_are_there_with_the_form (SyncFixture *fixture, gconstpointer data)
{
  open_as (fixture, DESK);
  g_assert_null (clinic_invoices_peek_drafts (get_invoices (fixture)));
  clinic_invoices_keep_drafts (get_invoices (fixture), "first");
  clinic_invoices_keep_drafts (get_invoices (fixture), "{'': 'Счёт'}");
  sync_fixture_close (fixture);
  sync_fixture_fault (fixture, "drop_before", "*", -1);
  sync_fixture_open_offline (fixture);
  WAIT_UNTIL (clinic_invoices_get_form_state (get_invoices (fixture)) == CLINIC_LOAD_READY);
  g_assert_cmpstr (clinic_invoices_peek_drafts (get_invoices (fixture)), ==, "{'': 'Счёт'}");
  sync_fixture_clear_faults (fixture);
}

static void
test_a_receptionist_has_no_registry_and_her_own (SyncFixture *fixture, gconstpointer data)
{
  GListModel *mine;
  GListModel *form;
  g_autoptr (ClinicFormField) first = NULL;
  ClinicTask *task;
  ClinicInvoice *invoice;

  open_as (fixture, DESK);
  g_assert_false (clinic_invoices_may_pay (get_invoices (fixture)));
  g_assert_cmpint (clinic_invoices_get_registry_state (get_invoices (fixture)), ==,
                   CLINIC_LOAD_MISSING);
  g_assert_cmpint (clinic_invoices_get_form_state (get_invoices (fixture)), ==, CLINIC_LOAD_READY);
  form = clinic_invoices_get_form (get_invoices (fixture));
  first = g_list_model_get_item (form, 0);
  g_assert_cmpstr (clinic_form_field_get_id (first), ==, "NAME");
  g_assert_cmpint (clinic_form_field_get_role (first), ==, CLINIC_FIELD_ROLE_TITLE);
  g_assert_cmpuint (g_list_model_get_n_items (form), ==, 13);
  mine = clinic_invoices_get_mine (get_invoices (fixture));
  invoice = find_in (mine, "ИГ-2207");
  g_assert_nonnull (invoice);
  g_assert_cmpint (clinic_invoice_get_holder_id (invoice), ==, HEAD);
  g_assert_nonnull (clinic_invoice_get_holder_name (invoice));
  /* her own that came back */
  task = find_task (fixture, "СИ-1180");
  g_assert_nonnull (task);
  g_assert_cmpint (clinic_task_get_kind (task), ==, CLINIC_TASK_REWORK);
  g_assert_nonnull (find_way (task, CLINIC_DECISION_RESUBMIT));
  g_assert_nonnull (find_way (task, CLINIC_DECISION_WITHDRAW));
  g_assert_cmpuint (g_list_model_get_n_items (clinic_task_get_fields (task)), ==, 5);
  g_assert_true (clinic_task_get_invoice (task) == find_in (mine, "СИ-1180"));
}

/* --- deciding --- */

static void
test_a_decision_is_made_once (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCommand) command = NULL;
  g_autoptr (ClinicCommand) again = NULL;
  g_autofree char *state = NULL;
  ClinicTask *task;
  gint64 element = bring (fixture, "B", ",\"number\":\"Р-1\"", NULL);

  open_as (fixture, HEAD);
  WAIT_UNTIL ((task = find_task (fixture, "Р-1")) != NULL);
  command = new_decision (task, CLINIC_DECISION_APPROVE, "К пятнице", NULL);
  again = new_decision (task, CLINIC_DECISION_APPROVE, NULL, NULL);
  sync_fixture_submit (fixture, command);
  sync_fixture_submit (fixture, again);
  WAIT_UNTIL (sync_fixture_is_done (command) && find_task (fixture, "Р-1") == NULL);
  g_assert_cmpuint (sync_fixture_count_writes (fixture, "task.complete"), ==, 1);
  state = dup_state (fixture, 35, element, 193);
  g_assert_cmpstr (state, ==, "443");
}

static void
test_a_decision_taken_offline_arrives_once (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCommand) command = NULL;
  ClinicTask *task;

  bring (fixture, "A", ",\"number\":\"Р-2\"", NULL);
  open_as (fixture, HEAD);
  WAIT_UNTIL ((task = find_task (fixture, "Р-2")) != NULL);
  g_assert_false (clinic_invoice_way_get_possible (find_way (task, CLINIC_DECISION_REWORK)));
  g_assert_true (clinic_invoice_way_get_text_required (find_way (task, CLINIC_DECISION_REJECT)));
  sync_fixture_fault (fixture, "drop_before", "*", -1);
  command = new_decision (task, CLINIC_DECISION_APPROVE, NULL, NULL);
  sync_fixture_submit (fixture, command);
  WAIT_UNTIL (clinic_task_get_pending (task));
  g_assert_true (clinic_invoice_get_pending (clinic_task_get_invoice (task)));
  /* killed: what waits is on the disk */
  sync_fixture_close (fixture);
  sync_fixture_open_offline (fixture);
  WAIT_UNTIL ((task = find_task (fixture, "Р-2")) != NULL && clinic_task_get_pending (task));
  sync_fixture_clear_faults (fixture);
  clinic_session_refresh (fixture->session);
  WAIT_UNTIL (sync_fixture_count_commands (fixture) == 0 && find_task (fixture, "Р-2") == NULL);
  g_assert_cmpuint (sync_fixture_count_writes (fixture, "task.complete"), ==, 1);
}

static void
test_a_lost_answer_is_looked_up (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCommand) command = NULL;
  ClinicTask *task;

  bring (fixture, "B", ",\"number\":\"Р-3\"", NULL);
  open_as (fixture, HEAD);
  WAIT_UNTIL ((task = find_task (fixture, "Р-3")) != NULL);
  sync_fixture_fault (fixture, "drop_after", "bizproc.task.complete", 1);
  command = new_decision (task, CLINIC_DECISION_REWORK, "Нет печати", NULL);
  sync_fixture_submit (fixture, command);
  WAIT_UNTIL (sync_fixture_is_done (command) && find_task (fixture, "Р-3") == NULL);
  g_assert_cmpuint (sync_fixture_count_writes (fixture, "task.complete"), ==, 1);
  g_assert_cmpuint (sync_fixture_count_commands (fixture), ==, 0);
}

static void
test_who_was_faster_is_told (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCommand) command = NULL;
  g_autoptr (ClinicTask) task = NULL;
  gint64 id;

  /* a small one waits for either of two */
  bring (fixture, "A", ",\"number\":\"Р-4\",\"sum\":5000", &id);
  open_as (fixture, HEAD);
  WAIT_UNTIL (find_task (fixture, "Р-4") != NULL);
  task = g_object_ref (find_task (fixture, "Р-4"));
  sync_fixture_order (fixture, "decide", "{\"task\":%d,\"user\":%d,\"status\":1}", (int) id,
                      SENIOR);
  command = new_decision (task, CLINIC_DECISION_APPROVE, NULL, NULL);
  sync_fixture_submit (fixture, command);
  WAIT_UNTIL (sync_fixture_is_done (command));
  g_assert_nonnull (clinic_task_get_gone (task));
  g_test_message ("%s", clinic_task_get_gone (task));
  g_assert_nonnull (strstr (clinic_task_get_gone (task), "согласовано"));
  g_assert_false (clinic_task_get_pending (task));
  g_assert_cmpuint (sync_fixture_count_commands (fixture), ==, 0);
  WAIT_UNTIL (find_task (fixture, "Р-4") == NULL);
}

static void
test_what_the_process_refuses_is_told (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCommand) command = NULL;
  g_autoptr (ClinicCommand) better = NULL;
  ClinicTask *task;

  bring (fixture, "A", ",\"number\":\"Р-5\"", NULL);
  open_as (fixture, HEAD);
  WAIT_UNTIL ((task = find_task (fixture, "Р-5")) != NULL);
  command = new_decision (task, CLINIC_DECISION_REJECT, NULL, NULL);
  sync_fixture_submit (fixture, command);
  WAIT_UNTIL (clinic_command_get_state (command) == CLINIC_COMMAND_REFUSED);
  g_assert_nonnull (strstr (clinic_task_get_problem (task), "Комментарий"));
  g_assert_false (clinic_task_get_pending (task));
  clinic_session_discard_command (fixture->session, command);
  WAIT_UNTIL (clinic_task_get_problem (task) == NULL);
  better = new_decision (task, CLINIC_DECISION_REJECT, "Дорого", NULL);
  sync_fixture_submit (fixture, better);
  WAIT_UNTIL (sync_fixture_is_done (better));
}

static void
test_a_rework_is_sent_again_with_all_its_fields (SyncFixture *fixture, gconstpointer data)
{
  static const char *const fields[] = { "sum", "3400050", "number", "СИ-1180/2", NULL };
  g_autoptr (ClinicCommand) command = NULL;
  g_autofree char *sum = NULL;
  ClinicTask *task;
  ClinicInvoice *invoice;
  gint64 element;
  GVariantDict dict;

  open_as (fixture, DESK);
  WAIT_UNTIL ((task = find_task (fixture, "СИ-1180")) != NULL);
  invoice = clinic_task_get_invoice (task);
  element = g_ascii_strtoll (strrchr (clinic_invoice_get_id (invoice), ':') + 1, NULL, 10);
  command = new_decision (task, CLINIC_DECISION_RESUBMIT, "Исправила", fields);
  clinic_command_set_kind (command, CLINIC_COMMAND_CHANGE_INVOICE);
  g_variant_dict_init (&dict, clinic_command_get_payload (command));
  add_file (&dict, "file", "schet.pdf", "%PDF-1.4 new");
  clinic_command_set_payload (command, g_variant_dict_end (&dict));
  sync_fixture_submit (fixture, command);
  WAIT_UNTIL (sync_fixture_is_done (command));
  sum = dup_state (fixture, 35, element, 181);
  g_assert_cmpstr (sum, ==, "34000.5|RUB");
  WAIT_UNTIL (g_strcmp0 (clinic_invoice_get_number (invoice), "СИ-1180/2") == 0);
  g_assert_cmpint (clinic_invoice_get_state (invoice), ==, CLINIC_INVOICE_APPROVAL);
}

static void
test_a_task_is_handed_over (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCommand) command = clinic_command_new ();
  ClinicTask *task;
  GVariantDict dict;

  bring (fixture, "B", ",\"number\":\"Р-6\"", NULL);
  open_as (fixture, HEAD);
  WAIT_UNTIL ((task = find_task (fixture, "Р-6")) != NULL);
  g_assert_cmpuint (g_list_model_get_n_items (
                      clinic_invoices_get_colleagues (get_invoices (fixture))),
                    >, 3);
  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "task", "x", clinic_task_get_task_id (task));
  g_variant_dict_insert (&dict, "invoice", "s",
                         clinic_invoice_get_id (clinic_task_get_invoice (task)));
  g_variant_dict_insert (&dict, "to", "x", (gint64) SENIOR);
  clinic_command_set_kind (command, CLINIC_COMMAND_DELEGATE_TASK);
  clinic_command_set_payload (command, g_variant_dict_end (&dict));
  sync_fixture_fault (fixture, "drop_after", "bizproc.task.delegate", 1);
  sync_fixture_submit (fixture, command);
  WAIT_UNTIL (sync_fixture_is_done (command) && find_task (fixture, "Р-6") == NULL);
}

static void
test_each_refusal_leaves_the_choice_to_the_person (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCommand) foreign = clinic_command_new ();
  g_autoptr (ClinicCommand) late = NULL;
  g_autoptr (ClinicTask) task = NULL;
  ClinicTask *other;
  GVariantDict dict;
  gint64 id;

  bring (fixture, "A", ",\"number\":\"Р-8\"", &id);
  open_as (fixture, HEAD);
  WAIT_UNTIL (find_task (fixture, "Р-8") != NULL && find_task (fixture, "МТ-0920-А") != NULL);
  /* what only the browser can answer: ERROR_TASK_TYPE */
  other = find_task (fixture, "МТ-0920-А");
  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "task", "x", clinic_task_get_task_id (other));
  g_variant_dict_insert (&dict, "invoice", "s",
                         clinic_invoice_get_id (clinic_task_get_invoice (other)));
  g_variant_dict_insert (&dict, "way", "s", "1");
  g_variant_dict_insert (&dict, "status", "i", 1);
  clinic_command_set_kind (foreign, CLINIC_COMMAND_DECIDE_INVOICE);
  clinic_command_set_payload (foreign, g_variant_dict_end (&dict));
  sync_fixture_submit (fixture, foreign);
  WAIT_UNTIL (clinic_command_get_state (foreign) == CLINIC_COMMAND_REFUSED);
  g_assert_nonnull (clinic_task_get_problem (other));
  /* answered in the browser by the same person: ERROR_TASK_COMPLETED */
  task = g_object_ref (find_task (fixture, "Р-8"));
  sync_fixture_order (fixture, "decide", "{\"task\":%d,\"user\":%d,\"status\":1}", (int) id, HEAD);
  late = new_decision (task, CLINIC_DECISION_REJECT, "Дорого", NULL);
  sync_fixture_submit (fixture, late);
  WAIT_UNTIL (sync_fixture_is_done (late));
  g_assert_nonnull (clinic_task_get_gone (task));
}

static void
test_two_desks_that_race_decide_once (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCommand) command = NULL;
  gint64 id;
  ClinicTask *task;

  bring (fixture, "A", ",\"number\":\"Р-9\",\"sum\":5000", &id);
  /* what the senior administrator has decided on her desk was on its way first */
  open_as (fixture, SENIOR);
  WAIT_UNTIL ((task = find_task (fixture, "Р-9")) != NULL);
  command = new_decision (task, CLINIC_DECISION_APPROVE, NULL, NULL);
  sync_fixture_fault (fixture, "drop_before", "*", -1);
  sync_fixture_submit (fixture, command);
  sync_fixture_clear_faults (fixture);
  sync_fixture_order (fixture, "decide",
                      "{\"task\":%d,\"user\":%d,\"status\":2,\"comment\":\"Нет\"}", (int) id, HEAD);
  clinic_session_refresh (fixture->session);
  WAIT_UNTIL (sync_fixture_is_done (command));
  g_assert_cmpuint (sync_fixture_count_commands (fixture), ==, 0);
  WAIT_UNTIL (find_task (fixture, "Р-9") == NULL);
}

/* --- putting forward --- */

static void
submit_new (SyncFixture *fixture, const char *const *fields, const char *file_field)
{
  g_autoptr (ClinicCommand) command = clinic_command_new ();
  GListModel *mine = clinic_invoices_get_mine (get_invoices (fixture));
  ClinicInvoice *invoice;
  GVariantDict dict;

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "title", "s", "Счёт Н-1");
  add_fields (&dict, fields);
  add_file (&dict, file_field, "schet.pdf", "%PDF-1.4 invoice");
  clinic_command_set_kind (command, CLINIC_COMMAND_SUBMIT_INVOICE);
  clinic_command_set_payload (command, g_variant_dict_end (&dict));
  sync_fixture_submit (fixture, command);
  invoice = find_in (mine, "Н-1");
  g_assert_nonnull (invoice);
  g_assert_true (clinic_invoice_get_pending (invoice));
  g_assert_cmpint (clinic_invoice_get_amount (invoice), ==, 1234550);
  WAIT_UNTIL (sync_fixture_is_done (command));
  WAIT_UNTIL ((invoice = find_in (mine, "Н-1")) != NULL && !clinic_invoice_get_pending (invoice) &&
              clinic_invoice_get_files (invoice) != NULL &&
              g_list_model_get_n_items (clinic_invoice_get_files (invoice)) == 1);
  g_assert_cmpint (clinic_invoice_get_amount (invoice), ==, 1234550);
  g_assert_cmpint (clinic_invoice_get_state (invoice), ==, CLINIC_INVOICE_APPROVAL);
}

static void
test_a_new_invoice_is_put_forward_once (SyncFixture *fixture, gconstpointer data)
{
  static const char *const fields[] = { "PROPERTY_181",
                                        "1234550",
                                        "PROPERTY_182",
                                        "Н-1",
                                        "PROPERTY_184",
                                        "2030-12-31",
                                        "PROPERTY_185",
                                        "403",
                                        "PROPERTY_186",
                                        "431",
                                        "PROPERTY_187",
                                        "ООО «Мир»",
                                        NULL };
  guint before;

  open_as (fixture, DESK);
  before = sync_fixture_count_writes (fixture, "list.add");
  sync_fixture_fault (fixture, "drop_after", "lists.element.add", 1);
  submit_new (fixture, fields, "PROPERTY_191");
  g_assert_cmpuint (sync_fixture_count_writes (fixture, "list.add"), ==, before + 1);
}

static void
test_the_accountant_attaches_the_act (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCommand) command = clinic_command_new ();
  GListModel *registry;
  ClinicInvoice *invoice = NULL;
  g_autofree char *counterparty = NULL;
  GVariantDict dict;

  open_as (fixture, ACCOUNTANT);
  registry = clinic_invoices_get_registry (get_invoices (fixture));
  WAIT_UNTIL (clinic_invoices_get_registry_state (get_invoices (fixture)) == CLINIC_LOAD_READY);
  for (guint i = 0; invoice == NULL && i < g_list_model_get_n_items (registry); i++)
    {
      g_autoptr (ClinicInvoice) one = g_list_model_get_item (registry, i);

      if (clinic_invoice_get_state (one) == CLINIC_INVOICE_TO_PAY)
        invoice = one;
    }
  g_assert_nonnull (invoice);
  counterparty = g_strdup (clinic_invoice_get_counterparty (invoice));
  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "invoice", "s", clinic_invoice_get_id (invoice));
  g_variant_dict_insert (&dict, "paid", "s", "2026-11-20");
  g_variant_dict_insert (&dict, "act", "b", TRUE);
  add_file (&dict, "PROPERTY_126", "akt.pdf", "%PDF-1.4 act");
  clinic_command_set_kind (command, CLINIC_COMMAND_CHANGE_INVOICE);
  clinic_command_set_payload (command, g_variant_dict_end (&dict));
  sync_fixture_submit (fixture, command);
  g_assert_cmpstr (clinic_invoice_get_paid (invoice), ==, "2026-11-20");
  g_assert_true (clinic_invoice_get_pending (invoice));
  WAIT_UNTIL (sync_fixture_is_done (command));
  WAIT_UNTIL (g_list_model_get_n_items (clinic_invoice_get_acts (invoice)) == 1);
  g_assert_cmpint (clinic_invoice_get_state (invoice), ==, CLINIC_INVOICE_PAID);
  g_assert_cmpstr (clinic_invoice_get_paid (invoice), ==, "2026-11-20");
  /* an update that leaves something out empties it */
  g_assert_cmpstr (clinic_invoice_get_counterparty (invoice), ==, counterparty);
  g_assert_cmpuint (g_list_model_get_n_items (clinic_invoice_get_files (invoice)), >, 0);
}

/* --- one invoice --- */

static void
on_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
check_paper (SyncFixture *fixture, ClinicFile *file)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GError) error = NULL;
  char bytes[8] = { 0 };

  clinic_invoices_open_file_async (get_invoices (fixture), file, NULL, on_opened_cb, &result);
  WAIT_UNTIL (result != NULL);
  stream = clinic_invoices_open_file_finish (get_invoices (fixture), result, &error);
  g_assert_no_error (error);
  g_input_stream_read_all (stream, bytes, 4, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (bytes, ==, "%PDF");
}

static void
test_a_case_has_its_history_files_and_duplicates (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicInvoiceCase) open = NULL;
  g_autoptr (ClinicFile) file = NULL;
  ClinicTask *task;

  bring (fixture, "B",
         ",\"number\":\"Р-7\",\"sum\":48600,\"contractor\":\"ДентСнаб, ООО\",\"hours\":2", NULL);
  open_as (fixture, HEAD);
  WAIT_UNTIL ((task = find_task (fixture, "Р-7")) != NULL);
  open = clinic_invoices_open_case (get_invoices (fixture), clinic_task_get_invoice (task));
  WAIT_UNTIL (clinic_invoice_case_get_state (open) == CLINIC_LOAD_READY);
  g_assert_cmpuint (g_list_model_get_n_items (clinic_invoice_case_get_steps (open)), >=, 2);
  g_assert_nonnull (find_in (clinic_invoice_case_get_duplicates (open), "118"));
  file = g_list_model_get_item (clinic_invoice_get_files (clinic_task_get_invoice (task)), 0);
  g_assert_nonnull (clinic_file_get_name (file));
  g_assert_true (g_str_has_suffix (clinic_file_get_name (file), ".pdf"));
  check_paper (fixture, file);
}

/* none of them is the bill itself; says how many there are */
static guint
check_others (GListModel *duplicates, ClinicInvoice *invoice)
{
  guint n_found = g_list_model_get_n_items (duplicates);

  for (guint i = 0; i < n_found; i++)
    {
      g_autoptr (ClinicInvoice) one = g_list_model_get_item (duplicates, i);

      g_assert_cmpstr (clinic_invoice_get_bill (one), !=, clinic_invoice_get_bill (invoice));
    }

  return n_found;
}

static guint
check_case (SyncFixture *fixture, ClinicInvoice *invoice)
{
  g_autoptr (ClinicInvoiceCase) open = clinic_invoices_open_case (get_invoices (fixture), invoice);

  WAIT_UNTIL (clinic_invoice_case_get_state (open) == CLINIC_LOAD_READY);

  return check_others (clinic_invoice_case_get_duplicates (open), invoice);
}

/* A process puts the bill into the registry and gives the accountant a task: one bill. */
static void
test_what_is_to_be_paid_is_no_duplicate_of_itself (SyncFixture *fixture, gconstpointer data)
{
  GListModel *tasks, *registry;
  guint n_checked = 0, n_found = 0;

  open_as (fixture, ACCOUNTANT);
  tasks = clinic_invoices_get_tasks (get_invoices (fixture));
  registry = clinic_invoices_get_registry (get_invoices (fixture));
  for (guint i = 0; i < g_list_model_get_n_items (tasks); i++)
    {
      g_autoptr (ClinicTask) task = g_list_model_get_item (tasks, i);
      ClinicInvoice *invoice = clinic_task_get_invoice (task);
      const char *number = clinic_invoice_get_number (invoice);
      g_autoptr (GListModel) found = NULL;

      if (clinic_task_get_kind (task) != CLINIC_TASK_PAY)
        continue;
      n_checked++;
      WAIT_UNTIL (find_in (registry, number) != NULL);
      n_found += check_case (fixture, invoice);
      check_case (fixture, find_in (registry, number));
      found = clinic_duplicates_find (invoice, registry);
      check_others (found, invoice);
    }
  g_assert_cmpuint (n_checked, >, 0);
  /* one was paid before, with another number */
  g_assert_cmpuint (n_found, ==, 1);
}

/* --- stages --- */

static void
test_stages_are_decided_while_they_are_as_seen (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCommand) command = NULL;
  g_autoptr (ClinicCommand) late = NULL;
  g_autoptr (ClinicInvoiceCase) open = NULL;
  g_autoptr (ClinicFile) file = NULL;
  g_autoptr (ClinicInvoiceStep) step = NULL;
  g_autoptr (ClinicTask) other = NULL;
  ClinicTask *task;
  ClinicInvoice *invoice;
  gint64 second;

  bring (fixture, "C", ",\"number\":\"С-1\",\"sum\":700.5", NULL);
  second = bring (fixture, "C", ",\"number\":\"С-2\"", NULL);
  open_as (fixture, HEAD);
  WAIT_UNTIL ((task = find_task (fixture, "С-1")) != NULL && find_task (fixture, "С-2") != NULL);
  invoice = clinic_task_get_invoice (task);
  g_assert_cmpint (clinic_task_get_kind (task), ==, CLINIC_TASK_DECIDE);
  g_assert_cmpint (clinic_invoice_get_amount (invoice), ==, 70050);
  g_assert_true (clinic_invoice_way_get_possible (find_way (task, CLINIC_DECISION_REWORK)));
  file = g_list_model_get_item (clinic_invoice_get_files (invoice), 0);
  check_paper (fixture, file);
  open = clinic_invoices_open_case (get_invoices (fixture), invoice);
  WAIT_UNTIL (clinic_invoice_case_get_state (open) == CLINIC_LOAD_READY);
  g_assert_cmpuint (g_list_model_get_n_items (clinic_invoice_case_get_steps (open)), >, 0);
  /* it waits for who decides, not for who is responsible because she made it */
  step = g_list_model_get_item (clinic_invoice_case_get_steps (open), 0);
  g_assert_cmpint (clinic_invoice_step_get_user_id (step), ==, DESK);
  g_assert_cmpint (clinic_invoice_get_initiator_id (invoice), ==, DESK);
  g_assert_cmpint (clinic_invoice_get_holder_id (invoice), ==, 0);

  sync_fixture_fault (fixture, "drop_after", "crm.item.update", 1);
  sync_fixture_fault (fixture, "drop_after", "crm.timeline.comment.add", 1);
  command = new_decision (task, CLINIC_DECISION_REWORK, "Нет акта", NULL);
  sync_fixture_submit (fixture, command);
  WAIT_UNTIL (sync_fixture_is_done (command) && find_task (fixture, "С-1") == NULL);
  g_assert_cmpuint (sync_fixture_count_writes (fixture, "comment.add"), ==, 1);
  WAIT_UNTIL (clinic_invoice_get_state (invoice) == CLINIC_INVOICE_REWORK);
  WAIT_UNTIL (clinic_invoice_get_holder_id (invoice) == DESK);

  /* somebody else was faster */
  other = g_object_ref (find_task (fixture, "С-2"));
  late = new_decision (other, CLINIC_DECISION_REJECT, "Дорого", NULL);
  sync_fixture_order (fixture, "call",
                      "{\"method\":\"crm.item.update\",\"user\":%d,\"params\":{\"entityTypeId\":"
                      "1036,\"id\":%d,\"fields\":{\"stageId\":\"DT1036_12:UC_PAY\"}}}",
                      SENIOR, (int) second);
  sync_fixture_submit (fixture, late);
  WAIT_UNTIL (sync_fixture_is_done (late));
  g_assert_nonnull (clinic_task_get_gone (other));
  g_test_message ("%s", clinic_task_get_gone (other));
}

/* the portal gives fifty at a time */
static void
test_a_long_queue_of_stages_is_read_to_its_end (SyncFixture *fixture, gconstpointer data)
{
  open_as (fixture, HEAD);
  WAIT_UNTIL (count_tasks (fixture) >= 130);
}

static void
test_an_item_is_put_forward_once (SyncFixture *fixture, gconstpointer data)
{
  static const char *const fields[] = { "opportunity",
                                        "1234550",
                                        "ufCrm7_1751000007",
                                        "Н-1",
                                        "ufCrm7_1751000002",
                                        "71",
                                        "ufCrm7_1751000003",
                                        "91",
                                        "ufCrm7_1751000004",
                                        "ООО «Мир»",
                                        NULL };
  guint before;

  open_as (fixture, DESK);
  before = sync_fixture_count_writes (fixture, "dynamic.add");
  sync_fixture_fault (fixture, "drop_after", "crm.item.add", 1);
  submit_new (fixture, fields, "ufCrm7_1751000005");
  g_assert_cmpuint (sync_fixture_count_writes (fixture, "dynamic.add"), <=, before + 1);
}

/* --- what is missing --- */

static void
test_a_document_that_is_closed_is_said_to_be (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicInvoiceCase) open = NULL;
  g_autoptr (ClinicTask) task = NULL;

  sync_fixture_order (fixture, "webhook", "{\"scope\":\"lists\",\"held\":false}");
  open_as (fixture, HEAD);
  WAIT_UNTIL (count_tasks (fixture) > 0);
  task = g_list_model_get_item (clinic_invoices_get_tasks (get_invoices (fixture)), 0);
  open = clinic_invoices_open_case (get_invoices (fixture), clinic_task_get_invoice (task));
  WAIT_UNTIL (clinic_invoice_case_get_state (open) == CLINIC_LOAD_MISSING);
}

static void
test_a_portal_without_processes_says_so (SyncFixture *fixture, gconstpointer data)
{
  sync_fixture_order (fixture, "webhook", "{\"scope\":\"bizproc\",\"held\":false}");
  fixture->user = DESK;
  sync_fixture_open (fixture);
  WAIT_UNTIL (clinic_invoices_get_tasks_state (get_invoices (fixture)) == CLINIC_LOAD_MISSING);
  WAIT_UNTIL (clinic_invoices_get_form_state (get_invoices (fixture)) == CLINIC_LOAD_READY);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  INVOICE_TEST ("queue", SETUP_B, test_the_head_sees_what_waits_for_her);
  INVOICE_TEST ("store", SETUP_B | 200 << 8, test_the_first_paint_is_of_the_store);
  INVOICE_TEST ("registry", SETUP_B, test_the_registry_shows_its_days);
  INVOICE_TEST ("registry/grows", SETUP_B, test_a_longer_period_takes_no_row_away);
  INVOICE_TEST ("drafts", SETUP_B, test_drafts_are_there_with_the_form);
  INVOICE_TEST ("mine", SETUP_B, test_a_receptionist_has_no_registry_and_her_own);
  INVOICE_TEST ("decide", SETUP_B, test_a_decision_is_made_once);
  INVOICE_TEST ("decide/offline", SETUP_A, test_a_decision_taken_offline_arrives_once);
  INVOICE_TEST ("decide/lost", SETUP_B, test_a_lost_answer_is_looked_up);
  INVOICE_TEST ("decide/faster", SETUP_A, test_who_was_faster_is_told);
  INVOICE_TEST ("decide/refused", SETUP_A, test_what_the_process_refuses_is_told);
  INVOICE_TEST ("decide/others", SETUP_A, test_each_refusal_leaves_the_choice_to_the_person);
  INVOICE_TEST ("decide/race", SETUP_A, test_two_desks_that_race_decide_once);
  INVOICE_TEST ("rework", SETUP_B, test_a_rework_is_sent_again_with_all_its_fields);
  INVOICE_TEST ("delegate", SETUP_B, test_a_task_is_handed_over);
  INVOICE_TEST ("submit", SETUP_B, test_a_new_invoice_is_put_forward_once);
  INVOICE_TEST ("pay", SETUP_B, test_the_accountant_attaches_the_act);
  INVOICE_TEST ("case", SETUP_B, test_a_case_has_its_history_files_and_duplicates);
  INVOICE_TEST ("case/copy", SETUP_B, test_what_is_to_be_paid_is_no_duplicate_of_itself);
  INVOICE_TEST ("stages", SETUP_C, test_stages_are_decided_while_they_are_as_seen);
  INVOICE_TEST ("stages/many", SETUP_C | 120 << 8, test_a_long_queue_of_stages_is_read_to_its_end);
  INVOICE_TEST ("stages/submit", SETUP_C, test_an_item_is_put_forward_once);
  INVOICE_TEST ("missing/lists", SETUP_B, test_a_document_that_is_closed_is_said_to_be);
  INVOICE_TEST ("missing", SETUP_B, test_a_portal_without_processes_says_so);

  return g_test_run ();
}
