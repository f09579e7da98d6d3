import { lazy, type ReactNode, Suspense, useState } from "react";
import { words } from "../words";
import type { Reader } from "./receipts";

export interface ReadersProps {
  readers: readonly Reader[];
  className: string;
  children: ReactNode;
}

const ReadersPanel = lazy(() => import("./ReadersPanel"));

/** A receipt that tells, once it is pressed, who has read the message. */
export function Readers(props: ReadersProps) {
  const [wanted, setWanted] = useState(false);
  const button = (
    <button
      type="button"
      className={props.className}
      data-state="read"
      title={words.receipt.who}
      aria-haspopup="dialog"
      aria-expanded={wanted}
      onClick={() => setWanted(true)}
    >
      {props.children}
    </button>
  );

  return wanted ? (
    <Suspense fallback={button}>
      <ReadersPanel {...props} />
    </Suspense>
  ) : (
    button
  );
}
