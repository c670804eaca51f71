/* test-clinic-reconcile-mess.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Small clinics at random, in which everything that may be wrong is. The seed of the run is
 * printed by GTest (--seed brings it back).
 */

#include "mis-scene.h"

#include "clinic-enums.h"
#include "clinic-name.h"

#define ROUNDS 3000
/* sanitizers note the stack of each of millions of allocations */
#define SLOW_ROUNDS 400
#define MAX_VISITS 7
#define MAX_APPOINTMENTS 9
#define FIRST_NEW_PATIENT 1000 /* of mis_scene_apply() */

static const char *const raw_words[] = {
  "Запланирован", "Запланирован", "Запланирован", "Подтвержден",     "Отказался",
  "Пришел",       "НаПриеме",     "Завершен",     "Неявка",          "ОтмененПациентом",
  "Перенесен",    "Лаборант",     "Своё",         "ОтмененКлиникой", "",
};

static const char *const doctors[] = {
  "Петров И. С.", "Петров Иван Сергеевич", "Сёмин О.", "Семин Олег", "Кузнецов А.", "Петров", "",
};

static const struct
{
  const char *name;
  const char *phone;
} people[] = {
  { "Иванова Анна Викторовна", "+7 900 000-00-01" },
  { "Иванов Миша", "8 900 000 00 01" },
  { "Орлов Пётр", "+7 900 000-00-02" },
  { "Орлов П.", "+7 900 000-00-02" },
  { "Сидорова Ольга", "+7 900 000-00-03" },
  { "Новая Вера", "+7 900 000-00-04" },
  { "Новая Вера", NULL },
  { "", "" },
};

/* --- a mess --- */

static gboolean
chance (int percent)
{
  return g_test_rand_int_range (0, 100) < percent;
}

/* Few times, so that they meet. */
static gint64
any_time (void)
{
  static const int minutes[] = { 540, 540, 630, 630, 645, 960 };
  gint64 midnight = MIS_NOW - 15 * 3600;

  return midnight + (gint64) g_test_rand_int_range (-1, 4) * MIS_DAY +
         minutes[g_test_rand_int_range (0, G_N_ELEMENTS (minutes))] * 60;
}

static void
add_visits (MisScene *scene)
{
  int n = g_test_rand_int_range (0, MAX_VISITS + 1);

  for (int i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("v%d", i);
      int person = g_test_rand_int_range (0, G_N_ELEMENTS (people));
      ClinicMisVisit *visit =
        mis_scene_add_visit (scene, id,
                             raw_words[g_test_rand_int_range (0, G_N_ELEMENTS (raw_words))]);

      mis_scene_set_visit_patient (visit, people[person].name, people[person].phone);
      clinic_mis_visit_set_start (visit, any_time ());
      clinic_mis_visit_set_doctor (visit,
                                   doctors[g_test_rand_int_range (0, G_N_ELEMENTS (doctors))]);
      clinic_mis_visit_set_deleted (visit, chance (10));
    }
}

/* (transfer full) (nullable): of a visit that is there, of one that is not, or none */
static char *
any_key (MisScene *scene)
{
  if (chance (40))
    return NULL;
  if (chance (10) || scene->visits->len == 0)
    return g_strdup ("gone");

  return g_strdup (clinic_mis_visit_get_id (
    g_ptr_array_index (scene->visits,
                       (guint) g_test_rand_int_range (0, (int) scene->visits->len))));
}

/* the visit with the key, or any */
static void
copy_visit (MisScene *scene, ClinicAppointment *appointment)
{
  const char *key = clinic_appointment_get_mis_id (appointment);
  ClinicMisVisit *visit = NULL;

  if (scene->visits->len == 0)
    return;
  visit =
    g_ptr_array_index (scene->visits, (guint) g_test_rand_int_range (0, (int) scene->visits->len));
  for (guint i = 0; i < scene->visits->len; i++)
    if (g_strcmp0 (clinic_mis_visit_get_id (g_ptr_array_index (scene->visits, i)), key) == 0)
      visit = g_ptr_array_index (scene->visits, i);
  clinic_appointment_set_start (appointment, clinic_mis_visit_get_start (visit));
  clinic_appointment_set_doctor_name (appointment, clinic_mis_visit_get_doctor (visit));
  clinic_appointment_set_doctor_id (appointment, chance (50) ? 11 : 12);
  if (chance (70))
    {
      const char *const *phones = clinic_mis_visit_get_phones (visit);

      clinic_appointment_set_patient_name (appointment, clinic_mis_visit_get_patient_name (visit));
      clinic_appointment_set_patient_phone (appointment, phones != NULL ? phones[0] : NULL);
    }
}

