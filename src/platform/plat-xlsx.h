/* plat-xlsx.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "clinic-error.h"
#include "clinic-workbook.h"

G_BEGIN_DECLS

/* Writes a workbook to a file that is not there yet, for a thread; folder: where the library may
 * put its own files, which it removes. Errors: those of ClinicExporter. */
gboolean plat_xlsx_write (ClinicWorkbook *workbook,
                          const char *path,
                          const char *folder,
                          GCancellable *cancellable,
                          GError **error);

G_END_DECLS
