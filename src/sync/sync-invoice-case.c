/* sync-invoice-case.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-invoice-case"

#include "sync-invoice-case.h"

#include <string.h>

#include "bx-error.h"
#include "bx-json.h"
#include "clinic-duplicates.h"
#include "clinic-file.h"
#include "clinic-invoice-step.h"
#include "sync-invoice-map.h"
#include "sync-invoice-value.h"
#include "sync-map.h"
#include "sync-news-map.h"

#define KEY_ROW "row"
#define KEY_HISTORY "history"
/* TYPE_ID of the stage that an item was made on */
#define STAGE_CREATED 1
/* files whose names are asked for */
#define MOST_FILES 30

typedef struct
{
  SyncContext *context;      /* owned */
  SyncInvoiceScheme *scheme; /* owned */
  SyncInvoiceShelf *shelf;   /* owned */
  char *id;                  /* owned: ClinicInvoice.id */
  GWeakRef open;             /* the case: forgotten when nobody holds it */
} Reading;

static void
reading_free (Reading *self)
{
  g_clear_object (&self->context);
  g_clear_pointer (&self->scheme, sync_invoice_scheme_unref);
  g_clear_object (&self->shelf);
  g_clear_pointer (&self->id, g_free);
  g_weak_ref_clear (&self->open);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

/* --- steps --- */

static void
add_step (GListStore *steps, ClinicInvoiceStep *step)
{
  guint length = g_list_model_get_n_items (G_LIST_MODEL (steps));
  g_autoptr (ClinicInvoiceStep) last =
    length > 0 ? g_list_model_get_item (G_LIST_MODEL (steps), length - 1) : NULL;

  if (last != NULL)
    clinic_invoice_step_set_until (last, clinic_invoice_step_get_time (step));
  g_list_store_append (steps, step);
}

/* the first step of any invoice */
static void
add_beginning (GListStore *steps, ClinicInvoice *invoice)
{
  g_autoptr (ClinicInvoiceStep) step = clinic_invoice_step_new ();

  if (clinic_invoice_get_created (invoice) <= 0)
    return;
  clinic_invoice_step_set_time (step, clinic_invoice_get_created (invoice));
  clinic_invoice_step_set_user_id (step, clinic_invoice_get_initiator_id (invoice));
  clinic_invoice_step_set_user_name (step, clinic_invoice_get_initiator_name (invoice));
  clinic_invoice_step_set_state (step, CLINIC_INVOICE_APPROVAL);
  add_step (steps, step);
}

ClinicInvoiceStep *
sync_invoice_read_step (const char *line)
{
  const char *dot = line != NULL ? strstr (line, " · ") : NULL;
  const char *colon = dot != NULL ? strstr (dot, ": ") : NULL;
  const char *end = colon != NULL ? strstr (colon + 2, ". ") : NULL;
  g_autofree char *when = NULL;
  g_autofree char *who = NULL;
  g_autofree char *what = NULL;
  ClinicInvoiceStep *step;

  if (line == NULL || *line == '\0')
    return NULL;
  step = clinic_invoice_step_new ();
  if (colon == NULL)
    {
      clinic_invoice_step_set_time (step, sync_invoice_read_moment (line));
      clinic_invoice_step_set_name (step, line);
      return step;
    }
  when = g_strndup (line, (gsize) (dot - line));
  who = g_strndup (dot + strlen (" · "), (gsize) (colon - dot) - strlen (" · "));
  what = end != NULL ? g_strndup (colon + 2, (gsize) (end - colon) - 2) : g_strdup (colon + 2);
  clinic_invoice_step_set_time (step, sync_invoice_read_moment (when));
  clinic_invoice_step_set_user_name (step, who);
  clinic_invoice_step_set_name (step, what);
  clinic_invoice_step_set_state (step, sync_invoice_guess_state (what, NULL));
  if (end != NULL)
    clinic_invoice_step_set_text (step, end + 2);

  return step;
}

/* docs: crm/crm-stage-history-list: no user is told; who made it and who moved it last stand at the
 * item */
static void
name_step (ClinicInvoiceStep *step, gint64 user_id, const char *name)
{
  clinic_invoice_step_set_user_id (step, user_id);
  clinic_invoice_step_set_user_name (step, name);
}

static void
add_stages (GListStore *steps,
            const SyncInvoiceSource *source,
            ClinicInvoice *invoice,
            JsonNode *history)
{
  JsonObject *result = bx_json_node_object (history);
  g_autoptr (GPtrArray) rows = result != NULL && json_object_has_member (result, "items")
                                 ? sync_news_map_rows (json_object_get_member (result, "items"))
                                 : g_ptr_array_new ();

  for (guint i = 0; i < rows->len; i++)
    {
      JsonObject *row = g_ptr_array_index (rows, i);
      const SyncInvoiceStage *stage =
        sync_invoice_source_find_stage (source, bx_json_get_string (row, "STAGE_ID"));
      g_autoptr (ClinicInvoiceStep) step = clinic_invoice_step_new ();

      clinic_invoice_step_set_time (step, bx_json_get_unix (row, "CREATED_TIME"));
      clinic_invoice_step_set_name (step, stage != NULL ? stage->name : NULL);
      clinic_invoice_step_set_state (step, stage != NULL ? stage->state : CLINIC_INVOICE_UNKNOWN);
      if (bx_json_get_int (row, "TYPE_ID", 0) == STAGE_CREATED)
        name_step (step, clinic_invoice_get_initiator_id (invoice),
                   clinic_invoice_get_initiator_name (invoice));
      else if (i + 1 == rows->len && clinic_invoice_get_decided_by_id (invoice) > 0)
        name_step (step, clinic_invoice_get_decided_by_id (invoice),
                   clinic_invoice_get_decided_by_name (invoice));
      add_step (steps, step);
    }
}

/* what the invoice itself tells where no history is kept */
static void
add_decision (GListStore *steps, ClinicInvoice *invoice)
{
  g_autoptr (ClinicInvoiceStep) step = clinic_invoice_step_new ();

  if (clinic_invoice_get_decided (invoice) <= 0)
    return;
  clinic_invoice_step_set_time (step, clinic_invoice_get_decided (invoice));
  clinic_invoice_step_set_user_id (step, clinic_invoice_get_decided_by_id (invoice));
  clinic_invoice_step_set_user_name (step, clinic_invoice_get_decided_by_name (invoice));
  clinic_invoice_step_set_state (step, clinic_invoice_get_state (invoice));
  clinic_invoice_step_set_text (step, clinic_invoice_get_reason (invoice));
  add_step (steps, step);
}

static GListStore *
read_steps (const SyncInvoiceSource *source,
            ClinicInvoice *invoice,
            JsonObject *row,
            JsonNode *history)
{
  GListStore *steps = g_list_store_new (CLINIC_TYPE_INVOICE_STEP);
  g_autoptr (GPtrArray) lines =
    row != NULL ? sync_invoice_map_read_history (source, row) : g_ptr_array_new ();

  if (history != NULL)
    {
      add_stages (steps, source, invoice, history);
      return steps;
    }
  add_beginning (steps, invoice);
  for (guint i = 0; i < lines->len; i++)
    {
      g_autoptr (ClinicInvoiceStep) step = sync_invoice_read_step (g_ptr_array_index (lines, i));

      if (step != NULL)
        add_step (steps, step);
    }
  if (lines->len == 0)
    add_decision (steps, invoice);

  return steps;
}

/* --- files --- */

static void
add_file_questions (BxBatch *batch, GListModel *files)
{
  for (guint i = 0; files != NULL && i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (ClinicFile) file = g_list_model_get_item (files, i);
      g_autofree char *key = g_strdup_printf ("f%" G_GINT64_FORMAT, clinic_file_get_id (file));
      g_autoptr (JsonNode) params = NULL;

      if (clinic_file_get_name (file) != NULL || clinic_file_get_holder (file) != NULL ||
          bx_batch_get_size (batch) >= MOST_FILES)
        continue;
      params = bx_json_build ("{'id': %" G_GINT64_FORMAT "}", clinic_file_get_id (file));
      (void) bx_batch_add (batch, key, "disk.attachedObject.get", params, NULL);
    }
}

static void
take_file_names (BxBatchAnswer *answers, GListModel *files)
{
  for (guint i = 0; files != NULL && i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (ClinicFile) file = g_list_model_get_item (files, i);
      g_autofree char *key = g_strdup_printf ("f%" G_GINT64_FORMAT, clinic_file_get_id (file));
      g_autoptr (BxAnswer) answer =
        bx_batch_answer_has (answers, key) ? bx_batch_answer_dup (answers, key, NULL) : NULL;

      if (answer != NULL)
        sync_news_map_file (file, bx_answer_get_object (answer));
    }
}

/* --- the two batches --- */

static gboolean
is_closed (const GError *error)
{
  return g_error_matches (error, BX_ERROR, BX_ERROR_SCOPE) ||
         g_error_matches (error, BX_ERROR, BX_ERROR_DENIED) ||
         g_error_matches (error, BX_ERROR, BX_ERROR_NO_METHOD);
}

static void
end_with (ClinicInvoiceCase *open, const GError *error)
{
  if (error == NULL || is_closed (error))
    {
      clinic_invoice_case_set_state (open, error == NULL ? CLINIC_LOAD_READY : CLINIC_LOAD_MISSING);
      return;
    }
  clinic_invoice_case_set_problem (open, error->message);
  clinic_invoice_case_set_state (open, CLINIC_LOAD_STALE);
}

static void
on_files_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Reading) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BxBatchAnswer) answers = bx_client_batch_finish (BX_CLIENT (source), result, &error);
  g_autoptr (ClinicInvoiceCase) open = g_weak_ref_get (&self->open);
  ClinicInvoice *invoice = sync_invoice_shelf_find (self->shelf, self->id);

  if (answers != NULL && invoice != NULL)
    {
      take_file_names (answers, clinic_invoice_get_files (invoice));
      take_file_names (answers, clinic_invoice_get_acts (invoice));
    }
  /* files without names are no reason to say that all is old */
  if (open != NULL)
    end_with (open, NULL);
}

