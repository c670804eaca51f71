/* demo-seed-leads.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The people who asked and have not booked, and the hygiene invitations.
 */

#define G_LOG_DOMAIN "demo-seed-leads"

#include "demo-seed.h"

#include "demo-items.h"
#include "demo-names.h"
#include "demo-random.h"

#define LEADS 160
#define OPEN_LEADS 40
#define INVITATIONS 25
#define LEAD_PHONE_BASE G_GUINT64_CONSTANT (79030000000)

enum
{
  TOPIC_LEAD = 2000,
};

static const char *const wishes[] = {
  "Имплантация: сколько стоит",    "Болит зуб, хочет сегодня", "Брекеты ребёнку 12 лет",
  "Чистка и отбеливание",          "Коронка на передний зуб",  "Удаление зуба мудрости",
  "Осмотр ребёнка, 4 года",        "Спрашивала про рассрочку", "Виниры",
  "Лечение под наркозом, ребёнок", "Консультация ортодонта",   "Протез, пенсионер, скидка?",
};

/* What the older rows cannot be given by a plain add: their past. */
static void
set_past (DemoWorld *self, const char *table, gint64 id, gint64 created, gint64 moved)
{
  g_autofree char *sql =
    g_strdup_printf ("UPDATE %1$s SET CREATED_TIME = %3$" G_GINT64_FORMAT
                     ", UPDATED_TIME = %4$" G_GINT64_FORMAT ", MOVED_TIME = %4$" G_GINT64_FORMAT
                     ", LAST_ACTIVITY_TIME = %4$" G_GINT64_FORMAT " WHERE ID = %2$" G_GINT64_FORMAT,
                     table, id, created, moved);

  demo_schema_exec (self, sql, NULL);
}

static void
set_history_past (DemoWorld *self, int type, gint64 id, gint64 created)
{
  g_autofree char *sql = g_strdup_printf ("UPDATE stage_history SET created = %" G_GINT64_FORMAT
                                          " WHERE type = %d AND owner = %" G_GINT64_FORMAT,
                                          created, type, id);

  demo_schema_exec (self, sql, NULL);
}

static const char *
pick_stage (guint index, guint64 number)
{
  static const char *const open[] = { "NEW",         "NEW",       "IN_PROCESS", "IN_PROCESS",
                                      "UC_NOANSWER", "UC_THINKS", "UC_WAITLIST" };
  static const char *const closed[] = {
    "CONVERTED",     "CONVERTED",      "CONVERTED",       "JUNK",
    "UC_LOST_CALL",  "UC_LOST_PRICE",  "UC_LOST_SERVICE", "UC_LOST_TIME",
    "UC_LOST_OTHER", "UC_LOST_DOUBLE", "UC_LOST_ASK"
  };

  if (index >= LEADS - OPEN_LEADS)
    return open[number % G_N_ELEMENTS (open)];

  return closed[number % G_N_ELEMENTS (closed)];
}

static void
add_phone (JsonObject *fields, const char *value)
{
  JsonArray *list = json_array_new ();
  JsonObject *phone = json_object_new ();

  json_object_set_string_member (phone, "typeId", "PHONE");
  json_object_set_string_member (phone, "valueType", "MOBILE");
  json_object_set_string_member (phone, "value", value);
  json_array_add_object_element (list, phone);
  json_object_set_array_member (fields, "fm", list);
}

static void
set_name (JsonObject *fields, DemoNames *names, guint64 number)
{
  gboolean female = number % 100 < 62;

  json_object_set_string_member (fields, "name",
                                 demo_names_pick_given (names, number >> 8, female, FALSE)->name);
  if ((number >> 3) % 3 != 0)
    json_object_set_string_member (fields, "lastName",
                                   demo_names_pick_surname (names, number >> 20, female));
}

/* One lead in five is of a patient whom the clinic knows. */
static void
set_phone (DemoWorld *self, JsonObject *fields, guint64 number)
{
  guint made = demo_people_get_count (self->people);
  g_autofree char *fresh = NULL;

  if (number % 5 == 0 && made > DEMO_FIXTURES)
    {
      DemoMultifield known[DEMO_MAX_MULTIFIELDS];
      gint64 id = DEMO_FIXTURES + 1 + (gint64) ((number >> 9) % (made - DEMO_FIXTURES));

      if (demo_people_get_multifields (self->people, id, known) > 0 &&
          g_str_equal (known[0].kind, "PHONE"))
        {
          json_object_set_int_member (fields, "contactId", id);
          add_phone (fields, known[0].value);
          return;
        }
    }
  fresh = g_strdup_printf ("+%" G_GUINT64_FORMAT, LEAD_PHONE_BASE + (number >> 11) % 1000000);
  add_phone (fields, fresh);
}

