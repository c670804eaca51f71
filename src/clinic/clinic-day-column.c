/* clinic-day-column.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "clinic-day-column"

#include "clinic-day-column.h"

struct _ClinicDayColumn
{
  GObject parent_instance;

  gint64 id;
  char *name;         /* owned */
  char *specialty;    /* owned */
  GListStore *visits; /* owned, of ClinicAppointment, in no order */
  GArray *blocks;     /* owned, of ClinicDayBlock */
  GArray *windows;    /* owned, of ClinicWindow */
};

G_DEFINE_FINAL_TYPE (ClinicDayColumn, clinic_day_column, G_TYPE_OBJECT)

static int
compare_blocks (gconstpointer a, gconstpointer b)
{
  const ClinicDayBlock *first = a, *second = b;
  gint64 first_id = clinic_appointment_get_id (first->visit);
  gint64 second_id = clinic_appointment_get_id (second->visit);

  if (first->start != second->start)
    return first->start < second->start ? -1 : 1;
  if (first->end != second->end)
    return first->end > second->end ? -1 : 1;

  return first_id < second_id ? -1 : first_id > second_id;
}

static void
collect_blocks (ClinicDayColumn *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->visits));

  g_array_set_size (self->blocks, 0);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ClinicAppointment) visit = g_list_model_get_item (G_LIST_MODEL (self->visits), i);
      ClinicDayBlock block = { .visit = visit,
                               .start = clinic_appointment_get_start (visit),
                               .end = clinic_windows_end_of (visit),
                               .n_lanes = 1,
                               .assumed = clinic_appointment_get_minutes (visit) <= 0 };

      g_array_append_val (self->blocks, block);
    }
  g_array_sort (self->blocks, compare_blocks);
}

/* All of from <= i < to touch each other, directly or through others. */
static void
widen (ClinicDayColumn *self, guint from, guint to, guint n_lanes)
{
  for (guint i = from; i < to; i++)
    g_array_index (self->blocks, ClinicDayBlock, i).n_lanes = n_lanes;
}

/* Each visit gets the first lane that is free by then. */
static void
choose_lanes (ClinicDayColumn *self)
{
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 latest = 0;
  guint from = 0;

  for (guint i = 0; i < self->blocks->len; i++)
    {
      ClinicDayBlock *block = &g_array_index (self->blocks, ClinicDayBlock, i);
      guint lane = 0;

      if (block->start >= latest)
        {
          widen (self, from, i, MAX (ends->len, 1));
          g_array_set_size (ends, 0);
          from = i;
        }
      while (lane < ends->len && g_array_index (ends, gint64, lane) > block->start)
        lane++;
      if (lane == ends->len)
        g_array_append_val (ends, block->end);
      else
        g_array_index (ends, gint64, lane) = block->end;
      block->lane = lane;
      latest = MAX (latest, block->end);
    }
  widen (self, from, self->blocks->len, MAX (ends->len, 1));
}

static void
clinic_day_column_finalize (GObject *object)
{
  ClinicDayColumn *self = CLINIC_DAY_COLUMN (object);

  g_clear_pointer (&self->blocks, g_array_unref);
  g_clear_pointer (&self->windows, g_array_unref);
  g_clear_object (&self->visits);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->specialty, g_free);

  G_OBJECT_CLASS (clinic_day_column_parent_class)->finalize (object);
}

static void
clinic_day_column_class_init (ClinicDayColumnClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = clinic_day_column_finalize;
}

static void
clinic_day_column_init (ClinicDayColumn *self)
{
  self->name = g_strdup ("");
  self->specialty = g_strdup ("");
  self->visits = g_list_store_new (CLINIC_TYPE_APPOINTMENT);
  self->blocks = g_array_new (FALSE, FALSE, sizeof (ClinicDayBlock));
  self->windows = g_array_new (FALSE, FALSE, sizeof (ClinicWindow));
}

ClinicDayColumn *
clinic_day_column_new (gint64 id)
{
  ClinicDayColumn *self = g_object_new (CLINIC_TYPE_DAY_COLUMN, NULL);

  self->id = id;

  return self;
}

void
clinic_day_column_set_names (ClinicDayColumn *self, const char *name, const char *specialty)
{
  g_return_if_fail (CLINIC_IS_DAY_COLUMN (self));

  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->specialty, g_free);
  self->name = g_strdup (name != NULL ? name : "");
  self->specialty = g_strdup (specialty != NULL ? specialty : "");
}

void
clinic_day_column_add (ClinicDayColumn *self, ClinicAppointment *visit)
{
  g_return_if_fail (CLINIC_IS_DAY_COLUMN (self));

  g_list_store_append (self->visits, visit);
}

void
clinic_day_column_remove (ClinicDayColumn *self, ClinicAppointment *visit)
{
  guint position = 0;

  g_return_if_fail (CLINIC_IS_DAY_COLUMN (self));

  if (!g_list_store_find (self->visits, visit, &position))
    return;
  g_list_store_remove (self->visits, position);
  /* none may point to it */
  collect_blocks (self);
  choose_lanes (self);
}

/* The quarter hour that is not before when. */
static gint64
next_quarter (gint64 when)
{
  gint64 step = CLINIC_WINDOWS_STEP_MINUTES * 60;

  return (when + step - 1) / step * step;
}

void
clinic_day_column_arrange (ClinicDayColumn *self,
                           const ClinicWindowRules *rules,
                           ClinicPlace place,
                           gint64 day)
{
  ClinicWindowRules quarters = *rules;

  g_return_if_fail (CLINIC_IS_DAY_COLUMN (self));

  collect_blocks (self);
  choose_lanes (self);
  g_array_set_size (self->windows, 0);
  if (self->id == 0)
    return;

  /* So that a window does not shrink by the minute. */
  quarters.now = next_quarter (rules->now);
  g_clear_pointer (&self->windows, g_array_unref);
  self->windows =
    clinic_windows_free (G_LIST_MODEL (self->visits), &quarters, place, self->id, day);
}

gint64
clinic_day_column_get_id (ClinicDayColumn *self)
{
  g_return_val_if_fail (CLINIC_IS_DAY_COLUMN (self), 0);

  return self->id;
}

const char *
clinic_day_column_get_name (ClinicDayColumn *self)
{
  g_return_val_if_fail (CLINIC_IS_DAY_COLUMN (self), "");

  return self->name;
}

const char *
clinic_day_column_get_specialty (ClinicDayColumn *self)
{
  g_return_val_if_fail (CLINIC_IS_DAY_COLUMN (self), "");

  return self->specialty;
}

GArray *
clinic_day_column_get_blocks (ClinicDayColumn *self)
{
  g_return_val_if_fail (CLINIC_IS_DAY_COLUMN (self), NULL);

  return self->blocks;
}

GArray *
clinic_day_column_get_windows (ClinicDayColumn *self)
{
  g_return_val_if_fail (CLINIC_IS_DAY_COLUMN (self), NULL);

  return self->windows;
}

gint64
clinic_day_column_get_free (ClinicDayColumn *self)
{
  gint64 seconds = 0;

  g_return_val_if_fail (CLINIC_IS_DAY_COLUMN (self), 0);

  for (guint i = 0; i < self->windows->len; i++)
    {
      const ClinicWindow *window = &g_array_index (self->windows, ClinicWindow, i);

      seconds += window->end - window->start;
    }

  return seconds / 60;
}
