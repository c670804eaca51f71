/* desk-form-file-list.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-form-field.h"

G_BEGIN_DECLS

/**
 * DeskFormFileList:
 *
 * The files that a field is filled with: chosen, or dropped on it.
 */
#define DESK_TYPE_FORM_FILE_LIST (desk_form_file_list_get_type ())

G_DECLARE_FINAL_TYPE (DeskFormFileList, desk_form_file_list, DESK, FORM_FILE_LIST, GtkWidget)

/* files: of GFile: what is shown and changed */
GtkWidget *desk_form_file_list_new (ClinicFormField *field, GListStore *files);
/* takes the place of what is there unless the field takes several */
void desk_form_file_list_add (DeskFormFileList *self, GFile *file);
/* (transfer none): what the field's name belongs to */
GtkWidget *desk_form_file_list_get_input (DeskFormFileList *self);

G_END_DECLS
