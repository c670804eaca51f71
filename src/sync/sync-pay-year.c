/* sync-pay-year.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-pay-year"

#include "sync-pay-year.h"

#include "bx-json.h"
#include "clinic-days.h"
#include "clinic-pay-time.h"
#include "sync-pay-build.h"
#include "sync-pay-command.h"
#include "sync-pay-map.h"
#include "sync-pay-round.h"
#include "sync-timeman.h"

#define N_MONTHS 12

struct _SyncPayYear
{
  GObject parent_instance;

  SyncContext *context;        /* owned */
  GTimeZone *zone;             /* owned */
  GHashTable *known[N_MONTHS]; /* owned, (nullable): user -> seconds, of a month that is known */
  SyncPayScheme *scheme;       /* owned, (nullable): what it was counted by, as all below */
  ClinicOvertime overtime;
  int limit;
  gboolean with_unapproved;
  int first; /* day: of January */
  int n_months;
  guint round;   /* what was asked for before counts no more */
  int n_loading; /* documents that are still to come */
};

enum
{
  SIGNAL_READ,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SyncPayYear, sync_pay_year, G_TYPE_OBJECT)

/* --- one month --- */

/* A document of a month on its way. */
typedef struct
{
  SyncPayYear *self; /* owned */
  JsonObject *month; /* owned, (nullable): until what is ours comes */
  int number;        /* 0 January */
  guint round;
} Reading;

static void
reading_free (Reading *reading)
{
  g_clear_object (&reading->self);
  g_clear_pointer (&reading->month, json_object_unref);
  g_free (reading);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

/* Whether it was read after it was over, with the working time of everybody. */
static gboolean
is_whole (JsonObject *month, gint64 end)
{
  JsonObject *time = bx_json_get_object (month, SYNC_PAY_MONTH_TIME);

  return time != NULL && bx_json_get_array (time, SYNC_TIMEMAN_DENIED) == NULL &&
         (bx_json_get_array (month, SYNC_PAY_MONTH_EVENTS) != NULL ||
          bx_json_get_object (month, SYNC_PAY_MONTH_HOURS) != NULL) &&
         bx_json_get_int (month, SYNC_PAY_MONTH_AS_OF, 0) >= end;
}

/* -1: something is left to be answered. What was signed is as it was signed. */
static gint64
count_overtime (const SyncPayPerson *person)
{
  const ClinicPayInputs *inputs = person->sign != NULL ? person->sign->inputs : person->inputs;
  g_autoptr (GArray) flags = NULL;
  g_autoptr (GArray) shifts = clinic_pay_time_count (inputs, &flags);
  gint64 sum = 0;

  for (guint i = 0; person->sign == NULL && i < flags->len; i++)
    {
      ClinicPayFlagKind kind = g_array_index (flags, ClinicPayFlag, i).kind;

      /* without a rate the hours are known all the same */
      if (clinic_pay_flag_blocks (kind) && kind != CLINIC_PAY_FLAG_NO_RATE)
        return -1;
    }
  for (guint i = 0; i < shifts->len; i++)
    sum += g_array_index (shifts, ClinicPayShift, i).overtime;

  return sum;
}

/* own: (nullable): code -> text of what the portal has no list for */
static void
apply_own (SyncPayPerson *person, JsonObject *own, int first)
{
  g_autofree char *sign = sync_pay_map_dup_sign_code (person->user, first);
  g_autofree char *prefix = g_strdup_printf ("shift-%" G_GINT64_FORMAT "-", person->user);
  g_autoptr (GList) codes = own != NULL ? json_object_get_members (own) : NULL;
  const char *text = own != NULL ? bx_json_get_string (own, sign) : NULL;

  for (GList *l = codes; l != NULL; l = l->next)
    if (g_str_has_prefix (l->data, prefix) && bx_json_get_string (own, l->data) != NULL)
      sync_pay_apply_answer_text (person->inputs, bx_json_get_string (own, l->data));
  if (text == NULL || person->sign != NULL)
    return;
  person->sign = *text != '\0' ? clinic_pay_signed_from_string (text, NULL) : NULL;
}

static void
take_month (SyncPayYear *self, int number, JsonObject *month, JsonObject *own)
{
  int first = clinic_days_add_months (self->first, number);
  g_autoptr (GPtrArray) people = NULL;

  if (!is_whole (month, clinic_days_begin (self->zone, clinic_days_add_months (first, 1))))
    return;
  people = sync_pay_build (month, self->scheme, sync_context_get_settings (self->context),
                           self->zone, first);
  self->known[number] = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  for (guint i = 0; i < people->len; i++)
    {
      SyncPayPerson *person = g_ptr_array_index (people, i);
      gint64 sum;

      apply_own (person, own, first);
      sum = count_overtime (person);
      if (sum >= 0)
        g_hash_table_insert (self->known[number], g_memdup2 (&person->user, sizeof person->user),
                             g_memdup2 (&sum, sizeof sum));
    }
}

/* --- reading --- */

static JsonObject *
take_document (GObject *source, GAsyncResult *result, JsonNode **node)
{
  g_autofree char *text =
    store_repository_get_document_finish (STORE_REPOSITORY (source), result, NULL);

  *node = text != NULL ? json_from_string (text, NULL) : NULL;

  return bx_json_node_object (*node);
}

static void
on_own_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Reading) reading = user_data;
  SyncPayYear *self = reading->self;
  g_autoptr (JsonNode) node = NULL;
  JsonObject *own = take_document (source, result, &node);

  if (reading->round != self->round)
    return;
  if (reading->month != NULL)
    take_month (self, reading->number, reading->month, own);
  if (--self->n_loading == 0)
    g_signal_emit (self, signals[SIGNAL_READ], 0);
}

