/* desk-help.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define DESK_TYPE_HELP (desk_help_get_type ())

G_DECLARE_FINAL_TYPE (DeskHelp, desk_help, DESK, HELP, AdwWindow)

/* parent: (nullable) */
GtkWidget *desk_help_new (GtkWindow *parent);
/* topic: the name of a page: "call", "board", …; FALSE: there is none */
gboolean desk_help_show (DeskHelp *self, const char *topic);

G_END_DECLS
