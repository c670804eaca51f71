/* playground.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The application over a clinic made of lists, to look at states that are hard to reach:
 * `playground [STATE…] [--OPTION…]`, states: welcome locked online offline denied silent paused
 * commands syncing scopes mapping board board-full board-loading board-stale guard (after board)
 * leads call-list call-list-full call-list-empty mis mis-empty mis-connecting mis-offline
 * mis-denied mis-words mis-board (after board), news news-STATE (see show_news()),
 * invoices invoices-STATE (see show_invoices()), payroll payroll-STATE (see show_payroll()), and
 * preferences=PAGE. Not installed. With
 * PLAYGROUND_SINCE (monotonic µs of its exec) it prints when the first picture was painted.
 */

#include <locale.h>
#include <libintl.h>
#include <time.h>

#include "clinic-call-record.h"
#include "clinic-enums.h"
#include "clinic-missed-group.h"
#include "clinic-patient.h"
#include "desk-application.h"
#include "dummy-calls.h"
#include "dummy-clinic.h"
#include "dummy-mapping.h"
#include "dummy-mismatches.h"
#include "dummy-scenes.h"
#include "dummy-services.h"
#include "dummy-session.h"
#include "dummy-paper.h"
#include "dummy-pay.h"
#include "dummy-tasks.h"
#include "reception-config.h"

static gint64
now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static void
add_patient (DummySession *session,
             gint64 id,
             const char *last,
             const char *first,
             const char *birth)
{
  g_autofree char *phone = g_strdup_printf ("+790000000%02d", (int) id);
  const char *phones[] = { phone, NULL };
  g_autoptr (ClinicPatient) patient =
    g_object_new (CLINIC_TYPE_PATIENT, "id", id, "last-name", last, "first-name", first,
                  "second-name", "Викторовна", "birth-date", birth, "phones", phones, NULL);

  g_list_store_append (dummy_session_patients (session), patient);
}

static void
add_command (DummySession *session,
             ClinicCommandKind kind,
             ClinicCommandState state,
             GVariant *load)
{
  g_autoptr (ClinicCommand) command =
    g_object_new (CLINIC_TYPE_COMMAND, "kind", kind, "state", state, "payload", load, "seen",
                  "Отменил запись", "problem", "Обязательное поле «Врач» не заполнено", NULL);

  g_list_store_append (dummy_session_commands (session), command);
}

static void
add_commands (DummySession *session, ClinicLink *link)
{
  add_command (session, CLINIC_COMMAND_ADD_COMMENT, CLINIC_COMMAND_WAITING,
               g_variant_new_parsed (
                 "{'text': <'Просит перезвонить после обеда, лучше в <b>14:00</b>'>}"));
  add_command (session, CLINIC_COMMAND_MOVE_STAGE, CLINIC_COMMAND_CONFLICT,
               g_variant_new_parsed ("{'stage': <'Подтвердил запись'>, 'from': <'Визит завтра'>}"));
  add_command (session, CLINIC_COMMAND_CREATE_LEAD, CLINIC_COMMAND_REFUSED,
               g_variant_new_parsed ("{'phone': <'+79000000099'>}"));
  g_object_set (link, "pending", (gint64) 1, "failed", (gint64) 2, NULL);
}

static void
add_calls (DummySession *session)
{
  for (int i = 0; i < 3; i++)
    {
      g_autofree char *number = g_strdup_printf ("7900000000%d", i + 3);
      g_autoptr (ClinicMissedGroup) group =
        g_object_new (CLINIC_TYPE_MISSED_GROUP, "number", number, "count", (gint64) (i + 1),
                      "first-missed", now () - 600 * (3 - i), "last-missed", now () - 60, "due",
                      now () - 600 * (3 - i) + 900, "state",
                      i == 0 ? CLINIC_MISSED_LATE : CLINIC_MISSED_WAITING, NULL);

      g_list_store_append (dummy_session_missed (session), group);
    }
  for (int i = 0; i < 21; i++)
    {
      g_autoptr (ClinicCallRecord) record =
        g_object_new (CLINIC_TYPE_CALL_RECORD, "number", "79000000003", "start",
                      now () - 600 * (i + 1), "duration", (gint64) (30 * i), "code", "200", NULL);

      g_list_store_append (dummy_session_call_log (session), record);
    }
}

