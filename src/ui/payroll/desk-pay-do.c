/* desk-pay-do.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-pay-do"

#include "desk-pay-do.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "clinic-days.h"
#include "clinic-payroll-sheet.h"
#include "desk-call-command.h"
#include "desk-format.h"
#include "desk-pay-words.h"
#include "desk-question.h"
#include "desk-toast.h"

/* so many are named; the rest are a number */
#define NAMED 5

/* What the dialog asks about. */
typedef struct
{
  GtkWidget *widget;      /* owned */
  ClinicSession *session; /* owned */
  ClinicPayCard *card;    /* owned */
  int month;
} Asked;

static void
asked_free (gpointer data, GClosure *closure)
{
  Asked *asked = data;

  g_clear_object (&asked->widget);
  g_clear_object (&asked->session);
  g_clear_object (&asked->card);
  g_free (asked);
}

static void
insert_card (GVariantDict *dict, ClinicPayCard *card)
{
  g_variant_dict_insert (dict, "user", "x", clinic_pay_card_get_user (card));
  g_variant_dict_insert (dict, "name", "s", clinic_pay_card_get_name (card));
}

static void
submit_signature (GtkWidget *widget,
                  ClinicSession *session,
                  ClinicPayCard *card,
                  int month,
                  const char *text,
                  const char *words)
{
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);
  g_autofree char *day = clinic_days_to_string (month);
  g_autoptr (ClinicCommand) command = NULL;

  insert_card (&dict, card);
  g_variant_dict_insert (&dict, "month", "s", day);
  g_variant_dict_insert (&dict, "text", "s", text);
  command = desk_command_new (session, CLINIC_COMMAND_SIGN_PAY, CLINIC_ENTITY_NONE,
                              clinic_pay_card_get_user (card), g_variant_dict_end (&dict));
  desk_visit_submit (widget, session, command, words, NULL, NULL);
}

/* What is counted at the moment of the answer is signed, and the toast says what it was. */
static void
sign (Asked *asked)
{
  const ClinicPayInputs *inputs = clinic_pay_card_get_inputs (asked->card);
  ClinicLink *link = clinic_session_get_link (asked->session);
  g_autoptr (ClinicPaySigned) signature = NULL;
  g_autofree char *text = NULL;
  g_autofree char *money = NULL;
  g_autofree char *words = NULL;

  if (inputs != NULL)
    signature = clinic_pay_signed_new (inputs, clinic_link_get_user_id (link),
                                       clinic_session_get_now (asked->session), NULL);
  if (signature == NULL)
    {
      desk_toast (asked->widget,
                  adw_toast_new (_ ("The month has changed: something is left to be answered")));
      return;
    }
  text = clinic_pay_signed_to_string (signature);
  money = desk_pay_money (signature->total);
  words = g_strdup_printf (_ ("Signed: %1$s, %2$s"), clinic_pay_card_get_name (asked->card), money);
  submit_signature (asked->widget, asked->session, asked->card, asked->month, text, words);
}

static void
on_response_cb (AdwMessageDialog *dialog, const char *response, Asked *asked)
{
  if (g_str_equal (response, "sign"))
    sign (asked);
}

