/* test-desk-calls.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "dummy-eyes.h"
#include "dummy-scenes.h"
#include "dummy-services.h"

#include "desk-call-card.h"
#include "desk-call-draft.h"
#include "desk-call-pane.h"
#include "desk-call-strip.h"
#include "desk-call-text.h"
#include "desk-cancel-dialog.h"
#include "desk-ringer.h"
#include "desk-visit-dialog.h"

#include "reception-config.h"

#include <adwaita.h>

/* A window with an entry to type in, the pane, and a record of the actions it was asked for. */
typedef struct
{
  DummySession *session;
  GtkWidget *window;
  GtkWidget *entry;
  GtkWidget *pane;
  GtkWidget *strip;
  GString *actions;
} Fixture;

static void
on_action_cb (GSimpleAction *action, GVariant *parameter, Fixture *fixture)
{
  g_autofree char *text = parameter != NULL ? g_variant_print (parameter, FALSE) : g_strdup ("");

  g_string_append_printf (fixture->actions, "%s(%s)", g_action_get_name (G_ACTION (action)), text);
}

static void
add_action (Fixture *fixture, GActionMap *map, const char *name, const GVariantType *type)
{
  g_autoptr (GSimpleAction) action = g_simple_action_new (name, type);

  g_signal_connect (action, "activate", G_CALLBACK (on_action_cb), fixture);
  g_action_map_add_action (map, G_ACTION (action));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *overlay = adw_toast_overlay_new ();

  fixture->actions = g_string_new (NULL);
  fixture->session = dummy_session_new ();
  dummy_session_set_now (fixture->session, DUMMY_NOW);
  dummy_add_stages (fixture->session);

  add_action (fixture, G_ACTION_MAP (group), "open-patient", G_VARIANT_TYPE_INT64);
  add_action (fixture, G_ACTION_MAP (group), "dial", G_VARIANT_TYPE_STRING);
  add_action (fixture, G_ACTION_MAP (group), "copy-number", G_VARIANT_TYPE_STRING);
  add_action (fixture, G_ACTION_MAP (group), "show-call", G_VARIANT_TYPE_STRING);

  fixture->window = gtk_window_new ();
  gtk_widget_insert_action_group (fixture->window, "win", G_ACTION_GROUP (group));
  fixture->entry = gtk_entry_new ();
  fixture->strip = desk_call_strip_new (CLINIC_SESSION (fixture->session));
  fixture->pane = desk_call_pane_new (CLINIC_SESSION (fixture->session));
  gtk_box_append (GTK_BOX (box), fixture->entry);
  gtk_box_append (GTK_BOX (box), fixture->strip);
  gtk_box_append (GTK_BOX (box), fixture->pane);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), box);
  gtk_window_set_child (GTK_WINDOW (fixture->window), overlay);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 500, 740);
  gtk_widget_grab_focus (fixture->entry);
  gtk_window_present (GTK_WINDOW (fixture->window));
  settle (50);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  GtkWidget *pane = g_object_ref (fixture->pane);
  GtkWidget *strip = g_object_ref (fixture->strip);
  GtkWidget *card = g_object_ref (desk_call_pane_get_card (DESK_CALL_PANE (fixture->pane)));

  gtk_window_destroy (GTK_WINDOW (fixture->window));
  settle (20);
  g_assert_finalize_object (pane);
  g_assert_finalize_object (strip);
  g_assert_finalize_object (card);
  g_assert_finalize_object (fixture->session);
  g_string_free (fixture->actions, TRUE);
}

static GtkWidget *
card_of (Fixture *fixture)
{
  return desk_call_pane_get_card (DESK_CALL_PANE (fixture->pane));
}

static ClinicCandidate *
anna (Fixture *fixture)
{
  g_autoptr (ClinicPatient) patient = dummy_patient (1, "Иванова", "Анна", "1992-03-05");
  g_autoptr (ClinicAppointment) next =
    dummy_visit (fixture->session, 11, 1, 10, CLINIC_STAGE_ROLE_TOMORROW);

  return dummy_candidate (patient, next, 7);
}

static ClinicCandidate *
misha (Fixture *fixture)
{
  g_autoptr (ClinicPatient) patient = dummy_patient (2, "Иванов", "Миша", "2019-05-05");

  return dummy_candidate (patient, NULL, 0);
}

static ClinicCall *
ring (Fixture *fixture, const char *id, const char *number, int seconds)
{
  ClinicCall *call = dummy_call (id, number, seconds);

  g_list_store_append (dummy_session_calls (fixture->session), call);

  return call;
}

