/* sync-visit.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-visit"

#include "sync-visit.h"

#include <glib/gi18n.h>

#include "bx-json.h"
#include "sync-bbcode.h"
#include "sync-dictionaries.h"
#include "sync-discovery.h"
#include "sync-send.h"
#include "sync-time.h"

#define KOPECKS 100.0

/* --- what the portal says of a field --- */

/* a row of crm.item.fields; (nullable) */
static JsonObject *
peek_field (SyncContext *context, const char *name)
{
  JsonNode *part =
    sync_dictionaries_get (sync_context_get_dictionaries (context), SYNC_PART_DEAL_FIELDS);
  JsonObject *fields = bx_json_get_object (bx_json_node_object (part), "fields");

  return name != NULL ? bx_json_get_object (fields, name) : NULL;
}

static gboolean
has_type (SyncContext *context, const char *name, const char *type)
{
  return g_strcmp0 (bx_json_get_string (peek_field (context, name), "type"), type) == 0;
}

/* (transfer full) */
static char *
dup_title (SyncContext *context, const char *name)
{
  const char *title = bx_json_get_string (peek_field (context, name), "title");

  return g_strdup (title != NULL && *title != '\0' ? title : name);
}

/* --- what is written --- */

/* takes the value over; a multiple field takes a list only */
static void
set_value (SyncContext *context, JsonObject *fields, const char *name, JsonNode *value)
{
  JsonNode *node = value;

  if (bx_json_get_bool (peek_field (context, name), "isMultiple", FALSE))
    {
      JsonArray *array = json_array_new ();

      json_array_add_element (array, value);
      node = json_node_init_array (json_node_alloc (), array);
      json_array_unref (array);
    }
  json_object_set_member (fields, name, node);
}

static void
set_int (SyncContext *context, JsonObject *fields, const char *name, gint64 value)
{
  set_value (context, fields, name, json_node_init_int (json_node_alloc (), value));
}

static void
set_text (SyncContext *context, JsonObject *fields, const char *name, const char *text)
{
  set_value (context, fields, name, json_node_init_string (json_node_alloc (), text));
}

char *
sync_visit_dup_filter_time (gint64 unix_time)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (unix_time);

  return time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%S+00:00") : g_strdup ("");
}

static void
set_time (SyncContext *context, JsonObject *fields, const char *name, gint64 unix_time)
{
  g_autofree char *text = sync_time_to_portal (context, unix_time);

  set_text (context, fields, name, text);
}

/* The length is kept as minutes, as the time of the end, or as both. A command that changes one of
 * the two says start and minutes, for the end follows from both. */
static void
set_minutes (SyncContext *context, ClinicCommand *command, JsonObject *fields)
{
  const SyncFields *names = sync_context_get_fields (context);
  gint64 minutes = sync_command_peek_int (command, "minutes");

  if (minutes <= 0)
    return;
  if (names->visit_minutes != NULL)
    set_int (context, fields, names->visit_minutes, minutes);
  if (names->visit_end != NULL && sync_command_has (command, "start"))
    set_time (context, fields, names->visit_end,
              sync_command_peek_int (command, "start") + minutes * 60);
}

static void
set_choices (SyncContext *context, ClinicCommand *command, JsonObject *fields)
{
  const SyncFields *names = sync_context_get_fields (context);
  const struct
  {
    const char *key;
    const char *name;
  } choices[] = {
    { "doctor", names->doctor }, { "chair", names->chair }, { "specialty", names->specialty },
    { "reason", names->reason }, { "moves", names->moves },
  };

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      if (choices[i].name != NULL && sync_command_has (command, choices[i].key))
        set_int (context, fields, choices[i].name, sync_command_peek_int (command, choices[i].key));
    }
}

/* the columns that every portal has */
static void
set_columns (ClinicCommand *command, JsonObject *fields)
{
  const char *stage = sync_command_peek (command, "stage");

  if (stage != NULL && clinic_command_get_entity (command) != CLINIC_ENTITY_LEAD)
    json_object_set_string_member (fields, "stageId", stage);
  if (sync_command_has (command, "comment"))
    {
      const char *comment = sync_command_peek (command, "comment");

      json_object_set_string_member (fields, "comments", comment != NULL ? comment : "");
    }
  if (sync_command_has (command, "amount"))
    {
      json_object_set_double_member (fields, "opportunity",
                                     (double) sync_command_peek_int (command, "amount") / KOPECKS);
      json_object_set_string_member (fields, "isManualOpportunity", "Y");
    }
}

