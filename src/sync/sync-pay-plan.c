/* sync-pay-plan.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-pay-plan"

#include "sync-pay-plan.h"

#include <stdio.h>

#include "bx-json.h"
#include "clinic-days.h"
#include "clinic-name.h"
#include "sync-invoice-value.h"
#include "sync-shifts.h"

#define SICK "больнич|болезн|sick"
#define VACATION "отпуск|отгул|vacation"

JsonNode *
sync_pay_plan_new_params (gint64 calendar, int from, int to)
{
  g_autofree char *first = clinic_days_to_string (from);
  g_autofree char *last = clinic_days_to_string (to - 1);

  return bx_json_build ("{'type': 'company_calendar', 'ownerId': 0, 'from': %s, 'to': %s,"
                        " 'section': [%" G_GINT64_FORMAT "]}",
                        first, last, calendar);
}

static ClinicWorkKind
read_kind (JsonObject *event)
{
  g_autofree char *name = clinic_name_fold_letters (bx_json_get_string (event, "NAME"));

  if (sync_invoice_says (name, SICK))
    return CLINIC_WORK_SICK;

  return sync_invoice_says (name, VACATION) ? CLINIC_WORK_VACATION : CLINIC_WORK_SHIFT;
}

static int
read_day (JsonObject *event, const char *member)
{
  g_autofree char *day = sync_invoice_read_day (bx_json_get_string (event, member));

  return day != NULL ? clinic_days_from_string (day) : CLINIC_DAYS_NONE;
}

/* Leave is written down by whole days; a whole day of anything else says nothing of hours. */
static void
add_days (ClinicFactWork plan, JsonObject *event, GTimeZone *zone, int from, int to, GArray *plans)
{
  int first = read_day (event, "DATE_FROM");
  int last = read_day (event, "DATE_TO");

  if (plan.kind == CLINIC_WORK_SHIFT || first == CLINIC_DAYS_NONE || last == CLINIC_DAYS_NONE)
    return;
  for (int day = MAX (first, from); day <= MIN (last, to - 1); day++)
    {
      plan.day = day;
      plan.plan_start = clinic_days_begin (zone, day);
      plan.plan_end = clinic_days_begin (zone, day + 1);
      g_array_append_val (plans, plan);
    }
}

/* Somebody who changes a series says nothing of the one day that is looked at. */
static gboolean
is_recurring (JsonObject *event)
{
  const char *rule = bx_json_get_string (event, "RRULE");

  return bx_json_get_object (event, "RRULE") != NULL || (rule != NULL && *rule != '\0');
}

static void
add_event (JsonObject *event, GTimeZone *zone, int from, int to, guint32 number, GArray *plans)
{
  gint64 offset = bx_json_get_int (event, "TZ_OFFSET_FROM", 0);
  ClinicFactWork plan = {
    .plan_id = bx_json_get_int (event, "ID", 0),
    .user = number,
    .kind = (guint8) read_kind (event),
    .fact_break = -1,
    .approved = TRUE,
  };

  if (plan.plan_id <= 0)
    return;
  if (bx_json_get_bool (event, "DT_SKIP_TIME", FALSE))
    {
      add_days (plan, event, zone, from, to, plans);
      return;
    }
  plan.plan_start = sync_shifts_read_moment (bx_json_get_string (event, "DATE_FROM"), offset);
  plan.plan_end = sync_shifts_read_moment (bx_json_get_string (event, "DATE_TO"),
                                           bx_json_get_int (event, "TZ_OFFSET_TO", offset));
  if (plan.plan_start == 0 || plan.plan_end <= plan.plan_start)
    return;
  if (!is_recurring (event))
    plan.plan_changed = sync_shifts_read_moment (bx_json_get_string (event, "TIMESTAMP_X"), offset);
  plan.day = clinic_days_of (zone, plan.plan_start, NULL);
  g_array_append_val (plans, plan);
}

void
sync_pay_plan_map (JsonArray *events,
                   GTimeZone *zone,
                   int from,
                   int to,
                   gint64 user,
                   const char *last_name,
                   guint32 number,
                   GArray *plans)
{
  for (guint i = 0; events != NULL && i < json_array_get_length (events); i++)
    {
      JsonObject *event = bx_json_node_object (json_array_get_element (events, i));

      if (event != NULL && sync_shifts_has_user (event, user, last_name))
        add_event (event, zone, from, to, number, plans);
    }
}

/* "09:15:00" */
static int
read_clock (JsonObject *settings, const char *member)
{
  const char *text = bx_json_get_string (settings, member);
  int hour = 0, minute = 0, second = 0;

  if (text == NULL || sscanf (text, "%2d:%2d:%2d", &hour, &minute, &second) < 2)
    return 0;

  return hour * 3600 + minute * 60 + second;
}

void
sync_pay_plan_assume (JsonObject *settings,
                      GTimeZone *zone,
                      const GArray *records,
                      guint32 number,
                      GArray *plans)
{
  int start = read_clock (settings, "UF_TM_MAX_START");
  int end = read_clock (settings, "UF_TM_MIN_FINISH");
  int last = CLINIC_DAYS_NONE;

  if (end <= start || bx_json_get_bool (settings, "UF_TM_FREE", FALSE))
    return;
  for (guint i = 0; i < records->len; i++)
    {
      int day = clinic_days_of (zone, g_array_index (records, ClinicFactWork, i).fact_start, NULL);
      ClinicFactWork plan = {
        .plan_id = -day,
        .plan_start = clinic_days_at (zone, day, start),
        .plan_end = clinic_days_at (zone, day, end),
        .user = number,
        .day = day,
        .fact_break = -1,
        .approved = TRUE,
      };

      if (day != last)
        g_array_append_val (plans, plan);
      last = day;
    }
}
