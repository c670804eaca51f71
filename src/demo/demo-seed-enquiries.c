/* demo-seed-enquiries.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The enquiries of the years: what first visits were made from, and what became nothing.
 */

#define G_LOG_DOMAIN "demo-seed-enquiries"

#include "demo-seed.h"

#include "demo-names.h"
#include "demo-phone.h"
#include "demo-random.h"
#include "demo-work.h"

#define FIRST_LEAD 1
#define FIRST_HISTORY 1
#define FIRST_FIELD 10000001 /* after those of the patients */
#define PHONE_BASE G_GUINT64_CONSTANT (79030000000)
/* of a hundred first visits, those that began with an enquiry */
#define FROM_ENQUIRY 78
/* lost enquiries of a day */
#define LOST_LEAST 6
#define LOST_MOST 14
/* these days have the enquiries of demo-seed-leads.c, which are still open */
#define LAST_DAYS 3

enum
{
  TOPIC_ENQUIRY = 9500,
};

static const char *const wishes[] = {
  "Болит зуб, хочет сегодня", "Имплантация: сколько стоит",
  "Чистка и отбеливание",     "Осмотр ребёнка, 5 лет",
  "Консультация ортодонта",   "Коронка на передний зуб",
  "Удаление зуба мудрости",   "Виниры",
  "Лечение кариеса",
};

/* Lost ones: one of these, the frequent ones more than once. */
static const char *const ends[] = {
  "JUNK",         "JUNK",          "UC_LOST_CALL",   "UC_LOST_CALL",
  "UC_LOST_CALL", "UC_LOST_PRICE", "UC_LOST_PRICE",  "UC_LOST_SERVICE",
  "UC_LOST_TIME", "UC_LOST_OTHER", "UC_LOST_DOUBLE", "UC_LOST_ASK",
};

static const char *const sources[] = {
  "CALL", "CALL", "WEB", "WEB", "WEB", "CALLBACK", "UC_WHATSAPP", "ADVERTISING", "UC_MAPS",
};

static const int staff[] = { 7, 8, 9, 12, 13, 14 };

static void
plan_booked (DemoWorld *self, GArray *visits, GArray *enquiries)
{
  for (guint i = 0; i < visits->len; i++)
    {
      DemoVisit *visit = &g_array_index (visits, DemoVisit, i);
      DemoEnquiry enquiry = { .visit = i };

      if (!visit->first || visit->lead != 0 || visit->contact <= DEMO_FIXTURES ||
          demo_seed_is_example (self, visit->contact) ||
          (visit->number >> 36) % 100 >= FROM_ENQUIRY ||
          visit->created > self->today - LAST_DAYS * (gint64) DEMO_DAY)
        continue;
      enquiry.number = demo_hash (self->seed, TOPIC_ENQUIRY, visit->number);
      enquiry.contact = visit->contact;
      enquiry.created = visit->created - 120 - (gint64) (enquiry.number % (3 * 3600));
      enquiry.moved = visit->created;
      enquiry.stage = "CONVERTED";
      enquiry.source = demo_seed_get_source (visit);
      enquiry.user = demo_seed_get_user (self, visit);
      g_array_append_val (enquiries, enquiry);
    }
}

static void
plan_lost (DemoWorld *self, GArray *enquiries)
{
  for (int day = -(int) self->history; day < -LAST_DAYS; day++)
    {
      gint64 midnight = self->today + day * (gint64) DEMO_DAY;
      guint count = LOST_LEAST + demo_pick (self->seed, TOPIC_ENQUIRY + 1, (guint64) (day + 9999),
                                            LOST_MOST - LOST_LEAST + 1);

      for (guint i = 0; i < count; i++)
        {
          guint64 number =
            demo_hash (self->seed, TOPIC_ENQUIRY + 2, (guint64) (day + 9999) * 100 + i);
          DemoEnquiry enquiry = { .number = number, .visit = -1 };

          enquiry.created = midnight + 8 * 3600 + (gint64) (number % (13 * 3600));
          enquiry.moved = enquiry.created + 900 + (gint64) ((number >> 8) % (3 * DEMO_DAY));
          enquiry.moved = MIN (enquiry.moved, self->today - 3600);
          enquiry.stage = ends[(number >> 16) % G_N_ELEMENTS (ends)];
          enquiry.source = sources[(number >> 20) % G_N_ELEMENTS (sources)];
          enquiry.user = staff[(number >> 24) % G_N_ELEMENTS (staff)];
          if ((number >> 28) % 10 == 0)
            enquiry.waits = enquiry.created + 300;
          g_array_append_val (enquiries, enquiry);
        }
    }
}

