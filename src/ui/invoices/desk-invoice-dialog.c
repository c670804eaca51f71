/* desk-invoice-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-invoice-dialog"

#include "desk-invoice-dialog.h"

#include <glib/gi18n.h>

#include "desk-counterparties.h"
#include "desk-fit.h"
#include "desk-format.h"
#include "desk-invoice-do.h"
#include "desk-invoice-draft.h"
#include "desk-invoice-form.h"
#include "desk-invoice-words.h"
#include "desk-paper-view.h"
#include "desk-question.h"
#include "desk-visit-do.h"

/* More of them say no more. */
#define MAX_DUPLICATES 3
/* so much of what was typed may be lost with the current */
#define SAVE_MS 1000

struct _DeskInvoiceDialog
{
  AdwWindow parent_instance;

  GtkStack *states; /* unowned, template child, as all below */
  AdwBin *form_slot;
  AdwBin *paper_slot;
  GtkLabel *before;
  GtkWidget *draft_box;
  GtkLabel *duplicates;
  GtkLabel *problem;
  GtkButton *send;
  DeskInvoiceForm *form; /* unowned, in its slot, (nullable): until the fields are known */
  DeskPaperView *paper;  /* unowned, in its slot */

  ClinicSession *session;    /* owned */
  GtkWidget *origin;         /* owned: where the toasts appear */
  ClinicTask *task;          /* owned, nullable: fixing this one */
  ClinicInvoice *model;      /* owned, nullable: what the fields begin with */
  GFile *file;               /* owned, nullable: to be put in as soon as there is a form */
  GListModel *same;          /* owned, nullable: what may be the same bill */
  DeskFileShelf *shelf;      /* owned */
  GCancellable *cancellable; /* owned */
  guint idle_source;
  guint save_source; /* until what is typed is written down */
  gboolean sending;
  gboolean sent;
};

G_DEFINE_FINAL_TYPE (DeskInvoiceDialog, desk_invoice_dialog, ADW_TYPE_WINDOW)

