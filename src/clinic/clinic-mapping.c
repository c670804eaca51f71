/* clinic-mapping.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "clinic-mapping"

#include "clinic-mapping.h"

G_DEFINE_INTERFACE (ClinicMapping, clinic_mapping, G_TYPE_OBJECT)

static void
clinic_mapping_default_init (ClinicMappingInterface *iface)
{
}

GListModel *
clinic_mapping_get_entries (ClinicMapping *self)
{
  g_return_val_if_fail (CLINIC_IS_MAPPING (self), NULL);

  return CLINIC_MAPPING_GET_IFACE (self)->get_entries (self);
}

ClinicTimeTest *
clinic_mapping_get_time_test (ClinicMapping *self)
{
  g_return_val_if_fail (CLINIC_IS_MAPPING (self), NULL);

  return CLINIC_MAPPING_GET_IFACE (self)->get_time_test (self);
}

void
clinic_mapping_choose (ClinicMapping *self, ClinicMappingEntry *entry, const char *key)
{
  g_return_if_fail (CLINIC_IS_MAPPING (self));
  g_return_if_fail (CLINIC_IS_MAPPING_ENTRY (entry));

  CLINIC_MAPPING_GET_IFACE (self)->choose (self, entry, key);
}

void
clinic_mapping_create_fields_async (ClinicMapping *self,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_return_if_fail (CLINIC_IS_MAPPING (self));

  CLINIC_MAPPING_GET_IFACE (self)->create_fields_async (self, cancellable, callback, user_data);
}

gboolean
clinic_mapping_create_fields_finish (ClinicMapping *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (CLINIC_IS_MAPPING (self), FALSE);

  return CLINIC_MAPPING_GET_IFACE (self)->create_fields_finish (self, result, error);
}

void
clinic_mapping_test_time_async (ClinicMapping *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (CLINIC_IS_MAPPING (self));

  CLINIC_MAPPING_GET_IFACE (self)->test_time_async (self, cancellable, callback, user_data);
}

gboolean
clinic_mapping_test_time_finish (ClinicMapping *self,
                                 GAsyncResult *result,
                                 int *shift_minutes,
                                 GError **error)
{
  g_return_val_if_fail (CLINIC_IS_MAPPING (self), FALSE);

  return CLINIC_MAPPING_GET_IFACE (self)->test_time_finish (self, result, shift_minutes, error);
}
