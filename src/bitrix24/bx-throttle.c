/* bx-throttle.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "bx-throttle"

#include "bx-throttle-private.h"

#include "bx-blocks.h"
#include "bx-bucket.h"
#include "bx-error.h"

/* limits: what a portal gives to everything behind one address */
#define PORTAL_PER_SECOND 2.0
#define PORTAL_BURST 50

/* A desktop's share until somebody says otherwise. */
#define DEFAULT_PER_SECOND 0.5
#define DEFAULT_BURST 10

#define IN_FLIGHT_MAX 4
#define RESERVE_MAX 5
#define BACK_OFF_FIRST (1.0 * G_USEC_PER_SEC)
#define BACK_OFF_FACTOR 1.5
#define BACK_OFF_MAX (60.0 * G_USEC_PER_SEC)

/* nobody looks at a spinner for longer */
#define PATIENCE (30 * G_USEC_PER_SEC)

#define N_PRIORITIES (BX_PRIORITY_BACKGROUND + 1)

typedef struct
{
  BxThrottle *throttle; /* unowned, it owns us */
  GTask *task;          /* owned */
  GSource *on_cancel;   /* owned, (nullable) */
  GStrv methods;        /* owned */
  BxPriority priority;
} Waiter;

/**
 * BxThrottle:
 *
 * Two buckets that fill with the time: this desktop's share, and the portal's own. A request takes
 * from both; a ringing call needs only the second. Waiting requests stand in one queue for each
 * priority. One per portal, shared by everybody who talks to it; main thread only.
 *
 * Time is a count of µs that may run faster than the world's, or be moved by a test.
 */
struct _BxThrottle
{
  GObject parent_instance;

  GQueue waiting[N_PRIORITIES]; /* owned (element-type Waiter) */
  GHashTable *methods;          /* owned: see bx-blocks.h */
  BxBucket share;
  BxBucket portal;
  gint64 filled_at;
  guint in_flight;

  gint64 back_off_until;
  gint64 back_off_call_until; /* a call waits for the first pause only */
  double back_off_pause;      /* µs, 0 when all is well */
  guint refusals;             /* of all time */

  GSource *timer; /* owned, (nullable) */
  double time_scale;
  BxThrottleClock clock; /* (nullable): a test's */
  gpointer clock_data;   /* unowned, the test outlives us */
};

G_DEFINE_FINAL_TYPE (BxThrottle, bx_throttle, G_TYPE_OBJECT)

static gint64
get_now (BxThrottle *self)
{
  if (self->clock != NULL)
    return self->clock (self->clock_data);

  return (gint64) ((double) g_get_monotonic_time () / self->time_scale);
}

static void
waiter_free (Waiter *waiter)
{
  if (waiter->on_cancel != NULL)
    g_source_destroy (waiter->on_cancel);

  g_clear_pointer (&waiter->on_cancel, g_source_unref);
  g_clear_pointer (&waiter->methods, g_strfreev);
  g_clear_object (&waiter->task);
  g_slice_free (Waiter, waiter);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Waiter, waiter_free)

static void
fill_buckets (BxThrottle *self)
{
  gint64 now = get_now (self);
  double seconds = (double) (now - self->filled_at) / G_USEC_PER_SEC;

  if (seconds > 0)
    {
      bx_bucket_fill (&self->share, seconds);
      bx_bucket_fill (&self->portal, seconds);
      self->filled_at = now;
    }
}

static double
get_reserve (BxThrottle *self, BxPriority priority)
{
  guint half = (guint) self->share.burst / 2;

  return priority == BX_PRIORITY_BACKGROUND ? MIN (half, RESERVE_MAX) : 0;
}

