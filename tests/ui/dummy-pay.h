/* dummy-pay.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "dummy-session.h"

G_BEGIN_DECLS

/* October 2026 of a reception: who is asked about, counted, signed, signed and changed since. */

/* users of the cards */
#define DUMMY_PAY_COUNTED 15 /* the worked example of clinic.md 3.7: 50 947.05 */
#define DUMMY_PAY_ASKS 16    /* a forgotten end, a shift that nobody planned, a day not approved */
#define DUMMY_PAY_CHANGED 17 /* signed with 50 947.05, an allowance of 500.00 since */
#define DUMMY_PAY_SIGNED 18

/* (transfer full): manages: all of them; else the one who is counted alone */
ClinicPayMonth *dummy_add_payroll (DummySession *session, gboolean manages);

G_END_DECLS
