/* desk-calls-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-calls-page"

#include "desk-calls-page.h"

#include "desk-call-do.h"
#include "desk-call-menu.h"
#include "desk-call-row.h"
#include "desk-call-text.h"
#include "desk-format.h"
#include "desk-loading.h"
#include "desk-missed-row.h"
#include "desk-record-row.h"

#include "clinic-phone.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _DeskCallsPage
{
  GtkWidget parent_instance;

  /* all children of the template */
  GtkWidget *box;
  GtkToggleButton *now_tab;
  GtkToggleButton *missed_tab;
  GtkToggleButton *all_tab;
  GtkWidget *filter;
  GtkLabel *notice;
  GtkStack *stack;
  GtkListBox *now_list;
  GtkStack *now_stack;
  GtkListView *missed_list;
  GtkStack *missed_stack;
  GtkListView *all_list;
  GtkStack *all_stack;
  AdwStatusPage *all_empty;

  ClinicSession *session;  /* owned */
  GPtrArray *missed_rows;  /* owned, DeskMissedRow (unowned): those on show */
  GtkFilterListModel *all; /* owned */
  GtkFilter *all_filter;   /* owned */
  char *needle;            /* owned: what is filtered for, folded */
  guint tick_source;       /* only while the page is on show */
  DeskLoading *loading;    /* owned */
};

G_DEFINE_FINAL_TYPE (DeskCallsPage, desk_calls_page, GTK_TYPE_WIDGET)

static void update (DeskCallsPage *self);

static void
set_tab_text (GtkToggleButton *tab, const char *text, guint count)
{
  g_autofree char *label = count > 0 ? g_strdup_printf ("%s  %u", text, count) : g_strdup (text);

  if (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (tab)), label) != 0)
    gtk_button_set_label (GTK_BUTTON (tab), label);
}

/* Missed numbers that nobody has dealt with. */
static guint
count_open (DeskCallsPage *self)
{
  GListModel *missed = clinic_session_get_missed (self->session);
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (missed); i++)
    {
      g_autoptr (ClinicMissedGroup) group = g_list_model_get_item (missed, i);
      ClinicMissedState state = clinic_missed_group_get_state (group);

      n += state != CLINIC_MISSED_CALLED_BACK && state != CLINIC_MISSED_GOT_THROUGH;
    }

  return n;
}

/* The portal keeps the journal of calls from this webhook. */
static gboolean
is_denied (DeskCallsPage *self)
{
  const char *const *scopes =
    clinic_link_get_missing_scopes (clinic_session_get_link (self->session));

  return scopes != NULL && g_strv_contains (scopes, "telephony");
}

static char *
notice_text (DeskCallsPage *self)
{
  ClinicLink *link = clinic_session_get_link (self->session);
  g_autofree char *since = desk_format_time (clinic_link_get_calls_since (link));
  g_autofree char *as_of = desk_format_time (clinic_link_get_last_answer (link));

  if (is_denied (self))
    return g_strdup (_ ("The journal of calls is closed to this desk: tick “telephony” in the "
                        "webhook’s settings."));
  if (clinic_link_get_state (link) == CLINIC_LINK_OFFLINE && *as_of != '\0')
    return g_strdup_printf (_ ("No connection: data as of %s"), as_of);
  if (clinic_link_get_state (link) == CLINIC_LINK_OFFLINE)
    return g_strdup (_ ("No connection to the portal"));
  if (clinic_link_get_calls_state (link) == CLINIC_LINK_OFFLINE ||
      clinic_link_get_calls_state (link) == CLINIC_LINK_DENIED)
    return g_strdup_printf (_ ("New calls have not been arriving since %s"), since);

  return NULL;
}

static gboolean
is_loading (DeskCallsPage *self)
{
  ClinicLink *link = clinic_session_get_link (self->session);

  return clinic_link_get_state (link) == CLINIC_LINK_CONNECTING &&
         clinic_link_get_last_answer (link) == 0;
}

static void
show_state (DeskCallsPage *self, GtkStack *stack, gboolean empty)
{
  const char *name = "list";

  if (empty && is_loading (self))
    name = desk_loading_peek_state (self->loading);
  else if (empty && is_denied (self) && gtk_stack_get_child_by_name (stack, "denied") != NULL)
    name = "denied";
  else if (empty)
    name = "empty";

  gtk_stack_set_visible_child_name (stack, name);
}

