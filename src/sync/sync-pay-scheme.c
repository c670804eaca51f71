/* sync-pay-scheme.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-pay-scheme"

#include "sync-pay-scheme.h"

#include "bx-json.h"
#include "clinic-name.h"
#include "sync-invoice-value.h"
#include "sync-shifts.h"

#define SCALES "шкал|scale"

/* what people call the lists; the settings that say which one is meant */
static const struct
{
  const char *words;
  const char *code;
  const char *setting;
} kinds[SYNC_N_PAY_LISTS] = {
  [SYNC_PAY_RATES] = { "ставк|тариф|rates", "pay_rates", "pay-rates-list" },
  [SYNC_PAY_EXTRAS] = { "бонус|замечан|доплат|надбавк|преми|bonus", "pay_bonuses",
                        "pay-extras-list" },
  [SYNC_PAY_SIGNATURES] = { "ведомост|подписанн|payroll", "reception_pay", "pay-signatures-list" },
  [SYNC_PAY_SCALES] = { SCALES, "pay_scales", NULL },
};

#define OF(kind) (1U << SYNC_PAY_##kind)

/* A field is found by its type and by what people call it, in this order: what is narrower comes
 * first. */
static const struct
{
  guint lists; /* in which it is looked for */
  SyncPayField field;
  const char *nick;  /* in the settings */
  const char *types; /* (nullable): any */
  const char *words; /* (nullable): any name */
} fields[] = {
  { OF (RATES) | OF (EXTRAS) | OF (SIGNATURES), SYNC_PAY_EMPLOYEE, "employee", "S:employee", NULL },
  { OF (RATES) | OF (EXTRAS) | OF (SIGNATURES), SYNC_PAY_EMPLOYEE, "employee", NULL,
    "сотрудник|employee" },
  { OF (RATES) | OF (EXTRAS) | OF (SIGNATURES), SYNC_PAY_DATE, "date", "S:Date|S:DateTime", NULL },
  { OF (RATES), SYNC_PAY_OVERTIME, "overtime", NULL, "переработ|overtime" },
  { OF (RATES), SYNC_PAY_CALL_PRICE, "call-price", NULL, "звон|call" },
  { OF (RATES), SYNC_PAY_REVIEW_PRICE, "review-price", NULL, "отзыв|review" },
  { OF (RATES), SYNC_PAY_QUALIFICATION, "qualification", "N", "квалификац|qualif" },
  { OF (RATES), SYNC_PAY_QUALIFICATION, "qualification", NULL, "квалификац|qualif" },
  { OF (RATES), SYNC_PAY_SENIORITY, "seniority", NULL, "стаж|выслуг|seniority" },
  { OF (RATES), SYNC_PAY_ALLOWANCE, "allowance", "N|S:Money", "надбавк|доплат|allowance" },
  { OF (RATES), SYNC_PAY_RATE, "rate", "N|S:Money|S", "ставка|тариф|час|rate" },
  { OF (RATES), SYNC_PAY_TEXT, "text", "S|S:HTML", "за что|комментар|примечан|comment" },
  { OF (EXTRAS) | OF (SCALES), SYNC_PAY_KIND, "kind", "L|S", "вид|тип|шкала|kind|type" },
  { OF (SCALES), SYNC_PAY_FROM, "from", "N|S", "от|порог|from" },
  { OF (EXTRAS) | OF (SCALES) | OF (SIGNATURES), SYNC_PAY_AMOUNT, "amount", "N|S:Money|S",
    "сумма|размер|доплат|значен|итог|amount|sum" },
  { OF (SIGNATURES), SYNC_PAY_DATA, "data", "S|S:HTML", "данные|подпис|data" },
  { OF (EXTRAS), SYNC_PAY_TEXT, "text", "S|S:HTML",
    "текст|комментар|за что|описан|примечан|comment" },
};

/* what people call the reception */
#define RECEPTION "ресепш|регистратур|администратор|reception|front desk"

struct _SyncPayScheme
{
  SyncPayList lists[SYNC_N_PAY_LISTS];
  GHashTable *departments; /* owned: id -> name */
  gint64 calendar;
  gint64 department;
  gint64 me;
  gboolean others;
  gboolean mine;
  gboolean admin;
  gboolean works_there;
};

G_DEFINE_BOXED_TYPE (SyncPayScheme, sync_pay_scheme, sync_pay_scheme_ref, sync_pay_scheme_unref)

