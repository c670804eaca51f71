/* test-desk-application.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The application's life: first and second start, the background, the end. The second start is
 * the playground, a process of its own on the same bus.
 */

#include "clinic-enums.h"
#include "desk-application.h"
#include "dummy-services.h"
#include "dummy-session.h"
#include "reception-config.h"

#define ADDRESS "https://clinic.example/rest/7/secret/"

typedef struct _Fixture Fixture;
typedef gboolean (*Step) (Fixture *fixture);

struct _Fixture
{
  DummySession *session;        /* owned */
  DummyServices *services;      /* owned */
  DeskApplication *application; /* owned */
  const Step *steps;            /* unowned, static, NULL at the end: each is repeated until TRUE */
  guint tries;
};

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->session = dummy_session_new ();
  fixture->services = dummy_services_new (CLINIC_SESSION (fixture->session));
  fixture->application = desk_application_new (CLINIC_SERVICES (fixture->services));
  dummy_services_set_address (fixture->services, ADDRESS);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (g_steal_pointer (&fixture->application));
  g_assert_finalize_object (g_steal_pointer (&fixture->services));
  g_assert_finalize_object (g_steal_pointer (&fixture->session));
}

/* What never becomes so fails the test instead of the whole run's time. */
static gboolean
on_step_cb (gpointer user_data)
{
  Fixture *fixture = user_data;

  g_assert_cmpuint (fixture->tries++, <, 500);
  if ((*fixture->steps) (fixture))
    {
      fixture->steps++;
      fixture->tries = 0;
    }

  return *fixture->steps != NULL ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

/* Runs the application with one option (nullable) while the steps are taken; the last one ends
 * it. Answers the exit status. */
static int
run (Fixture *fixture, const char *option, const Step *steps)
{
  g_autofree char *name = g_strdup ("reception");
  g_autofree char *copy = g_strdup (option);
  char *argv[] = { name, copy, NULL };

  fixture->steps = steps;
  if (*steps != NULL)
    g_timeout_add (10, on_step_cb, fixture);

  return desk_application_run (fixture->application, option != NULL ? 2 : 1, argv);
}

static void
start_second (const char *option)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) second =
    g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error,
                      g_getenv ("RECEPTION_PLAYGROUND"), option, NULL);

  g_assert_no_error (error);
}

static gboolean
is_open (Fixture *fixture)
{
  DeskWindow *window = desk_application_get_window (fixture->application);

  return window != NULL && desk_window_get_workspace (window) != NULL;
}

static gboolean
quit (Fixture *fixture)
{
  g_action_group_activate_action (G_ACTION_GROUP (fixture->application), "quit", NULL);

  return TRUE;
}

static gboolean
close_window (Fixture *fixture)
{
  gtk_window_close (GTK_WINDOW (desk_application_get_window (fixture->application)));

  return TRUE;
}

static gboolean
is_hidden (Fixture *fixture)
{
  return !gtk_widget_get_visible (GTK_WIDGET (desk_application_get_window (fixture->application)));
}

static gboolean
is_shown (Fixture *fixture)
{
  return !is_hidden (fixture);
}

static gboolean
ring_from_outside (Fixture *fixture)
{
  start_second ("--incoming-call=+79000000003");

  return TRUE;
}

static gboolean
has_rung (Fixture *fixture)
{
  return g_str_equal (dummy_session_rung (fixture->session), "+79000000003");
}

static gboolean
start_again (Fixture *fixture)
{
  start_second ("--page=calls");

  return TRUE;
}

static gboolean
start_again_with_an_address (Fixture *fixture)
{
  start_second ("--portal=https://other.example/rest/1/x/");

  return TRUE;
}

static void
test_quitting_closes_the_session (Fixture *fixture, gconstpointer data)
{
  const Step steps[] = { is_open, quit, NULL };

  g_assert_cmpint (run (fixture, NULL, steps), ==, 0);
  g_assert_true (dummy_session_closed (fixture->session));
}

static void
test_a_closed_window_waits_in_the_background (Fixture *fixture, gconstpointer data)
{
  const Step steps[] = { is_open, close_window, is_hidden, start_again, is_shown, quit, NULL };

  g_assert_cmpint (run (fixture, NULL, steps), ==, 0);
}

static void
test_without_the_background_closing_is_the_end (Fixture *fixture, gconstpointer data)
{
  const Step steps[] = { is_open, close_window, NULL };
  g_autoptr (GSettings) settings = g_settings_new (RECEPTION_APP_ID);

  g_settings_set_boolean (settings, "run-in-background", FALSE);
  g_assert_cmpint (run (fixture, NULL, steps), ==, 0);
  g_assert_true (dummy_session_closed (fixture->session));
  g_settings_reset (settings, "run-in-background");
}

static void
test_a_call_from_outside_rings_and_raises_nothing (Fixture *fixture, gconstpointer data)
{
  const Step steps[] = { is_open,  close_window, is_hidden, ring_from_outside,
                         has_rung, is_hidden,    quit,      NULL };

  g_assert_cmpint (run (fixture, NULL, steps), ==, 0);
}

static void
test_a_start_with_a_call_rings_once_it_is_open (Fixture *fixture, gconstpointer data)
{
  const Step steps[] = { is_open, has_rung, quit, NULL };

  g_assert_cmpint (run (fixture, "--incoming-call=+79000000003", steps), ==, 0);
}

static void
test_an_address_is_for_the_first_start_only (Fixture *fixture, gconstpointer data)
{
  const Step steps[] = { is_open,  close_window, is_hidden, start_again_with_an_address,
                         is_shown, quit,         NULL };

  g_assert_cmpint (run (fixture, "--portal=https://first.example/rest/1/x/", steps), ==, 0);
  g_assert_cmpstr (dummy_services_opened (fixture->services), ==,
                   "https://first.example/rest/1/x/");
  g_assert_cmpstr (dummy_services_address (fixture->services), ==, ADDRESS);
}

#define add(test)                                                                                  \
  g_test_add ("/desk-application/" #test, Fixture, NULL, set_up, test_##test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add (quitting_closes_the_session);
  add (a_closed_window_waits_in_the_background);
  add (without_the_background_closing_is_the_end);
  add (a_call_from_outside_rings_and_raises_nothing);
  add (a_start_with_a_call_rings_once_it_is_open);
  add (an_address_is_for_the_first_start_only);

  return g_test_run ();
}
