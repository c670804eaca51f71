/* clinic-party-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "clinic-party-list"

#include "clinic-party-list.h"

#include <string.h>

#include "clinic-enums.h"

/* of an option: where it stands among the others, comparable byte by byte */
#define PLACE "party-place"

struct _ClinicPartyList
{
  GObject parent_instance;

  char *bare_kind;   /* owned, (nullable) */
  GListStore *store; /* owned, of ClinicFormOption */
  GHashTable *by_id; /* owned: id -> ClinicFormOption (owned): those in the store */
  GHashTable *names; /* owned: id -> name (owned): all that were ever told */
  ClinicLoadState state;
};

enum
{
  PROP_0,
  PROP_STATE,
  N_PROPS
};

enum
{
  WANTED,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

static GType
clinic_party_list_get_item_type (GListModel *model)
{
  return CLINIC_TYPE_FORM_OPTION;
}

static guint
clinic_party_list_get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (CLINIC_PARTY_LIST (model)->store));
}

static gpointer
clinic_party_list_get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (CLINIC_PARTY_LIST (model)->store), position);
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = clinic_party_list_get_item_type;
  iface->get_n_items = clinic_party_list_get_n_items;
  iface->get_item = clinic_party_list_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (ClinicPartyList,
                               clinic_party_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

/* --- what is in it --- */

static int
compare (gconstpointer a, gconstpointer b, gpointer user_data)
{
  return g_strcmp0 (g_object_get_data (G_OBJECT (a), PLACE),
                    g_object_get_data (G_OBJECT (b), PLACE));
}

char *
clinic_party_list_dup_value (ClinicPartyList *self, const char *value)
{
  const char *letters = NULL;
  gsize length;

  g_return_val_if_fail (CLINIC_IS_PARTY_LIST (self), NULL);

  if (value == NULL || *value == '\0')
    return g_strdup ("");
  length = self->bare_kind != NULL ? strlen (self->bare_kind) : 0;
  if (length > 0 && g_str_has_prefix (value, self->bare_kind) && value[length] == '_')
    return g_strdup (value + length + 1);
  letters = value[strspn (value, "0123456789")] == '\0' ? "CO_" : "";

  return length > 0 ? g_strdup (value) : g_strconcat (letters, value, NULL);
}

void
clinic_party_list_put (ClinicPartyList *self, const char *key, const char *name, gboolean first)
{
  g_autofree char *id = NULL;
  g_autofree char *place = NULL;
  g_autoptr (ClinicFormOption) fresh = NULL;
  ClinicFormOption *option;

  g_return_if_fail (CLINIC_IS_PARTY_LIST (self));

  id = clinic_party_list_dup_value (self, key);
  option = g_hash_table_lookup (self->by_id, id);
  g_hash_table_replace (self->names, g_strdup (id), g_strdup (name));
  if (option != NULL)
    {
      /* where it stands does not change under somebody's pointer */
      clinic_form_option_set_name (option, name);
      return;
    }
  fresh = clinic_form_option_new ();
  clinic_form_option_set_id (fresh, id);
  clinic_form_option_set_name (fresh, name);
  /* once for thousands of comparisons */
  place = g_utf8_collate_key (name, -1);
  g_object_set_data_full (G_OBJECT (fresh), PLACE, g_strconcat (first ? "0" : "1", place, id, NULL),
                          g_free);
  g_hash_table_insert (self->by_id, g_strdup (id), g_object_ref (fresh));
  g_list_store_insert_sorted (self->store, fresh, compare, self);
}

void
clinic_party_list_keep_only (ClinicPartyList *self, GHashTable *keys)
{
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  const char *key;

  g_return_if_fail (CLINIC_IS_PARTY_LIST (self));

  g_hash_table_iter_init (&iter, keys);
  while (g_hash_table_iter_next (&iter, (gpointer *) &key, NULL))
    g_hash_table_add (ids, clinic_party_list_dup_value (self, key));
  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (self->store)); i > 0; i--)
    {
      g_autoptr (ClinicFormOption) option =
        g_list_model_get_item (G_LIST_MODEL (self->store), i - 1);

      if (g_hash_table_contains (ids, clinic_form_option_get_id (option)))
        continue;
      g_hash_table_remove (self->by_id, clinic_form_option_get_id (option));
      g_list_store_remove (self->store, i - 1);
    }
}

const char *
clinic_party_list_find_name (ClinicPartyList *self, const char *value)
{
  g_autofree char *id = NULL;

  g_return_val_if_fail (CLINIC_IS_PARTY_LIST (self), NULL);

  id = clinic_party_list_dup_value (self, value);

  return g_hash_table_lookup (self->names, id);
}

/* --- how far it is --- */

ClinicLoadState
clinic_party_list_get_state (ClinicPartyList *self)
{
  g_return_val_if_fail (CLINIC_IS_PARTY_LIST (self), CLINIC_LOAD_MISSING);

  return self->state;
}

void
clinic_party_list_set_state (ClinicPartyList *self, ClinicLoadState state)
{
  g_return_if_fail (CLINIC_IS_PARTY_LIST (self));

  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
}

void
clinic_party_list_want (ClinicPartyList *self)
{
  g_return_if_fail (CLINIC_IS_PARTY_LIST (self));

  g_signal_emit (self, signals[WANTED], 0);
}

/* --- the type --- */

static void
clinic_party_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_STATE)
    g_value_set_enum (value, (int) CLINIC_PARTY_LIST (object)->state);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
clinic_party_list_finalize (GObject *object)
{
  ClinicPartyList *self = CLINIC_PARTY_LIST (object);

  g_clear_object (&self->store);
  g_clear_pointer (&self->by_id, g_hash_table_unref);
  g_clear_pointer (&self->names, g_hash_table_unref);
  g_clear_pointer (&self->bare_kind, g_free);

  G_OBJECT_CLASS (clinic_party_list_parent_class)->finalize (object);
}

static void
clinic_party_list_class_init (ClinicPartyListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = clinic_party_list_get_property;
  object_class->finalize = clinic_party_list_finalize;

  props[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL, CLINIC_TYPE_LOAD_STATE, CLINIC_LOAD_LOADING,
                       G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[WANTED] = g_signal_new ("wanted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
}

static void
clinic_party_list_init (ClinicPartyList *self)
{
  self->store = g_list_store_new (CLINIC_TYPE_FORM_OPTION);
  self->by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_signal_connect_swapped (self->store, "items-changed", G_CALLBACK (g_list_model_items_changed),
                            self);
}

ClinicPartyList *
clinic_party_list_new (const char *bare_kind)
{
  ClinicPartyList *self = g_object_new (CLINIC_TYPE_PARTY_LIST, NULL);

  self->bare_kind = g_strdup (bare_kind);

  return self;
}
