/* test-store-patients.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "store-fixture.h"

#include <string.h>

static void
assert_found (StoreFixture *fixture, const char *text, const char *expected)
{
  g_autofree char *ids = store_fixture_search (fixture, text);

  g_assert_cmpstr (ids, ==, expected);
}

static void
assert_rings (StoreFixture *fixture, const char *number, const char *expected)
{
  g_autofree char *ids = store_fixture_identify (fixture, number);

  g_assert_cmpstr (ids, ==, expected);
}

static void
fill (StoreFixture *fixture)
{
  store_fixture_put (fixture, 1, "Иванов", "Пётр", "Сергеевич", "+7 900 000-00-01");
  store_fixture_put (fixture, 2, "Иванова", "Анна", "Викторовна", "8 (900) 000-00-02");
  store_fixture_put (fixture, 3, "Семёнова", "Анна", "Ивановна", "9000000002|8(812)320-11-22");
  store_fixture_put (fixture, 4, "Абрамова", "Вера", NULL, "+7 900 000-00-04 доб. 12");
  store_fixture_put (fixture, 5, "Петрова-Водкина", "Яна", "", "");
  store_fixture_put (fixture, 6, NULL, "Cooper", NULL, "+44 20 7946 0958");
}

static void
test_a_number_is_found_in_any_spelling (StoreFixture *fixture, gconstpointer data)
{
  fill (fixture);

  assert_rings (fixture, "89000000001", "1");
  assert_rings (fixture, "+7 (900) 000-00-04", "4");
  assert_rings (fixture, "812 320 11 22", "3");
  assert_rings (fixture, "+442079460958", "6");
  assert_rings (fixture, "+7 900 999-99-99", "");
  assert_rings (fixture, "anonymous", "");
  assert_rings (fixture, "", "");
  assert_rings (fixture, NULL, "");
  assert_rings (fixture, "7777777777777777777777777777777777777777", "");
}

static void
put_birth_date (StoreFixture *fixture, gint64 id, const char *day)
{
  GAsyncResult *answer = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  static const char *const phones[] = { "+79000000010", NULL };
  StorePatientRow row = { .id = id, .last_name = "Котов", .birth_date = day, .phones = phones };
  GArray *rows = g_array_new (FALSE, FALSE, sizeof row);

  g_array_append_val (rows, row);
  store_repository_import_async (fixture->repository, rows, NULL, NULL, NULL, NULL, NULL,
                                 on_store_fixture_answer_cb, &answer);
  result = store_fixture_wait (&answer);
  g_assert_true (store_repository_import_finish (fixture->repository, result, NULL));
}

static void
test_a_family_on_one_number_comes_eldest_first (StoreFixture *fixture, gconstpointer data)
{
  put_birth_date (fixture, 11, "2015-05-05");
  put_birth_date (fixture, 12, NULL);
  put_birth_date (fixture, 13, "1950-01-01");
  put_birth_date (fixture, 14, "1985-01-01");

  assert_rings (fixture, "9000000010", "13 14 11 12");
}

static void
test_names_are_found_by_the_beginning_of_any_word (StoreFixture *fixture, gconstpointer data)
{
  fill (fixture);

  assert_found (fixture, "анна", "2 3");
  assert_found (fixture, "викт", "2");
  assert_found (fixture, "анна иванова", "2");
  assert_found (fixture, "водк", "5");
  assert_found (fixture, "сем ан ив", "3");
  assert_found (fixture, "coop", "6");
  assert_found (fixture, "нет такой", "");
}

static void
test_a_whole_family_name_comes_first_then_the_alphabet (StoreFixture *fixture, gconstpointer data)
{
  fill (fixture);
  store_fixture_put (fixture, 7, "Иван", "Яков", NULL, "");
  store_fixture_put (fixture, 8, "Ива", "Анна", NULL, "");

  assert_found (fixture, "иван", "7 1 2 3");
  assert_found (fixture, "ива", "8 7 1 2 3");
}

static void
test_yo_and_the_wrong_layout_are_forgiven (StoreFixture *fixture, gconstpointer data)
{
  fill (fixture);

  assert_found (fixture, "семенова", "3");
  assert_found (fixture, "СЕМЁНОВА", "3");
  assert_found (fixture, "петр", "5 1");
  assert_found (fixture, "ctv`yjdf", "3");
  assert_found (fixture, "bdfyjdf", "2");
  assert_found (fixture, "сщщзук", "6");
}

static void
test_digits_find_a_phone_from_both_ends (StoreFixture *fixture, gconstpointer data)
{
  fill (fixture);

  assert_found (fixture, "8 900 000 00 01", "1");
  assert_found (fixture, "0004", "4");
  assert_found (fixture, "00-04", "4");
  assert_found (fixture, "1122", "3");
  assert_found (fixture, "812", "3");
  assert_found (fixture, "8 812 3", "3");
  assert_found (fixture, "99", "");
}

static void
test_strange_texts_find_nothing_and_break_nothing (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *long_text = g_strnfill (100000, 'a');

  fill (fixture);
  assert_found (fixture, "", "");
  assert_found (fixture, NULL, "");
  assert_found (fixture, "   ", "");
  assert_found (fixture, "\" OR 1 --", "");
  assert_found (fixture, "AND", "");
  assert_found (fixture, "NEAR(анна)", "");
  assert_found (fixture, "name:анна*", "");
  assert_found (fixture, "a\"b* ^c", "");
  assert_found (fixture, "\xd0", "");
  assert_found (fixture, long_text, "");
}

static void
test_who_is_expected_comes_before_the_alphabet (StoreFixture *fixture, gconstpointer data)
{
  GAsyncResult *answer = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) appointments = g_ptr_array_new_with_free_func (g_object_unref);
  ClinicAppointment *appointment = clinic_appointment_new ();

  fill (fixture);
  clinic_appointment_set_id (appointment, 1);
  clinic_appointment_set_patient_id (appointment, 2);
  clinic_appointment_set_start (appointment, g_get_real_time () / G_USEC_PER_SEC + 3600);
  g_ptr_array_add (appointments, appointment);
  store_repository_put_appointments_async (fixture->repository, appointments, NULL,
                                           on_store_fixture_answer_cb, &answer);
  result = store_fixture_wait (&answer);
  g_assert_true (store_repository_put_appointments_finish (fixture->repository, result, NULL));

  assert_found (fixture, "ива", "2 1 3");
}

static void
test_a_changed_patient_leaves_nothing_behind (StoreFixture *fixture, gconstpointer data)
{
  fill (fixture);
  store_fixture_put (fixture, 2, "Сидорова", "Анна", "Викторовна", "+79000000077");

  assert_found (fixture, "иванова", "");
  assert_found (fixture, "сидорова", "2");
  assert_rings (fixture, "+79000000002", "3");
  assert_rings (fixture, "+79000000077", "2");
  assert_found (fixture, "0002", "3");
  g_assert_cmpint (store_fixture_count (fixture), ==, 6);
}

static void
test_a_removed_patient_leaves_nothing_behind (StoreFixture *fixture, gconstpointer data)
{
  GAsyncResult *answer = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 values[] = { 2, 999 };

  fill (fixture);
  g_array_append_vals (ids, values, 2);
  store_repository_remove_patients_async (fixture->repository, ids, NULL,
                                          on_store_fixture_answer_cb, &answer);
  result = store_fixture_wait (&answer);
  g_assert_true (store_repository_remove_patients_finish (fixture->repository, result, NULL));

  assert_found (fixture, "викторовна", "");
  assert_found (fixture, "иванова", "");
  assert_rings (fixture, "+79000000002", "3");
  g_assert_cmpint (store_fixture_count (fixture), ==, 5);
}

static void
test_a_huge_name_is_kept_short_and_found (StoreFixture *fixture, gconstpointer data)
{
  GAsyncResult *answer = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (ClinicPatient) patient = NULL;
  g_autoptr (GString) name = g_string_new ("Гигант");
  g_autofree char *forty = g_strnfill (40, '7');

  while (name->len < (1 << 20))
    g_string_append (name, "<b>ё</b>");
  store_fixture_put (fixture, 1, name->str, "", "", forty);

  store_repository_get_patient_async (fixture->repository, 1, NULL, on_store_fixture_answer_cb,
                                      &answer);
  result = store_fixture_wait (&answer);
  patient = store_repository_get_patient_finish (fixture->repository, result, NULL);
  g_assert_nonnull (patient);
  g_assert_true (g_utf8_validate (clinic_patient_get_last_name (patient), -1, NULL));
  g_assert_cmpuint (strlen (clinic_patient_get_last_name (patient)), <=, 512);
  g_assert_true (g_str_has_prefix (clinic_patient_get_last_name (patient), "Гигант<b>ё</b>"));
  g_assert_cmpstr (clinic_patient_get_phones (patient)[0], ==, forty);
  assert_found (fixture, "гигант", "1");

  /* and taken out again without a trace */
  store_fixture_put (fixture, 1, "Малыш", NULL, NULL, "");
  assert_found (fixture, "гигант", "");
}

