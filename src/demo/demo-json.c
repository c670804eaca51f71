/* demo-json.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "demo-json"

#include "demo-json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/**
 * demo_json_get:
 * @params: an object
 * @name: a member's name, compared without case when it is not there as written
 *
 * Returns: (nullable) (transfer none): the member
 */
JsonNode *
demo_json_get (JsonObject *params, const char *name)
{
  JsonObjectIter iter;
  const char *member;
  JsonNode *node = json_object_get_member (params, name);

  if (node != NULL)
    return node;

  json_object_iter_init (&iter, params);
  while (json_object_iter_next (&iter, &member, &node))
    {
      if (g_ascii_strcasecmp (member, name) == 0)
        return node;
    }

  return NULL;
}

gint64
demo_json_get_int (JsonObject *params, const char *name, gint64 fallback)
{
  JsonNode *node = demo_json_get (params, name);

  if (node == NULL || !demo_json_node_is_scalar (node) || demo_json_node_is_empty (node))
    return fallback;

  return demo_json_node_int (node);
}

/* (transfer full) (nullable): a scalar as text, NULL when it is not there or is a structure */
char *
demo_json_dup_string (JsonObject *params, const char *name)
{
  JsonNode *node = demo_json_get (params, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return NULL;

  return demo_json_node_dup_string (node);
}

/* (transfer none) (nullable) */
JsonObject *
demo_json_get_object (JsonObject *params, const char *name)
{
  JsonNode *node = demo_json_get (params, name);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/* "Y", "true", "1", true and 1 are yes. */
gboolean
demo_json_get_flag (JsonObject *params, const char *name)
{
  g_autofree char *text = demo_json_dup_string (params, name);

  return text != NULL && (g_ascii_strcasecmp (text, "y") == 0 || g_str_equal (text, "1") ||
                          g_ascii_strcasecmp (text, "true") == 0);
}

gboolean
demo_json_node_is_scalar (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) || JSON_NODE_HOLDS_NULL (node);
}

/* PHP's idea of an empty filter value: null, false, "" */
gboolean
demo_json_node_is_empty (JsonNode *node)
{
  if (JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node))
    return FALSE;
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_get_string (node)[0] == '\0';
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return !json_node_get_boolean (node);

  return FALSE;
}

/* PHP's cast to int: digits at the start of a text; 1 for a filled array, 0 for an empty one. */
gint64
demo_json_node_int (JsonNode *node)
{
  if (JSON_NODE_HOLDS_ARRAY (node))
    return json_array_get_length (json_node_get_array (node)) > 0 ? 1 : 0;
  if (JSON_NODE_HOLDS_OBJECT (node))
    return json_object_get_size (json_node_get_object (node)) > 0 ? 1 : 0;
  if (JSON_NODE_HOLDS_NULL (node))
    return 0;
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return g_ascii_strtoll (json_node_get_string (node), NULL, 10);
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return json_node_get_boolean (node) ? 1 : 0;

  return json_node_get_int (node);
}

double
demo_json_node_double (JsonNode *node)
{
  if (!JSON_NODE_HOLDS_VALUE (node))
    return 0;
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return g_ascii_strtod (json_node_get_string (node), NULL);

  return json_node_get_double (node);
}

/* (transfer full): a scalar as PHP would write it */
char *
demo_json_node_dup_string (JsonNode *node)
{
  GType type;

  if (!JSON_NODE_HOLDS_VALUE (node))
    return g_strdup ("");

  type = json_node_get_value_type (node);
  if (type == G_TYPE_STRING)
    return g_strdup (json_node_get_string (node));
  if (type == G_TYPE_BOOLEAN)
    return g_strdup (json_node_get_boolean (node) ? "1" : "");
  if (type == G_TYPE_DOUBLE)
    {
      char buffer[G_ASCII_DTOSTR_BUF_SIZE];

      return g_strdup (
        g_ascii_formatd (buffer, sizeof buffer, "%.10g", json_node_get_double (node)));
    }

  return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
}

/**
 * demo_json_node_list:
 * @node: (nullable): an array, or an object with numbered keys as a query string makes it, or one
 *   scalar
 *
 * Returns: (transfer container): the elements in their order, unowned
 */
