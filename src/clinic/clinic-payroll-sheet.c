/* clinic-payroll-sheet.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "clinic-payroll-sheet"

#include "clinic-payroll-sheet.h"

#include <glib/gi18n.h>

#include "clinic-days.h"
#include "clinic-pay-days.h"
#include "clinic-payroll-private.h"

#define MINUTE 60

/* CALL_TYPE of the portal */
#define CALL_IN 2
#define CALL_IN_REDIRECTED 3

void
clinic_pay_shown_free (ClinicPayShown *shown)
{
  g_clear_pointer (&shown->sheet, clinic_pay_sheet_free);
  g_free (shown);
}

ClinicPayShown *
clinic_pay_shown_new (ClinicPayCard *card)
{
  ClinicPayShown *shown = g_new0 (ClinicPayShown, 1);

  shown->sign = clinic_pay_card_get_signed (card);
  shown->inputs = shown->sign != NULL ? shown->sign->inputs : clinic_pay_card_get_inputs (card);
  if (shown->inputs != NULL)
    shown->sheet = clinic_pay_sheet_new (shown->inputs);

  return shown;
}

gint64
clinic_pay_shown_get_amount (const ClinicPayShown *shown, ClinicPayKind kind)
{
  return shown->sign != NULL ? shown->sign->amounts[kind] : shown->sheet->lines[kind].amount;
}

gint64
clinic_pay_shown_get_total (const ClinicPayShown *shown)
{
  return shown->sign != NULL ? shown->sign->total : shown->sheet->total;
}

static gint64
to_minutes (gint64 seconds)
{
  return (seconds + MINUTE / 2) / MINUTE;
}

char *
clinic_payroll_sheet_dup_month (int day)
{
  g_autoptr (GDateTime) date = NULL;
  int year, month, month_day;

  clinic_days_to_date (day, &year, &month, &month_day);
  date = g_date_time_new_utc (year, month, 1, 0, 0, 0);

  return date != NULL ? g_date_time_format (date, "%OB %Y") : g_strdup ("");
}

static guint
n_questions (const ClinicPaySheet *sheet)
{
  guint n = 0;

  for (guint i = 0; i < sheet->flags->len; i++)
    if (clinic_pay_flag_blocks (g_array_index (sheet->flags, ClinicPayFlag, i).kind))
      n++;

  return n;
}

char *
clinic_pay_shown_dup_state (const ClinicPayShown *shown, ClinicPayCard *card)
{
  guint n_differences = clinic_pay_card_get_differences (card)->len;
  g_autoptr (GDateTime) when = NULL;
  g_autofree char *day = NULL;

  if (shown->sheet == NULL)
    return g_strdup (C_ ("payroll", "Not known"));
  if (shown->sign == NULL)
    return n_questions (shown->sheet) == 0
             ? g_strdup (C_ ("payroll", "Not signed"))
             : g_strdup_printf (C_ ("payroll", "Not signed. Questions left: %u"),
                                n_questions (shown->sheet));
  when = g_date_time_new_from_unix_local (shown->sign->signed_at);
  day = when != NULL ? g_date_time_format (when, "%d.%m.%Y") : g_strdup ("");
  if (n_differences == 0)
    return g_strdup_printf (C_ ("payroll", "Signed on %s"), day);

  return g_strdup_printf (C_ ("payroll", "Signed on %1$s. Changed since, lines: %2$u"), day,
                          n_differences);
}

/* --- the table of the employees --- */

typedef enum
{
  EMPLOYEE,
  POSITION,
  RATE,
  PLANNED,
  WORKED,
  PAID,
  SHIFTS,
  BASE,
  OVERTIME_TIME,
  OVERTIME,
  CALLS_IN,
  CALLS_OUT,
  CALLS_MISSED,
  CALLS,
  SENIORITY_SHARE,
  SENIORITY,
  QUALIFICATION,
  ALLOWANCES,
  WAITING_SHARE,
  WAITING,
  FIRST_SHARE,
  FIRST,
  REVIEWS,
  N_REMARKS,
  NO_REMARKS,
  TOTAL,
  COMMENT,
} Column;

