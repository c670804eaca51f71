/* demo-tables.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "demo-world.h"

G_BEGIN_DECLS

/* Writes what the clinic has into a new SQLite file, so that its figures can be counted once more
 * without the application: visits, leads, steps (their stage history), messages to the visits'
 * patients and their answers, calls, phones, bills and bills_smart (of the registry, of the smart
 * process), work_days, shifts, rates, extras, scales; and what the keys in them mean: users,
 * statuses, choices. Moments are unix seconds, money of bills is in kopecks. */
gboolean demo_tables_write (DemoWorld *self, const char *path, GError **error);

G_END_DECLS
