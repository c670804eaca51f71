/* desk-export-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Names of files, what stands below an exported table, and why one was not saved (desk-export.h).
 */

#define G_LOG_DOMAIN "desk-export"

#include "desk-export.h"

#include <glib/gi18n.h>

char *
desk_export_dup_name (const char *title, const char *period)
{
  g_autofree char *both =
    period != NULL && *period != '\0' ? g_strdup_printf ("%s_%s", title, period) : g_strdup (title);

  /* what file systems and mail programs stumble over */
  return g_strdelimit (g_steal_pointer (&both), "/\\:*?\"<>|\n\t ", '_');
}

char *
desk_export_dup_footer (gint64 now, const char *user, const char *filter)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (now);
  g_autofree char *when =
    time != NULL ? g_date_time_format (time, "%d.%m.%Y %H:%M") : g_strdup ("");
  gboolean has_user = user != NULL && *user != '\0';
  gboolean has_filter = filter != NULL && *filter != '\0';

  if (has_user && has_filter)
    /* Translators: below an exported table: time, who, filter */
    return g_strdup_printf (_ ("Exported on %1$s by %2$s. Filter: %3$s"), when, user, filter);
  if (has_user)
    return g_strdup_printf (_ ("Exported on %1$s by %2$s"), when, user);
  if (has_filter)
    return g_strdup_printf (_ ("Exported on %1$s. Filter: %2$s"), when, filter);

  return g_strdup_printf (_ ("Exported on %s"), when);
}

/* Pictures and papers are written by GIO itself, which has names of its own. */
static int
code_of (const GError *error)
{
  if (error->domain == CLINIC_ERROR)
    return error->code;
  if (error->domain != G_IO_ERROR)
    return CLINIC_ERROR_BROKEN;
  switch (error->code)
    {
    case G_IO_ERROR_NO_SPACE:
      return CLINIC_ERROR_FULL;
    case G_IO_ERROR_NOT_FOUND:
    case G_IO_ERROR_NOT_DIRECTORY:
      return CLINIC_ERROR_NOT_FOUND;
    case G_IO_ERROR_PERMISSION_DENIED:
    case G_IO_ERROR_READ_ONLY:
    case G_IO_ERROR_IS_DIRECTORY:
    case G_IO_ERROR_NOT_REGULAR_FILE:
    case G_IO_ERROR_NOT_MOUNTED:
      return CLINIC_ERROR_FORBIDDEN;
    default:
      return CLINIC_ERROR_BROKEN;
    }
}

char *
desk_export_error_text (const GError *error)
{
  switch ((ClinicError) code_of (error))
    {
    case CLINIC_ERROR_FORBIDDEN:
      return g_strdup (_ ("Nothing may be written there. Choose another folder."));
    case CLINIC_ERROR_NOT_FOUND:
      return g_strdup (_ ("That folder is not there any more. Choose another one."));
    case CLINIC_ERROR_FULL:
      return g_strdup (_ ("There is no room left on the disk."));
    case CLINIC_ERROR_INVALID:
      return g_strdup (_ ("That is more than one table can hold. Choose a shorter period."));
    case CLINIC_ERROR_OFFLINE:
    case CLINIC_ERROR_UNTRUSTED:
    case CLINIC_ERROR_CONFLICT:
    case CLINIC_ERROR_BROKEN:
    default:
      break;
    }

  return g_strdup_printf (_ ("The file was not saved: %s"), error->message);
}
