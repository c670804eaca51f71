/* desk-notices.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "clinic-session.h"

G_BEGIN_DECLS

#define DESK_TYPE_NOTICES (desk_notices_get_type ())

G_DECLARE_FINAL_TYPE (DeskNotices, desk_notices, DESK, NOTICES, AdwBin)

GtkWidget *desk_notices_new (ClinicSession *session);

/* how long the channel may be gone before anybody is troubled with it; 5000 unless set */
void desk_notices_set_patience (DeskNotices *self, guint milliseconds);

/* (nullable): what the banners say now; for tests */
const char *desk_notices_get_calls_text (DeskNotices *self);
const char *desk_notices_get_stale_text (DeskNotices *self);
const char *desk_notices_get_failed_text (DeskNotices *self);
const char *desk_notices_get_news_text (DeskNotices *self);

G_END_DECLS
