/* clinic-pay-sheet.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "clinic-pay-sheet"

#include "clinic-pay-sheet.h"

#include <glib/gi18n.h>

#include "clinic-days.h"
#include "clinic-pay-words.h"
#include "clinic-shares.h"

#define HOUR 3600
#define THOUSAND 1000

static const char *const titles[CLINIC_N_PAY_KINDS] = {
  [CLINIC_PAY_BASE] = N_ ("Pay by the hour"),
  [CLINIC_PAY_OVERTIME] = N_ ("Overtime"),
  [CLINIC_PAY_SENIORITY] = N_ ("Seniority"),
  [CLINIC_PAY_CALLS] = N_ ("Calls"),
  [CLINIC_PAY_BRINGING_FIRST] = N_ ("Brought to a visit: first-visit"),
  [CLINIC_PAY_BRINGING_WAITING] = N_ ("Brought to a visit: waiting list"),
  [CLINIC_PAY_REVIEWS] = N_ ("Reviews"),
  [CLINIC_PAY_NO_REMARKS] = N_ ("Bonus for few remarks"),
  [CLINIC_PAY_ALLOWANCES] = N_ ("Allowances"),
};

const char *
clinic_pay_kind_get_title (ClinicPayKind kind)
{
  g_return_val_if_fail (kind < CLINIC_N_PAY_KINDS, NULL);

  return _ (titles[kind]);
}

const ClinicPayRate *
clinic_pay_inputs_find_rate (const ClinicPayInputs *inputs, int day)
{
  const ClinicPayRate *found = NULL;

  for (guint i = 0; i < inputs->rates->len; i++)
    {
      const ClinicPayRate *rate = &g_array_index (inputs->rates, ClinicPayRate, i);

      if (rate->from <= day && (found == NULL || rate->from >= found->from))
        found = rate;
    }

  return found;
}

/* what the highest tier that `part` of `whole` reaches brings; exactly, without rounding first.
 * reached: (out): (nullable) */
static gint64
find_tier (const GArray *tiers, gint64 part, gint64 whole, const ClinicPayTier **reached)
{
  *reached = NULL;
  for (guint i = 0; i < tiers->len; i++)
    {
      const ClinicPayTier *tier = &g_array_index (tiers, ClinicPayTier, i);

      if (part >= tier->at * whole && (*reached == NULL || tier->at >= (*reached)->at))
        *reached = tier;
    }

  return *reached != NULL ? (*reached)->value : 0;
}

int
clinic_pay_inputs_get_seniority (const ClinicPayInputs *inputs, int day)
{
  const ClinicPayRate *rate = clinic_pay_inputs_find_rate (inputs, day);
  const ClinicPayTier *tier = NULL;

  if (rate != NULL && rate->seniority >= 0)
    return rate->seniority;
  if (inputs->hired == CLINIC_DAYS_NONE || inputs->hired > day)
    return 0;

  return (int) find_tier (inputs->seniority, clinic_days_years_between (inputs->hired, day), 1,
                          &tier);
}

static void
add_row (ClinicPayLine *line, ClinicPaySource source, gint64 id, int day, gint64 value)
{
  ClinicPayRow row = { .source = source, .id = id, .day = day, .value = value };

  if (id != 0)
    g_array_append_val (line->rows, row);
}

/* A part of a line that has one price: "150 h × 242.00". */
typedef struct
{
  gint64 price[3]; /* what makes it another part */
  gint64 quantity;
} Part;

static Part *
find_part (GArray *parts, gint64 price, gint64 other, gint64 third)
{
  Part part = { .price = { price, other, third } };

  for (guint i = 0; i < parts->len; i++)
    {
      Part *known = &g_array_index (parts, Part, i);

      if (known->price[0] == price && known->price[1] == other && known->price[2] == third)
        return known;
    }
  g_array_append_val (parts, part);

  return &g_array_index (parts, Part, parts->len - 1);
}

static GArray *
new_parts (void)
{
  return g_array_new (FALSE, TRUE, sizeof (Part));
}

static void
append_part (GString *words, char *part)
{
  g_autofree char *owned = part;

  if (words->len > 0)
    g_string_append (words, " + ");
  g_string_append (words, owned);
}

/* "150 h × 220.00 × 1.1" */
static char *
dup_hours (gint64 seconds, gint64 rate, gint64 qualification)
{
  g_autofree char *time = clinic_pay_words_time (seconds);
  g_autofree char *money = clinic_pay_words_money (rate);
  g_autofree char *factor = clinic_pay_words_factor (qualification);

  if (qualification == THOUSAND)
    return g_strdup_printf ("%s × %s", time, money);

  return g_strdup_printf ("%s × %s × %s", time, money, factor);
}

