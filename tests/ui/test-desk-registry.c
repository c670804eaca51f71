/* test-desk-registry.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "dummy-desk.h"

#include "clinic-file.h"
#include "desk-ask-again.h"
#include "desk-invoice-sheet.h"
#include "desk-invoices-registry.h"
#include "desk-registry-case.h"
#include "desk-registry-filter.h"
#include "desk-registry-table.h"

#include <glib/gstdio.h>

static DummyInvoices *
dummy (Desk *desk)
{
  return dummy_session_invoices (desk->session);
}

static ClinicInvoice *
add (Desk *desk,
     const char *number,
     const char *counterparty,
     const char *category,
     gint64 amount,
     ClinicInvoiceState state,
     const char *paid)
{
  GListStore *registry = dummy_invoices_registry (dummy (desk));
  g_autofree char *id = g_strdup_printf ("list:41:%s", number);
  g_autoptr (GListStore) files = g_list_store_new (CLINIC_TYPE_FILE);
  g_autoptr (GListStore) acts = g_list_store_new (CLINIC_TYPE_FILE);
  g_autoptr (ClinicFile) file =
    g_object_new (CLINIC_TYPE_FILE, "id", (gint64) 103, "name", "schet.pdf", NULL);
  g_autoptr (ClinicInvoice) invoice =
    g_object_new (CLINIC_TYPE_INVOICE, "id", id, "number", number, "counterparty", counterparty,
                  "category", category, "payer", "ООО «Улыбка»", "amount", amount, "state", state,
                  "paid", paid, "created",
                  DUMMY_NOW -
                    86400 * (gint64) (g_list_model_get_n_items (G_LIST_MODEL (registry)) + 1),
                  "files", files, "acts", acts, NULL);

  g_list_store_append (files, file);
  g_list_store_append (registry, invoice);

  return invoice; /* the list keeps it */
}

static void
fill (Desk *desk)
{
  g_autoptr (ClinicFile) act =
    g_object_new (CLINIC_TYPE_FILE, "id", (gint64) 104, "name", "akt.pdf", NULL);
  ClinicInvoice *rent = NULL;

  add (desk, "118", "ООО «ДентСнаб»", "Медтовары", 4860000, CLINIC_INVOICE_PAID, "2026-11-20");
  rent = add (desk, "7", "ИП Ким", "Аренда", 12000000, CLINIC_INVOICE_PAID, "2026-11-02");
  add (desk, "55", "АО «Реклама»", "Реклама", 1500050, CLINIC_INVOICE_TO_PAY, NULL);
  add (desk, "9", "ООО «ДентСнаб»", "Медтовары", 990000, CLINIC_INVOICE_REJECTED, NULL);
  clinic_invoice_set_currency (add (desk, "E-1", "Straumann", "Медтовары", 120000,
                                    CLINIC_INVOICE_PAID, "2026-11-10"),
                               "EUR");
  g_list_store_append (G_LIST_STORE (clinic_invoice_get_acts (rent)), act);
}

static GtkWidget *
open_registry (Desk *desk)
{
  GtkWidget *registry = desk_invoices_registry_new (CLINIC_SESSION (desk->session));

  gtk_widget_set_vexpand (registry, TRUE);
  gtk_window_set_default_size (GTK_WINDOW (desk->window), 1100, 700);
  gtk_box_append (GTK_BOX (desk->place), registry);
  for (int i = 0; i < 100 && !gtk_widget_get_mapped (registry); i++)
    settle (20);
  settle (100);

  return registry;
}

static DeskRegistryTable *
table_of (GtkWidget *registry)
{
  return DESK_REGISTRY_TABLE (desk_find (registry, DESK_TYPE_REGISTRY_TABLE, 0));
}

/* "118 7 …": the numbers of the rows, as they are seen */
static char *
dup_rows (GtkWidget *registry)
{
  GListModel *rows = desk_registry_table_get_rows (table_of (registry));
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (ClinicInvoice) invoice = g_list_model_get_item (rows, i);

      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", clinic_invoice_get_number (invoice));
    }

  return g_string_free (text, FALSE);
}

static void
assert_rows (GtkWidget *registry, const char *expected)
{
  g_autofree char *rows = dup_rows (registry);

  g_assert_cmpstr (rows, ==, expected);
}

