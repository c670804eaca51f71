/* mis-folder.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "clinic-error.h"

G_BEGIN_DECLS

/**
 * MisSheet:
 * @stem: the file's name without its digits: newer files of one stem replace older ones
 * @stamp: its name, size and time: another when the file is another
 * @modified: when it was written, unix µs
 * @rows: (element-type JsonObject): what is in it
 *
 * A table that was read. Nobody changes it.
 */
typedef struct
{
  char *stem;  /* owned */
  char *stamp; /* owned */
  gint64 modified;
  GPtrArray *rows; /* owned */
} MisSheet;

void mis_sheet_free (MisSheet *self);
MisSheet *mis_sheet_copy (MisSheet *self);

/**
 * MisFolder:
 * @sheets: (element-type MisSheet): the newest table of each stem, as far as it could be read
 * @waits: a file is still being written, or ends in the middle: look again soon
 * @problem: (nullable): why the last file could not be read
 *
 * What is in a folder.
 */
typedef struct
{
  GPtrArray *sheets; /* owned */
  gboolean waits;
  char *problem; /* owned */
} MisFolder;

void mis_folder_free (MisFolder *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MisSheet, mis_sheet_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MisFolder, mis_folder_free)

/* Looks into a folder; blocks, so it is for a thread. names: patterns, separated by ";". before:
 * (element-type MisSheet): what was read last: files that are the same are not read again, and stay
 * when the newer one cannot be read. patience: µs. (transfer full) (nullable):
 * CLINIC_ERROR_OFFLINE: the folder cannot be read. */
MisFolder *mis_folder_read (const char *path,
                            const char *names,
                            GPtrArray *before,
                            gint64 patience,
                            GError **error);

G_END_DECLS
