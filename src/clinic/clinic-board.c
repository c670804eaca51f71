/* clinic-board.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "clinic-board"

#include "clinic-board-private.h"

#include "clinic-enums.h"
#include "clinic-model.h"
#include "clinic-name.h"
#include "clinic-phone.h"

#include <string.h>

/* Fewer digits are rather a day or a tooth than a telephone number. */
#define MIN_PHONE_DIGITS 3

/**
 * ClinicBoard:
 *
 * A kanban over a list of things that change in place: a column for each stage, each a list of the
 * same objects by time. Every thing that the filter lets through is in exactly one column; what is
 * in a stage that the portal does not list is in a last column of its own. A change of a thing is
 * one removal and one insertion at most, so that views keep scroll, selection and focus.
 */
struct _ClinicBoard
{
  GObject parent_instance;

  GListModel *items;               /* owned */
  GListModel *stages;              /* owned */
  const ClinicBoardTraits *traits; /* unowned, outlives us */
  GPtrArray *entries;              /* owned, of ClinicBoardEntry: as in items */
  GPtrArray *watched;              /* owned, of ClinicStage (owned): those whose kind we watch */
  GListStore *columns;             /* owned, of ClinicBoardColumn */
  ClinicBoardColumn *stray; /* owned: for stages that are not listed; shown while not empty */
  ClinicBoardFilter filter; /* strings are below */
  char *specialty;          /* owned, (nullable) */
  char **needles;           /* owned, (nullable): words to find */
  char **swapped;           /* owned, (nullable): the same in the other keyboard layout */
  char *digits;             /* owned, (nullable): of a telephone number to find */
  guint64 serial;
  guint n_shown;
};

G_DEFINE_FINAL_TYPE (ClinicBoard, clinic_board, G_TYPE_OBJECT)

