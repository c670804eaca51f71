/* sync-mis-desk.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-mis-desk"

#include "sync-mis-desk.h"

#include "clinic-enums.h"
#include "sync-mis-compare.h"
#include "sync-mis-field.h"
#include "sync-mis-list.h"
#include "sync-mis-run.h"
#include "sync-mis-words.h"
#include "sync-mismatch.h"

/* seconds */
#define LONGEST 300
#define SHORTEST 30
/* what changes here is compared again after so long, so that several changes are one */
#define SOON 1.0

struct _SyncMisDesk
{
  GObject parent_instance;

  SyncContext *context;      /* owned */
  SyncBook *book;            /* unowned, the session has it as long as this */
  ClinicMis *given;          /* owned, (nullable): what the session was given */
  ClinicMis *mis;            /* owned, (nullable): what is read */
  ClinicMisLink *link;       /* owned */
  SyncMisWords *words;       /* owned */
  SyncMisList *list;         /* owned */
  SyncMisCompare *compare;   /* owned */
  SyncMisRun *run;           /* owned */
  GCancellable *cancellable; /* owned: of what is under way with this medical system */
  GHashTable *twins;         /* owned: ids of mismatches of appointments that were read anew */
  GPtrArray *visits;         /* owned, (nullable), of ClinicMisVisit: the last reading */
  gulong changed_handler;    /* of mis */
  gint64 from;               /* the days of the last reading, unix seconds */
  gint64 to;
  guint read_id;    /* the next reading */
  guint compare_id; /* a comparison that comes soon */
  guint failures;
  gboolean reading;
  gboolean read_again; /* asked for while reading */
  gboolean comparing;  /* or repairing */
  gboolean compare_again;
  gboolean started;
  gboolean stopped;
};

enum
{
  COMMAND,
  DROPPED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void sync_mis_desk_iface_init (ClinicMisDeskInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SyncMisDesk,
                               sync_mis_desk,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (CLINIC_TYPE_MIS_DESK,
                                                      sync_mis_desk_iface_init))

static void read_now (SyncMisDesk *self);
static void compare_now (SyncMisDesk *self);

/* --- the link --- */

static void
set_state (SyncMisDesk *self, ClinicLinkState state, const char *problem)
{
  g_object_freeze_notify (G_OBJECT (self->link));
  if (clinic_mis_link_get_state (self->link) != state)
    clinic_mis_link_set_since (self->link, sync_context_get_now (self->context));
  clinic_mis_link_set_problem (self->link, problem);
  clinic_mis_link_set_state (self->link, state);
  g_object_thaw_notify (G_OBJECT (self->link));
}

static void
on_list_changed_cb (SyncMisDesk *self)
{
  clinic_mis_link_set_mismatches (self->link, sync_mis_list_count_waiting (self->list));
}

/* --- comparing, and what follows from it --- */

static gboolean
is_chosen (char **kinds, ClinicMismatchKind kind)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (CLINIC_TYPE_MISMATCH_KIND);
  GEnumValue *value = g_enum_get_value (klass, (int) kind);

  return value != NULL && kinds != NULL &&
         g_strv_contains ((const char *const *) kinds, value->value_nick);
}

/* without what this medical system cannot tell of, and what the portal has elsewhere */
static void
review_found (SyncMisDesk *self, GPtrArray *mismatches)
{
  GSettings *settings = sync_context_get_settings (self->context);
  g_auto (GStrv) kinds = settings != NULL ? g_settings_get_strv (settings, "mis-automatic") : NULL;

  for (guint i = mismatches->len; i > 0; i--)
    {
      ClinicMismatch *mismatch = g_ptr_array_index (mismatches, i - 1);
      ClinicMismatchKind kind = clinic_mismatch_get_kind (mismatch);
      ClinicMisVisit *visit = clinic_mismatch_get_visit (mismatch);

      clinic_mismatch_set_automatic (mismatch, clinic_mismatch_get_safe (mismatch) &&
                                                 clinic_mismatch_get_can_take (mismatch) &&
                                                 is_chosen (kinds, kind));
      if ((SYNC_IS_MIS_FIELD (self->mis) && !sync_mis_field_tells (kind)) ||
          (kind == CLINIC_MISMATCH_NO_APPOINTMENT && visit != NULL &&
           sync_mis_run_is_elsewhere (self->run, clinic_mis_visit_get_id (visit))))
        g_ptr_array_remove_index (mismatches, i - 1);
    }
}

