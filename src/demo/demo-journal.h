/* demo-journal.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * DemoJournal:
 *
 * What was asked and what was written, in order, for the tests: the last ten thousand entries.
 * Kept only with the control interface. Owned by the server.
 */
typedef struct _DemoJournal DemoJournal;

DemoJournal *demo_journal_new (void);
void demo_journal_free (DemoJournal *self);
void demo_journal_add_request (DemoJournal *self,
                               gint64 user_id,
                               const char *method,
                               JsonObject *params,
                               guint status,
                               const char *fault);
void demo_journal_add_write (DemoJournal *self,
                             const char *what,
                             gint64 id,
                             gint64 user_id,
                             JsonObject *changes);
void demo_journal_clear (DemoJournal *self);
JsonObject *demo_journal_dup_entries (DemoJournal *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemoJournal, demo_journal_free)

G_END_DECLS
