/* reception-store.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "reception-store"

#include "reception-store.h"

/* One store for a portal and a person, so that two people at one desk do not see each other's
 * unsent work. */
char *
reception_store_dup_path (BxWebhook *webhook)
{
  g_autofree char *name = NULL;
  g_autofree char *id = NULL;

  id = g_strdup_printf ("%s/%" G_GINT64_FORMAT, bx_webhook_get_origin (webhook),
                        bx_webhook_get_user_id (webhook));
  name = g_compute_checksum_for_string (G_CHECKSUM_SHA256, id, -1);
  name[16] = '\0';

  return g_strdup_printf ("%s/reception/%s.db", g_get_user_data_dir (), name);
}