static GtkDropDown *
choice (GtkWidget *registry, int n)
{
  GtkWidget *filter = desk_find (registry, DESK_TYPE_REGISTRY_FILTER, 0);

  /* the first is that of the period */
  return GTK_DROP_DOWN (desk_find (filter, GTK_TYPE_DROP_DOWN, n + 1));
}

static void
choose_row (GtkWidget *registry, guint row)
{
  GtkWidget *view = desk_find (registry, GTK_TYPE_COLUMN_VIEW, 0);

  gtk_selection_model_select_item (gtk_column_view_get_model (GTK_COLUMN_VIEW (view)), row, TRUE);
  settle (400);
}

static void
test_the_newest_is_first_and_the_foot_counts_each_currency (Desk *desk, gconstpointer data)
{
  GtkWidget *registry = NULL;

  fill (desk);
  registry = open_registry (desk);
  assert_rows (registry, "118 55 9 E-1 7");
  assert_reads (registry, "5 invoices · paid 168\u00a0600\u00a0₽ + 1\u00a0200\u00a0€ · to be "
                          "paid 15\u00a0000,50\u00a0₽"
                          " · 1 refused, not counted");
  g_assert_cmpstr (dummy_invoices_peek_period (dummy (desk)), !=, NULL);
}

static void
test_the_filter_reads_as_a_sentence (Desk *desk, gconstpointer data)
{
  GtkWidget *registry = NULL;

  fill (desk);
  registry = open_registry (desk);
  /* Аренда, Медтовары, Реклама */
  gtk_drop_down_set_selected (choice (registry, 0), 2);
  settle (60);
  assert_rows (registry, "118 9 E-1");
  /* To be paid, Paid, Refused, Withdrawn */
  gtk_drop_down_set_selected (choice (registry, 3), 3);
  settle (60);
  assert_rows (registry, "9");
  desk_click (registry, "Show all");
  settle (60);
  assert_rows (registry, "118 55 9 E-1 7");
  gtk_drop_down_set_selected (choice (registry, 4), 1);
  settle (60);
  assert_rows (registry, "118 55 E-1");
}

static void
test_words_are_found_in_names_and_sums (Desk *desk, gconstpointer data)
{
  GtkWidget *registry = NULL;
  GtkWidget *search = NULL;

  fill (desk);
  registry = open_registry (desk);
  search = desk_find (registry, GTK_TYPE_SEARCH_ENTRY, 0);
  desk_type (search, "дентснаб");
  settle (60);
  assert_rows (registry, "118 9");
  desk_type (search, "120000");
  settle (60);
  assert_rows (registry, "7");
  desk_type (search, "нет такого");
  settle (60);
  assert_reads (registry, "No invoice is like this");
  desk_click (registry, "Show all");
  settle (60);
  assert_rows (registry, "118 55 9 E-1 7");
}

/* of the chosen row */
static void
mark_as_paid (GtkWidget *registry)
{
  GtkWidget *paid = desk_find (registry, GTK_TYPE_MENU_BUTTON, 0);

  for (int n = 1; g_strcmp0 (gtk_menu_button_get_label (GTK_MENU_BUTTON (paid)), "Paid…") != 0; n++)
    paid = desk_find (registry, GTK_TYPE_MENU_BUTTON, n);
  gtk_menu_button_popup (GTK_MENU_BUTTON (paid));
  settle (100);
  desk_click (GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (paid))),
              "Paid on this day");
}

static void
test_the_accountant_marks_one_as_paid (Desk *desk, gconstpointer data)
{
  GtkWidget *registry = NULL;
  ClinicCommand *command = NULL;
  g_autoptr (GDateTime) today = g_date_time_new_from_unix_local (DUMMY_NOW);
  g_autofree char *day = g_date_time_format (today, "%Y-%m-%d");
  g_autofree char *expected = NULL;

  fill (desk);
  dummy_invoices_set_may_pay (dummy (desk), TRUE);
  registry = open_registry (desk);
  choose_row (registry, 1);
  mark_as_paid (registry);
  command = desk_command (desk, 0, CLINIC_COMMAND_CHANGE_INVOICE);
  g_assert_cmpint (clinic_command_get_hold (command), >, 0);
  expected = g_strdup_printf ("fields={} files=[] invoice='list:41:55' paid='%s' "
                              "title='АО «Реклама»'",
                              day);
  desk_assert_payload (command, expected);
  assert_reads (desk->window, "Undo");
}

