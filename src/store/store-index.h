/* store-index.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the tables names, phones and phone_tails are sorted by.
 *
 * A name key is one byte that says what kind of word is first, then the folded name turned so that
 * this word is first: «иванова анна викторовна», «анна викторовна иванова», «викторовна иванова
 * анна». So the beginning of any word is one range of the index, in the alphabet's order, and the
 * other words can be checked without touching another table. One byte a letter keeps it small.
 *
 * A phone tail is the number read from its last digit, with zeros to 18 digits, so that the last
 * digits are a range as well. */

#define STORE_INDEX_FAMILY_NAME 1 /* the first word is that of the family name */
#define STORE_INDEX_OTHER_WORD 2
/* no letter is written with this byte, so prefix + this byte is the end of the prefix's range */
#define STORE_INDEX_END 0xff
/* words of one name that can be searched by */
#define STORE_INDEX_MAX_WORDS 8

/* appends folded text, one byte a letter, so far as names are indexed */
void store_index_append_text (GString *out, const char *folded);
/* Writes the words of a whole name, folded, over what out held; FALSE when there is none. Texts
 * may be NULL. */
gboolean
store_index_write_name (GString *out, const char *last, const char *first, const char *second);

typedef void (*StoreIndexFunc) (const char *key, gsize length, gpointer user_data);

/* calls func with every key of a written name; has_family_name: its first word is of it */
void store_index_foreach_key (const GString *name,
                              gboolean has_family_name,
                              StoreIndexFunc func,
                              gpointer user_data);

/* the tail of a key of clinic_phone_key_number() */
guint64 store_index_get_tail (guint64 key);
/* the tails of the numbers that end with these digits (at most 18) are in [from, to) */
void store_index_get_tail_range (const char *digits, guint64 *from, guint64 *to);

G_END_DECLS
