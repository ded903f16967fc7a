using System.Text.Json.Serialization.Metadata;

namespace Valhalla.Governance.AspNetCore.Json;

/// <summary>What a member has to be, for the refusal of one that is something else.</summary>
internal static class ExpectedJson
{
    private const string Unknown = "It is not of the documented type.";

    /// <summary>What belongs at a path of the serializer, such as <c>$.events[3].value</c>.</summary>
    public static string At(string? path, JsonTypeInfo root)
    {
        var type = root;
        foreach (var part in (path ?? "").Split(['.', '['], StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == "$")
            {
                continue;
            }

            var next = part[^1] == ']'
                ? type.ElementType
                : type.Properties.FirstOrDefault(p => string.Equals(p.Name, part, StringComparison.Ordinal))
                    ?.PropertyType;
            if (next is null || !type.Options.TryGetTypeInfo(next, out var found))
            {
                return Unknown;
            }

            type = found;
        }

        return Of(type);
    }

    private static string Of(JsonTypeInfo info)
    {
        var type = Nullable.GetUnderlyingType(info.Type) ?? info.Type;
        return type == typeof(string) ? "A JSON string of valid Unicode is needed."
            : type == typeof(bool) ? "true or false is needed."
            : type == typeof(int) ? "A whole number is needed, as a JSON number of at most 32 bits."
            : type == typeof(long) ? "A whole number is needed, as a JSON number of at most 64 bits."
            : info.Kind switch
            {
                JsonTypeInfoKind.Enumerable => "A JSON array is needed.",
                JsonTypeInfoKind.Object or JsonTypeInfoKind.Dictionary => "A JSON object is needed.",
                _ => Unknown,
            };
    }
}
