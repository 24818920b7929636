function refuse() {
  throw new Error(
    'danfojs reads and writes Excel files through the package xlsx, whose version in the registry has published advisories, ' +
      'so that dawnlab leaves it out. Use CSV (readCSV, toCSV), or another package for Excel files.',
  );
}

module.exports = {
  read: refuse,
  readFile: refuse,
  writeFile: refuse,
  utils: { sheet_to_json: refuse, aoa_to_sheet: refuse, book_new: refuse, book_append_sheet: refuse },
};
