/* clinic-services.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-diagnosis.h"
#include "clinic-exporter.h"
#include "clinic-session.h"

G_BEGIN_DECLS

/**
 * ClinicServices:
 *
 * What the application's composition root offers the user interface: sessions, the keyring, the
 * demo clinic, notifications, sound and files. Made once, in main.
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
  void (*load_mis_password_async) (ClinicServices *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
  char *(*load_mis_password_finish) (ClinicServices *self, GAsyncResult *result, GError **error);
  void (*store_mis_password_async) (ClinicServices *self,
                                    const char *password,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
  gboolean (*store_mis_password_finish) (ClinicServices *self,
                                         GAsyncResult *result,
                                         GError **error);
  void (*start_demo_async) (ClinicServices *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
  char *(*start_demo_finish) (ClinicServices *self, GAsyncResult *result, GError **error);
  void (*notify_call) (ClinicServices *self, ClinicCall *call, const char *title, const char *body);
  void (*withdraw_call) (ClinicServices *self, ClinicCall *call);
  void (*notify_page) (ClinicServices *self, const char *page, const char *title, const char *body);
  void (*withdraw_page) (ClinicServices *self, const char *page);
  void (*set_ringing) (ClinicServices *self, gboolean ringing);
  ClinicExporter *(*get_exporter) (ClinicServices *self);
  void (*set_monthly_async) (ClinicServices *self,
                             gboolean on,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
  gboolean (*set_monthly_finish) (ClinicServices *self, GAsyncResult *result, GError **error);
  ClinicDiagnosis *(*diagnose) (ClinicServices *self,
                                const char *address,
                                GCancellable *cancellable);
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
/* The password of the medical system in the keyring, as the address. load: that of the setting
 * mis-user. store: NULL = forget it; the medical system is then connected anew with it. */
void clinic_services_load_mis_password_async (ClinicServices *self,
                                              GCancellable *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer user_data);
char *clinic_services_load_mis_password_finish (ClinicServices *self,
                                                GAsyncResult *result,
                                                GError **error);
void clinic_services_store_mis_password_async (ClinicServices *self,
                                               const char *password,
                                               GCancellable *cancellable,
                                               GAsyncReadyCallback callback,
                                               gpointer user_data);
gboolean clinic_services_store_mis_password_finish (ClinicServices *self,
                                                    GAsyncResult *result,
                                                    GError **error);
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
/* The same for what waits on a page, quietly: one notification for each page; it activates
 * "app.show-page" with the page's id as target. */
void clinic_services_notify_page (ClinicServices *self,
                                  const char *page,
                                  const char *title,
                                  const char *body);
void clinic_services_withdraw_page (ClinicServices *self, const char *page);
/* plays the ring until FALSE; stops within 300 ms */
void clinic_services_set_ringing (ClinicServices *self, gboolean ringing);
/* (transfer none): what writes tables to files, for all pages */
ClinicExporter *clinic_services_get_exporter (ClinicServices *self);
/* Has `reception report --monthly` run on the first of each month, or no more. finish: FALSE with
 * CLINIC_ERROR_NOT_FOUND: nothing on this computer can do it for us; FORBIDDEN or BROKEN. */
void clinic_services_set_monthly_async (ClinicServices *self,
                                        gboolean on,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean
clinic_services_set_monthly_finish (ClinicServices *self, GAsyncResult *result, GError **error);
/* (transfer full): begins to look at everything that the connection needs; the checklist is filled
 * while it is shown. address: (nullable): that of the session that is open, else the keyring's */
ClinicDiagnosis *
clinic_services_diagnose (ClinicServices *self, const char *address, GCancellable *cancellable);

G_END_DECLS
