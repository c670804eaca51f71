/* reception-report-papers.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reports that are whole documents: the payroll of a month, the expenses and the registry of
 * invoices of some days.
 */

#pragma once

#include "clinic-workbook.h"
#include "reception-report-clinic.h"
#include "reception-report-options.h"

G_BEGIN_DECLS

/* (transfer full); NULL with an error in words; footer: below each table */
ClinicWorkbook *reception_report_make_paper (ReceptionReportClinic *clinic,
                                             const ReceptionReportRequest *request,
                                             const char *footer,
                                             GError **error);

G_END_DECLS
