/* test-desk-invoices.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "dummy-desk.h"

#include "clinic-enums.h"
#include "clinic-invoice-step.h"
#include "clinic-user.h"
#include "desk-form-field.h"
#include "desk-form-text.h"
#include "desk-invoice-bell.h"
#include "desk-invoices-page.h"
#include "desk-paper-view.h"
#include "desk-paper.h"
#include "desk-task-row.h"
#include "desk-tasks-view.h"
#include "dummy-invoices.h"
#include "dummy-paper.h"
#include "dummy-services.h"
#include "dummy-tasks.h"
#include "reception-config.h"

static GtkWidget *
open_page (Desk *desk, int width)
{
  GtkWidget *page = desk_invoices_page_new (CLINIC_SESSION (desk->session));

  gtk_widget_set_vexpand (page, TRUE);
  gtk_window_set_default_size (GTK_WINDOW (desk->window), width, 740);
  gtk_box_append (GTK_BOX (desk->place), page);
  for (int i = 0; i < 500 && !gtk_widget_get_mapped (page); i++)
    settle (20);
  settle (200);

  return page;
}

static DummyInvoices *
invoices (Desk *desk)
{
  return dummy_session_invoices (desk->session);
}

static GtkWidget *
view (GtkWidget *page)
{
  return desk_find (page, DESK_TYPE_TASKS_VIEW, 0);
}

/* a letter, and its release */
static void
hit (GtkWidget *page, guint keyval)
{
  GtkWidget *widget = view (page);
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  press (widget, keyval, 0);
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-released", keyval, 0, 0);
    }
  settle (40);
}

/* the keys that the page takes wherever the focus is */
static void
hit_everywhere (GtkWidget *page, guint keyval)
{
  GtkWidget *widget = view (page);
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (!GTK_IS_SHORTCUT_CONTROLLER (controller))
        continue;
      for (guint j = 0; j < g_list_model_get_n_items (G_LIST_MODEL (controller)); j++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), j);
          GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

          if (gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) == keyval)
            gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, widget, NULL);
        }
    }
  settle (40);
}

static GtkTextBuffer *
reason (GtkWidget *page)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (desk_find (page, GTK_TYPE_TEXT_VIEW, 0)));
}

static void
assert_reason (GtkWidget *page, const char *expected)
{
  g_autofree char *text = NULL;

  g_object_get (reason (page), "text", &text, NULL);
  g_assert_cmpstr (text, ==, expected);
}

static ClinicTask *
chosen (GtkWidget *page)
{
  return desk_tasks_view_get_task (DESK_TASKS_VIEW (view (page)));
}

static void
test_one_key_approves_and_goes_on (Desk *desk, gconstpointer data)
{
  ClinicTask *first = dummy_task (desk->session, 7, "ООО «ДентСнаб»", 48600, TRUE);
  ClinicTask *second = dummy_task (desk->session, 8, "АО «Водоканал»", 7200, TRUE);
  GtkWidget *page = open_page (desk, 1100);
  ClinicCommand *command = NULL;
  gint64 began = 0;

  assert_reads (page, "48 600 ₽");
  assert_reads (page, "ООО «ДентСнаб»");
  assert_reads (page, "waits 1 h");
  assert_reads (page, "Петрова Ольга");
  g_assert_true (chosen (page) == first);

  began = g_get_monotonic_time ();
  hit (page, GDK_KEY_a);
  command = desk_command (desk, 0, CLINIC_COMMAND_DECIDE_INVOICE);
  desk_assert_payload (command,
                       "decision='approve' fields={} files=[] "
                       "invoice='list:34:2007' status=1 task=7 text='' title='ООО «ДентСнаб»' "
                       "way='yes'");
  g_assert_cmpint (clinic_command_get_hold (command), >, began);
  g_assert_true (chosen (page) == second);
  assert_reads (desk->overlay, "Approve: ООО «ДентСнаб»");

  /* once more: what was decided is on its way */
  clinic_task_set_pending (first, TRUE);
  assert_reads (page, "Decided, on its way");

  /* in the other layout */
  hit (page, GDK_KEY_Cyrillic_ef);
  desk_command (desk, 1, CLINIC_COMMAND_DECIDE_INVOICE);
  g_assert_cmpuint (dummy_session_n_submitted (desk->session), ==, 2);
}

