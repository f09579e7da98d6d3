// Writes src/api/schema.ts from the server's OpenAPI document.
import { readFileSync, writeFileSync } from "node:fs";
import openapiTS, { astToString } from "openapi-typescript";

const document = JSON.parse(readFileSync(new URL("../../docs/reference/openapi.json", import.meta.url), "utf8"));
const shapes = ["type", "$ref", "oneOf", "anyOf", "allOf", "enum", "properties"];

// Texts and instants have converters of their own on the server, and the document names no type for what has one.
function nameStrings(schema) {
  if (typeof schema !== "object" || schema === null) return;
  if (!shapes.some((word) => word in schema)) schema.type = "string";
  for (const [name, member] of Object.entries(schema.properties ?? {})) if (name !== "data") nameStrings(member);
  if (schema.type === "array") schema.items ??= {};
  for (const part of [schema.items, ...(schema.oneOf ?? [])]) nameStrings(part);
}

for (const schema of Object.values(document.components?.schemas ?? {})) nameStrings(schema);
for (const path of Object.values(document.paths))
  for (const operation of Object.values(path))
    for (const given of operation.parameters ?? []) nameStrings(given.schema);

writeFileSync(new URL("src/api/schema.ts", import.meta.url), astToString(await openapiTS(document)));
