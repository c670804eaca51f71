/* sync-dictionaries.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-dictionaries"

#include "sync-dictionaries.h"

#include "bx-client.h"
#include "bx-json.h"
#include "clinic-enums.h"
#include "sync-discovery.h"
#include "sync-fields.h"

struct _SyncDictionaries
{
  GObject parent_instance;

  GSettings *settings;      /* owned, (nullable) */
  JsonObject *parts;        /* owned: results of methods by part */
  SyncFields fields;        /* owned strings */
  gint64 category;          /* funnel of the appointments, -1 not known */
  GListStore *stages;       /* owned: of the appointments' funnel, in order */
  GListStore *leads;        /* owned: stages of the leads, in order */
  GHashTable *deal_stages;  /* owned: STATUS_ID -> ClinicStage */
  GHashTable *lead_stages;  /* owned: STATUS_ID -> ClinicStage */
  GHashTable *users;        /* owned: id -> ClinicUser */
  GHashTable *sources;      /* owned: STATUS_ID -> name */
  GHashTable *items;        /* owned: "field/id" -> name */
  GHashTable *types;        /* owned: field -> type */
  GHashTable *contact_keys; /* owned: upperName -> name in crm.item.* */
};

G_DEFINE_FINAL_TYPE (SyncDictionaries, sync_dictionaries, G_TYPE_OBJECT)

static JsonObject *
get_part_object (SyncDictionaries *self, const char *part)
{
  return bx_json_node_object (sync_dictionaries_get (self, part));
}

static JsonArray *
get_part_array (SyncDictionaries *self, const char *part)
{
  return bx_json_node_array (sync_dictionaries_get (self, part));
}

/* Semantics are three-valued: S, F, and null, "" or P for what is still going on; old portals say
 * it in EXTRA alone, where `apology` is a failure too (crm.status.list). */
static ClinicStageKind
read_kind (JsonObject *row)
{
  const char *semantics = bx_json_get_string (row, "SEMANTICS");
  const char *extra = bx_json_get_string (bx_json_get_object (row, "EXTRA"), "SEMANTICS");

  if (g_strcmp0 (semantics, "S") == 0)
    return CLINIC_STAGE_KIND_SUCCESS;
  if (g_strcmp0 (semantics, "F") == 0)
    return CLINIC_STAGE_KIND_FAILURE;
  if (g_strcmp0 (extra, "success") == 0)
    return CLINIC_STAGE_KIND_SUCCESS;
  if (g_strcmp0 (extra, "failure") == 0 || g_strcmp0 (extra, "apology") == 0)
    return CLINIC_STAGE_KIND_FAILURE;

  return CLINIC_STAGE_KIND_PROCESS;
}

/* what a person says that it means, else what its name says */
static ClinicStageRole
read_role (SyncDictionaries *self, JsonObject *row, gint64 category)
{
  const char *id = bx_json_get_string (row, "STATUS_ID");
  const char *name = bx_json_get_string (row, "NAME");
  ClinicStageRole role;

  if (sync_dictionaries_get_chosen_role (self, id, category < 0, &role))
    return role;

  return category < 0 ? sync_discover_lead_role (name, read_kind (row))
                      : sync_discover_role (name, read_kind (row));
}

static void
read_stage (SyncDictionaries *self,
            GHashTable *old,
            GHashTable *stages,
            JsonObject *row,
            gint64 category)
{
  const char *id = bx_json_get_string (row, "STATUS_ID");
  const char *colour = bx_json_get_string (row, "COLOR");
  const char *name = bx_json_get_string (row, "NAME");
  ClinicStage *known;
  g_autoptr (ClinicStage) stage = NULL;

  if (id == NULL)
    return;
  known = g_hash_table_lookup (old, id);
  stage = known != NULL ? g_object_ref (known) : clinic_stage_new ();
  if (colour == NULL || *colour == '\0')
    colour = bx_json_get_string (bx_json_get_object (row, "EXTRA"), "COLOR");
  g_object_freeze_notify (G_OBJECT (stage));
  clinic_stage_set_id (stage, id);
  clinic_stage_set_name (stage, name);
  clinic_stage_set_colour (stage, colour);
  clinic_stage_set_sort (stage, bx_json_get_int (row, "SORT", 0));
  clinic_stage_set_category_id (stage, category);
  clinic_stage_set_kind (stage, read_kind (row));
  clinic_stage_set_role (stage, read_role (self, row, category));
  g_object_thaw_notify (G_OBJECT (stage));
  g_hash_table_insert (stages, g_strdup (id), g_steal_pointer (&stage));
}

