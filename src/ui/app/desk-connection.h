/* desk-connection.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-services.h"

G_BEGIN_DECLS

/**
 * DeskConnectionState:
 * @DESK_CONNECTION_STARTING: the keyring is asked, or a store is being opened or closed
 * @DESK_CONNECTION_WELCOME: nobody is connected: the person is asked for an address
 * @DESK_CONNECTION_LOCKED: the keyring did not answer, so we do not know whether there is one
 * @DESK_CONNECTION_FAILED: the address is known, but its session could not be opened
 * @DESK_CONNECTION_OPEN: there is a session
 */
typedef enum
{
  DESK_CONNECTION_STARTING,
  DESK_CONNECTION_WELCOME,
  DESK_CONNECTION_LOCKED,
  DESK_CONNECTION_FAILED,
  DESK_CONNECTION_OPEN,
} DeskConnectionState;

#define DESK_TYPE_CONNECTION (desk_connection_get_type ())

G_DECLARE_FINAL_TYPE (DeskConnection, desk_connection, DESK, CONNECTION, GObject)

DeskConnection *desk_connection_new (ClinicServices *services);

ClinicServices *desk_connection_get_services (DeskConnection *self);
DeskConnectionState desk_connection_get_state (DeskConnection *self);
/* (nullable): only in DESK_CONNECTION_OPEN */
ClinicSession *desk_connection_get_session (DeskConnection *self);
/* (nullable): why the keyring or the session failed */
const GError *desk_connection_get_problem (DeskConnection *self);
/* the address is in the keyring: the next start needs no person */
gboolean desk_connection_get_remembered (DeskConnection *self);
gboolean desk_connection_is_demo (DeskConnection *self);

/* Opens what this start is about: @address (nullable) for this run only, else the demo clinic,
 * else what the keyring holds. */
void desk_connection_start (DeskConnection *self, const char *address, gboolean demo);
/* LOCKED or FAILED: the same again */
void desk_connection_retry (DeskConnection *self);
/* opens an address without keeping it */
void desk_connection_open (DeskConnection *self, const char *address);
void desk_connection_open_demo (DeskConnection *self);
/* Keeps the address in the keyring, then opens it. An error is the keyring's: then nothing was
 * opened. */
void desk_connection_remember_async (DeskConnection *self,
                                     const char *address,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean
desk_connection_remember_finish (DeskConnection *self, GAsyncResult *result, GError **error);
/* closes the session and asks for another address; what is stored stays */
void desk_connection_leave (DeskConnection *self);
/* "Forget this computer": removes the store and the keyring's entry; then WELCOME */
void desk_connection_forget_async (DeskConnection *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean desk_connection_forget_finish (DeskConnection *self, GAsyncResult *result, GError **error);
/* before the application ends; never fails */
void desk_connection_close_async (DeskConnection *self,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean desk_connection_close_finish (DeskConnection *self, GAsyncResult *result, GError **error);

G_END_DECLS
