/* test-desk-payroll.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "dummy-desk.h"
#include "dummy-pay.h"

#include "clinic-days.h"
#include "desk-pay-preferences.h"
#include "desk-payroll-page.h"

static GtkWidget *
open_page (Desk *desk)
{
  GtkWidget *page = desk_payroll_page_new (CLINIC_SESSION (desk->session));

  gtk_widget_set_vexpand (page, TRUE);
  gtk_window_set_default_size (GTK_WINDOW (desk->window), 1146, 740);
  gtk_box_append (GTK_BOX (desk->place), page);
  for (int i = 0; i < 100 && !gtk_widget_get_mapped (page); i++)
    settle (20);
  settle (200);

  return page;
}

static GtkWidget *
part (GtkWidget *page, const char *name)
{
  return GTK_WIDGET (gtk_widget_get_template_child (page, DESK_TYPE_PAYROLL_PAGE, name));
}

static const char *
state_of (GtkWidget *page)
{
  return gtk_stack_get_visible_child_name (GTK_STACK (part (page, "states")));
}

static ClinicPayCard *
card_of (Desk *desk, gint64 user)
{
  g_autoptr (ClinicPayMonth) month =
    clinic_payroll_open_month (CLINIC_PAYROLL (dummy_session_payroll (desk->session)),
                               clinic_days_from_date (2026, 10, 1));

  return clinic_pay_month_find (month, user);
}

static void
choose (GtkWidget *page, const char *name)
{
  GtkListBox *people = GTK_LIST_BOX (part (page, "people"));
  GtkListBoxRow *row = NULL;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (people, i)) != NULL; i++)
    if (find_widget (GTK_WIDGET (row), GTK_TYPE_LABEL, name) != NULL)
      gtk_list_box_select_row (people, row);
  settle (100);
  assert_reads (part (page, "sheet_slot"), name);
}

/* the nth row of the nth list of the sheet */
static void
open_row (GtkWidget *page, int list, int place)
{
  GtkListBox *box = GTK_LIST_BOX (desk_find (part (page, "sheet_slot"), GTK_TYPE_LIST_BOX, list));
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (box, place);

  g_assert_nonnull (row);
  g_signal_emit_by_name (box, "row-activated", row);
  settle (300);
}

/* the dialog of the window; presses its response */
static void
respond (const char *words, const char *response)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *item = windows; item != NULL; item = item->next)
    if (ADW_IS_MESSAGE_DIALOG (item->data))
      {
        const char *body = adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (item->data));

        if (strstr (body, words) == NULL)
          g_error ("“%s” is not in “%s”", words, body);
        adw_message_dialog_response (ADW_MESSAGE_DIALOG (item->data), response);
        gtk_window_destroy (GTK_WINDOW (item->data));
        settle (100);
        return;
      }
  g_assert_not_reached ();
}

static void
test_the_sheet_shows_how_each_line_was_counted (Desk *desk, gconstpointer data)
{
  g_autoptr (ClinicPayMonth) month = dummy_add_payroll (desk->session, TRUE);
  GtkWidget *page = open_page (desk);

  g_assert_cmpstr (state_of (page), ==, "content");
  /* who is asked about something comes first */
  assert_reads (part (page, "sheet_slot"), "Петрова Анна");
  choose (page, "Иванова Ольга");
  assert_reads (page, "Counted, not signed");
  assert_reads (page, "50\302\240947.05\302\240₽");
  assert_reads (page, "150 h × 220.00 × 1.1");
  assert_reads (page, "640 × 5.00");
  assert_reads (page, "signed 2 of 4");
  assert_reads (page, "all of it counts (A)");
  assert_reads (page, "9:00–21:05");
  assert_reads (page, "1 h 5 min");
}

