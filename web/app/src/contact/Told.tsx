import { MailOpen } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { contactWords } from "./words";

interface ToldProps {
  icon: ReactNode;
  title: string;
  children: ReactNode;
}

/** What came of what was sent. The button that had the focus is gone, so the heading takes it. */
export function Told({ icon, title, children }: ToldProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);

  return (
    <div className="quick__sent" role="status">
      <h3 ref={heading} className="quick__sent-title" tabIndex={-1}>
        {icon}
        <span dir="auto">{title}</span>
      </h3>
      {children}
    </div>
  );
}

/** It waits until its writer has opened the link in his mail. */
export function Waits({ name, email }: { name: string; email: string }) {
  return (
    <Told icon={<MailOpen size={20} aria-hidden="true" />} title={contactWords.guest.waits}>
      <p>{contactWords.guest.waitsText(email, name)}</p>
    </Told>
  );
}
