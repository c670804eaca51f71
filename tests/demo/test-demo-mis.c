/* test-demo-mis.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The demo clinic's medical system, asked as any client of OData would ask it.
 */

#include "demo-fixture.h"

#include <string.h>

#define VISITS "Document_ЗаписьНаПрием"
#define PATIENTS "Catalog_Пациенты"
#define PHONES "Catalog_Пациенты_КонтактнаяИнформация"
#define ANNA_KEY "8b085dac-8815-11e3-93ee-00155d000001"

/* password: (nullable); (transfer full): the answer's text */
static char *
ask_as (Fixture *fixture,
        const char *method,
        const char *what,
        const char *query,
        const char *password)
{
  g_autofree char *base = demo_portal_dup_mis_url (fixture->portal);
  g_autofree char *entity = g_uri_escape_string (what, "()'", FALSE);
  g_autofree char *options = g_uri_escape_string (query != NULL ? query : "", "$=&'(),", FALSE);
  g_autofree char *url = g_strdup_printf ("%s%s?$format=json%s", base, entity, options);
  g_autoptr (SoupMessage) message = soup_message_new (method, url);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) answer = NULL;

  soup_session_remove_feature_by_type (fixture->session, SOUP_TYPE_AUTH_MANAGER);
  if (password != NULL)
    {
      g_autofree char *pair = g_strconcat (DEMO_PORTAL_MIS_USER ":", password, NULL);
      g_autofree char *encoded = g_base64_encode ((const guchar *) pair, strlen (pair));
      g_autofree char *header = g_strconcat ("Basic ", encoded, NULL);

      soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization",
                                    header);
    }
  answer = soup_session_send_and_read (fixture->session, message, NULL, &error);
  fixture->status = soup_message_get_status (message);
  g_assert_no_error (error);

  return g_bytes_get_size (answer) > 0
           ? g_strndup (g_bytes_get_data (answer, NULL), g_bytes_get_size (answer))
           : g_strdup ("");
}

/* (transfer full): the whole answer */
static JsonObject *
ask (Fixture *fixture, const char *what, const char *query)
{
  g_autofree char *text = ask_as (fixture, "GET", what, query, DEMO_PORTAL_MIS_PASSWORD);
  g_autoptr (JsonNode) node = json_from_string (text, NULL);

  g_assert_nonnull (node);

  return json_object_ref (json_node_get_object (node));
}

/* (transfer full): the rows of a good answer */
static JsonArray *
list (Fixture *fixture, const char *what, const char *query)
{
  g_autoptr (JsonObject) answer = ask (fixture, what, query);

  if (fixture->status != 200)
    g_error ("%s %s: %u", what, query, fixture->status);

  return json_array_ref (json_object_get_array_member (answer, "value"));
}

static const char *
get (JsonArray *rows, guint index, const char *member)
{
  return json_object_get_string_member (json_array_get_object_element (rows, index), member);
}

static guint
count (Fixture *fixture, const char *filter)
{
  g_autofree char *query = g_strdup_printf ("&$top=0&$inlinecount=allpages&$filter=%s", filter);
  g_autoptr (JsonObject) answer = ask (fixture, VISITS, query);

  if (fixture->status != 200)
    g_error ("%s: %u", filter, fixture->status);

  return (guint) g_ascii_strtoull (json_object_get_string_member (answer, "odata.count"), NULL, 10);
}

static void
assert_complains (Fixture *fixture, const char *what, const char *query, guint status)
{
  g_autoptr (JsonObject) answer = ask (fixture, what, query);
  JsonObject *error = json_object_get_object_member (answer, "odata.error");
  JsonObject *message = json_object_get_object_member (error, "message");

  g_assert_cmpuint (fixture->status, ==, status);
  g_assert_nonnull (json_object_get_string_member (error, "code"));
  g_assert_cmpstr (json_object_get_string_member (message, "lang"), ==, "ru");
  g_assert_cmpuint (strlen (json_object_get_string_member (message, "value")), >, 0);
}

static void
test_only_who_knows_the_password_may_read (Fixture *fixture, gconstpointer data)
{
  g_autofree char *nobody = ask_as (fixture, "GET", VISITS, NULL, NULL);
  guint without = fixture->status;
  g_autofree char *stranger = ask_as (fixture, "GET", VISITS, NULL, "password");
  guint with_other = fixture->status;
  g_autofree char *writer = ask_as (fixture, "DELETE", VISITS, NULL, DEMO_PORTAL_MIS_PASSWORD);

  g_assert_cmpuint (without, ==, 401);
  g_assert_cmpuint (with_other, ==, 401);
  g_assert_cmpuint (fixture->status, ==, 403);
  g_assert_null (strstr (nobody, "Ref_Key"));
}

