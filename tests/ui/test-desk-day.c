/* test-desk-day.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "dummy-clinic.h"
#include "dummy-eyes.h"
#include "dummy-scenes.h"

#include "clinic-windows.h"
#include "desk-board-bar.h"
#include "desk-board-page.h"
#include "desk-day-canvas.h"
#include "desk-day-card.h"
#include "desk-day-print.h"
#include "desk-day-view.h"
#include "reception-config.h"

#include <adwaita.h>
#include <glib/gstdio.h>

/* The day view of today, 13:00: two visits of Petrov, one of Li. */
typedef struct
{
  DummySession *session; /* owned */
  GSettings *settings;   /* owned */
  GtkWidget *window;
  GtkWidget *page;
  DeskDayView *view;
  DeskDayCanvas *canvas;
  ClinicAppointment *anna; /* owned: Petrov, 14:00, an hour */
  ClinicAppointment *kim;  /* owned: Petrov, 15:45, half an hour */
  ClinicAppointment *oleg; /* owned: Li, 12:30, has not come */
  GString *opened;         /* owned: visits that were opened */
} Fixture;

static gint64
at (int minute)
{
  return clinic_windows_at (DUMMY_NOW, minute);
}

static void
on_activated_cb (Fixture *fixture, ClinicAppointment *visit)
{
  g_string_append_printf (fixture->opened, "%d ", (int) clinic_appointment_get_id (visit));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GtkWidget *overlay = adw_toast_overlay_new ();

  fixture->opened = g_string_new (NULL);
  fixture->settings = g_settings_new (RECEPTION_APP_ID);
  g_settings_set_string (fixture->settings, "appointments-view", "day");
  fixture->session = dummy_session_new ();
  dummy_session_set_now (fixture->session, at (780));
  dummy_add_stages (fixture->session);
  dummy_fill_clinic (fixture->session);
  fixture->anna =
    g_object_ref (dummy_book_visit (fixture->session, 51, "Смирнова Анна", DUMMY_PETROV, at (840),
                                    60, CLINIC_STAGE_ROLE_CONFIRMED));
  fixture->kim = g_object_ref (dummy_book_visit (fixture->session, 52, "Ким Виктория", DUMMY_PETROV,
                                                 at (945), 30, CLINIC_STAGE_ROLE_BOOKED));
  fixture->oleg = g_object_ref (dummy_book_visit (fixture->session, 53, "Орлов Олег", DUMMY_LI,
                                                  at (750), 30, CLINIC_STAGE_ROLE_CONFIRMED));
  clinic_appointment_set_patient_phone (fixture->anna, "+79000001234");
  clinic_appointment_set_patient_birth_date (fixture->anna, "1992-03-05");

  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1300, 700);
  fixture->page = desk_board_page_new (CLINIC_SESSION (fixture->session));
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), fixture->page);
  gtk_window_set_child (GTK_WINDOW (fixture->window), overlay);
  gtk_window_present (GTK_WINDOW (fixture->window));
  settle (100);
  fixture->view = DESK_DAY_VIEW (find_type (fixture->page, DESK_TYPE_DAY_VIEW));
  fixture->canvas = DESK_DAY_CANVAS (find_type (fixture->page, DESK_TYPE_DAY_CANVAS));
  g_signal_connect_swapped (fixture->view, "activated", G_CALLBACK (on_activated_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_ref (fixture->page);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  settle (50);
  g_assert_finalize_object (fixture->page);
  g_assert_finalize_object (fixture->session);
  g_assert_finalize_object (fixture->anna);
  g_assert_finalize_object (fixture->kim);
  g_assert_finalize_object (fixture->oleg);
  g_settings_reset (fixture->settings, "appointments-view");
  g_settings_reset (fixture->settings, "day-columns");
  g_clear_object (&fixture->settings);
  g_string_free (fixture->opened, TRUE);
}

static GtkWidget *
card_of (Fixture *fixture, ClinicAppointment *visit)
{
  settle (60);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (fixture->canvas)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (DESK_IS_DAY_CARD (child) && desk_day_card_get_visit (DESK_DAY_CARD (child)) == visit)
      return child;

  return NULL;
}

static int
column_of (Fixture *fixture, ClinicAppointment *visit)
{
  GtkWidget *card = card_of (fixture, visit);
  graphene_rect_t bounds;

  g_assert_nonnull (card);
  g_assert_true (gtk_widget_compute_bounds (card, GTK_WIDGET (fixture->canvas), &bounds));

  return (int) (bounds.origin.x + bounds.size.width / 2) /
         desk_day_canvas_get_column_width (fixture->canvas);
}

/* column and first minute of where a card is drawn, and its length in minutes */
static void
assert_place (Fixture *fixture, ClinicAppointment *visit, int column, int minute, int minutes)
{
  GtkWidget *card = NULL;
  double hour = desk_day_canvas_get_y (fixture->canvas, at (600)) -
                desk_day_canvas_get_y (fixture->canvas, at (540));
  graphene_rect_t bounds;

  /* a slow build takes its time to lay it out anew */
  for (guint i = 0; i < 50 && column_of (fixture, visit) != column; i++)
    settle (60);
  card = card_of (fixture, visit);
  g_assert_true (gtk_widget_compute_bounds (card, GTK_WIDGET (fixture->canvas), &bounds));
  g_assert_cmpint (column_of (fixture, visit), ==, column);
  g_assert_cmpfloat_with_epsilon (bounds.origin.y,
                                  desk_day_canvas_get_y (fixture->canvas, at (minute)), 2.0);
  g_assert_cmpfloat_with_epsilon (bounds.size.height, hour * minutes / 60, 3.0);
}

static void
test_cards_stand_at_their_time_as_high_as_they_are_long (Fixture *fixture, gconstpointer data)
{
  assert_reads (fixture->page, "Петров И. С.");
  assert_reads (fixture->page, "Ли В. С.");
  assert_reads (fixture->page, "3 visits");
  assert_place (fixture, fixture->anna, 1, 840, 60);
  assert_place (fixture, fixture->kim, 1, 945, 30);
  assert_place (fixture, fixture->oleg, 0, 750, 30);

  clinic_appointment_set_start (fixture->kim, at (1020));
  clinic_appointment_set_doctor_id (fixture->kim, DUMMY_LI);
  assert_place (fixture, fixture->kim, 0, 1020, 30);
}

static void
test_free_windows_are_offered_and_booked (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window =
    wait_for_widget (GTK_WIDGET (fixture->canvas), GTK_TYPE_BUTTON, "+ 3 h 45 min");
  g_autoptr (GListModel) toplevels = g_object_ref (gtk_window_get_toplevels ());
  guint before = g_list_model_get_n_items (toplevels);
  g_autoptr (GtkWindow) dialog = NULL;

  g_assert_nonnull (window); /* Petrov, 16:15 to 20:00 */
  g_signal_emit_by_name (window, "clicked");
  settle (60);
  g_assert_cmpuint (g_list_model_get_n_items (toplevels), ==, before + 1);
  for (guint i = 0; i <= before; i++)
    {
      g_autoptr (GtkWindow) toplevel = g_list_model_get_item (toplevels, i);

      if (toplevel != GTK_WINDOW (fixture->window))
        g_set_object (&dialog, toplevel);
    }
  assert_reads (GTK_WIDGET (dialog), "16:15");
  gtk_window_destroy (dialog);
  settle (30);
}

/* holds the card of a visit over a time of a column, and lets it go */
static void
drop (Fixture *fixture, ClinicAppointment *visit, int column, int minute)
{
  int width = desk_day_canvas_get_column_width (fixture->canvas);

  desk_day_canvas_set_dragged (fixture->canvas, visit);
  g_assert_true (desk_day_canvas_aim (fixture->canvas, width * column + width / 2.0,
                                      desk_day_canvas_get_y (fixture->canvas, at (minute)) + 3));
  g_assert_true (desk_day_canvas_drop (fixture->canvas));
  desk_day_canvas_set_dragged (fixture->canvas, NULL);
  settle (30);
}

static gint64
payload_int (ClinicCommand *command, const char *key)
{
  gint64 value = -1;

  g_variant_lookup (clinic_command_get_payload (command), key, "x", &value);

  return value;
}

static void
test_a_drop_changes_time_and_doctor_and_can_be_undone (Fixture *fixture, gconstpointer data)
{
  ClinicCommand *command = NULL;
  const char *stage = NULL;

  drop (fixture, fixture->anna, 0, 15 * 60);
  g_assert_cmpuint (dummy_session_n_submitted (fixture->session), ==, 1);
  command = dummy_session_submitted (fixture->session, 0);
  g_assert_cmpint (clinic_command_get_kind (command), ==, CLINIC_COMMAND_CHANGE_APPOINTMENT);
  g_assert_cmpint (clinic_command_get_entity_id (command), ==, 51);
  g_assert_cmpint (clinic_command_get_hold (command), >, g_get_monotonic_time ());
  g_assert_cmpint (payload_int (command, "start"), ==, at (900));
  g_assert_cmpint (payload_int (command, "from-start"), ==, at (840));
  g_assert_cmpint (payload_int (command, "doctor"), ==, DUMMY_LI);
  g_assert_true (g_variant_lookup (clinic_command_get_payload (command), "stage", "&s", &stage));
  g_assert_cmpstr (stage, ==, "C1:NEW");
  assert_reads (fixture->window, "Moving Смирнова Анна to 15:00, Ли В. С., in 5 s");

  gtk_widget_activate_action (fixture->page, "board.undo", NULL);
  g_assert_cmpuint (dummy_session_n_undone (fixture->session), ==, 1);
  assert_reads (fixture->window, "undone");
}

static void
test_who_is_in_the_clinic_stays_there (Fixture *fixture, gconstpointer data)
{
  GListModel *stages = G_LIST_MODEL (dummy_session_stages (fixture->session));
  g_autoptr (ClinicStage) here = g_list_model_get_item (stages, 5);
  ClinicCommand *command = NULL;

  clinic_appointment_set_stage (fixture->anna, here);
  clinic_appointment_set_stage_id (fixture->anna, "C1:HERE");
  drop (fixture, fixture->anna, 1, 13 * 60 + 30);
  command = dummy_session_submitted (fixture->session, 0);
  g_assert_cmpint (payload_int (command, "start"), ==, at (810));
  g_assert_false (g_variant_lookup (clinic_command_get_payload (command), "stage", "&s", NULL));
  g_assert_cmpint (payload_int (command, "moves"), ==, -1);
}

static void
test_a_card_put_back_where_it_was_sends_nothing (Fixture *fixture, gconstpointer data)
{
  drop (fixture, fixture->anna, 1, 840);
  g_assert_cmpuint (dummy_session_n_submitted (fixture->session), ==, 0);
}

static void
test_the_chairs_can_be_columns (Fixture *fixture, gconstpointer data)
{
  GListStore *chairs = dummy_book_list (dummy_session_book (fixture->session), CLINIC_BOOK_CHAIRS);
  g_autoptr (ClinicChoice) chair = clinic_choice_new ();
  ClinicCommand *command = NULL;
  GtkWidget *button = NULL;

  assert_does_not_read (fixture->page, "Chairs");
  clinic_choice_set_id (chair, 3);
  clinic_choice_set_name (chair, "Кресло 3");
  g_list_store_append (chairs, chair);
  clinic_appointment_set_chair_id (fixture->oleg, 3);
  button = wait_for_widget (fixture->page, GTK_TYPE_TOGGLE_BUTTON, "Chairs");
  g_assert_nonnull (button);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
  assert_reads (fixture->page, "Кресло 3");
  assert_reads (fixture->page, "No chair");
  assert_place (fixture, fixture->oleg, 0, 750, 30);

  drop (fixture, fixture->kim, 0, 945);
  command = dummy_session_submitted (fixture->session, 0);
  g_assert_cmpint (payload_int (command, "chair"), ==, 3);
  g_assert_cmpint (payload_int (command, "doctor"), ==, -1);
}

static void
test_what_is_not_looked_for_is_dimmed (Fixture *fixture, gconstpointer data)
{
  GtkWidget *search = wait_for_widget (fixture->page, GTK_TYPE_SEARCH_ENTRY, "Filter");

  gtk_editable_set_text (GTK_EDITABLE (search), "ким");
  settle (400);
  g_assert_false (gtk_widget_has_css_class (card_of (fixture, fixture->kim), "dimmed"));
  g_assert_true (gtk_widget_has_css_class (card_of (fixture, fixture->anna), "dimmed"));
  g_assert_true (gtk_widget_has_css_class (card_of (fixture, fixture->oleg), "dimmed"));
}

static void
assert_focus (Fixture *fixture, GtkWidget *widget)
{
  g_assert_nonnull (widget);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window)) == widget);
}

