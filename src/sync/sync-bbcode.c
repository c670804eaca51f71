/* sync-bbcode.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-bbcode"

#include "sync-bbcode.h"

#include <string.h>

/* no tag that the portal writes is longer; a [url=…] may be, and is then left as it is */
#define LONGEST_TAG 2048

static const struct
{
  const char *name;
  const char *open;  /* what the opening tag stands for */
  const char *close; /* what the closing tag stands for */
} tags[] = {
  { "b", "", "" },       { "i", "", "" },         { "u", "", "" },     { "s", "", "" },
  { "p", "", "\n" },     { "br", "\n", "" },      { "url", "", "" },   { "img", "", "" },
  { "list", "\n", "" },  { "*", "\n• ", "" },     { "size", "", "" },  { "color", "", "" },
  { "font", "", "" },    { "left", "", "" },      { "right", "", "" }, { "center", "", "" },
  { "justify", "", "" }, { "quote", "\n", "\n" }, { "code", "", "" },  { "table", "", "" },
  { "tr", "", "\n" },    { "td", "", " " },       { "th", "", " " },   { "user", "", "" },
  { "disk", "", "" },    { "video", "", "" },     { "sub", "", "" },   { "sup", "", "" },
};

/* what the tag that begins at text stands for, with its length; NULL when it is no tag */
static const char *
read_tag (const char *text, gsize *length)
{
  const char *end = memchr (text, ']', strnlen (text, LONGEST_TAG));
  const char *name = text + 1;
  gboolean closing;
  gsize size;

  if (end == NULL)
    return NULL;
  closing = *name == '/';
  if (closing)
    name++;
  size = strcspn (name, "=] ");
  *length = (gsize) (end - text) + 1;
  for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
    {
      if (strlen (tags[i].name) == size && g_ascii_strncasecmp (tags[i].name, name, size) == 0)
        return closing ? tags[i].close : tags[i].open;
    }

  return NULL;
}

char *
sync_bbcode_to_plain (const char *text)
{
  g_autoptr (GString) plain = NULL;
  const char *at = text;

  if (text == NULL)
    return NULL;
  plain = g_string_sized_new (strlen (text));
  while (*at != '\0')
    {
      gsize stretch = strcspn (at, "[\r");
      const char *stands_for;
      gsize length;

      g_string_append_len (plain, at, stretch);
      at += stretch;
      if (*at == '\r')
        {
          if (at[1] != '\n')
            g_string_append_c (plain, '\n');
          at++;
        }
      else if (*at == '[')
        {
          stands_for = read_tag (at, &length);
          if (stands_for == NULL)
            {
              g_string_append_c (plain, '[');
              length = 1;
            }
          else
            {
              g_string_append (plain, stands_for);
            }
          at += length;
        }
    }
  g_strstrip (plain->str);

  return g_strdup (plain->str);
}

gboolean
sync_bbcode_equal (const char *one, const char *other)
{
  g_autofree char *plain_one = sync_bbcode_to_plain (one);
  g_autofree char *plain_other = sync_bbcode_to_plain (other);

  return g_strcmp0 (plain_one, plain_other) == 0;
}
