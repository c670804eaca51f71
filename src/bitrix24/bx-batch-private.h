/* bx-batch-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "bx-batch.h"

G_BEGIN_DECLS

JsonNode *bx_batch_dup_params (BxBatch *self);
char *bx_batch_dup_methods (BxBatch *self);
GPtrArray *bx_batch_get_keys (BxBatch *self);
GPtrArray *bx_batch_get_methods (BxBatch *self);

BxBatchAnswer *bx_batch_answer_new (GPtrArray *keys, BxAnswer *answer);
/* texts: (element-type utf8 utf8): results by their keys, which are taken over */
void bx_batch_answer_take_texts (BxBatchAnswer *self, GHashTable *texts);
double bx_batch_answer_get_duration (BxBatchAnswer *self);

G_END_DECLS
