/* desk-invoice-preferences.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-invoice-preferences"

#include "desk-invoice-preferences.h"

#include <glib/gi18n.h>

#include "clinic-enums.h"
#include "desk-invoice-words.h"
#include "desk-name.h"
#include "desk-setting-lock.h"

struct _DeskInvoicePreferences
{
  AdwPreferencesPage parent_instance;

  GSettings *settings;           /* owned */
  ClinicSession *session;        /* owned, (nullable) */
  GtkFileChooserNative *chooser; /* owned, (nullable): open now */
  GPtrArray *rows;               /* owned, of the rows of fields and stages, unowned */

  AdwComboRow *source; /* unowned, template child, as all below */
  AdwActionRow *process;
  AdwActionRow *registry;
  AdwActionRow *type;
  GtkSpinButton *process_id;
  GtkSpinButton *registry_id;
  GtkSpinButton *type_id;
  GtkSpinButton *limit;
  AdwActionRow *scans;
  GtkWidget *scans_clear;
  AdwPreferencesGroup *fields;
  AdwPreferencesGroup *stages;
};

G_DEFINE_FINAL_TYPE (DeskInvoicePreferences, desk_invoice_preferences, ADW_TYPE_PREFERENCES_PAGE)

/* the rows of the combo row, in its order */
static const char *const sources[] = { "auto", "process", "smart", "none" };

/* what a field may be: the first row leaves it to the application */
static const struct
{
  ClinicFieldRole role;
  const char *name;
} roles[] = {
  { CLINIC_FIELD_ROLE_NONE, N_ ("By its name") },
  { CLINIC_FIELD_ROLE_TITLE, N_ ("Title") },
  { CLINIC_FIELD_ROLE_NUMBER, N_ ("Number of the bill") },
  { CLINIC_FIELD_ROLE_AMOUNT, N_ ("Sum") },
  { CLINIC_FIELD_ROLE_DUE, N_ ("To be paid by") },
  { CLINIC_FIELD_ROLE_PAID, N_ ("When it was paid") },
  { CLINIC_FIELD_ROLE_CATEGORY, N_ ("Kind of expense") },
  { CLINIC_FIELD_ROLE_PAYER, N_ ("Payer") },
  { CLINIC_FIELD_ROLE_COUNTERPARTY, N_ ("Counterparty") },
  { CLINIC_FIELD_ROLE_PURPOSE, N_ ("What it is for") },
  { CLINIC_FIELD_ROLE_INVOICE_FILE, N_ ("Document of the bill") },
  { CLINIC_FIELD_ROLE_ACT_FILE, N_ ("Act") },
  { CLINIC_FIELD_ROLE_REASON, N_ ("Reason of a decision") },
  { CLINIC_FIELD_ROLE_DECISION, N_ ("Decision") },
};

/* --- where --- */

static gboolean
source_from_setting (GValue *value, GVariant *variant, gpointer user_data)
{
  const char *source = g_variant_get_string (variant, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    if (g_str_equal (source, sources[i]))
      g_value_set_uint (value, i);

  return TRUE;
}

static GVariant *
source_to_setting (const GValue *value, const GVariantType *type, gpointer user_data)
{
  guint row = g_value_get_uint (value);

  return row < G_N_ELEMENTS (sources) ? g_variant_new_string (sources[row]) : NULL;
}

static void
show_rows (DeskInvoicePreferences *self)
{
  g_autofree char *source = g_settings_get_string (self->settings, "invoice-source");
  g_autofree char *scans = g_settings_get_string (self->settings, "invoice-scans");
  gboolean lists = g_str_equal (source, "auto") || g_str_equal (source, "process");
  gboolean smart = g_str_equal (source, "auto") || g_str_equal (source, "smart");

  gtk_widget_set_visible (GTK_WIDGET (self->process), lists);
  gtk_widget_set_visible (GTK_WIDGET (self->registry), lists);
  gtk_widget_set_visible (GTK_WIDGET (self->type), smart);
  gtk_widget_set_visible (self->scans_clear, *scans != '\0');
  adw_action_row_set_subtitle (self->scans, *scans != '\0' ? scans : _ ("Not chosen"));
}

/* --- the folder --- */

static void
on_chosen_cb (DeskInvoicePreferences *self, int response)
{
  g_autoptr (GtkFileChooserNative) chooser = g_steal_pointer (&self->chooser);
  g_autoptr (GFile) folder = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  g_autofree char *path = folder != NULL ? g_file_get_path (folder) : NULL;

  if (response == GTK_RESPONSE_ACCEPT && path != NULL)
    g_settings_set_string (self->settings, "invoice-scans", path);
  gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (chooser));
}

