/* test-clinic-facts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "clinic-days.h"
#include "clinic-facts.h"

#define DAY (24 * 3600)

static int
day (const char *text)
{
  int found = clinic_days_from_string (text);

  g_assert_cmpint (found, !=, CLINIC_DAYS_NONE);

  return found;
}

static void
test_days_are_those_of_the_calendar (void)
{
  g_autoptr (GDate) date = g_date_new_dmy (1, G_DATE_JANUARY, 1895);

  for (int i = clinic_days_from_date (1895, 1, 1); i < clinic_days_from_date (2105, 1, 1); i++)
    {
      int year, month, month_day;

      clinic_days_to_date (i, &year, &month, &month_day);
      g_assert_cmpint (year, ==, g_date_get_year (date));
      g_assert_cmpint (month, ==, g_date_get_month (date));
      g_assert_cmpint (month_day, ==, g_date_get_day (date));
      g_assert_cmpint (clinic_days_from_date (year, month, month_day), ==, i);
      g_assert_cmpint (clinic_days_weekday (i), ==, g_date_get_weekday (date));
      g_date_add_days (date, 1);
    }
}

static void
test_months_stop_at_their_end (void)
{
  g_assert_cmpint (clinic_days_add_months (day ("2025-08-31"), 6), ==, day ("2026-02-28"));
  g_assert_cmpint (clinic_days_add_months (day ("2023-08-31"), 6), ==, day ("2024-02-29"));
  g_assert_cmpint (clinic_days_add_months (day ("2026-03-31"), -1), ==, day ("2026-02-28"));
  g_assert_cmpint (clinic_days_add_months (day ("2026-01-15"), -1), ==, day ("2025-12-15"));
  g_assert_cmpint (clinic_days_add_months (day ("2026-11-21"), 14), ==, day ("2028-01-21"));
  g_assert_cmpint (clinic_days_week (day ("2026-11-22")), ==, day ("2026-11-16"));
  g_assert_cmpint (clinic_days_month (day ("2026-11-22")), ==, day ("2026-11-01"));
  g_assert_cmpint (clinic_days_quarter (day ("2026-11-22")), ==, day ("2026-10-01"));
  g_assert_cmpint (clinic_days_year (day ("2026-11-22")), ==, day ("2026-01-01"));
  g_assert_cmpint (clinic_days_years_between (day ("2023-11-22"), day ("2026-11-21")), ==, 2);
  g_assert_cmpint (clinic_days_years_between (day ("2023-11-22"), day ("2026-11-22")), ==, 3);
  g_assert_cmpint (clinic_days_years_between (day ("2024-02-29"), day ("2025-02-28")), ==, 1);
}

static void
test_a_day_that_is_none_is_not_read (void)
{
  const char *const texts[] = { "",           "2026-02-29", "2026-13-01", "2026-11-21T10:00",
                                "21.11.2026", "0000-01-01", "2026-11-00" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_cmpint (clinic_days_from_string (texts[i]), ==, CLINIC_DAYS_NONE);
  g_assert_cmpint (clinic_days_from_string (NULL), ==, CLINIC_DAYS_NONE);
}

static void
test_a_day_begins_at_the_midnight_of_the_clinic (void)
{
  const char *const zones[] = { "UTC", "+03:00", "-05:00", "Europe/Kaliningrad" };

  for (guint i = 0; i < G_N_ELEMENTS (zones); i++)
    {
      g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (zones[i]);
      int today = day ("2026-11-21");
      gint64 midnight;
      int second = -1;

      if (zone == NULL)
        continue;
      midnight = clinic_days_begin (zone, today);
      g_assert_cmpint (clinic_days_of (zone, midnight, &second), ==, today);
      g_assert_cmpint (second, ==, 0);
      g_assert_cmpint (clinic_days_of (zone, midnight - 1, &second), ==, today - 1);
      g_assert_cmpint (second, ==, DAY - 1);
    }
}

static ClinicFacts *
new_facts (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();

  return clinic_facts_new (zone);
}

static void
test_keys_are_numbers_and_the_last_name_counts (void)
{
  g_autoptr (ClinicFacts) facts = new_facts ();
  guint32 web = clinic_facts_key (facts, CLINIC_NAMES_SOURCE, "WEB", "Сайт");

  g_assert_cmpuint (web, !=, 0);
  g_assert_cmpuint (clinic_facts_key (facts, CLINIC_NAMES_SOURCE, "", "x"), ==, 0);
  g_assert_cmpuint (clinic_facts_key (facts, CLINIC_NAMES_SOURCE, NULL, NULL), ==, 0);
  g_assert_cmpuint (clinic_facts_key_of_id (facts, CLINIC_NAMES_DOCTOR, 0, NULL), ==, 0);
  g_assert_cmpuint (clinic_facts_key (facts, CLINIC_NAMES_SOURCE, "WEB", NULL), ==, web);
  g_assert_cmpstr (clinic_facts_get_name (facts, CLINIC_NAMES_SOURCE, web), ==, "Сайт");
  g_assert_cmpuint (clinic_facts_key (facts, CLINIC_NAMES_SOURCE, "WEB", "Наш сайт"), ==, web);
  g_assert_cmpstr (clinic_facts_get_name (facts, CLINIC_NAMES_SOURCE, web), ==, "Наш сайт");
  g_assert_cmpstr (clinic_facts_get_key (facts, CLINIC_NAMES_SOURCE, web), ==, "WEB");
  g_assert_cmpstr (clinic_facts_get_key (facts, CLINIC_NAMES_SOURCE, 0), ==, "");
  g_assert_null (clinic_facts_get_name (facts, CLINIC_NAMES_SOURCE, 0));
  g_assert_cmpuint (clinic_facts_find (facts, CLINIC_NAMES_SOURCE, "WEB"), ==, web);
  g_assert_cmpuint (clinic_facts_find (facts, CLINIC_NAMES_DOCTOR, "WEB"), ==, 0);
}

static void
test_a_lead_leads_to_the_visit_that_was_made_first (void)
{
  g_autoptr (ClinicFacts) facts = new_facts ();
  guint n = 0;

  clinic_facts_add_visit (facts, &(ClinicFactVisit){ .id = 2,
                                                     .lead = 9,
                                                     .start = 5 * DAY,
                                                     .created = 50 });
  clinic_facts_add_visit (facts, &(ClinicFactVisit){ .id = 1,
                                                     .lead = 9,
                                                     .start = 9 * DAY,
                                                     .created = 40 });
  clinic_facts_add_lead (facts, &(ClinicFactLead){ .id = 9, .created = 30 });
  clinic_facts_add_lead (facts, &(ClinicFactLead){ .id = 8, .created = 20 });
  clinic_facts_seal (facts);

  g_assert_cmpint (clinic_facts_get_leads (facts, &n)[0].id, ==, 8);
  g_assert_cmpint (clinic_facts_get_leads (facts, &n)[0].visit, ==, 0);
  g_assert_cmpint (clinic_facts_get_leads (facts, &n)[1].visit, ==, 1);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpint (clinic_facts_find_visit (facts, 2)->day, ==, 5);
  g_assert_null (clinic_facts_find_visit (facts, 3));
}

static void
test_who_waits_leads_to_what_came_of_it (void)
{
  g_autoptr (ClinicFacts) facts = new_facts ();
  const ClinicFactWait *waits = NULL;
  guint n = 0;

  /* booked before he was on the list; then because he was spoken with; then another one */
  clinic_facts_add_visit (facts, &(ClinicFactVisit){ .id = 1,
                                                     .patient = 7,
                                                     .start = 9 * DAY,
                                                     .created = 1 * DAY });
  clinic_facts_add_visit (facts, &(ClinicFactVisit){ .id = 2,
                                                     .patient = 7,
                                                     .start = 12 * DAY,
                                                     .created = 6 * DAY });
  clinic_facts_add_visit (facts, &(ClinicFactVisit){ .id = 3,
                                                     .patient = 7,
                                                     .start = 15 * DAY,
                                                     .created = 6 * DAY });
  clinic_facts_add_visit (facts, &(ClinicFactVisit){ .id = 4,
                                                     .patient = 8,
                                                     .start = 2 * DAY,
                                                     .created = 1 });
  clinic_facts_add_wait (facts, &(ClinicFactWait){ .id = 70,
                                                   .entity = CLINIC_ENTITY_LEAD,
                                                   .patient = 7,
                                                   .since = 3 * DAY,
                                                   .contacted = 6 * DAY });
  clinic_facts_add_wait (facts, &(ClinicFactWait){ .id = 4,
                                                   .entity = CLINIC_ENTITY_APPOINTMENT,
                                                   .patient = 8,
                                                   .since = 3 * DAY,
                                                   .contacted = 6 * DAY });
  clinic_facts_add_wait (facts, &(ClinicFactWait){ .id = 71,
                                                   .entity = CLINIC_ENTITY_LEAD,
                                                   .since = 3 * DAY });
  clinic_facts_seal (facts);

  waits = clinic_facts_get_waits (facts, &n);
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpint (waits[0].visit, ==, 2);
  g_assert_cmpint (waits[0].day, ==, 6);
  g_assert_cmpint (waits[1].visit, ==, 4);
  g_assert_cmpint (waits[2].visit, ==, 0);
  g_assert_cmpint (waits[2].day, ==, CLINIC_DAYS_NONE);
}

