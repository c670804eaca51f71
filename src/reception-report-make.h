/* reception-report-make.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A report that was asked for, counted, and as a file.
 */

#pragma once

#include "clinic-workbook.h"
#include "reception-report-clinic.h"
#include "reception-report-options.h"

G_BEGIN_DECLS

/* (transfer full); NULL with an error in words */
ClinicWorkbook *reception_report_make (ReceptionReportClinic *clinic,
                                       const ReceptionReportRequest *request,
                                       GError **error);
/* Writes it whole or not at all; csv: its first table alone. FALSE with an error in words. */
gboolean
reception_report_write (ClinicWorkbook *workbook, const char *path, gboolean csv, GError **error);

G_END_DECLS
