/* mis-files.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-mis.h"
#include "mis-preset.h"

G_BEGIN_DECLS

/**
 * MisFiles:
 *
 * A medical system that exports its visits into a folder (ClinicMis): the newest of the files whose
 * names differ only in digits, such as "visits-20261121.csv". The folder is watched. A file that is
 * being written waits until it has not changed for two seconds; one that ends in the middle leaves
 * what was read before. Exports that have stopped coming are no longer believed after a day.
 */
#define MIS_TYPE_FILES (mis_files_get_type ())

G_DECLARE_FINAL_TYPE (MisFiles, mis_files, MIS, FILES, GObject)

/* (transfer full) */
MisFiles *mis_files_new (const char *folder, MisPreset *preset);
/* for tests: how long a file must not have changed */
void mis_files_set_patience (MisFiles *self, guint milliseconds);

G_END_DECLS
