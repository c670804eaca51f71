/* clinic-book.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-appointment-file.h"
#include "clinic-appointment.h"
#include "clinic-choice.h"
#include "clinic-doctor.h"
#include "clinic-lead.h"

G_BEGIN_DECLS

/**
 * ClinicBook:
 *
 * The appointment book of a session: the visits and leads that are worked on, kept up to date with
 * the portal, and the dictionaries that a visit is made of. What is shown is what the portal holds
 * plus what waits in the outbox: a change that a person makes is in the objects at once, with
 * `pending`, and leaves them when the portal refuses it (then `problem` says why).
 */
#define CLINIC_TYPE_BOOK (clinic_book_get_type ())

G_DECLARE_INTERFACE (ClinicBook, clinic_book, CLINIC, BOOK, GObject)

/**
 * ClinicBookList:
 *
 * The dictionaries of the portal that a visit is made of.
 */
typedef enum
{
  CLINIC_BOOK_SPECIALTIES,
  CLINIC_BOOK_CHAIRS,
  CLINIC_BOOK_REASONS, /* why visits are lost */
  CLINIC_BOOK_SOURCES, /* ClinicChoice with a key */
} ClinicBookList;

struct _ClinicBookInterface
{
  GTypeInterface parent;

  GListModel *(*get_appointments) (ClinicBook *self);
  GListModel *(*get_leads) (ClinicBook *self);
  GListModel *(*get_stages) (ClinicBook *self);
  GListModel *(*get_lead_stages) (ClinicBook *self);
  GListModel *(*get_doctors) (ClinicBook *self);
  GListModel *(*get_list) (ClinicBook *self, ClinicBookList list);
  ClinicLoadState (*get_state) (ClinicBook *self);
  gint64 (*get_as_of) (ClinicBook *self);
  gboolean (*has_robot) (ClinicBook *self);
  void (*watch_days) (ClinicBook *self, gint64 from, gint64 to);
  void (*begin_viewing) (ClinicBook *self); /* may be NULL */
  void (*end_viewing) (ClinicBook *self);   /* may be NULL */
  ClinicAppointmentFile *(*open_appointment) (ClinicBook *self, gint64 appointment_id);
  void (*load_period_async) (ClinicBook *self,
                             gint64 from,
                             gint64 to,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
  GPtrArray *(*load_period_finish) (ClinicBook *self, GAsyncResult *result, GError **error);
};

/* Models: (transfer none), never NULL, alive as long as the book; one object per id. */

/* An appointment that is being made here has a negative id until the portal has it. */

/* ClinicAppointment, in no order: all that are not over, whatever their day, and of the others
 * those of the days that are watched (yesterday to a fortnight ahead, and what watch_days() asked
 * for) */
GListModel *clinic_book_get_appointments (ClinicBook *self);
/* ClinicLead, in no order: all that are open, and those booked in the last week (their
 * appointment-id says what became of them). Empty in simple CRM mode (ClinicLink.simple-crm). */
GListModel *clinic_book_get_leads (ClinicBook *self);
/* ClinicStage in the portal's order */
GListModel *clinic_book_get_stages (ClinicBook *self);
GListModel *clinic_book_get_lead_stages (ClinicBook *self);
/* ClinicDoctor by name */
GListModel *clinic_book_get_doctors (ClinicBook *self);
/* ClinicChoice in the portal's order; empty when the portal has no such list */
GListModel *clinic_book_get_list (ClinicBook *self, ClinicBookList list);
/* LOADING: nothing yet, not even from this computer; STALE: the portal could not be asked. Signals
 * "state-changed" and "moved" (ClinicAppointment or ClinicLead as GObject): somebody else moved it
 */
ClinicLoadState clinic_book_get_state (ClinicBook *self);
/* unix seconds: how old what is shown is; 0 never read */
gint64 clinic_book_get_as_of (ClinicBook *self);
/* the portal itself makes an appointment of a booked lead: by the setting, or as it was seen to do
 */
gboolean clinic_book_has_robot (ClinicBook *self);
/* Asks for the finished and lost visits of other days too, from <= start < to: the days on show.
 * Each call replaces the last; 0, 0: none. */
void clinic_book_watch_days (ClinicBook *self, gint64 from, gint64 to);
/* Counted: while somebody looks at the book, changes are asked for every few seconds, else once a
 * minute. Pages call these as they are mapped and unmapped. */
void clinic_book_begin_viewing (ClinicBook *self);
void clinic_book_end_viewing (ClinicBook *self);
/* (transfer full): at once, then filled */
ClinicAppointmentFile *clinic_book_open_appointment (ClinicBook *self, gint64 appointment_id);
/* All visits of the appointments' funnel with from <= start < to, whatever their stage, from the
 * portal, for counting (crm.md 11). finish: (transfer container) (element-type ClinicAppointment),
 * by start. CLINIC_ERROR. */
void clinic_book_load_period_async (ClinicBook *self,
                                    gint64 from,
                                    gint64 to,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
GPtrArray *clinic_book_load_period_finish (ClinicBook *self, GAsyncResult *result, GError **error);

/* for the implementations */
void clinic_book_emit_state_changed (ClinicBook *self);
void clinic_book_emit_moved (ClinicBook *self, GObject *item);

G_END_DECLS