GPtrArray *
demo_json_node_list (JsonNode *node)
{
  GPtrArray *list = g_ptr_array_new ();

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return list;

  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        g_ptr_array_add (list, json_array_get_element (array, i));
    }
  else if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObjectIter iter;
      JsonNode *element;

      json_object_iter_init_ordered (&iter, json_node_get_object (node));
      while (json_object_iter_next_ordered (&iter, NULL, &element))
        g_ptr_array_add (list, element);
    }
  else
    g_ptr_array_add (list, node);

  return list;
}

static void
put_number (char *at, int value, int digits)
{
  while (digits-- > 0)
    {
      at[digits] = (char) ('0' + value % 10);
      value /= 10;
    }
}

/* A page of 50 contacts needs a hundred of these, so they are written digit by digit. */
static void
format_parts (gint64 unix_time, char *buffer)
{
  time_t shifted = (time_t) (unix_time + DEMO_PORTAL_OFFSET);
  struct tm parts = { 0 };

  memcpy (buffer, "0000-00-00T00:00:00+03:00", sizeof "0000-00-00T00:00:00+03:00");
  gmtime_r (&shifted, &parts);
  put_number (buffer, parts.tm_year + 1900, 4);
  put_number (buffer + 5, parts.tm_mon + 1, 2);
  put_number (buffer + 8, parts.tm_mday, 2);
  put_number (buffer + 11, parts.tm_hour, 2);
  put_number (buffer + 14, parts.tm_min, 2);
  put_number (buffer + 17, parts.tm_sec, 2);
}

/* 2026-07-29T10:30:00+03:00 */
void
demo_time_format (gint64 unix_time, char buffer[DEMO_TIME_SIZE])
{
  format_parts (unix_time, buffer);
}

/* 2026-07-29, the portal's day */
void
demo_time_format_day (gint64 unix_time, char buffer[DEMO_TIME_SIZE])
{
  format_parts (unix_time, buffer);
  buffer[10] = '\0';
}

/* The portal's midnight before the moment */
gint64
demo_time_day_start (gint64 unix_time)
{
  return (unix_time + DEMO_PORTAL_OFFSET) / DEMO_DAY * DEMO_DAY - DEMO_PORTAL_OFFSET;
}

/* Makes 29.07.2026 10:30:00, the site's format, into ISO; gives anything else back as it is. */
static char *
from_site_format (const char *text)
{
  int day, month, year, hour = 0, minute = 0, second = 0;
  int count =
    sscanf (text, "%2d.%2d.%4d %2d:%2d:%2d", &day, &month, &year, &hour, &minute, &second);

  if (count < 3)
    return g_strdup (text);

  return g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02d", year, month, day, hour, minute, second);
}

/**
 * demo_time_parse:
 * @text: ISO 8601 with or without an offset, a bare day, or the site's format
 * @unix_time: (out): the moment; without an offset the portal's clock is meant
 *
 * Returns: %FALSE when it is not a time
 */
gboolean
demo_time_parse (const char *text, gint64 *unix_time)
{
  g_autofree char *iso = from_site_format (text);
  g_autofree char *full = NULL;
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (DEMO_PORTAL_OFFSET);
  g_autoptr (GDateTime) time = NULL;

  g_strdelimit (iso, " ", strlen (iso) > 10 && iso[10] == ' ' ? 'T' : ' ');
  if (strlen (iso) == 10)
    full = g_strconcat (iso, "T00:00:00", NULL);
  else if (strlen (iso) == 16)
    full = g_strconcat (iso, ":00", NULL);

  time = g_date_time_new_from_iso8601 (full != NULL ? full : iso, zone);
  if (time == NULL)
    return FALSE;
  *unix_time = g_date_time_to_unix (time);

  return TRUE;
}

/* (transfer full) (nullable): 2026-07-29 from a day, a time or the site's format */
char *
demo_time_parse_day (const char *text)
{
  char buffer[DEMO_TIME_SIZE];
  gint64 moment;

  if (!demo_time_parse (text, &moment))
    return NULL;
  demo_time_format_day (moment, buffer);

  return g_strdup (buffer);
}
