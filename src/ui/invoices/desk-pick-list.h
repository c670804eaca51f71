/* desk-pick-list.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* (transfer full): of an item */
typedef char *(*DeskPickDup) (gpointer item);

/* How the things of a list are found and shown; static. */
typedef struct
{
  const char *search;                 /* what is typed, translated when it is shown (N_()) */
  const char *nothing;                /* N_(): none of this name */
  DeskPickDup dup_name;               /* by which it is found */
  DeskPickDup dup_note;               /* (nullable): what stands below the name */
  gboolean (*offers) (gpointer item); /* (nullable): FALSE: it is left out */
} DeskPickKind;

/**
 * DeskPickList:
 *
 * One of many, found by typing the beginning of any word of its name: the inside of a popover. The
 * arrows choose among what is found while the search keeps the focus, Enter takes it. Emits
 * "chosen" (GObject).
 */
#define DESK_TYPE_PICK_LIST (desk_pick_list_get_type ())

G_DECLARE_FINAL_TYPE (DeskPickList, desk_pick_list, DESK, PICK_LIST, GtkWidget)

/* kind: static */
GtkWidget *desk_pick_list_new (GListModel *items, const DeskPickKind *kind);
/* all of them again, the focus on the search */
void desk_pick_list_start (DeskPickList *self);
/* what is said below the search: that they are still coming, say. NULL: nothing */
void desk_pick_list_set_note (DeskPickList *self, const char *note);

G_END_DECLS
