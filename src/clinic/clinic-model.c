/* clinic-model.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "clinic-model"

#include "clinic-model.h"

#define NOWHERE G_MAXUINT

static guint
find_from (GListModel *model, guint from, gpointer fresh, ClinicModelSame same)
{
  guint n_items = g_list_model_get_n_items (model);

  for (guint i = from; i < n_items; i++)
    {
      g_autoptr (GObject) kept = g_list_model_get_item (model, i);

      if (same (kept, fresh))
        return i;
    }

  return NOWHERE;
}

/**
 * clinic_model_reconcile:
 * @store: the list that pages show
 * @fresh: (element-type GObject): how the list should be now, in order
 * @same: says which objects stand for the same thing
 * @update: takes over values
 *
 * Makes @store show @fresh while it keeps one object per thing: what is in both stays the same
 * object and only changes its values, so that rows keep their focus and selection; the list itself
 * changes only where something arrives, leaves or moves.
 */
void
clinic_model_reconcile (GListStore *store,
                        GPtrArray *fresh,
                        ClinicModelSame same,
                        ClinicModelUpdate update)
{
  GListModel *model = G_LIST_MODEL (store);

  g_return_if_fail (G_IS_LIST_STORE (store));
  g_return_if_fail (fresh != NULL);

  for (guint i = 0; i < fresh->len; i++)
    {
      gpointer wanted = g_ptr_array_index (fresh, i);
      guint at = find_from (model, i, wanted, same);

      if (at == NOWHERE)
        {
          g_list_store_insert (store, i, wanted);
        }
      else
        {
          g_autoptr (GObject) kept = g_list_model_get_item (model, at);

          if (at != i)
            {
              g_list_store_remove (store, at);
              g_list_store_insert (store, i, kept);
            }

          if (kept != wanted)
            update (kept, wanted);
        }
    }

  if (g_list_model_get_n_items (model) > fresh->len)
    g_list_store_splice (store, fresh->len, g_list_model_get_n_items (model) - fresh->len, NULL, 0);
}
