/* mis-table.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "clinic-error.h"

G_BEGIN_DECLS

/* Reads a table that a medical system has exported: CSV with a row of names (separated by ";", ","
 * or tabulators, with or without quotes), or JSON (an array of objects, or an object that has one);
 * in UTF-8, with or without a byte order mark, or else CP1251. May run in any thread.
 *
 * (transfer full) (nullable) (element-type JsonObject). CLINIC_ERROR_BROKEN: it ends in the middle,
 * or is no table. */
GPtrArray *mis_table_read (const char *data, gsize length, GError **error);

G_END_DECLS