SyncPayScheme *
sync_pay_scheme_ref (SyncPayScheme *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
scheme_clear (gpointer data)
{
  SyncPayScheme *self = data;

  for (guint i = 0; i < SYNC_N_PAY_LISTS; i++)
    {
      for (guint k = 0; k < SYNC_N_PAY_FIELDS; k++)
        g_clear_pointer (&self->lists[i].fields[k], g_free);
      g_clear_pointer (&self->lists[i].choices, json_object_unref);
    }
  g_clear_pointer (&self->departments, g_hash_table_unref);
}

void
sync_pay_scheme_unref (SyncPayScheme *self)
{
  g_atomic_rc_box_release_full (self, scheme_clear);
}

/* --- lists --- */

gint64
sync_pay_scheme_find_list (JsonObject *description, GSettings *settings, SyncPayListKind kind)
{
  JsonArray *rows = bx_json_get_array (description, SYNC_PAY_PART_LISTS);
  gint64 chosen = settings != NULL && kinds[kind].setting != NULL
                    ? g_settings_get_int (settings, kinds[kind].setting)
                    : 0;
  gint64 found = 0;

  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    {
      JsonObject *row = bx_json_node_object (json_array_get_element (rows, i));
      g_autofree char *name = clinic_name_fold_letters (bx_json_get_string (row, "NAME"));
      gint64 id = bx_json_get_int (row, "ID", 0);

      if (chosen > 0 ? id == chosen
                     : g_strcmp0 (bx_json_get_string (row, "CODE"), kinds[kind].code) == 0)
        return id;
      if (chosen <= 0 && found == 0 && sync_invoice_says (name, kinds[kind].words) &&
          (kind == SYNC_PAY_SCALES || !sync_invoice_says (name, SCALES)))
        found = id;
    }

  return found;
}

static gboolean
has_type (const char *types, const char *type)
{
  g_auto (GStrv) list = types != NULL ? g_strsplit (types, "|", -1) : NULL;

  return list == NULL || (type != NULL && g_strv_contains ((const char *const *) list, type));
}

/* what a person said that the field is; -1 nothing */
static int
find_chosen (GVariant *chosen, gint64 list, const char *id)
{
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT ".%s", list, id);
  const char *nick = NULL;

  if (chosen == NULL || !g_variant_lookup (chosen, key, "&s", &nick))
    return -1;
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_str_equal (fields[i].nick, nick))
      return (int) fields[i].field;

  return -1;
}

static void
take_field (SyncPayList *self, int field, const char *id)
{
  if (self->fields[field] == NULL)
    self->fields[field] = g_strdup (id);
}

static gboolean
is_taken (SyncPayList *self, const char *id)
{
  for (guint i = 0; i < SYNC_N_PAY_FIELDS; i++)
    if (g_strcmp0 (self->fields[i], id) == 0)
      return TRUE;

  return FALSE;
}

/* The fields that nobody spoke for, in the order in which the table looks for them. */
static void
guess_fields (SyncPayList *self, SyncPayListKind kind, JsonObject *rows, GList *ids)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      for (GList *l = ids; l != NULL && self->fields[fields[i].field] == NULL; l = l->next)
        {
          JsonObject *row = bx_json_get_object (rows, l->data);
          g_autofree char *name = clinic_name_fold_letters (bx_json_get_string (row, "NAME"));

          if ((fields[i].lists & (1U << kind)) != 0 && g_str_has_prefix (l->data, "PROPERTY_") &&
              !is_taken (self, l->data) &&
              has_type (fields[i].types, bx_json_get_string (row, "TYPE")) &&
              (fields[i].words == NULL || sync_invoice_says (name, fields[i].words)))
            take_field (self, (int) fields[i].field, l->data);
        }
    }
}

static int
compare_sort (gconstpointer a, gconstpointer b, gpointer data)
{
  gint64 first = bx_json_get_int (bx_json_get_object (data, a), "SORT", 500);
  gint64 second = bx_json_get_int (bx_json_get_object (data, b), "SORT", 500);

  return first != second ? (first < second ? -1 : 1) : g_strcmp0 (a, b);
}

