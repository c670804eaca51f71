/* dummy-tasks.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "dummy-tasks"

#include "dummy-tasks.h"

#include <string.h>

#include "clinic-enums.h"
#include "clinic-form-option.h"
#include "dummy-invoices.h"

#define DAY (24 * 3600)

static void
add_way (GListStore *ways,
         const char *id,
         ClinicDecision decision,
         int status,
         gboolean text,
         gboolean possible)
{
  g_autoptr (ClinicInvoiceWay) way =
    g_object_new (CLINIC_TYPE_INVOICE_WAY, "id", id, "decision", decision, "status", status,
                  "text-required", text, "possible", possible, NULL);

  g_list_store_append (ways, way);
}

static GListModel *
make_ways (gboolean rework)
{
  GListStore *ways = g_list_store_new (CLINIC_TYPE_INVOICE_WAY);

  add_way (ways, "yes", CLINIC_DECISION_APPROVE, 1, FALSE, TRUE);
  add_way (ways, "rework", CLINIC_DECISION_REWORK, 2, TRUE, rework);
  add_way (ways, "no", CLINIC_DECISION_REJECT, 2, TRUE, TRUE);

  return G_LIST_MODEL (ways);
}

ClinicTask *
dummy_task (DummySession *session,
            gint64 id,
            const char *counterparty,
            gint64 roubles,
            gboolean rework)
{
  gint64 now = clinic_session_get_now (CLINIC_SESSION (session));
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  g_autofree char *invoice_id = g_strdup_printf ("list:34:%" G_GINT64_FORMAT, id + 2000);
  g_autofree char *title = g_strdup_printf ("Счёт %" G_GINT64_FORMAT " %s", id, counterparty);
  g_autoptr (ClinicInvoice) invoice =
    g_object_new (CLINIC_TYPE_INVOICE, "id", invoice_id, "title", title, "number", key, "amount",
                  roubles * 100, "counterparty", counterparty, "category", "Медтовары и расходники",
                  "payer", "ООО «Улыбка»", "purpose", "Перчатки, маски, шприцы", "state",
                  CLINIC_INVOICE_APPROVAL, "initiator-name", "Петрова Ольга", "created",
                  now - 2 * 3600, NULL);
  g_autoptr (GListModel) ways = make_ways (rework);
  g_autoptr (ClinicTask) task =
    g_object_new (CLINIC_TYPE_TASK, "id", key, "task-id", id, "kind", CLINIC_TASK_DECIDE, "name",
                  "Согласовать счёт на оплату", "text",
                  "Счёт от [B]поставщика[/B], оплатить до конца недели.", "invoice", invoice,
                  "since", now - 3600, "ways", ways, "address",
                  "https://ulybka.bitrix24.ru/bizproc/1/", NULL);

  g_list_store_append (dummy_invoices_tasks (dummy_session_invoices (session)), task);

  return task;
}

void
dummy_add_many_tasks (DummySession *session, guint n)
{
  static const char *const names[] = { "ООО «ДентСнаб»", "АО «Водоканал»", "ИП Сидоров А. В.",
                                       "ООО «Ромашка Клининг»", "ПАО «Ростелеком»" };
  gint64 now = clinic_session_get_now (CLINIC_SESSION (session));

  for (guint i = 0; i < n; i++)
    {
      ClinicTask *task = dummy_task (session, 1000 + i, names[i % G_N_ELEMENTS (names)],
                                     1200 + 733 * (gint64) i, i % 3 != 0);
      g_autofree char *name = g_strdup_printf ("Счёт %u.pdf", i);

      clinic_task_set_since (task, now - (gint64) i * 3 * 3600);
      if (i % 7 == 0)
        clinic_invoice_set_due (clinic_task_get_invoice (task), "2026-11-20");
      dummy_task_add_file (task, 100 + i, name, "application/pdf");
    }
}

ClinicInvoice *
dummy_registry_row (DummySession *session,
                    const char *counterparty,
                    gint64 roubles,
                    const char *number,
                    int days_ago)
{
  gint64 then = clinic_session_get_now (CLINIC_SESSION (session)) - (gint64) days_ago * DAY;
  g_autofree char *id = g_strdup_printf ("list:41:%s", number);
  g_autoptr (ClinicInvoice) invoice =
    g_object_new (CLINIC_TYPE_INVOICE, "id", id, "number", number, "amount", roubles * 100,
                  "counterparty", counterparty, "state", CLINIC_INVOICE_PAID, "created", then,
                  "address", "https://ulybka.bitrix24.ru/company/lists/41/", NULL);

  g_list_store_append (dummy_invoices_registry (dummy_session_invoices (session)), invoice);

  return invoice;
}

void
dummy_task_add_file (ClinicTask *task, gint64 id, const char *name, const char *type)
{
  ClinicInvoice *invoice = clinic_task_get_invoice (task);
  g_autoptr (ClinicFile) file = g_object_new (CLINIC_TYPE_FILE, "id", id, "name", name,
                                              "content-type", type, "size", (gint64) 12000, NULL);

  if (clinic_invoice_get_files (invoice) == NULL)
    {
      g_autoptr (GListStore) files = g_list_store_new (CLINIC_TYPE_FILE);

      clinic_invoice_set_files (invoice, G_LIST_MODEL (files));
    }
  g_list_store_append (G_LIST_STORE (clinic_invoice_get_files (invoice)), file);
}

ClinicFormField *
dummy_task_add_field (ClinicTask *task,
                      const char *id,
                      const char *name,
                      ClinicFieldKind kind,
                      gboolean required,
                      const char *const *options)
{
  g_autoptr (ClinicFormField) field = g_object_new (CLINIC_TYPE_FORM_FIELD, "id", id, "name", name,
                                                    "kind", kind, "required", required, NULL);

  if (options != NULL)
    {
      g_autoptr (GListStore) list = g_list_store_new (CLINIC_TYPE_FORM_OPTION);

      for (gsize i = 0; options[i] != NULL; i++)
        {
          g_auto (GStrv) parts = g_strsplit (options[i], "=", 2);
          g_autoptr (ClinicFormOption) option =
            g_object_new (CLINIC_TYPE_FORM_OPTION, "id", parts[0], "name", parts[1], NULL);

          g_list_store_append (list, option);
        }
      clinic_form_field_set_options (field, G_LIST_MODEL (list));
    }
  if (clinic_task_get_fields (task) == NULL)
    {
      g_autoptr (GListStore) fields = g_list_store_new (CLINIC_TYPE_FORM_FIELD);

      clinic_task_set_fields (task, G_LIST_MODEL (fields));
    }
  g_list_store_append (G_LIST_STORE (clinic_task_get_fields (task)), field);
  /* the list is the same, what is in it is not */
  g_object_notify (G_OBJECT (task), "fields");

  return field;
}
