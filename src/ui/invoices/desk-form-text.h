/* desk-form-text.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-form-field.h"

G_BEGIN_DECLS

/* What people type in the fields of a form, and how its value is kept (ClinicFieldKind). */

/* (transfer full) (nullable): the value of what was typed: "" for nothing; NULL when it is not of
 * the kind. now: unix seconds, for a day without its year */
char *desk_form_parse (ClinicFieldKind kind, const char *text, gint64 now);
/* the same of several, each in a line; what is empty is left out */
char *desk_form_parse_lines (ClinicFieldKind kind, const char *text, gint64 now);
/* (transfer full): a value as a person types it, "" for none */
char *desk_form_format (ClinicFieldKind kind, const char *value);
/* the same of several, each in a line */
char *desk_form_format_lines (ClinicFieldKind kind, const char *value);
/* (transfer none): what is expected of the kind, in one sentence; NULL: anything will do */
const char *desk_form_complaint (ClinicFieldKind kind);

G_END_DECLS
