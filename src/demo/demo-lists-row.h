/* demo-lists-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What lists.* say and understand: rows of elements, descriptions of fields, values that are sent,
 * filters and orders.
 */

#pragma once

#include "demo-lists.h"

G_BEGIN_DECLS

/* --- demo-lists-row.c --- */

/* The row of lists.element.get. wanted: (nullable): names of fields, NULL or none for all. */
JsonObject *demo_lists_make_row (DemoWorld *self, gint64 element, GPtrArray *wanted);
/* The row of lists.field.get. */
JsonObject *demo_lists_make_field (DemoWorld *world, const DemoProperty *property);
/* The row of lists.get. */
JsonObject *demo_lists_make_list (DemoWorld *self, const DemoList *list);
/* "31.07.2026", with the time unless it is midnight or there is none; as it is when it is no date
 */
char *demo_lists_format_date (const char *stored);

/* --- demo-lists-take.c --- */

/* Checks FIELDS: what is mandatory is there, files are files. */
gboolean demo_lists_check_fields (DemoWorld *self,
                                  const DemoList *list,
                                  gint64 element,
                                  JsonObject *fields,
                                  GError **error);
/* Overwrites the element: what is not sent is empty from now on, but for files. */
void demo_lists_take_fields (DemoWorld *self,
                             const DemoList *list,
                             gint64 element,
                             JsonObject *fields,
                             gint64 user);
/* Puts one value in as lists.element.add would; nothing that is empty. */
void demo_lists_take_value (DemoWorld *self,
                            gint64 element,
                            const DemoProperty *property,
                            JsonNode *value,
                            gint64 user);

/* --- demo-lists-filter.c --- */

/* (transfer full) (nullable): SQL about the table list_element e, NULL with an error */
char *
demo_lists_build_filter (DemoWorld *self, const DemoList *list, JsonNode *filter, GError **error);
/* (transfer full): " ORDER BY …" */
char *demo_lists_build_order (DemoWorld *self, const DemoList *list, JsonNode *order);

G_END_DECLS
