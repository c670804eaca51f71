/* desk-call-list-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-call-list-page"

#include "desk-call-list-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "clinic-windows.h"
#include "desk-banner.h"
#include "desk-board-choice.h"
#include "desk-board-days.h"
#include "desk-board-state.h"
#include "desk-call-list-do.h"
#include "desk-call-list-view.h"
#include "desk-call-list-words.h"
#include "desk-loading.h"
#include "desk-memory.h"
#include "desk-menu.h"
#include "desk-name.h"
#include "desk-waiting-list.h"
#include "desk-wrap-layout.h"

/* after the page is updated, and before a busy start has time for what is not urgent */
#define FOCUS_PRIORITY (GTK_PRIORITY_RESIZE + 5)
/* the entry of the mapping that the sharing needs */
#define MARK_FIELD "field-call-mark"

struct _DeskCallListPage
{
  GtkWidget parent_instance;

  GtkWidget *box; /* owned child, of the template, as all below */
  GtkWidget *bar;
  GtkToggleButton *calls_tab;
  GtkToggleButton *waiting_tab;
  GtkWidget *filter;
  GtkMenuButton *menu;
  AdwBin *banner_slot;
  GtkLabel *notice;
  GtkStack *tabs;
  GtkStack *states;
  AdwStatusPage *empty;
  GtkLabel *headline;
  GtkLabel *facts;
  GtkProgressBar *progress;
  AdwBin *view_slot;
  AdwBin *waiting_slot;

  ClinicSession *session; /* owned */
  ClinicCallList *list;   /* owned */
  DeskBoardDays *days;    /* unowned, child, as all below */
  DeskBoardChoice *doctor;
  DeskBanner *banner;
  DeskCallListView *view;
  DeskWaitingList *waiting; /* unowned, (nullable) until first shown */
  gint64 from;
  gint64 to;
  DeskLoading *loading; /* owned */
  guint focus_source;
  guint update_source;
  gboolean wants_focus; /* by key, before there was anything to go to */
};

G_DEFINE_FINAL_TYPE (DeskCallListPage, desk_call_list_page, GTK_TYPE_WIDGET)

static void update (DeskCallListPage *self);

/* --- the state of the page --- */

static const char *
choose_state (DeskCallListPage *self, const ClinicCallProgress *progress)
{
  ClinicBook *book = clinic_session_get_book (self->session);

  if (progress->total > 0)
    return "content";
  if (desk_board_is_denied (self->session))
    return "denied";
  if (desk_board_is_loading (self->session))
    return desk_loading_peek_state (self->loading);

  return g_list_model_get_n_items (clinic_book_get_stages (book)) == 0 ? "unmapped" : "empty";
}

static gboolean
lacks_field (DeskCallListPage *self)
{
  GListModel *entries = clinic_mapping_get_entries (clinic_session_get_mapping (self->session));

  if (clinic_call_list_get_sharing (self->list) == CLINIC_CALL_SHARING_NO_FIELD)
    return TRUE;
  for (guint i = 0; i < g_list_model_get_n_items (entries); i++)
    {
      g_autoptr (ClinicMappingEntry) entry = g_list_model_get_item (entries, i);

      if (g_strcmp0 (clinic_mapping_entry_get_id (entry), MARK_FIELD) == 0)
        return clinic_mapping_entry_get_state (entry) == CLINIC_MAPPING_MISSING ||
               clinic_mapping_entry_get_state (entry) == CLINIC_MAPPING_BROKEN;
    }

  return FALSE;
}

/* How old it is, and that colleagues cannot see what is done here. */
static void
show_notice (DeskCallListPage *self)
{
  g_autofree char *stale = desk_board_dup_notice (self->session);
  gboolean offline =
    clinic_link_get_state (clinic_session_get_link (self->session)) == CLINIC_LINK_OFFLINE;
  gboolean unseen =
    offline || clinic_call_list_get_sharing (self->list) == CLINIC_CALL_SHARING_AWAY;
  const char *unseen_words =
    _ ("Colleagues do not see whom you call: take care not to call the same people");
  g_autofree char *notice = NULL;

  if (stale != NULL && unseen)
    notice = g_strdup_printf ("%s\n%s", stale, unseen_words);
  else if (stale != NULL || unseen)
    notice = g_strdup (stale != NULL ? stale : unseen_words);
  gtk_label_set_text (self->notice, notice != NULL ? notice : "");
  gtk_widget_set_visible (GTK_WIDGET (self->notice), notice != NULL);
}

