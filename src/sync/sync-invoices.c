/* sync-invoices.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-invoices"

#include "sync-invoices-private.h"

#include "bx-error.h"
#include "bx-json.h"
#include "sync-dictionaries.h"
#include "sync-invoice-discover.h"
#include "sync-invoice-round.h"
#include "sync-pace.h"

/* seconds between two looks: whoever has tasks, or is a head, and the others (office.md 2.4) */
#define OFTEN 60.0
#define SELDOM 180.0
/* of which as much as this is left to chance */
#define JITTER 0.25
/* seconds between two readings of the registry, and of what the portal has at all */
#define REGISTRY_EVERY 600
#define SCHEME_EVERY (6 * 3600)
#define MEMBER_TIME "time"

G_DEFINE_FINAL_TYPE_WITH_CODE (SyncInvoices,
                               sync_invoices,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (CLINIC_TYPE_INVOICES,
                                                      sync_invoices_iface_init))

enum
{
  REGISTRY_READ,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

void
sync_invoices_emit_state (SyncInvoices *self)
{
  clinic_invoices_emit_state_changed (CLINIC_INVOICES (self));
}

/* --- what is kept --- */

static void
on_document_kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!store_repository_put_document_finish (STORE_REPOSITORY (source), result, &error))
    g_debug ("What is known of invoices cannot be kept: %s", error->message);
}

static void
keep_document (SyncInvoices *self, const char *name, const char *text)
{
  store_repository_put_document_async (sync_context_get_store (self->context), name, text, NULL,
                                       on_document_kept_cb, NULL);
}

static void
note_as_of (SyncInvoices *self)
{
  g_autofree char *text = NULL;

  self->as_of = sync_context_get_now (self->context);
  text = g_strdup_printf ("%" G_GINT64_FORMAT, self->as_of);
  keep_document (self, SYNC_INVOICES_AS_OF, text);
}

/* --- the scheme --- */

static void
fill_form (SyncInvoices *self)
{
  const SyncInvoiceSource *source = sync_invoice_scheme_find_form (self->scheme);
  g_autoptr (GPtrArray) fields = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; source != NULL && i < source->fields->len; i++)
    {
      const SyncInvoiceField *field = g_ptr_array_index (source->fields, i);

      if (!field->in_form)
        continue;
      g_ptr_array_add (fields, sync_invoice_field_to_form (field));
      sync_companies_offer (sync_context_get_companies (self->context),
                            g_ptr_array_index (fields, fields->len - 1), &field->rule);
    }
  g_list_store_splice (self->form, 0, g_list_model_get_n_items (G_LIST_MODEL (self->form)),
                       fields->pdata, fields->len);
}

/* A form that is being filled is not taken away from under the hands. */
static gboolean
is_same_description (SyncInvoices *self, JsonObject *description)
{
  static const char *const parts[] = { SYNC_INVOICE_PROCESSES,   SYNC_INVOICE_LISTS,
                                       SYNC_INVOICE_FIELDS,      SYNC_INVOICE_TYPES,
                                       SYNC_INVOICE_ITEM_FIELDS, SYNC_INVOICE_STAGES };

  for (guint i = 0; self->description != NULL && i < G_N_ELEMENTS (parts); i++)
    {
      JsonNode *one = json_object_get_member (self->description, parts[i]);
      JsonNode *other = json_object_get_member (description, parts[i]);

      if ((one == NULL) != (other == NULL) || (one != NULL && !json_node_equal (one, other)))
        return FALSE;
    }

  return self->description != NULL;
}

void
sync_invoices_use_description (SyncInvoices *self, JsonObject *description, gboolean anew)
{
  gboolean same = !anew && is_same_description (self, description);

  g_clear_pointer (&self->scheme, sync_invoice_scheme_unref);
  self->scheme = sync_invoice_scheme_new (description, sync_context_get_settings (self->context));
  json_object_ref (description);
  g_clear_pointer (&self->description, json_object_unref);
  self->description = description;
  self->scheme_time = bx_json_get_int (description, MEMBER_TIME, 0);
  sync_context_set_invoice_scheme (self->context, self->scheme);
  sync_invoice_registry_set_scheme (self->registry, self->scheme);
  if (same)
    return;
  sync_invoice_shelf_set_scheme (self->shelf, self->scheme);
  fill_form (self);
}

