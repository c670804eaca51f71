/* desk-board-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-board-page"

#include "desk-board-page-private.h"

#include <glib/gi18n.h>

#include "clinic-enums.h"
#include "desk-board-do.h"
#include "desk-board-state.h"
#include "desk-card-words.h"
#include "desk-guard-strip.h"
#include "desk-mapping-banner.h"
#include "desk-mis-banner.h"
#include "desk-visit-card.h"
#include "reception-config.h"

/* Waiting times are in minutes. */
#define TICK_SECONDS 20

G_DEFINE_FINAL_TYPE (DeskBoardPage, desk_board_page, GTK_TYPE_WIDGET)

static void update (DeskBoardPage *self);

/* --- the cards --- */

static GtkWidget *
create_card (gpointer data)
{
  return desk_visit_card_new (DESK_BOARD_PAGE (data)->session);
}

static void
show_on_card (GtkWidget *card, gpointer item, gpointer data)
{
  DeskBoardPage *self = DESK_BOARD_PAGE (data);
  DeskVisitCard *visit_card = DESK_VISIT_CARD (card);

  desk_visit_card_set_with_day (visit_card, self->with_day);
  desk_visit_card_set_visit (visit_card, item);
  desk_board_card_set_mover (DESK_BOARD_CARD (card), desk_board_flash_get_name (self->flash, item));
}

static char *
dup_card_title (gpointer item, gpointer data)
{
  g_autofree char *time = desk_card_time (item);
  g_autofree char *name = desk_card_name (item);

  return g_strjoin ("  ", time, name, NULL);
}

static const DeskBoardCards cards = { create_card, show_on_card, dup_card_title };

static void
tick_card (GtkWidget *card, gpointer item, gpointer data)
{
  desk_visit_card_tick (DESK_VISIT_CARD (card));
}

static void
on_flash_changed_cb (DeskBoardPage *self)
{
  desk_board_foreach (self->view, show_on_card, self);
}

static void
on_book_moved_cb (DeskBoardPage *self, GObject *item)
{
  if (CLINIC_IS_APPOINTMENT (item))
    desk_board_flash_add (self->flash, item,
                          clinic_appointment_get_moved_by_name (CLINIC_APPOINTMENT (item)));
}

/* --- the state of the page --- */

static const char *
choose_state (DeskBoardPage *self)
{
  ClinicBook *book = clinic_session_get_book (self->session);
  guint n_stages = g_list_model_get_n_items (clinic_book_get_stages (book));

  if (clinic_board_get_n_shown (self->board) > 0)
    return "cards";
  if (desk_board_is_denied (self->session))
    return "denied";
  if (desk_board_is_loading (self->session))
    return desk_loading_peek_state (self->loading);
  if (n_stages == 0)
    return "unmapped";

  return "empty";
}

static void
show_empty (DeskBoardPage *self)
{
  gboolean filtered = desk_board_bar_is_filtered (self->bar);
  gint64 from = 0;
  gint64 to = 0;

  desk_board_days_get_range (desk_board_bar_get_days (self->bar), &from, &to);
  adw_status_page_set_title (self->empty, filtered    ? _ ("No such appointments")
                                          : from != 0 ? _ ("No appointments on these days")
                                                      : _ ("No appointments yet"));
  adw_status_page_set_description (
    self->empty, from == 0 && !filtered
                   ? _ ("They come here from the portal, and with “New appointment” (Ctrl+N).")
                   : NULL);
  gtk_widget_set_visible (self->clear_button, filtered);
  gtk_widget_set_visible (self->any_button, from != 0);
}

/* An empty day can be booked: it is a day like any other. What else there is instead of cards is
 * the same for the board and the day. */
static void
show_view (DeskBoardPage *self, const char *state)
{
  gboolean day = gtk_toggle_button_get_active (self->day_button) &&
                 (g_str_equal (state, "cards") || g_str_equal (state, "empty"));

  gtk_stack_set_visible_child_name (self->views, day ? "day" : "board");
}

gboolean
desk_board_page_is_day (DeskBoardPage *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->views), "day") == 0;
}

