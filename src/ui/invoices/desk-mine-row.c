/* desk-mine-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-mine-row"

#include "desk-mine-row.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "desk-command-words.h"
#include "desk-format.h"
#include "desk-invoice-do.h"
#include "desk-invoice-open.h"
#include "desk-invoice-words.h"
#include "desk-question.h"
#include "desk-visit-do.h"
#include "desk-wrap-layout.h"

struct _DeskMineRow
{
  GtkWidget parent_instance;

  GtkWidget *box; /* owned child, as all below in it */
  GtkLabel *sum;
  GtkLabel *name;
  GtkLabel *state;
  GtkLabel *facts;
  GtkLabel *reason;
  GtkLabel *progress;
  GtkWidget *buttons;
  GtkWidget *fix;
  GtkWidget *withdraw;
  GtkWidget *again;
  GtkWidget *document;
  GtkWidget *page;
  GtkWidget *retry;
  GtkWidget *discard;

  ClinicSession *session;    /* owned */
  DeskFileShelf *shelf;      /* owned */
  ClinicInvoice *invoice;    /* owned, nullable */
  ClinicCommand *command;    /* owned, nullable: what the portal does not have yet */
  GCancellable *cancellable; /* owned */
};

G_DEFINE_FINAL_TYPE (DeskMineRow, desk_mine_row, GTK_TYPE_WIDGET)

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

/* --- what it says --- */

/* (transfer full): "Reklama · No. 118 · today 14:20 · With Petrova Anna for 26 h" */
static char *
dup_facts (DeskMineRow *self)
{
  gint64 now = clinic_session_get_now (self->session);
  const char *number = clinic_invoice_get_number (self->invoice);
  g_autofree char *numbered = is_set (number) ? g_strdup_printf (_ ("No. %s"), number) : NULL;
  g_autofree char *created = desk_format_day_time (clinic_invoice_get_created (self->invoice), now);
  g_autofree char *holder = NULL;
  const char *parts[4] = { clinic_invoice_get_category (self->invoice), numbered, created, NULL };
  g_autoptr (GString) facts = g_string_new (NULL);

  if (clinic_invoice_get_state (self->invoice) != CLINIC_INVOICE_PAID &&
      clinic_invoice_get_state (self->invoice) != CLINIC_INVOICE_REJECTED &&
      clinic_invoice_get_state (self->invoice) != CLINIC_INVOICE_WITHDRAWN)
    holder = desk_invoice_holder (self->invoice, now);
  parts[3] = holder;
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (is_set (parts[i]))
      g_string_append_printf (facts, "%s%s", facts->len > 0 ? " · " : "", parts[i]);

  return g_strdup (facts->str);
}

/* (transfer full) (nullable) */
static char *
dup_reason (DeskMineRow *self)
{
  ClinicInvoiceState state = clinic_invoice_get_state (self->invoice);
  g_autoptr (ClinicTask) task =
    desk_invoice_dup_task (self->session, self->invoice, CLINIC_TASK_REWORK);
  const char *reason = clinic_invoice_get_reason (self->invoice);
  char *fix = state == CLINIC_INVOICE_REWORK ? desk_invoice_dup_fix (self->invoice, task) : NULL;

  if (state == CLINIC_INVOICE_REWORK)
    return fix != NULL ? fix : g_strdup (_ ("What to fix was not said"));

  return state == CLINIC_INVOICE_REJECTED && is_set (reason)
           ? g_strdup_printf (_ ("Refused because: %s"), reason)
           : NULL;
}

static void
show_state (DeskMineRow *self)
{
  const char *classes[] = { NULL, "mine-state", NULL };
  const char *shape = desk_invoice_look (clinic_invoice_get_state (self->invoice), &classes[0]);
  g_autofree char *paid = desk_invoice_day (clinic_invoice_get_paid (self->invoice));
  g_autofree char *text =
    *paid != '\0' && clinic_invoice_get_state (self->invoice) == CLINIC_INVOICE_PAID
      ? g_strdup_printf ("%s %s %s", shape, desk_invoice_state (self->invoice), paid)
      : g_strdup_printf ("%s %s", shape, desk_invoice_state (self->invoice));

  gtk_label_set_text (self->state, text);
  gtk_widget_set_css_classes (GTK_WIDGET (self->state), classes);
}

