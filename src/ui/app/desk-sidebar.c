/* desk-sidebar.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-sidebar"

#include "desk-sidebar.h"

#include <glib/gi18n.h>

#include "desk-pages.h"
#include "desk-shift-strip.h"

/**
 * DeskSidebar:
 *
 * The pages with what waits on each, and the shift strip: how the day goes, readable from where
 * one stands. Choosing a row activates `win.show-page`; the window says which row is marked.
 */
struct _DeskSidebar
{
  AdwBin parent_instance;

  ClinicSession *session; /* owned */
  GPtrArray *tallies;     /* owned, elements owned, one per page, NULL where it has no badge */

  GtkListBox *pages;    /* unowned, template child */
  GtkListBoxRow *shown; /* unowned, (nullable): that of the page on show */
  AdwBin *shift_slot;   /* unowned, template child */
};

G_DEFINE_FINAL_TYPE (DeskSidebar, desk_sidebar, ADW_TYPE_BIN)

typedef enum
{
  PROP_SESSION = 1,
} DeskSidebarProperty;

static GParamSpec *properties[PROP_SESSION + 1];

/* A row has "page" (the DeskPage) and "badge" (its label) as data. */
static GtkWidget *
create_row (const DeskPage *page)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *title = gtk_label_new (_ (page->title));
  GtkWidget *badge = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_set_valign (badge, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (badge, "desk-badge");
  gtk_widget_add_css_class (badge, "numeric");
  gtk_widget_set_visible (badge, FALSE);

  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (page->icon_name));
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), badge);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (page->title), -1);
  g_object_set_data (G_OBJECT (row), "page", (gpointer) page);
  g_object_set_data (G_OBJECT (row), "badge", badge);

  return row;
}

/* (transfer full): what a screen reader says of a row */
static char *
describe_row (const DeskPage *page, guint waiting, guint late)
{
  if (waiting == 0)
    return g_strdup (_ (page->title));
  if (late == 0)
    /* Translators: a page of the sidebar and how many things wait on it */
    return g_strdup_printf (ngettext ("%s: %u waits", "%s: %u wait", waiting), _ (page->title),
                            waiting);

  return g_strdup_printf (ngettext ("%s: %u waits, late", "%s: %u wait, some are late", waiting),
                          _ (page->title), waiting);
}

static void
show_badge (GtkListBoxRow *row, DeskTally *tally)
{
  const DeskPage *page = g_object_get_data (G_OBJECT (row), "page");
  GtkWidget *badge = g_object_get_data (G_OBJECT (row), "badge");
  guint waiting = desk_tally_get_waiting (tally), late = desk_tally_get_late (tally);
  g_autofree char *text = NULL, *words = NULL;

  text = late > 0 ? g_strdup_printf ("%u !", waiting) : g_strdup_printf ("%u", waiting);
  words = describe_row (page, waiting, late);
  gtk_label_set_text (GTK_LABEL (badge), text);
  gtk_widget_set_visible (badge, waiting > 0);
  if (late > 0)
    gtk_widget_add_css_class (badge, "urgent");
  else
    gtk_widget_remove_css_class (badge, "urgent");
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

static void
on_tally_changed_cb (GtkListBoxRow *row, DeskTally *tally)
{
  show_badge (row, tally);
}

static void
on_row_activated_cb (DeskSidebar *self, GtkListBoxRow *row)
{
  const DeskPage *page = g_object_get_data (G_OBJECT (row), "page");

  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-page", "s", page->id);
}

/* Arrows choose a row before Enter opens its page: whoever goes away instead is still on another.
 */
static void
on_leave_cb (DeskSidebar *self)
{
  gtk_list_box_select_row (self->pages, self->shown);
}

/* The strip counts when its badges do. */
static void
add_shift (DeskSidebar *self, DeskTally *missed, DeskTally *visits)
{
  adw_bin_set_child (self->shift_slot, desk_shift_strip_new (self->session, missed, visits));
}

static void
add_pages (DeskSidebar *self)
{
  guint n_pages;
  const DeskPage *pages = desk_pages (&n_pages);
  DeskTally *missed = NULL, *visits = NULL;

  for (guint i = 0; i < n_pages; i++)
    {
      GtkWidget *row = create_row (&pages[i]);
      DeskTally *tally;

      gtk_list_box_append (self->pages, row);
      if (pages[i].tally == NULL)
        continue;

      tally = pages[i].tally (self->session);
      g_ptr_array_add (self->tallies, tally);
      g_signal_connect_object (tally, "changed", G_CALLBACK (on_tally_changed_cb), row,
                               G_CONNECT_SWAPPED);
      show_badge (GTK_LIST_BOX_ROW (row), tally);
      if (g_str_equal (pages[i].id, "calls"))
        missed = tally;
      else if (g_str_equal (pages[i].id, "appointments"))
        visits = tally;
    }
  add_shift (self, missed, visits);
}

static void
show_available (DeskSidebar *self)
{
  GtkListBoxRow *row = NULL;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->pages, i)) != NULL; i++)
    gtk_widget_set_visible (GTK_WIDGET (row),
                            desk_pages_is_available (g_object_get_data (G_OBJECT (row), "page"),
                                                     self->session));
}

static void
desk_sidebar_constructed (GObject *object)
{
  DeskSidebar *self = DESK_SIDEBAR (object);

  G_OBJECT_CLASS (desk_sidebar_parent_class)->constructed (object);

  add_pages (self);
  g_signal_connect_object (clinic_session_get_link (self->session), "notify::simple-crm",
                           G_CALLBACK (show_available), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (clinic_session_get_payroll (self->session), "state-changed",
                           G_CALLBACK (show_available), self, G_CONNECT_SWAPPED);
  show_available (self);
}

static void
desk_sidebar_dispose (GObject *object)
{
  DeskSidebar *self = DESK_SIDEBAR (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_pointer (&self->tallies, g_ptr_array_unref);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (desk_sidebar_parent_class)->dispose (object);
}

static void
desk_sidebar_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  DeskSidebar *self = DESK_SIDEBAR (object);

  switch ((DeskSidebarProperty) prop_id)
    {
    case PROP_SESSION:
      self->session = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
desk_sidebar_class_init (DeskSidebarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = desk_sidebar_constructed;
  object_class->dispose = desk_sidebar_dispose;
  object_class->set_property = desk_sidebar_set_property;

  properties[PROP_SESSION] =
    g_param_spec_object ("session", NULL, NULL, CLINIC_TYPE_SESSION,
                         G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/reception24/Reception/ui/app/desk-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskSidebar, pages);
  gtk_widget_class_bind_template_child (widget_class, DeskSidebar, shift_slot);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated_cb);
}

static void
desk_sidebar_init (DeskSidebar *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->tallies = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (focus, "leave", G_CALLBACK (on_leave_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->pages), focus);
}

GtkWidget *
desk_sidebar_new (ClinicSession *session)
{
  return g_object_new (DESK_TYPE_SIDEBAR, "session", session, NULL);
}

void
desk_sidebar_select (DeskSidebar *self, const char *page)
{
  GtkListBoxRow *row;

  g_return_if_fail (DESK_IS_SIDEBAR (self));

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->pages, i)) != NULL; i++)
    {
      const DeskPage *this_page = g_object_get_data (G_OBJECT (row), "page");

      if (g_strcmp0 (this_page->id, page) != 0)
        continue;
      self->shown = row;
      gtk_list_box_select_row (self->pages, row);
    }
}
