/* sync-pay-month.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-pay-month"

#include "sync-pay-month.h"

#include "bx-json.h"
#include "clinic-days.h"
#include "sync-pay-brought.h"
#include "sync-pay-build.h"
#include "sync-pay-card.h"
#include "sync-pay-command.h"
#include "sync-pay-map.h"
#include "sync-pay-round.h"
#include "sync-pay-words.h"
#include "sync-pay-year.h"
#include "sync-send.h"
#include "sync-timeman.h"

/* An element that this computer knows more of than the portal's last answer. Owned by a table. */
typedef struct
{
  char *text;       /* owned */
  gint64 done_at;   /* monotonic µs */
  gboolean is_ours; /* kept here, as the portal has no list for it */
} Element;

struct _SyncPayMonth
{
  GObject parent_instance;

  SyncContext *context;      /* owned */
  ClinicArchive *archive;    /* owned */
  GListModel *commands;      /* owned, of ClinicCommand */
  GCancellable *cancellable; /* owned */
  GWeakRef held;             /* ClinicPayMonth */
  JsonObject *raw;           /* owned, (nullable): until something is known */
  GHashTable *elements;      /* owned: code -> Element */
  ClinicFacts *facts;        /* owned, (nullable) */
  ClinicFacts *counted;      /* owned, (nullable): those that the reports are of */
  SyncPayYear *year;         /* owned: of the months before */
  ClinicReport *first;       /* owned, (nullable) */
  ClinicReport *waiting;     /* owned, (nullable) */
  GTimeZone *zone;           /* owned */
  gint64 asked_at;           /* monotonic µs */
  int day;
  guint n_loading; /* documents that are still to come */
  gboolean asking;
  gboolean again; /* somebody wants to know what is there since it was asked for */
  gboolean failed;
  gboolean old;
  gboolean counting;
};

enum
{
  SIGNAL_READ,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SyncPayMonth, sync_pay_month, G_TYPE_OBJECT)

static void
element_free (gpointer data)
{
  Element *element = data;

  g_clear_pointer (&element->text, g_free);
  g_free (element);
}

/* --- showing --- */

static void
replace_sign (SyncPayPerson *person, const char *text)
{
  g_clear_pointer (&person->sign, clinic_pay_signed_free);
  if (*text != '\0')
    person->sign = clinic_pay_signed_from_string (text, NULL);
}

static void
apply_element (SyncPayPerson *person, const char *code, const char *text)
{
  if (g_str_has_prefix (code, "pay-"))
    replace_sign (person, text);
  else
    sync_pay_apply_answer_text (person->inputs, text);
}

/* code: "pay-7-2026-10", "shift-7-…" */
static gboolean
is_about (const char *code, gint64 user)
{
  const char *dash = strchr (code, '-');

  return dash != NULL && g_ascii_strtoll (dash + 1, NULL, 10) == user;
}

/* What is known better than by the portal's last answer. */
static void
apply_elements (SyncPayMonth *self, SyncPayPerson *person)
{
  SyncPayScheme *scheme = sync_context_get_pay_scheme (self->context);
  GHashTableIter iter;
  const char *code;
  Element *element;

  g_hash_table_iter_init (&iter, self->elements);
  while (g_hash_table_iter_next (&iter, (gpointer *) &code, (gpointer *) &element))
    {
      g_autofree char *known =
        element->is_ours ? sync_pay_dup_element (self->raw, scheme, code) : NULL;

      if (known == NULL && is_about (code, person->user))
        apply_element (person, code, element->text);
    }
}

static gboolean
is_waiting (ClinicCommand *command)
{
  ClinicCommandState state = clinic_command_get_state (command);

  return state == CLINIC_COMMAND_WAITING || state == CLINIC_COMMAND_SENDING ||
         state == CLINIC_COMMAND_CHECKING;
}

/* TRUE: something waits */
static gboolean
apply_commands (SyncPayMonth *self, SyncPayPerson *person)
{
  gboolean pending = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (self->commands); i++)
    {
      g_autoptr (ClinicCommand) command = g_list_model_get_item (self->commands, i);
      g_autofree char *code = NULL;
      g_autofree char *text = NULL;
      int month = 0;

      if (!is_waiting (command) || !sync_pay_command_read (command, &month, &code) ||
          month != self->day || !is_about (code, person->user))
        continue;
      text = sync_pay_command_dup_text (command);
      apply_element (person, code, text);
      pending = TRUE;
    }

  return pending;
}

