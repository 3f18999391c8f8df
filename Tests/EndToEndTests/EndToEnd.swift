import Testing

/// All suites here, one test after another: each run of the command uses all cores already.
@Suite(.serialized) enum EndToEnd {}
