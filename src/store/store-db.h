/* store-db.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/**
 * StoreDb:
 *
 * One connection to the database with its prepared statements. It belongs to one thread at a time:
 * whoever opens it may hand it over with store_db_adopt(), and every use asserts the thread.
 */
typedef struct _StoreDb StoreDb;

typedef enum
{
  STORE_DB_READER,
  STORE_DB_WRITER,
} StoreDbRole;

/* A cached statement on loan: bound and stepped by its borrower, reset when it goes out of scope.
 */
typedef sqlite3_stmt StoreStatement;

void store_statement_release (StoreStatement *statement);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StoreStatement, store_statement_release)

/* Opens the file (NULL: in memory), which a writer makes with mode 0600 when it is missing.
 * (transfer full). STORE_ERROR_DAMAGED when it is no database. */
StoreDb *store_db_open (const char *path, StoreDbRole role, GError **error);
void store_db_free (StoreDb *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StoreDb, store_db_free)
/* from now on the calling thread is the one that uses it */
void store_db_adopt (StoreDb *self);

/* runs one or more statements without results */
gboolean store_db_execute (StoreDb *self, const char *sql, GError **error);
/* (transfer full): give it back with store_statement_release(); sql: a literal */
StoreStatement *store_db_prepare (StoreDb *self, const char *sql, GError **error);
/* TRUE: there is a row; FALSE without error: there are no more */
gboolean store_db_step (StoreDb *self, StoreStatement *statement, GError **error);
/* steps a statement without rows, resets it for the next use and keeps its bindings */
gboolean store_db_run (StoreDb *self, StoreStatement *statement, GError **error);
/* rows that the last statement changed */
int store_db_changes (StoreDb *self);

/* A transaction that is rolled back unless it was committed. */
typedef StoreDb StoreTransaction;

StoreTransaction *store_transaction_begin (StoreDb *self, GError **error);
gboolean store_transaction_commit (StoreTransaction **transaction, GError **error);
void store_transaction_roll_back (StoreTransaction *transaction);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StoreTransaction, store_transaction_roll_back)

/* the first integer of the first row, fallback when there is none */
gint64 store_db_get_number (StoreDb *self, const char *sql, gint64 fallback);

/* text that outlives the statement's run; "" is kept as NULL */
void store_bind_text (StoreStatement *statement, int column, const char *text);
/* (transfer none) (nullable): until the next step */
const char *store_column_text (StoreStatement *statement, int column);

G_END_DECLS
