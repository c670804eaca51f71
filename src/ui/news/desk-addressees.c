/* desk-addressees.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-addressees"

#include "desk-addressees.h"

#include <glib/gi18n.h>

#include "clinic-colleague.h"
#include "clinic-department.h"
#include "clinic-enums.h"
#include "desk-fit.h"
#include "desk-wrap-layout.h"

#include <string.h>

#define EVERYBODY "UA"
#define INDENT 18
#define LIST_HEIGHT 168
#define DEEPEST 20

struct _DeskAddressees
{
  GtkBox parent_instance;

  ClinicAddressees *addressees; /* owned */
  GPtrArray *codes;             /* owned: of what was chosen, in that order */
  gint64 me;
  GtkWidget *chips;       /* unowned, child, as all below */
  GtkLabel *words;        /* how many people */
  GtkSearchEntry *search; /* what of */
  GtkListBox *list;
  GtkLabel *state;
};

G_DEFINE_FINAL_TYPE (DeskAddressees, desk_addressees, GTK_TYPE_BOX)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void update (DeskAddressees *self);

static guint
count (GListModel *model)
{
  return model != NULL ? g_list_model_get_n_items (model) : 0;
}

static gboolean
is_chosen (DeskAddressees *self, const char *code)
{
  return g_ptr_array_find_with_equal_func (self->codes, code, g_str_equal, NULL);
}

/* Everybody is everybody: what else was chosen goes, and the other way round. */
static void
toggle (DeskAddressees *self, const char *code)
{
  guint position;

  if (g_ptr_array_find_with_equal_func (self->codes, code, g_str_equal, &position))
    {
      g_ptr_array_remove_index (self->codes, position);
    }
  else
    {
      if (g_str_equal (code, EVERYBODY))
        g_ptr_array_set_size (self->codes, 0);
      else if (g_ptr_array_find_with_equal_func (self->codes, EVERYBODY, g_str_equal, &position))
        g_ptr_array_remove_index (self->codes, position);
      g_ptr_array_add (self->codes, g_strdup (code));
    }
  update (self);
}

/* --- who that is --- */

static gint64
find_parent (DeskAddressees *self, gint64 id)
{
  GListModel *departments = clinic_addressees_get_departments (self->addressees);

  for (guint i = 0; i < count (departments); i++)
    {
      g_autoptr (ClinicDepartment) department = g_list_model_get_item (departments, i);

      if (clinic_department_get_id (department) == id)
        return clinic_department_get_parent_id (department);
    }

  return 0;
}

static gboolean
gets_it (DeskAddressees *self, ClinicColleague *colleague)
{
  GListModel *departments = clinic_colleague_get_departments (colleague);
  gint64 user = clinic_user_get_id (clinic_colleague_get_user (colleague));
  g_autofree char *own = g_strdup_printf ("U%" G_GINT64_FORMAT, user);

  if (user == self->me)
    return FALSE;
  if (is_chosen (self, EVERYBODY) || is_chosen (self, own))
    return TRUE;
  for (guint i = 0; i < count (departments); i++)
    {
      g_autoptr (ClinicDepartment) department = g_list_model_get_item (departments, i);
      gint64 id = clinic_department_get_id (department);

      for (guint depth = 0; id > 0 && depth < DEEPEST; depth++, id = find_parent (self, id))
        {
          g_autofree char *code = g_strdup_printf ("DR%" G_GINT64_FORMAT, id);

          if (is_chosen (self, code))
            return TRUE;
        }
    }

  return FALSE;
}

guint
desk_addressees_count (DeskAddressees *self)
{
  GListModel *colleagues = NULL;
  guint n_people = 0;

  g_return_val_if_fail (DESK_IS_ADDRESSEES (self), 0);

  colleagues = clinic_addressees_get_colleagues (self->addressees);
  for (guint i = 0; i < count (colleagues); i++)
    {
      g_autoptr (ClinicColleague) colleague = g_list_model_get_item (colleagues, i);

      n_people += gets_it (self, colleague) ? 1 : 0;
    }

  return n_people;
}

