/* desk-expenses-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-expenses-page"

#include "desk-expenses-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "clinic-days.h"
#include "clinic-expenses-sheet.h"
#include "desk-board-state.h"
#include "desk-expenses-block.h"
#include "desk-expenses-question.h"
#include "desk-expenses-rows.h"
#include "desk-export.h"
#include "desk-loading.h"

/* the registry comes in parts; it is counted again so often at the most */
#define RECOUNT_MS 800

/**
 * DeskExpensesPage:
 *
 * What the clinic paid, by category, payer, counterparty or month, a block for each currency, out
 * of what this computer knows of the registry; each figure opens its invoices. Says how far the
 * registry is known and how old that is. Nothing here is changed but what the invoice's own view
 * lets the accountant change.
 */
struct _DeskExpensesPage
{
  GtkWidget parent_instance;

  GtkWidget *box; /* owned child, of the template, as all below */
  AdwBin *question_slot;
  GtkLabel *notice;
  GtkProgressBar *progress;
  GtkStack *states;
  AdwFlap *flap;
  GtkBox *blocks;
  AdwBin *rows_slot;

  ClinicSession *session;         /* owned */
  ClinicArchive *bills;           /* owned */
  DeskExpensesQuestion *question; /* unowned, in question_slot */
  DeskExport *export;             /* unowned, in the question */
  DeskExpensesRows *rows;         /* unowned, in rows_slot */
  ClinicFacts *facts;             /* owned, nullable */
  ClinicExpenses *expenses;       /* owned, nullable: on show */
  GListStore *invoices;           /* owned: of the period, for the file */
  GError *problem;                /* owned, nullable */
  GCancellable *cancellable;      /* owned, nullable: the facts are being read */
  GCancellable *fetching;         /* owned, nullable: of the invoices */
  DeskLoading *loading;           /* owned */
  guint recount_source;
  gboolean stale; /* the registry has changed since */
};

G_DEFINE_FINAL_TYPE (DeskExpensesPage, desk_expenses_page, GTK_TYPE_WIDGET)

static void load (DeskExpensesPage *self);

/* --- the state of the page --- */

static gboolean
is_empty (DeskExpensesPage *self)
{
  for (guint i = 0; i < self->expenses->blocks->len; i++)
    {
      const ClinicExpenseBlock *block = g_ptr_array_index (self->expenses->blocks, i);

      if (block->total.count > 0 || block->total.count_before > 0 || block->undated > 0)
        return FALSE;
    }

  return TRUE;
}

static const char *
choose_state (DeskExpensesPage *self)
{
  ClinicLoadState state = clinic_archive_get_state (self->bills);

  if (self->expenses == NULL && self->problem != NULL)
    return "error";
  if (state == CLINIC_LOAD_MISSING && (self->expenses == NULL || is_empty (self)))
    return "denied";
  if (self->expenses == NULL)
    return desk_loading_peek_state (self->loading);
  if (!is_empty (self))
    return "content";
  if (!self->expenses->is_whole && state != CLINIC_LOAD_READY)
    return state == CLINIC_LOAD_STALE ? "offline" : "reading";

  return "empty";
}

/* (transfer full) (nullable): how far what is on show can be relied on */
static char *
dup_notice (DeskExpensesPage *self)
{
  ClinicLoadState state = clinic_archive_get_state (self->bills);
  int percent = (int) (100 * CLAMP (clinic_archive_get_progress (self->bills), 0.0, 1.0));

  if (self->expenses == NULL || is_empty (self))
    return NULL;
  if (state == CLINIC_LOAD_STALE)
    return desk_board_dup_old_text (self->session, clinic_archive_get_as_of (self->bills));
  if (state == CLINIC_LOAD_LOADING)
    return g_strdup_printf (_ ("The registry is still being read from the portal: %d%%. The "
                               "numbers may change."),
                            percent);

  return self->expenses->is_whole ? NULL
                                  : g_strdup (_ ("Not all of this period is on this computer "
                                                 "yet."));
}

static void
update (DeskExpensesPage *self)
{
  g_autofree char *notice = NULL;

  if (self->box == NULL)
    return;
  notice = dup_notice (self);
  gtk_stack_set_visible_child_name (self->states, choose_state (self));
  gtk_label_set_text (self->notice, notice != NULL ? notice : "");
  gtk_widget_set_visible (GTK_WIDGET (self->notice), notice != NULL);
  gtk_progress_bar_set_fraction (self->progress,
                                 CLAMP (clinic_archive_get_progress (self->bills), 0.0, 1.0));
  gtk_widget_set_visible (GTK_WIDGET (self->progress),
                          clinic_archive_get_state (self->bills) == CLINIC_LOAD_LOADING);
}

