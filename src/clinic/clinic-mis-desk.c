/* clinic-mis-desk.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "clinic-mis-desk"

#include "clinic-mis-desk.h"

G_DEFINE_INTERFACE (ClinicMisDesk, clinic_mis_desk, G_TYPE_OBJECT)

static void
clinic_mis_desk_default_init (ClinicMisDeskInterface *iface)
{
}

ClinicMisLink *
clinic_mis_desk_get_link (ClinicMisDesk *self)
{
  g_return_val_if_fail (CLINIC_IS_MIS_DESK (self), NULL);

  return CLINIC_MIS_DESK_GET_IFACE (self)->get_link (self);
}

GListModel *
clinic_mis_desk_get_mismatches (ClinicMisDesk *self)
{
  g_return_val_if_fail (CLINIC_IS_MIS_DESK (self), NULL);

  return CLINIC_MIS_DESK_GET_IFACE (self)->get_mismatches (self);
}

GListModel *
clinic_mis_desk_get_words (ClinicMisDesk *self)
{
  g_return_val_if_fail (CLINIC_IS_MIS_DESK (self), NULL);

  return CLINIC_MIS_DESK_GET_IFACE (self)->get_words (self);
}

void
clinic_mis_desk_take (ClinicMisDesk *self, ClinicMismatch *mismatch)
{
  g_return_if_fail (CLINIC_IS_MIS_DESK (self));

  CLINIC_MIS_DESK_GET_IFACE (self)->take (self, mismatch);
}

void
clinic_mis_desk_keep (ClinicMisDesk *self, ClinicMismatch *mismatch)
{
  g_return_if_fail (CLINIC_IS_MIS_DESK (self));

  CLINIC_MIS_DESK_GET_IFACE (self)->keep (self, mismatch);
}

void
clinic_mis_desk_undo_keep (ClinicMisDesk *self, ClinicMismatch *mismatch)
{
  g_return_if_fail (CLINIC_IS_MIS_DESK (self));

  CLINIC_MIS_DESK_GET_IFACE (self)->undo_keep (self, mismatch);
}

void
clinic_mis_desk_choose (ClinicMisDesk *self,
                        ClinicMisWord *word,
                        ClinicMisStatus status,
                        const char *stage_id)
{
  g_return_if_fail (CLINIC_IS_MIS_DESK (self));

  CLINIC_MIS_DESK_GET_IFACE (self)->choose (self, word, status, stage_id);
}

void
clinic_mis_desk_refresh (ClinicMisDesk *self)
{
  g_return_if_fail (CLINIC_IS_MIS_DESK (self));

  CLINIC_MIS_DESK_GET_IFACE (self)->refresh (self);
}
