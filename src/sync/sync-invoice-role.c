/* sync-invoice-role.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-invoice-role"

#include "sync-invoice-role.h"

#include <string.h>

#include "clinic-enums.h"
#include "clinic-name.h"
#include "sync-invoice-value.h"

#define K(kind) (1u << CLINIC_FIELD_##kind)
#define TEXTS (K (TEXT) | K (LONG_TEXT))
#define WORDS (TEXTS | K (CHOICE) | K (UNKNOWN) | K (PARTY))
#define DAYS (K (DATE) | K (DATE_TIME))
#define NUMBERS (K (MONEY) | K (NUMBER))

ClinicFieldKind
sync_invoice_kind_of (const char *type)
{
  static const struct
  {
    const char *types;
    ClinicFieldKind kind;
  } kinds[] = {
    { "|S|NAME|string|url|crm_phone|", CLINIC_FIELD_TEXT },
    { "|S:HTML|text|DETAIL_TEXT|PREVIEW_TEXT|", CLINIC_FIELD_LONG_TEXT },
    { "|N|int|double|integer|", CLINIC_FIELD_NUMBER },
    { "|S:Money|UF:money|money|", CLINIC_FIELD_MONEY },
    { "|S:Date|date|UF:date|", CLINIC_FIELD_DATE },
    { "|S:DateTime|datetime|", CLINIC_FIELD_DATE_TIME },
    { "|bool|boolean|UF:boolean|", CLINIC_FIELD_BOOL },
    { "|L|select|internalselect|enumeration|crm_status|", CLINIC_FIELD_CHOICE },
    { "|S:employee|user|employee|", CLINIC_FIELD_USER },
    { "|F|S:DiskFile|file|", CLINIC_FIELD_FILE },
  };
  g_autofree char *wanted = g_strconcat ("|", type != NULL ? type : "?", "|", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (strstr (kinds[i].types, wanted) != NULL)
        return kinds[i].kind;
    }

  return CLINIC_FIELD_UNKNOWN;
}

/* The first that fits is taken: what is narrow stands before what is wide. */
static const struct
{
  int role;
  guint kinds;
  const char *codes; /* folded: the code is one of them, or begins so */
  const char *names; /* folded: the name has one of them */
} roles[] = {
  { CLINIC_FIELD_ROLE_ACT_FILE, K (FILE), "act|akt", "акт|упд|накладн" },
  { CLINIC_FIELD_ROLE_INVOICE_FILE, K (FILE), "file|invoice|bill|schet",
    "счет|файл|скан|документ|invoice" },
  { SYNC_ROLE_DECIDED, DAYS, "decided|decision_date", "дата решения|дата согласован|решено" },
  { CLINIC_FIELD_ROLE_PAID, DAYS, "pay_date|paid|payment_date|date_paid",
    "дата оплаты|оплачен|дата платежа|paid" },
  { CLINIC_FIELD_ROLE_DUE, DAYS, "due|pay_before|deadline",
    "оплатить до|срок оплат|оплата до|срок|due" },
  { SYNC_ROLE_HOLDER, K (USER), "holder", "у кого|на рассмотрен|ожидает" },
  { SYNC_ROLE_APPROVER, K (USER), "approver|approved_by", "согласовал|утвердил|кто решил|одобрил" },
  { SYNC_ROLE_INITIATOR, K (USER), "initiator", "инициатор|заявитель|автор" },
  { CLINIC_FIELD_ROLE_AMOUNT, NUMBERS, "sum|amount|summa|opportunity|total",
    "сумма|к оплате|стоимость|amount" },
  { CLINIC_FIELD_ROLE_DECISION, K (CHOICE), "decision", "решение" },
  { SYNC_ROLE_STATE, WORDS, "state|status", "статус|состояние|стадия" },
  { CLINIC_FIELD_ROLE_CATEGORY, WORDS, "expense|category|article",
    "статья|категория|тип расход|вид расход|тип затрат|расход" },
  { CLINIC_FIELD_ROLE_PAYER, WORDS, "payer|mycompany|my_company",
    "плательщик|юрлицо|юр. лицо|юридическое лицо|наша компания|payer" },
  { CLINIC_FIELD_ROLE_COUNTERPARTY, WORDS, "contractor|counterparty|supplier|vendor",
    "контрагент|поставщик|получатель" },
  { CLINIC_FIELD_ROLE_NUMBER, TEXTS | K (NUMBER), "number|num|invoice_number|nomer",
    "номер|№|number" },
  { SYNC_ROLE_HISTORY, TEXTS, "history|log", "ход согласован|история" },
  { CLINIC_FIELD_ROLE_REASON, TEXTS, "reason|rework", "причина|что исправить|замечан" },
  { SYNC_ROLE_COMMENT, TEXTS, "comment", "комментар|примечан" },
  { CLINIC_FIELD_ROLE_PURPOSE, TEXTS, "purpose|description",
    "назначение|за что|описание|обоснован|purpose" },
};

static gboolean
begins_with (const char *folded, const char *words)
{
  g_auto (GStrv) list = g_strsplit (words, "|", -1);

  for (guint i = 0; list[i] != NULL; i++)
    {
      if (g_str_has_prefix (folded, list[i]))
        return TRUE;
    }

  return FALSE;
}

/* «ИНН контрагента» is not the counterparty, «№ договора» not the bill's number */
static gboolean
is_beside (const char *name, const char *code)
{
  return sync_invoice_says (name, "инн|кпп|огрн|бик|договор|ндс|vat") ||
         sync_invoice_says (code, "inn|kpp|vat|contract_");
}

