/* desk-reports-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-reports-page"

#include "desk-reports-page.h"

#include <adwaita.h>

#include "clinic-days.h"
#include "desk-export.h"
#include "desk-loading.h"
#include "desk-report-count.h"
#include "desk-report-head.h"
#include "desk-report-notice.h"
#include "desk-report-question.h"
#include "desk-report-rows.h"
#include "desk-report-saved.h"
#include "desk-report-table.h"
#include "reception-config.h"

#define QUESTION_KEY "report-question"
/* The past comes in many small parts; it is counted again so often at the most. */
#define RECOUNT_MS 1500

/**
 * DeskReportsPage:
 *
 * A question, and its answer as a number, a chart and a table, each figure of which opens the rows
 * it was counted from. Counts in a thread, from what this computer knows of the past, and says how
 * far that reaches; counts again when more is known. Nothing here is changed.
 */
struct _DeskReportsPage
{
  GtkWidget parent_instance;

  GtkWidget *box; /* owned child, of the template, as all below */
  AdwBin *question_slot;
  GtkLabel *notice;
  GtkProgressBar *progress;
  GtkStack *states;
  AdwStatusPage *empty;
  AdwFlap *flap;
  AdwBin *head_slot;
  GtkWidget *chart_bar;
  GtkToggleButton *bars;
  GtkToggleButton *lines;
  GtkToggleButton *shares;
  AdwBin *chart_slot;
  AdwBin *table_slot;
  AdwBin *rows_slot;

  ClinicSession *session;       /* owned */
  ClinicArchive *archive;       /* owned */
  GSettings *settings;          /* owned */
  DeskReportQuestion *question; /* unowned, in question_slot */
  DeskReportSaved *saved;       /* unowned, in the question */
  DeskExport *export;           /* unowned, in the question */
  DeskReportHead *head;         /* unowned, in head_slot */
  DeskChart *chart;             /* unowned, in chart_slot */
  DeskReportTable *table;       /* unowned, in table_slot */
  DeskReportRows *rows;         /* unowned, in rows_slot */
  ClinicFacts *facts;           /* owned, nullable: what was counted last */
  ClinicReport *report;         /* owned, nullable: on show */
  GError *problem;              /* owned, nullable: why it could not be counted */
  GCancellable *cancellable;    /* owned, nullable: it is being counted */
  DeskLoading *loading;         /* owned */
  guint recount_source;
  gboolean stale; /* the archive has changed since */
};

G_DEFINE_FINAL_TYPE (DeskReportsPage, desk_reports_page, GTK_TYPE_WIDGET)

static void count (DeskReportsPage *self);
static void count_soon (DeskReportsPage *self);

static int
get_today (ClinicSession *session)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();

  return clinic_days_of (zone, clinic_session_get_now (session), NULL);
}

/* --- the state of the page --- */

static const char *
choose_state (DeskReportsPage *self)
{
  ClinicLoadState state = clinic_archive_get_state (self->archive);

  if (self->report == NULL && self->problem != NULL)
    return "error";
  if (state == CLINIC_LOAD_MISSING && (self->report == NULL || desk_report_is_empty (self->report)))
    return "denied";
  if (self->report == NULL)
    return desk_loading_peek_state (self->loading);
  if (desk_report_is_unknown (self->report) && state != CLINIC_LOAD_READY)
    return state == CLINIC_LOAD_STALE ? "offline" : "reading";

  return desk_report_is_empty (self->report) ? "empty" : "content";
}

static void
show_progress (DeskReportsPage *self)
{
  gboolean reading = clinic_archive_get_state (self->archive) == CLINIC_LOAD_LOADING;

  gtk_progress_bar_set_fraction (self->progress,
                                 CLAMP (clinic_archive_get_progress (self->archive), 0.0, 1.0));
  gtk_widget_set_visible (GTK_WIDGET (self->progress), reading);
}

static void
update (DeskReportsPage *self)
{
  g_autofree char *notice = NULL;

  if (self->box == NULL)
    return;
  notice = self->report != NULL ? desk_report_dup_notice (self->report, self->session) : NULL;
  gtk_stack_set_visible_child_name (self->states, choose_state (self));
  gtk_label_set_text (self->notice, notice != NULL ? notice : "");
  gtk_widget_set_visible (GTK_WIDGET (self->notice), notice != NULL);
  show_progress (self);
}

