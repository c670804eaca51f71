/* desk-task-drafts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-task-drafts"

#include "desk-task-drafts.h"

#include "desk-form-field.h"

typedef struct
{
  char *text;         /* owned */
  GHashTable *values; /* owned (char * id: char * value) */
} Draft;

struct _DeskTaskDrafts
{
  GObject parent_instance;

  GHashTable *drafts; /* owned (char * task id: Draft) */
};

G_DEFINE_FINAL_TYPE (DeskTaskDrafts, desk_task_drafts, G_TYPE_OBJECT)

static void
draft_free (gpointer data)
{
  Draft *draft = data;

  g_clear_pointer (&draft->text, g_free);
  g_clear_pointer (&draft->values, g_hash_table_unref);
  g_free (draft);
}

static const char *
get_id (DeskFormField *field)
{
  const char *id = clinic_form_field_get_id (desk_form_field_get_field (field));

  return id != NULL ? id : "";
}

static void
desk_task_drafts_finalize (GObject *object)
{
  g_clear_pointer (&DESK_TASK_DRAFTS (object)->drafts, g_hash_table_unref);

  G_OBJECT_CLASS (desk_task_drafts_parent_class)->finalize (object);
}

static void
desk_task_drafts_class_init (DeskTaskDraftsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = desk_task_drafts_finalize;
}

static void
desk_task_drafts_init (DeskTaskDrafts *self)
{
  self->drafts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, draft_free);
}

DeskTaskDrafts *
desk_task_drafts_new (void)
{
  return g_object_new (DESK_TYPE_TASK_DRAFTS, NULL);
}

void
desk_task_drafts_keep (DeskTaskDrafts *self,
                       const char *task_id,
                       const char *text,
                       GPtrArray *fields)
{
  Draft *draft = NULL;

  g_return_if_fail (DESK_IS_TASK_DRAFTS (self));
  g_return_if_fail (task_id != NULL);

  draft = g_new0 (Draft, 1);
  draft->text = g_strdup (text);
  draft->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < fields->len; i++)
    {
      DeskFormField *field = g_ptr_array_index (fields, i);

      g_hash_table_insert (draft->values, g_strdup (get_id (field)),
                           desk_form_field_dup_value (field));
    }
  g_hash_table_replace (self->drafts, g_strdup (task_id), draft);
}

const char *
desk_task_drafts_restore (DeskTaskDrafts *self, const char *task_id, GPtrArray *fields)
{
  Draft *draft = NULL;

  g_return_val_if_fail (DESK_IS_TASK_DRAFTS (self), "");

  draft = task_id != NULL ? g_hash_table_lookup (self->drafts, task_id) : NULL;
  for (guint i = 0; draft != NULL && i < fields->len; i++)
    {
      DeskFormField *field = g_ptr_array_index (fields, i);
      const char *value = g_hash_table_lookup (draft->values, get_id (field));

      if (value != NULL)
        desk_form_field_set_value (field, value);
    }

  return draft != NULL ? draft->text : "";
}

void
desk_task_drafts_forget (DeskTaskDrafts *self, const char *task_id)
{
  g_return_if_fail (DESK_IS_TASK_DRAFTS (self));

  if (task_id != NULL)
    g_hash_table_remove (self->drafts, task_id);
}