static void
test_the_same_patient_twice_in_a_batch_is_the_later_one (StoreFixture *fixture, gconstpointer data)
{
  GAsyncResult *answer = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  static const char *const old_phones[] = { "+79000000001", NULL };
  static const char *const new_phones[] = { "+79000000002", NULL };
  StorePatientRow rows_in[] = { { .id = 1, .last_name = "Старая", .phones = old_phones },
                                { .id = 1, .last_name = "Новая", .phones = new_phones } };
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (StorePatientRow));

  g_array_append_vals (rows, rows_in, 2);
  store_repository_import_async (fixture->repository, rows, NULL, NULL, NULL, NULL, NULL,
                                 on_store_fixture_answer_cb, &answer);
  result = store_fixture_wait (&answer);
  g_assert_true (store_repository_import_finish (fixture->repository, result, NULL));

  assert_rings (fixture, "+79000000001", "");
  assert_rings (fixture, "+79000000002", "1");
  assert_found (fixture, "старая", "");
  assert_found (fixture, "новая", "1");
  g_assert_cmpint (store_fixture_count (fixture), ==, 1);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/store/patients/" name, StoreFixture, NULL, store_fixture_set_up, func,             \
              store_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("a-number-is-found-in-any-spelling", test_a_number_is_found_in_any_spelling);
  ADD ("a-family-on-one-number-comes-eldest-first", test_a_family_on_one_number_comes_eldest_first);
  ADD ("names-are-found-by-the-beginning-of-any-word",
       test_names_are_found_by_the_beginning_of_any_word);
  ADD ("a-whole-family-name-comes-first-then-the-alphabet",
       test_a_whole_family_name_comes_first_then_the_alphabet);
  ADD ("yo-and-the-wrong-layout-are-forgiven", test_yo_and_the_wrong_layout_are_forgiven);
  ADD ("digits-find-a-phone-from-both-ends", test_digits_find_a_phone_from_both_ends);
  ADD ("strange-texts-find-nothing-and-break-nothing",
       test_strange_texts_find_nothing_and_break_nothing);
  ADD ("who-is-expected-comes-before-the-alphabet", test_who_is_expected_comes_before_the_alphabet);
  ADD ("a-changed-patient-leaves-nothing-behind", test_a_changed_patient_leaves_nothing_behind);
  ADD ("a-removed-patient-leaves-nothing-behind", test_a_removed_patient_leaves_nothing_behind);
  ADD ("a-huge-name-is-kept-short-and-found", test_a_huge_name_is_kept_short_and_found);
  ADD ("the-same-patient-twice-in-a-batch-is-the-later-one",
       test_the_same_patient_twice_in_a_batch_is_the_later_one);

  return g_test_run ();
}
