/* recount-office.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "recount-office.h"

#include "clinic-days.h"

/* ?1 and ?2: the period, ?3 and ?4: the time before, ?5: months, ?6: (nullable): a payer */
#define PAID                                                                                          \
  "WITH paid AS (SELECT b.id, b.amount, coalesce (nullif (b.currency, ''), 'RUB') AS currency,"       \
  " b.created, b.paid, b.act, coalesce (c.name, '') AS category, coalesce (p.name, '') AS payer,"     \
  " trim (coalesce (b.contractor, '')) AS contractor, (strftime ('%Y', b.paid) - strftime ('%Y',"     \
  " ?1)) * 12 + strftime ('%m', b.paid) - strftime ('%m', ?1) AS month, (strftime ('%Y', b.paid) "    \
  "-"                                                                                                 \
  " strftime ('%Y', ?3)) * 12 + strftime ('%m', b.paid) - strftime ('%m', ?3) AS month_before"        \
  " FROM bills b JOIN choices s ON s.property = 128 AND s.id = b.state AND s.name = 'Оплачен'" \
  " LEFT JOIN choices c ON c.property = 122 AND c.id = b.category"                                    \
  " LEFT JOIN choices p ON p.property = 123 AND p.id = b.payer)"

static const char *const groups[] = {
  [CLINIC_EXPENSES_BY_CATEGORY] = "category",
  [CLINIC_EXPENSES_BY_PAYER] = "payer",
  [CLINIC_EXPENSES_BY_COUNTERPARTY] = "contractor",
  /* a month of the time before is that which it is compared with */
  [CLINIC_EXPENSES_BY_MONTH] = "iif (paid >= ?1, month, min (month_before, ?5 - 1))",
};

static sqlite3_stmt *
prepare (sqlite3 *tables, const char *sql)
{
  sqlite3_stmt *row = NULL;

  if (sqlite3_prepare_v2 (tables, sql, -1, &row, NULL) != SQLITE_OK)
    g_error ("%s: %s", sqlite3_errmsg (tables), sql);

  return row;
}

static void
bind_day (sqlite3_stmt *row, int place, int day)
{
  g_autofree char *text = clinic_days_to_string (day);

  sqlite3_bind_text (row, place, text, -1, SQLITE_TRANSIENT);
}

static const ClinicExpenseBlock *
find_block (const ClinicExpenses *expenses, const char *currency)
{
  for (guint i = 0; i < expenses->blocks->len; i++)
    {
      const ClinicExpenseBlock *block = g_ptr_array_index (expenses->blocks, i);

      if (g_str_equal (block->currency, currency))
        return block;
    }
  g_error ("there is nothing of %s", currency);
}

static const ClinicExpenseGroup *
find_group (const ClinicExpenses *expenses, const ClinicExpenseBlock *block, const char *key)
{
  if (expenses->by == CLINIC_EXPENSES_BY_MONTH)
    return &g_array_index (block->groups, ClinicExpenseGroup, atoi (key));
  for (guint i = 0; i < block->groups->len; i++)
    if (g_str_equal (g_array_index (block->groups, ClinicExpenseGroup, i).key, key))
      return &g_array_index (block->groups, ClinicExpenseGroup, i);
  g_error ("there is nothing of “%s”", key);
}

static sqlite3_stmt *
ask (sqlite3 *tables, const ClinicExpenses *expenses, const char *select, const char *payer)
{
  g_autofree char *sql =
    g_strconcat (PAID " SELECT currency, ", groups[expenses->by], " AS grp, ", select,
                 " FROM paid WHERE ((paid >= ?1 AND paid < ?2) OR (paid >= ?3 AND paid < ?4))"
                 " AND (?6 IS NULL OR payer = ?6) GROUP BY currency, grp",
                 NULL);
  sqlite3_stmt *row = prepare (tables, sql);

  bind_day (row, 1, expenses->from);
  bind_day (row, 2, expenses->to);
  bind_day (row, 3, expenses->before_from);
  bind_day (row, 4, expenses->before_to);
  sqlite3_bind_int (row, 5, (int) expenses->n_months);
  if (payer != NULL)
    sqlite3_bind_text (row, 6, payer, -1, SQLITE_TRANSIENT);

  return row;
}

