/* test-sync-parties.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Those who have to do with an invoice: companies and contacts of the CRM that its list names by
 * number, and several people who have to agree.
 */

#include "sync-fixture.h"

#include "bx-json.h"
#include "clinic-archive.h"
#include "clinic-duplicates.h"
#include "clinic-facts.h"
#include "clinic-invoice.h"
#include "clinic-task.h"
#include "clinic-party-list.h"
#include "sync-parties.h"
#include "sync-party-rule.h"

#include <string.h>

#define HEAD 1
#define DESK 7
#define ACCOUNTANT 15
/* DemoSetup: A, whose suppliers are companies */
#define COMPANIES (1 | 8)
/* the first of the portal's suppliers */
#define FIRST "ООО «ДентСнаб»"

#define PARTIES_TEST(path, function)                                                               \
  g_test_add ("/sync/parties/" path, SyncFixture, GINT_TO_POINTER (COMPANIES),                     \
              sync_fixture_set_up, function, sync_fixture_tear_down)

static ClinicInvoices *
get_invoices (SyncFixture *fixture)
{
  return clinic_session_get_invoices (fixture->session);
}

static void
open_as (SyncFixture *fixture, gint64 user)
{
  fixture->user = user;
  sync_fixture_open (fixture);
  WAIT_UNTIL (clinic_invoices_get_tasks_state (get_invoices (fixture)) == CLINIC_LOAD_READY &&
              clinic_invoices_get_as_of (get_invoices (fixture)) > 0);
}

/* (transfer full): the invoices that wait */
static GPtrArray *
list_queue (SyncFixture *fixture)
{
  GListModel *tasks = clinic_invoices_get_tasks (get_invoices (fixture));
  GPtrArray *invoices = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (tasks); i++)
    {
      g_autoptr (ClinicTask) task = g_list_model_get_item (tasks, i);

      g_ptr_array_add (invoices, g_object_ref (clinic_task_get_invoice (task)));
    }

  return invoices;
}

/* (transfer full) */
static GPtrArray *
list_registry (SyncFixture *fixture)
{
  GListModel *registry = clinic_invoices_get_registry (get_invoices (fixture));
  GPtrArray *invoices = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (registry); i++)
    g_ptr_array_add (invoices, g_list_model_get_item (registry, i));

  return invoices;
}

/* how many are shown by a number yet; takes the list over */
static guint
count_unnamed (GPtrArray *invoices)
{
  g_autoptr (GPtrArray) owned = invoices;
  guint count = 0;

  for (guint i = 0; i < owned->len; i++)
    count += sync_parties_is_key (clinic_invoice_get_counterparty (owned->pdata[i]));

  return count;
}

/* (transfer full) (nullable): the first that names the company; takes the list over */
static ClinicInvoice *
find_of (GPtrArray *invoices, const char *key)
{
  g_autoptr (GPtrArray) owned = invoices;

  for (guint i = 0; i < owned->len; i++)
    {
      if (g_strcmp0 (clinic_invoice_get_counterparty_id (owned->pdata[i]), key) == 0)
        return g_object_ref (owned->pdata[i]);
    }

  return NULL;
}

static gboolean
is_named (ClinicInvoice *invoice, const char *name)
{
  return invoice != NULL && g_strcmp0 (clinic_invoice_get_counterparty (invoice), name) == 0;
}

static void
test_numbers_are_told_from_words (void)
{
  g_autofree char *alone = sync_parties_dup_key ("12", "CO");
  g_autofree char *contact = sync_parties_dup_key ("C_5", "CO");
  g_autofree char *lead = sync_parties_dup_key ("L_7", "CO");

  g_assert_cmpstr (alone, ==, "CO_12");
  g_assert_cmpstr (contact, ==, "C_5");
  g_assert_cmpstr (lead, ==, "L_7");
  g_assert_null (sync_parties_dup_key ("0", "CO"));
  g_assert_null (sync_parties_dup_key (NULL, "CO"));
  g_assert_true (sync_parties_is_key ("CO_12"));
  g_assert_true (sync_parties_is_key ("C_5"));
  g_assert_false (sync_parties_is_key ("L_7"));
  g_assert_false (sync_parties_is_key ("CO_"));
  g_assert_false (sync_parties_is_key ("C_5 и сыновья"));
  g_assert_false (sync_parties_is_key ("ООО «Ваза»"));
  g_assert_false (sync_parties_is_key (NULL));
}