static void
on_scans_cb (DeskInvoicePreferences *self)
{
  if (self->chooser != NULL)
    return;
  self->chooser = gtk_file_chooser_native_new (_ ("Folder of Scans"),
                                               GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                               GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, NULL, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (on_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
on_scans_clear_cb (DeskInvoicePreferences *self)
{
  g_settings_reset (self->settings, "invoice-scans");
}

/* --- meanings --- */

/* Writes, or with NULL takes away, one entry of a setting that is a dictionary of texts. */
static void
set_entry (DeskInvoicePreferences *self, const char *setting, const char *key, const char *value)
{
  g_autoptr (GVariant) before = g_settings_get_value (self->settings, setting);
  GVariantBuilder builder;
  GVariantIter iter;
  const char *name = NULL;
  const char *nick = NULL;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  g_variant_iter_init (&iter, before);
  while (g_variant_iter_loop (&iter, "{&s&s}", &name, &nick))
    if (g_strcmp0 (name, key) != 0)
      g_variant_builder_add (&builder, "{ss}", name, nick);
  if (value != NULL)
    g_variant_builder_add (&builder, "{ss}", key, value);
  g_settings_set_value (self->settings, setting, g_variant_builder_end (&builder));
}

/* (transfer full) (nullable) */
static char *
dup_entry (DeskInvoicePreferences *self, const char *setting, const char *key)
{
  g_autoptr (GVariant) entries = g_settings_get_value (self->settings, setting);
  char *value = NULL;

  return g_variant_lookup (entries, key, "s", &value) ? value : NULL;
}

static const char *
nick_of (GType type, int value)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (type);
  GEnumValue *found = g_enum_get_value (klass, value);

  return found != NULL ? found->value_nick : "";
}

static void
on_role_cb (DeskInvoicePreferences *self, GParamSpec *pspec, AdwComboRow *row)
{
  guint chosen = adw_combo_row_get_selected (row);

  if (chosen < G_N_ELEMENTS (roles))
    set_entry (self, "invoice-fields", g_object_get_data (G_OBJECT (row), "key"),
               chosen == 0 ? NULL : nick_of (CLINIC_TYPE_FIELD_ROLE, (int) roles[chosen].role));
}

static void
on_state_cb (DeskInvoicePreferences *self, GParamSpec *pspec, AdwComboRow *row)
{
  guint chosen = adw_combo_row_get_selected (row);

  if (chosen <= CLINIC_INVOICE_WITHDRAWN)
    set_entry (self, "invoice-stages", g_object_get_data (G_OBJECT (row), "key"),
               chosen == 0 ? NULL : nick_of (CLINIC_TYPE_INVOICE_STATE, (int) chosen));
}

static void
add_meaning (DeskInvoicePreferences *self,
             AdwPreferencesGroup *group,
             const char *setting,
             const char *key,
             const char *title,
             const char *subtitle,
             GtkStringList *names,
             guint chosen,
             GCallback callback)
{
  GtkWidget *row = adw_combo_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (names));
  desk_name_combo_row (ADW_COMBO_ROW (row));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), chosen);
  g_object_set_data_full (G_OBJECT (row), "key", g_strdup (key), g_free);
  g_signal_connect_object (row, "notify::selected", callback, self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (group, row);
  g_ptr_array_add (self->rows, row);
  desk_setting_lock (row, self->settings, setting, row);
}

static const char *
role_name (ClinicFieldRole role)
{
  for (gsize i = 1; i < G_N_ELEMENTS (roles); i++)
    if (roles[i].role == role)
      return _ (roles[i].name);

  return _ ("Its name does not say what it is");
}

static void
add_field (DeskInvoicePreferences *self, ClinicFormField *field)
{
  const char *id = clinic_form_field_get_id (field);
  const char *name = clinic_form_field_get_name (field);
  g_autofree char *set = id != NULL ? dup_entry (self, "invoice-fields", id) : NULL;
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint chosen = 0;

  if (id == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      gtk_string_list_append (names, _ (roles[i].name));
      if (g_strcmp0 (set, nick_of (CLINIC_TYPE_FIELD_ROLE, (int) roles[i].role)) == 0)
        chosen = i;
    }
  add_meaning (self, self->fields, "invoice-fields", id, name != NULL ? name : id,
               role_name (clinic_form_field_get_role (field)), names, chosen,
               G_CALLBACK (on_role_cb));
}

static void
add_stage (DeskInvoicePreferences *self, ClinicInvoice *invoice)
{
  const char *id = clinic_invoice_get_stage_id (invoice);
  const char *name = clinic_invoice_get_state_name (invoice);
  g_autofree char *set = dup_entry (self, "invoice-stages", id);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint chosen = 0;

  gtk_string_list_append (names, _ ("By its name"));
  for (int state = CLINIC_INVOICE_APPROVAL; state <= CLINIC_INVOICE_WITHDRAWN; state++)
    {
      gtk_string_list_append (names, desk_invoice_state_name ((ClinicInvoiceState) state));
      if (g_strcmp0 (set, nick_of (CLINIC_TYPE_INVOICE_STATE, state)) == 0)
        chosen = (guint) state;
    }
  add_meaning (self, self->stages, "invoice-stages", id, name != NULL ? name : id,
               desk_invoice_state_name (clinic_invoice_get_state (invoice)), names, chosen,
               G_CALLBACK (on_state_cb));
}