static void
test_every_line_opens_what_it_was_counted_from (Desk *desk, gconstpointer data)
{
  g_autoptr (ClinicPayMonth) month = dummy_add_payroll (desk->session, TRUE);
  g_autoptr (GPtrArray) calls = g_ptr_array_new_with_free_func (g_object_unref);
  GtkWidget *page = open_page (desk);
  GtkWidget *rows = part (page, "sources_slot");

  g_ptr_array_add (calls, g_object_new (CLINIC_TYPE_CALL_RECORD, "number", "79000000003", "start",
                                        (gint64) DUMMY_NOW - 3600, "duration", (gint64) 61, NULL));
  dummy_archive_set_rows (dummy_session_archive (desk->session), calls);
  choose (page, "Иванова Ольга");
  open_row (page, 0, CLINIC_PAY_BASE);
  assert_reads (rows, "Pay by the hour");
  assert_reads (rows, "Calendar: 9:00–20:00, break 1 h");
  assert_reads (rows, "Working time: 9:00–20:12, break 1 h");
  assert_reads (rows, "An hour 220.00\302\240₽ × 1.1");
  open_row (page, 0, CLINIC_PAY_CALLS);
  assert_reads (rows, "640 × 5.00");
  g_assert_cmpuint (dummy_archive_n_asked (dummy_session_archive (desk->session)), ==, 100);
  open_row (page, 0, CLINIC_PAY_ALLOWANCES);
  assert_reads (rows, "Наставничество");
  assert_does_not_read (rows, "640 × 5.00");
  open_row (page, 0, CLINIC_PAY_NO_REMARKS);
  assert_reads (rows, "Опоздание");
  /* a day */
  open_row (page, 1, 4);
  assert_reads (rows, "Working time: 9:00–21:05, break 1 h");
  gtk_widget_activate_action (page, "page.reload", NULL);
  g_assert_cmpuint (dummy_payroll_n_refreshed (dummy_session_payroll (desk->session)), ==, 1);
}

static void
test_a_forgotten_end_is_asked_and_answered (Desk *desk, gconstpointer data)
{
  g_autoptr (ClinicPayMonth) month = dummy_add_payroll (desk->session, TRUE);
  GtkWidget *page = open_page (desk);
  ClinicPayCard *card = card_of (desk, DUMMY_PAY_ASKS);
  const ClinicFactWork *work =
    &g_array_index (clinic_pay_card_get_inputs (card)->works, ClinicFactWork, 5);
  g_autoptr (ClinicPayInputs) answered = clinic_pay_inputs_copy (clinic_pay_card_get_inputs (card));
  g_autofree char *expected = NULL;
  g_autofree char *day = clinic_days_to_string (work->day);
  GtkWidget *entry = NULL;

  assert_reads (page, "When did the shift of 11 October end?");
  assert_reads (page, "By the schedule: 9:00–20:00. Begun at 9:00.");
  assert_reads (page, "Is the shift of 17 October to be paid?");
  assert_reads (page, "The day is not approved");
  entry = desk_find (part (page, "sheet_slot"), GTK_TYPE_ENTRY, 0);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "20:00");
  desk_type (entry, "так");
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpuint (dummy_session_n_submitted (desk->session), ==, 0);
  g_assert_true (gtk_widget_has_css_class (entry, "error"));
  desk_type (entry, "20.30");
  g_assert_false (gtk_widget_has_css_class (entry, "error"));
  g_signal_emit_by_name (entry, "activate");
  settle (50);
  expected = g_strdup_printf ("day='%s' end=%" G_GINT64_FORMAT " name='Петрова Анна' "
                              "plan=%" G_GINT64_FORMAT " record=%" G_GINT64_FORMAT " user=16",
                              day, work->plan_end + 1800, work->plan_id, work->record_id);
  desk_assert_payload (desk_command (desk, 0, CLINIC_COMMAND_ANSWER_SHIFT), expected);
  g_assert_cmpint (clinic_command_get_hold (desk_command (desk, 0, CLINIC_COMMAND_ANSWER_SHIFT)), >,
                   0);

  /* counted, it is asked no more; what is typed elsewhere stays */
  desk_type (desk_find (part (page, "sheet_slot"), GTK_TYPE_ENTRY, 1), "19:1");
  g_array_index (answered->works, ClinicFactWork, 5).answered_end = work->plan_end + 1800;
  clinic_pay_card_set_inputs (card, answered);
  settle (50);
  assert_does_not_read (page, "When did the shift of 11 October end?");
  assert_reads (page, "Counted with the end that was answered.");
  entry = desk_find (part (page, "sheet_slot"), GTK_TYPE_ENTRY, 0);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "19:1");
  desk_click (part (page, "sheet_slot"), "Do Not Pay");
  g_assert_cmpint (g_variant_n_children (clinic_command_get_payload (
                     desk_command (desk, 1, CLINIC_COMMAND_ANSWER_SHIFT))),
                   ==, 6);
}

