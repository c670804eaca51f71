/* desk-invoice-scans.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * DeskInvoiceScans:
 *
 * The folder into which the scanner puts bills (setting invoice-scans): says when a new one has
 * come and is whole. "arrived" is emitted with the GFile. What was there before is nobody's news.
 */
#define DESK_TYPE_INVOICE_SCANS (desk_invoice_scans_get_type ())

G_DECLARE_FINAL_TYPE (DeskInvoiceScans, desk_invoice_scans, DESK, INVOICE_SCANS, GObject)

DeskInvoiceScans *desk_invoice_scans_new (GSettings *settings);

G_END_DECLS
