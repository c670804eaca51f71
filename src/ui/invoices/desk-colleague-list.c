/* desk-colleague-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-colleague-list"

#include "desk-colleague-list.h"

#include <glib/gi18n.h>

char *
desk_colleague_dup_name (ClinicUser *user)
{
  const char *last = clinic_user_get_last_name (user);
  const char *first = clinic_user_get_first_name (user);
  g_autofree char *both =
    g_strdup_printf ("%s %s", last != NULL ? last : "", first != NULL ? first : "");

  return g_strdup (g_strstrip (both));
}

static char *
dup_name (gpointer item)
{
  return desk_colleague_dup_name (item);
}

static char *
dup_position (gpointer item)
{
  return g_strdup (clinic_user_get_position (item));
}

static gboolean
is_active (gpointer item)
{
  return clinic_user_get_active (item);
}

GtkWidget *
desk_colleague_list_new (GListModel *colleagues)
{
  static const DeskPickKind kind = { N_ ("Name of a colleague"), N_ ("Nobody of this name"),
                                     dup_name, dup_position, is_active };

  return desk_pick_list_new (colleagues, &kind);
}