static void
read_list (SyncPayList *self, JsonObject *description, GSettings *settings, SyncPayListKind kind)
{
  gint64 id = sync_pay_scheme_find_list (description, settings, kind);
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  JsonObject *rows =
    bx_json_get_object (bx_json_get_object (description, SYNC_PAY_PART_FIELDS), key);
  g_autoptr (GVariant) chosen =
    settings != NULL ? g_settings_get_value (settings, "pay-fields") : NULL;
  g_autoptr (GList) ids = rows != NULL ? json_object_get_members (rows) : NULL;

  self->choices = json_object_new ();
  if (rows == NULL)
    return;
  self->id = id;
  ids = g_list_sort_with_data (ids, compare_sort, rows);
  for (GList *l = ids; l != NULL; l = l->next)
    {
      JsonObject *row = bx_json_get_object (rows, l->data);
      JsonObject *choices = bx_json_get_object (row, "DISPLAY_VALUES_FORM");
      int field = find_chosen (chosen, id, l->data);

      if (choices != NULL)
        json_object_set_object_member (self->choices, l->data, json_object_ref (choices));
      if (field >= 0)
        take_field (self, field, l->data);
    }
  guess_fields (self, kind, rows, ids);
  if (self->fields[SYNC_PAY_AMOUNT] != NULL)
    self->is_money =
      g_strcmp0 (bx_json_get_string (bx_json_get_object (rows, self->fields[SYNC_PAY_AMOUNT]),
                                     "TYPE"),
                 "S:Money") == 0;
  /* what it is for stands in the name where no field is meant for it */
  take_field (self, SYNC_PAY_TEXT, "NAME");
}

/* --- people --- */

static gboolean
is_mine (JsonObject *me, gint64 department)
{
  JsonArray *mine = bx_json_get_array (me, "UF_DEPARTMENT");

  for (guint i = 0; mine != NULL && i < json_array_get_length (mine); i++)
    if (bx_json_node_int (json_array_get_element (mine, i), 0) == department)
      return TRUE;

  return FALSE;
}

static void
read_people (SyncPayScheme *self, JsonObject *description, GSettings *settings)
{
  JsonArray *rows = bx_json_get_array (description, SYNC_PAY_PART_DEPARTMENTS);
  JsonObject *me = bx_json_get_object (description, SYNC_PAY_PART_ME);
  g_autofree char *position = clinic_name_fold_letters (bx_json_get_string (me, "WORK_POSITION"));
  gint64 chosen = settings != NULL ? g_settings_get_int (settings, "pay-department") : 0;

  self->me = bx_json_get_int (me, "ID", 0);
  self->admin =
    bx_json_get_bool (bx_json_get_object (description, SYNC_PAY_PART_PROFILE), "ADMIN", FALSE);
  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    {
      JsonObject *row = bx_json_node_object (json_array_get_element (rows, i));
      const char *name = bx_json_get_string (row, "NAME");
      g_autofree char *folded = clinic_name_fold_letters (name);
      gint64 id = bx_json_get_int (row, "ID", 0);

      g_hash_table_insert (self->departments, g_memdup2 (&id, sizeof id), g_strdup (name));
      if (chosen > 0 ? id != chosen
                     : self->department != 0 || !sync_invoice_says (folded, RECEPTION))
        continue;
      self->department = id;
    }
  self->works_there = (self->department != 0 && is_mine (me, self->department)) ||
                      sync_invoice_says (position, RECEPTION);
}

SyncPayScheme *
sync_pay_scheme_new (JsonObject *description, GSettings *settings)
{
  SyncPayScheme *self = g_atomic_rc_box_new0 (SyncPayScheme);

  self->departments = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  for (guint i = 0; i < SYNC_N_PAY_LISTS; i++)
    read_list (&self->lists[i], description, settings, (SyncPayListKind) i);
  self->calendar =
    sync_shifts_find_calendar (bx_json_get_array (description, SYNC_PAY_PART_SECTIONS));
  self->others = bx_json_get_bool (description, SYNC_PAY_PART_OTHERS, FALSE);
  self->mine = bx_json_get_bool (description, SYNC_PAY_PART_MINE, FALSE);
  read_people (self, description, settings);

  return self;
}

const SyncPayList *
sync_pay_scheme_get_list (SyncPayScheme *self, SyncPayListKind kind)
{
  return &self->lists[kind];
}

gint64
sync_pay_scheme_get_calendar (SyncPayScheme *self)
{
  return self->calendar;
}

gint64
sync_pay_scheme_get_department (SyncPayScheme *self)
{
  return self->department;
}

const char *
sync_pay_scheme_peek_department (SyncPayScheme *self, gint64 id)
{
  return g_hash_table_lookup (self->departments, &id);
}

gint64
sync_pay_scheme_get_me (SyncPayScheme *self)
{
  return self->me;
}

gboolean
sync_pay_scheme_is_paid (SyncPayScheme *self)
{
  return self->works_there || self->mine;
}

gboolean
sync_pay_scheme_may_manage (SyncPayScheme *self)
{
  return self->others || self->admin;
}

gboolean
sync_pay_scheme_is_admin (SyncPayScheme *self)
{
  return self->admin;
}
