/* test-sync-bills.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What expenses are counted from is the registry of the portal, to the kopeck.
 */

#include "sync-fixture.h"

#include "bx-json.h"
#include "clinic-archive.h"
#include "clinic-days.h"
#include "clinic-expenses.h"
#include "clinic-invoice.h"

#include <string.h>

#define DESK 7
#define ACCOUNTANT 15
#define DAY (24 * 3600)
/* of the registry's columns */
#define SUM "PROPERTY_120"
#define PAID "PROPERTY_121"
#define ACT "PROPERTY_126"
#define STATE "PROPERTY_128"

/* DemoSetup */
#define SETUP_B 2
#define SETUP_C 4

#define BILLS_TEST(path, setups, function)                                                         \
  g_test_add ("/sync/bills/" path, SyncFixture, GINT_TO_POINTER (setups), sync_fixture_set_up,     \
              function, sync_fixture_tear_down)

typedef struct
{
  GObject *object; /* owned, (nullable) */
  GPtrArray *rows; /* owned, (nullable) */
  gboolean done;
} Answer;

static ClinicArchive *
get_bills (SyncFixture *fixture)
{
  return clinic_archive_get_bills (clinic_session_get_archive (fixture->session));
}

static gint64
get_now (SyncFixture *fixture)
{
  return clinic_session_get_now (fixture->session);
}

static void
on_facts_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;
  g_autoptr (GError) error = NULL;

  answer->object =
    G_OBJECT (clinic_archive_load_facts_finish (CLINIC_ARCHIVE (source), result, &error));
  g_assert_no_error (error);
  answer->done = TRUE;
}

/* (transfer full) */
static ClinicFacts *
load_facts (SyncFixture *fixture)
{
  Answer answer = { NULL, NULL, FALSE };

  clinic_archive_load_facts_async (get_bills (fixture), NULL, on_facts_cb, &answer);
  WAIT_UNTIL (answer.done);

  return CLINIC_FACTS (answer.object);
}

static void
on_rows_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;
  g_autoptr (GError) error = NULL;

  answer->rows = clinic_archive_load_rows_finish (CLINIC_ARCHIVE (source), result, &error);
  g_assert_no_error (error);
  answer->done = TRUE;
}

/* (transfer full) */
static GPtrArray *
load_rows (SyncFixture *fixture, GArray *ids)
{
  Answer answer = { NULL, NULL, FALSE };

  clinic_archive_load_rows_async (get_bills (fixture), CLINIC_FACTS_BILLS, ids, NULL, on_rows_cb,
                                  &answer);
  WAIT_UNTIL (answer.done);

  return answer.rows;
}

static void
open_as (SyncFixture *fixture, gint64 user)
{
  fixture->user = user;
  sync_fixture_open (fixture);
}

static void
want (SyncFixture *fixture)
{
  clinic_archive_want (get_bills (fixture), get_now (fixture) - 300 * (gint64) DAY);
  WAIT_UNTIL (clinic_archive_get_state (get_bills (fixture)) == CLINIC_LOAD_READY);
}

/* (transfer full): of the last 200 days, by what */
static ClinicExpenses *
count (SyncFixture *fixture, ClinicFacts *facts, ClinicExpensesBy by)
{
  int today = clinic_days_of (clinic_facts_get_zone (facts), get_now (fixture), NULL);

  return clinic_expenses_new (facts, by, today - 200, today + 1, today, NULL);
}

/* --- the second way: what the portal itself has --- */

/* (transfer full): the result of a method, for somebody who may see the registry */
static JsonNode *
call (SyncFixture *fixture, const char *method, const char *params)
{
  g_autofree char *json =
    g_strdup_printf ("{\"method\":\"%s\",\"params\":%s,\"user\":%d}", method, params, ACCOUNTANT);
  g_autoptr (JsonObject) answer = sync_fixture_control (fixture, "call", json);

  return json_node_copy (json_object_get_member (answer, "result"));
}

