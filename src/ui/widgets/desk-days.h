/* desk-days.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * DeskDays:
 *
 * From one day to another, each behind a button with a calendar. Emits "changed".
 */
#define DESK_TYPE_DAYS (desk_days_get_type ())

G_DECLARE_FINAL_TYPE (DeskDays, desk_days, DESK, DAYS, AdwBin)

GtkWidget *desk_days_new (void);
/* ClinicDays: from <= day < to; says nothing */
void desk_days_set (DeskDays *self, int from, int to);
void desk_days_get (DeskDays *self, int *from, int *to);

G_END_DECLS