static void
test_a_visit_has_the_shape_of_1c (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) answer =
    ask (fixture, VISITS,
         "&$top=1&$inlinecount=allpages&$filter=Пациент_Key eq guid'" ANNA_KEY "'");
  JsonArray *rows = json_object_get_array_member (answer, "value");
  JsonObject *visit = json_array_get_object_element (rows, 0);

  g_assert_true (g_str_has_suffix (json_object_get_string_member (answer, "odata.metadata"),
                                   "/mis/odata/standard.odata/$metadata#" VISITS));
  g_assert_cmpint (g_ascii_strtoll (json_object_get_string_member (answer, "odata.count"), NULL,
                                    10),
                   >=, 1);
  g_assert_true (g_uuid_string_is_valid (json_object_get_string_member (visit, "Ref_Key")));
  g_assert_false (json_object_get_boolean_member (visit, "DeletionMark"));
  g_assert_cmpuint (strlen (json_object_get_string_member (visit, "ДатаПриема")), ==, 19);
  g_assert_cmpuint (strlen (json_object_get_string_member (visit, "DataVersion")), ==, 12);
  g_assert_cmpstr (json_object_get_string_member (visit, "Кабинет_Key"), ==,
                   "00000000-0000-0000-0000-000000000000");
}

static void
test_filters_are_understood (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonArray) all = list (fixture, VISITS, NULL);
  guint total = json_array_get_length (all);
  const char *noon = "2026-01-01T12:00:00";
  g_autofree char *first = g_strdup (get (all, 0, "ДатаПриема"));
  g_autofree char *at = g_strdup_printf ("ДатаПриема eq datetime'%s'", first);
  g_autofree char *not_at = g_strdup_printf ("not (ДатаПриема eq datetime'%s')", first);
  g_autofree char *ne = g_strdup_printf ("ДатаПриема ne datetime'%s'", first);
  g_autofree char *before = g_strdup_printf ("ДатаПриема lt datetime'%s'", first);
  g_autofree char *not_before = g_strdup_printf ("ДатаПриема ge datetime'%s'", first);
  g_autofree char *up_to = g_strdup_printf ("ДатаПриема le datetime'%s'", first);
  g_autofree char *after = g_strdup_printf ("ДатаПриема gt datetime'%s'", first);
  g_autofree char *never = g_strdup_printf ("ДатаПриема lt datetime'%s'", noon);

  g_assert_cmpuint (total, >, 200);
  g_assert_cmpuint (count (fixture, at), >=, 1);
  g_assert_cmpuint (count (fixture, at) + count (fixture, ne), ==, total);
  g_assert_cmpuint (count (fixture, not_at), ==, count (fixture, ne));
  g_assert_cmpuint (count (fixture, before) + count (fixture, not_before), ==, total);
  g_assert_cmpuint (count (fixture, up_to) + count (fixture, after), ==, total);
  g_assert_cmpuint (count (fixture, never), ==, 0);
  g_assert_cmpuint (count (fixture, "Posted eq true and DeletionMark eq false") +
                      count (fixture, "DeletionMark eq true"),
                    ==, total);
  g_assert_cmpuint (count (fixture, "(Статус eq 'Запланирован' or Статус ne 'Запланирован')"), ==,
                    total);
  g_assert_cmpuint (count (fixture, "Статус eq 'Кавычка '' внутри'"), ==, 0);
  /* and is done before or */
  g_assert_cmpuint (count (fixture, "Posted eq true or Posted eq false and DeletionMark eq true"),
                    ==, total);
}

static void
test_what_cannot_be_understood_is_refused (Fixture *fixture, gconstpointer data)
{
  static const char *const filters[] = {
    "Статус", "Статус eq",         "Статус like 'а'",       "(Статус eq 'а'", "Статус eq 'а",
    "and",    "Статус eq 'а' 'б'", "Статус eq time'10:00'", "НетТакого eq 1",
  };

  for (guint i = 0; i < G_N_ELEMENTS (filters); i++)
    {
      g_autofree char *query = g_strdup_printf ("&$filter=%s", filters[i]);

      assert_complains (fixture, VISITS, query, 400);
    }
  assert_complains (fixture, VISITS, "&$select=Ref_Key,НетТакого", 400);
  assert_complains (fixture, "Document_НетТакого", NULL, 404);
  assert_complains (fixture, VISITS "(guid'00000000-0000-0000-0000-000000000001')", NULL, 404);
}

