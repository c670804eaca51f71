/* test-clinic-board.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "clinic-appointment.h"
#include "clinic-board.h"
#include "clinic-lead.h"

#define DAY G_GINT64_CONSTANT (86400)
/* Saturday, 21 November 2026, 0:00 UTC */
#define TODAY G_GINT64_CONSTANT (1795219200)

static const char *const stage_ids[] = { "NEW", "TOMORROW", "YES", "WON", "LOSE" };

typedef struct
{
  GListStore *visits; /* owned */
  GListStore *stages; /* owned */
  ClinicBoard *board; /* owned */
} Fixture;

static void
add_stage (GListStore *stages, const char *id, ClinicStageKind kind)
{
  g_autoptr (ClinicStage) stage = g_object_new (CLINIC_TYPE_STAGE, "id", id, "kind", kind, NULL);

  g_list_store_append (stages, stage);
}

static ClinicAppointment *
add_visit (Fixture *fixture, gint64 id, const char *stage, gint64 start)
{
  g_autoptr (ClinicAppointment) visit =
    g_object_new (CLINIC_TYPE_APPOINTMENT, "id", id, "stage-id", stage, "start", start, "amount",
                  id * 100, NULL);

  g_list_store_append (fixture->visits, visit);

  return visit;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->visits = g_list_store_new (CLINIC_TYPE_APPOINTMENT);
  fixture->stages = g_list_store_new (CLINIC_TYPE_STAGE);
  for (guint i = 0; i < G_N_ELEMENTS (stage_ids); i++)
    add_stage (fixture->stages, stage_ids[i],
               i == 3   ? CLINIC_STAGE_KIND_SUCCESS
               : i == 4 ? CLINIC_STAGE_KIND_FAILURE
                        : CLINIC_STAGE_KIND_PROCESS);
  fixture->board = clinic_board_new (G_LIST_MODEL (fixture->visits), G_LIST_MODEL (fixture->stages),
                                     &clinic_board_appointments);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->board);
  g_assert_finalize_object (fixture->visits);
  g_assert_finalize_object (fixture->stages);
}

/* The ids in a column, such as "3 1 2"; "-" when there is no such column. */
static char *
ids_in (Fixture *fixture, const char *stage_id)
{
  GListModel *columns = clinic_board_get_columns (fixture->board);
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GListModel) column = g_list_model_get_item (columns, i);
      ClinicStage *stage = clinic_board_column_get_stage (CLINIC_BOARD_COLUMN (column));

      if (g_strcmp0 (stage != NULL ? clinic_stage_get_id (stage) : NULL, stage_id) != 0)
        continue;
      for (guint k = 0; k < g_list_model_get_n_items (column); k++)
        {
          g_autoptr (ClinicAppointment) visit = g_list_model_get_item (column, k);

          g_string_append_printf (ids, "%s%d", k > 0 ? " " : "",
                                  (int) clinic_appointment_get_id (visit));
        }
      return g_strdup (ids->str);
    }

  return g_strdup ("-");
}

static void
assert_ids (Fixture *fixture, const char *stage_id, const char *expected)
{
  g_autofree char *ids = ids_in (fixture, stage_id);

  g_assert_cmpstr (ids, ==, expected);
}

static void
test_columns_are_the_stages_with_their_visits_by_time (Fixture *fixture, gconstpointer data)
{
  ClinicBoardColumn *column = clinic_board_get_column (fixture->board, "NEW");

  add_visit (fixture, 1, "NEW", TODAY + 600);
  add_visit (fixture, 2, "NEW", TODAY + 300);
  add_visit (fixture, 4, "NEW", 0);
  add_visit (fixture, 3, "NEW", TODAY + 600);
  add_visit (fixture, 5, "YES", TODAY);

  g_assert_cmpuint (g_list_model_get_n_items (clinic_board_get_columns (fixture->board)), ==, 5);
  assert_ids (fixture, "NEW", "2 1 3 4");
  assert_ids (fixture, "YES", "5");
  g_assert_cmpint (clinic_board_column_get_sum (column), ==, 1000);
  g_assert_cmpuint (clinic_board_get_n_shown (fixture->board), ==, 5);
}

typedef struct
{
  guint removals;
  guint insertions;
  guint resets;
} Changes;

static void
on_changed_cb (GListModel *model, guint position, guint removed, guint added, Changes *changes)
{
  changes->removals += removed;
  changes->insertions += added;
  changes->resets += removed > 0 && added > 0;
}

