/* desk-options.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * DeskOptions:
 *
 * What this start was asked for on the command line and in the environment. Holds the address of a
 * webhook, which is a password, until it is taken.
 */
typedef struct _DeskOptions DeskOptions;

DeskOptions *desk_options_new (void);
void desk_options_free (DeskOptions *self);

/* declares the options to the application, for --help and for parsing */
void desk_options_add (GApplication *application);
/* (transfer full): a copy of the arguments to parse; the address is blotted out of the original,
 * which the process list shows, and out of the environment, from where it is taken */
char **desk_options_hide_secrets (DeskOptions *self, int argc, char **argv);
/* takes what is for this process alone out of the parsed options */
void desk_options_read (DeskOptions *self, GVariantDict *dict);

/* (transfer full) (nullable): the address for this run; the option goes before the environment.
 * The second call answers NULL. */
char *desk_options_take_portal (DeskOptions *self);
gboolean desk_options_get_demo (DeskOptions *self);
/* as if it had been asked for at the start */
void desk_options_set_demo (DeskOptions *self);

/* (transfer full): a number as a PBX gave it, of a length that can be shown */
char *desk_options_clean_number (const char *number);

G_END_DECLS
