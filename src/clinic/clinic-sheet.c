/* clinic-sheet.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "clinic-sheet"

#include "clinic-sheet.h"

#include <glib/gi18n.h>
#include <string.h>

/* Rows are kept by blocks, so that a table that grows is never copied. */
#define BLOCK_ROWS 512

typedef union
{
  gint64 number;
  const char *text; /* of the sheet's texts; a link's address follows its text */
} Cell;

typedef struct
{
  ClinicSheetColumn public;
  char *name; /* owned */
} Column;

typedef struct
{
  ClinicSheetGroup public;
  char *name; /* owned */
} Group;

struct _ClinicSheet
{
  char *title;         /* owned */
  GPtrArray *lines;    /* owned, of char *, ends with NULL */
  char *footer;        /* owned, (nullable) */
  char *total_name;    /* owned */
  char *group_name;    /* owned */
  GPtrArray *columns;  /* owned, of Column */
  GPtrArray *groups;   /* owned, of Group */
  GPtrArray *blocks;   /* owned, of Cell[BLOCK_ROWS * columns] */
  GStringChunk *texts; /* owned */
  guint n_rows;
  gboolean has_chart;
  ClinicSheetChart chart;
  char *chart_title;   /* owned, (nullable) */
  guint *chart_values; /* owned, (nullable) */
};

G_DEFINE_BOXED_TYPE (ClinicSheet, clinic_sheet, clinic_sheet_ref, clinic_sheet_unref)

static void
column_free (gpointer data)
{
  Column *column = data;

  g_clear_pointer (&column->name, g_free);
  g_free (column);
}

static void
group_free (gpointer data)
{
  Group *group = data;

  g_clear_pointer (&group->name, g_free);
  g_free (group);
}

static void
sheet_clear (gpointer data)
{
  ClinicSheet *self = data;

  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_clear_pointer (&self->footer, g_free);
  g_clear_pointer (&self->total_name, g_free);
  g_clear_pointer (&self->group_name, g_free);
  g_clear_pointer (&self->columns, g_ptr_array_unref);
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  g_clear_pointer (&self->blocks, g_ptr_array_unref);
  g_clear_pointer (&self->texts, g_string_chunk_free);
  g_clear_pointer (&self->chart_title, g_free);
  g_clear_pointer (&self->chart_values, g_free);
}

ClinicSheet *
clinic_sheet_new (const char *title)
{
  ClinicSheet *self = g_atomic_rc_box_new0 (ClinicSheet);

  self->title = g_strdup (title != NULL ? title : "");
  self->lines = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->lines, NULL);
  self->total_name = g_strdup (C_ ("table", "Total"));
  self->group_name = g_strdup (C_ ("table", "Group"));
  self->columns = g_ptr_array_new_with_free_func (column_free);
  self->groups = g_ptr_array_new_with_free_func (group_free);
  self->blocks = g_ptr_array_new_with_free_func (g_free);
  self->texts = g_string_chunk_new (16 * 1024);

  return self;
}

ClinicSheet *
clinic_sheet_ref (ClinicSheet *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
clinic_sheet_unref (ClinicSheet *self)
{
  g_atomic_rc_box_release_full (self, sheet_clear);
}

/* --- filling it --- */

void
clinic_sheet_add_line (ClinicSheet *self, const char *line)
{
  g_return_if_fail (self != NULL && line != NULL);

  g_ptr_array_insert (self->lines, (int) self->lines->len - 1, g_strdup (line));
}

void
clinic_sheet_set_footer (ClinicSheet *self, const char *footer)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->footer, g_free);
  self->footer = g_strdup (footer);
}

guint
clinic_sheet_add_column (ClinicSheet *self, const char *name, ClinicSheetKind kind, guint width)
{
  Column *column;

  g_return_val_if_fail (self != NULL && name != NULL, CLINIC_SHEET_NONE);
  g_return_val_if_fail (self->n_rows == 0, CLINIC_SHEET_NONE);

  column = g_new0 (Column, 1);
  column->name = g_utf8_make_valid (name, -1);
  column->public.name = column->name;
  column->public.kind = kind;
  column->public.width = width;
  column->public.part = column->public.whole = CLINIC_SHEET_NONE;
  g_ptr_array_add (self->columns, column);

  return self->columns->len - 1;
}

static Column *
column_at (ClinicSheet *self, guint column)
{
  return g_ptr_array_index (self->columns, column);
}

static gboolean
is_text (ClinicSheet *self, guint column)
{
  ClinicSheetKind kind = column_at (self, column)->public.kind;

  return kind == CLINIC_SHEET_TEXT || kind == CLINIC_SHEET_LINK;
}

static gboolean
can_be_summed (ClinicSheet *self, guint column)
{
  ClinicSheetKind kind = column_at (self, column)->public.kind;

  return kind == CLINIC_SHEET_COUNT || kind == CLINIC_SHEET_MONEY || kind == CLINIC_SHEET_MINUTES;
}