typedef struct
{
  gint64 amount; /* of what was paid in roubles, with and without a day */
  gint64 undated;
  guint n_paid;
  guint n_undated;
  guint n_acts_missing;
  gint64 first_id; /* of a row that is paid */
} Truth;

/* the only value of a property: {"8801": "48600|RUB"}; (nullable) */
static const char *
get_value (JsonObject *row, const char *name)
{
  JsonObject *values = bx_json_get_object (row, name);
  g_autoptr (GList) members = values != NULL ? json_object_get_members (values) : NULL;

  return members != NULL ? bx_json_get_string (values, members->data) : NULL;
}

/* what the portal calls paid, of the registry's list of states */
static char *
dup_paid_state (SyncFixture *fixture)
{
  g_autoptr (JsonNode) fields =
    call (fixture, "lists.field.get", "{\"IBLOCK_TYPE_ID\":\"lists\",\"IBLOCK_ID\":41}");
  JsonObject *state = bx_json_get_object (bx_json_node_object (fields), STATE);
  JsonObject *names = bx_json_get_object (state, "DISPLAY_VALUES_FORM");
  g_autoptr (GList) members = json_object_get_members (names);

  for (GList *member = members; member != NULL; member = member->next)
    if (g_str_equal (bx_json_get_string (names, member->data), "Оплачен"))
      return g_strdup (member->data);
  g_assert_not_reached ();
}

static void
recount_row (JsonObject *row, const char *paid_state, Truth *truth)
{
  const char *sum = get_value (row, SUM);
  const char *currency = sum != NULL ? strchr (sum, '|') : NULL;
  gint64 amount = sum != NULL ? (gint64) (g_ascii_strtod (sum, NULL) * 100 + 0.5) : 0;

  if (g_strcmp0 (get_value (row, STATE), paid_state) != 0 || g_strcmp0 (currency, "|RUB") != 0)
    return;
  if (get_value (row, PAID) == NULL)
    {
      truth->n_undated++;
      truth->undated += amount;
      return;
    }
  truth->n_paid++;
  truth->amount += amount;
  truth->first_id = truth->first_id == 0 ? bx_json_get_int (row, "ID", 0) : truth->first_id;
  if (bx_json_get_object (row, ACT) == NULL)
    truth->n_acts_missing++;
}

static Truth
recount (SyncFixture *fixture)
{
  g_autofree char *paid_state = dup_paid_state (fixture);
  Truth truth = { 0 };

  for (guint page = 0; page < 100; page++)
    {
      g_autofree char *params =
        g_strdup_printf ("{\"IBLOCK_TYPE_ID\":\"lists\",\"IBLOCK_ID\":41,\"start\":%u}", page * 50);
      g_autoptr (JsonNode) result = call (fixture, "lists.element.get", params);
      JsonArray *rows = json_node_get_array (result);

      for (guint i = 0; i < json_array_get_length (rows); i++)
        recount_row (json_array_get_object_element (rows, i), paid_state, &truth);
      if (json_array_get_length (rows) < 50)
        break;
    }

  return truth;
}

static const ClinicExpenseBlock *
get_roubles (ClinicExpenses *expenses)
{
  const ClinicExpenseBlock *block;

  g_assert_cmpuint (expenses->blocks->len, >, 0);
  block = g_ptr_array_index (expenses->blocks, 0);
  g_assert_cmpstr (block->currency, ==, "RUB");

  return block;
}

/* --- tests --- */

static void
check_sums (SyncFixture *fixture, ClinicFacts *facts, const Truth *truth)
{
  for (ClinicExpensesBy by = CLINIC_EXPENSES_BY_CATEGORY; by <= CLINIC_EXPENSES_BY_MONTH; by++)
    {
      g_autoptr (ClinicExpenses) expenses = count (fixture, facts, by);
      const ClinicExpenseBlock *block = get_roubles (expenses);
      gint64 amount = 0;

      g_assert_cmpint (block->total.amount, ==, truth->amount);
      g_assert_cmpuint (block->total.count, ==, truth->n_paid);
      g_assert_cmpuint (block->total.acts_missing, ==, truth->n_acts_missing);
      g_assert_cmpuint (block->undated, ==, truth->n_undated);
      g_assert_cmpint (block->undated_amount, ==, truth->undated);
      g_assert_cmpuint (block->groups->len, >, 1);
      for (guint i = 0; i < block->groups->len; i++)
        amount += g_array_index (block->groups, ClinicExpenseGroup, i).amount;
      g_assert_cmpint (amount, ==, truth->amount);
      /* another currency is a block of its own */
      g_assert_cmpuint (expenses->blocks->len, ==, 2);
    }
}

