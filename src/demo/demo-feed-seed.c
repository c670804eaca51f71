/* demo-feed-seed.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the management of the clinic has written: orders, small news, an invitation.
 */

#define G_LOG_DOMAIN "demo-feed-seed"

#include "demo-feed.h"

#include "demo-paper.h"

#define FIRST_POST 401
#define HOUR 3600

typedef enum
{
  PLAIN = 0,
  IMPORTANT = 1 << 0,
  MICRO = 1 << 1,
  NO_PROPS = 1 << 2,
  WITH_PDF = 1 << 3,
  WITH_PNG = 1 << 4,
} Kind;

typedef struct
{
  int author;
  int hours; /* ago */
  Kind kind;
  int end_days; /* from today when it is no longer pinned, 0: no end */
  const char *dest;
  const char *votes;    /* who has read it, (nullable) */
  const char *comments; /* "user:text|user:text", (nullable) */
  const char *title;
  const char *text;
} Entry;

/* clang-format off */
/* newest last: ids grow with time */
static const Entry entries[] = {
  { 1, 24 * 40, IMPORTANT, -20, "UA", "1 5 9 12", NULL, "Отключение горячей воды",
    "С 12 по 21 число в здании нет горячей воды. В кабинетах включены [B]бойлеры[/B], ничего"
    " отключать не нужно." },
  { 5, 24 * 26, PLAIN, 0, "DR3 DR5", NULL, "8:Спасибо, распечатала и повесила у стойки.",
    "Как отвечать на «почему так дорого»",
    "Коллеги, чаще всего нас спрашивают:\n[QUOTE]Почему у вас осмотр платный, &quot;через"
    " дорогу&quot; он бесплатный?[/QUOTE]\nОтвечаем спокойно: осмотр идёт 30 минут, со снимком"
    " &amp; планом лечения. Если цена &lt; 1000 ₽ — сумма входит в лечение.\n\nШаблон для"
    " мессенджера:\n[CODE]Здравствуйте! Осмотр у нас — 900 ₽, {имя}.\nСнимок [входит] в"
    " стоимость.[/CODE]" },
  { 15, 24 * 21, PLAIN, 0, "DR9", NULL, NULL, "Закрытие месяца",
    "Счета за материалы — до пятницы, акты сверки лежат в общей папке." },
  { 1, 24 * 18, IMPORTANT | WITH_PDF, 0, "UA", "1 5 7 8 9 11 12 13 14 15 21 27", NULL,
    "Приказ № 14 о рабочем времени",
    "Приказ действует с понедельника, файл — во вложении: [DISK FILE ID=n9001]\nОзнакомиться"
    " [U]всем[/U]." },
  { 21, 24 * 15, MICRO, 0, "UA", NULL, "7:Мой, спасибо! Заберу вечером.|21:Он на стойке.",
    "Коллеги, кто забыл зонт в ординаторской",
    "Коллеги, кто забыл зонт в ординаторской? Синий, с деревянной ручкой :)" },
  { 5, 24 * 12, NO_PROPS, 0, "DR3", NULL, NULL, "Новые бейджи",
    "Бейджи готовы, забрать у Ирины Зайцевой." },
  { 1, 24 * 10, PLAIN, 0, "UA", NULL, "12:А парковка для пациентов?|1:Прежняя, места 1–6.",
    "График работы в праздники",
    "[TABLE][TR][TH]День[/TH][TH]Часы[/TH][TH]Дежурный врач[/TH][/TR][TR][TD]30 декабря[/TD]"
    "[TD]9:00–21:00[/TD][TD]все[/TD][/TR][TR][TD]31 декабря[/TD][TD]9:00–15:00[/TD]"
    "[TD][USER=27]Андрей Петров[/USER][/TD][/TR][TR][TD]1 января[/TD][TD]закрыто[/TD]"
    "[TD]—[/TD][/TR][/TABLE]\nС 2 января — [COLOR=#c01c28]по сокращённому графику[/COLOR]." },
  { 5, 24 * 7, PLAIN, 0, "U7", NULL, NULL, "Спасибо за субботу",
    "Ольга, отдельное спасибо: [I]ни одного пропущенного за смену[/I]. Так держать!" },
  { 1, 24 * 5, WITH_PNG, 0, "UA", NULL, NULL, "Пропущенные звонки за неделю",
    "Стало заметно лучше: [DISK FILE ID=n9002]\nСередина недели всё ещё провисает — в среду"
    " ставим второго администратора на линию." },
  { 5, 30, IMPORTANT, 0, "DR3 DR5", "8 12", NULL, "Подтверждение визитов: звоним до 15:00",
    "Всем, кто не ответил роботу, звоним [B]до 15:00[/B] накануне:\n[LIST=1]\n[*]два звонка с"
    " перерывом в час\n[*]сообщение, если не взяли трубку\n[*]итог — в карточку, [S]не в"
    " тетрадь[/S]\n[/LIST]\nСпорные случаи — [USER=5]Ирине Зайцевой[/USER]." },
  { 21, 9, PLAIN, 0, "UA", NULL, NULL, "Обучение по гигиене",
    "Приглашаю ассистентов на [URL=https://ulybka.example/study?a=1&b=2]вебинар[/URL] в четверг"
    " в 19:00. Запись будет на https://ulybka.example/study\n[SPOILER=Программа]Профилактика,"
    " домашний уход, вопросы.[/SPOILER][VOTE ID=3]" },
  { 1, 3, IMPORTANT | WITH_PDF, 10, "UA", "8 11 12", "11:Поняла, форма открывается.",
    "Новый порядок записи первичных пациентов",
    "Коллеги!\n[B]С понедельника[/B] первичных пациентов записываем только через"
    " [URL=https://ulybka.example/reg]форму[/URL].\n[LIST]\n[*]уточнить, откуда узнали о"
    " клинике\n[*]предложить консультацию\n[*]взять согласие на обработку данных\n[/LIST]\n"
    "[USER=5]Ирина Зайцева[/USER] проверит первую неделю. Памятка — во вложении." },
};
/* clang-format on */

