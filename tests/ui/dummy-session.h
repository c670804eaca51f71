/* dummy-session.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-session.h"
#include "clinic-stage.h"
#include "dummy-book.h"
#include "dummy-mis-desk.h"
#include "dummy-archive.h"
#include "dummy-payroll.h"
#include "dummy-invoices.h"
#include "dummy-news.h"

G_BEGIN_DECLS

/**
 * DummySession:
 *
 * A clinic made of lists that a test fills by hand: what the pages see of a session, without a
 * portal or a store. What the pages ask for is written down for the test to read.
 */
#define DUMMY_TYPE_SESSION (dummy_session_get_type ())

G_DECLARE_FINAL_TYPE (DummySession, dummy_session, DUMMY, SESSION, GObject)

DummySession *dummy_session_new (void);

/* the models behind clinic_session_get_*(); (transfer none) */
GListStore *dummy_session_calls (DummySession *self);
GListStore *dummy_session_call_log (DummySession *self);
GListStore *dummy_session_missed (DummySession *self);
GListStore *dummy_session_commands (DummySession *self);
GListStore *dummy_session_stages (DummySession *self);
/* ClinicPatient that a search may find */
GListStore *dummy_session_patients (DummySession *self);

/* the appointments and leads; (transfer none) */
DummyBook *dummy_session_book (DummySession *self);
/* the feed; (transfer none) */
DummyNews *dummy_session_news (DummySession *self);
DummyInvoices *dummy_session_invoices (DummySession *self);
DummyArchive *dummy_session_archive (DummySession *self);
DummyPayroll *dummy_session_payroll (DummySession *self);
/* the medical system; (transfer none) */
DummyMisDesk *dummy_session_mis_desk (DummySession *self);
/* ClinicMappingEntry */
GListStore *dummy_session_mapping (DummySession *self);
/* what was taken back by undo_command(), and what was chosen in the mapping as "id=key " */
guint dummy_session_n_undone (DummySession *self);
const char *dummy_session_chosen (DummySession *self);

/* 0 = the clock of this machine */
void dummy_session_set_now (DummySession *self, gint64 now);
/* what open_patient() gives for this patient; others get one that is loading */
void dummy_session_add_file (DummySession *self, ClinicPatientFile *file);
/* the next submit or dial fails with this; NULL = they work; takes a copy */
void dummy_session_set_error (DummySession *self, const GError *error);
/* what open_recording() answers with; NULL: there is none */
void dummy_session_set_recording (DummySession *self, GBytes *recording);
/* holds back the answers of submit until FALSE */
void dummy_session_set_slow (DummySession *self, gboolean slow);

/* What was asked of the session so far. */
guint dummy_session_n_submitted (DummySession *self);
/* (transfer none): the nth command that was submitted */
ClinicCommand *dummy_session_submitted (DummySession *self, guint position);
/* the marks of the call list that were written, as "ID:mark;"; never NULL */
const char *dummy_session_marked (DummySession *self);
/* mark_call() fails with this; NULL: it works; takes a copy */
void dummy_session_set_mark_error (DummySession *self, const GError *error);
/* holds back its answers until FALSE */
void dummy_session_set_mark_slow (DummySession *self, gboolean slow);
/* how many patients the portal's own call list was made of */
guint dummy_session_n_shared (DummySession *self);
/* the numbers that were dialled, joined by spaces; never NULL */
const char *dummy_session_dialled (DummySession *self);
/* the numbers that ring() was told of, joined by spaces; never NULL */
const char *dummy_session_rung (DummySession *self);
guint dummy_session_n_refreshed (DummySession *self);
guint dummy_session_n_put_away (DummySession *self);
gboolean dummy_session_on_shift (DummySession *self);
gboolean dummy_session_closed (DummySession *self);
gboolean dummy_session_forgotten (DummySession *self);

G_END_DECLS
