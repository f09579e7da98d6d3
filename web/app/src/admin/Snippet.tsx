import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { Button } from "../design/Button";
import { adminWords } from "./words";

/** The lines for a shop's pages. */
export function Snippet({ shop }: { shop: string }) {
  const { origin } = window.location;

  return (
    <section className="setup__part">
      <h2>{adminWords.snippet}</h2>
      <p>{adminWords.snippetText}</p>
      <Code
        label={adminWords.snippetLauncher}
        text={`<script src="${origin}/loader.js" data-shop="${shop}" async></script>\n<parley-launcher></parley-launcher>`}
      />
      <p>{adminWords.contactText}</p>
      <Code
        label={adminWords.snippetContact}
        text={'<parley-contact context="listing:YOUR-ID" variant="outline"></parley-contact>'}
      />
    </section>
  );
}

function Code({ label, text }: { label: string; text: string }) {
  const [isCopied, setCopied] = useState(false);
  const Icon = isCopied ? Check : Copy;
  const copy = () => navigator.clipboard.writeText(text).then(() => setCopied(true));

  return (
    <div className="setup__code">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, by keyboard too */}
      <section className="setup__lines" aria-label={label} tabIndex={0}>
        <pre>{text}</pre>
      </section>
      <Button onClick={() => void copy()} aria-label={adminWords.copyOf(label)}>
        <Icon size={16} aria-hidden="true" />
        {isCopied ? adminWords.copied : adminWords.copy}
      </Button>
    </div>
  );
}
