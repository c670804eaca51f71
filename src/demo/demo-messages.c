/* demo-messages.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "demo-messages"

#include "demo-messages.h"

#include "demo-items.h"
#include "demo-phone.h"

#include <string.h>

/* who set the robots up, and in whose name they work */
#define AUTHOR 1

struct _DemoMessages
{
  DemoWorld *world;       /* unowned */
  sqlite3_stmt *message;  /* owned */
  sqlite3_stmt *activity; /* owned */
  sqlite3_stmt *binding;  /* owned */
};

DemoMessages *
demo_messages_new (DemoWorld *world)
{
  DemoMessages *self = g_new0 (DemoMessages, 1);

  self->world = world;
  self->message =
    demo_schema_prepare (world,
                         "INSERT INTO message (deal, kind, status, phone) VALUES (?, ?, ?, ?)");
  self->activity = demo_schema_prepare (
    world,
    "INSERT INTO activity (provider, provider_type, type_id, direction, subject, description,"
    " created, updated, start, finish, deadline, completed, responsible, author, associated,"
    " settings, origin)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7, ?7, ?7, ?7, ?8, ?9, ?9, ?10, ?11, ?12)");
  self->binding =
    demo_schema_prepare (world, "INSERT OR IGNORE INTO activity_binding VALUES (?, ?, ?)");

  return self;
}

void
demo_messages_free (DemoMessages *self)
{
  g_clear_pointer (&self->message, sqlite3_finalize);
  g_clear_pointer (&self->activity, sqlite3_finalize);
  g_clear_pointer (&self->binding, sqlite3_finalize);
  g_free (self);
}

static void
bind_to (DemoMessages *self, gint64 activity, int type, gint64 owner)
{
  if (owner <= 0)
    return;
  sqlite3_bind_int64 (self->binding, 1, activity);
  sqlite3_bind_int (self->binding, 2, type);
  sqlite3_bind_int64 (self->binding, 3, owner);
  demo_schema_step (self->world, self->binding);
}

typedef struct
{
  const char *provider;
  const char *provider_type;
  int type_id;
  int direction;
  const char *subject;
  const char *text;
  gint64 when;
  gboolean is_completed;
  int user_id;
  gint64 associated;
  const char *settings;
  const char *origin;
} Entry;

