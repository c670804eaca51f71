/* plat-ringer.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PlatRinger:
 *
 * The sound of a ringing telephone: the desktop theme's "phone-incoming-call", or our own where
 * the theme has none, again and again until told to stop. Opening the sound server may wait, so all
 * of it happens in a thread of its own; without a sound server it is silent. Owned by the
 * application.
 */
#define PLAT_TYPE_RINGER (plat_ringer_get_type ())

G_DECLARE_FINAL_TYPE (PlatRinger, plat_ringer, PLAT, RINGER, GObject)

/* sound_path: our own ring, a .wav or .oga file */
PlatRinger *plat_ringer_new (const char *sound_path);
/* never waits; it is silent at most 300 ms after FALSE */
void plat_ringer_set_ringing (PlatRinger *self, gboolean ringing);
/* 0 to 1, from the next round on */
void plat_ringer_set_volume (PlatRinger *self, double volume);
/* how many times the sound has begun */
guint plat_ringer_get_rounds (PlatRinger *self);

G_END_DECLS
