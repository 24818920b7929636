// Runs the programs that its arguments name, and prints what each of them wrote: one JSON list of `{stdout, stderr}`.

const said = [];
const print = process.stdout.write.bind(process.stdout);
for (const name of ['stdout', 'stderr'])
  process[name].write = (text) => {
    said.at(-1)[name] += text;
    return true;
  };

for (const file of process.argv.slice(2)) {
  said.push({ stdout: '', stderr: '' });
  await import(file).catch((error) => console.error(error));
}
print(JSON.stringify(said));
