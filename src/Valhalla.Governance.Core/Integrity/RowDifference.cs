using System.Text.Json;

namespace Valhalla.Governance.Integrity;

/// <summary>Compares the content of a row with what was recorded of it.</summary>
internal static class RowDifference
{
    /// <summary>Below this two times are the same: a database keeps microseconds, a record what it was given.</summary>
    public static readonly TimeSpan TimeTolerance = TimeSpan.FromMilliseconds(1);

    // Their records leave out what is null, so that a member that is missing tells something.
    private static readonly string[] LeftOutWhenNull = ["decision_id", "decision_expires_at"];

    /// <summary>
    /// The first member that differs; null for none. What only one of the two knows was written by another build, and
    /// tells nothing.
    /// </summary>
    /// <param name="recorded">The row as it was recorded.</param>
    /// <param name="stored">The row as it is.</param>
    /// <param name="names">
    /// The members that hold names of an enum, and which names this build knows: a newer one may have recorded a name
    /// that is read as unknown here.
    /// </param>
    /// <param name="isSeed">Whether nothing was recorded, and a newer build may have other seeds.</param>
    public static string? Find(
        string recorded, string stored, IReadOnlyDictionary<string, Func<string, bool>> names, bool isSeed = false)
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

            var differing = Members(before, after)
                .FirstOrDefault(name => Differs(before, after, name, names, isSeed));
            return differing is null
                ? null
                : $"{differing} is {Show(after, differing)}, recorded was {Show(before, differing)}";
        }
        catch (JsonException)
        {
            return "the record is no JSON";
        }
    }

    /// <summary>What differs in who left a row as it is, why and when; null for nothing.</summary>
    public static string? Find(RowStamp recorded, RowStamp stored) =>
        !string.Equals(recorded.Actor, stored.Actor, StringComparison.Ordinal)
            ? $"it says that {stored.Actor} changed it, recorded was {recorded.Actor}"
            : !string.Equals(recorded.Reason ?? "", stored.Reason ?? "", StringComparison.Ordinal)
                ? $"its reason is \"{stored.Reason}\", recorded was \"{recorded.Reason}\""
                : !IsSameTime(recorded.At, stored.At)
                    ? $"it says that it was changed at {stored.At:O}, recorded was {recorded.At:O}"
                    : null;

    /// <summary>Whether two times are the same.</summary>
    public static bool IsSameTime(DateTimeOffset one, DateTimeOffset other) => (one - other).Duration() < TimeTolerance;

    private static IEnumerable<string> Members(JsonDocument before, JsonDocument after) =>
        before.RootElement.EnumerateObject().Select(member => member.Name)
            .Where(name => after.RootElement.TryGetProperty(name, out _))
            .Concat(LeftOutWhenNull);

    private static bool Differs(
        JsonDocument before,
        JsonDocument after,
        string name,
        IReadOnlyDictionary<string, Func<string, bool>> names,
        bool isSeed)
    {
        var isRecorded = before.RootElement.TryGetProperty(name, out var was);
        var isStored = after.RootElement.TryGetProperty(name, out var isNow);
        return isRecorded && isStored
            ? !IsSame(was, isNow, names.GetValueOrDefault(name))
                && !(isSeed && names.ContainsKey(name) && HoldsUnknown(isNow))
            : isRecorded != isStored;
    }

    private static bool IsSame(JsonElement was, JsonElement isNow, Func<string, bool>? isName) =>
        (was.ValueKind, isNow.ValueKind) switch
        {
            (JsonValueKind.Array, JsonValueKind.Array) =>
                was.GetArrayLength() == isNow.GetArrayLength()
                && was.EnumerateArray().Zip(isNow.EnumerateArray())
                    .All(pair => IsSame(pair.First, pair.Second, isName)),
            (JsonValueKind.Object, JsonValueKind.Object) =>
                was.EnumerateObject().All(member => isNow.TryGetProperty(member.Name, out var value)
                    && IsSame(member.Value, value, isName: null))
                && was.EnumerateObject().Count() == isNow.EnumerateObject().Count(),
            (JsonValueKind.String, JsonValueKind.String) => IsSameText(was, isNow, isName),
            _ => JsonElement.DeepEquals(was, isNow),
        };

    private static bool IsSameText(JsonElement was, JsonElement isNow, Func<string, bool>? isName)
    {
        var (recorded, stored) = (was.GetString()!, isNow.GetString()!);
        return string.Equals(recorded, stored, StringComparison.Ordinal)
            || (isName is not null
                && HoldsUnknown(isNow)
                && !isName(recorded))
            || (was.TryGetDateTimeOffset(out var before)
                && isNow.TryGetDateTimeOffset(out var after)
                && IsSameTime(before, after));
    }

    private static bool HoldsUnknown(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => string.Equals(value.GetString(), "unknown", StringComparison.OrdinalIgnoreCase),
        JsonValueKind.Array => value.EnumerateArray().Any(HoldsUnknown),
        _ => false,
    };

    private static string Show(JsonDocument row, string name) =>
        row.RootElement.TryGetProperty(name, out var value) ? value.GetRawText() : "null";
}