/* µs until the buckets and the back-off let a request of this priority go; -1: when another ends */
static gint64
get_wait (BxThrottle *self, BxPriority priority)
{
  gint64 back_off = priority == BX_PRIORITY_CALL ? self->back_off_call_until : self->back_off_until;
  gint64 wait = MAX (back_off - get_now (self), 0);

  wait = MAX (wait, bx_bucket_wait (&self->portal, 1));

  if (priority == BX_PRIORITY_CALL)
    return wait;

  if (self->in_flight >= IN_FLIGHT_MAX)
    return -1;

  return MAX (wait, bx_bucket_wait (&self->share, 1 + get_reserve (self, priority)));
}

static gint64
get_methods_wait (BxThrottle *self, GStrv methods, BxPriority priority)
{
  return MAX (bx_blocks_get_until (self->methods, methods, priority) - get_now (self), 0);
}

static void
take_turn (BxThrottle *self, BxPriority priority)
{
  self->portal.tokens -= 1;
  /* a call that goes beyond the share leaves no debt in it */
  self->share.tokens = MAX (self->share.tokens - 1, priority == BX_PRIORITY_CALL ? 0 : -1);
  self->in_flight++;
}

static gboolean
on_timer_cb (gpointer user_data)
{
  BxThrottle *self = BX_THROTTLE (user_data);

  g_clear_pointer (&self->timer, g_source_unref);
  bx_throttle_dispatch (self);

  return G_SOURCE_REMOVE;
}

static void
clear_timer (BxThrottle *self)
{
  if (self->timer != NULL)
    g_source_destroy (self->timer);

  g_clear_pointer (&self->timer, g_source_unref);
}

static void
arm_timer (BxThrottle *self, gint64 wait)
{
  clear_timer (self);

  /* a clock that a test moves is followed by bx_throttle_dispatch() */
  if (wait == G_MAXINT64 || self->clock != NULL)
    return;

  self->timer = g_timeout_source_new ((guint) MIN (wait * self->time_scale / 1000 + 1, G_MAXINT));
  g_source_set_static_name (self->timer, "bx-throttle");
  g_source_set_callback (self->timer, on_timer_cb, self, NULL);
  g_source_attach (self->timer, g_main_context_get_thread_default ());
}

/* Moves those of one queue who may go now to @served; the rest of the wait is put in @soonest. */
static void
dispatch_queue (BxThrottle *self, BxPriority priority, GQueue *served, gint64 *soonest)
{
  GList *next;

  for (GList *l = self->waiting[priority].head; l != NULL; l = next)
    {
      Waiter *waiter = l->data;
      gint64 wait = get_wait (self, priority);

      next = l->next;

      if (wait < 0)
        return;

      if (wait == 0)
        wait = get_methods_wait (self, waiter->methods, priority);

      if (wait > 0)
        {
          *soonest = MIN (*soonest, wait);
          continue;
        }

      g_queue_unlink (&self->waiting[priority], l);
      g_queue_push_tail_link (served, l);
      take_turn (self, priority);
    }
}

/**
 * bx_throttle_dispatch:
 * @self: the throttle
 *
 * Gives a turn to everybody who may go now. Called by itself except when a test moves the clock.
 */
void
bx_throttle_dispatch (BxThrottle *self)
{
  g_autoptr (BxThrottle) alive = g_object_ref (self);
  GQueue served = G_QUEUE_INIT;
  gint64 soonest = G_MAXINT64;

  fill_buckets (self);

  for (BxPriority priority = BX_PRIORITY_CALL; priority < N_PRIORITIES; priority++)
    dispatch_queue (self, priority, &served, &soonest);

  arm_timer (self, soonest);

  /* the callbacks may ask for more, so the queues must be in order before the first runs */
  while (!g_queue_is_empty (&served))
    {
      g_autoptr (Waiter) waiter = g_queue_pop_head (&served);

      g_task_return_boolean (waiter->task, TRUE);
    }
}

static gboolean
on_cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  g_autoptr (Waiter) waiter = user_data;

  g_queue_remove (&waiter->throttle->waiting[waiter->priority], waiter);
  g_task_return_error_if_cancelled (waiter->task);

  return G_SOURCE_REMOVE;
}

