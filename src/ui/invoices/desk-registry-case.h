/* desk-registry-case.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-session.h"

G_BEGIN_DECLS

/**
 * DeskRegistryCase:
 *
 * The invoice that is chosen in the registry: what it was for, its documents and acts to be opened,
 * and for whoever pays: that it was paid, and on which day, and its act. An act can be dropped on
 * it. The portal is asked only when the choice rests.
 */
#define DESK_TYPE_REGISTRY_CASE (desk_registry_case_get_type ())

G_DECLARE_FINAL_TYPE (DeskRegistryCase, desk_registry_case, DESK, REGISTRY_CASE, GtkWidget)

GtkWidget *desk_registry_case_new (ClinicSession *session);
/* invoice: (nullable) */
void desk_registry_case_set_invoice (DeskRegistryCase *self, ClinicInvoice *invoice);
/* opens the document of the invoice, or its page on the portal when it has none */
void desk_registry_case_open_document (DeskRegistryCase *self);
/* as if it was dropped on it; FALSE: this person may not, or nothing is chosen */
gboolean desk_registry_case_add_act (DeskRegistryCase *self, GFile *file);

G_END_DECLS
