/* demo-people.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "demo-people"

#include "demo-people.h"

#include <stdio.h>
#include <string.h>

#include "demo-fields.h"
#include "demo-fixtures.h"
#include "demo-names.h"
#include "demo-permutation.h"
#include "demo-phone.h"
#include "demo-random.h"

#define HISTORY_DAYS 2920 /* how long the clinic has kept patients: eight years */
#define CHANGE_DAYS 45    /* a patient was changed at most so long after he was written down */
#define BLOCK 8
#define HOUSEHOLDS 7 /* in a block */

#define MOBILE_BASE G_GUINT64_CONSTANT (79000000000)
#define SECOND_BASE G_GUINT64_CONSTANT (79010000000)
#define RESERVED 100 /* numbers kept for the people of the fixtures, and for nobody */

enum
{
  TOPIC_PAIR = 1,
  TOPIC_MEMBER,
  TOPIC_SURNAME,
  TOPIC_NAME,
  TOPIC_FATHER,
  TOPIC_AGE,
  TOPIC_BIRTHDAY,
  TOPIC_SPELLING,
  TOPIC_CREATED,
  TOPIC_UPDATED,
  TOPIC_STAFF,
  TOPIC_SOURCE,
  TOPIC_NOTE,
  TOPIC_MAIL,
  TOPIC_LETTER,
  TOPIC_SECOND,
  TOPIC_PERMUTE,
};

struct _DemoPeople
{
  guint seed;
  guint patients;
  gint64 today;          /* the portal's midnight when the clinic was made */
  DemoNames *names;      /* owned */
  DemoPermutation homes; /* household -> number */
  DemoPermutation extra; /* contact -> second number */
  int this_year;
  int this_month;
  int this_day;
};

DemoPeople *
demo_people_new (guint seed, guint patients, gint64 today)
{
  DemoPeople *self = g_new0 (DemoPeople, 1);
  guint generated;

  self->seed = seed;
  self->patients = MAX (patients, DEMO_FIXTURES);
  self->today = today;
  self->names = demo_names_new ();
  generated = self->patients - DEMO_FIXTURES;
  demo_permutation_init (&self->homes, generated, RESERVED, demo_hash (seed, TOPIC_PERMUTE, 1));
  demo_permutation_init (&self->extra, generated + DEMO_FIXTURES + 1, 0,
                         demo_hash (seed, TOPIC_PERMUTE, 2));
  {
    g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (today + DEMO_PORTAL_OFFSET);

    g_date_time_get_ymd (time, &self->this_year, &self->this_month, &self->this_day);
  }

  return self;
}

void
demo_people_free (DemoPeople *self)
{
  demo_names_free (self->names);
  g_free (self);
}

guint
demo_people_get_count (DemoPeople *self)
{
  return self->patients;
}

static const DemoFixture *
get_fixture (gint64 id)
{
  return id <= DEMO_FIXTURES ? demo_fixture_get (id) : NULL;
}

typedef struct
{
  guint64 household;
  gboolean second; /* the younger of the two in a household */
  gboolean paired;
} Place;

static Place
get_place (DemoPeople *self, gint64 id)
{
  guint64 index = (guint64) (id - DEMO_FIXTURES - 1);
  guint64 block = index / BLOCK;
  guint position = (guint) (index % BLOCK);
  guint pair = demo_pick (self->seed, TOPIC_PAIR, block, HOUSEHOLDS);
  Place place = { 0 };

  place.household = block * HOUSEHOLDS + (position <= pair ? position : position - 1);
  place.paired = position == pair || position == pair + 1;
  place.second = position == pair + 1;

  return place;
}

static gboolean
has_child (DemoPeople *self, const Place *place)
{
  return place->paired && demo_pick (self->seed, TOPIC_MEMBER, place->household, 10) < 7;
}

static gboolean
is_child (DemoPeople *self, const Place *place)
{
  return place->second && has_child (self, place);
}

static gboolean
is_female_at (DemoPeople *self, gint64 id, const Place *place)
{
  guint64 number;

  if (place->second && !is_child (self, place))
    return demo_hash (self->seed, TOPIC_MEMBER + 100, (guint64) (id - 1)) % 100 >= 58;
  number = demo_hash (self->seed, TOPIC_MEMBER + 100, (guint64) id) % 100;

  return is_child (self, place) ? number < 50 : number < 58;
}

