/* plat-exporter.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-exporter.h"

G_BEGIN_DECLS

/**
 * PlatExporter:
 *
 * Writes tables to files: libxlsxwriter and a thread behind ClinicExporter. A file is made whole
 * in a folder that only this person can read, and only then put where it belongs.
 */
#define PLAT_TYPE_EXPORTER (plat_exporter_get_type ())

G_DECLARE_FINAL_TYPE (PlatExporter, plat_exporter, PLAT, EXPORTER, GObject)

/* (transfer full) */
ClinicExporter *plat_exporter_new (void);

G_END_DECLS
