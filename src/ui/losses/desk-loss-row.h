/* desk-loss-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-loss-group.h"

G_BEGIN_DECLS

/* Lost visits that have something in common, as a row of the table: what, how many, their share,
 * their price, and a bar that is full for `longest` of them. name: (nullable): instead of the
 * group's own. The words and the numbers say all that the bar does. */
GtkWidget *desk_loss_row_new (ClinicLossGroup *group, const char *name, guint longest);
/* the heads of the columns */
GtkWidget *desk_loss_heads_new (void);
/* "8.4 %"; (transfer full); "" for -1 */
char *desk_loss_percent (int tenths);

G_END_DECLS
