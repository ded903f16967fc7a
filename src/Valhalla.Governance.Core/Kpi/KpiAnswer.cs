using System.Text.Json;
using System.Text.Json.Serialization;

namespace Valhalla.Governance.Kpi;

/// <summary>The answer to a request with a key as it is stored: the ids, as a JSON array.</summary>
internal static class KpiAnswer
{
    public static string Write(ReadOnlyMemory<long> ids) =>
        JsonSerializer.Serialize(ids.ToArray(), KpiJsonContext.Default.Int64Array);

    public static long[] Read(string answerJson) =>
        JsonSerializer.Deserialize(answerJson, KpiJsonContext.Default.Int64Array) ?? [];
}

[JsonSerializable(typeof(long[]))]
internal sealed partial class KpiJsonContext : JsonSerializerContext;
