/* test-sync-mapping.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gstdio.h>

#include "bx-client.h"
#include "bx-json.h"
#include "bx-webhook.h"
#include "clinic-choice.h"
#include "clinic-error.h"
#include "sync-dictionaries.h"
#include "sync-fixture.h"
#include "sync-mapping.h"
#include "sync-time.h"

#define CATEGORIES                                                                                 \
  "{'categories':[{'id':5,'name':'Приёмы','sort':10,'isDefault':'N'},"                       \
  "{'id':0,'name':'Общая','sort':20,'isDefault':'Y'}]}"
#define STATUSES                                                                                   \
  "[{'ENTITY_ID':'DEAL_STAGE_5','STATUS_ID':'C5:NEW','NAME':'Записан','SORT':'10'},"        \
  "{'ENTITY_ID':'DEAL_STAGE_5','STATUS_ID':'C5:UC_A','NAME':'Позвонить','SORT':'20'},"    \
  "{'ENTITY_ID':'DEAL_STAGE_5','STATUS_ID':'C5:WON','NAME':'Был','SORT':'30','SEMANTICS':'S'}," \
  "{'ENTITY_ID':'DEAL_STAGE_5','STATUS_ID':'C5:LOSE','NAME':'Неявка','SORT':'40',"           \
  "'SEMANTICS':'F'},"                                                                              \
  "{'ENTITY_ID':'DEAL_STAGE','STATUS_ID':'NEW','NAME':'Новая','SORT':'10'},"                  \
  "{'ENTITY_ID':'STATUS','STATUS_ID':'NEW','NAME':'Новая заявка','SORT':'10'},"         \
  "{'ENTITY_ID':'STATUS','STATUS_ID':'CONVERTED','NAME':'Готово','SORT':'20','SEMANTICS':'S'}]"
#define TIME_FIELD                                                                                 \
  "'ufCrmVisitTime':{'type':'datetime','upperName':'UF_CRM_VISIT_TIME','title':'Когда'}"
#define DATE_FIELD "'ufCrm_17':{'type':'date','upperName':'UF_CRM_17','title':'Дата визита'}"

/* --- a mapping without a portal behind it --- */

typedef struct
{
  GSettings *settings;
  SyncContext *context;
  SyncMapping *mapping;
} Desk;

static void
put (Desk *desk, const char *part, const char *text)
{
  g_autofree char *json = g_strdelimit (g_strdup (text), "'", '"');
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (json, &error);

  g_assert_no_error (error);
  sync_dictionaries_put (sync_context_get_dictionaries (desk->context), part, node);
}

static void
put_fields (Desk *desk, const char *fields)
{
  g_autofree char *text = g_strdup_printf ("{'fields':{%s}}", fields);

  put (desk, SYNC_PART_DEAL_FIELDS, text);
  sync_context_rebuild_dictionaries (desk->context);
}

static void
desk_set_up (Desk *desk, gconstpointer data)
{
  g_autoptr (BxWebhook) webhook = bx_webhook_new ("http://127.0.0.1:9/rest/7/s/", NULL);
  g_autoptr (BxThrottle) throttle = bx_throttle_new ();
  g_autoptr (BxClient) client = bx_client_new (BX_AUTH (webhook), throttle);

  desk->settings = g_settings_new ("io.github.reception24.Reception");
  desk->context = sync_context_new (client, NULL, desk->settings);
  desk->mapping = sync_mapping_new (desk->context);
  put (desk, SYNC_PART_CATEGORIES, CATEGORIES);
  put (desk, SYNC_PART_STATUSES, STATUSES);
}

static void
reset_settings (GSettings *settings)
{
  static const char *const keys[] = { "appointments-category", "stage-roles", "lead-stage-roles",
                                      "field-visit-time", "field-doctor" };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    g_settings_reset (settings, keys[i]);
}

