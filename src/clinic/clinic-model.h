/* clinic-model.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* TRUE when two objects stand for the same thing */
typedef gboolean (*ClinicModelSame) (gpointer kept, gpointer fresh);
/* takes fresh's values over into kept */
typedef void (*ClinicModelUpdate) (gpointer kept, gpointer fresh);

void clinic_model_reconcile (GListStore *store,
                             GPtrArray *fresh,
                             ClinicModelSame same,
                             ClinicModelUpdate update);

G_END_DECLS
