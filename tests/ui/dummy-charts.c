/* dummy-charts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "dummy-charts.h"

static const char *const months[] = { "янв", "фев", "мар", "апр", "май", "июн",
                                      "июл", "авг", "сен", "окт", "ноя", "дек" };

ClinicChart *
dummy_chart_months (gboolean compared)
{
  ClinicChart *chart = clinic_chart_new ("Расходы по месяцам", CLINIC_SHEET_MONEY, TRUE);
  gint64 values[24], before[24];

  for (guint i = 0; i < 24; i++)
    {
      g_autofree char *label = g_strdup_printf ("%s %u", months[i % 12], 25 + i / 12);
      g_autofree char *name = g_strdup_printf ("%s 20%u", months[i % 12], 25 + i / 12);

      clinic_chart_add_category (chart, label, name);
      values[i] = (gint64) (i * 7919 % 501 + 300) * 100000 + 50;
      before[i] = (gint64) (i * 6007 % 401 + 250) * 100000;
    }
  clinic_chart_add_series (chart, "Расходы", values);
  if (compared)
    clinic_chart_set_previous (chart, "Годом раньше", before);

  return chart;
}

ClinicChart *
dummy_chart_days (void)
{
  ClinicChart *chart = clinic_chart_new ("Звонки по дням", CLINIC_SHEET_COUNT, TRUE);
  gint64 calls[31], missed[31], before[31];

  for (guint i = 0; i < 31; i++)
    {
      g_autofree char *label = g_strdup_printf ("%u", i + 1);
      g_autofree char *name = g_strdup_printf ("%u октября", i + 1);

      clinic_chart_add_category (chart, label, name);
      calls[i] = i % 7 == 6 ? 0 : 60 + i * 37 % 41;
      missed[i] = i == 12 || i == 13 ? CLINIC_SHEET_EMPTY : i * 13 % 17;
      before[i] = i == 30 ? CLINIC_SHEET_EMPTY : 55 + i * 23 % 31;
    }
  clinic_chart_add_series (chart, "Принято", calls);
  clinic_chart_add_series (chart, "Пропущено", missed);
  clinic_chart_set_previous (chart, "Принято в сентябре", before);

  return chart;
}

ClinicChart *
dummy_chart_doctors (guint n_series)
{
  static const char *const doctors[] = {
    "Кузнецова Ольга Сергеевна",
    "Орлов Пётр Ильич",
    "Соколова Вера Андреевна",
    "Лебедева Анна Михайловна",
    "Константинопольский Вениамин Всеволодович",
    "Иванова Д. А.",
    "Козлов Илья",
  };
  static const gint64 booked[] = { 120, 96, 88, 61, 40, 12, 0 };
  static const gint64 came[] = { 78, 70, 66, 50, 31, 11, 0 };
  static const gint64 before[] = { 100, 99, 70, 66, 20, 30, 10 };
  ClinicChart *chart = clinic_chart_new ("Визиты по врачам", CLINIC_SHEET_COUNT, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (doctors); i++)
    clinic_chart_add_category (chart, doctors[i], NULL);
  clinic_chart_add_series (chart, "Записано", booked);
  if (n_series > 1)
    clinic_chart_add_series (chart, "Пришло", came);
  else
    clinic_chart_set_previous (chart, "Месяцем раньше", before);

  return chart;
}

ClinicChart *
dummy_chart_sources (void)
{
  static const char *const sources[] = { "Рекомендация",
                                         "Сайт",
                                         "Яндекс Карты",
                                         "ВКонтакте",
                                         "ПроДокторов",
                                         "Авито",
                                         "Баннер у метро на проспекте" };
  static const gint64 patients[] = { 340, 212, 120, 64, 33, 8, 1 };
  ClinicChart *chart = clinic_chart_new ("Первичные по источникам", CLINIC_SHEET_COUNT, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    clinic_chart_add_category (chart, sources[i], NULL);
  clinic_chart_add_series (chart, "Пациенты", patients);

  return chart;
}

ClinicChart *
dummy_chart_bars (guint n)
{
  ClinicChart *chart = clinic_chart_new ("Много", CLINIC_SHEET_PERCENT, TRUE);
  g_autofree gint64 *values = g_new (gint64, n);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *label = g_strdup_printf ("%u нед", i + 1);

      clinic_chart_add_category (chart, label, NULL);
      values[i] = (gint64) (i * 331 % 1001);
    }
  clinic_chart_add_series (chart, "Доля", values);

  return chart;
}

ClinicChart *
dummy_chart_differences (void)
{
  ClinicChart *chart = clinic_chart_new ("Переработка", CLINIC_SHEET_MINUTES, TRUE);
  static const gint64 values[] = { 30, -95, 0, 245, 10, -30 };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    clinic_chart_add_category (chart, months[i], NULL);
  clinic_chart_add_series (chart, "Минуты", values);

  return chart;
}
