/* clinic-fact-names.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "clinic-fact-names"

#include "clinic-fact-names.h"

#include <string.h>

/* an entry of a GHashTable, about */
#define ENTRY_SIZE 24

struct _ClinicFactNames
{
  GStringChunk *texts; /* (owned): keys and names */
  GPtrArray *keys;     /* (owned) (element-type utf8): in `texts` */
  GPtrArray *names;    /* (owned) (element-type utf8): in `texts`, NULL not known */
  GHashTable *numbers; /* (owned): key in `texts` → number */
  gsize size;          /* of the texts */
};

ClinicFactNames *
clinic_fact_names_new (void)
{
  ClinicFactNames *self = g_new0 (ClinicFactNames, 1);

  self->texts = g_string_chunk_new (1024);
  self->keys = g_ptr_array_new ();
  self->names = g_ptr_array_new ();
  self->numbers = g_hash_table_new (g_str_hash, g_str_equal);
  g_ptr_array_add (self->keys, g_string_chunk_insert (self->texts, ""));
  g_ptr_array_add (self->names, NULL);

  return self;
}

void
clinic_fact_names_free (ClinicFactNames *self)
{
  g_hash_table_unref (self->numbers);
  g_ptr_array_unref (self->keys);
  g_ptr_array_unref (self->names);
  g_string_chunk_free (self->texts);
  g_free (self);
}

static char *
keep (ClinicFactNames *self, const char *text)
{
  self->size += strlen (text) + 1;

  return g_string_chunk_insert (self->texts, text);
}

guint32
clinic_fact_names_add (ClinicFactNames *self, const char *key, const char *name)
{
  guint32 number;

  if (key == NULL || *key == '\0')
    return 0;
  number = clinic_fact_names_find (self, key);
  if (number == 0)
    {
      number = self->keys->len;
      g_ptr_array_add (self->keys, keep (self, key));
      g_ptr_array_add (self->names, NULL);
      g_hash_table_insert (self->numbers, g_ptr_array_index (self->keys, number),
                           GUINT_TO_POINTER (number));
    }
  if (name != NULL && *name != '\0' &&
      g_strcmp0 (name, g_ptr_array_index (self->names, number)) != 0)
    g_ptr_array_index (self->names, number) = keep (self, name);

  return number;
}

guint32
clinic_fact_names_find (ClinicFactNames *self, const char *key)
{
  return key != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (self->numbers, key)) : 0;
}

guint
clinic_fact_names_get_n (ClinicFactNames *self)
{
  return self->keys->len;
}

const char *
clinic_fact_names_get_key (ClinicFactNames *self, guint32 number)
{
  g_return_val_if_fail (number < self->keys->len, "");

  return g_ptr_array_index (self->keys, number);
}

const char *
clinic_fact_names_get_name (ClinicFactNames *self, guint32 number)
{
  g_return_val_if_fail (number < self->names->len, NULL);

  return g_ptr_array_index (self->names, number);
}

gsize
clinic_fact_names_get_size (ClinicFactNames *self)
{
  return self->size + self->keys->len * (2 * sizeof (char *) + ENTRY_SIZE);
}
