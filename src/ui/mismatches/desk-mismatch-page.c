/* desk-mismatch-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-mismatch-page"

#include "desk-mismatch-page-private.h"

#include <glib/gi18n.h>

#include "clinic-windows.h"
#include "desk-format.h"
#include "desk-mis-banner.h"
#include "desk-mis-words.h"
#include "desk-mismatch-row.h"
#include "desk-mismatch-words.h"
#include "desk-wrap-layout.h"

/* More rows than somebody works through at once; the rest is a button away. */
#define ROWS_AT_ONCE 50

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

ClinicMismatch *
desk_mismatch_of_row (GtkListBoxRow *row)
{
  return row != NULL ? desk_mismatch_row_get_mismatch (DESK_MISMATCH_ROW (row)) : NULL;
}

GtkListBoxRow *
desk_mismatch_page_find_row (DeskMismatchPage *self, const char *id)
{
  GtkListBoxRow *row = NULL;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (g_strcmp0 (clinic_mismatch_get_id (desk_mismatch_of_row (row)), id) == 0)
      return row;

  return NULL;
}

GtkListBoxRow *
desk_mismatch_page_focused_row (DeskMismatchPage *self)
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
  g_autofree char *day = day_words (desk_mismatch_start (desk_mismatch_of_row (row)), now);
  g_autofree char *last =
    before != NULL ? day_words (desk_mismatch_start (desk_mismatch_of_row (before)), now) : NULL;
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
  row = self->focused_id != NULL ? desk_mismatch_page_find_row (self, self->focused_id) : NULL;
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
  GtkListBoxRow *row = desk_mismatch_page_focused_row (self);
  int index = row != NULL ? gtk_list_box_row_get_index (row) : -1;

  if (index < (int) position || index >= (int) (position + removed) || self->focused >= 0)
    return;
  /* GtkWindow (4.8) may go on with a focus that is not there any more */
  gtk_root_set_focus (gtk_widget_get_root (GTK_WIDGET (self)), NULL);
  self->focused = index;
  self->focused_id = g_strdup (clinic_mismatch_get_id (desk_mismatch_of_row (row)));
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
      if (row != NULL &&
          compare (desk_mismatch_of_row (row), desk_mismatch_of_row (next), NULL) > 0)
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

/* --- what is chosen in the bar --- */

static void
on_more_cb (DeskMismatchPage *self)
{
  gtk_slice_list_model_set_size (self->slice,
                                 gtk_slice_list_model_get_size (self->slice) + ROWS_AT_ONCE);
  update (self);
}

static void
on_kind_changed_cb (DeskMismatchPage *self)
{
  gtk_slice_list_model_set_size (self->slice, ROWS_AT_ONCE);
  gtk_filter_changed (gtk_filter_list_model_get_filter (self->filtered),
                      GTK_FILTER_CHANGE_DIFFERENT);
  update (self);
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
desk_mismatch_page_class_init (DeskMismatchPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = desk_mismatch_page_dispose;
  widget_class->map = desk_mismatch_page_map;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
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
  gtk_widget_class_bind_template_callback (widget_class, on_more_cb);
  desk_mismatch_page_install_actions (widget_class);
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
