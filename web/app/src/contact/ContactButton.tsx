import { MessageSquare } from "lucide-react";
import { type ComponentProps, lazy, Suspense, useState } from "react";
import type { Asked } from "../api/client";
import { Button } from "../design/Button";

const QuickContact = lazy(() => import("./QuickContact"));

interface ContactButtonProps extends ComponentProps<typeof Button> {
  /** The order, listing or service. */
  asked: Asked;
  /** Of the business. */
  name: string;
}

/** Opens a quick message about something. Its code comes with the first one that is opened. */
export function ContactButton({ asked, name, children, ...rest }: ContactButtonProps) {
  const [isOpen, setOpen] = useState(false);

  return (
    <>
      <Button {...rest} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <MessageSquare size={16} aria-hidden="true" />
        {children}
      </Button>
      {isOpen && (
        <Suspense>
          <QuickContact asked={asked} name={name} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
