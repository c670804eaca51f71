/* desk-form-party.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-form-field.h"

G_BEGIN_DECLS

/**
 * DeskFormParty:
 *
 * A company of the portal, or several, that a field of a form names: a button that says which, and
 * opens a search among all. What is chosen stays when the list comes anew. Emits "changed".
 */
#define DESK_TYPE_FORM_PARTY (desk_form_party_get_type ())

G_DECLARE_FINAL_TYPE (DeskFormParty, desk_form_party, DESK, FORM_PARTY, GtkWidget)

/* field: whose options are a ClinicPartyList */
GtkWidget *desk_form_party_new (ClinicFormField *field);
/* (transfer full): as ClinicFormField.value has it */
char *desk_form_party_dup_value (DeskFormParty *self);
void desk_form_party_set_value (DeskFormParty *self, const char *value);
/* (transfer none): what has the focus */
GtkWidget *desk_form_party_get_input (DeskFormParty *self);

G_END_DECLS
