/* desk-visit-rows.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-stage-move.h"
#include "clinic-todo.h"

G_BEGIN_DECLS

/* The rows of an appointment's panel and dialogs. */

/* a choice with the key that takes it; key, facts: (nullable) */
GtkWidget *desk_key_row_new (const char *key, const char *title, const char *facts);
/* the stage, when, who */
GtkWidget *desk_move_row_new (ClinicStageMove *move, gint64 now);
/* what, until when, who; late ones are marked */
GtkWidget *desk_todo_row_new (ClinicTodo *todo, gint64 now);

/* Somebody of the waiting list: who, since when, the number, and a button for
 * `cancel.book-here` with the position. person: ClinicAppointment or ClinicLead */
GtkWidget *desk_freed_row_new (gpointer person, guint position, gint64 now);
/* (transfer full): "+7 900 000-00-01 · waits since 12 Nov · had tomorrow 10:30" */
char *desk_waiting_facts (gpointer person, gint64 now);
/* (transfer none) (nullable) */
const char *desk_waiting_number (gpointer person);
/* calls that person, from the window of a widget; who it is, the call's card need not ask then */
void desk_waiting_dial (gpointer person, GtkWidget *widget);

/* the digit of a key, 0 none */
int desk_key_digit (guint keyval);

G_END_DECLS
