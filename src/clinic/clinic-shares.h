/* clinic-shares.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Shares in tenths of a per cent. */

/* part of whole, half up; -1 when there is no whole */
int clinic_shares_of (gint64 part, gint64 whole);
/* The share of each part in their sum, such that the shares make 1000 together: each is rounded
 * down, and what is missing goes to those that lost most. All -1 when they have no sum, or one is
 * negative. shares: of n ints */
void clinic_shares_split (const gint64 *parts, guint n, int *shares);

/* a / b to the nearest, half up (away from zero for negative a); b > 0 */
gint64 clinic_shares_divide (gint64 a, gint64 b);

G_END_DECLS
