/* store-facts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The rows that reports are counted from, out of what is kept of visits, leads, waits and calls.
 */

#define G_LOG_DOMAIN "store-facts"

#include "store-repository-private.h"

#include "clinic-losses.h"
#include "clinic-phone.h"

/* What is asked for; owned by its task. */
typedef struct
{
  ClinicFacts *facts;  /* owned */
  GHashTable *stages;  /* owned, of StoreFactStage by stage id */
  GHashTable *excuses; /* owned, a set: reasons that are excuses, by their number */
  gint64 category;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_clear_object (&question->facts);
  g_clear_pointer (&question->stages, g_hash_table_unref);
  g_clear_pointer (&question->excuses, g_hash_table_unref);
  g_slice_free (Question, question);
}

static const StoreFactStage *
find_stage (Question *question, const char *id)
{
  static const StoreFactStage unknown = { CLINIC_STAGE_ROLE_NONE, FALSE };
  const StoreFactStage *stage = id != NULL ? g_hash_table_lookup (question->stages, id) : NULL;

  return stage != NULL ? stage : &unknown;
}

/* what is an item of a list, or a text, or neither */
static guint32
key_of (ClinicFacts *facts, ClinicFactName kind, gint64 id, const char *words)
{
  return id != 0 ? clinic_facts_key_of_id (facts, kind, id, words)
                 : clinic_facts_key (facts, kind, words, words);
}

/* --- visits --- */

#define VISITS                                                                                     \
  "SELECT id, patient_id, start, created, moved, lead_id, amount, doctor_id, doctor_name,"         \
  " specialty_id, specialty, source_id, source_name, reason_id, reason, stage_id, chair_id,"       \
  " chair, responsible_id, minutes, kind, first_visit, confirmation, reminders, moves"             \
  " FROM appointments WHERE category_id = ?"

static guint32
read_reason (Question *question, StoreStatement *row)
{
  const char *words = store_column_text (row, 14);
  guint32 reason =
    key_of (question->facts, CLINIC_NAMES_REASON, sqlite3_column_int64 (row, 13), words);

  if (words != NULL && clinic_losses_says_excuse (words))
    g_hash_table_add (question->excuses, GUINT_TO_POINTER (reason));

  return reason;
}

static void
read_visit (Question *question, StoreStatement *row)
{
  ClinicFacts *facts = question->facts;
  const char *stage_id = store_column_text (row, 15);
  const StoreFactStage *stage = find_stage (question, stage_id);
  guint32 reason = read_reason (question, row);
  int kind = sqlite3_column_int (row, 20);
  ClinicFactVisit visit = {
    .id = sqlite3_column_int64 (row, 0),
    .patient = sqlite3_column_int64 (row, 1),
    .start = sqlite3_column_int64 (row, 2),
    .created = sqlite3_column_int64 (row, 3),
    .cancelled = kind == CLINIC_STAGE_KIND_FAILURE ? sqlite3_column_int64 (row, 4) : 0,
    .lead = sqlite3_column_int64 (row, 5),
    .amount = sqlite3_column_int64 (row, 6),
    .doctor = key_of (facts, CLINIC_NAMES_DOCTOR, sqlite3_column_int64 (row, 7),
                      store_column_text (row, 8)),
    .specialty = key_of (facts, CLINIC_NAMES_SPECIALTY, sqlite3_column_int64 (row, 9),
                         store_column_text (row, 10)),
    .source = clinic_facts_key (facts, CLINIC_NAMES_SOURCE, store_column_text (row, 11),
                                store_column_text (row, 12)),
    .reason = reason,
    .stage = clinic_facts_key (facts, CLINIC_NAMES_STAGE, stage_id, NULL),
    .chair = key_of (facts, CLINIC_NAMES_CHAIR, sqlite3_column_int64 (row, 16),
                     store_column_text (row, 17)),
    .user = clinic_facts_key_of_id (facts, CLINIC_NAMES_USER, sqlite3_column_int64 (row, 18), NULL),
    .minutes = (guint16) CLAMP (sqlite3_column_int (row, 19), 0, G_MAXUINT16),
    .kind = (guint8) kind,
    .role = (guint8) stage->role,
    .first = (guint8) sqlite3_column_int (row, 21),
    .confirmation = (guint8) sqlite3_column_int (row, 22),
    .reminders = (guint8) sqlite3_column_int (row, 23),
    .moves = (guint8) CLAMP (sqlite3_column_int (row, 24), 0, G_MAXUINT8),
  };

  visit.excused =
    kind == CLINIC_STAGE_KIND_FAILURE &&
    (stage->excuse || g_hash_table_contains (question->excuses, GUINT_TO_POINTER (reason)));
  clinic_facts_add_visit (facts, &visit);
}

/* --- leads and who waits --- */