/* (transfer full) */
static char *
dup_person (ClinicColleague *colleague)
{
  ClinicUser *user = clinic_colleague_get_user (colleague);
  const char *last = clinic_user_get_last_name (user);
  const char *first = clinic_user_get_first_name (user);

  return g_strstrip (
    g_strdup_printf ("%s %s", last != NULL ? last : "", first != NULL ? first : ""));
}

/* (transfer full): what a chip says */
static char *
dup_name (DeskAddressees *self, const char *code)
{
  GListModel *departments = clinic_addressees_get_departments (self->addressees);
  GListModel *colleagues = clinic_addressees_get_colleagues (self->addressees);
  gint64 id = g_ascii_strtoll (code + strcspn (code, "0123456789"), NULL, 10);

  if (g_str_equal (code, EVERYBODY))
    return g_strdup (_ ("All employees"));
  for (guint i = 0; g_str_has_prefix (code, "DR") && i < count (departments); i++)
    {
      g_autoptr (ClinicDepartment) department = g_list_model_get_item (departments, i);

      if (clinic_department_get_id (department) == id)
        return g_strdup (clinic_department_get_name (department));
    }
  for (guint i = 0; !g_str_has_prefix (code, "DR") && i < count (colleagues); i++)
    {
      g_autoptr (ClinicColleague) colleague = g_list_model_get_item (colleagues, i);

      if (clinic_user_get_id (clinic_colleague_get_user (colleague)) == id)
        return dup_person (colleague);
    }

  return g_strdup (code);
}

/* --- chips --- */

static void
on_chip_cb (DeskAddressees *self, GtkWidget *chip)
{
  g_autofree char *code = g_strdup (g_object_get_data (G_OBJECT (chip), "code"));

  /* before the chip goes */
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
  toggle (self, code);
}

static GtkWidget *
make_chip (DeskAddressees *self, const char *code)
{
  GtkWidget *chip = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *name = dup_name (self, code);
  /* Translators: takes somebody off the list of recipients */
  g_autofree char *tip = g_strdup_printf (_ ("Remove: %s"), name);

  gtk_box_append (GTK_BOX (box), gtk_label_new (name));
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("window-close-symbolic"));
  gtk_button_set_child (GTK_BUTTON (chip), box);
  gtk_widget_set_tooltip_text (chip, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, tip, -1);
  gtk_widget_add_css_class (chip, "post-chip");
  g_object_set_data_full (G_OBJECT (chip), "code", g_strdup (code), g_free);
  g_signal_connect_object (chip, "clicked", G_CALLBACK (on_chip_cb), self, G_CONNECT_SWAPPED);

  return chip;
}

static void
show_chips (DeskAddressees *self)
{
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (self->chips)) != NULL)
    gtk_box_remove (GTK_BOX (self->chips), child);
  for (guint i = 0; i < self->codes->len; i++)
    gtk_box_append (GTK_BOX (self->chips), make_chip (self, g_ptr_array_index (self->codes, i)));
  gtk_widget_set_visible (self->chips, self->codes->len > 0);
}

/* --- the list --- */

static void
add_row (DeskAddressees *self, const char *code, const char *name, const char *facts, int depth)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *mark = gtk_image_new_from_icon_name ("object-select-symbolic");
  /* with large text there is no room for both beside each other */
  gboolean large = desk_fit_is_text_large (GTK_WIDGET (self));
  GtkWidget *words =
    gtk_box_new (large ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL, large ? 0 : 9);
  GtkWidget *label = gtk_label_new (name);
  GtkWidget *more = gtk_label_new (facts);

  gtk_widget_set_opacity (mark, is_chosen (self, code) ? 1 : 0);
  gtk_widget_set_margin_start (mark, depth * INDENT);
  gtk_widget_add_css_class (row, "post-addressee");
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (more, "dim-label");
  if (!g_str_has_prefix (code, "U") || g_str_equal (code, EVERYBODY))
    gtk_widget_add_css_class (label, "heading");
  gtk_label_set_ellipsize (GTK_LABEL (more), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), mark);
  gtk_label_set_xalign (GTK_LABEL (more), large ? 0 : 1);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), label);
  gtk_box_append (GTK_BOX (words), more);
  gtk_box_append (GTK_BOX (box), words);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, facts, -1);
  g_object_set_data (G_OBJECT (row), "mark", mark);
  g_object_set_data_full (G_OBJECT (row), "code", g_strdup (code), g_free);
  g_object_set_data_full (G_OBJECT (row), "words", g_utf8_casefold (name, -1), g_free);
  gtk_list_box_append (self->list, row);
}

