/* desk-leads-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-leads-page"

#include "desk-leads-page-private.h"

#include <glib/gi18n.h>

#include "clinic-orphans.h"
#include "desk-board-do.h"
#include "desk-board-state.h"
#include "desk-lead-card.h"
#include "desk-lead-dialog.h"
#include "desk-lead-words.h"

/* Waiting times are in minutes. */
#define TICK_SECONDS 20

G_DEFINE_FINAL_TYPE (DeskLeadsPage, desk_leads_page, GTK_TYPE_WIDGET)

static void update (DeskLeadsPage *self);

/* --- the cards --- */

static GtkWidget *
create_card (gpointer data)
{
  return desk_lead_card_new (DESK_LEADS_PAGE (data)->session);
}

static void
show_on_card (GtkWidget *card, gpointer item, gpointer data)
{
  DeskLeadsPage *self = DESK_LEADS_PAGE (data);

  desk_lead_card_set_lead (DESK_LEAD_CARD (card), item);
  desk_board_card_set_mover (DESK_BOARD_CARD (card), desk_board_flash_get_name (self->flash, item));
}

static char *
dup_card_title (gpointer item, gpointer data)
{
  return desk_lead_name (item);
}

static const DeskBoardCards cards = { create_card, show_on_card, dup_card_title };

static void
tick_card (GtkWidget *card, gpointer item, gpointer data)
{
  desk_lead_card_tick (DESK_LEAD_CARD (card));
}

static void
on_flash_changed_cb (DeskLeadsPage *self)
{
  desk_board_foreach (self->view, show_on_card, self);
}

static void
on_book_moved_cb (DeskLeadsPage *self, GObject *item)
{
  if (CLINIC_IS_LEAD (item))
    desk_board_flash_add (self->flash, item, clinic_lead_get_moved_by_name (CLINIC_LEAD (item)));
}

/* --- the state of the page --- */

static const char *
choose_state (DeskLeadsPage *self)
{
  if (clinic_board_get_n_shown (self->board) > 0)
    return "cards";
  if (desk_board_is_denied (self->session))
    return "denied";
  if (desk_board_is_loading (self->session))
    return desk_loading_peek_state (self->loading);

  return desk_board_bar_is_filtered (self->bar) ? "filtered" : "empty";
}

static void
update (DeskLeadsPage *self)
{
  g_autofree char *notice = desk_board_dup_notice (self->session);
  const char *state = NULL;

  desk_loading_set (self->loading, desk_board_is_loading (self->session));
  state = choose_state (self);
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->states), state) != 0)
    gtk_stack_set_visible_child_name (self->states, state);
  gtk_label_set_text (self->notice, notice != NULL ? notice : "");
  gtk_widget_set_visible (GTK_WIDGET (self->notice), notice != NULL);
}

static gboolean
on_update_cb (gpointer user_data)
{
  DeskLeadsPage *self = DESK_LEADS_PAGE (user_data);

  self->update_source = 0;
  update (self);

  return G_SOURCE_REMOVE;
}

/* A refresh changes hundreds of things one by one. */
static void
update_soon (DeskLeadsPage *self)
{
  if (self->update_source == 0)
    self->update_source = g_idle_add_full (GTK_PRIORITY_RESIZE, on_update_cb, self, NULL);
}

static DeskTallyMark
mark_orphan (gpointer item, gpointer data)
{
  return clinic_orphans_is_one (item, clinic_session_get_now (data)) ? DESK_TALLY_LATE
                                                                     : DESK_TALLY_NOTHING;
}

/* Who believes to be booked and is on nobody's day. */
static void
update_alarm (DeskLeadsPage *self)
{
  ClinicBook *book = clinic_session_get_book (self->session);
  g_autoptr (GPtrArray) found =
    clinic_orphans_find (clinic_book_get_leads (book), clinic_book_get_appointments (book),
                         clinic_session_get_now (self->session));
  g_autofree char *name = NULL;
  g_autofree char *title = NULL;

  g_clear_object (&self->orphan);
  gtk_widget_set_visible (GTK_WIDGET (self->alarm_slot), found->len > 0);
  if (found->len == 0)
    {
      desk_banner_set_title (self->alarm, NULL);
      return;
    }
  self->orphan = g_object_ref (g_ptr_array_index (found, 0));
  name = desk_lead_name (self->orphan);
  if (found->len == 1)
    /* Translators: %s is who asked; she believes to be expected */
    title = g_strdup_printf (_ ("Booked, but there is no appointment: %s"), name);
  else
    /* Translators: somebody, and how many others: Booked, but there is no appointment: Anna and 2
     * more */
    title = g_strdup_printf (ngettext ("Booked, but there is no appointment: %s and %u more",
                                       "Booked, but there is no appointment: %s and %u more",
                                       found->len - 1),
                             name, found->len - 1);
  desk_banner_set_title (self->alarm, title);
}

