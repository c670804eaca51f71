/* desk-workspace.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-workspace"

#include "desk-workspace.h"

#include <glib/gi18n.h>

#include "desk-board-page.h"
#include "desk-call-list-page.h"
#include "desk-call-strip.h"
#include "desk-calls-page.h"
#include "desk-fit.h"
#include "desk-focus-mark.h"
#include "desk-link-button.h"
#include "desk-name.h"
#include "desk-news-page.h"
#include "desk-notices.h"
#include "desk-pages.h"
#include "desk-pane-host.h"
#include "desk-quiet-button.h"
#include "desk-search.h"
#include "desk-shift-window.h"
#include "desk-sidebar.h"

/* Widths in which the sidebar, and the right pane, lie over the page instead of beside it; at a
 * larger text size they are larger in proportion. */
#define NARROW_WIDTH 900
#define LARGE_TEXT 1.5 /* times the usual */
/* of the panel, and how much it grows with the text at most */
#define PANE_WIDTH 400
#define PANE_GROWS 1.4
#define PANE_OVER_WIDTH 1160
/* what was open is opened again when the first picture has long been there */
#define RESTORE_MS 600

/**
 * DeskWorkspace:
 *
 * What a connected desk works in: sidebar, header, banners, the pages, and the pane at the right
 * for calls, patients and appointments. Made for one session and thrown away with it; pages are
 * made when first shown. A ringing call opens the pane, but never moves the focus.
 */
struct _DeskWorkspace
{
  AdwBin parent_instance;

  ClinicSession *session;  /* owned */
  const DeskPage *page;    /* unowned, static: on show */
  DeskFocusMark *mark;     /* owned: where the person was before going to the pane */
  ClinicShiftWatch *shift; /* owned: for the end-of-shift report */
  GtkWindow *shift_window; /* weak, (nullable): that report */
  guint n_calls;
  guint layout_id;
  guint restore_id;
  gboolean narrow;
  gboolean pane_over;

  AdwFlap *sidebar_flap; /* unowned, template child, as all below */
  AdwFlap *pane_flap;
  AdwHeaderBar *header;
  GtkWidget *sidebar_button;
  AdwBin *sidebar_slot;
  AdwBin *search_slot;
  GtkMenuButton *menu;
  AdwBin *link_slot;
  AdwBin *strip_slot;
  AdwBin *notices_slot;
  AdwClamp *pane_clamp;
  AdwBin *pane_slot;
  GtkStack *pages;
  DeskSidebar *sidebar; /* unowned, in its slot, as all below */
  DeskSearch *search;
  DeskLinkButton *link_button;
  DeskPaneHost *pane;
};

G_DEFINE_FINAL_TYPE (DeskWorkspace, desk_workspace, ADW_TYPE_BIN)

typedef enum
{
  PROP_SESSION = 1,
} DeskWorkspaceProperty;

static GParamSpec *properties[PROP_SESSION + 1];

/* Where all text is large, a headline that towers over it would push the next visit out of sight,
 * and a narrow panel would cut a telephone number. */
static void
on_text_size_cb (DeskWorkspace *self)
{
  double scale = desk_fit_text_scale (GTK_WIDGET (self));
  int width = (int) (PANE_WIDTH * CLAMP (scale, 1.0, PANE_GROWS));

  adw_clamp_set_maximum_size (self->pane_clamp, width);
  adw_clamp_set_tightening_threshold (self->pane_clamp, width);
  gtk_widget_set_size_request (GTK_WIDGET (self->pane_slot), width, -1);
  if (scale >= LARGE_TEXT)
    gtk_widget_add_css_class (GTK_WIDGET (self), "large-text");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "large-text");
}

