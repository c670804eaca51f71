/* test-desk-board.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "dummy-eyes.h"
#include "dummy-scenes.h"

#include "desk-board-bar.h"
#include "desk-board-days.h"
#include "desk-board-page.h"
#include "desk-board.h"
#include "desk-menu.h"
#include "desk-card-words.h"
#include "desk-visit-card.h"
#include "reception-config.h"

#include <adwaita.h>

/* A page with three visits of today: two booked, one to be reminded. */
typedef struct
{
  DummySession *session; /* owned */
  GtkWidget *window;
  GtkWidget *page;
  DeskBoard *board;
  ClinicAppointment *first;  /* owned: 9:30, booked */
  ClinicAppointment *second; /* owned: 11:30, booked */
  ClinicAppointment *third;  /* owned: 10:30, visit tomorrow */
  GString *opened;           /* owned: visits that were opened */
} Fixture;

static void
on_open_cb (GSimpleAction *action, GVariant *parameter, Fixture *fixture)
{
  g_string_append_printf (fixture->opened, "%d ", (int) g_variant_get_int64 (parameter));
}

static ClinicAppointment *
add_visit (Fixture *fixture, gint64 id, const char *name, int hour, ClinicStageRole role)
{
  ClinicAppointment *visit = dummy_visit (fixture->session, id, 0, hour, role);

  clinic_appointment_set_patient_id (visit, id * 10);
  clinic_appointment_set_patient_name (visit, name);
  g_list_store_append (dummy_book_appointments (dummy_session_book (fixture->session)), visit);

  return visit;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) open = g_simple_action_new ("open-appointment", G_VARIANT_TYPE_INT64);
  GtkWidget *overlay = adw_toast_overlay_new ();

  fixture->opened = g_string_new (NULL);
  fixture->session = dummy_session_new ();
  dummy_session_set_now (fixture->session, DUMMY_NOW - 8 * 3600);
  dummy_add_stages (fixture->session);
  fixture->first = add_visit (fixture, 1, "Смирнова Анна", 9, CLINIC_STAGE_ROLE_BOOKED);
  fixture->second = add_visit (fixture, 2, "Ким Виктория", 11, CLINIC_STAGE_ROLE_BOOKED);
  fixture->third = add_visit (fixture, 3, "Сидоров Пётр", 10, CLINIC_STAGE_ROLE_TOMORROW);

  g_signal_connect (open, "activate", G_CALLBACK (on_open_cb), fixture);
  g_action_map_add_action (G_ACTION_MAP (actions), G_ACTION (open));
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1300, 700);
  gtk_widget_insert_action_group (fixture->window, "win", G_ACTION_GROUP (actions));
  fixture->page = desk_board_page_new (CLINIC_SESSION (fixture->session));
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), fixture->page);
  gtk_window_set_child (GTK_WINDOW (fixture->window), overlay);
  gtk_window_present (GTK_WINDOW (fixture->window));
  fixture->board = DESK_BOARD (find_type (fixture->page, DESK_TYPE_BOARD));
  settle (100);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSettings) settings = g_settings_new (RECEPTION_APP_ID);

  g_object_ref (fixture->page);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  settle (50);
  g_assert_finalize_object (fixture->page);
  g_assert_finalize_object (fixture->session);
  g_assert_finalize_object (fixture->first);
  g_assert_finalize_object (fixture->second);
  g_assert_finalize_object (fixture->third);
  g_string_free (fixture->opened, TRUE);
  g_settings_reset (settings, "undo-seconds");
  g_settings_reset (settings, "collapsed-stages");
  g_settings_reset (settings, "opened-stages");
}

typedef struct
{
  GString *text;
} Reading;

static void
read_card (GtkWidget *card, gpointer item, gpointer data)
{
  Reading *reading = data;

  g_string_append_printf (reading->text, "%d@%s ", (int) clinic_appointment_get_id (item),
                          clinic_appointment_get_stage_id (item));
}

/* what has a card, as "1@C1:NEW 3@C1:TOMORROW " */
static void
assert_cards (Fixture *fixture, const char *expected)
{
  Reading reading = { g_string_new (NULL) };

  settle (60);
  desk_board_foreach (fixture->board, read_card, &reading);
  g_assert_cmpstr (reading.text->str, ==, expected);
  g_string_free (reading.text, TRUE);
}

