/* clinic-day.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "clinic-day"

#include "clinic-day.h"

#include "clinic-enums.h"
#include "clinic-stage.h"

#include <string.h>

/* Whoever is later than this does not come any more. */
#define LATE_MAX_SECONDS (4 * 3600)

struct _ClinicDay
{
  GObject parent_instance;

  ClinicBook *book;     /* owned */
  GPtrArray *entries;   /* owned, of Entry: as in the book */
  GPtrArray *columns;   /* owned, of ClinicDayColumn (owned) */
  ClinicDayRules rules; /* no rules yet: day is 0 */
  gint64 from;          /* the day: from <= start < to */
  gint64 to;
  guint n_visits;
  gboolean filled; /* nobody is booked: the columns are everybody's */
};

G_DEFINE_FINAL_TYPE (ClinicDay, clinic_day, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* A visit of the book. */
typedef struct
{
  ClinicDay *day;           /* unowned, owns this */
  ClinicAppointment *visit; /* owned */
  ClinicDayColumn *column;  /* unowned, (nullable): NULL: not on this day */
  gulong handler;
} Entry;

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_clear_signal_handler (&entry->handler, entry->visit);
  g_clear_object (&entry->visit);
  g_free (entry);
}

/* --- columns --- */

static gint64
place_of (ClinicDay *self, ClinicAppointment *visit)
{
  return self->rules.place == CLINIC_PLACE_DOCTOR ? clinic_appointment_get_doctor_id (visit)
                                                  : clinic_appointment_get_chair_id (visit);
}

static gboolean
is_shown (ClinicDay *self, ClinicAppointment *visit)
{
  gint64 start = clinic_appointment_get_start (visit);

  return self->rules.day != 0 && start >= self->from && start < self->to &&
         (self->rules.only_id == 0 || place_of (self, visit) == self->rules.only_id) &&
         clinic_windows_takes_time (visit);
}

/* What the dictionaries call it, else what the visit (nullable) says. */
static void
name_column (ClinicDay *self, ClinicDayColumn *column, ClinicAppointment *visit)
{
  gint64 id = clinic_day_column_get_id (column);
  GListModel *doctors = clinic_book_get_doctors (self->book);
  GListModel *chairs = clinic_book_get_list (self->book, CLINIC_BOOK_CHAIRS);

  for (guint i = 0; self->rules.place == CLINIC_PLACE_DOCTOR && id != 0 &&
                    i < g_list_model_get_n_items (doctors);
       i++)
    {
      g_autoptr (ClinicDoctor) doctor = g_list_model_get_item (doctors, i);

      if (clinic_doctor_get_id (doctor) != id)
        continue;
      clinic_day_column_set_names (column, clinic_doctor_get_name (doctor),
                                   clinic_doctor_get_specialty (doctor));
      return;
    }
  for (guint i = 0;
       self->rules.place == CLINIC_PLACE_CHAIR && id != 0 && i < g_list_model_get_n_items (chairs);
       i++)
    {
      g_autoptr (ClinicChoice) chair = g_list_model_get_item (chairs, i);

      if (clinic_choice_get_id (chair) != id)
        continue;
      clinic_day_column_set_names (column, clinic_choice_get_name (chair), NULL);
      return;
    }
  if (visit == NULL || id == 0)
    return;
  if (self->rules.place == CLINIC_PLACE_DOCTOR)
    clinic_day_column_set_names (column, clinic_appointment_get_doctor_name (visit),
                                 clinic_appointment_get_specialty (visit));
  else
    clinic_day_column_set_names (column, clinic_appointment_get_chair (visit), NULL);
}

/* By name; what is nobody's is last. */
static int
compare_columns (gconstpointer a, gconstpointer b)
{
  ClinicDayColumn *first = *(ClinicDayColumn *const *) a;
  ClinicDayColumn *second = *(ClinicDayColumn *const *) b;
  gint64 first_id = clinic_day_column_get_id (first);
  gint64 second_id = clinic_day_column_get_id (second);
  int order = 0;

  if ((first_id == 0) != (second_id == 0))
    return first_id == 0 ? 1 : -1;
  order = g_utf8_collate (clinic_day_column_get_name (first), clinic_day_column_get_name (second));
  if (order != 0)
    return order;

  return first_id < second_id ? -1 : first_id > second_id;
}

/* (transfer none): made when there is none. visit: (nullable): to name it by */
static ClinicDayColumn *
get_column (ClinicDay *self, gint64 id, ClinicAppointment *visit)
{
  g_autoptr (ClinicDayColumn) column = NULL;

  for (guint i = 0; i < self->columns->len; i++)
    if (clinic_day_column_get_id (g_ptr_array_index (self->columns, i)) == id)
      return g_ptr_array_index (self->columns, i);

  column = clinic_day_column_new (id);
  name_column (self, column, visit);
  g_ptr_array_add (self->columns, g_object_ref (column));
  g_ptr_array_sort (self->columns, compare_columns);

  return column; /* the list has it */
}

