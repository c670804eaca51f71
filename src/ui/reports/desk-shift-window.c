/* desk-shift-window.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-shift-window"

#include "desk-shift-window.h"

#include <glib/gi18n.h>

#include "desk-export.h"
#include "desk-fit.h"
#include "desk-format.h"
#include "desk-name.h"
#include "desk-shift-items.h"
#include "desk-toast.h"

/* A day of calls must not hold up a frame. */
#define ROWS_PER_FRAME 10

struct _DeskShiftWindow
{
  AdwWindow parent_instance;

  ClinicSession *session;                                         /* owned */
  ClinicShiftWatch *watch;                                        /* owned */
  ClinicShiftReport *report;                                      /* owned */
  GtkWidget *numbers[CLINIC_N_SHIFT_LINES][CLINIC_N_SHIFT_SIDES]; /* unowned, (nullable): buttons */
  GtkSizeGroup *sizes[CLINIC_N_SHIFT_SIDES];                      /* owned: columns */
  GPtrArray *shown; /* owned, (nullable): the items that are on show, or will be */
  guint n_rows;     /* so many of them have rows */
  guint tick;

  AdwWindowTitle *heading; /* unowned, template child, as all below */
  GtkWidget *back;
  AdwBin *export_slot;
  GtkStack *views;
  GtkBox *figures;
  GtkLabel *formula;
  GtkListBox *items;
};

G_DEFINE_FINAL_TYPE (DeskShiftWindow, desk_shift_window, ADW_TYPE_WINDOW)

static const char *
side_name (ClinicShiftSide side)
{
  return side == CLINIC_SHIFT_MINE ? C_ ("shift", "Mine") : C_ ("shift", "Whole clinic");
}

/* (transfer full): «Sat 21 Nov, until 18:02» */
static char *
dup_time (DeskShiftWindow *self)
{
  gint64 now = clinic_shift_report_get_now (self->report);
  g_autofree char *day = desk_format_date (now, now);
  g_autofree char *time = desk_format_time (now);

  /* Translators: a day, and until when it is counted */
  return g_strdup_printf (C_ ("shift", "%1$s, until %2$s"), day, time);
}

/* (transfer full): the same with whose shift it is, for those who do not see the window */
static char *
dup_heading (DeskShiftWindow *self)
{
  g_autofree char *time = dup_time (self);
  const char *user = clinic_link_get_user_name (clinic_session_get_link (self->session));

  if (user == NULL || *user == '\0')
    return g_steal_pointer (&time);

  /* Translators: the time of a shift, and whose it is */
  return g_strdup_printf (C_ ("shift", "%1$s · %2$s"), time, user);
}

/* --- figures --- */

static void
show_number (DeskShiftWindow *self, ClinicShiftLine line, ClinicShiftSide side)
{
  GtkWidget *button = self->numbers[line][side];
  int number = 0;
  g_autofree char *text = NULL;
  g_autofree char *spoken = NULL;

  if (button == NULL)
    return;
  number = clinic_shift_report_get_number (self->report, line, side);
  text = number != CLINIC_SHIFT_UNKNOWN ? g_strdup_printf ("%d", number) : g_strdup ("—");
  if (clinic_shift_line_has_mine (line))
    /* Translators: what is counted, whose («Mine», «Whole clinic»), and how many */
    spoken =
      g_strdup_printf (C_ ("shift", "%1$s, %2$s: %3$s"), clinic_shift_line_get_title (line),
                       side_name (side), number != CLINIC_SHIFT_UNKNOWN ? text : _ ("not known"));
  else
    spoken = g_strdup_printf (C_ ("shift", "%s: %s"), clinic_shift_line_get_title (line),
                              number != CLINIC_SHIFT_UNKNOWN ? text : _ ("not known"));
  gtk_button_set_label (GTK_BUTTON (button), text);
  gtk_widget_set_sensitive (button, number > 0);
  desk_name_widget (button, spoken);
}