guint
demo_people_get_age (DemoPeople *self, gint64 id)
{
  const DemoFixture *fixture = get_fixture (id);
  Place place;

  if (fixture != NULL)
    return fixture->age;
  place = get_place (self, id);
  if (is_child (self, &place))
    return 3 + demo_pick (self->seed, TOPIC_AGE, (guint64) id, 14);
  if (has_child (self, &place))
    return 26 + demo_pick (self->seed, TOPIC_AGE, (guint64) id, 20);

  return 18 + demo_pick (self->seed, TOPIC_AGE, (guint64) id, 34) +
         demo_pick (self->seed, TOPIC_AGE + 100, (guint64) id, 34);
}

/* The birthday of this year is already past, so that the age in years is the age above. */
static const char *
format_birthdate (DemoPeople *self, gint64 id, char *buffer)
{
  int days = (int) demo_pick (self->seed, TOPIC_BIRTHDAY, (guint64) id, 360) + 1;
  gint64 birthday = self->today - (gint64) days * DEMO_DAY;
  int year;

  demo_time_format_day (birthday, buffer);
  year = (int) g_ascii_strtoll (buffer, NULL, 10) - (int) demo_people_get_age (self, id);
  if (g_str_equal (buffer + 5, "02-29"))
    buffer[9] = '8';
  for (int i = 3; i >= 0; i--, year /= 10)
    buffer[i] = (char) ('0' + year % 10);

  return buffer;
}

gint64
demo_people_get_created (DemoPeople *self, gint64 id)
{
  guint64 generated = self->patients - DEMO_FIXTURES;
  gint64 day;

  if (id <= DEMO_FIXTURES)
    return self->today - (700 - id) * DEMO_DAY + 11 * 3600;
  day = (gint64) ((guint64) (id - DEMO_FIXTURES - 1) * HISTORY_DAYS / generated);

  return self->today - (HISTORY_DAYS - day) * DEMO_DAY + 9 * 3600 +
         demo_pick (self->seed, TOPIC_CREATED, (guint64) id, 11 * 3600);
}

gint64
demo_people_get_updated (DemoPeople *self, gint64 id)
{
  gint64 created = demo_people_get_created (self, id);
  guint64 number = demo_hash (self->seed, TOPIC_UPDATED, (guint64) id);
  gint64 updated;

  if (id <= DEMO_FIXTURES)
    return self->today - (20 + id) * DEMO_DAY + 15 * 3600;
  updated = created + (gint64) (number % 3 == 0 ? (number >> 8) % (CHANGE_DAYS * DEMO_DAY)
                                                : (number >> 8) % 900);

  return MIN (updated, self->today - 1 - (gint64) (number % 14400));
}

gint64
demo_people_first_updated_since (DemoPeople *self, gint64 moment)
{
  guint64 generated = self->patients - DEMO_FIXTURES;
  gint64 day = (moment - (self->today - HISTORY_DAYS * DEMO_DAY)) / DEMO_DAY - CHANGE_DAYS - 2;

  if (day <= 0)
    return 1;

  /* The people of the fixtures stand before all others and were changed in the last month. */
  if (moment <= self->today)
    return moment < self->today - 15 * DEMO_DAY
             ? 1
             : DEMO_FIXTURES + 1 +
                 (gint64) (MIN ((guint64) day, HISTORY_DAYS) * generated / HISTORY_DAYS);

  return (gint64) self->patients + 1;
}

/* People often leave out the dots of ё. */
static const char *
maybe_drop_dots (DemoPeople *self, gint64 id, const char *name, char *buffer)
{
  char *out = buffer;

  if (strstr (name, "ё") == NULL || demo_pick (self->seed, TOPIC_LETTER, (guint64) id, 10) < 6)
    return name;

  for (const char *at = name; *at != '\0' && out - buffer < DEMO_TEXT_SIZE - 1; at++)
    {
      if (g_str_has_prefix (at, "ё"))
        {
          memcpy (out, "е", strlen ("е"));
          out += strlen ("е");
          at += strlen ("ё") - 1;
        }
      else
        *out++ = *at;
    }
  *out = '\0';

  return buffer;
}

static const char *
get_surname (DemoPeople *self, gint64 id, const Place *place, char *buffer)
{
  guint64 number = demo_hash (self->seed, TOPIC_SURNAME, place->household);

  return maybe_drop_dots (self, id,
                          demo_names_pick_surname (self->names, number,
                                                   is_female_at (self, id, place)),
                          buffer);
}

