/* desk-invoice-preferences.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "clinic-session.h"

G_BEGIN_DECLS

/**
 * DeskInvoicePreferences:
 *
 * Where the clinic keeps its invoices, where the scanner puts them, above which sum an approval
 * asks again, and what the fields and stages of the portal mean where their names do not say it.
 */
#define DESK_TYPE_INVOICE_PREFERENCES (desk_invoice_preferences_get_type ())

G_DECLARE_FINAL_TYPE (DeskInvoicePreferences,
                      desk_invoice_preferences,
                      DESK,
                      INVOICE_PREFERENCES,
                      AdwPreferencesPage)

GtkWidget *desk_invoice_preferences_new (GSettings *settings);
/* session: (nullable) */
void desk_invoice_preferences_set_session (DeskInvoicePreferences *self, ClinicSession *session);

G_END_DECLS