/* The moment of the acceptance scenarios, with one visit of each kind of trouble. */
static void
add_board (DummySession *session, guint n_visits)
{
  GListModel *visits = G_LIST_MODEL (dummy_book_appointments (dummy_session_book (session)));
  g_autoptr (ClinicAppointment) pending = NULL;
  g_autoptr (ClinicAppointment) refused = NULL;
  g_autoptr (ClinicCommand) command = NULL;

  dummy_session_set_now (session, DUMMY_NOW);
  dummy_add_stages (session);
  dummy_add_visits (session, n_visits);
  pending = g_list_model_get_item (visits, 3);
  clinic_appointment_set_pending (pending, TRUE);
  refused = g_list_model_get_item (visits, 0);
  command = g_object_new (CLINIC_TYPE_COMMAND, "kind", CLINIC_COMMAND_MOVE_STAGE, "state",
                          CLINIC_COMMAND_REFUSED, "entity", CLINIC_ENTITY_APPOINTMENT, "entity-id",
                          clinic_appointment_get_id (refused), "problem",
                          "Обязательное поле «Врач» не заполнено", NULL);
  g_list_store_append (dummy_session_commands (session), command);
  clinic_appointment_set_problem (refused, "Обязательное поле «Врач» не заполнено");
}

/* What was forgotten for tomorrow, and enquiries of each kind of trouble. */
static void
add_guarded (DummySession *session)
{
  static const char *const names[] = { "Смирнова Анна", "Ким Виктория",
                                       "Константинопольская-Заболоцкая Александра",
                                       "Гаврилов <b>Кирилл</b>", "Осипова Мария" };
  GListStore *visits = dummy_book_appointments (dummy_session_book (session));

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (ClinicAppointment) visit =
        dummy_visit (session, 9000 + i, 1, 9 + (int) i,
                     i < 4 ? CLINIC_STAGE_ROLE_BOOKED : CLINIC_STAGE_ROLE_CONFIRMED);

      clinic_appointment_set_patient_name (visit, names[i]);
      g_list_store_append (visits, visit);
    }
}

static void
add_leads (DummySession *session)
{
  ClinicLead *lead = NULL;

  dummy_session_set_now (session, DUMMY_NOW);
  dummy_add_lead_stages (session);
  lead = dummy_lead (session, 1, "Смирнова Анна", "NEW", 22);
  g_object_set (lead, "comments", "Болит зуб справа, можно завтра после шести\nЗвонить вечером",
                "patient-id", (gint64) 1, NULL);
  lead = dummy_lead (session, 2, NULL, "NEW", 6);
  g_object_set (lead, "title", "Звонок с неизвестного номера", "source-name", "Звонок", NULL);
  lead = dummy_lead (session, 3, "Гаврилов <b>Кирилл</b>", "NEW", 0);
  lead = dummy_lead (session, 4, "Константинопольская-Заболоцкая Александра", "IN_PROCESS", 130);
  g_object_set (lead, "amount", (gint64) 4500000, "source-name", "Рекомендация знакомых",
                "comments", "Имплантация, хочет консультацию хирурга", NULL);
  lead = dummy_lead (session, 5, "Осипова Мария", "UC_THINKS", 3000);
  clinic_lead_set_pending (lead, TRUE);
  dummy_lead (session, 6, "Ли Олег", "UC_WAITS", 9000);
  dummy_lead (session, 7, "Сидоров Пётр", "CONVERTED", 14);
  lead = dummy_lead (session, 8, "Ким Виктория", "CONVERTED", 40);
  clinic_lead_set_appointment_id (lead, 77);
  dummy_lead (session, 9, "Реклама окон", "JUNK", 200);
}

/* what the cards of the board say of it */
static void
add_marks (DummySession *session)
{
  GListModel *visits = G_LIST_MODEL (dummy_book_appointments (dummy_session_book (session)));

  for (guint i = 0; i < g_list_model_get_n_items (visits); i++)
    {
      g_autoptr (ClinicAppointment) visit = g_list_model_get_item (visits, i);
      ClinicMismatch *mismatch = NULL;

      clinic_appointment_set_mis_id (visit, "guid");
      if (i % 5 == 1)
        g_object_set (visit, "mismatches", (gint64) 1 << CLINIC_MISMATCH_TIME, "mis-start",
                      clinic_appointment_get_start (visit) + (i % 2 == 0 ? 5400 : 3 * 86400), NULL);
      else if (i % 5 == 2)
        clinic_appointment_set_mismatches (visit, 1 << CLINIC_MISMATCH_DOCTOR);
      else if (i % 5 == 3)
        g_object_set (visit, "mismatches", (gint64) 1 << CLINIC_MISMATCH_STATUS, "mis-status",
                      "ОжидаетЛаборант", NULL);
      if (i != 2)
        continue;
      mismatch = dummy_mismatch (session, "doctor-9", CLINIC_MISMATCH_DOCTOR);
      clinic_mismatch_set_appointment (mismatch, visit);
    }
}

