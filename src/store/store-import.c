/* store-import.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The bulk import of patients. The first sync of a large clinic passes here, so it works on plain
 * rows, and sorts what goes into each index: a batch then touches every page of it once.
 */

#define G_LOG_DOMAIN "store-import"

#include "store-repository-private.h"

#include <string.h>

#include "clinic-phone.h"
#include "store-index.h"

/* Bytes of one text that are kept. The portal has the whole of it; a label of a megabyte would only
 * stop the window. */
#define MAX_NAME 512
#define MAX_NOTE 65536

/* What store_repository_import_async() was given; owned by its task. */
typedef struct
{
  GArray *rows;             /* owned */
  gpointer keep;            /* owned */
  GDestroyNotify keep_free; /* (nullable) */
  char *document;           /* owned (nullable) */
  char *text;               /* owned (nullable) */
} Import;

/* One row of an index table. */
typedef struct
{
  gint64 key;
  gint64 patient_id;
} Entry;

/* The state of one batch in the writer's thread. */
typedef struct
{
  StoreDb *db; /* unowned */

  GArray *names;  /* owned (Entry) */
  GArray *phones; /* owned (Entry) */
  GArray *tails;  /* owned (Entry) */
  gint64 added;   /* patients that were not known */

  GString *name;       /* owned: scratch */
  GString *phone_text; /* owned: scratch */
} Batch;

static void
import_let_go (Import *import)
{
  g_clear_pointer (&import->rows, g_array_unref);
  if (import->keep_free != NULL)
    g_clear_pointer (&import->keep, import->keep_free);
}

static void
import_free (gpointer data)
{
  Import *import = data;

  import_let_go (import);
  g_clear_pointer (&import->document, g_free);
  g_clear_pointer (&import->text, g_free);
  g_free (import);
}

static void
batch_init (Batch *batch, StoreDb *db)
{
  batch->db = db;
  batch->names = g_array_new (FALSE, FALSE, sizeof (Entry));
  batch->phones = g_array_new (FALSE, FALSE, sizeof (Entry));
  batch->tails = g_array_new (FALSE, FALSE, sizeof (Entry));
  batch->added = 0;
  batch->name = g_string_new (NULL);
  batch->phone_text = g_string_new (NULL);
}

