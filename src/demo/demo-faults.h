/* demo-faults.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * DemoFault:
 * @match: a glob over method names; a batch is matched by its own name and by its commands'
 * @kind: "503", "429", "401", "500", "html", "slow", "drop_before", "drop_after", "truncated",
 *   "empty", "redirect", "http200error", "odata_error", or "drop_late": dropped at once, and
 * written after the delay
 * @count: how many more requests it spoils; -1 means until it is removed
 * @delay_ms: how long the answer waits
 *
 * One rule of what goes wrong.
 */
typedef struct
{
  char *match; /* owned */
  char *kind;  /* owned */
  int count;
  guint delay_ms;
} DemoFault;

/**
 * DemoFaults:
 *
 * The rules of what goes wrong, told by the control interface, first come first served. Owned by
 * the dispatcher.
 */
typedef struct _DemoFaults DemoFaults;

DemoFaults *demo_faults_new (void);
void demo_faults_free (DemoFaults *self);
gboolean demo_faults_add (DemoFaults *self, JsonObject *rule, GError **error);
void demo_faults_clear (DemoFaults *self);
/* how many are still to be played */
guint demo_faults_get_n_rules (DemoFaults *self);
gboolean
demo_faults_take (DemoFaults *self, const char *method, JsonObject *params, DemoFault *fault);
gboolean demo_faults_take_operating (DemoFaults *self, const char *method);
void demo_fault_clear (DemoFault *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemoFaults, demo_faults_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DemoFault, demo_fault_clear)

G_END_DECLS
