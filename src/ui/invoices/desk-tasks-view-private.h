/* desk-tasks-view-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For the files of DeskTasksView alone.
 */

#pragma once

#include "desk-tasks-view.h"

#include <adwaita.h>

#include "desk-board-moves.h"
#include "desk-loading.h"
#include "desk-task-panel.h"

G_BEGIN_DECLS

struct _DeskTasksView
{
  GtkWidget parent_instance;

  GtkWidget *box; /* owned child, of the template, as all below */
  GtkLabel *notice;
  GtkStack *states;
  AdwLeaflet *leaflet;
  GtkWidget *queue;
  GtkScrolledWindow *scroller;
  GtkListBox *rows;
  AdwBin *panel_slot;

  ClinicSession *session;   /* owned */
  DeskLoading *loading;     /* owned */
  DeskInvoiceTwins *twins;  /* owned */
  DeskBoardMoves *moves;    /* owned */
  GtkSliceListModel *shown; /* owned: those that there are rows of */
  DeskTaskPanel *panel;     /* unowned, child */
  guint current;            /* where the chosen one stood */
  guint rest_source;
  guint tick_id;
  guint frames; /* until the focus is looked at */
  guint clock_source;
  guint letter; /* a letter that is held down decides once */
  gboolean choosing;
  gboolean touched;     /* the person chose or did something: nothing is chosen for her any more */
  gboolean wants_focus; /* the page was come to before there was anything to go to */
  gboolean lost_focus;  /* the row went that had the focus: the keys need another */
};

/* --- desk-tasks-view.c --- */

/* the focus is in a text, or in a popover that has questions of its own */
gboolean desk_tasks_view_is_writing (DeskTasksView *self);

/* --- desk-tasks-view-keys.c --- */

void desk_tasks_view_add_keys (DeskTasksView *self);

G_END_DECLS
