/* desk-payroll-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-payroll-page"

#include "desk-payroll-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "clinic-days.h"
#include "clinic-payroll-sheet.h"
#include "desk-board-state.h"
#include "desk-export.h"
#include "desk-loading.h"
#include "desk-pay-do.h"
#include "desk-pay-months.h"
#include "desk-pay-row.h"
#include "desk-pay-sheet.h"
#include "desk-pay-sources.h"
#include "desk-pay-words.h"

/**
 * DeskPayrollPage:
 *
 * The pay of a month: for the manager the employees and, beside them, the sheet of one; an employee
 * sees her own. Each line opens what it was counted from. What is asked is answered here, and the
 * month signed; everything else is changed where it came from.
 */
struct _DeskPayrollPage
{
  GtkWidget parent_instance;

  GtkWidget *box; /* owned child, of the template, as all below */
  AdwBin *months_slot;
  AdwBin *export_slot;
  GtkLabel *sum;
  GtkLabel *notice;
  GtkStack *states;
  AdwStatusPage *denied;
  GtkWidget *side;
  GtkListBox *people;
  AdwFlap *flap;
  AdwBin *sheet_slot;
  AdwBin *sources_slot;

  ClinicSession *session;  /* owned */
  ClinicPayroll *payroll;  /* owned */
  ClinicPayMonth *month;   /* owned, nullable: on show */
  DeskPayMonths *months;   /* unowned, in months_slot */
  DeskExport *export;      /* unowned, in export_slot */
  DeskPaySheet *sheet;     /* unowned, in sheet_slot */
  DeskPaySources *sources; /* unowned, in sources_slot */
  DeskLoading *loading;    /* owned */
  gint64 chosen;           /* user whose sheet was looked at last, 0 nobody */
};

G_DEFINE_FINAL_TYPE (DeskPayrollPage, desk_payroll_page, GTK_TYPE_WIDGET)

static int
get_today (ClinicSession *session)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();

  return clinic_days_of (zone, clinic_session_get_now (session), NULL);
}

/* --- the state of the page --- */

static guint
n_cards (DeskPayrollPage *self)
{
  return g_list_model_get_n_items (clinic_pay_month_get_cards (self->month));
}

static const char *
choose_state (DeskPayrollPage *self)
{
  ClinicLoadState state = clinic_pay_month_get_state (self->month);

  if (n_cards (self) > 0)
    return "content";
  if (clinic_payroll_get_state (self->payroll) == CLINIC_LOAD_MISSING ||
      state == CLINIC_LOAD_MISSING)
    return "denied";
  if (state == CLINIC_LOAD_LOADING)
    return desk_loading_peek_state (self->loading);

  return state == CLINIC_LOAD_STALE ? "offline" : "empty";
}

/* (transfer full) (nullable): what is not as it should be with what is on show */
static char *
dup_notice (DeskPayrollPage *self)
{
  const char *problem = clinic_pay_month_get_problem (self->month);
  g_autofree char *old =
    clinic_pay_month_get_state (self->month) == CLINIC_LOAD_STALE && n_cards (self) > 0
      ? desk_board_dup_old_text (self->session, clinic_pay_month_get_as_of (self->month))
      : NULL;

  if (old == NULL || problem == NULL)
    return old != NULL ? g_steal_pointer (&old) : g_strdup (problem);

  return g_strjoin ("\n", old, problem, NULL);
}

static void
show_sum (DeskPayrollPage *self)
{
  g_autofree char *words = desk_pay_sum_words (clinic_pay_month_get_cards (self->month));

  gtk_label_set_text (self->sum, words);
  gtk_widget_set_visible (GTK_WIDGET (self->sum),
                          n_cards (self) > 0 && clinic_payroll_may_manage (self->payroll));
}