static GHashTable *
new_table (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

static void
rebuild_statuses (SyncDictionaries *self)
{
  JsonArray *rows = get_part_array (self, SYNC_PART_STATUSES);
  g_autoptr (GHashTable) deal_stages = new_table ();
  g_autoptr (GHashTable) lead_stages = new_table ();

  if (rows == NULL)
    return;
  g_hash_table_remove_all (self->sources);
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = bx_json_node_object (json_array_get_element (rows, i));
      const char *entity = bx_json_get_string (row, "ENTITY_ID");
      const char *id = bx_json_get_string (row, "STATUS_ID");
      const char *name = bx_json_get_string (row, "NAME");

      if (entity == NULL || id == NULL)
        continue;
      if (g_strcmp0 (entity, "DEAL_STAGE") == 0)
        read_stage (self, self->deal_stages, deal_stages, row, 0);
      else if (g_str_has_prefix (entity, "DEAL_STAGE_"))
        read_stage (self, self->deal_stages, deal_stages, row,
                    g_ascii_strtoll (entity + strlen ("DEAL_STAGE_"), NULL, 10));
      else if (g_strcmp0 (entity, "STATUS") == 0)
        read_stage (self, self->lead_stages, lead_stages, row, -1);
      else if (g_strcmp0 (entity, "SOURCE") == 0 && name != NULL)
        g_hash_table_replace (self->sources, g_strdup (id), g_strdup (name));
    }
  g_clear_pointer (&self->deal_stages, g_hash_table_unref);
  self->deal_stages = g_steal_pointer (&deal_stages);
  g_clear_pointer (&self->lead_stages, g_hash_table_unref);
  self->lead_stages = g_steal_pointer (&lead_stages);
}

static void
rebuild_users (SyncDictionaries *self)
{
  JsonArray *rows = get_part_array (self, SYNC_PART_USERS);
  guint length = rows != NULL ? json_array_get_length (rows) : 0;

  for (guint i = 0; i < length; i++)
    {
      JsonObject *row = bx_json_node_object (json_array_get_element (rows, i));
      gint64 id = bx_json_get_int (row, "ID", 0);
      ClinicUser *user;

      if (id <= 0)
        continue;
      user = g_hash_table_lookup (self->users, &id);
      if (user == NULL)
        {
          user = clinic_user_new ();
          clinic_user_set_id (user, id);
          g_hash_table_insert (self->users, g_memdup2 (&id, sizeof id), user);
        }
      clinic_user_set_first_name (user, bx_json_get_string (row, "NAME"));
      clinic_user_set_last_name (user, bx_json_get_string (row, "LAST_NAME"));
      clinic_user_set_position (user, bx_json_get_string (row, "WORK_POSITION"));
      clinic_user_set_inner_phone (user, bx_json_get_string (row, "UF_PHONE_INNER"));
      clinic_user_set_active (user, bx_json_get_bool (row, "ACTIVE", TRUE));
    }
}

static void
read_items (SyncDictionaries *self, const char *key, JsonArray *items)
{
  for (guint i = 0; items != NULL && i < json_array_get_length (items); i++)
    {
      JsonObject *item = bx_json_node_object (json_array_get_element (items, i));
      gint64 id = bx_json_get_int (item, "ID", 0);
      const char *value = bx_json_get_string (item, "VALUE");

      if (id > 0 && value != NULL)
        g_hash_table_replace (self->items, g_strdup_printf ("%s/%" G_GINT64_FORMAT, key, id),
                              g_strdup (value));
    }
}

