package import GRDB

/// One change of the catalogue that is being made: it is written wholly or not at all.
///
/// Handed to whoever keeps derived data beside the catalogue, so that both change together. It ends
/// with the call that gave it; the archive's own functions must not be called meanwhile.
package struct StoreTransaction {
    /// The connection that the change is made on.
    package let database: Database

    /// Hands a connection with an open transaction on.
    package init(database: Database) {
        self.database = database
    }
}
