/* demo-methods-timeman.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * timeman.status, open, close, pause, settings and schedule.get: see timeman/base and
 * timeman/schedule in the REST documentation.
 */

#define G_LOG_DOMAIN "demo-methods-timeman"

#include "demo-methods-timeman.h"

#include "demo-methods-crm.h"
#include "demo-work.h"

/* UF_TM_ALLOWED_DELTA: an edit by less needs nobody's consent */
#define ALLOWED_DELTA (15 * 60)

static gboolean
refuse (GError **error, const char *name, const char *text)
{
  demo_error_set (error, 400, name, "%s", text);

  return FALSE;
}

/* whose working time the call is about, if he may */
static gboolean
find_user (DemoCall *call, int *user, GError **error)
{
  gint64 id = demo_json_get_int (call->params, "USER_ID", call->user_id);

  if (demo_directory_find_user (id) == NULL)
    return refuse (error, "", "User not found");
  if (!demo_work_may_read (call->world, call->user_id, id))
    return refuse (error, "", "User does not have access to managing other users work time");
  *user = (int) id;

  return TRUE;
}

static void
set_time (JsonObject *row, const char *name, gint64 when)
{
  if (when != 0)
    demo_crm_set_time (row, name, when);
  else
    json_object_set_null_member (row, name);
}

static void
set_duration (JsonObject *row, const char *name, gint64 seconds)
{
  g_autofree char *text = g_strdup_printf ("%02d:%02d:%02d", (int) (seconds / 3600),
                                           (int) (seconds / 60 % 60), (int) (seconds % 60));

  json_object_set_string_member (row, name, text);
}

/* day: (nullable): none has ever begun */
static JsonNode *
make_status (DemoWorld *self, const DemoWorkDay *day)
{
  static const DemoWorkDay none = { .approved = TRUE };
  const DemoWorkDay *shown = day != NULL ? day : &none;
  DemoWorkState state = day != NULL ? demo_work_get_state (self, day) : DEMO_WORK_CLOSED;
  JsonObject *row = json_object_new ();

  json_object_set_string_member (row, "STATUS", demo_work_state_to_text (state));
  set_time (row, "TIME_START", shown->start);
  set_time (row, "TIME_FINISH", shown->finish);
  set_duration (row, "DURATION", demo_work_get_duration (shown));
  set_duration (row, "TIME_LEAKS", shown->leaks);
  json_object_set_boolean_member (row, "ACTIVE", shown->approved);
  json_object_set_string_member (row, "IP_OPEN", "");
  if (state == DEMO_WORK_CLOSED)
    json_object_set_string_member (row, "IP_CLOSE", "");
  else
    json_object_set_null_member (row, "IP_CLOSE");
  json_object_set_double_member (row, "LAT_OPEN", 0);
  json_object_set_double_member (row, "LON_OPEN", 0);
  json_object_set_double_member (row, "LAT_CLOSE", 0);
  json_object_set_double_member (row, "LON_CLOSE", 0);
  json_object_set_int_member (row, "TZ_OFFSET", DEMO_PORTAL_OFFSET);
  if (state == DEMO_WORK_EXPIRED)
    {
      gint64 planned = demo_work_get_planned_end (self, shown);

      set_time (row, "TIME_FINISH_DEFAULT", planned != 0 ? planned : shown->start + 8 * 3600);
    }

  return demo_crm_take_object (row);
}

static JsonNode *
run_status (DemoCall *call, GError **error)
{
  DemoWorkDay day;
  int user;

  if (!find_user (call, &user, error))
    return NULL;

  return make_status (call->world, demo_work_get_last (call->world, user, &day) ? &day : NULL);
}

/* TIME with its REPORT; when: 0 when there is none */
static gboolean
read_time (DemoCall *call, gint64 *when, GError **error)
{
  g_autofree char *text = demo_json_dup_string (call->params, "TIME");
  g_autofree char *report = demo_json_dup_string (call->params, "REPORT");

  *when = 0;
  if (text == NULL || *text == '\0')
    return TRUE;
  if (!demo_time_parse (text, when))
    return refuse (error, "WRONG_DATETIME_FORMAT", "Wrong datetime format");
  if (report == NULL || *report == '\0')
    return refuse (error, "", "Report is required");

  return TRUE;
}

static gboolean
is_same_day (gint64 a, gint64 b)
{
  return demo_time_day_start (a) == demo_time_day_start (b);
}

/* Begins the day at the given time, or now. */
static void
begin (DemoCall *call, int user, gint64 time, DemoWorkDay *day)
{
  gint64 now = demo_world_get_now (call->world);

  *day = (DemoWorkDay){
    .id = demo_work_make_id (user, now),
    .start = time != 0 ? time : now,
    .user = user,
    .approved = time == 0 || ABS (now - time) < ALLOWED_DELTA,
  };
}

