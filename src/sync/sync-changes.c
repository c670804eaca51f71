/* sync-changes.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-changes"

#include "sync-changes.h"

#include "bx-json.h"
#include "sync-map.h"
#include "sync-reader.h"

#define PAGE 50
/* Several rows may carry one second, and a row may become visible after a later one: what is
 * younger than SETTLED seconds is asked for again from OVERLAP seconds before it. */
#define OVERLAP 3
#define SETTLED 20

/* Changes are known up to here. */
typedef struct
{
  gint64 time;   /* unix seconds: updatedTime of the last row */
  gint64 id;     /* its id: the last with this time */
  gboolean deep; /* a page was full: go on exactly behind that row */
} Cursor;

struct _SyncChanges
{
  GObject parent_instance;

  SyncContext *context; /* owned */
  Cursor appointments;
  Cursor leads;
  gint64 move; /* id of the last row of the stages' history */
  gboolean begun;
};

G_DEFINE_FINAL_TYPE (SyncChanges, sync_changes, G_TYPE_OBJECT)

void
sync_news_free (SyncNews *self)
{
  g_clear_pointer (&self->appointments, g_ptr_array_unref);
  g_clear_pointer (&self->leads, g_ptr_array_unref);
  g_clear_pointer (&self->strays, g_array_unref);
  g_slice_free (SyncNews, self);
}

static gboolean
has_leads (SyncChanges *self)
{
  return !clinic_link_get_simple_crm (sync_context_get_link (self->context));
}

static void
add_command (BxBatch *batch, const char *key, const char *method, JsonNode *params)
{
  g_autoptr (GError) error = NULL;

  if (!bx_batch_add (batch, key, method, params, &error))
    g_warning ("Changes cannot be asked for: %s", error->message);
}

/* (transfer none) (nullable) */
static JsonArray *
get_items (BxAnswer *answer)
{
  return bx_json_get_array (bx_answer_get_object (answer), "items");
}

/* (transfer none) (nullable) */
static JsonObject *
get_item (JsonArray *items, guint position)
{
  if (items == NULL || position >= json_array_get_length (items))
    return NULL;

  return bx_json_node_object (json_array_get_element (items, position));
}

/* --- where the portal is now --- */

static gboolean
begin_cursor (Cursor *cursor, BxBatchAnswer *answers, const char *key, GError **error)
{
  g_autoptr (BxAnswer) answer = bx_batch_answer_dup (answers, key, error);
  JsonObject *newest;

  if (answer == NULL)
    return FALSE;
  newest = get_item (get_items (answer), 0);
  cursor->time = bx_json_get_unix (newest, "updatedTime");
  cursor->id = bx_json_get_int (newest, "id", 0);
  cursor->deep = FALSE;

  return TRUE;
}

static void
on_newest_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  SyncChanges *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (BxBatchAnswer) answers = bx_client_batch_finish (BX_CLIENT (source), result, &error);
  g_autoptr (BxAnswer) moves = NULL;

  if (answers == NULL || !begin_cursor (&self->appointments, answers, "deals", &error) ||
      (has_leads (self) && bx_batch_answer_has (answers, "leads") &&
       !begin_cursor (&self->leads, answers, "leads", &error)))
    {
      g_task_return_error (task, error);
      return;
    }
  /* the history is a help, not a need: an old portal may not have it */
  moves = bx_batch_answer_dup (answers, "moves", NULL);
  if (moves != NULL)
    self->move = bx_json_get_int (get_item (get_items (moves), 0), "ID", 0);
  self->begun = TRUE;
  g_task_return_boolean (task, TRUE);
}

static void
add_newest (BxBatch *batch, const char *key, ClinicEntity entity)
{
  g_autoptr (JsonNode) params =
    bx_json_build ("{'entityTypeId': %d, 'start': -1, 'select': ['id', 'updatedTime'],"
                   " 'order': {'updatedTime': 'DESC', 'id': 'DESC'}}",
                   (int) entity);

  add_command (batch, key, "crm.item.list", params);
}

