/* desk-losses-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-losses-page"

#include "desk-losses-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "clinic-losses.h"
#include "desk-board-state.h"
#include "desk-format.h"
#include "desk-loading.h"
#include "desk-loss-calls.h"
#include "desk-loss-period.h"
#include "desk-loss-row.h"
#include "desk-loss-visit.h"
#include "desk-name.h"
#include "desk-wrap-layout.h"

/* The page counts anew when it is come back to after this. */
#define FRESH_SECONDS 300

/**
 * DeskLossesPage:
 *
 * What became of the visits of a period: how many were lost, why, with whom, and from where they
 * came. Each number opens its appointments, an appointment the calls with its patient. The visits
 * are read from the portal for each period and are kept while the page shows them; nothing here is
 * changed.
 */
struct _DeskLossesPage
{
  GtkWidget parent_instance;

  GtkWidget *box; /* owned child, of the template, as all below */
  GtkWidget *bar;
  AdwBin *period_slot;
  GtkDropDown *by;
  GtkLabel *notice;
  GtkStack *states;
  AdwStatusPage *empty;
  GtkWidget *figures;
  AdwBin *heads_slot;
  GtkListBox *groups;
  GtkLabel *chosen;
  GtkListView *list;
  AdwBin *calls_slot;

  ClinicSession *session;        /* owned */
  DeskLossPeriod *period;        /* unowned, in period_slot */
  DeskLossCalls *calls;          /* unowned, in calls_slot */
  GtkSingleSelection *selection; /* owned: of the visits on show */
  GPtrArray *visits;             /* owned, nullable: all of the period */
  GPtrArray *rows;               /* owned: ClinicLossGroup of the rows of groups */
  GError *problem;               /* owned, nullable: why they could not be read */
  GCancellable *cancellable;     /* owned, nullable: they are being read */
  gint64 from;                   /* the period of visits */
  gint64 to;
  gint64 as_of;
  gboolean mapped_meanwhile; /* since they were asked for */
  DeskLoading *loading;      /* owned */
};

G_DEFINE_FINAL_TYPE (DeskLossesPage, desk_losses_page, GTK_TYPE_WIDGET)

static void load (DeskLossesPage *self);
static void update (DeskLossesPage *self);

/* --- the appointments behind a number --- */

static void
on_visit_chosen_cb (DeskLossesPage *self)
{
  desk_loss_calls_set_visit (self->calls, gtk_single_selection_get_selected_item (self->selection));
}