static ClinicCall *
ring_anna (Fixture *fixture)
{
  g_autoptr (ClinicCandidate) candidate = anna (fixture);
  ClinicCall *call = ring (fixture, "1", "79000000001", 7);

  dummy_identify (call, CLINIC_CALLER_STATE_COMPLETE, candidate, NULL);

  return call;
}

static void
finish (ClinicCall *call, ClinicCallEnd end)
{
  clinic_call_set_ended (call, DUMMY_NOW);
  clinic_call_set_end (call, end);
  clinic_call_set_state (call, CLINIC_CALL_STATE_ENDED);
}

static void
answer (ClinicCall *call, gboolean mine)
{
  clinic_call_set_mine (call, mine);
  clinic_call_set_answered (call, DUMMY_NOW - 42);
  clinic_call_set_answered_by (call, mine ? "Ольга" : "Марина");
  clinic_call_set_state (call, CLINIC_CALL_STATE_ANSWERED);
}

static void
tick (Fixture *fixture, int seconds)
{
  for (int i = 0; i < seconds; i++)
    desk_call_pane_tick (DESK_CALL_PANE (fixture->pane));
}

static const char *
payload_text (ClinicCommand *command, const char *key)
{
  static char text[200];
  g_autoptr (GVariantDict) dict = g_variant_dict_new (clinic_command_get_payload (command));
  const char *value = NULL;

  g_assert_true (g_variant_dict_lookup (dict, key, "&s", &value));
  g_strlcpy (text, value, sizeof text);

  return text;
}

static void
test_a_known_caller_is_read_at_one_glance (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCall) call = ring_anna (fixture);

  assert_reads (card_of (fixture), "Иванова Анна");
  assert_reads (card_of (fixture), "34 years · +7 900 000-00-01 · 7 visits");
  assert_reads (card_of (fixture), "ringing 0:07");
  assert_reads (card_of (fixture), "tomorrow, Sun 22 Nov, 10:30");
  assert_reads (card_of (fixture), "Петров И. С., терапевт");
  assert_reads (card_of (fixture), "Визит завтра");
  assert_reads (card_of (fixture), "not confirmed");
  assert_reads (fixture->strip, "Иванова Анна, 34 · tomorrow 10:30, Петров И. С.");
}

static void
test_the_card_is_painted_soon_after_the_ring (Fixture *fixture, gconstpointer data)
{
  gint64 began = g_get_monotonic_time ();
  g_autoptr (ClinicCall) call = ring_anna (fixture);
  gint64 painted = 0;

  for (int i = 0; i < 100 && painted == 0; i++)
    {
      settle (5);
      painted = desk_call_card_get_painted (DESK_CALL_CARD (card_of (fixture)));
    }

  g_assert_cmpint (painted, >, began);
  g_test_message ("painted after %.1f ms", (painted - began) / 1000.0);
}

static void
test_of_a_family_nobody_is_picked_until_a_digit_says_who (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCall) call = ring (fixture, "1", "79000000001", 3);
  g_autoptr (ClinicCandidate) a = anna (fixture);
  g_autoptr (ClinicCandidate) b = misha (fixture);

  dummy_identify (call, CLINIC_CALLER_STATE_COMPLETE, a, b, NULL);
  assert_reads (card_of (fixture), "Two people on this number – who is calling?");
  assert_reads (card_of (fixture), "7 years · No visit is booked");
  g_assert_null (desk_call_chosen (call));

  press (card_of (fixture), GDK_KEY_2, 0);
  g_assert_true (desk_call_chosen (call) == b);
  assert_reads (card_of (fixture), "Иванов Миша");
  assert_reads (card_of (fixture), "Also on this number");

  press (card_of (fixture), GDK_KEY_KP_2, 0);
  g_assert_true (desk_call_chosen (call) == a);
}

/* the dialog that is open; closes it */
static gboolean
close_dialog (GType type)
{
  g_autoptr (GListModel) toplevels = g_object_ref (gtk_window_get_toplevels ());

  settle (30);
  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) toplevel = g_list_model_get_item (toplevels, i);

      if (!G_TYPE_CHECK_INSTANCE_TYPE (toplevel, type))
        continue;
      gtk_window_destroy (GTK_WINDOW (toplevel));
      settle (20);
      return TRUE;
    }

  return FALSE;
}

