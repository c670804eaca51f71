/* write-sample.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * usage: write-sample FOLDER
 *
 * Writes sample.xlsx and sample.csv for read-back.py, which knows what has to be in them.
 */

#include "plat-exporter.h"

#include <locale.h>

#define N_ROWS 300
/* Friday, 31 July 2026, 21:30 UTC: already August in Moscow */
#define START G_GINT64_CONSTANT (1785533400)

enum
{
  NUMBER,
  PAID,
  CATEGORY,
  PARTY,
  AMOUNT,
  REFUSED,
  SHARE,
  SPENT,
  DECIDED,
  CAME,
  INVOICE,
};

static const char *const categories[] = { "Аренда",           "Материалы", "=1+1",
                                          "+7 900 123-45-67", "@sum",      "-минус" };

static void
put_row (ClinicSheet *sheet, guint i)
{
  g_autofree char *party = g_strdup_printf ("ООО «Ромашка %u»; «\"Лютик\"»", i % 7);
  g_autofree char *name = g_strdup_printf ("счёт-%u.pdf", i);
  g_autofree char *url =
    i % 5 == 4 ? g_strdup_printf ("https://clinic.example/rest/1/secret/file?id=%u", i)
               : g_strdup_printf ("https://clinic.example/company/lists/34/%u/?a=1&b=2", i);

  clinic_sheet_add_row (sheet);
  clinic_sheet_put_number (sheet, NUMBER, i + 1);
  if (i % 10 != 9)
    clinic_sheet_put_number (sheet, PAID, START + (gint64) i * 3600);
  clinic_sheet_put_text (sheet, CATEGORY, categories[i % G_N_ELEMENTS (categories)]);
  clinic_sheet_put_text (sheet, PARTY, party);
  clinic_sheet_put_number (sheet, AMOUNT, (gint64) (i * 7919 % 1000003) + 1);
  clinic_sheet_put_number (sheet, REFUSED, -(gint64) (i % 3));
  clinic_sheet_put_number (sheet, SHARE, i);
  clinic_sheet_put_number (sheet, SPENT, i * 11);
  clinic_sheet_put_number (sheet, DECIDED, START + (gint64) i * 61);
  clinic_sheet_put_number (sheet, CAME, START + (gint64) i * 60);
  clinic_sheet_put_link (sheet, INVOICE, name, url);
}

static ClinicSheet *
make_list (const char *title)
{
  ClinicSheet *sheet = clinic_sheet_new (title);

  clinic_sheet_add_line (sheet, "Правило: первичный, если не был 6 месяцев");
  clinic_sheet_add_line (sheet, "=Фильтр: все статьи");
  clinic_sheet_set_footer (sheet, "Выгружено 22.11.2026 15:04 & Елена");
  clinic_sheet_add_column (sheet, "№", CLINIC_SHEET_COUNT, 0);
  clinic_sheet_add_column (sheet, "Дата оплаты", CLINIC_SHEET_DATE, 0);
  clinic_sheet_add_column (sheet, "Статья", CLINIC_SHEET_TEXT, 0);
  clinic_sheet_add_column (sheet, "Контрагент", CLINIC_SHEET_TEXT, 33);
  clinic_sheet_set_sum (sheet, clinic_sheet_add_column (sheet, "Сумма", CLINIC_SHEET_MONEY, 0));
  clinic_sheet_set_sum (sheet, clinic_sheet_add_column (sheet, "Отказы", CLINIC_SHEET_COUNT, 0));
  clinic_sheet_add_column (sheet, "Доля", CLINIC_SHEET_PERCENT, 0);
  clinic_sheet_set_sum (sheet, clinic_sheet_add_column (sheet, "Часы", CLINIC_SHEET_MINUTES, 0));
  clinic_sheet_add_column (sheet, "Решено", CLINIC_SHEET_DATETIME, 0);
  clinic_sheet_add_column (sheet, "Пришёл", CLINIC_SHEET_TIME, 0);
  clinic_sheet_add_column (sheet, "Счёт", CLINIC_SHEET_LINK, 0);
  for (guint i = 0; i < N_ROWS; i++)
    put_row (sheet, i);

  return sheet;
}

