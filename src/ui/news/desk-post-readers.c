/* desk-post-readers.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-post-readers"

#include "desk-post-readers.h"

#include <glib/gi18n.h>

#include "clinic-colleague.h"
#include "clinic-department.h"
#include "clinic-enums.h"
#include "desk-format.h"
#include "desk-post-proof.h"

#define LIST_HEIGHT 360
#define LIST_WIDTH 340
/* seconds after a reminder in which nobody is reminded again */
#define REMINDED_ENOUGH (10 * 60)

struct _DeskPostReaders
{
  AdwBin parent_instance;

  ClinicPost *post;      /* owned (nullable) */
  DeskPostLook *look;    /* unowned (nullable): of the post */
  GSignalGroup *signals; /* owned: of the readership */
  GtkMenuButton *button; /* unowned, child */
  GtkLabel *words;       /* unowned, in the button */
  GtkBox *list;          /* unowned, in the button's popover, as the others */
  GtkButton *remind;
  GtkLabel *reminded;
  DeskExport *export;
  ClinicReadership *next; /* owned (nullable): asked anew, to be shown when it is told */
};

G_DEFINE_FINAL_TYPE (DeskPostReaders, desk_post_readers, ADW_TYPE_BIN)

static guint
count (GListModel *model)
{
  return model != NULL ? g_list_model_get_n_items (model) : 0;
}

/* (transfer full) */
static char *
dup_words (ClinicReadership *readership)
{
  GListModel *missing = NULL;
  guint n_readers = 0;

  if (readership == NULL)
    return g_strdup (_ ("Who has read it"));

  missing = clinic_readership_get_missing (readership);
  n_readers = count (clinic_readership_get_readers (readership));
  switch (clinic_readership_get_state (readership))
    {
    case CLINIC_LOAD_LOADING:
      if (clinic_readership_get_readers (readership) == NULL)
        return g_strdup (_ ("Who has read it: asking the portal…"));
      break;
    case CLINIC_LOAD_MISSING:
      return g_strdup (_ ("Who has read it: the portal does not tell this desk"));
    case CLINIC_LOAD_STALE:
      if (clinic_readership_get_readers (readership) == NULL)
        return g_strdup (_ ("Who has read it: the portal does not answer"));
      break;
    case CLINIC_LOAD_READY:
    default:
      break;
    }
  if (missing == NULL)
    return g_strdup_printf (ngettext ("%u person has read it", "%u people have read it", n_readers),
                            n_readers);
  if (count (missing) == 0)
    return g_strdup_printf (_ ("All %u have read it"), n_readers);

  /* Translators: how many have read it, and how many were to */
  return g_strdup_printf (_ ("%1$u of %2$u have read it · who has not"), n_readers,
                          n_readers + count (missing));
}

/* --- the list --- */

static void
add_label (DeskPostReaders *self, const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, style);
  gtk_box_append (self->list, label);
}

/* (transfer full): that she read it by a poll, “on shift 9:00–21:00”, or the position of who is not
 * in the plan */
static char *
dup_facts (ClinicColleague *colleague)
{
  const char *position = clinic_user_get_position (clinic_colleague_get_user (colleague));
  gint64 start = clinic_colleague_get_shift_start (colleague);
  g_autofree char *from = desk_format_time (start);
  g_autofree char *to = desk_format_time (clinic_colleague_get_shift_end (colleague));

  if (clinic_colleague_get_polled (colleague))
    return g_strdup (_ ("answered in the poll"));
  if (start > 0)
    /* Translators: the shift of today, by the plan: from, until */
    return g_strdup_printf (_ ("on shift today %1$s–%2$s"), from, to);
  if (clinic_colleague_get_planned (colleague) && (position == NULL || *position == '\0'))
    return g_strdup (_ ("not on shift today"));
  if (clinic_colleague_get_planned (colleague))
    /* Translators: the position of an employee */
    return g_strdup_printf (_ ("%s, not on shift today"), position);

  return g_strdup (position != NULL ? position : "");
}

static void
add_person (DeskPostReaders *self, ClinicColleague *colleague)
{
  ClinicUser *user = clinic_colleague_get_user (colleague);
  const char *last = clinic_user_get_last_name (user);
  const char *first = clinic_user_get_first_name (user);
  g_autofree char *name =
    g_strdup_printf ("%s %s", last != NULL ? last : "", first != NULL ? first : "");
  g_autofree char *facts = dup_facts (colleague);

  add_label (self, g_strstrip (name), "post-reader");
  if (*facts != '\0')
    add_label (self, facts, "post-reader-facts");
}

