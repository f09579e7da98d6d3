import type { ReactNode } from "react";
import { words } from "../words";
import "./chip.css";

type Tone = "neutral" | "teal" | "ok" | "warn" | "danger" | "accent";

export function Chip({ tone = "neutral", children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span className={`chip chip--${tone}`}>
      <span className="clip">{children}</span>
    </span>
  );
}

const tones: Record<string, Tone> = {
  pending: "warn",
  confirmed: "accent",
  shipped: "accent",
  delivered: "ok",
  completed: "ok",
  cancelled: "danger",
  refunded: "neutral",
};

/** The state of an order or offer; a shop's own word for it wins. */
export function StatusChip({ status, label }: { status: string; label?: string | null | undefined }) {
  return <Chip tone={tones[status] ?? "neutral"}>{label || words.orderStatus[status] || status}</Chip>;
}
