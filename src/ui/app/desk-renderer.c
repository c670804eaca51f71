/* desk-renderer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Texts and lists gain nothing from a graphics card, and GTK loads some 60 MB of drivers to ask for
 * one, which a program that stays in the background all day would pay for. Programs that we start
 * inherit the choice, which they do not notice.
 */

#define G_LOG_DOMAIN "desk-renderer"

#include "desk-renderer.h"

#include <gtk/gtk.h>

/* since when GDK_DISABLE stands for what were words of GDK_DEBUG, which it then complains about */
#define WITH_DISABLE 4, 16, 0

void
desk_renderer_choose (void)
{
  const char *chosen = g_getenv ("GSK_RENDERER");

  if (chosen != NULL && g_strcmp0 (chosen, "cairo") != 0)
    return;

  g_setenv ("GSK_RENDERER", "cairo", FALSE);
  if (gtk_check_version (WITH_DISABLE) == NULL)
    g_setenv ("GDK_DISABLE", "gl,vulkan", FALSE);
  else
    g_setenv ("GDK_DEBUG", "gl-disable", FALSE);
}
