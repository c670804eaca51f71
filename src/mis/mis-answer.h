/* mis-answer.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * MisAnswer:
 * @rows: (element-type JsonObject): the rows of a page
 * @total: how many rows the whole list has, -1 when the answer does not tell
 *
 * One answer of OData.
 */
typedef struct
{
  GPtrArray *rows; /* owned */
  gint64 total;
} MisAnswer;

void mis_answer_free (MisAnswer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MisAnswer, mis_answer_free)

/* Reads what came. body: (nullable): NULL with failure, why nothing came. (transfer full)
 * (nullable): NULL with one of the errors of mis_client_list_async(). */
MisAnswer *mis_answer_read (SoupMessage *message,
                            const char *entity,
                            GBytes *body,
                            const GError *failure,
                            GError **error);

G_END_DECLS
