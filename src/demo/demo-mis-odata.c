/* demo-mis-odata.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "demo-mis-odata"

#include "demo-mis-odata.h"

#include <string.h>

#include "demo-mis-filter.h"
#include "demo-portal.h"
#include "demo-timer.h"

#define VISITS "Document_ЗаписьНаПрием"
#define DOCTORS "Catalog_Врачи"
#define PATIENTS "Catalog_Пациенты"
#define PHONES "Catalog_Пациенты_КонтактнаяИнформация"

#define MAX_ROWS 100000

struct _DemoMisOData
{
  GObject parent_instance;

  DemoMis *mis;       /* owned */
  DemoFaults *faults; /* owned */
  GHashTable *counts; /* owned: entity -> how often */
  GPtrArray *delayed; /* owned: Delayed */
  guint count;
};

G_DEFINE_FINAL_TYPE (DemoMisOData, demo_mis_odata, G_TYPE_OBJECT)

/*
 * Delayed:
 *
 * An answer that is ready and waits. Owned by the interface that it points to.
 */
typedef struct
{
  DemoMisOData *odata;        /* unowned */
  SoupServerMessage *message; /* owned */
  GSource *timer;             /* owned */
  gulong finished;
  gboolean is_gone;
} Delayed;

static void
delayed_free (Delayed *self)
{
  demo_timer_clear (&self->timer);
  g_signal_handler_disconnect (self->message, self->finished);
  g_clear_object (&self->message);
  g_free (self);
}

static void
demo_mis_odata_dispose (GObject *object)
{
  DemoMisOData *self = DEMO_MIS_ODATA (object);

  g_clear_pointer (&self->delayed, g_ptr_array_unref);
  g_clear_pointer (&self->faults, demo_faults_free);
  g_clear_pointer (&self->counts, g_hash_table_unref);
  g_clear_object (&self->mis);

  G_OBJECT_CLASS (demo_mis_odata_parent_class)->dispose (object);
}

static void
demo_mis_odata_class_init (DemoMisODataClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = demo_mis_odata_dispose;
}

static void
demo_mis_odata_init (DemoMisOData *self)
{
  self->faults = demo_faults_new ();
  self->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->delayed = g_ptr_array_new_with_free_func ((GDestroyNotify) delayed_free);
}

DemoMisOData *
demo_mis_odata_new (DemoMis *mis)
{
  DemoMisOData *self = g_object_new (DEMO_TYPE_MIS_ODATA, NULL);

  self->mis = g_object_ref (mis);

  return self;
}

/* --- answers --- */

static void
answer (SoupServerMessage *message, guint status, JsonObject *body)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), body);
  char *text = json_to_string (node, FALSE);

  soup_server_message_set_status (message, status, NULL);
  soup_message_headers_replace (soup_server_message_get_response_headers (message),
                                "DataServiceVersion", "3.0");
  soup_server_message_set_response (message, "application/json;odata=minimalmetadata;charset=utf-8",
                                    SOUP_MEMORY_TAKE, text, strlen (text));
}

/* {"odata.error":{"code":"8","message":{"lang":"ru","value":"…"}}} */
static void
answer_error (SoupServerMessage *message, guint status, const char *code, const char *words)
{
  g_autoptr (JsonObject) body = json_object_new ();
  JsonObject *error = json_object_new ();
  JsonObject *text = json_object_new ();

  json_object_set_string_member (text, "lang", "ru");
  json_object_set_string_member (text, "value", words);
  json_object_set_string_member (error, "code", code);
  json_object_set_object_member (error, "message", text);
  json_object_set_object_member (body, "odata.error", error);
  answer (message, status, body);
}

static void
answer_unauthorized (SoupServerMessage *message)
{
  soup_server_message_set_status (message, SOUP_STATUS_UNAUTHORIZED, NULL);
  soup_message_headers_replace (soup_server_message_get_response_headers (message),
                                "WWW-Authenticate", "Basic realm=\"1C:Enterprise 8.3\"");
}

static void
answer_page (SoupServerMessage *message)
{
  const char *page = "<!DOCTYPE html><html><head><title>1С:Предприятие</title></head>"
                     "<body>Публикация базы обновляется</body></html>";

  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_server_message_set_response (message, "text/html; charset=utf-8", SOUP_MEMORY_STATIC, page,
                                    strlen (page));
}

/* --- rows --- */

/* One request: what is asked of a list. */
typedef struct
{
  DemoMisFilter *filter; /* owned (nullable) */
  const char *key;       /* unowned (nullable): of a single object */
  char *order;           /* owned (nullable) */
  gboolean descending;
} Question;