static void
test_the_first_is_chosen_until_somebody_chooses (Desk *desk, gconstpointer data)
{
  GListStore *tasks = dummy_invoices_tasks (invoices (desk));
  ClinicTask *late = dummy_task (desk->session, 7, "ООО «ДентСнаб»", 48600, TRUE);
  GtkWidget *page = open_page (desk, 1100);
  ClinicTask *first = dummy_task (desk->session, 8, "АО «Водоканал»", 7200, TRUE);

  /* more of the queue comes, in its order */
  g_object_ref (first);
  g_list_store_remove (tasks, 1);
  g_list_store_insert (tasks, 0, first);
  settle (40);
  g_assert_true (chosen (page) == first);
  press (view (page), GDK_KEY_Down, 0);
  g_object_ref (late);
  g_list_store_remove (tasks, 1);
  g_list_store_insert (tasks, 0, late);
  settle (40);
  g_assert_true (chosen (page) == first);
  g_object_unref (first);
  g_object_unref (late);
}

static void
test_a_key_that_is_held_down_decides_once (Desk *desk, gconstpointer data)
{
  GtkWidget *page = NULL;

  for (int i = 0; i < 4; i++)
    dummy_task (desk->session, 7 + i, "ООО «ДентСнаб»", 48600 + i, TRUE);
  page = open_page (desk, 1100);
  for (int i = 0; i < 4; i++)
    press (view (page), GDK_KEY_a, 0);
  g_assert_cmpuint (dummy_session_n_submitted (desk->session), ==, 1);
}

static void
test_a_decision_is_taken_back_with_what_was_written (Desk *desk, gconstpointer data)
{
  ClinicTask *first = dummy_task (desk->session, 7, "ООО «ДентСнаб»", 48600, TRUE);
  GtkWidget *page = NULL;

  dummy_task (desk->session, 8, "АО «Водоканал»", 7200, TRUE);
  page = open_page (desk, 1100);
  hit (page, GDK_KEY_d);
  g_assert_cmpuint (dummy_session_n_submitted (desk->session), ==, 0);
  assert_reads (page, "Why is it rejected?");
  gtk_text_buffer_set_text (reason (page), "Нет печати", -1);
  press (view (page), GDK_KEY_Return, GDK_CONTROL_MASK);
  desk_assert_payload (desk_command (desk, 0, CLINIC_COMMAND_DECIDE_INVOICE),
                       "decision='reject' fields={} files=[] "
                       "invoice='list:34:2007' status=2 task=7 text='Нет печати' "
                       "title='ООО «ДентСнаб»' way='no'");
  assert_reason (page, "");
  hit_everywhere (page, GDK_KEY_z);
  g_assert_cmpuint (dummy_session_n_undone (desk->session), ==, 1);
  g_assert_true (chosen (page) == first);
  assert_reason (page, "Нет печати");
}

