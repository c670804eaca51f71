/* dummy-book.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-book.h"

G_BEGIN_DECLS

/**
 * DummyBook:
 *
 * An appointment book made of lists that a test fills by hand.
 */
#define DUMMY_TYPE_BOOK (dummy_book_get_type ())

G_DECLARE_FINAL_TYPE (DummyBook, dummy_book, DUMMY, BOOK, GObject)

/* stages: (transfer none): of the appointments */
DummyBook *dummy_book_new (GListStore *stages);
/* the models behind clinic_book_get_*(); (transfer none) */
GListStore *dummy_book_appointments (DummyBook *self);
GListStore *dummy_book_leads (DummyBook *self);
GListStore *dummy_book_lead_stages (DummyBook *self);
GListStore *dummy_book_doctors (DummyBook *self);
GListStore *dummy_book_list (DummyBook *self, ClinicBookList list);
void dummy_book_set_state (DummyBook *self, ClinicLoadState state, gint64 as_of);
void dummy_book_set_robot (DummyBook *self, gboolean has_robot);
/* what open_appointment() gives for this appointment; others get one that is loading */
void dummy_book_add_file (DummyBook *self, ClinicAppointmentFile *file);
/* what load_period_async() answers with, whatever the period; (element-type ClinicAppointment) */
GPtrArray *dummy_book_period (DummyBook *self);
/* load_period_async() fails with this; NULL = it works; takes a copy */
void dummy_book_set_period_error (DummyBook *self, const GError *error);
/* holds back its answer until FALSE */
void dummy_book_set_period_slow (DummyBook *self, gboolean slow);
/* the last days that were watched, or the last period that was asked for */
void dummy_book_get_watched (DummyBook *self, gint64 *from, gint64 *to);

G_END_DECLS