/* The page says it itself, and there is no room for saying it twice. */
static gboolean
shows_denied (DeskCallsPage *self)
{
  GtkStack *shown = GTK_STACK (gtk_stack_get_visible_child (self->stack));

  return g_strcmp0 (gtk_stack_get_visible_child_name (shown), "denied") == 0;
}

static void
update (DeskCallsPage *self)
{
  guint calls = g_list_model_get_n_items (clinic_session_get_calls (self->session));
  guint missed = g_list_model_get_n_items (clinic_session_get_missed (self->session));
  guint all = g_list_model_get_n_items (clinic_session_get_call_log (self->session));
  g_autofree char *notice = notice_text (self);
  gboolean filtered = self->needle != NULL && *self->needle != '\0';

  set_tab_text (self->now_tab, _ ("Now"), calls);
  set_tab_text (self->missed_tab, _ ("Missed"), count_open (self));
  set_tab_text (self->all_tab, _ ("All today"), all);
  gtk_label_set_text (self->notice, notice != NULL ? notice : "");
  desk_loading_set (self->loading, is_loading (self));

  show_state (self, self->now_stack, calls == 0);
  show_state (self, self->missed_stack, missed == 0);
  show_state (self, self->all_stack, g_list_model_get_n_items (G_LIST_MODEL (self->all)) == 0);
  gtk_widget_set_visible (GTK_WIDGET (self->notice), notice != NULL && !shows_denied (self));
  adw_status_page_set_title (self->all_empty,
                             filtered ? _ ("No such call today") : _ ("No calls yet today"));
}

static gboolean
on_tick_cb (gpointer user_data)
{
  DeskCallsPage *self = DESK_CALLS_PAGE (user_data);

  for (guint i = 0; i < self->missed_rows->len; i++)
    desk_missed_row_tick (g_ptr_array_index (self->missed_rows, i));

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->now_list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (DESK_IS_CALL_ROW (row))
      desk_call_row_tick (DESK_CALL_ROW (row));

  return G_SOURCE_CONTINUE;
}

/* A list makes some two hundred rows as soon as it has a model, on show or not. They are a good
 * part of the start and of the memory, so a list gets its model with the first look at it. */
static void
fill_list (GtkListView *list, GListModel *model)
{
  g_autoptr (GtkSelectionModel) selection = NULL;

  if (gtk_list_view_get_model (list) != NULL)
    return;

  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (model)));
  gtk_list_view_set_model (list, selection);
}

static void
on_tab_cb (DeskCallsPage *self)
{
  const char *name = gtk_toggle_button_get_active (self->missed_tab) ? "missed"
                     : gtk_toggle_button_get_active (self->all_tab)  ? "all"
                                                                     : "now";

  if (g_strcmp0 (name, "missed") == 0)
    fill_list (self->missed_list, clinic_session_get_missed (self->session));
  else if (g_strcmp0 (name, "all") == 0)
    fill_list (self->all_list, G_LIST_MODEL (self->all));

  gtk_stack_set_visible_child_name (self->stack, name);
  gtk_widget_set_visible (self->filter, g_strcmp0 (name, "all") == 0);
  if (self->session != NULL)
    update (self);
}

static gboolean
matches_filter (gpointer item, gpointer user_data)
{
  DeskCallsPage *self = DESK_CALLS_PAGE (user_data);
  ClinicCallRecord *record = CLINIC_CALL_RECORD (item);
  const char *name = clinic_call_record_get_patient_name (record);
  const char *number = clinic_call_record_get_number (record);
  g_autofree char *folded = NULL;
  g_autofree char *shown = NULL;

  if (self->needle == NULL || *self->needle == '\0')
    return TRUE;

  folded = g_utf8_casefold (name != NULL ? name : "", -1);
  shown = number != NULL ? clinic_phone_dup_display (number) : g_strdup ("");

  return strstr (folded, self->needle) != NULL || strstr (shown, self->needle) != NULL ||
         (number != NULL && strstr (number, self->needle) != NULL);
}

