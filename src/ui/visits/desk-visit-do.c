/* desk-visit-do.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-visit-do"

#include "desk-visit-do.h"

#include "desk-call-command.h"
#include "desk-toast.h"

#include "reception-config.h"

#include <glib/gi18n.h>

ClinicStage *
desk_visit_dup_stage (ClinicSession *session, ClinicStageRole role)
{
  GListModel *stages = clinic_book_get_stages (clinic_session_get_book (session));

  for (guint i = 0; i < g_list_model_get_n_items (stages); i++)
    {
      g_autoptr (ClinicStage) stage = g_list_model_get_item (stages, i);

      if (clinic_stage_get_role (stage) == role)
        return g_steal_pointer (&stage);
    }

  return NULL;
}

guint
desk_visit_find_doctor (GListModel *doctors, gint64 doctor_id)
{
  for (guint i = 0; doctor_id != 0 && i < g_list_model_get_n_items (doctors); i++)
    {
      g_autoptr (ClinicDoctor) doctor = g_list_model_get_item (doctors, i);

      if (clinic_doctor_get_id (doctor) == doctor_id)
        return i;
    }

  return GTK_INVALID_LIST_POSITION;
}

ClinicDoctor *
desk_visit_dup_doctor (ClinicSession *session, gint64 doctor_id)
{
  GListModel *doctors = clinic_book_get_doctors (clinic_session_get_book (session));

  return g_list_model_get_item (doctors, desk_visit_find_doctor (doctors, doctor_id));
}

/* Whether the list holds these already: it is left alone under a pointer then. */
static gboolean
holds_doctors (GListModel *list, GPtrArray *doctors)
{
  if (g_list_model_get_n_items (list) != doctors->len)
    return FALSE;
  for (guint i = 0; i < doctors->len; i++)
    {
      g_autoptr (ClinicDoctor) there = g_list_model_get_item (list, i);
      ClinicDoctor *doctor = g_ptr_array_index (doctors, i);

      if (there != doctor &&
          (clinic_doctor_get_id (there) != 0 || clinic_doctor_get_id (doctor) != 0 ||
           g_strcmp0 (clinic_doctor_get_name (there), clinic_doctor_get_name (doctor)) != 0))
        return FALSE;
    }

  return TRUE;
}

guint
desk_visit_fill_doctors (ClinicSession *session,
                         GListStore *doctors,
                         gint64 doctor_id,
                         const char *nobody)
{
  GListModel *known = clinic_book_get_doctors (clinic_session_get_book (session));
  g_autoptr (GPtrArray) fresh = g_ptr_array_new_with_free_func (g_object_unref);
  guint position = desk_visit_find_doctor (known, doctor_id);

  if (position == GTK_INVALID_LIST_POSITION)
    {
      ClinicDoctor *unknown = clinic_doctor_new ();

      clinic_doctor_set_name (unknown, nobody);
      g_ptr_array_add (fresh, unknown);
      position = 0;
    }
  for (guint i = 0; i < g_list_model_get_n_items (known); i++)
    g_ptr_array_add (fresh, g_list_model_get_item (known, i));
  if (!holds_doctors (G_LIST_MODEL (doctors), fresh))
    g_list_store_splice (doctors, 0, g_list_model_get_n_items (G_LIST_MODEL (doctors)),
                         fresh->pdata, fresh->len);

  return position;
}

ClinicAppointment *
desk_visit_dup_current (ClinicSession *session, ClinicAppointment *visit)
{
  GListModel *visits = clinic_book_get_appointments (clinic_session_get_book (session));

  for (guint i = 0; i < g_list_model_get_n_items (visits); i++)
    {
      g_autoptr (ClinicAppointment) current = g_list_model_get_item (visits, i);

      if (clinic_appointment_get_id (current) == clinic_appointment_get_id (visit))
        return g_steal_pointer (&current);
    }

  return g_object_ref (visit);
}

