/* sync-pay-build.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-pay-build"

#include "sync-pay-build.h"

#include "bx-json.h"
#include "clinic-days.h"
#include "clinic-work.h"
#include "sync-pay-map.h"
#include "sync-pay-plan.h"
#include "sync-pay-round.h"
#include "sync-timeman.h"

#define SHIFT "shift-"

void
sync_pay_person_free (SyncPayPerson *self)
{
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->position, g_free);
  g_clear_pointer (&self->department, g_free);
  g_clear_pointer (&self->inputs, clinic_pay_inputs_free);
  g_clear_pointer (&self->sign, clinic_pay_signed_free);
  g_free (self);
}

/* --- working time --- */

static gboolean
is_on_leave (const GArray *plans, int day)
{
  for (guint i = 0; i < plans->len; i++)
    {
      const ClinicFactWork *plan = &g_array_index (plans, ClinicFactWork, i);

      if (plan->kind != CLINIC_WORK_SHIFT && plan->day == day)
        return TRUE;
    }

  return FALSE;
}

/* Who is on leave is not expected, although her series of shifts goes on in the calendar. */
static void
drop_covered (GArray *plans)
{
  for (guint i = plans->len; i > 0; i--)
    {
      const ClinicFactWork *plan = &g_array_index (plans, ClinicFactWork, i - 1);

      if (plan->kind == CLINIC_WORK_SHIFT && is_on_leave (plans, plan->day))
        g_array_remove_index (plans, i - 1);
    }
}

static void
add_works (JsonObject *month, JsonObject *user, GTimeZone *zone, ClinicPayInputs *inputs)
{
  JsonObject *time = bx_json_get_object (month, SYNC_PAY_MONTH_TIME);
  JsonArray *events = bx_json_get_array (month, SYNC_PAY_MONTH_EVENTS);
  g_autoptr (GArray) plans = g_array_new (FALSE, TRUE, sizeof (ClinicFactWork));
  g_autoptr (GArray) records = sync_timeman_map (time, inputs->user, 1);
  g_autoptr (GArray) works = NULL;
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT, inputs->user);

  sync_pay_plan_map (events, zone, inputs->from - 1, inputs->to + 1, inputs->user,
                     bx_json_get_string (user, "LAST_NAME"), 1, plans);
  drop_covered (plans);
  if (events == NULL)
    sync_pay_plan_assume (bx_json_get_object (bx_json_get_object (month, SYNC_PAY_MONTH_HOURS),
                                              key),
                          zone, records, 1, plans);
  works = clinic_work_match (plans, records);
  for (guint i = 0; i < works->len; i++)
    {
      ClinicFactWork *work = &g_array_index (works, ClinicFactWork, i);

      work->day =
        clinic_days_of (zone, work->plan_start != 0 ? work->plan_start : work->fact_start, NULL);
      if (work->day >= inputs->from && work->day < inputs->to)
        g_array_append_vals (inputs->works, work, 1);
    }
}

static void
forget_fact (ClinicFactWork *work)
{
  work->record_id = 0;
  work->fact_start = work->fact_end = work->answered_end = 0;
  work->fact_break = -1;
}

void
sync_pay_apply_answer (ClinicPayInputs *inputs, int day, gint64 plan, gint64 record, gint64 end)
{
  for (guint i = 0; i < inputs->works->len; i++)
    {
      ClinicFactWork *work = &g_array_index (inputs->works, ClinicFactWork, i);

      if (work->day != day || work->plan_id != plan || work->record_id != record)
        continue;
      if (end > 0)
        work->answered_end = end;
      else if (work->plan_id != 0)
        forget_fact (work);
      else
        g_array_remove_index (inputs->works, i);
      return;
    }
}

/* --- what is paid --- */

static int
compare_rates (gconstpointer a, gconstpointer b)
{
  const ClinicPayRate *one = a, *other = b;

  return one->from != other->from ? one->from - other->from
                                  : (one->id > other->id) - (one->id < other->id);
}

