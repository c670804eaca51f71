/* demo-error.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "demo-error"

#include "demo-method.h"

typedef struct
{
  char *name;   /* owned: the portal's code; may be empty or a number */
  guint status; /* HTTP */
} DemoErrorPrivate;

static void
demo_error_private_init (DemoErrorPrivate *priv)
{
}

static void
demo_error_private_copy (const DemoErrorPrivate *from, DemoErrorPrivate *to)
{
  to->name = g_strdup (from->name);
  to->status = from->status;
}

static void
demo_error_private_clear (DemoErrorPrivate *priv)
{
  g_clear_pointer (&priv->name, g_free);
}

G_DEFINE_EXTENDED_ERROR (DemoError, demo_error)

/**
 * demo_error_set:
 * @error: (nullable): where to put the error
 * @status: the HTTP status of the answer
 * @name: the portal's `error`; may be ""
 * @format: the portal's `error_description`
 *
 * Makes the portal's refusal of a call.
 */
void
demo_error_set (GError **error, guint status, const char *name, const char *format, ...)
{
  DemoErrorPrivate *priv;
  va_list args;

  if (error == NULL)
    return;

  va_start (args, format);
  *error = g_error_new_valist (DEMO_ERROR, 0, format, args);
  va_end (args);
  priv = demo_error_get_private (*error);
  priv->name = g_strdup (name);
  priv->status = status;
}

/**
 * demo_error_get_status:
 * @error: an error
 *
 * Returns: the HTTP status of the refusal; 500 for an error that is not the portal's own
 */
guint
demo_error_get_status (const GError *error)
{
  g_return_val_if_fail (error != NULL, 500);

  return error->domain == DEMO_ERROR ? demo_error_get_private (error)->status : 500;
}

/**
 * demo_error_get_name:
 * @error: an error
 *
 * Returns: (transfer none): the portal's code
 */
const char *
demo_error_get_name (const GError *error)
{
  g_return_val_if_fail (error != NULL, "");

  return error->domain == DEMO_ERROR ? demo_error_get_private (error)->name
                                     : "INTERNAL_SERVER_ERROR";
}
