/* demo-company-fields.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The fields of companies, included by demo-fields.c alone. See crm/universal/object-fields in the
 * REST documentation.
 */

#pragma once

#include "demo-fields.h"

#define RO DEMO_FIELD_READ_ONLY

/* clang-format off */
static const DemoField company_fields[] = {
  { "ID", "ID", "integer", DEMO_KIND_INT, "ID", NULL, RO },
  { "TITLE", "TITLE", "string", DEMO_KIND_STRING, "Название компании" },
  { "TYPE_ID", "COMPANY_TYPE", "crm_status", DEMO_KIND_STRING, "Тип компании", "COMPANY_TYPE" },
  { "INDUSTRY", "INDUSTRY", "crm_status", DEMO_KIND_STRING, "Сфера деятельности", "INDUSTRY" },
  { "CURRENCY_ID", "CURRENCY_ID", "crm_currency", DEMO_KIND_STRING, "Валюта" },
  { "COMMENTS", "COMMENTS", "text", DEMO_KIND_STRING, "Комментарий" },
  { "OPENED", "OPENED", "boolean", DEMO_KIND_YES_NO, "Доступна для всех" },
  { "IS_MY_COMPANY", "IS_MY_COMPANY", "boolean", DEMO_KIND_YES_NO, "Моя компания" },
  { "LEAD_ID", "LEAD_ID", "crm_lead", DEMO_KIND_INT, "Лид", NULL, RO },
  { "CONTACT_IDS", NULL, "crm_contact", DEMO_KIND_LIST, "Контакты" },
  { "ASSIGNED_BY_ID", "ASSIGNED_BY_ID", "user", DEMO_KIND_INT, "Ответственный" },
  { "CREATED_BY", "CREATED_BY_ID", "user", DEMO_KIND_INT, "Кем создана", NULL, RO },
  { "UPDATED_BY", "MODIFY_BY_ID", "user", DEMO_KIND_INT, "Кем изменена", NULL, RO },
  { "LAST_ACTIVITY_BY", "LAST_ACTIVITY_BY", "user", DEMO_KIND_INT, "Кем выполнена последняя активность", NULL, RO },
  { "CREATED_TIME", "DATE_CREATE", "datetime", DEMO_KIND_DATETIME, "Дата создания", NULL, RO },
  { "UPDATED_TIME", "DATE_MODIFY", "datetime", DEMO_KIND_DATETIME, "Дата изменения", NULL, RO },
  { "LAST_ACTIVITY_TIME", "LAST_ACTIVITY_TIME", "datetime", DEMO_KIND_DATETIME, "Последняя активность", NULL, RO },
  { NULL },
};
/* clang-format on */

#undef RO