/* All of a queue, and a registry, cost a request or two; the next start none before it shows them.
 */
static void
test_companies_are_shown_by_their_names (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicInvoice) first = NULL;
  g_autoptr (ClinicInvoice) paid = NULL;
  g_autoptr (ClinicInvoice) again = NULL;

  open_as (fixture, HEAD);
  g_assert_cmpuint (g_list_model_get_n_items (clinic_invoices_get_tasks (get_invoices (fixture))),
                    >, 10);
  WAIT_UNTIL (count_unnamed (list_queue (fixture)) == 0);
  first = find_of (list_queue (fixture), "CO_51");
  g_assert_true (is_named (first, FIRST));

  WAIT_UNTIL (clinic_invoices_get_registry_state (get_invoices (fixture)) == CLINIC_LOAD_READY &&
              count_unnamed (list_registry (fixture)) == 0);
  paid = find_of (list_registry (fixture), "CO_51");
  g_assert_true (is_named (paid, FIRST));
  g_clear_object (&paid);

  sync_fixture_close (fixture);
  g_clear_object (&first);
  sync_fixture_fault (fixture, "drop_before", "*", -1);
  sync_fixture_open_offline (fixture);
  WAIT_UNTIL (g_list_model_get_n_items (clinic_invoices_get_tasks (get_invoices (fixture))) > 10);
  WAIT_UNTIL (count_unnamed (list_queue (fixture)) == 0);
  again = find_of (list_queue (fixture), "CO_51");
  g_assert_true (is_named (again, FIRST));
}

/* What is no company of this CRM, or may not be read, is shown as the portal has it, and asked for
 * once. */
static void
test_who_is_not_there_stays_a_number (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicInvoice) contact = NULL;
  g_autoptr (ClinicInvoice) nobody = NULL;
  g_autoptr (JsonObject) patient = sync_fixture_get_item (fixture, 3, 5);

  sync_fixture_order (fixture, "invoice",
                      "{\"user\":%d,\"setup\":\"A\",\"sum\":100,\"contractor\":\"CO_990\","
                      "\"number\":\"Н-1\"}",
                      DESK);
  sync_fixture_order (fixture, "invoice",
                      "{\"user\":%d,\"setup\":\"A\",\"sum\":200,\"contractor\":\"C_5\","
                      "\"number\":\"Н-2\"}",
                      DESK);
  open_as (fixture, HEAD);
  WAIT_UNTIL (count_unnamed (list_queue (fixture)) == 1);
  nobody = find_of (list_queue (fixture), "CO_990");
  g_assert_true (is_named (nobody, "CO_990"));
  contact = find_of (list_queue (fixture), "C_5");
  g_assert_true (g_str_has_prefix (clinic_invoice_get_counterparty (contact),
                                   bx_json_get_string (patient, "lastName")));
}

/* The same bill came twice: the company is the same, and what is compared is its name. */
static void
test_a_bill_that_came_twice_is_found_by_the_companys_name (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicInvoice) twice = clinic_invoice_new ();
  g_autoptr (GListModel) duplicates = NULL;
  g_autoptr (ClinicInvoice) known = NULL;
  g_autoptr (GListStore) queue = g_list_store_new (CLINIC_TYPE_INVOICE);

  open_as (fixture, HEAD);
  WAIT_UNTIL (count_unnamed (list_queue (fixture)) == 0);
  known = find_of (list_queue (fixture), "CO_51");
  g_assert_nonnull (known);
  clinic_invoice_set_id (twice, "new:1");
  clinic_invoice_set_bill (twice, "new:1");
  clinic_invoice_set_counterparty (twice, "Дентснаб");
  clinic_invoice_set_number (twice, "другой");
  clinic_invoice_set_amount (twice, clinic_invoice_get_amount (known));
  clinic_invoice_set_currency (twice, "RUB");
  clinic_invoice_set_created (twice, clinic_session_get_now (fixture->session));
  g_list_store_append (queue, known);
  duplicates = clinic_duplicates_find (twice, G_LIST_MODEL (queue));
  g_assert_cmpuint (g_list_model_get_n_items (duplicates), ==, 1);
}