static void
check_rows (SyncFixture *fixture, ClinicFacts *facts)
{
  g_autoptr (ClinicExpenses) expenses = count (fixture, facts, CLINIC_EXPENSES_BY_CATEGORY);
  const ClinicExpenseBlock *block = get_roubles (expenses);
  const ClinicExpenseGroup *group = &g_array_index (block->groups, ClinicExpenseGroup, 0);
  g_autoptr (GArray) ids = clinic_expenses_dup_ids (expenses, block, group, CLINIC_EXPENSES_PAID);
  g_autoptr (GPtrArray) rows = load_rows (fixture, ids);
  gint64 amount = 0;

  g_assert_cmpuint (rows->len, ==, group->count);
  for (guint i = 0; i < rows->len; i++)
    {
      ClinicInvoice *invoice = g_ptr_array_index (rows, i);

      amount += clinic_invoice_get_amount (invoice);
      g_assert_cmpstr (clinic_invoice_get_category (invoice), ==, group->name);
      g_assert_nonnull (clinic_invoice_get_initiator_name (invoice));
    }
  g_assert_cmpint (amount, ==, group->amount);
}

static void
test_the_sums_are_those_of_the_registry (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicFacts) facts = NULL;
  g_autoptr (ClinicFacts) kept = NULL;
  gint64 from, to;
  Truth truth;

  open_as (fixture, ACCOUNTANT);
  g_assert_cmpint (clinic_archive_get_state (get_bills (fixture)), ==, CLINIC_LOAD_LOADING);
  want (fixture);
  facts = load_facts (fixture);
  truth = recount (fixture);
  g_assert_cmpuint (truth.n_paid, >, 20);
  g_assert_cmpuint (truth.n_undated, >, 0);
  g_assert_cmpuint (truth.n_acts_missing, >, 0);
  check_sums (fixture, facts, &truth);
  check_rows (fixture, facts);
  sync_fixture_close (fixture);

  /* and without the portal the same */
  sync_fixture_fault (fixture, "drop_before", "*", -1);
  sync_fixture_open_offline (fixture);
  WAIT_UNTIL (clinic_archive_get_as_of (get_bills (fixture)) > 0);
  kept = load_facts (fixture);
  check_sums (fixture, kept, &truth);
  g_assert_true (clinic_facts_get_known (kept, CLINIC_FACTS_BILLS, &from, &to));
  g_assert_cmpint (from, <, get_now (fixture) - 290 * (gint64) DAY);
  g_assert_cmpint (to, >, get_now (fixture) - 600);
}

/* before the store has told how far back the registry is here */
static void
test_a_wish_that_comes_first_forgets_nothing (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicFacts) facts = NULL;
  gint64 from, to;

  open_as (fixture, ACCOUNTANT);
  want (fixture);
  sync_fixture_close (fixture);

  sync_fixture_open_offline (fixture);
  clinic_archive_want (get_bills (fixture), get_now (fixture));
  WAIT_UNTIL (clinic_archive_get_as_of (get_bills (fixture)) > 0);
  facts = load_facts (fixture);
  g_assert_true (clinic_facts_get_known (facts, CLINIC_FACTS_BILLS, &from, &to));
  g_assert_cmpint (from, <, get_now (fixture) - 290 * (gint64) DAY);
}