static void
test_arrows_go_through_the_day (Fixture *fixture, gconstpointer data)
{
  GtkWidget *canvas = GTK_WIDGET (fixture->canvas);

  desk_day_canvas_focus_visit (fixture->canvas, fixture->anna);
  assert_focus (fixture, card_of (fixture, fixture->anna));
  press (canvas, GDK_KEY_Down, 0);
  assert_focus (fixture, find_widget (canvas, GTK_TYPE_BUTTON, "+ 45 min"));
  press (canvas, GDK_KEY_Down, 0);
  assert_focus (fixture, card_of (fixture, fixture->kim));
  press (canvas, GDK_KEY_Up, 0);
  press (canvas, GDK_KEY_Up, 0);
  press (canvas, GDK_KEY_Left, 0);
  assert_focus (fixture, find_widget (canvas, GTK_TYPE_BUTTON, "+ 7 h"));
  press (canvas, GDK_KEY_Up, 0);
  assert_focus (fixture, card_of (fixture, fixture->oleg));
  press (card_of (fixture, fixture->oleg), GDK_KEY_Return, 0);
  g_assert_cmpstr (fixture->opened->str, ==, "53 ");

  /* The keys of the page are about what has the focus. */
  gtk_widget_activate_action (fixture->page, "board.move-to", "s", "C1:HERE");
  g_assert_cmpint (clinic_command_get_entity_id (dummy_session_submitted (fixture->session, 0)), ==,
                   53);
}