static void
take_words (ClinicPayLine *line, GString *words)
{
  g_free (line->words);
  line->words = g_strdup (words->len > 0 ? words->str : "—");
}

static void
add_shift_rows (ClinicPayLine *line, const ClinicFactWork *work, gint64 seconds)
{
  add_row (line, CLINIC_PAY_SOURCE_PLAN, work->plan_id, work->day, 0);
  add_row (line, CLINIC_PAY_SOURCE_RECORD, work->record_id, work->day, seconds);
}

/* (nullable): the rate in force; what would be paid on a day without one is flagged, once a day */
static const ClinicPayRate *
need_rate (const ClinicPayInputs *inputs, ClinicPaySheet *sheet, int day)
{
  const ClinicPayRate *rate = clinic_pay_inputs_find_rate (inputs, day);
  ClinicPayFlag flag = { .kind = CLINIC_PAY_FLAG_NO_RATE, .day = day };

  if (rate != NULL)
    return rate;
  for (guint i = 0; i < sheet->flags->len; i++)
    {
      const ClinicPayFlag *known = &g_array_index (sheet->flags, ClinicPayFlag, i);

      if (known->kind == CLINIC_PAY_FLAG_NO_RATE && known->day == day)
        return NULL;
    }
  g_array_append_val (sheet->flags, flag);

  return NULL;
}

/* kopecks × thousandths × seconds / (3600 × 1000) */
static void
count_base (const ClinicPayInputs *inputs, ClinicPaySheet *sheet)
{
  ClinicPayLine *line = &sheet->lines[CLINIC_PAY_BASE];
  g_autoptr (GArray) parts = new_parts ();
  g_autoptr (GString) words = g_string_new (NULL);
  gint64 sum = 0;

  for (guint i = 0; i < sheet->shifts->len; i++)
    {
      const ClinicPayShift *shift = &g_array_index (sheet->shifts, ClinicPayShift, i);
      const ClinicPayRate *rate = need_rate (inputs, sheet, shift->day);

      if (rate == NULL)
        continue;
      line->quantity += shift->paid;
      sum += shift->paid * rate->rate * rate->qualification;
      find_part (parts, rate->rate, rate->qualification, rate->id)->quantity += shift->paid;
      add_shift_rows (line, &g_array_index (inputs->works, ClinicFactWork, shift->work),
                      shift->paid);
    }
  for (guint i = 0; i < parts->len; i++)
    {
      const Part *part = &g_array_index (parts, Part, i);

      append_part (words, dup_hours (part->quantity, part->price[0], part->price[1]));
      add_row (line, CLINIC_PAY_SOURCE_RATE, part->price[2], CLINIC_DAYS_NONE, part->price[0]);
    }
  line->amount = clinic_shares_divide (sum, (gint64) HOUR * THOUSAND);
  take_words (line, words);
}

static char *
dup_overtime (const ClinicPayInputs *inputs, const Part *part)
{
  g_autofree char *hours = inputs->overtime_rate != 0
                             ? dup_hours (part->quantity, inputs->overtime_rate, THOUSAND)
                             : dup_hours (part->quantity, part->price[0], part->price[1]);
  g_autofree char *factor = clinic_pay_words_factor (part->price[2]);

  return inputs->overtime_rate != 0 ? g_strdup (hours) : g_strdup_printf ("%s × %s", hours, factor);
}

/* The first hours of a day by one factor, the later ones by another. */
static void
count_overtime (const ClinicPayInputs *inputs, ClinicPaySheet *sheet)
{
  ClinicPayLine *line = &sheet->lines[CLINIC_PAY_OVERTIME];
  g_autoptr (GArray) parts = new_parts ();
  g_autoptr (GString) words = g_string_new (NULL);
  gint64 sum = 0;

  for (guint i = 0; i < sheet->shifts->len; i++)
    {
      const ClinicPayShift *shift = &g_array_index (sheet->shifts, ClinicPayShift, i);
      const ClinicPayRate *rate = clinic_pay_inputs_find_rate (inputs, shift->day);
      gint64 first = MIN (shift->overtime, inputs->overtime_first);
      gint64 later = shift->overtime - first;

      if (rate == NULL || shift->overtime == 0)
        continue;
      line->quantity += shift->overtime;
      if (inputs->overtime_rate != 0)
        {
          find_part (parts, 0, 0, 0)->quantity += shift->overtime;
        }
      else
        {
          find_part (parts, rate->rate, rate->qualification, inputs->first_factor)->quantity +=
            first;
          if (later > 0)
            find_part (parts, rate->rate, rate->qualification, inputs->later_factor)->quantity +=
              later;
        }
      add_shift_rows (line, &g_array_index (inputs->works, ClinicFactWork, shift->work),
                      shift->overtime);
    }
  for (guint i = 0; i < parts->len; i++)
    {
      const Part *part = &g_array_index (parts, Part, i);

      sum += inputs->overtime_rate != 0
               ? part->quantity * inputs->overtime_rate * THOUSAND * THOUSAND
               : part->quantity * part->price[0] * part->price[1] * part->price[2];
      append_part (words, dup_overtime (inputs, part));
    }
  line->amount = clinic_shares_divide (sum, (gint64) HOUR * THOUSAND * THOUSAND);
  take_words (line, words);
}

