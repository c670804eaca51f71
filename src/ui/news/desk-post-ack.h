/* desk-post-ack.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "desk-post-look.h"

G_BEGIN_DECLS

/**
 * DeskPostAck:
 *
 * The end of an important post: «I have read it», once its text was seen to the end, and then what
 * became of it. It says «Read» only when the portal does.
 */
#define DESK_TYPE_POST_ACK (desk_post_ack_get_type ())

G_DECLARE_FINAL_TYPE (DeskPostAck, desk_post_ack, DESK, POST_ACK, GtkWidget)

GtkWidget *desk_post_ack_new (void);
void desk_post_ack_show (DeskPostAck *self, ClinicPost *post, DeskPostLook *look);

G_END_DECLS
