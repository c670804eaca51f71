/* desk-registry-filter.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-registry-filter"

#include "desk-registry-filter.h"

#include <glib/gi18n.h>
#include <string.h>

#include "clinic-name.h"
#include "clinic-windows.h"
#include "desk-invoice-words.h"
#include "desk-loss-period.h"
#include "desk-memory.h"
#include "desk-name.h"
#include "desk-wrap-layout.h"

/* longer names are cut in the bar, not in its list */
#define CHOICE_CHARS 20

typedef enum
{
  CATEGORY,
  PAYER,
  COUNTERPARTY,
  STATE,
  ACT,
  N_CHOICES
} Choice;

enum
{
  ACT_ANY,
  ACT_MISSING,
  ACT_THERE,
};

/* the rows of the choice of states after "Any state" */
static const ClinicInvoiceState states[] = { CLINIC_INVOICE_TO_PAY, CLINIC_INVOICE_PAID,
                                             CLINIC_INVOICE_REJECTED, CLINIC_INVOICE_WITHDRAWN };

struct _DeskRegistryFilter
{
  GtkWidget parent_instance;

  DeskLossPeriod *period; /* unowned, child, as all below */
  GtkDropDown *choices[N_CHOICES];
  GtkStringList *names[N_CHOICES]; /* unowned, models of the choices; row 0 is "all" */
  GtkEditable *search;
  GtkWidget *clear;

  GStrv words; /* owned, nullable: what is searched for, folded */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (DeskRegistryFilter, desk_registry_filter, GTK_TYPE_WIDGET)

enum
{
  PERIOD_CHANGED,
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const char *
text_of (ClinicInvoice *invoice, Choice choice)
{
  const char *text = choice == CATEGORY ? clinic_invoice_get_category (invoice)
                     : choice == PAYER  ? clinic_invoice_get_payer (invoice)
                                        : clinic_invoice_get_counterparty (invoice);

  return text != NULL ? text : "";
}

/* (nullable): NULL: all */
static const char *
chosen_name (DeskRegistryFilter *self, Choice choice)
{
  guint row = gtk_drop_down_get_selected (self->choices[choice]);

  if (row == 0 || row == GTK_INVALID_LIST_POSITION)
    return NULL;

  return gtk_string_list_get_string (self->names[choice], row);
}

/* --- what there is to choose from --- */

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (*(const char *const *) a, *(const char *const *) b);
}

static gboolean
are_equal (GtkStringList *list, GPtrArray *names)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (list)) != names->len + 1)
    return FALSE;
  for (guint i = 0; i < names->len; i++)
    if (g_strcmp0 (gtk_string_list_get_string (list, i + 1), g_ptr_array_index (names, i)) != 0)
      return FALSE;

  return TRUE;
}

static void
fill (DeskRegistryFilter *self, Choice choice, GListModel *invoices)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *chosen = g_strdup (chosen_name (self, choice));
  guint row = 0;
  GHashTableIter iter;
  gpointer name = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (invoices); i++)
    {
      g_autoptr (ClinicInvoice) invoice = g_list_model_get_item (invoices, i);

      if (*text_of (invoice, choice) != '\0')
        g_hash_table_add (seen, g_strdup (text_of (invoice, choice)));
    }
  if (chosen != NULL)
    g_hash_table_add (seen, g_strdup (chosen));
  g_hash_table_iter_init (&iter, seen);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_ptr_array_add (names, name);
  g_ptr_array_sort (names, compare_names);
  if (are_equal (self->names[choice], names))
    return;

  for (guint i = 0; i < names->len; i++)
    if (g_strcmp0 (g_ptr_array_index (names, i), chosen) == 0)
      row = i + 1;
  g_ptr_array_add (names, NULL);
  self->filling = TRUE;
  gtk_string_list_splice (self->names[choice], 1,
                          g_list_model_get_n_items (G_LIST_MODEL (self->names[choice])) - 1,
                          (const char *const *) names->pdata);
  gtk_drop_down_set_selected (self->choices[choice], row);
  self->filling = FALSE;
}

