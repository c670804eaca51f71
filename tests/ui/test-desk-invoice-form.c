/* test-desk-invoice-form.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "dummy-desk.h"

#include "clinic-file.h"
#include "clinic-form-option.h"
#include "clinic-party-list.h"
#include "desk-form-field.h"
#include "desk-invoice-dialog.h"
#include "desk-invoice-preferences.h"
#include "desk-invoices-mine.h"
#include "desk-invoices-page.h"

#include "reception-config.h"

#include <glib/gstdio.h>

static DummyInvoices *
dummy (Desk *desk)
{
  return dummy_session_invoices (desk->session);
}

static ClinicFormField *
add_field (GListStore *form,
           const char *id,
           const char *name,
           ClinicFieldKind kind,
           ClinicFieldRole role,
           gboolean required)
{
  g_autoptr (ClinicFormField) field =
    g_object_new (CLINIC_TYPE_FORM_FIELD, "id", id, "name", name, "kind", kind, "role", role,
                  "required", required, NULL);

  g_list_store_append (form, field);

  return field; /* the list keeps it */
}

/* as a process of the feed asks for it (office.md 4.2) */
static void
fill_form (GListStore *form)
{
  g_autoptr (GListStore) options = g_list_store_new (CLINIC_TYPE_FORM_OPTION);
  static const char *const names[] = { "Медтовары", "Аренда", "Реклама" };
  ClinicFormField *category = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *id = g_strdup_printf ("%d", (int) i + 51);
      g_autoptr (ClinicFormOption) option =
        g_object_new (CLINIC_TYPE_FORM_OPTION, "id", id, "name", names[i], NULL);

      g_list_store_append (options, option);
    }
  add_field (form, "NAME", "Название", CLINIC_FIELD_TEXT, CLINIC_FIELD_ROLE_TITLE, TRUE);
  add_field (form, "PROPERTY_120", "Сумма", CLINIC_FIELD_MONEY, CLINIC_FIELD_ROLE_AMOUNT, TRUE);
  add_field (form, "PROPERTY_119", "Номер", CLINIC_FIELD_TEXT, CLINIC_FIELD_ROLE_NUMBER, FALSE);
  add_field (form, "PROPERTY_121", "Оплатить до", CLINIC_FIELD_DATE, CLINIC_FIELD_ROLE_DUE, FALSE);
  category = add_field (form, "PROPERTY_122", "Статья", CLINIC_FIELD_CHOICE,
                        CLINIC_FIELD_ROLE_CATEGORY, TRUE);
  clinic_form_field_set_options (category, G_LIST_MODEL (options));
  add_field (form, "PROPERTY_124", "Контрагент", CLINIC_FIELD_TEXT, CLINIC_FIELD_ROLE_COUNTERPARTY,
             TRUE);
  add_field (form, "PROPERTY_125", "Счёт", CLINIC_FIELD_FILE, CLINIC_FIELD_ROLE_INVOICE_FILE, TRUE);
}

static ClinicInvoice *
add_mine (Desk *desk, const char *id, const char *counterparty, ClinicInvoiceState state)
{
  GListStore *mine = dummy_invoices_mine (dummy (desk));
  g_autoptr (ClinicInvoice) invoice =
    g_object_new (CLINIC_TYPE_INVOICE, "id", id, "counterparty", counterparty, "number", "118",
                  "amount", (gint64) 4860050, "category", "Аренда", "state", state, "created",
                  DUMMY_NOW - 3600 * (gint64) (g_list_model_get_n_items (G_LIST_MODEL (mine)) + 5),
                  NULL);

  g_list_store_append (mine, invoice);

  return invoice; /* the list keeps it */
}

static GtkWidget *
find_field (GtkWidget *dialog, const char *id)
{
  for (int n = 0;; n++)
    {
      GtkWidget *field = desk_find (dialog, DESK_TYPE_FORM_FIELD, n);

      if (g_strcmp0 (clinic_form_field_get_id (desk_form_field_get_field (DESK_FORM_FIELD (field))),
                     id) == 0)
        return field;
    }
}

