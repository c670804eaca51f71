/* demo-directory.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "demo-directory"

#include "demo-directory.h"

/* clang-format off */
static const DemoStatus statuses[] = {
  { 101, "STATUS", "NEW", "Новая заявка", "Не обработан", 10, "#39A8EF", NULL, TRUE },
  { 103, "STATUS", "IN_PROCESS", "В работе", "В работе", 20, "#2FC6F6", NULL, TRUE },
  { 105, "STATUS", "UC_NOANSWER", "Не дозвонились", "", 30, "#FFA900", "P", FALSE },
  { 107, "STATUS", "UC_THINKS", "Думает, перезвонить", "", 40, "#FFD54F", "P", FALSE },
  { 109, "STATUS", "UC_WAITLIST", "Лист ожидания", "", 50, "#55D0E0", "P", FALSE },
  { 111, "STATUS", "CONVERTED", "Записан на визит", "Качественный лид", 60, "#7BD500", "S", TRUE },
  { 113, "STATUS", "JUNK", "Спам, реклама", "Некачественный лид", 70, "#FF5752", "F", TRUE },
  { 115, "STATUS", "UC_LOST_CALL", "Не дозвонились после трёх попыток", "", 80, "#FF5752", "F", FALSE },
  { 117, "STATUS", "UC_LOST_PRICE", "Дорого", "", 90, "#FF5752", "F", FALSE },
  { 119, "STATUS", "UC_LOST_SERVICE", "Нет услуги или врача", "", 100, "#FF5752", "F", FALSE },
  { 121, "STATUS", "UC_LOST_TIME", "Неудобное время, далеко", "", 110, "#FF5752", "F", FALSE },
  { 123, "STATUS", "UC_LOST_OTHER", "Выбрал другую клинику", "", 120, "#FF5752", "F", FALSE },
  { 125, "STATUS", "UC_LOST_DOUBLE", "Дубль", "", 130, "#FF5752", "F", FALSE },
  { 127, "STATUS", "UC_LOST_ASK", "Вопрос не о записи", "", 140, "#FF5752", "F", FALSE },
  { 201, "SOURCE", "CALL", "Звонок", "Звонок", 10, NULL, NULL, TRUE },
  { 203, "SOURCE", "WEB", "Сайт", "Веб-сайт", 20, NULL, NULL, TRUE },
  { 205, "SOURCE", "ADVERTISING", "Реклама", "Реклама", 30, NULL, NULL, TRUE },
  { 207, "SOURCE", "RECOMMENDATION", "По рекомендации", "По рекомендации", 40, NULL, NULL, TRUE },
  { 209, "SOURCE", "CALLBACK", "Обратный звонок", "Обратный звонок", 50, NULL, NULL, TRUE },
  { 211, "SOURCE", "UC_MAPS", "Карты", "", 60, NULL, NULL, FALSE },
  { 213, "SOURCE", "UC_WHATSAPP", "WhatsApp", "", 70, NULL, NULL, FALSE },
  { 215, "SOURCE", "OTHER", "Другое", "Другое", 80, NULL, NULL, TRUE },
  { 221, "CONTACT_TYPE", "CLIENT", "Пациент", "Клиенты", 10, NULL, NULL, TRUE },
  { 223, "CONTACT_TYPE", "SUPPLIER", "Поставщик", "Поставщики", 20, NULL, NULL, TRUE },
  { 225, "CONTACT_TYPE", "PARTNER", "Партнёр", "Партнёры", 30, NULL, NULL, TRUE },
  { 231, "DEAL_TYPE", "SALE", "Приём", "Продажа", 10, NULL, NULL, TRUE },
  { 233, "DEAL_TYPE", "SERVICES", "Услуги", "Услуги", 20, NULL, NULL, TRUE },
  { 241, "HONORIFIC", "HNR_RU_1", "г-н", "г-н", 10, NULL, NULL, TRUE },
  { 243, "HONORIFIC", "HNR_RU_2", "г-жа", "г-жа", 20, NULL, NULL, TRUE },
  { 251, "CALL_LIST", "IN_WORK", "В работе", "В работе", 10, NULL, NULL, TRUE },
  { 253, "CALL_LIST", "SUCCESS", "Успешно", "Успешно", 20, NULL, NULL, TRUE },
  { 255, "CALL_LIST", "WRONG_NUMBER", "Неверный номер", "Неверный номер", 30, NULL, NULL, TRUE },
  { 257, "CALL_LIST", "STOP_CALLING", "Больше не звонить", "Больше не звонить", 40, NULL, NULL, TRUE },
  { 301, "DEAL_STAGE", "NEW", "Новая", "Новая", 10, "#39A8EF", NULL, TRUE },
  { 303, "DEAL_STAGE", "EXECUTING", "В работе", "В работе", 20, "#2FC6F6", NULL, FALSE },
  { 305, "DEAL_STAGE", "WON", "Сделка успешна", "Сделка успешна", 30, "#7BD500", "S", TRUE },
  { 307, "DEAL_STAGE", "LOSE", "Сделка провалена", "Сделка провалена", 40, "#FF5752", "F", TRUE },
  { 309, "DEAL_STAGE", "APOLOGY", "Анализ причины провала", "Анализ причины провала", 50, "#FF5752", "F", FALSE },
  { 311, "DEAL_STAGE_5", "C5:NEW", "Записан", "Новая", 10, "#39A8EF", NULL, TRUE },
  { 313, "DEAL_STAGE_5", "C5:UC_ZAVTRA", "Визит завтра", "", 20, "#FFA900", "P", FALSE },
  { 314, "DEAL_STAGE_5", "C5:UC_SILENT", "Не подтвердил", "", 30, "#D55E00", "P", FALSE },
  { 315, "DEAL_STAGE_5", "C5:UC_CONFIRM", "Подтвердил запись", "", 40, "#47E4C2", "P", FALSE },
  { 316, "DEAL_STAGE_5", "C5:UC_CANCEL", "Отменил запись", "", 50, "#CC79A7", "P", FALSE },
  { 317, "DEAL_STAGE_5", "C5:UC_ARRIVED", "Пациент в клинике", "", 60, "#56B4E9", "P", FALSE },
  { 319, "DEAL_STAGE_5", "C5:UC_INCHAIR", "На приёме", "", 70, "#2FC6F6", "P", FALSE },
  { 321, "DEAL_STAGE_5", "C5:WON", "Визит состоялся", "Сделка успешна", 80, "#7BD500", "S", TRUE },
  { 323, "DEAL_STAGE_5", "C5:LOSE", "Ошибка или дубль", "Сделка провалена", 90, "#FF5752", "F", TRUE },
  { 325, "DEAL_STAGE_5", "C5:UC_NEYAVKA", "Не пришёл", "", 100, "#FF5752", "F", FALSE },
  { 326, "DEAL_STAGE_5", "C5:UC_DELA", "Отменил: срочные дела", "", 110, "#FF5752", "F", FALSE },
  { 327, "DEAL_STAGE_5", "C5:UC_DOROGO", "Отказ: дорого", "", 120, "#FF5752", "F", FALSE },
  { 329, "DEAL_STAGE_5", "C5:UC_BOLEZN", "Отменил: болезнь", "", 130, "#FF5752", "F", FALSE },
  { 331, "DEAL_STAGE_5", "C5:UC_DRUGAYA", "Выбрал другую клинику", "", 140, "#FF5752", "F", FALSE },
  { 333, "DEAL_STAGE_5", "C5:UC_STRAH", "Передумал", "", 150, "#FF5752", "F", FALSE },
  { 335, "DEAL_STAGE_5", "C5:UC_NEDOZVON", "Не дозвонились", "", 160, "#FF5752", "F", FALSE },
  { 337, "DEAL_STAGE_5", "C5:UC_KLINIKA", "Отменила клиника", "", 170, "#FF5752", "F", FALSE },
  { 341, "DEAL_STAGE_7", "C7:NEW", "Пора на гигиену", "Новая", 10, "#39A8EF", NULL, TRUE },
  { 343, "DEAL_STAGE_7", "C7:UC_INVITED", "Пригласили", "", 20, "#FFA900", "P", FALSE },
  { 345, "DEAL_STAGE_7", "C7:WON", "Записан на гигиену", "Сделка успешна", 30, "#7BD500", "S", TRUE },
  { 347, "DEAL_STAGE_7", "C7:LOSE", "Отказался", "Сделка провалена", 40, "#FF5752", "F", TRUE },
  { 361, "DYNAMIC_1036_STAGE_12", "DT1036_12:NEW", "Черновик", "Начало", 10, "#39A8EF", NULL, TRUE },
  { 363, "DYNAMIC_1036_STAGE_12", "DT1036_12:UC_APPROVE", "На согласовании", "", 20, "#FFA900", "P", FALSE },
  { 365, "DYNAMIC_1036_STAGE_12", "DT1036_12:UC_REWORK", "На доработке", "", 30, "#D55E00", "P", FALSE },
  { 367, "DYNAMIC_1036_STAGE_12", "DT1036_12:UC_PAY", "К оплате", "", 40, "#2FC6F6", "P", FALSE },
  { 369, "DYNAMIC_1036_STAGE_12", "DT1036_12:SUCCESS", "Оплачен", "Успех", 50, "#7BD500", "S", TRUE },
  { 371, "DYNAMIC_1036_STAGE_12", "DT1036_12:FAIL", "Отклонён", "Провал", 60, "#FF5752", "F", TRUE },
  { 373, "DYNAMIC_1036_STAGE_12", "DT1036_12:UC_WITHDRAWN", "Отозван", "", 70, "#FF5752", "F", FALSE },
  { -1 },
};

