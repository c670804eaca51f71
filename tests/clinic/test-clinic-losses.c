/* test-clinic-losses.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "clinic-losses.h"

/* Saturday, 21 November 2026, 15:00 UTC */
#define NOW G_GINT64_CONSTANT (1795273200)
#define DAY (24 * 3600)

typedef struct
{
  GPtrArray *visits; /* owned */
  gint64 next_id;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->visits = g_ptr_array_new_with_free_func (g_object_unref);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->visits, g_ptr_array_unref);
}

static ClinicAppointment *
add (Fixture *fixture, ClinicStageKind kind, ClinicStageRole role, const char *stage_name)
{
  ClinicAppointment *visit = clinic_appointment_new ();
  g_autoptr (ClinicStage) stage = clinic_stage_new ();

  clinic_stage_set_id (stage, stage_name);
  clinic_stage_set_name (stage, stage_name);
  clinic_stage_set_role (stage, role);
  clinic_appointment_set_id (visit, ++fixture->next_id);
  clinic_appointment_set_kind (visit, kind);
  clinic_appointment_set_stage (visit, stage);
  clinic_appointment_set_stage_id (visit, stage_name);
  clinic_appointment_set_start (visit, NOW - fixture->next_id * 3600);
  g_ptr_array_add (fixture->visits, visit);

  return visit;
}

static ClinicAppointment *
lose (Fixture *fixture, gint64 reason_id, const char *reason, gint64 kopecks)
{
  ClinicAppointment *visit =
    add (fixture, CLINIC_STAGE_KIND_FAILURE, CLINIC_STAGE_ROLE_LOST, "Отменил");

  clinic_appointment_set_reason_id (visit, reason_id);
  clinic_appointment_set_reason (visit, reason);
  clinic_appointment_set_amount (visit, kopecks);

  return visit;
}

static void
add_came (Fixture *fixture, guint n)
{
  for (guint i = 0; i < n; i++)
    add (fixture, CLINIC_STAGE_KIND_SUCCESS, CLINIC_STAGE_ROLE_COMPLETED, "Визит состоялся");
}

/* "Дорого 2 10.0 640000 0\n" for each group */
static void
assert_groups (Fixture *fixture, ClinicLossesBy by, const char *expected)
{
  g_autoptr (GPtrArray) groups = clinic_losses_group (fixture->visits, by);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < groups->len; i++)
    {
      ClinicLossGroup *group = g_ptr_array_index (groups, i);
      const char *name = clinic_loss_group_get_name (group);

      g_assert_cmpint (g_list_model_get_n_items (clinic_loss_group_get_visits (group)), ==,
                       clinic_loss_group_get_count (group));
      g_string_append_printf (text, "%s %d %d.%d %d %d\n", name != NULL ? name : "-",
                              (int) clinic_loss_group_get_count (group),
                              (int) clinic_loss_group_get_share (group) / 10,
                              (int) clinic_loss_group_get_share (group) % 10,
                              (int) clinic_loss_group_get_amount (group),
                              (int) clinic_loss_group_get_excused (group));
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_losses_are_put_together_by_reason (Fixture *fixture, gconstpointer data)
{
  lose (fixture, 1043, "Дорого", 320000);
  lose (fixture, 1041, "Болезнь", 100000);
  lose (fixture, 1043, "Дорого", 320050);
  lose (fixture, 1047, "Отменила клиника", 0);
  lose (fixture, 0, NULL, 5000);
  add_came (fixture, 11);

  /* 2 of 16 = 12.5 %, 1 of 16 = 6.25 % */
  assert_groups (fixture, CLINIC_LOSSES_BY_REASON,
                 "Дорого 2 12.5 640050 0\n"
                 "Болезнь 1 6.3 100000 0\n"
                 "Отменила клиника 1 6.3 0 1\n"
                 "- 1 6.3 5000 0\n");
}

static void
test_the_same_losses_are_seen_from_other_sides (Fixture *fixture, gconstpointer data)
{
  ClinicAppointment *first = lose (fixture, 1, "Дорого", 100);
  ClinicAppointment *second = lose (fixture, 2, "Ошибка или дубль", 200);

  clinic_appointment_set_doctor_id (first, 7);
  clinic_appointment_set_doctor_name (first, "Петров");
  clinic_appointment_set_doctor_id (second, 8);
  clinic_appointment_set_doctor_name (second, "Петров");
  clinic_appointment_set_source_id (first, "WEB");
  clinic_appointment_set_source_name (first, "Сайт");
  add_came (fixture, 1);

  /* Two doctors of one name are two. */
  assert_groups (fixture, CLINIC_LOSSES_BY_DOCTOR, "Петров 1 33.3 100 0\nПетров 1 33.3 200 1\n");
  assert_groups (fixture, CLINIC_LOSSES_BY_SOURCE, "Сайт 1 33.3 100 0\n- 1 33.3 200 1\n");
  assert_groups (fixture, CLINIC_LOSSES_BY_STAGE, "Отменил 2 66.7 300 1\n");
}

/* clinic.md 3.6: 12 no-shows and 281 who came: 12 / 293 = 4.095… % */
static void
test_who_did_not_come_is_counted_of_those_who_should_have (Fixture *fixture, gconstpointer data)
{
  ClinicLosses losses;

  for (int i = 0; i < 12; i++)
    add (fixture, CLINIC_STAGE_KIND_FAILURE, CLINIC_STAGE_ROLE_NO_SHOW, "Не пришёл");
  clinic_appointment_set_reason (add (fixture, CLINIC_STAGE_KIND_FAILURE, CLINIC_STAGE_ROLE_NO_SHOW,
                                      "Не пришёл"),
                                 "Ошибка или дубль");
  add_came (fixture, 281);
  lose (fixture, 1, "Дорого", 0);
  lose (fixture, 2, "По вине клиники", 0);
  add (fixture, CLINIC_STAGE_KIND_PROCESS, CLINIC_STAGE_ROLE_BOOKED, "Записан");

  clinic_losses_count (fixture->visits, &losses);
  g_assert_cmpuint (losses.visits, ==, 297);
  g_assert_cmpuint (losses.lost, ==, 15);
  g_assert_cmpuint (losses.came, ==, 281);
  g_assert_cmpuint (losses.no_shows, ==, 12);
  g_assert_cmpuint (losses.excused, ==, 2);
  g_assert_cmpuint (losses.scheduled, ==, 295);
  g_assert_cmpint (clinic_losses_no_show_rate (&losses), ==, 41);
}

static void
test_nothing_is_no_share (Fixture *fixture, gconstpointer data)
{
  ClinicLosses losses;

  clinic_losses_count (fixture->visits, &losses);
  g_assert_cmpint (clinic_losses_no_show_rate (&losses), ==, -1);
  assert_groups (fixture, CLINIC_LOSSES_BY_REASON, "");
  g_assert_cmpint (clinic_losses_share (0, 0), ==, -1);
  g_assert_cmpint (clinic_losses_share (0, 7), ==, 0);
  g_assert_cmpint (clinic_losses_share (7, 7), ==, 1000);
  /* 1 / 16 = 6.25 %: half up; 1 / 3 = 33.33 %, 1 / 2001 = 0.0499… %, 1 / 2000 = 0.05 % */
  g_assert_cmpint (clinic_losses_share (1, 16), ==, 63);
  g_assert_cmpint (clinic_losses_share (1, 3), ==, 333);
  g_assert_cmpint (clinic_losses_share (1, 2001), ==, 0);
  g_assert_cmpint (clinic_losses_share (1, 2000), ==, 1);
}

static void
test_late_is_less_than_a_day_before (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    gint64 before; /* seconds before the start that it was lost */
    gboolean is_late;
  } cases[] = { { DAY, FALSE }, { DAY - 1, TRUE }, { 0, TRUE }, { -1, FALSE }, { 3600, TRUE } };
  ClinicLosses losses;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      ClinicAppointment *visit = lose (fixture, 1, "Дорого", 0);

      clinic_appointment_set_moved (visit, clinic_appointment_get_start (visit) - cases[i].before);
      g_assert_cmpint (clinic_losses_is_late (visit), ==, cases[i].is_late);
    }
  lose (fixture, 1, "Дорого", 0); /* nobody knows when */
  clinic_appointment_set_moved (lose (fixture, 2, "Отменила клиника", 0), NOW - 20 * 3600);
  clinic_losses_count (fixture->visits, &losses);
  g_assert_cmpuint (losses.late, ==, 3);
}

