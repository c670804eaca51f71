/* store-search.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The search of patients while somebody types. Whatever is typed, only ranges of sorted indexes are
 * read, each until enough is found, so that one letter costs as little as a whole name.
 */

#define G_LOG_DOMAIN "store-search"

#include "store-repository-private.h"

#include <string.h>

#include "clinic-name.h"
#include "clinic-phone.h"
#include "store-index.h"

#define MAX_TYPED 200
#define MAX_WORDS 8
/* Names that are looked at in the order of the alphabet before the words' own index is asked. */
#define MAX_ROWS 200
/* So many patients found by their words are sorted; of more, those with the lowest ids. */
#define MAX_MATCHES 200
/* «with a visit soon»: who is expected within a week is whom people look for */
#define SOON_SECONDS (7 * 24 * 60 * 60)
#define LATE_SECONDS (60 * 60)
#define MAX_SOON 1000
#define MIN_BEGINNING_DIGITS 3
#define MIN_TAIL_DIGITS 4
#define RUSSIAN_DIGITS 11

/* What store_repository_search_async() was asked; owned by its task. */
typedef struct
{
  char *text; /* owned */
  guint limit;
} Query;

/* The search under way, in the reader's thread. */
typedef struct
{
  StoreDb *db;               /* unowned */
  GCancellable *cancellable; /* unowned (nullable) */
  guint limit;
  GArray *ids;       /* owned (gint64), in the order of the answer */
  GHashTable *known; /* owned (set of ids as pointers into itself) */
} Search;

static void
query_free (gpointer data)
{
  Query *query = data;

  g_clear_pointer (&query->text, g_free);
  g_free (query);
}

static void
search_clear (Search *search)
{
  g_clear_pointer (&search->ids, g_array_unref);
  g_clear_pointer (&search->known, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Search, search_clear)

static gboolean
is_enough (Search *search)
{
  return search->ids->len >= search->limit || g_cancellable_is_cancelled (search->cancellable);
}

static void
add_id (Search *search, gint64 id)
{
  if (!is_enough (search) && g_hash_table_add (search->known, g_memdup2 (&id, sizeof id)))
    g_array_append_val (search->ids, id);
}

/* --- names --- */

/* whether some word of the folded name begins with word */
static gboolean
has_word (const char *name, const char *word)
{
  gsize length = strlen (word);

  while (name != NULL)
    {
      if (strncmp (name, word, length) == 0)
        return TRUE;
      name = strchr (name, ' ');
      if (name != NULL)
        name++;
    }

  return FALSE;
}

static gboolean
has_all_words (const char *name, char **words)
{
  for (; *words != NULL; words++)
    if (!has_word (name, *words))
      return FALSE;

  return TRUE;
}

/* Adds, in their order, the patients of a query whose names begin with first (unless it is NULL)
 * and have all the words. Columns: id and the three names. */
static void
add_matching (Search *search, StoreStatement *row, const char *first, char **words, GError **error)
{
  g_autoptr (GString) name = g_string_new (NULL);

  while (!is_enough (search) && store_db_step (search->db, row, error))
    if (store_index_write_name (name, store_column_text (row, 1), store_column_text (row, 2),
                                store_column_text (row, 3)) &&
        (first == NULL || g_str_has_prefix (name->str, first)) && has_all_words (name->str, words))
      add_id (search, sqlite3_column_int64 (row, 0));
}

/* by the alphabet, those whose whole name begins with first */
static void
read_range (Search *search, const char *first, char **words, GError **error)
{
  guint64 from, to;
  g_autoptr (StoreStatement) row =
    store_db_prepare (search->db,
                      "SELECT patients.id, last_name, first_name, second_name"
                      " FROM names JOIN patients ON patients.id = names.patient_id"
                      " WHERE key >= ? AND key < ? ORDER BY key LIMIT " G_STRINGIFY (MAX_ROWS),
                      error);

  if (row == NULL)
    return;

  store_index_get_name_range (first, &from, &to);
  sqlite3_bind_int64 (row, 1, (gint64) from);
  sqlite3_bind_int64 (row, 2, (gint64) to);
  add_matching (search, row, first, words, error);
}

/* any of the words as the family name, or (not whole) as its beginning */
static void
read_families (Search *search, char **words, gboolean whole, GError **error)
{
  for (char **word = words; *word != NULL && *error == NULL && !is_enough (search); word++)
    {
      g_autofree char *first = g_strconcat (*word, whole ? " " : "", NULL);

      read_range (search, first, words, error);
    }
}

/* those expected soon, the soonest first */
static void
read_expected (Search *search, char **words, GError **error)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autoptr (StoreStatement) row = NULL;

  if (*words == NULL || *error != NULL || is_enough (search))
    return;
  row = store_db_prepare (search->db,
                          "SELECT patients.id, last_name, first_name, second_name"
                          " FROM appointments"
                          " JOIN patients ON patients.id = appointments.patient_id"
                          " WHERE start >= ? AND start < ? AND kind = 0"
                          " ORDER BY start LIMIT " G_STRINGIFY (MAX_SOON),
                          error);
  if (row == NULL)
    return;

  sqlite3_bind_int64 (row, 1, now - LATE_SECONDS);
  sqlite3_bind_int64 (row, 2, now + SOON_SECONDS);
  add_matching (search, row, NULL, words, error);
}