static void
ask_for_files (Reading *self, ClinicInvoiceCase *open)
{
  g_autoptr (BxBatch) batch = bx_batch_new (FALSE);
  ClinicInvoice *invoice = sync_invoice_shelf_find (self->shelf, self->id);
  SyncContext *context = self->context;

  if (invoice != NULL)
    {
      add_file_questions (batch, clinic_invoice_get_files (invoice));
      add_file_questions (batch, clinic_invoice_get_acts (invoice));
    }
  if (bx_batch_get_size (batch) == 0)
    {
      end_with (open, NULL);
      reading_free (self);
      return;
    }
  bx_client_batch_async (sync_context_get_client (context), batch, BX_PRIORITY_PERSON, BX_CALL_READ,
                         sync_context_get_cancellable (context), on_files_cb, self);
}

static void
find_duplicates (Reading *self, ClinicInvoiceCase *open)
{
  ClinicInvoice *invoice = clinic_invoice_case_get_invoice (open);
  g_autoptr (GListModel) known = sync_invoice_shelf_list_known (self->shelf);
  g_autoptr (GListModel) found = clinic_duplicates_find (invoice, known);

  clinic_invoice_case_set_duplicates (open, found);
}

static void
on_row_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Reading) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BxBatchAnswer) answers = bx_client_batch_finish (BX_CLIENT (source), result, &error);
  g_autoptr (ClinicInvoiceCase) open = g_weak_ref_get (&self->open);
  const SyncInvoiceSource *holder = sync_invoice_scheme_find_of (self->scheme, self->id, NULL);
  g_autoptr (BxAnswer) answer = NULL;
  g_autoptr (BxAnswer) history = NULL;
  g_autoptr (GListStore) steps = NULL;
  JsonObject *row;

  if (open == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (answers != NULL)
    answer = bx_batch_answer_dup (answers, KEY_ROW, &error);
  if (answer == NULL)
    {
      find_duplicates (self, open);
      end_with (open, error);
      return;
    }
  row = sync_invoice_peek_row (holder, answer);
  if (row != NULL)
    sync_invoice_shelf_take_row (self->shelf, self->id, row);
  if (bx_batch_answer_has (answers, KEY_HISTORY))
    history = bx_batch_answer_dup (answers, KEY_HISTORY, NULL);
  steps = read_steps (holder, clinic_invoice_case_get_invoice (open), row,
                      history != NULL ? bx_answer_get_result (history) : NULL);
  clinic_invoice_case_set_steps (open, G_LIST_MODEL (steps));
  find_duplicates (self, open);
  ask_for_files (g_steal_pointer (&self), open);
}

