/* clinic-workbook.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-sheet.h"

G_BEGIN_DECLS

/**
 * ClinicWorkbook:
 *
 * One or several tables that go into one file. Filled once, then only read.
 */
typedef struct _ClinicWorkbook ClinicWorkbook;

#define CLINIC_TYPE_WORKBOOK (clinic_workbook_get_type ())

GType clinic_workbook_get_type (void);
/* title and author: what the file tells of itself; author: (nullable) */
ClinicWorkbook *clinic_workbook_new (const char *title, const char *author);
ClinicWorkbook *clinic_workbook_ref (ClinicWorkbook *self);
void clinic_workbook_unref (ClinicWorkbook *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClinicWorkbook, clinic_workbook_unref)

/* holds a reference */
void clinic_workbook_add (ClinicWorkbook *self, ClinicSheet *sheet);

/* the table that is printed, the first unless told; a number of those that are there */
void clinic_workbook_set_paper (ClinicWorkbook *self, guint sheet);

const char *clinic_workbook_get_title (ClinicWorkbook *self);
const char *clinic_workbook_get_author (ClinicWorkbook *self); /* (nullable) */
guint clinic_workbook_get_n_sheets (ClinicWorkbook *self);
ClinicSheet *clinic_workbook_get_sheet (ClinicWorkbook *self, guint sheet);
/* what goes to the printer and into PDF; NULL: there is no table */
ClinicSheet *clinic_workbook_get_paper (ClinicWorkbook *self);
/* The name on the tab: the sheet's title without []:*?/\ and without apostrophes at its ends, at
 * most 31 characters, unlike every other of this workbook, whatever their case. */
const char *clinic_workbook_get_tab (ClinicWorkbook *self, guint sheet);

G_END_DECLS
