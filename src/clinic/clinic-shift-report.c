/* clinic-shift-report.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "clinic-shift-report"

#include "clinic-shift-report.h"

#include "clinic-losses.h"
#include "clinic-mismatch.h"
#include "clinic-phone.h"
#include "clinic-report.h"
#include "clinic-stage.h"

/* voximplant.statistic.get: CALL_TYPE */
#define TYPE_OUT 1
#define TYPE_IN 2

struct _ClinicShiftReport
{
  GObject parent_instance;

  GPtrArray *items[CLINIC_N_SHIFT_LINES][CLINIC_N_SHIFT_SIDES]; /* owned, (nullable) */
  gint64 from;
  gint64 now;
};

G_DEFINE_FINAL_TYPE (ClinicShiftReport, clinic_shift_report, G_TYPE_OBJECT)

static void
clinic_shift_report_finalize (GObject *object)
{
  ClinicShiftReport *self = CLINIC_SHIFT_REPORT (object);

  for (int line = 0; line < CLINIC_N_SHIFT_LINES; line++)
    for (int side = 0; side < CLINIC_N_SHIFT_SIDES; side++)
      g_clear_pointer (&self->items[line][side], g_ptr_array_unref);

  G_OBJECT_CLASS (clinic_shift_report_parent_class)->finalize (object);
}

static void
clinic_shift_report_class_init (ClinicShiftReportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = clinic_shift_report_finalize;
}

static void
clinic_shift_report_init (ClinicShiftReport *self)
{
}

/* The line is known from now on: with no items yet. */
static void
begin (ClinicShiftReport *self, ClinicShiftLine line, const ClinicShiftDay *day)
{
  self->items[line][CLINIC_SHIFT_ALL] = g_ptr_array_new_with_free_func (g_object_unref);
  if (clinic_shift_line_has_mine (line) && day->me != 0)
    self->items[line][CLINIC_SHIFT_MINE] = g_ptr_array_new_with_free_func (g_object_unref);
}

/* whose: user, 0 nobody's */
static void
add (ClinicShiftReport *self,
     ClinicShiftLine line,
     const ClinicShiftDay *day,
     gpointer item,
     gint64 whose)
{
  g_ptr_array_add (self->items[line][CLINIC_SHIFT_ALL], g_object_ref (item));
  if (self->items[line][CLINIC_SHIFT_MINE] != NULL && whose == day->me)
    g_ptr_array_add (self->items[line][CLINIC_SHIFT_MINE], g_object_ref (item));
}

/* --- by the engine of the reports: ids are places in the lists --- */

static gboolean
came_in (ClinicCallRecord *record)
{
  return clinic_call_record_get_direction (record) == CLINIC_CALL_DIRECTION_IN;
}

/* what was seen live has no type yet */
static gint64
type_of (ClinicCallRecord *record)
{
  gint64 type = clinic_call_record_get_call_type (record);

  return type != 0 ? type : came_in (record) ? TYPE_IN : TYPE_OUT;
}

static void
add_call (ClinicFacts *facts, ClinicCallRecord *record, guint place)
{
  ClinicFactCall call = {
    .id = place + 1,
    .start = clinic_call_record_get_start (record),
    .number = clinic_phone_key_number (clinic_call_record_get_number (record)),
    .duration = (gint32) clinic_call_record_get_duration (record),
    .ring = (gint32) clinic_call_record_get_ring (record),
    .type = (guint8) type_of (record),
    .answered = g_strcmp0 (clinic_call_record_get_code (record), "200") == 0,
  };

  clinic_facts_add_call (facts, &call);
}

