/* demo-smart-fields.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The fields of the smart process «Счета на оплату», included by demo-fields.c alone. See
 * crm/universal/object-fields in the REST documentation.
 */

#pragma once

#include "demo-fields.h"

#define RO DEMO_FIELD_READ_ONLY
#define UF DEMO_FIELD_USER
#define NEEDED (DEMO_FIELD_USER | DEMO_FIELD_REQUIRED)

/* clang-format off */
static const DemoField smart_fields[] = {
  { "ID", NULL, "integer", DEMO_KIND_INT, "ID", NULL, RO },
  { "XML_ID", NULL, "string", DEMO_KIND_STRING, "Внешний код" },
  { "TITLE", NULL, "string", DEMO_KIND_STRING, "Название" },
  { "CREATED_BY", NULL, "user", DEMO_KIND_INT, "Кем создан", NULL, RO },
  { "UPDATED_BY", NULL, "user", DEMO_KIND_INT, "Кем изменён", NULL, RO },
  { "MOVED_BY", NULL, "user", DEMO_KIND_INT, "Кем изменена стадия", NULL, RO },
  { "CREATED_TIME", NULL, "datetime", DEMO_KIND_DATETIME, "Когда создан", NULL, RO },
  { "UPDATED_TIME", NULL, "datetime", DEMO_KIND_DATETIME, "Когда обновлён", NULL, RO },
  { "MOVED_TIME", NULL, "datetime", DEMO_KIND_DATETIME, "Когда изменена стадия", NULL, RO },
  { "CATEGORY_ID", NULL, "crm_category", DEMO_KIND_INT, "Воронка" },
  { "OPENED", NULL, "boolean", DEMO_KIND_YES_NO, "Доступен для всех" },
  { "STAGE_ID", NULL, "crm_status", DEMO_KIND_STRING, "Стадия", DEMO_SMART_STAGES },
  { "PREVIOUS_STAGE_ID", NULL, "crm_status", DEMO_KIND_STRING, "Предыдущая стадия", DEMO_SMART_STAGES, RO },
  { "COMPANY_ID", NULL, "crm_company", DEMO_KIND_INT, "Компания" },
  { "CONTACT_ID", NULL, "crm_contact", DEMO_KIND_INT, "Контакт" },
  { "CONTACT_IDS", NULL, "crm_contact", DEMO_KIND_LIST, "Контакты" },
  { "OBSERVERS", NULL, "user", DEMO_KIND_LIST, "Наблюдатели" },
  { "ASSIGNED_BY_ID", NULL, "user", DEMO_KIND_INT, "Ответственный" },
  { "OPPORTUNITY", NULL, "double", DEMO_KIND_DOUBLE, "Сумма" },
  { "IS_MANUAL_OPPORTUNITY", NULL, "boolean", DEMO_KIND_YES_NO, "Сумма заполнена вручную" },
  { "TAX_VALUE", NULL, "double", DEMO_KIND_DOUBLE, "Сумма налога" },
  { "CURRENCY_ID", NULL, "crm_currency", DEMO_KIND_STRING, "Валюта" },
  { "MYCOMPANY_ID", NULL, "crm_company", DEMO_KIND_INT, "Реквизиты вашей компании" },
  { "SOURCE_ID", NULL, "crm_status", DEMO_KIND_STRING, "Источник", "SOURCE" },
  { "SOURCE_DESCRIPTION", NULL, "text", DEMO_KIND_STRING, "Дополнительно об источнике" },
  { "WEBFORM_ID", NULL, "integer", DEMO_KIND_INT, "Создано CRM-формой" },
  { "LAST_ACTIVITY_BY", NULL, "user", DEMO_KIND_INT, "Кем выполнена последняя активность", NULL, RO },
  { "LAST_ACTIVITY_TIME", NULL, "datetime", DEMO_KIND_DATETIME, "Последняя активность", NULL, RO },
  { "UF_CRM_7_1751000001", NULL, "date", DEMO_KIND_DATE, "Дата оплаты", NULL, UF },
  { "UF_CRM_7_1751000002", NULL, "enumeration", DEMO_KIND_INT, "Статья расхода", NULL, NEEDED },
  { "UF_CRM_7_1751000003", NULL, "enumeration", DEMO_KIND_INT, "Плательщик", NULL, NEEDED },
  { "UF_CRM_7_1751000004", NULL, "string", DEMO_KIND_STRING, "Контрагент", NULL, NEEDED },
  { "UF_CRM_7_1751000005", NULL, "file", DEMO_KIND_FILE, "Счёт", NULL, NEEDED },
  { "UF_CRM_7_1751000006", NULL, "file", DEMO_KIND_FILE, "Акт", NULL, UF | DEMO_FIELD_MULTIPLE },
  { "UF_CRM_7_1751000007", NULL, "string", DEMO_KIND_STRING, "Номер счёта", NULL, NEEDED },
  { "UF_CRM_7_1751000008", NULL, "date", DEMO_KIND_DATE, "Дата счёта", NULL, UF },
  { "UF_CRM_7_1751000009", NULL, "date", DEMO_KIND_DATE, "Оплатить до", NULL, UF },
  { "UF_CRM_7_1751000010", NULL, "string", DEMO_KIND_STRING, "ИНН контрагента", NULL, UF },
  { "UF_CRM_7_1751000011", NULL, "string", DEMO_KIND_STRING, "Причина отказа", NULL, UF },
  { "UF_CRM_7_1751000012", NULL, "string", DEMO_KIND_STRING, "Назначение платежа", NULL, UF },
  { "UF_CRM_7_1751000013", NULL, "double", DEMO_KIND_DOUBLE, "НДС", NULL, UF },
  { "UF_CRM_7_1751000014", NULL, "employee", DEMO_KIND_INT, "Согласовал", NULL, UF },
  { NULL },
};
/* clang-format on */

#undef RO
#undef UF
#undef NEEDED
