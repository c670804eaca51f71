/* bx-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "bx-list"

#include "bx-list.h"

#include "bx-answer-private.h"
#include "bx-batch-private.h"
#include "bx-error.h"
#include "bx-json.h"
#include "bx-scan.h"

/* every list method gives pages of this size */
#define PAGE 50

/* A batch must end within 60 s: below the first it may grow again, above the second it shrinks. */
#define QUICK_SECONDS 8.0
#define SLOW_SECONDS 20.0

/**
 * BxList:
 *
 * Stands between two pages of a list: everything up to the last id was given out, nothing after
 * it. A batch that fails, wholly or halfway, moves it only past the rows that were given out, so
 * no row is lost and none comes twice. Owned by whoever reads the list; one batch at a time.
 */
struct _BxList
{
  GObject parent_instance;

  BxClient *client;          /* owned */
  char *method;              /* owned */
  JsonNode *params;          /* owned */
  char *rows_member;         /* owned, (nullable) */
  char *id_member;           /* owned */
  const char *filter_member; /* static */
  const char *order_member;  /* static */
  BxPriority priority;

  gint64 last_id;
  gint64 expected; /* rows that are still to come, -1 when nobody knows */
  guint pages;     /* in the next batch, at most */
  guint pages_max;
  guint sent; /* pages of the batch under way, 0 when there is none */
  gboolean is_texts;
  gboolean is_done;
};

G_DEFINE_FINAL_TYPE (BxList, bx_list, G_TYPE_OBJECT)

static void
bx_list_finalize (GObject *object)
{
  BxList *self = BX_LIST (object);

  g_clear_object (&self->client);
  g_clear_pointer (&self->method, g_free);
  g_clear_pointer (&self->params, json_node_unref);
  g_clear_pointer (&self->rows_member, g_free);
  g_clear_pointer (&self->id_member, g_free);

  G_OBJECT_CLASS (bx_list_parent_class)->finalize (object);
}

static void
bx_list_class_init (BxListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bx_list_finalize;
}

static void
bx_list_init (BxList *self)
{
  self->expected = -1;
  self->pages = BX_BATCH_MAX;
  self->pages_max = BX_BATCH_MAX;
}

/**
 * bx_list_new:
 * @client: the portal
 * @method: a list method, such as `crm.contact.list` or `crm.item.list`
 * @params: (nullable) (transfer none): its params, without order, start and the bound of ids
 * @rows_member: (nullable): where the rows are in a result, or %NULL when it is the array itself
 * @id_member: the name of the id, as the method spells it
 * @after_id: 0, or the last id that is known already
 * @priority: who waits for it
 *
 * Returns: (transfer full): a list, of which nothing was read yet
 */
BxList *
bx_list_new (BxClient *client,
             const char *method,
             JsonNode *params,
             const char *rows_member,
             const char *id_member,
             gint64 after_id,
             BxPriority priority)
{
  BxList *self;

  g_return_val_if_fail (BX_IS_CLIENT (client), NULL);
  g_return_val_if_fail (method != NULL && id_member != NULL, NULL);
  g_return_val_if_fail (params == NULL || JSON_NODE_HOLDS_OBJECT (params), NULL);

  self = g_object_new (BX_TYPE_LIST, NULL);
  self->client = g_object_ref (client);
  self->method = g_strdup (method);
  self->params = params != NULL ? json_node_copy (params) : bx_json_build ("{}");
  self->rows_member = g_strdup (rows_member);
  self->id_member = g_strdup (id_member);
  self->filter_member = "filter";
  self->order_member = "order";
  self->last_id = after_id;
  self->priority = priority;

  return self;
}

/**
 * bx_list_set_expected:
 * @self: the list
 * @rows_left: how many rows are still to come, or -1 when nobody knows
 *
 * Lets the last batch be no longer than needed. It may be wrong: the list still ends where the
 * portal's rows do.
 */
void
bx_list_set_expected (BxList *self, gint64 rows_left)
{
  g_return_if_fail (BX_IS_LIST (self));

  self->expected = rows_left;
}

