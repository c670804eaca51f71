/* sync-discovery.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every clinic sets its portal up in its own way. What each funnel and stage is for is set by hand,
 * or guessed here from names.
 */

#pragma once

#include "sync-context.h"

G_BEGIN_DECLS

/* The funnel of the appointments out of crm.category.list: configured when it is set (-1 is not),
 * else the first whose name speaks of visits, else the default one. -1 when categories is NULL or
 * empty, or lacks the configured one: what a person chose is not guessed again. */
gint64 sync_discover_category (JsonArray *categories, gint64 configured);
/* what a stage of the appointments' funnel means to the reception, by its name and kind */
ClinicStageRole sync_discover_role (const char *name, ClinicStageKind kind);
/* the same of a stage of the leads: BOOKED, WAITING_LIST, LOST or NONE */
ClinicStageRole sync_discover_lead_role (const char *name, ClinicStageKind kind);
/* what a patient answered, by the words of the field's value */
ClinicConfirmation sync_discover_confirmation (const char *words);
/* whether a reason says that the visit was deleted in the medical system */
gboolean sync_discover_deletion (const char *words);

G_END_DECLS