static void
test_a_move_is_one_removal_and_one_insertion (Fixture *fixture, gconstpointer data)
{
  GListModel *columns = clinic_board_get_columns (fixture->board);
  ClinicAppointment *visit = NULL;
  Changes left = { 0 };
  Changes come = { 0 };
  Changes other = { 0 };
  guint position = 0;

  for (int i = 0; i < 20; i++)
    add_visit (fixture, i + 1, i % 2 == 0 ? "NEW" : "YES", TODAY + i);
  visit = add_visit (fixture, 99, "NEW", TODAY + 8);
  g_signal_connect (clinic_board_get_column (fixture->board, "NEW"), "items-changed",
                    G_CALLBACK (on_changed_cb), &left);
  g_signal_connect (clinic_board_get_column (fixture->board, "YES"), "items-changed",
                    G_CALLBACK (on_changed_cb), &come);
  g_signal_connect (clinic_board_get_column (fixture->board, "TOMORROW"), "items-changed",
                    G_CALLBACK (on_changed_cb), &other);

  clinic_appointment_set_stage_id (visit, "YES");
  g_assert_cmpuint (left.removals, ==, 1);
  g_assert_cmpuint (come.insertions, ==, 1);
  g_assert_cmpuint (left.insertions + come.removals + other.removals + other.insertions, ==, 0);
  g_assert_true (clinic_board_find (fixture->board, visit, &position) ==
                 clinic_board_get_column (fixture->board, "YES"));
  g_assert_cmpuint (position, ==, 4);

  /* What does not matter to the place moves nothing. */
  clinic_appointment_set_comments (visit, "перезвонить");
  clinic_appointment_set_amount (visit, 5);
  g_assert_cmpuint (come.insertions + come.removals, ==, 1);

  clinic_appointment_set_start (visit, TODAY + 100);
  g_assert_cmpuint (come.insertions, ==, 2);
  g_assert_cmpuint (come.removals, ==, 1);
  g_assert_cmpuint (come.resets, ==, 0);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GObject) column = g_list_model_get_item (columns, i);

      g_signal_handlers_disconnect_matched (column, G_SIGNAL_MATCH_FUNC, 0, 0, NULL, on_changed_cb,
                                            NULL);
    }
}

static void
test_an_unknown_stage_has_a_last_column (Fixture *fixture, gconstpointer data)
{
  ClinicAppointment *visit = add_visit (fixture, 1, "GONE", TODAY);

  assert_ids (fixture, NULL, "1");
  clinic_appointment_set_stage_id (visit, "NEW");
  assert_ids (fixture, NULL, "-");
  assert_ids (fixture, "NEW", "1");

  /* The portal's people remove a stage, and make it again. */
  g_list_store_remove (fixture->stages, 0);
  assert_ids (fixture, "NEW", "-");
  assert_ids (fixture, NULL, "1");
  add_stage (fixture->stages, "NEW", CLINIC_STAGE_KIND_PROCESS);
  assert_ids (fixture, "NEW", "1");
  assert_ids (fixture, NULL, "-");
}

static void
test_what_is_finished_is_shown_for_the_chosen_day_only (Fixture *fixture, gconstpointer data)
{
  ClinicBoardFilter any = { .today = TODAY, .tomorrow = TODAY + DAY };
  ClinicBoardFilter next = { .from = TODAY + DAY,
                             .to = TODAY + 2 * DAY,
                             .today = TODAY,
                             .tomorrow = TODAY + DAY };
  ClinicAppointment *moving = NULL;

  add_visit (fixture, 1, "WON", TODAY - 5);
  add_visit (fixture, 2, "WON", TODAY + 5);
  add_visit (fixture, 3, "LOSE", TODAY + DAY + 5);
  add_visit (fixture, 4, "NEW", TODAY + DAY + 5);
  add_visit (fixture, 5, "NEW", TODAY + 5);
  add_visit (fixture, 6, "NEW", 0);
  moving = add_visit (fixture, 7, "NEW", TODAY + 3 * DAY);

  clinic_board_set_filter (fixture->board, &any);
  assert_ids (fixture, "WON", "2");
  assert_ids (fixture, "LOSE", "");
  assert_ids (fixture, "NEW", "5 4 7 6");

  /* What was moved there a moment ago can still be seen, and undone. */
  g_object_set (moving, "stage-id", "WON", "pending", TRUE, NULL);
  assert_ids (fixture, "WON", "2 7");
  clinic_appointment_set_pending (moving, FALSE);
  assert_ids (fixture, "WON", "2");

  clinic_board_set_filter (fixture->board, &next);
  assert_ids (fixture, "WON", "");
  assert_ids (fixture, "LOSE", "3");
  assert_ids (fixture, "NEW", "4 6");
}

