/* demo-robots.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "demo-robots"

#include "demo-robots.h"

#include "demo-items.h"
#include "demo-messages.h"
#include "demo-multifield.h"
#include "demo-random.h"

#include <string.h>

/* The robots' own pace: a second of the real clock, for the clinic's clock may stand still. */
#define WAKE_SECONDS 1
#define LEAD_WAKES 2

#define HOUR 3600
#define CUT_OFF (16 * HOUR) /* of the day before the visit */
#define LATE (3 * HOUR)     /* who books later than this is not reminded */
#define BEFORE (2 * HOUR)   /* the last message */

/* in whose name the robots work */
#define AUTHOR 1

/* of a hundred patients: 88 answer, and a few of those not in a word that a robot knows */
#define ANSWER_YES 80
#define ANSWER_NO 85
#define ANSWER_OTHER 88

enum
{
  TOPIC_ANSWER = 4000,
};

typedef enum
{
  TASK_CONVERT, /* owner: a lead */
  TASK_STATUS,  /* owner: a message, which gets one step further */
  TASK_ANSWER,  /* owner: a deal; the patient answers */
  TASK_CUT_OFF, /* owner: a deal */
  TASK_REMIND,  /* owner: a deal; two hours before the visit */
} TaskKind;

typedef struct
{
  TaskKind kind;
  gint64 owner;
  gint64 due; /* on the clinic's clock */
  gint64 user_id;
} Task;

static const char *
text_of (JsonObject *item, const char *key)
{
  JsonNode *node = json_object_get_member (item, key);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : "";
}

static gint64
make_contact (DemoWorld *self, gint64 lead, JsonObject *item, gint64 user_id)
{
  g_autoptr (JsonObject) fields = json_object_new ();
  gint64 contact;

  json_object_set_string_member (fields, "name", text_of (item, "name"));
  json_object_set_string_member (fields, "secondName", text_of (item, "secondName"));
  json_object_set_string_member (fields, "lastName", text_of (item, "lastName"));
  json_object_set_string_member (fields, "sourceId", text_of (item, "sourceId"));
  json_object_set_int_member (fields, "leadId", lead);
  if (json_object_has_member (item, "fm"))
    json_object_set_member (fields, "fm", json_node_copy (json_object_get_member (item, "fm")));
  contact = demo_items_add (self, DEMO_CONTACT, fields, user_id, FALSE, NULL);

  return contact;
}

gint64
demo_robots_convert (DemoWorld *self, gint64 lead, gint64 user_id)
{
  g_autoptr (JsonObject) item = demo_items_get (self, DEMO_LEAD, lead, FALSE);
  g_autoptr (JsonObject) fields = json_object_new ();
  gint64 contact;

  if (item == NULL)
    return 0;

  contact = json_object_get_int_member_with_default (item, "contactId", 0);
  if (contact == 0)
    contact = make_contact (self, lead, item, user_id);
  json_object_set_string_member (fields, "title", text_of (item, "title"));
  json_object_set_int_member (fields, "categoryId", DEMO_FUNNEL);
  json_object_set_string_member (fields, "stageId", "C5:NEW");
  json_object_set_int_member (fields, "leadId", lead);
  json_object_set_int_member (fields, "contactId", contact);
  json_object_set_string_member (fields, "sourceId", text_of (item, "sourceId"));
  json_object_set_string_member (fields, "comments", text_of (item, "comments"));
  json_object_set_int_member (fields, "assignedById",
                              json_object_get_int_member_with_default (item, "assignedById", 0));

  return demo_items_add (self, DEMO_DEAL, fields, user_id, FALSE, NULL);
}

/* wakes: after how many of the robots' own seconds, whatever the clinic's clock says; 0: never */
static void
add_task (DemoWorld *self, const Task *task, int wakes)
{
  g_autofree char *sql = g_strdup_printf (
    "INSERT INTO task (kind, owner, due, user, wakes) VALUES (%d, %" G_GINT64_FORMAT
    ", %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT ", %d)",
    task->kind, task->owner, task->due, task->user_id, wakes > 0 ? wakes : -1);

  demo_schema_exec (self, sql, NULL);
}

static gboolean on_wake_cb (gpointer user_data);