static void
update (DeskBoardPage *self)
{
  g_autofree char *notice = desk_board_dup_notice (self->session);
  const char *state = NULL;

  desk_loading_set (self->loading, desk_board_is_loading (self->session));
  state = choose_state (self);
  show_empty (self);
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->states), state) != 0)
    gtk_stack_set_visible_child_name (self->states, state);
  show_view (self, state);
  gtk_label_set_text (self->notice, notice != NULL ? notice : "");
  gtk_widget_set_visible (GTK_WIDGET (self->notice), notice != NULL);
}

static gboolean
on_update_cb (gpointer user_data)
{
  DeskBoardPage *self = DESK_BOARD_PAGE (user_data);

  self->update_source = 0;
  update (self);

  return G_SOURCE_REMOVE;
}

/* A refresh changes hundreds of things one by one. */
static void
update_soon (DeskBoardPage *self)
{
  if (self->update_source == 0)
    self->update_source = g_idle_add_full (GTK_PRIORITY_RESIZE, on_update_cb, self, NULL);
}

static void
on_filter_changed_cb (DeskBoardPage *self)
{
  DeskBoardDays *days = desk_board_bar_get_days (self->bar);
  ClinicBoardFilter filter;

  desk_board_bar_get_filter (self->bar, &filter);
  clinic_book_watch_days (clinic_session_get_book (self->session),
                          filter.from != 0 ? filter.from : filter.today,
                          filter.from != 0 ? filter.to : filter.tomorrow);
  self->with_day = !desk_board_days_is_one (days);
  clinic_board_set_filter (self->board, &filter);
  desk_day_view_set_filter (self->day, &filter);
  desk_board_foreach (self->view, show_on_card, self);
  update (self);
}

static gboolean
on_tick_cb (gpointer user_data)
{
  DeskBoardPage *self = DESK_BOARD_PAGE (user_data);

  desk_board_days_tick (desk_board_bar_get_days (self->bar));
  desk_board_foreach (self->view, tick_card, NULL);
  desk_day_view_tick (self->day);

  return G_SOURCE_CONTINUE;
}

/* --- what the views tell --- */

static void
on_move_cb (DeskBoardPage *self, GPtrArray *items, ClinicStage *stage, gboolean by_key)
{
  desk_board_page_move (self, items, stage, by_key);
}

static void
on_undoing_cb (DeskBoardPage *self, GPtrArray *items)
{
  if (!desk_board_page_is_day (self))
    desk_board_follow (self->view, items);
}

static void
on_activated_cb (DeskBoardPage *self, GObject *item)
{
  desk_board_open (GTK_WIDGET (self), CLINIC_APPOINTMENT (item));
}

static void
on_menu_cb (DeskBoardPage *self, GObject *item, GtkWidget *list, double x, double y)
{
  g_autoptr (GPtrArray) chosen = desk_board_page_dup_chosen (self);
  g_autoptr (GMenuModel) menu =
    desk_board_create_menu (self->session, CLINIC_APPOINTMENT (item), chosen->len);

  desk_board_popup_menu (GTK_WIDGET (self), menu, list, x, y);
}

/* Whoever came here by a key goes on with keys: the focus must not stay on what is hidden now. */
static gboolean
on_mapped_cb (gpointer user_data)
{
  DeskBoardPage *self = DESK_BOARD_PAGE (user_data);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  self->focus_source = 0;
  if (focus == NULL || !gtk_widget_get_mapped (focus))
    gtk_widget_activate_action (GTK_WIDGET (self), "board.focus", NULL);

  return G_SOURCE_REMOVE;
}

static void
on_view_toggled_cb (DeskBoardPage *self)
{
  g_settings_set_string (self->settings, "appointments-view",
                         gtk_toggle_button_get_active (self->day_button) ? "day" : "board");
  update (self);
  if (self->focus_source == 0)
    self->focus_source = g_idle_add (on_mapped_cb, self);
}

/* --- the type --- */

static void
desk_board_page_map (GtkWidget *widget)
{
  DeskBoardPage *self = DESK_BOARD_PAGE (widget);

  GTK_WIDGET_CLASS (desk_board_page_parent_class)->map (widget);
  clinic_book_begin_viewing (clinic_session_get_book (self->session));
  on_tick_cb (self);
  if (self->focus_source == 0)
    self->focus_source = g_idle_add (on_mapped_cb, self);
  if (self->tick_source == 0)
    self->tick_source = g_timeout_add_seconds (TICK_SECONDS, on_tick_cb, self);
}