void
sync_changes_begin_async (SyncChanges *self,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (BxBatch) batch = bx_batch_new (FALSE);
  g_autoptr (JsonNode) moves =
    bx_json_build ("{'entityTypeId': 2, 'start': -1, 'order': {'ID': 'DESC'}, 'select': ['ID']}");

  g_return_if_fail (SYNC_IS_CHANGES (self));

  g_task_set_source_tag (task, sync_changes_begin_async);
  add_command (batch, "moves", "crm.stagehistory.list", moves);
  add_newest (batch, "deals", CLINIC_ENTITY_APPOINTMENT);
  if (has_leads (self))
    add_newest (batch, "leads", CLINIC_ENTITY_LEAD);
  /* once in a session: the board is empty until then */
  bx_client_batch_async (sync_context_get_client (self->context), batch, BX_PRIORITY_PERSON,
                         BX_CALL_READ, cancellable, on_newest_cb, g_steal_pointer (&task));
}

gboolean
sync_changes_begin_finish (SyncChanges *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* --- what is new --- */

/* behind the cursor's row, or a little before it */
static JsonObject *
new_filter (SyncChanges *self, const Cursor *cursor)
{
  JsonObject *filter = json_object_new ();
  gint64 age = sync_context_get_now (self->context) - cursor->time;
  g_autofree char *time = sync_reader_format_time (cursor->time);
  g_autoptr (JsonNode) behind = NULL;

  if (!cursor->deep && age < SETTLED)
    {
      sync_reader_set_time (filter, ">=", "updatedTime", MAX (cursor->time - OVERLAP, 0));
      return filter;
    }
  behind = bx_json_build ("{'logic': 'OR', '0': {'>updatedTime': %s},"
                          " '1': {'=updatedTime': %s, '>id': %" G_GINT64_FORMAT "}}",
                          time, time, cursor->id);
  json_object_set_member (filter, "0", g_steal_pointer (&behind));

  return filter;
}

static void
add_question (SyncChanges *self,
              BxBatch *batch,
              const char *key,
              ClinicEntity entity,
              const Cursor *cursor,
              JsonArray *select)
{
  g_autoptr (JsonNode) params = bx_json_build ("{'entityTypeId': %d, 'start': -1,"
                                               " 'order': {'updatedTime': 'ASC', 'id': 'ASC'}}",
                                               (int) entity);

  json_object_set_object_member (json_node_get_object (params), "filter",
                                 new_filter (self, cursor));
  json_object_set_array_member (json_node_get_object (params), "select", select);
  add_command (batch, key, "crm.item.list", params);
}

/* TRUE: the page was full */
static gboolean
move_cursor (Cursor *cursor, JsonArray *items)
{
  guint length = items != NULL ? json_array_get_length (items) : 0;
  JsonObject *last = get_item (items, length - 1);

  if (last != NULL)
    {
      cursor->time = bx_json_get_unix (last, "updatedTime");
      cursor->id = bx_json_get_int (last, "id", 0);
    }
  cursor->deep = length >= PAGE;

  return cursor->deep;
}

static gboolean
has_appointment (SyncNews *news, gint64 id)
{
  for (guint i = 0; i < news->appointments->len; i++)
    {
      if (clinic_appointment_get_id (g_ptr_array_index (news->appointments, i)) == id)
        return TRUE;
    }

  return FALSE;
}

static void
take_moves (SyncChanges *self, SyncNews *news, JsonArray *items)
{
  guint length = items != NULL ? json_array_get_length (items) : 0;

  for (guint i = 0; i < length; i++)
    {
      JsonObject *row = get_item (items, i);
      gint64 owner = bx_json_get_int (row, "OWNER_ID", 0);

      self->move = MAX (self->move, bx_json_get_int (row, "ID", 0));
      if (owner > 0 && !has_appointment (news, owner))
        g_array_append_val (news->strays, owner);
    }
  news->more = news->more || length >= PAGE;
}

static void
take_rows (SyncChanges *self, SyncNews *news, JsonArray *deals, JsonArray *leads)
{
  guint length = deals != NULL ? json_array_get_length (deals) : 0;

  for (guint i = 0; i < length; i++)
    {
      ClinicAppointment *visit = sync_map_appointment (self->context, get_item (deals, i));

      if (visit != NULL)
        g_ptr_array_add (news->appointments, visit);
    }
  length = leads != NULL ? json_array_get_length (leads) : 0;
  for (guint i = 0; i < length; i++)
    {
      ClinicLead *lead = sync_map_lead (self->context, get_item (leads, i));

      if (lead != NULL)
        g_ptr_array_add (news->leads, lead);
    }
}

static SyncNews *
news_new (void)
{
  SyncNews *news = g_slice_new0 (SyncNews);

  news->appointments = g_ptr_array_new_with_free_func (g_object_unref);
  news->leads = g_ptr_array_new_with_free_func (g_object_unref);
  news->strays = g_array_new (FALSE, FALSE, sizeof (gint64));

  return news;
}

static void
on_news_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  SyncChanges *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (BxBatchAnswer) answers = bx_client_batch_finish (BX_CLIENT (source), result, &error);
  g_autoptr (BxAnswer) deals = NULL;
  g_autoptr (BxAnswer) leads = NULL;
  g_autoptr (BxAnswer) moves = NULL;
  SyncNews *news;

  if (answers != NULL)
    deals = bx_batch_answer_dup (answers, "deals", &error);
  if (deals != NULL && bx_batch_answer_has (answers, "leads"))
    leads = bx_batch_answer_dup (answers, "leads", &error);
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  moves = bx_batch_answer_dup (answers, "moves", NULL);
  news = news_new ();
  take_rows (self, news, get_items (deals), leads != NULL ? get_items (leads) : NULL);
  news->more = move_cursor (&self->appointments, get_items (deals));
  if (leads != NULL && move_cursor (&self->leads, get_items (leads)))
    news->more = TRUE;
  /* while pages of appointments follow, who moved is among them */
  if (moves != NULL && !self->appointments.deep)
    take_moves (self, news, get_items (moves));
  g_task_return_pointer (task, news, (GDestroyNotify) sync_news_free);
}

