/* mis-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "mis-row"

#include "mis-row.h"

#include <stdio.h>
#include <string.h>

#define EMPTY_KEY "00000000-0000-0000-0000-000000000000"
#define EMPTY_DATE "0001-01-01"

/* (transfer full) (nullable) */
static char *
dup_value (JsonNode *node)
{
  g_autofree char *text = NULL;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return NULL;

  switch (json_node_get_value_type (node))
    {
    case G_TYPE_STRING:
      text = g_strstrip (json_node_dup_string (node));
      break;
    case G_TYPE_INT64:
      text = g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
      break;
    case G_TYPE_BOOLEAN:
      text = g_strdup (json_node_get_boolean (node) ? "true" : "false");
      break;
    case G_TYPE_DOUBLE:
      text = g_strdup_printf ("%.15g", json_node_get_double (node));
      break;
    default:
      return NULL;
    }

  if (text[0] == '\0' || g_str_equal (text, EMPTY_KEY) || g_str_has_prefix (text, EMPTY_DATE))
    return NULL;

  return g_steal_pointer (&text);
}

/* Appends the texts of one path; a tabular section gives as many as it has rows. */
static void
add_path (JsonObject *row, const char *path, GPtrArray *texts)
{
  g_auto (GStrv) parts = g_strsplit (path, "/", 2);
  JsonNode *node = json_object_get_member (row, parts[0]);
  char *text;

  if (node == NULL)
    return;
  if (parts[1] != NULL && JSON_NODE_HOLDS_OBJECT (node))
    add_path (json_node_get_object (node), parts[1], texts);
  else if (parts[1] != NULL && JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *rows = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (rows); i++)
        {
          JsonNode *element = json_array_get_element (rows, i);

          if (JSON_NODE_HOLDS_OBJECT (element))
            add_path (json_node_get_object (element), parts[1], texts);
        }
    }
  else if (parts[1] == NULL && (text = dup_value (node)) != NULL)
    g_ptr_array_add (texts, text);
}

/* (transfer full): the texts of all paths, in their order */
static GPtrArray *
list_texts (JsonObject *row, const char *expression)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) paths = NULL;

  if (row == NULL || expression == NULL)
    return texts;

  paths = g_strsplit (expression, "+", -1);
  for (guint i = 0; paths[i] != NULL; i++)
    add_path (row, g_strstrip (paths[i]), texts);

  return texts;
}

char *
mis_row_dup_text (JsonObject *row, const char *expression)
{
  g_autoptr (GPtrArray) texts = list_texts (row, expression);

  if (texts->len == 0)
    return NULL;

  g_ptr_array_add (texts, NULL);

  return g_strjoinv (" ", (char **) texts->pdata);
}

gboolean
mis_row_get_flag (JsonObject *row, const char *expression)
{
  static const char *const yes[] = { "true", "1", "y", "yes", "да", "истина", "+", NULL };
  g_autofree char *text = mis_row_dup_text (row, expression);
  g_autofree char *folded = text != NULL ? g_utf8_strdown (text, -1) : NULL;

  return folded != NULL && g_strv_contains (yes, folded);
}

gint64
mis_row_get_int (JsonObject *row, const char *expression)
{
  g_autofree char *text = mis_row_dup_text (row, expression);

  return text != NULL ? (gint64) g_ascii_strtod (text, NULL) : 0;
}

/* "2026-11-22T10:30:00", "2026-11-22 10:30" and "22.11.2026 10:30"; the time may be missing */
static GDateTime *
parse_time (const char *text, GTimeZone *zone)
{
  g_autoptr (GDateTime) iso = g_date_time_new_from_iso8601 (text, zone);
  int year;
  int month;
  int day;
  int hour = 0;
  int minute = 0;
  int second = 0;

  if (iso != NULL)
    return g_steal_pointer (&iso);
  if (sscanf (text, "%4d-%2d-%2d%*1[T ]%2d:%2d:%2d", &year, &month, &day, &hour, &minute, &second) <
        3 &&
      sscanf (text, "%2d.%2d.%4d%*1[T ]%2d:%2d:%2d", &day, &month, &year, &hour, &minute, &second) <
        3)
    return NULL;

  return g_date_time_new (zone, year, month, day, hour, minute, second);
}

gint64
mis_row_get_time (JsonObject *row, const char *expression, GTimeZone *zone)
{
  g_autofree char *text = mis_row_dup_text (row, expression);
  g_autoptr (GDateTime) time = text != NULL ? parse_time (text, zone) : NULL;

  return time != NULL ? g_date_time_to_unix (time) : 0;
}

char *
mis_row_dup_date (JsonObject *row, const char *expression)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree char *text = mis_row_dup_text (row, expression);
  g_autoptr (GDateTime) time = text != NULL ? parse_time (text, utc) : NULL;

  return time != NULL ? g_date_time_format (time, "%Y-%m-%d") : NULL;
}

void
mis_row_add_texts (JsonObject *row, const char *expression, GPtrArray *texts)
{
  g_autoptr (GPtrArray) found = list_texts (row, expression);

  for (guint i = 0; i < found->len; i++)
    {
      g_auto (GStrv) parts = g_strsplit_set (found->pdata[i], ",;\n", -1);

      for (guint j = 0; parts[j] != NULL; j++)
        {
          g_strstrip (parts[j]);
          if (parts[j][0] != '\0')
            g_ptr_array_add (texts, g_strdup (parts[j]));
        }
    }
}

void
mis_row_add_fields (const char *expression, GPtrArray *fields)
{
  g_auto (GStrv) paths = NULL;

  if (expression == NULL)
    return;

  paths = g_strsplit (expression, "+", -1);
  for (guint i = 0; paths[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (g_strstrip (paths[i]), "/", 2);

      if (!g_ptr_array_find_with_equal_func (fields, parts[0], g_str_equal, NULL))
        g_ptr_array_add (fields, g_strdup (parts[0]));
    }
}
