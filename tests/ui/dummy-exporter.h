/* dummy-exporter.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-exporter.h"

G_BEGIN_DECLS

/**
 * DummyExporter:
 *
 * Writes no tables: remembers what it was to write, and makes the file with a word in it.
 */
#define DUMMY_TYPE_EXPORTER (dummy_exporter_get_type ())

G_DECLARE_FINAL_TYPE (DummyExporter, dummy_exporter, DUMMY, EXPORTER, GObject)

DummyExporter *dummy_exporter_new (void);

/* every later writing fails with this; NULL = they work; takes a copy */
void dummy_exporter_set_error (DummyExporter *self, const GError *error);
/* the last workbook; (nullable) */
ClinicWorkbook *dummy_exporter_workbook (DummyExporter *self);
/* the last sheet that was written as CSV; (nullable) */
ClinicSheet *dummy_exporter_sheet (DummyExporter *self);
/* "name|subject|body" of the last letter; (nullable) */
const char *dummy_exporter_letter (DummyExporter *self);
guint dummy_exporter_n_written (DummyExporter *self);

G_END_DECLS
