/* demo-lists-tables.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the administrator has set up: the lists, their properties, and who may do what.
 */

#define G_LOG_DOMAIN "demo-lists-tables"

#include "demo-lists.h"

#define ADMINISTRATION 1
#define ACCOUNTS 9
#define SENIOR 5

/* clang-format off */
const char *const demo_lists_categories[] = {
  "Медтовары и расходники", "Препараты, анестезия", "Зуботехническая лаборатория",
  "Ортодонтия, имплантаты", "Оборудование и ремонт", "Стерилизация, медотходы", "Аренда", "ЖКХ",
  "Связь, интернет, телефония", "ПО и лицензии", "Реклама и маркетинг", "Хозтовары, клининг",
  "Вода, канцелярия", "Обучение", "Охрана, ОТ, медосмотры", "Банк, эквайринг", "Налоги и сборы",
  "Возврат пациентам", "Прочее", NULL,
};

const char *const demo_lists_payers[] = {
  "ООО «Стоматология Улыбка»", "ИП Громова Елена Сергеевна", NULL,
};

const char *const demo_lists_states[] = {
  "На согласовании", "На доработке", "К оплате", "Оплачен", "Отклонён", "Отозван", NULL,
};

static const char *const qualifications[] = {
  "Без категории", "Вторая", "Первая", "Высшая", NULL,
};

static const char *const bonuses[] = {
  "Отзыв", "Замечание", "Доплата", "Премия", NULL,
};

static const char *const scales[] = {
  "Стаж, лет", "Доведение первичных, %", "Доведение листа ожидания, %", "Замечаний за месяц", NULL,
};

#define EVERY_SETUP (DEMO_SETUP_A | DEMO_SETUP_B | DEMO_SETUP_C)

static const DemoList lists[] = {
  { DEMO_LIST_PROCESS_A, "bitrix_processes", "invoice", "Счета на оплату", DEMO_SETUP_A },
  { DEMO_LIST_PROCESS_B, "bitrix_processes", "invoice_decision", "Согласование счёта", DEMO_SETUP_B },
  { DEMO_LIST_REGISTRY, "lists", "invoice_registry", "Реестр", DEMO_SETUP_A | DEMO_SETUP_B },
  { DEMO_LIST_RATES, "lists", "pay_rates", "Ставки", EVERY_SETUP },
  { DEMO_LIST_BONUSES, "lists", "pay_bonuses", "Бонусы и замечания", EVERY_SETUP },
  { DEMO_LIST_SCALES, "lists", "pay_scales", "Шкалы доплат", EVERY_SETUP },
  { DEMO_LIST_SIGNATURES, "lists", "pay_sheets", "Ведомости", EVERY_SETUP },
  { 0 },
};

/* The same for either process; the numbers are their own. */
#define PROCESS(list, first, choice) \
  { list, first, "SUM", "Сумма", "S:Money", TRUE, FALSE, 0, NULL }, \
  { list, first + 1, "NUMBER", "Номер счёта", "S", TRUE, FALSE, 0, NULL }, \
  { list, first + 2, "BILL_DATE", "Дата счёта", "S:Date", FALSE, FALSE, 0, NULL }, \
  { list, first + 3, "DUE", "Оплатить до", "S:Date", FALSE, FALSE, 0, NULL }, \
  { list, first + 4, "EXPENSE", "Статья расхода", "L", TRUE, FALSE, choice, demo_lists_categories }, \
  { list, first + 5, "PAYER", "Плательщик", "L", TRUE, FALSE, choice + 30, demo_lists_payers }, \
  { list, first + 6, "CONTRACTOR", "Контрагент", "S", TRUE, FALSE, 0, NULL }, \
  { list, first + 7, "INN", "ИНН контрагента", "S", FALSE, FALSE, 0, NULL }, \
  { list, first + 8, "VAT", "НДС", "N", FALSE, FALSE, 0, NULL }, \
  { list, first + 9, "PURPOSE", "Назначение платежа", "S:HTML", FALSE, FALSE, 0, NULL }, \
  { list, first + 10, "FILE", "Счёт", "S:DiskFile", TRUE, TRUE, 0, NULL }, \
  { list, first + 11, "SCAN", "Скан (старое поле)", "F", FALSE, TRUE, 0, NULL }, \
  { list, first + 12, "STATE", "Статус", "L", FALSE, FALSE, choice + 40, demo_lists_states }, \
  { list, first + 13, "HOLDER", "У кого на рассмотрении", "S:employee", FALSE, TRUE, 0, NULL }, \
  { list, first + 14, "HISTORY", "Ход согласования", "S", FALSE, TRUE, 0, NULL }

