/* desk-welcome.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-welcome"

#include "desk-welcome.h"

#include <glib/gi18n.h>

#include "desk-banner.h"
#include "desk-link-words.h"
#include "desk-name.h"
#include "reception-config.h"

#define DELAY_MS 400
/* where the developer resources of a portal are */
#define WEBHOOKS "devops/"

/**
 * DeskWelcome:
 *
 * Where a desk is connected to its clinic: the webhook's address is pasted, tried at once, kept in
 * the keyring; or the demo clinic is opened. Also shown when the keyring does not answer or a
 * session cannot be opened, with the reason above.
 */
struct _DeskWelcome
{
  AdwBin parent_instance;

  DeskConnection *connection; /* owned */
  GCancellable *cancellable;  /* owned, (nullable): the check or the connecting under way */
  guint delay_id;
  gboolean good;         /* the address in the entry was checked and works */
  gboolean keyring_away; /* it could not be kept */
  char *portal;          /* owned, (nullable): address of the one that the administrator named */
  gboolean only_portal;  /* and no other */

  GtkMenuButton *menu; /* unowned, template child, as all below */
  DeskBanner *banner;
  GtkEditable *address;
  GtkSpinner *spinner;
  GtkWidget *status_box;
  GtkLabel *status;
  GtkLabel *scopes;
  GtkButton *connect;
  GtkWidget *once;
  GtkWidget *demo;
  GtkWidget *portal_box;
  GtkLabel *portal_name;
  GtkLinkButton *portal_link;
};

G_DEFINE_FINAL_TYPE (DeskWelcome, desk_welcome, ADW_TYPE_BIN)

char *
desk_welcome_error_text (const GError *error)
{
  if (error->domain != CLINIC_ERROR)
    return g_strdup_printf (_ ("Something went wrong: %s"), error->message);

  switch ((ClinicError) error->code)
    {
    case CLINIC_ERROR_INVALID:
      return g_strdup (_ ("This is not the address of a webhook. It looks like "
                          "https://clinic.bitrix24.ru/rest/1/abc123/. Copy the whole line."));
    case CLINIC_ERROR_FORBIDDEN:
      return g_strdup (_ ("The portal refuses this webhook: it was revoked or a letter is missing. "
                          "Copy it again, or make a new one."));
    case CLINIC_ERROR_OFFLINE:
      return g_strdup (_ ("The portal does not answer. Check the network and the portal's name in "
                          "the address."));
    case CLINIC_ERROR_UNTRUSTED:
      return g_strdup (_ ("Who answers at this address cannot prove to be your portal: its "
                          "certificate is not in order. Nothing was sent. Check the address and "
                          "the date of this computer."));
    case CLINIC_ERROR_NOT_FOUND:
    case CLINIC_ERROR_BROKEN:
      return g_strdup (_ ("There is no Bitrix24 at this address. Check the portal's name."));
    case CLINIC_ERROR_CONFLICT:
    case CLINIC_ERROR_FULL:
    default:
      return g_strdup_printf (_ ("Something went wrong: %s"), error->message);
    }
}

/* text: (nullable): NULL = nothing to say; css_class: (nullable) */
static void
show_status (DeskWelcome *self, const char *text, const char *css_class, gboolean busy)
{
  const char *classes[] = { css_class, NULL };

  gtk_label_set_text (self->status, text != NULL ? text : "");
  gtk_widget_set_css_classes (GTK_WIDGET (self->status), classes);
  gtk_widget_set_visible (self->status_box, text != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
  gtk_spinner_set_spinning (self->spinner, busy);
}

static void
update_buttons (DeskWelcome *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->connect), self->good);
  gtk_widget_set_visible (self->once, self->good && self->keyring_away);
}

static void
show_scopes (DeskWelcome *self, ClinicLink *link)
{
  const char *const *scopes = link != NULL ? clinic_link_get_missing_scopes (link) : NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  if (scopes == NULL || scopes[0] == NULL)
    {
      gtk_widget_set_visible (GTK_WIDGET (self->scopes), FALSE);
      return;
    }

  g_string_append (text, _ ("It works, but these boxes are not ticked in the webhook's settings:"));
  for (gsize i = 0; scopes[i] != NULL; i++)
    {
      g_autofree char *words = desk_link_scope_text (scopes[i]);

      g_string_append_printf (text, "\n• %s", words);
    }
  gtk_label_set_text (self->scopes, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->scopes), TRUE);
}