/* --- the answer --- */

static ClinicChartKind
get_chart_kind (DeskReportsPage *self)
{
  if (gtk_toggle_button_get_active (self->lines))
    return CLINIC_CHART_LINES;

  return gtk_toggle_button_get_active (self->shares) ? CLINIC_CHART_SHARES : CLINIC_CHART_BARS;
}

static void
on_kind_cb (DeskReportsPage *self)
{
  if (self->chart != NULL)
    desk_chart_set_kind (self->chart, get_chart_kind (self));
}

/* Lines are for a course of time, shares for parts of a whole. */
static void
choose_kinds (DeskReportsPage *self)
{
  const ClinicQuestion *question = clinic_report_get_question (self->report);
  gboolean stretch = clinic_grouping_is_stretch (question->grouping);
  gboolean parts = !stretch && question->grouping != CLINIC_GROUPING_NONE &&
                   clinic_measure_get_unit (question->measure) == CLINIC_UNIT_COUNT;

  gtk_widget_set_visible (GTK_WIDGET (self->lines), stretch);
  gtk_widget_set_visible (GTK_WIDGET (self->shares), parts);
  gtk_widget_set_visible (self->chart_bar, stretch || parts);
  if ((gtk_toggle_button_get_active (self->lines) && !stretch) ||
      (gtk_toggle_button_get_active (self->shares) && !parts))
    gtk_toggle_button_set_active (self->bars, TRUE);
}

static void
show_chart (DeskReportsPage *self, gboolean is_new)
{
  g_autoptr (ClinicChart) chart = clinic_report_to_chart (self->report);

  choose_kinds (self);
  if (is_new && !gtk_toggle_button_get_active (self->shares))
    gtk_toggle_button_set_active (clinic_report_get_chart_kind (self->report) == CLINIC_CHART_LINES
                                    ? self->lines
                                    : self->bars,
                                  TRUE);
  desk_chart_set_kind (self->chart, get_chart_kind (self));
  desk_chart_set_chart (self->chart, chart);
  gtk_widget_set_visible (GTK_WIDGET (self->chart_slot),
                          clinic_report_get_question (self->report)->grouping !=
                            CLINIC_GROUPING_NONE);
}

static void
close_rows (DeskReportsPage *self)
{
  gboolean had_focus =
    gtk_widget_get_focus_child (GTK_WIDGET (self->flap)) == GTK_WIDGET (self->rows_slot);

  adw_flap_set_reveal_flap (self->flap, FALSE);
  desk_report_rows_clear (self->rows);
  if (had_focus)
    gtk_widget_child_focus (GTK_WIDGET (self->table), GTK_DIR_TAB_FORWARD);
}

static char *
dup_export_name (DeskReportsPage *self)
{
  const ClinicQuestion *question = clinic_report_get_question (self->report);
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  g_autofree char *days = NULL;
  int from, to;

  clinic_report_get_days (self->report, &from, &to);
  first = clinic_days_to_string (from);
  last = clinic_days_to_string (MAX (from, to - 1));
  days = g_strjoin ("_", first, last, NULL);

  return desk_export_dup_name (clinic_measure_get_title (question->measure), days);
}

static void
show_report (DeskReportsPage *self, gboolean is_new)
{
  g_autofree char *name = dup_export_name (self);

  if (is_new)
    close_rows (self);
  desk_report_head_set_report (self->head, self->report);
  desk_report_table_set_report (self->table, self->report);
  show_chart (self, is_new);
  desk_export_set_name (self->export, name);
  gtk_widget_set_sensitive (GTK_WIDGET (self->export), !desk_report_is_empty (self->report));
}

