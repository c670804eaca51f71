/* plat-xlsx-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the two halves of the writing of workbooks share: plat-xlsx.c puts the cells in their
 * places, plat-xlsx-look.c says how they look.
 */

#pragma once

#include <xlsxwriter.h>

#include "clinic-workbook.h"
#include "plat-serial.h"

G_BEGIN_DECLS

#define PLAT_XLSX_KINDS (CLINIC_SHEET_LINK + 1)

typedef struct
{
  lxw_workbook *book; /* owned by the writing */
  lxw_format *title;
  lxw_format *heads[PLAT_XLSX_KINDS];
  lxw_format *cells[PLAT_XLSX_KINDS];
  lxw_format *totals[PLAT_XLSX_KINDS];
  lxw_format *group;
  lxw_format *note;
} PlatXlsxFormats;

typedef struct
{
  ClinicSheet *sheet;
  const char *tab;
  lxw_worksheet *page;
  const PlatXlsxFormats *formats;
  PlatSerial *serial;
  lxw_row_t row;   /* the next */
  lxw_row_t head;  /* the names of the columns */
  lxw_row_t first; /* the first row of data */
  lxw_row_t last;  /* the last one, or subtotal */
} PlatXlsxWriting;

void plat_xlsx_make_formats (PlatXlsxFormats *formats, lxw_workbook *book);
/* as wide as the column says, else as what is in its first rows */
void plat_xlsx_set_widths (PlatXlsxWriting *writing);
/* what is printed on paper; after the head */
void plat_xlsx_set_paper (PlatXlsxWriting *writing);
/* beside the rows, after them; none where the sheet has none */
void plat_xlsx_add_chart (PlatXlsxWriting *writing);

G_END_DECLS