void
desk_registry_filter_set_invoices (DeskRegistryFilter *self, GListModel *invoices)
{
  g_return_if_fail (DESK_IS_REGISTRY_FILTER (self));

  for (Choice choice = CATEGORY; choice <= COUNTERPARTY; choice++)
    fill (self, choice, invoices);
}

/* --- what is chosen --- */

static const char *const kept_as[] = { [CATEGORY] = "registry.category",
                                       [PAYER] = "registry.payer",
                                       [COUNTERPARTY] = "registry.counterparty",
                                       [STATE] = "registry.state",
                                       [ACT] = "registry.act" };

static void
keep (DeskRegistryFilter *self)
{
  for (Choice choice = CATEGORY; choice < N_CHOICES; choice++)
    {
      g_autofree char *row =
        g_strdup_printf ("%u", gtk_drop_down_get_selected (self->choices[choice]));
      const char *name = chosen_name (self, choice);

      desk_memory_keep (kept_as[choice], choice <= COUNTERPARTY || name == NULL ? name : row);
    }
}

/* A name stays chosen until the invoices are there, and afterwards. */
static void
restore (DeskRegistryFilter *self)
{
  self->filling = TRUE;
  for (Choice choice = CATEGORY; choice < N_CHOICES; choice++)
    {
      g_autofree char *kept = desk_memory_dup (kept_as[choice]);
      guint row = 1;

      if (kept == NULL)
        continue;
      if (choice <= COUNTERPARTY)
        gtk_string_list_append (self->names[choice], kept);
      else
        row = (guint) g_ascii_strtoull (kept, NULL, 10);
      if (row < g_list_model_get_n_items (G_LIST_MODEL (self->names[choice])))
        gtk_drop_down_set_selected (self->choices[choice], row);
    }
  self->filling = FALSE;
}