static void
assert_focus (Fixture *fixture, ClinicAppointment *visit)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  GtkWidget *card = focus != NULL ? gtk_widget_get_first_child (focus) : NULL;

  g_assert_true (DESK_IS_VISIT_CARD (card));
  g_assert_cmpint (clinic_appointment_get_id (desk_visit_card_get_visit (DESK_VISIT_CARD (card))),
                   ==, clinic_appointment_get_id (visit));
}

static void
press_on_board (Fixture *fixture, guint keyval, GdkModifierType modifiers)
{
  press (GTK_WIDGET (fixture->board), keyval, modifiers);
}

static void
test_the_columns_show_the_visits_of_today (Fixture *fixture, gconstpointer data)
{
  assert_cards (fixture, "1@C1:NEW 2@C1:NEW 3@C1:TOMORROW ");
  assert_reads (fixture->page, "Записан");
  assert_reads (fixture->page, "Подтвердил запись");

  /* Final stages are folded until somebody wants them. */
  assert_does_not_read (fixture->page, "Визит состоялся");
  clinic_appointment_set_start (fixture->first, DUMMY_NOW + 86400);
  assert_cards (fixture, "2@C1:NEW 3@C1:TOMORROW ");
}

static void
test_keys_move_the_focus_between_columns (Fixture *fixture, gconstpointer data)
{
  g_assert_true (desk_board_focus_item (fixture->board, fixture->first));
  assert_focus (fixture, fixture->first);
  press_on_board (fixture, GDK_KEY_Right, 0);
  assert_focus (fixture, fixture->third);
  press_on_board (fixture, GDK_KEY_Right, 0);
  assert_focus (fixture, fixture->third);
  press_on_board (fixture, GDK_KEY_Left, 0);
  assert_focus (fixture, fixture->first);
}

static void
test_a_move_by_key_waits_and_keeps_the_focus (Fixture *fixture, gconstpointer data)
{
  ClinicCommand *command = NULL;
  GVariant *payload = NULL;
  const char *stage = NULL, *from = NULL;
  gint64 now = g_get_monotonic_time ();

  desk_board_focus_item (fixture->board, fixture->second);
  press_on_board (fixture, GDK_KEY_Right, GDK_CONTROL_MASK);
  assert_cards (fixture, "1@C1:NEW 3@C1:TOMORROW 2@C1:TOMORROW ");
  assert_focus (fixture, fixture->second);

  g_assert_cmpuint (dummy_session_n_submitted (fixture->session), ==, 1);
  command = dummy_session_submitted (fixture->session, 0);
  payload = clinic_command_get_payload (command);
  g_assert_true (g_variant_lookup (payload, "stage", "&s", &stage));
  g_assert_true (g_variant_lookup (payload, "from", "&s", &from));
  g_assert_cmpint (clinic_command_get_kind (command), ==, CLINIC_COMMAND_MOVE_STAGE);
  g_assert_cmpint (clinic_command_get_entity (command), ==, CLINIC_ENTITY_APPOINTMENT);
  g_assert_cmpint (clinic_command_get_entity_id (command), ==, 2);
  g_assert_cmpstr (stage, ==, "C1:TOMORROW");
  g_assert_cmpstr (from, ==, "C1:NEW");
  g_assert_cmpint (clinic_command_get_hold (command), >, now + 4 * G_USEC_PER_SEC);
  assert_reads (fixture->window, "Moving to “Визит завтра” in 5 s: the patient will get a message");
  settle (1300);
  assert_reads (fixture->window, "in 4 s");
}

static void
test_an_undone_move_puts_the_card_back_with_the_focus (Fixture *fixture, gconstpointer data)
{
  desk_board_focus_item (fixture->board, fixture->first);
  press_on_board (fixture, GDK_KEY_Right, GDK_CONTROL_MASK);
  assert_cards (fixture, "2@C1:NEW 1@C1:TOMORROW 3@C1:TOMORROW ");

  gtk_widget_activate_action (fixture->page, "board.undo", NULL);
  assert_cards (fixture, "1@C1:NEW 2@C1:NEW 3@C1:TOMORROW ");
  assert_focus (fixture, fixture->first);
  g_assert_cmpuint (dummy_session_n_undone (fixture->session), ==, 1);
  assert_does_not_read (fixture->window, "Moving to");
  assert_reads (fixture->window, "The move is undone");

  gtk_widget_activate_action (fixture->page, "board.undo", NULL);
  g_assert_cmpuint (dummy_session_n_undone (fixture->session), ==, 1);
}

