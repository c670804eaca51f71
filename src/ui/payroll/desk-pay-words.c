/* desk-pay-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-pay-words"

#include "desk-pay-words.h"

#include <glib/gi18n.h>

#include "clinic-days.h"
#include "clinic-pay-words.h"
#include "desk-format.h"

#define MINUTE 60
#define NOON (12 * 3600)

guint
desk_pay_n_questions (const ClinicPaySheet *sheet)
{
  guint n = 0;
  gboolean no_rate = FALSE;

  for (guint i = 0; i < sheet->flags->len; i++)
    {
      ClinicPayFlagKind kind = g_array_index (sheet->flags, ClinicPayFlag, i).kind;

      if (kind == CLINIC_PAY_FLAG_NO_RATE)
        no_rate = TRUE;
      else if (clinic_pay_flag_blocks (kind))
        n++;
    }

  return n + (no_rate ? 1 : 0);
}

DeskPayState
desk_pay_state (ClinicPayCard *card)
{
  const ClinicPaySheet *sheet = clinic_pay_card_get_sheet (card);

  if (clinic_pay_card_get_signed (card) != NULL)
    return clinic_pay_card_get_differences (card)->len > 0 ? DESK_PAY_CHANGED : DESK_PAY_SIGNED;
  if (sheet == NULL)
    return DESK_PAY_UNKNOWN;

  return clinic_pay_sheet_is_complete (sheet) ? DESK_PAY_COUNTED : DESK_PAY_ASKS;
}

const char *
desk_pay_state_icon (DeskPayState state)
{
  switch (state)
    {
    case DESK_PAY_ASKS:
      return "dialog-question-symbolic";
    case DESK_PAY_COUNTED:
      return "document-edit-symbolic";
    case DESK_PAY_SIGNED:
      return "object-select-symbolic";
    case DESK_PAY_CHANGED:
      return "dialog-warning-symbolic";
    case DESK_PAY_UNKNOWN:
    default:
      return "content-loading-symbolic";
    }
}

static char *
dup_state (ClinicPayCard *card)
{
  switch (desk_pay_state (card))
    {
    case DESK_PAY_ASKS:
      return g_strdup_printf (_ ("Questions: %u"),
                              desk_pay_n_questions (clinic_pay_card_get_sheet (card)));
    case DESK_PAY_COUNTED:
      return g_strdup (_ ("Counted, not signed"));
    case DESK_PAY_SIGNED:
      return g_strdup (C_ ("pay of a month", "Signed"));
    case DESK_PAY_CHANGED:
      return g_strdup (_ ("Signed, changed since"));
    case DESK_PAY_UNKNOWN:
    default:
      return g_strdup (C_ ("pay of a month", "Not read yet"));
    }
}

char *
desk_pay_state_words (ClinicPayCard *card)
{
  g_autofree char *state = dup_state (card);

  /* Translators: the state of somebody's pay, and that it is still to be sent */
  return clinic_pay_card_get_pending (card) ? g_strdup_printf (_ ("%s · being sent"), state)
                                            : g_steal_pointer (&state);
}

char *
desk_pay_money (gint64 kopecks)
{
  g_autofree char *money = clinic_pay_words_money (kopecks);

  return g_strconcat (money, "\302\240₽", NULL);
}

char *
desk_pay_sum_words (GListModel *cards)
{
  guint n_cards = g_list_model_get_n_items (cards);
  guint n_signed = 0;
  gint64 sum = 0;
  g_autofree char *money = NULL;

  for (guint i = 0; i < n_cards; i++)
    {
      g_autoptr (ClinicPayCard) card = g_list_model_get_item (cards, i);

      sum += MAX (clinic_pay_card_get_total (card), 0);
      n_signed += clinic_pay_card_get_signed (card) != NULL ? 1 : 0;
    }
  money = desk_pay_money (sum);

  return g_strdup_printf (_ ("All together %1$s, signed %2$u of %3$u"), money, n_signed, n_cards);
}

char *
desk_pay_day (int day, gint64 now)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();

  return desk_format_date (clinic_days_at (zone, day, NOON), now);
}

char *
desk_pay_span (gint64 from, gint64 to)
{
  g_autofree char *begin = from != 0 ? desk_format_time (from) : NULL;
  g_autofree char *end = to != 0 ? desk_format_time (to) : NULL;

  if (begin == NULL && end == NULL)
    return g_strdup ("—");

  return g_strdup_printf ("%s–%s", begin != NULL ? begin : "…", end != NULL ? end : "…");
}

