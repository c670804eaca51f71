/* clinic-chart.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "clinic-chart"

#include "clinic-chart.h"

typedef struct
{
  char *label; /* owned */
  char *name;  /* owned */
} Category;

typedef struct
{
  char *name;     /* owned */
  gint64 *values; /* owned, one for each category */
} Series;

struct _ClinicChart
{
  char *title;           /* owned */
  GPtrArray *categories; /* owned, of Category */
  GPtrArray *series;     /* owned, of Series */
  Series *previous;      /* owned, (nullable) */
  ClinicSheetKind unit;
  gboolean in_time;
};

G_DEFINE_BOXED_TYPE (ClinicChart, clinic_chart, clinic_chart_ref, clinic_chart_unref)

static void
category_free (gpointer data)
{
  Category *category = data;

  g_clear_pointer (&category->label, g_free);
  g_clear_pointer (&category->name, g_free);
  g_free (category);
}

static void
series_free (gpointer data)
{
  Series *series = data;

  g_clear_pointer (&series->name, g_free);
  g_clear_pointer (&series->values, g_free);
  g_free (series);
}

static void
chart_clear (gpointer data)
{
  ClinicChart *self = data;

  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->categories, g_ptr_array_unref);
  g_clear_pointer (&self->series, g_ptr_array_unref);
  g_clear_pointer (&self->previous, series_free);
}

ClinicChart *
clinic_chart_new (const char *title, ClinicSheetKind unit, gboolean in_time)
{
  ClinicChart *self = g_atomic_rc_box_new0 (ClinicChart);

  self->title = g_utf8_make_valid (title != NULL ? title : "", -1);
  self->unit = unit;
  self->in_time = in_time;
  self->categories = g_ptr_array_new_with_free_func (category_free);
  self->series = g_ptr_array_new_with_free_func (series_free);

  return self;
}

