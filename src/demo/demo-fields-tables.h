/* demo-fields-tables.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The lists of fields, included by demo-fields.c alone. See crm/universal/object-fields in the
 * REST documentation.
 */

#pragma once

#include "demo-fields.h"

#define RO DEMO_FIELD_READ_ONLY
#define UF DEMO_FIELD_USER
#define COMPUTED (DEMO_FIELD_READ_ONLY | DEMO_FIELD_COMPUTED | DEMO_FIELD_SILENT)

/* The flat aliases hold the first value of the kind from the multiple fields. */
#define FIRST_VALUE(owner_type, condition)                                                         \
  "(SELECT value FROM multifield WHERE type = " owner_type                                         \
  " AND owner = lead.\"ID\" AND " condition " ORDER BY id LIMIT 1)"
#define PHONE_OF(owner_type, kind)                                                                 \
  FIRST_VALUE (owner_type, "kind = 'PHONE' AND value_type = '" kind "'")
#define MAIL_OF(owner_type, kind)                                                                  \
  FIRST_VALUE (owner_type, "kind = 'EMAIL' AND value_type = '" kind "'")

/* clang-format off */
static const DemoField deal_fields[] = {
  { "ID", "ID", "integer", DEMO_KIND_INT, "ID", NULL, RO },
  { "TITLE", "TITLE", "string", DEMO_KIND_STRING, "Название" },
  { "CATEGORY_ID", "CATEGORY_ID", "crm_category", DEMO_KIND_INT, "Воронка" },
  { "STAGE_ID", "STAGE_ID", "crm_status", DEMO_KIND_STRING, "Стадия", "DEAL_STAGE" },
  { "PREVIOUS_STAGE_ID", NULL, "crm_status", DEMO_KIND_STRING, "Предыдущая стадия", "DEAL_STAGE", RO },
  { "STAGE_SEMANTIC_ID", "STAGE_SEMANTIC_ID", "string", DEMO_KIND_STRING, "Группа стадии", NULL, RO },
  { "IS_NEW", "IS_NEW", "boolean", DEMO_KIND_YES_NO, "Новая", NULL, RO },
  { "IS_RECURRING", "IS_RECURRING", "boolean", DEMO_KIND_YES_NO, "Регулярная", NULL, RO },
  { "IS_RETURN_CUSTOMER", "IS_RETURN_CUSTOMER", "boolean", DEMO_KIND_YES_NO, "Повторная", NULL, RO },
  { "IS_REPEATED_APPROACH", "IS_REPEATED_APPROACH", "boolean", DEMO_KIND_YES_NO, "Повторное обращение", NULL, RO },
  { "CLOSED", "CLOSED", "boolean", DEMO_KIND_YES_NO, "Закрыта", NULL, RO },
  { "CLOSEDATE", "CLOSEDATE", "date", DEMO_KIND_DATE, "Дата завершения" },
  { "BEGINDATE", "BEGINDATE", "date", DEMO_KIND_DATE, "Дата начала" },
  { "CONTACT_ID", "CONTACT_ID", "crm_contact", DEMO_KIND_INT, "Контакт" },
  { "CONTACT_IDS", NULL, "crm_contact", DEMO_KIND_LIST, "Контакты" },
  { "COMPANY_ID", "COMPANY_ID", "crm_company", DEMO_KIND_INT, "Компания" },
  { "QUOTE_ID", "QUOTE_ID", "crm_quote", DEMO_KIND_INT, "Коммерческое предложение" },
  { "LEAD_ID", "LEAD_ID", "crm_lead", DEMO_KIND_INT, "Лид" },
  { "ASSIGNED_BY_ID", "ASSIGNED_BY_ID", "user", DEMO_KIND_INT, "Ответственный" },
  { "CREATED_BY", "CREATED_BY_ID", "user", DEMO_KIND_INT, "Кем создана", NULL, RO },
  { "UPDATED_BY", "MODIFY_BY_ID", "user", DEMO_KIND_INT, "Кем изменена", NULL, RO },
  { "MOVED_BY", "MOVED_BY_ID", "user", DEMO_KIND_INT, "Кем перемещена", NULL, RO },
  { "LAST_ACTIVITY_BY", "LAST_ACTIVITY_BY", "user", DEMO_KIND_INT, "Кем выполнена последняя активность", NULL, RO },
  { "CREATED_TIME", "DATE_CREATE", "datetime", DEMO_KIND_DATETIME, "Дата создания", NULL, RO },
  { "UPDATED_TIME", "DATE_MODIFY", "datetime", DEMO_KIND_DATETIME, "Дата изменения", NULL, RO },
  { "MOVED_TIME", "MOVED_TIME", "datetime", DEMO_KIND_DATETIME, "Дата смены стадии", NULL, RO },
  { "LAST_ACTIVITY_TIME", "LAST_ACTIVITY_TIME", "datetime", DEMO_KIND_DATETIME, "Последняя активность", NULL, RO },
  { "SOURCE_ID", "SOURCE_ID", "crm_status", DEMO_KIND_STRING, "Источник", "SOURCE" },
  { "SOURCE_DESCRIPTION", "SOURCE_DESCRIPTION", "text", DEMO_KIND_STRING, "Дополнительно об источнике" },
  { "TYPE_ID", "TYPE_ID", "crm_status", DEMO_KIND_STRING, "Тип", "DEAL_TYPE" },
  { "OPPORTUNITY", "OPPORTUNITY", "double", DEMO_KIND_DOUBLE, "Сумма" },
  { "TAX_VALUE", "TAX_VALUE", "double", DEMO_KIND_DOUBLE, "Ставка налога" },
  { "CURRENCY_ID", "CURRENCY_ID", "crm_currency", DEMO_KIND_STRING, "Валюта" },
  { "IS_MANUAL_OPPORTUNITY", "IS_MANUAL_OPPORTUNITY", "boolean", DEMO_KIND_YES_NO, "Сумма заполнена вручную" },
  { "PROBABILITY", "PROBABILITY", "integer", DEMO_KIND_INT, "Вероятность" },
  { "COMMENTS", "COMMENTS", "text", DEMO_KIND_STRING, "Комментарий" },
  { "OBSERVERS", NULL, "user", DEMO_KIND_LIST, "Наблюдатели" },
  { "ORIGINATOR_ID", "ORIGINATOR_ID", "string", DEMO_KIND_STRING, "Внешний источник" },
  { "ORIGIN_ID", "ORIGIN_ID", "string", DEMO_KIND_STRING, "Идентификатор во внешнем источнике" },
  { "OPENED", "OPENED", "boolean", DEMO_KIND_YES_NO, "Доступна для всех" },
  { "WEBFORM_ID", NULL, "integer", DEMO_KIND_INT, "Создано CRM-формой" },
  { "UF_CRM_VISIT_TIME", "UF_CRM_VISIT_TIME", "datetime", DEMO_KIND_DATETIME, "Дата и время приёма", NULL, UF },
  { "UF_CRM_VISIT_MINUTES", "UF_CRM_VISIT_MINUTES", "integer", DEMO_KIND_INT, "Длительность, минут", NULL, UF },
  { "UF_CRM_DOCTOR", "UF_CRM_DOCTOR", "employee", DEMO_KIND_INT, "Врач", NULL, UF },
  { "UF_CRM_SPECIALTY", "UF_CRM_SPECIALTY", "enumeration", DEMO_KIND_INT, "Специальность", NULL, UF },
  { "UF_CRM_CHAIR", "UF_CRM_CHAIR", "enumeration", DEMO_KIND_INT, "Кресло", NULL, UF },
  { "UF_CRM_CONFIRM", "UF_CRM_CONFIRM", "enumeration", DEMO_KIND_INT, "Подтверждение", NULL, UF },
  { "UF_CRM_LOSS_REASON", "UF_CRM_LOSS_REASON", "enumeration", DEMO_KIND_INT, "Причина отказа", NULL, UF },
  { "UF_CRM_MIS_STATUS", "UF_CRM_MIS_STATUS", "string", DEMO_KIND_STRING, "Статус в МИС", NULL, UF },
  { "UF_CRM_FIRST_VISIT", "UF_CRM_FIRST_VISIT", "boolean", DEMO_KIND_UF_FLAG, "Первичный приём", NULL, UF },
  { "UF_CRM_VISIT_MOVES", "UF_CRM_VISIT_MOVES", "integer", DEMO_KIND_INT, "Переносов", NULL, UF },
  { "UF_CRM_WAITING", "UF_CRM_WAITING", "boolean", DEMO_KIND_UF_FLAG, "Лист ожидания", NULL, UF },
  { "UF_CRM_CALL_LIST", "UF_CRM_CALL_LIST", "string", DEMO_KIND_STRING, "Обзвон", NULL, UF },
  { "UF_CRM_68A1B2C3D4E5F", "UF_CRM_68A1B2C3D4E5F", "enumeration", DEMO_KIND_INT, "Канал напоминания", NULL, UF },
  { "UF_CRM_1751364000123", "UF_CRM_1751364000123", "string", DEMO_KIND_STRING, "Номер договора", NULL, UF },
  { "DATE_CREATE_SHORT", NULL, "datetime", DEMO_KIND_NULL, "", NULL, COMPUTED, "NULL" },
  { "DATE_MODIFY_SHORT", NULL, "datetime", DEMO_KIND_NULL, "", NULL, COMPUTED, "NULL" },
  { "PRODUCT_ID", NULL, "string", DEMO_KIND_NULL, "", NULL, COMPUTED, "NULL" },
  { "EVENT_DATE", NULL, "datetime", DEMO_KIND_NULL, "", NULL, COMPUTED, "NULL" },
  { "LOCATION_ID", NULL, "location", DEMO_KIND_NULL, "", NULL, COMPUTED, "NULL" },
  { "IS_WORK", NULL, "boolean", DEMO_KIND_NULL, "", NULL, COMPUTED, "NULL" },
  { "IS_WON", NULL, "boolean", DEMO_KIND_NULL, "", NULL, COMPUTED, "NULL" },
  { "IS_LOSE", NULL, "boolean", DEMO_KIND_NULL, "", NULL, COMPUTED, "NULL" },
  { "HAS_PRODUCTS", NULL, "boolean", DEMO_KIND_NULL, "", NULL, COMPUTED, "NULL" },
  { "UTM_SOURCE", "UTM_SOURCE", "string", DEMO_KIND_NULL, "UTM", NULL, COMPUTED, "NULL" },
  { "UTM_MEDIUM", "UTM_MEDIUM", "string", DEMO_KIND_NULL, "UTM", NULL, COMPUTED, "NULL" },
  { NULL },
};

