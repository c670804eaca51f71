/* test-desk-expenses.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "dummy-desk.h"
#include "dummy-exporter.h"

#include "clinic-days.h"
#include "clinic-expenses.h"
#include "clinic-file.h"
#include "clinic-invoice.h"
#include "desk-chart.h"
#include "desk-expenses-page.h"
#include "desk-export.h"

static void
add_bill (ClinicFacts *facts,
          gint64 id,
          const char *category,
          const char *payer,
          int day,
          gint64 amount,
          gboolean has_act)
{
  GTimeZone *zone = clinic_facts_get_zone (facts);

  clinic_facts_add_bill (facts,
                         &(ClinicFactBill){
                           .id = id,
                           .category =
                             clinic_facts_key (facts, CLINIC_NAMES_CATEGORY, category, category),
                           .payer = clinic_facts_key (facts, CLINIC_NAMES_PAYER, payer, payer),
                           .currency = clinic_facts_key (facts, CLINIC_NAMES_CURRENCY, "RUB", NULL),
                           .paid = day != CLINIC_DAYS_NONE ? clinic_days_begin (zone, day) : 0,
                           .amount = amount,
                           .fate = CLINIC_BILL_PAID,
                           .has_act = has_act,
                         });
}

/* DUMMY_NOW is the 21st of November 2026 */
static ClinicFacts *
new_facts (gboolean known)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  ClinicFacts *facts = clinic_facts_new (zone);
  int october = clinic_days_from_date (2026, 10, 1);
  int november = clinic_days_from_date (2026, 11, 1);

  if (known)
    clinic_facts_set_known (facts, CLINIC_FACTS_BILLS, clinic_days_begin (zone, october - 300),
                            DUMMY_NOW);
  add_bill (facts, 1, "Аренда", "ООО «Улыбка»", november + 2, 18500000, TRUE);
  add_bill (facts, 2, "Связь", "ООО «Улыбка»", november + 4, 895000, FALSE);
  add_bill (facts, 3, "Связь", "ИП Орлова", november + 9, 105000, TRUE);
  add_bill (facts, 4, NULL, "ИП Орлова", november + 12, 50050, TRUE);
  add_bill (facts, 5, "Аренда", "ООО «Улыбка»", october + 2, 17500000, TRUE);
  /* in the part of October that November has not reached yet */
  add_bill (facts, 6, "Связь", "ООО «Улыбка»", october + 27, 7777700, TRUE);
  add_bill (facts, 7, "Связь", "ООО «Улыбка»", CLINIC_DAYS_NONE, 330000, TRUE);
  clinic_facts_seal (facts);

  return facts;
}

static ClinicInvoice *
new_invoice (void)
{
  ClinicInvoice *invoice = clinic_invoice_new ();
  g_autoptr (GListStore) none = g_list_store_new (CLINIC_TYPE_FILE);

  clinic_invoice_set_id (invoice, "list:41:2");
  clinic_invoice_set_counterparty (invoice, "ООО «Телеком»");
  clinic_invoice_set_number (invoice, "77/11");
  clinic_invoice_set_category (invoice, "Связь");
  clinic_invoice_set_amount (invoice, 895000);
  clinic_invoice_set_currency (invoice, "RUB");
  clinic_invoice_set_paid (invoice, "2026-11-05");
  clinic_invoice_set_state (invoice, CLINIC_INVOICE_PAID);
  clinic_invoice_set_acts (invoice, G_LIST_MODEL (none));

  return invoice;
}

static DummyArchive *
get_bills (Desk *desk)
{
  return dummy_archive_bills (dummy_session_archive (desk->session));
}

static void
fill (Desk *desk, gboolean known)
{
  g_autoptr (ClinicFacts) facts = new_facts (known);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (rows, new_invoice ());
  dummy_archive_set_rows (get_bills (desk), rows);
  dummy_archive_set_facts (get_bills (desk), facts);
}

static const char *get_state (GtkWidget *page);

static GtkWidget *
open_page (Desk *desk)
{
  GtkWidget *page = desk_expenses_page_new (CLINIC_SESSION (desk->session));

  gtk_widget_set_vexpand (page, TRUE);
  gtk_window_set_default_size (GTK_WINDOW (desk->window), 1146, 740);
  gtk_box_append (GTK_BOX (desk->place), page);
  for (int i = 0; i < 100 && !gtk_widget_get_mapped (page); i++)
    settle (20);
  /* until it has been counted */
  for (int i = 0; i < 100 && g_strcmp0 (get_state (page), "waiting") == 0; i++)
    settle (50);
  settle (200);

  return page;
}