static JsonNode *
run_open (DemoCall *call, GError **error)
{
  gint64 now = demo_world_get_now (call->world);
  DemoWorkDay day = { 0 };
  gboolean has_day;
  gint64 time;
  int user;

  if (!find_user (call, &user, error) || !read_time (call, &time, error))
    return NULL;
  if (time != 0 && !is_same_day (time, now))
    {
      refuse (error, "WRONG_DATETIME", "Day open date should correspond to the current date");
      return NULL;
    }
  has_day = demo_work_get_last (call->world, user, &day) && is_same_day (day.start, now);
  if (has_day && time != 0 && day.finish == 0)
    {
      refuse (error, "TIME",
              day.paused != 0 ? "Unable to set time, work day is paused"
                              : "Unable to set time, work day is opened");
      return NULL;
    }
  if (!has_day || time != 0)
    begin (call, user, time, &day);
  else if (day.paused != 0 || day.finish != 0)
    {
      day.leaks += now - (day.paused != 0 ? day.paused : day.finish);
      day.paused = 0;
      day.finish = 0;
    }
  demo_work_put_day (call->world, &day);

  return make_status (call->world, &day);
}

static JsonNode *
run_close (DemoCall *call, GError **error)
{
  gint64 now = demo_world_get_now (call->world);
  DemoWorkDay day;
  gint64 time;
  int user;

  if (!find_user (call, &user, error) || !read_time (call, &time, error))
    return NULL;
  if (!demo_work_get_last (call->world, user, &day))
    return make_status (call->world, NULL);
  if (time != 0 && !is_same_day (time, day.start))
    {
      refuse (error, "WRONG_DATETIME", "Day close date should correspond to the day open date");
      return NULL;
    }
  if (day.finish == 0 || time != 0)
    {
      if (day.paused != 0)
        day.leaks += MAX ((time != 0 ? time : now) - day.paused, 0);
      day.paused = 0;
      day.finish = time != 0 ? time : now;
      day.approved = day.approved && (time == 0 || ABS (now - time) < ALLOWED_DELTA);
      demo_work_put_day (call->world, &day);
    }

  return make_status (call->world, &day);
}

static JsonNode *
run_pause (DemoCall *call, GError **error)
{
  DemoWorkDay day;
  int user;

  if (!find_user (call, &user, error))
    return NULL;
  if (!demo_work_get_last (call->world, user, &day))
    return make_status (call->world, NULL);
  if (day.paused == 0 &&
      (day.finish != 0 || demo_work_get_state (call->world, &day) == DEMO_WORK_OPENED))
    {
      day.paused = demo_world_get_now (call->world);
      day.finish = 0;
      demo_work_put_day (call->world, &day);
    }

  return make_status (call->world, &day);
}

static JsonNode *
run_settings (DemoCall *call, GError **error)
{
  const DemoUser *found;
  JsonObject *row;
  gboolean has_shifts;
  int user;

  if (!find_user (call, &user, error))
    return NULL;
  found = demo_directory_find_user (user);
  has_shifts = demo_work_has_shifts (found);
  row = json_object_new ();
  json_object_set_boolean_member (row, "UF_TIMEMAN", has_shifts);
  json_object_set_boolean_member (row, "UF_TM_FREE", FALSE);
  json_object_set_string_member (row, "UF_TM_MAX_START", "09:15:00");
  json_object_set_string_member (row, "UF_TM_MIN_FINISH", has_shifts ? "20:45:00" : "17:45:00");
  json_object_set_string_member (row, "UF_TM_MIN_DURATION", has_shifts ? "11:00:00" : "08:00:00");
  json_object_set_string_member (row, "UF_TM_ALLOWED_DELTA", "00:15:00");
  if (user == call->user_id)
    json_object_set_boolean_member (row, "ADMIN", demo_work_may_read (call->world, user, 0));

  return demo_crm_take_object (row);
}

/* --- timeman.schedule.get --- */

