/* sync-companies.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-companies"

#include "sync-companies.h"

#include "bx-error.h"
#include "bx-json.h"
#include "bx-list.h"
#include "sync-context.h"

#define DOCUMENT "companies"
#define MEMBER_NAME "name"
#define MEMBER_OWN "own"
/* entityTypeId */
#define COMPANY 4
/* Most clinics have some dozens: the first request is short. */
#define FIRST_PAGES 2
#define MORE_PAGES 50
/* seconds after which who chooses is shown what is new */
#define FRESH 600

typedef struct
{
  char *name; /* owned */
  gboolean own;
} Company;

/* One list, whichever fields show it. */
typedef struct
{
  ClinicPartyList *list; /* owned */
  SyncPartyRule rule;
  gboolean own_first;
} Shown;

struct _SyncCompanies
{
  GObject parent_instance;

  BxClient *client;          /* owned */
  StoreRepository *store;    /* owned, (nullable) */
  SyncParties *parties;      /* owned */
  GCancellable *cancellable; /* owned */
  GHashTable *known;         /* owned: "CO_12" -> Company (owned) */
  GHashTable *seen; /* owned, (nullable): set of the numbers that this reading has brought */
  GPtrArray *lists; /* owned, of Shown */
  BxList *reading;  /* owned, (nullable) */
  gint64 read_at;   /* monotonic; 0 not in this session */
  ClinicLoadState state;
  gboolean loading; /* what the store has was asked for */
};

G_DEFINE_FINAL_TYPE (SyncCompanies, sync_companies, G_TYPE_OBJECT)

static void
company_free (gpointer data)
{
  Company *company = data;

  g_clear_pointer (&company->name, g_free);
  g_free (company);
}

static void
shown_free (gpointer data)
{
  Shown *shown = data;

  g_clear_object (&shown->list);
  g_free (shown);
}

/* --- what is shown --- */

static void
show_company (Shown *shown, const char *key, const Company *company)
{
  if (company->own || !shown->rule.own)
    clinic_party_list_put (shown->list, key, company->name, shown->own_first && company->own);
}

static void
take (SyncCompanies *self, const char *key, const char *name, gboolean own)
{
  Company *company = g_new0 (Company, 1);

  company->name = g_strdup (name);
  company->own = own;
  g_hash_table_replace (self->known, g_strdup (key), company);
  sync_parties_learn (self->parties, key, name);
  for (guint i = 0; i < self->lists->len; i++)
    show_company (g_ptr_array_index (self->lists, i), key, company);
}

static void
show_contact (const char *key, const char *name, gpointer user_data)
{
  Shown *shown = user_data;

  if (g_str_has_prefix (key, "C_"))
    clinic_party_list_put (shown->list, key, name, FALSE);
}

static void
on_parties_changed_cb (SyncCompanies *self)
{
  for (guint i = 0; i < self->lists->len; i++)
    {
      Shown *shown = g_ptr_array_index (self->lists, i);

      if (shown->rule.contacts)
        sync_parties_foreach (self->parties, show_contact, shown);
    }
}

static void
set_state (SyncCompanies *self, ClinicLoadState state)
{
  self->state = state;
  for (guint i = 0; i < self->lists->len; i++)
    clinic_party_list_set_state (((Shown *) g_ptr_array_index (self->lists, i))->list, state);
}

static void
note_contact (const char *key, const char *name, gpointer user_data)
{
  if (g_str_has_prefix (key, "C_"))
    g_hash_table_add (user_data, g_strdup (key));
}

/* what the portal has no more, or calls another's now */
static void
drop_others (SyncCompanies *self)
{
  GHashTableIter iter;
  const char *key;
  Company *company;

  g_hash_table_iter_init (&iter, self->known);
  while (g_hash_table_iter_next (&iter, (gpointer *) &key, NULL))
    {
      if (!g_hash_table_contains (self->seen, key))
        g_hash_table_iter_remove (&iter);
    }
  for (guint i = 0; i < self->lists->len; i++)
    {
      Shown *shown = g_ptr_array_index (self->lists, i);
      g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

      g_hash_table_iter_init (&iter, self->known);
      while (g_hash_table_iter_next (&iter, (gpointer *) &key, (gpointer *) &company))
        {
          if (company->own || !shown->rule.own)
            g_hash_table_add (keys, g_strdup (key));
        }
      if (shown->rule.contacts)
        sync_parties_foreach (self->parties, note_contact, keys);
      clinic_party_list_keep_only (shown->list, keys);
    }
}

/* --- keeping --- */

static void
on_kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!store_repository_put_document_finish (STORE_REPOSITORY (source), result, &error))
    g_debug ("The companies cannot be kept: %s", error->message);
}

