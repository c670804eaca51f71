/* sync-invoice-round.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-invoice-round"

#include "sync-invoice-round.h"

#include "bx-error.h"
#include "bx-json.h"
#include "sync-invoice-map.h"
#include "sync-news-map.h"

#define PAGE 50
#define KEY_TASKS "tasks"
#define KEY_MINE "mine"
#define KEY_QUEUE "queue"
/* documents in one batch */
#define MOST_DOCUMENTS 40

SyncInvoiceRow *
sync_invoice_row_new (const char *id, JsonObject *row)
{
  SyncInvoiceRow *self = g_new0 (SyncInvoiceRow, 1);

  self->id = g_strdup (id);
  self->row = json_object_ref (row);

  return self;
}

void
sync_invoice_row_free (SyncInvoiceRow *self)
{
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->row, json_object_unref);
  g_free (self);
}

GPtrArray *
sync_invoice_rows_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) sync_invoice_row_free);
}

void
sync_invoice_round_free (SyncInvoiceRound *self)
{
  g_clear_pointer (&self->tasks, g_ptr_array_unref);
  g_clear_pointer (&self->documents, g_ptr_array_unref);
  g_clear_pointer (&self->mine, g_ptr_array_unref);
  g_clear_pointer (&self->queue, g_ptr_array_unref);
  g_clear_error (&self->failure);
  g_free (self);
}

typedef struct
{
  SyncContext *context;      /* owned */
  SyncInvoiceScheme *scheme; /* owned */
  GHashTable *known;         /* owned, (nullable) */
  BxPriority priority;
  SyncInvoiceRound *round; /* owned */
  GPtrArray *wanted;       /* owned, of char: documents that are still to be read */
} Asking;

static void
asking_free (gpointer data)
{
  Asking *self = data;

  g_clear_object (&self->context);
  g_clear_pointer (&self->scheme, sync_invoice_scheme_unref);
  g_clear_pointer (&self->known, g_hash_table_unref);
  g_clear_pointer (&self->round, sync_invoice_round_free);
  g_clear_pointer (&self->wanted, g_ptr_array_unref);
  g_free (self);
}

static gint64
get_me (Asking *self)
{
  return clinic_link_get_user_id (sync_context_get_link (self->context));
}

/* --- params --- */

JsonNode *
sync_invoice_new_task_select (void)
{
  return json_from_string (
    "[\"ID\",\"NAME\",\"DESCRIPTION\",\"DOCUMENT_NAME\",\"ACTIVITY\",\"PARAMETERS\",\"WORKFLOW_"
    "ID\","
    "\"WORKFLOW_STARTED\",\"WORKFLOW_STARTED_BY\",\"WORKFLOW_STATE\",\"WORKFLOW_TEMPLATE_NAME\","
    "\"OVERDUE_DATE\",\"MODIFIED\",\"MODULE_ID\",\"STATUS\",\"USER_STATUS\",\"DOCUMENT_ID\","
    "\"DOCUMENT_URL\"]",
    NULL);
}

/* An administrator who does not say whose tasks would get everybody's. */
static JsonNode *
new_task_params (Asking *self, gint64 start)
{
  g_autoptr (JsonNode) select = sync_invoice_new_task_select ();

  return bx_json_build ("{'select': %p, 'filter': {'USER_ID': %" G_GINT64_FORMAT
                        ", 'STATUS': 0, 'USER_STATUS': 0}, 'order': {'ID': 'DESC'},"
                        " 'start': %" G_GINT64_FORMAT "}",
                        select, get_me (self), start);
}

JsonNode *
sync_invoice_new_get_params (const SyncInvoiceSource *source, gint64 row_id)
{
  g_autoptr (JsonNode) select = NULL;

  if (source->kind == SYNC_SOURCE_SMART)
    return bx_json_build ("{'entityTypeId': %" G_GINT64_FORMAT ", 'id': %" G_GINT64_FORMAT "}",
                          source->id, row_id);
  select = sync_invoice_map_new_select (source);

  return bx_json_build ("{'IBLOCK_TYPE_ID': %s, 'IBLOCK_ID': %" G_GINT64_FORMAT
                        ", 'ELEMENT_ID': %" G_GINT64_FORMAT ", 'SELECT': %p}",
                        source->type, source->id, row_id, select);
}