static void
show_buttons (DeskMineRow *self)
{
  ClinicInvoiceState state = clinic_invoice_get_state (self->invoice);
  GListModel *files = clinic_invoice_get_files (self->invoice);
  g_autoptr (ClinicTask) task =
    desk_invoice_dup_task (self->session, self->invoice, CLINIC_TASK_REWORK);
  gboolean idle = !clinic_invoice_get_pending (self->invoice) && self->command == NULL;
  g_autoptr (ClinicInvoiceWay) withdraw =
    task != NULL ? desk_invoice_dup_way (task, CLINIC_DECISION_WITHDRAW) : NULL;
  gboolean choice = self->command != NULL && desk_command_needs_decision (self->command);

  gtk_widget_set_visible (self->fix, idle && task != NULL);
  gtk_widget_set_visible (self->withdraw, idle && withdraw != NULL);
  /* The process gave up on it: the same bill can be put forward as a new one. */
  gtk_widget_set_visible (self->again,
                          idle && task == NULL &&
                            (state == CLINIC_INVOICE_REWORK || state == CLINIC_INVOICE_REJECTED ||
                             state == CLINIC_INVOICE_WITHDRAWN));
  gtk_widget_set_visible (self->document, files != NULL && g_list_model_get_n_items (files) > 0);
  gtk_widget_set_visible (self->page, is_set (clinic_invoice_get_address (self->invoice)));
  gtk_widget_set_visible (self->retry, choice);
  gtk_widget_set_visible (self->discard, choice);
  if (choice)
    gtk_button_set_label (GTK_BUTTON (self->retry),
                          clinic_command_get_state (self->command) == CLINIC_COMMAND_CONFLICT
                            ? _ ("Do It Anyway")
                            : _ ("Send Again"));
}

static void
show_progress (DeskMineRow *self)
{
  g_autofree char *progress =
    self->command != NULL ? desk_command_progress (self->command, self->session) : NULL;
  gboolean choice = self->command != NULL && desk_command_needs_decision (self->command);
  const char *words = progress != NULL ? progress : clinic_invoice_get_problem (self->invoice);

  if (words == NULL && clinic_invoice_get_pending (self->invoice))
    words = _ ("Kept here, on its way to the portal");
  show_text (self->progress, words);
  if (choice || (progress == NULL && is_set (clinic_invoice_get_problem (self->invoice))))
    gtk_widget_add_css_class (GTK_WIDGET (self->progress), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->progress), "error");
}

void
desk_mine_row_update (DeskMineRow *self)
{
  g_autofree char *sum = NULL;
  g_autofree char *facts = NULL;
  g_autofree char *reason = NULL;
  g_autofree char *spoken = NULL;

  g_return_if_fail (DESK_IS_MINE_ROW (self));

  if (self->box == NULL || self->invoice == NULL)
    return;
  g_clear_object (&self->command);
  self->command = desk_invoice_dup_command (self->session, self->invoice);
  sum = desk_invoice_sum (self->invoice);
  facts = dup_facts (self);
  reason = dup_reason (self);
  show_text (self->sum, sum);
  gtk_label_set_text (self->name, desk_invoice_name (self->invoice));
  show_text (self->facts, facts);
  show_text (self->reason, reason);
  show_state (self);
  show_progress (self);
  show_buttons (self);
  spoken = g_strjoin (", ", sum, desk_invoice_name (self->invoice),
                      desk_invoice_state (self->invoice), facts, reason, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

void
desk_mine_row_set_invoice (DeskMineRow *self, ClinicInvoice *invoice)
{
  g_return_if_fail (DESK_IS_MINE_ROW (self));

  if (self->invoice == invoice)
    return;
  if (self->invoice != NULL)
    g_signal_handlers_disconnect_by_func (self->invoice, desk_mine_row_update, self);
  g_set_object (&self->invoice, invoice);
  if (invoice == NULL)
    return;
  g_signal_connect_object (invoice, "notify", G_CALLBACK (desk_mine_row_update), self,
                           G_CONNECT_SWAPPED);
  desk_mine_row_update (self);
}

/* --- what is done --- */

static void
on_fix_cb (DeskMineRow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "invoice.fix", "s",
                              clinic_invoice_get_id (self->invoice));
}

static void
on_again_cb (DeskMineRow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "invoice.again", "s",
                              clinic_invoice_get_id (self->invoice));
}

/* Held for the seconds of undo, which is what asks again. */
static void
on_withdraw_cb (DeskMineRow *self)
{
  g_autoptr (ClinicTask) task =
    desk_invoice_dup_task (self->session, self->invoice, CLINIC_TASK_REWORK);
  g_autoptr (ClinicCommand) command =
    task != NULL ? desk_invoice_new_withdraw (self->session, task) : NULL;
  g_autofree char *words = NULL;

  if (command == NULL)
    return;
  words = g_strdup_printf (_ ("Withdrawn: %s"), desk_invoice_name (self->invoice));
  desk_visit_submit (GTK_WIDGET (self), self->session, command, words, NULL, self);
}