static const DemoCategory categories[] = {
  { 5, "Приёмы стоматологии", 100 },
  { 7, "Повторные визиты (гигиена)", 200 },
  { 0, "Общая", 300 },
  { -1 },
};

static const DemoDepartment departments[] = {
  { 1, "Стоматология Улыбка", 0 },
  { 3, "Регистратура", 1 },
  { 5, "Колл-центр", 1 },
  { 7, "Врачи", 1 },
  { 9, "Бухгалтерия", 1 },
  { -1 },
};

static const DemoUser users[] = {
  { 1, "Громова", "Елена", "Сергеевна", "Управляющая", "100", 1, 'F', 0 },
  { 5, "Зайцева", "Ирина", "Львовна", "Старший администратор", "101", 3, 'F', 0 },
  { 7, "Петрова", "Ольга", "Ивановна", "Администратор", "102", 3, 'F', 0 },
  { 8, "Лебедева", "Марина", "Андреевна", "Администратор", "103", 3, 'F', 0 },
  { 9, "Титова", "Светлана", "Игоревна", "Администратор", "104", 3, 'F', 0 },
  { 10, "Ермакова", "Тамара", "Юрьевна", "Администратор", NULL, 3, 'F', 0, TRUE },
  { 11, "Королёва", "Дарья", "Павловна", "Администратор", "105", 3, 'F', 0 },
  { 12, "Мельник", "Юлия", "Олеговна", "Оператор колл-центра", "111", 5, 'F', 0 },
  { 13, "Саркисян", "Артур", "Гарикович", "Оператор колл-центра", "112", 5, 'M', 0 },
  { 14, "Белова", "Анна", "Дмитриевна", "Оператор колл-центра", "113", 5, 'F', 0 },
  { 15, "Фомина", "Галина", "Петровна", "Бухгалтер", "120", 9, 'F', 0 },
  { 21, "Соколова", "Наталья", "Викторовна", "Врач-стоматолог-терапевт", "201", 7, 'F', DEMO_SPECIALTY_THERAPY },
  { 22, "Гаврилов", "Максим", "Юрьевич", "Врач-стоматолог-хирург", "202", 7, 'M', DEMO_SPECIALTY_SURGERY },
  { 23, "Орлова", "Екатерина", "Алексеевна", "Врач-ортодонт", "203", 7, 'F', DEMO_SPECIALTY_ORTHODONTICS },
  { 24, "Ахметов", "Тимур", "Ринатович", "Врач-стоматолог-ортопед", "204", 7, 'M', DEMO_SPECIALTY_PROSTHETICS },
  { 25, "Кузьмина", "Вера", "Николаевна", "Гигиенист стоматологический", "205", 7, 'F', DEMO_SPECIALTY_HYGIENE },
  { 26, "Журавлёв", "Илья", "Константинович", "Врач-имплантолог", "206", 7, 'M', DEMO_SPECIALTY_IMPLANTS },
  { 27, "Петров", "Андрей", "Николаевич", "Врач-стоматолог-терапевт", "207", 7, 'M', DEMO_SPECIALTY_THERAPY },
  { 28, "Снегирёва", "Алёна", "Михайловна", "Детский стоматолог", "208", 7, 'F', DEMO_SPECIALTY_CHILDREN },
  { 29, "Ли", "Виктор", "Сергеевич", "Врач-стоматолог-терапевт", "209", 7, 'M', DEMO_SPECIALTY_THERAPY },
  { 30, "Данилова", "Полина", "Романовна", "Гигиенист стоматологический", "210", 7, 'F', DEMO_SPECIALTY_HYGIENE },
  { -1 },
};