static void
add_appointments (MisScene *scene)
{
  GListModel *stages = G_LIST_MODEL (scene->stages);
  int n = g_test_rand_int_range (0, MAX_APPOINTMENTS + 1);

  for (int i = 0; i < n; i++)
    {
      g_autofree char *key = any_key (scene);
      g_autoptr (ClinicStage) stage =
        g_list_model_get_item (stages,
                               (guint) g_test_rand_int_range (0, (int) g_list_model_get_n_items (
                                                                   stages)));
      ClinicAppointment *appointment =
        mis_scene_add_appointment (scene, key, CLINIC_STAGE_ROLE_BOOKED);

      if (chance (60))
        mis_scene_set_stage (appointment, chance (5) ? NULL : stage);
      mis_scene_set_patient (scene, appointment, g_test_rand_int_range (0, 5));
      clinic_appointment_set_start (appointment, chance (5) ? 0 : any_time ());
      if (chance (60))
        copy_visit (scene, appointment);
      if (chance (30))
        clinic_appointment_set_confirmation (appointment,
                                             (ClinicConfirmation) g_test_rand_int_range (0, 4));
      if (chance (10))
        clinic_appointment_set_created (appointment, MIS_NOW - 60);
      if (chance (5))
        clinic_appointment_set_id (appointment, -i - 1);
    }
}

static MisScene *
make_mess (void)
{
  MisScene *scene = mis_scene_new ();

  mis_scene_add_patient (scene, 2, "Иванов Михаил", "+79000000001");
  mis_scene_add_patient (scene, 3, "Орлов Пётр", "+79000000002");
  mis_scene_add_patient (scene, 4, "Сидорова Ольга", NULL);
  if (chance (30))
    mis_scene_add_doctor (scene, 13, "Петров Илья");
  if (chance (10))
    g_list_store_remove_all (scene->doctors);
  mis_scene_add_stage (scene, "C1:OWN", "Своя", 45, CLINIC_STAGE_KIND_PROCESS,
                       CLINIC_STAGE_ROLE_NONE);
  clinic_mis_rules_set_stage (scene->rules, "Своё", chance (50) ? "C1:OWN" : "C1:ILL");
  add_visits (scene);
  add_appointments (scene);

  return scene;
}

/* --- what is looked at --- */

static void
print_appointment (GString *text, ClinicAppointment *appointment)
{
  g_string_append_printf (text,
                          "%" G_GINT64_FORMAT " %s %s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT
                          " %" G_GINT64_FORMAT " %d\n",
                          clinic_appointment_get_id (appointment),
                          clinic_appointment_get_mis_id (appointment),
                          clinic_appointment_get_stage_id (appointment),
                          clinic_appointment_get_start (appointment),
                          clinic_appointment_get_doctor_id (appointment),
                          clinic_appointment_get_patient_id (appointment),
                          (int) clinic_appointment_get_confirmation (appointment));
}

/* (transfer full): the portal */
static char *
print_portal (MisScene *scene)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < scene->appointments->len; i++)
    print_appointment (text, g_ptr_array_index (scene->appointments, i));

  return g_string_free (text, FALSE);
}

/* (transfer full): everything for whoever looks for the mistake */
static char *
print_mess (MisScene *scene)
{
  g_autofree char *portal = print_portal (scene);
  GString *text = g_string_new (portal);

  for (guint i = 0; i < scene->visits->len; i++)
    {
      ClinicMisVisit *visit = g_ptr_array_index (scene->visits, i);
      const char *const *phones = clinic_mis_visit_get_phones (visit);

      g_string_append_printf (text, "%s %s%s %" G_GINT64_FORMAT " %s, %s %s\n",
                              clinic_mis_visit_get_id (visit),
                              clinic_mis_visit_get_raw_status (visit),
                              clinic_mis_visit_get_deleted (visit) ? " (deleted)" : "",
                              clinic_mis_visit_get_start (visit),
                              clinic_mis_visit_get_doctor (visit),
                              clinic_mis_visit_get_patient_name (visit),
                              phones != NULL ? phones[0] : "");
    }

  return g_string_free (text, FALSE);
}

/* (transfer full): the mismatches with all that they say */
static char *
tell_all (GPtrArray *found)
{
  g_autofree char *ids = mis_scene_tell (found);
  GString *text = g_string_new (ids);

  for (guint i = 0; i < found->len; i++)
    {
      ClinicMismatch *mismatch = g_ptr_array_index (found, i);
      ClinicStage *stage = clinic_mismatch_get_stage (mismatch);

      g_string_append_printf (text, "\n%s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %d",
                              stage != NULL ? clinic_stage_get_id (stage) : "-",
                              clinic_mismatch_get_doctor_id (mismatch),
                              clinic_mismatch_get_patient_id (mismatch),
                              (int) clinic_mismatch_get_status (mismatch));
    }

  return g_string_free (text, FALSE);
}

