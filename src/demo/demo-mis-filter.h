/* demo-mis-filter.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * DemoMisFilter:
 *
 * A $filter of OData 3, as far as 1C:Enterprise has it: eq ne gt ge lt le, and or not, brackets,
 * datetime'…', guid'…', 'text', numbers, true and false. Immutable.
 */
typedef struct _DemoMisFilter DemoMisFilter;

/* (transfer full) (nullable): NULL with an error that says where it cannot be understood */
DemoMisFilter *demo_mis_filter_new (const char *text, GError **error);
void demo_mis_filter_free (DemoMisFilter *self);
/* Whether a row fits. Sets error when it has no field of such a name. */
gboolean demo_mis_filter_matches (DemoMisFilter *self, JsonObject *row, GError **error);
/* Whether a row with this Ref_Key cannot fit, so that it need not be made. */
gboolean demo_mis_filter_excludes (DemoMisFilter *self, const char *key);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemoMisFilter, demo_mis_filter_free)

G_END_DECLS
