using System.Collections.Frozen;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Valhalla.Governance.Audit;

namespace Valhalla.Governance.Integrity;

/// <summary>
/// Compares rows with their last audit records. The only rows that have none are the seeds of a new store, which are
/// what this build knows them to be. Thread-safe.
/// </summary>
/// <param name="seeds">The rows of a new store.</param>
/// <param name="names">As <see cref="RowDifference"/> asks.</param>
internal sealed class RowComparer(
    IEnumerable<AuditedRow> seeds, IReadOnlyDictionary<string, Func<string, bool>> names)
{
    private readonly FrozenDictionary<RowKey, AuditedRow> _seeds =
        seeds.ToFrozenDictionary(row => row.Key);

    /// <summary>What is not as it was recorded.</summary>
    /// <param name="rows">All rows of some areas.</param>
    /// <param name="fold">The records, read after the rows.</param>
    /// <param name="areas">The areas whose rows are never deleted.</param>
    public List<IntegrityFinding> Compare(
        IReadOnlyCollection<AuditedRow> rows, RecordFold fold, params ReadOnlySpan<string> areas)
    {
        var findings = new List<IntegrityFinding>();
        var present = new HashSet<RowKey>();
        var unrecorded = new List<AuditedRow>();
        foreach (var row in rows)
        {
            present.Add(row.Key);
            var record = fold.Last.GetValueOrDefault(row.Key);
            if ((record is null ? DifferenceOfSeed(row) : DifferenceOf(row, record)) is { } difference)
            {
                findings.Add(Finding(row, difference, record?.Sequence ?? 0));
            }
            else if (record is null)
            {
                unrecorded.Add(row);
            }
        }

        AddSeedsOfAnotherTime(unrecorded, findings);
        foreach (var key in fold.Last.Keys.Concat(_seeds.Keys).Where(key => !present.Contains(key)).Distinct())
        {
            if (areas.Contains(key.Area))
            {
                findings.Add(Finding(new AuditedRow(key, 0, () => ""), "the row is gone", since: 0));
            }
        }

        return findings;
    }

    private string? DifferenceOfSeed(AuditedRow row)
    {
        if (!_seeds.TryGetValue(row.Key, out var seed))
        {
            return "no record tells where it comes from";
        }

        if (seed.Version != row.Version)
        {
            return $"new it has version {Text(seed.Version)}, and no record tells of a change";
        }

        var difference = (row.IsEqualTo(seed)
                ? null
                : RowDifference.Find(seed.ToJson(), row.ToJson(), names, isSeed: true))
            ?? (seed.Stamp is null || row.Stamp is null
                ? null
                : RowDifference.Find(seed.Stamp, row.Stamp with { At = seed.Stamp.At }));
        return difference is null ? null : $"it was changed without a record: {difference}";
    }

    private string? DifferenceOf(AuditedRow row, LastRecord record)
    {
        if (row.Version != record.Version)
        {
            return $"record {Text(record.Sequence)} left version {Text(record.Version)}";
        }

        var difference = RowDifference.Find(record.Json, row.ToJson(), names)
            ?? (record.Stamp is null || row.Stamp is null ? null : RowDifference.Find(record.Stamp, row.Stamp));
        return difference is null ? null : $"it is not what record {Text(record.Sequence)} left: {difference}";
    }

    // The seeds of one kind were all written at the same time. Times decide: a policy that is younger than a halt lifts
    // it.
    private static void AddSeedsOfAnotherTime(List<AuditedRow> unrecorded, List<IntegrityFinding> findings)
    {
        foreach (var area in unrecorded.Where(row => row.Stamp is not null).GroupBy(row => row.Key.Area))
        {
            var seededAt = area.GroupBy(row => row.Stamp!.At).MaxBy(rows => rows.Count())!.Key;
            findings.AddRange(area.Where(row => !RowDifference.IsSameTime(row.Stamp!.At, seededAt))
                .Select(row => Finding(
                    row, $"it says that it was changed at {row.Stamp!.At:O}, and no record tells of it", since: 0)));
        }
    }

    private static IntegrityFinding Finding(AuditedRow row, string what, long since)
    {
        var content = $"{row.Key.Area} {row.Key.Subject} {Text(row.Version)} {Text(since)} {row.ToJson()} {what}";
        return new IntegrityFinding(
            IntegrityAlarmKind.RowDiffers,
            $"{row.Key.Area} {row.Key.Subject}".TrimEnd(),
            $"The row at version {Text(row.Version)} was changed past this library: {what}.",
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content))));
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
