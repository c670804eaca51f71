/* mis-preset.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "mis-preset"

#include "mis-preset.h"

#include <string.h>

#include "clinic-enums.h"

#define STATUSES "statuses"
#define SUFFIX ".ini"

/* A reading may take one of 1C's licences (clinic.md 3.9). */
#define MIN_PACE 30
/* A folder costs nobody anything. */
#define MIN_FILES_PACE 5
#define MAX_PACE 3600
#define MAX_DAYS 60
#define MAX_HOURS (31 * 24)

struct _MisPreset
{
  GObject parent_instance;

  GHashTable *values;   /* owned: "group/key" -> text */
  GHashTable *statuses; /* owned: folded word -> ClinicMisStatus */
  GTimeZone *zone;      /* owned */
  gboolean allows_http;
  guint pace;
  guint days_before;
  guint days_after;
  guint stale_hours;
};

G_DEFINE_FINAL_TYPE (MisPreset, mis_preset, G_TYPE_OBJECT)

typedef enum
{
  KIND_EXPRESSION, /* of fields */
  KIND_FIELD,      /* exactly one, for conditions are made with it */
  KIND_TEXT,
  KIND_NUMBER,
  KIND_FLAG,
} Kind;

typedef struct
{
  const char *group;
  const char *key;
  Kind kind;
  MisPresetUse required;
} Known;

#define BOTH (MIS_PRESET_ODATA | MIS_PRESET_FILES)

/* Everything that a preset may say: what is not here is a slip of the pen. */
static const Known known[] = {
  { "connection", "plain-http", KIND_FLAG },
  { "visits", "entity", KIND_TEXT, MIS_PRESET_ODATA },
  { "visits", "filter", KIND_TEXT },
  { "visits", "key", KIND_FIELD, BOTH },
  { "visits", "number", KIND_EXPRESSION },
  { "visits", "start", KIND_EXPRESSION, BOTH },
  { "visits", "end", KIND_EXPRESSION },
  { "visits", "minutes", KIND_EXPRESSION },
  { "visits", "status", KIND_EXPRESSION },
  { "visits", "deleted", KIND_EXPRESSION },
  { "visits", "version", KIND_EXPRESSION },
  { "visits", "comment", KIND_EXPRESSION },
  { "visits", "patient", KIND_FIELD },
  { "visits", "doctor", KIND_EXPRESSION, BOTH },
  { "visits", "chair", KIND_EXPRESSION },
  { "visits", "specialty", KIND_EXPRESSION },
  { "visits", "modified", KIND_EXPRESSION },
  { "visits", "modified-by", KIND_EXPRESSION },
  { "patients", "entity", KIND_TEXT },
  { "patients", "key", KIND_FIELD },
  { "patients", "name", KIND_EXPRESSION, BOTH },
  { "patients", "birth", KIND_EXPRESSION },
  { "patients", "phones", KIND_EXPRESSION },
  { "patients", "phones-entity", KIND_TEXT },
  { "patients", "phones-key", KIND_FIELD },
  { "patients", "phones-filter", KIND_TEXT },
  { "doctors", "entity", KIND_TEXT },
  { "doctors", "key", KIND_FIELD },
  { "doctors", "name", KIND_EXPRESSION },
  { "chairs", "entity", KIND_TEXT },
  { "chairs", "key", KIND_FIELD },
  { "chairs", "name", KIND_EXPRESSION },
  { "states", "entity", KIND_TEXT },
  { "states", "key", KIND_FIELD },
  { "states", "name", KIND_EXPRESSION },
  { "files", "names", KIND_TEXT },
  { "files", "stale-hours", KIND_NUMBER },
  { "poll", "seconds", KIND_NUMBER },
  { "poll", "days-before", KIND_NUMBER },
  { "poll", "days-after", KIND_NUMBER },
  { "clock", "time-zone", KIND_TEXT },
};

/* Where a group names an entity, these must be there too. */
static const struct
{
  const char *group;
  const char *entity;
  const char *group_needed;
  const char *key_needed;
} needs[] = {
  { "patients", "entity", "patients", "key" },
  { "patients", "entity", "visits", "patient" },
  { "patients", "phones-entity", "patients", "phones" },
  { "patients", "phones-entity", "patients", "phones-key" },
  { "patients", "phones-entity", "visits", "patient" },
  { "doctors", "entity", "doctors", "key" },
  { "doctors", "entity", "doctors", "name" },
  { "chairs", "entity", "chairs", "key" },
  { "chairs", "entity", "chairs", "name" },
  { "chairs", "entity", "visits", "chair" },
  { "states", "entity", "states", "key" },
  { "states", "entity", "states", "name" },
  { "states", "entity", "visits", "status" },
};