ClinicChart *
clinic_chart_ref (ClinicChart *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
clinic_chart_unref (ClinicChart *self)
{
  g_atomic_rc_box_release_full (self, chart_clear);
}

void
clinic_chart_add_category (ClinicChart *self, const char *label, const char *name)
{
  Category *category;

  g_return_if_fail (self != NULL && label != NULL && self->series->len == 0);

  category = g_new0 (Category, 1);
  category->label = g_utf8_make_valid (label, -1);
  category->name = g_utf8_make_valid (name != NULL ? name : label, -1);
  g_ptr_array_add (self->categories, category);
}

static Series *
series_new (ClinicChart *self, const char *name, const gint64 *values)
{
  Series *series = g_new0 (Series, 1);

  series->name = g_utf8_make_valid (name, -1);
  series->values = g_memdup2 (values, self->categories->len * sizeof *values);

  return series;
}

void
clinic_chart_add_series (ClinicChart *self, const char *name, const gint64 *values)
{
  g_return_if_fail (self != NULL && name != NULL);
  g_return_if_fail (values != NULL || self->categories->len == 0);

  g_ptr_array_add (self->series, series_new (self, name, values));
}

void
clinic_chart_set_previous (ClinicChart *self, const char *name, const gint64 *values)
{
  g_return_if_fail (self != NULL && name != NULL);
  g_return_if_fail (values != NULL || self->categories->len == 0);

  g_clear_pointer (&self->previous, series_free);
  self->previous = series_new (self, name, values);
}

/* (transfer full): the values of a column */
static gint64 *
copy_column (ClinicSheet *sheet, guint column)
{
  guint n = clinic_sheet_get_n_rows (sheet);
  gint64 *values = g_new (gint64, MAX (n, 1));

  for (guint i = 0; i < n; i++)
    values[i] = clinic_sheet_get_number (sheet, i, column);

  return values;
}

ClinicChart *
clinic_chart_new_from_sheet (ClinicSheet *sheet)
{
  const ClinicSheetChart *what = clinic_sheet_get_chart (sheet);
  ClinicChart *self;

  if (what == NULL || clinic_sheet_get_n_groups (sheet) > 0)
    return NULL;

  self = clinic_chart_new (what->title, clinic_sheet_get_column (sheet, what->values[0])->kind,
                           what->kind == CLINIC_CHART_LINES);
  for (guint i = 0; i < clinic_sheet_get_n_rows (sheet); i++)
    {
      const char *label = clinic_sheet_get_text (sheet, i, what->categories);

      clinic_chart_add_category (self, label != NULL ? label : "", NULL);
    }
  for (guint i = 0; i < what->n_values; i++)
    {
      g_autofree gint64 *values = copy_column (sheet, what->values[i]);

      clinic_chart_add_series (self, clinic_sheet_get_column (sheet, what->values[i])->name,
                               values);
    }
  if (what->previous != CLINIC_SHEET_NONE)
    {
      g_autofree gint64 *values = copy_column (sheet, what->previous);

      clinic_chart_set_previous (self, clinic_sheet_get_column (sheet, what->previous)->name,
                                 values);
    }

  return self;
}

/* --- reading it --- */

const char *
clinic_chart_get_title (ClinicChart *self)
{
  return self->title;
}

ClinicSheetKind
clinic_chart_get_unit (ClinicChart *self)
{
  return self->unit;
}

gboolean
clinic_chart_is_in_time (ClinicChart *self)
{
  return self->in_time;
}

guint
clinic_chart_get_n_categories (ClinicChart *self)
{
  return self->categories->len;
}

const char *
clinic_chart_get_label (ClinicChart *self, guint category)
{
  g_return_val_if_fail (category < self->categories->len, NULL);

  return ((Category *) g_ptr_array_index (self->categories, category))->label;
}

const char *
clinic_chart_get_name (ClinicChart *self, guint category)
{
  g_return_val_if_fail (category < self->categories->len, NULL);

  return ((Category *) g_ptr_array_index (self->categories, category))->name;
}

guint
clinic_chart_get_n_series (ClinicChart *self)
{
  return self->series->len;
}

const char *
clinic_chart_get_series (ClinicChart *self, guint series)
{
  g_return_val_if_fail (series < self->series->len, NULL);

  return ((Series *) g_ptr_array_index (self->series, series))->name;
}

gint64
clinic_chart_get_value (ClinicChart *self, guint series, guint category)
{
  g_return_val_if_fail (series < self->series->len, CLINIC_SHEET_EMPTY);
  g_return_val_if_fail (category < self->categories->len, CLINIC_SHEET_EMPTY);

  return ((Series *) g_ptr_array_index (self->series, series))->values[category];
}

const char *
clinic_chart_get_previous (ClinicChart *self)
{
  return self->previous != NULL ? self->previous->name : NULL;
}

gint64
clinic_chart_get_previous_value (ClinicChart *self, guint category)
{
  g_return_val_if_fail (category < self->categories->len, CLINIC_SHEET_EMPTY);

  return self->previous != NULL ? self->previous->values[category] : CLINIC_SHEET_EMPTY;
}

gboolean
clinic_chart_is_empty (ClinicChart *self)
{
  for (guint i = 0; i < self->categories->len; i++)
    {
      gint64 before = clinic_chart_get_previous_value (self, i);

      if (before != CLINIC_SHEET_EMPTY && before != 0)
        return FALSE;
      for (guint j = 0; j < self->series->len; j++)
        {
          gint64 value = clinic_chart_get_value (self, j, i);

          if (value != CLINIC_SHEET_EMPTY && value != 0)
            return FALSE;
        }
    }

  return TRUE;
}

int
clinic_chart_get_share (ClinicChart *self, guint series, guint category)
{
  gint64 value = clinic_chart_get_value (self, series, category);
  gint64 whole = 0;

  for (guint i = 0; i < self->categories->len; i++)
    {
      gint64 other = clinic_chart_get_value (self, series, i);

      whole += other != CLINIC_SHEET_EMPTY ? MAX (other, 0) : 0;
    }
  if (whole == 0 || value == CLINIC_SHEET_EMPTY || value < 0)
    return -1;

  return (int) ((2 * 1000 * value + whole) / (2 * whole));
}

/* --- the axis --- */

/* The smallest step that people count in and that is not below least. */
static gint64
nice_step (ClinicSheetKind unit, gint64 least)
{
  static const gint64 minutes[] = { 1, 2, 5, 10, 15, 30, 60, 120, 180, 240, 480, 600, 1200 };
  static const gint64 digits[] = { 1, 2, 5 };
  gint64 unit_step = unit == CLINIC_SHEET_MONEY ? 100 : unit == CLINIC_SHEET_PERCENT ? 10 : 1;

  if (unit == CLINIC_SHEET_MINUTES)
    {
      for (guint i = 0; i < G_N_ELEMENTS (minutes); i++)
        if (minutes[i] >= least)
          return minutes[i];
      unit_step = 60;
    }
  for (gint64 power = unit_step; power < G_MAXINT64 / 100; power *= 10)
    for (guint i = 0; i < G_N_ELEMENTS (digits); i++)
      if (digits[i] * power >= least)
        return digits[i] * power;

  return MAX (least, 1);
}

ClinicChartScale
clinic_chart_scale_for (ClinicSheetKind unit, gint64 min, gint64 max, guint n_marks)
{
  ClinicChartScale scale = { 0 };
  gint64 low = MIN (min, 0);
  gint64 high = MAX (max, 0);
  gint64 n = MAX (n_marks, 1);

  if (low == 0 && high == 0)
    high = 1;
  scale.step = nice_step (unit, (high - low + n - 1) / n);
  scale.from = -((-low + scale.step - 1) / scale.step) * scale.step;
  scale.to = (high + scale.step - 1) / scale.step * scale.step;
  /* rounding both ends may have added a mark */
  while ((scale.to - scale.from) / scale.step > n && n > 1)
    {
      scale.step = nice_step (unit, scale.step + 1);
      scale.from = -((-low + scale.step - 1) / scale.step) * scale.step;
      scale.to = (high + scale.step - 1) / scale.step * scale.step;
    }

  return scale;
}

static void
widen (gint64 value, gint64 *min, gint64 *max)
{
  if (value == CLINIC_SHEET_EMPTY)
    return;
  *min = MIN (*min, value);
  *max = MAX (*max, value);
}

ClinicChartScale
clinic_chart_make_scale (ClinicChart *self, guint n_marks)
{
  gint64 min = 0;
  gint64 max = 0;

  for (guint i = 0; i < self->categories->len; i++)
    {
      widen (clinic_chart_get_previous_value (self, i), &min, &max);
      for (guint j = 0; j < self->series->len; j++)
        widen (clinic_chart_get_value (self, j, i), &min, &max);
    }

  return clinic_chart_scale_for (self->unit, min, max, n_marks);
}
