/* desk-mapping-banner.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-mapping-banner"

#include "desk-mapping-banner.h"

#include <glib/gi18n.h>

#include "desk-banner.h"
#include "desk-mapping-words.h"

struct _DeskMappingBanner
{
  AdwBin parent_instance;

  DeskBanner *banner;  /* unowned, child */
  GListModel *entries; /* owned, of ClinicMappingEntry */
  GPtrArray *watched;  /* owned: the entries whose changes are heard */
};

G_DEFINE_FINAL_TYPE (DeskMappingBanner, desk_mapping_banner, ADW_TYPE_BIN)

static void
update (DeskMappingBanner *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;
  g_autofree char *list = NULL;
  g_autofree char *title = NULL;

  for (guint i = 0; i < self->watched->len; i++)
    {
      ClinicMappingEntry *entry = g_ptr_array_index (self->watched, i);

      if (desk_mapping_words_is_bad (entry))
        g_strv_builder_add (builder, desk_mapping_words_name (entry));
    }
  names = g_strv_builder_end (builder);
  if (*names != NULL)
    {
      list = g_strjoinv (_ (", "), names);
      title = g_strdup_printf (_ ("Not found on the portal: %s"), list);
    }
  desk_banner_set_title (self->banner, title);
  gtk_widget_set_visible (GTK_WIDGET (self), title != NULL);
}

static void
unwatch (DeskMappingBanner *self)
{
  for (guint i = 0; i < self->watched->len; i++)
    g_signal_handlers_disconnect_by_data (g_ptr_array_index (self->watched, i), self);
  g_ptr_array_set_size (self->watched, 0);
}

static void
on_entries_changed_cb (DeskMappingBanner *self)
{
  unwatch (self);
  for (guint i = 0; i < g_list_model_get_n_items (self->entries); i++)
    {
      ClinicMappingEntry *entry = g_list_model_get_item (self->entries, i);

      g_ptr_array_add (self->watched, entry);
      g_signal_connect_object (entry, "notify::state", G_CALLBACK (update), self,
                               G_CONNECT_SWAPPED);
    }
  update (self);
}

static void
desk_mapping_banner_dispose (GObject *object)
{
  DeskMappingBanner *self = DESK_MAPPING_BANNER (object);

  unwatch (self);
  g_clear_object (&self->entries);

  G_OBJECT_CLASS (desk_mapping_banner_parent_class)->dispose (object);
}

static void
desk_mapping_banner_finalize (GObject *object)
{
  DeskMappingBanner *self = DESK_MAPPING_BANNER (object);

  g_clear_pointer (&self->watched, g_ptr_array_unref);

  G_OBJECT_CLASS (desk_mapping_banner_parent_class)->finalize (object);
}

static void
desk_mapping_banner_class_init (DeskMappingBannerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = desk_mapping_banner_dispose;
  G_OBJECT_CLASS (klass)->finalize = desk_mapping_banner_finalize;
}

static void
desk_mapping_banner_init (DeskMappingBanner *self)
{
  self->watched = g_ptr_array_new_with_free_func (g_object_unref);
  self->banner = DESK_BANNER (desk_banner_new ());
  desk_banner_set_urgent (self->banner, TRUE);
  desk_banner_set_button (self->banner, _ ("Set Up"), "app.preferences-page::portal");
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->banner));
}

GtkWidget *
desk_mapping_banner_new (ClinicSession *session)
{
  DeskMappingBanner *self = g_object_new (DESK_TYPE_MAPPING_BANNER, NULL);

  g_return_val_if_fail (CLINIC_IS_SESSION (session), NULL);

  self->entries = g_object_ref (clinic_mapping_get_entries (clinic_session_get_mapping (session)));
  g_signal_connect_object (self->entries, "items-changed", G_CALLBACK (on_entries_changed_cb), self,
                           G_CONNECT_SWAPPED);
  on_entries_changed_cb (self);

  return GTK_WIDGET (self);
}

const char *
desk_mapping_banner_get_title (DeskMappingBanner *self)
{
  g_return_val_if_fail (DESK_IS_MAPPING_BANNER (self), NULL);

  return desk_banner_get_title (self->banner);
}