static void
test_the_filter_finds_people_doctors_words_and_numbers (Fixture *fixture, gconstpointer data)
{
  ClinicAppointment *visit = add_visit (fixture, 1, "NEW", TODAY);
  static const struct
  {
    ClinicBoardFilter filter;
    const char *ids;
  } table[] = {
    { { .text = "" }, "1 2" },
    { { .text = "семен" }, "1" },
    { { .text = "СЕМЁНОВА  петров" }, "1" },
    { { .text = "ctvtyjdf" }, "1" },
    { { .text = "0001" }, "1" },
    { { .text = "8 (900) 000-00-01" }, "1" },
    { { .text = "имплант" }, "1" },
    { { .text = "семенова имплант сидоров" }, "" },
    { { .doctor_id = 7 }, "1" },
    { { .doctor_id = 8 }, "" },
    { { .specialty = "терапевт" }, "1" },
    { { .responsible_id = 3 }, "1" },
    { { .responsible_id = 3, .text = "ким" }, "" },
  };

  g_object_set (visit, "patient-name", "Семёнова Анна", "doctor-name", "Петров И. С.", "comments",
                "Спросить про имплант", "doctor-id", (gint64) 7, "specialty", "терапевт",
                "responsible-id", (gint64) 3, "patient-phone", "+7 900 000-00-01", NULL);
  visit = add_visit (fixture, 2, "NEW", TODAY + 1);
  g_object_set (visit, "patient-name", "Ким Виктория", "patient-phone", "8 900 000-00-77", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      clinic_board_set_filter (fixture->board, &table[i].filter);
      assert_ids (fixture, "NEW", table[i].ids);
    }

  /* It also holds for what changes later. */
  clinic_board_set_filter (fixture->board, &table[1].filter);
  g_object_set (visit, "patient-name", "Семенов Пётр", NULL);
  assert_ids (fixture, "NEW", "1 2");
}

/* Every visit is in exactly one column, the right one, and the columns are in order. */
static void
assert_is_right (Fixture *fixture, gint64 from, gint64 to)
{
  GListModel *visits = G_LIST_MODEL (fixture->visits);
  GListModel *columns = clinic_board_get_columns (fixture->board);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  guint expected = 0;

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GListModel) column = g_list_model_get_item (columns, i);
      ClinicStage *stage = clinic_board_column_get_stage (CLINIC_BOARD_COLUMN (column));
      gint64 last = G_MININT64, sum = 0;

      for (guint k = 0; k < g_list_model_get_n_items (column); k++)
        {
          g_autoptr (ClinicAppointment) visit = g_list_model_get_item (column, k);
          gint64 start = clinic_appointment_get_start (visit);

          g_assert_true (g_hash_table_add (seen, visit));
          if (stage != NULL)
            g_assert_cmpstr (clinic_appointment_get_stage_id (visit), ==,
                             clinic_stage_get_id (stage));
          else
            g_assert_null (
              clinic_board_get_column (fixture->board, clinic_appointment_get_stage_id (visit)));
          g_assert_cmpint (start, >=, last);
          g_assert_true (from == 0 || (start >= from && start < to));
          last = start;
          sum += clinic_appointment_get_amount (visit);
        }
      g_assert_cmpint (clinic_board_column_get_sum (CLINIC_BOARD_COLUMN (column)), ==, sum);
    }
  for (guint i = 0; i < g_list_model_get_n_items (visits); i++)
    {
      g_autoptr (ClinicAppointment) visit = g_list_model_get_item (visits, i);
      gint64 start = clinic_appointment_get_start (visit);

      expected += from == 0 || (start >= from && start < to);
    }
  g_assert_cmpuint (g_hash_table_size (seen), ==, expected);
  g_assert_cmpuint (clinic_board_get_n_shown (fixture->board), ==, expected);
}

static void
edit_at_random (Fixture *fixture, int id)
{
  guint n_visits = g_list_model_get_n_items (G_LIST_MODEL (fixture->visits));
  guint at = n_visits > 0 ? (guint) g_test_rand_int_range (0, (int) n_visits) : 0;
  g_autoptr (ClinicAppointment) visit = g_list_model_get_item (G_LIST_MODEL (fixture->visits), at);
  g_autofree char *stage = g_strdup_printf ("S%d", g_test_rand_int_range (0, 7));
  gint64 start = TODAY + g_test_rand_int_range (0, 40) * 1800;

  switch (visit == NULL ? 0 : g_test_rand_int_range (0, 8))
    {
    case 0:
    case 1:
      add_visit (fixture, id, stage, start);
      break;
    case 2:
      g_list_store_remove (fixture->visits, at);
      break;
    case 3:
      clinic_appointment_set_amount (visit, id);
      break;
    case 4:
      clinic_appointment_set_start (visit, start);
      break;
    case 5:
      g_object_set (visit, "stage-id", stage, "start", start, "amount", (gint64) id, NULL);
      break;
    default:
      clinic_appointment_set_stage_id (visit, stage);
      break;
    }
}

