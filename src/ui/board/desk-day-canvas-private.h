/* desk-day-canvas-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For the files of DeskDayCanvas alone.
 */

#pragma once

#include "desk-day-canvas.h"

G_BEGIN_DECLS

#define DESK_DAY_QUARTER (CLINIC_WINDOWS_STEP_MINUTES * 60) /* seconds */

/* a card or a free window in its place: see desk-day-canvas.c */
typedef struct _Slot Slot;

struct _DeskDayCanvas
{
  GtkWidget parent_instance;

  ClinicSession *session; /* owned */
  ClinicDay *day;         /* owned */
  GPtrArray *slots;       /* owned, of Slot: by column and start */
  DeskDayMatch match;     /* (nullable) */
  gpointer match_data;    /* unowned, outlives us */
  gint64 from;            /* the hours on show */
  gint64 to;
  guint n_columns;
  guint sync_source;
  Slot *last;                 /* unowned, (nullable): had the focus */
  ClinicAppointment *dragged; /* owned, (nullable) */
  gint64 aim_start;           /* 0: nowhere */
  guint aim_column;
};

/* --- desk-day-canvas.c --- */

/* (transfer none) (nullable): the day may have changed since it was drawn */
ClinicDayColumn *desk_day_canvas_column_at (DeskDayCanvas *self, guint position);
/* pixels */
int desk_day_canvas_quarter_height (DeskDayCanvas *self);

/* --- desk-day-canvas-aim.c --- */

/* where the card that is held would come to lie, if it is over the day */
void desk_day_canvas_draw_aim (DeskDayCanvas *self, GtkSnapshot *snapshot);

G_END_DECLS
