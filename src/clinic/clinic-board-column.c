/* clinic-board-column.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "clinic-board-column"

#include "clinic-board-private.h"

/* An own list model: a stock sorted one moves a row by looking at the whole list, and tells of it
 * as one wide change, in which a view loses its place. */
struct _ClinicBoardColumn
{
  GObject parent_instance;

  ClinicStage *stage; /* owned, (nullable) */
  GPtrArray *entries; /* owned, of ClinicBoardEntry (unowned), in order */
  gint64 sum;
};

typedef enum
{
  PROP_STAGE = 1,
  PROP_SUM,
} ClinicBoardColumnProperty;

static GParamSpec *properties[PROP_SUM + 1];

static void clinic_board_column_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ClinicBoardColumn,
                               clinic_board_column,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      clinic_board_column_list_model_init))

int
clinic_board_entry_compare (gconstpointer a, gconstpointer b)
{
  const ClinicBoardEntry *x = *(ClinicBoardEntry *const *) a;
  const ClinicBoardEntry *y = *(ClinicBoardEntry *const *) b;

  if (x->time != y->time)
    return x->time < y->time ? -1 : 1;
  if (x->id != y->id)
    return x->id < y->id ? -1 : 1;

  return (x->serial > y->serial) - (x->serial < y->serial);
}

/* Where the entry is, or would be. */
static guint
find_place (ClinicBoardColumn *self, ClinicBoardEntry *entry)
{
  guint low = 0;
  guint high = self->entries->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (clinic_board_entry_compare (&self->entries->pdata[middle], &entry) < 0)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

static GType
get_item_type (GListModel *model)
{
  return G_TYPE_OBJECT;
}

static guint
get_n_items (GListModel *model)
{
  return CLINIC_BOARD_COLUMN (model)->entries->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  ClinicBoardColumn *self = CLINIC_BOARD_COLUMN (model);
  ClinicBoardEntry *entry;

  if (position >= self->entries->len)
    return NULL;
  entry = g_ptr_array_index (self->entries, position);

  return g_object_ref (entry->item);
}

static void
clinic_board_column_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
clinic_board_column_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  ClinicBoardColumn *self = CLINIC_BOARD_COLUMN (object);

  switch ((ClinicBoardColumnProperty) prop_id)
    {
    case PROP_STAGE:
      g_value_set_object (value, self->stage);
      break;
    case PROP_SUM:
      g_value_set_int64 (value, self->sum);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
clinic_board_column_finalize (GObject *object)
{
  ClinicBoardColumn *self = CLINIC_BOARD_COLUMN (object);

  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_object (&self->stage);

  G_OBJECT_CLASS (clinic_board_column_parent_class)->finalize (object);
}

static void
clinic_board_column_class_init (ClinicBoardColumnClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = clinic_board_column_get_property;
  object_class->finalize = clinic_board_column_finalize;

  properties[PROP_STAGE] =
    g_param_spec_object ("stage", NULL, NULL, CLINIC_TYPE_STAGE,
                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SUM] =
    g_param_spec_int64 ("sum", NULL, NULL, G_MININT64, G_MAXINT64, 0,
                        G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
clinic_board_column_init (ClinicBoardColumn *self)
{
  self->entries = g_ptr_array_new ();
}

/* stage: (nullable) */
ClinicBoardColumn *
clinic_board_column_new (ClinicStage *stage)
{
  ClinicBoardColumn *self = g_object_new (CLINIC_TYPE_BOARD_COLUMN, NULL);

  g_set_object (&self->stage, stage);

  return self;
}

void
clinic_board_column_set_stage (ClinicBoardColumn *self, ClinicStage *stage)
{
  if (g_set_object (&self->stage, stage))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STAGE]);
}

guint
clinic_board_column_find (ClinicBoardColumn *self, ClinicBoardEntry *entry)
{
  guint place = find_place (self, entry);

  if (place < self->entries->len && g_ptr_array_index (self->entries, place) == entry)
    return place;

  return G_MAXUINT;
}

void
clinic_board_column_add_sum (ClinicBoardColumn *self, gint64 difference)
{
  if (difference == 0)
    return;
  self->sum += difference;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SUM]);
}

void
clinic_board_column_insert (ClinicBoardColumn *self, ClinicBoardEntry *entry)
{
  guint place = find_place (self, entry);

  g_ptr_array_insert (self->entries, (int) place, entry);
  g_list_model_items_changed (G_LIST_MODEL (self), place, 0, 1);
  clinic_board_column_add_sum (self, entry->amount);
}

void
clinic_board_column_remove (ClinicBoardColumn *self, ClinicBoardEntry *entry)
{
  guint place = clinic_board_column_find (self, entry);

  g_return_if_fail (place != G_MAXUINT);

  g_ptr_array_remove_index (self->entries, place);
  g_list_model_items_changed (G_LIST_MODEL (self), place, 1, 0);
  clinic_board_column_add_sum (self, -entry->amount);
}

void
clinic_board_column_replace (ClinicBoardColumn *self, GPtrArray *entries)
{
  g_autoptr (GPtrArray) old = g_steal_pointer (&self->entries);
  guint start = 0;
  guint end = 0;
  gint64 sum = 0;

  self->entries = g_ptr_array_ref (entries);
  for (guint i = 0; i < entries->len; i++)
    sum += ((ClinicBoardEntry *) g_ptr_array_index (entries, i))->amount;

  while (start < MIN (old->len, entries->len) && old->pdata[start] == entries->pdata[start])
    start++;
  while (end < MIN (old->len, entries->len) - start &&
         old->pdata[old->len - 1 - end] == entries->pdata[entries->len - 1 - end])
    end++;
  if (old->len - start - end > 0 || entries->len - start - end > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), start, old->len - start - end,
                                entries->len - start - end);
  clinic_board_column_add_sum (self, sum - self->sum);
}

ClinicStage *
clinic_board_column_get_stage (ClinicBoardColumn *self)
{
  g_return_val_if_fail (CLINIC_IS_BOARD_COLUMN (self), NULL);

  return self->stage;
}

gboolean
clinic_board_column_is_final (ClinicBoardColumn *self)
{
  g_return_val_if_fail (CLINIC_IS_BOARD_COLUMN (self), FALSE);

  return self->stage != NULL && clinic_stage_get_kind (self->stage) != CLINIC_STAGE_KIND_PROCESS;
}

gint64
clinic_board_column_get_sum (ClinicBoardColumn *self)
{
  g_return_val_if_fail (CLINIC_IS_BOARD_COLUMN (self), 0);

  return self->sum;
}