/* --- choosing --- */

/* (transfer none) (nullable) */
static ClinicInvoice *
find_mine (SyncFixture *fixture, const char *number)
{
  GListModel *mine = clinic_invoices_get_mine (get_invoices (fixture));

  for (guint i = 0; i < g_list_model_get_n_items (mine); i++)
    {
      g_autoptr (ClinicInvoice) invoice = g_list_model_get_item (mine, i);

      if (g_strcmp0 (clinic_invoice_get_number (invoice), number) == 0)
        return invoice;
    }

  return NULL;
}

/* (transfer none): of the form, or of a task */
static ClinicFormField *
find_field (GListModel *fields, const char *id)
{
  for (guint i = 0; i < g_list_model_get_n_items (fields); i++)
    {
      g_autoptr (ClinicFormField) field = g_list_model_get_item (fields, i);

      if (g_strcmp0 (clinic_form_field_get_id (field), id) == 0)
        return field;
    }
  g_error ("there is no field %s", id);
}

static ClinicPartyList *
get_parties (ClinicFormField *field)
{
  g_assert_cmpint (clinic_form_field_get_kind (field), ==, CLINIC_FIELD_PARTY);

  return CLINIC_PARTY_LIST (clinic_form_field_get_options (field));
}

static void
submit_of (SyncFixture *fixture, ClinicCommand *command, const char *number, const char *company)
{
  g_autoptr (GVariant) fields = g_variant_ref_sink (
    g_variant_new_parsed ("{'PROPERTY_161': '1234500', 'PROPERTY_162': %s, 'PROPERTY_165': '303', "
                          "'PROPERTY_166': '331', 'PROPERTY_167': %s}",
                          number, company));
  g_autoptr (GVariant) files =
    g_variant_ref_sink (g_variant_new_parsed ("[('PROPERTY_171', 'schet.pdf', %^ay)]", "%PDF"));
  GVariantDict dict;

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "title", "s", number);
  g_variant_dict_insert_value (&dict, "fields", fields);
  g_variant_dict_insert_value (&dict, "files", files);
  clinic_command_set_kind (command, CLINIC_COMMAND_SUBMIT_INVOICE);
  clinic_command_set_payload (command, g_variant_dict_end (&dict));
  sync_fixture_submit (fixture, command);
}

/* A supplier that is a company of the CRM is chosen by its name and goes to the portal by its
 * letters and number; all companies come in one request, and once. */
static void
test_a_supplier_is_chosen_among_the_companies (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCommand) command = clinic_command_new ();
  ClinicPartyList *list;
  ClinicInvoice *invoice;

  open_as (fixture, DESK);
  sync_fixture_forget_journal (fixture);
  list =
    get_parties (find_field (clinic_invoices_get_form (get_invoices (fixture)), "PROPERTY_167"));
  g_assert_cmpint (clinic_party_list_get_state (list), ==, CLINIC_LOAD_LOADING);
  clinic_party_list_want (list);
  clinic_party_list_want (list);
  WAIT_UNTIL (clinic_party_list_get_state (list) == CLINIC_LOAD_READY);
  g_assert_cmpuint (sync_fixture_count_requests (fixture, "crm.item.list"), <=, 2);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 14);
  g_assert_cmpstr (clinic_party_list_find_name (list, "CO_51"), ==, FIRST);
  clinic_party_list_want (list);
  g_assert_cmpint (clinic_party_list_get_state (list), ==, CLINIC_LOAD_READY);

  submit_of (fixture, command, "П-1", "CO_51");
  invoice = find_mine (fixture, "П-1");
  g_assert_true (is_named (invoice, FIRST));
  WAIT_UNTIL (sync_fixture_is_done (command));
  WAIT_UNTIL ((invoice = find_mine (fixture, "П-1")) != NULL &&
              !clinic_invoice_get_pending (invoice) && is_named (invoice, FIRST));
  g_assert_cmpstr (clinic_invoice_get_counterparty_id (invoice), ==, "CO_51");
}

