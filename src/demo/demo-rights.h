/* demo-rights.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "demo-directory.h"

G_BEGIN_DECLS

/**
 * DemoRights:
 *
 * What the administrator of the portal lets whom do, and what she took away: moves between stages,
 * fields that must be filled in before a stage, funnels that nobody else sees, stages that she
 * deleted. Everything is allowed until something is said. Owned by the world.
 */
typedef struct _DemoRights DemoRights;

DemoRights *demo_rights_new (void);
void demo_rights_free (DemoRights *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemoRights, demo_rights_free)

/* Everything is allowed again; deleted stages come back. */
void demo_rights_clear (DemoRights *self);

/* who administers the CRM: the manager, unless said otherwise */
void demo_rights_set_admin (DemoRights *self, gint64 user_id, gboolean is_admin);
gboolean demo_rights_is_admin (DemoRights *self, gint64 user_id);

/* from, to: (nullable): any stage; user_id: 0 for everybody */
void demo_rights_forbid_move (DemoRights *self, gint64 user_id, const char *from, const char *to);
gboolean demo_rights_may_move (DemoRights *self, gint64 user_id, const char *from, const char *to);

/* whether REST checks required fields at all; portals do not unless told to */
void demo_rights_set_checking (DemoRights *self, gboolean is_checking);
gboolean demo_rights_is_checking (DemoRights *self);
/* upper: the field's UPPER name */
void demo_rights_require (DemoRights *self, const char *stage, const char *upper);
/* (transfer container): the fields' UPPER names, unowned */
GPtrArray *demo_rights_list_required (DemoRights *self, const char *stage);

/* user_id: 0 for everybody */
void demo_rights_hide_funnel (DemoRights *self, gint64 user_id, gint64 category);
gboolean demo_rights_sees_funnel (DemoRights *self, gint64 user_id, gint64 category);
/* (transfer full) (nullable): "5,7", NULL when he sees all */
char *demo_rights_dup_hidden (DemoRights *self, gint64 user_id);

/* The stage is gone from its dictionary. */
void demo_rights_delete_stage (DemoRights *self, const char *entity, const char *status);
gboolean demo_rights_is_deleted (DemoRights *self, const char *entity, const char *status);

G_END_DECLS