static void
arrange (ClinicDay *self, ClinicDayColumn *column)
{
  ClinicWindowRules rules = { .day_begins = self->rules.begins,
                              .day_ends = self->rules.ends,
                              .minutes = CLINIC_WINDOWS_STEP_MINUTES,
                              .now = self->rules.now };

  clinic_day_column_arrange (column, &rules, self->rules.place, self->rules.day);
}

static void
arrange_all (ClinicDay *self)
{
  for (guint i = 0; i < self->columns->len; i++)
    arrange (self, g_ptr_array_index (self->columns, i));
}

/* An empty day can be booked too: with anybody, or with whom was asked for. */
static void
fill (ClinicDay *self)
{
  gboolean doctors = self->rules.place == CLINIC_PLACE_DOCTOR;
  GListModel *all = doctors ? clinic_book_get_doctors (self->book)
                            : clinic_book_get_list (self->book, CLINIC_BOOK_CHAIRS);

  if (self->rules.day == 0)
    return;
  if (self->rules.only_id != 0)
    {
      get_column (self, self->rules.only_id, NULL);
      return;
    }
  if (self->columns->len > 0)
    return;

  self->filled = TRUE;
  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (all, i);

      get_column (self,
                  doctors ? clinic_doctor_get_id (CLINIC_DOCTOR (item))
                          : clinic_choice_get_id (CLINIC_CHOICE (item)),
                  NULL);
    }
}

static void
put (ClinicDay *self, Entry *entry)
{
  if (!is_shown (self, entry->visit))
    return;

  if (self->filled)
    {
      self->filled = FALSE;
      g_ptr_array_set_size (self->columns, 0);
    }
  entry->column = get_column (self, place_of (self, entry->visit), entry->visit);
  clinic_day_column_add (entry->column, entry->visit);
  self->n_visits++;
}

static void
take (ClinicDay *self, Entry *entry)
{
  ClinicDayColumn *column = g_steal_pointer (&entry->column);

  if (column == NULL)
    return;
  clinic_day_column_remove (column, entry->visit);
  self->n_visits--;
}

static void
place_all (ClinicDay *self)
{
  for (guint i = 0; i < self->entries->len; i++)
    ((Entry *) g_ptr_array_index (self->entries, i))->column = NULL;
  g_ptr_array_set_size (self->columns, 0);
  self->n_visits = 0;
  self->filled = FALSE;
  for (guint i = 0; i < self->entries->len; i++)
    put (self, g_ptr_array_index (self->entries, i));
  fill (self);
  arrange_all (self);
}

/* --- what happens to the book --- */

static gboolean
matters (const char *name)
{
  static const char *const names[] = { "start", "minutes", "doctor-id", "chair-id",  "doctor-name",
                                       "chair", "stage",   "kind",      "specialty", NULL };

  return g_strv_contains (names, name);
}

static void
on_visit_notify_cb (ClinicAppointment *visit, GParamSpec *pspec, Entry *entry)
{
  ClinicDay *self = entry->day;
  ClinicDayColumn *old = entry->column;

  if (!matters (pspec->name) || (old == NULL && !is_shown (self, visit)))
    return;

  take (self, entry);
  put (self, entry);
  if (entry->column != NULL && clinic_day_column_get_name (entry->column)[0] == '\0')
    name_column (self, entry->column, visit);
  if (old != NULL)
    arrange (self, old);
  if (entry->column != NULL && entry->column != old)
    arrange (self, entry->column);
  g_signal_emit (self, signals[CHANGED], 0);
}

static Entry *
entry_new (ClinicDay *self, ClinicAppointment *visit)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->day = self;
  entry->visit = g_object_ref (visit);
  entry->handler = g_signal_connect (visit, "notify", G_CALLBACK (on_visit_notify_cb), entry);

  return entry;
}

