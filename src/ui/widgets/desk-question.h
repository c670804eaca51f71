/* desk-question.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A question of the window that @widget is in, an AdwMessageDialog, whose heading has as many lines
 * as it needs. @body: (nullable): text, never markup */
GtkWidget *desk_question_new (GtkWidget *widget, const char *heading, const char *body);

G_END_DECLS
