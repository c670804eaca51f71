/* sync-mapping.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-mapping"

#include "sync-mapping.h"

#include "bx-json.h"
#include "clinic-choice.h"
#include "clinic-enums.h"
#include "clinic-error.h"
#include "sync-dictionaries.h"
#include "sync-fields.h"
#include "sync-mapping-create.h"
#include "sync-time-test.h"

#define FUNNEL "funnel"
#define STAGE "stage:"
#define LEAD_STAGE "lead-stage:"

struct _SyncMapping
{
  GObject parent_instance;

  SyncContext *context; /* owned */
  GListStore *entries;  /* owned, of ClinicMappingEntry */
  GHashTable *by_id;    /* owned: id -> ClinicMappingEntry, all that ever were */
};

static void sync_mapping_iface_init (ClinicMappingInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SyncMapping,
                               sync_mapping,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (CLINIC_TYPE_MAPPING, sync_mapping_iface_init))

/* which meanings suit a stage, by its kind: a lost stage cannot be one where people wait */
static const ClinicStageRole process_roles[] = {
  CLINIC_STAGE_ROLE_NONE,         CLINIC_STAGE_ROLE_BOOKED,    CLINIC_STAGE_ROLE_TOMORROW,
  CLINIC_STAGE_ROLE_UNCONFIRMED,  CLINIC_STAGE_ROLE_CONFIRMED, CLINIC_STAGE_ROLE_CANCELLED,
  CLINIC_STAGE_ROLE_ARRIVED,      CLINIC_STAGE_ROLE_IN_CHAIR,  CLINIC_STAGE_ROLE_NO_SHOW,
  CLINIC_STAGE_ROLE_WAITING_LIST,
};
static const ClinicStageRole success_roles[] = { CLINIC_STAGE_ROLE_COMPLETED };
static const ClinicStageRole failure_roles[] = { CLINIC_STAGE_ROLE_LOST, CLINIC_STAGE_ROLE_NO_SHOW,
                                                 CLINIC_STAGE_ROLE_UNREACHABLE };
static const ClinicStageRole lead_roles[] = { CLINIC_STAGE_ROLE_NONE, CLINIC_STAGE_ROLE_BOOKED,
                                              CLINIC_STAGE_ROLE_WAITING_LIST };
static const ClinicStageRole lead_success_roles[] = { CLINIC_STAGE_ROLE_BOOKED };
static const ClinicStageRole lead_failure_roles[] = { CLINIC_STAGE_ROLE_LOST };

/* --- entries --- */

static const char *
nick_of (ClinicStageRole role)
{
  g_autoptr (GEnumClass) roles = g_type_class_ref (CLINIC_TYPE_STAGE_ROLE);
  GEnumValue *value = g_enum_get_value (roles, role);

  return value != NULL ? value->value_nick : "none";
}

static ClinicMappingEntry *
ensure_entry (SyncMapping *self, const char *id, ClinicMappingKind kind)
{
  ClinicMappingEntry *entry = g_hash_table_lookup (self->by_id, id);
  g_autoptr (GListStore) choices = NULL;

  if (entry != NULL)
    return entry;
  entry = clinic_mapping_entry_new ();
  choices = g_list_store_new (CLINIC_TYPE_CHOICE);
  clinic_mapping_entry_set_id (entry, id);
  clinic_mapping_entry_set_kind (entry, kind);
  clinic_mapping_entry_set_choices (entry, G_LIST_MODEL (choices));
  g_hash_table_insert (self->by_id, g_strdup (id), entry);

  return entry;
}

static void
add_choice (GPtrArray *choices, const char *key, const char *name)
{
  ClinicChoice *choice = clinic_choice_new ();

  clinic_choice_set_key (choice, key);
  clinic_choice_set_name (choice, name);
  g_ptr_array_add (choices, choice);
}

/* the list changes only when the choices do: somebody may have it open */
static void
set_choices (ClinicMappingEntry *entry, GPtrArray *choices)
{
  GListModel *model = clinic_mapping_entry_get_choices (entry);
  guint length = g_list_model_get_n_items (model);
  gboolean same = length == choices->len;

  for (guint i = 0; same && i < length; i++)
    {
      g_autoptr (ClinicChoice) old = g_list_model_get_item (model, i);
      ClinicChoice *choice = g_ptr_array_index (choices, i);

      same = g_strcmp0 (clinic_choice_get_key (old), clinic_choice_get_key (choice)) == 0 &&
             g_strcmp0 (clinic_choice_get_name (old), clinic_choice_get_name (choice)) == 0;
    }
  if (!same)
    g_list_store_splice (G_LIST_STORE (model), 0, length, choices->pdata, choices->len);
}

