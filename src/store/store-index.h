/* store-index.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the tables names and phone_tails are sorted by. Both are plain numbers, which SQLite sorts
 * several times as fast as texts.
 *
 * A name key holds the first ten letters of the folded name («иванова ан»), six bits each, so that
 * names that begin alike are one range of it, in the order of the alphabet.
 *
 * A phone tail is the number read from its last digit, with zeros to 18 digits, so that numbers
 * that end alike are one range as well. */

/* Writes the folded words of a whole name, family name first, over what out held; FALSE when there
 * is none. Texts may be NULL. */
gboolean
store_index_write_name (GString *out, const char *last, const char *first, const char *second);
guint64 store_index_get_name_key (const char *folded);
/* The names that begin with this folded text are in [from, to). A text of more than ten letters
 * gives the range of its first ten. */
void store_index_get_name_range (const char *folded, guint64 *from, guint64 *to);

/* the tail of a key of clinic_phone_key_number() */
guint64 store_index_get_tail (guint64 key);
/* the tails of the numbers that end with these digits (at most 18) are in [from, to) */
void store_index_get_tail_range (const char *digits, guint64 *from, guint64 *to);

G_END_DECLS