static const char *
get_given (DemoPeople *self, gint64 id, const Place *place, char *buffer)
{
  guint64 number = demo_hash (self->seed, TOPIC_NAME, (guint64) id);
  const DemoGivenName *given =
    demo_names_pick_given (self->names, number, is_female_at (self, id, place),
                           is_child (self, place));

  return maybe_drop_dots (self, id, given->name, buffer);
}

/* A child of a man bears his name. */
static const char *
get_patronymic (DemoPeople *self, gint64 id, const Place *place)
{
  guint64 number = demo_hash (self->seed, TOPIC_FATHER, (guint64) id);
  const DemoGivenName *father;

  if (is_child (self, place))
    {
      Place parent = get_place (self, id - 1);

      if (!is_female_at (self, id - 1, &parent))
        number = demo_hash (self->seed, TOPIC_NAME, (guint64) (id - 1));
    }
  father = demo_names_pick_given (self->names, number, FALSE, FALSE);

  return is_female_at (self, id, place) ? father->daughter : father->son;
}

static const char *
get_source (DemoPeople *self, gint64 id)
{
  static const char *const sources[] = {
    "CALL",           "CALL",           "CALL",        "WEB",     "WEB",
    "RECOMMENDATION", "RECOMMENDATION", "ADVERTISING", "UC_MAPS", "UC_WHATSAPP"
  };

  return sources[demo_pick (self->seed, TOPIC_SOURCE, (guint64) id, G_N_ELEMENTS (sources))];
}

/* Three in a hundred have something that a receptionist must know. */
static const char *
get_important (DemoPeople *self, gint64 id)
{
  static const char *const notes[] = {
    "Аллергия на лидокаин",
    "Аллергия на пенициллин",
    "Аллергия на латекс",
    "Сахарный диабет 2 типа, приём после еды",
    "Гипертония: перед анестезией измерить давление",
    "Беременность, рентген не делать",
    "Принимает варфарин",
    "Кардиостимулятор: ультразвук нельзя",
    "Бронхиальная астма, ингалятор с собой",
    "Боится уколов, говорить спокойно",
    "Слабый слух, говорить громче",
    "Не звонить до 12 часов: работает ночью",
    "Эпилепсия",
    "Бисфосфонаты: удаление только после консультации",
  };
  guint number = demo_pick (self->seed, TOPIC_NOTE, (guint64) id, 3400);

  return number < 102 ? notes[number % G_N_ELEMENTS (notes)] : "";
}

static const char *
get_comment (DemoPeople *self, gint64 id, char *buffer)
{
  guint number = demo_pick (self->seed, TOPIC_NOTE + 100, (guint64) id, 1000);

  if (number < 15)
    g_snprintf (buffer, DEMO_TEXT_SIZE, "Долг %u %03u ₽", 1 + number % 9, number * 50 % 1000);
  else if (number < 25)
    return "Удобно после 18:00";
  else if (number < 32)
    return "Просит писать в WhatsApp, на звонки не отвечает";
  else if (number < 38)
    return "Скидка 5 % как сотруднику партнёра";
  else
    return "";

  return buffer;
}

static const char *
get_fixture_text (const DemoFixture *fixture, int column)
{
  switch (column)
    {
    case DEMO_C_NAME:
      return fixture->name;
    case DEMO_C_SECOND_NAME:
      return fixture->second_name;
    case DEMO_C_LAST_NAME:
      return fixture->last_name;
    case DEMO_C_COMMENTS:
      return fixture->comments;
    case DEMO_C_IMPORTANT:
      return fixture->important;
    default:
      return NULL;
    }
}

const char *
demo_people_get_text (DemoPeople *self, gint64 id, int column, char buffer[DEMO_TEXT_SIZE])
{
  const DemoFixture *fixture = get_fixture (id);
  const char *text = fixture != NULL ? get_fixture_text (fixture, column) : NULL;
  Place place = { 0 };

  if (text != NULL)
    return text;
  if (fixture == NULL)
    place = get_place (self, id);

  switch (column)
    {
    case DEMO_C_NAME:
      return get_given (self, id, &place, buffer);
    case DEMO_C_SECOND_NAME:
      return get_patronymic (self, id, &place);
    case DEMO_C_LAST_NAME:
      return get_surname (self, id, &place, buffer);
    case DEMO_C_BIRTHDATE:
      return format_birthdate (self, id, buffer);
    case DEMO_C_COMMENTS:
      return get_comment (self, id, buffer);
    case DEMO_C_IMPORTANT:
      return get_important (self, id);
    case DEMO_C_SOURCE_ID:
      return get_source (self, id);
    case DEMO_C_MIS_PATIENT:
    case DEMO_C_ORIGIN_ID:
      g_snprintf (buffer, DEMO_TEXT_SIZE, "P%07" G_GINT64_FORMAT, id);
      return buffer;
    case DEMO_C_ORIGINATOR_ID:
      return "HELIX";
    case DEMO_C_TYPE_ID:
      return "CLIENT";
    case DEMO_C_HONORIFIC:
    case DEMO_C_POST:
    case DEMO_C_SOURCE_DESCRIPTION:
      return "";
    case DEMO_C_OPENED:
    case DEMO_C_EXPORT:
      return "Y";
    case DEMO_C_HAS_IMOL:
      return "N";
    case DEMO_C_OBSERVERS:
    case DEMO_C_COMPANY_IDS:
      return "[]";
    default:
      return NULL;
    }
}

