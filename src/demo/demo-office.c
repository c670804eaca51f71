/* demo-office.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "demo-office"

#include "demo-office.h"

#include "demo-drive.h"
#include "demo-json.h"
#include "demo-paper.h"
#include "demo-workflow.h"

static const struct
{
  const char *name;
  const char *inn;
} contractors[] = {
  { "ООО «ДентСнаб»", "7701234567" },
  { "АО «МедТехСервис»", "7702345678" },
  { "ООО «Лаборатория Зубтех»", "7703456789" },
  { "ИП Морозов А. В.", "770412345678" },
  { "ПАО «Ростелеком»", "7707049388" },
  { "ООО «Клининг Плюс»", "7705678901" },
  { "ООО «Стом-Импорт»", "7706789012" },
  { "АО «Мосэнергосбыт»", "7736520080" },
  { "ООО «Яркая реклама»", "7708901234" },
  { "ООО «Чистая вода»", "7709012345" },
  { "ООО «Имплант Групп»", "7710123456" },
  { "ООО «ЭкоМедОтходы»", "7711234567" },
  { "Dental Trade GmbH", "" },
};

/* the numbers of the suppliers among the CRM's companies; before them stands the clinic's own */
#define FIRST_COMPANY 51
#define OWN_COMPANY 50

/* The CRM of any clinic knows whom it buys from. */
static void
seed_companies (DemoWorld *self)
{
  gint64 when = demo_world_get_now (self) - 300 * (gint64) DEMO_DAY;
  g_autoptr (sqlite3_stmt) row = demo_schema_prepare (
    self, "INSERT OR IGNORE INTO company (ID, TITLE, TYPE_ID, INDUSTRY, CURRENCY_ID, OPENED,"
          " IS_MY_COMPANY, ASSIGNED_BY_ID, CREATED_BY, UPDATED_BY, LAST_ACTIVITY_BY, CREATED_TIME,"
          " UPDATED_TIME, LAST_ACTIVITY_TIME, CONTACT_IDS)"
          " VALUES (?1, ?2, ?3, 'OTHER', 'RUB', 'Y', ?4, 1, 1, 1, 1, ?5, ?5, ?5, '[]')");

  for (guint i = 0; i <= G_N_ELEMENTS (contractors); i++)
    {
      gboolean own = i == 0;

      sqlite3_bind_int (row, 1, own ? OWN_COMPANY : (int) (FIRST_COMPANY + i - 1));
      sqlite3_bind_text (row, 2, own ? demo_lists_payers[0] : contractors[i - 1].name, -1,
                         SQLITE_STATIC);
      sqlite3_bind_text (row, 3, own ? "OTHER" : "SUPPLIER", -1, SQLITE_STATIC);
      sqlite3_bind_text (row, 4, own ? "Y" : "N", -1, SQLITE_STATIC);
      sqlite3_bind_int64 (row, 5, when);
      demo_schema_step (self, row);
    }
}

gboolean
demo_office_prepare (DemoWorld *self, const DemoOfficeOptions *options, GError **error)
{
  gboolean is_new;

  if (demo_schema_get_int (self, "SELECT count(*) FROM pragma_table_info('notification')"
                                 " WHERE name = 'seen'") == 0 &&
      !demo_schema_exec (self, "ALTER TABLE notification ADD COLUMN seen INTEGER", error))
    return FALSE;
  if (!demo_drive_prepare (self, error) || !demo_lists_prepare (self, options->setups, error))
    return FALSE;
  is_new =
    demo_schema_get_int (self, "SELECT count(*) FROM sqlite_master WHERE name = 'workflow'") == 0;
  if (!demo_workflow_prepare (self, error))
    return FALSE;
  if (!is_new)
    return TRUE;
  if (!demo_schema_exec (self, "BEGIN", error))
    return FALSE;
  seed_companies (self);
  demo_office_seed (self, options);
  demo_pay_seed (self, options->history);

  return demo_schema_exec (self, "COMMIT", error);
}

const char *
demo_bill_get_contractor (const DemoBill *self)
{
  return self->name != NULL
           ? self->name
           : contractors[(guint) self->contractor % G_N_ELEMENTS (contractors)].name;
}

const char *
demo_bill_get_inn (const DemoBill *self)
{
  return self->name != NULL
           ? ""
           : contractors[(guint) self->contractor % G_N_ELEMENTS (contractors)].inn;
}

