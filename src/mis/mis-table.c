/* mis-table.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "mis-table"

#include "mis-table.h"

#include <string.h>

#include "mis-json.h"

/* Fields of one line of CSV. The reader stands behind the line afterwards. */
typedef struct
{
  const char *at;
  char separator;
  gboolean is_broken; /* a quote is never closed */
  gboolean is_ended;  /* the last line that was read has its end */
} Reader;

/* Returns NULL. */
static GPtrArray *
fail (GError **error, const char *words)
{
  g_set_error_literal (error, CLINIC_ERROR, CLINIC_ERROR_BROKEN, words);

  return NULL;
}

static GPtrArray *
new_rows (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
}

/* "a ""quoted"" text" up to its last quote */
static void
read_quoted (Reader *reader, GString *text)
{
  for (reader->at++; *reader->at != '\0'; reader->at++)
    {
      if (*reader->at == '"' && *++reader->at != '"')
        return;
      g_string_append_c (text, *reader->at);
    }
  reader->is_broken = TRUE;
}

/* (transfer full) */
static char *
read_field (Reader *reader)
{
  GString *text = g_string_new (NULL);

  while (*reader->at == ' ')
    reader->at++;
  if (*reader->at == '"')
    read_quoted (reader, text);
  for (; *reader->at != '\0' && *reader->at != reader->separator && *reader->at != '\n';
       reader->at++)
    {
      if (*reader->at != '\r')
        g_string_append_c (text, *reader->at);
    }

  return g_strstrip (g_string_free (text, FALSE));
}

/* (transfer full): utf8 */
static GPtrArray *
read_line (Reader *reader)
{
  GPtrArray *fields = g_ptr_array_new_with_free_func (g_free);

  while (!reader->is_broken)
    {
      g_ptr_array_add (fields, read_field (reader));
      if (*reader->at != reader->separator)
        break;
      reader->at++;
    }
  reader->is_ended = *reader->at == '\n';
  if (reader->is_ended)
    reader->at++;

  return fields;
}

/* the one that the names are separated by most often */
static char
guess_separator (const char *text)
{
  static const char separators[] = { ';', ',', '\t' };
  gsize length = strcspn (text, "\n");
  char best = ';';
  guint most = 0;

  for (guint i = 0; i < G_N_ELEMENTS (separators); i++)
    {
      guint count = 0;

      for (gsize j = 0; j < length; j++)
        count += text[j] == separators[i];
      if (count > most)
        {
          most = count;
          best = separators[i];
        }
    }

  return best;
}

static gboolean
is_empty (GPtrArray *fields)
{
  for (guint i = 0; i < fields->len; i++)
    {
      if (((const char *) fields->pdata[i])[0] != '\0')
        return FALSE;
    }

  return TRUE;
}

static GPtrArray *
read_csv (const char *text, GError **error)
{
  Reader reader = { .at = text, .separator = guess_separator (text) };
  g_autoptr (GPtrArray) names = read_line (&reader);
  g_autoptr (GPtrArray) rows = new_rows ();

  if (names->len < 2)
    return fail (error, "the file is no table");

  while (*reader.at != '\0')
    {
      g_autoptr (GPtrArray) fields = read_line (&reader);
      JsonObject *row;

      /* the last line of a file that is still being written */
      if (reader.is_broken || (!reader.is_ended && !is_empty (fields) && fields->len < names->len))
        return fail (error, "the file ends in the middle");
      if (is_empty (fields))
        continue;
      row = json_object_new ();
      for (guint i = 0; i < MIN (fields->len, names->len); i++)
        json_object_set_string_member (row, names->pdata[i], fields->pdata[i]);
      g_ptr_array_add (rows, row);
    }

  return g_steal_pointer (&rows);
}

/* (transfer none) (nullable): the rows, alone or in an object such as {"visits":[…]} */
static JsonArray *
find_array (JsonNode *root)
{
  g_autoptr (GList) members = NULL;

  if (JSON_NODE_HOLDS_ARRAY (root))
    return json_node_get_array (root);
  if (!JSON_NODE_HOLDS_OBJECT (root))
    return NULL;

  members = json_object_get_values (json_node_get_object (root));
  for (GList *at = members; at != NULL; at = at->next)
    {
      if (JSON_NODE_HOLDS_ARRAY (at->data))
        return json_node_get_array (at->data);
    }

  return NULL;
}

static GPtrArray *
read_json (const char *text, GError **error)
{
  g_autoptr (JsonNode) root = mis_json_decode (text, strlen (text));
  JsonArray *array = root != NULL ? find_array (root) : NULL;
  g_autoptr (GPtrArray) rows = new_rows ();

  if (array == NULL)
    return fail (error, root != NULL ? "the file is no table" : "the file ends in the middle");

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_OBJECT (node))
        return fail (error, "the file is no table");
      g_ptr_array_add (rows, json_object_ref (json_node_get_object (node)));
    }

  return g_steal_pointer (&rows);
}

/* (transfer full) (nullable): the text in UTF-8, ending with a NUL. A text of CP1251 is hardly ever
 * good UTF-8, and what is neither is no text: but a letter may be cut in two by whoever is still
 * writing, which then looks like CP1251 and is told by its end. */
static char *
dup_text (const char *data, gsize length)
{
  if (length >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    {
      data += 3;
      length -= 3;
    }
  if (memchr (data, '\0', length) != NULL)
    return NULL;
  if (g_utf8_validate_len (data, length, NULL))
    return g_strndup (data, length);

  return g_convert (data, (gssize) length, "UTF-8", "CP1251", NULL, NULL, NULL);
}

static gboolean
is_ascii (const char *data, gsize length)
{
  for (gsize i = 0; i < length; i++)
    {
      if ((guchar) data[i] >= 0x80)
        return FALSE;
    }

  return TRUE;
}

/* Whether it is UTF-8 all along but for a letter at the very end that is not there as a whole. */
static gboolean
ends_within_letter (const char *data, gsize length)
{
  const char *end;
  gsize good;

  if (g_utf8_validate_len (data, length, &end))
    return FALSE;

  good = (gsize) (end - data);

  return !is_ascii (data, good) &&
         g_utf8_get_char_validated (end, (gssize) (length - good)) == (gunichar) -2;
}

GPtrArray *
mis_table_read (const char *data, gsize length, GError **error)
{
  g_autofree char *text = NULL;
  const char *start;

  if (length == 0)
    return fail (error, "the file is empty");
  if (ends_within_letter (data, length))
    return fail (error, "the file ends in the middle");

  text = dup_text (data, length);
  if (text == NULL)
    return fail (error, "the file is no table");

  start = text + strspn (text, " \t\r\n");

  return *start == '[' || *start == '{' ? read_json (start, error) : read_csv (start, error);
}
