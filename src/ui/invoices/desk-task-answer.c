/* desk-task-answer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-task-answer"

#include "desk-task-answer.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "clinic-enums.h"
#include "desk-colleague-list.h"
#include "desk-form-field.h"
#include "desk-invoice-words.h"
#include "desk-task-command.h"
#include "desk-task-drafts.h"
#include "desk-task-fields.h"
#include "desk-task-ways.h"
#include "desk-task-words.h"
#include "desk-toast.h"
#include "desk-way-button.h"
#include "reception-config.h"

#define KOPECKS 100

struct _DeskTaskAnswer
{
  GtkWidget parent_instance;

  GtkWidget *box; /* owned child, of the template, as all below */
  GtkLabel *status;
  DeskTaskFields *fields;
  GtkWidget *question;
  GtkLabel *question_words;
  GtkButton *question_yes;
  GtkWidget *writing;
  GtkLabel *about;
  GtkTextView *text;
  GtkButton *send;
  GtkWidget *cancel;
  GtkBox *buttons;
  GtkMenuButton *delegate;
  GtkPopover *delegate_popover;

  ClinicSession *session;    /* owned */
  GSettings *settings;       /* owned */
  ClinicTask *task;          /* owned (nullable) */
  GListModel *twins;         /* owned (nullable) */
  DeskTaskDrafts *drafts;    /* owned */
  GCancellable *cancellable; /* owned (nullable): of files that are read */
  char *shape;               /* owned (nullable): the ways and fields that there are widgets of */
  char *way_id;              /* owned (nullable): chosen, and not sent yet */
  gboolean as_rework;        /* the rejection stands for a rework that there is no way of */
  gboolean confirmed;        /* the question was answered with yes */
};

G_DEFINE_FINAL_TYPE (DeskTaskAnswer, desk_task_answer, GTK_TYPE_WIDGET)

enum
{
  ANSWERED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void update (DeskTaskAnswer *self);

/* --- what is there --- */

static char *
dup_text (DeskTaskAnswer *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);

  return g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
}

static gboolean
is_open (DeskTaskAnswer *self)
{
  return self->task != NULL && !clinic_task_get_pending (self->task) &&
         clinic_task_get_gone (self->task) == NULL && self->cancellable == NULL;
}

/* --- drafts --- */

static void
keep_draft (DeskTaskAnswer *self)
{
  g_autofree char *text = dup_text (self);

  if (self->task != NULL)
    desk_task_drafts_keep (self->drafts, clinic_task_get_id (self->task), text,
                           desk_task_fields_get (self->fields));
}

static void
restore_draft (DeskTaskAnswer *self)
{
  const char *text = self->task != NULL
                       ? desk_task_drafts_restore (self->drafts, clinic_task_get_id (self->task),
                                                   desk_task_fields_get (self->fields))
                       : "";

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), text, -1);
}

/* --- sending --- */

static void
unchoose (DeskTaskAnswer *self)
{
  g_clear_pointer (&self->way_id, g_free);
  self->as_rework = FALSE;
  self->confirmed = FALSE;
}

/* "На доработку: …" in a process that knows only yes and no; (transfer full) */
static char *
dup_comment (DeskTaskAnswer *self)
{
  g_autofree char *text = dup_text (self);

  /* Translators: the beginning of the reason with which an invoice is rejected because the process
   * has no way to send it back */
  return self->as_rework ? g_strdup_printf (_ ("To be fixed: %s"), text) : g_steal_pointer (&text);
}

