/* store-index.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "store-index"

#include "store-index.h"

#include <string.h>

#include "clinic-name.h"

/* letters of one name that are indexed: a longer name is rubbish, and is still found by these */
#define MAX_LETTERS 100
#define TAIL_DIGITS 18
/* before the UTF-8 bytes of a letter that has no byte of its own; sorts after all that have */
#define OTHER_SCRIPT 0xfe
/* а...я in their order */
#define RUSSIAN_BASE 0xa0

void
store_index_append_text (GString *out, const char *folded)
{
  gsize letters = 0;

  for (; *folded != '\0' && letters < MAX_LETTERS; letters++)
    {
      const char *next = g_utf8_next_char (folded);
      gunichar c = g_utf8_get_char (folded);

      if (c < 0x80)
        g_string_append_c (out, (char) c);
      else if (c >= 0x430 && c < 0x450)
        g_string_append_c (out, (char) (RUSSIAN_BASE + (c - 0x430)));
      else
        {
          g_string_append_c (out, (char) OTHER_SCRIPT);
          g_string_append_len (out, folded, next - folded);
        }
      folded = next;
    }
}

static void
append_raw (GString *raw, const char *word)
{
  if (word == NULL || *word == '\0')
    return;
  if (raw->len > 0)
    g_string_append_c (raw, ' ');
  /* folding a megabyte to keep a hundred letters would be a waste */
  g_string_append_len (raw, word, (gssize) strnlen (word, MAX_LETTERS * 4));
}

gboolean
store_index_write_name (GString *out, const char *last, const char *first, const char *second)
{
  g_autoptr (GString) raw = g_string_sized_new (128);
  g_autofree char *folded = NULL;

  append_raw (raw, last);
  append_raw (raw, first);
  append_raw (raw, second);
  folded = clinic_name_fold (raw->str);

  g_string_truncate (out, 0);
  store_index_append_text (out, folded);

  return out->len > 0;
}

void
store_index_foreach_key (const GString *name,
                         gboolean has_family_name,
                         StoreIndexFunc func,
                         gpointer user_data)
{
  /* a name of MAX_LETTERS letters of another script, its kind and a space */
  char key[MAX_LETTERS * 7 + 2];
  gsize start = 0;

  g_assert (name->len <= MAX_LETTERS * 7);

  for (guint word = 0; word < STORE_INDEX_MAX_WORDS && start < name->len; word++)
    {
      const char *space = NULL;
      gsize length = 0;

      key[length++] =
        word == 0 && has_family_name ? STORE_INDEX_FAMILY_NAME : STORE_INDEX_OTHER_WORD;
      memcpy (key + length, name->str + start, name->len - start);
      length += name->len - start;
      if (start > 0)
        {
          key[length++] = ' ';
          memcpy (key + length, name->str, start - 1);
          length += start - 1;
        }
      func (key, length, user_data);

      space = memchr (name->str + start, ' ', name->len - start);
      if (space == NULL)
        break;
      start = (gsize) (space - name->str) + 1;
    }
}

guint64
store_index_get_tail (guint64 key)
{
  guint64 tail = 0;

  for (int i = 0; i < TAIL_DIGITS; i++, key /= 10)
    tail = tail * 10 + key % 10;

  return tail;
}

void
store_index_get_tail_range (const char *digits, guint64 *from, guint64 *to)
{
  gsize length = strlen (digits);
  guint64 step = 1;

  g_assert (length <= TAIL_DIGITS);

  for (gsize i = length; i < TAIL_DIGITS; i++)
    step *= 10;

  *from = store_index_get_tail (g_ascii_strtoull (digits, NULL, 10));
  *to = *from + step;
}
