/* store-schema.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store-db.h"

G_BEGIN_DECLS

/* the schema that this version of the application writes */
#define STORE_SCHEMA_VERSION 8

/* Brings the database to STORE_SCHEMA_VERSION, one numbered step of resources/sql at a time, each
 * in a transaction of its own together with its number in user_version.
 * STORE_ERROR_NEWER when the file is ahead of us; nothing is changed then. */
gboolean store_schema_upgrade (StoreDb *db, GError **error);

G_END_DECLS