static void
test_what_is_written_outlives_a_refresh_and_a_look_elsewhere (Desk *desk, gconstpointer data)
{
  ClinicTask *first = dummy_task (desk->session, 7, "ООО «ДентСнаб»", 48600, TRUE);
  GListStore *tasks = dummy_invoices_tasks (invoices (desk));
  GtkWidget *page = NULL;
  g_autoptr (GListStore) fewer = g_list_store_new (CLINIC_TYPE_INVOICE_WAY);
  g_autoptr (ClinicInvoiceWay) yes = NULL;

  dummy_task (desk->session, 8, "АО «Водоканал»", 7200, TRUE);
  page = open_page (desk, 1100);
  hit (page, GDK_KEY_r);
  gtk_text_buffer_set_text (reason (page), "Приложите договор", -1);

  /* the portal answers with other words, other ways, and another task before it */
  yes = g_list_model_get_item (clinic_task_get_ways (first), 0);
  g_list_store_append (fewer, yes);
  g_object_set (first, "text", "Новый текст", "ways", fewer, NULL);
  g_object_set (clinic_task_get_invoice (first), "amount", (gint64) 4870000, NULL);
  settle (60);
  assert_reason (page, "Приложите договор");
  dummy_task (desk->session, 9, "ИП Сидоров", 100, TRUE);
  settle (60);
  assert_reason (page, "Приложите договор");
  g_assert_true (chosen (page) == first);

  gtk_list_box_select_row (GTK_LIST_BOX (desk_find (page, GTK_TYPE_LIST_BOX, 0)),
                           gtk_list_box_get_row_at_index (GTK_LIST_BOX (
                                                            desk_find (page, GTK_TYPE_LIST_BOX, 0)),
                                                          1));
  settle (30);
  assert_reason (page, "");
  gtk_list_box_select_row (GTK_LIST_BOX (desk_find (page, GTK_TYPE_LIST_BOX, 0)),
                           gtk_list_box_get_row_at_index (GTK_LIST_BOX (
                                                            desk_find (page, GTK_TYPE_LIST_BOX, 0)),
                                                          0));
  settle (30);
  assert_reason (page, "Приложите договор");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (tasks)), ==, 3);
}

static void
test_a_process_without_rework_offers_to_reject_with_it (Desk *desk, gconstpointer data)
{
  GtkWidget *page = NULL;

  dummy_task (desk->session, 7, "ООО «ДентСнаб»", 48600, FALSE);
  page = open_page (desk, 1100);
  hit (page, GDK_KEY_Cyrillic_ka);
  assert_reads (page, "This process has no way back for rework");
  hit_everywhere (page, GDK_KEY_Return);
  g_assert_cmpuint (dummy_session_n_submitted (desk->session), ==, 0);
  gtk_text_buffer_set_text (reason (page), "не тот плательщик", -1);
  hit_everywhere (page, GDK_KEY_Return);
  desk_assert_payload (desk_command (desk, 0, CLINIC_COMMAND_DECIDE_INVOICE),
                       "decision='reject' fields={} files=[] "
                       "invoice='list:34:2007' status=2 task=7 "
                       "text='To be fixed: не тот плательщик' title='ООО «ДентСнаб»' way='no'");
}

static void
test_a_large_sum_is_asked_about_again (Desk *desk, gconstpointer data)
{
  GtkWidget *page = NULL;

  dummy_task (desk->session, 7, "ООО «ДентСнаб»", 148600, TRUE);
  page = open_page (desk, 1100);
  hit (page, GDK_KEY_a);
  g_assert_cmpuint (dummy_session_n_submitted (desk->session), ==, 0);
  assert_reads (page, "The sum is large: 148 600 ₽");
  press (view (page), GDK_KEY_Escape, 0);
  assert_does_not_read (page, "The sum is large");
  hit (page, GDK_KEY_a);
  desk_click (page, "Approve All the Same");
  desk_command (desk, 0, CLINIC_COMMAND_DECIDE_INVOICE);
}

static void
test_a_duplicate_is_named_before_it_is_approved (Desk *desk, gconstpointer data)
{
  GtkWidget *page = NULL;

  dummy_registry_row (desk->session, "ДентСнаб, ООО", 48600, "81", 30);
  dummy_task (desk->session, 7, "ООО «ДентСнаб»", 48600, TRUE);
  page = open_page (desk, 1100);
  settle (300);
  assert_reads (page, "Perhaps a duplicate");
  assert_reads (page, "ДентСнаб, ООО No. 81 of 22 Oct, 48 600 ₽");
  hit (page, GDK_KEY_a);
  g_assert_cmpuint (dummy_session_n_submitted (desk->session), ==, 0);
  assert_reads (page, "This may be the same bill as ДентСнаб, ООО No. 81 of 22 Oct");
  hit_everywhere (page, GDK_KEY_Return);
  desk_command (desk, 0, CLINIC_COMMAND_DECIDE_INVOICE);
}