/* One of the two may have been deleted since, which no list of changes says. */
static void
read_twins_again (SyncMisDesk *self, GPtrArray *mismatches)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GHashTable) before = g_steal_pointer (&self->twins);

  self->twins = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < mismatches->len; i++)
    {
      ClinicMismatch *mismatch = g_ptr_array_index (mismatches, i);
      ClinicAppointment *sides[] = { clinic_mismatch_get_appointment (mismatch),
                                     clinic_mismatch_get_other (mismatch) };

      if (clinic_mismatch_get_kind (mismatch) != CLINIC_MISMATCH_TWICE)
        continue;
      g_hash_table_add (self->twins, g_strdup (clinic_mismatch_get_id (mismatch)));
      for (guint j = 0; j < G_N_ELEMENTS (sides); j++)
        {
          gint64 id = sides[j] != NULL ? clinic_appointment_get_id (sides[j]) : 0;

          if (id > 0 && !g_hash_table_contains (before, clinic_mismatch_get_id (mismatch)))
            g_array_append_val (ids, id);
        }
    }
  if (ids->len > 0)
    sync_book_fetch (self->book, ids);
}

static void
finish_comparing (SyncMisDesk *self, gboolean again)
{
  self->comparing = FALSE;
  on_list_changed_cb (self);
  if (again || self->compare_again)
    compare_now (self);
}

static void
on_run_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SyncMisDesk) self = user_data;
  gboolean changed = sync_mis_run_finish (SYNC_MIS_RUN (source), result, NULL);

  finish_comparing (self, changed);
}

static void
on_compared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SyncMisDesk) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SyncMisFound) found =
    sync_mis_compare_finish (SYNC_MIS_COMPARE (source), result, &error);

  /* meanwhile it was taken away, or could not be read any more */
  if (found == NULL || self->stopped || self->visits == NULL)
    {
      if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_warning ("The medical system cannot be compared: %s", error->message);
      finish_comparing (self, FALSE);
      return;
    }
  review_found (self, found->mismatches);
  sync_mis_list_take (self->list, found->mismatches, found->undecided);
  read_twins_again (self, found->mismatches);
  sync_mis_run_async (self->run, self->cancellable, on_run_cb, g_object_ref (self));
}

/* (transfer full): copies for the thread */
static GListModel *
dup_stages (SyncMisDesk *self)
{
  GListModel *stages = sync_context_get_stages (self->context);
  GListStore *copies = g_list_store_new (CLINIC_TYPE_STAGE);

  for (guint i = 0; i < g_list_model_get_n_items (stages); i++)
    {
      g_autoptr (ClinicStage) stage = g_list_model_get_item (stages, i);
      g_autoptr (ClinicStage) copy = clinic_stage_new ();

      clinic_stage_update (copy, stage);
      g_list_store_append (copies, copy);
    }

  return G_LIST_MODEL (copies);
}

/* Nothing is compared with a book of which only a part is known: what is not read yet would be
 * missing. */
static gboolean
can_compare (SyncMisDesk *self)
{
  return !self->stopped && self->visits != NULL && self->failures == 0 &&
         sync_book_is_read (self->book) && sync_mis_list_is_loaded (self->list) &&
         g_list_model_get_n_items (sync_context_get_stages (self->context)) > 0;
}

static void
compare_now (SyncMisDesk *self)
{
  g_autoptr (GListModel) stages = NULL;
  g_autoptr (ClinicMisRules) rules = NULL;

  g_clear_handle_id (&self->compare_id, g_source_remove);
  self->compare_again = self->comparing;
  if (self->comparing || !can_compare (self))
    return;
  self->comparing = TRUE;
  stages = dup_stages (self);
  rules = sync_mis_words_dup_rules (self->words, stages);
  sync_mis_compare_async (self->compare, self->visits, stages, rules,
                          sync_mis_run_get_others (self->run), self->from, self->to,
                          self->cancellable, on_compared_cb, g_object_ref (self));
}

static gboolean
on_compare_due_cb (gpointer user_data)
{
  SyncMisDesk *self = user_data;

  self->compare_id = 0;
  compare_now (self);

  return G_SOURCE_REMOVE;
}

static void
compare_soon (SyncMisDesk *self)
{
  if (self->compare_id == 0 && !self->stopped && self->visits != NULL)
    self->compare_id = sync_context_add_timeout (self->context, SOON, on_compare_due_cb, self);
}