/**
 * bx_list_set_pages:
 * @self: the list
 * @pages: pages in a batch, 1…50
 *
 * Sets how long a batch may be. It is halved by itself when a batch takes over 20 s.
 */
void
bx_list_set_pages (BxList *self, guint pages)
{
  g_return_if_fail (BX_IS_LIST (self));

  self->pages_max = CLAMP (pages, 1, BX_BATCH_MAX);
  self->pages = self->pages_max;
}

/**
 * bx_list_set_texts:
 * @self: the list
 *
 * Gives the pages as the portal wrote them, each a JSON array in a text of its own that may be
 * changed in reading (BxScan). Of their rows only the ids were looked at.
 */
void
bx_list_set_texts (BxList *self)
{
  g_return_if_fail (BX_IS_LIST (self));
  g_return_if_fail (self->rows_member == NULL);

  self->is_texts = TRUE;
}

/**
 * bx_list_set_elements:
 * @self: the list
 *
 * It is `lists.element.get`, which calls its filter FILTER and its order ELEMENT_ORDER.
 */
void
bx_list_set_elements (BxList *self)
{
  g_return_if_fail (BX_IS_LIST (self));

  self->filter_member = "FILTER";
  self->order_member = "ELEMENT_ORDER";
}

/* one page more than the rows fill, because only a page that is not full tells the end */
static guint
count_pages (BxList *self)
{
  if (self->expected < 0)
    return self->pages;

  return (guint) MIN (self->expected / PAGE + 1, self->pages);
}

/* the id of the last row of a page: $result[p0][items][49][id] */
static char *
dup_reference (BxList *self, guint page)
{
  if (self->rows_member != NULL)
    return g_strdup_printf ("$result[p%u][%s][%d][%s]", page, self->rows_member, PAGE - 1,
                            self->id_member);

  return g_strdup_printf ("$result[p%u][%d][%s]", page, PAGE - 1, self->id_member);
}

static void
copy_members (JsonObject *from, JsonObject *to)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init (&iter, from);

  while (json_object_iter_next (&iter, &name, &node))
    json_object_set_member (to, name, json_node_copy (node));
}

static void
set_bound (BxList *self, JsonObject *filter, guint page)
{
  g_autofree char *bound = g_strconcat (">", self->id_member, NULL);
  g_autofree char *reference = NULL;

  if (page == 0)
    {
      json_object_set_int_member (filter, bound, self->last_id);
      return;
    }

  reference = dup_reference (self, page - 1);
  json_object_set_string_member (filter, bound, reference);
}

static JsonNode *
make_page_params (BxList *self, guint page)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonObject *filter = json_object_new ();
  JsonObject *order = json_object_new ();
  JsonObject *given = json_node_get_object (self->params);
  JsonObject *given_filter = bx_json_get_object (given, self->filter_member);

  copy_members (given, object);

  if (given_filter != NULL)
    copy_members (given_filter, filter);

  set_bound (self, filter, page);
  json_object_set_object_member (object, self->filter_member, filter);
  json_object_set_string_member (order, self->id_member, "ASC");
  json_object_set_object_member (object, self->order_member, order);
  /* -1: do not count, which is what makes large lists slow */
  json_object_set_int_member (object, "start", -1);
  json_node_take_object (node, object);

  return node;
}

static BxBatch *
make_batch (BxList *self, guint pages)
{
  BxBatch *batch = bx_batch_new (TRUE);

  for (guint page = 0; page < pages; page++)
    {
      g_autofree char *key = g_strdup_printf ("p%u", page);
      g_autoptr (JsonNode) params = make_page_params (self, page);
      g_autoptr (GError) error = NULL;

      if (!bx_batch_add_with_references (batch, key, self->method, params, &error))
        g_error ("%s", error->message);
    }

  return batch;
}

static JsonArray *
peek_rows (BxList *self, BxAnswer *answer)
{
  if (self->rows_member == NULL)
    return bx_answer_get_array (answer);

  return bx_json_get_array (bx_answer_get_object (answer), self->rows_member);
}

/* Whether every id is larger than the one before. If not, these are rows that came already: an old
 * list whose bound did not resolve begins again at its first row. */