static const DemoGroup groups[] = {
  { 4, "Качество сервиса", FALSE, "1 5 8 10 12" },
  { 6, "Совет врачей", TRUE, "1 21 22" },
  { -1 },
};

static const DemoEnumItem enum_items[] = {
  { 881, "UF_CRM_SPECIALTY", "Терапия", "therapy" },
  { 882, "UF_CRM_SPECIALTY", "Хирургия", "surgery" },
  { 883, "UF_CRM_SPECIALTY", "Ортодонтия", "orthodontics" },
  { 884, "UF_CRM_SPECIALTY", "Ортопедия", "prosthetics" },
  { 885, "UF_CRM_SPECIALTY", "Гигиена", "hygiene" },
  { 886, "UF_CRM_SPECIALTY", "Имплантация", "implants" },
  { 887, "UF_CRM_SPECIALTY", "Детская стоматология", "children" },
  { 901, "UF_CRM_CHAIR", "Кресло 1", "chair1" },
  { 902, "UF_CRM_CHAIR", "Кресло 2", "chair2" },
  { 903, "UF_CRM_CHAIR", "Кресло 3", "chair3" },
  { 904, "UF_CRM_CHAIR", "Кресло 4", "chair4" },
  { 905, "UF_CRM_CHAIR", "Кресло 5", "chair5" },
  { 906, "UF_CRM_CHAIR", "Кресло 6 (хирургия)", "chair6" },
  { 907, "UF_CRM_CHAIR", "Кресло 7 (детское)", "chair7" },
  { 911, "UF_CRM_CONFIRM", "Да", "yes" },
  { 912, "UF_CRM_CONFIRM", "Нет", "no" },
  { 913, "UF_CRM_CONFIRM", "Нет ответа", "silent" },
  { 931, "UF_CRM_68A1B2C3D4E5F", "WhatsApp", "whatsapp" },
  { 932, "UF_CRM_68A1B2C3D4E5F", "SMS", "sms" },
  { 933, "UF_CRM_68A1B2C3D4E5F", "Звонок", "call" },
  { 1041, "UF_CRM_LOSS_REASON", "Срочные дела", "busy" },
  { 1042, "UF_CRM_LOSS_REASON", "Болезнь", "ill" },
  { 1043, "UF_CRM_LOSS_REASON", "Дорого", "price" },
  { 1044, "UF_CRM_LOSS_REASON", "Другая клиника", "other" },
  { 1045, "UF_CRM_LOSS_REASON", "Передумал, страх", "fear" },
  { 1046, "UF_CRM_LOSS_REASON", "Неявка", "noshow" },
  { 1047, "UF_CRM_LOSS_REASON", "Отменила клиника", "clinic" },
  { 1048, "UF_CRM_LOSS_REASON", "Ошибка или дубль", "double" },
  { 1049, "UF_CRM_LOSS_REASON", "Удалено в МИС", "deleted" },
  { -1 },
};
/* clang-format on */

