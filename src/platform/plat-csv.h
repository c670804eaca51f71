/* plat-csv.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "clinic-sheet.h"

G_BEGIN_DECLS

/* Writes a table to a file, for a thread. Errors: G_FILE_ERROR, G_IO_ERROR. */
gboolean
plat_csv_write (ClinicSheet *sheet, GFile *file, GCancellable *cancellable, GError **error);

G_END_DECLS