static void
add_visit (ClinicFacts *facts, ClinicAppointment *visit, guint place)
{
  ClinicStage *stage = clinic_appointment_get_stage (visit);
  ClinicFactVisit fact = {
    .id = place + 1,
    .patient = clinic_appointment_get_patient_id (visit),
    .start = clinic_appointment_get_start (visit),
    .created = clinic_appointment_get_created (visit),
    .kind = (guint8) clinic_appointment_get_kind (visit),
    .role = stage != NULL ? (guint8) clinic_stage_get_role (stage) : CLINIC_STAGE_ROLE_NONE,
    .excused = (guint8) clinic_losses_is_excused (visit),
  };

  clinic_facts_add_visit (facts, &fact);
}

static ClinicFacts *
facts_of (const ClinicShiftDay *day)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  ClinicFacts *facts = clinic_facts_new (zone);

  for (guint i = 0; day->call_log != NULL && i < g_list_model_get_n_items (day->call_log); i++)
    {
      g_autoptr (ClinicCallRecord) record = g_list_model_get_item (day->call_log, i);

      add_call (facts, record, i);
    }
  for (guint i = 0; day->appointments != NULL && i < g_list_model_get_n_items (day->appointments);
       i++)
    {
      g_autoptr (ClinicAppointment) visit = g_list_model_get_item (day->appointments, i);

      add_visit (facts, visit, i);
    }
  clinic_facts_seal (facts);

  return facts;
}

/* (transfer full) (element-type ClinicReportRow) */
static GArray *
ask (ClinicFacts *facts, ClinicMeasure measure, gint64 now)
{
  g_autoptr (ClinicQuestion) question = clinic_question_new (measure, CLINIC_GROUPING_NONE);
  g_autoptr (ClinicReport) report = NULL;
  ClinicReportRules rules;

  clinic_report_rules_init (&rules);
  question->period = CLINIC_PERIOD_TODAY;
  question->comparison = CLINIC_COMPARISON_NONE;
  report = clinic_report_new (facts, question, &rules, now);

  return clinic_report_dup_rows (report, NULL, CLINIC_FIGURE_PART);
}

/* Taken: of the calls that came; made: all others. */
static gboolean
is_of_line (GObject *item, ClinicShiftLine line)
{
  return !CLINIC_IS_CALL_RECORD (item) ||
         came_in (CLINIC_CALL_RECORD (item)) == (line == CLINIC_SHIFT_CALLS_TAKEN);
}

static gint64
whose (GObject *item)
{
  return CLINIC_IS_CALL_RECORD (item)
           ? clinic_call_record_get_user_id (CLINIC_CALL_RECORD (item))
           : clinic_appointment_get_responsible_id (CLINIC_APPOINTMENT (item));
}

/* items: the list whose places are the ids of what is measured */
static void
add_measured (ClinicShiftReport *self,
              const ClinicShiftDay *day,
              ClinicFacts *facts,
              ClinicMeasure measure,
              GListModel *items,
              ClinicShiftLine line)
{
  g_autoptr (GArray) rows = ask (facts, measure, day->now);

  begin (self, line, day);
  for (guint i = 0; i < rows->len; i++)
    {
      guint place = (guint) g_array_index (rows, ClinicReportRow, i).id - 1;
      g_autoptr (GObject) item = g_list_model_get_item (items, place);

      if (is_of_line (item, line))
        add (self, line, day, item, whose (item));
    }
}

/* --- by the rules of the pages --- */

static void
add_missed (ClinicShiftReport *self, const ClinicShiftDay *day)
{
  begin (self, CLINIC_SHIFT_NUMBERS_MISSED, day);
  begin (self, CLINIC_SHIFT_CALLED_BACK, day);
  begin (self, CLINIC_SHIFT_GOT_THROUGH, day);
  begin (self, CLINIC_SHIFT_LEFT_MISSED, day);
  for (guint i = 0; i < g_list_model_get_n_items (day->missed); i++)
    {
      g_autoptr (ClinicMissedGroup) group = g_list_model_get_item (day->missed, i);
      ClinicMissedState state = clinic_missed_group_get_state (group);

      add (self, CLINIC_SHIFT_NUMBERS_MISSED, day, group, 0);
      if (state == CLINIC_MISSED_CALLED_BACK)
        add (self, CLINIC_SHIFT_CALLED_BACK, day, group, 0);
      else if (state == CLINIC_MISSED_GOT_THROUGH)
        add (self, CLINIC_SHIFT_GOT_THROUGH, day, group, 0);
      else if (clinic_shift_is_missed (group))
        add (self, CLINIC_SHIFT_LEFT_MISSED, day, group, 0);
    }
}