void
sync_changes_read_async (SyncChanges *self,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (BxBatch) batch = bx_batch_new (FALSE);
  g_autoptr (JsonNode) moves =
    bx_json_build ("{'entityTypeId': 2, 'start': -1, 'order': {'ID': 'ASC'},"
                   " 'filter': {'>ID': %" G_GINT64_FORMAT "},"
                   " 'select': ['ID', 'OWNER_ID', 'STAGE_ID', 'TYPE_ID']}",
                   self->move);

  g_return_if_fail (SYNC_IS_CHANGES (self));
  g_return_if_fail (self->begun);

  g_task_set_source_tag (task, sync_changes_read_async);
  /* first the history: what moves between the commands is in the rows already */
  add_command (batch, "moves", "crm.stagehistory.list", moves);
  add_question (self, batch, "deals", CLINIC_ENTITY_APPOINTMENT, &self->appointments,
                sync_map_appointment_select (self->context));
  if (has_leads (self))
    add_question (self, batch, "leads", CLINIC_ENTITY_LEAD, &self->leads, sync_map_lead_select ());
  bx_client_batch_async (sync_context_get_client (self->context), batch, BX_PRIORITY_BACKGROUND,
                         BX_CALL_READ, cancellable, on_news_cb, g_steal_pointer (&task));
}

SyncNews *
sync_changes_read_finish (SyncChanges *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
sync_changes_has_begun (SyncChanges *self)
{
  g_return_val_if_fail (SYNC_IS_CHANGES (self), FALSE);

  return self->begun;
}

static void
sync_changes_finalize (GObject *object)
{
  SyncChanges *self = SYNC_CHANGES (object);

  g_clear_object (&self->context);

  G_OBJECT_CLASS (sync_changes_parent_class)->finalize (object);
}

static void
sync_changes_class_init (SyncChangesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sync_changes_finalize;
}

static void
sync_changes_init (SyncChanges *self)
{
}

SyncChanges *
sync_changes_new (SyncContext *context)
{
  SyncChanges *self = g_object_new (SYNC_TYPE_CHANGES, NULL);

  self->context = g_object_ref (context);

  return self;
}
