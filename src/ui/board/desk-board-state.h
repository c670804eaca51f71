/* desk-board-state.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-session.h"

G_BEGIN_DECLS

/* How the book stands, for the pages that show it. */

/* the webhook may not read the CRM */
gboolean desk_board_is_denied (ClinicSession *session);
/* nothing is known yet, not even from this computer */
gboolean desk_board_is_loading (ClinicSession *session);
/* (transfer full) (nullable): how old what is on show is; NULL: it is up to date */
char *desk_board_dup_notice (ClinicSession *session);
/* (transfer full): why what is on show is no newer than this, unix seconds, 0 not known */
char *desk_board_dup_old_text (ClinicSession *session, gint64 as_of);

G_END_DECLS
