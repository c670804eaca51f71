/* mis-answer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "mis-answer"

#include "mis-answer.h"

#include <glib/gi18n.h>
#include <string.h>

#include "clinic-error.h"
#include "mis-json.h"
#include "mis-row.h"

/* of what the server says: the rest is its stack */
#define MAX_WORDS 200

void
mis_answer_free (MisAnswer *self)
{
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_free (self);
}

/* {"odata.error":{"code":"8","message":{"lang":"ru","value":"…"}}}: (transfer full) (nullable):
 * the first line of what it says about the question; of what happened inside, which may name a
 * patient, only the code, for this may be written into a log */
static char *
dup_complaint (JsonObject *body, guint status)
{
  JsonNode *node = body != NULL ? json_object_get_member (body, "odata.error") : NULL;
  gboolean is_about_question = status == SOUP_STATUS_BAD_REQUEST || status == SOUP_STATUS_NOT_FOUND;
  g_autofree char *code = NULL;
  g_autofree char *text = NULL;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return NULL;

  code = mis_row_dup_text (json_node_get_object (node), "code");
  text = mis_row_dup_text (json_node_get_object (node), "message/value");
  if (text == NULL || !is_about_question)
    return g_strdup_printf ("odata.error %.10s", code != NULL ? code : "");
  text[strcspn (text, "\r\n")] = '\0';

  return g_utf8_strlen (text, -1) > MAX_WORDS ? g_utf8_substring (text, 0, MAX_WORDS)
                                              : g_steal_pointer (&text);
}

static GError *
translate_failure (const GError *failure)
{
  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_error_copy (failure);
  if (g_error_matches (failure, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE))
    return g_error_new_literal (CLINIC_ERROR, CLINIC_ERROR_UNTRUSTED, failure->message);

  return g_error_new_literal (CLINIC_ERROR, CLINIC_ERROR_OFFLINE, failure->message);
}

/* What a status other than 200 means. complaint: (nullable): what OData says about it */
static GError *
translate_status (guint status, const char *entity, const char *complaint)
{
  const char *words = complaint != NULL ? complaint : "no OData answers there";

  switch (status)
    {
    case SOUP_STATUS_UNAUTHORIZED:
      return g_error_new (CLINIC_ERROR, CLINIC_ERROR_FORBIDDEN,
                          _ ("the medical system does not know this user or password (HTTP 401)"));
    case SOUP_STATUS_FORBIDDEN:
      return g_error_new (CLINIC_ERROR, CLINIC_ERROR_FORBIDDEN,
                          _ ("the user may not read %s (HTTP 403)"), entity);
    case SOUP_STATUS_BAD_REQUEST:
    case SOUP_STATUS_NOT_FOUND:
      return g_error_new (CLINIC_ERROR,
                          complaint != NULL ? CLINIC_ERROR_NOT_FOUND : CLINIC_ERROR_BROKEN,
                          "%s: %s (HTTP %u)", entity, words, status);
    default:
      break;
    }
  if (status >= 500)
    return g_error_new (CLINIC_ERROR, CLINIC_ERROR_OFFLINE, "%s: %s (HTTP %u)", entity,
                        complaint != NULL ? complaint : _ ("the server broke down"), status);

  return g_error_new (CLINIC_ERROR, CLINIC_ERROR_BROKEN, "%s: %s (HTTP %u)", entity, words, status);
}

/* Only JSON is JSON, whatever the bytes look like: a page of the web server is none. */
static JsonNode *
decode (SoupMessage *message, GBytes *body)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  const char *type = soup_message_headers_get_content_type (headers, NULL);
  gsize length;
  const char *data = g_bytes_get_data (body, &length);

  if (type == NULL || strstr (type, "json") == NULL)
    return NULL;

  return mis_json_decode (data, length);
}

static GPtrArray *
read_rows (JsonArray *array)
{
  g_autoptr (GPtrArray) rows =
    g_ptr_array_new_full (json_array_get_length (array), (GDestroyNotify) json_object_unref);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_OBJECT (node))
        return NULL;
      g_ptr_array_add (rows, json_object_ref (json_node_get_object (node)));
    }

  return g_steal_pointer (&rows);
}

/* {"odata.metadata":"…","odata.count":"73","value":[{…},…]} */
static MisAnswer *
read_body (JsonObject *body)
{
  JsonNode *value = json_object_get_member (body, "value");
  g_autofree char *count = mis_row_dup_text (body, "odata.count");
  g_autoptr (MisAnswer) self = g_new0 (MisAnswer, 1);

  if (value == NULL || !JSON_NODE_HOLDS_ARRAY (value))
    return NULL;

  self->rows = read_rows (json_node_get_array (value));
  self->total = count != NULL ? g_ascii_strtoll (count, NULL, 10) : -1;

  return self->rows != NULL ? g_steal_pointer (&self) : NULL;
}

MisAnswer *
mis_answer_read (SoupMessage *message,
                 const char *entity,
                 GBytes *body,
                 const GError *failure,
                 GError **error)
{
  guint status = soup_message_get_status (message);
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *complaint = NULL;
  JsonObject *object = NULL;
  MisAnswer *self;

  if (body == NULL)
    {
      g_propagate_error (error, translate_failure (failure));
      return NULL;
    }

  root = decode (message, body);
  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
    object = json_node_get_object (root);
  complaint = dup_complaint (object, status);
  if (status != SOUP_STATUS_OK)
    {
      g_propagate_error (error, translate_status (status, entity, complaint));
      return NULL;
    }

  self = object != NULL && complaint == NULL ? read_body (object) : NULL;
  if (self == NULL)
    g_set_error (error, CLINIC_ERROR, CLINIC_ERROR_BROKEN, "%s: %s", entity,
                 complaint != NULL ? complaint : _ ("the answer is no OData"));

  return self;
}