static const struct
{
  const char *name;
  ClinicSheetKind kind;
} columns[] = {
  [EMPLOYEE] = { NC_ ("payroll", "Employee"), CLINIC_SHEET_TEXT },
  [POSITION] = { NC_ ("payroll", "Position"), CLINIC_SHEET_TEXT },
  [RATE] = { NC_ ("payroll", "Rate, ₽ an hour"), CLINIC_SHEET_MONEY },
  [PLANNED] = { NC_ ("payroll", "Hours by schedule"), CLINIC_SHEET_MINUTES },
  [WORKED] = { NC_ ("payroll", "Hours in fact"), CLINIC_SHEET_MINUTES },
  [PAID] = { NC_ ("payroll", "Hours paid"), CLINIC_SHEET_MINUTES },
  [SHIFTS] = { NC_ ("payroll", "Shifts"), CLINIC_SHEET_COUNT },
  [BASE] = { NC_ ("payroll", "Pay by the hour"), CLINIC_SHEET_MONEY },
  [OVERTIME_TIME] = { NC_ ("payroll", "Overtime, hours"), CLINIC_SHEET_MINUTES },
  [OVERTIME] = { NC_ ("payroll", "Overtime"), CLINIC_SHEET_MONEY },
  [CALLS_IN] = { NC_ ("payroll", "Calls taken"), CLINIC_SHEET_COUNT },
  [CALLS_OUT] = { NC_ ("payroll", "Calls made"), CLINIC_SHEET_COUNT },
  [CALLS_MISSED] = { NC_ ("payroll", "Calls missed"), CLINIC_SHEET_COUNT },
  [CALLS] = { NC_ ("payroll", "For calls"), CLINIC_SHEET_MONEY },
  [SENIORITY_SHARE] = { NC_ ("payroll", "Seniority, %"), CLINIC_SHEET_PERCENT },
  [SENIORITY] = { NC_ ("payroll", "For seniority"), CLINIC_SHEET_MONEY },
  [QUALIFICATION] = { NC_ ("payroll", "Qualification, %"), CLINIC_SHEET_PERCENT },
  [ALLOWANCES] = { NC_ ("payroll", "Allowances"), CLINIC_SHEET_MONEY },
  [WAITING_SHARE] = { NC_ ("payroll", "Waiting list: came, %"), CLINIC_SHEET_PERCENT },
  [WAITING] = { NC_ ("payroll", "For the waiting list"), CLINIC_SHEET_MONEY },
  [FIRST_SHARE] = { NC_ ("payroll", "First visits: came, %"), CLINIC_SHEET_PERCENT },
  [FIRST] = { NC_ ("payroll", "For first visits"), CLINIC_SHEET_MONEY },
  [REVIEWS] = { NC_ ("payroll", "For reviews"), CLINIC_SHEET_MONEY },
  [N_REMARKS] = { NC_ ("payroll", "Remarks"), CLINIC_SHEET_COUNT },
  [NO_REMARKS] = { NC_ ("payroll", "For few remarks"), CLINIC_SHEET_MONEY },
  [TOTAL] = { NC_ ("payroll", "Total"), CLINIC_SHEET_MONEY },
  [COMMENT] = { NC_ ("payroll", "Comment"), CLINIC_SHEET_TEXT },
};

/* prices of an hour and shares do not add up to anything */
static gboolean
has_sum (Column column)
{
  ClinicSheetKind kind = columns[column].kind;

  return column != RATE && kind != CLINIC_SHEET_TEXT && kind != CLINIC_SHEET_PERCENT;
}

/* where the amount of a line stands */
static const Column amounts[CLINIC_N_PAY_KINDS] = {
  [CLINIC_PAY_BASE] = BASE,
  [CLINIC_PAY_OVERTIME] = OVERTIME,
  [CLINIC_PAY_SENIORITY] = SENIORITY,
  [CLINIC_PAY_CALLS] = CALLS,
  [CLINIC_PAY_BRINGING_FIRST] = FIRST,
  [CLINIC_PAY_BRINGING_WAITING] = WAITING,
  [CLINIC_PAY_REVIEWS] = REVIEWS,
  [CLINIC_PAY_NO_REMARKS] = NO_REMARKS,
  [CLINIC_PAY_ALLOWANCES] = ALLOWANCES,
};

const char *
clinic_payroll_get_head (ClinicPayKind kind)
{
  return g_dpgettext2 (NULL, "payroll", columns[amounts[kind]].name);
}

