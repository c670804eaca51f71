/* desk-invoice-open.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-invoice-open"

#include "desk-invoice-open.h"

#include <glib/gi18n.h>

#include "desk-toast.h"

static void
show_uri (GtkWidget *widget, const char *uri)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  gtk_show_uri (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, uri, GDK_CURRENT_TIME);
}

static void
on_fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) widget = GTK_WIDGET (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) place = desk_file_shelf_fetch_finish (DESK_FILE_SHELF (source), result, &error);
  g_autofree char *uri = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (place == NULL)
    {
      g_debug ("a file of an invoice: %s", error->message);
      desk_toast (widget, adw_toast_new (_ ("The file could not be brought from the portal. "
                                            "It may help to try again.")));
      return;
    }
  uri = g_file_get_uri (place);
  show_uri (widget, uri);
}

void
desk_invoice_open_file (GtkWidget *widget,
                        DeskFileShelf *shelf,
                        ClinicFile *file,
                        GCancellable *cancellable)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (CLINIC_IS_FILE (file));

  if (clinic_file_get_browser_only (file))
    desk_invoice_open_page (widget, clinic_file_get_address (file));
  else
    desk_file_shelf_fetch_async (shelf, file, NULL, cancellable, on_fetched_cb,
                                 g_object_ref (widget));
}

void
desk_invoice_open_page (GtkWidget *widget, const char *address)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  if (address != NULL && *address != '\0')
    show_uri (widget, address);
}

char *
desk_invoice_file_name (ClinicFile *file)
{
  const char *name = clinic_file_get_name (file);

  return g_strdup (name != NULL && *name != '\0' ? name : _ ("File"));
}