static void
add_rates (JsonObject *month, const SyncPayList *list, GSettings *settings, ClinicPayInputs *inputs)
{
  JsonArray *rows = bx_json_get_array (month, SYNC_PAY_MONTH_RATES);
  gint32 latest = -1;
  gint64 overtime = 0, allowance = 0, id = 0;
  g_autofree char *text = NULL;

  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    {
      JsonObject *row = bx_json_node_object (json_array_get_element (rows, i));
      ClinicPayRate rate;
      gint64 price = 0, extra = 0;

      if (sync_pay_map_employee (list, row) != inputs->user ||
          !sync_pay_map_rate (list, row, settings, &rate, &price, &extra) ||
          rate.from >= inputs->to)
        continue;
      g_array_append_val (inputs->rates, rate);
      if (rate.from < latest)
        continue;
      /* of the month is what is in force when it ends */
      latest = rate.from;
      overtime = price;
      allowance = extra;
      id = rate.id;
      g_free (text);
      text = sync_pay_map_dup (list, row, SYNC_PAY_TEXT);
    }
  g_array_sort (inputs->rates, compare_rates);
  if (overtime > 0)
    inputs->overtime_rate = overtime;
  if (allowance > 0)
    clinic_pay_inputs_add_item (inputs->allowances, id, MAX (latest, inputs->from), allowance,
                                text);
}

static void
add_rows (JsonObject *month,
          const char *part,
          const SyncPayList *list,
          void (*add) (const SyncPayList *, JsonObject *, ClinicPayInputs *),
          ClinicPayInputs *inputs)
{
  JsonArray *rows = list->id != 0 ? bx_json_get_array (month, part) : NULL;

  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    {
      JsonObject *row = bx_json_node_object (json_array_get_element (rows, i));

      if (row != NULL)
        add (list, row, inputs);
    }
}

/* --- signed months and answers --- */

static JsonObject *
find_element (JsonObject *month, const char *code)
{
  JsonArray *rows = bx_json_get_array (month, SYNC_PAY_MONTH_SIGNATURES);

  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    {
      JsonObject *row = bx_json_node_object (json_array_get_element (rows, i));

      if (g_strcmp0 (bx_json_get_string (row, "CODE"), code) == 0)
        return row;
    }

  return NULL;
}

static char *
dup_text (SyncPayScheme *scheme, JsonObject *row)
{
  g_autofree char *packed =
    sync_pay_map_dup (sync_pay_scheme_get_list (scheme, SYNC_PAY_SIGNATURES), row, SYNC_PAY_DATA);
  char *text = sync_pay_map_unpack (packed);

  return text != NULL ? text : g_strdup ("");
}

char *
sync_pay_dup_element (JsonObject *month, SyncPayScheme *scheme, const char *code)
{
  JsonObject *row = find_element (month, code);

  return row != NULL ? dup_text (scheme, row) : NULL;
}

char *
sync_pay_answer_to_text (int day, gint64 plan, gint64 record, gint64 end)
{
  return g_strdup_printf ("%d %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT, day,
                          plan, record, end);
}

void
sync_pay_apply_answer_text (ClinicPayInputs *inputs, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, " ", -1);

  if (g_strv_length (parts) == 4)
    sync_pay_apply_answer (inputs, (int) g_ascii_strtoll (parts[0], NULL, 10),
                           g_ascii_strtoll (parts[1], NULL, 10),
                           g_ascii_strtoll (parts[2], NULL, 10),
                           g_ascii_strtoll (parts[3], NULL, 10));
}

static void
add_answers (JsonObject *month, SyncPayScheme *scheme, ClinicPayInputs *inputs)
{
  JsonArray *rows = bx_json_get_array (month, SYNC_PAY_MONTH_SIGNATURES);
  g_autofree char *prefix = g_strdup_printf (SHIFT "%" G_GINT64_FORMAT "-", inputs->user);

  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    {
      JsonObject *row = bx_json_node_object (json_array_get_element (rows, i));
      const char *code = bx_json_get_string (row, "CODE");
      g_autofree char *text = NULL;

      if (code == NULL || !g_str_has_prefix (code, prefix))
        continue;
      text = dup_text (scheme, row);
      sync_pay_apply_answer_text (inputs, text);
    }
}

