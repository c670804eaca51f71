/* sync-startup.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-startup"

#include "sync-startup.h"

#include "bx-error.h"
#include "bx-json.h"
#include "sync-dictionaries.h"

#define DOCUMENT "dictionaries"
#define PAGE 50
#define MOST_USERS 1000
#define FIRST_PAUSE 5.0
#define LONGEST_PAUSE 300.0

struct _SyncStartup
{
  GObject parent_instance;

  SyncContext *context;      /* owned */
  GCancellable *cancellable; /* owned: the context's */
  guint retry_id;
  double pause; /* seconds until the next attempt */
  gboolean asking;
  gboolean stopped;
};

enum
{
  LOADED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SyncStartup, sync_startup, G_TYPE_OBJECT)

/* A refusal of one question leaves the others: what one lacks a scope for is left out, and its
 * feature with it. */
static const struct
{
  const char *part;
  const char *method;
  const char *params;
} questions[] = {
  { SYNC_PART_PROFILE, "profile", "{}" },
  { SYNC_PART_SCOPE, "scope", "{}" },
  { SYNC_PART_MODE, "crm.settings.mode.get", "{}" },
  { SYNC_PART_STATUSES, "crm.status.list", "{\"order\":{\"SORT\":\"ASC\"}}" },
  { SYNC_PART_CATEGORIES, "crm.category.list", "{\"entityTypeId\":2}" },
  { SYNC_PART_DEAL_FIELDS, "crm.item.fields", "{\"entityTypeId\":2}" },
  { SYNC_PART_CONTACT_FIELDS, "crm.item.fields", "{\"entityTypeId\":3}" },
  { SYNC_PART_USERS, "user.get",
    "{\"FILTER\":{\"ACTIVE\":true},\"sort\":\"ID\",\"order\":\"ASC\"}" },
};

BxBatch *
sync_startup_new_batch (void)
{
  BxBatch *batch = bx_batch_new (FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    bx_batch_ask (batch, questions[i].part, questions[i].method,
                  json_from_string (questions[i].params, NULL));

  return batch;
}

static void ask_portal (SyncStartup *self);

static gboolean
on_retry_cb (gpointer user_data)
{
  SyncStartup *self = user_data;

  self->retry_id = 0;
  ask_portal (self);

  return G_SOURCE_REMOVE;
}

static void
note_failure (SyncStartup *self, const GError *error)
{
  self->asking = FALSE;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->stopped)
    return;
  sync_context_note_error (self->context, error);
  g_debug ("The dictionaries did not come: %s", error->message);
  g_clear_handle_id (&self->retry_id, g_source_remove);
  self->retry_id = sync_context_add_timeout (self->context, self->pause, on_retry_cb, self);
  self->pause = MIN (self->pause * 2, LONGEST_PAUSE);
}

static void
on_document_stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!store_repository_put_document_finish (STORE_REPOSITORY (source), result, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_warning ("Cannot keep the dictionaries: %s", error->message);
}

static void
finish_asking (SyncStartup *self)
{
  g_autofree char *text = sync_dictionaries_to_text (sync_context_get_dictionaries (self->context));

  self->asking = FALSE;
  self->pause = FIRST_PAUSE;
  sync_context_rebuild_dictionaries (self->context);
  store_repository_put_document_async (sync_context_get_store (self->context), DOCUMENT, text,
                                       self->cancellable, on_document_stored_cb, NULL);
  g_signal_emit (self, signals[LOADED], 0, TRUE);
}

static void
append_users (SyncStartup *self, BxAnswer *answer)
{
  SyncDictionaries *dictionaries = sync_context_get_dictionaries (self->context);
  JsonArray *users = bx_json_node_array (sync_dictionaries_get (dictionaries, SYNC_PART_USERS));
  JsonArray *more = bx_answer_get_array (answer);

  for (guint i = 0; users != NULL && more != NULL && i < json_array_get_length (more); i++)
    json_array_add_element (users, json_node_copy (json_array_get_element (more, i)));
}

static void
on_more_users_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SyncStartup) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BxBatchAnswer) answers = bx_client_batch_finish (BX_CLIENT (source), result, &error);

  if (answers == NULL)
    {
      note_failure (self, error);
      return;
    }
  for (int start = PAGE; start < MOST_USERS; start += PAGE)
    {
      g_autofree char *key = g_strdup_printf ("users%d", start);
      g_autoptr (BxAnswer) answer = NULL;

      if (!bx_batch_answer_has (answers, key))
        break;
      answer = bx_batch_answer_dup (answers, key, NULL);
      if (answer != NULL)
        append_users (self, answer);
    }
  finish_asking (self);
}

