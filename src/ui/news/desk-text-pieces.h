/* desk-text-pieces.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-text.h"

G_BEGIN_DECLS

/* The widgets that a text of the portal is made of. */

/* markup in lines; its links open only what is an address of the web, of mail or of a telephone */
GtkWidget *desk_text_piece_label (const char *markup);
/* an item of a list, after its marker and as far in as it is deep */
GtkWidget *desk_text_piece_item (ClinicTextBlock *block);
GtkWidget *desk_text_piece_code (ClinicTextBlock *block);
/* piece: (transfer full), as is what is given back: with the edges of the quotations it is in */
GtkWidget *desk_text_piece_quote (GtkWidget *piece, guint quotes);
GtkWidget *desk_text_piece_table_new (void);
void desk_text_piece_table_add (GtkWidget *table, guint row, ClinicTextBlock *block);
/* the beginning of a text in some lines */
GtkWidget *desk_text_piece_folded (GPtrArray *blocks, gsize bytes, int lines);
/* How much of a paragraph is laid out quickly: to an end of a line, or of a word, that is in no
 * element. Never 0 but for "". */
gsize desk_text_piece_length (const char *markup);

G_END_DECLS