/* --- reading --- */

static gboolean
on_read_due_cb (gpointer user_data)
{
  SyncMisDesk *self = user_data;

  self->read_id = 0;
  read_now (self);

  return G_SOURCE_REMOVE;
}

guint
sync_mis_desk_choose_wait (guint pace, guint failures)
{
  guint seconds = MAX (pace, SHORTEST);
  guint longest = MAX (seconds, LONGEST);

  for (guint i = 0; i < failures && seconds < longest; i++)
    seconds *= 2;

  return MIN (seconds, longest);
}

static void
wait_for_reading (SyncMisDesk *self)
{
  guint seconds = sync_mis_desk_choose_wait (clinic_mis_get_pace (self->mis), self->failures);

  g_clear_handle_id (&self->read_id, g_source_remove);
  self->read_id = sync_context_add_timeout (self->context, seconds, on_read_due_cb, self);
}

/* a wrong password does not become right by itself, nor does what is not published */
static ClinicLinkState
state_of (const GError *error)
{
  if (g_error_matches (error, CLINIC_ERROR, CLINIC_ERROR_FORBIDDEN) ||
      g_error_matches (error, CLINIC_ERROR, CLINIC_ERROR_NOT_FOUND))
    return CLINIC_LINK_DENIED;

  return CLINIC_LINK_OFFLINE;
}

static void
take_failure (SyncMisDesk *self, const GError *error)
{
  /* one line for the whole time that it is away */
  if (self->failures == 0)
    g_warning ("The medical system cannot be read: %s", error->message);
  self->failures++;
  set_state (self, state_of (error), error->message);
}

/* takes the visits over */
static void
take_visits (SyncMisDesk *self, GPtrArray *visits)
{
  if (self->failures > 0)
    g_message ("The medical system can be read again");
  self->failures = 0;
  g_clear_pointer (&self->visits, g_ptr_array_unref);
  self->visits = visits;
  set_state (self, CLINIC_LINK_ONLINE, NULL);
  clinic_mis_link_set_as_of (self->link, sync_context_get_now (self->context));
  clinic_mis_link_set_visits (self->link, visits->len);
  sync_mis_words_count (self->words, self->mis, visits);
  compare_now (self);
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SyncMisDesk) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *visits = clinic_mis_read_finish (CLINIC_MIS (source), result, &error);

  /* another one is set up now */
  if (self->stopped || CLINIC_MIS (source) != self->mis)
    {
      g_clear_pointer (&visits, g_ptr_array_unref);
      return;
    }
  self->reading = FALSE;
  if (visits != NULL)
    take_visits (self, visits);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    take_failure (self, error);
  if (self->read_again)
    read_now (self);
  else
    wait_for_reading (self);
}

/* whole days of the clinic's clock */
static void
choose_days (SyncMisDesk *self)
{
  gint64 now = sync_context_get_now (self->context);
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_local (now);
  g_autoptr (GDateTime) midnight =
    g_date_time_new_local (g_date_time_get_year (moment), g_date_time_get_month (moment),
                           g_date_time_get_day_of_month (moment), 0, 0, 0);
  g_autoptr (GDateTime) first = NULL;
  g_autoptr (GDateTime) last = NULL;
  guint before = 0;
  guint after = 0;

  clinic_mis_get_days (self->mis, &before, &after);
  first = g_date_time_add_days (midnight, -(int) before);
  last = g_date_time_add_days (midnight, (int) after + 1);
  self->from = g_date_time_to_unix (first);
  self->to = g_date_time_to_unix (last);
}

static void
read_now (SyncMisDesk *self)
{
  g_clear_handle_id (&self->read_id, g_source_remove);
  self->read_again = self->reading;
  if (self->reading || self->stopped || self->mis == NULL || !self->started ||
      clinic_book_get_as_of (CLINIC_BOOK (self->book)) == 0 ||
      sync_context_get_category (self->context) < 0)
    return;
  self->reading = TRUE;
  choose_days (self);
  clinic_mis_read_async (self->mis, self->from, self->to, self->cancellable, on_read_cb,
                         g_object_ref (self));
}

/* --- which medical system --- */