static gboolean
ids_grow (BxList *self, JsonArray *rows, gint64 *last_id)
{
  guint length = json_array_get_length (rows);
  gint64 last = self->last_id;

  for (guint i = 0; i < length; i++)
    {
      JsonObject *row = bx_json_node_object (json_array_get_element (rows, i));
      gint64 id = bx_json_get_int (row, self->id_member, 0);

      if (id <= last)
        return FALSE;

      last = id;
    }

  *last_id = last;

  return TRUE;
}

/* the id of the row that the scan is in front of; past it */
static gint64
scan_id (BxList *self, BxScan *scan)
{
  gint64 id = 0;

  if (!bx_scan_enter (scan, '{'))
    scan->bad = TRUE;

  while (bx_scan_more (scan, '}') && bx_scan_member (scan))
    {
      if (bx_scan_is (scan, self->id_member))
        id = bx_scan_int (scan, 0);
      else
        bx_scan_skip (scan);
    }

  return id;
}

/* as ids_grow() */
static gboolean
ids_grow_in_text (BxList *self, char *text, guint *length, gint64 *last_id)
{
  BxScan scan = { text };
  gint64 last = self->last_id;

  *length = 0;
  if (!bx_scan_enter (&scan, '['))
    return FALSE;

  while (bx_scan_more (&scan, ']'))
    {
      gint64 id = scan_id (self, &scan);

      if (scan.bad || id <= last)
        return FALSE;

      last = id;
      ++*length;
    }

  *last_id = last;

  return !scan.bad;
}

typedef enum
{
  PAGE_FULL,
  PAGE_LAST,
  PAGE_BAD,
} PageState;

static PageState
note_page (BxList *self, guint length, gint64 last_id)
{
  self->last_id = last_id;

  if (self->expected >= 0)
    self->expected = MAX (self->expected - length, 0);

  return length < PAGE ? PAGE_LAST : PAGE_FULL;
}

static PageState
take_text (BxList *self, BxAnswer *answer, GPtrArray *pages)
{
  g_autofree char *text = bx_answer_steal_text (answer);
  gint64 last_id = self->last_id;
  guint length = 0;

  if (text == NULL)
    return PAGE_BAD;

  if (text[0] == '{')
    return PAGE_LAST;

  if (!ids_grow_in_text (self, text, &length, &last_id))
    return PAGE_BAD;

  if (length > 0)
    g_ptr_array_add (pages, g_steal_pointer (&text));

  return note_page (self, length, last_id);
}

/* An object without rows, or [], is a page of no rows, and the last one. */
static PageState
take_page (BxList *self, BxAnswer *answer, GPtrArray *pages)
{
  JsonArray *rows = peek_rows (self, answer);
  JsonNode *result = bx_answer_get_result (answer);
  gint64 last_id = self->last_id;
  guint length;

  if (rows == NULL)
    return JSON_NODE_HOLDS_OBJECT (result) || JSON_NODE_HOLDS_ARRAY (result) ? PAGE_LAST : PAGE_BAD;

  if (!ids_grow (self, rows, &last_id))
    return PAGE_BAD;

  length = json_array_get_length (rows);

  if (length > 0)
    g_ptr_array_add (pages, json_array_ref (rows));

  return note_page (self, length, last_id);
}

static GPtrArray *
new_pages (BxList *self)
{
  return g_ptr_array_new_with_free_func (self->is_texts ? g_free
                                                        : (GDestroyNotify) json_array_unref);
}

/* Takes pages up to the first that is not full, is not there, or is not new. What comes after the
 * end is an error (crm.item.list) or the first rows again (old lists): neither is looked at. */
