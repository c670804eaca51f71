/* sync-call-lookup.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Finds out who is behind a number, in two steps: what the local store knows is there within a
 * millisecond, and one batch to the portal completes it.
 */

#define G_LOG_DOMAIN "sync-call-lookup"

#include "sync-call-lookup.h"

#include "bx-json.h"
#include "clinic-first-visit.h"
#include "clinic-model.h"
#include "clinic-phone.h"
#include "sync-call-question.h"
#include "sync-forget.h"
#include "sync-map.h"

#include <string.h>

/* The portal gives at most this many visits in one answer; a patient with more has a history
 * that we do not count. */
#define PAGE 50

typedef struct
{
  SyncContext *context; /* owned */
  ClinicCaller *caller; /* owned */
  GHashTable *asked;    /* owned (nullable): the ids that are asked for; NULL: those that the portal
                           finds by the number */
} Lookup;

static void
lookup_free (Lookup *lookup)
{
  g_clear_object (&lookup->context);
  g_clear_object (&lookup->caller);
  g_clear_pointer (&lookup->asked, g_hash_table_unref);
  g_free (lookup); /* the one place that frees the state itself */
}

static GListStore *
peek_candidates (ClinicCaller *caller)
{
  return G_LIST_STORE (clinic_caller_get_candidates (caller));
}

static gboolean
same_candidate (gpointer kept, gpointer fresh)
{
  return clinic_patient_get_id (clinic_candidate_get_patient (kept)) ==
         clinic_patient_get_id (clinic_candidate_get_patient (fresh));
}

static void
update_candidate (gpointer kept, gpointer fresh)
{
  clinic_candidate_update (kept, fresh);
}

/* (transfer full) (nullable) */
static ClinicCandidate *
dup_expected (ClinicCaller *caller)
{
  GListModel *candidates = clinic_caller_get_candidates (caller);

  for (guint i = 0; i < g_list_model_get_n_items (candidates); i++)
    {
      g_autoptr (ClinicCandidate) candidate = g_list_model_get_item (candidates, i);
      ClinicPatient *patient = clinic_candidate_get_patient (candidate);

      if (clinic_patient_get_id (patient) == clinic_caller_get_expected (caller))
        return g_steal_pointer (&candidate);
    }

  return NULL;
}

/* One patient on the number: it is her, until a person says otherwise. Several are normal
 * (families): then nobody is picked, unless this desk is calling one of them. A choice that a
 * person made stays. */
static void
update_choice (ClinicCaller *caller)
{
  GListModel *candidates = clinic_caller_get_candidates (caller);
  g_autoptr (ClinicCandidate) only = NULL;

  if (clinic_caller_get_picked (caller))
    return;

  if (g_list_model_get_n_items (candidates) == 1)
    only = g_list_model_get_item (candidates, 0);
  else
    only = dup_expected (caller);

  clinic_caller_set_chosen (caller, only);
}

static void
show_candidates (ClinicCaller *caller, GPtrArray *candidates)
{
  clinic_model_reconcile (peek_candidates (caller), candidates, same_candidate, update_candidate);
  update_choice (caller);
}

/* --- the portal's answer --- */

static GHashTable *
collect_ids (BxBatchAnswer *answer, const char *key, const char *entity)
{
  g_autoptr (BxAnswer) found = bx_batch_answer_dup (answer, key, NULL);
  JsonArray *array =
    found != NULL ? bx_json_get_array (bx_answer_get_object (found), entity) : NULL;
  GHashTable *ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      gint64 id = bx_json_node_int (json_array_get_element (array, i), 0);

      if (id > 0)
        g_hash_table_add (ids, g_memdup2 (&id, sizeof id));
    }

  return ids;
}

static JsonArray *
peek_items (BxBatchAnswer *answer, const char *key, BxAnswer **keep)
{
  *keep = bx_batch_answer_dup (answer, key, NULL);

  return *keep != NULL ? bx_json_get_array (bx_answer_get_object (*keep), "items") : NULL;
}

/* The store may be behind: somebody gave the number up meanwhile. */
static gboolean
has_number (ClinicPatient *patient, const char *number)
{
  const char *const *phones = clinic_patient_get_phones (patient);
  guint64 key = clinic_phone_key_number (number);

  /* what the portal does not say does not count against her */
  if (phones == NULL || *phones == NULL)
    return TRUE;

  for (; *phones != NULL; phones++)
    {
      if (clinic_phone_key_number (*phones) == key)
        return TRUE;
    }

  return FALSE;
}

