/* sync-error.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What errors of the layers below mean to the clinic. */

/* (transfer full): the CLINIC_ERROR that stands for an error of the layers below; a cancelled
 * operation, and what is a CLINIC_ERROR already, stay as they are */
GError *sync_translate_error (const GError *error);
/* TRUE when nobody did anything wrong and trying later may help: no network, a busy portal, a
 * webhook that is not accepted now */
gboolean sync_error_is_passing (const GError *error);

G_END_DECLS
