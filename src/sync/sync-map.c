/* sync-map.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-map"

#include "sync-map.h"

#include "bx-json.h"
#include "clinic-phone.h"
#include "sync-bbcode.h"
#include "sync-dictionaries.h"
#include "sync-discovery.h"
#include "sync-send.h"

/* (transfer full) (nullable): family name first, as people at a reception look for it */
static char *
dup_user_name (SyncContext *context, gint64 user_id)
{
  ClinicUser *user = sync_context_find_user (context, user_id);
  const char *last;
  const char *first;

  if (user == NULL)
    return NULL;
  last = clinic_user_get_last_name (user);
  first = clinic_user_get_first_name (user);

  return g_strstrip (
    g_strdup_printf ("%s %s", last != NULL ? last : "", first != NULL ? first : ""));
}

/* the value of a field that may be multiple: its first one; (nullable) */
static JsonNode *
peek_value (JsonObject *item, const char *field)
{
  JsonNode *node = field != NULL ? json_object_get_member (item, field) : NULL;

  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *values = json_node_get_array (node);

      node = json_array_get_length (values) > 0 ? json_array_get_element (values, 0) : NULL;
    }

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? node : NULL;
}

/* (transfer full) (nullable): a field's value in words, whatever its type: an item of its list, an
 * employee, or the text itself; id: (out) (optional): of the item or the employee, 0 when it is
 * neither */
static char *
dup_words (SyncContext *context, JsonObject *item, const char *field, gint64 *item_id)
{
  JsonNode *value = peek_value (item, field);
  const char *type = sync_dictionaries_get_type_of (sync_context_get_dictionaries (context), field);
  gint64 id;
  const char *name;

  if (value == NULL)
    return NULL;
  id = bx_json_node_int (value, 0);
  if (g_strcmp0 (type, "employee") == 0 || g_strcmp0 (type, "user") == 0)
    {
      if (item_id != NULL)
        *item_id = id;
      return dup_user_name (context, id);
    }
  name = id > 0 ? sync_context_find_item (context, field, id) : NULL;
  if (name != NULL)
    {
      if (item_id != NULL)
        *item_id = id;
      return g_strdup (name);
    }
  if (g_strcmp0 (type, "integer") == 0 && id != 0)
    return g_strdup_printf ("%" G_GINT64_FORMAT, id);
  if (json_node_get_value_type (value) != G_TYPE_STRING)
    return NULL;

  return g_strstrip (g_strdup (json_node_get_string (value)));
}

static ClinicStageKind
read_semantics (JsonObject *item, ClinicStage *stage)
{
  const char *semantics = bx_json_get_string (item, "stageSemanticId");

  if (g_strcmp0 (semantics, "S") == 0)
    return CLINIC_STAGE_KIND_SUCCESS;
  if (g_strcmp0 (semantics, "F") == 0)
    return CLINIC_STAGE_KIND_FAILURE;
  if (semantics == NULL && stage != NULL)
    return clinic_stage_get_kind (stage);

  return CLINIC_STAGE_KIND_PROCESS;
}

/* "fm":[{"id":15,"typeId":"PHONE","valueType":"MOBILE","value":"+79131234567"}] */
static void
read_phones (ClinicPatient *patient, JsonObject *item)
{
  JsonArray *rows = bx_json_get_array (item, "fm");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) phones = NULL;
  guint length = rows != NULL ? json_array_get_length (rows) : 0;

  for (guint i = 0; i < length; i++)
    {
      JsonObject *row = bx_json_node_object (json_array_get_element (rows, i));
      const char *value = bx_json_get_string (row, "value");

      if (g_strcmp0 (bx_json_get_string (row, "typeId"), "PHONE") == 0 && value != NULL)
        g_strv_builder_add (builder, value);
    }
  phones = g_strv_builder_end (builder);
  clinic_patient_set_phones (patient, (const char *const *) phones);
}

static gboolean
read_flag (JsonObject *item, const char *field)
{
  return field != NULL && bx_json_get_bool (item, field, FALSE);
}

