using System.Text.Json;
using System.Text.Json.Nodes;

namespace Valhalla.Governance.Cli.Output;

/// <summary>A JSON value as a cell.</summary>
internal static class CellText
{
    public static string Of(JsonNode? node) => node switch
    {
        null => "",
        JsonArray array => string.Join(", ", array.Select(Of)),
        JsonObject => node.ToJsonString(),
        _ => node.GetValueKind() switch
        {
            JsonValueKind.String => node.GetValue<string>(),
            JsonValueKind.True => "yes",
            JsonValueKind.False => "no",
            _ => node.ToJsonString(),
        },
    };
}
