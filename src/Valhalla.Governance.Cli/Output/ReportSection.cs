using System.Text.Json.Nodes;
using Valhalla.Governance.Cli.Api;

namespace Valhalla.Governance.Cli.Output;

/// <summary>A part of a report. A field is a name, a path, or <c>label=path</c>.</summary>
/// <param name="Heading">What it shows; null where that is clear.</param>
/// <param name="Columns">The columns; none for facts, whose rows are pairs, and for a text.</param>
/// <param name="Rows">The cells.</param>
/// <param name="Text">A sentence instead of rows.</param>
internal sealed record ReportSection(
    string? Heading, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows, string? Text = null)
{
    /// <summary>One fact a line; what the body lacks is left out.</summary>
    public static ReportSection Facts(string? heading, JsonNode? body, params ReadOnlySpan<string> fields)
    {
        var rows = new List<IReadOnlyList<string>>(fields.Length);
        foreach (var field in fields)
        {
            var (label, path) = Split(field);
            if (body.At(path) is { } value)
            {
                rows.Add([label, CellText.Of(value)]);
            }
        }

        return new ReportSection(heading, Columns: [], rows);
    }

    /// <summary>One row for each element.</summary>
    public static ReportSection Table(
        string? heading, IReadOnlyList<JsonNode> items, params ReadOnlySpan<string> columns)
    {
        var fields = columns.ToArray().Select(Split).ToArray();
        return new ReportSection(
            heading,
            [.. fields.Select(field => field.Label)],
            [.. items.Select(item => (string[])[.. fields.Select(field => CellText.Of(item.At(field.Path)))])]);
    }

    /// <summary>A sentence.</summary>
    public static ReportSection Sentence(string? heading, string text) => new(heading, Columns: [], Rows: [], text);

    private static (string Label, string Path) Split(string field)
    {
        var at = field.IndexOf('=', StringComparison.Ordinal);
        return at < 0 ? (field, field) : (field[..at], field[(at + 1)..]);
    }
}
