/* desk-mismatch-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-mismatch-page"

#include "desk-mismatch-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "clinic-windows.h"
#include "desk-format.h"
#include "desk-loading.h"
#include "desk-menu.h"
#include "desk-mis-banner.h"
#include "desk-mis-words.h"
#include "desk-mismatch-do.h"
#include "desk-mismatch-keeper.h"
#include "desk-mismatch-kinds.h"
#include "desk-mismatch-row.h"
#include "desk-mismatch-words.h"
#include "desk-toast.h"
#include "desk-wrap-layout.h"

/* More rows than somebody works through at once; the rest is a button away. */
#define ROWS_AT_ONCE 50

/**
 * DeskMismatchPage:
 *
 * What the medical system and the portal disagree about, by days, each with both sides and a
 * decision by one key. The desk of the session compares and repairs; the page only asks for it.
 */
struct _DeskMismatchPage
{
  GtkWidget parent_instance;

  GtkWidget *box; /* owned child, of the template, as all below */
  AdwBin *banner_slot;
  GtkWidget *bar;
  GtkLabel *compared;
  GtkWidget *all_button;
  GtkStack *states;
  GtkListBox *list;
  GtkWidget *more_button;
  AdwStatusPage *empty;
  AdwStatusPage *away;
  AdwStatusPage *denied;

  ClinicSession *session;       /* owned */
  GtkFilterListModel *filtered; /* owned */
  GtkSliceListModel *slice;     /* owned */
  GtkSorter *sorter;            /* owned */
  DeskMismatchKeeper *keeper;   /* owned */
  DeskMismatchKinds *kinds;     /* owned: the buttons in the bar */
  int focused;                  /* the row that had the focus before it was removed, -1 none */
  char *focused_id;             /* owned, (nullable): and what it was about: it may come back */
  DeskLoading *loading;         /* owned */
  guint update_source;
  guint focus_source;
};

G_DEFINE_FINAL_TYPE (DeskMismatchPage, desk_mismatch_page, GTK_TYPE_WIDGET)

static void update (DeskMismatchPage *self);
static void update_soon (DeskMismatchPage *self);

/* --- the badge --- */

static DeskTallyMark
mark_mismatch (gpointer item, gpointer data)
{
  gint64 now = clinic_session_get_now (data);
  gint64 start = desk_mismatch_start (item);
  const char *problem = clinic_mismatch_get_problem (item);

  if (problem != NULL && *problem != '\0')
    return DESK_TALLY_LATE;
  if (clinic_mismatch_get_automatic (item) || clinic_mismatch_get_pending (item))
    return DESK_TALLY_NOTHING;

  return start >= clinic_windows_day (now, 0) && start < clinic_windows_day (now, 1)
           ? DESK_TALLY_LATE
           : DESK_TALLY_WAITS;
}

DeskTally *
desk_mismatch_page_tally (ClinicSession *session)
{
  ClinicMisDesk *desk = clinic_session_get_mis_desk (session);

  return desk_tally_new_clocked (clinic_mis_desk_get_mismatches (desk), mark_mismatch,
                                 g_object_ref (session), g_object_unref, "*");
}

/* --- what is on show --- */

static ClinicMisLink *
get_link (DeskMismatchPage *self)
{
  return clinic_mis_desk_get_link (clinic_session_get_mis_desk (self->session));
}

static GListModel *
get_all (DeskMismatchPage *self)
{
  return clinic_mis_desk_get_mismatches (clinic_session_get_mis_desk (self->session));
}

static gboolean
is_of_kind (gpointer item, gpointer user_data)
{
  ClinicMismatchKind kind = CLINIC_MISMATCH_TIME;

  return !desk_mismatch_kinds_get_kind (DESK_MISMATCH_PAGE (user_data)->kinds, &kind) ||
         clinic_mismatch_get_kind (item) == kind;
}

static int
compare (gconstpointer a, gconstpointer b, gpointer user_data)
{
  ClinicMismatch *first = (gpointer) a, *second = (gpointer) b;
  gint64 start = desk_mismatch_start (first), other = desk_mismatch_start (second);

  if (start != other)
    return start < other ? -1 : 1;
  if (clinic_mismatch_get_kind (first) != clinic_mismatch_get_kind (second))
    return clinic_mismatch_get_kind (first) < clinic_mismatch_get_kind (second) ? -1 : 1;

  return g_strcmp0 (clinic_mismatch_get_id (first), clinic_mismatch_get_id (second));
}