static void
forget_mis (SyncMisDesk *self)
{
  if (self->mis != NULL)
    g_clear_signal_handler (&self->changed_handler, self->mis);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_clear_handle_id (&self->read_id, g_source_remove);
  g_clear_handle_id (&self->compare_id, g_source_remove);
  sync_mis_run_stop (self->run);
  g_clear_object (&self->mis);
  g_clear_pointer (&self->visits, g_ptr_array_unref);
  self->reading = FALSE;
  self->read_again = FALSE;
  self->failures = 0;
}

static gboolean
is_field_set_up (SyncMisDesk *self)
{
  GSettings *settings = sync_context_get_settings (self->context);
  g_autofree char *kind = settings != NULL ? g_settings_get_string (settings, "mis-kind") : NULL;

  return g_strcmp0 (kind, "field") == 0;
}

static void
choose_mis (SyncMisDesk *self)
{
  if (self->stopped)
    return;
  forget_mis (self);
  if (self->given != NULL)
    self->mis = g_object_ref (self->given);
  else if (is_field_set_up (self))
    self->mis = sync_mis_field_new (self->context, self->book);
  sync_mis_list_clear (self->list);
  sync_mis_words_count (self->words, self->mis, NULL);
  clinic_mis_link_set_name (self->link, self->mis != NULL ? clinic_mis_get_name (self->mis) : NULL);
  clinic_mis_link_set_as_of (self->link, 0);
  clinic_mis_link_set_visits (self->link, 0);
  set_state (self, self->mis != NULL ? CLINIC_LINK_CONNECTING : CLINIC_LINK_PAUSED, NULL);
  if (self->mis == NULL)
    return;
  self->changed_handler =
    g_signal_connect_object (self->mis, "changed", G_CALLBACK (read_now), self, G_CONNECT_SWAPPED);
  read_now (self);
}

/* --- news --- */

static void
on_book_state_cb (SyncMisDesk *self)
{
  if (self->stopped || self->mis == NULL)
    return;
  if (clinic_mis_link_get_as_of (self->link) == 0 && !self->reading && self->read_id == 0)
    read_now (self);
  /* a round of questions is over: what the portal says may be something else */
  else if (sync_book_is_read (self->book))
    compare_soon (self);
}

static void
on_meaning_changed_cb (SyncMisDesk *self)
{
  if (!self->stopped)
    compare_now (self);
}

void
sync_mis_desk_note_command (SyncMisDesk *self, ClinicCommand *command)
{
  g_return_if_fail (SYNC_IS_MIS_DESK (self));

  if (self->stopped)
    return;
  sync_mis_list_note_command (self->list, command);
  if (clinic_command_get_state (command) == CLINIC_COMMAND_DONE)
    compare_soon (self);
}

/* --- ClinicMisDesk --- */

static ClinicMisLink *
sync_mis_desk_get_link (ClinicMisDesk *desk)
{
  return SYNC_MIS_DESK (desk)->link;
}

static GListModel *
sync_mis_desk_get_mismatches (ClinicMisDesk *desk)
{
  return sync_mis_list_get_list (SYNC_MIS_DESK (desk)->list);
}

static GListModel *
sync_mis_desk_get_words (ClinicMisDesk *desk)
{
  return sync_mis_words_get_list (SYNC_MIS_DESK (desk)->words);
}

static void
sync_mis_desk_take (ClinicMisDesk *desk, ClinicMismatch *mismatch)
{
  SyncMisDesk *self = SYNC_MIS_DESK (desk);
  g_autofree char *target = sync_mismatch_dup_target (mismatch);
  g_autoptr (GPtrArray) group = NULL;
  g_autoptr (ClinicCommand) command = NULL;
  ClinicCommand *failed;

  if (self->stopped || clinic_mismatch_get_pending (mismatch))
    return;
  group = sync_mis_list_dup_group (self->list, mismatch);
  command = sync_mis_run_dup_command (self->context, group);
  if (command == NULL)
    return;
  failed = sync_mis_list_find_failed (self->list, target);
  if (failed != NULL)
    g_signal_emit (self, signals[DROPPED], 0, failed);
  sync_mis_list_set_repair (self->list, target, TRUE, NULL);
  on_list_changed_cb (self);
  g_signal_emit (self, signals[COMMAND], 0, command);
}

static void
sync_mis_desk_keep (ClinicMisDesk *desk, ClinicMismatch *mismatch)
{
  sync_mis_list_keep (SYNC_MIS_DESK (desk)->list, mismatch);
}

