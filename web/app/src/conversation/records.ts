import type { Money, SystemEvent } from "../api/types";
import { moneyWords } from "../design/money";
import { words } from "../words";
import { safeHref } from "./safeText";

/** What stands behind the subject of a record, such as the courier and number. */
export interface Fact {
  text: string;
  /** Where it leads, if that is safe to follow. */
  href: string | null;
}

type Data = Record<string, unknown>;

const text = (value: unknown) => (typeof value === "string" || typeof value === "number" ? String(value) : "");

/** What a record tells besides its subject. Data that this version does not know is left out. */
export function factsOf(system: SystemEvent | null): Fact[] {
  const data = asObject(system?.data) ?? {};
  const code = system?.code ?? "";

  return [
    ...(code === "order.placed" ? placed(data) : []),
    ...(code.startsWith("party.") ? [...new Set([data.name, roleWord(data)].map(text))].map(plain) : []),
    plain(standing(code, data)),
    courier(data),
    plain(text(data.reason)),
  ].filter((fact) => fact.text !== "");
}

const plain = (fact: string): Fact => ({ text: fact, href: null });

function placed(data: Data): Fact[] {
  const price = asObject(data.price);
  const number = text(data.number);

  return [plain(number && `#${number}`), plain(text(data.title)), plain(isMoney(price) ? moneyWords(price) : "")];
}

/** The shop's own word; otherwise only what the subject does not say already. */
function standing(code: string, data: Data): string {
  const status = text(data.status);
  const label = text(data.statusLabel);
  if (label || code !== "order.placed" || status === "pending") return label;

  return words.orderStatus[status] ?? "";
}

function courier(data: Data): Fact {
  const tracking = asObject(data.tracking);
  const href = safeHref(text(tracking?.url));
  const name = [tracking?.carrier, tracking?.number].map(text).filter(Boolean).join(" ");

  return { text: name || (href ? words.orders.track : ""), href };
}

const roleWord = ({ role }: Data) => (words.role as Data)[text(role)];

const asObject = (value: unknown) => (typeof value === "object" && value !== null ? (value as Data) : null);

const isMoney = (value: Data | null): value is Data & Money =>
  typeof value?.minor === "number" && typeof value.currency === "string";
