/* demo-control-work.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The commands of the control interface about working time: the clock is set right in the browser,
 * the schedule is changed; and the tables from which all can be counted once more.
 */

#define G_LOG_DOMAIN "demo-control-work"

#include "demo-control-order.h"

#include "demo-param.h"
#include "demo-tables.h"
#include "demo-work.h"

#include <stdio.h>

/* the portal's midnight of `day` */
static gboolean
read_day (DemoOrder *order, gint64 *day, GError **error)
{
  g_autofree char *text = demo_param_dup_text (order->params, "day");

  return (text != NULL && demo_time_parse (text, day)) || demo_control_fail (error, "which day?");
}

/* "21:05", or "33:05" of the next day; fallback where it is not said */
static gint64
read_clock (DemoOrder *order, const char *name, gint64 day, gint64 fallback)
{
  g_autofree char *text = demo_param_dup_text (order->params, name);
  int hour = 0, minute = 0, second = 0;

  if (text == NULL)
    return fallback;
  if (sscanf (text, "%2d:%2d:%2d", &hour, &minute, &second) < 2)
    return 0;

  return day + hour * 3600 + minute * 60 + second;
}

static gboolean
find_day (DemoOrder *order, int user, gint64 midnight, DemoWorkDay *day)
{
  g_autoptr (GArray) days = demo_work_list_days (order->world, user, midnight, midnight + DEMO_DAY);

  if (days->len > 0)
    *day = g_array_index (days, DemoWorkDay, 0);

  return days->len > 0;
}

/* {"user":8,"day":"2026-10-18","start":"09:00","finish":"21:05","break":60,"approved":true}: the
 * day is so from now on; what is not said stays as it was, "finish":"" is not ended, "delete":true
 * takes the day away. Says its id. */
static gboolean
run_work_day (DemoOrder *order, GError **error)
{
  int user = (int) demo_control_get_user (order);
  gint64 midnight = 0;
  DemoWorkDay day = { 0 };

  if (!read_day (order, &midnight, error))
    return FALSE;
  if (!find_day (order, user, midnight, &day))
    day = (DemoWorkDay){ .id = demo_work_make_id (user, midnight),
                         .start = midnight + 9 * 3600,
                         .finish = midnight + 21 * 3600,
                         .leaks = 3600,
                         .user = user,
                         .approved = TRUE };
  json_object_set_int_member (order->answer, "id", day.id);
  if (demo_param_is_true (order->params, "delete"))
    {
      demo_work_delete_day (order->world, day.id);
      return TRUE;
    }
  day.start = read_clock (order, "start", midnight, day.start);
  day.finish = read_clock (order, "finish", midnight, day.finish);
  day.leaks = demo_param_get_int (order->params, "break", day.leaks / 60) * 60;
  if (demo_param_get (order->params, "approved") != NULL)
    day.approved = demo_param_is_true (order->params, "approved");
  demo_work_put_day (order->world, &day);

  return TRUE;
}

/* {"user":8,"day":"2026-10-18","from":"10:00","to":"20:00","kind":"sick"}: her plan of the day,
 * changed now; "off":true: she has none. "kind": "work", "sick" or "vacation" */
static gboolean
run_shift (DemoOrder *order, GError **error)
{
  g_autofree char *kind = demo_param_dup_text (order->params, "kind");
  int user = (int) demo_control_get_user (order);
  gint64 midnight = 0;

  if (!read_day (order, &midnight, error))
    return FALSE;
  if (demo_param_is_true (order->params, "off"))
    demo_work_put_shift (order->world, user, midnight, 0, DEMO_SHIFT_WORK);
  else if (g_strcmp0 (kind, "sick") == 0 || g_strcmp0 (kind, "vacation") == 0)
    demo_work_put_shift (order->world, user, midnight, midnight,
                         *kind == 's' ? DEMO_SHIFT_SICK : DEMO_SHIFT_VACATION);
  else
    demo_work_put_shift (order->world, user,
                         read_clock (order, "from", midnight, midnight + 9 * 3600),
                         read_clock (order, "to", midnight, midnight + 21 * 3600), DEMO_SHIFT_WORK);

  return TRUE;
}

/* {"file":"/tmp/tables.sqlite"}: writes the clinic's own tables there; see demo-tables.h */
static gboolean
run_tables (DemoOrder *order, GError **error)
{
  g_autofree char *path = demo_param_dup_text (order->params, "file");

  return path != NULL ? demo_tables_write (order->world, path, error)
                      : demo_control_fail (error, "into which file?");
}

const DemoOrderKind *
demo_control_work_orders (void)
{
  static const DemoOrderKind orders[] = {
    { "work-day", run_work_day },
    { "shift", run_shift },
    { "tables", run_tables },
    { NULL },
  };

  return orders;
}