static void
on_filter_changed_cb (DeskCallsPage *self)
{
  g_clear_pointer (&self->needle, g_free);
  self->needle = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->filter)), -1);
  gtk_filter_changed (self->all_filter, GTK_FILTER_CHANGE_DIFFERENT);
  update (self);
}

static void
dial (DeskCallsPage *self, const char *number)
{
  if (number != NULL && *number != '\0')
    gtk_widget_activate_action (GTK_WIDGET (self), "win.dial", "s", number);
}

static void
on_missed_activate_cb (DeskCallsPage *self, guint position)
{
  g_autoptr (ClinicMissedGroup) group =
    g_list_model_get_item (clinic_session_get_missed (self->session), position);

  if (group != NULL)
    dial (self, clinic_missed_group_get_number (group));
}

/* A known patient is opened; an unknown number is called. */
static void
on_record_activate_cb (DeskCallsPage *self, guint position)
{
  g_autoptr (ClinicCallRecord) record = g_list_model_get_item (G_LIST_MODEL (self->all), position);

  if (record != NULL && clinic_call_record_get_patient_id (record) != 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-patient", "x",
                                clinic_call_record_get_patient_id (record));
  else if (record != NULL)
    dial (self, clinic_call_record_get_number (record));
}

static void
on_call_activated_cb (DeskCallsPage *self, DeskCallRow *row)
{
  const char *id = clinic_call_get_id (desk_call_row_get_call (row));

  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-call", "s", id != NULL ? id : "");
}

static GtkWidget *
create_call_row (gpointer item, gpointer user_data)
{
  return desk_call_row_new (DESK_CALLS_PAGE (user_data)->session, CLINIC_CALL (item));
}

static void
on_new_enquiry_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  DeskCallsPage *self = DESK_CALLS_PAGE (widget);

  desk_call_do_number_lead (widget, self->session, g_variant_get_string (parameter, NULL));
}

static void
on_missed_setup_cb (DeskCallsPage *self, GtkListItem *item)
{
  GtkWidget *row = desk_missed_row_new (self->session);

  desk_call_menu_add_to_row (row, self->session);
  gtk_list_item_set_child (item, row);
}

static void
on_missed_bind_cb (DeskCallsPage *self, GtkListItem *item)
{
  GtkWidget *row = gtk_list_item_get_child (item);

  desk_missed_row_set_group (DESK_MISSED_ROW (row), gtk_list_item_get_item (item));
  g_ptr_array_add (self->missed_rows, row);
}

static void
on_missed_unbind_cb (DeskCallsPage *self, GtkListItem *item)
{
  GtkWidget *row = gtk_list_item_get_child (item);

  g_ptr_array_remove_fast (self->missed_rows, row);
  desk_missed_row_set_group (DESK_MISSED_ROW (row), NULL);
}

static void
on_record_setup_cb (DeskCallsPage *self, GtkListItem *item)
{
  GtkWidget *row = desk_record_row_new (FALSE);

  desk_call_menu_add_to_row (row, self->session);
  gtk_list_item_set_child (item, row);
}

static void
on_record_bind_cb (DeskCallsPage *self, GtkListItem *item)
{
  desk_record_row_set_record (DESK_RECORD_ROW (gtk_list_item_get_child (item)),
                              gtk_list_item_get_item (item),
                              clinic_session_get_now (self->session));
}

static void
on_record_unbind_cb (DeskCallsPage *self, GtkListItem *item)
{
  desk_record_row_set_record (DESK_RECORD_ROW (gtk_list_item_get_child (item)), NULL, 0);
}

static void
desk_calls_page_map (GtkWidget *widget)
{
  DeskCallsPage *self = DESK_CALLS_PAGE (widget);

  GTK_WIDGET_CLASS (desk_calls_page_parent_class)->map (widget);

  on_tick_cb (self);
  if (self->tick_source == 0)
    self->tick_source = g_timeout_add_seconds (1, on_tick_cb, self);
}

static void
desk_calls_page_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&DESK_CALLS_PAGE (widget)->tick_source, g_source_remove);

  GTK_WIDGET_CLASS (desk_calls_page_parent_class)->unmap (widget);
}