static void
test_the_next_visit_is_moved_and_cancelled_from_the_card (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCall) call = ring (fixture, "1", "79000000001", 3);
  g_autoptr (ClinicCandidate) a = anna (fixture);
  g_autoptr (ClinicCandidate) b = misha (fixture);

  dummy_identify (call, CLINIC_CALLER_STATE_COMPLETE, a, b, NULL);
  press (card_of (fixture), GDK_KEY_1, 0);
  g_assert_true (desk_call_chosen (call) == a);
  press (card_of (fixture), GDK_KEY_2, 0);
  g_assert_true (close_dialog (DESK_TYPE_VISIT_DIALOG));
  press (card_of (fixture), GDK_KEY_3, 0);
  g_assert_true (close_dialog (DESK_TYPE_CANCEL_DIALOG));

  /* The others on the number follow; who has no visit can be booked one. */
  press (card_of (fixture), GDK_KEY_4, 0);
  g_assert_true (desk_call_chosen (call) == b);
  press (card_of (fixture), GDK_KEY_1, 0);
  g_assert_true (close_dialog (DESK_TYPE_VISIT_DIALOG));
  g_assert_cmpuint (dummy_session_n_submitted (fixture->session), ==, 0);
}

static void
test_an_unknown_number_becomes_one_lead_however_often_it_is_asked_for (Fixture *fixture,
                                                                       gconstpointer data)
{
  g_autoptr (ClinicCall) call = ring (fixture, "1", "79000000099", 3);
  GtkWidget *button = NULL;

  dummy_identify (call, CLINIC_CALLER_STATE_COMPLETE, NULL);
  assert_reads (card_of (fixture), "+7 900 000-00-99");
  assert_reads (card_of (fixture), "unknown number");

  button = wait_for_widget (card_of (fixture), GTK_TYPE_BUTTON, "Create enquiry");
  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  g_signal_emit_by_name (button, "clicked");
  settle (20);

  g_assert_cmpuint (dummy_session_n_submitted (fixture->session), ==, 1);
  g_assert_cmpint (clinic_command_get_kind (dummy_session_submitted (fixture->session, 0)), ==,
                   CLINIC_COMMAND_CREATE_LEAD);
  g_assert_cmpstr (payload_text (dummy_session_submitted (fixture->session, 0), "phone"), ==,
                   "79000000099");
  g_assert_cmpstr (payload_text (dummy_session_submitted (fixture->session, 0), "line"), ==,
                   "reg100");
  assert_reads (card_of (fixture), "Creating the enquiry…");
  g_assert_false (gtk_widget_get_sensitive (button));

  clinic_call_set_lead_id (call, 512);
  assert_reads (card_of (fixture), "Enquiry No. 512");
}

static void
test_a_lead_that_could_not_be_kept_may_be_asked_for_again (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCall) call = ring (fixture, "1", "79000000099", 3);
  g_autoptr (GError) error = g_error_new (CLINIC_ERROR, CLINIC_ERROR_BROKEN, "disk full");
  GtkWidget *button = NULL;

  dummy_identify (call, CLINIC_CALLER_STATE_COMPLETE, NULL);
  settle (20);
  dummy_session_set_error (fixture->session, error);
  button = wait_for_widget (card_of (fixture), GTK_TYPE_BUTTON, "Create enquiry");
  g_signal_emit_by_name (button, "clicked");
  settle (20);
  for (guint i = 0; i < 100 && !gtk_widget_get_sensitive (button); i++)
    settle (20);
  g_assert_true (gtk_widget_get_sensitive (button));

  dummy_session_set_error (fixture->session, NULL);
  g_signal_emit_by_name (button, "clicked");
  settle (20);
  g_assert_cmpuint (dummy_session_n_submitted (fixture->session), ==, 2);
  g_assert_false (gtk_widget_get_sensitive (button));
}

static void
test_without_leads_the_button_speaks_of_a_request (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCall) call = ring (fixture, "1", "79000000099", 3);

  clinic_link_set_simple_crm (clinic_session_get_link (CLINIC_SESSION (fixture->session)), TRUE);
  dummy_identify (call, CLINIC_CALLER_STATE_COMPLETE, NULL);
  assert_reads (card_of (fixture), "Create request");
}

static void
test_a_withheld_number_offers_a_search_and_no_lead (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCall) call = ring (fixture, "1", NULL, 3);

  assert_reads (card_of (fixture), "Number withheld");
  g_assert_null (find_widget (card_of (fixture), GTK_TYPE_BUTTON, "Create enquiry"));
  assert_does_not_read (card_of (fixture), "Call back");
}