static gboolean
on_layout_idle_cb (gpointer user_data)
{
  DeskWorkspace *self = DESK_WORKSPACE (user_data);

  self->layout_id = 0;
  adw_flap_set_fold_policy (self->sidebar_flap, self->narrow ? ADW_FLAP_FOLD_POLICY_ALWAYS
                                                             : ADW_FLAP_FOLD_POLICY_NEVER);
  adw_flap_set_reveal_flap (self->sidebar_flap, !self->narrow);
  adw_flap_set_fold_policy (self->pane_flap, self->pane_over ? ADW_FLAP_FOLD_POLICY_ALWAYS
                                                             : ADW_FLAP_FOLD_POLICY_NEVER);
  gtk_widget_set_visible (self->sidebar_button, self->narrow);
  desk_link_button_set_compact (self->link_button, self->narrow);

  return G_SOURCE_REMOVE;
}

static int
minimum_width (gpointer widget)
{
  int minimum;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);

  return minimum;
}

/* Whether the pane has no room beside the page: known before it opens, so that opening it never
 * makes the window larger. */
static gboolean
has_no_room_for_pane (DeskWorkspace *self, int width)
{
  int needed = minimum_width (adw_flap_get_flap (self->sidebar_flap)) +
               minimum_width (self->pages) + minimum_width (self->pane_slot) + 2;

  return width < PANE_OVER_WIDTH * desk_fit_text_scale (GTK_WIDGET (self)) || width < needed;
}

static void
desk_workspace_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  gtk_widget_measure (adw_bin_get_child (ADW_BIN (widget)), orientation, for_size, minimum, natural,
                      minimum_baseline, natural_baseline);
}

/* A layout must not change in the middle of being allocated, so it does right after. */
static void
desk_workspace_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  DeskWorkspace *self = DESK_WORKSPACE (widget);
  gboolean narrow = width < NARROW_WIDTH * desk_fit_text_scale (widget);
  gboolean pane_over = has_no_room_for_pane (self, width);

  gtk_widget_allocate (adw_bin_get_child (ADW_BIN (self)), width, height, baseline, NULL);
  if (narrow == self->narrow && pane_over == self->pane_over)
    return;

  self->narrow = narrow;
  self->pane_over = pane_over;
  if (self->layout_id == 0)
    self->layout_id = g_idle_add_full (GTK_PRIORITY_RESIZE, on_layout_idle_cb, self, NULL);
}

static gboolean
focus_is_in_pane (DeskWorkspace *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->pane));
}

static void
remember_focus (DeskWorkspace *self)
{
  desk_focus_mark_set (self->mark, GTK_WIDGET (self->pane));
}

static void
return_focus (DeskWorkspace *self)
{
  if (!desk_focus_mark_return (self->mark))
    gtk_widget_child_focus (GTK_WIDGET (self->pages), GTK_DIR_TAB_FORWARD);
}

static void
set_pane_shown (DeskWorkspace *self, gboolean shown)
{
  adw_flap_set_reveal_flap (self->pane_flap, shown);
}

static void
hide_calls (DeskWorkspace *self)
{
  if (!desk_pane_host_shows_calls (self->pane) || focus_is_in_pane (self))
    return;
  if (desk_pane_host_back (self->pane))
    return;

  set_pane_shown (self, FALSE);
  desk_pane_host_clear (self->pane);
}

/* A new call opens the pane, unless somebody writes in what is open there: then the strip under
 * the header has to do. */
static void
on_calls_changed_cb (DeskWorkspace *self)
{
  guint n_calls = g_list_model_get_n_items (clinic_session_get_calls (self->session));
  gboolean more = n_calls > self->n_calls;

  self->n_calls = n_calls;
  if (n_calls == 0)
    {
      hide_calls (self);
    }
  else if (more && !focus_is_in_pane (self))
    {
      desk_pane_host_show_call (self->pane, NULL);
      set_pane_shown (self, TRUE);
    }
}

/* F4, before any list or entry hears of it: an unknown caller who rings is more urgent. */
static gboolean
on_new_shortcut_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  DeskWorkspace *self = DESK_WORKSPACE (widget);

  if (!desk_pane_host_has_unknown (self->pane))
    return FALSE;

  remember_focus (self);
  set_pane_shown (self, TRUE);

  return desk_pane_host_begin_lead (self->pane);
}