static void
add_call_list (DummySession *session, const char *state)
{
  dummy_session_set_now (session, DUMMY_NOW);
  clinic_link_set_user_id (clinic_session_get_link (CLINIC_SESSION (session)), 7);
  dummy_add_stages (session);
  dummy_fill_clinic (session);
  if (g_str_equal (state, "call-list-empty"))
    {
      dummy_anna_visit (session);
      g_list_store_remove_all (dummy_book_appointments (dummy_session_book (session)));
      return;
    }
  dummy_fill_calls (session, g_str_equal (state, "call-list") ? 9 : 80, TRUE);
  dummy_fill_waiting (session);
}

static void
apply_mis (const char *state, DummySession *session)
{
  ClinicMisDesk *desk = clinic_session_get_mis_desk (CLINIC_SESSION (session));

  dummy_session_set_now (session, DUMMY_NOW);
  if (g_list_model_get_n_items (G_LIST_MODEL (dummy_session_stages (session))) == 0)
    dummy_add_stages (session);
  if (g_str_equal (state, "mis"))
    dummy_mis_fill (session);
  else if (g_str_equal (state, "mis-empty"))
    dummy_mis_connect (session);
  else if (g_str_equal (state, "mis-connecting"))
    g_object_set (clinic_mis_desk_get_link (desk), "name", "1c.clinic.local", "state",
                  CLINIC_LINK_CONNECTING, NULL);
  else if (g_str_equal (state, "mis-offline"))
    dummy_mis_break (session, CLINIC_LINK_OFFLINE, "Connection refused");
  else if (g_str_equal (state, "mis-denied"))
    dummy_mis_break (session, CLINIC_LINK_DENIED, "HTTP 401");
  else if (g_str_equal (state, "mis-board"))
    add_marks (session);
  else if (g_str_equal (state, "mis-words"))
    dummy_mis_add_words (session);
}

/* news, and news-loading, -stale, -missing, -offline, -refused, -waiting; -many: 2,000 */
static void
show_news (DummySession *session, const char *state)
{
  DummyNews *news = dummy_session_news (session);
  g_autoptr (ClinicReadership) readership = dummy_readership (FALSE);
  g_autoptr (ClinicPost) post = NULL;

  dummy_session_set_now (session, DUMMY_NOW);
  dummy_news_set_readership (news, readership);
  if (g_str_equal (state, "news-loading"))
    dummy_news_set_state (news, CLINIC_LOAD_LOADING, 0);
  else if (g_str_equal (state, "news-missing"))
    dummy_news_set_state (news, CLINIC_LOAD_MISSING, 0);
  else if (g_str_equal (state, "news-offline"))
    dummy_news_set_state (news, CLINIC_LOAD_STALE, 0);
  else if (!g_str_equal (state, "news-empty"))
    dummy_add_news (session);
  if (g_str_equal (state, "news-stale"))
    dummy_news_set_state (news, CLINIC_LOAD_STALE, DUMMY_NOW - 3600);
  if (g_str_equal (state, "news-many"))
    dummy_add_many_posts (session, 2000);
  post = g_list_model_get_item (G_LIST_MODEL (dummy_news_posts (news)), 1);
  if (g_str_equal (state, "news-refused"))
    g_object_set (post, "state", CLINIC_POST_REFUSED, "problem", "Method not found", NULL);
  if (g_str_equal (state, "news-waiting"))
    g_object_set (post, "state", CLINIC_POST_WAITING, NULL);
}

