/* desk-expenses-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-session.h"

G_BEGIN_DECLS

#define DESK_TYPE_EXPENSES_PAGE (desk_expenses_page_get_type ())

G_DECLARE_FINAL_TYPE (DeskExpensesPage, desk_expenses_page, DESK, EXPENSES_PAGE, GtkWidget)

GtkWidget *desk_expenses_page_new (ClinicSession *session);

G_END_DECLS
