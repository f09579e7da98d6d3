import { expect, type Page } from "@playwright/test";
import { linkTo } from "./mail.js";

interface Account {
  name: string;
  email: string;
  password: string;
}

/** From the sign-in page on, until the link is in the mail. */
export async function signUp(page: Page, { name, email, password }: Account): Promise<void> {
  await page.getByRole("link", { name: "Create an account" }).click();
  await page.getByLabel("Your name").fill(name);
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByRole("heading", { name: "Check your email" })).toBeVisible();
}

/** Opens the link in the mail. */
export async function confirm(page: Page, { email, password }: Account): Promise<void> {
  await page.goto(await linkTo(email));
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Confirm" }).click();
}
