/* reception-setup.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "reception-setup"

#include "reception-setup.h"

#include "plat-settings.h"
#include "reception-config.h"

#include <libintl.h>
#include <locale.h>
#include <string.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

/* The main loop and one helper at a time; more pools of memory only keep what nobody uses. */
#define MEMORY_POOLS 2
#define GIVE_BACK_SECONDS 30

#ifdef __GLIBC__
/* What the first sync, or a long list, took and gave back stays in our pools until they are asked
 * for it; it takes about a millisecond. */
static gboolean
on_give_back_cb (gpointer user_data)
{
  malloc_trim (0);

  return G_SOURCE_CONTINUE;
}

static void
share_memory (void)
{
  mallopt (M_ARENA_MAX, MEMORY_POOLS);
  g_timeout_add_seconds_full (G_PRIORITY_LOW, GIVE_BACK_SECONDS, on_give_back_cb, NULL, NULL);
}
#endif

static void
choose_language (void)
{
  const char *localedir = g_getenv ("RECEPTION_LOCALEDIR"); /* set when run from a build tree */

  setlocale (LC_ALL, "");
  bindtextdomain (RECEPTION_GETTEXT, localedir != NULL ? localedir : RECEPTION_LOCALEDIR);
  bind_textdomain_codeset (RECEPTION_GETTEXT, "UTF-8");
  textdomain (RECEPTION_GETTEXT);
}

/* Where it was installed into a prefix of its own, nobody has told GLib and GTK to look there for
 * the settings' schema and the icons. */
static void
find_data (void)
{
  g_autofree char *datadir = g_path_get_dirname (RECEPTION_PKGDATADIR);
  g_autofree char *schemas = g_build_filename (datadir, "glib-2.0", "schemas", NULL);
  const char *dirs = g_getenv ("XDG_DATA_DIRS");
  g_autofree char *all = NULL;

  if (dirs == NULL || dirs[0] == '\0')
    dirs = "/usr/local/share:/usr/share";
  if (strstr (dirs, datadir) != NULL || !g_file_test (schemas, G_FILE_TEST_IS_DIR))
    return;

  all = g_strconcat (datadir, ":", dirs, NULL);
  g_setenv ("XDG_DATA_DIRS", all, TRUE);
}

void
reception_setup_command (void)
{
  choose_language ();
  find_data ();
  plat_settings_install ();
}

void
reception_setup (void)
{
#ifdef __GLIBC__
  share_memory ();
#endif
  reception_setup_command ();
}
