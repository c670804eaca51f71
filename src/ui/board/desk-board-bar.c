/* desk-board-bar.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-board-bar"

#include "desk-board-bar.h"

#include <glib/gi18n.h>

#include "desk-board-choice.h"
#include "desk-memory.h"
#include "desk-wrap-layout.h"

struct _DeskBoardBar
{
  GtkWidget parent_instance;

  ClinicSession *session;     /* owned */
  DeskBoardDays *days;        /* owned child, (nullable) */
  DeskBoardChoice *doctor;    /* owned child, (nullable) */
  DeskBoardChoice *specialty; /* owned child, (nullable) */
  GtkToggleButton *mine;      /* owned child */
  GtkSearchEntry *search;     /* owned child */
  const char *memory; /* unowned, static, (nullable): what it is called for the next start */
  guint changing;     /* several things are set at once: one "changed" */
};

G_DEFINE_FINAL_TYPE (DeskBoardBar, desk_board_bar, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
keep (DeskBoardBar *self, const char *what, const char *value)
{
  g_autofree char *name = g_strconcat (self->memory, ".", what, NULL);

  desk_memory_keep (name, value);
}

/* Not the words that are searched for: they are names. */
static void
keep_all (DeskBoardBar *self)
{
  g_autofree char *days = NULL;

  if (self->memory == NULL)
    return;

  keep (self, "mine", gtk_toggle_button_get_active (self->mine) ? "yes" : NULL);
  if (self->days == NULL)
    return;

  days = desk_board_days_dup_words (self->days);
  keep (self, "days", days);
  keep (self, "doctor", desk_board_choice_get_wanted (self->doctor));
  keep (self, "specialty", desk_board_choice_get_wanted (self->specialty));
}

static void
on_search_cb (DeskBoardBar *self)
{
  if (self->changing == 0)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_changed_cb (DeskBoardBar *self)
{
  if (self->changing != 0)
    return;

  keep_all (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
fill_doctors (DeskBoardBar *self)
{
  desk_board_choice_set_doctors (self->doctor,
                                 clinic_book_get_doctors (clinic_session_get_book (self->session)));
}

static void
add_name (GPtrArray *names, const char *name)
{
  if (name != NULL && *name != '\0' &&
      !g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
    g_ptr_array_add (names, g_strdup (name));
}

/* The portal's list, or what the doctors are when it has none. */
static void
fill_specialties (DeskBoardBar *self)
{
  ClinicBook *book = clinic_session_get_book (self->session);
  GListModel *list = clinic_book_get_list (book, CLINIC_BOOK_SPECIALTIES);
  GListModel *doctors = clinic_book_get_doctors (book);
  gboolean has_list = g_list_model_get_n_items (list) > 0;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (ClinicChoice) choice = g_list_model_get_item (list, i);

      add_name (names, clinic_choice_get_name (choice));
    }
  for (guint i = 0; !has_list && i < g_list_model_get_n_items (doctors); i++)
    {
      g_autoptr (ClinicDoctor) doctor = g_list_model_get_item (doctors, i);

      add_name (names, clinic_doctor_get_specialty (doctor));
    }
  g_ptr_array_add (names, NULL);
  desk_board_choice_set_items (self->specialty, (const char *const *) names->pdata,
                               (const char *const *) names->pdata);
}

static void
on_doctors_changed_cb (DeskBoardBar *self)
{
  fill_doctors (self);
  fill_specialties (self);
}

/* Escape in the search clears it; the arrow down goes on to the cards. */
static void
on_stop_search_cb (DeskBoardBar *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_widget_activate_action (GTK_WIDGET (self), "board.focus", NULL);
}

static gboolean
on_search_key_cb (GtkEventControllerKey *keys,
                  guint keyval,
                  guint code,
                  GdkModifierType state,
                  DeskBoardBar *self)
{
  if (keyval != GDK_KEY_Down && keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter)
    return GDK_EVENT_PROPAGATE;
  gtk_widget_activate_action (GTK_WIDGET (self), "board.focus", NULL);

  return GDK_EVENT_STOP;
}

static void
desk_board_bar_dispose (GObject *object)
{
  DeskBoardBar *self = DESK_BOARD_BAR (object);
  GtkWidget *child = NULL;

  self->changing++;
  self->days = NULL;
  self->doctor = NULL;
  self->specialty = NULL;
  self->mine = NULL;
  self->search = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (desk_board_bar_parent_class)->dispose (object);
}

static void
desk_board_bar_class_init (DeskBoardBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = desk_board_bar_dispose;

  signals[CHANGED] = g_signal_new ("changed", DESK_TYPE_BOARD_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget_class, "boardbar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
desk_board_bar_init (DeskBoardBar *self)
{
  gtk_widget_set_layout_manager (GTK_WIDGET (self), desk_wrap_layout_new (6));
}

static void
add_choices (DeskBoardBar *self)
{
  ClinicBook *book = clinic_session_get_book (self->session);
  GtkWidget *days = desk_board_days_new (self->session);
  GtkWidget *doctor = desk_board_choice_new (_ ("All doctors"), _ ("Doctor"));
  GtkWidget *specialty = desk_board_choice_new (_ ("All specialties"), _ ("Specialty"));

  self->days = DESK_BOARD_DAYS (days);
  self->doctor = DESK_BOARD_CHOICE (doctor);
  self->specialty = DESK_BOARD_CHOICE (specialty);
  gtk_widget_set_parent (days, GTK_WIDGET (self));
  gtk_widget_set_parent (doctor, GTK_WIDGET (self));
  gtk_widget_set_parent (specialty, GTK_WIDGET (self));
  g_signal_connect_swapped (days, "changed", G_CALLBACK (on_changed_cb), self);
  g_signal_connect_swapped (doctor, "changed", G_CALLBACK (on_changed_cb), self);
  g_signal_connect_swapped (specialty, "changed", G_CALLBACK (on_changed_cb), self);
  g_signal_connect_object (clinic_book_get_doctors (book), "items-changed",
                           G_CALLBACK (on_doctors_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (clinic_book_get_list (book, CLINIC_BOOK_SPECIALTIES), "items-changed",
                           G_CALLBACK (fill_specialties), self, G_CONNECT_SWAPPED);
  on_doctors_changed_cb (self);
}

static void
add_search (DeskBoardBar *self)
{
  GtkWidget *mine = gtk_toggle_button_new_with_label (C_ ("board", "Mine"));
  GtkWidget *search = gtk_search_entry_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->mine = GTK_TOGGLE_BUTTON (mine);
  self->search = GTK_SEARCH_ENTRY (search);
  gtk_widget_set_tooltip_text (mine, _ ("Only those that I am responsible for"));
  g_object_set (search, "placeholder-text", _ ("Filter  Ctrl+F"), NULL);
  gtk_editable_set_width_chars (GTK_EDITABLE (search), 10);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (search), 10);
  gtk_widget_set_hexpand (search, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Filter by name, number, doctor or comment"), -1);
  gtk_widget_set_parent (mine, GTK_WIDGET (self));
  gtk_widget_set_parent (search, GTK_WIDGET (self));
  g_signal_connect_swapped (mine, "toggled", G_CALLBACK (on_changed_cb), self);
  g_signal_connect_swapped (search, "search-changed", G_CALLBACK (on_search_cb), self);
  g_signal_connect_swapped (search, "stop-search", G_CALLBACK (on_stop_search_cb), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_search_key_cb), self);
  gtk_widget_add_controller (search, keys);
}

GtkWidget *
desk_board_bar_new (ClinicSession *session, gboolean with_visits)
{
  DeskBoardBar *self = g_object_new (DESK_TYPE_BOARD_BAR, NULL);

  self->session = g_object_ref (session);
  self->changing++;
  if (with_visits)
    add_choices (self);
  add_search (self);
  self->changing--;

  return GTK_WIDGET (self);
}

void
desk_board_bar_add_first (DeskBoardBar *self, GtkWidget *widget)
{
  g_return_if_fail (DESK_IS_BOARD_BAR (self));

  gtk_widget_insert_after (widget, GTK_WIDGET (self), NULL);
}

void
desk_board_bar_add_last (DeskBoardBar *self, GtkWidget *widget)
{
  g_return_if_fail (DESK_IS_BOARD_BAR (self));

  gtk_widget_insert_before (widget, GTK_WIDGET (self), NULL);
}

void
desk_board_bar_get_filter (DeskBoardBar *self, ClinicBoardFilter *filter)
{
  const char *doctor = NULL;

  g_return_if_fail (DESK_IS_BOARD_BAR (self));

  *filter = (ClinicBoardFilter){ 0 };
  filter->text = gtk_editable_get_text (GTK_EDITABLE (self->search));
  if (gtk_toggle_button_get_active (self->mine))
    filter->responsible_id = clinic_link_get_user_id (clinic_session_get_link (self->session));
  if (self->days == NULL)
    return;

  desk_board_days_get_range (self->days, &filter->from, &filter->to);
  desk_board_days_get_today (self->days, &filter->today, &filter->tomorrow);
  doctor = desk_board_choice_get_key (self->doctor);
  filter->doctor_id = doctor != NULL ? g_ascii_strtoll (doctor, NULL, 10) : 0;
  filter->specialty = desk_board_choice_get_key (self->specialty);
}

DeskBoardDays *
desk_board_bar_get_days (DeskBoardBar *self)
{
  g_return_val_if_fail (DESK_IS_BOARD_BAR (self), NULL);

  return self->days;
}

gboolean
desk_board_bar_is_filtered (DeskBoardBar *self)
{
  ClinicBoardFilter filter;

  g_return_val_if_fail (DESK_IS_BOARD_BAR (self), FALSE);

  desk_board_bar_get_filter (self, &filter);

  return filter.doctor_id != 0 || filter.specialty != NULL || filter.responsible_id != 0 ||
         *filter.text != '\0';
}

void
desk_board_bar_clear (DeskBoardBar *self)
{
  g_return_if_fail (DESK_IS_BOARD_BAR (self));

  self->changing++;
  if (self->doctor != NULL)
    {
      desk_board_choice_clear (self->doctor);
      desk_board_choice_clear (self->specialty);
    }
  gtk_toggle_button_set_active (self->mine, FALSE);
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  self->changing--;
  on_changed_cb (self);
}

void
desk_board_bar_focus_search (DeskBoardBar *self)
{
  g_return_if_fail (DESK_IS_BOARD_BAR (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

/* (transfer full) (nullable) */
static char *
dup_kept (const char *memory, const char *what)
{
  g_autofree char *name = g_strconcat (memory, ".", what, NULL);

  return desk_memory_dup (name);
}

void
desk_board_bar_remember (DeskBoardBar *self, const char *memory)
{
  g_autofree char *mine = dup_kept (memory, "mine");
  g_autofree char *days = dup_kept (memory, "days");
  g_autofree char *doctor = dup_kept (memory, "doctor");
  g_autofree char *specialty = dup_kept (memory, "specialty");

  g_return_if_fail (DESK_IS_BOARD_BAR (self));

  self->changing++;
  gtk_toggle_button_set_active (self->mine, mine != NULL);
  if (self->days != NULL)
    {
      desk_board_days_show_words (self->days, days);
      desk_board_choice_want (self->doctor, doctor);
      desk_board_choice_want (self->specialty, specialty);
    }
  self->changing--;
  self->memory = memory;
}