static void
ask_more_users (SyncStartup *self, gint64 total)
{
  g_autoptr (BxBatch) batch = bx_batch_new (FALSE);

  for (int start = PAGE; start < MIN (total, MOST_USERS); start += PAGE)
    {
      g_autofree char *key = g_strdup_printf ("users%d", start);
      g_autofree char *params = g_strdup_printf (
        "{\"FILTER\":{\"ACTIVE\":true},\"sort\":\"ID\",\"order\":\"ASC\",\"start\":%d}", start);

      bx_batch_ask (batch, key, "user.get", json_from_string (params, NULL));
    }
  bx_client_batch_async (sync_context_get_client (self->context), batch, BX_PRIORITY_PERSON,
                         BX_CALL_READ, self->cancellable, on_more_users_cb, g_object_ref (self));
}

static void
take_answers (SyncStartup *self, BxBatchAnswer *answers)
{
  SyncDictionaries *dictionaries = sync_context_get_dictionaries (self->context);
  gint64 users = 0;

  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BxAnswer) answer = bx_batch_answer_dup (answers, questions[i].part, &error);

      if (answer == NULL)
        {
          g_debug ("The portal does not tell %s: %s", questions[i].part, error->message);
          continue;
        }
      sync_dictionaries_put (dictionaries, questions[i].part, bx_answer_get_result (answer));
      if (g_strcmp0 (questions[i].part, SYNC_PART_USERS) == 0)
        users = bx_answer_get_total (answer);
    }
  if (users > PAGE)
    ask_more_users (self, users);
  else
    finish_asking (self);
}

static void
on_answers_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SyncStartup) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BxBatchAnswer) answers = bx_client_batch_finish (BX_CLIENT (source), result, &error);

  if (answers == NULL)
    {
      note_failure (self, error);
      return;
    }
  if (self->stopped)
    return;
  sync_context_note_success (self->context);
  take_answers (self, answers);
}

static void
ask_portal (SyncStartup *self)
{
  g_autoptr (BxBatch) batch = NULL;

  if (self->asking || self->stopped)
    return;
  self->asking = TRUE;
  batch = sync_startup_new_batch ();
  bx_client_batch_async (sync_context_get_client (self->context), batch, BX_PRIORITY_PERSON,
                         BX_CALL_READ, self->cancellable, on_answers_cb, g_object_ref (self));
}

static void
on_document_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SyncStartup) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text =
    store_repository_get_document_finish (STORE_REPOSITORY (source), result, &error);

  if (self->stopped || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error != NULL)
    g_warning ("Cannot read the dictionaries: %s", error->message);
  if (text != NULL)
    {
      g_autoptr (GError) parse_error = NULL;

      if (sync_dictionaries_from_text (sync_context_get_dictionaries (self->context), text,
                                       &parse_error))
        sync_context_rebuild_dictionaries (self->context);
      else
        g_warning ("The kept dictionaries cannot be read: %s", parse_error->message);
    }
  g_signal_emit (self, signals[LOADED], 0, FALSE);
  ask_portal (self);
}

/* somebody else's request went through: no need to sit out the pause */
static void
on_link_state_cb (SyncStartup *self)
{
  ClinicLink *link = sync_context_get_link (self->context);

  if (clinic_link_get_state (link) != CLINIC_LINK_ONLINE || self->retry_id == 0)
    return;
  g_clear_handle_id (&self->retry_id, g_source_remove);
  ask_portal (self);
}

void
sync_startup_start (SyncStartup *self)
{
  g_return_if_fail (SYNC_IS_STARTUP (self));

  store_repository_get_document_async (sync_context_get_store (self->context), DOCUMENT,
                                       self->cancellable, on_document_read_cb, g_object_ref (self));
}

void
sync_startup_stop (SyncStartup *self)
{
  g_return_if_fail (SYNC_IS_STARTUP (self));

  self->stopped = TRUE;
  g_clear_handle_id (&self->retry_id, g_source_remove);
}

void
sync_startup_refresh (SyncStartup *self)
{
  g_return_if_fail (SYNC_IS_STARTUP (self));

  g_clear_handle_id (&self->retry_id, g_source_remove);
  ask_portal (self);
}

static void
sync_startup_dispose (GObject *object)
{
  SyncStartup *self = SYNC_STARTUP (object);

  g_clear_handle_id (&self->retry_id, g_source_remove);

  G_OBJECT_CLASS (sync_startup_parent_class)->dispose (object);
}

static void
sync_startup_finalize (GObject *object)
{
  SyncStartup *self = SYNC_STARTUP (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (sync_startup_parent_class)->finalize (object);
}

static void
sync_startup_class_init (SyncStartupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sync_startup_dispose;
  object_class->finalize = sync_startup_finalize;

  signals[LOADED] = g_signal_new ("loaded", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
}

static void
sync_startup_init (SyncStartup *self)
{
  self->pause = FIRST_PAUSE;
}

SyncStartup *
sync_startup_new (SyncContext *context)
{
  SyncStartup *self = g_object_new (SYNC_TYPE_STARTUP, NULL);

  self->context = g_object_ref (context);
  self->cancellable = g_object_ref (sync_context_get_cancellable (context));
  g_signal_connect_object (sync_context_get_link (context), "notify::state",
                           G_CALLBACK (on_link_state_cb), self, G_CONNECT_SWAPPED);

  return self;
}
