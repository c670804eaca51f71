/* clinic-services.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "clinic-services"

#include "clinic-services.h"

G_DEFINE_INTERFACE (ClinicServices, clinic_services, G_TYPE_OBJECT)

static void
clinic_services_default_init (ClinicServicesInterface *iface)
{
}

void
clinic_services_check_async (ClinicServices *self,
                             const char *address,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (CLINIC_IS_SERVICES (self));

  CLINIC_SERVICES_GET_IFACE (self)->check_async (self, address, cancellable, callback, user_data);
}

ClinicLink *
clinic_services_check_finish (ClinicServices *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (CLINIC_IS_SERVICES (self), NULL);

  return CLINIC_SERVICES_GET_IFACE (self)->check_finish (self, result, error);
}

void
clinic_services_open_async (ClinicServices *self,
                            const char *address,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (CLINIC_IS_SERVICES (self));

  CLINIC_SERVICES_GET_IFACE (self)->open_async (self, address, cancellable, callback, user_data);
}

ClinicSession *
clinic_services_open_finish (ClinicServices *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (CLINIC_IS_SERVICES (self), NULL);

  return CLINIC_SERVICES_GET_IFACE (self)->open_finish (self, result, error);
}

void
clinic_services_load_address_async (ClinicServices *self,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_return_if_fail (CLINIC_IS_SERVICES (self));

  CLINIC_SERVICES_GET_IFACE (self)->load_address_async (self, cancellable, callback, user_data);
}

char *
clinic_services_load_address_finish (ClinicServices *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (CLINIC_IS_SERVICES (self), NULL);

  return CLINIC_SERVICES_GET_IFACE (self)->load_address_finish (self, result, error);
}

void
clinic_services_store_address_async (ClinicServices *self,
                                     const char *address,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  g_return_if_fail (CLINIC_IS_SERVICES (self));

  CLINIC_SERVICES_GET_IFACE (self)->store_address_async (self, address, cancellable, callback,
                                                         user_data);
}

gboolean
clinic_services_store_address_finish (ClinicServices *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (CLINIC_IS_SERVICES (self), FALSE);

  return CLINIC_SERVICES_GET_IFACE (self)->store_address_finish (self, result, error);
}

void
clinic_services_load_mis_password_async (ClinicServices *self,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data)
{
  g_return_if_fail (CLINIC_IS_SERVICES (self));

  CLINIC_SERVICES_GET_IFACE (self)->load_mis_password_async (self, cancellable, callback,
                                                             user_data);
}

char *
clinic_services_load_mis_password_finish (ClinicServices *self,
                                          GAsyncResult *result,
                                          GError **error)
{
  g_return_val_if_fail (CLINIC_IS_SERVICES (self), NULL);

  return CLINIC_SERVICES_GET_IFACE (self)->load_mis_password_finish (self, result, error);
}

void
clinic_services_store_mis_password_async (ClinicServices *self,
                                          const char *password,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data)
{
  g_return_if_fail (CLINIC_IS_SERVICES (self));

  CLINIC_SERVICES_GET_IFACE (self)->store_mis_password_async (self, password, cancellable, callback,
                                                              user_data);
}

gboolean
clinic_services_store_mis_password_finish (ClinicServices *self,
                                           GAsyncResult *result,
                                           GError **error)
{
  g_return_val_if_fail (CLINIC_IS_SERVICES (self), FALSE);

  return CLINIC_SERVICES_GET_IFACE (self)->store_mis_password_finish (self, result, error);
}

void
clinic_services_start_demo_async (ClinicServices *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_return_if_fail (CLINIC_IS_SERVICES (self));

  CLINIC_SERVICES_GET_IFACE (self)->start_demo_async (self, cancellable, callback, user_data);
}

char *
clinic_services_start_demo_finish (ClinicServices *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (CLINIC_IS_SERVICES (self), NULL);

  return CLINIC_SERVICES_GET_IFACE (self)->start_demo_finish (self, result, error);
}

void
clinic_services_notify_call (ClinicServices *self,
                             ClinicCall *call,
                             const char *title,
                             const char *body)
{
  g_return_if_fail (CLINIC_IS_SERVICES (self));

  CLINIC_SERVICES_GET_IFACE (self)->notify_call (self, call, title, body);
}

void
clinic_services_withdraw_call (ClinicServices *self, ClinicCall *call)
{
  g_return_if_fail (CLINIC_IS_SERVICES (self));

  CLINIC_SERVICES_GET_IFACE (self)->withdraw_call (self, call);
}

void
clinic_services_notify_page (ClinicServices *self,
                             const char *page,
                             const char *title,
                             const char *body)
{
  g_return_if_fail (CLINIC_IS_SERVICES (self));

  CLINIC_SERVICES_GET_IFACE (self)->notify_page (self, page, title, body);
}

void
clinic_services_withdraw_page (ClinicServices *self, const char *page)
{
  g_return_if_fail (CLINIC_IS_SERVICES (self));

  CLINIC_SERVICES_GET_IFACE (self)->withdraw_page (self, page);
}

void
clinic_services_set_ringing (ClinicServices *self, gboolean ringing)
{
  g_return_if_fail (CLINIC_IS_SERVICES (self));

  CLINIC_SERVICES_GET_IFACE (self)->set_ringing (self, ringing);
}

ClinicExporter *
clinic_services_get_exporter (ClinicServices *self)
{
  g_return_val_if_fail (CLINIC_IS_SERVICES (self), NULL);

  return CLINIC_SERVICES_GET_IFACE (self)->get_exporter (self);
}

void
clinic_services_set_monthly_async (ClinicServices *self,
                                   gboolean on,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_return_if_fail (CLINIC_IS_SERVICES (self));

  CLINIC_SERVICES_GET_IFACE (self)->set_monthly_async (self, on, cancellable, callback, user_data);
}

gboolean
clinic_services_set_monthly_finish (ClinicServices *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (CLINIC_IS_SERVICES (self), FALSE);

  return CLINIC_SERVICES_GET_IFACE (self)->set_monthly_finish (self, result, error);
}

ClinicDiagnosis *
clinic_services_diagnose (ClinicServices *self, const char *address, GCancellable *cancellable)
{
  g_return_val_if_fail (CLINIC_IS_SERVICES (self), NULL);

  return CLINIC_SERVICES_GET_IFACE (self)->diagnose (self, address, cancellable);
}
