using System.Text.Json.Nodes;

namespace Valhalla.Governance.Cli.Output;

/// <summary>A result for people: sections one below the other.</summary>
/// <param name="Title">What it is about; null where the verb says it.</param>
/// <param name="Sections">The sections.</param>
internal sealed record Report(string? Title, params IReadOnlyList<ReportSection> Sections)
{
    /// <summary>A result of one section with one fact a line.</summary>
    public static Report Facts(JsonNode? body, params ReadOnlySpan<string> fields) =>
        new(Title: null, ReportSection.Facts(heading: null, body, fields));

    /// <summary>A result of one table.</summary>
    public static Report Table(IReadOnlyList<JsonNode> rows, params ReadOnlySpan<string> columns) =>
        new(Title: null, ReportSection.Table(heading: null, rows, columns));
}
