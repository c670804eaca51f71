/* desk-registry-case.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-registry-case"

#include "desk-registry-case.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "clinic-duplicates.h"
#include "desk-ask-again.h"
#include "desk-form-field.h"
#include "desk-format.h"
#include "desk-invoice-do.h"
#include "desk-invoice-open.h"
#include "desk-invoice-words.h"
#include "desk-name.h"
#include "desk-task-words.h"
#include "desk-toast.h"
#include "desk-visit-do.h"
#include "desk-wrap-layout.h"

/* A choice that is left again sooner is not asked for. */
#define REST_MS 250

struct _DeskRegistryCase
{
  GtkWidget parent_instance;

  GtkWidget *box; /* owned child, as all below in it */
  GtkLabel *name;
  GtkLabel *facts;
  GtkLabel *reason;
  GtkLabel *problem;
  GtkWidget *files; /* the documents and acts */
  GtkWidget *page;
  GtkMenuButton *paid;
  GtkCalendar *calendar; /* in the popover of paid */
  GtkWidget *act;
  DeskAskAgain *question; /* before what may be a duplicate is paid */

  ClinicSession *session;          /* owned */
  DeskFileShelf *shelf;            /* owned */
  ClinicInvoice *invoice;          /* owned, nullable */
  ClinicInvoiceCase *invoice_case; /* owned, nullable: of the invoice, once the choice rests */
  GCancellable *cancellable;       /* owned */
  GtkFileChooserNative *chooser;   /* owned, nullable: while an act is chosen */
  guint rest_source;
};

G_DEFINE_FINAL_TYPE (DeskRegistryCase, desk_registry_case, GTK_TYPE_WIDGET)

static gboolean
is_set (const char *text)
{
  return text != NULL && *text != '\0';
}

static void
show_text (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), is_set (text));
}

/* --- its files --- */

static void
on_file_cb (GtkButton *button, ClinicFile *file)
{
  DeskRegistryCase *self =
    DESK_REGISTRY_CASE (gtk_widget_get_ancestor (GTK_WIDGET (button), DESK_TYPE_REGISTRY_CASE));

  desk_invoice_open_file (GTK_WIDGET (self), self->shelf, file, self->cancellable);
}

static void
add_files (DeskRegistryCase *self, GListModel *files, gboolean acts)
{
  for (guint i = 0; files != NULL && i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (ClinicFile) file = g_list_model_get_item (files, i);
      g_autofree char *name = desk_invoice_file_name (file);
      /* Translators: a button that opens a file; %s is its name */
      g_autofree char *spoken =
        acts ? g_strdup_printf (_ ("Act: %s"), name) : g_strdup_printf (_ ("Invoice: %s"), name);
      GtkWidget *button = gtk_button_new ();
      GtkWidget *label = gtk_label_new (spoken);

      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
      gtk_label_set_max_width_chars (GTK_LABEL (label), 32);
      gtk_button_set_child (GTK_BUTTON (button), label);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      spoken, -1);
      g_signal_connect_data (button, "clicked", G_CALLBACK (on_file_cb), g_object_ref (file),
                             (GClosureNotify) (void (*) (void)) g_object_unref, 0);
      gtk_widget_set_parent (button, self->files);
    }
}

static void
show_files (DeskRegistryCase *self)
{
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (self->files)) != NULL)
    gtk_widget_unparent (child);
  add_files (self, clinic_invoice_get_files (self->invoice), FALSE);
  add_files (self, clinic_invoice_get_acts (self->invoice), TRUE);
  gtk_widget_set_visible (self->files, gtk_widget_get_first_child (self->files) != NULL);
}

void
desk_registry_case_open_document (DeskRegistryCase *self)
{
  GListModel *files = NULL;
  g_autoptr (ClinicFile) file = NULL;

  g_return_if_fail (DESK_IS_REGISTRY_CASE (self));

  if (self->invoice == NULL)
    return;
  files = clinic_invoice_get_files (self->invoice);
  file = files != NULL ? g_list_model_get_item (files, 0) : NULL;
  if (file != NULL)
    desk_invoice_open_file (GTK_WIDGET (self), self->shelf, file, self->cancellable);
  else
    desk_invoice_open_page (GTK_WIDGET (self), clinic_invoice_get_address (self->invoice));
}

static void
on_page_cb (DeskRegistryCase *self)
{
  if (self->invoice != NULL)
    desk_invoice_open_page (GTK_WIDGET (self), clinic_invoice_get_address (self->invoice));
}

