/* desk-form-field.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-form-field"

#include "desk-form-field.h"

#include <glib/gi18n.h>

#include "clinic-enums.h"
#include "clinic-party-list.h"
#include "desk-colleague-list.h"
#include "desk-form-choice.h"
#include "desk-form-file-list.h"
#include "desk-form-party.h"
#include "desk-form-text.h"
#include "desk-name.h"

#define LONG_TEXT_HEIGHT 66

struct _DeskFormField
{
  GtkWidget parent_instance;

  ClinicFormField *field; /* owned */
  ClinicSession *session; /* owned */
  GListStore *files;      /* owned, of GFile */
  GtkWidget *input;       /* unowned, child: what is gone to, as all below */
  GtkLabel *note;
  GtkEditable *entry;          /* (nullable): of texts, numbers and days */
  GtkTextView *text;           /* (nullable): of long texts */
  DeskFormChoice *choice;      /* (nullable) */
  DeskFormParty *party;        /* (nullable) */
  GtkSwitch *yes;              /* (nullable) */
  GtkMenuButton *person;       /* (nullable) */
  DeskFormFileList *file_list; /* (nullable) */
  char *person_id;             /* owned (nullable) */
  char *said;                  /* owned (nullable): what somebody else says about it */
  gboolean complains;          /* says what is wrong while it is typed */
};

G_DEFINE_FINAL_TYPE (DeskFormField, desk_form_field, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static ClinicFieldKind
get_kind (DeskFormField *self)
{
  return clinic_form_field_get_kind (self->field);
}

/* --- what is under it --- */

static void
show_note (DeskFormField *self)
{
  g_autofree char *problem = self->complains ? desk_form_field_dup_problem (self) : NULL;
  const char *words = problem != NULL      ? problem
                      : self->said != NULL ? self->said
                                           : clinic_form_field_get_hint (self->field);

  gtk_label_set_text (self->note, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), words != NULL && *words != '\0');
  if (problem != NULL)
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self->note), "dim-label");
      gtk_widget_add_css_class (GTK_WIDGET (self->note), "error");
    }
  else
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self->note), "error");
      gtk_widget_add_css_class (GTK_WIDGET (self->note), "dim-label");
    }
  if (self->input != NULL)
    gtk_accessible_update_state (GTK_ACCESSIBLE (self->input), GTK_ACCESSIBLE_STATE_INVALID,
                                 problem != NULL ? GTK_ACCESSIBLE_INVALID_TRUE
                                                 : GTK_ACCESSIBLE_INVALID_FALSE,
                                 -1);
}

static void
on_changed_cb (DeskFormField *self)
{
  show_note (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* --- days --- */

static void
on_day_cb (DeskFormField *self, GtkCalendar *calendar)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (calendar);
  g_autofree char *day = g_date_time_format (date, "%d.%m.%Y");
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (calendar), GTK_TYPE_POPOVER);

  gtk_editable_set_text (self->entry, day);
  if (popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (popover));
}

