/* desk-memory.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where the desk was, for the next start: filters, lists and what was open, by names such as
 * "board.doctor". The setting "desk-state"; ids and words of the clinic, never a patient's. */

/* (transfer full) (nullable) */
char *desk_memory_dup (const char *name);
/* value: (nullable): NULL or empty forgets it */
void desk_memory_keep (const char *name, const char *value);
/* all of it */
void desk_memory_forget (void);

G_END_DECLS