static void
on_checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DeskWelcome) self = DESK_WELCOME (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (ClinicLink) link = NULL;
  g_autofree char *text = NULL;

  link = clinic_services_check_finish (CLINIC_SERVICES (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self->good = link != NULL;
  if (link != NULL)
    /* Translators: a portal's name and the employee whose webhook it is */
    text = g_strdup_printf (_ ("Portal %s, %s"), clinic_link_get_portal (link),
                            clinic_link_get_user_name (link));
  else
    text = desk_welcome_error_text (error);
  show_status (self, text, link != NULL ? "success" : "error", FALSE);
  show_scopes (self, link);
  update_buttons (self);
}

/* (transfer full): what was pasted, without what stuck to it on the way */
static char *
entered_address (DeskWelcome *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (self->address)));
}

/* (transfer full) (nullable) */
static char *
dup_host (const char *address)
{
  g_autoptr (GUri) uri = g_uri_parse (address, G_URI_FLAGS_NONE, NULL);

  return uri != NULL ? g_strdup (g_uri_get_host (uri)) : NULL;
}

/* Whether the administrator wants none but another portal here. */
static gboolean
is_elsewhere (DeskWelcome *self, const char *address)
{
  g_autofree char *host = dup_host (address);
  g_autofree char *wanted = self->portal != NULL ? dup_host (self->portal) : NULL;

  return self->only_portal && host != NULL && wanted != NULL &&
         g_ascii_strcasecmp (host, wanted) != 0;
}

static gboolean
on_delay_ended_cb (gpointer user_data)
{
  DeskWelcome *self = DESK_WELCOME (user_data);
  g_autofree char *address = entered_address (self);

  self->delay_id = 0;
  if (is_elsewhere (self, address))
    {
      g_autofree char *text =
        g_strdup_printf (_ ("The administrator set this computer up for %s alone. This is a "
                            "webhook of another portal."),
                         self->portal);

      show_status (self, text, "error", FALSE);
      return G_SOURCE_REMOVE;
    }
  self->cancellable = g_cancellable_new ();
  show_status (self, _ ("Asking the portal…"), "dim-label", TRUE);
  clinic_services_check_async (desk_connection_get_services (self->connection), address,
                               self->cancellable, on_checked_cb, g_object_ref (self));

  return G_SOURCE_REMOVE;
}

static void
cancel (DeskWelcome *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->delay_id, g_source_remove);
}

static void
on_address_changed_cb (DeskWelcome *self)
{
  g_autofree char *address = entered_address (self);

  cancel (self);
  self->good = FALSE;
  self->keyring_away = FALSE;
  show_status (self, NULL, NULL, FALSE);
  show_scopes (self, NULL);
  update_buttons (self);
  if (*address != '\0')
    self->delay_id = g_timeout_add (DELAY_MS, on_delay_ended_cb, self);
}

static void
on_remembered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DeskWelcome) self = DESK_WELCOME (user_data);
  g_autoptr (GError) error = NULL;

  if (desk_connection_remember_finish (DESK_CONNECTION (source), result, &error))
    {
      gtk_editable_set_text (self->address, "");
      return;
    }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_message ("the keyring did not keep the address: %s", error->message);
  self->keyring_away = TRUE;
  show_status (self,
               _ ("The keyring of this computer does not answer, so the address cannot be kept. "
                  "You can go on without it; the next start will ask again."),
               "error", FALSE);
  update_buttons (self);
}

static void
on_connect_cb (DeskWelcome *self)
{
  g_autofree char *address = entered_address (self);

  if (!self->good)
    return;

  cancel (self);
  self->cancellable = g_cancellable_new ();
  show_status (self, _ ("Connecting…"), "dim-label", TRUE);
  desk_connection_remember_async (self->connection, address, self->cancellable, on_remembered_cb,
                                  g_object_ref (self));
}

static void
on_once_cb (DeskWelcome *self)
{
  g_autofree char *address = entered_address (self);

  cancel (self);
  desk_connection_open (self->connection, address);
  gtk_editable_set_text (self->address, "");
}

static void
on_demo_cb (DeskWelcome *self)
{
  cancel (self);
  desk_connection_open_demo (self->connection);
}