/* A reference that misses is resolved by the portal to whatever is around it, and a filter with
 * such a value can bring in strangers; so only those are taken whom the portal found by the number,
 * and whom we asked for and who still have it. */
static GPtrArray *
read_patients (Lookup *lookup, BxBatchAnswer *answer, GHashTable *found)
{
  GPtrArray *candidates = g_ptr_array_new_with_free_func (g_object_unref);
  const char *number = clinic_caller_get_number (lookup->caller);
  g_autoptr (BxAnswer) keep = NULL;
  JsonArray *items = peek_items (answer, "con", &keep);

  for (guint i = 0; items != NULL && i < json_array_get_length (items); i++)
    {
      g_autoptr (ClinicPatient) patient =
        sync_map_patient (lookup->context, bx_json_node_object (json_array_get_element (items, i)));
      g_autoptr (ClinicCandidate) candidate = NULL;
      gint64 id = patient != NULL ? clinic_patient_get_id (patient) : 0;

      if (patient == NULL ||
          (!g_hash_table_contains (found, &id) &&
           (lookup->asked == NULL || !g_hash_table_contains (lookup->asked, &id) ||
            !has_number (patient, number))))
        continue;

      candidate = clinic_candidate_new ();
      clinic_candidate_set_patient (candidate, patient);
      g_ptr_array_add (candidates, g_steal_pointer (&candidate));
    }

  return candidates;
}

/* Whom the store knows and the portal has under neither her id nor the number was deleted there. */
static void
forget_deleted (Lookup *lookup, BxBatchAnswer *answer, GHashTable *found)
{
  g_autoptr (GArray) gone = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (BxAnswer) keep = NULL;
  JsonArray *items = peek_items (answer, "con", &keep);
  GHashTableIter iter;
  gpointer id;

  /* what is not on the first page may still be there */
  if (items == NULL || lookup->asked == NULL || g_hash_table_size (lookup->asked) > PAGE)
    return;

  g_hash_table_iter_init (&iter, lookup->asked);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      gboolean is_there = g_hash_table_contains (found, id);

      for (guint i = 0; !is_there && i < json_array_get_length (items); i++)
        is_there = bx_json_get_int (bx_json_node_object (json_array_get_element (items, i)), "id",
                                    0) == *(gint64 *) id;
      if (!is_there)
        g_array_append_vals (gone, id, 1);
    }
  sync_forget_patients (lookup->context, gone);
}

static GPtrArray *
read_visits (Lookup *lookup, BxBatchAnswer *answer, gboolean *complete)
{
  GPtrArray *visits = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (BxAnswer) keep = NULL;
  JsonArray *items = peek_items (answer, "vis", &keep);

  *complete = items != NULL && json_array_get_length (items) < PAGE;

  for (guint i = 0; items != NULL && i < json_array_get_length (items); i++)
    {
      ClinicAppointment *visit =
        sync_map_appointment (lookup->context,
                              bx_json_node_object (json_array_get_element (items, i)));

      if (visit != NULL)
        g_ptr_array_add (visits, visit);
    }

  return visits;
}

static void
read_leads (Lookup *lookup,
            BxBatchAnswer *answer,
            const char *key,
            GHashTable *by_phone,
            GHashTable *contacts,
            GListStore *leads)
{
  g_autoptr (BxAnswer) keep = NULL;
  JsonArray *items = peek_items (answer, key, &keep);

  for (guint i = 0; items != NULL && i < json_array_get_length (items); i++)
    {
      g_autoptr (ClinicLead) lead =
        sync_map_lead (lookup->context, bx_json_node_object (json_array_get_element (items, i)));
      gint64 id, patient;
      gboolean twice = FALSE;

      if (lead == NULL)
        continue;

      id = clinic_lead_get_id (lead);
      patient = clinic_lead_get_patient_id (lead);
      if (!g_hash_table_contains (by_phone, &id) && !g_hash_table_contains (contacts, &patient))
        continue;

      for (guint j = 0; j < g_list_model_get_n_items (G_LIST_MODEL (leads)); j++)
        {
          g_autoptr (ClinicLead) other = g_list_model_get_item (G_LIST_MODEL (leads), j);

          twice = twice || clinic_lead_get_id (other) == id;
        }

      if (!twice)
        g_list_store_append (leads, lead);
    }
}

static int
compare_newest (gconstpointer a, gconstpointer b)
{
  gint64 first = clinic_appointment_get_start (*(ClinicAppointment **) a);
  gint64 second = clinic_appointment_get_start (*(ClinicAppointment **) b);

  return first > second ? -1 : first < second;
}