/* (transfer none) (nullable) */
static ClinicMismatch *
mismatch_of (GtkListBoxRow *row)
{
  return row != NULL ? desk_mismatch_row_get_mismatch (DESK_MISMATCH_ROW (row)) : NULL;
}

/* (transfer none) (nullable) */
static GtkListBoxRow *
find_row (DeskMismatchPage *self, const char *id)
{
  GtkListBoxRow *row = NULL;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (g_strcmp0 (clinic_mismatch_get_id (mismatch_of (row)), id) == 0)
      return row;

  return NULL;
}

/* (transfer none) (nullable): the row that the focus is in */
static GtkListBoxRow *
focused_row (DeskMismatchPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->list)))
    return NULL;

  return GTK_LIST_BOX_ROW (
    GTK_IS_LIST_BOX_ROW (focus) ? focus : gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BOX_ROW));
}

/* --- rows --- */

static GtkWidget *
create_row (gpointer item, gpointer user_data)
{
  DeskMismatchPage *self = DESK_MISMATCH_PAGE (user_data);
  GtkWidget *row = desk_mismatch_row_new (self->session, item);

  g_signal_connect_object (row, "updated", G_CALLBACK (update_soon), self, G_CONNECT_SWAPPED);

  return row;
}

/* (transfer full): "tomorrow, Sun 22 Nov" */
static char *
day_words (gint64 start, gint64 now)
{
  g_autofree char *day = desk_format_day (start, now);
  g_autofree char *date = desk_format_date (start, now);

  if (start == 0)
    return g_strdup (_ ("No time yet"));
  if (g_strcmp0 (day, date) == 0)
    return g_steal_pointer (&date);

  /* Translators: "tomorrow" and its date */
  return g_strdup_printf (C_ ("day", "%1$s, %2$s"), day, date);
}

static void
on_header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  DeskMismatchPage *self = DESK_MISMATCH_PAGE (user_data);
  gint64 now = clinic_session_get_now (self->session);
  g_autofree char *day = day_words (desk_mismatch_start (mismatch_of (row)), now);
  g_autofree char *last =
    before != NULL ? day_words (desk_mismatch_start (mismatch_of (before)), now) : NULL;
  GtkWidget *header = NULL;

  if (g_strcmp0 (day, last) == 0)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  header = gtk_label_new (day);
  gtk_label_set_xalign (GTK_LABEL (header), 0);
  gtk_widget_add_css_class (header, "heading");
  gtk_widget_add_css_class (header, "mismatch-day");
  gtk_list_box_row_set_header (row, header);
}

static gboolean
on_focus_cb (gpointer user_data)
{
  DeskMismatchPage *self = DESK_MISMATCH_PAGE (user_data);
  GtkListBoxRow *row = NULL;
  int index = MAX (self->focused, 0);

  self->focus_source = 0;
  self->focused = -1;
  row = self->focused_id != NULL ? find_row (self, self->focused_id) : NULL;
  g_clear_pointer (&self->focused_id, g_free);
  while (row == NULL && index >= 0)
    row = gtk_list_box_get_row_at_index (self->list, index--);
  if (row != NULL && gtk_widget_get_mapped (GTK_WIDGET (row)))
    gtk_widget_grab_focus (GTK_WIDGET (row));

  return G_SOURCE_REMOVE;
}

/* Before the list hears of it: who decides by keys is on the next row afterwards. */
static void
on_rows_change_cb (DeskMismatchPage *self, guint position, guint removed, guint added)
{
  GtkListBoxRow *row = focused_row (self);
  int index = row != NULL ? gtk_list_box_row_get_index (row) : -1;

  if (index < (int) position || index >= (int) (position + removed) || self->focused >= 0)
    return;
  /* GtkWindow (4.8) may go on with a focus that is not there any more */
  gtk_root_set_focus (gtk_widget_get_root (GTK_WIDGET (self)), NULL);
  self->focused = index;
  self->focused_id = g_strdup (clinic_mismatch_get_id (mismatch_of (row)));
  if (self->focus_source == 0)
    self->focus_source = g_idle_add_full (GTK_PRIORITY_RESIZE + 5, on_focus_cb, self, NULL);
}

