/* desk-form-field.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-form-field.h"
#include "clinic-session.h"

G_BEGIN_DECLS

/* Nothing larger goes to the portal. */
#define DESK_FORM_MAX_BYTES (10 * 1024 * 1024)

/**
 * DeskFormField:
 *
 * A field of a form that a process of the portal asks to be filled: its name, what it is filled
 * with, and under it what the process says about it or what is wrong. What was typed stays when the
 * ClinicFormField changes. Emits "changed".
 */
#define DESK_TYPE_FORM_FIELD (desk_form_field_get_type ())

G_DECLARE_FINAL_TYPE (DeskFormField, desk_form_field, DESK, FORM_FIELD, GtkWidget)

/* begins with the field's value */
GtkWidget *desk_form_field_new (ClinicFormField *field, ClinicSession *session);
/* (transfer none) */
ClinicFormField *desk_form_field_get_field (DeskFormField *self);
/* (transfer full): as ClinicFormField.value has it, "" for nothing; what was typed and is not of
 * the kind comes as it is; "" for FILE */
char *desk_form_field_dup_value (DeskFormField *self);
/* value: (nullable): as ClinicFormField.value has it. Not for FILE. */
void desk_form_field_set_value (DeskFormField *self, const char *value);
/* (transfer none): GFile that are to be sent, of FILE; empty for others */
GListModel *desk_form_field_get_files (DeskFormField *self);
/* of FILE: takes the place of what is there unless the field takes several */
void desk_form_field_add_file (DeskFormField *self, GFile *file);
void desk_form_field_clear_files (DeskFormField *self);
/* (transfer full) (nullable): why it cannot be sent as it is, in one sentence */
char *desk_form_field_dup_problem (DeskFormField *self);
/* Says under the field why it cannot be sent; FALSE: it can. From then on it says so while typing.
 */
gboolean desk_form_field_show_problem (DeskFormField *self);
/* says something else under it; NULL: nothing */
void desk_form_field_set_note (DeskFormField *self, const char *note);
/* the entry of a text, number, money or date; (transfer none) (nullable): for completion */
GtkEditable *desk_form_field_get_editable (DeskFormField *self);

/* Reads the files of the fields. fields: (element-type DeskFormField). finish: (transfer full): an
 * a(ssay) (id of the field, name, content) that is not floating; G_IO_ERROR, or
 * CLINIC_ERROR_INVALID with a sentence for the person: a file is empty or too large. */
void desk_form_field_read_files_async (GPtrArray *fields,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
GVariant *desk_form_field_read_files_finish (GAsyncResult *result, GError **error);

G_END_DECLS
