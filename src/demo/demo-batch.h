/* demo-batch.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "demo-method.h"

G_BEGIN_DECLS

JsonNode *demo_batch_run (DemoDispatch *dispatch, gint64 user_id, JsonObject *params);
gboolean
demo_batch_foreach (JsonObject *params,
                    gboolean (*func) (const char *key, const char *command, gpointer user_data),
                    gpointer user_data);
char *demo_batch_command_method (const char *command);

G_END_DECLS