/* Without the portal, those that were read before are offered, and what is put forward is shown by
 * the company's name. */
static void
test_a_supplier_can_be_chosen_without_the_portal (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCommand) command = clinic_command_new ();
  ClinicPartyList *list;

  open_as (fixture, DESK);
  list =
    get_parties (find_field (clinic_invoices_get_form (get_invoices (fixture)), "PROPERTY_167"));
  clinic_party_list_want (list);
  WAIT_UNTIL (clinic_party_list_get_state (list) == CLINIC_LOAD_READY);

  sync_fixture_close (fixture);
  sync_fixture_fault (fixture, "drop_before", "*", -1);
  sync_fixture_open_offline (fixture);
  WAIT_UNTIL (g_list_model_get_n_items (clinic_invoices_get_form (get_invoices (fixture))) > 0);
  list =
    get_parties (find_field (clinic_invoices_get_form (get_invoices (fixture)), "PROPERTY_167"));
  WAIT_UNTIL (g_list_model_get_n_items (G_LIST_MODEL (list)) == 14);
  clinic_party_list_want (list);
  WAIT_UNTIL (clinic_party_list_get_state (list) == CLINIC_LOAD_STALE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 14);
  submit_of (fixture, command, "П-2", "CO_53");
  g_assert_true (is_named (find_mine (fixture, "П-2"), "ООО «Лаборатория Зубтех»"));
}

/* A bill that came back to be mended has its company chosen already, and may be another's. */
static void
test_a_rework_knows_whose_bill_it_is (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) brought =
    sync_fixture_control (fixture, "invoice",
                          "{\"user\":7,\"setup\":\"A\",\"sum\":90000,\"number\":\"П-3\","
                          "\"contractor\":\"CO_51\"}");
  g_autoptr (ClinicCommand) command = NULL;
  ClinicInvoice *invoice;
  ClinicFormField *field;
  GListModel *tasks;
  g_autoptr (ClinicTask) task = NULL;
  GVariantDict answer;

  sync_fixture_order (fixture, "decide",
                      "{\"task\":%d,\"user\":1,\"status\":2,\"comment\":\"Не тот\"}",
                      (int) json_object_get_int_member (brought, "task"));
  open_as (fixture, DESK);
  tasks = clinic_invoices_get_tasks (get_invoices (fixture));
  for (guint i = 0; task == NULL && i < g_list_model_get_n_items (tasks); i++)
    {
      g_autoptr (ClinicTask) one = g_list_model_get_item (tasks, i);
      ClinicInvoice *about = clinic_task_get_invoice (one);

      WAIT_UNTIL (clinic_invoice_get_number (about) != NULL);
      if (g_strcmp0 (clinic_invoice_get_number (about), "П-3") == 0)
        task = g_steal_pointer (&one);
    }
  g_assert_nonnull (task);
  g_assert_cmpint (clinic_task_get_kind (task), ==, CLINIC_TASK_REWORK);
  field = find_field (clinic_task_get_fields (task), "contractor");
  g_assert_cmpstr (clinic_form_field_get_value (field), ==, "CO_51");
  g_assert_cmpint (clinic_form_field_get_role (field), ==, CLINIC_FIELD_ROLE_COUNTERPARTY);
  clinic_party_list_want (get_parties (field));
  WAIT_UNTIL (clinic_party_list_get_state (get_parties (field)) == CLINIC_LOAD_READY);
  g_assert_cmpstr (clinic_party_list_find_name (get_parties (field), "CO_51"), ==, FIRST);

  command = sync_fixture_new_command (CLINIC_COMMAND_DECIDE_INVOICE, CLINIC_ENTITY_NONE, 0, "title",
                                      "П-3", NULL);
  g_variant_dict_init (&answer, clinic_command_get_payload (command));
  g_variant_dict_insert (&answer, "task", "x", clinic_task_get_task_id (task));
  g_variant_dict_insert (&answer, "status", "i", 3);
  g_variant_dict_insert (&answer, "invoice", "s",
                         clinic_invoice_get_id (clinic_task_get_invoice (task)));
  g_variant_dict_insert_value (&answer, "fields",
                               g_variant_new_parsed (
                                 "{'contractor': 'CO_52', 'sum': '9000000', 'number': "
                                 "'П-3', 'due': '', 'purpose': ''}"));
  clinic_command_set_payload (command, g_variant_dict_end (&answer));
  sync_fixture_submit (fixture, command);
  WAIT_UNTIL (sync_fixture_is_done (command));
  clinic_invoices_refresh (get_invoices (fixture));
  WAIT_UNTIL ((invoice = find_mine (fixture, "П-3")) != NULL &&
              is_named (invoice, "АО «МедТехСервис»"));
}

