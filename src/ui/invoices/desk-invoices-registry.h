/* desk-invoices-registry.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-session.h"

G_BEGIN_DECLS

/**
 * DeskInvoicesRegistry:
 *
 * The bills that were paid and refused, of a period.
 */
#define DESK_TYPE_INVOICES_REGISTRY (desk_invoices_registry_get_type ())

G_DECLARE_FINAL_TYPE (DeskInvoicesRegistry,
                      desk_invoices_registry,
                      DESK,
                      INVOICES_REGISTRY,
                      GtkWidget)

GtkWidget *desk_invoices_registry_new (ClinicSession *session);

G_END_DECLS