static void
test_what_may_have_been_paid_before_is_asked_about (Desk *desk, gconstpointer data)
{
  GtkWidget *registry = NULL;
  GtkWidget *question = NULL;

  fill (desk);
  add (desk, "54", "Реклама, АО", "Реклама", 1500050, CLINIC_INVOICE_PAID, "2026-11-01");
  dummy_invoices_set_may_pay (dummy (desk), TRUE);
  registry = open_registry (desk);
  choose_row (registry, 1);
  assert_does_not_read (registry, "This may be the same bill");
  mark_as_paid (registry);
  settle (60);
  question = desk_find (registry, DESK_TYPE_ASK_AGAIN, 0);
  g_assert_cmpuint (dummy_session_n_submitted (desk->session), ==, 0);
  assert_reads (question, "This may be the same bill as Реклама, АО No. 54 of");
  desk_click (question, "Not Now  Escape");
  g_assert_false (gtk_widget_get_visible (question));
  mark_as_paid (registry);
  settle (60);
  desk_click (question, "Paid All the Same  Enter");
  desk_command (desk, 0, CLINIC_COMMAND_CHANGE_INVOICE);
  g_assert_false (gtk_widget_get_visible (question));
}

static void
test_an_act_is_attached_by_a_drop (Desk *desk, gconstpointer data)
{
  GtkWidget *registry = NULL;
  GtkWidget *chosen = NULL;
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "akt-7.pdf", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  ClinicCommand *command = NULL;

  g_assert_true (g_file_set_contents (path, "%PDF", -1, NULL));
  fill (desk);
  dummy_invoices_set_may_pay (dummy (desk), TRUE);
  registry = open_registry (desk);
  choose_row (registry, 4);
  chosen = desk_find (registry, DESK_TYPE_REGISTRY_CASE, 0);
  assert_reads (chosen, "Act: akt.pdf");
  g_assert_true (desk_registry_case_add_act (DESK_REGISTRY_CASE (chosen), file));
  for (int i = 0; i < 100 && dummy_session_n_submitted (desk->session) == 0; i++)
    settle (20);
  command = desk_command (desk, 0, CLINIC_COMMAND_CHANGE_INVOICE);
  desk_assert_payload (command,
                       "act=true fields={} files=[('', 'akt-7.pdf', [0x25, 0x50, 0x44, 0x46])] "
                       "invoice='list:41:7' title='ИП Ким'");
  g_unlink (path);
}

static void
test_who_does_not_pay_is_offered_nothing (Desk *desk, gconstpointer data)
{
  GtkWidget *registry = NULL;
  g_autoptr (GFile) file = g_file_new_for_path ("/nowhere/akt.pdf");

  fill (desk);
  registry = open_registry (desk);
  choose_row (registry, 0);
  assert_reads (registry, "Invoice: schet.pdf");
  assert_does_not_read (registry, "Attach the Act…");
  g_assert_false (desk_registry_case_add_act (DESK_REGISTRY_CASE (
                                                desk_find (registry, DESK_TYPE_REGISTRY_CASE, 0)),
                                              file));
}

static void
test_what_changes_is_seen_at_once (Desk *desk, gconstpointer data)
{
  GtkWidget *registry = NULL;
  g_autoptr (ClinicInvoice) invoice = NULL;

  fill (desk);
  registry = open_registry (desk);
  invoice = g_list_model_get_item (G_LIST_MODEL (dummy_invoices_registry (dummy (desk))), 2);
  clinic_invoice_set_state (invoice, CLINIC_INVOICE_PAID);
  settle (100);
  assert_reads (
    registry,
    "5 invoices · paid 183\u00a0600,50\u00a0₽ + 1\u00a0200\u00a0€ · 1 refused, not counted");
}

static void
test_each_state_says_what_it_is (Desk *desk, gconstpointer data)
{
  GtkWidget *registry = open_registry (desk);

  assert_reads (registry, "No invoices in this period");
  dummy_invoices_set_state (dummy (desk), CLINIC_LOAD_STALE, 0);
  settle (30);
  assert_reads (registry, "No connection to the portal");
  dummy_invoices_set_state (dummy (desk), CLINIC_LOAD_MISSING, 0);
  settle (30);
  assert_reads (registry, "The registry is closed to this desk");
  dummy_invoices_set_state (dummy (desk), CLINIC_LOAD_LOADING, 0);
  settle (500);
  assert_reads (registry, "Reading the registry…");
  fill (desk);
  settle (100);
  assert_reads (registry, "not counted · still being read…");
  dummy_invoices_set_state (dummy (desk), CLINIC_LOAD_READY, DUMMY_NOW);
  settle (100);
  assert_does_not_read (registry, "still being read…");
  assert_reads (registry, "5 invoices · paid 168\u00a0600\u00a0₽ + 1\u00a0200\u00a0€ · to be "
                          "paid 15\u00a0000,50\u00a0₽"
                          " · 1 refused, not counted");
}

