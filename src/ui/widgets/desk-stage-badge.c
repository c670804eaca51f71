/* desk-stage-badge.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-stage-badge"

#include "desk-stage-badge.h"

struct _DeskStageBadge
{
  GtkWidget parent_instance;

  GtkWidget *shape;   /* owned child */
  GtkWidget *name;    /* owned child */
  ClinicStage *stage; /* owned, nullable */
};

G_DEFINE_FINAL_TYPE (DeskStageBadge, desk_stage_badge, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_STAGE = 1,
} DeskStageBadgeProperty;

static GParamSpec *properties[PROP_STAGE + 1];

/* U+FE0E asks for the text form where a font also has a picture. */
static const struct
{
  const char *shape;
  const char *css_class;
} looks[] = {
  [CLINIC_STAGE_ROLE_NONE] = { "○", "stage-none" },
  [CLINIC_STAGE_ROLE_BOOKED] = { "●", "stage-booked" },
  [CLINIC_STAGE_ROLE_TOMORROW] = { "◆", "stage-tomorrow" },
  [CLINIC_STAGE_ROLE_UNCONFIRMED] = { "▲", "stage-unconfirmed" },
  [CLINIC_STAGE_ROLE_CONFIRMED] = { "✔\ufe0e", "stage-confirmed" },
  [CLINIC_STAGE_ROLE_CANCELLED] = { "✖\ufe0e", "stage-cancelled" },
  [CLINIC_STAGE_ROLE_ARRIVED] = { "■", "stage-arrived" },
  [CLINIC_STAGE_ROLE_IN_CHAIR] = { "■", "stage-arrived" },
  [CLINIC_STAGE_ROLE_COMPLETED] = { "☆", "stage-completed" },
  [CLINIC_STAGE_ROLE_LOST] = { "⊘", "stage-lost" },
  [CLINIC_STAGE_ROLE_NO_SHOW] = { "⊘", "stage-lost" },
  [CLINIC_STAGE_ROLE_UNREACHABLE] = { "⊘", "stage-lost" },
  [CLINIC_STAGE_ROLE_WAITING_LIST] = { "◷", "stage-tomorrow" },
};

const char *
desk_stage_look (ClinicStage *stage, const char **css_class)
{
  ClinicStageRole role = stage != NULL ? clinic_stage_get_role (stage) : CLINIC_STAGE_ROLE_NONE;

  if ((gsize) role >= G_N_ELEMENTS (looks))
    role = CLINIC_STAGE_ROLE_NONE;
  if (css_class != NULL)
    *css_class = looks[role].css_class;

  return looks[role].shape;
}

static void
show_stage (DeskStageBadge *self)
{
  const char *classes[] = { NULL, NULL };
  const char *name = self->stage != NULL ? clinic_stage_get_name (self->stage) : NULL;
  const char *shape = desk_stage_look (self->stage, &classes[0]);

  gtk_widget_set_css_classes (self->shape, classes);
  gtk_label_set_text (GTK_LABEL (self->shape), shape);
  gtk_label_set_text (GTK_LABEL (self->name), name != NULL ? name : "");
  gtk_widget_set_visible (GTK_WIDGET (self), name != NULL && *name != '\0');
}

static void
desk_stage_badge_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  DeskStageBadge *self = DESK_STAGE_BADGE (object);

  switch ((DeskStageBadgeProperty) prop_id)
    {
    case PROP_STAGE:
      g_value_set_object (value, self->stage);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
desk_stage_badge_set_property (GObject *object,
                               guint prop_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  DeskStageBadge *self = DESK_STAGE_BADGE (object);

  switch ((DeskStageBadgeProperty) prop_id)
    {
    case PROP_STAGE:
      desk_stage_badge_set_stage (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
desk_stage_badge_dispose (GObject *object)
{
  DeskStageBadge *self = DESK_STAGE_BADGE (object);

  g_clear_object (&self->stage);
  g_clear_pointer (&self->shape, gtk_widget_unparent);
  g_clear_pointer (&self->name, gtk_widget_unparent);

  G_OBJECT_CLASS (desk_stage_badge_parent_class)->dispose (object);
}

static void
desk_stage_badge_class_init (DeskStageBadgeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = desk_stage_badge_dispose;
  object_class->get_property = desk_stage_badge_get_property;
  object_class->set_property = desk_stage_badge_set_property;

  properties[PROP_STAGE] =
    g_param_spec_object ("stage", NULL, NULL, CLINIC_TYPE_STAGE,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_css_name (widget_class, "stagebadge");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
desk_stage_badge_init (DeskStageBadge *self)
{
  self->shape =
    g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_set_parent (self->shape, GTK_WIDGET (self));
  self->name = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->name), PANGO_ELLIPSIZE_END);
  gtk_widget_set_parent (self->name, GTK_WIDGET (self));
  show_stage (self);
}

GtkWidget *
desk_stage_badge_new (void)
{
  return g_object_new (DESK_TYPE_STAGE_BADGE, NULL);
}

void
desk_stage_badge_set_stage (DeskStageBadge *self, ClinicStage *stage)
{
  g_return_if_fail (DESK_IS_STAGE_BADGE (self));

  if (g_set_object (&self->stage, stage))
    {
      show_stage (self);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STAGE]);
    }
}

void
desk_stage_badge_set_lines (DeskStageBadge *self, int lines)
{
  g_return_if_fail (DESK_IS_STAGE_BADGE (self));

  gtk_label_set_wrap (GTK_LABEL (self->name), lines > 1);
  gtk_label_set_wrap_mode (GTK_LABEL (self->name), PANGO_WRAP_WORD_CHAR);
  /* as wide as there is room: GTK would take as little as the lines need, and break words for it */
  gtk_label_set_natural_wrap_mode (GTK_LABEL (self->name), GTK_NATURAL_WRAP_NONE);
  gtk_label_set_lines (GTK_LABEL (self->name), lines);
  gtk_label_set_xalign (GTK_LABEL (self->name), 0);
  gtk_widget_set_valign (self->shape, lines > 1 ? GTK_ALIGN_START : GTK_ALIGN_FILL);
}
