using System.Text.Json;
using System.Text.Json.Serialization;

namespace Valhalla.Governance.GoNoGo;

/// <summary>What the board stores as JSON.</summary>
internal static class GoNoGoJson
{
    private static readonly GoNoGoJsonContext Indented = new(
        new JsonSerializerOptions(GoNoGoJsonContext.Default.Options) { WriteIndented = true });

    public static string Write(IReadOnlyList<CriterionResult> results) => JsonSerializer.Serialize(
        [.. results.Select(CriterionRecord.Of)], GoNoGoJsonContext.Default.CriterionRecordArray);

    public static IReadOnlyList<CriterionResult> ReadResults(string json) =>
    [
        .. JsonSerializer.Deserialize(json, GoNoGoJsonContext.Default.CriterionRecordArray)!
            .Select(static record => record.ToResult()),
    ];

    public static string Write(IReadOnlyList<SignOff> signOffs) => JsonSerializer.Serialize(
        [.. signOffs.Select(SignOffRecord.Of)], GoNoGoJsonContext.Default.SignOffRecordArray);

    public static IReadOnlyList<SignOff> ReadSignOffs(string json, string hash) =>
    [
        .. JsonSerializer.Deserialize(json, GoNoGoJsonContext.Default.SignOffRecordArray)!
            .Select(record => record.ToSignOff(hash)),
    ];

    public static byte[] WriteRecord(GoNoGoDecision decision) =>
        JsonSerializer.SerializeToUtf8Bytes(DecisionRecord.Of(decision), Indented.DecisionRecord);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, Converters = [typeof(EvidenceValueJsonConverter)])]
[JsonSerializable(typeof(CriterionRecord[]))]
[JsonSerializable(typeof(SignOffRecord[]))]
[JsonSerializable(typeof(DecisionRecord))]
[JsonSerializable(typeof(SignOffAudit))]
[JsonSerializable(typeof(DecisionAudit))]
internal sealed partial class GoNoGoJsonContext : JsonSerializerContext;
