/* bx-pull-history.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "bx-pull-history"

#include "bx-pull-history.h"

/* The portal's own client keeps ten; a replay after a long loss may hold more than that. */
#define KEPT 256

struct _BxPullHistory
{
  GQueue order;     /* of the set's keys, oldest first */
  GHashTable *mids; /* owned: a set of owned strings */
};

BxPullHistory *
bx_pull_history_new (void)
{
  BxPullHistory *self = g_new0 (BxPullHistory, 1);

  g_queue_init (&self->order);
  self->mids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return self;
}

void
bx_pull_history_free (BxPullHistory *self)
{
  g_queue_clear (&self->order);
  g_clear_pointer (&self->mids, g_hash_table_unref);
  g_clear_pointer (&self, g_free);
}

/**
 * bx_pull_history_add:
 * @self: a history
 * @mid: (nullable): a message's id
 *
 * Notes a message. One without an id is always new.
 *
 * Returns: %TRUE if it is new, %FALSE if it was here before
 */
gboolean
bx_pull_history_add (BxPullHistory *self, const char *mid)
{
  char *key;

  g_return_val_if_fail (self != NULL, FALSE);

  if (mid == NULL)
    return TRUE;

  if (g_hash_table_contains (self->mids, mid))
    return FALSE;

  key = g_strdup (mid);
  g_hash_table_add (self->mids, key);
  g_queue_push_tail (&self->order, key);

  if (g_queue_get_length (&self->order) > KEPT)
    g_hash_table_remove (self->mids, g_queue_pop_head (&self->order));

  return TRUE;
}
