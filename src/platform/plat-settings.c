/* plat-settings.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "plat-settings"

#include "plat-settings.h"

#include <string.h>

#include "reception-config.h"

#define NAME "reception"
/* above all that GIO and dconf bring */
#define PRIORITY 1000
#define CHOICE "GSETTINGS_BACKEND"

/**
 * PlatSettings:
 *
 * Settings in three layers: what the administrator locked, the person's own values, what the
 * administrator set as defaults. The person's are kept by another backend, dconf or a file, which
 * also serves whatever is not ours, such as GTK's own settings.
 */
struct _PlatSettings
{
  GSettingsBackend parent_instance;

  GSettingsBackend *inner; /* owned */
  GSettings *watch;        /* owned: tells of changes in the inner backend */
  PlatPreset *preset;      /* owned (nullable): the file went away meanwhile */
  const char *path;        /* unowned, of the schema: where the settings are */
  GSettingsSchema *schema; /* owned */
};

typedef enum
{
  PROP_INNER = 1,
} PlatSettingsProperty;

G_DEFINE_FINAL_TYPE (PlatSettings, plat_settings, G_TYPE_SETTINGS_BACKEND)

#define INNER(self) G_SETTINGS_BACKEND_GET_CLASS ((self)->inner)

/* the name of the setting, (nullable): it is not ours */
static const char *
find_name (PlatSettings *self, const char *key)
{
  return g_str_has_prefix (key, self->path) ? key + strlen (self->path) : NULL;
}

static GVariant *
get_locked (PlatSettings *self, const char *key)
{
  const char *name = find_name (self, key);

  return name != NULL && self->preset != NULL ? plat_preset_get_locked (self->preset, name) : NULL;
}

static GVariant *
get_default (PlatSettings *self, const char *key)
{
  const char *name = find_name (self, key);

  return name != NULL && self->preset != NULL ? plat_preset_get_default (self->preset, name) : NULL;
}

static GVariant *
settings_read (GSettingsBackend *backend,
               const char *key,
               const GVariantType *type,
               gboolean only_default)
{
  PlatSettings *self = PLAT_SETTINGS (backend);
  GVariant *locked = get_locked (self, key);
  GVariant *preset = get_default (self, key);
  GVariant *value = NULL;

  if (locked != NULL)
    return g_variant_ref (locked);
  if (preset == NULL)
    return INNER (self)->read (self->inner, key, type, only_default);
  if (!only_default)
    value = INNER (self)->read_user_value (self->inner, key, type);

  return value != NULL ? value : g_variant_ref (preset);
}

static GVariant *
settings_read_user_value (GSettingsBackend *backend, const char *key, const GVariantType *type)
{
  PlatSettings *self = PLAT_SETTINGS (backend);

  return get_locked (self, key) == NULL ? INNER (self)->read_user_value (self->inner, key, type)
                                        : NULL;
}

static gboolean
settings_get_writable (GSettingsBackend *backend, const char *key)
{
  PlatSettings *self = PLAT_SETTINGS (backend);

  return get_locked (self, key) == NULL && INNER (self)->get_writable (self->inner, key);
}

static gboolean
settings_write (GSettingsBackend *backend, const char *key, GVariant *value, gpointer tag)
{
  PlatSettings *self = PLAT_SETTINGS (backend);

  if (get_locked (self, key) != NULL || !INNER (self)->write (self->inner, key, value, tag))
    return FALSE;
  /* of ours the inner backend tells, whoever wrote it */
  if (find_name (self, key) == NULL)
    g_settings_backend_changed (backend, key, tag);

  return TRUE;
}

static gboolean
is_locked_cb (gpointer key, gpointer value, gpointer data)
{
  gpointer *search = data;

  search[1] = get_locked (search[0], key);

  return search[1] != NULL;
}

static gboolean
settings_write_tree (GSettingsBackend *backend, GTree *tree, gpointer tag)
{
  PlatSettings *self = PLAT_SETTINGS (backend);
  gpointer search[] = { self, NULL };

  g_tree_foreach (tree, is_locked_cb, search);
  if (search[1] != NULL || !INNER (self)->write_tree (self->inner, tree, tag))
    return FALSE;
  g_settings_backend_changed_tree (backend, tree, tag);

  return TRUE;
}

static void
settings_reset (GSettingsBackend *backend, const char *key, gpointer tag)
{
  PlatSettings *self = PLAT_SETTINGS (backend);

  INNER (self)->reset (self->inner, key, tag);
  if (find_name (self, key) == NULL)
    g_settings_backend_changed (backend, key, tag);
}

static void
settings_subscribe (GSettingsBackend *backend, const char *name)
{
  PlatSettings *self = PLAT_SETTINGS (backend);

  if (INNER (self)->subscribe != NULL)
    INNER (self)->subscribe (self->inner, name);
}

static void
settings_unsubscribe (GSettingsBackend *backend, const char *name)
{
  PlatSettings *self = PLAT_SETTINGS (backend);

  if (INNER (self)->unsubscribe != NULL)
    INNER (self)->unsubscribe (self->inner, name);
}

static void
settings_sync (GSettingsBackend *backend)
{
  PlatSettings *self = PLAT_SETTINGS (backend);

  if (INNER (self)->sync != NULL)
    INNER (self)->sync (self->inner);
}

static GPermission *
settings_get_permission (GSettingsBackend *backend, const char *path)
{
  PlatSettings *self = PLAT_SETTINGS (backend);

  return INNER (self)->get_permission (self->inner, path);
}