static GtkWidget *
create_calendar (DeskFormField *self)
{
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *calendar = gtk_calendar_new ();

  desk_name_calendar (GTK_CALENDAR (calendar), _ ("Choose a day"));
  g_signal_connect_swapped (calendar, "day-selected", G_CALLBACK (on_day_cb), self);
  gtk_popover_set_child (GTK_POPOVER (popover), calendar);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "x-office-calendar-symbolic");
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_widget_set_tooltip_text (button, _ ("Choose a day"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Choose a day"), -1);

  return button;
}

/* --- colleagues --- */

static void
show_person (DeskFormField *self)
{
  gint64 id = self->person_id != NULL ? g_ascii_strtoll (self->person_id, NULL, 10) : 0;
  g_autofree char *name = id != 0 ? clinic_session_dup_user_name (self->session, id) : NULL;

  if (self->person != NULL)
    gtk_menu_button_set_label (self->person, name != NULL ? name : _ ("Choose a colleague"));
}

static void
on_person_cb (DeskFormField *self, ClinicUser *user)
{
  g_autofree char *name = desk_colleague_dup_name (user);

  g_clear_pointer (&self->person_id, g_free);
  self->person_id = g_strdup_printf ("%" G_GINT64_FORMAT, clinic_user_get_id (user));
  gtk_menu_button_set_label (self->person, name);
  gtk_menu_button_popdown (self->person);
  on_changed_cb (self);
}

static GtkWidget *
create_person (DeskFormField *self)
{
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *list = desk_colleague_list_new (
    clinic_invoices_get_colleagues (clinic_session_get_invoices (self->session)));

  g_signal_connect_swapped (list, "chosen", G_CALLBACK (on_person_cb), self);
  g_signal_connect_swapped (popover, "show", G_CALLBACK (desk_pick_list_start), list);
  gtk_popover_set_child (GTK_POPOVER (popover), list);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  self->person = GTK_MENU_BUTTON (button);
  show_person (self);

  return button;
}

/* --- choices and files --- */

static GtkWidget *
create_choice (DeskFormField *self)
{
  GtkWidget *choice = desk_form_choice_new (self->field);

  self->choice = DESK_FORM_CHOICE (choice);
  self->input = desk_form_choice_get_input (self->choice);
  g_signal_connect_swapped (choice, "changed", G_CALLBACK (on_changed_cb), self);

  return choice;
}

static GtkWidget *
create_party (DeskFormField *self)
{
  GtkWidget *party = desk_form_party_new (self->field);

  self->party = DESK_FORM_PARTY (party);
  self->input = desk_form_party_get_input (self->party);
  g_signal_connect_swapped (party, "changed", G_CALLBACK (on_changed_cb), self);

  return party;
}

static GtkWidget *
create_files (DeskFormField *self)
{
  GtkWidget *list = desk_form_file_list_new (self->field, self->files);

  self->file_list = DESK_FORM_FILE_LIST (list);
  self->input = desk_form_file_list_get_input (self->file_list);

  return list;
}

/* --- texts --- */

static GtkWidget *
create_long_text (DeskFormField *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *text = gtk_text_view_new ();

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (text), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (text), FALSE);
  gtk_widget_add_css_class (scroller, "form-text");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), text);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), LONG_TEXT_HEIGHT);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 3 * LONG_TEXT_HEIGHT);
  g_signal_connect_swapped (gtk_text_view_get_buffer (GTK_TEXT_VIEW (text)), "changed",
                            G_CALLBACK (on_changed_cb), self);
  self->text = GTK_TEXT_VIEW (text);
  self->input = text;

  return scroller;
}

static GtkWidget *
create_entry (DeskFormField *self)
{
  ClinicFieldKind kind = get_kind (self);
  GtkWidget *entry = gtk_entry_new ();
  GtkWidget *box = NULL;

  self->entry = GTK_EDITABLE (entry);
  self->input = entry;
  gtk_widget_set_hexpand (entry, TRUE);
  if (kind == CLINIC_FIELD_NUMBER || kind == CLINIC_FIELD_MONEY)
    gtk_entry_set_input_purpose (GTK_ENTRY (entry), GTK_INPUT_PURPOSE_NUMBER);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (on_changed_cb), self);
  if (kind != CLINIC_FIELD_DATE && kind != CLINIC_FIELD_MONEY)
    return entry;

  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_box_append (GTK_BOX (box), entry);
  gtk_box_append (GTK_BOX (box),
                  kind == CLINIC_FIELD_DATE ? create_calendar (self) : gtk_label_new ("₽"));

  return box;
}

static GtkWidget *
create_yes (DeskFormField *self)
{
  GtkWidget *yes = gtk_switch_new ();

  gtk_widget_set_halign (yes, GTK_ALIGN_START);
  self->yes = GTK_SWITCH (yes);
  g_signal_connect_swapped (yes, "notify::active", G_CALLBACK (on_changed_cb), self);

  return yes;
}

static GtkWidget *
create_unknown (DeskFormField *self)
{
  GtkWidget *label = gtk_label_new (_ ("Filled in the browser only"));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "dim-label");

  return label;
}

static GtkWidget *
create_input (DeskFormField *self)
{
  switch (get_kind (self))
    {
    case CLINIC_FIELD_LONG_TEXT:
      return create_long_text (self);
    case CLINIC_FIELD_BOOL:
      return create_yes (self);
    case CLINIC_FIELD_CHOICE:
      return create_choice (self);
    case CLINIC_FIELD_USER:
      return create_person (self);
    case CLINIC_FIELD_FILE:
      return create_files (self);
    case CLINIC_FIELD_PARTY:
      return CLINIC_IS_PARTY_LIST (clinic_form_field_get_options (self->field))
               ? create_party (self)
               : create_unknown (self);
    case CLINIC_FIELD_UNKNOWN:
      return create_unknown (self);
    case CLINIC_FIELD_TEXT:
    case CLINIC_FIELD_NUMBER:
    case CLINIC_FIELD_MONEY:
    case CLINIC_FIELD_DATE:
    case CLINIC_FIELD_DATE_TIME:
    default:
      return clinic_form_field_get_multiple (self->field) ? create_long_text (self)
                                                          : create_entry (self);
    }
}