/* (transfer full) (nullable) */
static char *
dup_department (ClinicColleague *colleague)
{
  GListModel *departments = clinic_colleague_get_departments (colleague);
  g_autoptr (ClinicDepartment) first =
    departments != NULL ? g_list_model_get_item (departments, 0) : NULL;

  return first != NULL ? g_strdup (clinic_department_get_name (first)) : NULL;
}

/* by departments, as they are sorted */
static void
add_people (DeskPostReaders *self, const char *words, GListModel *people)
{
  g_autofree char *title = NULL;
  g_autofree char *before = NULL;

  if (count (people) == 0)
    return;
  /* Translators: “Have read it: 9” */
  title = g_strdup_printf (C_ ("readers", "%1$s: %2$u"), words, count (people));
  add_label (self, title, "heading");
  for (guint i = 0; i < count (people); i++)
    {
      g_autoptr (ClinicColleague) colleague = g_list_model_get_item (people, i);
      g_autofree char *department = dup_department (colleague);

      if (department != NULL && g_strcmp0 (department, before) != 0)
        add_label (self, department, "post-reader-department");
      g_clear_pointer (&before, g_free);
      before = g_steal_pointer (&department);
      add_person (self, colleague);
    }
}

static void
show_reminder (DeskPostReaders *self, ClinicReadership *readership)
{
  gint64 now = clinic_session_get_now (self->look->session);
  gint64 when = readership != NULL ? clinic_readership_get_reminded (readership) : 0;
  guint n_missing = readership != NULL ? count (clinic_readership_get_missing (readership)) : 0;
  g_autofree char *moment = NULL;
  g_autofree char *words = NULL;
  g_autofree char *label = NULL;

  when = MAX (when, self->look->reminded);
  moment = desk_format_day_time (when, now);
  words = when > 0 ? g_strdup_printf (_ ("Reminded %s"), moment) : g_strdup ("");
  label = g_strdup_printf (ngettext ("Remind %u Person", "Remind %u People", n_missing), n_missing);
  gtk_label_set_text (self->reminded, words);
  gtk_widget_set_visible (GTK_WIDGET (self->reminded), when > 0 && n_missing > 0);
  gtk_button_set_label (self->remind, label);
  gtk_widget_set_visible (GTK_WIDGET (self->remind), n_missing > 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->remind), when == 0 || now >= when + REMINDED_ENOUGH);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->remind), "x",
                                    clinic_post_get_id (self->post));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->remind), "news.remind");
}

static void
fill_list (DeskPostReaders *self)
{
  ClinicReadership *readership = self->look != NULL ? self->look->readership : NULL;
  GtkWidget *child = NULL;
  const char *problem = NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_box_remove (self->list, child);
  if (readership == NULL)
    return;

  problem = clinic_readership_get_problem (readership);
  show_reminder (self, readership);
  desk_post_proof_offer (self->export, self->look->session, self->post, readership);
  add_people (self, _ ("Have not read it"), clinic_readership_get_missing (readership));
  add_people (self, _ ("Have read it"), clinic_readership_get_readers (readership));
  if (clinic_readership_get_state (readership) == CLINIC_LOAD_LOADING)
    add_label (self, _ ("Asking the portal…"), "dim-label");
  else if (problem != NULL && *problem != '\0')
    add_label (self, problem, "warning");
  else if (clinic_readership_get_missing (readership) == NULL)
    add_label (self,
               _ ("Only those who have read it are known: to whom it was sent the portal tells "
                  "its author and administrators."),
               "dim-label");
}

static void
update (DeskPostReaders *self)
{
  g_autofree char *words = dup_words (self->look != NULL ? self->look->readership : NULL);

  gtk_label_set_text (self->words, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words, -1);
  if (gtk_widget_get_visible (GTK_WIDGET (gtk_menu_button_get_popover (self->button))))
    fill_list (self);
}

static void
ask (DeskPostReaders *self)
{
  if (self->look->readership == NULL)
    self->look->readership =
      clinic_news_open_readership (clinic_session_get_news (self->look->session), self->post);
  g_signal_group_set_target (self->signals, self->look->readership);
  update (self);
}