static void
wake_later (DemoWorld *self)
{
  g_autoptr (GSource) source = NULL;

  if (self->robot_source != 0)
    return;
  source = g_timeout_source_new_seconds (WAKE_SECONDS);
  g_source_set_callback (source, on_wake_cb, self, NULL);
  self->robot_source = g_source_attach (source, self->context);
}

typedef struct
{
  gint64 contact;
  gint64 visit;
  int doctor;
  char stage[32];
  char semantics;
} Visit;

/* FALSE when it is no appointment, or there is no deal any more */
static gboolean
read_visit (DemoWorld *self, gint64 deal, Visit *visit)
{
  g_autoptr (sqlite3_stmt) row = demo_schema_prepare (
    self, "SELECT CONTACT_ID, UF_CRM_VISIT_TIME, UF_CRM_DOCTOR, STAGE_ID, STAGE_SEMANTIC_ID"
          " FROM deal WHERE ID = ? AND CATEGORY_ID = ?");

  sqlite3_bind_int64 (row, 1, deal);
  sqlite3_bind_int (row, 2, DEMO_FUNNEL);
  if (sqlite3_step (row) != SQLITE_ROW)
    return FALSE;

  visit->contact = sqlite3_column_int64 (row, 0);
  visit->visit = sqlite3_column_int64 (row, 1);
  visit->doctor = sqlite3_column_int (row, 2);
  g_strlcpy (visit->stage, (const char *) sqlite3_column_text (row, 3), sizeof visit->stage);
  visit->semantics = ((const char *) sqlite3_column_text (row, 4))[0];

  return TRUE;
}

static void
send_message (DemoWorld *self, gint64 deal, const Visit *visit, DemoMessageKind kind)
{
  g_autoptr (DemoMessages) messages = demo_messages_new (self);
  gint64 now = demo_world_get_now (self);
  DemoMessage message = { .kind = kind,
                          .status = DEMO_MESSAGE_QUEUED,
                          .deal = deal,
                          .contact = visit->contact,
                          .visit = visit->visit,
                          .doctor = visit->doctor,
                          .when = now };
  gint64 id = visit->contact > 0 ? demo_messages_write (messages, &message) : 0;

  if (id == 0)
    return;
  demo_items_touch (self, DEMO_DEAL, deal, AUTHOR);
  add_task (self, &(Task){ TASK_STATUS, id, now + 1, AUTHOR }, 1);
  wake_later (self);
}

static void
move (DemoWorld *self, gint64 deal, const char *stage, int confirm)
{
  g_autoptr (JsonObject) fields = json_object_new ();
  g_autoptr (GError) error = NULL;

  json_object_set_string_member (fields, "stageId", stage);
  json_object_set_int_member (fields, "ufCrmConfirm", confirm);
  if (!demo_items_edit (self, DEMO_DEAL, deal, fields, AUTHOR, &error))
    g_warning ("a robot cannot move deal %" G_GINT64_FORMAT ": %s", deal, error->message);
}

/* Only who was asked, and was not dealt with since, is moved by an answer. */
static gboolean
waits_for_answer (const Visit *visit)
{
  return g_str_equal (visit->stage, "C5:UC_ZAVTRA") || g_str_equal (visit->stage, "C5:UC_SILENT");
}

void
demo_world_answer (DemoWorld *self, gint64 deal, const char *text)
{
  static const char *const yes[] = { "+", "да", "Да", "ДА", "1", NULL };
  static const char *const no[] = { "-", "нет", "Нет", "НЕТ", "2", NULL };
  gboolean comes = g_strv_contains (yes, text);
  gboolean refuses = g_strv_contains (no, text);
  g_autoptr (DemoMessages) messages = NULL;
  Visit visit;

  if (!read_visit (self, deal, &visit))
    return;
  messages = demo_messages_new (self);
  demo_messages_write_answer (messages, deal, visit.contact, demo_world_get_now (self), text,
                              comes || refuses);
  demo_items_touch (self, DEMO_DEAL, deal, AUTHOR);
  if ((comes || refuses) && waits_for_answer (&visit))
    move (self, deal, comes ? "C5:UC_CONFIRM" : "C5:UC_CANCEL",
          comes ? DEMO_CONFIRM_YES : DEMO_CONFIRM_NO);
}