static void
seed_lead (DemoWorld *self, DemoNames *names, guint index)
{
  static const int staff[] = { 7, 8, 9, 11, 12, 13, 14 };
  static const char *const sources[] = { "CALL",     "WEB",         "WEB",
                                         "CALLBACK", "UC_WHATSAPP", "ADVERTISING" };
  guint64 number = demo_hash (self->seed, TOPIC_LEAD, index);
  g_autoptr (JsonObject) fields = json_object_new ();
  const char *wish = wishes[(number >> 5) % G_N_ELEMENTS (wishes)];
  gboolean open = index >= LEADS - OPEN_LEADS;
  gint64 now = demo_world_get_now (self);
  gint64 created = open ? now - 1200 - (gint64) ((LEADS - index) * 7000 + number % 5000)
                        : now - (gint64) (LEADS - index) * 9 * 3600 - (gint64) (number % 20000);
  gint64 id;

  set_name (fields, names, demo_mix (number));
  set_phone (self, fields, demo_mix (number + 1));
  json_object_set_string_member (fields, "title", wish);
  json_object_set_string_member (fields, "ufCrmWish", wish);
  json_object_set_string_member (fields, "stageId", pick_stage (index, number >> 7));
  json_object_set_string_member (fields, "sourceId",
                                 sources[(number >> 13) % G_N_ELEMENTS (sources)]);
  id = demo_items_add (self, DEMO_LEAD, fields, staff[(number >> 17) % G_N_ELEMENTS (staff)], FALSE,
                       NULL);
  set_past (self, "lead", id, created, MIN (created + (gint64) ((number >> 21) % 7200), now - 60));
  set_history_past (self, DEMO_LEAD, id, created);
}

static void
seed_fixture_lead (DemoWorld *self)
{
  g_autoptr (JsonObject) fields = json_object_new ();
  gint64 created = demo_world_get_now (self) - 5 * 3600;
  gint64 id;

  json_object_set_string_member (fields, "title", "Имплантация двух зубов: расчёт стоимости");
  json_object_set_string_member (fields, "name", "Анна");
  json_object_set_string_member (fields, "lastName", "Смирнова");
  json_object_set_string_member (fields, "stageId", "UC_THINKS");
  json_object_set_string_member (fields, "sourceId", "WEB");
  json_object_set_string_member (fields, "ufCrmWish", "Импланты, спрашивала про рассрочку");
  json_object_set_int_member (fields, "contactId", 4);
  add_phone (fields, "+79000000004");
  id = demo_items_add (self, DEMO_LEAD, fields, 7, FALSE, NULL);
  set_past (self, "lead", id, created, created + 900);
  set_history_past (self, DEMO_LEAD, id, created);
}

static void
seed_invitation (DemoWorld *self, guint index)
{
  guint made = demo_people_get_count (self->people);
  guint64 number = demo_hash (self->seed, TOPIC_LEAD + 1, index);
  g_autoptr (JsonObject) fields = json_object_new ();
  g_autofree char *name = NULL;
  g_autofree char *title = NULL;
  gint64 contact = 1 + (gint64) (number % made);
  gint64 created = demo_world_get_now (self) - (gint64) (index + 1) * 8 * 3600;
  gint64 id;

  name = demo_people_dup_short_name (self->people, contact);
  title = g_strdup_printf ("Гигиена раз в полгода — %s", name);
  json_object_set_string_member (fields, "title", title);
  json_object_set_int_member (fields, "categoryId", DEMO_HYGIENE_FUNNEL);
  json_object_set_string_member (fields, "stageId", index % 3 == 0 ? "C7:UC_INVITED" : "C7:NEW");
  json_object_set_int_member (fields, "contactId", contact);
  json_object_set_int_member (fields, "opportunity", 5900);
  id = demo_items_add (self, DEMO_DEAL, fields, 12, FALSE, NULL);
  set_past (self, "deal", id, created, created);
  set_history_past (self, DEMO_DEAL, id, created);
}

void
demo_seed_leads (DemoWorld *self)
{
  g_autoptr (DemoNames) names = demo_names_new ();
  int mode = self->crm_mode;

  /* The leads are older than the clinic's choice of the simple mode, in which each new one would
   * become a deal at once. */
  self->crm_mode = 1;
  for (guint i = 0; i < LEADS; i++)
    seed_lead (self, names, i);
  seed_fixture_lead (self);
  for (guint i = 0; i < INVITATIONS; i++)
    seed_invitation (self, i);
  self->crm_mode = mode;
}
