import { Popover } from "radix-ui";
import { exactTime, shortTime } from "../design/times";
import { words } from "../words";
import type { ReadersProps } from "./Readers";
import type { Reader } from "./receipts";
import "../design/menu.css";

/** Opened by the press that brought it; Escape closes it and leads back. */
export default function ReadersPanel({ readers, className, children }: ReadersProps) {
  return (
    <Popover.Root defaultOpen>
      <Popover.Trigger className={className} data-state="read" title={words.receipt.who}>
        {children}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className="menu readers" aria-label={words.receipt.who} sideOffset={6} collisionPadding={8}>
          <h3 className="menu__label">{words.receipt.who}</h3>
          <ul>
            {readers.map((reader) => (
              <Line key={reader.key} reader={reader} />
            ))}
          </ul>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function Line({ reader: { name, role, at, isExact } }: { reader: Reader }) {
  return (
    <li className="readers__one">
      <span className="readers__who">
        <bdi className="readers__name">{name}</bdi>
        <span className="chip chip--neutral">{words.role[role]}</span>
      </span>
      {at && (
        <time className="readers__time figures" dateTime={at} title={exactTime(at)}>
          {isExact ? shortTime(at) : words.receipt.notLater(shortTime(at))}
        </time>
      )}
    </li>
  );
}