static void
keep_description (SyncInvoices *self, JsonObject *description)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), description);
  g_autofree char *text = json_to_string (node, FALSE);

  keep_document (self, SYNC_INVOICES_SCHEME, text);
}

static void
on_settings_changed_cb (SyncInvoices *self, const char *key)
{
  if (!g_str_has_prefix (key, "invoice-") || g_str_equal (key, "invoice-limit") ||
      g_str_equal (key, "invoice-scans") || self->description == NULL || self->stopped)
    return;
  {
    g_autoptr (JsonObject) description = json_object_ref (self->description);

    sync_invoices_use_description (self, description, TRUE);
  }
  /* other lists may be meant now */
  self->scheme_time = 0;
  sync_invoices_emit_state (self);
  if (self->started)
    clinic_invoices_refresh (CLINIC_INVOICES (self));
}

/* --- looking --- */

static gboolean
is_often (SyncInvoices *self)
{
  return g_list_model_get_n_items (sync_invoice_shelf_get_tasks (self->shelf)) > 0 ||
         (self->scheme != NULL && sync_invoice_scheme_is_head (self->scheme));
}

static gboolean
on_timeout_cb (gpointer user_data)
{
  SyncInvoices *self = user_data;

  self->timeout_id = 0;
  sync_invoices_look (self, BX_PRIORITY_BACKGROUND);

  return G_SOURCE_REMOVE;
}

static void
wait_for_turn (SyncInvoices *self)
{
  double base = is_often (self) ? OFTEN : SELDOM;
  double seconds = sync_pace_stretch (base * (1.0 - JITTER / 2 + JITTER * g_random_double ()),
                                      sync_context_get_desktops (self->context));

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  if (!self->stopped)
    self->timeout_id = sync_context_add_timeout (self->context, seconds, on_timeout_cb, self);
}

static void
end_look (SyncInvoices *self)
{
  self->busy = FALSE;
  sync_invoices_emit_state (self);
  if (self->again)
    {
      self->again = FALSE;
      sync_invoices_look (self, BX_PRIORITY_PERSON);
    }
  else
    wait_for_turn (self);
}

static void
note_failure (SyncInvoices *self, const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  sync_context_note_error (self->context, error);
  self->failed = TRUE;
  g_debug ("The invoices did not come: %s", error->message);
}

static void
remember_documents (SyncInvoices *self)
{
  g_clear_pointer (&self->fresh, g_hash_table_unref);
  self->fresh = g_hash_table_ref (sync_invoice_shelf_get_documents (self->shelf));
}

static void
on_round_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SyncInvoices) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SyncInvoiceRound) round = sync_invoice_round_finish (result, &error);

  if (self->stopped)
    return;
  if (round == NULL)
    {
      note_failure (self, error);
      end_look (self);
      return;
    }
  self->no_tasks = round->no_tasks;
  self->failed = round->failure != NULL && !round->no_tasks;
  if (self->failed)
    note_failure (self, round->failure);
  else
    sync_context_note_success (self->context);
  sync_invoice_shelf_take_round (self->shelf, round);
  remember_documents (self);
  if (!self->failed)
    note_as_of (self);
  sync_invoice_registry_read (self->registry, self->again ? 0 : REGISTRY_EVERY);
  end_look (self);
}

static void
ask (SyncInvoices *self, BxPriority priority)
{
  /* a person who asks wants to see what is there, not what was */
  sync_invoice_round_async (self->context, self->scheme,
                            priority == BX_PRIORITY_PERSON ? NULL : self->fresh, priority,
                            self->cancellable, on_round_cb, g_object_ref (self));
}

static void
on_discovered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SyncInvoices) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) description = sync_invoice_discover_finish (result, &error);

  if (self->stopped)
    return;
  if (description == NULL)
    {
      note_failure (self, error);
      end_look (self);
      return;
    }
  json_object_set_int_member (description, MEMBER_TIME, sync_context_get_now (self->context));
  sync_invoices_use_description (self, description, FALSE);
  keep_description (self, description);
  sync_invoices_emit_state (self);
  ask (self, BX_PRIORITY_BACKGROUND);
}

