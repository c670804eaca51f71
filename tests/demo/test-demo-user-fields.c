/* test-demo-user-fields.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The administrator's own fields: made, listed, used at once by all other methods, changed,
 * deleted.
 */

#include "demo-world-test.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  DemoWorld *world; /* owned */
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->world = test_world_new (20, 1);
  demo_rights_set_admin (demo_world_get_rights (self->world), 7, TRUE);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_assert_finalize_object (self->world);
}

static gint64
add_field (Fixture *self, const char *fields)
{
  g_autofree char *params = g_strdup_printf ("{'fields':%s}", fields);
  g_autoptr (JsonNode) result = test_call (self->world, "crm.deal.userfield.add", params);

  return json_node_get_int (result);
}

/* (transfer full): what crm.item.fields says of a field of deals, NULL when it is not there */
static JsonObject *
describe (Fixture *self, const char *key)
{
  g_autoptr (JsonNode) result = test_call (self->world, "crm.item.fields", "{'entityTypeId':2}");
  JsonObject *fields = json_object_get_object_member (json_node_get_object (result), "fields");

  return json_object_has_member (fields, key)
           ? json_object_ref (json_object_get_object_member (fields, key))
           : NULL;
}

static void
test_a_field_with_a_code_of_letters_works_at_once (Fixture *self, gconstpointer data)
{
  g_autoptr (JsonObject) field = NULL;
  g_autoptr (JsonNode) item = NULL;
  g_autofree char *legacy = NULL;

  add_field (self, "{'USER_TYPE_ID':'datetime','FIELD_NAME':'visit_finish','LABEL':'Конец'}");
  field = describe (self, "ufCrmVisitFinish");
  g_assert_nonnull (field);
  g_assert_cmpstr (json_object_get_string_member (field, "upperName"), ==, "UF_CRM_VISIT_FINISH");
  g_assert_cmpstr (json_object_get_string_member (field, "type"), ==, "datetime");
  g_assert_cmpstr (json_object_get_string_member (field, "title"), ==, "Конец");
  g_assert_true (json_object_get_boolean_member (field, "isDynamic"));

  item = test_call (self->world, "crm.item.add",
                    "{'entityTypeId':2,'fields':{'categoryId':5,'title':'Новая',"
                    "'ufCrmVisitFinish':'2026-12-01T10:00:00+03:00'}}");
  test_answers (self->world, "crm.item.list",
                "{'entityTypeId':2,'select':['title','ufCrmVisitFinish'],'filter':"
                "{'>=ufCrmVisitFinish':'2026-12-01T09:59:00+03:00'}}",
                "{'items':[{'title':'Новая','ufCrmVisitFinish':'2026-12-01T10:00:00+03:00'}]}");
  legacy = test_text (self->world, "crm.deal.list",
                      "{'select':['TITLE','UF_CRM_VISIT_FINISH'],'filter':{'TITLE':'Новая'}}");
  g_assert_nonnull (strstr (legacy, "\"UF_CRM_VISIT_FINISH\":\"2026-12-01T10:00:00+03:00\""));
}

static void
test_a_code_with_digits_is_simplified_and_mangled_after_a_prefix (Fixture *self, gconstpointer data)
{
  g_autoptr (JsonObject) field = NULL;

  add_field (self, "{'USER_TYPE_ID':'integer','FIELD_NAME':'UF_SEAT2'}");
  field = describe (self, "ufCrm_SEAT2");
  g_assert_nonnull (field);
  g_assert_cmpstr (json_object_get_string_member (field, "title"), ==, "UF_CRM_SEAT2");
  test_answers (self->world, "crm.item.list",
                "{'entityTypeId':2,'select':['id'],'filter':{'ufCrm_SEAT2':7}}", "{'items':[]}");
  test_refused (self->world, "crm.item.list", "{'entityTypeId':2,'filter':{'>=ufCrm_SEAT2':7}}",
                "INVALID_ARG_VALUE");
}