/* The figures of each group; what is in none must be nothing. */
static guint
compare_groups (sqlite3 *tables, const ClinicExpenses *expenses, const char *payer)
{
  sqlite3_stmt *row =
    ask (tables, expenses,
         "sum (iif (paid >= ?1, amount, 0)), sum (paid >= ?1), sum (paid >= ?1 AND NOT act),"
         " sum (iif (paid < ?1, amount, 0)), sum (paid < ?1)",
         payer);
  guint n = 0, n_bills = 0, n_other = 0;

  while (sqlite3_step (row) == SQLITE_ROW)
    {
      const ClinicExpenseGroup *group =
        find_group (expenses, find_block (expenses, (const char *) sqlite3_column_text (row, 0)),
                    (const char *) sqlite3_column_text (row, 1));

      g_assert_cmpint (group->amount, ==, sqlite3_column_int64 (row, 2));
      g_assert_cmpint (group->count, ==, sqlite3_column_int64 (row, 3));
      g_assert_cmpint (group->acts_missing, ==, sqlite3_column_int64 (row, 4));
      g_assert_cmpint (group->before, ==, sqlite3_column_int64 (row, 5));
      g_assert_cmpint (group->count_before, ==, sqlite3_column_int64 (row, 6));
      n_bills += group->count + group->count_before;
      n++;
    }
  sqlite3_finalize (row);
  for (guint i = 0; i < expenses->blocks->len; i++)
    {
      const ClinicExpenseBlock *block = g_ptr_array_index (expenses->blocks, i);

      n_other += block->total.count + block->total.count_before;
    }
  g_assert_cmpuint (n_bills, ==, n_other);

  return n;
}

static void
compare_trends (sqlite3 *tables, const ClinicExpenses *expenses, const char *payer)
{
  for (guint month = 0; month < expenses->n_months; month++)
    {
      g_autofree char *select =
        g_strdup_printf ("sum (iif (paid >= ?1 AND month = %u, amount, 0))", month);
      sqlite3_stmt *row = ask (tables, expenses, select, payer);

      while (sqlite3_step (row) == SQLITE_ROW)
        {
          const ClinicExpenseGroup *group =
            find_group (expenses,
                        find_block (expenses, (const char *) sqlite3_column_text (row, 0)),
                        (const char *) sqlite3_column_text (row, 1));

          g_assert_cmpint (group->trend[month], ==, sqlite3_column_int64 (row, 2));
        }
      sqlite3_finalize (row);
    }
}

static void
compare_undated (sqlite3 *tables, const ClinicExpenses *expenses, const char *payer, gint64 known)
{
  sqlite3_stmt *row =
    prepare (tables, PAID " SELECT currency, count (*), sum (amount) FROM paid WHERE paid IS NULL"
                          " AND created >= ?5 AND (?6 IS NULL OR payer = ?6) GROUP BY currency");

  sqlite3_bind_int64 (row, 5, known);
  if (payer != NULL)
    sqlite3_bind_text (row, 6, payer, -1, SQLITE_TRANSIENT);
  while (sqlite3_step (row) == SQLITE_ROW)
    {
      const ClinicExpenseBlock *block =
        find_block (expenses, (const char *) sqlite3_column_text (row, 0));

      g_assert_cmpint (block->undated, ==, sqlite3_column_int64 (row, 1));
      g_assert_cmpint (block->undated_amount, ==, sqlite3_column_int64 (row, 2));
    }
  sqlite3_finalize (row);
}

guint
recount_expenses (sqlite3 *tables, const ClinicExpenses *expenses, const char *payer, gint64 known)
{
  compare_trends (tables, expenses, payer);
  compare_undated (tables, expenses, payer, known);

  return compare_groups (tables, expenses, payer);
}

