/* board-live-client.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * usage: board-live-client ADDRESS DESKS
 *
 * So many sessions without windows that look at the appointments of one portal, each with a store
 * of its own in memory, as that many desks behind one address do. Prints a line for whatever is
 * seen:
 *
 *   ready                      every desk has the whole book and the patients
 *   moved DESK ID STAGE        a visit was moved by somebody
 *   caller DESK MS             a ringing call was looked up: from its arrival to the portal's
 * answer
 */

#include <gio/gio.h>
#include <stdio.h>
#include <stdlib.h>

#include "reception-config.h"
#include "sync-session.h"

typedef struct _Bench Bench;

/* One desk; owned by the bench. */
typedef struct
{
  Bench *bench; /* unowned */
  guint number;
  ClinicSession *session; /* owned */
  gboolean ready;
} Desk;

struct _Bench
{
  const char *address; /* unowned */
  GSettings *settings; /* owned */
  GPtrArray *desks;    /* owned, of Desk */
  guint ready;
};

static void
desk_free (Desk *desk)
{
  g_clear_object (&desk->session);
  g_slice_free (Desk, desk);
}

static void
check_ready (Desk *desk)
{
  ClinicLink *link = clinic_session_get_link (desk->session);
  ClinicBook *book = clinic_session_get_book (desk->session);

  if (desk->ready || clinic_book_get_state (book) != CLINIC_LOAD_READY ||
      clinic_link_get_syncing (link) || clinic_link_get_stored_patients (link) == 0 ||
      clinic_link_get_calls_state (link) != CLINIC_LINK_ONLINE)
    return;
  desk->ready = TRUE;
  if (++desk->bench->ready == desk->bench->desks->len)
    g_print ("ready\n");
}

static void
on_moved_cb (Desk *desk, GObject *thing)
{
  if (CLINIC_IS_APPOINTMENT (thing))
    g_print ("moved %u %" G_GINT64_FORMAT " %s\n", desk->number,
             clinic_appointment_get_id (CLINIC_APPOINTMENT (thing)),
             clinic_appointment_get_stage_id (CLINIC_APPOINTMENT (thing)));
}

static void
on_caller_state_cb (ClinicCaller *caller, GParamSpec *pspec, ClinicCall *call)
{
  Desk *desk = g_object_get_data (G_OBJECT (call), "desk");

  if (clinic_caller_get_state (caller) == CLINIC_CALLER_STATE_COMPLETE)
    g_print ("caller %u %.1f\n", desk->number,
             (double) (g_get_monotonic_time () - clinic_call_get_arrived (call)) / 1000);
}

static void
on_calls_changed_cb (GListModel *calls, guint position, guint removed, guint added, Desk *desk)
{
  for (guint i = 0; i < added; i++)
    {
      g_autoptr (ClinicCall) call = g_list_model_get_item (calls, position + i);

      g_object_set_data (G_OBJECT (call), "desk", desk);
      g_signal_connect_object (clinic_call_get_caller (call), "notify::state",
                               G_CALLBACK (on_caller_state_cb), call, 0);
    }
}

static void
on_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Desk *desk = user_data;
  g_autoptr (GError) error = NULL;
  StoreRepository *store = store_repository_open_finish (result, &error);
  ClinicBook *book;
  ClinicLink *link;

  if (store == NULL)
    g_error ("%s", error->message);
  desk->session = sync_session_new (desk->bench->address, store, desk->bench->settings, &error);
  if (desk->session == NULL)
    g_error ("%s", error->message);
  book = clinic_session_get_book (desk->session);
  link = clinic_session_get_link (desk->session);
  clinic_book_begin_viewing (book);
  g_signal_connect_swapped (book, "state-changed", G_CALLBACK (check_ready), desk);
  g_signal_connect_swapped (book, "moved", G_CALLBACK (on_moved_cb), desk);
  g_signal_connect_swapped (link, "notify", G_CALLBACK (check_ready), desk);
  g_signal_connect (clinic_session_get_calls (desk->session), "items-changed",
                    G_CALLBACK (on_calls_changed_cb), desk);
}

int
main (int argc, char **argv)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GSettings) settings = g_settings_new (RECEPTION_APP_ID);
  g_autoptr (GPtrArray) desks = g_ptr_array_new_with_free_func ((GDestroyNotify) desk_free);
  Bench bench = { .settings = settings, .desks = desks };
  guint count = argc > 2 ? (guint) atoi (argv[2]) : 1;

  if (argc < 3)
    {
      g_printerr ("usage: %s ADDRESS DESKS\n", argv[0]);
      return 2;
    }
  setvbuf (stdout, NULL, _IOLBF, 0);
  bench.address = argv[1];
  g_settings_set_int (settings, "desktops", (int) count);
  for (guint i = 0; i < count; i++)
    {
      Desk *desk = g_slice_new0 (Desk);

      desk->bench = &bench;
      desk->number = i;
      g_ptr_array_add (desks, desk);
      store_repository_open_async (NULL, NULL, on_opened_cb, desk);
    }
  /* until it is killed */
  g_main_loop_run (loop);

  return 0;
}
