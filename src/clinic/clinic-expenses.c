/* clinic-expenses.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "clinic-expenses"

#include "clinic-expenses.h"

#include "clinic-days.h"
#include "clinic-shares.h"

/* An invoice and where it was counted. group: a number while counting, then a place. */
typedef struct
{
  gint64 id;
  guint block;
  guint group;
  guint8 figures; /* 1 << ClinicExpensesFigure */
} Row;

/* What is known while it is counted. */
typedef struct
{
  ClinicFacts *facts; /* (unowned) */
  ClinicExpensesBy by;
  ClinicExpenses *result; /* (unowned) */
  guint n_groups;
  guint *blocks;      /* (owned): number of a currency → place of its block + 1 */
  guint8 *allowed[3]; /* (owned) (nullable): by category, payer, counterparty */
} Counter;

static const ClinicFactName filtered[] = { CLINIC_NAMES_CATEGORY, CLINIC_NAMES_PAYER,
                                           CLINIC_NAMES_COUNTERPARTY };

static guint
get_month_place (int from, int day)
{
  int year, month, other_year, other_month, month_day;

  clinic_days_to_date (from, &year, &month, &month_day);
  clinic_days_to_date (day, &other_year, &other_month, &month_day);

  return (guint) ((other_year - year) * 12 + other_month - month);
}

int
clinic_expenses_get_month (const ClinicExpenses *self, guint place)
{
  int day = clinic_days_add_months (clinic_days_month (self->from), (int) place);

  return MAX (day, self->from);
}

static gboolean
is_allowed (const Counter *counter, const ClinicFactBill *bill)
{
  const guint32 numbers[] = { bill->category, bill->payer, bill->counterparty };

  for (guint i = 0; i < G_N_ELEMENTS (filtered); i++)
    if (counter->allowed[i] != NULL && !counter->allowed[i][numbers[i]])
      return FALSE;

  return TRUE;
}

/* The number of a bill's group; months before the period are those that they are compared with. */
static guint
find_group (const Counter *counter, const ClinicFactBill *bill, int begin)
{
  if (counter->by == CLINIC_EXPENSES_BY_CATEGORY)
    return bill->category;
  if (counter->by == CLINIC_EXPENSES_BY_PAYER)
    return bill->payer;
  if (counter->by == CLINIC_EXPENSES_BY_COUNTERPARTY)
    return bill->counterparty;

  return MIN (get_month_place (begin, bill->day), counter->n_groups - 1);
}

static void
free_block (gpointer data)
{
  ClinicExpenseBlock *block = data;

  for (guint i = 0; i < block->groups->len; i++)
    g_free ((gint64 *) g_array_index (block->groups, ClinicExpenseGroup, i).trend);
  g_free ((gint64 *) block->total.trend);
  g_array_unref (block->groups);
  g_free (block);
}

static void
init_group (const Counter *counter, ClinicExpenseGroup *group)
{
  *group = (ClinicExpenseGroup){
    .key = "",
    .day = CLINIC_DAYS_NONE,
    .share = -1,
    .trend = g_new0 (gint64, MAX (counter->result->n_months, 1)),
  };
}

/* (transfer none): the place of a currency's block, made when it is new */
static guint
need_block (Counter *counter, guint32 currency)
{
  ClinicExpenses *result = counter->result;
  ClinicExpenseBlock *block = NULL;

  if (counter->blocks[currency] != 0)
    return counter->blocks[currency] - 1;
  block = g_new0 (ClinicExpenseBlock, 1);
  block->currency =
    g_string_chunk_insert (result->texts,
                           clinic_facts_get_key (counter->facts, CLINIC_NAMES_CURRENCY, currency));
  block->groups = g_array_sized_new (FALSE, TRUE, sizeof (ClinicExpenseGroup), counter->n_groups);
  g_array_set_size (block->groups, counter->n_groups);
  init_group (counter, &block->total);
  for (guint i = 0; i < counter->n_groups; i++)
    init_group (counter, &g_array_index (block->groups, ClinicExpenseGroup, i));
  g_ptr_array_add (result->blocks, block);
  counter->blocks[currency] = result->blocks->len;

  return result->blocks->len - 1;
}

static void
add_paid (const Counter *counter, ClinicExpenseGroup *group, const ClinicFactBill *bill)
{
  guint month = get_month_place (counter->result->from, bill->day);

  group->count++;
  group->amount += bill->amount;
  group->acts_missing += bill->has_act ? 0 : 1;
  ((gint64 *) group->trend)[month] += bill->amount;
}

