/* demo-fields.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "demo-fields"

#include "demo-fields.h"

#include <string.h>

#include "demo-company-fields.h"
#include "demo-fields-tables.h"
#include "demo-smart-fields.h"

struct _DemoFields
{
  int type;
  GPtrArray *rows;    /* owned: Row */
  guint n_stored;     /* these come first and have columns */
  GHashTable *upper;  /* owned: name -> index + 1 */
  GHashTable *legacy; /* owned: name -> index + 1 */
};

/*
 * Row:
 *
 * A field with its name in crm.item.*. The texts of a field that was put in belong to it.
 */
typedef struct
{
  DemoField field;
  char *key;         /* owned */
  gboolean is_owned; /* the texts of the field are */
} Row;

static void
row_free (gpointer data)
{
  Row *self = data;

  g_clear_pointer (&self->key, g_free);
  if (self->is_owned)
    {
      g_free ((char *) self->field.upper);
      g_free ((char *) self->field.legacy);
      g_free ((char *) self->field.type);
      g_free ((char *) self->field.title);
      g_free ((char *) self->field.status_type);
    }
  g_free (self);
}

static const Row *
get_row (DemoFields *self, guint index)
{
  return g_ptr_array_index (self->rows, index);
}

/* When two codes would have the same name in crm.item.*, the later one keeps its code. */
static char *
make_key (DemoFields *self, const char *upper)
{
  g_autofree char *key = demo_fields_upper_to_key (upper);

  for (guint i = 0; i < self->rows->len; i++)
    {
      if (g_str_equal (get_row (self, i)->key, key))
        return g_strdup (upper);
    }

  return g_steal_pointer (&key);
}

static void
build_index (DemoFields *self)
{
  g_hash_table_remove_all (self->upper);
  g_hash_table_remove_all (self->legacy);
  for (guint i = 0; i < self->rows->len; i++)
    {
      const DemoField *field = &get_row (self, i)->field;

      g_hash_table_insert (self->upper, (gpointer) field->upper, GUINT_TO_POINTER (i + 1));
      if (field->legacy != NULL)
        g_hash_table_insert (self->legacy, (gpointer) field->legacy, GUINT_TO_POINTER (i + 1));
    }
}

DemoFields *
demo_fields_new (int type)
{
  DemoFields *self = g_new0 (DemoFields, 1);
  const DemoField *table = type == DEMO_LEAD      ? lead_fields
                           : type == DEMO_DEAL    ? deal_fields
                           : type == DEMO_SMART   ? smart_fields
                           : type == DEMO_COMPANY ? company_fields
                                                  : contact_fields;

  self->type = type;
  self->rows = g_ptr_array_new_with_free_func (row_free);
  self->upper = g_hash_table_new (g_str_hash, g_str_equal);
  self->legacy = g_hash_table_new (g_str_hash, g_str_equal);
  for (const DemoField *field = table; field->upper != NULL; field++)
    {
      Row *row = g_new0 (Row, 1);

      row->field = *field;
      row->key = make_key (self, field->upper);
      g_ptr_array_add (self->rows, row);
      if (!(field->flags & DEMO_FIELD_COMPUTED))
        self->n_stored = self->rows->len;
    }
  build_index (self);

  return self;
}

void
demo_fields_free (DemoFields *self)
{
  g_hash_table_unref (self->upper);
  g_hash_table_unref (self->legacy);
  g_ptr_array_unref (self->rows);
  g_free (self);
}

void
demo_fields_put (DemoFields *self, const DemoField *field)
{
  Row *row = g_new0 (Row, 1);
  int index = demo_fields_find (self, field->upper);

  row->field = *field;
  row->is_owned = TRUE;
  row->field.upper = g_strdup (field->upper);
  row->field.legacy = g_strdup (field->upper);
  row->field.type = g_strdup (field->type);
  row->field.title = g_strdup (field->title);
  row->field.status_type = g_strdup (field->status_type);
  if (index >= 0)
    {
      row->key = g_strdup (get_row (self, (guint) index)->key);
      row_free (self->rows->pdata[index]);
      self->rows->pdata[index] = row;
    }
  else
    {
      row->key = make_key (self, field->upper);
      g_ptr_array_insert (self->rows, (int) self->n_stored++, row);
    }
  build_index (self);
}

gboolean
demo_fields_remove (DemoFields *self, const char *upper)
{
  int index = demo_fields_find (self, upper);

  if (index < 0)
    return FALSE;
  if ((guint) index < self->n_stored)
    self->n_stored--;
  g_ptr_array_remove_index (self->rows, (guint) index);
  build_index (self);

  return TRUE;
}

int
demo_fields_get_type_id (DemoFields *self)
{
  return self->type;
}

guint
demo_fields_get_size (DemoFields *self)
{
  return self->rows->len;
}

const DemoField *
demo_fields_get (DemoFields *self, guint index)
{
  return &get_row (self, index)->field;
}

const char *
demo_fields_get_key (DemoFields *self, guint index)
{
  return get_row (self, index)->key;
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

  for (guint i = 0; i < self->n_stored; i++)
    {
      g_string_append_printf (columns, "%s\"%s\"", i > 0 ? ", " : "",
                              get_row (self, i)->field.upper);
      if (i == 0)
        g_string_append (columns, with_key ? " INTEGER PRIMARY KEY" : " INTEGER");
    }

  return g_string_free (columns, FALSE);
}

char *
demo_fields_list_columns (DemoFields *self)
{
  GString *columns = g_string_new (NULL);

  for (guint i = 0; i < self->n_stored; i++)
    g_string_append_printf (columns, "%s\"%s\"", i > 0 ? ", " : "", get_row (self, i)->field.upper);

  return g_string_free (columns, FALSE);
}

guint
demo_fields_count_stored (DemoFields *self)
{
  return self->n_stored;
}

/* what comes behind "UF_CRM_" and the number of the smart process */
static const char *
skip_number (const char *upper)
{
  const char *code = upper + strlen ("UF_CRM_");
  gsize digits = strspn (code, "0123456789");

  return digits > 0 && code[digits] == '_' ? code + digits + 1 : code;
}

/* A user field whose code has nothing but letters gets a camelCase name, and so does one of a smart
 * process that has nothing but digits; any other keeps its code after "ufCrm_" (crm/universal,
 * "Field Naming"). */
static gboolean
is_simplified (const char *upper)
{
  const char *code;

  if (!g_str_has_prefix (upper, "UF_CRM_"))
    return FALSE;

  code = skip_number (upper);
  if (code != upper + strlen ("UF_CRM_") && code[strspn (code, "0123456789")] == '\0')
    return FALSE;
  for (const char *at = code; *at != '\0'; at++)
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
      if (*at == '_' && key->len > 0 && g_ascii_isdigit (at[-1]) && g_ascii_isdigit (at[1]))
        g_string_append_c (key, '_');
      else if (*at == '_')
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