static void
on_changed_cb (PlatSettings *self, const char *name)
{
  g_autofree char *key = g_strconcat (self->path, name, NULL);

  g_settings_backend_changed (G_SETTINGS_BACKEND (self), key, NULL);
}

/* --- the object --- */

/* The one that GIO would have taken: what the environment asks for, else the most important.
 * Returns: (transfer full) */
static GSettingsBackend *
make_inner (void)
{
  GIOExtensionPoint *point = g_io_extension_point_lookup (G_SETTINGS_BACKEND_EXTENSION_POINT_NAME);
  const char *choice = g_getenv (CHOICE);
  GType first = G_TYPE_INVALID;

  for (GList *l = g_io_extension_point_get_extensions (point); l != NULL; l = l->next)
    {
      GType type = g_io_extension_get_type (l->data);

      if (type == PLAT_TYPE_SETTINGS)
        continue;
      if (choice != NULL && g_str_equal (g_io_extension_get_name (l->data), choice))
        return g_object_new (type, NULL);
      if (first == G_TYPE_INVALID)
        first = type;
    }

  return g_object_new (first, NULL);
}

/* preset: (transfer full) (nullable) */
static void
fill (PlatSettings *self, GSettingsSchema *schema, PlatPreset *preset)
{
  self->schema = g_settings_schema_ref (schema);
  self->path = g_settings_schema_get_path (schema);
  self->preset = preset;
  self->watch = g_settings_new_full (schema, self->inner, NULL);
  g_signal_connect_object (self->watch, "changed", G_CALLBACK (on_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/* (transfer full) (nullable) */
static PlatPreset *
load_preset (GSettingsSchema *schema)
{
  g_autofree char *path = plat_preset_find ();
  g_autoptr (GError) error = NULL;
  PlatPreset *preset = path != NULL ? plat_preset_load (path, schema, &error) : NULL;

  if (error != NULL)
    g_warning ("%s: %s", path, error->message);

  return preset;
}

static GSettingsSchema *
lookup_schema (void)
{
  return g_settings_schema_source_lookup (g_settings_schema_source_get_default (), RECEPTION_APP_ID,
                                          TRUE);
}

/* GIO makes the process's only one without telling it anything. */
static void
plat_settings_constructed (GObject *object)
{
  PlatSettings *self = PLAT_SETTINGS (object);

  G_OBJECT_CLASS (plat_settings_parent_class)->constructed (object);

  if (self->inner == NULL)
    {
      g_autoptr (GSettingsSchema) schema = lookup_schema ();

      self->inner = make_inner ();
      fill (self, schema, load_preset (schema));
    }
}

static void
plat_settings_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch ((PlatSettingsProperty) id)
    {
    case PROP_INNER:
      PLAT_SETTINGS (object)->inner = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
plat_settings_dispose (GObject *object)
{
  PlatSettings *self = PLAT_SETTINGS (object);

  g_clear_object (&self->watch);
  g_clear_object (&self->inner);
  g_clear_pointer (&self->preset, plat_preset_free);
  g_clear_pointer (&self->schema, g_settings_schema_unref);

  G_OBJECT_CLASS (plat_settings_parent_class)->dispose (object);
}

static void
plat_settings_class_init (PlatSettingsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GSettingsBackendClass *backend_class = G_SETTINGS_BACKEND_CLASS (klass);

  object_class->constructed = plat_settings_constructed;
  object_class->set_property = plat_settings_set_property;
  object_class->dispose = plat_settings_dispose;
  backend_class->read = settings_read;
  backend_class->read_user_value = settings_read_user_value;
  backend_class->get_writable = settings_get_writable;
  backend_class->write = settings_write;
  backend_class->write_tree = settings_write_tree;
  backend_class->reset = settings_reset;
  backend_class->subscribe = settings_subscribe;
  backend_class->unsubscribe = settings_unsubscribe;
  backend_class->sync = settings_sync;
  backend_class->get_permission = settings_get_permission;

  g_object_class_install_property (object_class, PROP_INNER,
                                   g_param_spec_object ("inner", NULL, NULL,
                                                        G_TYPE_SETTINGS_BACKEND,
                                                        G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY |
                                                          G_PARAM_STATIC_STRINGS));
}

static void
plat_settings_init (PlatSettings *self)
{
}

GSettingsBackend *
plat_settings_new (GSettingsBackend *inner, GSettingsSchema *schema, PlatPreset *preset)
{
  PlatSettings *self;

  g_return_val_if_fail (G_IS_SETTINGS_BACKEND (inner), NULL);
  g_return_val_if_fail (schema != NULL, NULL);

  self = g_object_new (PLAT_TYPE_SETTINGS, "inner", inner, NULL);
  fill (self, schema, preset);

  return G_SETTINGS_BACKEND (self);
}

void
plat_settings_install (void)
{
  g_autofree char *path = plat_preset_find ();
  const char *choice = g_getenv (CHOICE);

  if (path == NULL)
    return;

  g_debug ("settings of this computer: %s", path);
  g_vfs_get_default (); /* lets GIO load its modules, dconf among them */
  /* GIO looks for what the environment asks for by its name first */
  g_io_extension_point_implement (G_SETTINGS_BACKEND_EXTENSION_POINT_NAME, PLAT_TYPE_SETTINGS,
                                  choice != NULL ? choice : NAME, PRIORITY);
}