static void
update (DeskPayrollPage *self)
{
  gboolean manages = clinic_payroll_may_manage (self->payroll);
  const char *problem = NULL;
  g_autofree char *notice = NULL;

  if (self->box == NULL || self->month == NULL)
    return;
  desk_loading_set (self->loading, clinic_pay_month_get_state (self->month) == CLINIC_LOAD_LOADING);
  notice = dup_notice (self);
  problem = clinic_pay_month_get_problem (self->month);
  gtk_stack_set_visible_child_name (self->states, choose_state (self));
  gtk_label_set_text (self->notice, notice != NULL ? notice : "");
  gtk_widget_set_visible (GTK_WIDGET (self->notice),
                          notice != NULL && !g_str_equal (choose_state (self), "denied"));
  if (problem != NULL)
    adw_status_page_set_description (self->denied, problem);
  gtk_widget_set_visible (self->side, manages);
  gtk_widget_set_visible (GTK_WIDGET (self->export_slot), manages && n_cards (self) > 0);
  show_sum (self);
}

/* --- whose sheet --- */

static void
close_sources (DeskPayrollPage *self)
{
  gboolean had_focus =
    gtk_widget_get_focus_child (GTK_WIDGET (self->flap)) == GTK_WIDGET (self->sources_slot);

  if (had_focus)
    gtk_widget_child_focus (GTK_WIDGET (self->sheet), GTK_DIR_TAB_FORWARD);
  adw_flap_set_reveal_flap (self->flap, FALSE);
  desk_pay_sources_clear (self->sources);
}

static void
set_card (DeskPayrollPage *self, ClinicPayCard *card)
{
  DeskExport *export = desk_pay_sheet_get_export (self->sheet);
  g_autofree char *month = NULL;
  g_autofree char *name = NULL;

  if (card != desk_pay_sheet_get_card (self->sheet))
    close_sources (self);
  desk_pay_sheet_set_card (self->sheet, card, clinic_payroll_may_manage (self->payroll));
  if (card == NULL)
    return;
  self->chosen = clinic_pay_card_get_user (card);
  month = clinic_days_to_string (clinic_pay_month_get_day (self->month));
  month[7] = '\0';
  name = desk_export_dup_name (clinic_pay_card_get_name (card), month);
  desk_export_set_name (export, name);
}

static void
on_person_cb (DeskPayrollPage *self, GtkListBoxRow *row)
{
  g_autoptr (ClinicPayCard) card = NULL;

  if (row == NULL || self->month == NULL)
    return;
  card = g_list_model_get_item (clinic_pay_month_get_cards (self->month),
                                (guint) gtk_list_box_row_get_index (row));
  set_card (self, card);
}

/* The one who was looked at last, else the first who has something to be asked about, or the first
 * of all. */
static void
choose_person (DeskPayrollPage *self)
{
  GListModel *cards = clinic_pay_month_get_cards (self->month);
  int found = -1;
  int asks = -1;

  for (guint i = 0; i < n_cards (self); i++)
    {
      g_autoptr (ClinicPayCard) card = g_list_model_get_item (cards, i);

      if (clinic_pay_card_get_user (card) == self->chosen)
        found = (int) i;
      if (asks < 0 && desk_pay_state (card) == DESK_PAY_ASKS)
        asks = (int) i;
    }
  if (n_cards (self) == 0)
    {
      set_card (self, NULL);
      return;
    }
  gtk_list_box_select_row (self->people,
                           gtk_list_box_get_row_at_index (self->people, found >= 0  ? found
                                                                        : asks >= 0 ? asks
                                                                                    : 0));
  on_person_cb (self, gtk_list_box_get_selected_row (self->people));
}

static GtkWidget *
create_person (gpointer item, gpointer user_data)
{
  DeskPayrollPage *self = DESK_PAYROLL_PAGE (user_data);

  g_signal_connect_object (item, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);

  return desk_pay_person_new (item);
}

static void
on_cards_cb (DeskPayrollPage *self)
{
  choose_person (self);
  update (self);
}

static void
forget_cards (DeskPayrollPage *self)
{
  GListModel *cards = clinic_pay_month_get_cards (self->month);

  for (guint i = 0; i < g_list_model_get_n_items (cards); i++)
    {
      g_autoptr (ClinicPayCard) card = g_list_model_get_item (cards, i);

      g_signal_handlers_disconnect_by_func (card, update, self);
    }
}