/* invoices, and invoices-loading -missing -offline -empty -stale -many -form -gone -image */
static void
show_invoices (DummySession *session, const char *state)
{
  DummyInvoices *invoices = dummy_session_invoices (session);
  g_autoptr (GBytes) pdf = dummy_paper_pdf (3);
  ClinicTask *task = NULL;

  dummy_session_set_now (session, DUMMY_NOW);
  dummy_invoices_set_file (invoices, pdf);
  if (g_str_equal (state, "invoices-loading"))
    dummy_invoices_set_state (invoices, CLINIC_LOAD_LOADING, 0);
  else if (g_str_equal (state, "invoices-missing"))
    dummy_invoices_set_state (invoices, CLINIC_LOAD_MISSING, 0);
  else if (g_str_equal (state, "invoices-offline"))
    dummy_invoices_set_state (invoices, CLINIC_LOAD_STALE, 0);
  else if (!g_str_equal (state, "invoices-empty"))
    {
      dummy_registry_row (session, "ДентСнаб, ООО", 148600, "81", 30);
      task = dummy_task (session, 118, "ООО «ДентСнаб»", 148600, FALSE);
      dummy_task_add_file (task, 1, "Счёт 118 ДентСнаб.pdf", "application/pdf");
      dummy_task_add_file (task, 2, "Спецификация.docx", "application/msword");
      dummy_add_many_tasks (session, g_str_equal (state, "invoices-many") ? 200 : 8);
    }
  if (g_str_equal (state, "invoices-stale"))
    dummy_invoices_set_state (invoices, CLINIC_LOAD_STALE, DUMMY_NOW - 3600);
  if (g_str_equal (state, "invoices-gone"))
    clinic_task_set_gone (task, "Соколова Елена, сегодня 14:05");
  if (g_str_equal (state, "invoices-form"))
    {
      dummy_task_add_field (task, "date", "Дата оплаты", CLINIC_FIELD_DATE, TRUE, NULL);
      dummy_task_add_field (task, "act", "Платёжное поручение", CLINIC_FIELD_FILE, FALSE, NULL);
    }
}

/* payroll, and payroll-own, -loading, -empty, -offline, -missing, -stale */
static void
show_payroll (const char *state, DummySession *session)
{
  DummyPayroll *payroll = dummy_session_payroll (session);
  g_autoptr (ClinicPayMonth) month = NULL;

  dummy_session_set_now (session, DUMMY_NOW);
  if (g_str_equal (state, "payroll-loading"))
    dummy_payroll_set_state (payroll, CLINIC_LOAD_LOADING, TRUE);
  else if (g_str_equal (state, "payroll-offline"))
    dummy_payroll_set_state (payroll, CLINIC_LOAD_STALE, TRUE);
  else if (g_str_equal (state, "payroll-missing"))
    dummy_payroll_set_state (payroll, CLINIC_LOAD_MISSING, TRUE);
  else if (!g_str_equal (state, "payroll-empty"))
    month = dummy_add_payroll (session, !g_str_equal (state, "payroll-own"));
  if (g_str_equal (state, "payroll-stale"))
    clinic_pay_month_set_state (month, CLINIC_LOAD_STALE, DUMMY_NOW - 7200,
                                "Календарь «Рабочие графики» не найден: смены считаются по учёту "
                                "рабочего времени.");
}

static void
apply (const char *state, DummySession *session, DummyServices *services)
{
  ClinicLink *link = clinic_session_get_link (CLINIC_SESSION (session));
  const char *scopes[] = { "telephony", "pull", NULL };
  g_autoptr (GError) error = NULL;

  if (g_str_equal (state, "welcome"))
    dummy_services_set_address (services, NULL);
  else if (g_str_equal (state, "offline"))
    g_object_set (link, "state", CLINIC_LINK_OFFLINE, "since", now () - 1200, "problem",
                  "Could not connect to ulybka.bitrix24.ru: Connection refused", NULL);
  else if (g_str_equal (state, "denied"))
    g_object_set (link, "state", CLINIC_LINK_DENIED, "since", now () - 60, "problem",
                  "INVALID_CREDENTIALS", NULL);
  else if (g_str_equal (state, "silent"))
    g_object_set (link, "calls-state", CLINIC_LINK_OFFLINE, "calls-since", now () - 200,
                  "calls-problem", "WebSocket closed (1006)", NULL);
  else if (g_str_equal (state, "paused"))
    g_object_set (link, "calls-state", CLINIC_LINK_PAUSED, NULL);
  else if (g_str_equal (state, "commands"))
    add_commands (session, link);
  else if (g_str_equal (state, "syncing"))
    g_object_set (link, "syncing", TRUE, "sync-done", (gint64) 12000, "sync-total", (gint64) 100000,
                  NULL);
  else if (g_str_equal (state, "scopes"))
    g_object_set (link, "missing-scopes", scopes, NULL);
  else if (g_str_equal (state, "calls"))
    add_calls (session);
  else if (g_str_equal (state, "mapping"))
    dummy_mapping_fill (session);
  else if (g_str_equal (state, "board") || g_str_equal (state, "board-full"))
    add_board (session, g_str_equal (state, "board") ? 70 : 5000);
  else if (g_str_equal (state, "guard"))
    add_guarded (session);
  else if (g_str_equal (state, "leads"))
    add_leads (session);
  else if (g_str_equal (state, "call-list") || g_str_equal (state, "call-list-full") ||
           g_str_equal (state, "call-list-empty"))
    add_call_list (session, state);
  else if (g_str_has_prefix (state, "mis"))
    apply_mis (state, session);
  else if (g_str_has_prefix (state, "invoices"))
    show_invoices (session, state);
  else if (g_str_has_prefix (state, "payroll"))
    show_payroll (state, session);
  else if (g_str_has_prefix (state, "news"))
    show_news (session, state);
  else if (g_str_equal (state, "board-loading"))
    dummy_book_set_state (dummy_session_book (session), CLINIC_LOAD_LOADING, 0);
  else if (g_str_equal (state, "board-stale"))
    dummy_book_set_state (dummy_session_book (session), CLINIC_LOAD_STALE, DUMMY_NOW - 3600);
  else if (g_str_equal (state, "locked"))
    {
      error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "no keyring");
      dummy_services_set_error (services, error);
    }
}