/* --- invoices --- */

char *
demo_bill_dup_money (const DemoBill *self)
{
  gint64 roubles = self->sum / 100;
  gint64 kopecks = self->sum % 100;

  if (kopecks == 0)
    return g_strdup_printf ("%" G_GINT64_FORMAT "|%s", roubles, self->currency);
  if (kopecks % 10 == 0)
    return g_strdup_printf ("%" G_GINT64_FORMAT ".%d|%s", roubles, (int) (kopecks / 10),
                            self->currency);

  return g_strdup_printf ("%" G_GINT64_FORMAT ".%02d|%s", roubles, (int) kopecks, self->currency);
}

char *
demo_bill_dup_title (const DemoBill *self)
{
  return g_strdup_printf ("Счёт %s %s", self->number, demo_bill_get_contractor (self));
}

/* Whom no company stands for is named as before. */
static void
set_contractor (const DemoBill *self, DemoWorld *world, gint64 element)
{
  g_autofree char *company = g_strdup_printf ("CO_%d", FIRST_COMPANY + self->contractor);

  demo_lists_set (world, element, DEMO_CODE_CONTRACTOR,
                  (demo_lists_get_setups (world) & DEMO_SETUP_D) != 0 && self->name == NULL
                    ? company
                    : demo_bill_get_contractor (self));
}

char *
demo_office_dup_contractor (DemoWorld *self, const char *value)
{
  g_autoptr (sqlite3_stmt) row =
    demo_schema_prepare (self, "SELECT TITLE FROM company WHERE 'CO_' || ID = ?");

  sqlite3_bind_text (row, 1, value, -1, SQLITE_STATIC);

  return g_strdup (sqlite3_step (row) == SQLITE_ROW ? (const char *) sqlite3_column_text (row, 0)
                                                    : value);
}

void
demo_bill_fill (const DemoBill *self, DemoWorld *world, gint64 element)
{
  g_autofree char *money = demo_bill_dup_money (self);
  g_autofree char *vat = g_strdup_printf ("%.2f", (double) (self->sum / 6) / 100);
  char day[DEMO_TIME_SIZE];
  char due[DEMO_TIME_SIZE];

  demo_time_format_day (self->billed, day);
  demo_time_format_day (self->billed + 10 * DEMO_DAY, due);
  demo_lists_set (world, element, "SUM", money);
  demo_lists_set (world, element, "NUMBER", self->number);
  demo_lists_set (world, element, "BILL_DATE", day);
  demo_lists_set (world, element, "DUE", due);
  demo_lists_set_choice (world, element, "EXPENSE", self->category);
  demo_lists_set_choice (world, element, "PAYER", self->payer);
  set_contractor (self, world, element);
  demo_lists_set (world, element, "INN", demo_bill_get_inn (self));
  if (self->contractor % 3 != 0)
    demo_lists_set (world, element, "VAT", vat);
  demo_lists_set (world, element, "PURPOSE", self->purpose);
}

/* --- the paper --- */

static char *
dup_sum_text (const DemoBill *self)
{
  return g_strdup_printf ("Всего к оплате: %" G_GINT64_FORMAT ",%02d %s", self->sum / 100,
                          (int) (self->sum % 100),
                          g_str_equal (self->currency, "RUB") ? "руб." : self->currency);
}