static void
test_a_list_has_items_with_ids_of_their_own (Fixture *self, gconstpointer data)
{
  gint64 id = add_field (self, "{'USER_TYPE_ID':'enumeration','FIELD_NAME':'PAYER','LABEL':'Кто "
                               "платит','LIST':[{'VALUE':'Сам','XML_ID':'self','SORT':10},"
                               "{'VALUE':''},{'VALUE':'ДМС','SORT':20}]}");
  g_autofree char *params = g_strdup_printf ("{'id':%" G_GINT64_FORMAT "}", id);
  g_autoptr (JsonNode) result = test_call (self->world, "crm.deal.userfield.get", params);
  g_autoptr (JsonObject) field = describe (self, "ufCrmPayer");
  JsonObject *got = json_node_get_object (result);
  JsonArray *list = json_object_get_array_member (got, "LIST");
  JsonArray *items = json_object_get_array_member (field, "items");
  JsonObject *label = json_object_get_object_member (got, "EDIT_FORM_LABEL");
  JsonObject *second = json_array_get_object_element (list, 1);

  g_assert_cmpuint (json_array_get_length (list), ==, 2);
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (list, 0),
                                                  "XML_ID"),
                   ==, "self");
  g_assert_cmpuint (strlen (json_object_get_string_member (second, "XML_ID")), ==, 32);
  g_assert_cmpstr (json_object_get_string_member (label, "ru"), ==, "Кто платит");
  g_assert_cmpstr (json_object_get_string_member (label, "en"), ==, "Кто платит");
  g_assert_cmpuint (json_array_get_length (items), ==, 2);
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (items, 1), "ID"),
                   ==, json_object_get_string_member (second, "ID"));
}

static void
test_labels_are_listed_in_the_language_that_is_asked (Fixture *self, gconstpointer data)
{
  g_autofree char *with = test_text (self->world, "crm.deal.userfield.list",
                                     "{'filter':{'LANG':'ru','FIELD_NAME':'UF_CRM_VISIT_TIME'}}");
  g_autofree char *without = test_text (self->world, "crm.deal.userfield.list",
                                        "{'filter':{'FIELD_NAME':'UF_CRM_VISIT_TIME'}}");
  TestAnswer answer;
  g_autoptr (JsonNode) all = test_call_full (self->world, "crm.deal.userfield.list", "{}", &answer);
  g_autoptr (JsonNode) leads = test_call (self->world, "crm.lead.userfield.list", "{}");
  JsonObject *lead = json_array_get_object_element (json_node_get_array (leads), 0);

  g_assert_nonnull (strstr (with, "\"EDIT_FORM_LABEL\":\"Дата и время приёма\""));
  g_assert_nonnull (strstr (with, "\"ERROR_MESSAGE\":null"));
  g_assert_null (strstr (without, "LABEL"));
  g_assert_cmpint (answer.total, ==, json_array_get_length (json_node_get_array (all)));
  g_assert_cmpstr (json_object_get_string_member (lead, "FIELD_NAME"), ==, "UF_CRM_WISH");
  g_assert_cmpstr (json_object_get_string_member (lead, "ENTITY_ID"), ==, "CRM_LEAD");
}

static void
test_a_field_is_renamed_made_mandatory_and_deleted (Fixture *self, gconstpointer data)
{
  gint64 id = add_field (self, "{'USER_TYPE_ID':'string','FIELD_NAME':'NOTE','LABEL':'Пометка'}");
  g_autofree char *change =
    g_strdup_printf ("{'id':%" G_GINT64_FORMAT
                     ",'fields':{'MANDATORY':'Y','EDIT_FORM_LABEL':{'ru':'Заметка'},"
                     "'USER_TYPE_ID':'integer'}}",
                     id);
  g_autofree char *one = g_strdup_printf ("{'id':%" G_GINT64_FORMAT "}", id);
  g_autoptr (JsonObject) field = NULL;
  g_autoptr (JsonObject) gone = NULL;
  g_autoptr (JsonNode) filled =
    test_call (self->world, "crm.item.update",
               "{'entityTypeId':2,'id':4001,'fields':{'ufCrmNote':'старое'}}");
  g_autoptr (JsonNode) again = NULL;

  test_answers (self->world, "crm.deal.userfield.update", change, "true");
  field = describe (self, "ufCrmNote");
  g_assert_true (json_object_get_boolean_member (field, "isRequired"));
  g_assert_cmpstr (json_object_get_string_member (field, "title"), ==, "Заметка");
  g_assert_cmpstr (json_object_get_string_member (field, "type"), ==, "string");

  test_answers (self->world, "crm.deal.userfield.delete", one, "true");
  gone = describe (self, "ufCrmNote");
  g_assert_null (gone);
  test_refused (self->world, "crm.deal.userfield.get", one, "ERROR_NOT_FOUND");
  test_refused (self->world, "crm.item.list", "{'entityTypeId':2,'filter':{'ufCrmNote':'x'}}",
                "INVALID_ARG_VALUE");

  add_field (self, "{'USER_TYPE_ID':'string','FIELD_NAME':'NOTE'}");
  again = test_call (self->world, "crm.item.get", "{'entityTypeId':2,'id':4001}");
  g_assert_true (json_object_get_null_member (test_item (again), "ufCrmNote"));
}