static void
count (DeskShiftWindow *self)
{
  ClinicShiftDay day = clinic_shift_report_look (self->session, self->watch);
  g_autofree char *heading = NULL;

  g_clear_object (&self->report);
  self->report = clinic_shift_report_new (&day);
  for (int line = 0; line < CLINIC_N_SHIFT_LINES; line++)
    for (int side = 0; side < CLINIC_N_SHIFT_SIDES; side++)
      show_number (self, line, side);
  heading = dup_time (self);
  adw_window_title_set_subtitle (self->heading, heading);
}

static void
on_number_clicked_cb (DeskShiftWindow *self, GtkWidget *button)
{
  desk_shift_window_open (self, GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "line")),
                          GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "side")));
}

static GtkWidget *
create_number (DeskShiftWindow *self, ClinicShiftLine line, ClinicShiftSide side)
{
  GtkWidget *button = gtk_button_new_with_label ("");

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "numeric");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_size_group_add_widget (self->sizes[side], button);
  g_object_set_data (G_OBJECT (button), "line", GINT_TO_POINTER (line));
  g_object_set_data (G_OBJECT (button), "side", GINT_TO_POINTER (side));
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_number_clicked_cb), self,
                           G_CONNECT_SWAPPED);

  return button;
}

/* No row of a list: Tab goes to every number, and the words themselves do nothing. */
static GtkWidget *
create_line (DeskShiftWindow *self, ClinicShiftLine line)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *name = gtk_label_new (clinic_shift_line_get_title (line));

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_wrap (GTK_LABEL (name), TRUE);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_add_css_class (row, "desk-shift-line");
  gtk_widget_set_tooltip_text (row, clinic_shift_line_get_formula (line));
  gtk_box_append (GTK_BOX (row), name);
  for (int side = 0; side < CLINIC_N_SHIFT_SIDES; side++)
    {
      if (side == CLINIC_SHIFT_MINE && !clinic_shift_line_has_mine (line))
        continue;
      self->numbers[line][side] = create_number (self, line, side);
      gtk_box_append (GTK_BOX (row), self->numbers[line][side]);
    }

  return row;
}

/* (transfer floating): the names of the columns */
static GtkWidget *
create_head (DeskShiftWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_set_margin_end (box, 12);
  for (int side = 0; side < CLINIC_N_SHIFT_SIDES; side++)
    {
      GtkWidget *label = gtk_label_new (side_name (side));

      gtk_widget_add_css_class (label, "caption");
      gtk_widget_add_css_class (label, "dim-label");
      gtk_size_group_add_widget (self->sizes[side], label);
      gtk_box_append (GTK_BOX (box), label);
    }

  return box;
}

/* (transfer floating): the lines of a section, on a card */
static GtkWidget *
create_lines (DeskShiftWindow *self, ClinicShiftSection section)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_add_css_class (card, "card");
  for (int line = 0; line < CLINIC_N_SHIFT_LINES; line++)
    {
      if (clinic_shift_line_get_section (line) != section)
        continue;
      if (gtk_widget_get_first_child (card) != NULL)
        gtk_box_append (GTK_BOX (card), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
      gtk_box_append (GTK_BOX (card), create_line (self, line));
    }

  return card;
}

static void
add_sections (DeskShiftWindow *self)
{
  for (int section = 0; section < CLINIC_N_SHIFT_SECTIONS; section++)
    {
      GtkWidget *group = adw_preferences_group_new ();

      adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group),
                                       clinic_shift_section_get_title (section));
      if (section != CLINIC_SHIFT_SECTION_LEFT)
        adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (group), create_head (self));
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), create_lines (self, section));
      gtk_box_append (self->figures, group);
    }
}

/* --- what they were counted from --- */

static void
clear_items (DeskShiftWindow *self)
{
  GtkWidget *row = NULL;

  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  /* GTK 4.8 keeps a row that is removed while it has the focus. */
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->items))) != NULL)
    gtk_list_box_remove (self->items, row);
}