static void
bx_throttle_dispose (GObject *object)
{
  BxThrottle *self = BX_THROTTLE (object);

  clear_timer (self);

  G_OBJECT_CLASS (bx_throttle_parent_class)->dispose (object);
}

static void
bx_throttle_finalize (GObject *object)
{
  BxThrottle *self = BX_THROTTLE (object);

  /* every waiter's task holds a reference to us, so nobody waits any more */
  g_clear_pointer (&self->methods, g_hash_table_unref);

  G_OBJECT_CLASS (bx_throttle_parent_class)->finalize (object);
}

static void
bx_throttle_class_init (BxThrottleClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = bx_throttle_dispose;
  object_class->finalize = bx_throttle_finalize;
}

static void
bx_throttle_init (BxThrottle *self)
{
  self->time_scale = 1.0;
  self->methods = bx_blocks_new ();
  self->filled_at = get_now (self);
  bx_throttle_set_share (self, DEFAULT_PER_SECOND, DEFAULT_BURST);
  self->share.tokens = self->share.burst;
  self->portal.tokens = self->portal.burst;
}

/**
 * bx_throttle_new:
 *
 * Returns: (transfer full): a brake with full buckets
 */
BxThrottle *
bx_throttle_new (void)
{
  return g_object_new (BX_TYPE_THROTTLE, NULL);
}

/**
 * bx_throttle_set_share:
 * @self: the throttle
 * @per_second: requests per second, on average; kept within 0.05…5.0
 * @burst: how many at once, at least 1
 *
 * Sets what this desktop may spend of the portal's budget (limits). A share above the budget of an
 * ordinary plan means a better plan.
 */
void
bx_throttle_set_share (BxThrottle *self, double per_second, guint burst)
{
  g_return_if_fail (BX_IS_THROTTLE (self));

  fill_buckets (self);

  /* a share that was not begun stays so */
  if (self->share.tokens >= self->share.burst)
    self->share.tokens = MAX (burst, 1);

  self->share.per_second = CLAMP (per_second, 0.05, 5.0);
  self->share.burst = MAX (burst, 1);
  self->share.tokens = MIN (self->share.tokens, self->share.burst);
  self->portal.per_second = MAX (PORTAL_PER_SECOND, self->share.per_second);
  self->portal.burst = MAX (PORTAL_BURST, self->share.burst);
  self->portal.tokens = MIN (self->portal.tokens, self->portal.burst);

  bx_throttle_dispatch (self);
}

/**
 * bx_throttle_set_time_scale:
 * @self: the throttle
 * @scale: what waiting times are multiplied by
 *
 * Makes a test quick. To be called before the first turn is asked for.
 */
void
bx_throttle_set_time_scale (BxThrottle *self, double scale)
{
  g_return_if_fail (BX_IS_THROTTLE (self));
  g_return_if_fail (scale > 0);

  self->time_scale = scale;
  self->filled_at = get_now (self);
}

void
bx_throttle_set_clock (BxThrottle *self, BxThrottleClock clock, gpointer user_data)
{
  g_return_if_fail (BX_IS_THROTTLE (self));

  self->clock = clock;
  self->clock_data = user_data;
  self->filled_at = get_now (self);
  clear_timer (self);
}

static Waiter *
waiter_new (BxThrottle *self, GTask *task, BxPriority priority, const char *methods)
{
  Waiter *waiter = g_slice_new0 (Waiter);

  waiter->throttle = self;
  waiter->task = g_object_ref (task);
  waiter->methods = g_strsplit (methods, " ", -1);
  waiter->priority = priority;

  return waiter;
}

