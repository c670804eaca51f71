/* sync-pay-map.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-pay-map"

#include "sync-pay-map.h"

#include <math.h>
#include <string.h>

#include "bx-json.h"
#include "clinic-days.h"
#include "clinic-name.h"
#include "sync-invoice-value.h"

/* what people call the kinds of extras; all else is an allowance */
#define REMARK "замеч|наруш|выговор|штраф|remark"
#define REVIEW "отзыв|review"

/* in front of what was packed */
#define PACKED "z1:"
#define MOST_UNPACKED (4 * 1024 * 1024)

/* --- rows --- */

char *
sync_pay_map_dup (const SyncPayList *list, JsonObject *row, SyncPayField field)
{
  const char *id = list->fields[field];
  JsonObject *choices = id != NULL ? bx_json_get_object (list->choices, id) : NULL;
  g_autoptr (GPtrArray) values = NULL;
  const char *label = NULL;

  if (id == NULL || row == NULL || !json_object_has_member (row, id))
    return NULL;
  values = sync_invoice_read_values (json_object_get_member (row, id));
  if (values->len == 0)
    return NULL;
  label = choices != NULL ? bx_json_get_string (choices, g_ptr_array_index (values, 0)) : NULL;

  return g_strdup (label != NULL ? label : g_ptr_array_index (values, 0));
}

/* hundredths; FALSE: nothing is said */
static gboolean
read_number (const SyncPayList *list, JsonObject *row, SyncPayField field, gint64 *number)
{
  g_autofree char *text = sync_pay_map_dup (list, row, field);

  return text != NULL && sync_invoice_read_money (text, number, NULL);
}

gint64
sync_pay_map_employee (const SyncPayList *list, JsonObject *row)
{
  g_autofree char *text = sync_pay_map_dup (list, row, SYNC_PAY_EMPLOYEE);

  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;
}

int
sync_pay_map_day (const SyncPayList *list, JsonObject *row)
{
  g_autofree char *text = sync_pay_map_dup (list, row, SYNC_PAY_DATE);
  g_autofree char *day = sync_invoice_read_day (text);

  return day != NULL ? clinic_days_from_string (day) : CLINIC_DAYS_NONE;
}

static gint64
get_price (GSettings *settings, const char *key)
{
  return settings != NULL ? llround (g_settings_get_double (settings, key) * 100) : 0;
}

/* "10 %", "10" are a tenth more; "1.1", "×1,1" are as they stand */
static gint32
read_factor (const SyncPayList *list, JsonObject *row)
{
  g_autofree char *text = sync_pay_map_dup (list, row, SYNC_PAY_QUALIFICATION);
  const char *digits = text != NULL ? strpbrk (text, "0123456789") : NULL;
  gint64 hundredths = 0;

  if (digits == NULL || !sync_invoice_read_money (digits, &hundredths, NULL) || hundredths < 0)
    return 1000;
  /* nobody is paid three times as much for what she knows, and nobody less than three per cent */
  if (strchr (digits, '%') == NULL && hundredths > 0 && hundredths < 300)
    return (gint32) (hundredths * 10);

  return (gint32) (1000 + hundredths / 10);
}

gboolean
sync_pay_map_rate (const SyncPayList *list,
                   JsonObject *row,
                   GSettings *settings,
                   ClinicPayRate *rate,
                   gint64 *overtime,
                   gint64 *allowance)
{
  gint64 number = 0;

  *rate = (ClinicPayRate){ .id = bx_json_get_int (row, "ID", 0) };
  *overtime = 0;
  *allowance = 0;
  if (sync_pay_map_employee (list, row) <= 0 ||
      !read_number (list, row, SYNC_PAY_RATE, &rate->rate))
    return FALSE;
  rate->from = sync_pay_map_day (list, row);
  /* without a day it was always so */
  if (rate->from == CLINIC_DAYS_NONE)
    rate->from = 0;
  if (!read_number (list, row, SYNC_PAY_CALL_PRICE, &rate->call_price))
    rate->call_price = get_price (settings, "pay-call-price");
  if (!read_number (list, row, SYNC_PAY_REVIEW_PRICE, &rate->review_price))
    rate->review_price = get_price (settings, "pay-review-price");
  rate->qualification = read_factor (list, row);
  rate->seniority =
    read_number (list, row, SYNC_PAY_SENIORITY, &number) ? (gint32) (number / 10) : -1;
  read_number (list, row, SYNC_PAY_OVERTIME, overtime);
  read_number (list, row, SYNC_PAY_ALLOWANCE, allowance);

  return TRUE;
}

