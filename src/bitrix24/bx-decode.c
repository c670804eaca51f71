/* bx-decode.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "bx-decode"

#include "bx-decode.h"

#include "bx-error.h"

#include <string.h>

/* no answer of a portal comes near it */
#define DEPTH_MAX 200

/* JsonParser recurses for each bracket without a limit, so that a megabyte of "[" would end the
 * process. */
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

/**
 * bx_decode:
 * @data: bytes that should be JSON
 * @length: how many
 * @error: (nullable): where an error goes
 *
 * Reads a document. Blocks: a large one is for a thread. The tree may be handed to another thread
 * by whoever has the only reference, and nobody may change it.
 *
 * Returns: (nullable) (transfer full): the document, or %NULL with %BX_ERROR_MALFORMED
 */
JsonNode *
bx_decode (const char *data, gsize length, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonNode *root = NULL;

  /* some web servers put a byte order mark before what PHP writes */
  if (length >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    {
      data += 3;
      length -= 3;
    }

  if (length > 0 && g_utf8_validate_len (data, length, NULL) && !is_too_deep (data, length) &&
      json_parser_load_from_data (parser, data, (gssize) length, NULL))
    root = json_parser_steal_root (parser);

  if (root == NULL)
    g_set_error_literal (error, BX_ERROR, BX_ERROR_MALFORMED, "the answer is not JSON");

  return root;
}
