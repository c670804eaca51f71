/* desk-invoice-intake.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-invoice-intake"

#include "desk-invoice-intake.h"

#include <glib/gi18n.h>

#include "desk-invoice-dialog.h"
#include "desk-invoice-do.h"
#include "desk-invoice-scans.h"

#include "reception-config.h"

struct _DeskInvoiceIntake
{
  GtkWidget parent_instance;

  GtkWidget *scan_button; /* owned child */
  GtkLabel *scan_name;    /* unowned, in it */
  GtkWidget *forget;      /* owned child */
  GtkWidget *create;      /* owned child */

  ClinicSession *session;  /* owned */
  GtkWidget *page;         /* unowned: holds us */
  GSettings *settings;     /* owned */
  DeskInvoiceScans *scans; /* owned */
  GFile *scan;             /* owned, nullable: the last that came */
  GtkWidget *dialog;       /* unowned, nullable: the one that is open */
};

G_DEFINE_FINAL_TYPE (DeskInvoiceIntake, desk_invoice_intake, GTK_TYPE_WIDGET)

/* --- the window --- */

static void
remember (DeskInvoiceIntake *self, GtkWidget *dialog)
{
  if (self->dialog != NULL)
    g_object_remove_weak_pointer (G_OBJECT (self->dialog), (gpointer *) &self->dialog);
  self->dialog = dialog;
  if (dialog != NULL)
    g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &self->dialog);
}

/* One at a time: a second one would share its draft. */
static gboolean
is_open (DeskInvoiceIntake *self)
{
  if (self->dialog == NULL)
    return FALSE;
  gtk_window_present (GTK_WINDOW (self->dialog));

  return TRUE;
}

static void
begin (DeskInvoiceIntake *self, GFile *file)
{
  if (!is_open (self))
    remember (self, desk_invoice_dialog_present_new (self->page, self->session, file));
}

/* (transfer full) (nullable) */
static ClinicInvoice *
dup_mine (DeskInvoiceIntake *self, const char *id)
{
  GListModel *mine = clinic_invoices_get_mine (clinic_session_get_invoices (self->session));

  for (guint i = 0; i < g_list_model_get_n_items (mine); i++)
    {
      g_autoptr (ClinicInvoice) invoice = g_list_model_get_item (mine, i);

      if (g_strcmp0 (clinic_invoice_get_id (invoice), id) == 0)
        return g_steal_pointer (&invoice);
    }

  return NULL;
}

/* --- the scan --- */

static void
set_scan (DeskInvoiceIntake *self, GFile *file)
{
  g_autofree char *name = file != NULL ? g_file_get_basename (file) : NULL;
  g_autofree char *shown = g_utf8_make_valid (name != NULL ? name : "", -1);
  /* Translators: a button that begins an invoice from a scan; %s is its file */
  g_autofree char *words = g_strdup_printf (_ ("New scan: %s"), shown);

  g_set_object (&self->scan, file);
  gtk_label_set_text (self->scan_name, words);
  gtk_widget_set_visible (self->scan_button, file != NULL);
  gtk_widget_set_visible (self->forget, file != NULL);
}

static void
on_arrived_cb (DeskInvoiceIntake *self, GFile *file)
{
  set_scan (self, file);
}

static void
on_scan_cb (DeskInvoiceIntake *self)
{
  g_autoptr (GFile) file = g_steal_pointer (&self->scan);

  set_scan (self, NULL);
  if (file != NULL)
    begin (self, file);
}

static void
on_forget_cb (DeskInvoiceIntake *self)
{
  set_scan (self, NULL);
}

/* --- what begins one --- */

static void
on_new_cb (GSimpleAction *action, GVariant *parameter, DeskInvoiceIntake *self)
{
  begin (self, NULL);
}

static void
on_create_cb (DeskInvoiceIntake *self)
{
  begin (self, NULL);
}

static void
on_fix_cb (GSimpleAction *action, GVariant *parameter, DeskInvoiceIntake *self)
{
  g_autoptr (ClinicInvoice) invoice = dup_mine (self, g_variant_get_string (parameter, NULL));
  g_autoptr (ClinicTask) task =
    invoice != NULL ? desk_invoice_dup_task (self->session, invoice, CLINIC_TASK_REWORK) : NULL;

  if (task != NULL && !is_open (self))
    remember (self, desk_invoice_dialog_present_fix (self->page, self->session, task));
}

static void
on_again_cb (GSimpleAction *action, GVariant *parameter, DeskInvoiceIntake *self)
{
  g_autoptr (ClinicInvoice) invoice = dup_mine (self, g_variant_get_string (parameter, NULL));

  if (invoice != NULL && !is_open (self))
    remember (self, desk_invoice_dialog_present_again (self->page, self->session, invoice));
}

