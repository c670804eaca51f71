/* bx-batch.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "bx-answer.h"

G_BEGIN_DECLS

#define BX_BATCH_MAX 50

/**
 * BxBatch:
 *
 * Up to fifty named commands that a portal runs one after another in one request
 * (settings/how-to-call-rest-api/batch). Parameters are given as JSON and encoded by the batch
 * as a PHP query.
 */
#define BX_TYPE_BATCH (bx_batch_get_type ())

G_DECLARE_FINAL_TYPE (BxBatch, bx_batch, BX, BATCH, GObject)

/* halt: stop at the first command that fails */
BxBatch *bx_batch_new (gboolean halt);

/* FALSE with BX_ERROR_INVALID when full, when the key is taken, or when a text in params holds
 * `$result[`, `$total[`, `$next[` or `$error[`, which the portal would substitute. */
gboolean
bx_batch_add (BxBatch *self, const char *key, const char *method, JsonNode *params, GError **error);
/* As bx_batch_add(), takes params (nullable) over; what cannot be asked is logged and left out. */
void bx_batch_ask (BxBatch *self, const char *key, const char *method, JsonNode *params);
/* As bx_batch_add(), for params that refer to earlier commands on purpose. */
gboolean bx_batch_add_with_references (BxBatch *self,
                                       const char *key,
                                       const char *method,
                                       JsonNode *params,
                                       GError **error);
guint bx_batch_get_size (BxBatch *self);

/**
 * BxBatchAnswer:
 *
 * The outcome of each command of a batch. Immutable and counted.
 */
typedef struct _BxBatchAnswer BxBatchAnswer;

#define BX_TYPE_BATCH_ANSWER (bx_batch_answer_get_type ())

GType bx_batch_answer_get_type (void);
BxBatchAnswer *bx_batch_answer_ref (BxBatchAnswer *self);
void bx_batch_answer_unref (BxBatchAnswer *self);

/* (transfer full) (nullable): the answer of one command; NULL with error set when the command
 * failed (BX_ERROR as for a call) or was not run because of halt (BX_ERROR_INVALID). */
BxAnswer *bx_batch_answer_dup (BxBatchAnswer *self, const char *key, GError **error);
/* (transfer full) (nullable): what one command gave; NULL where it was not asked or not told */
JsonNode *bx_batch_answer_dup_result (BxBatchAnswer *self, const char *key);
gboolean bx_batch_answer_has (BxBatchAnswer *self, const char *key);
/* the largest `operating` of all commands, and its reset time */
double bx_batch_answer_get_operating (BxBatchAnswer *self, gint64 *reset_at);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BxBatchAnswer, bx_batch_answer_unref)

G_END_DECLS