/* --- the state of the page --- */

static gboolean
is_loading (DeskMismatchPage *self)
{
  ClinicMisLink *link = get_link (self);

  return !desk_mis_is_absent (link) && clinic_mis_link_get_as_of (link) == 0 &&
         clinic_mis_link_get_state (link) == CLINIC_LINK_CONNECTING;
}

static const char *
choose_state (DeskMismatchPage *self)
{
  ClinicMisLink *link = get_link (self);

  if (g_list_model_get_n_items (G_LIST_MODEL (self->filtered)) > 0)
    return "list";
  if (g_list_model_get_n_items (get_all (self)) > 0)
    return "filtered";
  if (desk_mis_is_absent (link))
    return "none";
  if (is_loading (self))
    return desk_loading_peek_state (self->loading);
  if (clinic_mis_link_get_state (link) == CLINIC_LINK_DENIED)
    return "denied";
  if (clinic_mis_link_get_as_of (link) == 0)
    return "away";

  return "empty";
}

static void
show_texts (DeskMismatchPage *self)
{
  ClinicMisLink *link = get_link (self);
  gint64 now = clinic_session_get_now (self->session);
  g_autofree char *compared = desk_mis_words_compared (link, now);
  g_autofree char *state = desk_mis_words_link (link, now);
  g_autofree char *markup = g_markup_escape_text (state, -1);

  gtk_label_set_text (self->compared, compared);
  adw_status_page_set_description (self->empty, compared);
  adw_status_page_set_description (self->away, markup);
  adw_status_page_set_description (self->denied, markup);
}

static void
show_bar (DeskMismatchPage *self, const char *state)
{
  ClinicMismatchKind kind = CLINIC_MISMATCH_TIME;
  gboolean shown =
    g_str_equal (state, "list") || g_str_equal (state, "filtered") || g_str_equal (state, "empty");

  gtk_widget_set_visible (self->bar, shown);
  desk_mismatch_kinds_show (self->kinds, get_all (self));
  gtk_widget_set_visible (self->all_button, desk_mismatch_kinds_get_kind (self->kinds, &kind) &&
                                              g_str_equal (state, "list"));
}

static void
update (DeskMismatchPage *self)
{
  const char *state = NULL;

  desk_loading_set (self->loading, is_loading (self));
  state = choose_state (self);
  show_texts (self);
  show_bar (self, state);
  /* what fills the page need not be said above it, too */
  gtk_widget_set_visible (GTK_WIDGET (self->banner_slot),
                          !g_str_equal (state, "denied") && !g_str_equal (state, "away"));
  gtk_widget_set_visible (self->more_button,
                          g_list_model_get_n_items (G_LIST_MODEL (self->filtered)) >
                            gtk_slice_list_model_get_size (self->slice));
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->states), state) != 0)
    gtk_stack_set_visible_child_name (self->states, state);
}