static void
test_old_data_says_how_old_it_is (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCall) call = ring (fixture, "1", "79000000001", 3);
  g_autoptr (ClinicCandidate) candidate = anna (fixture);

  dummy_identify (call, CLINIC_CALLER_STATE_STALE, candidate, NULL);
  assert_reads (card_of (fixture), "data as of 14:41");
}

static void
test_confirming_moves_the_visit_once_from_the_stage_it_was_seen_in (Fixture *fixture,
                                                                    gconstpointer data)
{
  g_autoptr (ClinicCall) call = ring_anna (fixture);

  settle (20);
  press (card_of (fixture), GDK_KEY_1, 0);
  press (card_of (fixture), GDK_KEY_1, 0);

  g_assert_cmpuint (dummy_session_n_submitted (fixture->session), ==, 1);
  g_assert_cmpint (clinic_command_get_kind (dummy_session_submitted (fixture->session, 0)), ==,
                   CLINIC_COMMAND_MOVE_STAGE);
  g_assert_cmpint (clinic_command_get_entity_id (dummy_session_submitted (fixture->session, 0)), ==,
                   11);
  g_assert_cmpstr (payload_text (dummy_session_submitted (fixture->session, 0), "stage"), ==,
                   "C1:YES");
  g_assert_cmpstr (payload_text (dummy_session_submitted (fixture->session, 0), "from"), ==,
                   "C1:TOMORROW");
  assert_reads (card_of (fixture), "Confirming…");
}

static void
test_notes_are_kept_with_their_call_and_sent_to_the_right_patient (Fixture *fixture,
                                                                   gconstpointer data)
{
  g_autoptr (ClinicCall) first = ring_anna (fixture);
  g_autoptr (ClinicCall) second = ring (fixture, "2", "79000000002", 1);
  g_autoptr (ClinicCandidate) b = misha (fixture);
  ClinicCommand *command = NULL;

  dummy_identify (second, CLINIC_CALLER_STATE_COMPLETE, b, NULL);
  desk_call_draft_set_text (&desk_call_draft (first)->note, "для Анны");
  desk_call_pane_show_call (DESK_CALL_PANE (fixture->pane), "2");
  desk_call_draft_set_text (&desk_call_draft (second)->note, "для Миши");
  desk_call_pane_show_call (DESK_CALL_PANE (fixture->pane), "1");
  g_assert_cmpstr (desk_call_draft (second)->note, ==, "для Миши");

  {
    GtkWidget *note = NULL;

    settle (20);
    note = gtk_widget_get_last_child (gtk_widget_get_first_child (card_of (fixture)));
    note = gtk_widget_get_prev_sibling (note);
    g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (note)), ==, "для Анны");
    press (note, GDK_KEY_Return, GDK_CONTROL_MASK);
    g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (note)), ==, "");
    settle (50);
    assert_reads (fixture->window, "Note added");
  }

  g_assert_cmpuint (dummy_session_n_submitted (fixture->session), ==, 1);
  command = dummy_session_submitted (fixture->session, 0);
  g_assert_cmpint (clinic_command_get_kind (command), ==, CLINIC_COMMAND_ADD_COMMENT);
  g_assert_cmpint (clinic_command_get_entity (command), ==, CLINIC_ENTITY_PATIENT);
  g_assert_cmpint (clinic_command_get_entity_id (command), ==, 1);
  g_assert_cmpstr (payload_text (command, "text"), ==, "для Анны");
}

static void
test_typing_goes_on_while_twenty_calls_ring (Fixture *fixture, gconstpointer data)
{
  GtkWidget *text = gtk_window_get_focus (GTK_WINDOW (fixture->window));

  gtk_editable_set_text (GTK_EDITABLE (fixture->entry), "Бронь на 15:30");
  gtk_editable_set_position (GTK_EDITABLE (fixture->entry), 6);

  for (int i = 0; i < 20; i++)
    {
      g_autofree char *id = g_strdup_printf ("%d", i);
      g_autofree char *number = g_strdup_printf ("790000000%02d", i);
      g_autoptr (ClinicCall) call = ring (fixture, id, number, 20 - i);

      dummy_identify (call, CLINIC_CALLER_STATE_COMPLETE, NULL);
      settle (5);
      g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window)) == text);
    }

  g_assert_cmpuint (desk_call_strip_get_n_ringing (DESK_CALL_STRIP (fixture->strip)), ==, 20);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (fixture->entry)), ==, "Бронь на 15:30");
  g_assert_cmpint (gtk_editable_get_position (GTK_EDITABLE (fixture->entry)), ==, 6);
  assert_reads (fixture->strip, "and 17 more calls");
}