static void
add_facts (SyncPayMonth *self, ClinicPayInputs *inputs)
{
  if (self->facts != NULL)
    clinic_pay_inputs_take_facts (inputs, self->facts);
  if (self->first != NULL)
    clinic_pay_inputs_take_bringing (inputs, &inputs->first, self->first);
  if (self->waiting != NULL)
    clinic_pay_inputs_take_bringing (inputs, &inputs->waiting, self->waiting);
}

static void
show_person (SyncPayMonth *self, ClinicPayMonth *month, SyncPayPerson *person)
{
  add_facts (self, person->inputs);
  sync_pay_year_apply (self->year, person->inputs);
  apply_elements (self, person);
  sync_pay_card_show (month, person, apply_commands (self, person));
}

/* whether the archive has all of the month that there can be; TRUE also where it never will */
static gboolean
has_facts (SyncPayMonth *self)
{
  gint64 begin = clinic_days_begin (self->zone, self->day);
  gint64 from = 0, to = 0;

  /* a sheet without those who were brought is not ready: they are counted in a thread */
  if (clinic_archive_get_state (self->archive) != CLINIC_LOAD_LOADING)
    return self->facts != NULL ? self->first != NULL && self->counted == self->facts
                               : clinic_archive_get_state (self->archive) != CLINIC_LOAD_READY;

  return self->facts != NULL && self->first != NULL &&
         clinic_facts_get_known (self->facts, CLINIC_FACTS_CALLS, &from, &to) && from <= begin &&
         clinic_facts_get_known (self->facts, CLINIC_FACTS_VISITS, &from, &to) && from <= begin;
}

static gboolean
has_calls (SyncPayMonth *self)
{
  gint64 from = 0, to = 0;

  return self->facts != NULL &&
         clinic_facts_get_known (self->facts, CLINIC_FACTS_CALLS, &from, &to) &&
         from <= clinic_days_begin (self->zone, self->day);
}

static ClinicLoadState
find_state (SyncPayMonth *self, guint n_people)
{
  if (self->raw == NULL)
    return self->failed ? CLINIC_LOAD_STALE : CLINIC_LOAD_LOADING;
  if (n_people == 0)
    return self->failed ? CLINIC_LOAD_STALE : CLINIC_LOAD_MISSING;
  if (!has_facts (self) || sync_pay_year_is_reading (self->year))
    return CLINIC_LOAD_LOADING;

  return self->failed ? CLINIC_LOAD_STALE : CLINIC_LOAD_READY;
}

void
sync_pay_month_show (SyncPayMonth *self)
{
  SyncPayScheme *scheme = sync_context_get_pay_scheme (self->context);
  g_autoptr (ClinicPayMonth) month = NULL;
  g_autoptr (GPtrArray) people = NULL;
  g_autofree char *problem = NULL;

  g_return_if_fail (SYNC_IS_PAY_MONTH (self));

  month = g_weak_ref_get (&self->held);
  if (month == NULL || self->n_loading > 0)
    return;
  if (self->raw == NULL || scheme == NULL)
    {
      clinic_pay_month_set_state (month, self->failed ? CLINIC_LOAD_STALE : CLINIC_LOAD_LOADING, 0,
                                  NULL);
      return;
    }
  people = sync_pay_build (self->raw, scheme, sync_context_get_settings (self->context), self->zone,
                           self->day);
  for (guint i = people->len; i > 0; i--)
    {
      SyncPayPerson *person = g_ptr_array_index (people, i - 1);

      if (!sync_pay_scheme_may_manage (scheme) && person->user != sync_pay_scheme_get_me (scheme))
        g_ptr_array_remove_index (people, i - 1);
    }
  for (guint i = 0; i < people->len; i++)
    show_person (self, month, g_ptr_array_index (people, i));
  sync_pay_card_drop_others (month, people);
  problem = sync_pay_words_problem (self->context, scheme, self->raw, has_calls (self));
  clinic_pay_month_set_state (month, find_state (self, people->len),
                              bx_json_get_int (self->raw, SYNC_PAY_MONTH_AS_OF, 0), problem);
}

/* --- people brought --- */

static void count (SyncPayMonth *self);

static void
on_counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SyncPayMonth) self = user_data;
  g_autoptr (ClinicReport) first = NULL;
  g_autoptr (ClinicReport) waiting = NULL;

  self->counting = FALSE;
  if (!sync_pay_brought_finish (result, &first, &waiting, NULL))
    return;
  g_set_object (&self->first, first);
  g_set_object (&self->waiting, waiting);
  /* other facts came meanwhile */
  if (self->facts != self->counted)
    count (self);
  sync_pay_month_show (self);
}

