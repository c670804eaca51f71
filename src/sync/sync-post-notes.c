/* sync-post-notes.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-post-notes"

#include "sync-post-notes.h"

#include "bx-json.h"

void
sync_post_notes_merge_async (SyncContext *context,
                             gint64 post,
                             JsonNode *notes,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autofree char *name = g_strdup_printf ("post-notes-%" G_GINT64_FORMAT, post);
  g_autofree char *text = json_to_string (notes, FALSE);

  store_repository_merge_document_async (sync_context_get_store (context), name, text, cancellable,
                                         callback, user_data);
}

JsonNode *
sync_post_notes_merge_finish (StoreRepository *store, GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = store_repository_merge_document_finish (store, result, &error);

  if (text == NULL)
    {
      g_debug ("What was done with a post cannot be kept: %s", error->message);
      return bx_json_build ("{}");
    }

  return json_from_string (text, NULL);
}

static void
on_notes_kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (JsonNode) notes = sync_post_notes_merge_finish (STORE_REPOSITORY (source), result);
}

void
sync_post_notes_keep (SyncContext *context, gint64 post, JsonNode *notes)
{
  sync_post_notes_merge_async (context, post, notes, NULL, on_notes_kept_cb, NULL);
}

void
sync_post_notes_reminder (SyncContext *context, gint64 post, gint64 when)
{
  g_autoptr (JsonNode) notes = bx_json_build ("{'reminded': %" G_GINT64_FORMAT "}", when);

  sync_post_notes_keep (context, post, notes);
}

void
sync_post_notes_dest (SyncContext *context, gint64 post, const char *const *dest)
{
  g_autoptr (JsonArray) codes = json_array_new ();
  g_autoptr (JsonNode) list = NULL;
  g_autoptr (JsonNode) notes = NULL;

  for (guint i = 0; dest[i] != NULL; i++)
    json_array_add_string_element (codes, dest[i]);
  list = json_node_init_array (json_node_alloc (), codes);
  notes = bx_json_build ("{'dest': %p}", list);
  sync_post_notes_keep (context, post, notes);
}
