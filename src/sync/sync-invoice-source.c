/* sync-invoice-source.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-invoice-source"

#include "sync-invoice-source.h"

#include <string.h>

#include "bx-json.h"
#include "clinic-form-option.h"

static void
field_free (gpointer data)
{
  SyncInvoiceField *self = data;

  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->type, g_free);
  g_clear_object (&self->options);
  g_free (self);
}

static void
stage_free (gpointer data)
{
  SyncInvoiceStage *self = data;

  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->name, g_free);
  g_free (self);
}

void
sync_invoice_source_free (SyncInvoiceSource *self)
{
  g_clear_pointer (&self->type, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  g_clear_pointer (&self->stages, g_ptr_array_unref);
  g_free (self);
}

static SyncInvoiceSource *
source_new (SyncInvoiceSourceKind kind, gint64 id, const char *type, const char *name)
{
  SyncInvoiceSource *self = g_new0 (SyncInvoiceSource, 1);

  self->kind = kind;
  self->id = id;
  self->type = g_strdup (type);
  self->name = g_strdup (name);
  self->fields = g_ptr_array_new_with_free_func (field_free);
  self->stages = g_ptr_array_new_with_free_func (stage_free);

  return self;
}

/* --- roles --- */

/* (transfer full) (nullable): what the settings say of a field or a stage */
static char *
dup_choice (GSettings *settings, const char *key, const char *id)
{
  g_autoptr (GVariant) map = settings != NULL ? g_settings_get_value (settings, key) : NULL;
  char *nick = NULL;

  if (map != NULL)
    g_variant_lookup (map, id, "s", &nick);

  return nick;
}

static gboolean
is_kept_to_one (int role)
{
  return role != CLINIC_FIELD_ROLE_NONE && role != CLINIC_FIELD_ROLE_INVOICE_FILE &&
         role != CLINIC_FIELD_ROLE_ACT_FILE;
}

/* The first field of a role has it, unless a person has chosen another. */
static void
add_field (SyncInvoiceSource *self, SyncInvoiceField *field, const char *code, GSettings *settings)
{
  g_autofree char *nick = dup_choice (settings, "invoice-fields", field->id);

  if (nick != NULL)
    field->role = sync_invoice_role_from_nick (nick);
  else if (field->role == CLINIC_FIELD_ROLE_NONE)
    field->role = sync_invoice_guess_role (code, field->name, field->kind);
  for (guint i = 0; is_kept_to_one (field->role) && i < self->fields->len; i++)
    {
      SyncInvoiceField *other = g_ptr_array_index (self->fields, i);

      if (other->role != field->role)
        continue;
      if (nick != NULL)
        other->role = CLINIC_FIELD_ROLE_NONE;
      else
        field->role = CLINIC_FIELD_ROLE_NONE;
    }
  /* what the process fills in by itself */
  if (field->role >= SYNC_ROLE_STATE && field->role != SYNC_ROLE_COMMENT)
    field->in_form = FALSE;
  g_ptr_array_add (self->fields, field);
}

/* where no field is called so, the first sum of money is the sum */
static void
find_amount (SyncInvoiceSource *self)
{
  if (sync_invoice_source_find_role (self, CLINIC_FIELD_ROLE_AMOUNT) != NULL)
    return;
  for (guint i = 0; i < self->fields->len; i++)
    {
      SyncInvoiceField *field = g_ptr_array_index (self->fields, i);

      if (field->kind == CLINIC_FIELD_MONEY && field->role == CLINIC_FIELD_ROLE_NONE)
        {
          field->role = CLINIC_FIELD_ROLE_AMOUNT;
          return;
        }
    }
}

/* --- lists --- */

static void
add_option (SyncInvoiceField *field, const char *id, const char *name)
{
  g_autoptr (ClinicFormOption) option = clinic_form_option_new ();

  if (field->options == NULL)
    field->options = g_list_store_new (CLINIC_TYPE_FORM_OPTION);
  clinic_form_option_set_id (option, id);
  clinic_form_option_set_name (option, name);
  g_list_store_append (field->options, option);
}