/* --- what is said of it --- */

/* (transfer full): "To be paid · Rent · put forward by Petrova · approved by Ivanova 12 Nov" */
static char *
dup_facts (DeskRegistryCase *self)
{
  gint64 now = clinic_session_get_now (self->session);
  const char *initiator = clinic_invoice_get_initiator_name (self->invoice);
  const char *decider = clinic_invoice_get_decided_by_name (self->invoice);
  g_autofree char *due = desk_invoice_day (clinic_invoice_get_due (self->invoice));
  g_autofree char *decided =
    desk_format_month_day (clinic_invoice_get_decided (self->invoice), now);
  g_autoptr (GString) facts = g_string_new (desk_invoice_state (self->invoice));

  if (is_set (clinic_invoice_get_purpose (self->invoice)))
    g_string_append_printf (facts, " · %s", clinic_invoice_get_purpose (self->invoice));
  if (*due != '\0' && clinic_invoice_get_state (self->invoice) == CLINIC_INVOICE_TO_PAY)
    {
      g_string_append (facts, " · ");
      g_string_append_printf (facts, _ ("pay by %s"), due);
    }
  if (is_set (initiator))
    {
      g_string_append (facts, " · ");
      /* Translators: %s is the name of who put an invoice forward */
      g_string_append_printf (facts, _ ("put forward: %s"), initiator);
    }
  if (is_set (decider))
    {
      g_string_append (facts, " · ");
      /* Translators: who decided about an invoice, and the day */
      g_string_append_printf (facts, _ ("decided: %1$s %2$s"), decider, decided);
    }

  return g_strdup (facts->str);
}

static void
show_actions (DeskRegistryCase *self)
{
  gboolean may = clinic_invoices_may_pay (clinic_session_get_invoices (self->session)) &&
                 !clinic_invoice_get_pending (self->invoice);
  ClinicInvoiceState state = clinic_invoice_get_state (self->invoice);

  gtk_widget_set_visible (GTK_WIDGET (self->paid), may && state == CLINIC_INVOICE_TO_PAY);
  if (!may || state != CLINIC_INVOICE_TO_PAY)
    desk_ask_again_close (self->question);
  gtk_widget_set_visible (self->act,
                          may && (state == CLINIC_INVOICE_TO_PAY || state == CLINIC_INVOICE_PAID));
  gtk_widget_set_visible (self->page, is_set (clinic_invoice_get_address (self->invoice)));
}

static void
update (DeskRegistryCase *self)
{
  g_autofree char *sum = NULL;
  g_autofree char *title = NULL;
  g_autofree char *facts = NULL;
  g_autofree char *reason = NULL;
  const char *problem = NULL;

  if (self->box == NULL || self->invoice == NULL)
    return;

  sum = desk_invoice_sum (self->invoice);
  /* Translators: the sum of an invoice and who is paid */
  title = g_strdup_printf (C_ ("invoice", "%1$s · %2$s"), sum, desk_invoice_name (self->invoice));
  facts = dup_facts (self);
  if (is_set (clinic_invoice_get_reason (self->invoice)))
    reason = g_strdup_printf (_ ("Reason: %s"), clinic_invoice_get_reason (self->invoice));
  problem = clinic_invoice_get_problem (self->invoice);
  gtk_label_set_text (self->name, title);
  show_text (self->facts, facts);
  show_text (self->reason, reason);
  show_text (self->problem, clinic_invoice_get_pending (self->invoice)
                              ? _ ("Kept here, on its way to the portal")
                              : problem);
  show_files (self);
  show_actions (self);
}

static gboolean
on_rest_cb (gpointer user_data)
{
  DeskRegistryCase *self = DESK_REGISTRY_CASE (user_data);

  self->rest_source = 0;
  self->invoice_case =
    clinic_invoices_open_case (clinic_session_get_invoices (self->session), self->invoice);

  return G_SOURCE_REMOVE;
}

