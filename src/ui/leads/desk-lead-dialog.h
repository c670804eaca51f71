/* desk-lead-dialog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "clinic-session.h"

G_BEGIN_DECLS

/**
 * DeskLeadDialog:
 *
 * All that is known of one enquiry, and what to do about it: call, book, add a comment.
 */
#define DESK_TYPE_LEAD_DIALOG (desk_lead_dialog_get_type ())

G_DECLARE_FINAL_TYPE (DeskLeadDialog, desk_lead_dialog, DESK, LEAD_DIALOG, AdwWindow)

/* The window, which is on show and owned by the toolkit. */
GtkWidget *desk_lead_dialog_present (GtkWidget *parent, ClinicSession *session, ClinicLead *lead);

G_END_DECLS