static void
test_a_month_is_signed_when_nothing_is_left_to_be_asked (Desk *desk, gconstpointer data)
{
  g_autoptr (ClinicPayMonth) month = dummy_add_payroll (desk->session, TRUE);
  GtkWidget *page = open_page (desk);
  ClinicCommand *command = NULL;
  g_autoptr (ClinicPaySigned) sign = NULL;
  g_autoptr (GError) error = NULL;
  const char *text = NULL;

  /* refused, and told why */
  gtk_widget_activate_action (page, "payroll.sign", NULL);
  settle (100);
  respond ("When did the shift of 11 October end?", "close");
  g_assert_cmpuint (dummy_session_n_submitted (desk->session), ==, 0);

  choose (page, "Иванова Ольга");
  desk_press_everywhere (page, GDK_KEY_Return, GDK_CONTROL_MASK);
  settle (100);
  respond ("50\302\240947.05", "sign");
  command = desk_command (desk, 0, CLINIC_COMMAND_SIGN_PAY);
  g_assert_true (g_variant_lookup (clinic_command_get_payload (command), "text", "&s", &text));
  sign = clinic_pay_signed_from_string (text, &error);
  g_assert_no_error (error);
  g_assert_cmpint (sign->total, ==, 5094705);
  g_assert_true (g_variant_lookup (clinic_command_get_payload (command), "month", "&s", &text));
  g_assert_cmpstr (text, ==, "2026-10-01");
}

static void
test_what_changed_since_is_shown_line_by_line (Desk *desk, gconstpointer data)
{
  g_autoptr (ClinicPayMonth) month = dummy_add_payroll (desk->session, TRUE);
  GtkWidget *page = open_page (desk);
  const char *text = NULL;

  choose (page, "Ким Виктория");
  assert_reads (page, "Signed, changed since");
  assert_reads (page, "2\302\240000.00\302\240₽ → 2\302\240500.00\302\240₽");
  open_row (page, 0, 0);
  assert_reads (part (page, "sources_slot"), "Added or changed since");
  assert_reads (part (page, "sources_slot"), "Касса");

  desk_click (part (page, "sheet_slot"), "Sign Anew…");
  settle (100);
  respond ("51\302\240447.05\302\240₽ instead of 50\302\240947.05\302\240₽", "cancel");
  g_assert_cmpuint (dummy_session_n_submitted (desk->session), ==, 0);
  desk_click (part (page, "sheet_slot"), "Withdraw the Signature");
  g_assert_true (
    g_variant_lookup (clinic_command_get_payload (desk_command (desk, 0, CLINIC_COMMAND_SIGN_PAY)),
                      "text", "&s", &text));
  g_assert_cmpstr (text, ==, "");

  /* nothing to be signed where nothing changed */
  choose (page, "Константинопольская-Заболоцкая Александра");
  assert_does_not_read (part (page, "sheet_slot"), "Sign Anew…");
  assert_does_not_read (part (page, "sheet_slot"), "Sign the Month…");
}

static void
test_an_employee_sees_her_own_sheet_alone (Desk *desk, gconstpointer data)
{
  g_autoptr (ClinicPayMonth) month = dummy_add_payroll (desk->session, FALSE);
  GtkWidget *page = open_page (desk);

  assert_reads (part (page, "sheet_slot"), "50\302\240947.05\302\240₽");
  g_assert_false (gtk_widget_get_mapped (part (page, "people")));
  assert_does_not_read (page, "Sign the Month…");
  assert_does_not_read (page, "All together");
  gtk_widget_activate_action (page, "payroll.sign", NULL);
  gtk_widget_activate_action (page, "payroll.withdraw", NULL);
  settle (50);
  g_assert_cmpuint (dummy_session_n_submitted (desk->session), ==, 0);
}

static void
test_months_follow_each_other (Desk *desk, gconstpointer data)
{
  g_autoptr (ClinicPayMonth) month = dummy_add_payroll (desk->session, TRUE);
  GtkWidget *page = open_page (desk);

  assert_reads (page, "October 2026");
  choose (page, "Ким Виктория");
  desk_press_everywhere (page, GDK_KEY_Page_Up, GDK_CONTROL_MASK);
  settle (100);
  assert_reads (page, "September 2026");
  g_assert_cmpstr (state_of (page), ==, "empty");
  desk_press_everywhere (page, GDK_KEY_Page_Down, GDK_CONTROL_MASK);
  settle (100);
  /* the same person again */
  assert_reads (part (page, "sheet_slot"), "Ким Виктория");
  desk_press_everywhere (page, GDK_KEY_Page_Down, GDK_CONTROL_MASK);
  desk_press_everywhere (page, GDK_KEY_Page_Down, GDK_CONTROL_MASK);
  settle (100);
  assert_reads (page, "November 2026");
}

