/* demo-office-past.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The registry of the invoices that have been paid and refused, in the last three months or as far
 * back as the clinic's records reach.
 */

#define G_LOG_DOMAIN "demo-office-past"

#include "demo-office.h"

#include "demo-json.h"
#include "demo-smart.h"

#define ROWS 40
#define DAYS 88
#define MANAGER 1
#define SENIOR 5
#define ACCOUNTANT 15

static const struct
{
  int contractor;
  int category;
  int roubles;
  const char *purpose;
} usual[] = {
  { 0, 0, 46800, "Расходные материалы" },
  { 6, 1, 51900, "Анестетики" },
  { 2, 2, 68400, "Работы лаборатории за неделю" },
  { 10, 3, 112000, "Импланты" },
  { 1, 4, 23500, "Обслуживание установок" },
  { 11, 5, 6120, "Вывоз медицинских отходов" },
  { 3, 6, 185000, "Аренда помещения" },
  { 7, 7, 39240, "Электроэнергия за месяц" },
  { 4, 8, 8950, "Телефония и интернет за месяц" },
  { 8, 10, 64000, "Контекстная реклама" },
  { 5, 11, 19900, "Уборка помещений за месяц" },
  { 9, 12, 3480, "Вода для кулеров" },
  { 3, 13, 15000, "Обучение ассистентов" },
};

static void
set_time (DemoWorld *self, gint64 row, const char *code, gint64 when)
{
  char iso[DEMO_TIME_SIZE];

  demo_time_format (when, iso);
  iso[10] = ' ';
  iso[19] = '\0';
  demo_lists_set (self, row, code, iso);
}

static void
set_day (DemoWorld *self, gint64 row, const char *code, gint64 when)
{
  char day[DEMO_TIME_SIZE];

  demo_time_format_day (when, day);
  demo_lists_set (self, row, code, day);
}

#define UNDATED 17

static gboolean
is_refused (guint number)
{
  return number % 9 == 4;
}

static gboolean
has_act (guint number)
{
  return number % 5 != 2;
}

static const char *
get_reason (guint number)
{
  return number % 2 == 0 ? "Дорого, ищем другого поставщика" : "Нет в плане месяца";
}

/* Some were refused; of some that were paid the act never came; one has no date and one another
 * currency. */
static void
set_outcome (DemoWorld *self, gint64 row, guint number, gint64 when, gint64 paper)
{
  gint64 decided = when + 26 * 3600;

  demo_lists_set_choice (self, row, "STATE",
                         is_refused (number) ? DEMO_STATE_REFUSED : DEMO_STATE_PAID);
  demo_lists_set_int (self, row, "APPROVER", number % 4 == 0 ? SENIOR : MANAGER);
  set_time (self, row, "DECIDED", decided);
  if (is_refused (number))
    {
      demo_lists_set (self, row, "REASON", get_reason (number));
      return;
    }
  if (number != UNDATED)
    set_day (self, row, "PAY_DATE", MIN (when + 3 * DEMO_DAY, demo_world_get_now (self)));
  if (has_act (number))
    demo_lists_attach (self, row, "ACT", paper, ACCOUNTANT, decided);
  if (number % 7 == 3)
    demo_lists_set (self, row, "COMMENT", "Оплачено двумя частями.<br>Акт подписан.");
}

static DemoBill
make_bill (guint number, guint count, gint64 when, const char *name)
{
  guint kind = number % G_N_ELEMENTS (usual);
  DemoBill bill = { .contractor = number == 23 ? 12 : usual[kind].contractor,
                    .sum = (gint64) usual[kind].roubles * 100 +
                           (number >= G_N_ELEMENTS (usual) ? number * 1357 : 0),
                    .currency = number == 23 ? "EUR" : "RUB",
                    .number = name,
                    .category = usual[kind].category,
                    .payer = number % 4 == 1,
                    .purpose = usual[kind].purpose,
                    .billed = when - DEMO_DAY };

  /* what a receptionist has brought once more */
  if (number == count - 6)
    bill = (DemoBill){ 0, NULL, 4860000, "RUB", "112", 0, 0, "Перчатки и слепочная масса", when };

  return bill;
}

static void
seed_row (DemoWorld *self, guint number, const DemoBill *bill, gint64 when, gint64 *shared)
{
  g_autofree char *code = g_strdup_printf ("registry-old-%u", number);
  g_autofree char *title = demo_bill_dup_title (bill);
  gint64 user = 7 + number % 3;
  gint64 row = demo_lists_add (self, DEMO_LIST_REGISTRY, code, title, user, when);

  demo_bill_fill (bill, self, row);
  demo_lists_set_int (self, row, "INITIATOR", user);
  if (number < ROWS || *shared == 0)
    *shared = demo_bill_draw (bill, self, 0, user, when);
  demo_lists_attach (self, row, "FILE", *shared, user, when);
  set_outcome (self, row, number, when, *shared);
}

static void
seed_item (DemoWorld *self, guint number, const DemoBill *bill, gint64 when)
{
  gint64 decided = when + 26 * 3600;
  gint64 item = demo_smart_submit (bill, self, 0, 7 + number % 3, when);

  if (is_refused (number))
    {
      demo_smart_move (self, item, DEMO_SMART_STAGE ("FAIL"), get_reason (number), MANAGER,
                       decided);
      return;
    }
  demo_smart_move (self, item, DEMO_SMART_STAGE ("UC_PAY"), NULL, MANAGER, decided);
  demo_smart_move (self, item, DEMO_SMART_STAGE ("SUCCESS"), NULL, ACCOUNTANT,
                   MIN (when + 3 * DEMO_DAY, demo_world_get_now (self)));
  if (has_act (number))
    demo_smart_set_act (self, item, bill);
  if (number == UNDATED)
    demo_smart_clear_day (self, item);
}

void
demo_office_seed_past (DemoWorld *self, guint more, guint history, gboolean is_smart)
{
  gint64 now = demo_world_get_now (self);
  guint days = MAX (DAYS, history);
  guint count = ROWS * days / DAYS + more;
  gint64 shared = 0;

  for (guint i = 0; i < count; i++)
    {
      gint64 age = days * (gint64) DEMO_DAY * (count - i) / count + 2 * DEMO_DAY;
      gint64 when = demo_time_day_start (now - age) + 9 * 3600 + i * 97 % 20000;
      g_autofree char *name = g_strdup_printf ("%u/%02u", 900 + i, i % 12 + 1);
      DemoBill bill = make_bill (i, ROWS, when, name);

      if (is_smart)
        seed_item (self, i, &bill, when);
      else
        seed_row (self, i, &bill, when, &shared);
    }
}
