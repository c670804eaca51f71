/* sync-shelf.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * SyncShelf:
 *
 * The things of one kind that the book knows, appointments or leads: what the portal says of each
 * and, in the list, what is shown. What is shown is the truth as long as nobody changes it here;
 * while commands about it wait, it is the truth with them applied. One object per id for as long as
 * it is listed; the list changes only where something comes or goes.
 */
#define SYNC_TYPE_SHELF (sync_shelf_get_type ())

G_DECLARE_FINAL_TYPE (SyncShelf, sync_shelf, SYNC, SHELF, GObject)

/* What the shelf must know of its things. */
typedef struct
{
  gint64 (*get_id) (gpointer thing);
  gint64 (*get_modified) (gpointer thing);
  const char *(*get_stage_id) (gpointer thing);
  /* (transfer full): a copy with the commands applied */
  gpointer (*project) (gpointer truth, GPtrArray *commands, gpointer owner);
  void (*update) (gpointer kept, gpointer fresh);
  /* takes over what the portal's row does not say from what is known */
  void (*inherit) (gpointer fresh, gpointer known);
} SyncShelfKind;

/* whether it belongs into the list */
typedef gboolean (*SyncShelfWants) (gpointer shown, gpointer owner);

/* kind: unowned, a constant; type: of the things; owner: unowned, outlives the shelf.
 * Signal: "moved" (GObject): the portal says that it is in another stage than was shown */
SyncShelf *
sync_shelf_new (const SyncShelfKind *kind, GType type, SyncShelfWants wants, gpointer owner);
GListModel *sync_shelf_get_list (SyncShelf *self);
/* (transfer none) (nullable): as shown, listed or not */
gpointer sync_shelf_find (SyncShelf *self, gint64 id);
/* (transfer none) (nullable): as the portal has it */
gpointer sync_shelf_find_truth (SyncShelf *self, gint64 id);
/* (transfer container): all that are known, as shown */
GPtrArray *sync_shelf_list_all (SyncShelf *self);
/* Takes over what the portal says; an answer that is older than what is known is left out.
 * fresh: new objects, which may become those that are shown. live: FALSE for what this computer
 * kept: it does not replace what is known, and nothing is said to have moved. */
void sync_shelf_take (SyncShelf *self, GPtrArray *fresh, gboolean live);
/* the portal has these no more; ids: gint64 */
void sync_shelf_remove (SyncShelf *self, GArray *ids);
/* the commands about one thing, in order; NULL or empty: none. They are kept. */
void sync_shelf_set_commands (SyncShelf *self, gint64 id, GPtrArray *commands);
/* (transfer none) (nullable) */
GPtrArray *sync_shelf_get_commands (SyncShelf *self, gint64 id);
/* The thing under one id is from now on known by another: an appointment that was shown before the
 * portal had it. */
void sync_shelf_rename (SyncShelf *self, gint64 from, gint64 to);
/* what is wanted, or what stages are called, has changed; func: (nullable): called with every thing
 * first, also with the truth behind what is shown */
void sync_shelf_review (SyncShelf *self, GFunc func, gpointer user_data);

G_END_DECLS
