/* bx-json.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "bx-json"

#include "bx-json.h"

#include <math.h>
#include <string.h>

static JsonNode *
peek_member (JsonObject *object, const char *member)
{
  JsonNode *node;

  g_return_val_if_fail (member != NULL, NULL);

  if (object == NULL)
    return NULL;

  node = json_object_get_member (object, member);

  return node != NULL && !JSON_NODE_HOLDS_NULL (node) ? node : NULL;
}

static JsonNode *
peek_value (JsonObject *object, const char *member, GType *type)
{
  JsonNode *node = peek_member (object, member);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return NULL;

  *type = json_node_get_value_type (node);

  return node;
}

/* "12", "12.5" and " 12 " are numbers; "", "12 руб.", "nan" and "0x10" are not */
static gboolean
parse_number (const char *text, double *number)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  char *end = NULL;

  if (trimmed[0] == '\0' || strspn (trimmed, "+-.0123456789eE") != strlen (trimmed))
    return FALSE;

  *number = g_ascii_strtod (trimmed, &end);

  return *end == '\0' && isfinite (*number);
}

static gboolean
double_to_int (double number, gint64 *value)
{
  /* 2^63 is the first double that does not fit */
  if (!isfinite (number) || number >= 9223372036854775808.0 || number < -9223372036854775808.0)
    return FALSE;

  *value = (gint64) number;

  return TRUE;
}

static gboolean
text_to_int (const char *text, gint64 *value)
{
  double number;

  /* ids are longer than a double is exact */
  if (g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, value, NULL))
    return TRUE;

  return parse_number (text, &number) && double_to_int (number, value);
}

/**
 * bx_json_node_int:
 * @node: (nullable): a value
 * @fallback: what to give when @node is no number
 *
 * Reads 123, "123" and 123.0 alike; a fraction is cut off.
 *
 * Returns: the number, or @fallback
 */
gint64
bx_json_node_int (JsonNode *node, gint64 fallback)
{
  gint64 value = fallback;
  GType type;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return fallback;

  type = json_node_get_value_type (node);

  if (type == G_TYPE_INT64)
    return json_node_get_int (node);

  if (type == G_TYPE_DOUBLE)
    return double_to_int (json_node_get_double (node), &value) ? value : fallback;

  if (type == G_TYPE_STRING)
    return text_to_int (json_node_get_string (node), &value) ? value : fallback;

  return fallback;
}

/**
 * bx_json_get_int:
 * @object: (nullable): an object
 * @member: the name of a member
 * @fallback: what to give when the member is no number
 *
 * Reads 123, "123" and 123.0 alike; a fraction is cut off. A flag is not a number.
 *
 * Returns: the number, or @fallback
 */
gint64
bx_json_get_int (JsonObject *object, const char *member, gint64 fallback)
{
  return bx_json_node_int (peek_member (object, member), fallback);
}

/**
 * bx_json_get_double:
 * @object: (nullable): an object
 * @member: the name of a member
 * @fallback: what to give when the member is no number
 *
 * Reads 12.5, 12 and "12.50" alike.
 *
 * Returns: the number, or @fallback; always finite if @fallback is
 */
double
bx_json_get_double (JsonObject *object, const char *member, double fallback)
{
  double value;
  GType type;
  JsonNode *node = peek_value (object, member, &type);

  if (node == NULL || type == G_TYPE_BOOLEAN)
    return fallback;

  if (type == G_TYPE_STRING)
    return parse_number (json_node_get_string (node), &value) ? value : fallback;

  value = json_node_get_double (node);

  return isfinite (value) ? value : fallback;
}

/**
 * bx_json_get_bool:
 * @object: (nullable): an object
 * @member: the name of a member
 * @fallback: what to give when the member is no flag
 *
 * Reads true, "Y", 1, "1" and "true" as %TRUE; false, "N", 0, "0" and "false" as %FALSE.
 *
 * Returns: the flag, or @fallback
 */