static void
test_what_was_decided_elsewhere_is_said_and_leaves (Desk *desk, gconstpointer data)
{
  ClinicTask *first = dummy_task (desk->session, 7, "ООО «ДентСнаб»", 48600, TRUE);
  ClinicTask *second = dummy_task (desk->session, 8, "АО «Водоканал»", 7200, TRUE);
  GtkWidget *page = open_page (desk, 1100);

  clinic_task_set_gone (first, "Соколова Елена, 14:05");
  settle (40);
  assert_reads (page, "Already decided elsewhere: Соколова Елена, 14:05");
  hit (page, GDK_KEY_a);
  g_assert_cmpuint (dummy_session_n_submitted (desk->session), ==, 0);
  g_list_store_remove (dummy_invoices_tasks (invoices (desk)), 0);
  settle (60);
  g_assert_true (chosen (page) == second);
  assert_reads (desk->overlay, "Соколова Елена, 14:05");
}

static void
test_fields_of_the_task_go_with_the_answer (Desk *desk, gconstpointer data)
{
  static const char *const options[] = { "approve=Да", "no=Нет", NULL };
  ClinicTask *task = dummy_task (desk->session, 7, "ООО «ДентСнаб»", 48600, TRUE);
  g_autoptr (ClinicInvoiceWay) yes = g_list_model_get_item (clinic_task_get_ways (task), 0);
  GtkWidget *page = NULL;
  GtkWidget *day = NULL;

  g_object_set (yes, "field", "decision", "value", "approve", "status", 3, NULL);
  dummy_task_add_field (task, "decision", "Решение", CLINIC_FIELD_CHOICE, TRUE, options);
  dummy_task_add_field (task, "pay_date", "Дата оплаты", CLINIC_FIELD_DATE, TRUE, NULL);
  page = open_page (desk, 1100);
  assert_does_not_read (page, "Решение *");
  hit (page, GDK_KEY_a);
  assert_reads (page, "This must be filled");
  g_assert_cmpuint (dummy_session_n_submitted (desk->session), ==, 0);
  day = desk_find (page, DESK_TYPE_FORM_FIELD, 0);
  gtk_editable_set_text (desk_form_field_get_editable (DESK_FORM_FIELD (day)), "31.11");
  settle (20);
  assert_reads (page, "A day is needed here");
  gtk_editable_set_text (desk_form_field_get_editable (DESK_FORM_FIELD (day)), "30.11");
  hit_everywhere (page, GDK_KEY_Return);
  desk_assert_payload (desk_command (desk, 0, CLINIC_COMMAND_DECIDE_INVOICE),
                       "decision='approve' fields={'pay_date': '2026-11-30', "
                       "'decision': 'approve'} files=[] invoice='list:34:2007' status=3 "
                       "task=7 text='' title='ООО «ДентСнаб»' way='yes'");
}

static void
test_files_are_read_and_sent (Desk *desk, gconstpointer data)
{
  ClinicTask *task = dummy_task (desk->session, 7, "ООО «ДентСнаб»", 48600, TRUE);
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "акт-7.txt", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GVariant) files = NULL;
  GtkWidget *page = NULL;
  DeskFormField *field = NULL;

  dummy_task_add_field (task, "act", "Акт", CLINIC_FIELD_FILE, TRUE, NULL);
  page = open_page (desk, 1100);
  field = DESK_FORM_FIELD (desk_find (page, DESK_TYPE_FORM_FIELD, 0));
  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  desk_form_field_add_file (field, file);
  hit (page, GDK_KEY_a);
  settle (200);
  assert_reads (desk->overlay, "is empty");
  g_assert_cmpuint (dummy_session_n_submitted (desk->session), ==, 0);
  g_assert_true (g_file_set_contents (path, "АКТ", -1, NULL));
  hit_everywhere (page, GDK_KEY_Return);
  for (int i = 0; i < 50 && dummy_session_n_submitted (desk->session) == 0; i++)
    settle (20);
  files = g_variant_lookup_value (clinic_command_get_payload (
                                    desk_command (desk, 0, CLINIC_COMMAND_DECIDE_INVOICE)),
                                  "files", G_VARIANT_TYPE ("a(ssay)"));
  g_assert_cmpuint (g_variant_n_children (files), ==, 1);
  g_file_delete (file, NULL, NULL);
}

