/* demo-portal.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "demo-portal"

#include "demo-portal.h"

#include "demo-dispatch.h"
#include "demo-life.h"
#include "demo-methods-feed.h"
#include "demo-poll.h"
#include "demo-methods-lists.h"
#include "demo-methods-timeman.h"
#include "demo-office.h"
#include "demo-past.h"
#include "demo-server.h"
#include "demo-record.h"
#include "demo-statistic.h"
#include "demo-tables.h"
#include "demo-work.h"

#define FIRST_DESK 7

struct _DemoPortal
{
  GObject parent_instance;

  DemoPortalOptions options; /* its texts are the two below */
  char *secret;              /* owned */
  char *path;                /* owned, (nullable) */
  char *url;                 /* owned, (nullable) until it listens */
  guint port;

  /* made and used in the portal's thread only */
  DemoWorld *world;       /* owned */
  DemoDispatch *dispatch; /* owned */
  DemoServer *server;     /* owned */
  DemoLife *life;         /* owned, (nullable) on a quiet day */

  GThread *thread;       /* owned, (nullable) when it runs in the caller's thread */
  GMainContext *context; /* owned, (nullable) likewise */
  GMainLoop *loop;       /* owned, (nullable) likewise */
};

G_DEFINE_FINAL_TYPE (DemoPortal, demo_portal, G_TYPE_OBJECT)

/*
 * Start:
 *
 * How the thread tells the one who started it that the portal listens, or why it does not.
 */
typedef struct
{
  DemoPortal *portal; /* unowned, stopped before it goes */
  GMutex mutex;
  GCond cond;
  gboolean is_over;
  GError *error; /* owned */
} Start;

static void
demo_portal_dispose (GObject *object)
{
  DemoPortal *self = DEMO_PORTAL (object);

  demo_portal_stop (self);
  g_clear_pointer (&self->secret, g_free);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->url, g_free);

  G_OBJECT_CLASS (demo_portal_parent_class)->dispose (object);
}

static void
demo_portal_class_init (DemoPortalClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = demo_portal_dispose;
}

static void
demo_portal_init (DemoPortal *self)
{
}

/* Sixteen letters and digits, as the portal makes them. */
static char *
make_secret (void)
{
  g_autofree char *uuid = g_uuid_string_random ();
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, uuid, -1);

  return g_strndup (hash, 16);
}

/**
 * demo_portal_new:
 * @options: the options; see DEMO_PORTAL_OPTIONS_INIT
 *
 * Returns: (transfer full): a portal that does not run yet
 */
DemoPortal *
demo_portal_new (const DemoPortalOptions *options)
{
  DemoPortal *self = g_object_new (DEMO_TYPE_PORTAL, NULL);

  self->options = *options;
  self->secret = options->secret != NULL ? g_strdup (options->secret) : make_secret ();
  self->path = g_strdup (options->path);
  self->options.secret = self->secret;
  self->options.path = self->path;
  if (self->options.patients == 0)
    self->options.patients = 3000;
  if (self->options.seed == 0)
    self->options.seed = 1;
  if (self->options.crm_mode == 0)
    self->options.crm_mode = 1;
  if (self->options.user_id == 0)
    self->options.user_id = FIRST_DESK;

  return self;
}

static void
close_down (DemoPortal *self)
{
  g_clear_object (&self->life);
  if (self->server != NULL)
    demo_server_stop (self->server);
  g_clear_object (&self->server);
  g_clear_object (&self->dispatch);
  g_clear_object (&self->world);
}

static gboolean
open_world (DemoPortal *self, GError **error)
{
  DemoWorldOptions options = { .patients = self->options.patients,
                               .seed = self->options.seed,
                               .path = self->path,
                               .now = self->options.now,
                               .crm_mode = self->options.crm_mode,
                               .fixtures = self->options.fixtures,
                               .open_visits = self->options.open_visits,
                               .history = self->options.history,
                               .no_robots = self->options.no_robots };
  DemoOfficeOptions office = { self->options.invoices, self->options.more_tasks,
                               self->options.more_rows, self->options.history };

  self->world = demo_world_new (&options, error);

  return self->world != NULL && demo_statistic_prepare (self->world, error) &&
         demo_record_prepare (self->world, error) && demo_work_prepare (self->world, error) &&
         demo_feed_prepare (self->world, self->options.posts, error) &&
         demo_poll_prepare (self->world, error) &&
         demo_office_prepare (self->world, &office, error);
}

/* Makes everything in the calling thread. */
static gboolean
open_up (DemoPortal *self, GError **error)
{
  if (!open_world (self, error))
    return FALSE;

  self->dispatch = demo_dispatch_new (self->world);
  demo_dispatch_add_methods (self->dispatch, demo_crm_methods ());
  demo_dispatch_add_methods (self->dispatch, demo_user_methods ());
  demo_dispatch_add_methods (self->dispatch, demo_telephony_methods ());
  demo_dispatch_add_methods (self->dispatch, demo_pull_methods ());
  demo_dispatch_add_methods (self->dispatch, demo_feed_methods ());
  demo_dispatch_add_methods (self->dispatch, demo_social_methods ());
  demo_dispatch_add_methods (self->dispatch, demo_poll_methods ());
  demo_dispatch_add_methods (self->dispatch, demo_calendar_methods ());
  demo_dispatch_add_methods (self->dispatch, demo_attached_methods ());
  demo_dispatch_add_methods (self->dispatch, demo_lists_methods ());
  demo_dispatch_add_methods (self->dispatch, demo_bizproc_methods ());
  demo_dispatch_add_methods (self->dispatch, demo_drive_methods ());
  demo_dispatch_add_methods (self->dispatch, demo_counter_methods ());
  demo_dispatch_add_methods (self->dispatch, demo_timeman_methods ());
  demo_dispatch_add_methods (self->dispatch, demo_timecontrol_methods ());
  demo_dispatch_add_methods (self->dispatch, demo_record_methods ());
  demo_past_write (self->world, self->options.seed, self->options.earlier_calls);

  self->server = demo_server_new (self->dispatch, self->secret, self->options.control);
  if (!demo_server_listen (self->server, self->options.port, error))
    return FALSE;
  if (self->options.living_day)
    {
      self->life = demo_life_new (self->dispatch, self->options.seed);
      demo_mis_live (demo_mis_odata_get_mis (demo_server_get_mis (self->server)));
    }

  self->port = demo_server_get_port (self->server);
  g_free (self->url);
  self->url = demo_portal_dup_url_for (self, self->options.user_id);

  return TRUE;
}

