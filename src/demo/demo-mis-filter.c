/* demo-mis-filter.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "demo-mis-filter"

#include "demo-mis-filter.h"

#include <string.h>

#define KEY "Ref_Key"

typedef enum
{
  OP_AND,
  OP_OR,
  OP_NOT,
  OP_EQ,
  OP_NE,
  OP_GT,
  OP_GE,
  OP_LT,
  OP_LE,
} Op;

struct _DemoMisFilter
{
  Op op;
  DemoMisFilter *left;  /* owned (nullable): of and, or, not */
  DemoMisFilter *right; /* owned (nullable): of and, or */
  char *field;          /* owned (nullable): of a comparison */
  char *literal;        /* owned (nullable): likewise: its text, without marks */
};

typedef struct
{
  const char *at;
  GError *error; /* owned (nullable) */
} Parser;

static const struct
{
  const char *word;
  Op op;
} comparisons[] = {
  { "eq", OP_EQ }, { "ne", OP_NE }, { "gt", OP_GT },
  { "ge", OP_GE }, { "lt", OP_LT }, { "le", OP_LE },
};

void
demo_mis_filter_free (DemoMisFilter *self)
{
  g_clear_pointer (&self->left, demo_mis_filter_free);
  g_clear_pointer (&self->right, demo_mis_filter_free);
  g_clear_pointer (&self->field, g_free);
  g_clear_pointer (&self->literal, g_free);
  g_free (self);
}

static DemoMisFilter *parse_or (Parser *parser);

static void
fail (Parser *parser)
{
  if (parser->error == NULL)
    parser->error =
      g_error_new (G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   "Синтаксическая ошибка в выражении $filter: \"%.40s\"", parser->at);
}

static void
skip_spaces (Parser *parser)
{
  while (*parser->at == ' ')
    parser->at++;
}

/* (transfer full): letters, digits and signs up to a space, a bracket or a quote */
static char *
read_word (Parser *parser)
{
  gsize length;
  char *word;

  skip_spaces (parser);
  length = strcspn (parser->at, " ()'");
  word = g_strndup (parser->at, length);
  parser->at += length;

  return word;
}

static gboolean
take_word (Parser *parser, const char *word)
{
  Parser ahead = *parser;
  g_autofree char *next = read_word (&ahead);

  if (!g_str_equal (next, word))
    return FALSE;
  parser->at = ahead.at;

  return TRUE;
}

/* datetime'…', guid'…', '…' with '' for one ', or a bare word */
static char *
read_literal (Parser *parser)
{
  g_autofree char *prefix = read_word (parser);
  GString *text;

  if (*parser->at != '\'')
    {
      if (prefix[0] == '\0')
        fail (parser);
      return g_steal_pointer (&prefix);
    }
  if (prefix[0] != '\0' && !g_str_equal (prefix, "datetime") && !g_str_equal (prefix, "guid"))
    fail (parser);

  text = g_string_new (NULL);
  for (parser->at++; *parser->at != '\0'; parser->at++)
    {
      if (*parser->at == '\'' && *++parser->at != '\'')
        return g_string_free (text, FALSE);
      g_string_append_c (text, *parser->at);
    }
  fail (parser);

  return g_string_free (text, FALSE);
}

static DemoMisFilter *
parse_comparison (Parser *parser)
{
  DemoMisFilter *self = g_new0 (DemoMisFilter, 1);
  g_autofree char *word = NULL;
  guint i;

  self->field = read_word (parser);
  word = read_word (parser);
  for (i = 0; i < G_N_ELEMENTS (comparisons); i++)
    {
      if (g_str_equal (comparisons[i].word, word))
        break;
    }
  if (self->field[0] == '\0' || i == G_N_ELEMENTS (comparisons))
    {
      fail (parser);
      return self;
    }
  self->op = comparisons[i].op;
  skip_spaces (parser);
  self->literal = read_literal (parser);

  return self;
}

