/* sync-time.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-time"

#include "sync-time.h"

char *
sync_time_to_portal (SyncContext *context, gint64 moment)
{
  gint64 shift;
  g_autoptr (GDateTime) time = NULL;

  g_return_val_if_fail (SYNC_IS_CONTEXT (context), NULL);

  shift = clinic_time_test_get_shift (sync_context_get_time_test (context)) * 60;
  time = g_date_time_new_from_unix_utc (moment - shift);

  /* always with an offset: a bare time would be the server's */
  return time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%S+00:00") : NULL;
}