static void
desk_board_page_unmap (GtkWidget *widget)
{
  DeskBoardPage *self = DESK_BOARD_PAGE (widget);

  g_clear_handle_id (&self->tick_source, g_source_remove);
  clinic_book_end_viewing (clinic_session_get_book (self->session));
  GTK_WIDGET_CLASS (desk_board_page_parent_class)->unmap (widget);
}

static void
desk_board_page_dispose (GObject *object)
{
  DeskBoardPage *self = DESK_BOARD_PAGE (object);

  g_clear_object (&self->loading);
  g_clear_handle_id (&self->tick_source, g_source_remove);
  g_clear_handle_id (&self->update_source, g_source_remove);
  g_clear_handle_id (&self->focus_source, g_source_remove);
  if (self->flash != NULL)
    g_signal_handlers_disconnect_by_data (self->flash, self);
  if (self->moves != NULL)
    g_signal_handlers_disconnect_by_data (self->moves, self);
  if (self->bar != NULL)
    g_signal_handlers_disconnect_by_data (self->bar, self);
  self->view = NULL;
  self->bar = NULL;
  self->day = NULL;
  self->day_button = NULL;
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->settings);
  g_clear_object (&self->flash);
  g_clear_object (&self->moves);
  g_clear_object (&self->board);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (desk_board_page_parent_class)->dispose (object);
}

static void
desk_board_page_class_init (DeskBoardPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = desk_board_page_dispose;
  widget_class->map = desk_board_page_map;
  widget_class->unmap = desk_board_page_unmap;

  desk_board_page_install_actions (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/reception24/Reception/ui/board/desk-board-page.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskBoardPage, box);
  gtk_widget_class_bind_template_child (widget_class, DeskBoardPage, bar_slot);
  gtk_widget_class_bind_template_child (widget_class, DeskBoardPage, guard_slot);
  gtk_widget_class_bind_template_child (widget_class, DeskBoardPage, notice);
  gtk_widget_class_bind_template_child (widget_class, DeskBoardPage, views);
  gtk_widget_class_bind_template_child (widget_class, DeskBoardPage, states);
  gtk_widget_class_bind_template_child (widget_class, DeskBoardPage, board_slot);
  gtk_widget_class_bind_template_child (widget_class, DeskBoardPage, empty);
  gtk_widget_class_bind_template_child (widget_class, DeskBoardPage, clear_button);
  gtk_widget_class_bind_template_child (widget_class, DeskBoardPage, any_button);
}

