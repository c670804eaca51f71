/* clinic-pay-inputs.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "clinic-pay-inputs"

#include "clinic-pay-inputs.h"

#include <stddef.h>
#include <string.h>

#include "clinic-days.h"

#define LIMIT (20 * 60)
#define FIRST (2 * 3600)
#define YEAR_LIMIT ((gint64) 120 * 3600)
#define TALK 10
#define TYPE_INFO 5

G_DEFINE_BOXED_TYPE (ClinicPayInputs,
                     clinic_pay_inputs,
                     clinic_pay_inputs_copy,
                     clinic_pay_inputs_free)

/* How a member of a struct is written down. */
typedef enum
{
  FIELD_END,
  FIELD_INT64,
  FIELD_INT32,
  FIELD_UINT16,
  FIELD_UINT8,
  FIELD_TEXT,
} FieldType;

typedef struct
{
  const char *name;
  FieldType type;
  gsize offset;
} Field;

#define FIELD(type, name, member, kind)                                                            \
  {                                                                                                \
    name, FIELD_##kind, offsetof (type, member)                                                    \
  }

static const Field rate_fields[] = {
  FIELD (ClinicPayRate, "id", id, INT64),
  FIELD (ClinicPayRate, "rate", rate, INT64),
  FIELD (ClinicPayRate, "call-price", call_price, INT64),
  FIELD (ClinicPayRate, "review-price", review_price, INT64),
  FIELD (ClinicPayRate, "from", from, INT32),
  FIELD (ClinicPayRate, "qualification", qualification, INT32),
  FIELD (ClinicPayRate, "seniority", seniority, INT32),
  { 0 },
};

/* the user is that of the inputs: its number is of some facts that are no more */
static const Field work_fields[] = {
  FIELD (ClinicFactWork, "plan", plan_id, INT64),
  FIELD (ClinicFactWork, "record", record_id, INT64),
  FIELD (ClinicFactWork, "plan-start", plan_start, INT64),
  FIELD (ClinicFactWork, "plan-end", plan_end, INT64),
  FIELD (ClinicFactWork, "fact-start", fact_start, INT64),
  FIELD (ClinicFactWork, "fact-end", fact_end, INT64),
  FIELD (ClinicFactWork, "answered-end", answered_end, INT64),
  FIELD (ClinicFactWork, "plan-changed", plan_changed, INT64),
  FIELD (ClinicFactWork, "before-start", before_start, INT64),
  FIELD (ClinicFactWork, "before-end", before_end, INT64),
  FIELD (ClinicFactWork, "plan-break", plan_break, INT32),
  FIELD (ClinicFactWork, "fact-break", fact_break, INT32),
  FIELD (ClinicFactWork, "day", day, INT32),
  FIELD (ClinicFactWork, "kind", kind, UINT8),
  FIELD (ClinicFactWork, "approved", approved, UINT8),
  FIELD (ClinicFactWork, "early", early_approved, UINT8),
  { 0 },
};

static const Field call_fields[] = {
  FIELD (ClinicPayCall, "id", id, INT64),
  FIELD (ClinicPayCall, "day", day, INT32),
  FIELD (ClinicPayCall, "duration", duration, INT32),
  FIELD (ClinicPayCall, "answered", answered, UINT8),
  FIELD (ClinicPayCall, "type", type, UINT8),
  { 0 },
};

static const Field item_fields[] = {
  FIELD (ClinicPayItem, "id", id, INT64),
  FIELD (ClinicPayItem, "amount", amount, INT64),
  FIELD (ClinicPayItem, "day", day, INT32),
  FIELD (ClinicPayItem, "text", text, TEXT),
  { 0 },
};

static const Field tier_fields[] = {
  FIELD (ClinicPayTier, "at", at, INT64),
  FIELD (ClinicPayTier, "value", value, INT64),
  { 0 },
};

static const Field row_fields[] = {
  FIELD (ClinicReportRow, "id", id, INT64),
  FIELD (ClinicReportRow, "value", value, INT32),
  FIELD (ClinicReportRow, "set", set, UINT16),
  FIELD (ClinicReportRow, "flags", flags, UINT16),
  { 0 },
};