ClinicPatient *
sync_map_patient (SyncContext *context, JsonObject *item)
{
  gint64 id = bx_json_get_int (item, "id", 0);
  gint64 responsible = bx_json_get_int (item, "assignedById", 0);
  SyncDictionaries *dictionaries = sync_context_get_dictionaries (context);
  const SyncFields *fields = sync_context_get_fields (context);
  g_autoptr (ClinicPatient) patient = NULL;
  g_autofree char *birth_date = NULL;
  g_autofree char *comments = NULL;
  g_autofree char *important = NULL;
  g_autofree char *responsible_name = NULL;

  g_return_val_if_fail (SYNC_IS_CONTEXT (context), NULL);

  if (id <= 0)
    return NULL;
  patient = clinic_patient_new ();
  birth_date = bx_json_dup_date (item, "birthdate");
  comments = sync_bbcode_to_plain (bx_json_get_string (item, "comments"));
  important = dup_words (context, item,
                         sync_dictionaries_get_contact_key (dictionaries, fields->important), NULL);
  responsible_name = dup_user_name (context, responsible);
  clinic_patient_set_id (patient, id);
  clinic_patient_set_last_name (patient, bx_json_get_string (item, "lastName"));
  clinic_patient_set_first_name (patient, bx_json_get_string (item, "name"));
  clinic_patient_set_second_name (patient, bx_json_get_string (item, "secondName"));
  clinic_patient_set_birth_date (patient, birth_date);
  clinic_patient_set_important (patient, important);
  clinic_patient_set_comments (patient, comments);
  clinic_patient_set_responsible_id (patient, responsible);
  clinic_patient_set_responsible_name (patient, responsible_name);
  clinic_patient_set_modified (patient, bx_json_get_unix (item, "updatedTime"));
  clinic_patient_set_do_not_call (patient, read_flag (item, sync_dictionaries_get_contact_key (
                                                              dictionaries, fields->do_not_call)));
  read_phones (patient, item);

  return g_steal_pointer (&patient);
}

/* a box that is not ticked says nothing: nobody answers a reminder by leaving it empty */
static ClinicConfirmation
read_confirmation (SyncContext *context, JsonObject *item, const char *field)
{
  const char *type = sync_dictionaries_get_type_of (sync_context_get_dictionaries (context), field);
  g_autofree char *words = NULL;

  if (g_strcmp0 (type, "boolean") == 0)
    return read_flag (item, field) ? CLINIC_CONFIRMATION_YES : CLINIC_CONFIRMATION_UNKNOWN;
  words = dup_words (context, item, field, NULL);

  return sync_discover_confirmation (words);
}

static ClinicFirstVisit
read_first_visit (JsonObject *item, const char *field)
{
  if (field == NULL || !json_object_has_member (item, field) ||
      json_object_get_null_member (item, field))
    return CLINIC_FIRST_VISIT_UNKNOWN;

  return read_flag (item, field) ? CLINIC_FIRST_VISIT_YES : CLINIC_FIRST_VISIT_NO;
}

static void
read_times (const SyncFields *fields, ClinicAppointment *appointment, JsonObject *item)
{
  gint64 start = fields->visit_time != NULL ? bx_json_get_unix (item, fields->visit_time) : 0;
  gint64 end = fields->visit_end != NULL ? bx_json_get_unix (item, fields->visit_end) : 0;
  gint64 minutes =
    fields->visit_minutes != NULL ? bx_json_get_int (item, fields->visit_minutes, 0) : 0;

  if (minutes <= 0 && start > 0 && end > start)
    minutes = (end - start) / 60;
  clinic_appointment_set_start (appointment, start);
  clinic_appointment_set_minutes (appointment, minutes);
}

/* what the clinic's own fields say */
static void
read_visit (SyncContext *context, ClinicAppointment *appointment, JsonObject *item)
{
  const SyncFields *fields = sync_context_get_fields (context);
  gint64 doctor_id = 0;
  gint64 specialty_id = 0;
  gint64 chair_id = 0;
  gint64 reason_id = 0;
  g_autofree char *doctor = dup_words (context, item, fields->doctor, &doctor_id);
  g_autofree char *specialty = dup_words (context, item, fields->specialty, &specialty_id);
  g_autofree char *chair = dup_words (context, item, fields->chair, &chair_id);
  g_autofree char *reason = dup_words (context, item, fields->reason, &reason_id);
  g_autofree char *mis_status = dup_words (context, item, fields->mis_status, NULL);
  g_autofree char *call_mark = dup_words (context, item, fields->call_mark, NULL);

  read_times (fields, appointment, item);
  clinic_appointment_set_doctor_id (appointment, doctor_id);
  clinic_appointment_set_doctor_name (appointment, doctor);
  clinic_appointment_set_specialty_id (appointment, specialty_id);
  clinic_appointment_set_specialty (appointment, specialty);
  clinic_appointment_set_chair_id (appointment, chair_id);
  clinic_appointment_set_chair (appointment, chair);
  clinic_appointment_set_reason_id (appointment, reason_id);
  clinic_appointment_set_reason (appointment, reason);
  clinic_appointment_set_mis_status (appointment, mis_status);
  clinic_appointment_set_confirmation (appointment,
                                       read_confirmation (context, item, fields->confirmation));
  clinic_appointment_set_first_visit (appointment, read_first_visit (item, fields->first_visit));
  if (fields->moves != NULL)
    clinic_appointment_set_moves (appointment, bx_json_get_int (item, fields->moves, 0));
  clinic_appointment_set_waiting (appointment, read_flag (item, fields->waiting));
  clinic_appointment_set_call_mark (appointment,
                                    call_mark != NULL && *call_mark != '\0' ? call_mark : NULL);
}

