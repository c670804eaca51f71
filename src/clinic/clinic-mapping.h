/* clinic-mapping.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-mapping-entry.h"
#include "clinic-time-test.h"

G_BEGIN_DECLS

/**
 * ClinicMapping:
 *
 * What this portal calls the things that the reception works with: the funnel of the appointments,
 * what each of its stages means, and which user fields hold time, doctor, specialty and the rest.
 * Guessed from names until a person chooses; checked at every start.
 */
#define CLINIC_TYPE_MAPPING (clinic_mapping_get_type ())

G_DECLARE_INTERFACE (ClinicMapping, clinic_mapping, CLINIC, MAPPING, GObject)

struct _ClinicMappingInterface
{
  GTypeInterface parent;

  GListModel *(*get_entries) (ClinicMapping *self);
  ClinicTimeTest *(*get_time_test) (ClinicMapping *self);
  void (*choose) (ClinicMapping *self, ClinicMappingEntry *entry, const char *key);
  void (*create_fields_async) (ClinicMapping *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
  gboolean (*create_fields_finish) (ClinicMapping *self, GAsyncResult *result, GError **error);
  void (*test_time_async) (ClinicMapping *self,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
  gboolean (*test_time_finish) (ClinicMapping *self,
                                GAsyncResult *result,
                                int *shift_minutes,
                                GError **error);
};

/* (transfer none): ClinicMappingEntry: the funnel, its stages, the leads' stages, the fields; grows
 * and changes when the dictionaries of the portal are read */
GListModel *clinic_mapping_get_entries (ClinicMapping *self);
/* (transfer none): the last test of the time, known also after a restart */
ClinicTimeTest *clinic_mapping_get_time_test (ClinicMapping *self);
/* what a person chooses; NULL: guess again. Kept in the settings of this desk. */
void clinic_mapping_choose (ClinicMapping *self, ClinicMappingEntry *entry, const char *key);
/* Creates the required and optional fields that the portal lacks (crm.deal.userfield.add), with
 * codes of letters only. CLINIC_ERROR_FORBIDDEN unless the webhook's user administers the CRM. */
void clinic_mapping_create_fields_async (ClinicMapping *self,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
gboolean
clinic_mapping_create_fields_finish (ClinicMapping *self, GAsyncResult *result, GError **error);
/* Writes a time into a scratch deal, reads it back and removes the deal (crm.md 5: the portal may
 * shift a datetime by the time zone of the webhook's user). shift_minutes: (out): 0 is right. */
void clinic_mapping_test_time_async (ClinicMapping *self,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean clinic_mapping_test_time_finish (ClinicMapping *self,
                                          GAsyncResult *result,
                                          int *shift_minutes,
                                          GError **error);

G_END_DECLS
