/* clinic-call-taker.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "clinic-call-taker"

#include "clinic-call-taker.h"

#include "clinic-call-rules.h"

/* How long a visit is taken without a word from us, and when we say it again. */
#define TAKEN_SECONDS (10 * 60)
#define RENEW_SECONDS (3 * 60)
/* Who does nothing for so long is not at work on the list. */
#define IDLE_SECONDS (15 * 60)

typedef enum
{
  JOB_TAKE,
  JOB_RENEW,
  JOB_RELEASE,
  JOB_SETTLE,
} JobKind;

typedef struct
{
  JobKind kind;
  ClinicAppointment *visit; /* owned, (nullable) for SETTLE */
  GTask *task;              /* owned, (nullable) when nobody waits for it */
} Job;

struct _ClinicCallTaker
{
  GObject parent_instance;

  ClinicSession *session;   /* owned */
  GQueue *jobs;             /* owned, of Job: the first one is under way when `busy` */
  ClinicAppointment *taken; /* owned, (nullable) */
  ClinicCallSharing sharing;
  gint64 said;    /* when the portal was told last, the session's clock */
  gint64 at_work; /* when somebody did something here, the session's clock */
  gboolean busy;
};

G_DEFINE_FINAL_TYPE (ClinicCallTaker, clinic_call_taker, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void advance (ClinicCallTaker *self);

static void
job_free (Job *job)
{
  g_clear_object (&job->visit);
  g_clear_object (&job->task);
  g_free (job);
}

static gint64
get_me (ClinicCallTaker *self)
{
  return clinic_link_get_user_id (clinic_session_get_link (self->session));
}

static void
set_taken (ClinicCallTaker *self, ClinicAppointment *visit)
{
  if (g_set_object (&self->taken, visit))
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
set_sharing (ClinicCallTaker *self, const GError *error)
{
  ClinicCallSharing sharing = CLINIC_CALL_SHARING_WORKS;

  /* somebody else's mark: the sharing works very well */
  if (g_error_matches (error, CLINIC_ERROR, CLINIC_ERROR_NOT_FOUND))
    sharing = CLINIC_CALL_SHARING_NO_FIELD;
  else if (error != NULL && !g_error_matches (error, CLINIC_ERROR, CLINIC_ERROR_CONFLICT))
    sharing = CLINIC_CALL_SHARING_AWAY;

  if (sharing == self->sharing)
    return;
  self->sharing = sharing;
  g_signal_emit (self, signals[CHANGED], 0);
}

/* --- one after the other --- */

/* An outcome is on its way to the portal, with a mark of its own: nothing may come between. */
static gboolean
has_outcome_under_way (ClinicAppointment *visit)
{
  return clinic_appointment_get_pending (visit);
}

/* (transfer full) (nullable): the mark to write; NULL: there is nothing to be said */
static char *
dup_mark (ClinicCallTaker *self, Job *job)
{
  gint64 now = clinic_session_get_now (self->session);
  gint64 me = get_me (self);
  ClinicCallMark mark;

  if (job->visit == NULL || has_outcome_under_way (job->visit))
    return NULL;

  mark = clinic_call_rules_mark (job->visit);
  if (job->kind == JOB_RELEASE)
    {
      if (mark.by != me)
        return NULL;
      mark.by = 0;
      mark.until = 0;
    }
  else
    {
      /* still long enough ours */
      if (mark.by == me && mark.until > now + TAKEN_SECONDS - RENEW_SECONDS)
        return NULL;
      mark.by = me;
      mark.until = now + TAKEN_SECONDS;
    }

  return clinic_call_mark_to_string (&mark);
}

/* Who takes what a colleague has already need not ask the portal. */
static gboolean
is_taken_by_other (ClinicCallTaker *self, ClinicAppointment *visit)
{
  ClinicCallMark mark = clinic_call_rules_mark (visit);

  return mark.by != 0 && mark.by != get_me (self) &&
         mark.until > clinic_session_get_now (self->session);
}

static void
end_job (ClinicCallTaker *self, GError *error)
{
  Job *job = g_queue_pop_head (self->jobs);
  g_autoptr (GTask) task = g_steal_pointer (&job->task);
  gboolean lost = g_error_matches (error, CLINIC_ERROR, CLINIC_ERROR_CONFLICT);

  self->busy = FALSE;
  if (job->kind == JOB_TAKE && !lost)
    set_taken (self, job->visit);
  else if (job->kind == JOB_RENEW && lost && self->taken == job->visit)
    set_taken (self, NULL);
  job_free (job);

  if (task != NULL && error != NULL)
    g_task_return_error (task, error);
  else if (task != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_clear_error (&error);
  advance (self);
}

static void
on_marked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ClinicCallTaker) self = CLINIC_CALL_TAKER (user_data);
  GError *error = NULL;

  clinic_session_mark_call_finish (CLINIC_SESSION (source), result, &error);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    set_sharing (self, error);
  if (error != NULL)
    g_debug ("A row could not be marked: %s", error->message);
  self->said = clinic_session_get_now (self->session);
  end_job (self, error);
}

static void
advance (ClinicCallTaker *self)
{
  Job *job = g_queue_peek_head (self->jobs);
  g_autofree char *mark = NULL;

  if (self->busy || job == NULL)
    return;

  self->busy = TRUE;
  if (job->kind == JOB_TAKE && is_taken_by_other (self, job->visit))
    {
      end_job (self,
               g_error_new_literal (CLINIC_ERROR, CLINIC_ERROR_CONFLICT, "a colleague is calling"));
      return;
    }
  mark = dup_mark (self, job);
  if (mark == NULL)
    {
      end_job (self, NULL);
      return;
    }
  /* Not cancelled with whoever asked: what was begun must be known to the next one. */
  clinic_session_mark_call_async (self->session, job->visit, mark, NULL, on_marked_cb,
                                  g_object_ref (self));
}

/* task: (transfer full) (nullable) */
static void
add_job (ClinicCallTaker *self, JobKind kind, ClinicAppointment *visit, GTask *task)
{
  Job *job = g_new0 (Job, 1);

  job->kind = kind;
  g_set_object (&job->visit, visit);
  job->task = task;
  g_queue_push_tail (self->jobs, job);
  advance (self);
}

/* --- the type --- */

static void
clinic_call_taker_dispose (GObject *object)
{
  ClinicCallTaker *self = CLINIC_CALL_TAKER (object);

  g_clear_object (&self->taken);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (clinic_call_taker_parent_class)->dispose (object);
}

static void
clinic_call_taker_finalize (GObject *object)
{
  ClinicCallTaker *self = CLINIC_CALL_TAKER (object);

  g_queue_free_full (self->jobs, (GDestroyNotify) job_free);

  G_OBJECT_CLASS (clinic_call_taker_parent_class)->finalize (object);
}

static void
clinic_call_taker_class_init (ClinicCallTakerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = clinic_call_taker_dispose;
  G_OBJECT_CLASS (klass)->finalize = clinic_call_taker_finalize;

  signals[CHANGED] = g_signal_new ("changed", CLINIC_TYPE_CALL_TAKER, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
clinic_call_taker_init (ClinicCallTaker *self)
{
  self->jobs = g_queue_new ();
}

ClinicCallTaker *
clinic_call_taker_new (ClinicSession *session)
{
  ClinicCallTaker *self = g_object_new (CLINIC_TYPE_CALL_TAKER, NULL);

  self->session = g_object_ref (session);

  return self;
}

void
clinic_call_taker_take_async (ClinicCallTaker *self,
                              ClinicAppointment *visit,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (CLINIC_IS_CALL_TAKER (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, clinic_call_taker_take_async);
  clinic_call_taker_keep (self);
  if (self->taken != visit)
    clinic_call_taker_release (self);
  add_job (self, JOB_TAKE, visit, task);
}

void
clinic_call_taker_settle_async (ClinicCallTaker *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (CLINIC_IS_CALL_TAKER (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, clinic_call_taker_settle_async);
  add_job (self, JOB_SETTLE, NULL, task);
}

gboolean
clinic_call_taker_finish (ClinicCallTaker *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

ClinicAppointment *
clinic_call_taker_get_taken (ClinicCallTaker *self)
{
  g_return_val_if_fail (CLINIC_IS_CALL_TAKER (self), NULL);

  return self->taken;
}

ClinicCallSharing
clinic_call_taker_get_sharing (ClinicCallTaker *self)
{
  g_return_val_if_fail (CLINIC_IS_CALL_TAKER (self), CLINIC_CALL_SHARING_UNKNOWN);

  return self->sharing;
}

void
clinic_call_taker_keep (ClinicCallTaker *self)
{
  g_return_if_fail (CLINIC_IS_CALL_TAKER (self));

  self->at_work = clinic_session_get_now (self->session);
}

void
clinic_call_taker_release (ClinicCallTaker *self)
{
  g_autoptr (ClinicAppointment) visit = NULL;

  g_return_if_fail (CLINIC_IS_CALL_TAKER (self));

  if (self->taken == NULL)
    return;
  visit = g_object_ref (self->taken);
  set_taken (self, NULL);
  add_job (self, JOB_RELEASE, visit, NULL);
}

void
clinic_call_taker_forget (ClinicCallTaker *self, ClinicAppointment *visit)
{
  g_return_if_fail (CLINIC_IS_CALL_TAKER (self));

  if (self->taken == visit)
    set_taken (self, NULL);
}

void
clinic_call_taker_tick (ClinicCallTaker *self)
{
  gint64 now = 0;

  g_return_if_fail (CLINIC_IS_CALL_TAKER (self));

  now = clinic_session_get_now (self->session);
  if (self->taken != NULL && now - self->said >= RENEW_SECONDS &&
      now - self->at_work < IDLE_SECONDS && g_queue_is_empty (self->jobs))
    add_job (self, JOB_RENEW, self->taken, NULL);
}
