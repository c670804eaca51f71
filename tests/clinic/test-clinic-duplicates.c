/* test-clinic-duplicates.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The same bill put forward twice is noticed.
 */

#define G_LOG_DOMAIN "test-clinic-duplicates"

#include "clinic-duplicates.h"

#include <gio/gio.h>

#define DAY (24 * 3600)
#define NOW (G_GINT64_CONSTANT (1795000000))

static ClinicInvoice *
new_invoice (const char *id, const char *counterparty, gint64 amount, const char *number, int days)
{
  return g_object_new (CLINIC_TYPE_INVOICE, "id", id, "counterparty", counterparty, "amount",
                       amount, "number", number, "created", NOW - days * (gint64) DAY, "state",
                       CLINIC_INVOICE_PAID, NULL);
}

static void
add (GListStore *store, ClinicInvoice *invoice)
{
  g_list_store_append (store, invoice);
  g_object_unref (invoice);
}

/* ids of what is found, in order */
static char *
find (ClinicInvoice *invoice, GListStore *known)
{
  g_autoptr (GListModel) found = clinic_duplicates_find (invoice, G_LIST_MODEL (known));
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (found); i++)
    {
      g_autoptr (ClinicInvoice) one = g_list_model_get_item (found, i);

      g_string_append_printf (ids, "%s ", clinic_invoice_get_id (one));
    }

  return g_string_free (g_steal_pointer (&ids), FALSE);
}

static void
test_a_name_is_the_same_however_it_is_written (void)
{
  static const char *const same[] = { "ООО «ДентСнаб»", "Дентснаб, ООО", "  ооо \"ДЕНТСНАБ\" ",
                                      "ДентСнаб" };

  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    {
      g_autofree char *folded = clinic_duplicates_fold (same[i]);

      g_assert_cmpstr (folded, ==, "дентснаб");
    }
}

static void
test_the_same_sum_or_number_within_ninety_days_is_noticed (void)
{
  g_autoptr (GListStore) known = g_list_store_new (CLINIC_TYPE_INVOICE);
  g_autoptr (ClinicInvoice) invoice = new_invoice ("new", "ООО «ДентСнаб»", 4860000, "№ 118", 0);
  g_autofree char *ids = NULL;

  add (known, new_invoice ("sum", "Дентснаб ООО", 4860000, "92", 90));
  add (known, new_invoice ("number", "ДентСнаб", 100, "118", 5));
  add (known, new_invoice ("old", "ДентСнаб", 4860000, "118", 91));
  add (known, new_invoice ("other", "Медтехника", 4860000, "118", 5));
  add (known, new_invoice ("neither", "ДентСнаб", 4860001, "119", 5));
  add (known, new_invoice ("new", "ДентСнаб", 4860000, "118", 0));

  ids = find (invoice, known);
  g_assert_cmpstr (ids, ==, "number sum ");
}

static void
test_a_refused_bill_may_come_again (void)
{
  g_autoptr (GListStore) known = g_list_store_new (CLINIC_TYPE_INVOICE);
  g_autoptr (ClinicInvoice) invoice = new_invoice ("new", "ДентСнаб", 4860000, NULL, 0);
  ClinicInvoice *refused = new_invoice ("refused", "ДентСнаб", 4860000, NULL, 3);
  ClinicInvoice *euros = new_invoice ("euros", "ДентСнаб", 4860000, NULL, 3);
  g_autofree char *ids = NULL;

  clinic_invoice_set_state (refused, CLINIC_INVOICE_REJECTED);
  clinic_invoice_set_currency (euros, "EUR");
  add (known, refused);
  add (known, euros);
  add (known, new_invoice ("nameless", NULL, 4860000, NULL, 3));

  ids = find (invoice, known);
  g_assert_cmpstr (ids, ==, "");
}

static void
test_a_bill_of_nobody_is_nobodys_duplicate (void)
{
  g_autoptr (GListStore) known = g_list_store_new (CLINIC_TYPE_INVOICE);
  g_autoptr (ClinicInvoice) invoice = new_invoice ("new", "ООО", 4860000, NULL, 0);
  g_autofree char *ids = NULL;

  add (known, new_invoice ("nameless", "", 4860000, NULL, 3));

  ids = find (invoice, known);
  g_assert_cmpstr (ids, ==, "");
}