static void
refuse (GTask *task, gint64 wait)
{
  gint64 seconds = wait / G_USEC_PER_SEC + 1;
  GError *error =
    g_error_new (BX_ERROR, BX_ERROR_THROTTLED,
                 "the method is out of its time quota for %" G_GINT64_FORMAT " s", seconds);

  bx_error_set_retry_at (error, g_get_real_time () / G_USEC_PER_SEC + seconds);
  g_task_return_error (task, error);
}

/**
 * bx_throttle_acquire_async:
 * @self: the throttle
 * @priority: who waits for it
 * @methods: the method, or all methods of a batch with spaces between
 * @cancellable: (nullable): leaves the queue
 * @callback: (scope async): called when the request may go
 * @user_data: data for @callback
 *
 * Asks for a turn. Whoever gets one must give it back with bx_throttle_release(), even if the
 * request is not wanted any more.
 */
void
bx_throttle_acquire_async (BxThrottle *self,
                           BxPriority priority,
                           const char *methods,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Waiter *waiter;
  gint64 wait;

  g_return_if_fail (BX_IS_THROTTLE (self));
  g_return_if_fail (priority < N_PRIORITIES);
  g_return_if_fail (methods != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, bx_throttle_acquire_async);
  /* a turn that was given is told, or it would never be given back */
  g_task_set_check_cancellable (task, FALSE);

  if (g_task_return_error_if_cancelled (task))
    return;

  waiter = waiter_new (self, task, priority, methods);
  wait = get_methods_wait (self, waiter->methods, priority);

  if (priority != BX_PRIORITY_BACKGROUND && wait > PATIENCE)
    {
      waiter_free (waiter);
      refuse (task, wait);
      return;
    }

  if (cancellable != NULL)
    {
      waiter->on_cancel = g_cancellable_source_new (cancellable);
      g_source_set_callback (waiter->on_cancel, G_SOURCE_FUNC (on_cancelled_cb), waiter, NULL);
      g_source_attach (waiter->on_cancel, g_main_context_get_thread_default ());
    }

  g_queue_push_tail (&self->waiting[priority], waiter);
  bx_throttle_dispatch (self);
}

/**
 * bx_throttle_acquire_finish:
 * @self: the throttle
 * @result: what the callback was given
 * @error: (nullable): where an error goes
 *
 * Returns: %TRUE when the request may go; %FALSE with %G_IO_ERROR_CANCELLED, or with
 *   %BX_ERROR_THROTTLED when the method is blocked for longer than a person would wait
 */
