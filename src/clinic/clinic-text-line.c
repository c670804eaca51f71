/* clinic-text-line.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "clinic-text-line"

#include "clinic-text-line.h"

#include <string.h>

/* deeper than anybody writes; what is opened beyond is only text */
#define DEEPEST 32

typedef struct
{
  char *name; /* owned */
  char *open; /* owned: its markup */
  const char *close;
} Tag;

struct _ClinicTextLine
{
  GString *markup; /* owned */
  GPtrArray *open; /* owned, of Tag, outermost first */
  gboolean empty;  /* no text but spaces yet */
};

static const struct
{
  const char *text;
  const char *picture;
} smileys[] = {
  { ":)", "🙂" }, { ":-)", "🙂" }, { ";)", "😉" },    { ";-)", "😉" },
  { ":D", "😀" },    { ":-D", "😀" },    { ":(", "🙁" }, { ":-(", "🙁" },
};

static void
tag_free (Tag *tag)
{
  g_free (tag->name);
  g_free (tag->open);
  g_free (tag);
}

/* --- what a tag becomes --- */

static gboolean
is_link (const char *address)
{
  static const char *const schemes[] = { "http://", "https://", "mailto:", "tel:" };

  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    {
      if (g_ascii_strncasecmp (address, schemes[i], strlen (schemes[i])) == 0)
        return TRUE;
    }

  return FALSE;
}

static char *
link_markup (const char *address)
{
  return g_markup_printf_escaped ("<a href=\"%s\">", address);
}

static gboolean
is_colour (const char *value)
{
  gsize length = strlen (value);

  if (*value != '#' || (length != 4 && length != 7))
    return FALSE;
  for (gsize i = 1; i < length; i++)
    {
      if (!g_ascii_isxdigit (value[i]))
        return FALSE;
    }

  return TRUE;
}

/* (transfer full) (nullable) */
static Tag *
tag_new (const char *name, const char *value)
{
  static const struct
  {
    const char *name;
    const char *open;
    const char *close;
  } simple[] = {
    { "b", "<b>", "</b>" },
    { "i", "<i>", "</i>" },
    { "u", "<u>", "</u>" },
    { "s", "<s>", "</s>" },
    { "user", "<b>", "</b>" },
    { "project", "<b>", "</b>" },
    { "department", "<b>", "</b>" },
    /* what only says how it looks on the portal */
    { "size", "", "" },
    { "font", "", "" },
    { "left", "", "" },
    { "right", "", "" },
    { "center", "", "" },
    { "justify", "", "" },
    { "p", "", "" },
    { "tag", "", "" },
  };
  g_autofree char *open = NULL;
  const char *close = "";
  Tag *tag;

  for (guint i = 0; open == NULL && i < G_N_ELEMENTS (simple); i++)
    {
      if (g_str_equal (simple[i].name, name))
        {
          open = g_strdup (simple[i].open);
          close = simple[i].close;
        }
    }
  if (g_str_equal (name, "url"))
    {
      gboolean links = value != NULL && is_link (value);

      open = links ? link_markup (value) : g_strdup ("");
      close = links ? "</a>" : "";
    }
  else if (g_str_equal (name, "color"))
    {
      gboolean known = value != NULL && is_colour (value);

      open = known ? g_strdup_printf ("<span foreground=\"%s\">", value) : g_strdup ("");
      close = known ? "</span>" : "";
    }
  if (open == NULL)
    return NULL;

  tag = g_new0 (Tag, 1);
  tag->name = g_strdup (name);
  tag->open = g_steal_pointer (&open);
  tag->close = close;

  return tag;
}

/* --- text --- */

static gboolean
is_linked (ClinicTextLine *self)
{
  for (guint i = 0; i < self->open->len; i++)
    {
      Tag *tag = g_ptr_array_index (self->open, i);

      if (g_str_has_prefix (tag->open, "<a "))
        return TRUE;
    }

  return FALSE;
}

static void
add_escaped (ClinicTextLine *self, const char *text, gsize length)
{
  g_autofree char *escaped = g_markup_escape_text (text, (gssize) length);

  g_string_append (self->markup, escaped);
  for (gsize i = 0; self->empty && i < length; i++)
    self->empty = g_ascii_isspace (text[i]);
}

/* how long the address is that begins here, 0: none does */
static gsize
measure_address (const char *text, gsize length)
{
  gsize end = 0;

  if (length < 9 || (g_ascii_strncasecmp (text, "http://", 7) != 0 &&
                     g_ascii_strncasecmp (text, "https://", 8) != 0))
    return 0;
  while (end < length && !g_ascii_isspace (text[end]) && strchr ("<>\"'[]", text[end]) == NULL)
    end++;
  /* what ends the sentence does not belong to it */
  while (end > 0 && strchr (".,;:!?)", text[end - 1]) != NULL)
    end--;

  return end > 8 ? end : 0;
}

