/* demo-past-calls.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The calls of the years: those that booked the visits and brought the enquiries, and all the
 * others; one in six is missed, and most of those are called back. Written with one statement, and
 * without recordings and activities, which a portal does not keep so long either.
 */

#define G_LOG_DOMAIN "demo-past-calls"

#include "demo-past-calls.h"

#include "demo-example.h"
#include "demo-exchange.h"
#include "demo-random.h"
#include "demo-work.h"

#define OUTGOING 1
#define INCOMING 2
#define CALLBACK 4

#define HOUR 3600
#define OPENING (8 * HOUR)
#define CLOSING (21 * HOUR)
#define LEAST_CALLS 100 /* of a day, beside the bookings */
#define MOST_CALLS 130
#define SUNDAY_CALLS 45
#define STRANGER_BASE G_GUINT64_CONSTANT (79020000000)
/* of her month, beside those that are paid */
#define EXAMPLE_SHORT 30
#define EXAMPLE_UNANSWERED 30

enum
{
  TOPIC_CALL = 9700,
};

typedef struct
{
  gint64 start;
  gint64 contact;  /* 0: a stranger */
  guint32 number;  /* his random number */
  gint16 duration; /* seconds, 0: nobody answered */
  guint8 type;
  guint8 user;
} Call;

/*
 * Calls:
 *
 * What is being made.
 */
typedef struct
{
  DemoWorld *world; /* unowned */
  GArray *calls;    /* owned, of Call */
  gint64 first;     /* the first day's midnight */
  gint64 now;       /* midnight of today */
} Calls;

/* who takes calls, in a turn that changes every day */
static const guint8 staff[] = { 7, 8, 9, 11, 12, 13, 14 };

/* The calls of the example's employee in her month are counted. */
static guint8
pick_user (Calls *self, guint64 luck, gint64 when)
{
  gint64 day = (when + DEMO_PORTAL_OFFSET) / DEMO_DAY;
  gint64 begin = demo_example_get_begin (self->world);

  for (guint i = 0; i < G_N_ELEMENTS (staff); i++)
    {
      guint8 user = staff[(luck + i) % G_N_ELEMENTS (staff)];

      if ((day / 2 + user) % 2 != 0)
        continue;
      if (user == DEMO_EXAMPLE_USER && begin != 0 && when >= begin &&
          when < begin + 31 * (gint64) DEMO_DAY)
        continue;

      return user;
    }

  return staff[0];
}

static void
add (Calls *self, gint64 start, gint64 contact, guint64 luck, int type, int user, int duration)
{
  Call call = {
    .start = start,
    .contact = contact,
    .number = (guint32) (luck >> 13) % 1000000,
    .duration = (gint16) duration,
    .type = (guint8) type,
    .user = user != 0 ? (guint8) user : pick_user (self, luck >> 5, start),
  };

  if (start < self->now)
    g_array_append_val (self->calls, call);
}

/* What becomes of a missed call: he gets through on another try, is called back in time or late, in
 * vain, or is forgotten. */
static void
follow_up (Calls *self, gint64 missed, gint64 contact, guint64 luck)
{
  guint kind = (guint) (luck >> 40) % 20;
  gint64 later = (gint64) (luck >> 20) % 600;

  if (kind < 5)
    add (self, missed + 60 + later, contact, luck, INCOMING, 0, 40 + (int) ((luck >> 30) % 200));
  else if (kind < 12)
    add (self, missed + 120 + later, contact, luck, OUTGOING, 0, 30 + (int) ((luck >> 30) % 180));
  else if (kind < 14)
    add (self, missed + 2400 + 5 * later, contact, luck, CALLBACK, 0,
         30 + (int) ((luck >> 30) % 180));
  else if (kind < 17)
    add (self, missed + 300 + later, contact, luck, OUTGOING, 0, 0);
}

