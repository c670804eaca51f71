/* desk-file-shelf.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gdk/gdk.h>

#include "clinic-invoices.h"
#include "clinic-news.h"

G_BEGIN_DECLS

/**
 * DeskFileShelf:
 *
 * Where files of the portal lie while somebody looks at them: a directory that nobody else can read
 * and that goes with the shelf. Owned by the page.
 */
#define DESK_TYPE_FILE_SHELF (desk_file_shelf_get_type ())

G_DECLARE_FINAL_TYPE (DeskFileShelf, desk_file_shelf, DESK, FILE_SHELF, GObject)

DeskFileShelf *desk_file_shelf_new (ClinicNews *news);
DeskFileShelf *desk_file_shelf_new_for_invoices (ClinicInvoices *invoices);

/* Brings a file: to a place that somebody chose, or (NULL) onto the shelf. finish: (transfer full):
 * where it is. CLINIC_ERROR or G_IO_ERROR. */
void desk_file_shelf_fetch_async (DeskFileShelf *self,
                                  ClinicFile *file,
                                  GFile *place,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
GFile *desk_file_shelf_fetch_finish (DeskFileShelf *self, GAsyncResult *result, GError **error);

/* A picture, no larger than is good on a page. finish: (transfer full) */
void desk_file_shelf_load_picture_async (DeskFileShelf *self,
                                         ClinicFile *file,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
GdkTexture *
desk_file_shelf_load_picture_finish (DeskFileShelf *self, GAsyncResult *result, GError **error);

/* whether it is a picture that is worth its bytes */
gboolean desk_file_shelf_is_picture (ClinicFile *file);
/* (transfer full) (nullable): the directory, once there is one */
char *desk_file_shelf_dup_directory (DeskFileShelf *self);

G_END_DECLS