static void
on_connection_changed_cb (DeskWelcome *self)
{
  const GError *problem = desk_connection_get_problem (self->connection);
  g_autofree char *text = NULL;

  switch (desk_connection_get_state (self->connection))
    {
    case DESK_CONNECTION_LOCKED:
      text = g_strdup (_ ("The keyring of this computer does not answer, so the stored address "
                          "cannot be read. Unlock it and try again, or paste the address below."));
      break;
    case DESK_CONNECTION_FAILED:
      text = g_strdup_printf (_ ("The clinic could not be opened: %s"),
                              problem != NULL ? problem->message : "");
      break;
    case DESK_CONNECTION_STARTING:
    case DESK_CONNECTION_WELCOME:
    case DESK_CONNECTION_OPEN:
    default:
      break;
    }
  desk_banner_set_title (self->banner, text);
}

/* What an administrator has set for everybody at this computer. */
static void
read_portal (DeskWelcome *self)
{
  g_autoptr (GSettings) settings = g_settings_new (RECEPTION_APP_ID);
  g_autofree char *portal = g_settings_get_string (settings, "portal");
  g_autofree char *host = dup_host (portal);
  g_autofree char *text = NULL;
  g_autofree char *webhooks = NULL;

  gtk_widget_set_visible (self->portal_box, host != NULL);
  if (host == NULL)
    return;

  self->portal = g_strdup (portal);
  self->only_portal = !g_settings_is_writable (settings, "portal");
  text = g_strdup_printf (_ ("The clinic's portal: %s"), host);
  gtk_label_set_text (self->portal_name, text);
  webhooks = g_strconcat (portal, g_str_has_suffix (portal, "/") ? "" : "/", WEBHOOKS, NULL);
  gtk_link_button_set_uri (self->portal_link, webhooks);
}

static void
desk_welcome_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (desk_welcome_parent_class)->map (widget);

  gtk_widget_grab_focus (GTK_WIDGET (DESK_WELCOME (widget)->address));
}

static void
desk_welcome_dispose (GObject *object)
{
  DeskWelcome *self = DESK_WELCOME (object);

  cancel (self);
  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_object (&self->connection);
  g_clear_pointer (&self->portal, g_free);

  G_OBJECT_CLASS (desk_welcome_parent_class)->dispose (object);
}

static void
desk_welcome_class_init (DeskWelcomeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = desk_welcome_dispose;
  widget_class->map = desk_welcome_map;

  g_type_ensure (DESK_TYPE_BANNER);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/reception24/Reception/ui/app/desk-welcome.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskWelcome, menu);
  gtk_widget_class_bind_template_child (widget_class, DeskWelcome, banner);
  gtk_widget_class_bind_template_child (widget_class, DeskWelcome, address);
  gtk_widget_class_bind_template_child (widget_class, DeskWelcome, spinner);
  gtk_widget_class_bind_template_child (widget_class, DeskWelcome, status_box);
  gtk_widget_class_bind_template_child (widget_class, DeskWelcome, status);
  gtk_widget_class_bind_template_child (widget_class, DeskWelcome, scopes);
  gtk_widget_class_bind_template_child (widget_class, DeskWelcome, connect);
  gtk_widget_class_bind_template_child (widget_class, DeskWelcome, once);
  gtk_widget_class_bind_template_child (widget_class, DeskWelcome, demo);
  gtk_widget_class_bind_template_child (widget_class, DeskWelcome, portal_box);
  gtk_widget_class_bind_template_child (widget_class, DeskWelcome, portal_name);
  gtk_widget_class_bind_template_child (widget_class, DeskWelcome, portal_link);
  gtk_widget_class_bind_template_callback (widget_class, on_address_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_connect_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_once_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_demo_cb);
}

static void
desk_welcome_init (DeskWelcome *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  desk_name_menu (gtk_menu_button_get_popover (self->menu));
  desk_banner_set_urgent (self->banner, TRUE);
  desk_banner_set_button (self->banner, _ ("Try Again"), "win.retry");
  show_status (self, NULL, NULL, FALSE);
  show_scopes (self, NULL);
  update_buttons (self);
  read_portal (self);
}

GtkWidget *
desk_welcome_new (DeskConnection *connection)
{
  DeskWelcome *self;

  g_return_val_if_fail (DESK_IS_CONNECTION (connection), NULL);

  self = g_object_new (DESK_TYPE_WELCOME, NULL);
  self->connection = g_object_ref (connection);
  g_signal_connect_object (connection, "changed", G_CALLBACK (on_connection_changed_cb), self,
                           G_CONNECT_SWAPPED);
  on_connection_changed_cb (self);

  return GTK_WIDGET (self);
}
