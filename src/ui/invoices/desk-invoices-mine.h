/* desk-invoices-mine.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-session.h"

G_BEGIN_DECLS

/**
 * DeskInvoicesMine:
 *
 * The bills that this person put forward, and what became of them.
 */
#define DESK_TYPE_INVOICES_MINE (desk_invoices_mine_get_type ())

G_DECLARE_FINAL_TYPE (DeskInvoicesMine, desk_invoices_mine, DESK, INVOICES_MINE, GtkWidget)

GtkWidget *desk_invoices_mine_new (ClinicSession *session);

G_END_DECLS
