import { lens, line } from "../harness/person.ts";
import type { Scenario } from "../harness/scenario.ts";
import { INLINE } from "../harness/sketches.ts";
import { eventually } from "../harness/wait.ts";

export default {
  title: "makes an inline hole a function, writes its fill into the sketch, and punches it out again",
  files: { "names.anpl": INLINE },
  async run({ person, read }) {
    await person.open("names.anpl");
    await person.lens("Fill", lens("2/2 examples"));
    await person.goTo(INLINE, "the length of each");
    await person.offers("a named hole");
    await person.picture("offered");
    await person.choose("a named hole", line("def the_length_of_each_name"));
    await person.sees(lens("2/2 examples"));
    await person.save();
    await eventually("the sketch has the function", 10, () => read("names.anpl").includes("def the_length"));
    await person.picture("named");

    await person.goTo(read("names.anpl"), "the_length_of_each_name(");
    await person.choose("into the sketch", line("return ["));
    await person.seesNo(lens("Fill"));
    await person.save();
    await eventually("the sketch has the fill", 10, () => /"""\n {4}return /.test(read("names.anpl")));
    await person.picture("inlined");

    await person.goTo(read("names.anpl"), "the_length_of_each_name(");
    // Undo takes it back, so that nothing has to be ticked or confirmed before.
    const open = lens("Fill all (1 open)");
    await person.choose("a hole, without its body", open);
    await person.press("Control+Z");
    await person.seesNo(open);
    await person.sees(line("return ["));
    await person.press("Control+Shift+Z");
    await person.sees(open);
    await person.save();
    await eventually("the body is gone", 10, () => !/"""\n {4}return \[/.test(read("names.anpl")));
    await person.sees(lens("blocked · 1 example"));
    await person.picture("punched");
  },
} satisfies Scenario;
