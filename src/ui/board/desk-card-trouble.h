/* desk-card-trouble.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-session.h"

G_BEGIN_DECLS

/* What a person must decide about a card, in its place: the words of the portal and the ways out.
 * (transfer floating) (nullable): NULL: nothing waits for a decision */
GtkWidget *desk_card_trouble_new (ClinicSession *session, ClinicEntity entity, gint64 entity_id);

G_END_DECLS
