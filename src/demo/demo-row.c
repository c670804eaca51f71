/* demo-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "demo-row"

#include "demo-row.h"

#include "demo-smart.h"

#include <string.h>

static const char *const tables[] = { NULL, "lead", "deal", "contact_row", "dynamic" };

static void
cell_clear (DemoCell *cell)
{
  g_clear_pointer (&cell->text, g_free);
  cell->type = SQLITE_NULL;
  cell->number = 0;
  cell->real = 0;
}

static void
cell_copy (const DemoCell *from, DemoCell *to)
{
  char *text = g_strdup (from->text);

  cell_clear (to);
  *to = *from;
  to->text = text;
}

static gboolean
cell_equal (const DemoCell *a, const DemoCell *b)
{
  const char *text_a = a->text != NULL ? a->text : "";
  const char *text_b = b->text != NULL ? b->text : "";

  return a->number == b->number && ABS (a->real - b->real) < 0.00001 &&
         g_str_equal (text_a, text_b);
}

DemoRow *
demo_row_new (DemoWorld *world, int type)
{
  DemoRow *self = g_new0 (DemoRow, 1);

  self->world = world;
  self->type = type;
  self->fields = world->fields[type];
  self->size = demo_fields_get_size (self->fields);
  self->was = g_new0 (DemoCell, self->size);
  self->now = g_new0 (DemoCell, self->size);
  self->given = g_new0 (gboolean, self->size);
  for (guint i = 0; i < self->size; i++)
    self->was[i].type = self->now[i].type = SQLITE_NULL;

  return self;
}

void
demo_row_free (DemoRow *self)
{
  for (guint i = 0; i < self->size; i++)
    {
      cell_clear (&self->was[i]);
      cell_clear (&self->now[i]);
    }
  g_free (self->was);
  g_free (self->now);
  g_free (self->given);
  g_free (self);
}

gboolean
demo_row_load (DemoRow *self, gint64 id)
{
  g_autofree char *columns = demo_fields_list_columns (self->fields);
  g_autofree char *sql =
    g_strdup_printf ("SELECT %s FROM %s WHERE \"ID\" = ?", columns,
                     self->type == DEMO_CONTACT ? "contact" : tables[self->type]);
  g_autoptr (sqlite3_stmt) row = demo_schema_prepare (self->world, sql);

  sqlite3_bind_int64 (row, 1, id);
  if (sqlite3_step (row) != SQLITE_ROW)
    return FALSE;

  self->id = id;
  for (guint i = 0; i < demo_fields_count_stored (self->fields); i++)
    {
      DemoCell *cell = &self->was[i];

      cell->type = sqlite3_column_type (row, (int) i);
      if (cell->type == SQLITE_INTEGER)
        cell->number = sqlite3_column_int64 (row, (int) i);
      else if (cell->type == SQLITE_FLOAT)
        cell->real = sqlite3_column_double (row, (int) i);
      else if (cell->type == SQLITE_TEXT)
        cell->text = g_strdup ((const char *) sqlite3_column_text (row, (int) i));
      cell_copy (cell, &self->now[i]);
    }

  return TRUE;
}

static void
bind_cells (DemoRow *self, sqlite3_stmt *statement)
{
  for (guint i = 0; i < demo_fields_count_stored (self->fields); i++)
    {
      const DemoCell *cell = &self->now[i];

      if (cell->type == SQLITE_INTEGER)
        sqlite3_bind_int64 (statement, (int) i + 1, cell->number);
      else if (cell->type == SQLITE_FLOAT)
        sqlite3_bind_double (statement, (int) i + 1, cell->real);
      else if (cell->type == SQLITE_TEXT)
        sqlite3_bind_text (statement, (int) i + 1, cell->text, -1, SQLITE_STATIC);
    }
}

static void
save (DemoRow *self, const char *verb)
{
  g_autoptr (GString) sql = g_string_new (verb);
  g_autofree char *columns = demo_fields_list_columns (self->fields);
  g_autoptr (sqlite3_stmt) statement = NULL;

  g_string_append_printf (sql, " INTO %s (%s) VALUES (?", tables[self->type], columns);
  for (guint i = 1; i < demo_fields_count_stored (self->fields); i++)
    g_string_append (sql, ", ?");
  g_string_append (sql, ")");
  statement = demo_schema_prepare (self->world, sql->str);
  bind_cells (self, statement);
  demo_schema_step (self->world, statement);
  if (self->type == DEMO_CONTACT)
    demo_contacts_add_kept (self->world->contacts, self->id);
}

/* The row's ID must be set for a contact; the other tables count by themselves. */
void
demo_row_insert (DemoRow *self)
{
  save (self, "INSERT");
  if (self->id == 0)
    {
      self->id = sqlite3_last_insert_rowid (self->world->db);
      demo_row_set_int (self, "ID", self->id);
    }
}