#define LEADS                                                                                      \
  "SELECT id, patient_id, created, appointment_id, source_id, source_name, stage_id,"              \
  " responsible_id, kind, stage_name FROM leads"

static void
read_lead (Question *question, StoreStatement *row)
{
  ClinicFacts *facts = question->facts;
  ClinicFactLead lead = {
    .id = sqlite3_column_int64 (row, 0),
    .patient = sqlite3_column_int64 (row, 1),
    .created = sqlite3_column_int64 (row, 2),
    .visit = MAX (sqlite3_column_int64 (row, 3), 0),
    .source = clinic_facts_key (facts, CLINIC_NAMES_SOURCE, store_column_text (row, 4),
                                store_column_text (row, 5)),
    .stage = clinic_facts_key (facts, CLINIC_NAMES_LEAD_STAGE, store_column_text (row, 6),
                               store_column_text (row, 9)),
    .user = clinic_facts_key_of_id (facts, CLINIC_NAMES_USER, sqlite3_column_int64 (row, 7), NULL),
    .kind = (guint8) sqlite3_column_int (row, 8),
  };

  clinic_facts_add_lead (facts, &lead);
}

/* Leads that were, and visits that are marked as waiting; a visit's mark has no time of its own. */
#define WAITS                                                                                      \
  "SELECT 1, waits.id, leads.patient_id, waits.since, leads.responsible_id, leads.source_id,"      \
  " leads.source_name, 0, NULL, 0, NULL, leads.phone FROM waits JOIN leads ON leads.id = waits.id" \
  " WHERE waits.entity = 1"                                                                        \
  " UNION ALL SELECT 2, id, patient_id, created, responsible_id, source_id, source_name,"          \
  " doctor_id, doctor_name, specialty_id, specialty, NULL FROM appointments"                       \
  " WHERE waiting AND category_id = ?"

#define SPOKEN_WITH                                                                                \
  "SELECT min(start) FROM calls WHERE start >= ?1 AND code = '200' AND call_type != 5 AND key != " \
  "0"                                                                                              \
  " AND (key = ?2 OR key IN (SELECT key FROM phones WHERE patient_id = ?3))"

/* the first conversation since then, 0 none; what a machine told somebody is none */
static gint64
find_conversation (StoreDb *db, gint64 since, const char *phone, gint64 patient, GError **error)
{
  g_autoptr (StoreStatement) row = store_db_prepare (db, SPOKEN_WITH, error);

  if (row == NULL)
    return 0;
  sqlite3_bind_int64 (row, 1, since);
  sqlite3_bind_int64 (row, 2, phone != NULL ? (gint64) clinic_phone_key_number (phone) : 0);
  sqlite3_bind_int64 (row, 3, patient);

  return store_db_step (db, row, error) ? sqlite3_column_int64 (row, 0) : 0;
}

static gboolean
read_wait (Question *question, StoreDb *db, StoreStatement *row, GError **error)
{
  ClinicFacts *facts = question->facts;
  ClinicFactWait wait = {
    .entity = (guint8) sqlite3_column_int (row, 0),
    .id = sqlite3_column_int64 (row, 1),
    .patient = sqlite3_column_int64 (row, 2),
    .since = sqlite3_column_int64 (row, 3),
    .user = clinic_facts_key_of_id (facts, CLINIC_NAMES_USER, sqlite3_column_int64 (row, 4), NULL),
    .source = clinic_facts_key (facts, CLINIC_NAMES_SOURCE, store_column_text (row, 5),
                                store_column_text (row, 6)),
    .doctor = key_of (facts, CLINIC_NAMES_DOCTOR, sqlite3_column_int64 (row, 7),
                      store_column_text (row, 8)),
    .specialty = key_of (facts, CLINIC_NAMES_SPECIALTY, sqlite3_column_int64 (row, 9),
                         store_column_text (row, 10)),
  };

  wait.contacted =
    find_conversation (db, wait.since, store_column_text (row, 11), wait.patient, error);
  clinic_facts_add_wait (facts, &wait);

  return *error == NULL;
}

/* --- calls --- */

/* what is not over yet, or was seen live and is not in the statistics yet, does not count */
#define CALLS                                                                                      \
  "SELECT rowid, start, key, duration, ring, user_id, user_name, line, code, call_type"            \
  " FROM calls WHERE live = 0"

