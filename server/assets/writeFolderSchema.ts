/** Writes server/assets/penprint.schema.json from the schema that the server itself parses with: npx tsx server/assets/writeFolderSchema.ts */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { folderConfigSchema } from "../protocol/folderConfig";

const file = join(__dirname, "penprint.schema.json");
const schema = z.toJSONSchema(folderConfigSchema, { io: "input", target: "draft-7" });
writeFileSync(file, `${JSON.stringify(schema, null, 2)}\n`);