/* A visit that was given another time stands at its new place, under its new day. */
static void
sort_again (DeskMismatchPage *self)
{
  GtkListBoxRow *row = NULL, *next = NULL;

  for (int i = 0; (next = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    {
      if (row != NULL && compare (mismatch_of (row), mismatch_of (next), NULL) > 0)
        {
          gtk_sorter_changed (self->sorter, GTK_SORTER_CHANGE_DIFFERENT);
          break;
        }
      row = next;
    }
  gtk_list_box_invalidate_headers (self->list);
}

static gboolean
on_update_cb (gpointer user_data)
{
  DeskMismatchPage *self = DESK_MISMATCH_PAGE (user_data);

  self->update_source = 0;
  sort_again (self);
  update (self);

  return G_SOURCE_REMOVE;
}

static void
update_soon (DeskMismatchPage *self)
{
  if (self->update_source == 0)
    self->update_source = g_idle_add_full (GTK_PRIORITY_RESIZE, on_update_cb, self, NULL);
}

/* --- what the person does --- */

static void
keep_one (DeskMismatchPage *self, ClinicMismatch *mismatch)
{
  g_autoptr (GPtrArray) one = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (one, g_object_ref (mismatch));
  desk_mismatch_keeper_keep (self->keeper, GTK_WIDGET (self), one);
}

static void
open_visit (DeskMismatchPage *self, ClinicMismatch *mismatch)
{
  ClinicAppointment *appointment = clinic_mismatch_get_appointment (mismatch);
  gint64 patient = clinic_mismatch_get_patient_id (mismatch);

  if (appointment != NULL && clinic_appointment_get_id (appointment) > 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-appointment", "x",
                                clinic_appointment_get_id (appointment));
  else if (patient != 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-patient", "x", patient);
}

static void
popup_menu (DeskMismatchPage *self, GtkListBoxRow *row)
{
  g_autoptr (GMenuModel) menu =
    desk_mismatch_create_menu (self->session, clinic_mismatch_get_kind (mismatch_of (row)));
  graphene_rect_t bounds;
  GtkWidget *popover = NULL;

  if (!gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (self), &bounds))
    return;
  popover = desk_menu_new_popover (GTK_WIDGET (self), menu,
                                   &(GdkRectangle){
                                     (int) (bounds.origin.x + bounds.size.width * 0.75F),
                                     (int) (bounds.origin.y + bounds.size.height * 0.75F), 1, 1 });
  gtk_popover_popup (GTK_POPOVER (popover));
}

static void
undo (DeskMismatchPage *self)
{
  if (!desk_mismatch_keeper_undo (self->keeper))
    desk_toast (GTK_WIDGET (self), adw_toast_new (_ ("Nothing to undo")));
}

static void
on_row_activated_cb (DeskMismatchPage *self, GtkListBoxRow *row)
{
  open_visit (self, mismatch_of (row));
}

static void
on_row_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  DeskMismatchPage *self = DESK_MISMATCH_PAGE (widget);
  GtkListBoxRow *row = find_row (self, g_variant_get_string (parameter, NULL));
  g_autoptr (ClinicMismatch) mismatch = NULL;

  if (row == NULL)
    return;
  mismatch = g_object_ref (mismatch_of (row));
  if (g_str_equal (action, "mismatch.take"))
    desk_mismatch_take (widget, self->session, mismatch);
  else if (g_str_equal (action, "mismatch.keep"))
    keep_one (self, mismatch);
  else if (g_str_equal (action, "mismatch.open"))
    open_visit (self, mismatch);
  else
    popup_menu (self, row);
}

static void
on_all_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  DeskMismatchPage *self = DESK_MISMATCH_PAGE (widget);
  ClinicMismatchKind kind = CLINIC_MISMATCH_TIME;
  g_autoptr (GPtrArray) all = NULL;

  if (!desk_mismatch_kind_parse (g_variant_get_string (parameter, NULL), &kind))
    return;
  if (g_str_equal (action, "mismatch.take-all"))
    {
      desk_mismatch_ask_take_all (widget, self->session, kind);
      return;
    }
  all = desk_mismatches_of_kind (self->session, kind, FALSE);
  desk_mismatch_keeper_keep (self->keeper, widget, all);
}

static void
on_undo_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  undo (DESK_MISMATCH_PAGE (widget));
}

static void
on_everything_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  desk_mismatch_kinds_choose_all (DESK_MISMATCH_PAGE (widget)->kinds);
}

static void
on_refresh_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  clinic_mis_desk_refresh (clinic_session_get_mis_desk (DESK_MISMATCH_PAGE (widget)->session));
}

static void
on_more_cb (DeskMismatchPage *self)
{
  gtk_slice_list_model_set_size (self->slice,
                                 gtk_slice_list_model_get_size (self->slice) + ROWS_AT_ONCE);
  update (self);
}

static void
on_all_button_cb (DeskMismatchPage *self)
{
  ClinicMismatchKind kind = CLINIC_MISMATCH_TIME;
  g_autoptr (GMenuModel) menu = NULL;
  graphene_rect_t bounds;
  GtkWidget *popover = NULL;

  if (!desk_mismatch_kinds_get_kind (self->kinds, &kind) ||
      !gtk_widget_compute_bounds (self->all_button, GTK_WIDGET (self), &bounds))
    return;
  menu = desk_mismatch_create_menu (self->session, kind);
  popover =
    desk_menu_new_popover (GTK_WIDGET (self), menu,
                           &(GdkRectangle){ (int) bounds.origin.x, (int) bounds.origin.y,
                                            (int) bounds.size.width, (int) bounds.size.height });
  gtk_popover_popup (GTK_POPOVER (popover));
}

