/// What a person says of a dossier: the fields of an archival unit that are not counted from its
/// documents.
package struct DossierDescription: Hashable, Sendable, Codable {
    /// That nothing of it may be destroyed, whatever its term says.
    package struct Hold: Hashable, Sendable, Codable {
        /// Why, such as a lawsuit or an audit.
        package let reason: String
        /// Since when.
        package let since: CalendarDate

        /// Describes a hold.
        package init(reason: String, since: CalendarDate) {
            self.reason = reason
            self.since = since
        }
    }

    /// That nothing more comes into it.
    package struct Closing: Hashable, Sendable, Codable {
        /// When it was closed.
        package let on: CalendarDate
        /// When the matter itself ended, which terms "de la încetare" count from; nil when it did not,
        /// or nobody said.
        package let ended: CalendarDate?

        /// Describes a closing.
        package init(on day: CalendarDate, ended: CalendarDate? = nil) {
            on = day
            self.ended = ended
        }
    }

    /// The code of the nomenclator (indicativ), such as `II.C.7`.
    package var code: String
    /// The year that its papers are of.
    package var year: Int
    /// Its number among those of the code and year, from 1.
    package var number: Int
    /// The volume, from 1.
    package var volume: Int
    /// Who made the papers; nil when it is the archive's own institution.
    package var fonds: String?
    /// The department that it comes from.
    package var department: String?
    /// What it is about, in brief.
    package var content: String?
    /// Its first day, when a person said it; else that of its documents counts.
    package var firstDay: CalendarDate?
    /// Its last day, likewise.
    package var lastDay: CalendarDate?
    /// How many sheets it has, when a person said it; else the written pages count.
    package var sheets: Int?
    /// How long it is to be kept, when a person said it for this dossier.
    package var term: RetentionTerm?
    /// Where its paper lies.
    package var location: String?
    /// That it must be kept for a reason of law; nil when there is none.
    package var hold: Hold?
    /// That it is closed; nil while it is open.
    package var closed: Closing?

    private enum CodingKeys: String, CodingKey {
        case code, year, number, volume, fonds, department, content, sheets, term, location, hold
        case closed
        case firstDay = "from"
        case lastDay = "to"
    }

    /// An open dossier of which nothing else is known.
    package init(_ mark: DossierMark) {
        code = mark.code
        year = mark.year
        number = mark.number
        volume = mark.volume
    }

    /// Where it stands among all others.
    package var mark: DossierMark {
        DossierMark(code: code, year: year, number: number, volume: volume)
    }
}
