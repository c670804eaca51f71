/* clinic-phone.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A phone number has a key: digits only, with the country's 7 in front for Russian numbers, and
 * without an extension. Two spellings of one number have the same key. The portal's own rule
 * (main/tools.php NormalizePhone: crm.duplicate.findbycomm) never joins what these keys keep apart,
 * and these keys also join a bare ten-digit number with its +7 form, which the portal does not. */

/* (transfer full): "" when the text holds no number (hidden, letters only) */
char *clinic_phone_dup_key (const char *text);
/* the key as a number, for indexes; 0 when there is none or it has more than 18 digits */
guint64 clinic_phone_key_number (const char *text);
/* TRUE for "", "anonymous", "unknown", "private", "restricted", "+266696687" and the like */
gboolean clinic_phone_is_hidden (const char *text);
/* an extension or another short number (fewer than 7 digits): not a client */
gboolean clinic_phone_is_internal (const char *text);
/* (transfer full): for people: "+7 900 000-00-01"; foreign numbers grouped as well as we can; the
 * text itself when it is no number. Never more than 40 characters. */
char *clinic_phone_dup_display (const char *text);
/* (transfer full): the values to ask crm.duplicate.findbycomm for: every spelling that the
 * portal keeps apart (with 7, bare ten digits) */
char **clinic_phone_dup_search_values (const char *text);
/* (transfer full) (nullable): for tel: and voximplant.callback.start: "+79000000001" */
char *clinic_phone_dup_dial (const char *text);

G_END_DECLS
