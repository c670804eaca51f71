/* desk-invoice-form.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-invoice-form"

#include "desk-invoice-form.h"

#include <glib/gi18n.h>

#include "clinic-duplicates.h"
#include "clinic-form-option.h"
#include "clinic-party-list.h"
#include "desk-counterparties.h"
#include "desk-invoice-draft.h"

struct _DeskInvoiceForm
{
  GtkWidget parent_instance;

  ClinicSession *session; /* owned */
  GPtrArray *fields;      /* owned, of DeskFormField, unowned: our children, in order */
  GFile *file;            /* owned, nullable: the document that was chosen last */
  char *own_title;        /* owned, nullable: the title as we made it */
  gboolean filling;
  gboolean touched;
};

G_DEFINE_FINAL_TYPE (DeskInvoiceForm, desk_invoice_form, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  FILE_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const char *
id_of (DeskFormField *field)
{
  const char *id = clinic_form_field_get_id (desk_form_field_get_field (field));

  return id != NULL ? id : "";
}

static ClinicFieldKind
kind_of (DeskFormField *field)
{
  return clinic_form_field_get_kind (desk_form_field_get_field (field));
}

/* (nullable) */
static DeskFormField *
find_role (DeskInvoiceForm *self, ClinicFieldRole role)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      DeskFormField *field = g_ptr_array_index (self->fields, i);

      if (clinic_form_field_get_role (desk_form_field_get_field (field)) == role)
        return field;
    }

  return NULL;
}

/* (transfer full): what is in a field in words: of a choice its name */
static char *
dup_words (DeskFormField *field)
{
  g_autofree char *value = field != NULL ? desk_form_field_dup_value (field) : g_strdup ("");
  GListModel *options =
    field != NULL ? clinic_form_field_get_options (desk_form_field_get_field (field)) : NULL;
  const char *party = CLINIC_IS_PARTY_LIST (options)
                        ? clinic_party_list_find_name (CLINIC_PARTY_LIST (options), value)
                        : NULL;

  if (party != NULL)
    return g_strdup (party);
  for (guint i = 0; options != NULL && i < g_list_model_get_n_items (options); i++)
    {
      g_autoptr (ClinicFormOption) option = g_list_model_get_item (options, i);

      if (g_strcmp0 (clinic_form_option_get_id (option), value) == 0)
        return g_strdup (clinic_form_option_get_name (option));
    }

  return g_steal_pointer (&value);
}

static gboolean
is_empty (DeskFormField *field)
{
  g_autofree char *value = desk_form_field_dup_value (field);

  return *value == '\0';
}

/* What is chosen by name: the ids of one list mean nothing in another. */
static void
set_words (DeskFormField *field, const char *words)
{
  GListModel *options =
    field != NULL ? clinic_form_field_get_options (desk_form_field_get_field (field)) : NULL;

  if (field == NULL || words == NULL || *words == '\0' || !is_empty (field))
    return;
  if (options == NULL)
    {
      desk_form_field_set_value (field, words);
      return;
    }
  for (guint i = 0; i < g_list_model_get_n_items (options); i++)
    {
      g_autoptr (ClinicFormOption) option = g_list_model_get_item (options, i);

      if (g_strcmp0 (clinic_form_option_get_name (option), words) == 0)
        desk_form_field_set_value (field, clinic_form_option_get_id (option));
    }
}

/* A company keeps its number whatever it is called. */
static void
set_party (DeskFormField *field, const char *id, const char *words)
{
  if (field != NULL && kind_of (field) == CLINIC_FIELD_PARTY && id != NULL && *id != '\0')
    {
      if (is_empty (field))
        desk_form_field_set_value (field, id);
      return;
    }
  set_words (field, words);
}

/* --- what follows from what is typed --- */

