/* desk-mismatch-section.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "clinic-session.h"

G_BEGIN_DECLS

/**
 * DeskMismatchSection:
 *
 * In the panel of an appointment: all that the medical system says otherwise, both sides once, and
 * one decision about all of it. Not visible while the two agree.
 */
#define DESK_TYPE_MISMATCH_SECTION (desk_mismatch_section_get_type ())

G_DECLARE_FINAL_TYPE (DeskMismatchSection, desk_mismatch_section, DESK, MISMATCH_SECTION, AdwBin)

GtkWidget *desk_mismatch_section_new (ClinicSession *session);
/* appointment_id: 0 none */
void desk_mismatch_section_set_appointment (DeskMismatchSection *self, gint64 appointment_id);
/* What the buttons do, for the keys of the panel. FALSE: there is nothing to decide about. */
gboolean desk_mismatch_section_take (DeskMismatchSection *self);
gboolean desk_mismatch_section_keep (DeskMismatchSection *self);

G_END_DECLS