/* --- values --- */

static char *
dup_text (DeskFormField *self)
{
  GtkTextBuffer *buffer = NULL;
  GtkTextIter start, end;

  if (self->entry != NULL)
    return g_strdup (gtk_editable_get_text (self->entry));
  if (self->text == NULL)
    return g_strdup ("");
  buffer = gtk_text_view_get_buffer (self->text);
  gtk_text_buffer_get_bounds (buffer, &start, &end);

  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

/* (transfer full) (nullable): NULL: not of the kind */
static char *
parse_text (DeskFormField *self)
{
  gint64 now = clinic_session_get_now (self->session);
  g_autofree char *text = dup_text (self);

  return clinic_form_field_get_multiple (self->field)
           ? desk_form_parse_lines (get_kind (self), text, now)
           : desk_form_parse (get_kind (self), text, now);
}

char *
desk_form_field_dup_value (DeskFormField *self)
{
  char *value = NULL;

  g_return_val_if_fail (DESK_IS_FORM_FIELD (self), NULL);

  if (self->choice != NULL)
    return desk_form_choice_dup_value (self->choice);
  if (self->party != NULL)
    return desk_form_party_dup_value (self->party);
  if (self->yes != NULL)
    return g_strdup (gtk_switch_get_active (self->yes) ? "Y" : "N");
  if (self->person != NULL)
    return g_strdup (self->person_id != NULL ? self->person_id : "");
  /* what nobody here can change goes back as it came */
  if (get_kind (self) == CLINIC_FIELD_UNKNOWN || get_kind (self) == CLINIC_FIELD_PARTY)
    value = g_strdup (clinic_form_field_get_value (self->field));
  else if (get_kind (self) != CLINIC_FIELD_FILE)
    value = parse_text (self);
  if (value == NULL)
    value = dup_text (self);

  return value;
}

void
desk_form_field_set_value (DeskFormField *self, const char *value)
{
  const char *given = value != NULL ? value : "";

  g_return_if_fail (DESK_IS_FORM_FIELD (self));

  if (self->choice != NULL)
    desk_form_choice_set_value (self->choice, given);
  else if (self->party != NULL)
    desk_form_party_set_value (self->party, given);
  else if (self->yes != NULL)
    gtk_switch_set_active (self->yes, g_str_equal (given, "Y"));
  else if (self->person != NULL)
    {
      char *id = *given != '\0' ? g_strdup (given) : NULL;

      g_clear_pointer (&self->person_id, g_free);
      self->person_id = id;
      show_person (self);
      on_changed_cb (self);
    }
  else
    {
      g_autofree char *text = clinic_form_field_get_multiple (self->field)
                                ? desk_form_format_lines (get_kind (self), given)
                                : desk_form_format (get_kind (self), given);

      if (self->entry != NULL)
        gtk_editable_set_text (self->entry, text);
      else if (self->text != NULL)
        gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), text, -1);
    }
}

static gboolean
is_empty (DeskFormField *self)
{
  g_autofree char *value = NULL;

  if (self->file_list != NULL)
    return g_list_model_get_n_items (G_LIST_MODEL (self->files)) == 0;
  value = desk_form_field_dup_value (self);

  return *g_strstrip (value) == '\0';
}

char *
desk_form_field_dup_problem (DeskFormField *self)
{
  g_autofree char *value = NULL;

  g_return_val_if_fail (DESK_IS_FORM_FIELD (self), NULL);

  if (is_empty (self))
    {
      if (!clinic_form_field_get_required (self->field))
        return NULL;
      return g_strdup (get_kind (self) == CLINIC_FIELD_UNKNOWN
                         ? _ ("This must be filled in the browser first")
                         : _ ("This must be filled"));
    }
  if (self->entry == NULL && self->text == NULL)
    return NULL;
  value = parse_text (self);

  return value == NULL ? g_strdup (desk_form_complaint (get_kind (self))) : NULL;
}

gboolean
desk_form_field_show_problem (DeskFormField *self)
{
  g_autofree char *problem = NULL;

  g_return_val_if_fail (DESK_IS_FORM_FIELD (self), FALSE);

  self->complains = TRUE;
  show_note (self);
  problem = desk_form_field_dup_problem (self);

  return problem != NULL;
}

