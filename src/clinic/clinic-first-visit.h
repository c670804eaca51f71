/* clinic-first-visit.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean clinic_first_visit_is_first (gint64 last_completed, gint64 visit, guint months);

G_END_DECLS