static void
on_document_cb (DeskMineRow *self)
{
  GListModel *files = clinic_invoice_get_files (self->invoice);
  g_autoptr (ClinicFile) file = files != NULL ? g_list_model_get_item (files, 0) : NULL;

  if (file != NULL)
    desk_invoice_open_file (GTK_WIDGET (self), self->shelf, file, self->cancellable);
}

static void
on_page_cb (DeskMineRow *self)
{
  desk_invoice_open_page (GTK_WIDGET (self), clinic_invoice_get_address (self->invoice));
}

static void
on_retry_cb (DeskMineRow *self)
{
  if (self->command != NULL)
    clinic_session_retry_command (self->session, self->command);
}

static void
on_discard_confirmed_cb (DeskMineRow *self, const char *response)
{
  if (g_strcmp0 (response, "discard") == 0 && self->command != NULL)
    clinic_session_discard_command (self->session, self->command);
}

/* What was filled in and scanned must not vanish by one slip of the mouse. */
static void
on_discard_cb (DeskMineRow *self)
{
  GtkWidget *dialog = NULL;

  if (self->command == NULL)
    return;
  dialog = desk_question_new (GTK_WIDGET (self), _ ("Discard this change?"),
                              desk_invoice_name (self->invoice));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "keep", _ ("Keep"), "discard",
                                    _ ("Discard"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "discard",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "keep");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_discard_confirmed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* --- the type --- */

static void
desk_mine_row_dispose (GObject *object)
{
  DeskMineRow *self = DESK_MINE_ROW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->command);
  g_clear_object (&self->invoice);
  g_clear_object (&self->shelf);
  g_clear_object (&self->session);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (desk_mine_row_parent_class)->dispose (object);
}

static void
desk_mine_row_class_init (DeskMineRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = desk_mine_row_dispose;

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "minerow");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkLabel *
add_label (GtkWidget *parent, const char *style)
{
  GtkWidget *label =
    g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                  "css-classes", (const char *[]){ style, NULL }, NULL);

  gtk_box_append (GTK_BOX (parent), label);

  return GTK_LABEL (label);
}

static GtkWidget *
add_button (DeskMineRow *self, const char *label, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->buttons), button);

  return button;
}

static void
add_buttons (DeskMineRow *self)
{
  self->buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_set_margin_top (self->buttons, 6);
  gtk_box_append (GTK_BOX (self->box), self->buttons);
  self->retry = add_button (self, _ ("Send Again"), G_CALLBACK (on_retry_cb));
  self->discard = add_button (self, _ ("Discard"), G_CALLBACK (on_discard_cb));
  self->fix = add_button (self, _ ("Fix and Send Again"), G_CALLBACK (on_fix_cb));
  gtk_widget_add_css_class (self->fix, "suggested-action");
  self->withdraw = add_button (self, _ ("Withdraw"), G_CALLBACK (on_withdraw_cb));
  self->again = add_button (self, _ ("Put Forward Anew"), G_CALLBACK (on_again_cb));
  self->document = add_button (self, _ ("Open the Invoice"), G_CALLBACK (on_document_cb));
  self->page = add_button (self, _ ("Open in Bitrix24"), G_CALLBACK (on_page_cb));
  gtk_widget_set_layout_manager (self->buttons, desk_wrap_layout_new (6));
}

static void
desk_mine_row_init (DeskMineRow *self)
{
  GtkWidget *first = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->cancellable = g_cancellable_new ();
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  gtk_widget_add_css_class (self->box, "mine-row");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_box_append (GTK_BOX (self->box), first);
  self->sum = add_label (first, "mine-sum");
  self->name = add_label (first, "heading");
  gtk_widget_set_hexpand (GTK_WIDGET (self->name), TRUE);
  self->state = add_label (first, "mine-state");
  self->facts = add_label (self->box, "dim-label");
  self->reason = add_label (self->box, "mine-reason");
  self->progress = add_label (self->box, "caption");
  add_buttons (self);
}

GtkWidget *
desk_mine_row_new (ClinicSession *session, DeskFileShelf *shelf)
{
  DeskMineRow *self = g_object_new (DESK_TYPE_MINE_ROW, NULL);

  self->session = g_object_ref (session);
  self->shelf = g_object_ref (shelf);

  return GTK_WIDGET (self);
}
