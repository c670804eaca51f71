/* store-lane.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "store-lane"

#include "store-lane.h"

struct _StoreLane
{
  GAsyncQueue *queue; /* owned, shared with the thread */
  GThread *thread;    /* owned (nullable): NULL once it ended */

  /* of store_lane_end() */
  GMainContext *context; /* owned (nullable) */
  GSourceFunc ended;
  gpointer ended_data; /* unowned, passed on */
};

/* What the thread starts with; it owns this. */
typedef struct
{
  GAsyncQueue *queue; /* owned */
  StoreDb *db;        /* owned */
} Works;

typedef struct
{
  StoreJob job;    /* NULL: the last one */
  GTask *task;     /* owned (nullable) */
  StoreLane *lane; /* unowned (nullable): who waits for the end */
} Job;

static gboolean
on_thread_ended_cb (gpointer user_data)
{
  StoreLane *self = user_data;

  g_thread_join (g_steal_pointer (&self->thread));
  self->ended (self->ended_data);

  return G_SOURCE_REMOVE;
}

static void
run_job (StoreDb *db, Job *job)
{
  if (!g_task_return_error_if_cancelled (job->task))
    job->job (db, job->task, g_task_get_task_data (job->task));

  g_clear_object (&job->task);
  g_free (job);
}

static gpointer
lane_worker (gpointer data)
{
  g_autofree Works *works = data;
  g_autofree Job *last = NULL;

  store_db_adopt (works->db);

  while (last == NULL)
    {
      Job *job = g_async_queue_pop (works->queue);

      if (job->job == NULL)
        last = job;
      else
        run_job (works->db, job);
    }

  g_clear_pointer (&works->db, store_db_free);
  g_clear_pointer (&works->queue, g_async_queue_unref);
  if (last->lane != NULL)
    {
      /* never g_main_context_invoke(): it may call back in this very thread */
      g_autoptr (GSource) source = g_idle_source_new ();

      g_source_set_priority (source, G_PRIORITY_DEFAULT);
      g_source_set_callback (source, on_thread_ended_cb, last->lane, NULL);
      g_source_attach (source, last->lane->context);
    }

  return NULL;
}

StoreLane *
store_lane_new (const char *name, StoreDb *db)
{
  StoreLane *self = g_new0 (StoreLane, 1);
  Works *works = g_new0 (Works, 1);

  self->queue = g_async_queue_new ();
  works->queue = g_async_queue_ref (self->queue);
  works->db = db;
  self->thread = g_thread_new (name, lane_worker, works);

  return self;
}

void
store_lane_free (StoreLane *self)
{
  if (self == NULL)
    return;

  /* This may be the lane's own thread, that of the last job, so it cannot be joined here. */
  if (self->thread != NULL)
    {
      g_async_queue_push (self->queue, g_new0 (Job, 1));
      g_clear_pointer (&self->thread, g_thread_unref);
    }
  g_clear_pointer (&self->queue, g_async_queue_unref);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_free (self);
}

void
store_lane_push (StoreLane *self, GTask *task, StoreJob job)
{
  Job *queued = g_new0 (Job, 1);

  g_assert (self->ended == NULL);

  queued->job = job;
  queued->task = task;
  g_async_queue_push (self->queue, queued);
}

void
store_lane_end (StoreLane *self, GSourceFunc ended, gpointer user_data)
{
  Job *last = g_new0 (Job, 1);

  g_assert (self->ended == NULL);

  self->context = g_main_context_ref_thread_default ();
  self->ended = ended;
  self->ended_data = user_data;
  last->lane = self;
  g_async_queue_push (self->queue, last);
}