void
desk_registry_case_set_invoice (DeskRegistryCase *self, ClinicInvoice *invoice)
{
  g_autoptr (GDateTime) today = NULL;

  g_return_if_fail (DESK_IS_REGISTRY_CASE (self));

  if (self->invoice == invoice)
    return;
  g_clear_handle_id (&self->rest_source, g_source_remove);
  g_clear_object (&self->invoice_case);
  desk_ask_again_close (self->question);
  if (self->invoice != NULL)
    g_signal_handlers_disconnect_by_func (self->invoice, update, self);
  g_set_object (&self->invoice, invoice);
  gtk_widget_set_visible (GTK_WIDGET (self), invoice != NULL);
  if (invoice == NULL)
    return;
  today = g_date_time_new_from_unix_local (clinic_session_get_now (self->session));
  gtk_calendar_select_day (self->calendar, today);
  g_signal_connect_object (invoice, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  self->rest_source = g_timeout_add (REST_MS, on_rest_cb, self);
  update (self);
}

/* --- what is done about it --- */

static void
pay (DeskRegistryCase *self)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (self->calendar);
  g_autofree char *iso = g_date_time_format (day, "%Y-%m-%d");
  g_autofree char *shown = desk_invoice_day (iso);
  g_autoptr (ClinicCommand) command = NULL;
  g_autofree char *words = NULL;

  if (self->invoice == NULL)
    return;
  command = desk_invoice_new_paid (self->session, self->invoice, iso);
  /* Translators: who was paid and the day */
  words = g_strdup_printf (_ ("Paid: %1$s, %2$s"), desk_invoice_name (self->invoice), shown);
  desk_visit_submit (GTK_WIDGET (self), self->session, command, words, NULL, self);
}

/* (transfer full): as the portal's answer has it, or as it is known here */
static GListModel *
find_twins (DeskRegistryCase *self)
{
  GListModel *asked =
    self->invoice_case != NULL ? clinic_invoice_case_get_duplicates (self->invoice_case) : NULL;

  if (asked != NULL)
    return g_object_ref (asked);

  return clinic_duplicates_find (self->invoice, clinic_invoices_get_registry (
                                                  clinic_session_get_invoices (self->session)));
}

static void
on_pay_cb (DeskRegistryCase *self)
{
  g_autoptr (GListModel) twins = NULL;
  g_autofree char *question = NULL;

  gtk_menu_button_popdown (self->paid);
  if (self->invoice == NULL)
    return;
  twins = find_twins (self);
  question = desk_invoice_dup_twin_question (twins, TRUE, clinic_session_get_now (self->session));
  if (question != NULL)
    desk_ask_again_open (self->question, question);
  else
    pay (self);
}

/* Which invoice an act is for, while its file is read. */
typedef struct
{
  DeskRegistryCase *self; /* owned */
  ClinicInvoice *invoice; /* owned */
} Attaching;

static void
attaching_free (Attaching *attaching)
{
  g_clear_object (&attaching->self);
  g_clear_object (&attaching->invoice);
  g_free (attaching);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Attaching, attaching_free)

static void
on_act_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Attaching) attaching = user_data;
  DeskRegistryCase *self = attaching->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) files = desk_form_field_read_files_finish (result, &error);
  g_autoptr (ClinicCommand) command = NULL;
  g_autofree char *words = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (files == NULL)
    {
      g_autofree char *escaped = g_markup_escape_text (error->message, -1);

      desk_toast (GTK_WIDGET (self), adw_toast_new (escaped));
      return;
    }
  command = desk_invoice_new_act (self->session, attaching->invoice, files);
  words = g_strdup_printf (_ ("Act attached: %s"), desk_invoice_name (attaching->invoice));
  desk_visit_submit (GTK_WIDGET (self), self->session, command, words, NULL, self);
}

gboolean
desk_registry_case_add_act (DeskRegistryCase *self, GFile *file)
{
  g_autoptr (ClinicFormField) act = NULL;
  g_autoptr (GtkWidget) field = NULL;
  g_autoptr (GPtrArray) fields = NULL;
  Attaching *attaching = NULL;

  g_return_val_if_fail (DESK_IS_REGISTRY_CASE (self), FALSE);

  if (self->invoice == NULL || !gtk_widget_get_visible (self->act))
    return FALSE;

  act = g_object_new (CLINIC_TYPE_FORM_FIELD, "id", "", "kind", CLINIC_FIELD_FILE, "role",
                      CLINIC_FIELD_ROLE_ACT_FILE, NULL);
  field = g_object_ref_sink (desk_form_field_new (act, self->session));
  desk_form_field_add_file (DESK_FORM_FIELD (field), file);
  fields = g_ptr_array_new ();
  g_ptr_array_add (fields, field);
  attaching = g_new0 (Attaching, 1);
  attaching->self = g_object_ref (self);
  attaching->invoice = g_object_ref (self->invoice);
  desk_form_field_read_files_async (fields, self->cancellable, on_act_read_cb, attaching);

  return TRUE;
}

