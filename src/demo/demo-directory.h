/* demo-directory.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the administrator of the demo portal has set up: funnels, dictionaries, staff, departments.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  int id;
  const char *entity; /* ENTITY_ID */
  const char *status; /* STATUS_ID */
  const char *name;
  const char *initial; /* NAME_INIT */
  int sort;
  const char *colour;    /* (nullable) */
  const char *semantics; /* (nullable): as stored: NULL and "P" are both "in process" */
  gboolean system;
} DemoStatus;

typedef struct
{
  int id;
  const char *name;
  int sort;
} DemoCategory;

typedef struct
{
  int id;
  const char *last_name;
  const char *name;
  const char *second_name;
  const char *position;
  const char *inner; /* (nullable): UF_PHONE_INNER */
  int department;
  char gender;
  int specialty; /* the item of UF_CRM_SPECIALTY for a doctor, else 0 */
  gboolean is_dismissed;
} DemoUser;

typedef struct
{
  int id;
  const char *name;
  int parent;
} DemoDepartment;

/* a workgroup of the portal */
typedef struct
{
  int id;
  const char *name;
  gboolean is_closed;  /* nobody outside sees who is in it */
  const char *members; /* "1 5": the first is its owner */
} DemoGroup;

typedef struct
{
  int id;
  const char *field; /* the user field's UPPER name */
  const char *value;
  const char *code;
} DemoEnumItem;

enum
{
  DEMO_SPECIALTY_THERAPY = 881,
  DEMO_SPECIALTY_SURGERY,
  DEMO_SPECIALTY_ORTHODONTICS,
  DEMO_SPECIALTY_PROSTHETICS,
  DEMO_SPECIALTY_HYGIENE,
  DEMO_SPECIALTY_IMPLANTS,
  DEMO_SPECIALTY_CHILDREN,
  DEMO_CHAIR_FIRST = 901,
  DEMO_CONFIRM_YES = 911,
  DEMO_CONFIRM_NO,
  DEMO_CONFIRM_SILENT,
  DEMO_REMINDER_FIRST = 931,
  DEMO_LOSS_FIRST = 1041,
};

#define DEMO_CHAIRS 7
#define DEMO_FUNNEL 5
#define DEMO_HYGIENE_FUNNEL 7

/* Each table ends with an entry whose id is -1. */
const DemoStatus *demo_directory_statuses (void);
const DemoCategory *demo_directory_categories (void);
const DemoUser *demo_directory_users (void);
const DemoDepartment *demo_directory_departments (void);
const DemoGroup *demo_directory_groups (void);
const DemoEnumItem *demo_directory_enum_items (void);

const DemoUser *demo_directory_find_user (gint64 id);
/* one who still works here */
const DemoUser *demo_directory_find_employee (gint64 id);
/* "2023-09-18T03:00:00+03:00", "" when nobody has filled it in */
const char *demo_directory_get_hired (int user);
const DemoGroup *demo_directory_find_group (gint64 id);
gboolean demo_group_has_member (const DemoGroup *group, gint64 user);
const DemoStatus *demo_directory_find_status (const char *entity, const char *status);
const DemoStatus *demo_directory_first_stage (const char *entity, char semantics);
const DemoCategory *demo_directory_find_category (gint64 id);
/* ENTITY_ID of the stages of a funnel of deals */
const char *demo_directory_stage_entity (int type, gint64 category);
/* 'P', 'S' or 'F' */
char demo_status_get_semantics (const DemoStatus *status);

G_END_DECLS
