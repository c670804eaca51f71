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
/* Index rows that one range may cost when its other words hardly ever match: about 10 ms. */
#define MAX_ROWS 60000
#define ROWS_BETWEEN_CANCEL_CHECKS 1024
/* «with a visit soon»: who is expected within a week is whom people look for */
#define SOON_SECONDS (7 * 24 * 60 * 60)
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

/* Words to look for: all must begin some word of the name. Encoded like the index. */
typedef struct
{
  GString *words[STORE_INDEX_MAX_WORDS]; /* owned, the longest first */
  guint count;
} Words;

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

static void
words_clear (Words *words)
{
  for (guint i = 0; i < words->count; i++)
    g_string_free (words->words[i], TRUE);
  words->count = 0;
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Words, words_clear)

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

static int
compare_lengths (gconstpointer a, gconstpointer b)
{
  const GString *const *one = a;
  const GString *const *other = b;

  return ((*one)->len < (*other)->len) - ((*one)->len > (*other)->len);
}

static void
read_words (Words *words, const char *folded)
{
  g_auto (GStrv) parts = g_strsplit (folded, " ", -1);

  words->count = 0;
  for (char **part = parts; *part != NULL && words->count < G_N_ELEMENTS (words->words); part++)
    if (**part != '\0')
      {
        words->words[words->count] = g_string_new (NULL);
        store_index_append_text (words->words[words->count++], *part);
      }

  /* the longest word is likely to be the rarest */
  qsort (words->words, words->count, sizeof words->words[0], compare_lengths);
}

/* whether some word of the turned name begins with word; the byte before name is its kind */
static gboolean
has_word (const char *name, gsize length, const GString *word)
{
  const char *end = name + length;

  while (name != NULL && (gsize) (end - name) >= word->len)
    {
      if (memcmp (name, word->str, word->len) == 0)
        return TRUE;
      name = memchr (name, ' ', (gsize) (end - name));
      if (name != NULL)
        name++;
    }

  return FALSE;
}

static gboolean
has_all_words (const char *name, gsize length, const Words *words, guint but)
{
  for (guint i = 0; i < words->count; i++)
    if (i != but && !has_word (name, length, words->words[i]))
      return FALSE;

  return TRUE;
}

/* reads the names whose first word begins with (or, exact, is) words[lead] */
static void
read_range (Search *search,
            const Words *words,
            guint lead,
            char kind,
            gboolean exact,
            GError **error)
{
  g_autoptr (GString) from = g_string_new (NULL);
  g_autoptr (GString) to = NULL;
  g_autoptr (StoreStatement) row =
    store_db_prepare (search->db, "SELECT key, patient_id FROM names WHERE key >= ? AND key < ?",
                      error);

  if (row == NULL)
    return;

  g_string_append_c (from, kind);
  g_string_append_len (from, words->words[lead]->str, (gssize) words->words[lead]->len);
  to = g_string_new_len (from->str, (gssize) from->len);
  /* "иванов" and "иванов анна", but not "иванова" */
  g_string_append_c (to, exact ? ' ' + 1 : (char) STORE_INDEX_END);
  sqlite3_bind_blob (row, 1, from->str, (int) from->len, SQLITE_STATIC);
  sqlite3_bind_blob (row, 2, to->str, (int) to->len, SQLITE_STATIC);

  for (guint rows = 0; rows < MAX_ROWS; rows++)
    {
      const char *key = NULL;
      gsize length = 0;

      if (search->ids->len >= search->limit ||
          (rows % ROWS_BETWEEN_CANCEL_CHECKS == 0 && is_enough (search)) ||
          !store_db_step (search->db, row, error))
        break;

      key = sqlite3_column_blob (row, 0);
      length = (gsize) sqlite3_column_bytes (row, 0);
      if (length > 1 && has_all_words (key + 1, length - 1, words, lead))
        add_id (search, sqlite3_column_int64 (row, 1));
    }
}

static void
read_ranges (Search *search, const Words *words, char kind, gboolean exact, GError **error)
{
  for (guint lead = 0; lead < words->count && *error == NULL && !is_enough (search); lead++)
    read_range (search, words, lead, kind, exact, error);
}

/* those expected soon, the soonest first */
static void
read_expected (Search *search, const Words *words, GError **error)
{
  g_autoptr (GString) name = g_string_new (NULL);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autoptr (StoreStatement) row =
    store_db_prepare (search->db,
                      "SELECT patients.id, last_name, first_name, second_name"
                      " FROM appointments JOIN patients ON patients.id = appointments.patient_id"
                      " WHERE start >= ? AND start < ? AND kind = 0"
                      " ORDER BY start LIMIT " G_STRINGIFY (MAX_SOON),
                      error);

  if (row == NULL)
    return;

  sqlite3_bind_int64 (row, 1, now - 60 * 60);
  sqlite3_bind_int64 (row, 2, now + SOON_SECONDS);
  while (!is_enough (search) && store_db_step (search->db, row, error))
    if (store_index_write_name (name, store_column_text (row, 1), store_column_text (row, 2),
                                store_column_text (row, 3)) &&
        has_all_words (name->str, name->len, words, G_MAXUINT))
      add_id (search, sqlite3_column_int64 (row, 0));
}

static void
search_names (Search *search, const char *text, GError **error)
{
  g_autofree char *typed = clinic_name_fold (text);
  g_autofree char *swapped = clinic_name_swap_layout (text);
  g_auto (Words) as_typed = { { NULL } };
  g_auto (Words) as_swapped = { { NULL } };
  const Words *words[] = { &as_typed, &as_swapped };
  const guint variants = G_N_ELEMENTS (words);

  read_words (&as_typed, typed);
  if (swapped != NULL)
    read_words (&as_swapped, swapped);

  for (guint i = 0; i < variants; i++)
    read_ranges (search, words[i], STORE_INDEX_FAMILY_NAME, TRUE, error);
  for (guint i = 0; i < variants && words[i]->count > 0 && *error == NULL; i++)
    read_expected (search, words[i], error);
  for (guint i = 0; i < variants; i++)
    read_ranges (search, words[i], STORE_INDEX_FAMILY_NAME, FALSE, error);
  for (guint i = 0; i < variants; i++)
    read_ranges (search, words[i], STORE_INDEX_OTHER_WORD, FALSE, error);
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
