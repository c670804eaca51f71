/* demo-services.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "demo-services"

#include "demo-services.h"

#include "demo-directory.h"

/* clang-format off */
static const DemoService services[] = {
  { DEMO_SPECIALTY_THERAPY, "Лечение кариеса", 60, 6800 },
  { DEMO_SPECIALTY_THERAPY, "Осмотр и консультация терапевта", 30, 900 },
  { DEMO_SPECIALTY_THERAPY, "Лечение пульпита", 90, 12400 },
  { DEMO_SPECIALTY_THERAPY, "Реставрация зуба", 90, 9500 },
  { DEMO_SPECIALTY_THERAPY, "Замена пломбы", 60, 5400 },
  { DEMO_SPECIALTY_SURGERY, "Удаление зуба", 45, 4500 },
  { DEMO_SPECIALTY_SURGERY, "Удаление зуба мудрости", 60, 9800 },
  { DEMO_SPECIALTY_SURGERY, "Консультация хирурга", 30, 900 },
  { DEMO_SPECIALTY_SURGERY, "Снятие швов", 30, 700 },
  { DEMO_SPECIALTY_ORTHODONTICS, "Активация брекетов", 30, 3500 },
  { DEMO_SPECIALTY_ORTHODONTICS, "Консультация ортодонта", 45, 1500 },
  { DEMO_SPECIALTY_ORTHODONTICS, "Установка брекет-системы", 90, 48000 },
  { DEMO_SPECIALTY_PROSTHETICS, "Примерка коронки", 45, 3000 },
  { DEMO_SPECIALTY_PROSTHETICS, "Фиксация коронки из диоксида циркония", 60, 29000 },
  { DEMO_SPECIALTY_PROSTHETICS, "Снятие слепков", 45, 3200 },
  { DEMO_SPECIALTY_HYGIENE, "Профессиональная гигиена", 60, 5900 },
  { DEMO_SPECIALTY_HYGIENE, "Отбеливание", 90, 21000 },
  { DEMO_SPECIALTY_HYGIENE, "Гигиена при брекетах", 60, 6900 },
  { DEMO_SPECIALTY_IMPLANTS, "Консультация имплантолога", 30, 1200 },
  { DEMO_SPECIALTY_IMPLANTS, "Установка импланта", 90, 42000 },
  { DEMO_SPECIALTY_IMPLANTS, "Контроль после имплантации", 30, 0 },
  { DEMO_SPECIALTY_CHILDREN, "Осмотр ребёнка", 30, 700 },
  { DEMO_SPECIALTY_CHILDREN, "Лечение молочного зуба", 45, 4300 },
  { DEMO_SPECIALTY_CHILDREN, "Герметизация фиссур", 45, 2900 },
  { DEMO_SPECIALTY_CHILDREN, "Адаптационный приём", 30, 1000 },
};

static const char *const comments[] = {
  "Просила позвонить за час",
  "Острая боль, записали между приёмами",
  "Опаздывает на 10–15 минут, предупредила",
  "Принесёт снимок КТ на диске",
  "Нужен чек для налогового вычета",
  "Придёт с мужем",
  "Боится, просит анестезию посильнее",
  "Перенос с прошлой недели",
  "Оплата частями, согласовано с управляющей",
  "После работы, не раньше 18:00",
  "Парковка: пропуск на А 123 ВС",
  "По ДМС, гарантийное письмо получено",
};
/* clang-format on */

const DemoService *
demo_service_pick (int specialty, guint64 number)
{
  guint count = 0;
  guint wanted;

  for (guint i = 0; i < G_N_ELEMENTS (services); i++)
    count += services[i].specialty == specialty;
  wanted = (guint) (number % MAX (count, 1));
  for (guint i = 0; i < G_N_ELEMENTS (services); i++)
    {
      if (services[i].specialty == specialty && wanted-- == 0)
        return &services[i];
    }

  return &services[0];
}

const char *
demo_service_pick_comment (guint64 number)
{
  return number % 100 < 14 ? comments[(number >> 8) % G_N_ELEMENTS (comments)] : "";
}