static ClinicInvoice *
new_request (const char *id, ClinicInvoiceState state, int days)
{
  return g_object_new (CLINIC_TYPE_INVOICE, "id", id, "bill", id, "counterparty", "ДентСнаб",
                       "amount", (gint64) 4860000, "number", "118", "created",
                       NOW - days * (gint64) DAY, "state", state, NULL);
}

/* bill: (nullable): the request it was made of */
static ClinicInvoice *
new_row (const char *id, const char *bill, int days)
{
  return g_object_new (CLINIC_TYPE_INVOICE, "id", id, "bill", bill, "copy", TRUE, "counterparty",
                       "ООО «ДентСнаб»", "amount", (gint64) 4860000, "number", "№ 118", "created",
                       NOW - days * (gint64) DAY, "state", CLINIC_INVOICE_TO_PAY, NULL);
}

static void
test_what_the_registry_made_of_it_is_no_duplicate (void)
{
  g_autoptr (GListStore) known = g_list_store_new (CLINIC_TYPE_INVOICE);
  g_autoptr (ClinicInvoice) invoice = new_request ("one", CLINIC_INVOICE_TO_PAY, 3);
  ClinicInvoice *row = new_row ("row of one", "one", 2);
  g_autofree char *of_request = NULL;
  g_autofree char *of_row = NULL;

  g_list_store_append (known, invoice);
  add (known, row);
  of_request = find (invoice, known);
  g_assert_cmpstr (of_request, ==, "");
  of_row = find (row, known);
  g_assert_cmpstr (of_row, ==, "");
}

static void
test_a_second_bill_is_found_beside_the_copy_of_the_first (void)
{
  g_autoptr (GListStore) known = g_list_store_new (CLINIC_TYPE_INVOICE);
  g_autoptr (ClinicInvoice) invoice = new_request ("one", CLINIC_INVOICE_TO_PAY, 3);
  g_autofree char *ids = NULL;

  add (known, new_row ("row of one", "one", 2));
  add (known, new_request ("two", CLINIC_INVOICE_PAID, 20));
  add (known, new_row ("row of two", "two", 15));
  add (known, new_request ("three", CLINIC_INVOICE_APPROVAL, 1));
  /* made of one, again: it would be paid twice */
  add (known, new_row ("again", "one", 1));

  ids = find (invoice, known);
  g_assert_cmpstr (ids, ==, "three again row of two ");
}

static void
test_a_registry_that_does_not_tell_has_one_row_of_each (void)
{
  g_autoptr (GListStore) known = g_list_store_new (CLINIC_TYPE_INVOICE);
  g_autoptr (ClinicInvoice) agreed = new_request ("agreed", CLINIC_INVOICE_TO_PAY, 3);
  g_autoptr (ClinicInvoice) waits = new_request ("waits", CLINIC_INVOICE_APPROVAL, 3);
  g_autofree char *alone = NULL;
  g_autofree char *twice = NULL;
  g_autofree char *early = NULL;

  add (known, new_row ("row", NULL, 2));
  alone = find (agreed, known);
  g_assert_cmpstr (alone, ==, "");
  /* nothing was decided about it: the row is of another */
  early = find (waits, known);
  g_assert_cmpstr (early, ==, "row ");
  add (known, new_row ("before", NULL, 9));
  twice = find (agreed, known);
  g_assert_cmpstr (twice, ==, "before ");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/clinic/duplicates/name", test_a_name_is_the_same_however_it_is_written);
  g_test_add_func ("/clinic/duplicates/noticed",
                   test_the_same_sum_or_number_within_ninety_days_is_noticed);
  g_test_add_func ("/clinic/duplicates/refused", test_a_refused_bill_may_come_again);
  g_test_add_func ("/clinic/duplicates/nobody", test_a_bill_of_nobody_is_nobodys_duplicate);
  g_test_add_func ("/clinic/duplicates/copy", test_what_the_registry_made_of_it_is_no_duplicate);
  g_test_add_func ("/clinic/duplicates/second",
                   test_a_second_bill_is_found_beside_the_copy_of_the_first);
  g_test_add_func ("/clinic/duplicates/untold",
                   test_a_registry_that_does_not_tell_has_one_row_of_each);

  return g_test_run ();
}
