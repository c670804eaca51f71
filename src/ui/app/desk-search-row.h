/* desk-search-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-patient.h"

G_BEGIN_DECLS

/* A row of the search: name, age and telephone of a patient. @now: the clinic's clock, for the age.
 * Only built, never changed: no type of its own. */
GtkWidget *desk_search_row_new (ClinicPatient *patient, gint64 now);
gint64 desk_search_row_get_patient_id (GtkListBoxRow *row);

G_END_DECLS
