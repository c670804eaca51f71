/* demo-methods-calendar.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * calendar.section.get and calendar.event.get of the company calendar: the plan of the shifts, two
 * days of work and two days off, in pairs, as recurring events (calendar/ in the REST
 * documentation).
 */

#define G_LOG_DOMAIN "demo-methods-calendar"

#include "demo-methods-feed.h"

#include "demo-methods-crm.h"
#include "demo-work.h"

#define PLAN 21

static gboolean
has_company_calendar (DemoCall *call, GError **error)
{
  g_autofree char *type = demo_json_dup_string (call->params, "type");

  if (type != NULL && *type != '\0')
    return g_str_equal (type, "company_calendar");
  demo_error_set (error, 400, "",
                  "Mandatory parameter not specified \"type\" for the method \"%s\"", call->method);

  return FALSE;
}

static JsonNode *
run_sections (DemoCall *call, GError **error)
{
  static const struct
  {
    const char *id;
    const char *name;
  } sections[] = { { "19", "Праздники" }, { G_STRINGIFY (PLAN), "Рабочие графики" } };
  g_autoptr (GError) wrong = NULL;
  gboolean is_company = has_company_calendar (call, &wrong);
  JsonArray *list;

  if (wrong != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&wrong));
      return NULL;
    }
  list = json_array_new ();
  for (guint i = 0; is_company && i < G_N_ELEMENTS (sections); i++)
    {
      JsonObject *row = json_object_new ();

      json_object_set_string_member (row, "ID", sections[i].id);
      json_object_set_string_member (row, "NAME", sections[i].name);
      json_object_set_string_member (row, "DESCRIPTION", "");
      json_object_set_string_member (row, "COLOR", "#9cbeee");
      json_object_set_string_member (row, "CAL_TYPE", "company_calendar");
      json_object_set_string_member (row, "OWNER_ID", "0");
      json_object_set_string_member (row, "CREATED_BY", "1");
      json_object_set_string_member (row, "EXTERNAL_TYPE", "local");
      json_array_add_object_element (list, row);
    }

  return demo_crm_take_array (list);
}

/* as the portal writes times: local, of the site's format */
static char *
dup_moment (gint64 when, gboolean is_day)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (when + DEMO_PORTAL_OFFSET);

  return g_date_time_format (utc, is_day ? "%d.%m.%Y" : "%d.%m.%Y %H:%M:%S");
}

static void
set_moment (JsonObject *row, const char *name, gint64 when, gboolean is_day)
{
  g_autofree char *text = dup_moment (when, is_day);

  json_object_set_string_member (row, name, text);
}

/* Of a shift of a series the stamps are those of the first one (calendar_event.php does so), while
 * its dates are its own. */
static void
set_times (JsonObject *row, const DemoShift *shift)
{
  gboolean is_day = shift->kind != DEMO_SHIFT_WORK;
  gint64 length = is_day ? shift->end - shift->start + DEMO_DAY : shift->end - shift->start;
  gint64 first = shift->series != 0 ? shift->series : shift->start;

  set_moment (row, "DATE_FROM", shift->start, is_day);
  set_moment (row, "DATE_TO", shift->end, is_day);
  json_object_set_null_member (row, "ORIGINAL_DATE_FROM");
  json_object_set_string_member (row, "TZ_FROM", "Europe/Moscow");
  json_object_set_string_member (row, "TZ_TO", "Europe/Moscow");
  demo_crm_set_number (row, "TZ_OFFSET_FROM", DEMO_PORTAL_OFFSET);
  demo_crm_set_number (row, "TZ_OFFSET_TO", DEMO_PORTAL_OFFSET);
  demo_crm_set_number (row, "DATE_FROM_TS_UTC", first);
  demo_crm_set_number (row, "DATE_TO_TS_UTC", is_day ? shift->end : first + length);
  json_object_set_string_member (row, "DT_SKIP_TIME", is_day ? "Y" : "N");
  json_object_set_int_member (row, "DT_LENGTH", length);
}

/* every fourth day */
static void
set_rule (JsonObject *row, const DemoShift *shift)
{
  JsonObject *rule;

  if (shift->series == 0)
    {
      json_object_set_string_member (row, "RRULE", "");
      json_object_set_string_member (row, "EXDATE", "");
      return;
    }
  rule = json_object_new ();
  json_object_set_string_member (rule, "FREQ", "DAILY");
  json_object_set_int_member (rule, "INTERVAL", 4);
  json_object_set_string_member (rule, "UNTIL", "01.01.2038");
  json_object_set_string_member (rule, "~UNTIL", "01.01.2038");
  json_object_set_int_member (rule, "UNTIL_TS", G_GINT64_CONSTANT (2145906000));
  json_object_set_object_member (row, "RRULE", rule);
  json_object_set_int_member (row, "RINDEX", (shift->start - shift->series) / (4 * DEMO_DAY));
  json_object_set_string_member (row, "EXDATE", "");
}