static void
on_chosen_cb (DeskRegistryCase *self, int response)
{
  g_autoptr (GtkFileChooserNative) chooser = g_steal_pointer (&self->chooser);
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));

  if (response == GTK_RESPONSE_ACCEPT && file != NULL)
    desk_registry_case_add_act (self, file);
  gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (chooser));
}

static void
on_act_cb (DeskRegistryCase *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->chooser != NULL)
    return;
  self->chooser = gtk_file_chooser_native_new (_ ("Choose the Act"), GTK_WINDOW (root),
                                               GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (on_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static gboolean
on_drop_cb (DeskRegistryCase *self, const GValue *value)
{
  GSList *files = gdk_file_list_get_files (g_value_get_boxed (value));

  return files != NULL && desk_registry_case_add_act (self, files->data);
}

/* --- the type --- */

static void
desk_registry_case_dispose (GObject *object)
{
  DeskRegistryCase *self = DESK_REGISTRY_CASE (object);
  GtkWidget *child = NULL;

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->rest_source, g_source_remove);
  if (self->chooser != NULL)
    gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (self->chooser));
  while (self->files != NULL && (child = gtk_widget_get_first_child (self->files)) != NULL)
    gtk_widget_unparent (child);
  self->files = NULL;
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->chooser);
  g_clear_object (&self->invoice_case);
  g_clear_object (&self->invoice);
  g_clear_object (&self->shelf);
  g_clear_object (&self->session);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (desk_registry_case_parent_class)->dispose (object);
}

static void
desk_registry_case_class_init (DeskRegistryCaseClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = desk_registry_case_dispose;

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "registrycase");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkLabel *
add_label (DeskRegistryCase *self, const char *style)
{
  GtkWidget *label =
    g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                  "selectable", FALSE, "css-classes", (const char *[]){ style, NULL }, NULL);

  gtk_box_append (GTK_BOX (self->box), label);

  return GTK_LABEL (label);
}

static void
add_paid (DeskRegistryCase *self, GtkWidget *line)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *inside = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *calendar = gtk_calendar_new ();
  GtkWidget *apply = gtk_button_new_with_label (_ ("Paid on this day"));

  self->calendar = GTK_CALENDAR (calendar);
  desk_name_calendar (self->calendar, _ ("When it was paid"));
  gtk_widget_add_css_class (apply, "suggested-action");
  g_signal_connect_object (apply, "clicked", G_CALLBACK (on_pay_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (inside), calendar);
  gtk_box_append (GTK_BOX (inside), apply);
  gtk_popover_set_child (GTK_POPOVER (popover), inside);
  gtk_popover_set_default_widget (GTK_POPOVER (popover), apply);
  self->paid = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_label (self->paid, _ ("Paid…"));
  gtk_menu_button_set_popover (self->paid, popover);
  gtk_widget_set_parent (GTK_WIDGET (self->paid), line);
}

static void
desk_registry_case_init (DeskRegistryCase *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  self->cancellable = g_cancellable_new ();
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->name = add_label (self, "heading");
  self->facts = add_label (self, "dim-label");
  self->reason = add_label (self, "body");
  self->problem = add_label (self, "warning");
  self->question = DESK_ASK_AGAIN (desk_ask_again_new (_ ("Paid All the Same  Enter")));
  g_signal_connect_object (self->question, "accepted", G_CALLBACK (pay), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->question));
  gtk_box_append (GTK_BOX (self->box), line);
  gtk_widget_set_layout_manager (line, desk_wrap_layout_new (6));
  add_paid (self, line);
  self->files = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_set_layout_manager (self->files, desk_wrap_layout_new (6));
  gtk_widget_set_parent (self->files, line);
  self->act = gtk_button_new_with_label (_ ("Attach the Act…"));
  g_signal_connect_object (self->act, "clicked", G_CALLBACK (on_act_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (self->act, line);
  self->page = gtk_button_new_with_label (_ ("Open in Bitrix24"));
  g_signal_connect_object (self->page, "clicked", G_CALLBACK (on_page_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (self->page, line);
  g_signal_connect_object (target, "drop", G_CALLBACK (on_drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("The chosen invoice"), -1);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
desk_registry_case_new (ClinicSession *session)
{
  DeskRegistryCase *self = g_object_new (DESK_TYPE_REGISTRY_CASE, NULL);

  self->session = g_object_ref (session);
  self->shelf = desk_file_shelf_new_for_invoices (clinic_session_get_invoices (session));

  return GTK_WIDGET (self);
}
