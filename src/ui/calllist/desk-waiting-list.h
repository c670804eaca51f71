/* desk-waiting-list.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-session.h"

G_BEGIN_DECLS

/**
 * DeskWaitingList:
 *
 * «Лист ожидания»: who wants an earlier or another time, by doctor, longest waiting first, and the
 * next window that the doctor has. Enter calls, Ctrl+B books.
 */
#define DESK_TYPE_WAITING_LIST (desk_waiting_list_get_type ())

G_DECLARE_FINAL_TYPE (DeskWaitingList, desk_waiting_list, DESK, WAITING_LIST, GtkWidget)

GtkWidget *desk_waiting_list_new (ClinicSession *session);
void desk_waiting_list_focus (DeskWaitingList *self);
/* how many people wait */
guint desk_waiting_list_count (ClinicSession *session);

G_END_DECLS