static void
set_people (JsonObject *row, const DemoShift *shift)
{
  g_autofree char *code = g_strdup_printf ("U%d", shift->user);
  JsonObject *attendee = json_object_new ();
  JsonObject *entity = json_object_new ();
  JsonArray *attendees = json_array_new ();
  JsonArray *codes = json_array_new ();
  JsonArray *entities = json_array_new ();

  json_object_set_int_member (attendee, "id", shift->user);
  demo_crm_set_number (attendee, "entryId", shift->id);
  json_object_set_string_member (attendee, "status", "Y");
  json_array_add_object_element (attendees, attendee);
  json_array_add_string_element (codes, code);
  json_object_set_string_member (entity, "entityId", "user");
  json_object_set_int_member (entity, "id", shift->user);
  json_array_add_object_element (entities, entity);
  json_object_set_boolean_member (row, "IS_MEETING", TRUE);
  json_object_set_string_member (row, "MEETING_STATUS", "Y");
  json_object_set_string_member (row, "MEETING_HOST", "5");
  json_object_set_array_member (row, "ATTENDEE_LIST", attendees);
  json_object_set_array_member (row, "ATTENDEES_CODES", codes);
  json_object_set_array_member (row, "attendeesEntityList", entities);
}

static char *
dup_name (const DemoShift *shift)
{
  static const char *const words[] = { "Смена", "Больничный", "Отпуск" };
  const DemoUser *user = demo_directory_find_user (shift->user);
  const DemoUser *other =
    shift->instead_of != 0 ? demo_directory_find_user (shift->instead_of) : NULL;

  return g_strdup_printf ("%s: %s%s%s", words[shift->kind], user->last_name,
                          other != NULL ? " за: " : "", other != NULL ? other->last_name : "");
}

static JsonObject *
make_event (const DemoShift *shift)
{
  g_autofree char *name = dup_name (shift);
  JsonObject *row = json_object_new ();

  demo_crm_set_number (row, "ID", shift->id);
  demo_crm_set_number (row, "PARENT_ID", shift->id);
  json_object_set_string_member (row, "DELETED", "N");
  json_object_set_string_member (row, "CAL_TYPE", "company_calendar");
  json_object_set_string_member (row, "OWNER_ID", "0");
  json_object_set_string_member (row, "NAME", name);
  set_times (row, shift);
  json_object_set_null_member (row, "EVENT_TYPE");
  json_object_set_string_member (row, "CREATED_BY", "5");
  set_moment (row, "DATE_CREATE", shift->changed, FALSE);
  set_moment (row, "TIMESTAMP_X", shift->changed, FALSE);
  json_object_set_string_member (row, "DESCRIPTION", "");
  json_object_set_string_member (row, "PRIVATE_EVENT", "");
  json_object_set_string_member (row, "ACCESSIBILITY",
                                 shift->kind == DEMO_SHIFT_WORK ? "busy" : "absent");
  json_object_set_string_member (row, "IMPORTANCE", "normal");
  json_object_set_string_member (row, "LOCATION", "");
  set_rule (row, shift);
  json_object_set_string_member (row, "SECTION_ID", G_STRINGIFY (PLAN));
  json_object_set_string_member (row, "SECT_ID", G_STRINGIFY (PLAN));
  set_people (row, shift);

  return row;
}

static gint64
read_day (DemoCall *call, const char *name, gint64 fallback)
{
  g_autofree char *text = demo_json_dup_string (call->params, name);
  gint64 when;

  return demo_time_day_start (text != NULL && demo_time_parse (text, &when) ? when : fallback);
}

static gboolean
wants_plan (DemoCall *call)
{
  g_autoptr (GPtrArray) list = demo_json_node_list (demo_json_get (call->params, "section"));

  for (guint i = 0; i < list->len; i++)
    {
      g_autofree char *id = demo_json_node_dup_string (list->pdata[i]);

      if (g_str_equal (id, G_STRINGIFY (PLAN)))
        return TRUE;
    }

  return list->len == 0;
}

static JsonNode *
run_events (DemoCall *call, GError **error)
{
  gint64 now = demo_world_get_now (call->world);
  gint64 from = read_day (call, "from", now - 30 * (gint64) DEMO_DAY);
  gint64 to = read_day (call, "to", now + 90 * (gint64) DEMO_DAY);
  g_autoptr (GError) wrong = NULL;
  gboolean is_company = has_company_calendar (call, &wrong);
  g_autoptr (GArray) shifts = NULL;
  JsonArray *list;

  if (wrong != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&wrong));
      return NULL;
    }
  list = json_array_new ();
  shifts = is_company && wants_plan (call)
             ? demo_work_list_shifts (call->world, from, to + DEMO_DAY)
             : NULL;
  for (guint i = 0; shifts != NULL && i < shifts->len; i++)
    json_array_add_object_element (list, make_event (&g_array_index (shifts, DemoShift, i)));

  return demo_crm_take_array (list);
}

const DemoMethod *
demo_calendar_methods (void)
{
  static const DemoMethod methods[] = {
    { "calendar.section.get", "calendar", run_sections },
    { "calendar.event.get", "calendar", run_events },
    { NULL },
  };

  return methods;
}
