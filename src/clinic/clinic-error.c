/* clinic-error.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "clinic-error.h"

G_DEFINE_QUARK (clinic_error, clinic_error)