static void
on_items_changed_cb (ClinicDay *self, guint position, guint removed, guint added, GListModel *book)
{
  gboolean changed = FALSE;

  for (guint i = position; i < position + removed; i++)
    {
      Entry *entry = g_ptr_array_index (self->entries, i);

      changed |= entry->column != NULL;
      take (self, entry);
    }
  if (removed > 0)
    g_ptr_array_remove_range (self->entries, position, removed);
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (ClinicAppointment) visit = g_list_model_get_item (book, i);
      Entry *entry = entry_new (self, visit);

      g_ptr_array_insert (self->entries, (int) i, entry);
      put (self, entry);
      changed |= entry->column != NULL;
    }
  if (!changed)
    return;

  fill (self);
  arrange_all (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_names_changed_cb (ClinicDay *self)
{
  if (self->rules.day == 0)
    return;

  place_all (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* --- the type --- */

static void
clinic_day_dispose (GObject *object)
{
  ClinicDay *self = CLINIC_DAY (object);

  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->columns, g_ptr_array_unref);
  g_clear_object (&self->book);

  G_OBJECT_CLASS (clinic_day_parent_class)->dispose (object);
}

static void
clinic_day_class_init (ClinicDayClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = clinic_day_dispose;

  signals[CHANGED] = g_signal_new ("changed", CLINIC_TYPE_DAY, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
clinic_day_init (ClinicDay *self)
{
  self->entries = g_ptr_array_new_with_free_func (entry_free);
  self->columns = g_ptr_array_new_with_free_func (g_object_unref);
}

ClinicDay *
clinic_day_new (ClinicBook *book)
{
  ClinicDay *self = g_object_new (CLINIC_TYPE_DAY, NULL);
  GListModel *visits = clinic_book_get_appointments (book);

  self->book = g_object_ref (book);
  g_signal_connect_object (visits, "items-changed", G_CALLBACK (on_items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (clinic_book_get_doctors (book), "items-changed",
                           G_CALLBACK (on_names_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (clinic_book_get_list (book, CLINIC_BOOK_CHAIRS), "items-changed",
                           G_CALLBACK (on_names_changed_cb), self, G_CONNECT_SWAPPED);
  on_items_changed_cb (self, 0, 0, g_list_model_get_n_items (visits), visits);

  return self;
}

void
clinic_day_set_rules (ClinicDay *self, const ClinicDayRules *rules)
{
  ClinicDayRules old;
  gint64 midnight = 0;

  g_return_if_fail (CLINIC_IS_DAY (self));
  g_return_if_fail (rules != NULL && rules->day != 0);

  old = self->rules;
  midnight = clinic_windows_day (rules->day, 0);
  self->rules = *rules;
  if (midnight != self->from || rules->place != old.place || rules->only_id != old.only_id)
    {
      self->from = midnight;
      self->to = clinic_windows_day (midnight, 1);
      place_all (self);
    }
  else
    {
      arrange_all (self);
    }
  g_signal_emit (self, signals[CHANGED], 0);
}

const ClinicDayRules *
clinic_day_get_rules (ClinicDay *self)
{
  g_return_val_if_fail (CLINIC_IS_DAY (self), NULL);

  return &self->rules;
}

GPtrArray *
clinic_day_get_columns (ClinicDay *self)
{
  g_return_val_if_fail (CLINIC_IS_DAY (self), NULL);

  return self->columns;
}

guint
clinic_day_get_n_visits (ClinicDay *self)
{
  g_return_val_if_fail (CLINIC_IS_DAY (self), 0);

  return self->n_visits;
}

/* The full hour of the clock before; zones are not always whole hours away from UTC. */
static gint64
hour_before (gint64 when)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (when);

  return when - g_date_time_get_minute (time) * 60 - g_date_time_get_second (time);
}

void
clinic_day_get_hours (ClinicDay *self, gint64 *from, gint64 *to)
{
  gint64 first = 0, last = 0;

  g_return_if_fail (CLINIC_IS_DAY (self));

  first = clinic_windows_at (self->from, self->rules.begins);
  last = clinic_windows_at (self->from, MAX (self->rules.ends, self->rules.begins + 60));
  for (guint i = 0; i < self->columns->len; i++)
    {
      GArray *blocks = clinic_day_column_get_blocks (g_ptr_array_index (self->columns, i));

      for (guint j = 0; j < blocks->len; j++)
        {
          const ClinicDayBlock *block = &g_array_index (blocks, ClinicDayBlock, j);

          first = MIN (first, block->start);
          last = MAX (last, block->end);
        }
    }
  *from = hour_before (first);
  *to = hour_before (last + 3599);
}

ClinicPresence
clinic_presence_of (ClinicAppointment *visit, gint64 now, gint64 *seconds)
{
  ClinicStage *stage = clinic_appointment_get_stage (visit);
  ClinicStageRole role = stage != NULL ? clinic_stage_get_role (stage) : CLINIC_STAGE_ROLE_NONE;
  gint64 start = clinic_appointment_get_start (visit);
  gint64 moved = clinic_appointment_get_moved (visit);
  gint64 since = 0;
  ClinicPresence presence = CLINIC_PRESENCE_NONE;

  if (clinic_appointment_get_kind (visit) == CLINIC_STAGE_KIND_PROCESS &&
      role != CLINIC_STAGE_ROLE_CANCELLED)
    {
      if (role == CLINIC_STAGE_ROLE_ARRIVED || role == CLINIC_STAGE_ROLE_IN_CHAIR)
        {
          presence =
            role == CLINIC_STAGE_ROLE_ARRIVED ? CLINIC_PRESENCE_WAITING : CLINIC_PRESENCE_IN_CHAIR;
          since = moved;
        }
      else if (start != 0 && now - start >= 60 && now - start <= LATE_MAX_SECONDS)
        {
          presence = CLINIC_PRESENCE_LATE;
          since = start;
        }
    }
  if (seconds != NULL)
    *seconds = since != 0 ? MAX (now - since, 0) : 0;

  return presence;
}