/* (transfer full) (nullable): By what the medical system knows the visit: the field that is set for
 * it; else the id at the system that made the appointment, whichever that is ("HELIX", "1C", or
 * ourselves out of a visit: SYNC_ORIGINATOR_MIS). What people booked here has the id of a command
 * there, which is no visit's. */
static char *
dup_mis_id (SyncContext *context, JsonObject *item)
{
  g_autofree char *id = dup_words (context, item, sync_context_get_fields (context)->mis_id, NULL);
  const char *origin = bx_json_get_string (item, "originId");

  if (id != NULL && *id != '\0')
    return g_steal_pointer (&id);
  if (origin == NULL || *origin == '\0' ||
      g_strcmp0 (bx_json_get_string (item, "originatorId"), SYNC_ORIGINATOR) == 0)
    return NULL;

  return g_strdup (origin);
}

/* where it came from, who has it, and who moved it last */
static void
read_origin (SyncContext *context, ClinicAppointment *appointment, JsonObject *item)
{
  const SyncFields *fields = sync_context_get_fields (context);
  gint64 moved_by = bx_json_get_int (item, "movedBy", 0);
  gint64 responsible = bx_json_get_int (item, "assignedById", 0);
  const char *source = bx_json_get_string (item, "sourceId");
  g_autofree char *moved_by_name = dup_user_name (context, moved_by);
  g_autofree char *responsible_name = dup_user_name (context, responsible);
  g_autofree char *origin = bx_json_dup_string (item, "originId");
  g_autofree char *mis_id = dup_mis_id (context, item);

  if (origin == NULL || *origin == '\0')
    {
      g_clear_pointer (&origin, g_free);
      origin = dup_words (context, item, fields->mis_id, NULL);
    }
  clinic_appointment_set_created (appointment, bx_json_get_unix (item, "createdTime"));
  clinic_appointment_set_moved (appointment, bx_json_get_unix (item, "movedTime"));
  clinic_appointment_set_moved_by_id (appointment, moved_by);
  clinic_appointment_set_moved_by_name (appointment, moved_by_name);
  clinic_appointment_set_responsible_id (appointment, responsible);
  clinic_appointment_set_responsible_name (appointment, responsible_name);
  clinic_appointment_set_source_id (appointment, source);
  clinic_appointment_set_source_name (appointment, sync_context_find_source (context, source));
  clinic_appointment_set_lead_id (appointment, bx_json_get_int (item, "leadId", 0));
  clinic_appointment_set_originator (appointment, bx_json_get_string (item, "originatorId"));
  clinic_appointment_set_origin (appointment, origin);
  clinic_appointment_set_mis_id (appointment, mis_id);
}

static gint64
read_kopecks (JsonObject *item)
{
  double amount = bx_json_get_double (item, "opportunity", 0.0);

  if (amount <= -1e12 || amount >= 1e12)
    return 0;

  return (gint64) (amount * 100 + (amount < 0 ? -0.5 : 0.5));
}