/* the item of a list whose words mean the answer, 0: there is none */
static gint64
find_answer (SyncContext *context, const char *name, ClinicConfirmation answer)
{
  JsonArray *items = bx_json_get_array (peek_field (context, name), "items");

  for (guint i = 0; items != NULL && i < json_array_get_length (items); i++)
    {
      JsonObject *item = bx_json_node_object (json_array_get_element (items, i));

      if (sync_discover_confirmation (bx_json_get_string (item, "VALUE")) == answer)
        return bx_json_get_int (item, "ID", 0);
    }

  return 0;
}

/* in the words of the portal's staff, as the fields that are made for them */
static const char *
get_answer_words (ClinicConfirmation answer)
{
  switch (answer)
    {
    case CLINIC_CONFIRMATION_YES:
      return "Да";
    case CLINIC_CONFIRMATION_NO:
      return "Нет";
    case CLINIC_CONFIRMATION_SILENT:
      return "Нет ответа";
    case CLINIC_CONFIRMATION_UNKNOWN:
    default:
      return "";
    }
}

gint64
sync_visit_find_deletion (SyncContext *context)
{
  const char *name = sync_context_get_fields (context)->reason;
  JsonArray *items = bx_json_get_array (peek_field (context, name), "items");

  for (guint i = 0; items != NULL && i < json_array_get_length (items); i++)
    {
      JsonObject *item = bx_json_node_object (json_array_get_element (items, i));

      if (sync_discover_deletion (bx_json_get_string (item, "VALUE")))
        return bx_json_get_int (item, "ID", 0);
    }

  return 0;
}

/* What a field cannot say is not said: the stage says it too. */
static void
set_confirmation (SyncContext *context, ClinicCommand *command, JsonObject *fields)
{
  const char *name = sync_context_get_fields (context)->confirmation;
  ClinicConfirmation answer;
  gint64 item;

  if (name == NULL || !sync_command_has (command, "confirmation"))
    return;
  answer = (ClinicConfirmation) sync_command_peek_int (command, "confirmation");
  if (has_type (context, name, "boolean"))
    {
      set_text (context, fields, name, answer == CLINIC_CONFIRMATION_YES ? "Y" : "N");
      return;
    }
  if (!has_type (context, name, "enumeration") || answer == CLINIC_CONFIRMATION_UNKNOWN)
    {
      set_text (context, fields, name, get_answer_words (answer));
      return;
    }
  item = find_answer (context, name, answer);
  if (item > 0)
    set_int (context, fields, name, item);
}

/* whose visit it is, and which it is in the medical system */
static void
set_links (SyncContext *context, ClinicCommand *command, JsonObject *fields)
{
  const char *mis_id = sync_context_get_fields (context)->mis_id;
  const char *origin = sync_command_peek (command, "origin");
  gint64 patient = sync_command_peek_int (command, "patient");
  gint64 number = 0;

  if (patient > 0 && clinic_command_get_kind (command) == CLINIC_COMMAND_CHANGE_APPOINTMENT)
    {
      JsonArray *contacts = json_array_new ();

      json_array_add_int_element (contacts, patient);
      json_object_set_array_member (fields, "contactIds", contacts);
    }
  if (origin == NULL || mis_id == NULL)
    return;
  if (!has_type (context, mis_id, "integer"))
    set_text (context, fields, mis_id, origin);
  else if (g_ascii_string_to_signed (origin, 10, 1, G_MAXINT32, &number, NULL))
    set_int (context, fields, mis_id, number);
}

JsonObject *
sync_visit_dup_fields (SyncContext *context, ClinicCommand *command, char **missing)
{
  const SyncFields *names = sync_context_get_fields (context);
  g_autoptr (JsonObject) fields = json_object_new ();

  g_return_val_if_fail (SYNC_IS_CONTEXT (context), NULL);

  if (sync_command_has (command, "start") && names->visit_time == NULL)
    {
      *missing = g_strdup (_ ("No field of the portal is set to hold the time of a visit"));
      return NULL;
    }
  if (sync_command_peek_bool (command, "waiting") && names->waiting == NULL)
    {
      *missing = g_strdup (_ ("No field of the portal is set to hold the waiting list"));
      return NULL;
    }
  set_columns (command, fields);
  if (sync_command_has (command, "start"))
    set_time (context, fields, names->visit_time, sync_command_peek_int (command, "start"));
  set_minutes (context, command, fields);
  set_choices (context, command, fields);
  set_confirmation (context, command, fields);
  set_links (context, command, fields);
  if (sync_command_has (command, "mark") && names->call_mark != NULL)
    {
      const char *mark = sync_command_peek (command, "mark");

      set_text (context, fields, names->call_mark, mark != NULL ? mark : "");
    }
  if (sync_command_has (command, "waiting") && names->waiting != NULL)
    set_text (context, fields, names->waiting,
              sync_command_peek_bool (command, "waiting") ? "Y" : "N");

  return g_steal_pointer (&fields);
}

