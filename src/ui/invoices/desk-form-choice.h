/* desk-form-choice.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-form-field.h"

G_BEGIN_DECLS

/**
 * DeskFormChoice:
 *
 * One of a field's options, or several. Nothing is chosen by itself. Emits "changed".
 */
#define DESK_TYPE_FORM_CHOICE (desk_form_choice_get_type ())

G_DECLARE_FINAL_TYPE (DeskFormChoice, desk_form_choice, DESK, FORM_CHOICE, GtkWidget)

GtkWidget *desk_form_choice_new (ClinicFormField *field);
/* (transfer full): ids of options, each on a line; "" for none */
char *desk_form_choice_dup_value (DeskFormChoice *self);
void desk_form_choice_set_value (DeskFormChoice *self, const char *value);
/* (transfer none): what the field's name belongs to */
GtkWidget *desk_form_choice_get_input (DeskFormChoice *self);

G_END_DECLS