static void
tell (DeskRegistryFilter *self)
{
  keep (self);
  gtk_widget_set_visible (self->clear, desk_registry_filter_is_narrow (self));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_chosen_cb (DeskRegistryFilter *self)
{
  if (!self->filling)
    tell (self);
}

static void
on_search_cb (DeskRegistryFilter *self)
{
  g_autofree char *folded = clinic_name_fold (gtk_editable_get_text (self->search));

  g_clear_pointer (&self->words, g_strfreev);
  self->words = g_strsplit (folded, " ", -1);
  if (!self->filling)
    tell (self);
}

static void
on_period_cb (DeskRegistryFilter *self)
{
  g_signal_emit (self, signals[PERIOD_CHANGED], 0);
}

static gboolean
has_words (DeskRegistryFilter *self, ClinicInvoice *invoice)
{
  g_autofree char *sum = NULL;
  g_autofree char *all = NULL;
  g_autofree char *folded = NULL;

  if (self->words == NULL || self->words[0] == NULL)
    return TRUE;
  sum = g_strdup_printf ("%" G_GINT64_FORMAT, clinic_invoice_get_amount (invoice) / 100);
  all =
    g_strjoin (" ", text_of (invoice, COUNTERPARTY), text_of (invoice, CATEGORY), sum,
               clinic_invoice_get_number (invoice) != NULL ? clinic_invoice_get_number (invoice)
                                                           : "",
               clinic_invoice_get_title (invoice) != NULL ? clinic_invoice_get_title (invoice) : "",
               clinic_invoice_get_purpose (invoice) != NULL ? clinic_invoice_get_purpose (invoice)
                                                            : "",
               NULL);
  folded = clinic_name_fold (all);
  for (guint i = 0; self->words[i] != NULL; i++)
    if (strstr (folded, self->words[i]) == NULL)
      return FALSE;

  return TRUE;
}

static gboolean
has_act (ClinicInvoice *invoice)
{
  GListModel *acts = clinic_invoice_get_acts (invoice);

  return acts != NULL && g_list_model_get_n_items (acts) > 0;
}

static gboolean
has_state (DeskRegistryFilter *self, ClinicInvoice *invoice)
{
  guint state = gtk_drop_down_get_selected (self->choices[STATE]);
  guint act = gtk_drop_down_get_selected (self->choices[ACT]);

  if (state > 0 && state <= G_N_ELEMENTS (states) &&
      clinic_invoice_get_state (invoice) != states[state - 1])
    return FALSE;
  /* An act follows what is paid; of the refused ones none is missing. */
  if (act == ACT_MISSING)
    return !has_act (invoice) && clinic_invoice_get_state (invoice) != CLINIC_INVOICE_REJECTED &&
           clinic_invoice_get_state (invoice) != CLINIC_INVOICE_WITHDRAWN;

  return act != ACT_THERE || has_act (invoice);
}

gboolean
desk_registry_filter_matches (DeskRegistryFilter *self, ClinicInvoice *invoice)
{
  for (Choice choice = CATEGORY; choice <= COUNTERPARTY; choice++)
    {
      const char *name = chosen_name (self, choice);

      if (name != NULL && strcmp (name, text_of (invoice, choice)) != 0)
        return FALSE;
    }

  return has_state (self, invoice) && has_words (self, invoice);
}

void
desk_registry_filter_dup_days (DeskRegistryFilter *self, char **from, char **to)
{
  gint64 first = 0;
  gint64 end = 0;

  g_return_if_fail (DESK_IS_REGISTRY_FILTER (self));

  desk_loss_period_get_range (self->period, &first, &end);
  *from = desk_invoice_iso_day (first);
  *to = desk_invoice_iso_day (clinic_windows_day (end, -1));
}

gboolean
desk_registry_filter_is_narrow (DeskRegistryFilter *self)
{
  g_return_val_if_fail (DESK_IS_REGISTRY_FILTER (self), FALSE);

  for (Choice choice = CATEGORY; choice < N_CHOICES; choice++)
    if (gtk_drop_down_get_selected (self->choices[choice]) != 0)
      return TRUE;

  return self->words != NULL && self->words[0] != NULL;
}

void
desk_registry_filter_clear (DeskRegistryFilter *self)
{
  g_return_if_fail (DESK_IS_REGISTRY_FILTER (self));

  self->filling = TRUE;
  for (Choice choice = CATEGORY; choice < N_CHOICES; choice++)
    gtk_drop_down_set_selected (self->choices[choice], 0);
  gtk_editable_set_text (self->search, "");
  g_clear_pointer (&self->words, g_strfreev);
  self->filling = FALSE;
  tell (self);
}

char *
desk_registry_filter_dup_words (DeskRegistryFilter *self)
{
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  g_autoptr (GString) words = NULL;

  g_return_val_if_fail (DESK_IS_REGISTRY_FILTER (self), NULL);

  desk_registry_filter_dup_days (self, &from, &to);
  first = desk_invoice_day (from);
  last = desk_invoice_day (to);
  words = g_string_new (NULL);
  /* Translators: the first and the last day of a period: from 01.11.2026 to 30.11.2026 */
  g_string_append_printf (words, _ ("from %1$s to %2$s"), first, last);
  for (Choice choice = CATEGORY; choice < N_CHOICES; choice++)
    if (chosen_name (self, choice) != NULL)
      g_string_append_printf (words, " · %s", chosen_name (self, choice));
  if (*gtk_editable_get_text (self->search) != '\0')
    g_string_append_printf (words, " · «%s»", gtk_editable_get_text (self->search));

  return g_strdup (words->str);
}

void
desk_registry_filter_focus_search (DeskRegistryFilter *self)
{
  g_return_if_fail (DESK_IS_REGISTRY_FILTER (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

/* --- the widgets --- */

static void
on_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), CHOICE_CHARS);
  gtk_list_item_set_child (item, label);
}

static void
on_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkStringObject *name = gtk_list_item_get_item (item);

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)),
                      gtk_string_object_get_string (name));
}

/* (transfer full) */
static GtkListItemFactory *
create_factory (void)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind_cb), NULL);

  return factory;
}

