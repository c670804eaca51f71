/* desk-call-list-do.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-call-list-do"

#include "desk-call-list-do.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "clinic-call-outcome.h"
#include "desk-call-list-words.h"
#include "desk-question.h"
#include "desk-toast.h"
#include "desk-visit-do.h"
#include "reception-config.h"

/* --- outcomes --- */

typedef struct
{
  DeskBoardMoves *moves;    /* owned */
  ClinicSession *session;   /* owned */
  ClinicAppointment *visit; /* owned */
  ClinicOutcome outcome;
  gint64 later;
  char *comment; /* owned, (nullable) */
} Giving;

static void
giving_free (Giving *giving)
{
  g_clear_object (&giving->moves);
  g_clear_object (&giving->session);
  g_clear_object (&giving->visit);
  g_clear_pointer (&giving->comment, g_free);
  g_free (giving);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Giving, giving_free)

/* What the portal has as the mark is known now: the change says so. */
static void
on_settled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Giving) giving = user_data;
  g_autoptr (GSettings) settings = g_settings_new (RECEPTION_APP_ID);
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);
  g_autoptr (ClinicCommand) command = NULL;
  gint64 now = clinic_session_get_now (giving->session);
  ClinicCallPlan plan;
  g_autofree char *note = NULL;
  g_autofree char *todo = NULL;
  g_autofree char *words = NULL;

  clinic_call_list_settle_finish (CLINIC_CALL_LIST (source), result, NULL);
  clinic_call_outcome_plan (giving->session, giving->visit, giving->outcome,
                            (guint) g_settings_get_int (settings, "call-attempts"), giving->later,
                            &plan);
  note = desk_call_list_note (&plan, now, giving->comment);
  todo = desk_call_list_todo (&plan, giving->visit);
  words = desk_call_list_done (&plan, giving->visit);
  clinic_call_outcome_write (&dict, giving->visit, &plan, note, todo);
  command = desk_visit_command_change (giving->session, giving->visit, &dict);
  desk_board_moves_change (giving->moves, giving->visit, command, words);
}

void
desk_call_list_give (DeskBoardMoves *moves,
                     ClinicSession *session,
                     ClinicCallList *list,
                     ClinicCallRow *row,
                     ClinicOutcome outcome,
                     gint64 later,
                     const char *comment)
{
  Giving *giving = g_new0 (Giving, 1);

  giving->moves = g_object_ref (moves);
  giving->session = g_object_ref (session);
  giving->visit = g_object_ref (clinic_call_row_get_appointment (row));
  giving->outcome = outcome;
  giving->later = later;
  giving->comment = g_strdup (comment);
  clinic_call_list_decided (list, row);
  clinic_call_list_settle_async (list, NULL, on_settled_cb, giving);
}

ClinicCallRow *
desk_call_list_undo (ClinicSession *session, ClinicCallList *list)
{
  GListModel *commands = clinic_session_get_commands (session);
  gint64 now = g_get_monotonic_time ();

  for (guint i = g_list_model_get_n_items (commands); i > 0; i--)
    {
      g_autoptr (ClinicCommand) command = g_list_model_get_item (commands, i - 1);
      ClinicCallRow *row = clinic_call_list_find (list, clinic_command_get_entity_id (command));

      if (clinic_command_get_kind (command) != CLINIC_COMMAND_CHANGE_APPOINTMENT || row == NULL ||
          clinic_command_get_hold (command) < now)
        continue;

      return clinic_session_undo_command (session, command) ? row : NULL;
    }

  return NULL;
}

/* --- the portal's own list --- */

typedef struct
{
  GtkWidget *widget;      /* owned */
  ClinicSession *session; /* owned */
  GArray *ids;            /* owned, of gint64 */
} Sharing;

static void
sharing_free (Sharing *sharing)
{
  g_clear_object (&sharing->widget);
  g_clear_object (&sharing->session);
  g_clear_pointer (&sharing->ids, g_array_unref);
  g_free (sharing);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sharing, sharing_free)

static void
on_shared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Sharing) sharing = user_data;
  g_autoptr (GError) error = NULL;
  gint64 id = clinic_session_share_call_list_finish (CLINIC_SESSION (source), result, &error);
  g_autofree char *words = NULL;
  AdwToast *toast = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error != NULL)
    {
      g_debug ("The portal made no call list: %s", error->message);
      words = g_error_matches (error, CLINIC_ERROR, CLINIC_ERROR_OFFLINE)
                ? g_strdup (_ ("No connection: the call list was not made"))
                : g_strdup (_ ("The portal did not make the call list"));
    }
  else
    {
      /* Translators: %1$d is the number of the call list on the portal */
      words = g_strdup_printf (ngettext ("Call list %1$d is in Bitrix24: %2$u patient",
                                         "Call list %1$d is in Bitrix24: %2$u patients",
                                         sharing->ids->len),
                               (int) id, sharing->ids->len);
    }
  toast = adw_toast_new (words);
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  desk_toast (sharing->widget, toast);
}

static void
on_share_response_cb (GtkWidget *dialog, const char *response, Sharing *sharing)
{
  Sharing *next = NULL;

  if (g_strcmp0 (response, "make") != 0)
    return;
  next = g_new0 (Sharing, 1);
  next->widget = g_object_ref (sharing->widget);
  next->session = g_object_ref (sharing->session);
  next->ids = g_array_ref (sharing->ids);
  clinic_session_share_call_list_async (sharing->session, sharing->ids, NULL, on_shared_cb, next);
}

static void
on_share_gone_cb (gpointer data, GClosure *closure)
{
  sharing_free (data);
}

static GArray *
patients_of (GPtrArray *visits)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < visits->len; i++)
    {
      gint64 id = clinic_appointment_get_patient_id (g_ptr_array_index (visits, i));

      if (id != 0 && g_hash_table_add (seen, g_memdup2 (&id, sizeof id)))
        g_array_append_val (ids, id);
    }

  return ids;
}

void
desk_call_list_share (GtkWidget *widget, ClinicSession *session, GPtrArray *visits)
{
  g_autoptr (GArray) ids = patients_of (visits);
  Sharing *sharing = NULL;
  g_autofree char *body = NULL;
  GtkWidget *dialog = NULL;

  if (ids->len == 0)
    {
      desk_toast (widget, adw_toast_new (_ ("Nobody is left to call")));
      return;
    }
  body = g_strdup_printf (
    ngettext (
      "%u patient will be in a call list of the portal, for those who work in the browser.",
      "%u patients will be in a call list of the portal, for those who work in the browser.",
      ids->len),
    ids->len);
  dialog = desk_question_new (widget, _ ("Make a call list in Bitrix24?"), body);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("Cancel"), "make",
                                    _ ("_Make"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "make",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "make");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  sharing = g_new0 (Sharing, 1);
  sharing->widget = g_object_ref (widget);
  sharing->session = g_object_ref (session);
  sharing->ids = g_array_ref (ids);
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_share_response_cb), sharing,
                         on_share_gone_cb, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}