static void
desk_tear_down (Desk *desk, gconstpointer data)
{
  reset_settings (desk->settings);
  g_assert_finalize_object (desk->mapping);
  g_assert_finalize_object (desk->context);
  g_clear_object (&desk->settings);
}

/* (nullable) */
static ClinicMappingEntry *
find (ClinicMapping *mapping, const char *id)
{
  GListModel *entries = clinic_mapping_get_entries (mapping);

  for (guint i = 0; i < g_list_model_get_n_items (entries); i++)
    {
      g_autoptr (ClinicMappingEntry) entry = g_list_model_get_item (entries, i);

      if (g_strcmp0 (clinic_mapping_entry_get_id (entry), id) == 0)
        return entry;
    }

  return NULL;
}

static void
assert_entry (Desk *desk, const char *id, ClinicMappingState state, const char *value)
{
  ClinicMappingEntry *entry = find (CLINIC_MAPPING (desk->mapping), id);

  g_assert_nonnull (entry);
  g_assert_cmpstr (clinic_mapping_entry_get_value (entry), ==, value);
  g_assert_cmpint (clinic_mapping_entry_get_state (entry), ==, state);
  g_assert_cmpint (clinic_mapping_entry_get_chosen (entry), ==,
                   state == CLINIC_MAPPING_SET || state == CLINIC_MAPPING_BROKEN);
}

static void
choose (Desk *desk, const char *id, const char *key)
{
  ClinicMapping *mapping = CLINIC_MAPPING (desk->mapping);

  clinic_mapping_choose (mapping, find (mapping, id), key);
}

static char *
dup_keys (Desk *desk, const char *id)
{
  GListModel *choices =
    clinic_mapping_entry_get_choices (find (CLINIC_MAPPING (desk->mapping), id));
  GString *keys = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (choices); i++)
    {
      g_autoptr (ClinicChoice) choice = g_list_model_get_item (choices, i);

      g_string_append_printf (keys, "%s ", clinic_choice_get_key (choice));
    }

  return g_string_free (keys, FALSE);
}

static void
test_nothing_is_said_before_the_portal_answered (Desk *desk, gconstpointer data)
{
  GListModel *entries = clinic_mapping_get_entries (CLINIC_MAPPING (desk->mapping));

  g_assert_cmpuint (g_list_model_get_n_items (entries), ==, 0);
}

static void
test_names_are_guessed (Desk *desk, gconstpointer data)
{
  g_autofree char *roles = NULL;

  put_fields (desk, TIME_FIELD);
  assert_entry (desk, "funnel", CLINIC_MAPPING_GUESSED, "5");
  assert_entry (desk, "stage:C5:NEW", CLINIC_MAPPING_GUESSED, "booked");
  assert_entry (desk, "stage:C5:UC_A", CLINIC_MAPPING_MISSING, "none");
  assert_entry (desk, "stage:C5:LOSE", CLINIC_MAPPING_GUESSED, "no-show");
  assert_entry (desk, "lead-stage:CONVERTED", CLINIC_MAPPING_GUESSED, "booked");
  assert_entry (desk, "field-visit-time", CLINIC_MAPPING_GUESSED, "ufCrmVisitTime");
  assert_entry (desk, "field-doctor", CLINIC_MAPPING_MISSING, NULL);
  g_assert_null (find (CLINIC_MAPPING (desk->mapping), "stage:NEW"));
  g_assert_true (
    clinic_mapping_entry_get_required (find (CLINIC_MAPPING (desk->mapping), "field-visit-time")));
  roles = dup_keys (desk, "stage:C5:LOSE");
  g_assert_cmpstr (roles, ==, "lost no-show unreachable ");
}

