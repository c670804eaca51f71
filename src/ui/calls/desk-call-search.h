/* desk-call-search.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-session.h"

G_BEGIN_DECLS

/**
 * DeskCallSearch:
 *
 * Finding the caller by name inside a card, when her number says nothing: an entry and the few
 * best patients below it. Emits "chosen" (ClinicPatient) and "text-changed".
 */
#define DESK_TYPE_CALL_SEARCH (desk_call_search_get_type ())

G_DECLARE_FINAL_TYPE (DeskCallSearch, desk_call_search, DESK, CALL_SEARCH, GtkWidget)

/* session: held */
void desk_call_search_set_session (DeskCallSearch *self, ClinicSession *session);
const char *desk_call_search_get_text (DeskCallSearch *self);
void desk_call_search_set_text (DeskCallSearch *self, const char *text);

G_END_DECLS