static const DemoField lead_fields[] = {
  { "ID", "ID", "integer", DEMO_KIND_INT, "ID", NULL, RO },
  { "TITLE", "TITLE", "string", DEMO_KIND_STRING, "Название" },
  { "NAME", "NAME", "string", DEMO_KIND_STRING, "Имя" },
  { "SECOND_NAME", "SECOND_NAME", "string", DEMO_KIND_STRING, "Отчество" },
  { "LAST_NAME", "LAST_NAME", "string", DEMO_KIND_STRING, "Фамилия" },
  { "BIRTHDATE", "BIRTHDATE", "date", DEMO_KIND_DATE, "Дата рождения" },
  { "STAGE_ID", "STATUS_ID", "crm_status", DEMO_KIND_STRING, "Стадия", "STATUS" },
  { "STAGE_SEMANTIC_ID", "STATUS_SEMANTIC_ID", "string", DEMO_KIND_STRING, "Группа стадии", NULL, RO },
  { "STATUS_DESCRIPTION", "STATUS_DESCRIPTION", "text", DEMO_KIND_STRING, "Дополнительно о стадии" },
  { "CONTACT_ID", "CONTACT_ID", "crm_contact", DEMO_KIND_INT, "Контакт" },
  { "CONTACT_IDS", NULL, "crm_contact", DEMO_KIND_LIST, "Контакты" },
  { "COMPANY_ID", "COMPANY_ID", "crm_company", DEMO_KIND_INT, "Компания" },
  { "COMPANY_TITLE", "COMPANY_TITLE", "string", DEMO_KIND_STRING, "Название компании" },
  { "POST", "POST", "string", DEMO_KIND_STRING, "Должность" },
  { "HONORIFIC", "HONORIFIC", "crm_status", DEMO_KIND_STRING, "Обращение", "HONORIFIC" },
  { "ASSIGNED_BY_ID", "ASSIGNED_BY_ID", "user", DEMO_KIND_INT, "Ответственный" },
  { "CREATED_BY", "CREATED_BY_ID", "user", DEMO_KIND_INT, "Кем создан", NULL, RO },
  { "UPDATED_BY", "MODIFY_BY_ID", "user", DEMO_KIND_INT, "Кем изменён", NULL, RO },
  { "MOVED_BY", "MOVED_BY_ID", "user", DEMO_KIND_INT, "Кем перемещён", NULL, RO },
  { "LAST_ACTIVITY_BY", "LAST_ACTIVITY_BY", "user", DEMO_KIND_INT, "Кем выполнена последняя активность", NULL, RO },
  { "CREATED_TIME", "DATE_CREATE", "datetime", DEMO_KIND_DATETIME, "Дата создания", NULL, RO },
  { "UPDATED_TIME", "DATE_MODIFY", "datetime", DEMO_KIND_DATETIME, "Дата изменения", NULL, RO },
  { "MOVED_TIME", "MOVED_TIME", "datetime", DEMO_KIND_DATETIME, "Дата смены стадии", NULL, RO },
  { "LAST_ACTIVITY_TIME", "LAST_ACTIVITY_TIME", "datetime", DEMO_KIND_DATETIME, "Последняя активность", NULL, RO },
  { "DATE_CLOSED", "DATE_CLOSED", "datetime", DEMO_KIND_DATETIME, "Дата завершения", NULL, RO },
  { "SOURCE_ID", "SOURCE_ID", "crm_status", DEMO_KIND_STRING, "Источник", "SOURCE" },
  { "SOURCE_DESCRIPTION", "SOURCE_DESCRIPTION", "text", DEMO_KIND_STRING, "Дополнительно об источнике" },
  { "OPPORTUNITY", "OPPORTUNITY", "double", DEMO_KIND_DOUBLE, "Сумма" },
  { "CURRENCY_ID", "CURRENCY_ID", "crm_currency", DEMO_KIND_STRING, "Валюта" },
  { "IS_MANUAL_OPPORTUNITY", "IS_MANUAL_OPPORTUNITY", "boolean", DEMO_KIND_YES_NO, "Сумма заполнена вручную" },
  { "IS_RETURN_CUSTOMER", "IS_RETURN_CUSTOMER", "boolean", DEMO_KIND_YES_NO, "Повторный", NULL, RO },
  { "COMMENTS", "COMMENTS", "text", DEMO_KIND_STRING, "Комментарий" },
  { "HAS_PHONE", "HAS_PHONE", "boolean", DEMO_KIND_YES_NO, "Есть телефон", NULL, RO },
  { "HAS_EMAIL", "HAS_EMAIL", "boolean", DEMO_KIND_YES_NO, "Есть e-mail", NULL, RO },
  { "HAS_IMOL", "HAS_IMOL", "boolean", DEMO_KIND_YES_NO, "Есть открытая линия", NULL, RO },
  { "OPENED", "OPENED", "boolean", DEMO_KIND_YES_NO, "Доступен для всех" },
  { "OBSERVERS", NULL, "user", DEMO_KIND_LIST, "Наблюдатели" },
  { "ORIGINATOR_ID", "ORIGINATOR_ID", "string", DEMO_KIND_STRING, "Внешний источник" },
  { "ORIGIN_ID", "ORIGIN_ID", "string", DEMO_KIND_STRING, "Идентификатор во внешнем источнике" },
  { "WEBFORM_ID", NULL, "integer", DEMO_KIND_INT, "Создано CRM-формой" },
  { "UF_CRM_WISH", "UF_CRM_WISH", "string", DEMO_KIND_STRING, "Пожелания", NULL, UF },
  { "PHONE", NULL, "string", DEMO_KIND_STRING, "", NULL, COMPUTED, FIRST_VALUE ("1", "kind = 'PHONE'") },
  { "PHONE_MOBILE", NULL, "string", DEMO_KIND_STRING, "", NULL, COMPUTED, PHONE_OF ("1", "MOBILE") },
  { "PHONE_WORK", NULL, "string", DEMO_KIND_STRING, "", NULL, COMPUTED, PHONE_OF ("1", "WORK") },
  { "PHONE_MAILING", NULL, "string", DEMO_KIND_STRING, "", NULL, COMPUTED, PHONE_OF ("1", "MAILING") },
  { "EMAIL", NULL, "string", DEMO_KIND_STRING, "", NULL, COMPUTED, FIRST_VALUE ("1", "kind = 'EMAIL'") },
  { "EMAIL_HOME", NULL, "string", DEMO_KIND_STRING, "", NULL, COMPUTED, MAIL_OF ("1", "HOME") },
  { "EMAIL_WORK", NULL, "string", DEMO_KIND_STRING, "", NULL, COMPUTED, MAIL_OF ("1", "WORK") },
  { "DATE_CREATE_SHORT", NULL, "datetime", DEMO_KIND_NULL, "", NULL, COMPUTED, "NULL" },
  { "DATE_MODIFY_SHORT", NULL, "datetime", DEMO_KIND_NULL, "", NULL, COMPUTED, "NULL" },
  { "IS_CONVERT", NULL, "boolean", DEMO_KIND_NULL, "", NULL, COMPUTED, "NULL" },
  { "PRODUCT_ID", NULL, "string", DEMO_KIND_NULL, "", NULL, COMPUTED, "NULL" },
  { "SHORT_NAME", NULL, "string", DEMO_KIND_NULL, "", NULL, COMPUTED, "NULL" },
  { "UTM_SOURCE", "UTM_SOURCE", "string", DEMO_KIND_NULL, "UTM", NULL, COMPUTED, "NULL" },
  { "UTM_MEDIUM", "UTM_MEDIUM", "string", DEMO_KIND_NULL, "UTM", NULL, COMPUTED, "NULL" },
  { NULL },
};

