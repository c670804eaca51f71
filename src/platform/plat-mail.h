/* plat-mail.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A letter in the desktop's mail program, with files: shown to the person, who sends it. By the
 * desktop's portal (org.freedesktop.portal.Email), else by xdg-email.
 */

#pragma once

#include <gio/gio.h>

#include "clinic-error.h"

G_BEGIN_DECLS

/* address: "" to be filled in by the person; files: paths. finish: FALSE with
 * CLINIC_ERROR_NOT_FOUND: this desktop has no way to write letters. */
void plat_mail_compose_async (const char *address,
                              const char *subject,
                              const char *body,
                              const char *const *files,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean plat_mail_compose_finish (GAsyncResult *result, GError **error);

G_END_DECLS