/* --- opening a figure --- */

static void
close_rows (DeskExpensesPage *self)
{
  gboolean had_focus =
    gtk_widget_get_focus_child (GTK_WIDGET (self->flap)) == GTK_WIDGET (self->rows_slot);

  adw_flap_set_reveal_flap (self->flap, FALSE);
  desk_expenses_rows_clear (self->rows);
  if (had_focus)
    gtk_widget_child_focus (GTK_WIDGET (self->blocks), GTK_DIR_TAB_FORWARD);
}

/* (transfer full): «Rent: without act» */
static char *
dup_figure_title (const char *name, ClinicExpensesFigure figure)
{
  switch (figure)
    {
    case CLINIC_EXPENSES_BEFORE:
      return g_strdup_printf (_ ("%s: in the period before"), name);
    case CLINIC_EXPENSES_ACT_MISSING:
      return g_strdup_printf (_ ("%s: without act"), name);
    case CLINIC_EXPENSES_UNDATED:
      return g_strdup (_ ("Paid, without a day of payment"));
    case CLINIC_EXPENSES_PAID:
    default:
      return g_strdup (name);
    }
}

static void
on_opened_cb (DeskExpensesPage *self,
              const ClinicExpenseGroup *group,
              ClinicExpensesFigure figure,
              DeskExpensesBlock *widget)
{
  const ClinicExpenseBlock *block = desk_expenses_block_get (widget);
  g_autofree char *name = clinic_expenses_dup_name (self->expenses, block, group);
  g_autofree char *title = dup_figure_title (name, figure);
  g_autoptr (GArray) ids = clinic_expenses_dup_ids (self->expenses, block, group, figure);

  desk_expenses_rows_show (self->rows, title, ids);
  adw_flap_set_reveal_flap (self->flap, TRUE);
}

/* --- showing --- */

static DeskExpensesBlock *
get_block (DeskExpensesPage *self, guint nth)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->blocks));

  for (; child != NULL && nth > 0; nth--)
    child = gtk_widget_get_next_sibling (child);

  return child != NULL ? DESK_EXPENSES_BLOCK (child) : NULL;
}

/* as many widgets as there are currencies; they stay, and what has the focus keeps it */
static void
show_blocks (DeskExpensesPage *self)
{
  DeskExpensesBlock *block = NULL;
  guint n = self->expenses->blocks->len;

  for (guint i = 0; i < n; i++)
    {
      block = get_block (self, i);
      if (block == NULL)
        {
          GtkWidget *widget = desk_expenses_block_new ();

          gtk_box_append (self->blocks, widget);
          block = DESK_EXPENSES_BLOCK (widget);
          g_signal_connect_object (block, "opened", G_CALLBACK (on_opened_cb), self,
                                   G_CONNECT_SWAPPED);
        }
      desk_expenses_block_show (block, self->expenses,
                                g_ptr_array_index (self->expenses->blocks, i));
    }
  while ((block = get_block (self, n)) != NULL)
    gtk_box_remove (self->blocks, GTK_WIDGET (block));
  block = get_block (self, 0);
  desk_export_set_chart (self->export,
                         block != NULL ? desk_expenses_block_get_chart (block) : NULL);
}

static void
show_name (DeskExpensesPage *self)
{
  g_autofree char *first = clinic_days_to_string (self->expenses->from);
  g_autofree char *last =
    clinic_days_to_string (MAX (self->expenses->from, self->expenses->to - 1));
  gboolean month = self->expenses->n_months == 1 && g_str_has_suffix (first, "-01");
  g_autofree char *period =
    month ? g_strndup (first, sizeof "2026-11" - 1) : g_strjoin ("_", first, last, NULL);
  g_autofree char *name = desk_export_dup_name (_ ("Expenses"), period);

  desk_export_set_name (self->export, name);
  gtk_widget_set_sensitive (GTK_WIDGET (self->export), !is_empty (self));
}

static void
on_invoices_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DeskExpensesPage) self = DESK_EXPENSES_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows =
    clinic_archive_load_rows_finish (CLINIC_ARCHIVE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->box == NULL)
    return;
  g_list_store_remove_all (self->invoices);
  if (rows != NULL)
    g_list_store_splice (self->invoices, 0, 0, rows->pdata, rows->len);
}

static void
stop_fetching (DeskExpensesPage *self)
{
  g_cancellable_cancel (self->fetching);
  g_clear_object (&self->fetching);
}

