/* sync-poll-fetch.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Some appointments and leads are read anew, by their ids.
 */

#define G_LOG_DOMAIN "sync-poll"

#include "sync-poll-private.h"

#include "bx-json.h"
#include "sync-map.h"

#define PAGE 50

static void
take_fetched (SyncPoll *self, ClinicEntity entity, BxBatchAnswer *answers)
{
  g_autoptr (GHashTable) seen = self->ids = sync_poll_new_id_set ();
  g_autoptr (GArray) absent = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i * PAGE < self->fetching->len; i++)
    {
      g_autofree char *key = g_strdup_printf ("p%u", i);
      g_autoptr (BxAnswer) answer = bx_batch_answer_dup (answers, key, NULL);
      JsonArray *rows;

      /* a refusal says nothing of any of them */
      if (answer == NULL)
        {
          self->ids = NULL;
          return;
        }
      rows = bx_json_get_array (bx_answer_get_object (answer), "items");
      if (rows == NULL)
        continue;
      sync_poll_note_ids (self, rows);
      sync_poll_take_items (self, entity, rows);
    }
  self->ids = NULL;
  for (guint i = 0; i < self->fetching->len && entity != MADE_OF_LEADS; i++)
    {
      gint64 *id = &g_array_index (self->fetching, gint64, i);

      if (!g_hash_table_contains (seen, id))
        g_array_append_val (absent, *id);
    }
  if (absent->len > 0)
    g_signal_emit_by_name (self, "absent", (int) entity, absent);
}

static void
on_fetched (SyncPoll *self, ClinicEntity entity, GObject *source, GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BxBatchAnswer) answers = bx_client_batch_finish (BX_CLIENT (source), result, &error);

  if (answers == NULL)
    {
      g_array_append_vals (self->fetch[entity], self->fetching->data, self->fetching->len);
      sync_poll_fail_turn (self, error);
      return;
    }
  if (self->stopped)
    return;
  take_fetched (self, entity, answers);
  sync_poll_go_on (self);
}

static void
on_deals_fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SyncPoll) self = user_data;

  on_fetched (self, CLINIC_ENTITY_APPOINTMENT, source, result);
}

static void
on_leads_fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SyncPoll) self = user_data;

  on_fetched (self, CLINIC_ENTITY_LEAD, source, result);
}

static void
on_made_fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SyncPoll) self = user_data;

  on_fetched (self, MADE_OF_LEADS, source, result);
}

static void
add_fetch (SyncPoll *self, BxBatch *batch, ClinicEntity entity, guint page)
{
  g_autofree char *key = g_strdup_printf ("p%u", page);
  g_autoptr (JsonNode) params =
    bx_json_build ("{'entityTypeId': %d, 'start': -1}",
                   (int) (entity == MADE_OF_LEADS ? CLINIC_ENTITY_APPOINTMENT : entity));
  JsonObject *filter = json_object_new ();
  JsonArray *ids = json_array_new ();

  for (guint i = page * PAGE; i < MIN ((page + 1) * PAGE, self->fetching->len); i++)
    json_array_add_int_element (ids, g_array_index (self->fetching, gint64, i));
  json_object_set_array_member (filter, entity == MADE_OF_LEADS ? "@leadId" : "@id", ids);
  json_object_set_object_member (json_node_get_object (params), "filter", filter);
  json_object_set_array_member (json_node_get_object (params), "select",
                                entity == CLINIC_ENTITY_LEAD
                                  ? sync_map_lead_select ()
                                  : sync_map_appointment_select (self->context));
  bx_batch_add (batch, key, "crm.item.list", params, NULL);
}

void
sync_poll_fetch_next (SyncPoll *self, ClinicEntity entity)
{
  static const GAsyncReadyCallback callbacks[] = { on_made_fetched_cb, on_leads_fetched_cb,
                                                   on_deals_fetched_cb };
  g_autoptr (BxBatch) batch = bx_batch_new (FALSE);
  guint most = PAGE * BX_BATCH_MAX;
  GArray *wanted = self->fetch[entity];
  guint length = MIN (wanted->len, most);

  g_clear_pointer (&self->fetching, g_array_unref);
  self->fetching = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_vals (self->fetching, wanted->data, length);
  g_array_remove_range (wanted, 0, length);
  for (guint page = 0; page * PAGE < length; page++)
    add_fetch (self, batch, entity, page);
  bx_client_batch_async (sync_context_get_client (self->context), batch, BX_PRIORITY_BACKGROUND,
                         BX_CALL_READ, self->cancellable, callbacks[entity], g_object_ref (self));
}