/* The patients of a living day, a minute or some minutes after the message came. */
static void
plan_answer (DemoWorld *self, gint64 deal)
{
  guint64 luck = demo_hash (self->seed, TOPIC_ANSWER, (guint64) deal);

  if (self->robots & DEMO_ROBOTS_ANSWERS && luck % 100 < ANSWER_OTHER)
    add_task (self,
              &(Task){ TASK_ANSWER, deal,
                       demo_world_get_now (self) + 40 + (gint64) ((luck >> 8) % 300), AUTHOR },
              0);
}

static void
answer (DemoWorld *self, gint64 deal)
{
  guint luck = (guint) (demo_hash (self->seed, TOPIC_ANSWER, (guint64) deal) % 100);
  Visit visit;

  if (read_visit (self, deal, &visit) && waits_for_answer (&visit))
    demo_world_answer (self, deal,
                       luck < ANSWER_YES  ? "+"
                       : luck < ANSWER_NO ? "-"
                                          : "А можно на час позже?");
}

/* queued -> sent -> delivered, or not */
static void
step_message (DemoWorld *self, gint64 message)
{
  g_autofree char *sql = g_strdup_printf (
    "SELECT CASE status WHEN 11 THEN 0 ELSE -1 END FROM message WHERE id = %" G_GINT64_FORMAT,
    message);
  g_autofree char *asked =
    g_strdup_printf ("SELECT deal FROM message WHERE kind = 2 AND id = %" G_GINT64_FORMAT, message);
  DemoMessageStatus end;
  gint64 deal;

  if (demo_schema_get_int (self, sql) == 0)
    {
      demo_messages_set_status (self, message, DEMO_MESSAGE_SENT);
      add_task (self, &(Task){ TASK_STATUS, message, demo_world_get_now (self) + 1, AUTHOR }, 1);
      return;
    }

  end = demo_messages_get_end (self, message);
  demo_messages_set_status (self, message, end);
  deal = demo_schema_get_int (self, asked);
  if (deal != 0 && end == DEMO_MESSAGE_DELIVERED)
    plan_answer (self, deal);
}

static void
cut_off (DemoWorld *self, gint64 deal)
{
  Visit visit;

  if (read_visit (self, deal, &visit) && g_str_equal (visit.stage, "C5:UC_ZAVTRA"))
    move (self, deal, "C5:UC_SILENT", DEMO_CONFIRM_SILENT);
}

/* The time may have been changed since; then there is another task for the new one. */
static void
remind (DemoWorld *self, gint64 deal, gint64 due)
{
  Visit visit;

  if (read_visit (self, deal, &visit) && visit.visit == due + BEFORE && visit.semantics == 'P' &&
      !g_str_equal (visit.stage, "C5:UC_CANCEL"))
    send_message (self, deal, &visit, DEMO_MESSAGE_TODAY);
}

static void
ask_for_tomorrow (DemoWorld *self, gint64 deal, const Visit *visit)
{
  gint64 now = demo_world_get_now (self);
  gint64 due = demo_time_day_start (visit->visit) - DEMO_DAY + CUT_OFF;

  send_message (self, deal, visit, DEMO_MESSAGE_TOMORROW);
  add_task (self, &(Task){ TASK_CUT_OFF, deal, MAX (due, now + HOUR), AUTHOR }, 0);
}

void
demo_robots_deal_changed (DemoWorld *self, gint64 deal, gboolean moved, gboolean timed)
{
  gint64 now = demo_world_get_now (self);
  Visit visit;

  if (!(self->robots & DEMO_ROBOTS_MESSAGES) || !(moved || timed) ||
      !read_visit (self, deal, &visit) || visit.visit <= now || visit.semantics != 'P')
    return;

  if (g_str_equal (visit.stage, "C5:NEW"))
    send_message (self, deal, &visit, DEMO_MESSAGE_BOOKED);
  else if (moved && g_str_equal (visit.stage, "C5:UC_ZAVTRA") && visit.visit - now >= LATE)
    ask_for_tomorrow (self, deal, &visit);
  if (timed && visit.visit - now >= LATE)
    add_task (self, &(Task){ TASK_REMIND, deal, visit.visit - BEFORE, AUTHOR }, 0);
}