char *
desk_pay_length (gint64 seconds)
{
  return seconds >= MINUTE ? clinic_pay_words_time (seconds - seconds % MINUTE) : g_strdup ("");
}

const ClinicFactWork *
desk_pay_find_work (const ClinicPayInputs *inputs, const ClinicPayFlag *flag)
{
  for (guint i = 0; i < inputs->works->len; i++)
    {
      const ClinicFactWork *work = &g_array_index (inputs->works, ClinicFactWork, i);

      if (work->day == flag->day && work->plan_id == flag->plan_id &&
          work->record_id == flag->record_id)
        return work;
    }

  return NULL;
}

/* (transfer full): «14 October» */
static char *
dup_date (int day)
{
  g_autoptr (GDateTime) date = NULL;
  int year, month, month_day;

  clinic_days_to_date (day, &year, &month, &month_day);
  date = g_date_time_new_utc (year, month, month_day, 0, 0, 0);

  return date != NULL ? g_date_time_format (date, "%-d %B") : g_strdup ("");
}

char *
desk_pay_question (const ClinicPayFlag *flag)
{
  g_autofree char *day = dup_date (flag->day);

  /* The kinds that block; the others ask nothing. */
  switch ((int) flag->kind)
    {
    case CLINIC_PAY_FLAG_OPEN_END:
      return g_strdup_printf (_ ("When did the shift of %s end?"), day);
    case CLINIC_PAY_FLAG_LONG_DAY:
      return g_strdup_printf (_ ("When did the shift of %s really end?"), day);
    case CLINIC_PAY_FLAG_UNPLANNED:
      return g_strdup_printf (_ ("Is the shift of %s to be paid?"), day);
    case CLINIC_PAY_FLAG_SICK_WORKED:
      return g_strdup_printf (_ ("Work on a day of leave, %s"), day);
    case CLINIC_PAY_FLAG_UNAPPROVED:
      return g_strdup_printf (_ ("The day is not approved, %s"), day);
    case CLINIC_PAY_FLAG_NO_RATE:
      return g_strdup_printf (_ ("No rate is in force on %s"), day);
    default:
      return g_strdup_printf ("%s %s", clinic_pay_flag_get_words (flag->kind), day);
    }
}

static const char *
get_advice (ClinicPayFlagKind kind)
{
  switch ((int) kind)
    {
    case CLINIC_PAY_FLAG_OPEN_END:
      return _ ("The working day was not ended on the portal.");
    case CLINIC_PAY_FLAG_LONG_DAY:
      return _ ("The working day was ended after more than 16 hours.");
    case CLINIC_PAY_FLAG_UNPLANNED:
      return _ ("It is not in the schedule.");
    case CLINIC_PAY_FLAG_SICK_WORKED:
      return _ ("If it is to be paid, take the leave out of the calendar and press F5.");
    case CLINIC_PAY_FLAG_UNAPPROVED:
      return _ ("Approve it on the portal, in the working time of the employee, and press F5.");
    case CLINIC_PAY_FLAG_NO_RATE:
      return _ ("Add a row to the list of rates on the portal, and press F5.");
    default:
      return "";
    }
}

char *
desk_pay_question_facts (const ClinicPayFlag *flag, const ClinicFactWork *work)
{
  g_autoptr (GString) text = g_string_new (get_advice (flag->kind));
  g_autofree char *plan = work != NULL ? desk_pay_span (work->plan_start, work->plan_end) : NULL;
  g_autofree char *fact = work == NULL          ? NULL
                          : work->fact_end != 0 ? desk_pay_span (work->fact_start, work->fact_end)
                                                : desk_format_time (work->fact_start);

  if (work != NULL && work->plan_id != 0 && work->kind == CLINIC_WORK_SHIFT)
    {
      g_string_append_c (text, ' ');
      g_string_append_printf (text, _ ("By the schedule: %s."), plan);
    }
  if (work != NULL && work->record_id != 0)
    {
      g_string_append_c (text, ' ');
      g_string_append_printf (text, work->fact_end != 0 ? _ ("Recorded: %s.") : _ ("Begun at %s."),
                              fact);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}
