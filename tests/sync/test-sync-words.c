/* test-sync-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "bx-json.h"
#include "sync-bbcode.h"
#include "sync-dictionaries.h"
#include "sync-discovery.h"
#include "sync-fields.h"
#include "sync-patient-rows.h"

static void
test_bbcode_becomes_plain_text (void)
{
  static const struct
  {
    const char *code;
    const char *plain;
  } cases[] = {
    { "Просто текст", "Просто текст" },
    { "[b]Важно[/b]: [i]аллергия[/i]", "Важно: аллергия" },
    { "[p]Раз[/p][p]Два[/p]", "Раз\nДва" },
    { "[list][*]раз[*]два[/list]", "• раз\n• два" },
    { "[URL=https://a.b/c]сайт[/URL]", "сайт" },
    { "a\r\nb\rc", "a\nb\nc" },
    { "[не тег] и [", "[не тег] и [" },
    { "<b>не код</b> & [", "<b>не код</b> & [" },
    { "[br]", "" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *plain = sync_bbcode_to_plain (cases[i].code);

      g_assert_true (g_utf8_validate (plain, -1, NULL));
      if (i == 3)
        g_assert_nonnull (strstr (plain, "• раз\n• два"));
      else
        g_assert_cmpstr (plain, ==, cases[i].plain);
    }
  g_assert_null (sync_bbcode_to_plain (NULL));
  g_assert_true (sync_bbcode_equal ("a\r\nb ", "[b]a[/b]\nb"));
  g_assert_false (sync_bbcode_equal ("a", "b"));
}

static void
test_stages_are_known_by_their_names (void)
{
  static const struct
  {
    const char *name;
    ClinicStageKind kind;
    ClinicStageRole role;
  } cases[] = {
    { "Записан", CLINIC_STAGE_KIND_PROCESS, CLINIC_STAGE_ROLE_BOOKED },
    { "Визит завтра", CLINIC_STAGE_KIND_PROCESS, CLINIC_STAGE_ROLE_TOMORROW },
    { "Не подтвердил (ждёт звонка)", CLINIC_STAGE_KIND_PROCESS, CLINIC_STAGE_ROLE_UNCONFIRMED },
    { "Подтвердил запись", CLINIC_STAGE_KIND_PROCESS, CLINIC_STAGE_ROLE_CONFIRMED },
    { "Отменил запись", CLINIC_STAGE_KIND_PROCESS, CLINIC_STAGE_ROLE_CANCELLED },
    { "Пациент в клинике", CLINIC_STAGE_KIND_PROCESS, CLINIC_STAGE_ROLE_ARRIVED },
    { "На приёме", CLINIC_STAGE_KIND_PROCESS, CLINIC_STAGE_ROLE_IN_CHAIR },
    { "Визит состоялся", CLINIC_STAGE_KIND_SUCCESS, CLINIC_STAGE_ROLE_COMPLETED },
    { "Отменил: дорого", CLINIC_STAGE_KIND_FAILURE, CLINIC_STAGE_ROLE_LOST },
    { "Не пришёл", CLINIC_STAGE_KIND_FAILURE, CLINIC_STAGE_ROLE_NO_SHOW },
    { "Неявка", CLINIC_STAGE_KIND_PROCESS, CLINIC_STAGE_ROLE_NO_SHOW },
    { "Пришёл", CLINIC_STAGE_KIND_PROCESS, CLINIC_STAGE_ROLE_ARRIVED },
    { "Что-то своё", CLINIC_STAGE_KIND_PROCESS, CLINIC_STAGE_ROLE_NONE },
    { NULL, CLINIC_STAGE_KIND_PROCESS, CLINIC_STAGE_ROLE_NONE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (sync_discover_role (cases[i].name, cases[i].kind), ==, cases[i].role);
}

static void
test_stages_of_leads_are_known_by_their_names (void)
{
  g_assert_cmpint (sync_discover_lead_role ("Новая заявка", CLINIC_STAGE_KIND_PROCESS), ==,
                   CLINIC_STAGE_ROLE_NONE);
  g_assert_cmpint (sync_discover_lead_role ("Лист ожидания", CLINIC_STAGE_KIND_PROCESS), ==,
                   CLINIC_STAGE_ROLE_WAITING_LIST);
  g_assert_cmpint (sync_discover_lead_role ("Записан на визит", CLINIC_STAGE_KIND_PROCESS), ==,
                   CLINIC_STAGE_ROLE_BOOKED);
  g_assert_cmpint (sync_discover_lead_role ("Качественный лид", CLINIC_STAGE_KIND_SUCCESS), ==,
                   CLINIC_STAGE_ROLE_BOOKED);
  g_assert_cmpint (sync_discover_lead_role ("Дорого", CLINIC_STAGE_KIND_FAILURE), ==,
                   CLINIC_STAGE_ROLE_LOST);
}

static void
test_answers_are_understood (void)
{
  g_assert_true (sync_discover_deletion ("Удалено в МИС"));
  g_assert_true (sync_discover_deletion ("Приём удалён в медицинской системе"));
  g_assert_true (sync_discover_deletion ("Deleted in the MIS"));
  g_assert_false (sync_discover_deletion ("Удаление зуба"));
  g_assert_false (sync_discover_deletion ("Отменил в МИС"));
  g_assert_false (sync_discover_deletion (NULL));
  g_assert_cmpint (sync_discover_confirmation ("Да"), ==, CLINIC_CONFIRMATION_YES);
  g_assert_cmpint (sync_discover_confirmation ("Подтвердил"), ==, CLINIC_CONFIRMATION_YES);
  g_assert_cmpint (sync_discover_confirmation ("Y"), ==, CLINIC_CONFIRMATION_YES);
  g_assert_cmpint (sync_discover_confirmation ("Нет"), ==, CLINIC_CONFIRMATION_NO);
  g_assert_cmpint (sync_discover_confirmation ("Отменил"), ==, CLINIC_CONFIRMATION_NO);
  g_assert_cmpint (sync_discover_confirmation ("Нет ответа"), ==, CLINIC_CONFIRMATION_SILENT);
  g_assert_cmpint (sync_discover_confirmation ("Не ответил"), ==, CLINIC_CONFIRMATION_SILENT);
  g_assert_cmpint (sync_discover_confirmation (""), ==, CLINIC_CONFIRMATION_UNKNOWN);
  g_assert_cmpint (sync_discover_confirmation (NULL), ==, CLINIC_CONFIRMATION_UNKNOWN);
}

static void
test_the_appointments_funnel_is_found (void)
{
  g_autoptr (JsonNode) node = json_from_string (
    "[{\"id\":7,\"name\":\"Повторные приёмы\",\"sort\":50},"
    "{\"id\":\"5\",\"name\":\"Приёмы стоматологии\",\"sort\":\"100\",\"isDefault\":\"N\"},"
    "{\"id\":0,\"name\":\"Общая\",\"sort\":300,\"isDefault\":\"Y\"}]",
    NULL);
  g_autoptr (JsonNode) plain =
    json_from_string ("[{\"id\":3,\"name\":\"Продажи\",\"sort\":10,\"isDefault\":\"N\"},"
                      "{\"id\":0,\"name\":\"Общая\",\"sort\":300,\"isDefault\":\"Y\"}]",
                      NULL);

  g_assert_cmpint (sync_discover_category (json_node_get_array (node), -1), ==, 5);
  g_assert_cmpint (sync_discover_category (json_node_get_array (node), 7), ==, 7);
  g_assert_cmpint (sync_discover_category (json_node_get_array (node), 99), ==, -1);
  g_assert_cmpint (sync_discover_category (json_node_get_array (plain), -1), ==, 0);
  g_assert_cmpint (sync_discover_category (NULL, -1), ==, -1);
}

static void
test_fields_are_found_by_code_or_title (void)
{
  g_autoptr (JsonNode) by_code = json_from_string (
    "{\"title\":{\"type\":\"string\",\"upperName\":\"TITLE\",\"title\":\"Врач\"},"
    "\"ufCrmVisitTime\":{\"type\":\"datetime\",\"upperName\":\"UF_CRM_VISIT_TIME\","
    "\"title\":\"Когда\"},"
    "\"ufCrm_17\":{\"type\":\"datetime\",\"upperName\":\"UF_CRM_17\",\"title\":\"Дата приёма\"}}",
    NULL);
  g_autoptr (JsonNode) by_title =
    json_from_string ("{\"ufCrm_17\":{\"type\":\"datetime\",\"upperName\":\"UF_CRM_17\","
                      "\"title\":\"Дата и время приёма\"},"
                      "\"ufCrm_18\":{\"type\":\"enumeration\",\"upperName\":\"UF_CRM_18\","
                      "\"title\":\"Лечащий врач\"},"
                      "\"ufCrm_19\":{\"type\":\"string\",\"upperName\":\"UF_CRM_19\","
                      "\"title\":\"Дата и время приёма словами\"}}",
                      NULL);
  g_autoptr (JsonNode) contact = json_from_string (
    "{\"ufCrm_5\":{\"type\":\"string\",\"upperName\":\"UF_CRM_5\",\"title\":\"Аллергии\"}}", NULL);
  SyncFields fields = { NULL };

  sync_fields_discover (&fields, json_node_get_object (by_code), NULL, NULL);
  g_assert_cmpstr (fields.visit_time, ==, "ufCrmVisitTime");
  g_assert_null (fields.doctor);
  g_assert_null (fields.important);
  sync_fields_discover (&fields, json_node_get_object (by_title), json_node_get_object (contact),
                        NULL);
  g_assert_cmpstr (fields.visit_time, ==, "ufCrm_17");
  g_assert_cmpstr (fields.doctor, ==, "ufCrm_18");
  g_assert_cmpstr (fields.important, ==, "UF_CRM_5");
  sync_fields_clear (&fields);
}

static void
test_the_settings_come_before_guessing (void)
{
  g_autoptr (GSettings) settings = g_settings_new ("io.github.reception24.Reception");
  g_autoptr (JsonNode) deal = json_from_string (
    "{\"ufCrmDoctor\":{\"type\":\"employee\",\"upperName\":\"UF_CRM_DOCTOR\",\"title\":\"Врач\"},"
    "\"ufCrm_9\":{\"type\":\"string\",\"upperName\":\"UF_CRM_9\",\"title\":\"Кто ведёт\"}}",
    NULL);
  SyncFields fields = { NULL };

  g_settings_set_string (settings, "field-doctor", "UF_CRM_9");
  sync_fields_discover (&fields, json_node_get_object (deal), NULL, settings);
  g_assert_cmpstr (fields.doctor, ==, "ufCrm_9");
  /* what a person chose and the portal lost is not guessed again: the mapping says so */
  g_settings_set_string (settings, "field-doctor", "UF_CRM_GONE");
  sync_fields_discover (&fields, json_node_get_object (deal), NULL, settings);
  g_assert_null (fields.doctor);
  g_settings_reset (settings, "field-doctor");
  sync_fields_clear (&fields);
}

