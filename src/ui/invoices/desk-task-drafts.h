/* desk-task-drafts.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * DeskTaskDrafts:
 *
 * What was typed for tasks that are not answered yet: the reason, and what the fields of the form
 * were filled with. Owned by the widget that it is typed into.
 */
#define DESK_TYPE_TASK_DRAFTS (desk_task_drafts_get_type ())

G_DECLARE_FINAL_TYPE (DeskTaskDrafts, desk_task_drafts, DESK, TASK_DRAFTS, GObject)

DeskTaskDrafts *desk_task_drafts_new (void);
/* fields: (element-type DeskFormField) */
void desk_task_drafts_keep (DeskTaskDrafts *self,
                            const char *task_id,
                            const char *text,
                            GPtrArray *fields);
/* fills the fields as they were left; (transfer none): the text, "" for none */
const char *desk_task_drafts_restore (DeskTaskDrafts *self, const char *task_id, GPtrArray *fields);
void desk_task_drafts_forget (DeskTaskDrafts *self, const char *task_id);

G_END_DECLS