/* everybody with all the words, wherever they stand in the name */
static void
read_words (Search *search, char **words, GError **error)
{
  g_autoptr (GString) match = g_string_new (NULL);
  g_autoptr (StoreStatement) row = NULL;

  if (*words == NULL || *error != NULL || is_enough (search))
    return;

  /* a folded word holds only letters and digits, so it needs no quoting but against AND and OR */
  for (char **word = words; *word != NULL; word++)
    g_string_append_printf (match, "%s\"%s\" *", match->len > 0 ? " AND " : "", *word);

  row = store_db_prepare (search->db,
                          "SELECT patients.id, last_name, first_name, second_name FROM"
                          " (SELECT rowid FROM words WHERE words MATCH ?"
                          " LIMIT " G_STRINGIFY (
                            MAX_MATCHES) ") AS matches"
                                         " JOIN patients ON patients.id = matches.rowid"
                                         " ORDER BY last_name, first_name, second_name",
                          error);
  if (row == NULL)
    return;

  sqlite3_bind_text (row, 1, match->str, (int) match->len, SQLITE_STATIC);
  add_matching (search, row, NULL, words, error);
}

static void
search_names (Search *search, const char *text, GError **error)
{
  g_autofree char *typed = clinic_name_fold (text);
  g_autofree char *swapped = clinic_name_swap_layout (text);
  g_auto (GStrv) as_typed = g_strsplit (typed, " ", MAX_WORDS);
  g_auto (GStrv) as_swapped = g_strsplit (swapped != NULL ? swapped : "", " ", MAX_WORDS);
  char **variants[] = { as_typed, as_swapped };

  for (guint i = 0; i < G_N_ELEMENTS (variants); i++)
    read_families (search, variants[i], TRUE, error);
  for (guint i = 0; i < G_N_ELEMENTS (variants); i++)
    read_expected (search, variants[i], error);
  for (guint i = 0; i < G_N_ELEMENTS (variants); i++)
    read_families (search, variants[i], FALSE, error);
  for (guint i = 0; i < G_N_ELEMENTS (variants); i++)
    read_words (search, variants[i], error);
}

/* --- numbers --- */

static void
read_numbers (Search *search, const char *sql, guint64 from, guint64 to, GError **error)
{
  g_autoptr (StoreStatement) row = NULL;

  if (*error != NULL || is_enough (search))
    return;

  row = store_db_prepare (search->db, sql, error);
  if (row == NULL)
    return;

  sqlite3_bind_int64 (row, 1, (gint64) from);
  sqlite3_bind_int64 (row, 2, (gint64) to);
  while (!is_enough (search) && store_db_step (search->db, row, error))
    add_id (search, sqlite3_column_int64 (row, 0));
}

