/* bench-desk.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The application itself, with a stop-watch on its window: a line on standard output for every
 * frame that a benchmark asks for. The brake on requests is off, because hundreds of calls come
 * here in the time of one; nothing else differs from src/main.c.
 *
 *   open               a session is open
 *   ring ID MS PEOPLE  from the frame on the WebSocket to the first picture of the call's card with
 *                      what the store knows, and how many patients it names
 *   complete ID MS     the same to the first picture with the portal's answer
 */

#include "bx-client.h"
#include "clinic-enums.h"
#include "desk-application.h"
#include "desk-call-card.h"
#include "reception-services.h"
#include "reception-setup.h"
#include "sync-session.h"

/* a thousandth of all pauses between requests */
#define TIME_SCALE 0.001

static const char *const stages[] = { "ring", "complete" };

/* (nullable): the first widget of that type at or below widget */
static GtkWidget *
find_widget (GtkWidget *widget, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_widget (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
tell (ClinicCall *call, gint64 painted)
{
  ClinicCaller *caller = clinic_call_get_caller (call);
  ClinicCallerState state = clinic_caller_get_state (caller);
  guint told = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (call), "bench-told"));
  guint reached = state == CLINIC_CALLER_STATE_LOOKING ? 0
                  : state == CLINIC_CALLER_STATE_LOCAL ? 1
                                                       : 2;

  for (; told < reached; told++)
    g_print ("%s %s %.3f %u\n", stages[told], clinic_call_get_id (call),
             (double) (painted - clinic_call_get_arrived (call)) / 1000,
             g_list_model_get_n_items (clinic_caller_get_candidates (caller)));
  g_object_set_data (G_OBJECT (call), "bench-told", GUINT_TO_POINTER (told));
}

static void
on_after_paint_cb (GdkFrameClock *clock, gpointer user_data)
{
  GtkWidget *card = find_widget (GTK_WIDGET (user_data), DESK_TYPE_CALL_CARD);
  ClinicCall *call = NULL;

  if (card != NULL && gtk_widget_get_mapped (card))
    call = desk_call_card_get_call (DESK_CALL_CARD (card));
  if (call != NULL && desk_call_card_get_painted (DESK_CALL_CARD (card)) != 0)
    tell (call, g_get_monotonic_time ());
}

static void
on_realized_cb (GtkWidget *window)
{
  g_signal_connect_object (gtk_widget_get_frame_clock (window), "after-paint",
                           G_CALLBACK (on_after_paint_cb), window, G_CONNECT_AFTER);
}

static void
on_window_added_cb (GtkApplication *application, GtkWindow *window)
{
  if (DESK_IS_WINDOW (window))
    g_signal_connect_after (window, "realize", G_CALLBACK (on_realized_cb), NULL);
}

static void
on_connection_changed_cb (DeskConnection *connection)
{
  ClinicSession *session = desk_connection_get_session (connection);
  SyncContext *context = NULL;

  if (session == NULL)
    return;

  context = sync_session_get_context (SYNC_SESSION (session));
  bx_throttle_set_time_scale (bx_client_get_throttle (sync_context_get_client (context)),
                              TIME_SCALE);
  g_print ("open\n");
}

int
main (int argc, char **argv)
{
  g_autoptr (ClinicServices) services = NULL;
  g_autoptr (DeskApplication) application = NULL;

  setvbuf (stdout, NULL, _IOLBF, 0);
  reception_setup ();
  services = reception_services_new ();
  application = desk_application_new (services);
  g_signal_connect (application, "window-added", G_CALLBACK (on_window_added_cb), NULL);
  g_signal_connect (desk_application_get_connection (application), "changed",
                    G_CALLBACK (on_connection_changed_cb), NULL);

  return desk_application_run (application, argc, argv);
}
