/* clinic-mis-desk.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-mis-link.h"
#include "clinic-mis-word.h"
#include "clinic-mismatch.h"

G_BEGIN_DECLS

/**
 * ClinicMisDesk:
 *
 * What a session knows of the medical system: how it is connected, what it and the portal disagree
 * about, and what its words mean. Reads it at its pace and compares; repairs by itself what the
 * settings allow, the rest waits for a person.
 */
#define CLINIC_TYPE_MIS_DESK (clinic_mis_desk_get_type ())

G_DECLARE_INTERFACE (ClinicMisDesk, clinic_mis_desk, CLINIC, MIS_DESK, GObject)

struct _ClinicMisDeskInterface
{
  GTypeInterface parent;

  ClinicMisLink *(*get_link) (ClinicMisDesk *self);
  GListModel *(*get_mismatches) (ClinicMisDesk *self);
  GListModel *(*get_words) (ClinicMisDesk *self);
  void (*take) (ClinicMisDesk *self, ClinicMismatch *mismatch);
  void (*keep) (ClinicMisDesk *self, ClinicMismatch *mismatch);
  void (*undo_keep) (ClinicMisDesk *self, ClinicMismatch *mismatch);
  void (*choose) (ClinicMisDesk *self,
                  ClinicMisWord *word,
                  ClinicMisStatus status,
                  const char *stage_id);
  void (*refresh) (ClinicMisDesk *self);
};

/* Models: (transfer none), never NULL, alive as long as the desk; one object per id. */

ClinicMisLink *clinic_mis_desk_get_link (ClinicMisDesk *self);
/* ClinicMismatch, by start; without those that a person let stand, until either side changes */
GListModel *clinic_mis_desk_get_mismatches (ClinicMisDesk *self);
/* ClinicMisWord: those without a meaning first, then by what they mean */
GListModel *clinic_mis_desk_get_words (ClinicMisDesk *self);
/* «Взять из МИС»: the portal is made like the medical system, through the outbox. Takes everything
 * that is wrong with the same appointment and can be taken. */
void clinic_mis_desk_take (ClinicMisDesk *self, ClinicMismatch *mismatch);
/* «Оставить CRM»: it stays as it is and is not shown again until either side changes; kept on this
 * computer. undo: shown again. */
void clinic_mis_desk_keep (ClinicMisDesk *self, ClinicMismatch *mismatch);
void clinic_mis_desk_undo_keep (ClinicMisDesk *self, ClinicMismatch *mismatch);
/* what a person says that a word means; UNKNOWN without a stage: nobody knows. Kept in the settings
 * of this desk. stage_id: (nullable): by the status */
void clinic_mis_desk_choose (ClinicMisDesk *self,
                             ClinicMisWord *word,
                             ClinicMisStatus status,
                             const char *stage_id);
/* reads it now, also when it waits after a failure */
void clinic_mis_desk_refresh (ClinicMisDesk *self);

G_END_DECLS
