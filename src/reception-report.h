/* reception-report.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * `reception report NAME --month 2026-10 --output FILE`: a report without a window, for timers and
 * for whoever works in a terminal. Needs no display. Leaves with 0 when all was done, 1 when it
 * could not be done, 2 when it was asked for in the wrong way; with a sentence on stderr.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean reception_report_is_asked_for (int argc, char **argv);
int reception_report_main (int argc, char **argv);

G_END_DECLS
