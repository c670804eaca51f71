/* sync-discovery.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every clinic sets its portal up in its own way. What each field, funnel and stage is for is set
 * by hand, or guessed here from codes and names.
 */

#pragma once

#include "sync-context.h"

G_BEGIN_DECLS

void sync_fields_clear (SyncFields *fields);
/* Fills fields from the answers of crm.item.fields for deals and contacts (either may be NULL):
 * what the settings name, else by the field's code, else by the words of its title.
 * settings: (nullable) */
void sync_fields_discover (SyncFields *fields,
                           JsonObject *deal_fields,
                           JsonObject *contact_fields,
                           GSettings *settings);
/* Whether the portal understands the name behind a comparison (>=name) in a filter: the server's
 * back-conversion spoils names that mix letters with digits (universal/index, field naming). */
gboolean sync_field_is_comparable (const char *name);
/* The funnel of the appointments out of crm.category.list: configured when it exists, else the
 * first whose name speaks of visits, else the default one. -1 when categories is NULL or empty. */
gint64 sync_discover_category (JsonArray *categories, gint64 configured);
/* what a stage of the appointments' funnel means to the reception, by its name and kind */
ClinicStageRole sync_discover_role (const char *name, ClinicStageKind kind);
/* what a patient answered, by the words of the field's value */
ClinicConfirmation sync_discover_confirmation (const char *words);

G_END_DECLS