/* (nullable): the picture of the smiley that begins here */
static const char *
find_smiley (const char *text, gsize length, gsize *size)
{
  for (guint i = 0; i < G_N_ELEMENTS (smileys); i++)
    {
      *size = strlen (smileys[i].text);
      if (length >= *size && strncmp (text, smileys[i].text, *size) == 0 &&
          (length == *size || g_ascii_isspace (text[*size])))
        return smileys[i].picture;
    }

  return NULL;
}

void
clinic_text_line_add (ClinicTextLine *self, const char *text, gsize length)
{
  gsize from = 0;
  gboolean links = !is_linked (self);

  g_return_if_fail (self != NULL);

  for (gsize at = 0; at < length;)
    {
      gboolean begins = at == 0 || g_ascii_isspace (text[at - 1]) || text[at - 1] == '(';
      gsize size = 0;
      const char *smiley = begins ? find_smiley (text + at, length - at, &size) : NULL;

      if (smiley != NULL)
        {
          add_escaped (self, text + from, at - from);
          g_string_append (self->markup, smiley);
          self->empty = FALSE;
        }
      else if (begins && links && (size = measure_address (text + at, length - at)) > 0)
        {
          g_autofree char *address = g_strndup (text + at, size);
          g_autofree char *link = link_markup (address);

          add_escaped (self, text + from, at - from);
          g_string_append (self->markup, link);
          add_escaped (self, address, size);
          g_string_append (self->markup, "</a>");
        }
      else
        {
          at++;
          continue;
        }
      at += size;
      from = at;
    }
  add_escaped (self, text + from, length - from);
}

/* --- tags --- */

gboolean
clinic_text_line_open (ClinicTextLine *self, const char *name, const char *value)
{
  Tag *tag;

  g_return_val_if_fail (self != NULL, FALSE);

  tag = tag_new (name, value);
  if (tag == NULL)
    return FALSE;
  /* a link in a link is none */
  if (self->open->len >= DEEPEST || (g_str_has_prefix (tag->open, "<a ") && is_linked (self)))
    {
      *tag->open = '\0';
      tag->close = "";
    }
  if (self->open->len < DEEPEST)
    {
      g_string_append (self->markup, tag->open);
      g_ptr_array_add (self->open, tag);
    }
  else
    {
      tag_free (tag);
    }

  return TRUE;
}

gboolean
clinic_text_line_close (ClinicTextLine *self, const char *name)
{
  guint position;

  g_return_val_if_fail (self != NULL, FALSE);

  for (position = self->open->len; position > 0; position--)
    {
      Tag *tag = g_ptr_array_index (self->open, position - 1);

      if (g_str_equal (tag->name, name))
        break;
    }
  if (position == 0)
    return FALSE;

  for (guint i = self->open->len; i >= position; i--)
    {
      Tag *tag = g_ptr_array_index (self->open, i - 1);

      g_string_append (self->markup, tag->close);
    }
  g_ptr_array_remove_index (self->open, position - 1);
  for (guint i = position - 1; i < self->open->len; i++)
    {
      Tag *tag = g_ptr_array_index (self->open, i);

      g_string_append (self->markup, tag->open);
    }

  return TRUE;
}

gboolean
clinic_text_line_is_empty (ClinicTextLine *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  return self->empty;
}

char *
clinic_text_line_take (ClinicTextLine *self)
{
  g_autofree char *built = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = self->open->len; i > 0; i--)
    {
      Tag *tag = g_ptr_array_index (self->open, i - 1);

      g_string_append (self->markup, tag->close);
    }
  built = g_strndup (self->markup->str, self->markup->len);
  g_string_truncate (self->markup, 0);
  for (guint i = 0; i < self->open->len; i++)
    {
      Tag *tag = g_ptr_array_index (self->open, i);

      g_string_append (self->markup, tag->open);
    }
  if (self->empty)
    return g_strdup ("");
  self->empty = TRUE;

  return g_strdup (g_strstrip (built));
}

ClinicTextLine *
clinic_text_line_new (void)
{
  ClinicTextLine *self = g_new0 (ClinicTextLine, 1);

  self->markup = g_string_new (NULL);
  self->open = g_ptr_array_new_with_free_func ((GDestroyNotify) tag_free);
  self->empty = TRUE;

  return self;
}

void
clinic_text_line_free (ClinicTextLine *self)
{
  g_string_free (self->markup, TRUE);
  g_clear_pointer (&self->open, g_ptr_array_unref);
  g_free (self);
}