ClinicAppointment *
sync_map_appointment (SyncContext *context, JsonObject *item)
{
  gint64 id = bx_json_get_int (item, "id", 0);
  const char *stage_id = bx_json_get_string (item, "stageId");
  g_autoptr (ClinicAppointment) appointment = NULL;
  g_autofree char *comments = NULL;
  ClinicStage *stage;

  g_return_val_if_fail (SYNC_IS_CONTEXT (context), NULL);

  if (id <= 0)
    return NULL;
  appointment = clinic_appointment_new ();
  stage = sync_context_find_stage (context, stage_id);
  comments = sync_bbcode_to_plain (bx_json_get_string (item, "comments"));
  clinic_appointment_set_id (appointment, id);
  clinic_appointment_set_title (appointment, bx_json_get_string (item, "title"));
  clinic_appointment_set_category_id (appointment, bx_json_get_int (item, "categoryId", 0));
  clinic_appointment_set_stage_id (appointment, stage_id);
  clinic_appointment_set_stage (appointment, stage);
  clinic_appointment_set_kind (appointment, read_semantics (item, stage));
  clinic_appointment_set_patient_id (appointment, bx_json_get_int (item, "contactId", 0));
  clinic_appointment_set_amount (appointment, read_kopecks (item));
  clinic_appointment_set_comments (appointment, comments);
  clinic_appointment_set_modified (appointment, bx_json_get_unix (item, "updatedTime"));
  read_visit (context, appointment, item);
  read_origin (context, appointment, item);

  return g_steal_pointer (&appointment);
}

/* whose enquiry it is: family name first */
static char *
dup_lead_name (JsonObject *item)
{
  static const char *const parts[] = { "lastName", "name", "secondName" };
  g_autoptr (GString) name = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      const char *part = bx_json_get_string (item, parts[i]);

      if (part != NULL && *part != '\0')
        g_string_append_printf (name, "%s%s", name->len > 0 ? " " : "", part);
    }

  return g_string_free (g_steal_pointer (&name), FALSE);
}

/* the card's first number: its own alias in lists, among the others in a single card */
static const char *
find_lead_phone (JsonObject *item)
{
  const char *phone = bx_json_get_string (item, "phone");
  JsonArray *rows = bx_json_get_array (item, "fm");
  guint length = rows != NULL ? json_array_get_length (rows) : 0;

  for (guint i = 0; i < length && (phone == NULL || *phone == '\0'); i++)
    {
      JsonObject *row = bx_json_node_object (json_array_get_element (rows, i));

      if (g_strcmp0 (bx_json_get_string (row, "typeId"), "PHONE") == 0)
        phone = bx_json_get_string (row, "value");
    }

  return phone;
}

static void
read_lead_people (SyncContext *context, ClinicLead *lead, JsonObject *item)
{
  gint64 moved_by = bx_json_get_int (item, "movedBy", 0);
  gint64 responsible = bx_json_get_int (item, "assignedById", 0);
  g_autofree char *name = dup_lead_name (item);
  g_autofree char *moved_by_name = dup_user_name (context, moved_by);
  g_autofree char *responsible_name = dup_user_name (context, responsible);

  clinic_lead_set_name (lead, name);
  clinic_lead_set_phone (lead, find_lead_phone (item));
  clinic_lead_set_responsible_id (lead, responsible);
  clinic_lead_set_responsible_name (lead, responsible_name);
  clinic_lead_set_moved_by_id (lead, moved_by);
  clinic_lead_set_moved_by_name (lead, moved_by_name);
}

ClinicLead *
sync_map_lead (SyncContext *context, JsonObject *item)
{
  gint64 id = bx_json_get_int (item, "id", 0);
  const char *stage_id = bx_json_get_string (item, "stageId");
  const char *source = bx_json_get_string (item, "sourceId");
  g_autoptr (ClinicLead) lead = NULL;
  g_autofree char *comments = NULL;
  ClinicStage *stage;
  ClinicStageKind kind;

  g_return_val_if_fail (SYNC_IS_CONTEXT (context), NULL);

  if (id <= 0)
    return NULL;
  lead = clinic_lead_new ();
  stage = sync_context_find_lead_stage (context, stage_id);
  kind = read_semantics (item, stage);
  comments = sync_bbcode_to_plain (bx_json_get_string (item, "comments"));
  clinic_lead_set_id (lead, id);
  clinic_lead_set_title (lead, bx_json_get_string (item, "title"));
  clinic_lead_set_stage_id (lead, stage_id);
  clinic_lead_set_stage_name (lead, stage != NULL ? clinic_stage_get_name (stage) : NULL);
  clinic_lead_set_stage (lead, stage);
  clinic_lead_set_kind (lead, kind);
  clinic_lead_set_open (lead, kind == CLINIC_STAGE_KIND_PROCESS);
  clinic_lead_set_source_id (lead, source);
  clinic_lead_set_source_name (lead, sync_context_find_source (context, source));
  clinic_lead_set_comments (lead, comments);
  clinic_lead_set_amount (lead, read_kopecks (item));
  clinic_lead_set_modified (lead, bx_json_get_unix (item, "updatedTime"));
  clinic_lead_set_moved (lead, bx_json_get_unix (item, "movedTime"));
  clinic_lead_set_created (lead, bx_json_get_unix (item, "createdTime"));
  clinic_lead_set_patient_id (lead, bx_json_get_int (item, "contactId", 0));
  read_lead_people (context, lead, item);

  return g_steal_pointer (&lead);
}