static void
batch_clear (Batch *batch)
{
  g_array_unref (batch->names);
  g_array_unref (batch->phones);
  g_array_unref (batch->tails);
  g_string_free (batch->name, TRUE);
  g_string_free (batch->phone_text, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Batch, batch_clear)

/* --- indexes --- */

static void
add_entry (GArray *entries, guint64 key, gint64 patient_id)
{
  Entry entry = { (gint64) key, patient_id };

  g_array_append_val (entries, entry);
}

static void
collect_phone (Batch *batch, gint64 patient_id, const char *phone)
{
  guint64 key = clinic_phone_key_number (phone);

  if (key == 0)
    return;

  add_entry (batch->phones, key, patient_id);
  add_entry (batch->tails, store_index_get_tail (key), patient_id);
}

/* text: one number a line, as it is stored, so that the same entries come out when it is removed */
static void
collect_phones (Batch *batch, gint64 patient_id, const char *text)
{
  while (text != NULL && *text != '\0')
    {
      char line[MAX_NAME + 1];
      gsize length = strcspn (text, "\n");

      g_strlcpy (line, text, MIN (length + 1, sizeof line));
      collect_phone (batch, patient_id, line);
      text += text[length] == '\n' ? length + 1 : length;
    }
}

/* collects batch->name, and runs the statement that puts it into, or takes it out of, the words */
static gboolean
index_name (Batch *batch, gint64 patient_id, const char *sql, GError **error)
{
  g_autoptr (StoreStatement) statement = store_db_prepare (batch->db, sql, error);

  if (statement == NULL)
    return FALSE;

  add_entry (batch->names, store_index_get_name_key (batch->name->str), patient_id);
  sqlite3_bind_int64 (statement, 1, patient_id);
  sqlite3_bind_text (statement, 2, batch->name->str, (int) batch->name->len, SQLITE_STATIC);

  return store_db_run (batch->db, statement, error);
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const Entry *one = a;
  const Entry *other = b;

  if (one->key != other->key)
    return one->key < other->key ? -1 : 1;

  return (one->patient_id > other->patient_id) - (one->patient_id < other->patient_id);
}

/* runs the statement with each entry, in the index's order, and empties the array */
static gboolean
write_entries (Batch *batch, GArray *entries, const char *sql, GError **error)
{
  g_autoptr (StoreStatement) statement = store_db_prepare (batch->db, sql, error);

  if (statement == NULL)
    return FALSE;

  g_array_sort (entries, compare_entries);
  for (guint i = 0; i < entries->len; i++)
    {
      Entry *entry = &g_array_index (entries, Entry, i);

      sqlite3_bind_int64 (statement, 1, entry->key);
      sqlite3_bind_int64 (statement, 2, entry->patient_id);
      if (!store_db_run (batch->db, statement, error))
        return FALSE;
    }

  g_array_set_size (entries, 0);

  return TRUE;
}

static gboolean
insert_entries (Batch *batch, GError **error)
{
  return write_entries (batch, batch->names, "INSERT OR IGNORE INTO names VALUES (?, ?)", error) &&
         write_entries (batch, batch->phones, "INSERT OR IGNORE INTO phones VALUES (?, ?)",
                        error) &&
         write_entries (batch, batch->tails, "INSERT OR IGNORE INTO phone_tails VALUES (?, ?)",
                        error);
}

static gboolean
delete_entries (Batch *batch, GError **error)
{
  return write_entries (batch, batch->names, "DELETE FROM names WHERE key = ? AND patient_id = ?",
                        error) &&
         write_entries (batch, batch->phones, "DELETE FROM phones WHERE key = ? AND patient_id = ?",
                        error) &&
         write_entries (batch, batch->tails,
                        "DELETE FROM phone_tails WHERE tail = ? AND patient_id = ?", error);
}

/* (transfer full): what the indexes hold of this patient, if she is known */
static StoreStatement *
load_indexed (Batch *batch, gint64 id, gboolean *known, GError **error)
{
  g_autoptr (StoreStatement) row = store_db_prepare (
    batch->db, "SELECT last_name, first_name, second_name, phones FROM patients WHERE id = ?",
    error);
  GError *problem = NULL;

  if (row == NULL)
    return NULL;

  sqlite3_bind_int64 (row, 1, id);
  *known = store_db_step (batch->db, row, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, problem);
      return NULL;
    }

  return g_steal_pointer (&row);
}

/* takes a stored row out of the indexes: exactly the entries that were made from it */
static gboolean
unindex_patient (Batch *batch, gint64 id, StoreStatement *row, GError **error)
{
  if (store_index_write_name (batch->name, store_column_text (row, 0), store_column_text (row, 1),
                              store_column_text (row, 2)) &&
      !index_name (batch, id, "INSERT INTO words (words, rowid, name) VALUES ('delete', ?, ?)",
                   error))
    return FALSE;

  collect_phones (batch, id, store_column_text (row, 3));

  return delete_entries (batch, error);
}

static gboolean
index_patient (Batch *batch, const StorePatientRow *row, GError **error)
{
  if (store_index_write_name (batch->name, row->last_name, row->first_name, row->second_name) &&
      !index_name (batch, row->id, "INSERT INTO words (rowid, name) VALUES (?, ?)", error))
    return FALSE;

  collect_phones (batch, row->id, batch->phone_text->str);

  return TRUE;
}

/* --- rows --- */

static void
bind_cut_text (StoreStatement *statement, int column, const char *text, gsize limit)
{
  gsize length = text != NULL ? strnlen (text, limit + 1) : 0;

  if (length <= limit)
    {
      store_bind_text (statement, column, text);
      return;
    }

  /* not in the middle of a letter */
  while (length > 0 && ((guchar) text[length - 1] & 0xc0) == 0x80)
    length--;
  sqlite3_bind_text (statement, column, text, (int) (length - 1), SQLITE_STATIC);
}

