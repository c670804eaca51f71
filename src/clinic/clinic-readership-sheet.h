/* clinic-readership-sheet.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-post.h"
#include "clinic-readership.h"
#include "clinic-sheet.h"

G_BEGIN_DECLS

/**
 * clinic_readership_sheet_new:
 *
 * Who has read a message and who has not, as the proof that is put into a file (office.md 7,
 * «Ознакомление»): a row for each person, those who have not read it first. When somebody read it
 * the portal does not say: the column tells when this computer first saw her among the readers, and
 * so does a line above the table. Where the portal does not tell who got it there are readers only,
 * and a line says so. title: how the message is called on the page. (transfer full)
 */
ClinicSheet *
clinic_readership_sheet_new (ClinicPost *post, const char *title, ClinicReadership *readership);

G_END_DECLS
