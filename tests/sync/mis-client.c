/* mis-client.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * usage: mis-client ADDRESS STORE PRESET FOLDER
 *
 * A desk without a window, whose medical system exports its visits into a folder. It prints
 * `compared` when it has found what differs, and repairs it then; `settled` when nothing is left.
 * Meant to be killed at any moment.
 */

#include <stdio.h>
#include <stdlib.h>

#include "bx-client.h"
#include "mis-files.h"
#include "sync-session.h"

#define TIME_SCALE 0.02

typedef struct
{
  char **args;            /* unowned */
  ClinicSession *session; /* owned */
} Desk;

static void
on_mismatches_cb (GListModel *mismatches)
{
  puts (g_list_model_get_n_items (mismatches) > 0 ? "compared" : "settled");
  fflush (stdout);
}

/* whoever gave the orders is gone */
static gboolean
on_end_cb (GIOChannel *input, GIOCondition condition, gpointer user_data)
{
  exit (0);
}

static void
watch_folder (Desk *desk)
{
  ClinicMisDesk *mis_desk = clinic_session_get_mis_desk (desk->session);
  g_autoptr (GError) error = NULL;
  g_autoptr (MisPreset) preset = mis_preset_load (desk->args[3], MIS_PRESET_FILES, &error);
  g_autoptr (MisFiles) mis = NULL;

  if (preset == NULL)
    g_error ("%s", error->message);
  mis = mis_files_new (desk->args[4], preset);
  mis_files_set_patience (mis, 0);
  g_signal_connect (clinic_mis_desk_get_mismatches (mis_desk), "items-changed",
                    G_CALLBACK (on_mismatches_cb), NULL);
  sync_session_set_mis (SYNC_SESSION (desk->session), CLINIC_MIS (mis));
}

static void
on_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Desk *desk = user_data;
  g_autoptr (GSettings) settings = g_settings_new ("io.github.reception24.Reception");
  g_autoptr (GError) error = NULL;
  g_autoptr (StoreRepository) store = store_repository_open_finish (result, &error);
  BxClient *client;

  if (store == NULL)
    g_error ("%s", error->message);
  g_settings_set_int (settings, "desktops", 1);
  desk->session = sync_session_new_scaled (desk->args[1], store, settings, TIME_SCALE, &error);
  if (desk->session == NULL)
    g_error ("%s", error->message);
  client = sync_context_get_client (sync_session_get_context (SYNC_SESSION (desk->session)));
  bx_client_set_retries (client, 0, 10);
  /* the brake is off: it is not what is tried here */
  bx_throttle_set_time_scale (bx_client_get_throttle (client), TIME_SCALE);
  watch_folder (desk);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GIOChannel) input = g_io_channel_unix_new (0);
  Desk desk = { .args = argv };

  if (argc != 5)
    g_error ("usage: mis-client ADDRESS STORE PRESET FOLDER");
  g_io_add_watch (input, G_IO_HUP, on_end_cb, NULL);
  store_repository_open_async (argv[2], NULL, on_opened_cb, &desk);
  g_main_loop_run (loop);

  return 0;
}