static void
test_pages_are_parts_of_the_whole (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonArray) all = list (fixture, VISITS, "&$orderby=ДатаПриема");
  g_autoptr (JsonArray) page =
    list (fixture, VISITS, "&$orderby=ДатаПриема&$select=ДатаПриема,Number&$skip=7&$top=3");
  g_autoptr (JsonArray) back = list (fixture, VISITS, "&$orderby=ДатаПриема desc&$top=1");
  g_autoptr (JsonArray) end = list (fixture, VISITS, "&$skip=100000&$top=3");
  guint total = json_array_get_length (all);

  g_assert_cmpuint (json_array_get_length (page), ==, 3);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpstr (get (page, i, "ДатаПриема"), ==, get (all, 7 + i, "ДатаПриема"));
  g_assert_cmpuint (json_object_get_size (json_array_get_object_element (page, 0)), ==, 2);
  g_assert_cmpstr (get (back, 0, "ДатаПриема"), ==, get (all, total - 1, "ДатаПриема"));
  g_assert_cmpuint (json_array_get_length (end), ==, 0);
}

static void
test_people_are_found_by_their_keys (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonArray) patients = list (fixture, PATIENTS,
                                         "&$filter=Ref_Key eq guid'" ANNA_KEY "' or Ref_Key eq "
                                         "guid'8b085dac-8815-11e3-93ee-00155dffffff'");
  g_autoptr (JsonArray) phones =
    list (fixture, PHONES, "&$filter=(Ref_Key eq guid'" ANNA_KEY "') and Тип eq 'Телефон'");
  g_autoptr (JsonObject) alone = ask (fixture, PATIENTS "(guid'" ANNA_KEY "')", NULL);
  g_autoptr (JsonArray) doctors = list (fixture, "Catalog_Врачи", NULL);

  g_assert_cmpuint (json_array_get_length (patients), ==, 1);
  g_assert_cmpstr (get (patients, 0, "Description"), ==, "Иванова Анна Сергеевна");
  g_assert_cmpuint (json_array_get_length (phones), ==, 1);
  g_assert_cmpstr (get (phones, 0, "Представление"), ==, "+7 900 000-00-01");
  g_assert_cmpstr (get (phones, 0, "LineNumber"), ==, "1");
  g_assert_cmpstr (json_object_get_string_member (alone, "Description"), ==,
                   "Иванова Анна Сергеевна");
  g_assert_cmpuint (json_array_get_length (doctors), ==, 10);
}

/* (transfer full): the one visit of a deal */
static JsonObject *
read_visit (Fixture *fixture, const char *key)
{
  g_autofree char *what = g_strdup_printf (VISITS "(guid'%s')", key);
  JsonObject *visit = ask (fixture, what, NULL);

  g_assert_cmpuint (fixture->status, ==, 200);

  return visit;
}

static void
test_it_follows_the_portal_but_for_what_is_written_here (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonArray) rows =
    list (fixture, VISITS, "&$filter=Статус eq 'Запланирован'&$orderby=ДатаПриема desc&$top=1");
  const char *key = get (rows, 0, "Ref_Key");
  g_autofree char *find =
    g_strdup_printf ("{\"entityTypeId\":2,\"filter\":{\"=originId\":\"%s\"},\"select\":[\"id\"]}",
                     key);
  g_autoptr (JsonObject) found = fixture_call (fixture, "crm.item.list", find);
  JsonArray *items =
    json_object_get_array_member (json_object_get_object_member (found, "result"), "items");
  gint64 deal = json_object_get_int_member (json_array_get_object_element (items, 0), "id");
  g_autofree char *confirm = g_strdup_printf ("{\"type\":2,\"id\":%" G_GINT64_FORMAT
                                              ",\"fields\":{\"stageId\":\"C5:UC_CONFIRM\"}}",
                                              deal);
  g_autofree char *arrive = g_strdup_printf ("{\"type\":2,\"id\":%" G_GINT64_FORMAT
                                             ",\"fields\":{\"stageId\":\"C5:UC_ARRIVED\"}}",
                                             deal);
  g_autofree char *order =
    g_strdup_printf ("{\"deal\":%" G_GINT64_FORMAT ",\"status\":\"Пришел\",\"doctor\":29}", deal);
  const char *const confirmed = "Подтвержден";
  g_autoptr (JsonObject) edited = fixture_control (fixture, "edit", confirm);
  g_autoptr (JsonObject) followed = read_visit (fixture, key);
  g_autoptr (JsonObject) changed = fixture_control (fixture, "mis_change", order);
  g_autoptr (JsonObject) own = read_visit (fixture, key);
  g_autoptr (JsonObject) caught_up = fixture_control (fixture, "edit", arrive);
  g_autoptr (JsonObject) seen = read_visit (fixture, key);
  g_autoptr (JsonObject) back = fixture_control (fixture, "edit", confirm);
  g_autoptr (JsonObject) last = read_visit (fixture, key);

  g_assert_cmpstr (json_object_get_string_member (followed, "Статус"), ==, confirmed);
  g_assert_cmpstr (json_object_get_string_member (own, "Статус"), ==, "Пришел");
  g_assert_cmpstr (json_object_get_string_member (own, "DataVersion"), !=,
                   json_object_get_string_member (followed, "DataVersion"));
  g_assert_cmpstr (json_object_get_string_member (own, "Изменил"), ==, "Регистратура");
  g_assert_true (g_str_has_suffix (json_object_get_string_member (own, "Врач_Key"), "00001d"));
  g_assert_cmpstr (json_object_get_string_member (seen, "Статус"), ==, "Пришел");
  g_assert_cmpstr (json_object_get_string_member (last, "Статус"), ==, confirmed);
  /* the doctor is another one still: the portal has not said so */
  g_assert_true (g_str_has_suffix (json_object_get_string_member (last, "Врач_Key"), "00001d"));
}

