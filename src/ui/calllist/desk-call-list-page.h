/* desk-call-list-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-session.h"

G_BEGIN_DECLS

/**
 * DeskCallListPage:
 *
 * «Обзвон»: whom to call about the visits of tomorrow, and whom the waiting list has. What the list
 * is about, how far one has got, whether colleagues see it, and the list itself.
 */
#define DESK_TYPE_CALL_LIST_PAGE (desk_call_list_page_get_type ())

G_DECLARE_FINAL_TYPE (DeskCallListPage, desk_call_list_page, DESK, CALL_LIST_PAGE, GtkWidget)

GtkWidget *desk_call_list_page_new (ClinicSession *session);
/* builds the list of tomorrow anew; its first row is the one that one is at */
void desk_call_list_page_build (DeskCallListPage *self);
/* the focus goes to the row that one is at, as soon as there is one */
void desk_call_list_page_focus (DeskCallListPage *self);

G_END_DECLS
