/* sync-readership.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-readership"

#include "sync-readership.h"

#include "bx-batch.h"
#include "bx-json.h"
#include "sync-audience.h"
#include "sync-ballot.h"
#include "sync-post-notes.h"

/* as many as the portal names of the others who have read it */
#define MOST_VOTERS 500

/* --- what this computer remembers --- */

/* {"reminded":…,"dest":["UA"],"readers":{"8":…}}: what the portal does not keep or does not tell */
static void
take_notes (SyncAudience *audience, JsonObject *notes)
{
  JsonObject *readers = bx_json_get_object (notes, "readers");
  JsonArray *dest = bx_json_get_array (notes, "dest");
  g_autoptr (GList) members = readers != NULL ? json_object_get_members (readers) : NULL;

  clinic_readership_set_reminded (audience->readership, bx_json_get_int (notes, "reminded", 0));
  for (GList *l = members; l != NULL; l = l->next)
    {
      gint64 id = g_ascii_strtoll (l->data, NULL, 10);
      gint64 when = bx_json_get_int (readers, l->data, 0);

      g_hash_table_insert (audience->noticed, g_memdup2 (&id, sizeof id),
                           g_memdup2 (&when, sizeof when));
    }
  for (guint i = 0; !audience->is_told && dest != NULL && i < json_array_get_length (dest); i++)
    sync_audience_take_destination (audience, json_array_get_element (dest, i));
  audience->is_told = audience->is_told || (dest != NULL && json_array_get_length (dest) > 0);
}

/* keeps when readers were noticed who were not among them when they were last looked at */
static void
notice (SyncAudience *audience)
{
  gint64 now = sync_context_get_now (audience->context);
  g_autoptr (JsonNode) notes = bx_json_build ("{'readers': {}}");
  JsonObject *readers = bx_json_get_object (bx_json_node_object (notes), "readers");
  GHashTableIter iter;
  gint64 *id;

  g_hash_table_iter_init (&iter, audience->readers);
  while (g_hash_table_iter_next (&iter, (gpointer *) &id, NULL))
    {
      g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT, *id);

      if (g_hash_table_contains (audience->noticed, id))
        continue;
      g_hash_table_insert (audience->noticed, g_memdup2 (id, sizeof *id),
                           g_memdup2 (&now, sizeof now));
      json_object_set_int_member (readers, key, now);
    }
  if (json_object_get_size (readers) > 0)
    sync_post_notes_keep (audience->context, audience->post, notes);
}

static void ask_rest (SyncAudience *audience);

static void
on_notes_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SyncAudience) audience = user_data;
  g_autoptr (JsonNode) notes = sync_post_notes_merge_finish (STORE_REPOSITORY (source), result);

  take_notes (audience, bx_json_node_object (notes));
  notice (audience);
  ask_rest (g_steal_pointer (&audience));
}

/* Behind what is being noted of it; takes the audience over. */
static void
read_notes (SyncAudience *audience)
{
  g_autoptr (JsonNode) nothing = bx_json_build ("{}");

  sync_post_notes_merge_async (audience->context, audience->post, nothing,
                               sync_context_get_cancellable (audience->context), on_notes_cb,
                               audience);
}

/* --- groups, and people who are no employees --- */

/* people whom nobody has named yet, in one question; TRUE: there are some */
static gboolean
add_strangers (SyncAudience *audience, BxBatch *batch)
{
  g_autoptr (JsonArray) ids = json_array_new ();
  g_autoptr (JsonNode) list = NULL;
  g_autoptr (JsonNode) params = NULL;
  GHashTable *sources[] = { audience->readers, audience->recipients };

  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      GHashTableIter iter;
      gint64 *id;

      g_hash_table_iter_init (&iter, sources[i]);
      while (g_hash_table_iter_next (&iter, (gpointer *) &id, NULL))
        {
          if (sync_staff_find (audience->staff, *id) == NULL &&
              !g_hash_table_contains (audience->strangers, id))
            json_array_add_int_element (ids, *id);
        }
    }
  if (json_array_get_length (ids) == 0)
    return FALSE;
  list = json_node_init_array (json_node_alloc (), ids);
  params = bx_json_build ("{'FILTER': {'ID': %p}, 'start': -1}", list);

  return bx_batch_add (batch, "strangers", "user.get", params, NULL);
}

static gboolean
add_groups (SyncAudience *audience, BxBatch *batch)
{
  gboolean is_any = FALSE;

  for (guint i = 0; i < audience->groups->len && i < BX_BATCH_MAX - 1; i++)
    {
      g_autofree char *key = g_strdup_printf ("group%u", i);
      g_autoptr (JsonNode) params =
        bx_json_build ("{'ID': %s}", (char *) g_ptr_array_index (audience->groups, i));

      is_any = bx_batch_add (batch, key, "sonet_group.user.get", params, NULL) || is_any;
    }

  return is_any;
}

/* [{"USER_ID":"7","ROLE":"K"},…] (docs: sonet-group/members/sonet-group-user-get) */
static void
take_group (SyncAudience *audience, BxAnswer *answer)
{
  JsonArray *rows = answer != NULL ? bx_answer_get_array (answer) : NULL;

  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    {
      JsonObject *row = bx_json_node_object (json_array_get_element (rows, i));

      sync_audience_add_recipient (audience, bx_json_get_int (row, "USER_ID", 0));
    }
}