void
desk_form_field_set_note (DeskFormField *self, const char *note)
{
  g_return_if_fail (DESK_IS_FORM_FIELD (self));

  if (g_strcmp0 (self->said, note) == 0)
    return;
  g_clear_pointer (&self->said, g_free);
  self->said = g_strdup (note);
  show_note (self);
}

/* --- the type --- */

static gboolean
desk_form_field_grab_focus (GtkWidget *widget)
{
  DeskFormField *self = DESK_FORM_FIELD (widget);

  return self->input != NULL && gtk_widget_grab_focus (self->input);
}

static void
desk_form_field_dispose (GObject *object)
{
  DeskFormField *self = DESK_FORM_FIELD (object);
  GtkWidget *child = NULL;

  if (self->files != NULL)
    g_signal_handlers_disconnect_by_data (self->files, self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  self->input = NULL;
  self->file_list = NULL;
  g_clear_object (&self->files);
  g_clear_object (&self->field);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (desk_form_field_parent_class)->dispose (object);
}

static void
desk_form_field_finalize (GObject *object)
{
  DeskFormField *self = DESK_FORM_FIELD (object);

  g_clear_pointer (&self->person_id, g_free);
  g_clear_pointer (&self->said, g_free);

  G_OBJECT_CLASS (desk_form_field_parent_class)->finalize (object);
}

static void
desk_form_field_class_init (DeskFormFieldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = desk_form_field_dispose;
  object_class->finalize = desk_form_field_finalize;
  widget_class->grab_focus = desk_form_field_grab_focus;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "formfield");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  signals[CHANGED] = g_signal_new ("changed", DESK_TYPE_FORM_FIELD, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
desk_form_field_init (DeskFormField *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 3);
  self->files = g_list_store_new (G_TYPE_FILE);
}

static void
add_parts (DeskFormField *self)
{
  const char *name = clinic_form_field_get_name (self->field);
  gboolean required = clinic_form_field_get_required (self->field);
  /* Translators: name of a field that must be filled */
  g_autofree char *title = required ? g_strdup_printf (_ ("%s *"), name != NULL ? name : "")
                                    : g_strdup (name != NULL ? name : "");
  GtkWidget *label = gtk_label_new (title);
  GtkWidget *input = create_input (self);
  GtkWidget *note = gtk_label_new (NULL);

  if (self->input == NULL)
    self->input = input;
  self->note = GTK_LABEL (note);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "form-name");
  gtk_label_set_xalign (self->note, 0);
  gtk_label_set_wrap (self->note, TRUE);
  gtk_label_set_wrap_mode (self->note, PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (note, "caption");
  gtk_widget_set_parent (label, GTK_WIDGET (self));
  gtk_widget_set_parent (input, GTK_WIDGET (self));
  gtk_widget_set_parent (note, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->input), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name != NULL ? name : "", -1);
  if (self->entry != NULL || self->text != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->input), GTK_ACCESSIBLE_PROPERTY_REQUIRED,
                                    required, -1);
}

GtkWidget *
desk_form_field_new (ClinicFormField *field, ClinicSession *session)
{
  DeskFormField *self = g_object_new (DESK_TYPE_FORM_FIELD, NULL);

  self->field = g_object_ref (field);
  self->session = g_object_ref (session);
  add_parts (self);
  g_signal_connect_swapped (self->files, "items-changed", G_CALLBACK (on_changed_cb), self);
  desk_form_field_set_value (self, clinic_form_field_get_value (field));
  show_note (self);

  return GTK_WIDGET (self);
}

ClinicFormField *
desk_form_field_get_field (DeskFormField *self)
{
  g_return_val_if_fail (DESK_IS_FORM_FIELD (self), NULL);

  return self->field;
}

GListModel *
desk_form_field_get_files (DeskFormField *self)
{
  g_return_val_if_fail (DESK_IS_FORM_FIELD (self), NULL);

  return G_LIST_MODEL (self->files);
}

void
desk_form_field_add_file (DeskFormField *self, GFile *file)
{
  g_return_if_fail (DESK_IS_FORM_FIELD (self));

  if (self->file_list != NULL)
    desk_form_file_list_add (self->file_list, file);
}

void
desk_form_field_clear_files (DeskFormField *self)
{
  g_return_if_fail (DESK_IS_FORM_FIELD (self));

  g_list_store_remove_all (self->files);
}

GtkEditable *
desk_form_field_get_editable (DeskFormField *self)
{
  g_return_val_if_fail (DESK_IS_FORM_FIELD (self), NULL);

  return self->entry;
}