static void
set_state (ClinicMappingEntry *entry,
           ClinicMappingState state,
           const char *value,
           gboolean chosen,
           const char *problem)
{
  g_object_freeze_notify (G_OBJECT (entry));
  clinic_mapping_entry_set_value (entry, value);
  clinic_mapping_entry_set_chosen (entry, chosen);
  clinic_mapping_entry_set_problem (entry, problem);
  clinic_mapping_entry_set_state (entry, state);
  g_object_thaw_notify (G_OBJECT (entry));
}

/* --- the funnel --- */

static void
add_funnel (SyncMapping *self, GPtrArray *wanted)
{
  SyncDictionaries *dictionaries = sync_context_get_dictionaries (self->context);
  JsonObject *part =
    bx_json_node_object (sync_dictionaries_get (dictionaries, SYNC_PART_CATEGORIES));
  JsonArray *rows = bx_json_get_array (part, "categories");
  GSettings *settings = sync_context_get_settings (self->context);
  int chosen = settings != NULL ? g_settings_get_int (settings, "appointments-category") : -1;
  gint64 category = sync_context_get_category (self->context);
  g_autoptr (GPtrArray) choices = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *value = category >= 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, category) : NULL;
  g_autofree char *problem = chosen >= 0 ? g_strdup_printf ("%d", chosen) : NULL;
  ClinicMappingEntry *entry;

  if (rows == NULL)
    return;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = bx_json_node_object (json_array_get_element (rows, i));
      g_autofree char *key = bx_json_dup_string (row, "id");

      if (key != NULL)
        add_choice (choices, key, bx_json_get_string (row, "name"));
    }
  entry = ensure_entry (self, FUNNEL, CLINIC_MAPPING_FUNNEL);
  clinic_mapping_entry_set_required (entry, TRUE);
  set_choices (entry, choices);
  if (value != NULL)
    set_state (entry, chosen >= 0 ? CLINIC_MAPPING_SET : CLINIC_MAPPING_GUESSED, value, chosen >= 0,
               NULL);
  else
    set_state (entry, chosen >= 0 ? CLINIC_MAPPING_BROKEN : CLINIC_MAPPING_MISSING, NULL,
               chosen >= 0, problem);
  g_ptr_array_add (wanted, entry);
}

/* --- the stages --- */

static const ClinicStageRole *
roles_of (ClinicStage *stage, gboolean lead, guint *length)
{
  switch (clinic_stage_get_kind (stage))
    {
    case CLINIC_STAGE_KIND_SUCCESS:
      *length = 1;
      return lead ? lead_success_roles : success_roles;
    case CLINIC_STAGE_KIND_FAILURE:
      *length = lead ? G_N_ELEMENTS (lead_failure_roles) : G_N_ELEMENTS (failure_roles);
      return lead ? lead_failure_roles : failure_roles;
    case CLINIC_STAGE_KIND_PROCESS:
    default:
      *length = lead ? G_N_ELEMENTS (lead_roles) : G_N_ELEMENTS (process_roles);
      return lead ? lead_roles : process_roles;
    }
}

