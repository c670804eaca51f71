/* desk-export.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "clinic-exporter.h"
#include "clinic-session.h"
#include "desk-chart.h"

G_BEGIN_DECLS

/**
 * DeskExportFormat:
 *
 * Into what a page can be put.
 */
typedef enum
{
  DESK_EXPORT_XLSX,
  DESK_EXPORT_CSV,
  DESK_EXPORT_PDF,
  DESK_EXPORT_PNG,
  DESK_EXPORT_SVG,
} DeskExportFormat;

/* (transfer full): what is on the page now, as tables; asked when it is needed */
typedef ClinicWorkbook *(*DeskExportMake) (gpointer data);

/**
 * DeskExport:
 *
 * The button «Export» of a page: a workbook, CSV, PDF, the chart as a picture, the printer, and
 * colleagues. It proposes a name, remembers the folder, says where the file is and opens it. The
 * page tells it what to write, the window's exporter writes.
 */
#define DESK_TYPE_EXPORT (desk_export_get_type ())

G_DECLARE_FINAL_TYPE (DeskExport, desk_export, DESK, EXPORT, AdwBin)

GtkWidget *desk_export_new (void);

/* With what the pages of this window write files; holds a reference. */
void desk_export_offer (GtkWindow *window, ClinicExporter *exporter);
/* In whose portal the pages of this window send files; (nullable); holds a reference. */
void desk_export_offer_session (GtkWindow *window, ClinicSession *session);
/* with what another window does, and to where */
void desk_export_offer_like (GtkWindow *window, GtkWindow *other);

/* data: freed with destroy, (nullable), when the button goes or another is set. make: NULL: there
 * is nothing to export. The first sheet goes into CSV, that of paper into PDF and to the printer.
 */
void
desk_export_set_make (DeskExport *self, DeskExportMake make, gpointer data, GDestroyNotify destroy);
/* the proposed name, without ending, as desk_export_dup_name() makes it */
void desk_export_set_name (DeskExport *self, const char *name);
/* the chart for PNG and SVG; (nullable); not held */
void desk_export_set_chart (DeskExport *self, DeskChart *chart);
/* Writes without asking for a place; the rest as if it had been chosen. */
void desk_export_save (DeskExport *self, DeskExportFormat format, GFile *file);
/* something is being written */
gboolean desk_export_is_busy (DeskExport *self);

/* (transfer full): «Расходы_2026-07»; period: (nullable) */
char *desk_export_dup_name (const char *title, const char *period);
/* (transfer full): the footer of a sheet: when, by whom and with which filter it was made; user and
 * filter: (nullable) */
char *desk_export_dup_footer (gint64 now, const char *user, const char *filter);
/* (transfer full): why it was not saved, as one sentence */
char *desk_export_error_text (const GError *error);

G_END_DECLS
