/* bench-export.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A table of 100,000 rows and twelve columns, as a register or a list of visits is: how much memory
 * it takes, and how long and how much more the workbook and the CSV file take. In processor time,
 * which a busy machine does not change.
 */

#include "plat-exporter.h"

#include <glib/gstdio.h>
#include <string.h>
#include <time.h>

#define N_ROWS 100000
#define MAX_SECONDS 2.0
#define MAX_MORE_MB 60.0
#define MAX_SHEET_MB 40.0
#define START G_GINT64_CONSTANT (1700000000)

static const char *const names[] = { "Иванова Анна Петровна", "Кузнецова Ольга Сергеевна",
                                     "Орлов Пётр Ильич", "Соколова Вера Андреевна" };

/* what the process holds, or held at most */
static double
megabytes (const char *field)
{
  g_autofree char *status = NULL;
  const char *at;

  g_file_get_contents ("/proc/self/status", &status, NULL, NULL);
  at = status != NULL ? g_strstr_len (status, -1, field) : NULL;

  return at != NULL ? (double) g_ascii_strtoll (at + strlen (field) + 1, NULL, 10) / 1024.0 : -1.0;
}

static double
seconds (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);

  return (double) now.tv_sec + (double) now.tv_nsec / 1e9;
}

/* forgets the most that the process held */
static void
forget_peak (void)
{
  g_file_set_contents_full ("/proc/self/clear_refs", "5", 1, G_FILE_SET_CONTENTS_NONE, 0600, NULL);
}

static ClinicSheet *
make_sheet (void)
{
  ClinicSheet *sheet = clinic_sheet_new ("Визиты");

  clinic_sheet_add_column (sheet, "№", CLINIC_SHEET_COUNT, 0);
  clinic_sheet_add_column (sheet, "Начало", CLINIC_SHEET_DATETIME, 0);
  clinic_sheet_add_column (sheet, "Пациент", CLINIC_SHEET_TEXT, 0);
  clinic_sheet_add_column (sheet, "Врач", CLINIC_SHEET_TEXT, 0);
  clinic_sheet_add_column (sheet, "Специальность", CLINIC_SHEET_TEXT, 0);
  clinic_sheet_add_column (sheet, "Стадия", CLINIC_SHEET_TEXT, 0);
  clinic_sheet_add_column (sheet, "Источник", CLINIC_SHEET_TEXT, 0);
  clinic_sheet_add_column (sheet, "Создан", CLINIC_SHEET_DATE, 0);
  clinic_sheet_set_sum (sheet, clinic_sheet_add_column (sheet, "Сумма", CLINIC_SHEET_MONEY, 0));
  clinic_sheet_set_sum (sheet, clinic_sheet_add_column (sheet, "Переносы", CLINIC_SHEET_COUNT, 0));
  clinic_sheet_add_column (sheet, "Ожидание", CLINIC_SHEET_MINUTES, 0);
  clinic_sheet_add_column (sheet, "Телефон", CLINIC_SHEET_TEXT, 0);
  for (guint i = 0; i < N_ROWS; i++)
    {
      g_autofree char *patient = g_strdup_printf ("%s %u", names[i % G_N_ELEMENTS (names)], i / 3);
      g_autofree char *phone = g_strdup_printf ("+7 9%02u %03u-%02u-%02u", i / 100000 % 100,
                                                i / 100 % 1000, i % 100, i % 97);

      clinic_sheet_add_row (sheet);
      clinic_sheet_put_number (sheet, 0, i + 1);
      clinic_sheet_put_number (sheet, 1, START + (gint64) i * 977);
      clinic_sheet_put_text (sheet, 2, patient);
      clinic_sheet_put_text (sheet, 3, names[i % G_N_ELEMENTS (names)]);
      clinic_sheet_put_text (sheet, 4, i % 3 == 0 ? "Терапевт" : "Стоматолог-ортопед");
      clinic_sheet_put_text (sheet, 5, i % 5 == 0 ? "Отменил запись" : "Состоялся");
      clinic_sheet_put_text (sheet, 6, i % 7 == 0 ? "Сайт" : "Рекомендация");
      clinic_sheet_put_number (sheet, 7, START + (gint64) i * 960);
      clinic_sheet_put_number (sheet, 8, (gint64) i * 331 % 5000000);
      clinic_sheet_put_number (sheet, 9, i % 4);
      clinic_sheet_put_number (sheet, 10, i % 90);
      clinic_sheet_put_text (sheet, 11, phone);
    }

  return sheet;
}

static void
on_answer_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **answer = user_data;

  *answer = g_object_ref (result);
}

int
main (void)
{
  g_autofree char *folder = g_dir_make_tmp ("bench-export-XXXXXX", NULL);
  g_autoptr (GFile) xlsx = g_file_new_build_filename (folder, "bench.xlsx", NULL);
  g_autoptr (GFile) csv = g_file_new_build_filename (folder, "bench.csv", NULL);
  g_autoptr (ClinicExporter) exporter = plat_exporter_new ();
  g_autoptr (ClinicWorkbook) workbook = clinic_workbook_new ("Визиты", NULL);
  g_autoptr (GAsyncResult) xlsx_answer = NULL;
  g_autoptr (GAsyncResult) csv_answer = NULL;
  g_autoptr (ClinicSheet) sheet = NULL;
  double before = megabytes ("VmRSS:");
  double sheet_mb, xlsx_mb, xlsx_s, csv_s;
  double start;
  gboolean holds;

  sheet = make_sheet ();
  clinic_workbook_add (workbook, sheet);
  sheet_mb = megabytes ("VmRSS:") - before;

  forget_peak ();
  before = megabytes ("VmRSS:");
  start = seconds ();
  clinic_exporter_write_xlsx_async (exporter, workbook, xlsx, NULL, on_answer_cb, &xlsx_answer);
  while (xlsx_answer == NULL)
    g_main_context_iteration (NULL, TRUE);
  xlsx_s = seconds () - start;
  xlsx_mb = megabytes ("VmHWM:") - before;

  start = seconds ();
  clinic_exporter_write_csv_async (exporter, sheet, csv, NULL, on_answer_cb, &csv_answer);
  while (csv_answer == NULL)
    g_main_context_iteration (NULL, TRUE);
  csv_s = seconds () - start;

  holds = clinic_exporter_write_xlsx_finish (exporter, xlsx_answer, NULL) &&
          clinic_exporter_write_csv_finish (exporter, csv_answer, NULL) && xlsx_s <= MAX_SECONDS &&
          xlsx_mb <= MAX_MORE_MB && sheet_mb <= MAX_SHEET_MB;
  g_print ("{\"rows\": %d, \"columns\": 12, \"table MB\": %.1f, \"xlsx s\": %.2f, "
           "\"xlsx more MB\": %.1f, \"csv s\": %.2f, \"holds\": %s}\n",
           N_ROWS, sheet_mb, xlsx_s, xlsx_mb, csv_s, holds ? "true" : "false");
  g_remove (g_file_peek_path (xlsx));
  g_remove (g_file_peek_path (csv));
  g_rmdir (folder);

  return holds ? 0 : 1;
}