/* --- pay --- */

/* What the lines are counted from, of everybody. A day of work by the schedule and by the clock:
 * paid is the schedule, or the fact where that is less; between two shifts of a day nobody works.
 * What was not ended, was ended after sixteen hours or waits for an approval is not counted; of
 * leave neither. Money is in kopecks, a factor in thousandths, a share in tenths of a per cent. */
static const char tables_of_pay[] =
  "CREATE TEMP TABLE leave AS SELECT user, date (start, 'unixepoch', 'localtime') AS first,"
  " date (finish, 'unixepoch', 'localtime') AS last FROM shifts WHERE kind != 0;"
  "CREATE TEMP TABLE plan AS SELECT user, start, finish, date (start, 'unixepoch', 'localtime') AS"
  " day FROM shifts s WHERE kind = 0 AND NOT EXISTS (SELECT 1 FROM leave l WHERE l.user = s.user"
  " AND date (s.start, 'unixepoch', 'localtime') BETWEEN l.first AND l.last);"
  "CREATE TEMP TABLE expected AS SELECT user, day, min (start) AS start, max (finish) AS finish,"
  " sum (finish - start) AS length FROM plan GROUP BY user, day;"
  "CREATE TEMP TABLE met AS SELECT e.user, e.day, e.length,"
  " w.leaks - (e.finish - e.start - e.length) AS rest,"
  " max (0, w.finish - max (e.finish, w.start)) AS excess,"
  " (SELECT sum (max (0, min (p.finish, w.finish) - max (p.start, w.start))) FROM plan p"
  "  WHERE p.user = e.user AND p.day = e.day) AS there"
  " FROM expected e JOIN work_days w ON w.user = e.user AND w.start < e.finish AND w.finish >"
  " e.start WHERE w.approved AND (w.finish - w.start <= 16 * 3600 OR w.finish <= e.finish);"
  "CREATE TEMP TABLE rate AS SELECT user, since, (SELECT min (n.since) FROM rates n WHERE"
  " n.user = r.user AND n.since > r.since) AS until, CAST (round (rate * 100) AS INTEGER) AS"
  " hour, CAST (round (factor * 1000) AS INTEGER) AS factor, CAST (round (seniority * 10) AS"
  " INTEGER) AS share, CAST (round (overtime * 100) AS INTEGER) AS overtime,"
  " CAST (round (call_price * 100) AS INTEGER) AS call, CAST (round (review_price * 100) AS"
  " INTEGER) AS review, CAST (round (allowance * 100) AS INTEGER) AS allowance FROM rates r;"
  "CREATE TEMP TABLE scale AS SELECT k.name, CAST (s.since AS REAL) AS since, CAST (round (s.value"
  " * 100) AS INTEGER) AS value FROM scales s JOIN choices k ON k.property = 231 AND k.id = s.kind;"
  "CREATE TEMP TABLE extra AS SELECT x.user, x.day, k.name AS kind, CAST (round (coalesce"
  " (x.amount, 0) * 100) AS INTEGER) AS amount FROM extras x JOIN choices k ON k.property = 223"
  " AND k.id = x.kind;"
  "CREATE TEMP TABLE served AS SELECT id AS user, date (substr (hired, 1, 10)) AS since FROM users"
  " WHERE hired != '';"
  "CREATE TEMP TABLE shift AS SELECT m.user, m.day, r.hour, r.factor, m.excess,"
  " max (0, min (m.length, m.there - max (0, m.rest))) AS paid, coalesce (r.share, (SELECT s.value"
  " / 10 FROM scale s JOIN served h ON h.user = m.user WHERE s.name = 'Стаж, лет' AND s.since <="
  " strftime ('%Y', m.day) - strftime ('%Y', h.since) - (strftime ('%m-%d', m.day) < strftime"
  " ('%m-%d', h.since)) ORDER BY s.since DESC LIMIT 1), 0) AS share FROM met m JOIN rate r"
  " ON r.user = m.user AND m.day >= r.since AND (r.until IS NULL OR m.day < r.until);";