static void
test_what_is_chosen_holds (Desk *desk, gconstpointer data)
{
  put_fields (desk, TIME_FIELD);
  choose (desk, "stage:C5:UC_A", "unconfirmed");
  assert_entry (desk, "stage:C5:UC_A", CLINIC_MAPPING_SET, "unconfirmed");
  g_assert_cmpint (clinic_stage_get_role (sync_context_find_stage (desk->context, "C5:UC_A")), ==,
                   CLINIC_STAGE_ROLE_UNCONFIRMED);
  choose (desk, "stage:C5:NEW", "none");
  assert_entry (desk, "stage:C5:NEW", CLINIC_MAPPING_SET, "none");
  choose (desk, "stage:C5:NEW", NULL);
  assert_entry (desk, "stage:C5:NEW", CLINIC_MAPPING_GUESSED, "booked");
  assert_entry (desk, "stage:C5:UC_A", CLINIC_MAPPING_SET, "unconfirmed");
  choose (desk, "lead-stage:NEW", "waiting-list");
  assert_entry (desk, "lead-stage:NEW", CLINIC_MAPPING_SET, "waiting-list");
  choose (desk, "funnel", "0");
  assert_entry (desk, "funnel", CLINIC_MAPPING_SET, "0");
  g_assert_null (find (CLINIC_MAPPING (desk->mapping), "stage:C5:NEW"));
  g_assert_nonnull (find (CLINIC_MAPPING (desk->mapping), "stage:NEW"));
}

static void
test_what_the_portal_lost_is_broken_and_not_guessed_again (Desk *desk, gconstpointer data)
{
  ClinicMapping *mapping = CLINIC_MAPPING (desk->mapping);
  ClinicMappingEntry *time;

  put_fields (desk, TIME_FIELD ",'ufCrm_3':{'type':'datetime','upperName':'UF_CRM_3',"
                               "'title':'Приход'}," DATE_FIELD);
  choose (desk, "field-visit-time", "ufCrm_3");
  assert_entry (desk, "field-visit-time", CLINIC_MAPPING_SET, "ufCrm_3");
  put_fields (desk, TIME_FIELD "," DATE_FIELD);
  assert_entry (desk, "field-visit-time", CLINIC_MAPPING_BROKEN, NULL);
  g_assert_null (sync_context_get_fields (desk->context)->visit_time);
  time = find (mapping, "field-visit-time");
  g_assert_cmpstr (clinic_mapping_entry_get_problem (time), ==, "ufCrm_3");
  /* a field without the time of day cannot hold a visit */
  choose (desk, "field-visit-time", "UF_CRM_17");
  assert_entry (desk, "field-visit-time", CLINIC_MAPPING_BROKEN, "UF_CRM_17");
  g_assert_cmpstr (clinic_mapping_entry_get_problem (time), ==, "Дата визита");
  choose (desk, "field-visit-time", NULL);
  assert_entry (desk, "field-visit-time", CLINIC_MAPPING_GUESSED, "ufCrmVisitTime");
  /* the same object all the time */
  g_assert_true (time == find (mapping, "field-visit-time"));
}

static void
test_a_stage_that_was_deleted_is_named (Desk *desk, gconstpointer data)
{
  ClinicMappingEntry *entry;

  put_fields (desk, TIME_FIELD);
  choose (desk, "stage:C5:UC_A", "tomorrow");
  put (desk, SYNC_PART_STATUSES,
       "[{'ENTITY_ID':'DEAL_STAGE_5','STATUS_ID':'C5:NEW','NAME':'Записан','SORT':'10'}]");
  sync_context_rebuild_dictionaries (desk->context);
  entry = find (CLINIC_MAPPING (desk->mapping), "stage:C5:UC_A");
  g_assert_nonnull (entry);
  g_assert_cmpint (clinic_mapping_entry_get_state (entry), ==, CLINIC_MAPPING_BROKEN);
  g_assert_cmpstr (clinic_mapping_entry_get_problem (entry), ==, "Позвонить");
  choose (desk, "stage:C5:UC_A", NULL);
  g_assert_null (find (CLINIC_MAPPING (desk->mapping), "stage:C5:UC_A"));
}

