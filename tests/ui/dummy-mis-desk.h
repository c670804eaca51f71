/* dummy-mis-desk.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-mis-desk.h"

G_BEGIN_DECLS

/**
 * DummyMisDesk:
 *
 * A medical system made of lists that a test fills by hand. What is asked of it is written down.
 */
#define DUMMY_TYPE_MIS_DESK (dummy_mis_desk_get_type ())

G_DECLARE_FINAL_TYPE (DummyMisDesk, dummy_mis_desk, DUMMY, MIS_DESK, GObject)

DummyMisDesk *dummy_mis_desk_new (void);
/* the models behind clinic_mis_desk_get_*(); (transfer none) */
GListStore *dummy_mis_desk_mismatches (DummyMisDesk *self);
GListStore *dummy_mis_desk_words (DummyMisDesk *self);
/* what was asked, such as "take:ID keep:ID undo:ID choose:RAW=confirmed refresh "; never NULL */
const char *dummy_mis_desk_asked (DummyMisDesk *self);

G_END_DECLS