/* by payer: 120 booked, 78 came; 66 of another; nobody of a third (clinic.md 3.6) */
static ClinicSheet *
make_groups (void)
{
  static const gint64 booked[] = { 100, 20, 100 };
  static const gint64 came[] = { 70, 8, 66 };
  ClinicSheet *sheet = clinic_sheet_new ("Конверсия");
  guint whole, part, ratio;

  clinic_sheet_add_column (sheet, "Источник", CLINIC_SHEET_TEXT, 0);
  whole = clinic_sheet_add_column (sheet, "Записано", CLINIC_SHEET_COUNT, 0);
  part = clinic_sheet_add_column (sheet, "Пришло", CLINIC_SHEET_COUNT, 0);
  ratio = clinic_sheet_add_column (sheet, "Дошло", CLINIC_SHEET_PERCENT, 0);
  clinic_sheet_set_sum (sheet, whole);
  clinic_sheet_set_sum (sheet, part);
  clinic_sheet_set_ratio (sheet, ratio, part, whole);
  for (guint i = 0; i < G_N_ELEMENTS (booked); i++)
    {
      if (i != 1)
        clinic_sheet_begin_group (sheet, i == 0 ? "Сайт" : "=Звонки");
      clinic_sheet_add_row (sheet);
      clinic_sheet_put_text (sheet, 0, "Источник");
      clinic_sheet_put_number (sheet, whole, booked[i]);
      clinic_sheet_put_number (sheet, part, came[i]);
      clinic_sheet_put_number (sheet, ratio, came[i] * 1000 / booked[i]);
    }
  clinic_sheet_begin_group (sheet, "Никто");

  return sheet;
}

static ClinicSheet *
make_chart (ClinicChartKind kind)
{
  static const char *const months[] = { "май", "июнь", "июль" };
  ClinicSheet *sheet = clinic_sheet_new ("Тренд");
  guint values[] = { 1, 2 };

  clinic_sheet_add_column (sheet, "Месяц", CLINIC_SHEET_TEXT, 0);
  clinic_sheet_add_column (sheet, "Аренда", CLINIC_SHEET_MONEY, 0);
  clinic_sheet_add_column (sheet, "Материалы", CLINIC_SHEET_MONEY, 0);
  clinic_sheet_add_column (sheet, "Год назад", CLINIC_SHEET_MONEY, 0);
  clinic_sheet_set_chart (sheet, kind, "Расходы по месяцам", 0, values, G_N_ELEMENTS (values), 3);
  for (guint i = 0; i < G_N_ELEMENTS (months); i++)
    {
      clinic_sheet_add_row (sheet);
      clinic_sheet_put_text (sheet, 0, months[i]);
      for (guint column = 1; column <= 3; column++)
        clinic_sheet_put_number (sheet, column, (i + 1) * column * 1000);
    }

  return sheet;
}

static void
add (ClinicWorkbook *workbook, ClinicSheet *sheet)
{
  clinic_workbook_add (workbook, sheet);
  clinic_sheet_unref (sheet);
}

static void
on_answer_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **answer = user_data;

  *answer = g_object_ref (result);
}

static void
wait_for (GAsyncResult **answer)
{
  while (*answer == NULL)
    g_main_context_iteration (NULL, TRUE);
}

int
main (int argc, char *argv[])
{
  g_autoptr (ClinicExporter) exporter = plat_exporter_new ();
  g_autoptr (ClinicWorkbook) workbook = clinic_workbook_new ("Расходы", "Елена");
  g_autoptr (GAsyncResult) xlsx_answer = NULL;
  g_autoptr (GAsyncResult) csv_answer = NULL;
  g_autoptr (GFile) xlsx = NULL;
  g_autoptr (GFile) csv = NULL;
  g_autoptr (GError) error = NULL;

  setlocale (LC_ALL, "");
  if (argc != 2)
    g_error ("usage: write-sample FOLDER");
  xlsx = g_file_new_build_filename (argv[1], "sample.xlsx", NULL);
  csv = g_file_new_build_filename (argv[1], "sample.csv", NULL);
  g_print ("%s %.1f\n", setlocale (LC_NUMERIC, NULL), 0.5);

  add (workbook, make_list ("'Счета: [июль] 2026/07 по всем плательщикам?"));
  add (workbook, make_groups ());
  add (workbook, make_list ("'Счета: [июль] 2026/07 ПО ВСЕМ ПЛАТЕЛЬЩИКАМ?"));
  add (workbook, make_chart (CLINIC_CHART_BARS));
  add (workbook, make_chart (CLINIC_CHART_LINES));
  add (workbook, make_chart (CLINIC_CHART_SHARES));

  clinic_exporter_write_xlsx_async (exporter, workbook, xlsx, NULL, on_answer_cb, &xlsx_answer);
  clinic_exporter_write_csv_async (exporter, clinic_workbook_get_sheet (workbook, 0), csv, NULL,
                                   on_answer_cb, &csv_answer);
  wait_for (&xlsx_answer);
  wait_for (&csv_answer);
  if (!clinic_exporter_write_xlsx_finish (exporter, xlsx_answer, &error) ||
      !clinic_exporter_write_csv_finish (exporter, csv_answer, &error))
    g_error ("%s", error->message);

  return 0;
}