/* Stays out of the way of a title that somebody wrote. */
static void
make_title (DeskInvoiceForm *self)
{
  DeskFormField *title = find_role (self, CLINIC_FIELD_ROLE_TITLE);
  DeskFormField *counterparty = find_role (self, CLINIC_FIELD_ROLE_COUNTERPARTY);
  g_autofree char *now = NULL;
  g_autofree char *name = NULL;
  g_autofree char *number = NULL;
  g_autofree char *made = NULL;

  if (title == NULL || counterparty == NULL)
    return;
  now = desk_form_field_dup_value (title);
  if (*now != '\0' && g_strcmp0 (now, self->own_title) != 0)
    return;
  name = dup_words (counterparty);
  number = dup_words (find_role (self, CLINIC_FIELD_ROLE_NUMBER));
  if (*name == '\0' && *number == '\0')
    made = g_strdup ("");
  else if (*name == '\0')
    /* Translators: title of an invoice on the portal; %s is its number */
    made = g_strdup_printf (_ ("Invoice %s"), number);
  else if (*number == '\0')
    /* Translators: title of an invoice on the portal; %s is who is paid */
    made = g_strdup_printf (_ ("Invoice of %s"), name);
  else
    /* Translators: title of an invoice on the portal: its number and who is paid */
    made = g_strdup_printf (_ ("Invoice %1$s of %2$s"), number, name);
  if (g_strcmp0 (made, now) == 0)
    return;
  desk_form_field_set_value (title, made);
  /* as the field gives it back */
  g_clear_pointer (&self->own_title, g_free);
  self->own_title = desk_form_field_dup_value (title);
}

/* The last bill of the same counterparty says what this one is for. */
static void
follow_counterparty (DeskInvoiceForm *self)
{
  DeskFormField *category = find_role (self, CLINIC_FIELD_ROLE_CATEGORY);
  DeskFormField *payer = find_role (self, CLINIC_FIELD_ROLE_PAYER);
  g_autofree char *name = NULL;
  g_autoptr (ClinicInvoice) last = NULL;

  if ((category == NULL || !is_empty (category)) && (payer == NULL || !is_empty (payer)))
    return;
  name = dup_words (find_role (self, CLINIC_FIELD_ROLE_COUNTERPARTY));
  last = *name != '\0' ? desk_counterparties_dup_last (self->session, name) : NULL;
  if (last == NULL)
    return;
  set_words (category, clinic_invoice_get_category (last));
  set_party (payer, clinic_invoice_get_payer_id (last), clinic_invoice_get_payer (last));
}

static void
on_field_cb (DeskInvoiceForm *self, DeskFormField *field)
{
  GListModel *files = desk_form_field_get_files (field);
  guint n_files = g_list_model_get_n_items (files);

  if (self->filling)
    return;
  self->filling = TRUE;
  self->touched = TRUE;
  if (kind_of (field) == CLINIC_FIELD_FILE)
    {
      g_autoptr (GFile) file = n_files > 0 ? g_list_model_get_item (files, n_files - 1) : NULL;

      if (g_set_object (&self->file, file))
        g_signal_emit (self, signals[FILE_CHANGED], 0);
    }
  else if (clinic_form_field_get_role (desk_form_field_get_field (field)) ==
           CLINIC_FIELD_ROLE_COUNTERPARTY)
    follow_counterparty (self);
  make_title (self);
  self->filling = FALSE;
  g_signal_emit (self, signals[CHANGED], 0);
}

/* --- filling it --- */

void
desk_invoice_form_set_invoice (DeskInvoiceForm *self, ClinicInvoice *invoice)
{
  g_autofree char *amount = NULL;
  DeskFormField *sum = NULL;

  g_return_if_fail (DESK_IS_INVOICE_FORM (self));

  self->filling = TRUE;
  sum = find_role (self, CLINIC_FIELD_ROLE_AMOUNT);
  if (clinic_invoice_get_amount (invoice) != 0 && sum != NULL)
    {
      /* kopecks, unless the process has a plain number for it */
      amount =
        kind_of (sum) == CLINIC_FIELD_MONEY
          ? g_strdup_printf ("%" G_GINT64_FORMAT, clinic_invoice_get_amount (invoice))
          : g_strdup_printf ("%" G_GINT64_FORMAT ".%02d", clinic_invoice_get_amount (invoice) / 100,
                             (int) (clinic_invoice_get_amount (invoice) % 100));
      set_words (sum, amount);
    }
  set_words (find_role (self, CLINIC_FIELD_ROLE_TITLE), clinic_invoice_get_title (invoice));
  set_words (find_role (self, CLINIC_FIELD_ROLE_NUMBER), clinic_invoice_get_number (invoice));
  set_words (find_role (self, CLINIC_FIELD_ROLE_DUE), clinic_invoice_get_due (invoice));
  set_words (find_role (self, CLINIC_FIELD_ROLE_CATEGORY), clinic_invoice_get_category (invoice));
  set_party (find_role (self, CLINIC_FIELD_ROLE_PAYER), clinic_invoice_get_payer_id (invoice),
             clinic_invoice_get_payer (invoice));
  set_party (find_role (self, CLINIC_FIELD_ROLE_COUNTERPARTY),
             clinic_invoice_get_counterparty_id (invoice),
             clinic_invoice_get_counterparty (invoice));
  set_words (find_role (self, CLINIC_FIELD_ROLE_PURPOSE), clinic_invoice_get_purpose (invoice));
  make_title (self);
  self->filling = FALSE;
}

