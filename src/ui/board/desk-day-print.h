/* desk-day-print.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-day.h"
#include "clinic-session.h"

G_BEGIN_DECLS

/* (transfer full): The list of a day on paper, as it is now: all on one sheet when that can be
 * read, else a sheet for each doctor or chair. Of a telephone number only the last four digits are
 * printed: lists are left lying about. */
GtkPrintOperation *desk_day_print_new (ClinicSession *session, ClinicDay *day);

G_END_DECLS