static void
test_escape_returns_to_the_same_caret (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCall) call = ring_anna (fixture);
  GtkWidget *text = gtk_window_get_focus (GTK_WINDOW (fixture->window));

  gtk_editable_set_text (GTK_EDITABLE (fixture->entry), "Бронь на 15:30");
  gtk_editable_set_position (GTK_EDITABLE (fixture->entry), 6);

  g_assert_true (desk_call_pane_show_call (DESK_CALL_PANE (fixture->pane), ""));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window)) == card_of (fixture));

  press (fixture->pane, GDK_KEY_Escape, 0);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window)) == text);
  g_assert_cmpint (gtk_editable_get_position (GTK_EDITABLE (fixture->entry)), ==, 6);
  g_assert_false (gtk_editable_get_selection_bounds (GTK_EDITABLE (fixture->entry), NULL, NULL));
  g_assert_cmpint (clinic_call_get_state (call), ==, CLINIC_CALL_STATE_RINGING);
}

static void
test_the_longest_ringing_call_has_the_card_and_keeps_it (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCall) first = ring_anna (fixture);
  g_autoptr (ClinicCall) second = ring (fixture, "2", "79000000002", 1);

  g_assert_true (desk_call_pane_get_call (DESK_CALL_PANE (fixture->pane)) == first);
  answer (first, TRUE);
  g_assert_true (desk_call_pane_get_call (DESK_CALL_PANE (fixture->pane)) == first);
  assert_reads (card_of (fixture), "talking 0:42");
  g_assert_cmpuint (desk_call_strip_get_n_ringing (DESK_CALL_STRIP (fixture->strip)), ==, 1);
}

static void
test_a_call_that_a_colleague_answered_goes_after_three_seconds (Fixture *fixture,
                                                                gconstpointer data)
{
  g_autoptr (ClinicCall) call = ring_anna (fixture);

  answer (call, FALSE);
  finish (call, CLINIC_CALL_END_ELSEWHERE);
  assert_reads (card_of (fixture), "Answered by Марина");
  assert_does_not_read (card_of (fixture), "How did it end?");

  tick (fixture, 2);
  g_assert_cmpuint (dummy_session_n_put_away (fixture->session), ==, 0);
  tick (fixture, 1);
  g_assert_cmpuint (dummy_session_n_put_away (fixture->session), ==, 1);
  g_assert_null (desk_call_pane_get_call (DESK_CALL_PANE (fixture->pane)));
}

static void
test_a_missed_call_offers_to_call_back (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCall) call = ring_anna (fixture);
  GtkWidget *button = NULL;

  g_assert_null (find_widget (card_of (fixture), GTK_TYPE_BUTTON, "Call back"));
  finish (call, CLINIC_CALL_END_MISSED);
  assert_reads (card_of (fixture), "Missed, waited 0:07");
  button = wait_for_widget (card_of (fixture), GTK_TYPE_BUTTON, "Call back");
  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  g_assert_cmpstr (fixture->actions->str, ==, "dial('79000000001')");
}

static void
test_the_outcome_is_one_key_and_is_sent_after_the_time_to_undo (Fixture *fixture,
                                                                gconstpointer data)
{
  g_autoptr (ClinicCall) call = ring_anna (fixture);

  answer (call, TRUE);
  finish (call, CLINIC_CALL_END_TALKED);
  assert_reads (card_of (fixture), "How did it end?");

  press (card_of (fixture), GDK_KEY_1, 0);
  g_assert_cmpuint (dummy_session_n_submitted (fixture->session), ==, 0);
  tick (fixture, 4);
  g_assert_cmpuint (dummy_session_n_submitted (fixture->session), ==, 0);
  tick (fixture, 1);

  g_assert_cmpuint (dummy_session_n_submitted (fixture->session), ==, 2);
  g_assert_cmpint (clinic_command_get_kind (dummy_session_submitted (fixture->session, 0)), ==,
                   CLINIC_COMMAND_CALL_OUTCOME);
  g_assert_cmpint (clinic_command_get_entity_id (dummy_session_submitted (fixture->session, 0)), ==,
                   1);
  g_assert_cmpint (clinic_command_get_kind (dummy_session_submitted (fixture->session, 1)), ==,
                   CLINIC_COMMAND_MOVE_STAGE);
  g_assert_cmpuint (dummy_session_n_put_away (fixture->session), ==, 1);
}

