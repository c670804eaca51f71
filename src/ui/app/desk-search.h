/* desk-search.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "clinic-session.h"

G_BEGIN_DECLS

#define DESK_TYPE_SEARCH (desk_search_get_type ())

G_DECLARE_FINAL_TYPE (DeskSearch, desk_search, DESK, SEARCH, AdwBin)

GtkWidget *desk_search_new (ClinicSession *session);

/* puts the cursor there, and remembers where it was */
void desk_search_begin (DeskSearch *self);
/* looks for it, as if the person had typed it */
void desk_search_set_text (DeskSearch *self, const char *text);

G_END_DECLS