static void
on_filter_changed_cb (DeskLeadsPage *self)
{
  ClinicBoardFilter filter;

  desk_board_bar_get_filter (self->bar, &filter);
  clinic_board_set_filter (self->board, &filter);
  update (self);
}

static gboolean
on_tick_cb (gpointer user_data)
{
  desk_board_foreach (DESK_LEADS_PAGE (user_data)->view, tick_card, NULL);

  return G_SOURCE_CONTINUE;
}

/* --- what the board tells --- */

static void
on_move_cb (DeskLeadsPage *self, GPtrArray *leads, ClinicStage *stage, gboolean by_key)
{
  desk_leads_page_move (self, leads, stage, by_key);
}

static void
on_undoing_cb (DeskLeadsPage *self, GPtrArray *leads)
{
  desk_board_follow (self->view, leads);
}

static void
on_activated_cb (DeskLeadsPage *self, GObject *item)
{
  desk_lead_dialog_present (GTK_WIDGET (self), self->session, CLINIC_LEAD (item));
}

static void
on_menu_cb (DeskLeadsPage *self, GObject *item, GtkWidget *list, double x, double y)
{
  g_autoptr (GPtrArray) chosen = desk_board_dup_chosen (self->view);
  g_autoptr (GMenuModel) menu = desk_leads_page_create_menu (self, CLINIC_LEAD (item), chosen->len);

  desk_board_popup_menu (GTK_WIDGET (self), menu, list, x, y);
}

/* --- the type --- */

/* Whoever came here by a key goes on with keys: the focus must not stay on what is hidden now. */
static gboolean
on_mapped_cb (gpointer user_data)
{
  DeskLeadsPage *self = DESK_LEADS_PAGE (user_data);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  self->focus_source = 0;
  if (focus == NULL || !gtk_widget_get_mapped (focus))
    desk_board_grab_focus (self->view);

  return G_SOURCE_REMOVE;
}

static void
desk_leads_page_map (GtkWidget *widget)
{
  DeskLeadsPage *self = DESK_LEADS_PAGE (widget);

  GTK_WIDGET_CLASS (desk_leads_page_parent_class)->map (widget);
  clinic_book_begin_viewing (clinic_session_get_book (self->session));
  on_tick_cb (self);
  if (self->focus_source == 0)
    self->focus_source = g_idle_add (on_mapped_cb, self);
  if (self->tick_source == 0)
    self->tick_source = g_timeout_add_seconds (TICK_SECONDS, on_tick_cb, self);
}

static void
desk_leads_page_unmap (GtkWidget *widget)
{
  DeskLeadsPage *self = DESK_LEADS_PAGE (widget);

  g_clear_handle_id (&self->tick_source, g_source_remove);
  clinic_book_end_viewing (clinic_session_get_book (self->session));
  GTK_WIDGET_CLASS (desk_leads_page_parent_class)->unmap (widget);
}

static void
desk_leads_page_dispose (GObject *object)
{
  DeskLeadsPage *self = DESK_LEADS_PAGE (object);

  g_clear_object (&self->loading);
  g_clear_handle_id (&self->tick_source, g_source_remove);
  g_clear_handle_id (&self->update_source, g_source_remove);
  g_clear_handle_id (&self->focus_source, g_source_remove);
  if (self->moves != NULL)
    g_signal_handlers_disconnect_by_data (self->moves, self);
  if (self->bar != NULL)
    g_signal_handlers_disconnect_by_data (self->bar, self);
  if (self->flash != NULL)
    g_signal_handlers_disconnect_by_data (self->flash, self);
  g_clear_object (&self->orphans);
  self->view = NULL;
  self->bar = NULL;
  self->alarm = NULL;
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->orphan);
  g_clear_object (&self->flash);
  g_clear_object (&self->moves);
  g_clear_object (&self->board);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (desk_leads_page_parent_class)->dispose (object);
}