static void
read_fields (SyncDictionaries *self, JsonObject *fields, gboolean contact)
{
  JsonObjectIter iter;
  const char *key;
  JsonNode *node;

  if (fields == NULL)
    return;
  json_object_iter_init (&iter, fields);
  while (json_object_iter_next (&iter, &key, &node))
    {
      JsonObject *field = bx_json_node_object (node);
      const char *upper = bx_json_get_string (field, "upperName");
      const char *type = bx_json_get_string (field, "type");

      if (type != NULL)
        g_hash_table_replace (self->types, g_strdup (key), g_strdup (type));
      read_items (self, key, bx_json_get_array (field, "items"));
      if (contact && upper != NULL)
        g_hash_table_replace (self->contact_keys, g_strdup (upper), g_strdup (key));
    }
}

static void
rebuild_fields (SyncDictionaries *self)
{
  JsonObject *deal = sync_dictionaries_get_fields_of (self, FALSE);
  JsonObject *contact = sync_dictionaries_get_fields_of (self, TRUE);

  sync_fields_discover (&self->fields, deal, contact, self->settings);
  g_hash_table_remove_all (self->contact_keys);
  g_hash_table_remove_all (self->items);
  g_hash_table_remove_all (self->types);
  read_fields (self, contact, TRUE);
  /* deals last: where both have a field of one name, the appointments' one is meant */
  read_fields (self, deal, FALSE);
}

static int
compare_stages (gconstpointer a, gconstpointer b)
{
  ClinicStage *one = CLINIC_STAGE (*(gpointer *) a);
  ClinicStage *other = CLINIC_STAGE (*(gpointer *) b);
  gint64 difference = clinic_stage_get_sort (one) - clinic_stage_get_sort (other);

  if (difference == 0)
    return g_strcmp0 (clinic_stage_get_id (one), clinic_stage_get_id (other));

  return difference < 0 ? -1 : 1;
}

/* the stages of one funnel, in order; the list changes only when they do */
static void
rebuild_stage_list (GListStore *list, GHashTable *stages, gint64 category)
{
  g_autoptr (GPtrArray) wanted = g_ptr_array_new ();
  guint length = g_list_model_get_n_items (G_LIST_MODEL (list));
  gboolean same;
  GHashTableIter iter;
  gpointer stage;

  g_hash_table_iter_init (&iter, stages);
  while (g_hash_table_iter_next (&iter, NULL, &stage))
    {
      if (clinic_stage_get_category_id (stage) == category)
        g_ptr_array_add (wanted, stage);
    }
  g_ptr_array_sort (wanted, compare_stages);
  same = length == wanted->len;
  for (guint i = 0; same && i < length; i++)
    {
      g_autoptr (ClinicStage) listed = g_list_model_get_item (G_LIST_MODEL (list), i);

      same = listed == g_ptr_array_index (wanted, i);
    }
  if (!same)
    g_list_store_splice (list, 0, length, wanted->pdata, wanted->len);
}

void
sync_dictionaries_rebuild (SyncDictionaries *self)
{
  JsonObject *categories;

  g_return_if_fail (SYNC_IS_DICTIONARIES (self));

  rebuild_fields (self);
  rebuild_statuses (self);
  rebuild_users (self);
  categories = get_part_object (self, SYNC_PART_CATEGORIES);
  self->category =
    sync_discover_category (bx_json_get_array (categories, "categories"),
                            self->settings != NULL
                              ? g_settings_get_int (self->settings, "appointments-category")
                              : -1);
  rebuild_stage_list (self->stages, self->deal_stages, self->category);
  rebuild_stage_list (self->leads, self->lead_stages, -1);
}

