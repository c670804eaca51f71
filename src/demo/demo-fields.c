/* demo-fields.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "demo-fields"

#include "demo-fields.h"

#include <string.h>

#include "demo-fields-tables.h"

struct _DemoFields
{
  int type;
  const DemoField *table; /* unowned, static */
  guint size;
  char **keys;        /* owned, one for each field */
  GHashTable *upper;  /* owned: name -> index + 1 */
  GHashTable *legacy; /* owned: name -> index + 1 */
};

DemoFields *
demo_fields_new (int type)
{
  DemoFields *self = g_new0 (DemoFields, 1);

  self->type = type;
  self->table = type == DEMO_LEAD ? lead_fields : type == DEMO_DEAL ? deal_fields : contact_fields;
  while (self->table[self->size].upper != NULL)
    self->size++;

  self->keys = g_new0 (char *, self->size + 1);
  self->upper = g_hash_table_new (g_str_hash, g_str_equal);
  self->legacy = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < self->size; i++)
    {
      const DemoField *field = &self->table[i];

      self->keys[i] = demo_fields_upper_to_key (field->upper);
      g_hash_table_insert (self->upper, (gpointer) field->upper, GUINT_TO_POINTER (i + 1));
      if (field->legacy != NULL)
        g_hash_table_insert (self->legacy, (gpointer) field->legacy, GUINT_TO_POINTER (i + 1));
    }

  return self;
}

void
demo_fields_free (DemoFields *self)
{
  g_strfreev (self->keys);
  g_hash_table_unref (self->upper);
  g_hash_table_unref (self->legacy);
  g_free (self);
}

int
demo_fields_get_type_id (DemoFields *self)
{
  return self->type;
}

guint
demo_fields_get_size (DemoFields *self)
{
  return self->size;
}

const DemoField *
demo_fields_get (DemoFields *self, guint index)
{
  return &self->table[index];
}

const char *
demo_fields_get_key (DemoFields *self, guint index)
{
  return self->keys[index];
}

int
demo_fields_find (DemoFields *self, const char *upper)
{
  return GPOINTER_TO_INT (g_hash_table_lookup (self->upper, upper)) - 1;
}

int
demo_fields_find_legacy (DemoFields *self, const char *legacy)
{
  return GPOINTER_TO_INT (g_hash_table_lookup (self->legacy, legacy)) - 1;
}

/* (transfer full): the columns that are kept, for CREATE TABLE */
char *
demo_fields_build_columns (DemoFields *self, gboolean with_key)
{
  GString *columns = g_string_new (NULL);

  for (guint i = 0; i < self->size; i++)
    {
      const DemoField *field = &self->table[i];

      if (field->flags & DEMO_FIELD_COMPUTED)
        continue;
      g_string_append_printf (columns, "%s\"%s\"", i > 0 ? ", " : "", field->upper);
      if (i == 0)
        g_string_append (columns, with_key ? " INTEGER PRIMARY KEY" : " INTEGER");
    }

  return g_string_free (columns, FALSE);
}

/* Only a user field whose code has nothing but letters gets a camelCase name; any other keeps its
 * code after "ufCrm_" (crm/universal, "Field Naming"). */
static gboolean
is_simplified (const char *upper)
{
  if (!g_str_has_prefix (upper, "UF_CRM_"))
    return FALSE;

  for (const char *at = upper + strlen ("UF_CRM_"); *at != '\0'; at++)
    {
      if (!g_ascii_isupper (*at) && *at != '_')
        return TRUE;
    }

  return FALSE;
}

char *
demo_fields_upper_to_key (const char *upper)
{
  GString *key = g_string_new (NULL);
  gboolean raise = FALSE;

  if (is_simplified (upper))
    {
      g_string_free (key, TRUE);
      return g_strconcat ("ufCrm_", upper + strlen ("UF_CRM_"), NULL);
    }

  for (const char *at = upper; *at != '\0'; at++)
    {
      if (*at == '_')
        raise = TRUE;
      else
        {
          g_string_append_c (key, raise ? *at : g_ascii_tolower (*at));
          raise = FALSE;
        }
    }

  return g_string_free (key, FALSE);
}

/**
 * demo_fields_key_to_upper:
 * @key: a key as it was sent, with the prefix of a filter or without
 *
 * The portal's own conversion with its fault: the rule for codes with digits is anchored at the
 * start of the key, so a prefix switches it off, and the general rule then tears the code apart:
 * "=ufCrm_DOCTOR2" becomes "=UF_CRM_D_OC_TO_R_2". The general rule is two replacements:
 * /([^_])([A-Z])/ -> $1_$2, then /([A-Za-z])(\d)/ -> $1_$2.
 *
 * Returns: (transfer full): the key in capitals
 */
char *
demo_fields_key_to_upper (const char *key)
{
  g_autoptr (GString) snake = g_string_new (NULL);
  GString *upper = NULL;

  if (g_str_has_prefix (key, "ufCrm_"))
    return g_strconcat ("UF_CRM_", key + strlen ("ufCrm_"), NULL);

  for (const char *at = key; *at != '\0'; at++)
    {
      g_string_append_c (snake, *at);
      if (*at != '_' && g_ascii_isupper (at[1]))
        {
          g_string_append_c (snake, '_');
          g_string_append_c (snake, at[1]);
          at++;
        }
    }

  upper = g_string_new (NULL);
  for (const char *at = snake->str; *at != '\0'; at++)
    {
      g_string_append_c (upper, g_ascii_toupper (*at));
      if (g_ascii_isalpha (*at) && g_ascii_isdigit (at[1]))
        g_string_append_c (upper, '_');
    }

  return g_string_free (upper, FALSE);
}

/**
 * demo_fields_split_prefix:
 * @key: a filter key
 * @rest: (out): the name after the prefix
 *
 * Returns: (transfer none): the prefix, "" when there is none
 */
const char *
demo_fields_split_prefix (const char *key, const char **rest)
{
  static const char *const prefixes[] = { "!><", "!=%", "!%=", "!@", "!=", "!%", "><", ">=", "<=",
                                          "=%",  "%=",  "@",   "=",  "!",  ">",  "<",  "%" };

  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    {
      if (g_str_has_prefix (key, prefixes[i]))
        {
          *rest = key + strlen (prefixes[i]);
          return prefixes[i];
        }
    }
  *rest = key;

  return "";
}
