/* sync-invoice-value.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How lists, processes and smart processes of a portal write sums, days and texts (office.md 4.2,
 * docs: lists/elements/lists-element-get). Pure functions.
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* "48600|RUB", "48600.5", «48 600,50»: kopecks. currency: (out) (optional) (transfer full): NULL
 * when it is not told. FALSE: it is no number. */
gboolean sync_invoice_read_money (const char *text, gint64 *amount, char **currency);
/* "48600|RUB", "48600.5|RUB"; currency: (nullable): RUB */
char *sync_invoice_write_money (gint64 amount, const char *currency);
/* a number with a point and no more digits than it has */
char *sync_invoice_write_number (gint64 amount);
/* (transfer full) (nullable): YYYY-MM-DD of a day as the portal writes it (31.07.2026, 07/31/2026)
 * or of an ISO time, of which only the first ten characters count */
char *sync_invoice_read_day (const char *text);
/* unix seconds of a time as the portal writes it, or of an ISO one; 0: none */
gint64 sync_invoice_read_moment (const char *text);
/* (transfer full): what a field holds, as texts in their order: of {value id: value}, of arrays, of
 * {"TYPE": "HTML", "TEXT": …}, of a file's id; empty when it holds nothing */
GPtrArray *sync_invoice_read_values (JsonNode *node);
/* (transfer full) (nullable): without tags and entities */
char *sync_invoice_read_plain (const char *html);
/* whether any of the words, which | separates, is in a text of clinic_name_fold_letters() */
gboolean sync_invoice_says (const char *folded, const char *words);

G_END_DECLS