/* reads all of it anew, and waits until it is here */
static void
read_again (SyncFixture *fixture)
{
  gint64 asked = clinic_archive_get_as_of (get_bills (fixture));

  /* the portal's clock counts seconds */
  while (get_now (fixture) <= asked)
    sync_fixture_iterate (50);
  clinic_archive_refresh (get_bills (fixture));
  WAIT_UNTIL (clinic_archive_get_as_of (get_bills (fixture)) > asked &&
              clinic_archive_get_state (get_bills (fixture)) == CLINIC_LOAD_READY);
}

static void
test_a_receptionist_may_not (SyncFixture *fixture, gconstpointer data)
{
  open_as (fixture, DESK);
  WAIT_UNTIL (clinic_archive_get_state (get_bills (fixture)) == CLINIC_LOAD_MISSING);
  clinic_archive_want (get_bills (fixture), get_now (fixture));
  sync_fixture_iterate (300);
  g_assert_cmpint (clinic_archive_get_state (get_bills (fixture)), ==, CLINIC_LOAD_MISSING);
}

static void
test_a_portal_that_is_away_is_asked_again (SyncFixture *fixture, gconstpointer data)
{
  open_as (fixture, ACCOUNTANT);
  WAIT_UNTIL (clinic_invoices_get_registry_state (clinic_session_get_invoices (fixture->session)) ==
              CLINIC_LOAD_READY);
  sync_fixture_fault (fixture, "500", "*", -1);
  clinic_archive_want (get_bills (fixture), get_now (fixture));
  WAIT_UNTIL (clinic_archive_get_state (get_bills (fixture)) == CLINIC_LOAD_STALE);
  sync_fixture_clear_faults (fixture);
  WAIT_UNTIL (clinic_archive_get_state (get_bills (fixture)) == CLINIC_LOAD_READY);
}

/* A smart process is both the queue and the registry; a row that is deleted there counts no more.
 */
static void
test_a_smart_process_is_counted_too (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicFacts) facts = NULL;
  g_autoptr (ClinicFacts) later = NULL;
  g_autoptr (ClinicExpenses) expenses = NULL;
  g_autoptr (ClinicExpenses) fewer = NULL;
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (JsonNode) gone = NULL;
  g_auto (GStrv) parts = NULL;
  g_autofree char *params = NULL;
  const ClinicExpenseBlock *block;

  open_as (fixture, ACCOUNTANT);
  want (fixture);
  facts = load_facts (fixture);
  expenses = count (fixture, facts, CLINIC_EXPENSES_BY_CATEGORY);
  block = get_roubles (expenses);
  g_assert_cmpuint (block->total.count, >, 20);
  ids = clinic_expenses_dup_ids (expenses, block, NULL, CLINIC_EXPENSES_PAID);
  g_array_set_size (ids, 1);
  rows = load_rows (fixture, ids);
  g_assert_cmpuint (rows->len, ==, 1);

  parts = g_strsplit (clinic_invoice_get_id (g_ptr_array_index (rows, 0)), ":", -1);
  params = g_strdup_printf ("{\"entityTypeId\":%s,\"id\":%s}", parts[1], parts[2]);
  gone = call (fixture, "crm.item.delete", params);
  read_again (fixture);
  later = load_facts (fixture);
  fewer = count (fixture, later, CLINIC_EXPENSES_BY_CATEGORY);
  g_assert_cmpuint (get_roubles (fewer)->total.count, ==, block->total.count - 1);
  g_assert_cmpint (get_roubles (fewer)->total.amount, ==,
                   block->total.amount - clinic_invoice_get_amount (g_ptr_array_index (rows, 0)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  BILLS_TEST ("sums", SETUP_B, test_the_sums_are_those_of_the_registry);
  BILLS_TEST ("early", SETUP_B, test_a_wish_that_comes_first_forgets_nothing);
  BILLS_TEST ("denied", SETUP_B, test_a_receptionist_may_not);
  BILLS_TEST ("away", SETUP_C, test_a_portal_that_is_away_is_asked_again);
  BILLS_TEST ("smart", SETUP_C, test_a_smart_process_is_counted_too);

  return g_test_run ();
}
