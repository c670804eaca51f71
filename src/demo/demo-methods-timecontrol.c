/* demo-methods-timecontrol.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * timeman.timecontrol.reports.*: see timeman/timecontrol in the REST documentation.
 */

#define G_LOG_DOMAIN "demo-methods-timecontrol"

#include "demo-methods-timeman.h"

#include "demo-methods-crm.h"
#include "demo-work.h"

static gboolean
is_manager (DemoCall *call)
{
  return demo_work_may_read (call->world, call->user_id, 0);
}

static JsonObject *
make_user (DemoCall *call, const DemoUser *user, gboolean with_state)
{
  JsonObject *row = json_object_new ();
  g_autofree char *name = g_strdup_printf ("%s %s", user->name, user->last_name);

  json_object_set_int_member (row, "id", user->id);
  if (with_state)
    json_object_set_boolean_member (row, "active", !user->is_dismissed);
  json_object_set_string_member (row, "name", name);
  json_object_set_string_member (row, "first_name", user->name);
  json_object_set_string_member (row, "last_name", user->last_name);
  json_object_set_string_member (row, "work_position", user->position);
  json_object_set_string_member (row, "avatar", "");
  json_object_set_string_member (row, "personal_gender", user->gender == 'F' ? "F" : "M");
  demo_crm_set_time (row, "last_activity_date", demo_world_get_now (call->world) - 3600);

  return row;
}

/* a record of the clock: type: TM_START or TM_END */
static JsonObject *
make_report (const DemoWorkDay *day, const char *type, gint64 when, int number)
{
  JsonObject *row = json_object_new ();

  demo_crm_set_number (row, "id", day->id * 10 + number);
  demo_crm_set_number (row, "user_id", day->user);
  json_object_set_string_member (row, "type", type);
  demo_crm_set_time (row, "date_start", when);
  demo_crm_set_time (row, "date_finish", when);
  json_object_set_int_member (row, "duration", 0);
  json_object_set_boolean_member (row, "active", FALSE);
  demo_crm_set_number (row, "entry_id", day->id);
  json_object_set_string_member (row, "report_type", "WORK");
  json_object_set_string_member (row, "report_text", "");
  json_object_set_null_member (row, "system_text");
  json_object_set_string_member (row, "source_start", "TM_EVENT");
  json_object_set_string_member (row, "source_finish", "TM_EVENT");
  json_object_set_string_member (row, "ip_start", "192.168.1.20");
  json_object_set_string_member (row, "ip_finish", "192.168.1.20");
  json_object_set_boolean_member (row, "ip_start_network", FALSE);
  json_object_set_boolean_member (row, "ip_finish_network", FALSE);

  return row;
}

static JsonObject *
make_day (DemoCall *call, const DemoWorkDay *day, gint64 config)
{
  JsonObject *row = json_object_new ();
  JsonArray *reports = json_array_new ();
  gint64 finish = day->finish != 0 ? day->finish : demo_world_get_now (call->world);
  char text[DEMO_TIME_SIZE];
  g_autofree char *index = NULL;
  g_autofree char *title = NULL;

  demo_time_format_day (day->start, text);
  index = g_strdup_printf ("%.4s%.2s%.2s", text, text + 5, text + 8);
  title = g_strdup_printf ("%.2s.%.2s.%.4s", text + 8, text + 5, text);
  json_object_set_string_member (row, "index", index);
  json_object_set_string_member (row, "day_title", title);
  demo_crm_set_time (row, "workday_date_start", day->start);
  demo_crm_set_time (row, "workday_date_finish", finish);
  json_object_set_boolean_member (row, "workday_complete", day->finish != 0);
  json_object_set_int_member (row, "workday_time_leaks_user", day->leaks);
  json_object_set_int_member (row, "workday_time_leaks_final", config - (finish - day->start));
  json_object_set_int_member (row, "workday_duration", finish - day->start);
  json_object_set_int_member (row, "workday_duration_final", finish - day->start);
  json_object_set_int_member (row, "workday_duration_config", config);
  if (is_manager (call))
    {
      json_array_add_object_element (reports, make_report (day, "TM_START", day->start, 1));
      if (day->finish != 0)
        json_array_add_object_element (reports, make_report (day, "TM_END", day->finish, 2));
    }
  json_object_set_array_member (row, "reports", reports);
  json_object_set_int_member (row, "workday_time_leaks_real", 0);

  return row;
}

