/* desk-tally.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What one item counts as; see DeskTally. */
typedef enum
{
  DESK_TALLY_NOTHING,
  DESK_TALLY_WAITS,
  DESK_TALLY_LATE,
} DeskTallyMark;

typedef DeskTallyMark (*DeskTallyFunc) (gpointer item, gpointer data);

#define DESK_TYPE_TALLY (desk_tally_get_type ())

G_DECLARE_FINAL_TYPE (DeskTally, desk_tally, DESK, TALLY, GObject)

/* @data: for @mark; outlives the tally; @property: (nullable): the items' property that the mark
 * depends on; "*" = several; NULL = it never changes */
DeskTally *
desk_tally_new (GListModel *model, DeskTallyFunc mark, gpointer data, const char *property);

/* As above, for marks that depend on the clock, too: they are looked at again every few seconds.
 * data: (transfer full) with free_data */
DeskTally *desk_tally_new_clocked (GListModel *model,
                                   DeskTallyFunc mark,
                                   gpointer data,
                                   GDestroyNotify free_data,
                                   const char *property);
/* looks at all items now; "counted" follows in any case, "changed" when a count is another one */
void desk_tally_refresh (DeskTally *self);

/* items that wait, late ones included */
guint desk_tally_get_waiting (DeskTally *self);
guint desk_tally_get_late (DeskTally *self);

G_END_DECLS
