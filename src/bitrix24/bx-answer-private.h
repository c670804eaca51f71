/* bx-answer-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "bx-answer.h"

G_BEGIN_DECLS

BxAnswer *bx_answer_new (JsonNode *result, gint64 total, gint64 next, JsonObject *time);
BxAnswer *bx_answer_parse (GBytes *body, guint status, GError **error);
GError *bx_answer_error_new (JsonNode *error, JsonObject *holder, guint status);
void bx_answer_take_text (BxAnswer *self, char *text);
/* (transfer full) (nullable): the result as the portal wrote it, if it was not to be read */
char *bx_answer_steal_text (BxAnswer *self);
double bx_answer_get_duration (BxAnswer *self);
gint64 bx_answer_get_finished (BxAnswer *self);

G_END_DECLS