static void
test_without_an_outcome_the_card_goes_after_the_wrap_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCall) call = ring_anna (fixture);

  answer (call, TRUE);
  finish (call, CLINIC_CALL_END_TALKED);
  tick (fixture, 9);
  g_assert_cmpuint (dummy_session_n_put_away (fixture->session), ==, 0);
  tick (fixture, 1);
  g_assert_cmpuint (dummy_session_n_put_away (fixture->session), ==, 1);
  g_assert_cmpuint (dummy_session_n_submitted (fixture->session), ==, 0);
}

static void
test_the_wrap_up_waits_while_somebody_is_at_the_card (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCall) call = ring_anna (fixture);

  answer (call, TRUE);
  finish (call, CLINIC_CALL_END_TALKED);
  desk_call_pane_show_call (DESK_CALL_PANE (fixture->pane), "1");
  tick (fixture, 30);
  g_assert_cmpuint (dummy_session_n_put_away (fixture->session), ==, 0);

  press (fixture->pane, GDK_KEY_Escape, 0);
  tick (fixture, 10);
  g_assert_cmpuint (dummy_session_n_put_away (fixture->session), ==, 1);
}

static void
test_a_picked_outcome_is_sent_when_the_card_closes_early (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCall) call = ring_anna (fixture);

  answer (call, TRUE);
  finish (call, CLINIC_CALL_END_TALKED);
  settle (20);
  press (card_of (fixture), GDK_KEY_3, 0);
  g_list_store_remove_all (dummy_session_calls (fixture->session));
  g_assert_cmpuint (dummy_session_n_submitted (fixture->session), ==, 1);
}

static void
test_a_call_with_an_unsent_note_does_not_go (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCall) call = ring_anna (fixture);

  desk_call_draft_set_text (&desk_call_draft (call)->note, "перезвонить завтра");
  finish (call, CLINIC_CALL_END_UNKNOWN);
  assert_reads (card_of (fixture), "The call seems to be over");
  tick (fixture, 100);
  g_assert_cmpuint (dummy_session_n_put_away (fixture->session), ==, 0);
}

static void
test_a_ring_takes_the_card_of_a_call_that_is_over_and_gives_it_back (Fixture *fixture,
                                                                     gconstpointer data)
{
  g_autoptr (ClinicCall) over = ring_anna (fixture);
  g_autoptr (ClinicCall) next = NULL;

  answer (over, TRUE);
  finish (over, CLINIC_CALL_END_TALKED);
  assert_reads (card_of (fixture), "How did it end?");

  next = ring (fixture, "2", "79000000002", 1);
  g_assert_true (desk_call_pane_get_call (DESK_CALL_PANE (fixture->pane)) == next);
  assert_reads (fixture->pane, "Call ended");

  finish (next, CLINIC_CALL_END_ELSEWHERE);
  g_list_store_remove (dummy_session_calls (fixture->session), 1);
  g_assert_true (desk_call_pane_get_call (DESK_CALL_PANE (fixture->pane)) == over);
}

static void
test_a_digit_never_reaches_a_card_that_came_in_its_way (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCall) over = ring_anna (fixture);
  g_autoptr (ClinicCall) next = NULL;
  g_autoptr (ClinicCandidate) a = anna (fixture);
  g_autoptr (ClinicCandidate) b = misha (fixture);

  answer (over, TRUE);
  finish (over, CLINIC_CALL_END_TALKED);
  desk_call_pane_show_call (DESK_CALL_PANE (fixture->pane), "1");

  next = ring (fixture, "2", "79000000002", 1);
  dummy_identify (next, CLINIC_CALLER_STATE_COMPLETE, a, b, NULL);
  g_assert_true (desk_call_pane_get_call (DESK_CALL_PANE (fixture->pane)) == over);
  /* The line below says who rings, the number first, and which key goes there. */
  assert_reads (fixture->pane, "+7 900 000-00-02 · 2 people on this number");
  assert_reads (fixture->pane, "F2");

  press (card_of (fixture), GDK_KEY_2, 0);
  g_assert_null (desk_call_chosen (next));
  g_assert_cmpint (desk_call_draft (over)->outcome, ==, 2);
  tick (fixture, 5);
}