static void
put_calls (ClinicSheet *table, const ClinicPayInputs *inputs)
{
  gint64 in = 0, out = 0, missed = 0;

  for (guint i = 0; i < inputs->calls->len; i++)
    {
      const ClinicPayCall *call = &g_array_index (inputs->calls, ClinicPayCall, i);
      gboolean is_in = call->type == CALL_IN || call->type == CALL_IN_REDIRECTED;

      if (is_in && !call->answered)
        missed++;
      else if (is_in)
        in++;
      else if (call->answered)
        out++;
    }
  clinic_sheet_put_number (table, CALLS_IN, in);
  clinic_sheet_put_number (table, CALLS_OUT, out);
  clinic_sheet_put_number (table, CALLS_MISSED, missed);
}

static void
put_time (ClinicSheet *table, const ClinicPayShown *shown)
{
  g_autoptr (GArray) days = clinic_pay_days_new (shown->inputs, shown->sheet);
  gint64 planned = 0, worked = 0;

  for (guint i = 0; i < days->len; i++)
    {
      const ClinicPayDay *day = &g_array_index (days, ClinicPayDay, i);

      planned += clinic_pay_day_get_planned (day);
      worked += day->worked;
    }
  clinic_sheet_put_number (table, PLANNED, to_minutes (planned));
  clinic_sheet_put_number (table, WORKED, to_minutes (worked));
  clinic_sheet_put_number (table, PAID, to_minutes (shown->sheet->lines[CLINIC_PAY_BASE].quantity));
  clinic_sheet_put_number (table, SHIFTS, shown->sheet->shifts->len);
  clinic_sheet_put_number (table, OVERTIME_TIME,
                           to_minutes (shown->sheet->lines[CLINIC_PAY_OVERTIME].quantity));
}

static void
put_share (ClinicSheet *table, Column column, const ClinicPayBringing *bringing)
{
  if (bringing->whole > 0)
    clinic_sheet_put_number (table, column,
                             (bringing->part * 2000 + bringing->whole) / (bringing->whole * 2));
}

static void
put_employee (ClinicSheet *table, ClinicPayCard *card, const ClinicPayShown *shown)
{
  const ClinicPayInputs *inputs = shown->inputs;
  const ClinicPayRate *rate = NULL;
  g_autofree char *state = clinic_pay_shown_dup_state (shown, card);

  clinic_sheet_add_row (table);
  clinic_sheet_put_text (table, EMPLOYEE, clinic_pay_card_get_name (card));
  clinic_sheet_put_text (table, POSITION, clinic_pay_card_get_position (card));
  clinic_sheet_put_text (table, COMMENT, state);
  if (shown->sheet == NULL)
    return;

  put_time (table, shown);
  put_calls (table, inputs);
  rate = clinic_pay_inputs_find_rate (inputs, inputs->to - 1);
  if (rate != NULL)
    {
      clinic_sheet_put_number (table, RATE, rate->rate);
      clinic_sheet_put_number (table, QUALIFICATION, rate->qualification);
      clinic_sheet_put_number (table, SENIORITY_SHARE,
                               clinic_pay_inputs_get_seniority (inputs, inputs->to - 1));
    }
  put_share (table, WAITING_SHARE, &inputs->waiting);
  put_share (table, FIRST_SHARE, &inputs->first);
  clinic_sheet_put_number (table, N_REMARKS, inputs->remarks->len);
  for (guint i = 0; i < CLINIC_N_PAY_KINDS; i++)
    clinic_sheet_put_number (table, amounts[i],
                             clinic_pay_shown_get_amount (shown, (ClinicPayKind) i));
  clinic_sheet_put_number (table, TOTAL, clinic_pay_shown_get_total (shown));
}

/* (transfer full): the rules, each once in their order, and (in names, owned by it) whose they are:
 * arrays of borrowed names */
static GPtrArray *
list_rules (GPtrArray *cards, GHashTable *names, guint *n_known)
{
  GPtrArray *rules = g_ptr_array_new_with_free_func (g_free);

  *n_known = 0;
  for (guint i = 0; i < cards->len; i++)
    {
      ClinicPayCard *card = g_ptr_array_index (cards, i);
      g_autoptr (ClinicPayShown) shown = clinic_pay_shown_new (card);

      *n_known += shown->sheet != NULL ? 1 : 0;
      for (guint j = 0; shown->sheet != NULL && shown->sheet->rules[j] != NULL; j++)
        {
          const char *rule = shown->sheet->rules[j];
          GPtrArray *whose = g_hash_table_lookup (names, rule);

          if (whose == NULL)
            {
              whose = g_ptr_array_new ();
              g_hash_table_insert (names, g_strdup (rule), whose);
              g_ptr_array_add (rules, g_strdup (rule));
            }
          g_ptr_array_add (whose, (gpointer) clinic_pay_card_get_name (card));
        }
    }

  return rules;
}