/* ?1: whose, ?2 and ?3: the days, ?4: seconds of a day's overtime that do not count, ?5 and ?6: who
 * was brought, of how many */
#define OURS "user = ?1 AND day >= ?2 AND day < ?3"
#define IN_FORCE(day)                                                                              \
  "r.user = ?1 AND r.since <= " day " AND (r.until IS NULL OR r.until > " day ")"
#define LAST_DAY "date (?3, '-1 day')"
#define TIER(scale, condition)                                                                     \
  "coalesce ((SELECT value FROM scale WHERE name = '" scale "' AND " condition                     \
  " ORDER BY since DESC LIMIT 1), 0)"

/* quantity, sum, of which so many parts make a kopeck: rounded once, half up */
static const char *const lines[CLINIC_N_PAY_KINDS] = {
  [CLINIC_PAY_BASE] =
    "SELECT sum (paid), sum (paid * hour * factor), 3600000 FROM shift WHERE " OURS,
  [CLINIC_PAY_OVERTIME] =
    "WITH late AS (SELECT *, iif (excess > 1200, excess - ?4, 0) AS extra FROM shift WHERE " OURS
    "), price AS (SELECT coalesce (max (overtime), 0) AS price FROM rate r"
    " WHERE " IN_FORCE (LAST_DAY) ") SELECT sum (extra), iif (price > 0, sum (extra) * price *"
                                  " 1000000, sum ((min (extra, 7200) * 1500 + max (extra - 7200, 0)"
                                  " * 2000) * hour * factor)), 3600000000 FROM late, price",
  [CLINIC_PAY_SENIORITY] =
    "SELECT 0, sum (paid * hour * factor * share), 3600000000 FROM shift WHERE " OURS,
  [CLINIC_PAY_CALLS] =
    "WITH talk AS (SELECT user, date (start, 'unixepoch', 'localtime') AS day FROM calls WHERE"
    " type != 5 AND code = '200' AND duration >= 10) SELECT count (*), sum (r.call), 1 FROM talk t"
    " JOIN rate r ON " IN_FORCE ("t.day") " WHERE t.user = ?1 AND day >= ?2 AND day < ?3",
  [CLINIC_PAY_BRINGING_FIRST] =
    "SELECT ?5, " TIER ("Доведение первичных, %", "?6 > 0 AND ?5 * 100 >= since * ?6") ", 1",
  [CLINIC_PAY_BRINGING_WAITING] =
    "SELECT ?5, " TIER ("Доведение листа ожидания, %", "?6 > 0 AND ?5 * 100 >= since * ?6") ", 1",
  [CLINIC_PAY_REVIEWS] =
    "SELECT count (*), sum (r.review), 1 FROM extra x JOIN rate r ON " IN_FORCE (
      "x.day") " WHERE x.user = ?1 AND day >= ?2 AND day < ?3 AND kind = 'Отзыв'",
  [CLINIC_PAY_NO_REMARKS] =
    "SELECT n, " TIER ("Замечаний за месяц",
                       "since <= n") ", 1 FROM (SELECT count (*) AS n FROM extra WHERE " OURS
                                     " AND kind = 'Замечание')",
  [CLINIC_PAY_ALLOWANCES] =
    "SELECT count (*), sum (amount), 1 FROM (SELECT amount FROM extra WHERE " OURS
    " AND kind NOT IN ('Отзыв', 'Замечание') UNION ALL SELECT allowance FROM rate r"
    " WHERE " IN_FORCE (LAST_DAY) " AND allowance > 0)",
};