/* lost, or the patient said no, today: by when it came into its stage */
static gboolean
was_cancelled (ClinicAppointment *visit, gint64 from, gint64 to)
{
  ClinicStage *stage = clinic_appointment_get_stage (visit);
  ClinicStageRole role = stage != NULL ? clinic_stage_get_role (stage) : CLINIC_STAGE_ROLE_NONE;
  gint64 moved = clinic_appointment_get_moved (visit);

  return moved >= from && moved < to && role != CLINIC_STAGE_ROLE_NO_SHOW &&
         (role == CLINIC_STAGE_ROLE_CANCELLED || clinic_losses_is_lost (visit));
}

static int
compare_starts (gconstpointer a, gconstpointer b)
{
  gint64 first = clinic_appointment_get_start (*(ClinicAppointment *const *) a);
  gint64 second = clinic_appointment_get_start (*(ClinicAppointment *const *) b);

  return first < second ? -1 : first > second;
}

/* the book is in no order */
static void
sort_visits (ClinicShiftReport *self, ClinicShiftLine line)
{
  for (int side = 0; side < CLINIC_N_SHIFT_SIDES; side++)
    if (self->items[line][side] != NULL)
      g_ptr_array_sort (self->items[line][side], compare_starts);
}

static void
add_visits (ClinicShiftReport *self, const ClinicShiftDay *day)
{
  gint64 to = clinic_windows_day (day->now, 1);

  begin (self, CLINIC_SHIFT_VISITS_BOOKED, day);
  begin (self, CLINIC_SHIFT_VISITS_CANCELLED, day);
  begin (self, CLINIC_SHIFT_CONFIRMED, day);
  begin (self, CLINIC_SHIFT_LEFT_UNCONFIRMED, day);
  for (guint i = 0; i < g_list_model_get_n_items (day->appointments); i++)
    {
      g_autoptr (ClinicAppointment) visit = g_list_model_get_item (day->appointments, i);
      gint64 created = clinic_appointment_get_created (visit);

      if (created >= self->from && created < to)
        add (self, CLINIC_SHIFT_VISITS_BOOKED, day, visit,
             clinic_appointment_get_responsible_id (visit));
      if (was_cancelled (visit, self->from, to))
        add (self, CLINIC_SHIFT_VISITS_CANCELLED, day, visit,
             clinic_appointment_get_moved_by_id (visit));
      if (!clinic_shift_is_tomorrow (visit, day->now))
        continue;
      if (clinic_shift_is_confirmed (visit))
        add (self, CLINIC_SHIFT_CONFIRMED, day, visit, 0);
      else
        add (self, CLINIC_SHIFT_LEFT_UNCONFIRMED, day, visit, 0);
    }
  sort_visits (self, CLINIC_SHIFT_VISITS_BOOKED);
  sort_visits (self, CLINIC_SHIFT_VISITS_CANCELLED);
  sort_visits (self, CLINIC_SHIFT_CONFIRMED);
  sort_visits (self, CLINIC_SHIFT_LEFT_UNCONFIRMED);
}

static void
add_list (ClinicShiftReport *self,
          const ClinicShiftDay *day,
          ClinicShiftLine line,
          GListModel *items)
{
  begin (self, line, day);
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (items, i);

      add (self, line, day, item, 0);
    }
}