static GtkWidget *
create_item (DeskShiftWindow *self, GObject *item)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = NULL, *details = NULL;

  desk_shift_item_words (self->session, item, &title, &details);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), details);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "item", g_object_ref (item), g_object_unref);

  return row;
}

static void
add_rows (DeskShiftWindow *self)
{
  guint end = MIN (self->n_rows + ROWS_PER_FRAME, self->shown->len);

  for (; self->n_rows < end; self->n_rows++)
    gtk_list_box_append (self->items,
                         create_item (self, g_ptr_array_index (self->shown, self->n_rows)));
}

static gboolean
on_tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  DeskShiftWindow *self = DESK_SHIFT_WINDOW (widget);

  add_rows (self);
  if (self->n_rows < self->shown->len)
    return G_SOURCE_CONTINUE;
  self->tick = 0;

  return G_SOURCE_REMOVE;
}

/* What is opened is shown in the other window, so this one goes out of the way. */
static void
on_row_activated_cb (DeskShiftWindow *self, GtkListBoxRow *row)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  g_autoptr (GObject) item = g_object_ref (g_object_get_data (G_OBJECT (row), "item"));

  if (parent != NULL && desk_shift_item_open (GTK_WIDGET (parent), item))
    gtk_window_close (GTK_WINDOW (self));
}

static gboolean
shows_items (DeskShiftWindow *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->views), "items") == 0;
}

static void
show_view (DeskShiftWindow *self, const char *name)
{
  gboolean items = g_str_equal (name, "items");

  gtk_stack_set_visible_child_name (self->views, name);
  gtk_widget_set_visible (self->back, items);
}

/* Escape: back, then away. */
static void
on_back_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  DeskShiftWindow *self = DESK_SHIFT_WINDOW (widget);

  if (!shows_items (self))
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  show_view (self, "figures");
  clear_items (self);
  adw_window_title_set_title (self->heading, gtk_window_get_title (GTK_WINDOW (self)));
  count (self);
  gtk_widget_child_focus (GTK_WIDGET (self->figures), GTK_DIR_TAB_FORWARD);
}

static void
on_copy_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  DeskShiftWindow *self = DESK_SHIFT_WINDOW (widget);
  g_autofree char *heading = dup_heading (self);
  g_autofree char *figures = clinic_shift_sheet_dup_text (self->report, heading);
  g_autofree char *left = desk_shift_items_text (self->session, self->report);
  g_autofree char *text = g_strconcat (figures, left, NULL);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  desk_toast (GTK_WIDGET (self->views), adw_toast_new (_ ("The report was copied")));
}

static ClinicWorkbook *
make_workbook (gpointer data)
{
  DeskShiftWindow *self = DESK_SHIFT_WINDOW (data);
  const char *user = clinic_link_get_user_name (clinic_session_get_link (self->session));
  ClinicWorkbook *workbook = clinic_workbook_new (_ ("End of Shift"), user);
  g_autofree char *heading = dup_heading (self);
  g_autofree char *footer =
    desk_export_dup_footer (clinic_session_get_now (self->session), user, NULL);
  g_autoptr (ClinicSheet) figures = clinic_shift_sheet_new (self->report, heading);
  g_autoptr (ClinicSheet) left = desk_shift_items_sheet (self->session, self->report);
  g_autoptr (ClinicSheet) formulas = clinic_shift_sheet_new_formulas ();

  clinic_sheet_set_footer (figures, footer);
  clinic_workbook_add (workbook, figures);
  clinic_workbook_add (workbook, left);
  clinic_workbook_add (workbook, formulas);

  return workbook;
}

static void
on_active_cb (DeskShiftWindow *self)
{
  if (gtk_window_is_active (GTK_WINDOW (self)) && !shows_items (self))
    count (self);
}