static void
sync_mis_desk_undo_keep (ClinicMisDesk *desk, ClinicMismatch *mismatch)
{
  sync_mis_list_undo_keep (SYNC_MIS_DESK (desk)->list, mismatch);
}

static void
sync_mis_desk_choose (ClinicMisDesk *desk,
                      ClinicMisWord *word,
                      ClinicMisStatus status,
                      const char *stage_id)
{
  sync_mis_words_choose (SYNC_MIS_DESK (desk)->words, word, status, stage_id);
}

static void
sync_mis_desk_refresh (ClinicMisDesk *desk)
{
  SyncMisDesk *self = SYNC_MIS_DESK (desk);

  sync_mis_run_forget (self->run);
  read_now (self);
}

static void
sync_mis_desk_iface_init (ClinicMisDeskInterface *iface)
{
  iface->get_link = sync_mis_desk_get_link;
  iface->get_mismatches = sync_mis_desk_get_mismatches;
  iface->get_words = sync_mis_desk_get_words;
  iface->take = sync_mis_desk_take;
  iface->keep = sync_mis_desk_keep;
  iface->undo_keep = sync_mis_desk_undo_keep;
  iface->choose = sync_mis_desk_choose;
  iface->refresh = sync_mis_desk_refresh;
}

/* --- the object --- */

void
sync_mis_desk_start (SyncMisDesk *self)
{
  g_return_if_fail (SYNC_IS_MIS_DESK (self));

  if (self->started)
    return;
  self->started = TRUE;
  sync_mis_list_load (self->list);
  choose_mis (self);
}

void
sync_mis_desk_stop (SyncMisDesk *self)
{
  g_return_if_fail (SYNC_IS_MIS_DESK (self));

  if (self->stopped)
    return;
  forget_mis (self);
  self->stopped = TRUE;
}

void
sync_mis_desk_set_mis (SyncMisDesk *self, ClinicMis *mis)
{
  g_return_if_fail (SYNC_IS_MIS_DESK (self));

  if (g_set_object (&self->given, mis))
    choose_mis (self);
}

static void
sync_mis_desk_finalize (GObject *object)
{
  SyncMisDesk *self = SYNC_MIS_DESK (object);

  g_clear_handle_id (&self->read_id, g_source_remove);
  g_clear_handle_id (&self->compare_id, g_source_remove);
  g_clear_object (&self->given);
  g_clear_object (&self->mis);
  g_clear_object (&self->link);
  g_clear_object (&self->words);
  g_clear_object (&self->list);
  g_clear_object (&self->compare);
  g_clear_object (&self->run);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->twins, g_hash_table_unref);
  g_clear_pointer (&self->visits, g_ptr_array_unref);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (sync_mis_desk_parent_class)->finalize (object);
}

static void
sync_mis_desk_class_init (SyncMisDeskClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sync_mis_desk_finalize;

  signals[COMMAND] = g_signal_new ("command", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, CLINIC_TYPE_COMMAND);
  signals[DROPPED] = g_signal_new ("dropped", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, CLINIC_TYPE_COMMAND);
}

static void
sync_mis_desk_init (SyncMisDesk *self)
{
  self->link = clinic_mis_link_new ();
  self->twins = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->cancellable = g_cancellable_new ();
}

SyncMisDesk *
sync_mis_desk_new (SyncContext *context, SyncBook *book, GListModel *commands)
{
  SyncMisDesk *self = g_object_new (SYNC_TYPE_MIS_DESK, NULL);
  GSettings *settings = sync_context_get_settings (context);

  self->context = g_object_ref (context);
  self->book = book;
  self->words = sync_mis_words_new (context);
  self->list = sync_mis_list_new (context, book, commands);
  self->compare = sync_mis_compare_new (context, book);
  self->run = sync_mis_run_new (context, book, self->list, self->compare);
  g_signal_connect_object (book, "state-changed", G_CALLBACK (on_book_state_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->words, "changed", G_CALLBACK (on_meaning_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "changed", G_CALLBACK (on_list_changed_cb), self,
                           G_CONNECT_SWAPPED);
  if (settings == NULL)
    return self;
  g_signal_connect_object (settings, "changed::mis-kind", G_CALLBACK (choose_mis), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::mis-automatic", G_CALLBACK (on_meaning_changed_cb),
                           self, G_CONNECT_SWAPPED);

  return self;
}