static JsonNode *
make_month (DemoCall *call, const DemoUser *user, int year, int month)
{
  static const char *const names[] = { "Январь",   "Февраль", "Март",   "Апрель",
                                       "Май",      "Июнь",    "Июль",   "Август",
                                       "Сентябрь", "Октябрь", "Ноябрь", "Декабрь" };
  g_autoptr (GDateTime) time = g_date_time_new_utc (year, month, 1, 0, 0, 0);
  gint64 first = g_date_time_to_unix (time) - DEMO_PORTAL_OFFSET;
  gint64 end = demo_work_month_begin (first, 1);
  gint64 config = demo_json_get_int (call->params, "WORKDAY_HOURS", 8) * 3600;
  g_autoptr (GArray) days = demo_work_list_days (call->world, user->id, first, end);
  JsonObject *report = json_object_new ();
  JsonArray *list = json_array_new ();
  JsonObject *result = json_object_new ();

  for (guint i = 0; i < days->len; i++)
    json_array_add_object_element (list,
                                   make_day (call, &g_array_index (days, DemoWorkDay, i), config));
  json_object_set_string_member (report, "month_title", names[month - 1]);
  demo_crm_set_time (report, "date_start", first);
  demo_crm_set_time (report, "date_finish", end - 1);
  json_object_set_array_member (report, "days", list);
  json_object_set_object_member (result, "report", report);
  json_object_set_object_member (result, "user", make_user (call, user, TRUE));

  return demo_crm_take_object (result);
}

static JsonNode *
run_reports (DemoCall *call, GError **error)
{
  const DemoUser *user =
    demo_directory_find_user (demo_json_get_int (call->params, "USER_ID", call->user_id));
  gint64 month = demo_json_get_int (call->params, "MONTH", 0);
  gint64 year = demo_json_get_int (call->params, "YEAR", 0);

  if (user == NULL || !demo_work_may_read (call->world, call->user_id, user->id))
    demo_error_set (error, 400, "USER_ACCESS_ERROR",
                    "You don't have access to report for this user");
  else if (month < 1 || month > 12 || year < 2000 || year > 2100)
    demo_error_set (error, 400, "", "Wrong month or year");
  else
    return make_month (call, user, (int) year, (int) month);

  return NULL;
}

static gboolean
is_listed (DemoCall *call, const DemoUser *user, gint64 department)
{
  if (!is_manager (call))
    return user->id == call->user_id;

  return !user->is_dismissed &&
         (department == 0 ? demo_work_has_shifts (user) : user->department == department);
}

static JsonNode *
run_users (DemoCall *call, GError **error)
{
  gint64 department = demo_json_get_int (call->params, "DEPARTMENT_ID", 0);
  JsonArray *list = json_array_new ();

  for (const DemoUser *user = demo_directory_users (); user->id != -1; user++)
    {
      if (is_listed (call, user, department))
        json_array_add_object_element (list, make_user (call, user, FALSE));
    }

  return demo_crm_take_array (list);
}

static JsonNode *
run_settings (DemoCall *call, GError **error)
{
  JsonObject *row = json_object_new ();
  JsonArray *departments = json_array_new ();
  gboolean is_admin = demo_rights_is_admin (call->world->rights, call->user_id);

  for (const DemoDepartment *department = demo_directory_departments (); department->id != -1;
       department++)
    {
      JsonObject *one;

      if (!is_admin && !(is_manager (call) && (department->id == 3 || department->id == 5)))
        continue;
      one = json_object_new ();
      demo_crm_set_number (one, "id", department->id);
      json_object_set_string_member (one, "name", department->name);
      json_array_add_object_element (departments, one);
    }
  json_object_set_boolean_member (row, "active", TRUE);
  json_object_set_int_member (row, "user_id", call->user_id);
  json_object_set_boolean_member (row, "user_admin", is_admin);
  json_object_set_boolean_member (row, "user_head", is_manager (call));
  json_object_set_array_member (row, "departments", departments);
  json_object_set_int_member (row, "minimum_idle_for_report", 15);
  json_object_set_string_member (row, "report_view_type", is_manager (call) ? "head" : "simple");

  return demo_crm_take_object (row);
}

const DemoMethod *
demo_timecontrol_methods (void)
{
  static const DemoMethod methods[] = {
    { "timeman.timecontrol.reports.get", "timeman", run_reports },
    { "timeman.timecontrol.reports.users.get", "timeman", run_users },
    { "timeman.timecontrol.reports.settings.get", "timeman", run_settings },
    { NULL },
  };

  return methods;
}