static void
question_clear (Question *self)
{
  g_clear_pointer (&self->filter, demo_mis_filter_free);
  g_clear_pointer (&self->order, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Question, question_clear)

static gboolean
is_wanted (const char *key, gpointer user_data)
{
  const Question *question = user_data;

  if (question->key != NULL)
    return g_str_equal (question->key, key);

  return question->filter == NULL || !demo_mis_filter_excludes (question->filter, key);
}

/* (transfer full) (nullable): NULL when there is no such entity */
static GPtrArray *
list_rows (DemoMisOData *self, const char *entity, Question *question)
{
  if (g_str_equal (entity, VISITS))
    return demo_mis_list_visits (self->mis);
  if (g_str_equal (entity, DOCTORS))
    return demo_mis_list_doctors (self->mis);
  if (g_str_equal (entity, PATIENTS))
    return demo_mis_list_patients (self->mis, is_wanted, question);
  if (g_str_equal (entity, PHONES))
    return demo_mis_list_phones (self->mis, is_wanted, question);

  return NULL;
}

static gboolean
fits (JsonObject *row, const Question *question, GError **error)
{
  if (question->key != NULL)
    return g_str_equal (json_object_get_string_member (row, "Ref_Key"), question->key);

  return question->filter == NULL || demo_mis_filter_matches (question->filter, row, error);
}

static gboolean
filter_rows (GPtrArray *rows, const Question *question, GError **error)
{
  guint kept = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      g_autoptr (GError) local = NULL;
      gpointer row = rows->pdata[i];

      if (fits (row, question, &local))
        {
          rows->pdata[i] = rows->pdata[kept];
          rows->pdata[kept++] = row;
        }
      if (local != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
    }
  g_ptr_array_set_size (rows, (int) kept);

  return TRUE;
}

static gint
compare_rows (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Question *question = user_data;
  const char *field = question->order != NULL ? question->order : "Ref_Key";
  JsonNode *first = json_object_get_member (*(JsonObject **) a, field);
  JsonNode *second = json_object_get_member (*(JsonObject **) b, field);
  int order = first != NULL && second != NULL
                ? g_strcmp0 (json_node_get_string (first), json_node_get_string (second))
                : 0;

  return question->descending ? -order : order;
}

static gboolean
read_question (GHashTable *query, Question *question, GError **error)
{
  const char *filter = query != NULL ? g_hash_table_lookup (query, "$filter") : NULL;
  const char *order = query != NULL ? g_hash_table_lookup (query, "$orderby") : NULL;

  if (order != NULL)
    {
      g_auto (GStrv) words = g_strsplit (order, " ", 2);

      question->order = g_strdup (words[0]);
      question->descending = g_strcmp0 (words[1], "desc") == 0;
    }
  if (filter != NULL)
    question->filter = demo_mis_filter_new (filter, error);

  return filter == NULL || question->filter != NULL;
}

static guint
get_number (GHashTable *query, const char *name, guint fallback)
{
  const char *text = query != NULL ? g_hash_table_lookup (query, name) : NULL;
  guint64 number;

  return text != NULL && g_ascii_string_to_unsigned (text, 10, 0, MAX_ROWS, &number, NULL)
           ? (guint) number
           : fallback;
}

/* (transfer full) (nullable): the fields of $select, or all */
static JsonObject *
select_fields (JsonObject *row, GHashTable *query, GError **error)
{
  const char *select = query != NULL ? g_hash_table_lookup (query, "$select") : NULL;
  g_auto (GStrv) names = NULL;
  g_autoptr (JsonObject) picked = NULL;

  if (select == NULL)
    return json_object_ref (row);

  names = g_strsplit (select, ",", -1);
  picked = json_object_new ();
  for (guint i = 0; names[i] != NULL; i++)
    {
      JsonNode *node = json_object_get_member (row, g_strstrip (names[i]));

      if (node == NULL)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                       "Сегмент пути \"%s\" не найден", names[i]);
          return NULL;
        }
      json_object_set_member (picked, names[i], json_node_copy (node));
    }

  return g_steal_pointer (&picked);
}