static void
on_kind_changed_cb (DeskMismatchPage *self)
{
  gtk_slice_list_model_set_size (self->slice, ROWS_AT_ONCE);
  gtk_filter_changed (gtk_filter_list_model_get_filter (self->filtered),
                      GTK_FILTER_CHANGE_DIFFERENT);
  update (self);
}

/* Bubbles up from the row, or a button in it, that has the focus. In either layout. */
static gboolean
on_key_pressed_cb (DeskMismatchPage *self,
                   guint keyval,
                   guint keycode,
                   GdkModifierType state,
                   GtkEventController *controller)
{
  GdkModifierType mask = state & gtk_accelerator_get_default_mod_mask () & ~GDK_LOCK_MASK;
  GtkListBoxRow *row = focused_row (self);
  guint key = gdk_keyval_to_lower (keyval);
  g_autoptr (ClinicMismatch) mismatch = NULL;

  if (mask == GDK_CONTROL_MASK && (key == GDK_KEY_z || key == GDK_KEY_Cyrillic_ya))
    {
      undo (self);
      return GDK_EVENT_STOP;
    }
  if (row == NULL)
    return GDK_EVENT_PROPAGATE;

  mismatch = g_object_ref (mismatch_of (row));
  if (mask == 0 && (key == GDK_KEY_a || key == GDK_KEY_Cyrillic_ef))
    desk_mismatch_take (GTK_WIDGET (self), self->session, mismatch);
  else if (mask == 0 && (key == GDK_KEY_k || key == GDK_KEY_Cyrillic_el))
    keep_one (self, mismatch);
  else if (key == GDK_KEY_Menu || (key == GDK_KEY_F10 && mask == GDK_SHIFT_MASK))
    popup_menu (self, row);
  else
    return GDK_EVENT_PROPAGATE;

  return GDK_EVENT_STOP;
}

/* --- the type --- */

static gboolean
has_lost_focus (DeskMismatchPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus == NULL || !gtk_widget_get_mapped (focus);
}

static gboolean
on_mapped_cb (gpointer user_data)
{
  DeskMismatchPage *self = DESK_MISMATCH_PAGE (user_data);

  self->focus_source = 0;
  if (!has_lost_focus (self))
    return G_SOURCE_REMOVE;

  if (g_str_equal (gtk_stack_get_visible_child_name (self->states), "list"))
    return on_focus_cb (self);
  gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);

  return G_SOURCE_REMOVE;
}

/* Whoever came here by a key goes on with keys. A day may have passed. */
static void
desk_mismatch_page_map (GtkWidget *widget)
{
  DeskMismatchPage *self = DESK_MISMATCH_PAGE (widget);
  GtkListBoxRow *row = NULL;

  GTK_WIDGET_CLASS (desk_mismatch_page_parent_class)->map (widget);
  update (self);
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    desk_mismatch_row_tick (DESK_MISMATCH_ROW (row));
  gtk_list_box_invalidate_headers (self->list);
  if (self->focus_source == 0)
    self->focus_source = g_idle_add_full (GTK_PRIORITY_RESIZE + 5, on_mapped_cb, self, NULL);
}

static void
desk_mismatch_page_dispose (GObject *object)
{
  DeskMismatchPage *self = DESK_MISMATCH_PAGE (object);

  g_clear_object (&self->loading);
  g_clear_handle_id (&self->update_source, g_source_remove);
  g_clear_handle_id (&self->focus_source, g_source_remove);
  if (self->session != NULL)
    {
      g_signal_handlers_disconnect_by_data (get_link (self), self);
      g_signal_handlers_disconnect_by_data (get_all (self), self);
    }
  if (self->slice != NULL)
    g_signal_handlers_disconnect_by_data (self->slice, self);
  if (self->box != NULL)
    gtk_list_box_set_header_func (self->list, NULL, NULL, NULL);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->slice);
  g_clear_object (&self->filtered);
  g_clear_object (&self->sorter);
  if (self->kinds != NULL)
    g_signal_handlers_disconnect_by_data (self->kinds, self);
  g_clear_object (&self->kinds);
  g_clear_pointer (&self->focused_id, g_free);
  g_clear_object (&self->keeper);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (desk_mismatch_page_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  static const char *const of_row[] = { "mismatch.take", "mismatch.keep", "mismatch.open",
                                        "mismatch.menu" };

  for (gsize i = 0; i < G_N_ELEMENTS (of_row); i++)
    gtk_widget_class_install_action (widget_class, of_row[i], "s", on_row_action_cb);
  gtk_widget_class_install_action (widget_class, "mismatch.take-all", "s", on_all_action_cb);
  gtk_widget_class_install_action (widget_class, "mismatch.keep-all", "s", on_all_action_cb);
  gtk_widget_class_install_action (widget_class, "mismatch.undo", NULL, on_undo_action_cb);
  gtk_widget_class_install_action (widget_class, "mismatch.everything", NULL,
                                   on_everything_action_cb);
  gtk_widget_class_install_action (widget_class, "mis.refresh", NULL, on_refresh_action_cb);
}

