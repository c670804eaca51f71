/* test-desk-leads.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "dummy-clinic.h"
#include "dummy-eyes.h"
#include "dummy-scenes.h"

#include "desk-board.h"
#include "desk-lead-dialog.h"
#include "desk-lead-loss.h"
#include "desk-lead-words.h"
#include "desk-leads-page.h"
#include "desk-pages.h"
#include "desk-sidebar.h"
#include "desk-visit-dialog.h"

#include <adwaita.h>

/* A page with two new enquiries and one that somebody works on. */
typedef struct
{
  DummySession *session; /* owned */
  GtkWidget *window;
  GtkWidget *page;
  DeskBoard *board;
  ClinicLead *late;  /* unowned, in the book: new for 16 minutes */
  ClinicLead *fresh; /* unowned: new for 5 minutes */
  ClinicLead *works; /* unowned: in progress */
  GString *dialled;  /* owned */
} Fixture;

static void
on_dial_cb (GSimpleAction *action, GVariant *parameter, Fixture *fixture)
{
  g_string_append (fixture->dialled, g_variant_get_string (parameter, NULL));
}

/* (transfer none) (nullable) */
static GtkWidget *
find_window (GType type)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *link = windows; link != NULL; link = link->next)
    if (G_TYPE_CHECK_INSTANCE_TYPE (link->data, type) && gtk_widget_get_visible (link->data))
      return link->data;

  return NULL;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) dial = g_simple_action_new ("dial", G_VARIANT_TYPE_STRING);
  GtkWidget *overlay = adw_toast_overlay_new ();

  fixture->dialled = g_string_new (NULL);
  fixture->session = dummy_session_new ();
  dummy_session_set_now (fixture->session, DUMMY_NOW);
  dummy_add_stages (fixture->session);
  dummy_add_lead_stages (fixture->session);
  dummy_fill_clinic (fixture->session);
  fixture->late = dummy_lead (fixture->session, 1, "Смирнова Анна", "NEW", 16);
  fixture->fresh = dummy_lead (fixture->session, 2, NULL, "NEW", 5);
  fixture->works = dummy_lead (fixture->session, 3, "Ким Виктория", "IN_PROCESS", 130);

  g_signal_connect (dial, "activate", G_CALLBACK (on_dial_cb), fixture);
  g_action_map_add_action (G_ACTION_MAP (actions), G_ACTION (dial));
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1300, 700);
  gtk_widget_insert_action_group (fixture->window, "win", G_ACTION_GROUP (actions));
  fixture->page = desk_leads_page_new (CLINIC_SESSION (fixture->session));
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), fixture->page);
  gtk_window_set_child (GTK_WINDOW (fixture->window), overlay);
  gtk_window_present (GTK_WINDOW (fixture->window));
  fixture->board = DESK_BOARD (find_type (fixture->page, DESK_TYPE_BOARD));
  settle (100);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_ref (fixture->page);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  settle (50);
  g_assert_finalize_object (fixture->page);
  g_assert_finalize_object (fixture->session);
  g_string_free (fixture->dialled, TRUE);
}

static void
choose (Fixture *fixture, ClinicLead *lead)
{
  g_assert_true (desk_board_focus_item (fixture->board, lead));
}

static const char *
payload_text (ClinicCommand *command, const char *key)
{
  const char *text = NULL;

  g_variant_lookup (clinic_command_get_payload (command), key, "&s", &text);

  return text;
}

static void
test_a_card_says_who_and_how_long_she_waits (Fixture *fixture, gconstpointer data)
{
  g_autofree char *late = NULL, *fresh = NULL;

  clinic_lead_set_comments (fixture->late, "\n Болит зуб <b>справа</b>\nПерезвонить");
  clinic_lead_set_patient_id (fixture->late, 10);
  late = desk_lead_label (fixture->late, DUMMY_NOW);
  g_assert_cmpstr (late, ==,
                   "Смирнова Анна, +7 900 000-00-01, Сайт, Болит зуб <b>справа</b>, waits for "
                   "16 min, late, is a patient, Марина Ольхова");
  fresh = desk_lead_label (fixture->fresh, DUMMY_NOW);
  g_assert_cmpstr (fresh, ==,
                   "+7 900 000-00-02, Сайт, Заявка с сайта, waits for 5 min, Марина Ольхова");
}