/* What is the same of any schedule is written as it is answered. */
static const char schedules[] =
  "{'1':{'ID':1,'NAME':'Для всех сотрудников','SCHEDULE_TYPE':'FIXED','REPORT_PERIOD':'MONTH',"
  "'REPORT_PERIOD_OPTIONS':{'START_WEEK_DAY':0},'CALENDAR_ID':1,'ALLOWED_DEVICES':{'browser':true},"
  "'DELETED':'0','IS_FOR_ALL_USERS':true,'WORKTIME_RESTRICTIONS':['[]'],'CONTROLLED_ACTIONS':3,"
  "'UPDATED_BY':1,'DELETED_BY':0,'DELETED_AT':'','CREATED_BY':0,"
  "'CREATED_AT':'2023-09-19T21:22:22+03:00','SHIFTS':[{'ID':1,'NAME':'','BREAK_DURATION':3600,"
  "'WORK_TIME_START':32400,'WORK_TIME_END':64800,'WORK_DAYS':'12345','SCHEDULE_ID':1,"
  "'DELETED':false}],'CALENDAR':{'ID':1,'NAME':'','PARENT_CALENDAR_ID':0,'SYSTEM_CODE':'',"
  "'EXCLUSIONS':[]},'SCHEDULE_VIOLATION_RULES':{'ID':1,'SCHEDULE_ID':1,'ENTITY_CODE':'UA',"
  "'MAX_EXACT_START':33300,'MIN_EXACT_END':63900,'MAX_OFFSET_START':-1,'MIN_OFFSET_END':-1,"
  "'RELATIVE_START_FROM':-1,'RELATIVE_START_TO':-1,'RELATIVE_END_FROM':-1,'RELATIVE_END_TO':-1,"
  "'MIN_DAY_DURATION':28800,'MAX_ALLOWED_TO_EDIT_WORK_TIME':900,"
  "'MAX_WORK_TIME_LACK_FOR_PERIOD':3600,'PERIOD_TIME_LACK_AGENT_ID':0,'MAX_SHIFT_START_DELAY':-1,"
  "'MISSED_SHIFT_START':0,'USERS_TO_NOTIFY':{'FIXED_START_END':['U1'],'FIXED_PER_RECORD':['U1'],"
  "'FIXED_EDIT_WORKTIME':['U1'],'FIXED_PERIODIC':['U1'],'SHIFT_DELAY':[],"
  "'SHIFT_MISSED_START':[]}}},"
  "'2':{'ID':2,'NAME':'Регистратура и колл-центр','SCHEDULE_TYPE':'SHIFT','REPORT_PERIOD':'MONTH',"
  "'REPORT_PERIOD_OPTIONS':{'START_WEEK_DAY':0},'CALENDAR_ID':2,'ALLOWED_DEVICES':{'browser':true},"
  "'DELETED':'0','IS_FOR_ALL_USERS':false,'WORKTIME_RESTRICTIONS':['[]'],'CONTROLLED_ACTIONS':3,"
  "'UPDATED_BY':5,'DELETED_BY':0,'DELETED_AT':'','CREATED_BY':1,"
  "'CREATED_AT':'2023-11-02T10:05:00+03:00','SHIFTS':[{'ID':2,'NAME':'День','BREAK_DURATION':3600,"
  "'WORK_TIME_START':32400,'WORK_TIME_END':75600,'WORK_DAYS':'1234567','SCHEDULE_ID':2,"
  "'DELETED':false},{'ID':3,'NAME':'Ночь','BREAK_DURATION':3600,'WORK_TIME_START':75600,"
  "'WORK_TIME_END':32400,'WORK_DAYS':'1234567','SCHEDULE_ID':2,'DELETED':false}],"
  "'CALENDAR':{'ID':2,'NAME':'','PARENT_CALENDAR_ID':0,'SYSTEM_CODE':'','EXCLUSIONS':[]},"
  "'SCHEDULE_VIOLATION_RULES':{'ID':2,'SCHEDULE_ID':2,'ENTITY_CODE':'UA','MAX_EXACT_START':-1,"
  "'MIN_EXACT_END':-1,'MAX_OFFSET_START':-1,'MIN_OFFSET_END':-1,'RELATIVE_START_FROM':-1,"
  "'RELATIVE_START_TO':-1,'RELATIVE_END_FROM':-1,'RELATIVE_END_TO':-1,'MIN_DAY_DURATION':-1,"
  "'MAX_ALLOWED_TO_EDIT_WORK_TIME':900,'MAX_WORK_TIME_LACK_FOR_PERIOD':-1,"
  "'PERIOD_TIME_LACK_AGENT_ID':0,'MAX_SHIFT_START_DELAY':900,'MISSED_SHIFT_START':1,"
  "'USERS_TO_NOTIFY':{'FIXED_START_END':[],'FIXED_PER_RECORD':[],'FIXED_EDIT_WORKTIME':['U5'],"
  "'FIXED_PERIODIC':[],'SHIFT_DELAY':['U5'],'SHIFT_MISSED_START':['U5']}}}}";

/* A schedule that is not there is an empty array. */
static JsonNode *
run_schedule (DemoCall *call, GError **error)
{
  g_autofree char *text = g_strdelimit (g_strdup (schedules), "'", '"');
  g_autoptr (JsonNode) root = json_from_string (text, NULL);
  g_autofree char *id = demo_json_dup_string (call->params, "id");
  JsonNode *found = id != NULL ? json_object_get_member (json_node_get_object (root), id) : NULL;

  return found != NULL ? json_node_copy (found) : demo_crm_take_array (json_array_new ());
}

const DemoMethod *
demo_timeman_methods (void)
{
  static const DemoMethod methods[] = {
    { "timeman.status", "timeman", run_status },
    { "timeman.open", "timeman", run_open },
    { "timeman.close", "timeman", run_close },
    { "timeman.pause", "timeman", run_pause },
    { "timeman.settings", "timeman", run_settings },
    { "timeman.schedule.get", "timeman", run_schedule },
    { NULL },
  };

  return methods;
}