static void
show_visits (DeskLossesPage *self, const char *name, GListModel *visits)
{
  guint n_visits = visits != NULL ? g_list_model_get_n_items (visits) : 0;
  /* Translators: a reason, a doctor… and how many appointments it has: “Too expensive: 12” */
  g_autofree char *title = g_strdup_printf (_ ("%1$s: %2$u"), name, n_visits);

  gtk_single_selection_set_model (self->selection, visits);
  gtk_label_set_text (self->chosen, visits != NULL ? title : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
}

static void
on_visit_activated_cb (DeskLossesPage *self, guint position)
{
  g_autoptr (ClinicAppointment) visit =
    g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (visit != NULL && clinic_appointment_get_id (visit) > 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-appointment", "x",
                                clinic_appointment_get_id (visit));
}

static void
on_setup_cb (DeskLossesPage *self, GtkListItem *item)
{
  gtk_list_item_set_child (item, desk_loss_visit_new ());
}

static void
on_bind_cb (DeskLossesPage *self, GtkListItem *item)
{
  desk_loss_visit_set_visit (DESK_LOSS_VISIT (gtk_list_item_get_child (item)),
                             gtk_list_item_get_item (item), clinic_session_get_now (self->session));
}

/* --- the table --- */

static const char *
name_of (DeskLossesPage *self, ClinicLossGroup *group)
{
  static const char *const unknown[] = { N_ ("Reason not given"), N_ ("Stage not known"),
                                         N_ ("No doctor"), N_ ("Source not given") };
  const char *name = clinic_loss_group_get_name (group);

  return name != NULL ? name : _ (unknown[gtk_drop_down_get_selected (self->by)]);
}

static void
on_group_selected_cb (DeskLossesPage *self, GtkListBoxRow *row)
{
  ClinicLossGroup *group = NULL;

  if (row == NULL)
    return;
  group = g_ptr_array_index (self->rows, (guint) gtk_list_box_row_get_index (row));
  show_visits (self, name_of (self, group), clinic_loss_group_get_visits (group));
}

/* Enter goes to what it opened. */
static void
on_group_activated_cb (DeskLossesPage *self, GtkListBoxRow *row)
{
  on_group_selected_cb (self, row);
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

static void
clear_box (GtkWidget *box)
{
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_widget_unparent (child);
}

/* (transfer full) (nullable): what the chosen row stands for */
static char *
dup_chosen_key (DeskLossesPage *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->groups);
  guint index = row != NULL ? (guint) gtk_list_box_row_get_index (row) : self->rows->len;

  if (index >= self->rows->len)
    return NULL;

  return g_strdup (clinic_loss_group_get_key (g_ptr_array_index (self->rows, index)));
}

/* Counted anew, the same reason stays open. */
static void
show_groups (DeskLossesPage *self)
{
  g_autofree char *key = dup_chosen_key (self);
  GtkListBoxRow *row = NULL;
  guint longest = 0;
  int chosen = 0;

  while ((row = gtk_list_box_get_row_at_index (self->groups, 0)) != NULL)
    gtk_list_box_remove (self->groups, GTK_WIDGET (row));
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  self->rows =
    clinic_losses_group (self->visits, (ClinicLossesBy) gtk_drop_down_get_selected (self->by));
  for (guint i = 0; i < self->rows->len; i++)
    {
      ClinicLossGroup *group = g_ptr_array_index (self->rows, i);

      longest = MAX (longest, (guint) clinic_loss_group_get_count (group));
      gtk_list_box_append (self->groups, desk_loss_row_new (group, name_of (self, group), longest));
      if (g_strcmp0 (clinic_loss_group_get_key (group), key) == 0)
        chosen = (int) i;
    }
  gtk_list_box_select_row (self->groups, gtk_list_box_get_row_at_index (self->groups, chosen));
}

/* --- the figures above it --- */

typedef struct
{
  char *name; /* owned */
  ClinicLossesTest test;
} Figure;

static void
figure_free (gpointer data, GClosure *closure)
{
  Figure *figure = data;

  g_clear_pointer (&figure->name, g_free);
  g_free (figure);
}

static void
on_figure_cb (GtkButton *button, Figure *figure)
{
  DeskLossesPage *self =
    DESK_LOSSES_PAGE (gtk_widget_get_ancestor (GTK_WIDGET (button), DESK_TYPE_LOSSES_PAGE));
  g_autoptr (GListModel) visits = clinic_losses_pick (self->visits, figure->test);

  gtk_list_box_unselect_all (self->groups);
  show_visits (self, figure->name, visits);
}

static void
add_figure (DeskLossesPage *self,
            const char *number,
            const char *words,
            const char *name,
            ClinicLossesTest test)
{
  g_autofree char *spoken = g_strdup_printf ("%s, %s", number, words);
  Figure *figure = g_new0 (Figure, 1);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  figure->name = g_strdup (name);
  figure->test = test;
  gtk_box_append (GTK_BOX (box),
                  g_object_new (GTK_TYPE_LABEL, "label", number, "xalign", 0.0, "css-classes",
                                (const char *[]){ "title-3", NULL }, NULL));
  gtk_box_append (GTK_BOX (box), g_object_new (GTK_TYPE_LABEL, "label", words, "xalign", 0.0,
                                               "wrap", TRUE, "max-width-chars", 30, "css-classes",
                                               (const char *[]){ "caption", NULL }, NULL));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "loss-figure");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  g_signal_connect_data (button, "clicked", G_CALLBACK (on_figure_cb), figure, figure_free, 0);
  gtk_widget_set_parent (button, self->figures);
}