void
clinic_sheet_set_sum (ClinicSheet *self, guint column)
{
  g_return_if_fail (self != NULL && column < self->columns->len);
  g_return_if_fail (can_be_summed (self, column));

  column_at (self, column)->public.has_sum = TRUE;
}

void
clinic_sheet_set_ratio (ClinicSheet *self, guint column, guint part_column, guint whole_column)
{
  Column *ratio;

  g_return_if_fail (self != NULL && column < self->columns->len);
  g_return_if_fail (part_column < self->columns->len && can_be_summed (self, part_column));
  g_return_if_fail (whole_column < self->columns->len && can_be_summed (self, whole_column));

  ratio = column_at (self, column);
  g_return_if_fail (ratio->public.kind == CLINIC_SHEET_PERCENT);
  ratio->public.part = part_column;
  ratio->public.whole = whole_column;
}

void
clinic_sheet_begin_group (ClinicSheet *self, const char *name)
{
  Group *group;

  g_return_if_fail (self != NULL && name != NULL);
  g_return_if_fail (self->groups->len > 0 || self->n_rows == 0);

  group = g_new0 (Group, 1);
  group->name = g_utf8_make_valid (name, -1);
  group->public.name = group->name;
  group->public.from = group->public.to = self->n_rows;
  g_ptr_array_add (self->groups, group);
}

void
clinic_sheet_set_group_name (ClinicSheet *self, const char *name)
{
  g_return_if_fail (self != NULL && name != NULL);

  g_clear_pointer (&self->group_name, g_free);
  self->group_name = g_utf8_make_valid (name, -1);
}

static Cell *
cell_at (ClinicSheet *self, guint row, guint column)
{
  Cell *block = g_ptr_array_index (self->blocks, row / BLOCK_ROWS);

  return &block[(gsize) (row % BLOCK_ROWS) * self->columns->len + column];
}

void
clinic_sheet_add_row (ClinicSheet *self)
{
  guint row;

  g_return_if_fail (self != NULL && self->columns->len > 0);

  row = self->n_rows++;
  if (row % BLOCK_ROWS == 0)
    g_ptr_array_add (self->blocks, g_new (Cell, (gsize) BLOCK_ROWS * self->columns->len));
  for (guint i = 0; i < self->columns->len; i++)
    if (is_text (self, i))
      cell_at (self, row, i)->text = NULL;
    else
      cell_at (self, row, i)->number = CLINIC_SHEET_EMPTY;
  if (self->groups->len > 0)
    {
      Group *group = g_ptr_array_index (self->groups, self->groups->len - 1);

      group->public.to = self->n_rows;
    }
}

void
clinic_sheet_put_text (ClinicSheet *self, guint column, const char *text)
{
  clinic_sheet_put_link (self, column, text, NULL);
}

void
clinic_sheet_put_number (ClinicSheet *self, guint column, gint64 number)
{
  g_return_if_fail (self != NULL && self->n_rows > 0 && column < self->columns->len);
  g_return_if_fail (!is_text (self, column));

  cell_at (self, self->n_rows - 1, column)->number = number;
}

/* a part of an address's query that is a right: auth=… */
static gboolean
is_secret (const char *parameter)
{
  static const char *const secret[] = { "auth", "token", "access_token", "sessid", "signature" };
  g_auto (GStrv) pair = g_strsplit (parameter, "=", 2);

  for (guint i = 0; pair[0] != NULL && i < G_N_ELEMENTS (secret); i++)
    if (g_ascii_strcasecmp (pair[0], secret[i]) == 0)
      return TRUE;

  return FALSE;
}

/* No address that carries a right with it: the portal's REST (a webhook's secret is in the path)
 * and whatever has a token or a password in it. */
static gboolean
is_for_people (const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);
  g_auto (GStrv) query = NULL;

  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0' ||
      g_uri_get_userinfo (uri) != NULL ||
      (g_strcmp0 (g_uri_get_scheme (uri), "https") != 0 &&
       g_strcmp0 (g_uri_get_scheme (uri), "http") != 0) ||
      strstr (g_uri_get_path (uri), "/rest/") != NULL)
    return FALSE;

  query = g_strsplit (g_uri_get_query (uri) != NULL ? g_uri_get_query (uri) : "", "&", -1);
  for (guint i = 0; query[i] != NULL; i++)
    if (is_secret (query[i]))
      return FALSE;

  return TRUE;
}

void
clinic_sheet_put_link (ClinicSheet *self, guint column, const char *text, const char *url)
{
  g_autofree char *valid = NULL;
  Cell *cell;

  g_return_if_fail (self != NULL && self->n_rows > 0 && column < self->columns->len);
  g_return_if_fail (is_text (self, column));

  cell = cell_at (self, self->n_rows - 1, column);
  cell->text = NULL;
  if (text == NULL || *text == '\0')
    return;
  valid = g_utf8_make_valid (text, -1);
  if (column_at (self, column)->public.kind == CLINIC_SHEET_LINK)
    {
      g_autoptr (GString) both = g_string_new (valid);

      /* the end of the text, then the address */
      g_string_append_c (both, '\0');
      if (url != NULL && is_for_people (url))
        g_string_append (both, url);
      cell->text = g_string_chunk_insert_len (self->texts, both->str, (gssize) both->len + 1);
    }
  else
    {
      cell->text = g_string_chunk_insert_const (self->texts, valid);
    }
}