static const DemoProperty properties[] = {
  PROCESS (DEMO_LIST_PROCESS_A, 161, 301),
  PROCESS (DEMO_LIST_PROCESS_B, 181, 401),
  { DEMO_LIST_REGISTRY, 120, "SUM", "Сумма", "S:Money", TRUE, FALSE, 0, NULL },
  { DEMO_LIST_REGISTRY, 121, "PAY_DATE", "Дата оплаты", "S:Date", FALSE, FALSE, 0, NULL },
  { DEMO_LIST_REGISTRY, 122, "EXPENSE", "Статья расхода", "L", FALSE, FALSE, 51, demo_lists_categories },
  { DEMO_LIST_REGISTRY, 123, "PAYER", "Плательщик", "L", TRUE, FALSE, 81, demo_lists_payers },
  { DEMO_LIST_REGISTRY, 124, "CONTRACTOR", "Контрагент", "S", TRUE, FALSE, 0, NULL },
  { DEMO_LIST_REGISTRY, 125, "FILE", "Счёт", "S:DiskFile", FALSE, TRUE, 0, NULL },
  { DEMO_LIST_REGISTRY, 126, "ACT", "Акт", "S:DiskFile", FALSE, TRUE, 0, NULL },
  { DEMO_LIST_REGISTRY, 127, "COMMENT", "Комментарии", "S:HTML", FALSE, FALSE, 0, NULL },
  { DEMO_LIST_REGISTRY, 128, "STATE", "Статус", "L", TRUE, FALSE, 91, demo_lists_states },
  { DEMO_LIST_REGISTRY, 129, "INITIATOR", "Инициатор", "S:employee", FALSE, FALSE, 0, NULL },
  { DEMO_LIST_REGISTRY, 130, "APPROVER", "Согласовал", "S:employee", FALSE, FALSE, 0, NULL },
  { DEMO_LIST_REGISTRY, 131, "NUMBER", "Номер счёта", "S", FALSE, FALSE, 0, NULL },
  { DEMO_LIST_REGISTRY, 132, "BILL_DATE", "Дата счёта", "S:Date", FALSE, FALSE, 0, NULL },
  { DEMO_LIST_REGISTRY, 133, "VAT", "НДС", "N", FALSE, FALSE, 0, NULL },
  { DEMO_LIST_REGISTRY, 134, "DECIDED", "Дата решения", "S:DateTime", FALSE, FALSE, 0, NULL },
  { DEMO_LIST_REGISTRY, 135, "REASON", "Причина отказа", "S", FALSE, FALSE, 0, NULL },
  { DEMO_LIST_REGISTRY, 136, "INN", "ИНН контрагента", "S", FALSE, FALSE, 0, NULL },
  { DEMO_LIST_REGISTRY, 137, "PURPOSE", "Назначение платежа", "S:HTML", FALSE, FALSE, 0, NULL },
  { DEMO_LIST_REGISTRY, 138, "SOURCE", "Заявка", "E", FALSE, FALSE, 0, NULL },
  { DEMO_LIST_REGISTRY, 139, "HISTORY", "Ход согласования", "S", FALSE, TRUE, 0, NULL },
  { DEMO_LIST_RATES, 201, "EMPLOYEE", "Сотрудник", "S:employee", TRUE, FALSE, 0, NULL },
  { DEMO_LIST_RATES, 202, "VALID_FROM", "Действует с", "S:Date", TRUE, FALSE, 0, NULL },
  { DEMO_LIST_RATES, 203, "RATE", "Ставка, ₽ в час", "N", TRUE, FALSE, 0, NULL },
  { DEMO_LIST_RATES, 204, "QUALIFICATION", "Квалификация", "L", FALSE, FALSE, 501, qualifications },
  { DEMO_LIST_RATES, 205, "FACTOR", "Коэффициент квалификации", "N", FALSE, FALSE, 0, NULL },
  { DEMO_LIST_RATES, 206, "SENIORITY", "Надбавка за стаж, %", "N", FALSE, FALSE, 0, NULL },
  { DEMO_LIST_RATES, 207, "OVERTIME", "Переработка, ₽ в час", "N", FALSE, FALSE, 0, NULL },
  { DEMO_LIST_RATES, 208, "CALL_PRICE", "За звонок, ₽", "N", FALSE, FALSE, 0, NULL },
  { DEMO_LIST_RATES, 209, "REVIEW_PRICE", "За отзыв, ₽", "N", FALSE, FALSE, 0, NULL },
  { DEMO_LIST_RATES, 210, "ALLOWANCE", "Доплата, ₽ в месяц", "N", FALSE, FALSE, 0, NULL },
  { DEMO_LIST_RATES, 211, "ALLOWANCE_FOR", "За что доплата", "S", FALSE, FALSE, 0, NULL },
  { DEMO_LIST_BONUSES, 221, "EMPLOYEE", "Сотрудник", "S:employee", TRUE, FALSE, 0, NULL },
  { DEMO_LIST_BONUSES, 222, "DAY", "Дата", "S:Date", TRUE, FALSE, 0, NULL },
  { DEMO_LIST_BONUSES, 223, "KIND", "Вид", "L", TRUE, FALSE, 521, bonuses },
  { DEMO_LIST_BONUSES, 224, "AMOUNT", "Сумма, ₽", "N", FALSE, FALSE, 0, NULL },
  { DEMO_LIST_BONUSES, 225, "TEXT", "Комментарий", "S", FALSE, FALSE, 0, NULL },
  { DEMO_LIST_SCALES, 231, "KIND", "Шкала", "L", TRUE, FALSE, 541, scales },
  { DEMO_LIST_SCALES, 232, "FROM", "От", "N", TRUE, FALSE, 0, NULL },
  { DEMO_LIST_SCALES, 233, "VALUE", "Доплата: % за стаж, иначе ₽", "N", TRUE, FALSE, 0, NULL },
  { DEMO_LIST_SIGNATURES, 241, "EMPLOYEE", "Сотрудник", "S:employee", TRUE, FALSE, 0, NULL },
  { DEMO_LIST_SIGNATURES, 242, "DAY", "Дата", "S:Date", TRUE, FALSE, 0, NULL },
  { DEMO_LIST_SIGNATURES, 243, "SUM", "Итого, ₽", "N", FALSE, FALSE, 0, NULL },
  { DEMO_LIST_SIGNATURES, 244, "DATA", "Данные", "S", FALSE, FALSE, 0, NULL },
  { 0 },
};
/* clang-format on */

