/* test-clinic-missed.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "clinic-missed.h"
#include "clinic-model.h"

#define AT(hour, minute) ((gint64) (hour) *3600 + (minute) *60)

static void
add (GPtrArray *records, const char *number, int type, const char *code, gint64 start)
{
  ClinicCallRecord *record = clinic_call_record_new ();
  g_autofree char *id = g_strdup_printf ("call-%u", records->len);

  clinic_call_record_set_id (record, id);
  clinic_call_record_set_number (record, number);
  clinic_call_record_set_call_type (record, type);
  clinic_call_record_set_direction (record, type == 2 || type == 3 ? CLINIC_CALL_DIRECTION_IN
                                                                   : CLINIC_CALL_DIRECTION_OUT);
  clinic_call_record_set_code (record, code);
  clinic_call_record_set_start (record, start);
  g_ptr_array_add (records, record);
}

static ClinicMissedGroup *
group_of (GPtrArray *groups, const char *number)
{
  for (guint i = 0; i < groups->len; i++)
    {
      if (g_strcmp0 (clinic_missed_group_get_number (g_ptr_array_index (groups, i)), number) == 0)
        return g_ptr_array_index (groups, i);
    }

  return NULL;
}

static void
test_nobody_called_back_in_time_so_it_is_late (void)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) groups = NULL;
  ClinicMissedGroup *group;

  add (records, "79000000003", 2, "304", AT (14, 20));
  groups = clinic_missed_group_records (records, AT (14, 35), 15);
  group = group_of (groups, "79000000003");
  g_assert_cmpint (clinic_missed_group_get_state (group), ==, CLINIC_MISSED_WAITING);
  g_clear_pointer (&groups, g_ptr_array_unref);

  groups = clinic_missed_group_records (records, AT (14, 36), 15);
  group = group_of (groups, "79000000003");
  g_assert_cmpint (clinic_missed_group_get_state (group), ==, CLINIC_MISSED_LATE);
  g_assert_cmpint (AT (14, 36) - clinic_missed_group_get_due (group), ==, 60);
}

static void
test_our_own_call_that_got_through_settles_it (void)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) groups = NULL;
  ClinicMissedGroup *group;

  add (records, "79000000003", 1, "200", AT (14, 37)); /* the order of rows does not matter */
  add (records, "79000000003", 2, "304", AT (14, 20));
  groups = clinic_missed_group_records (records, AT (14, 50), 15);
  group = group_of (groups, "79000000003");
  g_assert_cmpint (clinic_missed_group_get_state (group), ==, CLINIC_MISSED_CALLED_BACK);
  g_assert_cmpint (clinic_missed_group_get_resolved (group) -
                     clinic_missed_group_get_first_missed (group),
                   ==, 17 * 60);
  g_assert_false (clinic_missed_needs_call (group));
}

static void
test_a_patient_who_gets_through_is_green (void)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) groups = NULL;

  add (records, "79000000003", 2, "304", AT (14, 20));
  add (records, "79000000003", 3, "200", AT (14, 25));
  groups = clinic_missed_group_records (records, AT (15, 0), 15);
  g_assert_cmpint (clinic_missed_group_get_state (group_of (groups, "79000000003")), ==,
                   CLINIC_MISSED_GOT_THROUGH);
}

static void
test_only_what_came_in_can_be_missed (void)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) groups = NULL;

  add (records, "79000000003", 1, "304", AT (9, 0));
  add (records, "79000000004", 4, "486", AT (9, 1));
  add (records, "79000000005", 2, "603-S", AT (9, 2));
  add (records, "79000000006", 3, "304", AT (9, 3));
  groups = clinic_missed_group_records (records, AT (9, 4), 15);
  g_assert_cmpuint (groups->len, ==, 2);
  g_assert_nonnull (group_of (groups, "79000000005"));
  g_assert_nonnull (group_of (groups, "79000000006"));
}

static void
test_a_vain_call_back_is_not_the_end (void)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) groups = NULL;
  ClinicMissedGroup *group;

  add (records, "79000000003", 2, "304", AT (14, 20));
  add (records, "79000000003", 2, "304", AT (14, 22));
  add (records, "79000000003", 1, "486", AT (14, 25));
  groups = clinic_missed_group_records (records, AT (15, 0), 15);
  group = group_of (groups, "79000000003");
  g_assert_cmpint (clinic_missed_group_get_state (group), ==, CLINIC_MISSED_TRIED);
  g_assert_cmpint (clinic_missed_group_get_count (group), ==, 2);
  g_assert_true (clinic_missed_needs_call (group));
}