static void
mis_preset_finalize (GObject *object)
{
  MisPreset *self = MIS_PRESET (object);

  g_clear_pointer (&self->values, g_hash_table_unref);
  g_clear_pointer (&self->statuses, g_hash_table_unref);
  g_clear_pointer (&self->zone, g_time_zone_unref);

  G_OBJECT_CLASS (mis_preset_parent_class)->finalize (object);
}

static void
mis_preset_class_init (MisPresetClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mis_preset_finalize;
}

static void
mis_preset_init (MisPreset *self)
{
  self->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->statuses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->days_before = 1;
  self->days_after = 14;
  self->stale_hours = 24;
}

static char *
fold (const char *raw)
{
  g_autofree char *folded = g_utf8_casefold (raw, -1);

  return g_strdup (g_strstrip (folded));
}

/* Returns FALSE. */
static gboolean
fail (GError **error, const char *group, const char *key, const char *text)
{
  g_set_error (error, CLINIC_ERROR, CLINIC_ERROR_INVALID, "[%s] %s: %s", group, key, text);

  return FALSE;
}

static const Known *
find_known (const char *group, const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      if (g_str_equal (known[i].group, group) && g_str_equal (known[i].key, key))
        return &known[i];
    }

  return NULL;
}

static gboolean
is_single_field (const char *text)
{
  return strpbrk (text, "+/ ") == NULL;
}

static gboolean
read_number (MisPreset *self, const Known *what, const char *text, MisPresetUse use, GError **error)
{
  const struct
  {
    const char *key;
    guint least;
    guint most;
    guint *number;
  } numbers[] = {
    { "seconds", use == MIS_PRESET_FILES ? MIN_FILES_PACE : MIN_PACE, MAX_PACE, &self->pace },
    { "days-before", 0, MAX_DAYS, &self->days_before },
    { "days-after", 0, MAX_DAYS, &self->days_after },
    { "stale-hours", 0, MAX_HOURS, &self->stale_hours },
  };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *hint = NULL;
      guint64 number;

      if (!g_str_equal (numbers[i].key, what->key))
        continue;
      hint = g_strdup_printf ("must be a number from %u to %u", numbers[i].least, numbers[i].most);
      if (!g_ascii_string_to_unsigned (text, 10, numbers[i].least, numbers[i].most, &number, NULL))
        return fail (error, what->group, what->key, hint);
      *numbers[i].number = (guint) number;
    }

  return TRUE;
}

static gboolean
read_value (MisPreset *self, const Known *what, const char *text, MisPresetUse use, GError **error)
{
  switch (what->kind)
    {
    case KIND_FIELD:
      if (!is_single_field (text))
        return fail (error, what->group, what->key, "must be the name of one field");
      break;
    case KIND_NUMBER:
      return read_number (self, what, text, use, error);
    case KIND_FLAG:
      if (!g_str_equal (text, "true") && !g_str_equal (text, "false"))
        return fail (error, what->group, what->key, "must be true or false");
      self->allows_http = g_str_equal (text, "true");
      break;
    case KIND_EXPRESSION:
    case KIND_TEXT:
    default:
      break;
    }
  g_hash_table_insert (self->values, g_strconcat (what->group, "/", what->key, NULL),
                       g_strdup (text));

  return TRUE;
}