const char *
sync_invoice_peek_get_method (const SyncInvoiceSource *source)
{
  return source->kind == SYNC_SOURCE_SMART ? "crm.item.get" : "lists.element.get";
}

JsonObject *
sync_invoice_peek_row (const SyncInvoiceSource *source, BxAnswer *answer)
{
  JsonArray *rows;

  if (answer == NULL)
    return NULL;
  if (source->kind == SYNC_SOURCE_SMART)
    return bx_json_get_object (bx_answer_get_object (answer), "item");
  rows = bx_answer_get_array (answer);

  return rows != NULL && json_array_get_length (rows) > 0
           ? bx_json_node_object (json_array_get_element (rows, 0))
           : NULL;
}

/* docs: lists/elements/lists-element-get, crm/universal/crm-item-list */
static JsonNode *
new_mine_params (Asking *self, const SyncInvoiceSource *source)
{
  g_autoptr (JsonNode) select = sync_invoice_map_new_select (source);

  if (source->kind == SYNC_SOURCE_SMART)
    return bx_json_build ("{'entityTypeId': %" G_GINT64_FORMAT ", 'select': %p,"
                          " 'filter': {'=createdBy': %" G_GINT64_FORMAT
                          "}, 'order': {'id': 'DESC'}, 'start': 0}",
                          source->id, select, get_me (self));

  return bx_json_build ("{'IBLOCK_TYPE_ID': %s, 'IBLOCK_ID': %" G_GINT64_FORMAT ", 'SELECT': %p,"
                        " 'FILTER': {'CREATED_BY': %" G_GINT64_FORMAT
                        "}, 'ELEMENT_ORDER': {'ID': 'desc'}, 'start': 0}",
                        source->type, source->id, select, get_me (self));
}

static gboolean
is_waiting_stage (const SyncInvoiceStage *stage)
{
  return stage->state == CLINIC_INVOICE_APPROVAL || stage->state == CLINIC_INVOICE_REWORK ||
         stage->state == CLINIC_INVOICE_TO_PAY;
}

/* (transfer full) (nullable): NULL: no stage waits for anybody */
static JsonNode *
new_queue_params (const SyncInvoiceSource *source, gint64 start)
{
  g_autoptr (JsonNode) select = sync_invoice_map_new_select (source);
  g_autoptr (JsonNode) stages = json_node_new (JSON_NODE_ARRAY);
  JsonArray *ids = json_array_new ();

  for (guint i = 0; i < source->stages->len; i++)
    {
      const SyncInvoiceStage *stage = g_ptr_array_index (source->stages, i);

      if (is_waiting_stage (stage))
        json_array_add_string_element (ids, stage->id);
    }
  json_node_take_array (stages, ids);
  if (json_array_get_length (ids) == 0)
    return NULL;

  return bx_json_build ("{'entityTypeId': %" G_GINT64_FORMAT ", 'select': %p,"
                        " 'filter': {'@stageId': %p}, 'order': {'id': 'DESC'},"
                        " 'start': %" G_GINT64_FORMAT "}",
                        source->id, select, stages, start);
}

/* --- answers --- */

static void
take_tasks (Asking *self, BxAnswer *answer)
{
  g_autoptr (GPtrArray) rows = sync_news_map_rows (bx_answer_get_result (answer));

  if (self->round->tasks == NULL)
    self->round->tasks = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (self->round->tasks, json_object_ref (g_ptr_array_index (rows, i)));
}