static void
read_call (Question *question, StoreStatement *row)
{
  ClinicFacts *facts = question->facts;
  const char *code = store_column_text (row, 8);
  const char *line = store_column_text (row, 7);
  ClinicFactCall call = {
    .id = sqlite3_column_int64 (row, 0),
    .start = sqlite3_column_int64 (row, 1),
    .number = (guint64) sqlite3_column_int64 (row, 2),
    .duration = sqlite3_column_int (row, 3),
    .ring = sqlite3_column_int (row, 4),
    .user = clinic_facts_key_of_id (facts, CLINIC_NAMES_USER, sqlite3_column_int64 (row, 5),
                                    store_column_text (row, 6)),
    .line = clinic_facts_key (facts, CLINIC_NAMES_LINE, line, line),
    .code = clinic_facts_key (facts, CLINIC_NAMES_CODE, code, NULL),
    .type = (guint8) sqlite3_column_int (row, 9),
    .answered = g_strcmp0 (code, "200") == 0,
  };

  clinic_facts_add_call (facts, &call);
}

/* --- all of it --- */

static gboolean
read_all (Question *question, StoreDb *db, GError **error)
{
  g_autoptr (StoreStatement) visits = store_db_prepare (db, VISITS, error);
  g_autoptr (StoreStatement) leads = visits != NULL ? store_db_prepare (db, LEADS, error) : NULL;
  g_autoptr (StoreStatement) waits = leads != NULL ? store_db_prepare (db, WAITS, error) : NULL;
  g_autoptr (StoreStatement) calls = waits != NULL ? store_db_prepare (db, CALLS, error) : NULL;

  if (calls == NULL)
    return FALSE;
  sqlite3_bind_int64 (visits, 1, question->category);
  while (store_db_step (db, visits, error))
    read_visit (question, visits);
  while (*error == NULL && store_db_step (db, leads, error))
    read_lead (question, leads);
  sqlite3_bind_int64 (waits, 1, question->category);
  while (*error == NULL && store_db_step (db, waits, error))
    if (!read_wait (question, db, waits, error))
      return FALSE;
  while (*error == NULL && store_db_step (db, calls, error))
    read_call (question, calls);

  return *error == NULL;
}

