/* sync-invoice-value.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-invoice-value"

#include "sync-invoice-value.h"

#include <stdio.h>
#include <string.h>

#include "bx-json.h"

/* more is no sum of a clinic, and does not fit */
#define MOST_DIGITS 15

/* --- sums --- */

/* Digits before and after the last point or comma; other letters between digits are blanks of some
 * kind. */
static gboolean
read_number (const char *text, gsize length, gint64 *amount)
{
  gint64 whole = 0, part = 0;
  guint n_digits = 0, n_part = 0;
  gboolean behind = FALSE, negative = FALSE;

  for (const char *at = text; at < text + length; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (g_ascii_isdigit ((char) c) && c < 128)
        {
          n_digits++;
          if (!behind)
            whole = whole * 10 + (c - '0');
          else if (n_part++ < 2)
            part = part * 10 + (c - '0');
          if (n_digits > MOST_DIGITS)
            return FALSE;
        }
      else if ((c == '.' || c == ',') && !behind)
        behind = TRUE;
      else if (c == '-' && n_digits == 0)
        negative = TRUE;
      else if (!g_unichar_isspace (c) && c != 0x2009 && c != '\'')
        {
          if (n_digits > 0)
            break;
          return FALSE;
        }
    }
  if (n_digits == 0)
    return FALSE;
  if (n_part == 1)
    part *= 10;
  *amount = (whole * 100 + part) * (negative ? -1 : 1);

  return TRUE;
}

gboolean
sync_invoice_read_money (const char *text, gint64 *amount, char **currency)
{
  const char *bar = text != NULL ? strchr (text, '|') : NULL;

  if (currency != NULL)
    *currency = NULL;
  if (text == NULL ||
      !read_number (text, bar != NULL ? (gsize) (bar - text) : strlen (text), amount))
    return FALSE;
  if (currency != NULL && bar != NULL && bar[1] != '\0')
    *currency = g_strdup (bar + 1);

  return TRUE;
}

char *
sync_invoice_write_number (gint64 amount)
{
  const char *sign = amount < 0 ? "-" : "";
  gint64 whole = ABS (amount) / 100;
  int part = (int) (ABS (amount) % 100);

  if (part == 0)
    return g_strdup_printf ("%s%" G_GINT64_FORMAT, sign, whole);
  if (part % 10 == 0)
    return g_strdup_printf ("%s%" G_GINT64_FORMAT ".%d", sign, whole, part / 10);

  return g_strdup_printf ("%s%" G_GINT64_FORMAT ".%02d", sign, whole, part);
}

char *
sync_invoice_write_money (gint64 amount, const char *currency)
{
  g_autofree char *number = sync_invoice_write_number (amount);

  return g_strconcat (number, "|", currency != NULL && *currency != '\0' ? currency : "RUB", NULL);
}

/* --- days --- */

static gboolean
read_parts (const char *text, int *year, int *month, int *day)
{
  return sscanf (text, "%4d-%2d-%2d", year, month, day) == 3 ||
         sscanf (text, "%2d.%2d.%4d", day, month, year) == 3 ||
         sscanf (text, "%2d/%2d/%4d", month, day, year) == 3;
}

char *
sync_invoice_read_day (const char *text)
{
  int year = 0, month = 0, day = 0;

  if (text == NULL || !read_parts (text, &year, &month, &day) || year < 1900 || year > 9999 ||
      month < 1 || month > 12 || !g_date_valid_dmy ((GDateDay) day, month, (GDateYear) year))
    return NULL;

  return g_strdup_printf ("%04d-%02d-%02d", year, month, day);
}

gint64
sync_invoice_read_moment (const char *text)
{
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0;
  const char *time;
  g_autoptr (GDateTime) moment = NULL;

  if (text == NULL || *text == '\0')
    return 0;
  if (strchr (text, 'T') != NULL)
    return bx_json_read_unix (text);
  if (!read_parts (text, &year, &month, &day))
    return 0;
  time = strchr (text, ' ');
  if (time != NULL)
    {
      (void) sscanf (time + 1, "%2d:%2d:%2d", &hour, &minute, &second);
      if (strstr (time, "pm") != NULL && hour < 12)
        hour += 12;
      else if (strstr (time, "am") != NULL && hour == 12)
        hour = 0;
    }
  moment = g_date_time_new_local (year, month, day, hour, minute, second);

  return moment != NULL ? g_date_time_to_unix (moment) : 0;
}

