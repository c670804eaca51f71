/* desk-index-note.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-session.h"

G_BEGIN_DECLS

/* Stands under what a search has found: while the patients are still being read, whoever is not
 * found may be among the rest. Says how far that is; hidden when all are here. (transfer floating)
 */
GtkWidget *desk_index_note_new (ClinicSession *session);

G_END_DECLS