static const Field fields[] = {
  FIELD (ClinicPayInputs, "user", user, INT64),
  FIELD (ClinicPayInputs, "name", name, TEXT),
  FIELD (ClinicPayInputs, "from", from, INT32),
  FIELD (ClinicPayInputs, "to", to, INT32),
  FIELD (ClinicPayInputs, "hired", hired, INT32),
  FIELD (ClinicPayInputs, "zone-offset", zone_offset, INT32),
  FIELD (ClinicPayInputs, "now", now, INT64),
  FIELD (ClinicPayInputs, "first-part", first.part, INT64),
  FIELD (ClinicPayInputs, "first-whole", first.whole, INT64),
  FIELD (ClinicPayInputs, "waiting-part", waiting.part, INT64),
  FIELD (ClinicPayInputs, "waiting-whole", waiting.whole, INT64),
  FIELD (ClinicPayInputs, "overtime", overtime, INT32),
  FIELD (ClinicPayInputs, "overtime-limit", overtime_limit, INT32),
  FIELD (ClinicPayInputs, "overtime-first", overtime_first, INT32),
  FIELD (ClinicPayInputs, "first-factor", first_factor, INT32),
  FIELD (ClinicPayInputs, "later-factor", later_factor, INT32),
  FIELD (ClinicPayInputs, "overtime-rate", overtime_rate, INT64),
  FIELD (ClinicPayInputs, "overtime-before", overtime_before, INT64),
  FIELD (ClinicPayInputs, "overtime-unknown", overtime_unknown, INT32),
  FIELD (ClinicPayInputs, "overtime-year", overtime_year, INT64),
  FIELD (ClinicPayInputs, "talk-seconds", talk_seconds, INT32),
  FIELD (ClinicPayInputs, "with-unapproved", with_unapproved, INT32),
  { 0 },
};

G_STATIC_ASSERT (sizeof (ClinicOvertime) == sizeof (gint32));
G_STATIC_ASSERT (sizeof (int) == sizeof (gint32));

/* The arrays of the inputs. */
static const struct
{
  const char *name;
  gsize offset; /* of the GArray * */
  gsize size;
  const Field *fields;
} arrays[] = {
  { "rates", offsetof (ClinicPayInputs, rates), sizeof (ClinicPayRate), rate_fields },
  { "works", offsetof (ClinicPayInputs, works), sizeof (ClinicFactWork), work_fields },
  { "calls", offsetof (ClinicPayInputs, calls), sizeof (ClinicPayCall), call_fields },
  { "allowances", offsetof (ClinicPayInputs, allowances), sizeof (ClinicPayItem), item_fields },
  { "remarks", offsetof (ClinicPayInputs, remarks), sizeof (ClinicPayItem), item_fields },
  { "reviews", offsetof (ClinicPayInputs, reviews), sizeof (ClinicPayItem), item_fields },
  { "seniority", offsetof (ClinicPayInputs, seniority), sizeof (ClinicPayTier), tier_fields },
  { "first-tiers", offsetof (ClinicPayInputs, first_tiers), sizeof (ClinicPayTier), tier_fields },
  { "waiting-tiers", offsetof (ClinicPayInputs, waiting_tiers), sizeof (ClinicPayTier),
    tier_fields },
  { "remark-tiers", offsetof (ClinicPayInputs, remark_tiers), sizeof (ClinicPayTier), tier_fields },
  { "first-rows", offsetof (ClinicPayInputs, first.rows), sizeof (ClinicReportRow), row_fields },
  { "waiting-rows", offsetof (ClinicPayInputs, waiting.rows), sizeof (ClinicReportRow),
    row_fields },
};

static GArray **
get_array (const ClinicPayInputs *self, guint i)
{
  return (GArray **) (gpointer) ((guint8 *) self + arrays[i].offset);
}

static void
clear_item (gpointer data)
{
  ClinicPayItem *item = data;

  g_clear_pointer (&item->text, g_free);
}

