/* clinic-call-list.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-call-row.h"
#include "clinic-session.h"

G_BEGIN_DECLS

/**
 * ClinicCallList:
 *
 * The call list («обзвон»): visits of some days whose patients are not known to come, in the order
 * of the visits, with whose turn each is. Several desks work the same one: a row is taken by a mark
 * on the portal. Rows that are decided while the list stands stay in it until it is built anew; new
 * ones join by themselves.
 *
 * Emits "changed" once after any number of changes.
 */
#define CLINIC_TYPE_CALL_LIST (clinic_call_list_get_type ())

G_DECLARE_FINAL_TYPE (ClinicCallList, clinic_call_list, CLINIC, CALL_LIST, GObject)

/**
 * ClinicCallSharing:
 * @CLINIC_CALL_SHARING_UNKNOWN: nothing was taken yet
 * @CLINIC_CALL_SHARING_WORKS: colleagues see what is taken here
 * @CLINIC_CALL_SHARING_NO_FIELD: the portal has no field for it
 * @CLINIC_CALL_SHARING_AWAY: the portal could not be told
 *
 * Whether the desks know of each other.
 */
typedef enum
{
  CLINIC_CALL_SHARING_UNKNOWN,
  CLINIC_CALL_SHARING_WORKS,
  CLINIC_CALL_SHARING_NO_FIELD,
  CLINIC_CALL_SHARING_AWAY,
} ClinicCallSharing;

typedef struct
{
  guint total;         /* rows */
  guint called;        /* called at least once, or decided */
  guint left;          /* not decided */
  guint later;         /* of these: to be called again later */
  guint taken;         /* of these: a colleague is calling */
  guint excluded;      /* patients who are not to be called: not in the list */
  gint64 next_retry;   /* when the first of the later ones is due, 0 none */
  gint64 seconds_left; /* at the pace so far, -1 unknown */
} ClinicCallProgress;

ClinicCallList *clinic_call_list_new (ClinicSession *session);

/* Builds the list anew: visits with from <= start < to, unix seconds; to 0: from then on.
 * doctor_id: 0 all */
void clinic_call_list_build (ClinicCallList *self, gint64 from, gint64 to, gint64 doctor_id);
/* (transfer none): ClinicCallRow by start; one object per visit */
GListModel *clinic_call_list_get_rows (ClinicCallList *self);
void clinic_call_list_get_progress (ClinicCallList *self, ClinicCallProgress *progress);
ClinicCallSharing clinic_call_list_get_sharing (ClinicCallList *self);
/* (transfer none) (nullable): the row of a visit */
ClinicCallRow *clinic_call_list_find (ClinicCallList *self, gint64 appointment_id);
/* (transfer none) (nullable): whom to call after a row, or first (NULL); goes round. Those that a
 * colleague is calling, and those that are to be called later, are passed over. */
ClinicCallRow *clinic_call_list_next (ClinicCallList *self, ClinicCallRow *after);
/* (transfer none) (nullable): the row that this desk has taken, also before it was restarted */
ClinicCallRow *clinic_call_list_mine (ClinicCallList *self);

/* Takes a row, and gives back the one that was taken before. It is kept as long as
 * clinic_call_list_keep() says that somebody is at work. finish: CLINIC_ERROR_CONFLICT: a colleague
 * was first; others: she cannot know of us, and the work may go on. */
void clinic_call_list_take_async (ClinicCallList *self,
                                  ClinicCallRow *row,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean clinic_call_list_take_finish (ClinicCallList *self, GAsyncResult *result, GError **error);
/* (transfer none) (nullable): what is taken by this object */
ClinicCallRow *clinic_call_list_get_taken (ClinicCallList *self);
/* somebody is at work here: what is taken is taken on */
void clinic_call_list_keep (ClinicCallList *self);
/* gives back what is taken */
void clinic_call_list_release (ClinicCallList *self);
/* Done when nothing is on its way to the portal: what appointment.call-mark says is what the portal
 * has. Before an outcome. */
void clinic_call_list_settle_async (ClinicCallList *self,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean
clinic_call_list_settle_finish (ClinicCallList *self, GAsyncResult *result, GError **error);
/* An outcome was given to the row: it goes with a mark of its own, so nothing is given back; the
 * pace is counted. */
void clinic_call_list_decided (ClinicCallList *self, ClinicCallRow *row);
/* looks at the clock now; it does so by itself every few seconds */
void clinic_call_list_tick (ClinicCallList *self);

G_END_DECLS
