/* bx-json-build.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "bx-json-build"

#include "bx-json.h"

#include <math.h>

static void
append_escaped (GString *out, const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    {
      guchar c = (guchar) *p;

      if (c == '"' || c == '\\')
        g_string_append_printf (out, "\\%c", c);
      else if (c < 0x20)
        g_string_append_printf (out, "\\u%04x", c);
      else
        g_string_append_c (out, (char) c);
    }
}

static void
append_text (GString *out, const char *text, gboolean quoted)
{
  g_autofree char *valid = text != NULL ? g_utf8_make_valid (text, -1) : NULL;

  if (quoted)
    {
      append_escaped (out, valid != NULL ? valid : "");
    }
  else if (valid == NULL)
    {
      g_string_append (out, "null");
    }
  else
    {
      g_string_append_c (out, '"');
      append_escaped (out, valid);
      g_string_append_c (out, '"');
    }
}

static void
append_node (GString *out, JsonNode *node)
{
  g_autofree char *text = node != NULL ? json_to_string (node, FALSE) : NULL;

  g_string_append (out, text != NULL ? text : "null");
}

static void
append_double (GString *out, double number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append (out,
                   isfinite (number) ? g_ascii_dtostr (buffer, sizeof buffer, number) : "null");
}

/* p stands after the '%'; gives where the mark ends */
static const char *
append_mark (GString *out, const char *p, gboolean quoted, va_list *args)
{
  gboolean is_long = FALSE;

  while (*p == 'l' || *p == 'z')
    {
      is_long = TRUE;
      p++;
    }

  switch (*p)
    {
    case '%':
      g_string_append_c (out, '%');
      break;
    case 's':
      append_text (out, va_arg (*args, const char *), quoted);
      break;
    case 'p':
      append_node (out, va_arg (*args, JsonNode *));
      break;
    case 'd':
    case 'i':
      g_string_append_printf (out, "%" G_GINT64_FORMAT,
                              is_long ? va_arg (*args, gint64) : (gint64) va_arg (*args, int));
      break;
    case 'u':
      g_string_append_printf (out, "%" G_GUINT64_FORMAT,
                              is_long ? va_arg (*args, guint64) : (guint64) va_arg (*args, guint));
      break;
    case 'f':
    case 'g':
      append_double (out, va_arg (*args, double));
      break;
    default:
      g_error ("unknown mark %%%c", *p);
    }

  return p + 1;
}

/**
 * bx_json_build:
 * @format: JSON with printf marks, see below
 * @...: what the marks stand for
 *
 * Builds the params of a request:
 *
 * |[<!-- language="C" -->
 * bx_json_build ("{'entityTypeId': 3, 'id': %" G_GINT64_FORMAT ", 'filter': {'%%name': %s}}",
 *                id, typed);
 * ]|
 *
 * - `'` stands for `"` outside of quoted text, so that C strings stay readable;
 * - `%s` is a text: outside of quotes it is written with quotes, or as null for %NULL; inside of
 *   quotes it continues the text. It is escaped either way: what a person typed cannot break out.
 *   Bytes that are not UTF-8 are replaced;
 * - `%d %i %u %f %g`, with `l`, `ll` or `z`, are numbers, always with a decimal point;
 * - `%p` is a #JsonNode (transfer none), or null;
 * - `%%` is a percent sign.
 *
 * Returns: (transfer full): the node. A format that is not JSON is a mistake of the programmer and
 *   aborts.
 */
JsonNode *
bx_json_build (const char *format, ...)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  JsonNode *node;
  va_list args;
  char quote = '\0';

  va_start (args, format);

  for (const char *p = format; *p != '\0';)
    {
      if (*p == '%')
        {
          p = append_mark (out, p + 1, quote != '\0', &args);
          continue;
        }

      if (*p == '\\' && p[1] != '\0')
        g_string_append_c (out, *p++);
      else if (quote == '\0' && (*p == '"' || *p == '\''))
        quote = *p;
      else if (*p == quote)
        quote = '\0';
      else if (*p == '"' && quote == '\'')
        g_string_append_c (out, '\\');

      g_string_append_c (out, *p == '\'' && (quote == '\'' || quote == '\0') ? '"' : *p);
      p++;
    }

  va_end (args);

  node = json_from_string (out->str, &error);

  if (node == NULL)
    g_error ("“%s” is not JSON: %s", format, error != NULL ? error->message : "empty");

  return node;
}