static void
test_a_new_visit_becomes_one_with_its_deal (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonArray) before = list (fixture, VISITS, NULL);
  g_autoptr (JsonObject) added =
    fixture_control (fixture, "mis_add",
                     "{\"start\":\"2026-12-24T10:00:00+03:00\",\"doctor\":27,\"contact\":3}");
  const char *key = json_object_get_string_member (added, "key");
  g_autoptr (JsonObject) visit = read_visit (fixture, key);
  g_autofree char *deal =
    g_strdup_printf ("{\"type\":2,\"fields\":{\"categoryId\":5,\"contactId\":3,\"originId\":\"%s\","
                     "\"ufCrm_VISIT_TIME\":\"2026-12-24T10:00:00+03:00\",\"ufCrm_DOCTOR\":27}}",
                     key);
  g_autoptr (JsonObject) made = fixture_control (fixture, "add", deal);
  g_autoptr (JsonArray) after = list (fixture, VISITS, NULL);

  g_assert_cmpstr (json_object_get_string_member (visit, "ДатаПриема"), ==, "2026-12-24T10:00:00");
  g_assert_cmpstr (json_object_get_string_member (visit, "Статус"), ==, "Запланирован");
  g_assert_cmpuint (json_array_get_length (after), ==, json_array_get_length (before) + 1);
}

static void
test_requests_are_counted_and_spoiled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) page =
    fixture_control (fixture, "mis_fault", "{\"kind\":\"html\",\"match\":\"Document_*\"}");
  g_autoptr (JsonArray) doctors = list (fixture, "Catalog_Врачи", NULL);
  g_autofree char *html = ask_as (fixture, "GET", VISITS, NULL, DEMO_PORTAL_MIS_PASSWORD);
  g_autoptr (JsonArray) visits = list (fixture, VISITS, NULL);
  g_autoptr (JsonObject) all = fixture_control (fixture, "mis_requests", "{}");
  g_autoptr (JsonObject) some =
    fixture_control (fixture, "mis_requests", "{\"entity\":\"" VISITS "\"}");

  g_assert_true (g_str_has_prefix (html, "<!DOCTYPE html>"));
  g_assert_cmpint (json_object_get_int_member (all, "requests"), ==, 3);
  g_assert_cmpint (json_object_get_int_member (some, "requests"), ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function)                                                                        \
  g_test_add ("/demo/mis/" name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

  ADD ("only-who-knows-the-password-may-read", test_only_who_knows_the_password_may_read);
  ADD ("a-visit-has-the-shape-of-1c", test_a_visit_has_the_shape_of_1c);
  ADD ("filters-are-understood", test_filters_are_understood);
  ADD ("what-cannot-be-understood-is-refused", test_what_cannot_be_understood_is_refused);
  ADD ("pages-are-parts-of-the-whole", test_pages_are_parts_of_the_whole);
  ADD ("people-are-found-by-their-keys", test_people_are_found_by_their_keys);
  ADD ("it-follows-the-portal-but-for-what-is-written-here",
       test_it_follows_the_portal_but_for_what_is_written_here);
  ADD ("a-new-visit-becomes-one-with-its-deal", test_a_new_visit_becomes_one_with_its_deal);
  ADD ("requests-are-counted-and-spoiled", test_requests_are_counted_and_spoiled);

  return g_test_run ();
}
