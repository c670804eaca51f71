/* store-error.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define STORE_ERROR (store_error_quark ())

/**
 * StoreError:
 * @STORE_ERROR_FAILED: the database refused; the message says why
 * @STORE_ERROR_CLOSED: the repository was closed before
 * @STORE_ERROR_DAMAGED: the file is not, or no longer, a sound database
 * @STORE_ERROR_NEWER: a newer version of the application wrote this file
 * @STORE_ERROR_NO_SPACE: the disk is full
 */
typedef enum
{
  STORE_ERROR_FAILED,
  STORE_ERROR_CLOSED,
  STORE_ERROR_DAMAGED,
  STORE_ERROR_NEWER,
  STORE_ERROR_NO_SPACE,
} StoreError;

GQuark store_error_quark (void);

G_END_DECLS
