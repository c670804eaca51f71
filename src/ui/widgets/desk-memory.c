/* desk-memory.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-memory"

#include "desk-memory.h"

#include <gio/gio.h>

#include "reception-config.h"

#define KEY "desk-state"

char *
desk_memory_dup (const char *name)
{
  g_autoptr (GSettings) settings = g_settings_new (RECEPTION_APP_ID);
  g_autoptr (GVariant) state = g_settings_get_value (settings, KEY);
  char *value = NULL;

  g_return_val_if_fail (name != NULL, NULL);

  g_variant_lookup (state, name, "s", &value);

  return value;
}

void
desk_memory_keep (const char *name, const char *value)
{
  g_autoptr (GSettings) settings = g_settings_new (RECEPTION_APP_ID);
  g_autoptr (GVariant) state = g_settings_get_value (settings, KEY);
  GVariantBuilder builder;
  GVariantIter iter;
  const char *old = NULL;
  const char *other = NULL;
  const char *kept = NULL;

  g_return_if_fail (name != NULL);

  if (value != NULL && *value == '\0')
    value = NULL;
  g_variant_lookup (state, name, "&s", &old);
  if (g_strcmp0 (old, value) == 0)
    return;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  g_variant_iter_init (&iter, state);
  while (g_variant_iter_next (&iter, "{&s&s}", &other, &kept))
    if (g_strcmp0 (other, name) != 0)
      g_variant_builder_add (&builder, "{ss}", other, kept);
  if (value != NULL)
    g_variant_builder_add (&builder, "{ss}", name, value);
  g_settings_set_value (settings, KEY, g_variant_builder_end (&builder));
}

void
desk_memory_forget (void)
{
  g_autoptr (GSettings) settings = g_settings_new (RECEPTION_APP_ID);

  g_settings_reset (settings, KEY);
}