enum
{
  MOVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
entry_free (ClinicBoardEntry *entry)
{
  g_clear_signal_handler (&entry->handler, entry->item);
  g_clear_object (&entry->item);
  g_clear_pointer (&entry->words, g_free);
  g_clear_pointer (&entry->phone, g_free);
  g_free (entry);
}

/* --- what is on show --- */

static gboolean
has_all (const char *words, char **needles)
{
  for (guint i = 0; needles[i] != NULL; i++)
    if (strstr (words, needles[i]) == NULL)
      return FALSE;

  return TRUE;
}

static gboolean
has_text (ClinicBoard *self, ClinicBoardEntry *entry)
{
  if (self->needles == NULL)
    return TRUE;

  if (entry->words == NULL)
    {
      g_autofree char *words = self->traits->dup_words (entry->item);

      entry->words = clinic_name_fold (words);
    }
  if (has_all (entry->words, self->needles))
    return TRUE;
  if (self->swapped != NULL && has_all (entry->words, self->swapped))
    return TRUE;
  if (self->digits == NULL)
    return FALSE;

  if (entry->phone == NULL)
    {
      const char *phone = self->traits->get_phone (entry->item);

      entry->phone = clinic_phone_dup_key (phone != NULL ? phone : "");
    }

  return strstr (entry->phone, self->digits) != NULL;
}

static gboolean
has_day (ClinicBoard *self, ClinicBoardEntry *entry, gboolean final)
{
  gint64 from = self->filter.from;
  gint64 to = self->filter.to;
  gint64 time = final ? self->traits->get_final_time (entry->item) : entry->time;

  if (from == 0 && to == 0)
    {
      /* A move that waits to be sent, and may be undone, stays in sight. */
      if (!final || self->traits->is_pending (entry->item))
        return TRUE;
      from = self->filter.today;
      to = self->filter.tomorrow;
      if (from == 0 && to == 0)
        return TRUE;
    }

  return (time >= from && time < to) || (!final && time == G_MAXINT64);
}

static gboolean
is_shown (ClinicBoard *self, ClinicBoardEntry *entry, gboolean final)
{
  const ClinicBoardTraits *traits = self->traits;
  const ClinicBoardFilter *filter = &self->filter;

  if (!has_day (self, entry, final))
    return FALSE;
  if (filter->responsible_id != 0 &&
      traits->get_responsible_id (entry->item) != filter->responsible_id)
    return FALSE;
  if (filter->doctor_id != 0 && traits->get_doctor_id != NULL &&
      traits->get_doctor_id (entry->item) != filter->doctor_id)
    return FALSE;
  if (self->specialty != NULL && traits->get_specialty != NULL &&
      g_strcmp0 (traits->get_specialty (entry->item), self->specialty) != 0)
    return FALSE;

  return has_text (self, entry);
}

/* (transfer none) (nullable): the stage's own column */
static ClinicBoardColumn *
find_column (ClinicBoard *self, const char *stage_id)
{
  GListModel *columns = G_LIST_MODEL (self->columns);
  guint n_columns = g_list_model_get_n_items (columns);

  for (guint i = 0; stage_id != NULL && i < n_columns; i++)
    {
      g_autoptr (ClinicBoardColumn) column = g_list_model_get_item (columns, i);
      ClinicStage *stage = clinic_board_column_get_stage (column);

      /* the list holds on to it */
      if (stage != NULL && g_strcmp0 (clinic_stage_get_id (stage), stage_id) == 0)
        return column;
    }

  return NULL;
}

/* (transfer none) (nullable): where the entry belongs now; NULL: the filter hides it */
static ClinicBoardColumn *
choose_column (ClinicBoard *self, ClinicBoardEntry *entry)
{
  ClinicBoardColumn *column = find_column (self, self->traits->get_stage_id (entry->item));

  if (column == NULL)
    column = self->stray;

  return is_shown (self, entry, clinic_board_column_is_final (column)) ? column : NULL;
}

static gint64
time_of (ClinicBoard *self, gpointer item)
{
  gint64 time = self->traits->get_time (item);

  return time != 0 ? time : G_MAXINT64;
}

static gint64
id_of (ClinicBoard *self, gpointer item)
{
  return self->traits->get_id != NULL ? self->traits->get_id (item) : 0;
}

static void
read_keys (ClinicBoard *self, ClinicBoardEntry *entry)
{
  entry->time = time_of (self, entry->item);
  entry->id = id_of (self, entry->item);
  entry->amount = self->traits->get_amount (entry->item);
}

static void
show_stray (ClinicBoard *self)
{
  GListModel *columns = G_LIST_MODEL (self->columns);
  guint n_columns = g_list_model_get_n_items (columns);
  g_autoptr (ClinicBoardColumn) last =
    n_columns > 0 ? g_list_model_get_item (columns, n_columns - 1) : NULL;
  gboolean wanted = g_list_model_get_n_items (G_LIST_MODEL (self->stray)) > 0;

  if (wanted && last != self->stray)
    g_list_store_append (self->columns, self->stray);
  else if (!wanted && last == self->stray)
    g_list_store_remove (self->columns, n_columns - 1);
}

static void
put (ClinicBoard *self, ClinicBoardEntry *entry, ClinicBoardColumn *column)
{
  entry->column = column;
  if (column == NULL)
    return;

  self->n_shown++;
  clinic_board_column_insert (column, entry);
  if (column == self->stray)
    show_stray (self);
}

static void
take (ClinicBoard *self, ClinicBoardEntry *entry)
{
  ClinicBoardColumn *column = g_steal_pointer (&entry->column);

  if (column == NULL)
    return;

  self->n_shown--;
  clinic_board_column_remove (column, entry);
  if (column == self->stray)
    show_stray (self);
}

static void
on_item_notify_cb (GObject *item, GParamSpec *pspec, ClinicBoardEntry *entry)
{
  ClinicBoard *self = entry->board;
  g_autoptr (GObject) held = g_object_ref (item);
  g_autoptr (ClinicBoardColumn) old = NULL;
  ClinicBoardColumn *column;
  gint64 amount = self->traits->get_amount (item);

  g_clear_pointer (&entry->words, g_free);
  g_clear_pointer (&entry->phone, g_free);

  if (entry->time == time_of (self, item) && entry->id == id_of (self, item))
    {
      column = choose_column (self, entry);
      if (column == entry->column)
        {
          gint64 difference = amount - entry->amount;

          entry->amount = amount;
          if (column != NULL)
            clinic_board_column_add_sum (column, difference);
          return;
        }
    }

  if (entry->column != NULL)
    old = g_object_ref (entry->column);
  take (self, entry);
  read_keys (self, entry);
  column = choose_column (self, entry);
  put (self, entry, column);
  if (column != NULL && old != NULL && column != old)
    g_signal_emit (self, signals[MOVED], 0, item, old, column);
}

/* Looks at everything anew: the filter or the columns are other ones. */
static void
place_all (ClinicBoard *self)
{
  g_autoptr (GHashTable) lists =
    g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GPtrArray) columns = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->columns)); i++)
    g_ptr_array_add (columns, g_list_model_get_item (G_LIST_MODEL (self->columns), i));
  if (!g_ptr_array_find (columns, self->stray, NULL))
    g_ptr_array_add (columns, g_object_ref (self->stray));
  for (guint i = 0; i < columns->len; i++)
    g_hash_table_insert (lists, g_ptr_array_index (columns, i), g_ptr_array_new ());

  self->n_shown = 0;
  for (guint i = 0; i < self->entries->len; i++)
    {
      ClinicBoardEntry *entry = g_ptr_array_index (self->entries, i);

      entry->column = choose_column (self, entry);
      if (entry->column == NULL)
        continue;
      self->n_shown++;
      g_ptr_array_add (g_hash_table_lookup (lists, entry->column), entry);
    }
  for (guint i = 0; i < columns->len; i++)
    {
      ClinicBoardColumn *column = g_ptr_array_index (columns, i);
      GPtrArray *list = g_hash_table_lookup (lists, column);

      g_ptr_array_sort (list, clinic_board_entry_compare);
      clinic_board_column_replace (column, list);
    }
  show_stray (self);
}

