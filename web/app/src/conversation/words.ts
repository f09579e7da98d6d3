/** What only those read who may write a note to several readers. */
export const noteWords = {
  label: "Who reads the note",
  team: "Your team",
  platform: "Marketplace team",
  platformWith: "Your team and the marketplace",
  platformAnd: (name: string) => `Marketplace and ${name}`,
};
