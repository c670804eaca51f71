/* bx-answer.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * BxAnswer:
 *
 * What a portal answered to one method, or to one command of a batch. Immutable and counted, so
 * it may be handed to another thread.
 */
typedef struct _BxAnswer BxAnswer;

#define BX_TYPE_ANSWER (bx_answer_get_type ())

GType bx_answer_get_type (void);
BxAnswer *bx_answer_ref (BxAnswer *self);
void bx_answer_unref (BxAnswer *self);

/* the `result` member; (transfer none), never NULL */
JsonNode *bx_answer_get_result (BxAnswer *self);
/* `result` when it is an object, else NULL ([] counts as an empty object: NULL) */
JsonObject *bx_answer_get_object (BxAnswer *self);
/* `result` when it is an array, else NULL */
JsonArray *bx_answer_get_array (BxAnswer *self);
/* -1 when absent */
gint64 bx_answer_get_total (BxAnswer *self);
gint64 bx_answer_get_next (BxAnswer *self);
/* seconds of work this method has cost in the last ten minutes, and when that is forgotten (unix)
 */
double bx_answer_get_operating (BxAnswer *self);
gint64 bx_answer_get_operating_reset_at (BxAnswer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BxAnswer, bx_answer_unref)

G_END_DECLS