const DemoList *
demo_lists_all (void)
{
  return lists;
}

const DemoProperty *
demo_lists_properties (void)
{
  return properties;
}

const DemoList *
demo_lists_find (DemoWorld *self, const char *type, gint64 id, const char *code)
{
  int setups = demo_lists_get_setups (self);

  for (const DemoList *list = lists; list->id != 0; list++)
    {
      if ((list->setups & setups) != 0 && (type == NULL || g_str_equal (list->type, type)) &&
          (id != 0 ? list->id == id : code != NULL && g_str_equal (list->code, code)))
        return list;
    }

  return NULL;
}

const char *
demo_property_get_type (DemoWorld *world, const DemoProperty *self)
{
  return (demo_lists_get_setups (world) & DEMO_SETUP_D) != 0 &&
             g_str_equal (self->code, DEMO_CODE_CONTRACTOR)
           ? DEMO_TYPE_CRM
           : self->type;
}

const DemoProperty *
demo_lists_find_property (int list, gint64 id)
{
  for (const DemoProperty *property = properties; property->id != 0; property++)
    {
      if (property->list == list && property->id == id)
        return property;
    }

  return NULL;
}

const DemoProperty *
demo_lists_find_code (int list, const char *code)
{
  for (const DemoProperty *property = properties; property->id != 0; property++)
    {
      if (property->list == list && g_str_equal (property->code, code))
        return property;
    }

  return NULL;
}

