/* desk-workspace.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "clinic-session.h"

G_BEGIN_DECLS

#define DESK_TYPE_WORKSPACE (desk_workspace_get_type ())

G_DECLARE_FINAL_TYPE (DeskWorkspace, desk_workspace, DESK, WORKSPACE, AdwBin)

GtkWidget *desk_workspace_new (ClinicSession *session);

/* FALSE when there is no such page; "" or NULL is the first one */
gboolean desk_workspace_show_page (DeskWorkspace *self, const char *id);
/* (transfer none): id of the page on show */
const char *desk_workspace_get_page (DeskWorkspace *self);
/* what that page reads besides the session, by its action "page.reload" */
void desk_workspace_reload_page (DeskWorkspace *self);
/* the calls page with the missed ones, the focus on the first */
void desk_workspace_show_missed (DeskWorkspace *self);
/* the call list of tomorrow, built anew, the focus on whom to call first */
void desk_workspace_show_call_list (DeskWorkspace *self);
/* the news with the important message that waits */
void desk_workspace_show_important (DeskWorkspace *self);
void desk_workspace_show_patient (DeskWorkspace *self, gint64 patient_id);
/* the focus goes there, so that its keys work; Escape returns it */
void desk_workspace_show_appointment (DeskWorkspace *self, gint64 appointment_id);
/* the person goes to a call: "" = the longest ringing one; the focus goes there */
void desk_workspace_show_call (DeskWorkspace *self, const char *call_id);
/* closes the right pane; the focus returns to where it was */
void desk_workspace_hide_pane (DeskWorkspace *self);
void desk_workspace_back (DeskWorkspace *self);
gboolean desk_workspace_is_pane_shown (DeskWorkspace *self);
gboolean desk_workspace_is_narrow (DeskWorkspace *self);
void desk_workspace_search (DeskWorkspace *self);
/* the same, with what is looked for */
void desk_workspace_search_for (DeskWorkspace *self, const char *text);
void desk_workspace_show_link (DeskWorkspace *self);

G_END_DECLS
