/* desk-keys.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * DeskKey:
 * @keyval: what is pressed together with Ctrl; the Russian letter on the same key is one of its own
 * @action: of the widget, without a parameter
 */
typedef struct
{
  guint keyval;
  const char *action;
} DeskKey;

/* The keys do what they say from anywhere in the window while @widget is on show. @keys: static */
void desk_keys_add (GtkWidget *widget, const DeskKey *keys, guint n_keys);

G_END_DECLS
