/* test-desk-guard.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "dummy-eyes.h"
#include "dummy-scenes.h"

#include "desk-guard-strip.h"
#include "desk-pages.h"
#include "reception-config.h"

#include <adwaita.h>

/* Scenario 18: three visits of tomorrow, one of them left in «Записан», at 15:30. */
typedef struct
{
  DummySession *session; /* owned */
  DeskBoardMoves *moves; /* owned */
  GtkWidget *window;
  GtkWidget *strip;
  ClinicAppointment *late; /* unowned, in the book */
} Fixture;

static ClinicAppointment *
add_visit (Fixture *fixture, gint64 id, const char *name, int days, ClinicStageRole role)
{
  g_autoptr (ClinicAppointment) visit = dummy_visit (fixture->session, id, days, 10, role);

  clinic_appointment_set_patient_name (visit, name);
  g_list_store_append (dummy_book_appointments (dummy_session_book (fixture->session)), visit);

  return visit; /* the book has it */
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GtkWidget *overlay = adw_toast_overlay_new ();

  fixture->session = dummy_session_new ();
  dummy_session_set_now (fixture->session, DUMMY_NOW + 1800);
  dummy_add_stages (fixture->session);
  fixture->late = add_visit (fixture, 1, "Смирнова Анна", 1, CLINIC_STAGE_ROLE_BOOKED);
  add_visit (fixture, 2, "Ким Виктория", 1, CLINIC_STAGE_ROLE_TOMORROW);
  add_visit (fixture, 3, "Сидоров Пётр", 1, CLINIC_STAGE_ROLE_CONFIRMED);
  add_visit (fixture, 4, "Ли Олег", 2, CLINIC_STAGE_ROLE_BOOKED);

  fixture->window = gtk_window_new ();
  fixture->moves = desk_board_moves_new (fixture->window, CLINIC_SESSION (fixture->session),
                                         &clinic_board_appointments, CLINIC_ENTITY_APPOINTMENT);
  fixture->strip = desk_guard_strip_new (CLINIC_SESSION (fixture->session), fixture->moves);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), fixture->strip);
  gtk_window_set_child (GTK_WINDOW (fixture->window), overlay);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 900, 300);
  gtk_window_present (GTK_WINDOW (fixture->window));
  settle (60);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_ref (fixture->strip);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  settle (30);
  g_assert_finalize_object (fixture->strip);
  g_assert_finalize_object (fixture->moves);
  g_assert_finalize_object (fixture->session);
}

static void
assert_moved_to_tomorrow (Fixture *fixture, guint position, gint64 id)
{
  ClinicCommand *command = dummy_session_submitted (fixture->session, position);
  const char *stage = NULL, *from = NULL;

  g_assert_cmpint (clinic_command_get_kind (command), ==, CLINIC_COMMAND_MOVE_STAGE);
  g_assert_cmpint (clinic_command_get_entity_id (command), ==, id);
  g_assert_true (g_variant_lookup (clinic_command_get_payload (command), "stage", "&s", &stage));
  g_assert_true (g_variant_lookup (clinic_command_get_payload (command), "from", "&s", &from));
  g_assert_cmpstr (stage, ==, "C1:TOMORROW");
  g_assert_cmpstr (from, ==, "C1:NEW");
}

static void
test_who_was_forgotten_is_listed_with_the_reason (Fixture *fixture, gconstpointer data)
{
  assert_reads (fixture->strip, "Tomorrow without a reminder: 1 of 3");
  assert_reads (fixture->strip, "10:30  Смирнова Анна — still in “Записан”");
  assert_does_not_read (fixture->strip, "Ли Олег");

  clinic_appointment_set_problem (fixture->late, "Заполните поле «Врач»");
  settle (30);
  assert_reads (fixture->strip, "not moved: Заполните поле «Врач»");
}

static void
test_enter_moves_one (Fixture *fixture, gconstpointer data)
{
  gtk_widget_activate_action (fixture->strip, "guard.focus", NULL);
  settle (30);
  gtk_widget_activate (gtk_window_get_focus (GTK_WINDOW (fixture->window)));
  settle (60);
  g_assert_cmpuint (dummy_session_n_submitted (fixture->session), ==, 1);
  assert_moved_to_tomorrow (fixture, 0, 1);
  assert_reads (fixture->strip, "Tomorrow without a reminder: 0 of 3");
  assert_does_not_read (fixture->strip, "Смирнова");
  assert_does_not_read (fixture->strip, "Move All");
}

static void
test_all_of_them_move_and_come_back_together (Fixture *fixture, gconstpointer data)
{
  add_visit (fixture, 5, "Осипова Мария", 1, CLINIC_STAGE_ROLE_BOOKED);
  settle (30);
  assert_reads (fixture->strip, "Tomorrow without a reminder: 2 of 4");
  gtk_widget_activate_action (fixture->strip, "guard.move-all", NULL);
  settle (60);
  g_assert_cmpuint (dummy_session_n_submitted (fixture->session), ==, 2);
  assert_moved_to_tomorrow (fixture, 0, 1);
  assert_moved_to_tomorrow (fixture, 1, 5);
  assert_reads (fixture->strip, "0 of 4");

  desk_board_moves_undo (fixture->moves);
  settle (60);
  g_assert_cmpuint (dummy_session_n_undone (fixture->session), ==, 2);
  assert_reads (fixture->strip, "Tomorrow without a reminder: 2 of 4");
}

static void
test_until_the_hour_it_is_one_quiet_line (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSettings) settings = g_settings_new (RECEPTION_APP_ID);

  g_settings_set_int (settings, "guard-hour", 16 * 60);
  settle (60);
  assert_reads (fixture->strip, "Tomorrow without a reminder yet: 1 of 3, time until 16:00");
  assert_does_not_read (fixture->strip, "Смирнова");
  assert_does_not_read (fixture->strip, "Move All");

  /* What is in order before the hour is nothing to speak of. */
  clinic_appointment_set_start (fixture->late, DUMMY_NOW);
  settle (30);
  g_assert_false (gtk_widget_get_visible (fixture->strip));
  g_settings_reset (settings, "guard-hour");
}

static void
test_a_portal_without_the_stage_has_no_guard (Fixture *fixture, gconstpointer data)
{
  g_list_store_remove (dummy_session_stages (fixture->session), 1);
  settle (30);
  g_assert_false (gtk_widget_get_visible (fixture->strip));
}

static void
test_the_badge_marks_them_as_late_from_the_hour_on (Fixture *fixture, gconstpointer data)
{
  const DeskPage *page = desk_pages_find ("appointments");
  g_autoptr (DeskTally) tally = page->tally (CLINIC_SESSION (fixture->session));

  g_assert_cmpuint (desk_tally_get_late (tally), ==, 1);
  dummy_session_set_now (fixture->session, DUMMY_NOW - 60);
  desk_tally_refresh (tally);
  g_assert_cmpuint (desk_tally_get_late (tally), ==, 0);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(path, function)                                                                        \
  g_test_add ("/ui/guard/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("listed", test_who_was_forgotten_is_listed_with_the_reason);
  ADD ("one", test_enter_moves_one);
  ADD ("all", test_all_of_them_move_and_come_back_together);
  ADD ("hour", test_until_the_hour_it_is_one_quiet_line);
  ADD ("unmapped", test_a_portal_without_the_stage_has_no_guard);
  ADD ("badge", test_the_badge_marks_them_as_late_from_the_hour_on);
#undef ADD

  return g_test_run ();
}
