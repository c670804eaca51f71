/* mis-json.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "mis-json"

#include "mis-json.h"

#include <string.h>

/* no answer of a medical system comes near it */
#define DEPTH_MAX 100

/* JsonParser recurses for each bracket without a limit. */
static gboolean
is_too_deep (const char *data, gsize length)
{
  gboolean in_text = FALSE;
  gboolean escaped = FALSE;
  gint64 depth = 0;

  for (gsize i = 0; i < length && depth <= DEPTH_MAX; i++)
    {
      char c = data[i];

      if (in_text)
        {
          in_text = escaped || c != '"';
          escaped = !escaped && c == '\\';
        }
      else if (c == '"')
        in_text = TRUE;
      else if (c == '[' || c == '{')
        depth++;
      else if (c == ']' || c == '}')
        depth--;
    }

  return depth > DEPTH_MAX;
}

JsonNode *
mis_json_decode (const char *data, gsize length)
{
  g_autoptr (JsonParser) parser = json_parser_new ();

  if (length >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    {
      data += 3;
      length -= 3;
    }
  if (length == 0 || !g_utf8_validate_len (data, length, NULL) || is_too_deep (data, length) ||
      !json_parser_load_from_data (parser, data, (gssize) length, NULL))
    return NULL;

  return json_parser_steal_root (parser);
}