static void
count (SyncPayMonth *self)
{
  GSettings *settings = sync_context_get_settings (self->context);
  guint months = settings != NULL ? (guint) g_settings_get_int (settings, "first-visit-months") : 6;

  if (self->counting || self->facts == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  self->counting = TRUE;
  g_set_object (&self->counted, self->facts);
  sync_pay_brought_async (self->facts, self->day, months, sync_context_get_now (self->context),
                          self->cancellable, on_counted_cb, g_object_ref (self));
}

void
sync_pay_month_set_facts (SyncPayMonth *self, ClinicFacts *facts)
{
  g_return_if_fail (SYNC_IS_PAY_MONTH (self));

  if (g_set_object (&self->facts, facts))
    count (self);
}

/* --- the portal --- */

static void
on_kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!store_repository_put_document_finish (STORE_REPOSITORY (source), result, &error))
    g_debug ("The month's pay is not kept: %s", error->message);
}

static void
keep (SyncPayMonth *self)
{
  g_autofree char *name = sync_pay_dup_document (SYNC_PAY_DOCUMENT_MONTH, self->day);
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), self->raw);
  g_autofree char *text = json_to_string (node, FALSE);

  store_repository_put_document_async (sync_context_get_store (self->context), name, text, NULL,
                                       on_kept_cb, NULL);
}

/* The portal was asked after these were done: it knows them. */
static gboolean
is_settled (gpointer code, gpointer value, gpointer user_data)
{
  Element *element = value;
  SyncPayMonth *self = user_data;

  return !element->is_ours && element->done_at <= self->asked_at;
}

static void
on_round_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SyncPayMonth) self = user_data;
  g_autoptr (GError) error = NULL;
  JsonObject *raw = sync_pay_round_finish (result, &error);

  self->asking = FALSE;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->failed = raw == NULL;
  if (raw != NULL)
    {
      g_clear_pointer (&self->raw, json_object_unref);
      self->raw = raw;
      self->old =
        bx_json_get_bool (bx_json_get_object (raw, SYNC_PAY_MONTH_TIME), SYNC_TIMEMAN_NO_V3, FALSE);
      g_hash_table_foreach_remove (self->elements, is_settled, self);
      sync_context_note_success (self->context);
      keep (self);
    }
  else
    {
      sync_context_note_error (self->context, error);
      g_debug ("The month's pay did not come: %s", error->message);
    }
  sync_pay_month_show (self);
  g_signal_emit (self, signals[SIGNAL_READ], 0);
  if (self->again)
    {
      self->again = FALSE;
      sync_pay_month_ask (self, self->old);
    }
}

void
sync_pay_month_ask (SyncPayMonth *self, gboolean old)
{
  SyncPayScheme *scheme = sync_context_get_pay_scheme (self->context);

  g_return_if_fail (SYNC_IS_PAY_MONTH (self));

  if (scheme == NULL || !sync_pay_month_is_held (self))
    return;
  if (self->asking)
    {
      self->again = TRUE;
      return;
    }
  self->asking = TRUE;
  self->asked_at = g_get_monotonic_time ();
  sync_pay_round_async (self->context, scheme, self->day, old, self->cancellable, on_round_cb,
                        g_object_ref (self));
}

void
sync_pay_month_note_failure (SyncPayMonth *self)
{
  g_return_if_fail (SYNC_IS_PAY_MONTH (self));

  self->failed = TRUE;
  sync_pay_month_show (self);
}

gboolean
sync_pay_month_is_old (SyncPayMonth *self)
{
  g_return_val_if_fail (SYNC_IS_PAY_MONTH (self), FALSE);

  return self->old;
}

/* --- elements --- */

static void
put_element (SyncPayMonth *self, const char *code, char *text, gboolean is_ours)
{
  Element *element = g_new0 (Element, 1);

  element->text = text;
  element->done_at = g_get_monotonic_time ();
  element->is_ours = is_ours;
  g_hash_table_replace (self->elements, g_strdup (code), element);
}

void
sync_pay_month_note_done (SyncPayMonth *self, ClinicCommand *command)
{
  SyncPayScheme *scheme = sync_context_get_pay_scheme (self->context);
  g_autofree char *code = NULL;
  int month = 0;

  g_return_if_fail (SYNC_IS_PAY_MONTH (self));

  if (!sync_pay_command_read (command, &month, &code) || month != self->day)
    return;
  put_element (self, code, sync_pay_command_dup_text (command),
               scheme == NULL || sync_pay_scheme_get_list (scheme, SYNC_PAY_SIGNATURES)->id == 0);
  sync_pay_month_show (self);
  sync_pay_month_ask (self, self->old);
}

/* --- what is kept --- */

