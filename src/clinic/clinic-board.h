/* clinic-board.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-board-column.h"

G_BEGIN_DECLS

/**
 * ClinicBoardTraits:
 * @get_id: (nullable): breaks ties of the order
 * @get_stage_id: (transfer none) (nullable): the STATUS_ID that it is in
 * @get_time: what the column is sorted by and the days are chosen by, 0 unknown
 * @get_final_time: the same once it is finished or lost
 * @get_amount: kopecks
 * @get_doctor_id: (nullable): NULL where things have no doctor
 * @get_specialty: (nullable) (transfer none): the same
 * @get_responsible_id: whose it is
 * @is_pending: what is shown has not reached the portal yet
 * @dup_words: (transfer full): what a free text may be found in
 * @get_phone: (transfer none) (nullable): a number that digits may be found in
 *
 * How a board reads the things it shows, so that it serves appointments and leads.
 */
typedef struct
{
  gint64 (*get_id) (gpointer item);
  const char *(*get_stage_id) (gpointer item);
  gint64 (*get_time) (gpointer item);
  gint64 (*get_final_time) (gpointer item);
  gint64 (*get_amount) (gpointer item);
  gint64 (*get_doctor_id) (gpointer item);
  const char *(*get_specialty) (gpointer item);
  gint64 (*get_responsible_id) (gpointer item);
  gboolean (*is_pending) (gpointer item);
  char *(*dup_words) (gpointer item);
  const char *(*get_phone) (gpointer item);
} ClinicBoardTraits;

extern const ClinicBoardTraits clinic_board_appointments;
extern const ClinicBoardTraits clinic_board_leads;

/**
 * ClinicBoardFilter:
 * @from: first second of the days on show; 0, 0: any day
 * @to: first second after them
 * @today: first second of this day: what is finished is only shown for the days on show, and for
 *   this one when these are any
 * @tomorrow: first second after it
 * @doctor_id: 0: any
 * @specialty: (nullable): NULL: any
 * @responsible_id: 0: anybody's
 * @text: (nullable): words, each of which must be found, or digits of a telephone number
 *
 * What a board shows. What has no time is on show on every day, as it may be meant for it.
 */
typedef struct
{
  gint64 from;
  gint64 to;
  gint64 today;
  gint64 tomorrow;
  gint64 doctor_id;
  const char *specialty;
  gint64 responsible_id;
  const char *text;
} ClinicBoardFilter;

#define CLINIC_TYPE_BOARD (clinic_board_get_type ())

G_DECLARE_FINAL_TYPE (ClinicBoard, clinic_board, CLINIC, BOARD, GObject)

/* items: the things; stages: ClinicStage in order; traits: lives as long as the board */
ClinicBoard *
clinic_board_new (GListModel *items, GListModel *stages, const ClinicBoardTraits *traits);
/* (transfer none): ClinicBoardColumn in the order of the stages */
GListModel *clinic_board_get_columns (ClinicBoard *self);
void clinic_board_set_filter (ClinicBoard *self, const ClinicBoardFilter *filter);
/* (transfer none) (nullable): the column that shows the item, and where */
ClinicBoardColumn *clinic_board_find (ClinicBoard *self, gpointer item, guint *position);
/* (transfer none) (nullable): the column of a stage */
ClinicBoardColumn *clinic_board_get_column (ClinicBoard *self, const char *stage_id);
/* things on show in all columns */
guint clinic_board_get_n_shown (ClinicBoard *self);
/* all things, also those that the filter hides */
guint clinic_board_get_n_all (ClinicBoard *self);

G_END_DECLS