/* --- the lists behind --- */

static void
on_items_changed_cb (ClinicBoard *self, guint position, guint removed, guint added)
{
  gboolean many = added > 100;

  for (guint i = position; i < position + removed; i++)
    take (self, g_ptr_array_index (self->entries, i));
  if (removed > 0)
    g_ptr_array_remove_range (self->entries, position, removed);

  for (guint i = position; i < position + added; i++)
    {
      ClinicBoardEntry *entry = g_new0 (ClinicBoardEntry, 1);

      entry->board = self;
      entry->item = g_list_model_get_item (self->items, i);
      entry->serial = ++self->serial;
      entry->handler =
        g_signal_connect (entry->item, "notify", G_CALLBACK (on_item_notify_cb), entry);
      read_keys (self, entry);
      g_ptr_array_insert (self->entries, (int) i, entry);
      if (!many)
        put (self, entry, choose_column (self, entry));
    }
  if (many)
    place_all (self);
}

static gboolean
is_same_column (gpointer kept, gpointer fresh)
{
  ClinicStage *a = clinic_board_column_get_stage (kept);
  ClinicStage *b = clinic_board_column_get_stage (fresh);

  return a != NULL && b != NULL &&
         g_strcmp0 (clinic_stage_get_id (a), clinic_stage_get_id (b)) == 0;
}

static void
update_column (gpointer kept, gpointer fresh)
{
  clinic_board_column_set_stage (kept, clinic_board_column_get_stage (fresh));
}

static void
on_stages_changed_cb (ClinicBoard *self)
{
  g_autoptr (GPtrArray) old = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) fresh = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();

  for (guint i = 0; i < self->watched->len; i++)
    g_signal_handlers_disconnect_by_func (g_ptr_array_index (self->watched, i), place_all, self);
  g_ptr_array_set_size (self->watched, 0);

  for (guint i = 0; i < g_list_model_get_n_items (self->stages); i++)
    {
      ClinicStage *stage = g_list_model_get_item (self->stages, i);

      g_ptr_array_add (self->watched, stage);
      g_signal_connect_object (stage, "notify::kind", G_CALLBACK (place_all), self,
                               G_CONNECT_SWAPPED);
      g_ptr_array_add (fresh, clinic_board_column_new (stage));
    }
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->columns)); i++)
    g_ptr_array_add (old, g_list_model_get_item (G_LIST_MODEL (self->columns), i));

  clinic_model_reconcile (self->columns, fresh, is_same_column, update_column);
  place_all (self);

  /* Somebody may still hold a column that is gone; it must not show what is elsewhere now. */
  for (guint i = 0; i < old->len; i++)
    if (!g_list_store_find (self->columns, g_ptr_array_index (old, i), NULL))
      clinic_board_column_replace (g_ptr_array_index (old, i), nothing);
}

static void
clear_needles (ClinicBoard *self)
{
  g_clear_pointer (&self->specialty, g_free);
  g_clear_pointer (&self->needles, g_strfreev);
  g_clear_pointer (&self->swapped, g_strfreev);
  g_clear_pointer (&self->digits, g_free);
}

static void
clinic_board_dispose (GObject *object)
{
  ClinicBoard *self = CLINIC_BOARD (object);

  if (self->entries != NULL)
    for (guint i = 0; i < self->entries->len; i++)
      g_clear_signal_handler (&((ClinicBoardEntry *) g_ptr_array_index (self->entries, i))->handler,
                              ((ClinicBoardEntry *) g_ptr_array_index (self->entries, i))->item);

  G_OBJECT_CLASS (clinic_board_parent_class)->dispose (object);
}

static void
clinic_board_finalize (GObject *object)
{
  ClinicBoard *self = CLINIC_BOARD (object);
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();

  /* Columns may live on in a view that is being taken apart. */
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->columns)); i++)
    {
      g_autoptr (ClinicBoardColumn) column =
        g_list_model_get_item (G_LIST_MODEL (self->columns), i);

      clinic_board_column_replace (column, nothing);
    }

  clear_needles (self);
  g_clear_object (&self->columns);
  g_clear_object (&self->stray);
  g_clear_pointer (&self->watched, g_ptr_array_unref);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_object (&self->items);
  g_clear_object (&self->stages);

  G_OBJECT_CLASS (clinic_board_parent_class)->finalize (object);
}

