/* bx-scan.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "bx-scan"

#include "bx-scan.h"

#include <string.h>

#define REPLACEMENT 0xfffd

static void
skip_space (BxScan *self)
{
  while (*self->at == ' ' || *self->at == '\n' || *self->at == '\r' || *self->at == '\t')
    self->at++;
}

/* from the opening quote past the closing one */
static void
skip_text (BxScan *self)
{
  char *at = self->at + 1;

  while (*at != '\0' && *at != '"')
    at += at[0] == '\\' && at[1] != '\0' ? 2 : 1;

  self->bad = self->bad || *at == '\0';
  self->at = *at != '\0' ? at + 1 : at;
}

static void
skip_nested (BxScan *self)
{
  gsize depth = 0;

  do
    {
      if (*self->at == '"')
        {
          skip_text (self);
          continue;
        }
      if (*self->at == '[' || *self->at == '{')
        depth++;
      else if (*self->at == ']' || *self->at == '}')
        depth--;
      else if (*self->at == '\0')
        self->bad = TRUE;
      if (!self->bad)
        self->at++;
    }
  while (depth > 0 && !self->bad);
}

gboolean
bx_scan_enter (BxScan *self, char bracket)
{
  skip_space (self);
  if (self->bad || *self->at != bracket)
    return FALSE;

  self->at++;

  return TRUE;
}

gboolean
bx_scan_more (BxScan *self, char bracket)
{
  skip_space (self);
  if (*self->at == ',')
    {
      self->at++;
      skip_space (self);
    }
  self->bad = self->bad || *self->at == '\0';
  if (self->bad || *self->at != bracket)
    return !self->bad;

  self->at++;

  return FALSE;
}

gboolean
bx_scan_member (BxScan *self)
{
  self->bad = self->bad || *self->at != '"';
  if (self->bad)
    return FALSE;

  self->name = self->at + 1;
  skip_text (self);
  self->name_length = (gsize) (self->at - self->name) - 1;
  skip_space (self);
  self->bad = self->bad || *self->at != ':';
  if (!self->bad)
    self->at++;

  return !self->bad;
}

gboolean
bx_scan_is (const BxScan *self, const char *name)
{
  return strncmp (self->name, name, self->name_length) == 0 && name[self->name_length] == '\0';
}

void
bx_scan_skip (BxScan *self)
{
  const char *start;

  skip_space (self);
  start = self->at;

  if (*self->at == '"')
    skip_text (self);
  else if (*self->at == '[' || *self->at == '{')
    skip_nested (self);
  else
    self->at += strcspn (self->at, ",]} \n\r\t");

  self->bad = self->bad || self->at == start;
}

static gunichar
read_unit (const char *hex)
{
  gunichar unit = 0;

  for (int i = 0; i < 4; i++)
    {
      if (!g_ascii_isxdigit (hex[i]))
        return G_MAXUINT32;
      unit = unit << 4 | (gunichar) g_ascii_xdigit_value (hex[i]);
    }

  return unit;
}

/* in: after "\u". Letters beyond the first plane are two units. A zero, and half of a pair, are no
 * letters. Without digits there is room for one byte only. */
static const char *
read_letter (const char *in, char **out)
{
  gunichar letter = read_unit (in);
  gunichar low = G_MAXUINT32;

  if (letter == G_MAXUINT32)
    {
      *(*out)++ = '?';
      return in;
    }

  in += 4;
  if (letter >= 0xd800 && letter < 0xdc00 && in[0] == '\\' && in[1] == 'u')
    low = read_unit (in + 2);
  if (low >= 0xdc00 && low < 0xe000)
    {
      letter = 0x10000 + ((letter - 0xd800) << 10) + (low - 0xdc00);
      in += 6;
    }
  if (letter == 0 || (letter >= 0xd800 && letter < 0xe000))
    letter = REPLACEMENT;
  *out += g_unichar_to_utf8 (letter, *out);

  return in;
}

