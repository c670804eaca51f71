/* desk-post-proof.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-session.h"
#include "desk-export.h"

G_BEGIN_DECLS

/* Has the button write who has read the post and who has not. It keeps what it writes: the row may
 * show another post by the time a place for the file is chosen. Hidden as long as nothing is known.
 */
void desk_post_proof_offer (DeskExport *button,
                            ClinicSession *session,
                            ClinicPost *post,
                            ClinicReadership *readership);

G_END_DECLS