static void
add_list_options (SyncInvoiceField *field, JsonObject *names)
{
  JsonObjectIter iter;
  const char *id;
  JsonNode *node;

  if (names == NULL)
    return;
  json_object_iter_init_ordered (&iter, names);
  while (json_object_iter_next_ordered (&iter, &id, &node))
    add_option (field, id, bx_json_get_string (names, id));
}

/* what every list has, and nobody fills in */
static gboolean
is_system (const char *id)
{
  static const char *const names[] = { "ID",
                                       "SORT",
                                       "ACTIVE_FROM",
                                       "ACTIVE_TO",
                                       "DATE_CREATE",
                                       "CREATED_BY",
                                       "TIMESTAMP_X",
                                       "MODIFIED_BY",
                                       "PREVIEW_PICTURE",
                                       "DETAIL_PICTURE",
                                       "IBLOCK_SECTION_ID",
                                       NULL };

  return g_strv_contains (names, id);
}

/* settings: (nullable): what the portal says of the field */
static void
read_party (SyncInvoiceField *field, JsonObject *settings)
{
  if (!sync_party_rule_read (&field->rule, field->type, settings))
    return;
  field->party = field->rule.contacts && !field->rule.can_name ? "C" : "CO";
  if (field->rule.can_name)
    field->kind = CLINIC_FIELD_PARTY;
}

/* {"FIELD_ID":"PROPERTY_120","NAME":"Сумма","CODE":"SUM","TYPE":"S:Money","MULTIPLE":"N",
 *  "IS_REQUIRED":"Y","SETTINGS":{"SHOW_ADD_FORM":"Y"},…} (docs: lists/fields/lists-field-get) */
static void
add_list_field (SyncInvoiceSource *self, const char *id, JsonObject *row, GSettings *settings)
{
  SyncInvoiceField *field = g_new0 (SyncInvoiceField, 1);

  field->id = g_strdup (id);
  field->name = bx_json_dup_string (row, "NAME");
  field->type = bx_json_dup_string (row, "TYPE");
  field->kind = sync_invoice_kind_of (field->type);
  field->required = bx_json_get_bool (row, "IS_REQUIRED", FALSE);
  field->multiple = bx_json_get_bool (row, "MULTIPLE", FALSE);
  read_party (field, bx_json_get_object (row, "USER_TYPE_SETTINGS"));
  field->in_form = bx_json_get_bool (bx_json_get_object (row, "SETTINGS"), "SHOW_ADD_FORM", TRUE);
  if (g_str_equal (id, "NAME"))
    field->role = CLINIC_FIELD_ROLE_TITLE;
  else if (g_strcmp0 (field->type, "E") == 0 &&
           sync_invoice_guess_role (bx_json_get_string (row, "CODE"), field->name, field->kind) ==
             CLINIC_FIELD_ROLE_NONE)
    field->role = SYNC_ROLE_SOURCE;
  add_list_options (field, bx_json_get_object (row, "DISPLAY_VALUES_FORM"));
  add_field (self, field, bx_json_get_string (row, "CODE"), settings);
}

static int
compare_sort (gconstpointer a, gconstpointer b, gpointer data)
{
  JsonObject *fields = data;
  gint64 first = bx_json_get_int (bx_json_get_object (fields, a), "SORT", 500),
         second = bx_json_get_int (bx_json_get_object (fields, b), "SORT", 500);

  return first < second ? -1 : first > second;
}

SyncInvoiceSource *
sync_invoice_source_new_list (JsonObject *row,
                              const char *type,
                              JsonObject *fields,
                              GSettings *settings)
{
  SyncInvoiceSource *self =
    source_new (g_strcmp0 (type, "lists") == 0 ? SYNC_SOURCE_REGISTRY : SYNC_SOURCE_PROCESS,
                bx_json_get_int (row, "ID", 0), type, bx_json_get_string (row, "NAME"));
  g_autoptr (GList) ids = json_object_get_members (fields);

  ids = g_list_sort_with_data (ids, compare_sort, fields);
  for (GList *l = ids; l != NULL; l = l->next)
    {
      JsonObject *field = bx_json_get_object (fields, l->data);

      if (field != NULL && !is_system (l->data))
        add_list_field (self, l->data, field, settings);
    }
  find_amount (self);

  return self;
}