/* Whose it is stands before a rule that is not everybody's: rates differ, and those of a signed
 * month may be other ones. */
static void
add_rules (ClinicSheet *table, GPtrArray *cards)
{
  g_autoptr (GHashTable) names =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  guint n_known = 0;
  g_autoptr (GPtrArray) rules = list_rules (cards, names, &n_known);

  for (guint i = 0; i < rules->len; i++)
    {
      const char *rule = g_ptr_array_index (rules, i);
      GPtrArray *whose = g_hash_table_lookup (names, rule);
      gboolean is_everybodys = whose->len == n_known;
      g_autofree char *all = NULL;
      g_autofree char *line = NULL;

      g_ptr_array_add (whose, NULL);
      all = g_strjoinv (", ", (char **) whose->pdata);
      /* Translators: names of employees, and a rule that their pay is counted by */
      line =
        is_everybodys ? g_strdup (rule) : g_strdup_printf (C_ ("payroll", "%1$s: %2$s"), all, rule);
      clinic_sheet_add_line (table, line);
    }
}

void
clinic_payroll_add_head (ClinicSheet *table,
                         ClinicPayMonth *month,
                         GPtrArray *cards,
                         const char *footer)
{
  g_autofree char *words = clinic_payroll_sheet_dup_month (clinic_pay_month_get_day (month));

  clinic_sheet_add_line (table, words);
  if (clinic_pay_month_get_problem (month) != NULL)
    clinic_sheet_add_line (table, clinic_pay_month_get_problem (month));
  add_rules (table, cards);
  clinic_sheet_set_footer (table, footer);
}

static ClinicSheet *
new_employees (ClinicPayMonth *month, GPtrArray *cards, const char *footer)
{
  ClinicSheet *table = clinic_sheet_new (C_ ("payroll", "Pay of the reception"));

  clinic_payroll_add_head (table, month, cards, footer);
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      clinic_sheet_add_column (table, g_dpgettext2 (NULL, "payroll", columns[i].name),
                               columns[i].kind, 0);
      if (has_sum ((Column) i))
        clinic_sheet_set_sum (table, i);
    }
  for (guint i = 0; i < cards->len; i++)
    {
      g_autoptr (ClinicPayShown) shown = clinic_pay_shown_new (g_ptr_array_index (cards, i));

      put_employee (table, g_ptr_array_index (cards, i), shown);
    }

  return table;
}

/* --- the table of the days --- */

typedef enum
{
  DAY,
  PLAN_START,
  PLAN_END,
  FACT_START,
  FACT_END,
  DAY_PAID,
  LATE,
  DAY_OVERTIME,
  SOURCE,
  NOTES,
} DayColumn;

static const char *
get_source (const ClinicPayDay *day)
{
  if (day->work->record_id == 0)
    return C_ ("payroll", "Schedule");
  if (day->end != day->work->fact_end)
    return C_ ("payroll", "Answer about the end");

  return day->work->plan_id == 0 ? C_ ("payroll", "Working time")
                                 : C_ ("payroll", "Schedule and working time");
}

static void
put_moment (ClinicSheet *table, DayColumn column, gint64 moment)
{
  if (moment != 0)
    clinic_sheet_put_number (table, column, moment);
}

static void
put_days (ClinicSheet *table, const ClinicPayShown *shown)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (GArray) days = clinic_pay_days_new (shown->inputs, shown->sheet);

  for (guint i = 0; i < days->len; i++)
    {
      const ClinicPayDay *day = &g_array_index (days, ClinicPayDay, i);
      g_autofree char *notes = clinic_pay_day_dup_notes (day, shown->sheet);

      clinic_sheet_add_row (table);
      clinic_sheet_put_number (table, DAY, clinic_days_begin (zone, day->work->day));
      put_moment (table, PLAN_START, day->work->plan_start);
      put_moment (table, PLAN_END, day->work->plan_end);
      put_moment (table, FACT_START, day->work->fact_start);
      put_moment (table, FACT_END, day->end);
      if (day->shift != NULL)
        {
          clinic_sheet_put_number (table, DAY_PAID, to_minutes (day->shift->paid));
          clinic_sheet_put_number (table, DAY_OVERTIME, to_minutes (day->shift->overtime));
        }
      clinic_sheet_put_number (table, LATE, day->late / MINUTE);
      clinic_sheet_put_text (table, SOURCE, get_source (day));
      clinic_sheet_put_text (table, NOTES, notes);
    }
}