static ClinicPaySigned *
read_sign (JsonObject *month, SyncPayScheme *scheme, gint64 user, int first)
{
  g_autofree char *code = sync_pay_map_dup_sign_code (user, first);
  g_autofree char *text = sync_pay_dup_element (month, scheme, code);
  g_autoptr (GError) error = NULL;
  ClinicPaySigned *sign = NULL;

  if (text == NULL || *text == '\0')
    return NULL;
  sign = clinic_pay_signed_from_string (text, &error);
  if (sign == NULL)
    g_debug ("The signature %s is none: %s", code, error->message);

  return sign;
}

/* --- people --- */

static char *
dup_department (SyncPayScheme *scheme, JsonObject *user)
{
  JsonArray *ids = bx_json_get_array (user, "UF_DEPARTMENT");

  for (guint i = 0; ids != NULL && i < json_array_get_length (ids); i++)
    {
      const char *name =
        sync_pay_scheme_peek_department (scheme,
                                         bx_json_node_int (json_array_get_element (ids, i), 0));

      if (name != NULL)
        return g_strdup (name);
    }

  return NULL;
}

/* Who left is paid for the month in which she was still there. */
static gboolean
is_gone (JsonObject *user, SyncPayPerson *person)
{
  return !bx_json_get_bool (user, "ACTIVE", TRUE) && person->inputs->works->len == 0 &&
         person->sign == NULL;
}

static SyncPayPerson *
new_person (JsonObject *month,
            SyncPayScheme *scheme,
            GSettings *settings,
            GTimeZone *zone,
            int first,
            JsonObject *user)
{
  SyncPayPerson *self = g_new0 (SyncPayPerson, 1);
  ClinicPayInputs *inputs = NULL;

  self->user = bx_json_get_int (user, "ID", 0);
  self->name = sync_pay_map_dup_name (user);
  self->position = bx_json_dup_string (user, "WORK_POSITION");
  self->department = dup_department (scheme, user);
  self->inputs = inputs =
    clinic_pay_inputs_new (zone, self->user, first, clinic_days_add_months (first, 1));
  inputs->name = g_strdup (self->name);
  inputs->hired = sync_pay_map_hired (user);
  /* of a month that is long over nothing changes any more because time goes by */
  inputs->now = MIN (bx_json_get_int (month, SYNC_PAY_MONTH_AS_OF, 0),
                     clinic_days_begin (zone, inputs->to + 2));
  add_rows (month, SYNC_PAY_MONTH_SCALES, sync_pay_scheme_get_list (scheme, SYNC_PAY_SCALES),
            sync_pay_map_scale, inputs);
  sync_pay_map_settings (settings, inputs);
  add_rates (month, sync_pay_scheme_get_list (scheme, SYNC_PAY_RATES), settings, inputs);
  add_rows (month, SYNC_PAY_MONTH_EXTRAS, sync_pay_scheme_get_list (scheme, SYNC_PAY_EXTRAS),
            sync_pay_map_extra, inputs);
  add_works (month, user, zone, inputs);
  add_answers (month, scheme, inputs);
  self->sign = read_sign (month, scheme, self->user, first);

  return self;
}

GPtrArray *
sync_pay_build (JsonObject *month,
                SyncPayScheme *scheme,
                GSettings *settings,
                GTimeZone *zone,
                int first)
{
  GPtrArray *people = g_ptr_array_new_with_free_func ((GDestroyNotify) sync_pay_person_free);
  JsonArray *users = bx_json_get_array (month, SYNC_PAY_MONTH_USERS);

  for (guint i = 0; users != NULL && i < json_array_get_length (users); i++)
    {
      JsonObject *user = bx_json_node_object (json_array_get_element (users, i));
      SyncPayPerson *person = NULL;

      if (bx_json_get_int (user, "ID", 0) <= 0)
        continue;
      person = new_person (month, scheme, settings, zone, first, user);
      if (is_gone (user, person))
        sync_pay_person_free (person);
      else
        g_ptr_array_add (people, person);
    }

  return people;
}
