/* desk-loading.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * DeskLoading:
 *
 * What a page shows while it has nothing yet: nothing at all for 300 ms, as most answers come
 * before, then that it is loading (screens.md, rule 6). Emits "due" when it is time to say so.
 * Owned by its page.
 */
#define DESK_TYPE_LOADING (desk_loading_get_type ())

G_DECLARE_FINAL_TYPE (DeskLoading, desk_loading, DESK, LOADING, GObject)

DeskLoading *desk_loading_new (void);
/* may be said again and again; the time counts from the first TRUE */
void desk_loading_set (DeskLoading *self, gboolean loading);
/* the name of the page's state: "loading" or "waiting"; (transfer none) */
const char *desk_loading_peek_state (DeskLoading *self);

G_END_DECLS