static void
plan_day (Calls *self, gint64 midnight)
{
  gint64 day = (midnight + DEMO_PORTAL_OFFSET) / DEMO_DAY;
  gint64 people = demo_people_get_count (self->world->people);
  guint count = (day + 4) % 7 == 0
                  ? SUNDAY_CALLS
                  : LEAST_CALLS + demo_pick (self->world->seed, TOPIC_CALL, (guint64) day,
                                             MOST_CALLS - LEAST_CALLS + 1);

  for (guint i = 0; i < count; i++)
    {
      guint64 luck = demo_hash (self->world->seed, TOPIC_CALL + 1, (guint64) day * 1000 + i);
      gint64 start =
        midnight + OPENING + (CLOSING - OPENING) * (gint64) i / count + (gint64) (luck % 300);
      gint64 contact = (luck >> 8) % 100 < 72
                         ? DEMO_FIXTURES + 1 + (gint64) ((luck >> 16) % (people - DEMO_FIXTURES))
                         : 0;
      guint kind = (guint) (luck >> 50) % 100;

      if (demo_example_has_patient (self->world, contact))
        contact = 0;
      if (kind < 18)
        {
          add (self, start, contact, luck, INCOMING, 0, 0);
          follow_up (self, start, contact, demo_mix (luck));
        }
      else if (kind < 62)
        add (self, start, contact, luck, INCOMING, 0, 12 + (int) ((luck >> 44) % 240));
      else if (kind < 90)
        add (self, start, contact, luck, OUTGOING, 0, 8 + (int) ((luck >> 44) % 200));
      else
        add (self, start, contact, luck, OUTGOING, 0, 0);
    }
}

/* What was booked by telephone was spoken about a little before. */
static void
plan_bookings (Calls *self)
{
  g_autoptr (sqlite3_stmt) row =
    demo_schema_prepare (self->world,
                         "SELECT CREATED_TIME, CONTACT_ID, ID FROM deal"
                         " WHERE SOURCE_ID = 'CALL' AND CONTACT_ID > ?2 AND CREATED_TIME >= ?1");

  sqlite3_bind_int64 (row, 1, self->first);
  sqlite3_bind_int (row, 2, DEMO_FIXTURES);
  while (sqlite3_step (row) == SQLITE_ROW)
    {
      gint64 booked = sqlite3_column_int64 (row, 0);
      gint64 contact = sqlite3_column_int64 (row, 1);
      guint64 luck =
        demo_hash (self->world->seed, TOPIC_CALL + 2, (guint64) sqlite3_column_int64 (row, 2));
      gint64 clock = (booked + DEMO_PORTAL_OFFSET) % DEMO_DAY;

      if (clock > OPENING && clock < CLOSING && !demo_example_has_patient (self->world, contact))
        add (self, booked - 60 - (gint64) (luck % 240), contact, luck, INCOMING, 0,
             45 + (int) ((luck >> 12) % 200));
    }
}

/* --- the worked example --- */

static void
plan_example (Calls *self)
{
  gint64 people = demo_people_get_count (self->world->people);
  gint64 begin = demo_example_get_begin (self->world);
  g_autoptr (GArray) days =
    demo_work_list_days (self->world, DEMO_EXAMPLE_USER, begin, begin + 31 * (gint64) DEMO_DAY);
  guint others = DEMO_EXAMPLE_CALLS - DEMO_EXAMPLE_WAITING;
  guint total = others + EXAMPLE_SHORT + EXAMPLE_UNANSWERED;

  for (guint i = 0; i < DEMO_EXAMPLE_WAITING; i++)
    add (self, demo_example_get_contacted (i), demo_example_get_waiting (self->world, i),
         demo_mix (i), OUTGOING, DEMO_EXAMPLE_USER, 60 + (int) i * 5);
  for (guint i = 0; i < total && days->len > 0; i++)
    {
      const DemoWorkDay *day = &g_array_index (days, DemoWorkDay, i % days->len);
      guint64 luck = demo_hash (self->world->seed, TOPIC_CALL + 3, i);
      gint64 contact = DEMO_FIXTURES + 1 + (gint64) ((luck >> 16) % (people - DEMO_FIXTURES));
      int duration = i < others                   ? 10 + (int) ((luck >> 40) % 240)
                     : i < others + EXAMPLE_SHORT ? 4 + (int) i % 6
                                                  : 0;

      if (demo_example_has_patient (self->world, contact))
        contact = 0;
      add (self, day->start + 600 + (gint64) (i / days->len) * 780 + (gint64) (luck % 300), contact,
           luck, duration == 0 || luck % 3 == 0 ? OUTGOING : INCOMING, DEMO_EXAMPLE_USER, duration);
    }
}

/* --- the rows --- */