/* A text never becomes longer: six bytes of "\u0430" are two of UTF-8. text: from the first
 * backslash on. */
static void
unescape (char *text)
{
  const char *in = text;
  char *out = text;

  while (*in != '\0')
    {
      static const char plain[] = "\b\f\n\r\t";
      const char *found;

      if (*in != '\\')
        {
          *out++ = *in++;
          continue;
        }
      in++;
      if (*in == 'u')
        {
          in = read_letter (in + 1, &out);
          continue;
        }
      found = *in != '\0' ? strchr ("bfnrt", *in) : NULL;
      if (*in != '\0')
        *out++ = found != NULL ? plain[found - "bfnrt"] : *in++;
      in += found != NULL;
    }

  *out = '\0';
}

const char *
bx_scan_text (BxScan *self)
{
  char *start;
  char *escape;

  skip_space (self);
  if (*self->at != '"')
    {
      bx_scan_skip (self);
      return NULL;
    }

  start = self->at + 1;
  skip_text (self);
  if (self->bad)
    return NULL;

  self->at[-1] = '\0';
  escape = strchr (start, '\\');
  if (escape != NULL)
    unescape (escape);

  return start;
}

gint64
bx_scan_int (BxScan *self, gint64 fallback)
{
  const char *start;
  char *end = NULL;
  gint64 value;

  skip_space (self);
  start = self->at + (*self->at == '"');
  value = g_ascii_strtoll (start, &end, 10);
  bx_scan_skip (self);

  return end != start ? value : fallback;
}

typedef struct
{
  const char *start;
  const char *end;
} Cut;

/* in the innermost object: every value into texts */
static void
cut_members (BxScan *self, GArray *cuts, GHashTable *texts)
{
  while (bx_scan_more (self, '}'))
    {
      g_autofree char *name = NULL;
      Cut cut;

      if (!bx_scan_member (self))
        return;

      name = g_strndup (self->name, self->name_length);
      skip_space (self);
      cut.start = self->at;
      bx_scan_skip (self);
      cut.end = self->at;
      g_array_append_val (cuts, cut);
      g_hash_table_insert (texts, g_steal_pointer (&name),
                           g_strndup (cut.start, (gsize) (cut.end - cut.start)));
    }
}

/* depth: how many objects called "result" there are to go into */
static void
cut_results (BxScan *self, guint depth, GArray *cuts, GHashTable *texts)
{
  while (bx_scan_more (self, '}'))
    {
      if (!bx_scan_member (self))
        return;

      if (!bx_scan_is (self, "result") || !bx_scan_enter (self, '{'))
        bx_scan_skip (self);
      else if (depth > 1)
        cut_results (self, depth - 1, cuts, texts);
      else
        cut_members (self, cuts, texts);
    }
}

char *
bx_scan_split (const char *body, gsize length, GHashTable *texts)
{
  g_autofree char *copy = NULL;
  g_autoptr (GArray) cuts = g_array_new (FALSE, FALSE, sizeof (Cut));
  GString *rest = NULL;
  const char *copied;
  BxScan scan = { 0 };

  if (!g_utf8_validate_len (body, length, NULL))
    return NULL;

  copy = g_strndup (body, length);
  scan.at = copy;
  if (bx_scan_enter (&scan, '{'))
    cut_results (&scan, 2, cuts, texts);
  skip_space (&scan);
  if (scan.bad || *scan.at != '\0' || cuts->len == 0)
    return NULL;

  rest = g_string_new (NULL);
  copied = copy;
  for (guint i = 0; i < cuts->len; i++)
    {
      const Cut *cut = &g_array_index (cuts, Cut, i);

      g_string_append_len (rest, copied, cut->start - copied);
      g_string_append (rest, "null");
      copied = cut->end;
    }
  g_string_append (rest, copied);

  return g_string_free (rest, FALSE);
}