static void
show_text (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

/* (nullable): under which its draft is kept */
static const char *
draft_key (DeskInvoiceDialog *self)
{
  return self->task != NULL ? clinic_task_get_id (self->task) : NULL;
}

/* --- duplicates --- */

/* (transfer full): "48 600 ₽, DentSnab, No. 118, 12 Nov, paid" */
static char *
dup_words_of (DeskInvoiceDialog *self, ClinicInvoice *invoice)
{
  g_autofree char *sum = desk_invoice_sum (invoice);
  g_autofree char *day = desk_format_month_day (clinic_invoice_get_created (invoice),
                                                clinic_session_get_now (self->session));
  const char *number = clinic_invoice_get_number (invoice);

  /* Translators: an earlier invoice: who is paid, the number, the day, the sum, the state */
  return g_strdup_printf (_ ("%1$s, No. %2$s of %3$s, %4$s: %5$s"), desk_invoice_name (invoice),
                          number != NULL && *number != '\0' ? number : "—", day, sum,
                          desk_invoice_state (invoice));
}

/* (transfer full) (nullable) */
static char *
dup_warning (DeskInvoiceDialog *self)
{
  guint n_same = self->same != NULL ? g_list_model_get_n_items (self->same) : 0;
  g_autoptr (GString) text = NULL;

  if (n_same == 0)
    return NULL;
  text = g_string_new (_ ("This bill may be there already:"));
  for (guint i = 0; i < MIN (n_same, MAX_DUPLICATES); i++)
    {
      g_autoptr (ClinicInvoice) invoice = g_list_model_get_item (self->same, i);
      g_autofree char *words = dup_words_of (self, invoice);

      g_string_append_printf (text, "\n%s", words);
    }

  return g_strdup (text->str);
}

static void
look_for_duplicates (DeskInvoiceDialog *self)
{
  g_autoptr (ClinicInvoice) invoice = desk_invoice_form_dup_invoice (self->form);
  g_autofree char *warning = NULL;

  if (self->task != NULL)
    {
      ClinicInvoice *own = clinic_task_get_invoice (self->task);

      clinic_invoice_set_id (invoice, clinic_invoice_get_id (own));
      clinic_invoice_set_bill (invoice, clinic_invoice_get_bill (own));
    }
  g_clear_object (&self->same);
  self->same = desk_counterparties_find_duplicates (self->session, invoice);
  warning = dup_warning (self);
  show_text (self->duplicates, warning);
}

/* --- the draft --- */

static void
save_draft (DeskInvoiceDialog *self)
{
  g_clear_handle_id (&self->save_source, g_source_remove);
  if (self->form != NULL && !self->sent && desk_invoice_form_is_touched (self->form))
    desk_invoice_form_save (self->form, draft_key (self));
}

static gboolean
on_save_cb (gpointer user_data)
{
  DeskInvoiceDialog *self = DESK_INVOICE_DIALOG (user_data);

  self->save_source = 0;
  save_draft (self);

  return G_SOURCE_REMOVE;
}

/* Nobody is told before a computer goes off. */
static void
save_soon (DeskInvoiceDialog *self)
{
  if (self->save_source == 0)
    self->save_source = g_timeout_add (SAVE_MS, on_save_cb, self);
}

static void
on_form_changed_cb (DeskInvoiceDialog *self)
{
  if (self->form == NULL)
    return;
  save_soon (self);
  show_text (self->problem, NULL);
  look_for_duplicates (self);
}

static void
on_file_changed_cb (DeskInvoiceDialog *self)
{
  GFile *file = desk_invoice_form_get_file (self->form);
  GListModel *files = NULL;

  save_soon (self);
  if (file != NULL)
    {
      desk_paper_view_set_file (self->paper, file);
      return;
    }
  files = self->model != NULL ? clinic_invoice_get_files (self->model) : NULL;
  desk_paper_view_set_file (self->paper, NULL);
  if (files != NULL)
    desk_paper_view_set_files (self->paper, files, self->shelf,
                               clinic_invoice_get_address (self->model));
}

/* --- sending --- */

static void
set_sending (DeskInvoiceDialog *self, gboolean sending)
{
  self->sending = sending;
  gtk_widget_set_sensitive (GTK_WIDGET (self->form), !sending);
  gtk_widget_set_sensitive (GTK_WIDGET (self->send), !sending);
}

static void
on_kept_cb (gpointer owner, gboolean kept)
{
  DeskInvoiceDialog *self = DESK_INVOICE_DIALOG (owner);

  set_sending (self, FALSE);
  if (!kept)
    {
      show_text (self->problem, _ ("This could not be kept. Please try again."));
      return;
    }
  self->sent = TRUE;
  desk_invoice_draft_drop (clinic_session_get_invoices (self->session), draft_key (self));
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
submit (DeskInvoiceDialog *self, GVariant *files)
{
  g_autoptr (ClinicInvoice) invoice = desk_invoice_form_dup_invoice (self->form);
  g_autoptr (GVariant) values = desk_invoice_form_dup_values (self->form, self->task != NULL);
  g_autoptr (ClinicCommand) command = NULL;
  g_autofree char *words = NULL;

  if (self->task != NULL)
    {
      command = desk_invoice_new_resend (self->session, self->task, values, files);
      words = g_strdup_printf (_ ("Sent again: %s"), desk_invoice_name (invoice));
    }
  else
    {
      command = desk_invoice_new_submit (self->session, desk_invoice_name (invoice), values, files);
      words = g_strdup_printf (_ ("Sent for approval: %s"), desk_invoice_name (invoice));
    }
  desk_visit_submit (self->origin, self->session, command, words, on_kept_cb, self);
}

static void
on_files_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DeskInvoiceDialog) self = DESK_INVOICE_DIALOG (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) files = desk_form_field_read_files_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->form == NULL)
    return;
  if (files == NULL)
    {
      set_sending (self, FALSE);
      if (error->domain == CLINIC_ERROR)
        show_text (self->problem, error->message);
      else
        show_text (self->problem, _ ("The file cannot be read. Choose it again."));
      return;
    }
  submit (self, files);
}