static void
on_own_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SyncPayMonth) self = user_data;
  g_autofree char *text =
    store_repository_get_document_finish (STORE_REPOSITORY (source), result, NULL);
  g_autoptr (JsonNode) node = text != NULL ? json_from_string (text, NULL) : NULL;
  JsonObject *own = bx_json_node_object (node);
  g_autoptr (GList) codes = own != NULL ? json_object_get_members (own) : NULL;

  for (GList *l = codes; l != NULL; l = l->next)
    if (!g_hash_table_contains (self->elements, l->data))
      put_element (self, l->data, bx_json_dup_string (own, l->data), TRUE);
  self->n_loading--;
  sync_pay_month_show (self);
}

static void
on_month_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SyncPayMonth) self = user_data;
  g_autofree char *text =
    store_repository_get_document_finish (STORE_REPOSITORY (source), result, NULL);
  g_autoptr (JsonNode) node = text != NULL ? json_from_string (text, NULL) : NULL;

  if (self->raw == NULL && bx_json_node_object (node) != NULL)
    self->raw = json_object_ref (bx_json_node_object (node));
  self->n_loading--;
  sync_pay_month_show (self);
}

static void
load (SyncPayMonth *self)
{
  StoreRepository *store = sync_context_get_store (self->context);
  g_autofree char *month = sync_pay_dup_document (SYNC_PAY_DOCUMENT_MONTH, self->day);
  g_autofree char *own = sync_pay_dup_document (SYNC_PAY_DOCUMENT_OWN, self->day);

  self->n_loading = 2;
  store_repository_get_document_async (store, month, NULL, on_month_read_cb, g_object_ref (self));
  store_repository_get_document_async (store, own, NULL, on_own_read_cb, g_object_ref (self));
}

/* --- the object --- */

ClinicPayMonth *
sync_pay_month_hold (SyncPayMonth *self)
{
  ClinicPayMonth *month = NULL;

  g_return_val_if_fail (SYNC_IS_PAY_MONTH (self), NULL);

  month = g_weak_ref_get (&self->held);
  if (month != NULL)
    return month;
  month = clinic_pay_month_new (self->day);
  g_weak_ref_set (&self->held, month);
  sync_pay_month_show (self);

  return month;
}

gboolean
sync_pay_month_is_held (SyncPayMonth *self)
{
  g_autoptr (ClinicPayMonth) month = g_weak_ref_get (&self->held);

  return month != NULL;
}

int
sync_pay_month_get_day (SyncPayMonth *self)
{
  g_return_val_if_fail (SYNC_IS_PAY_MONTH (self), 0);

  return self->day;
}

void
sync_pay_month_stop (SyncPayMonth *self)
{
  g_return_if_fail (SYNC_IS_PAY_MONTH (self));

  g_cancellable_cancel (self->cancellable);
  g_weak_ref_set (&self->held, NULL);
}

static void
sync_pay_month_finalize (GObject *object)
{
  SyncPayMonth *self = SYNC_PAY_MONTH (object);

  g_weak_ref_clear (&self->held);
  g_clear_object (&self->context);
  g_clear_object (&self->archive);
  g_clear_object (&self->commands);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->facts);
  g_clear_object (&self->counted);
  g_clear_object (&self->year);
  g_clear_object (&self->first);
  g_clear_object (&self->waiting);
  g_clear_pointer (&self->raw, json_object_unref);
  g_clear_pointer (&self->elements, g_hash_table_unref);
  g_clear_pointer (&self->zone, g_time_zone_unref);

  G_OBJECT_CLASS (sync_pay_month_parent_class)->finalize (object);
}

static void
sync_pay_month_class_init (SyncPayMonthClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sync_pay_month_finalize;

  signals[SIGNAL_READ] = g_signal_new ("read", SYNC_TYPE_PAY_MONTH, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 0);
}

static void
sync_pay_month_init (SyncPayMonth *self)
{
  g_weak_ref_init (&self->held, NULL);
  self->cancellable = g_cancellable_new ();
  self->elements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, element_free);
  self->zone = g_time_zone_new_local ();
}

SyncPayMonth *
sync_pay_month_new (SyncContext *context, ClinicArchive *archive, GListModel *commands, int day)
{
  SyncPayMonth *self = g_object_new (SYNC_TYPE_PAY_MONTH, NULL);

  self->context = g_object_ref (context);
  self->archive = g_object_ref (archive);
  self->commands = g_object_ref (commands);
  self->day = day;
  self->year = sync_pay_year_new (context, day);
  g_signal_connect_object (self->year, "read", G_CALLBACK (sync_pay_month_show), self,
                           G_CONNECT_SWAPPED);
  load (self);

  return self;
}