static void
test_a_new_enquiry_begins_at_the_call_that_rings (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCall) over = ring_anna (fixture);
  g_autoptr (ClinicCall) next = NULL;
  DeskCallPane *pane = DESK_CALL_PANE (fixture->pane);
  GtkWidget *focus = NULL;

  g_assert_false (desk_call_pane_begin_lead (pane));
  answer (over, TRUE);
  finish (over, CLINIC_CALL_END_TALKED);
  desk_call_pane_show_call (pane, "1");

  next = ring (fixture, "2", "79000000002", 1);
  dummy_identify (next, CLINIC_CALLER_STATE_COMPLETE, NULL);
  g_assert_true (desk_call_pane_get_call (pane) == over);
  g_assert_true (desk_call_pane_begin_lead (pane));
  g_assert_true (desk_call_pane_get_call (pane) == next);

  focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  g_assert_true (GTK_IS_TEXT (focus) && gtk_widget_is_ancestor (focus, card_of (fixture)));
  press (gtk_widget_get_ancestor (focus, GTK_TYPE_BOX), GDK_KEY_Return, GDK_CONTROL_MASK);
  g_assert_cmpuint (dummy_session_n_submitted (fixture->session), ==, 1);
  g_assert_cmpstr (payload_text (dummy_session_submitted (fixture->session, 0), "call"), ==, "2");
}

static void
test_a_call_that_somebody_unnamed_answered_says_so (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCall) call = ring_anna (fixture);

  clinic_call_set_answered (call, DUMMY_NOW - 2);
  clinic_call_set_state (call, CLINIC_CALL_STATE_ANSWERED);
  assert_reads (card_of (fixture), "Answered at another desk");
}

static void
test_names_are_text_and_never_markup (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCall) call = ring (fixture, "1", "79000000001", 3);
  g_autofree char *huge = g_strnfill (1024 * 1024, 'a');
  g_autoptr (ClinicPatient) patient = dummy_patient (1, "<b>O'Neil</b> & Co", huge, "bad-date");
  g_autoptr (ClinicCandidate) candidate = dummy_candidate (patient, NULL, -1);

  clinic_patient_set_important (patient, huge);
  dummy_identify (call, CLINIC_CALLER_STATE_COMPLETE, candidate, NULL);
  assert_reads (card_of (fixture), "<b>O'Neil</b> & Co");
  assert_reads (card_of (fixture), "No visit is booked");
}

/* The address sanitizer makes each picture a hundred times as slow, and needs fewer to see a leak.
 */
#ifdef __SANITIZE_ADDRESS__
#define MANY_CALLS 40
#else
#define MANY_CALLS 1000
#endif

static void
test_a_thousand_calls_leave_nothing_behind (Fixture *fixture, gconstpointer data)
{
  GtkWidget *card = card_of (fixture);

  for (int i = 0; i < MANY_CALLS; i++)
    {
      g_autoptr (ClinicCandidate) candidate = anna (fixture);
      ClinicCall *call = ring (fixture, "1", "79000000001", 1);

      dummy_identify (call, CLINIC_CALLER_STATE_COMPLETE, candidate, NULL);
      desk_call_draft_set_text (&desk_call_draft (call)->search, "x");
      g_assert_true (desk_call_pane_get_call (DESK_CALL_PANE (fixture->pane)) == call);
      g_list_store_remove_all (dummy_session_calls (fixture->session));
      if (i % 50 == 0)
        settle (5);
      g_assert_finalize_object (call);
    }

  g_assert_true (card_of (fixture) == card);
}

static void
test_the_ringer_tells_no_name_unless_it_may (void)
{
  DummySession *session = dummy_session_new ();
  DummyServices *services = dummy_services_new (NULL);
  g_autoptr (GSettings) settings = g_settings_new (RECEPTION_APP_ID);
  DeskRinger *ringer = NULL;
  g_autoptr (ClinicCall) call = dummy_call ("1", "79000000001", 1);
  g_autoptr (ClinicPatient) patient = dummy_patient (1, "Иванова", "Анна", NULL);
  g_autoptr (ClinicCandidate) candidate = dummy_candidate (patient, NULL, 0);

  dummy_session_set_now (session, DUMMY_NOW);
  ringer = desk_ringer_new (CLINIC_SESSION (session), CLINIC_SERVICES (services), settings);
  g_list_store_append (dummy_session_calls (session), call);
  dummy_identify (call, CLINIC_CALLER_STATE_COMPLETE, candidate, NULL);

  g_assert_cmpuint (dummy_services_n_shown (services), ==, 1);
  g_assert_cmpuint (dummy_services_n_notified (services), ==, 1);
  g_assert_null (strstr (dummy_services_body (services), "Иванова"));
  g_assert_null (strstr (dummy_services_body (services), "900"));
  g_assert_true (dummy_services_ringing (services));

  g_settings_set_boolean (settings, "notify-names", TRUE);
  g_assert_nonnull (strstr (dummy_services_body (services), "Иванова Анна"));

  desk_ringer_mute (ringer, "1");
  g_assert_false (dummy_services_ringing (services));
  g_assert_cmpuint (dummy_services_n_shown (services), ==, 1);

  clinic_call_set_state (call, CLINIC_CALL_STATE_ANSWERED);
  g_assert_cmpuint (dummy_services_n_shown (services), ==, 0);

  g_settings_reset (settings, "notify-names");
  g_assert_finalize_object (ringer);
  g_assert_finalize_object (services);
  g_assert_finalize_object (session);
}