static void
shuffle (GPtrArray *array)
{
  for (guint i = array->len; i > 1; i--)
    {
      guint other = (guint) g_test_rand_int_range (0, (int) i);
      gpointer value = array->pdata[i - 1];

      array->pdata[i - 1] = array->pdata[other];
      array->pdata[other] = value;
    }
}

/* (transfer full): the groups that clinic_reconcile_repair() takes, safe ones only */
static GPtrArray *
group_safe (GPtrArray *found)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < found->len; i++)
    {
      ClinicMismatch *mismatch = g_ptr_array_index (found, i);
      ClinicAppointment *appointment = clinic_mismatch_get_appointment (mismatch);
      GPtrArray *group = NULL;

      if (!clinic_mismatch_get_safe (mismatch))
        continue;
      for (guint j = 0; appointment != NULL && j < groups->len; j++)
        {
          GPtrArray *other = g_ptr_array_index (groups, j);

          if (clinic_mismatch_get_appointment (g_ptr_array_index (other, 0)) == appointment)
            group = other;
        }
      if (group == NULL)
        g_ptr_array_add (groups, group = g_ptr_array_new_with_free_func (g_object_unref));
      g_ptr_array_add (group, g_object_ref (mismatch));
    }

  return groups;
}

static gboolean
is_final (ClinicAppointment *appointment)
{
  return clinic_appointment_get_kind (appointment) != CLINIC_STAGE_KIND_PROCESS;
}

static guint
count_of (MisScene *scene, const char *key)
{
  guint n = 0;

  for (guint i = 0; i < scene->appointments->len; i++)
    if (g_strcmp0 (clinic_appointment_get_mis_id (g_ptr_array_index (scene->appointments, i)),
                   key) == 0)
      n++;

  return n;
}

/* No stage is left backwards, but by a visit with another time. */
static void
check_stage (MisScene *scene, GPtrArray *group, ClinicCommand *command)
{
  ClinicAppointment *appointment = clinic_mismatch_get_appointment (g_ptr_array_index (group, 0));
  const char *id = NULL;
  ClinicStage *stage, *is;

  if (!g_variant_lookup (clinic_command_get_payload (command), "stage", "&s", &id))
    return;
  stage = mis_scene_find_stage (scene, id);
  g_assert_cmpint (clinic_stage_get_kind (stage), !=, CLINIC_STAGE_KIND_FAILURE);
  if (appointment == NULL)
    return;
  g_assert_false (is_final (appointment));
  is = clinic_appointment_get_stage (appointment);
  if (clinic_mismatch_get_kind (g_ptr_array_index (group, 0)) == CLINIC_MISMATCH_TIME)
    return;
  g_assert_nonnull (is);
  g_assert_cmpint (clinic_stage_get_sort (is), <, clinic_stage_get_sort (stage));
}

/* (transfer full): what is safe, done */
static GPtrArray *
repair (MisScene *scene, GPtrArray *found)
{
  g_autoptr (GPtrArray) groups = group_safe (found);
  GPtrArray *commands = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < groups->len; i++)
    {
      ClinicCommand *command =
        clinic_reconcile_repair (g_ptr_array_index (groups, i), scene->input.now);

      g_assert_nonnull (command);
      check_stage (scene, g_ptr_array_index (groups, i), command);
      g_ptr_array_add (commands, command);
    }
  for (guint i = 0; i < commands->len; i++)
    mis_scene_apply (scene, g_ptr_array_index (commands, i));

  return commands;
}

/* Once the card of a new patient is made, her other visits find it. */
static gboolean
is_of_newcomer (GPtrArray *found)
{
  for (guint i = 0; i < found->len; i++)
    {
      ClinicMismatch *mismatch = g_ptr_array_index (found, i);

      if (clinic_mismatch_get_safe (mismatch) &&
          clinic_mismatch_get_patient_id (mismatch) < FIRST_NEW_PATIENT)
        return FALSE;
    }

  return TRUE;
}

static guint
count_safe (GPtrArray *found)
{
  guint n = 0;

  for (guint i = 0; i < found->len; i++)
    n += clinic_mismatch_get_safe (g_ptr_array_index (found, i)) ? 1 : 0;

  return n;
}

/* --- the properties --- */