/**
 * demo_portal_start_here:
 * @self: the portal
 * @error: set when the port is taken or the file cannot be opened
 *
 * Starts the portal in the calling thread; its default main context must run.
 *
 * Returns: whether it can be reached
 */
gboolean
demo_portal_start_here (DemoPortal *self, GError **error)
{
  g_return_val_if_fail (self->server == NULL, FALSE);

  if (open_up (self, error))
    return TRUE;
  close_down (self);

  return FALSE;
}

static gpointer
portal_worker (gpointer user_data)
{
  Start *start = user_data;
  DemoPortal *self = start->portal;
  g_autoptr (GMainContext) context = g_main_context_ref (self->context);
  g_autoptr (GMainLoop) loop = g_main_loop_ref (self->loop);
  gboolean is_open;

  g_main_context_push_thread_default (context);
  is_open = open_up (self, &start->error);

  g_mutex_lock (&start->mutex);
  start->is_over = TRUE;
  g_cond_signal (&start->cond);
  g_mutex_unlock (&start->mutex);

  if (is_open)
    g_main_loop_run (loop);
  close_down (self);
  while (g_main_context_iteration (context, FALSE))
    ;
  g_main_context_pop_thread_default (context);

  return NULL;
}

/**
 * demo_portal_start:
 * @self: the portal
 * @error: set when the port is taken or the file cannot be opened
 *
 * Starts the portal in a thread of its own and waits until it listens, which takes milliseconds.
 *
 * Returns: whether it can be reached
 */
gboolean
demo_portal_start (DemoPortal *self, GError **error)
{
  Start start = { .portal = self };

  g_return_val_if_fail (self->thread == NULL, FALSE);

  g_mutex_init (&start.mutex);
  g_cond_init (&start.cond);
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->thread = g_thread_new ("demo-portal", portal_worker, &start);

  g_mutex_lock (&start.mutex);
  while (!start.is_over)
    g_cond_wait (&start.cond, &start.mutex);
  g_mutex_unlock (&start.mutex);
  g_mutex_clear (&start.mutex);
  g_cond_clear (&start.cond);

  if (start.error == NULL)
    return TRUE;

  g_propagate_error (error, start.error);
  demo_portal_stop (self);

  return FALSE;
}

static gboolean
on_stop_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);

  return G_SOURCE_REMOVE;
}

/**
 * demo_portal_stop:
 * @self: the portal
 *
 * Lets every client go and ends the portal's thread. Harmless when it does not run.
 */
void
demo_portal_stop (DemoPortal *self)
{
  if (self->thread != NULL)
    {
      g_autoptr (GSource) source = g_idle_source_new ();

      /* from inside, for a loop that does not run yet would not notice */
      g_source_set_callback (source, on_stop_cb, self->loop, NULL);
      g_source_attach (source, self->context);
      g_thread_join (g_steal_pointer (&self->thread));
    }
  else
    close_down (self);
  g_clear_pointer (&self->loop, g_main_loop_unref);
  g_clear_pointer (&self->context, g_main_context_unref);
}

/**
 * demo_portal_get_url:
 * @self: a portal that runs
 *
 * Returns: (transfer none): the webhook's address, ending with a slash
 */
const char *
demo_portal_get_url (DemoPortal *self)
{
  return self->url;
}

gint64
demo_portal_find_role (const char *role)
{
  static const struct
  {
    const char *role;
    gint64 user;
  } roles[] = { { "receptionist", FIRST_DESK }, { "head", 1 }, { "accountant", 15 } };

  if (role == NULL)
    return FIRST_DESK;
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      if (g_str_equal (roles[i].role, role))
        return roles[i].user;
    }

  return 0;
}

gboolean
demo_portal_write_tables (DemoPortal *self, const char *path, GError **error)
{
  g_return_val_if_fail (self->world != NULL && self->thread == NULL, FALSE);

  return demo_tables_write (self->world, path, error);
}

/* (transfer full): the webhook of another employee */
char *
demo_portal_dup_url_for (DemoPortal *self, gint64 user_id)
{
  return g_strdup_printf ("http://127.0.0.1:%u/rest/%" G_GINT64_FORMAT "/%s/", self->port, user_id,
                          self->secret);
}

/* (transfer full): where the medical system's OData is */
char *
demo_portal_dup_mis_url (DemoPortal *self)
{
  return g_strdup_printf ("http://127.0.0.1:%u" DEMO_MIS_PATH, self->port);
}

/* (transfer full): where the commands for tests go, ending with a slash */
char *
demo_portal_dup_control_url (DemoPortal *self)
{
  return g_strdup_printf ("http://127.0.0.1:%u/control/", self->port);
}