/* One in a hundred asked not to be called any more. */
static gboolean
is_left_alone (gint64 id)
{
  return id % 97 == 41;
}

gint64
demo_people_get_int (DemoPeople *self, gint64 id, int column)
{
  static const int staff[] = { 5, 7, 8, 9, 11 };
  int user = staff[demo_pick (self->seed, TOPIC_STAFF, (guint64) id, G_N_ELEMENTS (staff))];

  switch (column)
    {
    case DEMO_C_ID:
      return id;
    case DEMO_C_CREATED_TIME:
      return demo_people_get_created (self, id);
    case DEMO_C_UPDATED_TIME:
    case DEMO_C_LAST_ACTIVITY_TIME:
      return demo_people_get_updated (self, id);
    case DEMO_C_CREATED_BY:
    case DEMO_C_UPDATED_BY:
    case DEMO_C_ASSIGNED_BY_ID:
    case DEMO_C_LAST_ACTIVITY_BY:
      return user;
    case DEMO_C_STOP_CALLING:
      return is_left_alone (id);
    default:
      return 0;
    }
}

static void
add_multifield (DemoMultifield *field, gint64 id, const char *kind, const char *value_type)
{
  field->id = id;
  field->kind = kind;
  field->value_type = value_type;
}

static guint
get_fixture_multifields (const DemoFixture *fixture, DemoMultifield *fields)
{
  guint count = 0;

  for (guint i = 0; i < G_N_ELEMENTS (fixture->phones); i++)
    {
      if (fixture->phones[i] == NULL)
        continue;
      add_multifield (&fields[count], fixture->id * 4 + i, "PHONE", i == 0 ? "MOBILE" : "WORK");
      g_strlcpy (fields[count].value, fixture->phones[i], sizeof fields[count].value);
      count++;
    }

  return count;
}

static void
write_mail (DemoPeople *self, gint64 id, const Place *place, DemoMultifield *field)
{
  char buffer[DEMO_TEXT_SIZE];
  g_autofree char *name = demo_names_transliterate (get_given (self, id, place, buffer));
  g_autofree char *surname = demo_names_transliterate (get_surname (self, id, place, buffer));

  g_snprintf (field->value, sizeof field->value, "%s.%s%u@example.com", name, surname,
              demo_pick (self->seed, TOPIC_MAIL + 100, (guint64) id, 100));
}

guint
demo_people_get_multifields (DemoPeople *self,
                             gint64 id,
                             DemoMultifield fields[DEMO_MAX_MULTIFIELDS])
{
  const DemoFixture *fixture = get_fixture (id);
  guint64 number = demo_hash (self->seed, TOPIC_SPELLING, (guint64) id);
  guint style = (guint) (number % 100);
  guint count = 0;
  Place place;

  if (fixture != NULL)
    return get_fixture_multifields (fixture, fields);
  /* nobody */
  if (id <= 0)
    return 0;

  place = get_place (self, id);
  if ((number >> 8) % 100 != 0)
    {
      add_multifield (&fields[count], id * 4, "PHONE", style < 90 ? "MOBILE" : "HOME");
      demo_phone_spell (MOBILE_BASE + RESERVED +
                          demo_permutation_apply (&self->homes, place.household, FALSE),
                        style, fields[count].value, sizeof fields[count].value);
      count++;
    }
  if (demo_pick (self->seed, TOPIC_SECOND, (guint64) id, 100) < 8)
    {
      add_multifield (&fields[count], id * 4 + 1, "PHONE", "WORK");
      demo_phone_spell (SECOND_BASE + demo_permutation_apply (&self->extra, (guint64) id, FALSE),
                        (style + 37) % 100, fields[count].value, sizeof fields[count].value);
      count++;
    }
  if (demo_pick (self->seed, TOPIC_MAIL, (guint64) id, 100) < 6)
    {
      add_multifield (&fields[count], id * 4 + 2, "EMAIL", "HOME");
      write_mail (self, id, &place, &fields[count]);
      count++;
    }

  return count;
}

