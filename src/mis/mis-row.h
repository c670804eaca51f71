/* mis-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Readers of one row of a medical system, be it an object of OData or a line of a table: numbers
 * and flags as text, dates in the usual ways of writing, 1C's empty references and dates. What is
 * missing, null, empty or of another type is "not there".
 *
 * An expression names the value: a field ("Статус"), a field of a tabular section
 * ("КонтактнаяИнформация/Представление"), or several of them, put together with spaces between
 * them ("Фамилия + Имя + Отчество"). A row, or an expression, may be NULL.
 */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* (transfer full) (nullable) */
char *mis_row_dup_text (JsonObject *row, const char *expression);
gboolean mis_row_get_flag (JsonObject *row, const char *expression);
gint64 mis_row_get_int (JsonObject *row, const char *expression);
/* unix seconds, 0 none; a time without a zone is that of zone */
gint64 mis_row_get_time (JsonObject *row, const char *expression, GTimeZone *zone);
/* (transfer full) (nullable): YYYY-MM-DD */
char *mis_row_dup_date (JsonObject *row, const char *expression);
/* appends (transfer full) texts: each row of a tabular section, each part of "a, b; c" */
void mis_row_add_texts (JsonObject *row, const char *expression, GPtrArray *texts);
/* adds the fields that must be asked for, each once; fields: of (transfer full) texts */
void mis_row_add_fields (const char *expression, GPtrArray *fields);

G_END_DECLS
