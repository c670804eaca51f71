/* sync-mis-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-mis-words"

#include "sync-mis-words.h"

#include "clinic-enums.h"

#define WORDS "mis-words"
#define STAGES "mis-stages"

struct _SyncMisWords
{
  GObject parent_instance;

  SyncContext *context; /* owned */
  ClinicMis *mis;       /* owned, (nullable): whose preset is asked */
  GHashTable *words;    /* owned: folded word -> ClinicMisWord */
  GListStore *list;     /* owned */
  gboolean choosing;    /* both settings are being written: one change for both */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SyncMisWords, sync_mis_words, G_TYPE_OBJECT)

/* --- lists --- */

static void
remove_others (GListStore *list, GHashTable *wanted)
{
  GListModel *model = G_LIST_MODEL (list);

  for (guint i = g_list_model_get_n_items (model); i > 0; i--)
    {
      g_autoptr (GObject) item = g_list_model_get_item (model, i - 1);

      if (!g_hash_table_contains (wanted, item))
        g_list_store_remove (list, i - 1);
    }
}

/* takes a thing that is listed further down out of there */
static void
take_out (GListStore *list, gpointer item, guint from)
{
  GListModel *model = G_LIST_MODEL (list);

  for (guint i = from; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GObject) there = g_list_model_get_item (model, i);

      if (there == item)
        {
          g_list_store_remove (list, i);
          return;
        }
    }
}

static GHashTable *
list_present (GListStore *list)
{
  GListModel *model = G_LIST_MODEL (list);
  GHashTable *present = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (model, i);

      g_hash_table_add (present, item);
    }

  return present;
}

void
sync_mis_settle (GListStore *list, GPtrArray *order)
{
  g_autoptr (GHashTable) wanted = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) present = NULL;

  g_return_if_fail (G_IS_LIST_STORE (list));

  for (guint i = 0; i < order->len; i++)
    g_hash_table_add (wanted, g_ptr_array_index (order, i));
  remove_others (list, wanted);
  present = list_present (list);
  for (guint i = 0; i < order->len; i++)
    {
      gpointer item = g_ptr_array_index (order, i);
      g_autoptr (GObject) there = g_list_model_get_item (G_LIST_MODEL (list), i);
      guint run = 1;

      if (there == item)
        continue;
      if (g_hash_table_contains (present, item))
        {
          take_out (list, item, i + 1);
          g_list_store_insert (list, i, item);
          continue;
        }
      while (i + run < order->len &&
             !g_hash_table_contains (present, g_ptr_array_index (order, i + run)))
        run++;
      g_list_store_splice (list, i, 0, order->pdata + i, run);
      i += run - 1;
    }
}

/* --- words --- */

static char *
fold (const char *raw)
{
  g_autofree char *folded = g_utf8_casefold (raw != NULL ? raw : "", -1);

  return g_strdup (g_strstrip (folded));
}

static int
compare_words (gconstpointer a, gconstpointer b)
{
  ClinicMisWord *one = *(ClinicMisWord **) a;
  ClinicMisWord *other = *(ClinicMisWord **) b;
  int status = (int) clinic_mis_word_get_status (one) - (int) clinic_mis_word_get_status (other);

  return status != 0
           ? status
           : g_utf8_collate (clinic_mis_word_get_raw (one), clinic_mis_word_get_raw (other));
}

static void
settle (SyncMisWords *self)
{
  g_autoptr (GPtrArray) order = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer word;

  g_hash_table_iter_init (&iter, self->words);
  while (g_hash_table_iter_next (&iter, NULL, &word))
    g_ptr_array_add (order, word);
  g_ptr_array_sort (order, compare_words);
  sync_mis_settle (self->list, order);
}

static ClinicMisWord *
ensure_word (SyncMisWords *self, const char *raw)
{
  g_autofree char *key = fold (raw);
  ClinicMisWord *word = g_hash_table_lookup (self->words, key);

  if (word == NULL)
    {
      word = clinic_mis_word_new ();
      clinic_mis_word_set_raw (word, raw);
      g_hash_table_insert (self->words, g_steal_pointer (&key), word);
    }

  return word;
}

static ClinicMisStatus
read_status (const char *nick)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (CLINIC_TYPE_MIS_STATUS);
  GEnumValue *value = g_enum_get_value_by_nick (klass, nick);

  return value != NULL ? (ClinicMisStatus) value->value : CLINIC_MIS_STATUS_UNKNOWN;
}

/* (transfer full): folded word -> what the setting says of it; each such word is there afterwards
 */
static GHashTable *
read_choices (SyncMisWords *self, const char *key)
{
  GSettings *settings = sync_context_get_settings (self->context);
  g_autoptr (GVariant) chosen = settings != NULL ? g_settings_get_value (settings, key) : NULL;
  GHashTable *choices = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GVariantIter iter;
  const char *raw;
  const char *choice;

  if (chosen == NULL)
    return choices;
  g_variant_iter_init (&iter, chosen);
  while (g_variant_iter_next (&iter, "{&s&s}", &raw, &choice))
    {
      ensure_word (self, raw);
      g_hash_table_insert (choices, fold (raw), g_strdup (choice));
    }

  return choices;
}

static gboolean
is_idle (gpointer key, gpointer value, gpointer user_data)
{
  return clinic_mis_word_get_count (value) == 0 && !clinic_mis_word_get_chosen (value) &&
         clinic_mis_word_get_stage_id (value) == NULL;
}