static void
stop_counting (DeskReportsPage *self)
{
  g_clear_handle_id (&self->recount_source, g_source_remove);
  desk_loading_set (self->loading, FALSE);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
fail (DeskReportsPage *self, GError *error)
{
  g_debug ("A report could not be counted: %s", error->message);
  stop_counting (self);
  g_clear_error (&self->problem);
  self->problem = error;
  update (self);
}

static void
on_counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DeskReportsPage) self = DESK_REPORTS_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (ClinicReport) report = desk_report_count_finish (result, &error);
  gboolean is_new = FALSE;

  if (report == NULL || self->box == NULL)
    return;

  stop_counting (self);
  is_new =
    self->report == NULL || !clinic_question_equal (clinic_report_get_question (self->report),
                                                    clinic_report_get_question (report));
  /* The rows on show are those of the report before, which they keep. */
  g_set_object (&self->report, report);
  show_report (self, is_new);
  update (self);
  if (self->stale)
    count_soon (self);
}

static void
on_facts_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DeskReportsPage) self = DESK_REPORTS_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (ClinicFacts) facts =
    clinic_archive_load_facts_finish (CLINIC_ARCHIVE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->box == NULL)
    return;
  if (facts == NULL)
    {
      fail (self, g_steal_pointer (&error));
      return;
    }

  g_set_object (&self->facts, facts);
  desk_report_question_set_facts (self->question, facts);
  desk_report_count_async (facts, desk_report_question_get (self->question), self->settings,
                           clinic_session_get_now (self->session), self->cancellable, on_counted_cb,
                           g_object_ref (self));
}

/* As far back as the question and what it is compared with reach. */
static void
want (DeskReportsPage *self)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  const ClinicQuestion *question = desk_report_question_get (self->question);
  int today = get_today (self->session);
  int from, to, before;

  clinic_question_get_days (question, today, &from, &to);
  if (clinic_question_get_days_before (question, today, &before, &to))
    from = MIN (from, before);
  clinic_archive_want (self->archive, clinic_days_begin (zone, from));
}

static void
count (DeskReportsPage *self)
{
  stop_counting (self);
  g_clear_error (&self->problem);
  self->stale = FALSE;
  want (self);
  self->cancellable = g_cancellable_new ();
  if (self->report == NULL)
    desk_loading_set (self->loading, TRUE);
  clinic_archive_load_facts_async (self->archive, self->cancellable, on_facts_cb,
                                   g_object_ref (self));
  update (self);
}

static gboolean
on_recount_cb (gpointer user_data)
{
  DeskReportsPage *self = DESK_REPORTS_PAGE (user_data);

  self->recount_source = 0;
  if (self->cancellable == NULL)
    count (self);

  return G_SOURCE_REMOVE;
}

static void
count_soon (DeskReportsPage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && self->recount_source == 0)
    self->recount_source =
      g_timeout_add (self->report == NULL ? 50 : RECOUNT_MS, on_recount_cb, self);
}

static void
on_archive_cb (DeskReportsPage *self)
{
  if (self->box == NULL)
    return;
  self->stale = TRUE;
  update (self);
  count_soon (self);
}

static void
on_question_cb (DeskReportsPage *self)
{
  const ClinicQuestion *question = desk_report_question_get (self->question);
  g_autofree char *text = clinic_question_to_string (question);

  g_settings_set_string (self->settings, QUESTION_KEY, text);
  desk_report_saved_set_question (self->saved, question);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    count (self);
}

static void
on_saved_cb (DeskReportsPage *self, ClinicQuestion *question)
{
  desk_report_question_set (self->question, question);
  desk_report_question_focus (self->question);
}

/* --- opening a figure --- */

static void
open_rows (DeskReportsPage *self, const ClinicReportLine *line, ClinicReportColumn column)
{
  desk_report_rows_show (self->rows, self->report, self->facts, line, column);
  adw_flap_set_reveal_flap (self->flap, TRUE);
}

static void
on_table_cb (DeskReportsPage *self, const ClinicReportLine *line, ClinicReportColumn column)
{
  open_rows (self, line, column);
}

static void
on_head_cb (DeskReportsPage *self, ClinicReportColumn column)
{
  ClinicReportLine total = clinic_report_get_total_line (self->report);

  open_rows (self, &total, column);
}

static void
on_chart_cb (DeskReportsPage *self, guint series, guint category)
{
  desk_report_table_open (self->table, category);
}

/* --- exporting --- */