char *
desk_visit_doctor_name (ClinicSession *session, gint64 doctor_id)
{
  g_autoptr (ClinicDoctor) doctor = desk_visit_dup_doctor (session, doctor_id);
  const char *name = doctor != NULL ? clinic_doctor_get_name (doctor) : NULL;

  return g_strdup (name != NULL ? name : "");
}

ClinicWindowRules
desk_visit_rules (ClinicSession *session, int minutes, gint64 except)
{
  g_autoptr (GSettings) settings = g_settings_new (RECEPTION_APP_ID);

  return (ClinicWindowRules){ .day_begins = g_settings_get_int (settings, "day-begins"),
                              .day_ends = g_settings_get_int (settings, "day-ends"),
                              .minutes = minutes,
                              .now = clinic_session_get_now (session),
                              .except = except };
}

void
desk_visit_set_stage (GVariantDict *dict, ClinicAppointment *visit, ClinicStage *stage)
{
  const char *from = clinic_appointment_get_stage_id (visit);

  if (stage == NULL || g_strcmp0 (clinic_stage_get_id (stage), from) == 0)
    return;

  g_variant_dict_insert (dict, "stage", "s", clinic_stage_get_id (stage));
  g_variant_dict_insert (dict, "from", "s", from != NULL ? from : "");
}

/* Start and length go together: a portal may keep the end instead of the length. */
static void
set_time (GVariantDict *dict, ClinicAppointment *visit, gint64 start, gint64 minutes)
{
  g_variant_dict_insert (dict, "start", "x", start);
  g_variant_dict_insert (dict, "from-start", "x", clinic_appointment_get_start (visit));
  if (minutes > 0)
    g_variant_dict_insert (dict, "minutes", "x", minutes);
}

void
desk_visit_set_start (GVariantDict *dict, ClinicAppointment *visit, gint64 start)
{
  if (start != clinic_appointment_get_start (visit))
    set_time (dict, visit, start, clinic_appointment_get_minutes (visit));
}

void
desk_visit_set_move (ClinicSession *session,
                     GVariantDict *dict,
                     ClinicAppointment *visit,
                     gint64 start,
                     gint64 doctor_id,
                     int minutes)
{
  g_autoptr (ClinicStage) booked = desk_visit_dup_stage (session, CLINIC_STAGE_ROLE_BOOKED);

  if (start != clinic_appointment_get_start (visit))
    {
      desk_visit_set_start (dict, visit, start);
      g_variant_dict_insert (dict, "moves", "x", clinic_appointment_get_moves (visit) + 1);
      desk_visit_set_stage (dict, visit, booked);
      if (clinic_appointment_get_waiting (visit))
        g_variant_dict_insert (dict, "waiting", "b", FALSE);
      /* What she answered was about the other time. */
      if (clinic_appointment_get_confirmation (visit) != CLINIC_CONFIRMATION_UNKNOWN)
        g_variant_dict_insert (dict, "confirmation", "i", (gint32) CLINIC_CONFIRMATION_UNKNOWN);
    }
  if (doctor_id != 0 && doctor_id != clinic_appointment_get_doctor_id (visit))
    g_variant_dict_insert (dict, "doctor", "x", doctor_id);
  if (minutes != 0 && minutes != clinic_appointment_get_minutes (visit))
    set_time (dict, visit, start, minutes);
}

ClinicCommand *
desk_visit_command_change (ClinicSession *session, ClinicAppointment *visit, GVariantDict *dict)
{
  return desk_command_new (session, CLINIC_COMMAND_CHANGE_APPOINTMENT, CLINIC_ENTITY_APPOINTMENT,
                           clinic_appointment_get_id (visit), g_variant_dict_end (dict));
}

/* What a submit comes back to. */
typedef struct
{
  GtkWidget *widget;      /* owned */
  ClinicCommand *command; /* owned */
  char *words;            /* owned */
  DeskVisitDone done;     /* (nullable) */
  GWeakRef owner;
} Submit;

