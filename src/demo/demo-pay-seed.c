/* demo-pay-seed.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the people of the reception and the call centre are paid by: the lists «Ставки», «Бонусы и
 * замечания» and «Шкалы доплат».
 */

#define G_LOG_DOMAIN "demo-pay-seed"

#include "demo-office.h"

#include "demo-random.h"
#include "demo-work.h"

#define SENIOR 5
#define ACCOUNTANT 15
/* of these lists; those of the invoices come after them */
#define FIRST_ELEMENT 101
#define FIRST_VALUE 1001
#define SHORT_MONTHS 3

enum
{
  TOPIC_BONUS = 8000,
};

/* the choices of the bonuses' KIND */
enum
{
  REVIEW,
  REMARK,
  ALLOWANCE,
  PREMIUM,
};

typedef struct
{
  int user;
  const char *from; /* day */
  int rate;         /* roubles an hour */
  int qualification;
  const char *factor;
  const char *seniority; /* per cent, "": by the scale */
  const char *overtime;  /* roubles an hour, "": by the law's factors */
  int allowance;
  const char *allowance_for;
} Rate;

/* clang-format off */
static const Rate rates[] = {
  { 5, "2024-01-01", 300, 3, "1.2", "10", "540", 5000, "Старший администратор" },
  { 5, "2026-01-01", 330, 3, "1.2", "10", "594", 6000, "Старший администратор" },
  { 7, "2024-01-01", 190, 2, "1.1", "3", "", 0, "" },
  { 7, "2025-07-01", 210, 2, "1.1", "5", "", 0, "" },
  { 7, "2026-11-01", 235, 2, "1.1", "5", "", 1500, "Касса" },
  { 8, "2024-01-01", 190, 1, "1.05", "3", "", 0, "" },
  { 8, "2026-03-01", 215, 1, "1.05", "5", "", 0, "" },
  { 9, "2025-05-12", 200, 0, "1", "0", "", 0, "" },
  /* in the middle of a month */
  { 9, "2026-10-15", 210, 1, "1.05", "3", "", 0, "" },
  { 10, "2024-01-01", 185, 1, "1.05", "3", "", 0, "" },
  /* the worked example */
  { DEMO_EXAMPLE_USER, "2024-01-01", 190, 1, "1.05", "0", "", 0, "" },
  { DEMO_EXAMPLE_USER, "2026-04-01", 220, 2, "1.1", "5", "363", 2000, "Наставничество" },
  { 12, "2024-01-22", 180, 0, "1", "", "", 0, "" },
  { 12, "2026-01-01", 205, 1, "1.05", "", "", 0, "" },
  { 13, "2025-11-03", 195, 0, "1", "", "", 0, "" },
  /* nobody has said what she is paid before that */
  { 14, "2026-09-01", 200, 0, "1", "", "", 0, "" },
};
/* clang-format on */

static const struct
{
  int kind; /* in the order of the list's choices */
  const char *from;
  const char *value;
} scales[] = {
  { 0, "1", "3" },     { 0, "3", "5" },     { 0, "5", "10" },    { 1, "75", "3000" },
  { 1, "85", "5000" }, { 2, "50", "1500" }, { 2, "70", "2500" }, { 3, "0", "2000" },
  { 3, "1", "1000" },  { 3, "2", "0" },
};

/*
 * Sheet:
 *
 * The elements are written with numbers of their own, so that those of the invoices stay what they
 * are.
 */
typedef struct
{
  DemoWorld *world; /* unowned */
  gint64 element;
  gint64 value;
  int list;
} Sheet;

static void
add_element (Sheet *self, int list, const char *name, gint64 author, gint64 when)
{
  sqlite3_stmt *row =
    demo_schema_reuse (self->world,
                       "INSERT INTO list_element VALUES (?1, ?2, 'pay-' || ?1, ?3, ?4, ?5, ?5)");

  self->list = list;
  sqlite3_bind_int64 (row, 1, ++self->element);
  sqlite3_bind_int (row, 2, list);
  sqlite3_bind_text (row, 3, name, -1, SQLITE_TRANSIENT);
  sqlite3_bind_int64 (row, 4, author);
  sqlite3_bind_int64 (row, 5, when);
  demo_schema_step (self->world, row);
}

static void
set (Sheet *self, const char *code, const char *value)
{
  const DemoProperty *property = demo_lists_find_code (self->list, code);
  sqlite3_stmt *row = demo_schema_reuse (self->world, "INSERT INTO list_value VALUES (?, ?, ?, ?)");

  if (*value == '\0')
    return;
  sqlite3_bind_int64 (row, 1, ++self->value);
  sqlite3_bind_int64 (row, 2, self->element);
  sqlite3_bind_int (row, 3, property->id);
  sqlite3_bind_text (row, 4, value, -1, SQLITE_TRANSIENT);
  demo_schema_step (self->world, row);
}

static void
set_int (Sheet *self, const char *code, gint64 value)
{
  g_autofree char *text = value != 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, value) : g_strdup ("");

  set (self, code, text);
}

static void
set_choice (Sheet *self, const char *code, int index)
{
  set_int (self, code, demo_lists_find_code (self->list, code)->first_choice + index);
}