static void
add_bill (Counter *counter, const ClinicFactBill *bill)
{
  ClinicExpenses *result = counter->result;
  gboolean is_paid = bill->day >= result->from && bill->day < result->to;
  gboolean is_before = bill->day >= result->before_from && bill->day < result->before_to;
  Row row = { .id = bill->id };
  ClinicExpenseBlock *block = NULL;
  ClinicExpenseGroup *group = NULL;

  if (bill->paid != 0 && !is_paid && !is_before)
    return;
  row.block = need_block (counter, bill->currency);
  block = g_ptr_array_index (result->blocks, row.block);
  if (bill->paid == 0)
    {
      block->undated++;
      block->undated_amount += bill->amount;
      row.figures = 1 << CLINIC_EXPENSES_UNDATED;
      g_array_append_val (result->rows, row);
      return;
    }
  row.group = find_group (counter, bill, is_paid ? result->from : result->before_from);
  group = &g_array_index (block->groups, ClinicExpenseGroup, row.group);
  if (is_paid)
    {
      add_paid (counter, group, bill);
      add_paid (counter, &block->total, bill);
      row.figures =
        (1 << CLINIC_EXPENSES_PAID) | (bill->has_act ? 0 : 1 << CLINIC_EXPENSES_ACT_MISSING);
    }
  else
    {
      group->count_before++;
      group->before += bill->amount;
      block->total.count_before++;
      block->total.before += bill->amount;
      row.figures = 1 << CLINIC_EXPENSES_BEFORE;
    }
  g_array_append_val (result->rows, row);
}

static void
name_group (const Counter *counter, guint number, ClinicExpenseGroup *group)
{
  static const ClinicFactName kinds[] = {
    [CLINIC_EXPENSES_BY_CATEGORY] = CLINIC_NAMES_CATEGORY,
    [CLINIC_EXPENSES_BY_PAYER] = CLINIC_NAMES_PAYER,
    [CLINIC_EXPENSES_BY_COUNTERPARTY] = CLINIC_NAMES_COUNTERPARTY,
  };
  GStringChunk *texts = counter->result->texts;
  const char *name = NULL;

  if (counter->by == CLINIC_EXPENSES_BY_MONTH)
    {
      g_autofree char *key = NULL;

      group->day = clinic_expenses_get_month (counter->result, number);
      key = clinic_days_to_string (group->day);
      group->key = g_string_chunk_insert (texts, key);
      return;
    }
  name = clinic_facts_get_name (counter->facts, kinds[counter->by], number);
  group->key = g_string_chunk_insert (texts, clinic_facts_get_key (counter->facts,
                                                                   kinds[counter->by], number));
  group->name = name != NULL ? g_string_chunk_insert (texts, name) : NULL;
}

typedef struct
{
  ClinicExpenseGroup group;
  guint number;
} Line;

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  const ClinicExpenseGroup *one = &((const Line *) a)->group, *other = &((const Line *) b)->group;

  if ((*one->key == '\0') != (*other->key == '\0'))
    return *one->key == '\0' ? 1 : -1;
  if (one->amount != other->amount)
    return one->amount > other->amount ? -1 : 1;

  return g_strcmp0 (one->key, other->key);
}

static void
fill_shares (ClinicExpenseBlock *block)
{
  guint n = block->groups->len;
  g_autofree gint64 *amounts = g_new0 (gint64, MAX (n, 1));
  g_autofree int *shares = g_new0 (int, MAX (n, 1));

  for (guint i = 0; i < n; i++)
    amounts[i] = g_array_index (block->groups, ClinicExpenseGroup, i).amount;
  clinic_shares_split (amounts, n, shares);
  for (guint i = 0; i < n; i++)
    g_array_index (block->groups, ClinicExpenseGroup, i).share = shares[i];
  block->total.share = block->total.amount > 0 ? 1000 : -1;
}

/* Names the groups, drops those of which there is nothing, and puts them in order. */
static void
order_groups (const Counter *counter, guint place)
{
  ClinicExpenses *result = counter->result;
  ClinicExpenseBlock *block = g_ptr_array_index (result->blocks, place);
  g_autoptr (GArray) lines = g_array_new (FALSE, TRUE, sizeof (Line));
  g_autofree guint *places = g_new0 (guint, MAX (counter->n_groups, 1));

  for (guint i = 0; i < counter->n_groups; i++)
    {
      Line line = { g_array_index (block->groups, ClinicExpenseGroup, i), i };

      if (counter->by != CLINIC_EXPENSES_BY_MONTH && line.group.count == 0 &&
          line.group.count_before == 0)
        {
          g_free ((gint64 *) line.group.trend);
          continue;
        }
      name_group (counter, i, &line.group);
      g_array_append_val (lines, line);
    }
  if (counter->by != CLINIC_EXPENSES_BY_MONTH)
    g_array_sort (lines, compare_lines);
  g_array_set_size (block->groups, 0);
  for (guint i = 0; i < lines->len; i++)
    {
      places[g_array_index (lines, Line, i).number] = i;
      g_array_append_val (block->groups, g_array_index (lines, Line, i).group);
    }
  for (guint i = 0; i < result->rows->len; i++)
    {
      Row *row = &g_array_index (result->rows, Row, i);

      if (row->block == place && !(row->figures & (1 << CLINIC_EXPENSES_UNDATED)))
        row->group = places[row->group];
    }
  fill_shares (block);
}

