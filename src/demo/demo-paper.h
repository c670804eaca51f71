/* demo-paper.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Real files, made by the portal itself: a page with words, a picture.
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* (transfer full): a PDF; lines: Russian and Latin letters, one line each; one that begins with \f
 * begins another page */
GBytes *demo_paper_make_pdf (const char *const *lines);
/* (transfer full): a PNG with bars of these heights, each 0 to 100 */
GBytes *demo_paper_make_png (const int *bars, guint n_bars);
/* (transfer full): a PNG of 150 × 150 points: somebody, another one for the next number */
GBytes *demo_paper_make_face (guint number);

G_END_DECLS