void
demo_row_update (DemoRow *self)
{
  save (self, "REPLACE");
}

static guint
find (DemoRow *self, const char *upper)
{
  int index = demo_fields_find (self->fields, upper);

  g_assert (index >= 0);

  return (guint) index;
}

gboolean
demo_row_has (DemoRow *self, const char *upper)
{
  int index = demo_fields_find (self->fields, upper);

  return index >= 0 &&
         !(demo_fields_get (self->fields, (guint) index)->flags & DEMO_FIELD_COMPUTED);
}

void
demo_row_set_int (DemoRow *self, const char *upper, gint64 value)
{
  DemoCell *cell = &self->now[find (self, upper)];

  cell_clear (cell);
  cell->type = SQLITE_INTEGER;
  cell->number = value;
}

void
demo_row_set_real (DemoRow *self, const char *upper, double value)
{
  DemoCell *cell = &self->now[find (self, upper)];

  cell_clear (cell);
  cell->type = SQLITE_FLOAT;
  cell->real = value;
}

void
demo_row_set_text (DemoRow *self, const char *upper, const char *value)
{
  DemoCell *cell = &self->now[find (self, upper)];
  char *copy = g_strdup (value);

  cell_clear (cell);
  cell->type = value != NULL ? SQLITE_TEXT : SQLITE_NULL;
  cell->text = copy;
}

gint64
demo_row_get_int (DemoRow *self, const char *upper)
{
  return self->now[find (self, upper)].number;
}

const char *
demo_row_get_text (DemoRow *self, const char *upper)
{
  const char *text = self->now[find (self, upper)].text;

  return text != NULL ? text : "";
}

const char *
demo_row_get_old_text (DemoRow *self, const char *upper)
{
  const char *text = self->was[find (self, upper)].text;

  return text != NULL ? text : "";
}

gboolean
demo_row_changed (DemoRow *self, const char *upper)
{
  guint index = find (self, upper);

  return !cell_equal (&self->was[index], &self->now[index]);
}

void
demo_row_restore (DemoRow *self, const char *upper)
{
  guint index = find (self, upper);

  cell_copy (&self->was[index], &self->now[index]);
}

gboolean
demo_row_is_changed (DemoRow *self)
{
  for (guint i = 0; i < self->size; i++)
    {
      if (!cell_equal (&self->was[i], &self->now[i]))
        return TRUE;
    }

  return FALSE;
}

static gboolean
refuse (DemoRow *self, guint index, GError **error)
{
  demo_error_set (error, 400, "CRM_FIELD_ERROR_VALUE_NOT_VALID", "Неверное значение поля \"%s\"",
                  demo_fields_get_key (self->fields, index));

  return FALSE;
}

static gboolean
take_list (const DemoField *field, DemoCell *cell, JsonNode *node, GError **error)
{
  g_autoptr (GString) text = g_string_new ("[");
  g_autoptr (GPtrArray) list = NULL;
  gboolean is_text = g_str_equal (field->type, "string") || g_str_equal (field->type, "url") ||
                     g_str_equal (field->type, "crm");

  if (JSON_NODE_HOLDS_VALUE (node))
    {
      demo_error_set (error, 400, "100",
                      "Expected iterable value for multiple field, but got %s instead",
                      json_node_get_value_type (node) == G_TYPE_STRING ? "string" : "integer");
      return FALSE;
    }

  list = demo_json_node_list (node);
  for (guint i = 0; i < list->len; i++)
    {
      g_autofree char *number =
        g_strdup_printf ("%" G_GINT64_FORMAT, demo_json_node_int (list->pdata[i]));
      g_autofree char *element = is_text ? json_to_string (list->pdata[i], FALSE) : NULL;

      g_string_append_printf (text, "%s%s", i > 0 ? "," : "", is_text ? element : number);
    }
  g_string_append_c (text, ']');
  cell->type = SQLITE_TEXT;
  cell->text = g_strdup (text->str);

  return TRUE;
}

static gboolean
take_empty (const DemoField *field, DemoCell *cell)
{
  if (field->kind == DEMO_KIND_STRING || field->kind == DEMO_KIND_DATE)
    {
      cell->type = SQLITE_TEXT;
      cell->text = g_strdup ("");
    }
  else if ((field->kind == DEMO_KIND_INT && !(field->flags & DEMO_FIELD_USER)) ||
           field->kind == DEMO_KIND_UF_FLAG)
    cell->type = SQLITE_INTEGER;
  else if (field->kind == DEMO_KIND_DOUBLE)
    cell->type = SQLITE_FLOAT;
  else if (field->kind == DEMO_KIND_YES_NO)
    {
      cell->type = SQLITE_TEXT;
      cell->text = g_strdup ("N");
    }

  return TRUE;
}