static DemoMisFilter *
parse_not (Parser *parser)
{
  DemoMisFilter *self;

  if (take_word (parser, "not"))
    {
      self = g_new0 (DemoMisFilter, 1);
      self->op = OP_NOT;
      self->left = parse_not (parser);
      return self;
    }

  skip_spaces (parser);
  if (*parser->at != '(')
    return parse_comparison (parser);

  parser->at++;
  self = parse_or (parser);
  skip_spaces (parser);
  if (*parser->at == ')')
    parser->at++;
  else
    fail (parser);

  return self;
}

static DemoMisFilter *
join (Op op, DemoMisFilter *left, DemoMisFilter *right)
{
  DemoMisFilter *self = g_new0 (DemoMisFilter, 1);

  self->op = op;
  self->left = left;
  self->right = right;

  return self;
}

static DemoMisFilter *
parse_and (Parser *parser)
{
  DemoMisFilter *self = parse_not (parser);

  while (parser->error == NULL && take_word (parser, "and"))
    self = join (OP_AND, self, parse_not (parser));

  return self;
}

static DemoMisFilter *
parse_or (Parser *parser)
{
  DemoMisFilter *self = parse_and (parser);

  while (parser->error == NULL && take_word (parser, "or"))
    self = join (OP_OR, self, parse_and (parser));

  return self;
}

DemoMisFilter *
demo_mis_filter_new (const char *text, GError **error)
{
  Parser parser = { .at = text };
  g_autoptr (DemoMisFilter) self = parse_or (&parser);

  skip_spaces (&parser);
  if (*parser.at != '\0')
    fail (&parser);
  if (parser.error != NULL)
    {
      g_propagate_error (error, parser.error);
      return NULL;
    }

  return g_steal_pointer (&self);
}

/* Times are compared as the texts they are; the rest as what it is. */
static int
compare (JsonNode *node, const char *literal)
{
  if (!JSON_NODE_HOLDS_VALUE (node))
    return g_str_equal (literal, "null") ? 0 : -1;
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return (int) json_node_get_boolean (node) - (int) g_str_equal (literal, "true");
  if (json_node_get_value_type (node) == G_TYPE_INT64)
    {
      gint64 number = g_ascii_strtoll (literal, NULL, 10);

      return (json_node_get_int (node) > number) - (json_node_get_int (node) < number);
    }

  return g_strcmp0 (json_node_get_string (node), literal);
}

static gboolean
compare_matches (DemoMisFilter *self, JsonObject *row, GError **error)
{
  JsonNode *node = json_object_get_member (row, self->field);
  int order;

  if (node == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "Сегмент пути \"%s\" не найден",
                   self->field);
      return FALSE;
    }
  order = compare (node, self->literal);

  switch (self->op)
    {
    case OP_EQ:
      return order == 0;
    case OP_NE:
      return order != 0;
    case OP_GT:
      return order > 0;
    case OP_GE:
      return order >= 0;
    case OP_LT:
      return order < 0;
    case OP_LE:
      return order <= 0;
    case OP_AND:
    case OP_OR:
    case OP_NOT:
    default:
      return FALSE;
    }
}

gboolean
demo_mis_filter_matches (DemoMisFilter *self, JsonObject *row, GError **error)
{
  g_autoptr (GError) local = NULL;
  gboolean left;

  if (self->field != NULL)
    return compare_matches (self, row, error);

  left = demo_mis_filter_matches (self->left, row, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (self->op == OP_NOT)
    return !left;
  if (left == (self->op == OP_OR))
    return left;

  return demo_mis_filter_matches (self->right, row, error);
}

gboolean
demo_mis_filter_excludes (DemoMisFilter *self, const char *key)
{
  if (self->op == OP_AND)
    return demo_mis_filter_excludes (self->left, key) ||
           demo_mis_filter_excludes (self->right, key);
  if (self->op == OP_OR)
    return demo_mis_filter_excludes (self->left, key) &&
           demo_mis_filter_excludes (self->right, key);

  return self->op == OP_EQ && g_str_equal (self->field, KEY) && !g_str_equal (self->literal, key);
}