static void
ask_for_row (Reading *self, const SyncInvoiceSource *source, gint64 row_id)
{
  g_autoptr (BxBatch) batch = bx_batch_new (FALSE);
  g_autoptr (JsonNode) params = sync_invoice_new_get_params (source, row_id);
  g_autoptr (JsonNode) about = NULL;

  (void) bx_batch_add (batch, KEY_ROW, sync_invoice_peek_get_method (source), params, NULL);
  if (source->kind == SYNC_SOURCE_SMART)
    {
      about =
        bx_json_build ("{'entityTypeId': %" G_GINT64_FORMAT
                       ", 'filter': {'OWNER_ID': %" G_GINT64_FORMAT "}, 'order': {'ID': 'ASC'}}",
                       source->id, row_id);
      (void) bx_batch_add (batch, KEY_HISTORY, "crm.stagehistory.list", about, NULL);
    }
  bx_client_batch_async (sync_context_get_client (self->context), batch, BX_PRIORITY_PERSON,
                         BX_CALL_READ, sync_context_get_cancellable (self->context), on_row_cb,
                         self);
}

/* in a list or a smart process of the portal */
static gboolean
is_elsewhere (const char *id)
{
  return id != NULL && (g_str_has_prefix (id, "list:") || g_str_has_prefix (id, "item:"));
}

