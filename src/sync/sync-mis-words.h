/* sync-mis-words.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-mis-rules.h"
#include "clinic-mis-word.h"
#include "clinic-mis.h"
#include "sync-context.h"

G_BEGIN_DECLS

/**
 * SyncMisWords:
 *
 * The statuses of the medical system in its own words, and what each means: what a person chose
 * (settings mis-words and mis-stages), else what the system's preset says, else nothing. One object
 * per word, whatever its case, for as long as it is used or chosen. Owned by the desk.
 *
 * Signal: "changed": a word means something else now
 */
#define SYNC_TYPE_MIS_WORDS (sync_mis_words_get_type ())

G_DECLARE_FINAL_TYPE (SyncMisWords, sync_mis_words, SYNC, MIS_WORDS, GObject)

SyncMisWords *sync_mis_words_new (SyncContext *context);
/* ClinicMisWord: those without a meaning first, then by what they mean; (transfer none) */
GListModel *sync_mis_words_get_list (SyncMisWords *self);
/* counts the visits of the last reading that have each; mis, visits: (nullable): none */
void sync_mis_words_count (SyncMisWords *self, ClinicMis *mis, GPtrArray *visits);
/* (transfer full): rules that say what the words mean; stages: of ClinicStage */
ClinicMisRules *sync_mis_words_dup_rules (SyncMisWords *self, GListModel *stages);
/* as clinic_mis_desk_choose() */
void sync_mis_words_choose (SyncMisWords *self,
                            ClinicMisWord *word,
                            ClinicMisStatus status,
                            const char *stage_id);

/* Makes a list hold these and nothing else, in this order: what stays is not touched, unless it is
 * in another place now. order: of GObject */
void sync_mis_settle (GListStore *list, GPtrArray *order);

G_END_DECLS