static int
compare_enquiries (gconstpointer a, gconstpointer b)
{
  const DemoEnquiry *first = a;
  const DemoEnquiry *second = b;

  if (first->created != second->created)
    return first->created < second->created ? -1 : 1;

  return (first->number > second->number) - (first->number < second->number);
}

/* --- the rows --- */

static void
bind_text (sqlite3_stmt *row, int at, const char *text)
{
  sqlite3_bind_text (row, at, text, -1, SQLITE_TRANSIENT);
}

static void
write_lead (DemoWorld *self,
            sqlite3_stmt *row,
            DemoNames *names,
            const DemoEnquiry *enquiry,
            gint64 id)
{
  guint64 luck = demo_mix (enquiry->number);
  gboolean female = luck % 100 < 62;
  gboolean is_booked = enquiry->visit >= 0;
  const char *wish = wishes[(luck >> 8) % G_N_ELEMENTS (wishes)];
  char contacts[32] = "[]";

  if (enquiry->contact != 0)
    g_snprintf (contacts, sizeof contacts, "[%" G_GINT64_FORMAT "]", enquiry->contact);
  sqlite3_bind_int64 (row, 1, id);
  sqlite3_bind_text (row, 2, wish, -1, SQLITE_STATIC);
  sqlite3_bind_text (row, 3, demo_names_pick_given (names, luck >> 12, female, FALSE)->name, -1,
                     SQLITE_STATIC);
  sqlite3_bind_text (row, 4, enquiry->stage, -1, SQLITE_STATIC);
  sqlite3_bind_text (row, 5,
                     is_booked                                     ? "S"
                     : g_str_equal (enquiry->stage, "UC_WAITLIST") ? "P"
                                                                   : "F",
                     1, SQLITE_STATIC);
  sqlite3_bind_int64 (row, 6, enquiry->contact);
  bind_text (row, 7, contacts);
  sqlite3_bind_int (row, 8, enquiry->user);
  sqlite3_bind_int64 (row, 9, enquiry->created);
  sqlite3_bind_int64 (row, 10, enquiry->moved);
  sqlite3_bind_text (row, 11, enquiry->source, -1, SQLITE_STATIC);
  demo_schema_step (self, row);
}

static void
write_phone (DemoWorld *self, sqlite3_stmt *row, const DemoEnquiry *enquiry, gint64 id)
{
  DemoMultifield known[DEMO_MAX_MULTIFIELDS];
  char phone[32];
  const char *value = phone;
  g_autofree char *key = NULL;

  if (enquiry->contact != 0 &&
      demo_people_get_multifields (self->people, enquiry->contact, known) > 0 &&
      g_str_equal (known[0].kind, "PHONE"))
    value = known[0].value;
  else
    g_snprintf (phone, sizeof phone, "+%" G_GUINT64_FORMAT,
                PHONE_BASE + (enquiry->number >> 11) % 1000000);
  key = demo_phone_normalise (value);
  sqlite3_bind_int64 (row, 1, FIRST_FIELD + id);
  sqlite3_bind_int64 (row, 2, id);
  bind_text (row, 3, value);
  bind_text (row, 4, key);
  demo_schema_step (self, row);
}