static gboolean
is_yes (const char *text)
{
  return g_ascii_strcasecmp (text, "y") == 0 || g_str_equal (text, "1");
}

static gboolean
take_value (DemoRow *self, guint index, JsonNode *node, GError **error)
{
  const DemoField *field = demo_fields_get (self->fields, index);
  DemoCell *cell = &self->now[index];
  g_autofree char *text = NULL;

  cell_clear (cell);
  if (field->kind == DEMO_KIND_LIST)
    return take_list (field, cell, node, error);
  if (field->kind == DEMO_KIND_FILE)
    {
      cell->type = SQLITE_TEXT;
      cell->text = demo_smart_take_files (self->world, field, self->was[index].text, node);
      return TRUE;
    }
  if (!demo_json_node_is_scalar (node))
    return refuse (self, index, error);
  if (demo_json_node_is_empty (node))
    return take_empty (field, cell);

  text = demo_json_node_dup_string (node);
  cell->type = SQLITE_TEXT;
  switch (field->kind)
    {
    case DEMO_KIND_INT:
      cell->type = SQLITE_INTEGER;
      cell->number = demo_json_node_int (node);
      break;
    case DEMO_KIND_UF_FLAG:
      cell->type = SQLITE_INTEGER;
      cell->number = is_yes (text);
      break;
    case DEMO_KIND_DOUBLE:
      cell->type = SQLITE_FLOAT;
      cell->real = demo_json_node_double (node);
      break;
    case DEMO_KIND_DATETIME:
      cell->type = SQLITE_INTEGER;
      return demo_time_parse (text, &cell->number) || refuse (self, index, error);
    case DEMO_KIND_DATE:
      cell->text = demo_time_parse_day (text);
      return cell->text != NULL || refuse (self, index, error);
    case DEMO_KIND_YES_NO:
      cell->text = g_strdup (is_yes (text) ? "Y" : "N");
      break;
    case DEMO_KIND_STRING:
    case DEMO_KIND_LIST:
    case DEMO_KIND_NULL:
    case DEMO_KIND_FILE:
    default:
      cell->text = g_steal_pointer (&text);
    }

  return TRUE;
}

gboolean
demo_row_take (DemoRow *self, JsonObject *fields, gboolean original_names, GError **error)
{
  JsonObjectIter iter;
  const char *key;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, fields);
  while (json_object_iter_next_ordered (&iter, &key, &node))
    {
      g_autofree char *upper = original_names && g_str_has_prefix (key, "UF_")
                                 ? g_strdup (key)
                                 : demo_fields_key_to_upper (key);
      int index = demo_fields_find (self->fields, upper);

      if (index < 0 || demo_fields_get (self->fields, (guint) index)->flags & DEMO_FIELD_READ_ONLY)
        continue;
      if (!take_value (self, (guint) index, node, error))
        return FALSE;
      self->given[index] = TRUE;
    }

  return TRUE;
}

gboolean
demo_row_is_empty (DemoRow *self, guint index)
{
  const DemoCell *cell = &self->now[index];
  const DemoField *field = demo_fields_get (self->fields, index);

  if (cell->type == SQLITE_NULL)
    return TRUE;
  if (cell->type == SQLITE_TEXT)
    return cell->text[0] == '\0' ||
           ((field->kind == DEMO_KIND_LIST || field->kind == DEMO_KIND_FILE) &&
            g_str_equal (cell->text, "[]"));

  return cell->type == SQLITE_INTEGER && cell->number == 0 && !(field->flags & DEMO_FIELD_USER);
}

static JsonNode *
describe_cell (const DemoField *field, const DemoCell *cell)
{
  JsonNode *node = json_node_alloc ();
  char buffer[DEMO_TIME_SIZE];

  switch (cell->type)
    {
    case SQLITE_INTEGER:
      if (field->kind != DEMO_KIND_DATETIME)
        return json_node_init_int (node, cell->number);
      demo_time_format (cell->number, buffer);
      return json_node_init_string (node, buffer);
    case SQLITE_FLOAT:
      return json_node_init_double (node, cell->real);
    case SQLITE_TEXT:
      return json_node_init_string (node, cell->text);
    default:
      return json_node_init_null (node);
    }
}

JsonObject *
demo_row_describe (DemoRow *self)
{
  JsonObject *changes = json_object_new ();

  for (guint i = 0; i < self->size; i++)
    {
      const DemoField *field = demo_fields_get (self->fields, i);
      JsonArray *pair;

      if (field->flags & DEMO_FIELD_READ_ONLY || cell_equal (&self->was[i], &self->now[i]))
        continue;
      pair = json_array_new ();
      json_array_add_element (pair, describe_cell (field, &self->was[i]));
      json_array_add_element (pair, describe_cell (field, &self->now[i]));
      json_object_set_array_member (changes, demo_fields_get_key (self->fields, i), pair);
    }

  return changes;
}