static void
test_a_task_is_handed_over (Desk *desk, gconstpointer data)
{
  g_autoptr (ClinicUser) elena = g_object_new (CLINIC_TYPE_USER, "id", (gint64) 12, "last-name",
                                               "Соколова", "first-name", "Елена", NULL);
  GtkWidget *page = NULL;
  GtkWidget *list = NULL;

  g_list_store_append (dummy_invoices_colleagues (invoices (desk)), elena);
  dummy_task (desk->session, 7, "ООО «ДентСнаб»", 48600, TRUE);
  page = open_page (desk, 1100);
  hit (page, GDK_KEY_p);
  wait_for_widget (page, GTK_TYPE_LABEL, "Соколова Елена");
  list = desk_find (desk_find (page, GTK_TYPE_POPOVER, 0), GTK_TYPE_LIST_VIEW, 0);
  assert_reads (list, "Соколова Елена");
  g_signal_emit_by_name (list, "activate", 0u);
  settle (30);
  desk_assert_payload (desk_command (desk, 0, CLINIC_COMMAND_DELEGATE_TASK),
                       "invoice='list:34:2007' name='Соколова Елена' task=7 "
                       "title='ООО «ДентСнаб»' to=12");
}

static void
wait_for_page (DeskPaperView *paper, guint page)
{
  for (int i = 0; i < 250 && desk_paper_view_get_page (paper) != page; i++)
    settle (20);
  g_assert_cmpuint (desk_paper_view_get_page (paper), ==, page);
}

static void
test_a_pdf_is_paged_and_zoomed (Desk *desk, gconstpointer data)
{
  g_autoptr (GBytes) pdf = dummy_paper_pdf (3);
  ClinicTask *task = dummy_task (desk->session, 7, "ООО «ДентСнаб»", 48600, TRUE);
  GtkWidget *page = NULL;
  DeskPaperView *paper = NULL;
  GtkWidget *picture = NULL;
  int width = 0;

  dummy_task_add_file (task, 50, "Счёт 118.pdf", "application/pdf");
  dummy_invoices_set_file (invoices (desk), pdf);
  page = open_page (desk, 1100);
  wait_for_widget (page, GTK_TYPE_LABEL, "Счёт 118.pdf");
  paper = DESK_PAPER_VIEW (desk_find (page, DESK_TYPE_PAPER_VIEW, 0));
  wait_for_page (paper, 1);
  assert_reads (page, "Page 1 of 3");
  assert_reads (page, "Счёт 118.pdf");
  gtk_widget_activate_action (GTK_WIDGET (paper), "paper.next", NULL);
  wait_for_page (paper, 2);
  assert_reads (page, "Page 2 of 3");

  picture = desk_find (GTK_WIDGET (paper), GTK_TYPE_PICTURE, 0);
  gtk_widget_get_size_request (picture, &width, NULL);
  press (view (page), GDK_KEY_plus, GDK_CONTROL_MASK);
  assert_reads (page, "125 %");
  for (int i = 0; i < 30; i++)
    press (view (page), GDK_KEY_Page_Down, 0);
  wait_for_page (paper, 3);
  press (view (page), GDK_KEY_0, GDK_CONTROL_MASK);
  assert_reads (page, "100 %");
  settle (100);
  g_assert_cmpint (width, >, 300);
}

