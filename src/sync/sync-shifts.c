/* sync-shifts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-shifts"

#include "sync-shifts.h"

#include "bx-json.h"
#include "clinic-colleague.h"

#include <stdio.h>
#include <string.h>

/* days before and after: whoever has no shift in them is not in the plan at all */
#define AROUND 7

/* what people call it */
static const char *const names[] = { "рабочие графики", "график работы", "графики", "смены" };

gint64
sync_shifts_find_calendar (JsonArray *sections)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      for (guint j = 0; sections != NULL && j < json_array_get_length (sections); j++)
        {
          JsonObject *row = bx_json_node_object (json_array_get_element (sections, j));
          const char *name = bx_json_get_string (row, "NAME");
          g_autofree char *low = name != NULL ? g_utf8_strdown (name, -1) : g_strdup ("");

          if (strstr (low, names[i]) != NULL)
            return bx_json_get_int (row, "ID", 0);
        }
    }

  return 0;
}

JsonNode *
sync_shifts_new_params (gint64 calendar, gint64 now)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (now);
  g_autoptr (GDateTime) first = g_date_time_add_days (time, -AROUND);
  g_autoptr (GDateTime) last = g_date_time_add_days (time, AROUND);
  g_autofree char *from = g_date_time_format (first, "%Y-%m-%d");
  g_autofree char *to = g_date_time_format (last, "%Y-%m-%d");

  return bx_json_build ("{'type': 'company_calendar', 'ownerId': 0, 'from': %s, 'to': %s,"
                        " 'section': [%" G_GINT64_FORMAT "]}",
                        from, to, calendar);
}

/* A recurring event has the UTC stamps of its first day, so they are of no use. */
gint64
sync_shifts_read_moment (const char *text, gint64 offset)
{
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0;
  char half[3] = "";
  g_autoptr (GDateTime) time = NULL;

  if (text == NULL)
    return 0;
  if (sscanf (text, "%2d.%2d.%4d %2d:%2d:%2d", &day, &month, &year, &hour, &minute, &second) < 3 &&
      sscanf (text, "%2d/%2d/%4d %2d:%2d:%2d %2s", &month, &day, &year, &hour, &minute, &second,
              half) < 3)
    return bx_json_read_unix (text);
  if (g_ascii_strcasecmp (half, "pm") == 0 && hour < 12)
    hour += 12;
  else if (g_ascii_strcasecmp (half, "am") == 0 && hour == 12)
    hour = 0;
  time = g_date_time_new_utc (year, month, day, hour, minute, second);

  return time != NULL ? g_date_time_to_unix (time) - offset : 0;
}

/* whether somebody of the list works; *any: the event has participants at all */
static gboolean
has_attendee (JsonObject *event, gint64 user, gboolean *any)
{
  JsonArray *list = bx_json_get_array (event, "ATTENDEE_LIST");

  *any = list != NULL && json_array_get_length (list) > 0;
  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      JsonObject *row = bx_json_node_object (json_array_get_element (list, i));

      if (bx_json_get_int (row, "id", 0) == user)
        return g_strcmp0 (bx_json_get_string (row, "status"), "N") != 0;
    }

  return FALSE;
}

/* as a word of its own: Иванова is not Иванов */
static gboolean
has_name (JsonObject *event, const char *last)
{
  const char *name = bx_json_get_string (event, "NAME");
  const char *at = last != NULL && *last != '\0' && name != NULL ? strstr (name, last) : NULL;

  for (; at != NULL; at = strstr (at + 1, last))
    {
      const char *before = at > name ? g_utf8_prev_char (at) : NULL;

      if ((before == NULL || !g_unichar_isalpha (g_utf8_get_char (before))) &&
          !g_unichar_isalpha (g_utf8_get_char (at + strlen (last))))
        return TRUE;
    }

  return FALSE;
}

gboolean
sync_shifts_has_user (JsonObject *event, gint64 user, const char *last_name)
{
  gboolean any = FALSE;

  return has_attendee (event, user, &any) || (!any && has_name (event, last_name));
}

static gboolean
is_today (gint64 start, gint64 end, gint64 now)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (now);
  g_autoptr (GDateTime) day =
    g_date_time_new_local (g_date_time_get_year (time), g_date_time_get_month (time),
                           g_date_time_get_day_of_month (time), 0, 0, 0);
  g_autoptr (GDateTime) next = g_date_time_add_days (day, 1);

  return start < g_date_time_to_unix (next) && end > g_date_time_to_unix (day);
}

static void
apply_event (JsonObject *event, GListModel *colleagues, gint64 now)
{
  gint64 offset = bx_json_get_int (event, "TZ_OFFSET_FROM", 0);
  gint64 start = sync_shifts_read_moment (bx_json_get_string (event, "DATE_FROM"), offset);
  gint64 end = sync_shifts_read_moment (bx_json_get_string (event, "DATE_TO"), offset);

  if (event == NULL || start == 0 || end <= start ||
      bx_json_get_bool (event, "DT_SKIP_TIME", FALSE))
    return;
  for (guint i = 0; i < g_list_model_get_n_items (colleagues); i++)
    {
      g_autoptr (ClinicColleague) colleague = g_list_model_get_item (colleagues, i);
      ClinicUser *user = clinic_colleague_get_user (colleague);

      if (!sync_shifts_has_user (event, clinic_user_get_id (user),
                                 clinic_user_get_last_name (user)))
        continue;
      clinic_colleague_set_planned (colleague, TRUE);
      if (!is_today (start, end, now))
        continue;
      clinic_colleague_set_shift_start (colleague, start);
      clinic_colleague_set_shift_end (colleague, end);
    }
}

void
sync_shifts_apply (JsonArray *events, GListModel *colleagues, gint64 now)
{
  for (guint i = 0; events != NULL && i < json_array_get_length (events); i++)
    apply_event (bx_json_node_object (json_array_get_element (events, i)), colleagues, now);
}