static void
test_only_some_names_can_be_compared (void)
{
  g_assert_true (sync_field_is_comparable ("ufCrmVisitTime"));
  g_assert_true (sync_field_is_comparable ("ufCrm_1751364000123"));
  g_assert_false (sync_field_is_comparable ("ufCrm_68A1B2C3D4E5F"));
  g_assert_false (sync_field_is_comparable ("ufCrm_DOCTOR2"));
  g_assert_false (sync_field_is_comparable (NULL));
}

static void
test_semantics_are_read_from_either_place (void)
{
  g_autoptr (SyncDictionaries) dictionaries = sync_dictionaries_new (NULL);
  g_autoptr (JsonNode) rows = json_from_string (
    "[{\"ENTITY_ID\":\"DEAL_STAGE\",\"STATUS_ID\":\"NEW\",\"NAME\":\"Новая\",\"SORT\":\"10\","
    "\"SEMANTICS\":null,\"EXTRA\":{\"SEMANTICS\":\"process\",\"COLOR\":\"#111111\"}},"
    "{\"ENTITY_ID\":\"DEAL_STAGE\",\"STATUS_ID\":\"APOLOGY\",\"NAME\":\"Дорого\","
    "\"SORT\":\"70\",\"EXTRA\":{\"SEMANTICS\":\"apology\"}},"
    "{\"ENTITY_ID\":\"DEAL_STAGE\",\"STATUS_ID\":\"WON\",\"NAME\":\"Был\",\"SORT\":50,"
    "\"SEMANTICS\":\"S\"},"
    "{\"ENTITY_ID\":\"STATUS\",\"STATUS_ID\":\"NEW\",\"NAME\":\"Заявка\",\"SORT\":\"10\"},"
    "{\"ENTITY_ID\":\"SOURCE\",\"STATUS_ID\":\"CALL\",\"NAME\":\"Звонок\"}, [], null, 5]",
    NULL);
  g_autoptr (JsonNode) categories =
    json_from_string ("{\"categories\":[{\"id\":0,\"name\":\"Общая\"}]}", NULL);
  g_autoptr (ClinicStage) first = NULL;
  g_autofree char *text = NULL;
  GListModel *stages;

  sync_dictionaries_put (dictionaries, SYNC_PART_STATUSES, rows);
  sync_dictionaries_put (dictionaries, SYNC_PART_CATEGORIES, categories);
  sync_dictionaries_rebuild (dictionaries);
  stages = sync_dictionaries_get_stages (dictionaries);
  g_assert_cmpuint (g_list_model_get_n_items (stages), ==, 3);
  first = g_list_model_get_item (stages, 0);
  g_assert_cmpstr (clinic_stage_get_colour (first), ==, "#111111");
  g_assert_cmpint (clinic_stage_get_kind (first), ==, CLINIC_STAGE_KIND_PROCESS);
  g_assert_cmpint (clinic_stage_get_kind (sync_dictionaries_find_stage (dictionaries, "APOLOGY")),
                   ==, CLINIC_STAGE_KIND_FAILURE);
  g_assert_cmpstr (clinic_stage_get_name (sync_dictionaries_find_lead_stage (dictionaries, "NEW")),
                   ==, "Заявка");
  g_assert_cmpstr (sync_dictionaries_find_source (dictionaries, "CALL"), ==, "Звонок");

  /* kept and read again, the stages stay the objects they are */
  text = sync_dictionaries_to_text (dictionaries);
  g_assert_true (sync_dictionaries_from_text (dictionaries, text, NULL));
  sync_dictionaries_rebuild (dictionaries);
  g_assert_true (sync_dictionaries_find_stage (dictionaries, "NEW") == first);
  g_assert_false (sync_dictionaries_from_text (dictionaries, "[", NULL));
}

