/* first-sync-client.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * usage: first-sync-client ADDRESS STORE [KILL-AT]
 *
 * A session without a window that fills its index from the portal at ADDRESS into the file STORE,
 * as fast as the two of them can: the brake on requests is off. Prints one JSON object. With
 * KILL-AT the process kills itself (SIGKILL) as soon as so many patients are in the store.
 */

#include <gio/gio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "bx-client.h"
#include "reception-config.h"
#include "sync-session.h"

#define TIME_SCALE 0.001
#define TICK_MS 1
#define NOTES 5

typedef struct
{
  GMainLoop *loop;        /* owned */
  ClinicSession *session; /* owned */
  const char *address;    /* unowned */
  gint64 kill_at;
  gint64 started;
  double cpu_before;
  gint64 tick_wall; /* µs of the last tick */
  gint64 tick_cpu;  /* µs that this thread had worked by then */
  gint64 tick_waited;
  gint64 longest_gap;
  gint64 longest_block;
  gint64 longest_work;
  long memory[NOTES + 1]; /* kB at every fifth of the way */
  gboolean began;
} Bench;

static gint64
get_thread_cpu (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);

  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static double
get_cpu_seconds (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);

  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
         (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

/* kB of the kernel's account of this process */
static long
get_memory (const char *field)
{
  g_autofree char *text = NULL;
  const char *at = NULL;

  if (!g_file_get_contents ("/proc/self/smaps_rollup", &text, NULL, NULL))
    return -1;
  at = strstr (text, field);

  return at != NULL ? strtol (at + strlen (field), NULL, 10) : -1;
}

/* µs that this thread was ready to run and had no core: "RUN WAITED SLICES" in ns */
static gint64
get_thread_waited (void)
{
  g_autofree char *text = NULL;
  const char *at = NULL;

  if (!g_file_get_contents ("/proc/thread-self/schedstat", &text, NULL, NULL))
    return 0;
  at = strchr (text, ' ');

  return at != NULL ? g_ascii_strtoll (at, NULL, 10) / 1000 : 0;
}

/* How long the main loop did not come round. What other threads and programs kept the two cores
 * from it is no fault of its own and is left out of `blocked`. */
static gboolean
on_tick_cb (gpointer user_data)
{
  Bench *bench = user_data;
  gint64 wall = g_get_monotonic_time ();
  gint64 cpu = get_thread_cpu ();
  gint64 waited = get_thread_waited ();

  if (bench->tick_wall != 0)
    {
      gint64 gap = wall - bench->tick_wall - TICK_MS * 1000;

      bench->longest_gap = MAX (bench->longest_gap, gap);
      bench->longest_block = MAX (bench->longest_block, gap - (waited - bench->tick_waited));
      bench->longest_work = MAX (bench->longest_work, cpu - bench->tick_cpu);
    }
  bench->tick_wall = wall;
  bench->tick_cpu = cpu;
  bench->tick_waited = waited;

  return G_SOURCE_CONTINUE;
}

static void
on_done_changed_cb (ClinicLink *link, GParamSpec *pspec, Bench *bench)
{
  gint64 done = clinic_link_get_sync_done (link);
  gint64 total = clinic_link_get_sync_total (link);
  gint64 fifth = total > 0 ? done * NOTES / total : 0;

  if (bench->kill_at > 0 && done >= bench->kill_at)
    kill (getpid (), SIGKILL);

  if (fifth > 0 && fifth < NOTES && bench->memory[fifth] == 0)
    {
      bench->memory[fifth] = get_memory ("\nRss:");
      bench->tick_wall = 0; /* looking took a moment */
    }
}

static void
on_closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Bench *bench = user_data;

  clinic_session_close_finish (CLINIC_SESSION (source), result, NULL);
  g_main_loop_quit (bench->loop);
}

static void
print_result (Bench *bench, ClinicLink *link)
{
  bench->memory[NOTES] = get_memory ("\nRss:");
  g_print ("{ \"patients\": %" G_GINT64_FORMAT ", \"cpu_s\": %.3f, \"wall_s\": %.3f, "
           "\"longest_gap_ms\": %.2f, \"longest_block_ms\": %.2f, \"longest_work_ms\": %.2f, "
           "\"rss_kb\": [",
           clinic_link_get_sync_done (link), get_cpu_seconds () - bench->cpu_before,
           (double) (g_get_monotonic_time () - bench->started) / 1e6,
           (double) bench->longest_gap / 1000, (double) bench->longest_block / 1000,
           (double) bench->longest_work / 1000);
  for (guint i = 1; i <= NOTES; i++)
    g_print ("%s%ld", i > 1 ? ", " : "", bench->memory[i]);
  g_print ("], \"pss_kb\": %ld }\n", get_memory ("\nPss:"));
}

static void
on_syncing_changed_cb (ClinicLink *link, GParamSpec *pspec, Bench *bench)
{
  if (clinic_link_get_syncing (link))
    bench->began = TRUE;
  else if (bench->began && clinic_link_get_sync_done (link) > 0)
    {
      bench->began = FALSE;
      print_result (bench, link);
      clinic_session_close_async (bench->session, on_closed_cb, bench);
    }
}

static void
on_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Bench *bench = user_data;
  g_autoptr (GSettings) settings = g_settings_new (RECEPTION_APP_ID);
  g_autoptr (GError) error = NULL;
  StoreRepository *store = store_repository_open_finish (result, &error);
  ClinicLink *link = NULL;
  BxClient *client = NULL;

  if (store == NULL)
    g_error ("%s", error->message);

  bench->session = sync_session_new (bench->address, store, settings, &error);
  if (bench->session == NULL)
    g_error ("%s", error->message);

  client = sync_context_get_client (sync_session_get_context (SYNC_SESSION (bench->session)));
  bx_throttle_set_time_scale (bx_client_get_throttle (client), TIME_SCALE);
  link = clinic_session_get_link (bench->session);
  g_signal_connect (link, "notify::sync-done", G_CALLBACK (on_done_changed_cb), bench);
  g_signal_connect (link, "notify::syncing", G_CALLBACK (on_syncing_changed_cb), bench);
  g_timeout_add_full (G_PRIORITY_HIGH, TICK_MS, on_tick_cb, bench, NULL);
}

int
main (int argc, char **argv)
{
  Bench bench = { 0 };

  if (argc < 3)
    {
      g_printerr ("usage: %s ADDRESS STORE [KILL-AT]\n", argv[0]);
      return 2;
    }

  bench.loop = g_main_loop_new (NULL, FALSE);
  bench.address = argv[1];
  bench.kill_at = argc > 3 ? g_ascii_strtoll (argv[3], NULL, 10) : 0;
  bench.started = g_get_monotonic_time ();
  bench.cpu_before = get_cpu_seconds ();
  store_repository_open_async (argv[2], NULL, on_opened_cb, &bench);
  g_main_loop_run (bench.loop);

  g_clear_object (&bench.session);
  g_main_loop_unref (bench.loop);

  return 0;
}
