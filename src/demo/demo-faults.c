/* demo-faults.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "demo-faults"

#include "demo-faults.h"

#include "demo-batch.h"
#include "demo-param.h"

struct _DemoFaults
{
  GPtrArray *rules; /* owned: DemoFault */
};

static const char *const kinds[] = { "503",         "429",       "401",         "500",
                                     "html",        "slow",      "drop_before", "drop_after",
                                     "truncated",   "empty",     "redirect",    "http200error",
                                     "odata_error", "drop_late", NULL };

void
demo_fault_clear (DemoFault *self)
{
  g_clear_pointer (&self->match, g_free);
  g_clear_pointer (&self->kind, g_free);
}

static void
demo_fault_free (DemoFault *self)
{
  demo_fault_clear (self);
  g_free (self);
}

DemoFaults *
demo_faults_new (void)
{
  DemoFaults *self = g_new0 (DemoFaults, 1);

  self->rules = g_ptr_array_new_with_free_func ((GDestroyNotify) demo_fault_free);

  return self;
}

void
demo_faults_free (DemoFaults *self)
{
  g_clear_pointer (&self->rules, g_ptr_array_unref);
  g_free (self);
}

/**
 * demo_faults_add:
 * @self: the faults
 * @rule: `match` (default "*"), `kind`, `count` (default 1, -1 for ever), `delay_ms`
 * @error: set when the kind is unknown
 *
 * Returns: whether the rule was taken
 */
gboolean
demo_faults_add (DemoFaults *self, JsonObject *rule, GError **error)
{
  g_autofree char *kind = demo_param_dup_text (rule, "kind");
  g_autofree char *match = demo_param_dup_text (rule, "match");
  DemoFault *fault;

  if (kind == NULL || !g_strv_contains (kinds, kind))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "unknown kind of fault: %s",
                   kind != NULL ? kind : "none");
      return FALSE;
    }

  fault = g_new0 (DemoFault, 1);
  fault->kind = g_steal_pointer (&kind);
  fault->match = g_ascii_strdown (match != NULL ? match : "*", -1);
  fault->count = (int) demo_param_get_int (rule, "count", 1);
  fault->delay_ms = (guint) demo_param_get_int (rule, "delay_ms", 0);
  g_ptr_array_add (self->rules, fault);

  return TRUE;
}

void
demo_faults_clear (DemoFaults *self)
{
  g_ptr_array_set_size (self->rules, 0);
}

guint
demo_faults_get_n_rules (DemoFaults *self)
{
  return self->rules->len;
}

static gboolean
matches (const char *pattern, const char *method)
{
  g_autofree char *lower = g_ascii_strdown (method, -1);

  return g_pattern_match_simple (pattern, lower);
}

static gboolean
command_differs (const char *key, const char *command, gpointer user_data)
{
  g_autofree char *method = demo_batch_command_method (command);

  return !matches (user_data, method);
}

static void
use_up (DemoFaults *self, guint index)
{
  DemoFault *rule = g_ptr_array_index (self->rules, index);

  if (rule->count > 0 && --rule->count == 0)
    g_ptr_array_remove_index (self->rules, index);
}

/**
 * demo_faults_take:
 * @self: the faults
 * @method: the method of a request
 * @params: its parameters, for the commands of a batch
 * @fault: (out caller-allocates): the fault to be played, to be cleared by the caller
 *
 * Finds the first rule that fits a request and uses it once.
 *
 * Returns: whether there was one
 */
gboolean
demo_faults_take (DemoFaults *self, const char *method, JsonObject *params, DemoFault *fault)
{
  gboolean is_batch = g_ascii_strcasecmp (method, "batch") == 0;

  for (guint i = 0; i < self->rules->len; i++)
    {
      const DemoFault *rule = g_ptr_array_index (self->rules, i);
      gboolean is_inner = is_batch && !g_str_equal (rule->kind, "429") &&
                          !demo_batch_foreach (params, command_differs, rule->match);

      if (!is_inner && !matches (rule->match, method))
        continue;

      *fault = *rule;
      fault->match = g_strdup (rule->match);
      fault->kind = g_strdup (rule->kind);
      use_up (self, i);
      return TRUE;
    }

  return FALSE;
}

/**
 * demo_faults_take_operating:
 * @self: the faults
 * @method: the method about to run
 *
 * The time quota belongs to a method, so within a batch a rule "429" refuses the one command.
 *
 * Returns: whether the method must be refused
 */
gboolean
demo_faults_take_operating (DemoFaults *self, const char *method)
{
  for (guint i = 0; i < self->rules->len; i++)
    {
      const DemoFault *rule = g_ptr_array_index (self->rules, i);

      if (g_str_equal (rule->kind, "429") && matches (rule->match, method))
        {
          use_up (self, i);
          return TRUE;
        }
    }

  return FALSE;
}
