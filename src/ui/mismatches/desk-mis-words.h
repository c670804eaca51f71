/* desk-mis-words.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-mis-link.h"
#include "clinic-types.h"

G_BEGIN_DECLS

/* What is said of the medical system itself. All (transfer full) unless said. */

/* what a status means, in a person's words; (transfer none) */
const char *desk_mis_words_status (ClinicMisStatus status);
/* none is set up */
gboolean desk_mis_is_absent (ClinicMisLink *link);
/* how it stands, in one sentence */
char *desk_mis_words_link (ClinicMisLink *link, gint64 now);
/* (nullable): that it is away, since when, and what to do; NULL while all is well */
char *desk_mis_words_alarm (ClinicMisLink *link, gint64 now);
/* "Compared at 14:58: 214 visits"; "" never */
char *desk_mis_words_compared (ClinicMisLink *link, gint64 now);

G_END_DECLS
