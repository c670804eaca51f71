#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the domain's plain value classes (GObjects that only hold properties) from a description.

usage: gen-values.py SPEC.toml OUTPUT_DIR

Every class gets typed getters and setters that notify on change, and `_update (self, other)`, which
takes over another object's values, so that lists can keep one object per id.
"""
import pathlib
import sys
import tomllib

KINDS = {  # kind: (C type, getter type, GValue suffix, pspec)
    "string": ("char *", "const char *", "string", 'g_param_spec_string ("{n}", NULL, NULL, NULL, {f})'),
    "int": ("gint64 ", "gint64 ", "int64",
            'g_param_spec_int64 ("{n}", NULL, NULL, G_MININT64, G_MAXINT64, {d}, {f})'),
    "time": ("gint64 ", "gint64 ", "int64",
             'g_param_spec_int64 ("{n}", NULL, NULL, G_MININT64, G_MAXINT64, {d}, {f})'),
    "bool": ("gboolean ", "gboolean ", "boolean", 'g_param_spec_boolean ("{n}", NULL, NULL, {d}, {f})'),
    "double": ("double ", "double ", "double",
               'g_param_spec_double ("{n}", NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, {d}, {f})'),
    "strv": ("char **", "const char *const *", "boxed", 'g_param_spec_boxed ("{n}", NULL, NULL, G_TYPE_STRV, {f})'),
    "variant": ("GVariant *", "GVariant *", "variant",
                'g_param_spec_variant ("{n}", NULL, NULL, G_VARIANT_TYPE_ANY, NULL, {f})'),
    "object": ("{t} *", "{t} *", "object", 'g_param_spec_object ("{n}", NULL, NULL, {gt}, {f})'),
    "enum": ("{t} ", "{t} ", "enum", 'g_param_spec_enum ("{n}", NULL, NULL, {gt}, {d}, {f})'),
}
FLAGS = "G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS"


def words(camel):
    out = ""
    for i, char in enumerate(camel):
        out += ("_" if i and char.isupper() else "") + char.lower()
    return out


def gtype(name):
    if name == "GListModel":
        return "G_TYPE_LIST_MODEL"
    prefix, rest = words(name).split("_", 1)
    return f"{prefix}_TYPE_{rest}".upper()


class Prop:
    def __init__(self, name, spec):
        kind, _, self.type = spec["type"].partition(":")
        self.name, self.c, self.kind, self.doc = name, name.replace("-", "_"), kind, spec["doc"]
        self.default = spec.get("default", "FALSE" if kind == "bool" else "0")
        self.enum = "PROP_" + self.c.upper()
        ctype, getter, self.value, pspec = KINDS[kind]
        self.ctype, self.getter = ctype.format(t=self.type), getter.format(t=self.type)
        self.pspec = pspec.format(n=name, d=self.default, f=FLAGS, gt=gtype(self.type) if self.type else "")

    @property
    def owned(self):
        return self.kind in ("string", "strv", "variant", "object")

    def clear(self):
        clear = {"string": "g_clear_pointer (&self->{c}, g_free)", "strv": "g_clear_pointer (&self->{c}, g_strfreev)",
                 "variant": "g_clear_pointer (&self->{c}, g_variant_unref)", "object": "g_clear_object (&self->{c})"}
        return clear[self.kind].format(c=self.c)

    def differs(self):
        if self.kind == "string":
            return f"g_strcmp0 (self->{self.c}, value) != 0"
        if self.kind == "strv":
            return (f"self->{self.c} == NULL || value == NULL ? (gconstpointer) self->{self.c} != (gconstpointer) value"
                    f" : !g_strv_equal ((const char *const *) self->{self.c}, value)")
        if self.kind == "variant":
            return (f"self->{self.c} == NULL || value == NULL ? self->{self.c} != value"
                    f" : !g_variant_equal (self->{self.c}, value)")
        if self.kind == "double":
            return f"self->{self.c} < value || self->{self.c} > value"
        if self.kind == "bool":
            return f"self->{self.c} != !!value"
        return f"self->{self.c} != value"

    def assign(self):
        if self.kind == "string":
            return [f"char *copy = g_strdup (value);", "", f"{self.clear()};", f"self->{self.c} = copy;"]
        if self.kind == "strv":
            return [f"char **copy = g_strdupv ((char **) value);", "", f"{self.clear()};", f"self->{self.c} = copy;"]
        if self.kind == "variant":
            return [f"{self.clear()};", f"self->{self.c} = g_steal_pointer (&owned);"]
        if self.kind == "object":
            return [f"g_set_object (&self->{self.c}, value);"]
        return [f"self->{self.c} = {'!!' if self.kind == 'bool' else ''}value;"]


def header(cls, fn, props, includes, doc):
    mac = fn.upper().split("_", 1)
    lines = [f"/* {fn.replace('_', '-')}.h: written by gen-values.py */", "", "#pragma once", "", "#include <gio/gio.h>", "",
             '#include "clinic-enums.h"', '#include "clinic-types.h"']
    lines += [f'#include "{i}"' for i in includes]
    lines += ["", "G_BEGIN_DECLS", "", "/**", f" * {cls}:", " *", *(f" * {l}" for l in doc.strip().splitlines()), " */",
              f"#define {gtype(cls)} ({fn}_get_type ())", "",
              f"G_DECLARE_FINAL_TYPE ({cls}, {fn}, {mac[0]}, {mac[1]}, GObject)", "",
              f"{cls} *{fn}_new (void);", f"/* takes over every value of other */",
              f"void {fn}_update ({cls} *self, {cls} *other);", ""]
    for p in props:
        own = " (transfer none)" + (" (nullable)" if p.kind != "object" or True else "") if p.owned else ""
        lines += [f"/* {p.doc}{';' + own if own else ''} */", f"{p.getter}{fn}_get_{p.c} ({cls} *self);",
                  f"void {fn}_set_{p.c} ({cls} *self, {p.getter}value);"]
    return "\n".join(lines + ["", "G_END_DECLS", ""])


def source(cls, fn, props):
    n = fn.replace("_", "-")
    up = fn.upper()
    cast = up.split("_", 1)[0] + "_" + up.split("_", 1)[1]
    check = up.split("_", 1)[0] + "_IS_" + up.split("_", 1)[1]
    o = [f"/* {n}.c: written by gen-values.py */", "", f'#define G_LOG_DOMAIN "{n}"', "", f'#include "{n}.h"', "",
         f"struct _{cls}", "{", "  GObject parent_instance;", ""]
    o += [f"  {p.ctype}{p.c};" for p in props] + ["};", "", f"G_DEFINE_FINAL_TYPE ({cls}, {fn}, G_TYPE_OBJECT)", "",
                                                  "typedef enum", "{"]
    o += [f"  {p.enum}{' = 1' if i == 0 else ''}," for i, p in enumerate(props)]
    last = props[-1].enum
    o += [f"}} {cls}Property;", "", f"static GParamSpec *properties[{last} + 1];", "", "static void",
          f"{fn}_finalize (GObject *object)", "{"]
    if any(p.owned for p in props):
        o += [f"  {cls} *self = {cast} (object);", ""] + [f"  {p.clear()};" for p in props if p.owned] + [""]
    o += [f"  G_OBJECT_CLASS ({fn}_parent_class)->finalize (object);", "}", "", "static void",
          f"{fn}_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)", "{",
          f"  {cls} *self = {cast} (object);", "", f"  switch (({cls}Property) prop_id)", "    {"]
    for p in props:
        o += [f"    case {p.enum}:", f"      g_value_set_{p.value} (value, self->{p.c});", "      break;"]
    o += ["    default:", "      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);", "    }", "}", "", "static void",
          f"{fn}_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)", "{",
          f"  {cls} *self = {cast} (object);", "", f"  switch (({cls}Property) prop_id)", "    {"]
    for p in props:
        o += [f"    case {p.enum}:", f"      {fn}_set_{p.c} (self, g_value_get_{p.value} (value));", "      break;"]
    o += ["    default:", "      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);", "    }", "}", "", "static void",
          f"{fn}_class_init ({cls}Class *klass)", "{", "  GObjectClass *object_class = G_OBJECT_CLASS (klass);", "",
          f"  object_class->finalize = {fn}_finalize;", f"  object_class->get_property = {fn}_get_property;",
          f"  object_class->set_property = {fn}_set_property;", ""]
    o += [f"  properties[{p.enum}] = {p.pspec};" for p in props]
    o += ["  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);", "}", "", "static void",
          f"{fn}_init ({cls} *self)", "{"]
    o += [f"  self->{p.c} = {p.default};" for p in props if p.default not in ("0", "FALSE")]
    o += ["}", "", f"{cls} *", f"{fn}_new (void)", "{", f"  return g_object_new ({gtype(cls)}, NULL);", "}", "", "void",
          f"{fn}_update ({cls} *self, {cls} *other)", "{", f"  g_return_if_fail ({check} (self));",
          f"  g_return_if_fail ({check} (other));", "", "  g_object_freeze_notify (G_OBJECT (self));"]
    for p in props:
        conv = "(const char *const *) " if p.kind == "strv" else ""
        o += [f"  {fn}_set_{p.c} (self, {conv}other->{p.c});"]
    o += ["  g_object_thaw_notify (G_OBJECT (self));", "}"]
    for p in props:
        conv = "(const char *const *) " if p.kind == "strv" else ""
        o += ["", p.getter.rstrip(), f"{fn}_get_{p.c} ({cls} *self)", "{",
              f"  g_return_val_if_fail ({check} (self), {'NULL' if p.owned else p.default});", "",
              f"  return {conv}self->{p.c};", "}", "", "void", f"{fn}_set_{p.c} ({cls} *self, {p.getter}value)", "{"]
        if p.kind == "variant":  # a floating one is taken over also when nothing changes
            o += ["  g_autoptr (GVariant) owned = value != NULL ? g_variant_ref_sink (value) : NULL;", ""]
        o += [f"  g_return_if_fail ({check} (self));", "", f"  if ({p.differs()})", "    {"]
        o += [f"      {l}" if l else "" for l in p.assign()]
        o += [f"      g_object_notify_by_pspec (G_OBJECT (self), properties[{p.enum}]);", "    }", "}"]
    return "\n".join(o + [""])


def main():
    spec, out = tomllib.loads(pathlib.Path(sys.argv[1]).read_text()), pathlib.Path(sys.argv[2])
    for cls, body in spec.items():
        fn = words(cls)
        props = [Prop(name, p) for name, p in body["properties"].items()]
        includes = sorted({words(p.type).replace("_", "-") + ".h" for p in props
                           if p.kind == "object" and p.type.startswith("Clinic")})
        stem = out / fn.replace("_", "-")
        stem.with_suffix(".h").write_text(header(cls, fn, props, includes, body["doc"]))
        stem.with_suffix(".c").write_text(source(cls, fn, props))


if __name__ == "__main__":
    main()
