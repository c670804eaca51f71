/* desk-welcome.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "desk-connection.h"

G_BEGIN_DECLS

#define DESK_TYPE_WELCOME (desk_welcome_get_type ())

G_DECLARE_FINAL_TYPE (DeskWelcome, desk_welcome, DESK, WELCOME, AdwBin)

GtkWidget *desk_welcome_new (DeskConnection *connection);

/* (transfer full): the sentence for the person: what is wrong with an address, and what to do */
char *desk_welcome_error_text (const GError *error);

G_END_DECLS