static void
on_painted_cb (GdkFrameClock *frames, gpointer user_data)
{
  const char *since = g_getenv ("PLAYGROUND_SINCE");

  g_print ("painted after %.1f ms, %.1f ms of CPU\n",
           (g_get_monotonic_time () - g_ascii_strtoll (since, NULL, 10)) / 1000.0,
           clock () * 1000.0 / CLOCKS_PER_SEC);
  g_signal_handlers_disconnect_by_func (frames, on_painted_cb, NULL);
}

static void
on_realized_cb (GtkWidget *window)
{
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (on_painted_cb),
                    NULL);
}

static gboolean
on_preferences_cb (gpointer page)
{
  g_action_group_activate_action (G_ACTION_GROUP (g_application_get_default ()), "preferences-page",
                                  g_variant_new_string (page));

  return G_SOURCE_REMOVE;
}

static void
on_window_added_cb (GtkApplication *application, GtkWindow *window)
{
  g_signal_connect_after (window, "realize", G_CALLBACK (on_realized_cb), NULL);
}

int
main (int argc, char **argv)
{
  g_autoptr (DummySession) session = dummy_session_new ();
  g_autoptr (DummyServices) services = dummy_services_new (CLINIC_SESSION (session));
  g_autoptr (DeskApplication) application = NULL;
  ClinicLink *link = clinic_session_get_link (CLINIC_SESSION (session));
  g_autoptr (GStrvBuilder) options = g_strv_builder_new ();
  g_auto (GStrv) arguments = NULL;
  const char *localedir = g_getenv ("RECEPTION_LOCALEDIR");

  setlocale (LC_ALL, "");
  bindtextdomain (RECEPTION_GETTEXT, localedir != NULL ? localedir : RECEPTION_LOCALEDIR);
  bind_textdomain_codeset (RECEPTION_GETTEXT, "UTF-8");
  textdomain (RECEPTION_GETTEXT);

  g_object_set (link, "portal", "ulybka.bitrix24.ru", "user-id", (gint64) 7, "user-name",
                "Ольга Петрова", "state", CLINIC_LINK_ONLINE, "since", now () - 3600, "calls-state",
                CLINIC_LINK_ONLINE, "last-answer", now (), "stored-patients", (gint64) 8412, NULL);
  add_patient (session, 1, "Иванова", "Анна", "1991-03-08");
  add_patient (session, 2, "Иванов", "Миша", "2019-05-01");
  add_patient (session, 3, "Сидорова", "<b>Вера</b>", NULL);
  dummy_services_set_address (services, "https://ulybka.bitrix24.ru/rest/7/secret/");
  g_strv_builder_add (options, argv[0]);
  for (int i = 1; i < argc; i++)
    if (g_str_has_prefix (argv[i], "--"))
      g_strv_builder_add (options, argv[i]);
    else if (g_str_has_prefix (argv[i], "preferences="))
      g_timeout_add (1000, on_preferences_cb, argv[i] + strlen ("preferences="));
    else
      apply (argv[i], session, services);
  arguments = g_strv_builder_end (options);

  application = desk_application_new (CLINIC_SERVICES (services));
  if (g_getenv ("PLAYGROUND_SINCE") != NULL)
    g_signal_connect (application, "window-added", G_CALLBACK (on_window_added_cb), NULL);

  return desk_application_run (application, g_strv_length (arguments), arguments);
}
