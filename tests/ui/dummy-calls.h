/* dummy-calls.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "dummy-session.h"

G_BEGIN_DECLS

/* Visits of tomorrow whose patients are to be called, n of them, ids from 200 on, a quarter of an
 * hour apart; and, with states, in all that a row can be. The stages must be there. */
void dummy_fill_calls (DummySession *session, guint n, gboolean states);
/* people of the waiting list: visits with two doctors, and an enquiry */
void dummy_fill_waiting (DummySession *session);

G_END_DECLS