static void
add_stage (SyncMapping *self, GPtrArray *wanted, ClinicStage *stage, gboolean lead)
{
  const char *stage_id = clinic_stage_get_id (stage);
  ClinicStageRole role = clinic_stage_get_role (stage);
  g_autofree char *id = g_strconcat (lead ? LEAD_STAGE : STAGE, stage_id, NULL);
  g_autoptr (GPtrArray) choices = g_ptr_array_new_with_free_func (g_object_unref);
  ClinicMappingEntry *entry =
    ensure_entry (self, id, lead ? CLINIC_MAPPING_LEAD_STAGE : CLINIC_MAPPING_STAGE);
  guint length;
  const ClinicStageRole *roles = roles_of (stage, lead, &length);
  ClinicStageRole said;
  gboolean chosen =
    sync_dictionaries_get_chosen_role (sync_context_get_dictionaries (self->context), stage_id,
                                       lead, &said);
  gboolean suits = FALSE;
  ClinicMappingState state = CLINIC_MAPPING_GUESSED;

  for (guint i = 0; i < length; i++)
    {
      add_choice (choices, nick_of (roles[i]), NULL);
      suits = suits || roles[i] == role;
    }
  if (chosen)
    state = suits ? CLINIC_MAPPING_SET : CLINIC_MAPPING_BROKEN;
  else if (role == CLINIC_STAGE_ROLE_NONE)
    state = CLINIC_MAPPING_MISSING;
  clinic_mapping_entry_set_name (entry, clinic_stage_get_name (stage));
  set_choices (entry, choices);
  set_state (entry, state, nick_of (role), chosen,
             state == CLINIC_MAPPING_BROKEN ? clinic_stage_get_name (stage) : NULL);
  g_ptr_array_add (wanted, entry);
}

/* stages that were given a meaning and that the portal does not have any more, in any funnel */
static void
add_lost_stages (SyncMapping *self, GPtrArray *wanted, gboolean lead)
{
  GSettings *settings = sync_context_get_settings (self->context);
  g_autoptr (GVariant) chosen = NULL;
  GVariantIter iter;
  const char *stage_id;
  const char *nick;

  if (settings == NULL)
    return;
  chosen = g_settings_get_value (settings, lead ? "lead-stage-roles" : "stage-roles");
  g_variant_iter_init (&iter, chosen);
  while (g_variant_iter_next (&iter, "{&s&s}", &stage_id, &nick))
    {
      g_autofree char *id = NULL;
      g_autoptr (GPtrArray) none = g_ptr_array_new ();
      ClinicMappingEntry *entry;

      if ((lead ? sync_context_find_lead_stage (self->context, stage_id)
                : sync_context_find_stage (self->context, stage_id)) != NULL)
        continue;
      id = g_strconcat (lead ? LEAD_STAGE : STAGE, stage_id, NULL);
      entry = ensure_entry (self, id, lead ? CLINIC_MAPPING_LEAD_STAGE : CLINIC_MAPPING_STAGE);
      /* the last name it had, while this program remembers it */
      if (clinic_mapping_entry_get_name (entry) == NULL)
        clinic_mapping_entry_set_name (entry, stage_id);
      set_choices (entry, none);
      set_state (entry, CLINIC_MAPPING_BROKEN, NULL, TRUE, clinic_mapping_entry_get_name (entry));
      g_ptr_array_add (wanted, entry);
    }
}

static void
add_stages (SyncMapping *self, GPtrArray *wanted, gboolean lead)
{
  SyncDictionaries *dictionaries = sync_context_get_dictionaries (self->context);
  GListModel *stages =
    lead ? sync_context_get_lead_stages (self->context) : sync_context_get_stages (self->context);

  if (sync_dictionaries_get (dictionaries, SYNC_PART_STATUSES) == NULL)
    return;
  if (lead && clinic_link_get_simple_crm (sync_context_get_link (self->context)))
    return;
  for (guint i = 0; i < g_list_model_get_n_items (stages); i++)
    {
      g_autoptr (ClinicStage) stage = g_list_model_get_item (stages, i);

      add_stage (self, wanted, stage, lead);
    }
  add_lost_stages (self, wanted, lead);
}

/* --- the fields --- */

static int
compare_choices (gconstpointer a, gconstpointer b)
{
  ClinicChoice *one = CLINIC_CHOICE (*(gpointer *) a);
  ClinicChoice *other = CLINIC_CHOICE (*(gpointer *) b);
  int order = g_utf8_collate (clinic_choice_get_name (one), clinic_choice_get_name (other));

  return order != 0 ? order
                    : g_strcmp0 (clinic_choice_get_key (one), clinic_choice_get_key (other));
}

/* what suits; *unsuited: title of the configured field when it is there and does not suit */
static GPtrArray *
collect_fields (const SyncFieldInfo *info,
                JsonObject *fields,
                const char *configured,
                const char **unsuited)
{
  GPtrArray *choices = g_ptr_array_new_with_free_func (g_object_unref);
  JsonObjectIter iter;
  const char *key;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, fields);
  while (json_object_iter_next_ordered (&iter, &key, &node))
    {
      JsonObject *field = bx_json_node_object (node);
      const char *title = bx_json_get_string (field, "title");

      if (title == NULL || *title == '\0')
        title = key;
      if (field != NULL && sync_field_fits (info, field))
        add_choice (choices, key, title);
      else if (field != NULL && sync_field_is_named (field, key, configured))
        *unsuited = title;
    }
  g_ptr_array_sort (choices, compare_choices);

  return choices;
}