static void
answer (DeskTaskAnswer *self, ClinicInvoiceWay *way, GVariant *files)
{
  g_autofree char *comment = dup_comment (self);
  g_autofree char *label = desk_way_dup_label (way);
  ClinicInvoice *invoice = clinic_task_get_invoice (self->task);
  g_autofree char *sum = invoice != NULL ? desk_invoice_sum (invoice) : g_strdup ("");
  g_autofree char *words =
    *sum != '\0' ? g_strdup_printf ("%s: %s, %s", label, desk_task_get_name (self->task), sum)
                 : g_strdup_printf ("%s: %s", label, desk_task_get_name (self->task));
  g_autoptr (ClinicCommand) command =
    desk_task_command_decide (self->session, self->task, way,
                              clinic_invoice_way_get_takes_text (way) ? comment : "",
                              desk_task_build_fields (self->task, way,
                                                      desk_task_fields_get (self->fields)),
                              files);

  /* what was typed is there again when it is taken back */
  keep_draft (self);
  unchoose (self);
  g_signal_emit (self, signals[ANSWERED], 0, command, words);
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DeskTaskAnswer) self = DESK_TASK_ANSWER (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) files = desk_form_field_read_files_finish (result, &error);
  ClinicInvoiceWay *way = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->box == NULL)
    return;
  g_clear_object (&self->cancellable);
  way = desk_task_find_way_by_id (self->task, self->way_id);
  if (files != NULL && way != NULL && is_open (self))
    {
      answer (self, way, files);
      return;
    }
  if (error != NULL)
    {
      g_autofree char *words =
        g_markup_escape_text (g_error_matches (error, CLINIC_ERROR, CLINIC_ERROR_INVALID)
                                ? error->message
                                : _ ("A file could not be read"),
                              -1);

      g_debug ("%s", error->message);
      desk_toast (GTK_WIDGET (self), adw_toast_new (words));
    }
  update (self);
}

static void
try_to_send (DeskTaskAnswer *self, ClinicInvoiceWay *way)
{
  gint64 limit = (gint64) g_settings_get_int (self->settings, "invoice-limit") * KOPECKS;
  g_autofree char *text = dup_text (self);
  g_autofree char *question = NULL;

  if ((desk_way_needs_text (way) || self->as_rework) && *text == '\0')
    {
      update (self);
      gtk_widget_grab_focus (GTK_WIDGET (self->text));
      return;
    }
  /* whoever takes an invoice back has nothing to fill in */
  if (clinic_invoice_way_get_decision (way) != CLINIC_DECISION_WITHDRAW &&
      !desk_task_fields_check (self->fields))
    {
      update (self);
      return;
    }
  question = self->confirmed ? NULL
                             : desk_task_dup_question (self->task, way, self->twins, limit,
                                                       clinic_session_get_now (self->session));
  if (question != NULL)
    {
      gtk_label_set_text (self->question_words, question);
      gtk_button_set_label (self->question_yes,
                            clinic_invoice_way_get_decision (way) == CLINIC_DECISION_PAID
                              ? _ ("Paid All the Same  Enter")
                              : _ ("Approve All the Same  Enter"));
      update (self);
      gtk_widget_set_visible (self->question, TRUE);
      gtk_widget_grab_focus (GTK_WIDGET (self->question_yes));
      return;
    }

  self->cancellable = g_cancellable_new ();
  if (desk_task_fields_has_files (self->fields))
    {
      update (self);
      desk_form_field_read_files_async (desk_task_fields_get (self->fields), self->cancellable,
                                        on_read_cb, g_object_ref (self));
      return;
    }
  g_clear_object (&self->cancellable);
  answer (self, way, g_variant_new ("a(ssay)", NULL));
}

static void
choose (DeskTaskAnswer *self, ClinicInvoiceWay *way)
{
  ClinicInvoiceWay *taken = way;
  gboolean as_rework = FALSE;

  if (!is_open (self))
    return;
  if (!clinic_invoice_way_get_possible (way))
    {
      taken = desk_task_find_way (self->task, CLINIC_DECISION_REJECT);
      as_rework = TRUE;
    }
  unchoose (self);
  if (taken == NULL || !clinic_invoice_way_get_possible (taken))
    {
      desk_toast (GTK_WIDGET (self), adw_toast_new (_ ("The process has no such way")));
      return;
    }
  self->way_id = g_strdup (clinic_invoice_way_get_id (taken));
  self->as_rework = as_rework;
  /* it is explained first, also where there are words already */
  if (as_rework)
    {
      update (self);
      gtk_widget_grab_focus (GTK_WIDGET (self->text));
      return;
    }
  try_to_send (self, taken);
}

/* --- widgets --- */

static void
on_way_cb (DeskTaskAnswer *self, GtkWidget *button)
{
  ClinicInvoiceWay *way =
    desk_task_find_way_by_id (self->task, desk_way_button_get_way_id (button));

  if (way == NULL)
    return;
  /* pressed again, with the words written meanwhile */
  if (g_strcmp0 (self->way_id, clinic_invoice_way_get_id (way)) == 0 && !self->as_rework)
    try_to_send (self, way);
  else
    choose (self, way);
}