gboolean
sync_map_has_recording (JsonObject *row)
{
  const char *address = bx_json_get_string (row, "CALL_RECORD_URL");

  return (address != NULL && *address != '\0') || bx_json_get_int (row, "RECORD_FILE_ID", 0) > 0;
}

ClinicCallRecord *
sync_map_call (SyncContext *context, JsonObject *row)
{
  const char *id = bx_json_get_string (row, "CALL_ID");
  const char *entity = bx_json_get_string (row, "CRM_ENTITY_TYPE");
  gint64 entity_id = bx_json_get_int (row, "CRM_ENTITY_ID", 0);
  gint64 user_id = bx_json_get_int (row, "PORTAL_USER_ID", 0);
  gint64 type = bx_json_get_int (row, "CALL_TYPE", 2);
  const char *phone = bx_json_get_string (row, "PHONE_NUMBER");
  g_autoptr (ClinicCallRecord) call = NULL;
  g_autofree char *number = NULL;
  g_autofree char *code = NULL;
  g_autofree char *user_name = NULL;
  g_autofree char *row_id = NULL;

  g_return_val_if_fail (SYNC_IS_CONTEXT (context), NULL);

  if (id == NULL || *id == '\0')
    id = row_id = bx_json_dup_string (row, "ID");
  if (id == NULL || *id == '\0')
    return NULL;
  call = clinic_call_record_new ();
  number = clinic_phone_dup_key (phone != NULL && !clinic_phone_is_hidden (phone) ? phone : "");
  code = bx_json_dup_string (row, "CALL_FAILED_CODE");
  user_name = dup_user_name (context, user_id);
  clinic_call_record_set_id (call, id);
  clinic_call_record_set_number (call, number);
  clinic_call_record_set_call_type (call, type);
  /* 2 and 3 came in; 1 out, 4 a call-back and 5 an information call went out */
  clinic_call_record_set_direction (call, type == 2 || type == 3 ? CLINIC_CALL_DIRECTION_IN
                                                                 : CLINIC_CALL_DIRECTION_OUT);
  clinic_call_record_set_code (call, code);
  clinic_call_record_set_start (call, bx_json_get_unix (row, "CALL_START_DATE"));
  clinic_call_record_set_duration (call, bx_json_get_int (row, "CALL_DURATION", 0));
  clinic_call_record_set_user_id (call, user_id);
  clinic_call_record_set_user_name (call, user_name);
  clinic_call_record_set_line (call, bx_json_get_string (row, "PORTAL_NUMBER"));
  clinic_call_record_set_activity_id (call, bx_json_get_int (row, "CRM_ACTIVITY_ID", 0));
  clinic_call_record_set_recorded (call, sync_map_has_recording (row));
  if (g_strcmp0 (entity, "CONTACT") == 0)
    {
      clinic_call_record_set_patient_id (call, entity_id);
      clinic_call_record_set_bound_id (call, entity_id);
    }
  else if (g_strcmp0 (entity, "LEAD") == 0)
    clinic_call_record_set_lead_id (call, entity_id);

  return g_steal_pointer (&call);
}

ClinicComment *
sync_map_comment (SyncContext *context, JsonObject *row)
{
  gint64 id = bx_json_get_int (row, "ID", 0);
  gint64 author = bx_json_get_int (row, "AUTHOR_ID", 0);
  g_autoptr (ClinicComment) comment = NULL;
  g_autofree char *text = NULL;
  g_autofree char *author_name = NULL;

  g_return_val_if_fail (SYNC_IS_CONTEXT (context), NULL);

  if (id <= 0)
    return NULL;
  comment = clinic_comment_new ();
  text = sync_bbcode_to_plain (bx_json_get_string (row, "COMMENT"));
  author_name = dup_user_name (context, author);
  clinic_comment_set_id (comment, id);
  clinic_comment_set_text (comment, text);
  clinic_comment_set_author_id (comment, author);
  clinic_comment_set_author_name (comment, author_name);
  clinic_comment_set_created (comment, bx_json_get_unix (row, "CREATED"));

  return g_steal_pointer (&comment);
}

