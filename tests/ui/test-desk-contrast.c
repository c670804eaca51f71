/* test-desk-contrast.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Draws what each rule of the style sheets is about, and compares words with what they lie on, in
 * light and dark; with ADW_DEBUG_HIGH_CONTRAST=1 in high contrast.
 */

#include "desk-stage-badge.h"
#include "dummy-eyes.h"

#include <adwaita.h>
#include <math.h>
#include <string.h>

#define STYLES "/io/github/reception24/Reception/"
/* WCAG 2.1: of words (1.4.3), and of what shows where the focus is (1.4.11) */
#define LEAST_OF_WORDS 4.5
#define LEAST_OF_SHAPES 3.0
/* filled, and room beside it where only what lies below is seen */
#define WORDS "█    "

/* Where a rule is about another widget than a box. */
static const struct
{
  const char *css_class;
  const char *type;
} nodes[] = {
  { "task-way", "button" },
  { "day-window", "button" },
  { "post-link", "button" },
};

/* What words are not of: shapes with their name beside them, and what cannot be chosen or was put
 * aside on purpose. */
static const char *const exempt[] = { ".stage-", "daycard.dimmed", ":drop(" };

typedef struct
{
  GtkWidget *window;
  GtkWidget *label;
} Scene;

static double
luminance (const guchar *pixel)
{
  double parts[3];

  for (guint i = 0; i < 3; i++)
    {
      double part = pixel[i] / 255.0;

      parts[i] = part <= 0.03928 ? part / 12.92 : pow ((part + 0.055) / 1.055, 2.4);
    }

  /* Cairo's pixels: blue, green, red */
  return 0.2126 * parts[2] + 0.7152 * parts[1] + 0.0722 * parts[0];
}

static double
contrast (const guchar *one, const guchar *other)
{
  double a = luminance (one);
  double b = luminance (other);

  return (MAX (a, b) + 0.05) / (MIN (a, b) + 0.05);
}

/* The pixels of the whole window. */
static guchar *
draw (Scene *scene, int *width, int *height)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (scene->window);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  guchar *pixels;

  *width = gtk_widget_get_width (scene->window);
  *height = gtk_widget_get_height (scene->window);
  pixels = g_malloc (*width * *height * 4);
  gdk_paintable_snapshot (paintable, GDK_SNAPSHOT (snapshot), *width, *height);
  node = gtk_snapshot_to_node (snapshot);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (scene->window)), node,
                                         &GRAPHENE_RECT_INIT (0, 0, *width, *height));
  gdk_texture_download (texture, pixels, *width * 4);

  return pixels;
}

/* The contrast of the words of a label with what is drawn below them. */
static double
measure (Scene *scene)
{
  int width, height;
  g_autofree guchar *pixels = draw (scene, &width, &height);
  graphene_rect_t bounds;
  const guchar *below;
  double most = 1;

  g_assert_true (gtk_widget_compute_bounds (scene->label, scene->window, &bounds));
  below = pixels + 4 * (int) (bounds.origin.x + bounds.size.width - 3) +
          4 * width * (int) (bounds.origin.y + bounds.size.height / 2);
  for (int y = bounds.origin.y; y < bounds.origin.y + bounds.size.height; y++)
    for (int x = bounds.origin.x; x < bounds.origin.x + bounds.size.width; x++)
      most = MAX (most, contrast (pixels + 4 * (x + width * y), below));

  return most;
}