static void
test_indices_are_sorted_whatever_the_order (void)
{
  g_autoptr (ClinicFacts) facts = new_facts ();
  g_autoptr (GRand) dice = g_rand_new_with_seed (7);
  const ClinicFactVisit *visits = NULL;
  const ClinicFactCall *calls = NULL;
  const guint32 *by_patient = NULL, *by_number = NULL;
  guint n = 0;

  for (guint i = 1; i <= 500; i++)
    {
      clinic_facts_add_visit (facts,
                              &(ClinicFactVisit){ .id = i,
                                                  .patient = g_rand_int_range (dice, 0, 40),
                                                  .start = g_rand_int_range (dice, 0, 999) });
      clinic_facts_add_call (facts,
                             &(ClinicFactCall){ .id = i,
                                                .number = (guint64) g_rand_int_range (dice, 0, 40),
                                                .start = g_rand_int_range (dice, 1, 99999) });
    }
  clinic_facts_seal (facts);
  visits = clinic_facts_get_visits (facts, &n);
  calls = clinic_facts_get_calls (facts, &n);
  by_patient = clinic_facts_get_visits_by_patient (facts, &n);
  by_number = clinic_facts_get_calls_by_number (facts, &n);
  g_assert_cmpuint (n, ==, 500);
  for (guint i = 1; i < n; i++)
    {
      const ClinicFactVisit *one = &visits[by_patient[i - 1]], *next = &visits[by_patient[i]];
      const ClinicFactCall *call = &calls[by_number[i - 1]], *later = &calls[by_number[i]];

      g_assert_cmpint (visits[i - 1].start, <=, visits[i].start);
      g_assert_true (one->patient < next->patient ||
                     (one->patient == next->patient && one->start <= next->start));
      g_assert_true (call->number < later->number ||
                     (call->number == later->number && call->start <= later->start));
      g_assert_cmpint (calls[i].hour, ==, calls[i].start % DAY / 3600);
      g_assert_cmpint (clinic_facts_find_visit (facts, i)->id, ==, i);
    }
}