/* Those who work in the browser call whom the board shows. */
static void
test_selected_cards_become_a_call_list_of_the_portal (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GListModel) toplevels = g_object_ref (gtk_window_get_toplevels ());

  g_object_set (fixture->first, "patient-id", (gint64) 71, NULL);
  g_object_set (fixture->second, "patient-id", (gint64) 72, NULL);
  desk_board_focus_item (fixture->board, fixture->second);
  desk_board_focus_item (fixture->board, fixture->first);
  gtk_widget_activate_action (fixture->page, "board.share-calls", NULL);
  settle (50);
  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (toplevels, i);

      if (ADW_IS_MESSAGE_DIALOG (window))
        adw_message_dialog_response (ADW_MESSAGE_DIALOG (window), "make");
    }
  settle (50);
  g_assert_cmpuint (dummy_session_n_shared (fixture->session), ==, 2);
}

static void
test_selected_cards_move_and_come_back_together (Fixture *fixture, gconstpointer data)
{
  desk_board_focus_item (fixture->board, fixture->second);
  desk_board_focus_item (fixture->board, fixture->first);
  gtk_widget_activate_action (fixture->page, "board.move-to", "s", "C1:YES");
  assert_cards (fixture, "3@C1:TOMORROW 1@C1:YES 2@C1:YES ");
  g_assert_cmpuint (dummy_session_n_submitted (fixture->session), ==, 2);
  assert_reads (fixture->window, "Moving 2 to “Подтвердил запись” in 5 s");

  /* The next key is for both of them again. */
  press_on_board (fixture, GDK_KEY_Left, GDK_CONTROL_MASK);
  assert_cards (fixture, "3@C1:TOMORROW 1@C1:SILENT 2@C1:SILENT ");

  gtk_widget_activate_action (fixture->page, "board.undo", NULL);
  g_assert_cmpuint (dummy_session_n_undone (fixture->session), ==, 2);
}

static void
test_when_the_seconds_are_over_there_is_nothing_to_undo (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSettings) settings = g_settings_new (RECEPTION_APP_ID);

  g_settings_set_int (settings, "undo-seconds", 1);
  desk_board_focus_item (fixture->board, fixture->third);
  press_on_board (fixture, GDK_KEY_Left, GDK_CONTROL_MASK);
  assert_reads (fixture->window, "Moving to “Записан” in 1 s");
  settle (1600);
  assert_does_not_read (fixture->window, "Moving to");
  gtk_widget_activate_action (fixture->page, "board.undo", NULL);
  g_assert_cmpuint (dummy_session_n_undone (fixture->session), ==, 0);
}

static void
test_nothing_is_lost_without_a_reason (Fixture *fixture, gconstpointer data)
{
  desk_board_focus_item (fixture->board, fixture->second);
  desk_board_focus_item (fixture->board, fixture->first);
  gtk_widget_activate_action (fixture->page, "board.move-to", "s", "C1:LOSE");
  assert_cards (fixture, "1@C1:NEW 2@C1:NEW 3@C1:TOMORROW ");
  g_assert_cmpuint (dummy_session_n_submitted (fixture->session), ==, 0);
  assert_reads (fixture->window, "one visit at a time");
}

static void
test_others_moves_leave_the_focus_in_its_place (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicStage) stage = NULL;

  desk_board_focus_item (fixture->board, fixture->first);
  clinic_appointment_set_moved_by_name (fixture->first, "Марина");
  clinic_appointment_set_stage_id (fixture->first, "C1:YES");
  clinic_book_emit_moved (CLINIC_BOOK (dummy_session_book (fixture->session)),
                          G_OBJECT (fixture->first));
  settle (60);
  assert_focus (fixture, fixture->second);
  assert_cards (fixture, "2@C1:NEW 3@C1:TOMORROW 1@C1:YES ");
}

static void
test_enter_opens_the_visit (Fixture *fixture, gconstpointer data)
{
  desk_board_focus_item (fixture->board, fixture->third);
  gtk_widget_activate_action (fixture->page, "board.open", NULL);
  g_assert_cmpstr (fixture->opened->str, ==, "3 ");
}