static void
count (ClinicShiftReport *self, const ClinicShiftDay *day)
{
  g_autoptr (ClinicFacts) facts = facts_of (day);

  if (day->call_log != NULL)
    {
      add_measured (self, day, facts, CLINIC_MEASURE_CALLS_HANDLED, day->call_log,
                    CLINIC_SHIFT_CALLS_TAKEN);
      add_measured (self, day, facts, CLINIC_MEASURE_CALLS, day->call_log, CLINIC_SHIFT_CALLS_MADE);
    }
  if (day->missed != NULL)
    add_missed (self, day);
  if (day->appointments != NULL)
    {
      add_measured (self, day, facts, CLINIC_MEASURE_VISITS, day->appointments, CLINIC_SHIFT_CAME);
      add_measured (self, day, facts, CLINIC_MEASURE_NO_SHOW, day->appointments,
                    CLINIC_SHIFT_NO_SHOWS);
      add_visits (self, day);
    }
  add_list (self, day, CLINIC_SHIFT_LEFT_UNSENT, day->commands);
  if (day->mismatches != NULL)
    add_list (self, day, CLINIC_SHIFT_LEFT_MISMATCHES, day->mismatches);
  /* what others moved, and what was moved before the desk was opened, nobody tells */
  if (day->watch != NULL)
    self->items[CLINIC_SHIFT_VISITS_MOVED][CLINIC_SHIFT_MINE] =
      clinic_shift_watch_dup_moved (day->watch, self->from);
}

ClinicShiftReport *
clinic_shift_report_new (const ClinicShiftDay *day)
{
  ClinicShiftReport *self = NULL;

  g_return_val_if_fail (day != NULL, NULL);
  g_return_val_if_fail (G_IS_LIST_MODEL (day->commands), NULL);

  self = g_object_new (CLINIC_TYPE_SHIFT_REPORT, NULL);
  self->now = day->now;
  self->from = clinic_windows_day (day->now, 0);
  count (self, day);

  return self;
}

/* Nobody knows before the medical system was read. */
static gboolean
has_mismatches (ClinicMisDesk *desk)
{
  return clinic_mis_link_get_as_of (clinic_mis_desk_get_link (desk)) != 0;
}

ClinicShiftDay
clinic_shift_report_look (ClinicSession *session, ClinicShiftWatch *watch)
{
  ClinicShiftDay day = { 0 };
  ClinicShiftScene scene;
  ClinicMisDesk *desk = NULL;

  g_return_val_if_fail (CLINIC_IS_SESSION (session), day);

  scene = clinic_shift_look (session, 0, 0);
  desk = clinic_session_get_mis_desk (session);
  day.call_log = scene.missed != NULL ? clinic_session_get_call_log (session) : NULL;
  day.missed = scene.missed;
  day.appointments = scene.appointments;
  day.commands = clinic_session_get_commands (session);
  day.mismatches = has_mismatches (desk) ? clinic_mis_desk_get_mismatches (desk) : NULL;
  day.watch = watch;
  day.me = clinic_link_get_user_id (clinic_session_get_link (session));
  day.now = scene.rules.now;

  return day;
}

GPtrArray *
clinic_shift_report_get_items (ClinicShiftReport *self, ClinicShiftLine line, ClinicShiftSide side)
{
  g_return_val_if_fail (CLINIC_IS_SHIFT_REPORT (self), NULL);

  return self->items[line][side];
}

int
clinic_shift_report_get_number (ClinicShiftReport *self, ClinicShiftLine line, ClinicShiftSide side)
{
  g_return_val_if_fail (CLINIC_IS_SHIFT_REPORT (self), CLINIC_SHIFT_UNKNOWN);

  return self->items[line][side] != NULL ? (int) self->items[line][side]->len
                                         : CLINIC_SHIFT_UNKNOWN;
}

gint64
clinic_shift_report_get_now (ClinicShiftReport *self)
{
  g_return_val_if_fail (CLINIC_IS_SHIFT_REPORT (self), 0);

  return self->now;
}