static ClinicPayInputs *
new_empty (void)
{
  ClinicPayInputs *self = g_new0 (ClinicPayInputs, 1);

  for (guint i = 0; i < G_N_ELEMENTS (arrays); i++)
    {
      GArray **array = get_array (self, i);

      *array = g_array_new (FALSE, TRUE, (guint) arrays[i].size);
      if (arrays[i].fields == item_fields)
        g_array_set_clear_func (*array, clear_item);
    }

  return self;
}

ClinicPayInputs *
clinic_pay_inputs_new (GTimeZone *zone, gint64 user, int from, int to)
{
  ClinicPayInputs *self = new_empty ();

  self->zone_offset = (int) ((gint64) from * 24 * 3600 - clinic_days_begin (zone, from));
  self->user = user;
  self->from = from;
  self->to = to;
  self->hired = CLINIC_DAYS_NONE;
  self->overtime = CLINIC_OVERTIME_WHOLE;
  self->overtime_limit = LIMIT;
  self->overtime_first = FIRST;
  self->first_factor = 1500;
  self->later_factor = 2000;
  self->overtime_year = YEAR_LIMIT;
  self->talk_seconds = TALK;

  return self;
}

ClinicPayInputs *
clinic_pay_inputs_copy (const ClinicPayInputs *self)
{
  g_autoptr (GVariant) variant = g_variant_ref_sink (clinic_pay_inputs_to_variant (self));

  return clinic_pay_inputs_from_variant (variant);
}

void
clinic_pay_inputs_free (ClinicPayInputs *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (arrays); i++)
    g_array_unref (*get_array (self, i));
  g_free (self->name);
  g_free (self);
}

void
clinic_pay_inputs_add_item (GArray *array, gint64 id, int day, gint64 amount, const char *text)
{
  ClinicPayItem item = { .id = id, .day = day, .amount = amount, .text = g_strdup (text) };

  g_array_append_val (array, item);
}

void
clinic_pay_inputs_take_facts (ClinicPayInputs *self, ClinicFacts *facts)
{
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT, self->user);
  guint32 user = clinic_facts_find (facts, CLINIC_NAMES_USER, key);
  guint n = 0;
  const ClinicFactCall *calls = clinic_facts_get_calls (facts, &n);
  const ClinicFactWork *works = NULL;

  g_return_if_fail (CLINIC_IS_FACTS (facts));

  if (user == 0)
    return;
  for (guint i = 0; i < n; i++)
    {
      ClinicPayCall call = {
        .id = calls[i].id,
        .day = calls[i].day,
        .duration = calls[i].duration,
        .answered = calls[i].answered,
        .type = calls[i].type,
      };

      if (calls[i].user == user && calls[i].type != TYPE_INFO && call.day >= self->from &&
          call.day < self->to)
        g_array_append_val (self->calls, call);
    }
  works = clinic_facts_get_works (facts, &n);
  for (guint i = 0; i < n; i++)
    if (works[i].user == user && works[i].day >= self->from && works[i].day < self->to)
      g_array_append_val (self->works, works[i]);
}

void
clinic_pay_inputs_take_bringing (ClinicPayInputs *self,
                                 ClinicPayBringing *bringing,
                                 ClinicReport *report)
{
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT, self->user);

  g_return_if_fail (CLINIC_IS_REPORT (report));

  for (guint i = 0; i < clinic_report_get_n_groups (report); i++)
    {
      const ClinicReportGroup *group = clinic_report_get_group (report, i);

      if (g_strcmp0 (group->key, key) != 0)
        continue;
      bringing->part = group->figures[CLINIC_FIGURE_PART];
      bringing->whole = group->figures[CLINIC_FIGURE_WHOLE];
      g_array_unref (bringing->rows);
      bringing->rows = clinic_report_dup_rows (report, group, CLINIC_FIGURE_WHOLE);
    }
}

static GVariant *
read_field (gconstpointer from, const Field *field)
{
  const guint8 *member = (const guint8 *) from + field->offset;

  switch (field->type)
    {
    case FIELD_INT64:
      return g_variant_new_int64 (*(const gint64 *) (gconstpointer) member);
    case FIELD_INT32:
      return g_variant_new_int64 (*(const gint32 *) (gconstpointer) member);
    case FIELD_UINT16:
      return g_variant_new_int64 (*(const guint16 *) (gconstpointer) member);
    case FIELD_UINT8:
      return g_variant_new_int64 (*member);
    case FIELD_TEXT:
    case FIELD_END:
    default:
      {
        const char *text = *(char *const *) (gconstpointer) member;

        return g_variant_new_string (text != NULL ? text : "");
      }
    }
}