static void
send_now (DeskInvoiceDialog *self)
{
  set_sending (self, TRUE);
  desk_form_field_read_files_async (desk_invoice_form_get_fields (self->form), self->cancellable,
                                    on_files_read_cb, g_object_ref (self));
}

static void
on_anyway_cb (DeskInvoiceDialog *self, const char *response)
{
  if (g_strcmp0 (response, "send") == 0 && self->form != NULL && !self->sending)
    send_now (self);
}

static void
ask_about_duplicates (DeskInvoiceDialog *self)
{
  g_autofree char *warning = dup_warning (self);
  GtkWidget *dialog = desk_question_new (GTK_WIDGET (self), _ ("Send it all the same?"), warning);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "back", _ ("_Look Again"), "send",
                                    _ ("_Send"), NULL);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "back");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_anyway_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_send_cb (DeskInvoiceDialog *self)
{
  if (self->form == NULL || self->sending)
    return;
  if (desk_invoice_form_show_problems (self->form))
    {
      show_text (self->problem, _ ("Something is missing: see the fields marked in red"));
      return;
    }
  look_for_duplicates (self);
  if (self->same != NULL && g_list_model_get_n_items (self->same) > 0)
    ask_about_duplicates (self);
  else
    send_now (self);
}

/* --- the fields --- */

static GListModel *
get_fields (DeskInvoiceDialog *self)
{
  GListModel *asked = self->task != NULL ? clinic_task_get_fields (self->task) : NULL;

  return asked != NULL && g_list_model_get_n_items (asked) > 0
           ? asked
           : clinic_invoices_get_form (clinic_session_get_invoices (self->session));
}

/* (transfer full): the document that an invoice has already need not be brought again */
static GListModel *
dup_fields (DeskInvoiceDialog *self)
{
  GListModel *fields = get_fields (self);
  g_autoptr (GListStore) copy = g_list_store_new (CLINIC_TYPE_FORM_FIELD);
  GListModel *files =
    self->task != NULL && self->model != NULL ? clinic_invoice_get_files (self->model) : NULL;
  gboolean has_file = files != NULL && g_list_model_get_n_items (files) > 0 &&
                      fields != clinic_task_get_fields (self->task);

  for (guint i = 0; i < g_list_model_get_n_items (fields); i++)
    {
      g_autoptr (ClinicFormField) field = g_list_model_get_item (fields, i);
      g_autoptr (ClinicFormField) optional = NULL;

      if (has_file && clinic_form_field_get_kind (field) == CLINIC_FIELD_FILE)
        optional = g_object_new (CLINIC_TYPE_FORM_FIELD, "id", clinic_form_field_get_id (field),
                                 "name", clinic_form_field_get_name (field), "hint",
                                 clinic_form_field_get_hint (field), "kind", CLINIC_FIELD_FILE,
                                 "role", clinic_form_field_get_role (field), "multiple",
                                 clinic_form_field_get_multiple (field), NULL);
      g_list_store_append (copy, optional != NULL ? optional : field);
    }

  return G_LIST_MODEL (g_steal_pointer (&copy));
}

static void
fill_form (DeskInvoiceDialog *self)
{
  gboolean loaded = FALSE;

  if (self->model == NULL || self->task != NULL)
    loaded = desk_invoice_form_load (self->form, draft_key (self));
  if (!loaded && self->model != NULL)
    desk_invoice_form_set_invoice (self->form, self->model);
  gtk_widget_set_visible (self->draft_box, loaded);
  if (self->file != NULL)
    desk_invoice_form_add_file (self->form, self->file);
}

