/* test-clinic-name.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "clinic-name.h"

#include <string.h>

static void
assert_folded (const char *text, const char *expected)
{
  g_autofree char *folded = clinic_name_fold (text);

  g_assert_cmpstr (folded, ==, expected);
}

static void
test_yo_is_ye_and_short_i_stays (void)
{
  assert_folded ("Семёнов ПЁТР", "семенов петр");
  assert_folded ("Йодль Андрей", "йодль андрей");
  /* the same letters, decomposed */
  assert_folded ("Семе\xcc\x88нов Андреи\xcc\x86", "семенов андрей");
}

static void
test_what_people_wrote_keeps_its_signs_when_only_letters_are_folded (void)
{
  static const struct
  {
    const char *text;
    const char *folded;
  } rows[] = {
    { "Счёт  № 7/А — «ЁЛКА», ООО", "счет  № 7/а — «елка», ооо" },
    /* й stays and so do accents; decomposed letters are the same letters */
    { "Прие\xcc\x88м И\xcc\x86од, José", "прием йод, josé" },
    { "INVOICE_Id", "invoice_id" },
    { "Ан\xff на", "ан\xef\xbf\xbd на" },
    { "", "" },
    { NULL, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *folded = clinic_name_fold_letters (rows[i].text);

      g_assert_cmpstr (folded, ==, rows[i].folded);
    }
}

static void
test_accents_and_punctuation_do_not_count (void)
{
  assert_folded ("  José\tÀlvarez  ", "jose alvarez");
  assert_folded ("Петрова-Водкина", "петрова водкина");
  assert_folded ("О'Коннор, д’Артаньян.", "оконнор дартаньян");
  assert_folded ("<b>Анна</b> & Co", "b анна b co");
  assert_folded ("", "");
  assert_folded (NULL, "");
  assert_folded ("—…!", "");
}

static void
test_a_broken_or_huge_text_is_folded_all_the_same (void)
{
  g_autofree char *huge = g_strnfill (1 << 20, 'A');
  g_autofree char *folded = clinic_name_fold (huge);

  g_assert_cmpuint (strlen (folded), ==, 1 << 20);
  assert_folded ("Ан\xff\xd0 на", "ан на");
}

static void
assert_swapped (const char *text, const char *expected)
{
  g_autofree char *swapped = clinic_name_swap_layout (text);

  g_assert_cmpstr (swapped, ==, expected);
}

static void
test_the_wrong_layout_is_understood (void)
{
  assert_swapped ("bdfyjd", "иванов");
  assert_swapped ("Bdfyjd Gtnh", "иванов петр");
  assert_swapped ("{fhbnjyjdf", "харитонова");
  assert_swapped (";er", "жук");
  assert_swapped ("`kf", "ела");
  assert_swapped ("сщщзук", "cooper");
  assert_swapped ("1234", NULL);
  assert_swapped ("", NULL);
  assert_swapped (NULL, NULL);
}

static void
test_a_name_is_written_in_full_and_short (void)
{
  g_autoptr (ClinicPatient) patient = clinic_patient_new ();
  g_autofree char *nobody = clinic_name_full (patient);
  g_autofree char *full = NULL;
  g_autofree char *brief = clinic_name_short ("Иванова", "анна", "Викторовна");
  g_autofree char *family = clinic_name_short ("Иванова", NULL, "");
  g_autofree char *given = clinic_name_short ("", "Анна", NULL);

  clinic_patient_set_last_name (patient, "Иванова");
  clinic_patient_set_first_name (patient, "Анна");
  clinic_patient_set_second_name (patient, "Викторовна");
  full = clinic_name_full (patient);

  g_assert_cmpstr (nobody, ==, "");
  g_assert_cmpstr (full, ==, "Иванова Анна Викторовна");
  g_assert_cmpstr (brief, ==, "Иванова А. В.");
  g_assert_cmpstr (family, ==, "Иванова");
  g_assert_cmpstr (given, ==, "Анна");
}

static void
test_age_turns_on_the_birthday (void)
{
  g_assert_cmpint (clinic_name_age ("1984-03-12", "2026-03-11"), ==, 41);
  g_assert_cmpint (clinic_name_age ("1984-03-12", "2026-03-12"), ==, 42);
  g_assert_cmpint (clinic_name_age ("2024-02-29", "2025-02-28"), ==, 0);
  g_assert_cmpint (clinic_name_age ("2026-03-13", "2026-03-12"), ==, -1);
  g_assert_cmpint (clinic_name_age ("", "2026-03-12"), ==, -1);
  g_assert_cmpint (clinic_name_age (NULL, "2026-03-12"), ==, -1);
  g_assert_cmpint (clinic_name_age ("1984-13-40", "2026-03-12"), ==, -1);
  g_assert_cmpint (clinic_name_age ("12.03.1984", "2026-03-12"), ==, -1);
}

static void
test_names_agree_word_by_word (void)
{
  static const struct
  {
    const char *name;
    const char *other;
    guint agreeing;
  } rows[] = {
    { "Петров Иван Сергеевич", "ПЕТРОВ И.С.", 3 },
    { "Петров И. С.", "Петров Иван", 2 },
    { "И. С. Петров", "Петров Иван Сергеевич", 3 },
    { "Сёмин Олег (хирург)", "Семин О.", 2 },
    { "Сёмин Олег, хирург", "Семин Олег Павлович", 2 },
    { "Петров", "Петров Иван", 1 },
    { "Петров Иван", "Петров Илья", 0 },
    { "Петров И. С.", "Петров Иван Андреевич", 0 },
    { "Петрова Анна", "Петров Анна", 0 },
    { "Петрова-Водкина Анна", "Петрова Водкина А.", 3 },
    { "Иван Петров", "Петров Иван", 0 },
    { "", "Петров", 0 },
    { NULL, NULL, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_cmpuint (clinic_name_count_agreeing (rows[i].name, rows[i].other), ==,
                        rows[i].agreeing);
      g_assert_cmpuint (clinic_name_count_agreeing (rows[i].other, rows[i].name), ==,
                        rows[i].agreeing);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/clinic/name/yo-is-ye-and-short-i-stays", test_yo_is_ye_and_short_i_stays);
  g_test_add_func ("/clinic/name/what-people-wrote-keeps-its-signs",
                   test_what_people_wrote_keeps_its_signs_when_only_letters_are_folded);
  g_test_add_func ("/clinic/name/accents-and-punctuation-do-not-count",
                   test_accents_and_punctuation_do_not_count);
  g_test_add_func ("/clinic/name/a-broken-or-huge-text-is-folded-all-the-same",
                   test_a_broken_or_huge_text_is_folded_all_the_same);
  g_test_add_func ("/clinic/name/the-wrong-layout-is-understood",
                   test_the_wrong_layout_is_understood);
  g_test_add_func ("/clinic/name/a-name-is-written-in-full-and-short",
                   test_a_name_is_written_in_full_and_short);
  g_test_add_func ("/clinic/name/age-turns-on-the-birthday", test_age_turns_on_the_birthday);
  g_test_add_func ("/clinic/name/names-agree-word-by-word", test_names_agree_word_by_word);

  return g_test_run ();
}
