import { MailCheck } from "lucide-react";
import { type ReactNode, useEffect } from "react";
import { Navigate } from "react-router";
import { useDoor } from "../app/SessionProvider";
import { Empty } from "../design/Empty";
import { onNextTaken, useNext } from "./next";
import { peopleWords } from "./words";

/** A link is on its way. Who opens it in this browser is signed in there, and what he has begun goes on here. */
export function CheckMail({ text, children }: { text: string; children?: ReactNode }) {
  const { standing, ask } = useDoor();
  const { next } = useNext();
  useEffect(() => onNextTaken(ask), [ask]);

  if (standing.is === "in") return <Navigate to={next} replace />;

  return (
    <main className="whole-page">
      <Empty isPage icon={<MailCheck size={22} aria-hidden="true" />} title={peopleWords.signUp.sent} text={text}>
        {children}
      </Empty>
    </main>
  );
}