static void
write_field (gpointer to, const Field *field, GVariant *value)
{
  guint8 *member = (guint8 *) to + field->offset;
  gboolean is_text = g_variant_is_of_type (value, G_VARIANT_TYPE_STRING);
  gint64 number = 0;

  if (is_text != (field->type == FIELD_TEXT) ||
      (!is_text && !g_variant_is_of_type (value, G_VARIANT_TYPE_INT64)))
    return;
  if (!is_text)
    number = g_variant_get_int64 (value);
  if (field->type == FIELD_INT64)
    *(gint64 *) (gpointer) member = number;
  else if (field->type == FIELD_INT32)
    *(gint32 *) (gpointer) member = (gint32) number;
  else if (field->type == FIELD_UINT16)
    *(guint16 *) (gpointer) member = (guint16) number;
  else if (field->type == FIELD_UINT8)
    *member = (guint8) number;
  else if (*g_variant_get_string (value, NULL) != '\0')
    *(char **) (gpointer) member = g_variant_dup_string (value, NULL);
}

/* What is 0 or empty is left out: most of it is. */
static gboolean
is_empty (GVariant *value)
{
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    return *g_variant_get_string (value, NULL) == '\0';

  return g_variant_get_int64 (value) == 0;
}

static void
write_struct (GVariantBuilder *builder, gconstpointer from, const Field *table)
{
  for (const Field *field = table; field->name != NULL; field++)
    {
      g_autoptr (GVariant) value = g_variant_ref_sink (read_field (from, field));

      if (!is_empty (value))
        g_variant_builder_add (builder, "{sv}", field->name, value);
    }
}

static void
read_struct (GVariant *variant, gpointer to, const Field *table)
{
  for (const Field *field = table; field->name != NULL; field++)
    {
      g_autoptr (GVariant) value = g_variant_lookup_value (variant, field->name, NULL);

      if (value != NULL)
        write_field (to, field, value);
    }
}

GVariant *
clinic_pay_inputs_to_variant (const ClinicPayInputs *self)
{
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);

  write_struct (&builder, self, fields);
  for (guint i = 0; i < G_N_ELEMENTS (arrays); i++)
    {
      g_auto (GVariantBuilder) rows = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("aa{sv}"));
      const GArray *array = *get_array (self, i);

      for (guint k = 0; k < array->len; k++)
        {
          g_variant_builder_open (&rows, G_VARIANT_TYPE_VARDICT);
          write_struct (&rows, array->data + k * arrays[i].size, arrays[i].fields);
          g_variant_builder_close (&rows);
        }
      g_variant_builder_add (&builder, "{sv}", arrays[i].name, g_variant_builder_end (&rows));
    }

  return g_variant_builder_end (&builder);
}

ClinicPayInputs *
clinic_pay_inputs_from_variant (GVariant *variant)
{
  g_autoptr (ClinicPayInputs) self = NULL;

  if (variant == NULL || !g_variant_is_of_type (variant, G_VARIANT_TYPE_VARDICT))
    return NULL;
  self = new_empty ();
  read_struct (variant, self, fields);
  for (guint i = 0; i < G_N_ELEMENTS (arrays); i++)
    {
      g_autoptr (GVariant) rows =
        g_variant_lookup_value (variant, arrays[i].name, G_VARIANT_TYPE ("aa{sv}"));
      GArray *array = *get_array (self, i);

      if (rows == NULL)
        return NULL;
      g_array_set_size (array, (guint) g_variant_n_children (rows));
      for (guint k = 0; k < array->len; k++)
        {
          g_autoptr (GVariant) row = g_variant_get_child_value (rows, k);

          read_struct (row, array->data + k * arrays[i].size, arrays[i].fields);
        }
    }

  return g_steal_pointer (&self);
}