/* A funnel that has no such stage would seem to be a clinic to which everybody comes. */
static gboolean
has_no_show_stage (DeskLossesPage *self)
{
  GListModel *stages = clinic_book_get_stages (clinic_session_get_book (self->session));

  for (guint i = 0; i < g_list_model_get_n_items (stages); i++)
    {
      g_autoptr (ClinicStage) stage = g_list_model_get_item (stages, i);

      if (clinic_stage_get_role (stage) == CLINIC_STAGE_ROLE_NO_SHOW)
        return TRUE;
    }

  return FALSE;
}

static void
show_lost (DeskLossesPage *self, const ClinicLosses *losses)
{
  g_autofree char *number = g_strdup_printf ("%u", losses->lost);
  g_autofree char *share = desk_loss_percent (clinic_losses_share (losses->lost, losses->visits));
  g_autofree char *money = desk_format_money (losses->amount);
  g_autofree char *words =
    /* Translators: how many visits there were, which share of them was lost, for how much */
    g_strdup_printf (ngettext ("lost of %1$u visit: %2$s, %3$s", "lost of %1$u visits: %2$s, %3$s",
                               losses->visits),
                     losses->visits, share, money);

  add_figure (self, number, words, _ ("All lost"), clinic_losses_is_lost);
}

static void
show_no_shows (DeskLossesPage *self, const ClinicLosses *losses)
{
  guint expected = losses->no_shows + losses->came;
  g_autofree char *rate = desk_loss_percent (clinic_losses_no_show_rate (losses));
  g_autofree char *words =
    g_strdup_printf (_ ("did not come: %1$u of %2$u"), losses->no_shows, expected);

  if (expected > 0 && has_no_show_stage (self))
    add_figure (self, rate, words, _ ("Did not come"), clinic_losses_is_no_show);
}

static void
show_figures (DeskLossesPage *self)
{
  ClinicLosses losses;
  g_autofree char *late = NULL;
  g_autofree char *excused = NULL;

  clinic_losses_count (self->visits, &losses);
  late = g_strdup_printf ("%u", losses.late);
  excused = g_strdup_printf ("%u", losses.excused);
  clear_box (self->figures);
  show_lost (self, &losses);
  show_no_shows (self, &losses);
  if (losses.late > 0)
    add_figure (self, late, _ ("cancelled less than 24 h before"), _ ("Cancelled late"),
                clinic_losses_is_late);
  if (losses.excused > 0)
    add_figure (self, excused, _ ("not the reception’s: cancelled by the clinic, mistakes"),
                _ ("Not the reception’s"), clinic_losses_is_excused);
}

static void
show_empty (DeskLossesPage *self)
{
  g_autofree char *visits =
    g_strdup_printf (ngettext ("There was %u visit in it.", "There were %u visits in it.",
                               self->visits->len),
                     self->visits->len);

  adw_status_page_set_description (self->empty, visits);
}

/* --- the state of the page --- */

static gboolean
is_empty (DeskLossesPage *self)
{
  for (guint i = 0; i < self->visits->len; i++)
    if (clinic_losses_is_lost (g_ptr_array_index (self->visits, i)))
      return FALSE;

  return TRUE;
}

static gboolean
is_unmapped (DeskLossesPage *self)
{
  return g_error_matches (self->problem, CLINIC_ERROR, CLINIC_ERROR_NOT_FOUND);
}

static const char *
choose_state (DeskLossesPage *self)
{
  if (self->visits != NULL)
    return is_empty (self) ? "empty" : "content";
  if (self->problem == NULL)
    return desk_loading_peek_state (self->loading);
  if (g_error_matches (self->problem, CLINIC_ERROR, CLINIC_ERROR_FORBIDDEN))
    return "denied";
  if (is_unmapped (self))
    return "unmapped";

  return g_error_matches (self->problem, CLINIC_ERROR, CLINIC_ERROR_OFFLINE) ? "offline" : "error";
}