gboolean
bx_json_get_bool (JsonObject *object, const char *member, gboolean fallback)
{
  static const char *const yes[] = { "Y", "1", "true", NULL };
  static const char *const no[] = { "N", "0", "false", NULL };
  const char *text;
  GType type;
  JsonNode *node = peek_value (object, member, &type);

  if (node == NULL)
    return fallback;

  if (type == G_TYPE_BOOLEAN)
    return json_node_get_boolean (node);

  if (type == G_TYPE_INT64)
    return json_node_get_int (node) != 0;

  if (type != G_TYPE_STRING)
    return fallback;

  text = json_node_get_string (node);

  for (guint i = 0; yes[i] != NULL; i++)
    {
      if (g_ascii_strcasecmp (text, yes[i]) == 0)
        return TRUE;
      if (g_ascii_strcasecmp (text, no[i]) == 0)
        return FALSE;
    }

  return fallback;
}

/**
 * bx_json_get_string:
 * @object: (nullable): an object
 * @member: the name of a member
 *
 * Returns: (nullable) (transfer none): the text, or %NULL when the member is not a text
 */
const char *
bx_json_get_string (JsonObject *object, const char *member)
{
  GType type;
  JsonNode *node = peek_value (object, member, &type);

  return node != NULL && type == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

/**
 * bx_json_dup_string:
 * @object: (nullable): an object
 * @member: the name of a member
 *
 * As bx_json_get_string(), but a number is given as text too: ids come as 12 and as "12".
 *
 * Returns: (nullable) (transfer full): the text
 */
char *
bx_json_dup_string (JsonObject *object, const char *member)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  GType type;
  JsonNode *node = peek_value (object, member, &type);

  if (node == NULL)
    return NULL;

  if (type == G_TYPE_STRING)
    return json_node_dup_string (node);

  if (type == G_TYPE_INT64)
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));

  if (type == G_TYPE_DOUBLE)
    return g_strdup (g_ascii_dtostr (buffer, sizeof buffer, json_node_get_double (node)));

  return NULL;
}

/**
 * bx_json_node_object:
 * @node: (nullable): any node
 *
 * Returns: (nullable) (transfer none): the object, or %NULL; PHP writes an empty object as [], and
 *   some methods write false, which are %NULL too
 */
