import { Building2, Check, CheckCheck, CircleAlert, Clock, Factory, Landmark, Lock, Store, User } from "lucide-react";
import type { ConversationView, Role } from "../api/types";
import { useSession } from "../app/SessionProvider";
import { Avatar } from "../design/Avatar";
import { Button } from "../design/Button";
import { clockTime, exactTime } from "../design/times";
import { problemWords, words } from "../words";
import { isNote, noteReaders } from "./audience";
import { ChannelSign } from "./ChannelSign";
import type { Entry } from "./entries";
import { Readers } from "./Readers";
import { type Reader, type Receipt, readersOf, receiptOf } from "./receipts";
import { partsOf } from "./safeText";

const roleIcons: Record<Role, typeof User> = {
  customer: User,
  seller: Store,
  supplier: Factory,
  reseller: Building2,
  platform: Landmark,
  assistant: User,
  system: User,
};

/** What somebody said. Both layouts are this markup; only the styles differ. */
export function Speech({ entry, conversation }: { entry: Entry; conversation: ConversationView }) {
  const { me } = useSession();
  const note = isNote(entry.audience);
  const receipt = entry.isMine ? receiptOf(entry, conversation, me.id) : null;

  return (
    <article
      className="speech"
      data-key={entry.key}
      data-id={entry.id ?? undefined}
      data-mine={entry.isMine || undefined}
      data-note={note || undefined}
      data-starts={entry.startsGroup || undefined}
      data-ends={entry.endsGroup || undefined}
      data-state={receipt?.state}
      aria-label={words.thread.spoken(entry.sender.name, words.role[entry.sender.role], clockTime(entry.at))}
      tabIndex={-1}
    >
      {entry.startsGroup && <Avatar name={entry.sender.name} isMine={entry.isMine} />}
      {entry.startsGroup && <Head entry={entry} conversation={conversation} note={note} />}
      <Body body={entry.body} />
      <Meta entry={entry} conversation={conversation} receipt={receipt} />
      {entry.waiting !== null && receipt?.state !== "sending" && <Trouble entry={entry} />}
    </article>
  );
}

function Head({ entry, conversation, note }: { entry: Entry; conversation: ConversationView; note: boolean }) {
  const { sender } = entry;
  const Icon = roleIcons[sender.role];
  const business = conversation.parties.find((party) => sender.businessId && party.businessId === sender.businessId);
  const role = words.role[sender.role];

  return (
    <header className="speech__head">
      <span className="speech__name clip" dir="auto">
        {sender.name}
      </span>
      {note ? (
        <span className="speech__note">
          <Lock size={12} aria-hidden="true" />
          {words.thread.noteLabel}
        </span>
      ) : (
        <span className="chip chip--neutral speech__role">
          <Icon size={12} aria-hidden="true" />
          <span className="clip" dir="auto">
            {business ? `${business.name} · ${role}` : role}
          </span>
        </span>
      )}
    </header>
  );
}

function Body({ body }: { body: string }) {
  if (body === "") return <p className="speech__body speech__body--gone">{words.thread.erased}</p>;

  return (
    <p className="speech__body" dir="auto">
      {partsOf(body).map((part, index) =>
        part.href === null ? (
          part.text
        ) : (
          <a key={index} className="speech__link" href={part.href} target="_blank" rel="noopener noreferrer nofollow">
            {part.text}
          </a>
        ),
      )}
    </p>
  );
}

interface MetaProps {
  entry: Entry;
  conversation: ConversationView;
  receipt: Receipt | null;
}

function Meta({ entry, conversation, receipt }: MetaProps) {
  const { me } = useSession();
  const note = isNote(entry.audience);

  return (
    <footer className="speech__meta">
      <time dateTime={entry.at} title={exactTime(entry.at)}>
        {clockTime(entry.at)}
      </time>
      <ChannelSign channel={entry.channel} />
      {note && <span>{noteReaders(entry.audience, conversation)}</span>}
      {receipt !== null && (!note || entry.waiting !== null) && (
        <ReceiptWords receipt={receipt} readers={readersOf(entry, conversation, me.id)} />
      )}
    </footer>
  );
}

function ReceiptWords({ receipt, readers }: { receipt: Receipt; readers: readonly Reader[] }) {
  const Icon = {
    sending: Clock,
    waiting: Clock,
    failed: CircleAlert,
    sent: Check,
    delivered: CheckCheck,
    read: CheckCheck,
  }[receipt.state];
  const text =
    receipt.state === "read"
      ? receipt.by
        ? words.receipt.readBy(receipt.by, receipt.at && clockTime(receipt.at))
        : words.receipt.read
      : words.receipt[receipt.state];

  const content = (
    <>
      <Icon size={14} aria-hidden="true" />
      <span dir="auto">{text}</span>
    </>
  );

  return readers.length > 0 ? (
    <Readers className="receipt receipt--button" readers={readers}>
      {content}
    </Readers>
  ) : (
    <span className="receipt" data-state={receipt.state}>
      {content}
    </span>
  );
}

/** Why one of mine has not gone out, and what I can do. */
function Trouble({ entry }: { entry: Entry }) {
  const { outbox } = useSession();
  const item = entry.waiting;
  if (item === null) return null;

  return (
    <div className="speech__trouble">
      {item.problem && <span>{problemWords(item.problem)}</span>}
      <Button look="quiet" onClick={() => outbox.retry(item.clientId)}>
        {words.receipt.retry}
      </Button>
      <Button look="danger" onClick={() => outbox.discard(item.clientId)}>
        {words.receipt.discard}
      </Button>
    </div>
  );
}