/* (transfer full) (nullable) */
static guint8 *
read_filter (ClinicFacts *facts, ClinicFactName name, const ClinicQuestion *question)
{
  guint8 *allowed = NULL;

  if (question == NULL || question->filters[name] == NULL)
    return NULL;
  allowed = g_new0 (guint8, clinic_facts_get_n_keys (facts, name));
  for (guint i = 0; question->filters[name][i] != NULL; i++)
    {
      const char *key = question->filters[name][i];
      guint32 number = clinic_facts_find (facts, name, key);

      if (number != 0 || *key == '\0')
        allowed[number] = 1;
    }

  return allowed;
}

static guint
count_groups (const Counter *counter)
{
  if (counter->by == CLINIC_EXPENSES_BY_MONTH)
    return MAX (counter->result->n_months, 1);

  return clinic_facts_get_n_keys (counter->facts, filtered[counter->by]);
}

static ClinicExpenses *
new_empty (ClinicFacts *facts, int from, int to, int today)
{
  ClinicExpenses *self = g_new0 (ClinicExpenses, 1);
  gint64 known_from, known_to;
  int known = G_MAXINT;

  self->from = self->before_from = from;
  self->to = self->before_to = to;
  clinic_question_shift_to_date (CLINIC_COMPARISON_PREVIOUS, today, &self->before_from,
                                 &self->before_to);
  if (clinic_facts_get_known (facts, CLINIC_FACTS_BILLS, &known_from, &known_to))
    known = clinic_days_of (clinic_facts_get_zone (facts), known_from, NULL);
  self->is_whole = known <= from;
  self->is_compared = known <= self->before_from;
  self->n_months = to > from ? get_month_place (from, to - 1) + 1 : 0;
  self->blocks = g_ptr_array_new_with_free_func (free_block);
  self->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  self->texts = g_string_chunk_new (256);

  return self;
}

/* The currency with most invoices is the clinic's own. */
static int
compare_blocks (gconstpointer a, gconstpointer b)
{
  const ClinicExpenseBlock *one = *(ClinicExpenseBlock *const *) a;
  const ClinicExpenseBlock *other = *(ClinicExpenseBlock *const *) b;
  guint count = one->total.count + one->total.count_before + one->undated;
  guint other_count = other->total.count + other->total.count_before + other->undated;

  if (count != other_count)
    return count > other_count ? -1 : 1;

  return g_strcmp0 (one->currency, other->currency);
}

/* the rows know their blocks by place */
static void
order_blocks (ClinicExpenses *self)
{
  g_autoptr (GPtrArray) were = g_ptr_array_new ();

  g_ptr_array_extend (were, self->blocks, NULL, NULL);
  g_ptr_array_sort (self->blocks, compare_blocks);
  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = &g_array_index (self->rows, Row, i);
      guint place = 0;

      if (g_ptr_array_find (self->blocks, g_ptr_array_index (were, row->block), &place))
        row->block = place;
    }
}

ClinicExpenses *
clinic_expenses_new (ClinicFacts *facts,
                     ClinicExpensesBy by,
                     int from,
                     int to,
                     int today,
                     const ClinicQuestion *question)
{
  ClinicExpenses *self = new_empty (facts, from, to, today);
  Counter counter = { .facts = facts, .by = by, .result = self };
  g_autofree guint *blocks = g_new0 (guint, clinic_facts_get_n_keys (facts, CLINIC_NAMES_CURRENCY));
  guint n = 0;
  const ClinicFactBill *bills = clinic_facts_get_bills (facts, &n);

  self->by = by;
  counter.blocks = blocks;
  counter.n_groups = count_groups (&counter);
  for (guint i = 0; i < G_N_ELEMENTS (filtered); i++)
    counter.allowed[i] = read_filter (facts, filtered[i], question);
  for (guint i = 0; i < n; i++)
    if (bills[i].fate == CLINIC_BILL_PAID && is_allowed (&counter, &bills[i]))
      add_bill (&counter, &bills[i]);
  for (guint i = 0; i < self->blocks->len; i++)
    order_groups (&counter, i);
  order_blocks (self);
  for (guint i = 0; i < G_N_ELEMENTS (filtered); i++)
    g_clear_pointer (&counter.allowed[i], g_free);

  return self;
}

void
clinic_expenses_free (ClinicExpenses *self)
{
  g_ptr_array_unref (self->blocks);
  g_array_unref (self->rows);
  g_string_chunk_free (self->texts);
  g_free (self);
}

GArray *
clinic_expenses_dup_ids (const ClinicExpenses *self,
                         const ClinicExpenseBlock *block,
                         const ClinicExpenseGroup *group,
                         ClinicExpensesFigure figure)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  const ClinicExpenseGroup *first = (const ClinicExpenseGroup *) (gpointer) block->groups->data;
  gboolean all = group == NULL || group == &block->total;
  guint place = 0;

  if (!g_ptr_array_find (self->blocks, block, &place))
    return ids;
  for (guint i = 0; i < self->rows->len; i++)
    {
      const Row *row = &g_array_index (self->rows, Row, i);

      if (row->block == place && row->figures & (1 << figure) &&
          (all || (figure != CLINIC_EXPENSES_UNDATED && row->group == (guint) (group - first))))
        g_array_append_val (ids, row->id);
    }

  return ids;
}