static gint64
write_entry (DemoMessages *self, const Entry *entry, gint64 deal, gint64 contact)
{
  sqlite3_stmt *row = self->activity;
  gint64 id;

  sqlite3_bind_text (row, 1, entry->provider, -1, SQLITE_STATIC);
  sqlite3_bind_text (row, 2, entry->provider_type, -1, SQLITE_STATIC);
  sqlite3_bind_int (row, 3, entry->type_id);
  sqlite3_bind_int (row, 4, entry->direction);
  sqlite3_bind_text (row, 5, entry->subject, -1, SQLITE_STATIC);
  sqlite3_bind_text (row, 6, entry->text, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (row, 7, entry->when);
  sqlite3_bind_text (row, 8, entry->is_completed ? "Y" : "N", -1, SQLITE_STATIC);
  sqlite3_bind_int (row, 9, entry->user_id);
  sqlite3_bind_int64 (row, 10, entry->associated);
  sqlite3_bind_text (row, 11, entry->settings, -1, SQLITE_STATIC);
  sqlite3_bind_text (row, 12, entry->origin, -1, SQLITE_STATIC);
  demo_schema_step (self->world, row);
  id = sqlite3_last_insert_rowid (self->world->db);
  bind_to (self, id, DEMO_DEAL, deal);
  bind_to (self, id, DEMO_CONTACT, contact);

  return id;
}

char *
demo_messages_dup_phone (DemoWorld *world, gint64 contact)
{
  g_autoptr (GArray) fields = demo_items_get_multifields (world, DEMO_CONTACT, contact);

  for (guint i = 0; i < fields->len; i++)
    {
      const DemoMultifield *field = &g_array_index (fields, DemoMultifield, i);
      g_autofree char *key = NULL;

      if (!g_str_equal (field->kind, "PHONE"))
        continue;
      key = demo_phone_normalise (field->value);

      return g_strdup_printf ("+7%.10s", key[0] == '7' && strlen (key) >= 11 ? key + 1 : key);
    }

  return NULL;
}

/* Neither diagnosis nor treatment is named. */
static char *
make_text (const DemoMessage *message)
{
  const DemoUser *doctor = demo_directory_find_user (message->doctor);
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (message->visit + DEMO_PORTAL_OFFSET);
  g_autofree char *day = g_date_time_format (time, "%d.%m");
  g_autofree char *clock = g_date_time_format (time, "%H:%M");
  g_autofree char *who =
    doctor != NULL ? g_strdup_printf (", врач %s", doctor->last_name) : g_strdup ("");

  switch (message->kind)
    {
    case DEMO_MESSAGE_TOMORROW:
      return g_strdup_printf ("Ждём вас завтра, %s в %s%s. Придёте? Ответьте + или -. «Улыбка»",
                              day, clock, who);
    case DEMO_MESSAGE_TODAY:
      return g_strdup_printf ("Ждём вас сегодня в %s%s. Невский пр., 12. «Улыбка»", clock, who);
    case DEMO_MESSAGE_BOOKED:
    default:
      return g_strdup_printf ("Вы записаны на %s в %s%s. Невский пр., 12. «Улыбка»", day, clock,
                              who);
    }
}

static gint64
insert_message (DemoMessages *self, const DemoMessage *message, const char *phone)
{
  sqlite3_bind_int64 (self->message, 1, message->deal);
  sqlite3_bind_int (self->message, 2, message->kind);
  sqlite3_bind_int (self->message, 3, message->status);
  sqlite3_bind_text (self->message, 4, phone, -1, SQLITE_STATIC);
  demo_schema_step (self->world, self->message);

  return sqlite3_last_insert_rowid (self->world->db);
}

gint64
demo_messages_write (DemoMessages *self, const DemoMessage *message)
{
  g_autofree char *phone = demo_messages_dup_phone (self->world, message->contact);
  g_autofree char *text = NULL;
  g_autofree char *settings = NULL;
  gint64 id;

  if (phone == NULL)
    return 0;

  id = insert_message (self, message, phone);
  text = make_text (message);
  settings = g_strdup_printf ("{\"ORIGINAL_MESSAGE\":{\"ID\":%" G_GINT64_FORMAT
                              ",\"SENDER_ID\":\"smsru\",\"AUTHOR_ID\":%d,\"MESSAGE_FROM\":"
                              "\"ULYBKA\",\"MESSAGE_TO\":\"%s\",\"STATUS_ID\":%d,"
                              "\"EXEC_ERROR\":\"%s\"}}",
                              id, AUTHOR, phone, message->status,
                              message->status == DEMO_MESSAGE_UNDELIVERED ? "Not delivered" : "");
  write_entry (self,
               &(Entry){ .provider = "CRM_SMS",
                         .provider_type = "SMS",
                         .type_id = 6,
                         .direction = 2,
                         .subject = "Исходящее SMS",
                         .text = text,
                         .when = message->when,
                         .is_completed = TRUE,
                         .user_id = AUTHOR,
                         .associated = id,
                         .settings = settings },
               message->deal, message->contact);

  return id;
}

void
demo_messages_write_answer (DemoMessages *self,
                            gint64 deal,
                            gint64 contact,
                            gint64 when,
                            const char *text,
                            gboolean is_clear)
{
  write_entry (self,
               &(Entry){ .provider = "IMOPENLINES_SESSION",
                         .provider_type = "1",
                         .type_id = 6,
                         .direction = 1,
                         .subject = "Ответ пациента",
                         .text = text,
                         .when = when,
                         .is_completed = is_clear,
                         .user_id = AUTHOR },
               deal, contact);
}

gint64
demo_messages_write_call (DemoMessages *self,
                          gint64 deal,
                          gint64 contact,
                          gint64 when,
                          int user_id,
                          gboolean is_answered,
                          const char *call_id)
{
  g_autofree char *phone = demo_messages_dup_phone (self->world, contact);
  g_autofree char *subject = NULL;
  g_autofree char *origin = call_id != NULL ? g_strconcat ("VI_", call_id, NULL) : NULL;

  if (phone == NULL)
    return 0;
  subject = g_strconcat ("Исходящий на ", phone, NULL);
  return write_entry (self,
                      &(Entry){ .provider = "VOXIMPLANT_CALL",
                                .provider_type = "CALL",
                                .type_id = 2,
                                .direction = 2,
                                .subject = subject,
                                .text = is_answered ? "" : "Не ответил",
                                .when = when,
                                .is_completed = TRUE,
                                .user_id = user_id,
                                .origin = origin },
                      deal, contact);
}

void
demo_messages_set_status (DemoWorld *world, gint64 message, DemoMessageStatus status)
{
  g_autofree char *sql =
    g_strdup_printf ("UPDATE message SET status = %1$d WHERE id = %2$" G_GINT64_FORMAT
                     "; UPDATE activity SET updated = %3$" G_GINT64_FORMAT
                     ", settings = json_set (settings, '$.ORIGINAL_MESSAGE.STATUS_ID', %1$d,"
                     " '$.ORIGINAL_MESSAGE.EXEC_ERROR', '%4$s')"
                     " WHERE provider = 'CRM_SMS' AND associated = %2$" G_GINT64_FORMAT,
                     status, message, demo_world_get_now (world),
                     status == DEMO_MESSAGE_UNDELIVERED ? "Not delivered" : "");

  demo_schema_exec (world, sql, NULL);
}

DemoMessageStatus
demo_messages_get_end (DemoWorld *world, gint64 message)
{
  g_autofree char *sql = g_strdup_printf (
    "SELECT phone LIKE '+7495%%' OR phone LIKE '+7812%%' FROM message WHERE id = %" G_GINT64_FORMAT,
    message);

  return demo_schema_get_int (world, sql) != 0 ? DEMO_MESSAGE_UNDELIVERED : DEMO_MESSAGE_DELIVERED;
}