/* what can only be done in the browser */
static GtkWidget *
create_browse (void)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Open in Bitrix24"));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "task.browse");
  gtk_widget_add_css_class (button, "task-way");

  return button;
}

static GtkWidget *
create_way (DeskTaskAnswer *self, ClinicInvoiceWay *way)
{
  GtkWidget *button = desk_way_button_new (self->task, way);

  g_signal_connect_swapped (button, "clicked", G_CALLBACK (on_way_cb), self);

  return button;
}

static void
empty (GtkWidget *box)
{
  GtkRoot *root = gtk_widget_get_root (box);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *child = NULL;

  /* a window must not keep a focus that is gone */
  if (focus != NULL && gtk_widget_is_ancestor (focus, box))
    gtk_root_set_focus (root, NULL);
  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
}

static void
create_widgets (DeskTaskAnswer *self)
{
  GListModel *ways = self->task != NULL ? clinic_task_get_ways (self->task) : NULL;

  empty (GTK_WIDGET (self->buttons));
  for (guint i = 0; ways != NULL && i < g_list_model_get_n_items (ways); i++)
    {
      g_autoptr (ClinicInvoiceWay) way = g_list_model_get_item (ways, i);

      gtk_box_append (self->buttons, create_way (self, way));
    }
  if (self->task != NULL && gtk_widget_get_first_child (GTK_WIDGET (self->buttons)) == NULL)
    {
      gtk_box_append (self->buttons, create_browse ());
      desk_task_fields_set (self->fields, NULL, self->session);
      return;
    }
  desk_task_fields_set (self->fields, self->task, self->session);
}

static void
show_writing (DeskTaskAnswer *self, ClinicInvoiceWay *way)
{
  gboolean writes = self->task != NULL && is_open (self) && desk_task_takes_text (self->task);
  const char *about = desk_way_get_about (way, self->as_rework);
  g_autofree char *label = way != NULL ? desk_way_dup_label (way) : NULL;

  gtk_widget_set_visible (self->writing, writes);
  gtk_label_set_text (self->about, about);
  if (way != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self->about), "dim-label");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->about), "dim-label");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_LABEL, about,
                                  -1);
  gtk_widget_set_visible (GTK_WIDGET (self->send), way != NULL);
  gtk_widget_set_visible (self->cancel, way != NULL);
  if (label != NULL)
    gtk_button_set_label (self->send, label);
}

static void
update (DeskTaskAnswer *self)
{
  ClinicInvoiceWay *way = desk_task_find_way_by_id (self->task, self->way_id);
  const char *css_class = "dim-label";
  g_autofree char *status =
    self->task != NULL ? desk_task_dup_status (self->task, &css_class) : NULL;
  static const char *const classes[] = { "dim-label", "warning", "error" };
  gboolean open = is_open (self);

  gtk_label_set_text (self->status, status != NULL ? status : "");
  gtk_widget_set_visible (GTK_WIDGET (self->status), status != NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (classes); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->status), classes[i]);
  gtk_widget_add_css_class (GTK_WIDGET (self->status), css_class);

  gtk_widget_set_visible (self->question, FALSE);
  show_writing (self, way);
  gtk_widget_set_visible (GTK_WIDGET (self->fields),
                          open && desk_task_fields_get (self->fields)->len > 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->buttons), open);
  for (GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (self->buttons)); button != NULL;
       button = gtk_widget_get_next_sibling (button))
    if (self->way_id != NULL && g_strcmp0 (desk_way_button_get_way_id (button), self->way_id) == 0)
      gtk_widget_add_css_class (button, "task-chosen");
    else
      gtk_widget_remove_css_class (button, "task-chosen");
  gtk_widget_set_visible (GTK_WIDGET (self->delegate),
                          open && clinic_task_get_task_id (self->task) != 0 &&
                            clinic_task_get_kind (self->task) != CLINIC_TASK_FOREIGN);
  gtk_widget_set_visible (self->box, self->task != NULL);
}