static void
add_choice (DeskRegistryFilter *self, Choice choice, const char *name, const char *const *rows)
{
  g_autoptr (GtkListItemFactory) short_names = create_factory ();
  GtkWidget *drop = NULL;

  self->names[choice] = gtk_string_list_new (rows);
  drop = gtk_drop_down_new (G_LIST_MODEL (self->names[choice]),
                            gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string"));
  self->choices[choice] = GTK_DROP_DOWN (drop);
  gtk_drop_down_set_factory (self->choices[choice], short_names);
  gtk_drop_down_set_enable_search (self->choices[choice], choice == COUNTERPARTY);
  gtk_widget_set_tooltip_text (drop, name);
  desk_name_drop_down (self->choices[choice], name);
  g_signal_connect_object (drop, "notify::selected", G_CALLBACK (on_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_parent (drop, GTK_WIDGET (self));
}

static void
add_choices (DeskRegistryFilter *self)
{
  const char *categories[] = { _ ("All expenses"), NULL };
  const char *payers[] = { _ ("All payers"), NULL };
  const char *counterparties[] = { _ ("All counterparties"), NULL };
  const char *state_names[G_N_ELEMENTS (states) + 2] = { _ ("Any state"), NULL };
  const char *acts[] = { _ ("With and without act"), _ ("Act missing"), _ ("With act"), NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    state_names[i + 1] = desk_invoice_state_name (states[i]);
  add_choice (self, CATEGORY, _ ("Kind of expense"), categories);
  add_choice (self, PAYER, _ ("Payer"), payers);
  add_choice (self, COUNTERPARTY, _ ("Counterparty"), counterparties);
  add_choice (self, STATE, _ ("State"), state_names);
  add_choice (self, ACT, _ ("Act"), acts);
}

static void
desk_registry_filter_dispose (GObject *object)
{
  DeskRegistryFilter *self = DESK_REGISTRY_FILTER (object);
  GtkWidget *child = NULL;

  self->filling = TRUE;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->words, g_strfreev);

  G_OBJECT_CLASS (desk_registry_filter_parent_class)->dispose (object);
}

static void
desk_registry_filter_class_init (DeskRegistryFilterClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = desk_registry_filter_dispose;

  signals[PERIOD_CHANGED] = g_signal_new ("period-changed", DESK_TYPE_REGISTRY_FILTER,
                                          G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CHANGED] = g_signal_new ("changed", DESK_TYPE_REGISTRY_FILTER, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "registryfilter");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
desk_registry_filter_init (DeskRegistryFilter *self)
{
  gtk_widget_set_layout_manager (GTK_WIDGET (self), desk_wrap_layout_new (6));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Which invoices"), -1);
}

GtkWidget *
desk_registry_filter_new (ClinicSession *session)
{
  DeskRegistryFilter *self = g_object_new (DESK_TYPE_REGISTRY_FILTER, NULL);
  GtkWidget *period = desk_loss_period_new (session);
  GtkWidget *search = gtk_search_entry_new ();

  self->period = DESK_LOSS_PERIOD (period);
  gtk_widget_set_parent (period, GTK_WIDGET (self));
  g_signal_connect_object (period, "changed", G_CALLBACK (on_period_cb), self, G_CONNECT_SWAPPED);
  add_choices (self);
  self->search = GTK_EDITABLE (search);
  gtk_editable_set_width_chars (self->search, 16);
  gtk_widget_set_hexpand (search, TRUE);
  g_object_set (search, "placeholder-text", _ ("Number, counterparty, sum"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Search the invoices"), -1);
  g_signal_connect_object (search, "search-changed", G_CALLBACK (on_search_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_parent (search, GTK_WIDGET (self));
  self->clear = gtk_button_new_with_label (_ ("Show all"));
  gtk_widget_set_visible (self->clear, FALSE);
  g_signal_connect_object (self->clear, "clicked", G_CALLBACK (desk_registry_filter_clear), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_parent (self->clear, GTK_WIDGET (self));
  restore (self);
  gtk_widget_set_visible (self->clear, desk_registry_filter_is_narrow (self));

  return GTK_WIDGET (self);
}