/* "booked": the visits that were made today; "": all figures */
static void
show_shift (DeskWorkspace *self, const char *what)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->shift_window == NULL)
    g_set_weak_pointer (&self->shift_window,
                        GTK_WINDOW (
                          desk_shift_window_new (GTK_WINDOW (root), self->session, self->shift)));
  if (g_str_equal (what, "booked"))
    desk_shift_window_open (DESK_SHIFT_WINDOW (self->shift_window), CLINIC_SHIFT_VISITS_BOOKED,
                            CLINIC_SHIFT_ALL);
  gtk_window_present (self->shift_window);
}

static void
on_show_shift_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  show_shift (DESK_WORKSPACE (widget), g_variant_get_string (parameter, NULL));
}

static gboolean
on_shift_shortcut_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  show_shift (DESK_WORKSPACE (widget), "");

  return TRUE;
}

static void
add_shortcuts (DeskWorkspace *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller),
                                     GTK_SHORTCUT_SCOPE_GLOBAL);
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (controller),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_F4, 0),
                      gtk_callback_action_new (on_new_shortcut_cb, NULL, NULL)));
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (controller),
    gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("<Control>h|<Control>Cyrillic_er"),
                      gtk_callback_action_new (on_shift_shortcut_cb, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
add_parts (DeskWorkspace *self)
{
  GtkWidget *sidebar = desk_sidebar_new (self->session);
  GtkWidget *search = desk_search_new (self->session);
  GtkWidget *link_button = desk_link_button_new (self->session);
  GtkWidget *pane = desk_pane_host_new (self->session);

  self->sidebar = DESK_SIDEBAR (sidebar);
  self->search = DESK_SEARCH (search);
  self->link_button = DESK_LINK_BUTTON (link_button);
  self->pane = DESK_PANE_HOST (pane);
  adw_bin_set_child (self->sidebar_slot, sidebar);
  adw_bin_set_child (self->search_slot, search);
  adw_bin_set_child (self->link_slot, link_button);
  adw_bin_set_child (self->pane_slot, pane);
  adw_bin_set_child (self->strip_slot, desk_call_strip_new (self->session));
  adw_bin_set_child (self->notices_slot, desk_notices_new (self->session));
}

/* "day": by the clock; "": as the person looks at them otherwise */
static void
on_show_today_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  DeskWorkspace *self = DESK_WORKSPACE (widget);
  const char *view = g_variant_get_string (parameter, NULL);

  gtk_widget_activate_action (widget, "win.show-page", "s", "appointments");
  desk_board_page_show_today (DESK_BOARD_PAGE (
                                gtk_stack_get_child_by_name (self->pages, "appointments")),
                              g_str_equal (view, "day"));
}

/* After the first picture, and never instead of a call or of what was opened since. */
static gboolean
on_restore_cb (gpointer user_data)
{
  DeskWorkspace *self = DESK_WORKSPACE (user_data);

  self->restore_id = 0;
  if (!desk_workspace_is_pane_shown (self) && desk_pane_host_restore (self->pane))
    set_pane_shown (self, TRUE);

  return G_SOURCE_REMOVE;
}

static void
desk_workspace_constructed (GObject *object)
{
  DeskWorkspace *self = DESK_WORKSPACE (object);

  G_OBJECT_CLASS (desk_workspace_parent_class)->constructed (object);

  add_parts (self);
  self->shift = clinic_shift_watch_new (clinic_session_get_commands (self->session));
  g_signal_connect_object (clinic_session_get_calls (self->session), "items-changed",
                           G_CALLBACK (on_calls_changed_cb), self, G_CONNECT_SWAPPED);
  desk_workspace_show_page (self, NULL);
  on_calls_changed_cb (self);
  self->restore_id = g_timeout_add_full (G_PRIORITY_LOW, RESTORE_MS, on_restore_cb, self, NULL);
}

static void
desk_workspace_dispose (GObject *object)
{
  DeskWorkspace *self = DESK_WORKSPACE (object);

  g_clear_handle_id (&self->layout_id, g_source_remove);
  if (self->shift_window != NULL)
    gtk_window_destroy (self->shift_window);
  g_clear_weak_pointer (&self->shift_window);
  g_clear_object (&self->shift);
  g_clear_handle_id (&self->restore_id, g_source_remove);
  g_clear_object (&self->mark);
  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (desk_workspace_parent_class)->dispose (object);
}

