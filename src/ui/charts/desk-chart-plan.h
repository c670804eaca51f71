/* desk-chart-plan.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <pango/pango.h>

#include "clinic-chart.h"

G_BEGIN_DECLS

typedef struct
{
  double x, y, width, height;
} DeskChartBox;

/* A bar, a point of a line or a part of a whole, and where it is. */
typedef struct
{
  guint series;
  guint category;
  gboolean known; /* there is a value to draw */
  gboolean has_before;
  DeskChartBox box;    /* the bar; of a point: its place, without size */
  DeskChartBox before; /* the same in the period before */
  DeskChartBox hit;    /* where it can be pressed */
  double from, to;     /* of a part: angles, clockwise from the top */
} DeskChartMark;

typedef struct
{
  PangoLayout *layout; /* owned */
  double x, y;
  gboolean quiet; /* of less weight than the rest */
} DeskChartText;

typedef struct
{
  double x1, y1, x2, y2;
  gboolean axis; /* where the numbers begin */
} DeskChartRule;

/* a little picture of a series beside its name */
typedef struct
{
  guint nth;
  gboolean previous;
  DeskChartBox box;
} DeskChartSwatch;

/**
 * DeskChartPlan:
 *
 * Where everything of a chart is, in a given space, before anything is drawn: the same for the
 * screen, for paper and for a picture. Words never overlap: of days and months as many are named as
 * there is room for, other names stand beside lying bars and are shortened.
 */
typedef struct
{
  ClinicChart *chart; /* owned */
  ClinicChartKind kind;
  double width, height;
  gboolean lying;        /* bars from the side, as names need it */
  double base;           /* where bars begin: y, or x of lying ones */
  DeskChartBox plot;     /* what the axes enclose */
  double cx, cy, radius; /* of the ring of parts */
  GArray *marks;         /* owned, of DeskChartMark: by category, then by series */
  GArray *texts;         /* owned, of DeskChartText */
  GArray *rules;         /* owned, of DeskChartRule */
  GArray *swatches;      /* owned, of DeskChartSwatch */
  /* while it is made */
  PangoContext *context; /* owned */
  double line;           /* height of a line of text */
  gboolean rtl;
} DeskChartPlan;

/* context: with the font; rtl: from right to left; with_title: for paper and pictures */
DeskChartPlan *desk_chart_plan_new (ClinicChart *chart,
                                    ClinicChartKind kind,
                                    PangoContext *context,
                                    double width,
                                    double height,
                                    gboolean rtl,
                                    gboolean with_title);
void desk_chart_plan_free (DeskChartPlan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskChartPlan, desk_chart_plan_free)

/* the least height in which everything can be read */
double desk_chart_plan_min_height (ClinicChart *chart,
                                   ClinicChartKind kind,
                                   PangoContext *context,
                                   double width);

G_END_DECLS
