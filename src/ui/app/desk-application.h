/* desk-application.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "clinic-services.h"
#include "desk-window.h"

G_BEGIN_DECLS

#define DESK_TYPE_APPLICATION (desk_application_get_type ())

G_DECLARE_FINAL_TYPE (DeskApplication, desk_application, DESK, APPLICATION, AdwApplication)

DeskApplication *desk_application_new (ClinicServices *services);

/* Runs the application until it quits; answers the exit status. Takes what is secret out of @argv
 * and the environment first, so that the process list does not show it. */
int desk_application_run (DeskApplication *self, int argc, char **argv);

DeskConnection *desk_application_get_connection (DeskApplication *self);
/* (nullable): NULL before the first activation */
DeskWindow *desk_application_get_window (DeskApplication *self);

G_END_DECLS