/* (transfer full) (nullable): what is on show could not be read again */
static char *
notice_text (DeskLossesPage *self)
{
  if (self->visits == NULL || self->problem == NULL)
    return NULL;

  return desk_board_dup_old_text (self->session, self->as_of);
}

static void
update (DeskLossesPage *self)
{
  g_autofree char *notice = notice_text (self);

  gtk_stack_set_visible_child_name (self->states, choose_state (self));
  gtk_label_set_text (self->notice, notice != NULL ? notice : "");
  gtk_widget_set_visible (GTK_WIDGET (self->notice), notice != NULL);
}

static void
stop_loading (DeskLossesPage *self)
{
  desk_loading_set (self->loading, FALSE);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
on_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DeskLossesPage) self = DESK_LOSSES_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) visits =
    clinic_book_load_period_finish (CLINIC_BOOK (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->box == NULL)
    return;

  stop_loading (self);
  if (visits == NULL)
    {
      g_debug ("The visits of a period could not be read: %s", error->message);
      self->problem = g_steal_pointer (&error);
      if (is_unmapped (self) && self->mapped_meanwhile)
        load (self);
      update (self);
      return;
    }
  g_clear_pointer (&self->visits, g_ptr_array_unref);
  self->visits = g_steal_pointer (&visits);
  self->as_of = clinic_session_get_now (self->session);
  show_figures (self);
  show_groups (self);
  show_empty (self);
  update (self);
}

static void
load (DeskLossesPage *self)
{
  gint64 from = 0;
  gint64 to = 0;

  desk_loss_period_get_range (self->period, &from, &to);
  stop_loading (self);
  g_clear_error (&self->problem);
  /* Numbers of another period are worse than none. */
  if (from != self->from || to != self->to)
    {
      g_clear_pointer (&self->visits, g_ptr_array_unref);
      show_visits (self, "", NULL);
    }
  self->from = from;
  self->to = to;
  self->mapped_meanwhile = FALSE;
  self->cancellable = g_cancellable_new ();
  if (self->visits == NULL)
    desk_loading_set (self->loading, TRUE);
  clinic_book_load_period_async (clinic_session_get_book (self->session), from, to,
                                 self->cancellable, on_loaded_cb, g_object_ref (self));
  update (self);
}

static void
on_period_cb (DeskLossesPage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    load (self);
}

static void
on_by_cb (DeskLossesPage *self)
{
  if (self->visits != NULL)
    show_groups (self);
}

static void
on_link_cb (DeskLossesPage *self)
{
  if (self->problem != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)) &&
      clinic_link_get_state (clinic_session_get_link (self->session)) == CLINIC_LINK_ONLINE)
    load (self);
}

/* The desk may be opened here, before the portal has said what its stages and fields are. */
static void
on_mapping_cb (DeskLossesPage *self)
{
  /* the answer that is on its way may still speak of the time before */
  self->mapped_meanwhile = TRUE;
  if (is_unmapped (self) && gtk_widget_get_mapped (GTK_WIDGET (self)))
    load (self);
}

/* The first fill of the index of patients is over: those who had no name have one now. */
static void
on_syncing_cb (DeskLossesPage *self)
{
  if (self->visits != NULL && self->cancellable == NULL &&
      gtk_widget_get_mapped (GTK_WIDGET (self)) &&
      !clinic_link_get_syncing (clinic_session_get_link (self->session)))
    load (self);
}

static void
on_reload_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  load (DESK_LOSSES_PAGE (widget));
}

static void
desk_losses_page_map (GtkWidget *widget)
{
  DeskLossesPage *self = DESK_LOSSES_PAGE (widget);
  gint64 now = clinic_session_get_now (self->session);

  GTK_WIDGET_CLASS (desk_losses_page_parent_class)->map (widget);

  if (self->cancellable == NULL && (self->visits == NULL || now - self->as_of > FRESH_SECONDS))
    load (self);
}

