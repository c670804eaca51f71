/* desk-visit-card.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-visit-card"

#include "desk-visit-card.h"

#include "clinic-enums.h"
#include "desk-card-words.h"
#include "desk-draw.h"
#include "desk-format.h"
#include "desk-name.h"

#define PADDING DESK_BOARD_CARD_PADDING
#define LAST_LINE 3

struct _DeskVisitCard
{
  DeskBoardCard parent_instance;

  ClinicAppointment *visit; /* owned, (nullable) */
  gulong handler;
  gboolean with_day;
};

G_DEFINE_FINAL_TYPE (DeskVisitCard, desk_visit_card, DESK_TYPE_BOARD_CARD)

static gint64
get_now (DeskVisitCard *self)
{
  return clinic_session_get_now (desk_board_card_get_session (DESK_BOARD_CARD (self)));
}

/* --- what it says --- */

static void
update_label (DeskVisitCard *self)
{
  g_autofree char *mover = desk_board_card_dup_mover_words (DESK_BOARD_CARD (self));
  g_autofree char *words = desk_card_label (self->visit, get_now (self), self->with_day);
  g_autofree char *label = g_strjoin (", ", words, mover, NULL);

  desk_name_card (GTK_WIDGET (self), label);
}

static void
update (DeskVisitCard *self)
{
  DeskBoardCard *card = DESK_BOARD_CARD (self);

  if (self->visit == NULL)
    {
      desk_board_card_clear (card);
      return;
    }

  update_label (self);
  desk_board_card_show (card, CLINIC_ENTITY_APPOINTMENT, clinic_appointment_get_id (self->visit),
                        clinic_appointment_get_pending (self->visit),
                        clinic_appointment_get_problem (self->visit));
}

static void
desk_visit_card_update (DeskBoardCard *card)
{
  update (DESK_VISIT_CARD (card));
}

/* --- how it looks --- */

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
  gint64 now = get_now (self);
  gint64 amount = clinic_appointment_get_amount (self->visit);
  gboolean first = clinic_appointment_get_first_visit (self->visit) == CLINIC_FIRST_VISIT_YES;
  g_autofree char *facts = desk_card_facts (self->visit, now, self->with_day);
  g_autofree char *money = amount != 0 ? desk_format_money (amount) : NULL;
  GdkRGBA colour = desk_draw_colour (widget, first ? "accent_color" : NULL, 1.0);
  GdkRGBA dim = desk_draw_colour (widget, NULL, 0.75);
  int end = desk_draw_text (widget, snapshot, money, NULL, PADDING, right, y, TRUE, &dim);

  desk_draw_text (widget, snapshot, facts, NULL, PADDING, end - PADDING, y, FALSE, &colour);
}

/* At the right end; answers where it begins. */
static int
draw_mis (DeskVisitCard *self, GtkSnapshot *snapshot, int left, int right, int y)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean differs = clinic_appointment_get_mismatches (self->visit) != 0;
  g_autofree char *whole = desk_card_mis_badge (self->visit);
  g_autofree char *brief = desk_card_mis_short_badge (self->visit);
  const char *badge = whole;
  g_autoptr (PangoAttrList) bold = pango_attr_list_new ();
  GdkRGBA colour =
    desk_draw_colour (widget, differs ? "warning_color" : NULL, differs ? 1.0 : 0.75);

  if (*badge == '\0')
    return right;

  pango_attr_list_insert (bold, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_attr_list_insert (bold, pango_attr_font_features_new ("tnum"));
  if (desk_draw_width (widget, whole, differs ? bold : NULL) > right - left)
    badge = brief;

  return desk_draw_text (widget, snapshot, badge, differs ? bold : NULL, left, right, y, TRUE,
                         &colour) -
         PADDING;
}