static void
show_head (DeskCallListPage *self, const ClinicCallProgress *progress)
{
  gint64 now = clinic_session_get_now (self->session);
  g_autofree char *headline = desk_call_list_headline (self->from, self->to, now, progress->total);
  g_autofree char *facts = desk_call_list_progress (progress, now);
  double done =
    progress->total > 0 ? (progress->total - progress->left) / (double) progress->total : 0.0;

  gtk_label_set_text (self->headline, headline);
  gtk_label_set_text (self->facts, facts);
  gtk_progress_bar_set_fraction (self->progress, done);
  adw_status_page_set_description (
    self->empty, progress->excluded > 0
                   ? facts
                   : _ ("All visits of these days are confirmed, or there are none yet. Who does "
                        "not answer the reminder, or cancels, appears here by herself."));
}

static void
show_tabs (DeskCallListPage *self)
{
  guint n_waiting = desk_waiting_list_count (self->session);
  g_autofree char *waiting = n_waiting > 0
                               ? g_strdup_printf ("%s  %u", _ ("Waiting List"), n_waiting)
                               : g_strdup (_ ("Waiting List"));

  if (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (self->waiting_tab)), waiting) != 0)
    gtk_button_set_label (GTK_BUTTON (self->waiting_tab), waiting);
}

static void
update (DeskCallListPage *self)
{
  ClinicCallProgress progress;
  const char *state = NULL;

  desk_loading_set (self->loading, desk_board_is_loading (self->session));
  clinic_call_list_get_progress (self->list, &progress);
  state = choose_state (self, &progress);
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->states), state) != 0)
    gtk_stack_set_visible_child_name (self->states, state);
  show_head (self, &progress);
  show_notice (self);
  show_tabs (self);
  desk_banner_set_title (self->banner, lacks_field (self)
                                         ? _ ("The call list is not shared between desks: the "
                                              "portal has no field for it")
                                         : NULL);
}

static gboolean
on_update_cb (gpointer user_data)
{
  DeskCallListPage *self = DESK_CALL_LIST_PAGE (user_data);

  self->update_source = 0;
  update (self);

  return G_SOURCE_REMOVE;
}

static void
update_soon (DeskCallListPage *self)
{
  if (self->update_source == 0)
    self->update_source = g_idle_add_full (GTK_PRIORITY_RESIZE, on_update_cb, self, NULL);
}

/* Whoever came here by a key goes on with keys: the focus must not stay on what is hidden now. */
static gboolean
on_mapped_cb (gpointer user_data)
{
  DeskCallListPage *self = DESK_CALL_LIST_PAGE (user_data);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  self->focus_source = 0;
  /* meanwhile somebody writes */
  if (GTK_IS_EDITABLE (focus) && *gtk_editable_get_text (GTK_EDITABLE (focus)) != '\0')
    self->wants_focus = FALSE;
  if (!self->wants_focus && focus != NULL && gtk_widget_get_mapped (focus))
    return G_SOURCE_REMOVE;
  if (self->waiting != NULL && gtk_toggle_button_get_active (self->waiting_tab))
    desk_waiting_list_focus (self->waiting);
  else if (desk_call_list_view_focus (self->view))
    self->wants_focus = FALSE;

  return G_SOURCE_REMOVE;
}

/* The first rows that come are gone to: whoever waits for them sees where to begin. */
static void
on_list_changed_cb (DeskCallListPage *self)
{
  if (desk_call_list_view_get_current (self->view) == NULL)
    desk_call_list_view_start (self->view);
  update_soon (self);
  if (self->wants_focus && self->focus_source == 0)
    self->focus_source = g_idle_add_full (FOCUS_PRIORITY, on_mapped_cb, self, NULL);
}

/* --- what it is about --- */

static void
build (DeskCallListPage *self)
{
  const char *key = desk_board_choice_get_key (self->doctor);
  gint64 doctor_id = key != NULL ? g_ascii_strtoll (key, NULL, 10) : 0;

  desk_board_days_get_range (self->days, &self->from, &self->to);
  if (self->from == 0 && self->to == 0)
    self->from = clinic_windows_day (clinic_session_get_now (self->session), 0);
  clinic_call_list_build (self->list, self->from, self->to, doctor_id);
  desk_call_list_view_start (self->view);
  update (self);
}

static void
on_filter_cb (DeskCallListPage *self)
{
  desk_memory_keep ("call-list.doctor", desk_board_choice_get_wanted (self->doctor));
  build (self);
}

static void
fill_doctors (DeskCallListPage *self)
{
  desk_board_choice_set_doctors (self->doctor,
                                 clinic_book_get_doctors (clinic_session_get_book (self->session)));
}

/* --- the two lists --- */