static void
test_a_move_by_key_is_one_of_an_enquiry (Fixture *fixture, gconstpointer data)
{
  ClinicCommand *command = NULL;

  choose (fixture, fixture->late);
  press (GTK_WIDGET (fixture->board), GDK_KEY_Right, GDK_CONTROL_MASK);
  settle (60);
  g_assert_cmpuint (dummy_session_n_submitted (fixture->session), ==, 1);
  command = dummy_session_submitted (fixture->session, 0);
  g_assert_cmpint (clinic_command_get_kind (command), ==, CLINIC_COMMAND_MOVE_STAGE);
  g_assert_cmpint (clinic_command_get_entity (command), ==, CLINIC_ENTITY_LEAD);
  g_assert_cmpint (clinic_command_get_entity_id (command), ==, 1);
  g_assert_cmpstr (payload_text (command, "stage"), ==, "IN_PROCESS");
  g_assert_cmpstr (payload_text (command, "from"), ==, "NEW");
  g_assert_null (payload_text (command, "note"));
  g_assert_cmpstr (clinic_lead_get_stage_id (fixture->late), ==, "IN_PROCESS");
  assert_reads (fixture->window, "Moving to “В работе” in 5 s");

  gtk_widget_activate_action (fixture->page, "board.undo", NULL);
  g_assert_cmpuint (dummy_session_n_undone (fixture->session), ==, 1);
  g_assert_cmpstr (clinic_lead_get_stage_id (fixture->late), ==, "NEW");
}

static void
test_into_the_booked_stage_the_way_is_an_appointment (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog = NULL;

  choose (fixture, fixture->works);
  gtk_widget_activate_action (fixture->page, "board.move-to", "s", "CONVERTED");
  settle (60);
  g_assert_cmpuint (dummy_session_n_submitted (fixture->session), ==, 0);
  dialog = find_window (DESK_TYPE_VISIT_DIALOG);
  g_assert_nonnull (dialog);
  assert_reads (dialog, "Enquiry: Заявка с сайта");
  gtk_window_destroy (GTK_WINDOW (dialog));

  /* One that has its appointment is moved like any other. */
  clinic_lead_set_appointment_id (fixture->works, 77);
  choose (fixture, fixture->works);
  gtk_widget_activate_action (fixture->page, "board.move-to", "s", "CONVERTED");
  g_assert_cmpuint (dummy_session_n_submitted (fixture->session), ==, 1);
}

static void
test_several_are_booked_one_by_one (Fixture *fixture, gconstpointer data)
{
  choose (fixture, fixture->late);
  choose (fixture, fixture->fresh);
  gtk_widget_activate_action (fixture->page, "board.book", NULL);
  settle (60);
  g_assert_null (find_window (DESK_TYPE_VISIT_DIALOG));
  assert_reads (fixture->window, "one enquiry at a time");
}

static void
test_nothing_is_lost_without_a_comment (Fixture *fixture, gconstpointer data)
{
  ClinicCommand *command = NULL;
  GtkWidget *dialog = NULL, *save = NULL, *entry = NULL;

  choose (fixture, fixture->late);
  gtk_widget_activate_action (fixture->page, "board.move-to", "s", "UC_DEAR");
  settle (60);
  g_assert_cmpuint (dummy_session_n_submitted (fixture->session), ==, 0);
  dialog = find_window (DESK_TYPE_LEAD_LOSS);
  g_assert_nonnull (dialog);
  assert_reads (dialog, "Смирнова Анна");
  assert_reads (dialog, "needs a comment");
  save = wait_for_widget (dialog, GTK_TYPE_BUTTON, "Close the Enquiry");
  entry = find_type (dialog, GTK_TYPE_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (entry), "   ");
  g_assert_false (gtk_widget_get_sensitive (save));
  gtk_editable_set_text (GTK_EDITABLE (entry), " Нашла дешевле ");
  g_assert_true (gtk_widget_get_sensitive (save));
  g_signal_emit_by_name (save, "clicked");
  settle (60);

  g_assert_cmpuint (dummy_session_n_submitted (fixture->session), ==, 1);
  command = dummy_session_submitted (fixture->session, 0);
  g_assert_cmpint (clinic_command_get_kind (command), ==, CLINIC_COMMAND_MOVE_STAGE);
  g_assert_cmpstr (payload_text (command, "stage"), ==, "UC_DEAR");
  g_assert_cmpstr (payload_text (command, "note"), ==, "Нашла дешевле");
  g_assert_null (find_window (DESK_TYPE_LEAD_LOSS));
}

static void
test_booked_without_an_appointment_is_an_alarm_with_its_repair (Fixture *fixture,
                                                                gconstpointer data)
{
  const DeskPage *page = desk_pages_find ("leads");
  g_autoptr (DeskTally) tally = NULL;
  ClinicLead *lead = dummy_lead (fixture->session, 4, "Ли Олег", "CONVERTED", 4);
  GtkWidget *dialog = NULL;

  settle (60);
  assert_reads (fixture->page, "Booked, but there is no appointment: Ли Олег");
  tally = page->tally (CLINIC_SESSION (fixture->session));
  g_assert_cmpuint (desk_tally_get_waiting (tally), ==, 3);
  g_assert_cmpuint (desk_tally_get_late (tally), ==, 2);
  gtk_widget_activate_action (fixture->page, "board.repair", NULL);
  settle (60);
  dialog = find_window (DESK_TYPE_VISIT_DIALOG);
  g_assert_nonnull (dialog);
  assert_reads (dialog, "Enquiry");
  gtk_window_destroy (GTK_WINDOW (dialog));

  clinic_lead_set_appointment_id (lead, 77);
  settle (400);
  assert_does_not_read (fixture->page, "Booked, but there is no appointment");
  g_assert_cmpuint (desk_tally_get_late (tally), ==, 1);
}