static void
desk_calls_page_dispose (GObject *object)
{
  DeskCallsPage *self = DESK_CALLS_PAGE (object);

  g_clear_handle_id (&self->tick_source, g_source_remove);
  g_clear_object (&self->loading);
  /* The lists let their rows go while what the rows rest on is still here. */
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->all);
  g_clear_object (&self->all_filter);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (desk_calls_page_parent_class)->dispose (object);
}

static void
desk_calls_page_finalize (GObject *object)
{
  DeskCallsPage *self = DESK_CALLS_PAGE (object);

  g_clear_pointer (&self->missed_rows, g_ptr_array_unref);
  g_clear_pointer (&self->needle, g_free);

  G_OBJECT_CLASS (desk_calls_page_parent_class)->finalize (object);
}

static void
desk_calls_page_class_init (DeskCallsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = desk_calls_page_dispose;
  object_class->finalize = desk_calls_page_finalize;
  widget_class->map = desk_calls_page_map;
  widget_class->unmap = desk_calls_page_unmap;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/reception24/Reception/ui/calls/desk-calls-page.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_install_action (widget_class, "calls.new-enquiry", "s", on_new_enquiry_cb);
  gtk_widget_class_bind_template_child (widget_class, DeskCallsPage, box);
  gtk_widget_class_bind_template_child (widget_class, DeskCallsPage, now_tab);
  gtk_widget_class_bind_template_child (widget_class, DeskCallsPage, missed_tab);
  gtk_widget_class_bind_template_child (widget_class, DeskCallsPage, all_tab);
  gtk_widget_class_bind_template_child (widget_class, DeskCallsPage, filter);
  gtk_widget_class_bind_template_child (widget_class, DeskCallsPage, notice);
  gtk_widget_class_bind_template_child (widget_class, DeskCallsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, DeskCallsPage, now_list);
  gtk_widget_class_bind_template_child (widget_class, DeskCallsPage, now_stack);
  gtk_widget_class_bind_template_child (widget_class, DeskCallsPage, missed_list);
  gtk_widget_class_bind_template_child (widget_class, DeskCallsPage, missed_stack);
  gtk_widget_class_bind_template_child (widget_class, DeskCallsPage, all_list);
  gtk_widget_class_bind_template_child (widget_class, DeskCallsPage, all_stack);
  gtk_widget_class_bind_template_child (widget_class, DeskCallsPage, all_empty);
  gtk_widget_class_bind_template_callback (widget_class, on_tab_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_call_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_missed_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_record_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_missed_setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_missed_bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_missed_unbind_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_record_setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_record_bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_record_unbind_cb);
}

static void
desk_calls_page_init (DeskCallsPage *self)
{
  self->loading = desk_loading_new ();
  g_signal_connect_object (self->loading, "due", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  self->missed_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
watch (DeskCallsPage *self)
{
  g_signal_connect_object (clinic_session_get_calls (self->session), "items-changed",
                           G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (clinic_session_get_missed (self->session), "items-changed",
                           G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (clinic_session_get_call_log (self->session), "items-changed",
                           G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (clinic_session_get_link (self->session), "notify", G_CALLBACK (update),
                           self, G_CONNECT_SWAPPED);
}

GtkWidget *
desk_calls_page_new (ClinicSession *session)
{
  DeskCallsPage *self = g_object_new (DESK_TYPE_CALLS_PAGE, NULL);

  g_set_object (&self->session, session);

  self->all_filter = GTK_FILTER (gtk_custom_filter_new (matches_filter, self, NULL));
  self->all = gtk_filter_list_model_new (g_object_ref (clinic_session_get_call_log (session)),
                                         g_object_ref (self->all_filter));

  gtk_list_box_bind_model (self->now_list, clinic_session_get_calls (session), create_call_row,
                           self, NULL);
  desk_call_menu_add_to_list (GTK_WIDGET (self->missed_list), session);
  desk_call_menu_add_to_list (GTK_WIDGET (self->all_list), session);
  watch (self);
  on_tab_cb (self);
  update (self);

  return GTK_WIDGET (self);
}

void
desk_calls_page_show_missed (DeskCallsPage *self)
{
  g_return_if_fail (DESK_IS_CALLS_PAGE (self));

  gtk_toggle_button_set_active (self->missed_tab, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->missed_list));
}