static GPtrArray *
take_pages (BxList *self, BxBatchAnswer *answer, GError **error)
{
  g_autoptr (GPtrArray) pages = new_pages (self);

  for (guint page = 0; page < self->sent; page++)
    {
      g_autofree char *key = g_strdup_printf ("p%u", page);
      g_autoptr (GError) failure = NULL;
      g_autoptr (BxAnswer) rows = bx_batch_answer_dup (answer, key, &failure);
      PageState state = PAGE_BAD;

      if (rows != NULL)
        state = self->is_texts ? take_text (self, rows, pages) : take_page (self, rows, pages);

      if (state == PAGE_LAST)
        self->is_done = TRUE;

      if (state == PAGE_BAD && page == 0)
        {
          if (failure != NULL)
            g_propagate_prefixed_error (error, g_steal_pointer (&failure), "%s: ", self->method);
          else
            g_set_error (error, BX_ERROR, BX_ERROR_MALFORMED,
                         "%s: the rows are not in the order "
                         "of their ids",
                         self->method);
          return NULL;
        }

      if (state != PAGE_FULL)
        break;
    }

  return g_steal_pointer (&pages);
}

static void
adapt_pages (BxList *self, double seconds)
{
  if (seconds > SLOW_SECONDS)
    self->pages = MAX (self->pages / 2, 1);
  else if (seconds < QUICK_SECONDS)
    self->pages = MIN (self->pages * 2, self->pages_max);
}

static void
on_batch_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  g_autoptr (BxBatchAnswer) answer = NULL;
  g_autoptr (GPtrArray) pages = NULL;
  g_autoptr (GError) error = NULL;
  BxList *self = g_task_get_source_object (task);

  answer = bx_client_batch_finish (BX_CLIENT (source), result, &error);

  if (answer != NULL)
    {
      adapt_pages (self, bx_batch_answer_get_duration (answer));
      pages = take_pages (self, answer, &error);
    }
  else if (g_error_matches (error, BX_ERROR, BX_ERROR_NETWORK) ||
           g_error_matches (error, BX_ERROR, BX_ERROR_SERVER))
    {
      /* perhaps the portal gave up because it was too much */
      self->pages = MAX (self->pages / 2, 1);
    }

  self->sent = 0;

  if (pages != NULL)
    g_task_return_pointer (task, g_steal_pointer (&pages), (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * bx_list_next_async:
 * @self: the list
 * @cancellable: (nullable): a way to give up; the list stays where it is
 * @callback: (scope async): called with the rows
 * @user_data: data for @callback
 *
 * Reads the next batch of pages (settings/performance/huge-data). Not to be called while one is
 * under way. After an error it may be called again and goes on where the rows ended.
 */
void
bx_list_next_async (BxList *self,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (BxBatch) batch = NULL;

  g_return_if_fail (BX_IS_LIST (self));
  g_return_if_fail (self->sent == 0);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, bx_list_next_async);
  /* rows that have come are given out, because the list has moved past them */
  g_task_set_check_cancellable (task, FALSE);

  if (self->is_done)
    {
      g_task_return_pointer (task, new_pages (self), (GDestroyNotify) g_ptr_array_unref);
      return;
    }

  self->sent = count_pages (self);
  batch = make_batch (self, self->sent);
  bx_client_batch_async (self->client, batch, self->priority,
                         self->is_texts ? BX_CALL_TEXTS : BX_CALL_READ, cancellable, on_batch_cb,
                         g_steal_pointer (&task));
}

/**
 * bx_list_next_finish:
 * @self: the list
 * @result: what the callback was given
 * @error: (nullable): where an error goes
 *
 * Returns: (nullable) (transfer full) (element-type JsonArray): the rows, an array for each page
 *   that has any (utf8 after bx_list_set_texts()); empty at the end; %NULL with %BX_ERROR or
 *   %G_IO_ERROR_CANCELLED. Drop a large one in the thread that uses it: to free 2,500 rows takes
 *   some ms
 */
GPtrArray *
bx_list_next_finish (BxList *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (BX_IS_LIST (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * bx_list_get_last_id:
 * @self: the list
 *
 * Returns: the id up to which all rows were given out; keep it to resume
 */
gint64
bx_list_get_last_id (BxList *self)
{
  g_return_val_if_fail (BX_IS_LIST (self), 0);

  return self->last_id;
}

/**
 * bx_list_is_done:
 * @self: the list
 *
 * Returns: whether the end was reached
 */
gboolean
bx_list_is_done (BxList *self)
{
  g_return_val_if_fail (BX_IS_LIST (self), FALSE);

  return self->is_done;
}