const DemoStatus *
demo_directory_statuses (void)
{
  return statuses;
}

const DemoCategory *
demo_directory_categories (void)
{
  return categories;
}

const DemoUser *
demo_directory_users (void)
{
  return users;
}

const DemoDepartment *
demo_directory_departments (void)
{
  return departments;
}

const DemoGroup *
demo_directory_groups (void)
{
  return groups;
}

const DemoEnumItem *
demo_directory_enum_items (void)
{
  return enum_items;
}

/* (nullable) */
const DemoUser *
demo_directory_find_user (gint64 id)
{
  for (const DemoUser *user = users; user->id != -1; user++)
    {
      if (user->id == id)
        return user;
    }

  return NULL;
}

/* (nullable) */
const DemoUser *
demo_directory_find_employee (gint64 id)
{
  const DemoUser *user = demo_directory_find_user (id);

  return user != NULL && !user->is_dismissed ? user : NULL;
}

const char *
demo_directory_get_hired (int user)
{
  static const struct
  {
    int user;
    const char *day;
  } hired[] = {
    { 5, "2017-03-01T03:00:00+03:00" },  { 7, "2021-06-15T03:00:00+03:00" },
    { 8, "2022-02-07T03:00:00+03:00" },  { 9, "2025-05-12T03:00:00+03:00" },
    { 10, "2020-10-05T03:00:00+03:00" }, { 11, "2023-09-18T03:00:00+03:00" },
    { 12, "2024-01-22T03:00:00+03:00" }, { 13, "2025-11-03T03:00:00+03:00" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (hired); i++)
    {
      if (hired[i].user == user)
        return hired[i].day;
    }

  return "";
}

/* (nullable) */
const DemoGroup *
demo_directory_find_group (gint64 id)
{
  for (const DemoGroup *group = groups; group->id != -1; group++)
    {
      if (group->id == id)
        return group;
    }

  return NULL;
}

gboolean
demo_group_has_member (const DemoGroup *group, gint64 user)
{
  g_auto (GStrv) members = g_strsplit (group->members, " ", -1);
  g_autofree char *wanted = g_strdup_printf ("%" G_GINT64_FORMAT, user);

  return g_strv_contains ((const char *const *) members, wanted);
}

/* (nullable) */
const DemoStatus *
demo_directory_find_status (const char *entity, const char *status)
{
  for (const DemoStatus *row = statuses; row->id != -1; row++)
    {
      if (g_str_equal (row->entity, entity) && g_str_equal (row->status, status))
        return row;
    }

  return NULL;
}

/* (nullable): the first row of the dictionary with these semantics */
const DemoStatus *
demo_directory_first_stage (const char *entity, char semantics)
{
  for (const DemoStatus *row = statuses; row->id != -1; row++)
    {
      if (g_str_equal (row->entity, entity) && demo_status_get_semantics (row) == semantics)
        return row;
    }

  return NULL;
}

/* (nullable) */
const DemoCategory *
demo_directory_find_category (gint64 id)
{
  for (const DemoCategory *row = categories; row->id != -1; row++)
    {
      if (row->id == id)
        return row;
    }

  return NULL;
}

const char *
demo_directory_stage_entity (int type, gint64 category)
{
  if (type == 1)
    return "STATUS";
  if (type == 4)
    return "DYNAMIC_1036_STAGE_12";

  return category == DEMO_FUNNEL           ? "DEAL_STAGE_5"
         : category == DEMO_HYGIENE_FUNNEL ? "DEAL_STAGE_7"
                                           : "DEAL_STAGE";
}

char
demo_status_get_semantics (const DemoStatus *status)
{
  return status->semantics != NULL ? status->semantics[0] : 'P';
}
