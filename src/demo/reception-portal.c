/* reception-portal.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "reception-portal"

#include "demo-param.h"
#include "demo-portal.h"

#include <glib-unix.h>
#include <locale.h>

/* The demo portal as a program, for tests, benchmarks and for trying things by hand. */

typedef struct
{
  int port;
  int patients;
  int seed;
  int mode;
  int calls;
  int open_visits;
  int posts;
  int more_tasks;
  int more_rows;
  int history;
  char *secret;   /* owned */
  char *now;      /* owned */
  char *file;     /* owned */
  char *invoices; /* owned */
  char *role;     /* owned */
  char *tables;   /* owned */
  gboolean control;
  gboolean quiet_day;
  gboolean no_robots;
  gboolean mis;
} Arguments;

static void
clear_arguments (Arguments *arguments)
{
  g_clear_pointer (&arguments->secret, g_free);
  g_clear_pointer (&arguments->now, g_free);
  g_clear_pointer (&arguments->file, g_free);
  g_clear_pointer (&arguments->invoices, g_free);
  g_clear_pointer (&arguments->role, g_free);
  g_clear_pointer (&arguments->tables, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Arguments, clear_arguments)

static gboolean
parse (Arguments *arguments, int *argc, char ***argv, GError **error)
{
  const GOptionEntry entries[] = {
    { "port", 0, 0, G_OPTION_ARG_INT, &arguments->port, "Port of 127.0.0.1 (any)", "PORT" },
    { "patients", 0, 0, G_OPTION_ARG_INT, &arguments->patients, "Number of patients (3000)", "N" },
    { "seed", 0, 0, G_OPTION_ARG_INT, &arguments->seed, "What the clinic is made from (1)", "N" },
    { "mode", 0, 0, G_OPTION_ARG_INT, &arguments->mode, "CRM: 1 with leads, 2 simple", "1|2" },
    { "calls", 0, 0, G_OPTION_ARG_INT, &arguments->calls, "Earlier calls of today (60)", "N" },
    { "secret", 0, 0, G_OPTION_ARG_STRING, &arguments->secret, "Webhook secret (random)", "TEXT" },
    { "now", 0, 0, G_OPTION_ARG_STRING, &arguments->now, "Freeze the clock", "ISO" },
    { "file", 0, 0, G_OPTION_ARG_FILENAME, &arguments->file, "Keep what is written", "FILE" },
    { "control", 0, 0, G_OPTION_ARG_NONE, &arguments->control, "Let tests steer it", NULL },
    { "quiet-day", 0, 0, G_OPTION_ARG_NONE, &arguments->quiet_day, "Nothing happens by itself",
      NULL },
    { "open-visits", 0, 0, G_OPTION_ARG_INT, &arguments->open_visits, "More open appointments (0)",
      "N" },
    { "posts", 0, 0, G_OPTION_ARG_INT, &arguments->posts, "More posts in the news feed (0)", "N" },
    { "invoices", 0, 0, G_OPTION_ARG_STRING, &arguments->invoices,
      "How invoices are approved: any of A, B and C; D: their suppliers are companies (B)",
      "ABCD" },
    { "tasks", 0, 0, G_OPTION_ARG_INT, &arguments->more_tasks,
      "More invoices that wait for the manager (0)", "N" },
    { "registry", 0, 0, G_OPTION_ARG_INT, &arguments->more_rows,
      "More rows in the registry of invoices (0)", "N" },
    { "history", 0, 0, G_OPTION_ARG_INT, &arguments->history,
      "For how many days back the clinic has records (some weeks)", "DAYS" },
    { "dump-tables", 0, 0, G_OPTION_ARG_FILENAME, &arguments->tables,
      "Write the clinic's own tables into an SQLite file", "FILE" },
    { "role", 0, 0, G_OPTION_ARG_STRING, &arguments->role,
      "Whose webhook: receptionist, head or accountant (receptionist)", "ROLE" },
    { "no-robots", 0, 0, G_OPTION_ARG_NONE, &arguments->no_robots,
      "No deals of booked leads, no messages", NULL },
    { "mis", 0, 0, G_OPTION_ARG_NONE, &arguments->mis,
      "Say in a second line where the medical system is", NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("- a small Bitrix24 portal");

  g_option_context_add_main_entries (context, entries, NULL);

  return g_option_context_parse (context, argc, argv, error);
}

/* 0 for the default */
static int
read_setups (const char *text)
{
  int setups = 0;

  for (; text != NULL && *text != '\0'; text++)
    {
      char letter = g_ascii_toupper (*text);

      if (letter >= 'A' && letter <= 'D')
        setups |= 1 << (letter - 'A');
    }

  return setups;
}

static gboolean
on_signal_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);

  return G_SOURCE_REMOVE;
}

static int
run (const Arguments *arguments)
{
  DemoPortalOptions options = DEMO_PORTAL_OPTIONS_INIT;
  g_autoptr (DemoPortal) portal = NULL;
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GError) error = NULL;

  options.port = (guint) arguments->port;
  options.patients = (guint) arguments->patients;
  options.seed = (guint) arguments->seed;
  options.crm_mode = arguments->mode;
  options.earlier_calls = (guint) arguments->calls;
  options.open_visits = (guint) arguments->open_visits;
  options.posts = (guint) arguments->posts;
  options.invoices = read_setups (arguments->invoices);
  options.more_tasks = (guint) arguments->more_tasks;
  options.more_rows = (guint) arguments->more_rows;
  options.history = (guint) MAX (arguments->history, 0);
  options.user_id = demo_portal_find_role (arguments->role);
  if (options.user_id == 0)
    {
      g_printerr ("reception-portal: nobody has the role %s\n", arguments->role);
      return 2;
    }
  options.no_robots = arguments->no_robots;
  options.secret = arguments->secret;
  options.path = arguments->file;
  options.now = demo_param_parse_time (arguments->now);
  options.control = arguments->control;
  options.living_day = !arguments->quiet_day;

  portal = demo_portal_new (&options);
  if (!demo_portal_start_here (portal, &error))
    {
      g_printerr ("reception-portal: %s\n", error->message);
      return 1;
    }

  if (arguments->tables != NULL && !demo_portal_write_tables (portal, arguments->tables, &error))
    {
      g_printerr ("reception-portal: %s\n", error->message);
      return 1;
    }

  g_print ("%s\n", demo_portal_get_url (portal));
  if (arguments->mis)
    {
      g_autofree char *mis = demo_portal_dup_mis_url (portal);

      g_print ("%s\n", mis);
    }
  g_unix_signal_add (SIGTERM, on_signal_cb, loop);
  g_unix_signal_add (SIGINT, on_signal_cb, loop);
  g_main_loop_run (loop);
  demo_portal_stop (portal);

  return 0;
}

int
main (int argc, char *argv[])
{
  g_auto (Arguments) arguments = { .patients = 3000, .seed = 1, .mode = 1, .calls = 60 };
  g_autoptr (GError) error = NULL;

  setlocale (LC_ALL, "");
  if (!parse (&arguments, &argc, &argv, &error))
    {
      g_printerr ("reception-portal: %s\n", error->message);
      return 2;
    }

  return run (&arguments);
}