void
sync_invoices_look (SyncInvoices *self, BxPriority priority)
{
  gint64 now = sync_context_get_now (self->context);

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  self->busy = TRUE;
  if (self->scheme != NULL && now < self->scheme_time + SCHEME_EVERY)
    ask (self, priority);
  else
    sync_invoice_discover_async (self->context, priority, self->cancellable, on_discovered_cb,
                                 g_object_ref (self));
}

ClinicInvoice *
sync_invoices_find (SyncInvoices *self, const char *id)
{
  g_return_val_if_fail (SYNC_IS_INVOICES (self), NULL);

  return sync_invoice_shelf_find (self->shelf, id);
}

static void
on_registry_read_cb (SyncInvoices *self)
{
  g_signal_emit (self, signals[REGISTRY_READ], 0);
}

void
sync_invoices_ask_too (SyncInvoices *self)
{
  g_return_if_fail (SYNC_IS_INVOICES (self));

  sync_invoices_begin_when_ready (self);
}

/* --- start and stop --- */

void
sync_invoices_begin_when_ready (SyncInvoices *self)
{
  if (self->started && self->n_loading == 0 && !self->busy && !self->stopped)
    sync_invoices_look (self, BX_PRIORITY_BACKGROUND);
}

static int
compare_names (gconstpointer a, gconstpointer b, gpointer data)
{
  ClinicUser *one = (ClinicUser *) a, *other = (ClinicUser *) b;
  const char *first = clinic_user_get_last_name (one), *second = clinic_user_get_last_name (other);
  int order = g_utf8_collate (first != NULL ? first : "", second != NULL ? second : "");

  if (order != 0)
    return order;
  first = clinic_user_get_first_name (one);
  second = clinic_user_get_first_name (other);

  return g_utf8_collate (first != NULL ? first : "", second != NULL ? second : "");
}

/* whoever works here, but for oneself */
static void
fill_colleagues (SyncInvoices *self)
{
  JsonArray *rows = bx_json_node_array (
    sync_dictionaries_get (sync_context_get_dictionaries (self->context), SYNC_PART_USERS));
  gint64 me = clinic_link_get_user_id (sync_context_get_link (self->context));
  g_autoptr (GListStore) users = g_list_store_new (CLINIC_TYPE_USER);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    {
      gint64 id = bx_json_get_int (bx_json_node_object (json_array_get_element (rows, i)), "ID", 0);
      ClinicUser *user = sync_context_find_user (self->context, id);

      if (user != NULL && id != me && clinic_user_get_active (user))
        g_list_store_insert_sorted (users, user, compare_names, NULL);
    }
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (users)); i++)
    g_ptr_array_add (found, g_list_model_get_item (G_LIST_MODEL (users), i));
  g_list_store_splice (self->colleagues, 0,
                       g_list_model_get_n_items (G_LIST_MODEL (self->colleagues)), found->pdata,
                       found->len);
}

static void
on_parties_changed_cb (SyncInvoices *self)
{
  if (!self->stopped)
    sync_invoice_shelf_name (self->shelf);
}

/* names that came late, and a box that was ticked meanwhile */
static void
on_dictionaries_changed_cb (SyncInvoices *self)
{
  if (self->stopped)
    return;
  fill_colleagues (self);
  sync_invoice_shelf_name (self->shelf);
  if (self->started && self->no_tasks && sync_context_has_scope (self->context, "bizproc"))
    sync_invoices_begin_when_ready (self);
}

static void
on_link_state_cb (SyncInvoices *self)
{
  ClinicLink *link = sync_context_get_link (self->context);

  if (self->stopped)
    return;
  if (clinic_link_get_state (link) == CLINIC_LINK_ONLINE && self->failed)
    sync_invoices_begin_when_ready (self);
  sync_invoices_emit_state (self);
}

/* The portal tells counters of its pages over the channel; of tasks there is no event
 * (office.md 2.4). */