void
clinic_sheet_set_chart (ClinicSheet *self,
                        ClinicChartKind kind,
                        const char *title,
                        guint categories,
                        const guint *values,
                        guint n_values,
                        guint previous)
{
  g_return_if_fail (self != NULL && title != NULL && values != NULL && n_values > 0);
  g_return_if_fail (categories < self->columns->len);

  g_clear_pointer (&self->chart_title, g_free);
  g_clear_pointer (&self->chart_values, g_free);
  self->chart_title = g_utf8_make_valid (title, -1);
  self->chart_values = g_memdup2 (values, n_values * sizeof *values);
  self->chart = (ClinicSheetChart){ kind,     self->chart_title, categories, self->chart_values,
                                    n_values, previous };
  self->has_chart = TRUE;
}

/* --- reading it --- */

const char *
clinic_sheet_get_title (ClinicSheet *self)
{
  return self->title;
}

const char *const *
clinic_sheet_get_lines (ClinicSheet *self)
{
  return (const char *const *) self->lines->pdata;
}

const char *
clinic_sheet_get_footer (ClinicSheet *self)
{
  return self->footer;
}

const char *
clinic_sheet_get_total_name (ClinicSheet *self)
{
  return self->total_name;
}

const char *
clinic_sheet_get_group_name (ClinicSheet *self)
{
  return self->group_name;
}

guint
clinic_sheet_get_n_columns (ClinicSheet *self)
{
  return self->columns->len;
}

const ClinicSheetColumn *
clinic_sheet_get_column (ClinicSheet *self, guint column)
{
  g_return_val_if_fail (column < self->columns->len, NULL);

  return &column_at (self, column)->public;
}

guint
clinic_sheet_get_n_rows (ClinicSheet *self)
{
  return self->n_rows;
}

guint
clinic_sheet_get_n_groups (ClinicSheet *self)
{
  return self->groups->len;
}

const ClinicSheetGroup *
clinic_sheet_get_group (ClinicSheet *self, guint group)
{
  g_return_val_if_fail (group < self->groups->len, NULL);

  return &((Group *) g_ptr_array_index (self->groups, group))->public;
}

const ClinicSheetChart *
clinic_sheet_get_chart (ClinicSheet *self)
{
  return self->has_chart ? &self->chart : NULL;
}

const char *
clinic_sheet_get_text (ClinicSheet *self, guint row, guint column)
{
  g_return_val_if_fail (row < self->n_rows && column < self->columns->len, NULL);
  g_return_val_if_fail (is_text (self, column), NULL);

  return cell_at (self, row, column)->text;
}

const char *
clinic_sheet_get_url (ClinicSheet *self, guint row, guint column)
{
  const char *text = clinic_sheet_get_text (self, row, column);
  const char *url;

  if (text == NULL || column_at (self, column)->public.kind != CLINIC_SHEET_LINK)
    return NULL;
  url = text + strlen (text) + 1;

  return *url != '\0' ? url : NULL;
}

gint64
clinic_sheet_get_number (ClinicSheet *self, guint row, guint column)
{
  g_return_val_if_fail (row < self->n_rows && column < self->columns->len, CLINIC_SHEET_EMPTY);
  g_return_val_if_fail (!is_text (self, column), CLINIC_SHEET_EMPTY);

  return cell_at (self, row, column)->number;
}

gint64
clinic_sheet_sum (ClinicSheet *self, guint column, guint from, guint to)
{
  gint64 sum = 0;

  g_return_val_if_fail (self != NULL && column < self->columns->len, 0);
  g_return_val_if_fail (can_be_summed (self, column) && to <= self->n_rows, 0);

  for (guint row = from; row < to; row++)
    if (cell_at (self, row, column)->number != CLINIC_SHEET_EMPTY)
      sum += cell_at (self, row, column)->number;

  return sum;
}

gint64
clinic_sheet_total (ClinicSheet *self, guint column, guint from, guint to)
{
  const ClinicSheetColumn *of = clinic_sheet_get_column (self, column);
  gint64 part, whole;

  if (of->has_sum)
    return clinic_sheet_sum (self, column, from, to);
  if (of->whole == CLINIC_SHEET_NONE)
    return CLINIC_SHEET_EMPTY;

  part = clinic_sheet_sum (self, of->part, from, to);
  whole = clinic_sheet_sum (self, of->whole, from, to);
  if (whole <= 0)
    return CLINIC_SHEET_EMPTY;

  return (2 * 1000 * part + whole) / (2 * whole);
}

gboolean
clinic_sheet_has_totals (ClinicSheet *self)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      const ClinicSheetColumn *column = clinic_sheet_get_column (self, i);

      if (column->has_sum || column->whole != CLINIC_SHEET_NONE)
        return TRUE;
    }

  return FALSE;
}