static void
desk_losses_page_dispose (GObject *object)
{
  DeskLossesPage *self = DESK_LOSSES_PAGE (object);

  stop_loading (self);
  if (self->figures != NULL)
    clear_box (self->figures);
  self->figures = NULL;
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (desk_losses_page_parent_class)->dispose (object);
}

static void
desk_losses_page_finalize (GObject *object)
{
  DeskLossesPage *self = DESK_LOSSES_PAGE (object);

  g_clear_pointer (&self->visits, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_error (&self->problem);
  g_clear_object (&self->loading);

  G_OBJECT_CLASS (desk_losses_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/reception24/Reception/ui/losses/desk-losses-page.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskLossesPage, box);
  gtk_widget_class_bind_template_child (widget_class, DeskLossesPage, bar);
  gtk_widget_class_bind_template_child (widget_class, DeskLossesPage, period_slot);
  gtk_widget_class_bind_template_child (widget_class, DeskLossesPage, by);
  gtk_widget_class_bind_template_child (widget_class, DeskLossesPage, notice);
  gtk_widget_class_bind_template_child (widget_class, DeskLossesPage, states);
  gtk_widget_class_bind_template_child (widget_class, DeskLossesPage, empty);
  gtk_widget_class_bind_template_child (widget_class, DeskLossesPage, figures);
  gtk_widget_class_bind_template_child (widget_class, DeskLossesPage, heads_slot);
  gtk_widget_class_bind_template_child (widget_class, DeskLossesPage, groups);
  gtk_widget_class_bind_template_child (widget_class, DeskLossesPage, chosen);
  gtk_widget_class_bind_template_child (widget_class, DeskLossesPage, list);
  gtk_widget_class_bind_template_child (widget_class, DeskLossesPage, calls_slot);
  gtk_widget_class_bind_template_callback (widget_class, on_by_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_group_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_group_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_visit_activated_cb);
}

static void
desk_losses_page_class_init (DeskLossesPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = desk_losses_page_dispose;
  object_class->finalize = desk_losses_page_finalize;
  widget_class->map = desk_losses_page_map;

  bind_template (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_install_action (widget_class, "page.reload", NULL, on_reload_action_cb);
}

static void
desk_losses_page_init (DeskLossesPage *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->loading = desk_loading_new ();
  g_signal_connect_object (self->loading, "due", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  gtk_widget_init_template (GTK_WIDGET (self));
  desk_name_drop_down (self->by, _ ("Lost by"));
  gtk_widget_set_layout_manager (self->bar, desk_wrap_layout_new (6));
  gtk_widget_set_layout_manager (self->figures, desk_wrap_layout_new (6));
  adw_bin_set_child (self->heads_slot, desk_loss_heads_new ());
  self->rows = g_ptr_array_new ();
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list, factory);
}

GtkWidget *
desk_losses_page_new (ClinicSession *session)
{
  DeskLossesPage *self = g_object_new (DESK_TYPE_LOSSES_PAGE, NULL);
  GtkWidget *period = desk_loss_period_new (session);
  GtkWidget *calls = desk_loss_calls_new (session);

  self->session = g_object_ref (session);
  self->period = DESK_LOSS_PERIOD (period);
  self->calls = DESK_LOSS_CALLS (calls);
  adw_bin_set_child (self->period_slot, period);
  adw_bin_set_child (self->calls_slot, calls);
  g_signal_connect_object (period, "changed", G_CALLBACK (on_period_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "notify::selected-item",
                           G_CALLBACK (on_visit_chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (clinic_session_get_link (session), "notify::state",
                           G_CALLBACK (on_link_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (clinic_session_get_stages (session), "items-changed",
                           G_CALLBACK (on_mapping_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (clinic_mapping_get_entries (clinic_session_get_mapping (session)),
                           "items-changed", G_CALLBACK (on_mapping_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (clinic_session_get_link (session), "notify::syncing",
                           G_CALLBACK (on_syncing_cb), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}