int
sync_invoice_guess_role (const char *code, const char *name, ClinicFieldKind kind)
{
  g_autofree char *folded_code = clinic_name_fold_letters (code);
  g_autofree char *folded_name = clinic_name_fold_letters (name);

  if (is_beside (folded_name, folded_code))
    return CLINIC_FIELD_ROLE_NONE;
  for (guint i = 0; *folded_code != '\0' && i < G_N_ELEMENTS (roles); i++)
    {
      if ((roles[i].kinds & (1u << kind)) != 0 && begins_with (folded_code, roles[i].codes))
        return roles[i].role;
    }
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      if ((roles[i].kinds & (1u << kind)) != 0 && sync_invoice_says (folded_name, roles[i].names))
        return roles[i].role;
    }

  return CLINIC_FIELD_ROLE_NONE;
}

ClinicFieldRole
sync_invoice_role_from_nick (const char *nick)
{
  g_autoptr (GEnumClass) values = g_type_class_ref (CLINIC_TYPE_FIELD_ROLE);
  GEnumValue *value = nick != NULL ? g_enum_get_value_by_nick (values, nick) : NULL;

  return value != NULL ? (ClinicFieldRole) value->value : CLINIC_FIELD_ROLE_NONE;
}

ClinicInvoiceState
sync_invoice_state_from_nick (const char *nick)
{
  g_autoptr (GEnumClass) values = g_type_class_ref (CLINIC_TYPE_INVOICE_STATE);
  GEnumValue *value = nick != NULL ? g_enum_get_value_by_nick (values, nick) : NULL;

  return value != NULL ? (ClinicInvoiceState) value->value : CLINIC_INVOICE_UNKNOWN;
}

ClinicInvoiceState
sync_invoice_guess_state (const char *name, const char *semantics)
{
  static const struct
  {
    const char *words;
    ClinicInvoiceState state;
  } states[] = {
    { "доработ|исправ|верн|rework|return", CLINIC_INVOICE_REWORK },
    { "отозв|отзыв|аннулир|withdraw", CLINIC_INVOICE_WITHDRAWN },
    { "отклон|отказ|не соглас|не оплач|reject|fail|declin", CLINIC_INVOICE_REJECTED },
    { "оплачен|акт получ|закрыт|paid|success", CLINIC_INVOICE_PAID },
    { "к оплат|на оплат|оплатить|согласован|утвержден|одобрен|to_pay|pay|approved",
      CLINIC_INVOICE_TO_PAY },
    { "соглас|рассмотр|провер|утвержд|approv", CLINIC_INVOICE_APPROVAL },
  };
  g_autofree char *folded = clinic_name_fold_letters (name);
  ClinicInvoiceState guessed = CLINIC_INVOICE_UNKNOWN;

  for (guint i = 0; guessed == CLINIC_INVOICE_UNKNOWN && i < G_N_ELEMENTS (states); i++)
    {
      /* «На согласовании» has «согласован» in it */
      if (i == 4 && sync_invoice_says (folded, "согласовани|согласование|утверждени"))
        continue;
      if (sync_invoice_says (folded, states[i].words))
        guessed = states[i].state;
    }
  if (g_strcmp0 (semantics, "S") == 0)
    return CLINIC_INVOICE_PAID;
  if (g_strcmp0 (semantics, "F") == 0)
    return guessed == CLINIC_INVOICE_WITHDRAWN ? guessed : CLINIC_INVOICE_REJECTED;

  return guessed;
}

ClinicDecision
sync_invoice_guess_decision (const char *key, const char *label)
{
  static const struct
  {
    const char *words;
    ClinicDecision decision;
  } decisions[] = {
    { "rework|return|revise|доработ|верну|исправ", CLINIC_DECISION_REWORK },
    { "reject|declin|refuse|отклон|отказ|не соглас|не одобр|не утвер|запрет",
      CLINIC_DECISION_REJECT },
    { "оплачен|оплачено|paid", CLINIC_DECISION_PAID },
    { "approve|accept|agree|соглас|утверд|одобр|оплатить|разреш|принять", CLINIC_DECISION_APPROVE },
  };
  const char *texts[] = { key, label };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *folded = clinic_name_fold_letters (texts[i]);

      if (g_str_equal (folded, "yes") || g_str_equal (folded, "да"))
        return CLINIC_DECISION_APPROVE;
      if (g_str_equal (folded, "no") || g_str_equal (folded, "нет"))
        return CLINIC_DECISION_REJECT;
      for (guint j = 0; j < G_N_ELEMENTS (decisions); j++)
        {
          if (sync_invoice_says (folded, decisions[j].words))
            return decisions[j].decision;
        }
    }

  return CLINIC_DECISION_OTHER;
}

/* what the clinic's own people are paid: «Шкалы доплат» is no list of bills */
static gboolean
is_of_wages (const char *folded)
{
  return sync_invoice_says (folded, "доплат|зарплат|заработн|оплата труда|оклад|ставк|преми|бонус");
}

gboolean
sync_invoice_is_invoice (const char *name, const char *code)
{
  g_autofree char *folded = clinic_name_fold_letters (name);
  g_autofree char *folded_code = clinic_name_fold_letters (code);

  if (is_of_wages (folded))
    return FALSE;

  return sync_invoice_says (folded, "счет|оплат|расход|invoice|платеж") ||
         sync_invoice_says (folded_code, "invoice|bill|schet|payment|expense");
}

gboolean
sync_invoice_is_registry (const char *name, const char *code)
{
  g_autofree char *folded = clinic_name_fold_letters (name);
  g_autofree char *folded_code = clinic_name_fold_letters (code);

  return (sync_invoice_says (folded, "реестр|registry") && !is_of_wages (folded)) ||
         sync_invoice_says (folded_code, "registry|reestr") || sync_invoice_is_invoice (name, code);
}