static void
set (GtkWidget *dialog, const char *id, const char *text)
{
  desk_type (GTK_WIDGET (desk_form_field_get_editable (DESK_FORM_FIELD (find_field (dialog, id)))),
             text);
}

static void
assert_value (GtkWidget *dialog, const char *id, const char *expected)
{
  g_autofree char *value = desk_form_field_dup_value (DESK_FORM_FIELD (find_field (dialog, id)));

  g_assert_cmpstr (value, ==, expected);
}

static GFile *
make_file (const char *name, gsize size)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), name, NULL);
  g_autofree char *bytes = g_malloc0 (size + 1);

  g_assert_true (g_file_set_contents (path, bytes, (gssize) size, NULL));

  return g_file_new_for_path (path);
}

static GtkWidget *
open_new (Desk *desk, GFile *file)
{
  GtkWidget *dialog = NULL;

  fill_form (dummy_invoices_form (dummy (desk)));
  dialog = desk_invoice_dialog_present_new (desk->place, CLINIC_SESSION (desk->session), file);
  settle (100);

  return dialog;
}

static void
send (GtkWidget *dialog)
{
  press (dialog, GDK_KEY_Return, GDK_CONTROL_MASK);
  settle (30);
}

static void
wait_for_command (Desk *desk)
{
  for (int i = 0; i < 100 && dummy_session_n_submitted (desk->session) == 0; i++)
    settle (20);
  settle (50);
}

static void
fill_all (GtkWidget *dialog)
{
  set (dialog, "PROPERTY_120", "48 600,50");
  set (dialog, "PROPERTY_119", "118");
  set (dialog, "PROPERTY_124", "ООО «ДентСнаб»");
  desk_form_field_set_value (DESK_FORM_FIELD (find_field (dialog, "PROPERTY_122")), "52");
}

static void
test_a_bill_is_put_forward_with_its_document (Desk *desk, gconstpointer data)
{
  g_autoptr (GFile) file = make_file ("schet-118.txt", 3);
  GtkWidget *dialog = open_new (desk, file);
  ClinicCommand *command = NULL;

  fill_all (dialog);
  /* nobody has to think of a title */
  assert_value (dialog, "NAME", "Invoice 118 of ООО «ДентСнаб»");
  send (dialog);
  wait_for_command (desk);
  command = desk_command (desk, 0, CLINIC_COMMAND_SUBMIT_INVOICE);
  desk_assert_payload (
    command,
    "fields={'NAME': 'Invoice 118 of ООО «ДентСнаб»', 'PROPERTY_120': '4860050', "
    "'PROPERTY_119': '118', 'PROPERTY_122': '52', 'PROPERTY_124': 'ООО «ДентСнаб»'} "
    "files=[('PROPERTY_125', 'schet-118.txt', [0x00, 0x00, 0x00])] title='ООО «ДентСнаб»'");
  assert_reads (desk->window, "Sent for approval: ООО «ДентСнаб»");
}