static gboolean
add_page (GPtrArray *rows, GHashTable *query, JsonObject *body, GError **error)
{
  guint skip = get_number (query, "$skip", 0);
  guint top = get_number (query, "$top", MAX_ROWS);
  JsonArray *value = json_array_new ();

  if (query != NULL && g_strcmp0 (g_hash_table_lookup (query, "$inlinecount"), "allpages") == 0)
    {
      g_autofree char *count = g_strdup_printf ("%u", rows->len);

      json_object_set_string_member (body, "odata.count", count);
    }
  json_object_set_array_member (body, "value", value);
  for (guint i = skip; i < rows->len && i - skip < top; i++)
    {
      JsonObject *row = select_fields (rows->pdata[i], query, error);

      if (row == NULL)
        return FALSE;
      json_array_add_object_element (value, row);
    }

  return TRUE;
}

static void
set_metadata (JsonObject *body, SoupServerMessage *message, const char *entity, gboolean single)
{
  GUri *uri = soup_server_message_get_uri (message);
  g_autofree char *text = g_strdup_printf ("http://127.0.0.1:%d" DEMO_MIS_PATH "$metadata#%s%s",
                                           g_uri_get_port (uri), entity, single ? "/@Element" : "");

  json_object_set_string_member (body, "odata.metadata", text);
}

static void
answer_object (SoupServerMessage *message, const char *entity, GPtrArray *rows)
{
  JsonObject *row;

  if (rows->len == 0)
    {
      answer_error (message, SOUP_STATUS_NOT_FOUND, "9", "Экземпляр сущности не найден");
      return;
    }
  row = rows->pdata[0];
  set_metadata (row, message, entity, TRUE);
  answer (message, SOUP_STATUS_OK, row);
}

static void
answer_list (DemoMisOData *self, SoupServerMessage *message, const char *entity, GHashTable *query)
{
  g_auto (GStrv) parts = g_strsplit (entity, "(guid'", 2);
  g_autoptr (JsonObject) body = json_object_new ();
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (Question) question = { 0 };

  if (parts[1] != NULL)
    {
      parts[1][strcspn (parts[1], "'")] = '\0';
      question.key = parts[1];
    }
  if (!read_question (query, &question, &error))
    {
      answer_error (message, SOUP_STATUS_BAD_REQUEST, "21", error->message);
      return;
    }
  rows = list_rows (self, parts[0], &question);
  if (rows == NULL)
    {
      g_autofree char *words = g_strdup_printf ("Не найден тип сущности \"%s\"", parts[0]);

      answer_error (message, SOUP_STATUS_NOT_FOUND, "8", words);
      return;
    }
  if (!filter_rows (rows, &question, &error))
    {
      answer_error (message, SOUP_STATUS_BAD_REQUEST, "14", error->message);
      return;
    }
  if (question.key != NULL)
    {
      answer_object (message, parts[0], rows);
      return;
    }

  g_ptr_array_sort_with_data (rows, compare_rows, &question);
  set_metadata (body, message, parts[0], FALSE);
  if (add_page (rows, query, body, &error))
    answer (message, SOUP_STATUS_OK, body);
  else
    answer_error (message, SOUP_STATUS_BAD_REQUEST, "14", error->message);
}

/* {"value":[{"name":"Catalog_Врачи","url":"Catalog_Врачи"},…]} */
static void
answer_names (SoupServerMessage *message)
{
  static const char *const entities[] = { VISITS, PATIENTS, PHONES, DOCTORS };
  g_autoptr (JsonObject) body = json_object_new ();
  JsonArray *value = json_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (entities); i++)
    {
      JsonObject *entity = json_object_new ();

      json_object_set_string_member (entity, "name", entities[i]);
      json_object_set_string_member (entity, "url", entities[i]);
      json_array_add_object_element (value, entity);
    }
  set_metadata (body, message, "", FALSE);
  json_object_set_array_member (body, "value", value);
  answer (message, SOUP_STATUS_OK, body);
}

/* --- requests --- */

static gboolean
is_allowed (SoupServerMessage *message)
{
  const char *header =
    soup_message_headers_get_one (soup_server_message_get_request_headers (message),
                                  "Authorization");
  const char *pair = DEMO_PORTAL_MIS_USER ":" DEMO_PORTAL_MIS_PASSWORD;
  g_autofree char *encoded = g_base64_encode ((const guchar *) pair, strlen (pair));
  g_autofree char *wanted = g_strconcat ("Basic ", encoded, NULL);

  return g_strcmp0 (header, wanted) == 0;
}

static void
truncate_answer (SoupServerMessage *message)
{
  SoupMessageBody *body = soup_server_message_get_response_body (message);
  g_autoptr (GBytes) whole = soup_message_body_flatten (body);

  soup_server_message_set_response (message, "application/json;charset=utf-8", SOUP_MEMORY_COPY,
                                    g_bytes_get_data (whole, NULL), g_bytes_get_size (whole) / 2);
}