static void add_line (GPtrArray *lines, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
add_line (GPtrArray *lines, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_ptr_array_add (lines, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

/* Page by page, what is sold and how it goes with the sum; dear invoices are longer. */
static GBytes *
draw_pdf (const DemoBill *self)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *sum = dup_sum_text (self);
  guint pages = self->sum >= 10000000 ? 3 : self->sum >= 4000000 ? 2 : 1;
  char day[DEMO_TIME_SIZE];

  demo_time_format_day (self->billed, day);
  add_line (lines, "Счёт на оплату № %s от %.2s.%.2s.%.4s", self->number, day + 8, day + 5, day);
  add_line (lines, "Поставщик: %s", demo_bill_get_contractor (self));
  if (*demo_bill_get_inn (self) != '\0')
    add_line (lines, "ИНН %s", demo_bill_get_inn (self));
  add_line (lines, "Плательщик: %s", demo_lists_payers[self->payer]);
  add_line (lines, "Назначение: %s", self->purpose);
  add_line (lines, "%s", "");
  add_line (lines, "1. %s", self->purpose);
  add_line (lines, "%s", sum);
  if (self->contractor % 3 != 0)
    add_line (lines, "В том числе НДС 20%%: %" G_GINT64_FORMAT ",%02d", self->sum / 600,
              (int) (self->sum / 6 % 100));
  add_line (lines, "Счёт действителен 10 дней.");
  for (guint page = 2; page <= pages; page++)
    {
      add_line (lines, "\fСпецификация к счёту № %s, лист %u", self->number, page);
      for (int i = 0; i < 12; i++)
        add_line (lines, "%u. Позиция %d-%02d, 1 упаковка", (page - 2) * 12 + (guint) i + 1,
                  self->contractor + 10, i + 1);
      if (page == pages)
        add_line (lines, "%s", sum);
    }
  g_ptr_array_add (lines, NULL);

  return demo_paper_make_pdf ((const char *const *) lines->pdata);
}

gint64
demo_bill_draw_file (const DemoBill *self, DemoWorld *world, int kind, char **name)
{
  static const int bars[] = { 90, 84, 20, 76, 70, 12, 64 };
  g_autoptr (GBytes) content = NULL;

  if (kind == 1)
    content = demo_paper_make_png (bars, G_N_ELEMENTS (bars));
  else if (kind == 2)
    content = g_bytes_new_static ("PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 22);
  else
    content = draw_pdf (self);
  *name = kind == 1   ? g_strdup ("фото-счёта.png")
          : kind == 2 ? g_strdup_printf ("Договор и счёт %s.docx", self->number)
                      : g_strdup_printf ("schet-%s.pdf", self->number);

  return demo_drive_keep_file (world, *name, content);
}

gint64
demo_bill_draw (const DemoBill *self, DemoWorld *world, int kind, gint64 user, gint64 when)
{
  g_autofree char *name = NULL;
  gint64 file = demo_bill_draw_file (self, world, kind, &name);

  return demo_drive_add (world, file, name, user, when);
}

gint64
demo_bill_submit (const DemoBill *self,
                  DemoWorld *world,
                  DemoSetup setup,
                  int paper,
                  gint64 user,
                  gint64 when)
{
  int list = setup == DEMO_SETUP_A ? DEMO_LIST_PROCESS_A : DEMO_LIST_PROCESS_B;
  g_autofree char *title = demo_bill_dup_title (self);
  g_autofree char *code =
    g_strdup_printf ("invoice-%d-%s-%" G_GINT64_FORMAT, list, self->number, when);
  gint64 element;

  if (setup == DEMO_SETUP_C)
    return demo_smart_submit (self, world, paper, user, when);

  element = demo_lists_add (world, list, code, title, user, when);
  demo_bill_fill (self, world, element);
  demo_lists_attach (world, element, "FILE", demo_bill_draw (self, world, paper, user, when), user,
                     when);
  demo_workflow_start_for (world, element, user, when);

  return element;
}

void
demo_office_bring (DemoWorld *self, guint turn)
{
  static const struct
  {
    int contractor;
    int category;
    gint64 roubles;
    const char *purpose;
    gint64 user;
  } coming[] = {
    { 6, 1, 18640, "Анестетики и иглы, срочно", 8 },
    { 11, 5, 6120, "Вывоз медицинских отходов", 9 },
    { 1, 4, 27300, "Замена наконечников", 11 },
    { 9, 12, 2900, "Канцелярия", 12 },
  };
  gint64 now = demo_world_get_now (self);
  guint i = turn % G_N_ELEMENTS (coming);
  g_autofree char *number = g_strdup_printf ("Н-%u", 501 + turn);
  DemoBill bill = { .contractor = coming[i].contractor,
                    .sum = coming[i].roubles * 100,
                    .currency = "RUB",
                    .number = number,
                    .category = coming[i].category,
                    .purpose = coming[i].purpose,
                    .billed = now };
  int setups = demo_lists_get_setups (self);

  demo_bill_submit (&bill, self,
                    setups & DEMO_SETUP_B   ? DEMO_SETUP_B
                    : setups & DEMO_SETUP_A ? DEMO_SETUP_A
                                            : DEMO_SETUP_C,
                    0, coming[i].user, now);
}