static void
write_step (DemoWorld *self,
            sqlite3_stmt *row,
            gint64 *next,
            gint64 id,
            gint64 when,
            const char *stage,
            int type)
{
  static const char *const semantics[] = { NULL, "P", "P", "F" };

  sqlite3_bind_int64 (row, 1, (*next)++);
  sqlite3_bind_int (row, 2, type);
  sqlite3_bind_int64 (row, 3, id);
  sqlite3_bind_int64 (row, 4, when);
  sqlite3_bind_text (row, 5, g_str_equal (stage, "CONVERTED") ? "S" : semantics[type], 1,
                     SQLITE_STATIC);
  sqlite3_bind_text (row, 6, stage, -1, SQLITE_STATIC);
  demo_schema_step (self, row);
}

static void
write_history (DemoWorld *self,
               sqlite3_stmt *row,
               gint64 *next,
               const DemoEnquiry *enquiry,
               gint64 id)
{
  gboolean is_waiting = g_str_equal (enquiry->stage, "UC_WAITLIST");

  write_step (self, row, next, id, enquiry->created, "NEW", 1);
  if (enquiry->moved > enquiry->created + 200 && !is_waiting)
    write_step (self, row, next, id, enquiry->created + 100, "IN_PROCESS", 2);
  if (enquiry->waits != 0)
    write_step (self, row, next, id, enquiry->waits, "UC_WAITLIST", 2);
  if (!is_waiting)
    write_step (self, row, next, id, enquiry->moved, enquiry->stage, 3);
}

static void
write_all (DemoWorld *self, GArray *visits, GArray *enquiries)
{
  g_autoptr (DemoNames) names = demo_names_new ();
  g_autoptr (sqlite3_stmt) lead = demo_schema_prepare (
    self,
    "INSERT INTO lead (ID, TITLE, NAME, STAGE_ID, STAGE_SEMANTIC_ID, CONTACT_ID, CONTACT_IDS,"
    " COMPANY_ID, ASSIGNED_BY_ID, CREATED_BY, UPDATED_BY, MOVED_BY, LAST_ACTIVITY_BY, CREATED_TIME,"
    " UPDATED_TIME, MOVED_TIME, LAST_ACTIVITY_TIME, DATE_CLOSED, SOURCE_ID, OPPORTUNITY,"
    " CURRENCY_ID, IS_MANUAL_OPPORTUNITY, IS_RETURN_CUSTOMER, HAS_PHONE, HAS_EMAIL, HAS_IMOL,"
    " OPENED, OBSERVERS, WEBFORM_ID, UF_CRM_WISH)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0, ?8, ?8, ?8, ?8, ?8, ?9, ?10, ?10, ?10,"
    " iif (?5 = 'P', NULL, ?10), ?11, 0.0, 'RUB', 'N', iif (?6 > 0, 'Y', 'N'), 'Y', 'N', 'N', 'Y',"
    " '[]', 0, ?2)");
  g_autoptr (sqlite3_stmt) phone =
    demo_schema_prepare (self,
                         "INSERT INTO multifield VALUES (?1, 1, ?2, 'PHONE', 'MOBILE', ?3, ?4)");
  g_autoptr (sqlite3_stmt) step =
    demo_schema_prepare (self, "INSERT INTO stage_history VALUES (?1, 1, ?2, ?3, ?4, 0, ?5, ?6)");
  gint64 next = FIRST_HISTORY;

  for (guint i = 0; i < enquiries->len; i++)
    {
      const DemoEnquiry *enquiry = &g_array_index (enquiries, DemoEnquiry, i);
      gint64 id = FIRST_LEAD + i;

      write_lead (self, lead, names, enquiry, id);
      write_phone (self, phone, enquiry, id);
      write_history (self, step, &next, enquiry, id);
      if (enquiry->visit >= 0)
        g_array_index (visits, DemoVisit, enquiry->visit).lead = id;
    }
}

void
demo_seed_enquiries (DemoWorld *self, GArray *visits, GArray *enquiries)
{
  plan_booked (self, visits, enquiries);
  plan_lost (self, enquiries);
  g_array_sort (enquiries, compare_enquiries);
  write_all (self, visits, enquiries);
}