static void
compare_line (sqlite3 *tables, ClinicPayCard *card, ClinicPayKind kind, const RecountGroup *brought)
{
  const ClinicPayInputs *inputs = clinic_pay_card_get_inputs (card);
  const ClinicPayLine *line = &clinic_pay_card_get_sheet (card)->lines[kind];
  gboolean is_beyond = inputs->overtime == CLINIC_OVERTIME_BEYOND;
  sqlite3_stmt *row = prepare (tables, lines[kind]);
  gint64 quantity, amount, unit;

  sqlite3_bind_int64 (row, 1, inputs->user);
  bind_day (row, 2, inputs->from);
  bind_day (row, 3, inputs->to);
  sqlite3_bind_int (row, 4, is_beyond ? 20 * 60 : 0);
  sqlite3_bind_int64 (row, 5, brought != NULL ? brought->part : 0);
  sqlite3_bind_int64 (row, 6, brought != NULL ? brought->whole : 0);
  g_assert_cmpint (sqlite3_step (row), ==, SQLITE_ROW);
  quantity = sqlite3_column_int64 (row, 0);
  unit = sqlite3_column_int64 (row, 2);
  amount = (2 * sqlite3_column_int64 (row, 1) + unit) / (2 * unit);
  sqlite3_finalize (row);
  if (line->amount != amount || (kind != CLINIC_PAY_SENIORITY && line->quantity != quantity))
    g_error ("%s, %s: %d and %d for %d and %d", clinic_pay_card_get_name (card),
             clinic_pay_kind_get_title (kind), (int) line->amount, (int) amount,
             (int) line->quantity, (int) quantity);
}

/* (transfer full): by user */
static GHashTable *
count_brought (sqlite3 *tables, ClinicMeasure measure, int first, gint64 now)
{
  g_autoptr (ClinicQuestion) question =
    clinic_question_new (measure, CLINIC_GROUPING_BY (CLINIC_NAMES_USER));

  question->period = CLINIC_PERIOD_DAYS;
  question->from = first;
  question->to = clinic_days_add_months (first, 1);

  return recount (tables, question, now);
}

static void
compare_card (sqlite3 *tables, ClinicPayCard *card, GHashTable *first, GHashTable *waiting)
{
  g_autofree char *user = g_strdup_printf ("%" G_GINT64_FORMAT, clinic_pay_card_get_user (card));
  gint64 total = 0;

  for (guint i = 0; i < CLINIC_N_PAY_KINDS; i++)
    {
      GHashTable *brought = i == CLINIC_PAY_BRINGING_FIRST ? first : waiting;

      compare_line (tables, card, (ClinicPayKind) i, g_hash_table_lookup (brought, user));
      total += clinic_pay_card_get_sheet (card)->lines[i].amount;
    }
  g_assert_cmpint (clinic_pay_card_get_sheet (card)->total, ==, total);
}

void
recount_pay (sqlite3 *tables, ClinicPayMonth *month, GSettings *settings, gint64 now)
{
  static const char *const readings[] = { "whole", "beyond" };
  int day = clinic_pay_month_get_day (month);
  GListModel *cards = clinic_pay_month_get_cards (month);
  g_autoptr (GHashTable) first = count_brought (tables, CLINIC_MEASURE_BRINGING_FIRST, day, now);
  g_autoptr (GHashTable) waiting =
    count_brought (tables, CLINIC_MEASURE_BRINGING_WAITING, day, now);
  char *message = NULL;

  if (sqlite3_table_column_metadata (tables, "temp", "shift", NULL, NULL, NULL, NULL, NULL, NULL) !=
        SQLITE_OK &&
      sqlite3_exec (tables, tables_of_pay, NULL, NULL, &message) != SQLITE_OK)
    g_error ("%s", message);
  for (guint reading = 0; reading < G_N_ELEMENTS (readings); reading++)
    {
      g_settings_set_string (settings, "overtime-reading", readings[reading]);
      for (guint i = 0; i < g_list_model_get_n_items (cards); i++)
        {
          g_autoptr (ClinicPayCard) card = g_list_model_get_item (cards, i);

          compare_card (tables, card, first, waiting);
        }
    }
  g_settings_reset (settings, "overtime-reading");
}
