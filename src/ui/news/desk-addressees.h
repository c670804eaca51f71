/* desk-addressees.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-news.h"

G_BEGIN_DECLS

/**
 * DeskAddressees:
 *
 * To whom a message goes: departments and people are searched for in one list, and stand above it
 * as chips when they are chosen. Says how many people that is. A department stands for all below
 * it.
 *
 * Signal "changed": another choice, or the list has come.
 */
#define DESK_TYPE_ADDRESSEES (desk_addressees_get_type ())

G_DECLARE_FINAL_TYPE (DeskAddressees, desk_addressees, DESK, ADDRESSEES, GtkBox)

/* me: the person who writes: is not counted */
GtkWidget *desk_addressees_new (ClinicNews *news, gint64 me);
/* (transfer full): codes as ClinicCommand PUBLISH_POST takes them; empty: nobody was chosen */
char **desk_addressees_dup_codes (DeskAddressees *self);
void desk_addressees_set_codes (DeskAddressees *self, const char *const *codes);
/* how many people get it */
guint desk_addressees_count (DeskAddressees *self);
void desk_addressees_clear (DeskAddressees *self);

G_END_DECLS