static gboolean
read_group (MisPreset *self, GKeyFile *file, const char *group, MisPresetUse use, GError **error)
{
  g_auto (GStrv) keys = g_key_file_get_keys (file, group, NULL, NULL);

  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    {
      const Known *what = find_known (group, keys[i]);
      g_autoptr (GError) local = NULL;
      g_autofree char *text = NULL;

      if (what == NULL)
        return fail (error, group, keys[i], "is not known");
      text = g_key_file_get_string (file, group, keys[i], &local);
      if (text == NULL)
        return fail (error, group, keys[i], local->message);
      g_strstrip (text);
      if (text[0] != '\0' && !read_value (self, what, text, use, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
read_statuses (MisPreset *self, GKeyFile *file, GError **error)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (CLINIC_TYPE_MIS_STATUS);
  g_auto (GStrv) words = g_key_file_get_keys (file, STATUSES, NULL, NULL);

  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    {
      g_autofree char *text = g_key_file_get_string (file, STATUSES, words[i], NULL);
      GEnumValue *value = text != NULL ? g_enum_get_value_by_nick (klass, g_strstrip (text)) : NULL;

      if (value == NULL)
        return fail (error, STATUSES, words[i], "is not one of the meanings");
      g_hash_table_insert (self->statuses, fold (words[i]), GINT_TO_POINTER (value->value));
    }

  return TRUE;
}

static gboolean
check (MisPreset *self, MisPresetUse use, GError **error)
{
  const char *start = mis_preset_get (self, "visits", "start");
  const char *zone = mis_preset_get (self, "clock", "time-zone");

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      if ((known[i].required & use) != 0 &&
          mis_preset_get (self, known[i].group, known[i].key) == NULL)
        return fail (error, known[i].group, known[i].key, "is missing");
    }
  for (guint i = 0; i < G_N_ELEMENTS (needs); i++)
    {
      if (mis_preset_get (self, needs[i].group, needs[i].entity) != NULL &&
          mis_preset_get (self, needs[i].group_needed, needs[i].key_needed) == NULL)
        return fail (error, needs[i].group_needed, needs[i].key_needed, "is missing");
    }
  if (use == MIS_PRESET_ODATA && !is_single_field (start))
    return fail (error, "visits", "start", "must be the name of one field");

  self->zone = zone != NULL ? g_time_zone_new_identifier (zone) : g_time_zone_new_local ();
  if (self->zone == NULL)
    return fail (error, "clock", "time-zone", "is not a time zone");
  if (self->pace == 0)
    self->pace = MIN_PACE;

  return TRUE;
}

static gboolean
read_file (MisPreset *self, GKeyFile *file, MisPresetUse use, GError **error)
{
  g_auto (GStrv) groups = g_key_file_get_groups (file, NULL);

  for (guint i = 0; groups[i] != NULL; i++)
    {
      if (g_str_equal (groups[i], STATUSES))
        {
          if (!read_statuses (self, file, error))
            return FALSE;
        }
      else if (!read_group (self, file, groups[i], use, error))
        return FALSE;
    }

  return check (self, use, error);
}

MisPreset *
mis_preset_load (const char *path, MisPresetUse use, GError **error)
{
  g_autoptr (MisPreset) self = g_object_new (MIS_TYPE_PRESET, NULL);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) local = NULL;
  g_autofree char *name = g_path_get_basename (path);

  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, &local))
    {
      int code = local->domain == G_FILE_ERROR ? CLINIC_ERROR_NOT_FOUND : CLINIC_ERROR_INVALID;

      g_set_error (error, CLINIC_ERROR, code, "%s: %s", name, local->message);
      return NULL;
    }
  if (!read_file (self, file, use, error))
    {
      g_prefix_error (error, "%s: ", name);
      return NULL;
    }

  return g_steal_pointer (&self);
}

char *
mis_preset_find (const char *setting, const char *fallback, const char *datadir)
{
  const char *name = setting != NULL && setting[0] != '\0' ? setting : fallback;
  g_autofree char *file = NULL;

  if (g_path_is_absolute (name))
    return g_strdup (name);
  file = g_str_has_suffix (name, SUFFIX) ? g_strdup (name) : g_strconcat (name, SUFFIX, NULL);
  for (const char *const *dir = g_get_system_config_dirs (); *dir != NULL; dir++)
    {
      g_autofree char *path = g_build_filename (*dir, "reception", file, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
        return g_steal_pointer (&path);
    }

  return g_build_filename (datadir, "mis", file, NULL);
}

const char *
mis_preset_get (MisPreset *self, const char *group, const char *key)
{
  g_autofree char *name = g_strconcat (group, "/", key, NULL);

  g_return_val_if_fail (MIS_IS_PRESET (self), NULL);

  return g_hash_table_lookup (self->values, name);
}

GTimeZone *
mis_preset_get_zone (MisPreset *self)
{
  g_return_val_if_fail (MIS_IS_PRESET (self), NULL);

  return self->zone;
}

gboolean
mis_preset_allows_http (MisPreset *self)
{
  g_return_val_if_fail (MIS_IS_PRESET (self), FALSE);

  return self->allows_http;
}

guint
mis_preset_get_pace (MisPreset *self)
{
  g_return_val_if_fail (MIS_IS_PRESET (self), 0);

  return self->pace;
}

guint
mis_preset_get_stale_hours (MisPreset *self)
{
  g_return_val_if_fail (MIS_IS_PRESET (self), 0);

  return self->stale_hours;
}

void
mis_preset_get_days (MisPreset *self, guint *before, guint *after)
{
  g_return_if_fail (MIS_IS_PRESET (self));

  *before = self->days_before;
  *after = self->days_after;
}

ClinicMisStatus
mis_preset_get_status (MisPreset *self, const char *raw)
{
  g_autofree char *key = raw != NULL ? fold (raw) : NULL;

  g_return_val_if_fail (MIS_IS_PRESET (self), CLINIC_MIS_STATUS_UNKNOWN);

  return key != NULL ? (ClinicMisStatus) GPOINTER_TO_INT (g_hash_table_lookup (self->statuses, key))
                     : CLINIC_MIS_STATUS_UNKNOWN;
}
