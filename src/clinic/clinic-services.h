/* clinic-services.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-session.h"

G_BEGIN_DECLS

/**
 * ClinicServices:
 *
 * What the application's composition root offers the user interface: sessions, the keyring, the
 * demo clinic, notifications and sound. Made once, in main.
 */
#define CLINIC_TYPE_SERVICES (clinic_services_get_type ())

G_DECLARE_INTERFACE (ClinicServices, clinic_services, CLINIC, SERVICES, GObject)

struct _ClinicServicesInterface
{
  GTypeInterface parent;

  void (*check_async) (ClinicServices *self,
                       const char *address,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data);
  ClinicLink *(*check_finish) (ClinicServices *self, GAsyncResult *result, GError **error);
  void (*open_async) (ClinicServices *self,
                      const char *address,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data);
  ClinicSession *(*open_finish) (ClinicServices *self, GAsyncResult *result, GError **error);
  void (*load_address_async) (ClinicServices *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
  char *(*load_address_finish) (ClinicServices *self, GAsyncResult *result, GError **error);
  void (*store_address_async) (ClinicServices *self,
                               const char *address,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
  gboolean (*store_address_finish) (ClinicServices *self, GAsyncResult *result, GError **error);
  void (*start_demo_async) (ClinicServices *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
  char *(*start_demo_finish) (ClinicServices *self, GAsyncResult *result, GError **error);
  void (*notify_call) (ClinicServices *self, ClinicCall *call, const char *title, const char *body);
  void (*withdraw_call) (ClinicServices *self, ClinicCall *call);
  void (*set_ringing) (ClinicServices *self, gboolean ringing);
};

/* Tries an address that somebody pastes, live: who it is and which scopes it lacks, without
 * keeping anything. finish: (transfer full). CLINIC_ERROR_INVALID: not a webhook address (or plain
 * http to another machine); FORBIDDEN: revoked or wrong; OFFLINE; BROKEN: no Bitrix24 there. */
void clinic_services_check_async (ClinicServices *self,
                                  const char *address,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
ClinicLink *
clinic_services_check_finish (ClinicServices *self, GAsyncResult *result, GError **error);
/* Opens the store of this address and starts the session; does not wait for the network.
 * finish: (transfer full). CLINIC_ERROR_INVALID or BROKEN (store). */
void clinic_services_open_async (ClinicServices *self,
                                 const char *address,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
ClinicSession *
clinic_services_open_finish (ClinicServices *self, GAsyncResult *result, GError **error);
/* The keyring. load: (transfer full) (nullable): NULL without error when nothing is kept; the
 * text is a password. store: NULL address = forget it. Errors say that the keyring is away. */
void clinic_services_load_address_async (ClinicServices *self,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
char *
clinic_services_load_address_finish (ClinicServices *self, GAsyncResult *result, GError **error);
void clinic_services_store_address_async (ClinicServices *self,
                                          const char *address,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
gboolean
clinic_services_store_address_finish (ClinicServices *self, GAsyncResult *result, GError **error);
/* Starts the demo clinic in this process. finish: (transfer full): its address */
void clinic_services_start_demo_async (ClinicServices *self,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
char *
clinic_services_start_demo_finish (ClinicServices *self, GAsyncResult *result, GError **error);
/* Shows, or replaces, the notification of a call; its buttons activate the application's actions
 * "app.show-call" and "app.mute-call" with the call's id as target. Text is plain. */
void clinic_services_notify_call (ClinicServices *self,
                                  ClinicCall *call,
                                  const char *title,
                                  const char *body);
void clinic_services_withdraw_call (ClinicServices *self, ClinicCall *call);
/* plays the ring until FALSE; stops within 300 ms */
void clinic_services_set_ringing (ClinicServices *self, gboolean ringing);

G_END_DECLS
