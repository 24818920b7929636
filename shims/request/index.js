function refuse() {
  throw new Error(
    'danfojs reads from the web through the package request, which has published advisories and no maintainer, so that ' +
      "dawnlab leaves it out. Fetch the file yourself: writeFileSync('data.csv', await (await fetch(url)).text()), then readCSV('data.csv').",
  );
}

module.exports = Object.assign(refuse, { get: refuse });