static void
submit_free (Submit *submit)
{
  g_clear_object (&submit->widget);
  g_clear_object (&submit->command);
  g_clear_pointer (&submit->words, g_free);
  g_weak_ref_clear (&submit->owner);
  g_free (submit);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Submit, submit_free)

/* What the button of a toast takes back. */
typedef struct
{
  ClinicSession *session; /* owned */
  ClinicCommand *command; /* owned */
  GtkWidget *widget;      /* owned */
} Undo;

static void
undo_free (gpointer data, GClosure *closure)
{
  Undo *undo = data;

  g_clear_object (&undo->session);
  g_clear_object (&undo->command);
  g_clear_object (&undo->widget);
  g_free (undo);
}

static void
on_undo_cb (AdwToast *toast, gpointer user_data)
{
  Undo *undo = user_data;

  if (!clinic_session_undo_command (undo->session, undo->command))
    desk_toast (undo->widget, adw_toast_new (_ ("Too late: the portal knows already")));
}

/* No longer than it can be undone. */
static void
show_kept (Submit *submit, ClinicSession *session)
{
  g_autoptr (GSettings) settings = g_settings_new (RECEPTION_APP_ID);
  int seconds = g_settings_get_int (settings, "undo-seconds");
  g_autofree char *escaped = g_markup_escape_text (submit->words, -1);
  AdwToast *toast = adw_toast_new (escaped);
  Undo *undo = NULL;

  if (seconds > 0)
    {
      undo = g_new0 (Undo, 1);
      undo->session = g_object_ref (session);
      undo->command = g_object_ref (submit->command);
      undo->widget = g_object_ref (submit->widget);
      adw_toast_set_button_label (toast, _ ("Undo"));
      adw_toast_set_timeout (toast, seconds);
      g_signal_connect_data (toast, "button-clicked", G_CALLBACK (on_undo_cb), undo, undo_free, 0);
    }
  desk_toast (submit->widget, toast);
}

static void
on_submitted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Submit) submit = user_data;
  g_autoptr (GObject) owner = g_weak_ref_get (&submit->owner);
  g_autoptr (GError) error = NULL;
  gboolean kept = clinic_session_submit_finish (CLINIC_SESSION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (kept)
    {
      show_kept (submit, CLINIC_SESSION (source));
    }
  else
    {
      g_debug ("A command could not be kept: %s", error->message);
      desk_toast (submit->widget, adw_toast_new (_ ("This could not be kept. Please try again.")));
    }
  if (submit->done != NULL && owner != NULL)
    submit->done (owner, kept);
}

void
desk_visit_submit (GtkWidget *widget,
                   ClinicSession *session,
                   ClinicCommand *command,
                   const char *words,
                   DeskVisitDone done,
                   gpointer owner)
{
  g_autoptr (GSettings) settings = g_settings_new (RECEPTION_APP_ID);
  int seconds = g_settings_get_int (settings, "undo-seconds");
  Submit *submit = g_new0 (Submit, 1);

  submit->widget = g_object_ref (widget);
  submit->command = g_object_ref (command);
  submit->words = g_strdup (words);
  submit->done = done;
  g_weak_ref_init (&submit->owner, owner);

  if (seconds > 0)
    clinic_command_set_hold (command, g_get_monotonic_time () + seconds * G_USEC_PER_SEC);
  clinic_session_submit_async (session, command, NULL, on_submitted_cb, submit);
}

gboolean
desk_visit_confirm (GtkWidget *widget, ClinicSession *session, ClinicAppointment *visit)
{
  g_autoptr (ClinicCommand) command = desk_command_new_confirm (session, visit);

  if (command == NULL)
    return FALSE;

  desk_visit_submit (widget, session, command, _ ("Visit confirmed"), NULL, NULL);

  return TRUE;
}