void
demo_robots_plan (DemoWorld *self, gint64 deal, gint64 visit, const char *stage)
{
  gint64 now = demo_world_get_now (self);
  gint64 cut = demo_time_day_start (visit) - DEMO_DAY + CUT_OFF;

  if (!(self->robots & DEMO_ROBOTS_MESSAGES))
    return;
  if (visit - BEFORE > now)
    add_task (self, &(Task){ TASK_REMIND, deal, visit - BEFORE, AUTHOR }, 0);
  if (g_str_equal (stage, "C5:UC_ZAVTRA"))
    add_task (self, &(Task){ TASK_CUT_OFF, deal, MAX (cut, now + HOUR), AUTHOR }, 0);
}

void
demo_robots_plan_answers (DemoWorld *self)
{
  g_autoptr (GArray) deals = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (sqlite3_stmt) row = demo_schema_prepare (
    self, "SELECT ID FROM deal WHERE STAGE_ID = 'C5:UC_ZAVTRA' AND UF_CRM_VISIT_TIME > ?");
  gint64 now = demo_world_get_now (self);

  sqlite3_bind_int64 (row, 1, now);
  while (sqlite3_step (row) == SQLITE_ROW)
    {
      gint64 deal = sqlite3_column_int64 (row, 0);

      g_array_append_val (deals, deal);
    }
  for (guint i = 0; i < deals->len; i++)
    {
      gint64 deal = g_array_index (deals, gint64, i);
      guint64 luck = demo_hash (self->seed, TOPIC_ANSWER, (guint64) deal);

      if (luck % 100 < ANSWER_OTHER)
        add_task (self,
                  &(Task){ TASK_ANSWER, deal, now + 60 + (gint64) ((luck >> 8) % (3 * HOUR)),
                           AUTHOR },
                  0);
    }
}

static void
run_task (DemoWorld *self, const Task *task)
{
  switch (task->kind)
    {
    case TASK_CONVERT:
      demo_robots_convert (self, task->owner, task->user_id);
      break;
    case TASK_STATUS:
      step_message (self, task->owner);
      break;
    case TASK_ANSWER:
      answer (self, task->owner);
      break;
    case TASK_CUT_OFF:
      cut_off (self, task->owner);
      break;
    case TASK_REMIND:
      remind (self, task->owner, task->due);
      break;
    default:
      break;
    }
}

/* Runs them one by one, for each may make others. */
static void
run_due (DemoWorld *self, const char *where, gint64 now)
{
  g_autofree char *sql = g_strdup_printf (
    "DELETE FROM task WHERE id = (SELECT id FROM task WHERE %s ORDER BY due, id LIMIT 1)"
    " RETURNING kind, owner, due, user",
    where);

  for (;;)
    {
      g_autoptr (sqlite3_stmt) row = demo_schema_prepare (self, sql);
      Task task;

      sqlite3_bind_int64 (row, 1, now);
      if (sqlite3_step (row) != SQLITE_ROW)
        return;
      task = (Task){ (TaskKind) sqlite3_column_int (row, 0), sqlite3_column_int64 (row, 1),
                     sqlite3_column_int64 (row, 2), sqlite3_column_int64 (row, 3) };
      while (sqlite3_step (row) == SQLITE_ROW)
        ;
      g_clear_pointer (&row, sqlite3_finalize);
      run_task (self, &task);
    }
}

void
demo_robots_run (DemoWorld *self, gint64 now)
{
  run_due (self, "due <= ?", now);
}

static gboolean
on_wake_cb (gpointer user_data)
{
  DemoWorld *self = user_data;

  self->robot_source = 0;
  demo_schema_exec (self, "UPDATE task SET wakes = wakes - 1 WHERE wakes > 0", NULL);
  run_due (self, "wakes = 0", 0);
  if (demo_schema_get_int (self, "SELECT count(*) FROM task WHERE wakes > 0") > 0)
    wake_later (self);

  return G_SOURCE_REMOVE;
}

void
demo_robots_lead_moved (DemoWorld *self, gint64 lead, const char *stage, gint64 user_id)
{
  if (!(self->robots & DEMO_ROBOTS_LEADS) || self->crm_mode != 1 ||
      !g_str_equal (stage, "CONVERTED"))
    return;

  add_task (self,
            &(Task){ TASK_CONVERT, lead, demo_world_get_now (self) + LEAD_WAKES * WAKE_SECONDS,
                     user_id },
            LEAD_WAKES);
  wake_later (self);
}
