/* desk-mapping-words.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the entries of the mapping are called, and how they stand, in words.
 */

#pragma once

#include "clinic-mapping.h"

G_BEGIN_DECLS

/* what the desk calls the thing: “Doctor”; of a stage, the portal's name; never NULL */
const char *desk_mapping_words_name (ClinicMappingEntry *entry);
/* the meaning of a stage, by its nick: “Visit tomorrow”; never NULL */
const char *desk_mapping_words_role (const char *nick);
/* (transfer full): the choice in force, as the row offers it; NULL: none is */
char *desk_mapping_words_value (ClinicMappingEntry *entry);
/* (transfer full): how it stands: “Found by its name: Doctor” */
char *desk_mapping_words_state (ClinicMappingEntry *entry);
/* whether it must be set right before the desk can be relied on */
gboolean desk_mapping_words_is_bad (ClinicMappingEntry *entry);
/* (transfer full): the last test of the time; NULL: there was none */
char *desk_mapping_words_time (ClinicTimeTest *test, gint64 now);

G_END_DECLS