static void
forget_month (DeskPayrollPage *self)
{
  if (self->month == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->month, self);
  g_signal_handlers_disconnect_by_data (clinic_pay_month_get_cards (self->month), self);
  forget_cards (self);
  g_clear_object (&self->month);
}

static void
show_month (DeskPayrollPage *self)
{
  int day = desk_pay_months_get_day (self->months);
  g_autofree char *text = clinic_days_to_string (day);
  g_autofree char *name = NULL;
  gboolean had_focus = FALSE;

  if (self->month != NULL && clinic_pay_month_get_day (self->month) == day)
    return;
  had_focus = desk_pay_drop_focus (GTK_WIDGET (self->people));
  gtk_list_box_bind_model (self->people, NULL, NULL, NULL, NULL);
  set_card (self, NULL);
  forget_month (self);
  self->month = clinic_payroll_open_month (self->payroll, day);
  gtk_list_box_bind_model (self->people, clinic_pay_month_get_cards (self->month), create_person,
                           self, NULL);
  g_signal_connect_object (clinic_pay_month_get_cards (self->month), "items-changed",
                           G_CALLBACK (on_cards_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->month, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  text[7] = '\0';
  name = desk_export_dup_name (C_ ("payroll", "Pay of the reception"), text);
  desk_export_set_name (self->export, name);
  choose_person (self);
  update (self);
  if (had_focus)
    gtk_widget_child_focus (GTK_WIDGET (self->people), GTK_DIR_TAB_FORWARD);
}

static void
on_month_cb (DeskPayrollPage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    show_month (self);
}

static void
on_payroll_cb (DeskPayrollPage *self)
{
  if (self->month == NULL)
    return;
  set_card (self, desk_pay_sheet_get_card (self->sheet));
  update (self);
}

/* --- opening a line --- */

static void
open_difference (DeskPayrollPage *self, ClinicPayCard *card, guint place)
{
  GPtrArray *differences = clinic_pay_card_get_differences (card);

  if (place < differences->len)
    desk_pay_sources_show_difference (self->sources, g_ptr_array_index (differences, place),
                                      clinic_pay_card_get_signed (card)->inputs,
                                      clinic_pay_card_get_inputs (card));
}

static void
open_line (DeskPayrollPage *self, const ClinicPayInputs *inputs, guint kind)
{
  const ClinicPayLine *line = &desk_pay_sheet_get_sheet (self->sheet)->lines[kind];

  desk_pay_sources_show (self->sources, clinic_pay_kind_get_title (line->kind), line->words, inputs,
                         line->rows);
}

static void
on_opened_cb (DeskPayrollPage *self, DeskPayPart part, guint place)
{
  const ClinicPayInputs *inputs = desk_pay_sheet_get_inputs (self->sheet);

  if (inputs == NULL)
    return;
  if (part == DESK_PAY_DIFFERENCE)
    open_difference (self, desk_pay_sheet_get_card (self->sheet), place);
  else if (part == DESK_PAY_DAY && place < inputs->works->len)
    desk_pay_sources_show_day (self->sources, inputs, place);
  else if (part == DESK_PAY_LINE && place < CLINIC_N_PAY_KINDS)
    open_line (self, inputs, place);
  adw_flap_set_reveal_flap (self->flap, TRUE);
}

/* --- exporting --- */

static ClinicWorkbook *
make_workbook (DeskPayrollPage *self, ClinicPayCard *card)
{
  const char *user = clinic_link_get_user_name (clinic_session_get_link (self->session));
  g_autofree char *footer =
    desk_export_dup_footer (clinic_session_get_now (self->session), user, NULL);

  return clinic_payroll_sheet_new_workbook (self->month, card, user, footer);
}

static ClinicWorkbook *
make_all (gpointer data)
{
  DeskPayrollPage *self = DESK_PAYROLL_PAGE (data);

  return self->month != NULL ? make_workbook (self, NULL) : NULL;
}

static ClinicWorkbook *
make_one (gpointer data)
{
  DeskPayrollPage *self = DESK_PAYROLL_PAGE (data);
  ClinicPayCard *card = desk_pay_sheet_get_card (self->sheet);

  return self->month != NULL && card != NULL ? make_workbook (self, card) : NULL;
}

/* --- actions --- */

static void
on_reload_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  clinic_payroll_refresh (DESK_PAYROLL_PAGE (widget)->payroll);
}

static void
on_sign_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  DeskPayrollPage *self = DESK_PAYROLL_PAGE (widget);
  ClinicPayCard *card = desk_pay_sheet_get_card (self->sheet);

  if (card == NULL || !clinic_payroll_may_manage (self->payroll) ||
      desk_pay_state (card) == DESK_PAY_SIGNED)
    return;
  desk_pay_sign (widget, self->session, card, clinic_pay_month_get_day (self->month));
}

