import { Fragment, type ReactNode } from "react";
import { Link } from "react-router";
import { Thumb } from "../design/Avatar";
import { StatusChip } from "../design/Chip";
import { moneyWords } from "../design/money";
import { plainDate } from "../design/times";
import { deskWords } from "../inbox/words";
import { words } from "../words";
import type { Facts } from "./facts";
import { adminWords } from "./words";
import "../inbox/context.css";

/** What a conversation is about and who takes part, with the ways on from there. */
export function FactsPane({ facts }: { facts: Facts }) {
  const { topic, subject, others } = facts;

  return (
    <section className="context__part">
      <div className="context__topic">
        <Thumb topic={topic} size={48} />
        <p dir="auto">{topic.title || subject}</p>
      </div>
      <dl className="context__facts figures">
        {rowsOf(facts).map(([label, value]) => (
          <Fragment key={label}>
            <dt>{label}</dt>
            <dd dir="auto">{value}</dd>
          </Fragment>
        ))}
      </dl>
      {others.length > 0 && (
        <>
          <h3 className="context__subtitle">{deskWords.people}</h3>
          <ul className="context__people">
            {others.map((party) => (
              <li key={party.businessId ?? party.personId ?? party.role}>
                <bdi className="context__person">{party.name}</bdi>
                {party.role !== "platform" && <span className="context__role">{words.role[party.role]}</span>}
              </li>
            ))}
          </ul>
        </>
      )}
      <Ways facts={facts} />
    </section>
  );
}

type Row = [label: string, value: ReactNode];

function rowsOf({ topic, status, customer, business, messages, createdAt }: Facts): Row[] {
  const number = topic.kind === "order" && topic.externalId ? `#${topic.externalId}` : "";
  const about = [number, topic.price ? moneyWords(topic.price) : ""].filter(Boolean).join(" · ");

  return [
    about && ([words.topic[topic.kind], about] as Row),
    topic.status && [deskWords.status, <StatusChip key="s" status={topic.status} label={topic.statusLabel} />],
    customer && [words.role.customer, customer.name],
    business && [adminWords.businessLabel, business.name],
    [adminWords.conversation, words.status[status]],
    [adminWords.messagesLabel, messages],
    [deskWords.started, plainDate(createdAt)],
  ].filter((row): row is Row => Boolean(row));
}

function Ways({ facts: { id, topic, customer, business } }: { facts: Facts }) {
  const ways = [
    customer && { to: `/admin?customer=${customer.id}`, name: adminWords.listCustomer },
    business && { to: `/admin?business=${business.id}`, name: adminWords.listBusiness },
    topic.id && { to: `/admin?topicId=${topic.id}`, name: adminWords.listTopic },
    { to: `/admin/audit?conversation=${id}`, name: adminWords.toAudit },
  ].filter((way) => typeof way === "object" && way !== null);

  return (
    <ul className="ways">
      {ways.map(({ to, name }) => (
        <li key={to}>
          <Link className="ways__link" to={to}>
            {name}
          </Link>
        </li>
      ))}
    </ul>
  );
}
