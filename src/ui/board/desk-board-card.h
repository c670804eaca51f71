/* desk-board-card.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-session.h"

G_BEGIN_DECLS

#define DESK_BOARD_CARD_PADDING 8

/**
 * DeskBoardCard:
 *
 * A card of a board: four lines, the mark of what has not reached the portal, that somebody else
 * moved it, and in place what is wrong with it. It draws its lines itself: a column keeps two
 * hundred cards at hand, and as many labels, each with its own style and layout, would take
 * seconds. What the lines say is the subclass's.
 */
#define DESK_TYPE_BOARD_CARD (desk_board_card_get_type ())

G_DECLARE_DERIVABLE_TYPE (DeskBoardCard, desk_board_card, DESK, BOARD_CARD, GtkWidget)

/**
 * DeskBoardCardClass:
 * @draw: the four lines between the paddings: they end at @right, the first begins at @y and each
 *   next one @step lower; never called while nothing is shown
 * @update: shows the thing again, after somebody moved it
 */
struct _DeskBoardCardClass
{
  GtkWidgetClass parent_class;

  void (*draw) (DeskBoardCard *self, GtkSnapshot *snapshot, int right, int y, int step);
  void (*update) (DeskBoardCard *self);
};

/* before anything is shown */
void desk_board_card_set_session (DeskBoardCard *self, ClinicSession *session);
/* nothing is shown */
void desk_board_card_clear (DeskBoardCard *self);
/* what is shown, to be drawn anew; problem (nullable): what is wrong with it */
void desk_board_card_show (DeskBoardCard *self,
                           ClinicEntity entity,
                           gint64 id,
                           gboolean pending,
                           const char *problem);
/* (transfer none) */
ClinicSession *desk_board_card_get_session (DeskBoardCard *self);
/* somebody else moved it a moment ago; NULL: no longer */
void desk_board_card_set_mover (DeskBoardCard *self, const char *name);
/* (transfer full) (nullable): who moved it, in words */
char *desk_board_card_dup_mover_words (DeskBoardCard *self);
/* which of its lines is there, from 0; -1: none */
int desk_board_card_find_line (DeskBoardCard *self, int y);

G_END_DECLS