static void
on_pull_message_cb (SyncInvoices *self,
                    const char *module,
                    const char *command,
                    JsonObject *params,
                    gint64 arrived)
{
  if (self->started && !self->busy &&
      (g_strcmp0 (module, "bizproc") == 0 ||
       (g_strcmp0 (module, "main") == 0 && g_strcmp0 (command, "user_counter") == 0)))
    sync_invoices_begin_when_ready (self);
}

void
sync_invoices_start (SyncInvoices *self)
{
  g_return_if_fail (SYNC_IS_INVOICES (self));

  if (self->started)
    return;
  self->started = TRUE;
  sync_invoices_begin_when_ready (self);
}

void
sync_invoices_stop (SyncInvoices *self)
{
  g_return_if_fail (SYNC_IS_INVOICES (self));

  self->stopped = TRUE;
  g_cancellable_cancel (self->cancellable);
  sync_invoice_registry_stop (self->registry);
  g_clear_handle_id (&self->timeout_id, g_source_remove);
}

void
sync_invoices_note_command (SyncInvoices *self, ClinicCommand *command)
{
  ClinicCommandKind kind = clinic_command_get_kind (command);

  g_return_if_fail (SYNC_IS_INVOICES (self));

  sync_invoice_shelf_note_command (self->shelf, command);
  if (clinic_command_get_state (command) == CLINIC_COMMAND_DONE &&
      (kind == CLINIC_COMMAND_DECIDE_INVOICE || kind == CLINIC_COMMAND_DELEGATE_TASK ||
       kind == CLINIC_COMMAND_SUBMIT_INVOICE || kind == CLINIC_COMMAND_CHANGE_INVOICE))
    {
      sync_invoice_registry_expire (self->registry);
      clinic_invoices_refresh (CLINIC_INVOICES (self));
    }
}

static void
sync_invoices_dispose (GObject *object)
{
  SyncInvoices *self = SYNC_INVOICES (object);

  g_clear_handle_id (&self->timeout_id, g_source_remove);

  G_OBJECT_CLASS (sync_invoices_parent_class)->dispose (object);
}

static void
sync_invoices_finalize (GObject *object)
{
  SyncInvoices *self = SYNC_INVOICES (object);

  g_clear_object (&self->registry);
  g_clear_object (&self->shelf);
  g_clear_object (&self->form);
  g_clear_object (&self->colleagues);
  g_clear_pointer (&self->drafts, g_free);
  g_clear_pointer (&self->fresh, g_hash_table_unref);
  g_clear_pointer (&self->scheme, sync_invoice_scheme_unref);
  g_clear_pointer (&self->description, json_object_unref);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (sync_invoices_parent_class)->finalize (object);
}

static void
sync_invoices_class_init (SyncInvoicesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sync_invoices_dispose;
  object_class->finalize = sync_invoices_finalize;

  signals[REGISTRY_READ] = g_signal_new ("registry-read", SYNC_TYPE_INVOICES, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sync_invoices_init (SyncInvoices *self)
{
  self->cancellable = g_cancellable_new ();
  self->form = g_list_store_new (CLINIC_TYPE_FORM_FIELD);
  self->colleagues = g_list_store_new (CLINIC_TYPE_USER);
}

SyncInvoices *
sync_invoices_new (SyncContext *context, GListModel *commands)
{
  SyncInvoices *self = g_object_new (SYNC_TYPE_INVOICES, NULL);

  self->context = g_object_ref (context);
  self->shelf = sync_invoice_shelf_new (context, commands);
  self->registry = sync_invoice_registry_new (context, self->shelf);
  g_signal_connect_object (self->registry, "state-changed", G_CALLBACK (sync_invoices_emit_state),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->registry, "read", G_CALLBACK (on_registry_read_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "dictionaries-changed", G_CALLBACK (on_dictionaries_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (sync_context_get_parties (context), "changed",
                           G_CALLBACK (on_parties_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (sync_context_get_link (context), "notify::state",
                           G_CALLBACK (on_link_state_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (sync_context_get_pull (context), "message",
                           G_CALLBACK (on_pull_message_cb), self, G_CONNECT_SWAPPED);
  if (sync_context_get_settings (context) != NULL)
    g_signal_connect_object (sync_context_get_settings (context), "changed",
                             G_CALLBACK (on_settings_changed_cb), self, G_CONNECT_SWAPPED);

  return self;
}
