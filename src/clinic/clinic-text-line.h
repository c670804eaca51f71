/* clinic-text-line.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ClinicTextLine:
 *
 * Builds the markup of one stretch of text (as GMarkup and Pango read it): whatever comes, it is
 * well-formed and its text is escaped. Tags that are open when a stretch ends are closed there and
 * open again in the next.
 */
typedef struct _ClinicTextLine ClinicTextLine;

ClinicTextLine *clinic_text_line_new (void);
void clinic_text_line_free (ClinicTextLine *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClinicTextLine, clinic_text_line_free)

/* name: how BBCode calls it, in lower case; value: (nullable): what stands after '='. FALSE: that
 * is no inline tag. A link to anything but a web page, a letter or a telephone is only text. */
gboolean clinic_text_line_open (ClinicTextLine *self, const char *name, const char *value);
/* closes the innermost of this name and what was opened after it, which goes on; FALSE: none is
 * open */
gboolean clinic_text_line_close (ClinicTextLine *self, const char *name);
/* text as people wrote it; addresses of web pages in it become links, smileys pictures */
void clinic_text_line_add (ClinicTextLine *self, const char *text, gsize length);
/* TRUE: nothing but spaces so far */
gboolean clinic_text_line_is_empty (ClinicTextLine *self);
/* (transfer full): what was built since the last time, without spaces at its ends; empty: "" */
char *clinic_text_line_take (ClinicTextLine *self);

G_END_DECLS