static void
take_rows (GPtrArray **all, const SyncInvoiceSource *source, BxAnswer *answer)
{
  gboolean smart = source->kind == SYNC_SOURCE_SMART;
  JsonObject *items = smart ? bx_answer_get_object (answer) : NULL;
  g_autoptr (GPtrArray) rows = !smart ? sync_news_map_rows (bx_answer_get_result (answer))
                               : items != NULL && json_object_has_member (items, "items")
                                 ? sync_news_map_rows (json_object_get_member (items, "items"))
                                 : g_ptr_array_new ();

  if (*all == NULL)
    *all = sync_invoice_rows_new ();
  for (guint i = 0; i < rows->len; i++)
    {
      JsonObject *row = g_ptr_array_index (rows, i);
      g_autofree char *id =
        sync_invoice_source_dup_id (source, bx_json_get_int (row, smart ? "id" : "ID", 0));

      g_ptr_array_add (*all, sync_invoice_row_new (id, row));
    }
}

static void
return_round (GTask *task)
{
  Asking *self = g_task_get_task_data (task);

  g_task_return_pointer (task, g_steal_pointer (&self->round),
                         (GDestroyNotify) sync_invoice_round_free);
}

/* --- documents --- */

static void ask_for_documents (GTask *task);

static void
list_documents (Asking *self)
{
  for (guint i = 0; self->round->tasks != NULL && i < self->round->tasks->len; i++)
    {
      char *id = sync_invoice_map_dup_document (g_ptr_array_index (self->round->tasks, i));

      if (id != NULL && sync_invoice_scheme_find_of (self->scheme, id, NULL) != NULL &&
          (self->known == NULL || !g_hash_table_contains (self->known, id)) &&
          !g_ptr_array_find_with_equal_func (self->wanted, id, g_str_equal, NULL))
        g_ptr_array_add (self->wanted, id);
      else
        g_clear_pointer (&id, g_free);
    }
}

static void
on_documents_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Asking *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (BxBatchAnswer) answers = bx_client_batch_finish (BX_CLIENT (source), result, &error);
  guint n_asked = MIN (self->wanted->len, MOST_DOCUMENTS);

  if (answers == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  for (guint i = 0; i < n_asked; i++)
    {
      g_autofree char *key = g_strdup_printf ("d%u", i);
      const char *id = g_ptr_array_index (self->wanted, i);
      const SyncInvoiceSource *holder = sync_invoice_scheme_find_of (self->scheme, id, NULL);
      g_autoptr (BxAnswer) answer = bx_batch_answer_dup (answers, key, NULL);
      JsonObject *row = sync_invoice_peek_row (holder, answer);

      /* what cannot be read still has its task */
      if (row != NULL)
        g_ptr_array_add (self->round->documents, sync_invoice_row_new (id, row));
    }
  g_ptr_array_remove_range (self->wanted, 0, n_asked);
  ask_for_documents (g_steal_pointer (&task));
}

/* takes the task over */
static void
ask_for_documents (GTask *task)
{
  g_autoptr (GTask) owned = task;
  Asking *self = g_task_get_task_data (task);
  g_autoptr (BxBatch) batch = bx_batch_new (FALSE);

  for (guint i = 0; i < MIN (self->wanted->len, MOST_DOCUMENTS); i++)
    {
      g_autofree char *key = g_strdup_printf ("d%u", i);
      gint64 row_id = 0;
      const SyncInvoiceSource *source =
        sync_invoice_scheme_find_of (self->scheme, g_ptr_array_index (self->wanted, i), &row_id);

      bx_batch_ask (batch, key, sync_invoice_peek_get_method (source),
                    sync_invoice_new_get_params (source, row_id));
    }
  if (bx_batch_get_size (batch) == 0)
    return_round (owned);
  else
    bx_client_batch_async (sync_context_get_client (self->context), batch, self->priority,
                           BX_CALL_READ, g_task_get_cancellable (task), on_documents_cb,
                           g_steal_pointer (&owned));
}

/* --- pages --- */

/* Keys are numbered by the page, and those of a smart process by its source before it. */
static char *
dup_page_key (guint source, gint64 start)
{
  return g_strdup_printf (KEY_QUEUE "%u_%" G_GINT64_FORMAT, source, start / PAGE);
}