/* for the table «Счета» of the file, which is made at once */
static void
load_invoices (DeskExpensesPage *self)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < self->expenses->blocks->len; i++)
    {
      g_autoptr (GArray) some =
        clinic_expenses_dup_ids (self->expenses, g_ptr_array_index (self->expenses->blocks, i),
                                 NULL, CLINIC_EXPENSES_PAID);

      g_array_append_vals (ids, some->data, some->len);
    }
  stop_fetching (self);
  self->fetching = g_cancellable_new ();
  clinic_archive_load_rows_async (self->bills, CLINIC_FACTS_BILLS, ids, self->fetching,
                                  on_invoices_cb, g_object_ref (self));
}

static ClinicExpenses *
count_by (DeskExpensesPage *self, ClinicExpensesBy by)
{
  int from, to;

  desk_expenses_question_get_days (self->question, &from, &to);

  return clinic_expenses_new (self->facts, by, from, to,
                              desk_expenses_question_get_today (self->question), NULL);
}

/* anew: another question, of which the open rows say nothing */
static void
show_expenses (DeskExpensesPage *self, gboolean anew)
{
  ClinicExpenses *before = self->expenses;

  if (anew)
    close_rows (self);
  self->expenses = count_by (self, desk_expenses_question_get_by (self->question));
  show_blocks (self);
  g_clear_pointer (&before, clinic_expenses_free);
  show_name (self);
  load_invoices (self);
  update (self);
}

/* --- reading --- */

static void
stop_loading (DeskExpensesPage *self)
{
  g_clear_handle_id (&self->recount_source, g_source_remove);
  desk_loading_set (self->loading, FALSE);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static gboolean
on_recount_cb (gpointer user_data)
{
  DeskExpensesPage *self = DESK_EXPENSES_PAGE (user_data);

  self->recount_source = 0;
  if (self->cancellable == NULL)
    load (self);

  return G_SOURCE_REMOVE;
}

static void
load_soon (DeskExpensesPage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && self->recount_source == 0)
    self->recount_source =
      g_timeout_add (self->expenses == NULL ? 50 : RECOUNT_MS, on_recount_cb, self);
}

static void
on_facts_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DeskExpensesPage) self = DESK_EXPENSES_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (ClinicFacts) facts =
    clinic_archive_load_facts_finish (CLINIC_ARCHIVE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->box == NULL)
    return;
  stop_loading (self);
  if (facts == NULL)
    {
      g_debug ("The expenses could not be read: %s", error->message);
      self->problem = g_steal_pointer (&error);
      update (self);
    }
  else
    {
      g_set_object (&self->facts, facts);
      show_expenses (self, FALSE);
    }
  if (self->stale)
    load_soon (self);
}

/* as far back as the question and what it is compared with reach */
static void
want (DeskExpensesPage *self)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  int from, to;

  desk_expenses_question_get_days (self->question, &from, &to);
  clinic_question_shift (CLINIC_COMPARISON_PREVIOUS, &from, &to);
  clinic_archive_want (self->bills, clinic_days_begin (zone, from));
}

static void
load (DeskExpensesPage *self)
{
  stop_loading (self);
  g_clear_error (&self->problem);
  self->stale = FALSE;
  want (self);
  self->cancellable = g_cancellable_new ();
  if (self->expenses == NULL)
    desk_loading_set (self->loading, TRUE);
  clinic_archive_load_facts_async (self->bills, self->cancellable, on_facts_cb,
                                   g_object_ref (self));
  update (self);
}

static void
on_bills_cb (DeskExpensesPage *self)
{
  if (self->box == NULL)
    return;
  self->stale = TRUE;
  update (self);
  load_soon (self);
}

/* --- the question --- */

static void
on_question_cb (DeskExpensesPage *self)
{
  want (self);
  if (self->facts != NULL)
    show_expenses (self, TRUE);
}

/* --- exporting --- */

static ClinicWorkbook *
make_workbook (gpointer data)
{
  DeskExpensesPage *self = DESK_EXPENSES_PAGE (data);
  const char *user = clinic_link_get_user_name (clinic_session_get_link (self->session));
  g_autofree char *footer =
    desk_export_dup_footer (clinic_session_get_now (self->session), user, NULL);
  g_autoptr (ClinicExpenses) payers = NULL;
  DeskExpensesBlock *block = get_block (self, 0);

  if (self->expenses == NULL || block == NULL)
    return NULL;
  if (self->expenses->by == CLINIC_EXPENSES_BY_CATEGORY)
    payers = count_by (self, CLINIC_EXPENSES_BY_PAYER);

  return clinic_expenses_to_workbook (self->expenses, payers, G_LIST_MODEL (self->invoices),
                                      desk_chart_get_kind (desk_expenses_block_get_chart (block)),
                                      user, footer);
}