static GtkStateFlags
state_of (const char *name)
{
  static const struct
  {
    const char *name;
    GtkStateFlags flag;
  } states[] = {
    { "hover", GTK_STATE_FLAG_PRELIGHT },    { "active", GTK_STATE_FLAG_ACTIVE },
    { "selected", GTK_STATE_FLAG_SELECTED }, { "focus", GTK_STATE_FLAG_FOCUSED },
    { "checked", GTK_STATE_FLAG_CHECKED },   { "focus-visible", GTK_STATE_FLAG_FOCUS_VISIBLE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_str_equal (states[i].name, name))
      return states[i].flag;
  g_error ("what is “:%s”?", name);
}

/* compound: as in style sheets, "row.urgent:hover" */
static GtkWidget *
create_node (const char *compound)
{
  g_autoptr (GRegex) part = g_regex_new ("[.:]?[a-z0-9-]+", 0, 0, NULL);
  g_autoptr (GPtrArray) classes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GMatchInfo) match = NULL;
  const char *type = "box";
  GtkStateFlags state = GTK_STATE_FLAG_NORMAL;
  GtkWidget *widget;

  for (g_regex_match (part, compound, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    {
      g_autofree char *found = g_match_info_fetch (match, 0);

      if (*found == '.')
        g_ptr_array_add (classes, g_strdup (found + 1));
      else if (*found == ':')
        state |= state_of (found + 1);
      if (*found != '.' && *found != ':')
        type = g_intern_string (found);
      for (guint i = 0; i < G_N_ELEMENTS (nodes); i++)
        if (*found == '.' && g_str_equal (found + 1, nodes[i].css_class))
          type = nodes[i].type;
    }

  widget = g_object_new (GTK_TYPE_BOX, "css-name", type, NULL);
  for (guint i = 0; i < classes->len; i++)
    gtk_widget_add_css_class (widget, g_ptr_array_index (classes, i));
  gtk_widget_set_state_flags (widget, state, FALSE);

  return widget;
}

/* ambient: (nullable): a class of the box that all is in */
static void
build (Scene *scene, const char *selector, const char *ambient)
{
  g_auto (GStrv) compounds = g_regex_split_simple ("[ >]+", selector, 0, 0);
  GtkWidget *inner = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autoptr (PangoAttrList) large = pango_attr_list_new ();

  pango_attr_list_insert (large, pango_attr_size_new_absolute (24 * PANGO_SCALE));
  scene->window = g_object_ref_sink (gtk_window_new ());
  if (ambient != NULL)
    gtk_widget_add_css_class (inner, ambient);
  gtk_window_set_child (GTK_WINDOW (scene->window), inner);
  for (guint i = 0; compounds[i] != NULL; i++)
    {
      GtkWidget *next = create_node (compounds[i]);

      gtk_box_append (GTK_BOX (inner), next);
      inner = next;
    }
  scene->label = gtk_label_new (WORDS);
  gtk_label_set_attributes (GTK_LABEL (scene->label), large);
  gtk_box_append (GTK_BOX (inner), scene->label);
  gtk_window_present (GTK_WINDOW (scene->window));
  while (!gtk_widget_get_mapped (scene->label) || gtk_widget_get_width (scene->label) == 0)
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
is_exempt (const char *selector)
{
  for (guint i = 0; i < G_N_ELEMENTS (exempt); i++)
    if (strstr (selector, exempt[i]) != NULL)
      return TRUE;

  return FALSE;
}

static void
close_scene (Scene *scene)
{
  gtk_window_destroy (GTK_WINDOW (scene->window));
  g_assert_finalize_object (scene->window);
}

static const char *const ambients[] = { NULL, "view", "card" };

/* failed: a focus, or a choice, that is not seen is added to it */
static void
look_at_focus (const char *selector, const char *style, GString *failed)
{
  g_autoptr (GRegex) state = g_regex_new (":focus(-visible)?|\\.task-chosen", 0, 0, NULL);
  g_autofree char *without = g_regex_replace_literal (state, selector, -1, 0, "", 0, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (ambients); i++)
    {
      Scene scenes[2];
      guchar *pixels[2];
      int width, height;
      double most = 1;

      build (&scenes[0], without, ambients[i]);
      build (&scenes[1], selector, ambients[i]);
      for (guint n = 0; n < 2; n++)
        pixels[n] = draw (&scenes[n], &width, &height);
      for (int n = 0; n < width * height; n++)
        most = MAX (most, contrast (pixels[0] + 4 * n, pixels[1] + 4 * n));
      if (most < LEAST_OF_SHAPES)
        g_string_append_printf (failed, "%s: %s in %s has %.2f\n", style, selector,
                                ambients[i] != NULL ? ambients[i] : "window", most);
      for (guint n = 0; n < 2; n++)
        {
          g_clear_pointer (&pixels[n], g_free);
          close_scene (&scenes[n]);
        }
    }
}

/* failed: what cannot be read is added to it */
static void
look_at (const char *selector, const char *style, GString *failed)
{
  for (guint i = 0; i < G_N_ELEMENTS (ambients); i++)
    {
      Scene scene;
      double found;

      build (&scene, selector, ambients[i]);
      found = measure (&scene);
      g_test_message ("%s in %s: %.2f", selector, ambients[i] != NULL ? ambients[i] : "window",
                      found);
      if (found < LEAST_OF_WORDS)
        g_string_append_printf (failed, "%s: %s in %s has %.2f\n", style, selector,
                                ambients[i] != NULL ? ambients[i] : "window", found);
      close_scene (&scene);
    }
}

/* Every selector of a rule that declares something of that kind; how many there were. */
static guint
look_at_style (const char *style,
               const char *kind,
               void (*look) (const char *selector, const char *style, GString *failed),
               GString *failed)
{
  g_autofree char *path = g_strconcat (STYLES, style, NULL);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, 0, NULL);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_autofree char *pattern = g_strdup_printf ("([^{};]+)\\{[^}]*(?<![-a-z])%s[^}]*\\}", kind);
  g_autoptr (GRegex) rule = g_regex_new (pattern, 0, 0, NULL);
  g_autoptr (GRegex) comment = g_regex_new ("/\\*.*?\\*/", G_REGEX_DOTALL, 0, NULL);
  g_autofree char *plain = g_regex_replace_literal (comment, text, -1, 0, "", 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  guint n_seen = 0;

  for (g_regex_match (rule, plain, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    {
      g_autofree char *list = g_match_info_fetch (match, 1);
      g_auto (GStrv) selectors = g_strsplit (list, ",", 0);

      for (guint i = 0; selectors[i] != NULL; i++)
        if (!is_exempt (g_strstrip (selectors[i])))
          {
            look (selectors[i], style, failed);
            n_seen++;
          }
    }

  return n_seen;
}

static void
look_at_styles (const char *kind,
                void (*look) (const char *selector, const char *style, GString *failed),
                guint least)
{
  g_auto (GStrv) styles = g_resources_enumerate_children (STYLES, 0, NULL);
  g_autoptr (GString) failed = g_string_new (NULL);
  guint n_seen = 0;

  g_assert_cmpint (adw_style_manager_get_high_contrast (adw_style_manager_get_default ()), ==,
                   g_getenv ("ADW_DEBUG_HIGH_CONTRAST") != NULL);
  for (guint i = 0; styles[i] != NULL; i++)
    if (g_str_has_suffix (styles[i], ".css"))
      n_seen += look_at_style (styles[i], kind, look, failed);

  g_assert_cmpuint (n_seen, >=, least);
  if (failed->len > 0)
    g_error ("hard to see:\n%s", failed->str);
}

/* Every rule that gives a colour to words, or lets what is below shine through them. */
static void
test_all_words_can_be_read (gconstpointer scheme)
{
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), GPOINTER_TO_INT (scheme));
  look_at_styles ("(color|opacity)\\s*:", look_at, 35);
}

static void
test_the_focus_is_seen (gconstpointer scheme)
{
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), GPOINTER_TO_INT (scheme));
  look_at_styles ("outline\\s*:\\s*[0-9]", look_at_focus, 7);
}

static void
test_stages_of_different_colours_have_different_shapes (void)
{
  g_autoptr (GHashTable) colours = g_hash_table_new (g_str_hash, g_str_equal);

  for (int role = CLINIC_STAGE_ROLE_NONE; role <= CLINIC_STAGE_ROLE_WAITING_LIST; role++)
    {
      g_autoptr (ClinicStage) stage = g_object_new (CLINIC_TYPE_STAGE, "role", role, NULL);
      const char *colour;
      const char *shape = desk_stage_look (stage, &colour);
      const char *other = g_hash_table_lookup (colours, shape);

      g_assert_cmpint (g_utf8_strlen (shape, -1), >, 0);
      g_assert_true (other == NULL || g_str_equal (other, colour));
      g_hash_table_insert (colours, (gpointer) shape, (gpointer) colour);
    }
}

int
main (int argc, char *argv[])
{
  g_autoptr (GtkCssProvider) provider = NULL;

  g_test_init (&argc, &argv, NULL);
  adw_init ();
  provider = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (provider, STYLES "style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);

  g_test_add_data_func ("/desk/contrast/light", GINT_TO_POINTER (ADW_COLOR_SCHEME_FORCE_LIGHT),
                        test_all_words_can_be_read);
  g_test_add_data_func ("/desk/contrast/dark", GINT_TO_POINTER (ADW_COLOR_SCHEME_FORCE_DARK),
                        test_all_words_can_be_read);
  g_test_add_data_func ("/desk/contrast/focus/light",
                        GINT_TO_POINTER (ADW_COLOR_SCHEME_FORCE_LIGHT), test_the_focus_is_seen);
  g_test_add_data_func ("/desk/contrast/focus/dark", GINT_TO_POINTER (ADW_COLOR_SCHEME_FORCE_DARK),
                        test_the_focus_is_seen);
  g_test_add_func ("/desk/contrast/shapes", test_stages_of_different_colours_have_different_shapes);

  return g_test_run ();
}