static void
take_task_pages (Asking *self, BxBatchAnswer *answers, GError **error)
{
  for (guint i = 1; i < BX_BATCH_MAX && *error == NULL; i++)
    {
      g_autofree char *key = g_strdup_printf ("%s%u", KEY_TASKS, i);
      g_autoptr (BxAnswer) answer =
        bx_batch_answer_has (answers, key) ? bx_batch_answer_dup (answers, key, error) : NULL;

      if (answer != NULL)
        take_tasks (self, answer);
    }
}

static void
take_queue_pages (Asking *self, BxBatchAnswer *answers, GError **error)
{
  GPtrArray *sources = sync_invoice_scheme_get_sources (self->scheme);

  for (guint i = 0; i < sources->len; i++)
    for (gint64 start = PAGE; start < PAGE * BX_BATCH_MAX && *error == NULL; start += PAGE)
      {
        g_autofree char *key = dup_page_key (i, start);
        g_autoptr (BxAnswer) answer =
          bx_batch_answer_has (answers, key) ? bx_batch_answer_dup (answers, key, error) : NULL;

        if (answer != NULL)
          take_rows (&self->round->queue, g_ptr_array_index (sources, i), answer);
      }
}

static void
on_pages_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Asking *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (BxBatchAnswer) answers = bx_client_batch_finish (BX_CLIENT (source), result, &error);

  if (answers != NULL)
    {
      take_task_pages (self, answers, &error);
      take_queue_pages (self, answers, &error);
    }
  if (error != NULL)
    {
      /* a part of the queue is not the queue */
      g_task_return_error (task, error);
      return;
    }
  list_documents (self);
  ask_for_documents (g_steal_pointer (&task));
}

static gboolean
has_room (BxBatch *batch)
{
  return bx_batch_get_size (batch) < BX_BATCH_MAX;
}

/* tasks: (nullable) */
static void
add_task_pages (Asking *self, BxBatch *batch, BxAnswer *tasks)
{
  gint64 next = tasks != NULL ? bx_answer_get_next (tasks) : 0;

  for (gint64 start = next; start > 0 && start < bx_answer_get_total (tasks) && has_room (batch);
       start += PAGE)
    {
      g_autofree char *key = g_strdup_printf ("%s%" G_GINT64_FORMAT, KEY_TASKS, start / PAGE);

      bx_batch_ask (batch, key, "bizproc.task.list", new_task_params (self, start));
    }
}

static void
add_queue_pages (Asking *self, BxBatch *batch, BxBatchAnswer *answers)
{
  GPtrArray *sources = sync_invoice_scheme_get_sources (self->scheme);

  for (guint i = 0; i < sources->len; i++)
    {
      g_autofree char *first = g_strdup_printf (KEY_QUEUE "%u", i);
      g_autoptr (BxAnswer) answer =
        bx_batch_answer_has (answers, first) ? bx_batch_answer_dup (answers, first, NULL) : NULL;
      gint64 next = answer != NULL ? bx_answer_get_next (answer) : 0;

      for (gint64 start = next;
           start > 0 && start < bx_answer_get_total (answer) && has_room (batch); start += PAGE)
        {
          g_autofree char *key = dup_page_key (i, start);

          bx_batch_ask (batch, key, "crm.item.list",
                        new_queue_params (g_ptr_array_index (sources, i), start));
        }
    }
}

static void
note_no_tasks (Asking *self, GError *error)
{
  self->round->no_tasks = g_error_matches (error, BX_ERROR, BX_ERROR_SCOPE) ||
                          g_error_matches (error, BX_ERROR, BX_ERROR_NO_METHOD) ||
                          g_error_matches (error, BX_ERROR, BX_ERROR_DENIED);
  self->round->failure = error;
}

