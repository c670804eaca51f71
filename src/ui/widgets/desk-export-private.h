/* desk-export-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For the files of DeskExport alone.
 */

#pragma once

#include "desk-export.h"

G_BEGIN_DECLS

struct _DeskExport
{
  AdwBin parent_instance;

  GtkMenuButton *button;        /* unowned, our child */
  GtkFileChooserNative *dialog; /* owned, (nullable): while a place is chosen */
  GCancellable *cancellable;    /* owned */
  GSettings *settings;          /* owned */
  char *name;                   /* owned */
  DeskChart *chart;             /* weak, (nullable) */
  DeskExportMake make;          /* (nullable) */
  gpointer data;                /* freed with destroy */
  GDestroyNotify destroy;       /* (nullable) */
  DeskExportFormat format;      /* asked for last */
  gboolean busy;
};

/* --- desk-export.c --- */

/* (transfer none) (nullable): that of the window we are in */
ClinicExporter *desk_export_find_exporter (DeskExport *self);

/* --- desk-export-save.c --- */

void desk_export_tell (DeskExport *self, AdwToast *toast);
/* (transfer full) (nullable): what is on the page */
ClinicWorkbook *desk_export_make_workbook (DeskExport *self);

G_END_DECLS