static void
test_what_the_portal_refused_is_said_on_the_card (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCommand) command =
    g_object_new (CLINIC_TYPE_COMMAND, "kind", CLINIC_COMMAND_MOVE_STAGE, "state",
                  CLINIC_COMMAND_REFUSED, "entity", CLINIC_ENTITY_APPOINTMENT, "entity-id",
                  (gint64) 1, "problem", "Заполните поле «Врач»", NULL);
  GtkWidget *retry = NULL;

  g_list_store_append (dummy_session_commands (fixture->session), command);
  clinic_appointment_set_problem (fixture->first, "Заполните поле «Врач»");
  assert_reads (GTK_WIDGET (fixture->board), "Заполните поле «Врач»");
  retry = wait_for_widget (GTK_WIDGET (fixture->board), GTK_TYPE_BUTTON, "Retry");
  g_assert_nonnull (retry);
  g_signal_emit_by_name (retry, "clicked");
  g_assert_cmpint (clinic_command_get_state (command), ==, CLINIC_COMMAND_WAITING);

  clinic_appointment_set_problem (fixture->first, NULL);
  assert_does_not_read (GTK_WIDGET (fixture->board), "Заполните");
}

/* The same words above the board and above the day. */
static void
test_the_page_says_how_old_it_is_and_why (Fixture *fixture, gconstpointer data)
{
  DummyBook *book = dummy_session_book (fixture->session);
  ClinicLink *link = clinic_session_get_link (CLINIC_SESSION (fixture->session));

  for (guint i = 0; i < 2; i++)
    {
      dummy_book_set_state (book, CLINIC_LOAD_STALE, DUMMY_NOW - 20 * 60);
      assert_reads (fixture->page, "The portal does not answer: data as of today 14:40");
      clinic_link_set_busy (link, TRUE);
      settle (60);
      assert_reads (fixture->page, "The portal is busy: data as of today 14:40");
      clinic_link_set_busy (link, FALSE);
      /* it answers others: what is old here waits for its turn */
      clinic_link_set_last_answer (link, DUMMY_NOW - 5);
      dummy_book_set_state (book, CLINIC_LOAD_STALE, DUMMY_NOW - 20 * 60 + 1);
      settle (60);
      assert_reads (fixture->page, "Being updated: data as of today 14:40");
      clinic_link_set_last_answer (link, 0);
      clinic_link_set_state (link, CLINIC_LINK_DENIED);
      settle (60);
      assert_reads (fixture->page, "The portal refuses this desk: the data is as of today 14:40");
      clinic_link_set_state (link, CLINIC_LINK_OFFLINE);
      settle (60);
      assert_reads (fixture->page, "No connection: data as of today 14:40");
      clinic_link_set_state (link, CLINIC_LINK_ONLINE);
      dummy_book_set_state (book, CLINIC_LOAD_READY, DUMMY_NOW);
      settle (60);
      assert_does_not_read (fixture->page, "data as of");
      gtk_widget_activate_action (fixture->page, "board.show-day", NULL);
    }

  /* nothing is known yet: that is not the same as no appointments */
  g_list_store_remove_all (dummy_book_appointments (book));
  clinic_link_set_busy (link, TRUE);
  dummy_book_set_state (book, CLINIC_LOAD_STALE, 0);
  settle (400);
  assert_reads (fixture->page, "The portal is busy, it is asked again by itself");
  assert_reads (fixture->page, "Loading the appointments…");
  assert_does_not_read (fixture->page, "No appointments yet");
}

/* In windows of all widths, in two sizes of text: GTK warns of what is given less than it needs,
 * and a warning ends the test. */
static void
test_no_width_is_too_narrow_or_too_wide (Fixture *fixture, gconstpointer data)
{
  GtkSettings *settings = gtk_settings_get_default ();
  int minimum = 0;

  dummy_add_visits (fixture->session, 60);
  for (int size = 1; size <= 2; size++)
    {
      g_object_set (settings, "gtk-xft-dpi", size * 96 * 1024, NULL);
      for (int width = 1400; width > 200; width -= 47)
        {
          gtk_window_set_default_size (GTK_WINDOW (fixture->window), width, 700);
          settle (25);
          if (width % 94 == 0)
            gtk_widget_activate_action (fixture->page, "board.show-day", NULL);
        }
      gtk_widget_measure (fixture->page, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL,
                          NULL);
      g_test_message ("at %d00 %% the page needs %d px", size, minimum);
      g_assert_cmpint (minimum, <=, size * 640);
    }
  g_object_set (settings, "gtk-xft-dpi", 96 * 1024, NULL);
  settle (50);
}

/* how many words of a widget were painted, as it was painted last */
static guint
count_painted (GtkWidget *widget)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GBytes) bytes = NULL;
  guint n_words = 0;

  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (widget),
                          gtk_widget_get_height (widget));
  node = gtk_snapshot_free_to_node (snapshot);
  if (node == NULL)
    return 0;

  bytes = gsk_render_node_serialize (node);
  for (const char *at = g_bytes_get_data (bytes, NULL); at != NULL; n_words++)
    at = strstr (n_words > 0 ? at + 1 : at, "text {");

  return n_words - 1;
}