static void
count_seniority (const ClinicPayInputs *inputs, ClinicPaySheet *sheet)
{
  ClinicPayLine *line = &sheet->lines[CLINIC_PAY_SENIORITY];
  g_autoptr (GArray) parts = new_parts ();
  g_autoptr (GString) words = g_string_new (NULL);
  gint64 sum = 0;

  for (guint i = 0; i < sheet->shifts->len; i++)
    {
      const ClinicPayShift *shift = &g_array_index (sheet->shifts, ClinicPayShift, i);
      const ClinicPayRate *rate = clinic_pay_inputs_find_rate (inputs, shift->day);
      int share = clinic_pay_inputs_get_seniority (inputs, shift->day);
      gint64 base;

      if (rate == NULL || share == 0)
        continue;
      base = shift->paid * rate->rate * rate->qualification;
      find_part (parts, share, 0, 0)->quantity += base;
      sum += base * share;
      add_shift_rows (line, &g_array_index (inputs->works, ClinicFactWork, shift->work),
                      shift->paid);
    }
  for (guint i = 0; i < parts->len; i++)
    {
      const Part *part = &g_array_index (parts, Part, i);
      g_autofree char *share = clinic_pay_words_share (part->price[0]);
      g_autofree char *money =
        clinic_pay_words_money (clinic_shares_divide (part->quantity, (gint64) HOUR * THOUSAND));

      append_part (words, g_strdup_printf ("%s × %s", share, money));
    }
  line->amount = clinic_shares_divide (sum, (gint64) HOUR * THOUSAND * THOUSAND);
  take_words (line, words);
}

/* "640 × 5.00" */
static void
take_priced (ClinicPayLine *line, const GArray *parts)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < parts->len; i++)
    {
      const Part *part = &g_array_index (parts, Part, i);
      g_autofree char *money = clinic_pay_words_money (part->price[0]);

      line->quantity += part->quantity;
      line->amount += part->quantity * part->price[0];
      append_part (words, g_strdup_printf ("%d × %s", (int) part->quantity, money));
    }
  take_words (line, words);
}

static void
count_calls (const ClinicPayInputs *inputs, ClinicPaySheet *sheet)
{
  ClinicPayLine *line = &sheet->lines[CLINIC_PAY_CALLS];
  g_autoptr (GArray) parts = new_parts ();

  for (guint i = 0; i < inputs->calls->len; i++)
    {
      const ClinicPayCall *call = &g_array_index (inputs->calls, ClinicPayCall, i);
      const ClinicPayRate *rate = NULL;

      if (!call->answered || call->duration < inputs->talk_seconds)
        continue;
      rate = need_rate (inputs, sheet, call->day);
      if (rate == NULL)
        continue;
      find_part (parts, rate->call_price, 0, 0)->quantity++;
      add_row (line, CLINIC_PAY_SOURCE_CALL, call->id, call->day, call->duration);
    }
  take_priced (line, parts);
}

static void
count_reviews (const ClinicPayInputs *inputs, ClinicPaySheet *sheet)
{
  ClinicPayLine *line = &sheet->lines[CLINIC_PAY_REVIEWS];
  g_autoptr (GArray) parts = new_parts ();

  for (guint i = 0; i < inputs->reviews->len; i++)
    {
      const ClinicPayItem *review = &g_array_index (inputs->reviews, ClinicPayItem, i);
      const ClinicPayRate *rate = need_rate (inputs, sheet, review->day);

      if (rate == NULL)
        continue;
      find_part (parts, rate->review_price, 0, 0)->quantity++;
      add_row (line, CLINIC_PAY_SOURCE_REVIEW, review->id, review->day, rate->review_price);
    }
  take_priced (line, parts);
}

