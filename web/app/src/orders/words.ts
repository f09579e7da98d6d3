/** What only who sells reads: saying how an order stands. */
export const changeWords = {
  change: "Change status",
  next: "New status",
  courier: "Courier",
  parcelNumber: "Parcel number",
  link: "Tracking link",
  optional: "Optional. The customer sees it at once.",
  save: (status: string) => `Mark as ${status.toLocaleLowerCase()}`,
  saveCourier: "Save courier",
  changeCourier: "Courier details only",
  isFinal: "The customer is told at once. This cannot be taken back.",
  notAllYours: "Only who sells everything in this order may change how it stands.",
  conflict: "The order has moved on meanwhile. Look at where it stands now.",
};