static void
scroll_sideways (Fixture *fixture, double where)
{
  GtkWidget *scrolled = find_type (GTK_WIDGET (fixture->board), GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (scrolled));

  gtk_adjustment_set_value (adjustment, where * gtk_adjustment_get_upper (adjustment));
  settle (100);
}

/* GTK (4.8) does not paint a card that was changed while it was taken away, unless it is told. */
static void
test_a_card_that_comes_back_is_painted (Fixture *fixture, gconstpointer data)
{
  GtkWidget *card, *row;

  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 640, 700);
  settle (100);
  card = find_type (GTK_WIDGET (fixture->board), DESK_TYPE_VISIT_CARD);
  row = gtk_widget_get_parent (card);
  g_assert_cmpuint (count_painted (row), >, 0);

  gtk_widget_queue_draw (card);
  scroll_sideways (fixture, 1.0);
  g_assert_false (gtk_widget_get_mapped (card));
  scroll_sideways (fixture, 0.0);
  g_assert_true (gtk_widget_get_mapped (card));
  g_assert_cmpuint (count_painted (row), >, 0);
}

static void
test_the_page_says_what_it_shows_and_why_not (Fixture *fixture, gconstpointer data)
{
  DummyBook *book = dummy_session_book (fixture->session);
  DeskBoardBar *bar = DESK_BOARD_BAR (find_type (fixture->page, DESK_TYPE_BOARD_BAR));
  const char *scopes[] = { "crm", NULL };

  dummy_book_set_state (book, CLINIC_LOAD_STALE, DUMMY_NOW - 9 * 3600);
  assert_reads (fixture->page, "The portal does not answer: data as of today 6:00");
  dummy_book_set_state (book, CLINIC_LOAD_READY, DUMMY_NOW);
  assert_does_not_read (fixture->page, "does not answer");

  desk_board_days_show_day (desk_board_bar_get_days (bar), 5);
  assert_reads (fixture->page, "No appointments on these days");
  assert_reads (fixture->page, "Show Any Day");
  gtk_widget_activate_action (fixture->page, "board.any-day", NULL);
  assert_cards (fixture, "1@C1:NEW 2@C1:NEW 3@C1:TOMORROW ");

  g_list_store_remove_all (dummy_book_appointments (book));
  settle (300);
  assert_reads (fixture->page, "No appointments yet");
  dummy_book_set_state (book, CLINIC_LOAD_LOADING, 0);
  assert_does_not_read (fixture->page, "Loading");
  settle (400);
  assert_reads (fixture->page, "Loading the appointments…");
  dummy_book_set_state (book, CLINIC_LOAD_READY, DUMMY_NOW);
  g_list_store_remove_all (dummy_session_stages (fixture->session));
  settle (300);
  assert_reads (fixture->page, "No stages to show");
  clinic_link_set_missing_scopes (clinic_session_get_link (CLINIC_SESSION (fixture->session)),
                                  scopes);
  settle (300);
  assert_reads (fixture->page, "closed to this desk");
}

static void
test_the_days_are_asked_of_the_book (Fixture *fixture, gconstpointer data)
{
  DummyBook *book = dummy_session_book (fixture->session);
  DeskBoardBar *bar = DESK_BOARD_BAR (find_type (fixture->page, DESK_TYPE_BOARD_BAR));
  gint64 midnight = DUMMY_NOW - 15 * 3600;
  gint64 from = 0, to = 0;

  dummy_book_get_watched (book, &from, &to);
  g_assert_cmpint (from, ==, midnight);
  g_assert_cmpint (to, ==, midnight + 86400);
  gtk_widget_activate_action (fixture->page, "board.step-day", "i", 1);
  dummy_book_get_watched (book, &from, &to);
  g_assert_cmpint (from, ==, midnight + 86400);
  desk_board_days_show_week (desk_board_bar_get_days (bar));
  dummy_book_get_watched (book, &from, &to);
  g_assert_cmpint (to - from, ==, 7 * 86400);

  /* Today stays today when the clock passes midnight. */
  desk_board_days_show_day (desk_board_bar_get_days (bar), 0);
  dummy_session_set_now (fixture->session, DUMMY_NOW + 10 * 3600);
  desk_board_days_tick (desk_board_bar_get_days (bar));
  dummy_book_get_watched (book, &from, &to);
  g_assert_cmpint (from, ==, midnight + 86400);
}