gboolean
desk_invoice_form_add_file (DeskInvoiceForm *self, GFile *file)
{
  DeskFormField *field = NULL;

  g_return_val_if_fail (DESK_IS_INVOICE_FORM (self), FALSE);

  field = find_role (self, CLINIC_FIELD_ROLE_INVOICE_FILE);
  for (guint i = 0; field == NULL && i < self->fields->len; i++)
    if (kind_of (g_ptr_array_index (self->fields, i)) == CLINIC_FIELD_FILE)
      field = g_ptr_array_index (self->fields, i);
  if (field == NULL)
    return FALSE;
  desk_form_field_add_file (field, file);

  return TRUE;
}

GFile *
desk_invoice_form_get_file (DeskInvoiceForm *self)
{
  g_return_val_if_fail (DESK_IS_INVOICE_FORM (self), NULL);

  return self->file;
}

/* --- what is in it --- */

gboolean
desk_invoice_form_show_problems (DeskInvoiceForm *self)
{
  DeskFormField *first = NULL;

  g_return_val_if_fail (DESK_IS_INVOICE_FORM (self), FALSE);

  for (guint i = 0; i < self->fields->len; i++)
    if (desk_form_field_show_problem (g_ptr_array_index (self->fields, i)) && first == NULL)
      first = g_ptr_array_index (self->fields, i);
  if (first != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (first));

  return first != NULL;
}

/* (transfer full): of the sum in kopecks, whatever kind its field is of */
static gint64
get_amount (DeskInvoiceForm *self)
{
  DeskFormField *field = find_role (self, CLINIC_FIELD_ROLE_AMOUNT);
  g_autofree char *value = field != NULL ? desk_form_field_dup_value (field) : g_strdup ("");

  if (field != NULL && kind_of (field) != CLINIC_FIELD_MONEY)
    return (gint64) (g_ascii_strtod (value, NULL) * 100 + 0.5);

  return g_ascii_strtoll (value, NULL, 10);
}

ClinicInvoice *
desk_invoice_form_dup_invoice (DeskInvoiceForm *self)
{
  g_autofree char *counterparty = NULL;
  g_autofree char *number = NULL;
  g_autofree char *title = NULL;

  g_return_val_if_fail (DESK_IS_INVOICE_FORM (self), NULL);

  counterparty = dup_words (find_role (self, CLINIC_FIELD_ROLE_COUNTERPARTY));
  number = dup_words (find_role (self, CLINIC_FIELD_ROLE_NUMBER));
  title = dup_words (find_role (self, CLINIC_FIELD_ROLE_TITLE));

  return g_object_new (CLINIC_TYPE_INVOICE, "counterparty", counterparty, "number", number, "title",
                       title, "amount", get_amount (self), "created",
                       clinic_session_get_now (self->session), NULL);
}

GVariant *
desk_invoice_form_dup_values (DeskInvoiceForm *self, gboolean all)
{
  GVariantBuilder builder;

  g_return_val_if_fail (DESK_IS_INVOICE_FORM (self), NULL);

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  for (guint i = 0; i < self->fields->len; i++)
    {
      DeskFormField *field = g_ptr_array_index (self->fields, i);
      g_autofree char *value = NULL;

      if (kind_of (field) == CLINIC_FIELD_FILE)
        continue;
      value = desk_form_field_dup_value (field);
      if (all || *value != '\0')
        g_variant_builder_add (&builder, "{ss}", id_of (field), value);
    }

  return g_variant_ref_sink (g_variant_builder_end (&builder));
}

GPtrArray *
desk_invoice_form_get_fields (DeskInvoiceForm *self)
{
  g_return_val_if_fail (DESK_IS_INVOICE_FORM (self), NULL);

  return self->fields;
}

gboolean
desk_invoice_form_is_touched (DeskInvoiceForm *self)
{
  g_return_val_if_fail (DESK_IS_INVOICE_FORM (self), FALSE);

  return self->touched;
}

/* --- drafts --- */

static GPtrArray *
copy_files (DeskFormField *field)
{
  GListModel *files = desk_form_field_get_files (field);
  GPtrArray *copy = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    g_ptr_array_add (copy, g_list_model_get_item (files, i));

  return copy;
}