static void
on_tab_cb (DeskCallListPage *self)
{
  gboolean waiting = gtk_toggle_button_get_active (self->waiting_tab);

  if (self->session == NULL)
    return;
  if (waiting && self->waiting == NULL)
    {
      GtkWidget *list = desk_waiting_list_new (self->session);

      self->waiting = DESK_WAITING_LIST (list);
      adw_bin_set_child (self->waiting_slot, list);
    }
  desk_memory_keep ("call-list.tab", waiting ? "waiting" : NULL);
  gtk_stack_set_visible_child_name (self->tabs, waiting ? "waiting" : "calls");
  gtk_widget_set_visible (self->filter, !waiting);
  gtk_widget_set_visible (GTK_WIDGET (self->menu), !waiting);
  if (waiting)
    desk_waiting_list_focus (self->waiting);
  else
    desk_call_list_view_focus (self->view);
}

/* --- actions --- */

static void
on_rebuild_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  build (DESK_CALL_LIST_PAGE (widget));
  desk_call_list_view_focus (DESK_CALL_LIST_PAGE (widget)->view);
}

static void
on_share_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  DeskCallListPage *self = DESK_CALL_LIST_PAGE (widget);
  GListModel *rows = clinic_call_list_get_rows (self->list);
  g_autoptr (GPtrArray) visits = g_ptr_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (ClinicCallRow) row = g_list_model_get_item (rows, i);

      if (clinic_call_row_get_state (row) != CLINIC_CALL_ROW_DONE)
        g_ptr_array_add (visits, clinic_call_row_get_appointment (row));
    }
  desk_call_list_share (widget, self->session, visits);
}

static GMenuModel *
create_menu (void)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) first = g_menu_new ();
  g_autoptr (GMenu) second = g_menu_new ();

  desk_menu_append (first, _ ("Build the List Anew"), "calllist.rebuild", NULL);
  desk_menu_append (first, _ ("Call List in Bitrix24…"), "calllist.share", NULL);
  desk_menu_append (second, _ ("What the Operator Says…"), "app.preferences-page::board", NULL);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (first));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (second));

  return G_MENU_MODEL (g_steal_pointer (&menu));
}

/* --- the type --- */

static void
desk_call_list_page_map (GtkWidget *widget)
{
  DeskCallListPage *self = DESK_CALL_LIST_PAGE (widget);

  desk_board_days_tick (self->days);
  GTK_WIDGET_CLASS (desk_call_list_page_parent_class)->map (widget);
  clinic_book_begin_viewing (clinic_session_get_book (self->session));
  if (self->focus_source == 0)
    self->focus_source = g_idle_add_full (FOCUS_PRIORITY, on_mapped_cb, self, NULL);
}

static void
desk_call_list_page_unmap (GtkWidget *widget)
{
  DeskCallListPage *self = DESK_CALL_LIST_PAGE (widget);

  self->wants_focus = FALSE;
  clinic_book_end_viewing (clinic_session_get_book (self->session));
  GTK_WIDGET_CLASS (desk_call_list_page_parent_class)->unmap (widget);
}

static void
desk_call_list_page_dispose (GObject *object)
{
  DeskCallListPage *self = DESK_CALL_LIST_PAGE (object);

  g_clear_object (&self->loading);
  g_clear_handle_id (&self->focus_source, g_source_remove);
  g_clear_handle_id (&self->update_source, g_source_remove);
  if (self->days != NULL)
    g_signal_handlers_disconnect_by_data (self->days, self);
  if (self->doctor != NULL)
    g_signal_handlers_disconnect_by_data (self->doctor, self);
  self->days = NULL;
  self->doctor = NULL;
  self->view = NULL;
  g_clear_object (&self->session);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->list);

  G_OBJECT_CLASS (desk_call_list_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/reception24/Reception/ui/calllist/desk-call-list-page.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskCallListPage, box);
  gtk_widget_class_bind_template_child (widget_class, DeskCallListPage, bar);
  gtk_widget_class_bind_template_child (widget_class, DeskCallListPage, calls_tab);
  gtk_widget_class_bind_template_child (widget_class, DeskCallListPage, waiting_tab);
  gtk_widget_class_bind_template_child (widget_class, DeskCallListPage, filter);
  gtk_widget_class_bind_template_child (widget_class, DeskCallListPage, menu);
  gtk_widget_class_bind_template_child (widget_class, DeskCallListPage, banner_slot);
  gtk_widget_class_bind_template_child (widget_class, DeskCallListPage, notice);
  gtk_widget_class_bind_template_child (widget_class, DeskCallListPage, tabs);
  gtk_widget_class_bind_template_child (widget_class, DeskCallListPage, states);
  gtk_widget_class_bind_template_child (widget_class, DeskCallListPage, empty);
  gtk_widget_class_bind_template_child (widget_class, DeskCallListPage, headline);
  gtk_widget_class_bind_template_child (widget_class, DeskCallListPage, facts);
  gtk_widget_class_bind_template_child (widget_class, DeskCallListPage, progress);
  gtk_widget_class_bind_template_child (widget_class, DeskCallListPage, view_slot);
  gtk_widget_class_bind_template_child (widget_class, DeskCallListPage, waiting_slot);
  gtk_widget_class_bind_template_callback (widget_class, on_tab_cb);
}

