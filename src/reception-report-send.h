/* reception-report-send.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Hands reports over. A message in the portal is a post of its feed with the files, for the chosen
 * people alone (docs: log/log-blogpost-add): what a webhook can do without a chat bot. What was
 * sent is noted beside what this computer keeps of the portal, before and after: it is never sent
 * twice.
 */

#pragma once

#include "reception-report-clinic.h"

G_BEGIN_DECLS

typedef struct
{
  const char *key; /* what is not sent twice */
  const char *title;
  const char *text;
  const char *const *people; /* in the portal: codes */
  const char *const *files;  /* paths */
  gboolean again;            /* all the same */
} ReceptionReportLetter;

/* Whether it was sent before. */
gboolean reception_report_was_sent (ReceptionReportClinic *clinic, const char *key);
/* FALSE with an error in words; CLINIC_ERROR_OFFLINE: trying again may help */
gboolean reception_report_send (ReceptionReportClinic *clinic,
                                const ReceptionReportLetter *letter,
                                GError **error);
/* The same by the desktop's mail program, which shows the letter: a person sends it. */
gboolean reception_report_mail (ReceptionReportClinic *clinic,
                                const ReceptionReportLetter *letter,
                                const char *address,
                                GError **error);

G_END_DECLS