static void
desk_board_page_init (DeskBoardPage *self)
{
  self->loading = desk_loading_new ();
  g_signal_connect_object (self->loading, "due", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  self->settings = g_settings_new (RECEPTION_APP_ID);
  self->flash = desk_board_flash_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  desk_board_page_add_shortcuts (self);
}

static void
watch (DeskBoardPage *self)
{
  ClinicBook *book = clinic_session_get_book (self->session);

  g_signal_connect_object (book, "state-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (book, "moved", G_CALLBACK (on_book_moved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (clinic_book_get_appointments (book), "items-changed",
                           G_CALLBACK (update_soon), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (clinic_book_get_stages (book), "items-changed", G_CALLBACK (update_soon),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (clinic_session_get_link (self->session), "notify",
                           G_CALLBACK (update_soon), self, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (self->flash, "changed", G_CALLBACK (on_flash_changed_cb), self);
}

/* [Board | Day] */
static void
add_switch (DeskBoardPage *self)
{
  g_autofree char *view = g_settings_get_string (self->settings, "appointments-view");
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *board = gtk_toggle_button_new_with_label (C_ ("view", "Board"));
  GtkWidget *day = gtk_toggle_button_new_with_label (C_ ("view", "Day"));

  gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (day), GTK_TOGGLE_BUTTON (board));
  self->day_button = GTK_TOGGLE_BUTTON (day);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (board), TRUE);
  gtk_toggle_button_set_active (self->day_button, g_strcmp0 (view, "day") == 0);
  gtk_widget_set_tooltip_text (board, _ ("By stages (Ctrl+E)"));
  gtk_widget_set_tooltip_text (day, _ ("By doctors and hours (Ctrl+E)"));
  gtk_widget_add_css_class (box, "linked");
  gtk_box_append (GTK_BOX (box), board);
  gtk_box_append (GTK_BOX (box), day);
  desk_board_bar_add_first (self->bar, box);
  g_signal_connect_swapped (day, "toggled", G_CALLBACK (on_view_toggled_cb), self);
}

static void
add_day (DeskBoardPage *self)
{
  GtkWidget *day = desk_day_view_new (self->session, self->board, self->moves);

  self->day = DESK_DAY_VIEW (day);
  gtk_stack_add_named (self->views, day, "day");
  g_signal_connect_swapped (day, "activated", G_CALLBACK (on_activated_cb), self);
  g_signal_connect_swapped (day, "menu", G_CALLBACK (on_menu_cb), self);
}

static void
add_bar (DeskBoardPage *self)
{
  GtkWidget *bar = desk_board_bar_new (self->session, TRUE);
  GtkWidget *refresh = gtk_button_new_from_icon_name ("view-refresh-symbolic");
  GtkWidget *new_button = gtk_button_new_with_label (_ ("+ Appointment"));

  gtk_widget_add_css_class (refresh, "flat");
  gtk_widget_set_tooltip_text (refresh, _ ("Refresh (F5)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (refresh), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Refresh"), -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (refresh), "win.refresh");
  gtk_widget_add_css_class (new_button, "suggested-action");
  gtk_widget_set_tooltip_text (new_button, _ ("New appointment (Ctrl+N)"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (new_button), "page.new-appointment");
  desk_board_bar_add_last (DESK_BOARD_BAR (bar), refresh);
  desk_board_bar_add_last (DESK_BOARD_BAR (bar), new_button);
  desk_board_bar_remember (DESK_BOARD_BAR (bar), "board");
  g_signal_connect_swapped (bar, "changed", G_CALLBACK (on_filter_changed_cb), self);
  self->bar = DESK_BOARD_BAR (bar);
  add_switch (self);
  adw_bin_set_child (self->bar_slot, bar);
}

/* One line at a time: without its fields there is no board to compare. */
static void
add_banners (DeskBoardPage *self)
{
  GtkWidget *mapping = desk_mapping_banner_new (self->session);
  GtkWidget *mis = desk_mis_banner_new (self->session);

  gtk_box_prepend (GTK_BOX (self->box), mis);
  gtk_box_prepend (GTK_BOX (self->box), mapping);
  g_object_bind_property (mapping, "visible", mis, "visible",
                          G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);
}

GtkWidget *
desk_board_page_new (ClinicSession *session)
{
  DeskBoardPage *self = g_object_new (DESK_TYPE_BOARD_PAGE, NULL);
  ClinicBook *book = clinic_session_get_book (session);
  GtkWidget *view = NULL;

  self->session = g_object_ref (session);
  self->board = clinic_board_new (clinic_book_get_appointments (book),
                                  clinic_book_get_stages (book), &clinic_board_appointments);
  self->moves = desk_board_moves_new (GTK_WIDGET (self), session, &clinic_board_appointments,
                                      CLINIC_ENTITY_APPOINTMENT);
  view = desk_board_new (self->board, &cards, self);
  self->view = DESK_BOARD (view);
  add_day (self);
  add_banners (self);
  add_bar (self);
  on_filter_changed_cb (self);
  adw_bin_set_child (self->board_slot, view);
  adw_bin_set_child (self->guard_slot, desk_guard_strip_new (session, self->moves));

  g_signal_connect_swapped (self->moves, "undoing", G_CALLBACK (on_undoing_cb), self);
  g_signal_connect_swapped (view, "move", G_CALLBACK (on_move_cb), self);
  g_signal_connect_swapped (view, "activated", G_CALLBACK (on_activated_cb), self);
  g_signal_connect_swapped (view, "menu", G_CALLBACK (on_menu_cb), self);
  watch (self);
  update (self);

  return GTK_WIDGET (self);
}

void
desk_board_page_show_today (DeskBoardPage *self, gboolean as_day)
{
  g_return_if_fail (DESK_IS_BOARD_PAGE (self));

  desk_board_days_show_day (desk_board_bar_get_days (self->bar), 0);
  if (as_day)
    gtk_toggle_button_set_active (self->day_button, TRUE);
}
