using System.Text.Json.Nodes;

namespace Valhalla.Governance.Cli.Api;

/// <summary>What the API answered.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The JSON body; null when there is none.</param>
/// <param name="Text">The body as text.</param>
/// <param name="NextQuery">The query of the next page, with its question mark; null on the last.</param>
internal sealed record ApiAnswer(int Status, JsonNode? Body, string Text, string? NextQuery)
{
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>The body of a success.</summary>
    public JsonNode Json => Body ?? new JsonObject();

    /// <summary>A flag of the body; false where it is missing.</summary>
    public bool Flag(string name) => Json.Flag(name);
}
