/* desk-calls-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-session.h"

G_BEGIN_DECLS

/**
 * DeskCallsPage:
 *
 * The day's calls on three tabs: those of this moment, the missed ones by number with the clock of
 * the call-back, and all of them. The session sorts and groups; the page only shows.
 */
#define DESK_TYPE_CALLS_PAGE (desk_calls_page_get_type ())

G_DECLARE_FINAL_TYPE (DeskCallsPage, desk_calls_page, DESK, CALLS_PAGE, GtkWidget)

GtkWidget *desk_calls_page_new (ClinicSession *session);
/* F9: the missed calls, with the focus on the first */
void desk_calls_page_show_missed (DeskCallsPage *self);

G_END_DECLS
