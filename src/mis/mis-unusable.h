/* mis-unusable.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-mis.h"

G_BEGIN_DECLS

/**
 * MisUnusable:
 *
 * A medical system that is set up in such a way that it cannot be read (ClinicMis): every reading
 * says why, so that whoever looks at it can put it right.
 */
#define MIS_TYPE_UNUSABLE (mis_unusable_get_type ())

G_DECLARE_FINAL_TYPE (MisUnusable, mis_unusable, MIS, UNUSABLE, GObject)

/* name: as clinic_mis_get_name(); why: takes a copy */
MisUnusable *mis_unusable_new (const char *name, const GError *why);

G_END_DECLS