static void
test_enter_shows_all_of_it_and_takes_a_comment (Fixture *fixture, gconstpointer data)
{
  ClinicCommand *command = NULL;
  GtkWidget *dialog = NULL, *entry = NULL, *add = NULL;

  clinic_lead_set_comments (fixture->late, "Болит зуб\nПерезвонить после шести");
  choose (fixture, fixture->late);
  gtk_widget_activate_action (fixture->page, "board.open", NULL);
  settle (60);
  dialog = find_window (DESK_TYPE_LEAD_DIALOG);
  g_assert_nonnull (dialog);
  assert_reads (dialog, "Перезвонить после шести");
  entry = find_type (dialog, GTK_TYPE_ENTRY);
  add = wait_for_widget (dialog, GTK_TYPE_BUTTON, "Add");
  g_assert_false (gtk_widget_get_sensitive (add));
  gtk_editable_set_text (GTK_EDITABLE (entry), "Не ответила");
  g_signal_emit_by_name (add, "clicked");
  settle (60);
  command = dummy_session_submitted (fixture->session, 0);
  g_assert_cmpint (clinic_command_get_kind (command), ==, CLINIC_COMMAND_ADD_COMMENT);
  g_assert_cmpint (clinic_command_get_entity (command), ==, CLINIC_ENTITY_LEAD);
  g_assert_cmpint (clinic_command_get_entity_id (command), ==, 1);
  g_assert_cmpstr (payload_text (command, "text"), ==, "Не ответила");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
  gtk_window_destroy (GTK_WINDOW (dialog));

  gtk_widget_activate_action (fixture->page, "board.call", NULL);
  g_assert_cmpstr (fixture->dialled->str, ==, "+79000000001");
}

static void
test_the_page_says_what_it_shows_and_why_not (Fixture *fixture, gconstpointer data)
{
  DummyBook *book = dummy_session_book (fixture->session);
  const char *scopes[] = { "crm", NULL };

  dummy_book_set_state (book, CLINIC_LOAD_STALE, DUMMY_NOW - 9 * 3600);
  assert_reads (fixture->page, "The portal does not answer: data as of today 6:00");
  clinic_link_set_busy (clinic_session_get_link (CLINIC_SESSION (fixture->session)), TRUE);
  settle (60);
  assert_reads (fixture->page, "The portal is busy: data as of today 6:00");
  clinic_link_set_busy (clinic_session_get_link (CLINIC_SESSION (fixture->session)), FALSE);
  dummy_book_set_state (book, CLINIC_LOAD_LOADING, 0);
  g_list_store_remove_all (dummy_book_leads (book));
  settle (60);
  assert_does_not_read (fixture->page, "Loading");
  settle (400);
  assert_reads (fixture->page, "Loading the enquiries…");
  dummy_book_set_state (book, CLINIC_LOAD_READY, DUMMY_NOW);
  assert_reads (fixture->page, "No enquiries");
  clinic_link_set_missing_scopes (clinic_session_get_link (CLINIC_SESSION (fixture->session)),
                                  scopes);
  settle (60);
  assert_reads (fixture->page, "closed to this desk");
}

static void
test_without_leads_there_is_no_such_page (void)
{
  g_autoptr (DummySession) session = dummy_session_new ();
  ClinicLink *link = clinic_session_get_link (CLINIC_SESSION (session));
  GtkWidget *window = gtk_window_new ();
  GtkWidget *sidebar = desk_sidebar_new (CLINIC_SESSION (session));

  gtk_window_set_child (GTK_WINDOW (window), sidebar);
  gtk_window_present (GTK_WINDOW (window));
  settle (60);
  assert_reads (sidebar, "Enquiries");
  clinic_link_set_simple_crm (link, TRUE);
  settle (60);
  assert_does_not_read (sidebar, "Enquiries");
  gtk_window_destroy (GTK_WINDOW (window));
  settle (30);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(path, function)                                                                        \
  g_test_add ("/ui/leads/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("words", test_a_card_says_who_and_how_long_she_waits);
  ADD ("move", test_a_move_by_key_is_one_of_an_enquiry);
  ADD ("book", test_into_the_booked_stage_the_way_is_an_appointment);
  ADD ("several", test_several_are_booked_one_by_one);
  ADD ("lost", test_nothing_is_lost_without_a_comment);
  ADD ("orphan", test_booked_without_an_appointment_is_an_alarm_with_its_repair);
  ADD ("open", test_enter_shows_all_of_it_and_takes_a_comment);
  ADD ("states", test_the_page_says_what_it_shows_and_why_not);
#undef ADD
  g_test_add_func ("/ui/leads/simple-crm", test_without_leads_there_is_no_such_page);

  return g_test_run ();
}
