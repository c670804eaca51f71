/* desk-mismatch-keeper.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-mismatch-keeper"

#include "desk-mismatch-keeper.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "desk-toast.h"

struct _DeskMismatchKeeper
{
  GObject parent_instance;

  ClinicMisDesk *desk; /* owned */
  GPtrArray *kept;     /* owned: a GPtrArray of ClinicMismatch for each time */
  AdwToast *toast;     /* owned, (nullable): about the newest */
};

G_DEFINE_FINAL_TYPE (DeskMismatchKeeper, desk_mismatch_keeper, G_TYPE_OBJECT)

static void
drop_toast (DeskMismatchKeeper *self)
{
  g_autoptr (AdwToast) toast = g_steal_pointer (&self->toast);

  if (toast == NULL)
    return;
  g_signal_handlers_disconnect_by_data (toast, self);
  adw_toast_dismiss (toast);
}

static void
on_dismissed_cb (DeskMismatchKeeper *self)
{
  g_clear_object (&self->toast);
}

/* It goes by itself then, and twice is once too often. */
static void
on_undo_cb (DeskMismatchKeeper *self)
{
  g_autoptr (AdwToast) toast = g_steal_pointer (&self->toast);

  g_signal_handlers_disconnect_by_data (toast, self);
  desk_mismatch_keeper_undo (self);
}

/* Those before are not offered any more, as they are further back. */
static void
show (DeskMismatchKeeper *self, GtkWidget *widget, guint n)
{
  g_autofree char *words =
    n == 1
      ? g_strdup (_ ("Left as it is in CRM"))
      : g_strdup_printf (ngettext ("%u left as it is in CRM", "%u left as they are in CRM", n), n);

  drop_toast (self);
  self->toast = adw_toast_new (words);
  adw_toast_set_button_label (self->toast, _ ("Undo"));
  g_signal_connect_object (self->toast, "button-clicked", G_CALLBACK (on_undo_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->toast, "dismissed", G_CALLBACK (on_dismissed_cb), self,
                           G_CONNECT_SWAPPED);
  desk_toast (widget, g_object_ref (self->toast));
}

static void
desk_mismatch_keeper_dispose (GObject *object)
{
  DeskMismatchKeeper *self = DESK_MISMATCH_KEEPER (object);

  drop_toast (self);
  g_clear_pointer (&self->kept, g_ptr_array_unref);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (desk_mismatch_keeper_parent_class)->dispose (object);
}

static void
desk_mismatch_keeper_class_init (DeskMismatchKeeperClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = desk_mismatch_keeper_dispose;
}

static void
desk_mismatch_keeper_init (DeskMismatchKeeper *self)
{
  self->kept = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
}

DeskMismatchKeeper *
desk_mismatch_keeper_new (ClinicSession *session)
{
  DeskMismatchKeeper *self = g_object_new (DESK_TYPE_MISMATCH_KEEPER, NULL);

  self->desk = g_object_ref (clinic_session_get_mis_desk (session));

  return self;
}

void
desk_mismatch_keeper_keep (DeskMismatchKeeper *self, GtkWidget *widget, GPtrArray *mismatches)
{
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_if_fail (DESK_IS_MISMATCH_KEEPER (self));

  for (guint i = 0; i < mismatches->len; i++)
    if (!clinic_mismatch_get_pending (g_ptr_array_index (mismatches, i)))
      g_ptr_array_add (kept, g_object_ref (g_ptr_array_index (mismatches, i)));
  if (kept->len == 0)
    return;
  for (guint i = 0; i < kept->len; i++)
    clinic_mis_desk_keep (self->desk, g_ptr_array_index (kept, i));
  show (self, widget, kept->len);
  g_ptr_array_add (self->kept, g_steal_pointer (&kept));
}

gboolean
desk_mismatch_keeper_undo (DeskMismatchKeeper *self)
{
  g_autoptr (DeskMismatchKeeper) alive = g_object_ref (self);
  g_autoptr (GPtrArray) last = NULL;

  g_return_val_if_fail (DESK_IS_MISMATCH_KEEPER (self), FALSE);

  if (self->kept->len == 0)
    return FALSE;
  last = g_ptr_array_steal_index (self->kept, self->kept->len - 1);
  drop_toast (self);
  for (guint i = 0; i < last->len; i++)
    clinic_mis_desk_undo_keep (self->desk, g_ptr_array_index (last, i));

  return TRUE;
}