static void
add_columns (JsonArray *select, const char *const *columns)
{
  for (guint i = 0; columns[i] != NULL; i++)
    json_array_add_string_element (select, columns[i]);
}

ClinicStageMove *
sync_map_stage_move (SyncContext *context, JsonObject *row)
{
  gint64 id = bx_json_get_int (row, "ID", 0);
  const char *stage = bx_json_get_string (row, "STAGE_ID");
  ClinicStageMove *move;

  g_return_val_if_fail (SYNC_IS_CONTEXT (context), NULL);

  if (id <= 0)
    return NULL;
  move = clinic_stage_move_new ();
  clinic_stage_move_set_id (move, id);
  clinic_stage_move_set_stage_id (move, stage);
  clinic_stage_move_set_stage (move, sync_context_find_stage (context, stage));
  clinic_stage_move_set_at (move, bx_json_get_unix (row, "CREATED_TIME"));

  return move;
}

ClinicTodo *
sync_map_todo (SyncContext *context, JsonObject *row)
{
  gint64 id = bx_json_get_int (row, "ID", 0);
  const char *subject = bx_json_get_string (row, "SUBJECT");
  g_autofree char *responsible = NULL;
  g_autofree char *title = NULL;
  ClinicTodo *todo;

  g_return_val_if_fail (SYNC_IS_CONTEXT (context), NULL);

  if (id <= 0)
    return NULL;
  /* what people write is the description; the portal itself fills the subject in */
  title = sync_bbcode_to_plain (
    subject != NULL && *subject != '\0' ? subject : bx_json_get_string (row, "DESCRIPTION"));
  responsible = dup_user_name (context, bx_json_get_int (row, "RESPONSIBLE_ID", 0));
  todo = clinic_todo_new ();
  clinic_todo_set_id (todo, id);
  clinic_todo_set_title (todo, title);
  clinic_todo_set_deadline (todo, bx_json_get_unix (row, "DEADLINE"));
  clinic_todo_set_done (todo, bx_json_get_bool (row, "COMPLETED", FALSE));
  clinic_todo_set_responsible_name (todo, responsible);

  return todo;
}

GPtrArray *
sync_map_rows (SyncContext *context, BxBatchAnswer *answers, const char *key, SyncMapFunc map)
{
  g_autoptr (BxAnswer) answer =
    bx_batch_answer_has (answers, key) ? bx_batch_answer_dup (answers, key, NULL) : NULL;
  JsonArray *rows = answer != NULL ? bx_answer_get_array (answer) : NULL;
  GPtrArray *values;

  if (answer == NULL)
    return NULL;
  if (rows == NULL)
    rows = bx_json_get_array (bx_answer_get_object (answer), "items");
  values = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    {
      JsonObject *row = bx_json_node_object (json_array_get_element (rows, i));
      gpointer value = row != NULL ? map (context, row) : NULL;

      if (value != NULL)
        g_ptr_array_add (values, value);
    }

  return values;
}

JsonArray *
sync_map_appointment_select (SyncContext *context)
{
  static const char *const columns[] = {
    "id",           "title",    "categoryId",  "stageId",      "stageSemanticId", "contactId",
    "opportunity",  "comments", "createdTime", "updatedTime",  "movedTime",       "movedBy",
    "assignedById", "sourceId", "leadId",      "originatorId", "originId",        NULL
  };
  const SyncFields *fields = sync_context_get_fields (context);
  const char *const own[] = { fields->visit_time,   fields->visit_minutes, fields->visit_end,
                              fields->doctor,       fields->specialty,     fields->chair,
                              fields->confirmation, fields->first_visit,   fields->reason,
                              fields->moves,        fields->waiting,       fields->mis_status,
                              fields->mis_id,       fields->call_mark };
  JsonArray *select = json_array_new ();

  add_columns (select, columns);
  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    {
      if (own[i] != NULL)
        json_array_add_string_element (select, own[i]);
    }

  return select;
}

JsonArray *
sync_map_lead_select (void)
{
  static const char *const columns[] = {
    "id",          "title",       "stageId",   "stageSemanticId", "contactId",    "name",
    "secondName",  "lastName",    "phone",     "opportunity",     "comments",     "sourceId",
    "createdTime", "updatedTime", "movedTime", "movedBy",         "assignedById", NULL
  };
  JsonArray *select = json_array_new ();

  add_columns (select, columns);

  return select;
}

char *
sync_map_dup_user_name (SyncContext *context, gint64 user_id)
{
  return dup_user_name (context, user_id);
}