static void
draw_state (DeskVisitCard *self, GtkSnapshot *snapshot, int right, int y)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean late = FALSE;
  g_autofree char *state = desk_card_waiting (self->visit, get_now (self), &late);
  const char *name = late ? "error_color" : NULL;
  g_autofree char *mover = desk_board_card_dup_mover_words (DESK_BOARD_CARD (self));
  gboolean moved = mover != NULL;
  GdkRGBA colour;
  int left = PADDING;

  if (moved)
    {
      g_clear_pointer (&state, g_free);
      state = g_steal_pointer (&mover);
      name = "accent_color";
    }
  else if (*state == '\0')
    {
      g_clear_pointer (&state, g_free);
      state = desk_card_ladder (self->visit);
      if (clinic_appointment_get_confirmation (self->visit) == CLINIC_CONFIRMATION_NO)
        name = "error_color";
    }

  /* A status is a long word: what is only nice to know leaves it the line. */
  if (clinic_appointment_get_mis_word (self->visit) != NULL && !late && !moved)
    *state = '\0';
  /* what the medical system says otherwise has most of the line, when there is something else */
  if (*state != '\0')
    left += (right - PADDING) / 4;
  right = draw_mis (self, snapshot, left, right, y);
  colour = desk_draw_colour (widget, name, name != NULL ? 1.0 : 0.75);
  if (*state != '\0')
    desk_draw_text (widget, snapshot, state, NULL, PADDING, right, y, FALSE, &colour);
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
  g_autofree char *ladder = NULL;
  g_autofree char *mis = NULL;
  g_autofree char *words = NULL;

  if (self->visit == NULL)
    return FALSE;
  if (!keyboard && desk_board_card_find_line (DESK_BOARD_CARD (self), y) != LAST_LINE)
    return FALSE;

  ladder = desk_card_ladder_words (self->visit);
  mis = desk_card_mis (self->visit);
  words = g_strjoin (*ladder != '\0' && *mis != '\0' ? "\n" : "", ladder, mis, NULL);
  gtk_tooltip_set_text (tooltip, words);

  return *words != '\0';
}

static void
desk_visit_card_draw (DeskBoardCard *card, GtkSnapshot *snapshot, int right, int y, int step)
{
  DeskVisitCard *self = DESK_VISIT_CARD (card);
  GtkWidget *widget = GTK_WIDGET (card);
  g_autofree char *doctor = desk_card_short_doctor (self->visit);
  GdkRGBA dim = desk_draw_colour (widget, NULL, 0.75);

  draw_head (self, snapshot, right, y);
  draw_facts (self, snapshot, right, y + step);
  desk_draw_text (widget, snapshot, doctor, NULL, PADDING, right, y + 2 * step, FALSE, &dim);
  draw_state (self, snapshot, right, y + 3 * step);
}

static void
desk_visit_card_dispose (GObject *object)
{
  DeskVisitCard *self = DESK_VISIT_CARD (object);

  g_clear_signal_handler (&self->handler, self->visit);
  g_clear_object (&self->visit);

  G_OBJECT_CLASS (desk_visit_card_parent_class)->dispose (object);
}

static void
desk_visit_card_class_init (DeskVisitCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  DeskBoardCardClass *card_class = DESK_BOARD_CARD_CLASS (klass);

  object_class->dispose = desk_visit_card_dispose;
  card_class->draw = desk_visit_card_draw;
  card_class->update = desk_visit_card_update;

  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "visitcard");
}

static void
desk_visit_card_init (DeskVisitCard *self)
{
  g_signal_connect (self, "query-tooltip", G_CALLBACK (on_query_tooltip_cb), NULL);
}

GtkWidget *
desk_visit_card_new (ClinicSession *session)
{
  DeskVisitCard *self = g_object_new (DESK_TYPE_VISIT_CARD, NULL);

  desk_board_card_set_session (DESK_BOARD_CARD (self), session);

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
desk_visit_card_tick (DeskVisitCard *self)
{
  g_autofree char *waiting = NULL;
  gboolean late = FALSE;

  g_return_if_fail (DESK_IS_VISIT_CARD (self));

  if (self->visit == NULL)
    return;

  /* Only those that count minutes: hundreds of cards drawn at once are felt under the mouse. */
  waiting = desk_card_waiting (self->visit, get_now (self), &late);
  if (*waiting != '\0')
    update (self);
}