static GtkWidget *
part (GtkWidget *page, const char *name)
{
  return GTK_WIDGET (gtk_widget_get_template_child (page, DESK_TYPE_EXPENSES_PAGE, name));
}

static const char *
get_state (GtkWidget *page)
{
  return gtk_stack_get_visible_child_name (GTK_STACK (part (page, "states")));
}

static void
activate (GtkWidget *page, int nth)
{
  GtkListBox *list = GTK_LIST_BOX (desk_find (part (page, "blocks"), GTK_TYPE_LIST_BOX, 0));
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (list, nth);

  g_assert_nonnull (row);
  g_signal_emit_by_name (list, "row-activated", row);
  settle (300);
}

static void
choose (GtkWidget *page, guint nth_drop_down, guint selected)
{
  gtk_drop_down_set_selected (GTK_DROP_DOWN (desk_find (part (page, "question_slot"),
                                                        GTK_TYPE_DROP_DOWN, (int) nth_drop_down)),
                              selected);
  settle (200);
}

static void
test_a_month_has_its_sums_and_the_same_part_of_the_month_before (Desk *desk, gconstpointer data)
{
  GtkWidget *page = NULL;

  fill (desk, TRUE);
  page = open_page (desk);
  g_assert_cmpstr (get_state (page), ==, "content");
  /* 185 000 + 8 950 + 1 050 + 500,50 */
  assert_reads (page, "195\u00a0500,50\u00a0₽ · 4 invoices");
  assert_reads (page, "Compared with 1 Oct 2026 – 21 Oct 2026");
  assert_reads (page, "Аренда");
  assert_reads (page, "No category");
  assert_reads (page, "Without act: 1 invoice");
  assert_reads (page, "No day of payment: 1 invoice, 3\u00a0300\u00a0₽");
  g_assert_cmpuint (clinic_chart_get_n_categories (
                      desk_chart_get_chart (DESK_CHART (desk_find (page, DESK_TYPE_CHART, 0)))),
                    ==, 3);
  /* the whole month that is over, with the whole one before */
  choose (page, 0, 1);
  assert_reads (page, "252\u00a0777\u00a0₽ · 2 invoices");
  assert_reads (page, "Compared with 1 Sep 2026 – 30 Sep 2026");
}

static void
test_every_figure_opens_its_invoices (Desk *desk, gconstpointer data)
{
  GtkWidget *page = NULL;
  GtkWidget *rows = NULL;

  fill (desk, TRUE);
  page = open_page (desk);
  rows = part (page, "rows_slot");
  activate (page, 1);
  assert_reads (rows, "Связь");
  g_assert_cmpuint (dummy_archive_n_asked (get_bills (desk)), ==, 2);
  assert_reads (rows, "ООО «Телеком»");
  assert_reads (rows, "05.11.2026 · Связь · 77/11 · without act");
  /* all of it, what has no act, and what has no day */
  activate (page, 3);
  g_assert_cmpuint (dummy_archive_n_asked (get_bills (desk)), ==, 4);
  desk_click (page, "Without act: 1 invoice");
  settle (200);
  assert_reads (rows, "Total: without act");
  g_assert_cmpuint (dummy_archive_n_asked (get_bills (desk)), ==, 1);
  desk_click (page, "No day of payment: 1 invoice, 3\u00a0300\u00a0₽");
  settle (200);
  assert_reads (rows, "Paid, without a day of payment");
}

static void
test_it_is_grouped_in_other_ways (Desk *desk, gconstpointer data)
{
  GtkWidget *page = NULL;

  fill (desk, TRUE);
  page = open_page (desk);
  choose (page, 1, CLINIC_EXPENSES_BY_PAYER);
  assert_reads (page, "ИП Орлова");
  assert_does_not_read (page, "Аренда");
  choose (page, 1, CLINIC_EXPENSES_BY_MONTH);
  assert_reads (page, "November 2026");
  /* the year has a course */
  choose (page, 0, 4);
  choose (page, 1, CLINIC_EXPENSES_BY_CATEGORY);
  desk_click (page, "Month by month");
  settle (200);
  g_assert_cmpuint (clinic_chart_get_n_categories (
                      desk_chart_get_chart (DESK_CHART (desk_find (page, DESK_TYPE_CHART, 0)))),
                    ==, 12);
}