static void
take_sources (Asking *self, BxBatchAnswer *answers)
{
  GPtrArray *sources = sync_invoice_scheme_get_sources (self->scheme);
  gboolean failed = FALSE;

  for (guint i = 0; i < sources->len; i++)
    {
      const SyncInvoiceSource *source = g_ptr_array_index (sources, i);
      g_autofree char *mine = g_strdup_printf (KEY_MINE "%u", i);
      g_autofree char *queue = g_strdup_printf (KEY_QUEUE "%u", i);
      g_autoptr (BxAnswer) own =
        bx_batch_answer_has (answers, mine) ? bx_batch_answer_dup (answers, mine, NULL) : NULL;
      g_autoptr (BxAnswer) waiting =
        bx_batch_answer_has (answers, queue) ? bx_batch_answer_dup (answers, queue, NULL) : NULL;

      if (own != NULL)
        take_rows (&self->round->mine, source, own);
      else if (source->kind != SYNC_SOURCE_REGISTRY)
        failed = TRUE;
      if (waiting != NULL)
        take_rows (&self->round->queue, source, waiting);
    }
  /* what is left out must not look as if it was gone */
  if (failed)
    g_clear_pointer (&self->round->mine, g_ptr_array_unref);
}

static void
on_first_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Asking *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (BxBatchAnswer) answers = bx_client_batch_finish (BX_CLIENT (source), result, &error);
  g_autoptr (BxAnswer) tasks = NULL;
  g_autoptr (BxBatch) more = bx_batch_new (FALSE);

  if (answers == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  take_sources (self, answers);
  tasks = bx_batch_answer_dup (answers, KEY_TASKS, &error);
  if (tasks != NULL)
    take_tasks (self, tasks);
  else
    note_no_tasks (self, error);
  add_task_pages (self, more, tasks);
  add_queue_pages (self, more, answers);
  if (bx_batch_get_size (more) > 0)
    {
      bx_client_batch_async (sync_context_get_client (self->context), more, self->priority,
                             BX_CALL_READ, g_task_get_cancellable (task), on_pages_cb,
                             g_object_ref (task));
      return;
    }
  list_documents (self);
  ask_for_documents (g_steal_pointer (&task));
}

static void
add_sources (Asking *self, BxBatch *batch)
{
  GPtrArray *sources = sync_invoice_scheme_get_sources (self->scheme);

  for (guint i = 0; i < sources->len; i++)
    {
      const SyncInvoiceSource *source = g_ptr_array_index (sources, i);
      gboolean smart = source->kind == SYNC_SOURCE_SMART;
      g_autofree char *mine = g_strdup_printf (KEY_MINE "%u", i);
      g_autofree char *queue = g_strdup_printf (KEY_QUEUE "%u", i);
      JsonNode *waiting = smart ? new_queue_params (source, 0) : NULL;

      if (source->kind != SYNC_SOURCE_REGISTRY)
        bx_batch_ask (batch, mine, smart ? "crm.item.list" : "lists.element.get",
                      new_mine_params (self, source));
      if (waiting != NULL)
        bx_batch_ask (batch, queue, "crm.item.list", waiting);
    }
}

void
sync_invoice_round_async (SyncContext *context,
                          SyncInvoiceScheme *scheme,
                          GHashTable *known,
                          BxPriority priority,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Asking *self = g_new0 (Asking, 1);
  g_autoptr (BxBatch) batch = bx_batch_new (FALSE);

  g_task_set_source_tag (task, sync_invoice_round_async);
  self->context = g_object_ref (context);
  self->scheme = sync_invoice_scheme_ref (scheme);
  self->known = known != NULL ? g_hash_table_ref (known) : NULL;
  self->priority = priority;
  self->wanted = g_ptr_array_new_with_free_func (g_free);
  self->round = g_new0 (SyncInvoiceRound, 1);
  self->round->begun = g_get_monotonic_time ();
  self->round->documents = sync_invoice_rows_new ();
  g_task_set_task_data (task, self, asking_free);
  bx_batch_ask (batch, KEY_TASKS, "bizproc.task.list", new_task_params (self, 0));
  add_sources (self, batch);
  bx_client_batch_async (sync_context_get_client (context), batch, priority, BX_CALL_READ,
                         cancellable, on_first_cb, task);
}

SyncInvoiceRound *
sync_invoice_round_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