static void
desk_workspace_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  DeskWorkspace *self = DESK_WORKSPACE (object);

  switch ((DeskWorkspaceProperty) prop_id)
    {
    case PROP_SESSION:
      self->session = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
desk_workspace_class_init (DeskWorkspaceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = desk_workspace_constructed;
  object_class->dispose = desk_workspace_dispose;
  object_class->set_property = desk_workspace_set_property;
  widget_class->measure = desk_workspace_measure;
  g_type_ensure (DESK_TYPE_QUIET_BUTTON);
  widget_class->size_allocate = desk_workspace_size_allocate;

  gtk_widget_class_install_action (widget_class, "workspace.show-today", "s",
                                   on_show_today_action_cb);
  gtk_widget_class_install_action (widget_class, "workspace.show-shift", "s",
                                   on_show_shift_action_cb);

  properties[PROP_SESSION] =
    g_param_spec_object ("session", NULL, NULL, CLINIC_TYPE_SESSION,
                         G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/reception24/Reception/ui/app/desk-workspace.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskWorkspace, sidebar_flap);
  gtk_widget_class_bind_template_child (widget_class, DeskWorkspace, pane_flap);
  gtk_widget_class_bind_template_child (widget_class, DeskWorkspace, header);
  gtk_widget_class_bind_template_child (widget_class, DeskWorkspace, sidebar_button);
  gtk_widget_class_bind_template_child (widget_class, DeskWorkspace, sidebar_slot);
  gtk_widget_class_bind_template_child (widget_class, DeskWorkspace, search_slot);
  gtk_widget_class_bind_template_child (widget_class, DeskWorkspace, menu);
  gtk_widget_class_bind_template_child (widget_class, DeskWorkspace, link_slot);
  gtk_widget_class_bind_template_child (widget_class, DeskWorkspace, strip_slot);
  gtk_widget_class_bind_template_child (widget_class, DeskWorkspace, notices_slot);
  gtk_widget_class_bind_template_child (widget_class, DeskWorkspace, pane_clamp);
  gtk_widget_class_bind_template_child (widget_class, DeskWorkspace, pane_slot);
  gtk_widget_class_bind_template_child (widget_class, DeskWorkspace, pages);
}

static void
desk_workspace_init (DeskWorkspace *self)
{
  /* A layout manager would keep our width from us. */
  gtk_widget_set_layout_manager (GTK_WIDGET (self), NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  desk_name_menu (gtk_menu_button_get_popover (self->menu));
  self->mark = desk_focus_mark_new ();
  add_shortcuts (self);
  desk_fit_follow_text (GTK_WIDGET (self), G_CALLBACK (on_text_size_cb));
  on_text_size_cb (self);
}

GtkWidget *
desk_workspace_new (ClinicSession *session)
{
  return g_object_new (DESK_TYPE_WORKSPACE, "session", session, NULL);
}

gboolean
desk_workspace_show_page (DeskWorkspace *self, const char *id)
{
  const DeskPage *page;
  guint n_pages;

  g_return_val_if_fail (DESK_IS_WORKSPACE (self), FALSE);

  page = id == NULL || *id == '\0' ? desk_pages (&n_pages) : desk_pages_find (id);
  if (page == NULL || !desk_pages_is_available (page, self->session))
    return FALSE;

  if (gtk_stack_get_child_by_name (self->pages, page->id) == NULL)
    gtk_stack_add_named (self->pages, page->create (self->session), page->id);
  gtk_stack_set_visible_child_name (self->pages, page->id);
  self->page = page;
  desk_sidebar_select (self->sidebar, page->id);
  if (self->narrow)
    adw_flap_set_reveal_flap (self->sidebar_flap, FALSE);

  return TRUE;
}

const char *
desk_workspace_get_page (DeskWorkspace *self)
{
  g_return_val_if_fail (DESK_IS_WORKSPACE (self), NULL);

  return self->page->id;
}

void
desk_workspace_reload_page (DeskWorkspace *self)
{
  g_return_if_fail (DESK_IS_WORKSPACE (self));

  gtk_widget_activate_action (gtk_stack_get_visible_child (self->pages), "page.reload", NULL);
}

void
desk_workspace_show_missed (DeskWorkspace *self)
{
  g_return_if_fail (DESK_IS_WORKSPACE (self));

  desk_workspace_show_page (self, "calls");
  desk_calls_page_show_missed (
    DESK_CALLS_PAGE (gtk_stack_get_child_by_name (self->pages, "calls")));
}

void
desk_workspace_show_call_list (DeskWorkspace *self)
{
  GtkWidget *page = NULL;

  g_return_if_fail (DESK_IS_WORKSPACE (self));

  page = gtk_stack_get_child_by_name (self->pages, "call-list");
  desk_workspace_show_page (self, "call-list");
  /* a new page has built it already */
  if (page != NULL)
    desk_call_list_page_build (DESK_CALL_LIST_PAGE (page));
  page = gtk_stack_get_child_by_name (self->pages, "call-list");
  desk_call_list_page_focus (DESK_CALL_LIST_PAGE (page));
}

void
desk_workspace_show_important (DeskWorkspace *self)
{
  g_return_if_fail (DESK_IS_WORKSPACE (self));

  desk_workspace_show_page (self, "news");
  desk_news_page_show_important (
    DESK_NEWS_PAGE (gtk_stack_get_child_by_name (self->pages, "news")));
}

void
desk_workspace_show_patient (DeskWorkspace *self, gint64 patient_id)
{
  g_return_if_fail (DESK_IS_WORKSPACE (self));

  remember_focus (self);
  desk_pane_host_show_patient (self->pane, patient_id);
  set_pane_shown (self, TRUE);
}

void
desk_workspace_show_appointment (DeskWorkspace *self, gint64 appointment_id)
{
  g_return_if_fail (DESK_IS_WORKSPACE (self));

  remember_focus (self);
  set_pane_shown (self, TRUE);
  desk_pane_host_show_appointment (self->pane, appointment_id);
}

void
desk_workspace_show_call (DeskWorkspace *self, const char *call_id)
{
  g_return_if_fail (DESK_IS_WORKSPACE (self));
  g_return_if_fail (call_id != NULL);

  if (self->n_calls == 0)
    return;

  remember_focus (self);
  set_pane_shown (self, TRUE);
  desk_pane_host_show_call (self->pane, call_id);
}

void
desk_workspace_hide_pane (DeskWorkspace *self)
{
  gboolean had_focus;

  g_return_if_fail (DESK_IS_WORKSPACE (self));

  if (!desk_workspace_is_pane_shown (self) || desk_pane_host_hide_call (self->pane))
    return;

  had_focus = focus_is_in_pane (self);
  set_pane_shown (self, FALSE);
  desk_pane_host_clear (self->pane);
  if (had_focus)
    return_focus (self);
}

void
desk_workspace_back (DeskWorkspace *self)
{
  g_return_if_fail (DESK_IS_WORKSPACE (self));

  if (!desk_pane_host_back (self->pane))
    desk_workspace_hide_pane (self);
}

gboolean
desk_workspace_is_pane_shown (DeskWorkspace *self)
{
  g_return_val_if_fail (DESK_IS_WORKSPACE (self), FALSE);

  return adw_flap_get_reveal_flap (self->pane_flap);
}

gboolean
desk_workspace_is_narrow (DeskWorkspace *self)
{
  g_return_val_if_fail (DESK_IS_WORKSPACE (self), FALSE);

  return self->narrow;
}

void
desk_workspace_search (DeskWorkspace *self)
{
  g_return_if_fail (DESK_IS_WORKSPACE (self));

  desk_search_begin (self->search);
}

void
desk_workspace_search_for (DeskWorkspace *self, const char *text)
{
  g_return_if_fail (DESK_IS_WORKSPACE (self));

  desk_search_begin (self->search);
  desk_search_set_text (self->search, text);
}

void
desk_workspace_show_link (DeskWorkspace *self)
{
  g_return_if_fail (DESK_IS_WORKSPACE (self));

  desk_link_button_open (self->link_button);
}
