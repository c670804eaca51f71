/* demo-office-seed.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What waits for whom when the day begins.
 */

#define G_LOG_DOMAIN "demo-office-seed"

#include "demo-office.h"

#include "demo-json.h"
#include "demo-smart.h"
#include "demo-workflow-private.h"

#define HOUR 3600
#define MANAGER 1

typedef enum
{
  WAITING,
  REWORK,
  TO_PAY,
  REFUSED,
} Where;

typedef struct
{
  int hours; /* how long ago it was brought */
  gint64 user;
  Where where;
  int paper;
  int contractor;
  gint64 sum; /* roubles */
  int category;
  int payer;
  const char *number;
  const char *purpose;
  const char *word; /* what was said about it */
} Entry;

/* clang-format off */
static const Entry entries[] = {
  { 76, 7, WAITING, 0, 10, 128400, 3, 0, "ИГ-2207", "Импланты и формирователи, партия на месяц", NULL },
  { 53, 8, WAITING, 0, 0, 48600, 0, 0, "118", "Перчатки, слепочная масса, слюноотсосы", NULL },
  { 50, 9, WAITING, 0, 1, 37250, 4, 0, "МТ-0915", "Ремонт компрессора, выезд инженера", NULL },
  { 31, 7, WAITING, 0, 2, 22800, 2, 1, "З-341", "Работы лаборатории за неделю", NULL },
  { 27, 5, WAITING, 1, 9, 3480, 12, 0, "В-77", "Вода для кулеров, 12 бутылей", NULL },
  { 20, 11, WAITING, 0, 8, 65000, 10, 0, "2026/88", "Наружная реклама, декабрь", NULL },
  { 7, 7, WAITING, 0, 4, 8950, 8, 0, "Л-556201", "Телефония и интернет за месяц", NULL },
  { 5, 8, WAITING, 2, 3, 15000, 13, 1, "14-У", "Семинар для администраторов", NULL },
  { 4, 7, WAITING, 0, 5, 19900, 11, 0, "КП-410", "Уборка помещений за месяц", NULL },
  { 3, 9, WAITING, 0, 6, 54320, 1, 0, "СИ-1187", "Анестетики карпульные", NULL },
  { 2, 12, WAITING, 0, 11, 6120, 5, 0, "ЭО-303", "Вывоз медицинских отходов класса Б", NULL },
  { 1, 7, WAITING, 0, 7, 41870, 7, 0, "Э-9921", "Электроэнергия за месяц", NULL },
  { 46, 7, REWORK, 0, 6, 33750, 1, 0, "СИ-1180", "Анестетики и иглы", "В счёте старые реквизиты плательщика, нужен новый" },
  { 29, 8, REWORK, 1, 3, 12400, 18, 0, "12-П", "Ремонт стойки администратора", "Нечитаемый скан, приложите PDF" },
  { 55, 7, TO_PAY, 0, 5, 19900, 11, 0, "КП-398", "Уборка помещений, дополнительный выход", "" },
  { 33, 9, TO_PAY, 0, 0, 27640, 0, 1, "109", "Боры и полиры", "Оплатить до пятницы" },
  { 28, 11, TO_PAY, 0, 2, 71200, 2, 0, "З-338", "Коронки и вкладки за неделю", "" },
  { 26, 7, REFUSED, 0, 8, 90000, 10, 0, "2026/81", "Реклама на радио", "Не планировали в этом квартале" },
};
/* clang-format on */

/* what has been paid before */
#define TWICE 1
/* has to be decided in time */
#define URGENT 11
#define TIME_TO_DECIDE (3 * DEMO_DAY)

/* The same queue in each of the processes, told apart by the numbers and some of the sums. */
static DemoBill
make_bill (const Entry *entry, DemoSetup setup, gint64 when, char **number)
{
  gboolean is_other = setup != DEMO_SETUP_B;

  *number = is_other ? g_strconcat (entry->number, setup == DEMO_SETUP_A ? "-А" : "-С", NULL)
                     : g_strdup (entry->number);

  return (DemoBill){ .contractor = entry->contractor,
                     .sum = (entry->sum + (is_other && entry != &entries[TWICE] ? 10 : 0)) * 100,
                     .currency = "RUB",
                     .number = *number,
                     .category = entry->category,
                     .payer = entry->payer,
                     .purpose = entry->purpose,
                     .billed = when - DEMO_DAY };
}

static void
move (DemoWorld *self, gint64 item, const Entry *entry, gint64 when)
{
  static const char *const stages[] = { [WAITING] = DEMO_SMART_STAGE ("UC_APPROVE"),
                                        [REWORK] = DEMO_SMART_STAGE ("UC_REWORK"),
                                        [TO_PAY] = DEMO_SMART_STAGE ("UC_PAY"),
                                        [REFUSED] = DEMO_SMART_STAGE ("FAIL") };

  demo_smart_move (self, item, stages[entry->where], *entry->word != '\0' ? entry->word : NULL,
                   MANAGER, when);
}

