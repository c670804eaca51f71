/* bx-blocks.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "bx-blocks"

#include "bx-blocks.h"

typedef struct
{
  gint64 blocked_until; /* for everybody */
  gint64 spared_until;  /* for background work */
} MethodState;

GHashTable *
bx_blocks_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

static MethodState *
ensure_method (GHashTable *self, const char *method)
{
  MethodState *state = g_hash_table_lookup (self, method);

  if (state == NULL)
    {
      state = g_new0 (MethodState, 1);
      g_hash_table_insert (self, g_strdup (method), state);
    }

  return state;
}

/* nobody calls it until then */
void
bx_blocks_block (GHashTable *self, const char *method, gint64 until)
{
  ensure_method (self, method)->blocked_until = until;
}

/* background work does not call it until then */
void
bx_blocks_spare (GHashTable *self, const char *method, gint64 until)
{
  ensure_method (self, method)->spared_until = until;
}

static gint64
get_until (GHashTable *self, const char *method, BxPriority priority)
{
  MethodState *state = g_hash_table_lookup (self, method);

  if (state == NULL)
    return 0;

  if (priority == BX_PRIORITY_BACKGROUND)
    return MAX (state->blocked_until, state->spared_until);

  return state->blocked_until;
}

/* A batch waits only when all its methods are blocked: those that are not are worth sending, and
 * the others are refused one by one. */
gint64
bx_blocks_get_until (GHashTable *self, GStrv methods, BxPriority priority)
{
  gint64 until = G_MAXINT64;

  for (guint i = 0; methods[i] != NULL; i++)
    until = MIN (until, get_until (self, methods[i], priority));

  return methods[0] != NULL ? until : 0;
}
