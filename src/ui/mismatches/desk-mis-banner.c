/* desk-mis-banner.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-mis-banner"

#include "desk-mis-banner.h"

#include <glib/gi18n.h>

#include "desk-banner.h"
#include "desk-mis-words.h"

struct _DeskMisBanner
{
  AdwBin parent_instance;

  ClinicSession *session; /* owned */
  DeskBanner *banner;     /* unowned, child */
};

G_DEFINE_FINAL_TYPE (DeskMisBanner, desk_mis_banner, ADW_TYPE_BIN)

static ClinicMisLink *
get_link (DeskMisBanner *self)
{
  return clinic_mis_desk_get_link (clinic_session_get_mis_desk (self->session));
}

static void
update (DeskMisBanner *self)
{
  ClinicMisLink *link = get_link (self);
  g_autofree char *title = desk_mis_words_alarm (link, clinic_session_get_now (self->session));

  if (clinic_mis_link_get_state (link) == CLINIC_LINK_DENIED)
    desk_banner_set_button (self->banner, _ ("Set Up"), "app.preferences-page::mis");
  else
    desk_banner_set_button (self->banner, _ ("Retry"), "mis.refresh");
  desk_banner_set_title (self->banner, title);
  /* the technical reason, for whoever sets it up */
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->banner), clinic_mis_link_get_problem (link));
}

static void
on_refresh_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  clinic_mis_desk_refresh (clinic_session_get_mis_desk (DESK_MIS_BANNER (widget)->session));
}

static void
desk_mis_banner_dispose (GObject *object)
{
  DeskMisBanner *self = DESK_MIS_BANNER (object);

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (get_link (self), self);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (desk_mis_banner_parent_class)->dispose (object);
}

static void
desk_mis_banner_class_init (DeskMisBannerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = desk_mis_banner_dispose;

  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "mis.refresh", NULL, on_refresh_cb);
}

static void
desk_mis_banner_init (DeskMisBanner *self)
{
  self->banner = DESK_BANNER (desk_banner_new ());
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->banner));
}

GtkWidget *
desk_mis_banner_new (ClinicSession *session)
{
  DeskMisBanner *self = g_object_new (DESK_TYPE_MIS_BANNER, NULL);

  g_return_val_if_fail (CLINIC_IS_SESSION (session), NULL);

  self->session = g_object_ref (session);
  g_signal_connect_swapped (get_link (self), "notify", G_CALLBACK (update), self);
  update (self);

  return GTK_WIDGET (self);
}

const char *
desk_mis_banner_get_title (DeskMisBanner *self)
{
  g_return_val_if_fail (DESK_IS_MIS_BANNER (self), NULL);

  return desk_banner_get_title (self->banner);
}