static void
test_the_file_has_the_sums_and_the_invoices (Desk *desk, gconstpointer data)
{
  g_autoptr (DummyExporter) exporter = dummy_exporter_new ();
  g_autoptr (GFile) file = g_file_new_for_path ("/tmp/nowhere-expenses.xlsx");
  GtkWidget *page = NULL;
  ClinicWorkbook *workbook = NULL;

  desk_export_offer (GTK_WINDOW (desk->window), CLINIC_EXPORTER (exporter));
  fill (desk, TRUE);
  page = open_page (desk);
  desk_export_save (DESK_EXPORT (desk_find (page, DESK_TYPE_EXPORT, 0)), DESK_EXPORT_XLSX, file);
  settle (100);
  workbook = dummy_exporter_workbook (exporter);
  g_assert_nonnull (workbook);
  g_assert_cmpuint (clinic_workbook_get_n_sheets (workbook), ==, 3);
  g_assert_cmpstr (clinic_workbook_get_tab (workbook, 0), ==, "Summary");
  g_assert_cmpint (clinic_sheet_total (clinic_workbook_get_sheet (workbook, 0), 2, 0, 3), ==,
                   19550050);
  g_assert_cmpstr (clinic_workbook_get_tab (workbook, 2), ==, "Invoices");
}

static void
test_every_state_says_what_it_is (Desk *desk, gconstpointer data)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (ClinicFacts) none = clinic_facts_new (zone);
  GtkWidget *page = NULL;

  clinic_facts_seal (none);
  dummy_archive_set_facts (get_bills (desk), none);
  dummy_archive_set_state (get_bills (desk), CLINIC_LOAD_MISSING, 0, 0);
  page = open_page (desk);
  assert_reads (page, "The registry of invoices is closed to this desk");
  dummy_archive_set_state (get_bills (desk), CLINIC_LOAD_LOADING, 0, 0.5);
  settle (1200);
  g_assert_cmpstr (get_state (page), ==, "reading");
  dummy_archive_set_state (get_bills (desk), CLINIC_LOAD_STALE, 0, 0.5);
  settle (1200);
  g_assert_cmpstr (get_state (page), ==, "offline");
  dummy_archive_set_state (get_bills (desk), CLINIC_LOAD_READY, DUMMY_NOW, 1);
  settle (1200);
  g_assert_cmpstr (get_state (page), ==, "empty");
  assert_reads (page, "Nothing was paid in this period");
  /* what is wanted reaches to the period before */
  g_assert_cmpint (dummy_archive_wanted (get_bills (desk)), ==,
                   clinic_days_begin (zone, clinic_days_from_date (2026, 10, 1)));

  fill (desk, FALSE);
  dummy_archive_set_state (get_bills (desk), CLINIC_LOAD_LOADING, 0, 0.5);
  settle (1200);
  g_assert_cmpstr (get_state (page), ==, "content");
  assert_reads (page, "The registry is still being read from the portal: 50%");
  assert_reads (page, "The period before is not known whole");
  gtk_widget_activate_action (page, "page.reload", NULL);
  g_assert_cmpuint (dummy_archive_n_refreshed (get_bills (desk)), ==, 1);
}

static void
test_a_registry_that_keeps_changing_is_still_counted (Desk *desk, gconstpointer data)
{
  DummyArchive *bills = get_bills (desk);
  GtkWidget *page = NULL;
  guint n_loaded = 0;

  fill (desk, FALSE);
  page = open_page (desk);
  n_loaded = dummy_archive_n_loaded (bills);
  /* reading takes longer than the next part of the registry */
  dummy_archive_hold (bills, TRUE);
  dummy_archive_set_state (bills, CLINIC_LOAD_LOADING, 0, 0.5);
  settle (1200);
  g_assert_cmpuint (dummy_archive_n_loaded (bills), ==, n_loaded + 1);
  dummy_archive_set_state (bills, CLINIC_LOAD_LOADING, 0, 0.6);
  settle (1200);
  g_assert_cmpuint (dummy_archive_n_loaded (bills), ==, n_loaded + 1);
  /* another question does not stop it either */
  choose (page, 1, CLINIC_EXPENSES_BY_PAYER);
  dummy_archive_hold (bills, FALSE);
  settle (1200);
  g_assert_cmpuint (dummy_archive_n_loaded (bills), ==, n_loaded + 2);
  assert_reads (page, "ИП Орлова");
}

#define ADD(path, function) g_test_add (path, Desk, NULL, desk_set_up, function, desk_tear_down)

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("/expenses/month", test_a_month_has_its_sums_and_the_same_part_of_the_month_before);
  ADD ("/expenses/rows", test_every_figure_opens_its_invoices);
  ADD ("/expenses/ways", test_it_is_grouped_in_other_ways);
  ADD ("/expenses/file", test_the_file_has_the_sums_and_the_invoices);
  ADD ("/expenses/changing", test_a_registry_that_keeps_changing_is_still_counted);
  ADD ("/expenses/states", test_every_state_says_what_it_is);

  return g_test_run ();
}