static void
test_each_state_says_what_it_is (Desk *desk, gconstpointer data)
{
  DummyPayroll *payroll = dummy_session_payroll (desk->session);
  g_autoptr (ClinicPayMonth) month = clinic_pay_month_new (clinic_days_from_date (2026, 10, 1));
  GtkWidget *page = NULL;

  dummy_payroll_set_state (payroll, CLINIC_LOAD_READY, TRUE);
  dummy_payroll_add_month (payroll, month);
  page = open_page (desk);
  settle (300);
  g_assert_cmpstr (state_of (page), ==, "loading");
  clinic_pay_month_set_state (month, CLINIC_LOAD_STALE, 0, NULL);
  g_assert_cmpstr (state_of (page), ==, "offline");
  clinic_pay_month_set_state (month, CLINIC_LOAD_READY, DUMMY_NOW, NULL);
  g_assert_cmpstr (state_of (page), ==, "empty");
  clinic_pay_month_set_state (month, CLINIC_LOAD_MISSING, DUMMY_NOW, "Отметьте «timeman»");
  g_assert_cmpstr (state_of (page), ==, "denied");
  assert_reads (page, "Отметьте «timeman»");

  /* what is old, and what could not be read, is said above what there is */
  clinic_pay_month_add (month, clinic_pay_card_new (15, "Иванова Ольга", NULL, NULL));
  clinic_pay_month_set_state (month, CLINIC_LOAD_STALE, DUMMY_NOW - 3600, "Нет календаря");
  settle (50);
  g_assert_cmpstr (state_of (page), ==, "content");
  assert_reads (page, "Нет календаря");
  assert_reads (page, "data as of");
  assert_reads (part (page, "sheet_slot"), "Not read yet");
  gtk_widget_activate_action (page, "payroll.sign", NULL);
  g_assert_true (desk_payroll_page_is_available (CLINIC_SESSION (desk->session)));
  dummy_payroll_set_state (payroll, CLINIC_LOAD_MISSING, FALSE);
  g_assert_false (desk_payroll_page_is_available (CLINIC_SESSION (desk->session)));
}

static void
test_scales_are_written_as_people_write_them (Desk *desk, gconstpointer data)
{
  const char *const wrong[] = { "75", "75:", "a: 3", "75: 3000, 90: 5000", "-1: 5" };
  g_auto (GStrv) scale = desk_pay_scale_parse ("75: 3000; 90,5:5000;");
  g_autofree char *text = NULL;

  g_assert_nonnull (scale);
  g_assert_cmpuint (g_strv_length (scale), ==, 2);
  g_assert_cmpstr (scale[0], ==, "75:3000");
  g_assert_cmpstr (scale[1], ==, "90.5:5000");
  text = desk_pay_scale_format ((const char *const *) scale);
  g_assert_cmpstr (text, ==, "75: 3000; 90.5: 5000");
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_null (desk_pay_scale_parse (wrong[i]));
}

int
main (int argc, char *argv[])
{
  g_setenv ("TZ", "Europe/Moscow", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(path, test) g_test_add (path, Desk, NULL, desk_set_up, test, desk_tear_down)
  ADD ("/desk/payroll/sheet", test_the_sheet_shows_how_each_line_was_counted);
  ADD ("/desk/payroll/sources", test_every_line_opens_what_it_was_counted_from);
  ADD ("/desk/payroll/answer", test_a_forgotten_end_is_asked_and_answered);
  ADD ("/desk/payroll/sign", test_a_month_is_signed_when_nothing_is_left_to_be_asked);
  ADD ("/desk/payroll/differences", test_what_changed_since_is_shown_line_by_line);
  ADD ("/desk/payroll/own", test_an_employee_sees_her_own_sheet_alone);
  ADD ("/desk/payroll/months", test_months_follow_each_other);
  ADD ("/desk/payroll/states", test_each_state_says_what_it_is);
  ADD ("/desk/payroll/scales", test_scales_are_written_as_people_write_them);
#undef ADD

  return g_test_run ();
}
