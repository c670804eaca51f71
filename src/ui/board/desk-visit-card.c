/* desk-visit-card.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-visit-card"

#include "desk-visit-card.h"

#include <glib/gi18n.h>

#include "clinic-enums.h"
#include "desk-card-trouble.h"
#include "desk-card-words.h"
#include "desk-draw.h"
#include "desk-format.h"

#define PADDING 8
#define GAP 2
#define N_LINES 4
#define PENDING_HEIGHT 3

struct _DeskVisitCard
{
  GtkWidget parent_instance;

  ClinicSession *session;   /* owned */
  ClinicAppointment *visit; /* owned, (nullable) */
  gulong handler;
  GtkWidget *trouble; /* owned child, (nullable): only while something is wrong */
  char *mover;        /* owned, (nullable) */
  gboolean with_day;
};

G_DEFINE_FINAL_TYPE (DeskVisitCard, desk_visit_card, GTK_TYPE_WIDGET)

/* --- what is wrong with it --- */

static void
show_trouble (DeskVisitCard *self)
{
  const char *problem = self->visit != NULL ? clinic_appointment_get_problem (self->visit) : NULL;
  GtkWidget *trouble = NULL;

  if (problem != NULL && *problem != '\0')
    trouble = desk_card_trouble_new (self->session, CLINIC_ENTITY_APPOINTMENT,
                                     clinic_appointment_get_id (self->visit));
  if (self->trouble == NULL && trouble == NULL)
    return;

  g_clear_pointer (&self->trouble, gtk_widget_unparent);
  self->trouble = trouble;
  if (trouble != NULL)
    gtk_widget_set_parent (trouble, GTK_WIDGET (self));
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/* --- what it says --- */

/* (transfer full) (nullable) */
static char *
mover_words (DeskVisitCard *self)
{
  /* Translators: who moved this card a moment ago */
  return self->mover != NULL ? g_strdup_printf (_ ("moved by %s"), self->mover) : NULL;
}

static void
update_label (DeskVisitCard *self)
{
  g_autofree char *mover = mover_words (self);
  g_autofree char *words =
    desk_card_label (self->visit, clinic_session_get_now (self->session), self->with_day);
  g_autofree char *label = g_strjoin (", ", words, mover, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
update (DeskVisitCard *self)
{
  if (self->visit != NULL)
    update_label (self);
  show_trouble (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* --- how it looks --- */

static int
lines_height (GtkWidget *widget)
{
  return N_LINES * desk_draw_line_height (widget) + (N_LINES - 1) * GAP + 2 * PADDING;
}

static void
draw_head (DeskVisitCard *self, GtkSnapshot *snapshot, int right, int y)
{
  GtkWidget *widget = GTK_WIDGET (self);
  g_autoptr (PangoAttrList) bold = pango_attr_list_new ();
  g_autofree char *time = desk_card_time (self->visit);
  g_autofree char *name = desk_card_short_name (self->visit);
  GdkRGBA colour = desk_draw_colour (widget, NULL, 1.0);
  int x = 0;

  pango_attr_list_insert (bold, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_attr_list_insert (bold, pango_attr_font_features_new ("tnum"));
  x = desk_draw_text (widget, snapshot, time, bold, PADDING, right, y, FALSE, &colour);
  desk_draw_text (widget, snapshot, name, bold, x + PADDING, right, y, FALSE, &colour);
}

static void
draw_facts (DeskVisitCard *self, GtkSnapshot *snapshot, int right, int y)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gint64 now = clinic_session_get_now (self->session);
  gint64 amount = clinic_appointment_get_amount (self->visit);
  gboolean first = clinic_appointment_get_first_visit (self->visit) == CLINIC_FIRST_VISIT_YES;
  g_autofree char *facts = desk_card_facts (self->visit, now, self->with_day);
  g_autofree char *money = amount != 0 ? desk_format_money (amount) : NULL;
  GdkRGBA colour = desk_draw_colour (widget, first ? "accent_color" : NULL, 1.0);
  GdkRGBA dim = desk_draw_colour (widget, NULL, 0.75);
  int end = desk_draw_text (widget, snapshot, money, NULL, PADDING, right, y, TRUE, &dim);

  desk_draw_text (widget, snapshot, facts, NULL, PADDING, end - PADDING, y, FALSE, &colour);
}

static void
draw_state (DeskVisitCard *self, GtkSnapshot *snapshot, int right, int y)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean late = FALSE;
  g_autofree char *state =
    desk_card_waiting (self->visit, clinic_session_get_now (self->session), &late);
  const char *status = clinic_appointment_get_mis_status (self->visit);
  /* Translators: the medical information system knows this visit; short, on a card */
  const char *mis = status != NULL && *status != '\0' ? C_ ("card", "MIS") : "";
  const char *name = late ? "error_color" : NULL;
  GdkRGBA dim = desk_draw_colour (widget, NULL, 0.75);
  GdkRGBA colour;
  int left = PADDING;

  if (self->mover != NULL)
    {
      g_clear_pointer (&state, g_free);
      state = mover_words (self);
      name = "accent_color";
    }
  else if (*state == '\0')
    {
      g_clear_pointer (&state, g_free);
      state = desk_card_ladder (self->visit);
      if (clinic_appointment_get_confirmation (self->visit) == CLINIC_CONFIRMATION_NO)
        name = "error_color";
    }

  colour = desk_draw_colour (widget, name, name != NULL ? 1.0 : 0.75);
  if (*state != '\0')
    left = desk_draw_text (widget, snapshot, state, NULL, PADDING,
                           *mis != '\0' ? right - right / 6 : right, y, FALSE, &colour) +
           PADDING;
  desk_draw_text (widget, snapshot, mis, NULL, left, right, y, *state != '\0', &dim);
}

static void
draw_backdrop (DeskVisitCard *self, GtkSnapshot *snapshot, int width, int height)
{
  GdkRGBA accent = desk_draw_colour (GTK_WIDGET (self), "accent_bg_color", 1.0);

  if (clinic_appointment_get_pending (self->visit))
    gtk_snapshot_append_color (snapshot, &accent,
                               &GRAPHENE_RECT_INIT (PADDING, (float) (height - PENDING_HEIGHT),
                                                    (float) MAX (width - 2 * PADDING, 0),
                                                    PENDING_HEIGHT));
  if (self->mover == NULL)
    return;
  accent.alpha = 0.15F;
  gtk_snapshot_append_color (snapshot, &accent,
                             &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
}

/* Only over the last line, whose marks need words; elsewhere it would hide the next card. */
static gboolean
on_query_tooltip_cb (DeskVisitCard *self,
                     int x,
                     int y,
                     gboolean keyboard,
                     GtkTooltip *tooltip,
                     gpointer user_data)
{
  int bottom = lines_height (GTK_WIDGET (self));
  g_autofree char *ladder = NULL;
  g_autofree char *mis = NULL;
  g_autofree char *words = NULL;

  if (self->visit == NULL)
    return FALSE;
  if (!keyboard && (y > bottom || y < bottom - PADDING - desk_draw_line_height (GTK_WIDGET (self))))
    return FALSE;

  ladder = desk_card_ladder_words (self->visit);
  mis = desk_card_mis (self->visit);
  words = g_strjoin (*ladder != '\0' && *mis != '\0' ? "\n" : "", ladder, mis, NULL);
  gtk_tooltip_set_text (tooltip, words);

  return *words != '\0';
}

static void
desk_visit_card_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  DeskVisitCard *self = DESK_VISIT_CARD (widget);
  int width = gtk_widget_get_width (widget);
  int step = desk_draw_line_height (widget) + GAP;
  int right = width - PADDING;
  int y = PADDING;
  GdkRGBA dim;
  g_autofree char *doctor = NULL;

  if (self->visit == NULL)
    return;

  dim = desk_draw_colour (widget, NULL, 0.75);
  doctor = desk_card_short_doctor (self->visit);
  draw_backdrop (self, snapshot, width, gtk_widget_get_height (widget));
  draw_head (self, snapshot, right, y);
  draw_facts (self, snapshot, right, y + step);
  desk_draw_text (widget, snapshot, doctor, NULL, PADDING, right, y + 2 * step, FALSE, &dim);
  draw_state (self, snapshot, right, y + 3 * step);

  GTK_WIDGET_CLASS (desk_visit_card_parent_class)->snapshot (widget, snapshot);
}

static GtkSizeRequestMode
desk_visit_card_get_request_mode (GtkWidget *widget)
{
  return DESK_VISIT_CARD (widget)->trouble != NULL ? GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH
                                                   : GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
desk_visit_card_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  DeskVisitCard *self = DESK_VISIT_CARD (widget);
  int more = 0;

  /* The column says how wide a card is. */
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      if (self->trouble != NULL)
        gtk_widget_measure (self->trouble, orientation, -1, &more, NULL, NULL, NULL);
      *minimum = *natural = more + 2 * PADDING;
      return;
    }

  if (self->trouble != NULL)
    gtk_widget_measure (self->trouble, orientation, for_size < 0 ? -1 : for_size - 2 * PADDING,
                        &more, NULL, NULL, NULL);
  *minimum = *natural = lines_height (widget) + (more > 0 ? more + PADDING : 0);
}

static void
desk_visit_card_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  DeskVisitCard *self = DESK_VISIT_CARD (widget);
  int top = 0;
  GtkAllocation allocation;

  if (self->trouble == NULL)
    return;

  top = lines_height (widget);
  allocation = (GtkAllocation){ PADDING, top, width - 2 * PADDING, height - top - PADDING };
  gtk_widget_size_allocate (self->trouble, &allocation, -1);
}

static void
desk_visit_card_dispose (GObject *object)
{
  DeskVisitCard *self = DESK_VISIT_CARD (object);

  g_clear_signal_handler (&self->handler, self->visit);
  g_clear_object (&self->visit);
  g_clear_pointer (&self->trouble, gtk_widget_unparent);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (desk_visit_card_parent_class)->dispose (object);
}

static void
desk_visit_card_finalize (GObject *object)
{
  g_clear_pointer (&DESK_VISIT_CARD (object)->mover, g_free);

  G_OBJECT_CLASS (desk_visit_card_parent_class)->finalize (object);
}

static void
desk_visit_card_class_init (DeskVisitCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = desk_visit_card_dispose;
  object_class->finalize = desk_visit_card_finalize;
  widget_class->snapshot = desk_visit_card_snapshot;
  widget_class->get_request_mode = desk_visit_card_get_request_mode;
  widget_class->measure = desk_visit_card_measure;
  widget_class->size_allocate = desk_visit_card_size_allocate;

  gtk_widget_class_set_css_name (widget_class, "visitcard");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
desk_visit_card_init (DeskVisitCard *self)
{
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (on_query_tooltip_cb), NULL);
}

GtkWidget *
desk_visit_card_new (ClinicSession *session)
{
  DeskVisitCard *self = g_object_new (DESK_TYPE_VISIT_CARD, NULL);

  g_set_object (&self->session, session);

  return GTK_WIDGET (self);
}

void
desk_visit_card_set_visit (DeskVisitCard *self, ClinicAppointment *visit)
{
  g_return_if_fail (DESK_IS_VISIT_CARD (self));

  if (visit == self->visit)
    return;

  g_clear_signal_handler (&self->handler, self->visit);
  g_set_object (&self->visit, visit);
  if (visit != NULL)
    self->handler = g_signal_connect_swapped (visit, "notify", G_CALLBACK (update), self);
  update (self);
}

ClinicAppointment *
desk_visit_card_get_visit (DeskVisitCard *self)
{
  g_return_val_if_fail (DESK_IS_VISIT_CARD (self), NULL);

  return self->visit;
}

void
desk_visit_card_set_with_day (DeskVisitCard *self, gboolean with_day)
{
  g_return_if_fail (DESK_IS_VISIT_CARD (self));

  if (self->with_day == with_day)
    return;
  self->with_day = with_day;
  update (self);
}

void
desk_visit_card_set_mover (DeskVisitCard *self, const char *name)
{
  g_return_if_fail (DESK_IS_VISIT_CARD (self));

  if (g_strcmp0 (self->mover, name) == 0)
    return;
  g_clear_pointer (&self->mover, g_free);
  self->mover = g_strdup (name);
  update (self);
}

void
desk_visit_card_tick (DeskVisitCard *self)
{
  g_autofree char *waiting = NULL;
  gboolean late = FALSE;

  g_return_if_fail (DESK_IS_VISIT_CARD (self));

  if (self->visit == NULL)
    return;

  /* Only those that count minutes: hundreds of cards drawn at once are felt under the mouse. */
  waiting = desk_card_waiting (self->visit, clinic_session_get_now (self->session), &late);
  if (*waiting != '\0')
    update (self);
}