static void
desk_leads_page_class_init (DeskLeadsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = desk_leads_page_dispose;
  widget_class->map = desk_leads_page_map;
  widget_class->unmap = desk_leads_page_unmap;

  desk_leads_page_install_actions (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/reception24/Reception/ui/leads/desk-leads-page.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskLeadsPage, box);
  gtk_widget_class_bind_template_child (widget_class, DeskLeadsPage, bar_slot);
  gtk_widget_class_bind_template_child (widget_class, DeskLeadsPage, alarm_slot);
  gtk_widget_class_bind_template_child (widget_class, DeskLeadsPage, notice);
  gtk_widget_class_bind_template_child (widget_class, DeskLeadsPage, states);
  gtk_widget_class_bind_template_child (widget_class, DeskLeadsPage, board_slot);
}

static void
desk_leads_page_init (DeskLeadsPage *self)
{
  self->loading = desk_loading_new ();
  g_signal_connect_object (self->loading, "due", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->flash = desk_board_flash_new ();
  desk_leads_page_add_shortcuts (self);
}

static void
add_bar (DeskLeadsPage *self)
{
  GtkWidget *bar = desk_board_bar_new (self->session, FALSE);
  GtkWidget *alarm = desk_banner_new ();
  GtkWidget *refresh = gtk_button_new_from_icon_name ("view-refresh-symbolic");
  GtkWidget *book_button = gtk_button_new_with_label (_ ("Book…  Ctrl+B"));

  gtk_widget_add_css_class (refresh, "flat");
  gtk_widget_set_tooltip_text (refresh, _ ("Refresh (F5)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (refresh), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Refresh"), -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (refresh), "win.refresh");
  gtk_widget_add_css_class (book_button, "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (book_button), "board.book");
  desk_board_bar_add_last (DESK_BOARD_BAR (bar), refresh);
  desk_board_bar_add_last (DESK_BOARD_BAR (bar), book_button);
  desk_board_bar_remember (DESK_BOARD_BAR (bar), "leads");
  g_signal_connect_swapped (bar, "changed", G_CALLBACK (on_filter_changed_cb), self);
  self->bar = DESK_BOARD_BAR (bar);
  adw_bin_set_child (self->bar_slot, bar);

  self->alarm = DESK_BANNER (alarm);
  desk_banner_set_urgent (self->alarm, TRUE);
  desk_banner_set_button (self->alarm, _ ("Make the Appointment  Ctrl+G"), "board.repair");
  adw_bin_set_child (self->alarm_slot, alarm);
}

static void
watch (DeskLeadsPage *self)
{
  ClinicBook *book = clinic_session_get_book (self->session);

  g_signal_connect_object (book, "state-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (book, "moved", G_CALLBACK (on_book_moved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (clinic_book_get_leads (book), "items-changed", G_CALLBACK (update_soon),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (clinic_book_get_lead_stages (book), "items-changed",
                           G_CALLBACK (update_soon), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (clinic_session_get_link (self->session), "notify",
                           G_CALLBACK (update_soon), self, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (self->flash, "changed", G_CALLBACK (on_flash_changed_cb), self);
  self->orphans = desk_tally_new_clocked (clinic_book_get_leads (book), mark_orphan,
                                          g_object_ref (self->session), g_object_unref, "*");
  g_signal_connect_object (self->orphans, "counted", G_CALLBACK (update_alarm), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
desk_leads_page_new (ClinicSession *session)
{
  DeskLeadsPage *self = g_object_new (DESK_TYPE_LEADS_PAGE, NULL);
  ClinicBook *book = clinic_session_get_book (session);
  GtkWidget *view = NULL;

  self->session = g_object_ref (session);
  self->board = clinic_board_new (clinic_book_get_leads (book), clinic_book_get_lead_stages (book),
                                  &clinic_board_leads);
  self->moves =
    desk_board_moves_new (GTK_WIDGET (self), session, &clinic_board_leads, CLINIC_ENTITY_LEAD);
  view = desk_board_new (self->board, &cards, self);
  self->view = DESK_BOARD (view);
  add_bar (self);
  on_filter_changed_cb (self);
  adw_bin_set_child (self->board_slot, view);

  g_signal_connect_swapped (self->moves, "undoing", G_CALLBACK (on_undoing_cb), self);
  g_signal_connect_swapped (view, "move", G_CALLBACK (on_move_cb), self);
  g_signal_connect_swapped (view, "activated", G_CALLBACK (on_activated_cb), self);
  g_signal_connect_swapped (view, "menu", G_CALLBACK (on_menu_cb), self);
  watch (self);
  update_alarm (self);
  update (self);

  return GTK_WIDGET (self);
}