/* what was asked anew takes the place of what is on show, when it has come */
static void
on_told_cb (DeskPostReaders *self)
{
  if (self->next == NULL || self->look == NULL ||
      clinic_readership_get_state (self->next) == CLINIC_LOAD_LOADING)
    return;
  g_signal_handlers_disconnect_by_func (self->next, on_told_cb, self);
  g_clear_object (&self->look->readership);
  self->look->readership = g_steal_pointer (&self->next);
  ask (self);
}

static void
ask_anew (DeskPostReaders *self)
{
  if (self->next != NULL ||
      clinic_readership_get_state (self->look->readership) == CLINIC_LOAD_LOADING)
    return;
  self->next =
    clinic_news_open_readership (clinic_session_get_news (self->look->session), self->post);
  g_signal_connect_object (self->next, "notify::state", G_CALLBACK (on_told_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
on_shown_cb (DeskPostReaders *self)
{
  gboolean known = FALSE;

  if (self->look == NULL)
    return;
  known = self->look->readership != NULL;
  ask (self);
  if (known)
    ask_anew (self);
  fill_list (self);
}

static GtkWidget *
make_list (DeskPostReaders *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->list = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 3));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), LIST_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  gtk_widget_set_size_request (scroller, LIST_WIDTH, -1);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "post-readers");
  self->remind = GTK_BUTTON (gtk_button_new ());
  gtk_widget_set_visible (GTK_WIDGET (self->remind), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->remind), "suggested-action");
  self->reminded = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_set_visible (GTK_WIDGET (self->reminded), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->reminded), "dim-label");
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->reminded));
  self->export = DESK_EXPORT (desk_export_new ());
  gtk_widget_set_visible (GTK_WIDGET (self->export), FALSE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->remind), TRUE);
  gtk_widget_set_halign (GTK_WIDGET (self->export), GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (buttons), GTK_WIDGET (self->remind));
  gtk_box_append (GTK_BOX (buttons), GTK_WIDGET (self->export));
  gtk_box_append (GTK_BOX (box), buttons);

  return box;
}

static void
make_button (DeskPostReaders *self)
{
  GtkWidget *popover = gtk_popover_new ();

  gtk_popover_set_child (GTK_POPOVER (popover), make_list (self));
  self->words = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->words, TRUE);
  gtk_label_set_xalign (self->words, 0);
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_child (self->button, GTK_WIDGET (self->words));
  gtk_menu_button_set_has_frame (self->button, FALSE);
  gtk_menu_button_set_always_show_arrow (self->button, TRUE);
  gtk_menu_button_set_popover (self->button, popover);
  gtk_widget_set_halign (GTK_WIDGET (self->button), GTK_ALIGN_START);
  g_signal_connect_object (popover, "show", G_CALLBACK (on_shown_cb), self, G_CONNECT_SWAPPED);
}

static void
desk_post_readers_dispose (GObject *object)
{
  DeskPostReaders *self = DESK_POST_READERS (object);

  self->look = NULL;
  /* a popover that is open when its window goes would keep what it offers */
  if (self->export != NULL)
    desk_export_set_make (self->export, NULL, NULL, NULL);
  self->export = NULL;
  g_clear_object (&self->next);
  g_clear_object (&self->signals);
  g_clear_object (&self->post);

  G_OBJECT_CLASS (desk_post_readers_parent_class)->dispose (object);
}

static void
desk_post_readers_class_init (DeskPostReadersClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = desk_post_readers_dispose;
}

static void
desk_post_readers_init (DeskPostReaders *self)
{
  self->signals = g_signal_group_new (CLINIC_TYPE_READERSHIP);
  g_signal_group_connect_object (self->signals, "notify", G_CALLBACK (update), self,
                                 G_CONNECT_SWAPPED);
  make_button (self);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->button));
}

GtkWidget *
desk_post_readers_new (void)
{
  return g_object_new (DESK_TYPE_POST_READERS, NULL);
}

/* who wrote it wants to know without asking */
static gboolean
is_own (DeskPostReaders *self)
{
  gint64 author = clinic_post_get_author_id (self->post);

  return author > 0 &&
         author == clinic_link_get_user_id (clinic_session_get_link (self->look->session));
}

void
desk_post_readers_show (DeskPostReaders *self, ClinicPost *post, DeskPostLook *look)
{
  g_return_if_fail (DESK_IS_POST_READERS (self));

  if (g_set_object (&self->post, post))
    g_clear_object (&self->next);
  self->look = look;
  if (look->pinned || is_own (self))
    {
      ask (self);
      return;
    }
  g_signal_group_set_target (self->signals, look->readership);
  update (self);
}
