/* dummy-archive.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-archive.h"

G_BEGIN_DECLS

/**
 * DummyArchive:
 *
 * A past that a test makes by hand.
 */
#define DUMMY_TYPE_ARCHIVE (dummy_archive_get_type ())

G_DECLARE_FINAL_TYPE (DummyArchive, dummy_archive, DUMMY, ARCHIVE, GObject)

DummyArchive *dummy_archive_new (void);
/* (transfer none): its registry of invoices */
DummyArchive *dummy_archive_bills (DummyArchive *self);
/* facts: (nullable): sealed; without any they cannot be read */
void dummy_archive_set_facts (DummyArchive *self, ClinicFacts *facts);
/* what load_rows() gives, in order, whatever the ids; (element-type GObject) */
void dummy_archive_set_rows (DummyArchive *self, GPtrArray *rows);
void
dummy_archive_set_state (DummyArchive *self, ClinicLoadState state, gint64 as_of, double progress);
/* from when on somebody wants to count, 0 nobody */
gint64 dummy_archive_wanted (DummyArchive *self);
/* how many rows were asked for the last time */
guint dummy_archive_n_asked (DummyArchive *self);
/* facts that are asked for meanwhile come when they are let go */
void dummy_archive_hold (DummyArchive *self, gboolean hold);
/* how many times the facts were asked for */
guint dummy_archive_n_loaded (DummyArchive *self);
guint dummy_archive_n_refreshed (DummyArchive *self);

G_END_DECLS
