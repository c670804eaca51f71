/* plat-notifier.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PlatNotifier:
 *
 * The desktop's notifications of calls: one for each call id, replaced in place and withdrawn as
 * the call goes on. Once the person has put one away it does not come back for that call. Others
 * are quiet: they come back when there is something new. libnotify
 * waits for the daemon in each call, so it is used in a thread of its own; without a daemon nothing
 * happens. Owned by the application.
 *
 * Signals: "activated" (id, action): a button, action is "show" (also a click on the notification
 * itself) or "mute".
 */
#define PLAT_TYPE_NOTIFIER (plat_notifier_get_type ())

G_DECLARE_FINAL_TYPE (PlatNotifier, plat_notifier, PLAT, NOTIFIER, GObject)

/* app_id: of the desktop file; show_label and mute_label: what the buttons say */
PlatNotifier *plat_notifier_new (const char *app_name,
                                 const char *app_id,
                                 const char *show_label,
                                 const char *mute_label);
/* shows, or replaces, the notification of this call; plain texts; never waits */
void plat_notifier_show (PlatNotifier *self, const char *id, const char *title, const char *body);
/* The same for what is no call: without urgency and without a button to mute, and it leaves the
 * screen by itself. An id is of one kind for good. */
void plat_notifier_show_quietly (PlatNotifier *self,
                                 const char *id,
                                 const char *title,
                                 const char *body);
/* withdraws it; an unknown id is no mistake */
void plat_notifier_withdraw (PlatNotifier *self, const char *id);

G_END_DECLS
