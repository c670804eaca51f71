/* desk-day-card.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-day-card"

#include "desk-day-card.h"

#include <glib/gi18n.h>

#include "desk-card-words.h"
#include "desk-draw.h"
#include "desk-format.h"
#include "desk-stage-badge.h"

#define GAP 6
#define PENDING_HEIGHT 3
/* In less, in heights of a line, there is only room for the name: where the card is says when. */
#define NARROW 7

struct _DeskDayCard
{
  GtkWidget parent_instance;

  ClinicSession *session;   /* owned */
  ClinicAppointment *visit; /* owned */
  gboolean with_doctor;
  gboolean assumed;
  gboolean dimmed;
};

G_DEFINE_FINAL_TYPE (DeskDayCard, desk_day_card, GTK_TYPE_WIDGET)

enum
{
  ACTIVATED,
  MENU,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* --- what it says --- */

static char *
dup_label (DeskDayCard *self)
{
  ClinicStage *stage = clinic_appointment_get_stage (self->visit);
  const char *stage_name = stage != NULL ? clinic_stage_get_name (stage) : NULL;
  g_autofree char *label =
    desk_card_label (self->visit, clinic_session_get_now (self->session), FALSE);
  g_autoptr (GString) text = g_string_new (label);

  if (stage_name != NULL && *stage_name != '\0')
    g_string_append_printf (text, ", %s", stage_name);
  if (self->assumed)
    g_string_append_printf (text, ", %s", _ ("length not given: 30 min are assumed"));

  return g_strdup (text->str);
}

static void
update (DeskDayCard *self)
{
  const char *classes[] = { NULL, NULL, NULL, NULL };
  g_autofree char *label = dup_label (self);
  guint n = 0;

  desk_stage_look (clinic_appointment_get_stage (self->visit), &classes[n++]);
  if (self->assumed)
    classes[n++] = "assumed";
  if (self->dimmed)
    classes[n++] = "dimmed";
  gtk_widget_set_css_classes (GTK_WIDGET (self), classes);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
on_query_tooltip_cb (DeskDayCard *self,
                     int x,
                     int y,
                     gboolean keyboard,
                     GtkTooltip *tooltip,
                     gpointer user_data)
{
  g_autofree char *label = dup_label (self);

  gtk_tooltip_set_text (tooltip, label);

  return TRUE;
}

/* --- how it looks --- */

typedef struct
{
  GtkWidget *widget;
  GtkSnapshot *snapshot;
  int right;
  int y;
  int step;
  int left; /* lines that there is room for */
} Pen;

static gboolean
is_narrow (const Pen *pen)
{
  return pen->right < NARROW * pen->step;
}

/* A line with something at its right end (nullable), when there is room and something to say. */
static void
draw_line (Pen *pen, const char *text, const char *more, const char *colour_name)
{
  GdkRGBA colour = desk_draw_colour (pen->widget, colour_name, colour_name != NULL ? 1.0 : 0.75);
  GdkRGBA dim = desk_draw_colour (pen->widget, NULL, 0.75);
  int end = pen->right;

  if (pen->left <= 0 || ((text == NULL || *text == '\0') && (more == NULL || *more == '\0')))
    return;
  if (more != NULL && *more != '\0' && !is_narrow (pen))
    end =
      desk_draw_text (pen->widget, pen->snapshot, more, NULL, 0, pen->right, pen->y, TRUE, &dim) -
      GAP;
  desk_draw_text (pen->widget, pen->snapshot, text, NULL, 0, end, pen->y, FALSE, &colour);
  pen->y += pen->step;
  pen->left--;
}

/* (transfer full): the mark of the stage, and the time unless the name would be cut for it: the row
 * says the time already. */
static char *
dup_when (DeskDayCard *self, PangoAttrList *figures, int name_width, int room)
{
  const char *mark = desk_stage_look (clinic_appointment_get_stage (self->visit), NULL);
  g_autofree char *time = desk_card_time (self->visit);
  g_autofree char *when = g_strdup_printf ("%s %s", mark, time);

  if (desk_draw_width (GTK_WIDGET (self), when, figures) + GAP + name_width <= room)
    return g_steal_pointer (&when);

  return g_strdup (mark);
}

/* The only line of a short visit has room for its state, too. */
static void
draw_head (DeskDayCard *self, Pen *pen, const char *state, const char *state_colour)
{
  g_autoptr (PangoAttrList) figures = pango_attr_list_new ();
  g_autoptr (PangoAttrList) bold = pango_attr_list_new ();
  g_autofree char *name = desk_card_short_name (self->visit);
  g_autofree char *when = NULL;
  GdkRGBA colour = desk_draw_colour (pen->widget, NULL, 1.0);
  GdkRGBA other = desk_draw_colour (pen->widget, state_colour, state_colour != NULL ? 1.0 : 0.75);
  int end = pen->right;
  int at = 0;

  pango_attr_list_insert (figures, pango_attr_font_features_new ("tnum"));
  pango_attr_list_insert (bold, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  if (pen->left == 1 && !is_narrow (pen))
    end = desk_draw_text (pen->widget, pen->snapshot, state, NULL, pen->right * 5 / 8, pen->right,
                          pen->y, TRUE, &other) -
          GAP;
  when = dup_when (self, figures, desk_draw_width (pen->widget, name, bold), end);
  at = desk_draw_text (pen->widget, pen->snapshot, when, figures, 0, end, pen->y, FALSE, &colour);
  desk_draw_text (pen->widget, pen->snapshot, name, bold, at + GAP, end, pen->y, FALSE, &colour);
  pen->y += pen->step;
  pen->left--;
}

/* mis: (nullable): that the medical system says the same */
static void
draw_facts (DeskDayCard *self, Pen *pen, const char *mis)
{
  gint64 amount = clinic_appointment_get_amount (self->visit);
  gboolean first = clinic_appointment_get_first_visit (self->visit) == CLINIC_FIRST_VISIT_YES;
  g_autofree char *facts =
    desk_card_facts (self->visit, clinic_session_get_now (self->session), FALSE);
  g_autofree char *money = amount != 0 ? desk_format_money (amount) : NULL;
  g_autofree char *ladder = desk_card_ladder (self->visit);
  g_autofree char *doctor = self->with_doctor ? desk_card_short_doctor (self->visit) : NULL;
  gboolean refused = clinic_appointment_get_confirmation (self->visit) == CLINIC_CONFIRMATION_NO;

  draw_line (pen, facts, money, first ? "accent_color" : NULL);
  draw_line (pen, ladder, mis, refused ? "error_color" : NULL);
  draw_line (pen, doctor != NULL ? doctor : clinic_appointment_get_chair (self->visit), NULL, NULL);
}

static void
desk_day_card_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  DeskDayCard *self = DESK_DAY_CARD (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  int step = desk_draw_line_height (widget);
  const char *problem = clinic_appointment_get_problem (self->visit);
  gboolean late = FALSE;
  g_autofree char *state =
    desk_card_waiting (self->visit, clinic_session_get_now (self->session), &late);
  gboolean differs = clinic_appointment_get_mismatches (self->visit) != 0;
  g_autofree char *whole = desk_card_mis_badge (self->visit);
  g_autofree char *brief = desk_card_mis_short_badge (self->visit);
  const char *mis = desk_draw_width (widget, whole, NULL) > width ? brief : whole;
  const char *words = problem != NULL && *problem != '\0' ? problem : state;
  const char *colour = words == problem || late ? "error_color" : NULL;
  Pen pen = { widget, snapshot, width, 1, step, MAX (height / step, 1) };

  /* what the medical system says otherwise must not be missed in a short visit either */
  if (*words == '\0' && differs)
    {
      words = mis;
      colour = "warning_color";
    }
  if (pen.left == 1)
    pen.y = (height - step) / 2;
  if (clinic_appointment_get_pending (self->visit))
    {
      GdkRGBA accent = desk_draw_colour (widget, "accent_bg_color", 1.0);

      gtk_snapshot_append_color (snapshot, &accent,
                                 &GRAPHENE_RECT_INIT (0, (float) (height - PENDING_HEIGHT),
                                                      (float) width, PENDING_HEIGHT));
    }
  draw_head (self, &pen, words, colour);
  draw_line (&pen, words, NULL, colour);
  if (differs && words != mis)
    draw_line (&pen, mis, NULL, "warning_color");
  draw_facts (self, &pen, differs ? NULL : mis);
}

static void
desk_day_card_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  /* The day says how large it is. */
  *minimum = *natural = 0;
}

/* --- what a person does with it --- */

static void
on_released_cb (GtkGestureClick *click, int n_press, double x, double y, DeskDayCard *self)
{
  guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (click));

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (button == GDK_BUTTON_PRIMARY)
    g_signal_emit (self, signals[ACTIVATED], 0);
  else if (button == GDK_BUTTON_SECONDARY)
    g_signal_emit (self, signals[MENU], 0, x, y);
}

static gboolean
on_key_cb (GtkEventControllerKey *keys,
           guint keyval,
           guint code,
           GdkModifierType state,
           DeskDayCard *self)
{
  GdkModifierType mask = state & gtk_accelerator_get_default_mod_mask ();

  if (mask == 0 && (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter))
    g_signal_emit (self, signals[ACTIVATED], 0);
  else if (keyval == GDK_KEY_Menu || (keyval == GDK_KEY_F10 && mask == GDK_SHIFT_MASK))
    g_signal_emit (self, signals[MENU], 0, 0.0, (double) gtk_widget_get_height (GTK_WIDGET (self)));
  else
    return GDK_EVENT_PROPAGATE;

  return GDK_EVENT_STOP;
}

static void
desk_day_card_dispose (GObject *object)
{
  DeskDayCard *self = DESK_DAY_CARD (object);

  if (self->visit != NULL)
    g_signal_handlers_disconnect_by_data (self->visit, self);
  g_clear_object (&self->visit);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (desk_day_card_parent_class)->dispose (object);
}

static void
desk_day_card_class_init (DeskDayCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = desk_day_card_dispose;
  widget_class->snapshot = desk_day_card_snapshot;
  widget_class->measure = desk_day_card_measure;

  signals[ACTIVATED] = g_signal_new ("activated", DESK_TYPE_DAY_CARD, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 0);
  signals[MENU] = g_signal_new ("menu", DESK_TYPE_DAY_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  gtk_widget_class_set_css_name (widget_class, "daycard");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_BUTTON);
}

static void
desk_day_card_init (DeskDayCard *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (on_query_tooltip_cb), NULL);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), 0);
  g_signal_connect (click, "released", G_CALLBACK (on_released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

GtkWidget *
desk_day_card_new (ClinicSession *session, ClinicAppointment *visit)
{
  DeskDayCard *self = g_object_new (DESK_TYPE_DAY_CARD, NULL);

  self->session = g_object_ref (session);
  self->visit = g_object_ref (visit);
  g_signal_connect_swapped (visit, "notify", G_CALLBACK (update), self);
  update (self);

  return GTK_WIDGET (self);
}

ClinicAppointment *
desk_day_card_get_visit (DeskDayCard *self)
{
  g_return_val_if_fail (DESK_IS_DAY_CARD (self), NULL);

  return self->visit;
}

void
desk_day_card_set_facts (DeskDayCard *self, gboolean with_doctor, gboolean assumed)
{
  g_return_if_fail (DESK_IS_DAY_CARD (self));

  if (self->with_doctor == with_doctor && self->assumed == assumed)
    return;
  self->with_doctor = with_doctor;
  self->assumed = assumed;
  update (self);
}

void
desk_day_card_set_dimmed (DeskDayCard *self, gboolean dimmed)
{
  g_return_if_fail (DESK_IS_DAY_CARD (self));

  if (self->dimmed == dimmed)
    return;
  self->dimmed = dimmed;
  update (self);
}

void
desk_day_card_tick (DeskDayCard *self)
{
  g_return_if_fail (DESK_IS_DAY_CARD (self));

  update (self);
}