static void
test_what_is_wrong_is_refused_in_the_portals_words (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *fields;
    const char *name;
    const char *text;
  } wrong[] = {
    { "{'USER_TYPE_ID':'string'}", "", "The 'FIELD_NAME' field is not found." },
    { "{'FIELD_NAME':'X'}", "", "The 'USER_TYPE_ID' field is not found." },
    { "{'FIELD_NAME':'X','USER_TYPE_ID':'colour'}", "ERROR_CORE",
      "Incorrect custom type specified." },
    { "{'FIELD_NAME':'ВРАЧ','USER_TYPE_ID':'string'}", "ERROR_CORE",
      "Field name contains invalid characters. Allowed characters are: A-Z, 0-9 and _." },
    { "{'FIELD_NAME':'ABCDEFGHIJABCDEFGHIJABCDEFGHIJABCDEFGHIJABCD','USER_TYPE_ID':'string'}",
      "ERROR_CORE", "Field name is too long (more than 50 characters)." },
    { "{'FIELD_NAME':'X','USER_TYPE_ID':'enumeration','LIST':[{'VALUE':'a','XML_ID':'1'},"
      "{'VALUE':'b','XML_ID':'1'}]}",
      "ERROR_CORE", "List item with value XML_ID=1 already exists." },
    { "{'FIELD_NAME':'UF_CRM_DOCTOR','USER_TYPE_ID':'string'}", "ERROR_CORE",
      "Поле UF_CRM_DOCTOR для объекта CRM_DEAL уже существует." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *params = g_strdup_printf ("{'fields':%s}", wrong[i].fields);
      TestAnswer answer;
      g_autoptr (JsonNode) result =
        test_call_full (self->world, "crm.deal.userfield.add", params, &answer);

      g_assert_null (result);
      g_assert_cmpstr (answer.name, ==, wrong[i].name);
      g_assert_cmpstr (answer.text, ==, wrong[i].text);
    }
}

static void
test_only_who_administers_the_crm_may_write (Fixture *self, gconstpointer data)
{
  TestAnswer answer;
  g_autoptr (JsonNode) result = NULL;

  demo_rights_clear (demo_world_get_rights (self->world));
  result = test_call_full (self->world, "crm.deal.userfield.add",
                           "{'fields':{'USER_TYPE_ID':'string','FIELD_NAME':'X'}}", &answer);
  g_assert_null (result);
  g_assert_cmpstr (answer.name, ==, "");
  g_assert_cmpstr (answer.text, ==, "Access denied.");
}

static void
test_fields_are_kept_with_the_clinic (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("demo-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "clinic.db", NULL);
  DemoWorldOptions options = { .patients = 20, .seed = 1, .now = TEST_NOW, .path = path };
  Fixture self = { demo_world_new (&options, &error) };
  g_autoptr (JsonObject) before = NULL;
  g_autoptr (JsonObject) after = NULL;

  g_assert_no_error (error);
  demo_rights_set_admin (demo_world_get_rights (self.world), 7, TRUE);
  add_field (&self, "{'USER_TYPE_ID':'enumeration','FIELD_NAME':'PAYER','LIST':[{'VALUE':'ДМС'}]}");
  before = describe (&self, "ufCrmPayer");
  g_assert_finalize_object (self.world);
  self.world = demo_world_new (&options, &error);
  g_assert_no_error (error);
  after = describe (&self, "ufCrmPayer");
  g_assert_nonnull (after);
  g_assert_true (json_object_equal (before, after));
  g_assert_finalize_object (self.world);
  g_remove (path);
  g_rmdir (folder);
}

#define ADD(test) g_test_add ("/demo-user-fields/" #test, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD (test_a_field_with_a_code_of_letters_works_at_once);
  ADD (test_a_code_with_digits_is_simplified_and_mangled_after_a_prefix);
  ADD (test_a_list_has_items_with_ids_of_their_own);
  ADD (test_labels_are_listed_in_the_language_that_is_asked);
  ADD (test_a_field_is_renamed_made_mandatory_and_deleted);
  ADD (test_what_is_wrong_is_refused_in_the_portals_words);
  ADD (test_only_who_administers_the_crm_may_write);
  g_test_add_func ("/demo-user-fields/kept", test_fields_are_kept_with_the_clinic);

  return g_test_run ();
}
