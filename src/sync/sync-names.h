/* sync-names.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sync-context.h"

G_BEGIN_DECLS

/**
 * SyncNames:
 *
 * Who the patients of the shown visits are: out of the index on this computer, and out of the
 * portal (many in one call) where the index does not have them. Owned by the book.
 *
 * Signal: "patients" (GPtrArray of ClinicPatient)
 */
#define SYNC_TYPE_NAMES (sync_names_get_type ())

G_DECLARE_FINAL_TYPE (SyncNames, sync_names, SYNC, NAMES, GObject)

SyncNames *sync_names_new (SyncContext *context);
void sync_names_stop (SyncNames *self);
/* soon: one question for all that are wanted in a while */
void sync_names_want (SyncNames *self, gint64 patient_id);
/* at once out of the portal, whatever is known: her card was written */
void sync_names_renew (SyncNames *self, gint64 patient_id);

G_END_DECLS
