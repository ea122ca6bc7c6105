/** Opens the database below each directory and reads all of it; prints `sound` or the error's code. */
import { openDatabase } from "../../dist/base/open-database.js";

for (const dir of process.argv.slice(2)) {
  try {
    const database = openDatabase(dir, []);
    for (const { name } of database.prepare("SELECT name FROM sqlite_schema").all()) {
      database.prepare(`SELECT * FROM "${name}"`).all();
    }
    database.close();
    console.log("sound");
  } catch (error) {
    console.log(error.code ?? "UNEXPECTED");
  }
}