static void
desk_call_list_page_class_init (DeskCallListPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = desk_call_list_page_dispose;
  widget_class->map = desk_call_list_page_map;
  widget_class->unmap = desk_call_list_page_unmap;

  bind_template (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_install_action (widget_class, "calllist.rebuild", NULL, on_rebuild_action_cb);
  gtk_widget_class_install_action (widget_class, "calllist.share", NULL, on_share_action_cb);
}

static void
desk_call_list_page_init (DeskCallListPage *self)
{
  self->loading = desk_loading_new ();
  g_signal_connect_object (self->loading, "due", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (self->bar, desk_wrap_layout_new (6));
}

static void
add_parts (DeskCallListPage *self)
{
  GtkWidget *days = desk_board_days_new (self->session);
  GtkWidget *doctor = desk_board_choice_new (_ ("All doctors"), _ ("Doctor"));
  GtkWidget *banner = desk_banner_new ();
  GtkWidget *view = desk_call_list_view_new (self->session, self->list);
  g_autoptr (GMenuModel) menu = create_menu ();

  self->days = DESK_BOARD_DAYS (days);
  self->doctor = DESK_BOARD_CHOICE (doctor);
  self->banner = DESK_BANNER (banner);
  self->view = DESK_CALL_LIST_VIEW (view);
  desk_board_days_show_day (self->days, 1);
  fill_doctors (self);
  gtk_box_append (GTK_BOX (self->filter), days);
  gtk_box_append (GTK_BOX (self->filter), doctor);
  gtk_menu_button_set_menu_model (self->menu, menu);
  desk_name_menu (gtk_menu_button_get_popover (self->menu));
  desk_banner_set_button (self->banner, _ ("Set Up"), "app.preferences-page::portal");
  adw_bin_set_child (self->banner_slot, banner);
  adw_bin_set_child (self->view_slot, view);
}

static void
watch (DeskCallListPage *self)
{
  ClinicBook *book = clinic_session_get_book (self->session);
  GListModel *entries = clinic_mapping_get_entries (clinic_session_get_mapping (self->session));

  g_signal_connect_swapped (self->days, "changed", G_CALLBACK (on_filter_cb), self);
  g_signal_connect_swapped (self->doctor, "changed", G_CALLBACK (on_filter_cb), self);
  g_signal_connect_object (self->list, "changed", G_CALLBACK (on_list_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (book, "state-changed", G_CALLBACK (update_soon), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (clinic_book_get_doctors (book), "items-changed",
                           G_CALLBACK (fill_doctors), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (clinic_book_get_stages (book), "items-changed", G_CALLBACK (update_soon),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (clinic_book_get_leads (book), "items-changed", G_CALLBACK (update_soon),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (entries, "items-changed", G_CALLBACK (update_soon), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (clinic_session_get_link (self->session), "notify",
                           G_CALLBACK (update_soon), self, G_CONNECT_SWAPPED);
}

/* The days are always tomorrow at first: that is who is to be called. */
static void
restore (DeskCallListPage *self)
{
  g_autofree char *doctor = desk_memory_dup ("call-list.doctor");
  g_autofree char *tab = desk_memory_dup ("call-list.tab");

  desk_board_choice_want (self->doctor, doctor);
  if (tab != NULL)
    gtk_toggle_button_set_active (self->waiting_tab, TRUE);
}

GtkWidget *
desk_call_list_page_new (ClinicSession *session)
{
  DeskCallListPage *self = g_object_new (DESK_TYPE_CALL_LIST_PAGE, NULL);

  self->session = g_object_ref (session);
  self->list = clinic_call_list_new (session);
  add_parts (self);
  build (self);
  watch (self);
  restore (self);

  return GTK_WIDGET (self);
}

void
desk_call_list_page_build (DeskCallListPage *self)
{
  g_return_if_fail (DESK_IS_CALL_LIST_PAGE (self));

  gtk_toggle_button_set_active (self->calls_tab, TRUE);
  g_signal_handlers_block_by_func (self->days, on_filter_cb, self);
  desk_board_days_show_day (self->days, 1);
  g_signal_handlers_unblock_by_func (self->days, on_filter_cb, self);
  build (self);
}

void
desk_call_list_page_focus (DeskCallListPage *self)
{
  g_return_if_fail (DESK_IS_CALL_LIST_PAGE (self));

  self->wants_focus = TRUE;
  if (self->focus_source == 0)
    self->focus_source = g_idle_add_full (FOCUS_PRIORITY, on_mapped_cb, self, NULL);
}