static void
test_rows_of_contacts_borrow_their_texts (void)
{
  static const char text[] =
    "[{\"ID\":\"12\",\"NAME\":\"<b>Анна</b>\",\"SECOND_NAME\":null,\"LAST_NAME\":\"\","
    "\"BIRTHDATE\":\"1984-03-12T03:00:00+03:00\",\"DATE_MODIFY\":\"2026-07-29T10:30:00+03:00\","
    "\"COMMENTS\":\"[b]a[/b]\",\"ASSIGNED_BY_ID\":\"7\",\"UF_CRM_IMPORTANT\":\"лидокаин\","
    "\"PHONE\":[{\"VALUE\":\"8 (900) 1\"},{\"ID\":\"3\"},{\"VALUE\":\"+7\"}]},"
    "{\"ID\":\"13\",\"BIRTHDATE\":\"\",\"UF_CRM_STOP_CALLING\":\"1\"},{\"ID\":0},null,7]";
  GPtrArray *pages = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (SyncPatientRows) built = NULL;
  StorePatientRow *row;

  g_ptr_array_add (pages, g_strdup (text));
  built = sync_patient_rows_build (pages, "UF_CRM_IMPORTANT", "UF_CRM_STOP_CALLING");
  g_assert_cmpuint (built->rows->len, ==, 2);
  row = &g_array_index (built->rows, StorePatientRow, 0);
  g_assert_cmpint (row->id, ==, 12);
  g_assert_cmpstr (row->first_name, ==, "<b>Анна</b>");
  g_assert_cmpstr (row->birth_date, ==, "1984-03-12");
  g_assert_cmpstr (row->comments, ==, "a");
  g_assert_cmpstr (row->important, ==, "лидокаин");
  g_assert_cmpint (row->responsible_id, ==, 7);
  g_assert_false (row->do_not_call);
  g_assert_cmpstr (row->phones[0], ==, "8 (900) 1");
  g_assert_cmpstr (row->phones[1], ==, "+7");
  g_assert_null (row->phones[2]);
  g_assert_cmpint (built->latest, ==, row->modified);
  row = &g_array_index (built->rows, StorePatientRow, 1);
  g_assert_null (row->birth_date);
  g_assert_null (row->phones);
  g_assert_true (row->do_not_call);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sync/words/bbcode", test_bbcode_becomes_plain_text);
  g_test_add_func ("/sync/words/stages", test_stages_are_known_by_their_names);
  g_test_add_func ("/sync/words/answers", test_answers_are_understood);
  g_test_add_func ("/sync/words/funnel", test_the_appointments_funnel_is_found);
  g_test_add_func ("/sync/words/lead-stages", test_stages_of_leads_are_known_by_their_names);
  g_test_add_func ("/sync/words/fields", test_fields_are_found_by_code_or_title);
  g_test_add_func ("/sync/words/settings", test_the_settings_come_before_guessing);
  g_test_add_func ("/sync/words/comparable", test_only_some_names_can_be_compared);
  g_test_add_func ("/sync/words/semantics", test_semantics_are_read_from_either_place);
  g_test_add_func ("/sync/words/rows", test_rows_of_contacts_borrow_their_texts);

  return g_test_run ();
}
