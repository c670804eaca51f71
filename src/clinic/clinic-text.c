/* clinic-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "clinic-text.h"

#include <string.h>

#include "clinic-text-line.h"

/* no tag that the portal writes is longer */
#define LONGEST_TAG 2048
#define LONGEST_NAME 16
#define DEEPEST_LIST 8
#define DEEPEST_QUOTE 8

typedef struct
{
  char kind; /* '*', '1' or 'a' */
  guint items;
} List;

typedef struct
{
  GPtrArray *blocks;    /* owned */
  ClinicTextLine *line; /* owned */
  GHashTable *closed;   /* owned: names that the text closes somewhere */
  List lists[DEEPEST_LIST];
  guint n_lists;  /* open ones, also those too deep */
  guint n_quotes; /* the same */
  GPtrArray *row; /* owned (nullable): the cells of the row that is being read */
  char *marker;   /* owned (nullable): of the item that is being read */
  gboolean in_cell;
  gboolean header; /* the row has headings */
} Parser;

/* A tag; its texts are the post's. */
typedef struct
{
  char name[LONGEST_NAME]; /* in lower case */
  char *value;             /* owned (nullable): after '=' or the name */
  gsize length;            /* with its brackets */
  gboolean closing;
} Tag;

void
clinic_text_block_free (ClinicTextBlock *self)
{
  g_free (self->markup);
  g_free (self->marker);
  g_free (self->target);
  g_clear_pointer (&self->cells, g_ptr_array_unref);
  g_free (self);
}

/* --- blocks --- */

static ClinicTextBlock *
add_block (Parser *self, ClinicTextKind kind, char *markup)
{
  ClinicTextBlock *block = g_new0 (ClinicTextBlock, 1);

  block->kind = kind;
  block->markup = markup;
  block->quotes = MIN (self->n_quotes, DEEPEST_QUOTE);
  block->depth = self->n_lists > 0 ? MIN (self->n_lists, DEEPEST_LIST) - 1 : 0;
  g_ptr_array_add (self->blocks, block);

  return block;
}

/* the cells that were read so far are a row */
static void
add_row (Parser *self)
{
  ClinicTextBlock *block;

  if (self->row == NULL)
    return;
  block = add_block (self, CLINIC_TEXT_ROW, g_strdup (""));
  block->cells = g_steal_pointer (&self->row);
  block->header = self->header;
  self->header = FALSE;
}

/* what was read so far stands on lines of its own */
static void
flush (Parser *self)
{
  g_autofree char *markup = NULL;
  ClinicTextBlock *block;

  /* a cell goes on: what stands on lines of its own elsewhere stands on one line there */
  if (self->in_cell)
    {
      if (!clinic_text_line_is_empty (self->line))
        clinic_text_line_add (self->line, " ", 1);
      return;
    }
  markup = clinic_text_line_take (self->line);
  if (*markup == '\0')
    return;

  /* text between the cells of a table: it comes after those before it */
  add_row (self);
  block = add_block (self, self->marker != NULL ? CLINIC_TEXT_ITEM : CLINIC_TEXT_PARAGRAPH,
                     g_steal_pointer (&markup));
  block->marker = g_steal_pointer (&self->marker);
}

static void
add_target (Parser *self, ClinicTextKind kind, const char *target)
{
  flush (self);
  add_block (self, kind, g_strdup (""))->target = g_strdup (target);
}

/* --- lists and tables --- */

static void
begin_item (Parser *self)
{
  List *list = &self->lists[MIN (self->n_lists, DEEPEST_LIST) - 1];

  flush (self);
  list->items++;
  g_clear_pointer (&self->marker, g_free);
  if (list->kind == '1')
    self->marker = g_strdup_printf ("%u.", list->items);
  else if (list->kind == 'a')
    self->marker = g_strdup_printf ("%c)", 'a' + (int) ((list->items - 1) % 26));
  else
    self->marker = g_strdup ("•");
}

static void
begin_list (Parser *self, const char *value)
{
  flush (self);
  g_clear_pointer (&self->marker, g_free);
  if (self->n_lists < DEEPEST_LIST)
    {
      List *list = &self->lists[self->n_lists];

      list->items = 0;
      list->kind = value != NULL && (*value == '1' || *value == 'a') ? *value : '*';
    }
  self->n_lists++;
}

static void
end_list (Parser *self)
{
  flush (self);
  g_clear_pointer (&self->marker, g_free);
  if (self->n_lists > 0)
    self->n_lists--;
}

static void
end_cell (Parser *self)
{
  if (!self->in_cell)
    return;
  self->in_cell = FALSE;
  g_ptr_array_add (self->row, clinic_text_line_take (self->line));
}

