/* desk-invoice-open.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "desk-file-shelf.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Shows what belongs to an invoice outside of the application. */

/* A file: brought onto the shelf and opened with the program that is for it; one that the portal
 * gives to browsers alone is opened there. Says in a toast what does not work. */
void desk_invoice_open_file (GtkWidget *widget,
                             DeskFileShelf *shelf,
                             ClinicFile *file,
                             GCancellable *cancellable);
/* A page of the portal; address: (nullable): nothing happens */
void desk_invoice_open_page (GtkWidget *widget, const char *address);
/* (transfer full): what a file is called where it has no name yet */
char *desk_invoice_file_name (ClinicFile *file);

G_END_DECLS