static void
desk_shift_window_dispose (GObject *object)
{
  DeskShiftWindow *self = DESK_SHIFT_WINDOW (object);

  g_signal_handlers_disconnect_by_func (self, on_active_cb, self);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  g_clear_object (&self->report);
  g_clear_object (&self->watch);
  g_clear_object (&self->session);
  for (int side = 0; side < CLINIC_N_SHIFT_SIDES; side++)
    g_clear_object (&self->sizes[side]);

  G_OBJECT_CLASS (desk_shift_window_parent_class)->dispose (object);
}

static void
desk_shift_window_class_init (DeskShiftWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = desk_shift_window_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/reception24/Reception/ui/reports/desk-shift-window.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskShiftWindow, heading);
  gtk_widget_class_bind_template_child (widget_class, DeskShiftWindow, back);
  gtk_widget_class_bind_template_child (widget_class, DeskShiftWindow, export_slot);
  gtk_widget_class_bind_template_child (widget_class, DeskShiftWindow, views);
  gtk_widget_class_bind_template_child (widget_class, DeskShiftWindow, figures);
  gtk_widget_class_bind_template_child (widget_class, DeskShiftWindow, formula);
  gtk_widget_class_bind_template_child (widget_class, DeskShiftWindow, items);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated_cb);
  gtk_widget_class_install_action (widget_class, "shift.back", NULL, on_back_action_cb);
  gtk_widget_class_install_action (widget_class, "shift.copy", NULL, on_copy_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "shift.back", NULL);
}

static void
desk_shift_window_init (DeskShiftWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  desk_fit_dialog (GTK_WINDOW (self));
  for (int side = 0; side < CLINIC_N_SHIFT_SIDES; side++)
    self->sizes[side] = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  add_sections (self);
}

GtkWidget *
desk_shift_window_new (GtkWindow *parent, ClinicSession *session, ClinicShiftWatch *watch)
{
  DeskShiftWindow *self = NULL;
  GtkWidget *export = desk_export_new ();
  g_autofree char *name = NULL;
  g_autofree char *day = NULL;

  g_return_val_if_fail (CLINIC_IS_SESSION (session), NULL);
  g_return_val_if_fail (CLINIC_IS_SHIFT_WATCH (watch), NULL);

  self = g_object_new (DESK_TYPE_SHIFT_WINDOW, "transient-for", parent, NULL);
  self->session = g_object_ref (session);
  self->watch = g_object_ref (watch);
  if (parent != NULL)
    desk_export_offer_like (GTK_WINDOW (self), parent);
  count (self);
  day = desk_format_date (clinic_shift_report_get_now (self->report),
                          clinic_shift_report_get_now (self->report));
  name = desk_export_dup_name (_ ("End of Shift"), day);
  desk_export_set_name (DESK_EXPORT (export), name);
  desk_export_set_make (DESK_EXPORT (export), make_workbook, self, NULL);
  adw_bin_set_child (self->export_slot, export);
  g_signal_connect (self, "notify::is-active", G_CALLBACK (on_active_cb), self);

  return GTK_WIDGET (self);
}

void
desk_shift_window_open (DeskShiftWindow *self, ClinicShiftLine line, ClinicShiftSide side)
{
  GPtrArray *items = NULL;

  g_return_if_fail (DESK_IS_SHIFT_WINDOW (self));

  items = clinic_shift_report_get_items (self->report, line, side);
  if (items == NULL || items->len == 0)
    return;
  clear_items (self);
  self->shown = g_ptr_array_ref (items);
  self->n_rows = 0;
  add_rows (self);
  self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_tick_cb, NULL, NULL);
  gtk_label_set_text (self->formula, clinic_shift_line_get_formula (line));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->items), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  clinic_shift_line_get_title (line), -1);
  adw_window_title_set_title (self->heading, clinic_shift_line_get_title (line));
  show_view (self, "items");
  gtk_widget_child_focus (GTK_WIDGET (self->items), GTK_DIR_TAB_FORWARD);
}