/* --- actions and keys --- */

static void
on_reload_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  DeskExpensesPage *self = DESK_EXPENSES_PAGE (widget);

  clinic_archive_refresh (self->bills);
  load (self);
}

/* Escape closes the rows, wherever the focus is on the page. */
static gboolean
on_key_cb (DeskExpensesPage *self, guint keyval)
{
  if (keyval != GDK_KEY_Escape || !adw_flap_get_reveal_flap (self->flap))
    return GDK_EVENT_PROPAGATE;
  close_rows (self);

  return GDK_EVENT_STOP;
}

static void
add_keys (DeskExpensesPage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/* --- the widget --- */

static void
desk_expenses_page_map (GtkWidget *widget)
{
  DeskExpensesPage *self = DESK_EXPENSES_PAGE (widget);

  GTK_WIDGET_CLASS (desk_expenses_page_parent_class)->map (widget);

  if (self->cancellable == NULL && (self->expenses == NULL || self->stale))
    load (self);
}

static void
desk_expenses_page_dispose (GObject *object)
{
  DeskExpensesPage *self = DESK_EXPENSES_PAGE (object);

  stop_loading (self);
  stop_fetching (self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->facts);
  g_clear_object (&self->bills);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (desk_expenses_page_parent_class)->dispose (object);
}

static void
desk_expenses_page_finalize (GObject *object)
{
  DeskExpensesPage *self = DESK_EXPENSES_PAGE (object);

  g_clear_pointer (&self->expenses, clinic_expenses_free);
  g_clear_error (&self->problem);
  g_clear_object (&self->invoices);
  g_clear_object (&self->loading);

  G_OBJECT_CLASS (desk_expenses_page_parent_class)->finalize (object);
}

static void
desk_expenses_page_class_init (DeskExpensesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = desk_expenses_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = desk_expenses_page_finalize;
  widget_class->map = desk_expenses_page_map;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/reception24/Reception/ui/expenses/desk-expenses-page.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskExpensesPage, box);
  gtk_widget_class_bind_template_child (widget_class, DeskExpensesPage, question_slot);
  gtk_widget_class_bind_template_child (widget_class, DeskExpensesPage, notice);
  gtk_widget_class_bind_template_child (widget_class, DeskExpensesPage, progress);
  gtk_widget_class_bind_template_child (widget_class, DeskExpensesPage, states);
  gtk_widget_class_bind_template_child (widget_class, DeskExpensesPage, flap);
  gtk_widget_class_bind_template_child (widget_class, DeskExpensesPage, blocks);
  gtk_widget_class_bind_template_child (widget_class, DeskExpensesPage, rows_slot);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_install_action (widget_class, "page.reload", NULL, on_reload_action_cb);
}

static void
desk_expenses_page_init (DeskExpensesPage *self)
{
  self->loading = desk_loading_new ();
  self->invoices = g_list_store_new (CLINIC_TYPE_INVOICE);
  g_signal_connect_object (self->loading, "due", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  gtk_widget_init_template (GTK_WIDGET (self));
  add_keys (self);
}

static void
add_question (DeskExpensesPage *self)
{
  GtkWidget *question = desk_expenses_question_new (self->session);
  GtkWidget *export = desk_export_new ();

  self->question = DESK_EXPENSES_QUESTION (question);
  self->export = DESK_EXPORT (export);
  gtk_widget_set_sensitive (export, FALSE);
  desk_export_set_make (self->export, make_workbook, self, NULL);
  desk_expenses_question_append (self->question, export);
  adw_bin_set_child (self->question_slot, question);
  g_signal_connect_object (question, "changed", G_CALLBACK (on_question_cb), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
desk_expenses_page_new (ClinicSession *session)
{
  DeskExpensesPage *self = g_object_new (DESK_TYPE_EXPENSES_PAGE, NULL);
  GtkWidget *rows = desk_expenses_rows_new (session);

  self->session = g_object_ref (session);
  self->bills = g_object_ref (clinic_archive_get_bills (clinic_session_get_archive (session)));
  self->rows = DESK_EXPENSES_ROWS (rows);
  adw_bin_set_child (self->rows_slot, rows);
  add_question (self);
  g_signal_connect_object (rows, "closed", G_CALLBACK (close_rows), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->bills, "changed", G_CALLBACK (on_bills_cb), self,
                           G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}
