/* bx-quota.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "bx-quota"

#include "bx-quota.h"

#include "bx-answer-private.h"
#include "bx-error.h"

/* A method is blocked at about 480 s of work in ten minutes (420 in a box): leave room for people.
 * Nothing is remembered for longer than those ten minutes. */
#define OPERATING_HIGH 300.0
#define OPERATING_WINDOW 660
#define BLOCK_MIN 10

/* begins with our own clock, and knowing of no cost */
void
bx_quota_init (BxQuota *self, BxThrottle *throttle)
{
  self->throttle = g_object_ref (throttle);
  self->reset_at = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->clock_offset = 0;
}

void
bx_quota_clear (BxQuota *self)
{
  g_clear_pointer (&self->reset_at, g_hash_table_unref);
  g_clear_object (&self->throttle);
}

/**
 * bx_quota_note_clock:
 * @self: the quota
 * @request: a request that was answered
 *
 * Learns the portal's clock from the answer, or from its Date.
 */
void
bx_quota_note_clock (BxQuota *self, BxRequest *request)
{
  const char *header;
  gint64 finished = request->answer != NULL ? bx_answer_get_finished (request->answer) : 0;

  if (finished == 0)
    {
      g_autoptr (GDateTime) date = NULL;

      header =
        soup_message_headers_get_one (soup_message_get_response_headers (request->message), "Date");
      date = header != NULL ? soup_date_time_new_from_http_string (header) : NULL;

      if (date == NULL)
        return;

      finished = g_date_time_to_unix (date) * G_USEC_PER_SEC;
    }

  self->clock_offset = finished - g_get_real_time ();
}

/* a moment of the portal's clock, in unix seconds of ours, and not further away than the portal
 * remembers */
static gint64
to_local (BxQuota *self, gint64 moment)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  return MIN (moment - self->clock_offset / G_USEC_PER_SEC, now + OPERATING_WINDOW);
}

static void
note_operating (BxQuota *self, const char *method, BxAnswer *answer)
{
  gint64 reset_at = bx_answer_get_operating_reset_at (answer);

  if (reset_at <= 0)
    return;

  g_hash_table_insert (self->reset_at, g_strdup (method), g_memdup2 (&reset_at, sizeof reset_at));

  if (bx_answer_get_operating (answer) > OPERATING_HIGH)
    {
      g_message ("%s has used %.0f s of its quota", method, bx_answer_get_operating (answer));
      bx_throttle_spare_method (self->throttle, method, to_local (self, reset_at));
    }
}

/**
 * bx_quota_block:
 * @self: the quota
 * @method: the method that was refused
 * @error: the refusal
 *
 * 429: nobody calls the method until the oldest work is forgotten, as its last good answer told.
 *
 * Returns: until when, in unix seconds of this machine's clock
 */
gint64
bx_quota_block (BxQuota *self, const char *method, const GError *error)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  gint64 *known = g_hash_table_lookup (self->reset_at, method);
  gint64 reset_at = bx_error_get_retry_at (error);
  gint64 until;

  if (reset_at == 0 && known != NULL)
    reset_at = *known;

  until = MAX (reset_at > 0 ? to_local (self, reset_at) : 0, now + BLOCK_MIN);
  g_message ("%s is out of its time quota for %" G_GINT64_FORMAT " s", method, until - now);
  bx_throttle_block_method (self->throttle, method, until);

  return until;
}

static void
note_commands (BxQuota *self, BxRequest *request)
{
  for (guint i = 0; i < request->keys->len; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BxAnswer) answer = NULL;
      const char *method = g_ptr_array_index (request->commands, i);

      answer = bx_batch_answer_dup (request->batch, g_ptr_array_index (request->keys, i), &error);

      if (answer != NULL)
        note_operating (self, method, answer);
      else if (g_strcmp0 (bx_error_get_remote_name (error), "OPERATION_TIME_LIMIT") == 0)
        bx_quota_block (self, method, error);
    }
}

/**
 * bx_quota_note_answer:
 * @self: the quota
 * @request: a request that has its answer
 *
 * Learns what the methods have cost, and spares or blocks those that come near their quota.
 */
void
bx_quota_note_answer (BxQuota *self, BxRequest *request)
{
  if (request->batch != NULL)
    note_commands (self, request);
  else
    note_operating (self, request->method, request->answer);
}