/* what each word means, as of now */
static void
read_meanings (SyncMisWords *self)
{
  g_autoptr (GHashTable) statuses = read_choices (self, WORDS);
  g_autoptr (GHashTable) stages = read_choices (self, STAGES);
  GHashTableIter iter;
  gpointer key;
  gpointer word;

  g_hash_table_iter_init (&iter, self->words);
  while (g_hash_table_iter_next (&iter, &key, &word))
    {
      const char *nick = g_hash_table_lookup (statuses, key);
      ClinicMisStatus status = CLINIC_MIS_STATUS_UNKNOWN;

      if (nick != NULL)
        status = read_status (nick);
      else if (self->mis != NULL)
        status = clinic_mis_guess_status (self->mis, clinic_mis_word_get_raw (word));
      clinic_mis_word_set_status (word, status);
      clinic_mis_word_set_chosen (word, nick != NULL);
      clinic_mis_word_set_stage_id (word, g_hash_table_lookup (stages, key));
    }
  g_hash_table_foreach_remove (self->words, is_idle, NULL);
  settle (self);
}

static void
on_settings_cb (SyncMisWords *self)
{
  if (self->choosing)
    return;
  read_meanings (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
sync_mis_words_count (SyncMisWords *self, ClinicMis *mis, GPtrArray *visits)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer word;

  g_return_if_fail (SYNC_IS_MIS_WORDS (self));

  g_set_object (&self->mis, mis);
  for (guint i = 0; visits != NULL && i < visits->len; i++)
    {
      const char *raw = clinic_mis_visit_get_raw_status (g_ptr_array_index (visits, i));

      /* no status at all is no word */
      if (raw == NULL || *raw == '\0')
        continue;
      word = ensure_word (self, raw);
      g_hash_table_insert (counts, word,
                           GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, word)) +
                                             1));
    }
  g_hash_table_iter_init (&iter, self->words);
  while (g_hash_table_iter_next (&iter, NULL, &word))
    clinic_mis_word_set_count (word, GPOINTER_TO_UINT (g_hash_table_lookup (counts, word)));
  read_meanings (self);
}

ClinicMisRules *
sync_mis_words_dup_rules (SyncMisWords *self, GListModel *stages)
{
  ClinicMisRules *rules = clinic_mis_rules_new (stages);
  GHashTableIter iter;
  gpointer word;

  g_hash_table_iter_init (&iter, self->words);
  while (g_hash_table_iter_next (&iter, NULL, &word))
    {
      const char *raw = clinic_mis_word_get_raw (word);

      clinic_mis_rules_set_word (rules, raw, clinic_mis_word_get_status (word));
      if (clinic_mis_word_get_stage_id (word) != NULL)
        clinic_mis_rules_set_stage (rules, raw, clinic_mis_word_get_stage_id (word));
    }

  return rules;
}

/* a map of words with one of them set anew, or without it */
static void
write_choice (SyncMisWords *self, const char *key, const char *raw, const char *value)
{
  GSettings *settings = sync_context_get_settings (self->context);
  g_autoptr (GVariant) before = g_settings_get_value (settings, key);
  g_autofree char *folded = fold (raw);
  GVariantBuilder builder;
  GVariantIter iter;
  const char *word;
  const char *there;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  g_variant_iter_init (&iter, before);
  while (g_variant_iter_next (&iter, "{&s&s}", &word, &there))
    {
      g_autofree char *other = fold (word);

      if (!g_str_equal (other, folded))
        g_variant_builder_add (&builder, "{ss}", word, there);
    }
  if (value != NULL)
    g_variant_builder_add (&builder, "{ss}", raw, value);
  g_settings_set_value (settings, key, g_variant_builder_end (&builder));
}

void
sync_mis_words_choose (SyncMisWords *self,
                       ClinicMisWord *word,
                       ClinicMisStatus status,
                       const char *stage_id)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (CLINIC_TYPE_MIS_STATUS);
  GEnumValue *value = g_enum_get_value (klass, (int) status);
  g_autofree char *raw = g_strdup (clinic_mis_word_get_raw (word));

  g_return_if_fail (SYNC_IS_MIS_WORDS (self));
  g_return_if_fail (raw != NULL && value != NULL);

  if (sync_context_get_settings (self->context) == NULL)
    return;
  self->choosing = TRUE;
  write_choice (self, WORDS, raw, status != CLINIC_MIS_STATUS_UNKNOWN ? value->value_nick : NULL);
  write_choice (self, STAGES, raw, stage_id != NULL && *stage_id != '\0' ? stage_id : NULL);
  self->choosing = FALSE;
  on_settings_cb (self);
}

GListModel *
sync_mis_words_get_list (SyncMisWords *self)
{
  g_return_val_if_fail (SYNC_IS_MIS_WORDS (self), NULL);

  return G_LIST_MODEL (self->list);
}

static void
sync_mis_words_finalize (GObject *object)
{
  SyncMisWords *self = SYNC_MIS_WORDS (object);

  g_clear_object (&self->list);
  g_clear_pointer (&self->words, g_hash_table_unref);
  g_clear_object (&self->mis);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (sync_mis_words_parent_class)->finalize (object);
}

static void
sync_mis_words_class_init (SyncMisWordsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sync_mis_words_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
sync_mis_words_init (SyncMisWords *self)
{
  self->words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->list = g_list_store_new (CLINIC_TYPE_MIS_WORD);
}

SyncMisWords *
sync_mis_words_new (SyncContext *context)
{
  SyncMisWords *self = g_object_new (SYNC_TYPE_MIS_WORDS, NULL);
  GSettings *settings = sync_context_get_settings (context);

  self->context = g_object_ref (context);
  if (settings != NULL)
    {
      g_signal_connect_object (settings, "changed::" WORDS, G_CALLBACK (on_settings_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (settings, "changed::" STAGES, G_CALLBACK (on_settings_cb), self,
                               G_CONNECT_SWAPPED);
    }

  return self;
}
