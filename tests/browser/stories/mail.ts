import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { dataOf } from "../place.js";

const outbox = join(dataOf(), "outbox");

/** Of somebody whom no other test has asked. */
export const newAddress = () => `kim.${crypto.randomUUID().slice(0, 8)}@example.com`;

/** The folder comes with the first mail. */
const mailsTo = (email: string): string[] =>
  (existsSync(outbox) ? readdirSync(outbox) : [])
    .filter((name) => name.endsWith(".eml"))
    .sort()
    .map((name) => readFileSync(join(outbox, name), "utf8"))
    .filter((mail) => mail.includes(`\r\nTo: ${email}\r\n`));

/** The path of the link in the newest mail to an address, once there are so many in the folder that mail goes to. */
export async function linkTo(email: string, count = 1): Promise<string> {
  await expect.poll(() => mailsTo(email).length).toBeGreaterThanOrEqual(count);
  const link = /\/join\/\S+/.exec(mailsTo(email).at(-1) ?? "")?.[0];
  if (link === undefined) throw new Error(`The mail to ${email} has no link`);

  return link;
}
