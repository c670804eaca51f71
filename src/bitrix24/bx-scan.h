/* bx-scan.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BxScan:
 *
 * Reads JSON in its own text, from front to back, without making anything of it. For lists of a
 * hundred thousand rows only: a JsonNode for each of their values takes four times the work and the
 * memory of all that is done with them afterwards. Texts are put right in place, so they live as
 * long as the text that is read.
 *
 * Ends of values are found by brackets and quotes; commas and colons are not checked. Once
 * something is missing, `bad` is set and every loop ends.
 */
typedef struct
{
  char *at; /* unowned: NUL-terminated, valid UTF-8 */
  gboolean bad;
  const char *name; /* unowned: of the member that is being read, not terminated */
  gsize name_length;
} BxScan;

/* TRUE: went into the array '[' or object '{' */
gboolean bx_scan_enter (BxScan *self, char bracket);
/* TRUE: there is another element or member before the closing bracket; FALSE: went past it */
gboolean bx_scan_more (BxScan *self, char bracket);
/* TRUE: went past the name of a member, to its value */
gboolean bx_scan_member (BxScan *self);
/* whether the member that is being read is called so */
gboolean bx_scan_is (const BxScan *self, const char *name);
/* past a value of any kind */
void bx_scan_skip (BxScan *self);
/* (nullable) (transfer none): the text, unescaped in place; NULL when it is no text. Past it. */
const char *bx_scan_text (BxScan *self);
/* 123 and "123"; fallback when it is neither. Past it; changes nothing. */
gint64 bx_scan_int (BxScan *self, gint64 fallback);

/* Takes the results of a batch, `{"result":{"result":{"key":…}}}`, out of a body. texts:
 * (element-type utf8 utf8): where they are put by their keys. (transfer full) (nullable): the body
 * with null in their places; NULL when the body is not of this form. */
char *bx_scan_split (const char *body, gsize length, GHashTable *texts);

G_END_DECLS
