import type { Asked } from "../api/client";
import { Dialog } from "../design/Dialog";
import { QuickBody } from "./QuickBody";
import { useContact } from "./useContact";
import { contactWords } from "./words";

interface QuickContactProps {
  asked: Asked;
  /** Of the business, as far as the page knows it. */
  name: string;
  onClose: () => void;
}

/** A message in a moment, without leaving the page. */
export default function QuickContact({ asked, name, onClose }: QuickContactProps) {
  const { data } = useContact(asked);

  return (
    <Dialog title={contactWords.title(data?.business.name ?? name)} onClose={onClose}>
      <QuickBody asked={asked} onDone={onClose} />
    </Dialog>
  );
}
