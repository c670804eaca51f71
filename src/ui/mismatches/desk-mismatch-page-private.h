/* desk-mismatch-page-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For the files of DeskMismatchPage alone.
 */

#pragma once

#include "desk-mismatch-page.h"

#include <adwaita.h>

#include "desk-loading.h"
#include "desk-mismatch-keeper.h"
#include "desk-mismatch-kinds.h"

G_BEGIN_DECLS

/**
 * DeskMismatchPage:
 *
 * What the medical system and the portal disagree about, by days, each with both sides and a
 * decision by one key. The desk of the session compares and repairs; the page only asks for it.
 */
struct _DeskMismatchPage
{
  GtkWidget parent_instance;

  GtkWidget *box; /* owned child, of the template, as all below */
  AdwBin *banner_slot;
  GtkWidget *bar;
  GtkLabel *compared;
  GtkWidget *all_button;
  GtkStack *states;
  GtkListBox *list;
  GtkWidget *more_button;
  AdwStatusPage *empty;
  AdwStatusPage *away;
  AdwStatusPage *denied;

  ClinicSession *session;       /* owned */
  GtkFilterListModel *filtered; /* owned */
  GtkSliceListModel *slice;     /* owned */
  GtkSorter *sorter;            /* owned */
  DeskMismatchKeeper *keeper;   /* owned */
  DeskMismatchKinds *kinds;     /* owned: the buttons in the bar */
  int focused;                  /* the row that had the focus before it was removed, -1 none */
  char *focused_id;             /* owned, (nullable): and what it was about: it may come back */
  DeskLoading *loading;         /* owned */
  guint update_source;
  guint focus_source;
};

/* --- desk-mismatch-page.c --- */

/* (transfer none) (nullable): what the row is about; row: (nullable) */
ClinicMismatch *desk_mismatch_of_row (GtkListBoxRow *row);
/* (transfer none) (nullable) */
GtkListBoxRow *desk_mismatch_page_find_row (DeskMismatchPage *self, const char *id);
/* (transfer none) (nullable): the row that the focus is in */
GtkListBoxRow *desk_mismatch_page_focused_row (DeskMismatchPage *self);

/* --- desk-mismatch-page-actions.c --- */

/* and the callbacks of the template for them */
void desk_mismatch_page_install_actions (GtkWidgetClass *widget_class);

G_END_DECLS
