/* test-clinic-readership-sheet.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "clinic-colleague.h"
#include "clinic-department.h"
#include "clinic-readership-sheet.h"

#include <string.h>

#define PUBLISHED 1795243200
#define UNTIL 1795986000
#define NOTICED 1795273200

static void
add (GListStore *people,
     const char *last,
     const char *first,
     const char *department,
     gint64 noticed)
{
  g_autoptr (ClinicColleague) colleague = clinic_colleague_new ();
  g_autoptr (ClinicUser) user = clinic_user_new ();
  g_autoptr (GListStore) departments = g_list_store_new (CLINIC_TYPE_DEPARTMENT);

  clinic_user_set_last_name (user, last);
  clinic_user_set_first_name (user, first);
  for (int i = 0; department != NULL && i < 2; i++)
    {
      g_autoptr (ClinicDepartment) belongs = clinic_department_new ();

      clinic_department_set_name (belongs, i == 0 ? department : "Смена А");
      g_list_store_append (departments, belongs);
    }
  clinic_colleague_set_user (colleague, user);
  clinic_colleague_set_departments (colleague, G_LIST_MODEL (departments));
  clinic_colleague_set_noticed (colleague, noticed);
  g_list_store_append (people, colleague);
}

/* (transfer full) */
static ClinicPost *
make_post (gint64 until)
{
  return g_object_new (CLINIC_TYPE_POST, "id", (gint64) 7, "published", (gint64) PUBLISHED, "until",
                       until, NULL);
}

/* (transfer full) */
static ClinicReadership *
make_readership (gboolean told)
{
  ClinicReadership *readership = clinic_readership_new ();
  g_autoptr (GListStore) readers = g_list_store_new (CLINIC_TYPE_COLLEAGUE);
  g_autoptr (GListStore) missing = g_list_store_new (CLINIC_TYPE_COLLEAGUE);

  add (readers, "Ким", "Виктория", "Регистратура", NOTICED);
  add (readers, "Ли", NULL, NULL, 0);
  add (missing, "Носов", "Артём", "Колл-центр", 0);
  clinic_readership_set_readers (readership, G_LIST_MODEL (readers));
  if (told)
    clinic_readership_set_missing (readership, G_LIST_MODEL (missing));

  return readership;
}

static void
assert_row (ClinicSheet *sheet,
            guint row,
            const char *employee,
            const char *department,
            const char *read,
            gint64 noticed)
{
  g_assert_cmpstr (clinic_sheet_get_text (sheet, row, 0), ==, "Планёрка");
  g_assert_cmpint (clinic_sheet_get_number (sheet, row, 1), ==, PUBLISHED);
  g_assert_cmpstr (clinic_sheet_get_text (sheet, row, 3), ==, employee);
  g_assert_cmpstr (clinic_sheet_get_text (sheet, row, 4), ==, department);
  g_assert_cmpstr (clinic_sheet_get_text (sheet, row, 5), ==, read);
  g_assert_cmpint (clinic_sheet_get_number (sheet, row, 6), ==, noticed);
}

static void
test_each_person_is_a_row_and_those_who_have_not_read_come_first (void)
{
  static const char *const names[] = { "Message",    "Published",   "Until",     "Employee",
                                       "Department", "Has read it", "Noticed on" };
  g_autoptr (ClinicPost) post = make_post (UNTIL);
  g_autoptr (ClinicReadership) readership = make_readership (TRUE);
  g_autoptr (ClinicSheet) sheet = clinic_readership_sheet_new (post, "Планёрка", readership);

  g_assert_cmpuint (clinic_sheet_get_n_columns (sheet), ==, G_N_ELEMENTS (names));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_cmpstr (clinic_sheet_get_column (sheet, i)->name, ==, names[i]);
  g_assert_cmpuint (clinic_sheet_get_n_rows (sheet), ==, 3);
  assert_row (sheet, 0, "Носов Артём", "Колл-центр, Смена А", "No", CLINIC_SHEET_EMPTY);
  assert_row (sheet, 1, "Ким Виктория", "Регистратура, Смена А", "Yes", NOTICED);
  g_assert_cmpint (clinic_sheet_get_number (sheet, 1, 2), ==, UNTIL);
  g_assert_cmpstr (clinic_sheet_get_lines (sheet)[0], ==, "2 of 3 have read it");
}

/* office.md 1: no method of the portal gives a time, and none is made up */
static void
test_a_time_that_nobody_noticed_stays_empty (void)
{
  g_autoptr (ClinicPost) post = make_post (0);
  g_autoptr (ClinicReadership) readership = make_readership (TRUE);
  g_autoptr (ClinicSheet) sheet = clinic_readership_sheet_new (post, "Планёрка", readership);

  assert_row (sheet, 2, "Ли", NULL, "Yes", CLINIC_SHEET_EMPTY);
  g_assert_cmpint (clinic_sheet_get_number (sheet, 2, 2), ==, CLINIC_SHEET_EMPTY);
  g_assert_nonnull (strstr (clinic_sheet_get_lines (sheet)[1], "does not keep when"));
}

static void
test_an_answer_in_a_poll_is_called_so (void)
{
  g_autoptr (ClinicPost) post = make_post (UNTIL);
  g_autoptr (ClinicReadership) readership = make_readership (TRUE);
  g_autoptr (ClinicColleague) first =
    g_list_model_get_item (clinic_readership_get_readers (readership), 0);
  g_autoptr (ClinicSheet) sheet = NULL;

  clinic_colleague_set_polled (first, TRUE);
  sheet = clinic_readership_sheet_new (post, "Планёрка", readership);
  assert_row (sheet, 1, "Ким Виктория", "Регистратура, Смена А", "Answered in the poll", NOTICED);
  g_assert_cmpstr (clinic_sheet_get_text (sheet, 2, 5), ==, "Yes");
}

static void
test_where_the_recipients_are_not_told_it_is_no_proof_of_them (void)
{
  g_autoptr (ClinicPost) post = make_post (UNTIL);
  g_autoptr (ClinicReadership) readership = make_readership (FALSE);
  g_autoptr (ClinicSheet) sheet = clinic_readership_sheet_new (post, "Планёрка", readership);

  g_assert_cmpuint (clinic_sheet_get_n_rows (sheet), ==, 2);
  g_assert_true (
    g_str_has_prefix (clinic_sheet_get_lines (sheet)[0], "Only those who have read it are known"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clinic/readership-sheet/rows",
                   test_each_person_is_a_row_and_those_who_have_not_read_come_first);
  g_test_add_func ("/clinic/readership-sheet/no-time", test_a_time_that_nobody_noticed_stays_empty);
  g_test_add_func ("/clinic/readership-sheet/poll", test_an_answer_in_a_poll_is_called_so);
  g_test_add_func ("/clinic/readership-sheet/readers-only",
                   test_where_the_recipients_are_not_told_it_is_no_proof_of_them);

  return g_test_run ();
}
