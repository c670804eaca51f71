/* desk-search-provider.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-search-provider"

#include "desk-search-provider.h"

#include "clinic-phone.h"
#include "desk-format.h"
#include "reception-config.h"

#define LIMIT 8
/* a letter or two would list half of the patients */
#define LEAST_LETTERS 3

struct _DeskSearchProvider
{
  GObject parent_instance;

  GSettings *settings;       /* owned */
  ClinicSession *session;    /* owned, (nullable) */
  GCancellable *cancellable; /* owned: of the session's searches */
  GDBusConnection *bus;      /* owned, (nullable) */
  GHashTable *found;         /* owned: id as text -> ClinicPatient of the last answers */
  guint registration;
};

G_DEFINE_FINAL_TYPE (DeskSearchProvider, desk_search_provider, G_TYPE_OBJECT)

enum
{
  OPEN,
  SEARCH,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* developer.gnome.org: Writing a Search Provider */
static const char interface_xml[] =
  "<node><interface name='org.gnome.Shell.SearchProvider2'>"
  "<method name='GetInitialResultSet'><arg type='as' direction='in'/>"
  "<arg type='as' direction='out'/></method>"
  "<method name='GetSubsearchResultSet'><arg type='as' direction='in'/>"
  "<arg type='as' direction='in'/><arg type='as' direction='out'/></method>"
  "<method name='GetResultMetas'><arg type='as' direction='in'/>"
  "<arg type='aa{sv}' direction='out'/></method>"
  "<method name='ActivateResult'><arg type='s' direction='in'/><arg type='as' direction='in'/>"
  "<arg type='u' direction='in'/></method>"
  "<method name='LaunchSearch'><arg type='as' direction='in'/><arg type='u' direction='in'/>"
  "</method></interface></node>";

static gboolean
is_allowed (DeskSearchProvider *self)
{
  return self->session != NULL && g_settings_get_boolean (self->settings, "search-provider");
}

static void
return_ids (GDBusMethodInvocation *invocation, const char *const *ids)
{
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(^as)", ids));
}

static void
return_nothing (GDBusMethodInvocation *invocation)
{
  const char *const none[] = { NULL };

  return_ids (invocation, none);
}

typedef struct
{
  DeskSearchProvider *provider;      /* owned */
  GDBusMethodInvocation *invocation; /* owned, until it is answered */
} Question;

static void
on_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Question *question = user_data;
  g_autoptr (DeskSearchProvider) self = question->provider;
  g_autoptr (GPtrArray) patients =
    clinic_session_search_finish (CLINIC_SESSION (source), result, NULL);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) ids = NULL;

  g_hash_table_remove_all (self->found);
  for (guint i = 0; patients != NULL && i < patients->len && is_allowed (self); i++)
    {
      ClinicPatient *patient = g_ptr_array_index (patients, i);
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, clinic_patient_get_id (patient));

      g_strv_builder_add (builder, id);
      g_hash_table_insert (self->found, g_steal_pointer (&id), g_object_ref (patient));
    }
  ids = g_strv_builder_end (builder);
  return_ids (question->invocation, (const char *const *) ids);
}

/* terms: (transfer full) */
static void
search (DeskSearchProvider *self, char **terms, GDBusMethodInvocation *invocation)
{
  g_auto (GStrv) owned = terms;
  g_autofree char *text = g_strjoinv (" ", owned);
  Question *question;

  if (!is_allowed (self) || g_utf8_strlen (text, -1) < LEAST_LETTERS)
    {
      return_nothing (invocation);
      return;
    }

  question = g_new0 (Question, 1);
  question->provider = g_object_ref (self);
  question->invocation = invocation;
  clinic_session_search_async (self->session, text, LIMIT, self->cancellable, on_found_cb,
                               question);
}

/* (transfer full): “+7 ••• ••• 12-34”: enough to tell one patient from another */
static char *
phone_text (DeskSearchProvider *self, ClinicPatient *patient)
{
  const char *const *phones = clinic_patient_get_phones (patient);
  g_autofree char *display = NULL;
  g_autoptr (GString) masked = NULL;
  glong digits = 0, seen = 0;

  if (phones == NULL || phones[0] == NULL)
    return NULL;
  display = clinic_phone_dup_display (phones[0]);
  if (g_settings_get_boolean (self->settings, "search-phones"))
    return g_steal_pointer (&display);

  for (const char *c = display; *c != '\0'; c = g_utf8_next_char (c))
    digits += g_unichar_isdigit (g_utf8_get_char (c));
  masked = g_string_new (NULL);
  for (const char *c = display; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar letter = g_utf8_get_char (c);
      gboolean digit = g_unichar_isdigit (letter);

      seen += digit;
      g_string_append_unichar (masked, digit && seen > 1 && seen <= digits - 4 ? 0x2022 : letter);
    }

  return g_strdup (masked->str);
}