/* visits: newest first */
static void
fill_visits (Lookup *lookup, ClinicCandidate *candidate, GPtrArray *visits, gboolean complete)
{
  gint64 now = sync_context_get_now (lookup->context);
  gint64 patient_id = clinic_patient_get_id (clinic_candidate_get_patient (candidate));
  guint months =
    (guint) g_settings_get_int (sync_context_get_settings (lookup->context), "first-visit-months");
  g_autoptr (GListStore) history = g_list_store_new (CLINIC_TYPE_APPOINTMENT);
  ClinicAppointment *next = NULL;
  ClinicAppointment *last = NULL;
  gint64 count = 0;

  for (guint i = 0; i < visits->len; i++)
    {
      ClinicAppointment *visit = g_ptr_array_index (visits, i);
      gint64 start = clinic_appointment_get_start (visit);
      ClinicStageKind kind = clinic_appointment_get_kind (visit);

      if (clinic_appointment_get_patient_id (visit) != patient_id)
        continue;

      /* a visit that began half an hour ago and is not over is still the one she calls about */
      if (kind == CLINIC_STAGE_KIND_PROCESS && start >= now - 30 * 60)
        next = visit;

      if (kind == CLINIC_STAGE_KIND_SUCCESS)
        {
          count++;
          if (last == NULL)
            last = visit;
        }

      if (start < now)
        g_list_store_append (history, visit);
    }

  clinic_candidate_set_next (candidate, next);
  clinic_candidate_set_last (candidate, last);
  clinic_candidate_set_history (candidate, G_LIST_MODEL (history));
  clinic_candidate_set_visits (candidate, complete ? count : -1);

  if (last != NULL || complete)
    clinic_candidate_set_first_visit (
      candidate,
      clinic_first_visit_is_first (last != NULL ? clinic_appointment_get_start (last) : 0,
                                   next != NULL ? clinic_appointment_get_start (next) : now, months)
        ? CLINIC_FIRST_VISIT_YES
        : CLINIC_FIRST_VISIT_NO);
}

/* in the store's order: those of unknown age come last */
static int
compare_eldest (gconstpointer a, gconstpointer b)
{
  ClinicPatient *first = clinic_candidate_get_patient (*(ClinicCandidate **) a);
  ClinicPatient *second = clinic_candidate_get_patient (*(ClinicCandidate **) b);
  const char *one = clinic_patient_get_birth_date (first);
  const char *other = clinic_patient_get_birth_date (second);
  int order = one != NULL && other != NULL ? strcmp (one, other) : (one == NULL) - (other == NULL);

  return order != 0 ? order
                    : (clinic_patient_get_id (first) < clinic_patient_get_id (second) ? -1 : 1);
}

static void
take_answer (Lookup *lookup, BxBatchAnswer *answer)
{
  g_autoptr (GHashTable) found = collect_ids (answer, "dup", "CONTACT");
  g_autoptr (GHashTable) found_leads = collect_ids (answer, "ldup", "LEAD");
  g_autoptr (GPtrArray) candidates = read_patients (lookup, answer, found);
  g_autoptr (GHashTable) contacts =
    g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GPtrArray) visits = NULL;
  g_autoptr (GListStore) leads = g_list_store_new (CLINIC_TYPE_LEAD);
  gboolean complete;

  forget_deleted (lookup, answer, found);
  visits = read_visits (lookup, answer, &complete);
  g_ptr_array_sort (visits, compare_newest);
  for (guint i = 0; i < candidates->len; i++)
    {
      ClinicCandidate *candidate = g_ptr_array_index (candidates, i);
      gint64 id = clinic_patient_get_id (clinic_candidate_get_patient (candidate));

      fill_visits (lookup, candidate, visits, complete);
      g_hash_table_add (contacts, g_memdup2 (&id, sizeof id));
    }

  g_ptr_array_sort (candidates, compare_eldest);
  show_candidates (lookup->caller, candidates);

  read_leads (lookup, answer, "led", found_leads, contacts, leads);
  read_leads (lookup, answer, "cled", found_leads, contacts, leads);
  clinic_caller_set_leads (lookup->caller, G_LIST_MODEL (leads));
}

/* --- asking --- */

static void ask (GTask *task);

/* The portal knows somebody on the number whom the store does not have yet. Returns: whether to ask
 * once more */
static gboolean
ask_for_newcomers (Lookup *lookup, BxBatchAnswer *answer)
{
  g_autoptr (GHashTable) found = collect_ids (answer, "dup", "CONTACT");
  guint before = lookup->asked != NULL ? g_hash_table_size (lookup->asked) : 0;
  GHashTableIter iter;
  gpointer id;

  if (lookup->asked == NULL)
    return FALSE;

  g_hash_table_iter_init (&iter, found);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_hash_table_add (lookup->asked, g_memdup2 (id, sizeof (gint64)));

  return g_hash_table_size (lookup->asked) > before;
}

