/* clinic-archive.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-facts.h"

G_BEGIN_DECLS

/**
 * ClinicArchive:
 *
 * The past that reports are counted from, on this computer: visits, leads, waits and calls, read
 * from the portal month by month, the latest first, in the background, and kept up to date from
 * then on. Nothing is read before somebody wants it.
 */
#define CLINIC_TYPE_ARCHIVE (clinic_archive_get_type ())

G_DECLARE_INTERFACE (ClinicArchive, clinic_archive, CLINIC, ARCHIVE, GObject)

struct _ClinicArchiveInterface
{
  GTypeInterface parent;

  ClinicLoadState (*get_state) (ClinicArchive *self);
  gint64 (*get_as_of) (ClinicArchive *self);
  double (*get_progress) (ClinicArchive *self);
  void (*want) (ClinicArchive *self, gint64 from);
  void (*refresh) (ClinicArchive *self);
  void (*load_facts_async) (ClinicArchive *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
  ClinicFacts *(*load_facts_finish) (ClinicArchive *self, GAsyncResult *result, GError **error);
  void (*load_rows_async) (ClinicArchive *self,
                           ClinicFactSet set,
                           GArray *ids,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
  GPtrArray *(*load_rows_finish) (ClinicArchive *self, GAsyncResult *result, GError **error);
  ClinicArchive *(*get_bills) (ClinicArchive *self);
};

/* LOADING: wanted months are still to be read; READY; STALE: the portal could not be asked;
 * MISSING: the webhook may not read it (scope crm), or the funnel is not known. Signal
 * "changed": also when there are other facts. */
ClinicLoadState clinic_archive_get_state (ClinicArchive *self);
/* unix seconds: when it last agreed with the portal; 0 never */
gint64 clinic_archive_get_as_of (ClinicArchive *self);
/* 0…1 of what is wanted */
double clinic_archive_get_progress (ClinicArchive *self);
/* Somebody wants to count from this moment (unix seconds) on; remembered. Reaches back half a year
 * further, so that first visits can be told. */
void clinic_archive_want (ClinicArchive *self, gint64 from);
/* reads this month and the last one anew, whole */
void clinic_archive_refresh (ClinicArchive *self);
/* What is there now, sealed; the same object until something changed. finish: (transfer full).
 * CLINIC_ERROR_BROKEN. */
void clinic_archive_load_facts_async (ClinicArchive *self,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
ClinicFacts *
clinic_archive_load_facts_finish (ClinicArchive *self, GAsyncResult *result, GError **error);
/* The rows that a figure was counted from; ids: gint64, as in the facts. finish: (transfer
 * container): ClinicAppointment of VISITS, ClinicCallRecord of CALLS, ClinicLead of LEADS, with the
 * patients' names, in the order of the ids. */
void clinic_archive_load_rows_async (ClinicArchive *self,
                                     ClinicFactSet set,
                                     GArray *ids,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
GPtrArray *
clinic_archive_load_rows_finish (ClinicArchive *self, GAsyncResult *result, GError **error);

/* (transfer none) (nullable): the registry of invoices, which is an archive of its own, as whoever
 * counts expenses need not read calls: its facts have BILLS alone, its rows are ClinicInvoice.
 * MISSING: the clinic keeps none, or this person may not read it. NULL: it is one itself. */
ClinicArchive *clinic_archive_get_bills (ClinicArchive *self);

/* for the implementations */
void clinic_archive_emit_changed (ClinicArchive *self);

G_END_DECLS