static void
write_phone_text (Batch *batch, const char *const *phones)
{
  g_string_truncate (batch->phone_text, 0);

  for (; phones != NULL && *phones != NULL; phones++)
    {
      if (batch->phone_text->len > 0)
        g_string_append_c (batch->phone_text, '\n');
      for (const char *c = *phones; *c != '\0' && c - *phones < MAX_NAME; c++)
        g_string_append_c (batch->phone_text, *c == '\n' ? ' ' : *c);
    }
}

static void
bind_row (StoreStatement *statement, Batch *batch, const StorePatientRow *row)
{
  sqlite3_bind_int64 (statement, 1, row->id);
  sqlite3_bind_int64 (statement, 2, row->modified);
  bind_cut_text (statement, 3, row->last_name, MAX_NAME);
  bind_cut_text (statement, 4, row->first_name, MAX_NAME);
  bind_cut_text (statement, 5, row->second_name, MAX_NAME);
  bind_cut_text (statement, 6, row->birth_date, MAX_NAME);
  bind_cut_text (statement, 7, row->important, MAX_NOTE);
  bind_cut_text (statement, 8, row->comments, MAX_NOTE);
  sqlite3_bind_int64 (statement, 9, row->responsible_id);
  store_bind_text (statement, 10, batch->phone_text->str);
  sqlite3_bind_int (statement, 11, row->do_not_call);
}