static ClinicSheet *
new_days (ClinicPayMonth *month, GPtrArray *cards, const char *footer)
{
  ClinicSheet *table = clinic_sheet_new (C_ ("payroll", "Day by day"));

  clinic_payroll_add_head (table, month, cards, footer);
  clinic_sheet_set_group_name (table, C_ ("payroll", "Employee"));
  clinic_sheet_add_column (table, C_ ("payroll", "Day"), CLINIC_SHEET_DATE, 0);
  clinic_sheet_add_column (table, C_ ("payroll", "Plan: begins"), CLINIC_SHEET_TIME, 0);
  clinic_sheet_add_column (table, C_ ("payroll", "Plan: ends"), CLINIC_SHEET_TIME, 0);
  clinic_sheet_add_column (table, C_ ("payroll", "Fact: began"), CLINIC_SHEET_TIME, 0);
  clinic_sheet_add_column (table, C_ ("payroll", "Fact: ended"), CLINIC_SHEET_TIME, 0);
  clinic_sheet_add_column (table, C_ ("payroll", "Hours paid"), CLINIC_SHEET_MINUTES, 0);
  clinic_sheet_add_column (table, C_ ("payroll", "Came late"), CLINIC_SHEET_MINUTES, 0);
  clinic_sheet_add_column (table, C_ ("payroll", "Overtime"), CLINIC_SHEET_MINUTES, 0);
  clinic_sheet_add_column (table, C_ ("payroll", "Known from"), CLINIC_SHEET_TEXT, 0);
  clinic_sheet_add_column (table, C_ ("payroll", "Notes"), CLINIC_SHEET_TEXT, 0);
  clinic_sheet_set_sum (table, DAY_PAID);
  clinic_sheet_set_sum (table, LATE);
  clinic_sheet_set_sum (table, DAY_OVERTIME);
  for (guint i = 0; i < cards->len; i++)
    {
      ClinicPayCard *card = g_ptr_array_index (cards, i);
      g_autoptr (ClinicPayShown) shown = clinic_pay_shown_new (card);

      if (shown->sheet == NULL)
        continue;
      clinic_sheet_begin_group (table, clinic_pay_card_get_name (card));
      put_days (table, shown);
    }

  return table;
}

/* (transfer full) (element-type ClinicPayCard) */
static GPtrArray *
dup_cards (ClinicPayMonth *month, ClinicPayCard *only)
{
  GPtrArray *cards = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *all = clinic_pay_month_get_cards (month);

  if (only != NULL)
    g_ptr_array_add (cards, g_object_ref (only));
  for (guint i = 0; only == NULL && i < g_list_model_get_n_items (all); i++)
    g_ptr_array_add (cards, g_list_model_get_item (all, i));

  return cards;
}

ClinicWorkbook *
clinic_payroll_sheet_new_workbook (ClinicPayMonth *month,
                                   ClinicPayCard *card,
                                   const char *author,
                                   const char *footer)
{
  g_autoptr (GPtrArray) cards = NULL;
  g_autoptr (ClinicSheet) employees = NULL;
  g_autoptr (ClinicSheet) days = NULL;
  g_autoptr (ClinicSheet) paper = NULL;
  g_autofree char *words = NULL;
  g_autofree char *title = NULL;
  ClinicWorkbook *workbook = NULL;

  g_return_val_if_fail (CLINIC_IS_PAY_MONTH (month), NULL);
  g_return_val_if_fail (card == NULL || CLINIC_IS_PAY_CARD (card), NULL);

  cards = dup_cards (month, card);
  words = clinic_payroll_sheet_dup_month (clinic_pay_month_get_day (month));
  /* Translators: a month: «Pay of the reception, October 2026» */
  title = g_strdup_printf (C_ ("payroll", "Pay of the reception, %s"), words);
  workbook = clinic_workbook_new (title, author);
  employees = new_employees (month, cards, footer);
  days = new_days (month, cards, footer);
  paper = card != NULL ? clinic_payroll_new_slip (month, cards, footer)
                       : clinic_payroll_new_list (month, cards, footer);
  clinic_workbook_add (workbook, employees);
  clinic_workbook_add (workbook, days);
  clinic_workbook_add (workbook, paper);
  clinic_workbook_set_paper (workbook, 2);

  return workbook;
}