/* Whom a field can name is for the portal to say. */
static void
test_a_field_says_whom_it_can_name (void)
{
  static const struct
  {
    const char *type;
    const char *settings;
    const char *bare;
    gboolean found, can_name, contacts, own;
  } rules[] = {
    { "S:ECrm", "{\"VISIBLE\":\"Y\",\"CONTACT\":\"Y\",\"COMPANY\":\"Y\"}", NULL, TRUE, TRUE, TRUE,
      FALSE },
    { "crm", "{\"LEAD\":\"N\",\"COMPANY\":\"Y\",\"DYNAMIC_136\":\"N\"}", "CO", TRUE, TRUE, FALSE,
      FALSE },
    { "E:ECrm", "{\"DEAL\":\"Y\",\"COMPANY\":\"Y\"}", NULL, TRUE, TRUE, FALSE, FALSE },
    { "UF:crm", "{\"CONTACT\":\"Y\"}", "C", TRUE, FALSE, TRUE, FALSE },
    { "S:ECrm", NULL, NULL, TRUE, FALSE, FALSE, FALSE },
    { "crm_company", "{\"isMyCompany\":true,\"parentEntityTypeId\":4}", "CO", TRUE, TRUE, FALSE,
      TRUE },
    { "crm_contact", NULL, "C", TRUE, FALSE, TRUE, FALSE },
    { "string", NULL, NULL, FALSE, FALSE, FALSE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      g_autoptr (JsonNode) settings =
        rules[i].settings != NULL ? json_from_string (rules[i].settings, NULL) : NULL;
      SyncPartyRule rule;

      g_assert_cmpint (sync_party_rule_read (&rule, rules[i].type,
                                             settings != NULL ? json_node_get_object (settings)
                                                              : NULL),
                       ==, rules[i].found);
      g_assert_cmpstr (rule.bare, ==, rules[i].bare);
      g_assert_cmpint (rule.can_name, ==, rules[i].can_name);
      g_assert_cmpint (rule.contacts, ==, rules[i].contacts);
      g_assert_cmpint (rule.own, ==, rules[i].own);
    }
}

static void
assert_names (ClinicPartyList *list, const char *expected)
{
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr (ClinicFormOption) option = g_list_model_get_item (G_LIST_MODEL (list), i);

      g_string_append_printf (all, "%s%s=%s", i > 0 ? " " : "", clinic_form_option_get_id (option),
                              clinic_form_option_get_name (option));
    }
  g_assert_cmpstr (all->str, ==, expected);
}