static void
test_missed_again_after_getting_through_starts_anew (void)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) groups = NULL;
  ClinicMissedGroup *group;

  add (records, "79000000003", 2, "304", AT (9, 0));
  add (records, "79000000003", 2, "200", AT (9, 5));
  add (records, "79000000003", 2, "304", AT (12, 0));
  groups = clinic_missed_group_records (records, AT (12, 1), 15);
  group = group_of (groups, "79000000003");
  g_assert_cmpint (clinic_missed_group_get_state (group), ==, CLINIC_MISSED_WAITING);
  g_assert_cmpint (clinic_missed_group_get_count (group), ==, 1);
  g_assert_cmpint (clinic_missed_group_get_first_missed (group), ==, AT (12, 0));
}

static void
test_those_who_wait_longest_are_on_top (void)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) groups = NULL;

  add (records, "1", 2, "304", AT (9, 0));
  add (records, "1", 1, "200", AT (9, 5));
  add (records, "2", 2, "304", AT (9, 30));
  add (records, "3", 2, "304", AT (9, 20));
  groups = clinic_missed_group_records (records, AT (9, 40), 15);
  g_assert_cmpuint (groups->len, ==, 3);
  g_assert_cmpstr (clinic_missed_group_get_number (groups->pdata[0]), ==, "3");
  g_assert_cmpstr (clinic_missed_group_get_number (groups->pdata[1]), ==, "2");
  g_assert_cmpstr (clinic_missed_group_get_number (groups->pdata[2]), ==, "1");
}

static gboolean
same_number (gpointer kept, gpointer fresh)
{
  return g_strcmp0 (clinic_missed_group_get_number (kept),
                    clinic_missed_group_get_number (fresh)) == 0;
}

static void
update (gpointer kept, gpointer fresh)
{
  clinic_missed_group_update (kept, fresh);
}

static ClinicMissedGroup *
group_new (const char *number, gint64 count)
{
  ClinicMissedGroup *group = clinic_missed_group_new ();

  clinic_missed_group_set_number (group, number);
  clinic_missed_group_set_count (group, count);

  return group;
}

static void
test_a_refreshed_list_keeps_its_objects (void)
{
  g_autoptr (GListStore) store = g_list_store_new (CLINIC_TYPE_MISSED_GROUP);
  g_autoptr (GPtrArray) fresh = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (ClinicMissedGroup) kept = group_new ("b", 1);
  g_autoptr (ClinicMissedGroup) gone = group_new ("a", 1);
  g_autoptr (ClinicMissedGroup) moved = NULL;
  g_autoptr (ClinicMissedGroup) arrived = NULL;

  g_list_store_append (store, gone);
  g_list_store_append (store, kept);
  g_ptr_array_add (fresh, group_new ("c", 3));
  g_ptr_array_add (fresh, group_new ("b", 2));
  clinic_model_reconcile (store, fresh, same_number, update);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (store)), ==, 2);
  arrived = g_list_model_get_item (G_LIST_MODEL (store), 0);
  moved = g_list_model_get_item (G_LIST_MODEL (store), 1);
  g_assert_cmpstr (clinic_missed_group_get_number (arrived), ==, "c");
  g_assert_true (moved == kept);
  g_assert_cmpint (clinic_missed_group_get_count (kept), ==, 2);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/clinic/missed/late", test_nobody_called_back_in_time_so_it_is_late);
  g_test_add_func ("/clinic/missed/called-back", test_our_own_call_that_got_through_settles_it);
  g_test_add_func ("/clinic/missed/got-through", test_a_patient_who_gets_through_is_green);
  g_test_add_func ("/clinic/missed/inbound-only", test_only_what_came_in_can_be_missed);
  g_test_add_func ("/clinic/missed/tried", test_a_vain_call_back_is_not_the_end);
  g_test_add_func ("/clinic/missed/anew", test_missed_again_after_getting_through_starts_anew);
  g_test_add_func ("/clinic/missed/order", test_those_who_wait_longest_are_on_top);
  g_test_add_func ("/clinic/model/identity", test_a_refreshed_list_keeps_its_objects);

  return g_test_run ();
}