static void
on_withdraw_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  DeskPayrollPage *self = DESK_PAYROLL_PAGE (widget);
  ClinicPayCard *card = desk_pay_sheet_get_card (self->sheet);

  if (card != NULL && clinic_payroll_may_manage (self->payroll))
    desk_pay_withdraw (widget, self->session, card, clinic_pay_month_get_day (self->month));
}

static void
on_move_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  desk_pay_months_move (DESK_PAYROLL_PAGE (widget)->months, g_variant_get_int32 (parameter));
}

static gboolean
on_sign_shortcut_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  gtk_widget_activate_action (widget, "payroll.sign", NULL);

  return TRUE;
}

static gboolean
on_move_shortcut_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  gtk_widget_activate_action (widget, "payroll.move", "i", GPOINTER_TO_INT (user_data));

  return TRUE;
}

/* --- the widget --- */

static void
desk_payroll_page_map (GtkWidget *widget)
{
  DeskPayrollPage *self = DESK_PAYROLL_PAGE (widget);

  GTK_WIDGET_CLASS (desk_payroll_page_parent_class)->map (widget);

  show_month (self);
}

static void
desk_payroll_page_dispose (GObject *object)
{
  DeskPayrollPage *self = DESK_PAYROLL_PAGE (object);

  if (self->box != NULL)
    gtk_list_box_bind_model (self->people, NULL, NULL, NULL, NULL);
  forget_month (self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->payroll);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (desk_payroll_page_parent_class)->dispose (object);
}

static void
desk_payroll_page_finalize (GObject *object)
{
  g_clear_object (&DESK_PAYROLL_PAGE (object)->loading);

  G_OBJECT_CLASS (desk_payroll_page_parent_class)->finalize (object);
}

static void
desk_payroll_page_class_init (DeskPayrollPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = desk_payroll_page_dispose;
  object_class->finalize = desk_payroll_page_finalize;
  widget_class->map = desk_payroll_page_map;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/reception24/Reception/ui/payroll/desk-payroll-page.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskPayrollPage, box);
  gtk_widget_class_bind_template_child (widget_class, DeskPayrollPage, months_slot);
  gtk_widget_class_bind_template_child (widget_class, DeskPayrollPage, export_slot);
  gtk_widget_class_bind_template_child (widget_class, DeskPayrollPage, sum);
  gtk_widget_class_bind_template_child (widget_class, DeskPayrollPage, notice);
  gtk_widget_class_bind_template_child (widget_class, DeskPayrollPage, states);
  gtk_widget_class_bind_template_child (widget_class, DeskPayrollPage, denied);
  gtk_widget_class_bind_template_child (widget_class, DeskPayrollPage, side);
  gtk_widget_class_bind_template_child (widget_class, DeskPayrollPage, people);
  gtk_widget_class_bind_template_child (widget_class, DeskPayrollPage, flap);
  gtk_widget_class_bind_template_child (widget_class, DeskPayrollPage, sheet_slot);
  gtk_widget_class_bind_template_child (widget_class, DeskPayrollPage, sources_slot);
  gtk_widget_class_bind_template_callback (widget_class, on_person_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_install_action (widget_class, "page.reload", NULL, on_reload_action_cb);
  gtk_widget_class_install_action (widget_class, "payroll.sign", NULL, on_sign_action_cb);
  gtk_widget_class_install_action (widget_class, "payroll.withdraw", NULL, on_withdraw_action_cb);
  gtk_widget_class_install_action (widget_class, "payroll.move", "i", on_move_action_cb);
}