static void
on_month_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Reading) reading = user_data;
  SyncPayYear *self = reading->self;
  g_autoptr (JsonNode) node = NULL;
  JsonObject *month = take_document (source, result, &node);
  g_autofree char *name = NULL;

  if (reading->round != self->round)
    return;
  if (month != NULL)
    reading->month = json_object_ref (month);
  name = sync_pay_dup_document (SYNC_PAY_DOCUMENT_OWN,
                                clinic_days_add_months (self->first, reading->number));
  store_repository_get_document_async (STORE_REPOSITORY (source), name, NULL, on_own_cb,
                                       g_steal_pointer (&reading));
}

static void
read_all (SyncPayYear *self)
{
  StoreRepository *store = sync_context_get_store (self->context);

  self->round++;
  self->n_loading = self->n_months;
  for (int i = 0; i < self->n_months; i++)
    {
      g_autofree char *name =
        sync_pay_dup_document (SYNC_PAY_DOCUMENT_MONTH, clinic_days_add_months (self->first, i));
      Reading *reading = g_new0 (Reading, 1);

      g_clear_pointer (&self->known[i], g_hash_table_unref);
      reading->self = g_object_ref (self);
      reading->number = i;
      reading->round = self->round;
      store_repository_get_document_async (store, name, NULL, on_month_cb, reading);
    }
}

/* The rules that say what overtime is, as the inputs have them. */
static gboolean
has_changed (SyncPayYear *self, SyncPayScheme *scheme, const ClinicPayInputs *inputs)
{
  if (self->scheme == scheme && self->overtime == inputs->overtime &&
      self->limit == inputs->overtime_limit && self->with_unapproved == inputs->with_unapproved)
    return FALSE;
  g_clear_pointer (&self->scheme, sync_pay_scheme_unref);
  self->scheme = sync_pay_scheme_ref (scheme);
  self->overtime = inputs->overtime;
  self->limit = inputs->overtime_limit;
  self->with_unapproved = inputs->with_unapproved;

  return TRUE;
}

void
sync_pay_year_apply (SyncPayYear *self, ClinicPayInputs *inputs)
{
  SyncPayScheme *scheme = NULL;

  g_return_if_fail (SYNC_IS_PAY_YEAR (self));

  scheme = sync_context_get_pay_scheme (self->context);
  if (scheme == NULL || self->n_months == 0)
    return;
  if (has_changed (self, scheme, inputs))
    read_all (self);
  /* while it is read nothing is said to be unknown */
  for (int i = 0; i < self->n_months && self->n_loading == 0; i++)
    {
      int next = clinic_days_add_months (self->first, i + 1);
      const gint64 *sum =
        self->known[i] != NULL ? g_hash_table_lookup (self->known[i], &inputs->user) : NULL;

      if (sum != NULL)
        inputs->overtime_before += *sum;
      else if (inputs->hired == CLINIC_DAYS_NONE || inputs->hired < next)
        inputs->overtime_unknown |= 1 << i;
    }
}

gboolean
sync_pay_year_is_reading (SyncPayYear *self)
{
  g_return_val_if_fail (SYNC_IS_PAY_YEAR (self), FALSE);

  return self->n_loading > 0;
}

/* --- the object --- */

static void
sync_pay_year_finalize (GObject *object)
{
  SyncPayYear *self = SYNC_PAY_YEAR (object);

  for (guint i = 0; i < N_MONTHS; i++)
    g_clear_pointer (&self->known[i], g_hash_table_unref);
  g_clear_pointer (&self->scheme, sync_pay_scheme_unref);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (sync_pay_year_parent_class)->finalize (object);
}

static void
sync_pay_year_class_init (SyncPayYearClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sync_pay_year_finalize;

  signals[SIGNAL_READ] = g_signal_new ("read", SYNC_TYPE_PAY_YEAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 0);
}

static void
sync_pay_year_init (SyncPayYear *self)
{
  self->zone = g_time_zone_new_local ();
}

SyncPayYear *
sync_pay_year_new (SyncContext *context, int day)
{
  SyncPayYear *self = g_object_new (SYNC_TYPE_PAY_YEAR, NULL);
  int year, month, month_day;

  clinic_days_to_date (day, &year, &month, &month_day);
  self->context = g_object_ref (context);
  self->n_months = month - 1;
  self->first = clinic_days_add_months (day, -self->n_months);

  return self;
}