static int
compare_calls (gconstpointer a, gconstpointer b)
{
  const Call *first = a;
  const Call *second = b;

  if (first->start != second->start)
    return first->start < second->start ? -1 : 1;

  return (first->number > second->number) - (first->number < second->number);
}

/* As a line shows it: +7 and ten digits. */
static void
format_number (Calls *self, const Call *call, char number[32])
{
  DemoMultifield fields[DEMO_MAX_MULTIFIELDS];
  char digits[16];
  guint count = 0;

  if (call->contact == 0 ||
      demo_people_get_multifields (self->world->people, call->contact, fields) == 0 ||
      !g_str_equal (fields[0].kind, "PHONE"))
    {
      g_snprintf (number, 32, "+%" G_GUINT64_FORMAT, STRANGER_BASE + call->number);
      return;
    }
  for (const char *at = fields[0].value; *at != '\0' && count < 11; at++)
    {
      if (g_ascii_isdigit (*at))
        digits[count++] = *at;
    }
  digits[count] = '\0';
  g_snprintf (number, 32, "+7%.10s", digits + (count == 11 ? 1 : 0));
}

static void
write_calls (Calls *self)
{
  g_autoptr (sqlite3_stmt) row = demo_schema_prepare (
    self->world,
    "INSERT INTO statistic (PORTAL_USER_ID, PORTAL_NUMBER, PHONE_NUMBER, CALL_ID, CALL_CATEGORY,"
    " CALL_DURATION, CALL_START_DATE, COST, COST_CURRENCY, CALL_FAILED_CODE, CALL_FAILED_REASON,"
    " CRM_ENTITY_TYPE, CRM_ENTITY_ID, CALL_TYPE, TRANSCRIPT_PENDING) VALUES (?1, ?2, ?3, ?4, ?5,"
    " ?6, ?7, '0.0000', 'RUR', ?8, ?9, ?10, ?11, ?12, 'N')");

  sqlite3_bind_text (row, 2, DEMO_EXCHANGE_DEFAULT_LINE, -1, SQLITE_STATIC);
  for (guint i = 0; i < self->calls->len; i++)
    {
      const Call *call = &g_array_index (self->calls, Call, i);
      gboolean is_talk = call->duration > 0;
      char number[32];
      char call_id[64];

      format_number (self, call, number);
      g_snprintf (call_id, sizeof call_id, "5E31688045%06X.%" G_GINT64_FORMAT ".%u",
                  call->number & 0xffffff, call->start, 1000000 + i);
      sqlite3_bind_int (row, 1, call->user);
      sqlite3_bind_text (row, 3, number, -1, SQLITE_STATIC);
      sqlite3_bind_text (row, 4, call_id, -1, SQLITE_STATIC);
      sqlite3_bind_text (row, 5, call->type == CALLBACK ? "callback" : "external", -1,
                         SQLITE_STATIC);
      sqlite3_bind_int (row, 6, call->duration);
      sqlite3_bind_int64 (row, 7, call->start);
      sqlite3_bind_text (row, 8, is_talk ? "200" : "304", -1, SQLITE_STATIC);
      sqlite3_bind_text (row, 9, is_talk ? "Success call" : "Skipped call", -1, SQLITE_STATIC);
      sqlite3_bind_text (row, 10, call->contact != 0 ? "CONTACT" : "", -1, SQLITE_STATIC);
      if (call->contact != 0)
        sqlite3_bind_int64 (row, 11, call->contact);
      else
        sqlite3_bind_null (row, 11);
      sqlite3_bind_int (row, 12, call->type);
      demo_schema_step (self->world, row);
    }
}

void
demo_past_write_days (DemoWorld *world, guint days)
{
  gint64 midnight = demo_time_day_start (demo_world_get_now (world));
  Calls self = {
    .world = world,
    .calls = g_array_sized_new (FALSE, TRUE, sizeof (Call), days * 180),
    .first = midnight - (gint64) days * DEMO_DAY,
    .now = midnight,
  };

  for (gint64 day = self.first; day < midnight; day += DEMO_DAY)
    plan_day (&self, day);
  plan_bookings (&self);
  if (demo_example_get_begin (world) != 0)
    plan_example (&self);
  g_array_sort (self.calls, compare_calls);
  demo_schema_exec (world, "BEGIN", NULL);
  write_calls (&self);
  demo_schema_exec (world, "COMMIT", NULL);
  g_array_unref (self.calls);
}
