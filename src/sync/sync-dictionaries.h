/* sync-dictionaries.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sync-context.h"

G_BEGIN_DECLS

/**
 * SyncDictionaries:
 *
 * What the portal calls things: its stages, funnels, fields, sources and staff. Kept as the
 * portal's own answers (one JSON text in the store), so that a start without the network knows them
 * too, and read into look-up tables. Owned by the context.
 */
#define SYNC_TYPE_DICTIONARIES (sync_dictionaries_get_type ())

G_DECLARE_FINAL_TYPE (SyncDictionaries, sync_dictionaries, SYNC, DICTIONARIES, GObject)

/* the parts that sync_dictionaries_put() takes: results of methods as they came */
#define SYNC_PART_PROFILE "profile"
#define SYNC_PART_SCOPE "scope"
#define SYNC_PART_MODE "mode"
#define SYNC_PART_STATUSES "statuses"
#define SYNC_PART_CATEGORIES "categories"
#define SYNC_PART_DEAL_FIELDS "dealFields"
#define SYNC_PART_CONTACT_FIELDS "contactFields"
#define SYNC_PART_USERS "users"

/* settings: (nullable) */
SyncDictionaries *sync_dictionaries_new (GSettings *settings);
/* takes one part over in place of what was known; nothing changes until the next rebuild */
void sync_dictionaries_put (SyncDictionaries *self, const char *part, JsonNode *result);
/* the same with those of these parts, NULL-terminated, that the portal answered; the keys of the
 * batch are their names */
void
sync_dictionaries_take (SyncDictionaries *self, BxBatchAnswer *answers, const char *const *parts);
/* (transfer none) (nullable) */
JsonNode *sync_dictionaries_get (SyncDictionaries *self, const char *part);
char *sync_dictionaries_to_text (SyncDictionaries *self);
gboolean sync_dictionaries_from_text (SyncDictionaries *self, const char *text, GError **error);
/* reads the parts into the tables; the objects of stages and users live on */
void sync_dictionaries_rebuild (SyncDictionaries *self);

const SyncFields *sync_dictionaries_get_fields (SyncDictionaries *self);
/* (nullable): what crm.item.fields told of appointments, or of patients */
JsonObject *sync_dictionaries_get_fields_of (SyncDictionaries *self, gboolean contact);
gint64 sync_dictionaries_get_category (SyncDictionaries *self);
GListModel *sync_dictionaries_get_stages (SyncDictionaries *self);
GListModel *sync_dictionaries_get_lead_stages (SyncDictionaries *self);
ClinicStage *sync_dictionaries_find_stage (SyncDictionaries *self, const char *stage_id);
ClinicStage *sync_dictionaries_find_lead_stage (SyncDictionaries *self, const char *stage_id);
/* FALSE: no person said what the stage means */
gboolean sync_dictionaries_get_chosen_role (SyncDictionaries *self,
                                            const char *stage_id,
                                            gboolean lead,
                                            ClinicStageRole *role);
ClinicUser *sync_dictionaries_find_user (SyncDictionaries *self, gint64 user_id);
const char *sync_dictionaries_find_source (SyncDictionaries *self, const char *source_id);
const char *sync_dictionaries_find_item (SyncDictionaries *self, const char *field, gint64 item_id);
/* (nullable): "employee", "enumeration", "string"… of a field of deals or contacts */
const char *sync_dictionaries_get_type_of (SyncDictionaries *self, const char *field);
/* (nullable): how crm.item.* spells a patient's field that SyncFields names; upper: (nullable) */
const char *sync_dictionaries_get_contact_key (SyncDictionaries *self, const char *upper);

G_END_DECLS