static void
test_two_years_take_less_than_40_megabytes (void)
{
  g_autoptr (ClinicFacts) facts = new_facts ();

  for (guint i = 1; i <= 70000; i++)
    clinic_facts_add_visit (facts, &(ClinicFactVisit){ .id = i, .start = i });
  for (guint i = 1; i <= 150000; i++)
    clinic_facts_add_call (facts, &(ClinicFactCall){ .id = i, .start = i });
  for (guint i = 1; i <= 30000; i++)
    clinic_facts_add_lead (facts, &(ClinicFactLead){ .id = i, .created = i });
  clinic_facts_seal (facts);

  /* growing arrays may be half empty */
  g_assert_cmpuint (2 * clinic_facts_get_size (facts), <, 40 << 20);
}

static void
test_what_is_known_is_said (void)
{
  g_autoptr (ClinicFacts) facts = new_facts ();
  gint64 from = -1, to = -1;

  g_assert_false (clinic_facts_get_known (facts, CLINIC_FACTS_VISITS, &from, &to));
  clinic_facts_set_known (facts, CLINIC_FACTS_VISITS, 100, 200);
  g_assert_true (clinic_facts_get_known (facts, CLINIC_FACTS_VISITS, &from, &to));
  g_assert_cmpint (from, ==, 100);
  g_assert_cmpint (to, ==, 200);
  g_assert_false (clinic_facts_get_known (facts, CLINIC_FACTS_CALLS, &from, &to));
  g_assert_finalize_object (g_steal_pointer (&facts));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/clinic/days/calendar", test_days_are_those_of_the_calendar);
  g_test_add_func ("/clinic/days/months", test_months_stop_at_their_end);
  g_test_add_func ("/clinic/days/none", test_a_day_that_is_none_is_not_read);
  g_test_add_func ("/clinic/days/midnight", test_a_day_begins_at_the_midnight_of_the_clinic);
  g_test_add_func ("/clinic/facts/keys", test_keys_are_numbers_and_the_last_name_counts);
  g_test_add_func ("/clinic/facts/lead", test_a_lead_leads_to_the_visit_that_was_made_first);
  g_test_add_func ("/clinic/facts/wait", test_who_waits_leads_to_what_came_of_it);
  g_test_add_func ("/clinic/facts/indices", test_indices_are_sorted_whatever_the_order);
  g_test_add_func ("/clinic/facts/memory", test_two_years_take_less_than_40_megabytes);
  g_test_add_func ("/clinic/facts/known", test_what_is_known_is_said);

  return g_test_run ();
}
