/* desk-clipboard.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-clipboard"

#include "desk-clipboard.h"

/* What was copied; the window may be gone by the time it is taken back. */
typedef struct
{
  GdkClipboard *clipboard;      /* owned */
  GdkContentProvider *provider; /* owned */
} Copy;

static void
copy_free (gpointer data)
{
  Copy *copy = data;

  g_clear_object (&copy->clipboard);
  g_clear_object (&copy->provider);
  g_free (copy);
}

static gboolean
on_time_cb (gpointer user_data)
{
  Copy *copy = user_data;

  if (gdk_clipboard_get_content (copy->clipboard) == copy->provider)
    gdk_clipboard_set_content (copy->clipboard, NULL);

  return G_SOURCE_REMOVE;
}

void
desk_clipboard_copy (GtkWidget *widget, const char *text, guint seconds)
{
  g_autoptr (GdkContentProvider) provider = NULL;
  Copy *copy;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (text != NULL);

  provider = gdk_content_provider_new_typed (G_TYPE_STRING, text);
  gdk_clipboard_set_content (gtk_widget_get_clipboard (widget), provider);
  if (seconds == 0)
    return;

  copy = g_new0 (Copy, 1);
  copy->clipboard = g_object_ref (gtk_widget_get_clipboard (widget));
  copy->provider = g_object_ref (provider);
  g_timeout_add_seconds_full (G_PRIORITY_DEFAULT, seconds, on_time_cb, copy, copy_free);
}