static void
check_pure (MisScene *scene, GPtrArray *found)
{
  g_autofree char *before = print_mess (scene);
  g_autofree char *first = tell_all (found);
  g_autoptr (GPtrArray) again = clinic_reconcile (&scene->input);
  g_autofree char *second = tell_all (again);
  g_autofree char *after = print_mess (scene);
  g_autoptr (GPtrArray) shuffled = NULL;
  g_autofree char *third = NULL;

  g_assert_cmpstr (first, ==, second);
  g_assert_cmpstr (before, ==, after);
  shuffle (scene->visits);
  shuffle (scene->appointments);
  shuffle (scene->patients);
  shuffled = clinic_reconcile (&scene->input);
  third = tell_all (shuffled);
  g_assert_cmpstr (first, ==, third);
}

static void
check_ids (GPtrArray *found)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < found->len; i++)
    {
      ClinicMismatch *mismatch = g_ptr_array_index (found, i);

      g_assert_true (g_hash_table_add (ids, (gpointer) clinic_mismatch_get_id (mismatch)));
      g_assert_true (clinic_mismatch_get_can_take (mismatch) ||
                     !clinic_mismatch_get_safe (mismatch));
    }
}

static void
check_repair (MisScene *scene, GPtrArray *found)
{
  g_autoptr (GPtrArray) finals = g_ptr_array_new_with_free_func (g_free);
  guint counts[MAX_VISITS] = { 0 };
  g_autoptr (GPtrArray) commands = NULL;
  guint n_before = scene->appointments->len;

  for (guint i = 0; i < n_before; i++)
    {
      ClinicAppointment *appointment = g_ptr_array_index (scene->appointments, i);

      g_ptr_array_add (finals, g_strdup (is_final (appointment)
                                           ? clinic_appointment_get_stage_id (appointment)
                                           : ""));
    }
  for (guint i = 0; i < scene->visits->len; i++)
    counts[i] = count_of (scene, clinic_mis_visit_get_id (g_ptr_array_index (scene->visits, i)));

  commands = repair (scene, found);

  for (guint i = 0; i < n_before; i++)
    if (*(const char *) g_ptr_array_index (finals, i) != '\0')
      g_assert_cmpstr (clinic_appointment_get_stage_id (g_ptr_array_index (scene->appointments, i)),
                       ==, g_ptr_array_index (finals, i));
  for (guint i = 0; i < scene->visits->len; i++)
    g_assert_cmpuint (count_of (scene,
                                clinic_mis_visit_get_id (g_ptr_array_index (scene->visits, i))),
                      <=, MAX (counts[i], 1));
  g_assert_cmpuint (scene->appointments->len - n_before, <=, scene->visits->len);
}

/* What was safe is done with: nothing safe is left, and a second run changes nothing. */
static void
check_end (MisScene *scene)
{
  for (guint i = 0; i <= MAX_VISITS; i++)
    {
      g_autoptr (GPtrArray) found = clinic_reconcile (&scene->input);
      g_autofree char *text = mis_scene_tell (found);

      if (count_safe (found) == 0)
        return;
      if (!is_of_newcomer (found))
        g_test_message ("left after a repair: %s", text);
      g_assert_true (is_of_newcomer (found));
      check_repair (scene, found);
    }
  g_assert_not_reached ();
}

static void
test_a_mess_is_repaired_once_and_nothing_is_lost (void)
{
  guint seen[CLINIC_MISMATCH_PATIENT + 1] = { 0 }, safe = 0, linked = 0;
  guint rounds = g_getenv ("RECEPTION_PATIENCE") != NULL ? SLOW_ROUNDS : ROUNDS;

  for (guint round = 0; round < rounds; round++)
    {
      g_autoptr (MisScene) scene = make_mess ();
      g_autoptr (GPtrArray) found = clinic_reconcile (&scene->input);
      g_autofree char *mess = print_mess (scene);
      g_autofree char *text = mis_scene_tell (found);

      if (g_test_verbose ())
        g_test_message ("round %u\n%s%s", round, mess, text);
      check_ids (found);
      check_pure (scene, found);
      check_repair (scene, found);
      check_end (scene);
      for (guint i = 0; i < found->len; i++)
        {
          ClinicMismatch *mismatch = g_ptr_array_index (found, i);

          seen[clinic_mismatch_get_kind (mismatch)]++;
          if (clinic_mismatch_get_kind (mismatch) == CLINIC_MISMATCH_NO_APPOINTMENT &&
              clinic_mismatch_get_appointment (mismatch) != NULL)
            linked++;
        }
      safe += count_safe (found);
    }

  /* a mess without a mess would prove nothing */
  for (gsize i = 0; i < G_N_ELEMENTS (seen); i++)
    g_assert_cmpuint (seen[i], >, rounds / 20);
  g_assert_cmpuint (linked, >, rounds / 50);
  g_assert_cmpuint (safe, >, rounds / 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clinic/reconcile/a_mess_is_repaired_once_and_nothing_is_lost",
                   test_a_mess_is_repaired_once_and_nothing_is_lost);

  return g_test_run ();
}