void
sync_pay_map_extra (const SyncPayList *list, JsonObject *row, ClinicPayInputs *inputs)
{
  g_autofree char *kind = sync_pay_map_dup (list, row, SYNC_PAY_KIND);
  g_autofree char *folded = clinic_name_fold_letters (kind);
  g_autofree char *text = sync_pay_map_dup (list, row, SYNC_PAY_TEXT);
  int day = sync_pay_map_day (list, row);
  gint64 amount = 0;
  GArray *items = inputs->allowances;

  if (sync_pay_map_employee (list, row) != inputs->user || day < inputs->from || day >= inputs->to)
    return;
  if (sync_invoice_says (folded, REMARK))
    items = inputs->remarks;
  else if (sync_invoice_says (folded, REVIEW))
    items = inputs->reviews;
  else
    read_number (list, row, SYNC_PAY_AMOUNT, &amount);
  clinic_pay_inputs_add_item (items, bx_json_get_int (row, "ID", 0), day, amount, text);
}

/* --- signed months and answers --- */

char *
sync_pay_map_dup_sign_code (gint64 user, int month)
{
  g_autofree char *day = clinic_days_to_string (month);

  return g_strdup_printf ("pay-%" G_GINT64_FORMAT "-%.7s", user, day);
}

char *
sync_pay_map_dup_answer_code (gint64 user, const char *day, gint64 plan, gint64 record)
{
  return g_strdup_printf ("shift-%" G_GINT64_FORMAT "-%s-%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT,
                          user, day, plan, record);
}

/* (transfer full) (nullable) */
static GBytes *
convert (GConverter *converter, const void *data, gsize length)
{
  g_autoptr (GInputStream) memory =
    g_memory_input_stream_new_from_data (data, (gssize) length, NULL);
  g_autoptr (GInputStream) stream = g_converter_input_stream_new (memory, converter);
  g_autoptr (GByteArray) all = g_byte_array_new ();
  guint8 part[4096];
  gssize n = 0;

  while ((n = g_input_stream_read (stream, part, sizeof part, NULL, NULL)) > 0 &&
         all->len < MOST_UNPACKED)
    g_byte_array_append (all, part, (guint) n);

  return n == 0 ? g_byte_array_free_to_bytes (g_steal_pointer (&all)) : NULL;
}

char *
sync_pay_map_pack (const char *text)
{
  g_autoptr (GConverter) converter =
    G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 9));
  g_autoptr (GBytes) bytes = convert (converter, text, strlen (text));
  g_autofree char *code = NULL;

  if (bytes == NULL)
    return g_strdup (text);
  code = g_base64_encode (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  return g_strconcat (PACKED, code, NULL);
}

char *
sync_pay_map_unpack (const char *packed)
{
  g_autoptr (GConverter) converter = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree guchar *data = NULL;
  gsize length = 0;

  if (packed == NULL || *packed == '\0')
    return NULL;
  if (!g_str_has_prefix (packed, PACKED))
    return g_strdup (packed);
  data = g_base64_decode (packed + strlen (PACKED), &length);
  converter = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB));
  bytes = length > 0 ? convert (converter, data, length) : NULL;
  if (bytes == NULL || g_bytes_get_size (bytes) == 0 ||
      !g_utf8_validate (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), NULL))
    return NULL;

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* --- people --- */

char *
sync_pay_map_dup_name (JsonObject *user)
{
  const char *last = bx_json_get_string (user, "LAST_NAME");
  const char *first = bx_json_get_string (user, "NAME");
  g_autofree char *name =
    g_strjoin (" ", last != NULL ? last : "", first != NULL ? first : "", NULL);

  return g_strdup (g_strstrip (name));
}