static void
add_rate (Sheet *self, const Rate *rate)
{
  const DemoUser *user = demo_directory_find_user (rate->user);
  g_autofree char *name = g_strdup_printf ("%s: %d ₽", user->last_name, rate->rate);
  gint64 when = 0;

  demo_time_parse (rate->from, &when);
  add_element (self, DEMO_LIST_RATES, name, ACCOUNTANT, when - 5 * DEMO_DAY);
  set_int (self, "EMPLOYEE", rate->user);
  set (self, "VALID_FROM", rate->from);
  set_int (self, "RATE", rate->rate);
  set_choice (self, "QUALIFICATION", rate->qualification);
  set (self, "FACTOR", rate->factor);
  set (self, "SENIORITY", rate->seniority);
  set (self, "OVERTIME", rate->overtime);
  set_int (self, "CALL_PRICE", 5);
  set_int (self, "REVIEW_PRICE", 200);
  set_int (self, "ALLOWANCE", rate->allowance);
  set (self, "ALLOWANCE_FOR", rate->allowance_for);
}

static void
add_bonus (Sheet *self, int user, gint64 when, int kind, int amount, const char *text)
{
  static const char *const names[] = { "Отзыв", "Замечание", "Доплата", "Премия" };
  g_autofree char *name =
    g_strdup_printf ("%s: %s", names[kind], demo_directory_find_user (user)->last_name);
  char day[DEMO_TIME_SIZE];

  if (when > demo_world_get_now (self->world))
    return;
  demo_time_format_day (when, day);
  add_element (self, DEMO_LIST_BONUSES, name, SENIOR, when);
  set_int (self, "EMPLOYEE", user);
  set (self, "DAY", day);
  set_choice (self, "KIND", kind);
  set_int (self, "AMOUNT", amount);
  set (self, "TEXT", text);
}

/* Seven reviews and one remark; the allowance is in her rate. */
static void
add_example (Sheet *self, gint64 first)
{
  static const int days[] = { 1, 4, 8, 12, 16, 21, 28 };

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    add_bonus (self, DEMO_EXAMPLE_USER, first + (days[i] - 1) * (gint64) DEMO_DAY + 18 * 3600,
               REVIEW, 0, "Отзыв на картах, 5 звёзд");
  add_bonus (self, DEMO_EXAMPLE_USER, first + 12 * (gint64) DEMO_DAY + 15 * 3600, REMARK, 0,
             "Не отметила приход пациента");
}

static void
add_month_of (Sheet *self, int user, gint64 first)
{
  static const char *const remarks[] = {
    "Опоздание на смену",
    "Не перезвонила по пропущенному",
    "Жалоба пациента: грубый тон",
    "Карточка без источника",
  };
  guint64 luck = demo_hash (self->world->seed, TOPIC_BONUS + (guint) user, (guint64) first);
  guint reviews = (guint) (luck % 5);

  for (guint i = 0; i < reviews; i++)
    add_bonus (self, user, first + (gint64) (i * 6 + (luck >> 8) % 6) * DEMO_DAY + 17 * 3600,
               REVIEW, 0, "Отзыв на картах, 5 звёзд");
  if ((luck >> 12) % 10 < 3)
    add_bonus (self, user, first + (gint64) ((luck >> 16) % 28) * DEMO_DAY + 14 * 3600, REMARK, 0,
               remarks[(luck >> 20) % G_N_ELEMENTS (remarks)]);
  if ((luck >> 24) % 10 < 2)
    add_bonus (self, user, first + (gint64) ((luck >> 28) % 28) * DEMO_DAY + 12 * 3600, ALLOWANCE,
               1000 + (int) ((luck >> 32) % 4) * 500, "Выход за коллегу в выходной");
  if ((luck >> 36) % 20 == 0)
    add_bonus (self, user, first + 27 * (gint64) DEMO_DAY + 12 * 3600, PREMIUM, 3000,
               "Лучший администратор месяца");
}

static gboolean
is_example_month (gint64 first)
{
  char day[DEMO_TIME_SIZE];
  g_autofree char *wanted = g_strdup_printf ("%04d-%02d-01", DEMO_EXAMPLE_YEAR, DEMO_EXAMPLE_MONTH);

  demo_time_format_day (first, day);

  return g_str_equal (day, wanted);
}

void
demo_pay_seed (DemoWorld *self, guint history)
{
  Sheet sheet = { self, FIRST_ELEMENT - 1, FIRST_VALUE - 1, 0 };
  int months = MAX ((int) history / 30, SHORT_MONTHS);

  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      add_element (&sheet, DEMO_LIST_SCALES, "Шкала", ACCOUNTANT,
                   self->today - 900 * (gint64) DEMO_DAY);
      set_choice (&sheet, "KIND", scales[i].kind);
      set (&sheet, "FROM", scales[i].from);
      set (&sheet, "VALUE", scales[i].value);
    }
  for (guint i = 0; i < G_N_ELEMENTS (rates); i++)
    add_rate (&sheet, &rates[i]);
  for (int i = months; i >= 0; i--)
    {
      gint64 first = demo_work_month_begin (self->today, -i);

      for (const DemoUser *user = demo_directory_users (); user->id != -1; user++)
        {
          if (!demo_work_has_shifts (user))
            continue;
          if (user->id == DEMO_EXAMPLE_USER && is_example_month (first))
            add_example (&sheet, first);
          else
            add_month_of (&sheet, user->id, first);
        }
    }
}