static void
test_the_ring_stops_with_the_last_ringing_call (void)
{
  DummySession *session = dummy_session_new ();
  DummyServices *services = dummy_services_new (NULL);
  g_autoptr (GSettings) settings = g_settings_new (RECEPTION_APP_ID);
  g_autoptr (DeskRinger) ringer =
    desk_ringer_new (CLINIC_SESSION (session), CLINIC_SERVICES (services), settings);
  g_autoptr (ClinicCall) a = dummy_call ("1", "79000000001", 1);
  g_autoptr (ClinicCall) b = dummy_call ("2", "79000000002", 1);

  g_list_store_append (dummy_session_calls (session), a);
  g_list_store_append (dummy_session_calls (session), b);
  g_assert_cmpuint (dummy_services_n_rings (services), ==, 1);

  g_list_store_remove (dummy_session_calls (session), 0);
  g_assert_true (dummy_services_ringing (services));
  finish (b, CLINIC_CALL_END_MISSED);
  g_assert_false (dummy_services_ringing (services));

  g_clear_object (&ringer);
  g_assert_finalize_object (services);
  g_assert_finalize_object (session);
}

#define ADD(name) g_test_add ("/calls/" #name, Fixture, NULL, set_up, test_##name, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD (a_known_caller_is_read_at_one_glance);
  ADD (the_card_is_painted_soon_after_the_ring);
  ADD (of_a_family_nobody_is_picked_until_a_digit_says_who);
  ADD (an_unknown_number_becomes_one_lead_however_often_it_is_asked_for);
  ADD (a_lead_that_could_not_be_kept_may_be_asked_for_again);
  ADD (without_leads_the_button_speaks_of_a_request);
  ADD (a_withheld_number_offers_a_search_and_no_lead);
  ADD (old_data_says_how_old_it_is);
  ADD (confirming_moves_the_visit_once_from_the_stage_it_was_seen_in);
  ADD (notes_are_kept_with_their_call_and_sent_to_the_right_patient);
  ADD (typing_goes_on_while_twenty_calls_ring);
  ADD (escape_returns_to_the_same_caret);
  ADD (the_longest_ringing_call_has_the_card_and_keeps_it);
  ADD (a_call_that_a_colleague_answered_goes_after_three_seconds);
  ADD (a_missed_call_offers_to_call_back);
  ADD (the_outcome_is_one_key_and_is_sent_after_the_time_to_undo);
  ADD (without_an_outcome_the_card_goes_after_the_wrap_up);
  ADD (the_wrap_up_waits_while_somebody_is_at_the_card);
  ADD (a_picked_outcome_is_sent_when_the_card_closes_early);
  ADD (a_call_with_an_unsent_note_does_not_go);
  ADD (a_ring_takes_the_card_of_a_call_that_is_over_and_gives_it_back);
  ADD (the_next_visit_is_moved_and_cancelled_from_the_card);
  ADD (a_digit_never_reaches_a_card_that_came_in_its_way);
  ADD (a_new_enquiry_begins_at_the_call_that_rings);
  ADD (a_call_that_somebody_unnamed_answered_says_so);
  ADD (names_are_text_and_never_markup);
  ADD (a_thousand_calls_leave_nothing_behind);
  g_test_add_func ("/ringer/the-ringer-tells-no-name-unless-it-may",
                   test_the_ringer_tells_no_name_unless_it_may);
  g_test_add_func ("/ringer/the-ring-stops-with-the-last-ringing-call",
                   test_the_ring_stops_with_the_last_ringing_call);

  return g_test_run ();
}