/* numbers of eleven digits that begin with prefix */
static void
read_beginning (Search *search, const char *prefix, GError **error)
{
  guint64 from = g_ascii_strtoull (prefix, NULL, 10);
  guint64 step = 1;
  gsize length = strlen (prefix);

  if (length == 0 || length > RUSSIAN_DIGITS)
    return;
  for (gsize i = length; i < RUSSIAN_DIGITS; i++)
    step *= 10;

  read_numbers (search, "SELECT patient_id FROM phones WHERE key >= ? AND key < ?", from * step,
                (from + 1) * step, error);
}

static void
search_numbers (Search *search, const char *text, GError **error)
{
  g_autoptr (GString) digits = g_string_new (NULL);
  g_autoptr (GString) national = g_string_new ("7");
  guint64 key = clinic_phone_key_number (text);
  guint64 from, to;

  for (const char *c = text; *c != '\0' && digits->len < 18; c++)
    if (g_ascii_isdigit (*c))
      g_string_append_c (digits, *c);

  if (key != 0)
    read_numbers (search, "SELECT patient_id FROM phones WHERE key >= ? AND key < ?", key, key + 1,
                  error);
  if (digits->len >= MIN_TAIL_DIGITS)
    {
      store_index_get_tail_range (digits->str, &from, &to);
      read_numbers (search, "SELECT patient_id FROM phone_tails WHERE tail >= ? AND tail < ?", from,
                    to, error);
    }
  if (digits->len >= MIN_BEGINNING_DIGITS)
    {
      /* «8 916…», «916…», «7 916…» */
      g_string_append (national, digits->str[0] == '8' ? digits->str + 1 : digits->str);
      read_beginning (search, national->str, error);
      read_beginning (search, digits->str, error);
      if (digits->str[0] == '8')
        {
          g_string_assign (national, "7");
          g_string_append (national, digits->str);
          read_beginning (search, national->str, error);
        }
    }
}

static gboolean
has_letters (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (g_unichar_isalpha (g_utf8_get_char (text)))
      return TRUE;

  return FALSE;
}

/* --- the whole --- */

static GPtrArray *
load_patients (Search *search, GError **error)
{
  GPtrArray *patients = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < search->ids->len && *error == NULL; i++)
    {
      ClinicPatient *patient =
        store_patient_load (search->db, g_array_index (search->ids, gint64, i), error);

      if (patient != NULL)
        g_ptr_array_add (patients, patient);
    }

  return patients;
}

static void
search_worker (StoreDb *db, GTask *task, gpointer data)
{
  const Query *query = data;
  GPtrArray *patients = NULL;
  GError *error = NULL;
  g_auto (Search) search = {
    .db = db,
    .cancellable = g_task_get_cancellable (task),
    .limit = query->limit,
    .ids = g_array_new (FALSE, FALSE, sizeof (gint64)),
    .known = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL),
  };

  if (has_letters (query->text) || strpbrk (query->text, "0123456789") == NULL)
    search_names (&search, query->text, &error);
  else
    search_numbers (&search, query->text, &error);

  if (error == NULL && g_task_return_error_if_cancelled (task))
    return;

  patients = load_patients (&search, &error);
  store_return_objects (task, patients, error);
}

void
store_repository_search_async (StoreRepository *self,
                               const char *text,
                               guint limit,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task = NULL;
  Query *query = NULL;

  g_return_if_fail (STORE_IS_REPOSITORY (self));

  query = g_new0 (Query, 1);
  query->text = g_utf8_make_valid (text != NULL ? text : "",
                                   text != NULL ? (gssize) strnlen (text, MAX_TYPED) : 0);
  query->limit = limit;

  task = store_task_new (self, cancellable, callback, user_data, store_repository_search_async);
  g_task_set_task_data (task, query, query_free);
  store_repository_read (self, task, search_worker);
}

GPtrArray *
store_repository_search_finish (StoreRepository *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