/* The spelling decides whether the portal finds the person: the stored text must have this key. */
static void
add_if_stored (DemoPeople *self, gint64 id, const char *key, GArray *ids)
{
  DemoMultifield fields[DEMO_MAX_MULTIFIELDS];
  guint count;

  if (id < 1 || id > (gint64) self->patients)
    return;

  count = demo_people_get_multifields (self, id, fields);
  for (guint i = 0; i < count; i++)
    {
      g_autofree char *stored = NULL;

      if (!g_str_equal (fields[i].kind, "PHONE"))
        continue;
      stored = demo_phone_normalise (fields[i].value);
      if (g_str_equal (stored, key))
        {
          g_array_append_val (ids, id);
          return;
        }
    }
}

static void
find_household (DemoPeople *self, guint64 index, const char *key, GArray *ids)
{
  guint64 household;
  guint64 block;
  guint slot;
  guint pair;
  gint64 id;

  if (index < RESERVED || index - RESERVED >= self->homes.size)
    return;

  household = demo_permutation_apply (&self->homes, index - RESERVED, TRUE);
  block = household / HOUSEHOLDS;
  slot = (guint) (household % HOUSEHOLDS);
  pair = demo_pick (self->seed, TOPIC_PAIR, block, HOUSEHOLDS);
  id = (gint64) (block * BLOCK + (slot <= pair ? slot : slot + 1)) + DEMO_FIXTURES + 1;
  add_if_stored (self, id, key, ids);
  if (slot == pair)
    add_if_stored (self, id + 1, key, ids);
}

void
demo_people_find_phone (DemoPeople *self, const char *key, GArray *ids)
{
  gboolean full = key[0] == '7' && strlen (key) >= 11;
  g_autofree char *digits = g_strndup (full ? key + 1 : key, 10);
  guint64 number;

  for (gint64 id = 1; id <= DEMO_FIXTURES; id++)
    add_if_stored (self, id, key, ids);

  if (strlen (digits) < 10)
    return;
  number = G_GUINT64_CONSTANT (70000000000) + g_ascii_strtoull (digits, NULL, 10);
  if (number >= SECOND_BASE && number - SECOND_BASE < self->extra.size)
    {
      gint64 id = (gint64) demo_permutation_apply (&self->extra, number - SECOND_BASE, TRUE);

      if (id > DEMO_FIXTURES)
        add_if_stored (self, id, key, ids);
    }
  else if (number >= MOBILE_BASE)
    find_household (self, number - MOBILE_BASE, key, ids);
}

gint64
demo_people_find_mis (DemoPeople *self, const char *code)
{
  gint64 id = code[0] == 'P' ? g_ascii_strtoll (code + 1, NULL, 10) : 0;

  return id >= 1 && id <= (gint64) self->patients ? id : 0;
}

char *
demo_people_dup_short_name (DemoPeople *self, gint64 id)
{
  char last[DEMO_TEXT_SIZE];
  char first[DEMO_TEXT_SIZE];
  char second[DEMO_TEXT_SIZE];
  const char *name = demo_people_get_text (self, id, DEMO_C_NAME, first);
  const char *second_name = demo_people_get_text (self, id, DEMO_C_SECOND_NAME, second);
  GString *text = g_string_new (demo_people_get_text (self, id, DEMO_C_LAST_NAME, last));

  g_string_append_c (text, ' ');
  g_string_append_unichar (text, g_utf8_get_char (name));
  g_string_append (text, ".");
  if (second_name[0] != '\0')
    {
      g_string_append_c (text, ' ');
      g_string_append_unichar (text, g_utf8_get_char (second_name));
      g_string_append (text, ".");
    }

  return g_string_free (text, FALSE);
}

gint64
demo_people_get_pair (DemoPeople *self, guint block)
{
  gint64 id = DEMO_FIXTURES + 1 + (gint64) block * BLOCK +
              demo_pick (self->seed, TOPIC_PAIR, block, HOUSEHOLDS);

  return id + 1 <= (gint64) self->patients ? id : 0;
}