static void
load_facts_worker (StoreDb *db, GTask *task, gpointer data)
{
  Question *question = data;
  GError *error = NULL;

  if (!read_all (question, db, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  clinic_facts_seal (question->facts);
  g_task_return_pointer (task, g_steal_pointer (&question->facts), g_object_unref);
}

void
store_repository_load_facts_async (StoreRepository *self,
                                   ClinicFacts *facts,
                                   gint64 category_id,
                                   GHashTable *stages,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  Question *question = NULL;
  GTask *task = NULL;

  g_return_if_fail (STORE_IS_REPOSITORY (self));
  g_return_if_fail (CLINIC_IS_FACTS (facts));
  g_return_if_fail (stages != NULL);

  question = g_slice_new0 (Question);
  question->facts = facts;
  question->stages = stages;
  question->excuses = g_hash_table_new (NULL, NULL);
  question->category = category_id;
  task = store_task_new (self, cancellable, callback, user_data, store_repository_load_facts_async);
  g_task_set_task_data (task, question, question_free);
  store_repository_read (self, task, load_facts_worker);
}

ClinicFacts *
store_repository_load_facts_finish (StoreRepository *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- the rows behind them --- */

/* What is asked for; owned by its task. */
typedef struct
{
  ClinicFactSet set;
  GArray *ids; /* owned, of gint64 */
} Wish;

static void
wish_free (gpointer data)
{
  Wish *wish = data;

  g_clear_pointer (&wish->ids, g_array_unref);
  g_slice_free (Wish, wish);
}

static gpointer
load_row (StoreDb *db, ClinicFactSet set, gint64 id, GError **error)
{
  if (set == CLINIC_FACTS_VISITS)
    return store_appointment_load (db, id, error);
  if (set == CLINIC_FACTS_CALLS)
    return store_call_load (db, id, error);

  return store_lead_load (db, id, error);
}

static void
load_rows_worker (StoreDb *db, GTask *task, gpointer data)
{
  const Wish *wish = data;
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_object_unref);
  GError *error = NULL;

  for (guint i = 0; error == NULL && i < wish->ids->len; i++)
    {
      gpointer row = load_row (db, wish->set, g_array_index (wish->ids, gint64, i), &error);

      if (row != NULL)
        g_ptr_array_add (rows, row);
    }
  store_return_objects (task, rows, error);
}

void
store_repository_load_rows_async (StoreRepository *self,
                                  ClinicFactSet set,
                                  GArray *ids,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  Wish *wish = NULL;
  GTask *task = NULL;

  g_return_if_fail (STORE_IS_REPOSITORY (self));
  g_return_if_fail (ids != NULL);

  wish = g_slice_new0 (Wish);
  wish->set = set;
  wish->ids = g_array_copy (ids);
  task = store_task_new (self, cancellable, callback, user_data, store_repository_load_rows_async);
  g_task_set_task_data (task, wish, wish_free);
  store_repository_read (self, task, load_rows_worker);
}

GPtrArray *
store_repository_load_rows_finish (StoreRepository *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- who came on the waiting list --- */

static gboolean
put_waits (StoreDb *db, GArray *waits, GError **error)
{
  g_autoptr (StoreTransaction) transaction = store_transaction_begin (db, error);
  g_autoptr (StoreStatement) row = NULL;

  if (transaction == NULL)
    return FALSE;
  row = store_db_prepare (db,
                          "INSERT INTO waits VALUES (?, ?, ?)"
                          " ON CONFLICT DO UPDATE SET since = min (since, excluded.since)",
                          error);
  if (row == NULL)
    return FALSE;
  for (guint i = 0; i < waits->len; i++)
    {
      const StoreWait *wait = &g_array_index (waits, StoreWait, i);

      sqlite3_bind_int (row, 1, (int) wait->entity);
      sqlite3_bind_int64 (row, 2, wait->id);
      sqlite3_bind_int64 (row, 3, wait->since);
      if (!store_db_run (db, row, error))
        return FALSE;
    }

  return store_transaction_commit (&transaction, error);
}

static void
put_waits_worker (StoreDb *db, GTask *task, gpointer data)
{
  GError *error = NULL;

  put_waits (db, data, &error);
  store_return_boolean (task, error);
}

void
store_repository_put_waits_async (StoreRepository *self,
                                  GArray *waits,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (STORE_IS_REPOSITORY (self));
  g_return_if_fail (waits != NULL);

  task = store_task_new (self, cancellable, callback, user_data, store_repository_put_waits_async);
  g_task_set_task_data (task, g_array_copy (waits), (GDestroyNotify) g_array_unref);
  store_repository_write (self, task, put_waits_worker);
}

gboolean
store_repository_put_waits_finish (StoreRepository *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* --- what is not on the portal any more --- */

/* What is asked for; owned by its task. */
typedef struct
{
  const char *sql;     /* unowned, static: ids of a period */
  const char *removal; /* unowned, static */
  GHashTable *present; /* owned, a set of ids */
  gint64 category;
  gint64 from;
  gint64 to;
  gint64 before;
} Pruning;

static void
pruning_free (gpointer data)
{
  Pruning *pruning = data;

  g_clear_pointer (&pruning->present, g_hash_table_unref);
  g_slice_free (Pruning, pruning);
}

static void
prune_worker (StoreDb *db, GTask *task, gpointer data)
{
  Pruning *pruning = data;
  g_autoptr (GArray) gone = g_array_new (FALSE, FALSE, sizeof (gint64));
  GError *error = NULL;
  g_autoptr (StoreStatement) row = store_db_prepare (db, pruning->sql, &error);

  if (row != NULL)
    {
      sqlite3_bind_int64 (row, 1, pruning->from);
      sqlite3_bind_int64 (row, 2, pruning->to);
      sqlite3_bind_int64 (row, 3, pruning->before);
      /* leads are of no funnel: SQLite takes no notice of what a statement does not have */
      sqlite3_bind_int64 (row, 4, pruning->category);
    }
  while (row != NULL && store_db_step (db, row, &error))
    {
      gint64 id = sqlite3_column_int64 (row, 0);

      if (!g_hash_table_contains (pruning->present, &id))
        g_array_append_val (gone, id);
    }
  if (error == NULL)
    store_delete_by_ids (db, pruning->removal, gone, &error);
  store_return_boolean (task, error);
}

void
store_repository_prune_async (StoreRepository *self,
                              ClinicFactSet set,
                              gint64 category_id,
                              gint64 from,
                              gint64 to,
                              gint64 before,
                              GHashTable *present,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  Pruning *pruning = NULL;
  GTask *task = NULL;

  g_return_if_fail (STORE_IS_REPOSITORY (self));
  g_return_if_fail (set == CLINIC_FACTS_VISITS || set == CLINIC_FACTS_LEADS);

  pruning = g_slice_new0 (Pruning);
  pruning->sql =
    set == CLINIC_FACTS_VISITS
      ? "SELECT id FROM appointments WHERE start >= ?1 AND start < ?2 AND modified < ?3"
        " AND category_id = ?4"
      : "SELECT id FROM leads WHERE created >= ?1 AND created < ?2 AND modified < ?3";
  pruning->removal = set == CLINIC_FACTS_VISITS ? "DELETE FROM appointments WHERE id = ?"
                                                : "DELETE FROM leads WHERE id = ?";
  pruning->category = category_id;
  pruning->from = from;
  pruning->to = to;
  pruning->before = before;
  pruning->present = g_hash_table_ref (present);
  task = store_task_new (self, cancellable, callback, user_data, store_repository_prune_async);
  g_task_set_task_data (task, pruning, pruning_free);
  store_repository_write (self, task, prune_worker);
}

gboolean
store_repository_prune_finish (StoreRepository *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