static void
build_form (DeskInvoiceDialog *self)
{
  g_autoptr (GListModel) fields = dup_fields (self);
  GtkWidget *form = desk_invoice_form_new (self->session, fields);

  self->form = DESK_INVOICE_FORM (form);
  adw_bin_set_child (self->form_slot, form);
  fill_form (self);
  g_signal_connect_object (form, "changed", G_CALLBACK (on_form_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (form, "file-changed", G_CALLBACK (on_file_changed_cb), self,
                           G_CONNECT_SWAPPED);
  look_for_duplicates (self);
  on_file_changed_cb (self);
}

/* Nothing moves any more once it can be filled in. */
static void
update (DeskInvoiceDialog *self)
{
  ClinicLoadState state =
    clinic_invoices_get_form_state (clinic_session_get_invoices (self->session));

  if (self->form == NULL && g_list_model_get_n_items (get_fields (self)) > 0)
    build_form (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->send), self->form != NULL && !self->sending);
  gtk_stack_set_visible_child_name (self->states, self->form != NULL             ? "content"
                                                  : state == CLINIC_LOAD_MISSING ? "missing"
                                                  : state == CLINIC_LOAD_STALE   ? "offline"
                                                                                 : "loading");
}

static gboolean
on_idle_cb (gpointer user_data)
{
  DeskInvoiceDialog *self = DESK_INVOICE_DIALOG (user_data);

  self->idle_source = 0;
  update (self);

  return G_SOURCE_REMOVE;
}

/* Fields may come one by one: a form of the first alone would be none. */
static void
on_fields_cb (DeskInvoiceDialog *self)
{
  if (self->idle_source == 0)
    self->idle_source = g_idle_add (on_idle_cb, self);
}

/* A title makes itself: one begins below it. */
static void
focus_first (DeskInvoiceDialog *self)
{
  GPtrArray *fields = self->form != NULL ? desk_invoice_form_get_fields (self->form) : NULL;

  for (guint i = 0; fields != NULL && i < fields->len; i++)
    {
      DeskFormField *field = g_ptr_array_index (fields, i);

      if (clinic_form_field_get_role (desk_form_field_get_field (field)) !=
            CLINIC_FIELD_ROLE_TITLE &&
          gtk_widget_grab_focus (GTK_WIDGET (field)))
        return;
    }
}

static void
on_start_over_cb (DeskInvoiceDialog *self)
{
  g_clear_handle_id (&self->save_source, g_source_remove);
  desk_invoice_draft_drop (clinic_session_get_invoices (self->session), draft_key (self));
  self->form = NULL;
  adw_bin_set_child (self->form_slot, NULL);
  build_form (self);
  focus_first (self);
}

static gboolean
on_drop_cb (DeskInvoiceDialog *self, const GValue *value)
{
  GSList *files = gdk_file_list_get_files (g_value_get_boxed (value));

  return files != NULL && self->form != NULL && !self->sending &&
         desk_invoice_form_add_file (self->form, files->data);
}

/* --- the window --- */

static gboolean
desk_invoice_dialog_close_request (GtkWindow *window)
{
  DeskInvoiceDialog *self = DESK_INVOICE_DIALOG (window);

  save_draft (self);

  return GDK_EVENT_PROPAGATE;
}

/* Before a long text takes the key for a new line of its own. */
static gboolean
on_send_key_cb (DeskInvoiceDialog *self, guint keyval, guint keycode, GdkModifierType modifiers)
{
  if ((keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter) ||
      (modifiers & gtk_accelerator_get_default_mod_mask ()) != GDK_CONTROL_MASK)
    return GDK_EVENT_PROPAGATE;
  on_send_cb (self);

  return GDK_EVENT_STOP;
}

static gboolean
on_key_cb (DeskInvoiceDialog *self, guint keyval, guint keycode, GdkModifierType modifiers)
{
  return desk_paper_view_press (self->paper, keyval, modifiers);
}

static void
desk_invoice_dialog_dispose (GObject *object)
{
  DeskInvoiceDialog *self = DESK_INVOICE_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->idle_source, g_source_remove);
  g_clear_handle_id (&self->save_source, g_source_remove);
  self->form = NULL;
  g_clear_object (&self->same);
  g_clear_object (&self->file);
  g_clear_object (&self->model);
  g_clear_object (&self->task);
  g_clear_object (&self->shelf);
  g_clear_object (&self->origin);
  g_clear_object (&self->session);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (desk_invoice_dialog_parent_class)->dispose (object);
}