/* office.md 7: numbers are numbers, days are days, and sums of two currencies are never one */
static void
test_what_is_seen_goes_into_a_workbook (Desk *desk, gconstpointer data)
{
  GListModel *all = G_LIST_MODEL (dummy_invoices_registry (dummy (desk)));
  g_autoptr (ClinicWorkbook) workbook = NULL;
  ClinicSheet *sheet = NULL;
  g_autoptr (GDateTime) day = NULL;

  fill (desk);
  workbook =
    desk_invoice_sheet_new (CLINIC_SESSION (desk->session), all, "from 01.11.2026 to 30.11.2026");
  g_assert_cmpuint (clinic_workbook_get_n_sheets (workbook), ==, 2);
  sheet = clinic_workbook_get_sheet (workbook, 0);
  g_assert_cmpuint (clinic_sheet_get_n_rows (sheet), ==, 5);
  g_assert_cmpstr (clinic_sheet_get_column (sheet, 6)->name, ==, "Sum");
  g_assert_cmpint (clinic_sheet_get_number (sheet, 0, 6), ==, 4860000);
  g_assert_cmpstr (clinic_sheet_get_text (sheet, 4, 7), ==, "EUR");
  g_assert_cmpstr (clinic_sheet_get_text (sheet, 1, 9), ==, "yes");
  day = g_date_time_new_from_unix_local (clinic_sheet_get_number (sheet, 1, 1));
  g_assert_cmpint (g_date_time_get_day_of_month (day), ==, 2);
  g_assert_cmpint (clinic_sheet_get_number (sheet, 2, 1), ==, CLINIC_SHEET_EMPTY);
  g_assert_false (clinic_sheet_has_totals (sheet));

  sheet = clinic_workbook_get_sheet (workbook, 1);
  g_assert_cmpuint (clinic_sheet_get_n_rows (sheet), ==, 4);
  g_assert_cmpstr (clinic_sheet_get_text (sheet, 2, 0), ==, "Paid");
  g_assert_cmpstr (clinic_sheet_get_text (sheet, 2, 1), ==, "RUB");
  g_assert_cmpint (clinic_sheet_get_number (sheet, 2, 3), ==, 16860000);
}

#define ADD(name, test)                                                                            \
  g_test_add ("/desk/registry/" name, Desk, NULL, desk_set_up, test, desk_tear_down)

/* pixels */
static int
narrowest (GtkWidget *widget)
{
  int least = 0;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);

  return least;
}

/* Of a name there would be three letters: rather is the table scrolled to the side. */
static void
test_large_text_leaves_names_their_width (Desk *desk, gconstpointer data)
{
  GtkWidget *registry = NULL;
  GtkWidget *view = NULL;
  GtkSettings *settings = NULL;
  int usual;

  fill (desk);
  registry = open_registry (desk);
  settings = gtk_widget_get_settings (registry);
  view = desk_find (registry, GTK_TYPE_COLUMN_VIEW, 0);
  usual = narrowest (view);
  g_object_set (settings, "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  settle (100);
  g_assert_cmpint (narrowest (view), >, usual * 2);
  g_object_set (settings, "gtk-xft-dpi", 96 * 1024, NULL);
  settle (100);
  g_assert_cmpint (narrowest (view), ==, usual);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("newest", test_the_newest_is_first_and_the_foot_counts_each_currency);
  ADD ("filter", test_the_filter_reads_as_a_sentence);
  ADD ("words", test_words_are_found_in_names_and_sums);
  ADD ("paid", test_the_accountant_marks_one_as_paid);
  ADD ("paid/twice", test_what_may_have_been_paid_before_is_asked_about);
  ADD ("act", test_an_act_is_attached_by_a_drop);
  ADD ("others", test_who_does_not_pay_is_offered_nothing);
  ADD ("live", test_what_changes_is_seen_at_once);
  ADD ("workbook", test_what_is_seen_goes_into_a_workbook);
  ADD ("large-text", test_large_text_leaves_names_their_width);
  ADD ("states", test_each_state_says_what_it_is);

  return g_test_run ();
}