static void
test_a_broken_document_says_so (Desk *desk, gconstpointer data)
{
  static const char junk[] = "%PDF-1.7\n1 0 obj << /Type /Catalog >> nothing more of it";
  g_autoptr (GBytes) broken = g_bytes_new_static (junk, sizeof junk);
  ClinicTask *task = dummy_task (desk->session, 7, "ООО «ДентСнаб»", 48600, TRUE);
  GtkWidget *page = NULL;

  dummy_task_add_file (task, 50, "Счёт.pdf", "application/pdf");
  dummy_invoices_set_file (invoices (desk), broken);
  page = open_page (desk, 1100);
  assert_reads (page, "This file is damaged and cannot be shown");
  assert_reads (page, "Open in Another Program");
  /* it is decided all the same */
  hit (page, GDK_KEY_a);
  g_assert_cmpuint (dummy_session_n_submitted (desk->session), ==, 1);
}

static void
test_what_is_not_shown_here_opens_elsewhere (Desk *desk, gconstpointer data)
{
  ClinicTask *task = dummy_task (desk->session, 7, "ООО «ДентСнаб»", 48600, TRUE);
  GtkWidget *page = NULL;
  g_autoptr (ClinicFile) file = NULL;

  dummy_task_add_file (task, 50, "Счёт.docx", "application/msword");
  page = open_page (desk, 1100);
  assert_reads (page, "Files of this kind are not shown here");
  assert_reads (page, "Open in Another Program");
  file = g_list_model_get_item (clinic_invoice_get_files (clinic_task_get_invoice (task)), 0);
  clinic_file_set_browser_only (file, TRUE);
  gtk_widget_activate_action (desk_find (page, DESK_TYPE_PAPER_VIEW, 0), "paper.again", NULL);
  settle (30);
  assert_reads (page, "The portal gives this file to a browser only");
  assert_reads (page, "Open in Bitrix24");
}

static void
test_history_and_particulars_are_there (Desk *desk, gconstpointer data)
{
  ClinicTask *task = dummy_task (desk->session, 7, "ООО «ДентСнаб»", 48600, TRUE);
  g_autoptr (GListStore) steps = g_list_store_new (CLINIC_TYPE_INVOICE_STEP);
  g_autoptr (ClinicInvoiceStep) step =
    g_object_new (CLINIC_TYPE_INVOICE_STEP, "time", DUMMY_NOW - 7200, "until", DUMMY_NOW - 3600,
                  "user-name", "Иванова Анна", "state", CLINIC_INVOICE_REWORK, "text",
                  "Нет подписи", NULL);
  g_autoptr (ClinicInvoiceCase) invoice_case =
    g_object_new (CLINIC_TYPE_INVOICE_CASE, "invoice", clinic_task_get_invoice (task), "state",
                  CLINIC_LOAD_READY, "steps", steps, NULL);
  GtkWidget *page = NULL;

  g_list_store_append (steps, step);
  dummy_invoices_set_case (invoices (desk), invoice_case);
  page = open_page (desk, 1100);
  assert_reads (page, "Перчатки, маски, шприцы");
  assert_reads (page, "ООО «Улыбка»");
  assert_reads (page, "History");
  assert_reads (page, "Иванова Анна: To be fixed");
  assert_reads (page, "stood there for 1 h");
  assert_reads (page, "Нет подписи");
}

static void
test_a_closed_document_says_what_to_do (Desk *desk, gconstpointer data)
{
  ClinicTask *task = dummy_task (desk->session, 7, "ООО «ДентСнаб»", 48600, TRUE);
  g_autoptr (ClinicInvoiceCase) invoice_case =
    g_object_new (CLINIC_TYPE_INVOICE_CASE, "invoice", clinic_task_get_invoice (task), "state",
                  CLINIC_LOAD_MISSING, NULL);
  GtkWidget *page = NULL;

  clinic_invoice_set_files (clinic_task_get_invoice (task), NULL);
  dummy_invoices_set_case (invoices (desk), invoice_case);
  page = open_page (desk, 1100);
  assert_reads (page, "tick “lists”");
  assert_does_not_read (page, "No document is attached");
}