static gboolean
insert_row (Batch *batch, const StorePatientRow *row, gboolean *inserted, GError **error)
{
  g_autoptr (StoreStatement) statement =
    store_db_prepare (batch->db,
                      "INSERT OR IGNORE INTO patients VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                      error);

  if (statement == NULL)
    return FALSE;

  bind_row (statement, batch, row);
  if (!store_db_run (batch->db, statement, error))
    return FALSE;
  *inserted = store_db_changes (batch->db) > 0;

  return TRUE;
}

static gboolean
is_text (const char *stored, const char *text)
{
  return g_strcmp0 (stored != NULL ? stored : "", text != NULL ? text : "") == 0;
}

/* most changes of a card touch neither the name nor a number */
static gboolean
is_indexed_alike (Batch *batch, const StorePatientRow *row, StoreStatement *old)
{
  return is_text (store_column_text (old, 0), row->last_name) &&
         is_text (store_column_text (old, 1), row->first_name) &&
         is_text (store_column_text (old, 2), row->second_name) &&
         is_text (store_column_text (old, 3), batch->phone_text->str);
}

static gboolean
replace_row (Batch *batch, const StorePatientRow *row, GError **error)
{
  g_autoptr (StoreStatement) old = NULL;
  g_autoptr (StoreStatement) statement = NULL;
  gboolean known = FALSE;
  gboolean alike = FALSE;

  /* what was collected may be of this very patient, twice in one batch */
  if (!insert_entries (batch, error))
    return FALSE;
  old = load_indexed (batch, row->id, &known, error);
  if (old == NULL)
    return FALSE;
  alike = is_indexed_alike (batch, row, old);
  if (!alike && !unindex_patient (batch, row->id, old, error))
    return FALSE;

  statement =
    store_db_prepare (batch->db, "REPLACE INTO patients VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                      error);
  if (statement == NULL)
    return FALSE;
  /* the old row is not read any more, so it may be replaced */
  g_clear_pointer (&old, store_statement_release);
  bind_row (statement, batch, row);

  return store_db_run (batch->db, statement, error) && (alike || index_patient (batch, row, error));
}

static gboolean
import_row (Batch *batch, const StorePatientRow *row, GError **error)
{
  gboolean inserted = FALSE;

  write_phone_text (batch, row->phones);
  if (!insert_row (batch, row, &inserted, error))
    return FALSE;
  if (!inserted)
    return replace_row (batch, row, error);

  batch->added++;

  return index_patient (batch, row, error);
}

static gboolean
add_to_count (StoreDb *db, gint64 added, GError **error)
{
  g_autoptr (StoreStatement) statement =
    store_db_prepare (db, "UPDATE counts SET value = value + ? WHERE name = 'patients'", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, added);

  return store_db_run (db, statement, error);
}

static gboolean
import_rows (StoreDb *db, Import *import, GError **error)
{
  g_auto (Batch) batch;
  g_autoptr (StoreTransaction) transaction = NULL;

  batch_init (&batch, db);
  transaction = store_transaction_begin (db, error);
  if (transaction == NULL)
    return FALSE;

  for (guint i = 0; i < import->rows->len; i++)
    if (!import_row (&batch, &g_array_index (import->rows, StorePatientRow, i), error))
      return FALSE;

  return insert_entries (&batch, error) && add_to_count (db, batch.added, error) &&
         (import->document == NULL ||
          store_document_put (db, import->document, import->text, error)) &&
         store_transaction_commit (&transaction, error);
}

static void
import_worker (StoreDb *db, GTask *task, gpointer data)
{
  GError *error = NULL;

  import_rows (db, data, &error);
  /* here and not in the main loop, where freeing thousands of texts would be felt */
  import_let_go (data);
  store_return_boolean (task, error);
}

void
store_repository_import_async (StoreRepository *self,
                               GArray *rows,
                               gpointer keep,
                               GDestroyNotify keep_free,
                               const char *document,
                               const char *text,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task = NULL;
  Import *import = NULL;

  g_return_if_fail (STORE_IS_REPOSITORY (self));
  g_return_if_fail (rows != NULL);

  import = g_new0 (Import, 1);
  import->rows = rows;
  import->keep = keep;
  import->keep_free = keep_free;
  import->document = g_strdup (document);
  import->text = g_strdup (text);

  task = store_task_new (self, cancellable, callback, user_data, store_repository_import_async);
  g_task_set_task_data (task, import, import_free);
  store_repository_write (self, task, import_worker);
}

gboolean
store_repository_import_finish (StoreRepository *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* --- removing --- */

static gboolean
remove_patient (Batch *batch, gint64 id, GError **error)
{
  gboolean known = FALSE;
  g_autoptr (StoreStatement) old = load_indexed (batch, id, &known, error);
  g_autoptr (StoreStatement) statement = NULL;

  if (old == NULL || !known)
    return old != NULL;
  if (!unindex_patient (batch, id, old, error))
    return FALSE;

  g_clear_pointer (&old, store_statement_release);
  statement = store_db_prepare (batch->db, "DELETE FROM patients WHERE id = ?", error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  batch->added--;

  return store_db_run (batch->db, statement, error);
}

static gboolean
remove_patients (StoreDb *db, GArray *ids, GError **error)
{
  g_auto (Batch) batch;
  g_autoptr (StoreTransaction) transaction = NULL;

  batch_init (&batch, db);
  transaction = store_transaction_begin (db, error);
  if (transaction == NULL)
    return FALSE;

  for (guint i = 0; i < ids->len; i++)
    if (!remove_patient (&batch, g_array_index (ids, gint64, i), error))
      return FALSE;

  return add_to_count (db, batch.added, error) && store_transaction_commit (&transaction, error);
}

static void
remove_patients_worker (StoreDb *db, GTask *task, gpointer data)
{
  GError *error = NULL;

  remove_patients (db, data, &error);
  store_return_boolean (task, error);
}

void
store_repository_remove_patients_async (StoreRepository *self,
                                        GArray *ids,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (STORE_IS_REPOSITORY (self));
  g_return_if_fail (ids != NULL);

  task =
    store_task_new (self, cancellable, callback, user_data, store_repository_remove_patients_async);
  g_task_set_task_data (task, g_array_copy (ids), (GDestroyNotify) g_array_unref);
  store_repository_write (self, task, remove_patients_worker);
}

gboolean
store_repository_remove_patients_finish (StoreRepository *self,
                                         GAsyncResult *result,
                                         GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