static void
count_bringing (ClinicPayLine *line, const ClinicPayBringing *bringing, const GArray *tiers)
{
  static const ClinicPaySource sources[CLINIC_N_FACT_SETS] = {
    [CLINIC_FACTS_VISITS] = CLINIC_PAY_SOURCE_VISIT,
    [CLINIC_FACTS_LEADS] = CLINIC_PAY_SOURCE_LEAD,
    [CLINIC_FACTS_WAITS] = CLINIC_PAY_SOURCE_WAIT,
  };
  const ClinicPayTier *tier = NULL;
  g_autofree char *share =
    clinic_pay_words_share (clinic_shares_of (bringing->part, bringing->whole));

  line->quantity = bringing->part;
  line->words = g_strdup ("—");
  for (guint i = 0; i < bringing->rows->len; i++)
    {
      const ClinicReportRow *row = &g_array_index (bringing->rows, ClinicReportRow, i);

      add_row (line, sources[row->set % CLINIC_N_FACT_SETS], row->id, CLINIC_DAYS_NONE,
               (row->flags >> CLINIC_FIGURE_PART) & 1);
    }
  if (bringing->whole <= 0)
    return;
  line->amount = find_tier (tiers, bringing->part * THOUSAND, bringing->whole, &tier);
  g_clear_pointer (&line->words, g_free);
  if (tier != NULL)
    {
      g_autofree char *from = clinic_pay_words_share (tier->at);

      line->words = g_strdup_printf (_ ("%d of %d: %s, paid from %s"), (int) bringing->part,
                                     (int) bringing->whole, share, from);
    }
  else
    {
      line->words = g_strdup_printf (_ ("%d of %d: %s, not enough for a bonus"),
                                     (int) bringing->part, (int) bringing->whole, share);
    }
}

static void
count_remarks (const ClinicPayInputs *inputs, ClinicPaySheet *sheet)
{
  ClinicPayLine *line = &sheet->lines[CLINIC_PAY_NO_REMARKS];
  const ClinicPayTier *tier = NULL;

  for (guint i = 0; i < inputs->remarks->len; i++)
    {
      const ClinicPayItem *remark = &g_array_index (inputs->remarks, ClinicPayItem, i);

      add_row (line, CLINIC_PAY_SOURCE_REMARK, remark->id, remark->day, 0);
    }
  line->quantity = inputs->remarks->len;
  line->amount = find_tier (inputs->remark_tiers, line->quantity, 1, &tier);
  line->words = g_strdup_printf (_ ("Remarks: %d"), (int) line->quantity);
}

static void
count_allowances (const ClinicPayInputs *inputs, ClinicPaySheet *sheet)
{
  ClinicPayLine *line = &sheet->lines[CLINIC_PAY_ALLOWANCES];
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < inputs->allowances->len; i++)
    {
      const ClinicPayItem *item = &g_array_index (inputs->allowances, ClinicPayItem, i);
      g_autofree char *money = clinic_pay_words_money (item->amount);

      line->amount += item->amount;
      add_row (line, CLINIC_PAY_SOURCE_ALLOWANCE, item->id, item->day, item->amount);
      append_part (words, item->text != NULL ? g_strdup_printf ("%s (%s)", money, item->text)
                                             : g_strdup (money));
    }
  line->quantity = inputs->allowances->len;
  take_words (line, words);
}

ClinicPaySheet *
clinic_pay_sheet_new (const ClinicPayInputs *inputs)
{
  ClinicPaySheet *self = g_new0 (ClinicPaySheet, 1);

  for (guint i = 0; i < CLINIC_N_PAY_KINDS; i++)
    {
      self->lines[i].kind = (ClinicPayKind) i;
      self->lines[i].rows = g_array_new (FALSE, TRUE, sizeof (ClinicPayRow));
    }
  self->shifts = clinic_pay_time_count (inputs, &self->flags);
  count_base (inputs, self);
  count_overtime (inputs, self);
  count_seniority (inputs, self);
  count_calls (inputs, self);
  count_bringing (&self->lines[CLINIC_PAY_BRINGING_FIRST], &inputs->first, inputs->first_tiers);
  count_bringing (&self->lines[CLINIC_PAY_BRINGING_WAITING], &inputs->waiting,
                  inputs->waiting_tiers);
  count_reviews (inputs, self);
  count_remarks (inputs, self);
  count_allowances (inputs, self);
  for (guint i = 0; i < CLINIC_N_PAY_KINDS; i++)
    self->total += self->lines[i].amount;
  self->rules = clinic_pay_words_dup_rules (inputs);

  return self;
}

void
clinic_pay_sheet_free (ClinicPaySheet *self)
{
  for (guint i = 0; i < CLINIC_N_PAY_KINDS; i++)
    {
      g_free (self->lines[i].words);
      g_array_unref (self->lines[i].rows);
    }
  g_array_unref (self->shifts);
  g_array_unref (self->flags);
  g_strfreev (self->rules);
  g_free (self);
}

gboolean
clinic_pay_sheet_is_complete (const ClinicPaySheet *self)
{
  for (guint i = 0; i < self->flags->len; i++)
    if (clinic_pay_flag_blocks (g_array_index (self->flags, ClinicPayFlag, i).kind))
      return FALSE;

  return TRUE;
}
