/* sync-conflict.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-conflict"

#include "sync-conflict.h"

#define PAYLOAD_NOW_STAGE "now-stage" /* where a conflict found the appointment */
#define PAYLOAD_NOW_START "now-start" /* when a conflict found it to be */
#define PAYLOAD_NOW_MARK "now-mark"   /* the mark of the call list that a conflict found */

static const char *
get_mark (ClinicAppointment *appointment)
{
  const char *mark = clinic_appointment_get_call_mark (appointment);

  return mark != NULL ? mark : "";
}

void
sync_conflict_note (SyncContext *context, ClinicCommand *command, SyncSent *sent)
{
  ClinicStage *stage = sync_context_find_stage (context, sent->stage_id);

  if (stage == NULL)
    stage = sync_context_find_lead_stage (context, sent->stage_id);
  clinic_command_set_seen (command, stage != NULL ? clinic_stage_get_name (stage) : sent->stage_id);
  sync_command_put (command, PAYLOAD_NOW_STAGE, sent->stage_id);
  if (sent->start >= 0)
    sync_command_put_int (command, PAYLOAD_NOW_START, sent->start);
  if (sent->appointment != NULL && sync_command_has (command, "from-mark"))
    sync_command_put (command, PAYLOAD_NOW_MARK, get_mark (sent->appointment));
}

void
sync_conflict_accept (ClinicCommand *command)
{
  g_autofree char *stage = g_strdup (sync_command_peek (command, PAYLOAD_NOW_STAGE));

  if (stage != NULL && sync_command_peek (command, "from") != NULL)
    sync_command_put (command, "from", stage);
  if (sync_command_has (command, PAYLOAD_NOW_START) && sync_command_has (command, "from-start"))
    sync_command_put_int (command, "from-start",
                          sync_command_peek_int (command, PAYLOAD_NOW_START));
  if (sync_command_has (command, PAYLOAD_NOW_MARK) && sync_command_has (command, "from-mark"))
    {
      const char *mark = sync_command_peek (command, PAYLOAD_NOW_MARK);

      sync_command_put (command, "from-mark", mark != NULL ? mark : "");
    }
  sync_command_put (command, PAYLOAD_NOW_MARK, NULL);
  sync_command_put (command, PAYLOAD_NOW_STAGE, NULL);
  sync_command_put (command, PAYLOAD_NOW_START, NULL);
}