static void
test_a_list_keeps_its_rows_and_writes_as_its_field_does (void)
{
  g_autoptr (ClinicPartyList) bare = clinic_party_list_new ("CO");
  g_autoptr (ClinicPartyList) both = clinic_party_list_new (NULL);
  g_autoptr (GHashTable) left = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (ClinicFormOption) first = NULL;
  g_autofree char *alone = clinic_party_list_dup_value (bare, "CO_7");
  g_autofree char *whole = clinic_party_list_dup_value (both, "7");
  g_autofree char *person = clinic_party_list_dup_value (both, "C_7");

  g_assert_cmpstr (alone, ==, "7");
  g_assert_cmpstr (whole, ==, "CO_7");
  g_assert_cmpstr (person, ==, "C_7");
  clinic_party_list_put (bare, "CO_7", "Ваза", FALSE);
  clinic_party_list_put (bare, "CO_8", "Арка", FALSE);
  clinic_party_list_put (bare, "CO_9", "Ямал", TRUE);
  assert_names (bare, "9=Ямал 8=Арка 7=Ваза");
  first = g_list_model_get_item (G_LIST_MODEL (bare), 0);
  clinic_party_list_put (bare, "CO_9", "Байкал", TRUE);
  g_assert_cmpstr (clinic_form_option_get_name (first), ==, "Байкал");
  g_hash_table_add (left, (gpointer) "CO_9");
  clinic_party_list_keep_only (bare, left);
  assert_names (bare, "9=Байкал");
  g_assert_cmpstr (clinic_party_list_find_name (bare, "CO_8"), ==, "Арка");
}

/* --- several who decide --- */

/* Three have to agree: whoever put it forward sees who has yet to, one by one; it waits until the
 * last has. */
static void
test_an_invoice_waits_for_each_of_three (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) brought = sync_fixture_control (
    fixture, "invoice",
    "{\"user\":7,\"setup\":\"A\",\"sum\":90000,\"number\":\"Т-3\",\"approvers\":[1,5,11]}");
  int task = (int) json_object_get_int_member (brought, "task");
  ClinicInvoice *invoice;

  open_as (fixture, DESK);
  WAIT_UNTIL ((invoice = find_mine (fixture, "Т-3")) != NULL);
  g_assert_cmpint (clinic_invoice_get_holder_id (invoice), ==, 1);
  g_assert_cmpint (clinic_invoice_get_more_holders (invoice), ==, 2);

  sync_fixture_order (fixture, "decide", "{\"task\":%d,\"user\":1,\"status\":1}", task);
  clinic_invoices_refresh (get_invoices (fixture));
  WAIT_UNTIL (clinic_invoice_get_more_holders (invoice) == 1);
  g_assert_cmpint (clinic_invoice_get_holder_id (invoice), ==, 5);
  g_assert_cmpint (clinic_invoice_get_state (invoice), ==, CLINIC_INVOICE_APPROVAL);

  sync_fixture_order (fixture, "decide", "{\"task\":%d,\"user\":5,\"status\":1}", task);
  clinic_invoices_refresh (get_invoices (fixture));
  WAIT_UNTIL (clinic_invoice_get_more_holders (invoice) == 0);
  g_assert_cmpint (clinic_invoice_get_holder_id (invoice), ==, 11);
  g_assert_cmpint (clinic_invoice_get_state (invoice), ==, CLINIC_INVOICE_APPROVAL);

  sync_fixture_order (fixture, "decide", "{\"task\":%d,\"user\":11,\"status\":1}", task);
  clinic_invoices_refresh (get_invoices (fixture));
  WAIT_UNTIL (clinic_invoice_get_state (invoice) == CLINIC_INVOICE_TO_PAY);
}

