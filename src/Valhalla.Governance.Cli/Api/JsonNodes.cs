using System.Text.Json;
using System.Text.Json.Nodes;

namespace Valhalla.Governance.Cli.Api;

/// <summary>Reads answers without trusting their shape: another version may have sent them.</summary>
internal static class JsonNodes
{
    /// <summary>What is at a path such as <c>policy.enabled</c>; null where there is nothing.</summary>
    public static JsonNode? At(this JsonNode? node, string path)
    {
        foreach (var name in path.Split('.'))
        {
            node = node is JsonObject parent ? parent[name] : null;
        }

        return node;
    }

    /// <summary>A flag; false where it is missing.</summary>
    public static bool Flag(this JsonNode? node, string path) =>
        node.At(path) is JsonValue value && value.GetValueKind() == JsonValueKind.True;

    /// <summary>A text; null where it is missing.</summary>
    public static string? Text(this JsonNode? node, string path) =>
        node.At(path) is JsonValue value && value.GetValueKind() == JsonValueKind.String
            ? value.GetValue<string>()
            : null;

    /// <summary>A number; null where it is missing.</summary>
    public static decimal? Number(this JsonNode? node, string path) =>
        node.At(path) is JsonValue value && value.TryGetValue<decimal>(out var number) ? number : null;

    /// <summary>The elements of an array, which the node is or holds under a name; none where it is missing.</summary>
    public static IReadOnlyList<JsonNode> Items(this JsonNode? node, string? path = null) =>
        (path is null ? node : node.At(path)) is JsonArray array ? [.. array.OfType<JsonNode>()] : [];
}