static ClinicWorkbook *
make_workbook (gpointer data)
{
  DeskReportsPage *self = DESK_REPORTS_PAGE (data);
  const char *user = clinic_link_get_user_name (clinic_session_get_link (self->session));
  g_autofree char *footer =
    desk_export_dup_footer (clinic_session_get_now (self->session), user, NULL);
  g_autofree char *title = NULL;
  g_autoptr (ClinicSheet) sheet = NULL;
  ClinicWorkbook *workbook = NULL;

  if (self->report == NULL)
    return NULL;
  title = clinic_question_dup_sentence (clinic_report_get_question (self->report));
  sheet = clinic_report_to_sheet (self->report, get_chart_kind (self), footer);
  workbook = clinic_workbook_new (title, user);
  clinic_workbook_add (workbook, sheet);

  return workbook;
}

/* --- actions --- */

static void
on_reload_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  DeskReportsPage *self = DESK_REPORTS_PAGE (widget);

  clinic_archive_refresh (self->archive);
  count (self);
}

static void
on_formula_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  desk_report_head_toggle_formula (DESK_REPORTS_PAGE (widget)->head);
}

static void
on_save_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  desk_report_saved_save (DESK_REPORTS_PAGE (widget)->saved);
}

static gboolean
on_action_shortcut_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  gtk_widget_activate_action (widget, user_data, NULL);

  return TRUE;
}

/* --- the widget --- */

static void
desk_reports_page_map (GtkWidget *widget)
{
  DeskReportsPage *self = DESK_REPORTS_PAGE (widget);

  GTK_WIDGET_CLASS (desk_reports_page_parent_class)->map (widget);

  if (self->cancellable == NULL && (self->report == NULL || self->stale))
    count (self);
}