gboolean
bx_throttle_acquire_finish (BxThrottle *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (BX_IS_THROTTLE (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * bx_throttle_release:
 * @self: the throttle
 *
 * Gives back a turn: the request is over, whatever became of it.
 */
void
bx_throttle_release (BxThrottle *self)
{
  g_return_if_fail (BX_IS_THROTTLE (self));
  g_return_if_fail (self->in_flight > 0);

  self->in_flight--;
  bx_throttle_dispatch (self);
}

/**
 * bx_throttle_back_off:
 * @self: the throttle
 *
 * The portal's bucket is full (503 `QUERY_LIMIT_EXCEEDED`): everybody waits, 1 s × 1.5ⁿ with up to
 * a quarter more, so that the desktops of a clinic do not come back in step. Refusals of requests
 * that were under way together count once. A ringing call waits for the first pause only.
 */
void
bx_throttle_back_off (BxThrottle *self)
{
  double jitter = g_random_double_range (1.0, 1.25);
  gint64 now;

  g_return_if_fail (BX_IS_THROTTLE (self));

  self->refusals++;
  now = get_now (self);
  if (now >= self->back_off_until)
    {
      self->back_off_pause = self->back_off_pause > 0
                               ? MIN (self->back_off_pause * BACK_OFF_FACTOR, BACK_OFF_MAX)
                               : BACK_OFF_FIRST;
      self->back_off_until = now + (gint64) (self->back_off_pause * jitter);
    }
  /* never longer than everybody else waits */
  if (now >= self->back_off_call_until)
    self->back_off_call_until =
      MIN (now + (gint64) (BACK_OFF_FIRST * jitter), self->back_off_until);

  /* others behind the same address have spent it: come back with one request, not a burst */
  fill_buckets (self);
  self->share.tokens = MIN (self->share.tokens, 1);
  bx_throttle_dispatch (self);
}

/**
 * bx_throttle_is_backing_off:
 * @self: the throttle
 *
 * Returns: whether nothing has succeeded since the portal's bucket was full
 */
gboolean
bx_throttle_is_backing_off (BxThrottle *self)
{
  g_return_val_if_fail (BX_IS_THROTTLE (self), FALSE);

  return self->back_off_pause > 0;
}

/**
 * bx_throttle_get_refusals:
 * @self: the throttle
 *
 * Returns: how often bx_throttle_back_off() was called; to be kept with a request that is sent
 */
guint
bx_throttle_get_refusals (BxThrottle *self)
{
  g_return_val_if_fail (BX_IS_THROTTLE (self), 0);

  return self->refusals;
}

/**
 * bx_throttle_succeeded:
 * @self: the throttle
 * @refusals: bx_throttle_get_refusals() when the request was sent
 *
 * The portal answered a request: it has room again, unless it refused another one since this one
 * was sent.
 */
void
bx_throttle_succeeded (BxThrottle *self, guint refusals)
{
  g_return_if_fail (BX_IS_THROTTLE (self));

  if (self->back_off_pause <= 0 || refusals != self->refusals)
    return;

  self->back_off_pause = 0;
  self->back_off_until = 0;
  self->back_off_call_until = 0;
  bx_throttle_dispatch (self);
}

static gint64
from_unix (BxThrottle *self, gint64 until)
{
  gint64 wait = until * G_USEC_PER_SEC - g_get_real_time ();

  return get_now (self) + MAX (wait, 0);
}

/**
 * bx_throttle_block_method:
 * @self: the throttle
 * @method: a REST method
 * @until: unix seconds by this machine's clock
 *
 * The portal refused the method (429 `OPERATION_TIME_LIMIT`): nobody calls it until then.
 */
void
bx_throttle_block_method (BxThrottle *self, const char *method, gint64 until)
{
  g_return_if_fail (BX_IS_THROTTLE (self));
  g_return_if_fail (method != NULL);

  bx_blocks_block (self->methods, method, from_unix (self, until));
  bx_throttle_dispatch (self);
}

/**
 * bx_throttle_spare_method:
 * @self: the throttle
 * @method: a REST method
 * @until: unix seconds by this machine's clock
 *
 * The method comes near its time quota: background work waits until then, so that what is left
 * goes to people.
 */
void
bx_throttle_spare_method (BxThrottle *self, const char *method, gint64 until)
{
  g_return_if_fail (BX_IS_THROTTLE (self));
  g_return_if_fail (method != NULL);

  bx_blocks_spare (self->methods, method, from_unix (self, until));
  bx_throttle_dispatch (self);
}

/**
 * bx_throttle_get_waiting:
 * @self: the throttle
 * @priority: a priority
 *
 * Returns: how many requests wait for their turn
 */
guint
bx_throttle_get_waiting (BxThrottle *self, BxPriority priority)
{
  g_return_val_if_fail (BX_IS_THROTTLE (self), 0);
  g_return_val_if_fail (priority < N_PRIORITIES, 0);

  return self->waiting[priority].length;
}

/**
 * bx_throttle_get_blocked_until:
 * @self: the throttle
 *
 * Returns: until when everybody waits after a 503, in monotonic µs, or 0
 */
gint64
bx_throttle_get_blocked_until (BxThrottle *self)
{
  gint64 wait;

  g_return_val_if_fail (BX_IS_THROTTLE (self), 0);

  wait = self->back_off_until - get_now (self);

  return wait > 0 ? g_get_monotonic_time () + (gint64) (wait * self->time_scale) : 0;
}