static void
test_what_is_missing_is_said_at_its_field (Desk *desk, gconstpointer data)
{
  GtkWidget *dialog = open_new (desk, NULL);

  set (dialog, "PROPERTY_120", "много");
  send (dialog);
  g_assert_cmpuint (dummy_session_n_submitted (desk->session), ==, 0);
  assert_reads (dialog, "Something is missing: see the fields marked in red");
  assert_reads (find_field (dialog, "PROPERTY_124"), "This must be filled");
  assert_does_not_read (find_field (dialog, "PROPERTY_121"), "This must be filled");
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
test_an_empty_or_huge_file_is_one_sentence (Desk *desk, gconstpointer data)
{
  g_autoptr (GFile) empty = make_file ("empty.pdf", 0);
  g_autoptr (GFile) huge = make_file ("huge.bin", DESK_FORM_MAX_BYTES + 1);
  GtkWidget *dialog = open_new (desk, empty);
  GtkWidget *field = NULL;

  fill_all (dialog);
  send (dialog);
  settle (200);
  assert_reads (dialog, "empty.pdf is empty");
  field = find_field (dialog, "PROPERTY_125");
  desk_form_field_add_file (DESK_FORM_FIELD (field), huge);
  send (dialog);
  settle (400);
  assert_reads (dialog, "huge.bin is larger than 10 MB");
  g_assert_cmpuint (dummy_session_n_submitted (desk->session), ==, 0);
  gtk_window_destroy (GTK_WINDOW (dialog));
  g_file_delete (huge, NULL, NULL);
}

/* (nullable): the question that is asked over all */
static GtkWidget *
find_question (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *item = windows; item != NULL; item = item->next)
    if (ADW_IS_MESSAGE_DIALOG (item->data))
      return item->data;

  return NULL;
}

static void
test_a_duplicate_is_named_before_it_is_sent (Desk *desk, gconstpointer data)
{
  g_autoptr (GFile) file = make_file ("schet-118.txt", 3);
  GtkWidget *dialog = NULL;
  GtkWidget *question = NULL;

  add_mine (desk, "list:34:2249", "Дентснаб, ООО", CLINIC_INVOICE_APPROVAL);
  dialog = open_new (desk, file);
  fill_all (dialog);
  settle (50);
  assert_reads (dialog, "This bill may be there already:");
  assert_reads (dialog, "Дентснаб, ООО, No. 118 of");
  send (dialog);
  g_assert_cmpuint (dummy_session_n_submitted (desk->session), ==, 0);
  question = find_question ();
  g_assert_nonnull (question);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (question), "send");
  wait_for_command (desk);
  desk_command (desk, 0, CLINIC_COMMAND_SUBMIT_INVOICE);
}

