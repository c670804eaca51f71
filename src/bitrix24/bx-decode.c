/* bx-decode.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "bx-decode"

#include "bx-decode.h"

#include "bx-error.h"

#include <math.h>
#include <string.h>

/* Why not JsonParser: a first sync decodes forty answers of 2,500 contacts each, for which it needs
 * twice the CPU of this (17 ms against 9 for 730 KB); and it recurses without a limit, so that a
 * megabyte of "[" ends the process. The tree is the same: the test compares the two. */

/* no answer of a portal comes near it */
#define DEPTH_MAX 200

typedef struct
{
  const char *p;   /* unowned, moves through the text */
  const char *end; /* unowned */
  GString *text;   /* owned: where strings with escapes are put together */
  guint depth;
} Decoder;

static JsonNode *decode_value (Decoder *self);

static void
skip_space (Decoder *self)
{
  while (self->p < self->end &&
         (*self->p == ' ' || *self->p == '\n' || *self->p == '\r' || *self->p == '\t'))
    self->p++;
}

static gboolean
skip_char (Decoder *self, char c)
{
  skip_space (self);

  if (self->p >= self->end || *self->p != c)
    return FALSE;

  self->p++;

  return TRUE;
}

static gboolean
read_hex (Decoder *self, gunichar *value)
{
  *value = 0;

  if (self->end - self->p < 4)
    return FALSE;

  for (guint i = 0; i < 4; i++, self->p++)
    {
      int digit = g_ascii_xdigit_value (*self->p);

      if (digit < 0)
        return FALSE;

      *value = *value * 16 + (gunichar) digit;
    }

  return TRUE;
}

/* after \u; a lone half of a pair, and zero, which C texts cannot hold, become U+FFFD */
static gboolean
read_unicode (Decoder *self)
{
  gunichar value;
  gunichar low;

  if (!read_hex (self, &value))
    return FALSE;

  if (value >= 0xd800 && value < 0xdc00 && self->end - self->p >= 6 && self->p[0] == '\\' &&
      self->p[1] == 'u')
    {
      const char *before = self->p;

      self->p += 2;

      if (!read_hex (self, &low))
        return FALSE;

      if (low >= 0xdc00 && low < 0xe000)
        value = 0x10000 + ((value - 0xd800) << 10) + (low - 0xdc00);
      else
        self->p = before;
    }

  if (value == 0 || (value >= 0xd800 && value < 0xe000))
    value = 0xfffd;

  g_string_append_unichar (self->text, value);

  return TRUE;
}

static gboolean
read_escape (Decoder *self)
{
  static const char from[] = "\"\\/bfnrt";
  static const char to[] = "\"\\/\b\f\n\r\t";
  const char *found;

  if (self->p >= self->end)
    return FALSE;

  if (*self->p == 'u')
    {
      self->p++;
      return read_unicode (self);
    }

  found = *self->p != '\0' ? strchr (from, *self->p) : NULL;

  if (found == NULL)
    return FALSE;

  g_string_append_c (self->text, to[found - from]);
  self->p++;

  return TRUE;
}

static const char *
find_special (const char *p, const char *end)
{
  while (p < end && *p != '"' && *p != '\\' && (guchar) *p >= 0x20)
    p++;

  return p;
}

/* The text, which is good until the next one is read; p stands after the opening quote. */
static const char *
read_text (Decoder *self)
{
  g_string_truncate (self->text, 0);

  while (TRUE)
    {
      const char *special = find_special (self->p, self->end);

      g_string_append_len (self->text, self->p, special - self->p);
      self->p = special + 1;

      if (special >= self->end || (guchar) *special < 0x20)
        return NULL;

      if (*special == '"')
        return self->text->str;

      if (!read_escape (self))
        return NULL;
    }
}

static JsonNode *
decode_text (Decoder *self)
{
  const char *text;

  self->p++;
  text = read_text (self);

  return text != NULL ? json_node_init_string (json_node_alloc (), text) : NULL;
}

static gboolean
is_whole (const char *text)
{
  return strpbrk (text, ".eE") == NULL;
}