static void
test_a_funnel_that_was_deleted_is_broken (Desk *desk, gconstpointer data)
{
  put_fields (desk, TIME_FIELD);
  g_settings_set_int (desk->settings, "appointments-category", 9);
  assert_entry (desk, "funnel", CLINIC_MAPPING_BROKEN, NULL);
  g_assert_cmpint (sync_context_get_category (desk->context), ==, -1);
}

static void
test_an_unchanged_answer_leaves_the_choices_alone (Desk *desk, gconstpointer data)
{
  GListModel *choices;
  guint changes = 0;

  put_fields (desk, TIME_FIELD);
  choices =
    clinic_mapping_entry_get_choices (find (CLINIC_MAPPING (desk->mapping), "field-visit-time"));
  g_assert_cmpuint (g_list_model_get_n_items (choices), ==, 1);
  g_signal_connect_swapped (choices, "items-changed", G_CALLBACK (g_atomic_int_inc), &changes);
  put_fields (desk, TIME_FIELD);
  g_assert_cmpuint (changes, ==, 0);
  put_fields (desk, TIME_FIELD ",'ufCrm_3':{'type':'datetime','upperName':'UF_CRM_3',"
                               "'title':'Ещё'}");
  g_assert_cmpuint (changes, ==, 1);
  g_signal_handlers_disconnect_by_data (choices, &changes);
}

/* --- a portal that shifts times by the zone of its user --- */

typedef struct
{
  Desk desk;
  SoupServer *server;
  StoreRepository *store;
  char *directory;
  gint64 shift; /* seconds that it adds */
  char *kept;   /* the value of the field as it was sent */
  gint64 deal;  /* the deal that is there, 0 none */
  gboolean keeps_deals;
  gboolean refuses;
} Portal;

static void
on_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* Answers as crm.item.add, get and delete are documented to. */
static char *
answer_item (Portal *portal, const char *method, JsonObject *params, guint *status)
{
  *status = 200;
  if (portal->refuses || (strstr (method, "item.delete") != NULL && portal->keeps_deals))
    {
      *status = 400;
      return g_strdup ("{\"error\":\"ACCESS_DENIED\",\"error_description\":\"Доступ запрещен\"}");
    }
  if (strstr (method, "item.delete") != NULL)
    {
      portal->deal = 0;
      return g_strdup ("{\"result\":[]}");
    }
  if (strstr (method, "item.add") != NULL)
    {
      JsonObject *fields = json_object_get_object_member (params, "fields");

      g_assert_cmpstr (bx_json_get_string (fields, "stageId"), ==, "C5:LOSE");
      g_assert_false (json_object_has_member (fields, "contactId"));
      g_free (portal->kept);
      portal->kept = bx_json_dup_string (fields, "ufCrmVisitTime");
      portal->deal = 4711;
    }

  {
    gint64 moment = bx_json_read_unix (portal->kept) + portal->shift + 3 * 3600;
    g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (moment);
    g_autofree char *text = g_date_time_format (time, "%Y-%m-%dT%H:%M:%S+03:00");

    return g_strdup_printf ("{\"result\":{\"item\":{\"id\":4711,\"ufCrmVisitTime\":\"%s\"}}}",
                            text);
  }
}

static void
on_request_cb (SoupServer *server,
               SoupServerMessage *message,
               const char *path,
               GHashTable *query,
               gpointer user_data)
{
  Portal *portal = user_data;
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autoptr (GBytes) bytes = soup_message_body_flatten (body);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autofree char *answer = NULL;
  guint status;

  json_parser_load_from_data (parser, g_bytes_get_data (bytes, NULL),
                              (gssize) g_bytes_get_size (bytes), NULL);
  answer = answer_item (portal, path, bx_json_node_object (json_parser_get_root (parser)), &status);
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, answer,
                                    strlen (answer));
}

