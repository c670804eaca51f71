/* write-payroll.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * usage: write-payroll FOLDER
 *
 * Writes all.xlsx and one.xlsx, the worked example of a month and a colleague, for read-payroll.py.
 */

#include "clinic-payroll-sheet.h"
#include "pay-scene.h"
#include "plat-exporter.h"

static void
on_answer_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **answer = user_data;

  *answer = g_object_ref (result);
}

static void
save (ClinicExporter *exporter, ClinicWorkbook *workbook, const char *folder, const char *name)
{
  g_autoptr (GFile) file = g_file_new_build_filename (folder, name, NULL);
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;

  clinic_exporter_write_xlsx_async (exporter, workbook, file, NULL, on_answer_cb, &answer);
  while (answer == NULL)
    g_main_context_iteration (NULL, TRUE);
  if (!clinic_exporter_write_xlsx_finish (exporter, answer, &error))
    g_error ("%s", error->message);
}

static ClinicPayCard *
add (ClinicPayMonth *month, const char *name, const ClinicPayInputs *inputs)
{
  g_autoptr (ClinicPayCard) card = clinic_pay_card_new (15, name, "Администратор", NULL);

  clinic_pay_card_set_inputs (card, inputs);
  clinic_pay_month_add (month, card);

  return card;
}

int
main (int argc, char *argv[])
{
  g_autoptr (ClinicExporter) exporter = plat_exporter_new ();
  g_autoptr (ClinicPayMonth) month = clinic_pay_month_new (PAY_SCENE_FIRST);
  g_autoptr (ClinicPayInputs) example = pay_scene_new_example ();
  g_autoptr (ClinicPayInputs) other = pay_scene_new_inputs ();
  g_autoptr (ClinicWorkbook) all = NULL;
  g_autoptr (ClinicWorkbook) one = NULL;
  ClinicPayCard *card = NULL;

  if (argc != 2)
    g_error ("usage: write-payroll FOLDER");
  for (int i = 0; i < 3; i++)
    pay_scene_add_shift (other, PAY_SCENE_FIRST + i, 0);
  card = add (month, "Иванова Ольга", example);
  add (month, "=Петрова Анна", other);
  all = clinic_payroll_sheet_new_workbook (month, NULL, "Ольга П.", "Выгружено");
  one = clinic_payroll_sheet_new_workbook (month, card, "Ольга П.", "Выгружено");
  save (exporter, all, argv[1], "all.xlsx");
  save (exporter, one, argv[1], "one.xlsx");

  return 0;
}