static void
begin_cell (Parser *self, gboolean header)
{
  end_cell (self);
  flush (self);
  if (self->row == NULL)
    self->row = g_ptr_array_new_with_free_func (g_free);
  self->in_cell = TRUE;
  self->header = self->header || header;
}

static void
end_row (Parser *self)
{
  end_cell (self);
  flush (self);
  add_row (self);
}

/* --- tags --- */

/* FALSE: what begins here is no tag */
static gboolean
read_tag (const char *text, Tag *tag)
{
  const char *name = text + 1;
  const char *end = NULL;
  gsize size;

  if (g_ascii_isalpha (*name) || *name == '/' || *name == '*')
    end = memchr (text, ']', strnlen (text, LONGEST_TAG));
  if (end == NULL)
    return FALSE;
  tag->closing = *name == '/';
  if (tag->closing)
    name++;
  size = strcspn (name, "= ]");
  if (size == 0 || size >= LONGEST_NAME)
    return FALSE;
  for (gsize i = 0; i < size; i++)
    {
      if (!g_ascii_isalpha (name[i]) && !(name[i] == '*' && size == 1))
        return FALSE;
      tag->name[i] = g_ascii_tolower (name[i]);
    }
  tag->name[size] = '\0';
  tag->length = (gsize) (end - text) + 1;
  name += size;
  tag->value = name < end ? g_strstrip (g_strndup (name + 1, (gsize) (end - name) - 1)) : NULL;

  return TRUE;
}

/* "DISK FILE ID=505", "DISK FILE ID=n9043": (nullable) (transfer none) */
static const char *
get_file_id (Tag *tag)
{
  const char *id = tag->value != NULL ? strrchr (tag->value, '=') : NULL;

  return id != NULL && id[1] != '\0' ? id + 1 : NULL;
}

/* TRUE: it was a tag that begins or ends a block */
static gboolean
take_block_tag (Parser *self, Tag *tag)
{
  const char *name = tag->name;

  if (g_str_equal (name, "list"))
    tag->closing ? end_list (self) : begin_list (self, tag->value);
  else if (g_str_equal (name, "*") && self->n_lists > 0)
    begin_item (self);
  else if (g_str_equal (name, "quote") || g_str_equal (name, "spoiler"))
    {
      flush (self);
      if (!tag->closing)
        self->n_quotes++;
      else if (self->n_quotes > 0)
        self->n_quotes--;
    }
  else if (g_str_equal (name, "table") || g_str_equal (name, "tr"))
    end_row (self);
  else if (g_str_equal (name, "td") || g_str_equal (name, "th"))
    tag->closing ? end_cell (self) : begin_cell (self, name[1] == 'h');
  else if (g_str_equal (name, "disk") && get_file_id (tag) != NULL)
    add_target (self, CLINIC_TEXT_FILE, get_file_id (tag));
  else if (g_str_equal (name, "br"))
    clinic_text_line_add (self->line, "\n", 1);
  else
    return FALSE;

  return TRUE;
}

/* The text up to the closing tag is taken as it is: (transfer full) (nullable), with how long it is
 * to behind the tag. NULL: it is not closed. */
static char *
read_until_closed (const char *text, const char *name, gsize *length)
{
  g_autofree char *closing = g_strdup_printf ("[/%s]", name);
  gsize size = strlen (closing);

  for (const char *at = strchr (text, '['); at != NULL; at = strchr (at + 1, '['))
    {
      if (g_ascii_strncasecmp (at, closing, size) == 0)
        {
          *length = (gsize) (at - text) + size;
          return g_strndup (text, (gsize) (at - text));
        }
    }

  return NULL;
}

/* CODE and IMG hold no tags. How much was taken after the tag; 0: it is not closed. */
static gsize
take_literal (Parser *self, Tag *tag, const char *text)
{
  gboolean code = g_str_equal (tag->name, "code");
  g_autofree char *inside = NULL;
  gsize length = 0;

  /* looked for only where it is somewhere, or a text of nothing but openings takes ages */
  if (!g_hash_table_contains (self->closed, tag->name))
    return 0;
  inside = read_until_closed (text, tag->name, &length);
  if (inside == NULL)
    {
      g_hash_table_remove (self->closed, tag->name);
      return 0;
    }
  g_strstrip (inside);
  if (!code && (g_str_has_prefix (inside, "http://") || g_str_has_prefix (inside, "https://")))
    {
      add_target (self, CLINIC_TEXT_IMAGE, inside);
    }
  else if (code && !self->in_cell)
    {
      flush (self);
      add_row (self);
      if (*inside != '\0')
        add_block (self, CLINIC_TEXT_CODE, g_markup_escape_text (inside, -1));
    }
  else
    {
      clinic_text_line_add (self->line, inside, strlen (inside));
    }

  return length;
}

