/* demo-rights.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "demo-rights"

#include "demo-rights.h"

#define MANAGER 1

typedef struct
{
  gint64 user_id; /* 0: everybody */
  char *from;     /* owned, (nullable): any */
  char *to;       /* owned, (nullable): any */
} Move;

typedef struct
{
  char *stage; /* owned: of a requirement, or the dictionary of a deleted stage */
  char *name;  /* owned: the field, or the stage */
} Pair;

typedef struct
{
  gint64 user_id; /* 0: everybody */
  gint64 category;
} Hidden;

struct _DemoRights
{
  GArray *moves;    /* owned: Move: what is forbidden */
  GArray *required; /* owned: Pair */
  GArray *deleted;  /* owned: Pair */
  GArray *hidden;   /* owned: Hidden */
  GArray *admins;   /* owned: gint64 */
  gboolean is_checking;
};

static void
move_clear (gpointer data)
{
  Move *self = data;

  g_clear_pointer (&self->from, g_free);
  g_clear_pointer (&self->to, g_free);
}

static void
pair_clear (gpointer data)
{
  Pair *self = data;

  g_clear_pointer (&self->stage, g_free);
  g_clear_pointer (&self->name, g_free);
}

DemoRights *
demo_rights_new (void)
{
  DemoRights *self = g_new0 (DemoRights, 1);

  self->moves = g_array_new (FALSE, TRUE, sizeof (Move));
  self->required = g_array_new (FALSE, TRUE, sizeof (Pair));
  self->deleted = g_array_new (FALSE, TRUE, sizeof (Pair));
  self->hidden = g_array_new (FALSE, TRUE, sizeof (Hidden));
  self->admins = g_array_new (FALSE, TRUE, sizeof (gint64));
  g_array_set_clear_func (self->moves, move_clear);
  g_array_set_clear_func (self->required, pair_clear);
  g_array_set_clear_func (self->deleted, pair_clear);
  demo_rights_clear (self);

  return self;
}

void
demo_rights_free (DemoRights *self)
{
  g_array_unref (self->moves);
  g_array_unref (self->required);
  g_array_unref (self->deleted);
  g_array_unref (self->hidden);
  g_array_unref (self->admins);
  g_free (self);
}

void
demo_rights_clear (DemoRights *self)
{
  g_array_set_size (self->moves, 0);
  g_array_set_size (self->required, 0);
  g_array_set_size (self->deleted, 0);
  g_array_set_size (self->hidden, 0);
  g_array_set_size (self->admins, 0);
  self->is_checking = FALSE;
  demo_rights_set_admin (self, MANAGER, TRUE);
}

gboolean
demo_rights_is_admin (DemoRights *self, gint64 user_id)
{
  for (guint i = 0; i < self->admins->len; i++)
    {
      if (g_array_index (self->admins, gint64, i) == user_id)
        return TRUE;
    }

  return FALSE;
}

void
demo_rights_set_admin (DemoRights *self, gint64 user_id, gboolean is_admin)
{
  for (guint i = self->admins->len; i-- > 0;)
    {
      if (g_array_index (self->admins, gint64, i) == user_id)
        g_array_remove_index (self->admins, i);
    }
  if (is_admin)
    g_array_append_val (self->admins, user_id);
}

void
demo_rights_forbid_move (DemoRights *self, gint64 user_id, const char *from, const char *to)
{
  Move move = { user_id, g_strdup (from), g_strdup (to) };

  g_array_append_val (self->moves, move);
}

gboolean
demo_rights_may_move (DemoRights *self, gint64 user_id, const char *from, const char *to)
{
  for (guint i = 0; i < self->moves->len; i++)
    {
      const Move *move = &g_array_index (self->moves, Move, i);

      if ((move->user_id == 0 || move->user_id == user_id) &&
          (move->from == NULL || g_str_equal (move->from, from)) &&
          (move->to == NULL || g_str_equal (move->to, to)))
        return FALSE;
    }

  return TRUE;
}

void
demo_rights_set_checking (DemoRights *self, gboolean is_checking)
{
  self->is_checking = is_checking;
}

gboolean
demo_rights_is_checking (DemoRights *self)
{
  return self->is_checking;
}

void
demo_rights_require (DemoRights *self, const char *stage, const char *upper)
{
  Pair pair = { g_strdup (stage), g_strdup (upper) };

  g_array_append_val (self->required, pair);
}

GPtrArray *
demo_rights_list_required (DemoRights *self, const char *stage)
{
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; i < self->required->len; i++)
    {
      const Pair *pair = &g_array_index (self->required, Pair, i);

      if (g_str_equal (pair->stage, stage))
        g_ptr_array_add (list, pair->name);
    }

  return list;
}

void
demo_rights_hide_funnel (DemoRights *self, gint64 user_id, gint64 category)
{
  Hidden hidden = { user_id, category };

  g_array_append_val (self->hidden, hidden);
}

gboolean
demo_rights_sees_funnel (DemoRights *self, gint64 user_id, gint64 category)
{
  for (guint i = 0; i < self->hidden->len; i++)
    {
      const Hidden *hidden = &g_array_index (self->hidden, Hidden, i);

      if (hidden->category == category && (hidden->user_id == 0 || hidden->user_id == user_id))
        return FALSE;
    }

  return TRUE;
}

char *
demo_rights_dup_hidden (DemoRights *self, gint64 user_id)
{
  GString *list = NULL;

  for (guint i = 0; i < self->hidden->len; i++)
    {
      const Hidden *hidden = &g_array_index (self->hidden, Hidden, i);

      if (hidden->user_id != 0 && hidden->user_id != user_id)
        continue;
      if (list == NULL)
        list = g_string_new (NULL);
      g_string_append_printf (list, "%s%" G_GINT64_FORMAT, list->len > 0 ? "," : "",
                              hidden->category);
    }

  return list != NULL ? g_string_free (list, FALSE) : NULL;
}

void
demo_rights_delete_stage (DemoRights *self, const char *entity, const char *status)
{
  Pair pair = { g_strdup (entity), g_strdup (status) };

  g_array_append_val (self->deleted, pair);
}

gboolean
demo_rights_is_deleted (DemoRights *self, const char *entity, const char *status)
{
  for (guint i = 0; i < self->deleted->len; i++)
    {
      const Pair *pair = &g_array_index (self->deleted, Pair, i);

      if (g_str_equal (pair->stage, entity) && g_str_equal (pair->name, status))
        return TRUE;
    }

  return FALSE;
}