static void
test_the_focus_stays_when_its_visit_is_gone (Fixture *fixture, gconstpointer data)
{
  GListStore *visits = dummy_book_appointments (dummy_session_book (fixture->session));
  guint position = 0;

  desk_day_canvas_focus_visit (fixture->canvas, fixture->anna);
  g_assert_true (g_list_store_find (visits, fixture->anna, &position));
  g_list_store_remove (visits, position);
  settle (60);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)),
                                         GTK_WIDGET (fixture->canvas)));
}

static void
test_the_board_is_a_key_away (Fixture *fixture, gconstpointer data)
{
  g_autofree char *view = NULL;

  gtk_widget_activate_action (fixture->page, "board.show-day", NULL);
  settle (60);
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (fixture->view)));
  view = g_settings_get_string (fixture->settings, "appointments-view");
  g_assert_cmpstr (view, ==, "board");
  gtk_widget_activate_action (fixture->page, "board.show-day", NULL);
  settle (60);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (fixture->view)));
}

static char *
read_pdf (const char *file)
{
  const char *argv[] = { "pdftotext", "-layout", file, "-", NULL };
  char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &text, NULL, NULL,
                &error);
  g_assert_no_error (error);

  return text;
}

/* (transfer full): the text of the printed day; form feeds end its pages */
static char *
print_day (Fixture *fixture)
{
  g_autoptr (GtkPrintOperation) print =
    desk_day_print_new (CLINIC_SESSION (fixture->session), desk_day_view_get_day (fixture->view));
  g_autofree char *directory = g_dir_make_tmp ("day-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (directory, "day.pdf", NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  gtk_print_operation_set_export_filename (print, file);
  gtk_print_operation_run (print, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL, &error);
  g_assert_no_error (error);
  text = read_pdf (file);
  g_unlink (file);
  g_rmdir (directory);

  return text;
}

static guint
count (const char *text, const char *part)
{
  g_auto (GStrv) parts = g_strsplit (text, part, -1);

  return g_strv_length (parts) - 1;
}

static void
test_the_list_of_the_day_is_printed_on_one_page (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = print_day (fixture);

  g_assert_cmpuint (count (text, "\f"), ==, 1);
  g_assert_nonnull (strstr (text, "Appointments, Sat 21 Nov"));
  g_assert_nonnull (strstr (text, "Printed Sat 21 Nov, 13:00"));
  g_assert_nonnull (strstr (text, "Петров И. С., терапевт"));
  g_assert_nonnull (strstr (text, "14:00–15:00"));
  g_assert_nonnull (strstr (text, "Смирнова Анна, 34"));
  g_assert_nonnull (strstr (text, "…1234"));
  g_assert_null (strstr (text, "9000001234"));
  g_assert_nonnull (strstr (text, "Подтвердил запись"));
}

static void
test_a_long_day_has_a_page_for_each_doctor (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;

  for (int i = 0; i < 90; i++)
    dummy_book_visit (fixture->session, 100 + i, "Алексеева Ирина",
                      i % 3 == 0   ? DUMMY_PETROV
                      : i % 3 == 1 ? DUMMY_LI
                                   : DUMMY_SNEGIREVA,
                      at (540 + i * 7), 15, CLINIC_STAGE_ROLE_BOOKED);
  settle (60);
  text = print_day (fixture);
  g_assert_cmpuint (count (text, "\f"), ==, 3);
  g_assert_cmpuint (count (text, "Алексеева Ирина"), ==, 90);
  g_assert_nonnull (strstr (text, "page 3 of 3"));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(path, function) g_test_add ("/ui/day/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("cards", test_cards_stand_at_their_time_as_high_as_they_are_long);
  ADD ("windows", test_free_windows_are_offered_and_booked);
  ADD ("drop", test_a_drop_changes_time_and_doctor_and_can_be_undone);
  ADD ("here", test_who_is_in_the_clinic_stays_there);
  ADD ("same", test_a_card_put_back_where_it_was_sends_nothing);
  ADD ("chairs", test_the_chairs_can_be_columns);
  ADD ("filter", test_what_is_not_looked_for_is_dimmed);
  ADD ("arrows", test_arrows_go_through_the_day);
  ADD ("gone", test_the_focus_stays_when_its_visit_is_gone);
  ADD ("board", test_the_board_is_a_key_away);
  ADD ("print", test_the_list_of_the_day_is_printed_on_one_page);
  ADD ("pages", test_a_long_day_has_a_page_for_each_doctor);

  return g_test_run ();
}