/* --- texts --- */

gboolean
sync_invoice_says (const char *folded, const char *words)
{
  g_auto (GStrv) list = g_strsplit (words, "|", -1);

  for (guint i = 0; folded != NULL && list[i] != NULL; i++)
    {
      if (strstr (folded, list[i]) != NULL)
        return TRUE;
    }

  return FALSE;
}

static gboolean
breaks_line (const char *tag)
{
  return g_ascii_strncasecmp (tag, "br", 2) == 0 || g_ascii_strncasecmp (tag, "/p", 2) == 0 ||
         g_ascii_strncasecmp (tag, "/div", 4) == 0 || g_ascii_strncasecmp (tag, "/li", 3) == 0;
}

static gsize
read_entity (const char *text, GString *plain)
{
  static const struct
  {
    const char *entity;
    const char *letter;
  } entities[] = { { "&lt;", "<" },   { "&gt;", ">" },  { "&quot;", "\"" }, { "&#39;", "'" },
                   { "&nbsp;", " " }, { "&amp;", "&" }, { "&laquo;", "«" }, { "&raquo;", "»" } };

  for (guint i = 0; i < G_N_ELEMENTS (entities); i++)
    {
      if (g_str_has_prefix (text, entities[i].entity))
        {
          g_string_append (plain, entities[i].letter);
          return strlen (entities[i].entity);
        }
    }
  g_string_append_c (plain, '&');

  return 1;
}

char *
sync_invoice_read_plain (const char *html)
{
  g_autoptr (GString) plain = g_string_new (NULL);
  const char *at = html;

  if (html == NULL)
    return NULL;
  while (*at != '\0')
    {
      const char *end = *at == '<' ? strchr (at, '>') : NULL;

      if (end != NULL && (g_ascii_isalpha (at[1]) || at[1] == '/' || at[1] == '!'))
        {
          if (breaks_line (at + 1) && plain->len > 0)
            g_string_append_c (plain, '\n');
          at = end + 1;
        }
      else if (*at == '&')
        at += read_entity (at, plain);
      else
        g_string_append_c (plain, *at++);
    }

  return g_strstrip (g_string_free (g_steal_pointer (&plain), FALSE));
}

static void
take_scalar (JsonNode *node, GPtrArray *values)
{
  GType type = json_node_get_value_type (node);

  if (type == G_TYPE_STRING)
    {
      if (*json_node_get_string (node) != '\0')
        g_ptr_array_add (values, json_node_dup_string (node));
    }
  else if (type == G_TYPE_INT64)
    g_ptr_array_add (values, g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node)));
  else if (type == G_TYPE_DOUBLE)
    {
      char text[G_ASCII_DTOSTR_BUF_SIZE];

      g_ptr_array_add (values, g_strdup (g_ascii_formatd (text, sizeof text, "%.2f",
                                                          json_node_get_double (node))));
    }
  else if (type == G_TYPE_BOOLEAN)
    g_ptr_array_add (values, g_strdup (json_node_get_boolean (node) ? "Y" : "N"));
}

static void
take_values (JsonNode *node, GPtrArray *values)
{
  JsonArray *array = bx_json_node_array (node);
  JsonObject *object = bx_json_node_object (node);

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return;
  if (array != NULL)
    {
      for (guint i = 0; i < json_array_get_length (array); i++)
        take_values (json_array_get_element (array, i), values);
    }
  else if (object != NULL && json_object_has_member (object, "TEXT"))
    {
      g_autofree char *plain = sync_invoice_read_plain (bx_json_get_string (object, "TEXT"));

      if (plain != NULL && *plain != '\0')
        g_ptr_array_add (values, g_steal_pointer (&plain));
    }
  else if (object != NULL && json_object_has_member (object, "urlMachine"))
    take_values (json_object_get_member (object, "id"), values);
  else if (object != NULL)
    {
      JsonObjectIter iter;
      const char *name;
      JsonNode *member;

      json_object_iter_init_ordered (&iter, object);
      while (json_object_iter_next_ordered (&iter, &name, &member))
        take_values (member, values);
    }
  else if (JSON_NODE_HOLDS_VALUE (node))
    take_scalar (node, values);
}

GPtrArray *
sync_invoice_read_values (JsonNode *node)
{
  GPtrArray *values = g_ptr_array_new_with_free_func (g_free);

  take_values (node, values);

  return values;
}