static void
on_batch_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Lookup *lookup = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (BxBatchAnswer) answer = NULL;

  answer = bx_client_batch_finish (BX_CLIENT (source), result, &error);

  if (answer == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          sync_context_note_error (lookup->context, error);
          clinic_caller_set_state (lookup->caller, CLINIC_CALLER_STATE_STALE);
        }

      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  sync_context_note_success (lookup->context);

  if (!bx_batch_answer_has (answer, "dup") || !bx_batch_answer_has (answer, "con") ||
      !bx_batch_answer_has (answer, "vis"))
    {
      /* the webhook lacks the crm scope, or the portal failed inside the batch */
      clinic_caller_set_state (lookup->caller, CLINIC_CALLER_STATE_STALE);
    }
  else if (ask_for_newcomers (lookup, answer))
    {
      ask (g_steal_pointer (&task));
      return;
    }
  else
    {
      take_answer (lookup, answer);
      clinic_caller_set_state (lookup->caller, CLINIC_CALLER_STATE_COMPLETE);
    }

  g_task_return_boolean (task, TRUE);
}

static void
ask (GTask *task)
{
  Lookup *lookup = g_task_get_task_data (task);
  g_autoptr (BxBatch) batch =
    sync_call_question_new (lookup->context, clinic_caller_get_number (lookup->caller),
                            lookup->asked);

  bx_client_batch_async (sync_context_get_client (lookup->context), batch, BX_PRIORITY_CALL,
                         BX_CALL_READ, g_task_get_cancellable (task), on_batch_cb, task);
}

static void
on_identified_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Lookup *lookup = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) candidates = NULL;

  candidates = store_repository_identify_finish (STORE_REPOSITORY (source), result, &error);

  if (g_task_return_error_if_cancelled (task))
    return;

  if (candidates == NULL)
    {
      /* the portal can still tell */
      g_warning ("The store cannot tell who calls: %s", error->message);
      candidates = g_ptr_array_new_with_free_func (g_object_unref);
    }

  if (candidates->len > 0)
    lookup->asked = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (guint i = 0; i < candidates->len; i++)
    {
      ClinicCandidate *candidate = g_ptr_array_index (candidates, i);
      gint64 id = clinic_patient_get_id (clinic_candidate_get_patient (candidate));

      g_hash_table_add (lookup->asked, g_memdup2 (&id, sizeof id));
    }
  show_candidates (lookup->caller, candidates);
  clinic_caller_set_as_of (lookup->caller,
                           clinic_link_get_last_answer (sync_context_get_link (lookup->context)));
  clinic_caller_set_state (lookup->caller, CLINIC_CALLER_STATE_LOCAL);
  ask (g_steal_pointer (&task));
}

/**
 * sync_call_lookup_async:
 * @context: the session
 * @caller: what to fill; its number is set, its lists are empty GListStores
 * @cancellable: (nullable): a way to give up
 * @callback: (scope async): called when the portal has answered, or will not
 * @user_data: data for @callback
 *
 * Fills @caller from the local store at once, then from the portal with one request of the
 * highest priority (two when the portal knows somebody new on the number). A withheld number, or a
 * colleague's extension, is not looked up.
 *
 * Errors: %BX_ERROR of the request, after which @caller is stale.
 */
void
sync_call_lookup_async (SyncContext *context,
                        ClinicCaller *caller,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  const char *number = clinic_caller_get_number (caller);
  Lookup *lookup = g_new0 (Lookup, 1);

  g_task_set_source_tag (task, sync_call_lookup_async);
  lookup->context = g_object_ref (context);
  lookup->caller = g_object_ref (caller);
  g_task_set_task_data (task, lookup, (GDestroyNotify) lookup_free);

  if (clinic_phone_is_hidden (number))
    {
      clinic_caller_set_state (caller, CLINIC_CALLER_STATE_HIDDEN);
      g_task_return_boolean (task, TRUE);
      return;
    }

  if (clinic_phone_is_internal (number))
    {
      clinic_caller_set_state (caller, CLINIC_CALLER_STATE_COMPLETE);
      g_task_return_boolean (task, TRUE);
      return;
    }

  store_repository_identify_async (sync_context_get_store (context), number,
                                   sync_context_get_now (context), cancellable, on_identified_cb,
                                   g_steal_pointer (&task));
}

gboolean
sync_call_lookup_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
