/* reception-report-clinic.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sync-office.h"

G_BEGIN_DECLS

/**
 * ReceptionReportClinic:
 *
 * The clinic as a command sees it: opened, waited for and closed again, with the main loop running
 * only while something is waited for. Says on stderr how far it is. All of it must be done within
 * the seconds that it was given.
 */
typedef struct _ReceptionReportClinic ReceptionReportClinic;

/* what is waited for */
typedef gboolean (*ReceptionReportTest) (ReceptionReportClinic *self, gpointer data);

/* address: (nullable): that of the keyring. NULL with an error in words. */
ReceptionReportClinic *
reception_report_clinic_open (const char *address, guint seconds, GError **error);
void reception_report_clinic_close (ReceptionReportClinic *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReceptionReportClinic, reception_report_clinic_close)

SyncOffice *reception_report_clinic_get_office (ReceptionReportClinic *self);
GSettings *reception_report_clinic_get_settings (ReceptionReportClinic *self);
/* the day at the clinic */
int reception_report_clinic_get_today (ReceptionReportClinic *self);

/* Runs the main loop until it is so. FALSE with an error in words: it takes too long, or the portal
 * refuses us. */
gboolean reception_report_clinic_wait (ReceptionReportClinic *self,
                                       ReceptionReportTest is_so,
                                       gpointer data,
                                       GError **error);
/* for operations: a callback whose user_data is a GAsyncResult *, and what waits for it */
void
reception_report_clinic_on_result_cb (GObject *source, GAsyncResult *result, gpointer user_data);
void reception_report_clinic_wait_result (GAsyncResult **result);

/* Reads whose number is whose, for what is counted from who was spoken with. */
gboolean reception_report_clinic_load_patients (ReceptionReportClinic *self, GError **error);
/* Reads all that is needed to count from that day on, up to now, and gives it: (transfer full);
 * archive: of the office. */
ClinicFacts *reception_report_clinic_load_facts (ReceptionReportClinic *self,
                                                 ClinicArchive *archive,
                                                 int from,
                                                 GError **error);

G_END_DECLS