/* --- smart processes --- */

static const struct
{
  const char *id;
  int role;
} item_roles[] = {
  { "title", CLINIC_FIELD_ROLE_TITLE },       { "opportunity", CLINIC_FIELD_ROLE_AMOUNT },
  { "currencyId", SYNC_ROLE_CURRENCY },       { "companyId", CLINIC_FIELD_ROLE_COUNTERPARTY },
  { "mycompanyId", CLINIC_FIELD_ROLE_PAYER }, { "stageId", SYNC_ROLE_STATE },
  { "createdBy", SYNC_ROLE_INITIATOR },       { "assignedById", SYNC_ROLE_HOLDER },
};

static void
add_item_options (SyncInvoiceField *field, JsonArray *items)
{
  for (guint i = 0; items != NULL && i < json_array_get_length (items); i++)
    {
      JsonObject *item = bx_json_node_object (json_array_get_element (items, i));
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, bx_json_get_int (item, "ID", 0));

      add_option (field, id, bx_json_get_string (item, "VALUE"));
    }
}

/* {"type":"enumeration","title":"Статья расхода","isRequired":true,"isMultiple":false,
 *  "items":[{"ID":"71","VALUE":"Аренда"}],…} (docs: crm/universal/crm-item-fields) */
static void
add_item_field (SyncInvoiceSource *self, const char *id, JsonObject *row, GSettings *settings)
{
  gboolean is_ours = g_str_has_prefix (id, "ufCrm") || g_str_has_prefix (id, "UF_CRM");
  SyncInvoiceField *field;
  int role = CLINIC_FIELD_ROLE_NONE;

  for (guint i = 0; i < G_N_ELEMENTS (item_roles); i++)
    {
      if (g_str_equal (id, item_roles[i].id))
        role = item_roles[i].role;
    }
  if (!is_ours && role == CLINIC_FIELD_ROLE_NONE)
    return;
  field = g_new0 (SyncInvoiceField, 1);
  field->id = g_strdup (id);
  field->name = bx_json_dup_string (row, "title");
  field->type = bx_json_dup_string (row, "type");
  field->kind =
    g_str_equal (id, "opportunity") ? CLINIC_FIELD_MONEY : sync_invoice_kind_of (field->type);
  field->required = bx_json_get_bool (row, "isRequired", FALSE);
  field->multiple = bx_json_get_bool (row, "isMultiple", FALSE);
  read_party (field, bx_json_get_object (row, "settings"));
  field->in_form = !bx_json_get_bool (row, "isReadOnly", FALSE);
  field->role = role;
  add_item_options (field, bx_json_get_array (row, "items"));
  add_field (self, field, NULL, settings);
}

static void
add_stages (SyncInvoiceSource *self, JsonArray *rows, GSettings *settings)
{
  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    {
      JsonObject *row = bx_json_node_object (json_array_get_element (rows, i));
      const char *id = bx_json_get_string (row, "STATUS_ID");
      g_autofree char *nick = id != NULL ? dup_choice (settings, "invoice-stages", id) : NULL;
      SyncInvoiceStage *stage;

      if (id == NULL)
        continue;
      stage = g_new0 (SyncInvoiceStage, 1);
      stage->id = g_strdup (id);
      stage->name = bx_json_dup_string (row, "NAME");
      stage->state =
        nick != NULL
          ? sync_invoice_state_from_nick (nick)
          : sync_invoice_guess_state (stage->name, bx_json_get_string (row, "SEMANTICS"));
      g_ptr_array_add (self->stages, stage);
    }
}

/* where none is called so, what comes first is what waits for a decision */
static void
find_approval (SyncInvoiceSource *self)
{
  if (sync_invoice_source_find_state (self, CLINIC_INVOICE_APPROVAL) != NULL)
    return;
  for (guint i = 0; i < self->stages->len; i++)
    {
      SyncInvoiceStage *stage = g_ptr_array_index (self->stages, i);

      if (stage->state == CLINIC_INVOICE_UNKNOWN)
        {
          stage->state = CLINIC_INVOICE_APPROVAL;
          return;
        }
    }
}

