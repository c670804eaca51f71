/* desk-call-list-view-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For the files of DeskCallListView alone.
 */

#pragma once

#include "desk-call-list-view.h"

#include <adwaita.h>

#include "desk-board-moves.h"
#include "desk-call-list-follow.h"
#include "desk-call-list-panel.h"

G_BEGIN_DECLS

struct _DeskCallListView
{
  GtkWidget parent_instance;

  GtkWidget *box; /* owned child, of the template, as all below */
  GtkScrolledWindow *scrolled;
  GtkListBox *rows;
  GtkWidget *panel_box;
  AdwBin *panel_slot;

  ClinicSession *session;    /* owned */
  ClinicCallList *list;      /* owned */
  DeskBoardMoves *moves;     /* owned: holds back, counts down, undoes */
  DeskCallListFollow *calls; /* owned: who of the list is calling herself */
  DeskCallListPanel *panel;  /* unowned, in panel_slot */
  GtkSliceListModel *shown;  /* owned: the rows, at first their beginning */
  ClinicCallRow *calling;    /* owned, (nullable): to be dialled when it is taken */
  ClinicCallRow *deciding;   /* owned, (nullable): a dialog asks about it */
  guint deciding_calls;      /* calls about it before that */
  ClinicCallRow *given;      /* owned, (nullable): has got an outcome, and one is still there */
  gint64 given_calls;        /* calls about it before that */
  gint64 last_given;         /* monotonic µs */
  guint take_source;
  guint patience_source;
  guint compact_source;
  guint rest_source;
  gboolean at_work; /* somebody was called from here since the page came up */
  gboolean compact;
};

/* --- desk-call-list-view.c --- */

/* an answer to a key that was pressed now */
void desk_call_list_view_say (DeskCallListView *self, const char *words);
void desk_call_list_view_go_to (DeskCallListView *self, ClinicCallRow *wanted);
/* on to whom to call next */
void desk_call_list_view_go_on (DeskCallListView *self, ClinicCallRow *after);
/* takes the row that one is at, if one is at work, after so many milliseconds */
void desk_call_list_view_take_soon (DeskCallListView *self, guint delay);

/* --- desk-call-list-view-actions.c --- */

/* nobody is dialled any more who was asked for and is not yet */
void desk_call_list_view_stop_calling (DeskCallListView *self);
/* Taken back: one is where one was. */
void desk_call_list_view_return_to (DeskCallListView *self, ClinicCallRow *row);
void desk_call_list_view_install_actions (GtkWidgetClass *widget_class);
void desk_call_list_view_add_keys (DeskCallListView *self);

G_END_DECLS