static void
decide (DemoWorld *self, gint64 element, const Entry *entry, DemoSetup setup, gint64 when)
{
  gint64 task = demo_workflow_find_waiting (self, element, MANAGER);
  g_autoptr (JsonObject) fields = json_object_new ();
  g_autoptr (GError) error = NULL;

  json_object_set_string_member (fields, "decision",
                                 entry->where == TO_PAY   ? "approve"
                                 : entry->where == REWORK ? "rework"
                                                          : "reject");
  if (!demo_workflow_complete (self, task, MANAGER,
                               setup == DEMO_SETUP_B    ? DEMO_TASK_OK
                               : entry->where == TO_PAY ? DEMO_TASK_YES
                                                        : DEMO_TASK_NO,
                               entry->word, fields, when, &error))
    g_critical ("cannot decide: %s", error->message);
}

static void
set_overdue (DemoWorld *self, gint64 element, gint64 when)
{
  g_autofree char *sql =
    g_strdup_printf ("UPDATE bp_task SET overdue = %" G_GINT64_FORMAT
                     " WHERE id = %" G_GINT64_FORMAT,
                     when, demo_workflow_find_waiting (self, element, MANAGER));

  demo_schema_exec (self, sql, NULL);
}

static void
seed_queue (DemoWorld *self, DemoSetup setup, gint64 now)
{
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      const Entry *entry = &entries[i];
      gint64 when = now - entry->hours * (gint64) HOUR - 7 * 60;
      g_autofree char *number = NULL;
      DemoBill bill = make_bill (entry, setup, when, &number);
      gint64 element = demo_bill_submit (&bill, self, setup, entry->paper, entry->user, when);

      if (i == URGENT && setup != DEMO_SETUP_C)
        set_overdue (self, element, now + TIME_TO_DECIDE);
      if (entry->where == WAITING)
        continue;
      if (setup == DEMO_SETUP_C)
        move (self, element, entry, MIN (when + 3 * HOUR, now));
      else
        decide (self, element, entry, setup, MIN (when + 3 * HOUR, now));
    }
}

static void
seed_more (DemoWorld *self, DemoSetup setup, guint count, gint64 now)
{
  for (guint i = 0; i < count; i++)
    {
      g_autofree char *number = g_strdup_printf ("Д-%04u", i + 1);
      gint64 when = now - (gint64) (80 * HOUR + i * 900);
      DemoBill bill = { .contractor = (int) (i % 12),
                        .sum = 150000 + (gint64) (i * 7919 % 9000) * 1000 + i % 100,
                        .currency = "RUB",
                        .number = number,
                        .category = (int) (i % DEMO_CATEGORIES),
                        .payer = (int) (i % DEMO_PAYERS),
                        .purpose = "Поставка по договору",
                        .billed = when - DEMO_DAY };

      demo_bill_submit (&bill, self, setup, i % 10 == 9, 7 + (i % 2), when);
    }
}

/* A task that only the portal's own page can answer. */
static void
seed_custom (DemoWorld *self, DemoSetup setup, gint64 now)
{
  gint64 when = now - 6 * HOUR;
  DemoBill bill = { .contractor = 1,
                    .sum = 5400000,
                    .currency = "RUB",
                    .number = setup == DEMO_SETUP_A ? "МТ-0920-А" : "МТ-0920",
                    .category = 4,
                    .purpose = "Договор на обслуживание автоклавов",
                    .billed = when };
  gint64 element = demo_bill_submit (&bill, self, setup, 2, 5, when);
  g_autofree char *sql = g_strdup_printf (
    "UPDATE bp_task SET activity = 'rest_5f1c0d3a9b7e', name = 'Подписать договор (КЭДО)'"
    " WHERE id = %" G_GINT64_FORMAT,
    demo_workflow_find_waiting (self, element, MANAGER));

  demo_schema_exec (self, sql, NULL);
}

void
demo_office_seed (DemoWorld *self, const DemoOfficeOptions *options)
{
  gint64 now = demo_world_get_now (self);
  int setups = demo_lists_get_setups (self);
  gboolean is_first = TRUE;

  if (setups & (DEMO_SETUP_A | DEMO_SETUP_B))
    demo_office_seed_past (self, options->more_rows, options->history, FALSE);
  if (setups & DEMO_SETUP_C)
    demo_office_seed_past (self, setups == DEMO_SETUP_C ? options->more_rows : 0, options->history,
                           TRUE);
  for (int setup = DEMO_SETUP_A; setup <= DEMO_SETUP_C; setup <<= 1)
    {
      if (!(setups & setup))
        continue;
      seed_queue (self, (DemoSetup) setup, now);
      if (setup != DEMO_SETUP_C)
        seed_custom (self, (DemoSetup) setup, now);
      if (is_first)
        seed_more (self, (DemoSetup) setup, options->more_tasks, now);
      is_first = FALSE;
    }
}