static void
test_what_is_picked_is_by_start (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GListModel) picked = NULL;
  g_autoptr (ClinicAppointment) first = NULL;

  lose (fixture, 1, "Дорого", 0);
  add_came (fixture, 2);
  lose (fixture, 1, "Дорого", 0);
  picked = clinic_losses_pick (fixture->visits, clinic_losses_is_lost);
  g_assert_cmpuint (g_list_model_get_n_items (picked), ==, 2);
  first = g_list_model_get_item (picked, 0);
  g_assert_cmpint (clinic_appointment_get_id (first), ==, 4);
}

static void
assert_period (ClinicLossesPeriod period, gint64 now, const char *expected)
{
  gint64 from = 0;
  gint64 to = 0;
  g_autoptr (GDateTime) begin = NULL;
  g_autoptr (GDateTime) end = NULL;
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  g_autofree char *text = NULL;

  clinic_losses_get_period (period, now, &from, &to);
  begin = g_date_time_new_from_unix_local (from);
  end = g_date_time_new_from_unix_local (to);
  first = g_date_time_format (begin, "%F %T");
  last = g_date_time_format (end, "%F %T");
  text = g_strdup_printf ("%s/%s", first, last);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_weeks_begin_on_monday_and_months_on_the_first (void)
{
  g_autoptr (GDateTime) sunday = g_date_time_new_local (2026, 3, 1, 23, 59, 59);
  gint64 now = g_date_time_to_unix (sunday);

  assert_period (CLINIC_LOSSES_THIS_WEEK, now, "2026-02-23 00:00:00/2026-03-02 00:00:00");
  assert_period (CLINIC_LOSSES_THIS_WEEK, now + 1, "2026-03-02 00:00:00/2026-03-09 00:00:00");
  assert_period (CLINIC_LOSSES_LAST_WEEK, now, "2026-02-16 00:00:00/2026-02-23 00:00:00");
  assert_period (CLINIC_LOSSES_THIS_MONTH, now, "2026-03-01 00:00:00/2026-04-01 00:00:00");
  assert_period (CLINIC_LOSSES_LAST_MONTH, now, "2026-02-01 00:00:00/2026-03-01 00:00:00");
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/clinic/losses/reasons", test_losses_are_put_together_by_reason);
  ADD ("/clinic/losses/sides", test_the_same_losses_are_seen_from_other_sides);
  ADD ("/clinic/losses/no-shows", test_who_did_not_come_is_counted_of_those_who_should_have);
  ADD ("/clinic/losses/nothing", test_nothing_is_no_share);
  ADD ("/clinic/losses/late", test_late_is_less_than_a_day_before);
  ADD ("/clinic/losses/picked", test_what_is_picked_is_by_start);
  g_test_add_func ("/clinic/losses/periods", test_weeks_begin_on_monday_and_months_on_the_first);

  return g_test_run ();
}
