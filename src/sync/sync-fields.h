/* sync-fields.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The user fields that hold what a visit is made of: which of the portal's fields is which, chosen
 * by a person or known by its code or title.
 */

#pragma once

#include "clinic-types.h"
#include "sync-context.h"

G_BEGIN_DECLS

/**
 * SyncFieldInfo:
 *
 * What is known of one of the fields that SyncFields holds.
 */
typedef struct
{
  const char *setting;      /* key of the setting that names it, also the mapping entry's id */
  size_t offset;            /* of its name in SyncFields */
  gboolean contact;         /* of patients, else of appointments */
  gboolean required;        /* the board cannot do without */
  const char *const *types; /* that suit, the best first */
  const char *const *codes; /* upperName; the first one is what it is created with, less UF_CRM_ */
  const char *const *words; /* parts of the folded title */
  const char *label;        /* title of the field when it is created; Russian, as the portal is */
  const char *const *items; /* (nullable): "XML_ID", "words", … of its list when it is created */
} SyncFieldInfo;

const SyncFieldInfo *sync_field_infos (guint *length);
/* whether a field of crm.item.fields can hold it: its type, a single value, not a system field */
gboolean sync_field_fits (const SyncFieldInfo *info, JsonObject *field);
/* whether it is the one that a setting names, in either spelling; configured: (nullable) */
gboolean sync_field_is_named (JsonObject *field, const char *key, const char *configured);
/* The field among those of crm.item.fields (nullable), by its name there. configured: (nullable):
 * what the setting says, in either spelling. What a person chose is never guessed again: gone or of
 * a wrong type it is NULL with BROKEN. (transfer none) (nullable) */
const char *sync_field_find (const SyncFieldInfo *info,
                             JsonObject *fields,
                             const char *configured,
                             ClinicMappingState *state);

void sync_fields_clear (SyncFields *fields);
/* Fills fields from the answers of crm.item.fields for deals and contacts (either may be NULL).
 * settings: (nullable) */
void sync_fields_discover (SyncFields *fields,
                           JsonObject *deal_fields,
                           JsonObject *contact_fields,
                           GSettings *settings);
/* Whether the portal understands the name behind a comparison (>=name) in a filter: the server's
 * back-conversion spoils names that mix letters with digits (universal/index, field naming). */
gboolean sync_field_is_comparable (const char *name);

G_END_DECLS