static void
test_what_it_is_for_follows_from_the_last_time (Desk *desk, gconstpointer data)
{
  GtkWidget *dialog = NULL;

  add_mine (desk, "list:34:2249", "ИП Ким", CLINIC_INVOICE_PAID);
  dialog = open_new (desk, NULL);
  set (dialog, "PROPERTY_124", "ип ким");
  assert_value (dialog, "PROPERTY_122", "52");
  /* what was chosen stays */
  desk_form_field_set_value (DESK_FORM_FIELD (find_field (dialog, "PROPERTY_122")), "53");
  set (dialog, "PROPERTY_124", "ИП Ким");
  assert_value (dialog, "PROPERTY_122", "53");
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
test_closing_loses_nothing (Desk *desk, gconstpointer data)
{
  g_autoptr (GFile) file = make_file ("schet-118.txt", 3);
  GtkWidget *dialog = open_new (desk, file);

  set (dialog, "PROPERTY_124", "ИП Ким");
  set (dialog, "PROPERTY_120", "12,5");
  gtk_window_close (GTK_WINDOW (dialog));
  settle (50);
  dialog = desk_invoice_dialog_present_new (desk->place, CLINIC_SESSION (desk->session), NULL);
  settle (50);
  assert_reads (dialog, "Goes on where you stopped");
  assert_value (dialog, "PROPERTY_124", "ИП Ким");
  assert_value (dialog, "PROPERTY_120", "1250");
  assert_reads (dialog, "schet-118.txt");
  desk_click (dialog, "Start Over");
  assert_value (dialog, "PROPERTY_124", "");
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* as when the application begins: what was written down is all that it has */
static void
forget (Desk *desk)
{
  g_object_set_data (G_OBJECT (dummy (desk)), "desk_invoice_drafts", NULL);
}

/* written down is what stood there a second after it was first changed, and then the rest */
static gboolean
is_kept (ClinicInvoices *invoices, const char *text)
{
  const char *drafts = clinic_invoices_peek_drafts (invoices);

  return drafts != NULL && strstr (drafts, text) != NULL;
}

static void
test_what_is_typed_survives_a_restart (Desk *desk, gconstpointer data)
{
  ClinicInvoices *kept = CLINIC_INVOICES (dummy (desk));
  g_autoptr (GFile) file = make_file ("schet-119.txt", 3);
  GtkWidget *dialog = open_new (desk, file);

  g_assert_null (clinic_invoices_peek_drafts (kept));
  set (dialog, "PROPERTY_124", "ИП «Ким»");
  set (dialog, "PROPERTY_120", "12,5");
  for (int i = 0; i < 250 && !is_kept (kept, "1250"); i++)
    settle (20);
  g_assert_true (is_kept (kept, "1250"));
  gtk_window_destroy (GTK_WINDOW (dialog));
  forget (desk);
  dialog = desk_invoice_dialog_present_new (desk->place, CLINIC_SESSION (desk->session), NULL);
  settle (50);
  assert_reads (dialog, "Goes on where you stopped");
  assert_value (dialog, "PROPERTY_124", "ИП «Ким»");
  assert_value (dialog, "PROPERTY_120", "1250");
  assert_reads (dialog, "schet-119.txt");
  desk_click (dialog, "Start Over");
  g_assert_null (clinic_invoices_peek_drafts (kept));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
test_a_form_that_comes_later_opens_by_itself (Desk *desk, gconstpointer data)
{
  GtkWidget *dialog = NULL;

  dummy_invoices_set_state (dummy (desk), CLINIC_LOAD_STALE, 0);
  dialog = desk_invoice_dialog_present_new (desk->place, CLINIC_SESSION (desk->session), NULL);
  settle (50);
  assert_reads (dialog, "No connection to the portal");
  fill_form (dummy_invoices_form (dummy (desk)));
  settle (50);
  set (dialog, "PROPERTY_124", "ИП Ким");
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* --- my invoices --- */

static GtkWidget *
open_mine (Desk *desk)
{
  GtkWidget *page = desk_invoices_page_new (CLINIC_SESSION (desk->session));

  gtk_widget_set_vexpand (page, TRUE);
  gtk_window_set_default_size (GTK_WINDOW (desk->window), 1000, 740);
  gtk_box_append (GTK_BOX (desk->place), page);
  desk_invoices_page_show (DESK_INVOICES_PAGE (page), "mine");
  settle (150);

  return page;
}

static ClinicTask *
add_rework (Desk *desk, ClinicInvoice *invoice)
{
  g_autoptr (GListStore) ways = g_list_store_new (CLINIC_TYPE_INVOICE_WAY);
  g_autoptr (GListStore) fields = g_list_store_new (CLINIC_TYPE_FORM_FIELD);
  g_autoptr (ClinicInvoiceWay) again = g_object_new (CLINIC_TYPE_INVOICE_WAY, "id", "3", "decision",
                                                     CLINIC_DECISION_RESUBMIT, "status", 3, NULL);
  g_autoptr (ClinicInvoiceWay) withdraw =
    g_object_new (CLINIC_TYPE_INVOICE_WAY, "id", "4", "decision", CLINIC_DECISION_WITHDRAW,
                  "status", 4, NULL);
  g_autoptr (ClinicTask) task = NULL;

  g_list_store_append (ways, again);
  g_list_store_append (ways, withdraw);
  add_field (fields, "Sum", "Сумма", CLINIC_FIELD_MONEY, CLINIC_FIELD_ROLE_AMOUNT, TRUE);
  add_field (fields, "Note", "Что исправлено", CLINIC_FIELD_TEXT, CLINIC_FIELD_ROLE_NONE, FALSE);
  task =
    g_object_new (CLINIC_TYPE_TASK, "id", "task:77", "task-id", (gint64) 77, "kind",
                  CLINIC_TASK_REWORK, "invoice", invoice, "ways", ways, "fields", fields, NULL);
  g_list_store_append (dummy_invoices_tasks (dummy (desk)), task);

  return task; /* the list keeps it */
}

static void
test_what_is_to_be_fixed_comes_first_with_its_reason (Desk *desk, gconstpointer data)
{
  GtkWidget *page = NULL;
  ClinicInvoice *invoice = NULL;

  add_mine (desk, "list:34:1", "ИП Ким", CLINIC_INVOICE_APPROVAL);
  invoice = add_mine (desk, "list:34:2", "ООО «ДентСнаб»", CLINIC_INVOICE_REWORK);
  clinic_invoice_set_reason (invoice, "Нет печати на счёте");
  add_rework (desk, invoice);
  page = open_mine (desk);
  assert_reads (page, "To fix: Нет печати на счёте");
  desk_click (page, "Fix and Send Again");
  settle (100);
}

static void
test_a_fixed_bill_answers_its_task (Desk *desk, gconstpointer data)
{
  ClinicInvoice *invoice = add_mine (desk, "list:34:2", "ООО «ДентСнаб»", CLINIC_INVOICE_REWORK);
  ClinicTask *task = add_rework (desk, invoice);
  GtkWidget *dialog =
    desk_invoice_dialog_present_fix (desk->place, CLINIC_SESSION (desk->session), task);

  settle (50);
  assert_value (dialog, "Sum", "4860050");
  set (dialog, "Sum", "48 000");
  send (dialog);
  wait_for_command (desk);
  desk_assert_payload (desk_command (desk, 0, CLINIC_COMMAND_CHANGE_INVOICE),
                       "fields={'Sum': '4800000', 'Note': ''} files=[] invoice='list:34:2' "
                       "status=3 task=77 title='ООО «ДентСнаб»'");
}

static void
test_a_bill_is_withdrawn_and_can_be_taken_back (Desk *desk, gconstpointer data)
{
  GtkWidget *page = NULL;
  ClinicCommand *command = NULL;

  add_rework (desk, add_mine (desk, "list:34:2", "ИП Ким", CLINIC_INVOICE_REWORK));
  page = open_mine (desk);
  desk_click (page, "Withdraw");
  command = desk_command (desk, 0, CLINIC_COMMAND_DECIDE_INVOICE);
  desk_assert_payload (command, "decision='withdraw' fields={} files=[] invoice='list:34:2' "
                                "status=4 task=77 text='' title='ИП Ким' way='4'");
  g_assert_cmpint (clinic_command_get_hold (command), >, 0);
}

static void
test_what_the_portal_would_not_take_offers_both_ways_out (Desk *desk, gconstpointer data)
{
  GtkWidget *page = NULL;
  g_autoptr (ClinicCommand) command =
    g_object_new (CLINIC_TYPE_COMMAND, "id", "5f6a", "kind", CLINIC_COMMAND_SUBMIT_INVOICE, "state",
                  CLINIC_COMMAND_REFUSED, "problem", "The field is required", "payload",
                  g_variant_new_parsed ("{'title': <'ИП Ким'>}"), NULL);
  ClinicInvoice *invoice = NULL;

  g_list_store_append (dummy_session_commands (desk->session), command);
  invoice = add_mine (desk, "command:5f6a", "ИП Ким", CLINIC_INVOICE_APPROVAL);
  clinic_invoice_set_pending (invoice, TRUE);
  page = open_mine (desk);
  assert_reads (page, "The field is required");
  assert_reads (page, "Send Again");
  assert_reads (page, "Discard");
}

static void
test_a_scan_is_offered_when_it_is_whole (Desk *desk, gconstpointer data)
{
  g_autoptr (GList) windows = NULL;
  guint n_dialogs = 0;
  g_autoptr (GSettings) settings = g_settings_new (RECEPTION_APP_ID);
  g_autofree char *folder = g_dir_make_tmp ("scans-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "scan-1.pdf", NULL);
  g_autofree char *hidden = g_build_filename (folder, ".scan-2.pdf", NULL);
  GtkWidget *page = NULL;
  GtkWidget *offer = NULL;

  g_settings_set_string (settings, "invoice-scans", folder);
  fill_form (dummy_invoices_form (dummy (desk)));
  page = open_mine (desk);
  g_assert_true (g_file_set_contents (hidden, "%PDF", -1, NULL));
  g_assert_true (g_file_set_contents (path, "%PDF", -1, NULL));
  for (int i = 0; i < 150 && offer == NULL; i++)
    {
      settle (20);
      offer = find_widget (page, GTK_TYPE_BUTTON, "New scan: scan-1.pdf");
    }
  g_assert_nonnull (offer);
  g_signal_emit_by_name (offer, "clicked");
  settle (100);
  windows = gtk_window_list_toplevels ();
  for (GList *item = windows; item != NULL; item = item->next)
    if (DESK_IS_INVOICE_DIALOG (item->data))
      {
        assert_reads (item->data, "scan-1.pdf");
        n_dialogs++;
      }
  g_assert_cmpuint (n_dialogs, ==, 1);
  g_settings_reset (settings, "invoice-scans");
  g_unlink (path);
  g_unlink (hidden);
  g_rmdir (folder);
}

static void
test_what_a_field_is_can_be_said (Desk *desk, gconstpointer data)
{
  g_autoptr (GSettings) settings = g_settings_new (RECEPTION_APP_ID);
  GtkWidget *page = desk_invoice_preferences_new (settings);
  g_autoptr (GVariant) fields = NULL;
  g_autoptr (GVariant) stages = NULL;
  g_autofree char *fields_text = NULL;
  g_autofree char *stages_text = NULL;
  AdwComboRow *row = NULL;
  ClinicInvoice *invoice = NULL;

  fill_form (dummy_invoices_form (dummy (desk)));
  invoice = add_mine (desk, "smart:1036:15", "ИП Ким", CLINIC_INVOICE_UNKNOWN);
  clinic_invoice_set_stage_id (invoice, "DT1036_12:CLIENT");
  clinic_invoice_set_state_name (invoice, "У бухгалтера");
  gtk_box_append (GTK_BOX (desk->place), page);
  desk_invoice_preferences_set_session (DESK_INVOICE_PREFERENCES (page),
                                        CLINIC_SESSION (desk->session));
  settle (50);
  for (int n = 0; row == NULL; n++)
    if (g_strcmp0 (adw_preferences_row_get_title (
                     ADW_PREFERENCES_ROW (desk_find (page, ADW_TYPE_COMBO_ROW, n))),
                   "Контрагент") == 0)
      row = ADW_COMBO_ROW (desk_find (page, ADW_TYPE_COMBO_ROW, n));
  /* the payer, counted from “by its name” */
  adw_combo_row_set_selected (row, 7);
  fields = g_settings_get_value (settings, "invoice-fields");
  fields_text = g_variant_print (fields, FALSE);
  g_assert_cmpstr (fields_text, ==, "{'PROPERTY_124': 'payer'}");
  row = NULL;
  for (int n = 0; row == NULL; n++)
    if (g_strcmp0 (adw_preferences_row_get_title (
                     ADW_PREFERENCES_ROW (desk_find (page, ADW_TYPE_COMBO_ROW, n))),
                   "У бухгалтера") == 0)
      row = ADW_COMBO_ROW (desk_find (page, ADW_TYPE_COMBO_ROW, n));
  adw_combo_row_set_selected (row, CLINIC_INVOICE_TO_PAY);
  stages = g_settings_get_value (settings, "invoice-stages");
  stages_text = g_variant_print (stages, FALSE);
  g_assert_cmpstr (stages_text, ==, "{'DT1036_12:CLIENT': 'to-pay'}");
  g_settings_reset (settings, "invoice-fields");
  g_settings_reset (settings, "invoice-stages");
}

/* --- suppliers that are companies of the portal --- */

static ClinicPartyList *
add_companies (Desk *desk)
{
  static const char *const names[] = { "ООО «ДентСнаб»", "АО «МедТехСервис»",
                                       "ООО «Лаборатория Зубтех»" };
  ClinicFormField *field =
    add_field (dummy_invoices_form (dummy (desk)), "PROPERTY_167", "Поставщик", CLINIC_FIELD_PARTY,
               CLINIC_FIELD_ROLE_COUNTERPARTY, TRUE);
  g_autoptr (ClinicPartyList) list = clinic_party_list_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *key = g_strdup_printf ("CO_%d", (int) i + 51);

      clinic_party_list_put (list, key, names[i], FALSE);
    }
  clinic_party_list_set_state (list, CLINIC_LOAD_READY);
  clinic_form_field_set_options (field, G_LIST_MODEL (list));

  return list; /* the field keeps it */
}

static GtkWidget *
open_with_companies (Desk *desk, ClinicPartyList **list)
{
  GtkWidget *dialog = NULL;

  add_field (dummy_invoices_form (dummy (desk)), "NAME", "Название", CLINIC_FIELD_TEXT,
             CLINIC_FIELD_ROLE_TITLE, TRUE);
  *list = add_companies (desk);
  dialog = desk_invoice_dialog_present_new (desk->place, CLINIC_SESSION (desk->session), NULL);
  settle (100);

  return dialog;
}

/* the button of the supplier, and its popover opened */
static GtkWidget *
open_picks (GtkWidget *dialog)
{
  GtkWidget *button = desk_find (find_field (dialog, "PROPERTY_167"), GTK_TYPE_MENU_BUTTON, 0);

  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  settle (100);

  return GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)));
}

static void
choose_by (GtkWidget *picks, const char *text)
{
  GtkWidget *search = desk_find (picks, GTK_TYPE_SEARCH_ENTRY, 0);

  desk_type (search, text);
  g_signal_emit_by_name (search, "activate");
  settle (50);
}

/* Typing the beginning of any word of a name and Enter is all; the portal gets the number. */
static void
test_a_supplier_is_chosen_by_a_word_of_its_name (Desk *desk, gconstpointer data)
{
  ClinicPartyList *list = NULL;
  GtkWidget *dialog = open_with_companies (desk, &list);
  GtkWidget *picks = NULL;

  send (dialog);
  assert_reads (find_field (dialog, "PROPERTY_167"), "This must be filled");
  picks = open_picks (dialog);
  choose_by (picks, "зуб");
  assert_value (dialog, "PROPERTY_167", "CO_53");
  assert_reads (find_field (dialog, "PROPERTY_167"), "ООО «Лаборатория Зубтех»");
  assert_does_not_read (find_field (dialog, "PROPERTY_167"), "This must be filled");
  assert_value (dialog, "NAME", "Invoice of ООО «Лаборатория Зубтех»");

  /* it is called otherwise now, and the list has come anew */
  clinic_party_list_put (list, "CO_53", "ООО «Зубтех»", FALSE);
  clinic_party_list_put (list, "CO_60", "ООО «Новая»", FALSE);
  assert_value (dialog, "PROPERTY_167", "CO_53");
  assert_reads (find_field (dialog, "PROPERTY_167"), "ООО «Зубтех»");
  send (dialog);
  wait_for_command (desk);
  desk_assert_payload (desk_command (desk, 0, CLINIC_COMMAND_SUBMIT_INVOICE),
                       "fields={'NAME': 'Invoice of ООО «Лаборатория Зубтех»', 'PROPERTY_167': "
                       "'CO_53'} files=[] title='ООО «Зубтех»'");
}

static void
test_the_search_says_what_it_knows (Desk *desk, gconstpointer data)
{
  g_autoptr (GHashTable) none = g_hash_table_new (g_str_hash, g_str_equal);
  ClinicPartyList *list = NULL;
  GtkWidget *dialog = open_with_companies (desk, &list);
  GtkWidget *picks = open_picks (dialog);

  assert_reads (picks, "ООО «ДентСнаб»");
  desk_type (desk_find (picks, GTK_TYPE_SEARCH_ENTRY, 0), "снаб");
  /* the search waits for the next letter */
  settle (300);
  assert_does_not_read (picks, "ООО «ДентСнаб»");
  assert_reads (picks, "No company of this name");
  clinic_party_list_set_state (list, CLINIC_LOAD_STALE);
  assert_reads (picks, "As they are known on this computer: the portal has not answered yet");
  clinic_party_list_keep_only (list, none);
  clinic_party_list_set_state (list, CLINIC_LOAD_LOADING);
  assert_reads (picks, "Asking the portal for its companies…");
  clinic_party_list_set_state (list, CLINIC_LOAD_READY);
  assert_reads (picks, "The portal has no companies to choose from");
  /* Escape, which the search would keep for itself */
  g_signal_emit_by_name (desk_find (picks, GTK_TYPE_SEARCH_ENTRY, 0), "stop-search");
  g_assert_false (gtk_widget_get_visible (picks));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* What was chosen is in the draft, before any company has come. */
static void
test_a_draft_keeps_the_supplier (Desk *desk, gconstpointer data)
{
  g_autoptr (GHashTable) none = g_hash_table_new (g_str_hash, g_str_equal);
  ClinicPartyList *list = NULL;
  GtkWidget *dialog = open_with_companies (desk, &list);

  choose_by (open_picks (dialog), "мед");
  assert_value (dialog, "PROPERTY_167", "CO_52");
  gtk_window_close (GTK_WINDOW (dialog));
  settle (50);
  clinic_party_list_keep_only (list, none);
  dialog = desk_invoice_dialog_present_new (desk->place, CLINIC_SESSION (desk->session), NULL);
  settle (100);
  assert_value (dialog, "PROPERTY_167", "CO_52");
  assert_reads (find_field (dialog, "PROPERTY_167"), "АО «МедТехСервис»");
  g_signal_emit_by_name (desk_find (find_field (dialog, "PROPERTY_167"), GTK_TYPE_BUTTON, 1),
                         "clicked");
  assert_value (dialog, "PROPERTY_167", "");
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
close_dialogs (Desk *desk, gconstpointer data)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *item = windows; item != NULL; item = item->next)
    if (DESK_IS_INVOICE_DIALOG (item->data))
      gtk_window_destroy (item->data);
  settle (30);
  desk_tear_down (desk, data);
}

#define ADD(name, test)                                                                            \
  g_test_add ("/desk/invoice/" name, Desk, NULL, desk_set_up, test, close_dialogs)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("send", test_a_bill_is_put_forward_with_its_document);
  ADD ("missing", test_what_is_missing_is_said_at_its_field);
  ADD ("files", test_an_empty_or_huge_file_is_one_sentence);
  ADD ("duplicate", test_a_duplicate_is_named_before_it_is_sent);
  ADD ("last", test_what_it_is_for_follows_from_the_last_time);
  ADD ("draft", test_closing_loses_nothing);
  ADD ("draft/restart", test_what_is_typed_survives_a_restart);
  ADD ("later", test_a_form_that_comes_later_opens_by_itself);
  ADD ("company", test_a_supplier_is_chosen_by_a_word_of_its_name);
  ADD ("company/search", test_the_search_says_what_it_knows);
  ADD ("company/draft", test_a_draft_keeps_the_supplier);
  ADD ("rework", test_what_is_to_be_fixed_comes_first_with_its_reason);
  ADD ("fixed", test_a_fixed_bill_answers_its_task);
  ADD ("withdraw", test_a_bill_is_withdrawn_and_can_be_taken_back);
  ADD ("refused", test_what_the_portal_would_not_take_offers_both_ways_out);
  ADD ("meaning", test_what_a_field_is_can_be_said);
  ADD ("scan", test_a_scan_is_offered_when_it_is_whole);

  return g_test_run ();
}