static void
open_desk (Portal *portal)
{
  g_autoslist (GUri) uris = soup_server_get_uris (portal->server);
  g_autofree char *address =
    g_strdup_printf ("http://127.0.0.1:%d/rest/7/s/", g_uri_get_port (uris->data));
  g_autoptr (BxWebhook) webhook = bx_webhook_new (address, NULL);
  g_autoptr (BxThrottle) throttle = bx_throttle_new ();
  g_autoptr (BxClient) client = bx_client_new (BX_AUTH (webhook), throttle);

  portal->desk.context = sync_context_new (client, portal->store, portal->desk.settings);
  clinic_link_set_user_id (sync_context_get_link (portal->desk.context), 7);
  portal->desk.mapping = sync_mapping_new (portal->desk.context);
  sync_mapping_start (portal->desk.mapping);
  put (&portal->desk, SYNC_PART_CATEGORIES, CATEGORIES);
  put (&portal->desk, SYNC_PART_STATUSES, STATUSES);
  put_fields (&portal->desk, TIME_FIELD);
  sync_fixture_iterate (50);
}

/* What the store was asked holds on to who asked, until its thread has answered. */
static void
assert_goes (gpointer object)
{
  for (guint i = 0; i < 500 && G_OBJECT (object)->ref_count > 1; i++)
    sync_fixture_iterate (10);
  g_assert_finalize_object (object);
}

static void
close_desk (Portal *portal)
{
  assert_goes (portal->desk.mapping);
  assert_goes (portal->desk.context);
}