static JsonNode *
decode_number (Decoder *self)
{
  char text[64];
  char *rest = NULL;
  gsize length = 0;
  gint64 whole;
  double number;

  while (self->p < self->end && length < sizeof text - 1 &&
         (g_ascii_isdigit (*self->p) || (*self->p != '\0' && strchr ("+-.eE", *self->p) != NULL)))
    text[length++] = *self->p++;

  text[length] = '\0';

  if (is_whole (text) && g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &whole, NULL))
    return json_node_init_int (json_node_alloc (), whole);

  number = g_ascii_strtod (text, &rest);

  if (length == 0 || *rest != '\0')
    return NULL;

  return json_node_init_double (json_node_alloc (), number);
}

static JsonNode *
decode_array (Decoder *self)
{
  g_autoptr (JsonArray) array = json_array_new ();
  JsonNode *node;

  self->p++;

  if (!skip_char (self, ']'))
    {
      do
        {
          JsonNode *element = decode_value (self);

          if (element == NULL)
            return NULL;

          json_array_add_element (array, element);
        }
      while (skip_char (self, ','));

      if (!skip_char (self, ']'))
        return NULL;
    }

  node = json_node_alloc ();

  return json_node_init_array (node, array);
}

static gboolean
decode_member (Decoder *self, JsonObject *object)
{
  /* names are short and the same in every row: no copy for most */
  char short_name[64];
  g_autofree char *long_name = NULL;
  const char *name;
  JsonNode *value;

  if (!skip_char (self, '"'))
    return FALSE;

  name = read_text (self);

  if (name == NULL)
    return FALSE;

  if (self->text->len < sizeof short_name)
    name = strcpy (short_name, name);
  else
    name = long_name = g_strdup (name);

  if (!skip_char (self, ':'))
    return FALSE;

  value = decode_value (self);

  if (value == NULL)
    return FALSE;

  json_object_set_member (object, name, value);

  return TRUE;
}

static JsonNode *
decode_object (Decoder *self)
{
  g_autoptr (JsonObject) object = json_object_new ();
  JsonNode *node;

  self->p++;

  if (!skip_char (self, '}'))
    {
      do
        {
          if (!decode_member (self, object))
            return NULL;
        }
      while (skip_char (self, ','));

      if (!skip_char (self, '}'))
        return NULL;
    }

  node = json_node_alloc ();

  return json_node_init_object (node, object);
}

static gboolean
skip_word (Decoder *self, const char *word)
{
  gsize length = strlen (word);

  if ((gsize) (self->end - self->p) < length || strncmp (self->p, word, length) != 0)
    return FALSE;

  self->p += length;

  return TRUE;
}

static JsonNode *
decode_word (Decoder *self)
{
  if (skip_word (self, "null"))
    return json_node_init_null (json_node_alloc ());

  if (skip_word (self, "true"))
    return json_node_init_boolean (json_node_alloc (), TRUE);

  if (skip_word (self, "false"))
    return json_node_init_boolean (json_node_alloc (), FALSE);

  return decode_number (self);
}

static JsonNode *
decode_value (Decoder *self)
{
  JsonNode *node;

  skip_space (self);

  if (self->p >= self->end || self->depth >= DEPTH_MAX)
    return NULL;

  self->depth++;

  if (*self->p == '"')
    node = decode_text (self);
  else if (*self->p == '{')
    node = decode_object (self);
  else if (*self->p == '[')
    node = decode_array (self);
  else
    node = decode_word (self);

  self->depth--;

  return node;
}

/**
 * bx_decode:
 * @data: bytes that should be JSON
 * @length: how many
 * @error: (nullable): where an error goes
 *
 * Reads a document (RFC 8259). Whole numbers that fit become int64, all others double; of members
 * with the same name the last counts. Blocks: a large document is for a thread. The tree may be
 * handed to another thread by whoever has the only reference, and nobody may change it.
 *
 * Returns: (nullable) (transfer full): the document, or %NULL with %BX_ERROR_MALFORMED
 */
JsonNode *
bx_decode (const char *data, gsize length, GError **error)
{
  Decoder self = { data, data + length, NULL, 0 };
  g_autoptr (GString) text = NULL;
  g_autoptr (JsonNode) root = NULL;

  /* some web servers put a byte order mark before what PHP writes */
  if (length >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    self.p += 3;

  if (g_utf8_validate_len (data, length, NULL))
    {
      self.text = text = g_string_sized_new (256);
      root = decode_value (&self);
      skip_space (&self);
    }

  if (root == NULL || self.p != self.end)
    {
      g_set_error_literal (error, BX_ERROR, BX_ERROR_MALFORMED, "the answer is not JSON");
      return NULL;
    }

  return g_steal_pointer (&root);
}
