/* bench-store.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How fast the local store answers with a million patients in it, and what filling it costs.
 * Prints one JSON object. The number of patients may be given as an argument.
 */

#include "store-repository.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#define BATCH 2500
#define LOOK_UPS 20000

static const char *const families[] = {
  "Иванов",      "Смирнов",   "Кузнецов",   "Попов",    "Васильев", "Петров",   "Соколов",
  "Михайлов",    "Новиков",   "Фёдоров",    "Морозов",  "Волков",   "Алексеев", "Лебедев",
  "Семёнов",     "Егоров",    "Павлов",     "Козлов",   "Степанов", "Николаев", "Орлов",
  "Андреев",     "Макаров",   "Никитин",    "Захаров",  "Зайцев",   "Соловьёв", "Борисов",
  "Яковлев",     "Григорьев", "Романов",    "Воробьёв", "Сергеев",  "Кузьмин",  "Фролов",
  "Александров", "Дмитриев",  "Королёв",    "Гусев",    "Киселёв",  "Ильин",    "Максимов",
  "Поляков",     "Сорокин",   "Виноградов", "Ковалёв",  "Белов",    "Медведев",
};
static const char *const given[] = {
  "Анна",   "Мария",  "Елена",   "Ольга",   "Наталья",  "Татьяна", "Ирина",     "Светлана", "Юлия",
  "Дарья",  "Полина", "Ксения",  "Алиса",   "Вероника", "Марина",  "Людмила",   "Галина",   "Софья",
  "Сергей", "Андрей", "Алексей", "Дмитрий", "Михаил",   "Иван",    "Александр", "Николай",  "Пётр",
};
static const char *const patronymics[] = {
  "Ивановна",   "Сергеевна",    "Петровна",  "Алексеевна", "Викторовна", "Андреевна",
  "Дмитриевна", "Михайловна",   "Юрьевна",   "Олеговна",   "Игоревна",   "Николаевна",
  "Павловна",   "Владимировна", "Борисовна", "Романовна",
};

/* What the rows of a batch borrow their texts from. */
typedef struct
{
  char family[BATCH][40];
  char phone[BATCH][2][20];
  const char *phones[BATCH][3];
} Keep;

static GMainLoop *loop;
static GAsyncResult *answer;

static void
on_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  answer = g_object_ref (result);
  g_main_loop_quit (loop);
}

static GAsyncResult *
wait_for_answer (void)
{
  g_main_loop_run (loop);

  return g_steal_pointer (&answer);
}

static double
get_cpu_seconds (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);

  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
         (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

/* kB of the kernel's account of this process */
static long
get_memory (const char *field)
{
  g_autofree char *text = NULL;
  const char *at = NULL;

  if (!g_file_get_contents ("/proc/self/smaps_rollup", &text, NULL, NULL))
    return -1;
  at = strstr (text, field);

  return at != NULL ? strtol (at + strlen (field), NULL, 10) : -1;
}

static guint64
get_number (gint64 id)
{
  /* spread over the whole range, as real numbers are */
  return 79000000000 + (guint64) id * 7919 % 1000000007 % 1000000000;
}

static void
make_batch (gint64 first, gint64 count, GArray **rows, Keep **keep)
{
  *keep = g_new (Keep, 1);
  *rows = g_array_sized_new (FALSE, TRUE, sizeof (StorePatientRow), BATCH);

  for (gint64 i = 0; i < count; i++)
    {
      gint64 id = first + i;
      StorePatientRow row = { .id = id, .modified = 1700000000 + id, .responsible_id = id % 20 };

      /* thousands of different family names, some of them frequent */
      g_snprintf ((*keep)->family[i], sizeof (*keep)->family[i], "%s%sа",
                  families[id * 31 % G_N_ELEMENTS (families)],
                  id % 3 == 0 ? "" : families[id * 17 % 97 % G_N_ELEMENTS (families)]);
      g_snprintf ((*keep)->phone[i][0], 20, "+%" G_GUINT64_FORMAT, get_number (id));
      g_snprintf ((*keep)->phone[i][1], 20, "8%" G_GUINT64_FORMAT,
                  get_number (id * 13) % 10000000000);
      (*keep)->phones[i][0] = (*keep)->phone[i][0];
      (*keep)->phones[i][1] = id % 4 == 0 ? (*keep)->phone[i][1] : NULL;
      (*keep)->phones[i][2] = NULL;
      row.last_name = (*keep)->family[i];
      row.first_name = given[id * 7 % G_N_ELEMENTS (given)];
      row.second_name = patronymics[id * 11 % G_N_ELEMENTS (patronymics)];
      row.birth_date = "1984-03-12";
      row.comments = id % 10 == 0 ? "Просит звонить после обеда" : NULL;
      row.phones = (*keep)->phones[i];
      g_array_append_val (*rows, row);
    }
}

static void
fill (StoreRepository *repository, gint64 from, gint64 to)
{
  for (gint64 first = from; first < to; first += BATCH)
    {
      GArray *rows = NULL;
      Keep *keep = NULL;
      g_autofree char *cursor = g_strdup_printf ("%" G_GINT64_FORMAT, first);
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      make_batch (first, MIN (BATCH, to - first), &rows, &keep);
      store_repository_import_async (repository, rows, keep, g_free, "cursor", cursor, NULL,
                                     on_done_cb, NULL);
      result = wait_for_answer ();
      if (!store_repository_import_finish (repository, result, &error))
        g_error ("import: %s", error->message);
    }
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double one = *(const double *) a;
  double other = *(const double *) b;

  return (one > other) - (one < other);
}

/* share and bar: that part of the times is not above so many ms; FALSE: it does not hold */
static gboolean
print_times (const char *name, GArray *times, gint64 found, double share, double bar)
{
  gboolean holds;

  g_array_sort (times, compare_doubles);
#define AT(share) g_array_index (times, double, (guint) ((times->len - 1) * (share)))
  holds = AT (share) <= bar;
  g_print ("  \"%s\": { \"count\": %u, \"found\": %" G_GINT64_FORMAT ", \"p50_ms\": %.3f, "
           "\"p95_ms\": %.3f, \"p99_ms\": %.3f, \"max_ms\": %.3f, \"bar_p%.0f_ms\": %g, "
           "\"holds\": %s },\n",
           name, times->len, found, AT (0.5), AT (0.95), AT (0.99), AT (1.0), share * 100, bar,
           holds ? "true" : "false");
#undef AT

  return holds;
}

static gboolean
measure_look_ups (StoreRepository *repository, const char *name, gint64 patients)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GRand) random = g_rand_new_with_seed (24);
  gint64 found = 0;

  for (int i = 0; i < LOOK_UPS; i++)
    {
      gint64 id = 1 + (gint64) (g_rand_double (random) * (double) (patients - 1));
      g_autofree char *number = g_strdup_printf ("%" G_GUINT64_FORMAT, get_number (id));
      gint64 start = g_get_monotonic_time ();
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GPtrArray) candidates = NULL;
      double ms = 0;

      store_repository_identify_async (repository, number, 1800000000, NULL, on_done_cb, NULL);
      result = wait_for_answer ();
      candidates = store_repository_identify_finish (repository, result, NULL);
      ms = (double) (g_get_monotonic_time () - start) / 1000;
      found += candidates->len > 0;
      g_array_append_val (times, ms);
    }

  return print_times (name, times, found, 0.99, 1);
}