static void
add_department (DeskAddressees *self, ClinicDepartment *department)
{
  g_autofree char *code =
    g_strdup_printf ("DR%" G_GINT64_FORMAT, clinic_department_get_id (department));
  const char *name = clinic_department_get_name (department);

  add_row (self, code, name != NULL ? name : code, _ ("department"),
           (int) clinic_department_get_depth (department));
}

static void
add_colleague (DeskAddressees *self, ClinicColleague *colleague)
{
  ClinicUser *user = clinic_colleague_get_user (colleague);
  g_autofree char *code = g_strdup_printf ("U%" G_GINT64_FORMAT, clinic_user_get_id (user));
  g_autofree char *name = dup_person (colleague);
  const char *position = clinic_user_get_position (user);

  if (clinic_user_get_id (user) != self->me)
    add_row (self, code, name, position != NULL ? position : "", 0);
}

static void
fill_list (DeskAddressees *self)
{
  GListModel *departments = clinic_addressees_get_departments (self->addressees);
  GListModel *colleagues = clinic_addressees_get_colleagues (self->addressees);
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  if (clinic_addressees_get_state (self->addressees) != CLINIC_LOAD_READY)
    return;
  add_row (self, EVERYBODY, _ ("All employees"), "", 0);
  for (guint i = 0; i < count (departments); i++)
    {
      g_autoptr (ClinicDepartment) department = g_list_model_get_item (departments, i);

      add_department (self, department);
    }
  for (guint i = 0; i < count (colleagues); i++)
    {
      g_autoptr (ClinicColleague) colleague = g_list_model_get_item (colleagues, i);

      add_colleague (self, colleague);
    }
}

static gboolean
is_found (GtkListBoxRow *row, gpointer user_data)
{
  DeskAddressees *self = user_data;
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));
  g_autofree char *wanted = g_strstrip (g_utf8_casefold (text, -1));

  return *wanted == '\0' || strstr (g_object_get_data (G_OBJECT (row), "words"), wanted) != NULL;
}

static void
on_search_cb (DeskAddressees *self)
{
  gtk_list_box_invalidate_filter (self->list);
}

static void
on_row_cb (DeskAddressees *self, GtkListBoxRow *row)
{
  toggle (self, g_object_get_data (G_OBJECT (row), "code"));
}

/* Enter in the search takes the first that is found. */
static void
on_search_activated_cb (DeskAddressees *self)
{
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list));

  /* the list is told of what is typed a moment later */
  while (row != NULL && !is_found (GTK_LIST_BOX_ROW (row), self))
    row = gtk_widget_get_next_sibling (row);
  if (row == NULL)
    return;
  toggle (self, g_object_get_data (G_OBJECT (row), "code"));
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
}

static gboolean
on_search_key_cb (DeskAddressees *self, guint keyval)
{
  if (keyval != GDK_KEY_Down && keyval != GDK_KEY_KP_Down)
    return GDK_EVENT_PROPAGATE;

  return gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);
}

/* --- all of it --- */

static void
show_words (DeskAddressees *self)
{
  guint n_people = desk_addressees_count (self);
  g_autofree char *words =
    self->codes->len == 0
      ? g_strdup (_ ("Nobody is chosen yet"))
      : g_strdup_printf (ngettext ("%u person gets it", "%u people get it", n_people), n_people);

  gtk_label_set_text (self->words, words);
}

