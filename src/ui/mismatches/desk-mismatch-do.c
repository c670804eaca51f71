/* desk-mismatch-do.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-mismatch-do"

#include "desk-mismatch-do.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "desk-mismatch-words.h"
#include "desk-question.h"
#include "desk-toast.h"

/* What the button of a dialog is about. */
typedef struct
{
  ClinicMisDesk *desk;   /* owned */
  GPtrArray *mismatches; /* owned, of ClinicMismatch */
} Choice;

static void
choice_free (gpointer data, GClosure *closure)
{
  Choice *choice = data;

  g_clear_object (&choice->desk);
  g_clear_pointer (&choice->mismatches, g_ptr_array_unref);
  g_free (choice);
}

static Choice *
choice_new (ClinicSession *session, GPtrArray *mismatches)
{
  Choice *choice = g_new0 (Choice, 1);

  choice->desk = g_object_ref (clinic_session_get_mis_desk (session));
  choice->mismatches = g_ptr_array_ref (mismatches);

  return choice;
}

gboolean
desk_mismatch_take (GtkWidget *widget, ClinicSession *session, ClinicMismatch *mismatch)
{
  g_autofree char *obstacle = NULL;

  if (clinic_mismatch_get_pending (mismatch))
    return FALSE;
  if (clinic_mismatch_get_can_take (mismatch))
    {
      clinic_mis_desk_take (clinic_session_get_mis_desk (session), mismatch);
      return TRUE;
    }
  obstacle = desk_mismatch_obstacle (mismatch);
  desk_toast (widget, g_object_new (ADW_TYPE_TOAST, "title", obstacle, NULL));

  return FALSE;
}

GPtrArray *
desk_mismatches_of_kind (ClinicSession *session, ClinicMismatchKind kind, gboolean can_take)
{
  GListModel *all = clinic_mis_desk_get_mismatches (clinic_session_get_mis_desk (session));
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (ClinicMismatch) mismatch = g_list_model_get_item (all, i);

      if (clinic_mismatch_get_kind (mismatch) == kind && !clinic_mismatch_get_pending (mismatch) &&
          (!can_take || clinic_mismatch_get_can_take (mismatch)))
        g_ptr_array_add (found, g_steal_pointer (&mismatch));
    }

  return found;
}

/* What was decided otherwise while the dialog stood is left alone. */
static void
on_take_all_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  Choice *choice = user_data;

  if (g_strcmp0 (response, "take") != 0)
    return;
  for (guint i = 0; i < choice->mismatches->len; i++)
    {
      ClinicMismatch *mismatch = g_ptr_array_index (choice->mismatches, i);

      if (clinic_mismatch_get_can_take (mismatch) && !clinic_mismatch_get_pending (mismatch))
        clinic_mis_desk_take (choice->desk, mismatch);
    }
}

/* (transfer full): what becomes of them */
static char *
take_all_words (ClinicMismatchKind kind, guint n)
{
  switch (kind)
    {
    case CLINIC_MISMATCH_TIME:
      return g_strdup_printf (ngettext ("%u appointment gets the time of the MIS. Its patient is "
                                        "reminded anew.",
                                        "%u appointments get the times of the MIS. Their patients "
                                        "are reminded anew.",
                                        n),
                              n);
    case CLINIC_MISMATCH_NO_APPOINTMENT:
      return g_strdup_printf (ngettext ("%u appointment is made in CRM.",
                                        "%u appointments are made in CRM.", n),
                              n);
    case CLINIC_MISMATCH_NO_VISIT:
      return g_strdup_printf (ngettext ("%u appointment counts as cancelled. Its patient is to be "
                                        "called.",
                                        "%u appointments count as cancelled. Their patients are "
                                        "to be called.",
                                        n),
                              n);
    case CLINIC_MISMATCH_DOCTOR:
    case CLINIC_MISMATCH_STAGE:
    case CLINIC_MISMATCH_TWICE:
    case CLINIC_MISMATCH_STATUS:
    case CLINIC_MISMATCH_PATIENT:
    default:
      return g_strdup_printf (ngettext ("%u appointment becomes as in the MIS.",
                                        "%u appointments become as in the MIS.", n),
                              n);
    }
}

void
desk_mismatch_ask_take_all (GtkWidget *widget, ClinicSession *session, ClinicMismatchKind kind)
{
  g_autoptr (GPtrArray) found = desk_mismatches_of_kind (session, kind, TRUE);
  g_autofree char *body = take_all_words (kind, found->len);
  GtkWidget *dialog = NULL;

  if (found->len == 0)
    return;

  dialog = desk_question_new (widget, _ ("Take all of this kind from the MIS?"), body);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("Cancel"), "take",
                                    _ ("Take From the MIS"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "take",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "take");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_take_all_cb),
                         choice_new (session, found), choice_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
append (GMenu *menu, const char *label, const char *action, ClinicMismatchKind kind)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", desk_mismatch_kind_nick (kind));
  g_menu_append_item (menu, item);
}

GMenuModel *
desk_mismatch_create_menu (ClinicSession *session, ClinicMismatchKind kind)
{
  g_autoptr (GPtrArray) takeable = desk_mismatches_of_kind (session, kind, TRUE);
  g_autoptr (GPtrArray) all = desk_mismatches_of_kind (session, kind, FALSE);
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) section = g_menu_new ();
  /* Translators: for all of a kind, and how many they are */
  g_autofree char *take = g_strdup_printf (_ ("Take From the MIS: %u"), takeable->len);
  g_autofree char *keep = g_strdup_printf (_ ("Keep CRM: %u"), all->len);

  if (takeable->len > 0)
    append (section, take, "mismatch.take-all", kind);
  if (all->len > 0)
    append (section, keep, "mismatch.keep-all", kind);
  g_menu_append_section (menu, _ ("For all of this kind"), G_MENU_MODEL (section));

  return G_MENU_MODEL (g_steal_pointer (&menu));
}