static void
take_strangers (SyncAudience *audience, BxAnswer *answer)
{
  JsonArray *rows = answer != NULL ? bx_answer_get_array (answer) : NULL;

  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    {
      ClinicUser *user =
        sync_staff_map_user (bx_json_node_object (json_array_get_element (rows, i)));
      gint64 id = user != NULL ? clinic_user_get_id (user) : 0;

      if (user != NULL)
        g_hash_table_replace (audience->strangers, g_memdup2 (&id, sizeof id), user);
    }
}

static void
on_rest_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SyncAudience) audience = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BxBatchAnswer) answers = bx_client_batch_finish (BX_CLIENT (source), result, &error);
  gboolean had_groups = audience->groups->len > 0;

  if (answers == NULL)
    {
      sync_audience_fail (audience, error);
      return;
    }
  if (bx_batch_answer_has (answers, "strangers"))
    {
      g_autoptr (BxAnswer) strangers = bx_batch_answer_dup (answers, "strangers", NULL);

      take_strangers (audience, strangers);
    }
  for (guint i = 0; i < audience->groups->len; i++)
    {
      g_autofree char *key = g_strdup_printf ("group%u", i);
      g_autoptr (BxAnswer) group =
        bx_batch_answer_has (answers, key) ? bx_batch_answer_dup (answers, key, NULL) : NULL;

      /* a closed group: who is in it nobody tells */
      audience->is_told = audience->is_told && group != NULL;
      take_group (audience, group);
    }
  g_ptr_array_set_size (audience->groups, 0);
  /* members of a group may be no employees */
  if (had_groups)
    ask_rest (g_steal_pointer (&audience));
  else
    sync_audience_finish (audience);
}

/* takes the audience over */
static void
ask_rest (SyncAudience *audience)
{
  g_autoptr (SyncAudience) owned = audience;
  g_autoptr (BxBatch) batch = bx_batch_new (FALSE);
  gboolean is_any = add_groups (audience, batch);

  is_any = add_strangers (audience, batch) || is_any;
  if (!is_any)
    {
      sync_audience_finish (audience);
      return;
    }
  bx_client_batch_async (sync_context_get_client (audience->context), batch, BX_PRIORITY_PERSON,
                         BX_CALL_READ, sync_context_get_cancellable (audience->context), on_rest_cb,
                         g_steal_pointer (&owned));
}

/* --- the chain --- */

static void
on_staff_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SyncAudience) audience = user_data;
  g_autoptr (GError) error = NULL;

  if (!sync_staff_load_finish (SYNC_STAFF (source), result, &error))
    sync_audience_fail (audience, error);
  else
    read_notes (g_steal_pointer (&audience));
}

static void
on_answers_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SyncAudience) audience = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BxBatchAnswer) answers = bx_client_batch_finish (BX_CLIENT (source), result, &error);
  g_autoptr (BxAnswer) readers =
    answers != NULL ? bx_batch_answer_dup (answers, "readers", &error) : NULL;
  g_autoptr (BxAnswer) data = NULL;
  SyncStaff *staff = audience->staff;

  if (readers == NULL)
    {
      sync_audience_fail (audience, error);
      return;
    }
  sync_audience_take_readers (audience, readers);
  if (bx_batch_answer_has (answers, "voters"))
    {
      g_autoptr (BxAnswer) voters = bx_batch_answer_dup (answers, "voters", NULL);

      sync_audience_take_voters (audience, voters);
    }
  data = bx_batch_answer_dup (answers, "data", NULL);
  if (data != NULL)
    sync_audience_take_destinations (audience, data);
  sync_staff_load_async (staff, NULL, on_staff_cb, g_steal_pointer (&audience));
}

void
sync_readership_read (SyncContext *context,
                      SyncStaff *staff,
                      ClinicPost *post,
                      ClinicReadership *readership)
{
  gint64 id = clinic_post_get_id (post);
  g_autoptr (BxBatch) batch = bx_batch_new (FALSE);
  g_autoptr (JsonNode) readers = bx_json_build ("{'POST_ID': %" G_GINT64_FORMAT "}", id);
  g_autoptr (JsonNode) data =
    bx_json_build ("{'params': {'postId': %" G_GINT64_FORMAT ", 'getAdditionalData': 'Y'}}", id);

  bx_batch_add (batch, "readers", "log.blogpost.getusers.important", readers, NULL);
  bx_batch_add (batch, "data", "socialnetwork.api.livefeed.blogpost.getBlogPostMobileFullData",
                data, NULL);
  if (sync_context_has_scope (context, "vote"))
    {
      g_autoptr (JsonNode) voters = sync_ballot_new_voters_question (id, MOST_VOTERS);

      bx_batch_add (batch, "voters", "vote.AttachedVote.getWithVoted", voters, NULL);
    }
  bx_client_batch_async (sync_context_get_client (context), batch, BX_PRIORITY_PERSON, BX_CALL_READ,
                         sync_context_get_cancellable (context), on_answers_cb,
                         sync_audience_new (context, staff, readership, post));
}

ClinicReadership *
sync_readership_open (SyncContext *context, SyncStaff *staff, ClinicPost *post)
{
  ClinicReadership *readership = clinic_readership_new ();

  clinic_readership_set_post_id (readership, clinic_post_get_id (post));
  sync_readership_read (context, staff, post, readership);

  return readership;
}