static void
desk_invoice_dialog_class_init (DeskInvoiceDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = desk_invoice_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = desk_invoice_dialog_close_request;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/reception24/Reception/ui/invoices/desk-invoice-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskInvoiceDialog, states);
  gtk_widget_class_bind_template_child (widget_class, DeskInvoiceDialog, form_slot);
  gtk_widget_class_bind_template_child (widget_class, DeskInvoiceDialog, paper_slot);
  gtk_widget_class_bind_template_child (widget_class, DeskInvoiceDialog, before);
  gtk_widget_class_bind_template_child (widget_class, DeskInvoiceDialog, draft_box);
  gtk_widget_class_bind_template_child (widget_class, DeskInvoiceDialog, duplicates);
  gtk_widget_class_bind_template_child (widget_class, DeskInvoiceDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, DeskInvoiceDialog, send);
  gtk_widget_class_bind_template_callback (widget_class, on_send_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_start_over_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
desk_invoice_dialog_init (DeskInvoiceDialog *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *send_keys = gtk_event_controller_key_new ();
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  desk_fit_dialog (GTK_WINDOW (self));
  self->paper = DESK_PAPER_VIEW (desk_paper_view_new ());
  desk_paper_view_set_note (self->paper, _ ("Drop the bill here: a PDF or a photo"));
  adw_bin_set_child (self->paper_slot, GTK_WIDGET (self->paper));
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_event_controller_set_propagation_phase (send_keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (send_keys, "key-pressed", G_CALLBACK (on_send_key_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), send_keys);
  g_signal_connect_object (target, "drop", G_CALLBACK (on_drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

static DeskInvoiceDialog *
create (GtkWidget *parent, ClinicSession *session)
{
  DeskInvoiceDialog *self = g_object_new (DESK_TYPE_INVOICE_DIALOG, NULL);
  GtkRoot *root = gtk_widget_get_root (parent);
  ClinicInvoices *invoices = clinic_session_get_invoices (session);

  self->session = g_object_ref (session);
  self->origin = g_object_ref (parent);
  self->shelf = desk_file_shelf_new_for_invoices (invoices);
  g_signal_connect_object (invoices, "state-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (clinic_invoices_get_form (invoices), "items-changed",
                           G_CALLBACK (on_fields_cb), self, G_CONNECT_SWAPPED);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (root));

  return self;
}

static GtkWidget *
present (DeskInvoiceDialog *self)
{
  update (self);
  gtk_window_present (GTK_WINDOW (self));
  focus_first (self);

  return GTK_WIDGET (self);
}

GtkWidget *
desk_invoice_dialog_present_new (GtkWidget *parent, ClinicSession *session, GFile *file)
{
  DeskInvoiceDialog *self = NULL;

  g_return_val_if_fail (GTK_IS_WIDGET (parent), NULL);
  g_return_val_if_fail (CLINIC_IS_SESSION (session), NULL);

  self = create (parent, session);
  g_set_object (&self->file, file);

  return present (self);
}

GtkWidget *
desk_invoice_dialog_present_again (GtkWidget *parent,
                                   ClinicSession *session,
                                   ClinicInvoice *invoice)
{
  DeskInvoiceDialog *self = NULL;

  g_return_val_if_fail (GTK_IS_WIDGET (parent), NULL);
  g_return_val_if_fail (CLINIC_IS_INVOICE (invoice), NULL);

  self = create (parent, session);
  self->model = g_object_ref (invoice);

  return present (self);
}

GtkWidget *
desk_invoice_dialog_present_fix (GtkWidget *parent, ClinicSession *session, ClinicTask *task)
{
  DeskInvoiceDialog *self = NULL;
  ClinicInvoice *invoice = NULL;
  g_autofree char *before = NULL;

  g_return_val_if_fail (GTK_IS_WIDGET (parent), NULL);
  g_return_val_if_fail (CLINIC_IS_TASK (task), NULL);

  self = create (parent, session);
  invoice = clinic_task_get_invoice (task);
  self->task = g_object_ref (task);
  self->model = g_object_ref (invoice);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Fix the Invoice"));
  gtk_button_set_label (self->send, _ ("Send Again  Ctrl+Enter"));
  before = desk_invoice_dup_fix (invoice, task);
  show_text (self->before, before);

  return present (self);
}