static void
portal_set_up (Portal *portal, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  portal->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (portal->server, NULL, on_request_cb, portal, NULL);
  soup_server_listen_local (portal->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  portal->directory = g_dir_make_tmp ("mapping-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (portal->directory, "store.db", NULL);
  store_repository_open_async (path, NULL, on_result_cb, &result);
  WAIT_UNTIL (result != NULL);
  portal->store = store_repository_open_finish (result, &error);
  g_assert_no_error (error);
  portal->desk.settings = g_settings_new ("io.github.reception24.Reception");
  open_desk (portal);
}

static void
portal_tear_down (Portal *portal, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GDir) directory = g_dir_open (portal->directory, 0, NULL);
  const char *name;

  close_desk (portal);
  store_repository_close_async (portal->store, on_result_cb, &result);
  WAIT_UNTIL (result != NULL);
  g_assert_true (store_repository_close_finish (portal->store, result, NULL));
  g_clear_object (&result);
  g_clear_object (&portal->store);
  reset_settings (portal->desk.settings);
  g_clear_object (&portal->desk.settings);
  while ((name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *child = g_build_filename (portal->directory, name, NULL);

      g_remove (child);
    }
  g_rmdir (portal->directory);
  soup_server_disconnect (portal->server);
  g_clear_object (&portal->server);
  g_clear_pointer (&portal->directory, g_free);
  g_clear_pointer (&portal->kept, g_free);
}

static gboolean
test_time (ClinicMapping *mapping, int *shift, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  clinic_mapping_test_time_async (mapping, NULL, on_result_cb, &result);
  WAIT_UNTIL (result != NULL);

  return clinic_mapping_test_time_finish (mapping, result, shift, error);
}

static void
test_a_shift_is_found_and_taken_off (Portal *portal, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = sync_time_to_portal (portal->desk.context, 1795000000);
  g_autofree char *after = NULL;
  g_autofree char *later = NULL;
  int shift = -1;

  g_assert_cmpint (bx_json_read_unix (before), ==, 1795000000);
  portal->shift = 2 * 3600;
  test_time (CLINIC_MAPPING (portal->desk.mapping), &shift, &error);
  g_assert_no_error (error);
  g_assert_cmpint (shift, ==, 120);
  g_assert_cmpint (portal->deal, ==, 0);
  after = sync_time_to_portal (portal->desk.context, 1795000000);
  g_assert_cmpint (bx_json_read_unix (after) + portal->shift, ==, 1795000000);
  /* and the next day still */
  close_desk (portal);
  open_desk (portal);
  later = sync_time_to_portal (portal->desk.context, 1795000000);
  g_assert_cmpstr (later, ==, after);
  g_assert_cmpint (clinic_time_test_get_tested (
                     clinic_mapping_get_time_test (CLINIC_MAPPING (portal->desk.mapping))),
                   >, 0);
}

static void
test_a_test_speaks_of_its_field_and_user (Portal *portal, gconstpointer data)
{
  ClinicMapping *mapping = CLINIC_MAPPING (portal->desk.mapping);
  ClinicTimeTest *test = clinic_mapping_get_time_test (mapping);
  int shift;

  portal->shift = -3600;
  g_assert_true (test_time (mapping, &shift, NULL));
  g_assert_cmpint (clinic_time_test_get_shift (test), ==, -60);
  put_fields (&portal->desk,
              "'ufCrm_4':{'type':'datetime','upperName':'UF_CRM_4','title':'Время визита'}");
  g_assert_cmpint (clinic_time_test_get_shift (test), ==, 0);
  g_assert_cmpint (clinic_time_test_get_tested (test), ==, 0);
  put_fields (&portal->desk, TIME_FIELD);
  g_assert_cmpint (clinic_time_test_get_shift (test), ==, -60);
  clinic_link_set_user_id (sync_context_get_link (portal->desk.context), 8);
  sync_context_rebuild_dictionaries (portal->desk.context);
  g_assert_cmpint (clinic_time_test_get_shift (test), ==, 0);
}

static void
test_a_deal_that_may_not_be_deleted_is_told_of (Portal *portal, gconstpointer data)
{
  ClinicMapping *mapping = CLINIC_MAPPING (portal->desk.mapping);
  int shift = -1;

  portal->keeps_deals = TRUE;
  g_assert_true (test_time (mapping, &shift, NULL));
  g_assert_cmpint (shift, ==, 0);
  g_assert_cmpint (clinic_time_test_get_leftover (clinic_mapping_get_time_test (mapping)), ==,
                   4711);
}

static void
test_a_refusal_is_told_of (Portal *portal, gconstpointer data)
{
  ClinicMapping *mapping = CLINIC_MAPPING (portal->desk.mapping);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) other = NULL;
  int shift = -1;

  portal->refuses = TRUE;
  g_assert_false (test_time (mapping, &shift, &error));
  g_assert_error (error, CLINIC_ERROR, CLINIC_ERROR_FORBIDDEN);
  put_fields (&portal->desk, DATE_FIELD);
  g_assert_false (test_time (mapping, &shift, &other));
  g_assert_error (other, CLINIC_ERROR, CLINIC_ERROR_INVALID);
}

/* --- the demo portal --- */

static gboolean
create_fields (SyncFixture *fixture, GError **error)
{
  ClinicMapping *mapping = clinic_session_get_mapping (fixture->session);
  g_autoptr (GAsyncResult) result = NULL;

  clinic_mapping_create_fields_async (mapping, NULL, on_result_cb, &result);
  WAIT_UNTIL (result != NULL);

  return clinic_mapping_create_fields_finish (mapping, result, error);
}

static void
test_the_demo_clinic_needs_no_choosing (SyncFixture *fixture, gconstpointer data)
{
  ClinicMapping *mapping;
  GListModel *entries;

  sync_fixture_open (fixture);
  mapping = clinic_session_get_mapping (fixture->session);
  WAIT_UNTIL (find (mapping, "field-visit-time") != NULL);
  entries = clinic_mapping_get_entries (mapping);
  for (guint i = 0; i < g_list_model_get_n_items (entries); i++)
    {
      g_autoptr (ClinicMappingEntry) entry = g_list_model_get_item (entries, i);

      g_assert_cmpint (clinic_mapping_entry_get_state (entry), !=, CLINIC_MAPPING_BROKEN);
      if (clinic_mapping_entry_get_required (entry))
        g_assert_cmpint (clinic_mapping_entry_get_state (entry), ==, CLINIC_MAPPING_GUESSED);
    }
  g_assert_cmpstr (clinic_mapping_entry_get_value (find (mapping, "funnel")), ==, "5");
  g_assert_cmpstr (clinic_mapping_entry_get_value (find (mapping, "field-reason")), ==,
                   "ufCrmLossReason");
}

static void
test_the_demo_clinic_keeps_the_time (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) left = NULL;
  int shift = -1;

  sync_fixture_open (fixture);
  WAIT_UNTIL (find (clinic_session_get_mapping (fixture->session), "field-visit-time") != NULL);
  g_assert_true (test_time (clinic_session_get_mapping (fixture->session), &shift, &error));
  g_assert_no_error (error);
  g_assert_cmpint (shift, ==, 0);
  g_assert_cmpuint (sync_fixture_count_writes (fixture, "deal.add"), ==, 1);
  left = sync_fixture_call (fixture, "crm.item.list",
                            "{\"entityTypeId\":2,\"filter\":{\"=originatorId\":\"RECEPTION\"}}");
  g_assert_cmpuint (json_array_get_length (bx_json_get_array (bx_json_node_object (left), "items")),
                    ==, 0);
}