/* {"CO_51":{"name":"…","own":false},…} */
static void
keep (SyncCompanies *self)
{
  g_autoptr (JsonObject) all = json_object_new ();
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *text = NULL;
  GHashTableIter iter;
  const char *key;
  Company *company;

  if (self->store == NULL)
    return;
  g_hash_table_iter_init (&iter, self->known);
  while (g_hash_table_iter_next (&iter, (gpointer *) &key, (gpointer *) &company))
    {
      JsonObject *one = json_object_new ();

      json_object_set_string_member (one, MEMBER_NAME, company->name);
      json_object_set_boolean_member (one, MEMBER_OWN, company->own);
      json_object_set_object_member (all, key, one);
    }
  node = json_node_init_object (json_node_alloc (), all);
  text = json_to_string (node, FALSE);
  store_repository_put_document_async (self->store, DOCUMENT, text, NULL, on_kept_cb, NULL);
}

/* The portal may have been faster. */
static void
take_kept (SyncCompanies *self, JsonObject *all)
{
  JsonObjectIter iter;
  const char *key;

  json_object_iter_init (&iter, all);
  while (json_object_iter_next (&iter, &key, NULL))
    {
      JsonObject *one = bx_json_get_object (all, key);
      const char *name = bx_json_get_string (one, MEMBER_NAME);

      if (name != NULL && self->read_at == 0 && !g_hash_table_contains (self->known, key))
        take (self, key, name, bx_json_get_bool (one, MEMBER_OWN, FALSE));
    }
}

static void
on_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SyncCompanies) self = user_data;
  g_autofree char *text =
    store_repository_get_document_finish (STORE_REPOSITORY (source), result, NULL);
  g_autoptr (JsonNode) node = text != NULL ? json_from_string (text, NULL) : NULL;

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (node != NULL && bx_json_node_object (node) != NULL)
    take_kept (self, bx_json_node_object (node));
  if (self->read_at == 0 && g_hash_table_size (self->known) > 0)
    set_state (self, CLINIC_LOAD_STALE);
  sync_parties_announce (self->parties);
}

static void
load (SyncCompanies *self)
{
  if (self->loading || self->store == NULL)
    return;
  self->loading = TRUE;
  store_repository_get_document_async (self->store, DOCUMENT, self->cancellable, on_loaded_cb,
                                       g_object_ref (self));
}

/* --- reading --- */

static void
take_page (SyncCompanies *self, JsonArray *rows)
{
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = bx_json_node_object (json_array_get_element (rows, i));
      g_autofree char *key =
        g_strdup_printf ("CO_%" G_GINT64_FORMAT, row != NULL ? bx_json_get_int (row, "id", 0) : 0);
      const char *name = row != NULL ? bx_json_get_string (row, "title") : NULL;

      if (name == NULL || *name == '\0')
        continue;
      g_hash_table_add (self->seen, g_strdup (key));
      take (self, key, name, bx_json_get_bool (row, "isMyCompany", FALSE));
    }
}

static void
end_reading (SyncCompanies *self)
{
  g_clear_object (&self->reading);
  self->read_at = g_get_monotonic_time ();
  drop_others (self);
  g_clear_pointer (&self->seen, g_hash_table_unref);
  keep (self);
  sync_parties_announce (self->parties);
  set_state (self, CLINIC_LOAD_READY);
}

static void
fail_reading (SyncCompanies *self, const GError *error)
{
  g_debug ("The companies did not come: %s", error->message);
  g_clear_object (&self->reading);
  g_clear_pointer (&self->seen, g_hash_table_unref);
  set_state (self, sync_error_is_passing (error) ? CLINIC_LOAD_STALE : CLINIC_LOAD_MISSING);
}