static void
desk_reports_page_dispose (GObject *object)
{
  DeskReportsPage *self = DESK_REPORTS_PAGE (object);

  stop_counting (self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  self->chart = NULL;
  g_clear_object (&self->report);
  g_clear_object (&self->facts);
  g_clear_object (&self->archive);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (desk_reports_page_parent_class)->dispose (object);
}

static void
desk_reports_page_finalize (GObject *object)
{
  DeskReportsPage *self = DESK_REPORTS_PAGE (object);

  g_clear_error (&self->problem);
  g_clear_object (&self->loading);

  G_OBJECT_CLASS (desk_reports_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/reception24/Reception/ui/reports/desk-reports-page.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskReportsPage, box);
  gtk_widget_class_bind_template_child (widget_class, DeskReportsPage, question_slot);
  gtk_widget_class_bind_template_child (widget_class, DeskReportsPage, notice);
  gtk_widget_class_bind_template_child (widget_class, DeskReportsPage, progress);
  gtk_widget_class_bind_template_child (widget_class, DeskReportsPage, states);
  gtk_widget_class_bind_template_child (widget_class, DeskReportsPage, empty);
  gtk_widget_class_bind_template_child (widget_class, DeskReportsPage, flap);
  gtk_widget_class_bind_template_child (widget_class, DeskReportsPage, head_slot);
  gtk_widget_class_bind_template_child (widget_class, DeskReportsPage, chart_bar);
  gtk_widget_class_bind_template_child (widget_class, DeskReportsPage, bars);
  gtk_widget_class_bind_template_child (widget_class, DeskReportsPage, lines);
  gtk_widget_class_bind_template_child (widget_class, DeskReportsPage, shares);
  gtk_widget_class_bind_template_child (widget_class, DeskReportsPage, chart_slot);
  gtk_widget_class_bind_template_child (widget_class, DeskReportsPage, table_slot);
  gtk_widget_class_bind_template_child (widget_class, DeskReportsPage, rows_slot);
  gtk_widget_class_bind_template_callback (widget_class, on_kind_cb);
}

static void
desk_reports_page_class_init (DeskReportsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = desk_reports_page_dispose;
  object_class->finalize = desk_reports_page_finalize;
  widget_class->map = desk_reports_page_map;

  bind_template (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_install_action (widget_class, "page.reload", NULL, on_reload_action_cb);
  gtk_widget_class_install_action (widget_class, "reports.formula", NULL, on_formula_action_cb);
  gtk_widget_class_install_action (widget_class, "reports.save", NULL, on_save_action_cb);
}

static void
add_key (GtkEventController *controller,
         guint keyval,
         GdkModifierType modifiers,
         GtkShortcutFunc callback,
         const char *action)
{
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (controller),
    gtk_shortcut_new (gtk_keyval_trigger_new (keyval, modifiers),
                      gtk_callback_action_new (callback, (gpointer) action, NULL)));
}

/* Escape closes the rows, wherever the focus is on the page. */
static gboolean
on_key_cb (DeskReportsPage *self, guint keyval)
{
  if (keyval != GDK_KEY_Escape || !adw_flap_get_reveal_flap (self->flap))
    return GDK_EVENT_PROPAGATE;
  close_rows (self);

  return GDK_EVENT_STOP;
}

static void
add_shortcuts (DeskReportsPage *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller),
                                     GTK_SHORTCUT_SCOPE_GLOBAL);
  add_key (controller, GDK_KEY_d, GDK_CONTROL_MASK, on_action_shortcut_cb, "reports.save");
  add_key (controller, GDK_KEY_Cyrillic_ve, GDK_CONTROL_MASK, on_action_shortcut_cb,
           "reports.save");
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
desk_reports_page_init (DeskReportsPage *self)
{
  self->loading = desk_loading_new ();
  self->settings = g_settings_new (RECEPTION_APP_ID);
  g_signal_connect_object (self->loading, "due", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  gtk_widget_init_template (GTK_WIDGET (self));
  add_shortcuts (self);
}

static void
add_bar (DeskReportsPage *self)
{
  GtkWidget *question = desk_report_question_new (get_today (self->session));
  GtkWidget *saved = desk_report_saved_new ();
  GtkWidget *export = desk_export_new ();
  g_autofree char *text = g_settings_get_string (self->settings, QUESTION_KEY);
  g_autoptr (ClinicQuestion) last = clinic_question_from_string (text, NULL);

  self->question = DESK_REPORT_QUESTION (question);
  self->saved = DESK_REPORT_SAVED (saved);
  self->export = DESK_EXPORT (export);
  if (last != NULL)
    desk_report_question_set (self->question, last);
  desk_report_saved_set_question (self->saved, desk_report_question_get (self->question));
  adw_bin_set_child (self->question_slot, question);
  desk_report_question_append (self->question, saved);
  desk_report_question_append (self->question, export);
  g_signal_connect_object (question, "changed", G_CALLBACK (on_question_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (saved, "chosen", G_CALLBACK (on_saved_cb), self, G_CONNECT_SWAPPED);
}

static void
add_answer (DeskReportsPage *self)
{
  GtkWidget *head = desk_report_head_new ();
  GtkWidget *chart = desk_bar_chart_new ();
  GtkWidget *table = desk_report_table_new ();
  GtkWidget *rows = desk_report_rows_new (self->session);

  self->head = DESK_REPORT_HEAD (head);
  self->chart = DESK_CHART (chart);
  self->table = DESK_REPORT_TABLE (table);
  self->rows = DESK_REPORT_ROWS (rows);
  adw_bin_set_child (self->head_slot, head);
  adw_bin_set_child (self->chart_slot, chart);
  adw_bin_set_child (self->table_slot, table);
  adw_bin_set_child (self->rows_slot, rows);
  desk_export_set_make (self->export, make_workbook, self, NULL);
  desk_export_set_chart (self->export, self->chart);
  g_signal_connect_object (head, "opened", G_CALLBACK (on_head_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (chart, "activated", G_CALLBACK (on_chart_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (table, "opened", G_CALLBACK (on_table_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (rows, "closed", G_CALLBACK (close_rows), self, G_CONNECT_SWAPPED);
}

GtkWidget *
desk_reports_page_new (ClinicSession *session)
{
  DeskReportsPage *self = g_object_new (DESK_TYPE_REPORTS_PAGE, NULL);

  self->session = g_object_ref (session);
  self->archive = g_object_ref (clinic_session_get_archive (session));
  add_bar (self);
  add_answer (self);
  g_signal_connect_object (self->archive, "changed", G_CALLBACK (on_archive_cb), self,
                           G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}