ClinicInvoiceCase *
sync_invoice_case_open (SyncContext *context,
                        SyncInvoiceScheme *scheme,
                        SyncInvoiceShelf *shelf,
                        ClinicInvoice *invoice)
{
  ClinicInvoiceCase *open = clinic_invoice_case_new ();
  g_autoptr (GListStore) steps = g_list_store_new (CLINIC_TYPE_INVOICE_STEP);
  g_autoptr (GListStore) none = g_list_store_new (CLINIC_TYPE_INVOICE);
  const char *id = clinic_invoice_get_id (invoice);
  gint64 row_id = 0;
  const SyncInvoiceSource *source =
    scheme != NULL ? sync_invoice_scheme_find_of (scheme, id, &row_id) : NULL;
  Reading *reading;

  add_beginning (steps, invoice);
  clinic_invoice_case_set_invoice (open, invoice);
  clinic_invoice_case_set_steps (open, G_LIST_MODEL (steps));
  clinic_invoice_case_set_duplicates (open, G_LIST_MODEL (none));
  if (source == NULL)
    {
      /* it is on its way, or its document cannot be read */
      clinic_invoice_case_set_state (open, scheme != NULL && is_elsewhere (id) ? CLINIC_LOAD_MISSING
                                                                               : CLINIC_LOAD_READY);
      return open;
    }
  reading = g_new0 (Reading, 1);
  reading->context = g_object_ref (context);
  reading->scheme = sync_invoice_scheme_ref (scheme);
  reading->shelf = g_object_ref (shelf);
  reading->id = g_strdup (id);
  g_weak_ref_init (&reading->open, open);
  find_duplicates (reading, open);
  ask_for_row (reading, source, row_id);

  return open;
}
