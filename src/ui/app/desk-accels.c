/* desk-accels.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-accels"

#include "desk-accels.h"

#include "desk-pages.h"

void
desk_accels_set (GtkApplication *application)
{
  static const struct
  {
    const char *action;
    const char *accels[4];
  } keys[] = {
    { "app.help", { "F1" } },
    { "app.shortcuts", { "<Primary>question" } },
    { "app.lock", { "F12" } },
    { "win.fullscreen", { "F11" } },
    { "app.preferences", { "<Primary>comma", "<Primary>Cyrillic_be" } },
    { "app.quit", { "<Primary>q", "<Primary>Cyrillic_shorti" } },
    { "win.show-call::", { "F2" } },
    { "win.search", { "<Primary>k", "F3", "<Primary>Cyrillic_el" } },
    { "win.refresh", { "F5" } },
    { "win.show-call-list", { "F8" } },
    { "win.show-missed", { "F9" } },
    { "win.back", { "<Alt>Left" } },
    { "window.close", { "<Primary>w", "<Primary>Cyrillic_tse" } },
  };
  guint n_pages;
  const DeskPage *pages = desk_pages (&n_pages);

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_application_set_accels_for_action (application, keys[i].action, keys[i].accels);
  for (guint i = 0; i < n_pages; i++)
    {
      g_autofree char *action = g_strconcat ("win.show-page::", pages[i].id, NULL);
      g_autofree char *accel = g_strdup_printf ("<Primary>%u", i + 1);
      const char *accels[] = { accel, pages[i].key, pages[i].russian_key, NULL };

      /* there are nine digits */
      gtk_application_set_accels_for_action (application, action, i < 9 ? accels : accels + 1);
    }
}