/* The stages in which invoices stand that are known here, each once. */
static void
add_stages (DeskInvoicePreferences *self, GListModel *invoices, GHashTable *seen)
{
  for (guint i = 0; i < g_list_model_get_n_items (invoices); i++)
    {
      g_autoptr (ClinicInvoice) invoice = g_list_model_get_item (invoices, i);
      const char *id = clinic_invoice_get_stage_id (invoice);

      if (id != NULL && *id != '\0' && g_hash_table_add (seen, g_strdup (id)))
        add_stage (self, invoice);
    }
}

static void
show_meanings (DeskInvoicePreferences *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  ClinicInvoices *invoices =
    self->session != NULL ? clinic_session_get_invoices (self->session) : NULL;
  GListModel *form = invoices != NULL ? clinic_invoices_get_form (invoices) : NULL;

  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);
      GtkWidget *group = gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP);

      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (group), row);
    }
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; form != NULL && i < g_list_model_get_n_items (form); i++)
    {
      g_autoptr (ClinicFormField) field = g_list_model_get_item (form, i);

      add_field (self, field);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->fields), self->rows->len > 0);
  if (invoices != NULL)
    {
      add_stages (self, clinic_invoices_get_mine (invoices), seen);
      add_stages (self, clinic_invoices_get_registry (invoices), seen);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->stages), g_hash_table_size (seen) > 0);
}

/* --- the type --- */

static void
desk_invoice_preferences_dispose (GObject *object)
{
  DeskInvoicePreferences *self = DESK_INVOICE_PREFERENCES (object);

  if (self->chooser != NULL)
    gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (self->chooser));
  g_clear_object (&self->chooser);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (desk_invoice_preferences_parent_class)->dispose (object);
}

static void
desk_invoice_preferences_finalize (GObject *object)
{
  g_clear_pointer (&DESK_INVOICE_PREFERENCES (object)->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (desk_invoice_preferences_parent_class)->finalize (object);
}

static void
desk_invoice_preferences_class_init (DeskInvoicePreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = desk_invoice_preferences_dispose;
  G_OBJECT_CLASS (klass)->finalize = desk_invoice_preferences_finalize;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/reception24/Reception/ui/settings/desk-invoice-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskInvoicePreferences, source);
  gtk_widget_class_bind_template_child (widget_class, DeskInvoicePreferences, process);
  gtk_widget_class_bind_template_child (widget_class, DeskInvoicePreferences, registry);
  gtk_widget_class_bind_template_child (widget_class, DeskInvoicePreferences, type);
  gtk_widget_class_bind_template_child (widget_class, DeskInvoicePreferences, process_id);
  gtk_widget_class_bind_template_child (widget_class, DeskInvoicePreferences, registry_id);
  gtk_widget_class_bind_template_child (widget_class, DeskInvoicePreferences, type_id);
  gtk_widget_class_bind_template_child (widget_class, DeskInvoicePreferences, limit);
  gtk_widget_class_bind_template_child (widget_class, DeskInvoicePreferences, scans);
  gtk_widget_class_bind_template_child (widget_class, DeskInvoicePreferences, scans_clear);
  gtk_widget_class_bind_template_child (widget_class, DeskInvoicePreferences, fields);
  gtk_widget_class_bind_template_child (widget_class, DeskInvoicePreferences, stages);
  gtk_widget_class_bind_template_callback (widget_class, on_scans_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_scans_clear_cb);
}

static void
desk_invoice_preferences_init (DeskInvoicePreferences *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  desk_name_combo_row (self->source);
  /* paths are text */
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->scans), FALSE);
}

static void
lock_rows (DeskInvoicePreferences *self)
{
  const struct
  {
    const char *key;
    gpointer bound;
  } rows[] = {
    { "invoice-source", self->source },        { "invoice-process", self->process_id },
    { "invoice-registry", self->registry_id }, { "invoice-type", self->type_id },
    { "invoice-limit", self->limit },          { "invoice-scans", self->scans },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    desk_setting_lock (GTK_WIDGET (self), self->settings, rows[i].key, rows[i].bound);
}

GtkWidget *
desk_invoice_preferences_new (GSettings *settings)
{
  DeskInvoicePreferences *self = g_object_new (DESK_TYPE_INVOICE_PREFERENCES, NULL);

  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self->settings = g_object_ref (settings);
  g_settings_bind_with_mapping (settings, "invoice-source", self->source, "selected",
                                G_SETTINGS_BIND_DEFAULT, source_from_setting, source_to_setting,
                                NULL, NULL);
  g_settings_bind (settings, "invoice-process", self->process_id, "value", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "invoice-registry", self->registry_id, "value",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "invoice-type", self->type_id, "value", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "invoice-limit", self->limit, "value", G_SETTINGS_BIND_DEFAULT);
  lock_rows (self);
  g_signal_connect_object (settings, "changed", G_CALLBACK (show_rows), self, G_CONNECT_SWAPPED);
  show_rows (self);
  show_meanings (self);

  return GTK_WIDGET (self);
}

void
desk_invoice_preferences_set_session (DeskInvoicePreferences *self, ClinicSession *session)
{
  g_return_if_fail (DESK_IS_INVOICE_PREFERENCES (self));

  if (!g_set_object (&self->session, session))
    return;
  show_meanings (self);
}
