/* moves-client.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * usage: moves-client ADDRESS STORE
 *
 * A desk without a window. Each line of its input, `UUID DEAL FROM TO`, is a move of an
 * appointment; it prints `kept UUID` when that is safe on the disk, `left N` when N commands wait,
 * and `undecided UUID` when one came back. Meant to be killed at any moment.
 */

#include <stdio.h>
#include <stdlib.h>

#include "bx-client.h"
#include "sync-session.h"

#define TIME_SCALE 0.02

typedef struct
{
  const char *address;    /* unowned */
  ClinicSession *session; /* owned */
} Desk;

static void
say (const char *word, const char *what)
{
  printf ("%s %s\n", word, what);
  fflush (stdout);
}

static void
on_kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ClinicCommand) command = CLINIC_COMMAND (user_data);
  g_autoptr (GError) error = NULL;

  if (!clinic_session_submit_finish (CLINIC_SESSION (source), result, &error))
    g_error ("The disk refuses: %s", error->message);
  say ("kept", clinic_command_get_id (command));
}

static void
on_state_cb (ClinicCommand *command)
{
  ClinicCommandState state = clinic_command_get_state (command);

  if (state == CLINIC_COMMAND_CONFLICT || state == CLINIC_COMMAND_REFUSED)
    say ("undecided", clinic_command_get_id (command));
}

static void
on_commands_changed_cb (GListModel *commands, guint position, guint removed, guint added)
{
  g_autofree char *count = g_strdup_printf ("%u", g_list_model_get_n_items (commands));

  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (ClinicCommand) command = g_list_model_get_item (commands, i);

      g_signal_connect (command, "notify::state", G_CALLBACK (on_state_cb), NULL);
    }
  say ("left", count);
}

static void
move (Desk *desk, const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", 4);
  ClinicCommand *command = clinic_command_new ();
  GVariantDict payload;

  g_assert_cmpuint (g_strv_length (words), ==, 4);
  g_variant_dict_init (&payload, NULL);
  g_variant_dict_insert (&payload, "from", "s", words[2]);
  g_variant_dict_insert (&payload, "stage", "s", words[3]);
  clinic_command_set_id (command, words[0]);
  clinic_command_set_kind (command, CLINIC_COMMAND_MOVE_STAGE);
  clinic_command_set_entity (command, CLINIC_ENTITY_APPOINTMENT);
  clinic_command_set_entity_id (command, g_ascii_strtoll (words[1], NULL, 10));
  clinic_command_set_payload (command, g_variant_dict_end (&payload));
  clinic_session_submit_async (desk->session, command, NULL, on_kept_cb, command);
}

static gboolean
on_line_cb (GIOChannel *input, GIOCondition condition, gpointer user_data)
{
  g_autofree char *line = NULL;
  gsize end;

  /* whoever gave the orders is gone */
  if (g_io_channel_read_line (input, &line, NULL, &end, NULL) != G_IO_STATUS_NORMAL)
    exit (0);
  line[end] = '\0';
  move (user_data, line);

  return G_SOURCE_CONTINUE;
}

static void
on_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Desk *desk = user_data;
  g_autoptr (GSettings) settings = g_settings_new ("io.github.reception24.Reception");
  BxClient *client;
  g_autoptr (GIOChannel) input = g_io_channel_unix_new (0);
  g_autoptr (GError) error = NULL;
  g_autoptr (StoreRepository) store = store_repository_open_finish (result, &error);

  if (store == NULL)
    g_error ("%s", error->message);
  desk->session = sync_session_new_scaled (desk->address, store, settings, TIME_SCALE, &error);
  if (desk->session == NULL)
    g_error ("%s", error->message);
  client = sync_context_get_client (sync_session_get_context (SYNC_SESSION (desk->session)));
  bx_client_set_retries (client, 0, 10);
  /* the brake is off: it is not what is tried here */
  bx_throttle_set_time_scale (bx_client_get_throttle (client), TIME_SCALE);
  g_signal_connect (clinic_session_get_commands (desk->session), "items-changed",
                    G_CALLBACK (on_commands_changed_cb), NULL);
  g_io_add_watch (input, G_IO_IN | G_IO_HUP, on_line_cb, desk);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Desk desk = { NULL };

  if (argc != 3)
    g_error ("usage: moves-client ADDRESS STORE");
  desk.address = argv[1];
  store_repository_open_async (argv[2], NULL, on_opened_cb, &desk);
  g_main_loop_run (loop);

  return 0;
}
