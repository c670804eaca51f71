/* reception-report-options.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-question.h"

G_BEGIN_DECLS

/* What a report is asked on the command line. A measure is a question; the others are whole
 * documents of a stretch of days. */
typedef enum
{
  RECEPTION_REPORT_MEASURE,
  RECEPTION_REPORT_PAYROLL,
  RECEPTION_REPORT_EXPENSES,
  RECEPTION_REPORT_REGISTRY,
} ReceptionReportKind;
#define RECEPTION_N_REPORTS (RECEPTION_REPORT_REGISTRY + 1)

/* One report. Whoever makes it owns it. */
typedef struct
{
  ReceptionReportKind kind;
  ClinicQuestion *question; /* (owned): the days; of a measure all of it */
} ReceptionReportRequest;

typedef struct
{
  ReceptionReportRequest *request; /* (owned) (nullable): NULL: the names are to be listed, or the
                                      monthly ones are to be sent */
  gboolean list;
  gboolean monthly; /* what the settings say, of last month, to whom they say */
  gboolean again;   /* also what was sent before */
  gboolean csv;
  GStrv people;  /* (owned) (nullable): codes as log.blogpost.add takes them: who gets it */
  char *output;  /* (owned) (nullable) */
  char *portal;  /* (owned) (nullable): address, a password */
  guint seconds; /* as long as it may take */
} ReceptionReportOptions;

ReceptionReportRequest *reception_report_request_new (ReceptionReportKind kind,
                                                      const ClinicQuestion *question);
void reception_report_request_free (ReceptionReportRequest *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReceptionReportRequest, reception_report_request_free)
/* "payroll" and the like, or a measure's nick; by: (nullable): a grouping's nick. The question asks
 * for last month. NULL with an error that says in words what is wrong. */
ReceptionReportRequest *
reception_report_request_from_name (const char *name, const char *by, GError **error);
/* (transfer full): in words, without the days */
char *reception_report_request_dup_title (const ReceptionReportRequest *self);
/* such as "payroll"; NULL of a measure */
const char *reception_report_kind_get_nick (ReceptionReportKind kind);
/* translated; of a measure NULL */
const char *reception_report_kind_get_title (ReceptionReportKind kind);

/* Blots the address out of argv and the environment. NULL with an error in words. */
ReceptionReportOptions *reception_report_options_parse (int argc, char **argv, GError **error);
void reception_report_options_free (ReceptionReportOptions *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReceptionReportOptions, reception_report_options_free)

G_END_DECLS