void
sync_dictionaries_put (SyncDictionaries *self, const char *part, JsonNode *result)
{
  g_return_if_fail (SYNC_IS_DICTIONARIES (self));
  g_return_if_fail (result != NULL);

  json_object_set_member (self->parts, part, json_node_copy (result));
}

void
sync_dictionaries_take (SyncDictionaries *self, BxBatchAnswer *answers, const char *const *parts)
{
  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autoptr (BxAnswer) answer = bx_batch_answer_dup (answers, parts[i], NULL);

      if (answer != NULL)
        sync_dictionaries_put (self, parts[i], bx_answer_get_result (answer));
    }
}

JsonNode *
sync_dictionaries_get (SyncDictionaries *self, const char *part)
{
  g_return_val_if_fail (SYNC_IS_DICTIONARIES (self), NULL);

  return json_object_get_member (self->parts, part);
}

char *
sync_dictionaries_to_text (SyncDictionaries *self)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  g_return_val_if_fail (SYNC_IS_DICTIONARIES (self), NULL);

  json_node_set_object (node, self->parts);

  return json_to_string (node, FALSE);
}

gboolean
sync_dictionaries_from_text (SyncDictionaries *self, const char *text, GError **error)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObject *parts;

  g_return_val_if_fail (SYNC_IS_DICTIONARIES (self), FALSE);

  node = json_from_string (text, error);
  if (node == NULL)
    return FALSE;
  parts = bx_json_node_object (node);
  if (parts == NULL)
    {
      g_set_error_literal (error, JSON_PARSER_ERROR, JSON_PARSER_ERROR_INVALID_DATA,
                           "not an object");
      return FALSE;
    }
  g_clear_pointer (&self->parts, json_object_unref);
  self->parts = json_object_ref (parts);

  return TRUE;
}

const SyncFields *
sync_dictionaries_get_fields (SyncDictionaries *self)
{
  g_return_val_if_fail (SYNC_IS_DICTIONARIES (self), NULL);

  return &self->fields;
}

JsonObject *
sync_dictionaries_get_fields_of (SyncDictionaries *self, gboolean contact)
{
  const char *part = contact ? SYNC_PART_CONTACT_FIELDS : SYNC_PART_DEAL_FIELDS;

  g_return_val_if_fail (SYNC_IS_DICTIONARIES (self), NULL);

  return bx_json_get_object (get_part_object (self, part), "fields");
}

gint64
sync_dictionaries_get_category (SyncDictionaries *self)
{
  g_return_val_if_fail (SYNC_IS_DICTIONARIES (self), -1);

  return self->category;
}

GListModel *
sync_dictionaries_get_stages (SyncDictionaries *self)
{
  g_return_val_if_fail (SYNC_IS_DICTIONARIES (self), NULL);

  return G_LIST_MODEL (self->stages);
}

GListModel *
sync_dictionaries_get_lead_stages (SyncDictionaries *self)
{
  g_return_val_if_fail (SYNC_IS_DICTIONARIES (self), NULL);

  return G_LIST_MODEL (self->leads);
}

gboolean
sync_dictionaries_get_chosen_role (SyncDictionaries *self,
                                   const char *stage_id,
                                   gboolean lead,
                                   ClinicStageRole *role)
{
  g_autoptr (GVariant) chosen = NULL;
  g_autoptr (GEnumClass) roles = NULL;
  const char *nick;
  GEnumValue *value;

  g_return_val_if_fail (SYNC_IS_DICTIONARIES (self), FALSE);

  if (self->settings == NULL || stage_id == NULL)
    return FALSE;
  chosen = g_settings_get_value (self->settings, lead ? "lead-stage-roles" : "stage-roles");
  if (!g_variant_lookup (chosen, stage_id, "&s", &nick))
    return FALSE;
  roles = g_type_class_ref (CLINIC_TYPE_STAGE_ROLE);
  value = g_enum_get_value_by_nick (roles, nick);
  if (value == NULL)
    return FALSE;
  *role = (ClinicStageRole) value->value;

  return TRUE;
}

