using System.Collections.Frozen;
using System.Collections.Immutable;
using Valhalla.Governance.Audit;

namespace Valhalla.Governance.Integrity;

/// <summary>The last audit record of every row, up to some record of the chain. Immutable.</summary>
/// <param name="Sequence">The last record that was read; 0 before the first.</param>
/// <param name="Hash">Its hash.</param>
/// <param name="Last">The last record by area and subject.</param>
internal sealed record RecordFold(
    long Sequence, string Hash, ImmutableDictionary<RowKey, LastRecord> Last)
{
    // Records of anything else, such as refusals, are many and leave no row.
    private static readonly FrozenSet<string> Areas = FrozenSet.Create(
        StringComparer.Ordinal,
        AuditStateFold.GateArea,
        AuditStateFold.RiskArea,
        AuditStateFold.HeimdallArea,
        AuditStateFold.RegressionPolicyArea,
        AuditStateFold.RegressionStateArea,
        AuditStateFold.InfluenceArea,
        IntegrityRules.AlarmArea,
        "market_policy",
        "offer_policy");

    public static RecordFold Empty { get; } = new(
        0, AuditChain.GenesisHash, ImmutableDictionary<RowKey, LastRecord>.Empty);

    /// <summary>The fold with records that follow, in their order, up to a place in the chain.</summary>
    public RecordFold With(IEnumerable<ChainEntry> entries, long sequence, string hash)
    {
        var last = Last.ToBuilder();
        foreach (var entry in entries)
        {
            if (entry.ToJson is { } json && Areas.Contains(AuditStateFold.AreaOf(entry.Action)))
            {
                var key = new RowKey(AuditStateFold.AreaOf(entry.Action), entry.Subject);
                last[key] = Next(last.GetValueOrDefault(key), entry, json);
            }
        }

        return new RecordFold(sequence, hash, last.ToImmutable());
    }

    // One more reason to stop leaves the row, and who changed it last, as they were.
    private static LastRecord Next(LastRecord? before, ChainEntry entry, string json)
    {
        var whole = new AuditEntry(entry.Action, entry.Subject, ChangeAuthor.System, null, entry.FromJson, json);
        var shown = AuditStateFold.Shown(whole, json);
        var isChange = entry.FromJson is not { } from
            || !string.Equals(AuditStateFold.Shown(whole, from), shown, StringComparison.Ordinal);
        var stamp = isChange ? entry.Stamp : before?.Version == entry.Version ? before.Stamp : null;
        return new LastRecord(entry.Sequence, entry.Version, shown, stamp);
    }
}