static void
add_field (SyncMapping *self, GPtrArray *wanted, const SyncFieldInfo *info)
{
  SyncDictionaries *dictionaries = sync_context_get_dictionaries (self->context);
  JsonObject *fields = sync_dictionaries_get_fields_of (dictionaries, info->contact);
  GSettings *settings = sync_context_get_settings (self->context);
  g_autofree char *configured =
    settings != NULL ? g_settings_get_string (settings, info->setting) : g_strdup ("");
  g_autoptr (GPtrArray) choices = NULL;
  const char *unsuited = NULL;
  ClinicMappingState state;
  ClinicMappingEntry *entry;
  const char *key;

  if (fields == NULL)
    return;
  key = sync_field_find (info, fields, configured, &state);
  choices = collect_fields (info, fields, configured, &unsuited);
  entry = ensure_entry (self, info->setting,
                        info->contact ? CLINIC_MAPPING_PATIENT_FIELD : CLINIC_MAPPING_FIELD);
  clinic_mapping_entry_set_required (entry, info->required);
  set_choices (entry, choices);
  if (state == CLINIC_MAPPING_BROKEN)
    set_state (entry, state, unsuited != NULL ? configured : NULL, TRUE,
               unsuited != NULL ? unsuited : configured);
  else
    set_state (entry, state, key, state == CLINIC_MAPPING_SET, NULL);
  g_ptr_array_add (wanted, entry);
}

static const char *
setting_of (ClinicMappingEntry *entry)
{
  switch (clinic_mapping_entry_get_kind (entry))
    {
    case CLINIC_MAPPING_FUNNEL:
      return "appointments-category";
    case CLINIC_MAPPING_STAGE:
      return "stage-roles";
    case CLINIC_MAPPING_LEAD_STAGE:
      return "lead-stage-roles";
    case CLINIC_MAPPING_FIELD:
    case CLINIC_MAPPING_PATIENT_FIELD:
    default:
      return clinic_mapping_entry_get_id (entry);
    }
}

static void
update_locks (SyncMapping *self, GPtrArray *entries)
{
  GSettings *settings = sync_context_get_settings (self->context);

  for (guint i = 0; settings != NULL && i < entries->len; i++)
    {
      ClinicMappingEntry *entry = g_ptr_array_index (entries, i);

      clinic_mapping_entry_set_locked (entry,
                                       !g_settings_is_writable (settings, setting_of (entry)));
    }
}

static void
update (SyncMapping *self)
{
  g_autoptr (GPtrArray) wanted = g_ptr_array_new ();
  guint length = g_list_model_get_n_items (G_LIST_MODEL (self->entries));
  guint n_infos;
  const SyncFieldInfo *infos = sync_field_infos (&n_infos);
  gboolean same;

  add_funnel (self, wanted);
  add_stages (self, wanted, FALSE);
  add_stages (self, wanted, TRUE);
  for (guint i = 0; i < n_infos; i++)
    add_field (self, wanted, &infos[i]);
  update_locks (self, wanted);
  same = length == wanted->len;
  for (guint i = 0; same && i < length; i++)
    {
      g_autoptr (ClinicMappingEntry) entry =
        g_list_model_get_item (G_LIST_MODEL (self->entries), i);

      same = entry == g_ptr_array_index (wanted, i);
    }
  if (!same)
    g_list_store_splice (self->entries, 0, length, wanted->pdata, wanted->len);
  sync_time_test_check (self->context);
}

/* --- ClinicMapping --- */

static GListModel *
sync_mapping_get_entries (ClinicMapping *mapping)
{
  return G_LIST_MODEL (SYNC_MAPPING (mapping)->entries);
}

static ClinicTimeTest *
sync_mapping_get_time_test (ClinicMapping *mapping)
{
  return sync_context_get_time_test (SYNC_MAPPING (mapping)->context);
}

