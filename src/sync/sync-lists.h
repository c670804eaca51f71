/* sync-lists.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-book.h"
#include "sync-context.h"

G_BEGIN_DECLS

/**
 * SyncLists:
 *
 * The dictionaries that a visit is made of, as models: the items of the portal's lists in its own
 * order, and the doctors by name. A doctor is an item of the doctor field's list or, where the
 * field holds employees, somebody who has visits. Owned by the book.
 */
#define SYNC_TYPE_LISTS (sync_lists_get_type ())

G_DECLARE_FINAL_TYPE (SyncLists, sync_lists, SYNC, LISTS, GObject)

SyncLists *sync_lists_new (SyncContext *context);
/* ClinicDoctor; (transfer none) */
GListModel *sync_lists_get_doctors (SyncLists *self);
/* ClinicChoice; (transfer none) */
GListModel *sync_lists_get_list (SyncLists *self, ClinicBookList list);
/* whether the doctor of this visit is listed; TRUE for none */
gboolean sync_lists_knows_doctor (SyncLists *self, ClinicAppointment *appointment);
/* Counts who has which visits, appointments: (element-type ClinicAppointment): all that are known.
 * Whoever was listed stays. */
void sync_lists_count_doctors (SyncLists *self, GPtrArray *appointments);

G_END_DECLS
