import { CalendarClock, MessageCircle, Package, Tag } from "lucide-react";
import { useState } from "react";
import type { Topic } from "../api/types";
import { graphemes } from "./graphemes";
import "./avatar.css";

/** A person by his initials. The name stands beside it, so a reader does not hear it twice. */
export function Avatar({ name, isMine = false }: { name: string; isMine?: boolean }) {
  return (
    <span className={isMine ? "avatar avatar--mine" : "avatar"} aria-hidden="true">
      {initialsOf(name)}
    </span>
  );
}

/** What a conversation is about: its picture, or the sign of its kind. */
export function Thumb({ topic, size = 40 }: { topic: Pick<Topic, "kind" | "imageUrl">; size?: 32 | 40 | 48 }) {
  const [broken, setBroken] = useState(false);
  const url = topic.imageUrl;

  return (
    <span className={`thumb thumb--${size}`} aria-hidden="true">
      {url && !broken ? (
        <img
          src={url}
          alt=""
          width={size}
          height={size}
          loading="lazy"
          decoding="async"
          onError={() => setBroken(true)}
        />
      ) : (
        <TopicIcon kind={topic.kind} />
      )}
    </span>
  );
}

export function TopicIcon({ kind, size = 18 }: { kind: Topic["kind"]; size?: number }) {
  const Icon = { order: Package, listing: Tag, service: CalendarClock, general: MessageCircle }[kind];

  return <Icon size={size} strokeWidth={1.75} aria-hidden="true" />;
}

/** The first letters of the first and last word, by graphemes: works for names in any script. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const first = (word: string | undefined) => (word ? (graphemes(word)[0] ?? "") : "");
  const last = words.length > 1 ? words.at(-1) : undefined;

  return `${first(words[0])}${first(last)}`.toLocaleUpperCase() || "?";
}
