/* desk-mismatch-words.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-mismatch.h"
#include "clinic-session.h"

G_BEGIN_DECLS

/* What is said of a mismatch. `now` is clinic_session_get_now(); all that is (transfer full) is
 * never NULL and "" when there is nothing to say. */

/* of a kind, for a button: "Time"; and its nick, for actions; (transfer none) */
const char *desk_mismatch_kind_name (ClinicMismatchKind kind);
const char *desk_mismatch_kind_nick (ClinicMismatchKind kind);
/* FALSE: there is no kind of this name */
gboolean desk_mismatch_kind_parse (const char *nick, ClinicMismatchKind *kind);
/* what is wrong: "Time changed in the MIS"; (transfer full) */
char *desk_mismatch_title (ClinicMismatch *mismatch);
/* whose visit; (transfer full) */
char *desk_mismatch_name (ClinicMismatch *mismatch);
/* "34 years · +7 900 000-00-01"; (transfer full) */
char *desk_mismatch_facts (ClinicMismatch *mismatch, gint64 now);
/* the first moment that it is about, on either side; 0 none */
gint64 desk_mismatch_start (ClinicMismatch *mismatch);
/* when a side was changed and by whom; (transfer full) */
char *desk_mismatch_mis_changed (ClinicMismatch *mismatch, gint64 now);
char *desk_mismatch_crm_changed (ClinicMismatch *mismatch, gint64 now);
/* what taking it from the medical system does: "Becomes 24 Nov 12:00"; (transfer full) */
char *desk_mismatch_effect (ClinicMismatch *mismatch, gint64 now);
/* why it cannot be taken, and what to do; "" when it can; (transfer full) */
char *desk_mismatch_obstacle (ClinicMismatch *mismatch);
/* all of it, for a screen reader; (transfer full) */
char *desk_mismatch_label (ClinicMismatch *mismatch, gint64 now);

/* what an appointment's bits (ClinicAppointment.mismatches) say, in a line for each; status
 * (nullable): in the system's words; (transfer full) */
char *desk_mismatch_bits_words (gint64 bits, const char *status);
/* (transfer full) (element-type ClinicMismatch): what is wrong with an appointment */
GPtrArray *desk_mismatches_of (ClinicSession *session, ClinicAppointment *visit);

G_END_DECLS