static void
spoil (SoupServerMessage *message, const char *kind)
{
  if (g_str_equal (kind, "slow"))
    return;
  if (!g_str_equal (kind, "truncated"))
    soup_message_body_truncate (soup_server_message_get_response_body (message));
  if (g_str_equal (kind, "html"))
    answer_page (message);
  else if (g_str_equal (kind, "401"))
    answer_unauthorized (message);
  else if (g_str_equal (kind, "500"))
    answer_error (message, SOUP_STATUS_INTERNAL_SERVER_ERROR, "-1",
                  "Ошибка выполнения запроса\r\n{ОбщийМодуль.Запись.Модуль(42)}");
  else if (g_str_equal (kind, "odata_error"))
    answer_error (message, SOUP_STATUS_OK, "6", "Недостаточно памяти");
  else if (g_str_equal (kind, "empty"))
    soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  else if (g_str_equal (kind, "truncated"))
    truncate_answer (message);
  else if (g_str_equal (kind, "drop_before"))
    g_socket_shutdown (soup_server_message_get_socket (message), TRUE, TRUE, NULL);
}

static gboolean
on_delay_over_cb (gpointer user_data)
{
  Delayed *delayed = user_data;
  DemoMisOData *self = delayed->odata;
  g_autoptr (SoupServerMessage) message = g_object_ref (delayed->message);
  gboolean is_gone = delayed->is_gone;

  g_ptr_array_remove (self->delayed, delayed);
  if (!is_gone)
    soup_server_message_unpause (message);

  return G_SOURCE_REMOVE;
}

static void
on_delayed_finished_cb (SoupServerMessage *message, gpointer user_data)
{
  ((Delayed *) user_data)->is_gone = TRUE;
}

static void
delay (DemoMisOData *self, SoupServerMessage *message, guint milliseconds)
{
  Delayed *delayed = g_new0 (Delayed, 1);

  delayed->odata = self;
  delayed->message = g_object_ref (message);
  delayed->timer = demo_timer_new (milliseconds, on_delay_over_cb, delayed);
  delayed->finished =
    g_signal_connect (message, "finished", G_CALLBACK (on_delayed_finished_cb), delayed);
  g_ptr_array_add (self->delayed, delayed);
  soup_server_message_pause (message);
}

static void
note_request (DemoMisOData *self, const char *entity)
{
  guint count = GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, entity));

  g_hash_table_replace (self->counts, g_strdup (entity), GUINT_TO_POINTER (count + 1));
  self->count++;
}

void
demo_mis_odata_handle (DemoMisOData *self,
                       SoupServerMessage *message,
                       const char *path,
                       GHashTable *query)
{
  g_autofree char *decoded = g_uri_unescape_string (path, NULL);
  const char *entity;
  g_auto (DemoFault) fault = { 0 };

  if (decoded == NULL || !g_str_has_prefix (decoded, DEMO_MIS_PATH))
    {
      soup_server_message_set_status (message, SOUP_STATUS_NOT_FOUND, NULL);
      return;
    }
  entity = decoded + strlen (DEMO_MIS_PATH);
  note_request (self, entity);

  if (!is_allowed (message))
    answer_unauthorized (message);
  else if (soup_server_message_get_method (message) != SOUP_METHOD_GET)
    answer_error (message, SOUP_STATUS_FORBIDDEN, "20", "Недостаточно прав");
  else if (entity[0] == '\0')
    answer_names (message);
  else
    answer_list (self, message, entity, query);

  if (!demo_faults_take (self->faults, entity, NULL, &fault))
    return;
  spoil (message, fault.kind);
  if (fault.delay_ms > 0)
    delay (self, message, fault.delay_ms);
}

void
demo_mis_odata_stop (DemoMisOData *self)
{
  g_ptr_array_set_size (self->delayed, 0);
}

DemoMis *
demo_mis_odata_get_mis (DemoMisOData *self)
{
  return self->mis;
}

DemoFaults *
demo_mis_odata_get_faults (DemoMisOData *self)
{
  return self->faults;
}

guint
demo_mis_odata_count (DemoMisOData *self, const char *entity)
{
  if (entity == NULL)
    return self->count;

  return GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, entity));
}

void
demo_mis_odata_reset_count (DemoMisOData *self)
{
  g_hash_table_remove_all (self->counts);
  self->count = 0;
}