static void
desk_mismatch_page_class_init (DeskMismatchPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = desk_mismatch_page_dispose;
  widget_class->map = desk_mismatch_page_map;

  install_actions (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/reception24/Reception/ui/mismatches/desk-mismatch-page.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskMismatchPage, box);
  gtk_widget_class_bind_template_child (widget_class, DeskMismatchPage, banner_slot);
  gtk_widget_class_bind_template_child (widget_class, DeskMismatchPage, bar);
  gtk_widget_class_bind_template_child (widget_class, DeskMismatchPage, compared);
  gtk_widget_class_bind_template_child (widget_class, DeskMismatchPage, all_button);
  gtk_widget_class_bind_template_child (widget_class, DeskMismatchPage, states);
  gtk_widget_class_bind_template_child (widget_class, DeskMismatchPage, list);
  gtk_widget_class_bind_template_child (widget_class, DeskMismatchPage, more_button);
  gtk_widget_class_bind_template_child (widget_class, DeskMismatchPage, empty);
  gtk_widget_class_bind_template_child (widget_class, DeskMismatchPage, away);
  gtk_widget_class_bind_template_child (widget_class, DeskMismatchPage, denied);
  gtk_widget_class_bind_template_callback (widget_class, on_key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_more_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_all_button_cb);
}

static void
desk_mismatch_page_init (DeskMismatchPage *self)
{
  self->loading = desk_loading_new ();
  g_signal_connect_object (self->loading, "due", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  self->focused = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (self->bar, desk_wrap_layout_new (6));
  self->kinds = desk_mismatch_kinds_new (self->bar);
  gtk_list_box_set_header_func (self->list, on_header_cb, self, NULL);
}

static void
add_models (DeskMismatchPage *self)
{
  GtkSortListModel *sorted = NULL;

  self->sorter = GTK_SORTER (gtk_custom_sorter_new (compare, NULL, NULL));
  sorted = gtk_sort_list_model_new (g_object_ref (get_all (self)), g_object_ref (self->sorter));
  self->filtered =
    gtk_filter_list_model_new (G_LIST_MODEL (sorted),
                               GTK_FILTER (gtk_custom_filter_new (is_of_kind, self, NULL)));
  self->slice =
    gtk_slice_list_model_new (g_object_ref (G_LIST_MODEL (self->filtered)), 0, ROWS_AT_ONCE);
  g_signal_connect_swapped (self->slice, "items-changed", G_CALLBACK (on_rows_change_cb), self);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->slice), create_row, self, NULL);
}

GtkWidget *
desk_mismatch_page_new (ClinicSession *session)
{
  DeskMismatchPage *self = g_object_new (DESK_TYPE_MISMATCH_PAGE, NULL);

  g_return_val_if_fail (CLINIC_IS_SESSION (session), NULL);

  self->session = g_object_ref (session);
  self->keeper = desk_mismatch_keeper_new (session);
  adw_bin_set_child (self->banner_slot, desk_mis_banner_new (session));
  add_models (self);
  g_signal_connect_swapped (self->kinds, "changed", G_CALLBACK (on_kind_changed_cb), self);
  g_signal_connect_swapped (get_link (self), "notify", G_CALLBACK (update_soon), self);
  g_signal_connect_swapped (get_all (self), "items-changed", G_CALLBACK (update_soon), self);
  update (self);

  return GTK_WIDGET (self);
}