static gboolean
on_drop_cb (DeskInvoiceIntake *self, const GValue *value)
{
  GSList *files = gdk_file_list_get_files (g_value_get_boxed (value));

  if (files == NULL)
    return FALSE;
  begin (self, files->data);

  return TRUE;
}

static gboolean
on_new_shortcut_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  begin (DESK_INVOICE_INTAKE (user_data), NULL);

  return TRUE;
}

/* --- the type --- */

static void
desk_invoice_intake_dispose (GObject *object)
{
  DeskInvoiceIntake *self = DESK_INVOICE_INTAKE (object);

  remember (self, NULL);
  g_clear_object (&self->scans);
  g_clear_object (&self->settings);
  g_clear_object (&self->scan);
  g_clear_object (&self->session);
  g_clear_pointer (&self->scan_button, gtk_widget_unparent);
  g_clear_pointer (&self->forget, gtk_widget_unparent);
  g_clear_pointer (&self->create, gtk_widget_unparent);

  G_OBJECT_CLASS (desk_invoice_intake_parent_class)->dispose (object);
}

static void
desk_invoice_intake_class_init (DeskInvoiceIntakeClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = desk_invoice_intake_dispose;

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
desk_invoice_intake_init (DeskInvoiceIntake *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkWidget *label = gtk_label_new (NULL);

  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (widget)), 6);
  self->scan_name = GTK_LABEL (label);
  gtk_label_set_ellipsize (self->scan_name, PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_max_width_chars (self->scan_name, 32);
  self->scan_button = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->scan_button), label);
  g_signal_connect_object (self->scan_button, "clicked", G_CALLBACK (on_scan_cb), self,
                           G_CONNECT_SWAPPED);
  self->forget = gtk_button_new_from_icon_name ("window-close-symbolic");
  gtk_widget_add_css_class (self->forget, "flat");
  gtk_widget_set_tooltip_text (self->forget, _ ("Not an invoice"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->forget), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Not an invoice"), -1);
  g_signal_connect_object (self->forget, "clicked", G_CALLBACK (on_forget_cb), self,
                           G_CONNECT_SWAPPED);
  self->create = gtk_button_new_with_label (_ ("New Invoice  Ctrl+N"));
  gtk_widget_add_css_class (self->create, "suggested-action");
  g_signal_connect_object (self->create, "clicked", G_CALLBACK (on_create_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_parent (self->scan_button, widget);
  gtk_widget_set_parent (self->forget, widget);
  gtk_widget_set_parent (self->create, widget);
  set_scan (self, NULL);
}

static void
add_keys (DeskInvoiceIntake *self)
{
  static const guint keys[] = { GDK_KEY_n, GDK_KEY_Cyrillic_te };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller),
                                     GTK_SHORTCUT_SCOPE_GLOBAL);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_keyval_trigger_new (keys[i], GDK_CONTROL_MASK),
                        gtk_callback_action_new (on_new_shortcut_cb, self, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

/* The page owns the actions, which never outlive us: they are its, and we are in it. */
static void
add_actions (DeskInvoiceIntake *self)
{
  static const struct
  {
    const char *name;
    void (*callback) (GSimpleAction *, GVariant *, DeskInvoiceIntake *);
    const char *type;
  } actions[] = { { "new", on_new_cb, NULL },
                  { "fix", on_fix_cb, "s" },
                  { "again", on_again_cb, "s" } };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      g_autoptr (GVariantType) type =
        actions[i].type != NULL ? g_variant_type_new (actions[i].type) : NULL;
      g_autoptr (GSimpleAction) action = g_simple_action_new (actions[i].name, type);

      g_signal_connect_object (action, "activate", G_CALLBACK (actions[i].callback), self, 0);
      g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
    }
  gtk_widget_insert_action_group (self->page, "invoice", G_ACTION_GROUP (group));
}

GtkWidget *
desk_invoice_intake_new (ClinicSession *session, GtkWidget *page)
{
  DeskInvoiceIntake *self = g_object_new (DESK_TYPE_INVOICE_INTAKE, NULL);
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  self->session = g_object_ref (session);
  self->page = page;
  self->settings = g_settings_new (RECEPTION_APP_ID);
  self->scans = desk_invoice_scans_new (self->settings);
  g_signal_connect_object (self->scans, "arrived", G_CALLBACK (on_arrived_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (target, "drop", G_CALLBACK (on_drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (page, GTK_EVENT_CONTROLLER (target));
  add_keys (self);
  add_actions (self);

  return GTK_WIDGET (self);
}