static const DemoField contact_fields[] = {
  [DEMO_C_ID] = { "ID", "ID", "integer", DEMO_KIND_INT, "ID", NULL, RO },
  [DEMO_C_NAME] = { "NAME", "NAME", "string", DEMO_KIND_STRING, "Имя" },
  [DEMO_C_SECOND_NAME] = { "SECOND_NAME", "SECOND_NAME", "string", DEMO_KIND_STRING, "Отчество" },
  [DEMO_C_LAST_NAME] = { "LAST_NAME", "LAST_NAME", "string", DEMO_KIND_STRING, "Фамилия" },
  [DEMO_C_BIRTHDATE] = { "BIRTHDATE", "BIRTHDATE", "date", DEMO_KIND_DATE, "Дата рождения" },
  [DEMO_C_CREATED_TIME] = { "CREATED_TIME", "DATE_CREATE", "datetime", DEMO_KIND_DATETIME, "Дата создания", NULL, RO },
  [DEMO_C_UPDATED_TIME] = { "UPDATED_TIME", "DATE_MODIFY", "datetime", DEMO_KIND_DATETIME, "Дата изменения", NULL, RO },
  [DEMO_C_CREATED_BY] = { "CREATED_BY", "CREATED_BY_ID", "user", DEMO_KIND_INT, "Кем создан", NULL, RO },
  [DEMO_C_UPDATED_BY] = { "UPDATED_BY", "MODIFY_BY_ID", "user", DEMO_KIND_INT, "Кем изменён", NULL, RO },
  [DEMO_C_ASSIGNED_BY_ID] = { "ASSIGNED_BY_ID", "ASSIGNED_BY_ID", "user", DEMO_KIND_INT, "Ответственный" },
  [DEMO_C_LAST_ACTIVITY_TIME] = { "LAST_ACTIVITY_TIME", "LAST_ACTIVITY_TIME", "datetime", DEMO_KIND_DATETIME, "Последняя активность", NULL, RO },
  [DEMO_C_LAST_ACTIVITY_BY] = { "LAST_ACTIVITY_BY", "LAST_ACTIVITY_BY", "user", DEMO_KIND_INT, "Кем выполнена последняя активность", NULL, RO },
  [DEMO_C_TYPE_ID] = { "TYPE_ID", "TYPE_ID", "crm_status", DEMO_KIND_STRING, "Тип контакта", "CONTACT_TYPE" },
  [DEMO_C_SOURCE_ID] = { "SOURCE_ID", "SOURCE_ID", "crm_status", DEMO_KIND_STRING, "Источник", "SOURCE" },
  [DEMO_C_SOURCE_DESCRIPTION] = { "SOURCE_DESCRIPTION", "SOURCE_DESCRIPTION", "text", DEMO_KIND_STRING, "Дополнительно об источнике" },
  [DEMO_C_COMMENTS] = { "COMMENTS", "COMMENTS", "text", DEMO_KIND_STRING, "Комментарий" },
  [DEMO_C_HONORIFIC] = { "HONORIFIC", "HONORIFIC", "crm_status", DEMO_KIND_STRING, "Обращение", "HONORIFIC" },
  [DEMO_C_POST] = { "POST", "POST", "string", DEMO_KIND_STRING, "Должность" },
  [DEMO_C_OPENED] = { "OPENED", "OPENED", "boolean", DEMO_KIND_YES_NO, "Доступен для всех" },
  [DEMO_C_EXPORT] = { "EXPORT", "EXPORT", "boolean", DEMO_KIND_YES_NO, "Участвует в экспорте" },
  [DEMO_C_CATEGORY_ID] = { "CATEGORY_ID", NULL, "crm_category", DEMO_KIND_INT, "Категория" },
  [DEMO_C_COMPANY_ID] = { "COMPANY_ID", "COMPANY_ID", "crm_company", DEMO_KIND_INT, "Компания" },
  [DEMO_C_LEAD_ID] = { "LEAD_ID", "LEAD_ID", "crm_lead", DEMO_KIND_INT, "Лид" },
  [DEMO_C_HAS_PHONE] = { "HAS_PHONE", "HAS_PHONE", "boolean", DEMO_KIND_YES_NO, "Есть телефон", NULL, RO },
  [DEMO_C_HAS_EMAIL] = { "HAS_EMAIL", "HAS_EMAIL", "boolean", DEMO_KIND_YES_NO, "Есть e-mail", NULL, RO },
  [DEMO_C_HAS_IMOL] = { "HAS_IMOL", "HAS_IMOL", "boolean", DEMO_KIND_YES_NO, "Есть открытая линия", NULL, RO },
  [DEMO_C_ORIGINATOR_ID] = { "ORIGINATOR_ID", "ORIGINATOR_ID", "string", DEMO_KIND_STRING, "Внешний источник" },
  [DEMO_C_ORIGIN_ID] = { "ORIGIN_ID", "ORIGIN_ID", "string", DEMO_KIND_STRING, "Идентификатор во внешнем источнике" },
  [DEMO_C_OBSERVERS] = { "OBSERVERS", NULL, "user", DEMO_KIND_LIST, "Наблюдатели" },
  [DEMO_C_COMPANY_IDS] = { "COMPANY_IDS", NULL, "crm_company", DEMO_KIND_LIST, "Компании" },
  [DEMO_C_MIS_PATIENT] = { "UF_CRM_MIS_PATIENT", "UF_CRM_MIS_PATIENT", "string", DEMO_KIND_STRING, "Пациент в МИС", NULL, UF },
  [DEMO_C_IMPORTANT] = { "UF_CRM_IMPORTANT", "UF_CRM_IMPORTANT", "string", DEMO_KIND_STRING, "Важно", NULL, UF },
  [DEMO_C_STOP_CALLING] = { "UF_CRM_STOP_CALLING", "UF_CRM_STOP_CALLING", "boolean", DEMO_KIND_UF_FLAG, "Больше не звонить", NULL, UF },
  [DEMO_C_STORED] = { "PHONE", NULL, "string", DEMO_KIND_STRING, "", NULL, COMPUTED, "contact_phone(\"ID\", 'PHONE', '')" },
  { "PHONE_MOBILE", NULL, "string", DEMO_KIND_STRING, "", NULL, COMPUTED, "contact_phone(\"ID\", 'PHONE', 'MOBILE')" },
  { "PHONE_WORK", NULL, "string", DEMO_KIND_STRING, "", NULL, COMPUTED, "contact_phone(\"ID\", 'PHONE', 'WORK')" },
  { "PHONE_MAILING", NULL, "string", DEMO_KIND_STRING, "", NULL, COMPUTED, "contact_phone(\"ID\", 'PHONE', 'MAILING')" },
  { "EMAIL", NULL, "string", DEMO_KIND_STRING, "", NULL, COMPUTED, "contact_phone(\"ID\", 'EMAIL', '')" },
  { "EMAIL_HOME", NULL, "string", DEMO_KIND_STRING, "", NULL, COMPUTED, "contact_phone(\"ID\", 'EMAIL', 'HOME')" },
  { "EMAIL_WORK", NULL, "string", DEMO_KIND_STRING, "", NULL, COMPUTED, "contact_phone(\"ID\", 'EMAIL', 'WORK')" },
  { "PHOTO", "PHOTO", "file", DEMO_KIND_NULL, "Фото", NULL, COMPUTED, "NULL" },
  { "ORIGIN_VERSION", "ORIGIN_VERSION", "string", DEMO_KIND_NULL, "", NULL, COMPUTED, "NULL" },
  { "FACE_ID", "FACE_ID", "integer", DEMO_KIND_NULL, "", NULL, COMPUTED, "NULL" },
  { "SHORT_NAME", NULL, "string", DEMO_KIND_NULL, "", NULL, COMPUTED, "NULL" },
  { "ADDRESS", "ADDRESS", "text", DEMO_KIND_NULL, "", NULL, COMPUTED, "NULL" },
  { "UTM_SOURCE", "UTM_SOURCE", "string", DEMO_KIND_NULL, "UTM", NULL, COMPUTED, "NULL" },
  { "UTM_MEDIUM", "UTM_MEDIUM", "string", DEMO_KIND_NULL, "UTM", NULL, COMPUTED, "NULL" },
  { NULL },
};
/* clang-format on */

#undef RO
#undef UF
#undef COMPUTED
#undef FIRST_VALUE
#undef PHONE_OF
#undef MAIL_OF
