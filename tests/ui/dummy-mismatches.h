/* dummy-mismatches.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "dummy-session.h"

G_BEGIN_DECLS

/* A medical system that was read a minute before DUMMY_NOW, "1c.clinic.local" with 214 visits. */
void dummy_mis_connect (DummySession *session);
/* A mismatch in the desk's list: of Anna's visit with Petrov, at 10:30 tomorrow here and at 12:00
 * on the 24th there, unless something else is set afterwards; (transfer none), the list has it */
ClinicMismatch *dummy_mismatch (DummySession *session, const char *id, ClinicMismatchKind kind);
/* one of each kind and of each trouble, over some days; needs dummy_add_stages() */
void dummy_mis_fill (DummySession *session);
/* the words of the medical system: two that nobody knows, and six that mean something */
void dummy_mis_add_words (DummySession *session);
/* how it stands: the state, since two minutes past the hour, and why */
void dummy_mis_break (DummySession *session, ClinicLinkState state, const char *problem);

G_END_DECLS