/* a field of the clinic's own is meant where the portal's own is not used */
static void
prefer_own (SyncInvoiceSource *self, int role, const char *system)
{
  SyncInvoiceField *own = NULL, *other = NULL;

  for (guint i = 0; i < self->fields->len; i++)
    {
      SyncInvoiceField *field = g_ptr_array_index (self->fields, i);

      if (g_str_equal (field->id, system))
        other = field;
      else if (sync_invoice_guess_role (NULL, field->name, field->kind) == role)
        own = own != NULL ? own : field;
    }
  if (own != NULL && other != NULL && other->role == role)
    {
      other->role = CLINIC_FIELD_ROLE_NONE;
      other->in_form = FALSE;
      own->role = role;
    }
}

SyncInvoiceSource *
sync_invoice_source_new_smart (gint64 id,
                               JsonObject *fields,
                               JsonArray *stages,
                               GSettings *settings)
{
  SyncInvoiceSource *self = source_new (SYNC_SOURCE_SMART, id, NULL, NULL);
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, fields);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      if (bx_json_node_object (node) != NULL)
        add_item_field (self, name, bx_json_node_object (node), settings);
    }
  prefer_own (self, CLINIC_FIELD_ROLE_COUNTERPARTY, "companyId");
  prefer_own (self, CLINIC_FIELD_ROLE_PAYER, "mycompanyId");
  add_stages (self, stages, settings);
  find_approval (self);

  return self;
}

/* --- looking up --- */

const SyncInvoiceField *
sync_invoice_source_find_role (const SyncInvoiceSource *self, int role)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      const SyncInvoiceField *field = g_ptr_array_index (self->fields, i);

      if (field->role == role)
        return field;
    }

  return NULL;
}

const SyncInvoiceField *
sync_invoice_source_find_field (const SyncInvoiceSource *self, const char *id)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      const SyncInvoiceField *field = g_ptr_array_index (self->fields, i);

      if (g_strcmp0 (field->id, id) == 0)
        return field;
    }

  return NULL;
}

const SyncInvoiceStage *
sync_invoice_source_find_stage (const SyncInvoiceSource *self, const char *id)
{
  for (guint i = 0; i < self->stages->len; i++)
    {
      const SyncInvoiceStage *stage = g_ptr_array_index (self->stages, i);

      if (g_strcmp0 (stage->id, id) == 0)
        return stage;
    }

  return NULL;
}

const SyncInvoiceStage *
sync_invoice_source_find_state (const SyncInvoiceSource *self, ClinicInvoiceState state)
{
  for (guint i = 0; i < self->stages->len; i++)
    {
      const SyncInvoiceStage *stage = g_ptr_array_index (self->stages, i);

      if (stage->state == state)
        return stage;
    }

  return NULL;
}

const char *
sync_invoice_field_find_option (const SyncInvoiceField *self, const char *id)
{
  guint n_options =
    self->options != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->options)) : 0;

  for (guint i = 0; id != NULL && i < n_options; i++)
    {
      g_autoptr (ClinicFormOption) option = g_list_model_get_item (G_LIST_MODEL (self->options), i);

      if (g_strcmp0 (clinic_form_option_get_id (option), id) == 0)
        return clinic_form_option_get_name (option);
    }

  return NULL;
}

char *
sync_invoice_source_dup_id (const SyncInvoiceSource *self, gint64 row_id)
{
  return g_strdup_printf ("%s:%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT,
                          self->kind == SYNC_SOURCE_SMART ? "item" : "list", self->id, row_id);
}

ClinicFormField *
sync_invoice_field_to_form (const SyncInvoiceField *self)
{
  ClinicFormField *field = clinic_form_field_new ();

  clinic_form_field_set_id (field, self->id);
  clinic_form_field_set_name (field, self->name);
  clinic_form_field_set_kind (field, self->kind);
  clinic_form_field_set_role (field, self->role < SYNC_ROLE_STATE ? (ClinicFieldRole) self->role
                                                                  : CLINIC_FIELD_ROLE_NONE);
  clinic_form_field_set_required (field, self->required);
  clinic_form_field_set_multiple (field, self->multiple);
  clinic_form_field_set_options (field, G_LIST_MODEL (self->options));

  return field;
}