static void
update (DeskAddressees *self)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    gtk_widget_set_opacity (g_object_get_data (G_OBJECT (row), "mark"),
                            is_chosen (self, g_object_get_data (G_OBJECT (row), "code")) ? 1 : 0);
  show_chips (self);
  show_words (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_state_cb (DeskAddressees *self)
{
  ClinicLoadState state = clinic_addressees_get_state (self->addressees);
  const char *problem = clinic_addressees_get_problem (self->addressees);
  g_autofree char *words = NULL;

  if (state == CLINIC_LOAD_LOADING)
    words = g_strdup (_ ("Asking the portal who works here…"));
  else if (state != CLINIC_LOAD_READY)
    words = g_strdup_printf (_ ("The portal does not tell who works here: %s"),
                             problem != NULL ? problem : "");
  gtk_label_set_text (self->state, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->state), words != NULL);
  fill_list (self);
  update (self);
}

static void
make_parts (DeskAddressees *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->chips = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_layout_manager (self->chips, desk_wrap_layout_new (6));
  self->words = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->words, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->words), "dim-label");
  self->search = GTK_SEARCH_ENTRY (gtk_search_entry_new ());
  g_object_set (self->search, "placeholder-text", _ ("Department or name"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Recipients"), -1);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_search_key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->search), keys);
  g_signal_connect_object (self->search, "search-changed", G_CALLBACK (on_search_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "activate", G_CALLBACK (on_search_activated_cb), self,
                           G_CONNECT_SWAPPED);
  self->state = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->state, TRUE);
  gtk_label_set_xalign (self->state, 0);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_list_box_set_filter_func (self->list, is_found, self, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Departments and employees"), -1);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (on_row_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_set_size_request (scroller, -1, LIST_HEIGHT);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  gtk_scrolled_window_set_has_frame (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_box_append (GTK_BOX (self), self->chips);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->words));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->search));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->state));
  gtk_box_append (GTK_BOX (self), scroller);
}

static void
desk_addressees_finalize (GObject *object)
{
  DeskAddressees *self = DESK_ADDRESSEES (object);

  g_clear_pointer (&self->codes, g_ptr_array_unref);
  g_clear_object (&self->addressees);

  G_OBJECT_CLASS (desk_addressees_parent_class)->finalize (object);
}

static void
desk_addressees_class_init (DeskAddresseesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = desk_addressees_finalize;

  signals[CHANGED] = g_signal_new ("changed", DESK_TYPE_ADDRESSEES, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
desk_addressees_init (DeskAddressees *self)
{
  self->codes = g_ptr_array_new_with_free_func (g_free);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  make_parts (self);
}

GtkWidget *
desk_addressees_new (ClinicNews *news, gint64 me)
{
  DeskAddressees *self = g_object_new (DESK_TYPE_ADDRESSEES, NULL);

  self->me = me;
  self->addressees = clinic_news_open_addressees (news);
  g_signal_connect_object (self->addressees, "notify::state", G_CALLBACK (on_state_cb), self,
                           G_CONNECT_SWAPPED);
  on_state_cb (self);

  return GTK_WIDGET (self);
}

char **
desk_addressees_dup_codes (DeskAddressees *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_return_val_if_fail (DESK_IS_ADDRESSEES (self), NULL);

  for (guint i = 0; i < self->codes->len; i++)
    g_strv_builder_add (builder, g_ptr_array_index (self->codes, i));

  return g_strv_builder_end (builder);
}

void
desk_addressees_clear (DeskAddressees *self)
{
  g_return_if_fail (DESK_IS_ADDRESSEES (self));

  g_ptr_array_set_size (self->codes, 0);
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  update (self);
}

void
desk_addressees_set_codes (DeskAddressees *self, const char *const *codes)
{
  g_return_if_fail (DESK_IS_ADDRESSEES (self));

  g_ptr_array_set_size (self->codes, 0);
  for (guint i = 0; codes[i] != NULL; i++)
    g_ptr_array_add (self->codes, g_strdup (codes[i]));
  update (self);
}