int
demo_property_choose (const DemoProperty *self, const char *value)
{
  for (int i = 0; self->choices != NULL && self->choices[i] != NULL; i++)
    {
      if (g_str_equal (self->choices[i], value))
        return self->first_choice + i;
    }

  return 0;
}

const char *
demo_property_get_choice (const DemoProperty *self, gint64 id)
{
  for (int i = 0; self->choices != NULL && self->choices[i] != NULL; i++)
    {
      if (self->first_choice + i == id)
        return self->choices[i];
    }

  return NULL;
}

/* --- rights --- */

static gboolean
is_in (gint64 user, int department)
{
  const DemoUser *found = demo_directory_find_user (user);

  return found != NULL && found->department == department;
}

/* the manager and those whom she lets administer the portal */
static gboolean
is_manager (DemoWorld *self, gint64 user)
{
  return is_in (user, ADMINISTRATION) || demo_rights_is_admin (self->rights, user);
}

gboolean
demo_lists_may_read (DemoWorld *self, int list, gint64 user)
{
  return list != DEMO_LIST_REGISTRY || demo_lists_sees_all (self, list, user);
}

const DemoProperty *
demo_lists_find_subject (int list)
{
  return list == DEMO_LIST_RATES || list == DEMO_LIST_BONUSES || list == DEMO_LIST_SIGNATURES
           ? demo_lists_find_code (list, "EMPLOYEE")
           : NULL;
}

gboolean
demo_lists_sees_all (DemoWorld *self, int list, gint64 user)
{
  return list == DEMO_LIST_SCALES || user == SENIOR || is_manager (self, user) ||
         is_in (user, ACCOUNTS);
}

gboolean
demo_lists_may_add (DemoWorld *self, int list, gint64 user)
{
  if (list == DEMO_LIST_REGISTRY)
    return is_manager (self, user) || is_in (user, ACCOUNTS);
  if (list >= DEMO_LIST_RATES && list <= DEMO_LIST_SIGNATURES)
    return is_manager (self, user) || is_in (user, ACCOUNTS) || user == SENIOR;

  return demo_directory_find_user (user) != NULL;
}

static gboolean
is_subject (DemoWorld *self, int list, gint64 element, gint64 user)
{
  const DemoProperty *subject = demo_lists_find_subject (list);
  g_autofree char *about = subject != NULL ? demo_lists_dup (self, element, subject->code) : NULL;

  return about != NULL && g_ascii_strtoll (about, NULL, 10) == user;
}

gboolean
demo_lists_may_read_element (DemoWorld *self, gint64 element, gint64 user)
{
  int list = demo_lists_get_list (self, element);

  return list != 0 && demo_lists_may_read (self, list, user) &&
         (demo_lists_sees_all (self, list, user) || is_subject (self, list, element, user) ||
          (demo_lists_find_subject (list) == NULL &&
           demo_lists_get_author (self, element) == user));
}

gboolean
demo_lists_may_write_element (DemoWorld *self, gint64 element, gint64 user)
{
  int list = demo_lists_get_list (self, element);

  if (list >= DEMO_LIST_REGISTRY)
    return demo_lists_may_add (self, list, user);

  return list != 0 && (is_manager (self, user) || demo_lists_get_author (self, element) == user);
}
