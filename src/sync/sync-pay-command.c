/* sync-pay-command.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-pay-command"

#include "sync-pay-command.h"

#include "clinic-days.h"
#include "sync-pay-build.h"
#include "sync-pay-map.h"
#include "sync-send.h"

char *
sync_pay_dup_document (const char *kind, int day)
{
  g_autofree char *text = clinic_days_to_string (day);

  return g_strdup_printf ("%s-%.7s", kind, text);
}

gboolean
sync_pay_command_read (ClinicCommand *command, int *month, char **code)
{
  ClinicCommandKind kind = clinic_command_get_kind (command);
  gint64 user = sync_command_peek_int (command, "user");
  const char *text = sync_command_peek (command, kind == CLINIC_COMMAND_SIGN_PAY ? "month" : "day");
  int day = text != NULL ? clinic_days_from_string (text) : CLINIC_DAYS_NONE;

  if ((kind != CLINIC_COMMAND_SIGN_PAY && kind != CLINIC_COMMAND_ANSWER_SHIFT) ||
      day == CLINIC_DAYS_NONE || user <= 0)
    return FALSE;
  *month = clinic_days_month (day);
  *code = kind == CLINIC_COMMAND_SIGN_PAY
            ? sync_pay_map_dup_sign_code (user, *month)
            : sync_pay_map_dup_answer_code (user, text, sync_command_peek_int (command, "plan"),
                                            sync_command_peek_int (command, "record"));

  return TRUE;
}

char *
sync_pay_command_dup_text (ClinicCommand *command)
{
  const char *text = sync_command_peek (command, "text");
  const char *day = sync_command_peek (command, "day");

  if (clinic_command_get_kind (command) == CLINIC_COMMAND_SIGN_PAY)
    return g_strdup (text != NULL ? text : "");

  return sync_pay_answer_to_text (clinic_days_from_string (day),
                                  sync_command_peek_int (command, "plan"),
                                  sync_command_peek_int (command, "record"),
                                  sync_command_peek_int (command, "end"));
}