static void
test_a_card_says_all_in_words (void)
{
  g_autoptr (DummySession) session = dummy_session_new ();
  g_autoptr (ClinicAppointment) visit = NULL;
  g_autofree char *label = NULL, *waiting = NULL, *late_text = NULL;
  gboolean late = FALSE;

  dummy_add_stages (session);
  visit = dummy_visit (session, 1, 0, 14, CLINIC_STAGE_ROLE_ARRIVED);
  g_object_set (visit, "patient-name", "Ким Виктория", "patient-birth-date", "1998-01-01",
                "reminders", (gint64) (CLINIC_REMINDERS_SENT | CLINIC_REMINDERS_DELIVERED),
                "confirmation", CLINIC_CONFIRMATION_NO, "first-visit", CLINIC_FIRST_VISIT_YES,
                "amount", (gint64) 320000, "mis-status", "Пришёл", "pending", TRUE, "moved",
                DUMMY_NOW - 720, NULL);
  label = desk_card_label (visit, DUMMY_NOW, FALSE);
  g_assert_cmpstr (label, ==,
                   "14:30 Ким Виктория, 28 years · first visit, Петров И. С. · терапевт, "
                   "3\u00a0200\u00a0₽, in the clinic for 12 min, reminder sent, delivered, no "
                   "answer, not called, says no, MIS: Пришёл, waits to be sent");
  waiting = desk_card_waiting (visit, DUMMY_NOW, &late);
  g_assert_cmpstr (waiting, ==, "in the clinic for 12 min");
  g_assert_true (late);

  g_clear_object (&visit);
  visit = dummy_visit (session, 1, 0, 14, CLINIC_STAGE_ROLE_CONFIRMED);
  late_text = desk_card_waiting (visit, DUMMY_NOW, &late);
  g_assert_cmpstr (late_text, ==, "late by 30 min");
}

/* The window may go between the choice in a menu and the moment when the menu is taken away. */
static void
test_a_menu_goes_with_its_widget (void)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  GtkWidget *window = gtk_window_new ();
  GtkWidget *label = gtk_label_new ("Карточка");
  GtkWidget *popover = NULL;

  desk_menu_append (menu, "Открыть", "win.open", "Return");
  gtk_window_set_child (GTK_WINDOW (window), label);
  gtk_window_present (GTK_WINDOW (window));
  popover = desk_menu_new_popover (label, G_MENU_MODEL (menu), &(GdkRectangle){ 1, 1, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (popover));
  settle (50);
  g_object_add_weak_pointer (G_OBJECT (popover), (gpointer *) &popover);
  gtk_popover_popdown (GTK_POPOVER (popover));
  gtk_window_destroy (GTK_WINDOW (window));
  settle (50);
  g_assert_null (popover);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(path, function)                                                                        \
  g_test_add ("/ui/board/" path, Fixture, NULL, set_up, function, tear_down)
  g_test_add_func ("/ui/board/menu", test_a_menu_goes_with_its_widget);
  ADD ("columns", test_the_columns_show_the_visits_of_today);
  ADD ("focus", test_keys_move_the_focus_between_columns);
  ADD ("old", test_the_page_says_how_old_it_is_and_why);
  ADD ("widths", test_no_width_is_too_narrow_or_too_wide);
  ADD ("share", test_selected_cards_become_a_call_list_of_the_portal);
  ADD ("move", test_a_move_by_key_waits_and_keeps_the_focus);
  ADD ("undo", test_an_undone_move_puts_the_card_back_with_the_focus);
  ADD ("together", test_selected_cards_move_and_come_back_together);
  ADD ("too-late", test_when_the_seconds_are_over_there_is_nothing_to_undo);
  ADD ("lost", test_nothing_is_lost_without_a_reason);
  ADD ("others", test_others_moves_leave_the_focus_in_its_place);
  ADD ("open", test_enter_opens_the_visit);
  ADD ("refused", test_what_the_portal_refused_is_said_on_the_card);
  ADD ("states", test_the_page_says_what_it_shows_and_why_not);
  ADD ("days", test_the_days_are_asked_of_the_book);
  ADD ("painted", test_a_card_that_comes_back_is_painted);
  g_test_add_func ("/ui/board/words", test_a_card_says_all_in_words);

  return g_test_run ();
}
