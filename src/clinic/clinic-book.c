/* clinic-book.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "clinic-book"

#include "clinic-book.h"

enum
{
  STATE_CHANGED,
  MOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_INTERFACE (ClinicBook, clinic_book, G_TYPE_OBJECT)

static void
clinic_book_default_init (ClinicBookInterface *iface)
{
  signals[STATE_CHANGED] = g_signal_new ("state-changed", CLINIC_TYPE_BOOK, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[MOVED] = g_signal_new ("moved", CLINIC_TYPE_BOOK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_OBJECT);
}

GListModel *
clinic_book_get_appointments (ClinicBook *self)
{
  g_return_val_if_fail (CLINIC_IS_BOOK (self), NULL);

  return CLINIC_BOOK_GET_IFACE (self)->get_appointments (self);
}

GListModel *
clinic_book_get_leads (ClinicBook *self)
{
  g_return_val_if_fail (CLINIC_IS_BOOK (self), NULL);

  return CLINIC_BOOK_GET_IFACE (self)->get_leads (self);
}

GListModel *
clinic_book_get_stages (ClinicBook *self)
{
  g_return_val_if_fail (CLINIC_IS_BOOK (self), NULL);

  return CLINIC_BOOK_GET_IFACE (self)->get_stages (self);
}

GListModel *
clinic_book_get_lead_stages (ClinicBook *self)
{
  g_return_val_if_fail (CLINIC_IS_BOOK (self), NULL);

  return CLINIC_BOOK_GET_IFACE (self)->get_lead_stages (self);
}

GListModel *
clinic_book_get_doctors (ClinicBook *self)
{
  g_return_val_if_fail (CLINIC_IS_BOOK (self), NULL);

  return CLINIC_BOOK_GET_IFACE (self)->get_doctors (self);
}

GListModel *
clinic_book_get_list (ClinicBook *self, ClinicBookList list)
{
  g_return_val_if_fail (CLINIC_IS_BOOK (self), NULL);

  return CLINIC_BOOK_GET_IFACE (self)->get_list (self, list);
}

ClinicLoadState
clinic_book_get_state (ClinicBook *self)
{
  g_return_val_if_fail (CLINIC_IS_BOOK (self), CLINIC_LOAD_LOADING);

  return CLINIC_BOOK_GET_IFACE (self)->get_state (self);
}

gint64
clinic_book_get_as_of (ClinicBook *self)
{
  g_return_val_if_fail (CLINIC_IS_BOOK (self), 0);

  return CLINIC_BOOK_GET_IFACE (self)->get_as_of (self);
}

gboolean
clinic_book_has_robot (ClinicBook *self)
{
  g_return_val_if_fail (CLINIC_IS_BOOK (self), FALSE);

  return CLINIC_BOOK_GET_IFACE (self)->has_robot (self);
}

void
clinic_book_watch_days (ClinicBook *self, gint64 from, gint64 to)
{
  g_return_if_fail (CLINIC_IS_BOOK (self));

  CLINIC_BOOK_GET_IFACE (self)->watch_days (self, from, to);
}

void
clinic_book_begin_viewing (ClinicBook *self)
{
  ClinicBookInterface *iface;

  g_return_if_fail (CLINIC_IS_BOOK (self));

  iface = CLINIC_BOOK_GET_IFACE (self);
  if (iface->begin_viewing != NULL)
    iface->begin_viewing (self);
}

void
clinic_book_end_viewing (ClinicBook *self)
{
  ClinicBookInterface *iface;

  g_return_if_fail (CLINIC_IS_BOOK (self));

  iface = CLINIC_BOOK_GET_IFACE (self);
  if (iface->end_viewing != NULL)
    iface->end_viewing (self);
}

ClinicAppointmentFile *
clinic_book_open_appointment (ClinicBook *self, gint64 appointment_id)
{
  g_return_val_if_fail (CLINIC_IS_BOOK (self), NULL);

  return CLINIC_BOOK_GET_IFACE (self)->open_appointment (self, appointment_id);
}

void
clinic_book_load_period_async (ClinicBook *self,
                               gint64 from,
                               gint64 to,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_return_if_fail (CLINIC_IS_BOOK (self));

  CLINIC_BOOK_GET_IFACE (self)->load_period_async (self, from, to, cancellable, callback,
                                                   user_data);
}

GPtrArray *
clinic_book_load_period_finish (ClinicBook *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (CLINIC_IS_BOOK (self), NULL);

  return CLINIC_BOOK_GET_IFACE (self)->load_period_finish (self, result, error);
}

void
clinic_book_emit_state_changed (ClinicBook *self)
{
  g_signal_emit (self, signals[STATE_CHANGED], 0);
}

void
clinic_book_emit_moved (ClinicBook *self, GObject *item)
{
  g_signal_emit (self, signals[MOVED], 0, item);
}