static GVariant *
meta_of (DeskSearchProvider *self, const char *id, ClinicPatient *patient)
{
  const char *parts[] = { clinic_patient_get_last_name (patient),
                          clinic_patient_get_first_name (patient),
                          clinic_patient_get_second_name (patient) };
  g_autoptr (GString) name = g_string_new (NULL);
  g_autofree char *phone = phone_text (self, patient);
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL && *parts[i] != '\0')
      g_string_append_printf (name, "%s%s", name->len > 0 ? " " : "", parts[i]);
  g_variant_dict_insert (&dict, "id", "s", id);
  g_variant_dict_insert (&dict, "name", "s", name->str);
  g_variant_dict_insert (&dict, "gicon", "s", RECEPTION_APP_ID);
  if (phone != NULL)
    g_variant_dict_insert (&dict, "description", "s", phone);

  return g_variant_dict_end (&dict);
}

static void
return_metas (DeskSearchProvider *self, GVariant *parameters, GDBusMethodInvocation *invocation)
{
  g_autofree const char **ids = NULL;
  GVariantBuilder builder;

  g_variant_get (parameters, "(^a&s)", &ids);
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("aa{sv}"));
  for (gsize i = 0; ids[i] != NULL; i++)
    {
      ClinicPatient *patient = g_hash_table_lookup (self->found, ids[i]);

      if (patient != NULL && is_allowed (self))
        g_variant_builder_add_value (&builder, meta_of (self, ids[i], patient));
    }
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(aa{sv})", &builder));
}

static void
launch (DeskSearchProvider *self, GVariant *parameters)
{
  g_auto (GStrv) terms = NULL;
  g_autofree char *text = NULL;
  guint32 timestamp;

  g_variant_get (parameters, "(^asu)", &terms, &timestamp);
  text = g_strjoinv (" ", terms);
  g_signal_emit (self, signals[SEARCH], 0, text);
}

static void
on_call_cb (GDBusConnection *bus,
            const char *sender,
            const char *path,
            const char *interface,
            const char *method,
            GVariant *parameters,
            GDBusMethodInvocation *invocation,
            gpointer user_data)
{
  DeskSearchProvider *self = DESK_SEARCH_PROVIDER (user_data);

  if (g_str_equal (method, "GetResultMetas"))
    {
      return_metas (self, parameters, invocation);
    }
  else if (g_str_equal (method, "ActivateResult"))
    {
      const char *id;

      g_variant_get_child (parameters, 0, "&s", &id);
      if (is_allowed (self))
        g_signal_emit (self, signals[OPEN], 0, g_ascii_strtoll (id, NULL, 10));
      g_dbus_method_invocation_return_value (invocation, NULL);
    }
  else if (g_str_equal (method, "LaunchSearch"))
    {
      if (is_allowed (self))
        launch (self, parameters);
      g_dbus_method_invocation_return_value (invocation, NULL);
    }
  else
    {
      gboolean sub = g_str_equal (method, "GetSubsearchResultSet");
      char **terms;

      g_variant_get_child (parameters, sub ? 1 : 0, "^as", &terms);
      search (self, terms, invocation);
    }
}

gboolean
desk_search_provider_export (DeskSearchProvider *self,
                             GDBusConnection *bus,
                             const char *path,
                             GError **error)
{
  static const GDBusInterfaceVTable vtable = { .method_call = on_call_cb };
  g_autoptr (GDBusNodeInfo) node = NULL;
  g_autofree char *full = g_strconcat (path, "/SearchProvider", NULL);

  g_return_val_if_fail (DESK_IS_SEARCH_PROVIDER (self), FALSE);
  g_return_val_if_fail (self->registration == 0, FALSE);

  node = g_dbus_node_info_new_for_xml (interface_xml, error);
  if (node == NULL)
    return FALSE;
  self->registration =
    g_dbus_connection_register_object (bus, full, node->interfaces[0], &vtable, self, NULL, error);
  g_set_object (&self->bus, bus);

  return self->registration != 0;
}

void
desk_search_provider_unexport (DeskSearchProvider *self)
{
  g_return_if_fail (DESK_IS_SEARCH_PROVIDER (self));

  if (self->registration != 0)
    g_dbus_connection_unregister_object (self->bus, self->registration);
  self->registration = 0;
  g_clear_object (&self->bus);
}

void
desk_search_provider_set_session (DeskSearchProvider *self, ClinicSession *session)
{
  g_return_if_fail (DESK_IS_SEARCH_PROVIDER (self));

  if (session == self->session)
    return;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_hash_table_remove_all (self->found);
  g_set_object (&self->session, session);
}

static void
desk_search_provider_dispose (GObject *object)
{
  DeskSearchProvider *self = DESK_SEARCH_PROVIDER (object);

  desk_search_provider_unexport (self);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->found, g_hash_table_unref);

  G_OBJECT_CLASS (desk_search_provider_parent_class)->dispose (object);
}

static void
desk_search_provider_class_init (DeskSearchProviderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = desk_search_provider_dispose;

  signals[OPEN] = g_signal_new ("open", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[SEARCH] = g_signal_new ("search", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
desk_search_provider_init (DeskSearchProvider *self)
{
  self->cancellable = g_cancellable_new ();
  self->found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

DeskSearchProvider *
desk_search_provider_new (GSettings *settings)
{
  DeskSearchProvider *self = g_object_new (DESK_TYPE_SEARCH_PROVIDER, NULL);

  self->settings = g_object_ref (settings);

  return self;
}
