/* mis-visit.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Makes the domain's visits of what the medical system says.
 */

#pragma once

#include <json-glib/json-glib.h>

#include "clinic-mis-visit.h"
#include "mis-preset.h"

G_BEGIN_DECLS

/**
 * MisVisitParts:
 * @row: the visit itself
 * @patient: (nullable): the patient's row, or NULL when it is not known
 * @phones: (nullable): the rows with the patient's numbers, of JsonObject; NULL: in @patient
 * @doctor: (nullable): names from directories, each NULL when the visit has the name itself
 * @chair: (nullable)
 * @status: (nullable)
 *
 * What a visit is made of; filled on the stack, nothing is owned.
 */
typedef struct
{
  JsonObject *row;
  JsonObject *patient;
  GPtrArray *phones;
  const char *doctor;
  const char *chair;
  const char *status;
} MisVisitParts;

/* (transfer full) (nullable): NULL when it has no key or no time */
ClinicMisVisit *mis_visit_new (MisPreset *preset, const MisVisitParts *parts);
gboolean mis_visit_equal (ClinicMisVisit *a, ClinicMisVisit *b);

G_END_DECLS
