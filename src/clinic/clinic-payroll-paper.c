/* clinic-payroll-paper.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The payroll as tables that a page is wide enough for.
 */

#define G_LOG_DOMAIN "clinic-payroll-paper"

#include "clinic-payroll-private.h"

#include <glib/gi18n.h>

static const char *
get_words (const ClinicPayShown *shown, ClinicPayKind kind)
{
  return shown->sign != NULL ? shown->sign->words[kind] : shown->sheet->lines[kind].words;
}

ClinicSheet *
clinic_payroll_new_list (ClinicPayMonth *month, GPtrArray *cards, const char *footer)
{
  ClinicSheet *table = clinic_sheet_new (C_ ("payroll", "Payroll"));
  const guint total = CLINIC_N_PAY_KINDS + 1;

  clinic_payroll_add_head (table, month, cards, footer);
  clinic_sheet_add_column (table, C_ ("payroll", "Employee"), CLINIC_SHEET_TEXT, 0);
  for (guint i = 0; i < CLINIC_N_PAY_KINDS; i++)
    clinic_sheet_set_sum (table,
                          clinic_sheet_add_column (table,
                                                   clinic_payroll_get_head ((ClinicPayKind) i),
                                                   CLINIC_SHEET_MONEY, 0));
  clinic_sheet_set_sum (table, clinic_sheet_add_column (table, C_ ("payroll", "Total"),
                                                        CLINIC_SHEET_MONEY, 0));
  for (guint i = 0; i < cards->len; i++)
    {
      ClinicPayCard *card = g_ptr_array_index (cards, i);
      g_autoptr (ClinicPayShown) shown = clinic_pay_shown_new (card);

      clinic_sheet_add_row (table);
      clinic_sheet_put_text (table, 0, clinic_pay_card_get_name (card));
      for (guint j = 0; shown->sheet != NULL && j < CLINIC_N_PAY_KINDS; j++)
        clinic_sheet_put_number (table, j + 1,
                                 clinic_pay_shown_get_amount (shown, (ClinicPayKind) j));
      if (shown->sheet != NULL)
        clinic_sheet_put_number (table, total, clinic_pay_shown_get_total (shown));
    }

  return table;
}

static void
add_person (ClinicSheet *table, ClinicPayCard *card, const ClinicPayShown *shown)
{
  const char *position = clinic_pay_card_get_position (card);
  const char *department = clinic_pay_card_get_department (card);
  g_autofree char *state = clinic_pay_shown_dup_state (shown, card);

  if (*position != '\0')
    clinic_sheet_add_line (table, position);
  if (*department != '\0')
    clinic_sheet_add_line (table, department);
  clinic_sheet_add_line (table, state);
}

ClinicSheet *
clinic_payroll_new_slip (ClinicPayMonth *month, GPtrArray *cards, const char *footer)
{
  ClinicPayCard *card = g_ptr_array_index (cards, 0);
  ClinicSheet *table = clinic_sheet_new (clinic_pay_card_get_name (card));
  g_autoptr (ClinicPayShown) shown = clinic_pay_shown_new (card);
  guint words, amount;

  add_person (table, card, shown);
  clinic_payroll_add_head (table, month, cards, footer);
  clinic_sheet_add_column (table, C_ ("payroll", "Line"), CLINIC_SHEET_TEXT, 0);
  words =
    clinic_sheet_add_column (table, C_ ("payroll", "How it is counted"), CLINIC_SHEET_TEXT, 0);
  amount = clinic_sheet_add_column (table, C_ ("payroll", "Amount, ₽"), CLINIC_SHEET_MONEY, 0);
  clinic_sheet_set_sum (table, amount);
  for (guint i = 0; shown->sheet != NULL && i < CLINIC_N_PAY_KINDS; i++)
    {
      clinic_sheet_add_row (table);
      clinic_sheet_put_text (table, 0, clinic_pay_kind_get_title ((ClinicPayKind) i));
      clinic_sheet_put_text (table, words, get_words (shown, (ClinicPayKind) i));
      clinic_sheet_put_number (table, amount,
                               clinic_pay_shown_get_amount (shown, (ClinicPayKind) i));
    }

  return table;
}