static void
attach (DemoWorld *self, const Entry *entry, gint64 post, gint64 when)
{
  static const int bars[] = { 85, 60, 72, 40, 30, 22, 12 };
  const char *const lines[] = { entry->title,
                                "Клиника «Улыбка», для сотрудников",
                                "1. Читаем внимательно и до конца.",
                                "2. Нажимаем «Я прочитал» в программе.",
                                "3. Вопросы — управляющей, Е. С. Громовой, доб. 100.",
                                NULL };
  g_autoptr (GBytes) content = NULL;

  if (entry->kind & WITH_PDF)
    content = demo_paper_make_pdf (lines);
  else if (entry->kind & WITH_PNG)
    content = demo_paper_make_png (bars, G_N_ELEMENTS (bars));
  if (content != NULL)
    demo_attached_add (self, post, entry->kind & WITH_PDF ? "Памятка.pdf" : "Пропущенные.png",
                       content, entry->author, when);
}

static void
add_comments (DemoWorld *self, gint64 post, const char *comments, gint64 when)
{
  g_auto (GStrv) list = g_strsplit (comments, "|", -1);

  for (guint i = 0; list[i] != NULL; i++)
    {
      char *text;
      gint64 user = g_ascii_strtoll (list[i], &text, 10);

      demo_feed_comment (self, post, user, text + 1, when + 600 * (i + 1));
    }
}

static void
add_entry (DemoWorld *self, const Entry *entry, gint64 now)
{
  DemoPost post = { .author = entry->author,
                    .published = now - entry->hours * (gint64) HOUR,
                    .title = entry->title,
                    .text = entry->text,
                    .micro = (entry->kind & MICRO) != 0,
                    .important = (entry->kind & IMPORTANT) != 0,
                    .no_props = (entry->kind & NO_PROPS) != 0 };
  g_auto (GStrv) votes = g_strsplit (entry->votes != NULL ? entry->votes : "", " ", -1);
  gint64 id;

  if (entry->end_days != 0)
    post.until = demo_time_day_start (now) + entry->end_days * (gint64) DEMO_DAY;
  id = demo_feed_add (self, &post, entry->dest);
  attach (self, entry, id, post.published);
  for (guint i = 0; votes[i] != NULL; i++)
    {
      if (*votes[i] != '\0')
        demo_feed_vote (self, id, g_ascii_strtoll (votes[i], NULL, 10));
    }
  if (entry->comments != NULL)
    add_comments (self, id, entry->comments, post.published);
}

/* What a clinic has written in years, for those who measure. */
static void
add_old (DemoWorld *self, guint number, guint extra, gint64 now)
{
  g_autofree char *title = g_strdup_printf ("Новость %u", number);
  g_autoptr (GString) text = g_string_new (NULL);
  DemoPost post = { .author = number % 3 == 0 ? 5 : 1,
                    .published = now - (gint64) (60 * 24 + (extra - number) * 5) * HOUR,
                    .important = number % 40 == 0 };
  gint64 id;

  for (guint i = 0; i <= number % 7; i++)
    g_string_append_printf (text,
                            "%sПункт %u: [B]план[/B] на неделю, ответственный"
                            " [USER=%d]Ирина Зайцева[/USER], до %u-го числа.",
                            i > 0 ? "\n" : "", i + 1, 5, 1 + (number + i) % 28);
  post.title = title;
  post.text = text->str;
  id = demo_feed_add (self, &post, "UA");
  if (post.important)
    {
      demo_feed_vote (self, id, 7);
      demo_feed_vote (self, id, 8);
    }
}

void
demo_feed_seed (DemoWorld *self, guint extra)
{
  gint64 now = demo_world_get_now (self);
  g_autofree char *first =
    g_strdup_printf ("INSERT INTO sqlite_sequence VALUES ('feed_post', %u)", FIRST_POST - 1);

  demo_schema_exec (self, first, NULL);
  for (guint i = 0; i < extra; i++)
    add_old (self, i + 1, extra, now);
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    add_entry (self, &entries[i], now);
}