JsonObject *
bx_json_node_object (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/**
 * bx_json_node_array:
 * @node: (nullable): any node
 *
 * Returns: (nullable) (transfer none): the array, or %NULL
 */
JsonArray *
bx_json_node_array (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

/**
 * bx_json_get_object:
 * @object: (nullable): an object
 * @member: the name of a member
 *
 * Returns: (nullable) (transfer none): the member when it is an object, see bx_json_node_object()
 */
JsonObject *
bx_json_get_object (JsonObject *object, const char *member)
{
  return bx_json_node_object (peek_member (object, member));
}

/**
 * bx_json_get_array:
 * @object: (nullable): an object
 * @member: the name of a member
 *
 * Returns: (nullable) (transfer none): the member when it is an array
 */
JsonArray *
bx_json_get_array (JsonObject *object, const char *member)
{
  return bx_json_node_array (peek_member (object, member));
}

static GDateTime *
read_time (const char *text)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  /* GLib wants a time of day */
  g_autofree char *moment =
    strlen (text) == 10 ? g_strconcat (text, "T00:00:00", NULL) : g_strdup (text);

  return g_date_time_new_from_iso8601 (moment, utc);
}

/**
 * bx_json_dup_time:
 * @object: (nullable): an object
 * @member: the name of a member
 *
 * Reads a moment: "2026-07-29T10:30:00+03:00", or unix seconds as a number or text. A text
 * without an offset is taken as UTC.
 *
 * Returns: (nullable) (transfer full): the moment, in the offset that the portal wrote
 */
GDateTime *
bx_json_dup_time (JsonObject *object, const char *member)
{
  const char *text = bx_json_get_string (object, member);
  gint64 seconds;

  if (text != NULL && strchr (text, '-') != NULL)
    return read_time (text);

  seconds = bx_json_get_int (object, member, 0);

  return seconds > 0 ? g_date_time_new_from_unix_utc (seconds) : NULL;
}

/**
 * bx_json_get_unix:
 * @object: (nullable): an object
 * @member: the name of a member
 *
 * As bx_json_dup_time().
 *
 * Returns: unix seconds, or 0
 */
gint64
bx_json_get_unix (JsonObject *object, const char *member)
{
  g_autoptr (GDateTime) time = bx_json_dup_time (object, member);

  return time != NULL ? g_date_time_to_unix (time) : 0;
}

static gboolean
parse_day (const char *text, GDate *day)
{
  guint numbers[3] = { 0 };

  if (strlen (text) < 10)
    return FALSE;

  for (guint i = 0, part = 0; i < 10; i++)
    {
      if (i == 4 || i == 7)
        {
          if (text[i] != '-')
            return FALSE;
          part++;
        }
      else if (g_ascii_isdigit (text[i]))
        {
          numbers[part] = numbers[part] * 10 + g_ascii_digit_value (text[i]);
        }
      else
        {
          return FALSE;
        }
    }

  if (!g_date_valid_dmy (numbers[2], numbers[1], numbers[0]))
    return FALSE;

  g_date_set_dmy (day, numbers[2], numbers[1], numbers[0]);

  return TRUE;
}

/**
 * bx_json_dup_date:
 * @object: (nullable): an object
 * @member: the name of a date field, such as a birthday
 *
 * Reads a day. A portal sends a day as the moment whose UTC day is meant:
 * "2026-07-29T03:00:00+03:00" is 29 July. For birthdays of long ago the offset at the end and the
 * shift of the hour may come from different rules (summer time of 1984), and then the day as
 * written is right. So: the later of the UTC day and the day that is written. They differ only
 * - with an offset east of Greenwich and an hour before it: "1984-03-12T00:00:00+03:00" and
 *   "1984-07-12T03:00:00+04:00" are the 12th, as written;
 * - with an offset west of it and a late hour: "2026-07-28T19:00:00-05:00" is the 29th, by UTC.
 *
 * A bare "2026-07-29" is itself.
 *
 * Returns: (nullable) (transfer full): `YYYY-MM-DD`
 */
char *
bx_json_dup_date (JsonObject *object, const char *member)
{
  return bx_json_read_date (bx_json_get_string (object, member));
}

/**
 * bx_json_read_unix:
 * @text: (nullable): a moment as a text
 *
 * As bx_json_get_unix().
 *
 * Returns: unix seconds, or 0
 */
gint64
bx_json_read_unix (const char *text)
{
  g_autoptr (GDateTime) time = NULL;
  gint64 seconds = 0;

  if (text != NULL && strchr (text, '-') != NULL)
    time = read_time (text);
  else if (text == NULL || !text_to_int (text, &seconds) || seconds < 0)
    return 0;

  return time != NULL ? g_date_time_to_unix (time) : seconds;
}

/**
 * bx_json_read_date:
 * @text: (nullable): a day as a text
 *
 * As bx_json_dup_date().
 *
 * Returns: (nullable) (transfer full): `YYYY-MM-DD`
 */
char *
bx_json_read_date (const char *text)
{
  g_autoptr (GDateTime) time = NULL;
  g_autoptr (GDateTime) utc = NULL;
  g_autofree char *by_utc = NULL;
  g_autofree char *as_written = NULL;
  GDate day;

  if (text == NULL || !parse_day (text, &day))
    return NULL;

  as_written = g_strndup (text, 10);

  /* east of Greenwich the UTC day is never the later one */
  if (text[10] == '\0' || (strlen (text) == 25 && text[19] == '+'))
    return g_steal_pointer (&as_written);

  time = read_time (text);
  utc = time != NULL ? g_date_time_to_utc (time) : NULL;
  by_utc = utc != NULL ? g_date_time_format (utc, "%F") : NULL;

  return g_strcmp0 (by_utc, as_written) > 0 ? g_steal_pointer (&by_utc)
                                            : g_steal_pointer (&as_written);
}