static void
test_random_edits_leave_every_visit_in_one_right_place (Fixture *fixture, gconstpointer data)
{
  ClinicBoardFilter filter = { 0 };

  g_list_store_remove_all (fixture->stages);
  for (int i = 0; i < 5; i++)
    {
      g_autofree char *id = g_strdup_printf ("S%d", i);

      add_stage (fixture->stages, id, CLINIC_STAGE_KIND_PROCESS);
    }

  for (int i = 1; i <= 4000; i++)
    {
      edit_at_random (fixture, i);
      if (i % 97 == 0)
        {
          filter.from = i % 2 == 0 ? TODAY + g_test_rand_int_range (0, 10) * 3600 : 0;
          filter.to = filter.from != 0 ? filter.from + 5 * 3600 : 0;
          clinic_board_set_filter (fixture->board, &filter);
        }
      if (i % 311 == 0)
        {
          g_autoptr (ClinicStage) first = g_list_model_get_item (G_LIST_MODEL (fixture->stages), 0);

          g_list_store_remove (fixture->stages, 0);
          g_list_store_insert (fixture->stages, 3, first);
        }
      if (i % 10 == 0)
        assert_is_right (fixture, filter.from, filter.to);
    }
}

static void
test_five_thousand_visits_are_filtered_within_a_frame (Fixture *fixture, gconstpointer data)
{
  static const char *const texts[] = { "", "анн", "", "петров анна", "77", "" };
  g_autoptr (GPtrArray) visits = g_ptr_array_new_with_free_func (g_object_unref);
  gint64 longest = 0;
  gint64 began = 0;

  for (int i = 0; i < 5000; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s Анна %d", i % 3 == 0 ? "Смирнова" : "Ким", i);

      g_ptr_array_add (visits, g_object_new (CLINIC_TYPE_APPOINTMENT, "id", (gint64) i, "stage-id",
                                             stage_ids[i % 3], "start", TODAY + i * 60,
                                             "patient-name", name, "doctor-name", "Петров И. С.",
                                             "patient-phone", "+7 900 000-00-77", NULL));
    }
  g_list_store_splice (fixture->visits, 0, 0, visits->pdata, visits->len);
  g_assert_cmpuint (clinic_board_get_n_shown (fixture->board), ==, 5000);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      ClinicBoardFilter filter = { .text = texts[i] };

      began = g_get_monotonic_time ();
      clinic_board_set_filter (fixture->board, &filter);
      /* The first text is looked for in words that nobody has folded yet. */
      if (i != 1)
        longest = MAX (longest, g_get_monotonic_time () - began);
    }
  g_test_message ("refiltered in %.1f ms at most", longest / 1000.0);
  if (g_test_perf ())
    g_assert_cmpint (longest, <, 20000);
  g_assert_cmpuint (clinic_board_get_n_shown (fixture->board), ==, 5000);
}

static void
test_leads_have_a_board_too (void)
{
  g_autoptr (GListStore) leads = g_list_store_new (CLINIC_TYPE_LEAD);
  g_autoptr (GListStore) stages = g_list_store_new (CLINIC_TYPE_STAGE);
  g_autoptr (ClinicLead) lead = g_object_new (CLINIC_TYPE_LEAD, "id", (gint64) 4, "stage-id", "NEW",
                                              "name", "Ким", "created", TODAY, NULL);
  g_autoptr (ClinicBoard) board = NULL;
  ClinicBoardFilter filter = { .text = "ким", .doctor_id = 5, .specialty = "терапевт" };

  add_stage (stages, "NEW", CLINIC_STAGE_KIND_PROCESS);
  g_list_store_append (leads, lead);
  board = clinic_board_new (G_LIST_MODEL (leads), G_LIST_MODEL (stages), &clinic_board_leads);
  clinic_board_set_filter (board, &filter);
  g_assert_cmpuint (clinic_board_get_n_shown (board), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function)                                                                        \
  g_test_add ("/clinic/board/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("columns", test_columns_are_the_stages_with_their_visits_by_time);
  ADD ("move", test_a_move_is_one_removal_and_one_insertion);
  ADD ("unknown-stage", test_an_unknown_stage_has_a_last_column);
  ADD ("final", test_what_is_finished_is_shown_for_the_chosen_day_only);
  ADD ("filter", test_the_filter_finds_people_doctors_words_and_numbers);
  ADD ("random", test_random_edits_leave_every_visit_in_one_right_place);
  ADD ("thousands", test_five_thousand_visits_are_filtered_within_a_frame);
  g_test_add_func ("/clinic/board/leads", test_leads_have_a_board_too);

  return g_test_run ();
}
