/* demo-phone.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "demo-phone"

#include "demo-phone.h"

#include <string.h>

/* 80…, 81… and 82… are not Russian long-distance calls: they stay as they are. */
static const char *
skip_trunk (const char *digits, gboolean *seven)
{
  *seven = FALSE;
  if (digits[0] == '8')
    {
      *seven = digits[1] > '2';
      return *seven ? digits + 1 : digits;
    }
  if (g_str_has_prefix (digits, "00"))
    return digits + 2;
  if (g_str_has_prefix (digits, "011"))
    return digits + 3;
  if (digits[0] == '0')
    return digits + 1;

  return digits;
}

/**
 * demo_phone_normalise:
 * @text: a phone as people type it
 *
 * The portal's own normaliser, with everything it does not do: ten digits are not completed with 7,
 * and an extension written in words runs into the number.
 *
 * Returns: (transfer full): the key
 */
char *
demo_phone_normalise (const char *text)
{
  g_autoptr (GString) kept = g_string_new (NULL);
  g_autofree char *key = NULL;
  gboolean plus_eight;
  gboolean seven = FALSE;
  const char *digits;
  char *result;

  while (g_ascii_isspace (*text))
    text++;
  plus_eight = g_str_has_prefix (text, "+8");
  for (const char *at = text; *at != '\0'; at++)
    {
      if (g_ascii_isdigit (*at) || strchr ("#*,;", *at) != NULL)
        g_string_append_c (kept, *at);
    }

  digits = kept->str;
  if (kept->len >= 10 && !plus_eight)
    digits = skip_trunk (digits, &seven);
  key = g_strconcat (seven ? "7" : "", digits, NULL);
  result = g_strndup (key, strcspn (key, ",;#"));

  return result;
}

/**
 * demo_phone_spell:
 * @number: a Russian number of eleven digits
 * @style: 0 to 99, each as likely as any other: how it is written
 * @buffer: (out): where to
 * @size: its bytes
 *
 * Writes a number as people write numbers; the extension and the missing 7 are what the portal's
 * own search trips over.
 */
void
demo_phone_spell (guint64 number, guint style, char *buffer, gsize size)
{
  guint code = (guint) (number / 10000000 % 1000);
  guint a = (guint) (number / 10000 % 1000);
  guint b = (guint) (number / 100 % 100);
  guint c = (guint) (number % 100);

  if (style < 40)
    g_snprintf (buffer, size, "+7%03u%03u%02u%02u", code, a, b, c);
  else if (style < 60)
    g_snprintf (buffer, size, "8 (%03u) %03u-%02u-%02u", code, a, b, c);
  else if (style < 74)
    g_snprintf (buffer, size, "8%03u%03u%02u%02u", code, a, b, c);
  else if (style < 86)
    g_snprintf (buffer, size, "+7 %03u %03u-%02u-%02u", code, a, b, c);
  else if (style < 91)
    g_snprintf (buffer, size, "8-%03u-%03u-%02u-%02u", code, a, b, c);
  else if (style < 95)
    g_snprintf (buffer, size, "%03u%03u%02u%02u", code, a, b, c);
  else if (style < 98)
    g_snprintf (buffer, size, "8%03u%03u%02u%02u доб. %u", code, a, b, c, 10 + b % 90);
  else
    g_snprintf (buffer, size, "+7 (%03u) %03u-%02u-%02u;%u", code, a, b, c, 100 + b);
}
