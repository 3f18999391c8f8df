/// A list as it is put on paper: tables with the words above and below them.
///
/// Texts hold no control characters.
package struct PrintedList: Codable, Sendable, Hashable {
    /// A column of a table.
    package struct Column: Codable, Sendable, Hashable {
        /// What stands above it.
        package var heading: String
        /// Its part of the width, in proportion to the other columns'.
        package var width: Double
        /// Whether its cells end at its right edge, as figures do.
        package var isNumber: Bool

        /// Describes a column.
        package init(_ heading: String, width: Double, isNumber: Bool = false) {
            self.heading = heading
            self.width = width
            self.isNumber = isNumber
        }
    }

    /// One table, beginning on a page of its own.
    package struct Section: Codable, Sendable, Hashable {
        /// What it is called.
        package var title: String
        /// Lines between the title and the table.
        package var opening: [String]
        /// The columns.
        package var columns: [Column]
        /// A cell for each column.
        package var rows: [[String]]
        /// Lines below the table.
        package var closing: [String]
        /// Who signs; they stand side by side.
        package var signatures: [String]

        /// Puts a table together.
        package init(
            title: String, opening: [String] = [], columns: [Column], rows: [[String]],
            closing: [String], signatures: [String]
        ) {
            self.title = title
            self.opening = opening
            self.columns = columns
            self.rows = rows
            self.closing = closing
            self.signatures = signatures
        }
    }

    /// What the file is called in its properties.
    package var title: String
    /// Whether the pages are broader than high.
    package var isLandscape: Bool
    /// The tables.
    package var sections: [Section]

    /// Puts a list together.
    package init(title: String, isLandscape: Bool, sections: [Section]) {
        self.title = title
        self.isLandscape = isLandscape
        self.sections = sections
    }
}