/* A refresh came: what was typed stays, and what was chosen as long as there is such a way. */
static void
on_task_cb (DeskTaskAnswer *self)
{
  g_autofree char *shape = desk_task_dup_shape (self->task);
  gboolean asks = gtk_widget_get_visible (self->question);

  if (g_strcmp0 (shape, self->shape) != 0)
    {
      keep_draft (self);
      g_clear_pointer (&self->shape, g_free);
      self->shape = g_steal_pointer (&shape);
      create_widgets (self);
      restore_draft (self);
    }
  if (!is_open (self) || desk_task_find_way_by_id (self->task, self->way_id) == NULL)
    unchoose (self);
  update (self);
  if (asks && self->way_id != NULL)
    gtk_widget_set_visible (self->question, TRUE);
}

/* --- handing over --- */

static void
on_colleague_cb (DeskTaskAnswer *self, ClinicUser *user)
{
  g_autoptr (ClinicCommand) command = NULL;
  g_autofree char *name = desk_colleague_dup_name (user);
  g_autofree char *words = NULL;

  gtk_menu_button_popdown (self->delegate);
  if (!is_open (self))
    return;
  command = desk_task_command_delegate (self->session, self->task, user);
  /* Translators: to whom an invoice is handed over, and which */
  words = g_strdup_printf (_ ("To %1$s: %2$s"), name, desk_task_get_name (self->task));
  keep_draft (self);
  g_signal_emit (self, signals[ANSWERED], 0, command, words);
}

/* --- the type --- */

static void
on_send_cb (DeskTaskAnswer *self)
{
  desk_task_answer_send (self);
}

static void
on_yes_cb (DeskTaskAnswer *self)
{
  ClinicInvoiceWay *way = desk_task_find_way_by_id (self->task, self->way_id);

  self->confirmed = TRUE;
  if (way != NULL && is_open (self))
    try_to_send (self, way);
}

static void
on_cancel_cb (DeskTaskAnswer *self)
{
  desk_task_answer_cancel (self);
}

static void
desk_task_answer_dispose (GObject *object)
{
  DeskTaskAnswer *self = DESK_TASK_ANSWER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->task != NULL)
    g_signal_handlers_disconnect_by_func (self->task, on_task_cb, self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->task);
  g_clear_object (&self->twins);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (desk_task_answer_parent_class)->dispose (object);
}

static void
desk_task_answer_finalize (GObject *object)
{
  DeskTaskAnswer *self = DESK_TASK_ANSWER (object);

  g_clear_object (&self->drafts);
  g_clear_pointer (&self->shape, g_free);
  g_clear_pointer (&self->way_id, g_free);

  G_OBJECT_CLASS (desk_task_answer_parent_class)->finalize (object);
}

static void
desk_task_answer_class_init (DeskTaskAnswerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = desk_task_answer_dispose;
  object_class->finalize = desk_task_answer_finalize;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/reception24/Reception/ui/invoices/desk-task-answer.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskTaskAnswer, box);
  gtk_widget_class_bind_template_child (widget_class, DeskTaskAnswer, status);
  gtk_widget_class_bind_template_child (widget_class, DeskTaskAnswer, fields);
  gtk_widget_class_bind_template_child (widget_class, DeskTaskAnswer, question);
  gtk_widget_class_bind_template_child (widget_class, DeskTaskAnswer, question_words);
  gtk_widget_class_bind_template_child (widget_class, DeskTaskAnswer, question_yes);
  gtk_widget_class_bind_template_child (widget_class, DeskTaskAnswer, writing);
  gtk_widget_class_bind_template_child (widget_class, DeskTaskAnswer, about);
  gtk_widget_class_bind_template_child (widget_class, DeskTaskAnswer, text);
  gtk_widget_class_bind_template_child (widget_class, DeskTaskAnswer, send);
  gtk_widget_class_bind_template_child (widget_class, DeskTaskAnswer, cancel);
  gtk_widget_class_bind_template_child (widget_class, DeskTaskAnswer, buttons);
  gtk_widget_class_bind_template_child (widget_class, DeskTaskAnswer, delegate);
  gtk_widget_class_bind_template_child (widget_class, DeskTaskAnswer, delegate_popover);
  gtk_widget_class_bind_template_callback (widget_class, on_send_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_yes_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel_cb);

  signals[ANSWERED] = g_signal_new ("answered", DESK_TYPE_TASK_ANSWER, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 2, CLINIC_TYPE_COMMAND, G_TYPE_STRING);
}

