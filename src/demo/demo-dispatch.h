/* demo-dispatch.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "demo-bucket.h"
#include "demo-faults.h"
#include "demo-method.h"
#include "demo-exchange.h"
#include "demo-pull.h"
#include "demo-world.h"

G_BEGIN_DECLS

/**
 * DemoAnswer:
 * @result: (nullable): the `result`, or %NULL with @error
 * @error: (nullable): the refusal, in the domain %DEMO_ERROR
 * @total: the `total`, or -1
 * @next: the `next`, or -1
 * @time: the `time`
 *
 * What came of one call of a method.
 */
typedef struct
{
  JsonNode *result; /* owned */
  GError *error;    /* owned */
  gint64 total;
  gint64 next;
  JsonObject *time; /* owned */
} DemoAnswer;

void demo_answer_clear (DemoAnswer *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DemoAnswer, demo_answer_clear)

/**
 * DemoDispatch:
 *
 * Runs the portal's methods: finds them by name, checks the webhook's scopes and the time quota,
 * measures. Owns the parts that methods work on. Lives in the portal's thread.
 */
#define DEMO_TYPE_DISPATCH (demo_dispatch_get_type ())

G_DECLARE_FINAL_TYPE (DemoDispatch, demo_dispatch, DEMO, DISPATCH, GObject)

DemoDispatch *demo_dispatch_new (DemoWorld *world);
void demo_dispatch_add_methods (DemoDispatch *self, const DemoMethod *methods);
const DemoMethod *demo_dispatch_find (DemoDispatch *self, const char *name);
void demo_dispatch_set_missing (DemoDispatch *self, const char *name, gboolean is_missing);
gboolean demo_dispatch_knows (DemoDispatch *self, const char *name);
gboolean demo_dispatch_has_scope (DemoDispatch *self, const char *scope);
void demo_dispatch_set_scope (DemoDispatch *self, const char *scope, gboolean held);
GList *demo_dispatch_dup_scopes (DemoDispatch *self, gboolean all);
GList *demo_dispatch_dup_methods (DemoDispatch *self);
void demo_dispatch_run (DemoDispatch *self,
                        gint64 user_id,
                        const char *method,
                        JsonObject *params,
                        DemoAnswer *answer);
JsonNode *demo_dispatch_run_inside (DemoDispatch *self,
                                    gint64 user_id,
                                    const char *method,
                                    JsonObject *params,
                                    GError **error);
JsonObject *demo_dispatch_measure (DemoDispatch *self, gint64 began_us);

DemoWorld *demo_dispatch_get_world (DemoDispatch *self);
DemoPull *demo_dispatch_get_pull (DemoDispatch *self);
DemoExchange *demo_dispatch_get_exchange (DemoDispatch *self);
DemoFaults *demo_dispatch_get_faults (DemoDispatch *self);
DemoQuota *demo_dispatch_get_quota (DemoDispatch *self);

G_END_DECLS