/* The note under the last field is not hidden by the edge of what is scrolled. */
static void
test_what_is_missing_is_seen_with_its_note (Desk *desk, gconstpointer data)
{
  static const char *const names[] = { "Сумма", "Номер", "Оплатить до", "Назначение", NULL };
  ClinicTask *task = dummy_task (desk->session, 7, "ООО «ДентСнаб»", 48600, TRUE);
  g_autoptr (GFile) file = g_file_new_for_path ("/nowhere/schet.pdf");
  GtkWidget *page = NULL;
  GtkWidget *field = NULL;
  GtkWidget *scroller = NULL;
  graphene_rect_t bounds;

  for (guint i = 0; names[i] != NULL; i++)
    dummy_task_add_field (task, names[i], names[i],
                          i == 3 ? CLINIC_FIELD_LONG_TEXT : CLINIC_FIELD_TEXT, FALSE, NULL);
  dummy_task_add_field (task, "scan", "Скан", CLINIC_FIELD_FILE, FALSE, NULL);
  dummy_task_add_field (task, "file", "Счёт", CLINIC_FIELD_FILE, TRUE, NULL);
  page = open_page (desk, 1100);
  desk_form_field_add_file (DESK_FORM_FIELD (desk_find (page, DESK_TYPE_FORM_FIELD, 4)), file);
  hit (page, GDK_KEY_a);
  settle (200);
  field = desk_find (page, DESK_TYPE_FORM_FIELD, 5);
  assert_reads (field, "This must be filled");
  scroller = gtk_widget_get_ancestor (field, GTK_TYPE_SCROLLED_WINDOW);
  g_assert_true (gtk_widget_compute_bounds (field, scroller, &bounds));
  g_assert_cmpfloat (bounds.origin.y + bounds.size.height, <=,
                     gtk_widget_get_height (scroller) + 1);
}

static void
test_the_states_are_told_apart (Desk *desk, gconstpointer data)
{
  GtkWidget *page = open_page (desk, 1100);

  assert_reads (page, "Everything is decided");
  dummy_invoices_set_state (invoices (desk), CLINIC_LOAD_MISSING, 0);
  settle (30);
  assert_reads (page, "tick “bizproc”");
  dummy_invoices_set_state (invoices (desk), CLINIC_LOAD_STALE, 0);
  settle (30);
  assert_reads (page, "No connection to the portal");
  desk_click (page, "Try Again");
  g_assert_cmpuint (dummy_invoices_n_refreshed (invoices (desk)), ==, 1);
  dummy_task (desk->session, 7, "ООО «ДентСнаб»", 48600, TRUE);
  settle (60);
  assert_reads (page, "48 600 ₽");
  g_list_store_remove_all (dummy_invoices_tasks (invoices (desk)));
  dummy_invoices_set_state (invoices (desk), CLINIC_LOAD_READY, 0);
  settle (60);
  assert_reads (page, "Everything is decided");
}

static void
test_a_new_one_rings_quietly_and_without_names (Desk *desk, gconstpointer data)
{
  g_autoptr (DummyServices) services = dummy_services_new (CLINIC_SESSION (desk->session));
  g_autoptr (DeskInvoiceBell) bell = NULL;

  dummy_task (desk->session, 7, "ООО «ДентСнаб»", 48600, TRUE);
  bell = desk_invoice_bell_new (CLINIC_SESSION (desk->session), CLINIC_SERVICES (services));
  settle (30);
  g_assert_cmpuint (dummy_services_n_notified (services), ==, 0);
  dummy_task (desk->session, 8, "АО «Водоканал»", 7200, TRUE);
  settle (60);
  g_assert_cmpuint (dummy_services_n_notified (services), ==, 1);
  g_assert_cmpstr (dummy_services_title (services), ==, "New invoice to approve");
  g_assert_cmpstr (dummy_services_body (services), ==, "2 invoices wait for your decision");
  g_list_store_remove_all (dummy_invoices_tasks (invoices (desk)));
  settle (60);
  g_assert_cmpuint (dummy_services_n_shown (services), ==, 0);
}

