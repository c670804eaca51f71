/* plat-suspend.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PlatSuspend:
 *
 * Tells when the computer wakes up from sleep, by logind's PrepareForSleep: connections that look
 * alive then are not. Where there is no logind it says nothing. Owned by the application.
 *
 * Signals: "resumed".
 */
#define PLAT_TYPE_SUSPEND (plat_suspend_get_type ())

G_DECLARE_FINAL_TYPE (PlatSuspend, plat_suspend, PLAT, SUSPEND, GObject)

PlatSuspend *plat_suspend_new (void);

G_END_DECLS
