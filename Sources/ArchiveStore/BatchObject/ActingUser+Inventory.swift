import Catalogue
import OCFL

extension ActingUser {
    /// As inventories of objects name who made a version.
    var inventoryUser: ObjectInventory.User {
        ObjectInventory.User(name: name, address: address)
    }
}