static void
test_what_people_type_is_understood (void)
{
  static const struct
  {
    ClinicFieldKind kind;
    const char *typed;
    const char *value;
    const char *shown;
  } rows[] = {
    { CLINIC_FIELD_MONEY, "48 600,50", "4860050", "48\u00a0600,50" },
    { CLINIC_FIELD_MONEY, "48600 ₽", "4860000", "48\u00a0600" },
    { CLINIC_FIELD_MONEY, "много", NULL, NULL },
    { CLINIC_FIELD_NUMBER, "12,5", "12.5", "12,5" },
    { CLINIC_FIELD_NUMBER, "1 200", "1200", "1200" },
    { CLINIC_FIELD_NUMBER, "1,2,3", NULL, NULL },
    { CLINIC_FIELD_DATE, "27.11.2026", "2026-11-27", "27.11.2026" },
    { CLINIC_FIELD_DATE, "27.11.26", "2026-11-27", "27.11.2026" },
    { CLINIC_FIELD_DATE, "27.11", "2026-11-27", "27.11.2026" },
    { CLINIC_FIELD_DATE, "27.11.", "2026-11-27", "27.11.2026" },
    { CLINIC_FIELD_DATE, "15/1", "2027-01-15", "15.01.2027" },
    { CLINIC_FIELD_DATE, "2026-11-27", "2026-11-27", "27.11.2026" },
    { CLINIC_FIELD_DATE, "27-11-2026", "2026-11-27", "27.11.2026" },
    { CLINIC_FIELD_DATE, "31.02.2026", NULL, NULL },
    { CLINIC_FIELD_DATE, "27.11 утром", NULL, NULL },
    { CLINIC_FIELD_TEXT, "  Аренда ", "Аренда", "Аренда" },
    { CLINIC_FIELD_DATE, "", "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *value = desk_form_parse (rows[i].kind, rows[i].typed, DUMMY_NOW);
      g_autofree char *shown = value != NULL ? desk_form_format (rows[i].kind, value) : NULL;

      g_assert_cmpstr (value, ==, rows[i].value);
      g_assert_cmpstr (shown, ==, rows[i].shown);
    }
}

#define ADD(path, func) g_test_add (path, Desk, NULL, desk_set_up, func, desk_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/desk/invoices/typed", test_what_people_type_is_understood);
  ADD ("/desk/invoices/approve", test_one_key_approves_and_goes_on);
  ADD ("/desk/invoices/first", test_the_first_is_chosen_until_somebody_chooses);
  ADD ("/desk/invoices/held-key", test_a_key_that_is_held_down_decides_once);
  ADD ("/desk/invoices/undo", test_a_decision_is_taken_back_with_what_was_written);
  ADD ("/desk/invoices/draft", test_what_is_written_outlives_a_refresh_and_a_look_elsewhere);
  ADD ("/desk/invoices/no-rework", test_a_process_without_rework_offers_to_reject_with_it);
  ADD ("/desk/invoices/limit", test_a_large_sum_is_asked_about_again);
  ADD ("/desk/invoices/duplicate", test_a_duplicate_is_named_before_it_is_approved);
  ADD ("/desk/invoices/gone", test_what_was_decided_elsewhere_is_said_and_leaves);
  ADD ("/desk/invoices/closed", test_a_closed_document_says_what_to_do);
  ADD ("/desk/invoices/note", test_what_is_missing_is_seen_with_its_note);
  ADD ("/desk/invoices/fields", test_fields_of_the_task_go_with_the_answer);
  ADD ("/desk/invoices/files", test_files_are_read_and_sent);
  ADD ("/desk/invoices/delegate", test_a_task_is_handed_over);
  ADD ("/desk/invoices/pdf", test_a_pdf_is_paged_and_zoomed);
  ADD ("/desk/invoices/broken", test_a_broken_document_says_so);
  ADD ("/desk/invoices/outside", test_what_is_not_shown_here_opens_elsewhere);
  ADD ("/desk/invoices/history", test_history_and_particulars_are_there);
  ADD ("/desk/invoices/states", test_the_states_are_told_apart);
  ADD ("/desk/invoices/bell", test_a_new_one_rings_quietly_and_without_names);

  return g_test_run ();
}
