/* sync-book-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For the files of SyncBook alone.
 */

#pragma once

#include "sync-book.h"
#include "sync-bookings.h"
#include "sync-ladder.h"
#include "sync-lists.h"
#include "sync-names.h"
#include "sync-overlay.h"
#include "sync-poll.h"
#include "sync-shelf.h"
#include "sync-visit-files.h"

G_BEGIN_DECLS

struct _SyncBook
{
  GObject parent_instance;

  SyncContext *context;      /* owned */
  GCancellable *cancellable; /* owned */
  SyncLists *lists;          /* owned */
  SyncShelf *appointments;   /* owned */
  SyncShelf *leads;          /* owned */
  SyncOverlay *overlay;      /* owned */
  SyncPoll *poll;            /* owned */
  SyncNames *names;          /* owned */
  SyncVisitFiles *files;     /* owned */
  SyncBookings *bookings;    /* owned */
  SyncLadder *ladder;        /* owned */
  GPtrArray *stored;         /* owned, (nullable): read from the store, to be put on show */
  guint next_stored;
  guint slice_id;
  ClinicLoadState state;
  gint64 as_of;
  gint64 noted_at; /* as_of that is on disk */
  gint64 watched_from;
  gint64 watched_to;
  guint viewers;
  gboolean robot_noted; /* on disk */
  gboolean wants_load;
  gboolean loading;
  gboolean new_doctors;
  gboolean read; /* the portal has told of the whole */
  gboolean stopped;
};

/* --- sync-book.c: taken onto the shelves; live: of the portal, else of the store --- */

void sync_book_take_appointments (SyncBook *self, GPtrArray *appointments, gboolean live);
void sync_book_take_leads (SyncBook *self, GPtrArray *leads, gboolean live);

/* --- sync-book-names.c --- */

/* gives a ClinicAppointment or ClinicLead its stage; user_data: the book */
void sync_book_dress (gpointer data, gpointer user_data);
/* patients: (element-type ClinicPatient): all that are theirs get their names */
void sync_book_name_all (SyncBook *self, GPtrArray *patients);
void sync_book_want_lead_names (SyncBook *self, GPtrArray *leads);
/* all: also of those that have one already */
void sync_book_want_names (SyncBook *self, GPtrArray *appointments, gboolean all);
void sync_book_count_doctors (SyncBook *self);

/* --- sync-book-store.c --- */

void sync_book_note_on_disk (SyncBook *self);
void sync_book_read_store (SyncBook *self);
/* of no funnel: what is open is there already */
void sync_book_read_days (SyncBook *self, gint64 from, gint64 to);

/* --- sync-book-iface.c --- */

void sync_book_iface_init (ClinicBookInterface *iface);

G_END_DECLS