static void
add_key (GtkEventController *controller,
         guint keyval,
         GdkModifierType modifiers,
         GtkShortcutFunc callback,
         gpointer data)
{
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (keyval,
                                                                                  modifiers),
                                                          gtk_callback_action_new (callback, data,
                                                                                   NULL)));
}

/* Escape closes the rows, wherever the focus is on the page. */
static gboolean
on_key_cb (DeskPayrollPage *self, guint keyval)
{
  if (keyval != GDK_KEY_Escape || !adw_flap_get_reveal_flap (self->flap))
    return GDK_EVENT_PROPAGATE;
  close_sources (self);

  return GDK_EVENT_STOP;
}

static void
add_shortcuts (DeskPayrollPage *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller),
                                     GTK_SHORTCUT_SCOPE_GLOBAL);
  add_key (controller, GDK_KEY_Return, GDK_CONTROL_MASK, on_sign_shortcut_cb, NULL);
  add_key (controller, GDK_KEY_Page_Up, GDK_CONTROL_MASK, on_move_shortcut_cb,
           GINT_TO_POINTER (-1));
  add_key (controller, GDK_KEY_Page_Down, GDK_CONTROL_MASK, on_move_shortcut_cb,
           GINT_TO_POINTER (1));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
desk_payroll_page_init (DeskPayrollPage *self)
{
  self->loading = desk_loading_new ();
  g_signal_connect_object (self->loading, "due", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  gtk_widget_init_template (GTK_WIDGET (self));
  add_shortcuts (self);
}

static void
add_parts (DeskPayrollPage *self)
{
  GtkWidget *months = desk_pay_months_new (get_today (self->session));
  GtkWidget *export = desk_export_new ();
  GtkWidget *sheet = desk_pay_sheet_new (self->session);
  GtkWidget *sources = desk_pay_sources_new (self->session);

  self->months = DESK_PAY_MONTHS (months);
  self->export = DESK_EXPORT (export);
  self->sheet = DESK_PAY_SHEET (sheet);
  self->sources = DESK_PAY_SOURCES (sources);
  gtk_widget_set_tooltip_text (export, _ ("The sheets of all employees"));
  adw_bin_set_child (self->months_slot, months);
  adw_bin_set_child (self->export_slot, export);
  adw_bin_set_child (self->sheet_slot, sheet);
  adw_bin_set_child (self->sources_slot, sources);
  desk_export_set_make (self->export, make_all, self, NULL);
  desk_export_set_make (desk_pay_sheet_get_export (self->sheet), make_one, self, NULL);
  g_signal_connect_object (months, "changed", G_CALLBACK (on_month_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (sheet, "opened", G_CALLBACK (on_opened_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (sources, "closed", G_CALLBACK (close_sources), self, G_CONNECT_SWAPPED);
}

GtkWidget *
desk_payroll_page_new (ClinicSession *session)
{
  DeskPayrollPage *self = g_object_new (DESK_TYPE_PAYROLL_PAGE, NULL);

  self->session = g_object_ref (session);
  self->payroll = g_object_ref (clinic_session_get_payroll (session));
  add_parts (self);
  g_signal_connect_object (self->payroll, "state-changed", G_CALLBACK (on_payroll_cb), self,
                           G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

gboolean
desk_payroll_page_is_available (ClinicSession *session)
{
  return clinic_payroll_get_state (clinic_session_get_payroll (session)) != CLINIC_LOAD_MISSING;
}
