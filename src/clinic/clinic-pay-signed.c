/* clinic-pay-signed.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "clinic-pay-signed"

#include "clinic-pay-signed.h"

#include "clinic-error.h"

#define VERSION 1

ClinicPaySigned *
clinic_pay_signed_new (const ClinicPayInputs *inputs,
                       gint64 signed_by,
                       gint64 signed_at,
                       GError **error)
{
  g_autoptr (ClinicPaySheet) sheet = clinic_pay_sheet_new (inputs);
  ClinicPaySigned *self = NULL;

  if (!clinic_pay_sheet_is_complete (sheet))
    {
      g_set_error_literal (error, CLINIC_ERROR, CLINIC_ERROR_INVALID,
                           "something of the month is left to be asked");
      return NULL;
    }
  self = g_new0 (ClinicPaySigned, 1);
  self->signed_at = signed_at;
  self->signed_by = signed_by;
  self->inputs = clinic_pay_inputs_copy (inputs);
  self->total = sheet->total;
  for (guint i = 0; i < CLINIC_N_PAY_KINDS; i++)
    {
      self->amounts[i] = sheet->lines[i].amount;
      self->words[i] = g_strdup (sheet->lines[i].words);
    }

  return self;
}

void
clinic_pay_signed_free (ClinicPaySigned *self)
{
  g_clear_pointer (&self->inputs, clinic_pay_inputs_free);
  for (guint i = 0; i < CLINIC_N_PAY_KINDS; i++)
    g_free (self->words[i]);
  g_free (self);
}

char *
clinic_pay_signed_to_string (const ClinicPaySigned *self)
{
  g_auto (GVariantBuilder) lines = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a(xs)"));
  g_autoptr (GVariant) variant = NULL;

  for (guint i = 0; i < CLINIC_N_PAY_KINDS; i++)
    g_variant_builder_add (&lines, "(xs)", self->amounts[i], self->words[i]);
  variant = g_variant_ref_sink (g_variant_new ("(ixxxa(xs)@a{sv})", VERSION, self->signed_at,
                                               self->signed_by, self->total, &lines,
                                               clinic_pay_inputs_to_variant (self->inputs)));

  return g_variant_print (variant, TRUE);
}

static gboolean
read_signed (GVariant *variant, ClinicPaySigned *self)
{
  g_autoptr (GVariantIter) lines = NULL;
  g_autoptr (GVariant) inputs = NULL;
  gint32 version = 0;
  gint64 sum = 0;

  g_variant_get (variant, "(ixxxa(xs)@a{sv})", &version, &self->signed_at, &self->signed_by,
                 &self->total, &lines, &inputs);
  if (version != VERSION || g_variant_iter_n_children (lines) != CLINIC_N_PAY_KINDS)
    return FALSE;
  for (guint i = 0; i < CLINIC_N_PAY_KINDS; i++)
    {
      g_variant_iter_next (lines, "(xs)", &self->amounts[i], &self->words[i]);
      sum += self->amounts[i];
    }
  self->inputs = clinic_pay_inputs_from_variant (inputs);

  return self->inputs != NULL && sum == self->total;
}

ClinicPaySigned *
clinic_pay_signed_from_string (const char *text, GError **error)
{
  g_autoptr (ClinicPaySigned) self = g_new0 (ClinicPaySigned, 1);
  g_autoptr (GVariant) variant = g_variant_parse (G_VARIANT_TYPE ("(ixxxa(xs)a{sv})"),
                                                  text != NULL ? text : "", NULL, NULL, NULL);

  if (variant == NULL || !read_signed (variant, self))
    {
      g_set_error_literal (error, CLINIC_ERROR, CLINIC_ERROR_INVALID, "not a signed month");
      return NULL;
    }

  return g_steal_pointer (&self);
}

static void
free_difference (gpointer data)
{
  ClinicPayDifference *difference = data;

  g_free (difference->words_before);
  g_free (difference->words_now);
  g_array_unref (difference->added);
  g_array_unref (difference->removed);
  g_free (difference);
}

static guint
hash_row (gconstpointer key)
{
  const ClinicPayRow *row = key;

  return g_int64_hash (&row->id) ^ (guint) row->source;
}

static gboolean
equal_rows (gconstpointer a, gconstpointer b)
{
  const ClinicPayRow *one = a, *other = b;

  return one->source == other->source && one->id == other->id && one->value == other->value &&
         one->day == other->day;
}

/* (transfer full) of ClinicPayRow: those of `rows` that `others` does not have */
static GArray *
find_missing (const GArray *rows, const GArray *others)
{
  GArray *missing = g_array_new (FALSE, TRUE, sizeof (ClinicPayRow));
  g_autoptr (GHashTable) known = g_hash_table_new (hash_row, equal_rows);

  for (guint i = 0; i < others->len; i++)
    g_hash_table_add (known, &g_array_index (others, ClinicPayRow, i));
  for (guint i = 0; i < rows->len; i++)
    if (!g_hash_table_contains (known, &g_array_index (rows, ClinicPayRow, i)))
      g_array_append_vals (missing, &g_array_index (rows, ClinicPayRow, i), 1);

  return missing;
}

GPtrArray *
clinic_pay_signed_compare (const ClinicPaySigned *self, const ClinicPayInputs *now)
{
  GPtrArray *differences = g_ptr_array_new_with_free_func (free_difference);
  g_autoptr (ClinicPaySheet) then = clinic_pay_sheet_new (self->inputs);
  g_autoptr (ClinicPaySheet) sheet = clinic_pay_sheet_new (now);

  for (guint i = 0; i < CLINIC_N_PAY_KINDS; i++)
    {
      g_autoptr (GArray) added = find_missing (sheet->lines[i].rows, then->lines[i].rows);
      g_autoptr (GArray) removed = find_missing (then->lines[i].rows, sheet->lines[i].rows);
      ClinicPayDifference *difference = NULL;

      if (self->amounts[i] == sheet->lines[i].amount && added->len == 0 && removed->len == 0)
        continue;
      difference = g_new0 (ClinicPayDifference, 1);
      difference->kind = (ClinicPayKind) i;
      difference->before = self->amounts[i];
      difference->now = sheet->lines[i].amount;
      difference->words_before = g_strdup (self->words[i]);
      difference->words_now = g_strdup (sheet->lines[i].words);
      difference->added = g_steal_pointer (&added);
      difference->removed = g_steal_pointer (&removed);
      g_ptr_array_add (differences, difference);
    }

  return differences;
}