static void
on_pages_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SyncCompanies) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) pages = bx_list_next_finish (BX_LIST (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (pages == NULL)
    {
      fail_reading (self, error);
      return;
    }
  for (guint i = 0; i < pages->len; i++)
    take_page (self, g_ptr_array_index (pages, i));
  if (pages->len == 0 || bx_list_is_done (self->reading))
    {
      end_reading (self);
      return;
    }
  bx_list_set_pages (self->reading, MORE_PAGES);
  bx_list_next_async (self->reading, self->cancellable, on_pages_cb, g_object_ref (self));
}

/* docs: crm/universal/crm-item-list */
static void
on_wanted_cb (SyncCompanies *self)
{
  g_autoptr (JsonNode) params = bx_json_build ("{'entityTypeId': %" G_GINT64_FORMAT
                                               ", 'select': ['id', 'title', 'isMyCompany']}",
                                               (gint64) COMPANY);

  load (self);
  if (self->reading != NULL || g_cancellable_is_cancelled (self->cancellable) ||
      (self->read_at != 0 &&
       g_get_monotonic_time () < self->read_at + FRESH * (gint64) G_USEC_PER_SEC))
    return;
  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->reading =
    bx_list_new (self->client, "crm.item.list", params, "items", "id", 0, BX_PRIORITY_PERSON);
  bx_list_set_pages (self->reading, FIRST_PAGES);
  bx_list_next_async (self->reading, self->cancellable, on_pages_cb, g_object_ref (self));
}

/* --- lists --- */

static gboolean
shows (const Shown *shown, const SyncPartyRule *rule, gboolean own_first)
{
  return g_strcmp0 (shown->rule.bare, rule->bare) == 0 && shown->rule.own == rule->own &&
         shown->rule.contacts == rule->contacts && shown->own_first == own_first;
}

/* of a clinic that has never opened such a form: whom its invoices have named */
static void
show_named (const char *key, const char *name, gpointer user_data)
{
  Company company = { (char *) name, FALSE };

  if (g_str_has_prefix (key, "CO_"))
    show_company (user_data, key, &company);
}

static void
fill (SyncCompanies *self, Shown *shown)
{
  GHashTableIter iter;
  const char *key;
  Company *company;

  g_hash_table_iter_init (&iter, self->known);
  while (g_hash_table_iter_next (&iter, (gpointer *) &key, (gpointer *) &company))
    show_company (shown, key, company);
  if (shown->rule.contacts)
    sync_parties_foreach (self->parties, show_contact, shown);
  if (self->read_at == 0)
    sync_parties_foreach (self->parties, show_named, shown);
}

ClinicPartyList *
sync_companies_list (SyncCompanies *self, const SyncPartyRule *rule, gboolean own_first)
{
  Shown *shown;

  g_return_val_if_fail (SYNC_IS_COMPANIES (self), NULL);

  for (guint i = 0; i < self->lists->len; i++)
    {
      shown = g_ptr_array_index (self->lists, i);
      if (shows (shown, rule, own_first))
        return g_object_ref (shown->list);
    }
  shown = g_new0 (Shown, 1);
  shown->list = clinic_party_list_new (rule->bare);
  shown->rule = *rule;
  shown->own_first = own_first;
  g_ptr_array_add (self->lists, shown);
  clinic_party_list_set_state (shown->list, self->state);
  g_signal_connect_object (shown->list, "wanted", G_CALLBACK (on_wanted_cb), self,
                           G_CONNECT_SWAPPED);
  load (self);
  fill (self, shown);

  return g_object_ref (shown->list);
}

void
sync_companies_offer (SyncCompanies *self, ClinicFormField *field, const SyncPartyRule *rule)
{
  g_autoptr (ClinicPartyList) list = NULL;

  g_return_if_fail (SYNC_IS_COMPANIES (self));

  if (clinic_form_field_get_kind (field) != CLINIC_FIELD_PARTY)
    return;
  /* the clinic itself pays */
  list =
    sync_companies_list (self, rule, clinic_form_field_get_role (field) == CLINIC_FIELD_ROLE_PAYER);
  clinic_form_field_set_options (field, G_LIST_MODEL (list));
}

/* --- the type --- */

static void
sync_companies_finalize (GObject *object)
{
  SyncCompanies *self = SYNC_COMPANIES (object);

  g_clear_object (&self->reading);
  g_clear_pointer (&self->lists, g_ptr_array_unref);
  g_clear_pointer (&self->known, g_hash_table_unref);
  g_clear_pointer (&self->seen, g_hash_table_unref);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->parties);
  g_clear_object (&self->store);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (sync_companies_parent_class)->finalize (object);
}

static void
sync_companies_class_init (SyncCompaniesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sync_companies_finalize;
}

static void
sync_companies_init (SyncCompanies *self)
{
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, company_free);
  self->lists = g_ptr_array_new_with_free_func (shown_free);
  self->state = CLINIC_LOAD_LOADING;
}

SyncCompanies *
sync_companies_new (BxClient *client,
                    StoreRepository *store,
                    SyncParties *parties,
                    GCancellable *cancellable)
{
  SyncCompanies *self = g_object_new (SYNC_TYPE_COMPANIES, NULL);

  self->client = g_object_ref (client);
  g_set_object (&self->store, store);
  self->parties = g_object_ref (parties);
  self->cancellable = g_object_ref (cancellable);
  g_signal_connect_object (parties, "changed", G_CALLBACK (on_parties_changed_cb), self,
                           G_CONNECT_SWAPPED);

  return self;
}