static void
choose_role (GSettings *settings, const char *setting, const char *stage_id, const char *nick)
{
  g_autoptr (GVariant) old = g_settings_get_value (settings, setting);
  GVariantBuilder builder;
  GVariantIter iter;
  const char *key;
  const char *value;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  g_variant_iter_init (&iter, old);
  while (g_variant_iter_next (&iter, "{&s&s}", &key, &value))
    {
      if (g_strcmp0 (key, stage_id) != 0)
        g_variant_builder_add (&builder, "{ss}", key, value);
    }
  if (nick != NULL)
    g_variant_builder_add (&builder, "{ss}", stage_id, nick);
  g_settings_set_value (settings, setting, g_variant_builder_end (&builder));
}

static void
sync_mapping_choose (ClinicMapping *mapping, ClinicMappingEntry *entry, const char *key)
{
  GSettings *settings = sync_context_get_settings (SYNC_MAPPING (mapping)->context);
  const char *setting = setting_of (entry);
  const char *id = clinic_mapping_entry_get_id (entry);

  if (settings == NULL)
    return;
  switch (clinic_mapping_entry_get_kind (entry))
    {
    case CLINIC_MAPPING_FUNNEL:
      g_settings_set_int (settings, setting,
                          key != NULL ? (int) g_ascii_strtoll (key, NULL, 10) : -1);
      break;
    case CLINIC_MAPPING_STAGE:
      choose_role (settings, setting, id + strlen (STAGE), key);
      break;
    case CLINIC_MAPPING_LEAD_STAGE:
      choose_role (settings, setting, id + strlen (LEAD_STAGE), key);
      break;
    case CLINIC_MAPPING_FIELD:
    case CLINIC_MAPPING_PATIENT_FIELD:
    default:
      g_settings_set_string (settings, setting, key != NULL ? key : "");
      break;
    }
}

static void
sync_mapping_create_fields_async (ClinicMapping *mapping,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  sync_mapping_create_async (SYNC_MAPPING (mapping)->context, cancellable, callback, user_data);
}

static gboolean
sync_mapping_create_fields_finish (ClinicMapping *mapping, GAsyncResult *result, GError **error)
{
  return sync_mapping_create_finish (result, error);
}

static void
sync_mapping_test_time_async (ClinicMapping *mapping,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  sync_time_test_async (SYNC_MAPPING (mapping)->context, cancellable, callback, user_data);
}

static gboolean
sync_mapping_test_time_finish (ClinicMapping *mapping,
                               GAsyncResult *result,
                               int *shift_minutes,
                               GError **error)
{
  if (!sync_time_test_finish (result, error))
    return FALSE;
  if (shift_minutes != NULL)
    *shift_minutes = (int) clinic_time_test_get_shift (sync_mapping_get_time_test (mapping));

  return TRUE;
}

static void
sync_mapping_iface_init (ClinicMappingInterface *iface)
{
  iface->get_entries = sync_mapping_get_entries;
  iface->get_time_test = sync_mapping_get_time_test;
  iface->choose = sync_mapping_choose;
  iface->create_fields_async = sync_mapping_create_fields_async;
  iface->create_fields_finish = sync_mapping_create_fields_finish;
  iface->test_time_async = sync_mapping_test_time_async;
  iface->test_time_finish = sync_mapping_test_time_finish;
}

static void
sync_mapping_finalize (GObject *object)
{
  SyncMapping *self = SYNC_MAPPING (object);

  g_clear_object (&self->context);
  g_clear_object (&self->entries);
  g_clear_pointer (&self->by_id, g_hash_table_unref);

  G_OBJECT_CLASS (sync_mapping_parent_class)->finalize (object);
}

static void
sync_mapping_class_init (SyncMappingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sync_mapping_finalize;
}

static void
sync_mapping_init (SyncMapping *self)
{
  self->entries = g_list_store_new (CLINIC_TYPE_MAPPING_ENTRY);
  self->by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

void
sync_mapping_start (SyncMapping *self)
{
  g_return_if_fail (SYNC_IS_MAPPING (self));

  sync_time_test_load (self->context);
}

SyncMapping *
sync_mapping_new (SyncContext *context)
{
  SyncMapping *self = g_object_new (SYNC_TYPE_MAPPING, NULL);

  self->context = g_object_ref (context);
  g_signal_connect_object (context, "dictionaries-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);

  return self;
}
