/// The elements of ALTO that are written and read here.
enum ALTOElement: String {
    case alto
    case description = "Description"
    case measurementUnit = "MeasurementUnit"
    case processing = "Processing"
    case processingSoftware
    case softwareName
    case layout = "Layout"
    case page = "Page"
    case printSpace = "PrintSpace"
    case textBlock = "TextBlock"
    case textLine = "TextLine"
    case string = "String"
    case alternative = "ALTERNATIVE"
    case hyphen = "HYP"
    case space = "SP"
    /// An element that we do not need, with everything in it.
    case other = ""

    /// Its place; each element has one place.
    var parent: ALTOElement? {
        switch self {
        case .alto: nil
        case .description, .layout: .alto
        case .measurementUnit, .processing: .description
        case .processingSoftware: .processing
        case .softwareName: .processingSoftware
        case .page: .layout
        case .printSpace: .page
        case .textBlock: .printSpace
        case .textLine: .textBlock
        case .string, .space, .hyphen: .textLine
        case .alternative: .string
        case .other: .other
        }
    }

    /// Whether it may contain elements that are not listed.
    var mayHoldOthers: Bool {
        switch self {
        case .alto, .description, .processing, .processingSoftware, .other: true
        default: false
        }
    }

    /// The element of that name within another; throws `ALTOFault` if it is not allowed there.
    init(_ name: String, in parent: ALTOElement?) throws {
        if let known = ALTOElement(rawValue: name), known.parent == parent, known != .other {
            self = known
        } else if let parent {
            guard parent.mayHoldOthers else {
                throw ALTOFault("it has an element in its layout that archivectl does not write")
            }
            self = .other
        } else {
            throw ALTOFault("it does not begin with the element alto")
        }
    }
}