/* Somebody else's tag: vanishes when it is one for certain. "[важно]" and "[1]" are none, "[ok]" is
 * one only when it is closed somewhere. */
static gboolean
is_foreign (Parser *self, Tag *tag)
{
  return tag->closing || (tag->value != NULL && *tag->value != '\0') ||
         g_hash_table_contains (self->closed, tag->name);
}

/* how much was taken; 0: it is no tag */
static gsize
take_tag (Parser *self, const char *text)
{
  Tag tag = { 0 };
  g_autofree char *value = NULL;
  gsize taken = 0;

  if (!read_tag (text, &tag))
    return 0;
  value = tag.value;

  if (!tag.closing && (g_str_equal (tag.name, "code") || g_str_equal (tag.name, "img")))
    {
      gsize length = take_literal (self, &tag, text + tag.length);

      taken = length > 0 ? tag.length + length : 0;
    }
  else if (take_block_tag (self, &tag) ||
           (tag.closing ? clinic_text_line_close (self->line, tag.name)
                        : clinic_text_line_open (self->line, tag.name, tag.value)) ||
           is_foreign (self, &tag))
    {
      taken = tag.length;
    }

  return taken;
}

/* --- text --- */

/* an empty line ends a paragraph; other line feeds stay in it */
static void
take_text (Parser *self, const char *text, gsize length)
{
  gsize from = 0;

  for (gsize at = 0; at + 1 < length; at++)
    {
      gsize next = at + 1;

      if (text[at] != '\n')
        continue;
      while (next < length && (text[next] == ' ' || text[next] == '\t'))
        next++;
      if (next >= length || text[next] != '\n')
        continue;
      clinic_text_line_add (self->line, text + from, at - from);
      flush (self);
      from = next + 1;
      at = next;
    }
  clinic_text_line_add (self->line, text + from, length - from);
}

/* (transfer full): the names of all closing tags */
static GHashTable *
find_closed (const char *text)
{
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (const char *at = strstr (text, "[/"); at != NULL; at = strstr (at + 2, "[/"))
    {
      gsize size = strcspn (at + 2, "]=[ \n");

      if (at[2 + size] == ']' && size > 0 && size < LONGEST_NAME)
        g_hash_table_add (names, g_ascii_strdown (at + 2, (gssize) size));
    }

  return names;
}

GPtrArray *
clinic_text_parse (const char *text)
{
  Parser self = { 0 };
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  g_auto (GStrv) lines = g_strsplit (valid, "\r", -1);
  g_autofree char *clean = g_strjoinv ("", lines);

  self.blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) clinic_text_block_free);
  self.line = clinic_text_line_new ();
  self.closed = find_closed (clean);

  for (const char *at = clean; *at != '\0';)
    {
      gsize stretch = strcspn (at, "[");
      gsize taken;

      take_text (&self, at, stretch);
      at += stretch;
      if (*at == '\0')
        break;
      taken = take_tag (&self, at);
      if (taken == 0)
        {
          clinic_text_line_add (self.line, at, 1);
          taken = 1;
        }
      at += taken;
    }
  end_row (&self);
  flush (&self);

  g_clear_pointer (&self.line, clinic_text_line_free);
  g_clear_pointer (&self.closed, g_hash_table_unref);
  g_clear_pointer (&self.marker, g_free);

  return self.blocks;
}

/* --- plain --- */

static void
on_text_cb (GMarkupParseContext *context,
            const char *text,
            gsize length,
            gpointer user_data,
            GError **error)
{
  g_string_append_len (user_data, text, (gssize) length);
}

static void
append_plain (GString *plain, const char *markup)
{
  static const GMarkupParser parser = { .text = on_text_cb };
  g_autoptr (GMarkupParseContext) context =
    g_markup_parse_context_new (&parser, G_MARKUP_DEFAULT_FLAGS, plain, NULL);
  g_autofree char *whole = g_strdup_printf ("<t>%s</t>", markup);

  g_markup_parse_context_parse (context, whole, -1, NULL);
}

char *
clinic_text_to_plain (const char *text)
{
  g_autoptr (GPtrArray) blocks = clinic_text_parse (text);
  GString *plain = g_string_new (NULL);

  for (guint i = 0; i < blocks->len; i++)
    {
      ClinicTextBlock *block = g_ptr_array_index (blocks, i);

      if (plain->len > 0)
        g_string_append_c (plain, '\n');
      if (block->marker != NULL)
        g_string_append_printf (plain, "%s ", block->marker);
      append_plain (plain, block->markup);
      for (guint j = 0; block->cells != NULL && j < block->cells->len; j++)
        {
          if (j > 0)
            g_string_append (plain, " · ");
          append_plain (plain, g_ptr_array_index (block->cells, j));
        }
    }

  return g_string_free (plain, FALSE);
}
