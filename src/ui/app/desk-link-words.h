/* desk-link-words.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-link.h"

G_BEGIN_DECLS

/* How the desk is connected, in words: pure functions of a ClinicLink. All (transfer full). */

/* one or two words for the header: "Online 11:42" */
char *desk_link_short_text (ClinicLink *link, gint64 now);
const char *desk_link_icon_name (ClinicLink *link);
/* a full sentence: what works, since when */
char *desk_link_state_text (ClinicLink *link, gint64 now);
/* (nullable): what the person can do about it; NULL when nothing needs doing */
char *desk_link_advice_text (ClinicLink *link);
/* (nullable): the sentence of the banner about calls; NULL when they arrive */
char *desk_link_calls_text (ClinicLink *link, gint64 now);
/* (nullable): the sentence of the banner about old data; NULL when it is fresh */
char *desk_link_stale_text (ClinicLink *link, gint64 now);
/* (nullable): the sentence of the banner about changes that need a decision */
char *desk_link_failed_text (ClinicLink *link);
/* (nullable): how far the patient index is; NULL when there is nothing to say */
char *desk_link_index_text (ClinicLink *link);
/* what a scope is called in the webhook's settings, and what is missing without it */
char *desk_link_scope_text (const char *scope);

G_END_DECLS