static void
desk_task_answer_init (DeskTaskAnswer *self)
{
  g_type_ensure (DESK_TYPE_TASK_FIELDS);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->settings = g_settings_new (RECEPTION_APP_ID);
  self->drafts = desk_task_drafts_new ();
}

GtkWidget *
desk_task_answer_new (ClinicSession *session)
{
  DeskTaskAnswer *self = g_object_new (DESK_TYPE_TASK_ANSWER, NULL);
  GtkWidget *list = desk_colleague_list_new (
    clinic_invoices_get_colleagues (clinic_session_get_invoices (session)));

  self->session = g_object_ref (session);
  g_signal_connect_swapped (list, "chosen", G_CALLBACK (on_colleague_cb), self);
  g_signal_connect_swapped (self->delegate_popover, "show", G_CALLBACK (desk_pick_list_start),
                            list);
  gtk_popover_set_child (self->delegate_popover, list);
  update (self);

  return GTK_WIDGET (self);
}

void
desk_task_answer_set_task (DeskTaskAnswer *self, ClinicTask *task)
{
  g_return_if_fail (DESK_IS_TASK_ANSWER (self));

  if (task == self->task)
    return;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  keep_draft (self);
  if (self->task != NULL)
    g_signal_handlers_disconnect_by_func (self->task, on_task_cb, self);
  unchoose (self);
  g_set_object (&self->task, task);
  g_clear_pointer (&self->shape, g_free);
  if (task != NULL)
    {
      self->shape = desk_task_dup_shape (self->task);
      g_signal_connect_object (task, "notify", G_CALLBACK (on_task_cb), self, G_CONNECT_SWAPPED);
    }
  create_widgets (self);
  restore_draft (self);
  update (self);
}

void
desk_task_answer_set_twins (DeskTaskAnswer *self, GListModel *twins)
{
  g_return_if_fail (DESK_IS_TASK_ANSWER (self));

  g_set_object (&self->twins, twins);
}

gboolean
desk_task_answer_decide (DeskTaskAnswer *self, ClinicDecision decision)
{
  ClinicInvoiceWay *way = NULL;

  g_return_val_if_fail (DESK_IS_TASK_ANSWER (self), FALSE);

  if (self->task == NULL)
    return FALSE;
  way = desk_task_find_way (self->task, decision);
  if (way == NULL && decision == CLINIC_DECISION_APPROVE)
    way = desk_task_find_main_way (self->task);
  if (way == NULL && decision == CLINIC_DECISION_REJECT)
    way = desk_task_find_way (self->task, CLINIC_DECISION_WITHDRAW);
  if (way == NULL)
    return FALSE;
  choose (self, way);

  return TRUE;
}

void
desk_task_answer_send (DeskTaskAnswer *self)
{
  ClinicInvoiceWay *way = NULL;

  g_return_if_fail (DESK_IS_TASK_ANSWER (self));

  if (!is_open (self))
    return;
  if (gtk_widget_get_visible (self->question))
    self->confirmed = TRUE;
  way = desk_task_find_way_by_id (self->task, self->way_id);
  if (way != NULL)
    {
      try_to_send (self, way);
      return;
    }
  way = desk_task_find_main_way (self->task);
  if (way != NULL)
    choose (self, way);
}

gboolean
desk_task_answer_cancel (DeskTaskAnswer *self)
{
  g_return_val_if_fail (DESK_IS_TASK_ANSWER (self), FALSE);

  if (self->way_id == NULL)
    return FALSE;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  unchoose (self);
  update (self);

  return TRUE;
}

gboolean
desk_task_answer_delegate (DeskTaskAnswer *self)
{
  g_return_val_if_fail (DESK_IS_TASK_ANSWER (self), FALSE);

  if (!gtk_widget_get_visible (GTK_WIDGET (self->delegate)))
    return FALSE;
  gtk_menu_button_popup (self->delegate);

  return TRUE;
}

void
desk_task_answer_forget (DeskTaskAnswer *self, const char *task_id)
{
  g_return_if_fail (DESK_IS_TASK_ANSWER (self));

  desk_task_drafts_forget (self->drafts, task_id);
}
