/* desk-paper-view-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For the files of DeskPaperView alone.
 */

#pragma once

#include "desk-paper-view.h"

#include "desk-paper.h"

G_BEGIN_DECLS

struct _DeskPaperView
{
  GtkWidget parent_instance;

  GtkWidget *box; /* owned child, of the template, as all below */
  GtkWidget *bar;
  GtkDropDown *chooser;
  GtkLabel *name;
  GtkWidget *turning;
  GtkLabel *count;
  GtkWidget *zooming;
  GtkLabel *percent;
  GtkStack *states;
  GtkScrolledWindow *scroller;
  GtkPicture *picture;
  GtkLabel *words;
  GtkWidget *again;
  GtkWidget *outside;
  GtkWidget *browser;

  GListModel *files;         /* owned (nullable) */
  DeskFileShelf *shelf;      /* owned (nullable) */
  char *address;             /* owned (nullable) */
  char *note;                /* owned (nullable) */
  ClinicFile *file;          /* owned (nullable): that is on show */
  GFile *place;              /* owned (nullable): it, on this computer */
  DeskPaper *paper;          /* owned (nullable) */
  GCancellable *cancellable; /* owned (nullable): of the file */
  GCancellable *drawing;     /* owned (nullable): of the page */
  double zoom;               /* of the room's width */
  double ratio;              /* height by width of the page that is drawn */
  guint page;                /* from 0 */
  guint drawn;               /* from 1; 0: none */
  guint patience_source;
  guint settle_source;
  gboolean filling; /* the chooser */
  gboolean wants_outside;
};

/* --- desk-paper-view.c --- */

void desk_paper_view_update_bar (DeskPaperView *self);
/* words: in place of the document; again, outside: buttons that may help */
void desk_paper_view_say (DeskPaperView *self, const char *words, gboolean again, gboolean outside);
/* from now on no longer than somebody has patience for */
void desk_paper_view_wait_for_it (DeskPaperView *self);

/* --- desk-paper-view-page.c --- */

/* pixels of the width that a page has, 0: not laid out yet */
int desk_paper_view_get_room (DeskPaperView *self);
/* draws the page that is chosen, as large as it is to be now */
void desk_paper_view_draw (DeskPaperView *self);
/* the room for the page is another */
void desk_paper_view_follow_room (DeskPaperView *self);

G_END_DECLS
