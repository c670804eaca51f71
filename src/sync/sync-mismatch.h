/* sync-mismatch.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What identifies a mismatch: what it is about, and how both sides were when it was seen. Pure
 * functions.
 */

#pragma once

#include "clinic-mismatch.h"

G_BEGIN_DECLS

/* (transfer full): what is repaired at once with it */
char *sync_mismatch_dup_target (ClinicMismatch *mismatch);
/* (transfer full): both sides as they are, as one text: another one when either changes in what
 * matters here. Names people's numbers: not for the log. */
char *sync_mismatch_dup_fingerprint (ClinicMismatch *mismatch);
/* (transfer full): the same for the disk, where it says nothing of anybody */
char *sync_mismatch_dup_checksum (ClinicMismatch *mismatch);
/* by start, kind and id: for a list of pointers to ClinicMismatch */
int sync_mismatch_compare (gconstpointer a, gconstpointer b);
/* key of a command's payload: the target that it repairs */
#define SYNC_MIS_TARGET "mis"

G_END_DECLS