void
desk_invoice_form_save (DeskInvoiceForm *self, const char *key)
{
  ClinicInvoices *invoices = clinic_session_get_invoices (self->session);
  DeskInvoiceDraft *draft = NULL;

  g_return_if_fail (DESK_IS_INVOICE_FORM (self));

  draft = desk_invoice_draft_begin (invoices, key);
  for (guint i = 0; i < self->fields->len; i++)
    {
      DeskFormField *field = g_ptr_array_index (self->fields, i);

      if (kind_of (field) == CLINIC_FIELD_FILE)
        g_hash_table_replace (draft->files, g_strdup (id_of (field)), copy_files (field));
      else
        g_hash_table_replace (draft->values, g_strdup (id_of (field)),
                              desk_form_field_dup_value (field));
    }
  desk_invoice_draft_keep (invoices);
}

static void
load_files (DeskFormField *field, GPtrArray *files)
{
  for (guint i = 0; files != NULL && i < files->len; i++)
    if (g_file_query_exists (g_ptr_array_index (files, i), NULL))
      desk_form_field_add_file (field, g_ptr_array_index (files, i));
}

gboolean
desk_invoice_form_load (DeskInvoiceForm *self, const char *key)
{
  ClinicInvoices *invoices = clinic_session_get_invoices (self->session);
  DeskInvoiceDraft *draft = NULL;

  g_return_val_if_fail (DESK_IS_INVOICE_FORM (self), FALSE);

  draft = desk_invoice_draft (invoices, key);
  if (draft == NULL)
    return FALSE;
  for (guint i = 0; i < self->fields->len; i++)
    {
      DeskFormField *field = g_ptr_array_index (self->fields, i);

      if (kind_of (field) == CLINIC_FIELD_FILE)
        load_files (field, g_hash_table_lookup (draft->files, id_of (field)));
      else if (g_hash_table_lookup (draft->values, id_of (field)) != NULL)
        desk_form_field_set_value (field, g_hash_table_lookup (draft->values, id_of (field)));
    }

  return TRUE;
}

/* --- the type --- */

static void
desk_invoice_form_dispose (GObject *object)
{
  DeskInvoiceForm *self = DESK_INVOICE_FORM (object);
  GtkWidget *child = NULL;

  self->filling = TRUE;
  g_ptr_array_set_size (self->fields, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->file);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (desk_invoice_form_parent_class)->dispose (object);
}

static void
desk_invoice_form_finalize (GObject *object)
{
  DeskInvoiceForm *self = DESK_INVOICE_FORM (object);

  g_clear_pointer (&self->fields, g_ptr_array_unref);
  g_clear_pointer (&self->own_title, g_free);

  G_OBJECT_CLASS (desk_invoice_form_parent_class)->finalize (object);
}

static void
desk_invoice_form_class_init (DeskInvoiceFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = desk_invoice_form_dispose;
  G_OBJECT_CLASS (klass)->finalize = desk_invoice_form_finalize;

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_FORM);
  signals[CHANGED] = g_signal_new ("changed", DESK_TYPE_INVOICE_FORM, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[FILE_CHANGED] = g_signal_new ("file-changed", DESK_TYPE_INVOICE_FORM, G_SIGNAL_RUN_LAST,
                                        0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
desk_invoice_form_init (DeskInvoiceForm *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 12);
  self->fields = g_ptr_array_new ();
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Fields of the invoice"), -1);
}

GtkWidget *
desk_invoice_form_new (ClinicSession *session, GListModel *fields)
{
  DeskInvoiceForm *self = g_object_new (DESK_TYPE_INVOICE_FORM, NULL);
  DeskFormField *counterparty = NULL;

  self->session = g_object_ref (session);
  for (guint i = 0; i < g_list_model_get_n_items (fields); i++)
    {
      g_autoptr (ClinicFormField) field = g_list_model_get_item (fields, i);
      GtkWidget *widget = desk_form_field_new (field, session);

      g_ptr_array_add (self->fields, widget);
      gtk_widget_set_parent (widget, GTK_WIDGET (self));
      g_signal_connect_object (widget, "changed", G_CALLBACK (on_field_cb), self,
                               G_CONNECT_SWAPPED);
    }
  counterparty = find_role (self, CLINIC_FIELD_ROLE_COUNTERPARTY);
  if (counterparty != NULL && GTK_IS_ENTRY (desk_form_field_get_editable (counterparty)))
    desk_counterparties_complete (session, GTK_ENTRY (desk_form_field_get_editable (counterparty)));

  return GTK_WIDGET (self);
}
