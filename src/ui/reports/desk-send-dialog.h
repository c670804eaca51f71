/* desk-send-dialog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "clinic-exporter.h"
#include "clinic-session.h"

G_BEGIN_DECLS

/**
 * DeskSendDialog:
 *
 * A table on its way to colleagues: a message of the portal with the workbook as a file, through
 * the outbox like any other; or a letter of the desktop's mail program. What is sent is what was on
 * the page when the dialog was opened. The file waits inside of the command, so that nothing of it
 * stays on this computer when the message has gone, or was taken back.
 */
#define DESK_TYPE_SEND_DIALOG (desk_send_dialog_get_type ())

G_DECLARE_FINAL_TYPE (DeskSendDialog, desk_send_dialog, DESK, SEND_DIALOG, AdwWindow)

/* owner: what it is opened from, where toasts are told; name: of the file, without ending */
GtkWidget *desk_send_dialog_new (GtkWidget *owner,
                                 ClinicSession *session,
                                 ClinicExporter *exporter,
                                 ClinicWorkbook *workbook,
                                 const char *name);

G_END_DECLS
