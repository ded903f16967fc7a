using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Valhalla.Governance.AspNetCore.Json;

/// <summary>The library's own wire format: strict when reading, and never touched by the host's JSON options.</summary>
internal static class WireJson
{
    public const int MaxDepth = 16;

    public static WireJsonContext Context { get; } = new(new JsonSerializerOptions
    {
        AllowDuplicateProperties = false,
        AllowTrailingCommas = false,
        Converters =
        {
            new ExactDecimalConverter(), new FiniteDoubleConverter(), new UtcTimeConverter(),
            new EvidenceValueJsonConverter(),
        },
        // Letters of every script stay readable in a terminal; what HTML reads as markup is escaped.
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        MaxDepth = MaxDepth,
        NumberHandling = JsonNumberHandling.Strict,
        PropertyNameCaseInsensitive = false,
        ReadCommentHandling = JsonCommentHandling.Disallow,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    });
}
