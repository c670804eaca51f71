/* desk-news-bell.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-services.h"

G_BEGIN_DECLS

/**
 * DeskNewsBell:
 *
 * Tells the desktop of important messages that are to be read: one notification for all of them,
 * shown anew when another one comes, withdrawn when none waits any more. What they say is shown
 * only where the person allowed names in notifications. Lives as long as the session.
 */
#define DESK_TYPE_NEWS_BELL (desk_news_bell_get_type ())

G_DECLARE_FINAL_TYPE (DeskNewsBell, desk_news_bell, DESK, NEWS_BELL, GObject)

DeskNewsBell *
desk_news_bell_new (ClinicSession *session, ClinicServices *services, GSettings *settings);

G_END_DECLS
