/* desk-task-ways.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-task-ways"

#include "desk-task-ways.h"

#include "clinic-enums.h"
#include "desk-task-words.h"

ClinicInvoiceWay *
desk_task_find_way (ClinicTask *task, ClinicDecision decision)
{
  GListModel *ways = clinic_task_get_ways (task);

  for (guint i = 0; ways != NULL && i < g_list_model_get_n_items (ways); i++)
    {
      /* the model keeps it */
      g_autoptr (ClinicInvoiceWay) way = g_list_model_get_item (ways, i);

      if (clinic_invoice_way_get_decision (way) == decision)
        return way;
    }

  return NULL;
}

ClinicInvoiceWay *
desk_task_find_way_by_id (ClinicTask *task, const char *id)
{
  GListModel *ways = task != NULL ? clinic_task_get_ways (task) : NULL;

  for (guint i = 0; id != NULL && ways != NULL && i < g_list_model_get_n_items (ways); i++)
    {
      /* the model keeps it */
      g_autoptr (ClinicInvoiceWay) way = g_list_model_get_item (ways, i);

      if (g_strcmp0 (clinic_invoice_way_get_id (way), id) == 0)
        return way;
    }

  return NULL;
}

ClinicInvoiceWay *
desk_task_find_main_way (ClinicTask *task)
{
  static const ClinicDecision decisions[] = { CLINIC_DECISION_APPROVE, CLINIC_DECISION_RESUBMIT,
                                              CLINIC_DECISION_PAID, CLINIC_DECISION_READ };
  GListModel *ways = clinic_task_get_ways (task);

  for (gsize i = 0; i < G_N_ELEMENTS (decisions); i++)
    {
      ClinicInvoiceWay *way = desk_task_find_way (task, decisions[i]);

      if (way != NULL)
        return way;
    }
  if (ways != NULL && g_list_model_get_n_items (ways) == 1)
    {
      g_autoptr (ClinicInvoiceWay) only = g_list_model_get_item (ways, 0);

      return only;
    }

  return NULL;
}

gboolean
desk_way_needs_text (ClinicInvoiceWay *way)
{
  ClinicDecision decision = clinic_invoice_way_get_decision (way);

  return clinic_invoice_way_get_text_required (way) ||
         (clinic_invoice_way_get_takes_text (way) &&
          (decision == CLINIC_DECISION_REWORK || decision == CLINIC_DECISION_REJECT));
}

gboolean
desk_task_takes_text (ClinicTask *task)
{
  GListModel *ways = clinic_task_get_ways (task);

  for (guint i = 0; ways != NULL && i < g_list_model_get_n_items (ways); i++)
    {
      g_autoptr (ClinicInvoiceWay) way = g_list_model_get_item (ways, i);

      if (clinic_invoice_way_get_takes_text (way) && clinic_invoice_way_get_possible (way))
        return TRUE;
    }

  return FALSE;
}

char *
desk_task_dup_shape (ClinicTask *task)
{
  GListModel *ways = clinic_task_get_ways (task);
  GListModel *fields = clinic_task_get_fields (task);
  GString *shape = g_string_new (NULL);

  for (guint i = 0; ways != NULL && i < g_list_model_get_n_items (ways); i++)
    {
      g_autoptr (ClinicInvoiceWay) way = g_list_model_get_item (ways, i);
      g_autofree char *label = desk_way_dup_label (way);

      g_string_append_printf (shape, "%s\x1f%s\x1f%d\n", clinic_invoice_way_get_id (way), label,
                              clinic_invoice_way_get_possible (way));
    }
  for (guint i = 0; fields != NULL && i < g_list_model_get_n_items (fields); i++)
    {
      g_autoptr (ClinicFormField) field = g_list_model_get_item (fields, i);

      g_string_append_printf (shape, "%s\x1f%s\x1f%d\n", clinic_form_field_get_id (field),
                              clinic_form_field_get_name (field),
                              clinic_form_field_get_kind (field));
    }

  return g_string_free (shape, FALSE);
}