static void
clinic_board_class_init (ClinicBoardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = clinic_board_dispose;
  object_class->finalize = clinic_board_finalize;

  /**
   * ClinicBoard::moved:
   * @item: what
   * @from: the column that it left
   * @to: the column that it is in now
   *
   * A thing on show came into another column.
   */
  signals[MOVED] =
    g_signal_new ("moved", CLINIC_TYPE_BOARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                  3, G_TYPE_OBJECT, CLINIC_TYPE_BOARD_COLUMN, CLINIC_TYPE_BOARD_COLUMN);
}

static void
clinic_board_init (ClinicBoard *self)
{
  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);
  self->watched = g_ptr_array_new_with_free_func (g_object_unref);
  self->columns = g_list_store_new (CLINIC_TYPE_BOARD_COLUMN);
  self->stray = clinic_board_column_new (NULL);
}

ClinicBoard *
clinic_board_new (GListModel *items, GListModel *stages, const ClinicBoardTraits *traits)
{
  ClinicBoard *self;

  g_return_val_if_fail (G_IS_LIST_MODEL (items), NULL);
  g_return_val_if_fail (G_IS_LIST_MODEL (stages), NULL);
  g_return_val_if_fail (traits != NULL, NULL);

  self = g_object_new (CLINIC_TYPE_BOARD, NULL);
  self->items = g_object_ref (items);
  self->stages = g_object_ref (stages);
  self->traits = traits;
  g_signal_connect_object (items, "items-changed", G_CALLBACK (on_items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (stages, "items-changed", G_CALLBACK (on_stages_changed_cb), self,
                           G_CONNECT_SWAPPED);
  on_stages_changed_cb (self);
  on_items_changed_cb (self, 0, 0, g_list_model_get_n_items (items));

  return self;
}

GListModel *
clinic_board_get_columns (ClinicBoard *self)
{
  g_return_val_if_fail (CLINIC_IS_BOARD (self), NULL);

  return G_LIST_MODEL (self->columns);
}

/* (transfer full) (nullable): the digits, if the text is nothing but a piece of a number */
static char *
dup_digits (const char *text)
{
  g_autoptr (GString) digits = g_string_new (NULL);

  if (strspn (text, "0123456789 +-()") != strlen (text))
    return NULL;

  for (const char *c = text; *c != '\0'; c++)
    if (g_ascii_isdigit (*c))
      g_string_append_c (digits, *c);

  /* Keys have the country's 7 in front, people say 8. */
  if (digits->len == 11 && digits->str[0] == '8')
    digits->str[0] = '7';

  return digits->len >= MIN_PHONE_DIGITS ? g_strdup (digits->str) : NULL;
}

static void
set_text (ClinicBoard *self, const char *text)
{
  g_autofree char *folded = clinic_name_fold (text);
  g_autofree char *swapped = clinic_name_swap_layout (text);

  if (*folded == '\0')
    return;

  self->needles = g_strsplit (folded, " ", -1);
  if (swapped != NULL && *swapped != '\0')
    self->swapped = g_strsplit (swapped, " ", -1);
  self->digits = dup_digits (text);
}

void
clinic_board_set_filter (ClinicBoard *self, const ClinicBoardFilter *filter)
{
  g_autofree char *specialty = NULL;

  g_return_if_fail (CLINIC_IS_BOARD (self));
  g_return_if_fail (filter != NULL);

  specialty = g_strdup (filter->specialty);
  clear_needles (self);
  self->filter = *filter;
  self->specialty = g_steal_pointer (&specialty);
  self->filter.specialty = NULL;
  self->filter.text = NULL;
  if (filter->text != NULL)
    set_text (self, filter->text);
  place_all (self);
}

ClinicBoardColumn *
clinic_board_find (ClinicBoard *self, gpointer item, guint *position)
{
  g_return_val_if_fail (CLINIC_IS_BOARD (self), NULL);

  for (guint i = 0; i < self->entries->len; i++)
    {
      ClinicBoardEntry *entry = g_ptr_array_index (self->entries, i);

      if ((gpointer) entry->item != item)
        continue;
      if (entry->column != NULL && position != NULL)
        *position = clinic_board_column_find (entry->column, entry);
      return entry->column;
    }

  return NULL;
}

ClinicBoardColumn *
clinic_board_get_column (ClinicBoard *self, const char *stage_id)
{
  g_return_val_if_fail (CLINIC_IS_BOARD (self), NULL);

  return find_column (self, stage_id);
}

guint
clinic_board_get_n_shown (ClinicBoard *self)
{
  g_return_val_if_fail (CLINIC_IS_BOARD (self), 0);

  return self->n_shown;
}

guint
clinic_board_get_n_all (ClinicBoard *self)
{
  g_return_val_if_fail (CLINIC_IS_BOARD (self), 0);

  return self->entries->len;
}