/* --- what is there --- */

/* the first value of what may be multiple; (nullable) */
static JsonNode *
peek_first (JsonNode *node)
{
  JsonArray *values = bx_json_node_array (node);

  if (values == NULL)
    return node;

  return json_array_get_length (values) > 0 ? json_array_get_element (values, 0) : NULL;
}

gint64
sync_visit_get_start (SyncContext *context, JsonObject *item)
{
  const char *name = sync_context_get_fields (context)->visit_time;

  return name != NULL ? bx_json_get_unix (item, name) : 0;
}

static gboolean
holds_text (SyncContext *context, JsonObject *item, const char *name, const char *wanted)
{
  g_autofree char *text = bx_json_dup_string (item, name);

  if (has_type (context, name, "datetime"))
    {
      gint64 shift = clinic_time_test_get_shift (sync_context_get_time_test (context)) * 60;

      return bx_json_get_unix (item, name) == bx_json_read_unix (wanted) + shift;
    }
  if (has_type (context, name, "date"))
    {
      g_autofree char *date = bx_json_dup_date (item, name);
      g_autofree char *wanted_date = bx_json_read_date (wanted);

      return g_strcmp0 (date, wanted_date) == 0;
    }
  if (has_type (context, name, "boolean"))
    return bx_json_get_bool (item, name, FALSE) == g_str_equal (wanted, "Y");
  if (g_str_equal (name, "comments"))
    return sync_bbcode_equal (text != NULL ? text : "", wanted);

  return g_strcmp0 (text != NULL ? text : "", wanted) == 0;
}

gboolean
sync_visit_holds (SyncContext *context, JsonObject *item, const char *name, JsonNode *wanted)
{
  JsonNode *value = peek_first (wanted);
  JsonNode *there = peek_first (item != NULL ? json_object_get_member (item, name) : NULL);

  if (value == NULL)
    return there == NULL;
  if (json_node_get_value_type (value) == G_TYPE_DOUBLE)
    {
      double difference = bx_json_get_double (item, name, 0.0) - json_node_get_double (value);

      return difference > -0.005 && difference < 0.005;
    }
  if (json_node_get_value_type (value) == G_TYPE_INT64)
    return bx_json_node_int (there, 0) == json_node_get_int (value);

  return holds_text (context, item, name, json_node_get_string (value));
}

gboolean
sync_visit_holds_all (SyncContext *context, JsonObject *item, JsonObject *fields)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *wanted;

  json_object_iter_init (&iter, fields);
  while (json_object_iter_next (&iter, &name, &wanted))
    {
      if (!sync_visit_holds (context, item, name, wanted))
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_same (JsonObject *before, JsonObject *after, const char *name)
{
  JsonNode *one = before != NULL ? json_object_get_member (before, name) : NULL;
  JsonNode *other = json_object_get_member (after, name);

  return before == NULL || (one != NULL && other != NULL && json_node_equal (one, other));
}

char *
sync_visit_dup_reverted (SyncContext *context,
                         JsonObject *before,
                         JsonObject *after,
                         JsonObject *fields)
{
  g_autoptr (GString) titles = g_string_new (NULL);
  JsonObjectIter iter;
  const char *name;
  JsonNode *wanted;

  if (after == NULL)
    return NULL;
  json_object_iter_init_ordered (&iter, fields);
  while (json_object_iter_next_ordered (&iter, &name, &wanted))
    {
      g_autofree char *title = NULL;

      /* the stage is a matter of its own; what is neither old nor ours is a robot's doing */
      if (g_str_equal (name, "stageId") || sync_visit_holds (context, after, name, wanted) ||
          !is_same (before, after, name))
        continue;
      title = dup_title (context, name);
      g_string_append_printf (titles, "%s%s", titles->len > 0 ? ", " : "", title);
    }

  return titles->len > 0 ? g_strdup (titles->str) : NULL;
}
