/* bx-decode.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "bx-decode"

#include "bx-decode.h"

#include "bx-error.h"

/**
 * bx_decode:
 * @data: bytes that should be JSON
 * @length: how many
 * @error: (nullable): where an error goes
 *
 * Returns: (nullable) (transfer full): the document, or %NULL with %BX_ERROR_MALFORMED
 */
JsonNode *
bx_decode (const char *data, gsize length, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  JsonNode *root = NULL;

  if (json_parser_load_from_data (parser, data, (gssize) length, NULL))
    root = json_parser_steal_root (parser);

  if (root == NULL)
    g_set_error_literal (error, BX_ERROR, BX_ERROR_MALFORMED, "the answer is not JSON");

  return root;
}
