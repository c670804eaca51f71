/* desk-report-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-session.h"

G_BEGIN_DECLS

/* (transfer floating): What a figure was counted from, as a row of a list box: a ClinicAppointment,
 * a ClinicCallRecord with its recording, a ClinicLead, or a ClinicInvoice. */
GtkWidget *desk_report_row_new (ClinicSession *session, GObject *item);
/* Opens what is in the row: the appointment, the patient of a lead; plays the recording. */
void desk_report_row_open (GtkListBoxRow *row, GObject *item);

G_END_DECLS
