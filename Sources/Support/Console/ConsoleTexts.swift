import Terms

enum ConsoleTexts {
    static let visitor = Text("访客", "訪客", "Visitor")
    static let confidence = Text("把握 {percent}%", "把握 {percent}%", "{percent}% sure")
}