/* (transfer full): the questions that are left, each on its line */
static char *
dup_questions (const ClinicPaySheet *sheet)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean no_rate = FALSE;
  guint n = 0;

  for (guint i = 0; i < sheet->flags->len; i++)
    {
      const ClinicPayFlag *flag = &g_array_index (sheet->flags, ClinicPayFlag, i);
      g_autofree char *question = desk_pay_question (flag);

      if (!clinic_pay_flag_blocks (flag->kind) ||
          (flag->kind == CLINIC_PAY_FLAG_NO_RATE && no_rate))
        continue;
      no_rate = no_rate || flag->kind == CLINIC_PAY_FLAG_NO_RATE;
      if (n++ < NAMED)
        g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", question);
    }
  if (n > NAMED)
    {
      g_string_append_c (text, '\n');
      g_string_append_printf (text, _ ("and %u more"), n - NAMED);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
refuse (GtkWidget *widget, const ClinicPaySheet *sheet)
{
  g_autofree char *questions = dup_questions (sheet);
  GtkWidget *dialog = desk_question_new (widget, _ ("This has to be answered first"), questions);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static char *
dup_body (ClinicPayCard *card, int month)
{
  const ClinicPaySigned *before = clinic_pay_card_get_signed (card);
  g_autofree char *words = clinic_payroll_sheet_dup_month (month);
  g_autofree char *now = desk_pay_money (clinic_pay_card_get_sheet (card)->total);
  g_autofree char *then = before != NULL ? desk_pay_money (before->total) : NULL;

  if (before != NULL)
    return g_strdup_printf (_ (
                              "%2$s, %1$s: %3$s instead of %4$s.\nThe sheet that was signed before "
                              "is replaced."),
                            clinic_pay_card_get_name (card), words, now, then);

  return g_strdup_printf (
    _ ("%2$s, %1$s: %3$s.\nThe sheet stays as it is signed; what changes on the "
       "portal afterwards is shown as differences."),
    clinic_pay_card_get_name (card), words, now);
}

void
desk_pay_sign (GtkWidget *widget, ClinicSession *session, ClinicPayCard *card, int month)
{
  const ClinicPaySheet *sheet = clinic_pay_card_get_sheet (card);
  g_autofree char *body = NULL;
  GtkWidget *dialog = NULL;
  Asked *asked = NULL;

  if (sheet == NULL)
    return;
  if (!clinic_pay_sheet_is_complete (sheet))
    {
      refuse (widget, sheet);
      return;
    }
  body = dup_body (card, month);
  dialog = desk_question_new (widget,
                              clinic_pay_card_get_signed (card) != NULL ? _ ("Sign the month anew?")
                                                                        : _ ("Sign the month?"),
                              body);
  asked = g_new0 (Asked, 1);
  asked->widget = g_object_ref (widget);
  asked->session = g_object_ref (session);
  asked->card = g_object_ref (card);
  asked->month = month;
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "sign",
                                    _ ("_Sign"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "sign",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "sign");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_response_cb), asked, asked_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
desk_pay_withdraw (GtkWidget *widget, ClinicSession *session, ClinicPayCard *card, int month)
{
  g_autofree char *words =
    g_strdup_printf (_ ("Signature withdrawn: %s"), clinic_pay_card_get_name (card));

  if (clinic_pay_card_get_signed (card) != NULL)
    submit_signature (widget, session, card, month, "", words);
}

void
desk_pay_answer (GtkWidget *widget,
                 ClinicSession *session,
                 ClinicPayCard *card,
                 const ClinicPayFlag *flag,
                 gint64 end,
                 DeskVisitDone done,
                 gpointer owner)
{
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);
  g_autofree char *day = clinic_days_to_string (flag->day);
  g_autofree char *day_words = desk_pay_day (flag->day, clinic_session_get_now (session));
  g_autofree char *time = end != 0 ? desk_format_time (end) : NULL;
  /* Translators: a day and a time: «Wed 14 Oct: the shift ended at 20:00» */
  g_autofree char *words =
    end != 0 ? g_strdup_printf (_ ("%1$s: the shift ended at %2$s"), day_words, time)
             : g_strdup_printf (_ ("%s: did not work"), day_words);
  g_autoptr (ClinicCommand) command = NULL;

  insert_card (&dict, card);
  g_variant_dict_insert (&dict, "day", "s", day);
  g_variant_dict_insert (&dict, "plan", "x", flag->plan_id);
  g_variant_dict_insert (&dict, "record", "x", flag->record_id);
  g_variant_dict_insert (&dict, "end", "x", end);
  command = desk_command_new (session, CLINIC_COMMAND_ANSWER_SHIFT, CLINIC_ENTITY_NONE,
                              clinic_pay_card_get_user (card), g_variant_dict_end (&dict));
  desk_visit_submit (widget, session, command, words, done, owner);
}
