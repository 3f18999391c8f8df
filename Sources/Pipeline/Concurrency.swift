/// Runs a body for each element, several at a time, never more than so many begun and not
/// ended.
///
/// The first error ends all and is thrown.
func forEachConcurrently<Element: Sendable>(
    _ elements: some Sequence<Element>, atMost limit: Int,
    _ body: @escaping @Sendable (Element) async throws -> Void
) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
        var running = 0
        for element in elements {
            if running == limit {
                try await group.next()
                running -= 1
            }
            group.addTask { try await body(element) }
            running += 1
        }
        try await group.waitForAll()
    }
}
