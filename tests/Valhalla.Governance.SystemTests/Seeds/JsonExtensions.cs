using System.Text.Json.Nodes;

namespace Valhalla.Governance.SystemTests.Seeds;

/// <summary>Reads answers.</summary>
internal static class JsonExtensions
{
    /// <summary>The item of an array, or of an object's only array, whose member has a value.</summary>
    public static JsonNode Item(this JsonNode node, string member, string value) =>
        node.Items().Single(item => (string?)item[member] == value);

    /// <summary>The items of an array.</summary>
    public static IReadOnlyList<JsonNode> Items(this JsonNode node) => [.. node.AsArray().Select(item => item!)];

    /// <summary>A member that must be there.</summary>
    public static T Get<T>(this JsonNode node, string member) => node[member] is { } value
        ? value.GetValue<T>()
        : throw new InvalidOperationException($"No '{member}' in {node.ToJsonString()}");

    /// <summary>A number, rounded as the documents write it.</summary>
    public static double Rounded(this JsonNode node, string member, int digits) =>
        Math.Round(node.Get<double>(member), digits, MidpointRounding.AwayFromZero);
}
