/* desk-options.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-options"

#include "desk-options.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

#define PORTAL_VARIABLE "RECEPTION_PORTAL"
#define MAX_NUMBER 64

struct _DeskOptions
{
  char *portal; /* owned, (nullable) */
  gboolean demo;
};

static const GOptionEntry entries[] = {
  { "demo", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Open the demo clinic"), NULL },
  { "portal", 0, 0, G_OPTION_ARG_STRING, NULL,
    N_ ("Address of an inbound webhook, for this run only (or in RECEPTION_PORTAL)"), N_ ("URL") },
  { "page", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("Page to show: calls"), N_ ("NAME") },
  { "incoming-call", 0, 0, G_OPTION_ARG_STRING, NULL,
    N_ ("Tell the running instance that this number rings"), N_ ("NUMBER") },
  { "diagnose", 0, 0, G_OPTION_ARG_NONE, NULL,
    N_ ("Check the connection, print what was found and exit"), NULL },
  { "background", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Start without a window"), NULL },
  { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Print the version and exit"), NULL },
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, NULL, NULL, N_ ("[tel:NUMBER]") },
  { NULL },
};

static void
wipe (char *text)
{
  if (text != NULL)
    memset (text, 0, strlen (text));
}

DeskOptions *
desk_options_new (void)
{
  return g_new0 (DeskOptions, 1);
}

void
desk_options_free (DeskOptions *self)
{
  wipe (self->portal);
  g_clear_pointer (&self->portal, g_free);
  g_free (self);
}

void
desk_options_add (GApplication *application)
{
  g_application_add_main_option_entries (application, entries);
}

static void
take_from_environment (DeskOptions *self)
{
  char *value = getenv (PORTAL_VARIABLE);

  if (value == NULL)
    return;

  if (*value != '\0' && self->portal == NULL)
    self->portal = g_strdup (value);
  /* unsetenv() alone leaves the text where /proc/PID/environ shows it. */
  wipe (value);
  g_unsetenv (PORTAL_VARIABLE);
}

char **
desk_options_hide_secrets (DeskOptions *self, int argc, char **argv)
{
  g_autoptr (GStrvBuilder) copy = g_strv_builder_new ();

  take_from_environment (self);
  for (int i = 0; i < argc; i++)
    {
      g_strv_builder_add (copy, argv[i]);
      if (g_str_has_prefix (argv[i], "--portal="))
        memset (argv[i] + strlen ("--portal="), '*', strlen (argv[i]) - strlen ("--portal="));
      else if (i > 0 && g_str_equal (argv[i - 1], "--portal"))
        memset (argv[i], '*', strlen (argv[i]));
    }

  return g_strv_builder_end (copy);
}

void
desk_options_read (DeskOptions *self, GVariantDict *dict)
{
  g_autofree char *portal = NULL;

  g_variant_dict_lookup (dict, "demo", "b", &self->demo);
  if (g_variant_dict_lookup (dict, "portal", "s", &portal))
    {
      wipe (self->portal);
      g_clear_pointer (&self->portal, g_free);
      self->portal = g_steal_pointer (&portal);
    }
  /* The rest of the dictionary goes over the bus to the first instance. */
  g_variant_dict_remove (dict, "portal");
}

char *
desk_options_take_portal (DeskOptions *self)
{
  return g_steal_pointer (&self->portal);
}

gboolean
desk_options_get_demo (DeskOptions *self)
{
  return self->demo;
}

void
desk_options_set_demo (DeskOptions *self)
{
  self->demo = TRUE;
}

char *
desk_options_clean_number (const char *number)
{
  g_autofree char *valid = g_utf8_make_valid (number, -1);

  return g_utf8_substring (valid, 0, MIN (g_utf8_strlen (valid, -1), MAX_NUMBER));
}
