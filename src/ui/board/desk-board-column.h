/* desk-board-column.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-board.h"

G_BEGIN_DECLS

/**
 * DeskBoardCards:
 * @create: makes an empty card
 * @show: shows an item on it; NULL lets go of what it shows
 * @dup_title: (transfer full): an item in a few words, for what is dragged
 *
 * How the things of a board look.
 */
typedef struct
{
  GtkWidget *(*create) (gpointer data);
  void (*show) (GtkWidget *card, gpointer item, gpointer data);
  char *(*dup_title) (gpointer item, gpointer data);
} DeskBoardCards;

typedef void (*DeskBoardCardFunc) (GtkWidget *card, gpointer item, gpointer data);

/**
 * DeskBoardColumn:
 *
 * One stage of a board: its name, how many, what they are worth, and the cards. It can be folded to
 * a strip that keeps name and number. Emits "activated" (item), "chosen" when cards are selected,
 * and "fold" when the person asks for it.
 */
#define DESK_TYPE_BOARD_COLUMN (desk_board_column_get_type ())

G_DECLARE_FINAL_TYPE (DeskBoardColumn, desk_board_column, DESK, BOARD_COLUMN, GtkWidget)

/* cards, data: live as long as the widget */
GtkWidget *
desk_board_column_new (ClinicBoardColumn *column, const DeskBoardCards *cards, gpointer data);
ClinicBoardColumn *desk_board_column_get_column (DeskBoardColumn *self);
/* (transfer none): the list of cards, for controllers */
GtkWidget *desk_board_column_get_list (DeskBoardColumn *self);

void desk_board_column_set_folded (DeskBoardColumn *self, gboolean folded);
gboolean desk_board_column_get_folded (DeskBoardColumn *self);

/* (transfer none) (nullable): the item of the card that has, or last had, the focus */
gpointer desk_board_column_get_focused (DeskBoardColumn *self);
/* the focus is in one of the cards */
gboolean desk_board_column_has_focus (DeskBoardColumn *self);
/* scrolls there as far as needed; FALSE when there is no such card */
gboolean desk_board_column_focus (DeskBoardColumn *self, guint position);
/* the card that is nearest to that height in the coordinates of `other`; FALSE: there is none */
gboolean desk_board_column_focus_near (DeskBoardColumn *self, GtkWidget *other, double y);
/* (transfer none) (nullable): item of the card at a point of the list */
gpointer desk_board_column_pick (DeskBoardColumn *self, double x, double y);

/* (transfer full): an item in a few words */
char *desk_board_column_dup_title (DeskBoardColumn *self, gpointer item);

gboolean desk_board_column_is_selected (DeskBoardColumn *self, gpointer item);
void desk_board_column_select_only (DeskBoardColumn *self, gpointer item);
/* besides what is selected */
void desk_board_column_select (DeskBoardColumn *self, gpointer item);
void desk_board_column_unselect (DeskBoardColumn *self);
/* (transfer full) (element-type GObject): what a command is about: the selected cards when `item`
 * is one of them, else item */
GPtrArray *desk_board_column_dup_chosen (DeskBoardColumn *self, gpointer item);

/* the column may have come into sight, or gone out of it */
void desk_board_column_queue_near (DeskBoardColumn *self);
void desk_board_column_foreach (DeskBoardColumn *self, DeskBoardCardFunc func, gpointer data);

G_END_DECLS
