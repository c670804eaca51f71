/* desk-mismatch-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-session.h"
#include "desk-tally.h"

G_BEGIN_DECLS

#define DESK_TYPE_MISMATCH_PAGE (desk_mismatch_page_get_type ())

G_DECLARE_FINAL_TYPE (DeskMismatchPage, desk_mismatch_page, DESK, MISMATCH_PAGE, GtkWidget)

GtkWidget *desk_mismatch_page_new (ClinicSession *session);
/* what waits for a person: the badge; late is what is about today, or did not work */
DeskTally *desk_mismatch_page_tally (ClinicSession *session);

G_END_DECLS
