using System.Collections.Frozen;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Valhalla.Governance.Integrity;

/// <summary>
/// Compares rows with their last audit records. The only rows that have none are the seeds of a new store, which are
/// what this build knows them to be. Thread-safe.
/// </summary>
/// <param name="seeds">The rows of a new store.</param>
internal sealed class RowComparer(IEnumerable<AuditedRow> seeds)
{
    private static readonly TimeSpan TimeTolerance = TimeSpan.FromMilliseconds(1);

    // Their records leave out what is null, so that a member that is missing tells something.
    private static readonly string[] LeftOutWhenNull = ["decision_id", "decision_expires_at"];

    private readonly FrozenDictionary<(string Area, string Subject), AuditedRow> _seeds =
        seeds.ToFrozenDictionary(row => (row.Area, row.Subject));

    /// <summary>What is not as it was recorded.</summary>
    /// <param name="rows">All rows of some areas.</param>
    /// <param name="fold">The records, read after the rows.</param>
    /// <param name="areas">The areas whose rows are never deleted.</param>
    public List<IntegrityFinding> Compare(
        IReadOnlyCollection<AuditedRow> rows, RecordFold fold, params ReadOnlySpan<string> areas)
    {
        var findings = new List<IntegrityFinding>();
        var present = new HashSet<(string Area, string Subject)>();
        foreach (var row in rows)
        {
            present.Add((row.Area, row.Subject));
            if (Compare(row, fold.Last.GetValueOrDefault((row.Area, row.Subject))) is { } finding)
            {
                findings.Add(finding);
            }
        }

        foreach (var key in fold.Last.Keys.Concat(_seeds.Keys).Where(key => !present.Contains(key)).Distinct())
        {
            if (areas.Contains(key.Area))
            {
                findings.Add(Finding(new AuditedRow(key.Area, key.Subject, 0, ""), "the row is gone", since: 0));
            }
        }

        return findings;
    }

    private IntegrityFinding? Compare(AuditedRow row, LastRecord? record)
    {
        if (record is null)
        {
            return !_seeds.TryGetValue((row.Area, row.Subject), out var seed)
                ? Finding(row, "no record tells where it comes from", since: 0)
                : seed.Version != row.Version
                    ? Finding(row, $"new it has version {Text(seed.Version)}, and no record tells of a change", since: 0)
                    : DifferenceOf(seed.Json, row.Json) is { } changed
                        ? Finding(row, $"it was changed without a record: {changed}", since: 0)
                        : null;
        }

        return row.Version != record.Version
            ? Finding(row, $"record {Text(record.Sequence)} left version {Text(record.Version)}", record.Sequence)
            : DifferenceOf(record.Json, row.Json) is { } difference
                ? Finding(row, $"it is not what record {Text(record.Sequence)} left: {difference}", record.Sequence)
                : null;
    }

    private static IntegrityFinding Finding(AuditedRow row, string what, long since)
    {
        var content = $"{row.Area} {row.Subject} {Text(row.Version)} {Text(since)} {row.Json}";
        return new IntegrityFinding(
            IntegrityAlarmKind.RowDiffers,
            $"{row.Area} {row.Subject}".TrimEnd(),
            $"The row at version {Text(row.Version)} was changed past this library: {what}.",
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content))));
    }

    /// <summary>
    /// The first member that differs. What only one of the two knows was written by another build, and tells nothing.
    /// </summary>
    private static string? DifferenceOf(string recorded, string stored)
    {
        if (string.Equals(recorded, stored, StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            using var before = JsonDocument.Parse(recorded);
            using var after = JsonDocument.Parse(stored);
            if (before.RootElement.ValueKind != JsonValueKind.Object)
            {
                return "the record is no object";
            }

            return Members(before, after).FirstOrDefault(name => Differs(before, after, name)) is { } name
                ? $"{name} is {Show(after, name)}, recorded was {Show(before, name)}"
                : null;
        }
        catch (JsonException)
        {
            return "the record is no JSON";
        }
    }

    private static IEnumerable<string> Members(JsonDocument before, JsonDocument after) =>
        before.RootElement.EnumerateObject().Select(member => member.Name)
            .Where(name => after.RootElement.TryGetProperty(name, out _))
            .Concat(LeftOutWhenNull);

    private static bool Differs(JsonDocument before, JsonDocument after, string name)
    {
        var isRecorded = before.RootElement.TryGetProperty(name, out var was);
        var isStored = after.RootElement.TryGetProperty(name, out var isNow);
        return isRecorded && isStored
            ? !JsonElement.DeepEquals(was, isNow) && !IsSameTime(was, isNow) && !IsUnknown(isNow)
            : isRecorded != isStored;
    }

    // A database keeps microseconds, a record all that it was given.
    private static bool IsSameTime(JsonElement was, JsonElement isNow) =>
        was.ValueKind == JsonValueKind.String
        && isNow.ValueKind == JsonValueKind.String
        && was.TryGetDateTimeOffset(out var before)
        && isNow.TryGetDateTimeOffset(out var after)
        && (before - after).Duration() < TimeTolerance;

    // A value that a newer build has written, and recorded under its own name.
    private static bool IsUnknown(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => string.Equals(value.GetString(), "unknown", StringComparison.OrdinalIgnoreCase),
        JsonValueKind.Array => value.EnumerateArray().Any(IsUnknown),
        _ => false,
    };

    private static string Show(JsonDocument row, string name) =>
        row.RootElement.TryGetProperty(name, out var value) ? value.GetRawText() : "null";

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
