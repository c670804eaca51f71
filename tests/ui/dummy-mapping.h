/* dummy-mapping.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "dummy-session.h"

G_BEGIN_DECLS

/* an entry with its choices, "key", "name" (or "" for none), …, up to a NULL; (transfer none) */
ClinicMappingEntry *dummy_mapping_add (DummySession *session,
                                       const char *id,
                                       ClinicMappingKind kind,
                                       ClinicMappingState state,
                                       const char *value,
                                       ...) G_GNUC_NULL_TERMINATED;
/* a portal with something of everything: chosen, found, missing and lost */
void dummy_mapping_fill (DummySession *session);

G_END_DECLS