/* One of three refuses: the others need not be asked any more, and are told who did. */
static void
test_a_refusal_of_one_ends_it_for_the_others (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) brought = sync_fixture_control (
    fixture, "invoice",
    "{\"user\":7,\"setup\":\"A\",\"sum\":90000,\"number\":\"Т-4\",\"approvers\":[1,5,11]}");
  g_autoptr (ClinicCommand) command = NULL;
  g_autoptr (ClinicTask) task = NULL;
  int id = (int) json_object_get_int_member (brought, "task");
  g_autofree char *key = g_strdup_printf ("%d", id);
  GListModel *tasks;
  GVariantDict answer;

  open_as (fixture, HEAD);
  tasks = clinic_invoices_get_tasks (get_invoices (fixture));
  for (guint i = 0; task == NULL && i < g_list_model_get_n_items (tasks); i++)
    {
      g_autoptr (ClinicTask) one = g_list_model_get_item (tasks, i);

      if (g_strcmp0 (clinic_task_get_id (one), key) == 0)
        task = g_steal_pointer (&one);
    }
  g_assert_nonnull (task);
  g_assert_cmpint (clinic_invoice_get_more_holders (clinic_task_get_invoice (task)), ==, 2);
  sync_fixture_order (fixture, "decide",
                      "{\"task\":%d,\"user\":5,\"status\":2,\"comment\":\"Дорого\"}", id);
  command = sync_fixture_new_command (CLINIC_COMMAND_DECIDE_INVOICE, CLINIC_ENTITY_NONE, 0, "title",
                                      "Т-4", NULL);
  g_variant_dict_init (&answer, clinic_command_get_payload (command));
  g_variant_dict_insert (&answer, "task", "x", (gint64) id);
  g_variant_dict_insert (&answer, "status", "i", 1);
  g_variant_dict_insert (&answer, "invoice", "s",
                         clinic_invoice_get_id (clinic_task_get_invoice (task)));
  clinic_command_set_payload (command, g_variant_dict_end (&answer));
  sync_fixture_submit (fixture, command);
  WAIT_UNTIL (sync_fixture_is_done (command));
  g_assert_nonnull (clinic_task_get_gone (task));
  g_test_message ("%s", clinic_task_get_gone (task));
  g_assert_nonnull (strstr (clinic_task_get_gone (task), "доработ"));
}

/* --- expenses --- */

typedef struct
{
  ClinicFacts *facts; /* owned, (nullable) */
  gboolean done;
} Answer;

static void
on_facts_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;
  g_autoptr (GError) error = NULL;

  answer->facts = clinic_archive_load_facts_finish (CLINIC_ARCHIVE (source), result, &error);
  g_assert_no_error (error);
  answer->done = TRUE;
}

static gboolean
is_counted_by_name (SyncFixture *fixture, ClinicArchive *bills)
{
  Answer answer = { NULL, FALSE };
  g_autoptr (ClinicFacts) facts = NULL;
  guint32 number;

  clinic_archive_load_facts_async (bills, NULL, on_facts_cb, &answer);
  WAIT_UNTIL (answer.done);
  facts = answer.facts;
  number = clinic_facts_find (facts, CLINIC_NAMES_COUNTERPARTY, "CO_51");

  return number != 0 &&
         g_strcmp0 (clinic_facts_get_name (facts, CLINIC_NAMES_COUNTERPARTY, number), FIRST) == 0;
}

static void
test_expenses_are_counted_under_the_companys_name (SyncFixture *fixture, gconstpointer data)
{
  ClinicArchive *bills;

  open_as (fixture, ACCOUNTANT);
  bills = clinic_archive_get_bills (clinic_session_get_archive (fixture->session));
  clinic_archive_want (bills, clinic_session_get_now (fixture->session) - 30 * 24 * 3600);
  WAIT_UNTIL (clinic_archive_get_state (bills) == CLINIC_LOAD_READY);
  WAIT_UNTIL (is_counted_by_name (fixture, bills));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sync/parties/numbers", test_numbers_are_told_from_words);
  g_test_add_func ("/sync/parties/rules", test_a_field_says_whom_it_can_name);
  g_test_add_func ("/sync/parties/list", test_a_list_keeps_its_rows_and_writes_as_its_field_does);
  PARTIES_TEST ("names", test_companies_are_shown_by_their_names);
  PARTIES_TEST ("nobody", test_who_is_not_there_stays_a_number);
  PARTIES_TEST ("twice", test_a_bill_that_came_twice_is_found_by_the_companys_name);
  PARTIES_TEST ("choose", test_a_supplier_is_chosen_among_the_companies);
  PARTIES_TEST ("choose/offline", test_a_supplier_can_be_chosen_without_the_portal);
  PARTIES_TEST ("choose/rework", test_a_rework_knows_whose_bill_it_is);
  PARTIES_TEST ("three", test_an_invoice_waits_for_each_of_three);
  PARTIES_TEST ("three/refused", test_a_refusal_of_one_ends_it_for_the_others);
  PARTIES_TEST ("expenses", test_expenses_are_counted_under_the_companys_name);

  return g_test_run ();
}