static gboolean
measure_searches (StoreRepository *repository)
{
  static const char *const texts[] = {
    "и",
    "а",
    "иванова",
    "иванова анна",
    "анна иванова",
    "bdfyjdf",
    "ив а вик",
    "викторовна",
    "анна викторовна",
    "щ",
    "смирнова щ",
    "соловьева пол",
    "семенова",
    "к м п",
    "петр",
    "4567",
    "916",
    "8 900 000",
    "12345",
    "зайцева алиса романовна",
    "и ы",
    "ab",
    "в в",
  };
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  gint64 found = 0;

  for (guint round = 0; round < 20; round++)
    for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
      {
        gint64 start = g_get_monotonic_time ();
        g_autoptr (GAsyncResult) result = NULL;
        g_autoptr (GPtrArray) patients = NULL;
        double ms = 0;

        store_repository_search_async (repository, texts[i], 20, NULL, on_done_cb, NULL);
        result = wait_for_answer ();
        patients = store_repository_search_finish (repository, result, NULL);
        ms = (double) (g_get_monotonic_time () - start) / 1000;
        found += patients->len;
        g_array_append_val (times, ms);
        if (round == 0 && g_getenv ("BENCH_VERBOSE") != NULL)
          g_printerr ("%s: %u in %.3f ms\n", texts[i], patients->len, ms);
      }

  return print_times ("search", times, found, 0.95, 30);
}

static void
measure_import (const char *name, StoreRepository *repository, gint64 from, gint64 to)
{
  double cpu = get_cpu_seconds ();
  gint64 start = g_get_monotonic_time ();

  fill (repository, from, to);
  g_print ("  \"%s\": { \"count\": %" G_GINT64_FORMAT ", \"cpu_s\": %.3f, \"wall_s\": %.3f, "
           "\"pss_kb\": %ld },\n",
           name, to - from, get_cpu_seconds () - cpu,
           (double) (g_get_monotonic_time () - start) / 1e6, get_memory ("\nPss:"));
}

int
main (int argc, char **argv)
{
  gint64 patients = argc > 1 ? g_ascii_strtoll (argv[1], NULL, 10) : 1000000;
  g_autofree char *folder = g_dir_make_tmp ("reception-bench-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "store.db", NULL);
  g_autoptr (StoreRepository) repository = NULL;
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) closed = NULL;
  g_autoptr (GError) error = NULL;
  GStatBuf info;
  gboolean holds;

  loop = g_main_loop_new (NULL, FALSE);
  store_repository_open_async (path, NULL, on_done_cb, NULL);
  opened = wait_for_answer ();
  repository = store_repository_open_finish (opened, &error);
  if (repository == NULL)
    g_error ("%s", error->message);

  g_print ("{\n");
  measure_import ("import_first_100000", repository, 1, MIN (100001, patients));
  if (patients > 100001)
    measure_import ("import_rest", repository, 100001, patients);
  holds = measure_look_ups (repository, "look_up", patients);
  holds = measure_searches (repository) && holds;
  measure_import ("import_again_2500", repository, 1, 2501);
  g_stat (path, &info);
  g_print ("  \"patients\": %" G_GINT64_FORMAT ",\n  \"file_mb\": %.1f,\n  \"pss_kb\": %ld\n}\n",
           patients, (double) info.st_size / 1048576, get_memory ("\nPss:"));

  store_repository_close_async (repository, on_done_cb, NULL);
  closed = wait_for_answer ();
  g_unlink (path);
  g_rmdir (folder);
  g_main_loop_unref (loop);

  return holds ? 0 : 1;
}
