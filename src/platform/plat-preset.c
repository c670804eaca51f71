/* plat-preset.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "plat-preset"

#include "plat-preset.h"

struct _PlatPreset
{
  GHashTable *defaults; /* owned: key's name, owned, to GVariant, owned */
  GHashTable *locked;   /* owned: the same */
};

char *
plat_preset_find (void)
{
  const char *const *dirs = g_get_system_config_dirs ();

  for (gsize i = 0; dirs[i] != NULL; i++)
    {
      g_autofree char *path = g_build_filename (dirs[i], "reception", "reception.conf", NULL);

      if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
        return g_steal_pointer (&path);
    }

  return NULL;
}

/* Texts may stand as they are; everything else, and what begins with a quotation mark, is written
 * as gsettings writes it. Returns: (transfer full) (nullable) */
static GVariant *
parse_value (GSettingsSchemaKey *key, const char *text, GError **error)
{
  const GVariantType *type = g_settings_schema_key_get_value_type (key);
  gboolean quoted = text[0] == '\'' || text[0] == '"';
  GVariant *value = NULL;

  if (!g_utf8_validate (text, -1, NULL))
    {
      g_set_error_literal (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_UNKNOWN_ENCODING,
                           "not in UTF-8");
      return NULL;
    }
  if (g_variant_type_equal (type, G_VARIANT_TYPE_STRING) && !quoted)
    value = g_variant_new_string (text);
  else
    value = g_variant_parse (type, text, NULL, NULL, error);
  if (value == NULL)
    return NULL;

  value = g_variant_take_ref (value);
  if (!g_settings_schema_key_range_check (key, value))
    {
      g_clear_pointer (&value, g_variant_unref);
      g_set_error_literal (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_INVALID_VALUE,
                           "not among the values that it can have");
    }

  return value;
}

static void
read_line (GHashTable *values,
           GKeyFile *file,
           GSettingsSchema *schema,
           const char *group,
           const char *name)
{
  g_autoptr (GSettingsSchemaKey) key = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_key_file_get_value (file, group, name, NULL);
  GVariant *value;

  if (!g_settings_schema_has_key (schema, name))
    {
      g_warning ("[%s] %s: there is no such setting", group, name);
      return;
    }

  key = g_settings_schema_get_key (schema, name);
  value = parse_value (key, text, &error);
  if (value == NULL)
    g_warning ("[%s] %s: %s", group, name, error->message);
  else
    g_hash_table_insert (values, g_strdup (name), value);
}

static GHashTable *
read_group (GKeyFile *file, GSettingsSchema *schema, const char *group)
{
  GHashTable *values =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_variant_unref);
  g_auto (GStrv) names = g_key_file_get_keys (file, group, NULL, NULL);

  for (gsize i = 0; names != NULL && names[i] != NULL; i++)
    read_line (values, file, schema, group, names[i]);

  return values;
}

PlatPreset *
plat_preset_load (const char *path, GSettingsSchema *schema, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_auto (GStrv) groups = NULL;
  PlatPreset *self;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (schema != NULL, NULL);

  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, error))
    return NULL;

  groups = g_key_file_get_groups (file, NULL);
  for (gsize i = 0; groups[i] != NULL; i++)
    if (!g_str_equal (groups[i], "defaults") && !g_str_equal (groups[i], "locked"))
      g_warning ("[%s]: the groups are [defaults] and [locked]", groups[i]);

  self = g_new0 (PlatPreset, 1);
  self->defaults = read_group (file, schema, "defaults");
  self->locked = read_group (file, schema, "locked");

  return self;
}

void
plat_preset_free (PlatPreset *self)
{
  g_hash_table_unref (self->defaults);
  g_hash_table_unref (self->locked);
  g_free (self);
}

GVariant *
plat_preset_get_default (PlatPreset *self, const char *key)
{
  return g_hash_table_lookup (self->defaults, key);
}

GVariant *
plat_preset_get_locked (PlatPreset *self, const char *key)
{
  return g_hash_table_lookup (self->locked, key);
}