ClinicStage *
sync_dictionaries_find_stage (SyncDictionaries *self, const char *stage_id)
{
  g_return_val_if_fail (SYNC_IS_DICTIONARIES (self), NULL);

  return stage_id != NULL ? g_hash_table_lookup (self->deal_stages, stage_id) : NULL;
}

ClinicStage *
sync_dictionaries_find_lead_stage (SyncDictionaries *self, const char *stage_id)
{
  g_return_val_if_fail (SYNC_IS_DICTIONARIES (self), NULL);

  return stage_id != NULL ? g_hash_table_lookup (self->lead_stages, stage_id) : NULL;
}

ClinicUser *
sync_dictionaries_find_user (SyncDictionaries *self, gint64 user_id)
{
  g_return_val_if_fail (SYNC_IS_DICTIONARIES (self), NULL);

  return g_hash_table_lookup (self->users, &user_id);
}

const char *
sync_dictionaries_find_source (SyncDictionaries *self, const char *source_id)
{
  g_return_val_if_fail (SYNC_IS_DICTIONARIES (self), NULL);

  return source_id != NULL ? g_hash_table_lookup (self->sources, source_id) : NULL;
}

const char *
sync_dictionaries_find_item (SyncDictionaries *self, const char *field, gint64 item_id)
{
  g_autofree char *key = NULL;

  g_return_val_if_fail (SYNC_IS_DICTIONARIES (self), NULL);

  if (field == NULL)
    return NULL;
  key = g_strdup_printf ("%s/%" G_GINT64_FORMAT, field, item_id);

  return g_hash_table_lookup (self->items, key);
}

const char *
sync_dictionaries_get_type_of (SyncDictionaries *self, const char *field)
{
  g_return_val_if_fail (SYNC_IS_DICTIONARIES (self), NULL);

  return field != NULL ? g_hash_table_lookup (self->types, field) : NULL;
}

const char *
sync_dictionaries_get_contact_key (SyncDictionaries *self, const char *upper)
{
  g_return_val_if_fail (SYNC_IS_DICTIONARIES (self), NULL);

  return upper != NULL ? g_hash_table_lookup (self->contact_keys, upper) : NULL;
}

static void
sync_dictionaries_finalize (GObject *object)
{
  SyncDictionaries *self = SYNC_DICTIONARIES (object);

  g_clear_object (&self->settings);
  g_clear_pointer (&self->parts, json_object_unref);
  sync_fields_clear (&self->fields);
  g_clear_object (&self->stages);
  g_clear_object (&self->leads);
  g_clear_pointer (&self->deal_stages, g_hash_table_unref);
  g_clear_pointer (&self->lead_stages, g_hash_table_unref);
  g_clear_pointer (&self->users, g_hash_table_unref);
  g_clear_pointer (&self->sources, g_hash_table_unref);
  g_clear_pointer (&self->items, g_hash_table_unref);
  g_clear_pointer (&self->types, g_hash_table_unref);
  g_clear_pointer (&self->contact_keys, g_hash_table_unref);

  G_OBJECT_CLASS (sync_dictionaries_parent_class)->finalize (object);
}

static void
sync_dictionaries_class_init (SyncDictionariesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sync_dictionaries_finalize;
}

static void
sync_dictionaries_init (SyncDictionaries *self)
{
  self->category = -1;
  self->parts = json_object_new ();
  self->stages = g_list_store_new (CLINIC_TYPE_STAGE);
  self->leads = g_list_store_new (CLINIC_TYPE_STAGE);
  self->deal_stages = new_table ();
  self->lead_stages = new_table ();
  self->users = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
  self->sources = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->items = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->types = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->contact_keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

SyncDictionaries *
sync_dictionaries_new (GSettings *settings)
{
  SyncDictionaries *self = g_object_new (SYNC_TYPE_DICTIONARIES, NULL);

  g_set_object (&self->settings, settings);

  return self;
}
