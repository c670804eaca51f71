/* dummy-services.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-services.h"
#include "dummy-exporter.h"

G_BEGIN_DECLS

/**
 * DummyServices:
 *
 * The composition root's services as a test wants them: every open() gives the session that the
 * test made, the keyring is a string, notifications and the ring are written down.
 */
#define DUMMY_TYPE_SERVICES (dummy_services_get_type ())

G_DECLARE_FINAL_TYPE (DummyServices, dummy_services, DUMMY, SERVICES, GObject)

/* session (nullable): what open() gives; holds a reference */
DummyServices *dummy_services_new (ClinicSession *session);

/* every later asynchronous call fails with this; NULL = they work; takes a copy */
void dummy_services_set_error (DummyServices *self, const GError *error);
/* what the keyring holds; NULL = nothing */
void dummy_services_set_address (DummyServices *self, const char *address);
const char *dummy_services_address (DummyServices *self);

/* the medical system's password in the keyring; (nullable) */
const char *dummy_services_mis_password (DummyServices *self);

/* what the pages write files with */
DummyExporter *dummy_services_exporter (DummyServices *self);

/* What was asked of the services so far. */
/* the address of the last check() or open(); (nullable) */
const char *dummy_services_opened (DummyServices *self);
gboolean dummy_services_ringing (DummyServices *self);
/* how often set_ringing() changed something */
guint dummy_services_n_rings (DummyServices *self);
guint dummy_services_n_notified (DummyServices *self);
/* notifications that stand now */
guint dummy_services_n_shown (DummyServices *self);
/* the last notification; (nullable) */
const char *dummy_services_title (DummyServices *self);
const char *dummy_services_body (DummyServices *self);
/* how often the connection was checked */
guint dummy_services_n_diagnoses (DummyServices *self);

G_END_DECLS