/* an administrator takes a field out of the portal */
static void
remove_field (SyncFixture *fixture, const char *of, const char *name)
{
  g_autofree char *params = g_strdup_printf ("{\"filter\":{\"FIELD_NAME\":\"%s\"}}", name);
  g_autofree char *list = g_strdup_printf ("crm.%s.userfield.list", of);
  g_autoptr (JsonNode) found = sync_fixture_call (fixture, list, "%s", params);
  JsonArray *rows = json_node_get_array (found);
  g_autofree char *order = NULL;
  g_autoptr (JsonObject) answer = NULL;

  g_assert_cmpuint (json_array_get_length (rows), ==, 1);
  order =
    g_strdup_printf ("{\"method\":\"crm.%s.userfield.delete\",\"params\":{\"id\":%" G_GINT64_FORMAT
                     "},\"user\":1}",
                     of, bx_json_get_int (json_array_get_object_element (rows, 0), "ID", 0));
  answer = sync_fixture_control (fixture, "call", order);
  g_assert_true (json_object_get_boolean_member (answer, "result"));
}

static void
test_missing_fields_are_made_once (SyncFixture *fixture, gconstpointer data)
{
  ClinicMapping *mapping;
  g_autoptr (GError) error = NULL;
  guint length;

  fixture->user = 1;
  remove_field (fixture, "deal", "UF_CRM_WAITING");
  remove_field (fixture, "deal", "UF_CRM_LOSS_REASON");
  sync_fixture_open (fixture);
  mapping = clinic_session_get_mapping (fixture->session);
  WAIT_UNTIL (find (mapping, "field-waiting") != NULL);
  g_assert_cmpint (clinic_mapping_entry_get_state (find (mapping, "field-waiting")), ==,
                   CLINIC_MAPPING_MISSING);
  create_fields (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (clinic_mapping_entry_get_value (find (mapping, "field-waiting")), ==,
                   "ufCrmWaitingList");
  g_assert_cmpstr (clinic_mapping_entry_get_value (find (mapping, "field-reason")), ==,
                   "ufCrmLossReason");
  WAIT_UNTIL (
    g_list_model_get_n_items (
      clinic_book_get_list (clinic_session_get_book (fixture->session), CLINIC_BOOK_REASONS)) == 9);
  length = sync_fixture_count_requests (fixture, "crm.deal.userfield.add");
  g_assert_true (create_fields (fixture, &error));
  g_assert_cmpuint (sync_fixture_count_requests (fixture, "crm.deal.userfield.add"), ==, length);
}

/* crm.contact.userfield.add */
static void
test_a_field_of_the_patients_is_made (SyncFixture *fixture, gconstpointer data)
{
  ClinicMapping *mapping;
  g_autoptr (JsonNode) made = NULL;
  g_autoptr (GError) error = NULL;
  JsonObject *field;

  fixture->user = 1;
  remove_field (fixture, "contact", "UF_CRM_STOP_CALLING");
  sync_fixture_open (fixture);
  mapping = clinic_session_get_mapping (fixture->session);
  WAIT_UNTIL (find (mapping, "field-do-not-call") != NULL);
  g_assert_cmpint (clinic_mapping_entry_get_state (find (mapping, "field-do-not-call")), ==,
                   CLINIC_MAPPING_MISSING);
  g_assert_true (create_fields (fixture, &error));
  g_assert_no_error (error);
  g_assert_cmpint (clinic_mapping_entry_get_state (find (mapping, "field-do-not-call")), ==,
                   CLINIC_MAPPING_GUESSED);
  g_assert_cmpstr (clinic_mapping_entry_get_value (find (mapping, "field-do-not-call")), ==,
                   "ufCrmStopCalling");
  made = sync_fixture_call (fixture, "crm.contact.userfield.list",
                            "{\"filter\":{\"FIELD_NAME\":\"UF_CRM_STOP_CALLING\"}}");
  g_assert_cmpuint (json_array_get_length (json_node_get_array (made)), ==, 1);
  field = json_array_get_object_element (json_node_get_array (made), 0);
  g_assert_cmpstr (bx_json_get_string (field, "USER_TYPE_ID"), ==, "boolean");
  g_assert_cmpstr (bx_json_get_string (field, "ENTITY_ID"), ==, "CRM_CONTACT");
}

static void
test_a_receptionist_may_not_make_fields (SyncFixture *fixture, gconstpointer data)
{
  ClinicMapping *mapping;
  g_autoptr (GError) error = NULL;

  remove_field (fixture, "deal", "UF_CRM_WAITING");
  sync_fixture_open (fixture);
  mapping = clinic_session_get_mapping (fixture->session);
  WAIT_UNTIL (find (mapping, "field-waiting") != NULL);
  g_assert_false (create_fields (fixture, &error));
  g_assert_error (error, CLINIC_ERROR, CLINIC_ERROR_FORBIDDEN);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define DESK_TEST(path, function)                                                                  \
  g_test_add ("/sync/mapping/" path, Desk, NULL, desk_set_up, function, desk_tear_down)
#define PORTAL_TEST(path, function)                                                                \
  g_test_add ("/sync/mapping/" path, Portal, NULL, portal_set_up, function, portal_tear_down)

  DESK_TEST ("silent", test_nothing_is_said_before_the_portal_answered);
  DESK_TEST ("guessed", test_names_are_guessed);
  DESK_TEST ("chosen", test_what_is_chosen_holds);
  DESK_TEST ("broken", test_what_the_portal_lost_is_broken_and_not_guessed_again);
  DESK_TEST ("deleted-stage", test_a_stage_that_was_deleted_is_named);
  DESK_TEST ("deleted-funnel", test_a_funnel_that_was_deleted_is_broken);
  DESK_TEST ("unchanged", test_an_unchanged_answer_leaves_the_choices_alone);
  PORTAL_TEST ("shift", test_a_shift_is_found_and_taken_off);
  PORTAL_TEST ("shift-of-whom", test_a_test_speaks_of_its_field_and_user);
  PORTAL_TEST ("leftover", test_a_deal_that_may_not_be_deleted_is_told_of);
  PORTAL_TEST ("refusal", test_a_refusal_is_told_of);
  SYNC_TEST ("mapping/demo", test_the_demo_clinic_needs_no_choosing);
  SYNC_TEST ("mapping/demo-time", test_the_demo_clinic_keeps_the_time);
  SYNC_TEST ("mapping/create", test_missing_fields_are_made_once);
  SYNC_TEST ("mapping/create-contact", test_a_field_of_the_patients_is_made);
  SYNC_TEST ("mapping/create-forbidden", test_a_receptionist_may_not_make_fields);

  return g_test_run ();
}