int
sync_pay_map_hired (JsonObject *user)
{
  g_autofree char *day = sync_invoice_read_day (bx_json_get_string (user, "UF_EMPLOYMENT_DATE"));

  return day != NULL ? clinic_days_from_string (day) : CLINIC_DAYS_NONE;
}

/* --- settings --- */

void
sync_pay_map_scale (const SyncPayList *list, JsonObject *row, ClinicPayInputs *inputs)
{
  const struct
  {
    const char *words;
    GArray *tiers;
    int at;    /* the tier's units of a hundredth */
    int value; /* likewise; kopecks are hundredths */
  } scales[] = {
    { "стаж|seniority", inputs->seniority, 100, 10 },
    { "ожидан|waiting", inputs->waiting_tiers, 10, 1 },
    { "первич|доведен|first", inputs->first_tiers, 10, 1 },
    { "замеч|remark", inputs->remark_tiers, 100, 1 },
  };
  g_autofree char *kind = sync_pay_map_dup (list, row, SYNC_PAY_KIND);
  g_autofree char *folded = clinic_name_fold_letters (kind);
  ClinicPayTier tier = { 0 };

  if (!read_number (list, row, SYNC_PAY_FROM, &tier.at) ||
      !read_number (list, row, SYNC_PAY_AMOUNT, &tier.value))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      if (!sync_invoice_says (folded, scales[i].words))
        continue;
      tier.at /= scales[i].at;
      tier.value /= scales[i].value;
      g_array_append_val (scales[i].tiers, tier);
      return;
    }
}

/* "75.0:3000"; at_unit, value_unit: how many of the tier's units make one of those written */
static void
read_tiers (GSettings *settings, const char *key, double at_unit, double value_unit, GArray *tiers)
{
  g_auto (GStrv) texts = g_settings_get_strv (settings, key);

  if (tiers->len > 0)
    return;
  for (guint i = 0; texts[i] != NULL; i++)
    {
      char *end = NULL;
      double at = g_ascii_strtod (texts[i], &end);
      double value = *end == ':' ? g_ascii_strtod (end + 1, NULL) : 0;
      ClinicPayTier tier = { .at = llround (at * at_unit), .value = llround (value * value_unit) };

      if (end != texts[i] && *end == ':')
        g_array_append_val (tiers, tier);
    }
}

void
sync_pay_map_settings (GSettings *settings, ClinicPayInputs *inputs)
{
  g_autofree char *reading = NULL;

  if (settings == NULL)
    return;
  reading = g_settings_get_string (settings, "overtime-reading");
  inputs->overtime =
    g_str_equal (reading, "beyond") ? CLINIC_OVERTIME_BEYOND : CLINIC_OVERTIME_WHOLE;
  inputs->overtime_limit = g_settings_get_int (settings, "overtime-limit") * 60;
  inputs->overtime_first = g_settings_get_int (settings, "overtime-first-hours") * 3600;
  inputs->first_factor =
    (int) lround (g_settings_get_double (settings, "overtime-first-factor") * 1000);
  inputs->later_factor =
    (int) lround (g_settings_get_double (settings, "overtime-later-factor") * 1000);
  inputs->overtime_rate = get_price (settings, "overtime-price");
  inputs->overtime_year = (gint64) g_settings_get_int (settings, "overtime-year-hours") * 3600;
  inputs->talk_seconds = g_settings_get_int (settings, "pay-talk-seconds");
  inputs->with_unapproved = g_settings_get_boolean (settings, "pay-unapproved");
  read_tiers (settings, "pay-seniority-tiers", 1, 10, inputs->seniority);
  read_tiers (settings, "pay-first-tiers", 10, 100, inputs->first_tiers);
  read_tiers (settings, "pay-waiting-tiers", 10, 100, inputs->waiting_tiers);
  read_tiers (settings, "pay-remark-tiers", 1, 100, inputs->remark_tiers);
}
